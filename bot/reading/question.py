"""A message and its history to a Question: what is asked, about whom, and the user's own figures."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.reading.excluded import without_left_out
from bot.reading.measure import (
    ASCENDING,
    BY_PAY,
    COMPARES,
    LISTS,
    PERCENTILE,
    RANKS,
    SPREAD,
    WHAT_IS_RANKED,
    Bound,
    bound_of,
    limit_of,
    ranked,
    rates_of,
)
from bot.reading.message import Message
from bot.reading.names import (
    _CODE,
    SUFFIXES,
    US_STATES,
    Atom,
    Job,
    Known,
    Names,
    RoleKey,
    fold,
    joined,
    keys,
    role_key,
)
from bot.reading.offer_terms import Typing, read_offer
from bot.reading.offers.figures import figures_of
from bot.reading.spans import Span, spans
from bot.reading.terms import LONGEST_WORDS, MOST_LISTED, Offer, Profile
from bot.reading.types import Between, Intent, Question, Said, Subject, Turn, Unclear, Unknown
from bot.reading.whole import starts
from ingest.guide.types import COMPONENTS, Band, ComponentName
from ingest.lexicon import titles

FIGURE_INTENTS: tuple[Intent, ...] = ("band", "compare", "rank")


@dataclass(slots=True)
class Parse:
    """One message taken apart, before anything is inherited or looked up."""

    words: tuple[Atom, ...]
    spans: tuple[Span, ...]
    segments: list[dict[str, Span]] = field(default_factory=list)
    components: tuple[ComponentName, ...] = ()
    unknown: list[Unknown] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    without: tuple[str, ...] = ()
    pay: bool = False

    def of(self, kind: str) -> list[Span]:
        """The spans of a kind."""
        return [span for segment in self.segments for k, span in segment.items() if k == kind]

    @property
    def places(self) -> tuple[tuple[int, int, str], ...]:
        """Where companies, roles, regions and levels are named: first character, last (exclusive), which."""
        kinds = ("company", "role", "region", "level")
        return tuple(
            (self.words[s.first].start, self.words[s.last - 1].end, s.kind) for s in self.spans if s.kind in kinds
        )

    @property
    def named(self) -> bool:
        """True when it names a company, role, region or level, known or not."""
        return any(self.segments) or bool(self.unknown) or bool(self.without)


Decided = tuple[Intent, str] | None
"""What a message asks besides figures, and its topic; None: figures, whose kind its words tell."""


class Questions:
    """Builds the question that look-ups take from a message, over one index's names."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def taken(self, message: str) -> Parse:
        """The message's words taken apart: which name a company, role, region, level or part of pay."""
        parse = self._parse(PERCENTILE.sub("", message))
        if PERCENTILE.search(message):
            parse.notes.append("The guides give ranges and no percentiles.")
        return parse

    def question(
        self,
        taken: Message,
        parse: Parse,
        advice: Decided,
        history: Sequence[Turn],
        profile: Profile,
        typed: Typing | None = None,
    ) -> Question:
        """The question, in the light of the turns before it. advice: what was decided that it asks; typed: what
        each of its numbers is, for the offers in it. The conversation applies what is told to the profile."""
        message = taken.text
        last = history[-1].question if history else None
        if advice:
            # Words of advice ("push", "contradicting") aren't names; only what stands written as one is.
            named = [u for u in parse.unknown if u.kind == "company" and _written_as_name(message, u.phrase)]
            parse = replace(parse, unknown=named)
        said = self._said(parse, history, profile, message, advice is not None)
        if parse.without and not parse.of("region"):
            # "And outside London?": not the region of the message before.
            said = tuple(dict.fromkeys(replace(one, region=None) for one in said))
        components = parse.components or self._inherited_components(parse, history, message)
        bound = bound_of(message, taken.amounts)
        intent, topic = advice or self.figures(message, parse, said, last, bound)
        question = Question(
            taken.whole or message, intent, components=components, topic=topic, said=said, profile=profile,
            limit=limit_of(message), without=parse.without, descending=not ASCENDING.search(fold(message)),
            rates=rates_of(message), notes=tuple(parse.notes), bound=bound if intent == "rank" else None,
        )  # fmt: skip
        question = _with_offer(self.resolved(question, parse.unknown, history), taken, self.names, typed)
        offered = profile.offer is not None or (last is not None and last.intent == "offer")
        supposed = offered and bool(_WHAT_IF.match(fold(message)))
        return replace(
            question,
            supposed=supposed and bool(taken.amounts) and intent == "offer",
            between=_between(question, taken, parse),
            person=taken.person,
        )

    # taking apart

    def _parse(self, message: str) -> Parse:
        words, found = spans(message, self.names)
        found, without = without_left_out(message, words, _without_employer(message, words, found))
        parse = Parse(words, _merged_roles(words, found), without=without)
        parse.components, parse.pay = _components(parse.spans)
        _find_unknown(parse, self.names)
        parse.segments = _segments(parse, self.names)
        for span in parse.spans:
            if span.read and span.kind in ("company", "role", "region"):
                parse.notes.append(f"I read “{span.text}” as {_title(span)}.")
        return parse

    # inheriting

    def _said(
        self, parse: Parse, history: Sequence[Turn], profile: Profile, message: str, advice: bool
    ) -> tuple[Said, ...]:
        chosen = _chosen(message, history)
        if chosen:
            return chosen
        new = _filled([_said_of(segment) for segment in parse.segments]) or [Said()]
        before = _subjects_before(history)
        kinds = {u.kind for u in parse.unknown}
        first = new[0]
        complete = bool(first.company or "company" in kinds) and bool(first.role or "role" in kinds)
        if complete and not _CONTINUES.match(fold(message)):
            return tuple(new)
        if not before:
            before = (Said(profile.company, profile.role, profile.region, profile.level),)
            if first.company and first.company != profile.company:
                before = (Said(),)
        if (
            not parse.named
            and not advice
            and not parse.components
            and not parse.pay
            and not _CONTINUES.match(fold(message))
        ):
            return before if history else (Said(),)
        if len(new) == 1:
            return tuple(dict.fromkeys(self._over(first, old, kinds) for old in before))
        return tuple(dict.fromkeys(self._over(one, before[0], kinds) for one in new))

    def _over(self, new: Said, old: Said, kinds: AbstractSet[str]) -> Said:
        """What is newly said over what was said before."""
        role, level = new.role, new.level
        if role is not None:
            key = role_key(keys(role))
            if not key.core and old.role:
                before = role_key(keys(old.role))
                if old.level and self._has_level(old, role):
                    role, level = old.role, role
                else:
                    role = " ".join([role, _without_seniority(old.role)]) if before.core else role
        if "role" in kinds:
            role = None
        elif role is None:
            role = old.role
            level = level if level is not None or new.company else old.level
        company = new.company if new.company or "company" in kinds else old.company
        region = new.region if new.region or "region" in kinds else old.region
        return Said(company, role, region, level)

    def _has_level(self, old: Said, word: str) -> bool:
        found = self.names.companies(old.company or "")
        if not found or len(found.slugs) != 1:
            return False
        jobs = self.names.role(found.slugs[0], role_key(keys(old.role or "")))
        bands = [b for job in jobs for b in self.names.facts.bands(job.company, job.slug)]
        return bool(match_level({b.level for b in bands if b.level}, word))

    def _inherited_components(self, parse: Parse, history: Sequence[Turn], message: str) -> tuple[ComponentName, ...]:
        if parse.pay or not history:
            return ()
        last = next((t.question for t in reversed(history) if t.question.intent in (*FIGURE_INTENTS, "offer")), None)
        if last is None or last.intent == "offer":
            return ()
        whole = bool(parse.of("company")) and bool(parse.of("role"))
        return () if whole and not _CONTINUES.match(fold(message)) else last.components

    # the kind of question

    def figures(
        self, message: str, parse: Parse, said: tuple[Said, ...], last: Question | None, bound: Bound | None
    ) -> tuple[Intent, str]:
        text = fold(message)
        if (
            parse.of("company")
            and not (parse.of("role") or parse.components or parse.pay)
            and LISTS.search(text)
            and not BY_PAY.search(text)
        ):
            parse.unknown.clear()
            return "rank", "count-role"
        about = parse.named or bool(parse.components) or parse.pay
        only_company = bool(parse.of("company")) and not (parse.of("role") or parse.of("region") or parse.of("level"))
        if only_company and not (parse.components or parse.pay) and any(span.kind == "unknown" for span in parse.spans):
            about = bool(parse.unknown)
        if (what := ranked(text)) and (about or WHAT_IS_RANKED.search(text)):
            return "rank", what
        if (
            not parse.of("company")
            and not parse.unknown
            and RANKS.search(text)
            and parse.components
            and (parse.of("role") or parse.of("region"))
        ):
            return "rank", "company"
        if not parse.of("company") and not parse.unknown and (
            (SPREAD.search(text) and (parse.of("role") or parse.components))
            or (bound and re.search(r"\b(?:who|compan\w+|employers?|firms?)\b", text))
        ):  # fmt: skip
            return "rank", "company"
        if len(said) > 1 or (COMPARES.search(text) and about):
            return "compare", ""
        if about:
            keep = (
                last is not None
                and last.intent in ("compare", "rank")
                and _CONTINUES.match(text)
                and not parse.of("role")
            )
            return ("rank", last.topic) if keep and last and last.intent == "rank" else ("band", "")
        return "passage", ""

    # looking up

    def resolved(self, question: Question, unknown: Sequence[Unknown], history: Sequence[Turn]) -> Question:
        """The question with whom it speaks of looked up: its subjects, and what of them is unclear or not held."""
        subjects: list[Subject] = []
        unclear: list[Unclear] = []
        missing: list[Unknown] = list(unknown)
        notes = list(question.notes)
        loose = question.intent == "rank" or question.intent not in (*FIGURE_INTENTS, "offer")
        kinds = {u.kind for u in unknown}
        for said in question.said:
            subject, doubts, gone, note = _Lookup(self.names, loose, kinds).subject(said)
            subject, gone = self._outside(subject, gone, question.without)
            subjects.append(subject)
            unclear += [d for d in doubts if d not in unclear]
            missing += [g for g in gone if g not in missing]
            notes += [n for n in note if n not in notes]
        return replace(
            question,
            subjects=tuple(dict.fromkeys(subjects)),
            unclear=tuple(unclear),
            unknown=tuple(missing),
            notes=tuple(notes),
        )

    def _outside(self, subject: Subject, gone: list[Unknown], without: Sequence[str]) -> tuple[Subject, list[Unknown]]:
        """The subject in a row that is not left out; where only rows left out are held, that is said."""
        if not without or subject.company is None or subject.role is None or gone:
            return subject, gone
        held = tuple(dict.fromkeys(b.region for b in self.names.facts.bands(subject.company, subject.role)))
        left = left_out(self.names, held, without)
        rest = tuple(r for r in held if r not in left)
        if not left or (subject.region is not None and subject.region not in left):
            return subject, gone
        if not rest or subject.region in left:
            return replace(subject, region=None), [
                Unknown("region", f"a place outside {' and '.join(without)}", rest or held)
            ]
        return replace(subject, region=rest[0] if len(rest) == 1 else None), gone


