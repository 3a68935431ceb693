"""Greetings, the way into practice, and honest redirections: what Parley won't do or doesn't know, and what it can."""

from typing import TYPE_CHECKING

from bot.answer import Answer
from bot.coach.draft import Draft
from bot.coach.person import person_of
from bot.coach.subject import guide_of, subject_of
from bot.languages.phrase import phrase
from bot.reading.types import Question
from bot.wording import a, listed
from ingest.lexicon.phrases import beside

if TYPE_CHECKING:
    from bot.coach.context import Context

_REDIRECTIONS = {
    "tax": "The guides' figures, and what I add up, are before tax (gross) unless a row says net. Taxes themselves are "
    "outside what I know, and they depend on your whole situation: ask a tax adviser where you live.",
    "visa": "Visas and work permits are outside what I know: ask the company's immigration team or an immigration "
    "lawyer, and get dates in writing. I can "
    "help with what to ask for if the process delays your start.",
    "legal": "I can't give legal advice: have an employment lawyer read the clause before you sign. I can help you "
    "ask for a change to it, kindly and in writing.",
    "others-pay": "I don't know what any one person earns, and wouldn't tell if I did. I can give you the guides' "
    "band for their role.",
    "stock-price": "I only know what the guides say, as of their dates; I have no news, share prices or "
    "forecasts. Ask me how old a figure is, or what the band is.",
    "currency": "I hold no exchange rates and convert nothing by myself. Give me one with your question (“1 GBP = 1.27 "
    "USD”), and I compare the guides' figures across those currencies at your rate.",
    "abuse": "I'd rather help. If something I said was wrong, tell me which figure or sentence, and I'll look at it "
    "again.",
    "injection": "I can't act on that. I answer questions about offers from the guides, with sources; ask me one.",
    "interview": "I don't train for interviews; I help once it is about the offer: what to say when they ask for a "
    "number, "
    "and what to ask for.",
    "distress": "I'm sorry it is this hard just now; that matters more than any offer. I'm a program and the wrong one "
    "to carry this with: please tell somebody close to you today, or call a crisis line, which costs nothing. In the "
    "USA and Canada it is 988, in the UK and Ireland Samaritans on 116 123, in Germany 0800 111 0 111, elsewhere see "
    "findahelpline.com; in danger, the emergency number. The offer can wait a day: one line that asks them for "
    "more time is enough, and I'll write it for you when you want it.",
    "off-topic": "That's outside what I do. I help with job offers: pay bands, your offer's worth, levers, scripts "
    "and practice.",
}

_STOP = beside(__file__, "words")("stop")
NOTHING_RUNS = "There is nothing to stop: no practice is running."

_ALSO = {"other-people": "others-pay", "current-market": "stock-price", "exchange-rate": "currency"}
"""Older names of topics."""

_CAN = (
    "- **Pay bands**, exact and sourced: “What's the base for a staff engineer at {company} in {region}?”",
    "- **Your offer**, held against the band and valued year by year: paste it in any form.",
    "- **Levers and scripts** that fit you, and the counter as an e-mail or for a call.",
    "- **How to negotiate**: timing, pushback, deadlines, deciding.",
    "- **Practice**: I play the recruiter, then tell you how it went.",
)


def compose(question: Question, context: "Context") -> Answer:
    """By intent: greeting, practice, or out of scope."""
    if question.intent == "greeting":
        return _greeting(question, context)
    if question.intent == "practice":
        return _practice(question, context)
    draft = Draft("out_of_scope")
    topic = _ALSO.get(question.topic, question.topic)
    draft.say(_REDIRECTIONS.get(topic, _REDIRECTIONS["off-topic"]))
    if topic == "distress":
        draft.suggest(phrase("card-ask-for-more-time"))
    else:
        draft.suggest(phrase("canDo"), phrase("offerGood"), phrase("howCounter"))
    return draft.answer("out_of_scope")


