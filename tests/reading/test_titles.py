"""Small job titles are answered from the role whose guide speaks for them, with a note, or with choices of roles."""

from datetime import date
from pathlib import Path

import pytest

from bot.channels.batch import answerer
from bot.reading.names import Names
from bot.reading.roles import role_key
from bot.reading.words import keys
from ingest.index.facts import Facts
from ingest.lexicon import titles

OF_THE_WIDER = (
    "backend engineer", "golang engineer", "Rust developer", "C++ developer", "node.js developer", "frontend dev",
    "iOS engineer", "Android developer", "QA engineer", "SDET", "full stack", "développeur backend", "unity developer",
    "API engineer",
    "firmware engineer", "MTS",
)  # fmt: skip
OF_A_RANK = (
    "SDE II", "SWE 1", "new grad software engineer", "junior developer", "desenvolvedor pleno", "software engineer III",
    "entry level software engineer", "mid-level engineer", "Werkstudent Softwareentwickler", "summer intern",
)  # fmt: skip


@pytest.fixture(scope="module")
def facts(starter_index: Path) -> Facts:
    return Facts(starter_index)


def test_a_small_title_gets_the_wider_roles_figures_with_a_note(facts: Facts) -> None:
    ask = answerer(facts, today=lambda: date(2026, 1, 15))
    for title in OF_THE_WIDER:
        answer = ask([f"What base does W&B pay a {title} in London?"])
        assert answer.status == "answered", title
        assert "no rows of their own" in answer.text, title
        assert {figure.role for figure in answer.figures} == {"software-engineer"}, title


def test_a_rank_that_guides_have_no_rows_for_gets_choices_that_hold_the_plain_role(facts: Facts) -> None:
    ask = answerer(facts, today=lambda: date(2026, 1, 15))
    for title in OF_A_RANK:
        answer = ask([f"What base does W&B pay a {title} in London?"])
        assert answer.status == "clarify", title
        assert "Software Engineer" in answer.text and "hold no" not in answer.text, title


@pytest.mark.parametrize(
    ("title", "nearest"),
    [
        ("SRE", "devopsengineer"), ("platform engineer", "devopsengineer"), ("LLM engineer", "mlaiengineer"),
        ("SOC analyst", "securityengineer"), ("ingénieur logiciel", "softwareengineer"),
    ],
)  # fmt: skip
def test_whose_guide_speaks_for_a_title(facts: Facts, title: str, nearest: str) -> None:
    names = Names(facts)
    key = role_key(keys(title))
    assert nearest in {names.canonical(key).core, *(one.core for one in names.wider(key))}


def test_what_is_no_small_title_is_not_passed_off_as_one(facts: Facts) -> None:
    ask = answerer(facts, today=lambda: date(2026, 1, 15))
    for title in ("data analyst", "recruiter", "mechanical engineer", "tax lawyer"):
        answer = ask([f"What base does W&B pay a {title} in London?"])
        assert not answer.figures, title


@pytest.mark.parametrize(
    ("title", "forms"),
    [
        ("Programador/a", ("Programador", "Programadora")),
        ("Développeur·euse", ("Développeur", "Développeuse")),
        ("Entwickler:in", ("Entwickler", "Entwicklerin")),
        ("Sviluppatore/rice", ("Sviluppatore", "Sviluppatrice")),
        ("Engineer / Specialist", ()),
        ("Engineer-in-Test", ()),
        ("Softwareentwickler (m/w/d)", ()),
    ],
)
def test_a_title_for_both_genders_is_known_in_either_form(title: str, forms: tuple[str, ...]) -> None:
    assert titles.of_both_genders(title) == forms