# --- the message's parts


_SEPARATORS = frozenset("vs versus or and than compared against versus nor".split())
_FILL: tuple[str, ...] = ("company", "role", "region", "level")


_WHAT_IF = re.compile(r"(?:and |ok |so |but |then )*(?:what )?if (?:they|it|i|we|the \w+|instead)\b")
_THEN: dict[Intent, tuple[Intent, str]] = {
    "tactic": ("restyle", "shorter"), "lever": ("restyle", "shorter"), "offer": ("letter", "call"),
    "strategy": ("letter", "call"),
    "band": ("strategy", "ask"),
}  # fmt: skip
"""What "what do I say?" asks for after an answer of a kind."""
_EMPLOYER = re.compile(
    r"\b(?:i['’]?m|i am|i (?:currently |now )?work|currently|working)\b[^.?!;]{0,50}?\b(?:at|for|with)\s+(?P<now>[^,"
    r".;!?]{2,40}?)"
    r"(?=[,;]?\s+(?:and |but |now |currently |who |with )*(?:i['’]?m |i am |i have |i['’]ve |got |have )?(?:an? "
    r")?(?:interview\w*|applying|applied|"
    r"offer(?:ed)?|joining|moving|switching|negotiating|talking|considering)\b)",
    re.IGNORECASE,
)


