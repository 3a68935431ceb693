"""The grants of a letter: value, count, share of the company, price of an option, and over what time they vest."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bot.reading.letters.facts import LetterFigure
from bot.reading.letters.sheet import LetterSheet
from bot.reading.stretches import sentences, up_to
from bot.reading.terms import MOST_LISTED, Doubt, Grant
from ingest.amounts.signs import SHARED_SYMBOLS
from ingest.lexicon import words
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")

_OUTSTANDING = _said("outstanding")
_OF_COMPANY = _said("of_company")
_VESTS = _said("vests")
_KIND = re.compile(
    r"\b(?:(?P<rsu>rsus?|restricted stock|actions gratuites|aga\b)|(?P<options>(?:stock |share |virtual "
    r")?options?|esops?|bspce|isos?|nsos?|opciones|opções|opties|\w*optionen|warrants)|(?P<virtual>vsop|phantom|"
    r"virtual|virtuelle)|(?P<shares>shares?|stock|acciones|ações|actions|aandelen|aktien|azioni|anteile))\b",
    re.I,
)
_YEARS = (
    r"(?P<n{i}>\d{{1,2}}|[a-zéêüöç]{{2,9}})(?:\s?\(\d{{1,2}}\))?[\s-]?(?P<u{i}>years?|yrs?|months?|jahre?n?|"
    r"monate?n?|ans|mois|años|meses|anos|jaar|maanden|anni|mesi|år|lat)\b"
)
_OVER = re.compile(
    r"\b(?:over|across|during|for|über|sur|en|durante|em|in|along|pendant|throughout|spread over|ao longo "
    r"de|su|op)\s+(?:a |an |the |einen |une |un |um |uma |een |next |ersten )*(?:total |vesting )?(?:period of "
    r"|zeitraum von |période de |periodo de |período de |periode van )?"
    + _YEARS.format(i=1)
    + r"|\b" + _YEARS.format(i=2) + r"(?:\s?['’])?[\s,-]+(?:vest|schedule|grant|acqui|period)|\bvest\w*\s+(?:period|"
                                    r"schedule)\s*(?::|of|is)?\s*" + _YEARS.format(i=3)
    + r"|[(/,]\s*(?:vest\w* )?" + _YEARS.format(i=4) + r"(?:\s?vest\w*)?\s*(?=[),|]|$)",
    re.I,
)  # fmt: skip
_REST_OVER = re.compile(
    rf"\b(?:{_said('after_a_year').inner})[^.;]{{0,60}}?\bover (?:the )?(?:following|next|remaining|subsequent) "
    rf"({words.small_number().pattern}) years",
    re.I,
)
"""A part after a year and the rest over the years that follow: "25% after one year and then quarterly over the
following three years"."""
_EQUAL_YEARS = re.compile(
    r"\b(?:in|as)\s(\w{2,6}|\d) (?:equal )?(?:annual|yearly) (?:equal )?(?:instal\w+|tranches|parts|portions|steps)"
    r"|\b(?:in|as)\s(\w{2,6}|\d) (?:equal )?(?:instal\w+|tranches|parts|portions|steps)[^.;]{0,30}?"
    r"\b(?:on|after|at the end of|at|per|a|every|in) (?:each|every)(?: of (?:the|your))? (?:full )?(?:year|anniversar)"
    r"|\b(?:a|one|1)[ -](third|quarter|fourth|fifth)(?: \(\d+ ?%\))?(?: (?:will )?(?:vests?|of \w+( \w+)?))?,? "
    r"(?:on|after|at the end of|at|per|a|every|in|of)? ?(?:each|every|per|a) ?(?:full |completed )?(?:year|anniversary)"
    r"|\b1/([2-5])(?:rd|th)? ?(?:on|after|at|per|a)? ?(?:each|every|per year|annually|a year)"
    r"|\b(\d{2}) ?%,? (?:on|after|at the end of|at|in) (?:each|every)(?: of (?:the|your))?[^.;%]{0,30}"
    r"(?:year|anniversar)",
    re.I,
)
"""Equal parts by the year: "in three equal annual installments", "a quarter each year", "25 % on each anniversary"."""
_ORDINAL = re.compile(r"\b(1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth)\b", re.I)
_NTH = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "fir": 1, "sec": 2, "thi": 3, "fou": 4, "fif": 5}
_ANNIVERSARIES = re.compile(rf"(?:{_ORDINAL.pattern},? (?:and )?){{2,5}}anniversar", re.I)
"""Equal parts on "the 1st, 2nd, 3rd and 4th anniversary"."""
_IN_FULL = re.compile(
    r"\bvest\w*\s(?:in full|fully|entirely|all at once|100 ?%)\s(?:on|after|at|upon)[^.;%]{0,20}?"
    r"\b(\w+) (?:years?|anniversary)",
    re.I,
)
"""A grant that vests at once after some years."""
_CLIFF = re.compile(r"\bvest\w*[^.;\d]{0,20}after (?:two|three|four|five|[2-5]) years", re.I)
"""What is granted each year and comes only some years later."""
_FRACTION = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5}
_EACH_YEAR = re.compile(
    r"\b(\d{2})\s?%\s?(?:a|per|each|every|pro|par|al|por|per)\s?(?:year|jahr|an\b|año|ano|jaar)|"
    r"\b25\s?%\s?(?:annually|yearly)",
    re.I,
)


