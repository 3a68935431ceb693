"""Free questions: the best sentences the guides hold, quoted with their place, or an honest nothing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.answer import Answer, Warning_
from bot.coach.draft import Draft, sentences
from bot.coach.lever import _words
from bot.coach.subject import subject_of
from bot.languages.phrase import phrase
from bot.reading.types import Question, Unknown
from bot.wording import listed
from ingest.guide.types import Guide, Passage, Source

if TYPE_CHECKING:
    from bot.coach.context import Context
from bot.reading.stretches import mark_of, unmarked
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words", {"hyphen": r"-"})

_MOST = 10
_ASIDE = frozenset(
    """
    tell guide guides know anything something does like about many much their there would could think
    explain describe mean means important matter matters thing things information info kind sort type
    exactly really currently today
    """.split()
)

_ABOUT = _said("about_company")

_SAMPLE = _said("sample")
"""Lines of scripts that quote sample offers or a floor: nothing to tell as a fact."""


WORDS_ALONE = Warning_(
    code="lexical-only",
    text="The search by meaning is out of reach just now, so the guides were searched by your words alone: a passage "
    "that says it in other words may be missing. Figures don't depend on it.",
)


def compose(question: Question, context: "Context") -> Answer:
    """Up to three sentences from the passages that fit best; not_found when none does; a word when search is halved."""
    answer = _composed(question, context)
    if context.retriever is None or not context.retriever.trouble:
        return answer
    last = next((i for i, block in enumerate(answer.blocks) if block.type == "suggestions"), len(answer.blocks))
    return answer.model_copy(update={"blocks": (*answer.blocks[:last], WORDS_ALONE, *answer.blocks[last:])})


def _composed(question: Question, context: "Context") -> Answer:
    draft = Draft("passage")
    subject = subject_of(question, context)
    if subject.company is None and _not_held(question):
        return _nothing(question, context, draft)  # Another company's guide doesn't speak for it.
    passages = found(question.text, context, subject.company, subject.role)
    best = quoted(question.text, passages, _names(context, subject.company), strict=subject.company is None)
    beside = False
    if not best and subject.company:
        best = _portrait(context, subject.company, subject.role)
        beside = bool(best) and not _ABOUT.search(question.text)
        if beside:
            draft.say("The guide has no word on just that. What it says of the company:")
    if not best:
        return _nothing(question, context, draft)
    for passage, picked in best:
        guide = _guide(passage, context)
        line = passage.line + _line(passage.text, picked[0])
        cite = draft.cite(Source(passage.path, line, passage.section, " ".join(picked)), guide) if guide else ""
        text = draft.quoted(" ".join(picked))
        whose = (
            f"The {passage.role_display} guide at {passage.company_display}" if passage.company else "The general guide"
        )
        draft.say(f"{whose}, under “{passage.section}”: “{text}”", cite)
    draft.suggest(phrase("leversFit"), phrase("whatItPays"), phrase("whatToAsk"))
    return draft.answer("not_found" if beside else "answered")


def found(query: str, context: "Context", company: str | None, role: str | None, limit: int = _MOST) -> list[Passage]:
    """Passages by the hybrid retriever, or by words alone where there is none, best first."""
    if context.retriever is not None:
        return [hit.passage for hit in context.retriever.retrieve(query, company, role, limit)]
    ids = context.facts.lexical(query, limit, company, role)
    return [p for id_, _ in ids if (p := context.facts.passage(id_)) is not None]


def quoted(
    query: str, passages: Sequence[Passage], names: set[str], *, strict: bool = False
) -> list[tuple[Passage, list[str]]]:
    """The sentences that share most words with the question: from one passage, and a second where it adds words.

    strict: where no company was named, one company's guide speaks only if it holds most of the question's words."""
    wanted = _words(query) - names - {w for a in _ASIDE for w in _words(a)}
    if not wanted:
        return []
    scored: list[tuple[float, int, Passage, list[str]]] = []
    for order, passage in enumerate(passages):
        if passage.kind == "evidence":
            continue
        lines = [s for s in sentences(_prose(passage.text)) if not _SAMPLE.search(s)]
        if not lines:
            # A table alone, or sample offers alone: its heading may fit, but there is no sentence to quote.
            continue
        hits = [(len(_words(s) & wanted), i) for i, s in enumerate(lines)]
        top = max(hits, key=lambda h: (h[0], -h[1]))
        titled = len(_words(passage.section) & wanted)
        if top[0] + titled == 0:
            continue
        if (
            strict
            and passage.company
            and len(_words(f"{lines[top[1]]} {passage.section}") & wanted) < max(2, (2 * len(wanted) + 2) // 3)
        ):
            continue
        picked = lines[top[1] : top[1] + 2] if len(lines[top[1]]) < 240 else [lines[top[1]]]
        if passage.kind == "dna" and top[1] in (1, 2):
            # "These rivals ..." leans on what the paragraph opens with.
            picked = [*lines[: top[1]], lines[top[1]]]
        # A script's words are for saying; the guide's prose answers a question better.
        spoken = 1.6 if passage.kind in ("lever", "levers", "strategy") and '"' in passage.text else 0.0
        scored.append((-(top[0] + 0.7 * titled - 0.15 * order - spoken), order, passage, picked))
    scored.sort(key=lambda s: s[:2])
    result: list[tuple[Passage, list[str]]] = []
    covered: set[str] = set()
    for _, _, passage, picked in scored:
        adds = (_words(" ".join(picked) + " " + passage.section) & wanted) - covered
        if adds and len(result) < 2 and not any(p.text == passage.text for p, _ in result):
            covered |= adds
            result.append((passage, picked))
    enough = len(covered) >= max(1, (len(wanted) + 2) // 3)
    return result if enough else []


def _portrait(context: "Context", company: str, role: str | None) -> list[tuple[Passage, list[str]]]:
    """What the guide says of the company and the work there, for a question as wide as that."""
    for passage in context.facts.passages(company, role):
        lines = sentences(_prose(passage.text))
        if passage.kind == "dna" and len(lines) > 1:
            return [(passage, lines[:2])]
    return []


def _prose(text: str) -> str:
    """A passage without headings, table rows and list marks, on one line; a list item ends as a sentence does."""
    lines = []
    for line in text.split("\n"):
        plain = "" if line.startswith(("|", "#")) else unmarked(line).replace("**", "").strip()
        item = plain and mark_of(line) and plain[-1] not in '.!?"”:;'
        lines.append(f"{plain}." if item else plain)
    return " ".join(" ".join(lines).split())


def _line(text: str, sentence: str) -> int:
    """How many lines below the passage's start the sentence begins."""
    start = sentence[:40].strip('"“ ')
    plain = text.replace("**", "")
    at = plain.find(start)
    return plain[:at].count("\n") if at > 0 else 0


