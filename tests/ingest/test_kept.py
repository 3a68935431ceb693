"""That what is large is read once, however many need it first at the same time."""

import threading
from concurrent.futures import ThreadPoolExecutor

from ingest.lexicon.kept import kept


def test_threads_that_need_the_same_at_once_make_it_once_and_share_it() -> None:
    made, together = [], threading.Barrier(4)

    @kept
    def large(name: str) -> object:
        made.append(name)
        return object()

    def need(_: int) -> object:
        together.wait()
        return large("model")

    with ThreadPoolExecutor(4) as threads:
        found = set(threads.map(need, range(4)))
    assert len(found) == 1 and made == ["model"]


def test_a_reading_that_fails_is_tried_again() -> None:
    tried = []

    @kept
    def large() -> object:
        tried.append(len(tried))
        if len(tried) == 1:
            raise OSError
        return tried

    for _ in range(2):
        try:
            large()
        except OSError:
            continue
    assert large() == [0, 1]