@dataclass(slots=True)
class _GrantDraft:
    amount: LetterFigure | None = None
    count: LetterFigure | None = None
    percent: LetterFigure | None = None
    strike: LetterFigure | None = None


def put(sheet: LetterSheet) -> None:
    """The letter's grants into the sheet; several grants each stand apart."""
    drafts = _drafts(sheet)
    drafts.sort(key=lambda draft: draft.amount is None)  # the offer's own fields are the first's that has a value
    grants = [_grant(draft, sheet) for draft in drafts[:MOST_LISTED]]
    refresh = [f for f in sheet.of("refresher") if f.unit == "money" and f.low >= 1000]
    if refresh and _said("not_sure").search(refresh[0].clause.text):
        sheet.aloud.append(f"the yearly grants of {refresh[0].text} aren't promised, so I don't count them")
    elif refresh:
        sheet.put("refresher", _whole(refresh[0].low), refresh[0].text)
    if not grants:
        return
    sheet.values["grants"] = tuple(grants)
    first = next((g for g in grants if g.amount is not None), grants[0])
    fields = {
        "equity": first.amount, "equity_years": first.years, "equity_kind": first.kind, "equity_count": first.count,
        "equity_percent": first.percent,
        "equity_currency": first.currency if first.currency != sheet.currency else None,
        "vesting": _shares(sheet.text),
    }  # fmt: skip
    sheet.values |= {k: v for k, v in fields.items() if v is not None}
    if first.per_year:
        sheet.values["equity_per_year"] = True
    vesting = sheet.values.get("vesting")
    if vesting and first.amount is not None and first.years in (None, len(vesting)):
        sheet.values["equity_years"] = len(vesting)
        first = first.model_copy(update={"years": len(vesting)})
    for draft in drafts:
        sheet.said += [("equity", f.text) for f in (draft.amount, draft.count, draft.percent) if f is not None]
    later = first.per_year and _CLIFF.search(drafts[0].amount.clause.text) if drafts[0].amount else None
    if first.amount is not None and (later or (first.years is None and not first.per_year)):
        grant = drafts[0].amount.text if drafts[0].amount else "equity"
        doubt = Doubt("equity_years", f"Over how many years does the grant of {grant} vest?")
        if first.currency == sheet.currency:
            sheet.ask(doubt, f"over how many years the {grant} vests")
        else:
            sheet.doubts.append(doubt)
    elif first.amount is None:
        what = "options" if first.kind == "options" else "shares"
        sheet.aloud.append(f"the letter puts no value on the {what}, so they stay out of the sums")


def _drafts(sheet: LetterSheet) -> list[_GrantDraft]:
    drafts: list[_GrantDraft] = []
    for fact in sheet.of("equity", "strike"):
        if fact.unit == "months" or (fact.unit == "count" and _OUTSTANDING.starts(fact.after)):
            continue
        if fact.kind == "strike" or (fact.unit == "money" and _is_price(fact, drafts)):
            if drafts and drafts[-1].strike is None and fact.unit == "money":
                drafts[-1].strike = fact
            continue
        if fact.unit == "percent":
            if _is_share(fact) and not (drafts and drafts[-1].percent):
                _last_or_new(drafts, fact, "percent").percent = fact
            continue
        if fact.unit == "money" and (fact.low < 500 or _is_a_years(fact, drafts)):
            continue
        name = "count" if fact.unit == "count" else "amount"
        setattr(_last_or_new(drafts, fact, name), name, fact)
    return drafts