def _without_employer(message: str, words: Sequence[Atom], found: Sequence[Span]) -> Sequence[Span]:
    """Without the company one works at now, where another is the one that one talks with: "I'm at Meta, interviewing at
    W&B"."""
    now = _EMPLOYER.search(message)
    if now is None:
        return found
    return [
        replace(span, kind="word", value=None, read="")
        if span.kind in ("company", "unknown")
        and now.start("now") <= words[span.first].start
        and words[span.last - 1].end <= now.end("now")
        else span
        for span in found
    ]


def _merged_roles(words: Sequence[Atom], found: Sequence[Span]) -> tuple[Span, ...]:
    """ "software engineer new grad": a seniority right after a role belongs to it."""
    out: list[Span] = []
    for span in found:
        before = out[-1] if out else None
        if (
            span.kind == "role" and before is not None and before.kind == "role" and span.value == RoleKey((),
            "engineer")
            and isinstance(before.value, RoleKey) and not before.value.vague and not words[span.first].gap.strip(" /-")
        ):  # fmt: skip
            out[-1] = Span(
                before.first, span.last, "role", before.value, f"{before.text} {span.text}", before.read or before.text
            )
        elif (
            span.kind == "role" and before is not None and before.kind == "role" and isinstance(span.value, RoleKey)
            and isinstance(before.value, RoleKey) and not words[span.first].gap.strip(" ,(-")
            and (not span.value.core or not before.value.core) and bool(span.value.core) != bool(before.value.core)
            and "," not in words[span.first].gap
        ):  # fmt: skip
            rank = (*before.value.seniority, *span.value.seniority)
            key = RoleKey(rank, before.value.core or span.value.core)
            ahead, behind = (before, span) if span.value.core else (span, before)
            out[-1] = Span(
                before.first, span.last, "role", key, f"{ahead.text} {behind.text}", before.read or span.read
            )
        else:
            out.append(span)
    return tuple(out)


def _components(found: Iterable[Span]) -> tuple[tuple[ComponentName, ...], bool]:
    said = [span.value for span in found if span.kind == "component"]
    pay = "all" in said
    named = tuple(name for name in COMPONENTS if name in said)
    return named, pay


def _title(span: Span) -> str:
    if isinstance(span.value, Known):
        return span.value.display
    return span.read.title() if span.kind == "role" else span.read


