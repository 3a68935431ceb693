"""Reasons as evidence: what a line claims, whether it is specific, and whether guide or scenario bear it out."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot.practice.move import Rationale, Reason
from bot.practice.scenario import Scenario
from bot.reading.moves.parts import named as parts_named
from bot.reading.stretches import letters_in
from ingest.amounts.mention import Mention
from ingest.amounts.numbers import mentions

NAMES: Mapping[str, Reason] = {
    "market": "market",
    "impact": "impact",
    "competing": "competing",
    "forfeited": "forfeited",
    "level": "level",
    "cost": "cost of living",
    "need": "need",
    "internal": "internal",
    "retention": "competing",
}
"""Reasons by the names that the ear has for them."""


CLAIMABLE: frozenset[Reason] = frozenset(("impact", "forfeited", "level"))
"""Reasons that nobody at the table can look up."""
HOLLOW = "hollow"
"""Marks a claim that nobody can mean: it earns nothing, and costs what else was told its weight."""


def reasons(
    told: Mapping[str, Any], text: str, scenario: Scenario, standing: Collection[int] = ()
) -> tuple[Rationale, ...]:
    """The reasons of a line, each once. standing: the offer's figures, which are no evidence when they are repeated."""
    sure = "reasons:guessed" not in told.get("perhaps", ())
    named = dict.fromkeys(NAMES[name] for name in told.get("reasons", ()) if sure and name in NAMES)
    if told.get("claims"):
        named["competing"] = None
    figures = _beside(text, told, scenario)
    fresh = [one for one in figures if _whole(one.low, scenario) not in standing]
    if told["kind"] not in ("choices", "conditional") and told.get("asks") and _cited(fresh, scenario):
        named["market"] = None
    hollow = "hollow" in told.get("extra", ())
    if hollow and not named.keys() & CLAIMABLE:
        named["impact"] = None
    return tuple(
        Rationale(name, True, f"{name}:{HOLLOW}:{_gist(text)}", False)
        if hollow and name in CLAIMABLE
        else _reason(name, told, text, figures if name in ("market", "impact") else fresh, scenario)
        for name in named
    )


def _beside(text: str, told: Mapping[str, Any], scenario: Scenario) -> list[Mention]:
    """The figures of a line beside those it asks for: of "it goes up to 215K, so 215K please" the first one."""
    packages = [ask for package in told.get("packages", ()) for ask in package]
    wanted = [*told.get("asks", ()), *packages, *told.get("gives", ())]
    asked = [int(one["low"]) for one in wanted if one.get("low") is not None]
    asked += [int(one["amount"]) for name in ("claims", "disclosures") for one in told.get(name, ()) if one["amount"]]
    found = [m for m in mentions(text[:3000]) if m.kind in ("money", "plain", "count", "percent")]
    for one in reversed(found):
        for value in {int(one.low), _whole(one.low, scenario)} & set(asked):
            asked.remove(value)
            found.remove(one)
            break
    return found


def _reason(
    name: Reason,
    told: Mapping[str, Any],
    text: str,
    others: Sequence[Mention],
    scenario: Scenario,
) -> Rationale:
    if name == "competing":
        return _rival(told, scenario)
    if name == "market":
        return _market(text, others, scenario)
    if name == "impact":
        lever = _lever(text, scenario)
        return Rationale(name, bool(lever or others), f"impact:{lever or _gist(text)}", True if lever else None)
    concrete = bool(others) if name in ("forfeited", "level") else name == "cost of living"
    return Rationale(name, concrete, f"{name}:{others[0].low if others else 'word'}", None)


def _cited(figures: Sequence[Mention], scenario: Scenario) -> bool:
    """Whether a line cites a figure that the guide states, to the unit, beside the one it asks for."""
    stated = {end for _, low, high, _ in scenario.market for end in (low, high)}
    return any(_whole(one.low, scenario) in stated for one in figures if one.kind in ("money", "plain"))


def _rival(told: Mapping[str, Any], scenario: Scenario) -> Rationale:
    """Another offer: borne out where it is among those the person told of, with its figures. Who told of none before
    the call may hold any, so that only the recruiter doubts it."""
    claims = told.get("claims", ())
    amounts = {int(one["amount"]) for one in claims if one.get("amount")}
    names = {_plain(one.get("company") or "") for one in claims}
    for other in scenario.others:
        known = {v for v in (other.base, other.equity, other.signing, other.total) if v}
        if (_plain(other.company or "") in names or amounts & known or not claims) and amounts <= known:
            return Rationale("competing", True, f"competing:{_plain(other.company or 'other')}", True)
    if not claims:
        return Rationale("competing", False, "competing:word", None)
    key = max(names) or "unnamed"
    holds = False if scenario.others else None
    return Rationale(
        "competing", bool(amounts or any(names)), f"competing:claimed:{key}:{max(amounts, default=0)}", holds
    )


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _market(text: str, figures: Sequence[Mention], scenario: Scenario) -> Rationale:
    """The market: a figure counts where the guide states it of a part that the line names, or of base and total."""
    about = {part for _, _, part in parts_named(text)} | {"base", "total"}
    for one in figures:
        low, high = _whole(one.low, scenario), _whole(one.high, scenario)
        if one.kind == "percent" or low < scenario.parts[0].low // 4:
            continue
        return Rationale("market", True, f"market:base:{low}", in_guide(scenario, low, high, about))
    return Rationale("market", False, "market:word", None)


def _whole(value: Decimal, scenario: Scenario) -> int:
    if value < 1000 and scenario.parts[0].low >= 10_000:
        return int(value * (100_000 if scenario.currency == "INR" else 1000))
    return int(value)


def in_guide(scenario: Scenario, low: int, high: int, about: Collection[str]) -> bool | None:
    """Whether the guide says so: true within what it states of one of the parts, false far above all, else None."""
    stated = [(a, b) for part, a, b, _ in scenario.market if part in about]
    if any(97 * a <= 100 * low and 100 * high <= 103 * b for a, b in stated):
        return True
    return False if stated and 100 * high > 110 * max(b for _, b in stated) else None


_COMMON = frozenset(
    "that with this have from your what been were they them then than would could about into over".split()
)


def _words(text: str) -> set[str]:
    return {word[:6] for word in letters_in(text.lower(), 4)} - {word[:6] for word in _COMMON}


def _lever(text: str, scenario: Scenario) -> str:
    """The guide's argument that a line makes its own: at least two of its words."""
    said = _words(text)
    for title, _ in scenario.levers:
        if len(said & _words(title)) >= 2:
            return title.casefold()
    return ""


def _gist(text: str) -> str:
    """What tells one deed from another: its rarest-looking words."""
    return " ".join(sorted(_words(text), key=lambda word: (-len(word), word))[:6])
