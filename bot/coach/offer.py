"""Is this offer good: where each part sits in its band, what it is worth year by year, and what to ask for."""

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Literal

from bot.answer import Answer, BandRow, Comparison, Figure, Number, OfferGauge
from bot.coach.draft import LABELS, Draft, about, computed, row
from bot.coach.script import asks_of, held
from bot.coach.subject import ask_back, bands_of, general_of, guide_of, offer_of, others_of, subject_of, which_place
from bot.knowledge.offer import Position, Worth, other_currency, positions, value
from bot.reading.offer_terms import read_offer
from bot.reading.terms import Offer
from bot.reading.types import Question
from bot.wording import a, listed, money, percent, row_words, said
from ingest.guide.types import Band, ComponentName, Guide, Source

if TYPE_CHECKING:
    from bot.coach.context import Context

TOP = "the top of the band"
_SUPPOSED = re.compile(r"(?i)^\W*(?:(?:and|ok|so|but|then)\b\W*)*(?:what )?if\b")
_ASKS = re.compile(
    r"(?i)\b(?:what|how much) (?:should|can|could|do|would) i (?:ask|counter|request|aim|negotiate|push)\b"
)
_LESS_THAN_ASKED = re.compile(
    r"(?i)\b(?:less|lower|below|under|short of|short)\b.{0,20}\b(?:i|we) (?:asked|wanted|requested|hoped|countered)\b"
)
_EXAMPLE = "For example: “245K base, 360K in RSUs over 4 years, 10% bonus, 30K signing, San Francisco”."


def compose(question: Question, context: "Context") -> Answer:
    """The offer against its band, its value by year, which part has most room, and the ask."""
    draft = Draft("offer")
    if question.topic == "compare" and question.offer is not None:
        return _between(draft, (question.offer, *question.others), context)
    subject = subject_of(question, context)
    offer = offer_of(question, context, subject)
    if offer is None or offer.empty:
        return _no_offer(question, context, draft)
    guide = guide_of(subject, context)
    if guide is None:
        return _without_guide(question, context, draft, offer)
    bands = bands_of(guide, subject, offer)
    if not bands:
        return ask_back(question, context, subject, draft, "")
    if len(bands) > 1 and len({_key(b) for b in bands}) > 1:
        return which_place(bands, draft, "The band depends on it.")
    return _against(question, context, draft, offer, bands[0], guide)


