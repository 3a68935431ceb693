"""A Reading to an Answer: one section an ask, each by the module of this room that answers its kind."""

import importlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.answer import Answer, BandCard, Block, Email, OfferGauge, Script, Suggestions, Text
from bot.coach.context import Context
from bot.coach.here import BAND
from bot.reading.types import Ask, Fact, Intent, Kind, Question, Reading

ASKED: dict[Kind, str] = {
    "advice": "advice",
    "draft": "writing",
    "plan": "plan",
    "lever": "lever",
    "invent": "honest",
    "explain": "explain",
    "list": "listing",
}
"""Kinds whose module takes the whole ask: `compose(ask, context, facts)` or `compose(ask, context)`."""
QUESTIONS: dict[Kind, tuple[str, Intent]] = {
    "band": ("bands", "band"),
    "compare": ("compare", "compare"),
    "rank": ("compare", "rank"),
    "offer": ("offer", "offer"),
    "offers": ("offer", "offer"),
    "whatif": ("offer", "offer"),
    "level": ("level", "level"),
    "about": ("passage", "passage"),
    "source": ("provenance", "provenance"),
    "profile": ("profile", "profile"),
    "practice": ("scope", "practice"),
    "restyle": ("restyle", "restyle"),
    "greeting": ("scope", "greeting"),
    "outside": ("scope", "out_of_scope"),
    "inject": ("scope", "out_of_scope"),
}
"""Kinds whose module takes the question alone, and how it is called there."""
KINDS: dict[Intent, Kind] = {
    "strategy": "plan", "tactic": "advice", "letter": "draft", "provenance": "source", "passage": "about",
    "out_of_scope": "outside", "band": "band", "compare": "compare", "rank": "rank", "offer": "offer", "lever": "lever",
    "level": "level", "profile": "profile", "practice": "practice", "restyle": "restyle", "invent": "invent",
    "greeting": "greeting",
}  # fmt: skip
"""What the kind of a question is called among the kinds of asks."""
One = TypeVar("One")
MOST = 4
"""Asks of one message that are answered; people read no more at once."""
SUGGESTED = 4


def compose(question: Question, context: Context, cards: tuple[str, ...] = ()) -> Answer:
    """The answer to a single question. cards: the playbook's cards that are wanted, where the question says it in
    types."""
    kind: Kind = "explain" if question.topic.startswith("term ") else KINDS[question.intent]
    return respond(
        Reading(text=question.text, asks=(Ask(kind, question, question.topic.replace("-", " "), cards),)), context
    )


def respond(reading: Reading, context: Context) -> Answer:
    """The answer to a message: a section an ask, in order; where it is unsure what was meant, the readings to choose
    from; where nothing was asked, what a coach would say next."""
    from bot.coach import next_word, pasted

    if (mail := pasted.mail_in(reading)) is not None:
        return pasted.compose(mail, reading, context)
    if not reading.asks:
        return next_word.compose(reading, context)
    if reading.sure == "unsure" and reading.doubts:
        return next_word.choose(reading, context)
    answers = _found([section(ask, context, reading.facts) for ask in _apart(reading.asks, context)[:MOST]])
    answered = {ask.kind for ask in reading.asks}
    likely = reading.doubts if reading.sure == "likely" else ()
    other = tuple(doubt.kind for doubt in likely if doubt.kind not in answered)
    offered = next_word.meant(other, reading.asks[0].question, context)
    return joined(answers, offered, context)


def _apart(asks: Sequence[Ask], context: Context) -> list[Ask]:
    """The asks without one that another answers (offers side by side say what each is worth), and without another
    form of an answer that isn't there."""
    beside = any(ask.kind == "offers" and ask.question.topic == "compare" and ask.question.others for ask in asks)
    idle = {"offer"} if beside else set()
    if not context.history:
        idle.add("restyle")
    return [ask for ask in asks if ask.kind not in idle] or list(asks)


def _found(answers: Sequence[Answer]) -> list[Answer]:
    """The sections without a search of the guides' words that came to nothing beside an answer: who asked for a figure
    and got it doesn't miss that."""
    answered = any(one.status == "answered" for one in answers)
    return [one for one in answers if not (answered and one.intent == "passage" and one.status == "not_found")]


def section(ask: Ask, context: Context, facts: Sequence[Fact] = ()) -> Answer:
    """The answer to one ask."""
    if ask.kind in ASKED:
        module = importlib.import_module(f"bot.coach.{ASKED[ask.kind]}")
        takes_facts = ask.kind in ("advice", "draft", "plan", "lever", "invent")
        answer: Answer = module.compose(ask, context, facts) if takes_facts else module.compose(ask, context)
    else:
        name, intent = QUESTIONS["greeting" if ask.question.topic == "privacy" else ask.kind]
        module = importlib.import_module(f"bot.coach.{name}")
        answer = module.compose(_asked(ask, intent), context)
    return answer.model_copy(update={"intent": answer.intent or ask.kind})


def _asked(ask: Ask, intent: Intent) -> Question:
    """The question as the modules that take one know it."""
    topic = ask.question.topic
    if ask.kind == "offers":
        topic = "compare"
    elif ask.kind == "inject":
        topic = "injection"
    return replace(ask.question, intent=intent, topic=topic)


def joined(answers: Sequence[Answer], offered: Sequence[str], context: Context) -> Answer:
    """One answer of several sections: each block once, the suggestions together at the end."""
    first = answers[0]
    blocks: list[Block] = []
    suggested: list[str] = list(offered)
    choices = False
    for answer in answers:
        for block in answer.blocks:
            if isinstance(block, Suggestions):
                suggested += block.items
                choices = choices or block.choices
            elif isinstance(block, Email | Script) and answer is not first and _has_words(blocks):
                continue  # The draft that was asked for stands above; the advice's own would be a second one.
            elif not _told(block, blocks):
                blocks.append(block)
    if choices:
        suggested = suggested[len(offered) :]
    items = _fresh(suggested, context, choices=choices)
    if items:
        blocks.append(Suggestions(items=items, choices=choices and len(answers) == 1))
    dates = [answer.date for answer in answers if answer.date]
    return first.model_copy(
        update={
            "status": "answered" if any(answer.status == "answered" for answer in answers) else first.status,
            "blocks": tuple(blocks),
            "figures": _once(figure for answer in answers for figure in answer.figures),
            "numbers": _once(number for answer in answers for number in answer.numbers),
            "citations": _once(one for answer in answers for one in answer.citations),
            "date": min(dates, default=None),
        }
    )


def _has_words(blocks: Sequence[Block]) -> bool:
    return any(isinstance(block, Email | Script) for block in blocks)


def _told(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether an earlier section has said this: the same block, or the band's line beside an offer that shows it."""
    shown = any(isinstance(one, OfferGauge | BandCard) for one in blocks)
    return block in blocks or (isinstance(block, Text) and shown and block.text.startswith(BAND))


def _once(items: Iterable[One]) -> tuple[One, ...]:
    found: list[One] = []
    for item in items:
        if item not in found:
            found.append(item)
    return tuple(found)


def _fresh(items: Sequence[str], context: Context, *, choices: bool) -> tuple[str, ...]:
    """Suggestions without those that the person has sent already, each once."""
    said = {turn.message.strip().casefold() for turn in context.history}
    kept = tuple(dict.fromkeys(item for item in items if choices or item.strip().casefold() not in said))
    return kept if choices else kept[:SUGGESTED]
