"""The starter guides' facts, for the tests of a connected model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.index.facts import Facts


@pytest.fixture(scope="package")
def facts(starter_index: Path) -> Iterator[Facts]:
    opened = Facts(starter_index)
    yield opened
    opened.close()
