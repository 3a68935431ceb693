"""What a company pays: a sentence or a small table with every figure cited, and what its guide gets wrong about it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING

from bot.answer import Answer, BandCard, BandRow, Comparison, Number, Warning_
from bot.coach.draft import IN_WORDS, LABELS, Draft, about, figure_of, part_of, row, warned
from bot.coach.entries import add_figure
from bot.coach.script import ask_words, asks_of
from bot.coach.strategy import currency_of, strategy_of
from bot.coach.subject import FEW
from bot.knowledge import bands as lookup
from bot.languages.phrase import Phrase, phrase
from bot.reading.lookup import left_out
from bot.reading.measure import MIDDLE
from bot.reading.stretches import has_digit
from bot.reading.types import Question, Subject, Unclear, Unknown
from bot.wording import a, listed, money, period_words, place_name, row_words
from ingest.amounts.mention import CODES, WORDS_FOR
from ingest.guide.types import COMPONENTS, Band, Component, ComponentName, Finding, Guide, Source
from ingest.lexicon import amounts
from ingest.lexicon.words import data, pattern

if TYPE_CHECKING:
    from bot.coach.context import Context

_WARNINGS = 4
_SHOWN = 12


def compose(question: Question, context: "Context") -> Answer:
    """The answer to "what does it pay": status not_found or clarify where the subject isn't one guide's row."""
    question = _at_any_level(question, context)
    trouble = unanswerable(question, context)
    if trouble is not None:
        return trouble
    draft = Draft("band")
    for note in question.notes:
        draft.say(note)
    if other := _asked_beside(question):
        draft.say(f"The guides tell base, equity, bonus, signing bonus and total pay; they keep nothing on {other}.")
        return draft.answer("not_found")
    stated = [_one(draft, subject, question, context) for subject in question.subjects]
    _in_another_currency(draft, question)
    if len(draft.figures) == 1 and MIDDLE.search(question.text.lower()) and draft.figures[0].unit is None:
        one = draft.figures[0]
        middle = int(((Decimal(one.low) + Decimal(one.high)) / 2).quantize(Decimal(1), ROUND_HALF_UP))
        how = f"({money(int(one.low), None, one.currency)} + {money(int(one.high), None, one.currency)}) / 2"
        draft.numbers.append(
            Number(
                origin="computed",
                text=money(middle, None, one.currency),
                low=middle,
                high=middle,
                currency=one.currency,
                period=one.period,
                how=how,
            )
        )
        per = period_words(one.period, one.years)
        draft.say(f"The middle of that range is {money(middle, None, one.currency)} {per}".rstrip() + ".")
    _suggest(draft, question, context)
    return draft.answer("answered" if any(stated) else "not_found")


def _one(draft: Draft, subject: Subject, question: Question, context: "Context") -> bool:
    """One guide's rows; True when it states something about what was asked."""
    guide = guide_of(subject, context)
    every = context.facts.bands(subject.company, subject.role)
    rows = lookup.of(context.facts, subject)
    if question.without and subject.region is None:
        gone = left_out(context.names, tuple(dict.fromkeys(b.region for b in rows)), question.without)
        rows = tuple(band for band in rows if band.region not in gone)
    wanted = question.components or tuple(n for n in COMPONENTS if any(getattr(b, n) is not None for b in rows))
    if not rows or not wanted:
        draft.say(f"The guide for {name_of(guide)} has no pay table that could be read.")
        return False
    if len(rows) == 1 and len(wanted) == 1:
        told = _sentence(draft, rows[0], wanted[0], every, guide, context)
    elif len(rows) == 1:
        told = _card(draft, rows[0], wanted, every, guide, context)
    else:
        told = _table(draft, rows, wanted, every, guide, context)
    _warn(draft, rows, wanted, guide, context)
    return told or _asked_for(draft, rows, wanted, guide)


def _asked_for(draft: Draft, rows: Sequence[Band], wanted: Sequence[str], guide: Guide) -> bool:
    """What the guide's plan would ask for of a part that its tables don't state; whether there is something."""
    strategy = strategy_of(guide, Subject(), rows)
    asks = asks_of((*strategy.ask, *strategy.signing), guide, currency_of(rows[:1])) if strategy else []
    found = [ask_words(one) for one in asks if one.component in wanted and one.amount is not None]
    if strategy is None or not found:
        return False
    id_ = draft.cite(strategy.source, guide)
    draft.say(draft.quoted(f"What the guide would ask for there: {listed(found)}."), id_)
    return True


