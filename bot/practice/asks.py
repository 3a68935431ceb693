"""Rules about what was asked for: preparation, the first figure, reasons, questions, parts, packages, steps."""

import itertools
from dataclasses import dataclass

from bot.languages.phrase import Phrased, phrase
from bot.practice import lines
from bot.practice.findings import (
    RuleFinding,
    Transcript,
    called,
    cite,
    graded,
    not_heard,
    not_observed,
    sure,
    sure_reason,
    sure_topic,
)
from bot.practice.move import FigureAsk, Move, Rationale
from bot.practice.scenario import Scenario
from bot.practice.session import PracticeTurn


def preparation(script: Transcript) -> RuleFinding:
    prepared = script.scenario.prepared
    strategy = script.scenario.strategy
    citation = cite(script.scenario, strategy) if strategy else None
    whole = [p for p in prepared if p.ask is not None and p.floor is not None]
    ordered = [p for p in whole if p.accept_at is not None and (p.ask or 0) > p.accept_at > (p.floor or 0)]
    better = lines.near_the_top(script.scenario)
    if ordered:
        return RuleFinding(
            "good",
            100,
            phrase("preparedWhole", parts=called(p.part for p in ordered)),
            citation=citation,
        )
    if prepared:
        return graded(
            50,
            phrase("preparedSome"),
            better=better,
            citation=citation,
        )
    return graded(0, phrase("preparedNothing"), better=better, citation=citation)


def counter(script: Transcript) -> RuleFinding:
    scenario = script.scenario
    first = script.first(lambda m: _on_the_band(scenario, m)) or script.first(lambda m: m.asks or m.packages)
    source = next((s for name, _, _, s in scenario.market if name == "base"), scenario.parts[0].source)
    citation = cite(scenario, scenario.strategy or source)
    better = lines.near_the_top(scenario)
    if first is None and any(any(c.isdigit() for c in t.user) for t, _ in script.turns):
        return not_observed(phrase("figureNotAsk"))
    if first is not None and not _is_first(script, first[0]):
        return _some_figure(script)
    if first is None:
        return graded(0, phrase("noFigure"), better=better, citation=citation)
    turn, move = first
    known = _on_the_band(scenario, move)
    if not known:
        return graded(30, phrase("noneOnBase"), turn, better, citation)
    best = max(known)
    before = [(t, m) for t, m in script.turns if t.number <= turn.number]
    reasoned = any(_is_concrete(r) and r.holds is not False and sure_reason(m, r) for _, m in before for r in m.reasons)
    ambitious = 60 <= best <= 135
    where = phrase("placeBeyond") if best > 135 else _place(scenario, move)
    if not reasoned and any(m.reasons or _may_reason(t.user, m) for t, m in before):
        return graded(40 if ambitious else 30, phrase("firstPlaced", place=where), turn, better, citation)
    value = (40 if ambitious else 15 if best > 135 else max(0, best) // 2) + (
        60 if ambitious and reasoned else 30 if reasoned else 0
    )
    return graded(value, phrase("firstReasoned" if reasoned else "firstBare", place=where), turn, better, citation)


def _some_figure(script: Transcript) -> RuleFinding:
    """Where a figure lies that was surely asked for, though another may have come before it."""
    scenario = script.scenario
    heard = script.first(lambda m: _on_the_band(scenario, m) and sure(m, "asks"))
    if heard is None:
        return not_observed(phrase("firstUnsure"))
    return graded(50, phrase("figurePlaced", place=_place(scenario, heard[1])), heard[0], lines.near_the_top(scenario))


def _is_first(script: Transcript, turn: PracticeTurn) -> bool:
    """Whether a figure is surely the first that was asked for: it was heard surely, and no amount before it may have
    been an ask."""
    before = [(t, m) for t, m in script.turns if t.number <= turn.number]
    figures = [m for t, m in before if t is not turn and any(c.isdigit() for c in t.user)]
    return all(sure(m, "asks") for _, m in before) and not any(
        m.kind in ("unclear", "answer", "more", "decline") or not sure(m, "kind") for m in figures
    )


def _asked(move: Move) -> tuple[FigureAsk, ...]:
    """Every figure that a move asks for, of its packages too."""
    return (*move.asks, *(a for p in move.packages for a in p))


