"""What is typed at a terminal: with an editor, a history and completion where the system has them, else as it comes."""

import re
import sys
from collections.abc import Sequence
from itertools import islice

from rich.console import Console

from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")

LEAVE = _said("leave")
"""A line of which nothing is left but a goodbye leaves."""
_LEAST = 2
"""Letters from which on a name is completed."""


def leaves(line: str) -> bool:
    """Whether a line, as a whole, says goodbye or is the command for it."""
    return bool(LEAVE.alone(line))


def completing(known: Sequence[str]) -> None:
    """Let what is typed from now on be edited, called back and completed. known: commands ("/help") and names."""
    try:
        import readline
    except ImportError:
        return  # Windows' own console edits lines by itself.
    readline.set_completer_delims("")
    readline.set_completer(lambda line, n: next(islice(completions(line, known), n, None), None))
    readline.parse_and_bind("bind ^I rl_complete" if "libedit" in (readline.__doc__ or "") else "tab: complete")


def completions(line: str, known: Sequence[str]) -> list[str]:
    """A line as it could go on: its last words, as many as begin a name, are that name; a command only stands first."""
    starts = (0, *(space.end() for space in re.finditer(r"\s", line)))
    for at in starts:
        typed = line[at:].casefold()
        if len(typed) >= _LEAST or typed == "/":
            fitting = [one for one in known if one.casefold().startswith(typed) and (at == 0 or one[0] != "/")]
            if fitting:
                return [line[:at] + one for one in fitting]
    return []


def read(console: Console) -> str | None:
    """The next line, without spaces around it; None at the end of the input. Raises KeyboardInterrupt."""
    try:
        if console.is_terminal and sys.stdin.isatty():
            # The editor must know the prompt, and which of its signs take no room.
            bold, plain = ("\001\033[1m\002", "\001\033[0m\002") if console.color_system else ("", "")
            return input(f"{bold}you ›{plain} ").strip()
        line = sys.stdin.readline()
        return line.strip() if line else None
    except EOFError:
        return None
