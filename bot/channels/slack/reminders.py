"""A reminder before a deadline: asked for, kept by Slack as a scheduled message, taken back when it isn't wanted."""

import calendar
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from dateutil import parser
from slack_sdk.errors import SlackApiError

from bot.channels.slack import views
from bot.channels.slack.blocks import SlackMessage, escape
from bot.channels.slack.faults import REVOKED, Faults, code_of
from bot.channels.slack.place import ThreadPlace, post_direct, post_private
from bot.channels.slack.records import Records, Reminder, clock
from bot.conversation.conversations import Conversations
from bot.reading.stretches import letters_in
from bot.reading.terms import Profile
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")

BEFORE = (("1440", "A day before"), ("2880", "Two days before"), ("120", "Two hours before"), ("0", "At that time"))
"""Minutes before the deadline, and how the form says them."""

FARTHEST = timedelta(days=120)
"""How far ahead Slack schedules a message."""

SOONEST = timedelta(minutes=1)
HOUR = 17
"""The hour, UTC, that a deadline without one is shown at in the form, where the person sets it right."""

MOST = 10
"""Reminders that a person may have waiting."""

_REMIND = _said("remind")
_DAYS = frozenset(one.casefold() for names in (calendar.day_name, calendar.month_name) for one in names if one) - {
    "may",
    "march",
} | {"tomorrow", "tonight"}
"""Words that name a day; two months are left out that are words of their own."""
_WEEKDAYS = frozenset(name.casefold() for name in calendar.day_name)
_NEAR = {"today": 0, "tonight": 0, "tomorrow": 1}
"""Days from now that a word names."""
_ASKED = _said("remind_of_deadline")
_BEFORE = _said("remind_before")
_CANCELS = _said("cancel_reminder")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filled form: when the deadline is, when to remind of it, and the person's own words."""

    deadline: datetime
    at: datetime
    note: str


def asked(text: str) -> bool:
    """Whether a message asks to be reminded of a deadline."""
    said = text[:500]
    named = bool(_REMIND.search(said)) and bool(_DAYS & set(letters_in(said.casefold())))
    return named or bool(_ASKED.search(said))


def cancels(text: str) -> bool:
    """Whether a message takes a reminder back."""
    return bool(_CANCELS.search(text[:500]))


async def offer(place: ThreadPlace, text: str, faults: Faults) -> None:
    """The button that opens the form: only a press lets us open one. text: the message, whose day the form shows."""
    day = day_of(text, clock())
    if day is None:
        words = "I can remind you before your deadline, in our direct messages. When is it?"
    else:
        named = f"{day:%A}, {day.day} {day:%B}"
        about = f"on {named}" if at_that_time(text) else f"before your deadline on {named}"
        words = (
            f"I can remind you {about}, in our direct messages. "
            "The form opens with that day: set the hour there, I don't know your time zone."
        )
    button = views.button("new_reminder", "Set a reminder") | {"value": text[:200]}
    blocks: list[dict[str, Any]] = [
        {"type": "section", "text": {"type": "mrkdwn", "text": words}}, {"type": "actions", "elements": [button]},
    ]  # fmt: skip
    await post_private(place, [SlackMessage(words, blocks)], faults)


async def told(conversations: Conversations, owner: str, now: datetime) -> datetime | None:
    """The deadline of the person's newest offer, where its words name a day that is to come."""
    for row in await conversations.owned(owner):
        words = (offer.deadline if (offer := Profile.kept(row.profile).offer) else None) or ""
        if words:
            return day_of(words, now)
    return None


def day_of(words: str, now: datetime) -> datetime | None:
    """The moment that words like "by March 14", "Friday" or "tomorrow at 9" name; None where they name none, or a past
    one. A day without a year, or a weekday that is today's, is the next one to come."""
    noon = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    said = _spelled(words, now)
    with suppress(ValueError, OverflowError, TypeError):
        moment = _parsed(said, noon)
        if moment <= now and (later := _parsed(said, noon + timedelta(days=365))).year != moment.year:
            moment = later
        if moment.date() == now.date() and _WEEKDAYS & set(letters_in(words.casefold())):
            moment += timedelta(days=7)
        if now < moment < now + FARTHEST and (moment != noon or said != words.split()):
            return moment
    return None


def _parsed(said: list[str], default: datetime) -> datetime:
    found: datetime = parser.parse(" ".join(said), default=default.replace(tzinfo=None), fuzzy=True)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def _spelled(words: str, now: datetime) -> list[str]:
    """The words as the parser knows them: "tomorrow" is a date, "at 9" is "at 9:00" (and no ninth of the month)."""
    said = words.split()
    for number, word in enumerate(said):
        bare = word.strip(",.!?").casefold()
        if bare in _NEAR:
            said[number] = f"{now + timedelta(days=_NEAR[bare]):%Y-%m-%d}"
        elif number and said[number - 1].casefold() == "at" and bare.isdecimal() and int(bare) < 24:
            said[number] = f"{int(bare)}:00"
    return said


def at_that_time(text: str) -> bool:
    """Whether a message names the moment of the reminder itself, and no deadline that it is to come before."""
    return bool(_REMIND.search(text[:500])) and not _BEFORE.search(text[:500])


