"""Load on one process: python -m tests.bench.load [--seconds 20] [--soak 600], with locust (the extra `bench`).

Composed answers a second, and the median and 99th percentile of a whole streamed answer, at 1, 50 and 500
conversations; then 100 streams held open by readers who read nothing, and the memory's growth in a soak. Beside it,
in the same run, the stock LangChain chain behind the same framework: retriever, prompt, and a model that costs no
time. No pause between messages: these are the most that two cores give, not what people do.
"""

import csv
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
import typer
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[2]
QUESTIONS = (
    "What does W&B pay a software engineer in London?", "And in New York?", "compare staff and ML engineer equity at W&B in London",
    "I'm offered 205k base, 180k RSUs over 4 years, 10% bonus at W&B software engineer SF. Good?", "what leverage do I have at Hugging Face?",
    "they said this is their final offer", "how old is that guide?",
)  # fmt: skip

USERS = '''
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
        with self.client.post(self.at, json={{"text": next(self.asks)}}, headers=self.headers_, name="answer", catch_response=True) as reply:
            if "event: done" not in (reply.text or ""):
                reply.failure("no answer: " + (reply.text or "")[:80])
'''

STOCK = '''
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
chain = {"context": retriever, "question": RunnablePassthrough()} | prompt | FakeListChatModel(responses=["Base is as the context says."]) | StrOutputParser()
app = FastAPI()

class Asked(BaseModel):
    question: str

@app.post("/ask")
def ask(asked: Asked) -> dict[str, str]:
    return {"answer": chain.invoke(asked.question)}

uvicorn.run(app, port=int(sys.argv[3]), log_level="error")
'''


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def memory(process: "subprocess.Popen[Any]") -> int:
    """Resident MiB of a process."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) // 1024


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
    command = [sys.executable, "-m", "locust", "-f", script, "--headless", "-u", str(users), "-r", str(users), "-t", f"{seconds}s",
               "--host", address, "--csv", prefix, "--only-summary", "--loglevel", "ERROR"]  # fmt: skip
    subprocess.run(command, env=os.environ | environment, capture_output=True, check=False)
    with Path(f"{prefix}_stats.csv").open() as file:
        row = next(row for row in csv.DictReader(file) if row["Name"] == "answer")
    return float(row["Requests/s"]), float(row["50%"]), float(row["99%"]), int(row["Failure Count"])


def slow_readers(address: str, count: int) -> float:
    """Milliseconds that an answer takes while so many streams are open whose readers read nothing."""
    held = []
    with httpx.Client(base_url=address) as http:
        for _ in range(count):
            opened = http.post("/v1/conversations", json={}).json()
            body = b'{"text": "what leverage do I have at Hugging Face?"}'
            one = socket.create_connection(("127.0.0.1", int(address.rsplit(":", 1)[1])))
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            one.sendall(
                f"POST /v1/conversations/{opened['id']}/messages HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                f"Authorization: Bearer {opened['token']}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
            )
            held.append(one)
        started = time.perf_counter()
        http.post("/v1/ask", json={"question": QUESTIONS[0]}, timeout=60).raise_for_status()
        took = 1000 * (time.perf_counter() - started)
    for one in held:
        one.close()
    return took


def main(seconds: int = 20, soak: int = 600, conversations: str = "1,50,500") -> None:
    """Print the tables."""
    table = Table("conversations", "answers/s", "p50 ms", "p99 ms", "failed", "stock answers/s", "stock p50 ms", "stock p99 ms")
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        subprocess.run([sys.executable, "-c", "from bot.cli import main; main()", "ingest", ROOT / "corpus", "--index", scratch / "index"], check=True, capture_output=True)
        port, other = free_port(), free_port()
        environment = os.environ | {
            "PARLEY_INDEX": str(scratch / "index"), "PARLEY_DATABASE_URL": f"sqlite:///{scratch}/p.sqlite3", "PARLEY_LOG_LEVEL": "error",
            "PARLEY_RATE_PER_TOKEN": "1000000/second", "PARLEY_RATE_PER_ADDRESS": "1000000/second", "HF_HUB_OFFLINE": "1",
        }  # fmt: skip
        ours = subprocess.Popen([sys.executable, "-c", "from bot.cli import main; main()", "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL)
        theirs = subprocess.Popen([sys.executable, "-c", STOCK, scratch / "stock", ROOT / "corpus", str(other)], env=environment, cwd=ROOT)
        try:
            reached(f"http://127.0.0.1:{port}", "/readyz")
            reached(f"http://127.0.0.1:{other}", "/openapi.json")
            for users in (int(one) for one in conversations.split(",")):
                mine = swarm(f"http://127.0.0.1:{port}", users, seconds, scratch)
                stock = swarm(f"http://127.0.0.1:{other}", users, seconds, scratch, STOCK="1")
                table.add_row(str(users), f"{mine[0]:.0f}", f"{mine[1]:.0f}", f"{mine[2]:.0f}", str(mine[3]), f"{stock[0]:.0f}", f"{stock[1]:.0f}", f"{stock[2]:.0f}")
            Console(width=130).print(table)
            print(f"beside 100 readers who read nothing, one answer takes {slow_readers(f'http://127.0.0.1:{port}', 100):.0f} ms")
            before = memory(ours)
            rate, *_ = swarm(f"http://127.0.0.1:{port}", 20, soak, scratch)
            print(f"soak of {soak} s, 20 conversations: {rate * soak:.0f} answers, memory {before} MiB before and {memory(ours)} MiB after")
        finally:
            for process in (ours, theirs):
                process.terminate()
                process.wait(60)


if __name__ == "__main__":
    typer.run(main)
