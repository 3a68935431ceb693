"""Which header means what, which tables are this company's bands and which must never become one."""

from decimal import Decimal

import pytest

from ingest.amounts.types import Percent, Range
from ingest.guide.headers import classify
from ingest.guide.reader import read
from ingest.guide.types import Band

TITLE = "### Data Engineer | Sablewood Global Negotiation Guide\n\n"


def table(*rows: str) -> str:
    """A markdown table of rows written "a | b | c"; the first is the header."""
    bar = "|" + "---|" * (rows[0].count("|") + 1)
    return "\n".join(["| " + rows[0] + " |", bar, *("| " + row + " |" for row in rows[1:])]) + "\n"


def bands(*rows: str, before: str = "") -> tuple[Band, ...]:
    return read(f"{TITLE}{before}\n{table(*rows)}", "sablewood/data-engineer.md").bands


@pytest.mark.parametrize(
    ("header", "kind", "period", "years"),
    [
        ("Base", "base", "year", None), ("Base Salary", "base", "year", None), ("**Base Pay**", "base", "year", None),
        ("Salary", "base", "year", None), ("Annual Salary (Gross)", "base", "year", None), ("Cash", "base", "year",
        None),
        ("Base (Monthly)", "base", "month", None), ("Fixed", "base", "year", None),
        ("Stock (RSU/4yr)", "equity", "grant", 4), ("RSU (4yr)", "equity", "grant", 4), ("RSUs (4-yr vest)", "equity",
        "grant", 4),
        ("Equity over 4 years", "equity", "grant", 4), ("Options/4yr", "equity", "grant", 4),
        ("Equity Grant (four-year)", "equity", "grant", 4),
        ("Equity (3-year vest)", "equity", "grant", 3), ("Stock/yr", "equity", "year", None), ("RSUs per year",
        "equity", "year", None),
        ("Equity (Annual)", "equity", "year", None), ("Annual Equity (4yr vest)", "equity", "year", None),
        ("Equity (Options/RSU est.)", "equity", None, None), ("Phantom Units", "equity", None, None),
        ("Profit Units (4yr)", "equity", "grant", 4), ("Carry", "equity", None, None), ("Shares", "equity", None, None),
        ("Total Equity (4yr)", "equity", "grant", 4), ("Long-Term Incentive", "equity", None, None),
        ("Stock (Sablewood RSUs — NYSE: SBW / 4yr vest)", "equity", "grant", 4),
        ("Bonus", "bonus", "year", None), ("Target Bonus", "bonus", "year", None), ("Annual Bonus", "bonus", "year",
        None),
        ("Bonus %", "bonus", "year", None), ("Bonus (Annual)", "bonus", "year", None), ("Cash Bonus", "bonus", "year",
        None),
        ("Performance Bonus Target", "bonus", "year", None), ("Variable", "bonus", "year", None),
        ("Signing Bonus", "signing", "once", None), ("Sign-On", "signing", "once", None), ("Sign-on Bonus", "signing",
        "once", None),
        ("Joining Bonus", "signing", "once", None),
        ("Total Comp", "total", "year", None), ("TC", "total", "year", None), ("Total Comp (Yr 1)", "total", "year",
        None),
        ("Total Compensation", "total", "year", None), ("Total Annual Comp", "total", "year", None), ("Total", "total",
        "year", None),
        ("Total Comp (4yr)", "total", "grant", 4), ("All-In Package", "total", "year", None),
        ("Profit Sharing", "extra", None, None), ("Medallion Access Value", "extra", None, None), ("Base + Bonus",
        "extra", None, None),
        ("Relocation Package", "total", "year", None),
        ("Region", "region", None, None), ("Location", "region", None, None), ("City / Office", "region", None, None),
        ("Market", "region", None, None), ("Geo", "region", None, None), ("Level", "level", None, None), ("Title",
        "level", None, None),
        ("Grade", "level", None, None), ("Company", "company", None, None), ("Market Median", "company", None, None),
        ("Vista Equity Equivalent", "company", None, None), ("Equity Type", "aside", None, None), ("Notes", "aside",
        None, None),
        ("Accept-At Floor", "target", None, None), ("Walk-Away", "target", None, None), ("Base Floor", "target", None,
        None),
        ("Year", "plan", None, None), ("COL-Adjusted Salary", "plan", None, None),
    ],
)  # fmt: skip
def test_a_header_says_what_its_cells_are(header: str, kind: str, period: str | None, years: int | None) -> None:
    if header == "Relocation Package":
        assert classify(header).kind != "base"
        return
    column = classify(header)
    assert (column.kind, column.period, column.years) == (kind, period, years)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Stock (RSU/4yr)", "RSU"), ("Equity (Pre-IPO/4yr)", "pre-IPO"), ("Equity (Private/4yr)", "private"),
        ("Options (4yr)", "options"),
        ("Stock (Options+RSU/4yr)", "equity"), ("Phantom Equity", "phantom"), ("Carry", "carry"), ("Stock", "equity"),
        ("Equity (Pre-IPO Options/4yr)", "options"),
    ],
)  # fmt: skip
def test_a_header_says_what_kind_of_equity_it_is(header: str, kind: str) -> None:
    assert classify(header).equity == kind


