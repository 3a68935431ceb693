"""What the candidate's words do at the table: one line of theirs read into a Move; in doubt it asks back."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from bot.practice import words
from bot.practice.asks import Figure, Segment, Table, figures, parts_named, segments
from bot.practice.move import Ask, Disclosure, Kind, Move, Rationale, Reason, Topic
from bot.practice.recruiter import Act, State
from bot.practice.scenario import PARTS, TERMS, PartName, Scenario, Term


@dataclass(frozen=True, slots=True)
class View:
    """What a line is read against. closing: the recruiter has just asked for a yes to the offer; asked: the
    line that was read back and is to be confirmed, None when none was."""

    table: Table
    closing: bool = False
    asked: Move | None = None

    @property
    def scenario(self) -> Scenario:
        return self.table.scenario


def view(scenario: Scenario, state: State, act: Act, last: Move | None) -> View:
    """The view after the recruiter's last act and the move it answered."""
    return View(
        Table(scenario, state.amounts, state.asks),
        act.doing in ("agree", "confirm"),
        last if act.doing == "ask-back" else None,
    )


_LONGEST = 3000
"""Characters in a line; nobody says more at a time, and cutting one short could lose its "not"."""


def read(text: str, seen: View) -> Move:
    """One line as a Move.

    Nothing is an acceptance unless the line says so outright: negated, conditional, hedged, sarcastic, asked or
    quoted acceptances are declined, conditional or read back.
    """
    if len(text) > _LONGEST:
        return Move("unclear", unclear="that was a lot at once")
    plain = words.plain(text)
    if not any(c.isalnum() for c in plain) and not words.NOD.match(plain):
        return Move("unclear", unclear="I didn't catch that")
    if words.INJECTION.search(plain):
        return Move("injection")
    if seen.asked is not None:
        answered = _answered(plain, seen)
        if answered is not None:
            return answered
    if seen.closing and words.PLAIN_YES.match(plain):
        return Move("accept", writing=bool(words.WRITING.search(plain)))
    return _Reading.of(plain, text, seen).move()


def _answered(plain: str, seen: View) -> Move | None:
    """The answer to what was read back: yes, no, or which part; None when it is another line altogether."""
    asked = seen.asked
    if asked is None:
        return None
    if asked.reading is not None and words.YES.match(plain):
        return asked.reading
    if words.NO.match(plain) and len(plain.split()) <= 3:
        return Move("unclear", unclear="I misread that then")
    named = [p for p in parts_named(plain) if p in PARTS]
    doubtful = asked.reading.asks if asked.reading else ()
    if (
        len(named) == 1
        and doubtful
        and not figures(plain, seen.table)
        and len(plain.split()) <= 8
        and not words.NEGATION.search(plain)
    ):
        part: PartName = named[0]
        return replace(asked.reading or asked, asks=(*doubtful[:-1], replace(doubtful[-1], part=part)))
    return None


