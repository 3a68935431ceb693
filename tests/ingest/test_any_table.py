"""Whatever headers, places, decorations and styles a table of pay is written in, its figures read back the same."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.amounts.types import Percent, Range
from ingest.guide.reader import read
from ingest.guide.types import Band
from tests.thorough import some

REGION = [
    "Region",
    "Location",
    "City",
    "Office",
    "Market",
    "Geo",
    "Office Location",
    "**Region**",
    "Hub",
    "Geography",
    "Region / City",
]
BASE = [
    "Base",
    "Base Salary",
    "Base Pay",
    "Salary",
    "Annual Base",
    "Base (Annual)",
    "**Base Salary**",
    "Base Comp",
    "Base Salary Range",
    "Gross Base",
]
EQUITY: list[tuple[str, str | None, int | None]] = [
    ("Stock (RSU/4yr)", "grant", 4), ("RSU (4yr)", "grant", 4), ("Equity (4-yr vest)", "grant", 4),
    ("Options over 4 years", "grant", 4),
    ("Equity (Pre-IPO/4yr)", "grant", 4), ("Stock Options/4yr", "grant", 4), ("Phantom Equity (5yr)", "grant", 5),
    ("Profit Units (4yr)", "grant", 4),
    ("RSU Grant (3-year)", "grant", 3), ("Stock/yr", "year", None), ("RSUs (annual)", "year", None), ("Equity per year",
    "year", None),
    ("Annual Equity", "year", None), ("Equity Value (4yr total)", "grant", 4), ("Equity (four-year grant)", "grant", 4),
    ("LTI (3yr)", "grant", 3),
    ("Shares (4yr)", "grant", 4), ("ISOs/4yr", "grant", 4), ("Carry (per year)", "year", None),
]  # fmt: skip
BONUS = [
    "Bonus",
    "Target Bonus",
    "Annual Bonus",
    "Bonus %",
    "Bonus (Annual)",
    "Performance Bonus",
    "Bonus Target",
    "Annual Bonus (Target)",
    "Cash Bonus",
]
SIGNING = ["Signing Bonus", "Sign-On", "Sign-on Bonus", "Signing", "Sign On Bonus"]
TOTAL = [
    "Total Comp",
    "TC",
    "Total Compensation",
    "Total",
    "Total Comp (Annual)",
    "Total Annual Comp",
    "Total Package",
    "Year 1 Total Comp",
    "Annual TC",
]
NOTES = ["Notes", "Source", "Comments", "Confidence"]
PLACES = [("Leeds", "£", "GBP"), ("London (HQ)", "£", "GBP"), ("San Francisco", "$", "USD"), ("🇺🇸 New York", "$",
"USD"), ("**Remote US**", "$", "USD"),
          ("Dublin", "€", "EUR"), ("Sydney (AUD)", "A$", "AUD"), ("Toronto", "C$", "CAD"), ("Singapore (SGD S$)", "S$",
          "SGD"),
          ("Toronto (CAD)", "$", "CAD"), ("Stockholm", "SEK ", "SEK"), ("Stockholm (Sweden)", "kr ", "SEK"),
          ("Copenhagen", "kr", "DKK"),
          ("Tel Aviv", "₪", "ILS"), ("Zürich", "CHF ", "CHF"), ("São Paulo", "R$", "BRL"), ("Dubai", "AED ", "AED"),
          ("Warsaw", "PLN ", "PLN")]  # fmt: skip
DASHES = ["–", "-", " – ", " - ", "—", " to ", "\u00a0–\u00a0", "−"]


def _money(sign: str, low: int, high: int, dash: str, style: str, twice: bool) -> str:
    shown = (lambda n: f"{Decimal(n) / 1000:f}K") if style == "K" else (lambda n: f"{n:,}")
    return f"{sign}{shown(low)}" if low == high else f"{sign}{shown(low)}{dash}{sign if twice else ''}{shown(high)}"


@st.composite
def _tables(draw: st.DrawFn) -> tuple[str, list[dict[str, object]]]:
    equity = draw(st.sampled_from(EQUITY))
    columns = [
        "region",
        "base",
        *draw(st.lists(st.sampled_from(["equity", "bonus", "signing", "total", "notes"]), unique=True, min_size=1)),
    ]
    names = {"region": draw(st.sampled_from(REGION)), "base": draw(st.sampled_from(BASE)), "equity": equity[0],
    "bonus": draw(st.sampled_from(BONUS)),
             "signing": draw(st.sampled_from(SIGNING)), "total": draw(st.sampled_from(TOTAL)),
             "notes": draw(st.sampled_from(NOTES))}  # fmt: skip
    dash, style, twice = draw(st.sampled_from(DASHES)), draw(st.sampled_from(["K", ","])), draw(st.booleans())
    rows, expected = [], []
    for place, sign, currency in draw(
        st.lists(st.sampled_from(PLACES), min_size=1, max_size=4, unique_by=lambda p: p[0])
    ):
        row, read_as = [place], {"currency": currency}
        for column in columns[1:]:
            # Less than 80 thousand kronor or reais may be meant for a month; other tests say what becomes of that.
            low = draw(st.integers(80 if column in ("base", "total") else 20, 400)) * 1000
            high = low + draw(st.integers(0, 300)) * 1000
            if column == "bonus" and draw(st.booleans()):
                low, high = low // 10_000, high // 10_000
                row.append(f"{low}{dash}{high}%")
                read_as[column] = Percent(Decimal(low), Decimal(high))  # type: ignore[assignment]
            elif column == "notes":
                row.append("as told")
            else:
                row.append(
                    draw(st.sampled_from(["{}", "**{}**", " {} ", "{}[^1]"])).format(
                        _money(sign, low, high, dash, style, twice)
                    )
                )
                read_as[column] = Range(low, high, currency)  # type: ignore[assignment]
        rows.append(row)
        expected.append({**read_as, "period": equity[1:]})
    pipes = draw(st.booleans())
    lines = [[names[c] for c in columns], ["---"] * len(columns), *rows]
    text = "\n".join(("| " if pipes else "") + " | ".join(line) + (" |" if pipes else "") for line in lines)
    return f"# SRE | Sablewood Negotiation Guide\n\n{text}\n", expected  # type: ignore[return-value]


def _figure(band: Band, name: str) -> object:
    component = getattr(band, name)
    return component and (component.amount or component.percent)


@settings(max_examples=some(300), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_tables())
def test_any_table_of_pay_reads_back_the_same(written: tuple[str, list[dict[str, object]]]) -> None:
    text, expected = written
    bands = read(text, "sablewood/sre.md").bands
    assert len(bands) == len(expected)
    for band, row in zip(bands, expected, strict=True):
        for name in ("base", "equity", "bonus", "signing", "total"):
            assert _figure(band, name) == row.get(name), (name, text)
        if band.equity:
            assert (band.equity.period, band.equity.years) == row["period"]
        assert band.extra == ()
