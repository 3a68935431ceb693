"""The figures in a candidate's line: which part each is for, in which unit, and what is being done with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from bot.practice import words
from bot.practice.move import Ask
from bot.practice.scenario import Part, Scenario
from ingest.amounts.numbers import CODES, Mention, mentions

Role = Literal["ask", "give", "quoted", "floor", "pay", "competing", "market", "impact", "forfeited", "other"]
_DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD")


@dataclass(frozen=True, slots=True)
class Table:
    """What figures are read against: the parts on the table, the standing offer, and the live asks."""

    scenario: Scenario
    amounts: tuple[int, ...]
    asks: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a line. part "" where it can't be told; doubt: what must be read back, a question.

    high: the high end of a range (low otherwise). choices: the parts it could be for. foreign: its currency when
    that isn't the scenario's. raw: as written. stands: it was asked for and is what already stands.
    """

    start: int
    end: int
    role: Role
    part: str
    amount: int
    high: int
    assumed: str = ""
    doubt: str = ""
    choices: tuple[str, ...] = ()
    foreign: str = ""
    raw: int = 0
    stands: bool = False

    @property
    def ask(self) -> Ask:
        return Ask(self.part, self.amount, self.assumed)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the line in which one thing is said."""

    start: int
    end: int
    text: str


_CUTS = re.compile(
    r"(?<=[.!?;])\s+|\n|\s[-–—]+\s|:\s(?=[a-z])|,?\s+(?=(?:but|however|though|although|because|since|whereas|"
    r"while|so|therefore|hence|given|otherwise|in exchange|in return|and i (?:would|am|will|need|want|have|"
    r"can)|and if|if you|if we|which is why)\b)"
    r"|,\s+(?=(?:i|we|they|you|can|could|then|and i|and my|my|please|let|how about|what about|make)\b)"
)


def segments(text: str) -> tuple[Segment, ...]:
    """A plain line cut at sentence ends and at the conjunctions that begin another thing."""
    cuts, start = [], 0
    for cut in _CUTS.finditer(text):
        if cut.start() > start:
            cuts.append(Segment(start, cut.start(), text[start : cut.start()]))
        start = cut.end()
    if start < len(text):
        cuts.append(Segment(start, len(text), text[start:]))
    return tuple(cuts)


_MOST = 24
"""Figures read of one line; an offer of three packages has half as many."""


def figures(text: str, table: Table) -> tuple[Figure, ...]:
    """Every figure of money (or percent of a part) in a plain line, in order."""
    found: list[Figure] = []
    cut = segments(text)
    # "57.5l" is lakh in lower case too, which prose elsewhere can't assume.
    all_mentions = [_from_to(m, text) for m in mentions(_cased(text)) if _is_amount(m, text)][:_MOST]
    for at, mention in enumerate(all_mentions):
        segment = next((s for s in cut if s.start <= mention.start < s.end), cut[-1])
        before = all_mentions[at - 1].end if at and all_mentions[at - 1].end > segment.start else segment.start
        after = (
            all_mentions[at + 1].start
            if at + 1 < len(all_mentions) and all_mentions[at + 1].start < segment.end
            else segment.end
        )
        role = _role(text, segment, mention)
        part = _part(text, before, mention, after, bool(at and before > segment.start))
        if not part and role == "ask":
            part = _meant(found, mention, text, table)
        figure = _figure(mention, role, part, text, segment, table)
        if figure is not None:
            found.append(_as_it_stands(figure, table))
    return tuple(found)


def _as_it_stands(figure: Figure, table: Table) -> Figure:
    """An ask for what already stands is the recruiter's figure said back; a part lowered to above it is an ask."""
    at = table.scenario.index(figure.part)
    if figure.role == "give" and at is not None and figure.amount >= table.amounts[at]:
        return replace(figure, role="ask")
    if figure.role != "ask" or figure.assumed == "from the standing offer":
        return figure
    if at is not None and not figure.choices:
        return replace(figure, role="quoted", stands=True) if figure.amount == table.amounts[at] else figure
    same = next(
        (p.name for p, now in zip(table.scenario.parts, table.amounts, strict=True) if now == figure.amount > 0), None
    )
    return replace(figure, role="quoted", part=same, doubt="", choices=()) if same else figure


