"""Rehearsals within a conversation: begun anew in the midst of one, remarked on, and shown as progress."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.conversation.progress import Judged, group
from bot.server.app import create_app
from bot.settings import Settings

from .live import Client, served


@pytest.fixture
async def me(tmp_path: Path, index: Path) -> AsyncIterator[Client]:
    settings = Settings(index=index, database_url=f"sqlite:///{tmp_path}/p.sqlite3", _env_file=None)  # type: ignore[call-arg]
    async with served(create_app(settings)) as address, httpx.AsyncClient(base_url=address, timeout=None) as client:
        yield await Client.open(client)


async def answered(me: Client, text: str) -> dict[str, Any]:
    told: dict[str, Any] = (await me.say(text)).json()["answer"]
    return told


async def test_rehearsals_are_begun_anew_and_their_progress_is_shown(me: Client) -> None:
    first = await answered(me, "Let's practise the call for software engineer at W&B in London")
    assert first["intent"] == "practice"
    second = await answered(me, "New one for Hugging Face, software engineer in Paris, please")
    assert "Hugging Face" in second["blocks"][0]["text"] and second["intent"] == "practice"
    for said in ("end practice", "try again", "I accept."):
        await answered(me, said)
    strange = await answered(me, "new one for Hooli, backend engineer in London")
    assert strange["blocks"][0]["text"].startswith("The guides don't cover Hooli.") and strange["status"] == "clarify"
    shown = await answered(me, "how am I doing so far?")
    table = next(block for block in shown["blocks"] if block["type"] == "comparison")
    assert [row[0] for row in table["rows"]] == ["1", "2"] and "Work on this next" in shown["blocks"][0]["text"]
    whole = await answered(me, "debrief me")
    assert "Room captured" in whole["blocks"][0]["text"] and "left on the table" in whole["blocks"][0]["text"]


async def test_a_remark_comes_with_a_line_where_it_is_wished_for(me: Client) -> None:
    begun = await me.post("/practice", {"company": "W&B", "role": "software engineer", "region": "London", "seed": 3})
    there = f"/practice/{begun.json()['id']}/move"
    without, with_it = (
        await me.post(there, {"text": "More, please."}),
        await me.post(f"{there}?remarks=true", {"text": "What's the range for this role?"}),
    )
    assert without.json()["remark"] == "" and with_it.json()["remark"].startswith("You asked, and gave nothing away.")


async def test_remarks_chosen_at_the_start_come_with_every_line_of_the_api_and_of_the_chat(me: Client) -> None:
    job = {"company": "W&B", "role": "software engineer", "region": "London", "seed": 3, "remarks": True}
    begun = await me.post("/practice", job)
    said = await me.post(f"/practice/{begun.json()['id']}/move", {"text": "More, please."})
    assert "more without a figure" in said.json()["remark"]
    told = await answered(me, "What's the range for this role?")
    assert told["blocks"][1]["text"].startswith("Coach: You asked, and gave nothing away. Next: ")
    await answered(me, "remarks off")
    assert not [b for b in (await answered(me, "How is the bonus set?"))["blocks"] if "Coach:" in b.get("text", "")]


async def test_a_drill_is_begun_by_asking_for_one_and_stands_among_the_progress(me: Client) -> None:
    await answered(me, "Let's practise the call for software engineer at W&B in London")
    await answered(me, "end")
    drill = await answered(me, "drill me on the final offer")
    assert "Drill: the final offer" in drill["blocks"][0]["text"]
    for said in ("Could you add a signing bonus of 10K?", "Could I start in June?", "I accept."):
        last = await answered(me, said)
    assert "of 3 lines did what it is for" in last["blocks"][0]["text"]
    shown = await answered(me, "show my progress")
    table = next(block for block in shown["blocks"] if block["type"] == "comparison")
    assert [row[2] for row in table["rows"]] == ["realistic", "the final offer"]


async def test_an_offer_and_a_wish_begin_a_rehearsal_whose_debrief_comes_at_the_word(me: Client) -> None:
    told = "W&B offered me £120k base and £80k in RSUs over 4 years as a software engineer in London."
    begun = await answered(me, f"{told[:-1]}, can we rehearse the call?")
    assert begun["intent"] == "practice" and "£120K" in begun["blocks"][1]["text"]
    await answered(me, "I'd like £135k base.")
    whole = await answered(me, "debrief me")
    assert "Room captured" in whole["blocks"][0]["text"]


async def test_a_job_and_a_kind_of_recruiter_begin_a_rehearsal(me: Client) -> None:
    begun = await answered(me, "W&B software engineer in London, tough recruiter")
    assert begun["intent"] == "practice" and any(block["type"] == "practice" for block in begun["blocks"])
    assert (await answered(me, "quit"))["intent"] == "practice"


@pytest.mark.parametrize(
    "wish",
    [
        "can we rehearse?",
        "could we practise the call?",
        "I want to rehearse my negotiation",
        "let's role-play it, you're the recruiter",
        "practice mode please",
        "can you play the recruiter for me?",
    ],
)
async def test_a_wish_to_rehearse_is_asked_for_the_job_and_then_begun(me: Client, wish: str) -> None:
    asked = await answered(me, wish)
    assert asked["intent"] == "practice" and "Which company and which role" in asked["blocks"][0]["text"], asked
    begun = await answered(me, "Hugging Face, software engineer in Paris")
    assert any(block["type"] == "practice" for block in begun["blocks"])


@pytest.mark.parametrize("command", ["quit", "end", "stop", "end the practice", "I'm done practising", "exit please"])
async def test_a_command_ends_a_rehearsal_and_is_not_said_to_the_recruiter(me: Client, command: str) -> None:
    await answered(me, "Let's practise the call for software engineer at W&B in London")
    ended = await answered(me, command)
    board = next(block for block in ended["blocks"] if block["type"] == "practice")
    assert board["phase"] == "walked" and all(row["user"] != command for row in board["history"])


def test_what_a_group_practised_is_told_of_enough_people_alone() -> None:
    calls = [
        Judged("ann", False, 40, (("Opens first", "missed"),)),
        Judged("bob", False, 60, (("Opens first", "done"),)),
        Judged("ann", False, 80, (("Opens first", "not observed"),)),
        Judged("bob", True),
    ]
    assert group(calls, 3) is None
    told = group(calls, 2)
    assert told is not None
    assert (told.people, told.calls, told.drills, told.first, told.last) == (2, 3, 1, 50, 70)
    assert told.missed == {"Opens first": 50}
