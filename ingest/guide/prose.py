"""Pay that stands in no table: lists of "Salary: £38,250 – £72,250", and one sentence that says what a company pays."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from ingest.amounts.plain import plain
from ingest.amounts.types import MoneyHint
from ingest.guide.around import refused_by, spoken_of
from ingest.guide.asked import parts
from ingest.guide.cells import SPANS, payments, read_any, without_small_words
from ingest.guide.clauses import first_sentence, in_another_job, job_named
from ingest.guide.context import Setting, speaks_of_all
from ingest.guide.grids import kind_column
from ingest.guide.headers import known_companies, names_level
from ingest.guide.kinds import Kind, is_a_least, is_title, kind_of
from ingest.guide.taken import Cell_, LevelPay
from ingest.guide.types import Section
from ingest.lexicon import titles, words
from ingest.lexicon.places import is_place, local_currency, places_in

_PAIR = re.compile(
    r"^\s*(?:[-*+•]\s+|\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?"
    r"\**(?P<label>[^\W\d][\w /()&%'’+.-]{1,48}?)\**\s*(?::|=|–|—)\**\s+(?P<value>\S.*)$"
)
_NO_PAY = re.compile(
    r"example|sample|target|floor|walk|accept|\bask|counter|compet|scenario|\boffers?\b|strategy|lever|negotiat|"
    r"\byou\b|\bif\b|average|median|\bsurveys?\b|\bmarkets?\b|budget|visa|minimum wage"
    r"|\bsay\b|\bmy\b|\bme\b|\bI\b|\bcandidate|raise|increase|cost of|glassdoor|levels\.fyi",
    re.I,
)
_PAYS = re.compile(
    r"\bwe pay\b|\bpays?\b|\b(?:salary|pay|base(?: salary)?|compensation)(?: band| range)? (?:for [\w ]{2,50} |in "
    r"[\w ]{2,30} )?(?:is|ranges?|runs|starts|of|between|:)|\b(?:band|range) (?:in|for|is|runs|of)\b"
    r"|\bzahlen wir\b|\bdas gehalt\b|\bgehaltsband\b|\ble salaire\b|\bnous payons\b|\bfourchette\b|\bel "
    r"salario\b|\bpagamos\b|\bo salário\b|\bhet salaris\b",
    re.I,
)
LONGEST_SENTENCE = 400
_CLAUSES = re.compile(r"(?<=[.!?;])\s+|,\s(?:and|plus|sowie|und|et|y|e|en)\s(?=[^\W\d])", re.I)
_LEVEL_IN = re.compile(rf"\b(?:{titles.any_of('before_a_level')})\s\d{{1,2}}[A-Z*+]{{0,2}}(?!\w)", re.I)
_NAMES_LEVEL = re.compile(
    rf"^(?:{titles.any_of('before_a_level')})\s?\w{{1,3}}\b|^(?:[A-Z]{{1,3}}\d{{1,2}})\b|^(?:{titles.any_of('levels')})\b",
    re.I,
)


def pairs(
    cut: Sequence[Section], setting: Setting, code: Container[int] = (), companies: Container[str] = ()
) -> Iterator[LevelPay]:
    """A section's lines of "label: value" as one line of pay: its salary, with location and level beside it. code:
    lines inside of blocks of code, which say nothing of pay. companies: headings (folded) that name one, whose own pay
    stands below them whatever the title above them lists ("offers")."""
    for section in cut:
        over = section.title if section.title.casefold() in companies else f"{section.parent} {section.title}"
        if section.kind in ("levers", "lever", "strategy", "tactic") or _NO_PAY.search(over):
            continue
        told: dict[str, str] = {}
        held: dict[str, list[tuple[Kind, str, int]]] = {}
        for offset, line in enumerate(defined(section.text.split("\n"))):
            pair = _PAIR.match(line) if section.line + offset not in code else None
            if not pair or len(line) > LONGEST_SENTENCE or _level_in(pair["label"]):
                continue
            kind, value = _paying(pair["label"], pair["value"])
            stated = read_any(value, _hint(setting, told.get("region", ""))).state == "stated"
            if kind.component and stated and (not kind.other or is_a_least(kind)):
                held.setdefault(kind.component, []).append((kind, value, section.line + offset))
            elif kind.part and kind.part not in told:
                told[kind.part] = plain(value)[:60]
        cells = [cell for name, said in held.items() if (cell := _one_cell(name, said))]
        if any(c.component in ("base", "total") for c in cells):
            region = told.get("region", "")
            if not region and is_place(section.title) and places_in(section.title):
                region = section.title
            above = (section.title, section.parent)
            titled = next((name for name in above if _NAMES_LEVEL.match(name) or is_title(name)), "")
            level = told.get("level") or told.get("title") or (titled if section.depth > 1 else "")
            job, place = _in_a_label(held)
            region = region if len(region) < 50 else ""
            currency = told.get("currency", "").upper()
            yield LevelPay(cells[0].row, place or region, level or job, role=job, currency=currency, cells=tuple(cells))


def _in_a_label(held: Mapping[str, Sequence[tuple[Kind, str, int]]]) -> tuple[str, str]:
    """The job and the place that the label of a salary names: "Base rate for an engineer in Warsaw"."""
    said = next((held[name][0][0].label for name in ("base", "total") if name in held), "")
    job, place, _ = job_named(said) if is_title(said) else ("", "", "")
    return job, place


_KEY = re.compile(r"^(?P<label>[A-Za-z][\w -]{1,40}?)\s*:\s*[\"']?(?P<value>[^\"'].*?)[\"']?\s*$")


def declared(front: Sequence[str], setting: Setting) -> Iterator[LevelPay]:
    """What keys of front matter say of pay: "salary_min: 142000" beside "salary_currency: USD", as postings have it."""
    told: dict[str, str] = {}
    held: dict[str, list[tuple[Kind, str, int]]] = {}
    for number, line in enumerate(front, start=1):
        pair = _KEY.match(line)
        label = re.sub(r"[_-]", " ", pair["label"]) if pair else ""
        kind = kind_of(label)
        last = kind_of(label.split()[-1]).part if label else ""
        if not pair or kind.other:
            continue
        if last in ("currency", "period"):
            told.setdefault(last, pair["value"])
        elif kind.component and re.search(r"\d", pair["value"]):
            held.setdefault(kind.component, []).append((kind, pair["value"], number))
        elif kind.part == "region":
            told.setdefault("region", pair["value"])
    cells = [cell for name, said in held.items() if (cell := _one_cell(name, said))]
    if any(c.component in ("base", "total") for c in cells):
        period = next((span for span in SPANS if words.period(span).search(told.get("period", ""))), setting.period)
        region, currency = told.get("region", ""), told.get("currency", "").upper()
        yield LevelPay(cells[0].row, region[:50], "", currency=currency, period=period, cells=tuple(cells))


def _paying(label: str, value: str) -> tuple[Kind, str]:
    """What a pair's label says of its value, and the value without what is paid beside it: "Compensation: $140K +
    equity" is a salary of $140K."""
    kind = kind_of(label)
    bare = re.sub(
        rf"(?:\s*(?:\+|,|\bplus\b|\band\b|&)\s*{_HOW_MUCH}(?:{_beside_pay().pattern}))+\s*$", "", value, flags=re.I
    )
    if not kind.component and bare != value and is_range_word(label):
        kind = replace(kind, component="base", part="", column=kind_column("base", kind))
    if kind.component and not kind.part and _unknown_words(label):
        kind = replace(kind, component="")
    return kind, bare


