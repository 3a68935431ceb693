"""The counter-offer as an e-mail or a call script, from what the conversation knows: figures sourced, blanks marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import Answer, Email, Script
from bot.coach.draft import Draft, mine
from bot.coach.offer import TOP, targets
from bot.coach.script import ask_words, asks_of, held
from bot.coach.strategy import currency_of, fitting
from bot.coach.subject import bands_of, general_of, guide_of, offer_of, others_of, subject_of
from bot.knowledge.offer import positions
from bot.reading.terms import Offer
from bot.reading.types import Question, Subject
from bot.wording import listed, money
from ingest.guide.types import Band, Guide, Source

if TYPE_CHECKING:
    from bot.coach.context import Context

_SPOKEN = {"base": "base", "equity": "in equity", "signing": "as a signing bonus"}
_NOUNS = {"base": "Base salary", "equity": "Equity", "signing": "Signing bonus", "refresher": "Refresher"}


@dataclass(frozen=True, slots=True)
class Point:
    """One thing asked for: the part, the figure as written, the user's figure now, and where the ask comes from."""

    part: str
    wanted: str
    now: str
    cite: str
    why: str


def compose(question: Question, context: "Context") -> Answer:
    """An e-mail (or, with topic "call", a script) ready to copy; the floor is never in it."""
    draft = Draft("letter")
    kind = _kind(question.text)
    subject = subject_of(question, context)
    guide = guide_of(subject, context)
    company, role = _titles(guide, subject.company, context)
    if kind != "counter":
        return _short(kind, company, role, draft)
    points = _points(question, context, draft, guide)
    others = others_of(question, context, subject_of(question, context))
    if question.topic == "call":
        _call(company, role, points, others, draft)
    else:
        _email(company, role, points, others, draft)
    _notes(points, draft, context, known=guide is not None)
    draft.suggest(
        "Practise the call" if question.topic != "call" else "Write it as an e-mail", "What if they say it's final?"
    )
    return draft.answer()


def _kind(text: str) -> str:
    low = text.lower()
    if re.search(r"\b(?:more time|extend|extension|deadline)\b", low):
        return "time"
    if re.search(r"\b(?:decline|turn(?:ing)? (?:it )?down|reject|say no)\b", low):
        return "decline"
    if re.search(r"\b(?:accept(?:ing|ance)?)\b", low) and not re.search(
        r"\b(?:counter|before i accept|accept less)\b", low
    ):
        return "accept"
    if re.search(r"\b(?:thank|acknowledg\w*|first reply|reply to the offer)\b", low) and "counter" not in low:
        return "thanks"
    return "counter"


def _titles(guide: Guide | None, company: str | None, context: "Context") -> tuple[str, str]:
    if guide is not None:
        return guide.company_display, guide.role_display
    roles = context.facts.roles(company) if company else ()
    return (roles[0].company_display if roles else "[company]"), "[role]"


# What to ask for.


def _points(question: Question, context: "Context", draft: Draft, guide: Guide | None) -> list[Point]:
    """The asks: the user's own where they named them, else the guide's for their band, else blanks."""
    subject = subject_of(question, context)
    offer = offer_of(question, context, subject)
    own = _own_target(question, context, draft, offer)
    if guide is None:
        return own or _blanks(draft, offer)
    bands = bands_of(guide, subject, offer)
    code = currency_of(bands)
    if offer is not None and offer.currency is None and code:
        offer = offer.model_copy(update={"currency": code})
    found = _by_band(offer, bands[0], guide, draft) if offer is not None and len(bands) == 1 else []
    if not found:
        found = _by_strategy(guide, bands, draft, offer, subject)
    stated = {p.part for p in own}
    points = own + [p for p in found if p.part not in stated]
    return points or _blanks(draft, offer)


def _own_target(question: Question, context: "Context", draft: Draft, offer: Offer | None) -> list[Point]:
    target = context.profile.target or question.profile.target
    if target is None:
        return []
    code = target.currency or (offer.currency if offer else None)
    points = []
    for part in ("base", "equity", "signing"):
        amount = getattr(target, part)
        if amount is not None:
            text = draft.user(money(amount, None, code), mine(amount, code))
            points.append(Point(part, text, _now(part, offer, draft, code), "", "your own figure"))
    return points


