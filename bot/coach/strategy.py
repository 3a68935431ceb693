"""Which of a guide's strategies is for this person, and in which currency its bands are."""

from collections.abc import Sequence

from bot.reading.types import Subject
from ingest.guide.types import Band, Guide, Strategy


def strategy_of(guide: Guide, subject: Subject, bands: Sequence[Band]) -> Strategy | None:
    """The strategy for the subject's region or level, else the one for all, else the fullest."""
    if not guide.strategies:
        return None
    wanted = [w.lower() for w in (subject.level, subject.region, *(b.region for b in bands[:1])) if w]
    for strategy in guide.strategies:
        label = strategy.label.lower()
        if label and any(w in label or label in w for w in wanted):
            return strategy
    rich = sorted(guide.strategies, key=lambda s: (bool(s.label), -len([*s.ask, *s.floor, *s.accept_at, *s.signing])))
    return rich[0]


def currency_of(bands: Sequence[Band]) -> str | None:
    """The one currency of the bands, None when they have several."""
    codes = {b.base.amount.currency for b in bands if b.base and b.base.amount}
    return codes.pop() if len(codes) == 1 else None
