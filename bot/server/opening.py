"""Everything that answering needs, opened and closed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.conversation.coach import Coach
from bot.conversation.conversations import Conversations
from bot.conversation.store import Store
from bot.model.assemble import open_narrator, open_reader
from bot.reading.apart import Apart
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.settings import Settings
from ingest.index.facts import Facts
from ingest.index.memory import spare

if TYPE_CHECKING:
    from bot.reading.multilingual import Elsewhere


@dataclass(frozen=True, slots=True)
class Service:
    """What the channels are given."""

    facts: Facts
    names: Names
    store: Store
    conversations: Conversations


@asynccontextmanager
async def service(settings: Settings, *, serves: bool = True) -> AsyncIterator[Service]:
    """Open everything that answering needs, and close it. Raises IndexMissing, IndexCorrupt, StoreUnavailable.

    serves: whether many are answered at once, none of whom may wait for another's long messages."""
    spare()
    facts = Facts(settings.index)
    apart = Apart(*map(str, (settings.index, settings.multilingual_model, settings.multilingual_weights or "")))
    store = Store(settings.database_url)
    try:
        await store.open()
        names = Names(facts)
        conversations = Conversations(
            store,
            _coach(settings, facts, names, apart if serves else None),
            token_hours=settings.token_hours,
            retention_days=settings.retention_days,
        )
        yield Service(facts, names, store, conversations)
        await conversations.close()
    finally:
        apart.close()
        await store.close()
        facts.close()


def _coach(settings: Settings, facts: Facts, names: Names, apart: Apart | None) -> Coach:
    narrator = open_narrator(settings, facts) if settings.model else None
    # Here, not at the top: LangChain and the vectors take a second that `parley chat` on figures need not wait.
    from bot.knowledge.passages import open_retriever

    retriever = open_retriever(facts, settings.index, settings.chroma_url, settings.embedding_model)
    reader = Reader(names, elsewhere=partial(_elsewhere, settings))
    model_reader = open_reader(settings, narrator, names, facts, reader) if narrator else None
    return Coach(
        facts=facts, names=names, reader=reader, retriever=retriever, narrator=narrator,
        model_reader=model_reader, apart=apart,
    )  # fmt: skip


def _elsewhere(settings: Settings) -> "Elsewhere | None":
    from bot.reading.multilingual import opened

    return opened(settings.multilingual_model, settings.multilingual_weights)
