"""Several sections as one answer: nothing is said twice, and what to go on with stands together at the end."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from bot.answer import Answer, BandCard, Block, Email, OfferGauge, Script, Suggestions, Text
from bot.coach.context import Context
from bot.coach.draft import BAND
from bot.coach.form import FILL, PUT, READY

One = TypeVar("One")
SUGGESTED = 4


def joined(answers: Sequence[Answer], offered: Sequence[str], context: Context) -> Answer:
    """One answer of several sections: each block once, the suggestions together at the end."""
    first = answers[0]
    blocks: list[Block] = []
    suggested: list[str] = list(offered)
    choices = False
    for answer in answers:
        worded = answer is not first and _has_words(blocks)
        for block in answer.blocks:
            if isinstance(block, Suggestions):
                if block.choices and len(answers) > 1:
                    continue  # A section asks which of many; the others' next steps are shorter and lead further.
                suggested += block.told
                choices = choices or block.choices
            elif _is_copyable(block) and worded:
                continue  # The draft that was asked for stands above; the advice's own would be a second one.
            elif not _told(block, blocks):
                blocks.append(block)
    if choices:
        suggested = suggested[len(offered) :]
    items = _fresh(suggested, context, choices=choices)
    if items:
        blocks.append(Suggestions(items=items, choices=choices and len(answers) == 1))
    dates = [answer.date for answer in answers if answer.date]
    return first.model_copy(
        update={
            "status": "answered" if any(answer.status == "answered" for answer in answers) else first.status,
            "blocks": tuple(blocks),
            "figures": _once(figure for answer in answers for figure in answer.figures),
            "numbers": _once(number for answer in answers for number in answer.numbers),
            "citations": _once(one for answer in answers for one in answer.citations),
            "date": min(dates, default=None),
        }
    )


def _is_copyable(block: Block) -> bool:
    """Whether a block is words to copy, or says of such how to use them."""
    return isinstance(block, Email | Script) or (
        isinstance(block, Text) and (block.text in (READY, FILL) or block.text.startswith(PUT))
    )


def _has_words(blocks: Sequence[Block]) -> bool:
    return any(isinstance(block, Email | Script) for block in blocks)


def _told(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether an earlier section has said this: the same block, or the band's line beside an offer that shows it."""
    shown = any(isinstance(one, OfferGauge | BandCard) for one in blocks)
    if block in blocks or not isinstance(block, Text):
        return block in blocks
    within = any(isinstance(one, Text) and block.text in one.text for one in blocks)
    return within or (shown and block.text.startswith(BAND))


def _once(items: Iterable[One]) -> tuple[One, ...]:
    found: list[One] = []
    for item in items:
        if item not in found:
            found.append(item)
    return tuple(found)


def _fresh(items: Sequence[str], context: Context, *, choices: bool) -> tuple[str, ...]:
    """Suggestions without those that the person has sent already, each once."""
    said = {turn.message.strip().casefold() for turn in context.history}
    kept = tuple(dict.fromkeys(item for item in items if choices or item.strip().casefold() not in said))
    return kept if choices else kept[:SUGGESTED]


def before_suggestions(blocks: Sequence[Block], block: Block) -> tuple[Block, ...]:
    """The blocks with one more, in front of what to go on with."""
    end = next((i for i, one in enumerate(blocks) if isinstance(one, Suggestions)), len(blocks))
    return (*blocks[:end], block, *blocks[end:])
