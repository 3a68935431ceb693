"""A playbook card in an answer: which one fits, cited as the playbook, its words filled in for this person."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bot.answer import Answer, Citation
from bot.coach.asks import proposed
from bot.coach.case import Case, day_words, in_its_measure, names_a_day, pay_of
from bot.coach.draft import Draft, mine
from bot.coach.person import Addressee, countries_of, paying, told_by
from bot.coach.script import claims_offer
from bot.coach.subject import bands_of, guide_of
from bot.knowledge import direct
from bot.knowledge.playbook import Playbook, own, playbook
from bot.languages.phrase import Phrased, ours, phrase
from bot.reading import stretches
from bot.reading.types import Ask
from bot.wording import listed, money, percent, said
from ingest.guide.playbook import Card

if TYPE_CHECKING:
    from bot.coach.context import Context

FITS = 0.28
"""Score from which the nearest card is taken to fit, when the reader named none."""
SURE, LATER = 0.33, 0.45
"""Score from which the nearest card is told as a page of advice, to a first message and to a later one. Of strangers'
first messages whose nearest came to between 0.28 and 0.33 it was right for 6 of 21, from there to 0.45 for 34 of 63; of
later ones below 0.45 for 15 of 37, from there to 0.7 for 43 of 58."""
ALONE = 0.6
"""Score from which a few words name their situation by themselves."""
CLEARLY = 0.9
"""Score from which a card speaks to a message that was taken to be out of scope ("does a 401k match of 3% suck"). Of 14
messages by strangers that are out of scope the nearest came to 0.46; six that aren't came to 1.15 and more."""
LEADS, AGAIN = 0.62, 0.5
"""How near a question must be that a card answers for the answer to lead, and to be all that is said where the card was
told a moment ago. Of 252 such answers that readers graded on messages of strangers, those from here on fitted in 47 of
57; of the others in 112 of 195, where the card's advice did in 157."""
BESIDE, ANSWERS = 0.5, 0.9
"""What a card's score for the whole message counts beside how near a question in it is to one that the card answers,
and the sum from which the answer fits. Of 103 questions of strangers with the answer that came nearest, 32 came so far,
26 of them rightly; how near the questions are alone told nothing (as often right as wrong from 0.5 to 0.7)."""
BESIDE_WEAK = 0.05
"""How much less is enough where the card that leads may well be the wrong one."""
VERY, VERY_BESIDE = 0.7, 0.8
"""How near a question must be to one that a card answers to be that question, whatever else the message is near to. Of
180 messages of one author (for some of which an answer had been written) 59 came so near one, some 53 rightly. Beside
other sentences it must be nearer: of three answers that strangers' messages got so, a coach called all worse."""
BLANKS = {
    "name": "[name]", "ask": "[your ask]", "deadline": "[date]", "range": "[the range]", "base": "[the base offered]",
    "posted": "[the range in the advert]", "company": "[company]", "role": "the role", "held": "",
    "other_company": "[the other company]", "other": "[their figure]", "floor": "[your floor]",
}  # fmt: skip
"""What stands in the words where the person has told nothing to fill in."""
BEFORE = "before an offer"
"""What a card applies to that has no use for who holds one."""
APPLYING = "when applying"
EARLIER = (BEFORE, APPLYING)
"""What applies before there is an offer."""
EARLY = 0.4
"""What the score of such a card counts for who has just told an offer."""
UNTOLD = 0.75
"""What the score of a card counts that rests on what the person hasn't told in words that are known."""
REPLIES = ("after their answer to a counter", "after their last answer", "after a refused counter")
"""What the cards apply to that are for who has had an answer to what they asked for."""
MOVED = 0.15
"""What is added to the score of such a card where a message tells what the other side came back with, and an offer was
told before."""
COUNTERS = ("counter", "lowball", "plan")
"""Topics of cards whose {deadline} is the day that the other side has set."""
ANSWERED_BY = (
    "first-reply-to-an-offer", "hurry-other-companies", "final-offer", "fear-of-withdrawal", "rejected-counter",
    "all-refused", "email-or-phone", "recruiter-pasted-mail", "new-grad-first-offer", "verbal-offer",
)  # fmt: skip
"""Other cards whose words promise an answer, or need one, by the day that the other side has set."""
ASKING_MORE = ("counter-once", "no-other-offer", "fear-of-withdrawal", "base-or-equity", "rsus-and-refreshers")
"""Cards for who asks for more and has only the offer to go by: a usual share over it is put into their words."""
IN_HAND = "offer-in-hand"
"""What words rest on that tell other companies of the offer there is."""
STOCK, CLOSED = "rsus-and-refreshers", "final-offer"
"""Cards for who was told that the base won't move: for more equity, where that is spoken of, else for what is left."""
TIME, LEFT = "ask-for-more-time", "buy-out"
"""The card for more time, and the topic of the one on what is lost by leaving."""
AT_WORK = "in your present job"
"""What a card applies to whose words go to the present employer."""
ONCE = ("signing", "relocation")
"""Parts paid once: what a sum is that is far smaller than the salary."""
NUMBERED = re.compile(r"Offer \w")
"""What an offer is called whose company nobody named."""
_OF_THE_RANGE = tuple(
    words.format(BLANKS["range"]) for words in (", given the range of {}", " and the range of {}", " and {}")
)
"""What words say of a range, left out where nobody told one."""
IF_TRUE = "[only if it is true: the other offer you hold]"


