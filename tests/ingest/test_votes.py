"""Whose a document is where nothing says it outright: by everything in it that names somebody."""

import pytest

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
    ],
)
def test_the_name_that_most_of_a_document_speaks_for_is_its_company(path: str, title: str, company: str) -> None:
    assert whose(path, title + LIST) == {company}


@pytest.mark.parametrize(
    "title",
    [
        "# Retail Store Pay Ranges",
        "# Appendixes",
        "# Senior Surveyor",
        "# How We Work",
        "# What Google pays, and what we do about it",
    ],
)
def test_words_of_pay_jobs_and_another_company_take_no_guide_from_its_folder(title: str) -> None:
    assert whose("ottermere/pay.md", title + LIST) == {"Ottermere"}


def test_a_document_that_names_its_company_outright_keeps_it() -> None:
    text = "---\ncompany: ottermere\n---\n# Quill & Thornby LLP pay scale" + LIST
    assert whose("firms/pay.md", text) == {"Ottermere"}


def test_the_place_that_a_sentence_gives_all_figures_is_the_place_of_each() -> None:
    guides, _ = read_all("# Pay at Ottermere Optics\n\nAll in GBP. Leeds office." + LIST, "ottermere/pay.md", {}, "x")
    assert {band.region for guide in guides for band in guide.bands} == {"Leeds"}
    assert whose("ottermere/pay.md", "# Pay" + LIST) == {"Ottermere"}
