"""The process criteria: each found in the transcript by rule, with the turn it was found in and a better line."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.answer import Citation
from bot.practice import studies
from bot.practice.dialogue import amount
from bot.practice.move import Move
from bot.practice.phrases import phrases
from bot.practice.report import Criterion, Study
from bot.practice.scenario import Scenario
from bot.practice.session import Practice, Turn
from bot.wording import listed, money
from ingest.guide.types import Source

Standing = Literal["good", "partly", "missed", "not observed"]


@dataclass(frozen=True, slots=True)
class Found:
    """What one rule found: its standing, a score 0..100 (None: not observed), the turn, and a better line."""

    state: Standing
    score: int | None
    found: str
    turn: Turn | None = None
    better: str = ""
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """A practice as the rules look at it: only the turns that counted, each with its move.

    unheard: lines that weren't understood: they count for nothing, and nothing is called absent because of them.
    """

    practice: Practice
    turns: tuple[tuple[Turn, Move], ...]
    unheard: tuple[Turn, ...] = ()

    @property
    def scenario(self) -> Scenario:
        return self.practice.scenario

    def first(self, wanted: Callable[[Move], object]) -> tuple[Turn, Move] | None:
        return next(((turn, move) for turn, move in self.turns if wanted(move)), None)

    @property
    def asking(self) -> tuple[tuple[Turn, Move], ...]:
        return tuple((t, m) for t, m in self.turns if m.asks or m.packages)


def transcript(practice: Practice) -> Transcript:
    """The counted turns of a practice."""
    counted, last = [], 0
    for turn in practice.turns[1:]:
        if turn.move is not None and turn.number > last:
            counted.append((turn, turn.move))
            last = turn.number
    return Transcript(practice, tuple(counted), unheard(practice))


def unheard(practice: Practice) -> tuple[Turn, ...]:
    """The turns whose line wasn't understood, also where that was mended a line later."""
    return tuple(
        turn for turn in practice.turns[1:] if turn.move is not None and turn.move.kind in ("unclear", "other-language")
    )


def criteria(practice: Practice) -> tuple[Criterion, ...]:
    """Every criterion, in the order of a negotiation."""
    script = transcript(practice)
    found = []
    for name, label, weight, study, rule in _RULES:
        one = _fair(name, rule(script), script)
        found.append(
            Criterion(
                name=name,
                label=label,
                state=one.state,
                score=one.score,
                weight=weight,
                turn=one.turn.number if one.turn else None,
                quote=one.turn.user if one.turn else "",
                found=one.found,
                better=one.better,
                citation=one.citation,
                study=study,
            )
        )
    return tuple(found)


def _fair(name: str, one: Found, script: Transcript) -> Found:
    """The finding, unless it says that something is missing and lines weren't understood: it may stand in those."""
    absent = one.turn is None and one.score is not None and one.state != "good" and name not in ("preparation",)
    if not absent or not script.unheard:
        return one
    many = len(script.unheard)
    lines = "a line of yours wasn't" if many == 1 else f"{many} of your lines weren't"
    return Found(
        "not observed", None, f"Not heard, but {lines} understood, so this isn't judged.", None, "", one.citation
    )


