"""How often the API may be called, for each token, address and origin; and who is asked for which."""

import logging
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import httpx
import pytest

from bot.errors import BadInput
from bot.server.app import create_app
from bot.settings import Settings

Serve = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


@pytest.fixture(scope="module")
def index(starter_index: Path) -> Path:
    return starter_index


@pytest.fixture
def served(index: Path, tmp_path: Path) -> Serve:
    @asynccontextmanager
    async def open_(**given: object) -> AsyncIterator[httpx.AsyncClient]:
        settings = Settings(index=index, database_url=f"sqlite:///{tmp_path}/p.sqlite3", **given)  # type: ignore[arg-type]
        app = create_app(settings)
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app, client=("203.0.113.9", 1)), base_url="http://localhost"
        )
        async with app.router.lifespan_context(app), client:
            yield client

    return open_


async def test_a_token_that_calls_too_often_is_told_when_to_come_again(served: Serve) -> None:
    async with served(rate_per_token="3/minute") as http:
        opened = (await http.post("/v1/conversations", json={})).json()
        mine = {"Authorization": f"Bearer {opened['token']}"}
        answers = [await http.get(f"/v1/conversations/{opened['id']}", headers=mine) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        last = answers[-1]
        assert last.headers["content-type"] == "application/problem+json"
        assert 1 <= int(last.headers["retry-after"]) <= 60
        assert last.json()["retry"] is True
        other = (await http.post("/v1/conversations", json={})).json()
        theirs = {"Authorization": f"Bearer {other['token']}"}
        assert (await http.get(f"/v1/conversations/{other['id']}", headers=theirs)).status_code == 200


async def test_how_long_to_wait_is_the_rates_own(served: Serve) -> None:
    async with served(rate_per_address="1/hour") as http:
        answers = [await http.get("/v1/companies") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert 60 < int(answers[1].headers["retry-after"]) <= 7200


async def test_an_address_is_counted_whatever_tokens_it_shows(served: Serve) -> None:
    async with served(rate_per_address="5/minute") as http:
        statuses = [
            (await http.get("/v1/companies", headers={"Authorization": f"Bearer {n}"})).status_code for n in range(7)
        ]
    assert statuses == [200] * 5 + [429] * 2


async def test_a_long_answer_costs_as_many_calls_as_it_is_long(served: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.server.limits.ANSWERED", 50)
    async with served(rate_per_address="4/minute") as http:
        answers = [await http.get("/v1/companies") for _ in range(2)]
    assert len(answers[0].content) > 4 * 50
    assert [answer.status_code for answer in answers] == [200, 429]


async def test_a_site_is_counted_over_all_its_visitors(served: Serve) -> None:
    async with served(rate_per_origin="2/minute", allowed_origins="https://site.example,https://quiet.example") as http:
        loud = [
            (await http.get("/v1/companies", headers={"Origin": "https://site.example"})).status_code for _ in range(3)
        ]
        quiet = await http.get("/v1/companies", headers={"Origin": "https://quiet.example"})
    assert (loud, quiet.status_code) == ([200, 200, 429], 200)


async def test_pages_and_health_are_never_refused(served: Serve) -> None:
    async with served(rate_per_address="1/minute") as http:
        assert {(await http.get(path)).status_code for path in ("/", "/widget.js", "/healthz") for _ in range(3)} == {
            200
        }


@pytest.mark.parametrize(
    ("name", "value"), [("rate_per_token", "often"), ("rate_per_address", ""), ("rate_storage", "nowhere://x")]
)
def test_a_wrong_rate_is_named_with_what_to_write(index: Path, tmp_path: Path, name: str, value: str) -> None:
    settings = Settings(index=index, database_url=f"sqlite:///{tmp_path}/p.sqlite3", **{name: value})  # type: ignore[arg-type]
    app = create_app(settings)
    with pytest.raises(BadInput, match=f"PARLEY_{name.upper()}"):
        app.build_middleware_stack()


async def test_a_conversation_opened_counts_once_however_much_is_sent_with_it(served: Serve) -> None:
    async with served(conversations_per_address="2/hour") as http:
        asked = {"content": b"{}" + b" " * 20_000, "headers": {"Content-Type": "application/json"}}
        sent = [(await http.post("/v1/conversations", **asked)).status_code for _ in range(3)]
    assert sent == [201, 201, 429]


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A Redis of this test's own: its address, and the process."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("Redis isn't installed (apt-get install redis-server)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "--port", str(port), "--save", "", "--appendonly", "no", "--dir", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    # Read to the line that says so, not waited for.
    assert any("eady to accept" in line for line in process.stdout)
    yield f"async+redis://127.0.0.1:{port}", process
    process.kill()
    process.communicate()


async def test_replicas_count_together_in_redis_and_each_for_itself_while_it_is_gone(
    served: Serve, redis: tuple[str, subprocess.Popen[str]], caplog: pytest.LogCaptureFixture
) -> None:
    address, process = redis
    async with served(rate_per_address="3/hour", rate_storage=address) as one, served(
        rate_per_address="3/hour", rate_storage=address
    ) as other:  # fmt: skip
        both = [(await http.get("/v1/companies")).status_code for http in (one, other, one, other)]
        assert both == [200, 200, 200, 429]
        process.kill()
        process.wait()
        with caplog.at_level(logging.WARNING):
            alone = [(await other.get("/v1/companies")).status_code for _ in range(4)]
    assert alone == [200, 200, 200, 429]
    assert [one.message.partition(" (")[0] for one in caplog.records] == ["PARLEY_RATE_STORAGE can't be reached"]
