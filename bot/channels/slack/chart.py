"""A debrief's chart as a picture: asks and offers over the turns, and the same in words."""

import io
from collections.abc import Callable, Sequence

from bot.practice.report import Debrief
from bot.wording import exact, money

WIDTH, HEIGHT = 1280, 640
LEFT, RIGHT, TOP, BOTTOM = 190, 40, 90, 90
OFFER, ASK, GRID, INK = "#1d4ed8", "#b45309", "#d4d4d8", "#18181b"

Place = tuple[float, float]


def png(debrief: Debrief) -> tuple[bytes, str]:
    """The picture, and its description for those who don't see it. Amounts are over four years."""
    # Here, not at the top: only a debrief draws.
    from PIL import Image, ImageDraw, ImageFont

    points, code = debrief.points, debrief.outcome.currency
    values = [value for point in points for value in (point.offer, point.ask) if value is not None] or [0]
    margin = max(1, (max(values) - min(values)) // 10)
    low, high, last = max(0, min(values) - margin), max(values) + margin, max(1, points[-1].turn if points else 1)

    def x(turn: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * turn / last

    def y(value: int) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - low) / (high - low)

    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(26)
    for value in (low, (low + high) // 2, high):
        draw.line((LEFT, y(value), WIDTH - RIGHT, y(value)), GRID, 2)
        draw.text((LEFT - 14, y(value)), _short(value, code), INK, font, anchor="rm")
    for turn in range(0, last + 1, 1 + last // 12):
        draw.text((x(turn), HEIGHT - BOTTOM + 16), str(turn), INK, font, anchor="mt")
    draw.text(((LEFT + WIDTH) / 2, HEIGHT - 14), "turn", INK, font, anchor="mb")
    offers = [(x(point.turn), y(point.offer)) for point in points]
    asks = [(x(point.turn), y(point.ask)) for point in points if point.ask is not None]

    def circle(at: Place) -> None:
        draw.ellipse((at[0] - 9, at[1] - 9, at[0] + 9, at[1] + 9), OFFER)

    def square(at: Place) -> None:
        draw.rectangle((at[0] - 9, at[1] - 9, at[0] + 9, at[1] + 9), ASK)

    _legend(circle, lambda at, words: draw.text(at, words, INK, font, anchor="lm"), (LEFT, 44), "their offer")
    _legend(square, lambda at, words: draw.text(at, words, INK, font, anchor="lm"), (LEFT + 260, 44), "your ask")
    for places, colour, mark in ((asks, ASK, square), (offers, OFFER, circle)):
        if len(places) > 1:
            draw.line(places, colour, 4)
        for place in places:
            mark(place)
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue(), described(debrief)


def described(debrief: Debrief) -> str:
    """What the picture shows, in words."""
    points, code = debrief.points, debrief.outcome.currency
    if not points:
        return "Nothing was offered or asked."
    said = [
        f"Asks and offers over the turns, each over four years. The offer opened at "
        f"{exact(points[0].offer, code)} and ended at {exact(points[-1].offer, code)}."
    ]
    asks = [(point.turn, point.ask) for point in points if point.ask is not None]
    said += [_asked(asks, code)] if asks else ["No figure was asked for."]
    return " ".join(said)


def _asked(asks: Sequence[tuple[int, int]], code: str) -> str:
    (first, opening), (last, closing) = asks[0], asks[-1]
    start, end = exact(opening, code), exact(closing, code)
    return f"The ask was {start} at turn {first}" + (f" and {end} at turn {last}." if last != first else ".")


def _legend(mark: Callable[[Place], None], write: Callable[[Place, str], None], at: Place, words: str) -> None:
    mark(at)
    write((at[0] + 24, at[1]), words)


def _short(value: int, code: str) -> str:
    """An axis mark: three significant digits are enough there."""
    size: int = 10 ** max(0, len(str(value)) - 3)
    words = money(value // size * size, currency=code)
    # The font that comes with Pillow has no signs but the dollar's.
    return words if words.isascii() else f"{code} " + words.encode("ascii", "ignore").decode()
