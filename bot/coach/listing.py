"""What the guides hold: companies, roles and places, a page at a time, and what there is on one company."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answer import Answer
from bot.coach.draft import LABELS, Draft
from bot.coach.subject import guide_of, subject_of
from bot.languages.phrase import phrase
from bot.reading.stretches import words_in
from bot.reading.types import Ask, Subject, Unknown
from bot.wording import listed
from ingest.guide.types import COMPONENTS, Guide, Source

if TYPE_CHECKING:
    from bot.coach.context import Context
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")

PAGE = 20
"""Names on one page."""
_COMPANIES = _said("companies")
_ROLES = _said("roles")
"""What is asked for in the plural, whichever company or role was spoken of before."""


def compose(ask: Ask, context: "Context") -> Answer:
    """The companies; or a company's roles; or a role's places and parts. "from 21" is a later page."""
    draft = Draft("list")
    subject = _wider(subject_of(ask.question, context), ask.question.text)
    missing = [u for u in ask.question.unknown if u.kind == "company"]
    if missing and not subject.company:
        return _not_held(missing, context, draft)
    start = _start(ask.question.text)
    if not subject.company:
        names = [
            f"{one.display} ({one.guides})" if one.guides > 1 else one.display for one in context.facts.companies()
        ]
        _page(draft, f"The guides hold {len(names)} companies", names, start, "Companies")
        if _ROLES.search(ask.question.text):
            titles = sorted({role.display for role in context.facts.roles()})
            _page(draft, f"They hold {len(titles)} roles", titles, start, "Roles")
        draft.suggest(*_more(names, start), *_examples(context))
        return draft.answer()
    guide = guide_of(subject, context)
    roles = context.facts.roles(subject.company)
    if guide is not None and (subject.role or len(roles) == 1):
        _held(guide, draft)
        draft.suggest(
            phrase("whatPaysRole", company=guide.company_display, role=guide.role_display), phrase("leversFit")
        )
        return draft.answer()
    company = roles[0].company_display if roles else subject.company
    _page(draft, f"On {company}, the guides hold {len(roles)} roles", [role.display for role in roles], start, company)
    regions = context.facts.regions(subject.company)
    draft.say(f"Places: {listed(regions[:PAGE])}{f' and {len(regions) - PAGE} more' if len(regions) > PAGE else ''}.")
    draft.suggest(
        *_more(roles, start, company), *[phrase("roleAt", role=role.display, company=company) for role in roles[:2]]
    )
    return draft.answer()


def _wider(subject: Subject, text: str) -> Subject:
    """Whom it is about without what was only spoken of before: "which companies do you know?" asks for all of them."""
    if _COMPANIES.search(text):
        return Subject()
    return replace(subject, role=None, region=None, level=None) if _ROLES.search(text) else subject


def _not_held(missing: Sequence[Unknown], context: "Context", draft: Draft) -> Answer:
    """Whether they are held was the question, and no is its answer."""
    companies = [one.display for one in context.facts.companies()]
    draft.say(f"No: {listed([one.phrase for one in missing], 'or')} is not among the companies that the guides hold.")
    near = list(dict.fromkeys(name for one in missing for name in one.nearby))[:6]
    if near:
        draft.say(f"Nearest by name: {listed(near)}.")
    _page(draft, f"They hold {len(companies)} companies", companies, 0, "Companies")
    draft.suggest(*_more(companies, 0), *_examples(context))
    return draft.answer()


def _start(text: str) -> int:
    """Where the page begins, from 0."""
    words = [word for word in words_in(text.lower()) if word != "number"]
    numbers = (behind for word, behind in pairwise(words) if word == "from" and behind.isdecimal())
    return max(int(next(numbers, "1")[:6]) - 1, 0)


def _page(draft: Draft, lead: str, names: Sequence[str], start: int, what: str) -> None:
    shown = names[start : start + PAGE]
    if not shown:
        draft.say(f"{lead}, and none from {start + 1} on.")
        return
    span = "" if len(names) <= PAGE else f", {start + 1} to {start + len(shown)} of them"
    draft.say(f"{lead}{span}: {listed(shown)}.")


def _more(names: Sequence[object], start: int, company: str = "") -> list[str]:
    following = start + PAGE
    if following >= len(names):
        return []
    first = str(following + 1)
    return [phrase("rolesFrom", company=company, first=first) if company else phrase("companiesFrom", first=first)]


def _examples(context: "Context") -> list[str]:
    return [phrase("whatOn", company=one.display) for one in context.facts.companies()[:2]]


def _held(guide: Guide, draft: Draft) -> None:
    """One guide's contents: places, levels, parts of pay, levers, and its date."""
    cite = draft.cite(Source(guide.path, 1, "", guide.title), guide)
    places = list(dict.fromkeys(band.region for band in guide.bands))
    levels = list(dict.fromkeys(band.level for band in guide.bands if band.level))
    parts = [
        LABELS[name].lower() for name in COMPONENTS if any(getattr(band, name) is not None for band in guide.bands)
    ]
    lines = [
        f"Places: {listed(places[:PAGE])}" if places else "",
        f"Levels: {listed(levels[:PAGE])}" if levels else "",
        f"Figures for: {listed(parts)}" if parts else "",
        f"Levers: {listed([lever.title for lever in guide.levers])}" if guide.levers else "",
    ]
    dated = f", of {guide.updated.isoformat()}" if guide.updated else ""
    draft.say(f"On {guide.role_display} at {guide.company_display} there is a guide{dated}.", cite)
    draft.say(draft.quoted("\n".join(f"- {line}" for line in lines if line)), cite)
