"""A Reading to an Answer: one section an ask, each by the module of this room that answers its kind."""

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from bot.answer import Answer, Block, Comparison, OfferGauge, Suggestions, Text
from bot.coach.context import Context
from bot.coach.joined import before_suggestions, joined
from bot.coach.pasted import is_long
from bot.languages.phrase import phrase
from bot.languages.prose import SPOKEN
from bot.reading.language import ENGLISH
from bot.reading.terms import SETTLED
from bot.reading.types import Ask, Fact, Intent, Kind, Question, Reading, Subject
from ingest.lexicon.words import loaded

ASKED: dict[Kind, str] = {
    "advice": "how_to_act",
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
_REPEATED: tuple[Kind, ...] = (
    "restyle", "greeting", "outside", "inject", "invent", "profile", "band", "compare", "rank", "level", "list",
    "explain", "source",
)  # fmt: skip
"""Kinds that are answered as before where they are asked again: a figure is the same figure each time."""
_WORTH: tuple[Kind, ...] = ("offer", "offers", "whatif", "compare")
_ON_PAY = ("advice", "draft", "plan", "offer", "lever", "tactic", "letter", "strategy")
"""Intents of answers that are about the person's own pay."""
UNTIL_THEN = "Until I know, I put no figure to it."
_SUMS: tuple[Kind, ...] = ("offer", "band")
"""Kinds that are answered with figures alone."""
TOLD = 15
"""Words from which a message that tells an offer is a story, and wants more than its sum."""
_RATES = ("own_offer", "other_offer", "current_pay", "target", "asked")
"""Kinds that ask what something is worth, and what a rate may be."""
_OF_RATES = ("rate", "status", "conversion", "intern-pay")
"""Topics of cards that are for who is paid by the day or hour."""
_BY_THE_WAY: tuple[Kind, ...] = ("lever", "plan", "offer")
"""Kinds whose question back is left out where something else was answered."""
SEVERAL = 2
"""Questions from which on each is looked at by itself."""
MOST = 4
"""Asks of one message that are answered; people read no more at once."""
LATELY = 3
"""Answers back in which the same advice is remembered."""


def compose(question: Question, context: Context, cards: tuple[str, ...] = ()) -> Answer:
    """The answer to a single question. cards: the playbook's cards that are wanted, where the question says it in
    types."""
    kind: Kind = "explain" if question.topic.startswith("term ") else KINDS[question.intent]
    return respond(
        Reading(text=question.text, asks=(Ask(kind, question, question.topic.replace("-", " "), cards),)), context
    )


def respond(reading: Reading, context: Context) -> Answer:
    """The answer to a message: a section an ask, in order; where it is unsure what was meant, the readings to choose
    from; where nothing was asked, what a coach would say next. None repeats the answer before word for word."""
    reading = replace(reading, facts=tuple(fact for fact in reading.facts if _is_settled(fact)))
    answer = _answered(reading, context)
    if _told_before(answer, context) and not _wants_it_again(reading, context):
        from bot.coach import next_word

        answer = next_word.further(reading, answer, context)
    # Who asks for another language gets that one.
    if reading.language in SPOKEN and not any(_translates(ask) for ask in reading.asks):
        answer = answer.model_copy(update={"language": reading.language})
    answer = _with_doubt(answer, reading, context)
    said = _said_of(reading)
    if not said or context.reworded or any(_says(turn.answer, one) for turn in context.history for one in said):
        return answer
    return answer.model_copy(update={"blocks": before_suggestions(answer.blocks, Text(text=said[0]))})


def _says_the_same(answer: Answer, context: Context) -> bool:
    """Whether an answer would be the same whosever pay an amount is: advice without a figure, which asks for none."""
    if answer.intent not in ("advice", "tactic") or answer.figures or answer.numbers:
        return False
    from bot.coach.cards import card_of

    card = card_of(answer, context)
    return card is not None and card.ask not in ("base", "equity")


def _with_doubt(answer: Answer, reading: Reading, context: Context) -> Answer:
    """The answer with the question on an amount of which it isn't sure whose pay it is, and what may be said to it."""
    told = reading.told.money.doubts if reading.told.money is not None else ()
    doubt = next((one for one in told if one.whose), None)
    compared = reading.told.topic == "compare" and answer.status == "answered"
    if doubt is None or compared or answer.intent not in _ON_PAY or _says_the_same(answer, context):
        return answer
    blocks = answer.blocks
    if doubt.question not in answer.text:
        blocks = before_suggestions(blocks, Text(text=f"{doubt.question} {UNTIL_THEN}"))
    if doubt.choices and reading.language == ENGLISH:
        blocks = tuple(one for one in blocks if not isinstance(one, Suggestions) or not one.choices)
        blocks = before_suggestions(blocks, Suggestions(items=doubt.choices, choices=True))
    return answer.model_copy(update={"blocks": blocks})


def _translates(ask: Ask) -> bool:
    return ask.kind == "restyle" and ask.question.topic == "translate"


def _told_before(answer: Answer, context: Context) -> bool:
    """Whether an answer says nothing that the one before didn't, or is the advice of one of the last again, whatever
    it suggests and whichever of its points fit this time."""
    said = [block for block in answer.blocks if not isinstance(block, Suggestions)]
    before = [turn.answer.blocks for turn in context.history]
    if said and before and all(block in before[-1] for block in said):
        return True
    return answer.intent == "advice" and _advice_told(answer, context)


def _advice_told(answer: Answer, context: Context) -> bool:
    """Whether all that an answer says is in the last answers, whatever it suggests and lists in points."""
    said = [block for block in answer.blocks if not isinstance(block, Suggestions)]
    advice = [_plainly(block) for block in said if not (isinstance(block, Text) and block.text.startswith("- "))]
    told = [_plainly(block) for turn in context.history[-LATELY:] for block in turn.answer.blocks]
    return bool(advice) and all(block in told for block in advice)


def _without_repeats(answers: Sequence[Answer], context: Context) -> list[Answer]:
    """The sections without advice that was told in one of the last answers, where another says something new."""
    new = [one for one in answers if one.intent not in ("advice", "plan") or not _advice_told(one, context)]
    return new if any(one.status == "answered" for one in new) else list(answers)


def _plainly(block: Block) -> Block:
    """A block whatever of its words is marked."""
    return block.model_copy(update={"text": block.text.replace("**", "")}) if isinstance(block, Text) else block


def _wants_it_again(reading: Reading, context: Context) -> bool:
    """Whether the same once more is what was asked for: the very words sent again, or a kind that has one answer."""
    if reading.text.split() == context.history[-1].message.split():
        return True
    from bot.coach.cards import titled

    if titled(reading.text, context) is not None:
        return True  # A suggestion was chosen: that card is what they want.
    before = context.history[-1].message
    # An offer or a letter came before, and no question: only now they ask what it is worth.
    told = "?" not in before or is_long(before)
    return any(ask.kind in _REPEATED or (told and ask.kind == "offer") for ask in reading.asks[:1])


def _answered(reading: Reading, context: Context) -> Answer:
    from bot.coach import pasted

    if (mail := pasted.mail_in(reading)) is not None:
        from bot.coach import reply

        answer = reply.compose(mail, reading, context)
        if not reading.asks or reading.asks[0].kind != "offer":
            return answer
        # A letter without a question, or with "is it good?": what it is worth comes before what to write back.
        return joined([section(reading.asks[0], context, reading.facts), answer], (), context)
    # A figure's question that was read for certain is no card's title, and needs no playbook.
    if not reading.asks or reading.asks[0].kind != "band" or reading.sure != "sure":
        from bot.coach.cards import titled

        if (card := titled(reading.text, context)) is not None:
            return section(Ask("advice", reading.told, cards=(card.name,)), context, reading.facts)
    if not reading.asks or (reading.sure == "unsure" and reading.doubts):
        from bot.coach import next_word

        return next_word.choose(reading, context) if reading.asks else next_word.compose(reading, context)
    answers = _found([section(ask, context, reading.facts) for ask in _apart(reading.asks, context)[:MOST]])
    if len(answers) > 1:
        answers = [_brief(answer) for answer in answers]
    answers = _without_repeats(answers, context)
    answers = [*_very_answers(reading.asks, context), *answers, *_beside_the_law(reading.asks, context)]
    answers += _also(reading, answers, context)
    more, clear = _anyway(answers, reading, context)
    answered = {ask.kind for ask in reading.asks}
    likely = reading.doubts if reading.sure == "likely" else ()
    other = tuple(doubt.kind for doubt in likely if doubt.kind not in answered)
    together = [*more, *answers] if clear else [*answers, *more]
    together.sort(key=_only_asks_back)  # That comes behind what can be said already.
    answer = joined(together, _meant(other, reading.asks[0].question, context), context)
    return answer.model_copy(update={"status": answers[0].status, "intent": answers[0].intent}) if more else answer


def _is_settled(fact: Fact) -> bool:
    """Whether a fact may be computed with: no salary that may be somebody else's."""
    return fact.what not in _WHOSE or fact.part not in ("base", "total") or fact.certain >= SETTLED


_WHOSE = ("own_offer", "other_offer", "current_pay")


def _also(reading: Reading, answers: Sequence[Answer], context: Context) -> list[Answer]:
    """What is said to each further question of a message that puts several."""
    if len(reading.questions) < SEVERAL:
        return []  # Most ask one thing, and a figure needs no playbook.
    from bot.coach import also

    further = also.compose(reading.questions, reading.asks[0], answers, context)
    return [further] if further is not None else []


def _only_asks_back(answer: Answer) -> bool:
    """Whether an answer on an offer asks for what is missing and has no sums to show."""
    shown = any(isinstance(block, OfferGauge) for block in answer.blocks)
    return answer.status == "clarify" and answer.intent == "offer" and not shown


def _anyway(answers: Sequence[Answer], reading: Reading, context: Context) -> tuple[list[Answer], bool]:
    """What can be said of a pay that was told where the guides hold nothing to put it beside: the card that speaks to
    the message clearly, else how much more may be asked; and whether that leads: a clear one, for a story."""
    told = any(fact.what in ("own_offer", "target") and fact.part in ("base", "total") for fact in reading.facts)
    if not told or any(answer.figures for answer in answers) or any(ask.kind not in _SUMS for ask in reading.asks):
        return [], False
    story = len(reading.text.split()) > TOLD
    asks = "?" in reading.text or story
    empty = all(answer.status == "not_found" and not answer.numbers for answer in answers)
    if not (asks or empty):
        return [], False
    from bot.coach.asks import METHOD
    from bot.coach.cards import ALONE, AT_WORK, fitting

    ask = replace(reading.asks[0], kind="advice", topic="", cards=())
    card, others = fitting(ask, context, least=ALONE)
    if card is not None and card.applies == AT_WORK and all(fact.what != "current_pay" for fact in reading.facts):
        # What was offered to them is no present job's pay: "am I being lowballed?".
        card = next((one for one in others if one.applies != AT_WORK), None)
    name = card.name if card is not None else METHOD
    return [section(replace(ask, cards=(name,)), context, reading.facts)], story and card is not None


def _meant(kinds: Sequence[Kind], question: Question, context: Context) -> Sequence[str]:
    """What else may have been meant, as messages to send."""
    if not kinds:
        return ()
    from bot.coach import next_word

    return next_word.meant(tuple(kinds), question, context)


def _said_of(reading: Reading) -> tuple[str, ...]:
    """What is told once to who writes in this message's language, first, and what else may have told it before."""
    if reading.understood and reading.language in SPOKEN:
        return ()
    texts = [_languages()[how].get(reading.language) for how in ("whole", "partly")]
    return tuple(text for text in (texts if reading.understood else texts[::-1]) if text)


@cache
def _languages() -> Mapping[str, Mapping[str, str]]:
    """How much is understood, and by a language's code what who writes in it is told then."""
    told: Mapping[str, Mapping[str, str]] = loaded(
        Path(__file__).with_name("languages.yaml").read_text(encoding="utf-8")
    )
    return told


def _says(answer: Answer | None, text: str) -> bool:
    return answer is not None and any(isinstance(block, Text) and block.text == text for block in answer.blocks)


def _apart(asks: Sequence[Ask], context: Context) -> list[Ask]:
    """The asks without one that another answers (offers side by side say what each is worth), and without another
    form of an answer that isn't there."""
    beside = any(ask.kind == "offers" and ask.question.topic == "compare" and ask.question.others for ask in asks)
    idle = {"offer"} if beside else set()
    if len(asks) > 2 and any(ask.kind == "offer" for ask in asks):
        idle.add("plan")  # What the offer is worth ends with what to ask for; the whole plan would fill the screen.
    if not context.history:
        idle.add("restyle")
    if any(ask.kind == "practice" and ask.question.topic == "stop" for ask in asks):
        idle.add("practice")  # "One more try or stop?" ends no practice.
    if any(ask.kind == "advice" for ask in asks):
        idle |= {
            ask.kind for ask in asks if ask.question.topic == "privacy"
        }  # What they may ask, and no promise of ours.
    if any(ask.kind not in ("outside", "greeting") for ask in asks):
        idle.add("outside")  # Out of scope only where nothing of the trade is left.
    return [ask for ask in asks if ask.kind not in idle] or list(asks)


def _found(answers: Sequence[Answer]) -> list[Answer]:
    """The sections without a search of the guides' words that came to nothing beside an answer (who asked for a figure
    and got it doesn't miss that), without a mere question back for levers or a plan beside one, and of those that found
    nothing only the fullest: that is said once."""
    answered = any(one.status == "answered" for one in answers)
    if answered:
        answers = [one for one in answers if one.status != "clarify" or not _is_by_the_way(one)]
        # What an offer without a band adds up to is no news beside advice on it.
        bare = [one for one in answers[1:] if one.intent == "offer" and not one.figures]
        answers = [one for one in answers if answers[0].intent != "advice" or not any(one is other for other in bare)]
    empty = [one for one in answers if one.status == "not_found" and not one.figures and not one.numbers]
    fullest = max(empty, key=lambda one: len(one.text), default=None)
    idle = [one for one in empty if one is not fullest or (answered and one.intent == "passage")]
    return [one for one in answers if not any(one is other for other in idle)]


def _is_by_the_way(answer: Answer) -> bool:
    """Whether an answer only asks back: for levers or a plan, or which of two cards is meant."""
    return answer.intent == "advice" or (answer.intent in _BY_THE_WAY and not answer.numbers)


VERY, WORDS = 0.75, 6
"""How near a question of so many words must be to one that a card answers to be that very question; shorter ones ("too
little?") may be asked of anything. Of 195 messages on offers and plans three came so near, all rightly."""
SUPPOSED, EMPTY = 0.7, 0.6
"""The same for "and if she says ...", which is hardly ever about another offer, and for a share of a firm alone ("is
0.4% good?"), which can't be weighed."""


def _very_answers(asks: Sequence[Ask], context: Context) -> list[Answer]:
    """What a card answers to the very question beside an offer ("fight the level or the money?"), in a sentence."""
    if not asks or asks[0].kind != "offer" or any(ask.kind == "advice" for ask in asks):
        return []
    from bot.coach.cards import very

    card = very(asks[0], context, words=WORDS, least=VERY)
    if card is None:
        return []
    from bot.coach.advice import in_a_sentence

    return [in_a_sentence(card.name, asks[0], context)]


def _beside_the_law(asks: Sequence[Ask], context: Context) -> list[Answer]:
    """What a card says to a question for a lawyer, where one clearly speaks to it: what to ask for isn't law."""
    if len(asks) != 1 or (asks[0].kind, asks[0].question.topic) != ("outside", "legal"):
        return []
    from bot.coach.cards import ALONE, direct_answers, fitting

    card = fitting(asks[0], context, least=ALONE)[0]
    told = direct_answers(asks[0].sentences, context)
    if card is None or card.name not in told or told[card.name].score < ALONE:
        return []
    return [section(replace(asks[0], kind="advice", cards=(card.name,)), context)]


def _brief(answer: Answer) -> Answer:
    """A plan beside other sections in its first line: what to ask for. "What should I ask for?" gives all of it."""
    told = [block for block in answer.blocks if not isinstance(block, Suggestions)]
    if answer.intent != "plan" or not any(isinstance(block, Comparison) for block in told):
        return answer
    suggested = Suggestions(items=(phrase("whatToAsk"),))
    return answer.model_copy(update={"blocks": (told[0], suggested)})


def section(ask: Ask, context: Context, facts: Sequence[Fact] = ()) -> Answer:
    """The answer to one ask."""
    if _is_for_a_card(ask, context):
        ask = replace(ask, kind="advice")
    if ask.kind == "whatif" and not _reckons(ask.question, context, facts):
        ask = replace(ask, kind="advice")
    if ask.kind == "whatif" or (ask.kind == "offer" and _tells_a_share_alone(ask, context)):
        from bot.coach.cards import very

        told = very(ask, context, words=WORDS, least=SUPPOSED if ask.kind == "whatif" else EMPTY)
        ask = replace(ask, kind="advice", cards=(told.name,)) if told is not None else ask
    if ask.kind in _WORTH and (card := _sum_card(ask, context, facts)):
        ask = replace(ask, kind="advice", cards=(card,))
    if ask.kind == "offer" and _is_of_a_term(ask, context):
        ask = replace(ask, kind="advice")
    if ask.kind in ASKED:
        module = importlib.import_module(f"bot.coach.{ASKED[ask.kind]}")
        takes_facts = ask.kind in ("advice", "draft", "plan", "lever", "invent")
        answer: Answer = module.compose(ask, context, facts) if takes_facts else module.compose(ask, context)
    else:
        name, intent = QUESTIONS["greeting" if ask.question.topic == "privacy" else ask.kind]
        module = importlib.import_module(f"bot.coach.{name}")
        answer = module.compose(_asked(ask, intent), context)
    if ask.kind == "about" and answer.status == "not_found":
        answer = joined([answer, *_advice_anyway(ask, context)], (), context)
    if ask.kind == "explain":
        answer = joined([*_explained(ask, context), answer], (), context)
    return answer.model_copy(update={"intent": answer.intent or ask.kind})


def _advice_anyway(ask: Ask, context: Context) -> list[Answer]:
    """What the playbook says to what no guide says of a company, where a card clearly speaks to it."""
    from bot.coach.cards import ALONE, fitting

    card = fitting(ask, context, least=ALONE)[0]
    return [section(replace(ask, kind="advice", cards=(card.name,)), context)] if card is not None else []


def _explained(ask: Ask, context: Context) -> list[Answer]:
    """What a card answers to a question about a word ("how is a sign-on clawback usually done?"), before the word is
    explained: to who only asks what it means no card has an answer."""
    from bot.coach.advice import in_a_sentence
    from bot.coach.cards import very

    card = very(ask, context)
    return [in_a_sentence(card.name, ask, context)] if card is not None else []


OUTSIDE = 0.8
"""From which confidence on a message is out of scope whatever card it is near to: of what a card is rightly told for
none came so far ("who pays the visa fees", 0.45), of what it isn't all did ("which form renews my H-1B", 0.88)."""


def _is_for_a_card(ask: Ask, context: Context) -> bool:
    """Whether a card speaks to a message that was taken to be out of scope: clearly, where a reason was found; or
    to what somebody asks whether there is anything on ("do they have a contract clause on notice?"), where that is no
    company."""
    if ask.kind not in ("outside", "list"):
        return False  # A figure needs no playbook.
    from bot.coach.cards import ALONE, CLEARLY, FITS

    topic = ask.question.topic
    if ask.kind == "outside":
        sure = ask.confidence >= OUTSIDE or topic == "legal"
        return not sure and _has_card(ask, context, CLEARLY if topic else FITS)
    named = any(subject.company for subject in ask.question.subjects) or ask.question.unknown
    return topic == "what" and not named and _has_card(ask, context, ALONE)


def _has_card(ask: Ask, context: Context, least: float) -> bool:
    from bot.coach.cards import fitting

    return fitting(ask, context, least=least)[0] is not None


def _is_of_a_term(ask: Ask, context: Context) -> bool:
    """Whether "is this standard?" is about one term of an offer whose pay nobody told, and a card speaks to it."""
    offer = ask.question.offer or context.profile.offer
    if offer is None or any((offer.base, offer.total, offer.equity, offer.equity_count, offer.equity_percent)):
        return False
    from bot.coach.cards import FITS

    return _has_card(ask, context, FITS)


def _tells_a_share_alone(ask: Ask, context: Context) -> bool:
    """Whether of an offer only a share of the company, or a count of shares, is known."""
    offer = ask.question.offer or context.profile.offer
    if offer is None or any((offer.base, offer.total, offer.equity, offer.rate)):
        return False
    return bool(offer.equity_percent or offer.equity_count)


def _reckons(question: Question, context: Context, facts: Sequence[Fact]) -> bool:
    """Whether a "what if" supposes other pay, or another job or place; "what if they say no" supposes none of these."""
    held = question.offer is not None or context.profile.offer is not None
    named = [one.phrase for one in question.unknown] + [one.phrase for one in question.unclear]
    if facts or any(named) or (held and any(map(str.isdigit, question.text))):
        return True
    before = context.history[-1].question if context.history else None
    about = [one for one in question.subjects if one != Subject()]
    if about and (before is None or tuple(about) != before.subjects):
        return True
    # With an offer known, the name of a part alone ("if they only move on equity") supposes nothing to reckon with.
    return not held and before is not None and bool(question.components) and question.components != before.components


def _sum_card(ask: Ask, context: Context, facts: Sequence[Fact]) -> str:
    """The card beside which the sum is done that an offer's years can't hold: a rate by the day or hour, a share of a
    company at its valuation, options at their strike; "" for an offer with a salary."""
    if any(fact.period in ("day", "hour") and fact.what in _RATES for fact in facts):
        from bot.knowledge.playbook import playbook

        held = playbook(context.facts).cards
        read = next((name for name in ask.cards if name in held and held[name].topic in _OF_RATES), "contractor-rate")
        both = any(fact.period == "year" and fact.what in _RATES for fact in facts)
        return "contract-or-permanent" if both else read
    offer = ask.question.offer or context.profile.offer
    if (offer is not None and (offer.base or offer.total)) or "%" not in ask.question.text:
        return ""
    told = ask.question.wishes
    return "percentage-and-dilution" if told.valuation and told.stake else ""


def _asked(ask: Ask, intent: Intent) -> Question:
    """The question as the modules that take one know it."""
    topic = ask.question.topic
    if ask.kind == "offers":
        topic = "compare"
    elif ask.kind == "inject":
        topic = "injection"
    return replace(ask.question, intent=intent, topic=topic)
