"""What one person's calls can be made to do: others' conversations, deletions, practices by the dozen, odd days, and
requests that come in crumbs."""

import asyncio
import contextlib
import json

from .target import Answers, Target, attack, status

JOB = {"company": "weights-and-biases", "role": "staff-software-engineer"}
NOBODYS = "0" * 32


def calls(message: str, practice: str) -> tuple[tuple[str, str, object], ...]:
    """Every call within a conversation."""
    played = f"/practice/{practice}"
    return (
        ("GET", "", None),
        ("PATCH", "", {"name": "x"}),
        ("GET", "/export", None),
        ("POST", "/messages", {"text": "hi"}),
        ("GET", f"/messages/{message}/events", None),
        ("POST", f"/messages/{message}/stop", {}),
        ("POST", f"/messages/{message}/feedback", {"rating": "up"}),
        ("GET", "/profile", None),
        ("PATCH", "/profile", {}),
        ("DELETE", "/profile", None),
        ("POST", "/practice", JOB),
        ("GET", "/practice/progress", None),
        ("GET", played, None),
        ("POST", f"{played}/move", {"text": "hi"}),
        ("POST", f"{played}/hint", {}),
        ("POST", f"{played}/retry", {"turn": 1}),
        ("POST", f"{played}/end", {}),
        ("GET", f"{played}/debrief", None),
        ("GET", "/offer", None),
        ("PATCH", "/offer", {}),
        ("GET", "/all", None),
        ("POST", "/code", {}),
        ("DELETE", "/all", None),
        ("DELETE", "", None),
    )


async def _each(on: Target, base: str, token: dict[str, str], message: str, practice: str) -> Answers:
    return [
        await on.send(method, base + path, headers=token, **({} if body is None else {"json": body}))
        for method, path, body in calls(message, practice)
    ]


async def _other(on: Target) -> tuple[str, dict[str, str]]:
    opened = await on.made("/v1/conversations", {})
    return f"/v1/conversations/{opened['id']}", {"Authorization": f"Bearer {opened['token']}"}


@attack
async def somebody_elses_everything(on: Target) -> Answers:
    said = (await on.made("ME/messages", {"text": "my floor is 217k"}))["message_id"]
    played = (await on.made("ME/practice", JOB))["id"]
    base, token = await _other(on)
    got = await _each(on, f"/v1/conversations/{on.me}", token, said, played)
    # Under one's own conversation, too, neither message nor practice is found.
    own = [await on.send("GET", f"{base}{path}", headers=token) for path in (f"/messages/{said}/events",
           f"/practice/{played}", f"/practice/{played}/debrief")]  # fmt: skip
    own.append(await on.send("POST", "/v1/conversations", json={"beside": on.me}, headers=token))
    assert {status(answer) for answer in (*got, *own)} == {404}
    return [*got, *own, await on.get("ME")]


@attack
async def what_is_left_of_a_deleted_conversation(on: Target) -> Answers:
    base, token = await _other(on)
    said = await on.http.post(f"{base}/messages", json={"text": "my floor is 217k"}, headers=token)
    played = await on.http.post(f"{base}/practice", json=JOB, headers=token)
    gone = await on.send("DELETE", base, headers=token)
    got = await _each(on, base, token, said.json()["message_id"], played.json()["id"])
    assert status(gone) == 204 and {status(answer) for answer in got} == {404}
    return got


@attack
async def everything_beside_its_deletion(on: Target) -> Answers:
    base, token = await _other(on)
    every = [
        on.send(method, base + path, headers=token, **({} if body is None else {"json": body}))
        for method, path, body in calls(NOBODYS, NOBODYS)
        for _ in range(3)
    ]
    return list(await asyncio.gather(*every))


@attack
async def practices_by_the_dozen(on: Target) -> Answers:
    """Long ones are cheap to copy; progress and drills look at them."""
    begun = await on.made("ME/practice", JOB | {"deadline_turns": 30, "difficulty": "hard"})
    path = f"ME/practice/{begun['id']}"
    lines = [f"Could you do {240 + n}k base? {'lorem zzz qqq blah ' * 400}"[:7_900] for n in range(25)]
    got: Answers = [await on.post(f"{path}/move", {"text": line}) for line in lines]
    copies = [await on.post(f"{path}/retry", {"turn": 12}) for _ in range(30)]
    ids = [one.json()["id"] for one in copies if not isinstance(one, bytes) and one.is_success]
    got += await asyncio.gather(*(on.post(f"ME/practice/{id}/end", {}) for id in ids))
    got += await asyncio.gather(*(on.get("ME/practice/progress") for _ in range(12)))
    asked = [await on.post("ME/messages", {"text": text}) for text in ("show my progress", "drill me")]
    return [*got, *copies, *asked, await on.get(f"{path}/debrief")]


