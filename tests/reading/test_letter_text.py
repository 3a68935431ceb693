"""Files that are no letters: whatever kind they are of, their reading costs a bounded time, and not this process's."""

import io
import os
import time
from collections.abc import Callable

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bot.errors import BadInput
from bot.reading.letter_text import MOST_SECONDS, read_letter
from tests.reading.test_offer_letter import pdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def slow_pdf() -> bytes:
    """A page of many small texts, which takes a minute to lay out."""
    return pdf("x) Tj 1 0 0 1 0 1 Tm (" * 200_000)


def slow_word() -> bytes:
    """A table whose one cell says that it is as wide as ten million columns."""
    document = docx.Document()
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.text = "base salary of 100,000 a year"
    span = OxmlElement("w:gridSpan")
    span.set(qn("w:val"), "10000000")
    cell._tc.get_or_add_tcPr().append(span)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def slow_html() -> bytes:
    return b"<html>" + b"<table><tr>" * 60_000 + b"<td colspan=60 rowspan=60>a</td>" * 90_000


@pytest.mark.parametrize(
    ("made", "kind", "says"),
    [
        (slow_pdf, "application/pdf", "too long"),
        (slow_word, WORD, "far larger|damaged|too long"),
        (slow_html, "text/html", "no text|too long"),
    ],
)
def test_a_file_made_to_take_long_costs_a_bounded_time_and_none_of_ours(
    made: Callable[[], bytes], kind: str, says: str
) -> None:
    data = made()
    own, before = time.process_time(), os.times()
    with pytest.raises(BadInput, match=says):
        read_letter(data, kind)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    # Two seconds of its own, what it starts with, and a limit that counts whole seconds.
    assert spent < MOST_SECONDS + 2.5
    assert time.process_time() - own < 0.5


def test_word_and_html_letters_are_still_read() -> None:
    document = docx.Document()
    document.add_paragraph("Your annual base salary is $245,000.")
    out = io.BytesIO()
    document.save(out)
    assert "$245,000" in read_letter(out.getvalue(), WORD)
    page = b"<html><body><p>Your annual base salary is $245,000.</p></body></html>"
    assert "$245,000" in read_letter(page, "text/html")