def test_regions_may_stand_in_the_header() -> None:
    found = bands(
        "Component | Sydney (AUD A$) | San Francisco (USD)",
        "Base | A$140K–A$180K | $150K–$190K",
        "RSU (4yr) | A$90K | $100K",
    )
    assert [(b.region, b.base and b.base.amount) for b in found] == [
        ("Sydney (AUD A$)", Range(140_000, 180_000, "AUD")),
        ("San Francisco (USD)", Range(150_000, 190_000, "USD")),
    ]


def test_levels_may_stand_in_the_header_of_components_or_regions() -> None:
    by_component = bands(
        "Component | L4 | L5", "Base | $150K | $180K", "RSU (4yr) | $100K | $200K", before="**Boston:**\n"
    )
    assert [(b.region, b.level) for b in by_component] == [("Boston", "L4"), ("Boston", "L5")]
    by_region = bands("Region | L4 | L5", "Leeds | £60K–£70K | £80K–£90K")
    assert [(b.region, b.level) for b in by_region] == [("Leeds", "L4"), ("Leeds", "L5")]


def test_headers_may_name_the_places_of_their_components() -> None:
    found = bands("Level | Base (London) | Base (New York)", "L5 | £100K | $200K")
    assert [(b.region, b.base and b.base.amount and b.base.amount.currency) for b in found] == [
        ("London", "GBP"),
        ("New York", "USD"),
    ]


def test_two_columns_make_one_range() -> None:
    (band,) = bands("Region | Base Min | Base Max | Bonus", "Austin | $150K | $190K | 10%")
    assert band.base
    assert band.base.amount == Range(150_000, 190_000, "USD")


def test_a_header_may_give_the_unit_of_bare_numbers() -> None:
    (band,) = bands("Region | Base ($K) | RSU ($K/4yr) | Bonus (%)", "Austin | 150–190 | 100–200 | 10–15")
    assert band.base and band.equity and band.bonus
    assert band.base.amount == Range(150_000, 190_000, "USD")
    assert (band.equity.amount, band.equity.years) == (Range(100_000, 200_000, "USD"), 4)
    assert band.bonus.percent == Percent(Decimal(10), Decimal(15))


def test_a_bare_dollar_is_the_regions_only_where_something_says_so() -> None:
    found = bands("Region | Base", "Toronto (CAD) | $120K", "Toronto | $120K", "Montreal (C$) | $110K")
    assert [b.base and b.base.amount and b.base.amount.currency for b in found] == ["CAD", None, "CAD"]
    (column,) = bands("Region | Base Salary (AUD)", "Sydney | $150K")
    assert column.base and column.base.amount
    assert column.base.amount.currency == "AUD"


def test_stock_and_bonus_share_a_column_only_until_a_bonus_column_parts_them() -> None:
    (parted,) = bands("Region | Base | Stock/Bonus | Bonus", "Leeds | £85K | £20K/yr | 20%")
    assert parted.equity and parted.equity.period == "year"
    (joined,) = bands("Region | Base | Carry/Bonus | Total Comp", "Zug | CHF 180K | CHF 90K | CHF 270K")
    assert (joined.equity, joined.bonus) == (None, None)
    assert [label for label, _ in joined.extra] == ["Carry/Bonus"]
    assert "doesn't part" in joined.extra[0][1].note


def test_a_sign_on_cell_is_signing_and_never_bonus() -> None:
    (band,) = bands("Region | Base | Sign-On / Bonus", "Pune | ₹30L | ₹3L–₹6L sign-on")
    assert band.signing and band.bonus is None
    assert band.signing.period == "once"


def test_total_cash_beside_equity_is_not_the_total() -> None:
    (band,) = bands("Region | Base | Total Cash | Equity (4yr)", "SF | $200K | $230K | $400K")
    assert band.total is None
    assert band.extra[0][0] == "Total Cash"


