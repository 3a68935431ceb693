"""What each company named in a message is to its person: the one that is asked about, another that offers, the present
employer, or nobody of theirs (a tool, a word, a rumour); told by a trained head over what stands around the name."""

from collections.abc import Sequence
from functools import cache

from bot.reading.features import Array, Row, numbered, words
from bot.reading.message import Message
from ingest.lexicon.words import data

WIDTH = 1 << 14
"""Columns for the words beside a name."""
NEAR = 6
"""Words to each side of a name that tell what it is."""
AROUND = 40
"""Characters to each side of a name whose states are looked at together."""
MOST = 12
"""Names of one message that are looked at."""

Span = tuple[int, int]


def rows(message: Message, names: Sequence[Span], kind: str, *, seen: bool = False) -> tuple[Row, ...]:
    """One row for each name (first character, last exclusive), in order. kind: what the message asks first. seen: with
    what the message's encoder makes of it."""
    names = names[:MOST]
    return tuple(_row(message, names, at, kind, seen) for at in range(len(names)))


def _dense(message: Message, name: Span) -> tuple[Array, ...]:
    """The encoder's states of the name itself, of the words around it, and of the whole."""
    if (encoded := message.encoded) is None:
        return ()
    start, end = name
    return encoded.part(start, end), encoded.part(start - AROUND, end + AROUND), encoded.vector


def _row(message: Message, names: Sequence[Span], at: int, kind: str, seen: bool) -> Row:
    start, end = names[at]
    left, right = words(_beside(message, names, at, -1)), words(_beside(message, names, at, 1))
    near = [f"l{min(n, 3)}={word}" for n, word in enumerate(left[::-1][:NEAR])]
    near += [f"r{min(n, 3)}={word}" for n, word in enumerate(right[:NEAR])]
    pairs = [f"ll={' '.join(left[-2:])}", f"lll={' '.join(left[-3:])}", f"rr={' '.join(right[:2])}"]
    pairs += [f"rrr={' '.join(right[:3])}", f"lr={' '.join([*left[-1:], '@', *right[:1]])}"]
    count, amounts = len(names), len(message.amounts)
    name = message.short[start:end]
    shape = [
        f"at={min(at, 4)}.{min(count, 5)}",
        f"last={at == count - 1}",
        f"kind={kind}",
        f"kind={kind}.{min(count, 4)}",
    ]
    if is_tool(message.short[start:end]):
        shape += ["tool", f"tool.{' '.join(left[-1:])}", f"tool.{'.'.join(right[:1])}", f"tool.{kind}"]
    shape += [f"turns={min(len(message.before), 2)}", f"capital={name[:1].isupper()}", f"amounts={min(amounts, 4)}"]
    shape += [f"number={_number(message, end)}", f"first={start < 3}", f"length={min(len(message.short) // 80, 6)}"]
    return Row(
        groups=(
            tuple(near),
            tuple(pairs),
            numbered(left[-14:], "before") + numbered(right[:14], "after"),
            numbered(shape, "shape"),
            numbered(set(words(_masked(message, names, 0, len(message.short)))), "whole"),
        ),
        dense=_dense(message, names[at]) if seen else (),
    )


def is_tool(name: str) -> bool:
    """Whether a company's name is also a tool's, or a word."""
    return name.lower() in _tools()


@cache
def _tools() -> frozenset[str]:
    return frozenset(data("companies")["tools"])


def _number(message: Message, end: int) -> str:
    """Whether a sum of money follows the name soon: "Stripe 180"."""
    return str(next((min((a.start - end) // 8, 4) for a in message.amounts if a.start >= end), 9))


def _beside(message: Message, names: Sequence[Span], at: int, side: int) -> str:
    """The text on one side of a name, numbers and the other names masked."""
    start, end = names[at]
    low, high = (max(0, start - 100), start) if side < 0 else (end, end + 100)
    return _masked(message, names, low, high)


def _masked(message: Message, names: Sequence[Span], low: int, high: int) -> str:
    """A piece of the text with numbers and names masked: what a name is to somebody isn't learnt by heart."""
    marks = [(a.start, a.end, "n") for a in message.amounts] + [(*name, "co") for name in names]
    out, here = [], low
    for first, last, mask in sorted(marks):
        if first >= here and last <= high:
            out += [message.short[here:first], f" <{mask}> "]
            here = last
    return "".join([*out, message.short[here:high]])
