"""What `parley ingest` and `parley check` do and print; the command line itself is bot/cli.py."""

import json
import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from ingest.documents.load import ENDINGS, OTHERS
from ingest.errors import GuideError, IngestError
from ingest.guide import findings as checks
from ingest.guide import survey
from ingest.guide.mapping import explained
from ingest.guide.playbook import Card, check_card, is_card
from ingest.guide.tabled import TableVerdict
from ingest.guide.types import Finding, Guide
from ingest.index import build as index
from ingest.index import reading, rows, walk

_COLOURS = {"error": "red", "warning": "yellow", "note": "dim"}


def run_ingest(
    paths: Sequence[Path], folder: Path, *, chroma_url: str | None, model: str | None, rebuild: bool, as_json: bool
) -> int:
    """Ingest, with a progress bar on a terminal; the exit status: 0, or 3 when some files were not read.

    Raises IngestError, also for folders without a guide: what was indexed stays.
    """
    _some(paths)
    out = Console(stderr=as_json)
    with _bar(out) as progress:
        done = index.ingest(paths, folder, chroma_url=chroma_url, model=model, rebuild=rebuild, progress=progress)
    if as_json:
        print(index.as_json(done))
        return 3 if done.problems else 0
    for problem in done.problems:
        out.print(f"[yellow]skipped[/] {escape(problem.text)}", soft_wrap=True, highlight=False)
    for other in done.others:
        out.print(f"[dim]passed over[/] {escape(other)}", soft_wrap=True, highlight=False)
    out.print(
        f"{_of(done.guides, 'guide')}, {_of(done.bands, 'band')}, {_of(done.levers, 'lever')}, "
        f"{_of(done.passages, 'passage')}, {_of(done.findings, 'finding')} in {done.seconds} s "
        f"({_of(done.changed, 'file')} read, {done.unchanged} unchanged, {done.removed} removed, "
        f"{_of(done.embedded, 'passage')} embedded)",
        soft_wrap=True, highlight=False,
    )  # fmt: skip
    if done.findings:
        where = " ".join(shlex.quote(str(path)) for path in paths)
        out.print(
            f"What the guides contradict or leave open: parley check {escape(where)}", soft_wrap=True, highlight=False
        )
    return 3 if done.problems else 0


def _some(paths: Sequence[Path]) -> None:
    """Raises IngestError where the paths are folders that hold no file of a kind that is read."""
    if not paths or not all(path.is_dir() for path in paths):
        return
    found, problems = walk.files(paths)
    if problems or any(one.file.name.lower() not in walk.NAMES for one in found):
        return
    where = ", ".join(map(str, paths))
    passed = len(walk.others(paths))
    beside = f" ({passed} of other kinds)" if passed else ""
    kinds = f"{', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
    raise IngestError(f"{where}: there is no guide{beside}; put files ending in {kinds} there, or name their folder")


def _of(count: int, thing: str) -> str:
    """A count of things: "1 guide", "2 guides"."""
    return f"{count} {thing}{'' if count == 1 else 's'}"


def run_import(path: Path, *, yes: bool, as_json: bool) -> int:
    """Show what every table below a folder was taken for, ask what is in doubt, and write guides.yaml.

    yes: write what is certain without asking. as_json: print the whole as JSON and ask nothing. The exit status: 0, or
    1 when doubts are left. Raises IngestError for a path that isn't there, or a folder without a guide.
    """
    _some([path])
    root, reports = _reports(path)
    entries = {r.path: dict(r.entry) for r in reports if r.entry}
    if as_json:
        print(json.dumps([_as_json(r) for r in reports], ensure_ascii=False, default=str))
        if yes and entries:
            survey.write_mapping(root, entries)
        return int(any(r.doubts for r in reports))
    out = Console()
    asking = sys.stdin.isatty() and not yes
    for one in reports:
        _print_report(out, one)
        for doubt in one.doubts if asking else ():
            _ask(out, one.path, doubt, entries)
    for other in walk.others([path]):
        out.print(f"[dim]passed over[/] {escape(other)}", soft_wrap=True, highlight=False)
    left = sum(len(r.doubts) for r in reports)
    bands = sum(len(g.bands) for r in reports for g in r.guides)
    out.print(f"{_of(len(reports), 'file')}, {_of(bands, 'band')}, {_of(left, 'doubt')}")
    if entries and (yes or (asking and _agreed(out))):
        out.print(f"written: {escape(str(survey.write_mapping(root, entries)))}", soft_wrap=True, highlight=False)
    elif entries and not asking:
        out.print("Nothing is written. --yes writes the company and role of files that are certain into guides.yaml.")
    if left and not asking:
        out.print("What settles a doubt goes into guides.yaml, below the file's name, or is asked in a terminal.")
    return int(bool(left))


