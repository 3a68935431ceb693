"""A sentence read into claims: each number with the component, region, role, company, level and period it is said of.

Written to be hard to fool rather than generous: what it can't read for certain becomes a trouble, and where
two readings are possible a claim carries both names, so that both must hold.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from bot.model.mentioned import KINDS, Kind, Name, Names, plain
from ingest.amounts.money import Period
from ingest.amounts.numbers import CODES, WORDS_FOR, Mention, mentions

Bindings = dict[Kind, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Claim:
    """One number as a sentence says it.

    bound: the names it is said of in this sentence, all of which must hold. carried: the names earlier
    sentences leave in the reader's mind, for the kinds not bound. end: a point called the low or high end.
    said: words that change what a number means ("delta", "beyond", "derived", ...). pair: the other end,
    when both ends of a range are told apart. noun: the word after a bare number.
    """

    low: Decimal
    high: Decimal
    kind: Literal["money", "percent", "options", "plain"]
    currency: str | None = None
    period: Period | None = None
    years: int | None = None
    open: bool = False
    end: Literal["low", "high"] | None = None
    bound: Bindings = field(default_factory=dict)
    carried: Bindings = field(default_factory=dict)
    said: frozenset[str] = frozenset()
    noun: str = ""
    text: str = ""
    pair: Decimal | None = None
    around: str = ""


@dataclass(frozen=True, slots=True)
class Mind:
    """What the sentences so far leave in the reader's mind: the last names of each kind, and a table's header."""

    names: Bindings = field(default_factory=dict)
    header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence says: its claims, what could not be read, the names in it, and what it leaves in mind.

    text: as a reader sees it, without the model's own citation marks. bare: the text without its numbers
    and names, for the checks on words.
    """

    text: str
    claims: tuple[Claim, ...]
    troubles: tuple[str, ...]
    named: tuple[Name, ...]
    bare: str
    after: Mind


# ---------------------------------------------------------------- words

_SEPARATOR = re.compile(
    r"[,;:|/]|\s-+\s|\s\+\s|->|→|\b(?:and|plus|with|while|whereas|but|versus|vs\.?|compared|then|than|though|although|where|when|or|if)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[\s,/&]*(?:\band\b|\bor\b|&|\bas well as\b|\bthe\b|\bin\b|\bfor\b|\s)*[\s,]*", re.IGNORECASE)
_PERIODS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(words, re.IGNORECASE))
    for name, words in (
        ("year", r"\b(?:per|a|an|each|every) (?:single |calendar |full )?(?:year|annum|yr)\b|\bannual(?:ly|ized|ised)?\b|\byearly\b|/\s?(?:yr|year|y|annum)\b"
                 r"|\bp\.?a\b|\b(?:12|twelve) months\b|\byear (?:after|on|over) year\b|\bper-year\b"),
        ("month", r"\b(?:per|a|each|every) (?:calendar )?month\b|\bmonthly\b|/\s?mo(?:nth)?\b|\bper-month\b|\bpcm\b"),
        ("once", r"\bone[- ](?:time|off)\b|(?<=\w )(?<!all at )once\b|\blump[- ]sum\b|\bupfront\b|\bup front\b|\bon (?:joining|day one)\b|\bat signing\b|\bimmediately\b|\bin cash today\b"),
        ("grant", r"\b(?:over|across|spread over|vest\w* over|for|per|in|throughout|during|on) (?:the |a |an |its |your |all |of )*(?:full |whole |entire )?(?:\d{1,2}|two|three|four|five|six|seven|ten)"
                  r"[- ](?:years?|yrs?)\b|\b(?:\d{1,2}|two|three|four|five|six)[- ](?:years?|yrs?)[- ](?:grants?|vest\w*|total|period|window|schedule|equity|stock|RSU)|/\s?\d{1,2}[- ]?(?:yrs?|years?|y)\b"
                  r"|\b(?:whole|full|entire|total|initial|new-hire) grant\b|\bper grant\b|\bgrant total\b|\bover the (?:life of the )?(?:grant|vest\w*)\b|\bin total over\b"),
        ("odd", r"\b(?:per|a|an|each|every) (?:week|day|hour|quarter|fortnight|share|head|person|employee|decade|sprint|pay ?check|semester|half|biweek|minute|term|couple|other)\b"
                r"|\b(?:per|each|every) (?:vest|two|three|four|six)\b|\ba vest\b(?! of)"
                r"|\b(?:weekly|daily|hourly|quarterly|bi-?weekly|fortnightly|bi-?annual(?:ly)?|semi-?annual(?:ly)?|bi-?monthly|per-hour|half[- ]yearly|bi-?ennial(?:ly)?|every other year)\b"
                r"|/\s?(?:wk|week|hr|hour|day|share|quarter|qtr)\b"),
    )
)  # fmt: skip
_HIGH = (r"up to|as (?:high|much) as|max(?:imum|es)?|at most|no more than|not more than|tops? out|tops?|top[- ]end|ceiling|cap(?:s|ped)?|high(?:est)?(?:[- ]end)?"
         r"|upper(?:[- ](?:end|bound|limit))?|peaks?|until|through|all the way|goes (?:up )?to|reach(?:es)?|runs? (?:up )?to|extends? to")  # fmt: skip