_WORDS = {"ALL", "TRY", "TOP", "CUP", "PEN", "MOP", "LAK", "SOS", "GEL", "BAM", "LEK", "RON", "COP"}
_SAID = "|".join(sorted(CODES - _WORDS))
"""Currency codes that are no English words, so that they are known in lower case too."""
_CODES = re.compile(rf"\b(?:{_SAID})(?= ?\d)|(?<=[\dk] )(?:{_SAID})\b", re.IGNORECASE)


def _cased(text: str) -> str:
    """A lower-case line with currency codes beside figures, and lakhs, in capitals; as long as it was."""
    text = re.sub(r"\b(?:us|au?|ca?|sg?|hk|nz|r|mx|nt)(?=\$)", lambda m: m.group(0).upper(), text)
    return re.sub(r"(?<=\d)l\b", "L", _CODES.sub(lambda m: m.group(0).upper(), text))


def _from_to(mention: Mention, text: str) -> Mention:
    """ "from 175K to 205K" is a way to its end and no range."""
    if mention.low < mention.high and re.search(r"\bfrom (?:the |your |about |around )*$", text[: mention.start]):
        # It begins at its end, so that "from" isn't read as belonging to it.
        start = mention.end - len(re.split(r"\bto\b|-|–", mention.text)[-1].strip())
        return replace(mention, low=mention.high, start=start)
    return mention


def _meant(found: Sequence[Figure], mention: Mention, text: str, table: Table) -> str:
    """The part an unnamed ask continues: that of a figure quoted or cited before it in the line, else the one asked
    for so far; "" where the amount doesn't fit it."""
    scale = 1000 if not mention.scaled and mention.low < 1000 else 1
    before = [f.part for f in found if f.part]
    if not before:
        # "For base, I'd propose ...": the part stands in the stretch before.
        named = parts_named(text[max(0, text.rfind(".", 0, max(0, mention.start - 60)) + 1) : mention.start])
        before = list(named) if len(named) == 1 else []
    live: list[str] = [p.name for p, ask in zip(table.scenario.parts, table.asks, strict=True) if ask is not None]
    for name in (*before[-1:], *(live if len(live) == 1 else ())):
        if _plausible(name, int(mention.low * scale), table):
            return str(name)
    return ""


def _is_amount(mention: Mention, text: str) -> bool:
    if mention.kind in ("date", "count"):
        return False
    tail, head = text[mention.end : mention.end + 28], text[max(0, mention.start - 14) : mention.start]
    if mention.kind == "percent":
        return "percentile" not in tail[:14]
    if mention.currency or mention.scaled or (mention.kind == "money"):
        return not re.match(
            r"\s*(?:users?|requests?|customers?|stars?|downloads?|rps|qps|people|lines|followers|events|records|"
            r"rows|shares|transactions|concurrent)\b",
            tail,
        )
    if (
        words.UNITS.match(tail)
        or mention.high < 15
        or (
            re.search(r"(?:level|l|e|ic|option|package|plan|in|series|year|q|round|top|age|of the|no\.?|#)\s*$", head)
            and mention.high < 30
        )
    ):
        return False
    return not (1990 <= mention.low <= 2040 and mention.low == mention.high and not mention.words)


