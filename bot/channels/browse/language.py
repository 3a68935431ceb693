"""The language of a page: which one a caller wants, its texts (Fluent), its money, numbers and dates (Babel)."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources

from babel.core import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_symbol
from fastapi import Request
from fluent.runtime import FluentBundle, FluentResource

from bot.channels.browse.chart import Tick
from bot.channels.browse.figures import ShownCell
from bot.channels.phrases import preferred
from bot.coach.cards import BLANKS
from bot.languages.phrases import phrases
from bot.languages.prose import prose
from ingest.guide.playbook import Card

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""Tag and own name of each language that has a catalogue; the first is where others fall back to."""
_PERIODS = {"year": "perYear", "month": "perMonth", "week": "perWeek", "day": "perDay", "hour": "perHour"}

_LINK = re.compile(r'href="(/(?!browse/|widget|favicon|openapi)(?:(?!lang=)[^"#])*)(#[^"]*)?"')
_FORM = re.compile(r"<form\b[^>]*>")


def chosen_in(request: Request) -> str:
    """The tag that the page's address names ("?lang=de"); "" for none, or none of ours."""
    chosen = request.query_params.get("lang", "")
    return chosen if chosen in LANGUAGES else ""


def carried(html: str, tag: str) -> str:
    """A page whose links and forms keep a chosen language: no cookie has to."""
    html = _LINK.sub(
        lambda found: f'href="{found[1]}{"&amp;" if "?" in found[1] else "?"}lang={tag}{found[2] or ""}"', html
    )
    return _FORM.sub(lambda found: f'{found[0]}<input type="hidden" name="lang" value="{tag}">', html)


def language_of(request: Request) -> str:
    """The tag a page is to be in: chosen in its address, else what the browser prefers."""
    if chosen := chosen_in(request):
        return chosen
    return preferred(request.headers.get("accept-language", ""))


class Texts:
    """A language's texts, called with a message's name and its variables; and how it writes figures and days."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = Locale.parse(language)
        place = resources.files("bot").joinpath("channels", "browse", "texts", f"{language}.ftl")
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(FluentResource(place.read_text(encoding="utf-8")))

    def __call__(self, message: str, /, **given: object) -> str:
        """Raises LookupError for a message that the catalogue lacks: a test reads every template."""
        pattern = self._bundle.get_message(message).value
        assert pattern is not None
        values: Mapping[str, object] = {
            key: value if isinstance(value, int) else str(value) for key, value in given.items()
        }
        text, faults = self._bundle.format_pattern(pattern, values)
        if faults:
            raise faults[0]
        return str(text)

    def held(self, name: str) -> bool:
        """Whether the catalogue has such a message."""
        return bool(self._bundle.has_message(name))

    def say(self, text: str) -> str:
        """A part of pay, a finding, a note on a figure or a card's title in the language; what isn't ours stays as it
        is."""
        known = phrases(self.language)
        return known.words(text) if known else text

    def card(self, card: Card) -> Card | None:
        """A card in the language; None where it has no words for all of it."""
        known = prose(self.language)
        return known.card(card) if known else card

    def blank(self, slot: str) -> str:
        """What stands in a card's words to say for what isn't known of their reader."""
        words, known = BLANKS.get(slot, f"[{slot}]"), prose(self.language)
        return known.word(words) if known else words

    def where(self, words: str) -> str:
        """A row's level and place; that it holds everywhere."""
        return words or self("allPlaces")

    def listed(self, items: Sequence[str], most: int = 12) -> str:
        """Items in a sentence, the first of them and how many more there are."""
        left = len(items) - most
        if left > 0:
            return self("listedMore", items=", ".join(items[:most]), n=left)
        *before, last = items
        return self("listed", items=", ".join(before), last=last) if before else last

    def number(self, value: int | Decimal) -> str:
        """Digits in the language's groups: "1,234"."""
        return str(format_decimal(value, locale=self._locale))

    def day(self, value: date | str | None) -> str:
        """A day in words: "5 Jan 2026"; what is no day stays as it is."""
        try:
            return str(format_date(date.fromisoformat(str(value)[:10]), "medium", locale=self._locale))
        except ValueError:
            return str(value or "")

    def figure(self, cell: ShownCell) -> str:
        """A cell's figure with all its digits as the language writes it; words stay the guide's."""
        if self.language == "en" or cell.low is None or cell.high is None:
            return cell.text
        if cell.unit != "percent" and not cell.currency:
            return cell.text
        if cell.low == 0 < cell.high and cell.currency:
            return self("upTo", amount=self._amount(self.number(cell.high), cell.currency))
        ends = dict.fromkeys(self.number(value) for value in (cell.low, cell.high))
        more = "+" if cell.text.endswith("+") else f" {self('orMore')}" if cell.text.endswith("or more") else ""
        return self._amount("–".join(ends), cell.currency) + more

    def unit(self, words: str) -> str:
        """What a figure counts, from its English words: "USD per year, 13 times a year", "percent"."""
        if self.language == "en":
            return words
        if words == "percent":
            return self("percent")
        what, _, rest = words.partition(" ")
        period, _, payments = rest.partition(", ")
        told = [f"{what} {self._period(period)}".strip()]
        if payments:
            told.append(self("timesAYear", n=int(payments.split(" ")[0])))
        return ", ".join(told)

    def tick(self, tick: Tick) -> str:
        """A number of a scale; in English short: "$250K"."""
        if self.language == "en":
            return tick.text
        if tick.currency or tick.unit == "percent":
            return self._amount(self.number(tick.value), tick.currency)
        return self.number(tick.value)

    def _amount(self, digits: str, currency: str | None) -> str:
        """Digits with their sign behind, as German and most other languages have it. No currency: percent."""
        return f"{digits}\u00a0{get_currency_symbol(currency, self._locale) if currency else '%'}"

    def _period(self, words: str) -> str:
        if words.startswith("per "):
            name = _PERIODS.get(words[4:])
            return self(name) if name else words
        if words.startswith("over "):
            return self("overYears", n=int(words.split(" ")[1]))
        fixed = {"once": "once", "for the whole grant": "wholeGrant", "period not said": "periodUnsaid"}
        return self(fixed[words]) if words in fixed else words


@cache
def texts(language: str) -> Texts:
    """The texts of a tag of LANGUAGES; English for another."""
    return Texts(language if language in LANGUAGES else "en")
