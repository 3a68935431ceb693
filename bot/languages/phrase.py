"""Texts of ours that a channel can say in another language: each has a name, and what differs in it stands apart.

Fluent catalogues beside this: what is said in `{language}.ftl`, headings, cells and parts of pay in `tables.*.ftl`,
titles of our cards in `cards.*.ftl`; and ingest's of findings. Who composes names the text and gets
its English, which is what is kept, and sent back when it is chosen; a channel that was asked for another language says
the same phrase in it."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Literal

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Message, TextElement, VariableReference
from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer

from bot.wording import figured, listed, period_words
from ingest.guide.types import Finding, Telling


class Paid(BaseModel):
    """A figure in a phrase, from value to high where that is a range: money in whole units with its ISO code, a share
    ("percent") or a count ("options"); what it is paid for, as `Period` has it; years: of a grant; open: at least so
    much. part: the part of pay that it is of, told behind it where it is named. exact: with all its digits in English,
    too."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: int | Decimal
    high: int | Decimal | None = None
    currency: str | None = None
    unit: Literal["percent", "options"] | None = None
    open: bool = False
    period: str | None = None
    years: int | None = None
    part: str = ""
    exact: bool = False

    @model_serializer(mode="wrap")
    def _short(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Kept without what isn't said: there is one with every figure of every answer."""
        return {name: value for name, value in whole(self).items() if value not in (None, False, "") or name == "value"}


class Bulleted(BaseModel):
    """What stands on lines of its own in a phrase, each behind a dash: phrases, or words that stay as they are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    each: "tuple[str | Phrase, ...]"


class Phrase(BaseModel):
    """A text of the catalogues by its name, with what differs in it: a number, by which its wording may go; a name or
    words that stay as they are, an amount, another phrase, several on lines of their own, or several, listed; words
    among several are parts of pay, and said in the language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    given: "dict[str, Given]" = {}


Given = str | int | Paid | Phrase | Bulleted | tuple[str | Paid | Phrase, ...]


class Phrased(str):
    """English words that know which phrases they are."""

    phrases: tuple[Phrase, ...]

    def __new__(cls, text: str, phrases: tuple[Phrase, ...]) -> "Phrased":
        made = super().__new__(cls, text)
        made.phrases = phrases
        return made


def phrase(name: str, **given: Given) -> Phrased:
    """A phrase in English. Among what differs, words that know which phrase they are count as that one. Raises
    LookupError for a name that the catalogue lacks."""
    return english(Phrase(name=name, given={key: _known(value) for key, value in given.items()}))


def _known(value: Given) -> Given:
    if isinstance(value, Phrased):
        (value,) = value.phrases
    elif isinstance(value, Bulleted):
        value = Bulleted(each=tuple(one.phrases[0] if isinstance(one, Phrased) else one for one in value.each))
    elif isinstance(value, tuple):
        value = tuple(one.phrases[0] if isinstance(one, Phrased) else one for one in value)
    return value


def english(*phrases: Phrase) -> Phrased:
    """Phrases in English, one after the other."""
    return Phrased(" ".join(worded(one, "en", _english) for one in phrases), phrases)


def together(*parts: Phrased) -> Phrased:
    """Phrases one after the other."""
    return english(*(one for part in parts for one in part.phrases))


def found(finding: Finding, **instead: Given) -> str:
    """What a finding says; it knows its phrase, unless the index is of before findings had names. instead: what stands
    in it otherwise."""
    if finding.told is None:
        return finding.message
    told = _as_phrase(finding.told)
    return english(Phrase(name=told.name, given=told.given | {name: _known(value) for name, value in instead.items()}))


def mending(finding: Finding) -> str:
    """How what it says is mended, likewise."""
    return english(_as_phrase(finding.mending)) if finding.mending else finding.mend


def _as_phrase(told: Telling) -> Phrase:
    given: dict[str, Given] = {
        name: _as_phrase(value) if isinstance(value, Telling) else value for name, value in told.given
    }
    return Phrase(name=told.name, given=given)


def worded(one: Phrase, language: str, write: Callable[[Given], str]) -> str:
    """A phrase in a language, in English where its catalogue lacks it; write: how the language writes what differs."""
    bundle = _catalogue(language if held(one.name, language) else "en")
    pattern = bundle.get_message(one.name).value
    assert pattern is not None
    values: Mapping[str, str | int] = {
        key: value if isinstance(value, int) else write(value) for key, value in one.given.items()
    }
    text, faults = bundle.format_pattern(pattern, values)
    if faults:
        raise faults[0]
    return str(text)


def held(name: str, language: str) -> bool:
    """Whether a language's catalogue has such a phrase."""
    return bool(_catalogue(language).has_message(name))


def bullets(held: Bulleted, write: Callable[[Given], str]) -> str:
    """Each on a line of its own, behind a dash."""
    return "".join(f"\n- {write(one)}" for one in held.each)


def _english(value: Given) -> str:
    if isinstance(value, Phrase):
        return worded(value, "en", _english)
    if isinstance(value, Paid):
        high = value.value if value.high is None else value.high
        told = figured(
            value.value, high, currency=value.currency, unit=value.unit, open_=value.open, short=not value.exact
        )
        told = f"{told} {period_words(value.period, value.years) if value.period != 'once' else ''}".strip()
        return f"{told} ({value.part})" if value.part else told
    if isinstance(value, Bulleted):
        return bullets(value, _english)
    return listed([_english(one) for one in value]) if isinstance(value, tuple) else str(value)


@cache
def _catalogue(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for one in (_file(f"{language}.ftl"), labels(language), _file(f"cards.{language}.ftl"), _found(language)):
        bundle.add_resource(one, allow_overrides=False)
    return bundle


def _found(language: str) -> FluentResource:
    file = resources.files("ingest").joinpath("lexicon", "findings", f"{language}.ftl")
    return FluentResource(file.read_text(encoding="utf-8"))


def _file(name: str) -> FluentResource:
    return FluentResource(resources.files("bot").joinpath("languages", name).read_text(encoding="utf-8"))


@cache
def labels(language: str) -> FluentResource:
    """What tables and cards are made of, in a language: its messages, as they are written."""
    return _file(f"tables.{language}.ftl")


def titles(language: str) -> dict[str, str]:
    """The English of our cards' titles, of when each is for and of notes on laws, to the language."""
    there = {one.id.name: one for one in _file(f"cards.{language}.ftl").body if isinstance(one, Message)}
    return {_plain(one): _plain(there[name]) for name, one in _ours().items() if name in there}


@cache
def _ours() -> dict[str, Message]:
    return {one.id.name: one for one in _file("cards.en.ftl").body if isinstance(one, Message)}


def named(name: str, otherwise: str) -> str:
    """A phrase in English where there is one of that name."""
    return phrase(name) if held(name, "en") else otherwise


def ours(name: str, text: str) -> str:
    """A text of a card or law of ours, which knows its phrase; as it is where an operator wrote another."""
    known = _ours().get(name)
    return phrase(name) if known is not None and _plain(known) == text else text


def _plain(one: Message) -> str:
    """A message that has nothing in it that differs."""
    assert one.value is not None
    return "".join(part.value for part in one.value.elements if isinstance(part, TextElement))


def slotted(language: str) -> dict[str, str]:
    """Those by name with {amount} for each of what differs, but for what is only that."""
    found = {}
    for one in labels(language).body:
        if isinstance(one, Message) and one.value is not None:
            parts = [
                part.value if isinstance(part, TextElement)
                else f"{{{part.expression.id.name}}}" if isinstance(part.expression, VariableReference) else ""
                for part in one.value.elements
            ]  # fmt: skip
            found[one.id.name] = "".join(parts)
    return found
