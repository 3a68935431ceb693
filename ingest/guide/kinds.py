"""What the columns and rows of any table of pay are: by their words in several languages, then by their values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from ingest.amounts.plain import plain
from ingest.amounts.signs import CODES, stated_currencies
from ingest.amounts.types import MoneyHint, Period
from ingest.guide.cells import NO_HINT, SPANS, payments, read_any
from ingest.guide.headers import PARTS, Column, classify, names_level
from ingest.guide.types import ComponentName
from ingest.lexicon import titles, words
from ingest.lexicon.places import is_place

Part = Literal[
    "company", "title", "role", "level", "track", "stage", "region", "currency", "period", "valid", "step", "aside"
]
Bound = Literal["", "low", "mid", "high", "step"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a column (or, in a table turned on its side, a row) holds.

    part: a name that tells rows apart, or "" for pay and what is unknown. component: base, equity and so on, "" where
    the label names none. bound: which end of a range it is. other: why it is no pay of ours ("an older figure").
    place, level: what a
    header row above the label names. column: how the amounts in it are to be read.
    """

    label: str
    column: Column
    part: Part | Literal[""] = ""
    component: ComponentName | Literal[""] = ""
    bound: Bound = ""
    other: str = ""
    place: str = ""
    level: str = ""
    payments: int | None = None


@cache
def _words(group: str, name: str) -> re.Pattern[str]:
    held = words.data("columns")
    return words.pattern(held[group][name] if group else held[name])


_COMPONENTS: tuple[tuple[ComponentName, tuple[str, ...]], ...] = (
    ("signing", ("signing",)),
    ("equity", ("equity",)),
    ("total", ("total",)),
    ("bonus", ("bonus",)),
    ("base", ("base", "fixed_total")),
)
_LTI = re.compile(r"\blong[- ]term incentives?\b|\blti\b", re.I)


_CODE_BEHIND = re.compile(rf"(?<=_)(?:{'|'.join(sorted(CODES))})$", re.I)
"""A currency at the end of a program's name: "base_eur"."""


@lru_cache(maxsize=4096)
def kind_of(label: str) -> Kind:
    """What a header's words say its column holds; the underscores of programs are blanks."""
    label = label if " " in label else _CODE_BEHIND.sub(lambda found: found[0].upper(), label).replace("_", " ")
    shown = plain(label)
    tops = shown.split(" / ")[:-1] if " / " in shown else []
    level = next((top for top in tops if names_level(top) or is_title(top)), "")
    if level:
        return replace(kind_of(shown.replace(f"{level} / ", "", 1)), label=shown, level=level)
    column = classify(label)
    kind = Kind(shown, column, payments=payments(shown), place=_place(shown))
    kind = replace(kind, component=_component(shown, column), bound=_bound(shown))
    if " " in shown and _words("roles", "level").fullmatch(shown):
        return replace(kind, component="", part="level")  # "Pay grade" is no pay
    other = _other(shown, kind)
    if other:
        return replace(kind, other=other)
    if kind.component:
        return replace(kind, column=_paid(column, kind.component, shown))
    part = "" if kind.bound == "step" else "step" if _words("", "steps").fullmatch(shown) else _part(shown)
    return replace(kind, part=part)


def _ranks(kinds: Sequence[Kind]) -> list[Kind]:
    """The columns, "Mid" between "Junior" and "Senior" as the level that it is there, and no middle of a range."""
    named = [k for k in kinds if not k.component and not k.part and names_level(k.label)]
    if not any(not k.bound for k in named):
        return list(kinds)
    return [replace(k, bound="") if k.bound and not k.component and names_level(k.label) else k for k in kinds]


_YEAR_HEADING = re.compile(r"(?<!\d)(?:FY\s?)?(20\d\d)(?!\d)")
_DAY_HEADING = re.compile(r"(?<!\d)(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>20\d\d)(?!\d)")


