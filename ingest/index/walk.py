"""The files below the ingested paths, and what could not be looked into."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.documents.load import ENDINGS
from ingest.errors import IngestError
from ingest.guide.mapping import FILES as MAPPINGS

NAMES = ("names.yaml", "names.yml")
STAYS = "; what was indexed of it stays"
COMPILED = "__pycache__"
"""A folder that pip makes beside starter guides that are installed."""
BESIDE = ("glossary.yaml", "pay-history-law.yaml", "__init__.py")
"""What stands beside the starter guides and is none: tables with readers of their own, and a package's mark."""


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file that was not read: one sentence, and whether what was indexed of it before is kept."""

    path: str
    text: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file below an ingested path. root is the ingested folder, name the path below it."""

    file: Path
    root: Path
    name: str


@dataclass(slots=True)
class IngestRun:
    """What one ingest keeps count of while it works.

    known: the files indexed before. closed: paths that could not be looked into; nothing below is forgotten.
    """

    known: frozenset[str] = frozenset()
    closed: list[str] = field(default_factory=list)
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    embedded: int = 0
    problems: list[UnreadFile] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


# Files.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What moves a terminal's cursor, ends a line or turns the direction of writing."""


def files(paths: Sequence[Path]) -> tuple[tuple[FoundFile, ...], tuple[UnreadFile, ...]]:
    """The guide files and names.yaml below paths, and what could not be walked. Raises IngestError."""
    run = IngestRun()
    return tuple(walked(paths, run)), tuple(run.problems)


def others(paths: Sequence[Path]) -> tuple[str, ...]:
    """The files below paths that are of no kind that is read, each with why. Raises IngestError."""
    run = IngestRun()
    for _ in walked(paths, run):
        pass
    return tuple(run.others)


def walked(paths: Sequence[Path], run: IngestRun) -> Iterator[FoundFile]:
    """The guide files and names.yaml below the paths, in order; what can't be walked is an UnreadFile."""
    seen: set[Path] = set()
    for path in map(Path, paths):
        if not _is_utf8(str(path.resolve())):
            raise IngestError(f"{_legible(str(path))}: its name is not UTF-8; rename it")
        if path.is_dir():
            yield from _walk(path, path, seen, (), run)
        elif path.exists():
            root = path.resolve().parent.parent
            yield FoundFile(path.resolve(), root, path.resolve().relative_to(root).as_posix())
        elif not those_below(run.known, str(path.resolve())):
            raise IngestError(f"{path}: there is no such file or folder; name a folder of guides")


def _walk(folder: Path, root: Path, seen: set[Path], above: tuple[Path, ...], run: IngestRun) -> Iterator[FoundFile]:
    real = folder.resolve()
    name = folder.relative_to(root).as_posix()
    if real in above:
        run.problems.append(UnreadFile(name, f"{name}: is a symbolic link that leads back to itself; remove it"))
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        _shut(run, folder, name, f"can't be opened ({error.strerror}); check its permissions")
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == COMPILED:
            continue
        path = Path(entry.path)
        if why := _closed(entry, path, root):
            shown = path.relative_to(root).as_posix()
            _shut(run, path, _legible(shown), why)
            continue
        try:
            if entry.is_dir():
                yield from _walk(path, root, seen, (*above, real), run)
                continue
        except OSError as error:
            _shut(
                run, path, path.relative_to(root).as_posix(), f"can't be followed ({error.strerror}); remove the link"
            )
            continue
        yield from _file(entry, path, root, seen, run)


def _closed(entry: os.DirEntry[str], path: Path, root: Path) -> str:
    """Why nothing below a path is looked at, or ""."""
    if not _is_utf8(entry.name):
        return "its name is not UTF-8; rename it"
    if _UNSEEN.search(entry.name):
        # It would break what is printed, or make it look like another name.
        return "its name holds a sign that can't be seen; rename it"
    if entry.is_symlink() and path.exists() and not path.resolve().is_relative_to(root.resolve()):
        # Whoever can put a link here could have any file of this machine read aloud.
        return "is a link out of this folder; put a copy here, or name the other folder beside it"
    return ""


def _file(entry: os.DirEntry[str], path: Path, root: Path, seen: set[Path], run: IngestRun) -> Iterator[FoundFile]:
    """The file of an entry that is no folder, where it is of a kind that is read and can be."""
    name = path.relative_to(root).as_posix()
    if entry.name.lower() in NAMES or path.suffix.lower() in ENDINGS:
        if entry.is_symlink() and not path.exists():
            _shut(run, path, name, "is a symbolic link that leads nowhere; remove it")
        elif not path.is_file():
            _shut(run, path, name, "is no file that can be read (a pipe or a device, perhaps); remove it")
        elif path.resolve() not in seen:
            seen.add(path.resolve())
            yield FoundFile(path, root, name)
    elif entry.name.lower() not in (*MAPPINGS, *BESIDE):
        run.others.append(f"{name}: files of this kind are not read ({path.suffix or 'no ending'})")


def _shut(run: IngestRun, path: Path, name: str, why: str) -> None:
    """A path that can't be looked into: what was indexed there stays, for it may be there still."""
    run.closed.append(str(path.absolute()))
    kept = bool(those_below(run.known, str(path.absolute())))
    run.problems.append(UnreadFile(name, f"{name}: {why}{STAYS if kept else ''}", kept))


def those_below(files: Iterable[str], top: str) -> set[str]:
    """The files that are top, or in the folder top."""
    return {one for one in files if one == top or one.startswith(top.rstrip(os.sep) + os.sep)}


def _is_utf8(name: str) -> bool:
    """Other names have no place in SQLite or JSON."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _legible(name: str) -> str:
    return _UNSEEN.sub(lambda sign: f"\\x{ord(sign[0]):02x}", name.encode("utf-8", "backslashreplace").decode())