def _between(draft: Draft, offers: tuple[Offer, ...], context: "Context") -> Answer:
    """Several offers side by side, year by year, in one currency."""
    worths = [value(offer, band_years=4) for offer in offers]
    names = [_company(offer, context) or f"Offer {chr(65 + i)}" for i, offer in enumerate(offers)]
    codes = [worth.currency for worth in worths if worth.currency]
    if len(set(codes)) > 1:
        draft.say(
            f"Your offers are in {listed(sorted(set(codes)))}. I don't compare across currencies; give me each in one of them, and I will."
        )
        return draft.answer("clarify")
    code = codes[0] if codes else None
    span = min(len(worth.years) for worth in worths)
    sums = [sum(year.total for year in worth.years[:span]) for worth in worths]
    firsts = [worth.years[0].total for worth in worths]
    for worth, whole in zip(worths, sums, strict=True):
        for year in worth.years[:span]:
            parts = [
                money(x, None, code) for x in (year.base, year.equity, year.bonus, year.signing, year.refresher) if x
            ]
            draft.user("", computed(year.total, code, " + ".join(parts), period="year"))
        draft.user("", computed(whole, code, " + ".join(money(y.total, None, code) for y in worth.years[:span])))
    best, most = sums.index(max(sums)), firsts.index(max(firsts))
    gap = max(sums) - sorted(sums)[-2]
    draft.user("", computed(gap, code, " − ".join(money(s, None, code) for s in sorted(sums)[:-3:-1])))
    if gap:
        lead = f"**{names[best]} is worth {money(gap, None, code)} more over {span} years**: {money(sums[best], None, code)}"
        rest = listed([f"{money(total, None, code)} at {names[i]}" for i, total in enumerate(sums) if i != best])
        told = ", on what you have told me" if any(worth.unknown for worth in worths) else ""
        draft.say(f"{lead} against {rest}{told}.")
    else:
        draft.say(f"**They come to the same over {span} years**: {money(sums[0], None, code)}.")
    if most != best:
        draft.say(f"In year 1 {names[most]} pays more: {money(firsts[most], None, code)}.")
    rows = [("Base a year", *(money(o.base, None, code) for o in offers if o.base is not None))]
    for label, part in (("Equity in year 1", "equity"), ("Bonus a year", "bonus"), ("Signing", "signing")):
        amounts = [getattr(worth.years[0], part) for worth in worths]
        if any(amounts):
            rows.append((label, *(money(x, None, code) if x else "not told" for x in amounts)))
            for amount in filter(None, amounts):
                draft.user("", computed(amount, code, label))
    rows += [(f"Year {n + 1}", *(money(worth.years[n].total, None, code) for worth in worths)) for n in range(span)]
    rows.append((f"{span} years", *(money(total, None, code) for total in sums)))
    draft.blocks.append(Comparison(title="Your offers by year", columns=("", *names), rows=tuple(rows), best=None))
    common = [one for one in worths[0].assumptions if all(one in worth.assumptions for worth in worths)]
    own = [
        f"{name}: {one.replace(', as in the guide', '')}"
        for name, worth in zip(names, worths, strict=True) for one in worth.assumptions if one not in common
    ]  # fmt: skip
    if common or own:
        draft.say(f"Taken for granted: {'; '.join([*common, *own])}.")
    unknown = [
        f"{name}: {listed(list(worth.unknown))}" for name, worth in zip(names, worths, strict=True) if worth.unknown
    ]
    if unknown:
        draft.say(f"Not in the sums, since you haven't told me ({'; '.join(unknown)}).")
    draft.say("Pay is one part of it: weigh what you will learn, the team, and how soon the equity can be sold.")
    draft.suggest("How do I use my other offer?", "Write the counter e-mail", "How do I decide?")
    return draft.answer()


def _company(offer: Offer, context: "Context") -> str:
    roles = context.facts.roles(offer.company) if offer.company else ()
    return roles[0].company_display if roles else offer.company or ""


def _key(band: Band) -> tuple[str, str | None]:
    return band.region, band.level


def _no_offer(question: Question, context: "Context", draft: Draft) -> Answer:
    # Here, not at the top: the other composers come back for what this one knows.
    from bot.coach.compose import compose as answer

    if _ASKS.search(question.text):
        return answer(replace(question, intent="strategy", topic="ask"), context)
    if _LESS_THAN_ASKED.search(question.text):
        return answer(replace(question, intent="tactic", topic="pushback"), context)
    others = others_of(question, context, subject_of(question, context))
    if others:
        draft.say(
            f"Noted: {held(others, draft)[5:].rstrip('.')}. A real offer is the strongest argument there is, so "
            f"state its terms "
            "exactly as they are. What has the company you want offered?"
        )
        draft.suggest("How do I use my other offer?", "Which levers fit me?", "Write the counter e-mail")
        return draft.answer()
    draft.say(f"Tell me the offer, in any form, with the company, role and city. {_EXAMPLE}")
    return draft.answer("clarify")


def _without_guide(question: Question, context: "Context", draft: Draft, offer: Offer) -> Answer:
    """No band to hold it against: ask for what is missing, or value it alone and say so."""
    subject = subject_of(question, context)
    missing = any(u.kind in ("company", "role") for u in question.unknown)
    if missing:
        ask_back(question, context, subject, draft, "")
    if offer.base is not None:
        worth = value(offer)
        draft.say(_first_year(draft, worth))
        draft.blocks.append(_gauge(offer, worth, ()))
        _say_how_read(draft, *_read_aloud(question, context))
    if missing:
        return draft.answer("not_found")
    return ask_back(question, context, subject, draft, "Then I can say whether it is good: I hold it against the band.")


