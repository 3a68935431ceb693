"""What a question is about where the heads only guess: the parts of the package that its sentence names, by their word
or by the very figure that stands."""

from collections.abc import Mapping

from bot.reading.heads import Head
from bot.reading.moves.amounts import compared
from bot.reading.moves.rows import LOOSE, CandidateLine
from ingest.lexicon.phrases import Rules, beside

_said = beside(__file__, "words")

TOPICS: Mapping[str, str] = {
    "signing": "signing", "equity": "equity-value", "bonus": "bonus", "relocation": "relocation",
    "refresher": "refresher", "pto": "pto",
}  # fmt: skip
"""The topic of a question by the part it names."""
BESIDE = Rules(_said, ("remote", "deadline"))
"""Topics that are no part of pay, by what is said of them."""
ASKING = 0.35
"""From which chance on a sentence is a question."""


def topics(told: Mapping[str, Head], line: CandidateLine) -> tuple[str, ...]:
    """The topics of a line's questions by the parts they name, in the order they are named; none for other lines."""
    asking = [one for one in line.sentences or [line] if told["kind"].chances(one.row())["question"] >= ASKING]
    named = [TOPICS[part] for one in asking for part in _parts(one) if part in TOPICS]
    return tuple(dict.fromkeys([*named, *(topic for one in asking for topic in BESIDE.all(one.text))]))


def _parts(line: CandidateLine) -> list[str]:
    """The parts that a sentence names, and those whose standing figure it says."""
    said = [part for start, end, part in line.parts if line.text[start:end].lower() not in LOOSE]
    figures = [part for one in line.amounts for part, how in compared(one, line.table).items() if how == "="]
    return [*said, *figures]