@cache
def _wanted() -> re.Pattern[str]:
    names = "|".join([*WORDS_FOR, *map(str.lower, sorted(CODES - {"ALL", "TRY", "MAD"}))])
    return re.compile(rf"\bin (?:({'|'.join(amounts.nations())}) )?({names})\b")


def _in_another_currency(draft: Draft, question: Question) -> None:
    """What is asked for in a currency that the guide doesn't state: at the user's rate, or not at all."""
    wanted = _wanted().search(question.text.lower())
    code = (
        (amounts.nations().get(wanted[1] or "") or WORDS_FOR.get(wanted[2]) or wanted[2].upper())
        if wanted
        else question.rates[0][1]
        if question.rates
        else ""
    )
    others = list(dict.fromkeys(f.currency for f in draft.figures if f.currency and f.currency != code)) if code else []
    for other in others:
        rate = next((Decimal(r) for a, b, r in question.rates if (a, b) == (other, code)), None)
        back = next((Decimal(r) for a, b, r in question.rates if (b, a) == (other, code) and Decimal(r)), None)
        if rate is None and back is None:
            draft.say(
                f"The guide states it in {other}; I convert nothing without a rate: give me one (“1 {other} = 1.25 "
                f"{code}”) and I’ll use it."
            )
            continue
        by: Decimal = rate if rate is not None else Decimal(1) / (back or Decimal(1))
        told = []
        for figure in draft.figures:
            if figure.currency == other:
                low, high = (
                    int((Decimal(v) * by).quantize(Decimal(1), ROUND_HALF_UP)) for v in (figure.low, figure.high)
                )
                text = money(low, high, code)
                how = f"{money(int(figure.low), int(figure.high), other)} × {by.normalize():f}"
                draft.numbers.append(
                    Number(
                        origin="computed",
                        text=text,
                        low=low,
                        high=high,
                        currency=code,
                        period=figure.period,
                        years=figure.years,
                        how=how,
                    )
                )
                per = period_words(figure.period, figure.years)
                told.append(
                    f"{text} {figure.component if figure.component != 'signing' else 'signing bonus'} {per}".strip()
                )
        draft.say(f"At your rate that is {listed(told)}.")


def guide_of(subject: Subject, context: "Context") -> Guide:
    """The guide of a subject whose company and role are known."""
    guide = context.facts.guide(subject.company or "", subject.role or "")
    assert guide is not None
    return guide


def name_of(guide: Guide) -> str:
    """How a guide is spoken of: "Staff Software Engineer at Weights & Biases"."""
    return f"{guide.role_display} at {guide.company_display}"


# --- one figure, one row, several rows


def _sentence(
    draft: Draft, band: Band, name: ComponentName, every: Sequence[Band], guide: Guide, context: "Context"
) -> bool:
    read = lookup.reading(band, name, every, context.names)
    place = f"{a(band.role_display)} at {band.company_display}{row_words(band.region, band.level)}"
    if read is None:
        held = [LABELS[n].lower() for n in COMPONENTS if getattr(band, n) is not None]
        rest = f" It states {listed(held)}." if held else ""
        draft.say(
            f"The guide doesn’t state the {LABELS[name].lower()} for {place}.{rest}", _row_cite(draft, band, guide)
        )
        return False
    cite = draft.cite(read.part.source, guide)
    figure = add_figure(draft, band, name, read, guide)
    if figure:
        extra = f" — derived: {read.how}" if read.how else ""
        per = period_words(read.part.period, read.part.years) if read.part.amount is not None else ""
        kind = read.part.kind if read.part.kind not in (None, "equity") else None
        noun = " ".join(word for word in (LABELS[name].lower(), f"({kind})" if kind else "", per) if word)
        draft.say(f"**{figure.removesuffix(per).strip()}** {noun} for {place}{extra}.{_beside(read.part)}", cite)
    else:
        draft.say(f"{_words(name, read.part)} (for {place})", cite)
    return True


