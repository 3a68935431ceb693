"""What the candidate's words do at the table: a line read by the reading room, as a Move of this practice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, cast

from bot.practice.evidence import reasons
from bot.practice.move import Disclosure, FigureAsk, Kind, Move, Topic
from bot.practice.scenario import PARTS, YEARS, Part, Scenario, Term
from bot.practice.state import Act, State
from bot.reading.language import ENGLISH
from bot.reading.message import Message
from bot.reading.moves.guard import BARE, puts_off
from bot.reading.moves.read import LONGEST
from bot.reading.moves.read import read as heard
from bot.reading.moves.table import OnTable, Period
from bot.reading.trained import language_of
from bot.wording import money
from ingest.amounts.numbers import mentions
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")

PATIENCE = 2
"""Questions back in a row; after that the likeliest reading that costs nothing is taken."""


@dataclass(frozen=True, slots=True)
class View:
    """What a line is read against. closing: the recruiter has just asked for a yes to the offer; asked: the
    line that was read back and is to be confirmed, None when none was; asked_back: how often in a row it was
    asked back; said: the recruiter's last line; put: it put the offer on the table; english: the person was told that
    the call is in English."""

    scenario: Scenario
    amounts: tuple[int, ...]
    asks: tuple[int | None, ...]
    phase: str = ""
    closing: bool = False
    asked: Move | None = None
    asked_back: int = 0
    said: str = ""
    put: bool = False
    english: bool = False

    @property
    def table(self) -> OnTable:
        """The same as the reading room takes it."""
        names = [part.name for part in self.scenario.parts]
        bonus = Decimal(self.scenario.bonus_bp) / 100 or Decimal(self.scenario.bonus_amount)
        return OnTable(
            currency=self.scenario.currency,
            company=self.scenario.company_display,
            standing={n: Decimal(now) for n, now in zip(names, self.amounts, strict=True)} | {"bonus": bonus},
            asked={n: Decimal(ask) for n, ask in zip(names, self.asks, strict=True) if ask is not None},
            tops={part.name: Decimal(part.high) for part in self.scenario.parts},
            lows={part.name: Decimal(part.low) for part in self.scenario.parts},
            periods={part.name: part.period for part in self.scenario.parts},
            years=next((part.years for part in self.scenario.parts if part.years), 4),
            phase=_PHASES.get(self.phase, "middle"),
            closing=self.closing,
            recruiter=self.said,
            rivals=tuple(one.company for one in self.scenario.others if one.company),
            bonus_percent=bool(self.scenario.bonus_bp),
        )


_PHASES = {"open": "opening", "final": "final", "approval": "middle"}


def view(scenario: Scenario, state: State, act: Act, last: Move | None, said: str = "", asked_back: int = 0) -> View:
    """The view after the recruiter's last act and line, and the move that it answered."""
    back = act.doing == "ask-back"
    closing = act.doing in ("agree", "confirm") or (back and last is not None and _would_be(last) == "accept")
    return View(
        scenario,
        state.amounts,
        state.asks,
        state.phase,
        closing,
        last if back else None,
        asked_back if back else 0,
        said,
        act.doing in ("offer", "agree", "final", "final-stays", "confirm"),
        "language" in state.used,
    )


def _would_be(move: Move) -> str:
    return move.reading.kind if move.reading else ""


