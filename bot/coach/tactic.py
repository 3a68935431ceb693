"""How to go about it: timing, replies, pushback, deadlines and the rest, as the general guides tell it."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answer import Answer, Comparison, Script
from bot.coach.draft import Draft
from bot.coach.lever import bullets
from bot.coach.offer import rooms
from bot.coach.script import held
from bot.coach.subject import general_of, others_of, subject_of
from bot.reading.types import Question
from ingest.guide.types import Guide, Section, Source

if TYPE_CHECKING:
    from bot.coach.context import Context


@dataclass(frozen=True, slots=True)
class Tactic:
    """One topic: the advice in a sentence, where guides tell it (title patterns; only: which of the
    points there), words to say, what next."""

    lead: str
    titles: tuple[str, ...]
    only: str = ""
    say: str = ""
    then: str = ""
    next: tuple[str, ...] = ()


_COUNTER = ("How do I counter?", "Write the counter e-mail")

TACTICS: dict[str, Tactic] = {
    "always-negotiate": Tactic(
        "**Yes, negotiate.** Done politely and with reasons, it is an ordinary part of being hired.",
        (r"every time|always negotiate",),
        then="Pick two or three points, give a reason for each, and stay friendly.",
        next=_COUNTER,
    ),
    "timing": Tactic(
        "**Negotiate after the written offer and before you say yes.** Once you have accepted, the time for it is "
        "over.",
        (r"sequence|best timing|^timing", r"every time|always negotiate"),
        then="Reply within a day or two, take the time to research, then counter once with everything you want.",
        next=("How do I reply first?", *_COUNTER),
    ),
    "first-reply": Tactic(
        "**Thank them, show that you are glad, and don't accept yet.** Say no number in this first reply.",
        (r"sequence|best timing|^timing",),
        say="Thank you, I'm really pleased to have this. I'd like to go through the details carefully. Could you "
        "send it in writing, and may I "
        "come back to you by [day]?",
        then="Use the days you gain to hold the offer against the band; paste it here and I'll do that with you.",
        next=("Is my offer good?", *_COUNTER),
    ),
    "counter": Tactic(
        "**Thank them, give a reason for every figure, and end by saying you want it to work.** Put all your points "
        "into one counter.",
        (r"framework|counter[- ]?offer",),
        then="Name exact figures, and put the first round in writing.",
        next=("What should I ask for?", "Write the counter e-mail"),
    ),
    "pushback-final": Tactic(
        "**Don't argue with “final”: move to a part that isn't the base.** A signing bonus costs them only once.",
        (r"final offer",),
        then="Then stop and let them answer. If it stays a no, ask for a review date in writing, "
        "or decide with your floor in mind.",
        next=("What signing bonus should I ask for?", "Practise the call"),
    ),
    "pushback-band": Tactic(
        "**If the band is the limit, ask about the level: it decides the band.**",
        (r"band",),
        then="If the level stays too, ask what equity or signing bonus can do instead.",
        next=("How do levels map?", "Practise the call"),
    ),
    "pushback-no-negotiation": Tactic(
        "**Stay friendly and ask a question instead of making a demand.** The answer tells you whether the door is "
        "really shut.",
        (r"negotiate[\"”]?$|we don",),
        then="If it is shut, weigh the offer as it stands against your floor, and take your time.",
        next=("How do I decide?", "Practise the call"),
    ),
    "pushback": Tactic(
        "**Find out which kind of no it is, stay calm, and offer them another way to say yes.**",
        (r"final offer", r"band", r"we don"),
        then="Ask one question and wait for the answer; a pause works for you.",
        next=("They say it's final", "Practise the call"),
    ),
    "deadline": Tactic(
        "**Ask for more time, kindly and with a date.** A deadline is usually an opening position, and being hurried "
        "is a reason to slow down.",
        (r"^do$|^dos", r"don'?t|don’t", r"competing"),
        say="I'm very interested and want to give you an answer I'll stand by. Could I have until [date]? I'll tell "
        "you my decision by then.",
        then="If other talks are under way, tell those companies your date too, so that they can move.",
        only=r"(?i)\btime\b|hurried|rush",
        next=("How do I use my other offer?", "How do I decide?"),
    ),
    "competing-offer": Tactic(
        "**Say truthfully that you hold it, from whom and on what terms, and that you would rather join them.** Then "
        "give them time to answer.",
        (r"competing",),
        then="Only real offers, with their real terms; recruiters compare notes and may ask to see the letter.",
        next=("Write the counter e-mail", "Which levers fit me?"),
    ),
    "startup-equity": Tactic(
        "**Ask for your percentage of the company, its latest valuation, and how future rounds will dilute you.** A "
        "share count alone says little.",
        (r"startup|start-up|illiquid|pre-ipo",),
        say="Could you tell me how many shares are outstanding, fully diluted, the latest valuation and strike "
        "price, and how vesting and the exercise window work?",
        then="Until you have those answers, treat the equity's worth as unknown and lean on base and signing.",
        next=("Which levers fit me?", *_COUNTER),
    ),
    "relocation": Tactic(
        "**Ask for a relocation package as a point of its own.** It is a one-time cost, so it needn't come out of "
        "your base.",
        (r"relocation",),
        say="The move is a real cost for us. Could you add a relocation package of [amount], or "
        "cover it in the signing bonus?",
        then="Work out the cost of living first, and check whether the band changes with the city.",
        next=("Compare the regions' bands", *_COUNTER),
    ),
    "deciding": Tactic(
        "**Weigh the whole of it, not the first year's pay alone.** Write your floor down before you talk, and don't "
        "decide while being hurried.",
        (r"final decision|deciding|decision",),
        then="If two offers are close, lay both out year by year; give me the numbers and I will.",
        next=("What is my offer worth each year?", "What should my floor be?"),
    ),
    "preparation": Tactic(
        "**Know three figures before you talk: your ask, what you'd accept, and your floor, which you keep to "
        "yourself.** Have a reason ready for each.",
        (r"sequence|best timing", r"data sources|find data|research", r"market"),
        then="Then say it aloud once: rehearsing is what makes it calm.",
        next=("What should I ask for?", "Practise the call"),
    ),
    "research": Tactic(
        "**Look in several places and compare like with like: same role, level, city and year.**",
        (r"data sources|find data", r"market"),
        then="The guides here give the bands with their dates; ask me for yours.",
        next=("What does it pay?", "How old are the figures?"),
    ),
    "do-dont": Tactic(
        "**Be warm, specific and honest; never bluff, threaten or rush.**",
        (r"^do$|^dos", r"^don'?t|^don’t"),
        next=_COUNTER,
    ),
    "flexibility": Tactic(
        "**Signing bonus and equity move most; base moves inside its band; the level moves least but is worth most.**",
        (r"how much each part|what to negotiate|flexib",),
        then="So open with base and equity, and keep the signing bonus to close the gap.",
        next=("What should I ask for?", *_COUNTER),
    ),
    "level": Tactic(
        "**Raise the level early, ideally before the offer is written: it sets the band, the scope and the next "
        "negotiation.**",
        (r"level",),
        say="Could we look once more at which level this offer is for? The scope we discussed, "
        "[example], matches [level] in my reading.",
        then="Bring evidence of scope: what you led, how large it was, and what came of it.",
        next=("What is my level there?", "Which levers fit me?"),
    ),
    "components": Tactic(
        "**An offer is base, equity, bonus and what comes once or beside it; look at them together, year by year.**",
        (r"components|made of|understanding",),
        next=("What is my offer worth each year?", "Which part has most room?"),
    ),
    "expectations": Tactic(
        "**Turn the question round: ask for their range first, and keep your current pay out of it.** You negotiate "
        "the job, not your history.",
        (r"^do$|^dos", r"data sources|find data"),
        say="I'd rather learn more about the role first. What range have you budgeted for it? I'm sure we can find "
        "something fair.",
        then="If you must name a figure, name one from the upper part of the band, with its source.",
        only=r"(?i)data|specific|exact|figures",
        next=("What does it pay?", "What should I ask for?"),
    ),
    "rescind": Tactic(
        "**A polite, reasoned counter is expected; what harms is ultimatums, bluffing, or reopening after you "
        "accepted.** The risk is small, though I can't promise it is nil.",
        (r"every time|always negotiate", r"^don'?t|^don’t"),
        then="Say first that you want the job, ask once with reasons, and thank them whatever the answer.",
        only=r"(?i)ultimat|bluff|accept|fight"
        r"|confront|expect|plann|seldom|rarely",
        next=_COUNTER,
    ),
}


def compose(question: Question, context: "Context") -> Answer:
    """The advice on one topic: lead, what the guide says, words to say, and the next step."""
    if question.topic.startswith("term "):
        from bot.coach.term import compose as explained

        return explained(replace(question, topic=question.topic.removeprefix("term ")), context)
    draft = Draft("tactic")
    tactic = TACTICS.get(question.topic)
    if tactic is None:
        return _by_search(question, context)
    sections = [(g, s) for pattern in tactic.titles for g, s in _sections(context, pattern)]
    if not sections:
        return _by_search(question, context)
    cites = [draft.cite(_source(g, s), g) for g, s in sections]
    draft.say(tactic.lead, *cites[:1])
    if question.topic == "flexibility":
        _table(draft, context)
    elif question.topic == "competing-offer":
        _own_offers(draft, question, context)
    scripts = 0
    for (guide, section), cite in zip(sections, cites, strict=True):
        scripts += _show(section, guide, cite, draft, question, context, tactic.only)
    if tactic.say and not scripts:
        draft.blocks.append(Script(title="What to say", text=tactic.say))
    draft.say(tactic.then)
    if tactic.next:
        draft.suggest(*tactic.next)
    return draft.answer()


def _by_search(question: Question, context: "Context") -> Answer:
    # Here, not at the top: passage falls back on tactics too.
    from bot.coach.passage import compose as search

    return search(question, context)


def _sections(context: "Context", pattern: str) -> list[tuple[Guide, Section]]:
    """The first section with this title in each general guide that has text of its own."""
    found = []
    for guide in general_of(context):
        titled = [s for s in guide.sections if re.search(pattern, s.title, re.IGNORECASE) and s.depth > 1 and _body(s)]
        if titled:
            found.append((guide, titled[0]))
    return found


def _body(section: Section) -> str:
    """A section's text without its heading."""
    lines = section.text.strip().split("\n")
    if lines and lines[0].strip().lstrip("#* ").rstrip("*: ").startswith(section.title.rstrip(": ")[:30]):
        lines = lines[1:]
    return "\n".join(lines).strip()


