"""The facts of a reply under ids: what the model is told, what its ids stand for, and how they are rendered.

f: a guide's figure. u: a term of the person's own offer. m: an amount as the person wrote it. n: what a plan says to
ask for, for words to send. c: an amount that was reckoned from others. s: a sentence that Parley composed or computed
(verdicts, comparisons, sums). p: a passage or card, quoted. w: words to say or send, as composed.
{f1} in the model's text becomes the figure; {s1} the sentence; {w1} the words.
"""

import re
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from bot.answer import (
    Answer,
    BandCard,
    Block,
    Citation,
    Comparison,
    Figure,
    Number,
    OfferGauge,
    Text,
    Warning_,
    block_text,
)
from bot.coach.case import Case, Pay
from bot.languages.prose import prose
from bot.model.composed import asks, is_plan, named, quotable, statements, words_to_say
from bot.model.mentions import DIMENSIONS, Dimension, in_language, parts_in
from bot.model.own import known, offers_of, written
from bot.reading.stretches import has_digit
from bot.reading.terms import Offer
from bot.reading.types import Fact, Question
from bot.wording import money, percent, said
from ingest.amounts.mention import Mention
from ingest.amounts.numbers import mentions
from ingest.lexicon.places import currency_in

Kind = Literal["figure", "own", "told", "statement", "quote", "words"]
MOST, MOST_COMPUTED = 60, 90
"""Items of a kind on one sheet, as a model that is shown more loses its way; sentences that were computed have room
beside those of cards."""
RECALLED = 30
"""Figures on a sheet from which on no more of earlier answers join it: look-ups need the room."""
EARLIER = 8
"""Figures, and sums, of an earlier answer that are held."""
MOST_SHOWN = 400
"""Characters of a block beside the reply that the model is shown."""
TOLD = 16
"""Amounts of the person's own that have ids, the latest message's first."""


@dataclass(frozen=True, slots=True)
class SheetFact:
    """One fact. text: as it is rendered. about: its names, as shown. cites: Citation ids behind it. part: of pay, that
    an amount of the person's own is of, where their words beside it say so. how: the sum that it is the result of.
    raw: an amount of theirs as they wrote it. posted: it is the range of an advert. use: what an amount
    for words to send is, to ask for or to accept. of: ids that it was computed from.
    before: the person was told it in the turn before. assumed: a sum with a number in it that they didn't tell.
    why: where an amount to ask for comes from."""

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
    how: str = ""
    raw: str = ""
    posted: bool = False
    use: str = ""
    of: tuple[str, ...] = ()
    before: bool = False
    assumed: bool = False
    why: str = ""

    def told(self) -> dict[str, Any]:
        """What the model is shown of it."""
        names: dict[str, Any] = {name: value for name, value in self.about.items() if value}
        ends = {"ends": [f"{{{self.id}.low}}", f"{{{self.id}.high}}"]} if self.low and self.high != self.low else {}
        use = f"{self.use}: {self.why}" if self.why else self.use
        is_ = self.how or ("the range of an advert" if self.posted else use)
        named = (("part", self.part), ("is", is_), ("told_before", self.before))
        more = {name: value for name, value in named if value}
        return {"id": f"{{{self.id}}}", "says": self.text, **names, **ends, **more}