def _by_band(offer: Offer, band: Band, guide: Guide, draft: Draft) -> list[Point]:
    found = positions(offer, band)
    points = []
    for part, (amount, why, source) in targets(found, guide, band, offer).items():
        span = f" over {band.equity.years} years" if part == "equity" and band.equity and band.equity.years else ""
        if part == "base" and why == TOP and band.base and band.base.period == "month":
            span = " a month"
        text = f"{draft.quoted(money(amount, None, offer.currency))}{span}"
        points.append(Point(part, text, _now(part, offer, draft, offer.currency), draft.cite(source, guide), why))
        if part in ("base", "equity"):
            draft.figure(band, part, guide)  # type: ignore[arg-type]
    return points


def _by_strategy(
    guide: Guide, bands: Sequence[Band], draft: Draft, offer: Offer | None, subject: Subject
) -> list[Point]:
    region = bands[0].region if len(bands) == 1 else None
    strategy = fitting(guide, subject, bands)
    if strategy is None:
        return []
    code = currency_of(bands)
    cite = draft.cite(strategy.source, guide)
    points = []
    for ask in asks_of([*strategy.ask, *strategy.signing], guide, code, region):
        offered = (
            getattr(offer, ask.component, None)
            if offer is not None and ask.component in ("base", "equity", "signing")
            else None
        )
        if ask.component not in _NOUNS or ask.amount is None or (offered is not None and offered >= ask.amount.low):
            continue
        words = (
            ask_words(ask)
            .replace(" base", "")
            .replace(" signing bonus", "")
            .replace(" equity", "")
            .replace(" refresher", "")
        )
        points.append(
            Point(
                ask.component, draft.quoted(words), _now(ask.component, offer, draft, code), cite, "the guide's own ask"
            )
        )
    order = list(_NOUNS)
    return sorted(points, key=lambda p: order.index(p.part))


def _now(part: str, offer: Offer | None, draft: Draft, code: str | None) -> str:
    amount = getattr(offer, part, None) if offer is not None and part in ("base", "equity", "signing") else None
    return draft.user(money(amount, None, code), mine(amount, code)) if amount is not None else ""


def _blanks(draft: Draft, offer: Offer | None) -> list[Point]:
    del draft
    code = offer.currency if offer else None
    return [
        Point("base", "[your base figure]", money(offer.base, None, code) if offer and offer.base else "", "", ""),
        Point("equity", "[your equity figure]", "", "", ""),
        Point("signing", "[your signing figure]", "", "", ""),
    ]


# The words.


def _email(company: str, role: str, points: Sequence[Point], others: Sequence[Offer], draft: Draft) -> None:
    lines = [f"{n}. {_point(p)}" for n, p in enumerate(points, start=1)]
    count = {1: "one point", 2: "two points", 3: "three points", 4: "four points"}.get(len(points), "a few points")
    body = [
        "Hi [recruiter's name],",
        f"Thank you for the offer. I enjoyed meeting the team, and I would love to join {company}.",
        f"I have gone through it carefully, and before I sign there {'is' if len(points) == 1 else 'are'} {count} I "
        f"would like to talk about:",
        "\n".join(lines),
        "My reason: [your strongest result that matters to this team, in one sentence].",
    ]
    if others:
        body.append(f"To be open with you: {held(others, draft)} {company} is my first choice.")
    body += [
        "I want us to find a way, and I think these changes would bring the offer in line with the role. "
        "Could we take 20 minutes this week to talk it through?",
        "Best regards,\n[your name]",
    ]
    cites = tuple(dict.fromkeys(p.cite for p in points if p.cite))
    subject = f"My offer for {role}" if role != "[role]" else "My offer"
    draft.say(f"Here is your counter to {company}, ready to copy; fill in what stands in [brackets].", *cites)
    draft.blocks.append(Email(subject=subject, body="\n\n".join(body), cites=cites))