@cache
def _beside_pay() -> re.Pattern[str]:
    return words.pattern(words.data("columns")["beside_pay"])


_HOW_MUCH = r"(?:(?:up to |an? )?(?:\S{0,3}\d[\d.,]*\s?[kK%]?\s)?)?"
"""How much is paid beside a salary: "£2,000" of "plus £2,000 welcome bonus"."""


def is_range_word(label: str) -> bool:
    """Whether a label says no more than that pay follows it."""
    return bool(words.pattern(words.data("columns")["range"]).fullmatch(plain(label).strip()))


def _unknown_words(label: str) -> bool:
    """Whether a label of pay says more than that: "Founder's salary" is a founder's."""
    held = words.data("columns")
    left = plain(re.sub(r"[(\[][^()\[\]]*[)\]]", " ", label))
    if is_title(left) or is_place(left) or names_level(left) or known_companies().search(left):
        return False
    for name in ("signing", "equity", "total", "bonus", "base", "fixed_total"):
        left = words.pay(name).sub(" ", left)
    left = words.pattern([*held["of_pay"], *held["range"], *held["in_a_label"]]).sub(" ", left)
    for end in ("low", "mid", "high"):
        left = words.pattern(held["bounds"][end]).sub(" ", left)
    left = without_small_words(re.sub(r"\b[A-Z]{3}\b", " ", left))
    return bool(re.search(r"[^\W\d_]{3}", left))


