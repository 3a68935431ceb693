"""Golden readings: every guide in tests/golden beside what must be read from it.

Write a twin anew with `python -m tests.ingest.test_golden`, and read it before you commit it.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.guide.reader import read
from ingest.guide.types import COMPONENTS, Component, Guide, ScriptFigure

FOLDER = Path(__file__).resolve().parents[1] / "golden"
GUIDES = sorted(FOLDER.glob("*.md"))


def _ends(low: object, high: object) -> str:
    return f"{low}" if low == high else f"{low}..{high}"


def component(one: Component) -> str:
    """A component in one line, so that a golden twin can be read by eye."""
    words = [one.state]
    if one.amount:
        words.append(f"{_ends(one.amount.low, one.amount.high)} {one.amount.currency}{'+' if one.amount.open else ''}")
    if one.percent:
        words.append(f"{_ends(one.percent.low, one.percent.high)}%")
    if one.count:
        words.append(f"{_ends(one.count.low, one.count.high)} shares")
    if one.period:
        words.append(f"per {one.period}{f' of {one.years} years' if one.years else ''}")
    words += [f"also {_ends(r.low, r.high)} {r.currency}" for r in one.also]
    if one.yearly:
        words.append(f"yearly {_ends(one.yearly.low, one.yearly.high)} {one.yearly.currency}")
    if one.relative:
        share = one.relative.percent
        words.append(f"{f'{_ends(share.low, share.high)}% ' if share else ''}of {one.relative.region or '?'}")
    words += [one.kind] if one.kind else []
    words += [f"({one.note})"] if one.note else []
    return f"{' '.join(words)} @{one.source.line}"


def ask(one: ScriptFigure) -> str:
    """An ask in one line."""
    figure = one.amount or one.percent
    assert figure
    unit = one.amount.currency if one.amount else "%"
    when = f" per {one.period}{f' of {one.years} years' if one.years else ''}" if one.period else ""
    return f"{one.component} {_ends(figure.low, figure.high)} {unit}{when}{f' in {one.region}' if one.region else ''}"


def summary(guide: Guide) -> dict[str, Any]:
    """What a golden twin holds of a guide."""
    return {
        "title": guide.title,
        "company": [guide.company, guide.company_display],
        "role": [guide.role, guide.role_display],
        "dates": [str(d) for d in (guide.updated, guide.review_due, guide.quarter)],
        "bands": [
            {
                "region": band.region,
                **({"level": band.level} if band.level else {}),
                **{name: component(c) for name in COMPONENTS if (c := getattr(band, name))},
                **{label: component(c) for label, c in band.extra},
                **({"derived": f"{_ends(d.low, d.high)} {d.currency}"} if (d := band.derived_total) else {}),
            }
            for band in guide.bands
        ],
        "levers": [
            {"title": v.title, "line": v.source.line, "script": v.script, "asks": [ask(a) for a in v.asks],
             "offers": {s.company: [ask(a) for a in s.figures] for s in v.sample_offers}}
            for v in guide.levers
        ],
        "strategies": [
            {"label": s.label, "line": s.source.line, "ask": [ask(a) for a in s.ask],
            "accept": [ask(a) for a in s.accept_at],
             "floor": [ask(a) for a in s.floor], "signing": [ask(a) for a in s.signing], "vesting": s.vesting,
             "refresher": s.refresher,
             "offers": {o.company: [ask(a) for a in o.figures] for o in s.sample_offers}}
            for s in guide.strategies
        ],
        "mappings": [{"level": m.level, "equals": [list(e) for e in m.equals],
        "vague": m.vague} for m in guide.mappings],
        "evidence": [e.text for e in guide.evidence],
        "notes": [n.text for n in guide.notes],
        "sections": [f"{s.line}-{s.end} {s.kind}: {s.title}" for s in guide.sections],
        "findings": [f"{f.line} {f.code} {f.component or ''} {f.level or ''} {f.region or ''}".strip(
            ) for f in guide.findings],
    }  # fmt: skip


def _read(file: Path) -> dict[str, Any]:
    path = "general/plain-text.md" if file.stem == "plain_text" else file.name
    loaded: dict[str, Any] = json.loads(json.dumps(summary(read(file.read_text(encoding="utf-8"), path))))
    return loaded


@pytest.mark.parametrize("file", GUIDES, ids=[g.stem for g in GUIDES])
def test_reads_the_guide_as_its_golden_twin_says(file: Path) -> None:
    assert _read(file) == json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))


if __name__ == "__main__":
    for each in GUIDES:
        text = json.dumps(_read(each), ensure_ascii=False, indent=1)
        each.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