def _find_unknown(parse: Parse, names: Names) -> None:
    """The words nothing explains that stand where a name stands."""
    runs: list[list[int]] = []
    for i, span in enumerate(parse.spans):
        if span.kind != "unknown":
            continue
        if runs and runs[-1][-1] == i - 1 and not re.search(r"[?!;:\n,]|\.\s", parse.words[span.first].gap):
            runs[-1].append(i)
        else:
            runs.append([i])
    companies = [span for span in parse.spans if span.kind == "company"]
    for run in runs:
        kind, phrase = _kind_of_unknown(parse, run, bool(companies))
        if kind == "company":
            parse.unknown.append(Unknown("company", phrase, names.nearby_companies(phrase)))
        elif kind == "role":
            parse.unknown.append(Unknown("role", phrase, ()))
        elif kind == "region":
            parse.unknown.append(Unknown("region", phrase, ()))


_Kinds = Literal["company", "role", "region", ""]


def _kind_of_unknown(parse: Parse, run: Sequence[int], company_known: bool) -> tuple[_Kinds, str]:
    words, found = parse.words, parse.spans
    first, last = found[run[0]].first, found[run[-1]].last
    phrase = " ".join(w.raw for w in words[first:last])
    before = found[run[0] - 1] if run[0] else None
    after = found[run[-1] + 1] if run[-1] + 1 < len(found) else None
    touches_before = before is not None and not words[first].gap.strip(" ,(-–/'\"’‘“`.")
    touches_after = after is not None and not words[last].gap.strip(" -–/\"'“”)")
    word = before.text.casefold() if before is not None and before.kind == "word" else ""
    capital = words[first].capital
    if (
        word in ("the", "a", "an")
        and run[0] > 1
        and found[run[0] - 2].text.casefold() in ("in", "near", "around", "at")
    ):
        word = found[run[0] - 2].text.casefold()
    if any(w.key in titles.seniority() for w in words[first:last]):
        return "role", phrase
    if words[last - 1].key in titles.nouns() or words[last - 1].key.rstrip("s") in titles.nouns():
        return "role", phrase
    if after is not None and after.kind == "role" and touches_after:
        if company_known:
            return "role", f"{phrase} {after.text}"
        return "company", phrase
    if (
        before is not None
        and before.kind == "company"
        and after is not None
        and _says_what_it_does(words, first, after)
    ):
        return "", ""
    if before is not None and before.kind == "company" and touches_before and "," not in words[first].gap:
        return ("company", f"{before.text} {phrase}") if not words[before.last - 1].possessive else ("role", phrase)
    if after is not None and after.kind == "company" and touches_after and capital:
        return "company", f"{phrase} {after.text}"
    if before is not None and before.kind == "role" and touches_before:
        return ("role", f"{before.text} {phrase}") if company_known else ("company", phrase)
    if word in ("in", "near", "around", "outside") or (
        before is not None and before.kind == "region" and touches_before and company_known
    ):
        return ("region", phrase) if not _an_amount(words, first) else ("", "")
    if before is not None and before.kind == "region" and touches_before:
        return "company", f"{before.text} {phrase}"
    if word in (
        "at",
        "@",
        "from",
        "with",
        "by",
        "join",
        "joining",
        "about",
        "or",
        "vs",
        "versus",
        "and",
        "than",
        "does",
        "do",
        "would",
        "for",
        "to",
    ):
        if company_known and word in ("for", "to", "with", "about", "by", "and", "do") and not capital:
            return "", ""
        return "company", phrase
    if not company_known:
        about_pay = any(span.kind in ("role", "component", "region", "level") for span in found)
        return ("company", phrase) if about_pay or capital else ("", "")
    if not any(span.kind == "region" for span in found) and (before is None or word not in _BEFORE_NOUNS):
        return "region", phrase
    return ("company", phrase) if capital and first > 0 else ("", "")


def _says_what_it_does(words: Sequence[Atom], at: int, after: Span) -> bool:
    """True for a verb after a company: "W&B foresees for ...", and not for a part of another's name, "square labs for
    ..."."""
    word = words[at]
    verb = word.raw.islower() and word.key.endswith(("s", "ed")) and word.key not in SUFFIXES and not word.possessive
    return verb and after.first == at + 1 and words[after.first].key in ("for", "a", "an", "its", "their", "the")


_BEFORE_NOUNS = frozenset(
    "the a an my your their our his her its this that any some no more other is are was be it as so very".split()
)


def _written_as_name(message: str, phrase: str) -> bool:
    return phrase[:1].isupper() and any(
        message.startswith(phrase, at) and _BEFORE_NAMES.search(message, max(0, at - 10), at)
        for at in starts(phrase, message)
    )


_BEFORE_NAMES = re.compile(r"\b(?:at|from|with|by|join|joining) \Z")


def _an_amount(words: Sequence[Atom], first: int) -> bool:
    return words[first].key[0].isdigit()


def _segments(parse: Parse, names: Names) -> list[dict[str, Span]]:
    """The names in groups, a new one after "or", "vs", "and", a comma, or where a kind comes a second time."""
    groups: list[dict[str, Span]] = [{}]
    for span in parse.spans:
        if span.kind == "word" and span.text.casefold().strip(".") in _SEPARATORS:
            groups.append({})
        elif span.kind in _FILL:
            if (
                span.kind == "region"
                and "region" in groups[-1]
                and _qualifies(groups[-1]["region"], span, parse.words, names)
            ):
                whole = groups[-1]["region"]
                groups[-1]["region"] = Span(
                    whole.first, span.last, "region", f"{whole.value} {span.value}", f"{whole.text}, {span.text}"
                )
                continue
            if span.kind in groups[-1]:
                groups.append({})
            groups[-1][span.kind] = span
    filled = [group for group in groups if group]
    return _crossed(filled)


