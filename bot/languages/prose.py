"""Sentences of answers, in a person's language: those of the playbook's cards, and what composers say beside them.

Data: `cards/{language}/*.yaml`, a file a card, each sentence of it by its English one with its {slots}, so that a card
that was changed or is an operator's own stays as it is; and `prose.{language}.yaml`, the composers' sentences with {0},
{1} for what differs. What has no words in the language stays in English."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from string import Formatter

from babel.core import Locale
from babel.localedata import exists

from bot.languages.phrases import GROUPED, Catalogue, catalogue
from bot.languages.slotted import filled, sentences
from bot.wording import listed
from ingest.guide.playbook import Card
from ingest.lexicon.spelling import fold
from ingest.lexicon.words import loaded

SPOKEN = ("de", "es", "fr", "pt")
"""Tags of the languages that answers are given in beside English."""
OWN = 3
"""Words of a figure as its person wrote it."""
LONGEST_SLOT = 600
"""Characters of what stands in a slot that may have words in the language."""
LONGEST = 2_000
"""Characters of a sentence that may have words in the language."""
_OPEN = re.compile(r"[a-z]{3}")
"""What is no name, sign or figure: words of a language."""
_OPENED = ("“", "„", "« ")
"""What a person's own words are quoted behind."""
_SIGNS = ".,;:!?()\"'“”„«»"
_BEFORE_DIGIT = re.compile(r"(?<=[.!?])\s+(?=\d)")
"""Where a sentence may begin with a figure, as few do."""
_SEVERAL = re.compile(r"(?:,? and |, )(?![^()]{0,600}\))")
"""What stands between several things; what is in brackets belongs to one of them."""
_BOLD = re.compile(r"(\*\*.+?\*\*)")