def fitting(ask: Ask, context: "Context", text: str = "", least: float = FITS) -> tuple[Card | None, list[Card]]:
    """The card for an ask, and the ones nearest to it otherwise, best first. The reader's ranking goes before the
    playbook's own; None where no card is as near as `least`."""
    book = playbook(context.facts)
    here = countries_of(ask.question, context)
    named = [book.cards[name] for name in ask.cards if name in book.cards]
    if named := [card for card in named if holds(card, here)]:
        return named[0], named[1:]
    near = [one for one in scored(ask, context, text) if holds(book.cards[one[0]], here)]
    if ask.question.money is not None and ask.question.money.fresh and near:
        near = _with_an_offer(near[:6], book, direct_answers(ask.sentences, context))
    near = near[:3]
    found = [book.cards[name] for name, _ in near]
    return (found[0], found[1:]) if near and near[0][1] >= least else (None, found)


def surely(ask: Ask, context: "Context") -> tuple[Card | None, list[Card]]:
    """The same, where it is as likely right as not; of what is in another language everything is less near."""
    least = LATER if context.history else SURE
    told = (
        ask.question.money is not None and ask.question.money.fresh
    )  # What an offer is told for, most cards help with.
    return fitting(ask, context, least=FITS if ask.foreign or told else least)


def holds(card: Card, here: frozenset[str]) -> bool:
    """Whether a card may be for who is in these countries: not known where, any may."""
    return not card.places or not here or not here.isdisjoint(card.places)


def _with_an_offer(
    near: Sequence[tuple[str, float]], book: Playbook, told: Mapping[str, direct.DirectAnswer]
) -> list[tuple[str, float]]:
    """The cards with their scores for who has just told an offer: what is for the time before one counts less, unless
    it answers the very question ("they offered 90, and now the other firm asks what I expect")."""
    early = {name for name, _ in near if book.cards[name].applies in EARLIER}
    early -= {name for name, one in told.items() if one.score >= ALONE}
    return sorted(((name, score * EARLY if name in early else score) for name, score in near), key=lambda one: -one[1])


