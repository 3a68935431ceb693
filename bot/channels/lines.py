"""Files of questions, a line of JSON each: read and written as JSON Lines are, whatever the strings in them hold."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.errors import BadInput


def lines_of(file: Path, name: str = "--batch") -> Iterator[tuple[int, Any]]:
    """Each line's number and value; empty ones are passed over. Raises BadInput."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        mend = "give a UTF-8 file with a JSON object on each line"
        raise BadInput(name, f"{file} can't be read ({unread(error)})", mend) from None
    # Not splitlines: a string may hold signs of Unicode's that end a line too.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                why = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
                raise BadInput(f"{file}:{number}", why, "write one JSON object a line") from None


def unread(error: OSError | UnicodeDecodeError) -> str:
    """Why a file couldn't be read as text, in plain words."""
    return "it isn't UTF-8" if isinstance(error, UnicodeDecodeError) else (error.strerror or "it can't be used").lower()


def written(value: object) -> bytes:
    """A value as a line; half of a surrogate pair, which UTF-8 has no bytes for, as JSON's escape."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
