"""The simulation in spoken lines: what is said, what is answered to a question back, and what its table checks."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from bot.practice.move import FigureAsk, Move
from bot.practice.session import play
from bot.practice.session import start as begin_practice
from bot.practice.state import Act
from tests import thorough
from tests.bench.policies import POLICIES
from tests.bench.practice import SHELF, TODAY, Game, cells, request, said, spoken
from tests.bench.spoken import Cell, Ear, Games, faults, games, played, rows

CELL = Cell("realistic", "friendly")


@pytest.fixture(scope="module")
def ear() -> Ear:
    return Ear()


def test_a_game_in_words_is_the_one_that_a_practice_plays(ear: Ear) -> None:
    policy = next(one for one in POLICIES if one.name == "base-only")
    practice = begin_practice(request(3, *CELL), SHELF, TODAY)
    told, ended = spoken(policy, practice, "wide", words=True, say=ear.say)
    plain, replayed = spoken(policy, practice, "wide", words=True, say=play)
    assert told == plain and [one.line.text for one in ended.turns] == [one.line.text for one in replayed.turns]
    assert all(turn.user for turn in ended.turns[1:])


def test_no_policy_is_understood_to_take_what_is_under_its_floor(ear: Ear) -> None:
    # With `--long` all.
    some = ("floor-discloser", "bluffer", "split-the-difference", "coached")
    policies = POLICIES if thorough.ALL else [one for one in POLICIES if one.name in some]
    found = list(games(2, CELL, ear, policies))
    assert len(found) == 3 * len(policies) >= 12
    assert [game.policy for game in found if game.zone == "none" and game.deal] == []
    assert next(game for game in found if (game.policy, game.zone) == ("coached", "wide")).room > 0.5


@pytest.mark.parametrize(("amount", "answer"), [(200_000, "yes"), (190_000, "no")])
def test_a_read_back_gets_a_yes_only_where_it_is_what_was_meant(amount: int, answer: str) -> None:
    practice = begin_practice(request(0, *CELL), SHELF, TODAY)
    back = Move("unclear", unclear="?", reading=Move("counter", asks=(FigureAsk("base", amount),)))
    asked = replace(practice.turns[-1], move=back, act=Act("ask-back"))
    practice = replace(practice, turns=(*practice.turns, asked))
    meant = Move("counter", asks=(FigureAsk("base", 200_000),))
    assert said(meant, practice, random.Random(1)) == answer


def told(**rooms: float) -> Games:
    """Two games for every policy: a deal in the wide room, none in none."""
    found: Games = []
    for policy in POLICIES:
        room = rooms.get(policy.name.replace("-", "_"), 0.1)
        found += [(CELL, Game(policy.name, 1, "wide", True, room, room, 3)),
                  (CELL, Game(policy.name, 1, "none", False, 0.0, 0.0, 3))]  # fmt: skip
    return found


def test_the_table_says_what_a_believable_recruiter_must_not_show() -> None:
    assert faults(told(coached=0.8)) == []
    assert "nagger takes 50.0% of the room" in faults(told(coached=0.8, nagger=0.5))
    assert "base-only takes as much as coached" in faults(told(coached=0.8, base_only=0.9))
    assert "coached takes 60.0% of the room" in faults(told(coached=0.6))
    meant = [*told(coached=0.8), (CELL, Game("bluffer", 7, "none", True, 0.1, 0.1, 3))]
    assert faults(meant) == ["a deal that nobody meant: bluffer, seed 7"]
    assert sum(line.startswith("| coached") for line in rows(told(coached=0.8))) == 1


def test_a_run_goes_on_from_the_games_that_were_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = tmp_path / "games.jsonl"
    asked: list[tuple[int, Cell]] = []

    def one(seed: int, cell: Cell, ear: Ear) -> list[Game]:
        asked.append((seed, cell))
        return [Game("coached", seed, "wide", True, 0.5, 0.5, 3)]

    monkeypatch.setattr("tests.bench.spoken.games", one)
    first = played(range(1), keep)
    assert len(first) == len(list(cells())) == len(asked)
    assert len(played(range(2), keep)) == 2 * len(first) and len(asked) == 2 * len(first)


def test_who_asks_for_what_stands_is_asked_whether_that_is_a_yes_and_their_yes_is_one() -> None:
    practice = begin_practice(request(0, *CELL), SHELF, TODAY)
    base, equity = practice.state.amounts[:2]
    back, reply = play(practice, f"I'd like ${base:,} base and ${equity:,} in equity.")
    assert not back.over and "is that a yes to the offer exactly as it stands?" in reply.text
    closed, _ = play(back, "yes")
    assert closed.state.deal is not None and closed.state.amounts == practice.state.amounts