def _level_in(label: str) -> bool:
    """Whether a label names a level by its number: "SCS pay band 1", "Grade 7 salary"."""
    return bool(_LEVEL_IN.search(label))


def _one_cell(name: str, said: Sequence[tuple[Kind, str, int]]) -> Cell_ | None:
    """The cell of one component of a section: its one value, or its least and most; none where values differ."""
    if not any(kind.bound == "high" for kind, _, _ in said):
        said = [one for one in said if not one[0].other]  # a law's least
    # "Target bonus" and "on-target earnings" are no middle of a range.
    whole = [one for one in said if not one[0].bound or (one[0].bound == "mid" and name != "base")]
    ends = {one[0].bound: one for one in said if one[0].bound in ("low", "high")}
    if not whole and len(ends) == 2:
        (kind, low, row), (_, high, _) = ends["low"], ends["high"]
        return Cell_(name, kind.column, (low, high), row, kind.payments)  # type: ignore[arg-type]
    if not whole or len({plain(value) for _, value, _ in whole}) > 1:
        return None
    kind, value, row = whole[0]
    return Cell_(name, kind.column, (value,), row, kind.payments)  # type: ignore[arg-type]


def defined(lines: Sequence[str]) -> list[str]:
    """The lines, each term of a definition list with its definition behind it on the definition's line."""
    found = list(lines)
    for i, (term, line) in enumerate(pairwise(lines), start=1):
        if (said := re.match(r"\s*:\s+(\S.*)$", line)) and term.strip() and len(term) < 60:
            found[i - 1], found[i] = "", f"{term.strip()}: {said[1]}"
    return [_valued(line) or line for line in found]


_Entry = tuple[int, str, str, str]
"""A line of a list: its number, level or job, place, amount."""


def listed(cut: Sequence[Section], setting: Setting) -> Iterator[LevelPay]:
    """Lists of "Senior Developer: £50,000 – £65,000" under words that speak of pay: a line a level, title or place."""
    for section, entries in (*((s, None) for s in cut), *_of_headings(cut)):
        above = f"{section.parent} {section.title}"
        if section.kind in ("levers", "lever", "strategy", "tactic") or _NO_PAY.search(above) or refused_by(above):
            continue
        found = entries or list(_alike(list(_entries(section, setting))))
        told = [line for s in cut if s.line < section.line for line in s.text.split("\n") if speaks_of_all(line)]
        rows = {row for row, *_ in found}
        beside = [one for n, one in enumerate(section.text.split("\n"), section.line) if n not in rows and found]
        told += [line for line in beside if speaks_of_all(line)]
        spoken = spoken_of(
            (*told[-1:], section.parent, section.title, *(label for _, label, *_ in found[:1] if _level_in(label)))
        ) or _of_openings(section, found, setting, bool(entries))
        found = found if spoken else []
        for row, label, region, value in found if len(found) > 1 else ():
            kind = replace(kind_of("base salary"), label=section.title)
            one = Cell_(spoken, kind_column(spoken, kind), (value,), row)  # type: ignore[arg-type]
            several = parts(value, row, _hint(setting, region), setting)
            by_place = is_place(label) and not is_title(label)
            job = is_title(label) or not _is_named(label)
            yield LevelPay(
                row, label if by_place else region, "" if by_place else label, role=label if job else "",
                cells=several if len(several) > 1 else (one,),
            )  # fmt: skip


def _of_openings(section: Section, found: Sequence[_Entry], setting: Setting, headed: bool) -> str:
    """ "base" for jobs that a company fills, for those of which each says what it is paid for ("£31,750 per year") or
    what is paid beside it ("$170k base, 15% bonus"). headed: they are headings that hold the pay."""
    offered = words.pattern(words.data("columns")["of_openings"]).search(section.title)
    spans = all(any(words.period(span).search(value) for span in SPANS) for *_, value in found)
    if headed and all(_is_named(label) for _, label, *_ in found):
        return "base"
    if (offered or spans) and all(is_title(label) for _, label, *_ in found):
        return "base"
    told = [parts(value, row, _hint(setting, region), setting) for row, _, region, value in found]
    return "base" if told and all(len(several) > 1 for several in told) else ""


