"""Answers in the language of who asked: cards and what composers say, with the same figures as in English."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from importlib import resources
from string import Formatter

import pytest

from bot.answer import (
    Answer,
    BandCard,
    Block,
    Citation,
    Comparison,
    Email,
    OfferGauge,
    Script,
    Suggestions,
    Text,
    block_text,
)  # fmt: skip
from bot.channels.slack.blocks import message as slack_messages
from bot.coach.compose import respond
from bot.coach.context import Context
from bot.conversation.events import kept_answer
from bot.knowledge.playbook import own
from bot.languages.answers import spoken
from bot.languages.prose import SPOKEN, prose
from bot.languages.slotted import sentences
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.types import Turn
from bot.wording import money
from ingest.guide.playbook import Card
from ingest.index.facts import Facts
from ingest.lexicon.words import loaded

Talk = Callable[..., list[Turn]]
_NUMBER = re.compile("\\d[\\d.,\u202f]*\\d|\\d")


@pytest.fixture(scope="module")
def talk(starter_index: object) -> Iterator[Talk]:
    """The turns of some messages of one conversation, as they are kept."""
    facts = Facts(starter_index)  # type: ignore[arg-type]
    names = Names(facts)
    reader = Reader(names)

    def play(*messages: str) -> list[Turn]:
        history: list[Turn] = []
        for message in messages:
            reading = reader.read(message, tuple(history))
            answer = respond(reading, Context(facts, names, None, reading.told.profile, tuple(history)))
            history.append(Turn(message, reading.told, answer))
        return history

    yield play
    facts.close()


def _of(card: Card) -> Iterator[str]:
    """Every sentence of a card that an answer may hold, without those of its answers to direct questions."""
    said = [card.advice, *card.do, *card.dont, *[text for _, text in (*card.say, *card.instead, *card.changes)]]
    for text in [*said, *[text for _, text in card.shares], card.blank]:
        for line in filter(None, text.split("\n")):
            yield from sentences(line.strip())


@pytest.mark.parametrize("language", SPOKEN)
def test_every_sentence_of_every_card_has_its_words_with_the_same_slots_blanks_and_numbers(language: str) -> None:
    wrong = []
    for name, card in own().items():
        place = resources.files("bot").joinpath("languages", "cards", language, f"{name}.yaml")
        known = loaded(place.read_text(encoding="utf-8"))
        for one in _of(card):
            said = known.get(one, "")
            slots = [sorted(slot for _, slot, *_ in Formatter().parse(text) if slot) for text in (one, said)]
            numbers = [sorted(re.sub("[.,\u202f]", "", n) for n in _NUMBER.findall(text)) for text in (one, said)]
            if not said or slots[0] != slots[1] or numbers[0] != numbers[1] or one.count("[") != said.count("["):
                wrong.append((name, one, said))
        wrong += [(name, left, "is no sentence of the card") for left in known.keys() - set(_of(card))]
    assert wrong == []


GROUPS = {"de": r"\d\.\d{3}", "es": r"\d\.\d{3}", "pt": r"\d\.\d{3}", "fr": "\\d\u202f\\d{3}"}
"""How the languages group digits: "103,500" would be read as hardly more than a hundred."""


@pytest.mark.parametrize("language", SPOKEN)
def test_thousands_in_a_cards_words_are_grouped_as_the_language_does(language: str) -> None:
    wrong = []
    for name in own():
        place = resources.files("bot").joinpath("languages", "cards", language, f"{name}.yaml")
        for one, said in loaded(place.read_text(encoding="utf-8")).items():
            grouped = re.findall(r"\d{1,3}(?:,\d{3})+", one)
            wrong += (
                [(name, said)] if len(re.findall(GROUPS[language], said.replace("655.731", ""))) != len(grouped) else []
            )
            wrong += [(name, said)] if re.search(r"\d,\d{3}", said) else []
    assert wrong == []


@pytest.mark.parametrize("language", SPOKEN)
def test_what_composers_say_keeps_its_slots(language: str) -> None:
    place = resources.files("bot").joinpath("languages", f"prose.{language}.yaml")
    told = loaded(place.read_text(encoding="utf-8"))
    for english, said in [*told["sentences"].items(), *told["words"].items(), *told["plain"].items()]:
        assert sorted(re.findall(r"\{\d\}", english)) == sorted(re.findall(r"\{\d\}", said)), english


@pytest.mark.parametrize(
    ("message", "held", "never"),
    [
        ("Mir wurde das Angebot mündlich gemacht, aber der Vertrag kommt nicht. Was tun?", "schriftlich", "writing"),
        ("Ich habe Angst, dass sie das Angebot zurückziehen, wenn ich mehr fordere.", "Was Sie sagen können", "seldom"),
        ("Schreib mir bitte eine E-Mail: ich will 105k statt 96k Grundgehalt.", "Mit freundlichen Grüßen", "Hello"),
    ],
)
def test_who_asks_in_german_is_answered_in_it(talk: Talk, message: str, held: str, never: str) -> None:
    answer = spoken(talk(message)[-1].answer)
    assert held in answer.text and never not in answer.text
    assert prose("de").partly not in answer.text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("message", "held"),
    [
        ("Me da miedo pedir más y que me retiren la oferta, ¿qué hago?", "Qué decir"),
        ("J'ai peur qu'on me retire l'offre si je demande plus, que faire ?", "Quoi dire"),
        ("Tenho medo de pedir mais e eles retirarem a proposta, o que eu faço?", "O que dizer"),
    ],
)
def test_who_asks_in_spanish_french_or_portuguese_is_answered_in_it(talk: Talk, message: str, held: str) -> None:
    kept = talk(message)[-1].answer
    answer = spoken(kept)
    assert held in answer.text and "What to say" not in answer.text and answer.language in ("es", "fr", "pt")
    assert prose(answer.language).partly not in answer.text  # type: ignore[union-attr]


def test_figures_and_sources_are_the_same_in_german(talk: Talk) -> None:
    asked = "Hugging Face bietet mir 170k Grundgehalt als Machine Learning Engineer in den USA. Ist das gut?"
    kept = talk(asked)[-1].answer
    told = spoken(kept)
    assert (told.figures, told.numbers) == (kept.figures, kept.numbers)
    assert [one.id for one in told.citations] == [one.id for one in kept.citations]
    assert [block.type for block in told.blocks if block.type != "text"] == [
        block.type for block in kept.blocks if block.type != "text"
    ]


def test_what_is_kept_is_english_and_shown_in_german_when_it_is_read_back(talk: Talk) -> None:
    kept = talk("Ich habe Angst, dass sie das Angebot zurückziehen, wenn ich mehr fordere.")[-1].answer
    assert "seldom" in kept.text or "seldom" in " ".join(b.text for b in kept.blocks if isinstance(b, Text))
    read = kept_answer(kept.model_dump_json())
    assert read == spoken(kept) and read.language == "de"


def test_words_to_send_are_in_english_for_who_asks_for_that(talk: Talk) -> None:
    turns = talk("Schreib mir bitte eine E-Mail: ich will 105k statt 96k Grundgehalt.", "Bitte auf Englisch")
    mail = next(b for b in spoken(turns[-1].answer).blocks if isinstance(b, Email | Script))
    assert "request" in (mail.body if isinstance(mail, Email) else mail.text)


def test_a_card_that_was_changed_stays_english_and_the_answer_says_so() -> None:
    card = own()["fear-of-withdrawal"]
    changed = replace(card, advice="Ask anyway, says our own coach.")
    cite = Citation(id=f"{card.path}:{card.line}", path=card.path, line=card.line, section="", text=changed.advice)
    answer = Answer(
        status="answered", blocks=(Text(text=changed.advice, cites=(cite.id,)),), citations=(cite,), language="de"
    )
    told = spoken(answer)
    assert told.blocks[0] == answer.blocks[0]
    assert told.blocks[-1] == Text(text=prose("de").partly)  # type: ignore[union-attr]


def test_what_a_model_worded_and_answers_in_english_stay_as_they_are() -> None:
    worded = Answer(status="answered", blocks=(Text(text="Bitten Sie um Zeit."),), wording="a model", language="de")
    assert spoken(worded) == worded
    english = Answer(status="answered", blocks=(Text(text="Ask for time."),))
    assert spoken(english) is english


def test_a_suggestion_is_shown_in_german_and_sent_as_it_is_understood(talk: Talk) -> None:
    told = spoken(talk("Ich habe Angst, dass sie das Angebot zurückziehen, wenn ich mehr fordere.")[-1].answer)
    offered = next(block for block in told.blocks if isinstance(block, Suggestions))
    assert "Mehr dazu" in offered.labels and "Tell me more" in offered.items
    buttons = [
        one for block in slack_messages(told)[0].blocks if block["type"] == "actions" for one in block["elements"]
    ]
    assert any(one["text"]["text"] == "Mehr dazu" and one["value"] == "Tell me more" for one in buttons)


ASKED = (
    ["What's the base for a staff engineer at W&B in London?"],
    ["compare staff and ML engineer equity at W&B in London"],
    ["top 5 companies for staff base in London"],
    ["I'm offered 245k base, 360k RSUs over 4, 10% bonus, 30k sign-on as staff SWE at W&B in SF. Good?"],
    ["I'm offered 245k base, 360k RSUs over 4 as staff SWE at W&B in SF. Good?", "what should I ask for?"],
    ["They offer 88,500 in Oslo and I make 81,250 now. How much more can I ask for?"],
    ["52 an hour as a contractor or 60k as an employee, which is worth more?"],
    ["They offered 90k, I want 103.5k. Write the counter e-mail."],
    ["0.25% of a company valued at 40M and 12,000 options at 3.10. Is that good?"],
)
"""Questions whose answers hold figures of every kind."""
_SCALES = {"K": 1_000, "M": 1_000_000, "": 1}


def _values(text: str, *, group: str, point: str) -> list[Decimal]:
    """Every number of a text with its scale, in order of size."""
    pattern = rf"(\d{{1,3}}(?:{group}\d{{3}})+|\d+)((?:{point}\d+)?)([KM]?)(?![\w])"
    found = re.findall(pattern, text)
    return sorted(
        Decimal(re.sub(r"\D", "", whole) + rest.replace(point[-1:], ".")) * _SCALES[scale]
        for whole, rest, scale in found
    )


@pytest.mark.parametrize("language", SPOKEN)
def test_every_number_of_an_answer_is_the_same_in_the_language(talk: Talk, language: str) -> None:
    group, point = "\u202f" if language == "fr" else r"\.", ","
    held, wrong = 0, list[tuple[str, str]]()
    for turns in ASKED:
        kept = talk(*turns)[-1].answer.model_copy(update={"language": language})
        shown = [one for one in spoken(kept).blocks if one != Text(text=prose(language).partly)]  # type: ignore[union-attr]
        for was, told in zip(kept.blocks, shown, strict=True):
            for english, said in zip(_lines(was), _lines(told), strict=True):
                if english == said:
                    continue
                numbers = _values(english, group=",", point=r"\.")
                held += len(numbers)
                wrong += [] if numbers == _values(said, group=group, point=point) else [(english, said)]
    assert wrong == [] and held > 60


def _lines(block: Block) -> list[str]:
    """A block's texts, a line each."""
    if isinstance(block, Comparison):
        return [cell for row in block.rows for cell in row]
    if isinstance(block, OfferGauge):
        return [*[row.text for row in block.rows], *block.assumptions]
    if isinstance(block, BandCard):
        return [row.text for row in block.rows]
    return block_text(block).split("\n")


