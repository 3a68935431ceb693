"""What is chosen, not written: Slack's command, its forms, shortcuts, suggestions and votes."""

import pytest
from fakes.slack_server import SlackServer

from tests.slack.conftest import Server

ASK = "What is the base salary of a staff engineer at Weights & Biases in San Francisco?"


def escaped(text: str) -> str:
    return text.replace("&", "&amp;")


async def test_the_command_answers_only_the_one_who_gave_it(server: Server, slack: SlackServer) -> None:
    assert (await server.to.command("ask " + ASK)).status_code == 200
    await server.app.idle()
    assert slack.public("C0JOBS") == []
    words = "".join(post.words for post in slack.seen_by("U0ANN", "C0JOBS"))
    assert "$" in words and "Weights" in words


@pytest.mark.parametrize("text", ["", "help"])
async def test_the_command_without_a_question_helps(server: Server, slack: SlackServer, text: str) -> None:
    await server.to.command(text)
    await server.app.idle()
    [post] = slack.seen_by("U0ANN", "C0JOBS")
    assert "/parley practice" in post.words and post.to == "U0ANN"


async def test_the_command_repeated_with_one_trigger_is_answered_once(server: Server, slack: SlackServer) -> None:
    await server.to.command("help", trigger="t1")
    await server.to.command("help", trigger="t1")
    await server.app.idle()
    assert len(slack.posts) == 1


def entered(**values: str) -> dict[str, dict[str, dict[str, str]]]:
    return {name: {"value": {"type": "plain_text_input", "value": value}} for name, value in values.items()}


async def test_an_offer_entered_in_the_form_is_evaluated_in_a_direct_message(
    server: Server, slack: SlackServer
) -> None:
    await server.to.command("offer")
    await server.app.idle()
    [view] = slack.views
    assert view["type"] == "modal" and view["callback_id"] == "offer"
    sent = await server.to.submit(view, entered(
        company="Weights & Biases", role="staff engineer", region="San Francisco", base="$245,000",
        equity="$360,000 over 4 years",
    ))  # fmt: skip
    assert sent.status_code == 200 and not sent.text
    await server.app.idle()
    root, *answers = slack.public("D0ANN")
    words = "".join(post.words for post in answers)
    assert "245" in words and "360" in words and all(post.thread_ts == root.ts for post in answers)


async def test_a_form_without_a_figure_is_given_back_with_what_is_missing(server: Server, slack: SlackServer) -> None:
    await server.to.command("offer")
    await server.app.idle()
    sent = await server.to.submit(slack.views[0], entered(company="Acme", role="engineer", bonus="some"))
    answer = sent.json()
    assert answer["response_action"] == "errors" and set(answer["errors"]) == {"bonus"}
    await server.app.idle()
    assert slack.posts == []


async def test_a_practice_chosen_in_the_form_begins_in_a_direct_message(server: Server, slack: SlackServer) -> None:
    await server.to.command("practice")
    await server.app.idle()
    values = entered(company="Weights & Biases", role="staff engineer", region="San Francisco")
    values["persona"] = {"value": {"type": "static_select", "selected_option": {"value": "friendly"}}}  # type: ignore[dict-item]
    await server.to.submit(slack.views[0], values)
    await server.app.idle()
    assert "Weights" in "".join(post.words for post in slack.public("D0ANN"))
    [row] = await server.app._conversations.owned("slack:T0TEAM:U0ANN")
    practice = await server.app._conversations.practices.practice(row.id, row.practice_id or "")
    assert practice.scenario.persona == "friendly" and practice.scenario.region == "San Francisco"
    assert not practice.request.remarks


async def test_a_practice_with_remarks_chosen_in_the_form_has_the_coachs_word_after_a_line(
    server: Server, slack: SlackServer
) -> None:
    await server.to.command("practice")
    await server.app.idle()
    values = entered(company="Weights & Biases", role="staff engineer", region="San Francisco")
    values["remarks"] = {"value": {"type": "static_select", "selected_option": {"value": "yes"}}}  # type: ignore[dict-item]
    await server.to.submit(slack.views[0], values)
    await server.app.idle()
    root = next(iter(slack.public("D0ANN"))).ts
    await server.to.say("What's the range for this role?", thread=root)
    await server.app.idle()
    assert "Coach: You asked, and gave nothing away." in slack.public("D0ANN")[-1].words


async def test_the_shortcut_reads_an_offer_in_private(server: Server, slack: SlackServer) -> None:
    await server.to.interact({
        "type": "message_action", "callback_id": "read_offer", "channel": {"id": "C0JOBS", "name": "jobs"},
        "message": {"text": "Weights &amp; Biases staff engineer, San Francisco: base $245,000, equity $360,000 over "
                            "4 years",
                    "ts": "1.2"}, "message_ts": "1.2", "response_url": server.to.response_url("C0JOBS", "U0ANN"),
    })  # fmt: skip
    await server.app.idle()
    assert slack.seen_by("U0ANN", "C0JOBS") == []
    root, *answers = slack.public("D0ANN")
    assert answers and all(post.thread_ts == root.ts for post in answers)
    assert "245" in "".join(post.words for post in answers)


async def test_a_suggestion_pressed_is_asked(server: Server, slack: SlackServer) -> None:
    root = await server.to.say(escaped(ASK))
    await server.app.idle()
    post = slack.public("D0ANN")[0]
    button = next(b for b in post.buttons() if b["action_id"].startswith("suggest"))
    await server.to.press(button, on=post)
    await server.app.idle()
    assert [post.thread_ts for post in slack.public("D0ANN")] == [root, root]


async def test_feedback_is_kept(server: Server, slack: SlackServer) -> None:
    await server.to.say(escaped(ASK))
    await server.app.idle()
    post = slack.public("D0ANN")[0]
    element = next(b for b in post.buttons() if b["type"] == "feedback_buttons")
    await server.to.press(element, on=post, value=element["negative_button"]["value"])
    await server.app.idle()
    [row] = await server.app._conversations.owned("slack:T0TEAM:U0ANN")
    history = await server.app._conversations.histories.history(row.id)
    assert history.messages[-1].feedback is not None and history.messages[-1].feedback.rating == "down"


async def test_after_a_thumbs_down_the_reason_is_asked_and_kept(server: Server, slack: SlackServer) -> None:
    await server.to.say(escaped(ASK))
    await server.app.idle()
    post = slack.public("D0ANN")[0]
    element = next(b for b in post.buttons() if b["type"] == "feedback_buttons")
    await server.to.press(element, on=post, value=element["negative_button"]["value"])
    await server.app.idle()
    [view] = slack.views
    await server.to.submit(view, entered(reason="The London figure is old"))
    await server.app.idle()
    [row] = await server.app._conversations.owned("slack:T0TEAM:U0ANN")
    kept = (await server.app._conversations.histories.history(row.id)).messages[-1].feedback
    assert kept is not None and kept.rating == "down" and kept.reason == "The London figure is old"