def _card(
    draft: Draft, band: Band, wanted: Sequence[ComponentName], every: Sequence[Band], guide: Guide, context: "Context"
) -> bool:
    rows: list[BandRow] = []
    missing: list[str] = []
    for name in wanted:
        read = lookup.reading(band, name, every, context.names)
        if read is None:
            missing.append(LABELS[name].lower())
            continue
        rows.append(_band_row(draft, band, name, read, guide))
        if read.how:
            draft.say(f"{LABELS[name]} is derived: {read.how}.", rows[-1].cite)
    if rows:
        draft.blocks.append(
            BandCard(
                company=band.company_display, role=band.role_display, level=band.level, region=band.region,
                rows=tuple(rows), date=guide.updated,
            )
        )  # fmt: skip
    if missing:
        draft.say(f"The guide doesn’t state {listed(missing)} for this row.", _row_cite(draft, band, guide))
    return bool(rows)


def _table(
    draft: Draft, bands: Sequence[Band], wanted: Sequence[ComponentName], every: Sequence[Band], guide: Guide,
    context: "Context",
) -> bool:  # fmt: skip
    levels = any(band.level for band in bands)
    regions = any(band.region for band in bands)
    headings = {n: heading(n, (lookup.reading(b, n, every, context.names) for b in bands)) for n in wanted}
    cites: list[str] = []
    lines: list[tuple[str, ...]] = []
    apart: list[tuple[str, ...]] = []
    told = False
    for band in bands:
        cells, start = [], len(cites)
        for name in wanted:
            read = lookup.reading(band, name, every, context.names)
            cells.append(cell(draft, band, name, read, guide, heading=headings[name]))
            told = told or read is not None
            if read is not None:
                cites.append(draft.cite(read.part.source, guide))
                if read.how:
                    draft.say(f"{LABELS[name]}{row_words(band.region, band.level)} is derived: {read.how}.", cites[-1])
        lines.append((*([band.region] if regions else []), *([band.level or ""] if levels else []), *cells))
        apart.append(tuple(dict.fromkeys(cites[start:])))
    heads = (*([phrase("columnRegion")] if regions else []), *([phrase("columnLevel")] if levels else []))
    which = "that you asked about" if len(bands) < len(every) else "the guide has"
    each = f"One row for each {'region' if regions else 'level'} {which}; name one for its details."
    draft.blocks.append(
        Comparison(
            title=name_of(guide), columns=(*heads, *(headings[n] for n in wanted)),
            rows=tuple(lines), cites=tuple(dict.fromkeys(cites)), note=each if told else "",
            row_cites=tuple(apart),
        )
    )  # fmt: skip
    return told


def heading(name: ComponentName, reads: Iterable[lookup.BandFigure | None]) -> str:
    """A column's heading: with "per year" where every amount in it is, so that its cells needn't say it."""
    periods = {read.part.period for read in reads if read is not None and read.part.amount is not None}
    part = phrase(f"part-{name}")
    return phrase("perYear", amount=part) if periods == {"year"} else part


def cell(
    draft: Draft, band: Band, name: ComponentName, read: lookup.BandFigure | None, guide: Guide, *, heading: str
) -> str:
    """A component as a cell under a heading; its figure and citation are added to the draft."""
    if read is None:
        return phrase("notStated")
    shown = add_figure(draft, band, name, read, guide, period=heading == LABELS[name])
    if shown is None:
        return read.part.source.text.strip() or phrase("none")
    return phrase("derivedFigure", amount=shown) if read.how else shown


def _band_row(draft: Draft, band: Band, name: ComponentName, read: lookup.BandFigure, guide: Guide) -> BandRow:
    cite = draft.cite(read.part.source, guide)
    if add_figure(draft, band, name, read, guide):
        figure = figure_of(band, name, read.part, cite)
        assert figure is not None
        return row(figure, read.part.source.text)
    return BandRow(
        component=name, label=part_of(name), text=_words(name, read.part), verbatim=read.part.source.text, cite=cite
    )


def _words(name: ComponentName, part: Component) -> str:
    """What a guide says without a figure, in its own words."""
    said = {"none": "guideNone", "unread": "guideUnread"}.get(part.state, "guideWords")
    return phrase(said, part=Phrase(name=IN_WORDS[name]), words=part.source.text.strip())


def _beside(part: Component) -> str:
    if part.yearly is not None:
        from bot.wording import money

        return f" The guide puts that at {money(part.yearly.low, part.yearly.high, part.yearly.currency)} per year."
    return ""


