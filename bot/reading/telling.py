"""What each number of a message is: whose, which part of pay, per what; told by trained heads over its
neighbourhood."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.reading.features import Array, Row, numbered, words
from bot.reading.message import Message
from bot.reading.terms import STEP
from ingest.amounts.mention import Mention

WIDTH = 1 << 15
"""Columns for the words beside a number."""
AROUND = 25
"""Characters to each side of a number whose tokens tell what it is."""
NEAR = 7
"""Words to each side of a number that tell what it is."""
MOST = 40
"""Numbers of one message that are typed; a letter with more goes to the letters' reader."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A number and what it is. what: a What of bot.reading.types or "none" (no pay of anybody's, or only supposed).

    part: base, equity ... or "none"; period: per what; scale: what a bare figure is multiplied by (1, 1,000,
    100,000). sure: the probability of `what`. The ends of "from 62 to 67" may be two things: own_offer>asked.
    certain: the probability that whose and which part are both right; rival: the next likeliest `what`; offered: the
    probability that it is the part of somebody's offer, whoever's.
    """

    mention: Mention
    what: str
    part: str
    period: str
    scale: int
    sure: float
    certain: float = 1.0
    rival: str = ""
    offered: float = 1.0


def ends(one: Typed) -> tuple[Typed, ...]:
    """A number whose ends are two things as two numbers; any other as it is. "They went from 104 to 107" is the second
    of the two."""
    if STEP not in one.what:
        return (one,)
    first, second = one.what.split(STEP)
    if first == second:
        return (replace(one, mention=replace(one.mention, low=one.mention.high), what=second),)
    low, high = replace(one.mention, high=one.mention.low), replace(one.mention, low=one.mention.high)
    return replace(one, mention=low, what=first), replace(one, mention=high, what=second)


def rows(message: Message, kind: str = "") -> tuple[Row, ...]:
    """One row for each of the message's numbers. kind: what the message asks."""
    amounts = message.amounts[:MOST]
    if not amounts:
        return ()
    from bot.reading.offer_terms import guessed

    cues = guessed(message.figures_here)
    same = numbered(set(words(message.masked)), "whole"), numbered(words(message.earlier)[-25:], "earlier")
    beside = (cues.get(one.end, ("-", "-")) for one in amounts)
    return tuple(_row(message, amounts, at, kind, cue, same) for at, cue in enumerate(beside))


