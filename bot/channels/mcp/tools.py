"""The tools of the Model Context Protocol: typed requests to look-ups, composers and practices; nothing is parsed."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from functools import wraps
from itertools import islice
from typing import Annotated, Any, Literal, ParamSpec, TypeVar, get_args

from pydantic import Field, WithJsonSchema

from bot.answer import plain
from bot.channels.access import lookup_turn, opening
from bot.channels.mcp.types import (
    Bands,
    Cards,
    Component,
    Held,
    Name,
    Offset,
    Other,
    Passages,
    Rates,
    Rehearsal,
    Terms,
    Told,
    Whom,
    Wish,
    Words,
    brief,
    cut,
    debriefed,
    told,
)
from bot.coach.cards import FITS
from bot.conversation import rehearsal
from bot.conversation.conversations import Conversations
from bot.errors import NotFound, ParleyError
from bot.knowledge import bands as lookup
from bot.knowledge import held
from bot.knowledge.glossary import PATH as GLOSSARY
from bot.knowledge.glossary import terms_in
from bot.knowledge.playbook import playbook
from bot.languages.phrase import phrase
from bot.practice import drills, session
from bot.practice.export import markdown
from bot.practice.remark import wished
from bot.practice.scenario import Difficulty, DrillName, Persona, Request
from bot.practice.session import PAUSED, Practice
from bot.reading.names import Names
from bot.reading.terms import Offer, Profile
from bot.reading.types import Intent, Question, Said, Subject
from ingest.guide.playbook import Card
from ingest.index.facts import Facts
from mcp.server.mcpserver.exceptions import ToolError

PAGE = 100
"""Most items of a list's page."""
BANDS, RANKED = 12, 15
ROWS, BASES = 10, 24
"""Most bands of a page, places of a ranking, rows that are compared in all their parts, and those that are compared at
all: whoever reads them pays for each."""
PASSAGE = 1_000
"""Characters of a passage that are shown; the whole stands in its guide, a resource."""

_CARDS = {
    "counter": "counter-once", "thanks": "first-reply-to-an-offer", "more-time": "ask-for-more-time",
    "accept": "saying-yes", "decline": "saying-no",
}  # fmt: skip
"""What may be written, and the playbook's card that holds its words."""

_NO_PRACTICE = "There is no such practice; practice_start begins one and gives its id."
_NO_LINE = "text is empty: give the person's line to the recruiter, or do=hint, end or progress."
_PRACTICE = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{32})")

Limit = Annotated[int, Field(ge=1, le=PAGE)]
Few = Annotated[int, Field(ge=1, le=BANDS)]
Skill = Annotated[Name, WithJsonSchema({"type": "string", "enum": ["due", *filter(None, get_args(DrillName))]})]
"""A drill by name, or the one that is due; what people call one is understood, too."""
P = ParamSpec("P")
R = TypeVar("R")


