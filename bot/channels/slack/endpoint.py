"""Slack's deliveries over HTTP: one address for events, commands and interactions, and two to install the app."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from starlette.responses import Response

from bot.channels.slack.app import SlackApp

router = APIRouter(prefix="/slack", include_in_schema=False)


def _slack(request: Request) -> SlackApp:
    app: SlackApp = request.app.state.slack
    return app


Slack = Annotated[SlackApp, Depends(_slack)]


def _flow(slack: Slack) -> AsyncOAuthFlow:
    if slack.oauth is None:
        raise HTTPException(404)
    return slack.oauth


Flow = Annotated[AsyncOAuthFlow, Depends(_flow)]


@router.post("/events")
async def events(request: Request, slack: Slack) -> Response:
    """A delivery; acknowledged as soon as it is known to be Slack's and ours."""
    return to_starlette_response(await slack.dispatch(await request.body(), dict(request.headers)))


@router.get("/install")
async def install(request: Request, flow: Flow) -> Response:
    """On to Slack's consent page."""
    return to_starlette_response(await flow.handle_installation(to_async_bolt_request(request, b"")))


@router.get("/oauth_redirect")
async def installed(request: Request, flow: Flow) -> Response:
    """Back from it, with a code for the workspace's token."""
    return to_starlette_response(await flow.handle_callback(to_async_bolt_request(request, b"")))