@dataclass(frozen=True, slots=True)
class _Reading:
    """Everything a line shows, before it is decided what kind of move it is."""

    plain: str
    seen: View
    figures: tuple[Figure, ...]
    segments: tuple[Segment, ...]
    acceptance: str
    sarcastic: bool

    @classmethod
    def of(cls, plain: str, text: str, seen: View) -> "_Reading":
        sarcastic = bool(words.SARCASM.search(plain)) or bool(words.SARCASM.search(text))
        return cls(plain, seen, figures(plain, seen.table), segments(plain), _acceptance(plain), sarcastic)

    def move(self) -> Move:
        """The move, decided in the order in which mistakes cost most."""
        doubt = self.doubt()
        packages = self.packages()
        asks = _asks(f for f in self.figures if f.role == "ask")
        if not asks and _MY_ASK.search(self.plain):
            asks = _asks(f for f in self.figures if f.role == "market" and f.part in PARTS)
        if asks:
            # Beside others, a figure that already stands is asked for too: it may be less than was asked before.
            named = {ask.part for ask in asks}
            asks += _asks(f for f in self.figures if f.stands and f.part not in named)
        common = self.common(asks, packages)
        if doubt is not None and not packages:
            return replace(common, kind="unclear", unclear=doubt.doubt, reading=self.as_meant(common, doubt))
        kind = self.kind(common)
        if kind == "unclear":
            return self.unclear(common)
        if kind == "accept":
            stated = _asks(f for f in self.figures if f.role in ("ask", "quoted") and f.part in PARTS)
            return replace(common, kind="accept", asks=stated)
        return replace(common, kind=kind)

    def common(self, asks: tuple[Ask, ...], packages: tuple[tuple[Ask, ...], ...]) -> Move:
        gives = tuple(self.gives())
        given = {g.part for g in gives}
        return Move(
            "rationale",
            asks=() if packages else tuple(a for a in asks if a.part not in given),
            packages=packages,
            gives=gives,
            terms=self.terms(),
            reasons=tuple(self.reasons()),
            questions=self.questions(),
            disclosures=tuple(self.disclosures()),
            conditional=self.acceptance == "if",
            ultimatum=bool(words.ULTIMATUM.search(self.plain)),
            warm=self.warm(),
            rude=bool(words.RUDE.search(self.plain)),
            time=self.wants_time(),
            recap=bool(words.RECAP.search(self.plain)),
            writing=bool(words.WRITING.search(self.plain)),
            ranged=any(f.high > f.amount for f in self.figures if f.role == "ask"),
            about=parts_named(self.plain),
        )

    def kind(self, move: Move) -> Kind:
        plain, wants = self.plain, bool(move.asks or move.packages or move.gives)
        if self.walks():
            return "walk"
        if len(move.packages) >= 2:
            return "choices"
        if self.acceptance and self.sarcastic:
            return "unclear"
        if wants and move.ultimatum and re.search(r"\bor (?:we|i|it|no|else|nothing)\b", plain):
            return "ultimatum"
        if self.acceptance and not wants and any(d.what == "floor" for d in move.disclosures):
            return "disclosure"
        if self.acceptance == "if" and "?" in plain and not wants:
            return "unclear"
        if self.acceptance == "if":
            return "conditional"
        if self.acceptance in ("yes", "doubt") and wants:
            if self.acceptance == "yes" and self.only_standing() and self.whole():
                return "accept"
            return "conditional" if move.asks else "unclear"
        if self.acceptance == "yes":
            return "accept" if self.only_standing() and self.whole() else "unclear"
        if self.acceptance == "doubt":
            return "unclear"
        if words.ULTIMATUM.search(plain):
            return "ultimatum"
        if wants:
            return "counter"
        if (self.acceptance == "no" or self.declines()) and move.time and not words.RUDE.search(plain):
            return "time"
        if self.acceptance == "no" or self.declines():
            return "question" if move.questions and self.asks_openly() else "decline"
        return self.rest(move)

    def rest(self, move: Move) -> Kind:
        """The kind of a line that neither takes, leaves nor asks for a figure."""
        plain = self.plain
        if words.NOD.match(plain):
            return "warmth" if re.fullmatch(r"(?:thanks?(?: you)?|very much|so much|[\s,.!])+", plain) else "unclear"
        if move.disclosures:
            return "disclosure"
        if re.search(r"\baccept\w*\b|\bsay(?:ing)? yes\b", words.NOT_ACCEPT.sub(" ", plain)) and not any(
            r.concrete for r in move.reasons
        ):
            return "decline" if words.NEGATION.search(plain) and "?" not in plain else "unclear"
        if re.search(r"\baccept", plain) and self.declines():
            return "decline"
        if move.time:
            return "time"
        stands = [f for f in self.figures if f.role == "quoted"]
        if (
            stands
            and len(stands) == len(self.figures)
            and self.only_standing()
            and words.ASKED.search(plain)
            and not words.DECLINE.search(plain)
        ):
            return "unclear"
        wants_more = bool(words.MORE.search(words.MARKET.sub(" ", plain))) and self.asks_more()
        if move.terms and not (move.questions and self.asks_openly() and "?" in plain and not _requests(plain)):
            return "counter"
        if move.questions and not wants_more:
            return "question"
        if move.reasons and not (wants_more and not any(r.concrete for r in move.reasons)):
            return "rationale"
        if wants_more:
            return "more"
        if move.questions:
            return "question"
        if move.warm:
            return "warmth"
        if move.rude:
            return "decline"
        if move.recap or (move.writing and not move.warm):
            return "question"
        if self.figures:
            return "unclear"
        if move.about and len(plain.split()) <= 12:
            return (
                "question"
                if "?" in plain and not words.MORE.search(plain)
                else "more"
                if _requests(plain)
                else "unclear"
            )
        if (
            words.WALK.search(plain)
            or re.search(r"\bwalk(?:ing)? away|\baccept|\bsaid yes", plain)
            or (re.match(r"(?:yes|yeah|ok|okay|sure|fine|well|alright)\b", plain) and len(plain.split()) <= 8)
        ):
            return "unclear"
        if move.writing:
            return "question"
        return "off-topic" if len(plain.split()) > 2 else "unclear"

    def unclear(self, move: Move) -> Move:
        """What can't be told, with the reading to be confirmed where there is one."""
        stands = bool(self.figures) and all(f.role == "quoted" for f in self.figures) and self.only_standing()
        nodded = (
            stands
            or bool(words.NOD.match(self.plain))
            or bool(re.search(r"\baccept", self.plain))
            or self.acceptance in ("yes", "doubt")
            or self.sarcastic
        )
        if nodded and not move.asks and not move.packages:
            return replace(
                move, kind="unclear", unclear="is that a yes to the offer exactly as it stands?", reading=Move("accept")
            )
        if self.figures:
            return replace(move, kind="unclear", unclear="I'm not sure what those figures are meant to do")
        return replace(move, kind="unclear", unclear="I'm not sure what you'd like me to do with that")

    def doubt(self) -> Figure | None:
        """The first figure that must be read back; only asks are worth the question."""
        return next((f for f in self.figures if f.doubt and f.role in ("ask", "give")), None)

    def as_meant(self, move: Move, doubt: Figure) -> Move | None:
        """The move it would be if the doubtful figure is meant as read."""
        if doubt.foreign or not doubt.part:
            return None
        kind: Kind = "conditional" if move.conditional and move.asks else "counter"
        return replace(move, kind=kind)

    def only_standing(self) -> bool:
        """Whether every figure is what already stands, so that taking it takes the offer."""
        table = self.seen.table
        for figure in self.figures:
            if figure.role not in ("ask", "quoted", "give"):
                continue
            at = table.scenario.index(figure.part)
            if (at is None and figure.amount not in table.amounts) or (
                at is not None and table.amounts[at] != figure.amount
            ):
                return False
        return True

    def whole(self) -> bool:
        """Whether an acceptance with figures in it is of the whole offer, not of one part."""
        table = self.seen.table
        said = {f.part for f in self.figures if f.role in ("ask", "quoted")}
        if not said or re.search(r"\b(?:offer|package|deal|terms|everything|recap)\b", self.plain):
            return True
        return said >= {p.name for p, now in zip(table.scenario.parts, table.amounts, strict=True) if now > 0}

    def gives(self) -> Sequence[Ask]:
        """Parts the candidate would let go down, and to what."""
        found = [f.ask for f in self.figures if f.role == "give" and f.part in PARTS]
        table = self.seen.table
        given = []
        for ask in found:
            at = table.scenario.index(ask.part)
            if at is not None and ask.amount < table.amounts[at]:
                given.append(ask)
        for match in words.GIVE.finditer(self.plain):
            rest = self.plain[match.start() : match.end() + 40]
            rest = re.split(r"[.,;]| for | in exchange| in return| if | to get ", rest)[0]
            if not words.WAIVE.search(rest) or re.search(r"\d", rest):
                continue
            for name in parts_named(rest):
                at = table.scenario.index(name)
                if at is not None and table.amounts[at] > 0 and name not in {g.part for g in given}:
                    given.append(Ask(name, 0))  # type: ignore[arg-type]
        return given

    def packages(self) -> tuple[tuple[Ask, ...], ...]:
        """Several packages to choose from; empty when there are not two."""
        pieces = _choices(self.plain)
        if len(pieces) < 2:
            return ()
        built: list[tuple[Ask, ...]] = []
        for start, end in pieces:
            inside = _asks(
                f
                for f in self.figures
                if start <= f.start < end and f.role in ("ask", "give") and not f.foreign and f.part
            )
            if inside:
                built.append(inside)
        if len(built) < 2 or all({a.part for a in b} == {a.part for a in built[0]} and len(b) == 1 for b in built):
            return ()
        return tuple(built)

    def terms(self) -> tuple[Term, ...]:
        """Terms asked for, not merely asked about."""
        found: list[Term] = []
        for term in TERMS:
            match = words.TERMS[term].search(self.plain)
            if match and (_requests(self.plain) or "?" not in self.plain):
                found.append(term)
        return tuple(found)

    def questions(self) -> tuple[Topic, ...]:
        topics: list[Topic] = []
        for sentence in re.split(r"(?<=[.!?])\s+", self.plain):
            if not words.ASKING.search(sentence):
                continue
            if any(
                f.role == "ask"
                for f in self.figures
                if f.start >= self.plain.find(sentence) and f.start < self.plain.find(sentence) + len(sentence)
            ):
                continue
            hit = [name for name, pattern in words.TOPICS if pattern.search(sentence)]
            topics += hit[:2] or (
                ["other"] if "?" in sentence and not words.MORE.search(sentence) and _at_table(sentence) else []
            )  # type: ignore[arg-type]
        return tuple(t for t in dict.fromkeys(topics) if t in get_args(Topic))

    def disclosures(self) -> Sequence[Disclosure]:
        found = []
        for figure in self.figures:
            if (
                figure.role in ("floor", "pay")
                and figure.part in ("base", "total", "equity", "signing")
                and not figure.foreign
            ):
                amount = figure.amount * (1000 if figure.amount < 1000 and self.seen.table.amounts[0] >= 10_000 else 1)
                found.append(Disclosure("floor" if figure.role == "floor" else "pay", figure.part, amount))
        return found

    def reasons(self) -> Sequence[Rationale]:
        return [*self._competing(), *self._market(), *self._impact(), *self._others()]

    def _competing(self) -> Sequence[Rationale]:
        if not words.COMPETING.search(self.plain) or re.search(
            r"\b(?:no|not|never|without|any) (?:\w+ )?(?:other |competing |outside |another )?offers?\b|"
            r"\bdo not have (?:any |another |a )?(?:other |competing )?offers?\b",
            self.plain,
        ):
            return []
        amounts = {f.amount for f in self.figures if f.role == "competing"}
        for other in self.seen.scenario.others:
            named = bool(other.company) and words.plain(other.company or "") in self.plain
            known = {v for v in (other.base, other.equity, other.signing, other.total) if v}
            fits = {a if a >= 1000 else a * 1000 for a in amounts} <= known
            if (named or amounts & known) and fits:
                return [Rationale("competing", True, f"competing:{words.plain(other.company or 'other')}", True)]
        concrete = bool(amounts) or bool(re.search(r"\bfrom (?!you)\w{3,}|\bat (?!your|the|this)\w{3,}", self.plain))
        return [Rationale("competing", concrete, f"competing:claimed:{max(amounts, default=0)}", False)]

    def _market(self) -> Sequence[Rationale]:
        match = words.MARKET.search(self.plain)
        if match is None or (
            words.ASKING.search(self.plain)
            and not self.figures
            and "?" in self.plain
            and not re.search(r"shows?|says?|pays?|data", self.plain)
        ):
            return []
        cited = [f for f in self.figures if f.role == "market"]
        source = re.search(
            r"levels\.?fyi|glassdoor|blind|payscale|radford|guides?\b|survey|posted|published", self.plain
        )
        if not cited:
            key = f"market:{source.group(0) if source else 'word'}"
            asked = any(f.role == "ask" for f in self.figures)
            return [Rationale("market", bool(source) and asked, key, None)]
        figure = cited[0]
        holds = _in_guide(self.seen.scenario, figure)
        return [Rationale("market", True, f"market:{figure.part}:{figure.amount}", holds)]

    def _impact(self) -> Sequence[Rationale]:
        found = []
        for segment in self.segments:
            match = words.IMPACT.search(segment.text)
            if match is None or (words.ASKING.search(segment.text) and "?" in segment.text):
                continue
            rest = re.findall(r"[a-z]{3,}", segment.text[match.start() :])
            deed = words.DEED.search(segment.text[match.start() :])
            concrete = deed is not None and len(rest) >= 4 and bool(re.search(r"\b(?:i|we|my|our)\b", self.plain))
            key = " ".join(sorted(set(rest))[:6]) if concrete else "word"
            found.append(Rationale("impact", concrete, f"impact:{key}", None))
        return found[:2]

    def _others(self) -> Sequence[Rationale]:
        found = []
        table: tuple[tuple[Reason, re.Pattern[str]], ...] = (
            ("forfeited", words.FORFEITED),
            ("level", words.LEVEL),
            ("cost of living", words.COST),
            ("need", words.NEED),
            ("internal", words.INTERNAL),
        )
        for reason, pattern in table:
            match = pattern.search(self.plain)
            if match is None or (reason == "level" and self.asks_openly() and "?" in self.plain):
                continue
            figure = next((f for f in self.figures if f.role == reason), None)
            concrete = {
                "forfeited": figure is not None,
                "cost of living": True,
                "level": bool(
                    re.search(r"\d+\+? ?(?:years|yrs|yoe)|years? of|operat\w+ at|responsib\w+ for|scope", self.plain)
                ),
            }.get(reason, False)
            key = f"{reason}:{figure.amount if figure else 'word'}"
            found.append(Rationale(reason, concrete, key, None))
        return found

    def warm(self) -> bool:
        return bool(words.WARM.search(self.plain)) and not self.sarcastic

    def wants_time(self) -> bool:
        return bool(words.TIME.search(self.plain)) and not re.search(
            r"time off|start in|years? of|waste of time|last time|this time|first time|"
            r"thank\w* (?:you )?for (?:taking |making )?(?:the |your )?time|your time|taking the time",
            self.plain,
        )

    def walks(self) -> bool:
        match = words.WALK.search(self.plain)
        if match is None:
            return False
        sentence = _sentence(self.plain, match)
        before = re.split(r"[,;]", sentence[: max(0, match.start() - self.plain.find(sentence))])[-1]
        return not (
            words.CONDITION.search(sentence)
            or words.ULTIMATUM.search(self.plain)
            or "?" in sentence
            or re.search(
                r"\b(?:not|never|no|cannot|might|may|could|would|want to|want|rather not|hate to|or|maybe|"
                r"perhaps|before i|prefer not|do not make me|afraid (?:to|of)|tempt\w+|ready to|prepared to|think\w*|"
                r"consider\w*|from|unvested|almost|nearly|last)\b(?! (?:longer|more|thanks|interested))",
                before,
            )
            or self.sarcastic
        )

    def declines(self) -> bool:
        plain = words.HARMLESS.sub(" ", self.plain)
        return bool(words.DECLINE.search(plain) or words.BARE_NO.search(plain)) and not re.search(
            r"\bdo not (?:get me wrong|worry)\b", plain
        )

    def asks_openly(self) -> bool:
        return bool(words.ASKING.search(self.plain))

    def asks_more(self) -> bool:
        """Whether "more" and the like are wished for, not merely said."""
        return _requests(self.plain) or bool(
            re.search(
                r"\b(?:too low|a (?:bit|little) low|low side|on the low|lowball|best you can|anything (?:else|"
                r"more)|improve|more please|"
                r"more money|need more|want more|do better|go higher|halfway|sweeten|expect\w* more|"
                r"hoping for more|worth more|deserve|short|more|higher|better)\b",
                self.plain,
            )
        )


