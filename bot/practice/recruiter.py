"""The recruiter: a deterministic engine that turns a candidate's move into what it does next, and nothing else.

Concession is earned. Released authority is a share of the public span between the opening and the bands' high
ends; reasons, packages and commitments release it, and time alone little: the time-dependent Boulware tactic
of Faratin, Sierra and Jennings (1998, "Negotiation decision functions for autonomous agents", Robotics and
Autonomous Systems 24), whose aspiration in the form NegMAS uses (Mohammad et al., "NegMAS: a platform for
situated negotiations") is u(t) = u0 (1 - t^e). Acceptance is ACnext (Baarslag et al., "Effective acceptance
conditions in real-time automated negotiation"): agree when the ask costs no more than the next planned offer.
That prices come from an engine and only the words from elsewhere follows OG-Narrator (Xia et al., "Measuring
bargaining abilities of LLMs", arXiv 2402.15813).
"""

from dataclasses import dataclass, replace
from typing import Literal

from bot.practice.move import Ask, Disclosure, Move, Rationale
from bot.practice.scenario import Persona, Scenario, Secrets, Term

Phase = Literal["open", "discuss", "approval", "final", "closed", "walked"]
Amounts = tuple[int, ...]
WHOLE = 10_000
"""Authority is counted in ten-thousandths of the span."""

TIME_EXPONENT = 4
TIME_SHARE = 600
"""All that time alone can release, of the span: 0.15 of the room, since no budget is below 0.40 of the span."""
CEILING = 3_600
"""The most any offer before the final one uses, of the span. It is below every budget, so that nothing said
before the final offer depends on the budget."""

_REASONS: dict[str, int] = {
    "market": 850,
    "impact": 700,
    "competing": 1000,
    "forfeited": 550,
    "level": 400,
    "cost of living": 150,
}
_VAGUE = 40
_CLAIMED, _SHOWN, _MOST_CLAIMED = 150, 350, 2
"""What a deed or a sum earns that nobody can look up: little at first, more once a question about it was answered;
only so many of them count."""
_UNGROUNDED, _TOLD = 250, 650
"""Thousandths of its worth that a form of bargaining (package, commitment) has while no reason holds behind it, and
with reasons that were asked about and told, but that nobody can look up."""
_PACKAGE, _CHOICES, _COMMITMENT, _SWAP, _QUESTION, _WARMTH, _LOWERED = 550, 700, 1000, 250, 120, 80, 150
_HARDNESS = {"warm-up": 1140, "realistic": 1000, "hard": 860}
"""Thousandths of what a move earns."""
_PATIENCE: dict[str, int] = {"warm-up": 2, "realistic": 0, "hard": -1}


@dataclass(frozen=True, slots=True)
class Temper:
    """How a persona bargains: patience (moves without substance it bears), discretion (what it may give
    without approval, of the span), and thousandths by which it weighs market and impact."""

    patience: int
    discretion: int
    market: int
    impact: int
    vesting: int


