"""A letter's text is taken from plain text and PDF; whatever can't be read is refused in a clear sentence."""

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from bot.errors import BadInput
from bot.reading.letter_text import read_letter
from bot.reading.offer_terms import read_offer


def pdf(*pages: str, password: str = "", padding: int = 0) -> bytes:
    """A small PDF with one line of text a page."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(612, 792)
        if text:
            stream = DecodedStreamObject()
            stream.set_data(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET\n".encode() + b" " * padding)
            page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
            fonts = DictionaryObject({NameObject("/F1"): font})
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


LINE = "Your annual base salary will be $245,000 and the sign-on bonus is $30,000."


def test_a_pdf_letter_is_read_as_an_offer() -> None:
    offer = read_offer(read_letter(pdf("Dear Alex", LINE), "application/pdf")).offer
    assert offer is not None
    assert (offer.base, offer.signing, offer.currency) == (245_000, 30_000, "USD")


@pytest.mark.parametrize("data", [LINE.encode(), LINE.encode("utf-16"), b"\xef\xbb\xbf" + LINE.encode()])
def test_plain_text_is_taken_in_any_usual_encoding(data: bytes) -> None:
    assert read_letter(data, "text/plain; charset=utf-8") == LINE


@pytest.mark.parametrize(
    ("data", "kind", "says"),
    [
        (pdf(LINE, password="secret"), "application/pdf", "password"),
        (pdf("", ""), "application/pdf", "scan"),
        (pdf(*["x"] * 31), "application/pdf", "30 pages"),
        (pdf(LINE, padding=6_000_000), "application/pdf", "far larger"),
        (b"%PDF-1.7 nonsense", "application/pdf", "damaged"),
        (b"", "text/plain", "no text"),
        (b"\x00\x01\x02", "text/plain", "not text"),
        (b"x" * 5_000_001, "text/plain", "5 MB"),
        (b"PK\x03\x04", "application/zip", "application/zip"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, kind: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        read_letter(data, kind)
    assert refused.value.mend