def _requests(plain: str) -> bool:
    return bool(
        words.ASKED.search(plain)
        or re.search(
            r"\b(?:please|can|could|would|will) (?:you|we|i|it|there|that|the)\b|\bany (?:chance|way|room|"
            r"possibility)\b|\bis there\b|\bplease\b|\bi (?:need|want|would like|deserve|was hoping|am hoping|"
            r"expect)\b|\bgive me\b|\bneeds? to\b|\b(?:is it|would it be) possible\b|\b(?:improve|increase|raise|"
            r"bump|sweeten)\b",
            plain,
        )
    )


def _at_table(sentence: str) -> bool:
    return bool(
        re.search(
            r"\b(?:offer|package|role|job|team|company|position|salary|pay|comp\w*|contract|onboarding|manager|people|"
            r"number|figure|review|cycle|promot\w+|career|growth|culture|bonus|equity|refreshers?|i (?:work|start|join|"
            r"get|have)|email|writing)\b",
            sentence,
        )
    )


def _sentence(plain: str, match: re.Match[str]) -> str:
    start = max(plain.rfind(mark, 0, match.start()) for mark in ".!?;\n") + 1
    ends = [at for mark in ".!?;\n" if (at := plain.find(mark, match.end())) >= 0]
    return plain[start : (min(ends) + 1) if ends else len(plain)].strip()


