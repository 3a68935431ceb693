"""Passages: whole lines of one section, within the window, whatever the guide's lines look like."""

import multiprocessing
import resource
from multiprocessing.sharedctypes import Synchronized

import pytest

from ingest.guide.reader import read
from ingest.guide.types import Passage
from ingest.index.embedding import DEFAULT, embedder
from ingest.index.passages import WINDOW, passages
from tests.ingest.conftest import guide

SPECIAL = 2


def told(text: str) -> tuple[Passage, ...]:
    return passages(read(text, "fernhill/data-engineer.md"), embedder(DEFAULT).counter())


@pytest.mark.parametrize(
    "heading",
    ["解" * 400, "€9e" * 100, "a-b-" * 100, "x" * 900],
    ids=["one sign a token", "marks", "hyphens", "long word"],
)
def test_no_passage_is_longer_than_the_window_however_long_its_headings_are(heading: str) -> None:
    count = embedder(DEFAULT).counter()
    parts = told(guide() + f"\n## {heading}\n\n### {heading}\n\n" + "Ask for the top of the band. " * 200)
    assert max(count(one.embedded) + SPECIAL for one in parts) <= WINDOW


def test_a_long_text_below_long_headings_is_kept_whole() -> None:
    words = [f"word{n}" for n in range(400)]
    parts = told(guide() + f"\n## {'解' * 400}\n\n" + " ".join(words))
    kept = " ".join(one.text for one in parts).split()
    assert [word for word in kept if word in set(words)] == words


def test_each_passage_of_a_long_section_begins_at_its_own_line() -> None:
    text = guide() + "\n## Notes\n\n" + "".join(f"- note{n} says that pay is told in bands.\n" for n in range(60))
    notes = [one for one in passages(read(text, "fernhill/data-engineer.md")) if one.section == "Notes"]
    lines = text.split("\n")
    assert len(notes) > 2
    assert [one.text.split("\n")[0] for one in notes[1:]] == [lines[one.line - 1] for one in notes[1:]]


LINES = {
    "spaces": " " * 8000 + "- a", "a star": "*" + " " * 15_000 + "a", "hyphens": "|" + "- " * 3000 + "x",
    "hashes": "#" * 15_000 + "a",
}  # fmt: skip


def _read_all(done: "Synchronized[int]") -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))  # seconds of work, however busy the machine is
    for line in LINES.values():
        told(guide() + "\nBefore.\n" + line + "\nAfter.\n")
        done.value += 1


def test_no_line_takes_longer_than_its_length_deserves() -> None:
    # In a process of its own, which is ended when it has worked too long: a search that backtracks would take hours.
    spawn = multiprocessing.get_context("spawn")
    done = spawn.Value("i", 0)
    work = spawn.Process(target=_read_all, args=(done,))
    work.start()
    work.join()
    assert list(LINES)[: done.value] == list(LINES)


def test_every_piece_of_a_table_carries_its_header() -> None:
    rows = "\n".join(
        f"| Place {n} | €{n}K–€{n + 9}K and whatever else is said of it here | 5–10% |" for n in range(40, 90)
    )
    parts = told(guide() + f"\n## Local pay\n\n| Where | How much | Bonus |\n|---|---|---|\n{rows}\n")
    held = [one for one in parts if "Place" in one.text]
    assert len(held) > 1
    assert all(one.text.startswith("| Where |") for one in held)


def test_a_table_header_over_the_window_is_cut_like_any_line() -> None:
    count = embedder(DEFAULT).counter()
    header = "|" + "Some column's name|" * 120
    parts = told(guide() + f"\n## Wide\n\n{header}\n|{'---|' * 120}\n|{'cell|' * 120}\n")
    assert max(count(one.embedded) + SPECIAL for one in parts) <= WINDOW


def test_every_piece_of_a_long_lever_carries_its_title() -> None:
    long = " ".join(f"I have kept {n} ledgers in balance." for n in range(120))
    parts = told(guide().replace("I need €90K base.", long))
    held = [one for one in parts if "ledgers" in one.text]
    assert len(held) > 1
    assert all("Payments experience" in one.text for one in held)