def _point(point: Point) -> str:
    label = _NOUNS.get(point.part, point.part.title())
    if point.part == "signing":
        return f"{label}: {point.wanted}, to make up for [what you leave behind, or the move]" + (
            f"; the offer has {point.now}." if point.now else "."
        )
    now = f"; the offer is at {point.now}" if point.now else ""
    reason = ", given [your reason]" if point.part == "base" else ""
    return f"{label}: I was aiming for {point.wanted}{reason}{now}."


def _call(company: str, role: str, points: Sequence[Point], others: Sequence[Offer], draft: Draft) -> None:
    wanted = listed([f"{p.wanted} {_SPOKEN.get(p.part, p.part)}" for p in points])
    at = f" as {role}" if role != "[role]" else ""
    lines = [
        f"“Thank you again for the offer. I'm really looking forward to the idea of joining {company}{at}.",
        "I've compared it carefully with what this role pays, and with [your strongest result] in mind I'd like to "
        "ask for "
        f"{wanted}.",
    ]
    if others:
        lines.append(f"{held(others, draft)} You are my first choice, so I'd rather find a way here.")
    lines.append("Is that something we can work out together?”")
    lines.append("Then stop, and let them answer.")
    lines.append(
        "If they say it's final: “I appreciate that. Is there room in the signing bonus, to close the gap that way?”"
    )
    cites = tuple(dict.fromkeys(p.cite for p in points if p.cite))
    draft.say(f"Here is what to say on the call with {company}; fill in what stands in [brackets].", *cites)
    draft.blocks.append(Script(title=f"Call with {company}", text="\n\n".join(lines), cites=cites))


def _notes(points: Sequence[Point], draft: Draft, context: "Context", *, known: bool) -> None:
    sourced = [p for p in points if p.cite]
    if sourced:
        why = "; ".join(f"{p.wanted}: {p.why}" for p in sourced)
        draft.say(f"Where the figures come from: {why}.", *[p.cite for p in sourced])
    elif not known:
        draft.say("Tell me the company, role and offer, and I'll fill in the figures with their sources.")
    for guide in general_of(context)[:1]:
        section = next((s for s in guide.sections if re.search(r"(?i)framework", s.title)), None)
        if section is not None:
            cite = draft.cite(Source(guide.path, section.line, section.title, section.text), guide)
            draft.say(
                "It follows the general guide's framework: thanks, a reason for each figure, and the wish to make it "
                "work.",
                cite,
            )


def _short(kind: str, company: str, role: str, draft: Draft) -> Answer:
    at = f" as {role}" if role != "[role]" else ""
    texts = {
        "time": ("My decision", f"Thank you again for the offer from {company}. I'm very interested, and I want to "
                                f"give you an answer I'll stand by. "
                 "Could I have a little more time, until [date]? I'll tell you what I have decided by then at the "
                 "latest."),
        "thanks": ("Thank you for the offer", f"Thank you very much for the offer; I'm delighted. I would like to go "
                                              f"through the details carefully and will "
                   f"come back to you by [day]. Could you also send me [the vesting schedule, the bonus terms] in "
                   f"writing? I look forward to talking more about {company}."),
        "decline": ("Your offer", f"Thank you for the offer{at} and for the time you and the team gave me. After "
                                  f"careful thought I have decided to take "
                    f"another path. I enjoyed getting to know {company} and hope that we stay in touch."),
        "accept": ("I'm glad to accept", f"I'm glad to accept the offer{at} at {company}, on the terms of [your "
                                         f"letter of date]: [base, equity, bonus, signing as agreed]. "
                   "Please let me know the next steps. I look forward to starting."),
    }  # fmt: skip
    title, text = texts[kind]
    draft.say("Here it is, ready to copy; fill in what stands in [brackets].")
    draft.blocks.append(Email(subject=title, body=f"Hi [recruiter's name],\n\n{text}\n\nBest regards,\n[your name]"))
    if kind == "accept":
        draft.say(
            "Once this is sent the negotiation is over, so send it only when everything you agreed is in the letter."
        )
    draft.suggest("Is my offer good?", "Write the counter e-mail")
    return draft.answer()
