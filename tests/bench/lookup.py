"""Figure questions beside the stock pipeline's search, in one run: python -m tests.bench.lookup GUIDES [--files 200].

For each of the bands' base figures one plain question is asked. Parley: the right figure in the answer, and the
median time of a whole answer. Stock: whether any of the four chunks that similarity_search finds is of the right
file and holds the row's cell, and the median time of one search. Also printed: the time from `parley ask` to its
answer in a fresh process, and that process's peak memory.
"""

import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from bot.channels.batch import answerer
from ingest.index.build import ingest
from ingest.index.facts import Facts
from tests.bench.stock import Stock

COLD = """
import sys, time
started = time.perf_counter()
from bot.cli import main
sys.argv = ["parley", "ask", sys.argv[1], "--index", sys.argv[2]]
try:
    main()
except SystemExit:
    pass
status = open("/proc/self/status").read()  # not getrusage: that counts the parent's memory before exec
used = int(status.split("VmHWM:")[1].split()[0]) // 1024
print(f"{time.perf_counter() - started:.2f} s, {used} MiB", file=sys.stderr)
"""


def main(guides: Path, files: int = 200, questions: int = 300) -> None:
    """Measure over so many files of the guides (0: all)."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "guides"
        chosen = sorted(guides.rglob("*.md"))
        for file in random.Random(7).sample(chosen, files) if files else chosen:
            target = root / file.relative_to(guides)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        index = Path(scratch) / "index"
        ingest([root], index, vectors=False)
        facts = Facts(index)
        bands = [b for b in facts.bands() if b.level is None and b.base and b.base.amount]
        asked = random.Random(5).sample(bands, min(questions, len(bands)))
        texts = [f"What is the base salary of a {b.role_display} at {b.company_display} in {b.region}?" for b in asked]
        answer, times, right = answerer(facts), [], 0
        answer(texts[:1])
        for band, text in zip(asked, texts, strict=True):
            started = time.perf_counter()
            figures = answer([text]).figures
            times.append(time.perf_counter() - started)
            amount = band.base.amount if band.base else None
            right += any(
                amount and (f.low, f.high, f.currency) == (amount.low, amount.high, amount.currency) for f in figures
            )
        stock = Stock(Path(scratch) / "stock")
        stock.ingest(root)
        stock.search(texts[0])
        searches, hits = [], 0
        for band, text in zip(asked, texts, strict=True):
            started = time.perf_counter()
            found = stock.search(text)
            searches.append(time.perf_counter() - started)
            cell = band.base.source.text if band.base else ""
            hits += any(one.metadata["source"] == band.path and cell in one.page_content for one in found)
        ours, theirs = statistics.median(times), statistics.median(searches)
        table = Table(f"{len(asked)} questions, {facts.meta().guides} guides", "right row in hand", "p50 ms")
        table.add_row("Parley, whole answer", f"{100 * right / len(asked):.1f} %", f"{1000 * ours:.2f}")
        table.add_row("stock search, k = 4", f"{100 * hits / len(asked):.1f} %", f"{1000 * theirs:.2f}")
        Console().print(table)
        print(f"an answer takes {ours / theirs:.2f} of a stock search")
        cold = subprocess.run(
            [sys.executable, "-c", COLD, texts[0], str(index)], capture_output=True, text=True, check=True
        ).stderr.splitlines()
        print(f"cold start of parley ask to its answer: {cold[-1]}")


if __name__ == "__main__":
    typer.run(main)
