"""Slack's deliveries over a websocket (Socket Mode), for a server that Slack can't reach."""

import asyncio
import logging

from slack_bolt import BoltResponse
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.channels.slack.app import SlackApp
from bot.channels.slack.faults import REVOKED, code_of
from bot.channels.slack.shapes import shaped
from bot.errors import BadInput

log = logging.getLogger(__name__)

HOPELESS = REVOKED | {"not_allowed_token_type", "missing_scope", "socket_mode_disabled", "forbidden_team"}


class Socket(SocketModeClient):
    """Slack's own client, except that it gives up where trying again can't help."""

    given_up: asyncio.Future[None]

    async def issue_new_wss_url(self) -> str:
        try:
            return str(await super().issue_new_wss_url())
        except SlackApiError as error:
            if code_of(error) in HOPELESS:
                self.closed = True
                if not self.given_up.done():
                    self.given_up.set_exception(refused(error))
            raise


def refused(error: SlackApiError) -> BadInput:
    """Why there is no connection, and what mends it."""
    return BadInput(
        "PARLEY_SLACK_APP_TOKEN",
        f"Slack refuses it with {code_of(error)}",
        "make an app-level token with the scope connections:write under Basic Information, with Socket Mode on",
    )


async def listen(slack: SlackApp, app_token: str, *, ping: float = 10.0) -> None:
    """Take deliveries until cancelled. Raises BadInput when Slack will never let us.

    ping: seconds between looks at whether the connection lives."""
    client = Socket(app_token, web_client=slack.client(None), ping_interval=ping, logger=slack.bolt.logger)
    client.given_up = asyncio.get_running_loop().create_future()

    async def take(_: object, request: SocketModeRequest) -> None:
        try:
            shaped(request.payload)
            response = await run_async_bolt_app(slack.bolt, request)
        except ValueError:
            response = BoltResponse(status=400)
        if response.status in (400, 403):
            # Refused for good, so that Slack need not send it again.
            response.status, response.body = 200, ""
        await send_async_response(client, request, response, 0.0)

    client.socket_mode_request_listeners.append(take)
    try:
        connecting = asyncio.ensure_future(client.connect())  # type: ignore[no-untyped-call]
        await asyncio.wait([connecting, client.given_up], return_when=asyncio.FIRST_COMPLETED)
        if not client.given_up.done():
            log.info("connected to Slack")
        await client.given_up
    finally:
        await client.close()  # type: ignore[no-untyped-call]
