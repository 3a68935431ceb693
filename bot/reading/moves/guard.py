"""What a line does as a whole, and the guard before an acceptance: nothing is one that doesn't say so."""

from collections.abc import Mapping, Sequence

from bot.reading.heads import Head
from bot.reading.moves.amounts import compared, spoken
from bot.reading.moves.heard import HeardFigure
from bot.reading.moves.rows import CandidateLine
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words", {"end": r"\W*$"})

SURE, FAIR = 0.45, 0.38
"""From which probabilities on a yes is taken: as the likeliest kind, and where it has just been asked for."""
RECITED = 0.15
"""The same of a line that says the figures that stand, and no others."""
PLAIN, LEANING = 0.75, 0.15
"""From which on one sentence says yes for the line, and how far the whole line must lean to one beside it."""
ALONE = 0.5
"""The same where it is heard as an answer to an offer, whatever was said before it."""


def stands(one: HeardFigure, line: CandidateLine) -> bool:
    """Whether a figure is what stands already."""
    return line.table.now(one.part) == one.low == one.high


def recites(found: tuple[HeardFigure, ...], line: CandidateLine) -> bool:
    """Whether the line says nothing but the figures that stand, so that they ask for nothing."""
    asks = [one for one in found if one.role == "ask"]
    if asks or found:
        return bool(asks) and all(stands(one, line) for one in asks)
    money = [one for one in line.amounts if not (one.unit or one.percent)]
    return bool(money) and all("=" in compared(one, line.table).values() for one in money)


def reciting(told: Mapping[str, Head], chances: Mapping[str, float], deal: float, line: CandidateLine) -> str:
    """The kind of a line whose figures all stand: a yes, where the heads lean to one or a sentence plainly says so,
    and nothing speaks against it; a question, where a sentence plainly is one. Who seems to ask for what stands ("I'm
    looking for 184 and 200") is asked back."""
    each = _each(told, line)
    if any(kinds["question"] >= PLAIN for kinds, _ in each):
        return "question"
    wants = chances["counter"] > chances["accept"]
    leans = (not wants and min(chances["accept"], deal) >= RECITED) or _plainest(each) >= PLAIN
    if leans and not (_against(spoken(line.said)) or puts_off(line.text)):
        return "accept"
    left = {
        kind: chance for kind, chance in chances.items() if kind not in ("counter", "accept", "choices", "ultimatum")
    }
    best = max(left, key=left.__getitem__)
    return best if left[best] >= max(0.15, chances["counter"]) else "unclear"


Sentences = Sequence[tuple[Mapping[str, float], float]]
"""Of each sentence of a line the chances of its kinds, and that it takes the offer."""


def _each(told: Mapping[str, Head], line: CandidateLine) -> Sentences:
    return [(told["kind"].chances(one.row()), told["deal"].chances(one.row())["deal"]) for one in line.sentences]


def _each_alone(told: Mapping[str, Head], line: CandidateLine) -> Sentences:
    """The same of each sentence by itself: a plain yes is one whatever was asked before it."""
    alone = [one.alone for one in line.sentences or [line]]
    return [(told["kind"].chances(one.row()), told["deal"].chances(one.row())["deal"]) for one in alone]


def _plainest(each: Sentences) -> float:
    return max((_sure(kinds["accept"], yes) for kinds, yes in each), default=0.0)


_AGAINST = _said("against")
"""Words after which a yes may be none; with one of them the heads must be surer."""
_NOT_NOW = _said("not_now")
"""Words that put a yes off, tie it to something or say another's: with them the heads must be all but certain."""
_LAST_WORD = _said("last_word")
"""What ties a yes to nothing: "if that's the last word"."""
_THANKS_ALONE = _said("thanks")
"""Thanks and joy are no yes by themselves."""


ON_PAPER = _said("on_paper")
"""What a yes may be wanted on."""


def kind_of(
    told: Mapping[str, Head],
    chances: Mapping[str, float],
    deal: float,
    line: CandidateLine,
    found: tuple[HeardFigure, ...],
) -> str:
    """The likeliest kind, where an acceptance has passed the guard: of the line, or of one sentence that plainly says
    so while no other takes it back."""
    ranked = sorted(chances, key=lambda kind: -chances[kind])
    if ranked[0] in ("accept", "unclear", "walk") and _AWAY.search(line.text):
        return "walk"
    each = _each(told, line)
    plainest, alone = _plainest(each), _plainest(_each_alone(told, line))
    spoken_for = (plainest >= PLAIN or alone >= ALONE) and min(chances["accept"], deal) >= LEANING
    if ranked[0] != "accept" and not spoken_for:
        return ranked[0]
    surest = max(_sure(chances["accept"], deal), max(plainest, alone) if spoken_for else 0.0)
    flags = told["flags"].chances(line.row())
    asking = any(one.role in ("ask", "give") and not stands(one, line) for one in found)
    taken = accepts(surest, line, found, flags) and not _taken_back([kinds for kinds, _ in each], asking=asking)
    return "accept" if taken else otherwise(ranked, chances)


_AWAY = _said("away")
"""Who is out says no, however like "I'm in" it reads."""


def _sure(chance: float, deal: float) -> float:
    return float((chance * deal) ** 0.5)


def accepts(surest: float, line: CandidateLine, found: tuple[HeardFigure, ...], flags: Mapping[str, float]) -> bool:
    """Whether a yes may be taken: the heads agree, it asks for what stands alone, and nothing speaks against it."""
    if any(one.role in ("ask", "give") and not stands(one, line) for one in found):
        return False
    if (puts_off(line.text) and surest < PLAINEST) or _THANKS_ALONE.only(line.text[:200]):
        return False
    if flags.get("rude", 0.0) >= RUDE:
        return False
    if BARE.only(line.text[:60]) and not (line.table.closing or line.table.phase.startswith("final")):
        return False
    bar = SURE + 0.25 * _against(line.text)
    return surest >= (bar - SURE + FAIR if line.table.closing else bar)


PLAINEST = 0.95
"""From which on a line is a yes though it holds such words: "No need to go on, I'll take it." """
RUDE = 0.2
"""Who is so likely rude says no yes: "Go to hell." """
BARE = _said("bare_yes")
"""A yes to nothing that was asked."""


def puts_off(text: str) -> bool:
    """Whether a line puts a yes off, ties it to something, or begins with a no."""
    return bool(_NOT_NOW.search(text) or _said("no_first").opens(text))


def _against(text: str) -> bool:
    return bool(_AGAINST.search(_LAST_WORD.without(text)))


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
