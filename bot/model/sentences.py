"""A stream of text cut into sentences as they finish, so that each can be checked before it is shown."""

import re

from bot.reading.stretches import mark_of, unmarked

_ABBREVIATIONS = frozenset(
    "e.g i.e etc vs approx incl excl est st mt ft dr mr mrs ms jr sr no nos inc ltd co corp dept fig max min avg u.s "
    "u.k "
    "p.a a.m p.m ca cf al yr yrs mo sec ref rs".split()
)
_END = re.compile(r"""[.!?…]+["'”’)\]}*_`]*(?=\s)""")
_LONGEST = 1200
"""Characters after which a piece without an end is given out as it is: no honest sentence is so long."""

_STATEMENT = re.compile(r"""\{\s*s\d{1,3}\s*(?::[^{}]*)?\}["'”’*)]*\s+""")
_REPLY, _BOLD = 4, 6
"""Words up to which a sentence behind a question is its reply; words below which one in bold heads an item."""


class Splitter:
    """Feed it a stream's chunks; it gives back whole sentences, each with the white space that followed it.

    The pieces joined are the text. A line always ends a piece, so a list item or a table row is one.
    """

    def __init__(self) -> None:
        self._held = ""

    def feed(self, chunk: str) -> list[str]:
        """The sentences this chunk completes."""
        self._held += chunk
        pieces: list[str] = []
        while (end := _boundary(self._held)) is not None:
            pieces.append(self._held[:end])
            self._held = self._held[end:]
        return pieces

    def close(self) -> str:
        """What is left when the stream ends: a last sentence, or the torn half of one."""
        held, self._held = self._held, ""
        return held


def split(text: str) -> list[str]:
    """A whole text in sentences."""
    splitter = Splitter()
    pieces = splitter.feed(text)
    return [*pieces, tail] if (tail := splitter.close()) else pieces


def judged(text: str) -> list[str]:
    """A whole text in what is judged at once: sentences, statements placed by id among them, a short reply with the
    question before it ("Is it fair? Not really."), the few words that head an item with what they head ("2. The bonus.
    Ask how it is worked out.")."""
    pieces: list[str] = []
    for piece in (part for sentence in split(text) for part in _behind_statements(sentence)):
        asked = bool(pieces) and pieces[-1].rstrip().endswith("?")
        if (asked and len(piece.split()) <= _REPLY and "{" not in piece) or (len(pieces) == 1 and _heads(pieces[0])):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _behind_statements(sentence: str) -> list[str]:
    """A statement placed by its id is a sentence: what follows it with a capital, or another one, is the next."""
    cuts = [
        found.end()
        for found in _STATEMENT.finditer(sentence)
        if (rest := sentence[found.end() :].lstrip('"“„«¿¡*(')) and (rest[0] == "{" or rest[0].isupper())
    ]
    return [sentence[start:end] for start, end in zip([0, *cuts], [*cuts, len(sentence)], strict=True)]


def _heads(piece: str) -> bool:
    """Whether a piece is no more than what an item is about."""
    most = _BOLD if piece.rstrip().endswith("**") else _REPLY
    return bool(mark_of(piece)) and len(unmarked(piece).split()) < most and "{" not in piece and "?" not in piece


def _boundary(text: str) -> int | None:
    """Where the first complete sentence of the text ends, white space included; None until that is sure."""
    newline = text.find("\n")
    limit = newline if newline >= 0 else len(text)
    for match in _END.finditer(text, 0, limit):
        if text.count("{", 0, match.end()) > text.count("}", 0, match.end()):
            continue  # the words of a statement, under its id
        after = len(text) - len(text[match.end() :].lstrip(" \t"))
        if after >= len(text) and newline < 0:
            return None
        if after >= len(text) or _ends(text, match, after):
            return after
    if newline >= 0:
        end = newline
        while end < len(text) and text[end] in "\r\n \t":
            end += 1
        # More line ends may follow in the next chunk; they are white space and may lead the next piece.
        return end if end > newline else newline + 1
    return _LONGEST if len(text) > _LONGEST else None


def _ends(text: str, match: re.Match[str], after: int) -> bool:
    if text[match.start()] != "." or match.group().rstrip("\"'”’)]*_`") not in (".",):
        return True
    before = re.search(r"[\w.]+$", text[: match.start()])
    word = before.group().lower() if before else ""
    if word.isdigit() and not text[: match.start() - len(word)].rsplit("\n", 1)[-1].strip(" \t*>"):
        return False
    initials = word.split(".")
    if word in _ABBREVIATIONS or (all(len(one) == 1 and one.isalpha() for one in initials) and word != "i"):
        return False  # "D.E. Shaw" is one name
    return not (text[after].islower() and len(word) <= 3)
