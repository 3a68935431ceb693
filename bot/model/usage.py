"""What a model is asked and what that costs: calls and tokens by model and step, and the caps on them."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from bot.observe import Spending

Step = Literal["read", "write", "repair", "hear", "recruiter"]
CONVERSATIONS = 5_000
"""Conversations whose tokens are remembered; the oldest are forgotten."""


@dataclass(slots=True)
class Spent:
    """Calls and tokens of one model in one step."""

    calls: int = 0
    read: int = 0
    written: int = 0


@dataclass(slots=True)
class Usage:
    """Counts for one process. prices: model to (per million tokens read, written), in the operator's currency.

    daily, per_conversation: most tokens, read and written together; None for no cap.
    """

    prices: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    daily: int | None = None
    per_conversation: int | None = None
    spent: dict[tuple[str, str], Spent] = field(default_factory=dict)
    _day: date = date.min
    _today: int = 0
    _by_conversation: "OrderedDict[str, int]" = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, model: str, step: str, usage: Mapping[str, Any] | None, conversation: str = "") -> None:
        """Count one call; usage: LangChain's usage metadata, None where the provider gives none."""
        read, written = (int((usage or {}).get(name) or 0) for name in ("input_tokens", "output_tokens"))
        with self._lock:
            one = self.spent.setdefault((model, step), Spent())
            one.calls += 1
            one.read += read
            one.written += written
            self._turn_day()
            self._today += read + written
            if conversation:
                self._by_conversation[conversation] = self._by_conversation.pop(conversation, 0) + read + written
                while len(self._by_conversation) > CONVERSATIONS:
                    self._by_conversation.popitem(last=False)

    def over(self, conversation: str = "") -> str:
        """Which cap is reached: "day", "conversation" or ""."""
        with self._lock:
            self._turn_day()
            if self.daily is not None and self._today >= self.daily:
                return "day"
            used = self._by_conversation.get(conversation, 0) if conversation else 0
            return "conversation" if self.per_conversation is not None and used >= self.per_conversation else ""

    def spending(self) -> list[Spending]:
        """What was asked so far and what it cost, by model and step; cost None where a model's price isn't set."""
        with self._lock:
            spent = sorted(self.spent.items())
        return [
            Spending(model, step, one.calls, one.read, one.written, self._cost(model, one))
            for (model, step), one in spent
        ]

    def _cost(self, model: str, one: Spent) -> Decimal | None:
        if model not in self.prices:
            return None
        read, written = self.prices[model]
        return (one.read * read + one.written * written) / Decimal(1_000_000)

    def cost(self) -> Decimal | None:
        """What all calls cost together; None where a model's price isn't set."""
        each = [one.cost for one in self.spending()]
        return sum((one for one in each if one is not None), Decimal(0)) if None not in each else None

    def as_dict(self) -> dict[str, int]:
        """Flat name to count: "calls-write", "tokens-in-write", "tokens-out-write" and so on, all models together."""
        flat: dict[str, int] = {}
        for (_, step), one in sorted(self.spent.items()):
            for name, count in (("calls", one.calls), ("tokens-in", one.read), ("tokens-out", one.written)):
                flat[f"{name}-{step}"] = flat.get(f"{name}-{step}", 0) + count
        return flat

    def _turn_day(self) -> None:
        if (today := date.today()) != self._day:
            self._day, self._today = today, 0