def scored(ask: Ask, context: "Context", text: str = "") -> list[tuple[str, float]]:
    """Every card with how well it fits an ask, best first, those that answer its very question before others."""
    about = text or " ".join(part for part in (ask.question.text, ask.topic) if part)
    vector = ask.vector if about == ask.question.text else None
    looked = about, bool(text), vector is None
    if looked not in context.near:
        book = playbook(context.facts)
        context.near[looked] = book.nearest(about, len(book.cards), vector, "" if text else context.earlier)
    near = context.near[looked]
    if _is_an_answer(ask, context):
        cards = playbook(context.facts).cards
        near = [(name, score + (MOVED if cards[name].applies in REPLIES else 0.0)) for name, score in near]
    told = told_by([*(turn.message for turn in context.history), ask.question.text])
    profile, cards = context.profile, playbook(context.facts).cards
    told |= {IN_HAND} if profile.offer is not None or profile.others else set()
    near = [(name, score * (1.0 if cards[name].claims in ("", *told) else UNTOLD)) for name, score in near]
    return direct.ordered(near, direct_answers(ask.sentences, context))


def _is_an_answer(ask: Ask, context: "Context") -> bool:
    """Whether a message tells, or supposes, what the other side came back with: pay, where an offer was told before."""
    before = any(turn.question.profile.offer is not None for turn in context.history)
    money = ask.question.money
    return before and (ask.question.supposed or (money is not None and money.fresh))


def direct_answers(sentences: tuple[str, ...], context: "Context") -> dict[str, direct.DirectAnswer]:
    """What the cards answer to the questions that a message's sentences put, by the card's name."""
    if sentences not in context.direct:
        context.direct[sentences] = direct.found(playbook(context.facts), sentences)
    return context.direct[sentences]


def answered(card: Card, sentences: tuple[str, ...], context: "Context", least: float = LEADS) -> str:
    """What the card answers to the question that one of these sentences puts; "" where none is as near as `least`."""
    told = direct_answers(sentences, context).get(card.name)
    return told.answer if told and told.score >= least else ""


def answer_to(
    sentences: tuple[str, ...], ask: Ask, context: "Context", least: float = ANSWERS
) -> tuple[Card | None, str]:
    """The card that answers one of these sentences of a message, and its answer, where that fits both the sentence and
    the whole message as well as `least`; (None, "") for none."""
    whole = dict(scored(ask, context))
    found = direct_answers(sentences, context)
    alone = len(sentences) == 1  # Of a few words beside others it isn't known what they are about.
    near = {name: one.score if alone else one.pull for name, one in found.items()}
    fit = {name: score + BESIDE * min(whole.get(name, 0.0), 1.0) for name, score in near.items()}
    best = max(fit, key=lambda one: fit[one], default="")
    if not best or fit[best] < least:
        return None, ""
    return playbook(context.facts).cards[best], found[best].answer


def very(ask: Ask, context: "Context", *, words: int = 1, least: float = 0) -> Card | None:
    """The card that answers the very question of a message, in a country where it holds; None for none.

    words: how many a sentence has that may put it. least: how near it is at least; for 0 what a message of one
    sentence, or of several, wants. Of a few words beside others it isn't known what they are about."""
    put = tuple(one for one in ask.sentences if len(one.split()) >= words)
    if not put:
        return None
    here, book, found = countries_of(ask.question, context), playbook(context.facts), direct_answers(put, context)
    beside = not least and len(put) > 1
    sure = {name: one.pull if beside else one.score for name, one in found.items()}
    enough = least or (VERY_BESIDE if beside else VERY)
    near = (name for name in found if sure[name] >= enough and holds(book.cards[name], here))
    best = max(near, key=lambda name: found[name].score, default="")
    return book.cards[best] if best else None


def titled(text: str, context: "Context") -> Card | None:
    """The card whose title a message is, word for word, as suggestions write it."""
    sent = text.strip().casefold()
    return next((card for card in playbook(context.facts).cards.values() if card.title.casefold() == sent), None)


def place_of(card: Card) -> str:
    """The id of a citation of a card."""
    return f"{card.path}:{card.line}"


def title_of(card: Card) -> str:
    """A card's title, which knows its phrase where it is ours."""
    return ours(f"card-{card.name}", card.title)


