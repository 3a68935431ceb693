"""A debrief as markdown and as a printable page, in English or the language of whoever gives its words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from bot.answer import OfferYear
from bot.languages.phrase import Given, english, phrase
from bot.practice.debrief import standing
from bot.practice.report import Criterion, Debrief
from bot.wording import exact


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Words:
    """A language's words. said: what a phrase, a part of pay or an amount is in it."""

    language: str = "en"
    said: Callable[[str], str] = _as_it_is

    def __call__(self, name: str, **given: Given) -> str:
        """A phrase by its name."""
        return self.said(phrase(name, **given))


ENGLISH = Words()


def markdown(report: Debrief, say: Words = ENGLISH) -> str:
    """The debrief as a markdown document; what people said is quoted with its markup disarmed."""
    title = say("debriefTitle", role=report.role, company=report.company)
    lines = [f"# {_md(title)}", "", _about(report, say), "", _md(say.said(report.said("summary"))), ""]
    lines += [f"## {say('headProcess')}", "", *_table_head(say, "columnPoint", "columnStanding", "columnScore")]
    lines += [
        f"| {say.said(one.said('label'))} | {say.said(standing(one))} | {'–' if one.score is None else one.score} |"
        for one in report.criteria
    ]
    for one in report.criteria:
        lines += ["", f"### {say.said(one.said('label'))}", "", *_criterion(one, say)]
    lines += ["", f"## {say('headOutcome')}", "", *_outcome(report, say)]
    if report.counterfactuals:
        lines += ["", f"## {say('headChanges')}", ""]
        could = say("couldHaveSaid")
        lines += [f"- {_md(say.said(c.said('text')))} {could} “{_md(c.line)}”" for c in report.counterfactuals]
    if report.unheard:
        lines += ["", f"## {say('headUnheard')}", "", *(f"- “{_md(one)}”" for one in report.unheard)]
    lines += ["", f"## {say('headTurns')}", ""]
    for point in report.points:
        if point.said:
            lines += [f"> **{say('you')} ({point.turn}):** {_md(point.said)}", ">"]
        lines += [f"> **{say('recruiter')}:** {_md(point.answered)}", ""]
    if report.jurisdiction_note:
        lines += ["", f"*{_md(say.said(report.said('jurisdiction_note')))}*"]
    return "\n".join(lines).rstrip() + "\n"


def _about(report: Debrief, say: Words) -> str:
    level = f", {_md(report.level)}" if report.level else ""
    return f"{_md(report.region)}{level} · {_set_so(report, say)}"


def _set_so(report: Debrief, say: Words) -> str:
    """How hard it was, who played, and the number by which it can be played again."""
    played = say(f"difficulty-{report.difficulty}"), say(f"persona-{report.persona}")
    return " · ".join((*played, say("seed", seed=str(report.seed))))


def _criterion(one: Criterion, say: Words) -> list[str]:
    found = one.said("found")
    turn = say("turn", turn=str(one.turn))
    told = found if one.quote or one.turn is None else phrase("foundAt", found=found, turn=one.turn)
    lines = [_md(say.said(told))]
    if one.quote:
        lines += ["", f"> {turn}: “{_md(one.quote)}”"]
    if one.better:
        lines += ["", f"{say('better')} “{_md(one.better)}”"]
    rests = _rests(one)
    return [*lines, *(["", say("restsOn", sources=_md(rests))] if rests else [])]


def _rests(one: Criterion) -> str:
    """The guide's line and the study that a point rests on."""
    guide = (f"{one.citation.path}:{one.citation.line}",) if one.citation else ()
    return "; ".join((*guide, *((one.study.text,) if one.study else ())))


def _table_head(say: Words, *columns: str) -> list[str]:
    return [f"| {' | '.join(map(say, columns))} |", f"|{' --- |' * len(columns)}"]


_PARTS = ("columnPart", "columnOpening", "columnReached", "columnMost", "columnSource")
_YEARLY = ("base", "equity", "bonus", "signing", "refresher", "total")


def _yearly(say: Words) -> tuple[str, ...]:
    return (say("columnYear"), *(say(f"named-{name}") for name in _YEARLY))


def _sums(report: Debrief, say: Words) -> list[tuple[str, str]]:
    """What it opened at, came to, could have come to, what was left, and how much of the room was captured."""
    outcome = report.outcome
    sums = (
        ("openingFour", outcome.opening_four_years),
        ("agreed" if outcome.agreed else "lastOffer", outcome.reached_four_years),
        ("bestPackage", outcome.best_four_years),
        ("leftOver", outcome.left),
    )
    told = [(say(name), _amount(value, outcome.currency, say)) for name, value in sums]
    room = [] if outcome.room_captured is None else [(say("roomCaptured"), f"{outcome.room_captured} %")]
    return [*told, *room]


def _amount(value: int, currency: str, say: Words) -> str:
    return say.said(exact(value, currency))