def _against(question: Question, context: "Context", draft: Draft, offer: Offer, band: Band, guide: Guide) -> Answer:
    aloud, doubts = _read_aloud(question, context)
    band_currency = band.base.amount.currency if band.base and band.base.amount else None
    if offer.currency is None and band_currency:
        offer = offer.model_copy(update={"currency": band_currency})
        if offer.base is not None or offer.equity is not None:
            aloud.append(f"I take your amounts as {band_currency}, the band's currency")
    offer = _at_rate(offer, band_currency, question, aloud)
    years = band.equity.years if band.equity is not None and band.equity.period == "grant" else None
    worth = value(offer, band_years=years)
    foreign = other_currency(offer, band)
    found = positions(offer, band)
    place = f"{_where(band)}"
    figures = {p.component: draft.figure(band, p.component, guide) for p in found}
    for name in ("base", "equity", "bonus", "signing"):
        if getattr(offer, name if name != "bonus" else "bonus_percent") is not None and name not in figures:
            figures[name] = draft.figure(band, name, guide)
    _lead(draft, found, figures, place, band, foreign, offer)
    draft.blocks.append(_gauge(offer, worth, _rows(found, figures, band)))
    draft.say(_first_year(draft, worth))
    _room(draft, found, figures, offer, band, guide, context, question)
    _say_how_read(draft, aloud, doubts)
    compared = [*figures, "equity"] if offer.equity is not None else list(figures)
    draft.warn(about(guide.findings, band, compared), guide)
    others = others_of(question, context, subject_of(question, context))
    draft.suggest(
        "Write the counter e-mail",
        "How do I use my other offer?" if others else "Which levers fit me?",
        "Practise the call",
    )
    return draft.answer()


def _at_rate(offer: Offer, currency: str | None, question: Question, aloud: list[str]) -> Offer:
    """The offer in the band's currency, where the user has given a rate."""
    rates = {(a, b): Decimal(r) for a, b, r in question.rates if Decimal(r)}
    rates |= {(b, a): 1 / rate for (a, b), rate in tuple(rates.items())}
    rate = rates.get((offer.currency or "", currency or ""))
    if rate is None or offer.equity_currency:
        return offer
    amounts = ("base", "equity", "signing", "signing_second", "refresher", "bonus_amount", "total")
    there = {
        name: int((amount * rate).quantize(Decimal(1), ROUND_HALF_UP))
        for name in amounts
        if (amount := getattr(offer, name)) is not None
    }
    one, other, written = next(r for r in question.rates if {r[0], r[1]} == {offer.currency, currency})
    aloud.append(f"I take your amounts in {currency} at your rate, 1 {one} = {written} {other}")
    return offer.model_copy(update={**there, "currency": currency})


def _read_aloud(question: Question, context: "Context") -> tuple[list[str], list[str]]:
    reading = read_offer(question.text, None)
    if reading.offer is None:
        return [], []
    if (
        context.profile.offer is not None
        and question.offer != context.profile.offer
        and _SUPPOSED.search(question.text)
    ):
        return [*reading.aloud, "this is a what-if, and I keep your offer as you told it"], [
            d.question for d in reading.doubts
        ]
    return list(reading.aloud), [d.question for d in reading.doubts]


def _say_how_read(draft: Draft, aloud: list[str], doubts: list[str]) -> None:
    if aloud:
        draft.say(f"To be sure: {'; '.join(aloud)}.")
    if doubts:
        draft.say(" ".join(doubts))


def _where(band: Band) -> str:
    level = f" ({band.level})" if band.level else ""
    return f"{a(band.role_display)}{level} at {band.company_display}{row_words(band.region)}"


# The lead: where the parts sit.


