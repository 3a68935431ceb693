"""What people say to others in a thread is held for some minutes, in case they asked us in it, and then no longer."""

from typing import Any

from bot.channels.slack.parked import EACH, KEPT, Parked
from bot.channels.slack.place import ThreadPlace


def place(root: str) -> ThreadPlace:
    return ThreadPlace(None, "T1", "C1", root, "U1")  # type: ignore[arg-type]


def said(ts: str) -> dict[str, Any]:
    return {"event": {"ts": ts, "text": "my floor is 187654"}}


def test_what_nobody_asked_for_is_forgotten_after_a_while_though_nothing_more_is_said() -> None:
    now = 0.0
    parked = Parked(lambda: now)
    parked.keep(place("1"), said("1"))
    now = KEPT / 2
    parked.keep(place("2"), said("2"))
    now = KEPT
    parked.tidy()
    assert list(parked._kept) == [("T1", "C1", "2", "U1")]
    assert parked.take(place("2")) == [said("2")]


def test_what_its_person_deletes_is_forgotten_at_once() -> None:
    parked = Parked(lambda: 0.0)
    for ts in ("1", "2"):
        parked.keep(place("1"), said(ts))
    parked.forget(place("1"), "1")
    parked.forget(place("9"), "1")
    assert parked.take(place("1")) == [said("2")]
    parked.keep(place("1"), said("3"))
    parked.forget(place("1"), "3")
    assert not parked._kept


def test_of_one_person_only_so_many_are_held() -> None:
    parked = Parked(lambda: 0.0)
    for number in range(3 * EACH):
        parked.keep(place("1"), said(str(number)))
    assert len(parked.take(place("1"))) == EACH
