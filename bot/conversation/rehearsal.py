"""A practice inside a conversation: begun by a message, played by the next ones, debriefed, tried again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from bot.answer import Answer, Citation, Comparison, Number, Suggestions, Text
from bot.coach.case import pay_of
from bot.coach.scope import NOTHING_RUNS, stops
from bot.conversation.forms import PracticeForm
from bot.conversation.store import PracticeRow, new_id
from bot.errors import BadInput
from bot.languages.phrase import Bulleted, Paid, Phrased, phrase, together
from bot.practice.board import board
from bot.practice.debrief import debrief, standing
from bot.practice.remark import wished
from bot.practice.report import Criterion, Debrief
from bot.practice.scenario import Difficulty, Persona, Request
from bot.practice.session import Practice, PracticeReply, from_json, harder, other_persona, play, retry, start, to_json
from bot.reading.stretches import sentences
from bot.reading.terms import Profile
from bot.reading.types import Question, Turn
from ingest.index.facts import Facts
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words", {"any": r".{1,200}"})

Kind = TypeVar("Kind", bound=str)

_AGAIN = ("debriefMe", "tryAgain", "harder", "otherRecruiter")

_COMMAND = re.compile(
    r"^\s*(?:(?:please|ok(?:ay)?|now|and)[\s,]+)*"
    r"(?:(?P<debrief>(?:give me |show me )?(?:the |my |a )?debrief(?: me)?|how did i do)"
    r"|(?P<again>(?:try|play|start|do it|once) (?:it )?(?:again|over)(?: from turn (?P<turn>\d{1,3}))?|retry)"
    r"|(?P<stop>quit|end|stop|exit|no thanks|that's all)"
    r"|(?P<harder>(?:make it |a bit )?harder)"
    r"|(?P<persona>(?:an)?other (?:persona|recruiter)|someone else))[\s.!?]*$",
    re.IGNORECASE,
)
_ANEW = _said("anew")
"""A wish for another rehearsal, also in the midst of one: "new one for Stripe, staff engineer"."""
_DIFFICULTY: Mapping[str, Difficulty] = {"warm_up": "warm-up", "hard": "hard"}
_PERSONA: Mapping[str, Persona] = {
    "by_the_book": "by-the-book",
    "hiring_manager": "hiring-manager",
    "founder": "founder",
}
"""Lists of words, and what they ask for; the first that is found counts."""


@dataclass(frozen=True, slots=True)
class Played:
    """A practice after a message, and what came back: the recruiter's (or the coach's) words."""

    practice: Practice
    reply: PracticeReply


def begin(request: Request, facts: Facts, today: date) -> Practice:
    """A practice under an id of its own, its opening said. Raises BadInput."""
    return replace(start(request, facts, today), id=new_id())


def wanted(question: Question, profile: Profile, form: PracticeForm | None = None) -> Request | Answer:
    """What to rehearse, from the message and what is known of its user; a question back when that isn't enough."""
    if stops(question):
        return Answer(status="answered", blocks=(Text(text=NOTHING_RUNS),), intent="practice")
    about = question.subjects[0] if question.subjects else None
    strange = next((one.phrase for one in question.unknown if one.kind == "company"), "")
    company = (about and about.company) or ("" if strange else profile.company)
    role = (about and about.role) or profile.role
    if not company or not role:
        missing = "company and which role" if not company else "role"
        known = f"The guides don't cover {strange}. " if strange else ""
        opening = f" and open with {pay.words}" if (pay := pay_of(question.offer)) else ""
        ask = f"{known}Happy to play the recruiter{opening}. Which {missing} shall we rehearse?"
        return Answer(status="clarify", blocks=(Text(text=ask),), intent="practice")
    return Request(
        company=company,
        role=role,
        region=(about and about.region) or profile.region,
        level=(about and about.level) or profile.level,
        difficulty=form.difficulty if form else _found(_DIFFICULTY, question.text) or "realistic",
        persona=form.persona if form else _found(_PERSONA, question.text) or "friendly",
        offer=question.offer or profile.offer,
        others=question.others or profile.others,
        floor=profile.floor,
        accept_at=profile.accept_at,
        ask=profile.target,
        mail=bool(_MAIL.search(question.text)),
        remarks=bool(form and form.remarks),
    )


_MAIL = _said("by_mail")
"""A wish for rounds by e-mail."""


def prepared(request: Request, profile: Profile) -> Request:
    """A request for the company that its person has an offer from, with what they told of it: the offer as the
    opening, their other offers in its currency, and their ask, accept-at and floor. What the request says stands."""
    mine = profile.offer
    same = profile.company in (None, request.company) and profile.role in (None, request.role)
    if mine is None or mine.empty or not same or mine.company not in (None, request.company):
        return request
    others = tuple(one for one in profile.others if one.currency in (None, mine.currency))
    told = {
        "offer": mine, "others": others, "floor": profile.floor, "accept_at": profile.accept_at,
        "ask": profile.target, "region": profile.region, "level": profile.level,
    }  # fmt: skip
    return request.model_copy(
        update={name: value for name, value in told.items() if not getattr(request, name) and value}
    )


