"""What answers are made of beside their prose, in a person's language: headings, parts of pay, figures, questions.

Answers are composed and kept in English; this is put on what goes out, where its asker's language has phrases: those
that know their name by it; in prose, and in what older answers hold, headings and parts of pay by their English. What
has no phrase stays as it is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from string import Formatter
from typing import Any

from babel.core import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, get_currency_symbol

from bot.languages.phrase import Bulleted, Given, Paid, Phrase, Phrased, bullets, held, slotted, titles, worded
from bot.languages.slotted import filled
from bot.wording import exact, money, percent
from ingest.amounts.numbers import mentions

LANGUAGES = ("en", "de")
"""Tags of the languages that pages and phrases are in; the first is where others fall back to."""
_SHOWN = {"items": "labels", "quick_phrases": "quick_labels", "again": "again_labels"}
"""What is sent in English, and under which name it is shown in the language."""
GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)")
"""Digits in groups, as English writes them."""
_FIGURES = re.compile(r"[^a-z]*\d,\d{3}[^a-z]*")
"""What is nothing but figures with their signs and codes, as answers and guides write them."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
LONGEST = 200
"""Characters of what may be a phrase."""
_OPEN = "note-"
"""What the names of phrases begin with whose slots may hold names, which stay as they are."""
_BY_NAME = ("figure", "if-")
"""Of those that are said by their name alone."""
_PERIODS = {
    "year": "perYear", "month": "perMonth", "week": "perWeek", "day": "perDay", "hour": "perHour",
    "grant": "wholeGrant",
}  # fmt: skip


