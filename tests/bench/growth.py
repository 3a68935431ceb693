"""What grows with the guides: python -m tests.bench growth [--guides FOLDER] [--sizes 50,500,4400].

Guides beyond those there are come from them under invented companies (scale.make), facts and words only: vectors for
so many take hours, and where a company is named one guide's are looked at. Each kind of question is asked of every
size in turn, so that what else the machine does falls on each alike; what counts are the ratios of a size's CPU to
that of the one before.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.answer import Answer
from bot.channels.batch import answerer
from ingest.index.build import ingest
from ingest.index.facts import Facts
from tests.bench.scale import make

ROUNDS = 15
"""How often each kind is asked of each size; another figure each time."""
LISTS, RANKS = "Which companies do you have guides for?", "top 5 companies for staff engineer base"


def measured(guides: Path, sizes: tuple[int, ...], scratch: Path) -> dict[str, Any]:
    """Milliseconds of CPU by kind and size, seconds of a fresh process, bytes and seconds of each index."""
    indexes = {size: _indexed(guides, size, scratch) for size in sizes}
    opened = {size: Facts(folder) for size, (folder, _) in indexes.items()}
    ask = {size: answerer(facts) for size, facts in opened.items()}
    found: dict[str, Any] = {"ingest_s": {size: took for size, (_, took) in indexes.items()}}
    found["index_mib"] = {size: _mib(folder) for size, (folder, _) in indexes.items()}
    figures = {size: _figures(facts) for size, facts in opened.items()}
    for kind in ("figure", "list", "rank"):
        spent: dict[int, list[float]] = {size: [] for size in sizes}
        for at in range(ROUNDS + 1):
            for size in sizes:
                text = {"figure": figures[size][at], "list": LISTS, "rank": RANKS}[kind]
                spent[size].append(_spent(lambda size=size, text=text: ask[size]([text])))  # type: ignore[misc]
        # The first of each reads what later ones find in memory.
        found[f"{kind}_ms"] = {size: round(statistics.median(each[1:]), 2) for size, each in spent.items()}
        found[f"{kind}_first_ms"] = {size: round(each[0], 2) for size, each in spent.items()}
    found["start_s"] = {size: _fresh(folder, figures[size][0]) for size, (folder, _) in indexes.items()}
    return found


def ratios(found: dict[str, Any], sizes: tuple[int, ...]) -> dict[str, float]:
    """How many times as much each kind takes at the largest size as at the one before."""
    before, last = sizes[-2:]
    kinds = ("figure_ms", "list_ms", "rank_ms", "start_s")
    return {kind: round(found[kind][last] / max(found[kind][before], 1e-9), 2) for kind in kinds}


def _indexed(guides: Path, size: int, scratch: Path) -> tuple[Path, float]:
    make(guides, scratch / f"guides-{size}", size)
    began = time.perf_counter()
    ingest([scratch / f"guides-{size}"], scratch / f"index-{size}", vectors=False)
    return scratch / f"index-{size}", round(time.perf_counter() - began, 1)


def _mib(folder: Path) -> float:
    return round(sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 2**20, 1)


def _figures(facts: Facts) -> list[str]:
    """Questions for a base, each about another band where there are as many."""
    draws, roles = random.Random(3), facts.roles()
    asked = []
    while len(asked) <= ROUNDS:
        role = draws.choice(roles)
        if bands := [one for one in facts.bands(role.company, role.slug) if one.base]:
            one = draws.choice(bands)
            asked.append(f"What is the base salary of a {one.role_display} at {one.company_display} in {one.region}?")
    return asked


def _spent(call: Callable[[], Answer]) -> float:
    began = time.thread_time()
    call()
    return 1000 * (time.thread_time() - began)


def _fresh(folder: Path, question: str) -> float:
    """Seconds of CPU of a fresh process that answers one question."""
    command = [sys.executable, "-c", "from bot.cli import main; main()", "ask", question, "--index", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1:  # One asks which company is meant.
        raise SystemExit(f"a question of {folder.name} failed")
    return round(used.ru_utime + used.ru_stime, 2)


def told(guides: Path, sizes: tuple[int, ...], scratch: Path) -> str:
    """What was measured and its ratios, as JSON."""
    found = measured(guides, sizes, scratch)
    return json.dumps({"ratios": ratios(found, sizes), "measured": found}, indent=1)
