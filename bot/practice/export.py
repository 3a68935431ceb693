"""A debrief as markdown and as a printable page."""

from html import escape

from bot.answer import OfferYear
from bot.practice.report import Criterion, Debrief
from bot.wording import exact

_MARK = {"good": "good", "partly": "partly", "missed": "missed", "not observed": "not observed"}


def markdown(report: Debrief) -> str:
    """The debrief as a markdown document; what people said is quoted with its markup disarmed."""
    lines = [f"# Debrief: {_md(report.role)} at {_md(report.company)}", "", _about(report), "", _md(report.summary), ""]
    lines += ["## Process", "", "| criterion | standing | score |", "| --- | --- | --- |"]
    lines += [f"| {c.label} | {_MARK[c.state]} | {'–' if c.score is None else c.score} |" for c in report.criteria]
    for one in report.criteria:
        lines += ["", f"### {one.label}", "", *_criterion(one)]
    lines += ["", "## Outcome", "", *_outcome(report)]
    if report.counterfactuals:
        lines += ["", "## What would have changed it", ""]
        lines += [f"- {_md(c.text)} You could have said: “{_md(c.line)}”" for c in report.counterfactuals]
    if report.unheard:
        lines += ["", "## Not understood, and counted for nothing", "", *(f"- “{_md(one)}”" for one in report.unheard)]
    lines += ["", "## Turn by turn", ""]
    for point in report.points:
        if point.said:
            lines += [f"> **You ({point.turn}):** {_md(point.said)}", ">"]
        lines += [f"> **Recruiter:** {_md(point.answered)}", ""]
    if report.jurisdiction_note:
        lines += ["", f"*{_md(report.jurisdiction_note)}*"]
    return "\n".join(lines).rstrip() + "\n"


def _about(report: Debrief) -> str:
    level = f", {_md(report.level)}" if report.level else ""
    return f"{_md(report.region)}{level} · {report.difficulty} · {report.persona} · seed {report.seed}"


def _criterion(one: Criterion) -> list[str]:
    lines = [_md(one.found)]
    if one.quote:
        lines += ["", f"> Turn {one.turn}: “{_md(one.quote)}”"]
    elif one.turn is not None:
        lines[0] += f" (turn {one.turn})"
    if one.better:
        lines += ["", f"Better: “{_md(one.better)}”"]
    rests = []
    if one.citation:
        rests.append(f"guide {_md(one.citation.path)}:{one.citation.line}")
    if one.study:
        rests.append(_md(one.study.text))
    return [*lines, *(["", f"Rests on: {'; '.join(rests)}."] if rests else [])]


def _outcome(report: Debrief) -> list[str]:
    outcome = report.outcome
    sign = outcome.currency
    lines = [
        f"- Opening: {exact(outcome.opening_four_years, sign)} over four years",
        f"- {'Agreed' if outcome.agreed else 'Last offer'}: {exact(outcome.reached_four_years, sign)} over four years",
        f"- The best package there was: {exact(outcome.best_four_years, sign)} over four years",
        f"- Left on the table: {exact(outcome.left, sign)}",
    ]
    if outcome.room_captured is not None:
        lines.append(f"- Room captured: {outcome.room_captured} %")
    if report.beside:
        lines.append(f"- {_md(report.beside)}")
    lines += ["", "| part | opening | reached | most | from the guide |", "| --- | --- | --- | --- | --- |"]
    lines += [
        f"| {_md(p.label)} | {exact(p.opening, sign)} | {exact(p.reached, sign)} | "
        f"{exact(p.most, sign)} | "
        f"{_md(p.citation.path)}:{p.citation.line} ({_md(p.how)}) |"
        for p in outcome.parts
    ]
    lines += [
        "",
        "| year | base | equity | bonus | signing | refresher | total |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [_year(y, sign) for y in outcome.years]
    return [*lines, "", " ".join(outcome.assumptions)]


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


def page(report: Debrief) -> str:
    """The debrief as a printable HTML document on its own: everything escaped, no script, nothing loaded."""
    title = f"Debrief: {report.role} at {report.company}"
    body = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="small">{escape(report.region)} · {escape(report.difficulty)} · '
        f"{escape(report.persona)} · seed {report.seed}</p>",
        f"<p>{escape(report.summary)}</p>",
        report.chart_svg,
        "<h2>Process</h2>",
        *(_section(c) for c in report.criteria),
        "<h2>Outcome</h2>",
        _outcome_html(report),
    ]
    if report.counterfactuals:
        body.append(
            "<h2>What would have changed it</h2><ul>"
            + "".join(
                f"<li>{escape(c.text)}<blockquote>{escape(c.line)}</blockquote></li>" for c in report.counterfactuals
            )
            + "</ul>"
        )
    if report.unheard:
        missed = "".join(f"<li>“{escape(one)}”</li>" for one in report.unheard)
        body.append(f"<h2>Not understood, and counted for nothing</h2><ul>{missed}</ul>")
    body.append("<h2>Turn by turn</h2>")
    for point in report.points:
        if point.said:
            body.append(f"<p><strong>You ({point.turn}):</strong> {escape(point.said)}</p>")
        body.append(f"<p><strong>Recruiter:</strong> {escape(point.answered)}</p>")
    if report.jurisdiction_note:
        body.append(f'<p class="small">{escape(report.jurisdiction_note)}</p>')
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width,'
        f'initial-scale=1"><title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>{"".join(body)}</main></body></html>\n'
    )


def _section(one: Criterion) -> str:
    score = "" if one.score is None else f", {one.score} of 100"
    parts = [
        f'<section class="c"><h3>{escape(one.label)} <span '
        f'class="{escape(one.state.split()[0])}">({escape(one.state)}{score})'
        f"</span></h3><p>{escape(one.found)}</p>"
    ]
    if one.quote:
        parts.append(f"<blockquote>Turn {one.turn}: {escape(one.quote)}</blockquote>")
    if one.better:
        parts.append(f"<p><strong>Better:</strong> {escape(one.better)}</p>")
    rests = [f"{one.citation.path}:{one.citation.line}"] if one.citation else []
    rests += [one.study.text] if one.study else []
    return "".join(parts) + f'<p class="small">Rests on {escape("; ".join(rests))}.</p></section>'


def _outcome_html(report: Debrief) -> str:
    outcome = report.outcome
    sign = outcome.currency
    rows = [
        ("Opening, over four years", outcome.opening_four_years),
        ("Agreed" if outcome.agreed else "Last offer", outcome.reached_four_years),
        ("The best package there was", outcome.best_four_years),
        ("Left on the table", outcome.left),
    ]
    said = "".join(
        f'<tr><th scope="row">{name}</th><td class="n">{escape(exact(v, sign))}</td></tr>' for name, v in rows
    )
    if outcome.room_captured is not None:
        said += f'<tr><th scope="row">Room captured</th><td class="n">{outcome.room_captured} %</td></tr>'
    parts = "".join(
        f'<tr><th scope="row">{escape(p.label)}</th>'
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
    return (
        f"<table>{said}</table><table><thead><tr><th>part</th><th>opening</th><th>reached</th><th>most</th><th>from "
        f"the guide</th>"
        f"</tr></thead><tbody>{parts}</tbody></table><table><thead><tr><th>year</th><th>base</th><th>equity</th><th>bonus</th>"
        f"<th>signing</th><th>refresher</th><th>total</th></tr></thead><tbody>{years}</tbody></table>"
        f'<p>{escape(report.beside)}</p><p class="small">{escape(" ".join(outcome.assumptions))}</p>'
    )
