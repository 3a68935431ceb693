"""A card's statement may stand in the person's language under its id, and says there what it says and no more."""

import numpy
import pytest

from bot.answer import Answer, Citation, Text
from bot.model.gate import Gate
from bot.model.sentences import judged
from bot.model.sheet import FactSheet, SheetFact
from bot.model.wording import check

CARD = (
    "Ask for the whole offer in writing before you give notice. Never tell anyone that you hold an offer that you "
    "don't have. Name one figure. Most employers expect one counter. A raise of 10 to 15 percent is a usual ask."
)
SAID = {
    "en": ("Ask for the whole offer in writing before you give notice.", "Never tell anyone that you hold an offer."),
    "de": (
        "Lass dir das ganze Angebot schriftlich geben, bevor du kündigst.",
        "Sag nie, du hättest ein Angebot, das du nicht hast.",
    ),
    "es": (
        "Pide toda la oferta por escrito antes de renunciar.",
        "No digas nunca que tienes una oferta que no tienes.",
    ),
    "fr": (
        "Demandez l'offre complète par écrit avant de démissionner.",
        "Ne dites jamais que vous avez une offre que vous n'avez pas.",
    ),
    "pt": (
        "Peça a proposta inteira por escrito antes de sair.",
        "Nunca diga a ninguém que tem uma proposta que você não tem.",
    ),
}


def gate(language: str) -> Gate:
    source = Citation(id="raise.md", path="playbook/raise.md", line=3, section="", text="", title="Playbook: A raise")
    answer = Answer(status="answered", blocks=(Text(text=CARD, cites=("raise.md",)),), citations=(source,))
    return Gate(FactSheet(answer, None, [], language), language, ("Google", "Spotify"), ("London",))


@pytest.mark.parametrize("language", ["de", "es", "fr", "pt"])
def test_a_cards_statement_is_worded_in_the_persons_language_and_cited(language: str) -> None:
    asks, never = SAID[language]
    found = gate(language).judge(f"1. {{s1: {asks}}}")
    assert (found.text, found.cites, found.reason) == (f"1. {asks}", ("raise.md",), "")
    assert not gate(language).judge(f"{{s2: {never}}}").reason
    # Two sentences under one id are judged at once.
    assert judged(f"{{s1: {asks} {never}}} So.") == [f"{{s1: {asks} {never}}} ", "So."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Fix in writing: rate, payment in 30 days, notice.", "Fija por escrito: tarifa, pago en 30 días, preaviso."),
        ("If it costs money, tell the new employer to pay.", "Agar paise lagte hain to employer se kaho ki wo de."),
        ("One is paid for about 210 days.", "Um contrato é pago por uns 210 dias."),
        ("Ask for two days.", "Frag nach 2 Tagen."),
        ("Don't sign yet.", "Ne signez pas encore."),
    ],
)
def test_a_statements_numbers_may_be_written_as_the_language_has_them(text: str, said: str) -> None:
    check(SheetFact("s1", "statement", text), said, (), (), lambda _: numpy.ones(1, numpy.float32))


def test_in_english_a_statement_stands_as_it_is() -> None:
    assert "place {s1}" in gate("en").judge(f"{{s1: {SAID['en'][0]}}}").reason
    assert gate("en").judge("{s1}").ok


@pytest.mark.parametrize(
    "lie",
    [
        "{s1: Kündige nicht, bevor du das Angebot hast.}",  # a denial that isn't there
        "{s2: Sag ihnen, dass du ein Angebot hast.}",  # one that is gone
        "{s3: Nenn 240.000 Euro.}",
        "{s3: Nenn Google eine Zahl.}",
        "{s3: Damit verdienst du mehr als deine Kollegen.}",
        "{s4: Spotify gibt bei Nachfragen fast immer nach.}",
        "{s4: Die meisten Arbeitgeber haben noch viel Luft.}",
        "{s5: Zwischen 20 und 30 Prozent mehr sind üblich.}",
        "{s9: Frag zuerst.}",
    ],
)
def test_words_that_say_something_else_are_refused(lie: str) -> None:
    assert not gate("de").judge(lie).ok


def test_a_verdict_of_ours_is_put_into_no_other_words() -> None:
    from tests.fakes.answers import CASES

    verdicts = Gate(FactSheet(*CASES["offer"](), language="de"), "de")
    assert "only a card's" in verdicts.judge("{s1: Dein Grundgehalt liegt unter der Spanne.}").reason