TEMPERS: dict[Persona, Temper] = {
    "friendly": Temper(6, 1800, 1000, 1000, 2500),
    "by-the-book": Temper(5, 1000, 1150, 900, WHOLE),
    "hiring-manager": Temper(5, 2500, 950, 1150, 2000),
    "founder": Temper(4, WHOLE, 950, 1100, 1000),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An offer the recruiter made: what can be accepted is in this ledger and nowhere else."""

    id: int
    turn: int
    amounts: Amounts
    terms: tuple[str, ...] = ()
    final: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """A negotiation between two moves.

    earned: released authority, of the span. plan: the package the recruiter would have made without knowing
    the candidate's floor; amounts: the standing offer. asks: the live ask for each part. told: floors (and,
    where it may be used, pay) let out. used: evidence and kinds of move that have already earned.
    """

    amounts: Amounts
    plan: Amounts
    asks: tuple[int | None, ...]
    deadline: int
    patience: int
    approved: int
    phase: Phase = "open"
    turn: int = 0
    earned: int = 0
    used: frozenset[str] = frozenset()
    told: tuple[Disclosure, ...] = ()
    terms: tuple[str, ...] = ()
    pending: bool = False
    pending_final: bool = False
    extended: bool = False
    ledger: tuple[Entry, ...] = ()
    made: tuple[tuple[int, tuple[int | None, ...]], ...] = ()
    deal: int | None = None
    ended: Literal["", "agreed", "candidate", "expired", "stopped"] = ""

    @property
    def over(self) -> bool:
        return self.phase in ("closed", "walked")

    @property
    def left(self) -> int:
        """How many times the candidate may still speak."""
        return 0 if self.over else max(0, self.deadline - self.turn)


Doing = Literal[
    "over",
    "ask-back",
    "ignored",
    "language",
    "steer",
    "deal",
    "confirm",
    "walked",
    "expired",
    "offer",
    "agree",
    "approval",
    "hold",
    "final",
    "final-stays",
    "talk",
]


@dataclass(frozen=True, slots=True)
class Act:
    """What the recruiter does, for the dialogue to word. It holds no cap, no budget and no authority.

    raised, lowered, stuck: parts by name. returned: approval came back with this turn. heard: reasons that
    counted; stale: reasons heard before; doubted: claims that don't agree with guide or scenario.
    """

    doing: Doing
    raised: tuple[str, ...] = ()
    lowered: tuple[str, ...] = ()
    stuck: tuple[str, ...] = ()
    returned: bool = False
    final: bool = False
    heard: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    granted: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    extended: bool = False
    no_more_time: bool = False
    why: str = ""
    wants_figure: bool = False
    far: bool = False
    pay_unused: bool = False
    probe: str = ""


def begin(scenario: Scenario) -> State:
    """The state in which the recruiter has made the opening offer."""
    temper = TEMPERS[scenario.persona]
    opening = scenario.opening
    return State(
        amounts=opening,
        plan=opening,
        asks=(None,) * len(opening),
        deadline=scenario.deadline,
        patience=max(2, temper.patience + _PATIENCE[scenario.difficulty]),
        approved=temper.discretion,
        ledger=(Entry(0, 0, opening),),
    )


def step(scenario: Scenario, secrets: Secrets, state: State, move: Move) -> tuple[State, Act]:
    """The state after a move, and what the recruiter does. Pure: the same arguments give the same result.

    A doubtful line and an injection change nothing, not even the turn.
    """
    if state.over:
        return state, Act("over")
    if move.kind in ("unclear", "confirm"):
        return state, Act("ask-back", why=move.unclear)
    if move.kind == "injection":
        return state, Act("ignored")
    if move.kind == "other-language" and "language" not in state.used:
        return replace(state, used=state.used | {"language"}), Act("language")
    if move.kind == "accept" and not _matches(scenario, state, move):
        return state, Act("ask-back", why="the figures you accept aren't the ones on the table")
    state = replace(state, turn=state.turn + 1, phase="discuss" if state.phase == "open" else state.phase)
    state, act = _answer(scenario, secrets, state, move)
    if not state.over and state.turn >= state.deadline:
        return replace(state, phase="walked", ended="expired"), replace(act, doing="expired", final=False)
    return state, act


def _matches(scenario: Scenario, state: State, move: Move) -> bool:
    for ask in move.asks:
        at = scenario.index(ask.part)
        if at is None or state.amounts[at] != ask.amount:
            return False
    return not move.gives and not move.packages


def _answer(scenario: Scenario, secrets: Secrets, state: State, move: Move) -> tuple[State, Act]:
    if move.kind == "walk":
        return replace(state, phase="walked", ended="candidate", pending=False), Act("walked")
    state, returned = _returned(scenario, state)
    if move.kind == "accept":
        if returned:
            return state, Act("confirm", returned=True, final=state.phase == "final")
        return replace(state, phase="closed", ended="agreed", deal=state.ledger[-1].id), Act("deal")
    was_final = state.phase == "final" and not returned
    state, act = _hear(scenario, state, move)
    act = replace(act, returned=returned, final=state.phase == "final")
    if was_final:
        return state, replace(act, doing="final-stays")
    if returned:
        return _on_time(scenario, secrets, state, replace(act, doing="final" if state.phase == "final" else "offer"))
    return _on_time(scenario, secrets, *_concede(scenario, secrets, state, move, act))


def _returned(scenario: Scenario, state: State) -> tuple[State, bool]:
    """The state with an approval that was pending come back as an offer."""
    if not state.pending:
        return state, False
    state = replace(state, pending=False, phase="final" if state.pending_final else "discuss", pending_final=False)
    return _announce(scenario, state), True


def _announce(scenario: Scenario, state: State) -> State:
    """The state with its plan made the standing offer, as far as a floor let out doesn't hold it back."""
    amounts = _held(scenario, state)
    entry = Entry(len(state.ledger), state.turn, amounts, state.terms, state.phase == "final")
    last = state.ledger[-1]
    if (entry.amounts, entry.terms, entry.final) == (last.amounts, last.terms, last.final):
        return state
    return replace(state, amounts=amounts, ledger=(*state.ledger, entry))


