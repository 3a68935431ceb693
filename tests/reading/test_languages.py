"""Other languages than English without the extra: names, amounts and figures are read, and what is said about it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answer import Answer, Text
from bot.coach.compose import respond
from bot.coach.context import Context
from bot.conversation.known import settled
from bot.reading.names import Names
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
    "de": "Ich antworte auf Englisch", "fr": "Je réponds en anglais", "es": "Respondo en inglés",
    "pt": "Respondo em inglês", "nl": "Ik antwoord in het Engels", "hi": "Jawaab main English mein",
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
    assert english.figures and [one.value for one in told.figures] == [one.value for one in english.figures]


@pytest.mark.parametrize("language", ADVICE)
def test_who_writes_in_it_is_told_in_it_what_is_understood(language: str, answer: Callable[[str], Answer]) -> None:
    assert TOLD[language] in text_of(answer(ADVICE[language]))
    assert "vielleicht" in text_of(answer(ADVICE["de"]))


@pytest.mark.parametrize("language", [*FIGURES])
def test_the_language_is_known(language: str, read: Callable[[str], Reading]) -> None:
    assert read(ADVICE[language]).language == read(FIGURES[language]).language == language