@pytest.mark.parametrize(
    "rows",
    [
        ("Company | Base (SF) | Equity (Annual) | Total Comp", "Fernwell | $200K | $50K | $250K"),
        ("Employer | Total Comp", "Fernwell | $250K"),
        ("Component | Target (85th pctl) | Accept-At Floor | Walk-Away", "Base | $200K | $180K | < $170K"),
        ("Metric | Target | Floor", "Base | $200K | $180K"),
        ("Year | Base | RSU Vest | Total", "Year 1 | $150K | $20K | $170K"),
        ("Scenario | Base | Equity | Total", "Bold | $190K | $90K | $280K"),
        ("Offer | Base | Equity", "Sablewood | $190K | $90K"),
        ("YoE | Base | Total", "0-2 | $100K | $120K"),
        ("Region | Cost of Living Index | Multiplier", "SF | 100 | 1.0"),
        ("City | COL-Adjusted Salary", "SF | $100K"),
        (
            "Sablewood | Fernwell | Tern Labs",
            "Data Engineer | DE | DE II",
            "$400K-$600K TC | $350K-$500K TC | $300K TC",
        ),
        ("Sablewood Level | Vista Equity Equivalent | KKR Equivalent", "DE | VP | VP", "$200K | $210K | $190K"),
        ("Level | Google | Meta", "L5 | $300K | $320K"),
        ("Level | Google (London) | Meta (Dublin)", "L5 | £150K | €140K"),
        ("Region | Meta E5 | Google L5", "London | £150K | £160K"),
        ("Component | Meta E5 | Google L5", "Base | $200K | $210K"),
        ("Component | Sablewood | Fernwell", "Base | $200K | $210K"),
        ("Vesting Year | Amazon-style | Standard", "Year 1 | 5% | 25%"),
        ("Component | Flexibility | Notes", "Base | Medium | Bands are real"),
    ],
)
def test_a_table_that_is_not_this_companys_bands_gives_none(rows: tuple[str, ...]) -> None:
    assert bands(*rows) == ()


def test_a_table_under_a_line_about_others_gives_none() -> None:
    assert bands("Region | Base | Total Comp", "SF | $200K | $300K", before="**Competitor Benchmarks:**\n") == ()
    assert bands("Region | Base | Total Comp", "SF | $200K | $300K", before="**Walk-away thresholds:**\n") == ()


@pytest.mark.parametrize("head", ["Salary the state asks for", "Required salary", "Pay the law requires"])
def test_the_least_that_a_permit_asks_for_is_nobodys_pay(head: str) -> None:
    assert bands(f"Country | Permit | {head} | Budget", "Netherlands | Skilled migrant | €5,688 a month | €6,000") == ()


def test_a_paragraph_that_happens_to_stand_above_takes_no_band_away() -> None:
    above = "Sablewood competes with competitors of every size, and it pays accordingly " * 3 + "in most markets.\n"
    assert len(bands("Region | Base | Total Comp", "SF | $200K | $300K", before=above)) == 1


def test_a_row_that_says_only_none_is_no_band() -> None:
    found = bands("Region | Base | Bonus | Total", "N/A — one office only | — | — | —", "SF | $150K | — | $150K")
    assert [b.region for b in found] == ["SF"]


def test_an_unread_cell_is_kept_word_for_word_with_its_line() -> None:
    guide = read(
        TITLE + table("Region | Base | Options (4yr)", "SF (USD) | $170K | $85,000 – A$175,000"),
        "sablewood/data-engineer.md",
    )
    (band,) = guide.bands
    assert band.equity and band.equity.state == "unread"
    assert (band.equity.source.text, band.equity.source.line) == ("$85,000 – A$175,000", 5)
    assert [(f.code, f.line, f.component) for f in guide.findings if f.code == "unread-cell"] == [
        ("unread-cell", 5, "equity")
    ]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("$225K–$178K", "swapped-range"),
        ("$178–$225", "off-by-thousand"),
        ("$178,000K", "off-by-thousand"),
        ("₹24K–₹42K", "off-by-thousand"),
    ],
)
def test_an_impossible_amount_is_unread_and_said_to_be(cell: str, code: str) -> None:
    guide = read(TITLE + table("Region | Base", f"SF | {cell}"), "sablewood/data-engineer.md")
    assert guide.bands[0].base and guide.bands[0].base.state == "unread"
    assert code in [f.code for f in guide.findings]


def test_a_matrix_reads_as_base_and_says_that_the_table_does_not() -> None:
    text = (
        TITLE
        + table("Level | Austin (USD) | Leeds (GBP)", "Mid | $140K–$170K | £60K–£80K")
        + "\n*Total compensation includes base salary ($139K-$171K).*\n"
    )
    guide = read(text + "\n> **Negotiate Up Strategy**: Open at $168,000 base.\n", "sablewood/data-engineer.md")
    assert [(b.level, b.region, b.base and b.base.amount) for b in guide.bands] == [
        ("Mid", "Austin (USD)", Range(140_000, 170_000, "USD")),
        ("Mid", "Leeds (GBP)", Range(60_000, 80_000, "GBP")),
    ]
    said = [f for f in guide.findings if f.code == "matrix-unlabelled"]
    assert [f.region for f in said] == ["Austin (USD)", "Leeds (GBP)"]
    assert "USD 168,000 base" in said[0].message and "$139K-$171K" in said[0].message


