"""What talk brings, in words: python -m tests.bench.talk [--seeds 1000]. Hollow scripts should take at most 15 % of
the room, honest coached ones at least 75 %, plain honest ones at least 45 %.

Every script is played in words once a guide and wording; other seeds replay what was heard, its asks at the same share
of the way from their own opening to the band's high end."""

import argparse
import random
import re
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from bot.practice.move import FigureAsk, Move
from bot.practice.scenario import DIFFICULTIES, PERSONAS, Request, Scenario
from bot.practice.session import Practice, play, start
from bot.wording import money
from tests.bench.practice import GUIDES, SHELF

HOLLOW, COACHED, PLAIN = 0.15, 0.75, 0.45
WORDED = 10
"""Rehearsals that a script is said in word for word: each guide twice."""
_SLOT = re.compile(r"\{(\w+)(?::(\d+)| top)?\}")
_NOT_HERE = re.compile(r"(?:, | and )?(?:with |a )*\{\}(?: (?:in|as|for|to|signing)\b(?: a)?(?: yearly)?(?: \w+)?)?")
Script = Sequence[Sequence[str]]


@cache
def scripts(kind: str) -> dict[str, Script]:
    """The scripts of a kind ("hollow", "honest") by name: turn by turn, each with its wordings."""
    told: dict[str, dict[str, Script]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return told[kind]


def least(name: str) -> float:
    """The share of the room that an honest script should bring."""
    return COACHED if name.startswith("coached") else PLAIN


def worded(text: str, scenario: Scenario) -> str:
    """The line with its figures; an ask for a part that isn't on the table is left out."""

    def figure(match: re.Match[str]) -> str:
        name, share = match[1], match[2]
        at = scenario.index("base" if name == "top" else name)
        if at is None:
            return "{}"
        part = scenario.parts[at]
        if share is None:
            return money(part.high, currency=scenario.currency)
        level = part.opening + (part.top - part.opening) * int(share) // 100
        return money(max(part.opening, level // part.step * part.step), currency=scenario.currency)

    filled = _SLOT.sub(figure, text)
    return re.sub(
        r"(?:, | and )?(?:with |a )*\{\}(?: (?:in|as|for|to|signing)\b(?: a)?(?: yearly)?(?: \w+)?)?", "", filled
    )


def talked(script: Script, practice: Practice, *, honest: bool) -> float:
    """The share of the room (0..1) that a script brings, in words."""
    return room(spoken(script, practice, honest=honest))


def spoken(script: Script, practice: Practice, *, honest: bool) -> Practice:
    """A script said. Someone honest takes an agreement or a final offer; others go on to the end, say yes to whatever
    is read back, and count with what stands then."""
    rng = random.Random(f"talk:{practice.scenario.seed}")
    for turn in script:
        if practice.over or (honest and practice.turns[-1].act.doing in ("agree", "final")):
            break
        practice, _ = play(practice, worded(rng.choice(list(turn)), practice.scenario))
        last = practice.turns[-1]
        if last.act.doing == "ask-back" and last.move is not None and last.move.reading is not None:
            practice, _ = play(practice, "yes" if last.move.reading.kind != "accept" else "no")
    return practice


def room(practice: Practice) -> float:
    """How much of what the recruiter could give the standing offer takes."""
    scenario = practice.scenario
    opening = scenario.cost(scenario.opening)
    return (scenario.cost(practice.state.amounts) - opening) / max(1, practice.secrets.budget - opening)


def practices(seeds: int) -> Iterator[Practice]:
    """Rehearsals over guides, difficulties and personas in turn."""
    for seed in range(seeds):
        yield start(
            Request(
                company=GUIDES[seed % len(GUIDES)].company,
                role="software-engineer",
                seed=seed,
                difficulty=DIFFICULTIES[seed % 3],
                persona=PERSONAS[seed // 3 % 4],
            ),
            SHELF,
            date(2026, 1, 1),
        )


@dataclass(frozen=True, slots=True)
class Heard:
    """A script as it was heard in one rehearsal: its moves, and the scenario that they were said in."""

    scenario: Scenario
    moves: tuple[Move, ...]

    def on(self, scenario: Scenario) -> Iterator[Move]:
        """The moves on another opening: each ask at the same share of its part's way."""
        for move in self.moves:
            yield replace(
                move,
                asks=self._asks(move.asks, scenario),
                packages=tuple(self._asks(one, scenario) for one in move.packages),
                gives=self._asks(move.gives, scenario),
            )

    def _asks(self, asks: Sequence[FigureAsk], scenario: Scenario) -> tuple[FigureAsk, ...]:
        found = []
        for ask in asks:
            was, now = self.scenario.index(ask.part), scenario.index(ask.part)
            if was is None or now is None:
                continue
            old, new = self.scenario.parts[was], scenario.parts[now]
            way = (ask.amount - old.opening) * (new.top - new.opening) // max(1, old.top - old.opening)
            found.append(replace(ask, amount=max(0, new.opening + way // new.step * new.step)))
        return tuple(found)


def heard(script: Script, practice: Practice, *, honest: bool) -> Heard:
    """A script played in words to its end, and what was heard of it."""
    ended = spoken(script, practice, honest=honest)
    return Heard(practice.scenario, tuple(turn.move for turn in ended.turns[1:] if turn.move is not None))


def replayed(told: Heard, practice: Practice, *, honest: bool) -> float:
    """The share of the room that the moves heard bring in another rehearsal."""
    for move in told.on(practice.scenario):
        if practice.over or (honest and practice.turns[-1].act.doing in ("agree", "final")):
            break
        practice, _ = play(practice, move)
    return room(practice)


def mean(script: Script, seeds: int, *, honest: bool) -> float:
    """The mean share of the room over many rehearsals: in words the first time for each guide and wording."""
    told = [heard(script, one, honest=honest) for one in practices(WORDED)]
    found = [replayed(told[number % WORDED], one, honest=honest) for number, one in enumerate(practices(seeds))]
    return statistics.fmean(found)


def main() -> int:
    """Print what every script brings; 1 where one takes too much or brings too little."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=10)
    seeds = parser.parse_args().seeds
    wrong = 0
    for kind in ("hollow", "honest"):
        for name, script in scripts(kind).items():
            found = mean(script, seeds, honest=kind == "honest")
            held = found <= HOLLOW if kind == "hollow" else found >= least(name)
            wrong += not held
            print(f"{'ok  ' if held else 'FAIL'} {kind:7} {name:40} {found:6.1%}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
