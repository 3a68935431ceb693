"""Something to send or to say: the playbook's words for the situation, with the person's figures, ready to copy."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Email, Script, Text
from bot.coach.asks import steps_of
from bot.coach.cards import (
    ALONE,
    AT_WORK,
    BEFORE,
    FITS,
    TIME,
    card_of,
    cite,
    filled,
    fitting,
    held_words,
    next_steps,
    put_for,
    still_open,
    target_of,
    words_for,
)
from bot.coach.draft import Draft, mine
from bot.coach.first_line import lead
from bot.coach.form import FILL, READY, form_of, in_sentences, toned
from bot.coach.pasted import is_long
from bot.coach.person import Addressee, Where, person_of, where_said
from bot.coach.subject import bands_of, guide_of
from bot.knowledge.playbook import playbook
from bot.languages.phrase import phrase
from bot.reading.types import Ask, Fact
from bot.wording import listed, money
from ingest.guide.playbook import Card

if TYPE_CHECKING:
    from bot.coach.context import Context

COUNTERS = ("counter-once", "how-much-to-counter", "plan-your-asks", "counter-several-parts", "lowball")
"""Cards whose words carry figures to ask for: where there are several, the card for several is taken."""
NEAR = 0.32
"""Score from which another situation's card goes before a counter, where an offer is known."""
BRIEF = 4
"""Words of a message that only says that the last advice is to be written."""
TOLD = ("tactic", "letter")
"""Intents of messages whose answers are a card's."""
LAST = 3
"""Answers back in which the card may stand that words are asked for."""
SEVERAL = "counter-several-parts"
FIRST = "first-reply-to-an-offer"
START = "start-date"
ENDING = ("saying-no", "saying-yes", "reneging")
"""Cards whose words end the talks: nobody is given them on a faint likeness."""
UNASKED = (FIRST, "recruiter-pasted-mail", "verbal-offer", "email-or-phone", "rewrite-my-message")
"""Cards of a reply that asks for no pay."""
ON_WRITING = ("rewrite-my-message", "email-or-phone", "recruiter-pasted-mail", "second-language-and-accent")
"""Cards on how to write or say things, which every request for words is near to: they are no situation."""
BASE, REASON = "a base of ", "[your reason, in one sentence]"
A_START, SCOPE = "a start on ", "in line with the scope of the role"
SIGNED = "\n\nBest regards,\n[your name]"
ASKING = ("base", "equity", "signing", "sum")
"""What a card's words ask for, where they ask for pay."""
MESSAGE = "As a message"
"""How words for a chat are headed."""
Point = tuple[str, str, tuple[str, ...]]
"""One thing to ask for: its words, where the figure comes from, citation ids."""
_WORDS = {"base": "a base of {}", "equity": "equity of {}", "signing": "a signing bonus of {}"}


def compose(ask: Ask, context: "Context", facts: Sequence[Fact] = ()) -> Answer:
    """An e-mail, unless a call or a chat is named; both where both are."""
    draft = Draft("draft")
    person = person_of(ask.question, context, facts)
    card = _card(ask, context, person)
    points = points_for(card, person, draft, context, ask.question.components)
    card = for_points(card, points, context)
    form = form_of(ask.question.text)
    if points or card.ask in ASKING:  # Who declines or wants more time has no use for the gap.
        draft.say(lead(person, None, draft, context))
    before = len(draft.blocks)
    draft.say(FILL)
    for where in form.places or (where_said(ask.question.topic, "e-mail"),):
        write(card, where, person, draft, context, points, brief=form.short and not form.most)
    draft.blocks[before + 1 :] = [in_sentences(toned(one, form.tone), form.most) for one in draft.blocks[before + 1 :]]
    if not any("[" in _words_of(block) for block in draft.blocks[before + 1 :]):
        draft.blocks[before] = Text(text=READY)
    notes = [f"{text}: {why}" for text, why, _ in points if why]
    draft.say(
        f"Where the figures come from: {'; '.join(notes)}." if notes else "", *[c for _, _, cs in points for c in cs]
    )
    if not points:
        put, note = put_for(card, person, draft, context)
        draft.say(note if any(put and put in _words_of(block) for block in draft.blocks[before + 1 :]) else "")
    draft.suggest(phrase("shorter"), phrase("practiseCall"), *next_steps(card, context, 1))
    return draft.answer()


def _words_of(block: Block) -> str:
    """The words to copy of a draft."""
    return block.body if isinstance(block, Email) else block.text if isinstance(block, Script) else ""


def points_for(
    card: Card, person: Addressee, draft: Draft, context: "Context", parts: Sequence[str] = ()
) -> list[Point]:
    """The points of a draft in a card's words: for a counter all that is asked for, for a start date that day."""
    if card.name == START:
        return [one for one in _own_points(person, draft) if one[0].startswith(A_START)]
    return points_of(person, draft, context, parts) if card.name in (*COUNTERS, SEVERAL) else []


