"""What to argue: the guide's levers that fit this person, each script adapted to what they really have."""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from bot.answer import Answer, LeverBlock
from bot.coach.advice import told
from bot.coach.band_and_law import band_line
from bot.coach.cards import fitting
from bot.coach.draft import Draft, sentences
from bot.coach.person import person_of, where_said
from bot.coach.script import BLANK, adapted, asks_of, claims_offer, private
from bot.coach.subject import ask_back, bands_of, guide_of, others_of, subject_of
from bot.knowledge.playbook import playbook
from bot.languages.phrase import phrase
from bot.reading.terms import Offer
from bot.reading.types import Ask, Fact, Question, Subject
from bot.wording import a, listed
from ingest.guide.types import Guide, Lever
from ingest.lexicon.amounts import coded
from ingest.lexicon.words import pay

if TYPE_CHECKING:
    from bot.coach.context import Context
from bot.reading.stretches import has_digit
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")

_SHOWN = 2
CARD = "which-levers-have-i"
_ALL = _said("every_lever")
_COMPETING = _said("competing_lever")
_COMMON = frozenset(
    """
    the a an and or of to in at for with my me i is are what how do can should would have has had that this
    it on as use get more from levers lever leverage argue arguments argument offer offers no other any give
    good best some you your role job company engineer software senior staff base equity stock salary pay
    bonus script please there their they them about guide negotiation negotiate case make work working built
    build than then most where into out over want money who which why when am been was being
    """.split()
)


def compose(ask: Ask, context: "Context", facts: Sequence[Fact] = ()) -> Answer:
    """The levers of the company's guide that fit, best first; the playbook's card where it names none."""
    question = ask.question
    draft = Draft("lever")
    subject = subject_of(question, context)
    guide = guide_of(subject, context)
    others = others_of(question, context, subject)
    if guide is None and subject.company:
        guide = _best_guide(question, context, subject.company)
    named = [u for u in question.unknown if u.kind == "company" and u.phrase[:1].isupper()]
    if guide is None and not subject.company and not named:
        return _general(ask, context, draft, facts)
    if guide is None:
        return ask_back(question, context, subject, draft, "The levers differ by role.")
    if not guide.levers:
        draft.say(f"The guide on {a(guide.role_display)} at {guide.company_display} names no levers of its own.")
        return _general(ask, context, draft, facts)
    return _from(guide, ask, context, draft, others, subject)


def _best_guide(question: Question, context: "Context", company: str) -> Guide | None:
    """With no role said: the company's guide whose levers speak of what the user speaks of; None when none does."""
    words = _words(question.text) - _words(company.replace("-", " "))
    guides = [g for r in context.facts.roles(company) if (g := context.facts.guide(company, r.slug)) is not None]
    scored = [
        (
            max(
                (
                    2 * len(words & _words(lv.title)) + len(words & _words(f"{lv.argues} {lv.script}"))
                    for lv in g.levers
                ),
                default=0,
            ),
            -i,
        )
        for i, g in enumerate(guides)
    ]
    best = max(scored, default=(0, 0))
    return guides[-best[1]] if best[0] > 1 else None


def holds_none(question: Question, context: "Context") -> bool:
    """Whether the user said that they hold no other offer."""
    others = others_of(question, context, subject_of(question, context))
    declined = "declined" in (context.profile.stance, question.profile.stance)
    return not others and declined


def needs_offer(lever: Lever, guide: Guide) -> bool:
    """Whether a lever rests on a competing offer: by its title, its samples, or what its script claims."""
    if lever.sample_offers or _COMPETING.search(lever.title):
        return True
    said = sentences(lever.script)
    return bool(said) and claims_offer(said[0], guide)


