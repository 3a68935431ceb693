"""What live conversations were told and answered, kept in memory from one message to the next, within a bound.

The store stays the truth: each message reads its conversation's version with its first statement, and what is in
memory counts only where it has the same. What is deleted is forgotten here at once, and by other processes with their
next clean-up.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.conversation.rows import PracticeRow, hashed
from bot.reading.types import Turn

LARGEST = 64_000_000
"""Bytes that all kept conversations may take, as estimated."""
EACH = 2_000
"""Bytes that a conversation takes beside its turns."""
SPREAD = 8
"""Bytes in memory for a character of an answer's or a question's JSON: about what its objects take."""
PROVED = timedelta(seconds=60)
"""How long a token that opened a conversation is believed without asking the store again."""


@dataclass(frozen=True, slots=True)
class WarmTurns:
    """A conversation's answered turns, oldest first, and the practice played last, as they stood at a version.

    lengths: characters of each turn as it is stored."""

    version: int
    turns: tuple[Turn, ...] = ()
    lengths: tuple[int, ...] = ()
    practice: PracticeRow | None = None

    def with_turn(self, version: int, turn: Turn | None, length: int, most: int) -> "WarmTurns":
        """What is kept after another message, of which turn is None where it was no question."""
        if turn is None:
            return replace(self, version=version)
        return replace(
            self, version=version, turns=(*self.turns, turn)[-most:], lengths=(*self.lengths, length)[-most:]
        )

    @property
    def size(self) -> int:
        """Bytes, about."""
        played = len(self.practice.state) if self.practice else 0
        return EACH + SPREAD * sum(self.lengths) + 2 * played


class Warm:
    """Conversations in memory, those used longest ago forgotten first."""

    def __init__(self, largest: int = LARGEST) -> None:
        self._largest, self._size = largest, 0
        self._kept: OrderedDict[str, WarmTurns] = OrderedDict()
        self._proved: OrderedDict[tuple[str, str], datetime] = OrderedDict()

    def take(self, conversation_id: str, version: int) -> WarmTurns | None:
        """What is kept of the conversation at this version; it is put back when the message is answered."""
        kept = self._kept.pop(conversation_id, None)
        if kept is None:
            return None
        self._size -= kept.size
        return kept if kept.version == version else None

    def put(self, conversation_id: str, kept: WarmTurns) -> None:
        """Keep a conversation as it stands now."""
        self.forget(conversation_id)
        self._kept[conversation_id] = kept
        self._size += kept.size
        while self._size > self._largest:
            _, oldest = self._kept.popitem(last=False)
            self._size -= oldest.size

    def forget(self, conversation_id: str) -> None:
        """Keep nothing of a conversation."""
        kept = self._kept.pop(conversation_id, None)
        if kept is not None:
            self._size -= kept.size

    def clear(self) -> None:
        """Keep nothing of any."""
        self._kept.clear()
        self._proved.clear()
        self._size = 0

    def proved(self, conversation_id: str, token: str, until: datetime) -> None:
        """A token opened a conversation until a moment; the token itself isn't kept."""
        self._proved[conversation_id, hashed(token)] = until
        if len(self._proved) > 10_000:
            self._proved.popitem(last=False)

    def proves(self, conversation_id: str, token: str, now: datetime) -> bool:
        """Whether the token opened the conversation a moment ago."""
        until = self._proved.get((conversation_id, hashed(token)))
        return until is not None and until - PROVED <= now < until
