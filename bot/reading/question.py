"""A message and its history to a Question: what is asked, about whom, and the user's own figures."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from bot.reading.excluded import without_left_out
from bot.reading.labelled import settled
from bot.reading.laid_out import held_again, laid_out, lie_side_by_side
from bot.reading.lookup import Lookup, left_out, match_level
from bot.reading.measure import (
    ASCENDING,
    AT_ONE_END,
    COMPARES,
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
from bot.reading.names import Names
from bot.reading.parse import (
    FILL,
    Parse,
    _components,
    _segments,
    _title,
    find_unknown,
    merged_roles,
    said_of,
    said_of_offer,
    without_employer,
    written_as_name,
)
from bot.reading.rise import more_of
from bot.reading.roles import role_key
from bot.reading.spans import spans
from bot.reading.staged import stage_of, staged
from bot.reading.terms import Profile, Typing
from bot.reading.types import Between, Intent, Question, Said, Subject, Turn, Unclear, Unknown, Wishes
from bot.reading.words import fold, joined, keys
from ingest.guide.types import ComponentName
from ingest.lexicon.companies import employers, is_employer
from ingest.lexicon.phrases import beside

_said = beside(__file__, "asking", {"end": r"\W*$"})

FIGURE_INTENTS: tuple[Intent, ...] = ("band", "compare", "rank")
_OWN: tuple[Intent, ...] = ("offer", "strategy", "letter")
"""What is asked of one's own offer."""


Decided = tuple[Intent, str] | None
"""What a message asks besides figures, and its topic; None: figures, whose kind its words tell."""


