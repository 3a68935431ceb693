"""The facts of a reply under ids: what the model is told, what its ids stand for, and how they are rendered.

f: a guide's figure. u: a term of the person's own offer. m: an amount as the person wrote it. n: what a plan says to
ask for, for words to send. s: a sentence that Parley composed or computed (verdicts, comparisons, sums). p: a passage
or card, quoted. w: words to say or send, as composed.
{f1} in the model's text becomes the figure; {s1} the sentence; {w1} the words.
"""

import re
import threading
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from bot.answer import (
    Answer,
    BandRow,
    Citation,
    Comparison,
    Email,
    Figure,
    LeverBlock,
    OfferGauge,
    Script,
    Text,
    Warning_,
)
from bot.model.mentions import DIMENSIONS, Dimension, in_language, parts_in, phrases, words
from bot.model.sentences import split
from bot.reading.stretches import has_digit, letters_in, unmarked
from bot.reading.terms import Offer
from bot.reading.types import Question
from bot.wording import money, own_figure, percent, said
from ingest.amounts.mention import Mention
from ingest.amounts.numbers import mentions
from ingest.lexicon.words import period as period_of

Kind = Literal["figure", "own", "told", "statement", "quote", "words"]
MOST = 60
"""Items of a kind on one sheet; a model that is shown more loses its way."""
QUOTE = 320
"""Characters of a passage that are quoted."""
ORDINARY = 12
"""Number words up to it count things ("two questions") and are no amounts."""
EARLIER = 8
"""Figures of an earlier answer that are held."""
TOLD = 12
"""Amounts of the person's own that have ids, the latest message's first."""
_SLOT = re.compile(r"\{([a-z][a-z_ -]*)\}")


@dataclass(frozen=True, slots=True)
class Item:
    """One fact. text: as it is rendered. about: its names, as shown. cites: Citation ids behind it. part: of pay, that
    an amount of the person's own is of, where their words beside it say so."""

    id: str
    kind: Kind
    text: str
    about: dict[Dimension, str] = field(default_factory=dict)
    low: str = ""
    high: str = ""
    figure: Figure | None = None
    years: int | None = None
    cites: tuple[str, ...] = ()
    part: str = ""

    def told(self) -> dict[str, Any]:
        """What the model is shown of it."""
        names: dict[str, Any] = {name: value for name, value in self.about.items() if value}
        ends = {"ends": [f"{{{self.id}.low}}", f"{{{self.id}.high}}"]} if self.low and self.high != self.low else {}
        part = {"part": self.part} if self.part else {}
        return {"id": f"{{{self.id}}}", "says": self.text, **names, **ends, **part}


