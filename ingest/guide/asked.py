"""Pay told as the answer to a question ("What do you pay L4s? Between ..."), and several parts of it in one breath."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from ingest.amounts.plain import plain
from ingest.amounts.types import MoneyHint
from ingest.guide.cells import read_any
from ingest.guide.clauses import places_out, without_speaker
from ingest.guide.context import Setting
from ingest.guide.grids import kind_column
from ingest.guide.kinds import is_title, kind_of
from ingest.guide.taken import Cell_, LevelPay
from ingest.lexicon import titles, words

_PIECES = re.compile(r",\s+(?:(?:plus|and)\s+)?(?:an?\s+)?|\s+(?:\+|plus|and an?)\s+(?:an?\s+)?", re.I)
_CODE = re.compile(r"\b([A-Z]{1,3}\d{1,2})s?\b")
_NAMES = ("signing", "equity", "bonus", "base", "total")
LONGEST = 300
"""Characters of an answer that is more than a figure."""


def parts(text: str, row: int, hint: MoneyHint, setting: Setting) -> tuple[Cell_, ...]:
    """The parts of pay that a text tells one after the other: "$152,000–$178,000 base, plus a 12% bonus"; () where a
    figure of it can't be told. The first may go without a name: it is the salary."""
    found: list[Cell_] = []
    for piece in _PIECES.split(plain(text).rstrip(".")):
        if not re.search(r"\d", piece):
            continue
        component = kind_of(piece).component or ("" if found else "base")
        value = piece
        for name in _NAMES:
            value = words.pay(name).sub(" ", value)
        kind = kind_of("base salary" if component == "base" else piece)
        if found and component not in ("", "base") and read_any(value, hint).state != "stated":
            continue  # a bonus that is told in words leaves the salary what it is
        if not component or kind.other or read_any(value, hint).state != "stated":
            return ()
        column = replace(kind_column(component, kind), period=kind.column.period or setting.period)
        found.append(Cell_(component, column, (value.strip(),), row))
    return tuple(found) if len({one.component for one in found}) == len(found) else ()


_ASKED_IN_BOLD = re.compile(r"^\s*(?:[-*+•]\s+)?(?:\*\*|__)(?P<question>[^*_]+\?)(?:\*\*|__)\s+(?P<answer>\S.*)$")
"""A question in bold with its answer on the same line."""


def answers(lines: Sequence[str], setting: Setting, code: Container[int] = ()) -> Iterator[LevelPay]:
    """Answers that begin with a figure, to questions about the pay of a level or a job, and to those right behind
    them ("And L5s?")."""
    hint = MoneyHint((setting.currency,) if setting.currency else (), setting.home, setting.scale)
    about_pay = False
    asked = ""
    for number, line in _turns(lines):
        shown = re.sub(r"^(?:[-*#>\s]|[QA][.:)]\s)+", "", without_speaker(line).replace("**", "")).strip()
        if number in code or not shown:
            continue
        if shown.endswith("?"):
            about_pay = bool(words.column("asks_of_pay").search(shown)) or (about_pay and len(shown.split()) < 6)
            asked = _whom(shown) if about_pay else ""
            continue
        place, told = places_out(re.split(r"(?<=[.!])\s", shown)[0])
        cells = parts(told, number, hint, setting) if asked else ()
        if cells and len(shown) < LONGEST and not words.column("supposes").search(shown):
            yield LevelPay(number, place, asked, role=asked if is_title(asked) else "", cells=cells)
        asked = ""


def _turns(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, a question in bold apart from the answer behind it."""
    for number, line in enumerate(lines, start=1):
        both = _ASKED_IN_BOLD.match(line)
        yield from ((number, both["question"]), (number, both["answer"])) if both else ((number, line),)


def _whom(question: str) -> str:
    """The level or the job that a question asks about: "L4" of "What do you pay L4s?"; "" for none."""
    if codes := _CODE.findall(question):
        return codes[0] if len(codes) == 1 else ""
    said = [titles.plurals().get(word.casefold(), word) for word in re.findall(r"[^\W\d][\w+#-]*|\d{1,2}", question)]
    at = max((i for i, word in enumerate(said) if is_title(word)), default=-1)
    asking = {*words.data("columns")["asking_words"], *words.data("columns")["says_pay"]}
    first = at
    while first > 0 and said[first - 1].casefold() not in asking:
        first -= 1
    if at < 0:  # "And a lead?"
        ranks = [word for word in said if word.casefold() in titles.seniority()]
        return ranks[0].capitalize() if len(ranks) == 1 else ""
    while at + 1 < len(said) and said[at + 1].casefold() in words.data("columns")["ranks_behind"]:
        at += 1  # "dev pleno"
    job = " ".join(said[first : at + 1]).capitalize()
    return job.removesuffix("s") if is_title(job.removesuffix("s")) else job