_NEAR = r"(?:the |your |that |just |only |a |a mere |at )*$"
_NOT_THIS = re.compile(rf"\b(?:instead of|rather than|(?<!less )(?<!more )(?<!lower )(?<!higher )than|not)\s+{_NEAR}")
_COMES_FROM = re.compile(rf"\b(?:from|above|over|beyond|up from|versus|vs\.?)\s+{_NEAR}")
_GOES_TO = re.compile(r"\b(?:to|up to|at least to|into)\s+(?:about |around |at least |\$|€|£)*$")
_IN_EXCHANGE = re.compile(r"\b(?:for|if|in exchange for|in return for|to get|against)\b")
_THEIR_FLOOR = re.compile(r"\b(?:your|guide'?s?|market|their) (?:floor|minimum|lowest)\b")
_NOT_A_FLOOR = re.compile(r"\b(?:minimum of|no less than)\b|\b(?:could|would|can|will) (?:you|we|it)\b")
_COVER = re.compile(r"\b(?:signing|sign-on|make-?whole|cover|compensate|offset)\b")
_FAIR = re.compile(
    r"\s*(?:\w+ ){0,3}(?:would (?:be|work|do|make|get|feel)|works|(?:seems?|feels?|looks?|sounds?) (?:right|"
    r"fair|reasonable)|is (?:fair|right|reasonable|what i))"
)


def _role(text: str, segment: Segment, mention: Mention) -> Role:
    """What is being done with a figure, by the words of its stretch; the nearest before it weigh most."""
    head, tail = text[segment.start : mention.start], text[mention.end : segment.end]
    if _is_quoted_text(text, mention):
        return "quoted"
    private = _let_out(segment.text, head)
    if private is not None:
        return private
    give = words.GIVE.search(segment.text) if parts_named(segment.text) else None
    if give and give.start() <= len(head):
        return "ask" if _IN_EXCHANGE.search(head[give.end() :]) else "give"
    return _bargained(segment.text, head, tail)


def _let_out(said: str, head: str) -> Role | None:
    """Floor, pay or forfeited equity; None when a figure is none of them."""
    if words.FLOOR.search(said) and not _THEIR_FLOOR.search(said) and not _NOT_A_FLOOR.search(head):
        return "floor"
    if words.TAKES.search(head) and not words.CONDITION.search(said):
        return "floor"
    if words.PAY.search(said):
        return "pay"
    return "forfeited" if words.FORFEITED.search(said) and not _COVER.search(head) else None


def _bargained(said: str, head: str, tail: str) -> Role:
    """A figure asked for, said back, another's offer, the market's, or an achievement's."""
    asked, quoted = _last(words.ASKED, head), _last(words.QUOTED, head)
    impact = words.IMPACT.search(said)
    if (
        words.COMPETING.search(said)
        and asked <= _last(words.COMPETING, said)
        and not re.search(r"\bmatch\b.{0,20}$", head)
    ):
        return "competing"
    if quoted >= 0 and quoted > asked:
        return "ask" if _GOES_TO.search(head) else "quoted"
    if _NOT_THIS.search(head):
        return "quoted"
    if _COMES_FROM.search(head) and (asked >= 0 or quoted >= 0 or re.search(r"\bto\b", tail)):
        return "quoted"
    if asked >= 0:
        return "impact" if impact and asked < impact.start() and impact.end() <= len(head) else "ask"
    if words.MARKET.search(said):
        return "ask" if _FAIR.match(tail) else "market"
    return "impact" if impact else "ask"


