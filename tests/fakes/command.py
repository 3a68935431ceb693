"""The console command in a process of its own that need not import what it uses: it is forked from one that has."""

import multiprocessing.process
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

USED = ["bot.cli", "ingest.cli", "ingest.index.build", "bot.practice.session", "bot.server.app"]
"""Rooms that most commands enter."""


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Going:
    """A process, and the files that it writes to."""

    process: multiprocessing.process.BaseProcess
    files: Sequence[Path]

    def ended(self, seconds: float) -> Done:
        """What it said, once it has ended, or has been ended after so many seconds."""
        self.process.join(seconds)
        self.process.kill()
        self.process.join()
        return Done(self.process.exitcode or 0, *self.said())

    def said(self) -> list[str]:
        return [file.read_text(encoding="utf-8") for file in self.files]


def _run(words: Sequence[str], cwd: Path, env: Mapping[str, str], files: Sequence[Path]) -> None:
    for number, (file, how) in enumerate(zip(files, (os.O_RDONLY, os.O_WRONLY, os.O_WRONLY), strict=True)):
        os.dup2(os.open(file, how), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - multiprocessing took the old one away
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = ["parley", *words]
    from bot.cli import main

    main()


def parley(words: Sequence[str], cwd: Path, env: Mapping[str, str], *, typed: str = "") -> Done:
    """Run `parley` in a folder, with what is typed to it; for tests to which it is all one how a process starts."""
    with begun(words, cwd, env, typed=typed) as going:
        return going.ended(300)


@contextmanager
def begun(words: Sequence[str], cwd: Path, env: Mapping[str, str], *, typed: str = "") -> "Iterator[Going]":
    """The same while it goes on; it is told to end when it is left, and made to if it doesn't."""
    how = multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")
    if sys.platform == "linux":
        how.set_forkserver_preload(USED)
    with TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("in", "out", "err")]
        for file, text in zip(files, (typed, "", ""), strict=True):
            file.write_text(text, encoding="utf-8")
        process = how.Process(target=_run, args=(words, cwd, dict(env), files))
        process.start()
        going = Going(process, files[1:])
        try:
            yield going
        finally:
            process.terminate()
            going.ended(60)
