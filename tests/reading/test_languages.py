"""Other languages than English without the extra: names, amounts and figures are read, and what is said about it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answer import Answer, Text
from bot.coach.compose import respond
from bot.coach.context import Context
from bot.conversation.known import settled
from bot.reading.message import Message
from bot.reading.names import Names
from bot.reading.question import Questions
from bot.reading.read import Reader
from bot.reading.terms import Profile
from bot.reading.types import Reading
from ingest.index.facts import Facts

FIGURES = {
    "de": "Was zahlt W&B einem Software Engineer in London?",
    "fr": "Combien paie W&B pour un ingénieur logiciel à Londres ?",
    "es": "¿Cuánto paga W&B a un ingeniero de software en Londres?",
    "pt": "Quanto a W&B paga para um engenheiro de software em Londres?",
    "nl": "Wat betaalt W&B een softwareontwikkelaar in Londen?",
    "hi": "bhai W&B mein software engineer ko London mein kitna milta hai?",
}
TOLD = {
    "de": "anderes vielleicht nicht ganz", "fr": "le reste peut-être pas", "es": "quizá no del todo",
    "pt": "talvez não por inteiro", "nl": "Ik antwoord in het Engels", "hi": "Jawaab main English mein",
}  # fmt: skip
ADVICE = {
    "de": "Die haben mir weniger geboten als ich dachte und ich weiß nicht, was ich jetzt sagen soll",
    "fr": "Ils m'ont proposé moins que ce que j'espérais et je ne sais pas quoi répondre",
    "es": "Me han ofrecido menos de lo que esperaba y no sé qué decirles",
    "pt": "Eles me ofereceram menos do que eu esperava e não sei o que responder",
    "nl": "Ze bieden me minder dan ik had gehoopt en ik weet niet wat ik moet zeggen",
    "hi": "unhone mujhe kam offer diya hai aur samajh nahi aa raha kya bolu",
}


@pytest.fixture(scope="module")
def facts(starter_index: Path) -> Facts:
    return Facts(starter_index)


@pytest.fixture(scope="module")
def read(facts: Facts) -> Callable[[str], Reading]:
    names = Names(facts)
    reader = Reader(names, elsewhere=lambda: None)
    return lambda text: settled(reader.read(text), names)


@pytest.fixture(scope="module")
def answer(facts: Facts, read: Callable[[str], Reading]) -> Callable[[str], Answer]:
    names = Names(facts)
    return lambda text: respond(read(text), Context(facts, names, None, Profile(), ()))


def text_of(answer: Answer) -> str:
    return " ".join(block.text for block in answer.blocks if isinstance(block, Text))


@pytest.mark.parametrize("language", FIGURES)
def test_a_question_for_a_figure_gets_the_figure_that_english_gets(
    language: str, answer: Callable[[str], Answer]
) -> None:
    english = answer("What does W&B pay a software engineer in London?")
    told = answer(FIGURES[language])
    assert english.figures and told.figures == english.figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Was zahlt W&B einem Software Engineer in London als Grundgehalt?", {"base"}),
        ("quel est le salaire de base d'un ingénieur logiciel chez W&B à Londres", {"base"}),
        ("cuánta equity dan en wandb a un staff software engineer en Nueva York", {"equity"}),
        ("que bônus a wandb paga para staff software engineer em Nova York", {"bonus"}),
        ("hoeveel aandelen krijgt een staff software engineer bij wandb in New York", {"equity"}),
        ("bhai w&b staff software engineer sf base kitna dete hain", {"base"}),
    ],
)
def test_a_part_of_pay_is_known_by_its_name_there(
    text: str, figures: set[str], answer: Callable[[str], Answer]
) -> None:
    assert {one.component for one in answer(text).figures} == figures


@pytest.mark.parametrize(
    "text",
    [
        "Welche Firma zahlt Software Engineers am meisten?",
        "kaunsi company sabse zyada deti hai software engineer ko",
        "quelle entreprise paie le plus pour un ML engineer",
        "Mein Angebot über 4 Jahre liegt bei 82.000 Euro, ist das gut?",
        "sou engenheiro de software e quero saber quem paga mais",
        "Boa tarde, a proposta não fala de férias e a vaga é remota, o que eu faço?",
        "bhi yaar offer aaya hai, kya karu",
        "onde é que um engenheiro de software ganha mais, e quais aceitam remoto?",
        "mijn baas zegt dat het bedrijf niet meer kan betalen, wat nu?",
    ],
)
def test_no_word_of_it_becomes_a_company(text: str, facts: Facts) -> None:
    parse = Questions(Names(facts)).taken(text)
    assert [span.text for span in parse.companies()] == []
    assert [one.phrase for one in parse.unknown if one.kind == "company"] == []


def test_who_asks_which_company_pays_most_gets_a_ranking(read: Callable[[str], Reading]) -> None:
    (ask, *_) = read("Welche Firma zahlt Software Engineers am meisten?").asks
    assert ask.question.intent == "rank" and ask.question.topic == "company"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("cuánto gana un frontend en revolut", "es"), ("qual a faixa de sre na grafana labs", "pt"),
        ("senior backend berlin gehalt", "de"), ("bhai swiggy se offer aaya 24 lpa, lu kya?", "hi"),
        ("wat verdient een devops bij booking", "nl"), ("c quoi le fixe chez doctolib", "fr"),
        ("what's the base for a swe at W&B in Berlin", "en"), ("staff at Stripe, equity?", "en"),
        ("ok thanks", "en"), ("they said nein, what now", "en"),
    ],
)  # fmt: skip
def test_the_language_of_a_short_or_mixed_line_is_known(
    text: str, language: str, read: Callable[[str], Reading]
) -> None:
    assert read(text).language == language


def test_a_few_words_are_in_the_language_of_what_was_said_before() -> None:
    from bot.reading import trained

    before = ("Was zahlt W&B einem Software Engineer in London?",)
    assert trained.language_of(Message("und SF?", before)) == "de"
    assert trained.language_of(Message("SF?")) == "en"


@pytest.mark.parametrize("language", ADVICE)
def test_who_writes_in_it_is_told_in_it_what_is_understood(language: str, answer: Callable[[str], Answer]) -> None:
    assert TOLD[language] in text_of(answer(ADVICE[language]))
    assert "vielleicht" in text_of(answer(ADVICE["de"]))


@pytest.mark.parametrize("language", [*FIGURES])
def test_the_language_is_known(language: str, read: Callable[[str], Reading]) -> None:
    assert read(ADVICE[language]).language == read(FIGURES[language]).language == language
