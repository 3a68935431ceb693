"""Whole words in a text, found without making a pattern of them: Python keeps the patterns it has made, and what
people wrote would stay in memory with them."""

from collections.abc import Iterator


def starts(phrase: str, text: str) -> Iterator[int]:
    """Where a phrase stands in a text at the beginning of a word, whatever its capitals."""
    wanted, low = phrase.lower(), text.lower()
    # A capital whose small letter has two signs would shift all places behind it.
    low = low if len(low) == len(text) else text
    at = low.find(wanted) if wanted else -1
    while at >= 0:
        if at == 0 or not _word(low[at - 1]) or not _word(wanted[0]):
            yield at
        at = low.find(wanted, at + 1)


def holds(phrase: str, text: str) -> bool:
    """Whether a phrase stands in a text as whole words, whatever its capitals."""
    ends = (at + len(phrase) for at in starts(phrase, text))
    return any(end >= len(text) or not _word(text[end]) or not _word(phrase[-1]) for end in ends)


def _word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
