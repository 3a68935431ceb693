"""A recruiter's mail or chat, pasted: what it offers, asks and sets as a date, what is open, and a reply to send."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answer import Answer, Email
from bot.coach.draft import Draft, sentences
from bot.reading.types import Fact, Question, Reading
from bot.wording import listed

if TYPE_CHECKING:
    from bot.coach.context import Context

CARD = "recruiter-pasted-mail"
_GREETING = re.compile(r"(?mi)^\W*(?:hi|hello|hey|dear|good (?:morning|afternoon)|subject:|from:)\b[^\n]{0,60}$")
_CLOSE = re.compile(
    r"(?mi)^\W*(?:best|regards|kind regards|best regards|thanks|many thanks|cheers|sincerely|warmly)\b[^\n]{0,40}$"
)
_SHORTEST = 25
"""Words of a text that is taken for a mail of somebody else's."""
_PARTS = {"base": "base", "equity": "equity", "bonus": "bonus", "signing": "signing bonus"}
_DATE = re.compile(
    r"(?i)\b(?:by|until|before|on|no later than)\s+(?:the\s+)?(?:end of (?:the "
    r")?(?:day|week|business)|eod|cob|tomorrow|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}(?:st|nd|rd|th)?\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct"
    r"|nov|dec)[a-z]*)[^.!?\n,]{0,30}"
)


@dataclass(frozen=True, slots=True)
class Mail:
    """What was pasted, and the person's own words around it."""

    text: str
    around: str


def mail_in(reading: Reading) -> Mail | None:
    """The mail that a message holds: from a greeting on a line of its own, with a sign-off or several lines after it.
    None where the person asks for something else than what to make of it."""
    if reading.asks and reading.asks[0].kind not in ("advice", "draft", "offer"):
        return None
    text = reading.text
    start = _GREETING.search(text)
    if start is None or len(text[start.start() :].split()) < _SHORTEST:
        return None
    close = _CLOSE.search(text, start.end())
    if close is None and text[start.end() :].count("\n") < 2:
        return None
    end = close.end() if close is not None else len(text)
    name = re.match(r"\s*\n[^\n]{1,40}(?=\n|$)", text[end:])
    end += name.end() if name else 0
    return Mail(text[start.start() : end].strip(), f"{text[: start.start()]} {text[end:]}".strip())


def compose(mail: Mail, reading: Reading, context: "Context") -> Answer:
    """The mail in four lines, the situation it is, and a reply ready to send."""
    from bot.coach.cards import cite, filled, next_steps
    from bot.coach.person import person_of
    from bot.knowledge.playbook import playbook

    draft = Draft("draft")
    question = reading.asks[0].question if reading.asks else Question(text=reading.text, intent="letter")
    body = _body(mail.text)
    lines = [_offers(reading.facts), _asks(body), _date(body, reading.facts), _open(reading.facts)]
    draft.say("**The mail in short:**\n" + "\n".join(f"- {draft.quoted(line)}" for line in lines if line))
    book = playbook(context.facts)
    named = [name for ask in reading.asks for name in ask.cards if name in book.cards and name != CARD]
    name = named[0] if named else next(one for one, _ in book.nearest(body, 3) if one != CARD)
    card = book.cards[name]
    id_ = cite(draft, card)
    draft.say(draft.quoted(f"**It is this situation: {card.title}.** {' '.join(sentences(card.advice)[:2])}"), id_)
    person = person_of(replace(question, text=mail.around), context, reading.facts)
    words = filled(card.words("e-mail"), card, person, draft, context)
    if sender := _sender(mail.text):
        words = words.replace("[name]", sender)
    draft.blocks.append(Email(subject="Re: your message", body=words, cites=(id_,)))
    draft.suggest("Make it shorter", *next_steps(card, context))
    return draft.answer()


def _body(text: str) -> str:
    lines = [line for line in text.splitlines() if not _GREETING.match(line) and not _CLOSE.match(line)]
    return " ".join(" ".join(lines).split())


def _sender(text: str) -> str:
    """The name under the sign-off, where one word or two stand there."""
    close = list(_CLOSE.finditer(text))
    rest = text[close[-1].end() :].strip().splitlines() if close else []
    return rest[0].strip() if rest and re.fullmatch(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?", rest[0].strip()) else ""


def _offers(facts: tuple[Fact, ...]) -> str:
    parts = [fact.text for fact in facts if fact.what == "own_offer"]
    return f"It offers: {listed(parts)}." if parts else "It names no figure."


def _asks(body: str) -> str:
    asked = [
        one for one in sentences(body) if one.endswith("?") or re.match(r"(?i)(?:please|kindly|let (?:me|us))\b", one)
    ]
    return f"It asks: {' '.join(asked[:2])}" if asked else "It asks nothing of you outright."


def _date(body: str, facts: tuple[Fact, ...]) -> str:
    told = next((fact.text for fact in facts if fact.what == "deadline"), "")
    found = _DATE.search(body)
    date = told or (found[0].strip() if found else "")
    return f"Its date: {date}." if date else "It sets no date."


def _open(facts: tuple[Fact, ...]) -> str:
    named = {fact.part for fact in facts if fact.what == "own_offer"}
    missing = [word for part, word in _PARTS.items() if part not in named]
    return f"Left open: {listed(missing)}." if named and missing else ""