def for_points(card: Card, points: Sequence[Point], context: "Context") -> Card:
    """The card for several points, or for one that is no base, where these are such; else the card itself."""
    one = len(points) == 1 and points[0][0].startswith((BASE, "a total of "))
    if one and card.name == SEVERAL:
        return playbook(context.facts).cards.get("counter-once", card)
    if not points or one or card.name == START:
        return card
    return playbook(context.facts).cards.get(SEVERAL, card)


def write(
    card: Card, where: Where, person: Addressee, draft: Draft, context: "Context",
    points: Sequence[Point] = (), *, brief: bool = False,
) -> None:  # fmt: skip
    """One draft, added to the answer. brief: in the words of a chat, where these ask for the same."""
    wanted = asked(card, points)
    text = filled(_words(card, where, person, brief=brief), card, person, draft, context, wanted)
    if (reason := _reason(person, draft)) and REASON in text:
        text = text.replace(REASON, reason)
    elif person.case.reason:
        text = text.replace(SCOPE, f"because {draft.quoted(person.case.reason)}")
    elif person.case.given:
        text = text.replace(SCOPE, f"given {draft.quoted(person.case.given)}")
    cites = (cite(draft, card), *[c for _, _, cs in points for c in cs])
    if where == "e-mail":
        greeting = person.case.contact or "[name]"
        body = text if text.startswith(("Hi", "Hello", "Dear")) else f"Hi {greeting},\n\n{text}"
        subject = _subject(person, context, card)
        draft.blocks.append(Email(subject=subject, body=opened(body) + signed(person), cites=cites))
    else:
        title = phrase("onThePhone" if where == "phone" else "asMessage")
        greeting = f"Hi {person.case.contact}, " if person.case.contact and where == "chat" else ""
        text = f"{greeting}{text[:1].lower()}{text[1:]}" if greeting and not text.startswith("I ") else greeting + text
        draft.blocks.append(Script(title=title, text=text, cites=cites))


def _words(card: Card, where: Where, person: Addressee, *, brief: bool) -> str:
    """The card's words for a place; brief ones lose no ask."""
    whole, chat = words_for(card, where, person), words_for(card, "chat", person)
    return chat if brief and ("{ask}" in chat or "{ask}" not in whole) else whole


def asked(card: Card, points: Sequence[Point]) -> str:
    """What {ask} is: the one figure that the card asks for, or all of them in words; "" leaves a blank."""
    if not points:
        return ""
    if card.name in (SEVERAL, "plan-your-asks"):
        return listed([text for text, _, _ in points])
    if card.name == START:
        return next((text.removeprefix(A_START).partition(" rather")[0] for text, _, _ in points), "")
    bases = (text.removeprefix(BASE).partition(" (")[0] for text, _, _ in points if text.startswith(BASE))
    return next(bases, "")


def _reason(person: Addressee, draft: Draft) -> str:
    """Why they ask, in a clause behind "My reason is"."""
    if held := held_words(person, draft):
        return f"that I also hold {held}"
    return f"that {draft.quoted(person.case.reason)}" if person.case.reason else draft.quoted(person.case.given)


def points_of(person: Addressee, draft: Draft, context: "Context", parts: Sequence[str] = ()) -> list[Point]:
    """What to ask for; the person's own figures alone, where they
    named any. parts: the parts of pay that are asked about, all of them where empty."""
    if own := _own_points(person, draft):
        return own
    guide = guide_of(person.subject, context)
    bands = bands_of(guide, person.subject, person.offer) if guide is not None else ()
    if guide is None or len(bands) != 1:
        return []
    found = []
    steps = steps_of(person, guide, bands[0], draft, context)
    for step in [one for one in steps if one.part in parts] or steps:
        text = f"{step.told(step.ask, draft)}{step.span}"
        if step.offered is not None:
            offered = draft.user(money(step.offered, None, step.currency), mine(step.offered, step.currency))
            text = f"{text} (now {offered})"
        found.append((_WORDS[step.part].format(text), step.why, step.cites))
        if step.part != "signing":
            draft.figure(bands[0], step.part, guide)  # type: ignore[arg-type]
    return found


def _own_points(person: Addressee, draft: Draft) -> list[Point]:
    """What the person said they want: pay, each with what is offered now, and the day to start."""
    case = person.case
    found: list[Point] = []
    for part, words in _WORDS.items():
        text = target_of(part, person, draft)
        if text and part == "base" and case.ask is not None and case.ask.part == "total":
            found.append((f"a total of {text}", "", ()))
        elif text:
            found.append((words.format(text), "", ()))
    if case.start:
        theirs = f" rather than {case.start_theirs}" if case.start_theirs else ""
        found.append((draft.quoted(f"{A_START}{case.start}{theirs}"), "", ()))
    if len(found) > 1 and case.ask is not None and case.offered is not None:
        first, *rest = found
        found = [(f"{first[0]} (now {case.offered.told(draft)})", *first[1:]), *rest]
    return found


