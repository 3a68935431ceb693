"""Which language a message is in, by a trained head over its letters.

Kept libraries were tried first: lingua's models take over a second to load in a fresh process, py3langid's too, and
neither knows Hinglish. The head learns from the same examples as the rest and loads with it.
"""

from bot.reading.features import Row, letter_grams, word_grams
from bot.reading.message import Message

WIDTH = 1 << 12
SHORTEST = 12
"""Letters from which the head is believed."""


def row(message: Message) -> Row:
    """The message's words and letters, without its numbers."""
    text = message.masked[:600]
    return Row(groups=(letter_grams(text, 2, 4), word_grams(text, 1)))


def is_long_enough(message: Message) -> bool:
    """Whether there is enough of it to tell."""
    return sum(c.isalpha() for c in message.short[:200]) >= SHORTEST
