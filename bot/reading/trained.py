"""The trained reader's heads: loaded once, from weights that `python -m bot.reading.train` makes."""

from functools import cache
from importlib import resources
from pathlib import Path

from bot.reading import asking, language, telling
from bot.reading.features import Row, letter_grams, word_grams
from bot.reading.heads import Head, load
from bot.reading.labels import NONE
from bot.reading.message import Message

WEIGHTS = "reader.npz"


@cache
def heads() -> dict[str, Head]:
    """kind, asks (several at once), card, what, part, period, scale, and a head of topics for each kind that has
    them."""
    with resources.as_file(resources.files("bot.reading").joinpath(WEIGHTS)) as file:
        return load(Path(file))[0]


def kinds(message: Message) -> dict[str, float]:
    """The chance of each kind to be what is asked first; "none" for a message that asks nothing."""
    return heads()["kind"].chances(asking.row(message))


def also(message: Message) -> tuple[str, ...]:
    """Kinds that the message asks at all, likeliest first."""
    return heads()["asks"].holding(asking.row(message))


def cards(message: Message, most: int = 3) -> tuple[tuple[str, float], ...]:
    """The playbook's cards that fit, with their chance, best first."""
    chances = heads()["card"].chances(asking.row(message))
    return tuple(sorted(chances.items(), key=lambda pair: -pair[1])[:most])


def language_of(message: Message) -> str:
    """ISO 639-1 of the message's language ("hi" for Hinglish, too); "en" where too little is written to tell."""
    if not language.is_long_enough(message):
        return "en"
    found, sure = heads()["language"].best(language.row(message))
    return found if sure >= 0.5 else "en"


def topic(kind: str, message: Message) -> str:
    """Which of a kind's topics is meant ("shorter" of restyle, "tax" of outside); "" for a kind without topics."""
    head = heads().get(f"topic.{kind}")
    return head.best(topic_row(message))[0] if head else ""


def topic_row(message: Message) -> Row:
    """A short text as features: its words, its spelling, its vector."""
    encoded = message.encoded
    return Row(
        groups=(word_grams(message.masked, 2), letter_grams(message.masked, 3, 5)),
        dense=() if encoded is None else (encoded.vector,),
    )


def typed(message: Message, kind: str) -> tuple[telling.Typed, ...]:
    """What each number of the message is, given what the message asks."""
    found: list[telling.Typed] = []
    for mention, alone in zip(message.amounts, telling.rows(message, kind), strict=False):
        row = telling.chained(alone, [(one.what, one.part) for one in found])
        what, sure = heads()["what"].best(row)
        part = heads()["part"].best(row)[0] if what != NONE else NONE
        period = heads()["period"].best(row)[0] if what != NONE else NONE
        scale = int(heads()["scale"].best(row)[0])
        found.append(telling.Typed(mention, what, part, period, scale, sure))
    return tuple(found)