def _row_cite(draft: Draft, band: Band, guide: Guide) -> str:
    first = next((p for n in COMPONENTS if (p := getattr(band, n)) is not None), None)
    return draft.cite(first.source if first else Source(band.path, band.line, "", ""), guide)


# --- what the guide gets wrong


def _at_any_level(question: Question, context: "Context") -> Question:
    """The question without its doubt about the level, where the part of pay that is asked is the same at each."""
    doubt, one = (question.unclear or (None,))[0], question.subjects[0] if len(question.subjects) == 1 else None
    if doubt is None or doubt.kind != "level" or one is None or not (one.role and question.components):
        return question
    held = [band for band in lookup.of(context.facts, one) if band.level in doubt.choices]
    told = {
        (p.amount, p.percent, p.period) if (p := getattr(b, n)) else None for b in held for n in question.components
    }
    same = len(question.components) == 1 and len(told) == 1 and None not in told and held
    return replace(question, unclear=(), subjects=(replace(one, level=held[0].level),)) if same else question


def _asked_beside(question: Question) -> str:
    """What a question asks for that no band holds ("relocation allowance"), where it asks for no part of pay; "" for
    none."""
    found = None if question.components else pattern(data("pay")["asked_beside"]).search(question.text)
    named = " ".join(f"{one.company or ''} {one.role or ''}" for one in question.said).casefold()
    return found.group() if found and found.group().casefold() not in named else ""


def _warn(
    draft: Draft, bands: Sequence[Band], wanted: Sequence[ComponentName], guide: Guide, context: "Context"
) -> None:
    found: list[Finding] = []
    for band in bands:
        found += [f for f in concerning(guide, band, wanted, context) if f not in found]
    shown = found if len(bands) == 1 else _grouped(found)
    for finding in shown[:_WARNINGS] if len(bands) > 1 else shown:
        place = Source(finding.path, finding.line, "", "")
        draft.blocks.append(Warning_(code=finding.code, text=warned(finding, guide), cite=draft.cite(place, guide)))
    if len(bands) > 1 and len(shown) > _WARNINGS:
        draft.blocks.append(
            Warning_(
                code="more-findings",
                text=phrase("moreFindings", count=len(shown) - _WARNINGS),
            )
        )


def concerning(guide: Guide, band: Band, wanted: Sequence[ComponentName], context: "Context") -> list[Finding]:
    """The findings about these components of a band, and those about the guide's age as of today."""
    from ingest.guide.findings import check

    every = context.facts.findings(guide.company, guide.role)
    fresh = [f for f in check(guide, context.today) if f not in every] if context.today.year > 1 else []
    return about((*every, *fresh), band, wanted)


def _grouped(found: Sequence[Finding]) -> list[Finding]:
    return list({(f.code, f.message): f for f in found}.values())


# --- when there is no one row


def unanswerable(question: Question, context: "Context") -> Answer | None:
    """The not_found or clarify answer, where a name isn't held or has several readings; None when all is clear."""
    draft = Draft(question.intent)
    for note in question.notes:
        draft.say(note)
    if question.unknown:
        # A company that isn't held comes before its role or place: these are asked of nobody then.
        gone = next((one for one in question.unknown if one.kind == "company"), question.unknown[0])
        return _missing(draft, gone, question, context)
    if question.unclear:
        return _which(draft, question.unclear[0], question, context)
    if any(subject.company is None or subject.role is None for subject in question.subjects):
        return _which(draft, Unclear("company", "", ()), question, context)
    return None


