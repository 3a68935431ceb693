"""A scenario drawn from the guide's bands: its parts, and what the recruiter keeps to themself."""

import random
import secrets as entropy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.errors import BadInput
from bot.practice import jurisdiction
from bot.practice.checks import check, prepared
from bot.practice.issues import issues
from bot.practice.jurisdiction import PayHistoryRule
from bot.practice.package import (
    as_offered,
    base_of,
    between,
    bonus_of,
    brought,
    grant_apart,
    own_bonus,
    parts_of,
    stepped,
)
from bot.practice.scenario import (
    Cap,
    Difficulty,
    Guides,
    Part,
    PartName,
    Persona,
    Request,
    Scenario,
    Secrets,
    Suggested,
    plain,
)
from ingest.guide.types import Band, Component, Guide, ScriptFigure, Source

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
    bonus, bonus_bp, bonus_amount = own_bonus(request.offer, currency) or bonus_of(band, currency)
    opening_share = between(draws, _OPENING[request.difficulty])
    parts = tuple(parts_of(band, guide, currency, bonus_bp, opening_share, draws))
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
        persona=_fitting_persona(request.persona, band),
        rule=_rule(request, band),
        today=today or date.today(),
        deadline=_deadline(request),
        decide_by=_days(request, today or date.today()),
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
    check(request, scenario)
    apart = grant_apart(request.offer, currency)
    parts = brought(tuple(as_offered(part, request.offer, currency) for part in parts), request.offer, currency)
    if apart:
        parts = tuple(part for part in parts if part.name not in ("equity", "refresher"))
        scenario = replace(scenario, equity_note=apart)
    scenario = replace(scenario, parts=parts, suggested=tuple(_suggested(guide, scenario)))
    scenario = replace(scenario, prepared=tuple(prepared(request, scenario)), issues=tuple(issues(scenario)))
    return scenario, _secrets(scenario, draws)


def _secrets(scenario: Scenario, draws: random.Random) -> Secrets:
    caps = []
    for part in scenario.parts:
        share = between(draws, _CAPS[part.name])
        amount = part.opening + stepped((part.top - part.opening) * share // 1000, part.step)
        how = "drawn from the band between opening and high end"
        if part.top > part.high:
            how = "the opening is at the band's high end or above it: up to 3 % more, a rehearsal figure"
        caps.append(Cap(part.name, amount, part.source, part.how or how))
    span = sum((part.top - part.opening) * part.weight * _REACH[part.name] // 1000 for part in scenario.parts)
    share = between(draws, _BUDGET[scenario.difficulty])
    return Secrets(tuple(caps), scenario.cost(scenario.opening) + span * share // 1000, span)


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
    key = plain(wanted)
    return next((slug for slug, display in names if key and key in (plain(slug), plain(display))), None)


def _called(wanted: str, aliases: Mapping[str, Sequence[str]]) -> str:
    """The name that one of its aliases stands for ("wandb"); the words themselves when they are no alias."""
    key = plain(wanted)
    return next((name for name, others in aliases.items() if key in map(plain, others)), wanted)


def _near(wanted: str, names: Sequence[str]) -> str:
    from rapidfuzz import process

    found = [name for name, _, _ in process.extract(wanted, names, limit=4)]
    return f", for example {', '.join(found)}" if found else ""


def playable(guide: Guide) -> tuple[Band, ...]:
    """The bands of a guide that a practice can be played on: those with a base salary in money."""
    return tuple(band for band in guide.bands if base_of(band) is not None)


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
        kept = tuple(b for b in bands if plain(getattr(b, field) or "") == plain(wanted))
        if not kept:
            have = dict.fromkeys(getattr(b, field) or "" for b in bands if getattr(b, field))
            way = f"choose one of: {', '.join(have)}" if have else f"leave the {field} out"
            raise BadInput(field, f"{guide.path} gives no base salary for {wanted!r}", way)
        bands = kept
    return bands[0]


def _currency(band: Band) -> str:
    base = base_of(band)
    if base is None:
        raise BadInput("role", f"{band.path} gives no base salary in figures", "choose another role or company")
    return base.currency


def _deadline(request: Request) -> int:
    for field, wanted in (("deadline_turns", request.deadline_turns), ("deadline_days", request.deadline_days)):
        if wanted is not None and not 3 <= wanted <= 30:
            raise BadInput(field, f"{wanted} leaves no negotiation to rehearse", "choose from 3 to 30")
    return request.deadline_turns or request.deadline_days or _TURNS[request.difficulty]


_DAYS: dict[Difficulty, int] = {"warm-up": 8, "realistic": 6, "hard": 3}
"""Working days until the offer lapses."""


def _days(request: Request, today: date) -> tuple[date, date]:
    """The day until which the offer stands, and the one it can be moved to."""
    days = request.deadline_days or _DAYS[request.difficulty]
    first = _working_days(today, days)
    return first, _working_days(first, 1 if request.difficulty == "hard" else 2)


def _working_days(day: date, many: int) -> date:
    while many:
        day += timedelta(days=1)
        many -= day.weekday() < 5
    return day


_LISTED = ("RSU",)
"""Kinds of equity that only companies on an exchange, or nearly there, give."""


def _fitting_persona(persona: Persona, band: Band) -> Persona:
    """Who calls: no founder does at a company whose shares are traded; the hiring manager does there."""
    listed = band.equity is not None and band.equity.kind in _LISTED
    return "hiring-manager" if persona == "founder" and listed else persona


def _rule(request: Request, band: Band) -> PayHistoryRule:
    if request.jurisdiction is None:
        return jurisdiction.of_place(band.region)
    found = jurisdiction.named(request.jurisdiction)
    if found is not None:
        return found
    placed = jurisdiction.of_place(request.jurisdiction)
    return placed if placed is not jurisdiction.NONE else replace(jurisdiction.NONE, name=request.jurisdiction)


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
            yield name, component.amount.bottom, component.amount.top, component.source
    for lever in guide.levers:
        for ask in lever.asks:
            if ask.amount is not None and ask.amount.currency == currency:
                yield ask.component, ask.amount.bottom, ask.amount.top, lever.source
    for strategy in guide.strategies:
        for ask in (*strategy.ask, *strategy.accept_at):
            if ask.amount is not None and ask.amount.currency == currency:
                yield ask.component, ask.amount.bottom, ask.amount.top, strategy.source


def _suggested(guide: Guide, scenario: Scenario) -> Iterable[Suggested]:
    """What the guide's strategies say for this region and level, figures that fit the band only."""
    for strategy in guide.strategies:
        if strategy.label and plain(strategy.label) not in (plain(scenario.region), plain(scenario.level or "")):
            continue
        for part in scenario.parts:
            ask, accept_at, floor = (
                _fitting(asks, part, scenario) for asks in (strategy.ask, strategy.accept_at, strategy.floor)
            )
            if ask or accept_at or floor:
                yield Suggested(part.name, ask, accept_at, floor, strategy.source)


def _fitting(asks: Sequence[ScriptFigure], part: Part, scenario: Scenario) -> int | None:
    """The first figure for a part that can be meant for this region: its currency and about its band."""
    for ask in asks:
        amount = ask.amount
        here = ask.region is None or plain(ask.region) in plain(scenario.region)
        if amount is None or ask.component != part.name or not here or amount.currency != scenario.currency:
            continue
        if 8 * part.low <= 10 * amount.low <= 14 * part.high:
            return amount.bottom
    return None
