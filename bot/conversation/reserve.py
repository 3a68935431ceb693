"""Room on the disk that is kept for deleting: SQLite writes before it deletes, and on a full disk it could not."""

import os
from contextlib import suppress
from pathlib import Path

SIZE = 8_000_000
"""Bytes: more than a piece of a conversation needs to be deleted."""


class Reserve:
    """A file of nothing beside the database, given up while a deletion needs its room."""

    def __init__(self, database: str | None) -> None:
        """database: SQLite's file; None, "" or ":memory:" where there is none."""
        self._file = Path(f"{database}-reserve") if database and database != ":memory:" else None

    def hold(self) -> None:
        """Take the room, where there is as much."""
        if self._file is None:
            return
        with suppress(OSError):
            if self._file.exists() and self._file.stat().st_size == SIZE:
                return
            try:
                handle = os.open(self._file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
                with open(handle, "wb", buffering=0) as file:
                    for _ in range(8):
                        if file.write(bytes(SIZE // 8)) != SIZE // 8:
                            raise OSError("no room")
            except OSError:
                self.give()

    def give(self) -> None:
        """Let the room go."""
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)
