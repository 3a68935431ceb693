"""Labelled examples as what the heads learn: which kind a message is, and which fact each of its numbers is."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

from bot.reading.message import Encode, Message, Spans, apart
from bot.reading.stretches import words_in
from bot.reading.terms import STEP
from bot.reading.types import NONE
from ingest.amounts.mention import Mention

Naming = Callable[[str], Spans]
SCALES = (1, 1_000, 100_000, 10_000_000)
"""What a figure as written may stand for: itself, thousands, lakhs, crores."""
NO_CARD = ("outside", "greeting", "inject")
"""Kinds of messages that no card of the playbook is for."""
_BY_LAKH = ("INR", "PKR", "BDT", "LKR", "NPR")


@dataclass(frozen=True, slots=True)
class LabelledMessage:
    """One labelled message. source: the file; family: whose voice; reading, also: the label and other fair ones."""

    id: str
    source: str
    family: str
    turns: tuple[str, ...]
    reading: Mapping[str, Any]
    also: tuple[Mapping[str, Any], ...] = ()
    card: str | None = None

    def message(self, encode: Encode | None = None, naming: Naming | None = None) -> Message:
        """Its last turn in the light of those before. naming: finds the names in a text."""
        text = self.turns[-1]
        return Message(text, self.turns[:-1], encode, self._names(naming(text)) if naming else ())

    def _names(self, found: Spans) -> Spans:
        """The names found, and the labelled companies where the text writes them: an index knows only its own."""
        mine = list(found)
        for slug in dict.fromkeys(ask.get("company") for ask in self.reading.get("asks", ())):
            if slug:
                words = r"[\W_]*".join(map(re.escape, words_in(slug)))
                mine += [(*m.span(), "company") for m in re.finditer(rf"(?i)\b{words}\b", self.turns[-1])]
        return apart(mine)

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it asks, in order; "none" where it asks nothing."""
        return kinds(self.reading)

    @property
    def fair(self) -> set[str]:
        """Every kind that its first ask may be taken for."""
        return {kinds(one)[0] for one in (self.reading, *self.also)}


def kinds(reading: Mapping[str, Any]) -> tuple[str, ...]:
    """The kinds of a labelled reading's asks, in order; ("none",) where there is none."""
    return tuple(ask["kind"] for ask in reading.get("asks", ())) or (NONE,)


def examples(folders: Sequence[Path] = ()) -> list[LabelledMessage]:
    """The package's examples, and those of more folders: *.jsonl, a line of JSON each."""
    own = [
        file for file in resources.files("bot.reading").joinpath("examples").iterdir() if file.name.endswith(".jsonl")
    ]
    files = [
        *sorted(own, key=lambda f: f.name),
        *(file for folder in folders for file in sorted(folder.glob("*.jsonl"))),
    ]
    return [one for file in files for one in _read(file.name.removesuffix(".jsonl"), file.read_text(encoding="utf-8"))]