def _qualifies(place: Span, more: Span, words: Sequence[Atom], names: Names) -> bool:
    """True for the country in "Paris, France": a wider place right after a place."""
    touches = place.last == more.first and not words[more.first].gap.strip(" ,(")
    return touches and names.is_wide(str(more.value))


def _crossed(groups: list[dict[str, Span]]) -> list[dict[str, Span]]:
    """Groups as they are when they pair up; every combination when several kinds vary on their own."""
    several = [kind for kind in _FILL if len({g[kind].text.casefold() for g in groups if kind in g}) > 1]
    if len(several) < 2 or all(sum(kind in g for g in groups) == len(groups) for kind in several):
        return groups
    counts = {kind: sum(kind in g for g in groups) for kind in several}
    if len(set(counts.values())) == 1 and all(
        all(k in g for k in several) or not any(k in g for k in several) for g in groups
    ):
        return groups
    out: list[dict[str, Span]] = [{}]
    for kind in _FILL:
        options = list({g[kind].text.casefold(): g[kind] for g in groups if kind in g}.values())
        if options:
            out = [{**one, kind: option} for one in out for option in options]
    return out[:16]


def _said_of(segment: dict[str, Span]) -> Said:
    def words(kind: str) -> str | None:
        span = segment.get(kind)
        if span is None:
            return None
        if isinstance(span.value, Known):
            return span.value.display if span.read or not span.value.own else span.text
        if isinstance(span.value, RoleKey):
            return span.read or span.text
        return str(span.value)

    return Said(words("company"), words("role"), words("region"), words("level"))


def _filled(groups: list[Said]) -> list[Said]:
    """Each group with what it lacks from the nearest group that has it, those after it first."""
    out: list[Said] = []
    having = {kind: [j for j, group in enumerate(groups) if getattr(group, kind)] for kind in _FILL}
    plain_roles = (
        g.role for g in groups if g.role and role_key(keys(g.role)).core and not role_key(keys(g.role)).seniority
    )
    other = next(plain_roles, None)
    for i, group in enumerate(groups):
        parts = {kind: getattr(group, kind) for kind in _FILL}
        for kind, at in having.items():
            if parts[kind] is None and at:
                place = bisect_left(at, i)
                near = min(at[max(place - 1, 0) : place + 1], key=lambda j: (abs(j - i), j < i))
                parts[kind] = getattr(groups[near], kind)
        if parts["role"] and other and "software" in fold(other) and not role_key(keys(parts["role"])).core:
            parts["role"] = f"{parts['role']} {other}"
        out.append(Said(**parts))
    return list(dict.fromkeys(out))


# --- follow-ups

_CONTINUES = re.compile(
    r"\s*(?:and|&|or|what about|whatabout|how about|hows about|what if|same|also|plus|then|ok(?:ay)?(?: and| but| "
    r"what| so)|but|no[,. ]|nope|i meant|"
    r"actually|sorry|so what about|now|instead|for|in|at|with|the same|versus|vs)\b",
)  # fmt: skip


def _subjects_before(history: Sequence[Turn]) -> tuple[Said, ...]:
    for turn in reversed(history):
        said = tuple(s for s in turn.question.said if s != Said())
        gone = turn.question.unknown
        if said or gone:
            said = said or (Said(),)
            lost: dict[str, str] = {u.kind: u.phrase for u in gone}
            return tuple(Said(*(getattr(s, kind) or lost.get(kind) for kind in _FILL)) for s in said)
    return ()


def _chosen(message: str, history: Sequence[Turn]) -> tuple[Said, ...]:
    """The subject completed by an answer to "which do you mean?"."""
    if not history or not history[-1].question.unclear:
        return ()
    last = history[-1].question
    wanted = joined(re.sub(r"^\s*(?:the|for|in|at|i mean|i meant|as an?|an?)\s+", "", message, flags=re.I))
    for doubt in last.unclear:
        for choice in doubt.choices:
            if joined(choice) == wanted:
                return tuple(replace(said, **{doubt.kind: choice}) for said in last.said)
        if doubt.kind == "level" and len(found := match_level(doubt.choices, message.strip(" .?!"))) == 1:
            return tuple(replace(said, level=found[0]) for said in last.said)
    return ()


def _without_seniority(role: str) -> str:
    words = list(keys(role))
    key = role_key(words)
    while len(words) > 1 and role_key(words[1:]).core == key.core and role_key(words).seniority:
        words = words[1:]
    return " ".join(words)


# --- looking a subject up


