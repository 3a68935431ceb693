"""Imports go one way: a room knows the rooms below it, nothing goes in a circle, and a figure's path loads nothing
heavy."""

import ast
import re
import subprocess
import sys
import tomllib
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

INGEST = {"ingest.lexicon", "ingest.amounts", "ingest.documents", "ingest.guide", "ingest.index", "ingest.errors"}
COMMON = {"bot.errors", "bot.answer", "bot.wording", "bot.observe", "bot.settings"}
"""What every room of bot/ may use: small modules of types and words that know no room."""

READING = INGEST | COMMON | {"bot.languages"}
KNOWLEDGE = READING | {"bot.reading"}
COACH = KNOWLEDGE | {"bot.knowledge"}
MODEL = COACH | {"bot.coach"}
CONVERSATION = MODEL | {"bot.model", "bot.practice"}
CHANNELS = CONVERSATION | {"bot.conversation"}

MAY_IMPORT = {
    "ingest.errors": set(),
    "ingest.lexicon": set(),
    "ingest.amounts": {"ingest.lexicon"},
    "ingest.documents": {"ingest.errors"},
    "ingest.guide": {"ingest.lexicon", "ingest.amounts", "ingest.documents", "ingest.errors"},
    "ingest.index": INGEST,
    "ingest.cli": INGEST,
    "bot.errors": set(),
    "bot.answer": COMMON | {"bot.languages"},
    "bot.languages": INGEST | {"bot.answer", "bot.wording"},
    "bot.wording": COMMON | {"ingest.lexicon"},
    "bot.observe": COMMON,
    "bot.settings": COMMON,
    "bot.reading": READING,
    "bot.knowledge": KNOWLEDGE,
    "bot.coach": COACH,
    "bot.model": MODEL,
    "bot.practice": KNOWLEDGE | {"bot.knowledge"},
    "bot.conversation": CONVERSATION,
    "bot.channels": CHANNELS,
}
"""The design's table. bot.server and bot.cli assemble: they may use everything, and nobody uses them."""

SHARED_BY_CHANNELS = {
    "http",
    "body",
    "access",
    "lines",
    "rows",
    "drawn",
    "typed",
    "phrases",
    "catalogue",
    "stream",
}
"""What the channels have in common, over HTTP, over files, in a terminal or in a language; no channel themselves."""


def files() -> list[Path]:
    return [
        f
        for package in ("bot", "ingest")
        for f in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in f.parts
    ]


def dotted(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {dotted(file) for file in files()}


def room(name: str) -> str:
    return ".".join(name.split(".")[:2])


def imported(file: Path, *, inside: bool = True) -> set[str]:
    """Modules of ours that a file imports at its top, and inside its functions too unless told otherwise."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree) if inside else tree.body:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names & MODULES - {"bot", "ingest", dotted(file)}


@pytest.mark.parametrize("name", sorted(MAY_IMPORT))
def test_a_room_imports_only_the_rooms_below_it(name: str) -> None:
    allowed = MAY_IMPORT[name] | {name}
    crossing = {
        f"{dotted(f)} -> {m}" for f in files() if room(dotted(f)) == name for m in imported(f) if room(m) not in allowed
    }
    assert crossing == set()


def test_every_module_stands_in_a_room_that_the_table_knows() -> None:
    rooms = {room(name) for name in MODULES} - {"bot", "ingest", "bot.server", "bot.cli"}
    assert rooms <= set(MAY_IMPORT)


def test_nobody_imports_what_assembles() -> None:
    users = [f for f in files() if room(dotted(f)) not in ("bot.server", "bot.cli")]
    assert {f"{dotted(f)} -> {m}" for f in users for m in imported(f) if room(m) in ("bot.server", "bot.cli")} == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {dotted(f): {m for m in imported(f) if "." in m} for f in files()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


def channel(name: str) -> str:
    return name.split(".")[2]


def test_channels_never_import_each_other() -> None:
    inside = [f for f in files() if dotted(f).startswith("bot.channels.")]
    crossing = {
        f"{dotted(f)} -> {m}"
        for f in inside
        for m in imported(f)
        if m.startswith("bot.channels.") and channel(m) not in {channel(dotted(f)), *SHARED_BY_CHANNELS}
    }
    assert crossing == set()


def test_the_look_up_path_loads_no_model_no_vectors_and_no_chain() -> None:
    code = (
        "import sys; import bot.cli, bot.channels.batch, bot.coach, ingest.index.facts\n"
        "heavy = {'torch', 'chromadb', 'langchain', 'langchain_core', 'sentence_transformers', 'transformers'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_a_types_name_stands_for_one_thing_in_the_whole_tree() -> None:
    named = [n.name for f in files() for n in ast.walk(ast.parse(f.read_text("utf-8"))) if isinstance(n, ast.ClassDef)]
    assert {name for name in named if named.count(name) > 1} == set()


def test_the_checks_of_style_are_as_strict_as_was_agreed_and_each_one_off_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)["tool"]["ruff"]
    assert told["line-length"] <= 120 and told["lint"]["mccabe"]["max-complexity"] <= 12
    assert {"E", "C901", "PL"} <= set(told["lint"]["select"]) and "per-file-ignores" not in told["lint"]
    for rule in told["lint"]["ignore"]:
        assert re.search(rf'"{rule}",.* # \w', text), rule
    assert [f for f in files() if "noqa: C901" in f.read_text("utf-8") or "noqa: E501" in f.read_text("utf-8")] == []


def test_most_functions_are_short_and_none_is_longer_than_a_screen() -> None:
    found = (ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [n for f in files() for n in ast.walk(ast.parse(f.read_text("utf-8"))) if isinstance(n, found)]
    assert {one.name for one in bodies if (one.end_lineno or 0) - one.lineno >= 70} == set()


WHOLE = {"conftest.py", "thorough.py", "test_imports.py", "test_musts.py", "test_start.py", "test_start_py.py",
         "test_walk.py", "test_wording.py", "__init__.py"}  # fmt: skip
"""What lies at the top of the tests: it is of the whole tree, or of what lies at the top of that."""


def test_a_test_stands_in_the_room_that_it_tests_and_contributing_names_each() -> None:
    tests, told = ROOT / "tests", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert {file.name for file in tests.glob("*.py")} == WHOLE
    rooms = {file.parent.relative_to(tests).parts[0] for file in tests.glob("*/**/*") if file.suffix != ".pyc"}
    assert [room for room in sorted(rooms) if f"`{room}`" not in told and f"tests/{room}`" not in told] == []
    bot = {one.name for one in (ROOT / "bot").iterdir() if (one / "__init__.py").exists()}
    assert bot - rooms <= {"server"}, "tests/service has it"