def _newest(kinds: Sequence[Kind]) -> list[Kind]:
    """The columns, those of older years set aside where a newer one has the same heading but for its year."""
    years: dict[str, list[tuple[str, int]]] = {}
    days = {
        i: "".join(m.group("year", "month", "day")) for i, k in enumerate(kinds) if (m := _DAY_HEADING.search(k.label))
    }
    if len(days) > 1 and not any(kinds[i].other or kinds[i].component for i in days):
        years[""] = [(day, i) for i, day in days.items()]
    for i, kind in enumerate(kinds):
        if (
            i not in days
            and (found := _YEAR_HEADING.search(kind.label))
            and kind.part in ("", "valid")
            and not kind.other
        ):
            years.setdefault(_YEAR_HEADING.sub("", kind.label).strip(), []).append((found[1], i))
    older = {i for held in years.values() for year, i in held if year < max(held)[0]}
    return [replace(k, other="an older figure", part="") if i in older else k for i, k in enumerate(kinds)]


def _with_short_ends(kinds: Sequence[Kind]) -> list[Kind]:
    """The columns, "Salary to" beside "Salary from" as the high end of it: the short word counts beside its other."""
    found = list(kinds)
    for i, kind in enumerate(kinds):
        last = kind.label.split()[-1:] if kind.component and not kind.bound and not kind.other else []
        for end, other in (("low", "high"), ("high", "low")):
            beside = any(k.component in ("", kind.component) and k.bound == other and not k.other for k in kinds)
            if last and beside and _words("bounds", end).fullmatch(last[0]):
                found[i] = replace(kind, bound=end)  # type: ignore[arg-type]
    return found


AVERAGED = "an average of what is paid, beside its range"


def _without_averages(kinds: Sequence[Kind]) -> list[Kind]:
    """The columns, an "average salary" beside a least and a most as what it is: no band."""
    ends = {k.bound for k in kinds if not (k.other or k.part) and k.component in ("", "base")}
    if not {"low", "high"} <= ends:
        return list(kinds)
    mean = _words("", "averages")
    return [
        replace(k, other=AVERAGED) if k.component in ("base", "total") and not k.other and mean.search(k.label) else k
        for k in kinds
    ]


def _numbered(kinds: Sequence[Kind]) -> list[Kind]:
    """The columns, three or more that are headed 1, 2, 3 and so on as steps."""
    told = [i for i, kind in enumerate(kinds) if re.fullmatch(r"\d{1,2}", kind.label)]
    numbers = [int(kinds[i].label) for i in told]
    if len(told) < _STEPS or numbers != list(range(numbers[0], numbers[0] + len(numbers))) or numbers[0] > 1:
        return list(kinds)
    return [replace(kind, part="", bound="step") if i in told else kind for i, kind in enumerate(kinds)]


_STEPS = 3
"""Columns headed by numbers in order that are steps."""


def with_ends(kinds: Sequence[Kind]) -> list[Kind]:
    """The columns, a "minimum salary" beside a "maximum salary" as the low end of a band: no law's least."""
    kinds = _without_averages(_with_short_ends(_newest(_ranks(_numbered(kinds)))))
    tops = [k for k in kinds if k.bound == "high" and not k.other and k.part == ""]
    return [
        replace(k, other="", column=_paid(k.column, k.component, k.label) if k.component else k.column)
        if is_a_least(k) and any(t.component == k.component for t in tops)
        else k
        for k in kinds
    ]


def is_a_least(kind: Kind) -> bool:
    """Whether a label may be a law's least pay: it is, where no most stands beside it."""
    why = next(str(one["why"]) for one in words.data("columns")["refused"] if one.get("low_end"))
    return kind.other == why and kind.bound == "low"


def declared_kind(label: str, meaning: str) -> Kind:
    """A column as a mapping declares it: "base", "base low", "region", "other"."""
    kind = replace(kind_of(label), component="", part="", other="", bound="")
    name, _, bound = meaning.partition(" ")
    if name == "other":
        return replace(kind, other="declared as other")
    if name in PARTS:
        end: Bound = "low" if bound == "low" else "high" if bound == "high" else ""
        column = _paid(kind.column, name, kind.label)
        return replace(kind, component=name, bound=end, column=column)
    return replace(kind, part=name)  # type: ignore[arg-type]