def _is_quoted_text(text: str, mention: Mention) -> bool:
    """Whether a figure stands inside quotation marks."""
    marks = [m.start() for m in re.finditer(r'"', text)]
    return sum(1 for at in marks if at < mention.start) % 2 == 1 and any(at >= mention.end for at in marks)


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match begins; -1 without one."""
    at = -1
    for match in pattern.finditer(text):
        at = match.start()
    return at


_STOP = re.compile(r"[,;:.!?]|\b(?:and|plus|with|or|but|then|along|as well)\b|\+|/|&")


def _part(text: str, before: int, mention: Mention, after: int, follows: bool) -> str:
    """The part a figure is for: named right after it, else right before it, else later in its stretch."""
    tail, head = text[mention.end : after], text[before : mention.start]
    near = _STOP.split(re.split(r"\b[\w-]+(?: [\w-]+)?\s*:", tail, maxsplit=1)[0], maxsplit=1)[0]
    right = _first_part(near)
    # "base 210k, equity 300k": what stands between two figures belongs to the later one, unless it follows "in".
    left = _last_part(_STOP.split(head)[-1]) or (_last_part(head) if not follows else _last_part(_after_stop(head)))
    if (
        right == "total"
        and left not in ("", "total")
        and re.match(r"^\s*(?:in )?total\b(?! (?:comp|package|cash|pay|annual|target|yearly))", near)
    ):
        return left
    if right and not (
        left
        and not re.match(
            r"^\s*(?:in|of|as|for|a|per|worth|over|annual\w*|year\w*|on|base|equity|stock|rsu|sign|relo|refresh|total|"
            r"tc|salary|option|\()",
            near,
        )
    ):
        return right
    if left:
        return left
    return right or ("" if follows else _first_part(tail))


def _after_stop(head: str) -> str:
    """What stands after the last comma or "and" of a text."""
    last = None
    for match in _STOP.finditer(head):
        last = match
    return head[last.end() :] if last else ""


def _first_part(text: str) -> str:
    found = [(m.start(), -m.end(), name) for name, pattern in words.PARTS for m in [pattern.search(text)] if m]
    return min(found)[2] if found else ""


def _last_part(text: str) -> str:
    found = [(m.end(), -m.start(), name) for name, pattern in words.PARTS for m in pattern.finditer(text)]
    return max(found)[2] if found else ""


def parts_named(text: str) -> tuple[str, ...]:
    """The parts a plain text names, each once, in the order of the lexicon."""
    taken: list[tuple[int, int]] = []
    names = []
    for name, pattern in words.PARTS:
        for match in pattern.finditer(text):
            if not any(s < match.end() and match.start() < e for s, e in taken):
                taken.append(match.span())
                names.append(name)
    return tuple(dict.fromkeys(names))


def _figure(mention: Mention, role: Role, part: str, text: str, segment: Segment, table: Table) -> Figure | None:
    """A mention as a figure in its part's unit, with what must be read back."""
    low, high = int(mention.low), int(mention.high)
    head = text[max(segment.start, mention.start - 40) : mention.start]
    tail = text[mention.end : segment.end]
    plain = Figure(mention.start, mention.end, role, part, low, high, raw=low)
    if mention.kind == "percent":
        return _percent(plain, mention, head, tail, table)
    if role in ("competing", "impact", "forfeited", "other"):
        return plain
    currency = table.scenario.currency
    if (
        mention.currency
        and mention.currency != currency
        and not (mention.currency == "USD" and currency in _DOLLARS and mention.text.lstrip().startswith("$"))
    ):
        return replace(
            plain,
            foreign=mention.currency,
            doubt=f"we're talking in {currency} here. What would that be in {currency}?",
        )
    added = role in ("ask", "give") and _is_more(head, tail)
    if not mention.scaled and low < 1000 and _base(table).opening >= 10_000:
        return _bare(plain, mention, added, table)
    figure = _in_unit(plain, mention, tail, added, table)
    return _added(figure, table, less=role == "give") if added else figure


def _is_more(head: str, tail: str) -> bool:
    """Whether a figure is an addition ("another 20K", "20K more") rather than a level."""
    if re.search(r"\b(?:to|at|of|is|total\w*)\s+(?:about |around |at least |\$)*$", head) and not words.BY.search(head):
        return False
    return bool(
        words.BY.search(head)
        or re.search(
            r"\b(?:an?|some) (?:extra|additional|further)\s+\D{0,3}$|\bextra\s+\D{0,3}$|\bmore (?:base|equity|stock|"
            r"rsus?),? ?(?:like|say|about|around)?\s*\D{0,3}$",
            head,
        )
        or words.THEN_MORE.match(tail)
    )


def _base(table: Table) -> Part:
    return table.scenario.parts[0]


