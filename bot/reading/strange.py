"""What words that nothing explains may name, by where they stand: an ordered table of rules, the first that holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.reading.once import once
from bot.reading.spans import PAYS, Span, is_foreign
from bot.reading.words import Atom
from ingest.lexicon import amounts, titles
from ingest.lexicon.companies import employers, employers_like_words, no_parts, suffixes
from ingest.lexicon.frequent import is_frequent, is_known_elsewhere
from ingest.lexicon.places import places_alone
from ingest.lexicon.words import data

Kinds = Literal["company", "role", "region", ""]
"""What they name; "" for words that name nothing."""
_PLACED = frozenset("in near around outside".split())
_LED = frozenset("at @ from with by join joining about or vs versus and than does do would for to".split())
"""Words before a company: "at Acme", "does Acme pay"."""
_LOOSE = frozenset("for to with about by and do".split())
"""Those of them that lead other words as well."""
_NAMED_AFTER = frozenset("at @ from join joining joined bei chez".split())
_DOES = frozenset("does do did would will".split())
SENTENCE = 4
"""Everyday words from which on a message is a sentence rather than a list of names and keys."""
_BEFORE_NOUNS = frozenset(
    "the a an my your their our his her its this that any some no more other is are was be it as so very".split()
)


@dataclass(frozen=True)
class Strange:
    """A run of words that nothing explains, among a message's spans. known: a company that is known is named, too."""

    words: Sequence[Atom]
    found: Sequence[Span]
    run: Sequence[int]
    known: bool

    @once
    def first(self) -> int:
        """The first word."""
        return self.found[self.run[0]].first

    @once
    def last(self) -> int:
        """The last word, exclusive."""
        return self.found[self.run[-1]].last

    @once
    def phrase(self) -> str:
        """The words as they were written."""
        return " ".join(word.raw for word in self.words[self.first : self.last])

    @once
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.words[self.first].capital

    @once
    def before(self) -> Span | None:
        """The span before it."""
        return self.found[self.run[0] - 1] if self.run[0] else None

    @once
    def after(self) -> Span | None:
        """The span behind it."""
        return self.found[self.run[-1] + 1] if self.run[-1] + 1 < len(self.found) else None

    @once
    def word(self) -> str:
        """The small word that leads it, an article between passed over where a place may follow: "in the"."""
        at = self.run[0]
        word = self.before.text.casefold() if self.before is not None and self.before.kind == "word" else ""
        if word in ("the", "a", "an") and at > 1:
            further = self.found[at - 2].text.casefold()
            return further if further in ("in", "near", "around", "at") else word
        return word

    def behind(self, kind: str) -> bool:
        """Whether it stands right behind a name of a kind."""
        touches = not self.words[self.first].gap.strip(" ,(-–/'\"’‘“`.")
        return self.before is not None and self.before.kind == kind and touches

    def ahead(self, kind: str) -> bool:
        """Whether it stands right before a name of a kind."""
        return self.after is not None and self.after.kind == kind and not self.words[self.last].gap.strip(" -–/\"'“”)")

    def touches(self, kind: str) -> bool:
        """Whether nothing but a space is between it and a name of a kind, before it or behind it."""
        gap = self.words[self.last].gap if self.last < len(self.words) else ""
        return (self.before is not None and self.before.kind == kind and not self.words[self.first].gap.strip()) or (
            self.after is not None and self.after.kind == kind and not gap.strip()
        )

    def with_before(self) -> str:
        """It, with the name before it."""
        return f"{self.before.text if self.before else ''} {self.phrase}"

    def with_after(self) -> str:
        """It, with the name behind it."""
        return f"{self.phrase} {self.after.text if self.after else ''}"


@dataclass(frozen=True, slots=True)
class Rule:
    """name: for the trace. example: words of which it holds. when it holds, and then what the words name."""

    name: str
    example: str
    when: Callable[[Strange], bool]
    then: Callable[[Strange], tuple[Kinds, str]]


