"""Tables whose headers no list of words knows: the trained heads type their columns, or the table is a doubt."""

import pytest

from ingest.errors import GuideError
from ingest.guide.reader import read_all
from ingest.guide.tabled import TableVerdict
from ingest.guide.types import Band


def read(table: str, lead: str = "") -> tuple[list[Band], tuple[TableVerdict, ...]]:
    try:
        guides, verdicts = read_all(f"# Ottermere Robotics: pay bands\n\n{lead}\n\n{table}\n", "ottermere/pay.md")
    except GuideError as error:
        return [], tuple(error.verdicts)
    return [band for guide in guides for band in guide.bands], verdicts


def figures(bands: list[Band]) -> set[tuple[str, str, str, int, int, str, str]]:
    return {
        (b.role_display, b.level or "", b.region, b.base.amount.bottom, b.base.amount.top, b.base.amount.currency,
         b.base.period or "")
        for b in bands if b.base and b.base.amount
    }  # fmt: skip


def test_a_place_with_both_ends_of_a_range_below_it_is_one_band_a_place() -> None:
    bands, _ = read(
        "| Puesto | Nivel | CDMX mín. | CDMX máx. | Guadalajara (rango) |\n|---|---|---|---|---|\n"
        "| Ingeniero de software | I | $28,000 | $36,000 | $25,500 - $33,000 |\n"
        "| Gerente de producto | III | $65,000 | $85,000 | $59,500 - $78,000 |",
        "Sueldos brutos mensuales en pesos mexicanos (MXN).",
    )
    assert ("Gerente de producto", "III (Gerente de producto)", "CDMX", 65000, 85000, "MXN", "month") in figures(bands)
    assert len(figures(bands)) == 4


def test_steps_that_have_a_range_each_are_levels() -> None:
    bands, _ = read(
        "| Family | Step 1 | Step 2 | Step 3 |\n|---|---|---|---|\n"
        "| Embedded software | 38 500–42 000 | 43 000–48 500 | 49 500–56 500 |\n"
        "| IT operations | 33 500–37 000 | 38 000–43 000 | 44 000–50 000 |",
        "SEK per month, before tax.",
    )
    assert {(low, high) for *_, low, high, _, _ in figures(bands)} >= {(49500, 56500), (33500, 37000)}
    assert len(figures(bands)) == 6


def test_bare_numbers_are_in_what_a_sentence_above_says() -> None:
    bands, _ = read(
        "| Rolle | Stufe 1 | Stufe 2 |\n|---|---|---|\n| DevOps | 46–51 | 54–62 |\n| Tester | 40–45 | 47–53 |",
        "Angaben in **Tsd. € brutto pro Jahr** (12 Gehälter, 40 h).",
    )
    assert ("DevOps", "Stufe 2 (DevOps)", "", 54000, 62000, "EUR", "year") in figures(bands)


@pytest.mark.parametrize(
    "table",
    [
        "| Title | Figure A | Figure B |\n|---|---|---|\n| Engineer | €62,000 | €64,000 |",
        "| | Bedrag |\n|---|---|\n| Kilometervergoeding | € 0,23 |\n| Thuiswerkdag | € 2,40 |\n| Fietsplan | € 1.500 |",
    ],
)
def test_figures_that_may_be_anything_give_no_band(table: str) -> None:
    assert figures(read(table)[0]) == set()
