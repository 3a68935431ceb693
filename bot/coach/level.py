"""Which level is which: a guide's level mapping read in both directions, with its doubts."""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.answer import Answer, Comparison
from bot.coach.draft import Draft
from bot.coach.subject import ask_back, subject_of
from bot.languages.phrase import phrase
from bot.reading.stretches import has_digit
from bot.reading.types import Question
from bot.reading.whole import holds
from bot.wording import listed
from ingest.guide.types import Guide, LevelMapping, Source
from ingest.lexicon import titles
from ingest.lexicon.phrases import beside

if TYPE_CHECKING:
    from bot.coach.context import Context

_said = beside(__file__, "words")

_ALIKE = 85.0
"""Percent of letters in common from which on a company that isn't mapped is a slip for one that is."""


@cache
def _level() -> re.Pattern[str]:
    alone = titles.ranks() - {"intern"} | {"fellow"}
    return re.compile(
        rf"\b(?P<letters>cl|{titles.level_letters()})\s?-?(?P<digits>\d{{1,2}})\b"
        r"|\b(?P<sde>sde|swe)\s?-?(?P<roman>iii|ii|i)\b"
        rf"|\b(?P<word>senior staff|{'|'.join(sorted(alone))})\b",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of a mapping: the company's own level and what it equals elsewhere."""

    guide: Guide
    mapping: LevelMapping
    company: str
    level: str


def compose(question: Question, context: "Context") -> Answer:
    """What the user's level is at the company asked about, or what a role there equals elsewhere."""
    draft = Draft("level")
    subject = subject_of(question, context)
    if not subject.company:
        return ask_back(question, context, subject, draft, "Then I can look at its level mapping.")
    guides = [g for r in context.facts.roles(subject.company) if (g := context.facts.guide(subject.company, r.slug))]
    if not guides:
        return ask_back(question, context, subject, draft, "")
    pairs = [Pair(g, m, c, lv) for g in guides for m in g.mappings for c, lv in m.equals]
    elsewhere, levels = _typed(*question.theirs) if question.theirs else _asked(question.text, pairs, guides[0])
    display = guides[0].company_display
    if elsewhere and not question.theirs and (ours := _own_levels(question.text, elsewhere, guides[0])):
        there = [p for p in pairs if _same_company(p.company, elsewhere) and subject.role in (None, p.guide.role)]
        if known := [p for p in there if any(_covers(p.mapping.level, one) for one in ours)]:
            return _ours_is_theirs(known, elsewhere, draft)
    hits = (
        [p for p in pairs if _same_company(p.company, elsewhere) and any(_covers(p.level, lv) for lv in levels)]
        if elsewhere
        else []
    )
    if elsewhere and levels and hits:
        hits = [p for p in hits if p.guide.role == subject.role] or hits
        return _theirs_is_ours(hits, elsewhere, levels[0], display, draft)
    role = [p for p in pairs if subject.role in (None, p.guide.role)]
    there = [p for p in role if elsewhere and _same_company(p.company, elsewhere)]
    if there and (subject.role or not levels):
        return _ours_is_theirs(there, elsewhere, draft)
    if elsewhere:
        return _not_held(pairs, elsewhere, levels, display, draft, context)
    if role:
        return _whole(role, draft)
    draft.say(f"The guides on {display} hold no level mapping.")
    return draft.answer("not_found")


def at_level(company: str, level: str, context: "Context") -> list[tuple[Guide, LevelMapping]]:
    """The company's guides whose mapping names a level of its own ("Databricks Staff SWE (L5)"), with the mapping."""
    guides = (context.facts.guide(company, job.slug) for job in context.facts.roles(company))
    return [(one, m) for one in guides if one is not None for m in one.mappings if _covers(m.level, level)]


def _typed(company: str, level: str) -> tuple[str, list[str]]:
    """The other company and its levels as a program names them; Facebook's guides' name is Meta."""
    return "Meta" if company.lower() == "facebook" else company, [m.group().lower() for m in _level().finditer(level)]


def _asked(text: str, pairs: list[Pair], guide: Guide) -> tuple[str, list[str]]:
    """The other company a message names ("" when none) and the levels in it."""
    own = guide.company_display.lower()
    names = sorted({p.company.partition("(")[0].rstrip() for p in pairs if p.company}, key=len, reverse=True)
    low = text.lower()
    company = next((n for n in names if holds(n, low) and n.lower() not in own), "")
    if not company:
        known = _said("known_for_levels").search(low)
        company = known[0].title() if known and known[0] not in own else ""
        at = re.search(r"\b(?:at|from|in)\s+([A-Z][\w&.]+)", text)
        if not company and at and not _like(at.group(1), guide):
            company = at.group(1)
    if company == "Facebook":
        company = "Meta"
    return company, [m.group().lower() for m in _level().finditer(text)]


def _own_levels(text: str, elsewhere: str, guide: Guide) -> list[str]:
    """The levels that a message gives the guide's company itself: "amazon L4", "L4 at amazon"."""
    found = []
    for one in _level().finditer(text):
        before, after = (words.split() for words in (text[: one.start()], text[one.end() :]))
        if before and _same_company(elsewhere, _bare(before[-1])):
            continue  # "google L4 at amazon"
        beside = before[-1:] + (after[1:2] if after[:1] and after[0].lower() in ("at", "in", "from", "@") else [])
        if any(_like(_bare(word), guide) for word in beside if len(word) > 1):
            found.append(one.group().lower())
    return found


def _bare(word: str) -> str:
    return word.strip(".,;:?!()").removesuffix("'s").removesuffix("’s")


def _like(phrase: str, guide: Guide) -> bool:
    name = guide.company_display
    short = "".join(w[0] for w in name.replace("&", " & ").split())
    return fuzz.WRatio(phrase.lower(), name.lower()) > 80 or phrase.lower() in (
        short.lower(),
        guide.company.replace("-", ""),
        "w&b",
        "wandb",
    )


def _same_company(theirs: str, asked: str) -> bool:
    a, b = theirs.lower(), asked.lower()
    return bool(asked) and (holds(b, a) or a == b)


def _covers(stated: str, asked: str) -> bool:
    """Whether "L4–L5 ML Engineer" covers "l5": the same letters, the number inside the span; or the same word."""
    match = _level().fullmatch(asked)
    if match is None:
        return False
    if match["digits"] is None:
        return holds(asked, stated)
    letters, number = match["letters"].lower(), int(match["digits"])
    spans = re.finditer(
        rf"\b(?:{letters}|ic|e)\s?-?(\d{{1,2}})(?:\s?[-–—/]\s?(?:[a-z]{{1,3}})?\s?(\d{{1,2}}))?\b",
        stated,
        re.IGNORECASE,
    )
    return any(int(s[1]) <= number <= int(s[2] or s[1]) for s in spans)


def _theirs_is_ours(hits: list[Pair], company: str, level: str, display: str, draft: Draft) -> Answer:
    shown = level.upper() if has_digit(level) else level.title()
    cites = [draft.cite(p.mapping.source, p.guide) for p in hits]
    roles = list(dict.fromkeys(p.guide.role_display for p in hits))
    own = list(dict.fromkeys(p.mapping.level for p in hits))
    draft.say(f"**At {display}, {company} {shown} maps to {listed(own, 'or')}.**", *cites)
    _doubt(hits, draft, spread=len(own) > 1)
    for pair in hits[:4]:
        draft.say(
            f"- The {pair.guide.role_display} guide: “{draft.quoted(_line(pair.mapping.source))}”",
            draft.cite(pair.mapping.source, pair.guide),
        )
    draft.suggest(*[phrase("whatPaysRole", company=display, role=r) for r in roles[:2]], phrase("higherLevel"))
    return draft.answer()


def _ours_is_theirs(there: list[Pair], company: str, draft: Draft) -> Answer:
    cites = [draft.cite(p.mapping.source, p.guide) for p in there]
    lines = list(dict.fromkeys(f"{p.mapping.level} maps to {p.company} {p.level}" for p in there))
    draft.say(f"**{lines[0]}.**", cites[0])
    if len(lines) > 1:
        draft.say("\n".join(f"- {line}" for line in lines[1:6]), *cites[1:6])
    _doubt(there, draft, spread=False)
    guide = there[0].guide
    draft.suggest(phrase("whatPaysRole", company=guide.company_display, role=guide.role_display), phrase("higherLevel"))
    return draft.answer()


def _whole(pairs: list[Pair], draft: Draft) -> Answer:
    """The mapping itself, when no other company was named."""
    mappings = list({id(p.mapping): p for p in pairs}.values())
    cites = [draft.cite(p.mapping.source, p.guide) for p in mappings]
    one = mappings[0]
    first = one.mapping
    draft.say(f"**{first.level} equals {listed([f'{c} {lv}'.strip() for c, lv in first.equals[:4]])}.**", cites[0])
    if len(mappings) > 1 or len(first.equals) > 4:
        rows = tuple(
            (p.mapping.level, "; ".join(f"{c} {lv}".strip() for c, lv in p.mapping.equals)) for p in mappings[:8]
        )
        draft.blocks.append(
            Comparison(
                title=phrase("levelsAt", company=one.guide.company_display),
                columns=(phrase("columnLevel"), phrase("columnEquals")),
                rows=rows,
                cites=tuple(cites[:8]),
                row_cites=tuple((one_,) for one_ in cites[:8]),
            )
        )
    for p in mappings[:8]:
        draft.quoted(_line(p.mapping.source))
    _doubt(mappings, draft, spread=False)
    draft.suggest(phrase("levelThere"), phrase("higherLevel"))
    return draft.answer()


def _not_held(
    pairs: list[Pair], company: str, levels: list[str], display: str, draft: Draft, context: "Context"
) -> Answer:
    there = [p for p in pairs if _same_company(p.company, company)]
    level = levels[0] if levels else ""
    asked = f"{company} {level.upper() if has_digit(level) else level.title()}".strip()
    if there:
        held = list(dict.fromkeys(f"{p.company} {p.level} = {p.mapping.level}" for p in there))
        cites = [draft.cite(p.mapping.source, p.guide) for p in there]
        draft.say(
            f"The guides on {display} don't map {asked}. For {company} they hold: {draft.quoted('; '.join(held[:5]))}.",
            *cites,
        )
        draft.say(
            "I won't guess the levels between. Ask the recruiter which level the role is, and which scope comes with "
            "it."
        )
        return draft.answer("not_found")
    named = list(dict.fromkeys(p.company for p in pairs))
    near = process.extractOne(company, named, processor=str.casefold, score_cutoff=_ALIKE)
    if near:
        draft.say(f"The guides on {display} map no {company}. Did you mean {near[0]}?")
        return draft.answer("not_found")
    tail = f" They map to {listed(named[:6])}." if named else ""
    draft.say(
        f"The guides on {display} don't say what {asked} is there.{tail} I'd rather not guess: ask the recruiter "
        f"which level the role is."
    )
    return draft.answer("not_found")


def _doubt(pairs: list[Pair], draft: Draft, *, spread: bool) -> None:
    if spread:
        draft.say(
            "More than one answer fits, so take it as a range: which one it is depends on the scope you would own."
        )
    elif any(p.mapping.vague or re.search(r"\d\s?[-–—]\s?[A-Z]*\d|\(|equivalent|roughly|~", p.level) for p in pairs):
        draft.say("The guide hedges here (a span, or a place in brackets), so take it as approximate.")


def _line(source: Source) -> str:
    """The mapping's own line, not the prose behind it."""
    first = re.split(r"(?<=[a-z)\]])\.\s", source.text.strip(), maxsplit=1)[0]
    return first if len(first) < 300 else first[:297] + "..."
