"""Sentences that try to instruct the program are set aside before a message is read."""

import re
import unicodedata

from ingest.lexicon.phrases import Rules, beside

LONGEST = 8_000
"""Characters that are looked at."""

_SENTENCES = re.compile(r"(?<=[.!?\n])(?=\s)|(?<=\n)")
_HALVES = re.compile(r"(?i)\s*(?:,?\s+(?:and|then|but|also|plus)(?:\s+(?:then|also))?\s+|[;:,—–]\s*)")
_said = beside(
    __file__,
    "injection",
    {
        "number": r"[\"']?(?:[$£€₹]?\d[\d,.]*\s?(?:k|m|l|lpa|lakhs?|grand|thousand|%)?)[\"']?",
        "words": r"(?:\w+ ){0,6}?",
        "begin": r"^\W*",
        "mark": r"\s*[:>-]",
        "signs": r"\W*",
        "end": r"\s*(?:$|[.!](?!\d)|as (?:the|your))",
        "nooffer": r"(?!.*\boffer)",
    },
)
RULES = Rules(
    _said,
    (
        "rules set aside", "instructions wanted", "another self", "lasting orders", "speaker", "pretending",
        "dictated", "echoed",
    ),
)  # fmt: skip
"""In order; one that holds makes a sentence an instruction to the program."""


def without_injection(text: str) -> str:
    """The message without sentences that try to instruct the program; the same string when there are none."""
    kept, dropped = [], False
    for part in _SENTENCES.split(text[:LONGEST]):
        instructs = bool(RULES.first(_plain(part)))
        dropped = dropped or instructs
        kept.append(_beside(part) if instructs else part)
    return "".join(kept).strip() if dropped else text


def _beside(part: str) -> str:
    """The question that stands in the same sentence as an instruction, "" when there is none."""
    kept = [half for half in _HALVES.split(part) if half and not RULES.first(_plain(half))]
    return " ".join(
        half for half in kept if _said("asks").search(_plain(half)) and not _said("orders").starts(_plain(half))
    )


def _plain(text: str) -> str:
    """Lower case without accents and invisible letters."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).replace("’", "'"))
    plain = "".join(c for c in folded.lower() if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return " ".join(plain.split())
