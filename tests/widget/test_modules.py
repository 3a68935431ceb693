"""The widget's logic, module by module, in node's own test runner; each is small and has one job."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.channels import catalogue

HERE = Path(__file__).parent
WIDGET = HERE.parents[1] / "bot" / "channels" / "widget"
LONGEST = 310
"""Lines of a module."""


@pytest.mark.skipif(shutil.which("node") is None, reason="node isn't installed (apt-get install nodejs)")
def test_the_modules_logic_holds_in_nodes_test_runner(tmp_path: Path) -> None:
    for name in ("en.json", "de.json"):
        (tmp_path / name).write_bytes(catalogue.file(name, "channels", "widget") or b"")
    files = sorted(map(str, HERE.glob("*.test.mjs")))
    assert files
    given = os.environ | {"CATALOGUES": str(tmp_path)}
    done = subprocess.run(
        ["node", "--test", *files], env=given, capture_output=True, text=True, timeout=200, check=False
    )
    assert done.returncode == 0, done.stdout[-6000:]


def nested_templates(code: str) -> list[int]:
    """Lines on which a template stands within another's placeholder; what strips spaces mistakes its words for code."""
    found, stack, at = [], "", 0
    tokens = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\\.|\$\{|[`{}]""", re.DOTALL)
    while one := tokens.search(code, at):
        text, at = one[0], one.end()
        if stack.endswith("`"):
            if text[0] in "/\"'":
                at = one.start() + 1
            elif text in ("`", "${"):
                stack = stack[:-1] if text == "`" else f"{stack}{{"
        elif text == "`":
            if "`" in stack:
                found.append(code.count("\n", 0, at) + 1)
            stack += "`"
        elif text in ("{", "}") and stack:
            stack = f"{stack}{{" if text == "{" else stack[:-1]
    return found


def test_no_template_stands_within_another() -> None:
    nested = "const a = `x${b ? ` – ${c}` : ''}`;"
    assert nested_templates(nested) == [1] and nested_templates("const a = `x${b ? ' – ' : `y`.length}`;") == [1]
    assert nested_templates("const a = `x ${b} {y}`; // `${`\nconst c = { d: `z` };") == []
    found = {file.name: lines for file in WIDGET.glob("*.js")
             for lines in [nested_templates(file.read_text(encoding="utf-8"))] if lines}  # fmt: skip
    assert found == {}


def test_no_module_has_more_than_three_hundred_lines() -> None:
    long = {file.name: lines for file in WIDGET.glob("*.js")
            for lines in [file.read_text(encoding="utf-8").count("\n")] if lines > LONGEST}  # fmt: skip
    assert long == {}
