"""Retrieval beside the stock pipeline and BM25 alone, in one run: python -m tests.bench.retrieval GUIDES INDEX.

The labelled set is made from the guides' own levers and sections, asked in other words: a lever's subject is
told by words of its title and asked about by a sentence that holds none of them (TOPICS); every question names
company and role as a person would. A hit is a passage that holds the lever's or the section's line. INDEX is an
index of GUIDES (parley ingest GUIDES --index INDEX); --grow measures the time over 50 guides beside all.
"""

import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from bot.knowledge.passages import HybridRetriever, open_retriever
from ingest.guide.types import Guide
from ingest.index.build import ingest, open_vectors
from ingest.index.embedding import embedder
from ingest.index.facts import Facts
from tests.bench.stock import Stock

TOPICS: dict[str, tuple[str, ...]] = {
    r"compet\w+ offer|counter-?offer|offers? from|parity|benchmark": (
        "another firm also wants me, how do I bring that up", "a rival employer made me a proposal, how to use that"),
    r"refresh|retention": ("will they top up my shares each year, and how do I ask", "later stock grants after I join"),
    r"relocat|commut": ("I would have to move house for this job", "who pays for moving to another city"),
    r"remote|distributed": ("I will work from home far away from any office",
    "working from my own place, does pay drop"),
    r"sign(ing|-on)|bridge": ("can I get a one-time payment when I start", "cash up front on joining"),
    r"vest|front-?load|cliff": ("can I get my shares faster in the first year",
    "the schedule by which stock becomes mine"),
    r"pre-?ipo|illiquid|liquidity|options": ("I cannot sell these shares yet, what do I ask for in return",
                                             "the stock is not tradable, how to be paid for that risk"),
    r"open.?source|communit": ("I maintain public libraries on GitHub, does that count",
    "my public code as an argument"),
    r"certif|clearance": ("I hold formal credentials, what are they worth here", "my accreditation as an argument"),
    r"scale|billions|throughput|performance|latency": ("I ran huge systems before, how do I argue with that",
                                                     "experience with very large traffic as an argument"),
    r"security|threat|compliance|regulat|privacy": ("I know how to keep auditors and attackers at bay, how do I use it",
                                                   "background in protecting data and passing audits"),
    r"machine learning|\bml\b|\bai\b|llm|model": ("my work with neural networks as an argument",
                                                "how do I price my deep learning know-how"),
    r"leader|mentor|manage|org": ("I have guided teams and grown people, how do I argue with it",
                                 "my people skills as an argument for more"),
    r"revenue|business|growth|customer|enterprise": ("I brought in money for my last firm, how do I say that",
                                                     "commercial results as an argument"),
    r"design|ux|user": ("my craft with interfaces as an argument", "how do I argue with good looking, usable products"),
    r"data|analytic|pipeline": ("my work with warehouses and dashboards as an argument",
                               "how do I argue with numbers I have built reports on"),
    r"payment|fintech|financ|trading|bank": ("I come from moving money around, how does that help",
                                            "my past in markets and cards as an argument"),
}  # fmt: skip
SECTIONS: dict[str, tuple[str, ...]] = {
    "strategy": ("what should I open with and what is the least I should take", "how would you play the whole call"),
    "mapping": ("which grade there equals a Google or Meta grade", "what would my rung be called elsewhere"),
    "evidence": ("where do these numbers come from", "which sites back up this pay data"),
}


@dataclass(frozen=True)
class Labelled:
    """A question and the lines of its guide that answer it."""

    text: str
    company: str
    role: str
    path: str
    lines: frozenset[int]


def labelled(guide: Guide, draws: random.Random, topics: dict[str, tuple[str, ...]] = TOPICS) -> Iterator[Labelled]:
    """Questions about one guide's levers and sections."""
    who = f"as {guide.role_display.split(' (')[0]} at {guide.company_display}"

    def ask(words: tuple[str, ...], lines: set[int]) -> Labelled:
        text = f"{draws.choice(words)}, {who}?"
        return Labelled(text, guide.company, guide.role, guide.path, frozenset(lines))

    for pattern, words in topics.items():
        about = [lever for lever in guide.levers if re.search(pattern, lever.title, re.I)]
        if about:
            yield ask(words, {n for lever in about for n in extent(guide, lever.source.line)})
    for kind, words in SECTIONS.items():
        lines = {n for s in guide.sections if s.kind == kind for n in range(s.line, s.end + 1)}
        if lines:
            yield ask(words, lines)


def extent(guide: Guide, line: int) -> range:
    """The lines of a lever: its whole section where it is one, else the line it stands on."""
    own = next((s for s in guide.sections if s.line == line), None)
    return range(line, own.end + 1) if own else range(line, line + 1)


FRESH: dict[str, tuple[str, ...]] = {
    r"compet\w+ offer|counter-?offer|offers? from|parity|benchmark": ("somebody else is courting me, should I tell "
                                                                      "them",),
    r"refresh|retention": ("what happens to my shares after the first grant runs out",),
    r"relocat|commut": ("the job is in a different town from mine",),
    r"remote|distributed": ("I would rather not come in to the building",),
    r"sign(ing|-on)|bridge": ("money on day one to make up for what I give up",),
    r"vest|front-?load|cliff": ("I would like to own more of it early on",),
    r"pre-?ipo|illiquid|liquidity|options": ("they are not listed, how should that count",),
    r"open.?source|communit": ("strangers use libraries I published",),
    r"machine learning|\bml\b|llm": ("I have trained networks for a living, what is that good for",),
    r"security|threat|compliance|regulat|privacy": ("I kept regulators and intruders out for years, how do I say so",),
    r"leader|mentor": ("I coached juniors and ran projects, does it count",),
    r"revenue": ("my last product earned a lot, how do I bring it in",),
    r"data pipeline|analytic": ("I built the tables everybody queries, is that an argument",),
    r"payment|fintech|trading|bank": ("I come from the world of brokers and card networks",),
}  # fmt: skip
"""Other words for the same topics, written after the retriever's own list of words: nothing was tuned on them."""

