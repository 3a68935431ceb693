"""The domain types every room speaks: what a guide says, each figure with its source."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ingest.amounts.types import Count, Percent, Period, Range

ComponentName = Literal["base", "equity", "bonus", "signing", "total"]
COMPONENTS: tuple[ComponentName, ...] = ("base", "equity", "bonus", "signing", "total")

EquityKind = Literal["RSU", "options", "pre-IPO", "private", "phantom", "profit sharing", "carry", "equity"]

State = Literal["stated", "none", "variable", "relative", "unread"]
"""stated: a figure was read. none: the guide says there is none (None, —, N/A). variable: said in words
("Variable", "Profit-sharing based"). relative: given in terms of another region. unread: kept verbatim."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands: guide path as ingested (posix, relative to the ingested folder), 1-based line,
    the heading it stands under, and the verbatim cell or sentence. place: where that is in a file without lines
    ("Sheet1!7", "page 3"), else ""."""

    path: str
    line: int
    section: str
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Relative:
    """A cell in terms of another region's: percent of it ("60-100% of NYC"), or the same (percent None)."""

    percent: Percent | None
    region: str | None


@dataclass(frozen=True, slots=True)
class Component:
    """One component of a band as the guide states it.

    amount is money (currency, with period and, for a grant, its years); percent is of base, per year;
    count is shares. Where a cell gives several (an amount with a percent, or a grant with its yearly
    value), the first written is what the component is and the others stand beside it.
    payments: how many monthly amounts make a year, where the guide says so (13, 14).
    also: the same figure stated in other currencies. yearly: the per-year value stated beside a grant.
    """

    state: State
    source: Source
    amount: Range | None = None
    percent: Percent | None = None
    count: Count | None = None
    period: Period | None = None
    years: int | None = None
    kind: EquityKind | None = None
    also: tuple[Range, ...] = ()
    yearly: Range | None = None
    relative: Relative | None = None
    note: str = ""
    derived: bool = False
    payments: int | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """What one company pays for one role in one region (and level, where the guide has levels).

    A component not stated at all is None. extra: columns that are none of the five (label, component),
    "Profit Sharing", "Medallion Access Value". derived_total: per year, base + equity per year + bonus on
    base, computed, never stored in a stated field; None where a part is missing or currencies differ.
    """

    company: str
    company_display: str
    role: str
    role_display: str
    level: str | None
    region: str
    path: str
    line: int
    base: Component | None = None
    equity: Component | None = None
    bonus: Component | None = None
    signing: Component | None = None
    total: Component | None = None
    extra: tuple[tuple[str, Component], ...] = ()
    derived_total: Range | None = None


@dataclass(frozen=True, slots=True)
class ScriptFigure:
    """A figure a script or strategy names: what for, how much, and the words around it.

    component may also be "vesting", "refresher" or "other"; region, level as far as the text says.
    """

    component: str
    text: str
    amount: Range | None = None
    percent: Percent | None = None
    period: Period | None = None
    years: int | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class SampleOffer:
    """A competing offer that a guide's script quotes as an example. Never the user's own."""

    company: str
    text: str
    figures: tuple[ScriptFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Lever:
    """A point of leverage: its title, what it argues in prose, the script to say, asks and sample offers."""

    title: str
    argues: str
    script: str
    asks: tuple[ScriptFigure, ...]
    sample_offers: tuple[SampleOffer, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Strategy:
    """How the guide would negotiate: ask, accept-at, floor (walk away below), signing, vesting, refresher.

    label: the region or level it is for, "" when for all. script: the spoken part, verbatim.
    """

    label: str
    text: str
    script: str
    ask: tuple[ScriptFigure, ...]
    accept_at: tuple[ScriptFigure, ...]
    floor: tuple[ScriptFigure, ...]
    signing: tuple[ScriptFigure, ...]
    vesting: tuple[str, ...]
    refresher: tuple[str, ...]
    sample_offers: tuple[SampleOffer, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class LevelMapping:
    """One level of this company and what it equals elsewhere: ((company, level), ...). vague: the guide
    hedges ("roughly", a span, "equivalent")."""

    level: str
    equals: tuple[tuple[str, str], ...]
    vague: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a guide under one heading: lines from..to inclusive, text verbatim.

    kind: compensation, dna, levers, lever, strategy, mapping, evidence, tactic, warning, other.
    """

    title: str
    depth: int
    line: int
    end: int
    kind: str
    text: str
    parent: str = ""


Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence of ours on a guide by its name in `ingest/lexicon/findings/{language}.ftl`, with what differs in it:
    a guide's own words or a number as they are, another of these, or words that a language may say its own way
    (parts of pay, amounts, days)."""

    name: str
    given: "tuple[tuple[str, str | int | Telling | tuple[str, ...]], ...]" = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a guide's reader should know: it contradicts itself, is stale, or has an unread cell.

    code: kebab-case (total-differs-from-parts, front-matter-differs, unread-cell, swapped-range,
    overdue-review, missing-section, duplicate-guide, matrix-unlabelled, period-differs, ...).
    region/level/component say which figure it is about (None: the whole guide).
    message, mend: in English; told, mending: the same by name, None where it is not of the catalogue.
    """

    code: str
    severity: Severity
    message: str
    mend: str
    path: str
    line: int
    company: str = ""
    role: str = ""
    region: str | None = None
    level: str | None = None
    component: ComponentName | None = None
    told: Telling | None = None
    mending: Telling | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide as read. general guides (tactics for any offer) have company == "" and role == "".

    company, role: slugs (front matter, else the folder's and file's names). updated: the date the guide
    says it rests on (front matter last_updated, else None); review_due likewise; quarter e.g. "2025-Q4".
    """

    path: str
    title: str
    company: str
    company_display: str
    role: str
    role_display: str
    updated: date | None
    review_due: date | None
    quarter: str | None
    quality: str | None
    summary: str
    bands: tuple[Band, ...] = ()
    levers: tuple[Lever, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    mappings: tuple[LevelMapping, ...] = ()
    evidence: tuple[Source, ...] = ()
    sections: tuple[Section, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[Source, ...] = field(default=())

    @property
    def general(self) -> bool:
        """True for a guide about negotiating any offer rather than one company's role."""
        return not self.company


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrievable stretch of a guide. id is the hash of what is embedded (company, role, section, text).

    text is what the guide says, verbatim lines; embedded is the text with its heading trail, at most the
    model's window. kind is the section's.
    """

    id: str
    text: str
    embedded: str
    path: str
    line: int
    end: int
    section: str
    kind: str
    company: str
    company_display: str
    role: str
    role_display: str
    updated: date | None
