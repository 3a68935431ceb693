"""Slack's deliveries: answered where they belong, to whom they belong, and once."""

import asyncio
import json
import time
from datetime import timedelta

import pytest
from fakes.slack_server import SlackServer
from slack_sdk.web.async_client import AsyncWebClient

from bot.answer import Answer, Text
from bot.channels.slack.draft import ThreadDraft
from bot.channels.slack.faults import Faults
from bot.channels.slack.place import ThreadPlace
from bot.channels.slack.records import clock
from bot.conversation.events import Sentence
from bot.model.sentences import split
from tests.slack.conftest import Server, Starting

ASK = "What is the base salary of a staff engineer at Weights & Biases in San Francisco?"
OFFER = "I was offered 245K base and 360K equity over 4 years by Weights & Biases as staff engineer in SF. Is it good?"


def escaped(text: str) -> str:
    return text.replace("&", "&amp;")


async def test_a_direct_message_is_answered_in_its_thread_with_figures_and_feedback(
    server: Server, slack: SlackServer
) -> None:
    ts = await server.to.say(escaped(ASK))
    await server.app.idle()
    [post] = slack.public("D0ANN")
    assert post.thread_ts == ts
    assert not post.streaming
    assert "$" in post.words
    assert any(button["type"] == "feedback_buttons" for button in post.buttons())
    assert slack.statuses == {}


async def test_an_answer_streams_and_says_so_while_it_is_made(server: Server, slack: SlackServer) -> None:
    await server.to.say("What should I say when they ask for my expected salary?")
    await server.app.idle()
    counted = slack.counted()
    assert counted["chat.startStream"] == counted["chat.stopStream"] == 1
    assert counted["chat.postMessage"] == 0
    shown, cleared = slack.called("assistant.threads.setStatus")[0], slack.called("assistant.threads.setStatus")[-1]
    assert shown.args["status"] and len(shown.args["loading_messages"]) >= 2
    assert cleared.args["status"] == ""
    assert slack.called("assistant.threads.setTitle")[0].args["title"].startswith("What should I say")


async def test_a_thread_is_a_conversation(server: Server, slack: SlackServer) -> None:
    root = await server.to.say(escaped(ASK))
    await server.app.idle()
    await server.to.say("And in London?", thread=root)
    await server.to.say("And in London?")
    await server.app.idle()
    followed = [post for post in slack.public("D0ANN") if post.thread_ts == root][1:]
    fresh = [post for post in slack.public("D0ANN") if post.thread_ts != root]
    assert "London" in followed[0].words and "£" in followed[0].words
    assert "£" not in fresh[0].words


async def test_a_mention_is_answered_in_its_thread_and_so_is_what_its_writer_asks_next(
    server: Server, slack: SlackServer
) -> None:
    bot = slack.bot
    root = await server.to.say(f"<@{bot}> {escaped(ASK)}", channel="C0JOBS", kind="app_mention")
    await server.app.idle()
    await server.to.say("And in London?", channel="C0JOBS", thread=root)
    await server.to.say("chatter that isn't for us", channel="C0JOBS")
    await server.to.say("chatter in another thread", channel="C0JOBS", thread="1600000000.000001")
    await server.to.say("<@U0BOB> what do you think?", channel="C0JOBS", thread=root)
    await server.app.idle()
    posts = slack.public("C0JOBS")
    assert [post.thread_ts for post in posts] == [root, root]
    assert "London" in posts[1].words


CHATTER = ("+1", "Can someone review my PR?", "And in London?", "lunch at 12?", "The build is red again on main")


async def test_colleagues_in_the_thread_are_not_answered_unless_they_mention_us(
    server: Server, slack: SlackServer
) -> None:
    root = await server.to.say(f"<@{slack.bot}> {escaped(ASK)}", channel="C0JOBS", kind="app_mention")
    await server.app.idle()
    for text in CHATTER:
        await server.to.say(text, channel="C0JOBS", thread=root, person="U0BOB")
    await server.app.idle()
    assert len(slack.public("C0JOBS")) == 1
    assert not [post for post in slack.posts if post.to == "U0BOB"]
    await server.to.say(f"<@{slack.bot}> And in London?", channel="C0JOBS", thread=root, person="U0BOB")
    await server.app.idle()
    assert len(slack.public("C0JOBS")) == 2