_LOW = (r"from|start(?:s|ing)?|begin(?:s|ning)?|as (?:low|little) as|min(?:imum)?|at least|no less than|not less than|bottom(?:s)?|low(?:est)?(?:[- ]end)?|lower(?:[- ](?:end|bound))?"
        r"|entry(?:[- ]point)?|floor")  # fmt: skip
_ENDS = re.compile(rf"\b(?:(?P<high>{_HIGH})|(?P<low>{_LOW}))\b", re.IGNORECASE)
_BEFORE: tuple[tuple[str, str], ...] = (
    ("delta", r"(?:extra|additional|further|another|(?:increase|raise|bump|uplift|rise|jump|cut|drop|hike|boost|gap|difference|premium|discount|delta)s?(?: of)?(?: about| around)?"
              r"|(?:higher|lower|more|less|up|down|above|below|raised?|ris\w+|grow\w*|increas\w+|push\w*|move[sd]?) by|(?<!equity )(?<!grant )(?<!bonus )(?<!stock )adds|add(?:ing|ed)?|gain(?:s)?)(?: an?| the| roughly| about)?"),
    ("beyond", r"(?:(?<!no )(?<!not )more than|greater than|over|above|exceed(?:s|ing)?|beyond|north of|upwards? of|in excess of|less than|fewer than|under|below|short of|south of|past|nearly|almost|just shy of|shy of"
               r"|not even|barely|well into|outside(?: of)?|close to|nearing|approaching|higher than|lower than|better than|>|<|≥|≤)(?: the)?"),
    ("nope", r"(?:not|never|n't|neither|nor|no|without|minus|less|times|divided by|multiplied by|x|\*|÷|×)(?: the)?"),
)  # fmt: skip
_AFTER: tuple[tuple[str, str], ...] = (
    ("delta", r"(?:more|extra|additional|higher|lower|less|above|below|over|under|short|on top|increase|raise|bump|uplift|gap|difference|apart|premium|discount|cut|rise|better|worse|richer|cheaper|"
              r"lead|behind|ahead|off|boost|hike|jump|step|beyond|north|south)\b(?!\s+(?:the |a |an )?(?:four|4|three|five|\d|vest|grant|same|period|years?|next|course|of))"),
    ("share", r"of (?:the |its |your |their )?(?:\w+'s )?(?:top|max\w*|ceiling|cap|high end|upper|bottom|min\w*|midpoint|median|market|average|offer|package)\b"),
    ("beyond", r"(?:and|or) (?:over|above|beyond|up|then some|a bit|change|higher|lower|a little|less|under|even more)|and climbing|-?ish\b|times\b|x\b|×|\*|÷|\^"),
)  # fmt: skip
_ABOUT: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(words, re.IGNORECASE))
    for name, words in (
        ("derived", r"\b(?:mid[- ]?points?|middles?|medians?|averag(?:e|es|ing)|means?\b(?! that)|avg|spreads?\b(?! (?:out |evenly )?(?:over|across))|sums?|combined|totall?ing|adding (?:up|them)|multipl\w+|divid\w+|percentiles?|quartiles?|deciles?|mode|(?:split|shared|divided) (?:between|among|by|with))\b"),
        ("gap", r"\b(?:differences?|gaps?)\b"),
        ("net", r"\b(?:net|after[- ]tax\w*|post[- ]tax|take[- ]home|tax[- ]free|pre-?tax|after deductions|in hand|inflation|adjusted|PPP|purchasing power|equivalent|convert\w*|exchange rate|works? out)\b"),
        ("premium", r"\bpremiums?\b|\bdiscounts?\b|\buplifts?\b"),
        ("valuation", r"\bvaluations?\b|\brevenues?\b|\bvalued\b|\bmarket cap\b|\bfunding\b|\braised\b|\bARR\b"),
        ("floor", r"\b(?:floor|walk(?:ing)?[- ]away|walk away|bottom line|reservation (?:value|price|point)|lowest (?:you|I)|settle for|(?:don't|never|not) (?:go|drop) (?:below|under))\b"),
        ("sample", r"\b(?:examples?|samples?|illustrat\w+|hypothetical\w*|imagin\w+)\b"),
    )
)  # fmt: skip
_DISCREDIT = re.compile(
    r"\b(?:wrong|incorrect|outdated|false|fake|mistaken|mistakes?|typos?|untrue|inaccurate|obsolete|used to|previously|formerly|no longer|lied|lying|lies|made[- ]up|fictional|bogus|nonsense"
    r"|is(?:n't| not)|are(?:n't| not)|was(?:n't| not)|does(?:n't| not) (?:pay|offer|give|reach|match|hold)|never (?:pays?|offers?|gives?)|won't (?:pay|offer|give|get|reach)|cannot (?:get|reach|expect)|can't (?:get|reach|expect)"
    r"|rather than|instead of|unlike|except(?:ing)?|excluding|apart from|other than|contrary|opposite|reverse[ds]?|swap(?:ped)?|swapp?ing|vice versa|actually|in reality|really|in truth|in fact|secretly|confidential(?:ly)?|insiders?|rumou?r\w*"
    r"|anything but|far from|backwards?|misprint\w*|misquot\w*|correction|correct(?:ed|s) to|revised|superseded|replaced by|updated to|understat\w+|overstat\w+|read \w+ as|stands? for)\b",
    re.IGNORECASE,
)
_EVERYWHERE = re.compile(
    r"\b(?:everywhere|worldwide|global(?:ly)?|(?:all|any|every|each|both|other|across|most|remaining)(?: of)?(?: the)?(?: other)? (?:regions?|locations?|offices?|cit(?:y|ies)|countr(?:y|ies)|roles?|levels?|companies|sites?|teams?|markets?|hubs?|employers?|tiers?|places?)"
    r"|regardless of (?:location|level|role|region|where)|across the board|anywhere|elsewhere|overseas|abroad|industry(?:[- ]wide)?|market(?:[- ]wide| rate)|no matter where|wherever|rest of the|every(?:one|body)|any(?:one|body)|all (?:candidates|engineers|hires|employees|staff)|(?:rival|competing|competitor\w*|peer|similar|comparable|other|larger|bigger|smaller|top|leading|most|nearby|neighbou?ring) (?:firms?|companies|compan(?:y|ies)|employers?|startups?|shops?|labs?|players?|offices?|teams?)|competitors?|peers)\b",
    re.IGNORECASE,
)
_CURRENCY = re.compile(
    rf"\b(?:{'|'.join(sorted(CODES))}|(?i:(?:US |American |Canadian |Australian |Singapore |Hong Kong |New Zealand )?dollars?|euros?|pounds?|sterling|rupees?|shekels?|francs?|yen|yuan|krona|kronor|zloty|bitcoins?|ethereum|crypto\w*|pesos?|reais|dirhams?))\b"
    r"|[€£₹₪₩₺₫₱฿₴₦¥$]"
)
_NATION = re.compile(
    r"\s?\(?(?:(?P<CAD>Canadian|CA\b)|(?P<AUD>Australian|AU\b|Aussie)|(?P<SGD>Singapore(?:an)?|SG\b)|(?P<NZD>New Zealand|NZ\b|Kiwi)|(?P<HKD>Hong Kong|HK\b)|(?P<USD>American|US\b))(?=\W|$)"
)
_GENERIC = frozenset(
    "thing things step steps reason reasons point points question questions way ways part parts piece pieces line lines sentence sentences minute minutes hour hours day days week weeks "
    "month months year years yr yrs lever levers strategy strategies approach approaches idea ideas move moves tip tips round rounds call calls time times-a item items component components "
    "element elements area areas factor factors argument arguments note notes more-thing side sides end ends figure-s word words bullet bullets topic topics "
    "business working calendar paragraph paragraphs email emails message messages conversation conversations side-by-side key main".split()
)
_DOMAIN = frozenset(
    "region regions company companies role roles level levels guide guides offer offers location locations city cities band bands row rows country countries office offices option options source sources".split()
)
_COUNTED = frozenset(
    "download downloads star stars user users follower followers commit commits contributor contributors employee employees customer customers people members developers repositories models requests "
    "events installs lines papers citations".split()
)
_SPAN = frozenset(
    "minute minutes hour hours day days week weeks month months year years yr yrs business working calendar".split()
)
_VESTING = re.compile(r"\b(?:vest\w*|cliff|grants?|schedule|equity|RSUs?|stock|options|refreshers?)\b", re.IGNORECASE)
_LIST_MARK = re.compile(r"^\s*(?:(?:[-*•>#]+|\d{1,2}[.)](?=\s)|\(\d{1,2}\)|step \d{1,2}[:.)])\s*)+", re.IGNORECASE)
_FIXED = re.compile(r"(?<![\w$€£])(?:24/7|1:1|1-on-1|one-on-one|#1|401\(?k\)?)(?!\w)", re.IGNORECASE)