def _held(scenario: Scenario, state: State) -> Amounts:
    """The plan, held back at what the candidate said would do: a floor let out never raises an offer."""
    if not state.told:
        return state.plan
    limits = list(state.plan)
    for told in state.told:
        at = scenario.index(told.part)
        if at is not None:
            limits[at] = min(limits[at], told.amount)
    mixed = tuple(max(now, limit) for now, limit in zip(state.amounts, limits, strict=True))
    most = min((t.amount * 4000 for t in state.told if t.part == "total"), default=None)
    if scenario.cost(mixed) > scenario.cost(state.plan):
        return state.amounts
    if most is not None and scenario.cost(mixed) > max(most, scenario.cost(state.amounts)):
        return state.amounts
    return mixed


def _hear(scenario: Scenario, state: State, move: Move) -> tuple[State, Act]:
    """The state with what the move says taken in (asks, reasons, disclosures, terms), before any concession."""
    state = _disclosed(scenario, state, move)
    before = state.asks
    state = _asked(scenario, state, move)
    state, act = _earn(scenario, state, move, before)
    if state.phase == "final":
        return state, replace(act, refused=move.terms)
    state, granted, refused = _terms(scenario, state, move)
    return state, replace(act, granted=granted, refused=refused)


def _disclosed(scenario: Scenario, state: State, move: Move) -> State:
    banned = scenario.rule.bans_history(scenario.today)
    told = tuple(d for d in move.disclosures if d.what == "floor" or not banned)
    return replace(state, told=(*state.told, *told)) if told else state


def _asked(scenario: Scenario, state: State, move: Move) -> State:
    asks = list(state.asks)
    named: tuple[Ask, ...] = move.asks
    if move.packages:
        named = min(move.packages, key=lambda package: _price(scenario, state, package))
        for package in move.packages:
            for ask in package:
                at = scenario.index(ask.part)
                if at is not None:
                    asks[at] = None
    for ask in named:
        at = scenario.index(ask.part)
        if at is not None:
            asks[at] = ask.amount
    made = tuple(asks)
    if made == state.asks:
        return state
    return replace(state, asks=made, made=(*state.made, (state.turn, made)))


def _price(scenario: Scenario, state: State, package: tuple[Ask, ...]) -> int:
    """What a package of asks would cost, the rest of the standing offer with it."""
    amounts = list(state.amounts)
    for ask in package:
        at = scenario.index(ask.part)
        if at is not None:
            amounts[at] = max(amounts[at], ask.amount)
    return scenario.cost(amounts)