class FactSheet:
    """The facts of one reply; answers that look-ups bring join it."""

    def __init__(
        self, answer: Answer, question: Question | None = None, messages: Sequence[str] = (), language: str = "en",
        case: Case | None = None, told_pay: Sequence[Pay] = (), read: Sequence[Fact] = (),
    ) -> None:  # fmt: skip
        """messages: what the person said, this message last. language: that computed sentences are in, ISO 639-1. case:
        what is offered and wanted, in their measure. told_pay: what else this message tells of pay. read:
        what the message was read to tell."""
        self.language, self.case, self.told_pay = language, case, tuple(told_pay)
        self.read = read
        self.items: dict[str, SheetFact] = {}
        self.answers: list[Answer] = []
        self.looked_up, self.begun = 0, False  # begun: words of the reply are with the person
        self.usual_share, self.usual_cites = 0, tuple[str, ...]()  # percent over an offer that people usually ask
        self.messages = (*messages, *((question.text,) if question else ()))
        self._lock, self._numbers = threading.Lock(), Counter[str]()
        self._open(answer, question)

    def _open(self, answer: Answer, question: Question | None) -> None:
        self.blocks = self._numbered(answer)
        self.displays = {figure.company: figure.company_display for figure in answer.figures}
        self.question, self.offers, self.currency = question, offers_of(question), _currency(self.messages, question)
        for offer in self.offers:
            self._own(offer)
        self._tell()
        self.add(answer)

    def _numbered(self, answer: Answer) -> dict[str, Block]:
        """The blocks of an answer that stand beside a reply and may be left out, by id; warnings may not."""
        found: dict[str, Block] = {}
        for block in answer.blocks:
            if not isinstance(block, Text | Warning_):
                self._numbers["b"] += 1
                found[f"b{self._numbers['b']}"] = block
        return found

    def beside(self) -> list[dict[str, str]]:
        """What the model is told of the blocks beside its reply; words to say and send have ids of their own."""
        tables = (BandCard, Comparison, OfferGauge)
        return [
            {"id": f"{{{id_}}}", "type": block.type}
            | ({"says": block_text(block)[:MOST_SHOWN]} if isinstance(block, tables) else {})
            for id_, block in self.blocks.items()
        ]

    def _stays(self, item: SheetFact) -> bool:
        """Whether it holds whatever the person's amounts are taken for: an amount as they wrote it, what was computed
        of such and of the guides' figures, a card's sentence without a figure."""
        card = item.kind == "statement" and not has_digit(item.text) and "from" in self.row(item)
        return card or bool(item.raw) or bool(item.of and all(id_[0] in "fm" for id_ in item.of))

    def renew(self, answer: Answer, question: Question, case: Case | None = None) -> None:
        """Begin anew from an answer that was composed from other amounts: what was composed before, and its ids, are
        gone for good; the guides' figures and quotations stay, and the amounts as the person wrote them."""
        self.case, self.told_pay = case, ()
        kinds = ("figure", "quote")
        lasting = {id_: item for id_, item in self.items.items() if item.kind in kinds or self._stays(item)}
        figures = tuple(item.figure for item in lasting.values() if item.figure)
        held = Answer(status="answered", blocks=(), figures=figures, citations=self.citations(
            cite for item in lasting.values() for cite in item.cites))  # fmt: skip
        self.items, self.answers = lasting, []
        self._open(answer, question)
        self.answers.append(held)

    def add(self, answer: Answer) -> None:
        """The facts of an answer, each once."""
        with self._lock:
            self._add(answer)

    def recall(self, answer: Answer) -> None:
        """What an answer of a turn before told that may be spoken of again: its first figures, what its plan says to
        ask for, and what was reckoned in it."""
        plans = tuple(block for block in answer.blocks if isinstance(block, Comparison) and is_plan(block))
        sums = [one for one in answer.numbers if one.origin == "computed" and one.how][:EARLIER]
        with self._lock:
            if sum(id_[0] == "f" for id_ in self.items) < RECALLED:
                self._add(answer.model_copy(update={"blocks": (), "figures": answer.figures[:EARLIER]}))
            self._ask(answer.model_copy(update={"blocks": plans}))
            for one in sums:
                about: dict[Dimension, str] = {"period": one.period} if one.period else {}
                self._once("c", SheetFact("", "told", one.text, about, how=one.how, years=one.years))

    def read_as(self, item: SheetFact) -> Fact | None:
        """What an amount of the message was read to be."""
        if not item.raw:
            return None
        whole = re.compile(rf"(?<![\d.,]){re.escape(item.raw)}(?!\d)")
        return next((one for one in self.read if one.low is not None and whole.search(one.text)), None)

    def mark(self, answer: Answer | None) -> None:
        """Mark the statements that the person was told in the turn before."""
        told = "\n".join(map(block_text, answer.blocks)) if answer is not None else ""
        for id_, item in self.items.items():
            if item.kind == "statement" and (item.text in told or self.spoken(item).text in told):
                self.items[id_] = replace(item, before=True)

    def bare(self, written: str) -> str:
        """An id as a tool's argument has it, without its braces."""
        return written.strip(" {}")[:12]

    def compute(self, item: SheetFact, sentence: str) -> tuple[str, ...]:
        """The ids of a sum's result and of the sentence that says it."""
        with self._lock:
            self._once("c", item)
            self._once("s", SheetFact("", "statement", sentence, cites=item.cites, of=item.of), MOST_COMPUTED)
        return tuple(id_ for id_, one in self.items.items() if one.text in (sentence, item.text) and id_[0] in "cs")

    def sums(self) -> tuple[Number, ...]:
        """What was reckoned in this reply, as an answer keeps it."""
        return tuple(_number(item) for item in self.items.values() if item.how)

    def _add(self, answer: Answer) -> None:
        self.answers.append(answer)
        for figure in answer.figures:
            if not any(item.figure == figure for item in self.items.values()):
                self._put("f", SheetFact("", "figure", said(figure), _about(figure), *_ends(figure), figure=figure,
                                    years=figure.years, cites=(figure.source,)))  # fmt: skip
        for text, cites in statements(answer, self.language):
            if not any(item.text == text for item in self.items.values()):
                self._put("s", SheetFact("", "statement", text, cites=cites))
        self._ask(answer)
        for text, cites in words_to_say(answer):
            if not any(item.text == text for item in self.items.values()):
                self._put("w", SheetFact("", "words", text, cites=cites))
        for citation in answer.citations:
            if (text := quotable(citation)) and not any(item.text == text for item in self.items.values()):
                self._put("p", SheetFact("", "quote", text, named(citation), cites=(citation.id,)))

    def state(self, sentences: Iterable[tuple[str, tuple[str, ...]]], of: tuple[str, ...] = ()) -> list[str]:
        """Add computed sentences, each with the citations behind it; their ids. of: the ids they were computed from."""
        with self._lock:
            told = list(sentences)
            for text, cites in told:
                self._once("s", SheetFact("", "statement", text, cites=cites, of=of), MOST_COMPUTED)
        texts = {text for text, _ in told}
        return [id_ for id_, one in self.items.items() if one.kind == "statement" and one.text in texts]

    def _ask(self, answer: Answer) -> None:
        for text, part in asks(answer):
            self.ask(text, part)

    def ask(
        self, text: str, part: str, use: str = "to ask for", period: str = "", cites: tuple[str, ...] = (),
        why: str = "",
    ) -> None:  # fmt: skip
        """Add an amount to ask for, or to accept; of each part the first of a kind. why: where it comes from."""
        held = [one for one in self.items.values() if one.id[0] == "n"]
        if not any((one.about["component"], one.use) == (part, use) for one in held):
            about: dict[Dimension, str] = {"component": part, "period": period}
            self._put("n", SheetFact("", "told", text, about, use=use, cites=cites, why=why))

    def propose(self, item: SheetFact) -> str:
        """The id of an amount that a model proposes to ask for or accept."""
        with self._lock:
            alike = (item.text, item.use, item.about.get("component"))
            for one in self.items.values():
                if one.id[0] == "n" and (one.text, one.use, one.about.get("component")) == alike:
                    return one.id
            self._put("n", item)
            return next(reversed(self.items))

    def _once(self, letter: str, item: SheetFact, most: int = MOST) -> None:
        if not any(one.id[0] == letter and (one.text, one.how) == (item.text, item.how) for one in self.items.values()):
            self._put(letter, item, most)

    def _put(self, letter: str, item: SheetFact, most: int = MOST) -> None:
        if sum(id_.startswith(letter) for id_ in self.items) < most:
            self._numbers[letter] += 1
            id_ = f"{letter}{self._numbers[letter]}"
            self.items[id_] = replace(item, id=id_)

    def _own(self, offer: Offer) -> None:
        for component, text, period in _terms(offer, self.currency):
            company = self.displays.get(name := offer.company or "", name[:1].upper() + name[1:])
            about: dict[Dimension, str] = {"component": component, "company": company, "period": period}
            self._put("u", SheetFact("", "own", text, about, years=offer.equity_years))

    def _tell(self) -> None:
        """The amounts that the person wrote: a target, a floor, what somebody else gets. One that was told before keeps
        its id, whatever it is now taken for."""
        before = set(self.items)
        for one in written(self.messages, [*known(self.question, self.case, self.currency), *self.told_pay]):
            about: dict[Dimension, str] = {"period": one.period} if one.period else {}
            if one.mention is not None and (company := self._whose(one.mention)):
                about["company"] = company
            item = SheetFact("", "told", one.text, about, one.low, one.high, part=one.part, years=one.years,
                             raw=one.raw, posted=one.posted)  # fmt: skip
            item = self._as_read(item)
            held = next((it for it in self.items.values() if it.raw == one.raw), None)
            if held is not None and held.id in before:
                self.items[held.id] = replace(item, id=held.id)
                before.remove(held.id)
            elif held is None and not any(it.kind == "told" and it.text == item.text for it in self.items.values()):
                self._put("m", item, TOLD)

    def _as_read(self, item: SheetFact) -> SheetFact:
        """An amount with the part and the period that the message was read to tell of it, which know more than the
        words beside it do."""
        if (fact := self.read_as(item)) is None:
            return item
        period = item.about.get("period") or (fact.period if fact.unit not in ("percent", "shares") else "")
        about: dict[Dimension, str] = item.about | ({"period": period} if period else {})
        return replace(item, about=about, part=fact.part or item.part)

    def _whose(self, one: Mention) -> str:
        """The company whose offer an amount of a message is of, where it's of one alone."""
        held = {offer.company for offer in self.offers if offer.company and one.low in _amounts(offer)}
        held |= {
            offer.company for offer in self.offers if offer.company and any(one.text == text for _, text in offer.said)
        }
        return self.displays.get(name := held.pop(), name) if len(held) == 1 else ""

    def stands_in(self, item: SheetFact, answer: Answer) -> bool:
        """Whether the answer brought this fact."""
        if item.figure is not None:
            return item.figure in answer.figures
        if item.kind in ("statement", "words"):
            texts = statements(answer, self.language) if item.kind == "statement" else words_to_say(answer)
            return any(text == item.text for text, _ in texts)
        return item.kind == "quote" and any(c.id in item.cites for c in answer.citations)

    def row(self, item: SheetFact) -> dict[str, Any]:
        """What the model is shown of an item, with the card that it is from where it is from one."""
        cards = [one.title for one in self.citations(item.cites) if one.title and not one.company]
        return (
            item.told()
            | {"says": self.spoken(item).text}
            | ({"from": cards[0].partition(": ")[2] or cards[0]} if cards else {})
        )

    def spoken(self, item: SheetFact, language: str = "") -> SheetFact:
        """An item as it is rendered: in a language, the person's own unless another is said, where Parley has the
        words; English else."""
        words = prose(language or self.language)
        if words is None or item.how or item.kind in ("quote", "words"):
            return item
        if item.kind == "statement":
            paths = [one.path for one in self.citations(item.cites)]
            text, whole = words.text(item.text, [path.rpartition("/")[2].removesuffix(".md") for path in paths])
            return replace(item, text=text) if whole else item
        say = words.catalogue.say
        return replace(item, text=say(item.text), low=say(item.low), high=say(item.high))

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


