"""Every command in the documents is run, or (one that serves, installs or needs a cluster) checked against what it
would find. Every line of a block without a language is a command, but for what a session prints."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from fakes.command import parley

from ingest.index.build import ingest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md"), *(ROOT / "examples").rglob("*.md")])
STAYS = {"serve", "slack", "mcp", "chat"}
"""Commands that go on until they are stopped: their options are checked."""


PROGRAM = re.compile(
    r"^(?:\$ )?((?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?"
    r"(?:parley|pip|pipx|uvx|npx|python3?|pytest|docker|curl|export)\b(?![/.:-]\w) .+)"
)


def commands(page: Path) -> list[str]:
    """The commands of a page: the lines of its blocks without a language, and what stands between backticks and starts
    with a program's name."""
    text = page.read_text(encoding="utf-8")
    found = [line for block in blocks(page, "") for line in asked(block)]
    found += re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"(?ms)^```.*?^```", "", text))
    kept = [match[1] for line in found if (match := PROGRAM.match(line))]
    return [re.sub(r"\s+#.*", "", line).replace("...", "x").replace("…", "x") for line in kept]


def asked(block: str) -> list[str]:
    """The lines of a block that a reader types: all, or those behind "$ " of a session; none of a file or a drawing."""
    lines = [line for line in block.splitlines() if line]
    if block.startswith("$ "):
        return [line for line in lines if line.startswith("$ ")]
    return [] if block.startswith("---\n") or "►" in block else lines


def blocks(page: Path, language: str) -> list[str]:
    """What stands in a page's fences of that language ("" for none)."""
    found = re.findall(r"(?ms)^```(\w*)\n(.*?)^```", page.read_text(encoding="utf-8"))
    return [text for told, text in found if told == language]


CASES = [
    pytest.param(page, line, id=f"{page.name}: {line}") for page in PAGES for line in dict.fromkeys(commands(page))
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, starter_index: Path) -> Path:
    """A folder like a reader's: guides, questions and an index."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "my-guides").symlink_to(ROOT / "corpus")
    (folder / "corpus").symlink_to(ROOT / "corpus")
    asked = {"id": "1", "turns": ["What does W&B pay a staff engineer in London?"], "expect": {"status": "answered"}}
    (folder / "questions.jsonl").write_text(json.dumps(asked) + "\n", encoding="utf-8")
    shutil.copytree(starter_index, folder / ".parley")
    [guide] = blocks(ROOT / "docs" / "guides.md", "markdown")
    (folder / "shown" / "acme").mkdir(parents=True)
    (folder / "shown" / "acme" / "data-engineer.md").write_text(guide, encoding="utf-8")
    ingest([folder / "shown"], folder / ".acme", vectors=False)
    return folder


def test_every_line_of_a_block_is_a_command_of_a_kind_that_is_tried() -> None:
    for page in PAGES:
        for line in (line for block in blocks(page, "") for line in asked(block)):
            assert PROGRAM.match(line), f"{page.name}: {line}"
    assert len(CASES) > 120, "commands are found no more"


@pytest.mark.parametrize(("page", "line"), CASES)
def test_a_command_in_the_documents_works(page: Path, line: str, home: Path) -> None:
    words = shlex.split(line)
    settings = dict(word.split("=", 1) for word in words if re.match(r"[A-Z_]+=", word))
    program, *rest = [word for word in words if not re.match(r"[A-Z_]+=", word)]
    program = program.rsplit("/", 1)[-1]
    assert all(name.startswith("PARLEY_") or name == "OPENAI_API_KEY" for name in settings)
    if program == "export":
        assert settings and not rest
    elif program == "curl":
        assert page.name == "api.md", "tests/service/test_api_reference.py runs that page's"
    elif program in ("uvx", "pipx", "npx"):
        started(program, rest, home)
    elif program == "pip":
        extras = set(re.findall(r"\[([a-z,]+)\]", line)) or {""}
        known = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        assert extras <= {*known["optional-dependencies"], ""} and ("parley-coach" in line or "-e" in rest)
    elif program == "docker":
        services = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
        assert rest[0] == "compose" and (rest[1] != "run" or rest[-1] in services)
    elif program == "pytest" or rest[:2] == ["-m", "pytest"]:
        assert all((ROOT / word).exists() for word in rest if word.startswith("tests"))
    elif program.startswith("python"):
        assert find_spec(rest[1]) if rest[0] == "-m" else (ROOT / rest[0]).exists()
    else:
        works(rest, home)


def started(program: str, words: list[str], home: Path) -> None:
    """A program's runner names what is published, and behind it stands a command of ours that works."""
    if program == "npx":
        # tests/test_mcp.py runs it where it can be fetched.
        assert words[0] == "@modelcontextprotocol/inspector" and words[1:4] == ["--cli", ".venv/bin/parley", "mcp"]
        return
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = set(re.findall(r"parley-coach\[([a-z]+)\]", " ".join(words)))
    assert extras <= set(project["optional-dependencies"])
    if program == "pipx":
        assert words == ["install", "parley-coach"]
        return
    while words[0].startswith("--"):
        words = words[2:]
    assert words[0] in project["scripts"]
    if words[1:]:
        works(words[1:], home)


