"""A cell of any country's table: what the grammar of money can't read is tried as running text, every word accounted
for."""

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from ingest.amounts.money import read_cell
from ingest.amounts.plain import plain
from ingest.amounts.scan import Amount, amounts
from ingest.amounts.signs import resolve_currency
from ingest.amounts.types import WITH_CENTS, Cell, Count, MoneyHint, Percent, Period, Range, whole
from ingest.lexicon import words

NO_HINT = MoneyHint()
SPANS: tuple[Period, ...] = ("hour", "day", "week", "month", "quarter", "year")
_MEANT = words.pattern(
    "gross brut bruto brutto bruta brutta lorda lordo per year month annum annual annually monthly a an the each "
    "from up to von bis ab de à a hasta até tot van desde"
    " approx about circa ca. ca approx. ~ ≈ mind. max. min. max min plus base salary total fixed basic fix fixed per "
    "p.a. pa pay wage salaries gehalt lohn salaire sueldo salario salário salaris "
    "before after tax ote at on target between and und et y e en"
    " from starting starts start over more + or "
    "up um rund environ entre zwischen payments payment months pagas mensualités "
    "gehälter monatsgehälter mensilità x × of in pro je par por al"
    " depending experience doe negotiable typical typically incl. incl vat excl excl. net".split()
)
_PAYMENTS = re.compile(
    r"(?:[x×*]\s?|\b)(1[2-4])\b\s?(?:x\b|payments?|pagas|mensualit\w+|gehälter|monats(?:geh|l[oö]e?h)\w+|mensilità|months?|"
    r"salar\w+|pays)?",
    re.I,
)
_UP_TO = re.compile(
    r"^\W*(?:up to|bis(?: zu)?|max\.?(?:imum)?|jusqu['’]à|hasta|até|tot|fino a|no more than|<|≤)\W*$", re.I
)
_FROM = re.compile(
    r"^\W*(?:from|ab|von|à partir de|dès|desde|a partir de|vanaf|da|mind\.?|mindestens|min\.?(?:imum)?|start(?:s|ing)? "
    r"(?:at|on)|>|≥)\W*$",
    re.I,
)


def payments(text: str) -> int | None:
    """How many monthly salaries a year a cell or header names: 14 for "per month x 14" and "14 payments"."""
    for found in re.finditer(
        r"[x×*]\s?(1[2-4])\b|\b(1[2-4])[\s-]?(?:x\b|×|payments?|instal\w+|pagas|mensualit\w+|monats(?:geh|l[oö]e?h)\w+|gehälter|"
        r"mensilità|salar\w+|salár\w+|times a year|times per year|mal\b|vezes|veces|fois|keer|"
        r"months['’]? (?:pay|salary))",
        text,
        re.I,
    ):
        return int(found[1] or found[2])
    return None


@lru_cache(maxsize=4096)
def read_any(text: str, hint: MoneyHint = NO_HINT, period: Period | None = None) -> Cell:
    """A cell as `read_cell` reads it, or, where that can't, as the one figure of a text whose every word is known.

    period: what the column says the pay is for, so that an hour's pay is not held against a year's bounds.
    """
    hint = replace(hint, cents=True) if period in WITH_CENTS else hint
    cell = read_cell(text, hint)
    if cell.state != "unread":
        return cell
    shown = plain(text)
    if told := _plus_minus(shown, hint) or _shares_of(shown, hint) or _times_factors(shown, hint):
        return told
    if salary := _without_beside(shown, hint, period):
        return salary
    found = amounts(shown)
    times = payments(shown)
    figures = [a for a in found if not (times and a.low == times and not a.money)]
    if len(figures) == 2 and _is_span(figures, shown):
        figures = [_span(figures[0], figures[1])]
    if len(figures) != 1:
        return cell
    one = figures[0]
    before, after = shown[: one.start], shown[one.end :]
    rest = without_small_words(f"{before} | {after}")
    if re.sub(r"[\s|()\[\],;:.–—\-/+~≈*]", "", rest):
        return cell
    return _stated(one, before, after, hint, cell)


_AROUND = re.compile(r"^(?P<middle>[^±]+?)\s*(?:±|\+\s?/\s?[-–−]|plus or minus|plus/minus)\s*(?P<by>[^±]+)$", re.I)


def _plus_minus(shown: str, hint: MoneyHint) -> Cell | None:
    """A midpoint and how far its range reaches on both sides: "$100,000 ± 10%", "$130K ± $15K"."""
    found = _AROUND.match(shown)
    if not found:
        return None
    middle = read_cell(found["middle"], hint)
    by = read_cell(found["by"], replace(hint, stated=(middle.amount.currency,)) if middle.amount else hint)
    if middle.state != "stated" or not middle.amount or middle.amount.low != middle.amount.high:
        return None
    centre = middle.amount.low
    if by.percent and by.percent.low == by.percent.high:
        reach = Decimal(centre) * by.percent.high / 100
    elif by.amount and by.amount.low == by.amount.high and by.amount.currency == middle.amount.currency:
        reach = Decimal(by.amount.high)
    else:
        return None
    if reach != int(reach) or reach >= centre:
        return None
    amount = replace(middle.amount, low=centre - int(reach), high=centre + int(reach))
    return replace(middle, amount=amount, period=middle.period or by.period, note=f"{shown}, as the guide writes it")


