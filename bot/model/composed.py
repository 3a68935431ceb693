"""What an answer composed, as sentences and words that a model may place by an id: verdicts, sums, asks, quotations."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.answer import (
    Answer,
    BandRow,
    Citation,
    Comparison,
    Email,
    LeverBlock,
    OfferGauge,
    Script,
    Text,
    Warning_,
)
from bot.model.mentions import Dimension, in_language, parts_in, words
from bot.model.sentences import split
from bot.reading.stretches import has_digit, letters_in, unmarked
from bot.wording import money, own_figure, said
from ingest.amounts.numbers import mentions

QUOTE = 320
"""Characters of a passage that are quoted."""
_SLOT = re.compile(r"\{([a-z][a-z_ -]*)\}")


def statements(answer: Answer, language: str = "en") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Sentences that the answer composed or computed, with what they rest on."""
    for block in answer.blocks:
        match block:
            case Text():
                for piece in pieces(block.text):
                    text = unmarked(piece.replace("**", "")).strip()
                    # A blank belongs into words to send; read out, it tells nothing ("target base [the range]").
                    if text and "[" not in text and not _SLOT.search(text):
                        yield text, block.cites
            case Comparison():
                # What a plan's rows say has ids of its own; read out, they are no sentences.
                for row in () if is_plan(block) else block.rows[:12]:
                    cells = [
                        f"{name}: {cell}" if name else cell for name, cell in zip(block.columns, row, strict=False)
                    ]
                    yield f"{block.title}: {'; '.join(cells)}.", block.cites
                if block.best is not None and block.best < len(block.rows):
                    leads = in_language("relate", language)["leads"]
                    yield leads.format(title=block.title, name=_told_apart(block, block.best)), block.cites
                if block.note:
                    yield block.note, block.cites
            case OfferGauge():
                yield from _gauged(block, language)
            case LeverBlock() if block.why:
                yield f"{block.title}: {block.why}".strip(), (block.cite,)
            case Warning_() if not block.code.startswith("model-"):
                whole = block.text.rstrip(" .") + ("" if block.text.rstrip().endswith(("!", "?")) else ".")
                yield f"{whole[:1].upper()}{whole[1:]}", (block.cite,) if block.cite else ()


def pieces(text: str) -> Iterator[str]:
    """A text's sentences, each item of a list and each quotation whole."""
    for line in text.split("\n"):
        held = ""
        for piece in [line] if line.lstrip().startswith(("- ", "* ")) else split(line):
            held += piece
            if held.count("\u201c") <= held.count("\u201d") and held.count('"') % 2 == 0:
                yield held
                held = ""
        yield from [held] if held else []


def _told_apart(table: Comparison, row: int) -> str:
    """What a row is called: its first cell in words that another row doesn't have."""
    cells = [column for column in zip(*table.rows, strict=False) if letters_in(column[row], 2)]
    return next((column[row] for column in cells if len(set(column)) > 1), table.rows[row][0])


def asks(answer: Answer) -> Iterator[tuple[str, str]]:
    """(amount, part of pay) of what a plan's rows say to ask for."""
    for table in answer.blocks:
        if isinstance(table, Comparison) and is_plan(table):
            for row in table.rows:
                parts, found = parts_in(row[0]), mentions(row[table.columns.index("Ask")])
                if parts and len(found) == 1:
                    yield found[0].text.strip(), min(parts[0].keys)


def is_plan(table: Comparison) -> bool:
    """Whether a table says what to ask for, a part of pay a row."""
    return table.columns[0] == "Part" and "Ask" in table.columns


def words_to_say(answer: Answer) -> Iterator[tuple[str, tuple[str, ...]]]:
    """E-mails and scripts that the answer composed, whole, their blanks in [brackets], with what they rest on."""
    for block in answer.blocks:
        match block:
            case Script():
                yield _SLOT.sub(r"[\1]", block.text), block.cites
            case Email():
                yield _SLOT.sub(r"[\1]", f"Subject: {block.subject}\n\n{block.body}"), block.cites
            case LeverBlock() if block.script:
                yield _SLOT.sub(r"[\1]", block.script), (block.cite,)


def place_of(value: int | Decimal, low: int | Decimal, high: int | Decimal) -> str:
    """Where a value is in a range: "above", "below", "top", "bottom" or "inside"."""
    if value > high or value < low:
        return "above" if value > high else "below"
    return "top" if value == high else "bottom" if value == low else "inside"


def _gauged(gauge: OfferGauge, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    said = in_language("relate", language)
    parts = in_language("render", language)
    for row in gauge.rows:
        if (own := own_figure(row)) is None or not own[1] or row.user is None:
            continue
        known = row.low is not None and row.high is not None and row.low <= row.high
        place = place_of(row.user, row.low or 0, row.high or 0) if known else "inside"
        part = row.label.lower() if language not in words("render") or language == "en" else parts.get(row.component)
        text = said[f"your_{place}"].format(
            part=part or row.label.lower(), own=own[0], other=_row_text(row, language), share=row.position
        )
        yield text, (row.cite,)
    totals = {year.total for year in gauge.years}
    for year in gauge.years if len(totals) > 1 else gauge.years[:1]:
        yield said["year"].format(year=year.year, total=money(year.total, None, gauge.currency or None)), ()
    if len(gauge.years) > 1:
        whole = money(sum(year.total for year in gauge.years), None, gauge.currency or None)
        yield said["years"].format(years=len(gauge.years), total=whole), ()


def _row_text(row: BandRow, language: str) -> str:
    """A band as it reads in a language."""
    if language == "en" or language not in words("render") or row.low is None or row.high is None:
        return row.text
    table = in_language("render", language)
    paid = table.get(row.period or "", "") if row.unit is None and (row.period != "grant" or row.years) else ""
    return f"{said(row)} {paid.format(years=row.years)}".strip()


def quotable(citation: Citation) -> str:
    """A citation's own words, where they are prose that may be quoted; "" for a table's row."""
    text = " ".join(citation.text.split())
    if "|" in text:
        return ""
    # Amounts in a guide's prose are samples or another company's: they are never quoted.
    text = " ".join(part.strip() for part in split(text) if not has_digit(part))
    if len(text.split()) < 4:
        return ""
    return text if len(text) <= QUOTE else text[:QUOTE].rsplit(" ", 1)[0] + " …"


def named(citation: Citation) -> dict[Dimension, str]:
    return {"company": citation.company, "role": citation.role}