_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
DATE = re.compile(
    rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH})(?:,? (?P<y1>(?:19|20)\d\d))?(?!\d)"
    rf"|\b(?P<m2>{_MONTH})(?: (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d))?(?:,? (?P<y2>(?:19|20)\d\d))?(?!\d)"
)
"""A date in words; what day it is, day_of() says."""

# ---------------------------------------------------------------- reading


def read(sentence: str, names: Names, mind: Mind = Mind(), known: frozenset[str] = frozenset()) -> Reading:
    """Read one sentence, list item or table row in the light of what was said before.

    known: characters and tokens with digits the answer itself uses, lower case ("é", "s3", "401k").
    """
    text, trouble = plain(sentence, known)
    if "|" in text and (table := _table(text, names, mind, known)) is not None:
        return replace(table, troubles=(*table.troubles, *([trouble] if trouble else [])))
    reading = _sentence(text, names, mind, known)
    return replace(reading, troubles=(*([trouble] if trouble else []), *reading.troubles))


def _table(text: str, names: Names, mind: Mind, known: frozenset[str]) -> Reading | None:
    """A row of a markdown table: each cell read with its column's heading and the row's label."""
    line = text.strip()
    if not line.startswith("|") and line.count("|") < 2:
        return None
    cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
    if all(re.fullmatch(r":?-{2,}:?|", cell) for cell in cells):
        return Reading(text, (), (), (), "", mind)
    if not any(mentions(cell) for cell in cells) and not mind.header:
        return replace(_sentence(text, names, mind, known), after=Mind(mind.names, cells))
    labels = " ".join(cell for cell in cells if not mentions(cell) and names.find(cell))
    claims: list[Claim] = []
    troubles: list[str] = []
    named: list[Name] = []
    bare: list[str] = []
    for i, cell in enumerate(cells):
        heading = mind.header[i] if i < len(mind.header) else ""
        one = _sentence(f"{labels} {heading}: {cell}" if mentions(cell) else cell, names, Mind(mind.names), known)
        claims += one.claims
        troubles += one.troubles
        named += one.named
        bare.append(one.bare)
    return Reading(text, tuple(claims), tuple(troubles), tuple(named), " | ".join(bare), mind)


