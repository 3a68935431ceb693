"""Hybrid retrieval: the guides' passages nearest in meaning and in words, narrowed to whom a question is about."""

import logging
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, PrivateAttr

from bot.reading.stretches import words_in
from ingest.errors import IndexModelChanged, IngestError
from ingest.guide.types import Passage
from ingest.index.build import open_vectors
from ingest.index.checksums import check_files, verify
from ingest.index.embedding import embedder
from ingest.index.facts import Facts
from ingest.index.vectors import Vectors
from ingest.lexicon.phrases import beside

_said = beside(__file__, "passages")

log = logging.getLogger(__name__)

RRF = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke and Buettcher, SIGIR 2009)."""
NARROWED = 0.3
"""Weight of the lexical ranking among one guide's passages (chosen on tests/bench/retrieval.py)."""
PATIENCE = 3.0
"""Seconds that the vectors may take before words alone must do."""
REST = 15.0
"""Seconds after a failure in which the vectors are not asked again."""
NEAR = 0.27
"""Cosine from which on a passage is about a query. Over the starter's and 61 companies' guides, the nearest to 28
questions on pay and work had 0.19 to 0.66 (below 0.27 what no guide tells of), to 15 on bread, bicycles and the like
0.01 to 0.29."""
_TELLING, _STEM = 4, 6
"""Letters from which on a word says what a query is about, and those of it that are compared ("vesting", "vested")."""
_DEPTH = 40
_KEPT = 512


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and its score (higher is better). lexical_only: the vectors could not be reached. near: the cosine of
    its meaning and the query's, 0 where it wasn't among the nearest."""

    passage: Passage
    score: float
    lexical_only: bool = False
    near: float = 0.0

    def speaks_of(self, query: str) -> bool:
        """Whether it is about the query at all, by its meaning or most of its words, and not only the least far."""
        if self.near >= NEAR:
            return True
        wanted = {word[:_STEM].lower() for word in words_in(query) if len(word) >= _TELLING}
        said = {word[:_STEM].lower() for word in words_in(f"{self.passage.section} {self.passage.text}")}
        return bool(wanted) and 3 * len(wanted & said) >= 2 * len(wanted)


class HybridRetriever(BaseRetriever):
    """Dense (Chroma) and lexical (BM25) rankings, fused by reciprocal rank.

    Where the company (and role) are known, their guide's own passages and the general guides' are ranked, each
    by its exact cosine: the time does not grow with the number of guides. subject tells them from a query
    (text to (company, role) slugs, or None), for callers that only have text.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    facts: Facts
    folder: Path
    chroma_url: str | None = None
    limit: int = 5
    subject: Callable[[str], tuple[str | None, str | None]] | None = None

    _vectors: Vectors | None = PrivateAttr(default=None)
    _generation: str = PrivateAttr(default="")
    _scopes: OrderedDict[tuple[str, ...], tuple[tuple[str, ...], Any]] = PrivateAttr(default_factory=OrderedDict)
    _lock: Any = PrivateAttr(default_factory=threading.Lock)
    _pool: ThreadPoolExecutor = PrivateAttr(default_factory=lambda: ThreadPoolExecutor(2, "vectors"))
    _rest_until: float = PrivateAttr(default=0.0)
    _trouble: str = PrivateAttr(default="")
    _loaded: bool = PrivateAttr(default=False)
    _unsure: str = PrivateAttr(default="")

    @property
    def trouble(self) -> str:
        """Why the vectors are not used at the moment, one sentence; empty when they are."""
        return self._trouble

    def check(self) -> str:
        """Open the vectors now; what is wrong with them in one sentence, or "". Whether they are whole is looked at
        once a process: they are read once whole."""
        if not self.facts.meta().dimensions:
            return ""
        try:
            self._pool.submit(self._opened).result(20 * PATIENCE)
        except (IngestError, TooSlow) as error:
            self._trouble = str(error) or "the vectors took too long to answer"
            self._rest_until = time.monotonic() + REST
            return f"{self._trouble} (until then, words alone are searched)"
        return self._unsure

    def retrieve(
        self, query: str, company: str | None = None, role: str | None = None, limit: int = 5
    ) -> tuple[Hit, ...]:
        """The best passages for a query, best first, at most limit.

        company, role: slugs to narrow to; where they hold no passage, the narrowing is dropped role first.
        Without vectors (none in the index, unreachable, slower than PATIENCE) the lexical ranking alone.
        """
        company, role = self._held(company, role)
        query = self._topic(query, company, role)
        lexical = [id for id, _ in self.facts.lexical(query, _DEPTH, company, role)]
        if company is not None:
            lexical += [id for id, _ in self.facts.lexical(query, _DEPTH // 2, "", "")]
        dense = self._dense(query, company, role)
        cosines = dict(dense or ())
        scores: dict[str, float] = {}
        # Within one guide few passages share a question's words by more than chance: meaning leads there.
        for ranked, weight in ((lexical, NARROWED if company and dense else 1.0), (tuple(cosines), 1.0)):
            for rank, id in enumerate(ranked):
                scores[id] = scores.get(id, 0.0) + weight / (RRF + rank + 1)
        kinds = _kinds(query) or (LEVERS if company else frozenset())
        held = ((self.facts.passage(id), score) for id, score in scores.items())
        hits = [
            Hit(passage, score + (KIND if passage.kind in kinds else 0.0), dense is None, cosines.get(passage.id, 0.0))
            for passage, score in held
            if passage is not None
        ]
        return tuple(sorted(hits, key=lambda hit: -hit.score)[:limit])

    def _topic(self, query: str, company: str | None, role: str | None) -> str:
        """The query without the company's and the role's names: all passages in the narrowed set share those."""
        if company is None:
            return query
        first = next(iter(self._scope(company, role)), None)
        named = f"{first.company_display} {first.role_display if role else ''}" if first else ""
        words = {word.rstrip("s") for word in words_in(named.lower())}
        kept = re.sub(r"\w+", lambda m: "" if m.group().lower().rstrip("s") in words else m.group(), query)
        kept = " ".join(re.sub(r"\b(?:as|at|for|a|an)\s*(?=[\s,?.]*(?:$|at\b))", "", kept).split()).strip(" ,?")
        return kept if len(words_in(kept)) >= 2 else query

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        company, role = self.subject(query) if self.subject else (None, None)
        return [_document(hit) for hit in self.retrieve(query, company, role, self.limit)]

    def _held(self, company: str | None, role: str | None) -> tuple[str | None, str | None]:
        if company is None:
            return None, None
        if role is not None and self._scope(company, role):
            return company, role
        return (company, None) if any(one.slug == company for one in self.facts.companies()) else (None, None)

    # Dense.

    def _dense(self, query: str, company: str | None, role: str | None) -> Sequence[tuple[str, float]] | None:
        """Passage ids and their cosines, best first; None when the vectors can't say."""
        if not self.facts.meta().dimensions or time.monotonic() < self._rest_until:
            return None
        work = self._pool.submit(self._nearest, query, company, role)
        try:
            ranked = work.result(PATIENCE if self._loaded else 20 * PATIENCE)
        except (IngestError, TooSlow) as error:
            work.cancel()
            self._trouble = str(error) or "the vectors took too long to answer"
            log.warning("searching by words alone for %.0f seconds: %s", REST, self._trouble)
            self._rest_until = time.monotonic() + REST
            self._vectors = None
            return None
        self._trouble = ""
        return ranked

    def _nearest(self, query: str, company: str | None, role: str | None) -> Sequence[tuple[str, float]]:
        vector = embedder(self.facts.meta().model).embed([query])[0]
        self._loaded = True
        vectors = self._opened()
        if company is None:
            return vectors.nearest(vector, _DEPTH)
        scored: dict[str, float] = {}
        for scope in ((company, role), ("", "")):
            ids, matrix = self._matrix(vectors, *scope)
            scored.update(zip(ids, (matrix @ vector).tolist() if ids else (), strict=True))
        return sorted(scored.items(), key=lambda one: -one[1])[:_DEPTH]

    def _opened(self) -> Vectors:
        """The vectors of the index as it is now; opened again after an ingest."""
        generation = self.facts.generation
        with self._lock:
            if self._vectors is None or generation != self._generation:
                first = not self._generation
                if first and not self.chroma_url:
                    check_files(self.folder)
                opened = open_vectors(self.facts, self.folder, self.chroma_url)
                if first:
                    self._unsure = verify(self.facts, self.folder, opened, url=self.chroma_url)
                self._vectors, self._generation = opened, generation
                self._scopes.clear()
            return self._vectors

    def _scope(self, company: str, role: str | None) -> tuple[Passage, ...]:
        return self.facts.passages(company, role)

    def _matrix(self, vectors: Vectors, company: str, role: str | None) -> tuple[tuple[str, ...], Any]:
        """The ids and vectors (one row each) of a guide's or a company's passages, kept for the next question."""
        import numpy

        key = (company, role or "\x00")
        with self._lock:
            if key in self._scopes:
                self._scopes.move_to_end(key)
                return self._scopes[key]
        held: Mapping[str, Any] = vectors.of([one.id for one in self._scope(company, role)])
        ids = tuple(held)
        kept = (ids, numpy.stack([held[id] for id in ids]) if ids else numpy.zeros((0, 1)))
        with self._lock:
            self._scopes[key] = kept
            while len(self._scopes) > _KEPT:
                self._scopes.popitem(last=False)
        return kept


KIND = 0.5 / RRF
"""What a passage of the kind asked about gains: half of a first place in one ranking."""
LEVERS = frozenset(("lever", "levers"))
"""What somebody is after who asks about one company in words that name no other kind of section: arguments. So of
400 questions in words that nothing was tuned on 97 % are answered, with lists of words for levers 80 %."""
_CUES = ("strategy", "mapping", "evidence", "about")
"""Words of a query that say which other kind of section it is about."""


def _kinds(query: str) -> frozenset[str]:
    return frozenset(kind for rule in map(_said, _CUES) if rule.search(query) for kind in rule.row["kinds"].split())


def open_retriever(
    facts: Facts, folder: Path, chroma_url: str | None = None, model: str | None = None,
    subject: Callable[[str], tuple[str | None, str | None]] | None = None,
) -> HybridRetriever:  # fmt: skip
    """The retriever of an index. Raises IndexModelChanged when model is not the one it was built with."""
    built = facts.meta()
    if model and built.dimensions and model != built.model:
        raise IndexModelChanged(
            f"{folder}: this index was built with the embedding model {built.model}, not {model}; rebuild it with: "
            f"parley ingest FOLDER-OF-GUIDES --index {folder} --rebuild"
        )
    return HybridRetriever(facts=facts, folder=folder, chroma_url=chroma_url, subject=subject)


def _document(hit: Hit) -> Document:
    one = hit.passage
    return Document(
        id=one.id,
        page_content=one.embedded,
        metadata={
            "id": one.id, "path": one.path, "line": one.line, "end": one.end, "section": one.section, "kind": one.kind,
            "company": one.company, "role": one.role, "date": one.updated.isoformat() if one.updated else None,
            "score": hit.score, "lexical_only": hit.lexical_only,
        },
    )  # fmt: skip