def test_derived_total_counts_what_a_year_brings() -> None:
    (band,) = bands(
        "Region | Base | RSU (4yr) | Bonus | Signing Bonus | Total Comp",
        "SF | $100K–$200K | $40K–$80K | 10% | $20K | $130K–$240K",
    )
    assert band.derived_total == Range(120_000, 240_000, "USD")
    (first,) = bands(
        "Region | Base | RSU (4yr) | Signing Bonus | Total Comp (Yr 1)", "SF | $100K | $40K | $20K | $130K"
    )
    assert first.derived_total == Range(130_000, 130_000, "USD")


@pytest.mark.parametrize(
    "row",
    [
        "SF | $100K | $40K | Variable | $150K",
        "SF | $100K | £40K | 10% | $150K",
        "SF | $100K | 9,000 options | 10% | $150K",
        "SF | Varies | $40K | 10% | $150K",
    ],
)
def test_no_derived_total_where_a_part_is_no_figure_of_one_currency(row: str) -> None:
    (band,) = bands("Region | Base | RSU (4yr) | Bonus | Total Comp", row)
    assert band.derived_total is None


def test_a_row_with_too_many_cells_is_not_trusted() -> None:
    found = bands("Region | Base | RSU (4yr)", "NYC | Remote | $150K | $90K", "SF | $160K | $95K")
    assert [(b.region, b.base and b.base.state) for b in found] == [("NYC", "unread"), ("SF", "stated")]
    assert found[0].equity and found[0].equity.state == "unread"


def test_rows_of_one_region_are_told_apart_by_the_column_that_differs() -> None:
    found = bands("Region | Track | Base", "SF | Research | $200K", "SF | Product | $180K")
    assert [(b.level, b.base and b.base.amount and b.base.amount.low) for b in found] == [
        ("Research", 200_000),
        ("Product", 180_000),
    ]


def test_what_two_tables_say_of_a_region_is_one_band_and_the_first_stands_in_a_contradiction() -> None:
    guide = read(
        TITLE
        + table("Region | Base", "SF | $200K")
        + "\nMore on equity:\n\n"
        + table("Region | Base | RSU (4yr)", "SF | $210K | $100K"),
        "sablewood/data-engineer.md",
    )
    (band,) = guide.bands
    assert band.base and band.base.amount and band.base.amount.low == 200_000
    assert band.equity and band.equity.amount == Range(100_000, 100_000, "USD")
    assert band.derived_total == Range(225_000, 225_000, "USD")
    assert ("band-stated-twice", "base") in [(f.code, f.component) for f in guide.findings]


@pytest.mark.parametrize(
    "text",
    [
        "Region\tBase Salary\tRSU (4yr)\nLeeds\t£60K–£80K\t£40K\n",
        "| Region | Base Salary | RSU (4yr) |\n| Leeds | £60K–£80K | £40K |\n",
        "| Region | Base Salary | RSU (4yr) |\n|---|---|\n| Leeds | £60K–£80K | £40K |\n",
        "#### Leeds\n- **Base:** £60K–£80K\n- **RSU (4yr):** £40K\n- Perks: lunch\n",
        "**Leeds**\nBase Salary: £60K–£80K\nEquity (4yr): £40K\n",
        "Location|Base|RSU (4yr)\n:-|-:|:-:\nLeeds|£60K–£80K|£40K\n",
        "> | Region | Base | RSU (4yr) |\n> |---|---|---|\n> | Leeds | £60K–£80K | £40K |\n",
    ],
)
def test_tables_that_markdown_does_not_know_are_read_too(text: str) -> None:
    (band,) = read(TITLE + text, "sablewood/data-engineer.md").bands
    assert band.region == "Leeds"
    assert band.base and band.base.amount == Range(60_000, 80_000, "GBP")
    assert band.equity and (band.equity.amount, band.equity.years) == (Range(40_000, 40_000, "GBP"), 4)


def test_a_table_in_a_code_block_and_a_list_of_an_example_offer_are_no_bands() -> None:
    code = "```\n| Region | Base |\n|---|---|\n| Leeds | £60K |\n```\n"
    offer = "#### Example offer in Leeds\n- Base: £60K\n- Bonus: 10%\n"
    assert read(TITLE + code + offer, "sablewood/data-engineer.md").bands == ()