class Questions:
    """Builds the question that look-ups take from a message, over one index's names."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def taken(self, message: str) -> Parse:
        """The message's words taken apart: which name a company, role, region, level or part of pay."""
        parse = self._parse(PERCENTILE.without(message))
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
            # Words of advice ("push", "contradicting") aren't names; only what is known or stands written as one is.
            strange = [unknown for unknown in parse.unknown if unknown.kind == "company"]
            phrases = {unknown.phrase for unknown in strange}
            written = {one for one in phrases if one.casefold() in employers() or written_as_name(message, one)}
            named = [unknown for unknown in strange if unknown.phrase in written]
            parse = replace(parse, unknown=named)
        said = self._said(parse, history, profile, message, advice is not None)
        own = said_of_offer(profile.offer)
        if own and advice and advice[0] in _OWN and not parse.named and not _chosen(message, history):
            # "Is my offer good?" is about the offer, whatever was looked up last.
            said = (own,)
        if parse.without and not parse.of("region"):
            # "And outside London?": not the region of the message before.
            said = tuple(dict.fromkeys(replace(one, region=None) for one in said))
        components = parse.components or self._inherited_components(parse, history, message)
        bound = bound_of(message, taken.amounts)
        intent, topic = advice or self.figures(message, parse, said, last, bound)
        if (intent, topic) == ("rank", "company") and not parse.of("company"):
            # "Top 5 companies in London" after a question about one of them is not about that one.
            said = tuple(dict.fromkeys(replace(one, company=None) for one in shared(said, parse)))
        question = Question(
            taken.whole or message, intent, components=components, topic=topic, said=said, profile=profile,
            limit=limit_of(message), without=parse.without, descending=not ASCENDING.search(fold(message)),
            rates=rates_of(message), notes=tuple(parse.notes), bound=bound if intent == "rank" else None,
        )  # fmt: skip
        question = _with_offer(self.resolved(question, parse.unknown, history), taken, self.names, typed)
        question = self._as_a_letter_says(question, parse, history)
        offered = profile.offer is not None or (last is not None and last.intent == "offer")
        supposed = offered and bool(_WHAT_IF.starts(fold(message)))
        chosen = topic == "compare" or (intent not in ("invent", "out_of_scope") and _asks_which_offer(message))
        companies = len(parse.companies())
        beside = any(unknown.kind == "company" for unknown in question.unknown) and profile.offer is not None
        several = intent == "offer" and (companies > 1 or (companies == 1 and beside))
        laid = laid_out(taken, parse, typed) if chosen or several else ()
        again = () if laid or parse.companies() else held_again(taken, typed, profile)
        return replace(
            question,
            supposed=supposed and bool(taken.amounts) and intent == "offer",
            between=Between(laid or again)
            if chosen or again or lie_side_by_side(laid, taken, typed, question)
            else None,
            person=taken.person,
            wishes=taken.wishes if advice else Wishes(),
            more=more_of(taken, components, question.offer or profile.offer) if advice else None,
        )

    def _as_a_letter_says(self, question: Question, parse: Parse, history: Sequence[Turn]) -> Question:
        """The question about the role and the place of work that a letter names, whoever else and whatever other place
        stands in it: its writer's title, the town in its head."""
        told = question.money.offer if question.money is not None and question.money.letter else None
        if told is None or not (told.role or told.region) or not question.said:
            return question
        first = next((one for one in question.said if one.company), question.said[0])
        strange = [one for one in parse.unknown if one.kind == "company"]
        found = question
        for role in dict.fromkeys((told.role or first.role, first.role)):
            said = replace(first, role=role, region=told.region or first.region)
            found = self.resolved(replace(question, said=(said,)), strange, history)
            if any(one.role for one in found.subjects):
                break
        return found

    # taking apart

    def _parse(self, message: str) -> Parse:
        words, found = spans(message, self.names)
        found, without = without_left_out(message, words, without_employer(message, words, found))
        parse = Parse(words, merged_roles(words, found), without=without)
        parse.components, parse.pay = _components(parse.spans)
        find_unknown(parse, self.names)
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
        new = _filled([said_of(segment) for segment in parse.segments]) or [Said()]
        before = _subjects_before(history)
        kinds = {u.kind for u in parse.unknown}
        first = new[0]
        complete = bool(first.company or "company" in kinds) and bool(first.role or "role" in kinds)
        if complete and not _CONTINUES.starts(fold(message)):
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
            and not _CONTINUES.starts(fold(message))
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
        return () if whole and not _CONTINUES.starts(fold(message)) else last.components

    # the kind of question

    def figures(
        self, message: str, parse: Parse, said: tuple[Said, ...], last: Question | None, bound: Bound | None
    ) -> tuple[Intent, str]:
        text = fold(message)
        about = parse.named or bool(parse.components) or parse.pay
        only_company = bool(parse.of("company")) and not (parse.of("role") or parse.of("region") or parse.of("level"))
        if only_company and not (parse.components or parse.pay) and any(span.kind == "unknown" for span in parse.spans):
            about = bool(parse.unknown)
        if (what := ranked(text)) and (about or WHAT_IS_RANKED.first(text)):
            return "rank", what
        if (
            not parse.of("company")
            and not parse.unknown
            and RANKS.search(text)
            and parse.components
            and (parse.of("role") or parse.of("region"))
        ):
            return "rank", "company"
        if _ranks_companies(parse, said, text):
            return "rank", "company"
        if not parse.of("company") and not parse.unknown and (
            (SPREAD.search(text) and (parse.of("role") or parse.components))
            or (bound and _said("who_pays").search(text))
        ):  # fmt: skip
            return "rank", "company"
        if len(said) > 1 or (COMPARES.search(text) and about):
            return "compare", ""
        if about:
            keep = (
                last is not None
                and last.intent in ("compare", "rank")
                and _CONTINUES.starts(text)
                and not parse.of("role")
            )
            return ("rank", last.topic) if keep and last and last.intent == "rank" else ("band", "")
        return "passage", ""

    # looking up

    def resolved(self, question: Question, unknown: Sequence[Unknown], history: Sequence[Turn]) -> Question:
        """The question with whom it speaks of looked up: its subjects, and what of them is unclear or not held."""
        question, unknown = _with_town(question, unknown, self.names)
        subjects: list[Subject] = []
        unclear: list[Unclear] = []
        missing: list[Unknown] = list(unknown)
        notes = list(question.notes)
        loose = question.intent == "rank" or question.intent not in (*FIGURE_INTENTS, "offer")
        kinds = {u.kind for u in unknown}
        stage = stage_of(question.text) if question.intent == "band" else ""
        if stage:  # "at seed" names no company
            missing = [u for u in missing if keys(u.phrase) != keys(stage)]
        if question.intent == "compare" and all(said.company for said in question.said):
            kinds -= {"company"}  # One that isn't held beside one that is: the comparison says so.
        for said in question.said:
            of_stage = staged(self.names, said, stage) if stage else None
            if of_stage:
                subject, doubts, gone, note = of_stage[0], [*of_stage[1]], [*of_stage[2]], list[str]()
            else:
                subject, doubts, gone, note = Lookup(self.names, loose, kinds).subject(said)
            subject, gone = self._outside(subject, gone, question.without)
            subjects.append(subject)
            unclear += [d for d in doubts if d not in unclear]
            missing += [g for g in gone if g not in missing]
            notes += [n for n in note if n not in notes]
        if question.intent == "band" and (unclear or missing):
            by_label = settled(self.names, question.said, question.text, (subjects[0], unclear, missing))
            if by_label is not None:
                subjects, notes = [by_label[0]], list(question.notes)
                unclear, missing = by_label[1:]
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