def _component(shown: str, column: Column) -> ComponentName | Literal[""]:
    if re.fullmatch(r"units?(?: text)?", shown, re.I):
        return ""  # what amounts are in, not shares
    if (bare := _without_excluded(shown)) != shown:
        return kind_of(bare).component if bare.strip() else ""
    if column.kind in PARTS:
        return column.kind
    found = [name for name, kinds in _COMPONENTS if any(words.pay(k).search(_LTI.sub("equity", shown)) for k in kinds)]
    if len(found) > 1 and "signing" in found:
        return "signing"
    if len(found) > 1 and "total" in found and "equity" not in found:
        return "total"
    if found == ["bonus", "base"] and re.search(r"\bvariab", shown, re.I):
        return "bonus"
    return found[0] if len(found) == 1 else ""


def _without_excluded(shown: str) -> str:
    """A text without what it says that its amounts leave out: "Salaire annuel brut, hors variable"."""
    found = _words("", "leaving_out").search(shown)
    return shown[: found.start()].rstrip(" ,(") if found and found.start() else shown


def _without_spans(shown: str) -> str:
    """A header without what its amounts are for: "Step 1 (monthly)"."""
    for span in SPANS:
        shown = words.period(span).sub(" ", shown)
    return shown


def _bound(shown: str) -> Bound:
    bare = re.sub(r"[()\[\]/–—-]", " ", shown)
    spans = re.sub(r"[()\[\]/–—-]", " ", _without_spans(shown))
    ends = "|".join(_words("bounds", end).pattern for end in ("low", "high"))  # "Step 9 (max)"
    if re.fullmatch(
        rf".*?(?:{_words('', 'step').pattern})\s*(?:\d{{1,2}}|[A-H])(?:\s+(?:{ends}))?", spans.strip(), re.I
    ):
        return "step"
    # "Max" beats the "to" or "a" of another language beside it: the longest word decides.
    found = [(len(m.group()), name) for name in ("low", "mid", "high") for m in _words("bounds", name).finditer(bare)]
    strong = [one for one in found if one[0] > 2]
    return max(strong or [one for one in found if len(bare.strip()) <= 2], default=(0, ""))[1]  # type: ignore[return-value]


def _other(shown: str, kind: Kind) -> str:
    if kind.column.mixed or kind.column.kind == "extra":
        return "pay of several kinds in one column, or beside salary, bonus and equity"
    told = kind.component or kind.bound or re.search(r"rate|pay|median|average|benchmark|\bp\d\d", shown, re.I)
    if _words("", "market").search(shown) and told:
        return "what others pay, not this company"
    elsewhere = re.search(r"\S\s+equivalents?$", shown, re.I)  # "KKR equivalent", not "USD equivalent"
    if elsewhere and not re.search(r"\b(?:usd|eur|gbp|local|dollar|euro)\b", shown, re.I):
        return "what others pay, not this company"
    if _words("", "net").search(_words("", "beside_net").sub(" ", shown)) and not re.search(r"gross|brut", shown, re.I):
        return "net pay, beside gross"
    if _words("", "older").search(shown):
        return "an older figure"
    if any(words.pay(kind).search(shown) for kind in ("holiday", "thirteenth", "employer")) and not kind.bound:
        return "pay of several kinds in one column, or beside salary, bonus and equity"
    if words.pay("allowance").search(shown) and not (kind.component or kind.bound or kind.place):
        return "it is about relocation, allowances or benefits"
    for refused in words.data("columns")["refused"]:
        if words.pattern(refused["head"]).search(shown) and kind.bound != "mid":
            return str(refused["why"])
    return ""


def _part(shown: str) -> Part | Literal[""]:
    main = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", shown).strip() or shown
    for name in (
        "currency",
        "aside",
        "company",
        "region",
        "stage",
        "title",
        "level",
        "role",
        "track",
        "period",
        "valid",
    ):
        if _words("roles", name).fullmatch(main):
            return name
    found = [
        (m.end() - m.start(), name)
        for name in ("company", "region", "title", "level", "role", "stage", "track")
        for m in _words("roles", name).finditer(main)
    ]
    return max(found, default=(0, ""))[1]  # type: ignore[return-value]


