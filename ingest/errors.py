"""What can go wrong while guides are read and indexed.

IngestError
├── GuideError            one file can't be read as a guide (place, what, how to mend)
└── IndexError_           the index can't be used
    ├── IndexMissing      there is none at the folder named
    ├── IndexCorrupt      it is half-written or damaged
    ├── IndexModelChanged it was built with another embedding model
    ├── IndexBusy         another ingest is writing to it
    └── VectorsUnreachable  the Chroma server doesn't answer
"""

from pathlib import Path
from typing import Any


def with_extra(extra: str) -> str:
    """How to install what an extra brings: for a clone, where this is one, and as it is published."""
    published = f"pip install 'parley-coach[{extra}]'"
    if not (Path(__file__).resolve().parents[1] / "pyproject.toml").is_file():
        return published
    return f".venv/bin/pip install -e '.[{extra}]', or outside a clone {published}"


class IngestError(Exception):
    """Base of all; str() is one sentence saying what, where and how to mend it."""


class GuideError(IngestError):
    """One file can't be read as a guide. verdicts: what its tables were taken for, where it came that far."""

    def __init__(self, path: str, what: str, mend: str, line: int = 1) -> None:
        super().__init__(f"{path}:{line}: {what}; {mend}")
        self.path, self.line, self.what, self.mend = path, line, what, mend
        self.verdicts: tuple[Any, ...] = ()


class IndexError_(IngestError):
    """The index can't be used as it is."""


class IndexMissing(IndexError_):
    """There is no index at the folder named."""


class IndexCorrupt(IndexError_):
    """The index is damaged or half-written."""


class IndexModelChanged(IndexError_):
    """The index was built with another embedding model."""


class IndexBusy(IndexError_):
    """Another ingest holds the index."""


class VectorsUnreachable(IndexError_):
    """The Chroma server or store of vectors doesn't answer."""
