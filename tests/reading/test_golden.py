"""What rules and look-ups decide of some thousand messages stays as it is, whatever is moved; see golden.py."""

from pathlib import Path

import pytest

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


@pytest.mark.skipif(not golden.SHARED.is_dir(), reason="the shared questions are not beside this checkout")
def test_the_shared_questions_are_read_as_when_their_readings_were_last_kept(starter_index: Path) -> None:
    """Two checkouts' `python -m tests.reading.golden --readings FILE`, put side by side, tell what became otherwise."""
    before = golden.kept_fingerprints()
    now = golden.readings(starter_index, golden.shared_messages(golden.SHARED))
    told = golden.fingerprints(now)
    assert told.keys() == before.keys(), "the shared questions themselves changed: python -m tests.reading.golden"
    other = [line for line, (message, mark) in zip(now, told.items(), strict=True) if before[message] != mark]
    assert not other, f"{len(other)} shared questions are read otherwise; now:\n" + "\n".join(other[:SHOWN])


def test_fingerprints_hold_no_words_and_tell_a_changed_reading() -> None:
    line = '"what does W&B pay?" co=Weights & Biases -> weights-and-biases///'
    told = golden.fingerprints([line])
    assert golden.fingerprints([line + " base"]).keys() == told.keys()
    assert golden.fingerprints([line + " base"]) != told
    assert all(set(word) <= set("0123456789abcdef") for pair in golden.kept_fingerprints().items() for word in pair)
