"""Which amounts are what an advert, or a band that they were told, says that the job pays: nobody's offer."""

from bot.reading.stretches import clause_from, clause_to
from ingest.amounts.mention import Mention
from ingest.lexicon.phrases import beside

_said = beside(__file__, "wishes")
_FAR, _BEHIND = 60, 24
"""Characters in front of an amount, and behind it, in which the word for an advert stands."""
_LEAST = 20


def is_posted(one: Mention, text: str) -> bool:
    """A range of pay that stands beside a word for an advert or a band, or one amount that an advert named."""
    if one.high < _LEAST or one.kind not in ("money", "plain"):
        return False
    if one.low != one.high:
        return _said("posted").search(text[max(0, one.start - _FAR) : one.end + _BEHIND]) is not None
    before = clause_to(text[max(0, one.start - _FAR) : one.start])
    if _said("advertised").ends(before):
        return True
    behind = clause_from(text[one.end :])
    found = _said("on_the_advert").starts(behind)
    # "82k, in the ad it was 100k": the advert's is the next one.
    return found is not None and not text[one.end + len(behind) :][:1].isdecimal()
