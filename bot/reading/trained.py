"""The trained reader's heads: loaded once, from weights that `python -m bot.reading.train` makes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path

import numpy
from threadpoolctl import threadpool_limits

from bot.reading import asking, language, mentioned, telling
from bot.reading.features import Array, Row, letter_grams, word_grams
from bot.reading.heads import Head, load
from bot.reading.message import Message
from bot.reading.offers.alike import counts_things
from bot.reading.posted import is_posted
from bot.reading.rise import is_a_level, says_more
from bot.reading.terms import LAKH, SETTLED, STEP, THOUSAND
from bot.reading.types import NONE
from ingest.amounts.mention import Mention
from ingest.index.embedding import DEFAULT, embedder
from ingest.index.minilm import Encoded, MiniLM
from ingest.lexicon.phrases import beside

WEIGHTS, ADAPTER = "reader.npz", "adapter.npz"
CARD = "card"
"""The head of the playbook's cards, by name; "" stands for none of them."""
CARDS, FITS = 3, 0.1
"""How many cards are named, and the chance from which the first is taken to fit."""


@cache
def encoder() -> MiniLM | None:
    """The sentence encoder as the heads know it, its last layers changed by ADAPTER; None where NumPy can't run it."""
    with resources.as_file(resources.files("bot.reading").joinpath(ADAPTER)) as file:
        return embedder(DEFAULT).adapted(changes(Path(file)))


def hasten() -> None:
    """Read the heads and the encoder, and let onnxruntime run it; a server does, before the first message.

    BLAS gets one thread: over as little as a message needs its threads wait for each other (a text held against the
    playbook's lines took 9.7 ms of CPU with two, 1.2 with one), and messages keep the cores busy as it is."""
    threadpool_limits(1, user_api="blas")
    encoder()  # Before the other: it is opened for models that change it, too.
    embedder(DEFAULT).hasten()
    heads()


def encode(text: str) -> Encoded | None:
    """A text through the encoder."""
    made = encoder()
    return made.encode(text) if made else None


def changes(path: Path) -> dict[str, tuple[Array, Array]]:
    """What save_changes wrote."""
    with numpy.load(path, allow_pickle=False) as held:
        names = sorted({name.rpartition("/")[0] for name in held.files})
        return {name: (held[f"{name}/down"], held[f"{name}/up"]) for name in names}


@cache
def heads() -> dict[str, Head]:
    """kind, asks (several at once), what, part, period, scale, and a head of topics for each kind that has
    them."""
    with resources.as_file(resources.files("bot.reading").joinpath(WEIGHTS)) as file:
        return load(Path(file))[0]


def _heads(message: Message) -> Mapping[str, Head]:
    """Those that read the message: its own, where another encoder sees it."""
    return heads() if message.heads is None else message.heads