def _sentence(text: str, names: Names, mind: Mind, known: frozenset[str]) -> Reading:
    body = _LIST_MARK.sub(lambda m: " " * len(m.group()), text)
    body = _FIXED.sub(lambda m: " " * len(m.group()), body)
    body = DATE.sub(lambda m: " " * len(m.group()) if day_of(m) in known else m.group(), body)
    found = names.find(body)
    numbers = [m for m in mentions(body) if not any(n.start <= m.start and m.end <= n.end for n in found)]
    found = [n for n in found if not any(m.start <= n.start and n.end <= m.end for m in numbers)]
    spans = [m for m in numbers if _is_span(m, body)]
    values = [m for m in numbers if m not in spans and not _harmless(m, body)]
    bare = _blank(body, [(m.start, m.end) for m in numbers] + [(n.start, n.end) for n in found])
    troubles = [
        f"the number {t!r} can't be read"
        for t in _unread(
            _blank(
                body,
                [(m.start, m.end) for m in numbers]
                + [(n.start, n.end) for n in found if n.kind in ("level", "year", "region", "company", "role")],
            ),
            known,
        )
    ]
    found = _without_asides(found, values, body)
    segments = _segments(body, numbers, found)
    claims = _claims(values, found, segments, body, mind)
    if _VESTING.search(body):
        claims += tuple(
            Claim(m.low, m.high, "plain", noun="years", text=m.text) for m in spans if _noun(m, body).startswith("y")
        )
    return Reading(text, claims, tuple(troubles), tuple(found), bare, _after(found, mind))


def day_of(match: re.Match[str]) -> str:
    """A date in words as a key of what is known: "23 february 2026", "february 2026" or "23 february"."""
    parts = match.groupdict()
    month = next(name for name in _MONTHS if name.startswith((parts["m1"] or parts["m2"]).lower().rstrip(".")[:3]))
    return " ".join(
        part
        for part in (str(int(parts["d1"] or parts["d2"] or 0) or ""), month, parts["y1"] or parts["y2"] or "")
        if part
    )


