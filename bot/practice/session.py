"""A practice from its opening to its end: pure state, one move at a time, and its form for the store."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.errors import BadInput
from bot.languages.phrase import Paid, Phrased, phrase
from bot.practice import dialogue, drilling, mail, moves, recruiter
from bot.practice.draw import draw
from bot.practice.line import RecruiterLine, Shown
from bot.practice.move import Move
from bot.practice.scenario import DIFFICULTIES, PERSONAS, Guides, Request, Scenario, Secrets
from bot.practice.state import Act, Phase, State
from bot.reading.moves.table import OnTable
from ingest.lexicon.phrases import Rules, beside

_said = beside(__file__, "words")


@dataclass(frozen=True, slots=True)
class PracticeTurn:
    """One exchange as it was: what the candidate said, how it was read, and what the recruiter did and said.

    number: 0 for the opening; the same number as the turn before when nothing was counted (a line read back).
    amounts, asks: standing offer and live asks after it, by part. worded: the line as a model worded it.
    """

    number: int
    user: str
    move: Move | None
    act: Act
    line: RecruiterLine
    phase: Phase
    amounts: tuple[int, ...]
    asks: tuple[int | None, ...]
    terms: tuple[str, ...] = ()
    worded: str = ""

    @property
    def said(self) -> str:
        """The recruiter's line as it was shown."""
        return self.worded or self.line.said


@dataclass(frozen=True, slots=True)
class Practice:
    """A whole practice. Frozen: play, pause and the others return a new one. secrets are the recruiter's."""

    id: str
    request: Request
    scenario: Scenario
    secrets: Secrets
    state: State
    turns: tuple[PracticeTurn, ...]
    paused: bool = False

    @property
    def over(self) -> bool:
        return self.state.over

    @property
    def spoken(self) -> bool:
        """Whether the candidate has said anything: else there is nothing to debrief."""
        return len(self.turns) > 1

    @property
    def recast(self) -> Phrased | None:
        """Why somebody else calls than was asked for, None where nobody does."""
        if self.request.persona == self.scenario.persona:
            return None
        return phrase("practiceNoFounder")

    @property
    def untold(self) -> Phrased | None:
        """What stands for the equity that their person's offer doesn't name; None where it does, or there is none."""
        offer, at = self.request.offer, self.scenario.index("equity")
        if offer is None or offer.base is None or offer.equity is not None or at is None:
            return None
        part = self.scenario.parts[at]
        if not part.opening:
            return phrase("practiceNoEquity")
        stands = Paid(value=part.opening, currency=self.scenario.currency, period=part.period, years=part.years)
        return phrase("practiceEquityStands", amount=stands)


@dataclass(frozen=True, slots=True)
class PracticeReply:
    """What comes back for one message. counted: whether it was a turn; hint: it is the coach who speaks.

    line: the recruiter's (or the coach's); over: the practice has ended and can be debriefed.
    """

    line: RecruiterLine
    turn: int
    phase: Phase
    counted: bool
    over: bool
    hint: bool = False

    @property
    def text(self) -> str:
        return self.line.said


def start(request: Request, facts: Guides, today: date | None = None) -> Practice:
    """A practice with the recruiter's opening line said (turns[0]).

    today: the day whose laws hold, None for the clock's. Raises BadInput (see bot.practice.scenario.draw).
    """
    if request.drill:
        request, scenario, secrets, state, act, line = drilling.begun(request, facts, today)
    else:
        scenario, secrets = draw(request, facts, today)
        request = request.model_copy(update={"seed": scenario.seed})
        state, act = recruiter.begin(scenario), Act("offer")
        line = dialogue.opening(scenario, Shown.of(state))
    line = _mailed(line, scenario, first=True) if request.mail else line
    turn = PracticeTurn(0, "", None, act, line, state.phase, state.amounts, state.asks)
    name = hashlib.sha256(request.model_dump_json().encode()).hexdigest()[:16]
    return Practice(name, request, scenario, secrets, state, (turn,))