def _read(source: str, text: str) -> Iterator[LabelledMessage]:
    for line in text.splitlines():
        if line.strip():
            one = json.loads(line)
            yield LabelledMessage(
                one["id"], source, f"{source}/{one.get('family', one['id'][:6])}", tuple(one["turns"]), one["reading"],
                tuple(one.get("also", ())), one.get("card"),
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """What a number of an example is. open: the example tells an amount that no number of it has ("60 more"), so that
    this one may be a piece of that; it teaches nothing."""

    what: str = NONE
    part: str = NONE
    period: str = NONE
    scale: int = 1
    open: bool = False


def amounts(example: LabelledMessage, message: Message) -> tuple[Label, ...]:
    """The label of each number of a message: the fact whose value it has, by its place in the text where two have
    it."""
    left = [fact for fact in example.reading.get("facts", ()) if fact.get("low") is not None]
    found = []
    for mention in message.amounts:
        best = None
        for fact in left:
            scale = _scale(mention.low, mention.high, fact)
            if scale is None:
                continue
            said = message.short.find(fact.get("text") or "\0")
            near = abs(said - mention.start) if said >= 0 and (said <= mention.end) else 500
            if best is None or near < best[0]:
                best = near, fact, scale
        if best is None:
            found.append(_step(mention, left))
            continue
        _, fact, scale = best
        left.remove(fact)
        found.append(Label(fact["what"], fact.get("part") or NONE, fact.get("period") or NONE, scale))
    if any(fact["low"] for fact in left):
        found = [Label(open=True) if label.what == NONE else label for label in found]
    return tuple(found)


def _step(mention: Mention, left: list[Mapping[str, Any]]) -> Label:
    """The label of a range whose ends are two facts, which are then used up; of no number where they aren't."""
    if mention.low != mention.high:
        for first in left:
            scale = _scale(mention.low, mention.low, first)
            second = next((f for f in left if f is not first and _is(f, mention.high * (scale or 1), first)), None)
            if scale and second:
                left.remove(first)
                left.remove(second)
                what = f"{first['what']}{STEP}{second['what']}"
                return Label(what, first.get("part") or NONE, first.get("period") or NONE, scale)
    return Label()


def _is(fact: Mapping[str, Any], value: Decimal, beside: Mapping[str, Any]) -> bool:
    return Decimal(str(fact["low"])) == value and fact.get("part") == beside.get("part")


MINE = {"other_offer": "beside", "current_pay": "mine"}
"""What a company is to the person by the fact it stands in."""
ALIKE = frozenset(("compare", "offers", "rank", "list", "band", "level", "plan"))
"""Kinds that ask about several companies alike; their labels then name none."""


_ALIASES = {"wb": "weightsandbiases", "wandb": "weightsandbiases"}
"""Short names under which the starter guides' companies stand in examples, as their slugs."""


class Mentions:
    """Finds the companies that any of the examples is about in a text, and tells what each is to its person."""

    def __init__(self, examples: Iterable[LabelledMessage]) -> None:
        readings = [one for example in examples for one in (example.reading, *example.also)]
        told = [one.get("company") for reading in readings for one in (*_asks(reading), *_facts(reading))]
        self._slugs = {_key(slug): slug for slug in told if slug and len(slug) > 2}
        words = {r"[\W_]*".join(map(re.escape, words_in(slug))) for slug in self._slugs.values()}
        self._names = re.compile(rf"\b(?:{'|'.join(sorted(words, key=lambda w: (-len(w), w)))})\b", re.IGNORECASE)

    def labelled(self, example: LabelledMessage, message: Message) -> list[tuple[int, int, str]]:
        """First character, last (exclusive) and label of each, those that the message has marked as companies, too:
        asked, beside (it offers, too), mine (the present
        employer) or none."""
        readings = (example.reading, *example.also)
        asked = {ask.get("company") for one in readings for ask in _asks(one)} - {None}
        facts = {fact.get("company"): MINE.get(fact["what"]) for one in readings for fact in _facts(one)}
        spans = [(*m.span(), "company") for m in self._names.finditer(message.short) if _key(m.group()) in self._slugs]
        spans = list(apart([*spans, *(name for name in message.names if name[2] == "company")]))
        keys = [_ALIASES.get(key, key) for key in (_key(message.short[start:end]) for start, end, _ in spans)]
        mine = {slug: _key(slug) for slug in (*asked, *facts) if slug}
        found = [(start, end, next((slug for slug, one in mine.items() if one.startswith(key) or key.startswith(one)),
                                   self._slugs.get(key, key)))
                 for (start, end, _), key in zip(spans, keys, strict=True)]  # fmt: skip
        alike = not asked and example.kinds[0] in ALIKE and len({slug for _, _, slug in found}) > 1
        return [(start, end, "asked" if slug in asked else facts.get(slug) or ("asked" if alike else NONE))
                for start, end, slug in found]  # fmt: skip


def _asks(reading: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    told: Iterable[Mapping[str, Any]] = reading.get("asks", ())
    return told


def _facts(reading: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    told: Iterable[Mapping[str, Any]] = reading.get("facts", ())
    return told


def _key(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))


def _scale(low: Decimal, high: Decimal, fact: Mapping[str, Any]) -> int | None:
    """What the number as written is multiplied by to be the fact; None when it isn't that fact."""
    wanted = Decimal(str(fact["low"]))
    top = Decimal(str(fact["high"])) if fact.get("high") is not None else wanted
    scales = SCALES if fact.get("unit") in _BY_LAKH else SCALES[:2]
    return next((s for s in scales if low * s == wanted and high * s in (top, wanted)), None)
