"""Load on one process: python -m tests.bench.load [--seconds 20] [--soak 600], with locust (the extra `bench`).

Composed answers a second, and the median and 99th percentile of a whole streamed answer, at 1, 50 and 500
conversations; then 100 streams held open by readers who read nothing, and the memory in the course of a soak. Beside
it,
in the same run, the stock LangChain chain behind the same framework: retriever, prompt, and a model that costs no
time. No pause between messages: these are the most that two cores give, not what people do.
"""

import csv
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import typer
from rich.console import Console
from rich.table import Table

from tests.fakes.ports import free_port

ROOT = Path(__file__).parents[2]
QUESTIONS = (
    "What does W&B pay a software engineer in London?", "And in New York?", "compare staff and ML engineer equity at "
                                                                            "W&B in London",
    "I'm offered 205k base, 180k RSUs over 4 years, 10% bonus at W&B software engineer SF. Good?",
    "what leverage do I have at Hugging Face?",
    "they said this is their final offer", "how old is that guide?",
)  # fmt: skip

USERS = """
import itertools, os
from locust import FastHttpUser, constant, task

QUESTIONS = {questions!r}

class Person(FastHttpUser):
    wait_time = constant(0)
    network_timeout = connection_timeout = 120

    def on_start(self):
        self.asks = itertools.cycle(QUESTIONS)
        if not os.environ.get("STOCK"):
            opened = self.client.post("/v1/conversations", json={{}}, name="open").json()
            self.at = "/v1/conversations/" + opened["id"] + "/messages"
            self.headers_ = {{"Authorization": "Bearer " + opened["token"], "Accept": "text/event-stream"}}

    @task
    def ask(self):
        if os.environ.get("STOCK"):
            self.client.post("/ask", json={{"question": next(self.asks)}}, name="answer")
            return
        with self.client.post(self.at, json={{"text": next(self.asks)}}, headers=self.headers_, name="answer", \
catch_response=True) as reply:
            if "event: done" not in (reply.text or ""):
                reply.failure("no answer: " + (reply.text or "")[:80])
"""

STOCK = """
import sys
from pathlib import Path
import uvicorn
from fastapi import FastAPI
from langchain_core.language_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough
from pydantic import BaseModel
from tests.bench.stock import K, Stock

stock = Stock(Path(sys.argv[1]))
stock.ingest(Path(sys.argv[2]))
retriever = stock.store.as_retriever(search_kwargs={"k": K})
prompt = ChatPromptTemplate.from_template("Answer from this context:\\n{context}\\n\\n{question}")
chain = {"context": retriever, "question": RunnablePassthrough()} | prompt | FakeListChatModel(responses=["Base is as \
the context says."]) | StrOutputParser()
app = FastAPI()

class Asked(BaseModel):
    question: str

@app.post("/ask")
def ask(asked: Asked) -> dict[str, str]:
    return {"answer": chain.invoke(asked.question)}

uvicorn.run(app, port=int(sys.argv[3]), log_level="error")
"""


def starter(scratch: Path) -> Path:
    """A folder of the starter guides alone: of the playbook Parley embeds nothing, and a peer would embed it all."""
    others = shutil.ignore_patterns("playbook", "*.yaml", "*.py", "__pycache__")
    return Path(shutil.copytree(ROOT / "corpus", scratch / "guides", dirs_exist_ok=True, ignore=others))


def memory(process: "subprocess.Popen[Any]") -> int:
    """Resident MiB of a process."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) // 1024


def cpu(process: "subprocess.Popen[Any]") -> float:
    """Seconds of processor time that a process has used, its threads' included."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def reached(address: str, path: str) -> None:
    until = time.monotonic() + 180
    while time.monotonic() < until:
        try:
            if httpx.get(address + path, timeout=2).status_code < 500:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise SystemExit(f"{address} does not answer")


def swarm(address: str, users: int, seconds: int, scratch: Path, **environment: str) -> tuple[float, float, float, int]:
    """Answers a second, median and 99th percentile in milliseconds, failures."""
    script, prefix = scratch / "people.py", scratch / f"out{users}"
    script.write_text(USERS.format(questions=QUESTIONS))
    command: list[str | Path] = [sys.executable, "-m", "locust", "-f", script, "--headless", "-u", str(users), "-r",
    str(users), "-t", f"{seconds}s",
               "--host", address, "--csv", prefix, "--only-summary", "--loglevel", "ERROR"]  # fmt: skip
    subprocess.run(command, env=os.environ | environment, capture_output=True, check=False)
    with Path(f"{prefix}_stats.csv").open() as file:
        row = next(row for row in csv.DictReader(file) if row["Name"] == "answer")
    return float(row["Requests/s"]), float(row["50%"]), float(row["99%"]), int(row["Failure Count"])


