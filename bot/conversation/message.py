"""A message as it is kept: cleaned, not empty, not too long."""

from bot.conversation.rows import clean
from bot.errors import BadInput

LONGEST = 8_000
"""Characters of a message."""


def checked(message: str) -> str:
    """The message as it is kept. Raises BadInput for an empty one and one too long."""
    text = clean(message).strip()
    if not text:
        raise BadInput("text", "the message is empty", "write what you want to know")
    if len(text) > LONGEST:
        raise BadInput("text", f"the message has {len(text):,} characters", f"send at most {LONGEST:,}")
    return text