_AT = re.compile(r"(?:\bat|@|\bzu je|\bà|\bpriced at)\s*$", re.I)


def _is_price(fact: LetterFigure, drafts: list[_GrantDraft]) -> bool:
    """Whether money is what one share costs: "2.15 per share", "2,000 shares at 15,000"."""
    if _said("per_share").starts(fact.after):
        return True
    count = drafts[-1].count if drafts else None
    return count is not None and count.clause is fact.clause and bool(_AT.search(fact.before))


def _is_a_years(fact: LetterFigure, drafts: list[_GrantDraft]) -> bool:
    """Whether an amount is a year's part of the grant before it: "24 L over 4 years, i.e. 6 L per year"."""
    whole = drafts[-1].amount if drafts else None
    parts = whole.low / fact.low if whole is not None and fact.low else Decimal(0)
    return fact.period == "year" and whole is not None and whole.clause is fact.clause and 1 < parts <= _MOST_YEARS


_MOST_YEARS = 10


def _last_or_new(drafts: list[_GrantDraft], fact: LetterFigure, name: str) -> _GrantDraft:
    """The grant that a figure belongs to: the last one where it stands in the same clause and lacks such a figure."""
    last = drafts[-1] if drafts else None
    held = [f for f in (last.amount, last.count, last.percent) if f] if last else []
    if last is None or getattr(last, name) is not None or not any(f.clause is fact.clause for f in held):
        same = last is not None and getattr(last, name) is not None and getattr(last, name).low == fact.low
        if same and last is not None:
            return last
        drafts.append(_GrantDraft())
    return drafts[-1]


def _is_share(fact: LetterFigure) -> bool:
    """Whether a percentage is of the company, and not of what vests."""
    if fact.low > 10 or fact.low <= 0:
        return False
    if fact.low < 2:
        return True  # no part of a grant vests in so small steps
    if any(m.start() <= fact.start < m.end() for m in _BY_YEAR.finditer(fact.clause.text)):
        return False  # the last part of "40% / 30% / 20% / 10%"
    if _OF_COMPANY.starts(fact.after):
        return True
    return not _VESTS.search(f"{fact.before[-30:]}{fact.after[:40]}") and not _said("no_share").starts(fact.after)


def _grant(draft: _GrantDraft, sheet: LetterSheet) -> Grant:
    main = draft.amount or draft.count or draft.percent
    assert main is not None
    text = main.clause.text
    kind = _KIND.search(text[max(0, text.find(main.text) - 80) :]) or _KIND.search(text)
    named = kind.lastgroup if kind else None
    near = _after(sheet.text, main.text)
    years = _years(text[text.find(main.text) :]) or _years(text) or _years(near)
    per_year = (
        main.period == "year"
        and draft.amount is not None
        and not years
        and not _said("vesting").search(up_to(main.after, ",;")[:20])
    )
    return Grant(
        kind={"rsu": "RSU", "options": "options", "virtual": "phantom", "shares": "shares"}.get(named or ""),
        amount=_whole(draft.amount.low) if draft.amount else None,
        currency=_money_of(priced, sheet) if (priced := draft.amount or draft.strike) else sheet.currency,
        count=int(draft.count.low) if draft.count else None,
        percent=draft.percent.low if draft.percent else None,
        strike=draft.strike.low if draft.strike else None,
        years=years, per_year=per_year, schedule=_schedule(near),
    )  # fmt: skip


def _money_of(fact: LetterFigure, sheet: LetterSheet) -> str | None:
    """The currency of a grant's amount: a "$" in a letter that pays euros is no euro."""
    if fact.currency:
        return fact.currency
    sign = (fact.sign or "").upper().rstrip(".")
    if sign and sheet.currency and sheet.currency not in SHARED_SYMBOLS.get(sign, (sheet.currency,)):
        return "USD" if sign == "$" else None
    return sheet.currency