WORKED: set[tuple[str, ...]] = set()
"""Commands that worked: one that stands on several pages is run once."""


def works(words: list[str], home: Path) -> None:
    """Run parley with these words in the reader's folder; 0, or 1 for a guide that has warnings."""
    words = ["my-guides" if word == "GUIDES" else word for word in words]
    if words[0].startswith("--install"):
        words = ["--help"]
    elif (words[0] in STAYS and "--manifest" not in words) or all(word.startswith("--") for word in words[1:]):
        # Named in passing, or it would go on for ever: that it is there is checked, and its options below.
        words = [words[0], "--help"]
    if tuple(words) in WORKED:
        return
    done = parley(words, home, os.environ | {"PARLEY_INDEX": str(home / ".parley")}, typed="/quit\n")
    assert done.returncode == 0 or (words[0] == "eval" and done.returncode == 1), done.stderr
    WORKED.add(tuple(words))


def test_the_answer_shown_in_the_readme_is_what_comes(home: Path) -> None:
    [shown] = [one for one in blocks(ROOT / "README.md", "") if one.startswith("$ parley ask")]
    first, *lines = shown.splitlines()
    said = parley(shlex.split(first)[2:], home, os.environ | {"PARLEY_INDEX": str(home / ".parley")}).stdout
    assert {line for line in lines if line != "..."} <= set(said.splitlines())


def test_settings_that_the_documents_set_are_there() -> None:
    from bot.settings import Settings

    others = {"PARLEY_SECRETS", "PARLEY_SHOTS", "PARLEY_DEBUG", "PARLEY_CERTIFICATES", "PARLEY_TLS"}
    composed = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    for page in PAGES:
        for name in re.findall(r"\bPARLEY_[A-Z_]+[A-Z]\b", page.read_text(encoding="utf-8")):
            assert name.removeprefix("PARLEY_").lower() in Settings.model_fields or name in others or name in composed


def test_settings_and_mappings_shown_are_well_formed_and_those_of_the_examples() -> None:
    example = json.loads((ROOT / "examples" / "mcp" / "mcp.json").read_text(encoding="utf-8"))
    shown = [json.loads(text) for page in PAGES for text in blocks(page, "json")]
    assert len(shown) >= 2 and all(one == example for one in shown)
    mappings = [yaml.safe_load(text) for page in PAGES for text in blocks(page, "yaml")]
    assert len(mappings) >= 2 and all(isinstance(one, dict) for one in mappings)


def test_the_options_of_commands_named_in_passing_are_theirs() -> None:
    said = " ".join(line for page in PAGES for line in commands(page) if not line.startswith("npx"))
    for name in [*STAYS, "ingest", "check", "bands"]:
        for options in re.findall(rf"parley {name}((?: --[a-z-]+(?: [\w.]+)?)+)", said):
            told = parley([name, "--help"], ROOT, os.environ | {"COLUMNS": "200"})
            assert all(option in told.stdout for option in re.findall(r"--[a-z-]+", options))