def _both(one: dict[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """Two readers' chances as one: their geometric mean. What the other has no label for, the first alone says."""
    return {label: (chance * other.get(label, chance)) ** 0.5 for label, chance in one.items()}


def _of_one(chances: dict[str, float]) -> dict[str, float]:
    """Chances that exclude each other, adding up to one."""
    whole = sum(chances.values())
    return {label: chance / whole for label, chance in chances.items()}


def _row(message: Message, name: str, make: Callable[[Message], Row]) -> Row:
    """The message as features, made once."""
    if name not in message.rows:
        message.rows[name] = make(message)
    return message.rows[name]


def kinds(message: Message) -> dict[str, float]:
    """The chance of each kind to be what is asked first; "none" for a message that asks nothing."""
    chances = _heads(message)["kind"].chances(_row(message, "asks", asking.row))
    return chances if message.beside is None else _of_one(_both(chances, kinds(message.beside)))


def _asks(message: Message) -> dict[str, float]:
    chances = _heads(message)["asks"].chances(_row(message, "asks", asking.row))
    return chances if message.beside is None else _both(chances, _asks(message.beside))


def also(message: Message) -> tuple[str, ...]:
    """Kinds that the message asks at all, likeliest first."""
    chances = _asks(message)
    return tuple(kind for kind, chance in sorted(chances.items(), key=lambda p: -p[1]) if chance >= ASKED)


def mentions(message: Message, names: Sequence[tuple[int, int]], kind: str) -> tuple[dict[str, float], ...]:
    """What each company named (first character, last exclusive) is to the person: the chances of asked, beside, mine
    and none, given what the message asks first."""
    head = _heads(message)["mention"]
    return tuple(head.chances(row) for row in mentioned.rows(message, names, kind, seen=head.sees))


def language_of(message: Message) -> str:
    """ISO 639-1 of the message's language ("hi" for Hinglish, too); where too little is written to tell that of the
    messages before it, "en" where there is none."""
    head, found = heads()["language"], ""
    for text in (*map(Message, message.before), message):
        found = language.of(text, head.chances(language.row(text)), found) or found
    return found or language.ENGLISH


SOME = 0.3
"""How sure it must be why something is out of scope: below that it may be a question of the trade."""
SURE_OF = {"distress": 0.6}
"""The same for single topics: nobody is sent to a crisis line for asking what life costs somewhere."""


def topic(kind: str, message: Message) -> str:
    """Which of a kind's topics is meant ("shorter" of restyle, "tax" of outside); "" for a kind without topics, and
    where none is likely enough."""
    head = _heads(message).get(f"topic.{kind}")
    if head is None:
        return ""
    name, chance = head.best(_row(message, "topic", topic_row))
    return name if chance >= SURE_OF.get(name, SOME if kind == "outside" else 0.0) else ""


def cards(message: Message) -> tuple[str, ...]:
    """The playbook's cards that fit a message, by name, best first, where its heads know them; none where none fits."""
    head = _heads(message).get(CARD)
    if head is None:
        return ()
    chances = head.chances(_row(message, "topic", topic_row))
    order = sorted((name for name in chances if name), key=lambda name: -chances[name])
    return tuple(order[:CARDS]) if chances[order[0]] >= FITS else ()


def topic_row(message: Message) -> Row:
    """A short text as features: its words, its spelling, its vector."""
    encoded = message.encoded
    return Row(
        groups=(word_grams(message.masked, 2), letter_grams(message.masked, 3, 5)),
        dense=() if encoded is None else (encoded.vector,),
    )


ASKED = 0.37
"""From this probability on something is taken to be asked, too; found on held-out voices."""
LEAST = 0.3
"""Below this chance that whose and which part are both right, a number is told as nobody's pay: a guess that is wrong
more often than right costs more than an amount that is missed. Found on held-out voices."""
UNNAMED = 0.3
"""What the chance counts that a number is pay of no part; found on held-out voices."""
UNSAID = 0.5
"""What the chance counts that a number in a currency is a total: the heads know it from India, where pay is told whole
("9 LPA"), and are as sure of "900万円". A bare figure is the base elsewhere."""
TOLD_WHOLE = (None, "INR")
"""Currencies in which a bare figure may be all of one's pay as well as its base."""


_COMING_FROM = beside(__file__, "asking")("coming_from")


def typed(message: Message, kind: str) -> tuple[telling.Typed, ...]:
    """What each number of the message is, given what the message asks."""
    found: list[telling.Typed] = []
    chances: list[Mapping[str, float]] = []
    seen = telling.rows(message, kind)
    others = telling.seen_by(message.beside, seen) if message.beside else seen
    for mention, alone, other in zip(message.amounts, seen, others, strict=False):
        row = telling.chained(alone, [(one.what, one.part) for one in found])
        rows = row, row.beside(other.dense)
        whose = _told("what", message, rows)
        if mention.low == mention.high:
            whose = {what: chance for what, chance in whose.items() if STEP not in what}
        what, sure, told = _owner(message, mention, alone, whose)
        parts = _told("part", message, rows)
        part = _part(parts, mention, what, found) if what != NONE else NONE
        if what != NONE and sure * parts.get(part, 0.0) < LEAST:
            what, part, sure = NONE, NONE, 0.0
        told_elsewhere = is_a_level(message, mention) or is_posted(mention, message.short)
        if told_elsewhere or counts_things(message.short, mention):
            what, part, sure = NONE, NONE, 1.0
        elif says_more(message.short, mention):
            what, part, sure = NONE, NONE, 0.0
        period = _best(_told("period", message, rows)) if what != NONE else NONE
        if period == "month" and mention.period != "month" and _is_no_month(mention):
            period = "year"
        certain, rival, offered = _certain(whose | told, _salary(parts, mention, part), what, part)
        scale = int(_best(_told("scale", message, rows)))
        if scale == THOUSAND and mention.kind == "plain" and not mention.scaled and language_of(message) == "hi":
            scale = LAKH
        found.append(telling.Typed(mention, what, part, period, scale, sure, certain, rival, offered))
        chances.append(whose)
    if kind not in SEVERAL:
        found = _one_offer(found, chances)
        found = _but_one(found, chances)
    return _set_against(message, found)


def _owner(
    message: Message, mention: Mention, row: Row, whose: Mapping[str, float]
) -> tuple[str, float, dict[str, float]]:
    """Whose pay a number is, how sure the heads are, and the chances that the words beside it change."""
    what = max(whose, key=whose.__getitem__)
    sure = max(whose.values()) / sum(whose.values())
    if what in ("own_offer", "other_offer") and _COMING_FROM.ends(message.short[: mention.start]):
        return "current_pay", 1.0, {"current_pay": 1.0}
    if what == "own_offer" and telling.is_elsewhere(row):
        # The heads hardly tell them apart; the company named beside it does.
        return "other_offer", sure, {"other_offer": whose["own_offer"] + whose.get("other_offer", 0.0)}
    return what, sure, {}


SEVERAL = ("offers", "compare")
"""Kinds of messages that tell several offers of the same part of pay."""
TWICE = 0.1
"""What two figures for the same part of the one offer count beside other readings: 3 in 100 messages that tell an
offer's base tell two."""


def _one_offer(found: Sequence[telling.Typed], chances: Sequence[Mapping[str, float]]) -> list[telling.Typed]:
    """The numbers, of two that were taken for the same pay of the one offer the less sure one as what it is
    otherwise, where that is likelier than an offer told twice."""
    out = list(found)
    for at, one in enumerate(out):
        for after in range(at + 1, len(out)):
            other = out[after]
            told = {x.what for x in (one, other)}
            if len(told) > 1 or not told <= {"own_offer", "current_pay"} or not _is_one_part(one, other):
                continue
            if (one.part != other.part and "own_offer" in told) or not {one.part, other.part} <= set(SALARY):
                continue
            [twice] = told
            less = at if one.sure < other.sure else after
            rest = {what: chance for what, chance in chances[less].items() if what in INSTEAD[twice]}
            what = max(rest, key=rest.__getitem__)
            if rest[what] >= TWICE * chances[less][twice]:
                share = out[less].certain / max(chances[less][twice], 1e-9)
                out[less] = replace(out[less], what=what, rival=twice, certain=rest[what] * share)
    return out


def _but_one(found: Sequence[telling.Typed], chances: Sequence[Mapping[str, float]]) -> list[telling.Typed]:
    """The numbers, a salary as certain as it is where another number is surely what it might be instead: one salary is
    offered, one is made today."""
    out = []
    for at, one in enumerate(found):
        taken = {
            other.what
            for place, other in enumerate(found)
            if place != at and other.what in ONE_EACH and other.what != one.what and other.part in SALARY
            and other.certain >= SETTLED and _is_one_part(one, other)
        }  # fmt: skip
        left = 1 - sum(chances[at].get(what, 0.0) for what in taken)
        sure = one.part in SALARY and one.what in (*ONE_EACH, "other_offer") and left > 0
        out.append(replace(one, certain=min(one.certain / left, 1.0)) if sure else one)
    return out


SALARY = ("base", "total")
ONE_EACH = ("own_offer", "current_pay")
"""Of what a message tells one salary each."""


def _is_one_part(one: telling.Typed, other: telling.Typed) -> bool:
    """Whether two amounts, each as large as it is meant, may be of the same part of pay: "130" beside "121k"."""
    mine, theirs = (x.mention.low * (1 if x.mention.scaled else x.scale) for x in (one, other))
    percents = "percent" in (one.mention.kind, other.mention.kind)
    return not percents and theirs < 3 * mine < 9 * theirs


INSTEAD = {
    "own_offer": ("current_pay", "other_offer", "asked", "target"), "current_pay": ("own_offer", "other_offer"),
}  # fmt: skip
"""What an amount may be that is no second figure of the offer, or of today's pay."""


NEAR = 34
"""Characters between a company's name and an amount in which the one may be the other's."""
WHOSE = {"mine": ("current_pay", ("own_offer", "other_offer")), "beside": ("other_offer", ("own_offer",))}
"""What an amount beside a company's name is, by what the company is to the person, and what it was taken for."""
CLEAR = 0.45
"""How sure it must be what a company is for an amount beside it to be read by that; chosen on a handful of messages,
with no change on the labelled ones."""


def by_company(
    message: Message,
    found: Sequence[telling.Typed],
    names: Sequence[tuple[int, int]],
    chances: Sequence[dict[str, float]],
) -> tuple[telling.Typed, ...]:
    """The numbers, each beside a company's name as what that company is to the person: pay of the present employer is
    no offer. chances: as mentions() tells them."""
    out: list[telling.Typed] = []
    for one in found:
        told, chance = _beside(message, one, found, names, chances)
        if (
            told == "asked"
            and one.what == NONE
            and (now := _shifted(out, found)) is not None
            and _is_one_part(replace(one, scale=now.scale), now)
        ):
            # "Google pays me 210, Databricks offers 220": the first was taken for the offer, the second for nothing.
            out.append(replace(one, what="own_offer", part=now.part, period=now.period, scale=now.scale, certain=1.0))
            continue
        what, taken = WHOSE.get(told, ("", ()))
        before = out[-1] if out else None
        if before is not None and message.short[before.mention.end : one.mention.start].strip() in JOINED:
            what, taken = before.what, _PAID  # "61k + 4k variable": one person's, both.
        moved = one.what in taken and what in _PAID
        out.append(replace(one, what=what, rival=one.what, certain=chance) if moved else one)
    return tuple(out)


def _shifted(out: Sequence[telling.Typed], found: Sequence[telling.Typed]) -> telling.Typed | None:
    """Today's pay that was taken for the one offer there is; None where an offer is left."""
    if any(one.what == "own_offer" for one in (*out, *found[len(out) :])):
        return None
    pairs = zip(out, found, strict=False)
    return next((now for now, one in pairs if now.what == "current_pay" and one.what == "own_offer"), None)


JOINED = ("+", "plus", "&")
"""What stands between two amounts of one pay."""
_PAID = ("own_offer", "other_offer", "current_pay")


def _beside(
    message: Message, one: telling.Typed, found: Sequence[telling.Typed], names: Sequence[tuple[int, int]],
    chances: Sequence[dict[str, float]],
) -> tuple[str, float]:  # fmt: skip
    """What the company is that an amount stands beside, and how likely: the one it is said to be at ("210 at Snap"),
    else the nearest in front of it, else the nearest behind; "" where another amount or a sentence's end is between, or
    it isn't clear."""
    starts = [other.mention.start for other in found if other.what != NONE]
    near: list[tuple[int, int, str, float]] = []
    for (start, end), chance in zip(names, chances, strict=False):
        ahead = end <= one.mention.start
        low, high = (end, one.mention.start) if ahead else (one.mention.end, start)
        between = message.short[low:high]
        if not 0 <= high - low <= NEAR or any(low <= at < high for at in starts) or set(between) & _ENDS:
            continue
        label = max(chance, key=chance.__getitem__)
        order = 0 if not ahead and _AT.alone(between.strip()) else 1 if ahead else 2
        near.append((order, high - low, label if chance[label] >= CLEAR else "", chance[label]))
    return min(near)[2:] if near else ("", 0.0)


_ENDS = frozenset(".;!?\n")
_AT = beside(__file__, "asking")("before_names")


def _set_against(message: Message, found: Sequence[telling.Typed]) -> tuple[telling.Typed, ...]:
    """The numbers, of "72k rather than 66k" the first as what is asked for where it was taken for the offer."""
    if len(found) < 2:
        return tuple(found)
    wish, against = message.wishes.amount, message.wishes.against
    told = {one.mention.start: one for one in found}
    asked, held = (told.get(one.start) if one else None for one in (wish, against))
    if asked is None or held is None or asked.what != "own_offer" or asked.mention.text != (wish and wish.text):
        return tuple(found)
    part = asked.part if asked.part != NONE else "base"
    now = {
        asked.mention.start: replace(asked, what="asked", part=part, sure=1.0, certain=1.0),
        held.mention.start: replace(held, what="own_offer", part=part, sure=1.0, certain=1.0),
    }
    return tuple(now.get(one.mention.start, one) for one in found)


def _salary(parts: Mapping[str, float], mention: Mention, part: str) -> Mapping[str, float]:
    """The parts' chances; an amount with its currency and no other word is the base, or in India told whole: either
    way it is the salary that was told."""
    if part not in SALARY or mention.currency is None:
        return parts
    return {**parts, part: sum(parts.get(one, 0.0) for one in SALARY)}


def _certain(whose: Mapping[str, float], parts: Mapping[str, float], what: str, part: str) -> tuple[float, str, float]:
    """The chance that whose pay a number is and which part of it are both right, what it is otherwise, and the chance
    that it is that part of somebody's offer."""
    rival = max((one for one in whose if one != what), key=whose.__getitem__, default="")
    share = parts.get(part, 0.0)
    offered = min(whose.get("own_offer", 0.0) + whose.get("other_offer", 0.0), 1.0)
    # The end of "from 92 to 96" is theirs whether it is heard as both or as one.
    chance = whose.get(what, 0.0) + (whose.get(what.rpartition(STEP)[2], 0.0) if STEP in what else 0.0)
    return min(chance, 1.0) * share, rival, offered * share


def _told(name: str, message: Message, rows: tuple[Row, Row]) -> dict[str, float]:
    """A head's chances for a number, as the message's heads see it and as the reader's own do beside them."""
    chances = _heads(message)[name].chances(rows[0])
    return chances if message.beside is None else _of_one(_both(chances, heads()[name].chances(rows[1])))


def _best(chances: Mapping[str, float]) -> str:
    return max(chances, key=chances.__getitem__)


"""What a bare number counts; "32 fixed" in Hinglish are lakhs."""
MOST_A_MONTH = 15_000
"""The largest pay that a model may take for a month's where nobody wrote so, in a currency of large units."""
LARGE = ("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "SGD", "NZD")


def _is_no_month(mention: Mention) -> bool:
    """Whether an amount is too large for a month: "80k bruto"."""
    return mention.currency in (None, *LARGE) and mention.low >= MOST_A_MONTH


def _part(chances: dict[str, float], mention: Mention, what: str, before: Sequence[telling.Typed]) -> str:
    """The likeliest part; a percentage beside that person's base is no base but what comes on top of it."""
    chances = chances | {NONE: chances.get(NONE, 0.0) * UNNAMED}
    if mention.currency not in TOLD_WHOLE:
        chances["total"] = chances.get("total", 0.0) * UNSAID
    if mention.kind == "percent" and any(one.what == what and one.part in ("base", "total") for one in before):
        chances = {part: chance for part, chance in chances.items() if part not in ("base", "total", NONE)}
    return max(chances, key=chances.__getitem__)
