"""A declared mapping wins over every guess; import and check say what each table was taken for, and what would settle
it."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.cli import run_check, run_import
from ingest.errors import GuideError
from ingest.guide import survey
from ingest.guide.reader import read_files

DOUBTFUL = (
    "# Figures\n\n| Level | Alpha | Beta |\n|---|---|---|\n| 1 | €98,000 | €12,000 |\n| 2 | €112,000 | €15,000 |\n"
)
TWO = (
    "# Pay\n\n## Google\n\n| Level | Base |\n|---|---|\n| L4 | $158,000 |\n\n## Meta\n\n| Level | Base "
    "|\n|---|---|\n| E4 | $162,000 |\n"
)


def filed(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_table_that_names_no_pay_is_a_doubt_with_the_line_that_settles_it(tmp_path: Path) -> None:
    report = survey.report(filed(tmp_path, "orchid/dev.md", DOUBTFUL), tmp_path)
    assert [v.state for v in report.verdicts if v.line == 3] == ["doubt"]
    assert "columns" in report.doubts[0].settle
    assert not [band for guide in report.guides for band in guide.bands]


def test_a_mapping_beside_the_files_settles_columns_company_and_currency(tmp_path: Path) -> None:
    file = filed(tmp_path, "x/dev.md", DOUBTFUL.replace("€", ""))
    filed(
        tmp_path,
        "guides.yaml",
        "x/*.md:\n  company: Orchid\n  role: Developer\n  currency: CHF\n  columns: {Alpha: base, Beta: other}\n",
    )
    (guide,) = read_files(file, tmp_path)
    assert (guide.company, guide.role) == ("orchid", "developer")
    assert [(b.level, b.base and b.base.amount and (b.base.amount.low,
    b.base.amount.currency)) for b in guide.bands] == [
        ("1", (98_000, "CHF")), ("2", (112_000, "CHF")),
    ]  # fmt: skip
    assert all(b.bonus is None and b.equity is None for b in guide.bands)


def test_a_mapping_that_says_nothing_known_is_refused_with_its_place(tmp_path: Path) -> None:
    file = filed(tmp_path, "x/dev.md", DOUBTFUL)
    filed(tmp_path, "guides.yaml", "x/*.md:\n  colour: red\n")
    with pytest.raises(GuideError, match="colour"):
        read_files(file, tmp_path)


def test_headings_that_name_companies_part_a_file(tmp_path: Path) -> None:
    guides = read_files(filed(tmp_path, "faang/pay.md", TWO), tmp_path)
    assert [(g.company, [b.level for b in g.bands]) for g in guides] == [("google", ["L4"]), ("meta", ["E4"])]


def test_the_newest_of_several_years_stands_and_the_older_is_told(tmp_path: Path) -> None:
    table = "| Region | Base |\n|---|---|\n| London | £{}K |\n\n"
    text = "# Engineer | Yearly\n\n## 2023\n\n" + table.format(70) + "## 2025\n\n" + table.format(80)
    (guide,) = read_files(filed(tmp_path, "yearly/engineer.md", text), tmp_path)
    assert [b.base and b.base.amount and b.base.amount.low for b in guide.bands] == [80_000]
    assert "older-figure" in [f.code for f in guide.findings]


def test_stages_are_kept_apart(tmp_path: Path) -> None:
    table = "| Role | Base |\n|---|---|\n| Senior | ${}K |\n\n"
    text = "# Pay | Stages\n\n## Seed\n\n" + table.format(130) + "## Series A\n\n" + table.format(150)
    found = [
        (b.level, b.base and b.base.amount and b.base.amount.low)
        for g in read_files(filed(tmp_path, "stages/pay.md", text), tmp_path)
        for b in g.bands
    ]
    assert found == [("Senior (Seed)", 130_000), ("Senior (Series A)", 150_000)]


def test_import_shows_rows_and_writes_what_is_certain(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filed(tmp_path, "ferro/engineer.csv", "Level,City,Base,Currency\nP1,Berlin,52000-61000,EUR\n")
    filed(tmp_path, "orchid/dev.md", DOUBTFUL)
    assert run_import(tmp_path, yes=True, as_json=False) == 1
    shown = capsys.readouterr().out
    assert "52,000–61,000 EUR per year" in shown
    assert "doubt" in shown
    assert yaml.safe_load((tmp_path / "guides.yaml").read_text())["ferro/engineer.csv"]["company"] == "Ferro"
    assert run_import(tmp_path, yes=False, as_json=True) == 1
    told = json.loads(capsys.readouterr().out)
    assert {one["path"] for one in told} == {"ferro/engineer.csv", "orchid/dev.md"}


def test_a_folder_of_papers_is_told_as_no_company_and_not_written_as_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filed(tmp_path, "new/policies/bands.csv", "Level,City,Min,Max,Currency\nP1,Leeds,52000,61000,GBP\n")
    assert run_import(tmp_path / "new", yes=True, as_json=False) == 1
    assert "company: NAME" in capsys.readouterr().out
    assert not (tmp_path / "new" / "guides.yaml").exists()


def test_files_of_other_kinds_have_a_line_each_in_import_and_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filed(tmp_path, "ferro/engineer.csv", "Level,City,Base,Currency\nP1,Berlin,52000-61000,EUR\n")
    filed(tmp_path, "ferro/logo.svg", "<svg/>")
    run_import(tmp_path, yes=False, as_json=False)
    assert "ferro/logo.svg" in capsys.readouterr().out
    run_check([tmp_path], date(2026, 11, 1), strict=False, as_json=True)
    told = {(one["code"], one["path"]) for one in json.loads(capsys.readouterr().out)}
    assert ("passed-over", "ferro/logo.svg") in told


def test_what_fix_writes_is_what_the_check_behind_it_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filed(tmp_path, "ferro/engineer.csv", "Level,City,Base,Currency\nP1,Berlin,52000-61000,EUR\n")
    run_check([tmp_path], date(2026, 11, 1), strict=False, as_json=True, fix=True)
    shown = capsys.readouterr()
    assert "written" in shown.err
    assert [one["code"] for one in json.loads(shown.out)] == ["read-as"]
    assert yaml.safe_load((tmp_path / "guides.yaml").read_text())["ferro/engineer.csv"]["company"] == "Ferro"


@pytest.mark.parametrize(
    ("name", "text", "want"),
    [
        (
            "zones.csv",
            "experience,zone 1,zone 2\n2 to 7,4341.70,4258.37\n7 to 10,4526.02,4439.55\n",
            (Decimal("4439.55"), "EUR", "month"),
        ),
        (
            "pay.md",
            "# Sorb pay\n\n| Level | Gross salary |\n|---|---|\n| A | 2,100 EUR |\n| B | 2,900 EUR |\n",
            (2900, "EUR", "month"),
        ),
    ],
)
def test_the_lines_that_a_doubt_prints_settle_it_one_after_another(
    tmp_path: Path, name: str, text: str, want: tuple[int | Decimal, str, str]
) -> None:
    file = filed(tmp_path, f"sorb/{name}", text)
    entry: dict[str, Any] = {}
    for _ in range(4):
        doubts = survey.report(file, tmp_path).doubts
        if not doubts:
            break
        line = re.search(r"columns: \{.*\}|currency: EUR|period: month", doubts[0].settle)
        assert line, doubts[0]
        entry |= yaml.safe_load(line.group())
        filed(tmp_path, "guides.yaml", yaml.safe_dump({f"sorb/{name}": entry}))
    report = survey.report(file, tmp_path)
    bands = [band for guide in report.guides for band in guide.bands]
    assert not report.doubts
    assert bands[-1].base and bands[-1].base.amount
    assert (bands[-1].base.amount.high, bands[-1].base.amount.currency, bands[-1].base.period) == want


@pytest.mark.parametrize(
    ("path", "title", "company"),
    [
        ("cooperative/profile/salaries/README.md", "Revenus", "cooperative"),
        ("sorrel/content/working-at-sorrel/salaries.md", "Salary calculator", "sorrel"),
        ("repo_one/documents/policies/handbook.md", "Employee Handbook", "repo-one"),
        ("anything/payroll/structure.md", "Sorrel Solutions - Salary & Compensation Structure", "sorrel-solutions"),
        ("Sorrel 3f2a8c1d9e4b4a7f8d6c5b4a39281706/Pay 60718293a4b5c6d8f7a4b4e9d1c8a2f3.md", "Pay", "sorrel"),
    ],
)
def test_folders_of_papers_and_exports_name_no_company(tmp_path: Path, path: str, title: str, company: str) -> None:
    text = f"# {title}\n\n| Level | Base |\n|---|---|\n| L2 | $101,000 |\n| L3 | $131,000 |\n"
    assert {guide.company for guide in read_files(filed(tmp_path, path, text), tmp_path)} == {company}


def test_advice_without_pay_stands_under_the_company_whose_folder_it_is_in(tmp_path: Path) -> None:
    text = "# How we set pay\n\n" + "We look at the market once a year and tell everybody what changed and why. " * 4
    (guide,) = read_files(filed(tmp_path, "sorrel/handbook/compensation.md", text), tmp_path)
    assert (guide.company, guide.role, guide.general, guide.bands) == ("sorrel", "all-roles", False, ())
    with pytest.raises(GuideError):
        read_files(filed(tmp_path, "notes.md", text), tmp_path)


def test_two_columns_that_are_one_component_are_told_apart_by_what_they_are_headed(tmp_path: Path) -> None:
    table = "# Figures\n\n| Place | Alpha | Beta |\n|---|---|---|\n| Oslo | €98,000 | €112,000 |\n"
    file = filed(tmp_path, "x/dev.md", table)
    filed(
        tmp_path, "guides.yaml", "x/*.md:\n  company: Orchid\n  role: Developer\n  columns: {Alpha: base, Beta: base}\n"
    )
    (guide,) = read_files(file, tmp_path)
    held = [(band.level, band.base and band.base.amount and band.base.amount.low) for band in guide.bands]
    assert held == [("Alpha", 98_000), ("Beta", 112_000)]
