"""What people do in Slack beside writing: commands, shortcuts, buttons and forms."""

from collections.abc import Coroutine
from typing import Any, Literal, Protocol

from slack_bolt.async_app import AsyncBoltContext
from slack_sdk.errors import SlackApiError

from bot.channels.slack import home, practice, reminders, views
from bot.channels.slack.faults import REVOKED, Faults
from bot.channels.slack.files import Letters
from bot.channels.slack.place import ThreadPlace, direct, owner
from bot.channels.slack.reading import plain
from bot.channels.slack.records import Records, clock
from bot.channels.slack.talk import SORRY, Talk, line
from bot.conversation.conversations import Conversations
from bot.conversation.forms import Form, OfferForm
from bot.conversation.message import LONGEST

FORMS = {"offer": "offer", "practice": "practice", "practise": "practice", "remind": "reminder", "reminder": "reminder"}
"""The form that a word after /parley opens."""

OPENS = {
    "delete_my_data": "delete", "new_offer": "offer", "new_practice": "practice", "new_reminder": "reminder",
}  # fmt: skip
"""The form that a button opens."""


class InteractionsHost(Protocol):
    """The app that these belong to."""

    talk: Talk
    faults: Faults
    records: Records
    letters: Letters

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something after the delivery was acknowledged."""

    async def place(self, context: AsyncBoltContext, channel: str, root: str, person: str) -> ThreadPlace | None:
        """Where somebody is; None when the app isn't in their workspace."""

    async def ours(
        self, place: ThreadPlace, keys: tuple[str, ...], *, counts: bool = True, quiet: bool = False
    ) -> bool:
        """Take a delivery up, once among all replicas."""


