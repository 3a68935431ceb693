"""What goes wrong in Slack ends in something polite that people see, a cleared status, and one line in the log."""

import asyncio
import logging

import pytest
from fakes.slack_server import SlackServer

from bot.answer import Answer, Text
from bot.channels.slack.records import PER_PERSON
from bot.errors import StoreUnavailable
from bot.model.narrator import VerifiedWords
from tests.slack.conftest import Server, Starting

ASK = "What is the base salary of a staff engineer at Weights &amp; Biases in San Francisco?"
LEVERS = "What should I say when they ask for my expected salary?"


async def ask(server: Server, text: str = ASK, **more: str) -> str:
    ts = await server.to.say(text, **more)
    await server.app.idle()
    return ts


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


async def test_where_streaming_is_not_to_be_had_there_is_one_message(server: Server, slack: SlackServer) -> None:
    slack.fail("chat.startStream", "unknown_method", times=9)
    root = await ask(server, LEVERS)
    [post] = slack.public("D0ANN")
    assert post.thread_ts == root and post.updates >= 1
    assert any(button["type"] == "feedback_buttons" for button in post.buttons())
    assert slack.statuses == {}


@pytest.mark.parametrize("error", ["message_not_in_streaming_state", "invalid_blocks", "internal_error"])
async def test_a_stream_that_breaks_becomes_the_whole_answer_in_the_same_message(
    server: Server, slack: SlackServer, error: str
) -> None:
    slack.fail("chat.stopStream", error)
    slack.fail("chat.appendStream", error, times=5)
    await ask(server, LEVERS)
    [post] = slack.public("D0ANN")
    assert post.updates == 1 and post.blocks


async def test_when_the_draft_cannot_be_changed_it_is_taken_away(server: Server, slack: SlackServer) -> None:
    slack.fail("chat.stopStream", "message_not_in_streaming_state")
    slack.fail("chat.update", "message_not_found")
    await ask(server, LEVERS)
    [post] = slack.public("D0ANN")
    assert post.updates == 0 and post.blocks and slack.counted()["chat.delete"] == 1


async def test_blocks_that_slack_refuses_become_words(server: Server, slack: SlackServer) -> None:
    slack.fail("chat.startStream", "unknown_method", times=9)
    slack.fail("chat.postMessage", "invalid_blocks")
    await ask(server, LEVERS)
    assert slack.public("D0ANN")


async def test_being_rationed_is_obeyed(server: Server, slack: SlackServer) -> None:
    slack.fail("chat.startStream", retry_after=0)
    slack.fail("chat.stopStream", retry_after=0)
    slack.fail("assistant.threads.setStatus", retry_after=0)
    await ask(server, LEVERS)
    [post] = slack.public("D0ANN")
    assert post.blocks and not post.streaming
    assert slack.counted()["chat.startStream"] == 2


@pytest.mark.parametrize("method", ["chat.startStream", "chat.stopStream", "assistant.threads.setStatus"])
async def test_a_call_that_gets_no_sensible_answer_ends_politely(
    server: Server, slack: SlackServer, method: str
) -> None:
    slack.break_down(method)
    await ask(server, LEVERS)
    assert slack.public("D0ANN") and slack.statuses == {}


