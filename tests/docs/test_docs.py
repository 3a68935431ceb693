"""What else the documents promise: settings, links, figures shown, examples, versions. Their commands are run by
tests/docs/test_commands.py."""

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from fakes.command import parley

from tests.docs.pages import PAGES, ROOT, blocks, commands


def test_the_answer_shown_in_the_readme_is_what_comes(starter_index: Path, tmp_path: Path) -> None:
    [shown] = [one for one in blocks(ROOT / "README.md", "") if one.startswith("$ parley ask")]
    first, *lines = shown.splitlines()
    said = parley(shlex.split(first)[2:], tmp_path, os.environ | {"PARLEY_INDEX": str(starter_index)}).stdout
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
    for name in ["serve", "slack", "mcp", "chat", "ingest", "check", "bands"]:
        for options in re.findall(rf"parley {name}((?: --[a-z-]+(?: [\w.]+)?)+)", said):
            told = parley([name, "--help"], ROOT, os.environ | {"COLUMNS": "200"})
            assert all(option in told.stdout for option in re.findall(r"--[a-z-]+", options))


def test_links_between_the_documents_lead_somewhere() -> None:
    for page in PAGES:
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_site_has_every_page() -> None:
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert all(page.name in site for page in (ROOT / "docs").glob("*.md"))


def test_the_readme_tells_a_newcomer_what_and_for_whom_and_is_short() -> None:
    """What it is and for whom before anything else, a picture, two commands, a tour, and a link to every page."""
    said = (ROOT / "README.md").read_text(encoding="utf-8")
    first, *_ = re.split(r"(?m)^## ", said)
    assert len(said.splitlines()) < 150 and "It is for people with an offer" in first and "![" in first
    assert re.findall(r"(?m)^## (.+)$", said)[:2] == ["Two commands", "A tour"]
    assert len(blocks(ROOT / "README.md", "")[0].splitlines()) == 2
    only_in_the_site = {"index.md", "contributing.md", "security.md", "tested.md"}
    for page in {page.name for page in (ROOT / "docs").glob("*.md")} - only_in_the_site:
        assert f"(docs/{page})" in said, page


def test_whoever_opens_an_issue_or_a_pull_request_is_asked_for_what_it_takes() -> None:
    forms = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.md"))
    for form in forms:
        _, head, body = form.read_text(encoding="utf-8").split("---\n", 2)
        assert {"name", "about"} <= set(yaml.safe_load(head)) and body.count("**") >= 4
    asked = (ROOT / ".github" / "pull_request_template.md").read_text(encoding="utf-8")
    assert len(forms) >= 3 and asked.count("- [ ] ") >= 3 and "start.py test" in asked


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


def test_the_example_client_reads_a_figure_with_its_place(starter_index: Path, tmp_path: Path) -> None:
    (tmp_path / ".parley").symlink_to(starter_index)
    client = [sys.executable, str(ROOT / "examples" / "mcp" / "client.py")]
    done = subprocess.run(client, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(r"\d{5,} \d{5,} [A-Z]{3} \S+\.md:\d+", done.stdout)


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_every_file_that_a_newcomer_is_sent_to_is_there(page: str) -> None:
    named = re.findall(r"`((?:bot|ingest|corpus|tests|prompts|docs)/[\w./*-]+)`", (ROOT / page).read_text("utf-8"))
    assert len(named) > 10 and [one for one in named if not list(ROOT.glob(one))] == []
