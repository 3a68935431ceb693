"""The list of what a practice must do names tests that exist."""

import re
from pathlib import Path

HERE = Path(__file__).parent
ROOMS = (HERE, HERE.parent)


def test_every_test_that_the_list_names_exists() -> None:
    rows = (HERE / "musts.md").read_text(encoding="utf-8").splitlines()
    listed = [row.rsplit("|", 2)[1] for row in rows if row.startswith("|") and "test_" in row]
    missing = []
    for cell in listed:
        for file, names in re.findall(r"([\w/]*test_\w+\.py): ([\w, ]+)", cell):
            held = next(room / file for room in ROOMS if (room / file).exists()).read_text(encoding="utf-8")
            missing += [f"{file}: {name}" for name in names.split(", ") if f"def {name.strip()}(" not in held]
    assert len(listed) >= 50
    assert missing == []