def _earn(scenario: Scenario, state: State, move: Move, before: tuple[int | None, ...]) -> tuple[State, Act]:
    """Authority released by a move, patience spent on it, and what counted."""
    used = set(state.used)
    gained, heard, stale, doubted = _reasons(scenario, used, move.reasons)
    probe = _probed(used, move)
    gained += _forms(scenario, state, used, move, before) * _grounds(used) // 1000
    gained = gained * _HARDNESS[scenario.difficulty] // 1000
    far = _far(scenario, move)
    spent = _spent(state, move, gained, doubted, before) + (1 if far else 0)
    extended, refused_time = False, False
    if move.time:
        extended, refused_time = not state.extended and state.phase != "final", state.extended
    state = replace(
        state,
        used=frozenset(used),
        earned=min(WHOLE, state.earned + gained),
        patience=state.patience - spent,
        extended=state.extended or extended,
        deadline=state.deadline + ((1 if scenario.difficulty == "hard" else 2) if extended else 0),
    )
    pay_unused = any(d.what == "pay" for d in move.disclosures) and scenario.rule.bans_history(scenario.today)
    wants = move.kind in ("more", "rationale", "decline") and not any(state.asks)
    return state, Act(
        "talk",
        heard=heard,
        stale=stale,
        doubted=doubted,
        topics=tuple(move.questions),
        extended=extended,
        no_more_time=refused_time,
        far=far,
        pay_unused=pay_unused,
        wants_figure=wants,
        probe=probe,
    )


def _grounds(used: set[str]) -> int:
    """Thousandths that a form of bargaining counts for, by what stands behind the asks."""
    if "ground:held" in used:
        return 1000
    return _TOLD if "ground:told" in used else _UNGROUNDED


def _probed(used: set[str], move: Move) -> str:
    """The reason to ask a question about: the first time that one is claimed which nobody can look up."""
    for reason in move.reasons:
        if reason.reason in _CLAIMABLE and reason.holds is None and f"probe:{reason.reason}" not in used:
            used.add(f"probe:{reason.reason}")
            return reason.reason
    return ""


_CLAIMABLE = ("impact", "forfeited", "level")


def _claimed(used: set[str], reason: Rationale) -> int:
    """What a claim earns that nobody can look up."""
    times = sum(key.startswith(f"{reason.reason}:") for key in used)
    if not reason.concrete or times >= _MOST_CLAIMED:
        return 0
    if f"probe:{reason.reason}" not in used:
        return _CLAIMED
    used.add("ground:told")
    return _SHOWN