def days(dates: Iterable[date]) -> Iterator[str]:
    """Every key that day_of() gives for these dates, and their ISO forms."""
    for day in dates:
        month = _MONTHS[day.month - 1]
        yield from (f"{day.day} {month} {day.year}", f"{month} {day.year}", f"{day.day} {month}", day.isoformat())


def _blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    chars = list(text)
    for start, end in spans:
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def _unread(text: str, known: frozenset[str]) -> list[str]:
    """Tokens that still hold digits once every number read is taken out."""
    return [t for t in re.findall(r"[^\s,;()\"]*\d[^\s,;()\"]*", text) if t.lower().strip(".:!?'*") not in known]


def _noun(mention: Mention, text: str) -> str:
    match = re.match(r"[\s-]*([A-Za-z]+)", text[mention.end :])
    return match.group(1).lower() if match else ""


def _harmless(mention: Mention, text: str) -> bool:
    """Whether a bare number is a count of small things, a span of time or a pronoun, and no figure."""
    if (
        mention.kind != "plain"
        or mention.scaled
        or mention.currency
        or (mention.low != mention.high and mention.high > 60)
    ):
        return False
    noun = _noun(mention, text)
    before = text[max(0, mention.start - 12) : mention.start].lower()
    if re.search(r"[$€£¥₹~/x*+=^<>#-]\s?$", before) or re.match(r"\s?[/x*+=^%<>]", text[mention.end :]):
        return False
    if mention.text.lower() == "one":
        return not re.match(r"\s+(?:more|extra|times|hundred|figure|digit|percent)", text[mention.end :], re.IGNORECASE)
    if mention.high > 12 or mention.low < 1:
        return False
    if noun in _GENERIC:
        return True
    return (
        mention.words
        and mention.high <= 3
        and re.search(r"\b(?:the|those|these|all|between|of)\s$", before) is not None
        and noun not in ("more", "extra", "times", "fold", "figure")
    )


def _is_span(mention: Mention, text: str) -> bool:
    """Whether a bare number is a span of time ("4-year", "over four years", "48 hours")."""
    bare = mention.kind == "plain" and not mention.scaled and mention.currency is None and mention.high <= 120
    return bare and _noun(mention, text) in _SPAN and not re.search(r"[$€£¥₹]\s?$", text[: mention.start])


def _segments(text: str, numbers: Sequence[Mention], found: Sequence[Name]) -> list[tuple[int, int]]:
    """The stretches between separators; a separator inside a number, a name or between names joined by "and" is none."""
    covered = bytearray(len(text) + 1)
    for start, end in [(m.start, m.end) for m in numbers] + [(n.start, n.end) for n in found]:
        covered[start:end] = b"\1" * (end - start)
    for one, other in itertools.pairwise(found):
        if one.kind == other.kind and _JOINED.fullmatch(text[one.end : other.start]):
            covered[one.end : other.start] = b"\1" * (other.start - one.end)
    cuts = [m.span() for m in _SEPARATOR.finditer(text) if not covered[m.start()]]
    for bracket in re.finditer(r"\(([^()]*)\)", text):
        if any(bracket.start() < m.start < bracket.end() for m in numbers):
            cuts += [(bracket.start(), bracket.start() + 1), (bracket.end() - 1, bracket.end())]
        else:
            cuts = [c for c in cuts if not bracket.start() < c[0] < bracket.end()]
    edges = [0]
    for start, end in sorted(cuts):
        edges += [start, end]
    edges.append(len(text))
    return [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]


def _without_asides(found: Sequence[Name], values: Sequence[Mention], text: str) -> list[Name]:
    """Names of components that only say what a percentage is of, or what a total is made of, left out."""
    kept: list[Name] = []
    total = next((n for n in found if n.keys == ("total",)), None)
    for name in found:
        if name.kind == "component":
            before = text[: name.start]
            if (
                values
                and name.start > values[-1].end
                and re.search(
                    r"\b(?:without|excluding|not counting|leaving out|leaves out|before)\b[^.;|]*$",
                    before[values[-1].end :],
                    re.IGNORECASE,
                )
            ):
                continue
            if name.keys == ("base",) and re.search(
                r"(?:%|percent|per cent)\s+(?:of|on|on top of)\s+(?:your |the |their |its |that )?(?:annual )?$",
                before,
                re.IGNORECASE,
            ):
                continue
            if (
                total
                and name is not total
                and re.search(
                    r"\b(?:includ\w+|made up of|combin\w+|cover\w+|counting|adding)\s[^.;|]*$|\([^()]*$",
                    before[total.end :],
                    re.IGNORECASE,
                )
                and not any(total.end <= v.start < name.start for v in values)
            ):
                continue
        kept.append(name)
    return kept


