"""The one loader of the field's words: data files beside this one, as patterns."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ingest.lexicon import patterns

pattern = patterns.pattern
"""One pattern for all of some words."""


@cache
def data(name: str) -> Mapping[str, Any]:
    """The data file of this name (without its ending). Raises FileNotFoundError for none."""
    held: Mapping[str, Any] = loaded((Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8"))
    return held


def loaded(text: str) -> Any:
    """What a YAML text holds, by the C loader: it takes a tenth of the time, which a command's start feels."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def pay(kind: str) -> re.Pattern[str]:
    """How a kind of pay is named: base, bonus, signing, equity, strike, total, holiday, employer, allowance and so
    on."""
    return pattern(data("pay")[kind])


@cache
def pay_in_letter(kind: str) -> re.Pattern[str]:
    """How a letter names a kind of pay: as everywhere, and in words that stand in sentences only."""
    return pattern((*data("pay")[kind], *data("pay")["in_letters"].get(kind, ())))


@cache
def column(name: str) -> re.Pattern[str]:
    """What stands in a column, or at its head, by the name of its list."""
    return pattern(data("columns")[name])


@cache
def period(name: str) -> re.Pattern[str]:
    """How a period (hour, day, week, month, quarter, year) is written beside an amount; a blank may follow a slash."""
    told = data("pay")["periods"][name]
    apart = (f"/ {one[1:]}" for one in told if one.startswith("/") and len(one) > 3)
    return pattern([*told, *apart])


@cache
def small_number() -> re.Pattern[str]:
    """A small number in digits or in words of some languages."""
    return re.compile(rf"\d{{1,3}}|(?:{'|'.join(sorted(data('pay')['numbers'], key=len, reverse=True))})(?![\w])", re.I)


def valued(word: str) -> int:
    """What a small number is."""
    return int(word) if word.isdigit() else int(data("pay")["numbers"][word.lower()])
