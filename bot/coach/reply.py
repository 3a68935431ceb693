"""The answer to a pasted mail: what it offers, asks and sets as a date, what is open, and a reply to send."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import Answer, Email, Text
from bot.coach.cards import ALONE, BEFORE, TIME, cite, filled, next_steps, title_of, words_for
from bot.coach.draft import Draft, sentences
from bot.coach.first_line import lead
from bot.coach.form import FILL, READY, form_of, in_sentences, toned
from bot.coach.pasted import Mail, begins, ends, greeted
from bot.coach.person import Addressee, person_of
from bot.coach.writing import FIRST, UNASKED, asked, for_points, opened, points_for, signed, write
from bot.knowledge.playbook import playbook
from bot.languages.phrase import phrase
from bot.reading.terms import Offer
from bot.reading.types import Fact, Question, Reading, Wishes
from bot.reading.wishes import signed as signed_by
from bot.wording import listed, percent
from ingest.guide.playbook import Card

if TYPE_CHECKING:
    from bot.coach.context import Context
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")

CARD, REWRITE = "recruiter-pasted-mail", "rewrite-my-message"
_NO_SITUATION = (CARD, REWRITE, "email-or-phone", "talking-to-a-hiring-manager", "preparing-the-talk")
"""Cards on writing and talking, which every mail is near to."""
_SENTENCE, _SENTENCES = 6, 12
"""Words of a sentence that is held against the cards, and how many of them are."""
_TERMS = 2
"""Figures of pay that make a sentence a list of what is offered: its terms are no situation."""
_FAINT = 0.25
"""Score below which a mail with an offer is like no card: it is an offer that came in, or one with a date."""
_PARTS = {"base": "base", "equity": "equity", "bonus": "bonus", "signing": "signing bonus"}
_FIELDS = {
    "base": ("base", "rate"), "equity": ("equity", "equity_count", "equity_percent", "grants"),
    "bonus": ("bonus_percent", "bonus_amount", "bonus_most"), "signing": ("signing",),
}  # fmt: skip
"""In which fields of an offer each part of pay is told."""
_DATE = re.compile(
    r"(?i)\b(?:by|until|before|on|no later than)\s+(?:the\s+)?(?:end of (?:the "
    r")?(?:day|week|business)|eod|cob|tomorrow|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}(?:st|nd|rd|th)?\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct"
    r"|nov|dec)[a-z]*)[^.!?\n,]{0,30}"
)


def compose(mail: Mail, reading: Reading, context: "Context") -> Answer:
    """The mail in four lines, the situation it is, and a reply ready to send."""
    if is_own(mail, context):
        return rewritten(mail, reading, context)
    draft = Draft("draft")
    question = reading.asks[0].question if reading.asks else Question(text=reading.text, intent="letter")
    body = _body(mail.text)
    theirs = tuple(fact for fact in reading.facts if _is_theirs(fact, mail) and _is_granted(fact, reading.told.offer))
    offer = reading.told.offer
    date = _date(body, question.wishes, reading.facts, offer)
    lines = [_offers(theirs, mail.text, offer), _asks(body), date, _open(theirs, offer)]
    draft.say("**The mail in short:**\n" + "\n".join(f"- {draft.quoted(line)}" for line in lines if line))
    person = person_of(replace(question, text=reading.text), context, reading.facts)
    if person.case.until and person.case.until in mail.text:
        # The day that the mail sets is not the day that more time is asked for.
        person = replace(person, case=replace(person.case, until=""))
    draft.say(lead(person, None, draft, context))
    if len(_told(offer)) > _TERMS and (points := points_for(counter(context), person, draft, context)):
        # A letter with all its terms is no situation of its own: what comes next is the counter.
        draft.say("A reply that asks once, for all of it:")
        write(for_points(counter(context), points, context), "e-mail", person, draft, context, points)
        draft.suggest(phrase("shorter"), *next_steps(counter(context), context))
        return draft.answer()
    card, beside = _card(mail, body, reading, context)
    id_ = cite(draft, card)
    draft.say(draft.quoted(f"**It is this situation: {card.title}.** {' '.join(sentences(card.advice)[:2])}"), id_)
    draft.blocks.append(Email(subject="Re: your message", body=_reply(card, person, draft, context), cites=(id_,)))
    draft.suggest(phrase("shorter"), *dict.fromkeys((*map(title_of, beside), *next_steps(card, context))))
    return draft.answer()


def counter(context: "Context") -> Card:
    """The card whose words ask for more."""
    return playbook(context.facts).cards["counter-once"]


def _is_theirs(fact: Fact, mail: Mail) -> bool:
    """Whether a figure stands in the mail; what the person writes around it is their own."""
    return fact.what in ("own_offer", "asked") and fact.text in mail.text and fact.text not in mail.around


def _is_granted(fact: Fact, offer: Offer | None) -> bool:
    """Whether a count of shares is of the grant, and not of all that the company has."""
    count = offer.equity_count if offer is not None else None
    return fact.unit != "shares" or count is None or fact.low == count


def _card(mail: Mail, body: str, reading: Reading, context: "Context") -> tuple[Card, list[Card]]:
    """The situation: as the reader found it, else the card that one sentence of the mail, or all of it, is nearest
    to; for a mail that gives a reason for its figure that sentence tells more than its thanks. And the cards that are
    nearer, but whose words go to somebody else."""
    book = playbook(context.facts)
    named = [name for ask in reading.asks for name in ask.cards if name in book.cards and name != CARD]
    if named:
        return book.cards[named[0]], []
    # The date stands in a line of its own; what it is nearest to would hide why they say what they say.
    offered = [fact.text for fact in reading.facts if fact.what == "own_offer"]
    told = [
        one
        for one in sentences(body)
        if len(one.split()) >= _SENTENCE and not _DATE.search(one) and sum(text in one for text in offered) < _TERMS
    ][:_SENTENCES]
    texts = [f"{body} {mail.around}", *told, *([mail.around] if len(mail.around.split()) >= _SENTENCE else [])]
    best: dict[str, float] = {}
    for text in texts:
        for name, score in book.nearest(text, 4):
            best[name] = max(best.get(name, 0.0), score)
    near = [book.cards[name] for name in sorted(best, key=lambda one: -best[one]) if name not in _NO_SITUATION]
    if offered:
        near = [card for card in near if card.applies != BEFORE] or near
        if best[near[0].name] < _FAINT:
            plain = TIME if _DATE.search(body) else FIRST
            near = [book.cards[plain], *near] if plain in book.cards else near
    at = next((i for i, one in enumerate(near) if not one.to), 0)
    return near[at], near[:at]


def _reply(card: Card, person: Addressee, draft: Draft, context: "Context") -> str:
    """The card's mail with the names; a counter where the card's words ask for nothing and the person has a wish."""
    if card.name in UNASKED and person.case.ask is not None:
        card = playbook(context.facts).cards.get("counter-once", card)
    points = points_for(card, person, draft, context)
    words = filled(words_for(card, "e-mail", person), card, person, draft, context, asked(card, points))
    return opened(words) + signed(person)


def is_own(mail: Mail, context: "Context") -> bool:
    """Whether the mail is the person's own, to be put better: what they say around it asks for that."""
    near = playbook(context.facts).nearest(mail.around, 1) if mail.around else []
    return bool(near) and near[0][0] == REWRITE and near[0][1] >= ALONE