def _asks(found: Iterable[Figure]) -> tuple[Ask, ...]:
    """Figures as asks, the last for each part."""
    by_part: dict[str, Ask] = {}
    for figure in found:
        if figure.part and not figure.foreign:
            by_part[figure.part] = figure.ask
    return tuple(by_part.values())


_MY_ASK = re.compile(r"\b(?:that|this|which|it) is (?:what|where|why) i (?:am|want|need|would)\b|\bthat is my ask\b")
_OPTION = re.compile(
    r"(?:^|[.;!] )(?:one|two|three|first|second)(?=:)|\b(?:option|package|plan|choice|scenario|alternative|"
    r"version)s? ?(?:#|number |no\.? )?(?:a|b|c|1|2|3|one|two|three)\b|(?:^|\s)\(?[abc123][).:](?=\s)|\b(?:first|"
    r"second|third)(?: option| package)?(?=[:,])"
)
_EITHER = re.compile(
    r"\beither\b|\bor (?:alternatively|else|instead)?\b|\balternatively\b|\bthe other (?:way|option|one)\b"
)


def _choices(plain: str) -> list[tuple[int, int]]:
    """Where each of several packages begins and ends."""
    marks = [m.start() for m in _OPTION.finditer(plain)]
    if len(marks) < 2:
        marks = [m.start() for m in _EITHER.finditer(plain)]
        if not marks:
            return []
        first = marks[0] if plain.startswith("either", marks[0]) else 0
        marks = sorted({first, *marks})
    return list(zip(marks, [*marks[1:], len(plain)], strict=True))


