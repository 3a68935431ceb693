"""The recruiter played against simulated candidates: python -m tests.bench.practice [--seeds 2000].

Prints a table by policy and checks what a believable recruiter must hold: no deal where none is possible, little
for nagging and much for what the coach teaches, the same order at every difficulty, and no budget read off the talk.
The same policies in spoken lines: python -m tests.bench.spoken.
"""

import argparse
import itertools
import math
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

import numpy as np

from bot.practice import recruiter
from bot.practice.debrief import process_score
from bot.practice.draw import draw
from bot.practice.move import Move
from bot.practice.scenario import DIFFICULTIES, PERSONAS, Difficulty, Persona, Request, Scenario, Secrets
from bot.practice.session import Practice, PracticeReply, play
from bot.practice.session import start as begin_practice
from bot.practice.state import Act, State
from ingest.amounts.types import Percent, Range
from ingest.guide.types import Band, Component, EquityKind, Guide, Lever, Source, Strategy
from ingest.guide.types import ScriptFigure as GuideAsk
from ingest.index.facts import Company, Role
from tests.bench.policies import POLICIES, Policy, Seat, phrased

Zone = Literal["wide", "narrow", "none"]
ZONES: tuple[Zone, ...] = ("wide", "narrow", "none")
TODAY = date(2026, 1, 1)


def guide(
    company: str,
    base: tuple[int, int],
    equity: tuple[int, int] | None,
    bonus: tuple[int, int] | None,
    currency: str = "USD",
    region: str = "San Francisco",
    kind: EquityKind = "RSU",
) -> Guide:
    """A guide made by hand: one band, one lever, one strategy."""
    path = f"{company}/software-engineer.md"

    def source(text: str, line: int = 7) -> Source:
        return Source(path, line, "Compensation", text)

    def component(ends: tuple[int, int], years: int | None = None) -> Component:
        return Component(
            "stated",
            source(f"{ends[0]}-{ends[1]}"),
            amount=Range(*ends, currency),
            period="grant" if years else "year",
            years=years,
            kind=kind if years else None,
        )

    band = Band(
        company,
        company.title(),
        "software-engineer",
        "Software Engineer",
        None,
        region,
        path,
        7,
        base=component(base),
        equity=component(equity, 4) if equity else None,
        bonus=Component("stated", source("bonus"), percent=Percent(Decimal(bonus[0]), Decimal(bonus[1])))
        if bonus
        else None,
    )
    asks = (GuideAsk("base", "top of band", amount=Range(base[1], base[1], currency)),)
    lever = Lever("Reliability record", "what it saves", "", asks, (), source("lever", 20))
    strategy = Strategy(
        "",
        "",
        "",
        asks,
        (GuideAsk("base", "", amount=Range(base[0], base[0], currency)),),
        (),
        (),
        (),
        (),
        (),
        source("strategy", 30),
    )
    return Guide(
        path,
        company,
        company,
        company.title(),
        "software-engineer",
        "Software Engineer",
        TODAY,
        None,
        None,
        None,
        "",
        bands=(band,),
        levers=(lever,),
        strategies=(strategy,),
    )


GUIDES = (
    guide("alpha", (170_000, 215_000), (130_000, 240_000), (5, 10)),
    guide("bravo", (150_000, 240_000), (60_000, 400_000), (10, 20), region="Seattle"),
    guide("carol", (95_000, 130_000), None, (10, 12), currency="GBP", region="London"),
    guide("delta", (2_800_000, 5_200_000), (1_500_000, 4_000_000), None, currency="INR", region="Bengaluru"),
    guide("echo", (62_000, 85_000), (65_000, 125_000), None, currency="EUR", region="Paris", kind="pre-IPO"),
)


class Shelf:
    """The guides above, as a scenario wants them."""

    def companies(self) -> tuple[Company, ...]:
        return tuple(Company(g.company, g.company_display, 1) for g in GUIDES)

    def roles(self, company: str | None = None) -> tuple[Role, ...]:
        return tuple(
            Role(g.company, g.company_display, g.role, g.role_display, g.path, g.updated)
            for g in GUIDES
            if company in (None, g.company)
        )

    def guide(self, company: str, role: str) -> Guide | None:
        return next((g for g in GUIDES if (g.company, g.role) == (company, role)), None)

    def names(self) -> dict[str, dict[str, tuple[str, ...]]]:
        return {"companies": {"alpha": ("the alphas",)}}


SHELF = Shelf()


def request(seed: int, difficulty: Difficulty, persona: Persona) -> Request:
    return Request(
        company=GUIDES[seed % len(GUIDES)].company,
        role="software-engineer",
        seed=seed,
        difficulty=difficulty,
        persona=persona,
    )