def form(deadline: datetime | None, *, at_once: bool = False) -> dict[str, Any]:
    """The form for a reminder. at_once: it opens with the reminder at that moment, not a day before."""
    picker: dict[str, Any] = {"type": "datetimepicker", "action_id": views.VALUE}
    if deadline is not None:
        picker["initial_date_time"] = int(deadline.timestamp())
    when = {"type": "input", "block_id": "deadline", "label": views.plain_text("Your deadline"), "element": picker}
    return views.modal("reminder", "Remind me", "Set", "", [
        when, views.choice("before", "Remind me", BEFORE[-1:] + BEFORE[:-1] if at_once else BEFORE),
        views.field("note", "What to decide by then", optional=True),
        views.note("It comes in our direct messages. You can cancel it there or in the Home tab."),
    ])  # fmt: skip


def read_form(state: dict[str, Any]) -> Wanted | None:
    """What was entered; None where the deadline is missing."""
    entered = ((state.get("values") or {}).get("deadline") or {}).get(views.VALUE) or {}
    stamp = entered.get("selected_date_time")
    if not isinstance(stamp, int) or not 0 < stamp < 2**32:
        return None
    before = views.entered(state, "before")
    minutes = int(before) if before in dict(BEFORE) else int(BEFORE[0][0])
    deadline = datetime.fromtimestamp(stamp, UTC)
    return Wanted(deadline, deadline - timedelta(minutes=minutes), views.entered(state, "note"))


def faults(state: dict[str, Any], now: datetime) -> dict[str, str]:
    """What is wrong with a filled form, by block."""
    wanted = read_form(state)
    if wanted is None:
        return {"deadline": "Please choose a day and a time."}
    if wanted.deadline <= now:
        return {"deadline": "That has passed; please choose a time to come."}
    if wanted.at < now + SOONEST:
        return {"before": "That moment has passed; please choose one nearer to the deadline."}
    if wanted.at > now + FARTHEST:
        return {"deadline": "Slack keeps reminders for at most 120 days ahead."}
    return {}


async def schedule(place: ThreadPlace, wanted: Wanted | None, records: Records, said: Faults) -> None:
    """Have Slack send the reminder, and say that it is set, with a way to cancel it."""
    if wanted is None:
        return
    if len(await records.reminders(place.team, place.person, clock())) >= MOST:
        await _tell(place, f"You have {MOST} reminders waiting; cancel one first, in the Home tab.", said)
        return
    client = place.client
    about = f": {wanted.note}" if wanted.note else ""
    text = f"Your deadline is {views.moment(wanted.deadline)}{escape(about)}. Write to me here to prepare for it."
    try:
        channel = str((await client.conversations_open(users=place.person))["channel"]["id"])
        kept = await client.chat_scheduleMessage(channel=channel, post_at=int(wanted.at.timestamp()), text=text)
    except SlackApiError as error:
        if said.note(error, place.team) not in REVOKED:
            await _tell(place, "Sorry, Slack didn't take the reminder. Please choose another time.", said)
        return
    one = Reminder(place.team, place.person, channel, str(kept["scheduled_message_id"]), wanted.at, wanted.deadline)
    await records.remind(one)
    words = f"I'll remind you {views.moment(wanted.at)} of your deadline {views.moment(wanted.deadline)}."
    cancel = views.button("cancel_reminder", "Cancel the reminder") | {"value": one.scheduled}
    blocks: list[dict[str, Any]] = [
        {"type": "section", "text": {"type": "mrkdwn", "text": words}}, {"type": "actions", "elements": [cancel]},
    ]  # fmt: skip
    await post_direct(place, [SlackMessage(words, blocks)], said)


async def take_back(place: ThreadPlace, records: Records, said: Faults) -> None:
    """Cancel the one reminder that a person has waiting; of several, let them choose."""
    found = await records.reminders(place.team, place.person, clock())
    if len(found) == 1:
        await cancel(place, found[0].scheduled, records, said)
        return
    words = "Which reminder shall I cancel?" if found else "You have no reminder waiting."
    head = {"type": "section", "text": {"type": "mrkdwn", "text": words}}
    await post_private(place, [SlackMessage(words, [head, *views.waiting(found)])], said)


async def cancel(place: ThreadPlace, scheduled: str, records: Records, said: Faults) -> None:
    """Take a person's own reminder back, and say so."""
    found = [one for one in await records.reminders(place.team, place.person, clock()) if one.scheduled == scheduled]
    if not found:
        await _tell(place, "That reminder has been sent or cancelled already.", said)
        return
    gone = await withdraw(place, found[0], said)
    await records.drop_reminder(found[0])
    words = "The reminder is cancelled." if gone else "That reminder has been sent or cancelled already."
    await _tell(place, words, said)


async def withdraw(place: ThreadPlace, one: Reminder, said: Faults) -> bool:
    """Take a scheduled message out of Slack's queue; False where it isn't there any more."""
    client = place.client
    try:
        await client.chat_deleteScheduledMessage(channel=one.channel, scheduled_message_id=one.scheduled)
    except SlackApiError as error:
        if code_of(error) != "invalid_scheduled_message_id":
            said.note(error, place.team)
        return False
    return True


async def _tell(place: ThreadPlace, words: str, said: Faults) -> None:
    message = SlackMessage(words, [{"type": "section", "text": {"type": "mrkdwn", "text": words}}])
    await post_direct(place, [message], said)
