"""Answers set for a terminal that can draw: rows as tables or lines, words never broken, sources numbered."""

import re
from collections.abc import Iterable

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.text import Text as Styled

from bot.answer import (
    Answer,
    BandCard,
    Block,
    Comparison,
    Email,
    LeverBlock,
    OfferGauge,
    Script,
    Suggestions,
    Text,
    block_text,
)
from bot.channels.rows import sheet
from bot.wording import exact, own_figure


class Flow:
    """Words set into lines as they come: **bold** shown as such, "- " as a bullet, no word broken at the edge."""

    def __init__(self, console: Console, style: str = "") -> None:
        self._console, self._style = console, style
        self._column, self._bold, self._fresh = 0, False, True

    def write(self, text: str) -> None:
        """Go on with some more words."""
        for piece in re.findall(r"\n|[^\S\n]+|\*\*|(?:(?!\*\*)\S)+", text):
            if piece == "**":
                self._bold = not self._bold
            elif piece == "\n":
                self.end()
            elif piece.isspace():
                self._put(" " if self._column and self._column < self._console.width else "")
            else:
                self._word(piece)

    def end(self) -> None:
        """End the line."""
        self._put("\n")
        self._column, self._fresh = 0, True

    def _word(self, word: str) -> None:
        if word == "-" and self._fresh:
            word = "•"
        if self._column and self._column + cell_len(word) > self._console.width:
            self._put("\n")
            self._column = 0
        self._put(word)
        self._fresh = False

    def _put(self, text: str) -> None:
        self._console.print(Styled(text, style="bold" if self._bold else self._style), end="", soft_wrap=True)
        self._column += cell_len(text.strip("\n"))


def marks(cites: Iterable[str], numbers: dict[str, int]) -> str:
    found = [numbers.setdefault(cite, len(numbers) + 1) for cite in dict.fromkeys(cites) if cite]
    return " " + "".join(f"[{number}]" for number in found) if found else ""


def show(answer: Answer, console: Console) -> None:
    """A whole answer, then its sources."""
    numbers: dict[str, int] = {}
    for block in answer.blocks:
        if isinstance(block, Text):
            flow = Flow(console)
            flow.write(block.text + marks(block.cites, numbers))
            flow.end()
        else:
            for part in drawn(block, numbers, console):
                console.print(part, markup=False)
        console.print()
    sources(answer, numbers, console)


def sources(answer: Answer, numbers: dict[str, int], console: Console) -> None:
    """What an answer cites, a line each, by its number. A path longer than the line stays whole, to be copied."""
    known = {citation.id: citation for citation in answer.citations}
    for id_ in known:
        numbers.setdefault(id_, len(numbers) + 1)
    for id_, number in numbers.items():
        if (one := known.get(id_)) is not None:
            dated = f", {one.date}" if one.date else ""
            said = f"[{number}] {one.title or one.path} ({one.path}:{one.line}{dated})"
            if console.is_terminal:
                flow = Flow(console, "dim")
                flow.write(said)
                flow.end()
            else:
                console.print(said, markup=False, soft_wrap=True)


def drawn(block: Block, numbers: dict[str, int], console: Console) -> Iterable[RenderableType]:
    """A block for a terminal that can draw: rows for what has rows, and headings for what has a title."""
    if isinstance(block, BandCard):
        title = " · ".join(part for part in (block.company, block.role, block.level, block.region) if part)
        rows = [(row.label, row.text + marks((row.cite,), numbers)) for row in block.rows]
        return [sheet(console, ("", ""), rows, title=title)]
    if isinstance(block, Comparison):
        title = block.title + marks(block.cites, numbers)
        made = sheet(console, block.columns, block.rows, title=title, best=block.best)
        return [made, *([Styled(block.note)] if block.note else [])]
    if isinstance(block, OfferGauge):
        return list(_gauge(block, numbers, console))
    if isinstance(block, Suggestions):
        return [Styled(f"{'?' if block.choices else '›'} {item}", style="cyan") for item in block.labels or block.items]
    if isinstance(block, Script) and not block.title:
        return [Styled(block_text(block, numbers))]
    title, _, rest = block_text(block, numbers).partition("\n")
    if isinstance(block, LeverBlock | Script | Email):
        return [Styled(title, style="bold"), Styled(rest)]
    return [Styled(f"{title}\n{rest}" if rest else title)]


def _gauge(gauge: OfferGauge, numbers: dict[str, int], console: Console) -> Iterable[RenderableType]:
    """An offer: each part beside its band with the person's own figure, its worth by year, what is unknown."""
    rows = []
    for row in gauge.rows:
        own = own_figure(row)
        yours = f"{own[0]}, {own[1]}" if own and own[1] else own[0] if own else "–"
        rows.append((row.label, yours, row.text + marks((row.cite,), numbers)))
    if rows:
        yield sheet(console, ("", "Yours", "Band"), rows, title="Your offer")
    names = ("base", "equity", "bonus", "signing", "refresher", "total")
    used = [name for name in names if any(getattr(year, name) for year in gauge.years)]
    if gauge.years:
        columns = ("Year", *(name.capitalize() for name in used))
        worth = [(str(year.year), *(exact(getattr(year, name), gauge.currency) for name in used))
                 for year in gauge.years]  # fmt: skip
        yield sheet(console, columns, worth, title="Its worth by year")
    told = [f"Unknown: {', '.join(gauge.unknown)}"] if gauge.unknown else []
    told += [f"Assumed: {one}" for one in gauge.assumptions]
    if told:
        yield Styled("\n".join(told))
