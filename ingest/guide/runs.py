"""Several levels with their pay in one line: "E1 55-63k, E2 66-78k, E3 82-97k (EUR, yearly gross)"."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from ingest.amounts.plain import plain
from ingest.amounts.types import MoneyHint
from ingest.guide.around import spoken_of
from ingest.guide.cells import SPANS, read_any
from ingest.guide.clauses import without_speaker
from ingest.guide.context import Setting, currency_said
from ingest.guide.grids import kind_column
from ingest.guide.headers import names_level
from ingest.guide.kinds import is_title, kind_of
from ingest.guide.taken import Cell_, LevelPay
from ingest.lexicon import words

_TAIL = re.compile(r"\s*[(\[](?P<tail>[^()\[\]]{2,60})[)\]]\W*$")
_PIECE = re.compile(r"(?P<label>[^\W\d_][\w /&+-]{0,40}?)\s*(?::|=|–|—)?\s+(?P<value>[^\w\s]{0,3}\s?\d[^,;]*)")
LONGEST = 240
"""Letters of a line that is looked at."""


def run_on(lines: Sequence[str], setting: Setting, code: Container[int], about_pay: bool) -> Iterator[LevelPay]:
    """The levels of each line that holds nothing but levels or jobs with an amount each, and in brackets behind them
    what these are in. about_pay: the document says of itself that it is about pay; else the brackets must."""
    for number, line in enumerate(lines, start=1):
        shown = plain(without_speaker(line)) if len(line) < LONGEST and "|" not in line else ""
        tail = _TAIL.search(shown)
        beside = tail["tail"] if tail else ""
        body = (shown[: tail.start()] if tail else shown).rstrip(" .")
        found = [_PIECE.fullmatch(piece.strip()) for piece in re.split(r"[,;]\s+", body)]
        named = [one for one in found if one and (names_level(one["label"]) or is_title(one["label"]))]
        if number in code or len(named) < 2 or len(named) < len(found):
            continue
        if not (about_pay or spoken_of((beside,)) == "base"):
            continue
        stated = currency_said(beside) or setting.currency
        hint = MoneyHint((stated,) if stated else (), setting.home, setting.scale)
        period = next((span for span in SPANS if words.period(span).search(beside)), None) or setting.period
        column = replace(kind_column("base", kind_of("base salary")), period=period or "year")
        for one in named:
            if read_any(one["value"], hint, period).amount:
                cell = Cell_("base", column, (one["value"],), number)
                job = one["label"] if is_title(one["label"]) else ""
                yield LevelPay(number, "", one["label"], role=job, currency=stated or "", period=period, cells=(cell,))
