"""Where a guide contradicts itself, is out of date, or claims what another claims."""

from dataclasses import replace
from datetime import date

from ingest.amounts.types import Range
from ingest.guide.findings import across, check
from ingest.guide.reader import read
from ingest.guide.types import Guide

FRONT = """---
company: fenn
role: sre
compensation:
  - region: Leeds
    base_low: {low}
    base_high: 80000
    stock_low: 40000
    stock_high: 60000
    bonus_pct: 10
    total_comp_low: 90000
    total_comp_high: 110000
    currency: GBP
  - region: Hull
    base_low: 50000
    base_high: 60000
    currency: GBP
---
# SRE | Fenn Negotiation Guide

"""
HEAD = "| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |\n|---|---|---|---|---|\n"


def guide(row: str, front: str = FRONT) -> Guide:
    return read(front.replace("{low}", "60000") + HEAD + row + "\n", "fenn/sre.md")


def said(one: Guide, code: str) -> list[tuple[str | None, str | None, int]]:
    return [(f.component, f.region, f.line) for f in one.findings if f.code == code]


def test_front_matter_that_agrees_gives_no_finding() -> None:
    assert [
        f for f in said(guide("| Leeds | £60K–£80K | £40K–£60K | 10% | £90K–£110K |"), "front-matter-differs") if f[0]
    ] == []


def test_a_lost_bonus_range_and_another_base_are_told_with_both_values_and_the_line() -> None:
    one = guide("| Leeds (HQ) | £62K–£80K | £40K–£60K | 10–15% | £90K–£110K |")
    assert said(one, "front-matter-differs")[:2] == [("base", "Leeds (HQ)", 6), ("bonus", "Leeds (HQ)", 10)]
    messages = [f.message for f in one.findings if f.component == "bonus"]
    assert "10–15%" in messages[0] and "10 %" in messages[0]
    assert one.bands[0].base and one.bands[0].base.amount == Range(62_000, 80_000, "GBP")


def test_a_yearly_grant_against_front_matters_four_years_is_told() -> None:
    one = guide("| Leeds | £60K–£80K | £40K–£60K/yr | 10% | £90K–£110K |")
    assert ("equity", "Leeds", 8) in said(one, "front-matter-differs")
    assert said(one, "period-differs") == [("equity", "Leeds", 23)]


def test_an_empty_value_that_the_table_has_is_told() -> None:
    empty = FRONT.replace("{low}", "null").replace("base_high: 80000", "base_high: null")
    assert ("base", "Leeds", 23) in said(
        guide("| Leeds | £60K–£80K | £40K–£60K | 10% | £90K–£110K |", empty), "front-matter-differs"
    )


def test_front_matter_fills_what_the_table_lacks_and_names_its_own_line() -> None:
    one = read(FRONT.replace("{low}", "60000") + "| Region | Base |\n|---|---|\n| Leeds | £60K–£80K |\n", "fenn/sre.md")
    leeds, hull = one.bands
    assert leeds.bonus and leeds.bonus.source.section == "front matter" and leeds.bonus.source.line == 10
    assert hull.region == "Hull" and hull.base and hull.base.amount == Range(50_000, 60_000, "GBP")


def test_a_total_its_parts_do_not_make_is_told_and_kept_as_stated() -> None:
    one = guide("| Leeds | £60K–£80K | £40K–£60K | 10% | £60K–£110K |")
    assert said(one, "total-differs-from-parts") == [("total", "Leeds", 23)]
    assert one.bands[0].total and one.bands[0].total.amount == Range(60_000, 110_000, "GBP")
    assert one.bands[0].derived_total == Range(76_000, 103_000, "GBP")


def test_a_total_within_five_percent_is_not_told() -> None:
    assert said(guide("| Leeds | £60K–£80K | £40K–£60K | 10% | £78K–£105K |"), "total-differs-from-parts") == []


def test_a_months_base_counts_as_often_a_year_in_a_total_of_the_parts_as_it_is_paid() -> None:
    one = guide("| Leeds | £5,000–£6,000 per month x 13 | £40K–£60K | none | £78K |")
    assert one.bands[0].derived_total == Range(75_000, 93_000, "GBP")


def test_a_year_of_a_grant_in_a_total_of_the_parts_is_one_of_its_own_years() -> None:
    three = FRONT.replace("{low}", "60000") + HEAD.replace("RSU/4yr", "RSU/3yr")
    [leeds, *_] = read(three + "| Leeds | £60K–£80K | £30K–£60K | 10% | £90K |\n", "fenn/sre.md").bands
    assert leeds.derived_total == Range(76_000, 108_000, "GBP")


def test_one_region_stated_twice_is_told() -> None:
    one = guide("| Leeds | £60K–£80K | £40K–£60K | 10% | £78K |\n| Leeds | £61K–£80K | £40K–£60K | 10% | £78K |")
    assert said(one, "band-stated-twice") == [("base", "Leeds", 24)]


def test_dates_are_held_against_the_day_given() -> None:
    one = replace(guide("| Leeds | £60K | £40K | 10% | £78K |"), updated=date(2026, 1, 1), review_due=date(2026, 4, 1))
    assert check(one, date(2026, 4, 1)) == ()
    assert [f.code for f in check(one, date(2026, 4, 2))] == ["overdue-review"]
    undue = replace(one, review_due=None)
    assert [f.code for f in check(undue, date(2027, 1, 2))] == ["stale"]
    assert check(undue, date(2026, 12, 31)) == ()
    assert [f.code for f in check(replace(undue, updated=None), date(2026, 4, 2))] == ["undated"]


def test_two_guides_for_one_company_and_role_are_told_once() -> None:
    one = guide("| Leeds | £60K | £40K | 10% | £78K |")
    two = replace(one, path="other/sre.md")
    (finding,) = across([two, one])
    assert (finding.code, finding.path) == ("duplicate-guide", "other/sre.md")
    assert "fenn/sre.md" in finding.message
    assert across([one, replace(two, role="pm")]) == ()


def test_missing_sections_are_told() -> None:
    messages = [
        f.message for f in guide("| Leeds | £60K | £40K | 10% | £78K |").findings if f.code == "missing-section"
    ]
    assert len(messages) == 4