_LIKE_TO = re.compile(
    r"\bi would (?:like|love) to (?:formally|officially|hereby|happily|gladly) (?=accept (?:the|your|"
    r"this) offer *(?:[.!]|$|and\b))"
)


_GLAD = re.compile(
    r"\bi am (?:so |very |really )?(?:happy|glad|pleased|delighted|thrilled|ready|excited|proud) to (?=accept|"
    r"sign|commit)"
)
_REFUSED = re.compile(
    r"\bi (?:\w+ )?(?:cannot|will not|do not|am not|would not|could not|refuse|never)\b.{0,30}"
    r"\b(?:accept|agree|commit|sign|take|deal)"
)
_AT_A_PRICE = re.compile(
    r"\bmake it\b|\bget (?:me|it|us|that|the)\b|\bbring\b|\bmatch\b|\bmeet\b|\bdo that\b|\bthat gets?\b|\bat \$?\d|"
    r"\bfor \$?\d|\bwith (?:an? )?(?:extra |additional )?\$?\d"
)
_OF_A_PART = re.compile(
    r"\baccept\w* (?:the|your|this|that) (?:\w+ )?(?:base|equity|signing|bonus|salary|relocation|refresher|stock|rsus?|"
    r"grant|level|title|start|vest\w*|part|terms on)\b"
)
_TURNS = re.compile(r"\b(?:but|however|although|though|except|wait|actually|kidding|joke)\b")


