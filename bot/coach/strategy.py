"""How the guide would negotiate: ask, accept-at, floor, signing, vesting and refresher, and what to keep quiet."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.answer import Answer, Script
from bot.coach.draft import Draft, about
from bot.coach.script import adapted, ask_words, asks_of, private, spoken
from bot.coach.subject import ask_back, bands_of, general_of, guide_of, offer_of, others_of, subject_of
from bot.reading.types import Question, Subject
from bot.wording import a, listed, money, said
from ingest.guide.types import Ask, Band, Guide, Strategy

if TYPE_CHECKING:
    from bot.coach.context import Context

QUIET = "Keep your floor to yourself: said aloud, it becomes the offer."

_TELL = re.compile(r"(?i)\b(?:tell|say|share|reveal|mention|disclose|give|aloud|says)\b")


def compose(question: Question, context: "Context") -> Answer:
    """The guide's figures for the subject's region, each with its place, then what to say; the floor stays private."""
    draft = Draft("strategy")
    subject = subject_of(question, context)
    guide = guide_of(subject, context)
    if question.topic == "floor" and _TELL.search(question.text):
        draft.say(
            "**No. Keep your floor to yourself:** said aloud, it becomes the offer. Name what you want and why, and "
            "let them answer."
        )
        if guide is not None and guide.strategies:
            draft.say(
                "The guide's script says it aloud; that line is for your own planning.",
                draft.cite(guide.strategies[0].source, guide),
            )
        draft.suggest("What should I ask for?", "Which levers fit me?")
        return draft.answer()
    if guide is None:
        return ask_back(question, context, subject, draft, "The figures to ask for differ by role.")
    bands = bands_of(guide, subject, offer_of(question, context, subject))
    strategy = fitting(guide, subject, bands)
    if strategy is None:
        return _from_band(question, context, draft, guide, bands)
    code = currency_of(bands)
    lead = _lead(strategy, guide, draft, code, subject, bands)
    others = others_of(question, context, subject_of(question, context))
    script = adapted(strategy.script, guide, others, draft, asks=strategy.ask)
    cite = draft.cite(strategy.source, guide)
    aloud = script.private or any(private(s) for s in spoken(strategy.script))
    if lead and script.text and len(script.text) > 60 and not _short_question(question):
        text = f"{script.text}"
        draft.quoted(text)
        draft.blocks.append(Script(title="What to say", text=text, cites=(cite,)))
    if aloud and (strategy.floor or strategy.accept_at):
        draft.say(f"**{QUIET}** The guide's script says it aloud; leave that part out, as I have.", cite)
    elif strategy.floor or strategy.accept_at:
        draft.say(f"**{QUIET}**", cite)
    if script.claims and not others:
        draft.say(
            "The guide's script also names competing offers. They are samples: mention an offer only if you hold it, "
            "with its real terms.",
            cite,
        )
    draft.suggest("Write the counter e-mail", "Which levers fit me?", "Practise the call")
    return draft.answer()


def fitting(guide: Guide, subject: Subject, bands: Sequence[Band]) -> Strategy | None:
    """The strategy for the subject's region or level, else the one for all."""
    if not guide.strategies:
        return None
    wanted = [w.lower() for w in (subject.level, subject.region) if w]
    for strategy in guide.strategies:
        label = strategy.label.lower()
        if label and any(w in label or label in w for w in wanted):
            return strategy
    rich = sorted(guide.strategies, key=lambda s: (bool(s.label), -len([*s.ask, *s.floor, *s.accept_at, *s.signing])))
    return rich[0]


def currency_of(bands: Sequence[Band]) -> str | None:
    """The one currency of the bands, None when they have several."""
    codes = {b.base.amount.currency for b in bands if b.base and b.base.amount}
    return codes.pop() if len(codes) == 1 else None


def _short_question(question: Question) -> bool:
    return question.topic in ("floor", "accept", "vesting", "refresher", "signing")


