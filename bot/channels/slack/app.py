"""The Slack app: deliveries verified and acknowledged at once, taken up once among all replicas, then worked on."""

import asyncio
import logging
import re
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler, async_default_handlers
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack import above, home, reminders, views
from bot.channels.slack.above import Above
from bot.channels.slack.changes import Changes, edit_of, is_stop
from bot.channels.slack.faults import Faults
from bot.channels.slack.files import Letters
from bot.channels.slack.hearers import asks_us
from bot.channels.slack.install import Installations, OneTeam, States, Team, greet, oauth_flow
from bot.channels.slack.interactions import Interactions
from bot.channels.slack.parked import Parked
from bot.channels.slack.place import COMMAND, ThreadPlace
from bot.channels.slack.reading import for_somebody_else, mentions, plain
from bot.channels.slack.records import Claim, Lost, Records, Seal, clock
from bot.channels.slack.shapes import shaped
from bot.channels.slack.talk import UNREACHED, Talk
from bot.conversation.conversations import Conversations
from bot.conversation.store import Store
from bot.errors import BadInput, ParleyError, StoreUnavailable
from bot.settings import Settings

log = logging.getLogger(__name__)

SPOKEN = frozenset({None, "file_share", "thread_broadcast", "me_message"})
"""Subtypes of messages that people write."""

