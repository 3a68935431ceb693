"""A bare figure said beside a full one is in the same measure: in "offer 24 LPA, i want 28" both are lakhs a year, in
"12k pln a month, want 15" both thousands a month."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.reading.features import words
from ingest.amounts import digits
from ingest.amounts.mention import Mention
from ingest.lexicon.amounts import listed


def stands_alone(behind: str) -> bool:
    """Whether nothing but a sign stands behind a figure."""
    return behind.lstrip()[:1] in tuple(",.;:!?)") or not behind.strip()


"""Behind a figure that nothing else is counted by: no "28 days"."""
SCALES = (1, 1_000, 100_000, 10_000_000)
"""What a bare figure may be said in: units, thousands, lakhs, crores."""
TWICE = 2
"""How many times a rate another one for the same work is at most."""
MOST_A_DAY = 10_000
"""Beyond that nobody is paid by the day, but in currencies of small coin, whose rates are told as such."""
LEAST, MOST = Decimal("0.4"), Decimal("2.5")
"""How many times the full figure the bare one may come to, to be of its kind."""
BESIDE = 24
"""Characters behind a number in which the word stands that it counts."""


def counts_things(text: str, one: Mention) -> bool:
    """Whether a bare number counts what is no pay: "200 characters", "30 din", "12 people"."""
    bare = one.kind == "plain" and not one.scaled and one.currency is None
    return bare and any(word in listed("counted") for word in words(text[one.end : one.end + BESIDE])[:1])


def measured(mentions: Sequence[Mention]) -> dict[int, Mention]:
    """By where they end, the bare figures of one kind of pay with the scale, currency and period of the nearest full
    one, where that one is said otherwise than in thousands a year, which a bare figure means by itself."""
    full = [one for one in mentions if _is_full(one)]
    found: dict[int, Mention] = {}
    for one in mentions:
        if one.kind != "plain" or one.scaled or one.high >= 1_000:
            continue
        for other in sorted(full, key=lambda other: abs(other.start - one.start)):
            if (scale := _scale(one, other)) is not None:
                found[one.end] = replace(
                    one, kind="money", low=one.low * scale, high=one.high * scale, currency=other.currency,
                    period=one.period or other.period, scaled=True,
                )  # fmt: skip
                break
    return found


def may_be_rate(one: Mention) -> bool:
    """Whether a figure may be one by the hour or day, though it says nothing of that."""
    return one.kind in ("money", "plain") and one.high < MOST_A_DAY and not (one.period or one.rate or one.scaled)


def rated(mentions: Sequence[Mention], before: Sequence[Mention]) -> tuple[Mention, ...]:
    """The figures, those without a period near a rate by the hour or day told beside them or before: "they've come back
    with 600" after "day rate 550"."""
    rates = [one for one in (*mentions, *before) if one.rate in ("hour", "day")]
    return tuple(
        replace(one, rate=like.rate)
        if may_be_rate(one)
        and (like := next((rate for rate in rates if rate.low / TWICE <= one.low <= rate.low * TWICE), None))
        else one
        for one in mentions
    )


def _is_full(one: Mention) -> bool:
    told = one.scaled or one.low >= 1_000
    otherwise = one.period == "month" or (one.currency is not None and one.currency not in listed("thousands_meant"))
    return one.kind == "money" and told and otherwise and not one.rate


def _scale(one: Mention, like: Mention) -> int | None:
    """The scale in which the figure comes near the full one; the full one's own before any other."""
    own = _written_in(like)
    order: Iterable[int] = (own, *(scale for scale in SCALES if scale != own)) if own else SCALES
    return next((scale for scale in order if LEAST <= one.low * scale / like.low <= MOST), None) if like.low else None


def _written_in(one: Mention) -> int | None:
    """The scale that a figure was written with: 100,000 for "24 LPA"."""
    found = digits.FIRST.search(one.text)
    if not found or not one.scaled:
        return None
    written = digits.value(found.group(), one.currency, scaled=True)
    return int(one.low / written) if written and one.low % written == 0 else None
