"""A reminder before a deadline: asked for, scheduled with Slack, shown in the Home tab, and cancelled."""

import json
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from fakes.slack_server import SlackServer

from bot.channels.slack.reminders import day_of
from tests.slack.conftest import Server

DAY = 86_400


def entered(at: float, before: str = "1440", note: str = "") -> dict[str, Any]:
    return {
        "deadline": {"value": {"type": "datetimepicker", "selected_date_time": int(at)}},
        "before": {"value": {"type": "static_select", "selected_option": {"value": before}}},
        "note": {"value": {"type": "plain_text_input", "value": note}},
    }


async def opened(server: Server, slack: SlackServer) -> dict[str, Any]:
    await server.to.command("remind")
    await server.app.idle()
    return slack.views[-1]


async def test_a_reminder_is_scheduled_with_slack_before_the_deadline_and_can_be_cancelled(
    server: Server, slack: SlackServer
) -> None:
    at = int(time.time()) + 5 * DAY
    sent = await server.to.submit(await opened(server, slack), entered(at, note="W&B <now>"))
    assert sent.status_code == 200 and not sent.text
    await server.app.idle()
    [(id, kept)] = slack.scheduled.items()
    assert int(kept["post_at"]) == at - DAY and kept["channel"] == "D0ANN"
    assert "W&amp;B &lt;now&gt;" in kept["text"]
    confirmed = slack.public("D0ANN")[-1]
    button = confirmed.button("cancel")
    assert button["value"] == id
    await server.to.press(button, on=confirmed, person="U0BOB")
    await server.app.idle()
    assert slack.scheduled, "only the person's own"
    await server.to.press(button, on=confirmed)
    await server.app.idle()
    assert slack.scheduled == {} and "cancelled" in slack.public("D0ANN")[-1].words


@pytest.mark.parametrize("text", ["cancel my reminder", "forget the reminder please", "don't remind me"])
async def test_words_cancel_the_one_that_waits_and_nothing_else_is_forgotten(
    server: Server, slack: SlackServer, text: str
) -> None:
    root = await server.to.say("I was offered 245K base by Weights &amp; Biases as staff engineer in SF")
    await server.to.submit(await opened(server, slack), entered(time.time() + 5 * DAY))
    await server.app.idle()
    await server.to.say(text, thread=root)
    await server.app.idle()
    assert slack.scheduled == {} and "cancelled" in slack.public("D0ANN")[-1].words
    [row] = await server.app._conversations.owned("slack:T0TEAM:U0ANN")
    assert (await server.app._conversations.profile(row.id)).offer is not None


async def test_of_several_the_person_chooses_which_is_cancelled_and_of_none_it_is_said(
    server: Server, slack: SlackServer
) -> None:
    await server.to.say("cancel my reminder")
    await server.app.idle()
    assert "no reminder" in slack.public("D0ANN")[-1].words
    for days in (5, 6):
        await server.to.submit(await opened(server, slack), entered(time.time() + days * DAY))
        await server.app.idle()
    await server.to.say("cancel my reminder")
    await server.app.idle()
    asked = slack.public("D0ANN")[-1]
    first, second = asked.buttons()
    await server.to.press(second, on=asked)
    await server.app.idle()
    assert list(slack.scheduled) == [first["value"]]


async def test_the_form_shows_the_day_that_was_named(server: Server, slack: SlackServer) -> None:
    day = datetime.fromtimestamp(time.time() + 10 * DAY, UTC)
    await server.to.say(f"remind me before {day:%B %d, %Y}, that's the deadline")
    await server.app.idle()
    post = slack.public("D0ANN")[-1]
    await server.to.press(post.button("reminder"), on=post)
    await server.app.idle()
    shown = slack.views[-1]["blocks"][0]["element"].get("initial_date_time")
    assert shown and datetime.fromtimestamp(shown, UTC).date() == day.date()


async def test_the_home_tab_shows_it_and_cancels_it(server: Server, slack: SlackServer) -> None:
    await server.to.submit(await opened(server, slack), entered(time.time() + 5 * DAY))
    await server.app.idle()
    home = {"type": "app_home_opened", "user": "U0ANN", "channel": "D0ANN", "tab": "home"}
    await server.to.event(home)
    await server.app.idle()
    view = slack.homes["U0ANN"]
    button = next(
        b["accessory"] for b in view["blocks"] if b.get("accessory", {}).get("action_id") == "cancel_reminder"
    )
    await server.to.press(button, view=view, channel="")
    await server.app.idle()
    assert slack.scheduled == {} and "Reminders" not in json.dumps(slack.homes["U0ANN"])


async def test_deleting_ones_data_cancels_the_reminders(server: Server, slack: SlackServer) -> None:
    await server.to.submit(await opened(server, slack), entered(time.time() + 5 * DAY))
    await server.app.idle()
    await server.to.submit({"type": "modal", "callback_id": "delete_my_data", "blocks": []}, {})
    await server.app.idle()
    assert slack.scheduled == {}
    async with server.app.records._store.read() as db:
        assert (await db.exec_driver_sql("SELECT count(*) FROM slack_reminders")).scalar() == 0