def _reports(path: Path) -> tuple[Path, list[survey.FileReport]]:
    """Where guides.yaml of a folder or file lies, and what every file there was taken for. Raises IngestError."""
    root = path if path.is_dir() else path.parent
    found, _ = walk.files([path])
    return root, [survey.report(one.file, root) for one in found if _is_guide(one)]


def _is_guide(one: walk.FoundFile) -> bool:
    return one.file.name.lower() not in walk.NAMES and not is_card(one.file.as_posix())


def _as_json(one: survey.FileReport) -> dict[str, Any]:
    return {
        "path": one.path,
        "verdicts": [asdict(v) for v in one.verdicts],
        "error": str(one.error) if one.error else None,
        "rows": survey.rows(one.guides),
        "mapping": dict(one.entry),
    }


def _print_report(out: Console, one: survey.FileReport) -> None:
    out.print(f"[bold]{escape(one.path)}[/]", soft_wrap=True, highlight=False)
    if one.error and not one.doubts:
        out.print(f"  not read: {escape(str(one.error))}", soft_wrap=True, highlight=False)
    for verdict in one.verdicts:
        settle = f" To settle it: {verdict.settle}" if verdict.settle else ""
        out.print(
            f"  {verdict.line}: {escape(verdict.state)}: {escape(verdict.what)}.{escape(settle)}",
            soft_wrap=True,
            highlight=False,
        )
    for row in survey.rows(one.guides):
        out.print(f"    [dim]{escape(row)}[/]", soft_wrap=True, highlight=False)


def _ask(out: Console, path: str, doubt: TableVerdict, entries: dict[str, dict[str, Any]]) -> None:
    """Ask what a column in doubt holds, or which currency is meant, and keep the answer for guides.yaml."""
    if not doubt.column:
        if "company: NAME" in doubt.settle:
            name = out.input("  whose pay is it (the company's name; Enter to leave)? ").strip()
            if name:
                entries.setdefault(path, {})["company"] = name[:80]
        if doubt.settle.startswith("currency:"):
            code = out.input(f"  line {doubt.line}: which currency are its amounts in (EUR, CAD ...; Enter to leave)? ")
            if survey.is_currency(code):
                entries.setdefault(path, {})["currency"] = code.strip().upper()
        return
    said = out.input(
        f"  line {doubt.line}, {escape(doubt.column)}: base, equity, bonus, signing, total, level, region, role, "
        f"company or other (Enter to leave)? "
    )
    if meaning := survey.answered(said):
        entries.setdefault(path, {}).setdefault("columns", {})[doubt.column] = meaning


def _agreed(out: Console) -> bool:
    return out.input("Write this into guides.yaml (y/N)? ").strip().casefold() in ("y", "yes", "j", "ja")


def run_check(paths: Sequence[Path], today: date, *, strict: bool, as_json: bool, fix: bool = False) -> int:
    """Print every finding of the guides below paths, by guide; 1 with strict and a warning or error, else 0.

    A file that is no guide is a finding of its own (not-a-guide), every table and sentence with money one as well
    (read-as, not-read). fix: write what is certain into guides.yaml. Raises IngestError for a path that isn't there,
    or a folder without a guide.
    """
    _some(paths)
    if fix:
        _fix(paths, Console(stderr=as_json))
    found = tuple(_with_reasons(paths, _findings(paths, today)))
    if as_json:
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False, default=str))
    else:
        _print(found)
    return int(strict and any(one.severity != "note" for one in found))


def _fix(paths: Sequence[Path], out: Console) -> None:
    """Write what is certain of the files below paths into the guides.yaml of each, and say so."""
    for path in paths:
        root, reports = _reports(path)
        entries = {r.path: dict(r.entry) for r in reports if r.entry}
        if entries:
            file = survey.write_mapping(root, entries)
            out.print(
                f"written: {escape(str(file))} ({len(entries)} file{'s' * (len(entries) > 1)})",
                soft_wrap=True,
                highlight=False,
            )
        else:
            out.print(f"nothing of {escape(str(path))} is certain enough to write", soft_wrap=True, highlight=False)


