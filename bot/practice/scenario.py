"""A practice's scenario: what the guide's bands put on the table, and what the recruiter keeps to themself."""

import random
import reprlib
import secrets as entropy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Protocol, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import BadInput
from bot.practice import jurisdiction
from bot.practice.jurisdiction import Rule
from bot.reading.terms import MOST_LISTED, Offer, Words
from ingest.amounts.money import Range
from ingest.guide.types import Ask, Band, Component, Guide, Source
from ingest.index.facts import Company, Role

Difficulty = Literal["warm-up", "realistic", "hard"]
Persona = Literal["friendly", "by-the-book", "hiring-manager", "founder"]
PartName = Literal["base", "equity", "signing", "refresher", "relocation"]
Term = Literal["vesting", "start date", "level review", "title", "remote", "time off"]

PARTS: tuple[PartName, ...] = ("base", "equity", "signing", "refresher", "relocation")
TERMS: tuple[Term, ...] = ("vesting", "start date", "level review", "title", "remote", "time off")
DIFFICULTIES: tuple[Difficulty, ...] = ("warm-up", "realistic", "hard")
PERSONAS: tuple[Persona, ...] = ("friendly", "by-the-book", "hiring-manager", "founder")
YEARS = 4
"""Costs are counted over four years, the length of the usual grant."""


