"""Mentioned inside a running thread: what stands above is read once, only there, and only what is anybody's to tell."""

import pytest
from cryptography.fernet import Fernet
from fakes.slack_server import SlackServer

from bot.channels.slack.above import OWN, SOLD
from tests.slack.conftest import Server, Starting

ROOT = "1699999999.000100"


def talk(slack: SlackServer, *said: tuple[str, str], channel: str = "C0JOBS", root: str = ROOT) -> str:
    """A thread in which people have talked; its root."""
    head, _, tail = root.partition(".")
    slack.threads[(channel, root)] = [
        {"type": "message", "user": person, "text": text, "ts": f"{head}.{int(tail) + n:06d}", "thread_ts": root}
        for n, (person, text) in enumerate(said)
    ]
    return root


async def mention(server: Server, slack: SlackServer, text: str, root: str = ROOT, **more: str) -> None:
    await server.to.say(f"<@{slack.bot}> {text}".strip(), channel="C0JOBS", kind="app_mention", thread=root, **more)
    await server.app.idle()


QUESTION = "Does anyone know the base salary of a staff engineer at Weights &amp; Biases in London?"


@pytest.mark.parametrize("text", ["", "what do you think?", "can you help?", "any idea?", "please answer this"])
async def test_a_mention_that_says_nothing_itself_answers_the_question_above(
    server: Server, slack: SlackServer, text: str
) -> None:
    talk(slack, ("U0BOB", QUESTION), ("U0EVE", "no idea, sorry"))
    await mention(server, slack, text)
    [post] = slack.public("C0JOBS")
    assert "£" in post.words and "London" in post.words and post.thread_ts == ROOT


async def test_a_colleagues_word_on_where_figures_come_from_is_not_the_question(
    server: Server, slack: SlackServer
) -> None:
    talk(slack, ("U0BOB", QUESTION), ("U0EVE", "levels.fyi?"), ("U0BOB", "out of date I think"))
    await mention(server, slack, "what do you say?")
    [post] = slack.public("C0JOBS")
    assert "£" in post.words and "London" in post.words


async def test_a_question_is_read_in_the_light_of_what_stands_above(server: Server, slack: SlackServer) -> None:
    talk(slack, ("U0BOB", "I talk to Weights &amp; Biases about a staff engineer role in San Francisco"))
    await mention(server, slack, "what is the base band in London?")
    [post] = slack.public("C0JOBS")
    assert "£" in post.words


async def test_a_question_of_its_own_is_not_replaced_by_one_above(server: Server, slack: SlackServer) -> None:
    talk(slack, ("U0BOB", QUESTION))
    await mention(server, slack, "which companies do you cover?")
    assert "£" not in "".join(post.words for post in slack.posts)


async def test_the_persons_own_offer_above_is_judged_for_their_eyes_alone(server: Server, slack: SlackServer) -> None:
    talk(slack, ("U0ANN", "I got 245K base from Weights &amp; Biases as staff engineer in SF"), ("U0BOB", "nice!"))
    await mention(server, slack, "is that good?")
    assert slack.public("C0JOBS") == []
    assert "245" in "".join(post.words for post in slack.posts if post.to == "U0ANN")


async def test_somebody_elses_pay_above_becomes_nobodys_offer(server: Server, slack: SlackServer) -> None:
    talk(slack, ("U0BOB", "I got 247K base from Weights &amp; Biases as staff engineer in SF"))
    await mention(server, slack, "is that good?")
    [row] = await server.app._conversations.owned("slack:T0TEAM:U0ANN")
    known = await server.app._conversations.profile(row.id)
    assert known.offer is None and known.company == "weights-and-biases"
    assert "247K" not in "".join(post.words for post in slack.posts)
    assert "247,000" not in "".join(post.words for post in slack.posts)


async def test_a_thread_is_read_once_and_no_other_is(server: Server, slack: SlackServer) -> None:
    talk(slack, ("U0BOB", QUESTION))
    talk(slack, ("U0BOB", "secret of another thread"), root="1699999000.000100")
    await mention(server, slack, "what do you think?")
    await mention(server, slack, "and in San Francisco?")
    [call] = slack.called("conversations.replies")
    assert (call.args["channel"], call.args["ts"]) == ("C0JOBS", ROOT)
    assert "$" in slack.public("C0JOBS")[-1].words


async def test_of_a_long_thread_what_was_asked_last_is_answered(server: Server, slack: SlackServer) -> None:
    chatter = [("U0EVE", f"and another thing, number {number}") for number in range(40)]
    talk(slack, ("U0EVE", "offsite planning"), *chatter, ("U0BOB", QUESTION), ("U0EVE", "no idea, sorry"))
    await mention(server, slack, "what do you think?")
    [post] = slack.public("C0JOBS")
    assert "£" in post.words and "London" in post.words


async def test_an_app_that_many_install_asks_for_no_more_than_slack_gives_it(
    start: Starting, slack: SlackServer
) -> None:
    assert (OWN, SOLD) == (200, 15)
    server = await start()
    assert server.app.above._most == OWN
    many = await start(
        slack_bot_token=None, slack_client_id="1.2", slack_client_secret="s",
        slack_encryption_key=Fernet.generate_key().decode(),
    )  # fmt: skip
    assert many.app.above._most == SOLD