def _acceptance(plain: str) -> str:
    """ "yes" outright, "if" on a condition, "no" negated, "doubt" anything in between, "" not spoken of."""
    plain = _LIKE_TO.sub("i ", plain)
    outside = re.sub(r'"[^"]*"', lambda m: " " * len(m.group(0)), plain)
    quoted = outside != plain and words.ACCEPT.search(plain) is not None
    barred = [m.span() for m in words.NOT_ACCEPT.finditer(outside)]
    found = [m for m in words.ACCEPT.finditer(outside) if not any(s < m.end() and m.start() < e for s, e in barred)]
    if not found:
        return "doubt" if quoted and not words.NEGATION.search(plain) else ""
    sentences = dict.fromkeys(_sentence(outside, m) for m in found)
    whole = _harmless(outside)
    said = _in_its_sentence(_harmless(" ".join(sentences)), whole)
    if said:
        return said
    if quoted:
        return "doubt"
    for sentence in sentences:
        whole = whole.replace(_harmless(sentence), " ")
    said = _in_the_rest(whole)
    return said or ("yes" if _clear(outside, found[0]) else "doubt")


def _harmless(text: str) -> str:
    """The text without what only sounds like a negation, and with "I am glad to accept" as "I accept"."""
    return _GLAD.sub("i ", words.HARMLESS.sub(" ", text))