@dataclass(frozen=True, slots=True)
class Game:
    """How one simulated negotiation ended. room: share captured of what the recruiter could give (0..1);
    value: where the deal lies in the public band (0 opening of the band's low end, 1 its high end); turns played."""

    policy: str
    seed: int
    zone: Zone
    deal: bool
    room: float
    value: float
    turns: int


def floor_of(scenario: Scenario, secrets: Secrets, zone: Zone) -> int:
    """The candidate's floor, in cost: at the opening, high in it, or above the budget."""
    opening = scenario.cost(scenario.opening)
    room = secrets.budget - opening
    return opening + room * {"wide": 0, "narrow": 70, "none": 106}[zone] // 100


def structured(policy: Policy, scenario: Scenario, secrets: Secrets, zone: Zone) -> tuple[Game, State]:
    """One negotiation of moves, without words."""
    state, act = recruiter.begin(scenario), Act("offer")
    seat = Seat(
        scenario, state, act, random.Random(f"{policy.name}:{scenario.seed}"), floor_of(scenario, secrets, zone), {}
    )
    for _ in range(40):
        if state.over:
            break
        seat.state, seat.act = state, act
        state, act = recruiter.step(scenario, secrets, state, policy.move(seat))
    return _ended(policy, scenario, secrets, state, zone), state


Say = Callable[[Practice, str | Move], tuple[Practice, PracticeReply]]
"""What plays a line or a move: bot.practice.session.play, or it with less work."""


def spoken(policy: Policy, practice: Practice, zone: Zone, *, words: bool, say: Say = play) -> tuple[Game, Practice]:
    """One negotiation through the practice itself: in words when asked, else in moves with their dialogue."""
    scenario, secrets = practice.scenario, practice.secrets
    seat = Seat(
        scenario,
        practice.state,
        Act("offer"),
        random.Random(f"{policy.name}:{scenario.seed}"),
        floor_of(scenario, secrets, zone),
        {},
    )
    rng = random.Random(f"words:{scenario.seed}")
    for _ in range(40):
        if practice.over:
            break
        seat.state, seat.act = practice.state, practice.turns[-1].act
        move = policy.move(seat)
        practice, _ = say(practice, said(move, practice, rng) if words else move)
    return _ended(policy, scenario, secrets, practice.state, zone), practice


def said(move: Move, practice: Practice, rng: random.Random) -> str:
    """A move in words; where the recruiter has read something back, yes if it is what was meant, else no."""
    text, last = phrased(move, practice.scenario, rng), practice.turns[-1]
    back = last.move.reading if last.act.doing == "ask-back" and last.move is not None else None
    if back is None:
        return text
    figures = [{(ask.part, ask.amount) for ask in one.asks} for one in (back, move)]
    return "yes" if back.kind == move.kind and figures[0] == figures[1] else "no"


def _ended(policy: Policy, scenario: Scenario, secrets: Secrets, state: State, zone: Zone) -> Game:
    opening = scenario.cost(scenario.opening)
    reached = scenario.cost(state.amounts) if state.deal is not None else opening
    low = scenario.cost([min(p.low, p.opening) for p in scenario.parts])
    high = scenario.cost([p.high for p in scenario.parts])
    room = (reached - opening) / max(1, secrets.budget - opening)
    value = (reached - low) / (high - low) if state.deal is not None else 0.0
    return Game(policy.name, scenario.seed, zone, state.deal is not None, room, value, state.turn)


def cells() -> Iterable[tuple[Difficulty, Persona]]:
    return itertools.product(DIFFICULTIES, PERSONAS)


def mean(values: Iterable[float]) -> float:
    kept = list(values)
    return statistics.fmean(kept) if kept else float("nan")


