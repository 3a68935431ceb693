"""Whether every number in a model's sentence is one the answer holds, said of what the answer says it of.

A number is allowed when it is a figure of the answer, stands in a text the answer shows or cites, is the
user's own and said as theirs, or was computed for the answer. A changed unit, currency, period, component,
region, level, role or company makes it another number. In doubt a sentence is refused: the caller asks for it
once more or leaves it out, and the composed answer is always there.
"""

import contextlib
import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from importlib import resources
from typing import TYPE_CHECKING, Literal

from bot.answer import (
    Answer,
    BandCard,
    BandRow,
    Comparison,
    Email,
    LeverBlock,
    OfferGauge,
    PracticeBoard,
    Script,
    Text,
    Warning_,
)
from bot.model.claims import DISCREDIT, DOMAIN, EVERYWHERE, PERIODS, Claim, Mind, Reading, currencies, days, read
from bot.model.mentioned import KINDS, Kind, Names, plain
from bot.model.sentences import split
from bot.model.wordlist import BANNED, FOREIGN, FRACTION, OFFERS, STARTERS, TWIST, foreign_language
from ingest.amounts.money import Period
from ingest.amounts.numbers import mentions

if TYPE_CHECKING:
    from bot.reading.terms import Offer
    from bot.reading.types import Question

