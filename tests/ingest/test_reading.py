"""One file to one guide: whose it is, what is no guide, what broken input leaves standing, and that nothing crashes
it."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import GuideError
from ingest.guide.reader import read, read_all, read_file
from tests.thorough import some

ROW = "| Region | Base Salary | Bonus |\n|---|---|---|\n| Leeds | £60K–£80K | 10% |\n"
GUIDES = sorted((Path(__file__).resolve().parents[1] / "golden").glob("*.md"))


@pytest.mark.parametrize(
    ("title", "path", "company", "role", "display"),
    [
        ("### Data Engineer | Fenn & Co Global Negotiation Guide", "x.md", "fenn-and-co", "data-engineer", "Fenn & Co"),
        ("### Data Engineer — Fenn Salary Negotiation Guide", "x.md", "fenn", "data-engineer", "Fenn"),
        ("# Data Engineer at Fenn: Negotiation Guide", "x.md", "fenn", "data-engineer", "Fenn"),
        ("# Negotiation Guide: Data Engineer at Fenn", "x.md", "fenn", "data-engineer", "Fenn"),
        ("# ML/AI Engineer - Fenn Compensation Negotiation Playbook", "x.txt", "fenn", "ml-ai-engineer", "Fenn"),
        (
            "### Data Engineer (DE2 / L4) | Fenn Global Negotiation Guide",
            "fenn/data-engineer.md",
            "fenn",
            "data-engineer",
            "Fenn",
        ),
        ("### Data Engineer (DE2 / L4) | Fenn Global Negotiation Guide", "x.md", "fenn", "data-engineer", "Fenn"),
        ("# Fenn | Data Engineer Negotiation Guide", "fenn/data-engineer.md", "fenn", "data-engineer", "Fenn"),
        (
            "### Data Engineer | Fenn Global Negotiation Guide",
            "fenn-identity/data-engineer.md",
            "fenn-identity",
            "data-engineer",
            "Fenn Identity",
        ),
        (
            "### Data Engineer | Fenn Global Negotiation Guide",
            "downloads/000_ab12.txt",
            "fenn",
            "data-engineer",
            "Fenn",
        ),
        ("# Data Engineer @ Fenn Capital", "fenn/data-engineer.md", "fenn", "data-engineer", "Fenn Capital"),
        ("# Data Engineer – Fenn Robotics (Oslo)", "fenn/de.md", "fenn", "de", "Fenn Robotics"),
        ("# Fenn Health levels", "fenn/data-engineer.md", "fenn", "data-engineer", "Fenn Health"),
        ("# Fenn Salary Bands", "fenn/data-engineer.md", "fenn", "data-engineer", "Fenn"),
        ("# Fenn Engineering", "fenn/data-engineer.md", "fenn", "data-engineer", "Fenn"),
        ("# Pay", "fenn-labs/data-engineer.md", "fenn-labs", "data-engineer", "Fenn Labs"),
    ],
)
def test_knows_whose_guide_it_is(title: str, path: str, company: str, role: str, display: str) -> None:
    guide = read(f"{title}\n\n{ROW}", path)
    assert (guide.company, guide.role, guide.company_display) == (company, role, display)
    assert all((b.company, b.role) == (company, role) for b in guide.bands)


def test_front_matter_names_company_and_role_before_folder_and_title() -> None:
    guide = read(
        f"---\ncompany: fenn\ncompany_display: FENN\nrole: sre\nrole_display: SRE\n---\n# Site Reliability | Other "
        f"Negotiation Guide\n\n{ROW}",
        "a/b.md",
    )
    assert (guide.company, guide.company_display, guide.role, guide.role_display) == ("fenn", "FENN", "sre", "SRE")
    assert guide.bands[0].line == 11


def test_a_table_whose_company_nothing_names_is_refused_with_the_mend() -> None:
    with pytest.raises(GuideError, match="company and role"):
        read(f"# Pay\n\n{ROW}", "pay.md")


@pytest.mark.parametrize(
    "text",
    [
        "", " \n\n", "# Readme\n\nInstall it with pip.\n", "MIT License\n\nPermission is hereby granted, free of "
                                                           "charge, to any person.\n",
        "Once upon a time there was a river.\n", "| a | b |\n|---|---|\n| 1 | 2 |\n", "\x00\x01binary", "a" * 130_000,
        "x\n" * 600_000,
    ],
)  # fmt: skip
def test_what_is_no_guide_is_refused(text: str) -> None:
    with pytest.raises(GuideError):
        read(text, "file.md")


def test_a_readme_about_negotiating_is_no_guide() -> None:
    text = (GUIDES[0].parent / "plain_text.md").read_text(encoding="utf-8")
    assert read(text, "general/plain.md").general
    with pytest.raises(GuideError):
        read(text, "README.md")


def test_broken_front_matter_loses_no_table_and_its_line_is_told() -> None:
    guide = read(
        f'---\ncompany: fenn\nrole: "unclosed\nx: [1\n---\n# SRE | Fenn Negotiation Guide\n\n{ROW}', "fenn/sre.md"
    )
    assert guide.bands
    (finding,) = [f for f in guide.findings if f.code == "front-matter-broken"]
    assert 3 <= finding.line <= 5


def test_broken_front_matter_over_nothing_is_refused_at_its_line() -> None:
    with pytest.raises(GuideError) as refused:
        read("---\na: [1\n---\nNothing here.\n", "x.md")
    assert "front matter" in str(refused.value)


def test_a_rule_at_the_top_is_not_front_matter() -> None:
    assert read(f"---\n\n# SRE | Fenn Negotiation Guide\n\n---\n\n{ROW}", "fenn/sre.md").bands[0].line == 9


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_are_counted_alike_under_every_line_ending(ending: str) -> None:
    text = f"# SRE | Fenn Negotiation Guide\n\n{ROW}".replace("\n", ending)
    assert read("\ufeff" + text, "fenn/sre.md").bands[0].line == 5


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("*Last updated: 2026-02-23*", date(2026, 2, 23)), ("Last updated: February 23, 2026", date(2026, 2, 23)),
        ("**Last Updated:** March 2026", date(2026, 3, 1)), ("Updated often", None), ("Last updated: 2026-02-31", None),
    ],
)  # fmt: skip
def test_the_date_may_stand_in_the_text(line: str, day: date | None) -> None:
    assert read(f"# SRE | Fenn Negotiation Guide\n\n{line}\n\n{ROW}", "fenn/sre.md").updated == day


def test_files_are_read_with_one_clear_line_for_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "fenn").mkdir()
    good, bad = tmp_path / "fenn" / "sre.md", tmp_path / "latin.md"
    good.write_text(f"# SRE | Fenn Negotiation Guide\n\n{ROW}", encoding="utf-8")
    bad.write_bytes("café".encode("latin-1"))
    assert read_file(good, tmp_path).path == "fenn/sre.md"
    for file in (bad, tmp_path / "missing.md"):
        with pytest.raises(GuideError) as refused:
            read_file(file, tmp_path)
        assert "\n" not in str(refused.value)


@settings(max_examples=some(150), deadline=None)
@given(st.text(max_size=400))
def test_no_text_crashes_the_reader(text: str) -> None:
    with suppress(GuideError):
        read(text, "fenn/sre.md")


@st.composite
def _mutated(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(GUIDES)).read_text(encoding="utf-8")
    junk = [
        "|",
        '"',
        "“",
        "**",
        "> ",
        "---\n",
        "\n",
        "\n\n",
        "–",
        "$",
        "K",
        "%",
        "(",
        "]",
        "<sup>",
        "~~",
        "`",
        "&nbsp;",
        "#",
        "1. ",
        "{",
        ":",
        "\t",
        "9" * 30,
        "²",
        "٣",
    ]
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 30))
        text = text[:at] + draw(st.sampled_from(junk)) + text[at + cut :]
    return text


@settings(max_examples=some(250), deadline=None)
@given(_mutated())
def test_no_damage_to_a_guide_crashes_the_reader_or_turns_a_range_over(text: str) -> None:
    try:
        guide = read(text, "fenn/sre.md")
    except GuideError:
        return
    for band in guide.bands:
        for one in (band.base, band.equity, band.bonus, band.signing, band.total):
            assert one is None or one.amount is None or one.amount.low <= one.amount.high
            assert one is None or 1 <= one.source.line <= text.count("\n") + 1


def test_sections_cover_every_line_that_says_something_once() -> None:
    for file in GUIDES:
        text = file.read_text(encoding="utf-8")
        guide = read(text, "general/x.md" if file.stem == "plain_text" else file.name)
        lines = text.split("\n")
        start = lines.index("---", 1) + 1 if lines[0] == "---" else 0
        covered = [n for s in guide.sections for n in range(s.line, s.end + 1)]
        assert len(covered) == len(set(covered))
        assert {i + 1 for i in range(start, len(lines)) if lines[i].strip()} <= set(covered)


@pytest.mark.parametrize(
    "line",
    [" " * 90_000 + "|" + " " * 9_000, "- **a**" + " " * 90_000 + "b", "a:" + " " * 90_000, "\t" * 50_000 + "a|b"],
)
def test_blanks_without_end_are_read_as_a_few(line: str) -> None:
    assert read(f"# SRE | Fenn Negotiation Guide\n\n{ROW}\n{line}\n", "fenn/sre.md").bands


@pytest.mark.parametrize(
    ("path", "text", "company"),
    [
        ("confluence/Bands_88213.md", "# Mirador Health : Compensation Bands\n", "Mirador Health"),
        ("hr/comp.md", "# Mock Company Compensation Structure\n\n**Company:** TechCo (from sample data)\n", "TechCo"),
        ("guild/pages/grades.md", "# Pay grades: General Schedule\n", "Guild"),
    ],
)
def test_a_title_or_label_says_whose_pay_it_is_before_the_folder_above(path: str, text: str, company: str) -> None:
    table = "\n| Level | Salary |\n|---|---|\n| K1 | $80,000 |\n| K2 | $99,000 |\n"
    guides, _ = read_all(f"{text}{table}", path, {}, "files")
    assert {guide.company_display for guide in guides} == {company}


@pytest.mark.parametrize(
    ("line", "equals"),
    [
        ("Acme Platform Eng = No Direct Equivalent (First-of-Kind) > Stripe Sr SWE > Google L5", ()),
        ("Acme PM = Google L6 = no equivalent at banks = Staff at most startups", (("Google", "L6"),)),
        ("Note: this role maps to the highest bands across the industry", ()),
        ("E6 = Google L6 / Amazon L7 TPM. Acme's ladder is its own", (("Google", "L6"), ("Amazon", "L7 TPM"))),
        ("Acme SWE = Block (Square) L5 = n8n L3", (("Block (Square)", "L5"), ("n8n", "L3"))),
    ],
)
def test_what_names_no_company_or_stands_below_it_is_no_equal(line: str, equals: tuple[tuple[str, str], ...]) -> None:
    guide = read(f"# Engineer | Acme Negotiation Guide\n\n{ROW}\n## Level Mapping\n\n{line}\n", "acme/engineer.md")
    assert tuple(pair for mapping in guide.mappings for pair in mapping.equals) == equals


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ('Anchor to "Dive Deep" (know the data at every level), "Invent and Simplify" (build well).', ""),
        ('Name "Hire and Develop the Best" and "Insist on the Highest Standards" in each round.', ""),
        ('Use "ownership" here: "I ran the migration alone, so I ask for €90K base."',
         "I ran the migration alone, so I ask for €90K base."),
    ],
)  # fmt: skip
def test_a_quoted_term_is_no_script_nor_is_what_stands_between_two(text: str, script: str) -> None:
    guide = read(
        f"# SRE | Fenn Negotiation Guide\n\n{ROW}\n**Global Levers**\n1. **Principles:** {text}\n", "fenn/sre.md"
    )
    assert [lever.script for lever in guide.levers] == [script]
