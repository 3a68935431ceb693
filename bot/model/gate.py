"""The gate: a model's sentence with ids becomes words with figures, or is refused with the reason.

A sentence passes when every digit and number word stands for an id (or is a list mark, a date, or the person's own
word), every id is on the sheet and of the subject that the sentence speaks of, and what it says besides is no claim:
verdicts, comparisons and claims about a company, an offer, the market or the person's position are ids themselves,
or repeat a fact word for word.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.model.claim import EASE, SURE, SURE_FIGURES, TOLD, chances, lacks, unfree
from bot.model.mentions import DIMENSIONS, AllowedNames, Dimension, NameMention, lengths, parts_in, phrases, words
from bot.model.order import Mismatch, Placed, bound, is_of
from bot.model.own import ACCEPT, ORDINARY, is_year
from bot.model.proposed import with_ids
from bot.model.sentences import split
from bot.model.sheet import FactSheet, SheetFact, rendered
from bot.model.shown import draft_language
from bot.model.theirs import MOST_OF_IT, QUOTED, SOME, holds_another, share_of_theirs, without_theirs, wrote
from bot.model.wording import with_words
from bot.reading.stretches import letters_in, mark_of, unmarked
from bot.reading.whole import holds
from ingest.amounts.numbers import mentions

ID = re.compile(r"\{\s*([a-z]\d{1,3})(?:\.(low|high))?\s*\}")
_MARKUP = re.compile(
    r"https?://|www\.|[\w.]+@[\w.]+\.\w|!\[|\]\(|<[/a-zA-Z!]|&#?\w+;|```|`|\\[a-zA-Z]|\$\\|^\s*#{1,6}\s|\|.*\|"
)
_TOKEN = re.compile(r"[^\W_]*\d[\w.,:/-]*")
_RATE_OF = re.compile(r"\d+(?:[.,]\d+)?\s?%\s+[^\W\d_]{3,}")
"""A percentage with the word behind it, as in the name of a scheme ("the 30% ruling")."""
_PART = re.compile(r"[,;:()\u2013\u2014](?=\s|$)")
_LONGEST_TIME = 100
"""Days, weeks, months or years from which on a number beside them is rather an amount."""
LONGEST = 1_500
"""Characters of a sentence; no honest one has so many."""
_LED = re.compile(r"(\w+)(\s+\{\s*s\d{1,3}\s*(?::[^{}]*)?\}[\"'”’*)]*[.!]?\s*)$")
"""A statement at the end of a sentence, with the word before it."""
_OF = ("of", "vom", "von", "del", "de", "du", "da", "do", "della", "van")


@dataclass(frozen=True, slots=True)
class GateVerdict:
    """ok: may be shown, as text, resting on cites and ids. Else reason says what to mend, for the model."""

    ok: bool
    text: str = ""
    reason: str = ""
    cites: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


@dataclass(slots=True)
class Gate:
    """The gate over one reply's facts. language: ISO 639-1."""

    sheet: FactSheet
    language: str = "en"
    companies: Sequence[str] = ()
    regions: Sequence[str] = ()
    known: AllowedNames = field(init=False)

    def __post_init__(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Take in what look-ups added to the sheet."""
        self.known = AllowedNames(self.sheet.names(), self.companies, self.regions)

    def judge(self, sentence: str, draft: bool = False, whole: str = "") -> GateVerdict:
        """Whether one sentence may be shown, and how it reads. draft: the person is to say or send it. whole: the
        words that it stands in; what a draft has named is not named again."""
        if len(sentence) > LONGEST:
            return GateVerdict(False, reason="a sentence is shorter than that")
        try:
            plain = _LED.sub(_joined, with_ids(self.sheet, cleaned(sentence)))
            plain, worded = with_words(plain, self.sheet, self.language, self._whom)
            found = list(ID.finditer(plain))
            language = draft_language(whole, self.language) if draft else self.language
            items = [self._said(self._item(m), worded, language) for m in found]
            self._check_use(items, worded, draft)
            for text in (plain, *worded.values()):
                self.check_form(text)
            self._check_places(plain, found, items)
            bare = ID.sub(_blank, plain)
            self.check_numbers(bare)
            names = self._found(bare)
            figures = [(m, i) for m, i in zip(found, items, strict=True) if i.kind in ("figure", "own", "told")]
            equity = any(i.about.get("component") == "equity" for _, i in figures)
            shares = [match.end() for match, i in figures if i.figure is not None and i.figure.unit == "percent"]
            names = [one for one in names if not _of_base(bare, one, shares) and (equity or not one.loose)]
            names = self._named(bare, names, figures, draft)
            self._check_claims(plain, items, draft)
        except Mismatch as refused:
            return GateVerdict(False, reason=str(refused))
        ahead = self.known.find(ID.sub(_blank, whole)) if draft else ()
        before = [one for one in ahead if one.dimension == "component"]
        text = self._render(plain, found, items, names, draft, before, language)
        cites = dict.fromkeys(cite for item in items for cite in item.cites)
        return GateVerdict(True, text, "", tuple(cites), tuple(item.id for item in items))

    def _check_use(self, items: Sequence[SheetFact], worded: Collection[str], draft: bool) -> None:
        """What they would accept is not sent; a card's line stands in the person's language."""
        for item in items:
            if draft and item.use == ACCEPT:
                raise Mismatch(f"{{{item.id}}} is theirs alone, not to be sent")
            card = item.kind == "statement" and self.language != "en" and "from" in self.sheet.row(item)
            if card and item.id not in worded and item.text == self.sheet.items[item.id].text:
                raise Mismatch(f"put the card's line into the language of the message: {{{item.id}: ...}}")

    def _said(self, item: SheetFact, worded: Mapping[str, str], language: str) -> SheetFact:
        """An item in the words that the sentence has for it, or else in those of the language."""
        return replace(item, text=worded[item.id]) if item.id in worded else self.sheet.spoken(item, language)

    def _whom(self, text: str) -> set[str]:
        """The companies and places that a text names."""
        return {min(one.keys) for one in self.known.find(text) if one.dimension in ("company", "region")}

    def _found(self, bare: str) -> list[NameMention]:
        """The names in a sentence; where the facts have one bonus alone, the signing bonus, "the bonus" is that."""
        parts = {item.about.get("component") for item in self.sheet.items.values()}
        sole = frozenset({"bonus", "signing"}) if "signing" in parts and "bonus" not in parts else frozenset({"bonus"})
        return [replace(one, keys=sole) if one.keys == {"bonus"} else one for one in self.known.find(bare)]

    def _named(
        self, bare: str, names: list[NameMention], figures: Sequence[tuple[re.Match[str], SheetFact]], draft: bool
    ) -> list[NameMention]:
        """The names that stand for the figures' own. In a question another part of pay or period is asked about ("is
        {u3} paid with the first salary?"): there each figure is shown with its own. Beside an amount to ask for that
        has its own name before it other parts may be spoken of ("is there a bonus, and a sign-on of {n2}?")."""
        try:
            self._check_names(bare, names, figures)
        except Mismatch:
            if figures and all(item.use and _led_by_its_own(match, item, bare, names) for match, item in figures):
                self._check_names(bare, [one for one in names if one.dimension != "component"], figures)
                return names
            if draft or not bare.rstrip(' *"”').endswith("?"):
                raise
            names = [one for one in names if one.dimension not in ("component", "period")]
            self._check_names(bare, names, figures)
        return names

    def _item(self, match: re.Match[str]) -> SheetFact:
        item = self.sheet.items.get(match[1])
        if item is None:
            raise Mismatch(f"there is no fact {match.group()}")
        if match[2] and not item.low:
            raise Mismatch(f"{match.group()} has no ends")
        return item

    def check_form(self, text: str) -> None:
        """Raises Mismatch for a text that holds markup."""
        if "{" in ID.sub("", text) or "}" in ID.sub("", text):
            raise Mismatch("a fact's id is written {f1}, nothing else in braces")
        if _MARKUP.search(text):
            raise Mismatch("write plain text: no links, code, headings, tables or HTML")
        for word in letters_in(text, 2):
            if len({unicodedata.name(c, "?").split()[0] for c in word} & {"LATIN", "CYRILLIC", "GREEK"}) > 1:
                raise Mismatch(f"{word!r} mixes alphabets")

    def _check_places(self, plain: str, found: Sequence[re.Match[str]], items: Sequence[SheetFact]) -> None:
        """A whole sentence stands by itself or behind a mark; within another it would read as nonsense."""
        for match, item in zip(found, items, strict=True):
            ahead = unmarked(plain[: match.start()]).rstrip(' *"“(')
            behind = plain[match.end() :].lstrip(' *"”)')
            inside = ahead[-1:].isalnum() or (behind[:1].islower() and item.text[-1:] in ".!?")
            if item.kind == "statement" and inside:
                raise Mismatch(f"{match.group()} is a whole sentence: place it alone or behind a colon")

    def check_numbers(self, bare: str) -> None:
        """Raises Mismatch for a text with a number outside an id that is neither the person's nor a fact's."""
        body = phrases("idioms").sub(_blank, " " * len(mark_of(bare)) + unmarked(bare))
        body = QUOTED.sub(self._unless_new, _RATE_OF.sub(self._unless_new, body))
        for start, end in self._lasting(body):
            body = f"{body[:start]}{' ' * (end - start)}{body[end:]}"
        for match in _TOKEN.finditer(body):
            if not self._may_stand(match.group().rstrip(".,:-/").lower()):
                raise Mismatch(f"{match.group()!r} is a number outside an id")
        for one in mentions(body):
            if one.words and (one.kind in ("money", "percent") or one.scaled or one.high > ORDINARY):
                raise Mismatch(f"{one.text.strip()!r} is an amount in words; use an id")
        spelled = phrases("numbers").search(body)
        if spelled and spelled.group().lower() not in words("no_numbers").get(self.language, ()):
            raise Mismatch(f"{spelled.group()!r} is an amount in words; use an id")

    def _unless_new(self, match: re.Match[str]) -> str:
        """Blanks for what the person wrote word for word, in quotation marks or as the name of a scheme."""
        said = match[1] if match.lastindex else match.group()
        return _blank(match) if wrote(said, self.sheet.messages) else match.group()

    def _lasting(self, body: str) -> list[tuple[int, int]]:
        """Where numbers of days, weeks, months or years stand that a fact or the person has, too ("thirty days")."""
        held = {key for text in self.sheet.material() for _, key in lengths(text)}
        for message in self.sheet.messages:
            units = {unit for _, (_, unit) in lengths(message)}
            bare = [one.low for one in mentions(message) if one.kind == "plain"]  # "sixty days and they want thirty"
            held |= {(value, unit) for value in bare for unit in units}
        told = list(lengths(body))
        # "Your notice is ninety days and they want thirty."
        beside = [((one.start, one.end), (one.low, unit)) for one in mentions(body) if one.kind == "plain" and one.words
                  for unit in {unit for _, (_, unit) in told}]  # fmt: skip
        # Minutes are no pay and no notice: a call of thirty minutes may be asked for.
        return [span for span, key in told if (key in held or key[1] == "minute") and key[0] < _LONGEST_TIME] + [
            span for span, key in beside if key in held and key[0] < _LONGEST_TIME
        ]

    def _may_stand(self, token: str) -> bool:
        """A date of the facts, a name's own digits ("L5"), or a word that the person wrote and that is no amount."""
        if any(token in name.lower() for values in self.known.own.values() for name in values):
            return True
        if token[:1].isalpha() and any(holds(token, text) for text in self.sheet.material()):
            return True
        dates = {str(day) for one in self.sheet.answers for day in (one.date, *(c.date for c in one.citations)) if day}
        if token in dates | {day[:4] for day in dates}:
            return True
        own = set().union(*map(_own_words, self.sheet.messages))
        # "the 15th" of who wrote "11/15"
        day = token.rstrip("stndrh.") if token[-1:].isalpha() else ""
        return token in own or (0 < len(day) < 3 and any(day in re.split(r"\D+", one) for one in own))

    def _check_names(
        self, bare: str, names: Sequence[NameMention], figures: Sequence[tuple[re.Match[str], SheetFact]]
    ) -> None:
        """Every figure is of the names beside it, and what else is named is no stranger and has nothing said of it."""
        starts = [match.start() for match, _ in figures]
        theirs = all(item.kind in ("own", "told") for _, item in figures)
        for dimension in DIMENSIONS:
            placed = [
                (m.start(), m.end(), _value(dimension, i))
                for m, i in figures
                if i.kind != "told" or _value(dimension, i) or (dimension == "component" and theirs)
            ]
            named = [one for one in names if one.dimension == dimension]
            taken = _bound(dimension, bare, named, placed)
            ends = [(one, max(end, one.end)) for one, (_, end, _) in zip(taken, placed, strict=False) if one]
            for one in named if placed or (dimension in ("company", "region")) else ():
                each = dimension == "level" and bool(taken) and all(is_of(one, value) for *_, value in placed)
                if not each and not any(two.keys == one.keys for two, _ in ends):
                    self._check_aside(one, bare, [end for two, end in ends if two.end <= one.start], starts, theirs)
        of = frozenset(item.about.get("period") or "year" for _, item in figures)
        if any(item.about.get("component") == "equity" for _, item in figures):
            of |= {"grant"}  # "the stock grant"
        if all(item.kind == "told" for _, item in figures):  # what is theirs is paid per what they wrote
            of = of.union(*(one.keys for text in self.sheet.messages for one in parts_in(text)))
        for one in names if figures else ():
            if one.dimension == "period" and not one.keys & of and not _is_one_of_several(bare, one):
                raise Mismatch(f"{bare[one.start : one.end]!r} is not what these amounts are paid per")
        self._check_ends(bare, figures)

    def _check_aside(
        self, one: NameMention, bare: str, ends: Sequence[int], starts: Sequence[int], theirs: bool
    ) -> None:
        """A name that no figure goes with: what the guides lack, or, in a part of the sentence without figures, what
        the facts or the person have and nothing is claimed of ("ask for {f1.high} in base, and leave the bonus").
        ends: where a figure that has its name ends what is said of it ("on equity, ask for {f2} and leave base")."""
        ends = [0, len(bare), *ends, *(m.start() for m in _PART.finditer(bare if starts else ""))]
        start, end = max(e for e in ends if e <= one.start), min(e for e in ends if e >= one.end)
        part = bare[start:end].strip(" ,;:.")
        alone, free = not any(start <= at < end for at in starts), self._doubt(part, chances(part)) < SURE
        held = one.dimension == "component" or self._spoken_of(one, bare)
        here = held or (free and one.dimension == "region")
        there = False
        if starts:
            # An amount of the person's own is of no place, so that one which they wrote may stand beside it.
            written = bare[one.start : one.end].lower()
            there = theirs and one.dimension == "region" and any(holds(written, text) for text in self.sheet.messages)
            here = held and free and (there or one.dimension in ("component", "company"))
        if not (alone or (here and there)) or not (here or lacks(part)):
            raise Mismatch(f"nothing here is about {bare[one.start : one.end]!r}")

    def _spoken_of(self, one: NameMention, bare: str) -> bool:
        written = bare[one.start : one.end].lower()
        # A company that only a quotation or a sentence of ours brings up is no party to this; their ids say it.
        texts = self.sheet.lists() if one.dimension == "company" else self.sheet.material()
        return bool(one.keys & self.known.own.get(one.dimension, set())) or any(holds(written, text) for text in texts)

    def _check_ends(self, bare: str, figures: Sequence[tuple[re.Match[str], SheetFact]]) -> None:
        starts = [m.start() for m, _ in figures] + [m.start() for m in _PART.finditer(bare)] + [len(bare)]
        placed = [match for match, item in figures if match[2] and item.low != item.high]
        for match in placed if len({match[2] for match in placed}) == 1 else ():
            # What is said of it stands behind the figure before, and up to the end of its part of the sentence.
            start = max((m.end() for m, _ in figures if m.end() <= match.start()), default=0)
            near = bare[start : min(at for at in starts if at >= match.end())]
            wrong = phrases("low" if match[2] == "high" else "high").search(near)
            if wrong and not phrases(match[2]).search(near):
                raise Mismatch(f"{wrong.group()!r} is said of the other end of the band")

    def _check_claims(self, plain: str, items: Sequence[SheetFact], draft: bool) -> None:
        amount = ("figure", "own", "told")
        rest = ID.sub(lambda m: m.group() if self.sheet.items[m[1]].kind in amount else " ", unmarked(plain))
        rest = rest.replace("**", "").strip(' \t"“”')
        left = without_theirs(rest, self.sheet.messages, draft).strip()
        if self._composed(rest) or not letters_in(ID.sub("", left), 2):
            return
        told = min((chances(one) for one in {rest, left}), key=lambda one: self._doubt(rest, one))
        rival = told["rival"] > told["claim"]
        if self._doubt(rest, told) < (SURE_FIGURES if ID.search(rest) else SURE):
            return
        names = [one for one in self.known.find(rest) if one.dimension == "company"]
        if rival and self._holds_another(rest, names, draft):
            return
        raise Mismatch(_why(rival, [rest[one.start : one.end] for one in names], bool(ID.search(rest))))

    def _doubt(self, text: str, told: dict[str, float]) -> float:
        """0 to 1: how likely a text says what it may not; what it tells the person of themselves they have told."""
        share, said = share_of_theirs(text, self.sheet.messages), told.get("told", 0.0)
        said += EASE if share >= MOST_OF_IT and said >= TOLD else 0.0
        return unfree(told) - (said if share >= SOME else 0.0)

    def _composed(self, rest: str) -> bool:
        """Whether it is a whole sentence of ours, word for word."""
        texts = [item.text for item in self.sheet.items.values() if item.kind in ("statement", "words")]
        return any(rest == piece.strip() for text in texts if rest in text for piece in split(text))

    def _holds_another(self, rest: str, names: Sequence[NameMention], draft: bool) -> bool:
        """Whether it speaks of offers or talks that the person told of, and by what they told of them."""
        own = draft or any(self.sheet.items[m[1]].kind in ("own", "told") for m in ID.finditer(rest))
        said = self.known.find("\n".join(self.sheet.messages))
        told = frozenset().union(*(one.keys for one in said if one.dimension == "company"))
        return holds_another(rest, self.sheet.offers, told, [one.keys for one in names], own)

    def _render(
        self, plain: str, found: Sequence[re.Match[str]], items: Sequence[SheetFact], names: Sequence[NameMention],
        draft: bool, before: Sequence[NameMention], language: str,
    ) -> str:  # fmt: skip
        several, said, text = self.sheet.several(), set[str](), plain
        years = {number for _, (number, unit) in lengths(plain) if unit == "year"}
        alone = not any(item.kind == "figure" for item in items)  # nobody takes theirs for a guide's
        if alone or phrases("yours").search(plain):
            said.add("yours")
        if alone and not any(one.dimension == "component" for one in self._found(ID.sub(_blank, plain))):
            said.add("own")
        for match, item in list(zip(found, items, strict=True))[::-1]:
            mine = {one.dimension for one in (*names, *before) if is_of(one, _value(one.dimension, item))}
            beside = said | mine | ({"period"} if item.years in years else set())
            shown = rendered(item, match[2] or "", language, beside, several, draft)
            rest = text[match.end() :]
            lead = unmarked(text[: match.start()]).strip(" *")
            if item.kind == "statement" and lead[-1:] == ":" and shown.lower().startswith(lead.lower()):
                shown = shown[len(lead) :].strip()  # its own lead stands before it
            if shown[-1:] in ".!?" and rest[:1] in ".!?":
                rest = rest[1:]
            text = f"{text[: match.start()]}{shown}{rest}"
        return text


def _why(rival: bool, companies: Sequence[str], figures: bool) -> str:
    """What is wrong with a claim, and how a model may mend it."""
    if rival:
        return (
            "it speaks of another offer, talks or interest: name whose it is as the person did, repeat their words, "
            "word for word, or leave it out"
        )
    whom = (
        f"of {companies[0]}" if companies else "of the amount" if figures else "of pay, the company or what others do"
    )
    return (
        f"it reads as a fact or verdict {whom} that no id stands for: say what to do, ask or weigh instead, place the "
        "statement that says it, or leave it out"
    )


def _bound(
    dimension: Dimension, bare: str, named: Sequence[NameMention], placed: Sequence[Placed]
) -> list[NameMention | None]:
    """The names that figures go with; a part of pay named behind them ("{u1} is the part to talk about, and ask how the
    stock vests") goes with none."""
    if not named or not placed:
        return []
    try:
        return bound(dimension, bare, named, placed)
    except Mismatch:
        part = _PART.search(bare, placed[-1][1])
        near = [one for one in named if part is None or one.start < part.end()]
        if dimension != "component" or len(near) == len(named):
            raise
        return bound(dimension, bare, near, placed) if near else []


def _led_by_its_own(match: re.Match[str], item: SheetFact, bare: str, names: Sequence[NameMention]) -> bool:
    """Whether the part of pay named last before an amount, in the same part of the sentence, is its own."""
    ahead = [name for name in names if name.dimension == "component" and name.end <= match.start()]
    last = max((name.end for name in ahead), default=0)
    own = [name for name in ahead if name.end == last and is_of(name, _value("component", item))]
    return bool(own) and not _PART.search(bare, last, match.start())


def _is_one_of_several(bare: str, one: NameMention) -> bool:
    """Whether a period is a certain one ("in the first year", "im zweiten Jahr"), which no amount is paid per."""
    ahead = bare[: one.start].replace("-", " ").split()
    return bool(ahead and phrases("ordinals").fullmatch(ahead[-1]))


def _value(dimension: Dimension, item: SheetFact) -> str:
    """What a figure is of. A level may be part of its role's name ("L5" of "Software Engineer (L4-L5)")."""
    told = item.about.get(dimension) or (item.about.get("role") if dimension == "level" else "")
    told = told or (item.part if dimension == "component" and item.kind == "told" else "")
    return (told or ("-" if item.kind == "figure" and dimension != "role" else "")).lower()


def _joined(match: re.Match[str]) -> str:
    """A statement behind "so" or "then" gets the colon that a whole sentence needs there."""
    return f"{match[1]}:{match[2]}" if phrases("joins").fullmatch(match[1]) else match.group()


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def cleaned(text: str) -> str:
    """The sentence in its plainest form: compatibility forms folded, invisible characters gone."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if unicodedata.category(c) != "Cf" or c == "\u200d")


def _of_base(bare: str, one: NameMention, shares: Sequence[int]) -> bool:
    """Whether a part of pay is only what a percentage is of: "10% of base", "10 % vom Grundgehalt". shares: where the
    percentages end."""
    between = [bare[end : one.start].split() for end in shares if end <= one.start]
    return "base" in one.keys and any(0 < len(words_) < 3 and words_[0] in _OF for words_ in between)


def _own_words(message: str) -> set[str]:
    """Tokens with digits that the person wrote and that are part of no amount: "L5", "401k", "Friday 12th"."""
    amounts = [one.span for one in mentions(message) if one.kind in ("money", "percent", "count")]
    outside = [
        match.group().rstrip(".,:-/").lower()
        for match in _TOKEN.finditer(message)
        if not any(start < match.end() and match.start() < end for start, end in amounts)
    ]
    return {token for token in outside if not token.isdigit() or len(token) < 3 or is_year(token)}