def cite(draft: Draft, card: Card) -> str:
    """The id of a citation of a card: the playbook, the place of its advice, and what it rests on."""
    id_ = place_of(card)
    title, is_ours = title_of(card), own().get(card.name) == card
    if isinstance(title, Phrased):
        title = phrase("ownCard" if is_ours else "playbookCard", title=title)
    else:
        title = f"{'Parley’s playbook' if is_ours else 'Playbook'}: {title}"
    draft.citations[id_] = Citation(
        id=id_, path=card.path, line=card.line, section="", text=card.advice,
        rests=tuple(source.words for source in card.sources),
        title=title, date=card.updated,
    )  # fmt: skip
    return id_


def still_open(card: Card, parts: Sequence[str], person: Addressee, context: "Context") -> Card:
    """The card; where it asks for base and they were told that the base won't move, the one that asks for another part.
    parts: the parts of pay that they speak of."""
    if card.ask != "base" or not person.case.base_fixed or card.applies == AT_WORK:
        return card
    cards = playbook(context.facts).cards
    granted = person.offer is not None and person.offer.equity is not None
    return cards.get(STOCK if "equity" in parts and granted else CLOSED, card)


def words_for(card: Card, where: str, person: Addressee) -> str:
    """A card's words there for this person: those that rest on what they have told; "" for none. What is written into a
    form is no word to who has made an offer."""
    if card.applies == APPLYING and person.case.offered is not None:
        return ""
    return card.words(where, claimed=not card.claims or card.claims in person.told)


def filled(text: str, card: Card, person: Addressee, draft: Draft, context: "Context", ask: str = "") -> str:
    """A card's words to say with its slots filled from what the person said, or left as marked blanks. ask: what {ask}
    is, where it is known. A line that claims another offer stays only for who holds one."""
    # What a card's own words claim is seen before figures and names stand in them.
    told = person.holds_other or (card.claims == IN_HAND and IN_HAND in person.told)
    honest = text if told else without_claims(text)
    return draft.quoted(slots_filled(honest, card, person, draft, context, ask))


def slots_filled(text: str, card: Card, person: Addressee, draft: Draft, context: "Context", ask: str = "") -> str:
    """A card's text with its slots filled or left as blanks; beside the blank of an ask, the band where it is known."""
    known = _known(card, person, draft, context) | ({"ask": ask} if ask else {})
    told = stretches.with_slots(text, lambda slot: known.get(slot) or BLANKS.get(slot, f"[{slot}]"))
    # "rather than" a figure that nobody named compares with nothing, and a sentence left out leaves its space.
    for unknown in (f" rather than {BLANKS['base']}", f" instead of {BLANKS['base']}", *_OF_THE_RANGE):
        told = told.replace(unknown, "")
    told = told.replace("the offer for the role", "the offer")
    if person.case.ask is not None and person.case.ask.part == "total":
        told = told.replace("a base of ", "a total of ")
    return re.sub(r"(?<=\S) {2,}", " ", told)


def without_claims(text: str) -> str:
    """The words without sentences that say another offer is held; the first of them becomes a marked blank."""
    paragraphs = []
    marked = False
    for paragraph in text.split("\n"):
        kept = []
        for sentence in stretches.sentences(paragraph, ".!?"):
            if not claims_offer(sentence):
                kept.append(sentence)
            elif not marked:
                kept.append(f"{IF_TRUE}.")
                marked = True
        paragraphs.append(" ".join(kept))
    return "\n".join(paragraphs).strip()