def continues(turns: Sequence[Turn], question: Question) -> bool:
    """Whether a message tells the company or role that was just asked for before a practice could begin."""
    if not turns:
        return False
    last, about = turns[-1].answer, question.subjects[0] if question.subjects else None
    told = about is not None and bool(about.company or about.role)
    return last.intent == "practice" and last.status == "clarify" and told and len(question.text) < 300


def anew(text: str) -> bool:
    """Whether a message wants another rehearsal, whatever is being played."""
    return len(text) < 300 and bool(_ANEW.alone(text))


_WISH = _said("rehearse")


def wishes(text: str) -> bool:
    """Whether one sentence of a message, or its last words, want to rehearse, whatever the others tell."""
    return beside_wish(text) is not None


def beside_wish(text: str) -> str | None:
    """What a message tells beside its wish to rehearse; None where it has no such wish."""
    if len(text) > MOST_WISHED:
        return None
    rest, wished = [], False
    for one in (one for line in text.split("\n") for one in sentences(line, ".!?")):
        before, _, last = one.rpartition(",")
        whole, ends = (_WISH.alone(said.strip(" .!?…")) for said in (one, last))
        wished = wished or bool(whole or ends)
        rest.append("" if whole else before if ends else one)
    return " ".join(filter(None, rest)) if wished else None


MOST_WISHED = 1500
"""Characters of a message with such a sentence; a letter is longer."""
_RECRUITER = _said("cast")
"""The other side of a rehearsal: "tough recruiter"."""


def casts(text: str, question: Question) -> bool:
    """Whether a message only names a job and who plays the other side: "Stripe staff engineer, tough recruiter"."""
    about = question.subjects[0] if question.subjects else None
    named = about is not None and bool(about.company or about.role)
    return named and "?" not in text and len(text) < 120 and bool(_RECRUITER.search(text))


def _found(kinds: Mapping[str, Kind], text: str) -> Kind | None:
    return next((kind for name, kind in kinds.items() if _said(name).search(text)), None)


def say(practice: Practice, text: str, told: Mapping[str, Any] | None = None) -> Played:
    """The practice after one more line of the candidate's. told: how a model heard it."""
    return Played(*play(practice, text, told))


def after(practice: Practice, text: str, facts: Facts, today: date) -> Practice | Answer | None:
    """What a message makes of a practice that has ended: another one, its debrief, or None when it is about
    something else. Raises BadInput for a turn that there wasn't."""
    command = _COMMAND.match(text)
    if command is None:
        return None
    if command["stop"]:
        return None
    if command["again"] and command["turn"]:
        return again(practice, int(command["turn"]))
    if command["debrief"]:
        return debriefing(practice)
    request = practice.request
    if command["harder"]:
        request = harder(request)
    elif command["persona"]:
        request = other_persona(request)
    return begin(request, facts, today)


def ends_with_debrief(text: str) -> bool:
    """Whether a line in the midst of a call wants it to end and its debrief at once."""
    command = _COMMAND.match(text)
    return command is not None and bool(command["debrief"])


def again(practice: Practice, turn: int) -> Practice:
    """A practice of its own that stands where this one stood before the candidate's turn. Raises BadInput."""
    return replace(retry(practice, turn), id=new_id())


def row(practice: Practice, version: int) -> PracticeRow:
    """The practice as it is kept."""
    return PracticeRow(practice.id, "ended" if practice.over else "active", to_json(practice), version)


def of(kept: PracticeRow) -> Practice:
    """The practice that was kept."""
    return from_json(kept.state)


def answer(practice: Practice, words: str, *, opening: bool = False, hint: bool = False) -> Answer:
    """What a channel shows of a practice: the words, then the board, and after its end the ways on."""
    blocks: list[Text | Suggestions] = []
    if opening:
        blocks.append(Text(text=_introduced(practice)))
    blocks.append(Text(text=_by_coach(words) if hint else words))
    if told := wished(practice, aside=opening or hint):
        blocks.append(Text(text=_by_coach(told)))
    ways_on = (Suggestions(items=tuple(map(phrase, _AGAIN))),) if practice.over else ()
    return Answer(
        status="answered",
        blocks=(*blocks, board(practice), *ways_on),
        numbers=tuple(_numbers(practice)),
        citations=tuple(_citations(practice)),
        date=practice.scenario.guide_date,
        intent="practice",
    )