async def test_an_error_of_ours_is_told_politely_without_its_details(
    server: Server, slack: SlackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(type(server.app._conversations.coach), "understand", broken)
    await ask(server)
    words = "".join(post.words for post in slack.public("D0ANN"))
    assert "ask again" in words and "secret" not in words and "ZeroDivision" not in words
    assert slack.statuses == {}


async def test_a_failure_before_the_reply_begins_is_told_too(
    server: Server, slack: SlackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object, **__: object) -> None:
        raise StoreUnavailable("The database of conversations doesn't answer; try again in a moment.")

    monkeypatch.setattr(server.app._conversations, "open", away)
    await ask(server)
    [post] = slack.public("D0ANN")
    assert "try again" in post.words and slack.statuses == {}


async def test_a_failure_in_the_middle_of_a_stream_closes_it_politely(
    server: Server, slack: SlackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def word(self: object, *_: object) -> object:
        yield VerifiedWords("A first sentence. ", 0)
        raise RuntimeError("the model fell over")

    coach = type(server.app._conversations.coach)
    monkeypatch.setattr(coach, "word", word)
    object.__setattr__(server.app._conversations.coach, "narrator", object())
    await ask(server, LEVERS)
    [post] = slack.public("D0ANN")
    assert not post.streaming and "A first sentence." in post.words and "ask again" in post.words


async def test_sentences_are_shown_as_they_are_verified_and_added_at_a_pace(
    server: Server, slack: SlackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = asyncio.Event()

    async def word(self: object, answer: Answer, *_: object) -> object:
        for number in range(30):
            yield VerifiedWords(f"Sentence {number}. ", 0)
            if number == 3:
                await shown.wait()
        whole = "".join(f"Sentence {number}. " for number in range(30))
        yield answer.model_copy(update={"blocks": (Text(text=whole),), "wording": "scripted"})

    coach = server.app._conversations.coach
    monkeypatch.setattr(type(coach), "word", word)
    object.__setattr__(coach, "narrator", object())
    await server.to.say(LEVERS)
    await slack.until(lambda: any(post.streaming for post in slack.posts))
    [post] = slack.posts
    assert "Sentence 0." in post.text and post.blocks == []
    shown.set()
    await server.app.idle()
    assert not post.streaming and post.text.count("Sentence 29.") == 1 and "Sentence 29." not in str(post.blocks)
    assert slack.counted()["chat.appendStream"] <= 3, "thirty sentences at once are no thirty calls"


async def test_words_that_turn_out_otherwise_are_replaced_not_repeated(
    server: Server, slack: SlackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def word(self: object, answer: Answer, *_: object) -> object:
        yield VerifiedWords("A draft that is dropped. ", 0)
        yield answer.model_copy(update={"blocks": (Text(text="The answer that stands."),)})

    coach = server.app._conversations.coach
    monkeypatch.setattr(type(coach), "word", word)
    object.__setattr__(coach, "narrator", object())
    await ask(server, LEVERS)
    [post] = slack.public("D0ANN")
    assert "The answer that stands." in post.words and "dropped" not in post.words


async def test_an_answer_cut_short_by_the_end_of_the_server_says_so(
    server: Server, slack: SlackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()

    async def word(self: object, *_: object) -> object:
        begun.set()
        await asyncio.Event().wait()
        yield VerifiedWords("never", 0)

    coach = server.app._conversations.coach
    monkeypatch.setattr(type(coach), "word", word)
    object.__setattr__(coach, "narrator", object())
    await server.to.say(LEVERS)
    await begun.wait()
    await server.app.close(patience=0)
    assert "Please ask again" in "".join(post.words for post in slack.public("D0ANN"))
    assert slack.statuses == {}
    await server.app._conversations.close(patience=0)


async def test_a_revoked_token_is_said_once_with_the_mend(
    server: Server, slack: SlackServer, caplog: pytest.LogCaptureFixture
) -> None:
    await server.app.idle()
    slack.teams.clear()
    slack.failures.clear()
    for _ in range(3):
        await ask(server)
    said = errors(caplog)
    assert len(said) == 1 and "invalid_auth" in said[0] and "PARLEY_SLACK_BOT_TOKEN" in said[0]
    assert slack.posts == []


async def test_an_archived_channel_is_said_once_and_the_person_still_gets_the_answer(
    server: Server, slack: SlackServer, caplog: pytest.LogCaptureFixture
) -> None:
    slack.archived.add("C0OLD")
    for _ in range(2):
        await ask(server, f"<@{slack.bot}> {ASK}", channel="C0OLD", kind="app_mention")
    said = errors(caplog)
    assert len(said) == 1 and "is_archived" in said[0] and "unarchive" in said[0]
    assert len([post for post in slack.public("D0ANN") if "$" in post.words]) == 2


async def test_not_in_channel_is_said_once_with_the_mend(
    server: Server, slack: SlackServer, caplog: pytest.LogCaptureFixture
) -> None:
    slack.fail("chat.startStream", "not_in_channel")
    slack.fail("chat.postMessage", "not_in_channel")
    await ask(server, f"<@{slack.bot}> {ASK}", channel="C0JOBS", kind="app_mention")
    said = errors(caplog)
    assert len(said) == 1 and "/invite" in said[0]
    assert "$" in "".join(post.words for post in slack.public("D0ANN"))


async def test_a_missing_scope_is_said_once_by_name_and_the_answer_still_comes(
    server: Server, slack: SlackServer, caplog: pytest.LogCaptureFixture
) -> None:
    slack.fail("assistant.threads.setStatus", "missing_scope", times=9, needed="assistant:write", provided="chat:write")
    for _ in range(2):
        await ask(server)
    said = errors(caplog)
    assert len(said) == 1 and "assistant:write" in said[0] and "manifest.yaml" in said[0]
    assert len(slack.public("D0ANN")) == 2


async def test_a_form_that_cannot_be_opened_is_told(server: Server, slack: SlackServer) -> None:
    slack.fail("views.open", "expired_trigger_id")
    await server.to.command("offer")
    await server.app.idle()
    assert "once more" in "".join(post.words for post in slack.seen_by("U0ANN", "C0JOBS") + slack.public("D0ANN"))


async def test_an_expired_response_address_makes_it_a_direct_message(server: Server, slack: SlackServer) -> None:
    slack.fail("response_url", "expired", times=9)
    await server.to.command("ask What is the base of a staff engineer at Weights & Biases in London?")
    await server.app.idle()
    assert "£" in "".join(post.words for post in slack.public("D0ANN"))


async def test_who_asks_too_much_is_told_so_once_and_answered_no_more(server: Server, slack: SlackServer) -> None:
    for _ in range(PER_PERSON + 5):
        await server.to.say("hi")
    await server.app.idle()
    limits = [post for post in slack.posts if "more than I can answer" in post.words]
    assert len(limits) == 1 and len(slack.posts) == PER_PERSON + 1
    await server.to.say("hi", person="U0BOB", channel="D0BOB")
    await server.app.idle()
    assert slack.public("D0BOB")


async def test_limits_hold_across_replicas(start: Starting, slack: SlackServer) -> None:
    one, two = await start(), await start()
    for number in range(PER_PERSON + 4):
        await (one if number % 2 else two).to.say("hi", ts=f"1700000001.{number:06d}")
    await asyncio.gather(one.app.idle(), two.app.idle())
    answered = [post for post in slack.posts if "more than I can answer" not in post.words]
    assert len(answered) == PER_PERSON


async def test_a_server_starts_while_slack_is_away(start: Starting, slack: SlackServer) -> None:
    slack.fail("auth.test", "internal_error")
    server = await start()
    await server.app.idle()
    await ask(server)
    assert "$" in slack.public("D0ANN")[0].words


async def test_a_file_without_words_is_answered_with_the_way_on(server: Server, slack: SlackServer) -> None:
    await ask(server, "", subtype="file_share", files=[{"id": "F1"}])  # type: ignore[arg-type]
    assert "paste" in "".join(post.words for post in slack.posts)