def _place(shown: str) -> str:
    """The place that a header names; of several levels of headers the lowest that is one."""
    tops = shown.split(" / ")
    return _zone(shown) or next((place for top in reversed(tops) if (place := _one_place(top))), "")


def _zone(shown: str) -> str:
    """The zone that a header of pay ends in: "zone 2" of "Gross salary (€) zone 2"."""
    named = words.pattern(words.data("columns")["roles"]["region"]).pattern
    found = re.search(rf"(?:{named})\s?(?:\d{{1,2}}|[A-F])\s*$", shown, re.I)
    return found.group().strip() if found and found.start() else ""


def _one_place(shown: str) -> str:
    bare = re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*$", "", shown)
    shown = bare if bare and is_place(bare) else shown
    bare = _words("", "in_a_label").sub(" ", shown)
    main = re.sub(r"\b(?:gross|base|salary|pay|bonus|equity|range|in)\b", " ", bare, flags=re.I).strip(" ()-–/|,")
    if not main or words.pattern(["senior", "junior", "lead"]).search(main):
        return ""
    ends = [*(words.data("columns")["bounds"][end] for end in ("low", "high")), words.data("columns")["first_steps"]]
    for end in ends:
        bare = words.pattern(end).sub(" ", main).strip(" ()-–/|,")
        main = bare if bare != main and is_place(bare) and len(bare) > 2 else main  # "Reno start", "Stockholm min"
    return " ".join(main.split()) if is_place(main) else ""


def _paid(column: Column, component: ComponentName, shown: str) -> Column:
    """How the amounts of a column are paid: what its words say, else what its kind is paid by itself."""
    period = next((span for span in SPANS if words.period(span).search(shown)), None)
    usual: Period | None = None if component == "equity" else "once" if component == "signing" else "year"
    if column.kind == component:
        return replace(column, period=period or column.period, bound="", place="")
    return replace(column, kind=component, period=period or usual, bound="", place="", mixed=())


def is_money(cells: Sequence[str], hint: MoneyHint = NO_HINT) -> float:
    """The share of the filled cells that hold an amount, a percentage or a bare number that may be pay."""
    filled = [cell for cell in cells if plain(cell) and not re.fullmatch(r"[-–—./\s]*|n/?a", plain(cell), re.I)]
    if not filled:
        return 0.0
    return sum(_holds(cell, hint) for cell in filled) / len(filled)


def _holds(cell: str, hint: MoneyHint) -> bool:
    if read_any(cell, replace(hint, cents=True)).state == "stated":
        return True
    shown = plain(cell)
    grouped = re.search(
        r"\d{1,3}[.,' ]\d{3}(?!\d)|\d{4,}|\d\s?[kK]\b|\d[.,]\d\d\s?[-–]\s?\d+[.,]\d\d\b|^\d{2,3}[.,]\d\d$", shown
    )
    return bool(grouped) or bool(stated_currencies(cell) and re.search(r"\d", cell))


@lru_cache(maxsize=8192)
def is_title(text: str) -> bool:
    """Whether a text names a job ("Product Designer"), not just a level ("Senior")."""
    return bool(_title().search(text)) or _ends_in_a_job(text)


@cache
def _title() -> re.Pattern[str]:
    held = words.data("titles")
    return words.pattern([*held["in_a_title"], *held["abroad"]])


_LONGEST_TITLE = 6
"""Words of a text that is more than a job's name."""


def _ends_in_a_job(text: str) -> bool:
    """Whether a short text's last word, a grade behind it and brackets aside, is a job's noun: "Crane operator II"."""
    said = re.findall(r"[^\W\d_]+", re.sub(r"[(\[][^()\[\]]*[)\]]", " ", text).casefold())
    while len(said) > 1 and said[-1] in titles.grades():
        said.pop()
    if not said or len(said) > _LONGEST_TITLE:
        return False
    last, jobs = said[-1], titles.occupations()
    beside = last in ("associate", "partner") and len(said) > 1 and said[0] not in titles.seniority()
    return last in jobs or (last.endswith("s") and last[:-1] in jobs) or beside
