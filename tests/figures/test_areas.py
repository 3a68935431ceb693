"""A place that a guide has no row for, in an area that it has one for: that row's figures, and said whose they are."""

from pathlib import Path

import pytest

from bot.channels.batch import answerer
from ingest.index.build import ingest
from ingest.index.facts import Facts
from tests.figures.conftest import Ask, guide


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    root = tmp_path_factory.mktemp("areas")
    text = guide("Tealgrove", "Software Engineer", """
        San Francisco | $150K–$190K | $100K–$180K | 10–15% | $190K–$260K
        Remote US / Other US (USD) | $130K–$165K | $80K–$150K | 10–15% | $160K–$220K
        Berlin | €80K–€100K | €60K–€90K | None | €95K–€122K
        Europe (EUR/GBP) | €70K–€90K | €50K–€80K | None | €83K–€110K
    """)  # fmt: skip
    file = Path(root, "guides", "tealgrove", "software-engineer.md")
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    ingest([root / "guides"], root / "index", vectors=False)
    answer = answerer(Facts(root / "index"))
    return lambda *turns: answer(turns)


@pytest.mark.parametrize(
    ("place", "row", "base"),
    [
        ("Dublin", "Europe (EUR/GBP)", "€70K–€90K"),
        ("Katowice", "Europe (EUR/GBP)", "€70K–€90K"),
        ("Boise", "Remote US / Other US (USD)", "$130K–$165K"),
        ("remote Ohio", "Remote US / Other US (USD)", "$130K–$165K"),
    ],
)
def test_a_town_gets_the_row_of_the_area_it_lies_in_and_is_told_so(wide: Ask, place: str, row: str, base: str) -> None:
    answer = wide(f"What is the base of a software engineer at Tealgrove in {place}?")
    assert base in answer.text and f"no row of its own for {place}; this is its row for {row}" in answer.text


def test_the_place_is_named_as_it_is_written_whatever_the_case_it_was_typed_in(wide: Ask) -> None:
    assert "no row of its own for Dublin;" in wide("base of a software engineer at Tealgrove in dublin?").text


@pytest.mark.parametrize(("place", "base"), [("Berlin", "€80K–€100K"), ("San Francisco", "$150K–$190K")])
def test_a_town_with_a_row_of_its_own_keeps_it(wide: Ask, place: str, base: str) -> None:
    answer = wide(f"What is the base of a software engineer at Tealgrove in {place}?")
    assert base in answer.text and "no row of its own" not in answer.text


@pytest.mark.parametrize("place", ["Mumbai", "Adelaide", "Toronto"])
def test_a_town_outside_every_area_gets_no_figure(wide: Ask, place: str) -> None:
    answer = wide(f"What is the base of a software engineer at Tealgrove in {place}?")
    assert not answer.figures and "give nothing" in answer.text