def _lead(
    strategy: Strategy, guide: Guide, draft: Draft, code: str | None, subject: Subject, bands: Sequence[Band]
) -> bool:
    """The figures in order of use. False when the guide's are all in another currency than the region's."""
    cite = draft.cite(strategy.source, guide)
    where = f"{a(guide.role_display)} at {guide.company_display}"
    region = subject.region
    ask = _once(asks_of(strategy.ask, guide, code, region))
    if code and not ask and asks_of(strategy.ask, guide):
        return _elsewhere(strategy, guide, draft, code, bands)
    signing = [x for x in asks_of(strategy.signing, guide, code, region) if x.component == "signing"][:1]
    ask = [x for x in ask if x.component not in ("signing", "refresher", *_UNNAMED)]
    lines = []
    if ask:
        lines.append(f"- **Ask**: {listed([ask_words(x) for x in ask])}")
    if signing:
        lines.append(f"- **Signing**: {listed([ask_words(x) for x in signing])}")
    for label, group in (("Accept at", strategy.accept_at), ("Floor, for you alone", strategy.floor)):
        found = [
            x for x in asks_of(group, guide, code, region) or _unclaimed(group, code) if x.component not in _UNNAMED
        ]
        if found:
            lines.append(f"- **{label}**: {listed([ask_words(x) for x in _once(found)])}")
    for label, texts in (("Vesting", strategy.vesting), ("Refresher", strategy.refresher)):
        if texts:
            lines.append(f"- **{label}**: {_clean(texts[0])}")
    if not lines:
        points = [s for s in spoken(strategy.text) if not private(s)][:3]
        lines = [f"- {p.strip(chr(34))}" for p in points]
    for line in lines:
        draft.quoted(line)
    head = _headline(ask, where)
    place = f" The guide gives these for {region}." if region and any(x.region for x in ask) else ""
    draft.say(f"{head}{place}", cite)
    draft.say("\n".join(lines), cite)
    return True


_UNNAMED = ("other", "vesting")
"""Figures of no part that pay is made of: the guide's own words hold them."""


def _headline(ask: Sequence[Ask], where: str) -> str:
    if ask:
        return f"**Open at {listed([ask_words(x) for x in ask[:2]])}.** That is the guide's ask for {where}."
    return f"**The guide's plan for {where}:**"


def _once(asks: Sequence[Ask]) -> list[Ask]:
    found: dict[str, Ask] = {}
    for ask in asks:
        found.setdefault(ask.component, ask)
    return list(found.values())


def _unclaimed(group: Sequence[Ask], code: str | None) -> list[Ask]:
    """Floors stand in sentences that often name the sample offers too; the figure is the guide's all the same."""
    return [x for x in group if x.amount is not None and (code is None or x.amount.currency == code)]


def _clean(text: str) -> str:
    text = re.sub(r"^(?:and|also|plus|with)\s+(?:a\s+)?", "", text.strip().strip('"“”'))
    return text[:1].upper() + text[1:]


def _elsewhere(strategy: Strategy, guide: Guide, draft: Draft, code: str, bands: Sequence[Band]) -> bool:
    """The strategy's figures are in another currency than the user's band: the band is what to anchor in."""
    cite = draft.cite(strategy.source, guide)
    theirs = next(x.amount.currency for x in asks_of(strategy.ask, guide) if x.amount)
    band = bands[0]
    parts, cites = [], [cite]
    for name in ("base", "equity"):
        figure = draft.figure(band, name, guide)
        if figure is not None and figure.unit is None:
            cites.append(figure.source)
            per = {"month": " a month", "year": " a year"}.get(figure.period or "", "")
            parts.append(f"{money(figure.high, None, figure.currency)} {name}{per}")
    draft.say(
        f"**Open near the top of the {f'{band.region} ' if band.region else ''}band: {listed(parts)}.** The guide's own ask for "
        f"{a(guide.role_display)} at "
        f"{guide.company_display} is in {theirs} "
        f"({listed([draft.quoted(ask_words(x)) for x in _once(asks_of(strategy.ask, guide))[:2]])}), "
        f"which I don't convert into {code}; it stands at the upper end of its own band, so anchor at the upper end "
        f"of yours.",
        *cites,
    )
    return False


def _from_band(question: Question, context: "Context", draft: Draft, guide: Guide, bands: Sequence[Band]) -> Answer:
    """No strategy in the guide: the top of the band to anchor in, and the general framework."""
    where = f"{a(guide.role_display)} at {guide.company_display}"
    if len(bands) != 1:
        draft.say(
            f"The guide on {where} gives no ask or floor of its own. In which region is it? Then I can anchor you in "
            f"its band."
        )
        draft.suggest(*dict.fromkeys(b.region or b.level or b.role_display for b in guide.bands), choices=True)
        return draft.answer("clarify" if guide.bands else "not_found")
    band = bands[0]
    figure = draft.figure(band, "base", guide)
    if figure is None:
        draft.say(
            f"The guide on {where} gives no ask or floor, and no base in money{f' for {band.region}' if band.region else ''}."
        )
        return draft.answer("not_found")
    draft.say(
        f"**Anchor in the upper part of the base band, {said(figure, period=True)}.** The guide on {where} names no ask or floor "
        f"of its own.",
        figure.source,
    )
    draft.warn(about(guide.findings, band, ["base"]), guide)
    for general in general_of(context)[:1]:
        draft.say(f"{QUIET} {general.title} has the framework for the counter.")
    draft.suggest("How do I counter?", "Which levers fit me?")
    return draft.answer()