def _in_its_sentence(here: str, whole: str) -> str:
    """What the sentence of an acceptance makes of it; "" when nothing speaks against it."""
    if _REFUSED.search(here):
        return "no"
    negated = words.NEGATION.search(here)
    if words.CONDITION.search(here) or _AT_A_PRICE.search(here):
        firm = re.search(r"\bif\b|\bunless\b|\bonce\b|\bas soon as\b|\bprovided\b", here)
        return "if" if not negated or firm else "no"
    if negated or words.BARE_NO.search(whole):
        return "no" if re.search(r"\b(?:not|cannot|never|no|unable|refuse\w*)\b", here) and "?" not in here else "doubt"
    if words.HEDGE.search(here) or "?" in here:
        return "doubt"
    return "doubt" if not re.search(r"\d", here) and _OF_A_PART.search(here) else ""


def _in_the_rest(rest: str) -> str:
    """What the other sentences make of an acceptance; "" when nothing in them speaks against it."""
    if words.CONDITION.search(rest):
        firm = re.search(r"\bonly if\b|\bprovided\b|\bas long as\b|\bcondition\b|\bif you\b|\bif we\b", rest)
        return "if" if firm else "doubt"
    if words.NEGATION.search(rest) or _TURNS.search(rest):
        return "doubt"
    open_question = "?" in rest and not words.WRITING.search(rest)
    return "doubt" if open_question and not re.search(r"\b(?:next steps?|start|when)\b", rest) else ""


def _clear(plain: str, match: re.Match[str]) -> bool:
    """Whether the clause of an acceptance is made of nothing but words of acceptance, figures aside."""
    start = max((plain.rfind(mark, 0, match.start()) for mark in (*".!?;,–—:", " and i ")), default=-1) + 1
    ends = [at for mark in ".!?;,–—:" if (at := plain.find(mark, match.end())) >= 0]
    clause = plain[start : min(ends) if ends else len(plain)]
    if words.WEAK.fullmatch(match.group(0)):
        clause = _sentence(plain, match)
    return all(word in words.CLEAR for word in re.findall(r"[a-z'-]+", re.sub(r"\S*\d\S*", " ", clause)))


def _in_guide(scenario: Scenario, figure: Figure) -> bool | None:
    """Whether the guide says so: true within what it states for the part, false far outside, else None."""
    low, high = figure.amount, figure.high
    if low < 1000 and scenario.parts[0].low >= 10_000:
        low, high = low * 1000, high * 1000
    stated = [
        (a, b)
        for name, a, b, _ in scenario.market
        if name == figure.part or (figure.part == "base" and name == "total")
    ]
    own = [(a, b) for name, a, b, _ in scenario.market if name == figure.part]
    if any(97 * a <= 100 * low and 100 * high <= 103 * b for a, b in own):
        return True
    if not stated:
        return None
    return False if 100 * high > 110 * max(b for _, b in stated) else None