def _known(card: Card, person: Addressee, draft: Draft, context: "Context") -> dict[str, str]:
    """The slots that what is known fills."""
    found = {}
    guide = guide_of(person.subject, context)
    roles = context.facts.roles(person.subject.company) if person.subject.company else ()
    if roles:
        found["company"] = roles[0].company_display
    if guide is not None and person.subject.role:
        found["role"] = f"the {guide.role_display} role"
    case = person.case
    if case.offered is not None:
        found["base"] = case.offered.told(draft)
    if case.contact:
        found["name"] = case.contact
    if case.deadline and (card.topic in COUNTERS or (card.name in ANSWERED_BY and names_a_day(case.deadline))):
        found["deadline"] = draft.quoted(day_words(case.deadline))
    if card.name == TIME and (day := _thinking_until(case)):
        found["deadline"] = draft.quoted(day)
    wanted = wanted_by(card, person, draft) or put_for(card, person, draft, context)[0]
    if wanted:
        found["ask"] = wanted
    if case.posted is not None:
        low, high = case.posted
        found["range"] = found["posted"] = draft.quoted(money(low.amount, high.amount, low.currency))
    elif band := _band(person, draft, context):
        found["range"] = band
        if card.ask == "base" and not wanted:
            found["ask"] = f"[your ask; the band is {band}]"
    return found | _elsewhere(person, draft)


def put_for(card: Card, person: Addressee, draft: Draft, context: "Context") -> tuple[str, str]:
    """The figure put into a card's words where the person named none, and the sentence that says so; ("", "") for none:
    a firm that pays them already is asked for what they think right."""
    if card.ask not in ("base", "equity") or card.applies == AT_WORK or wanted_by(card, person, draft):
        return "", ""
    usual = card.over is not None or card.name in ASKING_MORE
    return proposed(card.ask, person, draft, context, card.over[1] if card.over is not None else 0, usual=usual)


def _elsewhere(person: Addressee, draft: Draft) -> dict[str, str]:
    """The slots on the offer that they hold from another company, in the measure of the one they talk about."""
    found: dict[str, str] = {}
    named = next((other for other in person.others if other.company), None)
    if named is not None and named.company and not NUMBERED.fullmatch(named.company):
        found["other_company"] = named.company
    if (held := next((one for one in person.others if pay_of(one)), None)) is not None:
        pay = in_its_measure(held, person.case.offered)
        found["other"] = pay.told(draft) if pay is not None else ""
    if person.holds_other and (words := held_words(person, draft)):
        found["held"] = f"I also hold {words}."
    return found


def held_words(person: Addressee, draft: Draft) -> str:
    """The offer from elsewhere that they said they hold, with its base and equity; "" for none with a company."""
    for offer in person.others if person.holds_other else ():
        if offer.company and not NUMBERED.fullmatch(offer.company):
            pay = in_its_measure(offer, person.case.offered)
            parts = [f"{pay.told(draft)} {pay.noun}"] if pay is not None else []
            if offer.equity:
                amount = money(offer.equity, None, offer.equity_currency or offer.currency)
                parts.append(draft.user(f"{amount} in equity", mine(offer.equity, offer.currency)))
            at = f" at {listed(parts)}" if parts else ""
            return f"an offer from {offer.company}{at}"
    return ""


def _band(person: Addressee, draft: Draft, context: "Context") -> str:
    """The base band of the person's role and place, "" where it isn't one."""
    guide = guide_of(person.subject, context)
    bands = bands_of(guide, person.subject, person.offer) if guide is not None and person.gone is None else ()
    figure = draft.figure(bands[0], "base", guide) if guide is not None and len(bands) == 1 else None
    return said(figure, period=figure.period != "year") if figure is not None else ""


def _thinking_until(case: Case) -> str:
    """Until when they want to think, which is not the day that the other side set; a blank with the span they named."""
    day = day_words(case.until)
    if day and day.casefold() not in case.deadline.casefold():
        return day
    return f"[date: {case.span}]" if case.span else ""


def wanted_by(card: Card, person: Addressee, draft: Draft) -> str:
    """What a card's {ask} is for this person: the part of pay that it asks for, a span of time, what was agreed, or
    what the card calls it while that isn't known; "" where nothing says."""
    case = person.case
    if card.ask == "agreed":
        found = agreed(person, draft)
    elif card.ask == "time":
        # The days that they were given to answer are no time that they ask for.
        found = draft.quoted(case.span) if case.span not in case.deadline else ""
    else:
        found = target_of(card.ask, person, draft)
    if not found and card.topic == LEFT:
        found = left_behind(person, draft)
    if not found and card.ask == "base" and case.above and case.offered is None:
        have = "what I make now" if card.applies == AT_WORK else "your offer"
        found = f"{draft.quoted(case.above)} above {have}"
    return found or (f"[{card.blank}]" if card.blank else "")