def _missing(draft: Draft, gone: Unknown, question: Question, context: "Context") -> Answer:
    said_ = question.said[0] if question.said else None
    if gone.kind == "company":
        draft.say(
            f"The guides don’t cover {listed([u.phrase for u in question.unknown if u.kind == 'company'], 'or')}."
        )
        if gone.nearby:
            draft.say(f"Did you mean {listed(gone.nearby, 'or')}?")
            draft.suggest(*gone.nearby[:3], choices=True)
        else:
            draft.say(_covered(context))
            draft.suggest(phrase("whichCompanies"), phrase("card-finding-the-pay"), phrase("haveOffer"))
    elif gone.kind == "role":
        company = said_.company if said_ else None
        nearby = gone.nearby or _roles_of(company, context)
        known = context.names.companies(company) if company else None
        where = f" at {known.display if known else company}" if company else ""
        draft.say(f"The guides hold no {gone.phrase}{where}; I won’t pass another role’s figures off as that.")
        if nearby:
            draft.say(f"They do hold {listed(nearby[:6], 'and')}{' and others' if len(nearby) > 6 else ''}.")
            draft.suggest(*nearby[:3], choices=True)
    elif gone.kind == "region":
        # Of several subjects it is the one whose region could not be found.
        subject = next((s for s in question.subjects if s.company and s.role and not s.region), question.subjects[0])
        nearby = gone.nearby or (context.facts.regions(subject.company, subject.role) if subject.role else ())
        guide = context.facts.guide(subject.company or "", subject.role or "")
        of = f" for {name_of(guide)}" if guide else ""
        lacking = [place_name(one.phrase) for one in question.unknown if one.kind == "region"]
        draft.say(f"The guides give nothing{of} in {listed(lacking, 'or')}.")
        if nearby := tuple(region for region in nearby if region):
            draft.say(f"They do have {listed(nearby[:_SHOWN])}.")
            draft.suggest(*(phrase("andIn", place=region) for region in nearby[:3]))
        elif guide:
            draft.say("Its guide doesn’t split this pay by place.")
    else:
        draft.say(f"The guide doesn’t split this pay by {_level_words(gone.phrase)}.")
        if gone.nearby:
            draft.say(f"Its levels are {listed(gone.nearby)}.")
            draft.suggest(*gone.nearby, choices=True)
        else:
            _whose_level(draft, gone.phrase, question, context)
    return draft.answer("not_found")


def _level_words(phrase: str) -> str:
    """A level as people write it: "L5", "senior"."""
    return phrase.upper() if has_digit(phrase) else phrase


def _whose_level(draft: Draft, level: str, question: Question, context: "Context") -> None:
    """Which of the company's jobs has that level by the guides' mappings, and what may be asked instead."""
    from bot.coach.level import at_level

    subject = question.subjects[0]
    found = at_level(subject.company or "", level, context)
    for guide, mapping in found[:FEW]:
        draft.say(
            f"By the {guide.role_display} guide’s level mapping, {mapping.level} is that job’s.",
            draft.cite(mapping.source, guide),
        )
    own = context.facts.guide(subject.company or "", subject.role or "")
    roles = [(guide.company_display, guide.role_display) for guide, _ in found]
    roles += [(own.company_display, own.role_display)] if own is not None else []
    draft.suggest(*(phrase("whatPaysRole", company=company, role=role) for company, role in dict.fromkeys(roles)))


def _roles_of(company: str | None, context: "Context") -> tuple[str, ...]:
    known = context.names.companies(company) if company else None
    return tuple(job.display for slug in (known.slugs if known else ()) for job in context.names.jobs(slug))


def _covered(context: "Context") -> str:
    shown = [company.display for company in context.facts.companies()]
    if len(shown) <= 8:
        return f"They cover {listed(shown)}." if shown else "They name no company."
    return f"They cover {len(shown)} companies, among them {listed(shown[:5])}."


def _which(draft: Draft, doubt: Unclear, question: Question, context: "Context") -> Answer:
    asked = {
        "company": "Which company do you mean?", "role": "Which role do you mean?",
        "region": f"Which row do you mean by {doubt.phrase}?", "level": "Which level do you mean?",
    }[doubt.kind]  # fmt: skip
    if doubt.kind == "role" and doubt.phrase:
        asked = f"Which role do you mean by “{doubt.phrase}”?"
    draft.say(asked)
    if doubt.kind == "company" and not doubt.phrase and len(doubt.choices) > FEW:
        draft.suggest(phrase("whichCompanies"))
    elif doubt.choices:
        draft.suggest(*doubt.choices[:_SHOWN], choices=True)
    return draft.answer("clarify")


def _suggest(draft: Draft, question: Question, context: "Context") -> None:
    """What to ask next: another region or role of the same guide, the levers."""
    subject = question.subjects[0]
    regions = [
        r
        for r in context.facts.regions(subject.company, subject.role)
        if r and r not in {s.region for s in question.subjects}
    ]
    items = [phrase("andIn", place=regions[0])] if subject.region and regions else []
    if question.components and "equity" not in question.components:
        items.append(phrase("aboutEquity"))
    items.append(phrase("leverageThere"))
    draft.suggest(*items[:3])