def _lead(
    draft: Draft,
    found: tuple[Position, ...],
    figures: dict[ComponentName, Figure | None],
    place: str,
    band: Band,
    foreign: str | None,
    offer: Offer,
) -> None:
    if foreign:
        figure = figures.get("base")
        figure_text = f" ({said(figure, period=True)} base)" if figure else ""
        cite = figure.source if figure else ""
        draft.say(
            f"Your offer is in {foreign}, the guide's band for {place} in {band.base.amount.currency}{figure_text}. "  # type: ignore[union-attr]
            "I don't compare across currencies without a rate; tell me one and I will, or give me the offer in the "
            "band's currency.",
            cite,
        )
        return
    if not found:
        draft.say(f"The guide's band for {place} has no figure to hold these parts against.")
        return
    main = next((p for p in found if p.component == "base"), found[0])
    lines = [
        _sentence(draft, p, figures.get(p.component), first=p is main)
        for p in (main, *[p for p in found if p is not main])
    ]
    first, rest = lines[0], [line for line in lines[1:] if line]
    cites = [f.source for f in figures.values() if f is not None]
    draft.say(f"**{_verdict(main, found)}** {first.replace('{place}', place)}", *cites[:1])
    if rest:
        draft.say("\n".join(f"- {line}" for line in rest), *cites)


def _verdict(main: Position, found: tuple[Position, ...]) -> str:
    low = [
        p
        for p in found
        if p.standing == "below" or (p.percent is not None and p.percent < 35 and p.standing == "within")
    ]
    label = LABELS[main.component].lower()
    if main.standing == "below":
        return f"Low: the {label} is under the band."
    if main.standing in ("above", "at the top"):
        other = [p for p in low if p is not main]
        tail = f", but the {LABELS[other[0].component].lower()} has room" if other else ""
        return (
            f"Strong: the {label} is "
            f"{'above the band' if main.standing == 'above' else 'at the top of the band'}{tail}."
        )
    if main.percent is None or main.percent < 35:
        return "Inside the band, but low in it: there is room to ask."
    if main.percent < 70:
        return "A fair offer, around the middle of the band, with room above it."
    return "A good offer, in the upper part of the band."


def _sentence(draft: Draft, p: Position, figure: Figure | None, *, first: bool = False) -> str:
    label = LABELS[p.component].lower()
    band = said(figure, period=True) if figure is not None else _amount(p, p.high)
    yours = draft.user(_amount(p, p.mine), _number(p))
    how = f" ({p.how})" if p.how else ""
    where = {
        "below": f"{_gap(draft, p, p.gap_low)} under the bottom of the band, {band}",
        "within": f"{'at the bottom' if p.percent == 0 else f'{p.percent}% of the way up'} the band, {band}, with "
        f"{_gap(draft, p, p.gap)} left to the top",
        "at the top": f"right at the top of the band, {band}",
        "above": f"above the band, {band}",
    }[p.standing]
    where = where.replace("at the bottom the band", "at the bottom of the band")
    if p.standing == "within" and p.percent is None:
        where = f"what the guide states, {band}"
    tail = " for {place}" if first else ""
    return (
        f"Your {label} of {yours}{how} is {where}{tail}."
        if not first
        else f"Your {label} of {yours}{how}, for {{place}}, is {where}."
    )


def _amount(p: Position, amount: int | Decimal) -> str:
    if p.unit == "percent":
        return percent(amount)
    return money(amount, None, p.currency) if p.unit == "money" else f"{int(amount):,}"


def _number(p: Position) -> Number:
    unit: Literal["percent", "options"] | None = (
        None if p.unit == "money" else "percent" if p.unit == "percent" else "options"
    )
    return Number(
        origin="computed" if p.how else "user",
        text=_amount(p, p.mine),
        low=p.mine,
        high=p.mine,
        currency=p.currency,
        unit=unit,
        how=p.how,
    )


def _gap(draft: Draft, p: Position, gap: int | Decimal) -> str:
    if p.unit == "percent":
        word = "point" if gap == 1 else "points"
        return f"{gap.normalize():f} {word}" if isinstance(gap, Decimal) else f"{gap} {word}"
    if p.unit == "count":
        return f"{int(gap):,}"
    end = p.high if gap == p.high - p.mine else p.low
    number = computed(int(gap), p.currency, f"{_amount(p, end)} − {_amount(p, p.mine)}")
    return draft.user(money(gap, None, p.currency), number)


def _rows(found: tuple[Position, ...], figures: dict[ComponentName, Figure | None], band: Band) -> tuple[BandRow, ...]:
    rows = []
    by_name = {p.component: p for p in found}
    for name, figure in figures.items():
        if figure is None:
            continue
        part = getattr(band, name)
        position = by_name.get(name)
        same_unit = position is not None and (position.currency == figure.currency)
        user = position.mine if position is not None and same_unit else None
        rows.append(row(figure, part.source.text, user, position.percent if position and same_unit else None))  # type: ignore[arg-type]
    return tuple(rows)


