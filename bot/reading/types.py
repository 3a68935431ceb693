"""What reading a message gives: a Question, whom it is about, and what was unclear or unknown in it."""

from dataclasses import dataclass, field
from typing import Literal

from bot.answer import Answer
from bot.reading.measure import Bound
from bot.reading.terms import Offer, Profile
from ingest.guide.types import ComponentName

Intent = Literal[
    "band",  # what a company pays
    "compare",  # two or more bands side by side
    "rank",  # which pays most, top N, how many, over many guides
    "offer",  # is this offer good, what is it worth, what to ask for
    "lever",  # what leverage have I, what to argue
    "strategy",  # ask, accept-at, floor, signing, vesting, refresher
    "level",  # what is my level there
    "tactic",  # how to negotiate: timing, pushback, deadlines ...
    "letter",  # write the e-mail or the call script
    "provenance",  # where from, how old, how sure, what contradicts it
    "profile",  # show, edit, forget what you know of me
    "practice",  # rehearse the call
    "restyle",  # shorter, why, as a table: the last answer again
    "invent",  # asked to make up an offer or a figure
    "passage",  # anything else the guides may hold: retrieval
    "greeting",  # hello, thanks, what can you do
    "out_of_scope",  # tax, visa, law, other people's pay, off topic, abuse
]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a question is about: slugs, and region and level as the guide writes them; None where not said."""

    company: str | None = None
    role: str | None = None
    region: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Whom a message, with what it inherits, speaks of, in the user's words (a slip mended)."""

    company: str | None = None
    role: str | None = None
    region: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Unclear:
    """A phrase with several plausible readings; choices are display names."""

    kind: Literal["company", "role", "region", "level"]
    phrase: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A phrase that names something the guides don't hold; nearby: what they do hold, display names."""

    kind: Literal["company", "role", "region", "level"]
    phrase: str
    nearby: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What one message asks, read in the light of the messages before it.

    subjects: one, or several for a comparison. components: empty means all. topic: for tactic,
    out_of_scope, provenance, profile and restyle, which one (kebab-case), for rank what is ranked (company,
    region, role, level, or count-companies and the like). limit, bound: for rank ("top 5", "more than 300K").
    offer/others: the user's own figures, those of earlier turns included. rates: exchange rates the user
    gave, (from, to, rate as text). said: the subjects in the user's words. notes: how a mistyped or wider
    name was read, for the answer to say.
    """

    text: str
    intent: Intent
    subjects: tuple[Subject, ...] = (Subject(),)
    components: tuple[ComponentName, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    topic: str = ""
    limit: int | None = None
    descending: bool = True
    offer: Offer | None = None
    others: tuple[Offer, ...] = ()
    rates: tuple[tuple[str, str, str], ...] = ()
    profile: Profile = field(default_factory=Profile)
    said: tuple[Said, ...] = ()
    notes: tuple[str, ...] = ()
    bound: Bound | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation with its reading and its answer."""

    message: str
    question: Question
    answer: Answer