def ranked(guide: Guide, question: Question, context: "Context", others: Sequence[Offer]) -> list[Lever]:
    """The guide's levers, best fit first: named, matching the user's words and components, resting on offers held."""
    words = _words(" ".join([question.text, *context.profile.expertise, *context.profile.situation]))
    scored = []
    for order, lever in enumerate(guide.levers):
        text = f"{lever.title} {lever.argues} {lever.script}"
        titled = len(words & _words(lever.title))
        score = 4.0 * titled + len(words & _words(text))
        score += sum(2.0 for c in question.components if pay(c).search(f"{lever.title} {lever.script}"))
        score += sum(2.0 for c in question.components if pay(c).search(lever.title))
        if needs_offer(lever, guide):
            score += 6.0 if others else -5.0
        scored.append((-score, order, lever))
    return [lever for _, _, lever in sorted(scored, key=lambda s: s[:2])]


def _from(
    guide: Guide, ask: Ask, context: "Context", draft: Draft, others: Sequence[Offer], subject: Subject
) -> Answer:
    question = ask.question
    order = ranked(guide, question, context, others)
    fitting = [lever for lever in order if others or not needs_offer(lever, guide)]
    left_out = [lever for lever in order if lever not in fitting]
    wants_all = bool(_ALL.search(question.text))
    shown = fitting if wants_all else fitting[:_SHOWN]
    where = f"{a(guide.role_display)} at {guide.company_display}"
    if not shown:
        draft.say(f"Every lever in the guide on {where} rests on a competing offer, and I won't put one in your mouth.")
        return _general(ask, context, draft, ())
    cites = [draft.cite(lever.source, guide) for lever in shown]
    lead = f"**Your strongest point: {_titled(shown[0])}.**"
    rest = [_titled(lever) for lever in (fitting[1:] if wants_all else fitting[1:4])]
    others_text = f" Then: {listed(rest)}." if rest else ""
    draft.say(f"{lead}{others_text} These fit {where} and what you've told me.", *cites)
    band_line(person_of(question, context), draft, context)
    for lever in shown:
        _block(lever, guide, draft, others, question, subject)
    _about_offers(left_out, guide, draft, question, context)
    _next(draft, others)
    return draft.answer()


def _titled(lever: Lever) -> str:
    return _said("called_lever").before(lever.title).rstrip()


def _block(
    lever: Lever, guide: Guide, draft: Draft, others: Sequence[Offer], question: Question, subject: Subject
) -> None:
    script = adapted(
        lever.script, guide, others, draft, asks=lever.asks, samples=lever.sample_offers, about=_titled(lever)
    )
    cite = draft.cite(lever.source, guide)
    text, note = _in_place(script.text, guide, subject, question.offer)
    draft.quoted(text)
    why = _reason(lever, question) or _why(lever, guide)
    if note:
        why = f"{why} {note}".strip()
    draft.quoted(why)
    blanks = tuple(dict.fromkeys(BLANK.findall(text)))
    draft.blocks.append(LeverBlock(title=lever.title, why=why, script=text, cite=cite, blanks=blanks))


def _reason(lever: Lever, question: Question) -> str:
    """Two sentences of the lever's own argument: the first, and the one nearest to what the user said."""
    said = [s for s in sentences(_said("use_this").before(lever.argues)) if not private(s)]
    words = _words(question.text)
    # Who gives figures of their own wants to know what they are worth.
    measured = 3.0 if has_digit(question.text) else 0.5
    rest = sorted(
        range(1, len(said)), key=lambda i: (-len(words & _words(said[i])) - (measured if "%" in said[i] else 0), i)
    )
    return " ".join([said[0], said[rest[0]]] if rest else said)


def _why(lever: Lever, guide: Guide) -> str:
    asks = asks_of(lever.asks, guide)
    parts = list(
        dict.fromkeys(
            {"base": "base", "equity": "equity", "signing": "the signing bonus", "refresher": "refreshers"}.get(
                x.component, ""
            )
            for x in asks
        )
    )
    named = [p for p in parts if p]
    return f"It argues for {listed(named)}." if named else ""


