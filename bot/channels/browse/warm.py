"""What the first message or search would otherwise wait for, read once when the server starts."""

from bot.knowledge import direct
from bot.knowledge.playbook import playbook
from bot.reading import trained
from bot.reading.names import Names

ANY = "What now?"


def warm(names: Names) -> None:
    """Read the reader, the playbook and all that a question is held against into memory; the tables of names are read
    already, before anybody can ask."""
    trained.hasten()
    book = playbook(names.facts)
    book.nearest(ANY)
    direct.found(book, [ANY])