@pytest.mark.parametrize("text", ["+1", "thanks!", "The build is red again on main", "I'm out on Friday, back Monday"])
async def test_what_its_writer_says_to_colleagues_is_not_answered(
    server: Server, slack: SlackServer, text: str
) -> None:
    root = await server.to.say(f"<@{slack.bot}> {escaped(ASK)}", channel="C0JOBS", kind="app_mention")
    await server.app.idle()
    states = len(slack.called("assistant.threads.setStatus"))
    await server.to.say(text, channel="C0JOBS", thread=root)
    await server.app.idle()
    assert len(slack.public("C0JOBS")) == 1
    assert not [post for post in slack.posts if post.to == "U0ANN"]
    assert len(slack.called("assistant.threads.setStatus")) == states


@pytest.mark.parametrize(
    "text", ["What does Strype pay a staff engineer?", "flurble wug?", "asdf qwer", "???", "Was zahlt Glorp?"]
)
async def test_what_is_not_held_or_not_read_goes_to_the_one_who_asked_alone(
    server: Server, slack: SlackServer, text: str
) -> None:
    await server.to.say(f"<@{slack.bot}> {text}", channel="C0JOBS", kind="app_mention")
    await server.app.idle()
    assert slack.public("C0JOBS") == []
    assert len([post for post in slack.posts if post.to == "U0ANN"]) == 1


async def test_a_mention_and_a_message_for_one_post_are_answered_once(server: Server, slack: SlackServer) -> None:
    said = server.to.said(f"<@{slack.bot}> {escaped(ASK)}", channel="C0JOBS")
    mention = {key: value for key, value in said.items() if key != "channel_type"} | {"type": "app_mention"}
    await asyncio.gather(server.to.event(said), server.to.event(mention), server.to.event(said, retry=1))
    await server.app.idle()
    assert len(slack.public("C0JOBS")) == 1


async def test_a_delivery_repeated_is_answered_once_by_all_replicas_and_after_a_restart(
    start: Starting, slack: SlackServer
) -> None:
    one, two = await start(), await start()
    said = one.to.said(escaped(ASK))
    bodies = [one.to.event(said, event_id="Ev1"), two.to.event(said, event_id="Ev1", retry=1)]
    answers = await asyncio.gather(*bodies)
    assert [answer.status_code for answer in answers] == [200, 200]
    await one.app.idle()
    await two.app.idle()
    later = await start()
    assert (await later.to.event(said, event_id="Ev1", retry=2)).status_code == 200
    await later.app.idle()
    assert len(slack.public("D0ANN")) == 1


async def test_what_a_killed_process_was_answering_is_answered_once_by_those_that_live(
    start: Starting, slack: SlackServer
) -> None:
    first = await start()
    root = await first.to.say(escaped(ASK))
    await first.app.idle()
    [row] = await first.app._conversations.owned("slack:T0TEAM:U0ANN")
    # As a process leaves it that is killed while it answers: begun a while ago, and never finished.
    ago = clock() - timedelta(minutes=1)
    await first.app.records._store.begin(row.id, "And in London?", "D0ANN:1700000009.000001", ago, 24)
    second, third = await start(), await start()
    for replica in (second, third):
        await slack.until(lambda: len(slack.public("D0ANN")) == 2)
        await replica.app.idle()
    posts = slack.public("D0ANN")
    assert [post.thread_ts for post in posts] == [root, root] and "£" in posts[1].words


async def test_a_reply_that_overtakes_its_mention_is_answered_after_it(server: Server, slack: SlackServer) -> None:
    mention = server.to.said(f"<@{slack.bot}> {escaped(ASK)}", channel="C0JOBS", kind="app_mention")
    await server.to.say("And in London?", channel="C0JOBS", thread=mention["ts"])
    await server.app.idle()
    assert slack.public("C0JOBS") == []
    await server.to.event(mention)
    await server.app.idle()
    first, second = slack.public("C0JOBS")
    assert "£" not in first.words and "£" in second.words


