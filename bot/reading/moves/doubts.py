"""What a line may hold without being taken to, and what is no more than likely: a debrief tells of neither."""

import re
from collections.abc import Mapping, Sequence

from bot.reading.heads import Head
from bot.reading.moves.asked import topics
from bot.reading.moves.figures import RIVAL
from bot.reading.moves.heard import HeardFigure
from bot.reading.moves.rows import CandidateLine
from bot.reading.moves.table import MONEY
from ingest.lexicon.phrases import beside

PERHAPS = 0.1
"""From which probability on a line may hold what it isn't taken to hold: nobody says then that it isn't there."""
LEAST: Mapping[str, float] = {"recap": 0.2, "rude": 0.2, "need": 0.06, "competing": 0.25, "call": 0.25}
"""From which probability on such a thing is taken: what has few examples is shy, other things are spoken of easily."""
FAINT: Mapping[str, float] = {"warm": 0.04}
"""From which probability on a line may be meant so without being taken to be: "I'm happy with that" is hardly heard."""
GUESSED: Mapping[str, float] = {"questions": 0.08, "reasons": 0.15}
"""Below this a topic or a reason is only the likeliest there is. Of 23 questions between this and 0.3 the likeliest
topic was right for 20: a recruiter had better answer to it than ask which, and a debrief tells of none."""
TELLABLE: Mapping[str, float] = {"kind": 0.5, "asks": 0.3, "flags": 0.6, "questions": 0.35, "reasons": 0.4}
"""From which probability on it may be told that a line did so; heard so it is from less."""
TOLD_OF = ("pay", "floor", "claim")
"""What an amount may be besides an ask; who has told of their own pay or floor must never hear that they kept it."""
CLAIMED = 0.75
"""From which probability of another offer on it may be told that one was claimed: what friends earn reads like one."""
ALONE = 0.7
"""From which probability of an ask on the one amount of a line is surely what is asked for."""
UNHEARD = 0.15
"""From which probability on an amount that was taken for nothing may be an ask for a part that none was heard for."""
DISCLOSED = 0.5
"""The same of a figure that is the person's own pay or floor."""
NAMED, ASKED = 0.03, 0.8
"""Below this probability of its topic a part that is only named is what is asked about where the line is so surely a
question."""


def perhaps(
    told: Mapping[str, Head],
    line: CandidateLine,
    lists: Mapping[str, Sequence[str]],
    figures: Sequence[HeardFigure],
    kinds: Mapping[str, float],
    kind: str,
) -> list[str]:
    """The doubts of a line: "flags:warm" for what it may hold besides, "questions:guessed" where its topics are no
    more than the likeliest, "parts:named" where an ask names more parts than were heard, "figures:floor" for what an
    amount may be, "unsure:asks" for what was heard and isn't sure.
    """
    found = [doubt for name in ("flags", "reasons", "questions") for doubt in _of_list(name, told, line, lists, kinds)]
    if kinds[kind] < TELLABLE["kind"]:
        found.append("unsure:kind")
    if kind != "time" and kinds.get("time", 0.0) >= PERHAPS:
        found.append("kind:time")
    claims = "competing" in lists["reasons"] or any(one.role == "claim" for one in figures)
    if _EARNED.search(line.text) and not any(one.role == "pay" for one in figures):
        found.append("figures:pay")
    if claims and _surely(told["reasons"], line).get("competing", 1.0) < CLAIMED:
        found.append("unsure:claims")
    return found + _of_figures(told, line, figures, kinds)


def _of_list(
    name: str,
    told: Mapping[str, Head],
    line: CandidateLine,
    lists: Mapping[str, Sequence[str]],
    kinds: Mapping[str, float],
) -> list[str]:
    """What a line may hold of a list besides what it is taken to, and what of that is no more than likely."""
    most = _most(told[name], line)
    least = {"reasons": LEAST, "flags": FAINT}.get(name, {})
    held = [label for label, chance in most.items() if chance >= least.get(label, PERHAPS)]
    found = [f"{name}:{label}" for label in held if label not in lists[name]]
    if not lists[name]:
        return found
    if name == "questions" and tuple(lists[name]) == topics(told, line):
        faint = any(most.get(label, 0.0) < NAMED for label in lists[name])
        return [*found, *(["unsure:questions"] if kinds["question"] < (ASKED if faint else TELLABLE["kind"]) else [])]
    if max(most.values()) < GUESSED.get(name, 0.0):
        found.append(f"{name}:guessed")
    sure = _surely(told[name], line)
    return found + [f"unsure:{name}:{label}" for label in lists[name] if sure.get(label, 1.0) < TELLABLE[name]]


