"""Attacks on a live server, a function each: it sends what it sends and gives the answers it got."""

from . import bodies, channels, heads, letters, people
from .target import ATTACKS, SECRET, Target

__all__ = ["ATTACKS", "SECRET", "Target", "bodies", "channels", "heads", "letters", "people"]
