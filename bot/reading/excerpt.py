"""What of a text from people is read at all, so that no wording of it can make the reading slow.

Patterns that can backtrack cost the square of what they are applied to: they are given an excerpt, or one
sentence, of bounded length. Runs that no person means (blanks, unbroken characters) are cut first.
"""

import re

LONGEST_READ = 2_400
"""Characters of a message that are searched for what it asks; its figures are read in all of it."""

MOST_WORDS = 500
"""Words of them; a message of two-letter words holds more than any person writes into so many characters. What signs
stand in counts as the words between them: "a.b.c" as three."""

MOST_TOGETHER = 20
"""Words between which no blank stands that are cut out together; an address on the web has as many."""

LONGEST_SENTENCE = 400
"""Characters of a sentence; longer ones are read in pieces."""

_BLANKS = re.compile(r"\s{9,}|[^\S\n]{3,}|\n{3,}")
_UNBROKEN = re.compile(r"[!-~]{121,}")
_WRITTEN = re.compile(r"\S+")
_PART = re.compile(r"[^\W_]+")


_WHOLE_PHRASES = str.maketrans({"\ufdfa": "\u0635", "\ufdfb": "\u062c"})
"""Signs that stand for eighteen and for eight letters once they are folded, as one letter each."""


def squeezed(text: str) -> str:
    """The text with runs of blanks cut to two, runs of unbroken ASCII to 120 characters, and signs that stand for a
    whole phrase as a letter. Linear in its length."""
    return _UNBROKEN.sub(lambda run: run.group()[:120], _BLANKS.sub(_two, text.translate(_WHOLE_PHRASES)))


def _two(run: re.Match[str]) -> str:
    return "\n\n" if "\n" in run.group() else "  "


def excerpt(text: str, most: int = LONGEST_READ) -> str:
    """A long text's beginning and end, where people ask; at most so many characters and MOST_WORDS words.

    Cut between words; a text that is short enough comes back as it is."""
    return "\n".join(text[start:end] for start, end in kept(text, most))


def kept(text: str, most: int = LONGEST_READ) -> tuple[tuple[int, int], ...]:
    """The stretches of a text that its excerpt is made of, in order: first character, last (exclusive)."""
    spans = [(0, len(text))]
    if len(text) > most:
        head, tail = text[: most * 2 // 3], text[len(text) - most // 3 :]
        spans = [(0, len(_whole_words(head))), (len(text) - len(_whole_words(tail[::-1])), len(text))]
    words = [one for start, end in spans for word in _WRITTEN.finditer(text, start, end) for one in _words(word)]
    if len(words) <= MOST_WORDS:
        return tuple(spans)
    share = MOST_WORDS // 3
    left = words[MOST_WORDS - share - 1][1]
    right = max(left, words[-share][0])
    cut = [(start, min(end, left)) for start, end in spans] + [(max(start, right), end) for start, end in spans]
    return tuple((start, end) for start, end in cut if start < end)


def _words(run: re.Match[str]) -> list[tuple[int, int]]:
    """For each word of a run without blanks, from where to where it may be cut out: with the whole run, where that is
    of a length that people write."""
    parts = [part.span() for part in _PART.finditer(run.string, *run.span())]
    return parts if len(parts) > MOST_TOGETHER else [run.span()] * max(1, len(parts))


def _whole_words(text: str) -> str:
    """Without the word that a cut went through, where there is another."""
    return text[: text.rfind(" ")] if " " in text[-60:] else text


def pieces(sentence: str) -> list[tuple[int, int]]:
    """Spans of at most LONGEST_SENTENCE characters that make up a sentence, cut at blanks."""
    spans: list[tuple[int, int]] = []
    start = 0
    while len(sentence) - start > LONGEST_SENTENCE:
        cut = sentence.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        end = cut + 1 if cut > 0 else start + LONGEST_SENTENCE
        spans.append((start, end))
        start = end
    return [*spans, (start, len(sentence))]