def seen_by(message: Message, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with what another encoder makes of the same message."""
    return tuple(row.beside(_dense(message, one)) for row, one in zip(rows, message.amounts, strict=False))


def _row(
    message: Message, amounts: Sequence[Mention], at: int, kind: str, cue: tuple[str, str],
    same: tuple[tuple[str, ...], tuple[str, ...]],
) -> Row:  # fmt: skip
    one = amounts[at]
    whole, earlier = same
    left = words(_between(message, amounts, at, -1))
    right = words(_between(message, amounts, at, 1))
    return Row(
        groups=(
            _near(left[::-1], "l") + _near(right, "r"),
            numbered([" ".join(left[-2:]), " ".join(left[-3:])], "ll")
            + numbered([" ".join(right[:2]), " ".join(right[:3])], "rr"),
            numbered(left[-NEAR * 2 :], "before") + numbered(right[: NEAR * 2], "after"),
            _shape(message, amounts, at, kind),
            (f"whose={cue[0]}", f"part={cue[1]}", f"both={cue[0]}.{cue[1]}"),
            whole,
            numbered(_beside(amounts, at), "beside") + _shape_of(one, "own"),
            earlier,
            _pairs(message, amounts, at, left, right),
        ),
        dense=_dense(message, one),
    )


def _pairs(message: Message, amounts: Sequence[Mention], at: int, left: list[str], right: list[str]) -> tuple[str, ...]:
    """What stands beside a number together with how it is written: "15" after a slash is another thing than "15%"."""
    one = amounts[at]
    size = _size(one)
    how = f"{one.kind}.{size}.{one.scaled}"
    before, after = left[-1:] or ["^"], right[:1] or ["$"]
    gap = message.short[amounts[at - 1].end : one.start].strip()[:3] if at else "^"
    follows = message.short[one.end : amounts[at + 1].start].strip()[:3] if at + 1 < len(amounts) else "$"
    told = [f"l:{before[0]}", f"r:{after[0]}", f"gap:{gap}"]
    told += [f"{beside}|{how}" for beside in (*told, f"follows:{follows}", f"ll:{' '.join(left[-2:])}")]
    return numbered([*told, f"{before[0]}|{after[0]}"], "pair")


def is_elsewhere(row: Row) -> bool:
    """Whether the words beside a number give it to another company than the one that is talked of."""
    return any("whose=other" in group for group in row.groups)


def chained(row: Row, before: Sequence[tuple[str, str]]) -> Row:
    """The row with what the numbers before it were taken for: (what, part) each, in order; in "205/340/15" the
    place in the list tells what a number is."""
    told = ["first"] if not before else [f"1={before[-1][0]}.{before[-1][1]}", f"part1={before[-1][1]}"]
    if len(before) > 1:
        told += [f"2={before[-2][1]}.{before[-1][1]}", f"what2={before[-2][0]}"]
    told += [f"any={part}" for _, part in before[-6:]]
    last = ".".join(before[-1]) if before else "first"
    beside = [f"{pair.removeprefix('pair=')}|{last}" for pair in row.groups[-1] if "|" not in pair or "gap" in pair]
    return replace(row, groups=(*row.groups, numbered(told, "chain"), numbered(beside, "after")))


def _dense(message: Message, one: Mention) -> tuple[Array, ...]:
    """The encoder's states of the number itself, of the words around it, and of the whole."""
    encoded = message.encoded
    if encoded is None:
        return ()
    around = encoded.part(one.start - AROUND, one.end + AROUND)
    return encoded.part(one.start, one.end), around, encoded.vector


def _between(message: Message, amounts: Sequence[Mention], at: int, side: int) -> str:
    """The text on one side of a number, its neighbours masked."""
    one = amounts[at]
    if side < 0:
        start = max(0, one.start - 90)
        text = message.short[start : one.start]
        for other in reversed(amounts[:at]):
            if other.start >= start:
                text = text[: other.start - start] + " <n> " + text[other.end - start :]
        return text
    end = one.end + 90
    text = message.short[one.end : end]
    for other in reversed(amounts[at + 1 :]):
        if other.end <= end:
            text = text[: other.start - one.end] + " <n> " + text[other.end - one.end :]
    return text


def _near(run: Sequence[str], side: str) -> tuple[str, ...]:
    """Words by their distance: the first exactly, those further off in steps."""
    steps = ("1", "2", "3", "4+", "4+", "6+", "6+")
    return tuple(f"{side}{step}={word}" for step, word in zip(steps, run, strict=False))


def _size(one: Mention) -> str:
    return str(next((top for top in (1, 12, 31, 100, 400, 1000, 10_000, 60_000, 400_000) if one.low <= top), "more"))


def _shape_of(one: Mention, name: str) -> tuple[str, ...]:
    size = _size(one)
    told = [f"{one.kind}", f"size={size}", f"currency={one.currency}", f"scaled={one.scaled}", f"period={one.period}"]
    told += [
        f"{one.kind}.{size}.{one.scaled}",
        f"years={one.years}",
        f"range={one.low != one.high}",
        f"words={one.words}",
    ]
    return numbered(told, name)


def _shape(message: Message, amounts: Sequence[Mention], at: int, kind: str) -> tuple[str, ...]:
    told = [f"at={min(at, 4)}", f"of={min(len(amounts), 6)}", f"kind={kind}", f"last={at == len(amounts) - 1}"]
    told += [
        f"turns={min(len(message.before), 2)}",
        f"kind={kind}.{min(at, 3)}",
        f"lines={message.short.count(chr(10)) > 1}",
    ]
    if at:
        told.append(f"gap={message.short[amounts[at - 1].end : amounts[at].start].strip()[:3]}")
    if at + 1 < len(amounts):
        told.append(f"next={message.short[amounts[at].end : amounts[at + 1].start].strip()[:3]}")
    return numbered(told, "shape")


def _beside(amounts: Sequence[Mention], at: int) -> list[str]:
    found = []
    for step in (-2, -1, 1, 2):
        if 0 <= at + step < len(amounts):
            other = amounts[at + step]
            found += [f"{step}:{other.kind}", f"{step}:{other.kind}.{_ratio(amounts[at], other)}"]
    return found


def _ratio(one: Mention, other: Mention) -> str:
    if not one.low or not other.low:
        return "0"
    ratio = float(other.low / one.low)
    return str(next((top for top in (0.05, 0.3, 0.8, 1.25, 3, 20) if ratio <= top), "more"))