def _on_the_band(scenario: Scenario, move: Move) -> list[int]:
    """Where the asks of a move on base and equity lie."""
    return [h for ask in _asked(move) if (h := _height(scenario, ask.part, ask.amount)) is not None]


def _place(scenario: Scenario, move: Move) -> Phrased:
    """Where the first figure on base, or else on equity, lies in its band, in words."""
    ask = next(ask for name in ("base", "equity") for ask in _asked(move) if ask.part == name)
    part = scenario.parts[scenario.index(ask.part) or 0]
    share = 100 * (ask.amount - part.low) // max(1, part.high - part.low)
    places = ((0, phrase("placeBelow")), (40, phrase("placeLow")), (60, phrase("placeMiddle")))
    if ask.amount > part.high:
        return phrase("placeAbove")
    return next((words for most, words in places if share < most), phrase("placeUpper"))


def _height(scenario: Scenario, name: str, value: int) -> int | None:
    """Where an ask lies from the opening (0) to the band's high end (100), for base and equity."""
    at = scenario.index(name)
    if at is None or name not in ("base", "equity"):
        return None
    part = scenario.parts[at]
    return 100 * (value - part.opening) // max(1, part.top - part.opening)


WORDY, TELLING = 8, 6
"""Words from which on a line, and one that tells something, may hold a reason which wasn't understood."""
SILENT = ("accept", "confirm", "warmth", "walk", "time", "injection", "other-language")
"""Kinds of a line that is no reason."""


def _may_reason(said: str, move: Move) -> bool:
    """Whether a line may hold more of a reason than was understood: one that was half heard, a long one, one that tells
    something, or one that names a reason by its word and has a figure."""
    words = len(said.split())
    if move.kind in SILENT and sure(move, "kind"):
        return False
    telling = not (move.asks or move.packages or move.kind == "question")
    figure = any(c.isdigit() for c in said)
    if any("reasons:" in one for one in move.perhaps):
        return True
    return words >= (TELLING if telling else WORDY) or (bool(move.reasons) and figure)


def _is_concrete(reason: Rationale) -> bool:
    """Whether a reason has something behind its word; that a place is dear is no more than the word for it."""
    return reason.concrete and not reason.key.endswith(":word")


def _doubtful_claim(move: Move, reason: Rationale) -> bool:
    """Whether another offer was heard that may be none, and doesn't hold."""
    return reason.reason == "competing" and reason.holds is not True and not sure(move, "claims")


def rationale(script: Transcript) -> RuleFinding:
    asked = script.asking
    if not asked:
        return not_heard(phrase("noReasonNeeded"))
    given = [(t, r) for t, m in script.turns for r in m.reasons if sure_reason(m, r) and not _doubtful_claim(m, r)]
    wrong = next(((t, r) for t, r in given if r.reason == "market" and r.holds is False), None)
    lever = next(iter(script.scenario.levers), None)
    citation = cite(script.scenario, lever[1]) if lever else cite(script.scenario, script.scenario.parts[0].source)
    better = lines.near_the_top(script.scenario)
    if wrong:
        return RuleFinding("missed", 10, phrase("marketWrong"), wrong[0], better, citation)
    solid = {
        r.key: t
        for t, r in given
        if _is_concrete(r)
        and r.holds is not False
        and r.reason != "need"
        and not (r.reason == "competing" and not r.holds)
    }
    stale = sum(1 for t, m in asked if t.act.stale) + sum(1 for _, m in asked if not m.reasons)
    heard = {t.number for t, _ in given}
    doubted = script.perhaps("reasons") or script.perhaps("unsure:reasons") or script.perhaps("figures:claim")
    if not solid and (doubted or any(_may_reason(t.user, m) for t, m in script.turns if t.number not in heard)):
        return not_observed(phrase("reasonPerhaps"))
    if not solid and given and all(one.reason == "competing" for _, one in given):
        if any(one.holds is None for _, one in given):
            return not_observed(phrase("rivalUnknown"))
        found = phrase("rivalOnly")
        return graded(0, found, given[0][0], better, citation)
    if not solid:
        return graded(
            0,
            phrase("noReason") if not given else phrase("wordReasons"),
            asked[0][0],
            better,
            citation,
        )
    value = min(100, 45 + 25 * len(solid)) - min(20, 4 * max(0, stale - 3))
    untrue = next((t for t, r in given if r.reason == "competing" and r.holds is False), None)
    if untrue:
        return graded(
            value // 3,
            phrase("reasonsAndClaim"),
            untrue,
            better,
            citation,
        )
    return graded(
        value,
        phrase(
            "reasonsAtLeast" if doubted or len(given) > len(solid) else "reasonsGiven",
            count=len({t.number for t in solid.values()}),
        ),
        next(iter(solid.values())),
        better,
        citation,
    )


