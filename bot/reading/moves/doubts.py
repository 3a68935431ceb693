"""What a line may hold without being taken to, and what is no more than likely: a debrief tells of neither."""

from collections.abc import Mapping, Sequence

from bot.reading.heads import Head
from bot.reading.moves.asked import topics
from bot.reading.moves.heard import HeardFigure
from bot.reading.moves.rows import CandidateLine

PERHAPS = 0.1
"""From which probability on a line may hold what it isn't taken to hold: nobody says then that it isn't there."""
LEAST: Mapping[str, float] = {"recap": 0.2, "rude": 0.2, "need": 0.06, "competing": 0.25}
"""From which probability on such a reason is taken: those with few examples are shy, others spoken of easily."""
GUESSED: Mapping[str, float] = {"questions": 0.3, "reasons": 0.15}
"""Below this a topic or a reason is only the likeliest there is."""
TELLABLE: Mapping[str, float] = {"kind": 0.5, "asks": 0.3, "flags": 0.6, "questions": 0.35, "reasons": 0.4}
"""From which probability on it may be told that a line did so; heard so it is from less."""
TOLD_OF = ("pay", "floor", "claim")
"""What an amount may be besides an ask."""


def perhaps(
    told: Mapping[str, Head],
    line: CandidateLine,
    lists: Mapping[str, Sequence[str]],
    figures: Sequence[HeardFigure],
    kinds: Mapping[str, float],
    kind: str,
) -> list[str]:
    """The doubts of a line: "flags:warm" for what it may hold besides, "questions:guessed" where its topics are no
    more than the likeliest, "figures:floor" for what an amount may be, "unsure:asks" for what was heard and isn't sure.
    """
    found = []
    for name in ("flags", "reasons", "questions"):
        most = _most(told[name], line)
        least = LEAST if name == "reasons" else {}
        found += [
            f"{name}:{label}"
            for label, chance in most.items()
            if chance >= least.get(label, PERHAPS) and label not in lists[name]
        ]
        named = name == "questions" and tuple(lists[name]) == topics(told, line)
        if not lists[name]:
            continue
        if named:
            found += ["unsure:questions"] if kinds["question"] < TELLABLE["kind"] else []
            continue
        if max(most.values()) < GUESSED.get(name, 0.0):
            found.append(f"{name}:guessed")
        found += [f"unsure:{name}:{label}" for label in lists[name] if most.get(label, 1.0) < TELLABLE[name]]
    if kinds[kind] < TELLABLE["kind"]:
        found.append("unsure:kind")
    return found + _of_figures(told, line, figures, kinds)


def _of_figures(
    told: Mapping[str, Head], line: CandidateLine, figures: Sequence[HeardFigure], kinds: Mapping[str, float]
) -> list[str]:
    """What each amount may be besides what it was taken for, and whether an ask is no more than likely."""
    found = []
    taken = {one.index: one.role for one in figures}
    for index in range(len(line.amounts)):
        chances = told["role"].chances(line.amount_row(index, kinds))
        most = {role: max((c for name, c in chances.items() if name.startswith(role)), default=0.0) for role in TOLD_OF}
        found += [f"figures:{role}" for role, c in most.items() if c >= PERHAPS and taken.get(index) != role]
    asks = [one for one in figures if one.role == "ask" and one.index >= 0]
    if any(one.sure < TELLABLE["asks"] or line.amounts[one.index].percent for one in asks):
        found.append("unsure:asks")
    return list(dict.fromkeys(found))


def _most(head: Head, line: CandidateLine) -> dict[str, float]:
    """The chance of each label, in the whole line or the sentence that holds it most surely."""
    each = [head.chances(row) for row in (line.row(), *(one.row() for one in line.sentences))]
    return {label: max(one[label] for one in each) for label in each[0]}