class Sheet:
    """The facts of one reply; answers that look-ups bring join it."""

    def __init__(
        self, answer: Answer, question: Question | None = None, messages: Sequence[str] = (), language: str = "en"
    ) -> None:
        """messages: what the person said, this message last. language: that computed sentences are in, ISO 639-1."""
        self.language = language
        self.items: dict[str, Item] = {}
        self.answers: list[Answer] = []
        self.looked_up = 0
        self.messages = (*messages, *((question.text,) if question else ()))
        self._lock = threading.Lock()
        self.displays = {figure.company: figure.company_display for figure in answer.figures}
        self.offers = _offers(question)
        for number, (offer, whose) in enumerate(self.offers):
            self._own(offer, whose, number)
        self._tell()
        self.add(answer)

    def add(self, answer: Answer) -> None:
        """The facts of an answer, each once."""
        with self._lock:
            self._add(answer)

    def recall(self, answer: Answer) -> None:
        """The first figures of an answer of a turn before, which may be spoken of again."""
        self.add(answer.model_copy(update={"blocks": (), "figures": answer.figures[:EARLIER]}))

    def _add(self, answer: Answer) -> None:
        self.answers.append(answer)
        for figure in answer.figures:
            if not any(item.figure == figure for item in self.items.values()):
                self._put("f", Item("", "figure", said(figure), _about(figure), *_ends(figure), figure=figure,
                                    years=figure.years, cites=(figure.source,)))  # fmt: skip
        for text, cites in statements(answer, self.language):
            if not any(item.text == text for item in self.items.values()):
                self._put("s", Item("", "statement", text, cites=cites))
        for text, part in _asks(answer):
            if not any(item.id[0] == "n" and item.about["component"] == part for item in self.items.values()):
                self._put("n", Item("", "told", text, {"component": part}))
        for text, cites in words_to_say(answer):
            if not any(item.text == text for item in self.items.values()):
                self._put("w", Item("", "words", text, cites=cites))
        for citation in answer.citations:
            if (text := quotable(citation)) and not any(item.text == text for item in self.items.values()):
                self._put("p", Item("", "quote", text, _named(citation), cites=(citation.id,)))

    def state(self, sentences: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Add computed sentences, each with the citations behind it."""
        with self._lock:
            for text, cites in list(sentences):
                self._put("s", Item("", "statement", text, cites=cites))

    def _put(self, letter: str, item: Item, most: int = MOST) -> None:
        number = sum(id_.startswith(letter) for id_ in self.items) + 1
        if number <= most:
            id_ = f"{letter}{number}"
            self.items[id_] = replace(item, id=id_)

    def _own(self, offer: Offer, whose: str, number: int) -> None:
        for component, text, period in _terms(offer):
            company = self.displays.get(offer.company or "", offer.company or "")
            about: dict[Dimension, str] = {"component": component, "company": company, "period": period}
            self._put("u", Item("", "own", text, about, years=offer.equity_years))

    def _tell(self) -> None:
        """The amounts that the person wrote, in their own writing: a target, a floor, what somebody else gets."""
        for message in self.messages[::-1]:
            found = mentions(message)
            for at, one in enumerate(found):
                text, period = _as_written(message, one)
                known = any(item.kind == "told" and item.text == text for item in self.items.values())
                small = one.words and not one.scaled and one.high <= ORDINARY
                if one.kind in ("money", "percent", "count", "plain") and not small and not known:
                    about: dict[Dimension, str] = {"period": period} if period else {}
                    ahead, behind = found[at - 1].end if at else 0, found[at + 1].start if at + 1 < len(found) else None
                    part = _part_of(message[ahead : one.start], message[one.end : behind])
                    self._put("m", Item("", "told", text, about, *_written_ends(text, one), part=part), TOLD)

    def stands_in(self, item: Item, answer: Answer) -> bool:
        """Whether the answer brought this fact."""
        if item.figure is not None:
            return item.figure in answer.figures
        if item.kind in ("statement", "words"):
            texts = statements(answer, self.language) if item.kind == "statement" else words_to_say(answer)
            return any(text == item.text for text, _ in texts)
        return item.kind == "quote" and any(c.id in item.cites for c in answer.citations)

    def told(self) -> dict[str, list[dict[str, Any]]]:
        """All of it, for the model, by kind."""
        kinds = {
            "figures": "f", "own_terms": "u", "own_amounts": "m", "asks": "n", "statements": "s", "quotes": "p",
            "words_to_say": "w",
        }  # fmt: skip
        return {
            name: rows
            for name, letter in kinds.items()
            if (rows := [self.row(item) for id_, item in self.items.items() if id_[0] == letter])
        }

    def row(self, item: Item) -> dict[str, Any]:
        """What the model is shown of an item, with the card that it is from where it is from one."""
        cards = [one.title for one in self.citations(item.cites) if one.title and not one.company]
        return item.told() | ({"from": cards[0].partition(": ")[2] or cards[0]} if cards else {})

    def several(self) -> set[Dimension]:
        """In what the figures differ: what must be said beside each."""
        figures = [item for item in self.items.values() if item.kind == "figure"]
        return {d for d in DIMENSIONS if len({item.about.get(d) for item in figures}) > 1}

    def names(self) -> Iterator[tuple[Dimension, str]]:
        """Every name that a fact is about."""
        for item in self.items.values():
            yield from item.about.items()

    def citations(self, used: Iterable[str]) -> tuple[Citation, ...]:
        """The citations of these ids, each once."""
        known = {one.id: one for answer in self.answers for one in answer.citations}
        return tuple(known[id_] for id_ in dict.fromkeys(used) if id_ in known)

    def material(self) -> list[str]:
        """Texts whose words a sentence may hold: composed sentences, quotes, words to say, the person's own words."""
        kinds = ("statement", "quote", "words")
        return [item.text for item in self.items.values() if item.kind in kinds] + list(self.messages)

    def lists(self) -> list[str]:
        """Texts whose names may be spoken of without a figure: what the guides hold, and what they lack."""
        listing = [answer for answer in self.answers if answer.intent == "list" or answer.status != "answered"]
        return [text for answer in listing for text, _ in statements(answer)] + list(self.messages)


def statements(answer: Answer, language: str = "en") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Sentences that the answer composed or computed, with what they rest on."""
    for block in answer.blocks:
        match block:
            case Text():
                for piece in pieces(block.text):
                    if text := unmarked(piece.replace("**", "")).strip():
                        yield _SLOT.sub(r"[\1]", text), block.cites
            case Comparison():
                for row in block.rows[:12]:
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


def _as_written(message: str, one: Mention) -> tuple[str, str]:
    """An amount with the period that is written behind it, and that period; "" where none is."""
    after = message[one.end : one.end + 16]
    for name in ("year", "month", "week", "day", "hour"):
        if (found := period_of(name).search(after)) and found.start() <= 5 and "\n" not in after[: found.end()]:
            return message[one.start : one.end + found.end()].strip(), name
    return message[one.start : one.end].rstrip("+ ").strip(), str(one.period or "")


def _written_ends(text: str, one: Mention) -> tuple[str, str]:
    """The two ends of a range as they are written, with the sign and scale that one of them has for both."""
    found = re.findall(r"([$€£₹]?)\s?(\d[\d.,]*\d|\d)\s?([kKmM%]?)(?!\w)", text)
    if one.low == one.high or len(found) != 2:
        return "", ""
    sign, scale = found[0][0] or found[1][0], found[1][2]
    low, high = (f"{sign}{number}{own or scale}" for _, number, own in found)
    return low, high


def _part_of(ahead: str, behind: str) -> str:
    """The part of pay that an amount is of by the words around it, those behind it first, up to the nearest mark."""
    for text, nearest in ((re.split(r"[,;:.(]", behind)[0], 0), (re.split(r"[,;:.(]", ahead)[-1], -1)):
        if found := [one for one in parts_in(text) if one.dimension == "component"]:
            return min(found[nearest].keys)
        if phrases("vesting").search(text):
            return "equity"
    return ""


def _asks(answer: Answer) -> Iterator[tuple[str, str]]:
    """(amount, part of pay) of what a plan's rows say to ask for."""
    for table in answer.blocks:
        if isinstance(table, Comparison) and table.columns[0] == "Part" and "Ask" in table.columns:
            for row in table.rows:
                parts, found = parts_in(row[0]), mentions(row[table.columns.index("Ask")])
                if parts and len(found) == 1:
                    yield found[0].text.strip(), min(parts[0].keys)


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


def _named(citation: Citation) -> dict[Dimension, str]:
    return {"company": citation.company, "role": citation.role}


def _about(figure: Figure) -> dict[Dimension, str]:
    return {
        "company": figure.company_display, "role": figure.role_display, "region": figure.region,
        "level": figure.level or "", "component": figure.component, "period": figure.period or "",
    }  # fmt: skip


def _ends(figure: Figure) -> tuple[str, str]:
    plain = figure.model_copy(update={"open": False})
    return (
        said(plain.model_copy(update={"high": figure.low})),
        said(plain.model_copy(update={"low": figure.high})),
    )


def _offers(question: Question | None) -> list[tuple[Offer, str]]:
    if question is None:
        return []
    mine = question.offer or question.profile.offer
    others = question.others or question.profile.others
    return [*([(mine, "own")] if mine else []), *((other, "other") for other in others)]


def _terms(offer: Offer) -> Iterator[tuple[str, str, str]]:
    """(part, as written, period) of an offer's terms."""
    code = offer.currency
    if offer.base is not None:
        yield "base", money(offer.base, None, code), "year"
    if offer.equity is not None:
        yield (
            "equity",
            money(offer.equity, None, offer.equity_currency or code),
            "year" if offer.equity_per_year else "grant",
        )
    if offer.bonus_percent is not None:
        yield "bonus", percent(offer.bonus_percent), ""
    if offer.bonus_amount is not None:
        yield "bonus", money(offer.bonus_amount, None, code), "year"
    if offer.signing is not None:
        yield "signing", money(offer.signing, None, code), "once"
    if offer.total is not None:
        yield "total", money(offer.total, None, code), "year"


def rendered(
    item: Item, end: str, language: str, said_dimensions: Set[str], several: Set[str], draft: bool = False
) -> str:
    """An id as it reads: the figure with what its sentence doesn't say of it; a statement or quote as it stands.

    end: "", "low" or "high". said_dimensions: what the sentence names. several: what differs among the facts. draft:
    it is said by the person to somebody else, who is told of no band and no guide.
    """
    if item.kind in ("statement", "words"):
        return item.text
    if item.kind == "told" and draft:
        return {"low": item.low, "high": item.high}.get(end) or item.text
    table = in_language("render", language)
    if item.kind == "quote":
        return f"“{item.text}”"
    text = {"low": item.low, "high": item.high}.get(end) or item.text
    period = item.about.get("period", "")
    component = item.about.get("component", "")
    if period and "period" not in said_dimensions and (period in ("month", "grant") or component == "equity"):
        text += " " + table[period].format(years=item.years or "?") if period != "grant" or item.years else ""
    labels = [table.get(component, component)] if component and "component" not in said_dimensions else []
    if draft:
        return f"{text} ({labels[0]})" if labels else text
    labels += [table["top" if end == "high" else "bottom"]] if end and item.figure and item.low != item.high else []
    labels += [item.about[d] for d in ("level", "role", "company", "region")
               if item.about.get(d) and d in several and d not in said_dimensions]  # fmt: skip
    if item.kind == "own" and "yours" not in said_dimensions:
        labels.append(table["yours"])
    return f"{text} ({', '.join(labels)})" if labels else text
