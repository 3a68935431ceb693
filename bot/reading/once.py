"""A property that is computed when first used, and by any number of threads at once, each for its own object.

functools.cached_property before Python 3.12 holds one lock for all objects of a class: while one message went through
the encoder, all others waited for it.
"""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Made_co = TypeVar("Made_co", covariant=True)


class once(Generic[Made_co]):
    """What a method returns, kept in its object. Two threads that ask one object at once may both compute it."""

    def __init__(self, make: Callable[[Any], Made_co]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, of: None, owner: type) -> Self: ...
    @overload
    def __get__(self, of: object, owner: type) -> Made_co: ...
    def __get__(self, of: object | None, owner: type) -> Self | Made_co:
        if of is None:
            return self
        made = self._make(of)
        # Found there from now on, before this descriptor is asked; a frozen dataclass allows it.
        of.__dict__[self._name] = made
        return made
