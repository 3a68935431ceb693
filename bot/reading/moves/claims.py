"""Which companies' offers a line speaks of."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bot.reading.heads import load
from bot.reading.moves.heard import HeardFigure
from bot.reading.moves.rows import CandidateLine
from bot.reading.moves.table import OnTable
from bot.reading.whole import holds

WEIGHTS = Path(__file__).parent / "heads.npz"
STAYING = "current employer"
"""Who makes an offer to stay."""
_NAME = re.compile(r"\b([A-Z][\w&-]+(?:\.(?=\w)\w+)?(?: [A-Z][\w&-]+){0,2})(?:'s)?")
_NO_NAMES = frozenset(
    """I I'm I've I'd I'll Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March
    April May June
    July August September October November December RSU RSUs OK Okay English
    Sir Madam Ma'am CTC LPA BATNA Christmas
    Diwali
    Easter HR PTO VP CEO CTO US USA UK EU NYC LA SF PhD MBA EUR USD GBP INR SEK""".split()
)


def rivals(line: CandidateLine, amounts: Sequence[HeardFigure], reasons: Sequence[str]) -> list[dict[str, Any]]:
    """Claims of a line: companies named beside another offer, with the amounts told of it; null where none is named,
    and the current employer where theirs is an offer to stay."""
    known = any(holds(name, line.text) for name in line.table.rivals)
    if "competing" not in reasons and not amounts and not known:
        return []
    names = _named(line)
    told = [{"part": one.part, "amount": one.low} for one in amounts]
    if not names:
        company = STAYING if "retention" in reasons else None
        return [{"company": company, **one} for one in told]
    if not told:
        return [{"company": name, "part": None, "amount": None} for name in names]
    if len(names) == len(told):
        return [{"company": name, **one} for name, one in zip(names, told, strict=True)]
    return [{"company": names[0], **one} for one in told]


def company_in(text: str, table: OnTable) -> bool:
    """Whether a text names a company that isn't the one at the table."""
    known = any(holds(name, text) for name in table.rivals)
    return known or any(_is_name(name, table.company.lower()) for name in _NAME.findall(text))


def _named(line: CandidateLine) -> list[str]:
    """Companies named: those whose offers are known, else names written as such that are not this company's."""
    text, own = line.text, line.table.company.lower()
    known = [name for name in line.table.rivals if holds(name, text)]
    if known:
        return known
    found = [name for name in _NAME.findall(text) if _is_name(name, own)]
    said = [name for name in found if name not in line.table.recruiter]
    if said or found:
        return list(dict.fromkeys(said or found))[:3]
    return list(dict.fromkeys(name for name in _NAME.findall(line.table.recruiter) if _is_name(name, own)))[:1]


def _is_name(name: str, own: str) -> bool:
    """Whether capitals are a company's: none of its words is an everyday one, and it isn't this company."""
    words = name.replace(".", " ").split(" ")
    everyday = any(word.lower() in common() or word in _NO_NAMES for word in words)
    return not everyday and len(name) > 1 and name.lower() not in own


@cache
def common() -> frozenset[str]:
    """Words that people write small in the examples: no names."""
    return frozenset(load(WEIGHTS)[1].get("words", ()))
