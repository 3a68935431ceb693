"""An offer whose level nobody named, beside every level's band; a rank that stands apart from its role."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from bot.answer import Answer, Comparison
from bot.channels.batch import answerer
from ingest.index.build import ingest
from ingest.index.facts import Facts

GUIDE = (
    "# Security Engineer | Quillon\n\n## Compensation by level, Dublin\n\n| Level | Base salary |\n|---|---|\n"
    "| Mid (L3-L4) | €45,000 - €68,000 |\n| Senior (L5) | €70,000 - €98,000 |\n| Staff (L6) | €95,000 - €138,000 |\n"
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Answer]]:
    root = tmp_path_factory.mktemp("levels")
    file = root / "src" / "quillon" / "security-engineer.md"
    file.parent.mkdir(parents=True)
    file.write_text(GUIDE, encoding="utf-8")
    ingest([root / "src"], root / "index", vectors=False)
    answer = answerer(Facts(root / "index"), today=lambda: date(2026, 11, 1))
    yield lambda *turns: answer(turns)


@pytest.mark.parametrize(
    ("base", "verdict"),
    [
        ("74k", "By its base it is Senior (L5): €74K is inside that band and no other."),
        ("96k", "It depends on the level: €96K is inside the bands of Senior (L5) and Staff (L6)."),
        (
            "69k",
            "€69K is above the band of Mid (L3-L4) and under that of Senior (L5) and Staff (L6).",
        ),
        ("30k", "Low: €30K is under the band of every level."),
        ("190k", "Strong: €190K is above the band of every level."),
    ],
)
def test_an_offer_without_a_level_is_held_against_every_levels_band(
    ask: Callable[..., Answer], base: str, verdict: str
) -> None:
    answer = ask(f"Quillon security engineer, they offer {base} EUR base. is it fair?")
    assert verdict in answer.text
    table = next(block for block in answer.blocks if isinstance(block, Comparison))
    assert [row[:2] for row in table.rows] == [
        ("Mid (L3-L4)", "€45K–€68K per year"),
        ("Senior (L5)", "€70K–€98K per year"),
        ("Staff (L6)", "€95K–€138K per year"),
    ]  # fmt: skip
    assert "At which level have they placed you?" in answer.text


@pytest.mark.parametrize(
    "message",
    [
        "Quillon security engineer, senior. they offer 74k EUR base. fair?",
        "Quillon security engineer, senior level, they offer 74k EUR base. fair?",
        "they offer 74k EUR base as a senior security engineer at Quillon. fair?",
    ],
)
def test_a_rank_apart_from_its_role_is_that_roles_level(ask: Callable[..., Answer], message: str) -> None:
    answer = ask(message)
    assert "(Senior (L5)) at Quillon" in answer.text and "14% of the way up" in answer.text


def test_two_ranks_named_are_both_held_against_the_offer(ask: Callable[..., Answer]) -> None:
    answer = ask("Quillon security engineer, offer is 74k EUR base. mid or senior by that number?")
    assert "By its base it is Senior (L5)" in answer.text


def test_a_rank_that_a_role_goes_to_is_another(ask: Callable[..., Answer]) -> None:
    answer = ask("what changes from mid security engineer to senior at Quillon? base")
    assert {figure.level for figure in answer.figures} == {"Mid (L3-L4)", "Senior (L5)"}


def test_what_no_band_holds_is_not_answered_with_a_salary(ask: Callable[..., Answer]) -> None:
    answer = ask("What relocation allowance does Quillon pay a senior security engineer?")
    assert answer.status == "not_found" and "relocation allowance" in answer.text and "€" not in answer.text
