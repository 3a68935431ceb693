"""What every composer is given besides the question."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from bot.reading.names import Names
from bot.reading.terms import Profile
from bot.reading.types import Turn
from ingest.index.facts import Facts

if TYPE_CHECKING:
    from bot.knowledge.direct import Put
    from bot.knowledge.passages import HybridRetriever


@dataclass(frozen=True, slots=True)
class Context:
    """What an answer is composed from. history: the turns before, oldest first; today: for how old a guide is;
    reworded: a model will say it in the person's language. put: sentences of the message as they are held against what
    cards answer, each made once."""

    facts: Facts
    names: Names
    retriever: "HybridRetriever | None" = None
    profile: Profile = field(default_factory=Profile)
    history: tuple[Turn, ...] = ()
    today: date = date.min
    reworded: bool = False
    put: "dict[tuple[str, ...], Put | None]" = field(default_factory=dict, compare=False, repr=False)