_SHARES = re.compile(r"^(?P<middle>[^×%]+?)\s*×\s*(?P<low>\d[\d.,]*)\s?%\s*[-–]\s*(?P<high>\d[\d.,]*)\s?%$")


def _shares_of(shown: str, hint: MoneyHint) -> Cell | None:
    """A reference and between which shares of it a range lies: "$118,000 × 85%–110%"."""
    found = _SHARES.match(shown)
    middle = read_cell(found["middle"], hint) if found else None
    if not found or middle is None or not middle.amount or middle.amount.low != middle.amount.high:
        return None
    shares = [Decimal(found[end].replace(",", ".")) for end in ("low", "high")]
    ends = [(middle.amount.low * share / 100).to_integral_value(ROUND_HALF_UP) for share in shares]
    if not 0 < shares[0] <= 100 <= shares[1] <= _MOST_OF_A_REFERENCE:
        return None
    amount = replace(middle.amount, low=int(ends[0]), high=int(ends[1]))
    return replace(middle, amount=amount, note=f"{shown}, as the guide writes it")


_FACTORS = re.compile(r"^(?P<middle>[^×]*\d[^×]*?)(?P<by>(?:\s*×\s*(?:[0-2](?:\.\d{1,3})?|\d{2,3}\s?%))+)$")


def _times_factors(shown: str, hint: MoneyHint) -> Cell | None:
    """A benchmark times what multiplies it: "$96,000 × 1.25 × 0.85"."""
    found = _FACTORS.match(shown)
    middle = read_cell(found["middle"].strip(), hint) if found else None
    if not found or middle is None or not middle.amount or middle.amount.low != middle.amount.high:
        return None
    value = Decimal(middle.amount.low)
    for by in re.findall(r"[\d.]+\s?%?", found["by"]):
        value *= Decimal(by.rstrip(" %")) / (100 if by.endswith("%") else 1)
    worth = int(value.to_integral_value(ROUND_HALF_UP))
    amount = replace(middle.amount, low=worth, high=worth)
    return replace(middle, amount=amount, note=f"{shown}, as the guide works it out")


_MOST_OF_A_REFERENCE = 200
"""Percent of a reference above which no range goes."""
_BESIDE = re.compile(r"\s*(?:[,;]\s*)?(?:\+|\bplus\b|\bzzgl\.?|\bsowie\b|\bmás\b|\bmais\b|\bpiù\b)\s*", re.I)


def _without_beside(shown: str, hint: MoneyHint, period: Period | None) -> Cell | None:
    """A salary with other pay named behind it as the salary: "£47,890 to £54,780 a year, plus recruitment premium of
    £3,000"."""
    parts = _BESIDE.split(shown, maxsplit=1)
    if len(parts) < 2 or not words.column("paid_beside").search(parts[1]):
        return None
    cell = read_any(parts[0], hint, period)
    return replace(cell, note=cell.note or f"plus {parts[1]}") if cell.amount else None


def _is_span(figures: list[Amount], shown: str) -> bool:
    between = shown[figures[0].end : figures[1].start]
    written = [(f.currency, f.sign) for f in figures]
    if written[0] != written[1] and (None, None) not in written:
        return False
    return (
        bool(re.fullmatch(r"\s*(?:-|–|—|to|bis|à|a|até|hasta|tot|and|und|et|y|e)\s*", between, re.I))
        and figures[0].low <= figures[1].high
    )


def _span(low: Amount, high: Amount) -> Amount:
    return replace(
        high, start=low.start, low=low.low, currency=low.currency or high.currency, sign=low.sign or high.sign
    )


def without_small_words(text: str) -> str:
    """What is left of a cell's words when those that mean nothing but how often, gross or about are taken out."""
    left = _PAYMENTS.sub(" ", text)
    for span in SPANS:
        left = words.period(span).sub(" ", left)
    return _MEANT.sub(" ", left)


def _stated(one: Amount, before: str, after: str, hint: MoneyHint, unread: Cell) -> Cell:
    period = next((span for span in SPANS if words.period(span).search(f"{before} {after}")), None)
    note = "up to" if _UP_TO.match(before) else ""
    is_open = bool(_FROM.match(before)) or after.strip().startswith("+")
    base = Cell("stated", period=period, note=note)
    low = Decimal(0) if note and one.low == one.high else one.low
    if one.percent:
        return replace(base, percent=Percent(low, one.high, is_open), first_is_percent=True)
    if re.match(r"\s*(?:shares?|options?|rsus?|units)\b", after, re.I):
        return replace(base, count=Count(int(low), int(one.high)))
    try:
        sign = one.sign.upper().rstrip(".") if one.sign else None
        currency = one.currency or resolve_currency(sign, hint)
    except Exception:
        return unread
    ends = [value * (hint.scale if value < 10_000 and not one.scaled else 1) for value in (low, one.high)]
    if (hint.cents or period in WITH_CENTS) and all(end == round(end, 2) for end in ends):
        return replace(base, amount=Range(whole(ends[0]), whole(ends[1]), currency, is_open))
    if all(end > 1000 for end in ends if end):
        ends = [end.to_integral_value(ROUND_HALF_UP) for end in ends]
    if any(end != int(end) for end in ends):
        return replace(unread, why="it has fractions of a unit")
    return replace(base, amount=Range(int(ends[0]), int(ends[1]), currency, is_open))