def _card(ask: Ask, context: "Context", person: Addressee) -> Card:
    """The card whose words are wanted: what was talked about last where the message names no situation, a counter where
    an offer is known and nothing fits, else a first reply."""
    cards = playbook(context.facts).cards
    card, others = fitting(ask, context, least=NEAR if person.offer is not None else FITS)
    if card is not None and card.name in ENDING and not ask.cards and not _is_clear(ask, context, ENDING):
        card = next((one for one in others if one.name not in ENDING), None)
    counter = any(one.name in COUNTERS for one in others[:1])
    if card is not None and card.name in ON_WRITING and person.offer is not None and counter:
        card = others[0]  # "counter e-mail": about e-mails, too, but a counter first of all.
    idle = card is not None and card.name == TIME and person.case.base_fixed and not person.case.span
    if card is not None and (idle or not words_for(card, "e-mail", person)):
        card = next((one for one in others if one.name != TIME and words_for(one, "e-mail", person)), None)
    case = person.case
    if card is not None and card.name in UNASKED[2:] and case.ask is None:
        card = next((one for one in others if one.name not in (*UNASKED, *ENDING)), card)
    last = _last_card(context) if _names_no_situation(ask, context) else None
    if last is not None and last.name not in ENDING and words_for(last, "e-mail", person):
        return last
    if person.offer is not None and _names_no_situation(ask, context) and _letter_before(context):
        return cards["counter-once"]  # The clauses of the letter before are near to many cards, and are no situation.
    if case.ask is not None and (card is None or card.name in UNASKED):
        return cards["counter-once"]  # They know what they want: a first reply that asks for nothing is behind them.
    if case.start and case.ask is None and card is not None and card.name in (*COUNTERS, *UNASKED):
        return cards.get(START, card)
    if card is not None and card.say:
        return still_open(card, ask.question.components, person, context)
    return cards["counter-once" if person.offer is not None else FIRST]


def _names_no_situation(ask: Ask, context: "Context") -> bool:
    """Whether a request for words leaves it to the turn before what they are about: "give me the exact sentence"."""
    if len(ask.question.text.split()) <= BRIEF:
        return True
    named = [name for name in ask.cards if name not in ON_WRITING]
    return not named and _wish_of(ask) is None and not _is_clear(ask, context)


def _letter_before(context: "Context") -> bool:
    """Whether a letter was weighed, and since then nothing was advised on a situation."""
    for turn in reversed(context.history[-LAST:]):
        if turn.question.intent in TOLD:
            return False
        if turn.question.intent == "offer" and is_long(turn.message):
            return True
    return False


def _wish_of(ask: Ask) -> object:
    """What this message itself asks for: pay, so much more, a day to start."""
    wishes = ask.question.wishes
    return wishes.amount or wishes.more or wishes.start or wishes.span or ask.question.more or None


def _is_clear(ask: Ask, context: "Context", among: Sequence[str] = ()) -> bool:
    """Whether a request for words names its situation plainly. among: the cards that it may be."""
    near = playbook(context.facts).nearest(ask.question.text, len(ON_WRITING) + 1, ask.vector)
    name, score = next(((name, score) for name, score in near if name not in ON_WRITING), ("", 0.0))
    return score >= ALONE and (not among or name in among)


def _last_card(context: "Context") -> Card | None:
    """The card that was told last: "write it" is about that, though something out of scope was asked in between."""
    told = (turn for turn in reversed(context.history[-LAST:]) if turn.question.intent != "out_of_scope")
    turn = next(told, None)
    return card_of(turn.answer, context) if turn is not None and turn.question.intent in TOLD else None


def _subject(person: Addressee, context: "Context", card: Card) -> str:
    """What a mail is about: before an offer and at work none was made."""
    guide = guide_of(person.subject, context)
    about = guide.role_display if guide is not None and person.subject.role else ""
    if card.applies == AT_WORK:
        return "My pay"
    if card.applies == BEFORE:
        return about or "My application"
    return f"{about}: the offer" if about else "The offer"


def signed(person: Addressee) -> str:
    """The close of a mail, with the person's name where they told it."""
    return SIGNED.replace("[your name]", person.case.own or "[your name]")


def opened(body: str) -> str:
    """The greeting on a line of its own."""
    head, comma, rest = body.partition(", ")
    if comma and head.startswith(("Hi ", "Hello ", "Dear ")) and len(head) < 40 and "\n" not in head:
        return f"{head},\n\n{rest[:1].upper()}{rest[1:]}"
    return body
