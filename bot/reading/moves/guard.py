"""What a line does as a whole, and the guard before an acceptance: nothing is one that doesn't say so."""

import re
from collections.abc import Mapping

from bot.reading.heads import Head
from bot.reading.moves.amounts import spoken
from bot.reading.moves.heard import Heard
from bot.reading.moves.rows import Line

SURE, FAIR = 0.54, 0.42
"""From which probabilities on a yes is taken: as the likeliest kind, and where it has just been asked for."""
RECITED = 0.15
"""The same of a line that says the figures that stand, and no others."""


def stands(one: Heard, line: Line) -> bool:
    """Whether a figure is what stands already."""
    return line.table.now(one.part) == one.low == one.high


def recites(found: tuple[Heard, ...], line: Line) -> bool:
    """Whether the line says nothing but the figures that stand, so that they ask for nothing."""
    asks = [one for one in found if one.role == "ask"]
    return bool(asks) and all(stands(one, line) for one in asks)


def reciting(chances: Mapping[str, float], deal: float, line: Line, found: tuple[Heard, ...]) -> str:
    """The kind of a line whose figures all stand: a yes, where the heads lean to one and nothing speaks against it."""
    if chances["accept"] >= RECITED and deal >= RECITED and not _AGAINST.search(spoken(line.said)):
        return "accept"
    left = {
        kind: chance for kind, chance in chances.items() if kind not in ("counter", "accept", "choices", "ultimatum")
    }
    best = max(left, key=left.__getitem__)
    return best if left[best] >= 0.15 else "unclear"


_AGAINST = re.compile(
    r"\b(?:if|unless|but|until|till|once|when|provided|assuming|except|however|otherwise|almost|nearly|whether|rather|"
    r"what|how|why|which|where|would you|could you|can you)\b|\?",
    re.IGNORECASE,
)
"""Words after which a yes may be none; with one of them the heads must be surer."""
_NOT_NOW = re.compile(
    r"\b(?:sleep on|not so fast|hang on|hold on|not yet|let me think|think (?:about|it over)|weekend|"
    r"talk (?:it over|to)|"
    r"discuss (?:it|this) with|get back to you|come back to you|hold your|run (?:it|this|that) (?:by|past))\b"
    r"|^\W*(?:nope|nah|no(?! (?:issues?|doubts?|problems?|worries|objections?|edits|more questions?|further)\b))\b"
    r"|\bif\b(?! (?:that|this)(?:'s| is) (?:\w+ ){0,2}(?:last|end|best|final|all|it)\b)"
    r"|(?<!where )\b(?:would|do|did|should) (?:you|i|they|anyone) (?:\w+ )?(?:accept|take|sign|agree)"
    r"|\b(?:almost|nearly)\b|\bstay(?:ing)? (?:where i|put|on)\b"
    r"|\b(?:number|figure|money|salary|offer|base|pay) (?:still |just )?(?:needs|isn't|is not|has to)\b"
    r"|\b(?:yes|ok|okay|sure|fine|great),? but\b|\b(?:accept|take|sign|agree to) nothing\b|\bno deal\b"
    r"|\b(?:i'd|i would) (?:really |so )?love to\b|\bi (?:really |do )?want to\b"
    r"|\b(?:can't|cannot|can not|couldn't|could not|won't|will not|wouldn't|don't|do not|didn't|not|never) "
    r"(?!wait\b)(?:\w+ ){0,2}(?:accept|take|sign|agree|do)\b"
    r"|\b(?:he|she|they|who|friend|colleague|brother|sister) (?:\w+ )?(?:accepted|signed|took)\b",
    re.IGNORECASE,
)
"""Words that put a yes off, tie it to something or say another's: with them there is none, whoever read it."""
_THANKS_ALONE = re.compile(
    r"\W*(?:(?:oh|wow|thanks?|thank you|cheers|great|nice|cool|awesome|lovely|amazing|wonderful|super|so|very|"
    r"much|a lot|"
    r"really|for (?:the|your|this) (?:offer|time|call|help)|that's|appreciated?|i|it)\W*)+",
    re.IGNORECASE,
)
"""Thanks and joy are no yes by themselves."""


def kind_of(chances: Mapping[str, float], deal: float, line: Line, found: tuple[Heard, ...]) -> str:
    """The likeliest kind, where an acceptance has passed the guard."""
    ranked = sorted(chances, key=lambda kind: -chances[kind])
    if ranked[0] != "accept":
        return ranked[0]
    return "accept" if accepts(chances["accept"], deal, line, found) else otherwise(ranked, chances)


def accepts(chance: float, deal: float, line: Line, found: tuple[Heard, ...]) -> bool:
    """Whether a yes may be taken: the heads agree, it asks for what stands alone, and nothing speaks against it."""
    if any(one.role in ("ask", "give") and not stands(one, line) for one in found):
        return False
    if _NOT_NOW.search(line.text) or _THANKS_ALONE.fullmatch(line.text[:200]):
        return False
    surest = (chance * deal) ** 0.5
    bar = SURE + 0.25 * bool(_AGAINST.search(line.text))
    return surest >= (bar - SURE + FAIR if line.table.closing else bar)


def otherwise(ranked: list[str], chances: Mapping[str, float]) -> str:
    """What a line is whose yes isn't taken: another kind that is nearly as likely, else a question back."""
    best = next(kind for kind in ranked if kind != "accept")
    return best if chances[best] >= 0.25 else "unclear"


def taken_back(told: Mapping[str, Head], line: Line) -> bool:
    """Whether a sentence beside the yes clearly does something else: "Count me in. The number still needs work." """
    kinds = [told["kind"].best(one.row()) for one in line.sentences]
    return any(kind in _NO_YES and sure >= 0.45 for kind, sure in kinds)


_NO_YES = ("more", "decline", "counter", "conditional", "time", "choices", "walk")