def _bare(figure: Figure, mention: Mention, added: bool, table: Table) -> Figure | None:
    """A number without scale or currency ("210"): thousands, if that makes sense of it."""
    scale = 100_000 if table.scenario.currency == "INR" and figure.amount < 1000 else 1000
    named = figure.part
    at = table.scenario.index(named)
    if mention.currency and at is not None and figure.amount * 5 >= table.scenario.parts[at].high:
        return _added(figure, table, less=figure.role == "give") if added else figure
    thousands = replace(figure, amount=int(mention.low * scale), high=int(mention.high * scale))
    if added:
        if figure.role != "ask":
            return None
        return _added(replace(thousands, assumed="in thousands"), table, less=False)
    if named and named not in ("bonus",):
        read = _in_unit(thousands, mention, "", False, table)
        plausible = named == "total" or _plausible(named, read.amount, table)
        if plausible and not mention.currency:
            return replace(read, assumed="in thousands")
        return replace(read, doubt=_read_back(read, table))
    fits = _fitting(thousands.amount, table)
    if not fits:
        return (
            None
            if not mention.currency and figure.amount < 100
            else replace(figure, doubt="which part is that figure for, and how much is it?")
        )
    chosen = replace(thousands, part=fits[0], choices=tuple(fits))
    return replace(chosen, doubt=_read_back(chosen, table) if len(fits) == 1 else _which(chosen, table))


def _in_unit(figure: Figure, mention: Mention, tail: str, added: bool, table: Table) -> Figure:
    """A figure of money in its part's own unit."""
    part = figure.part
    if not part:
        if added:
            named = [p.name for p, a in zip(table.scenario.parts, table.asks, strict=True) if a is not None]
            part = named[0] if len(named) == 1 else ""
            if not part:
                return replace(
                    figure,
                    doubt="which part is that for, base, equity or the signing bonus?",
                    choices=("base", "equity", "signing"),
                )
        else:
            return _guessed(figure, mention, table)
        figure = replace(figure, part=part)
    if part == "base" and mention.period == "month":
        return replace(figure, amount=figure.amount * 12, high=figure.high * 12, assumed="twelve months")
    if part == "equity":
        figure = _equity(figure, mention, added, table)
    if figure.doubt or added or part in ("total", "bonus"):
        return figure
    if figure.role in ("ask",) and not _plausible(part, figure.amount, table):
        at = table.scenario.index(part)
        if at is None:
            return figure
        most = max(table.scenario.parts[at].top, 1)
        if figure.amount > 4 * most or (part in ("base",) and figure.amount * 4 < table.scenario.parts[at].low):
            return replace(figure, doubt=_read_back(figure, table))
    return figure


def _equity(figure: Figure, mention: Mention, added: bool, table: Table) -> Figure:
    at = table.scenario.index("equity")
    if at is None:
        return figure
    part = table.scenario.parts[at]
    years = part.years
    if years is None:
        if mention.period == "grant" and mention.years:
            return replace(
                figure,
                amount=figure.amount // mention.years,
                high=figure.high // mention.years,
                assumed=f"over {mention.years} years",
            )
        return figure
    if mention.period == "year":
        return replace(figure, amount=figure.amount * years, high=figure.high * years, assumed=f"over {years} years")
    if mention.period == "grant":
        if mention.years not in (None, years):
            return replace(
                figure,
                doubt=f"our grant vests over {years} years. Do you mean {_money(figure.amount, table)} for that grant?",
            )
        return figure
    standing = table.amounts[at]
    if not added and figure.role == "ask" and figure.amount < standing <= figure.amount * years <= 3 * part.high:
        yearly = replace(figure, amount=figure.amount * years, high=figure.high * years)
        return replace(
            yearly,
            doubt=f"do you mean {_money(figure.raw, table)} per year, so "
            f"{_money(yearly.amount, table)} over {years} years?",
        )
    return figure


