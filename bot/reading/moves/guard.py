"""What a line does as a whole, and the guard before an acceptance: nothing is one that doesn't say so."""

import re
from collections.abc import Mapping, Sequence

from bot.reading.heads import Head
from bot.reading.moves.amounts import compared, spoken
from bot.reading.moves.heard import Heard
from bot.reading.moves.rows import Line

SURE, FAIR = 0.45, 0.38
"""From which probabilities on a yes is taken: as the likeliest kind, and where it has just been asked for."""
RECITED = 0.15
"""The same of a line that says the figures that stand, and no others."""
PLAIN, LEANING = 0.75, 0.15
"""From which on one sentence says yes for the line, and how far the whole line must lean to one beside it."""


def stands(one: Heard, line: Line) -> bool:
    """Whether a figure is what stands already."""
    return line.table.now(one.part) == one.low == one.high


def recites(found: tuple[Heard, ...], line: Line) -> bool:
    """Whether the line says nothing but the figures that stand, so that they ask for nothing."""
    asks = [one for one in found if one.role == "ask"]
    if asks or found:
        return bool(asks) and all(stands(one, line) for one in asks)
    money = [one for one in line.amounts if not (one.unit or one.percent)]
    return bool(money) and all("=" in compared(one, line.table).values() for one in money)


def reciting(told: Mapping[str, Head], chances: Mapping[str, float], deal: float, line: Line) -> str:
    """The kind of a line whose figures all stand: a yes, where the heads lean to one or a sentence plainly says so,
    and nothing speaks against it."""
    leans = (chances["accept"] >= RECITED and deal >= RECITED) or _plainest(_each(told, line)) >= PLAIN
    if leans and not (_against(spoken(line.said)) or _NOT_NOW.search(line.text)):
        return "accept"
    left = {
        kind: chance for kind, chance in chances.items() if kind not in ("counter", "accept", "choices", "ultimatum")
    }
    best = max(left, key=left.__getitem__)
    return best if left[best] >= 0.15 else "unclear"


Sentences = Sequence[tuple[Mapping[str, float], float]]
"""Of each sentence of a line the chances of its kinds, and that it takes the offer."""


def _each(told: Mapping[str, Head], line: Line) -> Sentences:
    return [(told["kind"].chances(one.row()), told["deal"].chances(one.row())["deal"]) for one in line.sentences]


def _plainest(each: Sentences) -> float:
    return max((_sure(kinds["accept"], yes) for kinds, yes in each), default=0.0)


_AGAINST = re.compile(
    r"\b(?:should (?:you|that|those|these|it)|were you to|in case|in principle|if|unless|but|until|till|once|"
    r"when|provided|assuming|except|however|otherwise|almost|nearly|whether|rather|"
    r"what|how|why|which|where|would you|could you|can you)\b|\?",
    re.IGNORECASE,
)
"""Words after which a yes may be none; with one of them the heads must be surer."""
_NOT_NOW = re.compile(
    r"\b(?:sleep on|not so fast|hang on|hold on|not yet|let me think|think (?:about|it over)|weekend|"
    r"talk (?:it over|to)|"
    r"discuss (?:it|this) with|get back to you|come back to you|hold your|run (?:it|this|that) (?:by|past))\b"
    r"|^\W*(?:nope|nah|no(?! (?:issues?|doubts?|problems?|worries|objections?|edits|more questions?|further)\b))\b"
    r"|\bif\b(?! it (?:was|were) (?:only|just) )"
    r"(?! (?:that|this)(?:'s| is) (?:\w+ ){0,2}(?:last|end|best|final|all|it)\b)"
    r"|(?<!where )\b(?:would|do|did|should) (?:you|i|they|anyone) (?:\w+ )?(?:accept|take|sign|agree)"
    r"|\b(?:close|closer|near|nearer|far|leaning|inclined) (?:to|from|towards?) (?:\w+ )?"
    r"(?:yes|no|accept\w*|a deal|saying)"
    r"|\b(?:kidding|joking)\b|\bi(?:'d| would) accept\W*$"
    r"|\bmy \w+ (?:\w+ ){0,2}(?:tell|tells|telling|told|wrote|says|said|thinks|wants)\b"
    r"|\b(?:almost|nearly)\b|\bstay(?:ing)? (?:where i|put|on)\b"
    r"|\b(?:number|figure|money|salary|offer|base|pay) (?:still |just )?(?:needs|isn't|is not|has to)\b"
    r"|\b(?:yes|ok|okay|sure|fine|great),? but\b|\b(?:accept|take|sign|agree to) nothing\b|\bno deal\b"
    r"|\b(?:i'd|i would) (?:really |so )?love to\b|\bi (?:really |do )?want to\b"
    r"|\b(?:can't|cannot|can not|couldn't|could not|won't|will not|wouldn't|don't|do not|didn't|not|never) "
    r"(?!wait\b)(?:\w+ ){0,2}(?:accept|take|sign|agree|do)\b"
    r"|\bi (?:can|could|will|'ll) (?:also )?(?:send|show|forward|mail|share)\b"
    r"|\b(?:he|she|they|who|friend|colleague|brother|sister) (?:\w+ )?(?:accepted|signed|took)\b",
    re.IGNORECASE,
)
"""Words that put a yes off, tie it to something or say another's: with them the heads must be all but certain."""
_LAST_WORD = re.compile(r"\bif (?:that|this)(?:'s| is) (?:\w+ ){0,2}(?:last|end|best|final|all|it)\b", re.IGNORECASE)
"""What ties a yes to nothing: "if that's the last word"."""
_THANKS_ALONE = re.compile(
    r"\W*(?:(?:oh|wow|thanks?|thank you|cheers|great|nice|cool|awesome|lovely|amazing|wonderful|super|so|very|"
    r"much|a lot|"
    r"really|for (?:the|your|this) (?:offer|time|call|help)|that's|appreciated?|i|it)\W*)+",
    re.IGNORECASE,
)
"""Thanks and joy are no yes by themselves."""


