"""Figures put together to an offer: amounts in whole units, doubts where they can be read two ways, terms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from bot.reading.offers.figures import OfferFigure
from bot.reading.offers.vesting import A_QUARTER_EACH, DEADLINE, VEST_YEARS, span_of_years
from bot.reading.terms import MOST_LISTED, MOST_MONEY, MOST_YEARS, AmountSaid, Doubt, Offer, OfferReading, merged
from bot.reading.wishes import basis_behind
from bot.wording import a, exact, money, percent
from ingest.amounts.mention import Mention
from ingest.guide.bands import in_dollars
from ingest.lexicon.amounts import listed
from ingest.lexicon.phrases import beside
from ingest.lexicon.places import currencies_said
from ingest.lexicon.words import data, loaded

_said = beside(__file__, "words")


@dataclass(frozen=True, slots=True)
class _Built:
    offer: Offer
    doubts: tuple[Doubt, ...]
    aloud: tuple[str, ...]


@dataclass(slots=True)
class _OfferDraft:
    """An offer being put together: its fields so far, and what to ask or say aloud."""

    currency: str | None
    mine: bool
    values: dict[str, Any] = field(default_factory=dict)
    said: list[tuple[str, str]] = field(default_factory=list)
    written: list[AmountSaid] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    aloud: list[str] = field(default_factory=list)


# Putting an offer together.


def build(
    items: list[OfferFigure],
    text: str,
    key: tuple[str, str],
    vestings: tuple[tuple[int, ...], ...],
    region_currency: str | None,
) -> _Built:
    written = [i for i in items if i.mention.currency and not i.mention.rate]
    # A grant in dollars tells nothing of a salary in Dublin that was named without a currency.
    paid = [i for i in written if i.component not in ("equity", "refresher")]
    currency = (paid[0].mention.currency if paid else None) or region_currency
    beside = written or [i for i in items if i.mention.currency]  # A rate's currency is the salary's beside it, too.
    draft = _OfferDraft(currency or (beside[0].mention.currency if beside else None), mine=key[0] == "mine")
    for item in items:
        if item.mention.kind == "percent":
            _take_percent(draft, item)
        elif item.mention.kind == "count":
            _take_count(draft, item)
        elif item.component == "unclear":
            _ask_what(draft, item)
        else:
            _take_money(draft, item)
    around = text[max(0, items[0].mention.start - 80) : items[-1].mention.end + 160]
    _take_terms(draft, text if len(text) > 600 else around, vestings, key)
    company = next((i.company for i in items if i.company), None)
    offer = Offer(
        company=company, currency=draft.currency, said=tuple(dict.fromkeys(draft.said))[:MOST_LISTED],
        written=tuple(dict.fromkeys(draft.written))[:MOST_LISTED], **draft.values,
    )  # fmt: skip
    return _Built(offer, tuple(draft.doubts), tuple(draft.aloud))


_RAISED = _said("raised")
"""In front of a range that is what an amount was and what it has become."""
_PAYMENTS = re.compile(
    r"(?i)^[\s\w/,]{0,20}?(?:[x×*]\s?(1[2-4])\b|\b(1[2-4])\s?(?:months|payments|salaries|times|x)\b)"
)
_YEARLY_GRANT = _said("yearly_grant")
_YEARS = re.compile(r"\s?([2-6])(?![\d.,/%kK])")
"""How many years a grant vests over, in figures."""


def _take_money(draft: _OfferDraft, item: OfferFigure) -> None:
    part = item.component or "base"
    if part == "bonus":
        part = "bonus_guaranteed" if _is_of_first_year(item) else "bonus_amount"
    of_signing = part == "signing" or ("signing" in draft.values and not item.labelled)
    if of_signing and _said("in_second_year").starts(item.rest):
        part = "signing_second"  # "41k sign on yr 1, 30k yr 2"
    if "signing" in draft.values and not item.labelled and _SECOND.ends(item.before):
        part = "signing_second"
    amount = _whole(draft, item, part)
    if amount is None:
        return
    if part in ("base", "total") and (base := _without_fund(draft, item, amount)) is not None:
        part, amount = "base", base
    if part in draft.values and draft.values[part] != amount:
        _ask_which(draft, part, amount, item)
        return
    draft.values[part] = amount
    draft.said.append((part, item.mention.text.strip()))
    bare = not item.mention.scaled and item.mention.currency is None
    if item.mention.high <= MOST_MONEY:
        draft.written.append(AmountSaid(part=part, low=item.mention.low, high=item.mention.high, bare=bare))
    if item.mention.high != item.mention.low and not _RAISED.ends(item.before):
        draft.aloud.append(f"you gave a range ({item.mention.text.strip()}), so I use its low end")
    if not item.labelled and draft.mine and part in ("base", "equity", "signing"):
        _say_part(draft, item.mention.text.strip(), part)
    if part == "equity":
        _take_equity(draft, item)
    if part == "signing" and item.mention.years == 2:
        draft.values["signing"], draft.values["signing_second"] = amount - amount // 2, amount // 2
        draft.aloud.append("I split the signing bonus evenly over the two years")


def _is_of_first_year(item: OfferFigure) -> bool:
    """Whether a bonus is told to be guaranteed for the first year, and said of no other."""
    return bool(_said("guaranteed_first_year").search(f"{item.before[-40:]} … {item.rest}"))


def _say_part(draft: _OfferDraft, spoken: str, part: str) -> None:
    """Says for which part an amount without a label was taken, in one breath with its scale where that is said."""
    read = f"I read {spoken} as"
    if draft.aloud and draft.aloud[-1].startswith(f"{read} "):
        draft.aloud[-1] += {"base": " base", "equity": " in equity", "signing": " signing bonus"}[part]
    else:
        named = {"base": "base salary", "equity": "the equity grant", "signing": "the signing bonus"}[part]
        draft.aloud.append(f"{read} {named}")


def _without_fund(draft: _OfferDraft, item: OfferFigure, amount: int) -> int | None:
    """The base in an amount that is said to include what the employer pays into a fund by law ("150k incl super");
    None for any other."""
    how, _, fund = basis_behind(replace(item.mention, end=0), item.rest).partition(" ")
    held = _funds().get(fund) if how == "including" else None
    if held is None:
        return None
    base = int((Decimal(amount) * 100 / (100 + held["percent"])).to_integral_value(ROUND_HALF_UP))
    whole, left = money(amount, None, draft.currency), exact(base, draft.currency)
    draft.aloud.append(f"{whole} includes {fund}, {held['percent']}% of the base, so the base is {left}")
    return base


@cache
def _funds() -> Mapping[str, Mapping[str, Any]]:
    held: Mapping[str, Mapping[str, Any]] = loaded(Path(__file__).with_name("within.yaml").read_text(encoding="utf-8"))
    return held


_SECOND = _said("second_year")
"""In front of what is paid in the second year, beside a sign-on for the first."""


def _whole(draft: _OfferDraft, item: OfferFigure, part: str) -> int | None:
    """The amount in whole units a year (or for the grant, or once): "245" is 245,000 where that is how people speak."""
    mention = item.mention
    raised = mention.high != mention.low and _RAISED.ends(item.before)
    value = mention.high if raised else mention.low
    currency = mention.currency or draft.currency
    spoken = mention.text.strip()
    if mention.rate:
        draft.doubts.append(Doubt(part, f"What does {spoken} {a(mention.rate)} come to in a year?"))
        return None
    if not mention.scaled and value < 1000:
        if currency is not None and currency not in listed("thousands_meant"):
            unit = "lakhs" if currency == "INR" else "thousands or millions"
            draft.doubts.append(Doubt(part, f"Is {spoken} for the {_PLAIN[part]} in {unit}?"))
            return None
        value *= 1000
        draft.aloud.append(f"I read {spoken} as {money(int(value), None, currency)}")
    elif part in ("base", "total") and (mention.period == "month" or _is_a_months(value, mention, currency)):
        told = _PAYMENTS.search(item.rest)
        times = int(told[1] or told[2]) if told else 12
        value *= times
        asked = "" if told else " (tell me if you are paid 13 or 14)"
        draft.aloud.append(f"{spoken} a month is {exact(int(value), currency)} over {times} months{asked}")
    elif (
        not mention.scaled
        and value < 10_000
        and part in ("base", "total")
        and currency in (None, *listed("thousands_meant"))
    ):
        draft.doubts.append(
            Doubt(part, f"Is {spoken} the {_PLAIN[part]} per month or per year?", ("per month", "per year"))
        )
        return None
    return int(value.to_integral_value()) if value <= MOST_MONEY else None


def _is_a_months(value: Decimal, mention: Mention, currency: str | None) -> bool:
    """Whether a salary without a period is too little for a year, in a currency in which pay is told by the month."""
    by_month = currency is not None and mention.period is None and currency in data("columns")["told_by_the_month"]
    least = data("columns")["least_for_a_year"]
    return by_month and in_dollars(int(value), currency or "") < least.get(currency, least["any"])


def _take_equity(draft: _OfferDraft, item: OfferFigure) -> None:
    mention = item.mention
    over = _said("over_so_many").starts(item.rest)
    span = span_of_years(number[1]) if over and (number := _YEARS.match(item.rest, over.end())) else None
    if span:
        draft.values["equity_years"] = span
    elif mention.period == "year" or _YEARLY_GRANT.starts(item.rest):
        draft.values["equity_per_year"] = True
    elif mention.years and 1 < mention.years <= MOST_YEARS:
        draft.values["equity_years"] = mention.years
    around = f"{item.before[-20:]} {item.after[:30]}"
    kind = _said("kind_of_grant").search(around)
    if kind:
        draft.values["equity_kind"] = "RSU" if kind[0].strip().lower().startswith("rsu") else "options"
    code = mention.currency or _code_behind(item.rest)
    if code and draft.currency and code != draft.currency:
        draft.values["equity_currency"] = code


GRANTED_IN = frozenset(("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "SGD", "INR"))
"""Currencies whose code is told behind the word for the grant: "210k RSU usd"."""


def _code_behind(rest: str) -> str | None:
    """The currency told a word or two behind an amount."""
    words = (word.strip("()").upper() for word in rest.split()[:3])
    return next((word for word in words if word in GRANTED_IN), None)


def _take_percent(draft: _OfferDraft, item: OfferFigure) -> None:
    mention = item.mention
    said = mention.text.strip()
    if item.component in ("equity", "refresher"):
        if mention.low <= 5 and item.component == "equity":
            draft.values["equity_percent"] = mention.low
            draft.said.append(("equity", said))
            draft.doubts.append(
                Doubt("equity", f"What is {said} of the company worth at its latest price, and how many shares is it?")
            )
        return
    if item.component == "signing":
        return
    if mention.high > 100 or "bonus_percent" in draft.values:
        return
    draft.values["bonus_percent"] = mention.low
    draft.said.append(("bonus", said))
    if not item.labelled and draft.mine:
        draft.aloud.append(f"I read {percent(mention.low)} as the yearly bonus target")
    if mention.high != mention.low:
        draft.aloud.append(f"you gave a range for the bonus ({said}), so I use its low end")


def _take_count(draft: _OfferDraft, item: OfferFigure) -> None:
    mention = item.mention
    said = mention.text.strip()
    word = _said("kind_of_shares").starts(item.after)
    if word and word[0].strip().lower().startswith("rsu") and mention.low < 1000:
        value = money(int(mention.low) * 1000, None, draft.currency)
        draft.doubts.append(
            Doubt(
                "equity",
                f"Is {said} RSUs {value} worth of stock, or {said} units?",
                (f"{value} worth", f"{said} units"),
            )
        )
        return
    draft.values["equity_count"] = int(mention.low)
    draft.said.append(("equity_count", f"{said} {word[0].strip() if word else 'shares'}"))
    if word and not word[0].strip().lower().startswith(("share", "unit")):
        draft.values["equity_kind"] = "RSU" if word[0].strip().lower().startswith("r") else "options"


_PLAIN = {
    "base": "base salary",
    "equity": "equity",
    "signing": "signing bonus",
    "signing_second": "second signing payment",
    "refresher": "refresher",
    "total": "total",
    "bonus_amount": "bonus",
}


def _ask_what(draft: _OfferDraft, item: OfferFigure) -> None:
    said = item.mention.text.strip()
    choices = tuple(c for c in ("equity", "signing bonus", "total compensation") if c.split()[0] not in draft.values)
    draft.doubts.append(Doubt("unclear", f"What is the {said}: {' or '.join(choices)}?", choices))


def _ask_which(draft: _OfferDraft, part: str, amount: int, item: OfferFigure) -> None:
    """Two figures for one part: the first stands, the other is asked about, unless one is a share of the other."""
    first = int(draft.values[part])
    if item.mention.period == "month" or first % max(amount, 1) == 0 or amount * 12 == first:
        return
    draft.doubts.append(
        Doubt(
            part,
            f"You gave two figures for the {_PLAIN[part]}: {money(first, None, draft.currency)} and "
            f"{money(amount, None, draft.currency)}. Which one is the offer?",
            (money(first, None, draft.currency), money(amount, None, draft.currency)),
            rival=True,
        )
    )


def made_of(items: list[OfferFigure], text: str, vestings: tuple[tuple[int, ...], ...]) -> OfferReading:
    """The offer that labelled figures of a text make."""
    built = build(items, text, ("mine", ""), vestings, None)
    return reading_of({("mine", ""): built}, None, None)


def _take_terms(draft: _OfferDraft, text: str, vestings: tuple[tuple[int, ...], ...], key: tuple[str, str]) -> None:
    values = draft.values
    if key[0] not in ("mine", "other"):
        return
    if vestings and any(part in values for part in ("equity", "equity_count", "equity_percent")):
        if vestings[0]:
            values["vesting"] = vestings[0]
        else:
            draft.aloud.append("I read the vesting as equal yearly parts")
        values.setdefault("equity_years", len(vestings[0]) or None)
    if "equity" in values and not values.get("equity_years") and not values.get("equity_per_year"):
        stated = VEST_YEARS.search(text)
        if stated:
            values["equity_years"] = span_of_years(stated.group("a") or stated.group("b") or stated.group("c"))
        elif over := re.search(r"\d[kK]?\s?/\s?([3-6])(?![\d/]|[.,]\d|\s?[kK%])", text):
            values["equity_years"] = int(over.group(1))
        elif A_QUARTER_EACH.search(text):
            values["equity_years"] = 4
    if key[0] == "mine" and (deadline := DEADLINE.search(text)):
        values["deadline"] = deadline.group("when") or deadline.group("day")


# Currencies by place, for amounts written without one.


def region_currency(text: str) -> str | None:
    found = currencies_said(text)
    return next(iter(found)) if len(found) == 1 else None


# The reading as a whole.


def reading_of(built: dict[tuple[str, str], _Built], known: Offer | None, terms: Offer | None) -> OfferReading:
    def one(role: str) -> Offer | None:
        found = [b.offer for key, b in built.items() if key[0] == role and not b.offer.empty]
        return found[0] if found else None

    mine = one("mine")
    offer = merged(known, mine) if mine else known
    if terms is not None and known is not None and mine is None:
        offer = merged(known, terms)
    others = tuple(b.offer for key, b in built.items() if key[0] == "other" and not b.offer.empty)[:MOST_LISTED]
    doubts = tuple(d for key, b in built.items() if key[0] in ("mine", "other") for d in b.doubts)
    aloud = tuple(dict.fromkeys(a for b in built.values() for a in b.aloud))
    fresh = mine is not None or offer is not known
    return OfferReading(offer, others, one("asked"), one("floor"), one("current"), doubts, aloud, fresh)
