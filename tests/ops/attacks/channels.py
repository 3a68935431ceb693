"""Many at once, and the ways in beside the API: MCP over HTTP and Slack."""

import asyncio
import json
import time
from urllib.parse import quote

from .target import RUNS, Answers, Target, attack, status


@attack
async def two_hundred_at_once(on: Target) -> Answers:
    asked = [on.send("GET", "/v1/bands", params={"limit": "200"}) for _ in range(40)]
    opened = [on.post("/v1/conversations", {}) for _ in range(160)]
    return list(await asyncio.gather(*asked, *opened))


@attack
async def messages_beside_their_own_deletion(on: Target) -> Answers:
    opened = [await on.made("/v1/conversations", {}) for _ in range(6)]

    async def both(id: str, token: str) -> Answers:
        mine = {"Authorization": f"Bearer {token}"}
        said = [
            on.send("POST", f"/v1/conversations/{id}/messages", json={"text": "What is the base at W&B?"}, headers=mine)
            for _ in range(5)
        ]
        gone = on.send("DELETE", f"/v1/conversations/{id}", headers=mine)
        return list(await asyncio.gather(*said, gone))

    return [answer for one in await asyncio.gather(*(both(o["id"], o["token"]) for o in opened)) for answer in one]


@attack
async def streams_that_nobody_reads(on: Target) -> Answers:
    body = json.dumps({"question": "What does W&B pay a staff engineer in London?"}).encode()
    head = (
        b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Accept: text/event-stream\r\nContent-Length: %d\r\n\r\n" % len(body)
    )
    for _ in range(30):
        _, writer = await asyncio.open_connection("127.0.0.1", on.port)
        writer.write(head + body)
        await writer.drain()
        writer.close()
    return []


@attack
async def odd_calls_over_mcp(on: Target) -> Answers:
    bodies: tuple[str | bytes, ...] = (
        "[" * 50_000,
        '{"jsonrpc":"2.0","id":' + "9" * 5_000 + ',"method":"tools/list"}',
        "[]",
        "null",
        b"\xff\xfe",
        '{"jsonrpc":"2.0"}',
        '{"jsonrpc":"1.0","id":{},"method":"\\ud800"}',
        "[" + ",".join('{"jsonrpc":"2.0","id":1,"method":"tools/list"}' for _ in range(1_000)) + "]",
        " " * 400_000,
        '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":' + "[" * 9_000 + "]" * 9_000 + "}",
    )
    got: Answers = [await on.tell(body) for body in bodies]
    got += [
        await on.tell("{}", Host="evil.example"),
        await on.tell("{}", Origin="http://evil.example"),
        await on.tell("{}", Accept="text/plain"),
        *[await on.send(method, on.mcp) for method in ("GET", "DELETE", "PUT", "HEAD")],
    ]
    return got


@attack
async def runs_of_words_over_mcp(on: Target) -> Answers:
    got: Answers = []
    for run in (*RUNS[:6], "\x00", "../"):
        long = (run * 60_000)[:59_000]
        for tool, given in (
            ("bands", {"company": long, "role": long}),
            ("evaluate_offer", {"company": "weights-and-biases", "role": "x", "offer": long}),
            ("passages", {"query": long}),
            ("practice_start", {"company": long[:1_900], "role": "x"}),
            ("draft", {"kind": long}),
            (long[:200], {}),
        ):
            got.append(await on.call("tools/call", {"name": tool, "arguments": given}))
    got += [
        await on.call("resources/read", {"uri": uri})
        for uri in (
            "file:///etc/passwd",
            "guides://../..",
            "guides://a/" + "b" * 9_000,
            "playbook://\u0000",
            "x" * 9_000,
        )
    ]
    return got


@attack
async def long_names_over_mcp(on: Target) -> Answers:
    long, template = "is vs and " * 12_000, {"type": "ref/resource", "uri": "guides://{company}/{role}"}
    role = {"name": "role", "value": "x"}
    return [
        await on.call("prompts/get", {"name": long, "arguments": {}}),
        await on.call("prompts/get", {"name": "judge_my_offer", "arguments": {"company": long}}),
        await on.call("resources/read", {"uri": "guides://" + long[:100_000]}),
        await on.call("completion/complete", {"ref": template, "argument": {"name": "company", "value": long}}),
        await on.call(
            "completion/complete", {"ref": template, "argument": role, "context": {"arguments": {"company": long}}}
        ),
        await on.call("tools/call", {"name": long, "arguments": {}}),
        await on.call("tools/call", {"name": "bands", "arguments": {long: 1}}),
        await on.call("tools/call", {"name": "bands", "arguments": {f"k{number}": 1 for number in range(9_000)}}),
        await on.call(long, {}),
    ]


@attack
async def deliveries_that_are_not_slacks(on: Target) -> Answers:
    body = b'{"type":"event_callback"}'
    now = int(time.time())
    refused = [
        await on.slack(body, key="guess"),
        await on.slack(body, at=str(now - 600)),
        await on.slack(body, at=str(now + 600)),
        await on.slack(body, at="9" * 5_000),
        await on.slack(body, at="-1"),
        await on.slack(body, at="1e9"),
        await on.slack(b"[" * 200_000, key="guess"),
        await on.json("/slack/events", body),
    ]
    assert {status(answer) for answer in refused} == {401}
    return [*refused]


@attack
async def signed_deliveries_of_odd_shapes(on: Target) -> Answers:
    shapes = (
        b"",
        b"[]",
        b"null",
        b"{}",
        b"\xff",
        b"[" * 50_000,
        b'{"type":"url_verification","challenge":"' + b"x" * 900_000 + b'"}',
        b'{"type":"event_callback","event":[]}',
        b'{"type":"event_callback","team_id":{"a":1},"event":{"type":"message","channel":1,"text":["x"],"user":null,"ts":"NaN"}}',
        b'{"type":"event_callback","event":{"type":"app_mention","blocks":' + b"[" * 900 + b"]" * 900 + b"}}",
        b'{"event":{"type":"message","text":"'
        + b"is " * 20_000
        + b'","channel":"D1","user":"U1","ts":"1"},"type":"event_callback","team_id":"T1","event_id":"E1"}',
    )
    got: Answers = [await on.slack(shape) for shape in shapes]
    forms = (
        b"payload=",
        b"payload=%5B",
        *[
            f"payload={quote(json.dumps(shape))}".encode()
            for shape in (
                {"type": "block_actions", "user": {"id": "U1"}, "team": {"id": "T1"}, "actions": [{}] * 5_000},
                {"type": "block_actions", "actions": [1]},
                {"type": "block_actions", "actions": None},
                {"type": "view_submission", "view": {"state": {"values": {}}, "callback_id": "offer"}},
                {"type": "view_submission", "view": []},
                {"type": "shortcut", "callback_id": "\u0000"},
                {"type": [1]},
            )
        ],
        b"payload=" + b"%7B" * 30_000,
        b"command=%2Fparley&text=" + b"vs+" * 20_000 + b"&user_id=U1&team_id=T1&channel_id=C1",
        b"&" * 50_000,
        b"command=/parley&command=/parley&text=%ED%A0%80",
    )
    return [*got, *[await on.slack(form, kind="application/x-www-form-urlencoded") for form in forms]]