def _of_headings(cut: Sequence[Section]) -> Iterator[tuple[Section, list[_Entry]]]:
    """Headings of one depth that hold a level or a job and its pay each ("Engineer II (£45,000–£54,000)")."""
    for depth in sorted({section.depth for section in cut}):
        told = [(section, one) for section in cut if section.depth == depth and (one := _headed(section.title))]
        if len(told) > 1:
            first = told[0][0]
            yield (
                replace(first, title=first.parent, parent=""),
                [(section.line, label, place, value) for section, (label, place, value) in told],
            )


def _headed(title: str) -> tuple[str, str, str] | None:
    """The level or job, the place and the amount that a heading holds; None without an amount."""
    shown = plain(title)
    found = _BEHIND[0].match(shown) or re.match(
        r"^(?P<label>[^\W\d].{1,48}?)\s*(?::|\s[–—-])\s*(?P<value>\S.*\d.*)$", shown
    )
    if (
        not found
        or not read_any(found["value"], MoneyHint(("USD",))).amount
        or not re.search(r"\d{3}|\dk", found["value"], re.I)
    ):
        return None
    label = found["label"].strip()
    place = next((one for one in _BRACKET.findall(label) if is_place(one)), "")
    return _BRACKET.sub("", label).strip() if place else label, place, found["value"]


_BEHIND = (
    re.compile(r"^(?P<label>[\s*•+-]*[^\W\d][^()\[\]:|]{1,48}?)\**\s*[(\[](?P<value>[^()\[\]]*\d[^()\[\]]*)[)\]]\W*$"),
    re.compile(r"^(?P<label>[^\W\d][^:|]{1,48}?)(?: {2,}|\s*\.{3,}\s*|\t+)(?P<value>\S.*\d.*)$"),
)
"""A job with its pay in brackets behind it, or set apart by blanks or dots, in a line or a heading."""


def _valued(line: str) -> str:
    """A line of "label (value)" as "label: value", where the value is an amount of money; else ""."""
    found = next((one for pattern in _BEHIND if (one := pattern.match(line))), None)
    told = found and read_any(found["value"], MoneyHint()).amount
    return f"{found['label']}: {found['value']}" if found and told else ""


_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{2,40})[)\]]")


def _entries(section: Section, setting: Setting) -> Iterator[tuple[int, str, str, str]]:
    """The lines of a list whose label is a level, a job or a place and whose value an amount of money, each with the
    place in the label's brackets."""
    for offset, line in enumerate(defined(section.text.split("\n"))):
        bare = titles.for_one(line.replace("**", "").replace("__", ""))
        head, colon, rest = bare.partition(":")
        inner = [one for one in _BRACKET.findall(head) if is_place(one)]
        pair = _PAIR.match(f"{_BRACKET.sub('', head)}:{rest}" if colon and inner else bare)
        if not pair or len(line) > LONGEST_SENTENCE:
            continue
        label = plain(pair["label"]).strip()
        _, value = _paying(label, first_sentence(pair["value"]))
        cell = read_any(value, _hint(setting, inner[0] if inner else label))
        stated = cell.state == "stated" and cell.amount
        if (_is_named(label) or _may_be_a_job(label)) and (
            stated or len(parts(pair["value"], 0, _hint(setting, ""), setting)) > 1
        ):
            yield section.line + offset, label, inner[0] if inner else "", value if stated else pair["value"]


def _is_a_level(label: str) -> bool:
    return bool(names_level(label) or _level_in(label) or _NAMES_LEVEL.match(label))


def _is_named(label: str) -> bool:
    return is_title(label) or is_place(label) or _is_a_level(label)


def _may_be_a_job(label: str) -> bool:
    """Whether a label can be a job that no list knows: a few words in capitals, none of pay."""
    kind = kind_of(label)
    plainly = not (kind.component or kind.part or kind.bound or kind.other) and not _PAYING.search(label)
    return plainly and label[:1].isupper() and len(label.split()) < 5


_PAYING = words.pattern([*words.data("columns")["range"], *words.data("columns")["beside_pay"]])


def _alike(found: Sequence[tuple[int, str, str, str]]) -> Iterator[tuple[int, str, str, str]]:
    """The entries of a list; those whose label nothing knows only among as many that are known, line beside line."""
    known = [row for row, label, *_ in found if _is_named(label)]
    jobs = [row for row, label, *_ in found if is_title(label)]
    every = [row for row, *_ in found]
    close = all(b - a < 3 for a, b in pairwise(every))
    for one in found:
        if one[0] in known or (close and len(jobs) * 2 >= len(every) - 2 and len(jobs) > 1):
            yield one