class Request(BaseModel):
    """What to rehearse. company and role are slugs or names; region and level as the guide writes them.

    deadline_turns: how many times the candidate may speak; deadline_days: the same, at one exchange a day.
    offer: what the user really was offered (the opening); others: their other offers, facts of the scenario;
    floor, accept_at, ask: the user's preparation, which the recruiter never sees. seed: the same seed and
    moves give the same offers; None draws one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    company: Words
    role: Words
    region: Words | None = None
    level: Words | None = None
    difficulty: Difficulty = "realistic"
    persona: Persona = "friendly"
    jurisdiction: Words | None = None
    deadline_turns: Annotated[int, Field(ge=-1000, le=1000)] | None = None
    deadline_days: Annotated[int, Field(ge=-1000, le=1000)] | None = None
    seed: Annotated[int, Field(ge=-(2**63), lt=2**63)] | None = None
    offer: Offer | None = None
    others: Annotated[tuple[Offer, ...], Field(max_length=MOST_LISTED)] = ()
    floor: Offer | None = None
    accept_at: Offer | None = None
    ask: Offer | None = None


class Guides(Protocol):
    """What a scenario needs of ingest.index.facts.Facts."""

    def companies(self) -> tuple[Company, ...]: ...

    def roles(self, company: str | None = None) -> tuple[Role, ...]: ...

    def guide(self, company: str, role: str) -> Guide | None: ...

    def names(self) -> dict[str, dict[str, tuple[str, ...]]]: ...


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the package in money, whole units of the scenario's currency.

    period "year" or "month" (base, refresher), "grant" over years (equity) or "once". low, high: what the guide states
    or, with how saying so, what is derived from it. opening: the recruiter's first figure. weight: thousandths
    of cost over four years per unit (base counts four times, with its bonus). step: what offers are rounded to.
    """

    name: PartName
    label: str
    period: Literal["year", "month", "grant", "once"]
    years: int | None
    low: int
    high: int
    opening: int
    weight: int
    step: int
    source: Source
    how: str = ""

    @property
    def top(self) -> int:
        """What it can be bargained up to: the high end, or a little above an opening that is there already."""
        if self.opening < self.high:
            return self.high
        return self.opening + max(self.step, self.opening * 3 // 100 // self.step * self.step)


@dataclass(frozen=True, slots=True)
class Prepared:
    """The user's own preparation for one figure, by part or (part "total") per year; None where not set."""

    part: str
    ask: int | None
    accept_at: int | None
    floor: int | None


@dataclass(frozen=True, slots=True)
class Suggested:
    """The guide's own preparation for one part in this region and currency: what a user who set none can go by."""

    part: PartName
    ask: int | None
    accept_at: int | None
    floor: int | None
    source: Source


@dataclass(frozen=True, slots=True)
class Scenario:
    """What both sides may know, and the candidate's own preparation (which the engine never reads).

    bonus: text as the guide has it ("10 % of base a year"), fixed by level. bonus_bp: basis points of base
    counted in costs. deadline: how many times the candidate may speak. total: the guide's yearly total.
    """

    company: str
    company_display: str
    role: str
    role_display: str
    region: str
    level: str | None
    currency: str
    parts: tuple[Part, ...]
    bonus: str
    bonus_bp: int
    bonus_amount: int
    equity_note: str
    total: Range | None
    difficulty: Difficulty
    persona: Persona
    rule: Rule
    today: date
    deadline: int
    seed: int
    others: tuple[Offer, ...]
    prepared: tuple[Prepared, ...]
    guide_path: str
    guide_title: str
    guide_date: date | None
    market: tuple[tuple[str, int, int, Source], ...] = ()
    levers: tuple[tuple[str, Source], ...] = ()
    strategy: Source | None = None
    suggested: tuple["Suggested", ...] = ()

    def index(self, name: str) -> int | None:
        """Where a part stands in every package's amounts; None when it isn't on the table."""
        for at, part in enumerate(self.parts):
            if part.name == name:
                return at
        return None

    def cost(self, amounts: Sequence[int]) -> int:
        """What a package costs over four years, in thousandths of a unit (exact, so that it compares)."""
        total = 0
        for amount, part in zip(amounts, self.parts, strict=True):
            total += amount * part.weight
        return total

    @property
    def opening(self) -> tuple[int, ...]:
        return tuple(part.opening for part in self.parts)


@dataclass(frozen=True, slots=True)
class Cap:
    """The most the recruiter may give of one part, and the guide's line it was drawn from."""

    part: PartName
    amount: int
    source: Source
    how: str


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the recruiter keeps to themself; no line of dialogue is made from it.

    budget: the most a whole package may cost over four years, in thousandths. span: what all parts could
    rise by as anyone could reckon from the public bands, in thousandths; released authority is a share of it,
    so that no offer before the final one depends on the budget.
    """

    caps: tuple[Cap, ...]
    budget: int
    span: int

    @property
    def limits(self) -> tuple[int, ...]:
        return tuple(cap.amount for cap in self.caps)


_REACH: dict[PartName, int] = {"base": 700, "equity": 900, "signing": 900, "refresher": 900, "relocation": 900}
"""Thousandths of the way from the opening to the band's high end that a part can be expected to go. Base is
the tightest: internal equity binds it."""
_CAPS: dict[PartName, tuple[int, int]] = {
    "base": (600, 800),
    "equity": (800, 1000),
    "signing": (800, 1000),
    "refresher": (800, 1000),
    "relocation": (800, 1000),
}
"""From where to where a part's cap is drawn. The lowest sum of caps (6/7 of the span) is above the highest
budget (4/5), so that the package's cap always binds before all the parts' caps do."""
_BUDGET: dict[Difficulty, tuple[int, int]] = {"warm-up": (460, 780), "realistic": (430, 680), "hard": (400, 580)}
_OPENING: dict[Difficulty, tuple[int, int]] = {"warm-up": (180, 320), "realistic": (100, 240), "hard": (30, 140)}
_TURNS: dict[Difficulty, int] = {"warm-up": 14, "realistic": 12, "hard": 10}


def draw(request: Request, guides: Guides, today: date | None = None) -> tuple[Scenario, Secrets]:
    """The scenario and the recruiter's secrets for a request.

    Raises BadInput, with a way on, for no such guide, region or level, an unplayable band, and amounts that
    can't be meant (negative, a thousandfold off, in another currency, floor above ask).
    """
    guide = _guide(request, guides)
    band = _band(request, guide)
    currency = _currency(band)
    seed = entropy.randbelow(2**31) if request.seed is None else request.seed
    draws = random.Random(f"{seed}:{band.company}:{band.role}:{band.region}:{band.level}")
    bonus, bonus_bp, bonus_amount = _own_bonus(request.offer, currency) or _bonus(band, currency)
    opening_share = _between(draws, _OPENING[request.difficulty])
    parts = tuple(_parts(band, guide, currency, bonus_bp, opening_share, draws))
    scenario = Scenario(
        company=band.company,
        company_display=band.company_display,
        role=band.role,
        role_display=band.role_display,
        region=band.region,
        level=band.level,
        currency=currency,
        parts=parts,
        bonus=bonus,
        bonus_bp=bonus_bp,
        bonus_amount=bonus_amount,
        equity_note=_equity_note(band, parts),
        total=band.total.amount if band.total else None,
        difficulty=request.difficulty,
        persona=request.persona,
        rule=_rule(request, band),
        today=today or date.today(),
        deadline=_deadline(request),
        seed=seed,
        others=request.others,
        prepared=(),
        guide_path=guide.path,
        guide_title=guide.title,
        guide_date=guide.updated,
        market=tuple(_market(guide, band, currency)),
        levers=tuple((lever.title, lever.source) for lever in guide.levers),
        strategy=guide.strategies[0].source if guide.strategies else None,
    )
    _check(request, scenario)
    parts = _brought(tuple(_as_offered(part, request.offer, currency) for part in parts), request.offer, currency)
    scenario = replace(scenario, parts=parts, suggested=tuple(_suggested(guide, scenario)))
    scenario = replace(scenario, prepared=tuple(_prepared(request, scenario)))
    return scenario, _secrets(scenario, draws)


def _secrets(scenario: Scenario, draws: random.Random) -> Secrets:
    caps = []
    for part in scenario.parts:
        share = _between(draws, _CAPS[part.name])
        amount = part.opening + _stepped((part.top - part.opening) * share // 1000, part.step)
        how = "drawn from the band between opening and high end"
        if part.top > part.high:
            how = "the opening is at the band's high end or above it: up to 3 % more, a rehearsal figure"
        caps.append(Cap(part.name, amount, part.source, part.how or how))
    span = sum((part.top - part.opening) * part.weight * _REACH[part.name] // 1000 for part in scenario.parts)
    share = _between(draws, _BUDGET[scenario.difficulty])
    return Secrets(tuple(caps), scenario.cost(scenario.opening) + span * share // 1000, span)


def _between(draws: random.Random, ends: tuple[int, int]) -> int:
    """One draw in thousandths; every difficulty takes the same draw, so that harder is harder seed by seed."""
    low, high = ends
    return low + int(draws.random() * (high - low))


def _guide(request: Request, guides: Guides) -> Guide:
    aliases = guides.names()
    known = [(c.slug, c.display) for c in guides.companies()]
    company = _match(_called(request.company, aliases.get("companies", {})), known)
    if company is None:
        near = _near(request.company, [c.display for c in guides.companies()])
        raise BadInput("company", f"no guide covers {request.company!r}", f"choose a company the guides cover{near}")
    roles = guides.roles(company)
    mine = [(r.slug, r.display) for r in roles]
    role = _match(request.role, mine) or _match(_called(request.role, aliases.get("roles", {})), mine)
    guide = guides.guide(company, role) if role else None
    if guide is None:
        near = _near(request.role, [r.display for r in roles])
        raise BadInput("role", f"the guides for {company} have no role {request.role!r}", f"choose one they have{near}")
    return guide


def _match(wanted: str, names: Iterable[tuple[str, str]]) -> str | None:
    key = _plain(wanted)
    return next((slug for slug, display in names if key and key in (_plain(slug), _plain(display))), None)


def _called(wanted: str, aliases: Mapping[str, Sequence[str]]) -> str:
    """The name that one of its aliases stands for ("wandb"); the words themselves when they are no alias."""
    key = _plain(wanted)
    return next((name for name, others in aliases.items() if key in map(_plain, others)), wanted)


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _near(wanted: str, names: Sequence[str]) -> str:
    from rapidfuzz import process

    found = [name for name, _, _ in process.extract(wanted, names, limit=4)]
    return f", for example {', '.join(found)}" if found else ""


def playable(guide: Guide) -> tuple[Band, ...]:
    """The bands of a guide that a practice can be played on: those with a base salary in money."""
    return tuple(band for band in guide.bands if _base(band) is not None)


def _base(band: Band) -> Range | None:
    amount = band.base.amount if band.base and band.base.period in (None, "year", "month") else None
    return amount if amount is not None and 0 < amount.low <= amount.high else None


def _band(request: Request, guide: Guide) -> Band:
    bands = playable(guide)
    if not bands:
        raise BadInput(
            "role",
            f"{guide.path} gives no base salary in figures, so there is nothing to bargain from",
            "choose another role or company",
        )
    for field, wanted in (("region", request.region), ("level", request.level)):
        if wanted is None:
            continue
        kept = tuple(b for b in bands if _plain(getattr(b, field) or "") == _plain(wanted))
        if not kept:
            have = dict.fromkeys(getattr(b, field) or "" for b in bands if getattr(b, field))
            way = f"choose one of: {', '.join(have)}" if have else f"leave the {field} out"
            raise BadInput(field, f"{guide.path} gives no base salary for {wanted!r}", way)
        bands = kept
    return bands[0]


def _currency(band: Band) -> str:
    base = _base(band)
    if base is None:
        raise BadInput("role", f"{band.path} gives no base salary in figures", "choose another role or company")
    return base.currency


def _deadline(request: Request) -> int:
    for field, wanted in (("deadline_turns", request.deadline_turns), ("deadline_days", request.deadline_days)):
        if wanted is not None and not 3 <= wanted <= 30:
            raise BadInput(field, f"{wanted} leaves no negotiation to rehearse", "choose from 3 to 30")
    return request.deadline_turns or request.deadline_days or _TURNS[request.difficulty]


def _rule(request: Request, band: Band) -> Rule:
    if request.jurisdiction is None:
        return jurisdiction.of_place(band.region)
    found = jurisdiction.named(request.jurisdiction)
    if found is not None:
        return found
    placed = jurisdiction.of_place(request.jurisdiction)
    return placed if placed is not jurisdiction.NONE else replace(jurisdiction.NONE, name=request.jurisdiction)


def _bonus(band: Band, currency: str) -> tuple[str, int, int]:
    """How the fixed bonus reads, basis points of base in costs, and an amount per year in costs."""
    bonus = band.bonus
    if bonus is None:
        return "not stated in the guide", 0, 0
    if bonus.percent is not None:
        low, high = bonus.percent.low, bonus.percent.high
        middle = (low + high) / 2
        return f"{_percent(middle)} of base a year", int(middle * 100), 0
    if bonus.amount is not None and bonus.amount.currency == currency:
        middle_amount = (bonus.amount.low + bonus.amount.high) // 2
        return f"{middle_amount:,} {currency} a year", 0, middle_amount
    return ("none" if bonus.state == "none" else bonus.source.text.strip() or "not in figures"), 0, 0


def _percent(value: Decimal) -> str:
    text = f"{value:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def _parts(
    band: Band, guide: Guide, currency: str, bonus_bp: int, opening: int, draws: random.Random
) -> Iterable[Part]:
    base = _base(band)
    assert base is not None and band.base is not None
    step, monthly = _step(base.high, 7), band.base.period == "month"
    yield _part(
        "base",
        "base salary",
        "month" if monthly else "year",
        None,
        base,
        opening,
        YEARS * (12 if monthly else 1) * (10_000 + bonus_bp) // 10,
        step,
        band.base.source,
        "derived from another region" if band.base.derived else "",
    )
    equity = _equity(band, currency)
    if equity is not None:
        component, amount, period, years = equity
        weight = 1000 * YEARS if period == "year" else 1000 * YEARS // max(years or YEARS, YEARS)
        share = _between(draws, (max(0, opening - 60), opening + 60))
        yield _part(
            "equity",
            f"{component.kind or 'equity'}",
            period,
            years,
            amount,
            share,
            weight,
            _step(amount.high, 20),
            component.source,
        )
    yearly_base = Range(base.low * 12, base.high * 12, currency) if monthly else base
    yield _signing(band, guide, currency, yearly_base)
    if equity is not None and equity[0].kind not in ("profit sharing", "carry", "phantom"):
        yearly = equity[1].high if equity[2] == "year" else equity[1].high // (equity[3] or YEARS)
        high = _stepped(yearly * 350 // 1000, _step(yearly, 20))
        if high:
            yield Part(
                "refresher",
                "yearly refresher",
                "year",
                None,
                0,
                high,
                0,
                1000 * (YEARS - 1),
                _step(high, 50),
                equity[0].source,
                "a rehearsal figure: 35 % of a year of the equity band's high end",
            )
    yield Part(
        "relocation",
        "relocation",
        "once",
        None,
        0,
        _stepped(yearly_base.low * 40 // 1000, _step(yearly_base.low * 40 // 1000, 50)),
        0,
        1000,
        _step(yearly_base.low * 40 // 1000, 100),
        band.base.source,
        "a rehearsal figure: 4 % of the base band's low end",
    )


def _part(
    name: PartName,
    label: str,
    period: Literal["year", "month", "grant", "once"],
    years: int | None,
    amount: Range,
    share: int,
    weight: int,
    step: int,
    source: Source,
    how: str = "",
) -> Part:
    opening = _stepped(amount.low + (amount.high - amount.low) * share // 1000, step)
    opening = min(max(opening, amount.low), amount.high)
    return Part(name, label, period, years, amount.low, amount.high, opening, weight, step, source, how)


def _equity(band: Band, currency: str) -> tuple[Component, Range, Literal["year", "grant"], int | None] | None:
    """The equity part in money of the scenario's currency; None when there is none, or only a count."""
    equity = band.equity
    if equity is None or equity.amount is None or equity.amount.high <= 0:
        return None
    amounts = (equity.amount, *equity.also)
    amount = next((a for a in amounts if a.currency == currency and a.low <= a.high), None)
    if amount is None:
        return None
    if equity.period == "year":
        return equity, amount, "year", None
    return equity, amount, "grant", equity.years or YEARS


def _signing(band: Band, guide: Guide, currency: str, base: Range) -> Part:
    stated = band.signing
    if (
        stated is not None
        and stated.amount is not None
        and stated.amount.currency == currency
        and stated.amount.high > 0
    ):
        return Part(
            "signing",
            "signing bonus",
            "once",
            None,
            stated.amount.low,
            stated.amount.high,
            0,
            1000,
            _step(stated.amount.high, 50),
            stated.source,
        )
    for strategy in guide.strategies:
        for ask in strategy.signing:
            if (
                ask.amount is not None
                and ask.amount.currency == currency
                and base.low // 50 <= ask.amount.high <= base.high // 2
            ):
                return Part(
                    "signing",
                    "signing bonus",
                    "once",
                    None,
                    0,
                    ask.amount.high,
                    0,
                    1000,
                    _step(ask.amount.high, 50),
                    strategy.source,
                    "what the guide's strategy asks for",
                )
    source = band.base.source if band.base else strategy_source(guide)
    return Part(
        "signing",
        "signing bonus",
        "once",
        None,
        0,
        _stepped(base.low * 120 // 1000, _step(base.low * 120 // 1000, 50)),
        0,
        1000,
        _step(base.low * 120 // 1000, 50),
        source,
        "a rehearsal figure: 12 % of the base band's low end",
    )


def strategy_source(guide: Guide) -> Source:
    """Where the guide's strategy stands, or its first line."""
    return guide.strategies[0].source if guide.strategies else Source(guide.path, 1, "", guide.title)


def _step(high: int, share: int) -> int:
    """What offers are rounded to: the one or five with zeros that is nearest `share` thousandths of the high end.

    Recruiters raise 215,000 by thousands and a sign-on of 20,000 by thousands too, never by two hundred.
    """
    wanted = max(1, high * share // 1000)
    sizes = [digit * 10**zeros for zeros in range(len(str(wanted)) + 1) for digit in (1, 5)]
    nearest: int = min(sizes, key=lambda size: (max(size, wanted) / min(size, wanted), size))
    return nearest


def _stepped(amount: int, step: int) -> int:
    return amount // step * step


def _as_offered(part: Part, offer: Offer | None, currency: str) -> Part:
    """The part opened at what the user was really offered, in the part's own period."""
    if offer is None or (offer.currency or currency) != currency:
        return part
    amount = getattr(offer, part.name, None)
    if not isinstance(amount, int) or amount < 0:
        return part
    if part.name == "base" and part.period == "month" and amount > 6 * part.high:
        amount //= 12
    if part.name == "equity":
        yearly = amount if offer.equity_per_year else amount // (offer.equity_years or YEARS)
        if part.period == "year":
            amount = yearly
        elif offer.equity_per_year or (offer.equity_years and offer.equity_years != part.years):
            amount = yearly * (part.years or YEARS)
    return replace(part, opening=amount)


def _brought(parts: tuple[Part, ...], offer: Offer | None, currency: str) -> tuple[Part, ...]:
    """The parts with those added that stand in the user's offer and not in the guide's band: equity, refreshers."""
    if offer is None or (offer.currency or currency) != currency:
        return parts
    have = {part.name for part in parts}
    added = []
    for name, label, period, weight in (
        ("equity", "equity", "grant", 1000),
        ("refresher", "yearly refresher", "year", 1000 * (YEARS - 1)),
    ):
        amount = getattr(offer, name, None)
        if name in have or not isinstance(amount, int) or amount <= 0:
            continue
        own = Part(
            cast(PartName, name),
            label,
            cast(Literal["year", "grant"], period),
            YEARS if period == "grant" else None,
            amount,
            amount,
            amount,
            weight,
            _step(amount, 20),
            parts[0].source,
            "from your own offer: the guide states none here",
        )
        added.append(_as_offered(own, offer, currency))
    order = {name: at for at, name in enumerate(PARTS)}
    return tuple(sorted((*parts, *added), key=lambda part: order[part.name]))


def _own_bonus(offer: Offer | None, currency: str) -> tuple[str, int, int] | None:
    """The bonus of the user's own offer, as _bonus gives the guide's; None where it names none."""
    if offer is None or (offer.currency or currency) != currency:
        return None
    if offer.bonus_percent is not None:
        share = Decimal(str(offer.bonus_percent))
        return f"{_percent(share)} of base a year", int(share * 100), 0
    if offer.bonus_amount:
        return f"{offer.bonus_amount:,} {currency} a year", 0, offer.bonus_amount
    return None


def _equity_note(band: Band, parts: tuple[Part, ...]) -> str:
    equity = band.equity
    if equity is None or any(part.name == "equity" for part in parts):
        return ""
    if equity.count is not None:
        return "the grant is counted in shares and set by level, so it isn't on the table in money"
    return "the guide states no equity in money here"


def _market(guide: Guide, band: Band, currency: str) -> Iterable[tuple[str, int, int, Source]]:
    """Figures the candidate can cite as market evidence: the band's parts, its total, and the guide's asks."""
    for name in ("base", "equity", "signing", "total"):
        component: Component | None = getattr(band, name)
        if component is not None and component.amount is not None and component.amount.currency == currency:
            yield name, component.amount.low, component.amount.high, component.source
    for lever in guide.levers:
        for ask in lever.asks:
            if ask.amount is not None and ask.amount.currency == currency:
                yield ask.component, ask.amount.low, ask.amount.high, lever.source
    for strategy in guide.strategies:
        for ask in (*strategy.ask, *strategy.accept_at):
            if ask.amount is not None and ask.amount.currency == currency:
                yield ask.component, ask.amount.low, ask.amount.high, strategy.source


def _suggested(guide: Guide, scenario: Scenario) -> Iterable[Suggested]:
    """What the guide's strategies say for this region and level, figures that fit the band only."""
    for strategy in guide.strategies:
        if strategy.label and _plain(strategy.label) not in (_plain(scenario.region), _plain(scenario.level or "")):
            continue
        for part in scenario.parts:
            ask, accept_at, floor = (
                _fitting(asks, part, scenario) for asks in (strategy.ask, strategy.accept_at, strategy.floor)
            )
            if ask or accept_at or floor:
                yield Suggested(part.name, ask, accept_at, floor, strategy.source)


def _fitting(asks: Sequence[Ask], part: Part, scenario: Scenario) -> int | None:
    """The first figure for a part that can be meant for this region: its currency and about its band."""
    for ask in asks:
        amount = ask.amount
        here = ask.region is None or _plain(ask.region) in _plain(scenario.region)
        if amount is None or ask.component != part.name or not here or amount.currency != scenario.currency:
            continue
        if 8 * part.low <= 10 * amount.low <= 14 * part.high:
            return amount.low
    return None


_FIELDS = ("base", "equity", "signing", "refresher", "total", "bonus_amount", "signing_second")


def _check(request: Request, scenario: Scenario) -> None:
    named: list[tuple[str, Offer]] = [
        (n, o) for n in ("offer", "floor", "accept_at", "ask") if (o := getattr(request, n)) is not None
    ]
    for name, offer in [*named, *((f"others[{i}]", o) for i, o in enumerate(request.others))]:
        other = offer.currency
        if other is not None and other != scenario.currency and not name.startswith("others"):
            raise BadInput(
                name,
                f"it is in {other}, and the guide's band for {scenario.region} is in {scenario.currency}",
                f"give it in {scenario.currency}, or choose a region paid in {other}",
            )
        for field in _FIELDS:
            amount = getattr(offer, field)
            if amount and (other in (None, scenario.currency)):
                _check_size(f"{name}.{field}", field, amount, scenario)
    for low, high in (("floor", "accept_at"), ("floor", "ask"), ("accept_at", "ask")):
        _check_order(low, getattr(request, low), high, getattr(request, high))


def _check_size(where: str, field: str, amount: int, scenario: Scenario) -> None:
    at = scenario.index(field)
    if field == "total" and scenario.total is not None:
        middle = (scenario.total.low + scenario.total.high) // 2
    elif at is not None and scenario.parts[at].name in ("base", "equity"):
        middle = (scenario.parts[at].low + scenario.parts[at].high) // 2
    else:
        return
    for factor, word in ((1000, "small"), (Decimal("0.001"), "large")):
        if middle * Decimal("0.2") <= amount * factor <= middle * 5:
            meant = int(amount * factor)
            raise BadInput(
                where,
                f"{amount:,} looks a thousand times too {word} beside the guide's band",
                f"did you mean {meant:,} {scenario.currency}?",
            )


def _check_order(low: str, lower: Offer | None, high: str, higher: Offer | None) -> None:
    if lower is None or higher is None:
        return
    for field in _FIELDS:
        less, more = getattr(lower, field), getattr(higher, field)
        if less is not None and more is not None and less > more:
            raise BadInput(
                f"{low}.{field}",
                f"your {low.replace('_', ' ')} ({less:,}) is above your {high.replace('_', ' ')} ({more:,})",
                "the order that works is ask above accept-at above floor: change one of the two",
            )


def _prepared(request: Request, scenario: Scenario) -> Iterable[Prepared]:
    sets = (request.ask, request.accept_at, request.floor)
    for name in (*(part.name for part in scenario.parts), "total"):
        ask, accept, floor = (getattr(o, name, None) if o is not None else None for o in sets)
        if ask is not None or accept is not None or floor is not None:
            yield Prepared(name, ask, accept, floor)


def request_of(**said: object) -> Request:
    """A request from values as a person gave them. Raises BadInput naming the field and what it may be."""
    try:
        return Request.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        expected = first.get("ctx", {}).get("expected", "")
        raise BadInput(
            str(first["loc"][0]) if first["loc"] else "practice",
            f"{reprlib.repr(first.get('input'))} can't be used",
            f"choose {expected}" if expected else str(first["msg"]),
        ) from error
