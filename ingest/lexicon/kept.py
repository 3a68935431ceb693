"""What is large and read when it is first needed, read once."""

from collections.abc import Callable
from functools import cache, wraps
from threading import RLock
from typing import Any, TypeVar

Made = TypeVar("Made")


def kept(make: Callable[..., Made]) -> Callable[..., Made]:
    """functools.cache, of which one thread makes what is missing while the others wait: eight messages that need the
    same model at once would read it eight times."""
    lock, made = RLock(), cache(make)

    @wraps(make)
    def found(*args: Any) -> Made:
        with lock:
            return made(*args)

    found.cache_clear = made.cache_clear  # type: ignore[attr-defined]
    return found
