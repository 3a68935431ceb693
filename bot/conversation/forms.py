"""What a channel's form holds, as a request of its own: every field is what its name says, and no sentence is made of
it to be taken apart again. A note is the person's own words, and is read as such."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.practice.scenario import Difficulty, Persona
from bot.reading.fields import LONGEST, offer_of
from bot.reading.names import Names
from bot.reading.offer_terms import read_offer
from bot.reading.question import Questions
from bot.reading.read import SURE, Reader
from bot.reading.terms import Line as OneLine
from bot.reading.terms import Offer, OfferReading, Profile, merged
from bot.reading.types import Ask, Intent, Kind, Question, Reading, Said, Turn
from bot.reading.words import joined

Line = Annotated[OneLine, StringConstraints(strip_whitespace=True, max_length=LONGEST)]
_BESIDE: tuple[Kind, ...] = ("advice", "draft", "lever", "plan", "level", "explain")
"""What a note may ask beside the valuation of the offer."""


class _About(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    company: Line = ""
    role: Line = ""
    region: Line = ""
    level: Line = ""

    @property
    def said(self) -> Said:
        """Whom it is about, in the person's words."""
        return Said(self.company or None, self.role or None, self.region or None, self.level or None)

    def _place(self) -> str:
        whom = " at ".join(part for part in (self.role, self.company) if part)
        return ", ".join(part for part in (whom, self.region, self.level) if part)


class OfferForm(_About):
    """An offer in fields. base, equity, bonus, signing: amounts in the person's words ("$360,000 over 4 years", "10%"),
    base per year; currency: of those written without one; equity_years: over how many the grant vests. notes: the
    person's own words; a message that they want read as an offer is a form with nothing but notes."""

    currency: Annotated[str, Field(pattern=r"^(?:[A-Z]{3})?$")] = ""
    base: Line = ""
    equity: Line = ""
    equity_years: Annotated[int, Field(ge=1, le=20)] | None = None
    bonus: Line = ""
    signing: Line = ""
    notes: Annotated[str, StringConstraints(strip_whitespace=True, max_length=8_000)] = ""

    @property
    def amounts(self) -> dict[str, str]:
        """The fields of pay that are filled in."""
        named = {"base": self.base, "equity": self.equity, "bonus": self.bonus, "signing": self.signing}
        return {part: words for part, words in named.items() if words}

    def words(self) -> str:
        """The form as a line of the conversation; for people to read, and read by nothing."""
        after = {"equity": f" over {self.equity_years} years"} if self.equity_years else {}
        if self.said == Said() and not self.amounts:
            return self.notes
        parts = [
            f"{part} {_with_currency(words, '' if part == 'bonus' else self.currency)}{after.get(part, '')}"
            for part, words in self.amounts.items()
        ]
        told = f"My offer ({self._place()})" if self._place() else "My offer"
        return f"{told}: {', '.join(parts) or 'no amounts'}.{f' {self.notes}' if self.notes else ''}"


class PracticeForm(_About):
    """What to rehearse."""

    difficulty: Difficulty = "realistic"
    persona: Persona = "friendly"
    remarks: bool = False

    def words(self) -> str:
        """The form as a line of the conversation; for people to read, and read by nothing."""
        return f"Practise the call ({self._place()}; {self.difficulty}, {self.persona})"


Form = OfferForm | PracticeForm


def read(form: Form, reader: Reader, history: Sequence[Turn], profile: Profile) -> Reading:
    """What a form asks and tells: for an offer its valuation first, then what its note asks."""
    intent: Intent = "offer" if isinstance(form, OfferForm) else "practice"
    kind: Kind = "offer" if isinstance(form, OfferForm) else "practice"
    asked = Question(text=form.words(), intent=intent, said=(_mended(form.said, reader.names),), profile=profile)
    question = Questions(reader.names).resolved(asked, (), ())
    trace = (f"a form: {kind}",)
    if not isinstance(form, OfferForm):
        return Reading(text=question.text, told=question, asks=(Ask(kind, question),), trace=trace)
    question, note = _with_terms(question, form, reader, history)
    more = [ask for ask in (note.asks if note else ()) if ask.kind in _BESIDE and ask.confidence >= SURE]
    beside = tuple(replace(ask, question=_about_the_same(ask.question, question)) for ask in more)
    return Reading(
        text=question.text, told=question, language=note.language if note else "en",
        asks=(Ask("offer", question), *beside), facts=note.facts if note else (),
        trace=(*trace, *(note.trace if note else ())),
    )  # fmt: skip


def _with_terms(
    question: Question, form: OfferForm, reader: Reader, history: Sequence[Turn]
) -> tuple[Question, Reading | None]:
    """The question with the form's offer, what its note adds to it, and the note read."""
    money = offer_of(form.amounts, form.currency or None, form.equity_years)
    subject = question.subjects[0]
    whom = {
        "company": subject.company or form.company or None,
        "role": form.role or None,
        "region": form.region or None,
    }
    offer = (money.offer or Offer()).model_copy(update=whom | {"level": form.level or None})
    note = None
    if form.notes:
        before = question.profile.model_copy(update={"offer": offer, "company": subject.company})
        note = reader.read(form.notes, history, before)
        told = note.told.money or read_offer(form.notes, offer)
        # A figure of the note never takes the place of a field's.
        offer = merged(told.offer, offer) if told.offer is not None else offer
        money = replace(
            money, others=told.others, asked=told.asked, floor=told.floor, current=told.current,
            doubts=(*money.doubts, *told.doubts),
        )  # fmt: skip
        question = replace(question, others=told.others, person=note.told.person, vague=note.told.vague)
        if form.said == Said():
            found = note.told
            question = replace(
                question, said=found.said, subjects=found.subjects, unknown=found.unknown, unclear=found.unclear
            )
    money = replace(money, offer=offer, fresh=True)
    return replace(question, offer=None if offer.empty else offer, money=money), note


def _about_the_same(asked: Question, question: Question) -> Question:
    """What a note asks is about the form's offer."""
    return replace(
        asked, subjects=question.subjects, said=question.said, unknown=(), unclear=(), offer=question.offer,
        others=question.others, money=question.money,
    )  # fmt: skip


def _mended(said: Said, names: Names) -> Said:
    """The company as the guides write it, where a slip of the finger can mean one only."""
    if not said.company or names.companies(said.company) is not None:
        return said
    like = names.company_like(joined(said.company))
    return replace(said, company=like[0].display) if len(like) == 1 else said


def _with_currency(words: str, currency: str) -> str:
    return f"{currency} {words}" if currency and words[:1].isdigit() else words


__all__ = ["Form", "OfferForm", "OfferReading", "PracticeForm", "read"]