def read(text: str, seen: View, told: Mapping[str, Any] | None = None) -> Move:
    """One line as a Move. told: how it was heard, where somebody else than the reading room heard it.

    Nothing is an acceptance unless the reading room's guard has passed it. A line that isn't sure is read back, at
    most twice in a row.
    """
    if len(text) > LONGEST:
        return Move("unclear", unclear="that was a lot at once")
    if not any(c.isalnum() for c in text):
        return Move("unclear", unclear="I didn't catch that")
    told = heard(seen.table, text) if told is None else told
    if seen.asked is not None and (answer := _answered(told, text, seen, seen.asked)) is not None:
        return answer
    move = _certain(_move(told, text, seen), told, text, seen)
    if not seen.english and move.kind != "injection" and _is_foreign(text):
        return replace(move, kind="other-language")
    if BARE.only(text[:60]) and move.kind != "accept":
        return _bare(move, seen)
    if move.kind == "unclear" and move.reading is None:
        return _asked_back(move, told, text, seen)
    talk = move.kind in ("warmth", "answer", "off-topic") or (move.kind == "more" and _rather_a_yes(told))
    if talk and _close_to_yes(told, text, seen) and seen.asked_back < PATIENCE:
        return _asked_back(replace(move, kind="unclear", warm=False), told, text, seen)
    if (low := _below(move, seen)) is not None and not _literal(low, text):
        return replace(move, kind="rationale", asks=())
    if low is not None and seen.asked_back < PATIENCE:
        own = replace(move, kind="disclosure", asks=(), disclosures=(Disclosure("pay", "base", low.amount),))
        why = f"{_in_words((low,), seen.scenario)} is less than what's on the table. Is that what you earn now?"
        return Move("unclear", unclear=why, reading=own)
    return move


ENDING: Mapping[str, float] = {"accept": 0.9, "walk": 0.55}
"""From which probability on a line ends the call at once: a no, and a yes to the first offer before anything was spoken
of. "Yes, I can talk now" and "bye, talk soon" read like either, and neither can be taken back."""


def _certain(move: Move, told: Mapping[str, Any], text: str, seen: View) -> Move:
    """The move, or a question back where it would end the call and isn't sure enough for that."""
    least = _least_sure(move, text, seen)
    if told.get("confidence", 1.0) >= least:
        return move
    if seen.asked_back >= PATIENCE:
        return replace(move, kind="answer")
    if "?" in text and "questions:whole" in move.perhaps:  # Who asks what is offered has taken nothing yet.
        return replace(move, kind="question", questions=("the whole",))
    why = _IS_YES if move.kind == "accept" else "do you want to leave it there, without a deal?"
    return replace(move, kind="unclear", unclear=why, reading=replace(move, perhaps=()))


def _least_sure(move: Move, text: str, seen: View) -> float:
    """From which probability on a line that ends the call is taken at once; every other line is, however unsure. Who
    only wants it in writing may want to think: without a word of assent that is no yes."""
    if move.kind not in ENDING or move.recap:
        return 0.0
    untouched = seen.phase == "open" or not any(seen.asks)
    assent = _YES_WORD.search(text) is not None
    paper_alone = move.writing and not seen.closing and not assent
    if move.kind == "walk" or (untouched and not (move.writing and assent)) or paper_alone:
        return ENDING[move.kind]
    return 0.0 if seen.closing else TAKEN


TAKEN = 0.5
"""The same of a yes after something was asked for: one that is no more than likely is read back."""
_IS_YES = "is that a yes to the offer exactly as it stands?"
WORDS_TO_TELL = 5
"""From so many words on the language of a line can be told."""


def _is_foreign(text: str) -> bool:
    return len(text.split()) >= WORDS_TO_TELL and language_of(Message(text)) != ENGLISH


def _bare(move: Move, seen: View) -> Move:
    """An "ok" by itself: read back where the offer was just put as a question, else no more than an answer."""
    if not seen.put or seen.asked_back >= PATIENCE:
        return replace(move, kind="answer")
    return replace(move, kind="unclear", unclear=_IS_YES, reading=Move("accept"))


def _literal(ask: FigureAsk, text: str) -> bool:
    """Whether a line says the very figure, and none that leads to it: "120", "120K", not "60,000 less"."""
    said = {int(one.low * scale) for one in mentions(text[:LONGEST]) for scale in (1, 1000, 100_000)}
    return ask.amount in said


def _below(move: Move, seen: View) -> FigureAsk | None:
    """A base asked for that is under the offer, with nothing asked before and nothing in exchange."""
    one = move.asks[0] if move.kind == "counter" and len(move.asks) == 1 and not move.gives and not move.terms else None
    fresh = one is not None and one.part == "base" and not one.assumed and seen.asks[0] is None
    return one if one is not None and fresh and one.amount < seen.amounts[0] else None