def left_behind(person: Addressee, draft: Draft) -> str:
    """What they said they lose by leaving: today's bonus or shares, where they told an amount."""
    for fact in person.facts:
        lost = fact.what == "current_pay" and fact.part in ("bonus", "equity", "refresher", "signing")
        if lost and fact.low and fact.number is not None and fact.unit not in ("percent", "shares", None):
            code = fact.number.currency
            return draft.user(money(int(fact.low), None, code), mine(int(fact.low), code))
    return ""


def agreed(person: Addressee, draft: Draft) -> str:
    """The parts beside the base that the offer holds: "a signing bonus of $20K and a bonus of 10%"."""
    offer = person.offer
    if offer is None:
        return ""
    found = []
    for amount, words in ((offer.signing, "a signing bonus of {}"), (offer.bonus_amount, "a bonus of {}"),
                          (offer.equity, "equity of {}")):  # fmt: skip
        if amount:
            told = draft.user(money(amount, None, offer.currency), mine(amount, offer.currency))
            found.append(words.format(told))
    if offer.bonus_percent:
        found.append(f"a bonus of {draft.quoted(percent(offer.bonus_percent))}")
    return listed(found)


def target_of(part: str, person: Addressee, draft: Draft) -> str:
    """What the person said they want of a part ("$205K"); "" where they named nothing or the card asks for no part."""
    if part == "base":
        return person.case.ask.told(draft) if person.case.ask is not None else ""
    for one in person.case.sums if part else ():
        if one.part == part or (one.part == "" and part in ONCE) or part == "sum":
            code = one.currency or (person.offer.currency if person.offer else None)
            return draft.user(money(one.amount, None, code), mine(one.amount, code))
    amount = getattr(person.target, part, None) if part and person.target is not None else None
    if amount is None or person.target is None:
        return ""
    code = person.target.currency or (person.offer.currency if person.offer else None)
    return draft.user(money(amount, None, code), mine(amount, code))


def card_of(answer: Answer, context: "Context") -> Card | None:
    """The playbook card that an answer was composed from."""
    cards = {place_of(card): card for card in playbook(context.facts).cards.values()}
    return next((cards[one.id] for one in answer.citations if one.id in cards), None)


def next_steps(card: Card, context: "Context", most: int = 2) -> list[str]:
    """Where a card leads: titles of other cards, as a person would choose them; short steps as they are."""
    cards = playbook(context.facts).cards
    steps = [title_of(cards[step]) if step in cards else step for step in card.next]
    sent = {turn.message.casefold() for turn in context.history}
    told = {cards[step].title for step in card.next if step in cards and is_told(cards[step], context)}
    offer = context.profile.offer
    here = paying(offer.currency) if offer is not None and offer.currency else set[str]()
    # One country's card is offered to who is surely there, or to who was just told one.
    told |= {
        cards[step].title
        for step in card.next
        if step in cards and cards[step].places and not card.places and here.isdisjoint(cards[step].places)
    }
    left = [step for step in steps if step.casefold() not in sent and step not in told]
    return [step for step in left if not _is_name(step)][:most]


def is_told(card: Card, context: "Context") -> bool:
    """Whether an answer before was told from a card."""
    return any(one.id == place_of(card) for turn in context.history for one in turn.answer.citations)


def by_title(cards: Sequence[Card]) -> str:
    """Cards in a sentence."""
    return listed([f"“{card.title}”" for card in cards], "or")


def _is_name(step: str) -> bool:
    """Whether a next step is the name of a card."""
    return step.isascii() and step == step.lower() and step.replace("-", "").isalnum()
