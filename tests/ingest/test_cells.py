"""The grammar of a table cell: every style it reads, everything it refuses, and that rendering and reading agree."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.amounts.money import read_cell
from ingest.amounts.plain import plain
from ingest.amounts.types import Cell, Count, MoneyHint, Percent, Range
from ingest.guide.cells import read_any
from tests.thorough import some

AMOUNTS = [
    ("$178K–$225K", 178_000, 225_000, "USD"),
    ("$145,000 - $195,000", 145_000, 195_000, "USD"),
    ("**$100K**", 100_000, 100_000, "USD"),
    ("€166K", 166_000, 166_000, "EUR"),
    ("EUR 95K–EUR140K", 95_000, 140_000, "EUR"),
    ("EUR 120K-160K", 120_000, 160_000, "EUR"),
    ("120K–160K EUR", 120_000, 160_000, "EUR"),
    ("A$140,000 – A$195,000", 140_000, 195_000, "AUD"),
    ("C$120K — C$150K", 120_000, 150_000, "CAD"),
    ("S$162K–S$215K", 162_000, 215_000, "SGD"),
    ("HK$900K−HK$1.2M", 900_000, 1_200_000, "HKD"),
    ("NZ$130K to NZ$160K", 130_000, 160_000, "NZD"),
    ("US$150K ~ US$180K", 150_000, 180_000, "USD"),
    ("R$192,000-R$300,000", 192_000, 300_000, "BRL"),
    ("R 600K – R 800K", 600_000, 800_000, "ZAR"),
    ("₹24L–₹42L", 2_400_000, 4_200_000, "INR"),
    ("₹20,00,000", 2_000_000, 2_000_000, "INR"),
    ("₹1.2Cr – ₹1.8 crore", 12_000_000, 18_000_000, "INR"),
    ("₹24–42 LPA", 2_400_000, 4_200_000, "INR"),
    ("INR 22L–INR 45L", 2_200_000, 4_500_000, "INR"),
    ("CNY 700K–CNY 1.4M", 700_000, 1_400_000, "CNY"),
    ("RMB 700K", 700_000, 700_000, "CNY"),
    ("DKK 605K–DKK 1.0M", 605_000, 1_000_000, "DKK"),
    ("KRW 58M", 58_000_000, 58_000_000, "KRW"),
    ("₩80M–₩120M", 80_000_000, 120_000_000, "KRW"),
    ("IDR 420M", 420_000_000, 420_000_000, "IDR"),
    ("₪440,000–₪580,000", 440_000, 580_000, "ILS"),
    ("AED 300K–AED 420K", 300_000, 420_000, "AED"),
    ("CHF 150'000 – 180'000", 150_000, 180_000, "CHF"),
    ("240 000 zł", 240_000, 240_000, "PLN"),
    ("PLN 240K", 240_000, 240_000, "PLN"),
    ("SEK 650\u202f000\u00a0–\u00a0780\u202f000", 650_000, 780_000, "SEK"),
    ("€65.000 – €85.000", 65_000, 85_000, "EUR"),
    ("$725K - $1.05M", 725_000, 1_050_000, "USD"),
    ("$180–225K", 180_000, 225_000, "USD"),
    ("$180K–225", 180_000, 225_000, "USD"),
    ("$1.2–1.5M", 1_200_000, 1_500_000, "USD"),
    ("$120K CAD", 120_000, 120_000, "CAD"),
    ("CAD $120K–$140K", 120_000, 140_000, "CAD"),
    ("$410K - $480K TC", 410_000, 480_000, "USD"),
    ("£120,000-£170,000 + options", 120_000, 170_000, "GBP"),
    ("$430K-$710K*", 430_000, 710_000, "USD"),
    ("$130K&nbsp;&ndash;&nbsp;$150K", 130_000, 150_000, "USD"),
    ("$130K–$150K[^2]", 130_000, 150_000, "USD"),
    ("$130K–$150K<sup>1</sup>", 130_000, 150_000, "USD"),
    ("$130K–$150K²", 130_000, 150_000, "USD"),
    ("[$130K–$150K](https://example.com/x)", 130_000, 150_000, "USD"),
    (r"\$130K–\$150K", 130_000, 150_000, "USD"),
    ("~~$90K~~ $130K", 130_000, 130_000, "USD"),
    ("~$120K", 120_000, 120_000, "USD"),
    ("Up to $50K", 0, 50_000, "USD"),
    ("$120 thousand", 120_000, 120_000, "USD"),
    ("$1.5 million", 1_500_000, 1_500_000, "USD"),
]


@pytest.mark.parametrize(("text", "low", "high", "currency"), AMOUNTS)
def test_reads_an_amount_exactly(text: str, low: int, high: int, currency: str) -> None:
    assert read_cell(text).amount == Range(low, high, currency)


def test_a_plus_leaves_the_high_end_open() -> None:
    assert read_cell("$185K–$520K+").amount == Range(185_000, 520_000, "USD", open=True)
    assert read_cell("$400K–$1.015M+").amount == Range(400_000, 1_015_000, "USD", open=True)


@pytest.mark.parametrize(
    ("text", "period", "years"),
    [
        ("$45K–$130K/4yr", "grant", 4),
        ("£209K–£366K (4yr vest)", "grant", 4),
        ("$160K over 4 years", "grant", 4),
        ("$160K over four years", "grant", 4),
        ("$160K / 4 years", "grant", 4),
        ("$160K (3-year vest)", "grant", 3),
        ("$24K - $40K/yr", "year", None),
        ("$40K per year", "year", None),
        ("$40K annually", "year", None),
        ("$40K p.a.", "year", None),
        ("SEK 64K–80K/mo", "month", None),
        ("€6,000 per month", "month", None),
        ("€6,000 monthly", "month", None),
        ("SEK 664K–1,166K/yr (4yr vest)", "year", None),
        ("$178K–$225K", None, None),
    ],
)
def test_reads_the_period_a_cell_writes(text: str, period: str | None, years: int | None) -> None:
    cell = read_cell(text)
    assert (cell.state, cell.period, cell.years) == ("stated", period, years)


@pytest.mark.parametrize(
    ("text", "first", "other"),
    [
        ("£98K - £133K / $123K - $166K", Range(98_000, 133_000, "GBP"), Range(123_000, 166_000, "USD")),
        ("£109K / $137K - £148K / $186K", Range(109_000, 148_000, "GBP"), Range(137_000, 186_000, "USD")),
        ("SEK 85K–108K/mo / $232K–$288K", Range(85_000, 108_000, "SEK"), Range(232_000, 288_000, "USD")),
        ("R$192,000-R$300,000 / $38,000-$59,000", Range(192_000, 300_000, "BRL"), Range(38_000, 59_000, "USD")),
        ("£18K - £30K/yr / $23K - $38K/yr", Range(18_000, 30_000, "GBP"), Range(23_000, 38_000, "USD")),
        ("£95K<br>$120K", Range(95_000, 95_000, "GBP"), Range(120_000, 120_000, "USD")),
        ("€90K (≈ $98K)", Range(90_000, 90_000, "EUR"), Range(98_000, 98_000, "USD")),
    ],
)
def test_the_first_currency_is_the_figure_and_the_other_stands_beside(text: str, first: Range, other: Range) -> None:
    cell = read_cell(text)
    assert (cell.amount, cell.also) == (first, (other,))


def test_a_yearly_value_stands_beside_a_grant() -> None:
    cell = read_cell("$160K - $300K ($40K-$75K/yr)")
    assert (cell.amount, cell.yearly) == (Range(160_000, 300_000, "USD"), Range(40_000, 75_000, "USD"))
    both = read_cell("£121K - £227K / $151K - $284K (£30K-£57K / $38K-$71K/yr)")
    assert both.amount == Range(121_000, 227_000, "GBP")
    assert both.also == (Range(151_000, 284_000, "USD"),)
    assert both.yearly == Range(30_000, 57_000, "GBP")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10–15%", "10", "15"),
        ("10%", "10", "10"),
        ("10%–15%", "10", "15"),
        ("10 to 15 %", "10", "15"),
        ("10–12% target", "10", "12"),
        ("20–50% (OPI+TAI)", "20", "50"),
        ("12.5%", "12.5", "12.5"),
        ("15% of base salary", "15", "15"),
        ("up to 20%", "0", "20"),
    ],
)
def test_reads_a_percent(text: str, low: str, high: str) -> None:
    assert read_cell(text).percent == Percent(Decimal(low), Decimal(high))


def test_an_amount_and_a_percent_stand_together() -> None:
    for text in ("$12K-$25K (10-15%)", "10-15% ($12K-$25K)"):
        cell = read_cell(text)
        assert cell.amount == Range(12_000, 25_000, "USD")
        assert cell.percent == Percent(Decimal(10), Decimal(15))


def test_counts_shares_where_no_money_is_written() -> None:
    assert read_cell("13,000 – 27,000 options").count == Count(13_000, 27_000)
    assert read_cell("8,000 RSUs").count == Count(8_000, 8_000)


@pytest.mark.parametrize("text", ["None", "—", "-", "N/A", "n/a", "Nil", "No bonus", "N/A — one office only"])
def test_a_cell_that_says_none_is_none(text: str) -> None:
    assert read_cell(text).state == "none"


@pytest.mark.parametrize("text", ["Variable", "Significant (variable)", "Profit-sharing based", "Discretionary"])
def test_pay_said_in_words_is_variable(text: str) -> None:
    assert read_cell(text).state == "variable"


def test_a_cell_with_an_amount_and_a_share_of_another_regions_is_not_read() -> None:
    assert read_cell("$50K, 80% of NYC").state == "unread"


def test_a_share_of_another_region_stays_relative() -> None:
    cell = read_cell("Varies by location (60–100% of NYC)")
    assert (cell.state, cell.percent, cell.relative_to) == ("relative", Percent(Decimal(60), Decimal(100)), "NYC")
    assert read_cell("Same equity grant") == Cell("relative", note="Same equity grant")
    assert read_cell("Same as London").relative_to == "London"


@pytest.mark.parametrize(
    "text",
    [
        "£24K - $40K / $30K - $50K",
        "$85,000 – A$175,000",
        "$50/hr",
        "$120K–$140K–$160K",
        "$60K/$80K",
        "5/15/40/40",
        "kr565,000",
        "¥12M",
        "Rs 20L",
        "120,000",
        "$14,5000",
        "€1,50",
        "$900–1.2M",
        "+15-20% over SWE",
        "900%",
        "$120K (in thousands)",
        "$120K (per hour)",
        "$1K–$2K/yr–$3K/mo",
        "$" + "9" * 400,
        "$100K then $120K",
    ],
)
def test_what_is_not_plain_is_unread_and_says_why(text: str) -> None:
    cell = read_cell(text)
    assert cell.state == "unread"
    assert cell.why
    assert (cell.amount, cell.percent, cell.count) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "hint", "currency"),
    [
        ("kr565,000", MoneyHint(local="SEK"), "SEK"),
        ("kr. 600.000", MoneyHint(local="DKK"), "DKK"),
        ("kr 800 000", MoneyHint(stated=("NOK",)), "NOK"),
        ("¥12M", MoneyHint(local="JPY"), "JPY"),
        ("¥700K", MoneyHint(local="CNY"), "CNY"),
        ("Rs 24 lakh", MoneyHint(local="INR"), "INR"),
        ("$120K", MoneyHint(stated=("CAD",)), "CAD"),
        ("$120K", MoneyHint(local="CAD"), "USD"),
        ("$120K", MoneyHint(stated=("EUR", "GBP")), "USD"),
        ("£120K", MoneyHint(stated=("USD",)), "GBP"),
        ("120K–150K", MoneyHint(stated=("GBP",)), "GBP"),
        ("150–190", MoneyHint(scale=1000, sign=True), "USD"),
    ],
)
def test_header_and_region_settle_a_shared_symbol_and_nothing_else(text: str, hint: MoneyHint, currency: str) -> None:
    amount = read_cell(text, hint).amount
    assert amount
    assert amount.currency == currency


def test_bare_numbers_take_the_scale_and_the_unit_of_the_header() -> None:
    assert read_cell("150–190", MoneyHint(scale=1000, sign=True)).amount == Range(150_000, 190_000, "USD")
    assert read_cell("10–15", MoneyHint(percent=True)).percent == Percent(Decimal(10), Decimal(15))


def test_a_range_upside_down_is_marked() -> None:
    assert read_cell("$225K–$178K").swapped


def test_plain_drops_markup_flags_and_odd_spaces() -> None:
    assert plain("🇬🇧 **London**&nbsp;(GBP)\u200b [^1]") == "London (GBP)"
    assert plain(":gb: London") == "London"


# --- whatever a range is written like, it reads back the same

_SYMBOLS = {
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "A$": "AUD",
    "C$": "CAD",
    "S$": "SGD",
    "HK$": "HKD",
    "R$": "BRL",
    "₪": "ILS",
}
_CODES = ["USD", "GBP", "EUR", "CHF", "SEK", "DKK", "PLN", "CNY", "KRW", "AED"]
_DASHES = ["-", " - ", "–", " – ", "—", " — ", " to ", "−", "\u00a0–\u00a0", "‑"]


def _western(n: int) -> str:
    return f"{n:,}"


def _indian(n: int) -> str:
    head, tail = str(n)[:-3], str(n)[-3:]
    groups = []
    while len(head) > 2:
        head, last = head[:-2], head[-2:]
        groups.insert(0, last)
    return ",".join(filter(None, [head, *groups, tail]))


_STYLES = {
    "thousands": lambda n: f"{Decimal(n) / 1000:f}K",
    "lower": lambda n: f"{Decimal(n) / 1000:f}k",
    "western": _western,
    "spaces": lambda n: f"{n:,}".replace(",", " "),
    "narrow": lambda n: f"{n:,}".replace(",", "\u202f"),
    "indian": _indian,
    "plain": str,
    "millions": lambda n: f"{Decimal(n) / 10**6:f}M",
}


@st.composite
def _written(draw: st.DrawFn) -> tuple[str, Range]:
    low = draw(st.integers(2, 900)) * 1000
    high = low + draw(st.integers(0, 900)) * 1000
    style = _STYLES[draw(st.sampled_from(sorted(_STYLES)))]
    dash = draw(st.sampled_from(_DASHES))
    by_code = draw(st.booleans())
    sign = draw(st.sampled_from(_CODES if by_code else sorted(_SYMBOLS)))
    currency = sign if by_code else _SYMBOLS[sign]
    lead = sign + (" " if by_code else "")
    second = draw(st.sampled_from([lead, ""]))
    open_end = draw(st.booleans())
    text = f"{lead}{style(low)}{dash}{second}{style(high)}{'+' if open_end else ''}"
    for wrap in draw(st.lists(st.sampled_from(["**{}**", " {} ", "{}*", "*{}*", "{}[^1]"]), max_size=2)):
        text = wrap.format(text)
    return text, Range(low, high, currency, open_end)


@settings(max_examples=some(400), deadline=None)
@given(_written())
def test_any_range_in_any_style_reads_back_the_same(written: tuple[str, Range]) -> None:
    text, expected = written
    assert read_cell(text).amount == expected


@settings(max_examples=some(200), deadline=None)
@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from(_DASHES), st.sampled_from(["%", " %"]))
def test_any_percent_range_reads_back_the_same(low: int, more: int, dash: str, sign: str) -> None:
    assert read_cell(f"{low}{dash}{low + more}{sign}").percent == Percent(Decimal(low), Decimal(low + more))


@settings(max_examples=some(200), deadline=None)
@given(st.integers(2, 99), st.integers(0, 99), st.sampled_from(["L", " lakh", " lakhs", "Cr", " crore"]))
def test_lakh_and_crore_read_back_the_same(low: int, more: int, scale: str) -> None:
    unit = 100_000 if scale.strip()[0].lower() == "l" else 10_000_000
    assert read_cell(f"₹{low}{scale}–₹{low + more}{scale}").amount == Range(low * unit, (low + more) * unit, "INR")


@settings(max_examples=some(300), deadline=None)
@given(st.text(alphabet="$£€₹¥0123456789.,KMLk%+-–—/ ()abcdeyrRSU*[]^|~\u00a0²½", max_size=40))
def test_no_text_breaks_the_grammar_and_no_reading_is_upside_down_unmarked(text: str) -> None:
    cell = read_cell(text)
    for ends in (cell.amount, cell.percent, cell.count):
        assert ends is None or ends.low <= ends.high or cell.swapped


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("74.400,50 €", 74_401, 74_401), ("€ 4.399,50 – 5.120,75", 4_400, 5_121), ("$4,341.70", 4_342, 4_342),
        ("CHF 8'450.50", 8_451, 8_451),
    ],
)  # fmt: skip
def test_cents_are_rounded_to_whole_units_halves_up_as_in_letters(text: str, low: int, high: int) -> None:
    amount = read_any(text).amount
    assert amount
    assert (amount.low, amount.high) == (low, high)
