"""Which language a message is in: by lingua, a kept library, and by a trained head over its letters.

The head learns from the same examples as the rest and loads with it. It is sure of nearly all English, so that
lingua's models, a tenth of a second to load, come with the first message that may be something else; and it knows
Hinglish, which lingua doesn't.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.reading.features import Row, letter_grams, word_grams
from bot.reading.message import Message
from ingest.lexicon.kept import kept

if TYPE_CHECKING:
    from lingua import LanguageDetector

ENGLISH = "en"
WIDTH = 1 << 12
SHORTEST, FEW = 12, 4
"""Letters from which a message is believed; from which on one is, if it is sure."""
SURE, SURE_IF_SHORT = 0.9, 0.8
"""From this chance on the head's English is taken without a second look; from this one on a short text's language."""
SHARE, LEAST, UNKNOWN = 0.5, 0.03, 0.8
"""What lingua counts beside the head; what it gives a language at least; what it stands for where it knows none. Found
on messages of writers that the head didn't learn from."""
KEPT = 4.0
"""What it counts that the message before was in another language than English."""
LINGUA = ("ENGLISH", "GERMAN", "FRENCH", "SPANISH", "PORTUGUESE", "DUTCH", "ITALIAN")
_MASK = re.compile(r"<[a-z]+>")


def row(message: Message) -> Row:
    """The message's words and letters, without its numbers."""
    text = message.masked[:600]
    return Row(groups=(letter_grams(text, 2, 4), word_grams(text, 1)))


def letters(message: Message) -> int:
    """How many letters there are to go by."""
    return sum(c.isalpha() for c in message.short[:200])


def of(message: Message, chances: Mapping[str, float], before: str = "") -> str:
    """ISO 639-1 of its language ("hi" for Hinglish, too), given the head's chances; "" where too little tells. before:
    what the message before was in, which people seldom leave."""
    many = letters(message)
    if (chances[ENGLISH] >= SURE and before in ("", ENGLISH)) or many < FEW:
        return ENGLISH if many >= SHORTEST else ""
    heard = _heard(_MASK.sub(" ", message.shape)[:600])
    told = {name: chance * (heard.get(name, UNKNOWN) + LEAST) ** SHARE for name, chance in chances.items()}
    if before in told and before != ENGLISH:
        told[before] *= KEPT
    best = max(told, key=told.__getitem__)
    return best if many >= SHORTEST or told[best] / sum(told.values()) >= SURE_IF_SHORT else ""


def _heard(text: str) -> dict[str, float]:
    found = _detector().compute_language_confidence_values(text)
    return {one.language.iso_code_639_1.name.lower(): one.value for one in found}


@kept
def _detector() -> "LanguageDetector":
    from lingua import Language, LanguageDetectorBuilder

    known = [getattr(Language, name) for name in LINGUA]
    # Of low accuracy: groups of three letters alone, 28 MB instead of 209 and no second to load.
    return LanguageDetectorBuilder.from_languages(*known).with_low_accuracy_mode().build()
