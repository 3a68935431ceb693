"""Messages that are edited or deleted after they were sent, and answers that are stopped."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from fakes.slack_server import SlackServer

from tests.slack.conftest import Server

LONDON = "What is the base salary of a staff engineer at Weights &amp; Biases in London?"
SF = "What is the base salary of a staff engineer at Weights &amp; Biases in San Francisco?"


async def test_an_edited_message_has_its_answer_made_anew_in_its_place(server: Server, slack: SlackServer) -> None:
    ts = await server.to.say(LONDON)
    await server.app.idle()
    await server.to.edit(ts, SF, was=LONDON)
    await server.app.idle()
    [post] = slack.public("D0ANN")
    assert "$" in post.words and "£" not in post.words and post.updates == 1
    [row] = await server.app._conversations.owned("slack:T0TEAM:U0ANN")
    assert [one.role for one in (await server.app._conversations.histories.history(row.id)).messages] == [
        "user",
        "assistant",
    ]


async def test_an_edit_delivered_twice_is_answered_once(server: Server, slack: SlackServer) -> None:
    ts = await server.to.say(LONDON)
    await server.app.idle()
    stamp = server.to.ts
    server.to.ts = lambda: "1700000099.000001"  # type: ignore[method-assign]
    await server.to.edit(ts, SF, was=LONDON)
    await server.to.edit(ts, SF, was=LONDON)
    server.to.ts = stamp  # type: ignore[method-assign]
    await server.app.idle()
    assert [post.updates for post in slack.public("D0ANN")] == [1]


async def test_an_earlier_message_edited_is_answered_in_its_place_and_the_later_one_stands(
    server: Server, slack: SlackServer
) -> None:
    ts = await server.to.say(LONDON)
    await server.app.idle()
    await server.to.say("Which levers do I have?", thread=ts)
    await server.app.idle()
    before = len(slack.public("D0ANN"))
    await server.to.edit(ts, SF, was=LONDON)
    await server.app.idle()
    assert len(slack.public("D0ANN")) == before + 1 and "$" in slack.public("D0ANN")[-1].words


@pytest.mark.parametrize("more", [{"text": LONDON}, {"person": "U0PARLEY"}])
async def test_previews_of_links_and_our_own_changes_are_no_edits(
    server: Server, slack: SlackServer, more: dict[str, str]
) -> None:
    ts = await server.to.say(LONDON)
    await server.app.idle()
    await server.to.edit(ts, **{"text": SF, "was": LONDON, **more})
    await server.app.idle()
    assert [post.updates for post in slack.public("D0ANN")] == [0]


async def test_a_message_edited_to_mention_us_is_answered(server: Server, slack: SlackServer) -> None:
    import time

    ts = f"{time.time():.6f}"
    await server.to.say(LONDON, channel="C0JOBS", ts=ts)
    await server.app.idle()
    assert slack.posts == []
    await server.to.edit(ts, f"<@{slack.bot}> {LONDON}", was=LONDON, channel="C0JOBS")
    await server.app.idle()
    assert "£" in slack.public("C0JOBS")[0].words


async def test_a_deleted_message_is_forgotten_and_its_answer_taken_down(server: Server, slack: SlackServer) -> None:
    told = "I was offered 245K base by Weights &amp; Biases as staff engineer in SF. Is it good?"
    root = await server.to.say(LONDON)
    await server.app.idle()
    ts = await server.to.say(told, thread=root)
    await server.app.idle()
    await server.to.delete(ts, was=told, thread=root)
    await server.app.idle()
    assert "245" not in "".join(post.words for post in slack.public("D0ANN"))
    [row] = await server.app._conversations.owned("slack:T0TEAM:U0ANN")
    assert (await server.app._conversations.profile(row.id)).offer is None
    async with server.app.records._store.read() as db:
        kept = (await db.exec_driver_sql("SELECT count(*) FROM messages WHERE text LIKE '%245%'")).scalar()
    assert kept == 0


async def test_an_earlier_message_deleted_takes_its_answer_and_leaves_the_rest(
    server: Server, slack: SlackServer
) -> None:
    root = await server.to.say(LONDON)
    await server.app.idle()
    await server.to.say("And in San Francisco?", thread=root)
    await server.app.idle()
    await server.to.delete(root, was=LONDON)
    await server.app.idle()
    [post] = slack.public("D0ANN")
    assert "$" in post.words


async def test_somebody_elses_deletion_touches_nothing(server: Server, slack: SlackServer) -> None:
    ts = await server.to.say(f"<@{slack.bot}> {LONDON}", channel="C0JOBS", kind="app_mention")
    await server.app.idle()
    await server.to.delete(server.to.ts(), was="x", channel="C0JOBS", person="U0BOB", thread=ts)
    await server.app.idle()
    assert len(slack.public("C0JOBS")) == 1


async def test_stop_where_nothing_runs_begins_nothing(server: Server, slack: SlackServer) -> None:
    root = await server.to.say("stop")
    await server.app.idle()
    assert "nothing to stop" in slack.public("D0ANN")[0].words
    await server.to.say(LONDON, thread=root)
    await server.app.idle()
    assert "£" in slack.public("D0ANN")[1].words and "recruiter" not in slack.public("D0ANN")[1].words


@pytest.fixture
def slow(server: Server, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Answers that say a sentence, and then nothing until they are stopped."""
    from bot.conversation.events import Sentence

    begun = asyncio.Event()

    async def endless(*_: Any, **__: Any) -> AsyncIterator[Any]:
        yield Sentence("The first sentence.", 0)
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(server.app._conversations._answering, "answer", endless)
    return begun


