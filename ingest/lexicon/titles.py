"""Job titles from titles.yaml, as tables: ranks, grades, plurals, nouns, and whose guide speaks for a small title."""

import re
from collections.abc import Mapping
from functools import cache

from ingest.lexicon.words import data


@cache
def seniority() -> Mapping[str, str]:
    """A word that says a rank, folded, to the rank: "sr" to senior."""
    return {word: rank for rank, words in data("titles")["seniority"].items() for word in words}


@cache
def ranks() -> frozenset[str]:
    """Ranks that name a role alone: "staff at Acme"."""
    return frozenset(data("titles")["alone"])


@cache
def behind_a_title() -> frozenset[str]:
    """Words for a rank that stand behind a job's name as well: "desenvolvedor pleno"."""
    return frozenset(data("titles")["behind_a_title"])


@cache
def seldom_apart() -> frozenset[str]:
    """Ranks and grades that guides seldom have rows for: who asks for one is offered the plain role."""
    return frozenset(data("titles")["seldom_apart"])


@cache
def grades() -> Mapping[str, str]:
    """A numeral behind a title to its number: "ii" to "2"."""
    return dict(data("titles")["grades"])


@cache
def plurals() -> Mapping[str, str]:
    """A job's noun in the plural to its singular."""
    return dict(data("titles")["plurals"])


@cache
def nouns() -> frozenset[str]:
    """Nouns that a job's name ends in."""
    return frozenset(data("titles")["nouns"].split())


@cache
def jobs() -> frozenset[str]:
    """Words that say a job or its rank and name no company: "pm", "designers", "senior"."""
    return nouns() | frozenset(plurals()) | frozenset(plurals().values()) | frozenset(seniority())


@cache
def occupations() -> frozenset[str]:
    """Nouns that the name of a job ends in, of any trade."""
    return frozenset(data("titles")["occupations"].split())


@cache
def generic() -> frozenset[str]:
    """Words for an engineer of an unsaid kind."""
    return frozenset(data("titles")["generic"])


@cache
def nearest() -> Mapping[str, tuple[str, ...]]:
    """A small title to the wider roles that take it in, nearest first."""
    return {title: tuple(wider) for title, wider in data("titles")["nearest"].items()}


@cache
def aliases() -> Mapping[str, tuple[str, ...]]:
    """A title to more ways of writing it."""
    return {title: tuple(map(str, others)) for title, others in data("titles")["aliases"].items()}


@cache
def of_a_title() -> frozenset[str]:
    """Ranks that stand before or behind a job's name and are none themselves: not "director", "executive", "group"."""
    return ranks() | {"associate", "chief"}


@cache
def rank_words(only: frozenset[str]) -> str:
    """The words that say these ranks as the inside of a pattern, longest first; "Sr." with its full stop, too."""
    words = sorted((word for word, rank in seniority().items() if rank in only), key=len, reverse=True)
    return "|".join(rf"{re.escape(word)}\.?" if len(word) <= 3 else re.escape(word) for word in words)


@cache
def level_letters() -> str:
    """What stands before a level's number, as the inside of a pattern, longest first: "ict|sde|ic|l"."""
    return "|".join(sorted(data("titles")["level_letters"], key=lambda one: (-len(one), one)))


@cache
def any_of(name: str) -> str:
    """A list of the file as the inside of a pattern, longest first: in_a_level, beside_a_level, before_a_level,
    levels."""
    return "|".join(sorted(data("titles")[name], key=len, reverse=True))


@cache
def _both_genders() -> re.Pattern[str]:
    endings = "|".join(sorted(data("titles")["endings_for_women"], key=len, reverse=True))
    return re.compile(rf"(?P<man>[^\W\d_]{{3,}})\s?[/:*·•_(-]{{1,2}}(?P<end>{endings})\)?(?![\w-])", re.I)


@cache
def _for_anybody() -> re.Pattern[str]:
    told = "|".join(re.escape(one) for one in data("titles")["for_anybody"])
    return re.compile(rf"\s*[(\[](?:{told})[)\]]", re.I)


def for_one(title: str) -> str:
    """A text with the titles in it as for one man: "Entwickler:in (m/w/d)" as "Entwickler"."""
    return _both_genders().sub(lambda found: found["man"], _for_anybody().sub("", title))


def of_both_genders(title: str) -> tuple[str, ...]:
    """A title that is written for men and women at once in either form: "Programador/a" is a programador and a
    programadora; () for others."""
    found = _both_genders().search(title)
    if not found:
        return ()
    man = found["man"]
    cut = data("titles")["endings_for_women"][found["end"].casefold()]
    woman = f"{man.removesuffix(next((end for end in cut if man.endswith(end)), ''))}{found['end']}"
    return tuple(f"{title[: found.start()]}{form}{title[found.end() :]}" for form in (man, woman))
