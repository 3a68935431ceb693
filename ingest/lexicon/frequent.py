"""What everybody writes: words so frequent that they are no name, unless they stand where only a name stands.

The counts are wordfreq's (Robyn Speer, 2022): how often each word is written in subtitles, news, books and the web. Its
tables are read without importing it, which takes half a second that `parley ask` hasn't got.
"""

import gzip
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import msgpack

from ingest.lexicon.spelling import fold

_LEAST = {"en": 3.4, "de": 4.0, "fr": 4.0, "es": 4.0, "pt": 4.0, "nl": 4.0, "it": 4.0}
"""From which Zipf value on (3 is once in a million words, 4 ten times) a word of a language is frequent."""
_SMALL = 5.6
"""From which value on a word is one of the few hundred that its language's sentences are held together by."""

_KNOWN = 3.05
"""From which value on a word is in the lists at all."""


def is_frequent(word: str) -> bool:
    """Whether a word, folded, is frequent in one of the languages that people write here."""
    return any(word in _words(language, least) for language, least in _LEAST.items())


def is_english(word: str) -> bool:
    """Whether a word, folded, is one of English, a rare one too."""
    return word in _words("en", _KNOWN)


def is_said_elsewhere(word: str) -> bool:
    """Whether a word, folded, is frequent in another language than English."""
    return any(word in _words(language, least) for language, least in _LEAST.items() if language != "en")


def is_known_elsewhere(word: str) -> bool:
    """Whether a word, folded, is one of another language than English, a rare one too."""
    return any(word in _words(language, _KNOWN) for language in _LEAST if language != "en")


def is_small(word: str) -> bool:
    """Whether a word, folded, is one of another language than English that holds sentences together: "comme", "für"."""
    return word in _small()


@cache
def _small() -> frozenset[str]:
    """Those of all languages together: of a message each word is looked for several times."""
    return frozenset().union(*(_words(language, _SMALL) for language in _LEAST if language != "en"))


@cache
def _words(language: str, least: float) -> frozenset[str]:
    """The words of a language from a Zipf value on, folded; none where wordfreq isn't installed."""
    spec = find_spec("wordfreq")
    places = spec.submodule_search_locations if spec is not None else None
    if not places:
        return frozenset()
    with gzip.open(Path(places[0]) / "data" / f"small_{language}.msgpack.gz") as file:
        # After a header, a bin for each hundredth of a Zipf step, from 9 downwards; no more of them is read.
        parts = msgpack.Unpacker(file, read_size=1 << 14)
        bins = min(parts.read_array_header() - 1, round(900 - 100 * least))
        parts.skip()
        wanted = [word for _ in range(bins) for word in parts.unpack()]
    return frozenset(word if word.isascii() else fold(word) for word in wanted)