def _outcome(report: Debrief, say: Words) -> list[str]:
    outcome = report.outcome
    sign = outcome.currency
    lines = [f"- {name}: {amount}" for name, amount in _sums(report, say)]
    if report.beside:
        lines.append(f"- {_md(say.said(report.said('beside')))}")
    lines += ["", *_table_head(say, *_PARTS)]
    lines += [
        f"| {_md(say.said(p.said('label')))} | "
        f"{' | '.join(_amount(value, sign, say) for value in (p.opening, p.reached, p.most))} | "
        f"{_md(p.citation.path)}:{p.citation.line} ({_md(p.how)}) |"
        for p in outcome.parts
    ]
    heads = _yearly(say)
    lines += ["", f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    lines += [f"| {year.year} | {' | '.join(_year(year, sign, say))} |" for year in outcome.years]
    return [*lines, "", _assumed(report, say)]


def _assumed(report: Debrief, say: Words) -> str:
    return " ".join(say.said(english(one)) for one in report.outcome.phrases["assumptions"] if one)


def _year(year: OfferYear, sign: str, say: Words) -> tuple[str, ...]:
    return tuple(_amount(getattr(year, name), sign, say) for name in _YEARLY)


_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#"})
"""Signs that Markdown reads, behind a backslash."""


def _md(text: str) -> str:
    """Text with nothing in it that markdown or HTML would act on."""
    text = " ".join(text.split())
    return text.translate(_ESCAPED)


_STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;
padding:0 1rem;color:#111;background:#fff}
h1{font-size:1.6rem}h2{margin-top:2rem;border-bottom:1px solid #ccc}
table{border-collapse:collapse;width:100%;margin:1rem 0}
th,td{border:1px solid #ccc;padding:.35rem .5rem;text-align:left;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums}
blockquote{margin:.5rem 0;padding-left:.8rem;border-left:3px solid #999;color:#333}svg{width:100%;height:auto}
.good{color:#166534}.partly{color:#92400e}.missed{color:#991b1b}.small{font-size:.85rem;color:#444}
section.c{break-inside:avoid}@media print{body{margin:0;max-width:none}a{color:inherit}}"""


def page(report: Debrief, say: Words = ENGLISH) -> str:
    """The debrief as a printable HTML document on its own: everything escaped, no script, nothing loaded."""
    title = say("debriefTitle", role=report.role, company=report.company)
    body = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="small">{escape(report.region)} · {escape(_set_so(report, say))}</p>',
        f"<p>{escape(say.said(report.said('summary')))}</p>",
        report.chart_svg,
        f"<h2>{escape(say('headProcess'))}</h2>",
        *(_section(c, say) for c in report.criteria),
        f"<h2>{escape(say('headOutcome'))}</h2>",
        _outcome_html(report, say),
    ]
    if report.counterfactuals:
        changes = (
            f'<li>{escape(say.said(c.said("text")))}<blockquote lang="en">{escape(c.line)}</blockquote></li>'
            for c in report.counterfactuals
        )
        body.append(f"<h2>{escape(say('headChanges'))}</h2><ul>{''.join(changes)}</ul>")
    if report.unheard:
        missed = "".join(f"<li>“{escape(one)}”</li>" for one in report.unheard)
        body.append(f"<h2>{escape(say('headUnheard'))}</h2><ul>{missed}</ul>")
    body.append(f"<h2>{escape(say('headTurns'))}</h2>")
    for point in report.points:
        if point.said:
            body.append(f'<p lang="en"><strong>{escape(say("you"))} ({point.turn}):</strong> {escape(point.said)}</p>')
        body.append(f'<p lang="en"><strong>{escape(say("recruiter"))}:</strong> {escape(point.answered)}</p>')
    if report.jurisdiction_note:
        body.append(f'<p class="small">{escape(say.said(report.said("jurisdiction_note")))}</p>')
    return (
        f'<!doctype html>\n<html lang="{say.language}"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width,'
        f'initial-scale=1"><title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>{"".join(body)}</main></body></html>\n'
    )


def _section(one: Criterion, say: Words) -> str:
    score = "" if one.score is None else f", {say('outOf', score=one.score)}"
    parts = [
        f'<section class="c"><h3>{escape(say.said(one.said("label")))} <span '
        f'class="{escape(one.state.split()[0])}">({escape(say.said(standing(one)))}{escape(score)})'
        f"</span></h3><p>{escape(say.said(one.said('found')))}</p>"
    ]
    if one.quote:
        turn = escape(say("turn", turn=str(one.turn)))
        parts.append(f'<blockquote lang="en">{turn}: {escape(one.quote)}</blockquote>')
    if one.better:
        parts.append(f'<p><strong>{escape(say("better"))}</strong> <span lang="en">{escape(one.better)}</span></p>')
    return "".join(parts) + f'<p class="small">{escape(say("restsOn", sources=_rests(one)))}</p></section>'


def _outcome_html(report: Debrief, say: Words) -> str:
    outcome = report.outcome
    sign = outcome.currency
    sums = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td class="n">{escape(amount)}</td></tr>'
        for name, amount in _sums(report, say)
    )
    parts = "".join(
        f'<tr><th scope="row">{escape(say.said(p.said("label")))}</th>'
        + _cells(_amount(value, sign, say) for value in (p.opening, p.reached, p.most))
        + f"<td>{escape(p.citation.path)}:{p.citation.line} ({escape(p.how)})</td></tr>"
        for p in outcome.parts
    )
    years = "".join(
        f'<tr><th scope="row">{year.year}</th>{_cells(_year(year, sign, say))}</tr>' for year in outcome.years
    )
    beside = escape(say.said(report.said("beside")))
    return (
        f"<table>{sums}</table><table><thead><tr>{_heads(map(say, _PARTS))}</tr></thead><tbody>{parts}</tbody></table>"
        f"<table><thead><tr>{_heads(_yearly(say))}</tr></thead><tbody>{years}</tbody></table>"
        f'<p>{beside}</p><p class="small">{escape(_assumed(report, say))}</p>'
    )


def _cells(amounts: Iterable[str]) -> str:
    return "".join(f'<td class="n">{escape(amount)}</td>' for amount in amounts)


def _heads(names: Iterable[str]) -> str:
    return "".join(f"<th>{escape(name)}</th>" for name in names)