def _gauge(offer: Offer, worth: Worth, rows: tuple[BandRow, ...]) -> OfferGauge:
    return OfferGauge(
        currency=worth.currency or "",
        rows=rows,
        years=worth.years,
        unknown=worth.unknown,
        assumptions=worth.assumptions,
    )


def _first_year(draft: Draft, worth: Worth) -> str:
    if not worth.years:
        return ""
    one, last = worth.years[0], worth.years[-1]
    for year in worth.years:
        parts = [
            money(x, None, worth.currency)
            for x in (year.base, year.equity, year.bonus, year.signing, year.refresher)
            if x
        ]
        draft.user("", computed(year.total, worth.currency, " + ".join(parts), period="year"))
    first = money(one.total, None, worth.currency)
    missing = listed([u for u in worth.unknown])
    text = f"Year 1 comes to {first}"
    if last.total != one.total:
        text += f", year {last.year} to {money(last.total, None, worth.currency)}"
    if worth.unknown:
        return f"{text}, without what you haven't told me: {missing}."
    return f"{text}."


# Which part has room, and the ask.


@dataclass(frozen=True, slots=True)
class Room:
    """How much a part can move, as a general guide says: rank 3 high, 2 medium, 1 low."""

    rank: int
    word: str
    note: str
    source: Source
    guide: Guide


_RANKS = {"high": 3, "very high": 3, "medium": 2, "moderate": 2, "some": 2, "low": 1, "none": 0, "limited": 1}
_ROW = re.compile(r"^\|\s*\**(?P<part>[^|*]+?)\**\s*\|\s*(?P<flex>[^|]+?)\s*\|\s*(?P<note>[^|]*?)\s*\|", re.MULTILINE)


def rooms(context: "Context") -> dict[str, Room]:
    """The flexibility table of the general guides: component (or "level", "start date") to how far it moves."""
    found: dict[str, Room] = {}
    for guide in general_of(context):
        for one in guide.sections:
            for match in _ROW.finditer(one.text):
                word = match["flex"].strip().lower()
                rank = next((r for w, r in _RANKS.items() if word.startswith(w)), None)
                part = match["part"].strip().lower()
                name = next(
                    (n for n in ("base", "equity", "signing", "bonus", "level", "start date") if part.startswith(n)),
                    None,
                )
                if rank is None or name is None or name in found:
                    continue
                lines = one.text[: match.start()].count("\n")
                source = Source(
                    guide.path,
                    _line_of(guide, one.line, one.text, match.group(), lines),
                    one.title,
                    match.group().strip(),
                )
                found[name] = Room(rank, match["flex"].strip(), match["note"].strip(), source, guide)
    return found


def _line_of(guide: Guide, line: int, text: str, row_text: str, lines: int) -> int:
    """A section's text starts at its heading or right under it; the table's place counts from there."""
    first = text.split("\n", 1)[0].strip()
    section = next((s for s in guide.sections if s.line == line), None)
    heading = section is not None and first.lstrip("#* ").startswith(section.title[:20])
    del row_text
    span = section.end - section.line + 1 - (text.count("\n") + 1) if section is not None else 0
    return line + lines + (0 if heading else max(span, 0))


