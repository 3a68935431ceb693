"""What rules and look-ups decide of some thousand messages stays as it is, whatever is moved; see golden.py."""

from pathlib import Path

from tests.reading import golden

SHOWN = 15
"""Differences that a failure prints."""


def test_every_message_is_read_as_when_its_reading_was_last_kept(starter_index: Path) -> None:
    """A move of code changes no line. Where a change is wanted: python -m tests.reading.golden, and read the diff."""
    before, now = golden.kept(), golden.readings(starter_index)
    assert len(before) == len(now) > golden.MADE, "the messages themselves changed: python -m tests.reading.golden"
    other = golden.changed(before, now)
    assert not other, f"{len(other)} messages are read otherwise (python -m tests.reading.golden keeps that):\n" + (
        "\n".join(other[:SHOWN])
    )