def test_links_between_the_documents_lead_somewhere() -> None:
    for page in PAGES:
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_site_has_every_page_and_the_readme_is_short() -> None:
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert all(page.name in site for page in (ROOT / "docs").glob("*.md"))
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) < 150


def test_the_site_is_built_to_the_letter(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="the extra test brings MkDocs")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", str(ROOT / "mkdocs.yml")]
    done = subprocess.run([*command, "-d", str(tmp_path / "site")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made = {page.parent.name for page in (tmp_path / "site").rglob("index.html")}
    assert {page.stem for page in (ROOT / "docs").glob("*.md")} - {"index"} <= made
    assert "Who might attack" in (tmp_path / "site" / "security" / "index.html").read_text(encoding="utf-8")


def test_reproducible_installs_pin_every_version_and_name_no_registry() -> None:
    file = ROOT / "bot" / "deploy" / "constraints.txt"
    assert str(file.relative_to(ROOT)) in (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    # A marker tells apart what one version has no build for: numpy of today has none for Python 3.11.
    pin = re.compile(r"([\w.\[\]-]+)==[\w.!+]+(?: ; (python_version|sys_platform) [<>=]+ '[\w.]+')?")
    assert len(lines) > 50 and all(pin.fullmatch(line) for line in lines)
    names = [match[1] for line in lines if (match := pin.fullmatch(line))]
    twice = {name for name in names if names.count(name) > 1}
    assert "numpy" in twice and all("python_version" in line for line in lines if line.partition("==")[0] in twice)


def test_what_is_checked_before_a_commit_is_what_the_tests_check() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    [ruff] = [one for one in hooks if one["repo"].endswith("ruff-pre-commit")]
    assert {hook["id"] for hook in ruff["hooks"]} == {"ruff-check", "ruff-format"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"ruff>={ruff['rev'].removeprefix('v')}" in project["optional-dependencies"]["test"]


def test_every_python_that_is_promised_is_tried_by_the_workflow_on_each_system() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = [one.rsplit(" ", 1)[1] for one in project["classifiers"] if one.startswith("Programming Language")]
    assert told == ["3.11", "3.12", "3.13", "3.14"] and project["requires-python"] == ">=3.11"
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8"))["jobs"]
    assert jobs["tests"]["strategy"]["matrix"]["python"] == told
    first = jobs["first-minutes"]
    assert {one.partition("-")[0] for one in first["strategy"]["matrix"]["system"]} == {"ubuntu", "macos", "windows"}
    run = " ".join(str(step.get("run", "")) for step in first["steps"])
    assert "pip install -e ." in run and "parley demo" in run and "pip wheel" in run


def test_one_version_is_told_everywhere_and_a_tag_must_be_it() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    server = json.loads((ROOT / "server.json").read_text(encoding="utf-8"))
    assert {server["version"], *(one["version"] for one in server["packages"])} == {version}
    assert f"\n## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    steps = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))
    assert any("GITHUB_REF_NAME" in str(step.get("run")) for step in steps["jobs"]["build"]["steps"])


def test_the_examples_are_whole() -> None:
    settings = [ROOT / "server.json", *(ROOT / "examples").rglob("*.json")]
    for file in settings:
        json.loads(file.read_text(encoding="utf-8"))
    from bot.settings import Settings

    for file in (ROOT / "examples").rglob("*.env"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if found := re.match(r"#? ?PARLEY_(\w+)=", line):
                assert found[1].lower() in Settings.model_fields


def test_the_example_client_reads_a_figure_with_its_place(home: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PARLEY_INDEX": str(home / ".parley")}
    client = [sys.executable, str(ROOT / "examples" / "mcp" / "client.py")]
    done = subprocess.run(client, cwd=home, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(r"\d{5,} \d{5,} [A-Z]{3} \S+\.md:\d+", done.stdout)


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_every_file_that_a_newcomer_is_sent_to_is_there(page: str) -> None:
    named = re.findall(r"`((?:bot|ingest|corpus|tests|prompts|docs)/[\w./*-]+)`", (ROOT / page).read_text("utf-8"))
    assert len(named) > 10 and [one for one in named if not list(ROOT.glob(one))] == []