RECENT = 86_400.0
"""Seconds after which a message that is edited to speak to us is left alone."""

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
        self.letters = Letters(self.talk, self.faults, self._base_url)
        self._tasks: set[asyncio.Task[None]] = set()
        self._parked = Parked(asyncio.get_running_loop().time)
        self._told_off: dict[tuple[str, str], float] = {}
        secret = settings.slack_signing_secret
        self._verifier = SignatureVerifier(secret.get_secret_value()) if secret else None
        self.teams = self._teams(settings)
        installed = isinstance(self.teams, Installations)
        self.above = Above(self.records, self.faults, above.SOLD if installed else above.OWN)
        self.oauth = None
        if isinstance(self.teams, Installations) and settings.slack_client_id and settings.slack_client_secret:
            self.oauth = oauth_flow(
                self.client(None), settings.slack_client_id, settings.slack_client_secret.get_secret_value(),
                self.teams, States(self.records, clock),
            )  # fmt: skip
        self.interactions = Interactions(self, conversations)
        self.changes = Changes(self, conversations)
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
            shaped(request.body)
        except (ValueError, AttributeError, TypeError, KeyError, RecursionError):
            return BoltResponse(status=400, body={"error": "the body can't be read"})
        return await self.bolt.async_dispatch(request)

    def _signed(self, body: bytes, headers: dict[str, str]) -> bool:
        stamp, signature = headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")
        if self._verifier is None or not stamp.isascii() or not stamp.isdigit() or not signature.isascii():
            return False
        try:
            return bool(self._verifier.is_valid(body, stamp, signature))
        except (ValueError, OverflowError):
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
            ("assistant_thread_started", self._on_pane), ("agent_session_stopped", self._on_stop),
            ("app_uninstalled", self._on_removed), ("tokens_revoked", self._on_removed),
        ):  # fmt: skip
            bolt.event(name)(handle)
        anything = re.compile("")
        bolt.event(anything)(_ignore)
        bolt.command("/parley")(self.interactions.on_command)
        bolt.shortcut("read_offer")(self.interactions.on_shortcut)
        bolt.action(anything)(self.interactions.on_action)
        bolt.view(anything)(self.interactions.on_submit)
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
        elif event.get("subtype") == "message_changed":
            self.spawn(self._edited(event, body, context))
        elif event.get("subtype") == "message_deleted":
            self.spawn(self._deleted(event, context))

    async def _on_mention(self, event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        if not event.get("bot_id") and event.get("user"):
            self.spawn(self._message({**event, "mentioned": True}, body, context))

    async def _message(self, event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        team = await self._team(context)
        if team is None or event["user"] in (team.bot, "USLACKBOT"):
            return
        raw, root = str(event.get("text") or ""), str(event.get("thread_ts") or event["ts"])
        place = ThreadPlace(self.client(team.token), team.id, str(event["channel"]), root, str(event["user"]))
        spoken_to = place.direct or bool(event.get("mentioned")) or mentions(raw, team.bot)
        if not spoken_to and (for_somebody_else(raw, team.bot) or not await self._follows_up(place, event, body)):
            return
        keys = (f"post:{team.id}:{place.channel}:{event['ts']}", f"event:{body.get('event_id') or event['ts']}")
        text, attached = plain(raw, team.bot), event.get("files") if spoken_to else None
        counts = spoken_to or await asyncio.to_thread(asks_us, text)
        if not await self.ours(place, keys, counts=counts, quiet=not spoken_to):
            return
        if text and not attached and is_stop(text) and await self.talk.stop(place):
            return
        answering = asyncio.ensure_future(self._answer(place, text, attached, event, spoken_to))
        await asyncio.sleep(0)
        self._unpark(place, context, float(event["ts"]))
        await answering

    async def _answer(
        self, place: ThreadPlace, text: str, attached: Any, event: dict[str, Any], spoken_to: bool
    ) -> None:
        """Answer what was said: a file that came with it, a reminder that is asked for, or the words."""
        inside = spoken_to and not place.direct and "thread_ts" in event and event["thread_ts"] != event["ts"]
        if attached:
            await self.letters.reply(place, text, attached, str(event["ts"]))
        elif not text and not inside:
            if spoken_to:
                await self.talk.show_help(place, views.HELP)
        elif spoken_to and reminders.cancels(text):
            await reminders.take_back(place, self.records, self.faults)
        elif spoken_to and reminders.asked(text):
            await reminders.offer(place, text, self.faults)
        else:
            before = await self.above.lines(place, str(event["ts"])) if inside else ()
            await self.talk.reply(place, text, str(event["ts"]), overheard=not spoken_to, above=before)

    async def _edited(self, event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        """A message was changed: its answer is made anew, or it is answered now that it speaks to us."""
        team = await self._team(context)
        change = edit_of(event, team.bot if team else None)
        if team is None or change is None:
            return
        place = ThreadPlace(self.client(team.token), team.id, change.channel, change.root, change.person)
        if await self.changes.edited(place, change, spoken_to=place.direct or mentions(change.raw, team.bot)):
            return
        fresh = clock().timestamp() - float(change.ts) < RECENT
        if fresh and mentions(change.raw, team.bot) and not mentions(change.before, team.bot):
            await self._message({**change.message, "channel": change.channel, "mentioned": True}, body, context)

    async def _deleted(self, event: dict[str, Any], context: AsyncBoltContext) -> None:
        """A message was deleted: what is kept of it goes, and so does its answer."""
        before, team = event.get("previous_message") or {}, await self._team(context)
        person = str(before.get("user") or "")
        if team is None or before.get("bot_id") or person in ("", team.bot):
            return
        ts = str(event.get("deleted_ts") or before.get("ts") or "")
        root = str(before.get("thread_ts") or ts)
        place = ThreadPlace(self.client(team.token), team.id, str(event["channel"]), root, person)
        self._parked.forget(place, ts)
        await self.changes.deleted(place, ts)

    async def _on_stop(self, event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Slack's stop button."""
        self.spawn(self._stop(event, context))

    async def _stop(self, event: dict[str, Any], context: AsyncBoltContext) -> None:
        channel, root = str(event.get("channel") or ""), str(event.get("thread_ts") or "")
        place = await self.place(context, channel, root, str(event.get("user") or ""))
        if place is not None:
            await self.talk.stop(place)

    async def _follows_up(self, place: ThreadPlace, event: dict[str, Any], body: dict[str, Any]) -> bool:
        """Whether it is said by somebody who asked us in this thread before.

        Where they didn't, it is kept for a while: it may have come before their mention."""
        if "thread_ts" not in event:
            return False
        if event.get("parked") or await self.records.thread(place.team, place.channel, place.root, place.person):
            return True
        self._parked.keep(place, {"event": event, "body": body})
        return False

    def _unpark(self, place: ThreadPlace, context: AsyncBoltContext, since: float) -> None:
        for what in [one for one in self._parked.take(place) if float(one["event"]["ts"]) > since]:
            self.spawn(self._message({**what["event"], "parked": True}, what["body"], context))

    async def ours(
        self, place: ThreadPlace, keys: tuple[str, ...], *, counts: bool = True, quiet: bool = False
    ) -> bool:
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

    async def _slow_down(self, place: ThreadPlace, claim: Claim) -> None:
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
            client = self.client(team.token)
            await home.publish(client, self._conversations, self.records, team.id, person, self.talk.site)

    async def _on_removed(self, event: dict[str, Any], context: AsyncBoltContext) -> None:
        if event["type"] == "app_uninstalled" or (event.get("tokens") or {}).get("bot"):
            self.spawn(self.teams.forget(context.enterprise_id or "", context.team_id or ""))

    async def _tend(self) -> None:
        """Now and then, forget what is past being repeated, and take up what a process left when it died."""
        while True:
            self._parked.tidy()
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
        place = ThreadPlace(self.client(team.token), thread.team, thread.channel, thread.root, lost.person)
        if await self.ours(place, (f"lost:{lost.reply_id}",), counts=False):
            await self.talk.reply(place, lost.text, lost.name, overheard=not place.direct)

    async def place(self, context: AsyncBoltContext, channel: str, root: str, person: str) -> ThreadPlace | None:
        team = await self._team(context)
        return None if team is None else ThreadPlace(self.client(team.token), team.id, channel, root, person)


async def _ignore() -> None:
    """An event that we subscribe to only because Slack sends it along."""


async def _acknowledge(ack: Any) -> None:
    await ack()


async def _failed(error: Exception) -> None:
    log.error("a delivery failed", exc_info=error)


def _quiet(name: str) -> logging.Logger:
    """Slack's own libraries log bodies, which hold what people earn."""
    logger = logging.getLogger(f"parley.slack.{name}")
    logger.setLevel(logging.CRITICAL)
    return logger