async def test_everything_is_acknowledged_before_any_work(start: Starting, slack: SlackServer) -> None:
    slack.hang()
    server = await start()
    shortcut = {
        "type": "message_action", "callback_id": "read_offer", "channel": {"id": "C0JOBS"}, "message_ts": "1.2",
        "message": {"text": "Base 200K", "ts": "1.2"},
    }  # fmt: skip
    responses = [
        await server.to.event(server.to.said("What levers do I have?")),
        await server.to.event({"type": "app_home_opened", "user": "U0ANN", "channel": "D0ANN", "tab": "home"}),
        await server.to.command("offer"),
        await server.to.interact(shortcut),
        await server.to.submit({"type": "modal", "callback_id": "delete_my_data", "blocks": []}, {}),
    ]
    assert [response.status_code for response in responses] == [200] * 5
    assert {response.text for response in responses} <= {"", "{}"}
    assert slack.posts == [] and slack.views == []
    slack.free.set()
    await server.app.idle()
    assert len(slack.views) == 1 and slack.public("D0ANN")


async def test_own_messages_edits_and_other_bots_are_left_alone(server: Server, slack: SlackServer) -> None:
    for more in (
        {"person": slack.bot}, {"bot_id": "B0OTHER"}, {"subtype": "message_changed"}, {"subtype": "channel_join"},
        {"subtype": "bot_message"}, {"person": "USLACKBOT"},
    ):  # fmt: skip
        await server.to.say("What does Acme pay?", **more)
    await server.app.idle()
    assert slack.posts == []


async def test_what_is_about_own_pay_only_its_person_sees_until_they_share_it(
    server: Server, slack: SlackServer
) -> None:
    root = await server.to.say(f"<@{slack.bot}> {escaped(OFFER)}", channel="C0JOBS", kind="app_mention")
    await server.app.idle()
    assert slack.public("C0JOBS") == []
    private = slack.seen_by("U0ANN", "C0JOBS")
    assert private and all(post.to == "U0ANN" and post.thread_ts == root for post in private)
    assert "245" in "".join(post.words for post in private)
    share = private[-1].button("share")
    await server.to.press(share, channel="C0JOBS", on=private[-1])
    await server.to.press(share, channel="C0JOBS", on=private[-1])
    await server.app.idle()
    public = slack.public("C0JOBS")
    assert public and all(post.thread_ts == root for post in public)
    assert "245" in "".join(post.words for post in public)
    assert sum("shared" in post.words for post in public) == 1


async def test_nobody_else_can_share_an_answer(server: Server, slack: SlackServer) -> None:
    await server.to.say(f"<@{slack.bot}> {escaped(OFFER)}", channel="C0JOBS", kind="app_mention")
    await server.app.idle()
    private = slack.seen_by("U0ANN", "C0JOBS")[-1]
    await server.to.press(private.button("share"), channel="C0JOBS", on=private, person="U0BOB")
    await server.app.idle()
    assert slack.public("C0JOBS") == []


async def test_a_colleague_in_the_thread_learns_what_it_is_about_and_not_whose_offer(
    server: Server, slack: SlackServer
) -> None:
    root = await server.to.say(f"<@{slack.bot}> {escaped(OFFER)}", channel="C0JOBS", kind="app_mention")
    await server.app.idle()
    for text in ("What was my offer again?", "What is the base band in London?"):
        await server.to.say(f"<@{slack.bot}> {text}", channel="C0JOBS", thread=root, person="U0BOB")
    await server.app.idle()
    seen = [post for post in slack.posts if post.to in (None, "U0BOB")]
    # Written as money: the marks of buttons hold digits of their own.
    written = ("245K", "245,000", "360K", "360,000")
    assert not any(figure in post.words for post in seen for figure in written)
    assert any("£" in post.words for post in seen)


async def test_where_ephemerals_are_refused_the_answer_comes_by_direct_message(
    server: Server, slack: SlackServer
) -> None:
    slack.fail("chat.postEphemeral", "user_not_in_channel", times=9)
    await server.to.say(f"<@{slack.bot}> {escaped(OFFER)}", channel="C0JOBS", kind="app_mention")
    await server.app.idle()
    assert slack.public("C0JOBS") == []
    assert "245" in "".join(post.words for post in slack.public("D0ANN"))