def sentences(lines: Sequence[str], setting: Setting, code: Container[int] = ()) -> Iterator[LevelPay]:
    """Sentences that say what a company pays in a place: one amount, one place at most, nothing of offers or
    averages."""
    for number, line in enumerate(lines, start=1):
        if (
            number in code
            or "|" in line
            or "\t" in line
            or len(line) > 2_000
            or line.lstrip().startswith((">", "#", "```"))
            or words.column("supposes").search(line)
        ):
            continue
        bare = re.sub(r"^\s*[-*+•]\s+", "", line)
        for sentence in _CLAUSES.split(bare):
            if bare != line and not words.pay("base").search(sentence):
                continue  # a list says many things that are paid: "We pay $25,000 for ideas"
            if one := _sentence(sentence, number, setting):
                yield one


def _sentence(sentence: str, number: int, setting: Setting) -> LevelPay | None:
    shown = plain(sentence)
    earns = words.pattern(words.data("columns")["earns"]).search(shown)
    if len(shown) > LONGEST_SENTENCE or not (earns or _PAYS.search(shown)) or _NO_PAY.search(shown):
        return None
    amount = _amount(shown, setting)
    who = _who(shown[: earns.start()]) if earns else ""
    if amount is None or (earns and not who):
        return None  # somebody earns it, and nothing says who
    start, end = amount
    if in_another_job(shown[end:]):
        return None
    places = [name for _, name in places_in(shown)]
    if len(set(places)) > 1:
        return None
    beside = rf"^\s*(?:\+|,|plus|and|&)\s*(?:{_beside_pay().pattern})"
    around = f"{shown[:start]} {re.sub(beside, ' ', shown[end:], flags=re.I)}"
    kind = kind_of(around)
    if kind.component not in ("", "base") or kind.other:
        return None
    beside_it = (shown[end : end + 25], shown[max(0, start - 45) : start])
    period = next((span for part in beside_it for span in SPANS if words.period(span).search(part)), None)
    column = replace(kind_of("base salary").column, period=period or setting.period or "year")
    if earns and words.pattern(words.data("columns")["starts_at"]).fullmatch(shown[earns.start() : start].strip()):
        start = earns.start()  # "starts at $92,000" is the least
    cell = Cell_("base", column, (shown[start:end],), number, payments(shown))
    return LevelPay(number, places[0] if places else "", who, role=who, cells=(cell,))


_ONE = re.compile(
    r"^(?:\w+,\s)?(?:an?|our|the|ein|eine|une?|una|uma?|een)\s+(?P<job>[^\W\d][\w/+&-]*(?:\s[\w/+&-]+){0,4})", re.I
)


def _who(ahead: str) -> str:
    """The job that a sentence begins with: "A Senior Product Designer in Lisbon"; "" where it names none."""
    found = _ONE.match(ahead.strip())
    several = re.match(r"(?:all |most |our )?(?P<job>[^\W\d][\w/+&-]*(?:\s[\w/+&-]+){0,4})\s*$", ahead.strip(), re.I)
    if not found and several and (one := _one_of(several["job"])):
        return one
    job = re.split(r"\s(?:in|at|here|from|with|on|en|em|bei|à|chez|te|bij)(?=\s|$)", found["job"])[0] if found else ""
    return _one_of(job) or job if is_title(job) else ""


def _one_of(several: str) -> str:
    """One of several that a sentence is about: "Senior engineers" to "Senior engineer"; "" where it isn't several."""
    *ahead, last = several.split()
    one = titles.plurals().get(last.casefold(), "")
    return " ".join([*ahead, one]) if one and is_title(several) else ""


def _amount(shown: str, setting: Setting) -> tuple[int, int] | None:
    """Where the sentence's one amount of money stands; None where it has none or several."""
    from ingest.amounts.scan import amounts

    found = [a for a in amounts(shown) if a.money or a.high >= 10_000]
    if len(found) == 2 and re.search(r"\b(?:between|zwischen|entre|tussen)\s*$", shown[: found[0].start], re.I):
        joint = shown[found[0].end : found[1].start]
        if re.fullmatch(r"\s*(?:and|und|et|y|e|en)\s*", joint, re.I):
            return found[0].start, found[1].end
    return (found[0].start, found[0].end) if len(found) == 1 else None


def _hint(setting: Setting, region: str) -> MoneyHint:
    stated = (setting.currency,) if setting.currency else ()
    return MoneyHint(stated, local_currency(region) or setting.home, setting.scale)
