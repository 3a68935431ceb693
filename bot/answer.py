"""The Answer: what a reply says, as typed blocks with figures and citations; channels only render it."""

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, model_validator

from bot.languages.phrase import Phrase, Phrased
from bot.languages.prose import prose
from bot.wording import own_figure

Status = Literal["answered", "clarify", "not_found", "out_of_scope"]


def _number(value: int | Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


# Decimals would go out as strings ("10"), which no program that draws a bar expects; read back, they are exact.
Quantity = Annotated[int | Decimal, PlainSerializer(_number, return_type=int | float, when_used="json")]


Period = Literal["year", "grant", "month", "once", "hour", "day", "week", "quarter"]
"""What an amount is paid for; as `ingest.amounts.money` has it."""


LINES = 2000
"""Lines of a guide on one page of the web."""

_TABLES = {"glossary.yaml": "/playbook/glossary", "pay-history-law.yaml": "/playbook/pay-history-law"}


def page_of(path: str, line: int, section: str = "") -> str:
    """The address, below this server's own, of the page that shows a cited line, down to the line ("...#L12")."""
    file = PurePosixPath(path)
    if path == "pay-history-law.yaml":
        return f"{_TABLES[path]}#{anchor(section)}"
    if path in _TABLES:
        return f"{_TABLES[path]}#L{line}"
    if file.parent.name == "playbook" and file.suffix.lower() in (".md", ".markdown"):
        return f"/playbook/{quote(file.stem, safe='')}#L{line}"
    start = (max(line, 1) - 1) // LINES * LINES + 1
    return f"/guides/{quote(path)}{f'?from={start}' if start > 1 else ''}#L{line}"


def anchor(text: str) -> str:
    """A heading as the name of its place on a page: "New York City" is "new-york-city"."""
    return "-".join("".join(sign if sign.isalnum() or sign == "_" else " " for sign in text.casefold()).split())


class Frozen(BaseModel):
    """A value that is sent as JSON: what it doesn't know is refused, and nothing of it is changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _none(phrases: object) -> bool:
    return not phrases


class Worded(Frozen):
    """A value some of whose texts are of our catalogues. phrases: by field, which each text is, None for a text that
    is none of them (a name, a card's title); left out where no text is one."""

    phrases: Annotated[dict[str, tuple[Phrase | None, ...]], Field(exclude_if=_none)] = {}

    @model_validator(mode="before")
    @classmethod
    def _keeps_phrases(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        known = {name: found for name, value in given.items() if (found := _phrases(value))}
        return given | {"phrases": known} if known else given

    def said(self, name: str) -> str:
        """The text of a field, which knows its phrases where it is of the catalogues."""
        known = [one for one in self.phrases.get(name, ()) if one is not None]
        return Phrased(getattr(self, name), tuple(known)) if known else str(getattr(self, name))


def _phrases(value: object) -> tuple[Phrase | None, ...]:
    """The phrases of a text, or of each of several texts, of rows the cells; none where no text knows of any."""
    if isinstance(value, Phrased):
        return value.phrases
    if isinstance(value, tuple):
        each = [cell for one in value for cell in (one if isinstance(one, tuple) else (one,))]
        if any(isinstance(one, Phrased) for one in each):
            return tuple(one.phrases[0] if isinstance(one, Phrased) else None for one in each)
    return ()


class Citation(Worded):
    """A place in a guide that the answer uses. id is stable: "path:line". date: what the guide rests on. rests: the
    studies, laws and views that a card of the playbook rests on.

    href: the page that shows the line, below the server's own address; set from the place."""

    id: str
    path: str
    line: int
    section: str
    text: str
    company: str = ""
    role: str = ""
    title: str = ""
    date: datetime.date | None = None
    rests: tuple[str, ...] = ()
    href: str = ""

    @property
    def within(self) -> str:
        """What is told of it beside its title and line: the heading it stands under, or what it rests on."""
        if self.rests:
            return f"rests on: {'; '.join(self.rests)}"
        return self.section if self.section != self.title else ""

    @model_validator(mode="before")
    @classmethod
    def _linked(cls, given: Any) -> Any:
        if not isinstance(given, dict) or not isinstance(given.get("path"), str) or given.get("href"):
            return given
        line = given.get("line")
        return {**given, "href": page_of(given["path"], line if isinstance(line, int) else 1, given.get("section", ""))}


class Figure(Frozen):
    """A figure the guides state (or, with derived true, one resolved from a relative cell or a sum).

    low, high: whole units of currency, or percent with unit "percent", or a count with unit "options".
    period: "year", "grant" (over years), "month" or "once". region and level as the guide writes them.
    source is a Citation id.
    """

    component: str
    low: Quantity
    high: Quantity
    currency: str | None = None
    unit: Literal["percent", "options"] | None = None
    period: Period | None = None
    years: int | None = None
    open: bool = False
    company: str
    company_display: str
    role: str
    role_display: str
    level: str | None = None
    region: str
    derived: bool = False
    kind: str | None = None
    source: str


class Number(Frozen):
    """A number in the answer that is not a guide's figure: the user's own, or computed by bot/knowledge/offer.py.

    text is how the answer writes it; how says the sum ("245,000 + 360,000 / 4 + 10 % of 245,000").
    """

    origin: Literal["user", "computed", "passage"]
    text: str
    low: Quantity
    high: Quantity
    currency: str | None = None
    unit: Literal["percent", "options", "count"] | None = None
    period: Period | None = None
    years: int | None = None
    how: str = ""


class Text(Worded):
    """Prose. A small markdown subset: **bold**, lists with "- ", paragraphs. cites: Citation ids, in order."""

    type: Literal["text"] = "text"
    text: str
    cites: tuple[str, ...] = ()


class BandRow(Worded):
    """One component on a band card. text is how it reads ("$170K-$215K per year"), verbatim the cell.

    low/high/currency or unit as in Figure, None where the guide gives words only. user: the user's own
    figure in the same unit, for the mark on the bar. position: 0..100 percent of the way through the band."""

    component: str
    label: str
    text: str
    verbatim: str
    low: Quantity | None = None
    high: Quantity | None = None
    currency: str | None = None
    unit: Literal["percent", "options"] | None = None
    period: Period | None = None
    years: int | None = None
    user: Quantity | None = None
    position: int | None = None
    derived: bool = False
    cite: str = ""


class BandCard(Frozen):
    """A band: company, role, region, and its rows."""

    type: Literal["band_card"] = "band_card"
    company: str
    role: str
    level: str | None
    region: str
    rows: tuple[BandRow, ...]
    date: datetime.date | None = None


class Comparison(Worded):
    """A table; cells are strings. best: index of the row that leads, None when not comparable.

    row_cites: for each row the citations of what stands in it; empty where that isn't told apart."""

    type: Literal["comparison"] = "comparison"
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cites: tuple[str, ...] = ()
    best: int | None = None
    note: str = ""
    row_cites: tuple[tuple[str, ...], ...] = ()


class OfferYear(Frozen):
    """One year of an offer, whole units of the offer's currency."""

    year: int
    base: int
    equity: int
    bonus: int
    signing: int
    refresher: int
    total: int


class OfferGauge(Worded):
    """An offer laid out: where each part sits in its band, and its value year by year."""

    type: Literal["offer"] = "offer"
    currency: str
    rows: tuple[BandRow, ...]
    years: tuple[OfferYear, ...]
    unknown: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()


class LeverBlock(Frozen):
    """A lever: title, why it works, and the script adapted to the user; blanks are in [brackets]."""

    type: Literal["lever"] = "lever"
    title: str
    why: str
    script: str
    cite: str
    blanks: tuple[str, ...] = ()


class Script(Worded):
    """Words to say, ready to copy; blanks are in [brackets]."""

    type: Literal["script"] = "script"
    title: str
    text: str
    cites: tuple[str, ...] = ()


class Email(Frozen):
    """An e-mail ready to copy; blanks are in [brackets]."""

    type: Literal["email"] = "email"
    subject: str
    body: str
    cites: tuple[str, ...] = ()


class Warning_(Worded):
    """Something to know about a figure: a finding, with its place; or a note on how the answer was made."""

    type: Literal["warning"] = "warning"
    code: str
    text: str
    cite: str = ""


class Suggestions(Worded):
    """Questions to ask next, or (choices true) the readings to choose from when the answer asks which.

    labels: the items as they are shown in the language that was asked for; empty where they are shown as they are."""

    type: Literal["suggestions"] = "suggestions"
    items: tuple[str, ...]
    choices: bool = False
    labels: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """The items; those that are phrases know it."""
        known = self.phrases.get("items") or (None,) * len(self.items)
        pairs = zip(self.items, known, strict=True)
        return tuple(item if one is None else Phrased(item, (one,)) for item, one in pairs)


class PracticeBoard(Worded):
    """A practice under way: the recruiter's line is a Text before it; this is the board beside it.

    quick_labels: the phrases as they are shown in the language that was asked for; empty where as they are."""

    type: Literal["practice"] = "practice"
    practice_id: str
    phase: str
    turn: int
    turns_left: int | None
    standing: tuple[BandRow, ...] = ()
    history: tuple[dict[str, int | str | None], ...] = ()
    quick_phrases: tuple[str, ...] = ()
    quick_labels: tuple[str, ...] = ()


Block = Annotated[
    Text | BandCard | Comparison | OfferGauge | LeverBlock | Script | Email | Warning_ | Suggestions | PracticeBoard,
    Field(discriminator="type"),
]


class Answer(Frozen):
    """A whole reply. figures are the guides'; numbers are the user's own and computed ones.

    date: the oldest guide date the figures rest on. wording: who worded it ("composed", or the model's
    name), with note when a model's words were dropped. language: the tag of the one that its asker is answered in.
    """

    status: Status
    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...] = ()
    numbers: tuple[Number, ...] = ()
    citations: tuple[Citation, ...] = ()
    date: datetime.date | None = None
    intent: str = ""
    wording: str = "composed"
    language: str = "en"

    @property
    def currencies(self) -> frozenset[str]:
        """Codes of what its amounts are in."""
        told = [one.currency for one in self.figures] + [one.currency for one in self.numbers]
        return frozenset(filter(None, told))

    @property
    def text(self) -> str:
        """The answer as plain text, for a terminal, a log of an evaluation, or a screen reader."""
        return plain(self)


# An Answer as plain text: for a terminal's pipe, a log, an e-mail or a screen reader.


class _Headings:
    """Headings of ours and bare numbers in an answer's language. language: its tag; currencies: of its amounts."""

    def __init__(self, language: str = "en", currencies: frozenset[str] = frozenset()) -> None:
        self._prose = prose(language, currencies)

    def __call__(self, heading: str) -> str:
        return heading if self._prose is None else self._prose.plain.get(heading, heading)

    def word(self, text: str) -> str:
        """An amount, or where it stands in a band."""
        return text if self._prose is None else self._prose.word(text)

    def number(self, value: int) -> str:
        """A whole number with its digits in groups."""
        return f"{value:,}" if self._prose is None else self._prose.catalogue.number(Decimal(value))


def plain(answer: Answer) -> str:
    """The whole answer, its citations numbered in order of first use and listed at the end."""
    numbers: dict[str, int] = {}
    say = _Headings(answer.language, answer.currencies)
    parts = [text for block in answer.blocks if (text := block_text(block, numbers, say))]
    if listed := sources_text(answer, numbers):
        parts.append(listed)
    return "\n\n".join(parts)


def sources_text(answer: Answer, numbers: dict[str, int]) -> str:
    """The sources that were marked, by their number; "" where there were none."""
    known = {citation.id: citation for citation in answer.citations}
    say, listed = _Headings(answer.language), []
    for id_, number in numbers.items():
        if (one := known.get(id_)) is not None:
            dated = f", {one.date.isoformat()}" if one.date else ""
            within = say("rests on: {0}").format("; ".join(one.rests)) if one.rests else one.within
            section = f", {within}" if within else ""
            listed.append(f"[{number}] {one.title or one.path} ({one.path}:{one.line}{section}{dated})")
    return f"{say('Sources:')}\n" + "\n".join(listed) if listed else ""


def block_text(block: Block, numbers: dict[str, int] | None = None, say: _Headings | None = None) -> str:
    """One block; numbers keeps each citation id's number and grows."""
    numbers = {} if numbers is None else numbers
    say = say or _Headings()
    match block:
        case Text():
            return _unmarked(block.text) + _marks(block.cites, numbers)
        case BandCard():
            return _card(block, numbers, say)
        case Comparison():
            note = f"\n{block.note}" if block.note else ""
            return (
                f"{block.title}{_marks(block.cites, numbers)}\n{_table([block.columns, *block.rows], block.best)}{note}"
            )
        case OfferGauge():
            return _gauge(block, numbers, say)
        case LeverBlock():
            said = "\n\n".join(filter(None, (_unmarked(block.why), _quoted(block.script))))
            return f"{block.title}{_marks((block.cite,), numbers)}\n{said}".strip()
        case Script():
            if not block.title:
                return f"{_quoted(block.text)}{_marks(block.cites, numbers)}"
            return f"{block.title}{_marks(block.cites, numbers)}\n{_quoted(block.text)}"
        case Email():
            subject = say("Subject: {0}").format(block.subject)
            return f"{subject}{_marks(block.cites, numbers)}\n\n{block.body}"
        case Warning_():
            return say("Note: {0}").format(_unmarked(block.text)) + _marks((block.cite,), numbers)
        case Suggestions():
            lead = say("Choose one:" if block.choices else "You could ask:")
            shown = block.labels or block.items
            return f"{lead}\n" + "\n".join(f"- {item}" for item in shown) if shown else ""
        case PracticeBoard():
            return _board(block)


def _unmarked(text: str) -> str:
    return text.replace("**", "")


def _marks(cites: Iterable[str], numbers: dict[str, int]) -> str:
    found = [numbers.setdefault(cite, len(numbers) + 1) for cite in dict.fromkeys(cites) if cite]
    return " " + "".join(f"[{number}]" for number in found) if found else ""


def _quoted(text: str) -> str:
    return "\n".join(f"  {line}" if line.strip() else "" for line in text.splitlines())


def _table(rows: Sequence[Sequence[str]], best: int | None = None) -> str:
    """Columns side by side; the leading row is marked."""
    widths = [max(len(row[i]) for row in rows if i < len(row)) for i in range(max(len(row) for row in rows))]
    lines = []
    for number, row in enumerate(rows):
        mark = "> " if best is not None and number == best + 1 else "  "
        lines.append((mark + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))).rstrip())
    lines.insert(1, "  " + "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def _card(card: BandCard, numbers: dict[str, int], say: _Headings) -> str:
    level = f", {say('level {0}').format(card.level)}" if card.level else ""
    dated = f" ({say('guide of {0}').format(card.date.isoformat())})" if card.date else ""
    width = max((len(row.label) for row in card.rows), default=0)
    derived = f" ({say('derived')})"
    lines = [
        f"  {row.label.ljust(width)}  {row.text}{derived if row.derived else ''}{_marks((row.cite,), numbers)}"
        for row in card.rows
    ]
    head = say("{0} at {1}").format(card.role, card.company)
    return "\n".join([f"{head}{f', {card.region}' if card.region else ''}{level}{dated}", *lines])


def _yours(row: BandRow, say: _Headings) -> str:
    """The person's own figure with its unit, and where it sits: beyond an end of the band it is no part of the way."""
    own = own_figure(row)
    return (
        f", {say('yours {0}').format(say.word(own[0]))}" + (f" ({say.word(own[1])})" if own[1] else "") if own else ""
    )


def _gauge(gauge: OfferGauge, numbers: dict[str, int], say: _Headings) -> str:
    lines = [say("Your offer beside the band:" if gauge.rows else "Your offer by year:")]
    for row in gauge.rows:
        band = say("{0}: band {1}").format(row.label, row.text)
        lines.append(f"  {band}{_yours(row, say)}{_marks((row.cite,), numbers)}")
    if gauge.years:
        columns = ("base", "equity", "bonus", "signing", "refresher", "total")
        used = [c for c in columns if any(getattr(year, c) for year in gauge.years)]
        year = say("Year ({0})").format(gauge.currency) if gauge.currency else say("Year")
        head = (year, *(say(c.capitalize()) for c in used))
        rows = [(str(y.year), *(say.number(getattr(y, c)) for c in used)) for y in gauge.years]
        if len(rows) > 1 and len({row[1:] for row in rows}) == 1:
            rows = [(say("1 to {0}, each").format(rows[-1][0]), *rows[0][1:])]
        lines.append(_table([head, *rows]))
    lines += [say("Unknown: {0}").format(", ".join(gauge.unknown))] if gauge.unknown else []
    lines += [say("Assumed: {0}").format(one) for one in gauge.assumptions]
    return "\n".join(lines)


def _board(board: PracticeBoard) -> str:
    left = "" if board.turns_left is None else f", {board.turns_left} left"
    lines = [f"Practice, {board.phase}, turn {board.turn}{left}"]
    return "\n".join([*lines, *(f"  {row.label}: {row.text}" for row in board.standing)])