class Catalogue:
    """A language's phrases. names: English to the language, of what tables and cards are made of; slotted: those with
    {amount} for what differs, the longest first; open: the English ones whose slots may hold names, which stay as they
    are."""

    def __init__(self, language: str, locale: str = "") -> None:
        self.language = language
        self.locale = Locale.parse(locale or language)
        english, said = slotted("en"), slotted(language)
        told = [name for name in said if not name.startswith(_BY_NAME)]
        self.names: dict[str, str] = titles(language) | {english[name]: said[name] for name in told}
        self.slotted = sorted((one for one in self.names if "{" in one), key=len, reverse=True)
        self.open = {english[name] for name in told if name.startswith(_OPEN)}
        self._gap = "" if self.locale.percent_formats[None].pattern.endswith("0%") else "\u00a0"
        """What stands before a percent sign."""

    def say(self, text: str) -> str:
        """The text in the language; unchanged where nothing is known for it. Not remembered: it may be a person's."""
        if len(text) > LONGEST:
            return text
        if (known := self.names.get(text)) is not None:
            return known
        if (amount := self._day(text) or self._amount(text)) is not None:
            return amount
        for pattern in self.slotted:
            held = filled(pattern, text)
            if held is None:
                continue
            within = [self.say(one) for one in held]
            if pattern in self.open or all(map(_understood, held, within)):
                return self.names[pattern].format(**dict(zip(_slots(pattern), within, strict=True)))
        return GROUPED.sub(self._regrouped, text) if _FIGURES.fullmatch(text) else text

    def _figures(self, text: str) -> str:
        """A day, an amount or bare figures as the language writes them; anything else stays as it is."""
        if (amount := self._day(text) or self._amount(text)) is not None:
            return amount
        return GROUPED.sub(self._regrouped, text) if _FIGURES.fullmatch(text) else text

    def _regrouped(self, one: re.Match[str]) -> str:
        """Digits in groups as the language writes them: "103,500" would be read as hardly more than a hundred."""
        return self.number(Decimal(one[0].replace(",", "")))

    def words(self, text: str) -> str:
        """What is said, in the language, where it knows which phrases it is; else a label or a figure in it."""
        return self._phrased(text.phrases) if isinstance(text, Phrased) else self.say(text)

    def has(self, phrases: Iterable[Phrase | None]) -> bool:
        """Whether the language has words for each of some phrases."""
        return all(one is None or held(one.name, self.language) for one in phrases)

    def _phrased(self, phrases: Iterable[Phrase]) -> str:
        return " ".join(worded(one, self.language, self._given) for one in phrases)

    def _given(self, value: Given) -> str:
        """What differs in a phrase, as the language writes it."""
        if isinstance(value, Phrase):
            return self._phrased([value])
        if isinstance(value, Paid):
            return self._paid(value)
        if isinstance(value, Bulleted):
            return bullets(value, self._given)
        if not isinstance(value, tuple):
            return str(value)
        return str(format_list([self.say(one) if isinstance(one, str) else self._given(one) for one in value],
                               locale=self.locale))  # fmt: skip

    def _named(self, name: str, **given: str | int) -> str:
        return worded(Phrase(name=name, given=dict(given)), self.language, str)

    def _paid(self, value: Paid) -> str:
        high = value.value if value.high is None else value.high
        most = value.unit is None and value.value == 0 < high
        digits = "–".join(
            dict.fromkeys(self.number(Decimal(end)) for end in ((high,) if most else (value.value, high)))
        )
        if value.unit == "percent":
            told = f"{digits}{self._gap}%"
            return self._named("orMore", amount=told) if value.open else told
        if value.unit == "options":
            return self._named("countOptions", n=digits)
        told = f"{self._signed(digits, value.currency) if value.currency else digits}{'+' if value.open else ''}"
        told = self._named("upTo", amount=told) if most else told
        if value.years and value.period == "grant":
            told = self._named("overYears", amount=told, n=value.years)
        elif value.period in _PERIODS:
            told = self._named(_PERIODS[value.period], amount=told)
        return f"{told} ({self.say(value.part)})" if value.part else told

    def _day(self, text: str) -> str | None:
        """A day that is written as 2026-01-31."""
        if not _DAY.fullmatch(text):
            return None
        try:
            return str(format_date(date.fromisoformat(text), "medium", locale=self.locale))
        except ValueError:
            return None

    def _amount(self, text: str) -> str | None:
        """A bare amount or share, where it is written as answers write them: so nothing of it is lost."""
        found = mentions(text, 2) if any(map(str.isdigit, text)) else ()
        if len(found) != 1:
            return None
        one = found[0]
        digits = "–".join(dict.fromkeys(self.number(end) for end in (one.low, one.high)))
        if one.kind == "percent" and text == percent(one.low, one.high):
            return f"{digits}{self._gap}%"
        whole = "–".join(exact(end, one.currency) for end in dict.fromkeys((one.low, one.high)))
        coded = f"{one.currency} " + "–".join(dict.fromkeys(f"{end:,}" for end in (one.low, one.high)))
        if one.currency and text in (money(one.low, one.high, one.currency, open_=one.open), whole, coded):
            return f"{self._signed(digits, one.currency)}{'+' if one.open else ''}"
        return None

    def _signed(self, digits: str, currency: str) -> str:
        """Digits with their currency's sign, where the language puts it."""
        sign = get_currency_symbol(currency, self.locale)
        if sign == "$" and currency != "USD":  # In Mexico both are written so.
            sign = currency
        first = self.locale.currency_formats["standard"].pattern.startswith("¤")
        return f"{sign}\u00a0{digits}" if first else f"{digits}\u00a0{sign}"

    def number(self, value: Decimal) -> str:
        """A number as the language writes it."""
        return str(format_decimal(value, locale=self.locale))

    def spoken(self, data: Any) -> Any:
        """What is sent (an answer, a history, a board, a debrief, as JSON has it) with its phrases in the language."""
        if isinstance(data, list):
            return [self.spoken(one) for one in data]
        if not isinstance(data, dict):
            return data
        told = {name: value if name == "phrases" else self.spoken(value) for name, value in data.items()}
        for name in ("label", "title"):
            if isinstance(data.get(name), str):
                told[name] = self.say(data[name])
        kind = data.get("type")
        plain = ("text",) if "verbatim" in data or kind == "warning" else ()
        for name in plain or (("first", "final", "gained") if "gained" in data else ()):
            told[name] = self.say(data[name])
        for name, labels in _SHOWN.items():
            if labels in data:
                told[labels] = [self.say(one) for one in data[name]]
        if kind == "comparison":
            told["columns"] = [self.say(one) for one in data["columns"]]
            told["rows"] = [[self.say(cell) for cell in row] for row in data["rows"]]
        elif kind == "offer":
            told["unknown"] = [self.say(one) for one in data["unknown"]]
        return told | self._by_phrases(data)

    def _by_phrases(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The texts of an object that are phrases; those that are sent as they are get what they show beside them."""
        told: dict[str, Any] = {}
        for name, each in (data.get("phrases") or {}).items():
            known = iter([Phrase(**one) if one else None for one in each])
            if isinstance(data[name], str):
                told[name] = self._phrased(one for one in known if one)
            else:
                told[_SHOWN.get(name, name)] = [self._each(one, known) for one in data[name]]
        return told

    def _each(self, text: str | list[str], known: Iterator[Phrase | None]) -> str | list[str]:
        """One of several texts, of rows each cell, by the next phrase; one that is none is a name or the guide's own
        words, of which only figures are written otherwise."""
        if isinstance(text, list):
            return [str(self._each(cell, known)) for cell in text]
        one = next(known)
        return self._phrased([one]) if one else self._figures(text)


@cache
def _slots(pattern: str) -> tuple[str, ...]:
    """The names of a pattern's slots, in its order."""
    return tuple(name for _, name, *_ in Formatter().parse(pattern) if name)


def _understood(was: str, said: str) -> bool:
    """Whether what stands in a slot is in the language, or the same in each: a number, a currency's code."""
    return said != was or was.isdigit() or (len(was) == 3 and was.isupper())


@cache
def catalogue(language: str, locale: str = "") -> Catalogue:
    """The phrases of a language that has a file of them beside this. locale: whose way of writing figures it takes."""
    return Catalogue(language, locale)


def phrases(language: str) -> Catalogue | None:
    """The phrases of a tag of LANGUAGES; None for English, which needs none."""
    return catalogue(language) if language in LANGUAGES[1:] else None
