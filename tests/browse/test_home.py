"""The first page: its doors open, its counts and its example are the index's own, and what it offers to ask is
answered as it is meant."""

from pathlib import Path

import httpx
import pytest

from bot.channels.browse import home
from bot.wording import exact
from ingest.index.facts import Facts

from .conftest import got

WIDGETS = "Which companies do you know?", "How do I answer “this is our final offer”?", "Let's practise the call"


async def test_the_home_has_three_doors_and_each_opens(http: httpx.AsyncClient) -> None:
    page = await got(http, "/")
    for door in ("What does it pay?", "Is my offer good?", "Practise the call"):
        assert door in page.words
    for link in page.links:
        if link.startswith("/"):
            assert (await http.get(link)).status_code == 200, link
    assert page.all("form", action="/companies", method="get")
    assert page.all("parley-chat", mode="inline")


async def test_what_it_covers_is_counted_in_the_index(http: httpx.AsyncClient, starter_index: Path) -> None:
    facts = Facts(starter_index)
    page = await got(http, "/")
    assert f"{len(facts.companies())} companies" in page.text
    assert f"{len({role.slug for role in facts.roles()})} roles" in page.text
    assert f"{len(facts.regions())} places" in page.text


async def test_its_example_is_looked_up_and_answered_alike_by_the_chat(http: httpx.AsyncClient) -> None:
    page = await got(http, "/")
    question = page.all("parley-chat")[0]["suggestions"].split("|")[0]
    assert question in page.words
    answer = (await http.post("/v1/ask", json={"question": question})).json()
    assert answer["status"] == "answered"
    figures = {one["component"]: one for one in answer["figures"]}
    for name in ("base", "total"):
        one = figures[name]
        assert f"{exact(one['low'], one['currency'])}–{exact(one['high'], one['currency'])}" in page.text


async def test_its_example_is_looked_for_once_and_not_for_everybody(
    http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = (await got(http, "/")).text
    looked: list[object] = []
    monkeypatch.setattr(home, "example_of", lambda *given: looked.append(given))
    assert (await got(http, "/?again")).text == first and not looked


async def test_what_it_offers_to_ask_is_answered_as_meant(http: httpx.AsyncClient) -> None:
    page = await got(http, "/")
    offered = page.all("parley-chat")[0]["suggestions"].split("|")
    meant = []
    for question in offered:
        answer = (await http.post("/v1/ask", json={"question": question})).json()
        assert answer["status"] == "answered", question
        meant.append((answer["intent"], [one["path"] for one in answer["citations"]]))
    assert meant[0][0] == "band"
    assert any("exploding-deadline" in path for path in meant[1][1])
    assert "Hugging Face" in str((await http.post("/v1/ask", json={"question": offered[2]})).json()["blocks"])


@pytest.mark.parametrize("question", WIDGETS)
async def test_what_the_widget_offers_anywhere_is_answered(http: httpx.AsyncClient, question: str) -> None:
    answer = (await http.post("/v1/ask", json={"question": question})).json()
    assert answer["status"] in ("answered", "clarify")
    if "final offer" in question:
        assert any("final-offer" in one["path"] for one in answer["citations"])


async def test_the_chat_takes_a_company_and_role_that_are_held_and_no_other(http: httpx.AsyncClient) -> None:
    address = "/chat?company=weights-and-biases&role=staff-software-engineer&view=practice"
    chat = (await got(http, address)).all("parley-chat")[0]
    assert chat["company"] == "Weights & Biases" and chat["role-preset"] == "Staff Software Engineer"
    assert chat["view"] == "practice"
    unknown = (await got(http, '/chat?company="><script>')).all("parley-chat")[0]
    assert "company" not in unknown
    assert (await http.get("/chat?view=other")).status_code == 422


async def test_the_docs_page_names_every_call_and_follows_the_reader(http: httpx.AsyncClient) -> None:
    page = await got(http, "/docs")
    assert "/v1/bands" in page.text and "/v1/conversations" in page.text
    assert page.all("meta", name="color-scheme")[0]["content"] == "light dark"
    style = (await http.get("/browse/browse.css")).text
    assert "prefers-color-scheme: dark" in style and "@media print" in style