def rank_correlation(left: Sequence[float], right: Sequence[float]) -> float:
    """Spearman's rho with ties by their mean rank."""

    def ranks(values: Sequence[float]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        array = np.asarray(values, dtype=float)
        return np.array([(array < v).sum() + ((array == v).sum() + 1) / 2 for v in array])

    return float(np.corrcoef(ranks(left), ranks(right))[0, 1])


def leak(seeds: int, policy: Policy) -> tuple[float, float]:
    """How well the budget (as a share of the public span) is predicted out of sample from the opening and the
    public bands alone, and with the transcript before any final offer besides: R squared of both."""
    public, talk, target = [], [], []
    for seed in range(seeds):
        scenario, secrets = draw(request(seed, "realistic", "friendly"), SHELF, TODAY)
        _, state = structured(policy, scenario, secrets, "wide")
        before = [e for e in state.ledger if not e.final]
        opening, span = scenario.cost(scenario.opening), secrets.span
        shares = [(p.opening - p.low) / max(1, p.high - p.low) for p in scenario.parts[:2]]
        costs = [(scenario.cost(e.amounts) - opening) / span for e in before]
        public.append([1.0, *shares, *(float(seed % len(GUIDES) == k) for k in range(1, len(GUIDES)))])
        talk.append([costs[-1], len(before), costs[len(costs) // 2], max(e.turn for e in before)])
        target.append((secrets.budget - opening) / span)
    return _r2(public, target), _r2([a + b for a, b in zip(public, talk, strict=True)], target)


def _r2(rows: list[list[float]], target: list[float]) -> float:
    """R squared on the second half of a least-squares fit to the first."""
    x, y = np.asarray(rows), np.asarray(target)
    half = len(y) // 2
    weights = np.linalg.lstsq(x[:half], y[:half], rcond=None)[0]
    rest = y[half:] - x[half:] @ weights
    return float(1 - (rest**2).sum() / ((y[half:] - y[:half].mean()) ** 2).sum())


def process_scores(seeds: int) -> dict[str, float]:
    """Each policy's mean process score."""
    scores = {}
    for policy in POLICIES:
        found = []
        for seed in range(seeds):
            difficulty, persona = list(cells())[seed % 12]
            practice = begin_practice(request(seed, difficulty, persona), SHELF, TODAY)
            _, ended = spoken(policy, practice, "wide", words=False)
            score = process_score(ended)
            if score is not None:
                found.append(float(score))
        scores[policy.name] = mean(found)
    return scores


@dataclass(slots=True)
class Report:
    """What was measured and which requirements failed."""

    lines: list[str]
    failed: list[str]

    def check(self, name: str, held: bool, detail: str) -> None:
        self.lines.append(f"{'ok  ' if held else 'FAIL'} {name}: {detail}")
        if not held:
            self.failed.append(name)


def run(seeds: int, process_seeds: int) -> Report:
    """Every policy in every zone, persona and difficulty, `seeds` seeds each; then the requirements."""
    report = Report([], [])
    games: dict[tuple[str, Zone, Difficulty, Persona], list[Game]] = {}
    began, turns = time.perf_counter(), 0
    for difficulty, persona in cells():
        for seed in range(seeds):
            scenario, secrets = draw(request(seed, difficulty, persona), SHELF, TODAY)
            for policy, zone in itertools.product(POLICIES, ZONES):
                game, _ = structured(policy, scenario, secrets, zone)
                games.setdefault((policy.name, zone, difficulty, persona), []).append(game)
                turns += game.turns
    pace = turns / (time.perf_counter() - began) * 60
    report.check("pace", pace >= 10_000, f"{pace:,.0f} turns a minute of moves on one core ({turns:,} turns)")
    table(report, games, f"moves, {seeds} seeds each cell (12 cells of persona and difficulty)")
    _requirements(report, games, max(400, min(4000, seeds * 20)))
    if process_seeds:
        scores = process_scores(process_seeds)
        tiers = [float(p.tier) for p in POLICIES]
        rho = rank_correlation(tiers, [scores[p.name] for p in POLICIES])
        listed = ", ".join(f"{name} {score:.0f}" for name, score in scores.items())
        report.check("process score follows the tiers", rho >= 0.8, f"Spearman {rho:.2f} ({listed})")
    return report


def table(report: Report, games: dict[tuple[str, Zone, Difficulty, Persona], list[Game]], title: str) -> None:
    report.lines.append(f"\n{title}")
    report.lines.append(
        f"{'policy':26}{'deals wide':>11}{'narrow':>8}{'none':>6}{'room wide':>11}{'narrow':>8}{'turns':>7}"
        + "".join(f"{d:>11}" for d in DIFFICULTIES)
        + "   (value by difficulty, wide)"
    )
    for policy in POLICIES:

        def of(zone: Zone, name: str = policy.name, difficulty: Difficulty | None = None) -> list[Game]:
            return [
                g
                for key, found in games.items()
                if key[0] == name and key[1] == zone and difficulty in (None, key[2])
                for g in found
            ]

        deals = [100 * mean(float(g.deal) for g in of(zone)) for zone in ZONES]
        rooms = [100 * mean(g.room for g in of(zone)) for zone in ZONES[:2]]
        values = "".join(f"{mean(g.value for g in of('wide', difficulty=d)):>11.3f}" for d in DIFFICULTIES)
        report.lines.append(
            f"{policy.name:26}{deals[0]:>10.1f}%{deals[1]:>7.1f}%{deals[2]:>5.1f}%{rooms[0]:>10.1f}%{rooms[1]:>7.1f}%"
            f"{mean(g.turns for g in of('wide')):>7.1f}{values}"
        )
    report.lines.append("")


def _requirements(
    report: Report, games: dict[tuple[str, Zone, Difficulty, Persona], list[Game]], leak_seeds: int
) -> None:
    none = sum(g.deal for key, found in games.items() if key[1] == "none" for g in found)
    report.check("no deal where none is possible", none == 0, f"{none} deals")
    for zone in ZONES[:2]:
        worst = min(
            (mean(float(g.deal) for g in found), key)
            for key, found in games.items()
            if key[0] == "coached" and key[1] == zone
        )
        report.check(f"coached closes ({zone})", worst[0] >= 0.95, f"{worst[0]:.1%} in its worst cell {worst[1][2:]}")
    for name in ("nagger", "keyword-stuffer"):
        most = max(
            (mean(g.room for g in found), key) for key, found in games.items() if key[0] == name and key[1] == "wide"
        )
        report.check(
            f"{name} gets little", most[0] <= 0.20, f"{most[0]:.1%} of the room in its best cell {most[1][2:]}"
        )
    least = min(
        (mean(g.room for g in found), key) for key, found in games.items() if key[0] == "coached" and key[1] == "wide"
    )
    report.check("coached gets much", least[0] >= 0.75, f"{least[0]:.1%} of the room in its worst cell {least[1][2:]}")
    whole = mean(
        float(g.room >= 0.995)
        for key, found in games.items()
        if key[0] == "coached" and key[1] == "wide"
        for g in found
    )
    report.check("and not always everything", whole < 0.9, f"everything in {whole:.1%}")
    _beats(report, games)
    _harder(report, games)
    for policy in POLICIES:
        if policy.name in ("coached", "packager", "anchored with rationale"):
            public, talk = leak(leak_seeds, policy)
            report.check(
                f"the talk doesn't give the budget away ({policy.name})",
                talk <= public + (0.01 if leak_seeds >= 4000 else 0.06),
                f"R² {public:.3f} from the opening and bands, {talk:.3f} with the transcript before any final offer",
            )


def _beats(report: Report, games: dict[tuple[str, Zone, Difficulty, Persona], list[Game]]) -> None:
    gains = [
        a.value - b.value
        for (name, zone, d, p), found in games.items()
        if name == "coached" and zone == "wide"
        for a, b in zip(found, games["base-only", zone, d, p], strict=True)
    ]
    margin = 1.96 * statistics.stdev(gains) / math.sqrt(len(gains))
    won = mean(float(g > 0) for g in gains)
    report.check(
        "coached beats base-only seed by seed",
        mean(gains) - margin > 0,
        f"{mean(gains):+.3f} of the band, 95 % interval from {mean(gains) - margin:+.3f} to "
        f"{mean(gains) + margin:+.3f}; ahead in {won:.1%}",
    )


def _harder(report: Report, games: dict[tuple[str, Zone, Difficulty, Persona], list[Game]]) -> None:
    def value(name: str, difficulty: Difficulty) -> float:
        return mean(
            g.value
            for key, found in games.items()
            if key[0] == name and key[1] == "wide" and key[2] == difficulty
            for g in found
        )

    by = {d: {p.name: value(p.name, d) for p in POLICIES} for d in DIFFICULTIES}
    eased = [n for n in by["hard"] if not by["warm-up"][n] > by["realistic"][n] > by["hard"][n]]
    report.check(
        "harder is harder for every policy", not eased, "every policy" if not eased else f"not for {', '.join(eased)}"
    )
    order = [rank_correlation(list(by["realistic"].values()), list(by[d].values())) for d in ("warm-up", "hard")]
    swapped = [
        f"{a}/{b}"
        for a, b in itertools.combinations(by["realistic"], 2)
        for d in ("warm-up", "hard")
        if (by["realistic"][a] - by["realistic"][b]) * (by[d][a] - by[d][b]) < 0
        and min(abs(by[e][a] - by[e][b]) for e in ("realistic", d)) > 0.01
    ]
    report.check(
        "and keeps their order",
        not swapped and min(order) >= 0.95,
        f"Spearman {order[0]:.3f} and {order[1]:.3f} with realistic; pairs swapped by more than 0.01: "
        f"{', '.join(swapped) or 'none'}",
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--seeds",
        type=int,
        default=2000,
        help="seeds in each cell of persona and difficulty",
    )
    parser.add_argument("--process-seeds", type=int, default=60, help="seeds whose process is scored")
    chosen = parser.parse_args()
    report = run(chosen.seeds, chosen.process_seeds)
    print("\n".join(report.lines))
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
