"""Sixty deliveries at once, some of them twice: each acknowledged before any work, each answered once."""

import asyncio
from collections import Counter

from fakes.slack_server import SlackServer

from tests.slack.conftest import Starting

MANY = 60
ASKS = (
    "What is the base salary of a staff engineer at Weights &amp; Biases in San Francisco?",
    "What should I say when they ask for my expected salary?",
    "Which levers do I have?",
    "What is the signing bonus of a staff engineer at Weights &amp; Biases in London?",
)


async def test_sixty_at_once_are_each_acknowledged_before_work_and_answered_once(
    start: Starting, slack: SlackServer
) -> None:
    server = await start()
    await server.app.idle()
    slack.hang()
    said = [
        server.to.said(ASKS[number % len(ASKS)], channel=f"D{number:04d}", person=f"U{number:04d}")
        for number in range(MANY)
    ]
    deliveries = [server.to.event(event, event_id=f"Ev{number}") for number, event in enumerate(said)]
    repeated = [server.to.event(event, event_id=f"Ev{number}", retry=1) for number, event in list(enumerate(said))[::4]]
    responses = await asyncio.gather(*deliveries, *repeated)
    assert {response.status_code for response in responses} == {200}
    # Nothing of Slack's answered yet, so that no answer can have come before its acknowledgement.
    assert slack.posts == []
    slack.free.set()
    await server.app.idle()
    answers = Counter((post.channel, post.thread_ts) for post in slack.posts)
    assert answers == Counter({(event["channel"], event["ts"]): 1 for event in said})
    assert not any(post.streaming for post in slack.posts) and slack.statuses == {}
    assert not any("Sorry" in post.words for post in slack.posts)