@dataclass(slots=True)
class _Lookup:
    """Finds the guide and the row that a subject's words mean; what it can't find it says instead of guessing.

    loose: a missing company or role is no fault (a ranking over all). gone: kinds already known to be unknown.
    """

    names: Names
    loose: bool
    gone: AbstractSet[str]

    def subject(self, said: Said) -> tuple[Subject, list[Unclear], list[Unknown], list[str]]:
        """The subject, the doubts, what is not held, and notes on how names were read."""
        key = self._key(said)
        slugs, doubts, missing = self._companies(said, key)
        if doubts or missing or self.gone & {"company", "role"}:
            return Subject(), doubts, missing, []
        if not slugs:
            job, notes = self._anywhere(key, said)
            return Subject(None, job.slug if job else None, said.region), [], [], notes
        outcomes = [self._in(slug, said, key) for slug in slugs]
        if len(outcomes) > 1:
            outcomes = _the_fitting(outcomes)
        if len(outcomes) > 1:
            choices = tuple(f"{self.names.tables.held[o[0].company or ''].display} ({o[0].company})" for o in outcomes)
            return Subject(), [Unclear("company", said.company or "", choices)], [], []
        return outcomes[0]

    def _key(self, said: Said) -> RoleKey | None:
        if not said.role:
            return None
        flat, roles = "".join(keys(said.role)), self.names.tables.roles
        return roles.get(flat) or roles.get(flat.removesuffix("s")) or role_key(keys(said.role))

    def _companies(self, said: Said, key: RoleKey | None) -> tuple[tuple[str, ...], list[Unclear], list[Unknown]]:
        if said.company:
            known = self.names.companies(said.company)
            if known is None and said.company in self.names.tables.held:
                known = Known(said.company, (said.company,))
            if known is None or not known.slugs:
                return (), [], [Unknown("company", said.company, self.names.nearby_companies(said.company))]
            return known.slugs, [], []
        if self.loose or self.gone & {"company"} or key is None:
            return (), [] if self.loose or self.gone else [Unclear("company", "", ())], []
        alike = (*self.names.wider(key), self.names.plain(key))
        jobs = self._jobs_anywhere(key) or [job for one in alike if one for job in self._jobs_anywhere(one)]
        found = tuple(dict.fromkeys(job.company for job in jobs))
        if len(found) == 1:
            return found, [], []
        if not found:
            return (), [], [Unknown("role", said.role or "", ())]
        choices = tuple(dict.fromkeys(self.names.display(slug) for slug in found))
        return (), [Unclear("company", "", choices)], []

    def _jobs_anywhere(self, key: RoleKey) -> list[Job]:
        return [job for company in self.names.tables.jobs for job in self.names.role(company, key)]

    def _anywhere(self, key: RoleKey | None, said: Said) -> tuple[Job | None, list[str]]:
        """A guide of the role, whoever's; of the wider role that takes it in, said so, where nobody has its own."""
        if key is None:
            return None, []
        if own := next(iter(self._jobs_anywhere(key)), None):
            return own, []
        wide = next((job for one in self.names.wider(key) for job in self._jobs_anywhere(one)), None)
        return wide, [_stands_for(said.role, "", wide)] if wide else []

    def _in(
        self, company: str, said: Said, key: RoleKey | None
    ) -> tuple[Subject, list[Unclear], list[Unknown], list[str]]:
        job, level, doubt, missing = self._job(company, said, key)
        notes: list[str] = []
        if job is None and key is not None and any(gone.kind == "role" for gone in missing):
            job, level, doubt, missing, notes = self._taken_in(company, said, key, missing)
        subject = Subject(company, job.slug if job else None, said.region)
        if job is None:
            return subject, doubt, missing, []
        bands = self.names.facts.bands(company, job.slug)
        region, how, doubt, missing = self._region(said, bands)
        if region and how == "within" and said.region:
            notes.append(f"The one row of this guide in {said.region} is {region}.")
        subject = replace(subject, region=region)
        here = [band for band in bands if region in (None, band.region)]
        found, more, gone = self._level(level, here, said) if not missing and not doubt else (None, [], [])
        return replace(subject, level=found), doubt + more, missing + gone, notes

    def _job(
        self, company: str, said: Said, key: RoleKey | None
    ) -> tuple[Job | None, str | None, list[Unclear], list[Unknown]]:
        jobs = self.names.jobs(company)
        level = said.level
        code = joined(level) if level else ""
        if code:
            coded = [j for j in jobs if code in j.codes and (key is None or _same_trade(self.names, key, j))]
            if len(coded) == 1:
                return coded[0], None, [], []
        if key is None:
            if len(jobs) == 1 or self.loose:
                return (jobs[0] if len(jobs) == 1 else None), level, [], []
            return None, None, [Unclear("role", "", tuple(job.display for job in jobs))], []
        found = self.names.role(company, key)
        if len(found) == 1:
            return found[0], level, [], []
        if len(found) > 1:
            return None, None, [Unclear("role", said.role or "", tuple(job.display for job in found))], []
        if key.vague and not key.seniority:
            fitting = tuple(j.display for j in jobs if "engineer" in fold(j.display))
            return None, None, [Unclear("role", said.role or "", fitting or tuple(j.display for j in jobs))], []
        if key.seniority and not level:
            job = self._by_level(company, key)
            if job is not None:
                return job, " ".join(key.seniority), [], []
        if self.loose and not said.company:
            return None, level, [], []
        return None, None, [], [Unknown("role", said.role or "", _near_jobs(self.names, jobs, key))]

    def _taken_in(
        self, company: str, said: Said, key: RoleKey, missing: list[Unknown]
    ) -> tuple[Job | None, str | None, list[Unclear], list[Unknown], list[str]]:
        """The guide of the wider role that takes a small title in, said so; else a choice of roles where the title is
        a known one; else what was missing."""
        wider = self.names.wider(key)
        for one in wider:
            found = self.names.role(company, one)
            job = found[0] if len(found) == 1 else self._by_level(company, one) if one.seniority else None
            if job is not None:
                level = " ".join(one.seniority) if one.seniority and not found else said.level
                return job, level, [], [], [_stands_for(said.role, f" at {self.names.display(company)}", job)]
        if wider or self.names.plain(key):
            near = next(gone.nearby for gone in missing if gone.kind == "role")
            return None, None, [Unclear("role", said.role or "", near)], [], []
        return None, None, [], missing, []

    def _by_level(self, company: str, key: RoleKey) -> Job | None:
        """The plain role's guide, where it has a row for the seniority asked."""
        for job in self.names.role(company, RoleKey((), self.names.canonical(key).core)):
            levels = {band.level for band in self.names.facts.bands(company, job.slug) if band.level}
            if match_level(levels, " ".join(key.seniority)):
                return job
        return None

    def _region(self, said: Said, bands: Sequence[Band]) -> tuple[str | None, str, list[Unclear], list[Unknown]]:
        held = tuple(dict.fromkeys(band.region for band in bands))
        if said.region is None or "region" in self.gone:
            return None, "", [], []
        rows, how = find_region(self.names, held, said.region)
        if len(rows) == 1:
            return rows[0], how, [], []
        if rows:
            return None, "", [Unclear("region", said.region, rows)], []
        near = self.names.around(held, said.region)
        return None, "", [], [Unknown("region", said.region, (*near, *(r for r in held if r not in near)))]

    def _level(
        self, level: str | None, bands: Sequence[Band], said: Said
    ) -> tuple[str | None, list[Unclear], list[Unknown]]:
        held = tuple(dict.fromkeys(band.level for band in bands if band.level))
        plain = any(band.level is None for band in bands)
        if level is None:
            several = len(held) > 1 or (
                held and plain and len({b.region for b in bands if b.level} & {b.region for b in bands if not b.level})
            )
            if several:
                return None, [Unclear("level", "", held)], []
            return (held[0] if len(held) == 1 and not plain else None), [], []
        found = match_level(held, level)
        if len(found) == 1:
            return found[0], [], []
        if found:
            return None, [Unclear("level", level, found)], []
        return None, [], [Unknown("level", level, held)]


