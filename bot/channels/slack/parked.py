"""Replies that may have overtaken the mention which makes them ours, kept for a while in case it comes."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from bot.channels.slack.place import ThreadPlace

KEPT, WAITING_ROOM, EACH = 300.0, 1000, 10
"""Seconds that a reply is kept, of how many threads and people at most, and how many of each."""


class Parked:
    """Deliveries by thread and person. now: seconds on a clock that only goes forward."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._kept: OrderedDict[tuple[str, str, str, str], list[tuple[float, dict[str, Any]]]] = OrderedDict()

    def keep(self, place: ThreadPlace, what: dict[str, Any]) -> None:
        """Keep one more; the oldest go when there are too many."""
        self.tidy()
        now = self._now()
        kept = [one for one in self._kept.pop(_key(place), []) if now - one[0] < KEPT]
        self._kept[_key(place)] = [*kept[1 - EACH :], (now, what)]
        while len(self._kept) > WAITING_ROOM:
            self._kept.popitem(last=False)

    def tidy(self) -> None:
        """Forget what was kept long enough: it is said to others, and is no business of ours."""
        now = self._now()
        # The last kept stand last.
        while self._kept and now - next(iter(self._kept.values()))[-1][0] >= KEPT:
            self._kept.popitem(last=False)

    def forget(self, place: ThreadPlace, ts: str) -> None:
        """Forget what the person said at a ts: they have deleted it."""
        kept = [one for one in self._kept.get(_key(place), []) if one[1]["event"]["ts"] != ts]
        if kept:
            self._kept[_key(place)] = kept
        else:
            self._kept.pop(_key(place), None)

    def take(self, place: ThreadPlace) -> list[dict[str, Any]]:
        """What the person said in this thread before they spoke to us, in order; it is kept no longer."""
        now = self._now()
        return [what for at, what in self._kept.pop(_key(place), []) if now - at < KEPT]


def _key(place: ThreadPlace) -> tuple[str, str, str, str]:
    return place.team, place.channel, place.root, place.person
