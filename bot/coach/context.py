"""What every composer is given besides the question."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from bot.reading.names import Names
from bot.reading.once import once
from bot.reading.terms import Profile
from bot.reading.types import Turn
from ingest.index.facts import Facts

if TYPE_CHECKING:
    from bot.knowledge.direct import DirectAnswer
    from bot.knowledge.passages import HybridRetriever
    from bot.knowledge.playbook import Earlier

EARLIER = 500
"""Characters of what the person wrote before, the latest, that a message is matched with."""


@dataclass(frozen=True)
class Context:
    """What an answer is composed from. history: the turns before, oldest first; today: for how old a guide is;
    reworded: a model will say it in the person's language. direct: what the cards answer to sentences of the message,
    by the card's name. near: every card with its score for a text, whether it was looked at alone, and whether its
    vector was yet to be made. Both are looked up once for the same words."""

    facts: Facts
    names: Names
    retriever: "HybridRetriever | None" = None
    profile: Profile = field(default_factory=Profile)
    history: tuple[Turn, ...] = ()
    today: date = date.min
    reworded: bool = False
    direct: "dict[tuple[str, ...], dict[str, DirectAnswer]]" = field(default_factory=dict, compare=False, repr=False)
    near: dict[tuple[str, bool, bool], list[tuple[str, float]]] = field(default_factory=dict, compare=False, repr=False)

    @once
    def earlier(self) -> "Earlier":
        """The end of what the person wrote before, which a message is held against the playbook with."""
        from bot.knowledge.playbook import Earlier

        return Earlier(" ".join(turn.message for turn in self.history)[-EARLIER:])
