"""What the words around a table or list speak of: a kind of pay, or something that is no pay."""

import re
from collections.abc import Sequence
from typing import Literal

from ingest.amounts.plain import plain
from ingest.guide.cells import SPANS
from ingest.guide.headers import classify
from ingest.guide.kinds import is_title, kind_of
from ingest.guide.shapes import Table
from ingest.guide.types import ComponentName
from ingest.guide.variants import span_alone
from ingest.lexicon import words


# --- what is no pay
def refused(table: Table, around: Sequence[str]) -> str:
    """Why a table is about something else than this company's pay, or "": by its headers, then by what stands
    around."""
    heads = [plain(cell) for cell in table.header.cells]
    ranges, amount = words.column("range"), words.column("bare_amount")
    ranged = [h for h in heads if ranges.search(h) and not amount.fullmatch(h)]
    named = [h for h in heads if kind_of(h).component in ("base", "equity", "total") or h in ranged]
    pay = [h for h in heads if (h in named or span_alone(h) in SPANS) and not kind_of(h).other]
    if heads and classify(heads[0]).kind == "target":
        return "its rows are offers or targets, not what a company pays"
    for one in words.data("columns")["refused"]:
        head = words.pattern(one["head"])
        if one.get("of_a_bonus") and all(kind_of(h).part for h in heads[:-1]) and _of_a_bonus(heads[-1], around):
            continue
        told = _without_middles(heads) if one.get("of_a_bonus") else heads
        beside = [h for h in pay if not head.search(h)]
        if any(head.search(h) for h in told):
            if one.get("beside_pay") and any(words.column("plain_pay").search(h) for h in beside):
                continue  # what a client is charged and what is paid for it, and both columns say so
            if not beside:
                return str(one["why"])
        said = words.pattern(one["around"])
        # A heading of the table itself or the line above it; not a title far above.
        if any(said.search(plain(text)) for text in around[-2:] if text and len(plain(text)) < 160):
            return str(one["why"])
    return ""


def _without_middles(heads: Sequence[str]) -> list[str]:
    """The headings without a "Target" that is the middle between a least and a most, or a part of pay's."""
    kinds = [kind_of(head) for head in heads]
    ranged = {"low", "high"} <= {kind.bound for kind in kinds}
    return [
        h for h, k in zip(heads, kinds, strict=True) if k.component != "bonus" and not (ranged and k.bound == "mid")
    ]


def _of_a_bonus(head: str, around: Sequence[str]) -> bool:
    """Whether a column headed "Target" alone, under a heading that names a bonus, is that bonus."""
    alone = words.pattern(words.data("columns")["bounds"]["mid"]).fullmatch(head)
    return bool(alone) and any(kind_of(plain(text)).component == "bonus" for text in around if text)


_SURVEYED = "it is a survey's or what a market pays, not one company's pay"


def of_a_market(table: Table, headings: Sequence[str], lines: Sequence[str], sure: bool) -> str:
    """Why a table tells what others pay, or "": by its document's title, averages in it, or the source named near it.
    sure: the document says whose it is, so that of the headings only its title counts. lines: the document's."""
    held = words.data("columns")
    kinds = [kind_of(plain(cell)) for cell in table.header.cells]
    if any(kind.part == "company" for kind in kinds):
        return ""
    titles = [plain(heading) for heading in (headings[:1] if sure else headings)]
    if of_a_survey(titles):
        return _SURVEYED
    clients = any(kind.other and words.column("clients").search(kind.label) for kind in kinds)
    told = any(words.column("plain_pay").search(kind.label) and not kind.other for kind in kinds)
    if of_prices(titles) and not (clients and told):
        return "it is a list of prices for clients, not of what anybody is paid"
    if sure:
        return ""
    heads = [re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", plain(cell)) for cell in table.header.cells]
    means = [head for head in heads if words.pattern(held["averages"]).fullmatch(head)]
    if means and not any(kind.bound in ("low", "high") for kind in kinds):
        return _SURVEYED
    last = (table.rows or (table.header,))[-1].line
    near = [*lines[: table.header.line - 1], *lines[last : last + 6]]
    told = any(_names_a_survey(line) or _counts_others(line) for line in near if len(line) < 400)
    return _SURVEYED if told else ""


def of_a_survey(titles: Sequence[str]) -> bool:
    """Whether titles say that what stands below them is what others pay."""
    return any(words.column("about_a_market").search(plain(title)) for title in titles)


def of_prices(titles: Sequence[str]) -> bool:
    """Whether titles say that what stands below them is what clients are charged."""
    return any(words.column("about_prices").search(plain(title)) for title in titles)


def _counts_others(line: str) -> bool:
    """Whether a line counts what figures rest on that are no company's own: "based on 3,412 placements"."""
    counted = words.column("surveyed")
    return any(re.search(r"\d{2,}\W+(?:[\w-]+ ){0,2}$", line[: m.start()]) for m in counted.finditer(line))


def _names_a_survey(line: str) -> bool:
    """Whether a line names a survey as its source: "*Sources: Glassdoor, Payscale*"."""
    held = words.data("columns")
    said = re.match(r"[\s*_>#•-]*(?P<label>[^\W\d][\w ]{2,20}?)[*_\s]*:", line)
    known = said and words.pattern(held["source_said"]).fullmatch(said["label"].strip())
    return bool(known) and bool(words.pattern(held["surveyors"]).search(plain(line)))


def is_range(label: str) -> bool:
    """Whether a heading says no more than that a range stands below it."""
    return bool(words.column("bare_range").search(plain(label)))


_PAYISH = re.compile(
    r"\b(?:salar\w*|pay|compensation|base|wage\w*|gehalt\w*|gehälter|vergütung|entgelt\w*|salaire\w*|rémunération|"
    r"sueldo\w*|salario\w*|salário\w*|remuneraç\w+|retribuci\w+|salaris\w*|loon|ral|gross|brut|bruto|brutto|ilíquid\w+|hrub\w+"
    r"|stipendi\w*|bands?)\b",
    re.I,
)


def spoken(table: Table, around: Sequence[str]) -> ComponentName | Literal[""]:
    """The component that the words around a table speak of, where its own headers name none."""
    # A header that names another part of pay speaks of its own column alone.
    heads = [cell for cell in table.header.cells if kind_of(cell).component in ("", "base")]
    return spoken_of((*around, *reversed(heads)))


def spoken_of(texts: Sequence[str]) -> ComponentName | Literal[""]:
    """The component that texts speak of, the last first."""
    for text in reversed(texts):
        shown = plain(text)
        if len(shown) > 160:
            continue
        kind = kind_of(shown)
        if kind.component and not is_title(shown):
            return kind.component
        if _PAYISH.search(shown):
            return "base"
    return ""


def refused_by(text: str) -> str:
    """Why what stands under these words is no pay, or ""."""
    for one in words.data("columns")["refused"]:
        if words.pattern(one["around"]).search(text):
            return str(one["why"])
    return ""
