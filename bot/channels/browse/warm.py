"""What the first message or search would otherwise wait for, read once when the server starts."""

from bot.knowledge.playbook import playbook
from bot.reading import trained
from bot.reading.names import Names


def warm(names: Names) -> None:
    """Read the playbook and the reader into memory; the tables of names are read already, before anybody can ask."""
    playbook(names.facts)
    trained.hasten()
