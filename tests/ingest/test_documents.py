"""Sheets, Word documents, PDF and pages become text and tables with places, and what can't be read says why."""

import io
from pathlib import Path
from typing import Any

import pytest

from ingest.documents import load, markup
from ingest.documents.types import Unreadable
from ingest.guide.reader import read_files
from ingest.guide.types import Band

ROWS = [
    ["Level", "City", "Base min", "Base max", "Currency"],
    ["P1", "Berlin", 52000, 61000, "EUR"],
    ["P2", "Berlin", 60000, 74000, "EUR"],
]


def workbook() -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["Bands of this year"])
    sheet = book.create_sheet("Bands")
    sheet.append(["All figures are gross, per year"])
    sheet.append([])
    for row in ROWS:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def word() -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Pay bands", 1)
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for i, row in enumerate(ROWS):
        for j, value in enumerate(row):
            table.cell(i, j).text = str(value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def portable(lines: list[tuple[int, str]]) -> bytes:
    """A PDF of one page with these lines, each in its size."""
    shown = "".join(
        f"BT /F1 {size} Tf 50 {780 - 20 * number} Td ({text}) Tj ET\n" for number, (size, text) in enumerate(lines)
    ).encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%sendstream" % (len(shown), shown),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    out = b"%PDF-1.4\n"
    starts = []
    for number, part in enumerate(parts, start=1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    ends = b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + ends


def bands(folder: Path, name: str, data: bytes) -> tuple[Band, ...]:
    file = folder / "ferro" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    return tuple(band for guide in read_files(file, folder) for band in guide.bands)


@pytest.mark.parametrize(
    ("name", "make", "place"),
    [("engineer.xlsx", workbook, "Bands!C4:D4"), ("engineer.docx", word, "paragraph 2, row 2")],
)
def test_a_file_of_an_office_gives_bands_with_places(tmp_path: Path, name: str, make: Any, place: str) -> None:
    first, second = bands(tmp_path, name, make())
    assert first.base and first.base.amount and second.base and second.base.amount
    assert (first.level, first.region, first.base.amount.low, first.base.amount.high, first.base.amount.currency) == (
        "P1", "Berlin", 52_000, 61_000, "EUR",
    )  # fmt: skip
    assert (second.base.amount.low, second.base.amount.high) == (60_000, 74_000)
    assert first.base.source.place == place


def test_a_csv_with_semicolons_and_one_with_tabs_read_alike(tmp_path: Path) -> None:
    for name, mark in (("a.csv", ";"), ("b.tsv", "\t")):
        data = "\n".join(mark.join(map(str, row)) for row in ROWS).encode()
        found = bands(tmp_path, name, data)
        assert [(b.level, b.base and b.base.amount and b.base.amount.high) for b in found] == [
            ("P1", 61_000),
            ("P2", 74_000),
        ]


def test_cells_that_span_rows_and_columns_stand_in_each_of_them() -> None:
    page = (
        "<table><tr><th rowspan=2>Level</th><th "
        "colspan=2>London</th></tr><tr><th>Base</th><th>Bonus</th></tr><tr><td>L4</td><td>1</td><td>2</td></tr></t"
        "able>"
    )
    (table,) = markup.tables_in(page)
    assert table.rows == [["Level", "London", "London"], ["Level", "Base", "Bonus"], ["L4", "1", "2"]]


def test_a_cell_that_spans_millions_is_bounded() -> None:
    (table,) = markup.tables_in("<table><tr><td colspan=9999999>a</td></tr><tr><td>b</td><td>c</td></tr></table>")
    assert len(table.rows[0]) <= 200


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.xlsx", b"PK\x03\x04 broken", "damaged"),
        ("a.docx", b"nothing", "damaged"),
        ("a.pdf", b"%PDF-1.7 nonsense", "damaged|no text"),
        ("a.csv", b"\x00\x01\x02", "not text"),
        ("a.json", b"{}", "not read"),
    ],
)
def test_what_is_damaged_or_of_another_kind_says_so_and_how_to_mend_it(name: str, data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says) as refused:
        load.paper(data, name)
    assert refused.value.mend


def sheets(rows: dict[str, list[list[Any]]], merged: str = "") -> bytes:
    """A workbook of these sheets. merged: cells of its first that are one."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in rows.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    if merged:
        book.worksheets[0].merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def told(found: tuple[Band, ...]) -> list[tuple[str | None, str, int]]:
    return [(b.level, b.region, b.base.amount.high) for b in found if b.base and b.base.amount]


def test_a_cell_merged_over_rows_of_a_sheet_stands_in_each_of_them(tmp_path: Path) -> None:
    rows = [
        ["City", "Level", "Min (EUR)", "Max (EUR)"],
        ["Porto", "Mid", 38000, 46000],
        [None, "Senior", 47000, 58000],
        ["Lisbon", "Senior", 50000, 62000],
    ]
    data = sheets({"Bands": rows}, merged="A2:A3")
    assert told(bands(tmp_path, "engineer.xlsx", data)) == [
        ("Mid", "Porto", 46_000), ("Senior", "Porto", 58_000), ("Senior", "Lisbon", 62_000),
    ]  # fmt: skip


def test_a_sheet_a_country_keeps_each_countrys_pay_apart(tmp_path: Path) -> None:
    head = ["Level", "Min (EUR)", "Max (EUR)"]
    data = sheets({"Germany": [head, ["E1", 52000, 60000]], "Spain": [head, ["E1", 36000, 42000]]})
    assert told(bands(tmp_path, "engineer.xlsx", data)) == [("E1", "Germany", 60_000), ("E1", "Spain", 42_000)]


def test_a_pdfs_large_letters_are_headings_that_say_whose_its_tables_are(tmp_path: Path) -> None:
    pytest.importorskip("pdfplumber")
    rows = [
        "Level    Base (CAD)           Bonus",
        "N1       82,000 - 95,000      5%",
        "N2       98,000 - 118,000     8%",
    ]
    lines = [(20, "Ferro compensation"), (14, "Backend Engineer"), *((9, row) for row in rows)]
    lines += [(14, "Product Designer"), *((9, row.replace("N", "D").replace("82", "76")) for row in rows)]
    found = bands(tmp_path, "handbook.pdf", portable(lines))
    said = {(band.role_display, band.level, band.base.amount.low) for band in found if band.base and band.base.amount}
    assert {("Backend Engineer", "N1", 82_000), ("Product Designer", "D1", 76_000)} <= said


@pytest.mark.parametrize("tag", ["script", "style", "noscript", "template", "nav", "footer"])
def test_what_a_page_does_not_show_as_its_text_is_none(tag: str) -> None:
    page = f"<html><body><p>Base: 52,000 EUR</p><{tag}>Base: 99,000 EUR</{tag}><p>Bonus: 10%</p></body></html>"
    told = load.paper(page.encode(), "pay.html").text
    assert "52,000" in told and "10%" in told and "99,000" not in told