def _is_told_question(said: str, move: Move) -> bool:
    """Whether a line without its mark is a question all the same; a word or two are none."""
    return move.kind == "question" and len(said.split()) > 2


def _asks_for_terms(move: Move) -> bool:
    """Whether a line asks for a term, and so perhaps not about it: "Could I work from home?" """
    return bool(move.terms)


UNTOLD = ("other", "unsure", "call", "the whole")
"""Topics of which nothing is told: what they are about can't be said, or is the call and not the offer."""
_EQUITY = {"vesting": "equity", "refresher": "equity", "equity value": "equity"}
"""Which of these is asked about is rarely sure: each is told as a question about equity."""


def questions(script: Transcript) -> RuleFinding:
    asking = ((t, m) for t, m in script.turns if "?" in t.user or not t.user or _is_told_question(t.user, m))
    told = [(t, m, topic) for t, m in asking if not _asks_for_terms(m) for topic in m.questions]
    topics = {topic for _, _, topic in told}
    better = lines.open_questions(script.scenario)
    known = {_EQUITY.get(topic, topic): t for t, m, topic in told if topic not in UNTOLD and sure_topic(m, topic)}
    if known:
        found, turn = phrase("askedAbout", topics=called(known)), next(iter(known.values()))
        others = any(
            m.kind == "question" and not any(_EQUITY.get(one, one) in known for one in m.questions)
            for _, m in script.turns
        )
        return graded(60 if len(known) == 1 and not others else 100, found, turn, better)
    if (
        topics
        or any("?" in t.user and not (m.asks or m.packages) for t, m in script.turns)
        or script.perhaps("questions")
    ):
        return not_observed(phrase("questionUnsure"))
    return graded(0, phrase("noQuestion"), better=better)


def _reasoned(script: Transcript) -> bool:
    """Whether a concrete reason was given at all: without one, asking for more parts is only a longer list."""
    return any(r.concrete and r.holds is not False for _, m in script.turns for r in m.reasons)


def parts(script: Transcript) -> RuleFinding:
    if not script.asking:
        return not_heard(phrase("noAsk"))
    far = any(t.act.far and not _on_the_band(script.scenario, m) for t, m in script.asking)
    doubted = script.unsure("asks") or script.unsure("figures")
    whole = not (doubted or script.perhaps("parts") or far or script.unread_figure)
    surely = [(t, m) for t, m in script.asking if sure(m, "asks") and not t.act.far]
    named = {a.part: t for t, m in surely for a in (*m.asks, *m.gives, *(x for p in m.packages for x in p))}
    terms = {term for _, m in script.turns for term in m.terms if whole or sure(m, "kind")}
    if not named or (far and not whole):
        return not_observed(phrase("partsUnsure"))
    many = len(named) + min(1, len(terms))
    better = lines.wider(script.scenario, list(named))
    value = {1: 15, 2: 60}.get(many, 100) // (1 if _reasoned(script) else 4)
    found = phrase("partsNamed", parts=called(named))
    if not whole:
        found = phrase("partsAtLeast", parts=called(named))
        return graded(max(50, value), found, next(iter(named.values())), better)
    if terms:
        found = phrase("partsAndTerms", parts=called(named), terms=called(sorted(terms)))
    return graded(value, found, next(iter(named.values())), better)