def _claims(
    values: Sequence[Mention], found: Sequence[Name], segments: Sequence[tuple[int, int]], text: str, mind: Mind
) -> tuple[Claim, ...]:
    claims: list[Claim] = []
    earlier: Bindings = {}
    for i, value in enumerate(values):
        bound: Bindings = {}
        for kind in KINDS:
            of_kind = [n for n in found if n.kind == kind]
            keys = _bind(i, values, of_kind, segments, text)
            if not keys and kind in earlier and kind != "year":
                keys = earlier[kind]
            if keys:
                bound[kind] = keys
        if "year" in bound and not any(n.kind == "component" for n in found):
            # "Year 1 comes to ..." is said of all parts together.
            bound["component"] = ("total",)
        earlier = bound
        carried = {k: v for k, v in mind.names.items() if k not in bound}
        claims.append(_claim(value, i, values, found, segments, text, bound, carried))
    return _paired(claims, values, text)


def _bind(
    i: int, values: Sequence[Mention], names: Sequence[Name], segments: Sequence[tuple[int, int]], text: str
) -> tuple[str, ...]:
    """The names of one kind that the i-th number is said of: those of its own stretch, else those before, else after."""
    if not names:
        return ()
    value = values[i]
    if names[0].kind == "component" and _ADDED_UP.search(text[: value.start]):
        return ("total",)
    start, end = _segment(value, segments)
    inside = [v for v in values if start <= v.start < end]
    own = [n for n in names if start <= n.start < end]
    group = _number_group(i, values, text)
    if own and len(inside) > 1:
        own = _in_order(value, inside, own)
    previous = values[i - 1].end if i else 0
    ahead = [n for n in names if previous <= n.start and n.end <= value.start]
    picked = own or ahead
    if not picked and len(group) > 1 and i > group[0]:
        first = values[group[0]]
        s, e = _segment(first, segments)
        picked = [n for n in names if s <= n.start < e and n.end <= first.start] or [
            n for n in names if (values[group[0] - 1].end if group[0] else 0) <= n.start and n.end <= first.start
        ]
    if len(group) > 1 and len(picked) == len(group) and _is_group(picked, text):
        return picked[group.index(i)].keys
    following = _dangling(i, values, names, segments, text) if not own else []
    keys: list[str] = []
    for name in [*picked, *following]:
        keys += [k for k in name.keys if k not in keys]
    return tuple(keys)


_ADDED_UP = re.compile(
    r"\+[^.;$€£]*\b(?:come|comes|came|add|adds|amounts?) (?:up )?to\b[^$€£\d]*$|\b(?:parts|components)\b[^.;$€£\d]*\b(?:come|add up|sum|amount)s? (?:up )?to\b[^$€£\d]*$",
    re.IGNORECASE,
)


