"""Every command in the documents is run as it stands, by a test of its own, or in small on demand (`--long`); what
can't be run here is named with the reason in docs/tested.md, and its form checked."""

import json
import re
import shlex
import shutil
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from ingest.index.build import ingest
from tests.docs.long import Tree
from tests.docs.pages import EVERY, PAGES, PROGRAM, ROOT, ROWS, TESTED, asked, blocks, row
from tests.docs.ways import ASKED, Reader, reading

NAMED = "Named without what they are told"
ELSEWHERE = "Run by a test of its own"
LONG = "Run by `python3 start.py test --all` and the docs' workflow"
FORM = "Not run: only their form is checked"
ON_DEMAND = sorted({line for _, line in EVERY if (found := row(line)) and found.under == LONG})


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory, starter_index: Path) -> Iterator[Reader]:
    """Somebody with guides, questions and an index in their folder."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "corpus").symlink_to(ROOT / "corpus")
    shutil.copytree(ROOT / "corpus", folder / "my-guides", ignore=shutil.ignore_patterns("playbook"))
    question = {"id": "1", "turns": [ASKED], "expect": {"status": "answered"}}
    (folder / "questions.jsonl").write_text(json.dumps(question) + "\n", encoding="utf-8")
    shutil.copytree(starter_index, folder / ".parley")
    [guide] = blocks(ROOT / "docs" / "guides.md", "markdown")
    (folder / "shown" / "acme").mkdir(parents=True)
    (folder / "shown" / "acme" / "data-engineer.md").write_text(guide, encoding="utf-8")
    ingest([folder / "shown"], folder / ".acme", vectors=False)
    with reading(folder) as made:
        yield made


@pytest.mark.parametrize(("page", "line"), [pytest.param(*one, id=": ".join(one)) for one in EVERY])
def test_a_command_in_the_documents_works(page: str, line: str, reader: Reader) -> None:
    found = row(line)
    if found is None:
        reader.run(page, line)
    elif found.under == NAMED:
        reader.run(page, found.told[0].strip("`"))
    elif found.under == ELSEWHERE:
        file, _, name = found.told[0].partition(": ")
        assert re.search(rf"def {name}\(", (ROOT / file).read_text(encoding="utf-8"))
    else:
        formed(line)


def formed(line: str) -> None:
    """What the command names is there: the package, the extra, the module and its options, the service."""
    words = [word for word in shlex.split(line) if not re.match(r"[A-Z_]+=", word)]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {one for each in re.findall(r"(?:parley-coach|\.)\[([a-z,]+)\]", line) for one in each.split(",")}
    assert extras <= set(project["optional-dependencies"])
    program = words[0].rsplit("/", 1)[-1]
    if program == "docker":
        services = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
        assert words[1:3] == ["compose", "run"] and words[-1] in services
    elif program in ("pip", "pipx"):
        assert words[1] == "install" and (words[-1].startswith(project["name"]) or words[2] == "-e")
    elif program == "uvx":
        while words[1].startswith("--"):
            del words[1:3]
        assert words[1] in project["scripts"]
    elif words[1:2] == ["-m"]:
        whole_module(words[2], re.findall(r"--([a-z-]+)", line))
    else:
        assert program in ("parley", "export", "pytest") or (ROOT / words[-1]).exists()


def whole_module(name: str, options: list[str]) -> None:
    """The module is there, ours can be imported, and its source names the options."""
    module = find_spec(name)
    if name.startswith(("bot.", "ingest.")):
        import_module(name)
    assert module and module.origin, name
    file = Path(module.origin)
    if module.submodule_search_locations:
        file = file.with_name("__main__.py")
    assert file.exists(), name
    for option in options if name != "pytest" else ():
        assert re.search(rf'"--{option}"|\b{option.replace("-", "_")}: ', file.read_text(encoding="utf-8")), option


def test_every_line_of_a_block_is_a_command_of_a_kind_that_is_tried() -> None:
    for page in PAGES:
        for line in (line for block in blocks(page, "") for line in asked(block)):
            assert PROGRAM.match(line), f"{page.name}: {line}"
    assert len(EVERY) > 120, "commands are found no more"


def test_the_page_on_testing_names_no_command_that_nobody_reads_and_counts_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = {line for _, line in EVERY}
    assert [one for one in ROWS if not any(line.startswith(one.rstrip("…")) for line in lines)] == []
    assert {found.under for found in ROWS.values()} == {NAMED, ELSEWHERE, LONG, FORM}
    ways = Counter(found.under if (found := row(line)) else "" for _, line in EVERY)
    told = (
        f"Of {len(EVERY)} commands (each counted once a page) {ways[''] + ways[NAMED]} are run with every run of the "
        f"tests ({ways[NAMED]} of them are only named there, and run with what they are told), {ways[ELSEWHERE]} by "
        f"a test of their own, {ways[LONG]} on demand and in the docs' workflow; of {ways[FORM]} only the form is "
        "checked."
    )
    with capsys.disabled():
        print(f"\n{told}")
    assert told in TESTED.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return Tree(tmp_path_factory.mktemp("long"))


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("line", ON_DEMAND)
def test_a_command_that_takes_long_works_in_small(line: str, tree: Tree, reader: Reader) -> None:
    found = row(line)
    assert found
    command = line if found.told[0] == "as it stands" else found.told[0].strip("`")
    if command.startswith("parley "):
        reader.run("", command)
    else:
        tree.run(command)
