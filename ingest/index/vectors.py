"""The vectors of the passages, in Chroma: embedded in the index folder, or on a server."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ingest.errors import VectorsUnreachable

if TYPE_CHECKING:
    import numpy

FOLDER = "chroma"
REACHING = 3.0
"""Seconds in which a Chroma server must say that it is there."""
WORKING = 60.0
"""Seconds that it may take for one call; Chroma's own client would wait for ever."""
_STEP = 2000
"""Rows a call: below the limit of any SQLite that Chroma runs on."""


class Vectors:
    """One collection of unit vectors by passage id. Every call may raise VectorsUnreachable."""

    def __init__(self, folder: Path, url: str | None, collection: str) -> None:
        self._where = url or str(folder / FOLDER)
        self._mend = (
            "start the Chroma server or check PARLEY_CHROMA_URL, then try again" if url
            else f"rebuild the index with: parley ingest FOLDER-OF-GUIDES --index {folder} --rebuild"
        )  # fmt: skip
        self._client = self._ask(lambda: _client(folder, url))
        self.collection = collection
        self._held: Any = None

    def make(self) -> None:
        """Make the collection where it is missing."""
        self._held = self._ask(
            lambda: self._client.get_or_create_collection(
                self.collection, embedding_function=None, configuration={"hnsw": {"space": "cosine", "ef_search": 100}}
            )
        )

    def ids(self) -> set[str]:
        """Every passage id that has a vector."""
        rows = self._rows()
        return set(self._ask(lambda: rows.get(include=[])["ids"]))

    def count(self) -> int:
        """How many passages have a vector."""
        rows = self._rows()
        return int(self._ask(rows.count))

    def add(self, ids: Sequence[str], vectors: "numpy.ndarray[Any, Any]", about: Sequence[dict[str, str]]) -> None:
        """Keep vectors, one row an id; about holds each passage's company and role."""
        rows = self._rows()
        for part in _parts(len(ids)):
            self._ask(
                lambda part=part: rows.upsert(
                    ids=list(ids[part]), embeddings=vectors[part], metadatas=list(about[part])
                )
            )

    def remove(self, ids: Iterable[str]) -> None:
        """Forget vectors; ids that have none are passed over."""
        gone = list(ids)
        rows = self._rows()
        for part in _parts(len(gone)):
            self._ask(lambda part=part: rows.delete(ids=gone[part]))

    def drop(self, collection: str) -> None:
        """Forget a whole collection, if it is there."""
        from chromadb.errors import NotFoundError

        try:
            self._ask(lambda: self._client.delete_collection(collection), NotFoundError)
        except NotFoundError:
            return

    def nearest(self, vector: "numpy.ndarray[Any, Any]", limit: int) -> tuple[tuple[str, float], ...]:
        """The ids nearest to a unit vector, best first, with their cosine."""
        rows = self._rows()
        found = self._ask(lambda: rows.query(query_embeddings=[vector], n_results=limit, include=["distances"]))
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return tuple((id, 1 - float(distance)) for id, distance in pairs)

    def of(self, ids: Sequence[str]) -> dict[str, "numpy.ndarray[Any, Any]"]:
        """The vectors of these ids, as far as they have any. Two copies of a guide share their ids; Chroma takes none
        twice."""
        if not ids:
            return {}
        rows = self._rows()
        found = self._ask(lambda: rows.get(ids=list(dict.fromkeys(ids)), include=["embeddings"]))
        return dict(zip(found["ids"], found["embeddings"], strict=True))

    def _rows(self) -> Any:
        if self._held is None:
            self._held = self._ask(lambda: self._client.get_collection(self.collection, embedding_function=None))
        return self._held

    def _ask(self, call: Any, passed: type[Exception] | None = None) -> Any:
        try:
            return call()
        except Exception as error:
            if passed is not None and isinstance(error, passed):
                raise
            if re.search(r"(?i)disk is full|no space left|code: 13\b", str(error)):
                raise VectorsUnreachable(
                    f"{self._where}: there is no room left to write vectors; free some, then try again"
                ) from error
            raise VectorsUnreachable(
                f"{self._where}: the vectors can't be reached ({type(error).__name__}: {str(error)[:200]}); "
                f"{self._mend}"
            ) from error


def _client(folder: Path, url: str | None) -> Any:
    """Chroma's client, its telemetry off. A folder's client is made anew, to see what another process wrote."""
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False)
    if url:
        parts = urlsplit(url if "//" in url else f"http://{url}")
        host, port = parts.hostname or "localhost", parts.port or (443 if parts.scheme == "https" else 8000)
        _heard(f"{parts.scheme}://{host}:{port}/api/v2/heartbeat")
        client: Any = chromadb.HttpClient(host=host, port=port, ssl=parts.scheme == "https", settings=quiet)
        # The client has no setting for this, and is made with none.
        client._server._session.timeout = WORKING
        return client
    path = str(folder / FOLDER)
    SharedSystemClient._identifier_to_system.pop(path, None)
    return chromadb.PersistentClient(path=path, settings=quiet)


def _heard(address: str) -> None:
    """Raises an error when the server does not answer soon: its client's first call has no limit of time."""
    import httpx

    httpx.get(address, timeout=REACHING).raise_for_status()


def _parts(length: int) -> Iterator[slice]:
    return (slice(start, start + _STEP) for start in range(0, length, _STEP))