async def test_direct_messages_and_new_threads_are_not_read(server: Server, slack: SlackServer) -> None:
    await server.to.say(QUESTION)
    await server.to.say(f"<@{slack.bot}> {QUESTION}", channel="C0JOBS", kind="app_mention")
    await server.app.idle()
    assert slack.called("conversations.replies") == []


@pytest.mark.parametrize("error", ["not_in_channel", "missing_scope", "thread_not_found"])
async def test_where_slack_refuses_the_question_is_answered_alone(
    server: Server, slack: SlackServer, error: str
) -> None:
    slack.fail("conversations.replies", error)
    await mention(server, slack, QUESTION)
    assert "£" in slack.public("C0JOBS")[-1].words


async def test_where_slack_rations_it_nothing_waits_and_it_is_not_asked_again(
    server: Server, slack: SlackServer
) -> None:
    slack.fail("conversations.replies", retry_after=60)
    await mention(server, slack, QUESTION)
    await mention(server, slack, QUESTION, root="1699999000.000100")
    assert len(slack.called("conversations.replies")) == 1
    assert len(slack.public("C0JOBS")) == 2


COLLEAGUES = (
    "What did we decide on the base image?", "Who's on call in London tonight?", "is that the final version?",
    "where are the docs for this?", "really?", "How much is the AWS bill for staging?", "is the deploy done?",
    "how many engineers are in London?", "Is 4pm good for the retro?", "who is Bob?",
    "how old is that ticket?", "you think so?", "who owns the equity dashboard?", "where's the signing key?",
    "who's leading the staff meeting?", "what does RSU stand for in this config?",
    "anyone knows what L5 means in our ladder?", "what do we pay a staff engineer in London?",
    "Is the base image 240 MB good?", "who is on the staff list for the party?", "does W&amp;B log the gradients?",
    "what's the cost of a senior node?", "when is the staff meeting?",
)  # fmt: skip


async def test_what_the_asker_asks_colleagues_in_the_thread_is_neither_answered_nor_kept(
    server: Server, slack: SlackServer
) -> None:
    await mention(server, slack, QUESTION)
    before = len(slack.posts)
    for number, text in enumerate(COLLEAGUES):
        await server.to.say(text, channel="C0JOBS", thread=ROOT, ts=f"1700000100.{number:06d}")
    await server.app.idle()
    assert [post.words for post in slack.posts[before:]] == []
    [row] = await server.app._conversations.owned("slack:T0TEAM:U0ANN")
    kept = (await server.app._conversations.histories.history(row.id)).messages
    assert [one.text for one in kept if one.role == "user" and one.text in COLLEAGUES] == []
    await server.to.say("and in San Francisco?", channel="C0JOBS", thread=ROOT)
    await server.app.idle()
    assert "$" in slack.public("C0JOBS")[-1].words


@pytest.mark.parametrize(
    "text", ["how's the equity in London?", "is there a signing bonus?", "is the equity any good?"]
)
async def test_the_askers_own_question_on_pay_is_answered_to_them_at_least(
    server: Server, slack: SlackServer, text: str
) -> None:
    await mention(server, slack, QUESTION)
    shown = len(slack.posts)
    await server.to.say(text, channel="C0JOBS", thread=ROOT)
    await server.app.idle()
    [post] = slack.posts[shown:]
    assert post.channel == "C0JOBS" and post.to in (None, "", "U0ANN")


async def test_talk_among_colleagues_uses_up_nothing_of_what_one_may_ask(server: Server, slack: SlackServer) -> None:
    await mention(server, slack, QUESTION)
    for number in range(30):
        await server.to.say(
            "we ship on Friday" if number % 2 else "is the base image 240 MB good?",
            channel="C0JOBS",
            thread=ROOT,
            ts=f"1700000200.{number:06d}",
        )
    await server.app.idle()
    shown = len(slack.posts)
    await server.to.say("and in San Francisco?", channel="C0JOBS", thread=ROOT)
    await server.app.idle()
    assert [post.channel for post in slack.posts[shown:]] == ["C0JOBS"] and "$" in slack.posts[-1].words


async def test_a_question_that_may_be_the_threads_goes_to_its_asker_alone(server: Server, slack: SlackServer) -> None:
    await mention(server, slack, QUESTION)
    shown = len(slack.public("C0JOBS"))
    for text in ("what's the plan for Friday?", "did HR send the bands already?"):
        await server.to.say(text, channel="C0JOBS", thread=ROOT)
    await server.app.idle()
    assert len(slack.public("C0JOBS")) == shown


@pytest.mark.parametrize("line", ["let's do standup at 10", "let's do this", "shall we practise the demo?"])
async def test_what_sounds_like_a_wish_to_practise_begins_nothing_among_colleagues(
    server: Server, slack: SlackServer, line: str
) -> None:
    root = await server.to.say(f"<@{slack.bot}> {QUESTION}", channel="C0JOBS", kind="app_mention")
    await server.app.idle()
    await server.to.say(line, channel="C0JOBS", thread=root)
    await server.app.idle()
    await server.to.say("And the equity?", channel="C0JOBS", thread=root)
    await server.app.idle()
    assert [post.channel for post in slack.posts] == ["C0JOBS", "C0JOBS"]
    assert "equity" in slack.posts[1].words and "practice" not in slack.posts[1].words
