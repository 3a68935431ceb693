"""Every ratio to other pipelines, as one JSON: python -m tests.bench all --quick [--against FILE]. The extra `test`
brings LangChain, `bench` LlamaIndex and Haystack, too.

`growth` measures what grows with the guides.

Answers at 1 and 50 conversations (without --quick at 500, too) beside the stock LangChain chain; a fresh process's
answer beside the import of that chain's libraries; an ingest beside each pipeline that is installed; the time to a
reply's first event and memory of Parley alone. Kept per release in tests/bench/ratios.json; --against says where a
ratio has become worse by more than half, which a busy machine doesn't explain.
"""

import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer

from tests.bench import growth, ingest, load

KEPT = Path(__file__).with_name("ratios.json")
BAND = 0.5
"""Of a kept ratio that must be reached again."""
STOCK = "langchain_chroma"
"""What the stock chain, which all is measured beside, can't do without."""
app = typer.Typer(help=__doc__)


@contextlib.contextmanager
def serving(scratch: Path, index: Path) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """Parley on a port, its limits out of the way."""
    port = load.free_port()
    environment = os.environ | {
        "PARLEY_INDEX": str(index), "PARLEY_DATABASE_URL": f"sqlite:///{scratch}/p.sqlite3",
        "PARLEY_LOG_LEVEL": "error", "PARLEY_RATE_PER_TOKEN": "1000000/second",
        "PARLEY_RATE_PER_ADDRESS": "1000000/second", "PARLEY_CONVERSATIONS_PER_ADDRESS": "1000000/day",
        "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1",
    }  # fmt: skip
    command = [sys.executable, "-c", "from bot.cli import main; main()", "serve", "--port", str(port)]
    with _ended(subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)) as process:
        load.reached(f"http://127.0.0.1:{port}", "/readyz")
        yield process, port


@contextlib.contextmanager
def stock(scratch: Path) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """The stock chain on a port."""
    port = load.free_port()
    command = [sys.executable, "-c", load.STOCK, scratch / "stock", load.starter(scratch), str(port)]
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1", "ANONYMIZED_TELEMETRY": "False"}
    with _ended(subprocess.Popen(command, env=environment, cwd=load.ROOT)) as process:
        load.reached(f"http://127.0.0.1:{port}", "/openapi.json")
        yield process, port


@contextlib.contextmanager
def _ended(process: "subprocess.Popen[bytes]") -> Iterator["subprocess.Popen[bytes]"]:
    try:
        yield process
    finally:
        process.terminate()
        process.wait(60)


def asked(server: tuple["subprocess.Popen[bytes]", int], users: int, seconds: float, *more: str) -> dict[str, float]:
    """What a swarm saw, in a process of its own, and what an answer cost the server: CPU, which other work on the
    machine moves less than it moves time."""
    process, port = server
    command = [sys.executable, "-m", "tests.bench.swarm", str(port), str(users), str(seconds), *more]
    before = load.cpu(process)
    done = subprocess.run(command, cwd=load.ROOT, capture_output=True, text=True, check=True)
    made: dict[str, float] = json.loads(done.stdout)
    made["cpu_ms"] = round(1000 * (load.cpu(process) - before) / max(made["answers"], 1), 2)
    return made


def indexed(scratch: Path) -> Path:
    """An index of the starter corpus."""
    command = [sys.executable, "-c", "from bot.cli import main; main()", "ingest", str(load.ROOT / "corpus")]
    subprocess.run([*command, "--index", str(scratch / "index")], check=True, capture_output=True)
    return scratch / "index"


def answers(scratch: Path, seconds: float, users: tuple[int, ...]) -> dict[str, Any]:
    """Answers of both in turn, so that what else the machine does falls on each alike."""
    with serving(scratch, indexed(scratch)) as ours, stock(scratch) as other:
        found: dict[str, Any] = {"memory_at_start_mib": load.memory(ours[0])}
        asked(ours, 4, 5), asked(other, 4, 5, "--stock")
        for count in users:
            found[f"parley_{count}"] = asked(ours, count, seconds)
            found[f"figures_{count}"] = asked(ours, count, seconds, "--figures")
            found[f"stock_{count}"] = asked(other, count, seconds, "--stock")
        found["memory_after_mib"] = load.memory(ours[0])
    return found