def _stands_for(title: str | None, where: str, job: Job) -> str:
    return f"The guides have no rows of their own for “{title}”{where}; these are the figures for {job.display}."


def _the_fitting(
    outcomes: list[tuple[Subject, list[Unclear], list[Unknown], list[str]]],
) -> list[tuple[Subject, list[Unclear], list[Unknown], list[str]]]:
    """Of companies that share a name, those that hold the role and region asked; all when none does."""
    fitting = [one for one in outcomes if not one[2]]
    return fitting or outcomes[:1]


def left_out(names: Names, held: Sequence[str], without: Sequence[str]) -> frozenset[str]:
    """The rows that places left out name."""
    return frozenset(row for phrase in without for row in find_region(names, held, phrase)[0])


def find_region(names: Names, held: Sequence[str], phrase: str) -> tuple[tuple[str, ...], str]:
    """The rows that a region's phrase names, a state or country behind the city checked; ((), "") when none does."""
    rows, how = names.regions(held, phrase)
    if rows:
        return rows, how
    words = re.split(r"[\s,]+", phrase.strip())
    for cut in range(1, min(3, len(words))):
        city, more = " ".join(words[:-cut]), " ".join(words[-cut:])
        rows, how = names.regions(held, city)
        wider = US_STATES.get(more.casefold(), more)
        keyed = names.tables.place_names.get(joined(wider), frozenset()) | {joined(wider)}
        held_in = [row for row in rows if keyed & (names.place(row).within | names.place(row).names)]
        if how in ("exact", "part") and held_in:
            return tuple(held_in), how
    return (), ""


def _same_trade(names: Names, key: RoleKey, job: Job) -> bool:
    core = names.canonical(key).core
    return key.vague or any(k.core == core for k in job.keys)


def _near_jobs(names: Names, jobs: Sequence[Job], key: RoleKey) -> tuple[str, ...]:
    """The roles held that share the specialty, then those that share a word; all when none does."""
    wanted = names.canonical(key)
    cores = {wanted.core, *(wide.core for wide in names.wider(key))}
    same = [j.display for j in jobs if any(k.core in cores for k in j.keys)]
    words = set(keys(names.said_role(wanted)))
    alike = [
        j.display
        for j in jobs
        if len(words & set(keys(j.display)) - titles.generic() - titles.ranks()) and j.display not in same
    ]
    return tuple([*same, *alike] or [j.display for j in jobs])


# --- levels

