"""How much more than what was offered a message speaks of: "ask for 10k more", "another 5", "8 mehr"."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from bot.reading.features import words
from bot.reading.message import Message
from bot.reading.stretches import clause_from, clause_to
from bot.reading.terms import Offer
from ingest.amounts.mention import Mention
from ingest.guide.types import ComponentName
from ingest.lexicon import amounts
from ingest.lexicon.phrases import beside

_said = beside(__file__, "wishes")

Raised = Literal["base", "equity", "signing"]
_BESIDE = 24
"""Characters beside a number that are looked at."""
_FAR = 60
"""Characters in front of a number in which stands who gets it."""
_LEVELS = 3
"""How far levels lie apart that somebody compares."""
_MOST = Decimal("0.6")
"""The largest rise that is taken for one, of what there is; "200 more" of 150 is something else."""


def more_of(message: Message, components: Sequence[ComponentName], offer: Offer | None) -> tuple[Raised, int] | None:
    """Which part is to be more by how much, in the offer's currency; None where nothing of the kind is said, or the
    offer doesn't have that part."""
    part: Raised = next((one for one in ("equity", "signing") if components == (one,)), "base")
    held = getattr(offer, part) if offer is not None else None
    if offer is None or held is None:
        return None
    theirs = message.wishes.offered
    for one in message.amounts:
        if theirs is not None and one.text == theirs.text:
            continue  # "they offered me 12k more" is no wish.
        around = clause_to(message.short[max(0, one.start - _FAR) : one.start]), message.short[one.end :][:_BESIDE]
        if _said("of_others").search(clause_from(around[1])) or _said("of_others").search(around[0]):
            continue  # "the other senior makes 30k more"
        if one.low == one.high and says_more(message.short, one):
            by = _units(one, Decimal(held), offer.currency)
            if 0 < by <= Decimal(held) * _MOST:
                return part, int(by)
    return None


def says_more(text: str, one: Mention) -> bool:
    """Whether a number is by how much something is more: "8k more", "600 per maand meer", "another 5"."""
    after, before = words(text[one.end : one.end + _BESIDE]), words(text[max(0, one.start - _BESIDE) : one.start])
    while after and after[0] in amounts.listed("per_words"):
        after = after[1:]
    bare = one.kind == "plain" and not one.scaled and one.low < 1000
    if bare and one.low <= 1:
        return False  # "Taking another one": no money.
    long = next((n for n in (2, 1) if " ".join(after[:n]) in amounts.listed("more_after")), 0)
    if long or any(word in amounts.listed("more_before") for word in before[-1:]):
        # "3 more interviews" counts something else.
        return not bare or not any(
            word.isalpha() and word not in amounts.listed("more_then") for word in after[long:][:1]
        )
    return False


def is_a_level(message: Message, one: Mention) -> bool:
    """Whether a bare number is a level like one that the message names: "level 63. I expected 64"."""
    if one.kind != "plain" or one.scaled or one.currency is not None or one.low != one.high:
        return False
    named = ("".join(filter(str.isdigit, message.short[a:b])) for a, b, which in message.names if which == "level")
    return any(len(code) > 1 and abs(int(code) - one.low) <= _LEVELS for code in named if len(code) <= 3)


def _units(one: Mention, held: Decimal, currency: str | None) -> Decimal:
    """The rise in whole units of what is held: "10" of 150,000 are thousands, of 2,400,000 rupees lakhs."""
    if one.kind == "percent":
        return held * one.low / 100
    if one.kind not in ("money", "plain") or one.period == "month":
        return Decimal(0)
    if one.scaled or one.low >= 1000:
        return one.low
    return one.low * (100_000 if currency == "INR" and held >= 1_000_000 else 1_000 if held >= 10_000 else 1)