def pressed(channel: str, thread: str) -> dict[str, Any]:
    return {"type": "agent_session_stopped", "channel": channel, "thread_ts": thread, "user": "U0ANN",
            "event_ts": "1.2", "streaming_message_ts": []}  # fmt: skip


async def test_slacks_stop_button_ends_the_answer_and_what_was_said_stays(
    server: Server, slack: SlackServer, slow: asyncio.Event
) -> None:
    ts = await server.to.say(LONDON)
    await slow.wait()
    await slack.until(lambda: slack.sessions.get(("D0ANN", ts)) == "processing" and slack.public("D0ANN"))
    post = slack.public("D0ANN")[0]
    post.streaming = False  # Slack has ended the stream itself
    await server.to.event(pressed("D0ANN", ts))
    await server.app.idle()
    [post] = slack.public("D0ANN")
    assert "The first sentence." in post.words and "topped at your request" in post.words
    assert slack.sessions[("D0ANN", ts)] == "active"


async def test_the_word_stop_does_the_same(server: Server, slack: SlackServer, slow: asyncio.Event) -> None:
    ts = await server.to.say(LONDON)
    await slow.wait()
    await server.to.say("stop", thread=ts)
    await server.app.idle()
    assert "topped at your request" in slack.public("D0ANN")[-1].words


async def test_in_a_channel_a_stopped_answer_is_told_to_its_person_alone(
    server: Server, slack: SlackServer, slow: asyncio.Event
) -> None:
    ts = await server.to.say(f"<@{slack.bot}> {LONDON}", channel="C0JOBS", kind="app_mention")
    await slow.wait()
    await server.to.event({**pressed("C0JOBS", ts), "user": "U0BOB"})
    await server.to.event(pressed("C0JOBS", ts))
    await server.app.idle()
    assert slack.public("C0JOBS") == []
    assert any("topped" in post.words for post in slack.posts if post.to == "U0ANN")


async def test_a_workspace_without_agents_is_asked_once_and_answers_come(server: Server, slack: SlackServer) -> None:
    slack.fail("agents.sessions.setStatus", "access_denied")
    for _ in range(3):
        await server.to.say(LONDON)
        await server.app.idle()
    assert len(slack.called("agents.sessions.setStatus")) == 1 and len(slack.public("D0ANN")) == 3