def _job_noun(one: Strange) -> bool:
    key = one.words[one.last - 1].key
    return key in titles.nouns() or key.rstrip("s") in titles.nouns()


def _own_role(one: Strange) -> bool:
    return one.behind("company") and "," not in one.words[one.first].gap


def _says_what_it_does(one: Strange) -> bool:
    """A verb after a company, and no part of another's name: "square labs for ..."."""
    word, after = one.words[one.first], one.after
    verb = word.raw.islower() and word.key.endswith(("s", "ed")) and word.key not in suffixes() and not word.possessive
    if one.before is None or one.before.kind != "company" or after is None or not verb:
        return False
    return after.first == one.first + 1 and one.words[after.first].key in ("for", "a", "an", "its", "their", "the")


def _said_by_everybody(one: Strange) -> bool:
    """Frequent words in small letters within a sentence, touching no name ("Red Square" is not Square), and not where
    only a name stands: behind "at", between "does" and "pay", before "'s"."""
    words = one.words[one.first : one.last]
    small = all(word.raw.islower() or (not word.start and word.raw[1:].islower()) for word in words)
    after = one.after.text.casefold() if one.after is not None else ""
    only_a_name = one.word in _NAMED_AFTER or words[-1].possessive or (one.word in _DOES and after in PAYS)
    touching = any(one.touches(kind) for kind in ("company", "role", "level", "region"))
    sentence = sum(span.kind == "word" for span in one.found) >= SENTENCE
    return small and sentence and not only_a_name and not touching and all(is_frequent(word.key) for word in words)


def _people(one: Strange) -> bool:
    """What stands behind a company or an ordinary word and means its people or work, no part of its name."""
    words = one.words[one.first : one.last]
    return all((word.raw.islower() or word.raw[:-1].isupper()) and word.key in no_parts() for word in words)


def said_elsewhere(word: Atom) -> bool:
    """Whether a word in small letters is one of another language."""
    return word.raw.islower() and is_known_elsewhere(word.key)


def _of_another_language(one: Strange) -> bool:
    """Words of the language the message is written in, not where only a name stands."""
    words = one.words[one.first : one.last]
    return one.word not in _NAMED_AFTER and all(map(said_elsewhere, words)) and is_foreign(one.words)


def _lived_in(one: Strange) -> bool:
    """Frequent words in small letters behind a place: "in chicago starve"."""
    words = one.words[one.first : one.last]
    return one.behind("region") and all(word.raw.islower() and is_frequent(word.key) for word in words)


def _employer(one: Strange) -> str:
    """The longest part of it that is an employer many people name, as written; "" for none."""
    words = [word.key for word in one.words[one.first : one.last]]
    for size in range(min(len(words), 3), 0, -1):
        for at in range(len(words) - size + 1):
            name, first = " ".join(words[at : at + size]), one.words[one.first + at]
            written = (first.capital and not first.start) or (at == 0 and one.word in _NAMED_AFTER)
            if name in employers() or (written and name in employers_like_words()):
                return " ".join(word.raw for word in one.words[one.first + at : one.first + at + size])
    return ""


_GREETINGS = frozenset({"hi", "hello", "dear", "hey", "hallo", "hola", "bonjour", "liebe", "lieber", "caro", "cara"})


def _currency(one: Strange) -> bool:
    """A currency's name alone: "those kronor"."""
    return all(word.raw.lower() in amounts.names() for word in one.words[one.first : one.last])


def _about_pay(one: Strange) -> bool:
    return any(span.kind in ("role", "component", "region", "level") for span in one.found)


def _nothing(_: Strange) -> tuple[Kinds, str]:
    return "", ""


