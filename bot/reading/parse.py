"""A message taken apart: the names in it, in groups that belong together, and words that may be names nobody knows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bot.reading.names import Names
from bot.reading.roles import RoleKey
from bot.reading.spans import Span, is_foreign, stops
from bot.reading.strange import Strange, named, said_elsewhere
from bot.reading.tables import KnownName
from bot.reading.terms import Offer
from bot.reading.types import Said, Unknown
from bot.reading.whole import starts
from bot.reading.words import Atom
from ingest.amounts.mention import CODES
from ingest.guide.types import COMPONENTS, ComponentName
from ingest.lexicon.phrases import beside

_said = beside(__file__, "asking")


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
    trace: list[str] = field(default_factory=list)

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

    def companies(self) -> list[Span]:
        """Its companies in the order of the text."""
        return [span for span in self.spans if span.kind == "company"]

    def at(self, span: Span) -> tuple[int, int]:
        """First character and last (exclusive) of a span."""
        return self.words[span.first].start, self.words[span.last - 1].end

    def about(self, others: Sequence[Span], first: Span | None, names: Names) -> "Parse":
        """The same without companies that nobody asks about; first: the company that comes first then."""
        spans = tuple(replace(s, kind="word", value=None, read="") if s in others else s for s in self.spans)
        segments = _segments(replace(self, spans=spans), names)
        if first is not None:
            segments.sort(key=lambda group: group.get("company") != first)
        return replace(self, spans=spans, segments=segments)


# --- the message's parts


_SEPARATORS = frozenset("vs versus or and than compared against versus nor".split())
FILL: tuple[str, ...] = ("company", "role", "region", "level")
_EMPLOYER = re.compile(
    r"\b(?:i['’]?m|i am|i (?:currently |now )?work|currently|working)\b[^.?!;]{0,50}?\b(?:at|for|with)\s+(?P<now>[^,"
    r".;!?]{2,40}?)"
    r"(?=[,;]?\s+(?:and |but |now |currently |who |with )*(?:i['’]?m |i am |i have |i['’]ve |got |have )?(?:an? "
    r")?(?:interview\w*|applying|applied|"
    r"offer(?:ed)?|joining|moving|switching|negotiating|talking|considering)\b)",
    re.IGNORECASE,
)


def without_employer(message: str, words: Sequence[Atom], found: Sequence[Span]) -> Sequence[Span]:
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


def merged_roles(words: Sequence[Atom], found: Sequence[Span]) -> tuple[Span, ...]:
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
    if isinstance(span.value, KnownName):
        return span.value.display
    return span.read.title() if span.kind == "role" else span.read


def find_unknown(parse: Parse, names: Names) -> None:
    """The words nothing explains that stand where a name stands."""
    runs: list[list[int]] = []
    for i, span in enumerate(parse.spans):
        if span.kind != "unknown":
            continue
        if runs and runs[-1][-1] == i - 1 and not (stops(gap := parse.words[span.first].gap) or "," in gap):
            runs[-1].append(i)
        else:
            runs.append([i])
    companies = [span for span in parse.spans if span.kind == "company"]
    for run in _without_verbs(runs, parse):
        kind, phrase, why = named(Strange(parse.words, parse.spans, run, bool(companies)))
        if phrase.upper() in CODES:
            kind, why = "", "a currency"
        parse.trace.append(f"“{phrase or '...'}”: {kind or 'no name'} ({why})")
        if kind == "company":
            parse.unknown.append(Unknown("company", phrase, names.nearby_companies(phrase)))
        elif kind:
            parse.unknown.append(Unknown(kind, phrase, ()))


def _without_verbs(runs: list[list[int]], parse: Parse) -> list[list[int]]:
    """The runs without what follows a name in another language: "nubank viro" is the name alone."""
    if not is_foreign(parse.words):
        return runs
    for run in runs:
        while len(run) > 1 and said_elsewhere(parse.words[parse.spans[run[-1]].first]):
            run.pop()
    return runs


def written_as_name(message: str, phrase: str) -> bool:
    return phrase[:1].isupper() and any(
        message.startswith(phrase, at) and _said("before_names").ends(message[max(0, at - 10) : at])
        for at in starts(phrase, message)
    )


def _segments(parse: Parse, names: Names) -> list[dict[str, Span]]:
    """The names in groups, a new one after "or", "vs", "and", a comma, or where a kind comes a second time."""
    groups: list[dict[str, Span]] = [{}]
    joint = ""
    for span in parse.spans:
        if span.kind == "word" and span.text.casefold().strip(".") in _SEPARATORS:
            joint = span.text.casefold().strip(".")
            groups.append({})
        elif span.kind in FILL:
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
            near = groups[-2:] if joint == "or" else groups[-1:]
            ranked = _with_rank(near, span) if span.kind == "role" and not _is_a_step(parse, near, span) else None
            if ranked is not None:
                groups[-1]["role"] = ranked
                continue
            if span.kind in groups[-1]:
                groups.append({})
            groups[-1][span.kind] = span
    filled = [group for group in groups if group]
    return _crossed(filled)


def _is_a_step(parse: Parse, groups: Sequence[dict[str, Span]], rank: Span) -> bool:
    """Whether a rank is what a role goes to, and another than it: "from software engineer to senior"."""
    role = next((group["role"] for group in reversed(groups) if "role" in group), None)
    return role is not None and any(word.key in _STEPS for word in parse.words[role.last : rank.first])


_STEPS = frozenset(("to", "into", "than"))


def _with_rank(groups: Sequence[dict[str, Span]], rank: Span) -> Span | None:
    """The role named before with a rank that stands by itself further on: "designer, Dublin, senior", "mid or senior";
    None where it is no such."""
    role = next((group["role"] for group in reversed(groups) if "role" in group), None)
    if role is None or not isinstance(role.value, RoleKey) or not isinstance(rank.value, RoleKey):
        return None
    here = "role" in groups[-1]
    if (here and role.value.seniority) or role.value.vague or not rank.value.seniority or rank.value.core:
        return None
    bare = " ".join(word for word in role.text.split() if word.casefold() not in role.value.seniority)
    ranked = " ".join([*rank.value.seniority, bare])
    return Span(rank.first, rank.last, "role", RoleKey(rank.value.seniority, role.value.core), ranked, ranked)


def _qualifies(place: Span, more: Span, words: Sequence[Atom], names: Names) -> bool:
    """True for the country in "Paris, France": a wider place right after a place."""
    touches = place.last == more.first and not words[more.first].gap.strip(" ,(")
    return touches and names.is_wide(str(more.value))


def _crossed(groups: list[dict[str, Span]]) -> list[dict[str, Span]]:
    """Groups as they are when they pair up; every combination when several kinds vary on their own."""
    several = [kind for kind in FILL if len({g[kind].text.casefold() for g in groups if kind in g}) > 1]
    if len(several) < 2 or all(sum(kind in g for g in groups) == len(groups) for kind in several):
        return groups
    counts = {kind: sum(kind in g for g in groups) for kind in several}
    if len(set(counts.values())) == 1 and all(
        all(k in g for k in several) or not any(k in g for k in several) for g in groups
    ):
        return groups
    out: list[dict[str, Span]] = [{}]
    for kind in FILL:
        options = list({g[kind].text.casefold(): g[kind] for g in groups if kind in g}.values())
        if options:
            out = [{**one, kind: option} for one in out for option in options]
    return out[:16]


def said_of_offer(offer: Offer | None) -> Said | None:
    """Whom an offer is from, where its role is told; None elsewhere."""
    return Said(offer.company, offer.role, offer.region, offer.level) if offer is not None and offer.role else None


def said_of(segment: dict[str, Span]) -> Said:
    def words(kind: str) -> str | None:
        span = segment.get(kind)
        if span is None:
            return None
        if isinstance(span.value, KnownName):
            return span.value.display if span.read or not span.value.own else span.text
        if isinstance(span.value, RoleKey):
            return span.read or span.text
        return str(span.value)

    return Said(words("company"), words("role"), words("region"), words("level"))