def _with_reasons(paths: Sequence[Path], found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings; a warning that guides.yaml explains is a note, with its reason. Errors can't be explained away."""
    reasons = {one.name: explained(one.root, one.name) for one in walk.files(paths)[0]}
    for one in found:
        why = reasons.get(one.path, {}).get(one.code)
        if why and one.severity == "warning":
            yield replace(one, severity="note", message=f"{one.message.rstrip('.')}. Explained: {why}", mend="")
        else:
            yield one


def _findings(paths: Sequence[Path], today: date) -> Iterator[Finding]:
    guides: list[Guide] = []
    cards: list[Card] = []
    files, problems = walk.files(paths)
    for problem in problems:
        yield Finding("unreadable", "error", problem.text, "see there", problem.path, 1)
    for other in walk.others(paths):
        name, _, why = other.partition(": ")
        yield Finding("passed-over", "note", why, "", name, 1)
    for one in files:
        if one.file.name.lower() in walk.NAMES:
            continue
        try:
            if is_card(one.file.as_posix()):
                cards.append(rows.card_in(one))
                continue
            opened = reading.opened(one)
        except (GuideError, OSError) as error:
            line = error.line if isinstance(error, GuideError) else 1
            yield from (f for f in _verdicts(survey.report(one.file, one.root)) if f.line != line)
            what = error.what if isinstance(error, GuideError) else f"can't be read ({error.strerror})"
            mend = error.mend if isinstance(error, GuideError) else "check its permissions"
            code = "not-a-card" if is_card(one.file.as_posix()) else "not-a-guide"
            yield Finding(code, "warning", what, mend, one.name, line)
            continue
        for guide in opened:
            guides.append(guide)
            every = [*guide.findings, *checks.check(guide, today)]
            # A sheet holds no levers and no front matter, and needs none.
            alone = one.file.suffix.lower() in OTHERS
            yield from (f for f in every if not (alone and f.code in ("missing-section", "undated")))
        yield from _verdicts(survey.report(one.file, one.root))
    yield from checks.across(guides)
    names = frozenset(card.name for card in cards)
    for card in cards:
        yield from check_card(card, names)


def _verdicts(one: survey.FileReport) -> Iterator[Finding]:
    """What each table and sentence with money was taken for, as notes."""
    for verdict in one.verdicts:
        owned = "company: NAME" in verdict.settle
        code = "read-as" if verdict.state == "read" else "owner-guessed" if owned else "not-read"
        yield Finding(code, "note", verdict.what, verdict.settle, one.path, verdict.line)


def _print(found: Sequence[Finding]) -> None:
    out = Console()
    by_path: dict[str, list[Finding]] = {}
    for one in found:
        by_path.setdefault(one.path, []).append(one)
    for path, ones in sorted(by_path.items()):
        out.print(f"[bold]{escape(path)}[/]", soft_wrap=True, highlight=False)
        for one in sorted(ones, key=lambda f: (f.line, f.code)):
            where = ", ".join(part for part in (one.region, one.level, one.component) if part)
            out.print(
                f"  {escape(path)}:{one.line}  [{_COLOURS[one.severity]}]{one.severity}[/] {one.code}"
                + (f" ({escape(where)})" if where else "") + f": {escape(one.message)}." + (
                    f" To mend: {escape(one.mend)}." if one.mend else ""),
                soft_wrap=True, highlight=False,
            )  # fmt: skip
    counts = {s: sum(one.severity == s for one in found) for s in _COLOURS}
    out.print(", ".join(_of(n, s) for s, n in counts.items()) + f" in {_of(len(by_path), 'file')}")


@contextmanager
def _bar(out: Console) -> Iterator[reading.Progress | None]:
    """A progress bar; a word a stage where nobody watches."""
    if not out.is_terminal:
        told: set[str] = set()

        def say(what: str, done: int, of: int) -> None:
            if what not in told:
                told.add(what)
                print(f"{what} ({of})" if of > 1 else what, file=sys.stderr, flush=True)

        yield say
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=out, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def move(what: str, done: int, of: int) -> None:
            task = tasks.setdefault(what, bar.add_task(what, total=of)) if what not in tasks else tasks[what]
            bar.update(task, completed=done, total=of)

        yield move