async def test_the_panes_get_prompts_the_newer_and_the_older(server: Server, slack: SlackServer) -> None:
    await server.to.event({"type": "app_home_opened", "user": "U0ANN", "channel": "D0ANN", "tab": "messages"})
    await server.to.event({
        "type": "assistant_thread_started", "event_ts": "1.2",
        "assistant_thread": {"user_id": "U0ANN", "channel_id": "D0ANN", "thread_ts": "17.1", "context": {}},
    })  # fmt: skip
    await server.app.idle()
    newer, older = sorted(
        (call.args for call in slack.called("assistant.threads.setSuggestedPrompts")), key=lambda a: "thread_ts" in a
    )
    assert "thread_ts" not in newer and older["thread_ts"] == "17.1"
    assert len(newer["prompts"]) >= 3
    await server.to.event({
        "type": "assistant_thread_context_changed", "event_ts": "1.3",
        "assistant_thread": {"user_id": "U0ANN", "channel_id": "D0ANN", "thread_ts": "17.1", "context": {}},
    })  # fmt: skip
    await server.to.say("What levers do I have?", thread="17.1")
    await server.app.idle()
    assert [post.thread_ts for post in slack.public("D0ANN")] == ["17.1"]


async def test_a_streamed_answer_keeps_the_marks_of_its_sources(server: Server, slack: SlackServer) -> None:
    await server.to.say("What leverage do I have at Hugging Face?")
    await server.app.idle()
    [post] = slack.public("D0ANN")[:1]
    assert slack.counted()["chat.stopStream"] == 1
    streamed = post.words.split("Open Source Impact", 1)[0] + post.words.split("Open Source Impact", 1)[1][:400]
    assert "[1]" in streamed


async def test_bold_words_that_span_sentences_stay_bold_in_a_stream(slack: SlackServer) -> None:
    text = "**Say it once. Only if you mean it.** Then stop.\n\n**Never ends. So it is as it reads."
    client = AsyncWebClient(token="xoxb-one", base_url=slack.url)
    draft = ThreadDraft(ThreadPlace(client, "T0TEAM", "D0ANN", "17.1", "U0ANN"), Faults())
    for sentence in split(text):
        await draft.sentence(Sentence(sentence, 0))
    await draft.finish(Answer(status="answered", blocks=(Text(text=text),), intent="tactic"), "x")
    [post] = slack.posts
    assert post.text.startswith("**Say it once. Only if you mean it.** Then stop.")
    assert post.text.endswith("Never ends. So it is as it reads.")


@pytest.mark.parametrize(
    "text",
    [
        "let's practise the negotiation for a staff engineer at Weights &amp; Biases in SF",
        "practice staff engineer at Weights &amp; Biases in SF",
    ],
)
async def test_a_practice_asked_for_by_command_in_a_channel_begins_in_a_direct_message(
    server: Server, slack: SlackServer, text: str
) -> None:
    await server.to.command(text)
    await server.app.idle()
    assert slack.public("C0JOBS") == []
    assert any("recruiter" in post.words for post in slack.public("D0ANN"))
    assert not [call for call in slack.calls if call.args.get("thread_ts") == "command"]


async def test_the_home_tab_shows_and_really_deletes(server: Server, slack: SlackServer) -> None:
    await server.to.say(escaped(OFFER))
    await server.app.idle()
    home = {"type": "app_home_opened", "user": "U0ANN", "channel": "D0ANN", "tab": "home"}
    await server.to.event(home)
    await server.app.idle()
    shown = json.dumps(slack.homes["U0ANN"])
    assert "Weights & Biases" in shown.replace("&amp;", "&") and "245" in shown
    assert "*Role:* Staff Software Engineer" in shown and "weights-and-biases:" not in shown
    elements = [e for block in slack.homes["U0ANN"]["blocks"] for e in block.get("elements", [])]
    elements += [block["accessory"] for block in slack.homes["U0ANN"]["blocks"] if "accessory" in block]
    delete = next(e for e in elements if e.get("action_id") == "delete_my_data")
    await server.to.press(delete, view=slack.homes["U0ANN"], channel="")
    await server.app.idle()
    assert await server.app._conversations.owned("slack:T0TEAM:U0ANN"), "only the confirmation deletes"
    await server.to.submit(slack.views[-1], {})
    await server.app.idle()
    assert not await server.app._conversations.owned("slack:T0TEAM:U0ANN")
    assert "245" not in json.dumps(slack.homes["U0ANN"])
    async with server.app.records._store.read() as db:
        for table in ("conversations", "messages", "practices", "slack_threads"):
            rows = (await db.exec_driver_sql(f"SELECT count(*) FROM {table}")).scalar()
            assert rows == 0, table
        assert (await db.exec_driver_sql("SELECT count(*) FROM slack_seen WHERE person = 'U0ANN'")).scalar() == 0