def _of_figures(
    told: Mapping[str, Head], line: CandidateLine, figures: Sequence[HeardFigure], kinds: Mapping[str, float]
) -> list[str]:
    """What each amount may be besides what it was taken for, and whether an ask is no more than likely."""
    found = []
    taken = {one.index: one.role for one in figures}
    asked = {f"ask:{one.part}" for one in figures if one.role == "ask"}
    for index in range(len(line.amounts)):
        chances = told["role"].chances(line.amount_row(index, kinds))
        most = {role: max((c for name, c in chances.items() if name.startswith(role)), default=0.0) for role in TOLD_OF}
        found += [f"figures:{role}" for role, c in most.items() if c >= PERHAPS and taken.get(index) != role]
        wanted = {name: c for name, c in chances.items() if name.startswith("ask:") and name not in asked}
        missed = index not in taken and asked and max(wanted.values(), default=0.0) >= UNHEARD
        found += ["unsure:asks"] if missed else []
    asks = [one for one in figures if one.role == "ask" and one.index >= 0]
    likeliest = max(kinds, key=kinds.__getitem__)
    others = any(_of_another_part(line, at, taken, asks) for at in range(len(line.amounts)))
    if asks and (likeliest in NO_ASK or others or _has_unread(line)):
        found.append("unsure:asks")
    found += _half_heard(line, asks, claimed="claim" in taken.values())
    alone = len(line.amounts) == 1 and max(kinds["counter"], kinds["conditional"]) >= ALONE
    faint = [one for one in asks if not alone and _sureness(told, line, one) < TELLABLE["asks"]]
    if faint or any(line.amounts[one.index].percent for one in asks):
        found.append("unsure:asks")
    plain = likeliest in ("conditional", "choices", "ultimatum") or "claim" in taken.values()
    if asks and not plain and _most(told["reasons"], line).get("competing", 0.0) >= RIVAL:
        found.append("unsure:asks")
    if any(one.role in ("pay", "floor") and _sureness(told, line, one) < DISCLOSED for one in figures):
        found.append("unsure:figures")
    return list(dict.fromkeys(found))


NO_ASK = ("question", "answer", "unclear", "warmth", "off-topic", "disclosure")
"""Kinds of a line that hold an ask only by chance: "was that 172 or 182?" """


def _of_another_part(line: CandidateLine, index: int, taken: Mapping[int, str], asks: Sequence[HeardFigure]) -> bool:
    """Whether an amount that was taken for nothing stands by the word for a part that no ask was heard for: what was
    asked for is then more than was heard."""
    one, part = line.amounts[index], line.beside(index) or line.near(index)
    heard = {ask.part for ask in asks}
    return index not in taken and not (one.unit or one.percent) and part in (*MONEY, "bonus") and part not in heard


_ELSEWHERE = beside(__file__, "words")("elsewhere")
_EARNED = beside(__file__, "words")("earned")
_NUMBER, _CENTURIES = re.compile(r"(?<![\w.,])\d{2,}(?!\w)"), ("19", "20")


def _has_unread(line: CandidateLine) -> bool:
    """Whether a line holds a number, and no year, that isn't among its amounts: "a bonus of entry of 50 mil"."""
    found = (one for one in _NUMBER.finditer(line.text) if not (len(one[0]) == 4 and one[0][:2] in _CENTURIES))
    return any(not any(a.start <= one.start() < a.end for a in line.amounts) for one in found)


def _half_heard(line: CandidateLine, asks: Sequence[HeardFigure], *, claimed: bool) -> list[str]:
    """Parts that an ask names without being heard for them, and an offer held elsewhere that was taken for none."""
    named = {name for _, _, name in line.parts} - {"base", "total"} - {one.part for one in asks}
    found = ["parts:named"] if asks and named else []
    if not claimed and _ELSEWHERE.search(line.text):
        found += ["reasons:competing", *(["unsure:asks"] if asks else [])]
    return found


def _sureness(told: Mapping[str, Head], line: CandidateLine, one: HeardFigure) -> float:
    """How sure it is what an amount is, said where it was or by itself."""
    alone = line.alone
    chances = told["role"].chances(alone.amount_row(one.index, told["kind"].chances(alone.row())))
    return max(one.sure, *(c for name, c in chances.items() if name in (one.role, f"{one.role}:{one.part}")), 0.0)


def _most(head: Head, line: CandidateLine) -> dict[str, float]:
    """The chance of each label, in the whole line or the sentence that holds it most surely."""
    return _best(head, line, *line.sentences)


def _surely(head: Head, line: CandidateLine) -> dict[str, float]:
    """The same, where the line may also be heard by itself: what stands before it can drown what it says."""
    return _best(head, line, *line.sentences, line.alone)


def _best(head: Head, *lines: CandidateLine) -> dict[str, float]:
    each = [head.chances(one.row()) for one in lines]
    return {label: max(one[label] for one in each) for label in each[0]}