def ingests(scratch: Path, guides: Path) -> dict[str, float]:
    """Seconds of an ingest, of ours and of each peer that is installed."""
    kinds = {"ours": "bot", "stock": STOCK, "llamaindex": "llama_index", "haystack": "haystack"}
    found = {}
    for kind, package in kinds.items():
        if find_spec(package) is not None:
            found[kind] = round(ingest.measured(kind, guides, scratch / f"ingest-{kind}")[0], 1)
    return found


FIGURE = "What does W&B pay a software engineer in London?"


def starts(index: Path, times: int = 5) -> dict[str, float]:
    """Seconds from nothing to a figure's answer by `parley ask`, and to where the stock chain's libraries are
    imported: medians of processes started in turn."""
    commands = {
        "ours": [sys.executable, "-c", "from bot.cli import main; main()", "ask", FIGURE, "--index", str(index)],
        "stock": [sys.executable, "-c", "import langchain_chroma, langchain_core.prompts, langchain_text_splitters"],
    }
    took: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            began = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, cwd=load.ROOT)
            took[name].append(time.perf_counter() - began)
    return {name: round(statistics.median(each), 2) for name, each in took.items()}


def ratios(measured: dict[str, Any]) -> dict[str, float]:
    """How many times better than each peer; above one is better."""
    found = {}
    for name, told in measured["answers"].items():
        kind, _, count = name.partition("_")
        if kind in ("parley", "figures") and (beside := measured["answers"].get(f"stock_{count}")):
            found[f"answers {kind} {count}"] = round(told["answers_per_second"] / beside["answers_per_second"], 2)
            found[f"cpu {kind} {count}"] = round(beside["cpu_ms"] / told["cpu_ms"], 2)
    ours = measured["ingest"]["ours"]
    began = measured["starts"]
    found["start stock"] = round(began["stock"] / began["ours"], 2)
    found |= {f"ingest {peer}": round(took / ours, 2) for peer, took in measured["ingest"].items() if peer != "ours"}
    return found


def worse(now: dict[str, float], kept: dict[str, float], band: float = BAND) -> list[str]:
    """The ratios that were measured in both and fell below the band."""
    return [f"{name}: {now[name]} after {was}" for name, was in kept.items() if name in now and now[name] < band * was]


@app.command("all")
def everything(
    quick: Annotated[bool, typer.Option(help="A few seconds each: under ten minutes in all.")] = False,
    guides: Annotated[Path | None, typer.Option(help="Guides to ingest; the starter corpus otherwise.")] = None,
    against: Annotated[Path | None, typer.Option(help="Ratios of before; exit status 1 where one fell.")] = None,
    keep: Annotated[bool, typer.Option(help="Write them to tests/bench/ratios.json.")] = False,
) -> None:
    """Measure, and print JSON."""
    if find_spec(STOCK) is None:
        raise typer.BadParameter("there is nothing to measure beside; .venv/bin/pip install -e '.[bench]'")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        users = (1, 50) if quick else (1, 50, 500)
        measured: dict[str, Any] = {"answers": answers(scratch, 5 if quick else 20, users)}
        measured["starts"] = starts(scratch / "index")
        measured["ingest"] = ingests(scratch, guides or load.starter(scratch))
    told = {"cores": os.cpu_count(), "load": os.getloadavg()[0], "seconds": round(time.monotonic() - began)}
    made = {"ratios": ratios(measured), "measured": measured, "machine": told}
    text = json.dumps(made, indent=1)
    print(text)
    if keep:
        KEPT.write_text(text + "\n", encoding="utf-8")
    if against and (fell := worse(made["ratios"], json.loads(against.read_text(encoding="utf-8"))["ratios"])):
        print("\n".join(fell), file=sys.stderr)
        raise typer.Exit(1)


@app.command("growth")
def grown(
    guides: Annotated[Path | None, typer.Option(help="Guides to copy from; the starter corpus otherwise.")] = None,
    sizes: Annotated[str, typer.Option(help="How many guides, rising.")] = "50,500,4400",
) -> None:
    """Measure what grows with the guides, and print JSON."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        counts = tuple(int(one) for one in sizes.split(","))
        print(growth.told(guides or load.starter(scratch), counts, scratch))


if __name__ == "__main__":
    app()
