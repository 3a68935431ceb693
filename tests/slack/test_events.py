"""Slack's deliveries: answered where, to whom, once, and acknowledged before any work."""

from fakes.slack_server import SlackServer

from tests.slack.conftest import Server

ASK = "What is the base salary of a staff engineer at Weights & Biases in San Francisco?"


async def test_a_direct_message_is_answered_in_its_thread_with_figures_and_feedback(
    server: Server, slack: SlackServer
) -> None:
    ts = await server.to.say(ASK.replace("&", "&amp;"))
    await server.app.idle()
    [post] = slack.public("D0ANN")
    assert post.thread_ts == ts
    assert not post.streaming
    assert "$" in post.words
    assert any(button["type"] == "feedback_buttons" for button in post.buttons())
    assert slack.statuses == {}
