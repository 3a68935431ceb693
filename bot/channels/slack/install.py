"""Which workspaces the app is in: the one of the bot token, or those that installed it by OAuth, sealed in the
store."""

import asyncio
import dataclasses
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

import yaml
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.faults import Faults
from bot.channels.slack.manifest import MANIFEST
from bot.channels.slack.records import Records, Seal

log = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True, slots=True)
class Team:
    """A workspace that the app is in."""

    id: str
    enterprise: str
    token: str
    bot: str
    bot_id: str


class OneTeam:
    """The workspace of a bot token; known once Slack has said whose the token is."""

    def __init__(self, client: AsyncWebClient, token: str, faults: Faults) -> None:
        self._client, self._token, self._faults = client, token, faults
        self._team: Team | None = None
        self._asking = asyncio.Lock()

    @property
    def known(self) -> Team | None:
        return self._team

    async def find(self, enterprise: str, team: str) -> Team | None:
        """The workspace when it is this one, else None. Raises SlackApiError when Slack doesn't say."""
        async with self._asking:
            if self._team is None:
                said = await self._client.auth_test(token=self._token)
                self._team = Team(
                    str(said["team_id"]), str(said.get("enterprise_id") or ""), self._token, str(said["user_id"]),
                    str(said.get("bot_id") or ""),
                )  # fmt: skip
        return self._team if team == self._team.id else None

    async def forget(self, enterprise: str, team: str) -> None:
        self._faults.trouble(
            "the app was removed from its workspace", team, "install it again and set its new PARLEY_SLACK_BOT_TOKEN"
        )


class Installations(AsyncInstallationStore):
    """The workspaces that installed the app, each sealed in the database."""

    def __init__(self, records: Records, seal: Seal, faults: Faults, clock: Callable[[], datetime]) -> None:
        self._records, self._seal, self._faults, self._clock = records, seal, faults, clock

    @property
    def known(self) -> Team | None:
        return None

    @property
    def logger(self) -> logging.Logger:
        return log

    async def async_save(self, installation: Installation) -> None:
        sealed = self._seal.close(
            {
                "token": installation.bot_token, "bot": installation.bot_user_id, "bot_id": installation.bot_id,
                "enterprise": installation.enterprise_id or "", "team": installation.team_id or "",
            }
        )  # fmt: skip
        whole = bool(installation.is_enterprise_install)
        team = "" if whole else installation.team_id or ""
        await self._records.install(installation.enterprise_id or "", team, sealed, self._clock())

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        found = await self.find(enterprise_id or "", "" if is_enterprise_install else team_id or "")
        if found is None:
            return None
        return Bot(
            bot_token=found.token, bot_id=found.bot_id, bot_user_id=found.bot, team_id=found.id,
            installed_at=0.0,
        )  # fmt: skip

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        await self.forget(enterprise_id or "", team_id or "")

    async def find(self, enterprise: str, team: str) -> Team | None:
        """The workspace when it installed the app, else None."""
        sealed = await self._records.installed(enterprise, team)
        if sealed is None:
            return None
        kept: dict[str, Any] | None = self._seal.open(sealed)
        if kept is None:
            self._faults.trouble(
                "the installation can't be decrypted",
                team,
                "put the key it was sealed with behind the new one in PARLEY_SLACK_ENCRYPTION_KEY, or install again",
            )
            return None
        return Team(team, enterprise, str(kept["token"]), str(kept["bot"] or ""), str(kept["bot_id"] or ""))

    async def forget(self, enterprise: str, team: str) -> None:
        """The workspace removed the app."""
        await self._records.uninstall(enterprise, team)


class States(AsyncOAuthStateStore):
    """The states of installations under way, shared by all replicas."""

    def __init__(self, records: Records, clock: Callable[[], datetime]) -> None:
        self._records, self._clock = records, clock

    @property
    def logger(self) -> logging.Logger:
        return log

    async def async_issue(self, *args: object, **more: object) -> str:
        return await self._records.issue(self._clock())

    async def async_consume(self, state: str) -> bool:
        return await self._records.consume(state, self._clock())


def oauth_flow(
    client: AsyncWebClient, client_id: str, client_secret: str, installations: Installations, states: States
) -> AsyncOAuthFlow:
    """Slack's consent page and the way back, at /slack/install and /slack/oauth_redirect."""
    scopes = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))["oauth_config"]["scopes"]["bot"]
    settings = AsyncOAuthSettings(
        client_id=client_id, client_secret=client_secret, scopes=scopes, user_scopes=[],
        install_page_rendering_enabled=False, installation_store=installations, state_store=states,
        installation_store_bot_only=True,
    )  # fmt: skip
    return AsyncOAuthFlow(client=client, logger=log, settings=settings)


async def greet(team: OneTeam, faults: Faults) -> None:
    """Learn whose the token is, before the first message needs it; a fault is said, and no reason not to start."""
    try:
        await team.find("", "")
    except SlackApiError as error:
        faults.note(error, "of PARLEY_SLACK_BOT_TOKEN")
    except Exception as error:
        faults.trouble(f"Slack can't be reached: {error!r}", "of PARLEY_SLACK_BOT_TOKEN", "look at the network")
