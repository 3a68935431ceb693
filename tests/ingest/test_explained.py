"""A warning that whoever keeps the guides knows of is explained in guides.yaml: a note for `check --strict`."""

import json
from datetime import date
from pathlib import Path

import pytest

from ingest.cli import run_check
from ingest.guide.reader import read_file

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
GUIDE = """---
company: acme
role: engineer
next_review_due: 2026-01-01
---
# Engineer | Acme

| Region | Base |
|---|---|
| Leeds | £60K–£80K |
"""


def checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, dict[str, str]]]:
    status = run_check([folder], date(2026, 11, 1), strict=True, as_json=True)
    return status, {one["code"]: one for one in json.loads(capsys.readouterr().out)}


def test_the_starter_guides_pass_the_strict_check(capsys: pytest.CaptureFixture[str]) -> None:
    status, found = checked(CORPUS, capsys)
    assert status == 0
    assert "Explained:" in found["overdue-review"]["message"]
    assert "Explained:" in found["total-differs-from-parts"]["message"]


def test_an_explained_warning_is_a_note_with_its_reason_and_others_stay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "guides" / "acme"
    folder.mkdir(parents=True)
    (folder / "engineer.md").write_text(GUIDE, encoding="utf-8")
    status, found = checked(folder.parent, capsys)
    assert (status, found["overdue-review"]["severity"]) == (1, "warning")
    mapping = folder.parent / "guides.yaml"
    mapping.write_text('"acme/*.md":\n  explained: {other-code: x}\n', encoding="utf-8")
    assert checked(folder.parent, capsys)[0] == 1
    mapping.write_text('"acme/*.md":\n  explained:\n    overdue-review: the survey is yearly\n', encoding="utf-8")
    status, found = checked(folder.parent, capsys)
    assert (status, found["overdue-review"]["severity"]) == (0, "note")
    assert found["overdue-review"]["message"].endswith("Explained: the survey is yearly")


def test_answers_still_tell_what_is_explained() -> None:
    guide = read_file(CORPUS / "weights-and-biases" / "staff-software-engineer.md", CORPUS)
    assert any(one.code == "total-differs-from-parts" and one.severity == "warning" for one in guide.findings)
