"""What every kind of file becomes: lines of markdown, each with its place in the file."""

from collections.abc import Sequence
from dataclasses import dataclass, field


class Unreadable(Exception):
    """A file that can't be taken apart; str() says what is wrong, mend how to put it right."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as markdown: headings, paragraphs and pipe tables. places: for a line (1-based) where it stands in the
    file, as one can look it up ("Sheet1!7", "page 3"); a line without one stands where its number says. cells: for a
    line of a sheet's table, the place of each of its cells ("Sheet1!C7"). title: what it calls itself outside its
    text."""

    text: str
    places: dict[int, str] = field(default_factory=dict)
    cells: dict[int, tuple[str, ...]] = field(default_factory=dict)
    title: str = ""


@dataclass(slots=True)
class Writer:
    """Puts a Paper together line by line."""

    lines: list[str] = field(default_factory=list)
    places: dict[int, str] = field(default_factory=dict)
    cells: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def line(self, text: str, place: str = "") -> None:
        """One line."""
        self.lines.append(text)
        if place:
            self.places[len(self.lines)] = place

    def table(self, rows: list[list[str]], places: list[str], cells: Sequence[tuple[str, ...]] = ()) -> None:
        """A table of at least two rows, its first the header; cells may hold any text. places: one a row. cells: one a
        cell, where a cell has a place of its own."""
        wide = max(map(len, rows), default=0)
        if len(rows) < 2 or wide < 2:
            for row, place in zip(rows, places, strict=True):
                self.line(" ".join(filter(None, row)), place)
            return
        self.line("")
        for number, (row, place) in enumerate(zip(rows, places, strict=True)):
            shown = [cell.replace("|", "\\|").replace("\n", " ") for cell in [*row, *[""] * (wide - len(row))]]
            self.line(f"| {' | '.join(shown)} |", place)
            if cells:
                self.cells[len(self.lines)] = cells[number]
            if number == 0:
                self.line("|" + "---|" * wide, place)
        self.line("")

    def paper(self) -> Paper:
        """What was written."""
        return Paper("\n".join(self.lines), self.places, self.cells)
