"""Commands that take long, in small: what trains and measures in a copy of the tree with a part of the examples, what
pip installs in an environment of its own."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import venv
from functools import cached_property
from pathlib import Path

from tests.docs.pages import ROOT

EACH, CARDS = 60, 12
"""Of so many examples, and of so many cards, one is kept."""
LEARNED = ("ingest/guide/typed", "bot/reading/examples/practice", "bot/model/examples")
"""Folders of examples that a part of is learned from in minutes."""
INSTALLED = ("parley_coach", "__editable__", "_parley")
"""What of an environment is Parley's own."""


class Tree:
    """A copy of the tree, and an environment to install it into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, command: str) -> None:
        """Run a command; what measures may say that so little isn't enough (status 1), in order."""
        words = shlex.split(command)
        program = words[0].rsplit("/", 1)[-1]
        at = self.small if re.search(r"-m (bot|ingest)\.", command) else self.copy
        environment = os.environ | {"PYTHONPATH": f"{at}{os.pathsep}{at / 'tests'}", "HF_HUB_OFFLINE": "1"}
        if program == "pip":
            words = [str(self.environment), "-m", "pip", *words[1:], "--no-build-isolation"]
            environment = {name: told for name, told in os.environ.items() if name != "PYTHONPATH"}
            environment |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheel), "PIP_CONFIG_FILE": os.devnull}
        elif program == "pytest":
            words = [sys.executable, "-m", "pytest", *words[1:]]
        else:
            words = [sys.executable, *({"GUIDES": "guides", "INDEX": "index"}.get(word, word) for word in words[1:])]
        done = subprocess.run(words, cwd=at, env=environment, capture_output=True, text=True, check=False)
        if program == "pip":
            # What was installed is what is started.
            subprocess.run([self.environment.with_name("parley"), "--version"], cwd=self.folder, check=True)
        allowed = (0, 1) if "tests.bench" in command else (0,)
        assert done.returncode in allowed and "Traceback" not in done.stderr, f"{done.stdout}\n{done.stderr}"[-3000:]

    def copied(self, name: str) -> Path:
        left = shutil.ignore_patterns(".*", "__pycache__", "build", "*.egg-info")
        return Path(shutil.copytree(ROOT, self.folder / name, ignore=left))

    @cached_property
    def copy(self) -> Path:
        """The tree as it is, with the starter guides in a folder and an index of them."""
        to = self.copied("tree")
        shutil.copytree(to / "corpus", to / "guides", ignore=shutil.ignore_patterns("playbook"))
        ingest = "from bot.cli import main; main()", "ingest", "corpus", "--index", "index"
        subprocess.run([sys.executable, "-c", *ingest], cwd=to, check=True, capture_output=True)
        return to

    @cached_property
    def small(self) -> Path:
        """The tree with a part of what is learned from: of the examples, and of the playbook's cards."""
        to = self.copied("small")
        for number, card in enumerate(sorted((to / "corpus" / "playbook").glob("*.md"))):
            if number % CARDS:
                card.unlink()
        for file in (file for folder in LEARNED for file in (to / folder).glob("*.jsonl") if file.stem != "states"):
            lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
            file.write_text("".join(lines[::EACH]), encoding="utf-8")
        return to

    @cached_property
    def environment(self) -> Path:
        """A new environment's Python, which has what this one has, but for Parley."""
        made = self.folder / "environment"
        venv.create(made, with_pip=True)
        python = made / ("Scripts" if os.name == "nt" else "bin") / "python"
        beside = self.folder / "beside"
        beside.mkdir()
        for one in Path(sysconfig.get_path("purelib")).iterdir():
            if not re.match("|".join(INSTALLED), one.name) and one.name != "pip":
                (beside / one.name).symlink_to(one)
        where = subprocess.run(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            capture_output=True, text=True, check=True,
        ).stdout.strip()  # fmt: skip
        for old in (*Path(where).glob("setuptools*"), Path(where, "pkg_resources")):
            shutil.rmtree(old, ignore_errors=True)  # Python 3.11 brings one that reads no license of today.
        Path(where, "beside.pth").write_text(f"{beside}\n", encoding="utf-8")
        return python

    @cached_property
    def wheel(self) -> Path:
        """A folder with the wheel of this tree."""
        to = self.folder / "dist"
        build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(to), "."]
        subprocess.run(build, cwd=self.copy, check=True, capture_output=True)
        return to
