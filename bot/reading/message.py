"""A message taken apart once: its sentences, its amounts, its language and its vector, each computed when first
used."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.reading.excerpt import kept
from bot.reading.once import once
from bot.reading.person import Person, person
from bot.reading.terms import Offer, OfferReading, Typing
from bot.reading.types import Wishes
from ingest.amounts import numbers as grammar
from ingest.amounts.mention import Mention
from ingest.lexicon.amounts import shared_signs
from ingest.lexicon.places import currencies_said

if TYPE_CHECKING:  # Most messages hold no offer: how offers are read is imported with the first that does.
    from bot.reading.features import Row
    from bot.reading.heads import Head
    from bot.reading.offers.figures import Figures
    from bot.reading.offers.whose import Ours
    from ingest.index.minilm import Encoded

LONGEST = 4_000
"""Characters of a message that are read for what it asks; a letter pasted below is read by another reader."""
ENCODED = 1_000
"""Characters of it that the encoder sees: about its window."""
RATES = 4
"""Messages before in which a rate by the day or hour may stand that a bare figure is like."""
EARLIER = 400
"""Characters of the turns before that are looked at."""

LONGEST_QUESTION = 240
"""Characters of a sentence that asks one thing; of a longer one its end."""
_SENTENCE = re.compile(r"[^.?!\n]+(?:[.?!](?=\S)[^.?!\n]*)*[.?!\n]*")

Spans = tuple[tuple[int, int, str], ...]
"""Places in a text: first character, last (exclusive), of which kind."""

Encode = Callable[[str], "Encoded | None"]


@dataclass(frozen=True)
class Message:
    """What a person wrote, and what they wrote before it (newest last). encode: the encoder, for texts of at most
    ENCODED characters. names: where in the text a company, role, region or level is named, in order, none within
    another: first character, last (exclusive), which. whole: all that was written, where text is an excerpt of it.
    heads: those that learned with that encoder, None for the reader's own. foreign: whether it is in another language
    than English. beside: the same, as the reader's own encoder and heads see it, which then read it, too."""

    text: str
    before: tuple[str, ...] = ()
    encode: Encode | None = None
    names: Spans = ()
    whole: str = ""
    heads: "Mapping[str, Head] | None" = field(default=None, compare=False, repr=False)
    foreign: bool = False
    beside: "Message | None" = field(default=None, compare=False, repr=False)
    _money: dict[tuple[Any, ...], OfferReading] = field(default_factory=dict, compare=False, repr=False)
    rows: "dict[str, Row]" = field(default_factory=dict, init=False, compare=False, repr=False)
    """As features, by what for: made once for the heads that look at the same."""

    def abroad(self, encode: Encode | None, heads: "Mapping[str, Head] | None") -> "Message":
        """The same in another language than English, as an encoder and heads for it see it, None for none: then the
        reader's own do. What was found in its words stays."""
        made = replace(self, foreign=True)
        if encode is not None:
            made = replace(made, encode=encode, heads=heads, beside=made._with_found(self))
        return made._with_found(self)

    def _with_found(self, other: "Message") -> "Message":
        found = {name for name, value in vars(Message).items() if isinstance(value, once)} - {"encoded"}
        self.__dict__.update({name: value for name, value in vars(other).items() if name in found})
        return self

    @once
    def short(self) -> str:
        """The text as far as it is read."""
        return self.text[:LONGEST]

    @once
    def sentences(self) -> tuple[str, ...]:
        """Its sentences and lines, in order, none empty."""
        return tuple(s.strip() for s in _SENTENCE.findall(self.short) if s.strip())

    @once
    def questions(self) -> str:
        """The sentences that end in a question mark; the last sentence where none does."""
        asked = [s for s in self.sentences if "?" in s]
        return " ".join(asked) if asked else " ".join(self.sentences[-1:])

    @once
    def put(self) -> tuple[str, ...]:
        """The sentences that may ask something in so many words: the last with a question mark, or the last of all;
        its end, too, as a question that is only implied stands in no one sentence. Without names: whose pay it is about
        is no part of what is asked."""
        said = [s.strip() for s in _SENTENCE.findall(self._unnamed) if any(c.isalpha() for c in s)]
        asked = [s for s in said if "?" in s] or said
        end = (self._unnamed,) if self._unnamed else ()
        return tuple(dict.fromkeys(s[-LONGEST_QUESTION:] for s in (*asked[-3:], *end)))

    @once
    def _unnamed(self) -> str:
        out, at = list[str](), 0
        for start, end, _ in self.names:
            out, at = [*out, self.short[at:start]], max(at, end)
        return " ".join("".join([*out, self.short[at:]]).split(" "))

    @once
    def amounts(self) -> tuple[Mention, ...]:
        """Every number in it, in order; those of the whole, where it is an excerpt."""
        if not self._cut:
            return self.numbers
        moved, at = [], 0
        for start, end in self._kept:
            inside = (one for one in self.numbers if start <= one.start and one.end <= end)
            moved += [replace(one, start=one.start - start + at, end=one.end - start + at) for one in inside]
            at += end - start + 1
        return tuple(one for one in moved if one.end <= len(self.short))

    @property
    def _cut(self) -> bool:
        return bool(self.whole) and self.whole != self.text

    @once
    def _kept(self) -> tuple[tuple[int, int], ...]:
        """Which stretches of all that was written the text is made of, where it is an excerpt."""
        return kept(self.whole) if self._cut else ()

    @once
    def numbers(self) -> tuple[Mention, ...]:
        """Every number of all that was written, in order: what each place that needs one takes it from."""
        told = self._in_dollars_there(sorted(self._read[0], key=lambda m: m.start))
        from bot.reading.offers.alike import counts_things, may_be_rate, rated

        if not any(map(may_be_rate, told)):
            return told
        before = [one for text in self.before[-RATES:] for one in grammar.taken(text[:EARLIER])[0]]
        text = self.whole if self._cut else self.short
        # "80 people" beside $85 an hour counts people.
        return tuple(
            one if counts_things(text, one) else like for one, like in zip(told, rated(told, before), strict=True)
        )

    def _in_dollars_there(self, told: Sequence[Mention]) -> tuple[Mention, ...]:
        """The amounts, a bare "$" as the dollar of the one country whose places are named: "$82k in Montreal" is in
        Canadian ones. Where places of several countries are named, or none, it stays the US dollar."""
        if not any(map(_is_bare_dollar, told)):
            return tuple(told)
        texts = (self.whole if self._cut else self.short, " ".join(text[:EARLIER] for text in self.before[-RATES:]))
        said = next((found for text in texts if (found := currencies_said(text))), frozenset())
        there = next(iter(said)) if len(said) == 1 else "USD"
        if there not in shared_signs()["$"]:
            return tuple(told)
        return tuple(replace(one, currency=there) if _is_bare_dollar(one) else one for one in told)

    @once
    def _read(self) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
        return grammar.taken(self.whole if self._cut else self.short)

    @once
    def figures(self) -> "Figures":
        """The pay figures of all that was written, each with its label, before anybody knows whose they are."""
        from bot.reading.offers.figures import figures_of

        return figures_of(self.whole if self._cut else self.short, self.numbers)

    @once
    def figures_here(self) -> "Figures":
        """Those of the text."""
        from bot.reading.offers.figures import figures_of

        return figures_of(self.short, self.amounts) if self._cut else self.figures

    def money(
        self, known: Offer | None, company: str | None, ours: "Ours | None", typed: Typing | None
    ) -> OfferReading:
        """The offers in it, read once for each company it may be about. known: the offer of earlier turns, the same
        for all that a message asks; typed: what each number is, or none for what is only supposed."""
        from bot.reading.offer_terms import read_offer

        key = company, known is None, *sorted((typed or {}).items())
        if key not in self._money:
            text = self.whole or self.text
            self._money[key] = read_offer(text, known, ours=ours, typed=typed, figures=self.figures)
        return self._money[key]

    @once
    def person(self) -> Person:
        """What it tells of its person beside money."""
        return person(self.whole or self.text)

    @once
    def wishes(self) -> Wishes:
        """What it tells that a draft needs beside its offer."""
        from bot.reading.wishes import wishes

        return wishes(self.whole if self._cut else self.short, self.numbers)

    @once
    def vague(self) -> tuple[str, ...]:
        """Words in place of a number that nothing can be made of: "a few hundred"."""
        return self._read[1]

    def in_whole(self, place: int) -> int:
        """Where a place of the text stands in all that was written."""
        at = 0
        for start, end in self._kept:
            if place <= at + end - start:
                return place - at + start
            at += end - start + 1
        return place

    @once
    def masked(self) -> str:
        """The text with every number replaced by what kind of number it is: <money>, <percent>, <count>, <number>."""
        out, at = [], 0
        for amount in self.amounts:
            if amount.start < at:
                continue
            out += [self.short[at : amount.start], f" <{_mask(amount)}> "]
            at = amount.end
        return "".join([*out, self.short[at:]])

    @once
    def shape(self) -> str:
        """The text with names masked, too: <company>, <role>, <region>, <level>. What is asked seldom depends on them,
        and of one message in three they are the most words."""
        found = [(a.start, a.end, _mask(a)) for a in self.amounts] + list(self.names)
        out, at = [], 0
        for start, end, mask in sorted(found):
            if start >= at:
                out += [self.short[at:start], f" <{mask}> "]
                at = end
        return "".join([*out, self.short[at:]])

    @once
    def earlier(self) -> str:
        """The end of what was said before."""
        return " / ".join(self.before)[-EARLIER:]

    @once
    def encoded(self) -> "Encoded | None":
        """Its vector and its tokens' states, from the encoder's one pass; None without an encoder."""
        return self.encode(self.short[:ENCODED]) if self.encode else None

    @once
    def asked_at(self) -> tuple[int, int]:
        """From where to where its questions stand; its last sentence where it has none."""
        asked = [s for s in self.sentences if "?" in s] or list(self.sentences[-1:])
        if not asked:
            return 0, 0
        last = self.short.rfind(asked[-1])
        return max(0, self.short.find(asked[0])), last + len(asked[-1])


def _is_bare_dollar(amount: Mention) -> bool:
    written = amount.text.casefold()
    return amount.currency == "USD" and "$" in written and "us" not in written


def _mask(amount: Mention) -> str:
    if amount.kind == "plain":
        return "big" if amount.low >= 1000 else "number" if amount.low >= 12 else "small"
    return amount.kind


def apart(spans: Iterable[tuple[int, int, str]]) -> Spans:
    """Spans in order without those that begin within an earlier one; of two at one place the longer."""
    kept: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return tuple(kept)
