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

from dataclasses import replace

from bot.practice.earning import earn
from bot.practice.evidence import HOLLOW
from bot.practice.move import FigureAsk, Move
from bot.practice.scenario import Scenario, Secrets, Term
from bot.practice.state import PATIENCE, TEMPERS, WHOLE, Act, Amounts, Doing, LedgerEntry, State

TIME_EXPONENT = 4
TIME_SHARE = 150
"""All that time alone can release, of the span: under 4 % of the room, since no budget is below 0.40 of the span."""
CEILING = 3_600
"""The most any offer before the final one uses, of the span. It is below every budget, so that nothing said
before the final offer depends on the budget."""


def begin(scenario: Scenario) -> State:
    """The state in which the recruiter has made the opening offer."""
    temper = TEMPERS[scenario.persona]
    opening = scenario.opening
    return State(
        amounts=opening,
        plan=opening,
        asks=(None,) * len(opening),
        deadline=scenario.deadline,
        patience=max(2, temper.patience + PATIENCE[scenario.difficulty]),
        approved=temper.discretion,
        ledger=(LedgerEntry(0, 0, opening),),
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
    kept = state.promised
    promised = tuple(topic for topic in move.questions if topic in LOOKED_UP and _is_there(scenario, state, topic))
    state, act = _answer(scenario, secrets, replace(state, promised=promised), move)
    act = replace(act, kept=kept, recalled=_recalled(state) if act.returned else "")
    if not state.over and state.turn >= state.deadline:
        return replace(state, phase="walked", ended="expired"), replace(act, doing="expired", final=False)
    return state, act


def _is_there(scenario: Scenario, state: State, topic: str) -> bool:
    """Whether there is something to look up: of no equity nobody is told the count later."""
    at = scenario.index("equity")
    return topic != "equity value" or (at is not None and state.amounts[at] > 0)


LOOKED_UP = ("equity value", "visa", "clawback", "time off", "team", "other")
"""Topics that no recruiter has in the head: they look them up, and tell at the next turn."""
_CARRIED = ("impact", "market", "forfeited", "level", "competing")


def _recalled(state: State) -> str:
    """The reason told earlier that was carried upstairs, "" for none."""
    told = {key.split(":")[0] for key in state.used if f":{HOLLOW}:" not in key and ":word" not in key}
    return next((name for name in _CARRIED if name in told), "")


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
    entry = LedgerEntry(len(state.ledger), state.turn, amounts, state.terms, state.phase == "final")
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
    state, act = earn(scenario, state, move, before)
    act = replace(act, chosen=_easiest(scenario, state, move))
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
    named: tuple[FigureAsk, ...] = move.asks
    if move.packages:
        named = _easiest(scenario, state, move)
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


def _easiest(scenario: Scenario, state: State, move: Move) -> tuple[FigureAsk, ...]:
    """Of several packages the one that costs least, none where there are not several."""
    return min(move.packages, key=lambda package: _price(scenario, state, package), default=())


def _price(scenario: Scenario, state: State, package: tuple[FigureAsk, ...]) -> int:
    """What a package of asks would cost, the rest of the standing offer with it."""
    amounts = list(state.amounts)
    for ask in package:
        at = scenario.index(ask.part)
        if at is not None:
            amounts[at] = max(amounts[at], ask.amount)
    return scenario.cost(amounts)


def _terms(scenario: Scenario, state: State, move: Move) -> tuple[State, tuple[str, ...], tuple[str, ...]]:
    """Terms asked for, granted by what has been earned and never taken back.

    What suits both is granted at once; somebody who gives something for a term, or ties a yes to it, needs half.
    """
    granted: list[Term] = []
    refused: list[Term] = []
    known = {issue.name: issue for issue in scenario.issues}
    proven = any(key.startswith(("impact", "level")) for key in state.used) or "form:commitment" in state.used
    traded = bool(move.gives) or move.conditional or move.kind == "conditional"
    for term in move.terms:
        issue = known.get(term)
        if term in state.terms:
            continue
        if issue is None:
            refused.append(term)
            continue
        needs = TEMPERS[scenario.persona].vesting if term == "vesting" else issue.needs
        enough = state.earned >= (needs // 2 if traded else needs) and (proven or not issue.proven)
        (granted if issue.costs <= 0 or enough else refused).append(term)
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
    most = min(secrets.budget, scenario.cost(scenario.opening) + secrets.span * released // WHOLE)
    return most - scenario.granted(state.terms)


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


_TALK = ("question", "warmth", "time", "disclosure", "off-topic", "answer")


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
            needed = plan[at] - (-short // part.weight)
            # A trade is worked out closer than an offer: what is given up counts to the next smaller plain sum.
            fine = max(1, part.step // (5 if str(part.step)[0] == "5" else 2))
            plan[at] = min(was[at], -(-needed // fine) * fine)
    return plan
