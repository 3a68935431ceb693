"""Whether the figures of a sentence are of what it says they are of: names and figures by where they stand."""

from collections.abc import Callable, Sequence

from bot.model.mentions import Dimension, Mention

Placed = tuple[int, int, str]
"""Where a figure starts and ends, and the name it is of in lower case ("" for none)."""
_NEAR = 2
"""Words that may stand between a figure and the name right behind it ("{f1} a year in base")."""


class Mismatch(ValueError):
    """Why a sentence may not be shown."""


def insist(dimension: Dimension, bare: str, named: Sequence[Mention], figures: Sequence[Placed]) -> None:
    """Raises Mismatch unless every figure is of what the sentence says it is of, in this dimension."""
    known = {value for _, _, value in figures if value}
    if not figures or not named:
        return
    for one in named:
        if not one.keys & known and not (dimension == "role" and not known):
            raise Mismatch(f"{bare[one.start : one.end]!r} is not what these figures are of")
    if dimension == "component" and _behind(bare, named, figures):
        return
    if len({one.keys for one in named}) == 1:
        if any(value and value not in named[0].keys for _, _, value in figures):
            raise Mismatch(f"{bare[named[0].start : named[0].end]!r} is not what every one of these figures is of")
        return
    orders = (*_ORDERS, _beside) if dimension == "component" else _ORDERS
    if not any(_fits(order(bare, named, figures), figures) for order in orders):
        raise Mismatch(f"the figures and their {dimension} are not in the same order")


def _fits(names: Sequence[Mention | None], figures: Sequence[Placed]) -> bool:
    """Whether each figure is of its name."""
    pairs = zip(names, figures, strict=False)
    return len(names) == len(figures) and all(
        one is not None and (not value or value in one.keys) for one, (_, _, value) in pairs
    )


def _before(bare: str, named: Sequence[Mention], figures: Sequence[Placed]) -> list[Mention | None]:
    """The name nearest before each figure."""
    return [next((n for n in reversed(named) if n.end <= start), None) for start, _, _ in figures]


def _after(bare: str, named: Sequence[Mention], figures: Sequence[Placed], near: int = _NEAR) -> list[Mention | None]:
    """The name right behind each figure ("{f1} base, {f2} equity")."""
    stops = [*(start for start, _, _ in figures[1:]), len(bare)]
    found = []
    for (_, end, _), stop in zip(figures, stops, strict=True):
        one = next((n for n in named if end <= n.start < stop), None)
        found.append(one if one is not None and len(bare[end : one.start].split()) <= near else None)
    return found


def _in_turn(bare: str, named: Sequence[Mention], figures: Sequence[Placed]) -> list[Mention | None]:
    """As many names as figures, in the same order ("A and B pay {f1} and {f2}", "base {f1}, {f2} in equity")."""
    return list(named)


def _beside(bare: str, named: Sequence[Mention], figures: Sequence[Placed]) -> list[Mention | None]:
    """The name right behind each figure, or else the last before it ("equity of {f2} and a {f3} bonus")."""
    pairs = zip(_after(bare, named, figures, 0), _before(bare, named, figures), strict=True)
    return [behind or ahead for behind, ahead in pairs]


_ORDERS: tuple[Callable[[str, Sequence[Mention], Sequence[Placed]], list[Mention | None]], ...] = (
    _before, _after, _in_turn,
)  # fmt: skip


def _behind(bare: str, named: Sequence[Mention], figures: Sequence[Placed]) -> bool:
    """Each name stands right behind its figure; what has none is named when it's shown ("{f1} in base plus {f2}")."""
    for one in named:
        ahead = [(end, value) for _, end, value in figures if end <= one.start]
        if not ahead or len(bare[ahead[-1][0] : one.start].split()) > _NEAR or ahead[-1][1] not in one.keys:
            return False
    return True
