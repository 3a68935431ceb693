"""The chart of asks and offers over the turns, as an inline SVG with a title and a description."""

from collections.abc import Callable, Sequence
from html import escape

from bot.practice.report import Point
from bot.wording import exact, money

_WIDTH, _HEIGHT = 640, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 16, 34, 42
_ASK, _OFFER = "#b45309", "#1d4ed8"


def svg(points: Sequence[Point], currency: str) -> str:
    """Asks (squares, dashed) and offers (circles) over turns, each over four years in whole units of currency."""
    if not points:
        return ""
    values = [v for p in points for v in (p.offer, p.ask) if v is not None]
    low, high = min(values), max(values)
    margin = max(1, (high - low) // 10)
    low, high = max(0, low - margin), high + margin
    last = max(1, points[-1].turn)

    def x(turn: int) -> float:
        return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * turn / last, 1)

    def y(value: int) -> float:
        return round(_HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * (value - low) / (high - low), 1)

    offers = [(x(p.turn), y(p.offer)) for p in points]
    asks = [(x(p.turn), y(p.ask)) for p in points if p.ask is not None]
    shapes = [
        _axis(low, high, last, x, y, currency),
        _line(offers, _OFFER, ""),
        _line(asks, _ASK, ' stroke-dasharray="6 4"'),
    ]
    shapes += [f'<circle cx="{a}" cy="{b}" r="4" fill="{_OFFER}"/>' for a, b in offers]
    shapes += [f'<rect x="{a - 4}" y="{b - 4}" width="8" height="8" fill="{_ASK}"/>' for a, b in asks]
    legend = (
        f'<circle cx="{_LEFT + 6}" cy="14" r="4" fill="{_OFFER}"/><text x="{_LEFT + 16}" y="18">Recruiter\'s '
        f"offer</text>"
        f'<rect x="{_LEFT + 150}" y="10" width="8" height="8" fill="{_ASK}"/><text x="{_LEFT + 164}" '
        f'y="18">Your ask</text>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-labelledby="parley-chart-title '
        f'parley-chart-desc" font-family="system-ui, sans-serif" font-size="12" fill="currentColor">'
        f'<title id="parley-chart-title">Asks and offers over the turns</title>'
        f"<desc "
        f'id="parley-chart-desc">{escape(_described(points, currency))}</desc>{legend}{"".join(shapes)}</svg>'
    )


def _described(points: Sequence[Point], currency: str) -> str:
    said = [
        f"Over four years, the offer opened at {exact(points[0].offer, currency)} and ended at "
        f"{exact(points[-1].offer, currency)}."
    ]
    asks = [p for p in points if p.ask is not None]
    if asks:
        said.append(
            f"The ask went from {exact(asks[0].ask or 0, currency)} at turn {asks[0].turn} to "
            f"{exact(asks[-1].ask or 0, currency)} at turn {asks[-1].turn}."
        )
    else:
        said.append("No figure was asked for.")
    return " ".join(said)


def _line(places: Sequence[tuple[float, float]], colour: str, more: str) -> str:
    if len(places) < 2:
        return ""
    path = " ".join(f"{a},{b}" for a, b in places)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{more}/>'


def _axis(low: int, high: int, last: int, x: Callable[[int], float], y: Callable[[int], float], currency: str) -> str:
    """Three lines of value with their amounts, and the turns below."""
    shapes = []
    for value in (low, (low + high) // 2, high):
        shapes.append(
            f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y(value)}" y2="{y(value)}" stroke="currentColor" '
            f'stroke-opacity="0.15"/><text x="{_LEFT - 8}" y="{y(value) + 4}" text-anchor="end">'
            f"{escape(_short(value, currency))}</text>"
        )
    every = 1 + last // 12
    shapes += [
        f'<text x="{x(turn)}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">{turn}</text>'
        for turn in range(0, last + 1, every)
    ]
    shapes.append(f'<text x="{(_LEFT + _WIDTH) // 2}" y="{_HEIGHT - 6}" text-anchor="middle">turn</text>')
    return "".join(shapes)


def _short(value: int, currency: str) -> str:
    """An axis mark: three significant digits are enough there."""
    size = 10 ** max(0, len(str(value)) - 3)
    return money(value // size * size, currency=currency)