def _source(guide: Guide, section: Section) -> Source:
    return Source(guide.path, section.line, section.title, _body(section) or section.text)


def _show(
    section: Section, guide: Guide, cite: str, draft: Draft, question: Question, context: "Context", only: str
) -> int:
    """The section's points as a list, and its quoted words as a script. Returns how many scripts it held."""
    body = _body(section)
    spoken = [m.group(1).strip() for m in re.finditer(r"[\"“]([^\"”]{20,})[\"”]", body)]
    points = [
        p
        for p in bullets(re.sub(r"[\"“][^\"”]{20,}[\"”]", "", body))
        if len(p) > 3 and (not only or re.search(only, p))
    ]
    if points:
        title = section.title.strip('"“” ')
        draft.say(f"{title}:\n" + "\n".join(f"- {draft.quoted(p)}" for p in points[:6]), cite)
    for text in spoken[:1]:
        draft.blocks.append(Script(title=_titled(section), text=_filled(text, question, context), cites=(cite,)))
        draft.quoted(text)
    if not points and not spoken and body and "|" not in body and not only:
        draft.say(draft.quoted(" ".join(body.split())[:400]), cite)
    return len(spoken[:1])


def _titled(section: Section) -> str:
    title = section.title.strip('"“” ')
    return f"When they say “{title}”" if section.title.strip()[:1] in '"“' else title


def _filled(text: str, question: Question, context: "Context") -> str:
    """Blanks of the framework said in words, and the company filled in where it is known."""
    subject = subject_of(question, context)
    roles = context.facts.roles(subject.company) if subject.company else ()
    if roles:
        text = text.replace("[Company]", roles[0].company_display)
    return (
        text.replace("$X", "[your base figure]")
        .replace("$Y", "[your equity figure]")
        .replace("$Z", "[your signing figure]")
    )


def _table(draft: Draft, context: "Context") -> None:
    table = rooms(context)
    if not table:
        return
    cites = tuple(dict.fromkeys(draft.cite(r.source, r.guide) for r in table.values()))
    rows = tuple((name.capitalize(), room.word, room.note) for name, room in table.items())
    draft.blocks.append(
        Comparison(title="How far each part moves", columns=("Part", "Flexibility", "Why"), rows=rows, cites=cites)
    )


def _own_offers(draft: Draft, question: Question, context: "Context") -> None:
    others = others_of(question, context, subject_of(question, context))
    if others:
        draft.blocks.append(
            Script(
                title="What to say",
                text=f"{held(others, draft)} You are my first choice. Is there room to bring the two closer?",
            )
        )
