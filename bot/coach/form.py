"""The form that words to copy are asked for in: where they go, how long they are, in which tone. Told by the message;
the words by which people say it are data (forms_of_words.yaml)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.answer import Block, Email, Script
from bot.coach.draft import sentences
from bot.coach.person import Where, wheres_said
from ingest.lexicon.words import loaded

READY = "Ready to copy."
FILL = "Ready to copy; fill in what stands in [brackets]."
PUT = "I put "
"""How the sentence begins that says which figure in words to send is ours."""
_WORDS = Path(__file__).with_name("forms_of_words.yaml")
_NEAR = 2
"""Words in front of "sentences" in which their number stands: "three short sentences"."""
_MOST = 9
"""Sentences that somebody may ask for; a larger number counts something else."""
_OPENERS = ("Hi ", "Hello ", "Dear ")
_AROUND = "\"'“”‘’.,;:!?()"


@dataclass(frozen=True, slots=True)
class Form:
    """places: where the words go, empty where it wasn't said. most: sentences at most, 0 for no limit. short: they are
    to be short. tone: casual, softer, firmer or formal, "" for the cards' own."""

    places: tuple[Where, ...] = ()
    most: int = 0
    short: bool = False
    tone: str = ""


def form_of(text: str) -> Form:
    """The form that a message asks for."""
    told = [word.strip(_AROUND) for word in text.lower().replace("-", " ").split()]
    plain = f" {' '.join(filter(None, told))} "
    tone = next((name for name, one in _data()["tones"].items() if _names(plain, one["asked"])), "")
    return Form(wheres_said(text), _most([word for word in told if word]), _names(plain, _data()["short"]), tone)


@cache
def _data() -> Mapping[str, Any]:
    told: Mapping[str, Any] = loaded(_WORDS.read_text(encoding="utf-8"))
    return told


def _names(plain: str, phrases: Sequence[str]) -> bool:
    return any(f" {one.replace('-', ' ')} " in plain for one in phrases)


def _most(words: Sequence[str]) -> int:
    """How many sentences are asked for: the number right in front of the word for them."""
    data = _data()
    for at, word in enumerate(words):
        if word in data["counted"]:
            for before in reversed(words[max(0, at - _NEAR) : at]):
                number = int(before) if before.isdecimal() and len(before) == 1 else data["numbers"].get(before, 0)
                if 0 < number <= _MOST:
                    return int(number)
    return 0


def toned(block: Block, tone: str) -> Block:
    """The words in a tone: wording exchanged, or where none of it stands there a last sentence in that tone."""
    if not tone or not isinstance(block, Email | Script):
        return block
    how = _data()["tones"][tone]
    text = changed = _text(block)
    for old, new in how["swaps"]:
        changed = changed.replace(old, new)
    if _said(changed) == _said(text) and how["ends"] not in changed:
        changed = _with_end(changed, how["ends"])
    return with_text(block, changed)


def in_sentences(block: Block, most: int) -> Block:
    """The words in so many sentences, greeting and close apart: what asks or holds a figure or a blank goes before the
    first, and that before the rest."""
    if not most or not isinstance(block, Email | Script):
        return block
    head, body, close = parts_of(_text(block))
    lines = sentences(" ".join(body.split()))
    ranked = sorted(range(len(lines)), key=lambda at: (-_weight(lines[at], at), at))
    kept = [lines[at] for at in sorted(ranked[:most])]
    return with_text(block, head + " ".join(kept) + close)


def _weight(line: str, at: int) -> int:
    holds = any(char.isdigit() or char == "[" for char in line)
    return 4 * holds + 2 * line.endswith("?") + (at == 0)


def parts_of(text: str) -> tuple[str, str, str]:
    """A mail's greeting, what it says, and its close; a script is all said."""
    head, found, rest = text.partition("\n\n")
    if not (found and text.startswith(_OPENERS)):
        head, rest = "", text
    body, found, close = rest.rpartition("\n\n")
    if not (found and close.partition("\n")[0].endswith(",")):
        body, close = rest, ""
    return (f"{head}\n\n" if head else ""), body, (f"\n\n{close}" if close else "")


def _said(text: str) -> str:
    return parts_of(text)[1]


def _with_end(text: str, end: str) -> str:
    head, body, close = parts_of(text)
    return f"{head}{body} {end}{close}"


def _text(block: Email | Script) -> str:
    return block.body if isinstance(block, Email) else block.text


def with_text(block: Block, text: str) -> Block:
    """The block with other words."""
    if isinstance(block, Email):
        return block.model_copy(update={"body": text})
    return block.model_copy(update={"text": text}) if isinstance(block, Script) else block