_NO = _said("wrong")


def _confirmed(told: Mapping[str, Any], text: str, seen: View) -> bool:
    """Whether a yes that was asked about is one: at the beginning, where people only say that they are there, a plain
    one or one that is all but certain."""
    sure = seen.phase != "open" or told.get("confidence", 1.0) >= ENDING["accept"] or bool(_YES.opens(text))
    return bool(told["kind"] == "accept" and sure)


def _answered(told: Mapping[str, Any], text: str, seen: View, asked: Move) -> Move | None:
    """The answer to what was read back: a yes plays exactly that, a no is asked about; None for another line."""
    plain = (
        told["kind"] in ("accept", "answer", "warmth", "unclear") and not told.get("asks") and len(text.split()) <= 6
    )
    agreed = told["kind"] == "accept" or (plain and told["kind"] != "decline" and bool(_YES.opens(text)))
    if asked.reading is not None and (_confirmed(told, text, seen) if asked.reading.kind == "accept" else agreed):
        return asked.reading
    if _NO.opens(text) and len(text.split()) <= 3:
        return Move("unclear", unclear="I misread that then, so tell me what you'd like")
    return None


_YES = _said("right")


def _move(told: Mapping[str, Any], text: str, seen: View) -> Move:
    """The reading room's move in the practice's own units."""
    scenario, flags = seen.scenario, told.get("flags", ())
    asks = _asks(told.get("asks", ()), seen)
    packages = tuple(p for one in told.get("packages", ()) if (p := _asks(one, seen)))
    gives = tuple(a for a in _asks(told.get("gives", ()), seen) if a.part in PARTS)
    theirs = _of_a_rival(told, text, scenario)
    if asks and told["kind"] != "conditional" and all(ask.amount in theirs for ask in asks):
        asks, told = (), {**told, "kind": "rationale", "asks": []}
    kind = _kind(told, asks, packages)
    if kind == "choices" and len(packages) < 2:
        kind, asks = "counter", asks or (packages[0] if packages else ())
    if kind == "accept":
        asks = tuple(a for a in asks if (at := scenario.index(a.part)) is not None and seen.amounts[at] == a.amount)
    if kind == "conditional" and not asks and not packages and not _terms(told):
        kind = "more"
    return Move(
        kind,
        asks=() if packages and kind == "choices" else asks,
        packages=packages if kind == "choices" else (),
        gives=gives,
        terms=_terms(told),
        reasons=()
        if kind in ("accept", "walk") or "rude" in flags
        else reasons(told, text, scenario, frozenset(seen.amounts)),
        questions=_questions(told),
        disclosures=tuple(
            Disclosure(one["what"], "base", int(one["amount"])) for one in told.get("disclosures", ()) if one["amount"]
        ),
        conditional=kind == "conditional" or ("if-then" in flags and bool(asks)),
        ultimatum=kind == "ultimatum",
        warm="warm" in flags and "sarcastic" not in flags and "rude" not in flags,
        rude="rude" in flags,
        time=kind == "time",
        recap="recap" in flags,
        writing="in-writing" in flags or (kind == "question" and _wants_paper(told)),
        ranged=any(a.get("high") and a.get("low") and a["high"] > a["low"] for a in told.get("asks", ())),
        about=tuple(dict.fromkeys(a["part"] for a in told.get("asks", ()) if a.get("low") is None)),
        perhaps=tuple(told.get("perhaps", ())),
    )


def _wants_paper(told: Mapping[str, Any]) -> bool:
    """Whether a question without a topic may want it written down: "Could you send it to me today?" """
    return {"questions:guessed", "flags:in-writing"} <= set(told.get("perhaps", ()))


def _of_a_rival(told: Mapping[str, Any], text: str, scenario: Scenario) -> set[int]:
    """The figures of an offer held elsewhere, where a line speaks of it and asks nothing: they are told, not asked."""
    speaks = "competing" in told.get("reasons", ()) and "?" not in text
    named = [one for one in scenario.others if speaks or (one.company and one.company.casefold() in text.casefold())]
    return {value for one in named for value in (one.base, one.equity, one.signing, one.total) if value}


