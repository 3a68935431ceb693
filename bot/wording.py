"""How money, percents, counts and periods read in every answer: one spelling for all rooms."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ingest.lexicon.amounts import coded

SIGN_OF = coded("shown")
"""Signs that name one currency for sure; every other currency is written with its code ("SEK 85K", "JPY 9M")."""

_LAKH, _CRORE = 100_000, 10_000_000


def money(
    low: int | Decimal, high: int | Decimal | None = None, currency: str | None = None, *, open_: bool = False
) -> str:
    """An amount or range, exact, in its short form where that loses nothing: "$245K", "£182K–£228K", "₹24L".

    Amounts that are no round thousands are written out ("$182,450"); both ends of a range are written alike.
    Without a currency the number stands alone ("245,000").
    """
    ends = (low,) if high is None or high == low else (low, high)
    short = [_short(value, currency) for value in ends]
    written = [s if all(short) and s else _long(value) for s, value in zip(short, ends, strict=True)]
    return "–".join(_signed(text, currency) for text in written) + ("+" if open_ else "")


def exact(value: int | Decimal, currency: str | None = None) -> str:
    """An amount with all its digits: "$245,000"."""
    return _signed(_long(value), currency)


def percent(low: int | Decimal, high: int | Decimal | None = None, *, open_: bool = False) -> str:
    """A percentage: "10%", "10–15%"."""
    text = _plain(low) if high is None or high == low else f"{_plain(low)}–{_plain(high)}"
    return f"{text}%" + (" or more" if open_ else "")


def count(low: int | Decimal, high: int | Decimal | None = None, *, unit: str = "options") -> str:
    """A number of shares or options: "13,000–27,000 options"."""
    text = _long(low) if high is None or high == low else f"{_long(low)}–{_long(high)}"
    return f"{text} {unit}"


def period_words(period: str | None, years: int | None = None) -> str:
    """What an amount is paid for: "per year", "over 4 years", "per month", "once"; "" if unsaid."""
    if period == "grant":
        return f"over {years} years" if years and years > 1 else "over 1 year" if years else "for the whole grant"
    return "once" if period == "once" else f"per {period}" if period else ""


def said(one: Any, *, period: bool = False) -> str:
    """A figure or number as an answer writes it; with period, "$300K–$500K over 4 years"."""
    text = figured(one.low, one.high, currency=one.currency, unit=one.unit, open_=bool(getattr(one, "open", False)))
    words = period_words(one.period, one.years) if period and one.unit is None else ""
    return f"{text} {words}" if words else text


def figured(
    low: int | Decimal, high: int | Decimal, *, currency: str | None, unit: str | None, open_: bool = False,
    short: bool = True,
) -> str:  # fmt: skip
    """A figure in its unit: money where that is None; with all its digits where it isn't to be short."""
    if unit == "percent":
        return percent(low, high, open_=open_)
    if unit == "options":
        return count(low, high)
    if unit == "count":
        return _long(low) if low == high else f"{_long(low)}–{_long(high)}"
    if low == 0 < high:  # "up to €72K" in the guide
        return f"up to {money(high, None, currency) if short else exact(high, currency)}"
    if short:
        return money(low, high, currency, open_=open_)
    return "–".join(exact(end, currency) for end in dict.fromkeys((low, high))) + ("+" if open_ else "")


def row_words(region: str, level: str | None = None) -> str:
    """Where a row holds, after a role and company: " in London, level L5"; "" for a guide that has one row for all."""
    where = f" in {region}" if region else ""
    return f"{where}, level {level}" if level else where


def listed(items: Sequence[str], word: str = "and") -> str:
    """Items in a sentence: "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def a(noun: str) -> str:
    """A noun with its article: "a Staff Engineer", "an ML Engineer", "an SRE"."""
    first = noun.split(maxsplit=1)[0].strip("\"'(") if noun.split() else ""
    spelled = first.isupper() or (first[:1].isupper() and first[1:2].isupper()) or "/" in first
    vowel = first[:1].upper() in "AEFHILMNORSX" if spelled else first[:1].lower() in "aeiou"
    if first.lower().startswith(("uni", "use", "eu", "one")):
        vowel = False
    if first.lower() == "hour":
        vowel = True
    return f"{'an' if vowel else 'a'} {noun}"


def _short(value: int | Decimal, currency: str | None) -> str:
    """The value with K, M, L or Cr, or "" where that would not be exact in two decimals or reads worse."""
    number = Decimal(value)
    if currency == "INR" and number >= _LAKH:
        scale, mark = (_CRORE, "Cr") if number >= _CRORE else (_LAKH, "L")
    elif number >= 1_000_000:
        scale, mark = 1_000_000, "M"
    elif number >= 1000 and number % 1000 == 0:
        scale, mark = 1000, "K"
    else:
        return ""
    scaled = number / scale
    return f"{_plain(scaled)}{mark}" if scaled == round(scaled, 2) else ""


def _long(value: int | Decimal) -> str:
    if value == int(value):
        return f"{int(value):,}"
    return f"{Decimal(value):,.2f}" if value == round(value, 2) else f"{Decimal(value):,f}"


def _plain(value: int | Decimal) -> str:
    number = Decimal(value)
    return str(int(number)) if number == int(number) else f"{number.normalize():f}"


def _signed(text: str, currency: str | None) -> str:
    if not currency:
        return text
    sign = SIGN_OF.get(currency)
    return f"{sign}{text}" if sign else f"{currency} {text}"


def place_in_band(
    user: int | Decimal, low: int | Decimal | None, high: int | Decimal | None, position: int | None
) -> str:
    """Where a person's figure sits: above or below the band, at its top or bottom, else how far up; "" unknown."""
    if low is not None and high is not None and low <= high:
        if user > high:
            return "above the band"
        if user < low:
            return "below the band"
        if user == high:
            return "at the top of the band"
        if user == low:
            return "at the bottom of the band"
    return "" if position is None else f"{position}% of the way up"


def own_figure(row: Any) -> tuple[str, str] | None:
    """The person's own figure in a row, as written, and where it sits in the band; None where they gave none."""
    if row.user is None:
        return None
    said = f"{row.user:,}"
    if row.unit == "percent":
        said += "%"
    elif row.unit is None and row.currency:
        said = money(int(row.user), currency=row.currency)
    return said, place_in_band(row.user, row.low, row.high, row.position)


def place_name(phrase: str) -> str:
    """A place as it is written, where it was typed all in small letters: "montreal", "nyc"."""
    if not phrase.islower():
        return phrase
    return phrase.upper() if len(phrase) < 4 else " ".join(word.capitalize() for word in phrase.split())