def _currency(messages: Sequence[str], question: Question | None) -> str | None:
    """The one currency that the person speaks in, by what they wrote, their offers, or else the place; None where none
    or several are known."""
    written = {one.currency for text in messages for one in mentions(text) if one.currency}
    written |= {offer.currency for offer in offers_of(question) if offer.currency}
    if not written and question is not None:
        places = [one.region for one in question.said] + [one.region for one in question.subjects]
        written = {code for place in places if place and (code := currency_in(place))}
    return written.pop() if len(written) == 1 else None


def _amounts(offer: Offer) -> set[int]:
    parts = (offer.base, offer.equity, offer.equity_count, offer.bonus_amount, offer.signing, offer.total)
    return {part for part in parts if part is not None}


def _number(item: SheetFact) -> Number:
    found = mentions(item.text)
    low, high = (found[0].low, found[0].high) if len(found) == 1 else (Decimal(0), Decimal(0))
    period: Any = item.about.get("period") or None
    return Number(origin="computed", text=item.text, low=low, high=high, period=period, how=item.how,
                  currency=found[0].currency if found else None)  # fmt: skip


def _terms(offer: Offer, currency: str | None) -> Iterator[tuple[str, str, str]]:
    """(part, as written, period) of an offer's terms. currency: where the offer tells none."""
    code = offer.currency or currency
    if offer.base is not None:
        yield "base", money(offer.base, None, code), "year"
    elif offer.rate is not None and offer.rate_period:
        yield "base", money(offer.rate, None, code), offer.rate_period
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


