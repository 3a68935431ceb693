"""The index: incremental, whole after a kill, clear about what it could not read."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from ingest.errors import IndexBusy, IndexCorrupt, IndexMissing, IndexModelChanged, IngestError, VectorsUnreachable
from ingest.index import build as index
from ingest.index.build import Summary, ingest, open_vectors
from ingest.index.facts import FILE, Facts
from tests.ingest.conftest import guide, put


def base(folder: Path, company: str = "fernhill", role: str = "data-engineer") -> int:
    """The low end of the base in the first region, as the index serves it."""
    with closing(Facts(folder)) as held:
        component = held.bands(company, role)[0].base
    assert component and component.amount
    return component.amount.low


def test_a_second_run_over_unchanged_files_embeds_and_reads_nothing(guides: Path, tmp_path: Path) -> None:
    first = ingest([guides], tmp_path / "index")
    second = ingest([guides], tmp_path / "index")
    assert (first.guides, first.changed) == (3, 4)
    assert first.embedded == first.passages > 0
    assert (second.embedded, second.changed, second.unchanged) == (0, 0, 4)


def test_an_unchanged_index_keeps_its_bytes(guides: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    ingest([guides], folder, vectors=False)
    before = (folder / FILE).read_bytes()
    ingest([guides], folder, vectors=False)
    assert (folder / FILE).read_bytes() == before


def test_a_changed_guide_is_read_again_and_only_its_new_passages_embedded(guides: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    ingest([guides], folder)
    put(guides, "fernhill", "data-engineer", guide(low=61))
    again = ingest([guides], folder)
    assert again.changed == 1
    assert 0 < again.embedded < again.passages / 2
    assert base(folder) == 61_000


def test_a_deleted_file_disappears_with_its_vectors(guides: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    ingest([guides], folder)
    (guides / "fernhill" / "data-engineer.md").unlink()
    after = ingest([guides], folder)
    with closing(Facts(folder)) as held:
        assert after.removed == 1
        assert held.guide("fernhill", "data-engineer") is None
        assert held.bands("fernhill", "data-engineer") == ()
        assert open_vectors(held, folder).count() == after.passages
        assert not held.lexical("data engineer", 5, "fernhill", "data-engineer")


def test_another_folder_adds_to_the_index_and_leaves_the_first(guides: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    put(other, "larkspur", "data-engineer", guide("Larkspur"))
    ingest([guides], tmp_path / "index", vectors=False)
    assert ingest([other], tmp_path / "index", vectors=False).guides == 4


def test_company_folders_ingested_one_by_one_all_stand(guides: Path, tmp_path: Path) -> None:
    done = ingest([guides / "fernhill", guides / "quarry-bank"], tmp_path / "index", vectors=False)
    assert done.guides == 3
    assert (base(tmp_path / "index"), base(tmp_path / "index", "quarry-bank")) == (60_000, 55_000)


def test_one_file_can_be_ingested_by_itself(guides: Path, tmp_path: Path) -> None:
    done = ingest([guides / "quarry-bank" / "data-engineer.md"], tmp_path / "index", vectors=False)
    assert done.guides == 1
    assert base(tmp_path / "index", "quarry-bank") == 55_000


def test_of_two_guides_for_one_role_the_first_by_path_stands_and_the_other_is_a_finding(
    guides: Path, tmp_path: Path
) -> None:
    text = "---\ncompany: fernhill\nrole: data-engineer\n---\n" + guide(low=10)
    copy = put(guides, "zz", "copy", text)
    ingest([guides], tmp_path / "index", vectors=False)
    with closing(Facts(tmp_path / "index")) as held:
        assert base(tmp_path / "index") == 60_000
        assert [f.path for f in held.findings("fernhill", "data-engineer") if f.code == "duplicate-guide"] == [
            "zz/copy.md"
        ]
    (guides / "fernhill" / "data-engineer.md").unlink()
    ingest([guides], tmp_path / "index", vectors=False)
    assert base(tmp_path / "index") == 10_000
    copy.unlink()


def test_the_first_by_path_stands_also_where_it_came_later(guides: Path, tmp_path: Path) -> None:
    ingest([guides], tmp_path / "index", vectors=False)
    put(guides, "aa", "copy", "---\ncompany: fernhill\nrole: data-engineer\n---\n" + guide(low=10))
    ingest([guides], tmp_path / "index", vectors=False)
    with closing(Facts(tmp_path / "index")) as held:
        stands = held.guide("fernhill", "data-engineer")
        assert stands is not None and stands.path == "aa/copy.md"


def test_what_is_hidden_is_passed_over(guides: Path, tmp_path: Path) -> None:
    put(guides, ".drafts", "data-engineer", guide(low=1))
    put(guides, "fernhill", ".data-engineer", guide(low=2))
    put(guides, "__pycache__", "data-engineer", guide(low=3))
    done = ingest([guides], tmp_path / "index", vectors=False)
    assert (done.guides, done.others) == (3, ())
    assert base(tmp_path / "index") == 60_000


def test_names_are_kept_as_data(guides: Path, tmp_path: Path) -> None:
    ingest([guides], tmp_path / "index", vectors=False)
    with closing(Facts(tmp_path / "index")) as held:
        assert held.names()["companies"]["Fernhill"] == ("FH", "Fern Hill")


def bad_files(root: Path) -> dict[str, str]:
    """Files that are no guides: name to what its one line must say."""
    folder = root / "bad"
    folder.mkdir()
    (folder / "latin1.md").write_bytes("### Ingénieur | Acme Guide\n".encode("latin-1"))
    (folder / "empty.md").write_bytes(b"")
    (folder / "binary.md").write_bytes(bytes(range(256)) * 40)
    (folder / "yaml.md").write_text("---\ncompany: [unclosed\nrole: x\n---\nJust words.\n")
    (folder / "prose.md").write_text("# Shopping list\n\nMilk, bread.\n")
    with (folder / "huge.md").open("wb") as file:
        file.truncate(50_000_000)
    (folder / "loop").symlink_to(folder)
    (folder / "nowhere.md").symlink_to(folder / "missing.md")
    (folder / "names.yaml").write_text("companies:\n  Acme: {a: 1}\n")
    return {
        "latin1.md": "UTF-8", "empty.md": "empty", "binary.md": "", "yaml.md": "", "prose.md": "", "huge.md": "50 MB",
        "loop": "symbolic link", "nowhere.md": "symbolic link", "names.yaml": "aliases",
    }  # fmt: skip


def test_bad_files_give_one_clear_line_each_and_the_run_goes_on(guides: Path, tmp_path: Path) -> None:
    expected = bad_files(guides)
    done = ingest([guides], tmp_path / "index", vectors=False)
    told = {problem.path.removeprefix("bad/"): problem.text for problem in done.problems}
    assert done.guides == 3
    assert set(told) == set(expected)
    for name, words in expected.items():
        assert words in told[name]
        assert "\n" not in told[name]


def test_what_was_indexed_of_a_file_stays_when_it_goes_bad(guides: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    ingest([guides], folder, vectors=False)
    (guides / "fernhill" / "data-engineer.md").write_bytes(b"\xff\xfe\x00 no text")
    done = ingest([guides], folder, vectors=False)
    assert [(p.path, p.kept) for p in done.problems] == [("fernhill/data-engineer.md", True)]
    assert base(folder) == 60_000


def test_a_path_that_is_not_there_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="no such file or folder"):
        ingest([tmp_path / "nothing"], tmp_path / "index")


def test_a_second_ingest_at_once_is_refused_clearly(guides: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    with FileLock(folder / "ingest.lock"), pytest.raises(IndexBusy, match="another ingest"):
        ingest([guides], folder, vectors=False)


def test_a_missing_index_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="parley ingest"):
        Facts(tmp_path)


@pytest.mark.parametrize("damage", ["truncated", "garbage", "empty", "other schema"])
def test_a_damaged_index_is_found_at_open_with_the_command_that_mends_it(
    guides: Path, tmp_path: Path, damage: str
) -> None:
    folder = tmp_path / "index"
    ingest([guides], folder, vectors=False)
    file = folder / FILE
    if damage == "truncated":
        file.write_bytes(file.read_bytes()[:5000])
    elif damage == "other schema":
        with closing(sqlite3.connect(file)) as database:
            database.execute("PRAGMA user_version = 99")
    else:
        file.write_bytes(b"" if damage == "empty" else os.urandom(9000))
    with pytest.raises(IndexCorrupt, match="--rebuild"):
        Facts(folder)
    ingest([guides], folder, vectors=False, rebuild=True)
    assert base(folder) == 60_000


def test_an_index_of_another_model_is_refused_with_the_command_that_rebuilds_it(guides: Path, tmp_path: Path) -> None:
    ingest([guides], tmp_path / "index")
    with pytest.raises(IndexModelChanged, match="--rebuild"):
        ingest([guides], tmp_path / "index", model="another/model")


def test_an_open_reader_follows_a_re_ingest(guides: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    ingest([guides], folder, vectors=False)
    with closing(Facts(folder)) as held:
        assert len(held.companies()) == 2
        put(guides, "larkspur", "data-engineer", guide("Larkspur"))
        ingest([guides], folder, vectors=False)
        assert [company.slug for company in held.companies()] == ["fernhill", "larkspur", "quarry-bank"]


def test_readers_in_threads_see_one_state_or_the_other_while_an_ingest_switches(guides: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    ingest([guides], folder, vectors=False)
    seen: set[int] = set()
    stop = threading.Event()

    def read() -> None:
        with closing(Facts(folder)) as held:
            while not stop.is_set():
                seen.add(len(held.bands("fernhill", "data-engineer")))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for low in range(61, 66):
        put(guides, "fernhill", "data-engineer", guide(low=low))
        ingest([guides], folder, vectors=False)
    stop.set()
    for reader in readers:
        reader.join()
    assert seen == {2}


KILLED = """
import os, signal, sys
from pathlib import Path
from ingest.index.build import ingest

