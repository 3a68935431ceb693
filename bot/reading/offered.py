"""What Parley itself suggests to send is read as it was meant: the suggestions' words, kept beside this module."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import cast, get_args

from bot.answer import Suggestions
from bot.reading.types import Intent, Kind, Turn
from ingest.lexicon.words import loaded

SLOT = "{}"


def meant(text: str) -> tuple[Kind, str] | None:
    """The kind and topic ("" for none) of a suggestion that was sent as it stood; None for anybody's own words."""
    sent = text.strip().casefold()
    whole, open_ = _phrases()
    if sent in whole:
        return whole[sent]
    return next(
        (told for (front, back), told in open_.items() if sent.startswith(front) and sent.endswith(back)
         and len(sent) > len(front) + len(back) and _is_name(sent[len(front) : len(sent) - len(back)])), None,
    )  # fmt: skip


def picked(text: str, history: Sequence[Turn]) -> Kind | None:
    """What is asked by sending one of the names that the last answer suggested: what was asked before."""
    last = history[-1] if history else None
    blocks = last.answer.blocks if last else ()
    given = {item.casefold() for block in blocks if isinstance(block, Suggestions) for item in block.items}
    return _BEFORE.get(last.question.intent) if last and text.strip().casefold() in given else None


_BEFORE: Mapping[Intent, Kind] = {
    "band": "band", "compare": "compare", "rank": "rank", "offer": "offer", "lever": "lever", "strategy": "plan",
    "level": "level", "letter": "draft", "provenance": "source", "passage": "about", "practice": "practice",
}  # fmt: skip


_LONGEST_NAME = 5
"""Words of a name; more are somebody's own question ("What does a senior at Stripe in Dublin with ten years pay?")."""


def _is_name(text: str) -> bool:
    return len(text.split()) <= _LONGEST_NAME and not any(sign in text for sign in "?!;,")


@cache
def _phrases() -> tuple[dict[str, tuple[Kind, str]], dict[tuple[str, str], tuple[Kind, str]]]:
    """Whole phrases, and those with a slot as (what stands before it, what after it)."""
    whole, open_ = {}, {}
    for phrase, told in _told():
        if SLOT in phrase:
            front, _, back = phrase.partition(SLOT)
            open_[front, back] = told
        else:
            whole[phrase] = told
    return whole, open_


def _told() -> Iterator[tuple[str, tuple[Kind, str]]]:
    file = resources.files("bot.reading").joinpath("offered.yaml")
    for name, phrases in loaded(file.read_text(encoding="utf-8")).items():
        kind, _, topic = name.partition("/")
        if kind not in get_args(Kind):
            raise ValueError(f"offered.yaml: {kind!r} is no kind of ask; use one of {', '.join(get_args(Kind))}")
        yield from ((phrase.casefold(), (cast(Kind, kind), topic)) for phrase in phrases)
