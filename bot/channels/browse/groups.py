"""The playbook's cards in groups, in the order of a talk on pay (groups.yaml): a hundred titles at once help nobody."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import resources

from bot.coach.cards import title_of
from ingest.guide.playbook import Card
from ingest.lexicon.words import loaded

OTHER = "other"
"""The group of a card that no group names: an operator's own, of a topic of their own."""


_FILE = resources.files("bot").joinpath("channels", "browse", "groups.yaml")


@cache
def groups() -> Mapping[str, list[str]]:
    """Each group's topics and cards' names."""
    held: dict[str, list[str]] = loaded(_FILE.read_text(encoding="utf-8"))
    return held


def grouped(cards: Iterable[Card], say: Callable[[str], str]) -> dict[str, list[Card]]:
    """The groups that hold a card, in their order, each with its cards. say: gives a title in the page's language."""
    places = {name: (group, at) for group, names in groups().items() for at, name in enumerate(names)}
    found: dict[str, list[tuple[int, str, Card]]] = {group: [] for group in (*groups(), OTHER)}
    for card in cards:
        group, at = places.get(card.name) or places.get(card.topic) or (OTHER, 0)
        found[group].append((at, say(title_of(card)).casefold(), card))
    return {
        group: [card for _, _, card in sorted(held, key=lambda one: one[:2])] for group, held in found.items() if held
    }
