"""What the model that writes is given: the message, the person's own facts first, then what speaks for an answer."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.answer import Answer
from bot.coach.form import PUT
from bot.model.proposed import bounds
from bot.model.sheet import FactSheet, SheetFact
from bot.model.shown import shown_of
from bot.reading.types import Question

if TYPE_CHECKING:
    from bot.reading.types import Turn

_LAST, _BEFORE = 1_500, 250
"""Characters of the last turn's answer and of those before, which the model is shown so as not to say them again."""
_MESSAGE, _THEIRS = 4_000, 500
_KNOWN = {"company", "role", "region", "level", "current_level", "expertise", "situation", "stance"}
"""What a profile tells of the person besides amounts, which have ids."""
_KINDS = (
    ("own_terms", "u"), ("own_amounts", "m"), ("sums", "c"), ("figures", "f"), ("verdicts", "s"),
    ("suggested_asks", "n"), ("quotes", "p"), ("words_to_say", "w"),
)  # fmt: skip


def material(sheet: FactSheet, question: Question, composed: Answer, history: "Sequence[Turn]") -> str:
    """One JSON object: data, so that no text in it can be taken for an order."""
    shares = [*[_BEFORE] * (len(history) - 1), _LAST] if history else []
    data = {
        "message": question.text[:_MESSAGE], "language": sheet.language,
        "earlier": [
            {"they": turn.message[:_THEIRS], "you": shown_of(turn.answer)[:share]}
            for turn, share in zip(history, shares, strict=True)
        ],
        "person": question.profile.model_dump(include=_KNOWN, exclude_defaults=True, mode="json"),
        "facts": told(sheet), "asks_may_be": bounds(sheet),
        "read_as": composed.intent or question.intent, "status": composed.status, "shown_beside": sheet.beside(),
    }  # fmt: skip
    return json.dumps({k: v for k, v in data.items() if v}, ensure_ascii=False)


def told(sheet: FactSheet) -> dict[str, Any]:
    """The sheet's facts by kind; the sentences of cards by card."""
    found: dict[str, Any] = {}
    cards: dict[str, dict[str, str]] = {}
    for kind, letter in _KINDS:
        for item in [item for id_, item in sheet.items.items() if id_[0] == letter]:
            row = sheet.row(item)
            if letter == "s" and "from" in row:
                cards.setdefault(row["from"], {})[row["id"]] = row["says"] + (_AGAIN if item.before else "")
            elif letter == "p" and "from" in row:
                continue  # the card's sentences say it
            elif letter not in "sw" or not _of_its_ask(item, sheet):
                found.setdefault(kind, []).append(row | _read(item, sheet))
    return found | ({"cards": cards} if cards else {})


_AGAIN = " (told before)"


def _of_its_ask(item: SheetFact, sheet: FactSheet) -> bool:
    """Whether composed words name the figure that was composed to ask for ("I put $147K: ..."), which isn't theirs."""
    asks = [one.text for one in sheet.items.values() if one.use]
    return any(ask in item.text for ask in asks) if item.kind == "words" else item.text.startswith(PUT)


def _read(item: SheetFact, sheet: FactSheet) -> dict[str, str]:
    """Whose an amount of the message was read to be, and of what."""
    if (one := sheet.read_as(item)) is None:
        return {}
    whose = f"{one.what.replace('_', ' ')}{f', {one.part}' if one.part else ''}"
    return {"read_as": f"{whose} of {one.company}" if one.company else whose}