def _by_coach(words: str) -> str:
    lead = phrase("coachSays")
    return together(lead, words) if isinstance(words, Phrased) else f"{lead} {words}"


def _introduced(practice: Practice) -> Phrased:
    scenario = practice.scenario
    place = ", ".join(part for part in (scenario.level, scenario.region) if part)
    otherwise = [one for one in (practice.recast, practice.untold) if one]
    role, company = scenario.role_display, scenario.company_display
    return together(*otherwise, phrase("practiceIntro", role=role, company=company, place=place))


def _numbers(practice: Practice) -> Iterator[Number]:
    for said in practice.turns[-1].line.figures:
        yield Number(
            origin="computed",
            text=f"{said.amount:,}",
            low=said.amount,
            high=said.amount,
            currency=said.currency,
            unit="percent" if said.unit == "percent" else None if said.currency else "count",
            period=said.period,
            years=said.years,
            how="said by the recruiter of this practice",
        )


def _citations(practice: Practice) -> Iterator[Citation]:
    scenario = practice.scenario
    sources = {f"{part.source.path}:{part.source.line}": part.source for part in scenario.parts}
    for id, source in sources.items():
        yield Citation(
            id=id,
            path=source.path,
            line=source.line,
            section=source.section,
            text=source.text,
            company=scenario.company_display,
            role=scenario.role_display,
            title=scenario.guide_title,
            date=scenario.guide_date,
        )


def debriefing(practice: Practice) -> Answer:
    """The debrief of a call as an answer; of one that nobody spoke in, that there is none."""
    if practice.spoken:
        return debriefed(debrief(practice))
    ways_on = Suggestions(items=tuple(map(phrase, _AGAIN[1:])))
    return Answer(status="answered", blocks=(Text(text=phrase("debriefNothing")), ways_on), intent="practice")


def debriefed(report: Debrief) -> Answer:
    """A debrief as an answer: its summary, what was found, what one other move would have brought."""
    observed = report.criteria
    rows = tuple((point.said("label"), standing(point), _where(point), point.better) for point in observed)
    columns = tuple(map(phrase, ("columnPoint", "columnStanding", "columnFound", "columnBetter")))
    table = Comparison(title=phrase("debriefHow"), columns=columns, rows=rows)
    changes = [phrase("debriefChange", change=one.said("text"), line=one.line) for one in report.counterfactuals]
    missed = [phrase("quoted", line=line) for line in report.unheard]
    cited = {point.citation.id: point.citation for point in observed if point.citation}
    cited |= {part.citation.id: part.citation for part in report.outcome.parts}
    return Answer(
        status="answered",
        blocks=(
            Text(text=_summary(report)),
            *((table,) if rows else ()),
            _parts(report),
            *((Text(text=report.said("beside")),) if report.beside else ()),
            *((Text(text=phrase("debriefChanges", changes=Bulleted(each=tuple(changes)))),) if changes else ()),
            *((Text(text=phrase("debriefUnheard", lines=Bulleted(each=tuple(missed)))),) if missed else ()),
            *((Text(text=report.said("jurisdiction_note")),) if report.jurisdiction_note else ()),
            Suggestions(items=tuple(map(phrase, (*_AGAIN[1:], "drillMe")))),
        ),
        citations=tuple(cited.values()),
        intent="practice",
    )


def _parts(report: Debrief) -> Comparison:
    """What each part of the package opened at, came to and could have come to, and the whole beside it."""
    outcome, sign = report.outcome, report.outcome.currency
    rows = [(one.said("label"), one.opening, one.reached, one.most) for one in outcome.parts]
    rows.append((phrase("fourYears"), outcome.opening_four_years, outcome.reached_four_years, outcome.best_four_years))
    return Comparison(
        title=phrase("debriefCame"),
        columns=tuple(map(phrase, ("columnPart", "columnOpening", "columnReached", "columnMost"))),
        rows=tuple((name, *(_exact(value, sign) for value in values)) for name, *values in rows),
    )


def _exact(value: int, sign: str) -> str:
    return phrase("figure", amount=Paid(value=value, currency=sign, exact=True))


def _summary(report: Debrief) -> str:
    outcome, said = report.outcome, report.said("summary")
    if outcome.room_captured is None or not isinstance(said, Phrased):
        return said
    left = Paid(value=outcome.left, currency=outcome.currency, exact=True)
    return together(said, phrase("debriefRoom", percent=outcome.room_captured, left=left))


def _where(point: Criterion) -> str:
    found = point.said("found")
    return phrase("foundAt", found=found, turn=point.turn) if point.turn else found


def refused(error: BadInput) -> Answer:
    """A practice that can't be had, said as an answer, with the way on."""
    return Answer(
        status="clarify",
        blocks=(Text(text=f"{error.what[:1].upper()}{error.what[1:]}; {error.mend}."),),
        intent="practice",
    )
