"""Parley's look-ups as LangChain tools: typed requests in, facts with ids out; every name resolved or the nearest told.

What an offer is made of comes from what the person said and never from a tool's argument, so that no look-up can
launder a figure of the model's.
"""

import asyncio
import json
import threading
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, Field

from bot.answer import Answer, Text  # LangChain reads the annotations when it makes the tools
from bot.coach.advice import told as card_told
from bot.coach.cards import card_of
from bot.coach.case import Pay, fact_pay
from bot.coach.compose import compose
from bot.coach.draft import Draft
from bot.coach.person import Addressee, person_of, where_said
from bot.knowledge.playbook import playbook as open_playbook
from bot.model.amounts import Disagrees, Mend, ReadFact
from bot.model.counteroffer import counter
from bot.model.material import told as sheet_told
from bot.model.names import Resolver, Unresolved
from bot.model.proposed import bounds
from bot.model.reckon import LONGEST, Unreckoned, reckoned
from bot.model.relate import compared, look, unasked
from bot.model.sheet import FactSheet
from bot.reading.types import Fact, Intent, Question, Said, Subject
from bot.wording import listed
from ingest.guide.playbook import Card
from ingest.guide.types import ComponentName

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from bot.coach.context import Context

Part = Literal["base", "equity", "bonus", "signing", "total"]
Held = Literal["companies", "roles", "places", "levels"]
SUMS = 12
"""Sums and comparisons of one reply."""
Sums = Annotated[list[Annotated[str, Field(max_length=LONGEST)]], Field(max_length=SUMS)]
MOST = 40
"""Names that one look-up lists."""
LOOK_UPS = 4
"""Look-ups of one reply; what only reckons with amounts that are there already is none."""
NEAR_CARDS = 3
"""Playbook cards that a model is given unasked."""
_FITS = 0.35
"""A card's score from which on it is worth a look beside others."""
_ABOUT = 0.7
"""The share of the nearest card's score from which on the next is about as near."""
_FIGURES = ("band", "compare", "rank", "list", "level")
_WHOLE = 10_000
"""Words of a card that are told: all of them."""


class Who(BaseModel):
    """A company and role, in one place and at one level where that matters."""

    company: str = Field(max_length=80)
    role: str = Field(default="", max_length=80)
    region: str = Field(default="", max_length=80)
    level: str = Field(default="", max_length=40)


class Lookups:
    """The look-ups over one conversation's context."""

    def __init__(
        self,
        context: "Context",
        question: Question | None = None,
        mend: Mend | None = None,
        facts: Sequence[Fact] = (),
    ) -> None:
        """question: the message's, for the person's own facts. mend: reads its amounts anew. facts: what it tells."""
        self.context, self.question, self.mend, self.facts = context, question, mend, tuple(facts)
        self.composed: Answer | None = None  # from amounts that were read anew
        self.resolver = Resolver(context.names, context.facts)

    def cards(self, answer: Answer) -> list[Answer]:
        """The playbook card that an answer was composed from, with all that the answer left out for its length, and the
        nearest others, unless it is figures that are asked for."""
        text = self.question.text if self.question else ""
        own, book = card_of(answer, self.context), open_playbook(self.context.facts)
        found = [own] if own else []
        if text and (answer.intent or (self.question and self.question.intent)) not in _FIGURES:
            near = [book.cards[name] for name, score in book.nearest(text[:400], limit=NEAR_CARDS) if score >= _FITS]
            found += [card for card in near if card not in found]
        return [self.told([card], text or card.title) for card in found[:NEAR_CARDS]]

    def told(self, cards: Sequence[Card], situation: str) -> Answer:
        """Cards in full, as they are for this person."""
        asked = self.question or Question(text=situation[:400], intent="tactic")
        person, draft = person_of(asked, self.context), Draft("advice")
        for card in cards:
            card_told(card, person, where_said(situation), draft, self.context, screen=_WHOLE, asked=(situation[:400],))
        return draft.answer() if draft.blocks else Answer(status="not_found", blocks=())

    def person(self) -> Addressee:
        """Whom the answer is for; what they say they are offered, where no offer holds it."""
        found = person_of(self.question or Question(text="", intent="tactic"), self.context, self.facts)
        told = next((one for one in self.facts if one.what == "own_offer" and one.part == "base"), None)
        if found.case.offered is not None or told is None:
            return found
        return replace(found, case=replace(found.case, offered=fact_pay(told)))

    def told_pay(self) -> list[Pay]:
        """The pay that the message tells, whosever it is."""
        return [pay for one in self.facts if (pay := fact_pay(one)) is not None]

    def countered(self, sheet: FactSheet) -> None:
        """Put a figure to counter with on the sheet, where none is there."""
        if self.question is not None and not any(item.use for item in sheet.items.values()):
            counter(sheet, self.person(), self.context)

    def tools(self, sheet: FactSheet) -> "list[BaseTool]":
        """The tools; what they find joins the sheet."""
        from langchain_core.tools import StructuredTool

        made, turn = _Tools(self, sheet), asyncio.Lock()
        looks: tuple[Callable[..., str], ...] = (
            made.list_held, made.bands, made.compare, made.relate, made.reckon, made.rank, made.offer, made.levels,
            made.levers, made.plan, made.playbook, made.passages, *([made.amounts] if self.mend else []),
        )  # fmt: skip
        return [
            StructuredTool.from_function(look, coroutine=_in_turn(look, turn), name=look.__name__) for look in looks
        ]

    def amend(self, facts: Sequence[ReadFact]) -> Answer:
        """The answer composed anew from amounts as a model takes them. Raises Disagrees."""
        assert self.mend is not None
        self.question, self.composed = self.mend(facts)
        self.facts = ()
        self.context = replace(self.context, profile=self.question.profile)
        return self.composed