class Templates:
    """English sentences to those of a language: whole ones, and those with slots by the word they begin with."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.whole: dict[str, str] = {}
        self.slotted: dict[str, list[tuple[str, str]]] = {}
        for english, said in pairs:
            capital = _capital(english), _capital(said)
            for one, other in ((english, said), capital) if capital[0] != english else ((english, said),):
                if "{" not in one:
                    self.whole.setdefault(one, other)
                    continue
                first, last = _numbered(one, other)
                self.slotted.setdefault(_first_word(first), []).append((first, last))
        for known in self.slotted.values():
            known.sort(key=lambda pair: -len(pair[0]))

    def of(self, text: str) -> Iterator[tuple[str, list[str]]]:
        """What a text is in the language, with its slots, and what stands in them; the nearest first."""
        if (said := self.whole.get(text)) is not None:
            yield said, []
        for known in (self.slotted.get(_first_word(text), ()), self.slotted.get("", ())):
            for pattern, said in known:
                held = filled(pattern, text)
                if held is not None:
                    yield said, held


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _first_word(text: str) -> str:
    word = text.split(maxsplit=1)[0] if text.split() else ""
    return "" if "{" in word else word


def _numbered(english: str, said: str) -> tuple[str, str]:
    """A pair whose slots are numbered in the order of the English one: {ask} becomes {0}."""
    names = [name for _, name, *_ in Formatter().parse(english) if name]
    if all(name.isdigit() for name in names):
        return english, said
    order = {name: str(at) for at, name in enumerate(dict.fromkeys(names))}
    if len(order) != len(names):
        return english, said  # A slot that stands twice fits no text.
    for name, at in order.items():
        english, said = english.replace(f"{{{name}}}", f"{{{at}}}"), said.replace(f"{{{name}}}", f"{{{at}}}")
    return english, said


def _variants(english: str, said: str, without: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A card's sentence as it may stand once its slots are filled: also without what nobody told. without: what is
    left out in English, and in the language."""
    yield english, said
    for theirs, ours in without.items():
        if theirs in english and ours in said:
            kept = "the offer" if theirs.startswith("the offer") else ""
            yield english.replace(theirs, kept), said.replace(ours, "") if not kept else said.replace(ours, "", 1)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a text is held against, and what its pieces were found to be: "a at b in c at d" could be taken apart in
    ever more ways."""

    templates: tuple[Templates, ...]
    seen: dict[str, str | None] = field(default_factory=dict)


class Prose:
    """A language's sentences. catalogue: its headings, parts of pay and amounts."""

    def __init__(self, language: str, locale: str = "") -> None:
        self.catalogue: Catalogue = catalogue(language, locale)
        place = resources.files("bot").joinpath("languages", f"prose.{language}.yaml")
        told = loaded(place.read_text(encoding="utf-8"))
        self.plain: Mapping[str, str] = told["plain"]
        """Headings of an answer as plain text."""
        self.partly: str = told["partly"]
        """What is said where some of an answer has no words in the language."""
        self._sentences = Templates(told["sentences"].items())
        self._words = Templates(told["words"].items())
        self._and: str = told["and"]
        self._without: Mapping[str, str] = told["without"]
        self._language = language

    def word(self, text: str) -> str:
        """An amount or a few words of ours; unchanged where there are none for them."""
        return self._within(text, _Known(())) or text

    @cache  # noqa: B019 - one Prose a language is kept for good
    def _pairs(self, name: str) -> Mapping[str, str]:
        """A card's sentences to those of the language."""
        place = resources.files("bot").joinpath("languages", "cards", self._language, f"{name}.yaml")
        pairs: Mapping[str, str] = loaded(place.read_text(encoding="utf-8")) if place.is_file() else {}
        return pairs

    @cache  # noqa: B019 - as above
    def _card(self, name: str) -> Templates:
        pairs = self._pairs(name).items()
        return Templates(one for english, said in pairs for one in _variants(english, said, self._without))

    def card(self, card: Card) -> Card | None:
        """A card as it is written, its slots open, in the language; None where a sentence of it has no words there."""
        pairs = self._pairs(card.name)

        def told(text: str) -> str:
            lines = (line.strip() for line in text.split("\n"))
            return "\n".join(" ".join(pairs[one] for one in sentences(line)) if line else "" for line in lines)

        try:
            return replace(
                card,
                advice=told(card.advice),
                do=tuple(map(told, card.do)),
                dont=tuple(map(told, card.dont)),
                say=tuple((channel, told(words)) for channel, words in card.say),
                changes=tuple((key, told(text)) for key, text in card.changes),
            )
        except KeyError:
            return None

    def text(self, text: str, cards: Iterable[str] = ()) -> tuple[str, bool]:
        """A text in the language, line by line, and whether all of it is. cards: names of those it may quote."""
        known = _Known((self._sentences, *map(self._card, cards)))
        said, whole = [], True
        for line in text.split("\n"):
            start = "- " if line.startswith("- ") else ""
            told, complete = self._line(line[len(start) :], known)
            said.append(start + told)
            whole = whole and complete
        return "\n".join(said), whole

    def _line(self, line: str, known: _Known) -> tuple[str, bool]:
        if not line.strip():
            return line, True
        told, whole = self._sentences_of(line, known)
        if whole or "**" not in line:
            return told, whole
        parts, whole = [], True
        for part in filter(None, _BOLD.split(line)):
            bold, bare = _BOLD.fullmatch(part) is not None, part.strip()
            told, complete = self._sentences_of(part[2:-2] if bold else bare, known) if bare else ("", True)
            parts.append(f"**{told}**" if bold else part.replace(bare, told, 1) if bare else part)
            whole = whole and complete
        return "".join(parts), whole

    def _sentences_of(self, text: str, known: _Known) -> tuple[str, bool]:
        if (all_of_it := self._sentence(text, known)) is not None:
            return all_of_it, True
        each = list(sentences(text))
        if len(each) == 1:
            each = _BEFORE_DIGIT.split(text)
        told = [(one, self._sentence(one, known)) for one in each]
        return " ".join(said or one for one, said in told), all(said is not None for _, said in told)

    def _sentence(self, text: str, known: _Known) -> str | None:
        if len(text) > LONGEST:
            return None
        for templates in known.templates:
            for said, held in templates.of(text):
                own = [any(f"{sign}{{{at}}}" in said for sign in _OPENED) for at in range(len(held))]
                asked = [one for one, quoted in zip(held, own, strict=True) if not quoted]
                if (within := self._each(asked, known)) is not None:
                    found = iter(within)
                    return said.format(*(one if quoted else next(found) for one, quoted in zip(held, own, strict=True)))
        named = self.catalogue.say(text)
        return named if named != text else None if _OPEN.search(text) else text

    def _each(self, held: Iterable[str], known: _Known) -> list[str] | None:
        """What stands in several slots; None as soon as one has no words."""
        told = []
        for one in held:
            if (said := self._within(one, known)) is None:
                return None
            told.append(said)
        return told

    def _within(self, held: str, known: _Known) -> str | None:
        """What stands in a slot: words of ours, a blank of the card's, an amount, several of them, or a name, which
        stays as it is. Each text is looked at once, however many phrases it could be taken apart by."""
        if held not in known.seen:
            known.seen[held] = None
            if len(held) <= LONGEST_SLOT:
                known.seen[held] = self._looked_at(held, known)
        return known.seen[held]

    def _looked_at(self, held: str, known: _Known) -> str | None:
        items = _SEVERAL.split(held)
        if " and " in held and (told := self._each(items, known)) is not None:
            return listed(told, self._and)
        for said, slots in self._words.of(held):
            if (within := self._each(slots, known)) is not None:
                return said.format(*within)
        if held.startswith("[") and (blank := self._sentence(held[1:-1], known)) is not None:
            return f"[{blank}]"
        if (named := self.catalogue.say(held)) != held:
            return named
        for sign, several in (("; ", held.split("; ")), (", ", items)):
            if several[1:] and (told := self._each(several, known)) is not None:
                return sign.join(told)
        # A name stays as it is, and so do a person's few words for a figure ("17 mil"), but for one in English groups.
        own = any(map(str.isdigit, held)) and len(held.split()) <= OWN and not GROUPED.search(held)
        return held if own or not any(_OPEN.match(word) for word in held.split()) else None


@cache
def _named() -> Mapping[str, str]:
    """What English and the languages that answers are given in are called in the languages that are read, folded, and
    their tags. The names are Unicode's, as Babel brings them."""
    tags = ("en", *SPOKEN)
    found = {fold(Locale.parse(one).languages[tag]): tag for one in (*tags, "nl", "it") for tag in tags}
    return found | {"angrezi": "en"}  # Hindi in Latin letters, for which Unicode has the English names.


def named_in(text: str) -> str:
    """The tag of the first language named in a text, of English and those of SPOKEN; "" for none."""
    words = fold(text[:LONGEST]).split()
    return next((tag for one in words if (tag := _named().get(one.strip(_SIGNS)))), "")


def prose(language: str, currencies: Collection[str] = ()) -> Prose | None:
    """The sentences of a tag of SPOKEN; None for any other language. currencies: of the amounts that are told. In one
    alone they are written as where it is paid: 48,000 in Mexico, 48’000 in Switzerland."""
    if language not in SPOKEN:
        return None
    (currency,) = currencies if len(currencies) == 1 else ("",)
    there = f"{language}_{currency[:2]}"  # A code begins with its country's.
    return _prose(language, there if currency not in ("", "USD") and exists(there) else "")


@cache
def _prose(language: str, locale: str) -> Prose:
    return Prose(language, locale)