def slow_readers(address: str, count: int) -> tuple[int, float, float]:
    """How many of so many streams really wait for readers who read nothing, and an answer's median milliseconds
    without and beside them.

    A whole reply fits into the system's buffers; each reader asks for one two hundred times over on one connection."""
    held = []
    port = int(address.rsplit(":", 1)[1])
    with httpx.Client(base_url=address, timeout=60) as http:
        alone = asked(http)
        for _ in range(count):
            opened = http.post("/v1/conversations", json={}).json()
            key = {"Authorization": f"Bearer {opened['token']}"}
            at = f"/v1/conversations/{opened['id']}/messages"
            reply = http.post(at, json={"text": QUESTIONS[4]}, headers=key).json()
            one = socket.socket()
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            one.connect(("127.0.0.1", port))
            one.sendall(200 * (
                f"GET {at}/{reply['message_id']}/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                f"Authorization: {key['Authorization']}\r\n\r\n").encode())  # fmt: skip
            held.append(one)
        beside = asked(http)
        waiting = unsent(port)
    for one in held:
        one.close()
    return waiting, alone, beside


def asked(http: httpx.Client) -> float:
    """Median milliseconds of an answer, one after the other."""
    times = []
    for _ in range(50):
        started = time.perf_counter()
        http.post("/v1/ask", json={"question": QUESTIONS[0]}).raise_for_status()
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


def unsent(port: int) -> int:
    """Connections of a port that hold bytes which their reader does not take."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(row[1].endswith(f":{port:04X}") and int(row[4].split(":")[0], 16) > 0 for row in rows)


def soaked(address: str, process: "subprocess.Popen[Any]", seconds: int, scratch: Path) -> str:
    """What a soak of so many seconds came to, with the memory at its start and at each of its tenths."""
    found = [memory(process)]
    over = threading.Event()

    def watch() -> None:
        while not over.wait(seconds / 10):
            found.append(memory(process))

    watching = threading.Thread(target=watch)
    watching.start()
    rate, _, _, failed = swarm(address, 20, seconds, scratch)
    over.set()
    watching.join()
    sizes = ", ".join(f"{one}" for one in found)
    return (
        f"soak of {seconds} s, 20 conversations: {rate * seconds:.0f} answers, {failed} failed; MiB at the start "
        f"and at each tenth: {sizes}"
    )


def main(seconds: int = 20, soak: int = 600, conversations: str = "1,50,500") -> None:
    """Print the tables."""
    table = Table(
        "conversations", "answers/s", "p50 ms", "p99 ms", "failed", "stock answers/s", "stock p50 ms", "stock p99 ms"
    )
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        subprocess.run(
            [
                sys.executable,
                "-c",
                "from bot.cli import main; main()",
                "ingest",
                ROOT / "corpus",
                "--index",
                scratch / "index",
            ],
            check=True,
            capture_output=True,
        )
        port, other = free_port(), free_port()
        environment = os.environ | {
            "PARLEY_INDEX": str(scratch / "index"), "PARLEY_DATABASE_URL": f"sqlite:///{scratch}/p.sqlite3",
            "PARLEY_LOG_LEVEL": "error",
            "PARLEY_RATE_PER_TOKEN": "1000000/second", "PARLEY_RATE_PER_ADDRESS": "1000000/second",
            "HF_HUB_OFFLINE": "1",
        }  # fmt: skip
        ours = subprocess.Popen(
            [sys.executable, "-c", "from bot.cli import main; main()", "serve", "--port", str(port)],
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        theirs = subprocess.Popen(
            [sys.executable, "-c", STOCK, scratch / "stock", starter(scratch), str(other)], env=environment, cwd=ROOT
        )
        try:
            reached(f"http://127.0.0.1:{port}", "/readyz")
            reached(f"http://127.0.0.1:{other}", "/openapi.json")
            for users in (int(one) for one in conversations.split(",")):
                mine = swarm(f"http://127.0.0.1:{port}", users, seconds, scratch)
                stock = swarm(f"http://127.0.0.1:{other}", users, seconds, scratch, STOCK="1")
                table.add_row(
                    str(users),
                    f"{mine[0]:.0f}",
                    f"{mine[1]:.0f}",
                    f"{mine[2]:.0f}",
                    str(mine[3]),
                    f"{stock[0]:.0f}",
                    f"{stock[1]:.0f}",
                    f"{stock[2]:.0f}",
                )
            Console(width=130).print(table)
            waiting, alone, beside = slow_readers(f"http://127.0.0.1:{port}", 100)
            print(
                f"100 readers who read nothing: {waiting} streams wait for theirs; an answer takes {alone:.0f} ms "
                f"without and {beside:.0f} ms beside them"
            )
            print(soaked(f"http://127.0.0.1:{port}", ours, soak, scratch))
        finally:
            for process in (ours, theirs):
                process.terminate()
                process.wait(60)


if __name__ == "__main__":
    typer.run(main)
