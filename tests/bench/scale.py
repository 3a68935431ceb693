"""How time, memory and size grow with the guides: python -m tests.bench.scale GUIDES [--sizes 50,500,854,4400].

More guides than there are come from the real ones under invented companies, written to a scratch folder:
`--make 4400 --to FOLDER` only writes them. For every size: ingest without vectors, the index's size, the median of
a figure's whole answer; with --vectors also ingest with embedding, retrieval beside a bare dense search, and memory.
"""

import itertools
import random
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.channels.batch import answerer
from bot.knowledge.passages import open_retriever
from ingest.index.build import ingest, open_vectors
from ingest.index.embedding import embedder
from ingest.index.facts import Facts

ASKED = (
    "another firm also wants me, how do I bring that up",
    "what should I open with",
    "where do these numbers come from",
    "I would have to move for this job",
)


FIGURE = re.compile(r"(?<=[$£€₹])\d{2,3}(?=[KL])|(?<=[–-])\d{2,3}(?=[KL])")


def invented() -> Iterator[str]:
    """Names that no company has: "Bavoretek", "Bavoreluk", ..."""
    parts = [a + b for a, b in itertools.product("bdfgklmnprstvz", "aeiou")]
    for one, two, three in itertools.product(parts, parts, parts):
        yield (one + two + three).capitalize() + "tek"


def make(guides: Path, to: Path, count: int) -> None:
    """Write so many guides: the real ones first, then copies under invented companies with figures of their own.

    A guide that never names its company can't be renamed and is not copied."""
    files = sorted(guides.rglob("*.md"))
    random.Random(1).shuffle(files)
    names = invented()
    renamed: dict[tuple[int, str], str] = {}
    pairs = ((file, copy) for copy in itertools.count() for file in files)
    written = 0
    while written < count:
        file, copy = next(pairs)
        text = file.read_text("utf-8")
        company = file.parent.name
        if copy:
            words = r"[\s&-]*(?:and[\s-]*)?".join(re.escape(word) for word in company.split("-"))
            own = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
            if not own.search(text):
                continue
            if (copy, company) not in renamed:
                renamed[copy, company] = next(names)
            company = renamed[copy, company].lower()
            text = FIGURE.sub(
                lambda m, copy=copy: f"{int(m[0]) * (100 + copy % 40) // 100}", own.sub(company.capitalize(), text)
            )
        target = to / company / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        written += 1


def median(work: list[Callable[[], object]]) -> float:
    """Median milliseconds of the calls."""
    times = []
    for call in work:
        started = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


def measured(folder: Path, index: Path, vectors: bool) -> tuple[str, ...]:
    started = time.perf_counter()
    ingest([folder], index, vectors=vectors)
    took = time.perf_counter() - started
    size = sum(file.stat().st_size for file in index.rglob("*") if file.is_file())
    facts = Facts(index)
    draws = random.Random(3)
    bands = [facts.bands(role.company, role.slug) for role in draws.sample(facts.roles(), min(150, len(facts.roles())))]
    chosen = [found[0] for found in bands if found]
    questions = [f"What is the base salary of a {b.role_display} at {b.company_display} in {b.region}?" for b in chosen]
    answer = answerer(facts)
    answer(questions[:1])
    figure = median([lambda q=q: answer([q]) for q in questions])  # type: ignore[misc]
    row = [str(facts.meta().guides), f"{took:.1f}", f"{size / 2**20:.0f}", f"{figure:.2f}"]
    if vectors:
        retriever, store, model = open_retriever(facts, index), open_vectors(facts, index), embedder(facts.meta().model)
        asked = [(draws.choice(ASKED), band.company, band.role) for band in chosen]
        retriever.retrieve(*asked[0])
        store.nearest(model.embed([asked[0][0]])[0], 5)
        ours = median([lambda a=a: retriever.retrieve(*a) for a in asked])  # type: ignore[misc]
        bare = median([lambda a=a: store.nearest(model.embed([a[0]])[0], 5) for a in asked])  # type: ignore[misc]
        row += [f"{ours:.1f}", f"{bare:.1f}", f"{ours / bare:.2f}"]
    facts.close()
    return (*row, f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")


def main(
    guides: Path, sizes: str = "50,500,854", vectors: bool = False,
    make_: Annotated[int, typer.Option("--make")] = 0, to: Path | None = None,
) -> None:  # fmt: skip
    """Print a row for each size, or only write guides (--make N --to FOLDER)."""
    if make_:
        if to is None:
            raise typer.BadParameter("name the folder to write to: --to FOLDER")
        make(guides, to, make_)
        return
    more = ("retrieval ms", "bare dense ms", "ratio") if vectors else ()
    table = Table("guides", "ingest s", "index MiB", "figure's answer ms", *more, "peak MiB so far")
    for size in (int(one) for one in sizes.split(",")):
        with tempfile.TemporaryDirectory() as scratch:
            make(guides, Path(scratch) / "guides", size)
            table.add_row(*measured(Path(scratch) / "guides", Path(scratch) / "index", vectors))
    Console(width=140).print(table)


if __name__ == "__main__":
    typer.run(main)
