"""The Home tab: the plan, what is known of a person, their reminders and conversations, and a way to delete it all."""

import asyncio

from slack_sdk.web.async_client import AsyncWebClient

from bot.answer import Answer
from bot.channels.slack import reminders, views
from bot.channels.slack.faults import Faults
from bot.channels.slack.place import ThreadPlace, owner
from bot.channels.slack.records import Records, clock
from bot.conversation.conversations import Conversations
from bot.errors import ParleyError
from bot.reading.terms import Offer, Profile
from bot.reading.types import Question, Subject
from ingest.errors import IngestError

SHOWN = 10
"""Conversations named there."""


async def publish(
    client: AsyncWebClient, conversations: Conversations, records: Records, team: str, person: str, site: str = ""
) -> None:
    """Bring a person's Home tab up to date. site: as for blocks.message. Raises SlackApiError, StoreUnavailable."""
    owned = await conversations.owned(owner(team, person))
    profiles = (Profile.kept(row.profile) for row in owned)
    profile = next((one for one in profiles if one != Profile()), Profile())
    listed = []
    for row in owned[:SHOWN]:
        first = await conversations.histories.first_said(row.id)
        if first:
            listed.append((first, row.active_at))
    plan = await asyncio.to_thread(planned, conversations, profile)
    waiting = await records.reminders(team, person, clock())
    view = views.home(_as_people_say(conversations, profile), listed, plan, waiting, site)
    await client.views_publish(user_id=person, view=view)


def _as_people_say(conversations: Conversations, profile: Profile) -> Profile:
    """The profile with companies and its role as people write them."""

    def named(offer: Offer) -> Offer:
        return offer.model_copy(update={"company": conversations.coach.displayed(offer.company, None)[0]})

    company, role = conversations.coach.displayed(profile.company, profile.role)
    offer = named(profile.offer) if profile.offer else None
    others = tuple(named(one) for one in profile.others)
    return profile.model_copy(update={"company": company, "role": role, "offer": offer, "others": others})


def planned(conversations: Conversations, profile: Profile) -> Answer | None:
    """What to ask for, accept at and keep as a floor, where the company and the role are known."""
    if not (profile.company and profile.role):
        return None
    about = Subject(profile.company, profile.role, profile.region, profile.level)
    try:
        plan = conversations.coach.composed(Question("", "strategy", subjects=(about,), profile=profile))
    except (ParleyError, IngestError):
        return None
    return plan if plan.status == "answered" else None


async def delete(place: ThreadPlace, conversations: Conversations, records: Records, faults: Faults) -> None:
    """Delete everything kept of a person, and show that it is gone."""
    for one in await records.reminders(place.team, place.person, clock()):
        await reminders.withdraw(place, one, faults)
    await conversations.delete_owned(place.owner)
    await records.forget_person(place.team, place.person)
    await publish(place.client, conversations, records, place.team, place.person)