def _in_place(script: str, guide: Guide, subject: Subject, offer: Offer | None) -> tuple[str, str]:
    """The script for the user's region: amounts in another currency than its band's become blanks."""
    bands = bands_of(guide, subject, offer) if subject.region or (offer and offer.currency) else ()
    codes = {b.base.amount.currency for b in bands if b.base and b.base.amount}
    if len(codes) != 1:
        return script, ""
    code = codes.pop()
    written = {m.group(1) for m in _AMOUNT.finditer(script)}
    signs = {sign: code for code, sign in coded("shown").items()}
    foreign = {s for s in written if signs[s] != code}
    if not foreign or any(signs[s] == code for s in written):
        return script, ""
    blanked = _AMOUNT.sub(lambda m: f"[your figure in {code}]", script)
    return (
        blanked,
        f"The guide's figures here are in {signs[foreign.pop()]}; put in your own in {code}, from the "
        f"{bands[0].region or 'guide’s'} band.",
    )


_AMOUNT = re.compile(r"([$£€₹])\d[\d,.]*\d?\s?[KkMm]?\+?(?:\s?[–-]\s?[$£€₹]?\d[\d,.]*\d?\s?[KkMm]?\+?)?")


def _about_offers(
    left_out: Sequence[Lever], guide: Guide, draft: Draft, question: Question, context: "Context"
) -> None:
    if not left_out:
        return
    titles = listed([f"“{lever.title}”" for lever in left_out])
    cites = [draft.cite(lever.source, guide) for lever in left_out]
    one = len(left_out) == 1
    if holds_none(question, context):
        draft.say(f"I left out {titles}: {'it rests' if one else 'they rest'} on a competing offer, which you don't "
                  f"hold. "
                  "The offers quoted in the guide's scripts are samples, not yours to claim.", *cites)  # fmt: skip
    else:
        draft.say(f"{titles} {'needs' if one else 'need'} a competing offer that you really hold (the guide's are "
                  f"samples). "
                  "If you have one, tell me from whom and how much, and I'll work it in.", *cites)  # fmt: skip


def _next(draft: Draft, others: Sequence[Offer]) -> None:
    draft.suggest(
        phrase("counterMail"), phrase("whatToAsk"), phrase("practiseCall") if others else phrase("noOtherOffer")
    )


# Without a guide on the company.


def _general(ask: Ask, context: "Context", draft: Draft, facts: Sequence[Fact]) -> Answer:
    """The playbook's card on what to argue with, and what is missing for a guide's own levers."""
    card = fitting(ask, context)[0] or playbook(context.facts).cards.get(CARD)
    if card is not None:
        where = where_said(ask.question.text)
        told(card, person_of(ask.question, context, facts), where, draft, context, asked=ask.sentences)
    draft.say("Tell me the company and the role, and I'll give you that guide's own levers.")
    draft.suggest(*[phrase("leversAt", company=c.display) for c in context.facts.companies()[:3]])
    return draft.answer()


def _words(text: str) -> set[str]:
    found = re.findall(r"[a-z][a-z0-9+#]{2,}", text.lower())
    return {_stem(w) for w in found} - _common()


@cache
def _common() -> frozenset[str]:
    """Words that say nothing about which lever or sentence is meant, as stems."""
    return frozenset(_stem(word) for word in _COMMON)


_ENDINGS = (
    "izations", "ization", "ations", "ation", "ators", "ator", "ables", "able", "ings", "ing", "ers", "ies", "ed", "er",
    "es", "s", "e", "y",
)  # fmt: skip
_BY_LETTER = {last: tuple(one for one in _ENDINGS if one[-1] == last) for last in {one[-1] for one in _ENDINGS}}
"""By their last letter: a guide's levers come to some four hundred words, each held against its few alone."""


def _stem(word: str) -> str:
    """The word without its ending, so that "evaluations" meets "evaluation" and "eval"."""
    for ending in _BY_LETTER.get(word[-1], ()):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
