"""The debrief: what the candidate did well, what it brought, and what would have brought more."""

from collections.abc import Sequence

from bot.answer import anchor
from bot.errors import BadInput
from bot.languages.phrase import Paid, Phrased, ours, phrase, together
from bot.practice.chart import svg
from bot.practice.criteria import criteria, score
from bot.practice.drilling import aim, called, session
from bot.practice.drills import ROUNDS, drills
from bot.practice.findings import cite, transcript, unheard
from bot.practice.jurisdiction import PayHistoryRule
from bot.practice.recruiter import filled
from bot.practice.report import Criterion, Debrief, Outcome, PartOutcome, Point, TermOutcome
from bot.practice.scenario import Scenario
from bot.practice.session import Practice
from bot.practice.trades import traded
from bot.practice.value import assumptions, four_years, years
from bot.practice.whatif import counterfactuals


def debrief(practice: Practice, *, changes: bool = True) -> Debrief:
    """The debrief of a practice that has ended; what the recruiter hid is shown here and only here. changes: with what
    one other move would have brought, which takes longest.

    Raises BadInput while the practice is under way.
    """
    if not practice.over:
        raise BadInput(
            "practice",
            "it is still under way, and the debrief shows what the recruiter hides",
            "end the practice first",
        )
    scenario = practice.scenario
    found = criteria(practice)
    process = score(found)
    outcome = _outcome(practice)
    drill = drills().get(practice.request.drill)
    points = _points(practice)
    rule = scenario.rule
    law = _law(rule) if rule.bans_history(scenario.today) else ""
    return Debrief(
        practice_id=practice.id,
        company=scenario.company_display,
        role=scenario.role_display,
        region=scenario.region,
        level=scenario.level,
        difficulty=scenario.difficulty,
        persona=scenario.persona,
        seed=scenario.seed,
        jurisdiction=rule.name,
        jurisdiction_note=law,
        process=process,
        summary=_drilled(practice) if drill else _summary(scenario, process, outcome),
        criteria=found,
        outcome=outcome,
        counterfactuals=() if drill or not changes else counterfactuals(practice, transcript(practice)),
        points=points,
        chart_svg=svg(points, scenario.currency),
        again=_again(practice),
        drill=practice.request.drill,
        unheard=tuple(turn.user for turn in unheard(practice)),
        beside=(None if drill else traded(outcome)) or "",
    )


def _law(rule: PayHistoryRule) -> Phrased:
    said = ours(f"law-{anchor(rule.name)}", rule.note)
    note = (phrase("lawNote", note=said),) if rule.note else ()
    return together(phrase("debriefLaw", place=rule.name, law=rule.history_source), *note, phrase("noLegalAdvice"))


def _drilled(practice: Practice) -> Phrased:
    name = practice.request.drill
    met = session(name, [turn.act for turn in practice.turns]).met
    return phrase("debriefDrill", drill=called(name), met=met, rounds=ROUNDS, aim=aim(name, practice.scenario))


def standing(point: Criterion) -> Phrased:
    """How a point went, in words."""
    return phrase(f"standing-{point.state.replace(' ', '-')}")


def process_score(practice: Practice) -> int | None:
    """The process score alone, 0..100; None when nothing was observed."""
    return score(criteria(practice))


def _summary(scenario: Scenario, process: int | None, outcome: Outcome) -> Phrased:
    reached = Paid(value=outcome.reached_four_years, currency=scenario.currency, exact=True)
    if outcome.agreed:
        more = reached.model_copy(update={"value": outcome.reached_four_years - outcome.opening_four_years})
        said = phrase("debriefAgreed", sum=reached, more=more)
    else:
        said = phrase(f"debriefEnded-{outcome.ended or 'open'}", sum=reached)
    judged = phrase("debriefNoProcess") if process is None else phrase("debriefProcess", score=process)
    return together(said, judged)


