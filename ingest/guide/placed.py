"""Lists of offers that were had, a company, a job and a place a line: "Kaveri Payments, SDE-1, Bengaluru: CTC 19.5 LPA
(fixed 15 LPA)"."""

import re
from collections.abc import Container, Iterator, Sequence

from ingest.amounts.plain import plain
from ingest.amounts.types import MoneyHint
from ingest.guide.asked import parts
from ingest.guide.clauses import first_sentence
from ingest.guide.context import Setting
from ingest.guide.headers import CODE, names_level
from ingest.guide.kinds import is_title
from ingest.guide.taken import LevelPay
from ingest.lexicon.places import is_place, local_currency, places_alone

_LINE = re.compile(
    r"^[\s*•+-]*\**(?P<company>[^\W\d_][^,:;()\[\]|*]{1,40}?)\**\s*"
    r"(?:,\s*(?P<parts>[^:()|$£€₹.]{2,60})|[(\[](?P<inner>[^()\[\]:|]{2,60})[)\]])\s*(?::|=|–|—|\s-)\s*(?P<value>\S.*\d.*)$"
)
_CODED = re.compile(r"[A-Z]{2,4}[- ]?\d")
"""A job by its code: "SDE-1"."""
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_LEAST = 2
"""Lines that make a list."""


def lines_of_offers(lines: Sequence[str], setting: Setting, code: Container[int] = ()) -> Iterator[LevelPay]:
    """The lines of a list of which each names a company first, then its job and place, and what is paid there; none
    where a line of it begins with a job, a rank or a place, as then it is one company's."""
    told = [(n, m) for n, line in enumerate(lines, 1) if n not in code and len(line) < 200 and (m := _LINE.match(line))]
    named = [(n, m) for n, m in told if _job_and_place(m)]
    firsts = [plain(m["company"]).strip() for _, m in named]
    ours = any(is_title(one) or names_level(one) or CODE.fullmatch(one) or places_alone(one) for one in firsts)
    if len(named) < _LEAST or ours:
        return
    for (number, found), company in zip(named, firsts, strict=True):
        job, place = _job_and_place(found) or ("", "")
        stated = (setting.currency,) if setting.currency else ()
        hint = MoneyHint(stated, local_currency(place) or setting.home, setting.scale)
        value = first_sentence(_BRACKET.sub(r", \1", found["value"])).strip(" .")
        first, comma, rest = value.partition(", ")
        if comma and not job and (is_title(first) or _CODED.fullmatch(first)):
            job, value = first, rest
        if cells := parts(value, number, hint, setting):
            yield LevelPay(number, place, job, company=company, role=job, cells=cells)


def _job_and_place(found: re.Match[str]) -> tuple[str, str] | None:
    """The job and the place behind a company's name, either of which may be missing; None where neither is named."""
    said = [plain(part).strip() for part in (found["parts"] or found["inner"]).split(",")]
    places = [part for part in said if is_place(part) and not is_title(part)]
    rest = [part for part in said if part not in places]
    jobs = [part for part in rest if is_title(part)] or rest
    known = places or any(is_title(part) for part in rest)
    return (jobs[0] if jobs else "", places[0] if places else "") if known and len(places) < 2 else None
