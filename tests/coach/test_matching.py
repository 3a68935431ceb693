"""Which card a message gets, over messages whose cards are labelled: told.jsonl, of an author whose messages nothing
was learned from, and the shared questions where they are."""

import json
from pathlib import Path

import pytest

from bot.coach.compose import respond
from bot.coach.context import Context
from bot.knowledge.playbook import own, playbook
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.types import Turn
from ingest.index.facts import Facts
from ingest.index.minilm import Array, MiniLM

LABELS, TOLD = Path(__file__).with_name("cards.jsonl"), Path(__file__).with_name("told.jsonl")
FOLLOWUPS = Path(__file__).with_name("followups.jsonl")
"""Follow-ups behind their first message, with the cards that answer them; nothing is learned from them."""
GRADED = Path(__file__).with_name("graded.jsonl")
"""Strangers' messages with the cards that were near and how well what each says fits, by readers: 3 what a coach would
say now, 2 helps, 1 beside the point, 0 presumes what isn't so."""
QUESTIONS = Path(__file__).resolve().parents[2] / "shared" / "questions"


def messages() -> list[tuple[str, list[str]]]:
    """(what is matched, the cards that fit), for every labelled message that is at hand."""
    import os

    folder = Path(os.environ.get("PARLEY_SHARED", QUESTIONS.parent)) / "questions"
    labels = {row["id"]: row["cards"] for row in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines())}
    found = []
    for name in ("chat.jsonl", "real.jsonl"):
        file = folder / name
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()) if file.is_file() else ():
            if row["id"] in labels:
                *before, last = row["turns"]
                text = f"{before[-1][-300:]} {last}" if before and len(last.split()) < 6 else last
                found.append((text, labels[row["id"]]))
    return found


def accuracy(rows: list[tuple[str, list[str]]]) -> tuple[float, float]:
    """The share whose first card fits, and with one among three that does."""
    ranked = [([name for name, _ in playbook().nearest(text, 3)], cards) for text, cards in rows]
    return (
        sum(names[0] in cards for names, cards in ranked) / len(rows),
        sum(bool(set(names) & set(cards)) for names, cards in ranked) / len(rows),
    )


def test_labels_name_cards_that_exist() -> None:
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 100 and {card for row in rows for card in row["cards"]} <= set(own())


@pytest.mark.skipif(not messages(), reason="the shared questions are not at hand")
def test_labelled_messages_find_their_card_first_or_among_three() -> None:
    first, three = accuracy(messages()[::2])
    assert first >= 0.75 and three >= 0.9


def test_messages_of_an_author_never_learned_from_find_their_card() -> None:
    rows = [json.loads(line) for line in TOLD.read_text(encoding="utf-8").splitlines()][::3]
    ranked = [playbook().nearest(row["turns"][-1], 3, before=" ".join(row["turns"][:-1])) for row in rows]
    first = sum(near[0][0] in row["cards"] for near, row in zip(ranked, rows, strict=True))
    three = sum(any(name in row["cards"] for name, _ in near) for near, row in zip(ranked, rows, strict=True))
    assert len(rows) == 132 and first >= 0.72 * len(rows) and three >= 0.82 * len(rows), (first, three)


def test_a_follow_up_finds_its_card_in_the_light_of_what_came_before() -> None:
    rows = [json.loads(line) for line in FOLLOWUPS.read_text(encoding="utf-8").splitlines()]
    ranked = [playbook().nearest(row["turns"][-1], 3, before=row["turns"][0]) for row in rows]
    first = sum(near[0][0] in row["cards"] for near, row in zip(ranked, rows, strict=True))
    three = sum(any(name in row["cards"] for name, _ in near) for near, row in zip(ranked, rows, strict=True))
    assert len(rows) == 48 and first >= 38 and three >= 44, (first, three)


def test_the_card_that_leads_seldom_presumes_what_is_not_so() -> None:
    rows = [json.loads(line) for line in GRADED.read_text(encoding="utf-8").splitlines()]
    leads = [playbook().nearest(row["turns"][-1], 1, before=" ".join(row["turns"][:-1]))[0][0] for row in rows]
    graded = [row["cards"].get(name) for row, name in zip(rows, leads, strict=True)]
    assert len(rows) == 106 and graded.count(0) <= 12 and sum(grade in (2, 3) for grade in graded) >= 68, graded


def test_what_is_about_something_else_is_near_no_card() -> None:
    from bot.coach.cards import FITS

    for text in ("zxqv wobble frumious", "what is the capital of France", "my cat sleeps on the radiator"):
        assert playbook().nearest(text, 1)[0][1] < FITS


def test_composing_an_answer_encodes_no_text_twice(facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, seen, passed = Reader(Names(facts)), list[tuple[int, tuple[int, ...]]](), MiniLM._states

    def states(model: MiniLM, ids: list[int]) -> Array:
        seen.append((id(model), tuple(ids)))
        return passed(model, ids)

    history: list[Turn] = []
    for message in ("they said this is their final offer", "they lowballed me, what now", "how do I ask for equity?"):
        reading = reader.read(message, history)
        with monkeypatch.context() as patched:
            patched.setattr(MiniLM, "_states", states)
            answer = respond(reading, Context(facts, reader.names, history=tuple(history)))
        history.append(Turn(message, reading.told, answer))
        assert len(seen) == len(set(seen)), message
        seen.clear()
