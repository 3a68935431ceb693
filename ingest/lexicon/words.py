"""The one loader of the field's words: data files beside this one, compiled into patterns that can't backtrack far."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml


@cache
def data(name: str) -> Mapping[str, Any]:
    """The data file of this name (without its ending). Raises FileNotFoundError for none."""
    held: Mapping[str, Any] = loaded((Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8"))
    return held


def loaded(text: str) -> Any:
    """What a YAML text holds, by the C loader: it takes a tenth of the time, which a command's start feels."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    """One pattern for all the phrases, the longest first, whole words only; "*" stands for letters of a word."""
    return re.compile(together([_one(one) for one in sorted(phrases, key=len, reverse=True)], _FRONT), re.I)


_FRONT = r"(?<![\w])"


def together(patterns: Sequence[str], front: str) -> str:
    """Patterns as one, in their order. What neighbours have in front is looked at once for all of them: in the midst
    of a word none of them is tried."""
    runs = [(begins, list(run)) for begins, run in groupby(patterns, lambda one: one.startswith(front))]
    return "|".join(
        f"{front}(?:{'|'.join(one.removeprefix(front) for one in run)})" if begins else "|".join(run)
        for begins, run in runs
    )


def _one(phrase: str) -> str:
    inner = r"[\s-]{1,3}".join(
        re.escape(part).replace(r"\*", r"\w{0,30}") for part in re.split(r"[\s-]+", phrase.strip()) if part
    )
    front = _FRONT if phrase[:1].isalnum() or phrase[:1] == "*" else ""
    back = r"(?![\w])" if phrase[-1:].isalnum() or phrase[-1:] in "*." else ""
    return front + inner + back


@cache
def pay(kind: str) -> re.Pattern[str]:
    """How a kind of pay is named: base, bonus, signing, equity, strike, total, holiday, employer, allowance and so
    on."""
    return pattern(data("pay")[kind])


@cache
def column(name: str) -> re.Pattern[str]:
    """What stands in a column, or at its head, by the name of its list."""
    return pattern(data("columns")[name])


@cache
def period(name: str) -> re.Pattern[str]:
    """How a period (hour, day, week, month, quarter, year) is written beside an amount."""
    return pattern(data("pay")["periods"][name])


@cache
def small_number() -> re.Pattern[str]:
    """A small number in digits or in words of some languages."""
    return re.compile(rf"\d{{1,3}}|(?:{'|'.join(sorted(data('pay')['numbers'], key=len, reverse=True))})(?![\w])", re.I)


def valued(word: str) -> int:
    """What a small number is."""
    return int(word) if word.isdigit() else int(data("pay")["numbers"][word.lower()])