IN_WRITING = re.compile(
    r"\b(?:could|can|would|will) you (?:please |kindly )?(?:send|put|e-?mail|mail|confirm|write)\b[^.?!]*\?",
    re.IGNORECASE,
)
"""A question that only wants it on paper."""


ON_PAPER = re.compile(
    r"\b(?:in writing|in written form|on paper|(?:by|in an|over|via|me an?) (?:e-?)?mail|contract|letter|papers?|"
    r"docusign|paperwork)\b",
    re.IGNORECASE,
)
"""What a yes may be wanted on."""


def kind_of(
    told: Mapping[str, Head], chances: Mapping[str, float], deal: float, line: Line, found: tuple[Heard, ...]
) -> str:
    """The likeliest kind, where an acceptance has passed the guard: of the line, or of one sentence that plainly says
    so while no other takes it back."""
    ranked = sorted(chances, key=lambda kind: -chances[kind])
    if ranked[0] in ("accept", "unclear", "walk") and _AWAY.search(line.text):
        return "walk"
    each = _each(told, line)
    plainest = _plainest(each)
    spoken_for = plainest >= PLAIN and min(chances["accept"], deal) >= LEANING
    if ranked[0] != "accept" and not spoken_for:
        return ranked[0]
    surest = max(_sure(chances["accept"], deal), plainest if spoken_for else 0.0)
    flags = told["flags"].chances(line.row())
    asking = any(one.role in ("ask", "give") and not stands(one, line) for one in found)
    taken = accepts(surest, line, found, flags) and not _taken_back([kinds for kinds, _ in each], asking=asking)
    return "accept" if taken else otherwise(ranked, chances)


_AWAY = re.compile(r"\b(?:i'm|i am|count me) (?:out|off|leaving|gone)\b(?! of)", re.IGNORECASE)
"""Who is out says no, however like "I'm in" it reads."""


def _sure(chance: float, deal: float) -> float:
    return float((chance * deal) ** 0.5)


def accepts(surest: float, line: Line, found: tuple[Heard, ...], flags: Mapping[str, float]) -> bool:
    """Whether a yes may be taken: the heads agree, it asks for what stands alone, and nothing speaks against it."""
    if any(one.role in ("ask", "give") and not stands(one, line) for one in found):
        return False
    if (_NOT_NOW.search(line.text) and surest < PLAINEST) or _THANKS_ALONE.fullmatch(line.text[:200]):
        return False
    if flags.get("rude", 0.0) >= RUDE:
        return False
    if BARE.fullmatch(line.text[:60]) and not (line.table.closing or line.table.phase.startswith("final")):
        return False
    bar = SURE + 0.25 * _against(line.text)
    return surest >= (bar - SURE + FAIR if line.table.closing else bar)


PLAINEST = 0.95
"""From which on a line is a yes though it holds such words: "No need to go on, I'll take it." """
RUDE = 0.2
"""Who is so likely rude says no yes: "Go to hell." """
BARE = re.compile(r"\W*(?:(?:yes|yeah|yep|yup|ok|okay|sure|fine|right|alright)\W*){1,4}", re.IGNORECASE)
"""A yes to nothing that was asked."""


def _against(text: str) -> bool:
    return bool(_AGAINST.search(_LAST_WORD.sub("", IN_WRITING.sub("", text))))


def otherwise(ranked: Sequence[str], chances: Mapping[str, float]) -> str:
    """What a line is whose yes isn't taken: another kind that is nearly as likely, else a question back."""
    best = next(kind for kind in ranked if kind != "accept")
    return best if chances[best] >= 0.25 else "unclear"


def _taken_back(sentences: Sequence[Mapping[str, float]], *, asking: bool) -> bool:
    """Whether a sentence beside the yes clearly does something else: "Count me in. The number still needs work."
    asking: the line holds a figure that doesn't stand yet; without one no sentence is a counter."""
    best = [max(kinds, key=kinds.__getitem__) for kinds in sentences]
    return any(
        kind in _NO_YES
        and (asking or kind not in ("counter", "choices"))
        and kinds[kind] >= 0.45
        and kinds["accept"] < LEANING
        for kind, kinds in zip(best, sentences, strict=True)
    )


_NO_YES = ("more", "decline", "counter", "conditional", "time", "choices", "walk")
