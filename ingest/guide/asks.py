"""What a script or strategy asks for, would accept and walks away from, and the sample offers it quotes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from ingest.amounts.mention import Mention
from ingest.amounts.money import read_cell
from ingest.amounts.numbers import mentions
from ingest.amounts.plain import plain
from ingest.amounts.types import MoneyHint, Percent, Range
from ingest.guide.headers import Column
from ingest.guide.types import SampleOffer, ScriptFigure
from ingest.lexicon.amounts import number, number_words
from ingest.lexicon.places import places_in

Kind = Literal["ask", "accept", "floor", "sample", "theirs", "other"]
"""sample: an offer from elsewhere. theirs: what this company offers or counters with. other: no one's figure."""

_QUOTED = re.compile(r"[\"“]([^\"“”]{1,6000}?)[\"”]")
"""Short ones, too: what stands between two quoted terms is quoted by nobody."""


def scripts(text: str) -> tuple[str, ...]:
    """The spoken stretches of a text, verbatim, without their quotation marks; a quoted term ("Dive Deep", "Hire and
    Develop the Best") is none."""
    found = (one[1].strip() for one in _QUOTED.finditer(_unquote_lines(text)))
    return tuple(one for one in found if len(one) >= 12 and _is_said(one.split()))


def _is_said(words: Sequence[str]) -> bool:
    return len(words) >= 4 and any(word[:4].islower() and len(word) >= 4 for word in words)


def _unquote_lines(text: str) -> str:
    return re.sub(r"^[ \t]*>[ \t]?", "", text, flags=re.M)


_SENTENCE = re.compile(
    r"(?<=[.!?])[\"”)*]*\s+(?=[\"“(*]*[A-Z$£€₹\[])|\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)|(?<=[.!?][\"”])\s+"
)
_ABBREVIATED = re.compile(r"\b(?:Sr|Jr|vs|e\.g|i\.e|approx|Eng|Inc|Ltd|Co|Dr|St|U\.S|D\.E|incl|est)\.$")


def sentences(text: str) -> tuple[str, ...]:
    """A text's sentences; decimals and common abbreviations don't end one."""
    made: list[str] = []
    for piece in _SENTENCE.split(_unquote_lines(text)):
        if made and _ABBREVIATED.search(made[-1]):
            made[-1] += " " + piece
        elif piece and piece.strip():
            made.append(piece)
    return tuple(made)


_CUES: tuple[tuple[Kind, str], ...] = (
    (
        "accept",
        r"\baccept(?:-at|able)?(?:\s+(?:floor|threshold|at|if|above|when|an?))*|\bsettle (?:at|for)\b|\bI(?:'d| "
        r"would) (?:sign|commit|accept) at\b|\bcommit at\b|"
        r"\bat (?=[A-Z]{0,3}[$£€₹]?\s?\d[\d,.]*[KkMm]?\+?(?: \w+){0,2},? I(?:['’]ll|['’]d|['’]m| will| would| am)? "
        r"(?:\w+ )?(?:commit|sign|accept|join|in\b|ready))",
    ),
    (
        "floor",
        r"(?<!bonus )\bfloor\b|\bwalk[- ]?away\b|\bwalk (?:if )?below\b|\bdo(?:n['’]t| not) (?:accept|go) (?:any\w* "
        r")?below\b|"
        r"\bany offer (?:below|under)\b|\bnothing (?:below|under)\b|\bbelow\b",
    ),
    (
        "theirs",
        r"\b(?:will|may|might|could|would|expect\w*|likely to|likely)\s+(?:\w+\s+){0,3}(?:counter|land|offer|come "
        r"back|respond|open|start|discuss)\w*|"
        r"\b(?:they|the firm|the company|recruiters?)\s+(?:\w+\s+)?counters?\b|\bcounters? (?:at|below|with)\b|\bif "
        r"(?:base|equity|the base|the offer|the initial offer|rsus?)\s+(?:is|are|comes)\b|"
        r"\bif [A-Z]\w+ (?:opens?|offers?|comes? in|starts?|lands?|holds?)\b|\binitial offer (?:is|of)\b|\bthe offer "
        r"of\b|\bthank you for the offer of\b|\bbands? (?:is|are|of|range)|\branges? from\b",
    ),
    (
        "ask",
        r"\bI(?:'d|’d| would)? ?(?:also )?(?:need|want|like|love|expect|ask|request|require|hope|propose|target)\w*\b"
        r"|\bI(?:'m|’m| am) (?:also )?(?:looking|target|ask|request|seek|aim|hoping|"
        r"expecting|anchor)\w*|\bmy (?:ask|target|number|expectation|request|goal|proposal|comp)\b[^.;]{0,24}?\b(?:is"
        r"|at|of|to)\b|\b(?:anchor|open|enter|start|aim|target|push|ask|negotiate|request|require|demand|"
        r"propose|counter|insist|hold out|lead)(?:s|ed|ing)?\b|\btargets?\b|\bto "
        r"(?:choose|join|commit|leave|accept)\b|\bjustif\w+\b|\bcommands?\b|\bwarrants?\b|\bgrant me\b|"
        r"\b(?:should|must) reflect\b|\bwould make\b|\bbring\w* (?:total|first)",
    ),
    (
        "sample",
        r"\bholding\b|\b(?:competing|competitive|other|written|liquid|rival|alternative|strong|existing|"
        r"current)\s+(?:[\w/.&+-]+\s+){0,4}?(?:offers?|packages?)\b|\boffers?\s+(?:from|at|in hand)\b|"
        r"\b(?:is|are|was|has) (?:also )?offer(?:ing|ed)\b|\boffered me\b|\bcounter from\b|\bI have "
        r"(?:an?|two|three|[A-Z\[])[^.;]{0,40}?\boffers?\b|\bweighing\b|\b(?:reference|cite|stack|leverage|present|"
        r"use|benchmark)\b[^.;]{0,60}?\boffers?\b|"
        r"\b[A-Z][\w.&]*(?: [A-Z][\w.&]*){0,3} offers\b|\boffers? of\b|\bcompeting\b",
    ),
)
"""Words that say whose figure follows them in the sentence; the last before a figure decides."""