def packages(script: Transcript) -> RuleFinding:
    if not script.asking:
        return not_heard(phrase("noAsk"))
    choices = script.first(lambda m: len(m.packages) >= 2)
    better = lines.options(script.scenario, lines.two_ways(script.scenario))
    if choices:
        return RuleFinding("good", 100, phrase("choiceGiven"), choices[0])
    package = script.first(lambda m: len({a.part for a in m.asks}) >= 3) or script.first(lambda m: m.gives and m.asks)
    if package:
        return graded(
            65 if _reasoned(script) else 10,
            phrase("packageOne"),
            package[0],
            better,
        )
    if script.unsure("asks") or script.perhaps("parts") or script.unread_figure:
        return not_observed(phrase("packagesUnsure"))
    pair = script.first(lambda m: bool(m.asks) and len({*(a.part for a in m.asks), *m.about, *m.terms}) >= 2)
    if not pair and any(m.kind == "conditional" for _, m in script.asking):
        return not_observed(phrase("packagesUnsure"))  # What a yes is tied to is often more than the figure heard.
    return (
        graded(
            35 if _reasoned(script) else 5,
            phrase("partsTogether"),
            pair[0],
            better,
        )
        if pair
        else graded(0, phrase("partsOneByOne"), script.asking[0][0], better)
    )


@dataclass(frozen=True, slots=True)
class _Step:
    """One change of an ask that was made before: by how much of its cost, up or down, and whether it came early."""

    turn: PracticeTurn
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


def _first_asks(script: Transcript) -> tuple[int | None, ...]:
    return next((turn.asks for turn, move in script.turns if move.asks), (None,) * len(script.scenario.parts))


def concessions(script: Transcript) -> RuleFinding:
    steps = _steps(script)
    drops = [step for step in steps if step.down]
    if script.unsure("asks") or script.unread_figure:
        return not_observed(phrase("stepsUnsure"))
    if not drops:
        return not_heard(phrase("noStep"))
    better = lines.a_little_less(script.scenario, script.scenario.opening, _first_asks(script))
    back = next((step for step in steps if step.up and step.turn.number > drops[0].turn.number), None)
    if back:
        return graded(10, phrase("stepBack"), back.turn, better)
    early = next((step for step in drops if step.early), None)
    if early:
        return graded(10, phrase("stepEarly"), early.turn, better)
    scenario = script.scenario
    first = next(turn for turn, move in script.turns if move.asks)
    asked = [max(a or now, now) for a, now in zip(first.asks, scenario.opening, strict=True)]
    gap = max(1, scenario.cost(asked) - scenario.cost(scenario.opening))
    large = next((step for step in drops if 100 * step.down > 40 * gap), None)
    if large:
        return graded(20, phrase("stepLarge"), large.turn, better)
    shrinking = all(later.down <= 12 * earlier.down // 10 for earlier, later in itertools.pairwise(drops))
    return graded(
        100 if shrinking else 55,
        phrase("stepsShrank" if shrinking else "stepsGrew"),
        drops[0].turn,
        better,
    )


def _brings_something(turn: PracticeTurn, move: Move) -> bool:
    """Whether a line that asks again does something besides."""
    told = turn.act.heard or move.reasons or move.questions or move.terms or move.disclosures or move.recap
    return bool(told or move.conditional or move.gives or move.warm or any("reasons:" in one for one in move.perhaps))


def pressing(script: Transcript) -> RuleFinding:
    """Asking again with nothing new: the same figures or "more", with no reason that wasn't heard before. One "more"
    by itself may be no more than regret, and isn't told of."""
    empty: list[PracticeTurn] = []
    doubted, plain, last = False, False, None
    on_table = {part.name for part in script.scenario.parts}
    for turn, move in script.turns:
        asks = (turn.asks, move.packages)
        more = move.kind == "more" and last is not None
        known = all(one.part in on_table for one in move.asks)
        again = bool(move.asks or move.packages) and known and asks == last
        recaps = move.recap or "flags:recap" in move.perhaps
        if (more or again) and not recaps and not _brings_something(turn, move):
            surely = sure(move, "kind") and sure(move, "asks") and not (more and _may_reason(turn.user, move))
            empty, doubted = ([*empty, turn], doubted) if surely else (empty, True)
            plain = plain or (surely and again)
        last = asks if move.asks or move.packages else last
    named = [a.part for _, m in script.asking for a in (*m.asks, *(x for p in m.packages for x in p))]
    better = lines.wider(script.scenario, named)
    told = plain or len(empty) > 1
    if (doubted or empty) and not told:
        return not_observed(phrase("pressingUnsure"))
    if len(script.asking) < 2 and not told:
        return not_heard(phrase("noSecondAsk"))
    if not told:
        return RuleFinding("good", 100, phrase("alwaysNew"))
    share = 100 * len(empty) // max(1, len(script.turns))
    return graded(max(0, 95 - share), phrase("pressed", times=len(empty)), empty[-1], better)