def plainly(tool: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
    """A tool in its caller's turn; what goes wrong as a sentence that a model can act on."""

    @wraps(tool)
    async def called(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            async with lookup_turn():
                return await tool(*args, **kwargs)
        except ParleyError as error:
            raise ToolError(str(error)) from None

    return called


def beside(tool: Callable[P, R]) -> Callable[P, Awaitable[R]]:
    """A look-up in a thread of its own: a long list holds nobody else up."""

    @wraps(tool)
    async def called(*args: P.args, **kwargs: P.kwargs) -> R:
        return await asyncio.to_thread(tool, *args, **kwargs)

    return called


class Tools:
    """Every tool as a method; its docstring is what a model reads of it."""

    def __init__(self, facts: Facts, names: Names, conversations: Conversations) -> None:
        self._facts, self._names, self._conversations = facts, names, conversations

    # Look-ups

    @plainly
    @beside
    def contents(
        self, what: Literal["companies", "roles", "places"], company: Name = "", role: Name = "", offset: Offset = 0,
        limit: Limit = 50,
    ) -> Held:  # fmt: skip
        """What the guides hold: companies, roles (of a company) or places (of a company's role). Start here."""
        if what == "companies" and (company or role):
            raise ToolError("Companies are listed whole: leave company and role out, or send what: roles or places.")
        slug = self._company(company, role)
        if what == "companies":
            items = [
                {"company": one.slug, "name": one.display, "guides": one.guides} for one in self._facts.companies()
            ]
        elif what == "roles":
            items = [
                brief({"company": one.company, "role": one.slug, "name": one.display,
                       "date": one.updated and one.updated.isoformat()})
                for one in self._facts.roles(slug)
            ]  # fmt: skip
        else:
            one = held.job(self._names, slug, role).slug if slug and role else None
            items = [{"place": place} for place in self._facts.regions(slug, one)]
        more = offset + limit
        return Held(items=items[offset:more], total=len(items), next=more if more < len(items) else None)

    @plainly
    @beside
    def bands(
        self, company: Name, role: Name = "", region: Name = "", level: Name = "", component: Component | None = None,
        offset: Offset = 0, limit: Few = 10,
    ) -> Bands:  # fmt: skip
        """Exact pay bands that the guides state, each figure with its file and line. Whole units of currency and a
        period; role, region and level narrow it. "What does X pay a Y in Z?" """
        slug = held.company(self._names, company)
        found = held.matching(self._names, company, role, region, level)
        whole = {one: self._facts.bands(slug, one) for one in {band.role for band in found}}
        found = held.stating(found, component)
        only = (component,) if component else ()
        shown = [_stated(lookup.as_json(b, whole[b.role], self._names, only)) for b in found[offset : offset + limit]]
        more = offset + limit
        return Bands(bands=shown, total=len(found), next=more if more < len(found) else None)

    @plainly
    async def compare(
        self, subjects: Annotated[list[Whom], Field(min_length=2, max_length=5)], component: Component | None = None,
        rates: Rates = [],  # noqa: B006
    ) -> Told:  # fmt: skip
        """Two to five rows side by side, and which leads; across currencies only at rates that the person gives."""
        about = [held.subject(self._names, one.company, one.role, one.region, one.level) for one in subjects]
        rows = sum(len(held.bands_of(self._facts, one)) for one in about)
        if rows > BASES:
            raise ToolError(f"Together they have {rows} rows; send region, or level, with each company and role.")
        only: Component | None = component or ("base" if rows > ROWS else None)
        compared = await self._composed("compare", about, components=(only,) if only else (), rates=rates)
        if only == component:
            return compared
        narrower = f"Of these {rows} rows base alone is shown; send component, or region and level with each, for more."
        return compared.model_copy(update={"text": f"{narrower}\n\n{compared.text}"})

    @plainly
    async def rank(
        self, component: Component = "total", by: Literal["row", "company", "role", "region", "level"] = "row",
        company: Name = "", role: Name = "", region: Name = "", lowest: bool = False,
        limit: Annotated[int, Field(ge=1, le=RANKED)] = 10, rates: Rates = [],  # noqa: B006
    ) -> Told:  # fmt: skip
        """Who pays most (or, lowest) over all guides or one company's: "top 5 companies for a staff base in London"."""
        slug = held.company(self._names, company) if company else None
        if slug and role:
            held.job(self._names, slug, role)
        words = Said(role=role or None, region=region or None)
        ranked = await self._composed(
            "rank", [Subject(company=slug)], said=(words,), components=(component,), topic="" if by == "row" else by,
            limit=limit, descending=not lowest, rates=rates,
        )  # fmt: skip
        if ranked.status == "not_found":
            held.ranked(self._names, "" if slug else role, region)
        return ranked

    @plainly
    async def levels(self, company: Name, role: Name = "", their_company: Name = "", their_level: Name = "") -> Told:
        """A company's level mapping; with their_company and their_level, what that level is here ("L5 at Google")."""
        about = self._about(company, role)
        if their_level and not their_company:
            raise ToolError("Whose level is it? Send their_company with their_level.")
        theirs = (their_company, their_level) if their_company else None
        return await self._composed("level", [about], theirs=theirs)

    # An offer, and what to do with it

    @plainly
    async def evaluate_offer(
        self, company: Name, role: Name, offer: Terms, region: Name = "", level: Name = "",
        rates: Rates = [],  # noqa: B006
    ) -> Told:  # fmt: skip
        """What an offer is worth by year, where each part sits in its band, what to ask for. Only what the person was
        really offered; in another currency than the band with a rate."""
        about = held.subject(self._names, company, role, region, level)
        mine = self._offer(offer, about)
        if mine.empty:
            raise ToolError(
                "offer holds nothing to judge: send base, equity, bonus_percent or signing; ask the person."
            )
        return await self._composed("offer", [about], offer=mine, rates=rates)

    @plainly
    async def levers(
        self, company: Name, role: Name = "", other_offers: Annotated[list[Other],
        Field(max_length=5)] = [],  # noqa: B006
        situation: Annotated[str, Field(max_length=2_000)] = "",
    ) -> Told:  # fmt: skip
        """Points of leverage a guide gives, with scripts. other_offers: only those the person really holds; situation:
        what else they said."""
        about = self._about(company, role)
        others = tuple(self._offer(one, about) for one in other_offers)
        return await self._composed("lever", [about], others=others, text=situation)

    @plainly
    async def plan(
        self, company: Name, role: Name, region: Name = "", level: Name = "", offer: Terms | None = None
    ) -> Told:
        """What to ask for, accept at and keep as a floor, signing, vesting, refresher, and the order of moves. offer:
        what was really offered; the plan starts from it."""
        about = held.subject(self._names, company, role, region, level)
        return await self._composed("strategy", [about], offer=self._offer(offer, about) if offer else None)

    @plainly
    async def draft(
        self, kind: Literal["counter", "thanks", "more-time", "accept", "decline"], company: Name, role: Name,
        form: Literal["email", "call"] = "email", region: Name = "",
        offer: Terms | None = None, target: Wish | None = None,
    ) -> Told:  # fmt: skip
        """An e-mail or a call's script, ready to copy, blanks in [brackets]. target: what the person wants to ask
        for."""
        about = held.subject(self._names, company, role, region)
        mine = self._offer(offer, about) if offer else None
        if target and target.currency is None and mine:
            target = target.model_copy(update={"currency": mine.currency})
        if target and mine and mine.currency and target.currency != mine.currency:
            raise ToolError(f"offer is in {mine.currency} and target in {target.currency}; send both in one currency.")
        return await self._composed(
            "letter", [about], cards=(_CARDS[kind],), topic="call" if form == "call" else "", offer=mine,
            target=self._offer(target, about) if target else None,
        )  # fmt: skip

    # Words

    @plainly
    async def playbook(self, situation: Words, limit: Annotated[int, Field(ge=1, le=5)] = 2) -> Cards:
        """What to do and say in a situation: lowball, deadline, "what's your current pay?", no other offer, ghosted;
        and what a word means: cliff, RSU, 83(b)."""
        book = playbook(self._facts)
        near = [one for one in await asyncio.to_thread(book.nearest, situation, limit) if one[1] >= FITS]
        terms = {one.term: f"{one.means} ({GLOSSARY}:{one.line})" for one in terms_in(situation)}
        if not near and not terms:
            raise ToolError(
                "No card fits. The playbook is about pay and offers: send what happened, as the person would say it "
                '("they want an answer by Friday"), or a word of the field.'
            )
        return Cards(cards=[_card(book.cards[name]) | {"fit": round(score, 2)} for name, score in near], terms=terms)

    @plainly
    async def passages(
        self, query: Words, company: Name = "", role: Name = "", limit: Annotated[int, Field(ge=1, le=10)] = 5
    ) -> Passages:
        """The guides' own words about anything else: a team, vesting, relocation, culture, refreshers. The company's
        own first, then general ones."""
        slug = self._company(company, role)
        about = self._about(company, role) if slug else Subject()
        hits = await asyncio.to_thread(
            self._conversations.coach.passages_of, query, about.company, about.role, 2 * limit
        )
        hits = tuple(hit for hit in hits if hit.speaks_of(query))
        if slug:
            hits = tuple(sorted(hits, key=lambda hit: hit.passage.company != slug))
        if not hits:
            where = f" of {self._names.display(slug)}" if slug else ""
            raise ToolError(f"The guides{where} say nothing on that; ask with other words, or tell the person so.")
        hits = hits[:limit]
        found = [
            brief({
                "citation": f"{hit.passage.path}:{hit.passage.line}", "company": hit.passage.company_display,
                "role": hit.passage.role_display, "section": hit.passage.section, "date": hit.passage.updated,
                "text": cut(hit.passage.text, PASSAGE),
            })
            for hit in hits
        ]  # fmt: skip
        return Passages(passages=found, lexical_only=any(hit.lexical_only for hit in hits))

    # Practice

    @plainly
    async def practice_start(
        self, company: Name, role: Name, region: Name = "", level: Name = "", difficulty: Difficulty = "realistic",
        persona: Persona = "friendly", offer: Terms | None = None,
        seed: int | None = None, drill: Skill = "", mail: bool = False, remarks: bool = False, after: Name = "",
    ) -> Rehearsal:  # fmt: skip
        """Rehearse the call: a recruiter who bargains by the guide's band. Show said; send the person's lines.
        drill: one skill, short; remarks: on each line; after: an earlier practice."""
        about = held.subject(self._names, company, role, region, level)
        assert about.company and about.role
        wanted = Request(
            company=about.company, role=about.role, region=about.region, level=about.level, difficulty=difficulty,
            persona=persona, offer=self._offer(offer, about) if offer else None, seed=seed, mail=mail,
            remarks=remarks,
        )  # fmt: skip
        counted = opening.get()
        if counted is not None and not await counted():
            raise ToolError("Many practices were begun from here today; go on with one of them, or begin one tomorrow.")
        try:
            id = (await self._begun_here(after))[0] if after else (await self._conversations.open("mcp"))[0]
        except NotFound:
            raise ToolError(_NO_PRACTICE) from None
        skill = await self._conversations.practices.drill_due(id) if drill == "due" else drills.named(drill)
        if drill and not skill:
            raise ToolError(f"There is no such drill; there are due, {', '.join(drills.drills())}.")
        wanted = wanted.model_copy(update={"drill": skill})
        begun = await self._conversations.practices.start(id, wanted)
        opened = plain(rehearsal.answer(begun, begun.turns[-1].said, opening=True))
        return _rehearsal(id, begun, self._where(begun, region, level) + opened)

    def _where(self, begun: Practice, region: str, level: str) -> str:
        """Which place and level it is for, where the guide has several and none was named, and the others."""
        scenario, told = begun.scenario, []
        bands = self._facts.bands(scenario.company, scenario.role)
        for what, named, taken, all_of in (
            ("place", region, scenario.region, [band.region for band in bands]),
            ("level", level, scenario.level, [band.level for band in bands if band.level]),
        ):
            others = [one for one in dict.fromkeys(all_of) if one != taken]
            if taken and others and not named:
                told.append(f"No {what} was named, so this is for {taken}; the guide has {held.either(others)}, too.")
        return "".join(f"{one}\n\n" for one in told)

    @plainly
    async def practice_say(
        self, practice: Annotated[str, Field(max_length=100)], text: Annotated[str, Field(max_length=8_000)] = "",
        do: Literal["say", "hint", "end", "progress"] = "say",
    ) -> Rehearsal:  # fmt: skip
        """Say the person's line to the recruiter; do: hint asks the coach, end gives the debrief, progress the past."""
        try:
            id, pid = await self._begun_here(practice)
            kept = await self._conversations.practices.practice(id, pid)
            if kept.over and do in ("say", "hint"):
                raise ToolError(
                    f"The practice has ended: do=end gives its debrief again, the resource {_whole(practice)} all of "
                    "it, and practice_start another one."
                )
            if do == "hint":
                return _rehearsal(id, kept, await asyncio.to_thread(session.hint, kept, text))
            if do == "progress":
                done = await self._conversations.practices.ended(id)
                due = await self._conversations.practices.drill_due(id)
                ended = "1 practice has" if len(done) == 1 else f"{len(done)} practices have"
                words = f"{ended} ended. The drill that is due: {due}."
                return _rehearsal(id, kept, words).model_copy(update={"progress": done})
            if do == "end":
                kept = await self._conversations.practices.change(id, pid, session.end)
                return await self._ended(id, kept, "The practice is over.")
            if not text.strip():
                raise ToolError(_NO_LINE)
            played = await self._conversations.practices.move(id, pid, text)
        except NotFound:
            raise ToolError(_NO_PRACTICE) from None
        line = played.reply.text if played.reply.hint else played.practice.turns[-1].said
        if played.practice.paused:
            line = f"{line}\n\n{PAUSED}"
        made = await self._ended(id, played.practice, line)
        return made.model_copy(update={"remark": wished(played.practice, aside=played.reply.hint)})

    async def _begun_here(self, practice: str) -> tuple[str, str]:
        """The ids in a practice's name. Raises NotFound; also for one that was begun elsewhere, which a token opens."""
        named = _PRACTICE.fullmatch(practice)
        if named is None or (await self._conversations.row(named[1])).channel != "mcp":
            raise NotFound("There is no such practice.")
        return named[1], named[2]

    async def _ended(self, id: str, practice: Practice, line: str) -> Rehearsal:
        made = _rehearsal(id, practice, line)
        if not practice.over:
            return made
        if not practice.spoken:
            return made.model_copy(update={"said": phrase("debriefNothing")})
        report = await self._conversations.practices.debrief(id, practice.id)
        return made.model_copy(update={"debrief": debriefed(report, _whole(made.practice))})

    async def debrief(self, practice: str) -> str:
        """All of an ended practice's debrief, as markdown. Raises NotFound, BadInput where it hasn't ended."""
        try:
            id, pid = await self._begun_here(practice)
        except NotFound:
            raise NotFound(_NO_PRACTICE) from None
        return markdown(await self._conversations.practices.debrief(id, pid))

    # What they share

    def _company(self, company: str, role: str) -> str | None:
        """A company's slug, None for "". Raises ToolError for a role of no company: it would narrow nothing."""
        if role and not company:
            raise ToolError(f"Say which company's {role!r} it is: send company, too.")
        return held.company(self._names, company) if company else None

    def _about(self, company: str, role: str) -> Subject:
        slug = held.company(self._names, company)
        return Subject(slug, held.job(self._names, slug, role).slug if role else None)

    def _offer(self, terms: Wish, about: Subject) -> Offer:
        """What was sent as the rest of Parley has it; in the band's currency where it came without one. An offer of
        the company's is for the job that is asked about; a wish and somebody else's offer are for none."""
        of = {"company": about.company, "role": about.role, "region": about.region, "level": about.level}
        told = terms.offer(**(of if isinstance(terms, Terms) else {}))
        if told.currency or not terms.has_money():
            return told
        return told.model_copy(update={"currency": held.currency(self._names, about)})

    async def _composed(
        self, intent: Intent, about: "list[Subject]", *, target: Offer | None = None, cards: tuple[str, ...] = (),
        **more: Any,
    ) -> Told:  # fmt: skip
        offer, others = more.get("offer"), more.get("others", ())
        one = about[0]
        profile = Profile(
            company=one.company, role=one.role, region=one.region, level=one.level, offer=offer, others=others,
            target=target,
        )  # fmt: skip
        more.setdefault("said", tuple(held.said(self._names, each) for each in about))
        more["rates"] = tuple((one.currency, one.into, str(one.rate)) for one in more.get("rates", ()))
        question = Question(**({"text": ""} | more), intent=intent, subjects=tuple(about), profile=profile)
        return told(await asyncio.to_thread(self._conversations.coach.composed, question, cards))


def _stated(band: dict[str, Any]) -> dict[str, Any]:
    """A band without what its guide doesn't state."""
    shown = brief(band)
    for name, figure in shown.items():
        if isinstance(figure, dict) and "source" in figure:
            shown[name] = brief(figure)
    return shown


def _whole(practice: str) -> str:
    """Where all of a practice's debrief is read."""
    return f"debrief://{practice}"


def _card(card: Card) -> dict[str, Any]:
    return brief({
        "card": card.name, "title": card.title, "advice": card.advice, "do": card.do, "dont": card.dont,
        "say": dict(card.say), "if": dict(card.changes), "next": card.next,
        "sources": [source.words for source in card.sources], "place": f"{card.path}:{card.line}",
    })  # fmt: skip


def _rehearsal(id: str, practice: Practice, said: str) -> Rehearsal:
    scenario = practice.scenario
    standing: dict[str, int] = {
        part.name: amount for part, amount in islice(zip(scenario.parts, practice.state.amounts, strict=False), 9)
    }
    return Rehearsal(
        practice=f"{id}.{practice.id}", said=said, over=practice.over, turn=len(practice.turns), standing=standing
    )
