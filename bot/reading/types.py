"""What reading a message gives: a Reading of asks, typed facts and doubts; each ask with whom and what to look up."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from bot.answer import Answer
from bot.reading.measure import Bound
from bot.reading.person import Person
from bot.reading.terms import Offer, OfferReading, Profile
from ingest.amounts.mention import Mention
from ingest.guide.types import ComponentName

if TYPE_CHECKING:
    from bot.reading.features import Array

NONE = "none"
"""What the heads say where nothing is asked, or an amount is nobody's pay."""

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
class Between:
    """A choice between offers. laid_out: those that the message itself describes."""

    laid_out: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a message tells that a draft needs beside its offer.

    more: how much more than is offered ("5k", "10%"); amount: what is wanted outright ("i want 28").

    start, start_theirs: days as they were written. contact: whom they write to; own: their own name. reason: why, in
    their words. valuation: of the company, whole units; its currency or None. strike, fair: of one share, as written.
    raised: by how many percent they would raise what is paid now. posted: the range of an advert or band that they were
    told. against: the amount that the wish is measured by ("20% more on 80k"). stake: percent of the company.
    offered: the amount right behind "offer".
    corrected: it takes back something told before. moved: it says that they did something about their offer.
    until, due: the day until which they want to think, and by which the other side wants an answer, with the word
    before it ("bis zum 4. Dezember"). span: a time that is
    asked for ("30 days"). given: what an ask rests on ("my years in payments"). numbers: the message's, as written;
    bases: what is in each or comes on top ("plus super"), or its form ("net"), "" for nothing. base_fixed: the base is
    said not to move. workdays, week_hours: how many days a year
    and hours a week are paid, as told."""

    more: Mention | None = None
    amount: Mention | None = None
    start: str = ""
    start_theirs: str = ""
    contact: str = ""
    own: str = ""
    reason: str = ""
    valuation: Decimal | None = None
    valuation_currency: str | None = None
    strike: Decimal | None = None
    fair: Decimal | None = None
    raised: Decimal | None = None
    posted: Mention | None = None
    against: Mention | None = None
    stake: Decimal | None = None
    offered: Mention | None = None
    corrected: bool = False
    moved: bool = False
    until: str = ""
    due: str = ""
    span: str = ""
    given: str = ""
    base_fixed: bool = False
    workdays: int | None = None
    week_hours: int | None = None
    numbers: tuple[Mention, ...] = ()
    bases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What one message asks, read in the light of the messages before it.

    subjects: one, or several for a comparison. components: empty means all. topic: for tactic,
    out_of_scope, provenance, profile and restyle, which one (kebab-case), for rank what is ranked (company,
    region, role, level, or count-companies and the like). limit, bound: for rank ("top 5", "more than 300K").
    offer/others: the user's own figures, those of earlier turns included. rates: exchange rates the user
    gave, (from, to, rate as text). said: the subjects in the user's words. notes: how a mistyped or wider
    name was read, for the answer to say. without: regions that are left out ("outside London"), as written.
    money: the message's amounts read as offers; vague: its words for amounts that nothing can be made of. supposed:
    what is told is a what-if. between: it asks which of several offers is better. person: what else it tells.
    more: which part is to be more than offered, and by how much. wishes: what else a draft needs.
    theirs: the other company and its level that levels are compared with, where a program asks; words are read else.
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
    without: tuple[str, ...] = ()
    money: OfferReading | None = None
    vague: tuple[str, ...] = ()
    supposed: bool = False
    between: Between | None = None
    person: Person = field(default_factory=Person)
    theirs: tuple[str, str] | None = None
    more: tuple[Literal["base", "equity", "signing"], int] | None = None
    wishes: Wishes = field(default_factory=Wishes)


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation with its reading and its answer."""

    message: str
    question: Question
    answer: Answer


Kind = Literal[
    "band",  # what does X pay
    "compare",  # bands side by side
    "rank",  # most, top, how many, which companies pay ...
    "list",  # which companies, roles, places are held; what is there on X
    "offer",  # is it good, what is it worth, where does it sit
    "offers",  # choose between offers
    "whatif",  # an offer again under another number
    "advice",  # how to act or what to say in a situation
    "lever",  # which arguments have I
    "plan",  # what to ask for, target, floor, order of moves
    "level",  # level mapping, up- and down-level
    "draft",  # write the e-mail, script or message
    "about",  # what a guide says of company, team, product
    "source",  # where from, how old, how sure, contradiction
    "profile",  # show, change, forget, remember
    "practice",  # rehearse, continue, stop, harder
    "restyle",  # shorter, as a table, again, translate, why
    "explain",  # what does a term mean
    "greeting",  # hello, thanks, bye, who are you, what can you do
    "outside",  # tax, visa law, legal advice, other people's pay, off topic, abuse
    "invent",  # a made-up offer or lie is asked for
    "inject",  # tries to instruct the program
]
"""What may be asked. A message may ask several."""

What = Literal["own_offer", "other_offer", "current_pay", "asked", "floor", "target", "deadline", "situation"]
Part = Literal["base", "equity", "bonus", "signing", "refresher", "relocation", "total"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a message tells of its person; text: their words for it.

    what: whose and what it is. An amount has part, low and high (equal for a single number) in whole units of
    `unit` (an ISO 4217 code, "percent" or "shares") per `period`; years: over how many a grant vests. A
    deadline or a situation has its words alone. number: its amount as it was written, where one message told it.
    certain: the chance that whose and which part are right.
    """

    what: What
    text: str
    company: str | None = None
    part: Part | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    period: Literal["year", "month", "day", "hour", "grant", "once"] | None = None
    years: int | None = None
    number: Mention | None = field(default=None, compare=False, repr=False)
    certain: float = field(default=1.0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that is asked. question: whom, which parts and figures, as look-ups take it; cards: the playbook's
    cards that fit, by name, best first, where who read it says so; vector: the message's, unit, as the trained
    reader's encoder sees it; confidence: 0 to 1; sentences: those that may put it in so many words; foreign: whether
    it was put in another language than English, in which cards are nearer to nothing."""

    kind: Kind
    question: Question
    topic: str = ""
    cards: tuple[str, ...] = ()
    confidence: float = 1.0
    vector: "Array | None" = field(default=None, compare=False, repr=False)
    sentences: tuple[str, ...] = field(default=(), compare=False, repr=False)
    foreign: bool = field(default=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another kind that a message could be; why: a few words for the person to choose by."""

    kind: Kind
    why: str
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A message read: what it asks, in order of importance, what it tells, what else it could mean, and why.

    language: ISO 639-1. understood: whether a reader of that language read it. told: the message as a question for
    its facts alone (offers, profile, whom it is about). sure: how far the first ask may be taken for granted: "sure"
    it is answered; "likely" it is answered and the doubts (the next two kinds in line, asked beside it or not) are
    offered; "unsure" they are offered as choices. trace: a line for each decision.
    """

    text: str
    told: Question = field(default_factory=lambda: Question("", "passage"))
    language: str = "en"
    understood: bool = True
    asks: tuple[Ask, ...] = ()
    facts: tuple[Fact, ...] = ()
    doubts: tuple[Alternative, ...] = ()
    sure: Literal["sure", "likely", "unsure"] = "sure"
    questions: tuple[str, ...] = ()
    trace: tuple[str, ...] = ()