def _questions(told: Mapping[str, Any]) -> tuple[Topic, ...]:
    """The topics asked about; where one is only the likeliest, it is left open which."""
    if told["kind"] in ("off-topic", "other-language", "injection"):
        return ("call",) if told["kind"] == "off-topic" and "call" in told.get("questions", ()) else ()
    if "questions:guessed" in told.get("perhaps", ()):
        return ("unsure",) if told["kind"] == "question" and "rude" not in told.get("flags", ()) else ()
    return tuple(dict.fromkeys(TOPICS.get(q, "other") for q in told.get("questions", ())))


def _kind(told: Mapping[str, Any], asks: Sequence[FigureAsk], packages: Sequence[object]) -> Kind:
    """What an answer to the recruiter's question does; every other kind is what it is."""
    kind = told["kind"]
    if kind == "answer":
        if asks:
            return "counter"
        if told.get("disclosures"):
            return "disclosure"
        return "rationale" if told.get("reasons") else "answer"
    if kind in ("counter", "ultimatum") and not (asks or packages or _terms(told)):
        if told.get("disclosures"):
            return "disclosure"
        return "ultimatum" if kind == "ultimatum" else "more"
    return cast(Kind, kind)


_TERMS: Mapping[str, Term] = {
    "vesting": "vesting",
    "start": "start date",
    "level": "level review",
    "review": "review date",
    "title": "title",
    "remote": "remote",
    "pto": "time off",
}
_EXTRA: Mapping[str, Term] = {
    "guarantee": "bonus guarantee",
    "clawback": "clawback",
    "buyout": "notice buy-out",
}
TOPICS: Mapping[str, Topic] = {
    "band": "band",
    "level": "level",
    "vesting": "vesting",
    "equity-value": "equity value",
    "bonus": "bonus",
    "refresher": "refresher",
    "signing": "signing",
    "relocation": "relocation",
    "remote": "remote",
    "start": "start date",
    "process": "process",
    "flexibility": "flexibility",
    "how-decided": "how decided",
    "review": "review",
    "benefits": "benefits",
    "visa": "visa",
    "clawback": "clawback",
    "pto": "time off",
    "team": "team",
    "deadline": "timeline",
    "final": "final",
    "paid": "how it is paid",
    "contract": "contract",
    "hours": "hours",
    "travel": "travel",
    "leaving": "leaving",
    "whole": "the whole",
    "call": "call",
}


def _terms(told: Mapping[str, Any]) -> tuple[Term, ...]:
    named = [_TERMS[a["part"]] for a in told.get("asks", ()) if a["part"] in _TERMS]
    if told["kind"] not in ("question", "rationale", "off-topic", "warmth"):
        named += [_EXTRA[name] for name in told.get("extra", ()) if name in _EXTRA]
    return tuple(dict.fromkeys(named))


def _asks(told: Sequence[Mapping[str, Any]], seen: View) -> tuple[FigureAsk, ...]:
    """Figures as asks in their part's own unit, the last for each part; those of parts that aren't on the table go."""
    found: dict[str, FigureAsk] = {}
    for one in told:
        value = one.get("low") if one.get("low") is not None else one.get("high")
        if value is None:
            continue
        at = seen.scenario.index(one["part"])
        if at is not None:
            found[one["part"]] = _in_unit(seen.scenario.parts[at], Decimal(str(value)), one.get("period"))
        elif one["part"] == "total":
            found |= {ask.part: ask for ask in _spread(int(value), seen) if ask.part not in found}
        elif one["part"] == "bonus":
            found["bonus"] = FigureAsk("bonus", int(value))
    return tuple(found.values())


