"""What every composer is given besides the question."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from bot.reading.names import Names
from bot.reading.terms import Profile
from bot.reading.types import Turn
from ingest.index.facts import Facts

if TYPE_CHECKING:
    from bot.knowledge.direct import Found
    from bot.knowledge.passages import HybridRetriever


@dataclass(frozen=True, slots=True)
class Context:
    """What an answer is composed from. history: the turns before, oldest first; today: for how old a guide is;
    reworded: a model will say it in the person's language. direct: what the cards answer to sentences of the message,
    by the card's name, looked up once for the same sentences."""

    facts: Facts
    names: Names
    retriever: "HybridRetriever | None" = None
    profile: Profile = field(default_factory=Profile)
    history: tuple[Turn, ...] = ()
    today: date = date.min
    reworded: bool = False
    direct: "dict[tuple[str, ...], dict[str, Found]]" = field(default_factory=dict, compare=False, repr=False)