def _outcome(practice: Practice) -> Outcome:
    scenario, secrets, state = practice.scenario, practice.secrets, practice.state
    agreed, best = state.deal is not None, _best(practice)
    opened, reached, most = (four_years(scenario, amounts) for amounts in (scenario.opening, state.amounts, best))
    parts = tuple(
        PartOutcome(
            part=p.name, label=p.named, opening=p.opening, reached=now, most=cap.amount, band_low=p.low,
            band_high=p.high, how=cap.how, citation=cite(scenario, cap.source),
        )
        for p, now, cap in zip(scenario.parts, state.amounts, secrets.caps, strict=True)
    )  # fmt: skip
    issues = tuple(
        TermOutcome(name=x.name, granted=x.name in state.terms, costs=x.costs, brings=x.brings, asked=x.asked)
        for x in scenario.issues
    )
    return Outcome(
        agreed=agreed, ended=state.ended, currency=scenario.currency, opening_four_years=opened,
        reached_four_years=reached, best_four_years=most, room_captured=_captured(practice),
        left=most - (reached if agreed else opened), parts=parts,
        best=tuple((p.name, a) for p, a in zip(scenario.parts, best, strict=True)),
        years=years(scenario, state.amounts), opening_years=years(scenario, scenario.opening), terms=state.terms,
        issues=issues, assumptions=assumptions(scenario),
    )  # fmt: skip


def _best(practice: Practice) -> tuple[int, ...]:
    """The best package that the budget still allowed."""
    scenario, secrets, state = practice.scenario, practice.secrets, practice.state
    limits = [max(cap, now) for cap, now in zip(secrets.limits, state.amounts, strict=True)]
    budget = max(secrets.budget - scenario.granted(state.terms), scenario.cost(state.amounts))
    return tuple(filled(scenario, list(state.amounts), limits, budget))


def _captured(practice: Practice) -> int | None:
    """Percent of what the recruiter could give beyond the opening that was got; None where there was nothing, and in a
    drill."""
    scenario, state = practice.scenario, practice.state
    opening = scenario.cost(scenario.opening)
    room = practice.secrets.budget - opening
    if practice.request.drill or room <= 0:
        return None
    taken = scenario.cost(state.amounts) - opening + scenario.granted(state.terms)
    return max(0, min(100, 100 * taken // room)) if state.deal is not None else 0


def _points(practice: Practice) -> tuple[Point, ...]:
    """Every line that was said, also those that were read back and counted for no turn."""
    scenario = practice.scenario
    points: list[Point] = []
    for turn in practice.turns:
        asked = any(a is not None for a in turn.asks)
        ask = [now if a is None else max(a, now) for a, now in zip(turn.asks, turn.amounts, strict=True)]
        point = Point(
            turn=turn.number,
            ask=four_years(scenario, ask) if asked else None,
            offer=four_years(scenario, turn.amounts),
            said=turn.user,
            answered=turn.said,
            phase=turn.phase,
        )
        points.append(point)
    return tuple(points)


def _again(practice: Practice) -> tuple[str, ...]:
    last = max(t.number for t in practice.turns)
    said = [phrase("tryAgainFrom", turn=min(3, last)) if last > 1 else phrase("tryAgain")]
    if practice.request.difficulty != "hard":
        said.append(phrase("harder"))
    return (*said, phrase("otherPersona"), phrase("drillMe"))


def progress(reports: Sequence[Debrief]) -> list[dict[str, int | str | None]]:
    """One row a practice, oldest first: how it was set, process score, room captured (percent), criteria's scores."""
    rows = []
    for report in reports:
        row: dict[str, int | str | None] = {
            "practice": report.practice_id,
            "company": report.company,
            "role": report.role,
            "difficulty": report.difficulty,
            "drill": report.drill,
            "persona": report.persona,
            "agreed": "yes" if report.outcome.agreed else "no",
            "process": report.process,
            "room_captured": report.outcome.room_captured,
        }
        row.update({c.name: c.score for c in report.criteria})
        rows.append(row)
    return rows
