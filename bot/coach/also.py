"""What a message asks beside what was answered: to each further question a card's answer, else that there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answer import Answer, OfferGauge, Text
from bot.coach.cards import ALONE, answer_to, cite, holds, place_of, scored, title_of
from bot.coach.draft import BAND, Draft, sentences
from bot.coach.person import countries_of
from bot.knowledge.playbook import Array, playbook, vectors
from bot.reading.stretches import has_digit
from bot.reading.types import Ask
from ingest.guide.playbook import Card
from ingest.lexicon.words import loaded

if TYPE_CHECKING:
    from bot.coach.context import Context

MOST, OPEN = 4, 3
"""How many questions are answered so, and how many are named as open."""
WORDS = range(4, 41)
"""Words of such a question: fewer may be asked of anything."""
NAMED, NEAR, HINTED = 0.75, 0.55, 0.25
"""Score from which a question names a card's situation by itself, or beside that score of the whole message."""
ALIKE, GENERAL = 0.45, 0.6
"""How near a question must be to a sentence that was said to be answered by it, and to one that a whole answer is to.
(Of 78 questions beside others these leave 29 open, three of them answered in other words.)"""
SAME = 0.6
"""How near an answer must be to a sentence that was said to be the same in other words."""
JUDGED = 9
"""Words up to which a question with a figure asks what the offer is worth ("is 142 ok for Portland?")."""
OWN = 90
"""Characters of a question that is named as open."""


def compose(asked: Sequence[str], ask: Ask, answers: Sequence[Answer], context: "Context") -> Answer | None:
    """To those of the questions asked that `answers` say nothing of: what a card answers, each behind its question,
    and which are open; None where all were answered. ask: the first of the message's."""
    draft, here = Draft("advice"), countries_of(ask.question, context)
    said = tuple(one for answer in answers for one in _said(answer))
    cited = {one.id for answer in answers for one in answer.citations}
    theirs = dict(zip(asked, vectors(asked), strict=True))
    told = _Told(said, vectors(said), theirs, cited, _weighed(answers, said), context, {})
    left = [one for one in asked if not told.answers(one)]
    if len(left) == len(asked):
        left.remove(max(left, key=told.alike))  # What was said is on one of them, if on any.
    open_ = list[str]()
    for question in asked:
        full = len(question.split()) in WORDS
        card, text = answer_to((question,), ask, context) if full else (None, "")
        if card is None and question in left:
            card = told.named(question, ask)
            text = sentences(card.advice)[0] if card is not None else ""
        if card is not None and holds(card, here):
            same = told.says(text) or (question not in left and told.alike(text) >= SAME)
            if same or len(draft.blocks) == MOST:
                continue
            draft.say(draft.quoted(f"“{question}” **{text}**"), cite(draft, card))
            if place_of(card) not in told.cited:
                draft.suggest(title_of(card))
        elif full and question in left:
            open_.append(question)
    answered = bool(draft.blocks)
    if open_ and all(one.status != "not_found" for one in answers):  # That said already that there is nothing.
        named = "; ".join(f"“{_short(one)}”" for one in open_[:OPEN])
        draft.say(f"I have nothing on: {named}")
    return draft.answer("answered" if answered else answers[0].status) if draft.blocks else None


@dataclass(frozen=True, slots=True)
class _Told:
    """What was said to a message. said: its sentences, with their vectors; asked: the questions' vectors; cited: the
    places it rests on; weighed: whether an offer was held against a band; near: the card nearest to each question that
    was looked at, with its score."""

    said: tuple[str, ...]
    sentences: Array
    asked: Mapping[str, Array]
    cited: set[str]
    weighed: bool
    context: "Context"
    near: dict[str, tuple[Card, float]]

    def answers(self, question: str) -> bool:
        """Whether a question was answered: with the figures, by a card that was told, or by a sentence like it; or
        whether it asks for nothing but the whole answer."""
        if self.weighed and has_digit(question) and len(question.split()) <= JUDGED:
            return True
        if _nearest(self.asked[question], _general()) >= GENERAL or self.alike(question) >= ALIKE:
            return True
        card, score = self.nearest(question)
        return score >= ALONE and place_of(card) in self.cited

    def named(self, question: str, ask: Ask) -> Card | None:
        """The card whose situation a question names by itself."""
        card, score = self.nearest(question)
        hinted = score >= NEAR and dict(scored(ask, self.context)).get(card.name, 0.0) >= HINTED
        return card if score >= NAMED or hinted else None

    def nearest(self, question: str) -> tuple[Card, float]:
        """The card nearest to a question, with its score (as `Playbook.nearest` gives it)."""
        if question not in self.near:
            book = playbook(self.context.facts)
            name, score = book.nearest(question, 1, self.asked[question])[0]
            self.near[question] = book.cards[name], score
        return self.near[question]

    def says(self, text: str) -> bool:
        """Whether these words stand in it."""
        return text in " ".join(self.said).replace("**", "")

    def alike(self, text: str) -> float:
        """How near a question, or an answer, is to the sentence that is most like it."""
        vector = self.asked.get(text)
        return _nearest(vectors((text,))[0] if vector is None else vector, self.sentences)


def _weighed(answers: Sequence[Answer], said: Sequence[str]) -> bool:
    shown = any(isinstance(block, OfferGauge) for answer in answers for block in answer.blocks)
    return shown or any(one.startswith(BAND) for one in said)


def _said(answer: Answer) -> list[str]:
    return [one for block in answer.blocks if isinstance(block, Text) for one in sentences(block.text)]


def _nearest(vector: Array, among: Array) -> float:
    return float((among @ vector).max()) if among.size else 0.0


@cache
def _general() -> Array:
    """The questions that a whole answer is to."""
    return vectors(tuple(loaded(Path(__file__).with_name("general.yaml").read_text(encoding="utf-8"))))


def _short(question: str) -> str:
    """A question in the person's words, as far as a line holds them."""
    text = " ".join(question.split()).rstrip(" ,;:.")
    return text if len(text) <= OWN else f"{text[:OWN].rsplit(' ', 1)[0]} …"