Origin = Literal["guide", "text", "user", "computed", "passage"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that may be said, and of what. names: kind to name; a kind that is missing is not known."""

    low: Decimal
    high: Decimal
    kind: Literal["money", "percent", "options", "plain"]
    currency: str | None
    origin: Origin
    names: dict[Kind, str] = field(default_factory=dict)
    period: Period | None = None
    years: int | None = None
    open: bool = False
    said: frozenset[str] = frozenset()
    noun: str = ""
    cite: str = ""
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may be shown; why not, in words a model can mend it by; what it rests on.

    text: the sentence as it may be shown (the model's own citation marks taken out). cites: Citation ids
    of the figures in it. facts: the facts it says. mind: what it leaves the reader thinking of.
    """

    ok: bool
    text: str
    reason: str = ""
    cites: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    mind: Mind = field(default_factory=Mind)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Everything sentences about one answer are checked against; made by allow()."""

    facts: tuple[Fact, ...]
    names: Names
    start: Mind
    only: dict[Kind, str]
    currencies: frozenset[str]
    known: frozenset[str]
    words: frozenset[str]
    texts: str
    said: str
    user: str
    held: frozenset[str]
    cited: str
    secrets: frozenset[tuple[str, ...]]
    counts: frozenset[int]
    spoken: frozenset[str]
    sentences: frozenset[str]
    places: dict[str, Decimal]


def check(
    sentence: str, answer: Answer, question: "Question | None" = None, *, messages: Sequence[str] = ()
) -> Verdict:
    """Check one sentence that stands alone; for several in a row keep an Allowed and pass each Verdict's mind on.

    messages: what the user wrote in earlier turns.
    """
    return judge(sentence, allow(answer, question, messages=messages))


# ---------------------------------------------------------------- what is allowed


def allow(
    answer: Answer,
    question: "Question | None" = None,
    *,
    messages: Sequence[str] = (),
    more: Sequence[Answer] = (),
    prompts: Sequence[str] = (),
    regions: Iterable[str] = (),
    companies: Iterable[str] = (),
) -> Allowed:
    """What may be said about an answer.

    messages: the user's earlier messages. more: answers that look-up tools returned. prompts: texts that
    must not be repeated. regions, companies: all names the guides hold, so that one not asked about is known.
    """
    answers = (answer, *more)
    names = _names(answers, question, regions, companies)
    only = _only(answers, question, companies := tuple(companies))
    texts = list(itertools.chain.from_iterable(_texts(a) for a in answers))
    user = [*messages, question.text] if question else list(messages)
    everything = "\n".join([*texts, *user, *(c.text for a in answers for c in a.citations)])
    dates = [d for a in answers for d in _dates(a)]
    known = _known(everything) | frozenset(days(dates))
    start = _start(question, answers, only)
    facts = [f for a in answers for f in _guide_facts(a)]
    facts += [f for a in answers for f in _table_facts(a, names, start, known)]
    facts += [f for t in texts for f in _text_facts(t, names, Mind(dict(start.names)), known, "text")]
    facts += [f for a in answers for f in _passage_facts(a, names, known)]
    facts += list(_user_facts(question, answers, user, names, known))
    facts = _owned(facts)
    facts += [f for a in answers for f in _computed_facts(a, facts)]
    return Allowed(
        tuple(facts), names, start, only,
        frozenset(f.currency for f in facts if f.currency), known,
        frozenset(re.findall(r"[A-Za-z][\w&.'-]*\w|[A-Za-z]", "\n".join(texts))),
        "\n".join(texts).lower(), " ".join(re.findall(r"\w+", "\n".join(texts).lower())), "\n".join(user).lower(), _held(question, user),
        "\n".join(c.text for a in answers for c in a.citations).lower(), _shingles(prompts),
        _counts(answers), frozenset(currencies("\n".join(texts))),
        frozenset(_flat(s) for t in texts for s in split(t)),
        {r.component: Decimal(r.position) for a in answers for b in a.blocks if isinstance(b, OfferGauge) for r in b.rows if r.position is not None},
    )  # fmt: skip


@functools.cache
def _proper() -> dict[str, list[str] | list[list[str]]]:
    import yaml

    loaded: dict[str, list[str] | list[list[str]]] = yaml.safe_load(
        resources.files("bot.model").joinpath("proper.yaml").read_text(encoding="utf-8")
    )
    return loaded


def _names(
    answers: Sequence[Answer], question: "Question | None", regions: Iterable[str], companies: Iterable[str]
) -> Names:
    figures = [f for a in answers for f in a.figures]
    cards = [b for a in answers for b in a.blocks if isinstance(b, BandCard)]
    own_regions = dict.fromkeys([f.region for f in figures if f.region] + [c.region for c in cards if c.region])
    own_companies = dict.fromkeys(
        [f.company_display or f.company for f in figures] + ([] if figures else [c.company for c in cards])
    )
    own_roles = dict.fromkeys(
        [f.role_display or f.role for f in figures] + ([] if figures else [c.role for c in cards])
    )
    if not figures and not cards:
        asked_companies, asked_roles = _subjects(question, companies := tuple(companies))
        own_companies, own_roles = dict.fromkeys(asked_companies), dict.fromkeys(asked_roles)
    own_levels = dict.fromkeys([f.level for f in figures if f.level] + [c.level for c in cards if c.level])
    proper = _proper()
    foreign: list[tuple[Kind, str]] = [("region", str(p)) for p in [*regions, *proper["places"]]]
    foreign += [("company", str(c)) for c in [*companies, *proper["companies"]]]
    if question:
        foreign += [(u.kind, u.phrase) for u in question.unknown]
    aliases = [[str(x) for x in group] for group in proper["aliases"]]
    return Names(
        own_regions,
        (c for c in own_companies if c),
        (r for r in own_roles if r),
        own_levels,
        foreign,
        aliases,
        (str(p) for p in proper["places"]),
    )


def _slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.lower().replace("&", " and ")))


def _subjects(question: "Question | None", companies: Iterable[str]) -> tuple[list[str], list[str]]:
    """Companies, as they are displayed, and roles that the question is about."""
    if question is None:
        return [], []
    slugs = {s.company for s in question.subjects if s.company}
    roles = dict.fromkeys(s.role.replace("-", " ").title() for s in question.subjects if s.role)
    return [c for c in companies if _slug(c) in slugs], list(roles)


def _only(
    answers: Sequence[Answer], question: "Question | None" = None, companies: Iterable[str] = ()
) -> dict[Kind, str]:
    """For each kind the one name all figures share, where they share one; an answer without figures is the question's."""
    figures = [f for a in answers for f in a.figures]
    only: dict[Kind, str] = {}
    if not figures:
        asked: tuple[tuple[Kind, list[str]], ...] = tuple(
            zip(("company", "role"), _subjects(question, companies), strict=True)
        )
        return {kind: names[0] for kind, names in asked if len(names) == 1}
    kinds: dict[Kind, set[str]] = {
        "region": {f.region for f in figures},
        "company": {f.company_display or f.company for f in figures},
        "role": {f.role_display or f.role for f in figures},
        "level": {f.level or "" for f in figures},
        "component": {f.component for f in figures},
    }
    for kind, values in kinds.items():
        if len(values) == 1 and (value := next(iter(values))):
            only[kind] = value
    return only


def _start(question: "Question | None", answers: Sequence[Answer], only: dict[Kind, str]) -> Mind:
    """What the question leaves in the reader's mind before the first sentence."""
    names: dict[Kind, tuple[str, ...]] = {k: (v,) for k, v in only.items() if k != "component"}
    if question and len(question.subjects) == 1:
        subject = question.subjects[0]
        for figure in (f for a in answers for f in a.figures):
            if subject.region and subject.region == figure.region:
                names["region"] = (figure.region,)
            if subject.company and subject.company == figure.company:
                names["company"] = (figure.company_display,)
            if subject.role and subject.role == figure.role:
                names["role"] = (figure.role_display,)
            if subject.level and subject.level == figure.level:
                names["level"] = (figure.level,)
    components = question.components if question else ()
    if len(components) == 1:
        names["component"] = (components[0],)
    elif "component" in only:
        names["component"] = (only["component"],)
    return Mind(names)


def _known(text: str) -> frozenset[str]:
    """Characters beyond plain Latin, and tokens that mix letters and digits, that the answer itself uses."""
    chars = {c for c in text if not c.isascii() and c.isalpha()}
    tokens = {t.lower().strip(".:!?'*") for t in re.findall(r"[^\s,;()\"]*\d[^\s,;()\"]*", text)}
    return frozenset(
        chars
        | {
            t
            for t in tokens
            if re.search(r"[a-z]", t) and not re.fullmatch(r"\W*[\d.,]+(?:k|m|b|l|cr|lpa)?\W*", t) and not mentions(t)
        }
    )


def _dates(answer: Answer) -> Iterator[date]:
    """Days the answer names or rests on."""
    held = (
        answer.date,
        *(c.date for c in answer.citations),
        *(b.date for b in answer.blocks if isinstance(b, BandCard)),
    )
    yield from (d for d in held if d is not None)
    for text in _texts(answer):
        for year, month, day in re.findall(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)", text):
            with contextlib.suppress(ValueError):
                yield date(int(year), int(month), int(day))


def _texts(answer: Answer) -> Iterator[str]:
    for block in answer.blocks:
        if isinstance(block, Text):
            yield block.text
        elif isinstance(block, Comparison):
            yield block.title
            yield block.note
        elif isinstance(block, LeverBlock):
            yield from (block.title, block.why, block.script)
        elif isinstance(block, Script):
            yield from (block.title, block.text)
        elif isinstance(block, Email):
            yield from (block.subject, block.body)
        elif isinstance(block, Warning_):
            yield block.text
        elif isinstance(block, OfferGauge):
            yield from (*block.unknown, *block.assumptions)


def _guide_facts(answer: Answer) -> Iterator[Fact]:
    for f in answer.figures:
        names: dict[Kind, str] = {
            "component": f.component, "region": f.region, "company": f.company_display or f.company,
            "role": f.role_display or f.role, "level": f.level or "",
        }  # fmt: skip
        kind: Literal["money", "percent", "options"] = (
            "percent" if f.unit == "percent" else "options" if f.unit == "options" else "money"
        )
        period = f.period or (
            "year" if f.component in ("base", "bonus", "total") else "once" if f.component == "signing" else None
        )
        yield Fact(
            Decimal(f.low),
            Decimal(f.high),
            kind,
            f.currency,
            "guide",
            names,
            period,
            f.years,
            f.open,
            cite=f.source,
            derived=f.derived,
        )


def _table_facts(answer: Answer, names: Names, start: Mind, known: frozenset[str]) -> Iterator[Fact]:
    for block in answer.blocks:
        if isinstance(block, Comparison):
            mind = Mind(dict(start.names), block.columns)
            for row in block.rows:
                reading = read(
                    "| " + " | ".join(cell.replace("|", "/") or " " for cell in row) + " |", names, mind, known
                )
                yield from (
                    _as_fact(c, "text", block.cites[0] if len(block.cites) == 1 else "") for c in reading.claims
                )
        elif isinstance(block, OfferGauge):
            yield from _gauge_facts(block)
        elif isinstance(block, BandCard):
            card: dict[Kind, str] = {
                "region": block.region,
                "company": block.company,
                "role": block.role,
                "level": block.level or "",
            }
            yield from (fact for r in block.rows for fact in _row_facts(r, card))
        elif isinstance(block, PracticeBoard):
            yield from (fact for r in block.standing for fact in _row_facts(r, {}))


def _gauge_facts(block: OfferGauge) -> Iterator[Fact]:
    for row in block.rows:
        yield from _row_facts(replace_currency(row, block.currency), {})
    for year in block.years:
        for part in ("base", "equity", "bonus", "signing", "refresher", "total"):
            value = Decimal(getattr(year, part))
            if value:
                yield Fact(
                    value,
                    value,
                    "money",
                    block.currency,
                    "computed",
                    {"component": part, "year": str(year.year)},
                    "year",
                )


def replace_currency(row: BandRow, currency: str) -> BandRow:
    """The row with the gauge's currency where it states none of its own."""
    return row if row.currency or row.unit else row.model_copy(update={"currency": currency})


def _row_facts(row: BandRow, names: dict[Kind, str]) -> Iterator[Fact]:
    bound: dict[Kind, str] = {**names, "component": row.component}
    kind: Literal["money", "percent", "options"] = (
        "percent" if row.unit == "percent" else "options" if row.unit == "options" else "money"
    )
    period = row.period or ("year" if row.component in ("base", "bonus", "total") else None)
    if row.low is not None and row.high is not None:
        yield Fact(
            Decimal(row.low),
            Decimal(row.high),
            kind,
            row.currency,
            "guide",
            bound,
            period,
            row.years,
            cite=row.cite,
            derived=row.derived,
        )
    if row.user is not None:
        yield Fact(
            Decimal(row.user),
            Decimal(row.user),
            kind,
            row.currency,
            "user",
            {"component": row.component},
            period,
            row.years,
        )
    if row.position is not None:
        yield Fact(
            Decimal(row.position),
            Decimal(row.position),
            "percent",
            None,
            "computed",
            {"component": row.component},
            said=frozenset({"derived"}),
        )


def _text_facts(
    text: str, names: Names, mind: Mind, known: frozenset[str], origin: Origin, cite: str = ""
) -> Iterator[Fact]:
    for sentence in split(text):
        reading = read(sentence, names, mind, known)
        mind = reading.after
        floor = any(n.keys == ("floor",) for n in reading.named)
        for claim in (replace(c, said=c.said | {"floor"}) if floor else c for c in reading.claims):
            of = claim.bound.get("component", ())
            for key in dict.fromkeys([*of, "floor"]) if floor and claim.kind == "money" else ():
                # "Floor: 200K base" is told of the floor and of the base alike.
                yield _as_fact(replace(claim, bound={**claim.bound, "component": (key,)}), origin, cite)
            if not floor or claim.kind != "money":
                asked = origin != "user" and _ASKED.search(sentence) and not _HELD.search(sentence)
                yield _as_fact(replace(claim, said=claim.said | {"ask"}) if asked else claim, origin, cite)


def _as_fact(claim: Claim, origin: Origin, cite: str = "") -> Fact:
    names = {k: v[0] for k, v in {**claim.carried, **claim.bound}.items() if len(v) == 1}
    if claim.kind == "plain" and "component" not in claim.bound:
        names.pop("component", None)
    if "component" not in claim.bound and claim.kind == "percent":
        names.pop("component", None)
    low, high = (claim.low, claim.high) if claim.pair is None else sorted((claim.low, claim.pair))
    return Fact(
        low,
        high,
        claim.kind,
        claim.currency,
        origin,
        names,
        claim.period,
        claim.years,
        claim.open,
        claim.said,
        claim.noun,
        cite,
    )


def _passage_facts(answer: Answer, names: Names, known: frozenset[str]) -> Iterator[Fact]:
    """Numbers in the prose of what is cited; bare cells are left to the figures, which know what they are of."""
    for c in answer.citations:
        if "|" in c.text or len(re.findall(r"[A-Za-z]{3,}", c.text)) < 5:
            continue
        here: dict[Kind, tuple[str, ...]] = {}
        for figure in answer.figures:
            if c.company and figure.company in (c.company, c.company.lower()):
                here["company"] = (figure.company_display,)
            if c.role and figure.role in (c.role, c.role.lower()):
                here["role"] = (figure.role_display,)
        for fact in _text_facts(c.text, names, Mind(here), known, "passage", c.id):
            sample = re.search(r"\boffer(?:ing|ed|s)?\b", c.text) and re.search(r"\b(?:I|I'm|me|my)\b", c.text)
            yield replace(fact, said=fact.said | {"sample"}) if sample else fact


def _user_facts(
    question: "Question | None", answers: Sequence[Answer], user: Sequence[str], names: Names, known: frozenset[str]
) -> Iterator[Fact]:
    if question:
        profile = question.profile
        for offer in (
            question.offer,
            *question.others,
            profile.offer,
            *profile.others,
            profile.current_pay,
            profile.floor,
        ):
            for fact in _offer_facts(offer) if offer is not None else ():
                yield replace(fact, said=frozenset({"floor"})) if offer is profile.floor else fact
    for message in user:
        yield from (
            replace(f, names={k: v for k, v in f.names.items() if k == "component"})
            for f in _text_facts(message, names, Mind(), known, "user")
        )
    for answer in answers:
        for n in answer.numbers:
            if n.origin == "user":
                yield Fact(Decimal(n.low), Decimal(n.high), _kind(n.unit), n.currency, "user", {}, n.period, n.years)


def _kind(unit: str | None) -> Literal["money", "percent", "options", "plain"]:
    return (
        "percent" if unit == "percent" else "options" if unit == "options" else "plain" if unit == "count" else "money"
    )


def _offer_facts(offer: "Offer") -> Iterator[Fact]:
    parts: tuple[tuple[str, int | None, Period | None, int | None], ...] = (
        ("base", offer.base, "year", None), ("equity", offer.equity, "grant" if offer.equity_years else None, offer.equity_years),
        ("bonus", offer.bonus_amount, "year", None), ("signing", offer.signing, "once", None),
        ("signing", offer.signing_second, "once", None), ("refresher", offer.refresher, None, None), ("total", offer.total, "year", None),
    )  # fmt: skip
    for component, value, period, years in parts:
        if value is not None:
            names: dict[Kind, str] = {"component": component}
            if offer.company:
                names["company"] = offer.company
            yield Fact(Decimal(value), Decimal(value), "money", offer.currency, "user", names, period, years)
    if offer.bonus_percent is not None:
        yield Fact(offer.bonus_percent, offer.bonus_percent, "percent", None, "user", {"component": "bonus"}, "year")
    if offer.equity_count is not None:
        yield Fact(
            Decimal(offer.equity_count), Decimal(offer.equity_count), "options", None, "user", {"component": "equity"}
        )


def _owned(facts: list[Fact]) -> list[Fact]:
    """A number in the answer's texts that is the user's and no guide's is the user's there too."""
    mine = {(f.low, f.high, f.kind) for f in facts if f.origin == "user"}
    own = {(f.low, f.kind, f.names.get("component")) for f in facts if f.origin == "user"}
    guides = {
        (v, f.kind) for f in facts if f.origin in ("guide", "computed") for v in (f.low, f.high)
        if f.origin == "guide" or (v, f.kind, f.names.get("component")) not in own
    }  # fmt: skip
    placed = {
        (f.low, f.kind)
        for f in facts
        if f.origin in ("user", "text") and "component" in f.names and (f.low, f.high, f.kind) in mine
    }
    owned = []
    for f in facts:
        if f.origin == "user" and "component" not in f.names and (f.low, f.kind) in placed:
            continue
        is_mine = (
            f.origin == "text" and f.low == f.high and (f.low, f.high, f.kind) in mine and (f.low, f.kind) not in guides
        )
        owned.append(
            replace(f, origin="user", names={k: v for k, v in f.names.items() if k in ("component", "company", "year")})
            if is_mine
            else f
        )
    return owned


def _computed_facts(answer: Answer, facts: Sequence[Fact]) -> Iterator[Fact]:
    """Computed numbers, for the components the answer's texts say them of, or those their sum starts from."""
    for n in answer.numbers:
        if n.origin == "user":
            continue
        low, high, kind = Decimal(n.low), Decimal(n.high), _kind(n.unit)
        told = [f for f in facts if f.origin == "text" and f.kind == kind and {f.low, f.high} <= {low, high}]
        components = {f.names["component"] for f in told if "component" in f.names}
        if not components:
            of = {v for m in mentions(n.how) for v in (m.low, m.high)}
            components = {
                f.names["component"]
                for f in facts
                if f.origin in ("guide", "user") and "component" in f.names and (f.low in of or f.high in of)
            }
            if len(components) > 1:
                components = {"total"}
        said = {f.said for f in told} or {frozenset()}
        for component, words in itertools.product(sorted(components) or [""], said):
            names: dict[Kind, str] = {"component": component} if component else {}
            for f in told:
                names = {**{k: v for k, v in f.names.items() if k != "component"}, **names}
            yield Fact(low, high, kind, n.currency, "computed", names, n.period, n.years, said=words)


def _held(question: "Question | None", user: Sequence[str]) -> frozenset[str]:
    """Companies whose offers the user says they hold; "" when they hold one without naming it."""
    held: set[str] = set()
    if question:
        for offer in (*question.others, *question.profile.others, question.offer, question.profile.offer):
            if offer is not None and offer.company:
                held.add(offer.company.lower())
        if question.others or question.profile.others:
            held.add("")
    return frozenset(held)


def _shingles(texts: Iterable[str], size: int = 7) -> frozenset[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for text in texts:
        words = re.findall(r"[a-z']+", text.lower())
        found |= {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}
    return frozenset(found)


def _counts(answers: Sequence[Answer]) -> frozenset[int]:
    """How many regions, companies, roles, levels and rows the answer holds: counts a sentence may state."""
    figures = [f for a in answers for f in a.figures]
    counts = {
        len({f.region for f in figures}),
        len({f.company for f in figures}),
        len({f.role for f in figures}),
        len({f.level for f in figures}),
    }
    counts |= {len(b.rows) for a in answers for b in a.blocks if isinstance(b, Comparison)}
    counts |= {int(n.low) for a in answers for n in a.numbers if n.unit == "count"}
    return frozenset(counts)


# ---------------------------------------------------------------- judging a sentence


LONGEST = 2_000
"""Characters of a sentence that is read; more is no sentence, and reading it would hold up everybody else."""


def judge(sentence: str, allowed: Allowed, mind: Mind | None = None) -> Verdict:
    """Whether the sentence may follow what was said before (mind; the question's when None)."""
    mind = allowed.start if mind is None else mind
    if len(sentence) > LONGEST:
        return Verdict(False, sentence, f"a sentence of more than {LONGEST:,} characters is not read", mind=mind)
    reading = read(sentence, allowed.names, mind, allowed.known)
    facts: list[Fact] = []
    for reason in _objections(reading, allowed, mind, facts):
        return Verdict(False, reading.text, reason, mind=mind)
    cites = tuple(dict.fromkeys(f.cite for f in facts if f.cite))
    return Verdict(True, reading.text, "", cites, tuple(facts), reading.after)


def _objections(reading: Reading, allowed: Allowed, mind: Mind, facts: list[Fact]) -> Iterator[str]:
    """Every reason against a sentence, the cheapest first; facts gathers what its numbers rest on."""
    yield from reading.troubles
    if not reading.claims and _is_composed(reading.text, allowed):
        return
    if _flat(reading.text) in allowed.sentences and all(
        allowed.start.names.get(kind, keys) == keys for kind, keys in mind.names.items() if kind != "component"
    ):
        # The composed answer's own sentence, where nothing else was spoken of before it.
        facts += [f for claim in reading.claims for f in _support(claim, reading, allowed) or ()]
        return
    yield from _forbidden_words(reading, allowed)
    yield from _claimed_offers(reading, allowed)
    for day in re.findall(r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)|\b(?:19|20)\d\d-Q[1-4]\b", reading.text):
        if day.lower() not in allowed.texts and day.lower() not in allowed.user and day not in allowed.known:
            yield f"{day} is no date of the facts"
    spoken = [c for c in reading.claims if not _is_count_or_date(c, allowed)]
    yield from _words_around_figures(reading, allowed, bool(spoken))
    if spoken:
        yield from _strangers(reading, allowed)
        yield from _places_elsewhere(reading, allowed)
        yield from _misused(reading, allowed)
    yield from _misplaced(reading, allowed)
    for claim in spoken:
        found = _support(claim, reading, allowed)
        if found is None:
            yield _why(claim)
            return
        facts += found
    yield from (
        _equated(reading, allowed)
        if not spoken or len({n.keys for n in reading.named if n.kind == "region"}) > 1
        else ()
    )
    if not spoken:
        yield from _reattributed(reading, allowed, mind)


def _flat(text: str) -> str:
    """A sentence without its list mark, quotes, emphasis and case; its numbers as they are."""
    return re.sub(r"^[\s>*-]+|[\s\"]+", " ", plain(text)[0].lower()).strip()


def _is_composed(text: str, allowed: Allowed) -> bool:
    """Whether a sentence without a figure stands in the composed answer word for word."""
    words = " ".join(re.findall(r"\w+", text.lower()))
    return words.count(" ") >= 2 and f" {words} " in f" {allowed.said} "


def _why(claim: Claim) -> str:
    of = ", ".join(k for keys in claim.bound.values() for k in keys)
    return f"{claim.text.strip()!r} is not in the facts" + (f" for {of}" if of else "") + " in that form"


def _is_count_or_date(claim: Claim, allowed: Allowed) -> bool:
    """Whether a bare number is a count of what the answer holds, or a year or date it names."""
    text = claim.text.strip().lower()
    if claim.noun == "years" and claim.kind == "plain" and not claim.bound:
        return _is_vesting(claim, allowed)
    written = allowed.texts + allowed.user + allowed.cited
    if claim.kind == "plain" and re.fullmatch(r"(?:19|20)\d\d\s?(?:-|to)\s?(?:(?:19|20)\d\d|\d\d)", text):
        return re.sub(r"\s", "", text.replace("to", "-")) in re.sub(r"\s", "", written.replace("–", "-"))
    if (
        claim.kind == "plain"
        and re.fullmatch(r"(?:19|20)\d\d", text)
        and re.search(rf"(?<![\w.,$€£]){text}(?![\w,%]|\.\d)", written)
    ):
        return True
    if claim.kind != "plain" or claim.low != claim.high or claim.said - {"premium"}:
        return False
    if re.search(rf"(?<![\w.,$€£-]){re.escape(text)}(?![\w,%]|\.\d)", allowed.texts + allowed.user) and (
        re.fullmatch(r"(?:19|20)\d\d(?:-\d\d-\d\d)?|q[1-4]\s?\d{4}|\d{4}-q[1-4]|\d{1,2}:\d\d", text)
    ):
        return True
    if claim.noun in DOMAIN and claim.low < 1000:
        return int(claim.low) in allowed.counts or any(
            f.kind == "plain" and f.low == claim.low and f.noun == claim.noun for f in allowed.facts
        )
    return any(
        f.kind == "plain"
        and f.low == claim.low
        and f.noun == claim.noun
        and claim.noun
        and f.origin != "user"
        and not f.said - {"ask"}
        and (f.open or not claim.open)
        for f in allowed.facts
    )


def _is_vesting(claim: Claim, allowed: Allowed) -> bool:
    """Whether so many years are how long the answer's grants vest; four with a year's cliff where it doesn't say."""
    stated = {f.years for f in allowed.facts if f.years}
    written = re.search(rf"\b{int(claim.low)}[- ]years?\b", allowed.texts) is not None
    return claim.low == claim.high and (int(claim.low) in (stated or {4}) or int(claim.low) == 1 or written)


_TOTAL = re.compile(
    r"\btotals?\b|\bTC\b|\bcomp(?:ensation)?\b|\bpackage\b|all[- ]in|\bOTE\b|\baltogether\b|\btogether\b|\boffer\b",
    re.IGNORECASE,
)


def _support(claim: Claim, reading: Reading, allowed: Allowed) -> list[Fact] | None:
    """For each combination of the names a number is said of, a fact that holds it; None when one lacks."""
    components = claim.bound.get("component", ())
    if len(components) > 1 and "total" in components and not _TOTAL.search(reading.text):
        # "Your equity is worth ..." is said of the equity alone.
        claim = replace(claim, bound={**claim.bound, "component": tuple(c for c in components if c != "total")})
    elif not components:
        # A component that the sentence names of no figure in particular is said of those that have none.
        bound = {key for other in reading.claims for key in other.bound.get("component", ())}
        loose = tuple(
            dict.fromkeys(k for n in reading.named if n.kind == "component" for k in n.keys if k not in bound)
        )
        if loose:
            claim = replace(claim, bound={**claim.bound, "component": loose})
    choices: list[list[tuple[Kind, str]]] = [
        [(kind, key) for key in claim.bound[kind]] for kind in KINDS if kind in claim.bound
    ]
    found: list[Fact] = []
    for combination in itertools.product(*choices):
        names = dict(combination)
        fact = next((f for f in allowed.facts if _holds(claim, names, f, reading, allowed)), None)
        if fact is None:
            return None
        found.append(fact)
    return found


def _holds(claim: Claim, names: dict[Kind, str], fact: Fact, reading: Reading, allowed: Allowed) -> bool:
    return (
        _same_value(claim, fact)
        and _same_unit(claim, fact, allowed)
        and _same_period(claim, fact)
        and _same_words(claim, fact)
        and all(_same_name(kind, names.get(kind), claim, fact, allowed) for kind in KINDS)
        and not ("ask" in fact.said and _HELD.search(reading.text) and not _ASKED.search(reading.text))
        and (fact.origin != "user" or _second_person(reading.text) or _one_of_an_offer(claim, reading, allowed))
    )


def _same_value(claim: Claim, fact: Fact) -> bool:
    if claim.open and not fact.open:
        return False
    if claim.low != claim.high or fact.low == fact.high:
        return (claim.low, claim.high) == (fact.low, fact.high) and (claim.pair is None or fact.low != fact.high)
    if claim.pair is not None:
        return sorted((claim.low, claim.pair)) == [fact.low, fact.high]
    return (claim.end == "low" and claim.low == fact.low) or (claim.end == "high" and claim.high == fact.high)


def _same_unit(claim: Claim, fact: Fact, allowed: Allowed) -> bool:
    if claim.kind == "options" or fact.kind == "options":
        return claim.kind == fact.kind
    if claim.kind != fact.kind:
        return False
    if claim.kind != "money":
        return True
    if re.search(r"[¥￥]|kr\b", claim.text):
        return fact.currency in (("JPY", "CNY") if re.search(r"[¥￥]", claim.text) else ("SEK", "NOK", "DKK", "ISK"))
    if claim.currency is None:
        return len(allowed.currencies) <= 1
    return claim.currency == fact.currency or (fact.currency is None and allowed.currencies <= {claim.currency})


def _same_period(claim: Claim, fact: Fact) -> bool:
    is_grant = fact.period == "grant" and claim.years is not None and claim.years == fact.years and claim.period is None
    if (
        "odd-period" in claim.said
        and "odd-period" not in fact.said
        and not (is_grant and not re.search(r"(?:per|a|each|every) (?:year|month)|annual|yearly|monthly", claim.around))
    ):
        return False
    if claim.years is not None and claim.years != fact.years:
        return False
    return claim.period is None or claim.period == fact.period


_IGNORED = frozenset({"premium", "odd-period", "ask"})
_ASKED = re.compile(
    r"\b(?:ask\w*|aim\w*|target\w*|open(?:ing)? (?:at|with)|counter\w*|push\w*|request\w*|propos\w+|go for|want|need|suggest\w*|recommend\w*|sign at|commit|accept)\b",
    re.IGNORECASE,
)
"""Words by which a number is one to ask for, and none that anybody holds yet."""
_HELD = re.compile(
    r"\byou(?:'ve| have|'re| are| get| got| hold| receive| already|'ll get)\b|\byour (?:current )?(?:offer|package|base|equity|bonus|signing|sign-on|grant|total)(?: bonus| salary| pay)?(?: is| of| comes| at| stands| has| includes|:)",
    re.IGNORECASE,
)


def _same_words(claim: Claim, fact: Fact) -> bool:
    if fact.origin in {"guide", "user"}:
        lowest = {"floor"} if claim.end == "low" and fact.origin == "guide" else set()
        return not (claim.said - fact.said - ({"derived"} if fact.derived else set()) - {"premium", "sample"} - lowest)
    ignored = _IGNORED | {"gap"} if fact.origin == "computed" else _IGNORED
    return claim.said - ignored == fact.said - ignored


def _same_name(kind: Kind, said: str | None, claim: Claim, fact: Fact, allowed: Allowed) -> bool:
    if kind == "component":
        return _same_component(said, claim, fact, allowed)
    own = fact.names.get(kind)
    if kind == "year":
        return (
            said == own
            or (said is None and own is None)
            or (said == "1" and fact.names.get("component") in ("base", "signing", "bonus") and own is None)
        )
    if said is None:
        carried = claim.carried.get(kind, ())
        if fact.origin in ("user",):
            return True
        if not carried:
            return not own or allowed.only.get(kind) == own or (kind == "level" and not own)
        return all(_is(kind, key, own, fact, allowed) for key in carried)
    if fact.origin == "user" and kind != "company":
        return not said.startswith("?") or kind == "level"
    return _is(kind, said, own, fact, allowed)


def _is(kind: Kind, said: str, own: str | None, fact: Fact, allowed: Allowed) -> bool:
    if own is not None and said.lower().lstrip("?") == own.lower().lstrip("?"):
        return True
    if not own and kind != "level":
        return allowed.only.get(kind) == said or (fact.origin == "user" and not said.startswith("?"))
    if kind == "level" and said.startswith("?"):
        words = set(
            re.findall(r"\w+", f"{own or ''} {fact.names.get('role', '')} {allowed.only.get('role', '')}".lower())
        )
        return set(re.findall(r"\w+", said.lower())) <= words
    return False


def _same_component(said: str | None, claim: Claim, fact: Fact, allowed: Allowed) -> bool:
    own = fact.names.get("component")
    if said is not None:
        return said == own or (own is None and fact.origin == "user")
    if own is None:
        return True
    carried = claim.carried.get("component", ())
    if carried and (claim.kind == "money" or own in carried):
        return all(key == own for key in carried)
    others = {f.names.get("component") for f in allowed.facts if f.origin == "guide" and f.kind == claim.kind}
    return (others <= {own} and bool(others)) or (fact.origin == "user" and not carried)


def _second_person(text: str) -> bool:
    return re.search(r"\b(?:[Yy]ou(?:r|rs|'re|'ve|'d)?|[Mm]y|I|I'm|I've|me|[Oo]ffers?)\b", text) is not None


def _one_of_an_offer(claim: Claim, reading: Reading, allowed: Allowed) -> bool:
    """Whether a part of the offer that is being looked at is named as one ("Equity of $180K: 45 % of the way up")."""
    looked_at = any(f.origin == "computed" and "derived" in f.said for f in allowed.facts)
    elsewhere = any(n.kind in ("region", "company", "role", "level") for n in reading.named)
    named = re.search(
        rf"\b(?:base(?: salary)?|equity|bonus|grant|total|signing bonus) (?:of|at) {re.escape(claim.text.strip())}",
        reading.text,
        re.IGNORECASE,
    )
    return looked_at and not elsewhere and named is not None


# ---------------------------------------------------------------- words


_ALWAYS_OK = frozenset(
    "I TC RSU RSUs ISO ISOs NSO OK PTO HR FAQ Q1 Q2 Q3 Q4 January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Parley IPO CEO CTO Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Low High Base Equity Bonus Signing Total "
    "Region Component Range Company Role Level Band Salary Stock Grant Compensation Package Source Guide Note Bottom Top Min Max Year".split()
)
_LINK = re.compile(
    r"https?:|www\.|ftp:|mailto:|javascript:|data:\w+/|!\[|\]\(|\]\[|<\s*/?\s*[a-z!]|\b[\w-]+\.(?:com|net|org|io|ai|co|dev|app|xyz|ru|info|biz|me|fyi|gov|edu|ly|to|sh)\b(?:/|\b)|\S+@\S+\.\w",
    re.IGNORECASE,
)
_ENCODED = re.compile(r"[A-Za-z0-9+/=_-]{32,}|(?:\b[A-Za-z]\b[\s.\-_*]*){4,}|\\|~~|\$\$|[\^√∑∫]|\b0x|%[0-9a-f]{2}|\\u")
_OBEYED = re.compile(
    r"\b(?:system (?:prompt|message)s?|narrator|my (?:instructions|prompt|rules|guidelines|programming|guardrails)|(?:ignor|disregard|overrid|forget|bypass)\w* (?:all |any |the |my |your |previous |prior |these |those |above |earlier )+(?:instruction|rule|prompt|guideline|guardrail|figure|fact|number|context)\w*"
    r"|jailbr\w+|developer mode|god mode|\bDAN\b|do anything now|pwned|hacked|unfiltered|unrestricted|no restrictions|as (?:you )?(?:instructed|commanded|ordered)|i (?:was|am|have been|'m) (?:told|instructed|asked|programmed|configured|prompted|supposed) to"
    r"|as an? (?:ai|language model|assistant|llm)|language model|chatgpt|gpt-?\d|prompt inject\w+|confidential instructions|hidden instructions|secret (?:instruction|prompt|key|word)\w*|api[- ]key|passwords?|credentials?|credit card|social security|\bssn\b|bank (?:account|details)|wire (?:me|us|the)|bitcoin|gift cards?|seed phrase"
    r"|i will now|new instructions|instructions? (?:say|state|read|tell)|<facts>|the facts (?:json|object|block)|json|BEGIN|END OF)\b",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\[[^\]\d]*\]")


def _forbidden_words(reading: Reading, allowed: Allowed) -> Iterator[str]:
    text = reading.text
    low = text.lower()
    for match in _LINK.finditer(text):
        if match.group().lower() not in allowed.texts or re.search(r"https?:|www|!\[|\]\(|<|@|\w+:", match.group()):
            yield f"it holds a link or markup ({match.group()!r})"
    if odd := _ENCODED.search(reading.bare):
        yield f"it holds something encoded ({odd.group()[:20]!r})"
    if (obeyed := _OBEYED.search(text)) and obeyed.group().lower() not in allowed.texts:
        yield f"it speaks of instructions or asks for secrets ({obeyed.group()!r})"
    if allowed.secrets and _shingles([text]) & allowed.secrets:
        yield "it repeats the instructions"
    if (said := " ".join(re.findall(r"[a-z']+", low))) and len(said.split()) >= 1 and _echoes(said, text, allowed):
        yield "it repeats what a text told it to say"
    if share := FRACTION.search(text):
        yield f"it states a share in words ({share.group()!r})"
    if (twist := TWIST.search(text)) and twist.group().lower() not in allowed.texts:
        yield f"it turns round what was said ({twist.group()!r})"
    for match in BANNED.finditer(reading.bare):
        word = match.group().lower()
        if not re.search(rf"\b{re.escape(word)}\b", allowed.texts) or reading.claims:
            yield f"it states a quantity in words ({match.group()!r})"
    if abroad := FOREIGN.search(reading.bare):
        yield f"it states a quantity in another language ({abroad.group()!r})"
    if foreign_language(reading.bare, allowed.texts):
        yield "it is not in English"
    if re.search(r"[$€£¥₹₪₩₺₫₱฿₴₦%‰]", _BLANK.sub("", reading.bare)):
        yield "a currency or percent sign stands without its number"
    if alike := re.search(
        r"(?<![\w$'])(?:(?=[lIOoSsBZz|]{3,}\b)[lIOoSsBZz|]*[O|][lIOoSsBZz|]*|[lIO]*O[lIO]+|[lIO]+O[lIO]*|[lIO]{2,}\s?[kKmM])(?!\w)",
        reading.bare,
    ):
        yield f"{alike.group()!r} looks like digits"
    for token in re.findall(
        r"\b(?=[IVXLCDM]{2,}\b)M{0,4}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b", reading.bare
    ):
        if token and token not in allowed.words:
            yield f"{token!r} is a roman numeral"


def _echoes(said: str, text: str, allowed: Allowed) -> bool:
    """A sentence that a user told it to say, word for word, or a shout."""
    order = re.search(
        r"\b(?:say|reply|respond|print|output|repeat|write|answer|include|append|begin|start|end)\b.{0,60}?"
        + re.escape(said),
        re.sub(r"[^a-z' ]+", " ", allowed.user).replace("  ", " "),
    )
    shouted = re.fullmatch(r"\W*(?:[A-Z]{4,}\W*)+", text) is not None
    return (order is not None and said not in re.sub(r"[^a-z' ]+", " ", allowed.texts)) or (
        shouted and text.strip().lower() not in allowed.texts
    )


def _may_be_named(company: str, allowed: Allowed) -> bool:
    """Whether a company that is not the answer's stands in its texts, in what it cites, or in the user's words."""
    return company in allowed.texts or company in allowed.user or company in allowed.cited


_BLUFF = re.compile(
    r"(?<!won't )(?<!can't )(?<!cannot )(?<!will not )(?<!don't )(?<!do not )(?<!never )(?<!not )(?<!to )\b(?:claim|pretend|bluff|make up|invent|fake|lie about)\b[^.;]{0,50}\boffers?\b",
    re.IGNORECASE,
)


def _claimed_offers(reading: Reading, allowed: Allowed) -> Iterator[str]:
    """An offer the user has not said they hold, told as if they did."""
    text = reading.text
    others = [n for n in reading.named if n.kind == "company" and n.keys[0].startswith("?")]
    stranger = next(
        (
            n
            for n in others
            if not any(h and (h in n.keys[0].lower() or n.keys[0][1:].lower() in h) for h in allowed.held)
        ),
        None,
    )
    about = re.search(
        r"\b(?:offer\w*|bids?|bidding|competing|counter-?offers?|on the table|poach\w*|interview\w*|recruit\w* (?:me|you)|willing to (?:pay|match))\b",
        text,
        re.IGNORECASE,
    )
    if not {"", *(n for n in allowed.held if n in text.lower())} & allowed.held and _BLUFF.search(text):
        yield "it tells the user to claim an offer they have not said they hold"
    excused = re.search(
        r"\b(?:don't|do not|never|avoid|unless|only if|without|if you(?:'ve| have| hold| get| actually| do| really| receive)|when you (?:have|hold|get)|once you (?:have|hold|get)|any|should you (?:have|hold|get)|whether|real|genuine|only (?:mention|use|cite|name|bring up)|you (?:actually|really|truly) (?:hold|have))\b",
        text,
        re.IGNORECASE,
    )
    named_in_answer = stranger is not None and stranger.keys[0][1:].lower() in allowed.texts
    if stranger is not None and not _may_be_named(stranger.keys[0][1:].lower(), allowed):
        yield f"it brings up {stranger.keys[0][1:]}, of which neither the facts nor the user speak"
    if stranger is not None and about and not (excused and not reading.claims) and not named_in_answer:
        yield f"it speaks of an offer from {stranger.keys[0][1:]} that the user has not said they hold"
    if "" in allowed.held or (
        excused
        and not re.search(
            r"\b(?:tell|say|claim|mention|pretend|bluff|imply|hint|invent|make up)\b", text, re.IGNORECASE
        )
    ):
        return
    if excused and re.search(
        r"\b(?:don't|do not|never|avoid|unless|only if|if you(?:'ve| have| hold| get| actually| do| really| receive)|when you (?:have|hold|get)|once you|real|genuine|only (?:mention|use|cite|name|bring up)|you (?:actually|really|truly) (?:hold|have))\b",
        text,
        re.IGNORECASE,
    ):
        return
    if (
        (match := OFFERS.search(text))
        and match.group().lower() not in allowed.texts
        and match.group().lower() not in allowed.user
    ):
        yield f"it claims an offer the user has not said they hold ({match.group()!r})"


_WEAK = re.compile(
    r"(?:is|are|was|were)(?:n't| not)|does(?:n't| not) \w+|can(?:no|')t \w+|actually|in fact|rather than|instead of|unlike|except(?:ing)?|excluding|apart from|other than|contrary|far from|anything but",
    re.IGNORECASE,
)
"""Words that turn a figure round, and are ordinary ones where there is no figure or guide for them to turn."""
_FIGURES = re.compile(
    r"\b(?:figures?|numbers?|amounts?|ranges?|bands?|guides?|facts?|salar\w+|data|that|these|those|it|they|above|correct|right|true|accurate|real)\b",
    re.IGNORECASE,
)


def _words_around_figures(reading: Reading, allowed: Allowed, spoken: bool) -> Iterator[str]:
    text = reading.text
    for pattern, why in (
        (DISCREDIT, "it turns a figure into its opposite"),
        (EVERYWHERE, "it says a figure of more than it is for"),
    ):
        for match in pattern.finditer(text):
            if (
                match.group().lower().startswith("both ")
                and len(
                    {
                        n.keys
                        for n in reading.named
                        if n.kind in ("region", "company", "role") and not n.keys[0].startswith("?")
                    }
                )
                > 1
            ):
                continue
            if (
                not spoken
                and _WEAK.fullmatch(match.group())
                and not (
                    _FIGURES.search(text[max(0, match.start() - 40) : match.start()])
                    or _FIGURES.match(text[match.end() :].lstrip())
                )
            ):
                continue
            if match.group().lower() == "really" and re.match(
                r"\s+(?:hold|have|received|got)\b", text[match.end() :], re.IGNORECASE
            ):
                continue
            about_figures = spoken or re.search(
                r"\b(?:figures?|numbers?|amounts?|ranges?|bands?|guides?|facts?|salar\w+|base|equity|bonus|pay|that|this|these|those|above|it|same)\b",
                text,
                re.IGNORECASE,
            )
            if about_figures and not re.search(rf"\b{re.escape(match.group().lower())}\b", allowed.texts):
                yield f"{why} ({match.group()!r})"
    named = currencies(reading.bare)
    if (
        named
        and not named <= allowed.currencies | (allowed.spoken if not spoken else set())
        and not any(w in allowed.texts for w in re.findall(r"\w+", reading.bare.lower()) if currencies(w))
    ):
        yield f"it names another currency ({', '.join(sorted(named))})"
    if named and reading.claims and any(c.currency and c.currency not in named for c in reading.claims):
        yield "it names two currencies for one figure"


def _strangers(reading: Reading, allowed: Allowed) -> Iterator[str]:
    """Capitalised words in a sentence with figures that name nobody the answer knows."""
    bare = reading.bare
    for match in re.finditer(r"(?<![\w'&-])[A-Z][\w&'-]*", bare):
        word = re.sub(r"'s$", "", match.group())
        low = word.lower()
        if low in _NAMELIKE and word not in allowed.words and _PAYS.match(bare[match.end() :].lstrip()):
            yield f"it speaks of {word!r}, which the facts do not name"
            continue
        if word in _ALWAYS_OK or word in allowed.words or low in STARTERS or low in allowed.words:
            continue
        before = bare[: match.start()].rstrip(" \t\"'(*_>#")
        first = not before or before[-1] in ".:;|!?-\n" or before.endswith((" -",))
        after = bare[match.end() :].lstrip()
        if first and all(part in STARTERS or part in allowed.words for part in low.split("-")):
            continue
        if (
            first
            and match.end() < len(bare)
            and bare[match.end()].isspace()
            and _OBJECT.match(after)
            and not _FINITE.search(bare[match.end() :])
        ):
            continue
        if (
            first
            and not re.match(
                r"(?:pays?|offers?|gives?|is|are|has|have|gets?|sits?|ranges?|goes|comes|runs?|starts?|tops?|earns?|hires?|'s|and [A-Z]|[:,|])",
                after,
            )
            and low.islower()
            and (low.endswith(("ing", "ly", "ed")) or low in allowed.texts)
        ):
            continue
        yield f"it speaks of {word!r}, which the facts do not name"


_WHERE: tuple[tuple[re.Pattern[str], int, int], ...] = tuple(
    (re.compile(rf"\b(?:{words})\s(?:of )?(?:the |its |their |that |this |your )?(?:\w+ )?(?:band|range)s?\b", re.IGNORECASE), low, high)
    for words, low, high in (
        ("below|beneath|under|short of|lower than|less than", -(10**6), 0), ("above|over|exceeds?|beyond|higher than|more than|past", 100, 10**6),
        ("outside", -(10**6), 10**6), ("(?:right |near |close to |at |towards? )*the (?:very )?top", 75, 10**6), ("(?:right |near |close to |at |towards? )*the (?:very )?bottom", -(10**6), 25),
        ("(?:in )?the upper (?:part|half|third|end|portion)", 50, 100), ("(?:in )?the lower (?:part|half|third|end|portion)", 0, 50), ("(?:in )?the middle", 30, 70),
    )
)  # fmt: skip
"""Where in a band a sentence says that an offer lies, and between which positions (percent of the way up) that is so."""


def _misplaced(reading: Reading, allowed: Allowed) -> Iterator[str]:
    """A part of the user's offer said to lie where it does not."""
    named = {k for n in reading.named if n.kind == "component" for k in n.keys}
    held = [p for c, p in allowed.places.items() if c in named] or list(allowed.places.values())
    for words, low, high in _WHERE if held and _second_person(reading.text) else ():
        if (
            (match := words.search(reading.text))
            and not any(low <= p <= high for p in held)
            and not re.search(r"\b(?:not|n't|to|left|short)\b[^.;]{0,25}$", reading.text[: match.start()])
        ):
            yield f"it puts the offer elsewhere than it is ({match.group()!r})"


_TOLD = re.compile(
    r"\b(?:tell|share|say|mention|reveal|disclose|state|give|let)\b[^.;?!]{0,40}\b(?:floor|walk-?away|bottom line|reservation|lowest|minimum|accept)\b",
    re.IGNORECASE,
)
_KEPT = re.compile(r"\b(?:don't|do not|never|not|keep|without|avoid|instead of|rather than|no need)\b", re.IGNORECASE)
_FOR_OTHERS = re.compile(
    r"\b(?:for|to|as an?) (?:all |most |every |male |female )?(?:contractors?|freelancers?|part[- ]tim\w+|women|men|interns?|apprentices?|temps?|vendors?|executives?|founders?|students?|veterans|immigrants|foreigners|citizens|new grads?)\b"
    r"|\b(?:until|till|through|before|after|since|starting|effective|from|as of|by) (?:early |mid-?|late |next |last )?(?:January|February|March|April|May|June|July|August|September|October|November|December|year|month|week|quarter|summer|winter|spring|autumn|fall)\b(?! (?:review|one|1))",
    re.IGNORECASE,
)
"""Whom or when else a sentence may say a figure of."""


def _misused(reading: Reading, allowed: Allowed) -> Iterator[str]:
    """A figure said of other people or another time, or a floor that is to be told."""
    if (match := _FOR_OTHERS.search(reading.bare)) and match.group().lower() not in allowed.texts:
        yield f"it says a figure of others or of another time ({match.group()!r})"
    if _TOLD.search(reading.text) and not _KEPT.search(reading.text) and "floor" in allowed.texts:
        yield "it would have the floor told"


def _places_elsewhere(reading: Reading, allowed: Allowed) -> Iterator[str]:
    """A place that stands in a sentence with figures, and in nothing that the answer or the user say."""
    for name in reading.named:
        place = name.keys[0].lstrip("?").lower()
        if (
            name.kind == "region"
            and name.keys[0].startswith("?")
            and not any(place in said for said in (allowed.texts, allowed.user, allowed.cited))
        ):
            yield f"it brings up {name.keys[0].lstrip('?')}, of which the facts do not speak"


_OBJECT = re.compile(r"(?:an?|the|your|this|that|these|those|it|them|you|what|how|whether|which|there)\b")
"""What follows a verb or an adverb that opens a sentence, and no employer's name ("Add a bonus", "Reckon your ...")."""

_PAYS = re.compile(r":|(?:pays?|base|equity|bonus\w*|gets?|earns?|offers?|gives?)\b", re.IGNORECASE)
_NAMELIKE = frozenset(
    "remote target block square anchor match level range linear open plan focus market east west north south".split()
)
"""Words that open many a sentence and are also what a place or a company calls itself."""
_FINITE = re.compile(
    r"\b(?:is|are|was|pays?|runs?|sits?|comes?|goes|tops?|starts?|gets?|earns?|stands?|reach(?:es)?)\b", re.IGNORECASE
)

_EQUALS = re.compile(
    r"\b(?:same(?: as| in| for| at| goes)?|mirrors?|mirrored|identical|exactly (?:what|as|like)|just (?:like|as)|equals?|equivalent|match(?:es|ed)?|on (?:a )?par|as (?:much|high|low|well)(?: as)?|no different|ditto|likewise|too|also|similar(?:ly)?)\b",
    re.IGNORECASE,
)


def _equated(reading: Reading, allowed: Allowed) -> Iterator[str]:
    """A sentence that says one region or company pays what another does, or gives a region another currency."""
    for kind in ("region", "company", "role", "level"):
        keys = {n.keys for n in reading.named if n.kind == kind}
        if len(keys) > 1 and (match := _EQUALS.search(reading.text)) and match.group().lower() not in allowed.texts:
            yield f"it says one {kind} is like another ({match.group()!r})"
    named = currencies(reading.bare)
    for name in reading.named:
        own = {
            f.currency
            for f in allowed.facts
            if f.origin == "guide" and f.currency and f.names.get(name.kind) in name.keys
        }
        if name.kind == "region" and named and own and not named & own:
            yield f"it gives {name.keys[0]} another currency"
    if len(re.findall(r"\w+", reading.text)) <= 4:
        for _, words in PERIODS:
            if match := words.search(reading.text):
                yield f"it gives the figures before a period of their own ({match.group()!r})"


_SAME = re.compile(
    r"\b(?:same|identical|likewise|equal(?:ly|s)?|appl(?:y|ies)|too|as well|also|no different|match(?:es)?|holds?|ditto|similar(?:ly)?|mirrors?|extends?|goes for|true (?:of|for|in)|valid|covers?|above|those|these|that|this|it)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:no|without(?: an?y?)?|zero|nil|not? (?:get|offer|pay|include|have)(?: an?y?)?|lacks?(?: an?y?)?|there(?:'s| is) no|doesn't (?:get|offer|pay|include|have)(?: an?y?)?|never (?:pays?|offers?|gets?)(?: an?y?)?)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


_OFFERED = re.compile(
    r"\b(?:no|not|n't|doesn't|don't|isn't|aren't|ask|want|would you|shall|let me know if|if you'd like|if you want|tell me (?:if|your|an?|the)|left out|leaves? out|excluded|set aside|(?:i can|i could|i'll|happy to) (?:also )?(?:pull up|show|look up|check|find|get|share|compare|add|give|list|rank|go through|include))\b|\?",
    re.IGNORECASE,
)
"""What shows that a sentence offers or denies, and moves no figure."""


def _reattributed(reading: Reading, allowed: Allowed, mind: Mind) -> Iterator[str]:
    """A sentence without a number that moves earlier figures to another region, role, period, or denies one."""
    text = reading.text
    strangers = [
        n for n in reading.named if n.keys[0].startswith("?") and n.kind in ("region", "company", "role", "level")
    ]
    moved = [
        n for n in reading.named
        if n.kind in ("region", "company", "role", "level") and mind.names.get(n.kind) and not set(n.keys) <= set(mind.names[n.kind])
    ]  # fmt: skip
    for name in [*strangers, *moved]:
        phrase = name.keys[0].lstrip("?").lower()
        if name.kind == "company" and phrase in allowed.held:
            continue
        if _SAME.search(text) and not _OFFERED.search(text):
            if phrase in allowed.texts and name not in moved:
                continue
            yield f"it moves figures to {name.keys[0].lstrip('?')}"
    refers = re.search(
        r"\b(?:that|this|these|those|it|all|figures?|numbers?|amounts?|ranges?|above|both|which|each|paid|everything)\b",
        text,
        re.IGNORECASE,
    )
    for name_, words in PERIODS:
        every = re.search(r"\b(?:all|these|those|figures|numbers|amounts|above|both|everything)\b", text, re.IGNORECASE)
        if (
            refers
            and (match := words.search(text))
            and name_ != "once"
            and (every or match.group().lower() not in allowed.texts)
        ):
            periods = {f.period for f in allowed.facts if f.origin == "guide"} or {None}
            if name_ == "odd" or name_ not in periods or len(periods) > 1:
                yield f"it gives figures another period ({match.group()!r})"
    for name in reading.named:
        if name.kind == "component" and _DENIED.search(text[: name.start]):  # noqa: SIM102
            if (
                any(f.names.get("component") == name.keys[0] and f.origin == "guide" for f in allowed.facts)
                and text[: name.end].lower()[-25:] not in allowed.texts
            ):
                yield f"it denies a {name.keys[0]} that the facts state"
    if (
        re.search(r"\b(?:after[- ]tax|take[- ]home|post[- ]tax|tax[- ]free|net of)\b", text, re.IGNORECASE)
        and refers
        and "tax" not in allowed.texts
    ):
        yield "it says figures are after tax"
