"""Texts of ours that a channel can say in another language: each has a name, and what differs in it stands apart.

Fluent catalogues, `{language}.ftl` beside this, and ingest's of findings. Who composes names the text and gets
its English, which is what is kept, and sent back when it is chosen; a channel that was asked for another language says
the same phrase in it."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources

from fluent.runtime import FluentBundle, FluentResource
from pydantic import BaseModel, ConfigDict

from bot.wording import exact, listed, money, period_words
from ingest.guide.types import Finding, Telling


class Paid(BaseModel):
    """Money in a phrase: whole units, ISO code, and what it is paid for, as `Period` has it; years: of a grant. part:
    the part of pay that it is of, told behind it where it is named. exact: with all its digits in English, too."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: int
    currency: str
    period: str | None = None
    years: int | None = None
    part: str = ""
    exact: bool = False


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
        period = period_words(value.period, value.years) if value.period != "once" else ""
        told = f"{(exact if value.exact else money)(value.value, currency=value.currency)} {period}".strip()
        return f"{told} ({value.part})" if value.part else told
    if isinstance(value, Bulleted):
        return bullets(value, _english)
    return listed([_english(one) for one in value]) if isinstance(value, tuple) else str(value)


@cache
def _catalogue(language: str) -> FluentBundle:
    ours = resources.files("bot").joinpath("languages", f"{language}.ftl")
    found = resources.files("ingest").joinpath("lexicon", "findings", f"{language}.ftl")
    bundle = FluentBundle([language], use_isolating=False)
    for file in (ours, found):
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")), allow_overrides=False)
    return bundle