_SPAN = re.compile(r"([a-z]+)(\d+)\s*[-–/]\s*([a-z]*)(\d+)", re.I)


def match_level(held: Iterable[str], wanted: str) -> tuple[str, ...]:
    """The levels among held that words or a code name: "L4" is in "Mid (L3-L4)", "senior" is "Senior (L5)", not "Senior
    II"."""
    levels = tuple(held)
    tiers: tuple[Callable[[str], bool], ...] = (
        lambda level: joined(level) == joined(wanted),
        lambda level: joined(wanted) in _codes(level)[0],
        lambda level: (
            joined(unbracketed_level(level)) == joined(wanted) and not re.search(r"[+-]\s*$", unbracketed_level(level))
        ),
        lambda level: joined(wanted) in _codes(level)[1],
        lambda level: (
            joined(wanted) in {joined(p) for p in re.split(r"[/,]", unbracketed_level(level).rstrip("+ "))}
            and not unbracketed_level(level).endswith("-")
        ),
        lambda level: (
            _CODE.fullmatch(joined(wanted)) is None
            and joined(wanted) == "".join(k for k in keys(level) if not _CODE.fullmatch(k))
        ),
    )
    for fits in tiers:
        if found := tuple(level for level in levels if fits(level)):
            return found
    return ()


def unbracketed_level(level: str) -> str:
    """A level's name without its code in brackets."""
    return re.sub(r"\s*\([^()]*\)", "", level).strip()


def _codes(level: str) -> tuple[set[str], set[str]]:
    """The codes a level's name states, exactly, and those it takes in at an open end ("L6+")."""
    exact: set[str] = set()
    text = fold(level)
    for span in _SPAN.finditer(text):
        low, high = int(span[2]), int(span[4])
        exact |= {f"{span[1]}{n}" for n in range(low, high + 1)} if high - low < 10 else set()
    open_: set[str] = set()
    for code in re.finditer(r"\b([a-z]{1,3})(\d{1,2})([+-]?)", text):
        (open_ if code[3] == "+" or (code[3] == "-" and not _SPAN.search(text)) else exact).add(code[1] + code[2])
    return exact, open_


# --- rankings, rates, offers

_WHICH_OFFER = re.compile(
    r"\bwhich (?:one |offer |job |company |of (?:them|the two|these) )?(?:is |are |would be |should i |do i |to "
    r"|pays? )*(?:better|best|more|worth|take|pick|choose|accept|go)\b|"
    r"\bcompare (?:it |them |this |that |both |these )?(?:(?:with|to|against) )?(?:my |the |an? |two |both |these "
    r")*(?:\w+ )?offers?\b|\bbetter offer\b|"
    r"\bcompare (?:them|both|these)\b|\b(?:two|both|three|2|3) (?:\w+ )?offers\b|\boffers? (?:a|b|1|2|one|two)\b"
)
"""Asks which of several offers is worth more."""


def _between(question: Question, taken: Message, parse: Parse) -> Between | None:
    """Where a message asks which of several offers is better: the offers that it lays out, if it does."""
    if question.intent in ("invent", "out_of_scope") or not _WHICH_OFFER.search(fold(question.text)):
        return None
    return Between(_laid_out(taken, parse) if _WHICH_OFFER.search(fold(taken.text)) else ())


def _laid_out(taken: Message, parse: Parse) -> tuple[Offer, ...]:
    """The offers of a message that lays out several, each from the company named before its figures."""
    message = taken.text
    named = [(parse.words[span.first].start, _said_of({"company": span}).company or "") for span in parse.of("company")]
    named += [(message.find(u.phrase), u.phrase) for u in parse.unknown if u.kind == "company" and u.phrase in message]
    starts = sorted({start: name for start, name in named if start >= 0}.items())
    ends = [*(start for start, _ in starts), len(message)][1:] if starts else []
    found = []
    for (start, name), end in zip(starts, ends, strict=True):
        inside = [one for one in taken.amounts if start <= one.start and one.end <= end]
        part = figures_of(message[start:end], [replace(m, start=m.start - start, end=m.end - start) for m in inside])
        offer = read_offer(message[start:end], None, ours=lambda _: True, figures=part).offer
        if offer is not None and offer.base is not None:
            found.append(offer.model_copy(update={"company": name[:LONGEST_WORDS]}))
    return tuple(found)[:MOST_LISTED]


def _with_offer(question: Question, taken: Message, names: Names, typed: Typing | None = None) -> Question:
    """The question with the person's own figures in it, those of an offer that was known before kept."""
    company = next((s.company for s in question.subjects if s.company), None)
    known = question.profile.offer
    if known is not None and company and known.company not in (None, company):
        known = None
    if question.intent in FIGURE_INTENTS:
        return replace(question, offer=known)

    def ours(phrase: str) -> bool:
        found = names.companies(phrase)
        return found is not None and company in found.slugs

    money = taken.money(known, company, ours if company else None, typed)
    offer = money.offer
    if offer is not None and money.fresh and company:
        offer = offer.model_copy(update={"company": company})
    return replace(question, offer=offer, others=money.others, money=money, vague=taken.vague)
