"""The recruiter of a rehearsal in a model's voice: the engine's line with its figures as ids, nothing added."""

import json
import time
from collections.abc import Sequence

from bot.answer import Answer, Text
from bot.model.claim import SURE, chances, unfree
from bot.model.gate import ID, Gate, cleaned
from bot.model.narrator import Narrator
from bot.model.order import Mismatch
from bot.model.sentences import split
from bot.model.sheet import FactSheet
from bot.model.units import Thoughts
from ingest.amounts.numbers import mentions

PATIENCE = 20.0
"""Seconds that a line's wording may take."""
_NEAR = 0.62
"""Cosine from which on a sentence says what the engine's line says."""


async def word_line(narrator: Narrator, line: str, *, persona: str, move: str, allowed: Sequence[str] = ()) -> str:
    """A recruiter's line in the model's words, or the line itself when the model fails or says anything more or less.

    line: the engine's words, complete and correct. persona: one sentence on who speaks. move: what the line does, in
    words ("holds base, offers 10,000 more signing"). allowed: further texts whose numbers may be used.
    """
    if narrator.over():
        return line
    masked, figures = masked_line(line)
    data = json.dumps({"speaker": persona, "does": move, "line": masked}, ensure_ascii=False)
    text = await narrator.ask("recruiter", time.monotonic() + min(narrator.timeout, PATIENCE), line=data)
    worded = " ".join(Thoughts().without(text).split()).strip('"“” ')
    if not worded or len(worded) > 4 * len(line) + 400:
        return line
    said = restored(worded, figures) if keeps(worded, masked) else None
    if said is None:
        narrator.counts.fell("unverified")
        return line
    return said


def masked_line(line: str) -> tuple[str, tuple[str, ...]]:
    """The line with {n1}, {n2} ... where its numbers stand, and what each stands for."""
    figures: list[str] = []
    out, at = "", 0
    for one in mentions(line):
        if one.kind == "plain" and one.words:
            continue
        figures.append(line[one.start : one.end].strip())
        lead = len(line[one.start : one.end]) - len(line[one.start : one.end].lstrip())
        out += f"{line[at : one.start + lead]}{{n{len(figures)}}}"
        at = one.start + lead + len(figures[-1])
    return out + line[at:], tuple(figures)


def restored(worded: str, figures: Sequence[str]) -> str:
    """The words with their figures in place."""
    return ID.sub(lambda match: figures[int(match[1][1:]) - 1], worded)


def keeps(worded: str, masked: str) -> bool:
    """Whether the wording has the line's ids in their order, no other number, and no sentence that the line lacks."""
    plain = cleaned(worded)
    if [m.group() for m in ID.finditer(plain)] != [m.group() for m in ID.finditer(masked)]:
        return False
    gate = Gate(FactSheet(Answer(status="answered", blocks=(Text(text=masked),))))
    bare = ID.sub(" ", plain)
    try:
        gate.check_form(bare)
        gate.check_numbers(bare)
    except Mismatch:
        return False
    if _polarity(bare) != _polarity(ID.sub(" ", masked)):
        return False
    return all(_backed(sentence, masked) for sentence in split(plain))


def _polarity(text: str) -> bool:
    from bot.model.mentions import phrases

    return bool(
        phrases("negations").search(text)
        or any(word.rstrip(".,;:!?").endswith(("n't", "n’t")) for word in text.split())
    )


def _backed(sentence: str, line: str) -> bool:
    """Whether a sentence claims nothing, or what it says is near to a sentence of the line, ids and all."""
    from ingest.index.embedding import DEFAULT, embedder

    ids = {m.group() for m in ID.finditer(sentence)}
    if not ids and unfree(chances(sentence)) < SURE / 2 and len(sentence.split()) < 12:
        return True
    parts = split(line)
    spoken = [ID.sub("that amount", part) for part in (sentence, *parts)]
    vectors = embedder(DEFAULT).embed(spoken)
    near = max(
        (
            float(vectors[0] @ vectors[i])
            for i, part in enumerate(parts, 1)
            if ids <= {m.group() for m in ID.finditer(part)}
        ),
        default=0.0,
    )
    whole = float(vectors[0] @ embedder(DEFAULT).embed([ID.sub("that amount", line)])[0])
    return max(near, whole if ids <= {m.group() for m in ID.finditer(line)} else 0.0) >= _NEAR