Search = Callable[[Labelled], list[tuple[str, int, int]]]
"""Places found, best first: (path, first line, last line)."""


def score(cases: list[Labelled], search: Search) -> tuple[float, float, float]:
    """Recall at 5, mean reciprocal rank, and median milliseconds."""
    ranks: list[int] = []
    times: list[float] = []
    for case in cases:
        started = time.perf_counter()
        found = search(case)
        times.append(time.perf_counter() - started)
        hits = [i for i, (path, first, last) in enumerate(found[:5], 1)
                if path == case.path and any(first <= line <= last for line in case.lines)]  # fmt: skip
        ranks.append(hits[0] if hits else 0)
    recall = sum(rank > 0 for rank in ranks) / len(ranks)
    return recall, sum(1 / rank for rank in ranks if rank) / len(ranks), 1000 * statistics.median(times)


def hybrid(retriever: HybridRetriever) -> Search:
    return lambda case: [
        (hit.passage.path, hit.passage.line, hit.passage.end)
        for hit in retriever.retrieve(case.text, case.company, case.role)
    ]


def lexical(facts: Facts, narrowed: bool) -> Search:
    def search(case: Labelled) -> list[tuple[str, int, int]]:
        scope = (case.company, case.role) if narrowed else (None, None)
        found = [facts.passage(id) for id, _ in facts.lexical(case.text, 5, *scope)]
        return [(one.path, one.line, one.end) for one in found if one]

    return search


def dense(facts: Facts, folder: Path) -> Search:
    """A bare dense search: the query embedded, the nearest five of all passages."""
    vectors = open_vectors(facts, folder)
    model = embedder(facts.meta().model)

    def search(case: Labelled) -> list[tuple[str, int, int]]:
        found = [facts.passage(id) for id, _ in vectors.nearest(model.embed([case.text])[0], 5)]
        return [(one.path, one.line, one.end) for one in found if one]

    return search


def stock(root: Path, folder: Path) -> Search:
    """similarity_search at k = 5; a chunk's lines are found by its text in the file."""
    pipeline = Stock(folder)
    if not pipeline.store._collection.count():
        pipeline.ingest(root)

    def search(case: Labelled) -> list[tuple[str, int, int]]:
        found = pipeline.store.similarity_search(case.text, k=5)
        return [place(root, one.metadata["source"], one.page_content) for one in found]

    return search


def place(root: Path, path: str, chunk: str) -> tuple[str, int, int]:
    text = (root / path).read_text(encoding="utf-8")
    first = text[: max(text.find(chunk), 0)].count("\n") + 1
    return path, first, first + chunk.count("\n")


def main(guides: Path, index: Path, questions: int = 600, stock_folder: Path | None = None, grow: bool = False) -> None:
    """Print recall@5, MRR and median milliseconds of each way; with --grow the time at 50 guides beside all."""
    facts = Facts(index)
    draws = random.Random(5)
    cases = [case for guide in facts.guides() if guide.company for case in labelled(guide, draws)]
    cases = draws.sample(cases, min(questions, len(cases)))
    fresh = [case for guide in facts.guides() if guide.company for case in labelled(guide, draws, FRESH)]
    fresh = draws.sample(fresh, min(questions, len(fresh)))
    ways: dict[str, Search] = {
        "Parley (hybrid, narrowed)": hybrid(open_retriever(facts, index)),
        "BM25 narrowed": lexical(facts, True),
        "BM25 alone": lexical(facts, False),
        "bare dense search": dense(facts, index),
    }
    if stock_folder:
        ways["stock pipeline"] = stock(guides, stock_folder)
    table = Table(f"{len(cases)} questions, {facts.meta().guides} guides", "recall@5", "MRR", "p50 ms")
    for name, search in ways.items():
        score(cases[:20], search)
        recall, mrr, p50 = score(cases, search)
        table.add_row(name, f"{recall:.3f}", f"{mrr:.3f}", f"{p50:.1f}")
    Console().print(table)
    held_out = score(fresh, ways["Parley (hybrid, narrowed)"])
    print(f"other words, not tuned on: {len(fresh)} questions, recall@5 {held_out[0]:.3f}, MRR {held_out[1]:.3f}")
    if grow:
        with tempfile.TemporaryDirectory() as scratch:
            few = [guides / case.path for case in cases]
            ingest(sorted(set(few))[:50], Path(scratch))
            small = Facts(Path(scratch))
            held = {(role.company, role.slug) for role in small.roles()}
            mine = [case for case in cases if (case.company, case.role) in held]
            few_ms = score(mine, hybrid(open_retriever(small, Path(scratch))))[2]
            many_ms = score(mine, hybrid(open_retriever(facts, index)))[2]
            print(
                f"50 guides: {few_ms:.1f} ms; {facts.meta().guides} guides: {many_ms:.1f} ms; {many_ms / few_ms:.2f} "
                f"times"
            )


if __name__ == "__main__":
    typer.run(main)