_COACH = _said("coach")
_RESUME, _GO_ON = _said("resume"), _said("go_on")
_REMARKS = Rules(_said, ("remarks_off", "remarks_on"))
"""A wish for a word of the coach's after each line, or for none."""
PAUSED = 'The call is paused, and lines go to the coach; "resume" goes on with it.'
"""What a channel says that shows a pause in no other way."""
_BLANKS = re.compile(r"\s{9,}")
_END = _said("end")
"""Commands to the program, not words to the recruiter: "quit", "end the practice", "debrief me"."""


_AROUND_COMMANDS = " \n\t])*:,.!?–—-"
"""Signs between a command and what goes with it."""


def _wish(said: str) -> str:
    """Which wish for remarks a line is, "" for none."""
    return next((rule.name for rule in _REMARKS.rules if rule.alone(said)), "")


def _goes_on(practice: Practice, said: str) -> bool:
    """Whether a line calls back from the coach; a word that a recruiter may be told, too, only where it is paused."""
    return bool(_RESUME.alone(said) or (practice.paused and _GO_ON.alone(said)))


def _is_pause(question: str) -> bool:
    """Whether nothing is asked with a pause."""
    return not question.strip(" .!") or _said("pause_only").alone(question) is not None


def play(practice: Practice, said: str | Move, told: Mapping[str, Any] | None = None) -> tuple[Practice, PracticeReply]:
    """One message of the candidate's: their words, or a move already read. told: how the words were heard, in the
    form of bot.reading.moves, where a model heard them.

    "pause: what should I say?" and the like get a hint and change nothing; "end the practice" ends it.
    While paused every message is for the coach until "resume".
    """
    if isinstance(said, Move):
        return _move(practice, said, "")
    said = _BLANKS.sub(" ", said)
    if _END.alone(said) and not practice.over:
        ended = end(practice)
        return ended, _aside(ended, phrase("practiceEnds"))
    if _goes_on(practice, said) and not practice.over:
        back = resume(practice)
        return back, _aside(back, phrase("practiceBack", line=back.turns[-1].said))
    if (wish := _wish(said)) and not practice.over:
        changed = remarked(practice, on=wish == "remarks_on")
        return changed, _aside(changed, said_of_remarks(changed))
    asked = _COACH.opens(said)
    question = said[asked.end() :].lstrip(_AROUND_COMMANDS) if asked else said
    if (asked or practice.paused) and not practice.over:
        only = asked is not None and _is_pause(question) and said.lower().lstrip("[(* ").startswith("pause")
        return (pause(practice) if only else practice), _aside(practice, hint(practice, "" if only else question))
    words = mail.body(said) if practice.request.mail else said
    return _move(practice, moves.read(words, _seen(practice), told), said)


def _mailed(line: RecruiterLine, scenario: Scenario, *, first: bool) -> RecruiterLine:
    return replace(line, text=mail.wrapped(line.text, scenario, first=first), phrases=())


def remarked(practice: Practice, *, on: bool) -> Practice:
    """The practice with the coach's word after each line, or without; what is begun from it anew has it, too."""
    return replace(practice, request=practice.request.model_copy(update={"remarks": on}))


def said_of_remarks(practice: Practice) -> Phrased:
    """What the coach says when remarks were switched on or off."""
    return phrase("remarksOn" if practice.request.remarks else "remarksOff")


def _seen(practice: Practice) -> moves.View:
    last = practice.turns[-1]
    if practice.request.drill:
        return drilling.seen(practice.scenario, practice.state, last.act, last.said)
    return moves.view(practice.scenario, practice.state, last.act, last.move, last.said, _asked_back(practice))


def table(practice: Practice, said: str) -> OnTable | None:
    """What a line is heard against; None for one that isn't said to the recruiter."""
    aside = (
        practice.over
        or practice.paused
        or _goes_on(practice, said)
        or bool(_END.alone(said) or _wish(said) or _COACH.opens(said))
    )
    return None if aside else _seen(practice).table


def _asked_back(practice: Practice) -> int:
    """How often in a row the recruiter has asked back, up to now."""
    back = 0
    for turn in reversed(practice.turns):
        if turn.act.doing != "ask-back":
            break
        back += 1
    return back