def _room(
    draft: Draft,
    found: tuple[Position, ...],
    figures: dict[ComponentName, Figure | None],
    offer: Offer,
    band: Band,
    guide: Guide,
    context: "Context",
    question: Question,
) -> None:
    table = rooms(context)
    open_parts = [p for p in found if p.component in ("equity", "base") and p.gap > 0 and p.unit == "money"]
    open_parts.sort(key=lambda p: (-(table[p.component].rank if p.component in table else 2), -_yearly_gap(p)))
    cites: list[str] = []
    text = ""
    signing = table.get("signing")
    if open_parts:
        best = open_parts[0]
        room = table.get(best.component)
        text = f"**Most room: {LABELS[best.component].lower()}.**"
        if room is not None:
            cites.append(draft.cite(room.source, room.guide))
            text += f" The general guide rates it {room.word.lower()}: “{draft.quoted(room.note)}”."
        if signing is not None and offer.signing is None:
            cites.append(draft.cite(signing.source, signing.guide))
            text += (
                f" A signing bonus is the other easy one ({signing.word.lower()}: “{signing.note}”), and you "
                f"haven't mentioned any."
            )
    elif signing is not None and found:
        cites.append(draft.cite(signing.source, signing.guide))
        text = f"**Most room: the signing bonus.** The general guide rates it {signing.word.lower()}: “{signing.note}”."
    level = table.get("level")
    if (
        level is not None
        and found
        and any(p.standing in ("at the top", "above") for p in found if p.component == "base")
    ):
        cites.append(draft.cite(level.source, level.guide))
        text += f" With the base at the band's end, the level is what would lift it ({level.word.lower()})."
    draft.say(text, *cites)
    _ask(draft, found, figures, offer, band, guide, open_parts)


def _yearly_gap(p: Position) -> Decimal:
    years = p.part.years if p.component == "equity" and p.part.period == "grant" and p.part.years else 1
    return Decimal(p.gap) / years


def targets(found: tuple[Position, ...], guide: Guide, band: Band, offer: Offer) -> dict[str, tuple[int, str, Source]]:
    """What to ask for: component to (amount, "the guide's ask" or "the top of the band", source).

    The guide's own ask where it is in the region's currency, inside the band and above what is offered; else
    the top of the band. signing: the guide's, where it names one and the offer has less.
    """
    found_asks: dict[str, tuple[int, str, Source]] = {}
    code = band.base.amount.currency if band.base and band.base.amount else None
    for strategy in guide.strategies:
        for ask in asks_of([*strategy.ask, *strategy.signing], guide, code, band.region):
            if ask.amount is not None and not _other_place(ask.text, band, guide):
                found_asks.setdefault(ask.component, (ask.amount.low, "the guide's own ask", strategy.source))
    result: dict[str, tuple[int, str, Source]] = {}
    for p in found:
        if p.component not in ("base", "equity") or p.unit != "money" or p.gap <= 0:
            continue
        ask_ = found_asks.get(p.component)
        if ask_ is not None and p.mine < ask_[0] <= p.high and ask_[0] >= p.low:
            result[p.component] = ask_
        else:
            result[p.component] = (int(p.high), TOP, p.part.source)
    signing = found_asks.get("signing")
    if signing is not None and (offer.signing or 0) < signing[0]:
        result["signing"] = signing
    return result


def _other_place(text: str, band: Band, guide: Guide) -> bool:
    """True where the sentence names another of the guide's regions and not this one."""
    here = band.region.lower() in text.lower()
    return not here and any(b.region.lower() in text.lower() for b in guide.bands if b.region != band.region)


def _ask(
    draft: Draft,
    found: tuple[Position, ...],
    figures: dict[ComponentName, Figure | None],
    offer: Offer,
    band: Band,
    guide: Guide,
    open_parts: list[Position],
) -> None:
    wanted = targets(found, guide, band, offer)
    if not wanted:
        return
    lines, cites = [], []
    for name, (amount, why, source) in wanted.items():
        code = offer.currency
        span = f" over {band.equity.years} years" if name == "equity" and band.equity and band.equity.years else ""
        noun = {"base": "base", "equity": f"in equity{span}", "signing": "signing bonus"}[name]
        cites.append(draft.cite(source, guide))
        monthly = name == "base" and why == TOP and band.base is not None and band.base.period == "month"
        lines.append(f"{money(amount, None, code)} {noun}{' a month' if monthly else ''} ({why})")
        if why != TOP:
            draft.quoted(money(amount, None, code))
    first = open_parts[0].component if open_parts else next(iter(wanted))
    ordered = sorted(zip(wanted, lines, strict=True), key=lambda pair: pair[0] != first)
    draft.say(
        f"**Ask for** {listed([line for _, line in ordered])}. Give a reason with each figure, and put it in writing "
        f"first.",
        *cites,
    )