def _paid(item: SheetFact, text: str) -> str:
    """What an amount is paid per, where that must be said beside it: no year's pay, and what isn't written in it."""
    period, equity = item.about.get("period", ""), item.about.get("component") == "equity"
    written = any(one.dimension == "period" for one in parts_in(text))
    if written or (period == "grant" and not item.years):
        return ""
    return period if period in ("hour", "day", "week", "month", "grant") or equity else ""


def rendered(
    item: SheetFact, end: str, language: str, said_dimensions: Set[str], several: Set[str], draft: bool = False
) -> str:
    """An id as it reads: the figure with what its sentence doesn't say of it; a statement or quote as it stands.

    end: "", "low" or "high". said_dimensions: what the sentence names. several: what differs among the facts. draft:
    it is said by the person to somebody else, who is told of no band and no guide.
    """
    if item.kind in ("statement", "words"):
        return item.text
    if item.kind == "quote":
        return f"“{item.text}”"
    table = in_language("render", language)
    text = {"low": item.low, "high": item.high}.get(end) or item.text
    if item.how and not draft:
        return f"{text} ({item.how})"
    component = item.about.get("component", "")
    if "period" not in said_dimensions and (paid := _paid(item, text)):
        text += f" {table[paid].format(years=item.years)}"
    if item.kind in ("told", "own") and draft:
        return text
    named = "component" in said_dimensions or (item.kind == "own" and "own" in said_dimensions)
    labels = [table.get(component, component)] if component and not named else []
    if item.use and component == "base":
        labels = []  # what to ask for is base unless said otherwise
    if draft:
        return table["sent"].format(amount=text, part=labels[0]) if labels else text
    labels += [table["top" if end == "high" else "bottom"]] if end and item.figure and item.low != item.high else []
    labels += [item.about[d] for d in ("level", "role", "company", "region")
               if item.kind != "told" and item.about.get(d) and d in several and d not in said_dimensions]  # fmt: skip
    if item.kind == "own" and "yours" not in said_dimensions:
        labels.append(table["yours"])
    return f"{text} ({', '.join(labels)})" if labels else text