def _move(practice: Practice, move: Move, words: str) -> tuple[Practice, PracticeReply]:
    before, scenario = practice.state, practice.scenario
    if practice.request.drill:
        met = drilling.session(practice.request.drill, [turn.act for turn in practice.turns]).met
        state, act, line = drilling.answered(practice.request.drill, scenario, before, move, met)
    else:
        state, act = recruiter.step(scenario, practice.secrets, before, move)
        said = tuple(turn.line.text for turn in practice.turns)
        line = dialogue.say(scenario, Shown.of(before), Shown.of(state), move, act, said)
    line = _mailed(line, scenario, first=False) if practice.request.mail else line
    turn = PracticeTurn(state.turn, words, move, act, line, state.phase, state.amounts, state.asks, state.terms)
    played = replace(practice, state=state, turns=(*practice.turns, turn))
    return played, PracticeReply(line, state.turn, state.phase, state.turn > before.turn, state.over)


def _aside(practice: Practice, text: str) -> PracticeReply:
    phrases = text.phrases if isinstance(text, Phrased) else ()
    line = RecruiterLine(text, (), practice.scenario.persona, "coach", phrases)
    return PracticeReply(line, practice.state.turn, practice.state.phase, False, practice.over, hint=True)


def pause(practice: Practice) -> Practice:
    """The practice paused: its clock doesn't run, and messages go to the coach."""
    return replace(practice, paused=True)


def resume(practice: Practice) -> Practice:
    """The practice going on."""
    return replace(practice, paused=False)


def end(practice: Practice) -> Practice:
    """The practice broken off by the user, ready to be debriefed; an ended one stays as it is."""
    if practice.over:
        return practice
    return replace(practice, paused=False, state=replace(practice.state, phase="walked", ended="stopped"))


def worded(practice: Practice, text: str) -> Practice:
    """The practice with its last recruiter's line shown in other words (checked by whoever worded it)."""
    return replace(practice, turns=(*practice.turns[:-1], replace(practice.turns[-1], worded=text)))


def retry(practice: Practice, turn: int) -> Practice:
    """The same practice as it stood before the candidate's turn number `turn` (1 is their first).

    Raises BadInput when there was no such turn.
    """
    last = max(t.number for t in practice.turns)
    if not 1 <= turn <= max(1, last):
        raise BadInput("turn", f"there is no turn {turn} in this practice", f"choose from 1 to {max(1, last)}")
    return replay(practice, [(t.move, t.user) for t in practice.turns[1:] if t.move is not None and t.number < turn])


def replay(practice: Practice, played: list[tuple[Move, str]]) -> Practice:
    """The practice from its opening with these moves (and the words they were read from) instead."""
    begun = recruiter.begin(practice.scenario)
    if practice.request.drill:
        begun = replace(begun, deadline=practice.state.deadline)
    fresh = replace(practice, state=begun, turns=practice.turns[:1], paused=False)
    for move, words in played:
        if fresh.over:
            break
        fresh, _ = _move(fresh, move, words)
    return fresh


def harder(request: Request) -> Request:
    """The same request one difficulty up; "hard" stays."""
    at = DIFFICULTIES.index(request.difficulty)
    return request.model_copy(update={"difficulty": DIFFICULTIES[min(at + 1, len(DIFFICULTIES) - 1)]})


def other_persona(request: Request) -> Request:
    """The same request with the next persona."""
    at = PERSONAS.index(request.persona)
    return request.model_copy(update={"persona": PERSONAS[(at + 1) % len(PERSONAS)]})


def hint(practice: Practice, question: str = "") -> str:
    """A coach's word on what is asked, or else on what to do next; it knows only what the candidate knows."""
    from bot.practice.hint import advice
    from bot.practice.pause import answer

    told = answer(question, practice.scenario, practice.state)
    return told or advice(practice.scenario, practice.state, practice.turns[-1].act)


@cache
def _adapter() -> TypeAdapter[Practice]:
    return TypeAdapter(Practice)


def to_json(practice: Practice) -> str:
    """The practice for the store: everything, the recruiter's secrets too, so never to be sent to a client."""
    return _adapter().dump_json(practice).decode()


def from_json(text: str | bytes) -> Practice:
    """The practice that to_json wrote. Raises BadInput when it can't be read."""
    try:
        return _adapter().validate_json(text)
    except ValidationError as error:
        raise BadInput(
            "practice", f"what was stored can't be read ({error.error_count()} faults)", "start the practice anew"
        ) from error
