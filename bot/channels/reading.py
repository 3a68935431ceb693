"""`parley read`: how a message, or a line said in practice, was read, with the reasons; for whoever trains the
reader."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.channels.lines import lines_of, written
from bot.coach.compose import respond
from bot.coach.context import Context
from bot.conversation.known import settled
from bot.errors import BadInput
from bot.knowledge.playbook import Playbook, playbook
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.terms import Profile
from bot.reading.types import Ask, Fact, Reading, Turn
from ingest.index.facts import Facts
from ingest.lexicon.phrases import trace

LONGEST = 8_000
"""Characters of one message."""


def one(message: str, index: Path, *, as_json: bool) -> int:
    """Print how one message was read; the exit status 0. Raises BadInput, IndexMissing, IndexCorrupt."""
    text = message.encode("utf-8", "replace").decode()
    if not text.strip() or len(text) > LONGEST:
        raise BadInput("message", f"is empty or over {LONGEST:,} characters", "give the words to read")
    facts = Facts(index)
    with trace() as rules:
        reading = _reader(facts)([text])
    told = form(reading, playbook(facts))
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(json.dumps(told, ensure_ascii=False, indent=2))
        print("\n".join(f"  {line}" for line in (*reading.trace, *dict.fromkeys(rules))))
    return 0


def batch(messages: Path, output: Path, index: Path) -> int:
    """Read a file of conversations, a line {"id", "turns"} each, into lines {"id", "reading"}."""
    facts = Facts(index)
    read, cards = _reader(facts), playbook(facts)
    return _each(messages, output, lambda line: {"id": line["id"], "reading": form(read(line["turns"]), cards)})


def practice(lines: Path, output: Path) -> int:
    """Read a file of lines said in practice, {"id", "state", "line"} each, into lines {"id", "move"}."""
    from bot.reading.moves.read import move_of

    return _each(lines, output, lambda line: {"id": line["id"], "move": move_of(line["state"], line["line"])})


def _each(source: Path, output: Path, made: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    try:
        with output.open("wb") as file:
            for number, line in lines_of(source):
                try:
                    file.write(written(made(line)))
                except (KeyError, TypeError, AttributeError) as error:
                    raise BadInput(f"{source}:{number}", f"is of another shape ({error})", "see --help") from None
    except OSError as error:
        raise BadInput(
            "--output", f"{output} can't be written ({error.strerror})", "name a file in a folder that exists"
        ) from None
    return 0


def _reader(facts: Facts) -> Callable[[list[str]], Reading]:
    """A function that reads the last of several turns in the light of those before it and of their answers."""
    names = Names(facts)
    reader = Reader(names)

    def read(turns: list[str]) -> Reading:
        history: list[Turn] = []
        profile = Profile()
        for message in turns[:-1]:
            reading = settled(reader.read(message, tuple(history), profile), names)
            question = reading.told
            answer = respond(reading, Context(facts, names, None, profile, tuple(history)))
            history.append(Turn(message, question, answer))
            profile = question.profile
        return settled(reader.read(turns[-1], tuple(history), profile), names)

    return read


def form(reading: Reading, cards: Playbook) -> dict[str, Any]:
    """A reading in the form of the labelled examples, with the cards that fit."""
    return {
        "language": reading.language,
        "asks": [_ask(ask, cards) for ask in reading.asks],
        "facts": [_fact(fact) for fact in reading.facts],
        "doubts": [{"kind": doubt.kind, "why": doubt.why} for doubt in reading.doubts],
        "sure": reading.sure,
    }


def _ask(ask: Ask, cards: Playbook) -> dict[str, Any]:
    subject = ask.question.subjects[0]
    said = ask.question.said[0] if ask.question.said else None
    fit = list(ask.cards)
    if ask.vector is not None and not fit:
        fit = [name for name, _ in cards.nearest(ask.question.text, 3, ask.vector)]
    return {
        "kind": ask.kind,
        "company": subject.company or (said.company if said else None),
        "role": subject.role or (said.role if said else None),
        "region": subject.region or (said.region if said else None),
        "level": subject.level or (said.level if said else None),
        "components": list(ask.question.components),
        "topic": fit[0] if fit and not ask.topic else ask.topic,
        "cards": fit,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    def number(value: Decimal | None) -> int | float | None:
        return None if value is None else int(value) if value == value.to_integral_value() else float(value)

    return {
        "what": fact.what, "company": fact.company, "part": fact.part, "low": number(fact.low),
        "high": number(fact.high),
        "unit": fact.unit, "period": fact.period, "years": fact.years, "text": fact.text,
    }  # fmt: skip