def _error(words: str) -> str:
    return json.dumps({"error": words}, ensure_ascii=False)


def _in_turn(look: Callable[..., str], turn: asyncio.Lock) -> "Callable[..., Coroutine[Any, Any, str]]":
    """A look-up that waits for those called before it, so that the same calls always bring the same ids."""

    @wraps(look)
    async def looked(**arguments: Any) -> str:
        async with turn:
            return await asyncio.to_thread(look, **arguments)

    return looked


def lookups(
    context: "Context", question: Question | None = None, mend: Mend | None = None, facts: Sequence[Fact] = ()
) -> Lookups:
    """The look-ups over one conversation's context."""
    return Lookups(context, question, mend, facts)


class _Tools:
    """The tools' functions; each docstring is what the model is told."""

    def __init__(self, looks: Lookups, sheet: FactSheet) -> None:
        self.looks, self.sheet, self._turn = looks, sheet, threading.Lock()
        self._left, self._sums_left = LOOK_UPS, SUMS

    def list_held(self, what: Held, company: str = "", role: str = "") -> str:
        """Which companies, roles (of a company), places or levels (of a company's role) the guides hold."""
        return self._safely(lambda: self._list(what, company, role))

    def bands(self, who: Who, parts: list[Part] | None = None) -> str:
        """Pay a guide states for a company and role: base, equity, bonus, signing, total; in one place or in all."""
        return self._safely(lambda: self._composed("band", [who], parts or []))

    def compare(self, who: list[Who], part: Part = "base") -> str:
        """Pay of two to five companies, roles, places or levels side by side, and which is higher."""
        before = {id_ for id_, item in self.sheet.items.items() if item.kind == "figure"}
        return self._safely(
            lambda: self._composed("compare", who[:5], [part]), lambda: compared(self.sheet, part, before)
        )

    def rank(
        self,
        of: Literal["company", "role", "region"],
        part: Part = "base",
        role: str = "",
        region: str = "",
        company: str = "",
        lowest_first: bool = False,
        limit: int = 5,
    ) -> str:
        """The highest (or lowest) paying companies, roles or places for a part of pay, narrowed by the others."""
        return self._safely(lambda: self._rank(of, part, Who(company=company, role=role, region=region),
                                               lowest_first, max(1, min(limit, 20))))  # fmt: skip

    def offer(self, who: Who | None = None) -> str:
        """What the person's own offer is worth by year and where each part sits in its band. who: the job it is for,
        where that isn't known yet. Takes no figures."""
        return self._safely(lambda: self._offer(who))

    def relate(self, one: str, other: str) -> str:
        """How two amounts stand to each other, by their ids ("m1" in "f2", "f1" against "f5"): where a number sits in a
        range, by how much two differ. The person's own amounts (m, u), sums (c) and the guides' figures (f)."""
        return self._reckoning(lambda: self._related(one, other))

    def reckon(self, sums: Sums) -> str:
        """Sums over amounts by their ids, each result with an id of its own; all that you need in one call.
        + - * / and brackets, factors from 2 to 100, percentages: ["u1 * 15%", "u2 / 4", "m1 - u1", "u1 * 13.33",
        "m2 / (1 - 37%)", "u1 * (1 + m3)", "f1.high - u1"]; m2% reads a bare number as a percentage; year(m1) brings pay
        by the month or hour, or a grant, to a year, year(m1, m4) with the id of the hours, days or months;
        total(4, u1, u1 * 10%, u2) is what four years bring: yearly pay, a grant, what is paid once. An amount
        divided by another is their share, or how many times. usd(u1 * 1.3)
        brings an amount to another currency. A rate of yours is an assumption: say that it is, to be checked."""
        return self._reckoning(lambda: self._reckoned(sums))

    def amounts(self, facts: list[ReadFact]) -> str:
        """Where Parley took amounts of theirs for something else than they are (in own_terms, in what it composed):
        what each amount of the message is, all of them. What was composed from them is composed anew, with new ids.
        Call it before you write."""
        return self._reckoning(lambda: self._amended(facts))

    def levels(self, company: str, level: str = "", at: str = "") -> str:
        """How levels map: the person's level at one company (level, at) to those of another (company)."""
        return self._safely(lambda: self._levels(Who(company=company), level, at))

    def levers(self, who: Who) -> str:
        """Points of leverage that a guide gives for a role, with scripts."""
        return self._safely(lambda: self._composed("lever", [who], []))

    def plan(self, who: Who) -> str:
        """What a guide suggests to ask for, accept at and in which order."""
        return self._safely(lambda: self._composed("strategy", [who], []))

    def playbook(self, situation: str) -> str:
        """Advice for a situation, by what happened ("they say it is final", "offer expires Friday"): what to do and
        say."""
        return self._safely(lambda: self._cards(situation))

    def passages(self, query: str, company: str = "", role: str = "") -> str:
        """What the guides' texts say about anything else, each with its company."""
        return self._safely(lambda: self._passages(query, company, role))

    # How

    def _safely(
        self, look: Callable[[], Answer], more: Callable[[], Iterable[tuple[str, tuple[str, ...]]]] = lambda: ()
    ) -> str:
        self._left -= 1
        if self._left < 0:
            return _error(f"{LOOK_UPS} look-ups are all there are; write with what you have")
        self.sheet.looked_up += 1
        try:
            answer = look()
        except Unresolved as unknown:
            return json.dumps({"error": unknown.what, "nearest": list(unknown.nearest)}, ensure_ascii=False)
        with self._turn:
            return self._told(answer, more)

    def _reckoning(self, work: Callable[[], str]) -> str:
        self._sums_left -= 1
        if self._sums_left < 0:
            return _error("that is enough reckoning; write with what you have")
        try:
            with self._turn:
                return work()
        except (Unreckoned, Disagrees) as wrong:
            return _error(str(wrong))

    def _reckoned(self, sums: Sequence[str]) -> str:
        made: list[dict[str, Any]] = []
        for sum_ in sums[:SUMS]:
            try:
                ids = self.sheet.compute(*reckoned(self.sheet, sum_))
                made += [self.sheet.row(self.sheet.items[id_]) for id_ in ids]
            except Unreckoned as wrong:
                made.append({"sum": sum_[:LONGEST], "error": str(wrong)})
        told: dict[str, Any] = {"facts": made, "asks_may_be": bounds(self.sheet)}
        return json.dumps(told, ensure_ascii=False)

    def _amended(self, facts: Sequence[ReadFact]) -> str:
        if self.sheet.begun:
            raise Disagrees("your words are on their way; say in them what the amounts are")
        answer = self.looks.amend(facts)
        self.sheet.read = tuple(
            Fact(one.what, one.text, one.company or None, one.part, None if one.low is None else Decimal(str(one.low)),
                 None, one.unit, one.period, one.years)
            for one in facts
        )  # fmt: skip
        assert self.looks.question is not None
        self.sheet.renew(answer, self.looks.question, self.looks.person().case)
        self.sheet.state(unasked(self.sheet))
        self.looks.countered(self.sheet)
        for card in self.looks.cards(answer):
            self.sheet.add(card)
        told: dict[str, Any] = {"facts": sheet_told(self.sheet), "asks_may_be": bounds(self.sheet)}
        return json.dumps(told | {"shown_beside": self.sheet.beside()}, ensure_ascii=False)

    def _told(self, answer: Answer, more: Callable[[], Iterable[tuple[str, tuple[str, ...]]]] = lambda: ()) -> str:
        """What a look-up brought, with the ids that it has on the sheet from now on."""
        before = set(self.sheet.items)
        self.sheet.add(answer)
        self.sheet.state([*more(), *unasked(self.sheet)])
        fresh = [self.sheet.row(item) for id_, item in self.sheet.items.items() if id_ not in before]
        new = [row for row in fresh if not (row["id"][1] == "p" and "from" in row)]  # the card's sentences say it
        old = [id_ for id_, item in self.sheet.items.items() if id_ in before and self.sheet.stands_in(item, answer)]
        told: dict[str, Any] = {"status": answer.status, "facts": new, "asks_may_be": bounds(self.sheet)}
        return json.dumps(told | ({"known_already": old} if old else {}), ensure_ascii=False)

    def _composed(self, intent: Intent, who: Sequence[Who], parts: Sequence[Part]) -> Answer:
        subjects = tuple(self.looks.resolver.subject(w.company, w.role, w.region, w.level) for w in who)
        return self._answer(intent, subjects, tuple(parts), "")

    def _related(self, one: str, other: str) -> str:
        ids = [self.sheet.bare(one), self.sheet.bare(other)]
        text, cites = look(self.sheet, *ids)
        if not text:
            raise Unreckoned(
                "these two can't be compared: bring both to one currency, period and part with reckon first"
            )
        made = self.sheet.state([(text, cites)], tuple(ids))
        return self._rows(made)

    def _rows(self, ids: Iterable[str]) -> str:
        return json.dumps({"facts": [self.sheet.row(self.sheet.items[id_]) for id_ in ids]}, ensure_ascii=False)

    def _levels(self, who: Who, level: str, at: str) -> Answer:
        subject = self.looks.resolver.subject(who.company, who.role, who.region, who.level)
        return self._answer("level", (subject,), (), "", theirs=(at[:80], level[:40]) if at else None)

    def _answer(
        self, intent: Intent, subjects: tuple[Subject, ...], parts: tuple[ComponentName, ...], text: str, **more: Any
    ) -> Answer:
        asked = self.looks.question
        question = Question(text=text[:400], intent=intent, subjects=subjects or (Subject(),), components=parts,
                            profile=self.looks.context.profile, offer=asked.offer if asked else None,
                            others=asked.others if asked else (), **more)  # fmt: skip
        return compose(question, replace(self.looks.context, profile=question.profile))

    def _rank(self, of: str, part: Part, who: Who, lowest: bool, limit: int) -> Answer:
        company = self.looks.resolver.company(who.company) if who.company else None
        role = self.looks.resolver.role(company, who.role) if company and who.role else None
        region = self.looks.resolver.region(company, role, who.region) if who.region else None
        said = (Said(role=who.role or None, region=who.region or None),)
        return self._answer("rank", (Subject(company, role or who.role or None, region),), (part,), "",
                            topic=of, limit=limit, descending=not lowest, said=said)  # fmt: skip

    def _offer(self, who: Who | None) -> Answer:
        asked, profile = self.looks.question, self.looks.context.profile
        mine = (asked.offer if asked else None) or profile.offer
        if mine is None or mine.empty:
            return Answer(status="clarify", blocks=(Text(text="The person has told no terms of an offer of theirs."),))
        subject = asked.subjects[0] if asked and asked.subjects[0].company else None
        company = mine.company or profile.company
        if who is not None:
            subject = self.looks.resolver.subject(who.company, who.role, who.region, who.level)
        elif subject is None and company:
            subject = self.looks.resolver.subject(
                company, mine.role or profile.role or "", mine.region or profile.region or "", mine.level or ""
            )
        return self._answer("offer", (subject or Subject(),), (), "")

    def _list(self, what: Held, company: str, role: str) -> Answer:
        facts, resolver = self.looks.context.facts, self.looks.resolver
        slug = resolver.company(company) if company else None
        job = resolver.role(slug, role) if slug and role else None
        match what:
            case "companies":
                found = [c.display for c in facts.companies()]
            case "roles":
                found = list(dict.fromkeys(r.display for r in facts.roles(slug)))
            case "places":
                found = list(facts.regions(slug, job))
            case "levels":
                found = list(dict.fromkeys(b.level for b in facts.bands(slug, job) if b.level))
        of = f" of {listed([n for n in (role, company) if n], 'at')}" if company else ""
        more = f", and {len(found) - MOST} more" if len(found) > MOST else ""
        said = (
            f"The guides hold these {what}{of}: {', '.join(found[:MOST])}{more}."
            if found
            else f"The guides hold no {what}{of}."
        )
        status: Literal["answered", "not_found"] = "answered" if found else "not_found"
        return Answer(status=status, blocks=(Text(text=said),), intent="list")

    def _cards(self, situation: str) -> Answer:
        """The card nearest to a situation, and the next where it is about as near, each as it is for this person."""
        book = open_playbook(self.looks.context.facts)
        near = book.nearest(situation[:400], limit=2)
        return self.looks.told([book.cards[name] for name, score in near if score >= _ABOUT * near[0][1]], situation)

    def _passages(self, query: str, company: str, role: str) -> Answer:
        slug = self.looks.resolver.company(company) if company else None
        job = self.looks.resolver.role(slug, role) if slug and role else None
        return self._answer("passage", (Subject(slug, job),), (), query[:300])


__all__ = ["Lookups", "Who", "lookups"]
