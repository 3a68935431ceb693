"""What a body may hold: bytes by where it goes, few values, forms with hardly anything beside their file."""

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import HTTPException

from bot.channels import body as bodies
from bot.channels.body import LARGEST_JSON, LARGEST_TEXT, LONGEST_FIELD, MOST_VALUES, parsed
from bot.server.app import create_app
from bot.settings import Settings

from .live import Client, served

JSON = {"Content-Type": "application/json"}


@pytest.fixture
async def http(tmp_path: Path, index: Path) -> AsyncIterator[httpx.AsyncClient]:
    settings = Settings(
        index=index, database_url=f"sqlite:///{tmp_path}/p.sqlite3", rate_per_address="100000/minute",
        rate_per_token="100000/minute", _env_file=None,
    )  # type: ignore[call-arg]  # fmt: skip
    async with served(create_app(settings)) as address, httpx.AsyncClient(base_url=address, timeout=60) as client:
        yield client


MANY = {
    "keys": "{" + ",".join(f'"k{n}":1' for n in range(MOST_VALUES + 1)) + "}",
    "entries": '{"others":[' + ",".join("1" * (MOST_VALUES + 1)) + "]}",
    "pairs": '{"offer":{"said":[' + ",".join(["[1,2]"] * (MOST_VALUES // 2)) + "]}}",
    "nothings": '{"history":[' + ",".join(["{}"] * MOST_VALUES + ["1"]) + "]}",
}


async def test_json_of_more_values_than_anything_has_is_refused_before_each_is_looked_at(
    http: httpx.AsyncClient,
) -> None:
    me = await Client.open(http)
    mine = (("PATCH", "/profile"), ("PATCH", "/offer"), ("POST", "/practice"), ("POST", "/messages"))
    anybody = (("POST", "/v1/ask"), ("POST", "/v1/offers"), ("POST", "/v1/conversations"))
    paths = (*anybody, *((method, me.base + path) for method, path in mine))
    for method, path in paths:
        for kind, body in MANY.items():
            refused = await http.request(method, path, content=body, headers=JSON | me.headers)
            assert refused.status_code == 422 and f"more than {MOST_VALUES:,} values" in refused.json()["detail"], kind


def test_values_are_counted_at_any_depth_and_what_is_within_is_as_json_has_it() -> None:
    deep = {"a": [[{"b": list(range(MOST_VALUES - 5))}], "x"]}
    assert parsed(json.dumps(deep).encode()) == deep
    deep["a"].append(1)
    with pytest.raises(HTTPException):
        parsed(json.dumps(deep).encode())


async def test_only_a_letters_form_may_be_as_large_as_a_letter(http: httpx.AsyncClient) -> None:
    me = await Client.open(http)
    for path, most in (("/v1/ask", LARGEST_JSON), ("/v1/offers", LARGEST_TEXT), (f"{me.base}/messages", LARGEST_JSON)):
        refused = await http.post(path, content=b" " * (most + 1), headers=JSON | me.headers)
        assert refused.status_code == 413 and f"{most:,}" in refused.json()["detail"], path
    # Read they may be or not, on a busy machine: they are not too large.
    taken = await http.post("/v1/offers", files={"file": ("a", b"base 200k\n" + b" " * 4_000_000, "text/plain")})
    longest = json.dumps({"text": "base 200k " + "\U0001f4b0" * 59_990})
    assert taken.status_code != 413
    assert (await http.post("/v1/offers", content=longest, headers=JSON)).status_code != 413


async def test_numbers_and_depths_that_python_does_not_take_are_no_fault_of_ours(http: httpx.AsyncClient) -> None:
    for body in ('{"text":' + "9" * 5_000 + "}", "[" * 100_000, '{"text":"' + "\udcff" * 3 + '"}', '{"text":NaN}'):
        raw = body.encode("utf-8", "surrogatepass")
        assert (await http.post("/v1/offers", content=raw, headers=JSON)).status_code == 422


async def test_a_forms_field_that_is_no_file_is_short_whatever_its_alphabet(http: httpx.AsyncClient) -> None:
    # Punycode's time grows with the square of the length; "undefined" is an alphabet of Python's that has no letters.
    field = b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\na-' + b"z" * LONGEST_FIELD + b"\r\n--x--\r\n"
    for charset in ("utf-8", "punycode", "undefined"):
        kind = {"Content-Type": f"multipart/form-data; boundary=x; charset={charset}"}
        assert (await http.post("/v1/offers", content=field, headers=kind)).status_code == 400


async def half_a_letter(http: httpx.AsyncClient) -> asyncio.StreamWriter:
    """A connection on which a letter has come in part."""
    _, writer = await asyncio.open_connection("127.0.0.1", http.base_url.port)
    form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nbase '
    head = "POST /v1/offers HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    writer.write(head.encode() + b"Content-Length: 5000\r\n\r\n" + form)
    await writer.drain()
    return writer


async def sent(http: httpx.AsyncClient, letter: bytes = b"base 200k, bonus 10%") -> httpx.Response:
    return await http.post("/v1/offers", files={"file": ("a", letter, "text/plain")})


async def test_so_many_letters_are_on_their_way_at_a_time_and_of_one_address(
    http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("MOST_OF_ONE", "MOST_FORMS"):
        with monkeypatch.context() as patched:
            patched.setattr(bodies, limit, 2)
            coming = [await half_a_letter(http) for _ in range(2)]
            while bodies._on_their_way.total() < 2:
                await asyncio.sleep(0.01)
            refused = await sent(http)
            assert refused.status_code == 429 and refused.headers["Retry-After"], limit
            for one in coming:
                one.close()
            while bodies._on_their_way:
                await asyncio.sleep(0.01)
            assert (await sent(http)).status_code != 429, limit


async def test_a_letter_for_which_there_is_no_room_is_refused_in_a_sentence(
    http: httpx.AsyncClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    refused = await sent(http, b"base 200k, bonus 10%\n" * 100_000)
    assert refused.status_code == 503 and "no room" in refused.json()["detail"]
    assert (await sent(http)).status_code == 200