@pytest.mark.parametrize(
    "piece",
    ["foo at bar in ", "Foo at Bar in ", "a base of 1 (now 2): ", "1 to 2 in 3 at ", "x, y and ", "ask for a; "],
)
def test_a_name_that_could_be_taken_apart_in_many_ways_takes_no_time(piece: str) -> None:
    words = prose("de")
    assert words is not None
    began = time.process_time()
    words.text(f"The guides hold nothing on {piece * 40}qux.")
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("language", "currencies", "written"),
    [
        ("es", {"MXN"}, "MXN 39,500"),
        ("es", {"MXN", "EUR"}, "39.500 MXN"),
        ("es", {"EUR"}, "39.500 €"),
        ("de", {"CHF"}, "CHF 39'500"),
        ("fr", {"EUR"}, "39 500 €"),
        ("es", {"USD"}, "39.500 US$"),
    ],
)
def test_amounts_of_one_country_are_written_as_there(language: str, currencies: set[str], written: str) -> None:
    words = prose(language, currencies)
    assert words is not None
    amount = money(39_500, currency=sorted(currencies)[-1])
    assert re.sub(r"\s", " ", words.word(amount)).replace("’", "'") == written


@pytest.mark.parametrize("language", SPOKEN)
def test_a_sentence_that_begins_with_an_amount_is_told_from_the_one_before(language: str) -> None:
    words = prose(language)
    assert words is not None
    two = "They offered €39,500; you want €46,350: 17.3% more. €46,350 is 1 % more."
    assert "offered" not in words.text(two)[0]
    plan = (
        "**Ask for $282K base (15% over theirs, a usual first ask) and $50K as a signing bonus (the guide's own ask)**."
    )
    assert words.text(plan)[1]
    hello, whole = words.text("Hello [name], thank you for the offer.", ["counter-once"])
    assert whole and "Hello" not in hello


def test_an_english_mail_of_a_model_is_not_half_put_into_spanish() -> None:
    mail = Email(subject="The offer", body="Hi [name],\n\nI'd love to join the team. Could base be $218,500?")
    answer = Answer(status="answered", blocks=(mail,), language="es")
    assert spoken(answer.model_copy(update={"wording": "openai:fake"})).blocks == (mail,)
    assert spoken(answer).blocks != (mail,), "what we composed is put into it as far as it goes"
