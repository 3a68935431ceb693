"""The Slack app: deliveries verified and acknowledged at once, taken up once among all replicas, then worked on."""

import asyncio
import logging
import re
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, Literal

import aiohttp
from slack_bolt.async_app import AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler, async_default_handlers
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack import home, practice, views
from bot.channels.slack.faults import REVOKED, Faults
from bot.channels.slack.install import Installations, OneTeam, States, Team, greet, oauth_flow
from bot.channels.slack.parked import Parked
from bot.channels.slack.place import COMMAND, Place, direct, owner
from bot.channels.slack.reading import for_somebody_else, mentions, plain
from bot.channels.slack.records import Claim, Lost, Records, Seal, clock
from bot.channels.slack.talk import SORRY, UNREACHED, Talk, line
from bot.conversation.conversations import Conversations
from bot.conversation.store import Store
from bot.errors import BadInput, ParleyError, StoreUnavailable
from bot.settings import Settings

log = logging.getLogger(__name__)

SPOKEN = frozenset({None, "file_share", "thread_broadcast", "me_message"})
"""Subtypes of messages that people write."""

CLOSING = 25.0
"""Seconds that replies under way get when the process ends."""

TENDING = 30.0
"""Seconds between looks for what is past being repeated, and for what a dead process left."""

FAREWELL = 5.0
"""Seconds that those not done then get to say so."""


def check(settings: Settings) -> None:
    """Raises BadInput when settings that belong together aren't there."""
    if settings.slack_client_id and settings.slack_client_secret:
        if settings.slack_encryption_key is None:
            raise BadInput(
                "PARLEY_SLACK_ENCRYPTION_KEY", "it isn't set, and installations are kept encrypted only",
                "make a Fernet key (README, Slack) and set it",
            )  # fmt: skip
        Seal(settings.slack_encryption_key.get_secret_value())
    elif settings.slack_bot_token is None:
        raise BadInput(
            "PARLEY_SLACK_BOT_TOKEN", "it isn't set",
            "set it, or PARLEY_SLACK_CLIENT_ID and PARLEY_SLACK_CLIENT_SECRET to install the app by OAuth",
        )  # fmt: skip