def _guessed(figure: Figure, mention: Mention, table: Table) -> Figure:
    """A figure with no part named: the one part it can be for, or a question."""
    if figure.role in ("pay", "floor", "market"):
        return replace(figure, part="total" if figure.amount > 14 * _base(table).high // 10 else "base")
    if figure.role == "quoted":
        return figure
    if mention.period == "grant":
        return _equity(replace(figure, part="equity"), mention, False, table)
    fits = _fitting(figure.amount, table)
    if mention.period in ("year", "month"):
        amount = figure.amount * (12 if mention.period == "month" else 1)
        fits = ["base"] if _plausible("base", amount, table) else [f for f in fits if f != "signing"]
        if fits == ["base"]:
            return replace(
                figure, part="base", amount=amount, high=amount if figure.high == figure.amount else figure.high
            )
    if len(fits) == 1:
        return replace(figure, part=fits[0])
    if not fits:
        return replace(figure, doubt="which part is that figure for, and is it per year?")
    return replace(figure, part=fits[0], choices=tuple(fits), doubt=_which(replace(figure, part=fits[0]), table, fits))


def _fitting(amount: int, table: Table) -> list[str]:
    """The parts a bare amount can be an ask for."""
    return [
        part.name
        for part in table.scenario.parts
        if part.name in ("base", "equity", "signing") and _plausible(part.name, amount, table)
    ]


def _plausible(name: str, amount: int, table: Table) -> bool:
    at = table.scenario.index(name)
    if at is None:
        return name in ("total", "bonus")
    part, standing = table.scenario.parts[at], table.amounts[at]
    most = part.top
    if name == "base":
        return 85 * standing <= 100 * amount <= 165 * most
    if name == "equity":
        return 90 * standing <= 100 * amount <= 180 * most
    return 10 * most <= 100 * amount <= 260 * most and amount > standing


def _percent(figure: Figure, mention: Mention, head: str, tail: str, table: Table) -> Figure | None:
    """A percentage: of a part's standing amount when more of it is asked for, else the bonus."""
    part = figure.part
    if figure.role not in ("ask", "give") or mention.high > 100:
        return None
    if part == "bonus" or (not part and re.search(r"bonus", head + tail)):
        return replace(figure, part="bonus")
    if part in ("", "base", "equity", "total") and re.search(
        r"\b(?:more|increase|raise|bump|higher|uplift|up|above|on top|better|by|extra|additional|"
        r"improve\w*|over|another|boost|further)\b",
        head + tail,
    ):
        if not part and re.search(r"\b(?:of (?:the )?(?:company|equity)|ownership|stake)\b", tail):
            return None
        part = part or "base"
        at = table.scenario.index(part)
        if at is None:
            return None
        amount = int(table.amounts[at] * (100 + Decimal(mention.low)) / 100)
        return replace(figure, part=part, amount=amount, high=amount, assumed="from the standing offer")
    return None


def _added(figure: Figure, table: Table, *, less: bool) -> Figure:
    """An addition as the level it makes."""
    at = table.scenario.index(figure.part)
    if at is None or figure.doubt:
        return figure
    now = table.amounts[at]
    amount = max(0, now - figure.amount) if less else now + figure.amount
    return replace(figure, amount=amount, high=amount if less else now + figure.high, assumed="from the standing offer")


def _money(amount: int, table: Table) -> str:
    from bot.wording import money

    return money(amount, currency=table.scenario.currency)


def label(name: str) -> str:
    """A part as a question names it."""
    return {
        "signing": "a signing bonus",
        "total": "total compensation",
        "refresher": "a yearly refresher",
        "equity": "equity",
    }.get(name, name)


def _read_back(figure: Figure, table: Table) -> str:
    period = " per year" if figure.part in ("base", "refresher", "total") else ""
    return f"do you mean {_money(figure.amount, table)}{period} in {label(figure.part)}?"


def _which(figure: Figure, table: Table, fits: Sequence[str] | None = None) -> str:
    names = [label(name) for name in (fits or figure.choices)]
    return f"is {_money(figure.amount, table)} meant for {', '.join(names[:-1])} or {names[-1]}?"