@pytest.mark.parametrize(
    ("at", "before", "block"),
    [(-60, "0", "deadline"), (3_600, "1440", "before"), (200 * DAY, "1440", "deadline"), (0, "0", "deadline")],
)
async def test_a_time_that_slack_would_not_take_is_given_back_with_the_form(
    server: Server, slack: SlackServer, at: int, before: str, block: str
) -> None:
    sent = await server.to.submit(await opened(server, slack), entered(time.time() + at if at else 0, before))
    assert set(sent.json()["errors"]) == {block}
    await server.app.idle()
    assert slack.scheduled == {}


async def test_where_slack_refuses_the_person_is_told(server: Server, slack: SlackServer) -> None:
    slack.fail("chat.scheduleMessage", "restricted_too_many")
    await server.to.submit(await opened(server, slack), entered(time.time() + 5 * DAY))
    await server.app.idle()
    assert "another time" in slack.public("D0ANN")[-1].words


@pytest.mark.parametrize(
    "text",
    [
        "Remind me before my deadline, please",
        "can you remind me on Thursday?",
        "set a reminder for tomorrow",
        "remind me in 3 hours",
        "Erinnere mich am Freitag um 9",
        "Recuérdame mañana",
        "rappelle-moi demain",
    ],
)
async def test_asked_for_in_words_a_button_opens_the_form(server: Server, slack: SlackServer, text: str) -> None:
    await server.to.say(text)
    await server.app.idle()
    [post] = slack.public("D0ANN")
    await server.to.press(post.button("reminder"), on=post)
    await server.app.idle()
    assert slack.views[-1]["callback_id"] == "reminder"


async def test_remind_me_of_a_figure_is_no_reminder(server: Server, slack: SlackServer) -> None:
    await server.to.say("Remind me what Weights &amp; Biases pays a staff engineer in London")
    await server.app.idle()
    assert "£" in slack.public("D0ANN")[0].words


async def test_the_form_shows_the_deadline_of_the_persons_offer(server: Server, slack: SlackServer) -> None:
    day = datetime.fromtimestamp(time.time() + 10 * DAY, UTC)
    await server.to.say(f"I have an offer from Weights &amp; Biases as staff engineer in SF: 245K base. "
                        f"They want an answer by {day:%B %d, %Y}. Is it good?")  # fmt: skip
    await server.app.idle()
    post = slack.public("D0ANN")[-1]
    await server.to.press(post.button("remind me"), on=post)
    await server.app.idle()
    view = slack.views[-1]
    shown = view["blocks"][0]["element"].get("initial_date_time")
    assert shown and datetime.fromtimestamp(shown, UTC).date() == day.date()


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by March 14, 2026", "2026-03-14T17"), ("Friday", "2026-03-06T17"), ("soon", None), ("by March 1, 2026", None),
        ("remind me on Thursday at 9", "2026-03-05T09"), ("tomorrow", "2026-03-05T17"), ("tonight", "2026-03-04T17"),
        ("tomorrow at 9 pm", "2026-03-05T21"), ("on Wednesday", "2026-03-11T17"), ("by January 14", None),
    ],
)  # fmt: skip
def test_a_day_is_read_from_plain_words_or_left_open(words: str, day: str | None) -> None:
    found = day_of(words, datetime(2026, 3, 4, 9, tzinfo=UTC))
    assert (f"{found:%Y-%m-%dT%H}" if found else None) == day


def test_a_day_without_a_year_is_the_next_one() -> None:
    found = day_of("by March 14", datetime(2026, 12, 20, 9, tzinfo=UTC))
    assert found and found.date().isoformat() == "2027-03-14"


@pytest.mark.parametrize(("text", "before"), [
    ("remind me on {day} to answer them", "0"), ("remind me before {day}, please", "1440"),
    ("remind me to answer by {day}", "1440"),
])  # fmt: skip
async def test_the_day_that_was_named_is_said_and_the_form_opens_with_it(
    server: Server, slack: SlackServer, text: str, before: str
) -> None:
    day = datetime.fromtimestamp(time.time() + 10 * DAY, UTC)
    await server.to.say(text.format(day=f"{day:%B} {day.day}"))
    await server.app.idle()
    post = slack.public("D0ANN")[-1]
    assert f"{day:%A}, {day.day} {day:%B}" in post.words and "time zone" in post.words
    await server.to.press(post.button("reminder"), on=post)
    await server.app.idle()
    when, how, *_ = slack.views[-1]["blocks"]
    assert datetime.fromtimestamp(when["element"]["initial_date_time"], UTC).date() == day.date()
    assert how["element"]["initial_option"]["value"] == before


async def test_the_home_tab_shows_the_plan(server: Server, slack: SlackServer) -> None:
    await server.to.say("I was offered 245K base and 360K equity by Weights &amp; Biases as staff engineer in SF")
    await server.app.idle()
    await server.to.event({"type": "app_home_opened", "user": "U0ANN", "channel": "D0ANN", "tab": "home"})
    await server.app.idle()
    view = slack.homes["U0ANN"]
    shown = json.dumps(view, ensure_ascii=False)
    assert "Your plan" in shown and "*Ask*" in shown and "*Accept at*" in shown and "$245K" in shown
    assert all(block["type"] != "table" for block in view["blocks"]) and len(view["blocks"]) <= 100
