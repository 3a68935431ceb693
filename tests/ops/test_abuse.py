"""What anonymous callers may ask of the server: work is counted, names are checked, answers say what was wrong."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from fastapi import HTTPException
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.answer import Answer
from bot.channels import library
from bot.channels.api import LONGEST_HISTORY
from bot.channels.library import AT_ONCE, LONG, WAITING, HeavyWork
from bot.conversation.answering import COMPOSED, Answering
from bot.errors import BadInput
from bot.knowledge import bands as lookup
from bot.reading.apart import Apart
from bot.reading.names import Names
from bot.reading.offer_terms import read_offer
from bot.reading.read import Reader
from bot.reading.terms import Profile
from bot.reading.types import Reading, Turn
from bot.server import limits
from bot.server.app import create_app
from bot.server.limits import A_LETTER, cost_of
from bot.settings import Settings, load
from ingest.errors import IndexMissing
from ingest.index.facts import Facts
from tests.service.live import ScriptedCoach

KEY = "a-key-of-the-operator"
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
        transport = httpx.ASGITransport(app, client=("203.0.113.9", 1))
        client = httpx.AsyncClient(transport=transport, base_url="http://localhost")
        async with app.router.lifespan_context(app), client:
            yield client

    return open_


# Work is counted


def scope(path: str, query: str = "", **headers: str) -> dict[str, object]:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "method": "POST", "path": path, "headers": raw, "query_string": query.encode()}


def test_a_call_costs_by_what_it_brings() -> None:
    assert cost_of(scope("/v1/ask", content_length="200")) == 1
    assert cost_of(scope("/v1/ask", content_length="24000")) == 25
    assert cost_of(scope("/v1/ask", transfer_encoding="chunked")) == 65
    assert cost_of(scope("/v1/offers", content_length="60000")) == 16
    assert cost_of(scope("/v1/offers", content_type="multipart/form-data; x", content_length="0")) == 1 + A_LETTER
    assert cost_of(scope("/v1/offers", content_type="multipart/form-data", content_length="500000")) == 6 + A_LETTER
    assert cost_of(scope("/v1/bands", "limit=1000")) == 6
    assert cost_of(scope("/rank", "region=London")) > cost_of(scope("/companies", "q=London"))
    assert cost_of(scope("/v1/bands", "limit=" + "9" * 5000)) > 1
    for hidden in ("limit=1&limit=1000", "%6cimit=1000", f"x={'y' * 9000}&limit=1000", "limit=1000&limit=1"):
        assert cost_of(scope("/v1/bands", hidden)) == 6
    assert cost_of(scope("/v1/conversations/a/practice/progress")) > 1
    assert cost_of(scope("/v1/conversations/a/all", "q=pay")) > cost_of(scope("/v1/conversations/a/all", "q="))


async def test_large_answers_use_up_the_calls_of_a_minute_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ANSWERED", 1_000)
    app = Starlette(routes=[Route("/{size:int}", lambda asked: Response(b"x" * asked.path_params["size"]))])
    rates = {"token": "9/hour", "address": "9/hour", "origin": "9/hour", "storage": "async+memory://"}
    counted = limits.RateGuard(app, **rates)
    transport = httpx.ASGITransport(counted)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
        statuses = [(await http.get(f"/{size}")).status_code for size in (10, 4_000, 1_000, 50_000, 10)]
    assert statuses == [200, 200, 200, 200, 429]


async def test_a_body_costs_what_comes_of_it_whatever_it_is_said_to_be() -> None:
    async def read(asked: Request) -> Response:
        return Response(str(len(await asked.body())))

    rates = {"token": "55/hour", "address": "55/hour", "origin": "55/hour", "storage": "async+memory://"}
    counted = limits.RateGuard(Starlette(routes=[Route("/x", read, methods=["POST"])]), **rates)

    async def pieces(count: int) -> AsyncIterator[bytes]:
        for _ in range(count):
            yield b" " * 10_000

    transport = httpx.ASGITransport(counted)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
        statuses = [(await http.post("/x", content=pieces(count))).status_code for count in (1, 40, 1)]
    assert statuses == [200, 200, 429]


async def test_who_holds_many_addresses_of_one_network_is_one_caller(index: Path, tmp_path: Path) -> None:
    app = create_app(Settings(index=index, database_url=f"sqlite:///{tmp_path}/p.sqlite3", rate_per_address="2/hour"))
    statuses = []
    async with app.router.lifespan_context(app):
        for address in ("2001:db8::1", "2001:db8::ffff", "2001:db8:0:0:9::1", "2001:db8:0:1::1", "::ffff:192.0.2.1"):
            transport = httpx.ASGITransport(app, client=(address, 1))
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
                statuses.append((await http.get("/v1/companies")).status_code)
    assert statuses == [200, 200, 429, 200, 200]


async def test_large_questions_use_up_the_calls_of_a_minute(served: Serve) -> None:
    async with served(rate_per_address="7/hour") as http:
        history = ["What does W&B pay a staff engineer? " * 30] * 2  # a call costs three of a small one's
        statuses = [
            (await http.post("/v1/ask", json={"question": "And in London?", "history": history})).status_code
            for _ in range(4)
        ]
    assert statuses == [200, 200, 429, 429]


async def test_a_history_is_bounded_as_a_whole(served: Serve) -> None:
    async with served() as http:
        refused = await http.post("/v1/ask", json={"question": "hi", "history": ["x" * (LONGEST_HISTORY // 4)] * 5})
    assert refused.status_code == 422 and "history" in refused.json()["detail"]


async def test_of_a_history_the_last_turns_alone_are_answered_again_and_the_others_read() -> None:
    class Counting(ScriptedCoach):
        composed = 0

        def compose(self, question: Reading, history: Sequence[Turn]) -> Answer:
            self.composed += 1
            return super().compose(question, history)

    coach = Counting()
    answering = Answering(coach, None, asyncio.Semaphore(2))  # type: ignore[arg-type]
    async for _ in answering.alone("And in London?", [f"question {number}" for number in range(12)]):
        pass
    assert len(coach.asked) == 13
    assert coach.composed == COMPOSED + 1


async def test_who_calls_on_though_refused_is_told_so_only_so_often(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(round(seconds, 2))

    stopped = SimpleNamespace(time=lambda: 100.0)
    monkeypatch.setattr(limits, "asyncio", SimpleNamespace(sleep=sleep, get_running_loop=lambda: stopped))
    app = Starlette(routes=[Route("/x", lambda asked: Response("x"))])
    rates = {"token": "1/hour", "address": "1/hour", "origin": "1/hour", "storage": "async+memory://"}
    guard = limits.RateGuard(app, **rates)
    for who, calls in ("1.2.3.4", 250), ("5.6.7.8", 2):
        transport = httpx.ASGITransport(guard, client=(who, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            statuses = [(await http.get("/x")).status_code for _ in range(calls)]
        assert statuses == [200] + [429] * (calls - 1)
    assert len(waited) == 249 - limits.AT_ONCE, "the first refusals, and another's, wait for nothing"
    assert waited[:3] == [0.05, 0.1, 0.15] and max(waited) == waited[-1] == limits.HELD


async def test_the_calls_of_an_addresss_minute_are_let_in_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(round(seconds, 2))

    stopped = SimpleNamespace(time=lambda: 100.0)
    monkeypatch.setattr(limits, "asyncio", SimpleNamespace(sleep=sleep, get_running_loop=lambda: stopped))
    app = Starlette(routes=[Route("/x", lambda asked: Response("x")), Route("/rank", lambda asked: Response("x"))])
    guard = limits.RateGuard(
        app, token="600/minute", address="600/minute", origin="600/minute", storage="async+memory://"
    )
    statuses = []
    for who, path, calls in ("1.2.3.4", "/x", 200), ("5.6.7.8", "/x", 1), ("9.9.9.9", "/rank", 4):
        transport = httpx.ASGITransport(guard, client=(who, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            statuses += [await http.get(path) for _ in range(calls)]
            waited.append(-1)
    theirs, others, costly = (" ".join(map(str, waited)).split("-1")[n].split() for n in range(3))
    assert theirs[:3] == ["0.05", "0.1", "0.15"] and others == []
    assert costly == ["0.25"], "what costs eight calls waits as eight would"
    refused = [answer for answer in statuses if answer.status_code == 429]
    assert len(refused) == 200 - 20 - 100 and refused[0].headers["Retry-After"] == "5"


@pytest.mark.parametrize("path", ["/slack/install", "/slack/oauth_redirect", "/companies", "/chat", "/offer", "/x"])
async def test_a_path_is_limited_unless_it_costs_next_to_nothing(path: str) -> None:
    app = Starlette(routes=[Route(path, lambda asked: Response("x"))])
    rates = {"token": "2/hour", "address": "2/hour", "origin": "2/hour", "storage": "async+memory://"}
    transport = httpx.ASGITransport(limits.RateGuard(app, **rates))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
        assert [(await http.get(path)).status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize(
    "path", ["/metrics", "/readyz", "/openapi.json", "/docs", "/operator", "/v1/operator/overview"]
)
async def test_every_path_that_costs_anything_is_limited(served: Serve, path: str) -> None:
    async with served(rate_per_address="2/hour", rate_per_token="9/hour", operator_key=KEY) as http:
        statuses = [(await http.get(path, headers={"Authorization": f"Bearer {KEY}"})).status_code for _ in range(3)]
    # A page that is long to send costs more than one call.
    assert statuses in ([200, 200, 429], [200, 429, 429])


async def test_who_guesses_keys_is_told_to_wait(served: Serve) -> None:
    async with served(operator_key=KEY) as http:
        guesses = [
            (await http.get("/metrics", headers={"Authorization": f"Bearer guess-number-{n}"})).status_code
            for n in range(12)
        ]
        right = await http.get("/v1/operator/overview", headers={"Authorization": f"Bearer {KEY}"})
    assert guesses == [401] * 10 + [429] * 2
    assert right.status_code == 429


async def test_who_guesses_the_codes_of_devices_is_told_to_wait(served: Serve) -> None:
    async with served(rate_per_address="100000/minute") as http:
        guesses = [(await http.post("/v1/devices", json={"code": f"K7MQ4XZP{n:04}"})).status_code for n in range(12)]
    assert guesses == [404] * 10 + [429] * 2


@pytest.mark.parametrize("key", ["short", f"{KEY},short"])
def test_an_operators_key_that_can_be_guessed_is_refused_at_start(key: str) -> None:
    with pytest.raises(BadInput, match=r"PARLEY_OPERATOR_KEY.*16"):
        load(operator_key=key)


def test_a_page_of_bands_reads_only_the_guides_it_shows(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = Facts(index)
    names = Names(facts)
    every = list(lookup.every(facts, names))
    for offset, limit in ((0, 5), (3, 4), (7, 100), (11, 1)):
        assert lookup.page(facts, names, offset, limit) == every[offset : offset + limit]
    read: list[object] = []
    monkeypatch.setattr(facts, "bands", lambda *given: read.append(given) or ())
    assert lookup.page(facts, names, 10_000_000, 1000) == []
    assert read == []
    facts.close()


async def test_the_openapi_document_is_made_once(served: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    async with served() as http:
        first = (await http.get("/openapi.json")).content
        monkeypatch.setattr("fastapi.FastAPI.openapi", lambda _: pytest.fail("it was made again"))
        assert (await http.get("/openapi.json")).content == first


async def test_an_address_opens_only_so_many_conversations_a_day(served: Serve) -> None:
    async with served(conversations_per_address="2/day") as http:
        statuses = [(await http.post("/v1/conversations")).status_code for _ in range(3)]
        assert statuses == [201, 201, 429]
        assert (await http.get("/v1/companies")).status_code == 200


async def test_an_address_has_only_so_much_kept_a_day_and_may_still_read_and_delete_it(served: Serve) -> None:
    async with served(kilobytes_per_address="2/day") as http:
        opened = (await http.post("/v1/conversations")).json()
        mine, headers = f"/v1/conversations/{opened['id']}", {"Authorization": f"Bearer {opened['token']}"}
        said = [
            (await http.post(f"{mine}/messages", json={"text": "hello " * 100}, headers=headers)).status_code
            for _ in range(5)
        ]
        assert (said[0], said[-1]) == (200, 429)
        assert (await http.get(mine, headers=headers)).status_code == 200
        assert (await http.delete(mine, headers=headers)).status_code == 204


# Letters


class Gate:
    """Work that waits for its word, and counts how many wait beside one another."""

    def __init__(self) -> None:
        self.opened, self.at_once, self.most = threading.Event(), 0, 0

    def __call__(self, *given: object) -> str:
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.opened.wait(20)
        self.at_once -= 1
        return "read"


async def test_letters_wait_for_one_another_and_too_many_are_refused() -> None:
    gate, letters = Gate(), HeavyWork(AT_ONCE, WAITING)
    sent = [asyncio.create_task(letters.run(gate, b"")) for _ in range(AT_ONCE + WAITING)]
    await asyncio.sleep(0.05)
    with pytest.raises(HTTPException) as refused:
        await letters.run(gate, b"")
    assert refused.value.status_code == 429 and refused.value.headers == {"Retry-After": "5"}
    gate.opened.set()
    assert await asyncio.gather(*sent) == ["read"] * (AT_ONCE + WAITING)
    assert gate.most == AT_ONCE
    assert await letters.run(gate, b"") == "read"


async def test_long_offers_are_read_one_at_a_time_and_short_ones_beside_them(
    served: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, read = Gate(), read_offer
    monkeypatch.setattr(library._APART, "read_offer", lambda text: (gate(), read(text[:100]))[1])
    async with served() as http:
        long = [
            asyncio.create_task(http.post("/v1/offers", json={"text": "245k base " + "x" * LONG})) for _ in range(4)
        ]
        short = await http.post("/v1/offers", json={"text": "245k base"})
        assert short.status_code == 200 and not any(one.done() for one in long)
        gate.opened.set()
        assert [one.status_code for one in await asyncio.gather(*long)] == [200] * 4
    assert gate.most == 1


def test_a_long_offer_is_read_apart_as_it_is_read_here_and_again_after_its_process_died() -> None:
    apart = Apart()
    try:
        for text in ("245k base, 30k sign-on \ud800. " + "We look forward to it. " * 400, "nothing " * 1000):
            assert apart.read_offer(text) == read_offer(text)
            assert apart._process
            apart._process.kill()
            apart._process.wait()
        # Killed so late that it is asked all the same.
        apart._process.poll = lambda: None  # type: ignore[method-assign]
        assert apart.read_offer(text) == read_offer(text)
    finally:
        apart.close()


def test_a_long_message_is_read_apart_as_it_is_read_here(starter_index: Path) -> None:
    apart, facts = Apart(str(starter_index), "none"), Facts(starter_index)
    try:
        here = Reader(Names(facts), elsewhere=lambda: None)
        before = here.read("What does W&B pay a staff engineer in London?", (), Profile())
        asked = "They offered 180k base and 40k of stock a year. Is that fair? " * 40
        history = (Turn(before.text, before.told, Answer(status="answered", blocks=(), intent="band")),)
        told, same = (one.read(asked, history, before.told.profile) for one in (apart, here))
        assert replace(told, trace=(), asks=(), doubts=()) == replace(same, trace=(), asks=(), doubts=())
        assert [ask.kind for ask in told.asks] == [ask.kind for ask in same.asks]
    finally:
        apart.close()
        facts.close()


def test_what_is_wrong_with_the_index_is_told_of_a_message_read_apart(tmp_path: Path) -> None:
    apart = Apart(str(tmp_path / "nowhere"), "none")
    try:
        with pytest.raises(IndexMissing):
            apart.read("x" * 2_000, (), Profile())
    finally:
        apart.close()


def test_a_reader_apart_that_hangs_is_given_up_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.reading.apart.MOST_WAITED", 0.0)
    apart = Apart()
    with pytest.raises(BadInput, match="too long"):
        apart.read_offer("245k base")
    assert apart._process is None


# Names


async def test_a_call_under_two_names_is_refused(served: Serve) -> None:
    async with served() as http:
        two = await http.get("/v1/companies", headers=[("Host", "localhost"), ("Host", "evil.example")])
    assert (two.status_code, two.json()["code"]) == (400, "host-not-allowed")


async def test_a_name_that_is_not_the_servers_is_refused_everywhere(served: Serve) -> None:
    paths = ("/", "/healthz", "/readyz", "/v1/companies", "/openapi.json", "/widget.js", "/nowhere")
    others = ("evil.example", "localhost.evil.example", "parley.example.evil", "127.0.0.1.evil.example", "x:80")
    own = ("localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:80", "a.localhost", "parley.example:443", "10.1.2.3")
    async with served(allowed_hosts="parley.example, 10.1.2.3") as http:
        for path in paths:
            for host in others:
                refused = await http.get(path, headers={"Host": host})
                assert (refused.status_code, refused.json()["code"]) == (400, "host-not-allowed"), (path, host)
            for host in own if path != "/openapi.json" else own[:1]:
                assert (await http.get(path, headers={"Host": host})).status_code in (200, 404), (path, host)


@pytest.mark.parametrize(
    "origin",
    [
        "https://Site.example",
        "https://site.example/path",
        "ftp://site.example",
        "site.example",
        "https://",
        "*",
        "null",
    ],
)
def test_an_origin_that_no_browser_sends_is_refused_at_start(origin: str) -> None:
    with pytest.raises(BadInput, match="PARLEY_ALLOWED_ORIGINS"):
        load(allowed_origins=f"https://good.example,{origin}")
    assert load(allowed_origins="https://good.example:8443/, http://localhost:3000").origins == (
        "https://good.example:8443",
        "http://localhost:3000",
    )


def test_a_host_with_a_port_is_refused_at_start() -> None:
    with pytest.raises(BadInput, match="PARLEY_ALLOWED_HOSTS"):
        load(allowed_hosts="parley.example:443")


# What was wrong


async def test_a_last_event_id_of_any_length_is_none(served: Serve) -> None:
    async with served() as http:
        opened = (await http.post("/v1/conversations")).json()
        mine = {"Authorization": f"Bearer {opened['token']}"}
        base = f"/v1/conversations/{opened['id']}/messages"
        reply = (await http.post(base, json={"text": "hello"}, headers=mine)).json()
        for last in ("9" * 5000, "9" * 60_000, "-1", "x"):
            again = await http.get(f"{base}/{reply['message_id']}/events", headers=mine | {"Last-Event-ID": last})
            assert again.status_code == 200 and "event: done" in again.text


async def test_allow_names_every_method_of_an_address(served: Serve) -> None:
    async with served() as http:
        refused = await http.put(f"/v1/conversations/{'0' * 32}/profile")
    assert refused.status_code == 405
    assert {"GET", "PATCH", "DELETE"} <= set(refused.headers["allow"].split(", "))


async def test_a_media_type_of_quality_nought_is_not_sent(served: Serve) -> None:
    async with served() as http:
        for accept, kind in (
            ("text/event-stream", "text/event-stream"),
            ("text/event-stream;q=0, application/json", "application/json"),
            ("application/json, text/event-stream; q=0.0", "application/json"),
            ("text/event-stream;q=0.5", "text/event-stream"),
        ):
            answer = await http.post("/v1/ask", json={"question": "hello"}, headers={"Accept": accept})
            assert answer.headers["content-type"].startswith(kind), accept


async def test_what_was_sent_is_not_echoed_whole(served: Serve) -> None:
    async with served(rate_per_token="9000/hour") as http:
        opened = (await http.post("/v1/conversations")).json()
        mine = {"Authorization": f"Bearer {opened['token']}"}
        base = f"/v1/conversations/{opened['id']}"
        long = "x" * 1_000_000
        for method, path, body in (
            ("PATCH", "/profile", {long: 1}),
            ("PATCH", "/profile", {"offer": {long: 1}}),
            ("POST", "/practice", {"company": "nowhere " * 200, "role": "engineer"}),
            ("POST", "/practice", {"company": "weights-and-biases", "role": "software-engineer", long: 1}),
        ):
            refused = await http.request(method, base + path, json=body, headers=mine)
            assert refused.status_code in (413, 422) and len(refused.content) < 2_000


async def test_the_document_names_every_refusal_and_each_model_once(served: Serve) -> None:
    async with served() as http:
        document = (await http.get("/openapi.json")).json()
    assert not [name for name in document["components"]["schemas"] if "__" in name]
    for path, methods in document["paths"].items():
        for what in methods.values():
            assert {"400", "403", "413", "429"} <= set(what["responses"]), path


async def test_a_date_of_garbage_in_the_database_is_told_as_damage(served: Serve, tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    async with served() as http:
        made = (await http.post("/v1/conversations", json={})).json()
        with closing(sqlite3.connect(tmp_path / "p.sqlite3")) as file, file:
            file.execute("UPDATE conversations SET active_at = 'garbage', created_at = 'garbage'")
        found = await http.get(f"/v1/conversations/{made['id']}", headers={"Authorization": f"Bearer {made['token']}"})
        assert found.status_code == 503 and "damaged (p.sqlite3" in found.text
