"""The Home tab: what is known of a person, their conversations, and how to have it all deleted."""

from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack import views
from bot.channels.slack.place import Place, owner
from bot.channels.slack.records import Records
from bot.conversation.conversations import Conversations
from bot.reading.terms import Profile

SHOWN = 10
"""Conversations named there."""


async def publish(client: AsyncWebClient, conversations: Conversations, team: str, person: str) -> None:
    """Bring a person's Home tab up to date. Raises SlackApiError, StoreUnavailable."""
    owned = await conversations.owned(owner(team, person))
    profiles = (Profile.kept(row.profile) for row in owned)
    profile = next((one for one in profiles if one != Profile()), Profile())
    listed = []
    for row in owned[:SHOWN]:
        first = next((said for said in (await conversations.history(row.id)).messages if said.role == "user"), None)
        if first is not None:
            listed.append((first.text or "", row.active_at))
    await client.views_publish(user_id=person, view=views.home(profile, listed))


async def delete(place: Place, conversations: Conversations, records: Records) -> None:
    """Delete everything kept of a person, and show that it is gone."""
    await conversations.delete_owned(place.owner)
    await records.forget_person(place.team, place.person)
    await publish(place.client, conversations, place.team, place.person)