def _with_town(question: Question, unknown: Sequence[Unknown], names: Names) -> tuple[Question, Sequence[Unknown]]:
    """The one town that no guide knows as the place that is asked about, where a row of the company's is for the area
    it lies in."""
    towns = [one for one in unknown if one.kind == "region"]
    known = names.companies(question.said[0].company or "") if len(question.said) == 1 else None
    if len(towns) != 1 or known is None or question.said[0].region:
        return question, unknown
    held = [region for slug in known.slugs for region in names.facts.regions(slug)]
    if not names.taking_in(held, towns[0].phrase):
        return question, unknown
    said = (replace(question.said[0], region=towns[0].phrase),)
    return replace(question, said=said), [one for one in unknown if one is not towns[0]]


def _ranks_companies(parse: Parse, said: Sequence[Said], text: str) -> bool:
    """ "Best paid L5 engineers", "top L5 base": without a company, now or before, it is asked which one pays so."""
    named = parse.of("role") or parse.of("level")
    nobody = not (parse.unknown or any(one.company for one in said))
    return bool(nobody and named and RANKS.search(text) and not AT_ONE_END.search(text))


def shared(said: Sequence[Said], parse: Parse) -> list[Said]:
    """The subjects without those parts that this message doesn't name and in which the earlier ones differ: after
    three places side by side, "which company pays most?" is about any place."""
    gone = [kind for kind in FILL if not parse.of(kind) and len({getattr(one, kind) for one in said}) > 1]
    return [replace(one, **dict.fromkeys(gone)) for one in said]


_WHAT_IF = _said("what_if")


def _filled(groups: list[Said]) -> list[Said]:
    """Each group with what it lacks from the nearest group that has it, those after it first."""
    out: list[Said] = []
    having = {kind: [j for j, group in enumerate(groups) if getattr(group, kind)] for kind in FILL}
    plain_roles = (
        g.role for g in groups if g.role and role_key(keys(g.role)).core and not role_key(keys(g.role)).seniority
    )
    other = next(plain_roles, None)
    for i, group in enumerate(groups):
        parts = {kind: getattr(group, kind) for kind in FILL}
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

_CONTINUES = _said("continues")


def _subjects_before(history: Sequence[Turn]) -> tuple[Said, ...]:
    for turn in reversed(history):
        said = tuple(s for s in turn.question.said if s != Said())
        gone = turn.question.unknown
        if said or gone:
            said = said or (Said(),)
            lost: dict[str, str] = {u.kind: u.phrase for u in gone}
            return tuple(Said(*(getattr(s, kind) or lost.get(kind) for kind in FILL)) for s in said)
    return ()


def _chosen(message: str, history: Sequence[Turn]) -> tuple[Said, ...]:
    """The subject completed by an answer to "which do you mean?"."""
    if not history or not history[-1].question.unclear:
        return ()
    last = history[-1].question
    wanted = joined(_said("choice_led").behind(message))
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


# --- rankings, rates, offers

_WHICH_OFFER = _said("which_offer")
"""Asks which of several offers is worth more."""


def _asks_which_offer(message: str) -> bool:
    return _WHICH_OFFER.search(fold(message)) is not None


OFFERED = 0.6
"""From this probability on, an amount beside a question for a figure is an offer."""


def _with_offer(question: Question, taken: Message, names: Names, typed: Typing | None = None) -> Question:
    """The question with the person's own figures in it, those of an offer that was known before kept."""
    strange = next(filter(is_employer, _strangers(question)), None)
    if (
        strange
        and strange.casefold() in taken.text.casefold()
        and not any(which == "company" for *_, which in taken.names)
    ):
        company: str | None = strange  # It alone is named: its figures are none of the company's that was talked about.
    else:
        company = next((s.company for s in question.subjects if s.company), None)
    known = question.profile.offer
    if known is not None and company and known.company not in (None, company):
        known = None
    if question.intent in FIGURE_INTENTS and not _tells_an_offer(typed):
        return replace(question, offer=known)

    def ours(phrase: str) -> bool:
        found = names.companies(phrase)
        return found is not None and company in found.slugs

    money = taken.money(known, company, ours if company else None, typed)
    offer = money.offer
    whose = company or (strange if offer and not offer.company else None)
    if offer is not None and money.fresh and whose:
        offer = offer.model_copy(update={"company": whose})
    return replace(question, offer=offer, others=money.others, money=money, vague=taken.vague)


def _tells_an_offer(typed: Typing | None) -> bool:
    """Whether one of the numbers beside a question for figures is, for sure, what was offered."""
    return any(one.what == "own_offer" and one.part == "base" and one.sure >= OFFERED for one in (typed or {}).values())


def _strangers(question: Question) -> Iterator[str]:
    """The companies that were named and that the guides don't hold."""
    return (one.phrase for one in question.unknown if one.kind == "company")
