"""What each table and sentence with money in a file was taken for, and the mapping that would settle what is open."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ingest.amounts.scan import amounts
from ingest.amounts.signs import CODES
from ingest.errors import GuideError
from ingest.guide.mapping import FILES, entry_for
from ingest.guide.owners import is_generic
from ingest.guide.reader import read_all, text_of
from ingest.guide.tabled import TableVerdict
from ingest.guide.types import Band, Guide
from ingest.lexicon.words import loaded

MOST_SENTENCES = 2_000
"""Lines with money of one file that get a verdict."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file: its guides, its verdicts in order of lines, and what to write of it into guides.yaml.

    error: why it was not read at all. entry: what is certain, as guides.yaml has it.
    """

    path: str
    guides: tuple[Guide, ...] = ()
    verdicts: tuple[TableVerdict, ...] = ()
    error: GuideError | None = None
    entry: tuple[tuple[str, Any], ...] = ()

    @property
    def doubts(self) -> tuple[TableVerdict, ...]:
        """The verdicts that a line of mapping would settle."""
        return tuple(v for v in self.verdicts if v.state == "doubt")


def report(file: Path, root: Path) -> FileReport:
    """Read a file for `parley import` and `parley check`. Never raises for what stands in it."""
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) and file != root else file.name
    try:
        paper = text_of(file, path)
        guides, verdicts = read_all(paper.text, path, entry_for(root, path), root.resolve().name, paper)
    except GuideError as error:
        verdicts = (*error.verdicts, *_of_lines(error, file, path))
        return FileReport(path, error=error, verdicts=tuple(sorted(verdicts, key=lambda v: v.line)))
    told = [*_guessed(guides), *verdicts, *sentences(paper.text, guides, verdicts)]
    said = tuple(sorted(told, key=lambda v: v.line))
    return FileReport(path, guides, said, entry=tuple(_entry(guides).items()))


def _guessed(guides: Sequence[Guide]) -> Iterator[TableVerdict]:
    """A doubt where a company's name is no more than that of a folder that papers are filed in ("policies")."""
    names = dict.fromkeys(g.company_display for g in guides if g.bands and is_generic(g.company))
    for name in names:
        why = f"nothing says whose pay it is, so it stands under the folder's name, {name}"
        yield TableVerdict(1, "doubt", why, "in guides.yaml: company: NAME")


def _of_lines(error: GuideError, file: Path, path: str) -> Iterator[TableVerdict]:
    """Lines with money of a file that was not read, each with that reason."""
    try:
        text = text_of(file, path).text
    except GuideError:
        return
    for verdict in sentences(text, (), ()):
        if any(table.state == "doubt" for table in error.verdicts):
            yield TableVerdict(verdict.line, "none", "not read as long as a table of this file is in doubt")
        else:
            yield TableVerdict(verdict.line, "none", f"not read, for the file {error.what}", verdict.settle)


_KINDS = {
    "levers": "a lever's words", "lever": "a lever's words", "strategy": "a strategy's figures", "tactic": "advice",
    "evidence": "evidence",
    "mapping": "a level's equivalent", "warning": "a warning", "dna": "what makes this company's pay special",
}  # fmt: skip


def sentences(text: str, guides: Sequence[Guide], tables: Sequence[TableVerdict]) -> Iterator[TableVerdict]:
    """A verdict for each line with money outside tables: whose pay it was read as, or why it is none."""
    bands = {band.line for guide in guides for band in guide.bands}
    parts = {p.source.line for g in guides for b in g.bands for p in _parts(b)}
    sections = guides[0].sections if guides else ()
    count = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if number in bands or number in parts or "|" in line or "\t" in line or len(line) > 4_000:
            continue
        if not any(a.money and a.high >= 1000 for a in amounts(line)):
            continue
        count += 1
        if count > MOST_SENTENCES:
            return
        kind = next((s.kind for s in reversed(sections) if s.line <= number <= s.end), "")
        if kind in _KINDS:
            yield TableVerdict(number, "sentence", f"read as {_KINDS[kind]}, no band")
        else:
            yield TableVerdict(
                number,
                "sentence",
                "money in a sentence that is no band: it doesn't say who pays it to whom",
                "put it into a table, or write: Base: 50,000–60,000 EUR",
            )


def _parts(band: Band) -> list[Any]:
    return [p for name in ("base", "equity", "bonus", "signing", "total") if (p := getattr(band, name)) is not None]


def _entry(guides: Sequence[Guide]) -> dict[str, Any]:
    """What guides.yaml would say of a file: its company and role, where all its figures have one."""
    companies = {g.company_display for g in guides if g.bands}
    if any(is_generic(g.company) for g in guides if g.bands):
        return {}
    roles = {g.role_display for g in guides if g.bands}
    entry: dict[str, Any] = {}
    if len(companies) == 1:
        entry["company"] = companies.pop()
    if len(roles) == 1:
        entry["role"] = roles.pop()
    return entry


def rows(guides: Sequence[Guide], most: int = 3) -> list[str]:
    """The first bands of a file as an answer would give them."""
    out = []
    for guide in guides:
        for band in guide.bands:
            parts = [
                f"{name} {_shown(part)}"
                for name in ("base", "equity", "bonus", "signing", "total")
                if (part := getattr(band, name)) and part.state == "stated"
            ]
            where = ", ".join(filter(None, (band.level, band.region))) or "all"
            out.append(
                f"{band.company_display}, {band.role_display}, {where}: "
                f"{'; '.join(parts) or 'nothing that could be read'}"
            )
            if len(out) == most:
                return out
    return out


def _shown(part: Any) -> str:
    period = (
        f" per {part.period}"
        if part.period not in (None, "once", "grant")
        else f" {part.period}"
        if part.period
        else ""
    )
    note = "up to " if part.note == "up to" else "about " if part.note == "about" else ""
    if part.amount:
        ends = (
            f"{part.amount.high:,}"
            if note == "up to " or part.amount.low == part.amount.high
            else f"{part.amount.low:,}–{part.amount.high:,}"
        )
        return f"{note}{ends}{'+' if part.amount.open else ''} {part.amount.currency}{period}"
    if part.percent:
        return (
            f"{note}{part.percent.low}–{part.percent.high} %"
            if part.percent.low != part.percent.high
            else f"{note}{part.percent.low} %"
        )
    return f"{part.count.low:,}–{part.count.high:,} shares" if part.count else part.source.text


def write_mapping(root: Path, entries: dict[str, dict[str, Any]]) -> Path:
    """Add entries to guides.yaml at the root, those it has already standing. Raises OSError."""
    file = root / FILES[0]
    held: dict[str, Any] = {}
    if file.exists():
        held = loaded(file.read_text(encoding="utf-8")) or {}
    for path, entry in entries.items():
        held[path] = {**entry, **held.get(path, {})}
    file.write_text(yaml.safe_dump(held, allow_unicode=True, sort_keys=True), encoding="utf-8")
    return file


_ASKED = re.compile(r"base|equity|bonus|signing|total|level|region|role|title|company|stage|other")


def is_currency(said: str) -> bool:
    """Whether somebody answered with a currency's code."""
    return said.strip().upper() in CODES


def answered(said: str) -> str:
    """What somebody answered a doubt with: a component, or other; "" for none of these."""
    found = _ASKED.fullmatch(said.strip().casefold())
    return found.group() if found else ""