class Interactions:
    """Each is acknowledged first, taken up once, and done after that."""

    def __init__(self, host: InteractionsHost, conversations: Conversations) -> None:
        self._host, self._conversations = host, conversations

    async def on_command(self, ack: Any, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        self._host.spawn(self._command(body, context))

    async def _command(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        place = await self._host.place(context, str(body["channel_id"]), "", str(body["user_id"]))
        word, _, rest = plain(str(body.get("text") or "")).partition(" ")
        if place is None or not await self._host.ours(place, (f"trigger:{body['trigger_id']}",)):
            return
        url = str(body["response_url"])
        if word in ("", "help"):
            await self._host.talk.respond(place, url, [line(views.HELP, plain=False)])
        elif word in ("practice", "practise") and rest.strip():
            await self._in_direct(place, "Your practice", f"Let's practise the negotiation: {rest.strip()}")
        elif word in FORMS:
            await self._open(place, str(body["trigger_id"]), await self._form(place, FORMS[word]))
        else:
            question = rest if word == "ask" else f"{word} {rest}"
            if question.strip():
                await self._host.talk.ask(place, url, question.strip(), str(body["trigger_id"]))
            else:
                await self._host.talk.respond(place, url, [line("Write a question after `/parley ask`.", plain=False)])

    async def _form(self, place: ThreadPlace, name: str, words: str = "") -> dict[str, Any]:
        """An empty form; a reminder's shows the deadline that the person told us, in these words or before, where one
        can be read."""
        if name == "offer":
            return views.offer_form("")
        if name == "practice":
            return views.practice_form("")
        if name == "delete":
            return views.confirm_delete()
        now = clock()
        told = reminders.day_of(words, now) or await reminders.told(self._conversations, place.owner, now)
        return reminders.form(told, at_once=reminders.at_that_time(words))

    async def _open(self, place: ThreadPlace, trigger: str, view: dict[str, Any]) -> None:
        client = place.client
        try:
            await client.views_open(trigger_id=trigger, view=view)
        except SlackApiError as error:
            if self._host.faults.note(error, place.team, place.channel) not in REVOKED:
                await self._host.talk.apologise(place, "Sorry, the form couldn't be opened. Please try once more.")

    async def on_shortcut(self, ack: Any, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        self._host.spawn(self._shortcut(body, context))

    async def _shortcut(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """ "Read this offer" on a message: always in the direct messages."""
        place = await self._host.place(context, str(body["channel"]["id"]), "", str(body["user"]["id"]))
        if place is None or not await self._host.ours(place, (f"trigger:{body['trigger_id']}",)):
            return
        said = body.get("message") or {}
        text = plain(str(said.get("text") or ""))
        if said.get("files"):
            await self._read_files(place, text, said["files"])
            return
        if not text:
            await self._host.talk.apologise(place, "There are no words in that message that I could read.")
            return
        await self._in_direct(place, "The offer you asked me to read", form=OfferForm(notes=text[:LONGEST]))

    async def _in_direct(self, place: ThreadPlace, opening: str, text: str = "", form: Form | None = None) -> None:
        """Answer a message, or a form, in a new thread of the direct messages."""
        try:
            there = await direct(place, line(opening))
        except SlackApiError as error:
            if self._host.faults.note(error, place.team) not in REVOKED:
                await self._host.talk.apologise(place, SORRY)
            return
        await self._host.talk.reply(there, text or (form.words() if form else ""), f"{there.root}:1", form=form)

    async def _read_files(self, place: ThreadPlace, text: str, attached: list[dict[str, Any]]) -> None:
        """Read a message's files in a new thread of the direct messages."""
        there = await direct(place, line("The file you asked me to read"))
        await self._host.letters.reply(there, text, attached, f"{there.root}:1")

    async def on_action(self, ack: Any, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        self._host.spawn(self._action(body, context))

    async def _action(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        action = body["actions"][0]
        id, value = str(action["action_id"]), str(action.get("value") or "")
        message, container = body.get("message") or {}, body.get("container") or {}
        root = str(container.get("thread_ts") or message.get("thread_ts") or container.get("message_ts") or "")
        channel = str((body.get("channel") or {}).get("id") or container.get("channel_id") or "")
        place = await self._host.place(context, channel, root, str(body["user"]["id"]))
        counts = id.startswith(("suggest", "practice"))
        name = f"trigger:{body.get('trigger_id') or action.get('action_ts')}"
        if place is None or not await self._host.ours(place, (name,), counts=counts):
            return
        if id == "feedback":
            await self._feedback(place, value, str(body.get("trigger_id") or ""))
        elif id.startswith("suggest"):
            await self._host.talk.reply(place, value, name, before=f"> {plain(value)}\n\n")
        elif id == "share":
            await self._share(place, value, str(body.get("response_url") or ""))
        elif id.startswith("practice"):
            await practice.press(self._host.talk, place, id, name)
        elif id == "cancel_reminder":
            await reminders.cancel(place, value, self._host.records, self._host.faults)
            if body.get("view"):
                await home.publish(
                    place.client, self._conversations, self._host.records, place.team, place.person,
                    self._host.talk.site,
                )  # fmt: skip
        elif id in OPENS:
            await self._open(place, str(body["trigger_id"]), await self._form(place, OPENS[id], value))

    async def _feedback(self, place: ThreadPlace, value: str, trigger: str = "", reason: str | None = None) -> None:
        """Keep a person's word on an answer; after a thumbs-down, ask what was wrong with it."""
        rating, _, ref = value.partition(":")
        conversation_id, _, message_id = ref.partition(".")
        kept = await self._host.talk.answer_of(ref)
        if kept is not None and kept[0].startswith(owner(place.team, "")) and rating in ("up", "down"):
            rated: Literal["up", "down"] = "up" if rating == "up" else "down"
            await self._conversations.feedback(conversation_id, message_id, rated, reason)
            if rated == "down" and trigger:
                await self._open(place, trigger, views.reason_form(value))

    async def _share(self, place: ThreadPlace, value: str, url: str) -> None:
        ref, _, root = value.partition("|")
        there = ThreadPlace(place.client, place.team, place.channel, root, place.person)
        if not await self._host.ours(there, (f"share:{ref}:{there.channel}:{root}",), counts=False):
            return
        if not await self._host.talk.share(there, ref):
            await self._host.talk.apologise(there, "That answer isn't there any more.")

    async def on_submit(self, ack: Any, body: dict[str, Any], context: AsyncBoltContext) -> None:
        view = body["view"]
        wrong = views.faults(view["callback_id"], view["state"])
        if view["callback_id"] == "reminder":
            wrong = reminders.faults(view["state"], clock())
        if wrong:
            await ack(response_action="errors", errors=wrong)
            return
        await ack()
        self._host.spawn(self._submit(body, context))

    async def _submit(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        view, person = body["view"], str(body["user"]["id"])
        place = await self._host.place(context, person, "", person)
        name = f"trigger:{body.get('trigger_id') or view.get('hash')}"
        if place is None or not await self._host.ours(place, (name,)):
            return
        if view["callback_id"] == "delete_my_data":
            await home.delete(place, self._conversations, self._host.records, self._host.faults)
        elif view["callback_id"] == "reason":
            await self._feedback(place, str(view.get("private_metadata")), reason=views.read_reason_form(view["state"]))
        elif view["callback_id"] == "reminder":
            await reminders.schedule(place, reminders.read_form(view["state"]), self._host.records, self._host.faults)
        elif view["callback_id"] == "offer":
            await self._in_direct(place, "Your offer", form=views.read_offer_form(view["state"]))
        elif view["callback_id"] == "practice":
            await self._in_direct(place, "Your practice", form=views.read_practice_form(view["state"]))
