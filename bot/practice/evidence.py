"""Reasons as evidence: what a line claims, whether it is specific, and whether guide or scenario bear it out."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot.practice.move import Rationale, Reason
from bot.practice.scenario import Scenario
from ingest.amounts.mention import Mention
from ingest.amounts.numbers import mentions

_NAMES: Mapping[str, Reason] = {
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


def reasons(told: Mapping[str, Any], text: str, scenario: Scenario) -> tuple[Rationale, ...]:
    """The reasons of a line, each once."""
    named = dict.fromkeys(_NAMES[name] for name in told.get("reasons", ()) if name in _NAMES)
    if told.get("claims"):
        named["competing"] = None
    cited = _cited(text, told, scenario)
    if cited:
        named["market"] = None
    last = {a["part"]: a["low"] for a in told.get("asks", ()) if a.get("low") is not None}
    asked = {Decimal(str(value)) for value in last.values()}
    figures = [m for m in mentions(text[:3000]) if m.kind in ("money", "plain", "count", "percent")]
    return tuple(_reason(name, told, text, figures, asked, scenario) for name in named)


def _reason(
    name: Reason,
    told: Mapping[str, Any],
    text: str,
    figures: Sequence[Mention],
    asked: set[Decimal],
    scenario: Scenario,
) -> Rationale:
    if name == "competing":
        return _rival(told, scenario)
    if name == "market":
        return _market(figures, asked, scenario)
    others = [m for m in figures if m.low not in asked and m.low * 1000 not in asked]
    if name == "impact":
        lever = _lever(text, scenario)
        return Rationale(name, bool(lever or others), f"impact:{lever or _gist(text)}", True if lever else None)
    concrete = bool(others) if name in ("forfeited", "level") else name == "cost of living"
    return Rationale(name, concrete, f"{name}:{others[0].low if others else 'word'}", None)


def _cited(text: str, told: Mapping[str, Any], scenario: Scenario) -> bool:
    """Whether a line cites a figure that the guide states, to the unit, beside the one it asks for."""
    last = {one["part"]: one.get("low") for one in told.get("asks", ())}
    stated = {end for _, low, high, _ in scenario.market for end in (low, high)}
    found = {_whole(one.low, scenario) for one in mentions(text[:3000]) if one.kind in ("money", "plain")}
    return bool((found & stated) - {int(value) for value in last.values() if value}) and len(found) > 1


def _rival(told: Mapping[str, Any], scenario: Scenario) -> Rationale:
    """Another offer: borne out where it is among those the person told of, with its figures."""
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
    return Rationale(
        "competing", bool(amounts or any(names)), f"competing:claimed:{key}:{max(amounts, default=0)}", False
    )


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _market(figures: Sequence[Mention], asked: set[Decimal], scenario: Scenario) -> Rationale:
    """The market: a figure counts where the guide states it."""
    for one in figures:
        low, high = _whole(one.low, scenario), _whole(one.high, scenario)
        if one.kind == "percent" or low < scenario.parts[0].low // 4 or (low in asked and len(figures) > 1):
            continue
        holds = in_guide(scenario, low, high)
        return Rationale("market", True, f"market:base:{low}", holds)
    return Rationale("market", False, "market:word", None)


def _whole(value: Decimal, scenario: Scenario) -> int:
    if value < 1000 and scenario.parts[0].low >= 10_000:
        return int(value * (100_000 if scenario.currency == "INR" else 1000))
    return int(value)


def in_guide(scenario: Scenario, low: int, high: int) -> bool | None:
    """Whether the guide says so: true within what it states of any part, false far above all of it, else None."""
    stated = [(a, b) for _, a, b, _ in scenario.market]
    if any(97 * a <= 100 * low and 100 * high <= 103 * b for a, b in stated):
        return True
    return False if stated and 100 * high > 110 * max(b for _, b in stated) else None


_COMMON = frozenset(
    "that with this have from your what been were they them then than would could about into over".split()
)


def _words(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[a-z]{4,}", text.lower())} - {word[:6] for word in _COMMON}


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
