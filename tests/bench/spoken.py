"""The recruiter played in words: python -m tests.bench.spoken [--seeds 200] [--first 0] [--keep FILE].

Every policy's moves are said in lines that the ear reads, `seeds` seeds in each cell of persona and difficulty, in
games with a wide room, a narrow one and none. Prints a table by policy and checks it. With --keep the games are
written down as they end, and a run that was broken off goes on from there.
"""

import argparse
import itertools
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bot.practice.move import Move
from bot.practice.scenario import Difficulty, Persona
from bot.practice.session import Practice, PracticeReply, play, table
from bot.practice.session import start as begin_practice
from bot.reading.moves.read import LONGEST, read
from bot.reading.moves.rows import encode
from bot.reading.trained import hasten
from ingest.index.minilm import Encoded
from tests.bench.policies import POLICIES, Policy
from tests.bench.practice import DIFFICULTIES, SHELF, TODAY, ZONES, Game, Zone, cells, mean, request, spoken

LITTLE, MUCH = 0.2, 0.75
"""The share of the room that nagging may take at most, and the coached at least."""


class Cell(NamedTuple):
    """Where a game was played."""

    difficulty: Difficulty
    persona: Persona


Games = list[tuple[Cell, Game]]


class Ear:
    """Plays lines as a practice does. What was said to the same practice before, and texts that the encoder has had,
    are not worked through again: two games of a seed that differ in the room alone share their beginning."""

    def __init__(self) -> None:
        self._encoded = lru_cache(50_000)(encode)
        self._known: dict[tuple[int, str], tuple[Practice, Practice, PracticeReply]] = {}

    def say(self, practice: Practice, line: str | Move) -> tuple[Practice, PracticeReply]:
        """The practice after a line, and what comes back."""
        if isinstance(line, Move):
            return play(practice, line)
        key = (id(practice), line)
        if key not in self._known:
            # The practice is kept with it, so that no other gets its number.
            self._known[key] = (practice, *self._played(practice, line))
        _, after, reply = self._known[key]
        return after, reply

    def forget(self) -> None:
        """Let go of the practices."""
        self._known.clear()

    def _played(self, practice: Practice, line: str) -> tuple[Practice, PracticeReply]:
        seen = table(practice, line)
        if seen is None or len(line) > LONGEST:
            return play(practice, line)
        return play(practice, line, read(seen, line, self._encode))

    def _encode(self, text: str) -> Encoded | None:
        return self._encoded(text)


def games(seed: int, cell: Cell, ear: Ear, policies: Sequence[Policy] = POLICIES) -> Iterator[Game]:
    """Every policy in every room, one seed in one cell."""
    practice = begin_practice(request(seed, cell.difficulty, cell.persona), SHELF, TODAY)
    for policy, zone in itertools.product(policies, ZONES):
        yield spoken(policy, practice, zone, words=True, say=ear.say)[0]
    ear.forget()


def played(seeds: range, keep: Path | None) -> Games:
    """All games, those of a file that was kept among them."""
    told = _kept(keep)
    done = {(game.seed, cell) for cell, game in told}
    ear = Ear()
    for seed, (difficulty, persona) in itertools.product(seeds, cells()):
        cell = Cell(difficulty, persona)
        if (seed, cell) in done:
            continue
        found = list(games(seed, cell, ear))
        told += [(cell, game) for game in found]
        if keep is not None:
            with keep.open("a", encoding="utf-8") as file:
                file.write("".join(json.dumps([*cell, asdict(game)]) + "\n" for game in found))
    return told


def _kept(file: Path | None) -> Games:
    if file is None or not file.exists():
        return []
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [(Cell(difficulty, persona), Game(**game)) for difficulty, persona, game in lines]


def share(told: Iterable[bool]) -> str:
    """How often something is so, in percent."""
    return f"{100 * mean(map(float, told)):.1f} %"


def rows(told: Games) -> Iterator[str]:
    """The table in Markdown."""
    yield (
        "| policy | deals, wide room | narrow | none | of a wide room | of a narrow one | turns | "
        + " | ".join(f"place in the band, {difficulty}" for difficulty in DIFFICULTIES)
        + " |"
    )
    yield "|---" * (7 + len(DIFFICULTIES)) + "|"
    for policy in POLICIES:
        by = {zone: [(cell, game) for cell, game in told if (game.policy, game.zone) == (policy.name, zone)]
              for zone in ZONES}  # fmt: skip
        cut = [share(game.deal for _, game in by[zone]) for zone in ZONES]
        cut += [f"{100 * mean(game.room for _, game in by[zone]):.1f} %" for zone in ZONES[:2]]
        cut.append(f"{mean(game.turns for _, game in by['wide']):.1f}")
        for difficulty in DIFFICULTIES:
            cut.append(f"{mean(game.value for cell, game in by['wide'] if cell.difficulty == difficulty):.2f}")
        yield f"| {policy.name} | " + " | ".join(cut) + " |"


def room(told: Games, policy: str, zone: Zone = "wide") -> float:
    """The mean share of the room that a policy takes."""
    return mean(game.room for _, game in told if (game.policy, game.zone) == (policy, zone))


def faults(told: Games) -> list[str]:
    """What a believable recruiter and a good ear must not show, where they do."""
    found = [f"a deal that nobody meant: {game.policy}, seed {game.seed}" for _, game in told
             if game.zone == "none" and game.deal]  # fmt: skip
    found += [f"{name} takes {room(told, name):.1%} of the room" for name in ("nagger", "keyword-stuffer")
              if room(told, name) > LITTLE]  # fmt: skip
    coached = {policy.name: room(told, "coached") - room(told, policy.name) for policy in POLICIES}
    found += [f"{name} takes as much as coached" for name, less in coached.items() if less <= 0 and name != "coached"]
    if room(told, "coached") < MUCH:
        found.append(f"coached takes {room(told, 'coached'):.1%} of the room")
    return found


def main() -> int:
    """Print the table and what is wrong with it; 1 where something is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=200, help="seeds in each cell of persona and difficulty")
    parser.add_argument("--first", type=int, default=0, help="the first seed, where several runs share the work")
    parser.add_argument("--keep", type=Path, help="a file for the games, to go on from")
    chosen = parser.parse_args()
    hasten()
    told = played(range(chosen.first, chosen.first + chosen.seeds), chosen.keep)
    wrong = faults(told)
    print(
        "\n".join(
            [
                f"{len(told)} games, {len({game.seed for _, game in told})} seeds in each of 12 cells",
                "",
                *rows(told),
                "",
                *wrong,
            ]
        )
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
