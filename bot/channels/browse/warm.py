"""What the first search would otherwise wait for, read once when the server starts."""

from bot.knowledge.playbook import playbook
from bot.reading.names import Names


def warm(names: Names) -> None:
    """Read the playbook into memory; the tables of names are read already, before anybody can ask."""
    playbook(names.facts)