def _spread(total: int, seen: View) -> tuple[FigureAsk, ...]:
    """A yearly total as asks: what it is above the offer is spread over base and equity as far as each could rise."""
    scenario = seen.scenario
    wanted = total * YEARS * 1000 - scenario.bonus_amount * YEARS * 1000 - scenario.cost(seen.amounts)
    room = [
        (part, now, max(0, part.top - now))
        for part, now in zip(scenario.parts, seen.amounts, strict=True)
        if part.name in ("base", "equity")
    ]
    whole = sum(gap * part.weight for part, _, gap in room)
    if wanted <= 0 or not whole:
        return ()
    return tuple(
        FigureAsk(part.name, now + gap * wanted // whole // part.step * part.step, "a share of the total")
        for part, now, gap in room
        if gap
    )


def _in_unit(part: Part, value: Decimal, period: Period | None) -> FigureAsk:
    """An amount in the part's own period: what is per month by the year, a yearly grant over its years."""
    name = part.name
    if part.period == "year" and period == "month":
        return FigureAsk(name, int(value * 12), "twelve months")
    if part.period == "month" and period == "year":
        return FigureAsk(name, int(value / 12), "a twelfth of the year")
    if part.period == "grant" and period == "year" and part.years:
        return FigureAsk(name, int(value * part.years), f"over {part.years} years")
    if part.period == "year" and period == "grant" and part.name == "equity":
        return FigureAsk(name, int(value / 4), "over 4 years")
    return FigureAsk(name, int(value))


def _asked_back(move: Move, told: Mapping[str, Any], text: str, seen: View) -> Move:
    """A line that isn't sure, with what it would be if they say yes to what is read back."""
    thanks = move.warm and not move.asks and "flags:negated" not in move.perhaps
    if thanks and not _close_to_yes(told, text, seen):
        return replace(move, kind="warmth")
    if seen.asked_back >= PATIENCE:
        return replace(move, kind="off-topic")
    if seen.phase == "open" and not (move.asks or any(c.isdigit() for c in text) or told.get("yes", 0.0) >= PASSED):
        return replace(move, kind="answer")  # At first people only say that they are there.
    if move.asks:
        read_back = replace(move, kind="counter", perhaps=())
        return replace(move, unclear=f"do you mean {_in_words(move.asks, seen.scenario)}?", reading=read_back)
    if _close_to_yes(told, text, seen) or told.get("recites"):
        yes = Move("accept", warm=move.warm, writing=move.writing)
        return replace(move, unclear=_IS_YES, reading=yes)
    return replace(move, unclear="I'm not sure what you'd like me to do with that")


NEARLY = 0.35
"""From which probability of a yes on it is asked whether it is one; with a word of assent a quarter is enough."""
PASSED = 0.1
"""From which probability of a yes on a first line that isn't understood is asked about."""
GREETED = 0.6
"""The same at the beginning, where people say yes to their name."""
_YES_WORD = _said("assent")


def _rather_a_yes(told: Mapping[str, Any]) -> bool:
    """Whether a line that was taken to want more is likelier a yes: "I think we've got a deal, send it over." """
    return bool(told.get("yes", 0.0) > told.get("confidence", 1.0))


def _close_to_yes(told: Mapping[str, Any], text: str, seen: View) -> bool:
    assents = seen.phase != "open" and _YES_WORD.search(text)  # At first "yes" says that somebody is there.
    least = NEARLY / 4 if assents else GREETED if seen.phase == "open" else NEARLY
    return bool(told.get("yes", 0.0) >= least) and "?" not in text and not puts_off(text)


def _in_words(asks: Sequence[FigureAsk], scenario: Scenario) -> str:
    words = []
    for ask in asks:
        amount = (
            f"{ask.amount}%"
            if ask.part == "bonus" and ask.amount <= 100
            else money(ask.amount, currency=scenario.currency)
        )
        at = scenario.index(ask.part)
        per = {"year": " per year", "month": " per month"}.get(scenario.parts[at].period, "") if at is not None else ""
        words.append(f"{amount}{per} in {_NAMES.get(ask.part, ask.part)}")
    return " and ".join(words)


_NAMES = {"signing": "a signing bonus", "total": "total pay a year", "refresher": "a yearly refresher"}