stage, nth = sys.argv[3], int(sys.argv[4])
seen = 0

def die(what, done, of):
    global seen
    if what == stage:
        seen += 1
        if seen == nth:
            os.kill(os.getpid(), signal.SIGKILL)

ingest([Path(sys.argv[1])], Path(sys.argv[2]), progress=die)
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Guides and an index with vectors of them, to copy for each kill."""
    root = tmp_path_factory.mktemp("built")
    for company in ("fernhill", "larkspur"):
        put(root / "guides", company, "data-engineer", guide(company.title()))
    ingest([root / "guides"], root / "index")
    return root


@pytest.mark.parametrize(
    ("stage", "nth"),
    [("reading", 3), ("embedding", 2), ("writing", 1), ("writing", 2)],
)
def test_killed_at_any_point_the_index_serves_the_state_before_or_after(
    built: Path, tmp_path: Path, stage: str, nth: int
) -> None:
    root = shutil.copytree(built, tmp_path / "killed")
    shutil.rmtree(root / "index")
    ingest([root / "guides"], root / "index")
    put(root / "guides", "fernhill", "data-engineer", guide(low=77, high=99))
    put(root / "guides", "osprey", "data-engineer", guide("Osprey"))
    command = [sys.executable, "-c", KILLED, str(root / "guides"), str(root / "index"), stage, str(nth)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    with closing(Facts(root / "index")) as held:
        new = held.guide("osprey", "data-engineer") is not None
        assert base(root / "index") == (77_000 if new else 60_000)
        assert len(held.companies()) == (3 if new else 2)
    again = ingest([root / "guides"], root / "index")
    with closing(Facts(root / "index")) as held:
        assert base(root / "index") == 77_000
        assert open_vectors(held, root / "index").count() == again.passages


def test_what_was_embedded_before_a_kill_is_not_embedded_again(built: Path, tmp_path: Path) -> None:
    root = shutil.copytree(built, tmp_path / "killed")
    shutil.rmtree(root / "index")
    command = [sys.executable, "-c", KILLED, str(root / "guides"), str(root / "index"), "writing", "1"]
    subprocess.run(command, capture_output=True, check=False)
    with pytest.raises(IndexMissing):
        Facts(root / "index")
    assert ingest([root / "guides"], root / "index").embedded == 0


@pytest.fixture(scope="module")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Chroma server on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chroma = Path(sys.executable).with_name("chroma")
    command = [str(chroma), "run", "--path", str(tmp_path_factory.mktemp("server")), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert server.stdout
    for line in server.stdout:
        if "Connect to" in line or "Listening" in line or "listening" in line:
            break
    drain = threading.Thread(target=server.stdout.read, daemon=True)
    drain.start()
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait()


def served(url: str) -> None:
    import urllib.request

    for _ in range(200):
        try:
            urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=5)
            return
        except OSError:
            threading.Event().wait(0.05)
    pytest.fail("the Chroma server did not start")


def test_vectors_live_on_a_chroma_server_where_one_is_named(guides: Path, tmp_path: Path, chroma_server: str) -> None:
    served(chroma_server)
    folder = tmp_path / "index"
    first = ingest([guides], folder, chroma_url=chroma_server)
    put(guides, "fernhill", "data-engineer", guide(low=61))
    second = ingest([guides], folder, chroma_url=chroma_server)
    with closing(Facts(folder)) as held:
        assert not (folder / "chroma").exists()
        assert first.embedded > second.embedded > 0
        assert open_vectors(held, folder, chroma_server).count() == second.passages


def test_a_chroma_server_that_does_not_answer_is_one_clear_sentence_and_nothing_changes(
    guides: Path, tmp_path: Path
) -> None:
    ingest([guides], tmp_path / "index")
    put(guides, "fernhill", "data-engineer", guide(low=61))
    with pytest.raises(VectorsUnreachable, match="PARLEY_CHROMA_URL"):
        ingest([guides], tmp_path / "index", chroma_url="http://127.0.0.1:9")
    assert base(tmp_path / "index") == 60_000


def test_no_room_on_the_disk_is_one_clear_sentence_and_nothing_changes(guides: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    ingest([guides], folder, vectors=False)
    for n in range(30):
        put(guides, f"firm-{n}", "data-engineer", guide(f"Firm {n}"))
    limited = (
        "import resource, signal, sys; from pathlib import Path; from ingest.index.build import ingest\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n"
        "try:\n    ingest([Path(sys.argv[1])], Path(sys.argv[2]), vectors=False)\n"
        "except Exception as error:\n    print(type(error).__name__, error)"
    )
    command = [sys.executable, "-c", limited, str(guides), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("IngestError"), done.stdout + done.stderr
    assert "the index is as it was" in done.stdout
    with closing(Facts(folder)) as held:
        assert len(held.companies()) == 2


def test_the_summary_counts_what_the_index_holds(guides: Path, tmp_path: Path) -> None:
    done = ingest([guides], tmp_path / "index", vectors=False)
    assert isinstance(done, Summary)
    assert (done.guides, done.bands, done.levers) == (3, 6, 6)
    assert index.as_json(done).startswith("{")