def score(found: tuple[Criterion, ...]) -> int | None:
    """The process score: the weighted mean of what was observed, 0..100; None when nothing was."""
    seen = [(c.score, c.weight) for c in found if c.score is not None]
    weights = sum(weight for _, weight in seen)
    return (sum(value * weight for value, weight in seen) + weights // 2) // weights if weights else None


def cite(scenario: Scenario, source: Source) -> Citation:
    """A guide's place as a citation."""
    return Citation(
        id=f"{source.path}:{source.line}",
        path=source.path,
        line=source.line,
        section=source.section,
        text=source.text,
        company=scenario.company,
        role=scenario.role,
        title=scenario.guide_title,
        date=scenario.guide_date,
    )


def _not_observed(why: str) -> Found:
    return Found("not observed", None, why)


def _graded(
    value: int, found: str, turn: Turn | None = None, better: str = "", citation: Citation | None = None
) -> Found:
    state: Standing = "good" if value >= 80 else "partly" if value >= 30 else "missed"
    return Found(state, value, found, turn, "" if state == "good" else better, citation)


def top_ask(scenario: Scenario, share: int = 90) -> str:
    """An ambitious figure for base in words, `share` percent of the way from the opening to the band's high end."""
    part = scenario.parts[0]
    level = part.opening + (part.top - part.opening) * share // 100
    return amount(part, level // part.step * part.step, scenario.currency)[0]


def _preparation(script: Transcript) -> Found:
    prepared = script.scenario.prepared
    strategy = script.scenario.strategy
    citation = cite(script.scenario, strategy) if strategy else None
    whole = [p for p in prepared if p.ask is not None and p.floor is not None]
    ordered = [p for p in whole if p.accept_at is not None and (p.ask or 0) > p.accept_at > (p.floor or 0)]
    better = (
        f"Before the call, write down for base: ask {top_ask(script.scenario)}, the figure you'd accept, and your "
        f"floor below it."
    )
    if ordered:
        return Found(
            "good",
            100,
            f"You set ask, accept-at and floor for {listed([p.part for p in ordered])} beforehand.",
            citation=citation,
        )
    if prepared:
        return _graded(
            50,
            "You set some figures beforehand, but not ask, accept-at and floor in that order.",
            better=better,
            citation=citation,
        )
    return _graded(0, "You set no ask, accept-at or floor before the call.", better=better, citation=citation)


def _counter(script: Transcript) -> Found:
    scenario = script.scenario
    first = script.first(lambda m: m.asks or m.packages)
    source = next((s for name, _, _, s in scenario.market if name == "base"), scenario.parts[0].source)
    citation = cite(scenario, scenario.strategy or source)
    base = scenario.parts[0]
    high = money(base.high, currency=scenario.currency)
    grounds = (
        f"The range for this role goes up to {high}; with what I bring,"
        if base.opening < base.high
        else "With what I bring,"
    )
    better = f"{grounds} I'm looking for {top_ask(scenario)} in base."
    if first is None:
        return _graded(0, "No figure of your own was heard.", better=better, citation=citation)
    turn, move = first
    heights = [_height(scenario, ask.part, ask.amount) for ask in (*move.asks, *(a for p in move.packages for a in p))]
    known = [h for h in heights if h is not None]
    if not known:
        return _graded(30, "You asked for something, but not on base or equity.", turn, better, citation)
    best = max(known)
    reasoned = any(
        r.concrete and r.holds is not False for t, m in script.turns if t.number <= turn.number for r in m.reasons
    )
    ambitious = 60 <= best <= 135
    value = (40 if ambitious else 15 if best > 135 else max(0, best) // 2) + (
        60 if ambitious and reasoned else 30 if reasoned else 0
    )
    where = (
        "beyond what the band can carry"
        if best > 135
        else "in the upper part of the band"
        if ambitious
        else "low in the band"
    )
    return _graded(
        value, f"Your first figure was {where}, {'with' if reasoned else 'without'} a reason.", turn, better, citation
    )


def _height(scenario: Scenario, name: str, value: int) -> int | None:
    """Where an ask lies from the opening (0) to the band's high end (100), for base and equity."""
    at = scenario.index(name)
    if at is None or name not in ("base", "equity"):
        return None
    part = scenario.parts[at]
    return 100 * (value - part.opening) // max(1, part.top - part.opening)


def _rationale(script: Transcript) -> Found:
    asked = script.asking
    if not asked:
        return _not_observed("No ask was heard that needed a reason.")
    given = [(t, r) for t, m in script.turns for r in m.reasons]
    wrong = next(((t, r) for t, r in given if r.reason == "market" and r.holds is False), None)
    lever = next(iter(script.scenario.levers), None)
    citation = cite(script.scenario, lever[1]) if lever else cite(script.scenario, script.scenario.parts[0].source)
    better = (
        f'Use what the guide argues ("{lever[0]}"), say it in one sentence, then the figure.'
        if lever
        else "Name the band's figure and one result of yours, then your ask."
    )
    if wrong:
        return Found(
            "missed", 10, "You cited a market figure that the guide doesn't bear out.", wrong[0], better, citation
        )
    solid = {
        r.key: t
        for t, r in given
        if r.concrete and r.reason != "need" and not (r.reason == "competing" and not r.holds)
    }
    stale = sum(1 for t, m in asked if t.act.stale) + sum(1 for _, m in asked if not m.reasons)
    if not solid:
        return _graded(
            0,
            "No reason was heard with your asks."
            if not given
            else "You named reasons by their word only, with no figure and no deed behind them.",
            asked[0][0],
            better,
            citation,
        )
    value = min(100, 45 + 25 * len(solid)) - min(20, 4 * max(0, stale - 3))
    untrue = next((t for t, r in given if r.reason == "competing" and r.holds is not True), None)
    if untrue:
        return _graded(
            value // 3,
            "You gave concrete reasons, and beside them a claim that doesn't hold, which costs them their weight.",
            untrue,
            better,
            citation,
        )
    return _graded(
        value,
        f"You gave {len(solid)} concrete reason{'s' if len(solid) > 1 else ''}, and none that the guide contradicts.",
        next(iter(solid.values())),
        better,
        citation,
    )


def _questions(script: Transcript) -> Found:
    topics = {topic: t for t, m in script.turns for topic in m.questions}
    better = "Which parts of the offer have the most room, and how was the level set?"
    if not topics:
        return _graded(0, "No question to the recruiter was heard.", better=better)
    return _graded(
        60 if len(topics) == 1 else 100, f"You asked about {listed(list(topics))}.", next(iter(topics.values())), better
    )


def _reasoned(script: Transcript) -> bool:
    """Whether a concrete reason was given at all: without one, asking for more parts is only a longer list."""
    return any(r.concrete and r.holds is not False for _, m in script.turns for r in m.reasons)


def _parts(script: Transcript) -> Found:
    if not script.asking:
        return _not_observed("No ask for a figure was heard.")
    named = {a.part: t for t, m in script.asking for a in (*m.asks, *(x for p in m.packages for x in p))}
    terms = {term for _, m in script.turns for term in m.terms}
    many = len(named) + min(1, len(terms))
    better = "Besides base, could we look at equity and a signing bonus?"
    value = {1: 15, 2: 60}.get(many, 100) // (1 if _reasoned(script) else 4)
    return _graded(value, f"You bargained over {listed(list(named))}.", next(iter(named.values())), better)


def _packages(script: Transcript) -> Found:
    if not script.asking:
        return _not_observed("No ask for a figure was heard.")
    choices = script.first(lambda m: len(m.packages) >= 2)
    better = (
        "Either of these works for me: more base with a smaller signing bonus, or this base with more equity. "
        "Which is easier?"
    )
    if choices:
        return Found("good", 100, "You put several packages to choose from on the table.", choices[0])
    package = script.first(lambda m: len({a.part for a in m.asks}) >= 3) or script.first(lambda m: m.gives and m.asks)
    if package:
        return _graded(
            65 if _reasoned(script) else 10,
            "You asked for a package; a second to choose from wasn't heard.",
            package[0],
            better,
        )
    pair = script.first(lambda m: len({a.part for a in m.asks}) == 2)
    return (
        _graded(
            35 if _reasoned(script) else 5,
            "You asked for parts together; no choice between packages was heard.",
            pair[0],
            better,
        )
        if pair
        else _graded(0, "You asked for one part at a time.", script.asking[0][0], better)
    )


@dataclass(frozen=True, slots=True)
class _Step:
    """One change of an ask that was made before: by how much of its cost, up or down, and whether it came early."""

    turn: Turn
    down: int
    up: int
    early: bool


def _steps(script: Transcript) -> list[_Step]:
    """Every turn that changed an earlier ask. A part named for the first time is no step, nor is a trade going up."""
    opening, found = script.scenario.opening, []
    live: list[int | None] = [None] * len(opening)
    standing = opening
    for turn, move in script.turns:
        if move.asks:
            down = up = 0
            for at, (was, now) in enumerate(zip(live, turn.asks, strict=True)):
                if was is not None and now is not None:
                    change = (was - now) * script.scenario.parts[at].weight
                    down, up = down + max(0, change), up + max(0, -change)
            live = [now if now is not None else was for was, now in zip(live, turn.asks, strict=True)]
            if down or up:
                found.append(_Step(turn, down, 0 if down else up, standing == opening))
        standing = turn.amounts
    return found


def _concessions(script: Transcript) -> Found:
    steps = _steps(script)
    drops = [step for step in steps if step.down]
    better = "Hold your figure until they've moved, then come down by a little, and by less each time."
    if not drops:
        return _not_observed("No step down from what you asked for was heard.")
    back = next((step for step in steps if step.up and step.turn.number > drops[0].turn.number), None)
    if back:
        return _graded(10, "You went up again after you had come down.", back.turn, better)
    early = next((step for step in drops if step.early), None)
    if early:
        return _graded(10, "You lowered your ask before the recruiter had moved.", early.turn, better)
    scenario = script.scenario
    first = next(turn for turn, move in script.turns if move.asks)
    asked = [max(a or now, now) for a, now in zip(first.asks, scenario.opening, strict=True)]
    gap = max(1, scenario.cost(asked) - scenario.cost(scenario.opening))
    large = next((step for step in drops if 100 * step.down > 40 * gap), None)
    if large:
        return _graded(20, "You came down by a large part of your ask in one step.", large.turn, better)
    shrinking = all(later.down <= 12 * earlier.down // 10 for earlier, later in itertools.pairwise(drops))
    return _graded(
        100 if shrinking else 55,
        "Your steps down were small" + (" and didn't grow." if shrinking else ", but they grew."),
        drops[0].turn,
        better,
    )


def _pressing(script: Transcript) -> Found:
    """Asking again with nothing new: the same figures or "more", with no reason that wasn't heard before."""
    empty, last = [], None
    for turn, move in script.turns:
        asks = (turn.asks, move.packages)
        nothing = not (turn.act.heard or move.questions or move.conditional or move.gives or move.warm)
        if nothing and (move.kind in ("more", "decline") or ((move.asks or move.packages) and asks == last)):
            empty.append(turn)
        last = asks
    better = (
        "Each time you ask again, bring something new: a result, a figure from the guide, another part, or a trade."
    )
    if len(script.asking) < 2 and len(empty) < 2:
        return _not_observed("No second ask was heard.")
    if not empty:
        return Found("good", 100, "Each time you asked again, something was new.")
    share = 100 * len(empty) // max(1, len(script.turns))
    times = f"{len(empty)} times" if len(empty) > 1 else "once"
    return _graded(max(0, 95 - share), f"You pressed {times} with nothing new.", empty[-1], better)


def _kept(script: Transcript) -> Found:
    told = script.first(lambda m: m.disclosures)
    pressed = any(
        any(line in t.line.text for line in (*phrases("asks_pay"), *phrases("asks_lowest")))
        for t in script.practice.turns
    )
    better = "I'd rather talk about what the role is worth. I'm looking for a figure in the upper part of the range."
    if told:
        what = "what you earn" if told[1].disclosures[0].what == "pay" else "your floor"
        return Found("missed", 0, f"You told the recruiter {what}.", told[0], better)
    if pressed:
        return Found("good", 100, "You were asked and kept your floor and your pay to yourself.")
    if len(script.turns) < 3:
        return _not_observed("It didn't come up.")
    return Found("good", 100, "You kept your floor and your pay to yourself.")


def _leverage(script: Transcript) -> Found:
    claims = [(t, r) for t, m in script.turns for r in m.reasons if r.reason == "competing" and r.concrete]
    better = (
        "If you hold no other offer, argue from the range and your work; if you do, name it and offer to show the "
        "letter."
    )
    if not claims:
        return _not_observed("No other offer was heard.")
    said = {r.key: t for t, r in claims if r.holds is not True and r.concrete}
    if len(said) > 1:
        turns = sorted({t.number for t in said.values()})
        return Found(
            "missed",
            0,
            f"Your claims of other offers contradict each other (turns {listed([str(n) for n in turns])}), "
            "and none is among the facts of this scenario.",
            list(said.values())[-1],
            better,
        )
    false = next(((t, r) for t, r in claims if r.holds is not True), None)
    if false:
        return Found(
            "missed",
            0,
            "You claimed an offer that isn't among the facts of this scenario, or not with these figures.",
            false[0],
            better,
        )
    return Found("good", 100, "You used an offer you really hold, with its own figures.", claims[0][0])


def _walk_away(script: Transcript) -> Found:
    floors = [(p, script.scenario.index(p.part)) for p in script.scenario.prepared if p.floor is not None]
    if not floors:
        return _not_observed("You set no floor, so there was none to keep.")
    state = script.practice.state
    short = [p.part for p, at in floors if at is not None and state.amounts[at] < (p.floor or 0)]
    total = next((p.floor for p, at in floors if p.part == "total" and p.floor), None)
    if total is not None:
        from bot.practice.value import four_years

        if four_years(script.scenario, state.amounts) < 4 * total:
            short.append("total")
    last = script.turns[-1][0] if script.turns else None
    better = "Thank you for getting this far. At that figure I have to say no."
    if state.ended == "agreed":
        return (
            Found("missed", 0, f"You accepted below your floor on {listed(short)}.", last, better)
            if short
            else Found("good", 100, "What you accepted is above your floor.", last)
        )
    if state.ended == "candidate":
        return (
            Found("good", 100, "You left an offer that stayed below your floor.", last)
            if short
            else _graded(
                30, "You left although the offer was above your floor.", last, "That meets what I need. I accept."
            )
        )
    return _not_observed("It ended without a yes or a no from you.")


def _deadline(script: Transcript) -> Found:
    state = script.practice.state
    asked = script.first(lambda m: m.time or "timeline" in m.questions)
    pushed = script.first(lambda m: m.ultimatum)
    if state.ended == "expired":
        return _graded(
            0,
            "The offer lapsed before you answered.",
            script.turns[-1][0] if script.turns else None,
            "Could I have until Friday? I'll give you a clear answer then.",
        )
    if pushed:
        return _graded(
            20,
            "You put the recruiter under pressure with an ultimatum.",
            pushed[0],
            "I'd like to find a way to say yes this week. What would it take on your side?",
        )
    if asked:
        return Found("good", 100, "You spoke about the time openly.", asked[0])
    return _not_observed("Time didn't come up.")


def _warmth(script: Transcript) -> Found:
    rude = script.first(lambda m: m.rude)
    warm = [t for t, m in script.turns if m.warm]
    better = "Thank you for working on this with me. I'd really like to join the team."
    if rude:
        return _graded(0, "You were harsh with the person who has to argue for you.", rude[0], better)
    if not script.turns:
        return _not_observed("Nothing was heard.")
    return (
        Found("good", 100, "You were warm and showed that you want the job.", warm[0])
        if warm
        else _graded(10, "No word was heard that you'd like to join.", None, better)
    )


def _close(script: Transcript) -> Found:
    commitment = script.first(lambda m: m.conditional and m.asks)
    last = [(t, m) for t, m in script.turns if t.phase in ("final", "closed") or t.act.doing in ("agree", "deal")]
    recap = next((t for t, m in last if m.recap), None)
    writing = next((t for t, m in last if m.writing), None) or next(
        (t for t, m in script.turns if m.writing and m.kind in ("accept", "conditional")), None
    )
    done = [
        name
        for name, seen in (
            ("a conditional commitment", commitment),
            ("a recap", recap),
            ("a request for it in writing", writing),
        )
        if seen
    ]
    better = (
        "If you can get to that, I'll sign today. To recap: base, equity and signing as we said. Could you send it "
        "in writing?"
    )
    if script.practice.state.ended != "agreed":
        return _not_observed("There was no close.")
    turn = commitment[0] if commitment else writing or recap
    return _graded(
        {0: 0, 1: 50, 2: 80, 3: 100}[len(done)],
        f"You closed with {listed(done)}."
        if done
        else "With your yes, no condition, no recap and no wish for it in writing were heard.",
        turn,
        better,
    )


_RULES: tuple[tuple[str, str, int, Study, Callable[[Transcript], Found]], ...] = (
    ("preparation", "Preparation", 6, studies.RAIFFA, _preparation),
    ("counter", "Ambitious, justified counter", 18, studies.GALINSKY, _counter),
    ("rationale", "Reasons, true to the guide", 18, studies.FISHER, _rationale),
    ("questions", "Questions asked", 6, studies.THOMPSON, _questions),
    ("parts", "More than one part", 4, studies.PRUITT, _parts),
    ("packages", "Packages offered", 8, studies.MESO, _packages),
    ("concessions", "Concession discipline", 16, studies.PRUITT, _concessions),
    ("pressing", "Something new each time", 8, studies.FISHER, _pressing),
    ("kept", "Floor and pay kept private", 8, studies.RAIFFA, _kept),
    ("leverage", "Honest leverage", 12, studies.GENIUS, _leverage),
    ("walk-away", "Walk-away kept", 8, studies.FISHER, _walk_away),
    ("deadline", "Deadline handled", 2, studies.MOORE, _deadline),
    ("warmth", "Warmth", 4, studies.CURHAN, _warmth),
    ("close", "Close", 10, studies.GENIUS, _close),
)
