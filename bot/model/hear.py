"""A chat model that hears a rehearsal's line: it proposes the same move as the trained ear, every figure of it checked.

It is asked where the ear is in doubt. A yes of its own is taken only where the ear's guard has passed one; an amount
only where the line holds it, or it is what stands at the table plus or minus an amount of the line.
"""

import asyncio
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, Field

from bot.model import prompt
from bot.model.connect import reason_of
from bot.reading.moves.table import OnTable
from ingest.amounts.numbers import mentions

if TYPE_CHECKING:
    from bot.model.narrator import Narrator

PATIENCE = 8.0
"""Seconds that hearing a line may take; a person waits for the recruiter."""
SURE = 0.6
"""From which confidence on the ear's own reading of a line stands."""
Part = Literal["base", "equity", "signing", "refresher", "relocation", "bonus", "total", "vesting", "level", "start",
               "remote", "pto", "title", "review"]  # fmt: skip
HeardKind = Literal["accept", "conditional", "decline", "walk", "counter", "more", "question", "rationale",
                    "disclosure", "time", "ultimatum", "warmth", "answer", "off-topic", "unclear"]  # fmt: skip


class HeardAsk(BaseModel):
    """One part that is asked for, or given up; without an amount where the line has none."""

    part: Part
    low: float | None = Field(default=None, description="whole units, as the level it would be at")
    high: float | None = None
    period: Literal["year", "month", "grant", "once"] | None = None


class HeardLine(BaseModel):
    """What one line of the candidate does."""

    kind: HeardKind
    asks: list[HeardAsk] = Field(default_factory=list, max_length=6)
    gives: list[HeardAsk] = Field(default_factory=list, max_length=4)
    reasons: list[Literal["market", "impact", "competing", "forfeited", "level", "cost", "need", "internal",
                          "retention"]] = Field(default_factory=list, max_length=4)  # fmt: skip
    questions: list[Literal["band", "level", "vesting", "equity-value", "bonus", "refresher", "signing", "relocation",
                            "remote", "start", "process", "flexibility", "how-decided", "review", "benefits", "visa",
                            "clawback", "pto", "team", "deadline", "final",
                            "other"]] = Field(default_factory=list, max_length=4)  # fmt: skip
    flags: list[Literal["if-then", "recap", "in-writing", "warm", "rude", "sarcastic"]] = Field(
        default_factory=list, max_length=4
    )


def wanted(told: Mapping[str, Any]) -> bool:
    """Whether a model should hear the line too: the ear isn't sure of it."""
    return told["kind"] == "unclear" or float(told.get("confidence", 0.0)) < SURE


async def hear(narrator: "Narrator", table: OnTable, line: str, told: dict[str, Any]) -> dict[str, Any]:
    """The model's move in the form of the ear's, or the ear's own (told) where it fails, is late or made it up."""
    if narrator.over():
        return told
    try:
        async with asyncio.timeout(min(PATIENCE, narrator.timeout)):
            data = _data(table, line, told)
            found: Any = await narrator.called("hear", prompt.load("hear"), HeardLine, line=data)
    except Exception as error:
        # Any provider's library may raise anything here; all of it means the ear's own reading.
        narrator.counts.fell(f"hearing-{reason_of(error, False)}")
        return told
    said = found.get("parsed")
    if not isinstance(said, HeardLine) or not stands(said, table, line, told):
        narrator.counts.fell("hearing-wrong")
        return told
    return _move(said, told)


def stands(said: HeardLine, table: OnTable, line: str, told: Mapping[str, Any]) -> bool:
    """Whether the proposal may be taken: its amounts are of the line, its yes has passed the ear's guard."""
    if said.kind == "accept" and told["kind"] != "accept":
        return False
    written = [(one.low, one.high) for one in mentions(line)]
    return all(
        _in_line(Decimal(str(value)), table.now(ask.part), written)
        for ask in (*said.asks, *said.gives)
        for value in (ask.low, ask.high)
        if value is not None
    )


def _in_line(value: Decimal, now: Decimal, written: list[tuple[Decimal, Decimal]]) -> bool:
    """Whether an amount is written in the line, in units or thousands, or is that much more or less than stands."""
    ends = [
        end * times for low, high in written for end in (low, high) for times in ((1, 1000) if end < 1000 else (1,))
    ]
    shares = [now * end / 100 for low, high in written for end in (low, high) if end <= 100]
    return any(value in (end, now + end, now - end) for end in ends) or any(value == now + share for share in shares)


def _move(said: HeardLine, told: Mapping[str, Any]) -> dict[str, Any]:
    """The proposal in the ear's form. What lets a floor or a pay out stays the ear's: the model isn't asked for it."""
    lists = {
        "asks": [_ask(one) for one in said.asks], "gives": [_ask(one) for one in said.gives],
        "reasons": said.reasons, "questions": said.questions, "flags": said.flags,
        "disclosures": told.get("disclosures", []), "claims": told.get("claims", []),
    }  # fmt: skip
    found: dict[str, Any] = {"kind": said.kind} | {name: value for name, value in lists.items() if value}
    return found | {"confidence": 1.0, "yes": told.get("yes", 0.0)}


def _ask(one: HeardAsk) -> dict[str, Any]:
    high = one.high if one.high is not None else one.low
    return {"part": one.part, "low": one.low, "high": high, "period": one.period}


def _data(table: OnTable, line: str, told: Mapping[str, Any]) -> str:
    data = {
        "line": line[:3000], "recruiter_said": table.recruiter[:1000], "currency": table.currency,
        "offer": {name: f"{value:f}" for name, value in table.standing.items() if value},
        "asked_before": {name: f"{value:f}" for name, value in table.asked.items()},
        "a_yes_was_asked_for": table.closing, "taken_for": told["kind"],
    }  # fmt: skip
    return json.dumps({name: value for name, value in data.items() if value}, ensure_ascii=False)
