"""The starter guides are read whole: every figure, lever, strategy, mapping and source, by hand from the guides."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from ingest.guide.reader import read_file
from ingest.guide.types import Component, Guide, ScriptFigure
from ingest.index.build import ingest

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
GUIDES = {f.relative_to(CORPUS).as_posix(): f for f in sorted(CORPUS.rglob("*.md")) if f.parent.name != "playbook"}
SWE, STAFF, ML, HF, GENERAL = (
    "weights-and-biases/software-engineer.md",
    "weights-and-biases/staff-software-engineer.md",
    "weights-and-biases/ml-ai-engineer.md",
    "hugging-face/software-engineer.md",
    "general/negotiating-an-ml-offer.md",
)
SF, NY, LONDON = "San Francisco", "New York", "London"

# region: currency, base, equity over 4 years, bonus percent, total; in thousands
BANDS = {
    SWE: {
        SF: ("USD", (170, 215), (130, 240), (5, 10), (218, 305)),
        NY: ("USD", (165, 210), (130, 240), (5, 10), (213, 298)),
        LONDON: ("GBP", (129, 163), (98, 180), (5, 10), (165, 230)),
    },
    STAFF: {
        SF: ("USD", (240, 300), (300, 500), (10, 15), (365, 545)),
        NY: ("USD", (235, 295), (300, 500), (10, 15), (360, 535)),
        LONDON: ("GBP", (182, 228), (225, 375), (10, 15), (278, 413)),
    },
    ML: {
        SF: ("USD", (195, 255), (170, 310), (5, 15), (268, 395)),
        NY: ("USD", (190, 250), (170, 310), (5, 15), (263, 388)),
        LONDON: ("GBP", (148, 194), (128, 233), (5, 15), (203, 300)),
    },
    HF: {
        "Paris": ("EUR", (58, 78), (55, 105), None, (72, 104)),
        NY: ("USD", (155, 195), (120, 215), None, (185, 249)),
    },
}
CELLS = [(path, region) for path, regions in BANDS.items() for region in regions]


def guide(path: str) -> Guide:
    return read_file(GUIDES[path], CORPUS)


def thousands(part: Component | None) -> tuple[str, tuple[int, int], str | None, int | None]:
    assert part is not None and part.state == "stated" and part.amount is not None
    return part.amount.currency, (part.amount.low // 1000, part.amount.high // 1000), part.period, part.years


def low_ends(asks: tuple[ScriptFigure, ...]) -> set[int]:
    return {ask.amount.low // 1000 for ask in asks if ask.amount}


def test_there_are_the_five_guides() -> None:
    assert set(GUIDES) == {SWE, STAFF, ML, HF, GENERAL}


@pytest.mark.parametrize(("path", "region"), CELLS)
def test_every_cell_of_every_region_is_read(path: str, region: str) -> None:
    currency, base, equity, bonus, total = BANDS[path][region]
    (band,) = [b for b in guide(path).bands if b.region == region]
    assert thousands(band.base) == (currency, base, "year", None)
    assert thousands(band.equity) == (currency, equity, "grant", 4)
    assert thousands(band.total) == (currency, total, "year", None)
    assert band.bonus is not None
    if bonus is None:
        assert band.bonus.state == "none"
    else:
        assert band.bonus.percent is not None
        assert (band.bonus.percent.low, band.bonus.percent.high) == (Decimal(bonus[0]), Decimal(bonus[1]))


def test_remote_pay_stays_relative_to_new_york() -> None:
    (band,) = [b for b in guide(HF).bands if b.region == "Remote Global"]
    assert band.base and band.base.relative and band.base.relative.percent
    assert (band.base.relative.percent.low, band.base.relative.percent.high) == (60, 100)
    assert band.equity and band.equity.state == "relative"
    assert band.total and band.total.state == "variable"


@pytest.mark.parametrize("path", sorted(BANDS))
def test_no_cell_is_unread(path: str) -> None:
    parts = [p for b in guide(path).bands for p in (b.base, b.equity, b.bonus, b.signing, b.total) if p]
    assert [p.source.text for p in parts if p.state == "unread"] == []


@pytest.mark.parametrize(
    ("path", "title", "asks", "samples"),
    [
        (SWE, "ML Tooling Domain Expertise", {210, 230}, {}),
        (SWE, "Developer Tools Shipping Speed", {210}, {}),
        (SWE, "Competing Offers from ML Platform Companies", {210, 235}, {"Databricks": {205, 260}}),
        (SWE, "AI Observability Market Growth", {240}, {}),
        (STAFF, "Platform Architecture Leadership", {295, 480}, {}),
        (STAFF, "Competing Staff Offers", {295, 480, 50}, {"Google": {280, 520}, "Databricks": {275, 470}}),
        (STAFF, "Scale Architecture Experience", {300}, {}),
        (STAFF, "Retention-Grade Equity", {130}, {}),
        (ML, "AI Talent Market Premium", {250, 295}, {"Anthropic": {230}, "OpenAI": {240}}),
        (ML, "LLM Evaluation Expertise", {248, 300}, {}),
        (ML, "Meta-ML Systems Experience", {252}, {}),
        (ML, "AI Lab Competing Offers", {250, 300, 35}, {"Google DeepMind": {245, 380}, "Anthropic": {235, 320}}),
        (HF, "Pre-IPO Equity Maximization", {90, 195}, {}),
        (HF, "Competing Offer Framing (Paris)", {100}, {"": {82, 70}}),
        (HF, "Competing Offer Framing (NYC)", {200}, {"": {210, 180}}),
        (HF, "Remote Work Premium", {180}, {}),
    ],
)
def test_levers_carry_asks_and_sample_offers(
    path: str, title: str, asks: set[int], samples: dict[str, set[int]]
) -> None:
    (lever,) = [one for one in guide(path).levers if one.title == title]
    assert lever.script
    assert low_ends(lever.asks) == asks
    offered = [low_ends(sample.figures) for sample in lever.sample_offers]
    assert set().union(*offered) == set().union(*samples.values())
    for company, figures in samples.items():
        assert any(company in s.company and low_ends(s.figures) == figures for s in lever.sample_offers)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        (SWE, "AI Developer Experience Expansion"),
        (STAFF, "Unified AI Development Platform Architecture"),
        (ML, "Intelligent ML Platform Features"),
        (HF, "Ecosystem Moat"),
    ],
)
def test_the_companys_own_lever_has_its_argument_and_its_script(path: str, title: str) -> None:
    (lever,) = [one for one in guide(path).levers if title in one.title]
    assert len(lever.argues) > 200
    assert "[" in lever.script


@pytest.mark.parametrize(
    ("path", "ask", "floor", "signing"),
    [
        (SWE, {210, 230}, {195}, {25}),
        (STAFF, {295, 480}, {270}, {50}),
        (ML, {250, 300}, {230}, {35}),
        (HF, {75, 190, 100, 200}, {65, 170, 85, 175}, set()),
    ],
)
def test_strategies_carry_ask_floor_and_signing(path: str, ask: set[int], floor: set[int], signing: set[int]) -> None:
    (strategy,) = guide(path).strategies
    assert ask <= low_ends(strategy.ask)
    assert low_ends(strategy.accept_at + strategy.floor) >= floor
    assert signing <= low_ends(strategy.signing)


def test_the_staff_strategy_names_vesting_and_refresher() -> None:
    (strategy,) = guide(STAFF).strategies
    assert any("35%" in said for said in strategy.vesting)
    assert any("130K" in said for said in strategy.refresher)


@pytest.mark.parametrize(
    ("path", "pairs"),
    [
        (SWE, {("Google", "L4"), ("Meta", "E4"), ("Databricks", "SWE II"), ("Datadog", "SWE")}),
        (STAFF, {("Google", "L6"), ("Meta", "E6"), ("Databricks", "Staff SWE"), ("Snowflake", "Principal SWE")}),
        (ML, {("OpenAI", "SWE"), ("Anthropic", "SWE"), ("Databricks", "ML Engineer")}),
        (HF, {("Mistral AI", "SWE")}),
    ],
)
def test_level_mappings_pair_companies_with_levels(path: str, pairs: set[tuple[str, str]]) -> None:
    assert pairs <= {pair for mapping in guide(path).mappings for pair in mapping.equals}


@pytest.mark.parametrize(("path", "count"), [(SWE, 4), (STAFF, 4), (ML, 4), (HF, 5)])
def test_evidence_is_read_line_by_line(path: str, count: int) -> None:
    assert len(guide(path).evidence) == count


def test_only_guides_whose_source_was_dated_carry_a_date() -> None:
    assert {path for path in GUIDES if guide(path).updated} == {STAFF, ML}


@pytest.mark.parametrize(
    ("path", "regions"), [(STAFF, {SF, NY, LONDON}), (ML, {SF, NY, LONDON}), (SWE, set()), (HF, set())]
)
def test_totals_that_their_parts_dont_make_are_findings(path: str, regions: set[str]) -> None:
    found = guide(path).findings
    assert {f.region for f in found if f.code == "total-differs-from-parts"} == regions
    assert [f for f in found if f.code == "front-matter-differs"] == []


def test_the_general_guide_is_about_no_company_and_gives_no_band() -> None:
    general = guide(GENERAL)
    assert general.general
    assert general.bands == ()


def names() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load((CORPUS / "names.yaml").read_text(encoding="utf-8"))
    return loaded


def test_every_alias_is_a_word_not_a_yaml_boolean_or_number() -> None:
    for kind, entries in names().items():
        assert kind in ("companies", "roles", "regions", "levels")
        assert all(isinstance(one, str) and one.strip() == one for key, v in entries.items() for one in (key, *v))


def test_an_alias_means_one_company_one_role_one_level() -> None:
    for kind in ("companies", "roles", "levels"):
        seen: dict[str, str] = {}
        for name, aliases in names()[kind].items():
            for alias in {a.casefold() for a in (name, *aliases)}:
                assert seen.setdefault(alias, name) == name, f"{alias} means {seen[alias]} and {name}"


SENIORITY = r"\b(?:senior|sr|staff|principal|distinguished|lead|junior|group|director|vp)\b"


def test_no_role_alias_crosses_seniority() -> None:
    for role, aliases in names()["roles"].items():
        want = [{"sr": "senior"}.get(w, w) for w in re.findall(SENIORITY, role.casefold())]
        for alias in (a for a in aliases if " " in a):
            got = [{"sr": "senior"}.get(w, w) for w in re.findall(SENIORITY, alias.casefold().replace(".", ""))]
            assert got == want or "vice president" in alias, f"{alias} is no {role}"


def test_nothing_of_the_corpus_is_passed_over_when_it_is_ingested(tmp_path: Path) -> None:
    assert ingest([CORPUS], tmp_path, vectors=False).others == ()