def _after(text: str, said: str) -> str:
    """The figure's own paragraph from it on, and what follows of vesting."""
    at = max(text.find(said), 0)
    return text[at : at + 500]


_THEN_MONTHS = _said("then_months")
"""A quarter after a year and the rest by the month: four years."""


def _years(text: str) -> int | None:
    if _THEN_MONTHS.search(text):
        return 4
    if several := _ANNIVERSARIES.search(text):
        every = _ORDINAL.findall(several[0])
        return max(_NTH[one.lower()[:3]] for one in every)
    if rest := _REST_OVER.search(text):
        return words.valued(rest[1]) + 1
    for found in _OVER.finditer(text):
        number, unit = next((found[f"n{i}"], found[f"u{i}"]) for i in (1, 2, 3, 4) if found[f"n{i}"])
        if not words.small_number().fullmatch(number):
            continue
        value = words.valued(number)
        if unit.lower().startswith(("m", "maand")):
            if value % 12 or value < 12:
                continue
            value //= 12
        if 1 <= value <= 10:
            return value
    if equal := _EQUAL_YEARS.search(text):
        if said := equal[1] or equal[2]:
            return words.valued(said) if words.small_number().fullmatch(said) else None
        parts = int(equal[5]) if equal[5] else _FRACTION[equal[3].lower()] if equal[3] else None
        return parts or _hundredths(int(equal[6]))
    each = _EACH_YEAR.search(text)
    return _hundredths(int(each[1] or 25)) if each else None


def _hundredths(share: int) -> int | None:
    """In how many years so many percent a year come to all."""
    return 100 // share if share and 100 % share == 0 else None


_SENTENCE = re.compile(r"(?:[^.;\n]|\.\d)+")
_OF_VESTING = re.compile(r"\b(?:vest|cliff|acqui|consolid|unverfallbar)", re.I)
_TO_ITS_END = re.compile(r"[^;\n]{0,200}?(?=[.;\n]|$)")
_BY_YEAR = re.compile(
    r"\b(\d{1,2})\s?%?\s?[/,-]\s?(\d{1,2})\s?%?\s?[/,-]\s?(\d{1,2})\s?%?(?:\s?[/,-]\s?(?:and\s)?(\d{1,2})\s?%)?"
)


def _schedule(text: str) -> str:
    for sentence in _SENTENCE.finditer(text):
        # The last word of it that speaks of vesting; one from which the end is too far off is passed over.
        for word in reversed([*_OF_VESTING.finditer(text, *sentence.span())]):
            if end := _TO_ITS_END.match(text, word.end()):
                return " ".join(text[sentence.start() : end.end()].split())[:200]
    return ""


_EVERY_HALF = re.compile(r"\b(\d{1,2})\s?% every (?:six|6) months", re.I)
_PERCENTS = re.compile(r"\b(\d{1,2})\s?%")


def _shares(text: str) -> tuple[int, ...] | None:
    """Percent of the grant by year where a letter writes them (15/25/30/30, or "10% after year one, 20% ..."), else
    None."""
    if whole := _IN_FULL.search(text):
        nth = _NTH.get(whole[1].lower()[:3]) or (
            words.valued(whole[1]) if words.small_number().fullmatch(whole[1]) else 0
        )
        if 1 <= nth <= _MOST_YEARS:
            return (*[0] * (nth - 1), 100)
    for found in _BY_YEAR.finditer(text):
        parts = tuple(int(p) for p in found.groups() if p)
        if sum(parts) == 100:
            return parts
    for sentence in (one for line in text.split("\n") for one in sentences(line, ".")):
        if vests := _VESTS.search(sentence):
            parts = tuple(int(p) for p in _PERCENTS.findall(sentence[max(0, vests.start() - 40) :]))
            for some in (parts, parts[1:]):
                if len(some) > 2 and sum(some) == 100:
                    return some
            if half := _EVERY_HALF.search(sentence):
                first = parts[: parts.index(int(half[1]))]
                left, each = 100 - sum(first), 2 * int(half[1])
                if first and left > 0 and left % each == 0:
                    return (*first, *[each] * (left // each))
    return None


def _whole(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_HALF_UP))