async def test_a_practice_runs_in_its_thread_with_the_standing_offer_kept_up_to_date(
    server: Server, slack: SlackServer
) -> None:
    root = await server.to.say(escaped("Let's practise: staff engineer at Weights & Biases in San Francisco"))
    await server.app.idle()
    board = next(p for p in slack.public("D0ANN") if any("practice" in b["action_id"] for b in p.buttons()))
    opened = len(slack.public("D0ANN"))
    await server.to.say("Thanks! Could you do 260K base?", thread=root)
    await server.app.idle()
    assert board.updates == 1, "one message, changed"
    assert len(slack.public("D0ANN")) == opened + 1
    await server.to.press(board.button("hint"), on=board)
    await server.app.idle()
    assert "Coach" in slack.public("D0ANN")[-1].words
    await server.to.press(board.button("pause"), on=board)
    await server.app.idle()
    await server.to.press(board.button("resume"), on=board)
    await server.app.idle()
    await server.to.press(board.button("end"), on=board)
    await server.app.idle()
    assert not [b for b in board.buttons() if b["action_id"] == "practice_hint"]
    [upload] = slack.uploads.values()
    assert upload["bytes"].startswith(b"\x89PNG") and upload["alt_txt"]
    assert upload["shared"]["thread_ts"] == root and upload["shared"]["channel_id"] == "D0ANN"
    assert slack.statuses == {}


async def test_a_practice_asked_for_in_a_channel_moves_to_direct_messages(server: Server, slack: SlackServer) -> None:
    root = await server.to.say(
        f"<@{slack.bot}> " + escaped("Let's practise: staff engineer at Weights & Biases in San Francisco"),
        channel="C0JOBS", kind="app_mention",
    )  # fmt: skip
    await server.app.idle()
    assert slack.public("C0JOBS") == []
    [note] = slack.seen_by("U0ANN", "C0JOBS")
    assert note.to == "U0ANN" and note.thread_ts == root
    opening, *_ = posts = slack.public("D0ANN")
    await server.to.say("Could you do 260K base?", thread=opening.ts)
    await server.app.idle()
    assert len(slack.public("D0ANN")) == len(posts) + 1


async def test_a_bad_signature_a_stale_one_and_garbage_are_refused(server: Server, slack: SlackServer) -> None:
    await server.app.idle()
    calls = len(slack.calls)
    body = json.dumps(server.to.envelope(server.to.said("hello")))
    wrong = [
        {}, server.to.signed(body, secret="another"), server.to.signed(body, at=int(time.time()) - 301),
        server.to.signed(body, at=int(time.time()) + 3600), server.to.signed(body + " "),
        {**server.to.signed(body), "X-Slack-Request-Timestamp": "soon"},
        {**server.to.signed(body), "X-Slack-Request-Timestamp": "9" * 400},
        {**server.to.signed(body), "X-Slack-Request-Timestamp": "9" * 5000},
        {**server.to.signed(body), "X-Slack-Signature": "v0="},
    ]  # fmt: skip
    for headers in wrong:
        sent = await server.http.post("/slack/events", content=body, headers=headers)
        assert sent.status_code == 401, headers
    for garbage in ("{", "[]", "7", '"x"', "null"):
        assert (await server.to.post(garbage, "application/json")).status_code in (400, 403, 404)
    await server.app.idle()
    assert len(slack.calls) == calls and slack.posts == []


async def test_a_replayed_delivery_does_nothing(server: Server, slack: SlackServer) -> None:
    body = json.dumps(server.to.envelope(server.to.said("What levers do I have?")))
    headers = server.to.signed(body)
    for _ in range(3):
        await server.to.post(body, "application/json", headers)
    await server.app.idle()
    assert len(slack.public("D0ANN")) == 1


async def test_another_workspaces_deliveries_are_refused(server: Server, slack: SlackServer) -> None:
    await server.app.idle()
    said = await server.to.event(server.to.said("hello"), team="T0OTHER")
    command = await server.to.command("help", team="T0OTHER")
    await server.app.idle()
    assert [said.status_code, command.status_code] == [403, 403]
    assert slack.posts == []


async def test_slack_is_answered_its_challenge(server: Server) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc", "token": "t"})
    sent = await server.to.post(body, "application/json")
    assert sent.status_code == 200 and "abc" in sent.text


async def test_without_a_signing_secret_there_is_no_endpoint(start: Starting) -> None:
    plain = await start(slack_signing_secret="", slack_bot_token="")
    assert (await plain.http.post("/slack/events", content="{}")).status_code == 404