def _segment(value: Mention, segments: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return next((s for s in segments if s[0] <= value.start < s[1]), segments[-1])


def _in_order(value: Mention, inside: Sequence[Mention], own: Sequence[Name]) -> list[Name]:
    """In one stretch with several numbers: names before each number, or after each, as the stretch begins."""
    at = inside.index(value)
    if own[0].start < inside[0].start:
        start = inside[at - 1].end if at else 0
        return [n for n in own if start <= n.start < value.start]
    end = inside[at + 1].start if at + 1 < len(inside) else 10**9
    return [n for n in own if value.end <= n.start < end]


def _number_group(i: int, values: Sequence[Mention], text: str) -> list[int]:
    """The run of numbers around the i-th that only commas and "and" separate."""
    first = last = i
    while first and _JOINED.fullmatch(text[values[first - 1].end : values[first].start]):
        first -= 1
    while last + 1 < len(values) and _JOINED.fullmatch(text[values[last].end : values[last + 1].start]):
        last += 1
    return list(range(first, last + 1))


def _is_group(names: Sequence[Name], text: str) -> bool:
    return all(_JOINED.fullmatch(text[a.end : b.start]) for a, b in itertools.pairwise(names))


def _dangling(
    i: int, values: Sequence[Mention], names: Sequence[Name], segments: Sequence[tuple[int, int]], text: str
) -> list[Name]:
    """Names in the stretch after the last number that may be said of all before ("..., all in London")."""
    end_own = _segment(values[i], segments)[1]
    later: list[Name] = []
    for start, end in segments:
        if start < end_own or any(start <= v.start < end for v in values):
            continue
        if any(v.start > end for v in values) and i + 1 < len(values) and start > values[i + 1].start:
            continue
        if any(v.start > end for v in values) and not re.match(
            r"\s*(?:\(|all\b|both\b)?\s*(?:in|at|for|across|as)?\b", text[start:end]
        ):
            continue
        here = [n for n in names if start <= n.start < end]
        if (
            here
            and here[0].kind == "component"
            and not re.match(r"\s*(?:all |both |each )?(?:in|as|of|is|for|being) ", text[start : here[0].start] + " ")
        ):
            continue
        verbless = not re.search(
            r"\b(?:is|are|has|have|pays?|gets?|there|lists?|offers?|leads?|trails?|comes?|sits?|shows?|ask|push|use|aim|you|your)\b",
            text[start:end],
            re.IGNORECASE,
        )
        nearby = any(v.start > end for v in values) is False
        if here and verbless and nearby:
            later += here
    return later


_ADD_A = re.compile(r"\b(?:add|adding|plus)(?: an?| the)?\s*$", re.IGNORECASE)
_UPWARD = re.compile(
    r"\b(?:more than|over|above|past|beyond|north of|upwards of|in excess of|exceed(?:s|ing)?)(?: the)?\s*$",
    re.IGNORECASE,
)
_FLOORED = re.compile(
    r"\b(?:don't|do not|never|not|won't|wouldn't|shouldn't|should not) (?:\w+ ){0,2}(?:go|drop|fall|settle|dip|accept|take|agree|sign)(?: to)?(?: anything| any less)? (?:below|under|less than|lower than)\s*$",
    re.IGNORECASE,
)
"""What goes before a number below which one isn't to go: the number itself is what is said."""

_ATTACHED = re.compile(
    r"[^.;,\d$£€₹]{0,30}?\b(?:over|across|in|for) (?:the )?\w+[\s-]?(?:years?|yrs?)\b"
    r"|\s*(?:per|an?|each|every) (?:year|annum|month)\b|\s*/\s*(?:yr|year|mo|month)\b",
    re.IGNORECASE,
)


def _claim(
    value: Mention,
    i: int,
    values: Sequence[Mention],
    found: Sequence[Name],
    segments: Sequence[tuple[int, int]],
    text: str,
    bound: Bindings,
    carried: Bindings,
) -> Claim:
    start, end = _segment(value, segments)
    window_start = max(start, values[i - 1].end if i and values[i - 1].start >= start else start)
    if i and values[i - 1].period and (own_period := _ATTACHED.match(text, values[i - 1].end)):
        # "$300K over 4 years comes to $75K a year": the first period is the first figure's.
        window_start = max(window_start, own_period.end())
    window_end = min(end, values[i + 1].start if i + 1 < len(values) and values[i + 1].start < end else end)
    own = text[window_start:window_end]
    around = " ".join([own, *(text[s:e] for s, e in segments if not any(s <= v.start < e for v in values))])
    period, years, odd = _period(value, own, around)
    said = {name for name, words in _ABOUT if words.search(around)} | odd
    said |= {
        name
        for name, words in _BEFORE
        if re.search(rf"(?:\b|(?<=\W)|^){words}\s*[~(]?$", text[max(0, value.start - 60) : value.start], re.IGNORECASE)
    }
    said |= {name for name, words in _AFTER if re.match(rf"\s*{words}", text[value.end :], re.IGNORECASE)}
    if (
        "delta" in said
        and _ADD_A.search(text[: value.start])
        and any(
            n.kind == "component"
            and n.start >= value.end
            and re.fullmatch(r"\W*(?:in|of)?\W*(?:annual|yearly|target)?\W*", text[value.end : n.start])
            for n in found
        )
    ):
        said.discard("delta")
    upward = "beyond" in said and _UPWARD.search(text[: value.start]) is not None
    if upward:
        said.discard("beyond")
    if "beyond" in said and _FLOORED.search(text[: value.start]):
        said.discard("beyond")
    if re.search(r"\+\s?$", text[: value.start]) and not re.search(r"\s\+\s$", text[: value.start]):
        said.add("delta")
    kind: Literal["money", "percent", "options", "plain"] = (
        "options" if value.kind == "count" else "plain" if value.kind == "date" else value.kind
    )
    if (
        kind == "plain"
        and value.low >= 1000
        and not re.fullmatch(r"(?:19|20)\d\d(?:\s?(?:[-–]|to)\s?(?:(?:19|20)\d\d|\d\d))?", value.text.strip())
    ):
        kind = "money"
    if kind == "money" and value.currency is None and _noun(value, text) in _COUNTED:
        kind = "plain"
    currency = value.currency
    nation = _NATION.match(text[value.end :])
    if nation and value.currency and nation.lastgroup:
        currency = nation.lastgroup if value.currency == "USD" else currency
    return Claim(
        value.low, value.high, kind, currency, period, years, value.open or upward, _end(value, text, window_start, window_end),
        bound, carried, frozenset(said), _noun(value, text), value.text, around=around,
    )  # fmt: skip


def _period(value: Mention, own: str, around: str) -> tuple[Period | None, int | None, set[str]]:
    """The period a number is said for; "odd" when it is none a guide uses, or when two disagree."""
    stated: list[str] = [name for name, words in _PERIODS if words.search(own)]
    if not stated:
        stated = [name for name, words in _PERIODS if words.search(around)]
    if value.period and value.period not in stated:
        stated.append(value.period)
    years = value.years
    grant = next((m for name, words in _PERIODS if name == "grant" and (m := words.search(around))), None)
    if grant and years is None:
        digits = re.search(r"\d{1,2}|two|three|four|five|six|seven|ten", grant.group(), re.IGNORECASE)
        if digits:
            word = digits.group().lower()
            years = (
                int(word)
                if word.isdigit()
                else {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}[word]
            )
    if len(stated) > 1 or "odd" in stated:
        return None, years, {"odd-period"}
    return (stated[0] if stated else None), years, set()  # type: ignore[return-value]


def _end(value: Mention, text: str, start: int, end: int) -> Literal["low", "high"] | None:
    if value.low != value.high:
        return None
    if right := re.match(
        rf"\s*(?:at|on|as) (?:the )?(?:(?P<high>{_HIGH})|(?P<low>{_LOW}))\b", text[value.end :], re.IGNORECASE
    ):
        return "high" if right.lastgroup == "high" else "low"
    before = list(_ENDS.finditer(text, max(0, start - 30), value.start))
    after = _ENDS.search(text, value.end, min(len(text), end + 1))
    chosen = before[-1] if before and before[-1].start() >= start - 30 else None
    if chosen is None or (chosen.start() < start and after):
        chosen = after or chosen
    if chosen is None:
        return None
    return "high" if chosen.lastgroup == "high" else "low"


_UP_TO = re.compile(r"(?:,? and)?\s*(?:all the way )?(?:up )?to\s*(?:as high as |about )?", re.IGNORECASE)


def _paired(claims: Sequence[Claim], values: Sequence[Mention], text: str) -> tuple[Claim, ...]:
    """Two points told apart as the ends of one range ("from X up to Y", "X at the bottom and Y at the top")."""
    out = list(claims)
    for i in range(len(out) - 1):
        one, two = out[i], out[i + 1]
        between = text[values[i].end : values[i + 1].start]
        if (
            one.low != one.high
            or two.low != two.high
            or one.pair is not None
            or one.kind != two.kind
            or len(between) > 60
        ):
            continue
        of = one.bound.get("component"), two.bound.get("component")
        if re.search(r"\band\b", between) and (
            of[0] != of[1] or re.search(r"\byou(?:r|'ve)?\b[^.;]*$", text[: values[i].start], re.IGNORECASE)
        ):
            continue
        joined = re.search(r"\b(?:to|up|until|through|top|high|ceiling|max\w*|and)\b|-", between, re.IGNORECASE)
        if joined and one.low < two.low and (_UP_TO.fullmatch(between) or (one.end != "high" and two.end != "low")):
            out[i] = replace(one, pair=two.low, end="low", bound={**two.bound, **one.bound})
            out[i + 1] = replace(two, pair=one.low, end="high", bound={**one.bound, **two.bound})
    return tuple(out)


def _after(found: Sequence[Name], mind: Mind) -> Mind:
    """Mind after the sentence: of each kind, the names it used, else those from before."""
    names = dict(mind.names)
    for kind in KINDS:
        keys = tuple(dict.fromkeys(k for n in found if n.kind == kind for k in n.keys))
        if kind == "year":
            names.pop("year", None)
        elif keys:
            names[kind] = keys
    return Mind(names)


def currencies(text: str) -> set[str]:
    """Currencies a text names outside its numbers; "?" for one it can't tell."""
    found: set[str] = set()
    for match in _CURRENCY.finditer(text):
        word = match.group()
        nation, _, last = word.lower().rpartition(" ")
        if nation in ("canadian", "australian", "singapore", "hong kong", "new zealand"):
            found.add(
                {"canadian": "CAD", "australian": "AUD", "singapore": "SGD", "hong kong": "HKD", "new zealand": "NZD"}[
                    nation
                ]
            )
        else:
            found.add(word if word in CODES else WORDS_FOR.get(last, "?"))
    return found


DISCREDIT, EVERYWHERE, DOMAIN, PERIODS = _DISCREDIT, _EVERYWHERE, _DOMAIN, _PERIODS
