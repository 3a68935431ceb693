"""Whose a document is where nothing says it outright: by everything in it that names somebody."""

import pytest

from ingest.documents import load
from ingest.guide.reader import read_all

LIST = "\n\nAnnual base salary in GBP.\n\n- Surveyor: £31,000 to £36,000\n- Senior Surveyor: £41,000 to £48,500\n"


def whose(path: str, text: str, root: str = "unsorted") -> set[str]:
    guides, _ = read_all(text, path, {}, root)
    return {guide.company_display for guide in guides}


@pytest.mark.parametrize(
    ("path", "title", "company"),
    [
        ("careers/ottermere.md", "# Open positions at Ottermere Optics", "Ottermere Optics"),
        ("gdocs/Salary bands.md", "# Salary bands – Quill & Thornby Surveyors", "Quill & Thornby Surveyors"),
        ("firms/quill-thornby-surveyor.md", "# Quill & Thornby LLP pay scale (Leeds)", "Quill & Thornby LLP"),
        ("ottermere/bands.md", "Ottermere Optics\n\nSalary ranges effective 1 January 2026", "Ottermere Optics"),
        ("ottermere/tarifas.md", "# Ofertas en Ottermere Óptica (Valencia)", "Ottermere Óptica"),
        ("mail/new.txt", "Subject: Ottermere 2026 bands\n\nHi all,\n\nhere are Ottermere's new bands.", "Ottermere"),
        ("zubry/stawki.md", "# Żubry Soft – salary ranges", "Żubry Soft"),
        ("bands.md", "# Salary bands – Summit Health", "Summit Health"),
        ("policy.md", "# Pay\n\nVexelta's approach to salaries. Vexelta pays fairly.", "Vexelta"),
        ("vexelta_pay_ranges.md", "# Pay", "Vexelta"),
        (
            "pay-and-perks.md",
            "Ottermere Health: salary framework\n=====\n\nApproved by RemCo 4 March. For all.\n\n### Technology",
            "Ottermere Health",
        ),
    ],
)
def test_the_name_that_most_of_a_document_speaks_for_is_its_company(path: str, title: str, company: str) -> None:
    assert whose(path, title + LIST) == {company}


@pytest.mark.parametrize(
    "title",
    [
        "# Retail Store Pay Ranges",
        "# Appendixes",
        "# GBP – pay",
        "# Pay – Ostrava",
        "# Senior Surveyor",
        "# How We Work",
        "# What Google pays, and what we do about it",
    ],
)
def test_words_of_pay_jobs_and_another_company_take_no_guide_from_its_folder(title: str) -> None:
    assert whose("ottermere/pay.md", title + LIST) == {"Ottermere"}


def test_what_a_page_calls_itself_names_its_company() -> None:
    page = "<html><head><title>Careers | Ottermere Optics</title></head><body><h1>Jobs</h1><ul>"
    page += "<li>Surveyor: £31,000 a year</li><li>Senior Surveyor: £41,000 a year</li></ul></body></html>"
    paper = load.paper(page.encode(), "jobs.html")
    guides, _ = read_all(paper.text, "jobs.html", {}, "7", paper)
    assert {guide.company_display for guide in guides} == {"Ottermere Optics"}


def test_the_job_that_a_title_sets_beside_the_company_is_the_role() -> None:
    text = (
        "# QA Tester – Ottermere Software\n\n| | Junior | Senior |\n|---|---|---|\n| Monthly gross | €3,800 | €5,200 |"
    )
    guides, _ = read_all(text, "tester.md", {}, "7")
    assert [(guide.company_display, guide.role_display) for guide in guides] == [("Ottermere Software", "QA Tester")]


def test_the_rank_of_a_heading_is_the_level_of_rows_that_have_none() -> None:
    text = "# Ottermere Compensation\n\n## L6: Senior Engineering Manager\n\n| Location | Base |\n|---|---|\n"
    guides, _ = read_all(text + "| Seattle | $170K–$190K |\n", "ottermere/summary.md", {}, "7")
    assert [(guide.role_display, guide.bands[0].level) for guide in guides] == [
        ("Engineering Manager", "L6: Senior Engineering Manager")
    ]


def test_a_paper_of_a_company_may_head_its_bonus_with_target() -> None:
    text = "# Ottermere rewards\n\n## Base salary\n\n| Grade | Low | High |\n|---|---|---|\n| J4 | £58,000 | £69,000 |"
    text += "\n\n## Annual bonus target\n\n| Grade | Target |\n|---|---|\n| J4 | 10% |\n"
    guides, _ = read_all(text, "rewards.md", {}, "7")
    (band,) = guides[0].bands
    assert band.bonus is not None and band.bonus.percent is not None and band.bonus.percent.low == 10


def test_a_document_that_names_its_company_outright_keeps_it() -> None:
    text = "---\ncompany: ottermere\n---\n# Quill & Thornby LLP pay scale" + LIST
    assert whose("firms/pay.md", text) == {"Ottermere"}


def test_the_place_that_a_sentence_gives_all_figures_is_the_place_of_each() -> None:
    guides, _ = read_all("# Pay at Ottermere Optics\n\nAll in GBP. Leeds office." + LIST, "ottermere/pay.md", {}, "x")
    assert {band.region for guide in guides for band in guide.bands} == {"Leeds"}
    assert whose("ottermere/pay.md", "# Pay" + LIST) == {"Ottermere"}


def test_of_two_names_that_as_much_speaks_for_none_is_taken() -> None:
    both = "# Pay\n\nVexelta's approach to salaries. Vexelta pays fairly."
    assert whose("policy.md", both + both.replace("Vexelta", "Quorvane").replace("# Pay", "") + LIST) == {"Unsorted"}