def _guide(passage: Passage, context: "Context") -> Guide | None:
    if passage.company:
        return context.facts.guide(passage.company, passage.role)
    return next((g for g in context.facts.general_guides() if g.path == passage.path), None)


def _names(context: "Context", company: str | None) -> set[str]:
    """The company's own name says nothing about which of its sentences fits."""
    roles = context.facts.roles(company) if company else ()
    display = roles[0].company_display if roles else ""
    return _words(f"{display} {(company or '').replace('-', ' ')} wandb") | ({"w&b"} if display else set())


def _not_held(question: Question) -> list[Unknown]:
    """The companies named, written as names, of which there is no guide."""
    return [unknown for unknown in question.unknown if unknown.kind == "company" and unknown.phrase[:1].isupper()]


def _nothing(question: Question, context: "Context", draft: Draft) -> Answer:
    companies = context.facts.companies()
    for unknown in _not_held(question):
        near = f" They do hold {listed(unknown.nearby[:6])}." if unknown.nearby else ""
        draft.say(f"The guides hold nothing on {unknown.phrase}.{near}")
        draft.suggest(phrase("canDo"), *unknown.nearby[:3])
        return draft.answer("not_found")
    named = listed([c.display for c in companies[:5]])
    more = f" and {len(companies) - 5} more" if len(companies) > 5 else ""
    general = ", and how to negotiate any offer" if context.facts.general_guides() else ""
    held = f" They cover pay, levers and strategy at {named}{more}{general}." if companies else ""
    draft.say(f"The guides don't say.{held}")
    draft.suggest(phrase("canDo"), phrase("howCounter"))
    return draft.answer("not_found")
