"""A model's stream cut into what is shown or dropped whole: a paragraph, a list item, or a draft in "> " lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.reading.stretches import mark_of

LONGEST = 2_000
"""Characters of a line without an end; no honest paragraph is so long."""

_REFUSED = re.compile(
    r"\b(?:I(?:'m| am) (?:unable|not able) to|I (?:can(?:'t|not)|won't|will not|must decline to)) "
    r"(?:help with|assist with|comply with|provide|discuss|do that|continue)\b",
    re.IGNORECASE,
)
"""A provider's way of declining, where nothing follows it. Sympathy and a no to a lie are none."""


@dataclass(frozen=True, slots=True)
class Unit:
    """kind: paragraph, item (of a list) or draft (words to send or say). text: without the line's end."""

    kind: Literal["paragraph", "item", "draft"]
    text: str

    @property
    def leads(self) -> bool:
        """Whether it announces what follows and would hang without it."""
        return self.kind == "paragraph" and self.text.rstrip().endswith(":")


def declines(unit: Unit) -> bool:
    """Whether a unit may be a provider's refusal: one that places no fact and is no draft."""
    return unit.kind == "paragraph" and "{" not in unit.text and bool(_REFUSED.search(unit.text))


class Units:
    """Feed it a stream's chunks; it gives back whole units."""

    def __init__(self) -> None:
        self._line = ""
        self._draft: list[str] = []

    def feed(self, chunk: str) -> Iterator[Unit]:
        """The units that this chunk completes."""
        self._line += chunk
        while "\n" in self._line or len(self._line) > LONGEST:
            line, _, self._line = self._line.partition("\n")
            yield from self._ended(line)

    def close(self) -> Iterator[Unit]:
        """What is left when the stream ends."""
        line, self._line = self._line, ""
        yield from self._ended(line)
        yield from self._drafted()

    def forget(self) -> None:
        """Drop what is not whole yet."""
        self._line, self._draft = "", []

    def _ended(self, line: str) -> Iterator[Unit]:
        if line.lstrip().startswith(">"):
            self._draft.append(line.lstrip().removeprefix(">").removeprefix(" "))
            return
        yield from self._drafted()
        if line.strip():
            yield Unit("item" if mark_of(line) and not line.lstrip().startswith(">") else "paragraph", line.rstrip())

    def _drafted(self) -> Iterator[Unit]:
        lines, self._draft = self._draft, []
        if any(line.strip() for line in lines):
            yield Unit("draft", "\n".join(lines).strip())


class Thoughts:
    """Takes out what a reasoning model thinks aloud between <think> tags, however the stream cuts it."""

    def __init__(self) -> None:
        self._held, self._inside = "", False

    def without(self, chunk: str) -> str:
        """The chunk's part that is meant for the reader."""
        self._held += chunk
        out = ""
        while self._held:
            tag = "</think>" if self._inside else "<think>"
            before, found, after = self._held.partition(tag)
            if found:
                out += "" if self._inside else before
                self._held, self._inside = after, not self._inside
                continue
            keep = next((n for n in range(len(tag) - 1, 0, -1) if self._held.endswith(tag[:n])), 0)
            out += "" if self._inside else self._held[: len(self._held) - keep]
            self._held = self._held[len(self._held) - keep :]
            break
        return out
