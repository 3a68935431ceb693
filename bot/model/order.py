"""Whether the figures of a sentence are of what it says they are of: names and figures by where they stand."""

from collections.abc import Callable, Sequence

from bot.model.mentions import Dimension, NameMention

Placed = tuple[int, int, str]
"""Where a figure starts and ends, and the name it is of in lower case ("" for none)."""
Names = list[NameMention | None]
_NEAR = 3
"""Words that may stand between a figure and the name right behind it ("{f1} a year in base")."""


class Mismatch(ValueError):
    """Why a sentence may not be shown."""


def bound(dimension: Dimension, bare: str, named: Sequence[NameMention], figures: Sequence[Placed]) -> Names:
    """The name that each figure goes with, None where it has none; Mismatch where a figure isn't of its name."""
    alike = len({one.keys for one in named}) == 1 or dimension == "level"  # one range may be of two levels
    if alike and all(is_of(one, value) for one in named for _, _, value in figures):
        return [named[0]] * len(figures)
    orders: tuple[Callable[[str, Sequence[NameMention], Sequence[Placed]], Names], ...]
    orders = (_before, _after, _in_turn, _beside, _either)
    for order in orders:
        names = order(bare, named, figures)
        whole = len(names) == len(figures) and (order is _either or None not in names)
        if whole and all(one is None or is_of(one, value) for one, (*_, value) in zip(names, figures, strict=True)):
            return names
    behind = _after(bare, named, figures)
    each = all(one is None or is_of(one, value) for one, (_, _, value) in zip(behind, figures, strict=True))
    # What has no name is named when it's shown ("{f1} in base plus {f2}"), unless its name stands with another figure.
    unnamed = [value for one, (*_, value) in zip(behind, figures, strict=True) if one is None]
    told = any(is_of(one, value) for one in named for value in unnamed)
    if each and set(named) <= set(behind) and (dimension == "component" or not told):
        return behind
    raise Mismatch(
        f"{bare[named[0].start : named[0].end]!r} is not what every one of these figures is of, in order: name each "
        "amount's own before it, and speak of others in a sentence of their own"
    )


def is_of(one: NameMention, value: str) -> bool:
    """Whether a figure of that name may stand beside the mention."""
    return not value or value in one.keys or (one.dimension == "level" and any(key in value for key in one.keys))


def _before(bare: str, named: Sequence[NameMention], figures: Sequence[Placed]) -> Names:
    """The name nearest before each figure."""
    return [next((n for n in reversed(named) if n.end <= start), None) for start, _, _ in figures]


def _after(bare: str, named: Sequence[NameMention], figures: Sequence[Placed], near: int = _NEAR) -> Names:
    """The name right behind each figure ("{f1} base, {f2} equity")."""
    stops = [*(start for start, _, _ in figures[1:]), len(bare)]
    found = []
    for (_, end, _), stop in zip(figures, stops, strict=True):
        one = next((n for n in named if end <= n.start < stop), None)
        found.append(one if one is not None and len(bare[end : one.start].split()) <= near else None)
    return found


def _in_turn(bare: str, named: Sequence[NameMention], figures: Sequence[Placed]) -> Names:
    """As many names as figures, in the same order ("A and B pay {f1} and {f2}", "base {f1}, {f2} in equity"), or as
    often over ("totals of {f1} in A and {f2} in B, with base of {f3} and {f4}")."""
    return [*named] * max(len(figures) // len(named), 1)


def _beside(bare: str, named: Sequence[NameMention], figures: Sequence[Placed]) -> Names:
    """The name right behind each figure, a word between at most, or else the last before it ("equity of {f2} and a
    {f3} bonus", "base at {f1} and {f2} in equity")."""
    pairs = zip(_after(bare, named, figures, 1), _before(bare, named, figures), strict=True)
    return [behind or ahead for behind, ahead in pairs]


def _either(bare: str, named: Sequence[NameMention], figures: Sequence[Placed]) -> Names:
    """The name before or behind that a figure is of, where every name goes with a figure ("a total of {m1} with base of
    {u1} and about {m2} in equity"); None for one that no name stands before, nor right behind."""
    found: Names = []
    around = zip(_before(bare, named, figures), _after(bare, named, figures), figures, strict=True)
    for before, behind, (_, end, value) in around:
        one = next((one for one in (behind, before) if one is not None and is_of(one, value)), None)
        if one is None and (before or (behind and "," not in bare[end : behind.start])):
            return []
        found.append(one)
    return found if set(found) >= set(named) else []
