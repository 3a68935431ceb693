"""A person's own offers over the API: kept, composed as the chat composes, taken along, and told to nobody alone."""

import re
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from bot.channels.operator import LEAST
from bot.server.app import create_app
from bot.settings import Settings

pytestmark = pytest.mark.asyncio(loop_scope="module")
KEY = "open-sesame-and-wait"
OFFER = {
    "currency": "USD", "base": 245000, "equity": 360000, "equity_years": 4, "bonus_percent": "10", "signing": 30000,
}  # fmt: skip
WHOSE = {"company": "W&B", "role": "staff engineer", "region": "SF"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def http(starter_index: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    folder = tmp_path_factory.mktemp("sheet")
    app = create_app(
        Settings(index=starter_index, database_url=f"sqlite:///{folder}/p.sqlite3", operator_key=KEY)  # type: ignore[arg-type]
    )
    asked = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")
    async with app.router.lifespan_context(app), asked as client:
        yield client


GERMAN = {"Accept-Language": "de"}


class Mine:
    """One conversation's sheet."""

    def __init__(self, http: httpx.AsyncClient, opened: dict[str, Any]) -> None:
        self.http, self.at = http, f"/v1/conversations/{opened['id']}"
        self.headers = {"Authorization": f"Bearer {opened['token']}"}

    async def tell(self, status: int = 200, **fields: Any) -> dict[str, Any]:
        answer = await self.http.patch(f"{self.at}/offer", json=fields, headers=self.headers)
        assert answer.status_code == status, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def get(self, path: str = "/offer", accept: str = "application/json", **more: str) -> httpx.Response:
        return await self.http.get(self.at + path, headers={**self.headers, "Accept": accept, **more})

    async def say(self, text: str) -> dict[str, Any]:
        answer = await self.http.post(f"{self.at}/messages", json={"text": text}, headers=self.headers, timeout=60)
        found: dict[str, Any] = answer.json()["answer"]
        return found


@pytest_asyncio.fixture(loop_scope="module")
async def mine(http: httpx.AsyncClient) -> Mine:
    return Mine(http, (await http.post("/v1/conversations")).json())


async def test_names_are_kept_as_the_guides_have_them_and_the_offer_stands_beside_its_band(mine: Mine) -> None:
    sheet = await mine.tell(**WHOSE, offer=OFFER)
    about = sheet["about"]
    assert (about["company"], about["role"]) == ("weights-and-biases", "staff-software-engineer")
    assert about["region"] == "San Francisco" and about["covered"]
    gauge = next(block for block in sheet["against"]["blocks"] if block["type"] == "offer")
    assert [row["user"] for row in gauge["rows"]][:2] == [245000, 360000]
    assert gauge["years"][0]["total"] == 245000 + 90000 + 24500 + 30000
    assert sheet["plan"]["citations"] and sheet["plan"]["status"] == "answered"
    assert {draft["name"] for draft in sheet["drafts"]} == {"counter", "call", "more-time"}
    # What the plan says is not said beside the band too.
    assert not [block for block in sheet["against"]["blocks"] if block in sheet["plan"]["blocks"]]


async def test_offers_stand_side_by_side_by_year_and_no_currency_is_mixed(mine: Mine) -> None:
    sheet = await mine.tell(**WHOSE, offer=OFFER, others=[{"company": "Acme", "currency": "EUR", "base": 90000}],
                            deadline="2031-12-04")  # fmt: skip
    table = sheet["side_by_side"]
    assert table["columns"] == ["", "Weights & Biases", "Acme"]
    rows = {row[0]: row[1:] for row in table["rows"]}
    assert rows["Base a year"] == ["$245,000", "€90,000"]
    assert rows["Year 1"] == ["$389,500", "€90,000"]
    assert rows["Signing bonus"] == ["$30,000", "not told"]
    assert rows["Answer by"] == ["4 December 2031", "not told"]
    assert "not converted" in table["note"]


async def test_a_deadline_that_names_a_day_is_counted_and_goes_into_a_calendar(mine: Mine) -> None:
    sheet = await mine.tell(**WHOSE, offer=OFFER, deadline="2031-12-04")
    assert sheet["due"]["date"] == "2031-12-04"
    assert sheet["due"]["left"] == (date(2031, 12, 4) - date.today()).days
    entry = await mine.get(accept="text/calendar")
    assert "DTSTART;VALUE=DATE:20311204\r\n" in entry.text and "SUMMARY:Answer Weights & Biases" in entry.text
    await mine.tell(deadline=None)
    assert (await mine.get(accept="text/calendar")).status_code == 404


@pytest.mark.parametrize("sign", ["\n# ", "\r\nATTENDEE:", "\x85# ", "\u2028", "\x1b]8;;http://evil\x07", "\x0b"])
async def test_a_name_is_one_line_wherever_it_is_taken_along(mine: Mine, sign: str) -> None:
    told = await mine.tell(
        company=f"Acme{sign}forged", offer={"base": 200_000, "currency": "USD", "company": f"Acme{sign}forged"},
        others=[{"base": 200_000, "currency": "USD", "company": f"Other{sign}forged"}], deadline="2026-12-24",
    )  # fmt: skip
    assert "Acme" in told["about"]["company_display"] and told["about"]["company_display"].isprintable()
    for kind in ("text/markdown", "text/calendar"):
        taken = (await mine.get(accept=kind)).text
        assert "Acme" in taken
        assert not any(line.startswith(("#", "ATTENDEE")) and "forged" in line for line in taken.splitlines()[1:])
        assert all(char.isprintable() or char in "\r\n" for char in taken)


async def test_the_chat_goes_by_the_sheet_and_the_sheet_by_the_chat(mine: Mine) -> None:
    await mine.tell(**WHOSE, offer=OFFER)
    answer = await mine.say("Is my offer good?")
    gauge = next(block for block in answer["blocks"] if block["type"] == "offer")
    assert next(row["user"] for row in gauge["rows"]) == 245000
    await mine.say("They raised the base to 260k")
    assert (await mine.get()).json()["profile"]["offer"]["base"] == 260000


async def test_the_offer_stays_what_it_is_whatever_is_looked_up_beside_it(mine: Mine) -> None:
    await mine.say("What does W&B pay a software engineer in London?")
    await mine.tell(**WHOSE, offer=OFFER)
    await mine.say("And what does Hugging Face pay a software engineer?")
    await mine.say("What does W&B pay a software engineer in London?")
    answer = await mine.say("Is my offer good?")
    assert "£" not in str(answer["blocks"])
    assert {one["path"] for one in answer["citations"]} == {"weights-and-biases/staff-software-engineer.md"}
    mail = await mine.say("Write me the counter e-mail")
    letter = next(block for block in mail["blocks"] if block["type"] == "email")
    assert "Staff Software Engineer" in letter["subject"]
    about = (await mine.get()).json()["about"]
    assert (about["role"], about["region"]) == ("staff-software-engineer", "San Francisco")


async def test_ones_own_ask_and_accept_at_are_in_the_plan_and_the_floor_in_no_draft(mine: Mine) -> None:
    plan = {"target": {"base": 291000, "currency": "USD"}, "accept_at": {"base": 277000, "currency": "USD"}}
    sheet = await mine.tell(**WHOSE, offer=OFFER, floor={"base": 251000, "currency": "USD"}, **plan)
    table = next(block for block in sheet["plan"]["blocks"] if block["type"] == "comparison")
    base = dict(zip(table["columns"], table["rows"][0], strict=True))
    assert (base["Ask"], base["Accept at"], base["Floor, yours alone"]) == ("$291K", "$277K", "$251K")
    drafts = str(sheet["drafts"])
    assert "$291K" in drafts and "251" not in drafts and "277" not in drafts


async def test_the_plan_says_in_which_order_to_move(mine: Mine) -> None:
    blocks = (await mine.tell(**WHOSE, offer=OFFER))["plan"]["blocks"]
    table = next(block for block in blocks if block["type"] == "comparison")
    base = dict(zip(table["columns"], table["rows"][0], strict=True))
    steps = next(block["text"] for block in blocks if block["type"] == "text" and "step by step" in block["text"])
    figures = [int(one) for one in re.findall(r"\$(\d+)K", steps)]
    assert figures == sorted(figures, reverse=True) and len(set(figures)) > 2
    assert (f"${figures[0]}K", f"${figures[-1]}K") == (base["Ask"], base["Accept at"])


async def test_a_practice_opens_with_the_persons_own_offer_and_plan(mine: Mine) -> None:
    await mine.tell(**WHOSE, offer=OFFER, floor={"base": 251000, "currency": "USD"})
    at = f"{mine.at}/practice"
    body = {"company": "weights-and-biases", "role": "staff-software-engineer"}
    begun = (await mine.http.post(at, json=body, headers=mine.headers)).json()
    standing = {row["component"]: row["low"] for row in begun["board"]["standing"]}
    assert (standing["base"], standing["equity"], begun["region"]) == (245000, 360000, "San Francisco")
    other = (await mine.http.post(at, json={**body, "role": "software-engineer"}, headers=mine.headers)).json()
    assert {row["component"]: row["low"] for row in other["board"]["standing"]}["base"] != 245000


async def test_a_changed_figure_leaves_no_old_words_behind(mine: Mine) -> None:
    read = (await mine.http.post("/v1/offers", json={"text": "Base salary $245,000. RSUs worth $360,000 over 4 years. "
                                                             "Reply by December 4, 2031."})).json()  # fmt: skip
    assert read["due"] == "2031-12-04"
    await mine.tell(**WHOSE, offer=read["offer"])
    sheet = await mine.tell(offer={**read["offer"], "equity": 400000, "base": 250000})
    kept = sheet["profile"]["offer"]
    assert [grant["amount"] for grant in kept["grants"]] in ([], [400000])
    assert "360" not in str(kept) and "245" not in str(kept)


async def test_the_markdown_holds_every_part_and_its_sources(mine: Mine) -> None:
    await mine.tell(**WHOSE, offer=OFFER, others=[{"company": "Acme", "currency": "USD", "base": 200000}])
    text = (await mine.get(accept="text/markdown")).text
    for part in ("# My offer: Staff Software Engineer, Weights & Biases", "## Your offers by part", "$389,500",
                 "## Against the band", "## Your plan", "## Your counter by e-mail", "engineer.md:60"):  # fmt: skip
        assert part in text


async def test_what_is_taken_along_is_in_the_language_asked_for(mine: Mine) -> None:
    ended = {"state": "accepted", "first": OFFER, "final": OFFER | {"base": OFFER["base"] + 15_000}}
    acme = [{"company": "Acme", "currency": "USD", "base": 200000}]
    await mine.tell(**WHOSE, offer=OFFER, others=acme, deadline="2031-12-04", outcome=ended)
    text = (await mine.get(accept="text/markdown", **GERMAN)).text
    for part in (
        "# Mein Angebot: Staff Software Engineer", "## Ihre Angebote nach Teilen und Jahren", "389.500\u00a0$",
        "## Im Vergleich zum Gehaltsband", "## Ihr Plan", "## Ihr Gegenangebot per E-Mail", "## Was daraus wurde",
        "- Grundgehalt: von 245.000\u00a0$ auf 260.000\u00a0$ (+15.000\u00a0$)", "engineer.md:60",
    ):  # fmt: skip
        assert part in text
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert [line for line in headings if " your " in line.lower() or "offer" in line.lower()] == []
    entry = await mine.get(accept="text/calendar", **GERMAN)
    assert "SUMMARY:Antwort an Weights & Biases" in entry.text


async def test_at_the_end_each_part_tells_what_was_gained(mine: Mine) -> None:
    final = {**OFFER, "base": 260000, "bonus_percent": "12.5", "signing": 50000}
    sheet = await mine.tell(**WHOSE, offer=OFFER, outcome={"state": "accepted", "first": OFFER, "final": final})
    gained = {one["label"]: one["gained"] for one in sheet["gains"]}
    assert gained["Base"] == "+$15,000" and gained["Signing bonus"] == "+$20,000"
    assert gained["Bonus"] == "+2.5 points" and gained["Equity"] == "nothing"
    assert sheet["state"] == "accepted"
    mine.headers["Accept-Language"] = "de"
    told = {one["part"]: (one["label"], one["gained"]) for one in (await mine.get()).json()["gains"]}
    assert told["base"] == ("Grundgehalt", "+15.000\u00a0$") and told["equity"] == ("Aktien", "nichts")
    assert told["bonus_percent"] == ("Bonus", "+2.5 Punkte")


async def test_the_operators_overview_counts_people_and_not_their_conversations_parts(http: httpx.AsyncClient) -> None:
    ends = {"state": "accepted", "first": OFFER, "final": {**OFFER, "base": 260000}}
    keyed = {"Authorization": f"Bearer {KEY}"}
    assert (await http.get("/v1/operator/overview", headers=keyed)).json()["reached"] is None
    for _ in range(LEAST):
        await Mine(http, (await http.post("/v1/conversations")).json()).tell(offer=OFFER, outcome=ends)
    told = (await http.get("/v1/operator/overview", headers=keyed)).json()["reached"]
    assert told["people"] >= LEAST and told["rises"]["Base"] == 6
    german = await http.get("/v1/operator/overview", headers={**keyed, "Accept-Language": "de"})
    assert german.json()["reached"]["rises"]["Grundgehalt"] == 6


async def test_another_conversations_sheet_stays_closed(mine: Mine, http: httpx.AsyncClient) -> None:
    other = Mine(http, (await http.post("/v1/conversations")).json())
    answer = await http.get(f"{mine.at}/offer", headers=other.headers)
    assert answer.status_code in (401, 403, 404)
    assert (await http.patch(f"{mine.at}/offer", json={"company": "W&B"})).status_code == 401


async def test_what_is_no_offer_is_refused_in_a_sentence(mine: Mine) -> None:
    for wrong in ({"offer": {"base": -1}}, {"others": [{}] * 21}, {"deadline": "soon"}, {"colour": "red"}):
        refused = await mine.tell(422, **wrong)
        assert refused["detail"].endswith(".")