RULES: tuple[Rule, ...] = (
    Rule(
        "said by everybody", "which of these firms pays its folk badly, do you know", _said_by_everybody, _nothing,
    ),
    Rule(
        "an employer that many people name", "hold another offer, razorpay 72 lakh base",
        lambda one: bool(_employer(one)), lambda one: ("company", _employer(one)),
    ),
    Rule("a company's people", "W&B swe vs W&B management, base", _people, _nothing),
    Rule(
        "a word of another language", "se eu sou senior na W&B viro o que", _of_another_language, _nothing,
    ),
    Rule("a word behind a place", "would a swe at W&B in chicago starve", _lived_in, _nothing),
    Rule("a currency", "W&B swe base in kronor please", _currency, _nothing),
    Rule(
        "a rank in it", "deputy wibble at W&B, base",
        lambda one: any(word.key in titles.seniority() for word in one.words[one.first : one.last]),
        lambda one: ("role", one.phrase),
    ),
    Rule("a job's noun at its end", "base of a crane operator at W&B", _job_noun, lambda one: ("role", one.phrase)),
    Rule(
        "before a role", "Quillmarsh software engineer base", lambda one: one.ahead("role"),
        lambda one: ("role", one.with_after()) if one.known else ("company", one.phrase),
    ),
    Rule("a verb after a company", "bonus W&B foresees for engineers", _says_what_it_does, _nothing),
    Rule(
        "behind a company", "W&B Robotics base", _own_role,
        lambda one: (
            ("role", one.phrase)
            if one.before is not None and one.words[one.before.last - 1].possessive
            else ("company", one.with_before())
        ),
    ),
    Rule(
        "before a company", "Red W&B base", lambda one: one.ahead("company") and one.capital,
        lambda one: ("company", one.with_after()),
    ),
    Rule(
        "behind a role", "software engineer wibble at W&B base", lambda one: one.behind("role"),
        lambda one: ("role", one.with_before()) if one.known else ("company", one.phrase),
    ),
    Rule(
        "where a place stands", "swe base in wibbleton at W&B",
        lambda one: one.word in _PLACED or (one.behind("region") and one.known),
        lambda one: ("", "") if one.words[one.first].key[0].isdigit() or _is_a_span(one) else ("region", one.phrase),
    ),
    Rule(
        "behind a place", "New York Wibblers base", lambda one: one.behind("region"),
        lambda one: ("company", one.with_before()),
    ),
    Rule(
        "a small word that leads anything", "W&B base for funsies",
        lambda one: one.known and one.word in _LOOSE and not one.capital, _nothing,
    ),
    Rule(
        "a town that one comes from", "moving from Ankara, W&B swe base",
        lambda one: one.word == "from" and one.capital and places_alone(one.phrase), _nothing,
    ),
    Rule(
        "led as a company is", "swe base at quillmarsh", lambda one: one.word in _LED,
        lambda one: ("company", one.phrase),
    ),
    Rule(
        "no company but this", "base, quillmarsh, in NYC",
        lambda one: not one.known and (_about_pay(one) or one.capital), lambda one: ("company", one.phrase),
    ),
    Rule("no company and nothing of pay", "hello wibble", lambda one: not one.known, _nothing),
    Rule(
        "whom a letter greets", "Hi Wibble, we would like you as a swe at W&B",
        lambda one: one.word in _GREETINGS, _nothing,
    ),
    Rule(
        "no place but this", "W&B swe base wibbleton",
        lambda one: (
            not any(span.kind == "region" for span in one.found)
            and (one.before is None or one.word not in _BEFORE_NOUNS)
        ),
        lambda one: ("region", one.phrase),
    ),
    Rule(
        "written as a name", "W&B swe base in SF, my Quillmarsh", lambda one: one.capital and one.first > 0,
        lambda one: ("company", one.phrase),
    ),
)  # fmt: skip
"""In order; the first whose condition holds decides."""


def _is_a_span(one: Strange) -> bool:
    """Whether the words are what pay is for, as they stand behind "im" or "par": "im Monat"."""
    return one.phrase.casefold() in data("amounts")["per_words"]


def named(one: Strange) -> tuple[Kinds, str, str]:
    """What the words name, the whole name, and the rule that says so ("" where none holds)."""
    rule = next((rule for rule in RULES if rule.when(one)), None)
    return (*rule.then(one), rule.name) if rule else ("", "", "")