@cache
def _cue() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _CUES), re.I)


_RIGHT = re.compile(
    r"^[\s*)\]+]*(?:\((?!\d)[^()]{0,24}\)\s*)?(?:/\s*(?:yr|year|4\s?yr|mo)\w*\s+)?(?:in|of|as|for|worth of|per year "
    r"in|annual|annually)?\s*(?:an?\s+|the\s+|my\s+)?(?:[\w/.&'’-]+\s+){0,4}?"
    r"(?P<word>sign(?:ing|[- ]?on)|base|RSUs?|equity|stock|options?|shares|grants?|bonus(?:es)?|retention|refresh\w*|"
    r"total|TC|carry|comp(?:ensation)?\b|package|relocation|salary|cash|budget|allocation|"
    r"valuation|revenue|market|funding|investment|acquisition|businesses|customers|users|employees|run "
    r"rate|AUM|allowance)",
    re.I,
)
_LEFT = re.compile(
    r"(?P<word>sign(?:ing|[- ]?on)(?: bonus)?|base|RSUs?|equity|stock|options?|shares|grants?|bonus(?:es)?|retention|"
    r"refresh\w*|total(?: comp\w*)?|TC|carry|comp(?:ensation)?|package|"
    r"relocation|salary|cash|valuation|revenue|fund|market|budget|allowance)\b",
    re.I,
)

