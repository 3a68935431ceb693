"""The documents, and the commands that stand in them."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTED = ROOT / "docs" / "tested.md"
"""How each command is tried; it repeats the commands of the others."""
PAGES = sorted({*(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md"), *(ROOT / "examples").rglob("*.md")} - {TESTED})
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


EVERY = [(page.relative_to(ROOT).as_posix(), line) for page in PAGES for line in dict.fromkeys(commands(page))]
"""(page, command), each command once a page."""


@dataclass(frozen=True)
class Row:
    """A command that isn't simply run as it stands: the heading of the table that it stands in, and the other cells."""

    under: str
    told: tuple[str, ...]


def tables() -> dict[str, Row]:
    """The rows of docs/tested.md by command; one that ends in "…" stands for all that begin so."""
    found, under = {}, ""
    for line in TESTED.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            under = line[3:]
        elif line.startswith("| `"):
            command, *told = [cell.strip() for cell in line.strip("|").split(" | ")]
            found[command.strip("` ")] = Row(under, tuple(told))
    return found


ROWS = tables()


def row(command: str) -> Row | None:
    """What docs/tested.md says of a command; None for one that is run as it stands."""
    begun = [known for known in ROWS if known.endswith("…") and command.startswith(known[:-1])]
    return ROWS.get(command) or (ROWS[begun[0]] if begun else None)