class SlackApp:
    """Slack's side of a process. Made in the event loop it runs in; close() ends it."""

    def __init__(self, settings: Settings, conversations: Conversations, store: Store) -> None:
        """Raises BadInput when settings that belong together aren't."""
        self.faults, self.records = Faults(), Records(store)
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
        self._base_url = settings.slack_api_url.rstrip("/") + "/"
        self._clients: dict[str, AsyncWebClient] = {}
        self.talk = Talk(conversations, self.records, self.faults, settings.public_url)
        self._conversations = conversations
        self._tasks: set[asyncio.Task[None]] = set()
        self._parked = Parked(asyncio.get_running_loop().time)
        self._told_off: dict[tuple[str, str], float] = {}
        secret = settings.slack_signing_secret
        self._verifier = SignatureVerifier(secret.get_secret_value()) if secret else None
        self.teams = self._teams(settings)
        self.oauth = None
        if isinstance(self.teams, Installations) and settings.slack_client_id and settings.slack_client_secret:
            self.oauth = oauth_flow(
                self.client(None), settings.slack_client_id, settings.slack_client_secret.get_secret_value(),
                self.teams, States(self.records, clock),
            )  # fmt: skip
        self.bolt = self._bolt(secret.get_secret_value() if secret else "")
        if isinstance(self.teams, OneTeam):
            self.spawn(greet(self.teams, self.faults))
        self._tending = asyncio.create_task(self._tend())

    def _teams(self, settings: Settings) -> OneTeam | Installations:
        check(settings)
        if settings.slack_client_id and settings.slack_client_secret and settings.slack_encryption_key:
            seal = Seal(settings.slack_encryption_key.get_secret_value())
            return Installations(self.records, seal, self.faults, clock)
        assert settings.slack_bot_token is not None
        return OneTeam(self.client(None), settings.slack_bot_token.get_secret_value(), self.faults)

    def client(self, token: str | None) -> AsyncWebClient:
        """A client of the Web API that waits as long as Slack says when it is rationed."""
        key = token or ""
        if key not in self._clients:
            self._clients[key] = AsyncWebClient(
                token=token, base_url=self._base_url, session=self._session, logger=_quiet("client"),
                retry_handlers=[*async_default_handlers(), AsyncRateLimitErrorRetryHandler(max_retry_count=3)],
            )  # fmt: skip
        return self._clients[key]

    async def dispatch(self, body: bytes, headers: dict[str, str]) -> BoltResponse:
        """A delivery over HTTP. What isn't signed by Slack, or isn't fresh, is refused with nothing done."""
        if not self._signed(body, headers):
            return BoltResponse(status=401, body={"error": "the signature isn't Slack's, or is too old"})
        try:
            request = AsyncBoltRequest(body=body.decode(), headers={k: [v] for k, v in headers.items()})
        except (ValueError, AttributeError, TypeError):
            return BoltResponse(status=400, body={"error": "the body can't be read"})
        return await self.bolt.async_dispatch(request)

    def _signed(self, body: bytes, headers: dict[str, str]) -> bool:
        stamp, signature = headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")
        if self._verifier is None or not stamp.isascii() or not stamp.isdigit() or not signature.isascii():
            return False
        try:
            return bool(self._verifier.is_valid(body, stamp, signature))
        except ValueError:
            return False

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something after the delivery was acknowledged."""
        task = asyncio.create_task(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except SlackApiError as error:
            self.faults.note(error, "?")
        except UNREACHED as error:
            self.faults.trouble(f"Slack can't be reached: {error!r}", "?", "look at the network")
        except ParleyError as error:
            log.error("%s", error)
        except Exception:
            log.exception("a delivery failed")

    async def idle(self) -> None:
        """Wait until nothing is being worked on."""
        while self._tasks:
            await asyncio.wait(list(self._tasks))

    async def close(self, patience: float = CLOSING) -> None:
        """Let the work under way finish, for at most patience seconds; what isn't done then says so and ends."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self.idle()
        self._tending.cancel()
        # Waited for: a task that is cut in the database must give its connection back before the loop ends.
        await asyncio.wait([self._tending])
        late = list(self._tasks)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=FAREWELL)
        await self._session.close()

    # What Bolt is told

    def _bolt(self, secret: str) -> AsyncApp:
        # A function: Bolt would pass a method its own self twice.
        async def authorize(enterprise_id: str | None, team_id: str | None, user_id: str | None) -> AuthorizeResult:
            return await self._authorize(enterprise_id, team_id, user_id)

        bolt = AsyncApp(
            logger=_quiet("bolt"), name="parley", signing_secret=secret, client=self.client(None),
            before_authorize=self._own_team, authorize=authorize,
        )  # fmt: skip
        for name, handle in (
            ("message", self._on_message), ("app_mention", self._on_mention), ("app_home_opened", self._on_home),
            ("assistant_thread_started", self._on_pane), ("app_uninstalled", self._on_removed),
            ("tokens_revoked", self._on_removed),
        ):  # fmt: skip
            bolt.event(name)(handle)
        anything = re.compile("")
        bolt.event(anything)(_ignore)
        bolt.command("/parley")(self._on_command)
        bolt.shortcut("read_offer")(self._on_shortcut)
        bolt.action(anything)(self._on_action)
        bolt.view(anything)(self._on_submit)
        bolt.options(anything)(_acknowledge)
        bolt.shortcut(anything)(_acknowledge)
        bolt.error(_failed)
        return bolt

    async def _own_team(self, context: AsyncBoltContext, next: Any) -> BoltResponse | None:
        """Refuse another workspace's deliveries as soon as it is known which is ours."""
        if context.team_id and not await self._may_be_ours(context):
            return BoltResponse(status=403, body={"error": "the app isn't installed in this workspace"})
        await next()
        return None

    async def _may_be_ours(self, context: AsyncBoltContext) -> bool:
        team, enterprise = context.team_id or "", context.enterprise_id or ""
        if isinstance(self.teams, OneTeam):
            return self.teams.known is None or self.teams.known.id == team
        try:
            return await self.teams.find(enterprise, team) is not None
        except StoreUnavailable:
            return True

    async def _authorize(self, enterprise_id: str | None, team_id: str | None, user_id: str | None) -> AuthorizeResult:
        """What Bolt needs to leave our own messages alone. Nothing is asked of Slack: the delivery isn't
        acknowledged."""
        team: Team | None = self.teams.known
        if isinstance(self.teams, Installations):
            with suppress(StoreUnavailable):
                team = await self.teams.find(enterprise_id or "", team_id or "")
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, user_id=user_id, bot_token=team.token if team else None,
            bot_id=team.bot_id if team else None, bot_user_id=team.bot if team else None,
        )  # fmt: skip

    async def _team(self, context: AsyncBoltContext) -> Team | None:
        """The workspace of a delivery; None when the app isn't in it."""
        return await self.teams.find(context.enterprise_id or "", context.team_id or "")

    # Events

    async def _on_message(self, event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        if event.get("subtype") in SPOKEN and not event.get("bot_id") and event.get("user"):
            self.spawn(self._message(event, body, context))

    async def _on_mention(self, event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        if not event.get("bot_id") and event.get("user"):
            self.spawn(self._message({**event, "mentioned": True}, body, context))

    async def _message(self, event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        team = await self._team(context)
        if team is None or event["user"] in (team.bot, "USLACKBOT"):
            return
        raw, root = str(event.get("text") or ""), str(event.get("thread_ts") or event["ts"])
        place = Place(self.client(team.token), team.id, str(event["channel"]), root, str(event["user"]))
        spoken_to = place.direct or bool(event.get("mentioned")) or mentions(raw, team.bot)
        if not spoken_to and (for_somebody_else(raw, team.bot) or not await self._follows_up(place, event, body)):
            return
        keys = (f"post:{team.id}:{place.channel}:{event['ts']}", f"event:{body.get('event_id') or event['ts']}")
        if not await self._ours(place, keys, quiet=not spoken_to):
            return
        text = plain(raw, team.bot)
        if not text and not spoken_to:
            return
        if not text and event.get("files"):
            await self.talk.apologise(place, "I can't open files here. Please paste the offer's words as a message.")
        elif not text:
            await self.talk.show_help(place, views.HELP)
        else:
            answering = asyncio.ensure_future(self.talk.reply(place, text, str(event["ts"]), overheard=not spoken_to))
            await asyncio.sleep(0)
            self._unpark(place, context, float(event["ts"]))
            await answering

    async def _follows_up(self, place: Place, event: dict[str, Any], body: dict[str, Any]) -> bool:
        """Whether it is said by somebody who asked us in this thread before.

        Where they didn't, it is kept for a while: it may have come before their mention."""
        if "thread_ts" not in event:
            return False
        if event.get("parked") or await self.records.thread(place.team, place.channel, place.root, place.person):
            return True
        self._parked.keep(place, {"event": event, "body": body})
        return False

    def _unpark(self, place: Place, context: AsyncBoltContext, since: float) -> None:
        for what in [one for one in self._parked.take(place) if float(one["event"]["ts"]) > since]:
            self.spawn(self._message({**what["event"], "parked": True}, what["body"], context))

    async def _ours(self, place: Place, keys: tuple[str, ...], *, counts: bool = True, quiet: bool = False) -> bool:
        """Take a delivery up, once among all replicas and within what a person may ask. quiet: nobody asked us."""
        try:
            claim = await self.records.claim(keys, team=place.team, person=place.person, now=clock(), counts=counts)
        except StoreUnavailable as error:
            if not quiet:
                await self.talk.apologise(place, str(error))
            return False
        if claim.fresh and claim.limited is not None and not quiet:
            await self._slow_down(place, claim)
        return claim.fresh and claim.limited is None

    async def _slow_down(self, place: Place, claim: Claim) -> None:
        now, who = asyncio.get_running_loop().time(), (place.team, place.person)
        if self._told_off.get(who, 0.0) <= now:
            self._told_off[who] = now + (claim.limited or 1)
            await self.talk.apologise(
                place, f"That's more than I can answer in a minute. Please go on in {claim.limited} seconds."
            )

    async def _on_pane(self, event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        """The older assistant's pane is opened."""
        thread = event.get("assistant_thread") or {}
        self.spawn(self._prompt(context, str(thread.get("channel_id")), str(thread.get("thread_ts"))))

    async def _on_home(self, event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        """The Home tab, or (the newer agent's view) the messages, are opened."""
        if event.get("tab") == "messages":
            self.spawn(self._prompt(context, str(event.get("channel")), None))
        else:
            self.spawn(self._home(context, str(event["user"])))

    async def _prompt(self, context: AsyncBoltContext, channel: str, thread: str | None) -> None:
        team = await self._team(context)
        if team is None:
            return
        client = self.client(team.token)
        prompts = [{"title": title, "message": message} for title, message in views.PROMPTS]
        try:
            await client.assistant_threads_setSuggestedPrompts(
                channel_id=channel, thread_ts=thread, title="What would you like to do?", prompts=prompts
            )
        except SlackApiError as error:
            self.faults.note(error, team.id, channel)

    async def _home(self, context: AsyncBoltContext, person: str) -> None:
        team = await self._team(context)
        if team is not None:
            await home.publish(self.client(team.token), self._conversations, team.id, person)

    async def _on_removed(self, event: dict[str, Any], context: AsyncBoltContext) -> None:
        if event["type"] == "app_uninstalled" or (event.get("tokens") or {}).get("bot"):
            self.spawn(self.teams.forget(context.enterprise_id or "", context.team_id or ""))

    async def _tend(self) -> None:
        """Now and then, forget what is past being repeated, and take up what a process left when it died."""
        while True:
            with suppress(StoreUnavailable):
                await self.records.forget_old(clock())
                for lost in await self.records.lost(clock()):
                    self.spawn(self._take_up(lost))
            await asyncio.sleep(TENDING)

    async def _take_up(self, lost: Lost) -> None:
        """Answer a message that a process was answering when it died."""
        thread = lost.thread
        team = await self.teams.find("", thread.team)
        if team is None or not lost.name or thread.root == COMMAND:
            return
        place = Place(self.client(team.token), thread.team, thread.channel, thread.root, lost.person)
        if await self._ours(place, (f"lost:{lost.reply_id}",), counts=False):
            await self.talk.reply(place, lost.text, lost.name, overheard=not place.direct)

    # Commands, shortcuts, buttons, forms

    async def _on_command(self, ack: Any, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        self.spawn(self._command(body, context))

    async def _command(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        place = await self._place(context, str(body["channel_id"]), "", str(body["user_id"]))
        word, _, rest = plain(str(body.get("text") or "")).partition(" ")
        if place is None or not await self._ours(place, (f"trigger:{body['trigger_id']}",)):
            return
        url = str(body["response_url"])
        if word in ("", "help"):
            await self.talk.respond(place, url, [line(views.HELP, plain=False)])
        elif word in ("offer", "practice", "practise"):
            form = views.offer_form if word == "offer" else views.practice_form
            await self._open(place, str(body["trigger_id"]), form(""))
        else:
            question = rest if word == "ask" else f"{word} {rest}"
            if question.strip():
                await self.talk.ask(place, url, question.strip(), str(body["trigger_id"]))
            else:
                await self.talk.respond(place, url, [line("Write a question after `/parley ask`.", plain=False)])

    async def _open(self, place: Place, trigger: str, view: dict[str, Any]) -> None:
        client = place.client
        try:
            await client.views_open(trigger_id=trigger, view=view)
        except SlackApiError as error:
            if self.faults.note(error, place.team, place.channel) not in REVOKED:
                await self.talk.apologise(place, "Sorry, the form couldn't be opened. Please try once more.")

    async def _on_shortcut(self, ack: Any, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        self.spawn(self._shortcut(body, context))

    async def _shortcut(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """ "Read this offer" on a message: always in the direct messages."""
        place = await self._place(context, str(body["channel"]["id"]), "", str(body["user"]["id"]))
        if place is None or not await self._ours(place, (f"trigger:{body['trigger_id']}",)):
            return
        text = plain(str((body.get("message") or {}).get("text") or ""))
        if not text:
            await self.talk.apologise(place, "There are no words in that message that I could read.")
            return
        await self._in_direct(place, "The offer you asked me to read", f"This is the offer I received: {text}")

    async def _in_direct(self, place: Place, opening: str, text: str) -> None:
        """Answer a message in a new thread of the direct messages."""
        try:
            there = await direct(place, line(opening))
        except SlackApiError as error:
            if self.faults.note(error, place.team) not in REVOKED:
                await self.talk.apologise(place, SORRY)
            return
        await self.talk.reply(there, text, f"{there.root}:1")

    async def _on_action(self, ack: Any, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        self.spawn(self._action(body, context))

    async def _action(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        action = body["actions"][0]
        id, value = str(action["action_id"]), str(action.get("value") or "")
        message, container = body.get("message") or {}, body.get("container") or {}
        root = str(container.get("thread_ts") or message.get("thread_ts") or container.get("message_ts") or "")
        channel = str((body.get("channel") or {}).get("id") or container.get("channel_id") or "")
        place = await self._place(context, channel, root, str(body["user"]["id"]))
        counts = id.startswith(("suggest", "practice"))
        name = f"trigger:{body.get('trigger_id') or action.get('action_ts')}"
        if place is None or not await self._ours(place, (name,), counts=counts):
            return
        if id == "feedback":
            await self._feedback(place, value, str(body.get("trigger_id") or ""))
        elif id.startswith("suggest"):
            await self.talk.reply(place, value, name, before=f"> {plain(value)}\n\n")
        elif id == "share":
            await self._share(place, value, str(body.get("response_url") or ""))
        elif id.startswith("practice"):
            await practice.press(self.talk, place, id, name)
        elif id == "delete_my_data":
            await self._open(place, str(body["trigger_id"]), views.confirm_delete())
        elif id == "new_offer":
            await self._open(place, str(body["trigger_id"]), views.offer_form(""))
        elif id == "new_practice":
            await self._open(place, str(body["trigger_id"]), views.practice_form(""))

    async def _feedback(self, place: Place, value: str, trigger: str = "", reason: str | None = None) -> None:
        """Keep a person's word on an answer; after a thumbs-down, ask what was wrong with it."""
        rating, _, ref = value.partition(":")
        conversation_id, _, message_id = ref.partition(".")
        kept = await self.talk.answer_of(ref)
        if kept is not None and kept[0].startswith(owner(place.team, "")) and rating in ("up", "down"):
            rated: Literal["up", "down"] = "up" if rating == "up" else "down"
            await self._conversations.feedback(conversation_id, message_id, rated, reason)
            if rated == "down" and trigger:
                await self._open(place, trigger, views.reason_form(value))

    async def _share(self, place: Place, value: str, url: str) -> None:
        ref, _, root = value.partition("|")
        there = Place(place.client, place.team, place.channel, root, place.person)
        if not await self._ours(there, (f"share:{ref}:{there.channel}:{root}",), counts=False):
            return
        if not await self.talk.share(there, ref):
            await self.talk.apologise(there, "That answer isn't there any more.")

    async def _on_submit(self, ack: Any, body: dict[str, Any], context: AsyncBoltContext) -> None:
        view = body["view"]
        wrong = views.faults(view["callback_id"], view["state"])
        if wrong:
            await ack(response_action="errors", errors=wrong)
            return
        await ack()
        self.spawn(self._submit(body, context))

    async def _submit(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        view, person = body["view"], str(body["user"]["id"])
        place = await self._place(context, person, "", person)
        name = f"trigger:{body.get('trigger_id') or view.get('hash')}"
        if place is None or not await self._ours(place, (name,)):
            return
        if view["callback_id"] == "delete_my_data":
            await home.delete(place, self._conversations, self.records)
        elif view["callback_id"] == "reason":
            await self._feedback(place, str(view.get("private_metadata")), reason=views.read_reason_form(view["state"]))
        elif view["callback_id"] == "offer":
            await self._in_direct(place, "Your offer", views.read_offer_form(view["state"]))
        elif view["callback_id"] == "practice":
            await self._in_direct(place, "Your practice", views.read_practice_form(view["state"]))

    async def _place(self, context: AsyncBoltContext, channel: str, root: str, person: str) -> Place | None:
        team = await self._team(context)
        return None if team is None else Place(self.client(team.token), team.id, channel, root, person)


async def _ignore() -> None:
    """An event that we subscribe to only because Slack sends it along."""


async def _acknowledge(ack: Any) -> None:
    await ack()


async def _failed(error: Exception) -> None:
    log.error("a delivery failed: %r", error, exc_info=error)


def _quiet(name: str) -> logging.Logger:
    """Slack's own libraries log bodies, which hold what people earn."""
    logger = logging.getLogger(f"parley.slack.{name}")
    logger.setLevel(logging.CRITICAL)
    return logger