_COMPONENT_WORDS: tuple[tuple[str, str], ...] = (
    ("signing", r"sign"),
    ("refresher", r"refresh"),
    ("base", r"base|salary"),
    ("equity", r"rsu|equity|stock|option|share|grant|carry"),
    ("bonus", r"bonus"),
    ("total", r"total|tc$|comp|package"),
)
_NO_PAY = re.compile(
    r"valuation|revenue|market|funding|investment|acquisition|business|customer|user|employee|run "
    r"rate|aum|fund$|retention|allowance|budget|relocation",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Figure:
    mention: Mention
    component: str
    kind: Kind
    sentence: str
    offset: int
    region: str | None


LONGEST_SENTENCE = 2_000
"""Characters above which a sentence is no one's speech, and its figures are nobody's asks."""


@lru_cache(maxsize=256)
def _reading(text: str) -> tuple[_Figure, ...]:
    found: list[_Figure] = []
    for sentence in sentences(text):
        if len(sentence) > LONGEST_SENTENCE:
            continue
        found.extend(_in_sentence(sentence, found))
    return tuple(found)


def _in_sentence(sentence: str, before: Sequence[_Figure]) -> Iterator[_Figure]:
    every = [m for m in _mended(sentence, mentions(sentence)) if m.kind in ("money", "percent")]
    every = [m for m in every if not _bracketed(sentence, m)]
    chains = _chains(sentence, every)
    cues = [(m.start(), m.lastgroup or "other") for m in _cue().finditer(sentence)]
    made: list[_Figure] = []
    carried = before[-1].kind if before and re.match(r"[\"“(]*(?:That|This|It|Which|Total)\b", sentence) else None
    for at, chain in enumerate(chains):
        cue = next((k for start, k in reversed(cues) if start < chain[0].start), None)
        components = _components(sentence, chain, [*before, *made], below=cue in ("accept", "floor"))
        for one, component in zip(chain, components, strict=True):
            kind = next((k for start, k in reversed(cues) if start < one.start), None)
            if kind is None:
                named = component not in ("other", "none")
                kind = carried or ("ask" if named and ":" in sentence[: one.start] else "other")
            elif kind == "ask" and component == "none":
                kind = "other"
            granted = at + 1 < len(chains) and _before_equity(sentence, chain, chains[at + 1])
            name = "base" if component == "other" and granted else component
            made.append(_Figure(one, name, kind, sentence, one.start, _region(sentence, one)))  # type: ignore[arg-type]
    yield from (f for f in made if f.component != "none")


def _before_equity(sentence: str, chain: Sequence[Mention], following: Sequence[Mention]) -> bool:
    """True for the first of "target $200,000+ with $85,000+ in options": unlabelled money beside a labelled grant."""
    between = sentence[chain[-1].end : following[0].start]
    joined = re.fullmatch(r"\+?\s*(?:with|and|plus|/|\+)\s*(?:an?\s+)?", between) is not None
    return joined and chain[-1].kind == "money" and _next_label(sentence, following[-1].end) == "equity"


def _bracketed(sentence: str, m: Mention) -> bool:
    """True for a placeholder or an example range in square brackets, which is nobody's figure."""
    opened = sentence.rfind("[", 0, m.start)
    return opened > sentence.rfind("]", 0, m.start) and "]" in sentence[m.end :]


def _mended(sentence: str, every: Sequence[Mention]) -> list[Mention]:
    """Mentions with "A$40,000-$60,000" as one range, two ends in different currencies dropped, and a raise
    "from A$200,000 to A$300,000" read as what it rises to."""
    made: list[Mention] = []
    for one in every:
        between = sentence[made[-1].end : one.start] if made else "x"
        if made and re.fullmatch(r"\s?[-–—]\s?", between) and made[-1].kind == one.kind == "money":
            last = made.pop()
            if last.text.lstrip()[:3].rstrip("0123456789,. ").endswith("$") and one.text.lstrip().startswith("$"):
                made.append(replace(one, start=last.start, low=last.low, currency=last.currency))
            continue
        rises = re.search(
            r"\b(?:increas|rais|boost|mov|bump|lift|adjust|go)\w*\b[^.;]{0,48}\bfrom\s*$", sentence[: one.start], re.I
        ) or (
            one.text.lower().startswith("from")
            and re.search(r"\b(?:increas|rais|boost|mov|bump|lift)\w*[^.;]{0,48}$", sentence[: one.start], re.I)
        )
        made.append(replace(one, low=one.high) if rises else one)
    return made


def _chains(sentence: str, every: Sequence[Mention]) -> list[list[Mention]]:
    """Money joined by slashes ("$280K / $520K RSU"); every other figure alone."""
    chains: list[list[Mention]] = []
    for one in every:
        between = sentence[chains[-1][-1].end : one.start] if chains else "x"
        if chains and one.kind == "money" == chains[-1][-1].kind and re.fullmatch(r"\+?\s*/\s*", between):
            chains[-1].append(one)
        else:
            chains.append([one])
    return chains


def _components(sentence: str, chain: Sequence[Mention], before: Sequence[_Figure], below: bool) -> list[str]:
    last = before[-1] if before and before[-1].sentence == sentence else None
    if last and re.fullmatch(
        r"\+?\s*(?:min(?:imum)?)?,?\s*(?:and )?Year \d at\s*", sentence[last.mention.end : chain[0].start]
    ):
        return [last.component] * len(chain)  # "bonus: Year 1 at $450K, Year 2 at $400K"
    following = _next_label(sentence, chain[-1].end)
    if len(chain) == 2 and chain[0].currency == chain[1].currency:
        if following in ("equity", "signing", "bonus"):
            return ["base", following]  # "$205K / $260K RSU"
        if following is None:
            pairs = [f for f in before if f.component in ("base", "equity")]
            return ["base", "equity"] if len(pairs) >= 2 else ["other", "other"]
    label = following or _previous_label(sentence, chain[0].start) or _like_before(chain[0], before, below)
    return [label] * len(chain)


def _next_label(sentence: str, end: int) -> str | None:
    rest = re.split(
        r"[;:!?]|\.\s|,\s(?!\d)|\s[—–]\s|\b(?:and|plus|with|or|but|to|by|through|via|versus|vs)\b|[$£€₹]|\d",
        sentence[end : end + 70],
        maxsplit=1,
    )[0]
    rest = re.sub(r"\b(?:retention|relocation) (?=sign)", "", rest, flags=re.I)
    if found := _RIGHT.match(rest):
        return _component_of(found["word"], rest[: found.end()])
    return None


def _previous_label(sentence: str, start: int) -> str | None:
    # What stands in brackets explains the word before them: "total comp (base + RSU + sign-on) exceeds $380K".
    said = re.sub(r"\([^()]*\)|\bYear \d\b", "", sentence[:start])
    lead = re.split(r"[;!?]|\.\s|\d[KkM]?\b(?!\s*base)", said[-60:])[-1]
    named = list(_LEFT.finditer(lead))
    if not named or len(lead) - named[-1].end() > 28:
        return None
    word = named[-1]["word"]
    if (
        len(named) > 1
        and re.fullmatch(r"package|grants?|comp\w*|total", word, re.I)
        and named[-1].start() - named[-2].end() <= 1
    ):
        word = named[-2]["word"]  # "an options package of"
    return _component_of(word, word)


def _component_of(word: str, phrase: str) -> str:
    if re.search(r"sign(?:ing|[- ]?on)", phrase, re.I):
        return "signing"
    if _NO_PAY.search(word):
        return "none" if not re.search(r"retention|relocation|budget|allowance", word, re.I) else "other"
    return next((name for name, pattern in _COMPONENT_WORDS if re.match(pattern, word, re.I)), "other")


def _like_before(one: Mention, before: Sequence[_Figure], below: bool) -> str:
    """A bare figure ("My floor is $195K") is of the component asked before whose amount is nearest, within a third.

    below: it is a floor, or what one accepts, and no more than was asked."""
    if one.kind != "money" or one.low < 1000:
        return "other"
    near = [f for f in before if f.mention.currency == one.currency and f.mention.kind == "money" and f.kind == "ask"]
    near = [f for f in near if f.component in ("base", "equity", "total")]
    near = [f for f in near if abs(f.mention.high - one.high) * 3 <= f.mention.high]
    if below:
        # Nobody's floor lies above what they ask for; of base and equity that both fit, it is the base that people
        # mean.
        near = [f for f in near if one.high <= f.mention.high]
        best = min(near, key=lambda f: (f.component == "equity", abs(f.mention.high - one.high)), default=None)
    else:
        best = min(near, key=lambda f: abs(f.mention.high - one.high), default=None)
    return best.component if best else "other"


_LEADING_PLACE = re.compile(
    r"(?:^|[.;,] )(?:In|For|in|for) ([A-Z][\w.]+(?: [A-Z][\w.]+){0,2})(?: (?:roles?|hires|offers))?,"
)
_PLACE_IN_BRACKETS = re.compile(r"[A-Z][\w.'’-]*(?:[ ,/]+[A-Z][\w.'’-]*){0,3}")


def _region(sentence: str, one: Mention) -> str | None:
    """The place a figure is for: the one in brackets after it, else the last named before it, else one just after.

    A place in brackets belongs to the figure before it and to no later one.
    """
    after = re.match(r"\+?\s*(?:base|RSUs?|equity|options|TC|total comp)?\s*\(([^()]{2,40})\)", sentence[one.end :])
    if after and (places_in(after[1]) or (_PLACE_IN_BRACKETS.fullmatch(after[1]) and not _NOT_NAMES.match(after[1]))):
        return after[1].strip()
    open_text = re.sub(r"\([^()]*\)", lambda m: " " * len(m[0]), sentence)
    named = list(places_in(open_text))
    named += [(m.start(1), m[1]) for m in _LEADING_PLACE.finditer(open_text)]
    earlier = [name for start, name in sorted(named) if start < one.start]
    if earlier:
        return earlier[-1]
    later = [
        name
        for start, name in named
        if one.end < start < one.end + 40 and re.search(r"\b(?:in|for)\s+$", sentence[:start])
    ]
    return later[0] if later else None


def figures(text: str) -> tuple[tuple[Kind, ScriptFigure], ...]:
    """Every figure of pay a text asks for, accepts or walks away from, with whose it is; sample offers left out."""
    found = []
    for one in _reading(text):
        if one.kind in ("ask", "accept", "floor") and (ask := _ask(one)):
            found.append((one.kind, ask))
    return tuple(dict.fromkeys(found))


_YEARS_TOTAL = re.compile(
    rf"\b([2-5]|{number_words(2, 5)})[- ]year (?:total|package|value|comp\w*)\b[^.;$£€₹\d]*$", re.I
)
"""A total over several years, which is nobody's pay of one."""


def _ask(one: _Figure) -> ScriptFigure | None:
    m = one.mention
    around = " ".join(plain(one.sentence).split())
    if m.kind == "percent":
        if re.match(
            r"\s+(?:in\s+)?(?:year[- ]one|first[- ]year|year[- ]1)\b[\s\w]{0,12}vest|\s+(?:RSU |stock |equity )?vest",
            one.sentence[m.end :],
            re.I,
        ):
            return ScriptFigure("vesting", around, percent=Percent(m.low, m.high, m.open), region=one.region)
        if one.component not in ("bonus", "base", "equity", "total"):
            return None
        return ScriptFigure(
            "bonus" if one.component == "bonus" else "other",
            around,
            percent=Percent(m.low, m.high, m.open),
            region=one.region,
        )
    if m.currency is None or m.low < 100 or m.low != int(m.low) or m.high != int(m.high) or m.high > 50_000_000_000:
        return None
    if (
        one.component == "other"
        and m.high > 3_000_000
        and m.currency in ("USD", "EUR", "GBP", "AUD", "CAD", "SGD", "CHF")
    ):
        return None  # a valuation or a market, not pay
    period, years = m.period, m.years
    if period is None and one.component in ("base", "bonus", "total"):
        period = "year"
    if one.component == "signing":
        period, years = "once", None
    if one.component == "total" and (whole := _YEARS_TOTAL.search(one.sentence[max(0, one.offset - 48) : one.offset])):
        period, years = "grant", number(whole[1])
    return ScriptFigure(
        one.component, around, Range(int(m.low), int(m.high), m.currency, m.open), None, period, years, one.region
    )


_NAME = re.compile(r"\[[^\[\]]{2,60}\]|(?:[A-Z][\w.&'’+-]*|[a-z]\d+z)(?:[ /](?:[A-Z][\w.&'’+-]*|&|of|\d+x))*")
_NOT_NAMES = re.compile(
    r"^(?:I|I'm|I’m|My|That['’s]*|This|It|Which|Total|To|The|With|For|If|At|In|And|Both|Target|Push|Anchor|RSUs?|TC|"
    r"TEAM|Year|Tier|ML|AI|DevOps|Security|Principal|Leverage|Gold|Director|Head|CISO|Base|Total|Comp|Level|IPO|COIN|"
    r"Reference|Present|Stack|Cite|Holding|Competing|Also|Given|Your|Use|Accept|Our|A|An|USD|GBP|EUR)$"
)


def sample_offers(text: str) -> tuple[SampleOffer, ...]:
    """The offers from elsewhere that a script quotes as examples, each with the company it names and its figures."""
    grouped: dict[tuple[str, str], list[ScriptFigure]] = {}
    last = "a competitor"
    for one in _reading(text):
        if one.kind == "sample" and (ask := _ask(one)):
            sentence = one.sentence
            company = _company(sentence[: one.offset]) or _company_after(sentence[one.offset :])
            if not company:
                company = last if re.match(r"[\"“(]*(?:That|This|It|Which)\b", sentence) else "a competitor"
            last = company
            grouped.setdefault((company, " ".join(plain(sentence).split())), []).append(ask)
    return tuple(
        SampleOffer(company, sentence, tuple(dict.fromkeys(asks))) for (company, sentence), asks in grouped.items()
    )


def _company_after(rest: str) -> str:
    """The company of "an offer at $320K total comp from [Fernwell / Tern]"."""
    found = re.search(r"\bfrom\s+(\[[^\[\]]{2,60}\]|[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,2})", rest[:80])
    return found[1] if found else ""


def _company(lead: str) -> str:
    """The last name before a figure: "a Datadog offer at" is Datadog; "Google L6 at" is Google."""
    lead = re.sub(
        r"[$£€₹]\s?[\d,.]+[KkMm]?\+?(?:\s*/\s*[$£€₹]?[\d,.]+[KkM]?)?\s*(?:base|RSUs?|equity|options|TC|stock)?",
        " ; ",
        lead,
    )
    tail = lead.rsplit(";", 1)[-1] if re.search(r"[A-Z\[]\w", lead.rsplit(";", 1)[-1]) else lead
    names = [n.strip(" .'’") for n in _NAME.findall(tail.strip(' "“'))]
    names = [
        re.sub(
            r"^(?:Holding|If|Reference|Present|With|At|Leverage|Use|Cite|Counter|Stack) |(?: of| at)$|^\[(?!.*\])",
            "",
            n,
        )
        for n in names
    ]
    names = [n for n in names if not _NOT_NAMES.match(n) and not (places_in(n) and len(n) == len(places_in(n)[0][1]))]
    names = [n for n in names if n and not _ROLE.match(n.split()[0])]
    if not names:
        return ""
    words = names[-1].split()
    cut = next((i for i, word in enumerate(words) if i and _ROLE.match(word) and words[0] != "Big"), len(words))
    return " ".join(words[:cut]).removesuffix("'s").removesuffix("’s")


_ROLE = re.compile(
    r"^(?:L\d.*|E\d.*|IC\d.*|Staff|Senior|Sr\.?|Principal|PM|TPM|EM|DE|DS|SA|SRE|SWE|ML|MLE|SDE\w*|Offer|Engineer\w*|"
    r"Head|Director|Lead|VP|SVP|MD|Tech|Manager|UX|Product|Data|Security|Software|DevOps|Solutions)$"
)

_VESTING = re.compile(
    r"(?:[^.;,—–\"“”]|(?<=\d),(?=\d{3})){0,120}?(?:\b\d{1,2}(?:\s?%)?(?:\s?[/–-]\s?\d{1,2}(?:\s?%)?){3}\b|\b\d{1,"
    r"3}\s?%\s+(?:in\s+)?(?:year[- ]one|first[- ]year|year[- ]1)\b|\bfront[- "
    r"]?load\w*|\baccelerat\w+(?:\s+[\w-]+){0,2}?\s+vest\w*|"
    r"\bvest\w*\s+accelerat\w+|\b(?:double|single)[- ]trigger\b|\bcliff\b|\b(?:early|monthly|quarterly|"
    r"\d-year)\s+vest\w*)[^.;,\"“”]*",
    re.I,
)
_REFRESH = re.compile(r"(?:[^.;,—–\"“”]|(?<=\d),(?=\d{3})){0,120}?\brefresh\w*[^.;\"“”]*", re.I)


def vesting(text: str) -> tuple[str, ...]:
    """The stretches of a text that speak of vesting: a schedule, an acceleration, a cliff."""
    return tuple(dict.fromkeys(" ".join(plain(m[0]).split()).strip(" ,") for m in _VESTING.finditer(text)))


def refreshers(text: str) -> tuple[str, ...]:
    """The stretches of a text that speak of refresh grants."""
    return tuple(dict.fromkeys(" ".join(plain(m[0]).split()).strip(" ,") for m in _REFRESH.finditer(text)))


def from_cell(cell: str, column: Column, label: str) -> ScriptFigure | None:
    """A cell of a target table ("A$258,000", "< A$195,000") as a figure for its row's component and the table's region.

    A bound ("< A$195,000", walk away below) is that amount, not a range up from nothing.
    """
    read = read_cell(re.sub(r"^\s*(?:<=?|≤|below|under)\s*", "", plain(cell), flags=re.I), MoneyHint(column.currencies))
    if read.state != "stated" or not (read.amount or read.percent):
        return None
    component = column.kind if column.kind in ("base", "equity", "bonus", "signing", "total") else "other"
    period = read.period or column.period
    return ScriptFigure(
        component, plain(cell), read.amount, read.percent, period, read.years or column.years, label or None
    )