_ABOUT = {
    "privacy": "What you write is kept with this conversation, so that it can go on; nothing of it is logged, and it "
    "is deleted "
    "by itself when it has not been used for a while. I tell nobody; in a channel that you share, whoever is there "
    "reads along. Whoever runs this site keeps the database, and if they have connected a language model, it sees "
    "your question to word "
    "the answer. Say “forget everything” and I forget what you told me about yourself; delete the conversation and its "
    "messages are gone too.",
    "cost": "Asking me costs you nothing here. Whoever runs this site pays for it, and can tell you more.",
    "identity": "I'm Parley, a program and no person. My figures and advice are looked up in guides that whoever "
    "runs this site "
    "has chosen; no language model makes them up. Where one is connected it only words my answers, and every number "
    "it writes is "
    "checked against the guides first.",
}


def _greeting(question: Question, context: "Context") -> Answer:
    draft = Draft("greeting")
    about = {"who": "identity"}.get(question.topic, question.topic)
    if about in _ABOUT:
        draft.say(_ABOUT[about])
        draft.suggest(
            phrase("canDo"),
            phrase("knowOfMe") if question.topic == "privacy" else phrase("whatCovered"),
        )
        return draft.answer()
    if question.topic == "bye":
        draft.say("Good luck. I am here when they answer.")
        return draft.answer()
    if question.topic == "thanks":
        draft.say("You're welcome. Come back when they answer.")
        return draft.answer()
    companies = context.facts.companies()
    example = companies[0].display if companies else "the company"
    regions = context.facts.regions(companies[0].slug) if companies else ()
    opening = (
        "Hello, I'm Parley. I help you negotiate a job offer, from guides whose every figure I can show you."
        if question.topic == "hello"
        else ("I help you negotiate a job offer, from guides whose every figure I can show you.")
    )
    draft.say(opening)
    if question.topic != "hello":
        draft.say("\n".join(_CAN).format(company=example, region=regions[0] if regions else "your city"))
    named = listed([c.display for c in companies[:4]])
    more = f" and {len(companies) - 4} more" if len(companies) > 4 else ""
    if companies:
        draft.say(f"The guides cover {named}{more}. Tell me your offer, or ask about a company and role.")
    draft.suggest(phrase("whatPays", company=example), phrase("haveOffer"), phrase("howCounter"))
    return draft.answer()


def stops(question: Question) -> bool:
    """Whether a message ends a practice, which there must be then."""
    return question.topic == "stop" and bool(_STOP.search(question.text))


def _practice(question: Question, context: "Context") -> Answer:
    draft = Draft("practice")
    if stops(question):
        draft.say(NOTHING_RUNS)
        draft.suggest(phrase("practiseCall"), phrase("canDo"))
        return draft.answer()
    subject = subject_of(question, context)
    guide = guide_of(subject, context)
    if guide is None and (case := person_of(question, context).case).offered is not None:
        # The opening is known, the company isn't: one line says what is needed.
        named = listed([c.display for c in context.facts.companies()[:3]], "or")
        draft.say(
            f"I'll be the recruiter and open with {case.offered.told(draft)}. Which company and role shall it be? Any "
            f"that the guides hold will do, such as {named}; my budget comes from its band."
        )
        draft.suggest(phrase("whatCovered"), phrase("whatToAsk"))
        return draft.answer("clarify")
    where = f" for {a(guide.role_display)} at {guide.company_display}" if guide is not None else ""
    draft.say(
        f"**Let's rehearse the call{where}.** I play the recruiter with a budget of my own; you open, and afterwards "
        f"I tell you what worked and what it cost."
    )
    missing = [
        w for w, known in (("company and role", guide), ("offer", question.offer or context.profile.offer)) if not known
    ]
    if missing:
        draft.say(
            f"Tell me the {listed(missing)} first, and it will be your own negotiation; or just start, and I take an "
            f"example."
        )
    draft.suggest(phrase("startPractice"), phrase("whatToAsk"))
    return draft.answer()