def _reasons(
    scenario: Scenario, used: set[str], reasons: tuple[Rationale, ...]
) -> tuple[int, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What reasons earn: the best of a line in full, the next by half, the others nothing (too many dilute)."""
    temper = TEMPERS[scenario.persona]
    gains: list[tuple[int, Rationale]] = []
    stale, doubted = [], []
    for reason in reasons:
        if reason.key in used:
            stale.append(reason.reason)
            continue
        worth = _REASONS.get(reason.reason, 0) if reason.concrete else min(_VAGUE, _REASONS.get(reason.reason, 0))
        if reason.reason in _CLAIMABLE and reason.holds is None and reason.concrete:
            worth = _claimed(used, reason)
        elif reason.holds is True:
            used.add("ground:held")
        if reason.holds is False or (reason.reason == "competing" and not reason.holds and reason.concrete):
            doubted.append(reason.reason)
            worth = 0
        elif reason.reason == "market":
            worth = worth * temper.market // 1000 // (1 if reason.holds or not reason.concrete else 4)
        elif reason.reason == "impact":
            worth = worth * temper.impact // 1000
        times = sum(1 for key in used if key.split(":")[0] == reason.key.split(":")[0] and key != reason.key)
        gains.append((worth // (times + 1) if times < 2 else 0, reason))
    gains.sort(key=lambda gain: -gain[0])
    total = 0
    heard = []
    for (worth, reason), share in zip(gains, (2, 1), strict=False):
        total += worth * share // 2
        used.add(reason.key)
        if worth > _VAGUE:
            heard.append(reason.reason)
    return total, tuple(heard), tuple(stale), tuple(doubted)


def _forms(scenario: Scenario, state: State, used: set[str], move: Move, before: tuple[int | None, ...]) -> int:
    """What the form of a move earns, each form once: a package, several to choose from, a commitment, a swap."""
    parts = {ask.part for ask in move.asks}
    worth = 0
    for key, happened, value in (
        ("form:package", len(parts) >= 2 or any(len(p) >= 2 for p in move.packages), _PACKAGE),
        ("form:choices", len(move.packages) >= 2, _CHOICES),
        ("form:commitment", move.conditional and bool(move.asks), _COMMITMENT),
        ("form:swap", bool(move.gives) and bool(move.asks), _SWAP),
        ("form:warmth", move.warm, _WARMTH),
    ):
        if happened and key not in used:
            used.add(key)
            worth += value
    for topic in move.questions:
        if f"question:{topic}" not in used and sum(key.startswith("question:") for key in used) < 3:
            used.add(f"question:{topic}")
            worth += _QUESTION
    lowered = any(
        was is not None and now is not None and now < was for was, now in zip(before, state.asks, strict=True)
    )
    if lowered and state.plan != scenario.opening and sum(key.startswith("lowered:") for key in used) < 2:
        used.add(f"lowered:{state.turn}")
        worth += _LOWERED
    return worth


def _spent(state: State, move: Move, gained: int, doubted: tuple[str, ...], before: tuple[int | None, ...]) -> int:
    spent = len(doubted) + (2 if move.ultimatum else 0) + (1 if move.rude else 0)
    empty = move.kind in ("more", "off-topic", "decline") or (
        move.kind in ("counter", "rationale") and state.asks == before
    )
    return spent + (1 if empty and gained <= _VAGUE and not move.time else 0)


def _far(scenario: Scenario, move: Move) -> bool:
    """Whether an ask is so far above the public band that no reason could carry it."""
    for ask in move.asks:
        at = scenario.index(ask.part)
        if at is not None and 2 * ask.amount > 3 * scenario.parts[at].top:
            return True
    return False


def _terms(scenario: Scenario, state: State, move: Move) -> tuple[State, tuple[str, ...], tuple[str, ...]]:
    """Terms asked for that cost the budget nothing: granted by what has been earned, never taken back."""
    granted: list[Term] = []
    refused: list[Term] = []
    for term in move.terms:
        if term in state.terms:
            continue
        proven = any(key.startswith(("impact", "level")) for key in state.used) or "form:commitment" in state.used
        enough: dict[Term, bool] = {
            "start date": True,
            "level review": proven,
            "title": proven,
            "remote": state.earned >= 700,
            "time off": state.earned >= 400,
            "vesting": state.earned >= TEMPERS[scenario.persona].vesting and scenario.index("equity") is not None,
        }
        (granted if enough[term] else refused).append(term)
    if granted:
        state = replace(state, terms=(*state.terms, *granted))
    return state, tuple(granted), tuple(refused)


def _released(state: State, ceiling: int) -> int:
    """Authority of the span at this turn: what was earned, and Boulware's little for time."""
    passed: int = min(state.turn, state.deadline) ** TIME_EXPONENT
    whole: int = state.deadline**TIME_EXPONENT
    return min(ceiling, state.earned + TIME_SHARE * passed // whole)


def _limit(scenario: Scenario, secrets: Secrets, state: State, final: bool) -> int:
    released = _released(state, WHOLE if final else CEILING)
    return min(secrets.budget, scenario.cost(scenario.opening) + secrets.span * released // WHOLE)


def _concede(scenario: Scenario, secrets: Secrets, state: State, move: Move, act: Act) -> tuple[State, Act]:
    """The next offer, or why there is none."""
    final = (move.conditional and bool(move.asks)) or move.ultimatum or state.patience <= 0
    argued = final or _argued(state, move, act)
    plan = _plan(scenario, secrets, state, move, _limit(scenario, secrets, state, final)) if argued else state.plan
    stuck = tuple(
        part.name
        for part, ask, now, cap in zip(scenario.parts, state.asks, plan, secrets.limits, strict=True)
        if ask is not None and ask > now >= cap
    )
    act = replace(act, stuck=stuck)
    if plan == state.plan and not final:
        state = _announce(scenario, state)
        asking = (
            any(a is not None for a in state.asks) and move.kind not in _TALK and not (move.terms and not move.asks)
        )
        return state, replace(act, doing="hold" if asking else "talk")
    wide = plan != state.plan and _released(state, WHOLE if final else CEILING) > state.approved
    state = replace(state, plan=plan)
    if wide and not move.ultimatum and state.left > 2:
        state = replace(
            state, pending=True, pending_final=final, phase="approval", approved=_released(state, WHOLE) + 800
        )
        return state, replace(act, doing="approval")
    return _offer(scenario, replace(state, phase="final" if final else "discuss"), act)


_TALK = ("question", "warmth", "time", "disclosure", "off-topic")


def _argued(state: State, move: Move, act: Act) -> bool:
    """Whether a move bargains: new figures, a reason that counts, packages, a commitment or a swap. A claim that
    doesn't hold, a question or a thank-you banks nothing into this turn's offer."""
    if act.doubted and not act.heard:
        return False
    asked_anew = bool(state.made) and state.made[-1][0] == state.turn
    return asked_anew or bool(act.heard or move.packages or move.conditional or move.gives)


def _offer(scenario: Scenario, state: State, act: Act) -> tuple[State, Act]:
    was = state.amounts
    state = _announce(scenario, state)
    names = [part.name for part in scenario.parts]
    raised = tuple(n for n, a, b in zip(names, was, state.amounts, strict=True) if b > a)
    lowered = tuple(n for n, a, b in zip(names, was, state.amounts, strict=True) if b < a)
    met = raised and all(ask is None or now >= ask for ask, now in zip(state.asks, state.amounts, strict=True))
    doing: Doing = "agree" if met else "final" if state.phase == "final" else "offer" if raised or lowered else "hold"
    return state, replace(act, doing=doing, raised=raised, lowered=lowered, final=state.phase == "final")


def _on_time(scenario: Scenario, secrets: Secrets, state: State, act: Act) -> tuple[State, Act]:
    """The last offer made final while the candidate can still answer it."""
    if state.over or state.phase == "final" or state.left > 1:
        return state, act
    limit = _limit(scenario, secrets, state, True)
    plan = _plan(scenario, secrets, state, Move("more"), limit)
    state = replace(state, plan=plan, pending=False, pending_final=False, phase="final")
    return _offer(scenario, state, act)


def _plan(scenario: Scenario, secrets: Secrets, state: State, move: Move, limit: int) -> Amounts:
    """The next package: what was released goes to the parts asked for, up to the asks, the caps and the limit.

    Where the asks cost no more than that, it is the asks themselves (ACnext).
    """
    start = list(state.plan)
    for give in move.gives if move.asks or move.packages else ():
        at = scenario.index(give.part)
        if at is not None:
            start[at] = min(start[at], max(0, give.amount))
    goals = [
        now if ask is None else max(now, min(ask, cap))
        for now, ask, cap in zip(start, state.asks, secrets.limits, strict=True)
    ]
    standing = scenario.cost(state.plan)
    limit = max(limit, standing)
    plan = filled(scenario, start, goals, limit)
    if scenario.cost(plan) < standing:
        plan = _restored(scenario, plan, state.plan, standing)
    return tuple(plan) if standing <= scenario.cost(plan) <= limit else state.plan


def filled(scenario: Scenario, start: list[int], goals: list[int], limit: int) -> list[int]:
    """Every part raised by the same share of its gap, then what is left in steps, so as to stay within limit."""
    gaps = [(goal - now) * part.weight for goal, now, part in zip(goals, start, scenario.parts, strict=True)]
    available, total = limit - scenario.cost(start), sum(gaps)
    if total <= available:
        return goals
    if available <= 0:
        return start
    plan = []
    for now, goal, part in zip(start, goals, scenario.parts, strict=True):
        rounded = (now + (goal - now) * available // total) // part.step * part.step
        plan.append(max(now, min(goal, rounded)))
    left = limit - scenario.cost(plan)
    for at, part in enumerate(scenario.parts):
        more = min((goals[at] - plan[at]) // part.step, left // (part.weight * part.step)) * part.step
        if more > 0:
            plan[at] += more
            left -= more * part.weight
    return plan


def _restored(scenario: Scenario, plan: list[int], was: Amounts, standing: int) -> list[int]:
    """A swap that would make the package cheaper, with the lowered parts lowered less."""
    plan = list(plan)
    for at, part in enumerate(scenario.parts):
        short = standing - scenario.cost(plan)
        if short > 0 and plan[at] < was[at]:
            plan[at] = min(was[at], plan[at] - (-short // part.weight))
    return plan
