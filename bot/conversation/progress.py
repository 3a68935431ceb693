"""A person's practices over time: their table, and the drill that is due."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import cast

from bot.answer import Answer, Comparison, Suggestions, Text
from bot.conversation.store import PracticeRow
from bot.errors import BadInput
from bot.languages.phrase import Phrased, phrase, together
from bot.practice.debrief import debrief, progress
from bot.practice.drilling import session
from bot.practice.drills import Session, due, named
from bot.practice.report import Debrief
from bot.practice.scenario import DrillName, Guides, Request
from bot.practice.session import Practice, from_json
from bot.reading.terms import Profile
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")

_PROGRESS = _said("progress")
"""A wish to see how the practices went so far: "show my progress", "am I getting better?"."""
_DRILL = _said("drill")
"""A wish for a drill: "drill me on silence", "give me a two-minute drill"."""
MOST_SHOWN = 12
"""Practices in the table of progress, the last ones."""


def asks_progress(text: str) -> bool:
    """Whether a message wants to see how its person's practices went so far."""
    return len(text) < 100 and bool(_PROGRESS.alone(text))


def asks_drill(text: str) -> bool:
    """Whether a message wants a drill."""
    return len(text) < 120 and bool(_DRILL.opens(text))


def next_drill(ended: Sequence[PracticeRow]) -> DrillName:
    """The drill that is due after the practices so far."""
    return cast(DrillName, due([_session(from_json(one.state)) for one in ended[-MOST_SHOWN:]]))


def drill(
    text: str, ended: Sequence[PracticeRow], last: PracticeRow | None, profile: Profile, guides: Guides
) -> Request:
    """The drill that a message names, else the one that is due after the practices so far; for the job that was
    rehearsed last, else the person's own, else the first that the guides hold."""
    name = named(text) or next_drill(ended)
    if last is not None:
        request = from_json(last.state).request
    elif profile.company and profile.role:
        request = Request(company=profile.company, role=profile.role, region=profile.region, level=profile.level)
    else:
        company = guides.companies()[0].slug
        request = Request(company=company, role=guides.roles(company)[0].slug)
    others = () if name == "rival" else request.others
    return request.model_copy(update={"drill": name, "seed": None, "others": others})


def _session(practice: Practice) -> Session:
    name = practice.request.drill
    return session(name, [turn.act for turn in practice.turns]) if name else Session(report=_judged(practice))


def _judged(practice: Practice) -> Debrief:
    return debrief(practice, changes=False)


@dataclass(frozen=True, slots=True)
class PractisingGroup:
    """What a group of people practised, without anybody's words: how many they are, their whole calls and drills, the
    median process score of their first and of their last call (None where nothing could be judged), and for each point
    of process by its name in how many percent of the calls that judged it it was missed or only partly met."""

    people: int
    calls: int
    drills: int
    first: int | None
    last: int | None
    missed: dict[str, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """What is counted of one ended practice: whose it is, whether it is a drill, the process score of a whole call and
    the state of each of its points by name."""

    person: str
    drill: bool
    process: int | None = None
    points: tuple[tuple[str, str], ...] = ()


def judged(person: str, state: str) -> Judged | None:
    """A practice as kept, judged; None for one that can't be read any more."""
    try:
        practice = from_json(state)
    except BadInput:
        return None
    if practice.request.drill:
        return Judged(person, drill=True)
    report = _judged(practice)
    return Judged(person, False, report.process, tuple((one.name, one.state) for one in report.criteria))


def group(ended: Sequence[Judged], least: int) -> PractisingGroup | None:
    """What a group practised, the oldest first; None where fewer than `least` people did."""
    people = {one.person for one in ended}
    if len(people) < least:
        return None
    calls = [one for one in ended if not one.drill]
    firsts = {one.person: one.process for one in reversed(calls)}
    lasts = {one.person: one.process for one in calls}
    drills_done = len(ended) - len(calls)
    return PractisingGroup(
        len(people), len(calls), drills_done, _median(firsts.values()), _median(lasts.values()), _missed(calls)
    )


def _median(scores: Iterable[int | None]) -> int | None:
    told = [score for score in scores if score is not None]
    return round(median(told)) if told else None


def _missed(calls: Sequence[Judged]) -> dict[str, int]:
    seen: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for name, state in (point for one in calls for point in one.points):
        seen[name] += state != "not observed"
        missed[name] += state in ("missed", "partly")
    shares = {name: 100 * missed[name] // seen[name] for name in seen if seen[name]}
    return dict(sorted(shares.items(), key=lambda share: -share[1]))


def rows(ended: Sequence[PracticeRow]) -> list[dict[str, int | str | None]]:
    """One row a practice, oldest first, the last MOST_SHOWN of them."""
    return progress([_judged(from_json(kept.state)) for kept in ended[-MOST_SHOWN:]])


def progressed(ended: Sequence[PracticeRow]) -> Answer:
    """How a person's practices went, oldest first, and what to work on next: what the last ones missed most."""
    reports = [_judged(from_json(kept.state)) for kept in ended[-MOST_SHOWN:]]
    if not reports:
        return Answer(status="answered", blocks=(Text(text=phrase("progressNone")),), intent="practice")
    told = tuple(
        (str(at), phrase("roleAt", role=one.role, company=one.company), _setting(one), _of_100(one.process),
         _percent(one))
        for at, one in enumerate(reports, 1)
    )  # fmt: skip
    names = ("columnPractice", "columnJob", "columnSetting", "headProcess", "roomCaptured")
    table = Comparison(title=phrase("progressTitle"), columns=tuple(map(phrase, names)), rows=told)
    ways_on = Suggestions(items=(phrase("drillMe"), phrase("tryAgain"), phrase("harder")))
    return Answer(status="answered", blocks=(Text(text=_trend(reports)), table, ways_on), intent="practice")


def _setting(report: Debrief) -> Phrased:
    return phrase(f"drill-{report.drill}" if report.drill else f"difficulty-{report.difficulty}")


def _of_100(score: int | None) -> Phrased:
    return phrase("tooLittle") if score is None else phrase("outOf", score=score)


def _percent(report: Debrief) -> str:
    captured = report.outcome.room_captured
    return "" if captured is None else f"{captured} %"


def _trend(reports: Sequence[Debrief]) -> Phrased:
    """The first score beside the last, and the point that the last three missed most, with a better line."""
    scores = [one.process for one in reports if one.process is not None and not one.drill]
    rose = (phrase("progressRose", first=scores[0], last=scores[-1]),) if len(scores) > 1 else ()
    points = [point for one in reports[-3:] for point in one.criteria if point.state in ("missed", "partly")]
    if not points:
        return together(*rose, phrase("progressNothing"))
    counts = Counter(point.name for point in points)
    most = max(counts, key=lambda name: (counts[name], sum(p.weight for p in points if p.name == name)))
    last = next(point for point in reversed(points) if point.name == most)
    return together(*rose, phrase("progressNext", point=last.said("label"), line=last.better))
