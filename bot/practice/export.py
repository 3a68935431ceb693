"""A debrief as markdown and as a printable page, in English or the language of whoever gives its words."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from bot.answer import OfferYear
from bot.practice.report import Criterion, Debrief
from bot.wording import exact


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Words:
    """A language's words: what the coach's sentences (said) and headings and labels (label) are in it."""

    language: str = "en"
    said: Callable[[str], str] = _as_it_is
    label: Callable[[str], str] = _as_it_is


ENGLISH = Words()


def markdown(report: Debrief, words: Words = ENGLISH) -> str:
    """The debrief as a markdown document; what people said is quoted with its markup disarmed."""
    label, said = words.label, words.said
    title = label(f"Debrief: {report.role} at {report.company}")
    lines = [f"# {_md(title)}", "", _about(report, words), "", _md(said(report.summary)), ""]
    columns = " | ".join(map(label, ("criterion", "standing", "score")))
    lines += [f"## {label('Process')}", "", f"| {columns} |", "| --- | --- | --- |"]
    lines += [
        f"| {label(c.label)} | {label(c.state)} | {'–' if c.score is None else c.score} |" for c in report.criteria
    ]
    for one in report.criteria:
        lines += ["", f"### {label(one.label)}", "", *_criterion(one, words)]
    lines += ["", f"## {label('Outcome')}", "", *_outcome(report, words)]
    if report.counterfactuals:
        lines += ["", f"## {label('What would have changed it')}", ""]
        say = label("You could have said:")
        lines += [f"- {_md(said(c.text))} {say} “{_md(c.line)}”" for c in report.counterfactuals]
    if report.unheard:
        lines += ["", f"## {label(_UNHEARD)}", "", *(f"- “{_md(one)}”" for one in report.unheard)]
    lines += ["", f"## {label('Turn by turn')}", ""]
    for point in report.points:
        if point.said:
            lines += [f"> **{label('You')} ({point.turn}):** {_md(point.said)}", ">"]
        lines += [f"> **{label('Recruiter')}:** {_md(point.answered)}", ""]
    if report.jurisdiction_note:
        lines += ["", f"*{_md(said(report.jurisdiction_note))}*"]
    return "\n".join(lines).rstrip() + "\n"


_UNHEARD = "Not understood, and counted for nothing"


def _about(report: Debrief, words: Words) -> str:
    level = f", {_md(report.level)}" if report.level else ""
    set_so = " · ".join(map(words.label, (report.difficulty, report.persona)))
    return f"{_md(report.region)}{level} · {set_so} · seed {report.seed}"


def _criterion(one: Criterion, words: Words) -> list[str]:
    label = words.label
    lines = [_md(words.said(one.found))]
    if one.quote:
        lines += ["", f"> {label('Turn')} {one.turn}: “{_md(one.quote)}”"]
    elif one.turn is not None:
        lines[0] += f" ({label('turn')} {one.turn})"
    if one.better:
        lines += ["", f"{label('Better:')} “{_md(one.better)}”"]
    rests = []
    if one.citation:
        rests.append(f"{label('guide')} {_md(one.citation.path)}:{one.citation.line}")
    if one.study:
        rests.append(_md(one.study.text))
    return [*lines, *(["", f"{label('Rests on')}: {'; '.join(rests)}."] if rests else [])]


def _table_head(words: Words, *columns: str) -> list[str]:
    return [f"| {' | '.join(map(words.label, columns))} |", f"|{' --- |' * len(columns)}"]


_YEARLY = ("year", "base", "equity", "bonus", "signing", "refresher", "total")


def _outcome(report: Debrief, words: Words) -> list[str]:
    outcome, label = report.outcome, words.label
    sign = outcome.currency
    four = label("over four years")
    lines = [
        f"- {label('Opening')}: {exact(outcome.opening_four_years, sign)} {four}",
        f"- {label('Agreed' if outcome.agreed else 'Last offer')}: {exact(outcome.reached_four_years, sign)} {four}",
        f"- {label('The best package there was')}: {exact(outcome.best_four_years, sign)} {four}",
        f"- {label('Left on the table')}: {exact(outcome.left, sign)}",
    ]
    if outcome.room_captured is not None:
        lines.append(f"- {label('Room captured')}: {outcome.room_captured} %")
    if report.beside:
        lines.append(f"- {_md(words.said(report.beside))}")
    lines += ["", *_table_head(words, "part", "opening", "reached", "most", "from the guide")]
    lines += [
        f"| {_md(label(p.label))} | {exact(p.opening, sign)} | {exact(p.reached, sign)} | "
        f"{exact(p.most, sign)} | "
        f"{_md(p.citation.path)}:{p.citation.line} ({_md(p.how)}) |"
        for p in outcome.parts
    ]
    lines += ["", *_table_head(words, *_YEARLY)]
    lines += [_year(y, sign) for y in outcome.years]
    return [*lines, "", words.said(" ".join(outcome.assumptions))]


def _year(year: OfferYear, sign: str) -> str:
    cells = (year.base, year.equity, year.bonus, year.signing, year.refresher, year.total)
    return f"| {year.year} | {' | '.join(exact(c, sign) for c in cells)} |"


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


def page(report: Debrief, words: Words = ENGLISH) -> str:
    """The debrief as a printable HTML document on its own: everything escaped, no script, nothing loaded."""
    label, said = words.label, words.said
    title = label(f"Debrief: {report.role} at {report.company}")
    body = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="small">{escape(report.region)} · {escape(label(report.difficulty))} · '
        f"{escape(label(report.persona))} · seed {report.seed}</p>",
        f"<p>{escape(said(report.summary))}</p>",
        report.chart_svg,
        f"<h2>{escape(label('Process'))}</h2>",
        *(_section(c, words) for c in report.criteria),
        f"<h2>{escape(label('Outcome'))}</h2>",
        _outcome_html(report, words),
    ]
    if report.counterfactuals:
        changes = (
            f'<li>{escape(said(c.text))}<blockquote lang="en">{escape(c.line)}</blockquote></li>'
            for c in report.counterfactuals
        )
        body.append(f"<h2>{escape(label('What would have changed it'))}</h2><ul>{''.join(changes)}</ul>")
    if report.unheard:
        missed = "".join(f"<li>“{escape(one)}”</li>" for one in report.unheard)
        body.append(f"<h2>{escape(label(_UNHEARD))}</h2><ul>{missed}</ul>")
    body.append(f"<h2>{escape(label('Turn by turn'))}</h2>")
    for point in report.points:
        if point.said:
            body.append(
                f'<p lang="en"><strong>{escape(label("You"))} ({point.turn}):</strong> {escape(point.said)}</p>'
            )
        body.append(f'<p lang="en"><strong>{escape(label("Recruiter"))}:</strong> {escape(point.answered)}</p>')
    if report.jurisdiction_note:
        body.append(f'<p class="small">{escape(said(report.jurisdiction_note))}</p>')
    return (
        f'<!doctype html>\n<html lang="{words.language}"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width,'
        f'initial-scale=1"><title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>{"".join(body)}</main></body></html>\n'
    )


def _section(one: Criterion, words: Words) -> str:
    label = words.label
    score = "" if one.score is None else f", {one.score} {label('of 100')}"
    parts = [
        f'<section class="c"><h3>{escape(label(one.label))} <span '
        f'class="{escape(one.state.split()[0])}">({escape(label(one.state))}{score})'
        f"</span></h3><p>{escape(words.said(one.found))}</p>"
    ]
    if one.quote:
        parts.append(f'<blockquote lang="en">{escape(label("Turn"))} {one.turn}: {escape(one.quote)}</blockquote>')
    if one.better:
        parts.append(f'<p><strong>{escape(label("Better:"))}</strong> <span lang="en">{escape(one.better)}</span></p>')
    rests = [f"{one.citation.path}:{one.citation.line}"] if one.citation else []
    rests += [one.study.text] if one.study else []
    return "".join(parts) + f'<p class="small">{escape(label("Rests on"))} {escape("; ".join(rests))}.</p></section>'


def _outcome_html(report: Debrief, words: Words) -> str:
    outcome, label = report.outcome, words.label
    sign = outcome.currency
    rows = [
        ("Opening, over four years", outcome.opening_four_years),
        ("Agreed" if outcome.agreed else "Last offer", outcome.reached_four_years),
        ("The best package there was", outcome.best_four_years),
        ("Left on the table", outcome.left),
    ]
    said = "".join(
        f'<tr><th scope="row">{escape(label(name))}</th><td class="n">{escape(exact(v, sign))}</td></tr>'
        for name, v in rows
    )
    if outcome.room_captured is not None:
        name = escape(label("Room captured"))
        said += f'<tr><th scope="row">{name}</th><td class="n">{outcome.room_captured} %</td></tr>'
    parts = "".join(
        f'<tr><th scope="row">{escape(label(p.label))}</th>'
        + "".join(f'<td class="n">{escape(exact(v, sign))}</td>' for v in (p.opening, p.reached, p.most))
        + f"<td>{escape(p.citation.path)}:{p.citation.line} ({escape(p.how)})</td></tr>"
        for p in outcome.parts
    )
    years = "".join(
        f'<tr><th scope="row">{y.year}</th>'
        + "".join(
            f'<td class="n">{escape(exact(v, sign))}</td>'
            for v in (y.base, y.equity, y.bonus, y.signing, y.refresher, y.total)
        )
        + "</tr>"
        for y in outcome.years
    )
    heads = ("part", "opening", "reached", "most", "from the guide")
    return (
        f"<table>{said}</table><table><thead><tr>{_heads(words, heads)}</tr></thead><tbody>{parts}</tbody></table>"
        f"<table><thead><tr>{_heads(words, _YEARLY)}</tr></thead><tbody>{years}</tbody></table>"
        f'<p>{escape(words.said(report.beside))}</p><p class="small">'
        f"{escape(words.said(' '.join(outcome.assumptions)))}</p>"
    )


def _heads(words: Words, names: tuple[str, ...]) -> str:
    return "".join(f"<th>{escape(words.label(name))}</th>" for name in names)
