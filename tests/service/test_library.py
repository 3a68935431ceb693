"""Over HTTP: bands, companies and guides as the command line prints them, typed and with their places."""

import json
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.server.app import create_app
from bot.settings import Settings

EVENTS = {"Accept": "text/event-stream"}


@pytest.fixture
async def http(index: Path, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(Settings(index=index, database_url=f"sqlite:///{tmp_path}/p.sqlite3"))
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            yield client


async def test_bands_are_found_by_the_names_people_use_with_every_figures_place(http: httpx.AsyncClient) -> None:
    found = await http.get("/v1/bands", params={"company": "wandb", "role": "staff engineer", "region": "LDN"})
    (band,) = found.json()
    assert (band["base"]["low"], band["base"]["high"], band["base"]["currency"]) == (182_000, 228_000, "GBP")
    assert band["equity"]["period"] == "grant"
    assert (band["bonus"]["low"], band["bonus"]["unit"]) == (10, "percent")
    assert band["base"]["source"]["text"] == "£182K–£228K"


async def test_without_a_company_every_band_comes_a_page_at_a_time(http: httpx.AsyncClient) -> None:
    everything = (await http.get("/v1/bands")).json()
    paged = [b for n in range(0, 15, 5) for b in (await http.get("/v1/bands", params={"limit": 5, "offset": n})).json()]
    assert paged == everything
    assert len(everything) == 12


async def test_it_is_what_the_command_line_prints(http: httpx.AsyncClient, index: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from bot.cli import main; main()",
        "bands",
        "--all",
        "--json",
        "--index",
        str(index),
    ]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert (await http.get("/v1/bands")).json() == json.loads(printed)


async def test_a_relative_cell_is_never_passed_off_as_a_stated_figure(http: httpx.AsyncClient) -> None:
    found = await http.get("/v1/bands", params={"company": "HF", "role": "swe", "region": "Remote Global"})
    (band,) = found.json()
    assert band["base"] is None
    assert "60–100% of NYC" in band["verbatim"]["base"]["text"]
    assert (band["derived"]["base"]["low"], band["derived"]["base"]["high"]) == (93_000, 195_000)


async def test_a_guide_comes_with_its_bands_levers_and_findings(http: httpx.AsyncClient) -> None:
    guide = (await http.get("/v1/guides/weights-and-biases/staff-software-engineer")).json()
    assert [band["region"] for band in guide["bands"]] == ["San Francisco", "New York", "London"]
    assert len(guide["levers"]) >= 4
    assert any(finding["code"] == "total-differs-from-parts" for finding in guide["findings"])


async def test_companies_are_listed_with_their_roles(http: httpx.AsyncClient) -> None:
    listed = {
        one["company"]: [role["role"] for role in one["roles"]] for one in (await http.get("/v1/companies")).json()
    }
    assert listed["hugging-face"] == ["software-engineer"]
    assert set(listed["weights-and-biases"]) == {"ml-ai-engineer", "software-engineer", "staff-software-engineer"}


async def test_a_region_without_a_company_is_refused_in_one_sentence(http: httpx.AsyncClient) -> None:
    refused = await http.get("/v1/bands", params={"region": "London"})
    assert refused.status_code == 422
    assert "company" in refused.json()["detail"]


async def test_what_no_guide_holds_is_not_found(http: httpx.AsyncClient) -> None:
    assert (await http.get("/v1/guides/nobody/nothing")).status_code == 404
    assert (await http.get("/v1/bands", params={"company": "Marrowgate Labs"})).json() == []


async def test_a_damaged_index_is_told_without_a_folder_of_this_machine(index: Path, tmp_path: Path) -> None:
    mine = tmp_path / "idx"
    shutil.copytree(index, mine)
    app = create_app(Settings(index=mine, database_url=f"sqlite:///{tmp_path}/p.sqlite3"))
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            (mine / "facts.sqlite3").write_bytes(b"no index" * 1000)
            for path in ("/v1/companies", "/readyz", "/companies"):
                refused = await http.get(path)
                assert refused.status_code == 503 and "facts.sqlite3" in refused.text, path
                assert str(tmp_path) not in refused.text, path
            opened = (await http.post("/v1/conversations", json={})).json()
            said = await http.post(
                f"/v1/conversations/{opened['id']}/messages", json={"text": "What does W&B pay?"},
                headers={"Authorization": f"Bearer {opened['token']}"},
            )  # fmt: skip
            assert said.status_code == 503 and said.json()["code"] == "index-unavailable"
            told = await http.post("/v1/ask", json={"question": "What does W&B pay?"}, headers=EVENTS)
            assert "event: error" in told.text and "index-unavailable" in told.text
            assert str(tmp_path) not in said.text + told.text
            missing = await http.get("/v1/guides/acme/clerk")
            assert str(tmp_path) not in missing.text


async def test_a_question_that_is_none_is_refused_before_its_stream_begins(http: httpx.AsyncClient) -> None:
    for body in ({"question": " "}, {"question": "hi", "history": ["\0"]}):
        for headers in (EVENTS, {}):
            assert (await http.post("/v1/ask", json=body, headers=headers)).status_code == 422
