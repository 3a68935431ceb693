"""A message to a Reading: what it asks, what it tells, what else it could mean, and why it was read so."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

from bot.reading import offered, plain
from bot.reading.excerpt import excerpt, squeezed
from bot.reading.injection import without_injection
from bot.reading.language import ENGLISH
from bot.reading.measure import rates_of
from bot.reading.message import Encode, Message, apart
from bot.reading.names import Names
from bot.reading.offers.alike import measured
from bot.reading.parse import Parse
from bot.reading.question import FIGURE_INTENTS, Decided, Questions
from bot.reading.questions import questions
from bot.reading.spans import Span
from bot.reading.stretches import since
from bot.reading.tables import KnownName
from bot.reading.terms import SETTLED, STEP, Heard, Profile
from bot.reading.types import NONE, Alternative, Ask, Fact, Intent, Kind, Part, Question, Reading, Turn, What
from ingest.amounts.mention import Mention
from ingest.lexicon.places import currency_in

if TYPE_CHECKING:  # They come with the first message that needs them: a plain question for a figure does not.
    from bot.reading.multilingual import Elsewhere
    from bot.reading.telling import Typed
    from ingest.index.minilm import Encoded
from ingest.lexicon.phrases import beside

_said = beside(__file__, "asking", {"end": r"\W*$"})

SURE, LIKELY = 0.5, 0.2
"""From these probabilities on the likeliest kind is answered at once, or answered with the next two beside it; found
on held-out voices: above 0.5 it is right in nine of ten, between the two in six of ten."""
NEXT = 2
"""Other readings that are offered."""
_FIGURES: tuple[Kind, ...] = ("band", "compare", "rank")
_FIGURE_OF: dict[Kind, Intent] = {"band": "band", "compare": "compare", "rank": "rank"}
_INTENT: dict[Kind, Intent] = {
    "list": "passage", "offer": "offer", "offers": "offer", "whatif": "offer", "advice": "tactic", "lever": "lever",
    "plan": "strategy", "level": "level", "draft": "letter", "about": "passage", "source": "provenance",
    "profile": "profile", "practice": "practice", "restyle": "restyle", "explain": "tactic", "greeting": "greeting",
    "outside": "out_of_scope", "invent": "invent", "inject": "out_of_scope",
}  # fmt: skip
"""What a kind is called in a Question, for the look-ups that go by it."""
_WITH_CARDS: tuple[Kind, ...] = ("advice", "draft", "plan", "lever", "offer")
_EITHER: tuple[Kind, ...] = ("offers", "level", "list", "about", "source")
"""Kinds in which of several companies the one that the guides hold is looked up."""
OTHERS, TOOLS = 0.75, 0.5
"""From this chance on a company that is named, or one whose name is a tool's or a word, too, isn't asked about; found
on held-out voices."""
_WHY: dict[Kind, str] = {
    "band": "what a company pays", "compare": "pay side by side", "rank": "a ranking over companies",
    "list": "which companies, roles or places the guides hold", "offer": "whether your offer is good",
    "offers": "choosing between offers", "whatif": "your offer under another number", "advice": "what to do or say",
    "lever": "which arguments you have", "plan": "what to ask for", "level": "levels and titles",
    "draft": "an e-mail or script written for you", "about": "what a guide says of the company",
    "source": "where a figure is from", "profile": "what I know of you", "practice": "rehearsing the call",
    "restyle": "the last answer in another form", "explain": "what a term means", "greeting": "what I can do",
    "outside": "something outside job offers", "invent": "made-up figures", "inject": "an instruction to me",
}  # fmt: skip


NO_SALARY = 20_000_000
"""An amount of so many units is a company's where the heads take it for nobody's pay."""


class Reader:
    """Reads messages over one index's names. encode: another sentence encoder than the one the heads learnt with.

    elsewhere: gives the reader of other languages than English when the first of them comes, None for none.
    """

    def __init__(
        self, names: Names, encode: Encode | None = None, elsewhere: "Callable[[], Elsewhere | None] | None" = None
    ) -> None:
        self.names = names
        self._questions = Questions(names)
        self._encode = encode or _encoded
        self._elsewhere = cache(elsewhere or _as_set)

    def read(
        self,
        message: str,
        history: Sequence[Turn] = (),
        profile: Profile | None = None,
        kinds: Sequence[Kind] = (),
        amounts: Sequence[tuple[Decimal, What, str]] = (),
    ) -> Reading:
        """What a message asks and tells, in the light of the turns before it and of what is known of its person.

        kinds: what it asks, where a model read it; amounts: what the model takes an amount for, and its part of pay.
        """
        profile = profile or Profile()
        whole = squeezed(message)
        whole = squeezed(without_injection(whole) or whole)
        text = excerpt(whole)
        parse = self._questions.taken(text)
        before = tuple(turn.message for turn in history[-3:])
        taken = Message(text, before, self._encode, apart(parse.places), whole)
        if (reading := self._plainly(taken, parse, history, profile)) is not None:
            return reading
        from bot.reading import mentioned, trained

        language = trained.language_of(taken)
        if language != ENGLISH:
            elsewhere = self._elsewhere()
            taken = taken.abroad(elsewhere.encode, elsewhere.heads) if elsewhere else taken.abroad(None, None)
        chances = _weighed(trained.kinds(taken), parse, taken, history, profile)
        if not kinds and (said := offered.meant(text) or offered.picked(text, history)) is not None:
            kinds = said[:1] if isinstance(said, tuple) else (said,)
        if not kinds and history and (last := history[-1].question.intent) in _FIGURES and rates_of(text):
            kinds = (last,)
        if _DESPAIRS.search(text):
            kinds = ("outside",)
        if kinds:
            chances = dict.fromkeys(kinds, 1.0)
        ranked = sorted((kind for kind in _WHY if kind in chances), key=lambda kind: -chances[kind])
        named = parse.companies()[: mentioned.MOST]
        spans = [parse.at(span) for span in named]
        whose = trained.mentions(taken, spans, ranked[0]) if named else ()
        found = trained.by_company(taken, trained.typed(taken, ranked[0]), spans, whose)
        typed = tuple(_as_told(one, amounts) for one in _asked_over(found, ranked[0]))
        if ranked[0] == "invent" and not kinds and any(one.what in _HELD and one.sure >= HELD for one in typed):
            ranked.remove("invent")  # The amount is of an offer that they hold; a made-up one is nobody's.
            chances = chances | {"invent": 0.0}
        told = {
            taken.in_whole(one.mention.end): Heard(*(getattr(one, name) for name in Heard._fields)) for one in typed
        }
        asked = tuple(dict.fromkeys(kinds)) or _several(chances, ranked, trained.also(taken))
        about = _without_bystanders(self._about(parse, named, whose, ranked[0]), taken, spans, ranked[0])
        asks = tuple(
            self._ask(kind, taken, parse if kind in _FIGURES else about, told, chances[kind], history, profile)
            for kind in asked
        )
        question = (
            asks[0].question if asks else self._questions.question(taken, parse, ("tactic", ""), history, profile, told)
        )
        return Reading(
            text=whole,
            told=question,
            language=language,
            understood=not taken.foreign or taken.heads is not None,
            asks=asks,
            facts=_facts(typed, taken, question),
            doubts=tuple(Alternative(k, _WHY[k], chances[k]) for k in ranked if k not in asked[:1])[:NEXT],
            sure=_sure(chances[ranked[0]]),
            questions=questions(whole) if language == "en" else (),
            trace=(*_trace(chances, ranked, typed, asks), *parse.trace),
        )

    def _plainly(self, taken: Message, parse: Parse, history: Sequence[Turn], profile: Profile) -> Reading | None:
        """A question for one figure that names and look-ups read for certain; None for any other message."""
        if not plain.asks_a_figure(parse, taken, history):
            return None
        ask = self._ask("band", taken, parse, {}, 1.0, history, profile)
        if not plain.is_read(ask.question):
            return None
        trace = (f"a figure's question, plainly: {ask.question.subjects}", *parse.trace)
        return Reading(text=taken.whole, told=ask.question, language="en", asks=(ask,), sure="sure", trace=trace)

    def _ask(
        self,
        kind: Kind,
        taken: Message,
        parse: Parse,
        told: dict[int, Heard],
        chance: float,
        history: Sequence[Turn],
        profile: Profile,
    ) -> Ask:
        decided: Decided = None if kind in _FIGURES else (_INTENT[kind], self._topic(kind, taken))
        if kind == "rank" and taken.foreign and not parse.of("company"):
            decided = "rank", "company"  # The words of a ranking are looked for in English alone.
        supposed = all(one.what == NONE for one in told.values())
        if kind == "whatif":
            # A supposed figure is no fact about the person, and the heads say so; the question is about it all the
            # same. A percentage that is no pay ("85 percent of that") is none here, too, and so is what a company is
            # sold for.
            shares = {taken.in_whole(one.end) for one in taken.amounts if one.kind == "percent" or one.low >= NO_SALARY}
            told = {at: one for at, one in told.items() if at in shares and one.what == NONE}
        question = self._questions.question(taken, parse, decided, history, profile, told)
        if kind in _FIGURES and question.intent not in FIGURE_INTENTS:
            question = replace(question, intent=_FIGURE_OF[kind], topic="company" if kind == "rank" else "")
        if question.intent in _FIGURES and kind in _FIGURES:
            kind = question.intent
        if kind == "whatif":
            question = _as_supposed(question, supposed)
        # The cards are found by the reader's own encoder, whichever sees the message.
        encoded = (taken.beside or taken).encoded if kind in _WITH_CARDS else None
        cards: tuple[str, ...] = ()
        if taken.heads is not None and kind in _WITH_CARDS:
            from bot.reading import trained

            cards = trained.cards(taken)
        vector = encoded.vector if encoded else None
        return Ask(kind, question, question.topic, cards, chance, vector, taken.put, taken.foreign)

    def _about(self, parse: Parse, named: Sequence[Span], chances: Sequence[dict[str, float]], kind: Kind) -> Parse:
        """The message's names without companies that nobody asks about ("on Zoom", "unvested Oracle"), the one that is
        asked about first. Figure questions keep all: a figure too many is told with its company."""
        from bot.reading import mentioned

        asked = {span: one["asked"] for span, one in zip(named, chances, strict=True)}
        others = [
            s for s, one in zip(named, chances, strict=True)
            if one[NONE] + one["mine"] > (TOOLS if mentioned.is_tool(s.text) else OTHERS)
        ]  # fmt: skip
        if kind in _EITHER:
            others = [span for span in others if not (isinstance(span.value, KnownName) and span.value.slugs)]
        left = [span for span in named if span not in others]
        if kind in _EITHER:
            held = [span for span in left if isinstance(span.value, KnownName) and span.value.slugs]
            left = held or left
        first = max(left, key=asked.__getitem__) if len(named) > 1 and left else None
        return parse.about(others, first, self.names) if others or first else parse

    def _topic(self, kind: Kind, taken: Message) -> str:
        if (said := offered.meant(taken.text)) is not None and said[0] == kind and said[1]:
            return said[1]
        if kind == "explain":
            return f"term {taken.text.strip()}"
        if kind == "inject":
            return "injection"
        if kind == "outside" and _DESPAIRS.search(taken.text):
            return "distress"
        if kind == "offers":
            return "compare"
        from bot.reading import trained

        return trained.topic(kind, taken)


_STUDIED = _said("studied")
_FAR = 60
"""Characters in front of a name in which it says that one studied there."""


def _without_bystanders(parse: Parse, taken: Message, spans: Sequence[tuple[int, int]], kind: Kind) -> Parse:
    """The message's names without words taken for a company that is nobody's here or the one they leave ("a PhD from
    ETH"), beside a company that the guides know."""
    strange = [one for one in parse.unknown if one.kind == "company"] if parse.of("company") else []
    if not strange:
        return parse
    from bot.reading import mentioned, trained

    places = [(at, at + len(one.phrase)) for one in strange if (at := taken.short.find(one.phrase)) >= 0]
    every = sorted({*spans, *places})[: mentioned.MOST]
    whose = dict(zip(every, trained.mentions(taken, every, kind), strict=True))
    idle = {
        taken.short[start:end]
        for start, end in places
        if _STUDIED.ends(since(taken.short[max(0, start - _FAR) : start], "!?;\n").rstrip())
        or ((start, end) in whose and whose[start, end][NONE] + whose[start, end]["mine"] > OTHERS)
    }
    left = [one for one in parse.unknown if one.kind != "company" or one.phrase not in idle]
    return replace(parse, unknown=left) if idle else parse


def _as_supposed(question: Question, nothing_told: bool) -> Question:
    """A "what if" with the offer that it supposes: so much more, several side by side, or, where no amount is of an
    offer that was made (nothing_told), the one it names."""
    if question.more is not None and question.offer is not None:
        part, by = question.more
        more = question.offer.model_copy(update={part: getattr(question.offer, part) + by})
        return replace(question, offer=more, supposed=True)
    laid_out = question.between is not None and bool(question.between.laid_out)
    nothing_held = nothing_told and question.offer is not None
    return replace(question, supposed=True) if laid_out or nothing_held else question


def _as_set() -> "Elsewhere | None":
    from bot.reading.multilingual import chosen

    return chosen()


def _encoded(text: str) -> "Encoded | None":
    from bot.reading import trained

    return trained.encode(text)


_WISHED = ("target", "asked", "floor")


def _asked_over(found: "Sequence[Typed]", kind: Kind) -> "Sequence[Typed]":
    """The numbers, the only salary of who asks what to ask for as what is offered: a wish would answer the question."""
    pay = [one for one in found if one.part in ("base", "total") and one.what != NONE]
    if kind != "plan" or len(pay) != 1 or pay[0].what != "own_offer" or pay[0].rival not in _WISHED:
        return found
    certain = max(pay[0].certain, SETTLED)
    return [replace(one, certain=certain) if one is pay[0] else one for one in found]


def _as_told(one: "Typed", amounts: Sequence[tuple[Decimal, What, str]]) -> "Typed":
    """The number as a model takes it, where it said what it is."""
    for value, what, part in amounts:
        if any(value == end * times for end in (one.mention.low, one.mention.high) for times in (1, 1_000, 100_000)):
            return replace(one, what=what, part=part or one.part, sure=1.0, certain=1.0, offered=1.0)
    return one


def _weighed(
    chances: dict[str, float], parse: Parse, taken: Message, history: Sequence[Turn], profile: Profile
) -> dict[str, float]:
    """The chances, weighed by what is known for certain: names, words of pay, amounts, and what was asked before."""
    certain = _certain(parse, taken, history, profile)
    told = {kind: chance * _COSTLY.get(kind, 1.0) for kind, chance in chances.items()}
    for holds, factors in zip(certain, _WEIGHTS, strict=True):
        if holds:
            told = {kind: chance * factors.get(kind, 1.0) for kind, chance in told.items()}
    whole = sum(told.values())
    return {kind: chance / whole for kind, chance in told.items()}


_HELD, HELD = ("own_offer", "other_offer"), 0.45
"""What an amount is taken for, and how surely, for its offer to be one that is held."""
_COSTLY = {"outside": 0.5, "invent": 0.6}
"""Kinds that send a person away: taken for one wrongly, they are told no where help was to be had. Found on messages
held out, where those that are outside have a chance of 0.78 and more."""
_WEIGHTS: tuple[dict[str, float], ...] = (
    {"band": 2.8, "compare": 2.3, "rank": 1.7, "greeting": 0.3, "outside": 0.4},  # "staff at Stripe, base?"
    {"band": 1.7, "compare": 1.7, "greeting": 0.3, "outside": 0.5},  # "Stripe, staff"
    {"band": 0.5, "compare": 0.6, "about": 0.6},  # no name and no word of pay at the beginning
    {"restyle": 0.2, "whatif": 0.75},  # nothing was answered before
    {"band": 4.8, "compare": 2.8, "rank": 2.8, "whatif": 0.3, "restyle": 0.5},  # "and in Berlin?" after a figure
    {"whatif": 0.4},  # no offer known, no amount
    {"offer": 8.0, "offers": 2.0},  # "it's W&B, staff" after an offer was told
    {"practice": 50.0},  # "practise the call", as the buttons and forms of the channels write it
)
"""For each thing that is certain, what each kind's chance is multiplied by; in the order of _certain."""
_REHEARSE = _said("rehearse")
_DESPAIRS = _said("despairs")


def _certain(parse: Parse, taken: Message, history: Sequence[Turn], profile: Profile) -> tuple[bool, ...]:
    strange = any(unknown.kind == "company" for unknown in parse.unknown)
    named, role = bool(parse.of("company")), bool(parse.of("role") or parse.of("level"))
    pay, place = bool(parse.components or parse.pay), bool(parse.of("region"))
    offered = any(a.kind == "money" or (a.kind == "plain" and 40 <= a.low < 1000) for a in taken.amounts)
    figured = any(turn.question.intent in _FIGURES for turn in history[-2:])
    told = history[-1].question.offer if history else None
    short = len(taken.text.split()) <= plain.SHORT
    return (
        (named or strange) and role and pay and not offered,
        named and role != pay and not offered,
        not (named or pay or role or place or history),
        not history,
        figured and short and not offered and (named or strange or role or place or pay),
        profile.offer is None and not offered,
        told is not None and named and (role or place) and not pay and not offered and "?" not in taken.text,
        _REHEARSE.starts(taken.text) is not None,
    )


def _several(chances: dict[str, float], ranked: Sequence[Kind], also: Sequence[str]) -> tuple[Kind, ...]:
    """The kinds asked: the likeliest, and what is asked beside it; none where the message asks nothing."""
    first = ranked[0]
    if chances.get(NONE, 0.0) > 0.6:
        return ()
    more = [kind for kind in ranked[1:] if kind in also and chances[kind] > 0.02]
    return (first, *more[:2])


def _sure(chance: float) -> Literal["sure", "likely", "unsure"]:
    return "sure" if chance >= SURE else "likely" if chance >= LIKELY else "unsure"


def _facts(typed: "Sequence[Typed]", taken: Message, question: Question | None) -> tuple[Fact, ...]:
    found = []
    currency = next((one.mention.currency for one in typed if one.mention.currency), None)
    if currency is None and question:
        currency = question.offer.currency if question.offer else None
        currency = currency or next(filter(None, (currency_in(one.region or "") for one in question.said)), None)
    from bot.reading import telling

    whole = [one for one in typed if one.what != NONE and STEP not in one.what]
    alike = measured([one.mention for one in whole if one.part in ("base", "total", NONE)])
    for one in chain.from_iterable(map(telling.ends, typed)):
        if one.what == NONE:
            continue
        mention = alike.get(one.mention.end, one.mention)
        unit = {"percent": "percent", "count": "shares"}.get(mention.kind, mention.currency or currency or "USD")
        if one.part == "bonus" and mention.kind == "plain" and one.scale == 1 and mention.high <= 100:
            unit = "percent"  # "Bonus 12": nobody is paid twelve dollars.
        by_rate = _period(one) in ("hour", "day")  # "575 at my last place", a day: nobody means thousands.
        scale = one.scale if not by_rate and (mention.kind == "plain" or _is_bare(mention)) else 1
        found.append(
            Fact(
                one.what, mention.text, part=None if one.part == NONE else one.part,  # type: ignore[arg-type]
                low=mention.low * Decimal(scale), high=mention.high * Decimal(scale), unit=unit,
                period=_period(one),
                years=mention.years, number=one.mention, certain=one.certain,
            )
        )  # fmt: skip
    return (*found, *_none_of(found, taken, currency, question))


def _none_of(found: Sequence[Fact], taken: Message, currency: str | None, question: Question | None) -> Iterator[Fact]:
    """ "No bonus" beside an offer, or after one, as nothing of it."""
    if any(fact.what == "own_offer" for fact in found) or (question and question.offer):
        told = {fact.part for fact in found if fact.what == "own_offer"}
        from bot.reading.absent import absent

        for part, words in absent(taken.short).items():
            if part not in told:
                yield Fact("own_offer", words, None, part, Decimal(0), Decimal(0), currency or "USD", _PERIODS[part])


def _period(one: "Typed") -> Any:
    """Per what a figure is: as it is written by the hour or day, as it was read, or as its part of pay is told."""
    if one.mention.rate in ("hour", "day"):
        return one.mention.rate
    return _PERIODS.get(one.part) if one.period == NONE or one.part in _ONCE else one.period  # type: ignore[call-overload]


_PERIODS: dict[Part, Literal["year", "grant", "once"]] = {
    "base": "year", "total": "year", "bonus": "year", "equity": "grant", "signing": "once", "relocation": "once",
}  # fmt: skip
"""What a part of pay is for where nothing says."""
_ONCE = ("signing", "relocation")


def _is_bare(mention: Mention) -> bool:
    """Whether it is a small sum of money with a sign and no K: "103 pounds" of a base are thousands."""
    return mention.kind == "money" and not mention.scaled and mention.high < 1000


def _trace(
    chances: dict[str, float], ranked: Sequence[str], typed: "Sequence[Typed]", asks: Sequence[Ask]
) -> tuple[str, ...]:
    lines = ["kinds: " + ", ".join(f"{kind} {chances[kind]:.2f}" for kind in ranked[:4])]
    lines += [f"{one.mention.text}: {one.what} {one.part} ({one.sure:.2f})" for one in typed]
    lines += [f"{ask.kind}: {ask.question.subjects}" for ask in asks]
    return tuple(lines)