@attack
async def days_at_the_ends_of_time(on: Target) -> Answers:
    offer = {"base": 200_000, "currency": "USD"}
    got: Answers = []
    for day in ("9999-12-31", "0001-01-01", "2026-02-30", "99999-01-01", "1e9", -1, 10**30, ""):
        got.append(await on.post("ME/offer", JOB | {"offer": offer, "deadline": day}, "PATCH"))
        got += [await on.get("ME/offer", Accept=kind) for kind in ("text/calendar", "text/markdown")]
    words = ("31 December 9999", "in 99999999 days", "1/1/0001", "in " + "9" * 1_900 + " days", "next friday " * 100)
    for said in words:
        got.append(await on.post("ME/profile", {"offer": offer | {"deadline": said}}, "PATCH"))
        got += [await on.get("ME/offer", Accept="text/calendar"), await on.post("ME/messages", {"text": said})]
    return got


@attack
async def a_sheet_full_to_the_brim(on: Target) -> Answers:
    grant = {"kind": "RSU " * 400, "amount": 10**12, "strike": "0." + "0" * 27 + "1", "years": 20}
    words = {name: name * 300 for name in ("company", "role", "level", "region", "currency", "deadline")}
    money = {name: 10**12 for name in ("base", "equity", "bonus_amount", "signing", "refresher", "total")}
    offer = words | money | {"equity_years": 20, "vesting": [5] * 20, "bonus_percent": "1000"}
    others = [{"base": 10**12, "company": "x" * 900, "deadline": "y" * 900}] * 20
    got: Answers = [
        await on.post("ME/profile", {"offer": offer | {"grants": [grant] * 9}}, "PATCH"),
        await on.post("ME/profile", {"offer": offer, "others": others, "floor": money}, "PATCH"),
    ]
    for text in ("compare my offers", "write the counter e-mail", "is it good?"):
        got += [await on.get("ME/offer"), await on.post("ME/messages", {"text": text})]
    return [*got, await on.get("ME/offer", Accept="text/markdown"), await on.post("ME/practice", JOB)]


@attack
async def codes_odd_and_at_once(on: Target) -> Answers:
    made = await asyncio.gather(*(on.post("ME/code", {}) for _ in range(8)))
    codes = ["", "\u00df" * 12, "*" * 40, "A" * 41, "\U0001f4b0" * 12, *(one.json()["code"] for one in made[:2])]  # type: ignore[union-attr]
    got = [await on.send("POST", "/v1/devices", json={"code": code}) for code in codes]
    return [*made, *got, await on.json("/v1/devices", '{"code":"\\ud800"}')]


@attack
async def bodies_in_crumbs(on: Target) -> Answers:
    """Chunks of one byte, each with more around it than in it; and chunks whose extensions never end."""
    question = b'{"question":"' + b"a" * 120_000 + b'"}'
    form = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n' + b"z " * 200_000 + b"\r\n--x--\r\n"
    )
    chunked = b"Host: localhost\r\nTransfer-Encoding: chunked\r\nContent-Type: "
    ask, letter = b"POST /v1/ask HTTP/1.1\r\n" + chunked, b"POST /v1/offers HTTP/1.1\r\n" + chunked
    return [
        await on.raw(ask + b"application/json\r\n\r\n", _crumbs(question)),
        await on.raw(letter + b"multipart/form-data; boundary=x\r\n\r\n", _crumbs(form)),
        await on.raw(ask + b"application/json\r\n\r\n", b"1;" + b"a" * 1_000_000 + b"\r\n{\r\n"),
        await on.raw(ask + b"application/json\r\n\r\n", b"2\r\n{}\r\n0\r\n" + b"X: a\r\n" * 50_000 + b"\r\n"),
    ]


def _crumbs(body: bytes) -> bytes:
    return b"".join(b"1\r\n%c\r\n" % one for one in body) + b"0\r\n\r\n"


@attack
async def hundreds_on_one_connection(on: Target) -> Answers:
    line = b"GET /v1/bands?company=wandb HTTP/1.1\r\nHost: localhost\r\n\r\n"
    for stays in (True, False):
        _, writer = await asyncio.open_connection("127.0.0.1", on.port)
        writer.write(line * 400)
        with contextlib.suppress(OSError):
            await writer.drain()
        if stays:
            await asyncio.sleep(1)
        writer.transport.abort()
    return []


@attack
async def odd_numbers_over_mcp(on: Target) -> Answers:
    ids = ("9" * 4_000, "1e400", "1.5", "null", "true", '"' + "x" * 50_000 + '"', '{"a":1}', "[]", '"\\u0000"')
    got: Answers = [await on.tell(f'{{"jsonrpc":"2.0","id":{one},"method":"tools/list","params":{{}}}}') for one in ids]
    job = json.dumps(JOB)[1:-1]
    given = (
        ("practice_start", f'{job},"seed":' + "9" * 4_299),
        ("evaluate_offer", f'{job},"offer":{{"base":{"9" * 4_299},"currency":"USD"}}'),
        ("bands", '"company":"weights-and-biases","offset":' + "9" * 4_299),
        ("rank", '"limit":-1'),
    )
    for tool, arguments in given:
        params = f'{{"name":"{tool}","arguments":{{{arguments}}}}}'
        got.append(await on.tell(f'{{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{params}}}'))
    return got
