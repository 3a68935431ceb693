"""Conversations over real HTTP: streamed, resumed, stopped, sent twice, cut off; nothing said is lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

import bot.channels.api
import bot.server.opening
from bot.conversation.history import History
from bot.server.app import create_app
from bot.settings import Settings

from .live import WORDS, Client, ScriptedCoach, Sent, events, served

TEXT = "".join(WORDS)


@pytest.fixture
def coach(monkeypatch: pytest.MonkeyPatch) -> ScriptedCoach:
    scripted = ScriptedCoach()
    monkeypatch.setattr(bot.server.opening, "_coach", lambda settings, facts, names, apart: scripted)
    return scripted


@pytest.fixture
def settings(tmp_path: Path, index: Path) -> Settings:
    return Settings(index=index, database_url=f"sqlite:///{tmp_path}/parley.sqlite3", _env_file=None)  # type: ignore[call-arg]


@pytest.fixture
async def http(settings: Settings, coach: ScriptedCoach) -> AsyncIterator[httpx.AsyncClient]:
    async with served(create_app(settings)) as address, httpx.AsyncClient(base_url=address, timeout=20) as client:
        yield client


@pytest.fixture
async def me(http: httpx.AsyncClient) -> Client:
    return await Client.open(http)


def names(sent: list[Sent]) -> list[str]:
    return [event.event for event in sent]


async def last_said(me: Client) -> dict[str, Any]:
    said: dict[str, Any] = (await me.get()).json()["messages"][-1]
    return said


# Streams


async def test_a_reply_streams_in_order_and_is_what_the_history_keeps(me: Client) -> None:
    async with me.stream("hello") as stream:
        sent = [event async for event in stream]
    assert [event.event for event in sent] == [
        "status",
        "status",
        "sentence",
        "sentence",
        "sentence",
        "sentence",
        "block",
        "block",
        "done",
    ]
    assert [int(event.id) for event in sent] == list(range(1, len(sent) + 1))
    assert sent[0].data == {"stage": "reading", "message_id": sent[-1].data["message_id"]}
    assert "".join(event.data["text"] for event in sent if event.event == "sentence") == TEXT
    assert sent[6].data["block"]["text"] == TEXT and sent[6].data["index"] == 0
    history = (await me.get()).json()
    assert [(m["role"], m["text"]) for m in history["messages"]] == [("user", "hello"), ("assistant", None)]
    assert history["messages"][1]["answer"] == sent[-1].data["answer"]
    assert history["messages"][1]["id"] == sent[-1].data["message_id"]


async def test_json_and_events_give_the_same_answer(me: Client) -> None:
    whole = (await me.say("hello")).json()
    async with me.stream("hello") as stream:
        done = [event async for event in stream][-1]
    assert set(whole) == {"message_id", "answer"}
    assert whole["answer"] == done.data["answer"]


async def test_sentences_come_before_the_answer_is_finished(me: Client, coach: ScriptedCoach) -> None:
    gate = coach.gated("hello", after=2)
    async with me.stream("hello") as stream:
        seen = [await anext(stream) for _ in range(5)]
        assert names(seen) == ["status", "status", "status", "sentence", "sentence"]
        gate.opened.set()
        assert (await _rest(stream))[-1].event == "done"


async def _rest(stream: AsyncIterator[Sent]) -> list[Sent]:
    return [event async for event in stream]


@pytest.mark.parametrize("modelled", [False, True])
async def test_a_stream_resumes_after_any_event_from_memory_and_from_the_store(
    http: httpx.AsyncClient, coach: ScriptedCoach, settings: Settings, modelled: bool
) -> None:
    me = await Client.open(http)
    coach.narrator = coach if modelled else None
    async with me.stream("hello") as stream:
        sent = await _rest(stream)
    message_id = sent[-1].data["message_id"]
    async with AsyncExitStack() as stack:
        other = await stack.enter_async_context(served(create_app(settings)))
        elsewhere = Client(await stack.enter_async_context(httpx.AsyncClient(base_url=other, timeout=60)), me.id, "")
        elsewhere.headers = me.headers
        for last in range(1, len(sent) + 1):
            expected = sent[last:] or sent[-1:]
            assert await me.resumed(message_id, str(last)) == expected
            kept = await elsewhere.resumed(message_id, str(last))
            # Statuses aren't kept, nor a model's sentences; its blocks, which replace them, are.
            passing = ("status", "sentence") if modelled else ("status",)
            assert kept == [event for event in expected if event.event not in passing]
        for replay in (await me.resumed(message_id), await elsewhere.resumed(message_id)):
            assert replay[0].event == "status" and replay[0].data["message_id"] == message_id
            assert replay[-1] == sent[-1]


async def test_a_stream_resumes_while_the_reply_is_made(me: Client, coach: ScriptedCoach) -> None:
    gate = coach.gated("hello", after=2)
    async with me.stream("hello") as stream:
        first = [await anext(stream) for _ in range(4)]
    resuming = asyncio.create_task(me.resumed(first[0].data["message_id"], first[-1].id))
    await gate.reached.wait()
    gate.opened.set()
    rest = await resuming
    assert [int(event.id) for event in first + rest] == list(range(1, len(first + rest) + 1))
    assert "".join(e.data["text"] for e in first + rest if e.event == "sentence") == TEXT


@pytest.mark.parametrize("last", ["", "x", "-1", "²", "9" * 30, "1; 2"])
async def test_a_senseless_last_event_id_loses_nothing(me: Client, last: str) -> None:
    message_id = (await me.say("hello")).json()["message_id"]
    headers = {"Last-Event-ID": last.encode()} | me.headers
    async with me.http.stream("GET", f"{me.base}/messages/{message_id}/events", headers=headers) as response:
        assert (await _rest(events(response)))[-1].event == "done"


async def test_silence_on_a_stream_is_broken_by_heartbeats(
    me: Client, coach: ScriptedCoach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.channels.api, "HEARTBEAT", 0.05)
    gate = coach.gated("hello", after=0)
    async with me.stream("hello") as stream:
        seen = [await anext(stream) for _ in range(12)]
        assert names(seen)[-2:] == ["comment", "comment"]
        gate.opened.set()


# Going away, stopping


async def test_a_reply_is_kept_though_its_asker_went_away(me: Client, coach: ScriptedCoach) -> None:
    gate = coach.gated("hello", after=1)
    async with me.stream("hello") as stream:
        message_id = (await anext(stream)).data["message_id"]
        await gate.reached.wait()
    assert (await last_said(me))["state"] == "running"
    gate.opened.set()
    assert (await me.resumed(message_id))[-1].event == "done"
    assert (await last_said(me))["answer"]["blocks"][0]["text"] == TEXT
    assert not gate.cancelled


async def test_stopping_stops_the_work_and_keeps_what_was_said(me: Client, coach: ScriptedCoach) -> None:
    gate = coach.gated("hello", after=2)
    async with me.stream("hello") as stream:
        message_id = (await anext(stream)).data["message_id"]
        await gate.reached.wait()
        stopped = (await me.post(f"/messages/{message_id}/stop")).json()
        rest = await _rest(stream)
    assert gate.cancelled
    assert stopped["state"] == "stopped"
    assert [b["type"] for b in stopped["answer"]["blocks"]] == ["text", "warning"]
    assert stopped["answer"]["blocks"][0]["text"] == "".join(WORDS[:2])
    assert rest[-1].event == "done" and rest[-1].data["answer"] == stopped["answer"]
    assert (await last_said(me)) == stopped
    assert (await me.post(f"/messages/{message_id}/stop")).json() == stopped
    assert (await me.say("go on")).status_code == 200


async def test_a_reply_can_be_stopped_through_another_replica(
    me: Client, coach: ScriptedCoach, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversation.conversations.RENEWAL", 1.0)
    gate = coach.gated("hello", after=1)
    async with AsyncExitStack() as stack:
        other = await stack.enter_async_context(served(create_app(settings)))
        elsewhere = Client(await stack.enter_async_context(httpx.AsyncClient(base_url=other, timeout=60)), me.id, "")
        elsewhere.headers = me.headers
        async with me.stream("hello") as stream:
            message_id = (await anext(stream)).data["message_id"]
            await gate.reached.wait()
            following = asyncio.create_task(elsewhere.resumed(message_id))
            assert (await elsewhere.post(f"/messages/{message_id}/stop")).json()["state"] == "stopped"
            assert (await _rest(stream))[-1].event == "done"
        assert (await following)[-1].data["answer"]["blocks"][-1]["code"] == "stopped"
    assert gate.cancelled


# Sent twice, sent at once


async def test_a_message_sent_twice_is_answered_once(me: Client, coach: ScriptedCoach) -> None:
    gate = coach.gated("hello", after=1)
    both = [asyncio.create_task(me.say("hello", client_id="c-1")) for _ in range(2)]
    await gate.reached.wait()
    gate.opened.set()
    first, second = [(await sending).json() for sending in both]
    assert first == second == (await me.say("hello", client_id="c-1")).json()
    assert coach.asked == ["hello"]
    assert len((await me.get()).json()["messages"]) == 2
    reused = await me.say("something else", client_id="c-1")
    assert reused.status_code == 422 and "client_id" in reused.json()["detail"]


async def test_messages_sent_at_once_are_answered_one_after_the_other(me: Client, coach: ScriptedCoach) -> None:
    gate = coach.gated("one", after=1)
    first = asyncio.create_task(me.say("one"))
    await gate.reached.wait()
    second = asyncio.create_task(me.say("two"))
    gate.opened.set()
    assert (await first).status_code == (await second).status_code == 200
    assert coach.asked == ["one", "two"] and coach.seen == [0, 1]
    assert [m["text"] for m in (await me.get()).json()["messages"]] == ["one", None, "two", None]


async def test_a_message_that_would_wait_too_long_is_refused_clearly(
    me: Client, coach: ScriptedCoach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversation.conversations.PATIENCE", 0.05)
    gate = coach.gated("one", after=1)
    first = asyncio.create_task(me.say("one"))
    await gate.reached.wait()
    refused = await me.say("two")
    assert refused.status_code == 409 and refused.json()["retry"] and refused.headers["retry-after"]
    gate.opened.set()
    assert (await first).status_code == 200
    assert [m["text"] for m in (await me.get()).json()["messages"]] == ["one", None]


async def test_a_hundred_streams_at_once_all_arrive_whole(http: httpx.AsyncClient, coach: ScriptedCoach) -> None:
    gate = coach.gated("hello", after=2)
    limits = httpx.Limits(max_connections=200)
    async with httpx.AsyncClient(base_url=http.base_url, limits=limits, timeout=60) as many:
        mine = await asyncio.gather(*(Client.open(many) for _ in range(100)))

        async def whole(me: Client) -> list[Sent]:
            async with me.stream("hello") as stream:
                return await _rest(stream)

        streams = [asyncio.create_task(whole(me)) for me in mine]
        await gate.reached.wait()
        gate.opened.set()
        results = await asyncio.gather(*streams)
    assert {names(sent)[-1] for sent in results} == {"done"}
    assert {"".join(e.data["text"] for e in sent if e.event == "sentence") for sent in results} == {TEXT}


# Who may


async def test_without_its_token_nobody_reads_continues_or_deletes_a_conversation(http: httpx.AsyncClient) -> None:
    me, other = await Client.open(http), await Client.open(http)
    message_id = (await me.say("hello")).json()["message_id"]
    paths = [
        ("GET", ""), ("DELETE", ""), ("POST", "/messages"), ("GET", f"/messages/{message_id}/events"),
        ("POST", f"/messages/{message_id}/stop"), ("POST", f"/messages/{message_id}/feedback"), ("GET", "/profile"),
        ("PATCH", "/profile"), ("DELETE", "/profile"), ("GET", "/export"), ("POST", "/practice"),
    ]  # fmt: skip
    unknown = f"/v1/conversations/{'0' * 32}"
    for method, path in paths:
        missing = await http.request(method, me.base + path, json={})
        assert missing.status_code == 401 and missing.headers["www-authenticate"] == "Bearer"
        wrong = await http.request(method, me.base + path, json={}, headers=other.headers)
        nowhere = await http.request(method, unknown + path, json={}, headers=other.headers)
        assert wrong.status_code == nowhere.status_code == 404
        assert wrong.json() == nowhere.json()
    assert len((await me.get()).json()["messages"]) == 2


async def test_a_message_of_another_conversation_is_not_found(http: httpx.AsyncClient) -> None:
    me, other = await Client.open(http), await Client.open(http)
    theirs = (await other.say("hello")).json()["message_id"]
    for method, path in (("GET", "events"), ("POST", "stop")):
        refused = await http.request(method, f"{me.base}/messages/{theirs}/{path}", headers=me.headers)
        assert refused.status_code == 404
    assert (await me.post(f"/messages/{theirs}/feedback", {"rating": "up"})).status_code == 404


async def test_deleted_means_gone_also_while_a_reply_is_made(me: Client, coach: ScriptedCoach) -> None:
    gate = coach.gated("hello", after=1)
    async with me.stream("hello") as stream:
        await gate.reached.wait()
        assert (await me.http.delete(me.base, headers=me.headers)).status_code == 204
        last = (await _rest(stream))[-1]
        assert (last.event, last.data["status"], last.data["code"]) == ("error", 404, "not-found")
    assert gate.cancelled
    assert (await me.get()).status_code == 404
    assert (await me.http.delete(me.base, headers=me.headers)).status_code == 404


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://[", ""])
async def test_pages_of_other_origins_are_refused_and_change_nothing(me: Client, origin: str) -> None:
    refused = await me.post("/messages", {"text": "hello"}, Origin=origin)
    assert refused.status_code == 403 and refused.json()["code"] == "origin-not-allowed"
    assert "access-control-allow-origin" not in refused.headers
    assert (await me.get()).json()["messages"] == []


async def test_our_own_pages_are_let_through(me: Client) -> None:
    own = str(me.http.base_url).rstrip("/")
    assert (await me.post("/messages", {"text": "hello"}, Origin=own)).status_code == 200
    assert (await me.get("", **{"Sec-Fetch-Site": "cross-site"})).status_code == 403


async def test_an_origin_that_the_operator_allows_may_call(settings: Settings, coach: ScriptedCoach) -> None:
    allowed = settings.model_copy(update={"allowed_origins": "https://a.example, https://b.example/"})
    async with served(create_app(allowed)) as address, httpx.AsyncClient(base_url=address, timeout=60) as http:
        for origin in ("https://a.example", "https://b.example"):
            ask = {
                "Origin": origin,
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "authorization,content-type,last-event-id",
            }
            assert (await http.options("/v1/conversations", headers=ask)).status_code == 200
            opened = await http.post("/v1/conversations", headers={"Origin": origin})
            assert opened.status_code == 201 and opened.headers["access-control-allow-origin"] == origin
        assert (await http.post("/v1/conversations", headers={"Origin": "https://c.example"})).status_code == 403


# What is kept about people


async def test_the_profile_is_built_shown_edited_and_forgotten(me: Client) -> None:
    await me.say("I work with acme")
    assert (await me.get("/profile")).json()["company"] == "acme"
    edit = {"company": None, "role": "staff-engineer", "offer": {"base": 200_000, "currency": "USD"}}
    edited = await me.http.patch(f"{me.base}/profile", json=edit, headers=me.headers)
    assert edited.json() == (await me.get("/profile")).json()
    assert (edited.json()["company"], edited.json()["role"]) == (None, "staff-engineer")
    assert edited.json()["offer"]["base"] == 200_000
    for wrong in ({"nonsense": 1}, {"offer": {"base": "much"}}, {"company": {"a": 1}}):
        refused = await me.http.patch(f"{me.base}/profile", json=wrong, headers=me.headers)
        assert refused.status_code == 422, refused.text
    assert (await me.http.delete(f"{me.base}/profile", headers=me.headers)).status_code == 204
    assert (await me.get("/profile")).json()["role"] is None
    assert len((await me.get()).json()["messages"]) == 2


async def test_feedback_is_kept_with_its_message_and_the_later_word_counts(me: Client) -> None:
    message_id = (await me.say("hello")).json()["message_id"]
    for body in ({"rating": "up"}, {"rating": "down", "reason": "too long\x00"}):
        assert (await me.post(f"/messages/{message_id}/feedback", body)).status_code == 204
    assert (await last_said(me))["feedback"] == {"rating": "down", "reason": "too long"}
    assert (await me.post(f"/messages/{message_id}/feedback", {"rating": "meh"})).status_code == 422


async def test_a_conversation_exports_as_json_and_as_markdown(me: Client) -> None:
    await me.say("hello\nthere")
    assert (await me.get("/export")).json() == (await me.get()).json()
    text = (await me.get("/export", Accept="text/markdown")).text
    assert "> hello\n> there" in text and "$170K" in text


async def test_a_conversation_is_sent_message_by_message_so_that_a_long_one_holds_up_nobody(me: Client) -> None:
    for text in ("hello", "“a\u2028b” \\", "again"):
        await me.say(text)
    for path, kind in (("", "application/json"), ("/export", "application/json"), ("/export", "text/markdown")):
        told = await me.get(path, Accept=kind)
        # Its length isn't known when it begins.
        assert told.headers["transfer-encoding"] == "chunked" and told.headers["content-type"].startswith(kind)
    history = History.model_validate((await me.get()).json())
    assert [one.text for one in history.messages if one.role == "user"] == ["hello", "“a\u2028b” \\", "again"]
    assert history.messages[-1].answer is not None


# Asking without a conversation


async def test_a_question_is_answered_in_the_light_of_those_before_and_nothing_is_kept(
    http: httpx.AsyncClient, coach: ScriptedCoach
) -> None:
    body = {"question": "and in London?", "history": ["one", "two"]}
    answer = (await http.post("/v1/ask", json=body)).json()
    assert answer["blocks"][0]["text"] == TEXT
    assert (coach.asked, coach.seen) == (["one", "two", "and in London?"], [0, 1, 2])
    async with http.stream("POST", "/v1/ask", json=body, headers={"Accept": "text/event-stream"}) as response:
        sent = await _rest(events(response))
    assert sent[-1].event == "done" and sent[-1].data["answer"] == answer


# Bad input, faults


@pytest.mark.parametrize(
    "body", [{"text": ""}, {"text": " \n "}, {"text": "x" * 8_001}, {"text": 5}, {}, [], {"text": "hi", "model": "x"},
             {"text": "hi", "client_id": "a b"}, {"text": "hi", "client_id": ""}],
)  # fmt: skip
async def test_a_message_that_cant_be_used_is_refused_in_one_sentence(me: Client, body: object) -> None:
    refused = await me.post("/messages", body)
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    assert set(refused.json()) == {"type", "title", "status", "detail", "code", "retry"}
    assert (await me.get()).json()["messages"] == []


async def test_text_that_no_database_keeps_is_cleaned(me: Client) -> None:
    raw = b'{"text": "a\\u0000b \\ud83d\\ude42"}'
    sent = await me.http.post(
        f"{me.base}/messages", content=raw, headers=me.headers | {"Content-Type": "application/json"}
    )
    assert sent.status_code == 200
    assert (await me.get()).json()["messages"][0]["text"] == "ab 🙂"


@pytest.mark.parametrize("raw", [b'{"text": "\\ud800"}', b"{", b'{"text": "\xff"}', b"", b"[" * 100_000])
async def test_a_body_that_isnt_json_is_refused_in_one_sentence(me: Client, raw: bytes) -> None:
    headers = me.headers | {"Content-Type": "application/json"}
    refused = await me.http.post(f"{me.base}/messages", content=raw, headers=headers)
    assert refused.status_code in (400, 422), refused.text
    assert refused.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_body_too_large_is_refused(me: Client, chunked: bool) -> None:
    async def drops() -> AsyncIterator[bytes]:
        for _ in range(80):
            yield b"x" * 100_000

    content = drops() if chunked else b"x" * 8_000_000
    headers = me.headers | {"Content-Type": "application/json"}
    refused = await me.http.post(f"{me.base}/messages", content=content, headers=headers)
    assert refused.status_code == 413
    assert refused.headers["content-type"] == "application/problem+json"


async def test_a_fault_of_ours_is_one_sentence_and_the_message_can_be_sent_again(
    me: Client, coach: ScriptedCoach, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed = await me.say("crash", client_id="c-1")
    assert crashed.status_code == 500 and crashed.json()["retry"]
    assert "secret" not in crashed.text and "Traceback" not in crashed.text
    assert (await last_said(me))["state"] == "failed"
    async with me.stream("crash", client_id="c-2") as stream:
        sent = await _rest(stream)
    assert sent[-1].event == "error" and sent[-1].data["code"] == "internal"
    monkeypatch.setattr(coach, "read", lambda message, history, profile: ScriptedCoach().read("hello", [], profile))
    again = await me.say("crash", client_id="c-1")
    assert again.status_code == 200
    assert [m["state"] for m in (await me.get()).json()["messages"]] == ["done", "done", "done", "failed"]


async def test_every_answer_carries_security_headers_and_docs_need_nothing_from_elsewhere(
    http: httpx.AsyncClient,
) -> None:
    for path in ("/docs", "/openapi.json", "/v1/companies", "/nowhere"):
        response = await http.get(path)
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
    page = (await http.get("/docs")).text
    assert "/v1/conversations" in page
    assert "<script" not in page and "https://" not in page and "//cdn" not in page


async def test_it_is_ready_only_while_what_it_needs_answers(
    http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await http.get("/healthz")).json() == {"status": "ok"}
    assert (await http.get("/readyz")).status_code == 200
    from bot.conversation.store import Store
    from bot.errors import StoreUnavailable

    async def away(self: Store) -> None:
        raise StoreUnavailable("The database is away.")

    monkeypatch.setattr(Store, "ping", away)
    unready = await http.get("/readyz")
    assert unready.status_code == 503 and unready.json()["database"] == "The database is away."