def rewritten(mail: Mail, reading: Reading, context: "Context") -> Answer:
    """The person's own mail in the playbook's words: to whom they wrote, what they asked and why, and their name."""
    draft = Draft("draft")
    question = reading.asks[0].question if reading.asks else Question(text=reading.text, intent="letter")
    person = person_of(replace(question, text=reading.text), context, reading.facts)
    case = person.case
    case = replace(
        case, wanted=case.ask or case.offered, offered=None if case.ask is None else case.offered,
        contact=greeted(mail.text) or case.contact, own=case.own or signed_by(mail.text),
    )  # fmt: skip
    person = replace(person, case=case)
    book, form = playbook(context.facts).cards, form_of(mail.around)
    card = book["counter-once"] if case.ask is not None else _card(mail, _body(mail.text), reading, context)[0]
    write(card, "e-mail", person, draft, context)
    draft.blocks = [in_sentences(toned(block, form.tone), form.most) for block in draft.blocks]
    draft.blocks.insert(0, Text(text=READY if "[" not in draft.answer().text else FILL))
    draft.suggest(phrase("shorter"), *next_steps(card, context, 1))
    return draft.answer()


def _body(text: str) -> str:
    lines = [line for line in text.splitlines() if not begins(line) and not ends(line)]
    return " ".join(" ".join(lines).split())


def _offers(facts: tuple[Fact, ...], mail: str, offer: Offer | None) -> str:
    parts = [_figure(fact, mail) for fact in facts if fact.what == "own_offer"]
    if parts and offer is not None and offer.bonus_percent and not any(fact.part == "bonus" for fact in facts):
        parts.append(f"{percent(offer.bonus_percent)} bonus")
    return f"It offers: {listed(parts)}." if parts else "It names no figure."


def _figure(fact: Fact, mail: str) -> str:
    """A figure of the mail as written there, with what it is: "€72,000 base", "1,200 stock options"."""
    behind = mail.partition(fact.text)[2]
    if fact.unit == "shares":
        noun = _said("kind_of_shares").starts(behind)
        return f"{fact.text} {noun[0].strip() if noun else 'shares or options'}"
    noun_of = _PARTS.get(fact.part or "", fact.part or "")
    return fact.text if not noun_of or noun_of.split()[0] in fact.text.lower() else f"{fact.text} {noun_of}"


def _asks(body: str) -> str:
    asked = [
        one
        for one in sentences(body)
        if one.endswith("?") or (len(one.split()) > 3 and _said("asking_outright").starts(one))
    ]
    return f"It asks: {' '.join(asked[:2])}" if asked else "It asks nothing of you outright."


def _told(offer: Offer | None) -> set[str]:
    """The parts of pay that an offer tells."""
    return {part for part, fields in _FIELDS.items() if any(getattr(offer, one) for one in fields)} if offer else set()


def _date(body: str, wishes: Wishes, facts: tuple[Fact, ...], offer: Offer | None) -> str:
    told = (offer.deadline if offer else "") or next((fact.text for fact in facts if fact.what == "deadline"), "")
    found = _DATE.search(body)
    date = told or wishes.until or (found[0].strip() if found else "")
    return f"Its date: {date}." if date else "It sets no date."


def _open(facts: tuple[Fact, ...], offer: Offer | None) -> str:
    named: set[str | None] = {fact.part for fact in facts if fact.what == "own_offer"}
    named |= _told(offer) if named else set()
    missing = [word for part, word in _PARTS.items() if part not in named]
    return f"Left open: {listed(missing)}." if named and missing else ""
