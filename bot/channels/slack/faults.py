"""What Slack refuses, said once in the log with what mends it."""

import logging

from slack_sdk.errors import SlackApiError

log = logging.getLogger(__name__)

REVOKED = frozenset(
    {"token_revoked", "invalid_auth", "account_inactive", "not_authed", "token_expired", "org_login_required"}
)
"""The workspace no longer lets us in: nothing can be said there."""

SHUT = frozenset(
    {
        "is_archived", "channel_is_archived", "not_in_channel", "channel_not_found", "restricted_action", "is_inactive",
        "user_not_in_channel", "restricted_action_read_only_channel", "restricted_action_thread_only_channel",
        "thread_not_found", "cannot_reply_to_message", "messages_tab_disabled",
    }
)  # fmt: skip
"""The place can't be written to; a direct message may still reach the person."""

MENDS = {
    "token_revoked": "install the app again and set its new PARLEY_SLACK_BOT_TOKEN",
    "invalid_auth": "set PARLEY_SLACK_BOT_TOKEN to the token under OAuth & Permissions",
    "account_inactive": "install the app again; its workspace or its bot user was deactivated",
    "not_authed": "set PARLEY_SLACK_BOT_TOKEN",
    "token_expired": "install the app again",
    "is_archived": "unarchive the channel, or ask elsewhere",
    "channel_is_archived": "unarchive the channel, or ask elsewhere",
    "not_in_channel": "invite the app to the channel (/invite @Parley)",
    "channel_not_found": "invite the app to the channel (/invite @Parley)",
    "restricted_action": "let the app post in this channel",
    "messages_tab_disabled": "switch the Messages tab on under App Home (bot/channels/slack/manifest.yaml has it)",
    "ratelimited": "nothing to do; it is tried again when Slack says so",
}

LONGEST = 1000
"""Faults remembered as said."""


class Faults:
    """Says each fault once for each workspace and channel."""

    def __init__(self) -> None:
        self._said: set[tuple[str, str, str, str]] = set()

    def note(self, error: SlackApiError, team: str, channel: str = "") -> str:
        """Log a refusal that wasn't logged before; its code."""
        code = code_of(error)
        where = "" if code in REVOKED or code == "missing_scope" else channel
        needed = str(error.response.get("needed") or "") if code == "missing_scope" else ""
        if self._first(code, team, where, needed):
            place = f"workspace {team}" + (f", channel {where}" if where else "")
            log.error("Slack refuses with %s (%s); to mend it: %s", code, place, mend(code, needed))
        return code

    def trouble(self, what: str, team: str, mending: str) -> None:
        """Log something else that is wrong with a workspace, once."""
        if self._first(what, team, "", ""):
            log.error("%s (workspace %s); to mend it: %s", what, team, mending)

    def _first(self, *fault: str) -> bool:
        key = (fault[0], fault[1], fault[2], fault[3])
        if key in self._said:
            return False
        if len(self._said) >= LONGEST:
            self._said.clear()
        self._said.add(key)
        return True


def code_of(error: SlackApiError) -> str:
    """Slack's name for what is wrong."""
    if getattr(error.response, "status_code", 200) == 429:
        return "ratelimited"
    try:
        return str(error.response.get("error") or "unknown_error")
    except ValueError:
        return "unknown_error"


def mend(code: str, needed: str = "") -> str:
    """What an operator does about it."""
    if code == "missing_scope":
        return (
            f"add the scope {needed or 'it names'} (bot/channels/slack/manifest.yaml has all) and install the app again"
        )
    return MENDS.get(code, "see https://docs.slack.dev for this code")
