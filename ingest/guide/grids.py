"""Tables of any shape to bands: header rows joined, columns and rows told apart by words and values, doubts kept as
doubts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from ingest.amounts.plain import plain
from ingest.amounts.signs import CODES, stated_currencies
from ingest.amounts.types import MoneyHint, Period
from ingest.guide.around import is_range, refused, spoken, spoken_of
from ingest.guide.cells import SPANS, read_any
from ingest.guide.context import Setting, currency_said
from ingest.guide.headers import CODE, Column, coded, names_level
from ingest.guide.joined import joined_header
from ingest.guide.kinds import Bound, Kind, declared_kind, is_money, is_title, kind_of, with_ends
from ingest.guide.mapping import fold
from ingest.guide.same import told_apart
from ingest.guide.shapes import Table, TableRow
from ingest.guide.taken import Cell_, LevelPay, TableTaken
from ingest.guide.types import ComponentName
from ingest.guide.variants import apart_by_heading, of_one_span, says_pay_alone, span_alone, twice
from ingest.lexicon import words
from ingest.lexicon.places import is_place, local_currency


def take(
    table: Table, around: Sequence[str], setting: Setting, told: Mapping[str, str] | None = None,
    leads: Sequence[str] = (),
) -> TableTaken:  # fmt: skip
    """What a table is and, where it is this company's pay, its lines. around: headings above it and the line before.
    told: what a mapping declares its columns to be, by folded heading; it wins over every guess. leads: the sentences
    that lead to it, which say what its amounts are where nothing nearer does."""
    table = joined_header(table)
    mapped = {
        i: (told or {})[fold(plain(c))] for i, c in enumerate(table.header.cells) if fold(plain(c)) in (told or {})
    }
    if not mapped and (why := refused(table, around)):
        return TableTaken("refused", why)
    kinds = [
        declared_kind(cell, mapped[i]) if i in mapped else kind_of(cell) for i, cell in enumerate(table.header.cells)
    ]
    kinds = with_ends(kinds)
    columns = [[row.cells[i] if i < len(row.cells) else "" for row in table.rows] for i in range(len(kinds))]
    hint = hint_of(table, around, setting)
    coded = any(kind.part == "currency" for kind in kinds)
    stated = [kind.column.currencies or hint.stated for kind in kinds]
    money = [
        is_money(column, MoneyHint(("USD",)) if coded else replace(hint, stated=own))
        for column, own in zip(columns, stated, strict=True)
    ]
    money = [0.0 if _names(column) else share for column, share in zip(columns, money, strict=True)]
    if not table.rows or max(money, default=0) < 0.5:
        return TableTaken("none")
    guessed = _by_values(kinds, columns, money)
    kinds = _parted([kinds[i] if i in mapped else one for i, one in enumerate(guessed)], mapped)
    if not any(kind.part not in ("", "aside", "step") for kind in kinds):
        kinds = [replace(kind, part="level") if kind.part == "step" else kind for kind in kinds]
    if not mapped and _is_turned(table, kinds, money):
        table, kinds, columns, money = _turned(table, hint)
    return _read(table, kinds, columns, money, spoken(table, around) or _led(leads), setting, hint)


def _led(leads: Sequence[str]) -> ComponentName | Literal[""]:
    """What sentences that lead to a table say that its amounts are: a salary, or nothing."""
    return "base" if any(spoken_of((text,)) == "base" for text in leads) else ""


def _parted(kinds: list[Kind], mapped: Mapping[int, str]) -> list[Kind]:
    """Columns that a mapping declares to be one component, each for the place or level that its heading names."""
    for component in {kinds[i].component for i in mapped if kinds[i].component}:
        own = [i for i in mapped if kinds[i].component == component and not kinds[i].bound]
        for i in own if len(own) > 1 else ():
            label = kinds[i].label
            by_place = bool(kinds[i].place) or is_place(label) or bool(re.match(r"(?:zone|region|area)\b", label, re.I))
            place = kinds[i].place or (label if by_place else "")
            kinds[i] = replace(kinds[i], place=place, level="" if by_place else label)
    return kinds


def _names(column: Sequence[str]) -> bool:
    """Whether a column's cells name levels or jobs, figures or not ("Junior (0-2 ans)")."""
    filled = [plain(cell) for cell in column if plain(cell)]
    return sum(names_level(c) or is_title(c) for c in filled) * 2 > len(filled)


# --- columns by their values
def _by_values(kinds: Sequence[Kind], columns: Sequence[Sequence[str]], money: Sequence[float]) -> list[Kind]:
    """The columns with what their values say: places, titles and levels where words didn't tell, no pay without
    figures."""
    found: list[Kind] = []
    for i, (kind, cells, share) in enumerate(zip(kinds, columns, money, strict=True)):
        filled = [plain(c) for c in cells if plain(c)]
        one = kind
        if filled and all(c.upper() in CODES for c in filled):
            one = replace(kind, part="currency", component="")
        elif kind.component and share == 0 and filled and not any(re.search(r"\d", c) for c in filled):
            one = replace(kind, component="", part="")
        if one.part == "valid" and not all(re.search(r"(?:19|20)\d\d", c) for c in filled):
            one = replace(one, part="level")
        if one.part == "step" and filled and all(CODE.fullmatch(c) for c in filled):
            one = replace(one, part="level")  # "Notch C2"
        if one.part == "aside" and filled and (all(map(names_level, filled)) or _by_years(one, filled, kinds)):
            one = replace(one, part="level")
        ends = one.bound in ("low", "high", "step") and any(re.search(r"\d", c) for c in filled)
        counted = i > 0 and all(re.fullmatch(r"\d+", c) for c in filled)  # "PTO days"
        if not one.part and not one.component and share < 0.5 and filled and not ends and not counted:
            one = replace(one, part=_named_by_values(filled))  # type: ignore[arg-type]
        if (
            one.part in ("level", "title", "role", "stage", "track")
            and filled
            and not one.component
            and sum(map(is_place, filled)) * 3 > 2 * len(filled)
        ):
            one = replace(one, part="region") if not any(names_level(c) for c in filled) else one
        numbered = one.part == "level" and re.search(r"\w\s\w{1,2}$", one.label)  # "Tier 1"
        if (one.part in ("region", "company", "title", "role") or numbered) and share > 0.7 and not one.component:
            one = replace(one, part="")
        if (
            one.part
            and one.part != "aside"
            and filled
            and all((stated_currencies(c) or "$" in c) and re.search(r"\d", c) for c in filled)
        ):
            one = replace(one, part="")  # amounts, whatever their heading says, tell no rows apart
        found.append(one)
    return found


def _by_years(kind: Kind, filled: Sequence[str], kinds: Sequence[Kind]) -> bool:
    """Whether a column of years of experience is what tells the rows apart, as no other does."""
    label = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", kind.label).strip()
    spoken = words.column("experience").fullmatch(label)
    others = any(one.part in ("level", "title", "role") for one in kinds)
    return bool(spoken) and not others and 1 < len(filled) == len(set(filled))


def _named_by_values(filled: Sequence[str]) -> str:
    if sum(map(is_place, filled)) * 2 > len(filled):
        return "region"
    if sum(map(is_title, filled)) * 2 > len(filled):
        return "title"
    if all(map(names_level, filled)):
        return "level"
    short = all(len(c) <= 40 and not re.search(r"[.;!?]\s", c) for c in filled)
    return "level" if short and len(set(filled)) == len(filled) else ""


def _is_turned(table: Table, kinds: Sequence[Kind], money: Sequence[float]) -> bool:
    """Whether the rows are what columns usually are: "Base" and "Bonus" down the side, places or levels along the
    top."""
    labels = [kind_of(row.cells[0]) for row in table.rows if row.cells]
    named = sum(bool(label.component or label.bound) and not is_title(label.label) for label in labels)
    return named * 2 > len(labels) and not any(k.component or k.bound for k in kinds[1:])


def _turned(table: Table, hint: MoneyHint) -> tuple[Table, list[Kind], list[list[str]], list[float]]:
    wide = len(table.header.cells)
    header = ("", *(row.cells[0] if row.cells else "" for row in table.rows))
    rows = tuple(
        TableRow(
            table.header.line,
            (table.header.cells[i], *(row.cells[i] if i < len(row.cells) else "" for row in table.rows)),
        )
        for i in range(1, wide)
    )
    turned = replace(table, header=TableRow(table.header.line, header), rows=rows)
    columns = [[row.cells[i] for row in rows] for i in range(len(header))]
    money = [is_money(c, hint) for c in columns]
    return turned, _by_values([kind_of(cell) for cell in header], columns, money), columns, money


# --- hints
def hint_of(table: Table, around: Sequence[str], setting: Setting) -> MoneyHint:
    """What currency a table's amounts are in where they don't say: its headers, then what stands above, then the
    document."""
    for text in (*table.header.cells, *reversed(around)):
        if code := currency_said(text):
            return MoneyHint((code,), setting.home)
    stated = {c for cell in table.header.cells for c in stated_currencies(cell)}
    if len(stated) == 1 and not any(re.search(r"equivalent|local", plain(c), re.I) for c in table.header.cells):
        return MoneyHint((stated.pop(),), setting.home)
    told = setting.currency or _beside(table)
    return MoneyHint((told,) if told else (), setting.home)


def _beside(table: Table) -> str:
    """The one currency that a table writes at some of its amounts, for those without one, where its rows' places pay
    in no other; a bare "$" is some place's only. "" for none."""
    cells = [plain(cell) for row in table.rows for cell in row.cells]
    written = {code for cell in cells for code in stated_currencies(cell)}
    bare = any("$" in re.sub(r"[A-Z]{1,2}\$", "", cell) for cell in cells)
    local = {local_currency(cell) for cell in cells if is_place(cell) and not re.search(r"\d", cell)}
    if bare:
        return "USD" if local == {"USD"} and not written else ""
    return written.pop() if len(written) == 1 and local <= written else ""


# --- lines
def _read(
    table: Table, kinds: Sequence[Kind], columns: Sequence[Sequence[str]], money: Sequence[float],
    default: ComponentName | Literal[""],
    setting: Setting, hint: MoneyHint,
) -> TableTaken:  # fmt: skip
    """The lines of a table. default: what the words around it say that its amounts are."""
    keys = [i for i, k in enumerate(kinds) if k.part and k.part not in ("aside", "step")]
    pay = [i for i, k in enumerate(kinds) if money[i] >= 0.5 and i not in keys and not (k.other or k.part)]
    pay = sorted({*pay, *_other_ends(kinds, columns, pay)})
    pay = [i for i in pay if not _is_dwarfed(i, kinds, columns, pay)]
    if not pay:
        others = [k.other for i, k in enumerate(kinds) if k.other and money[i] >= 0.5]
        return TableTaken("refused", others[0]) if others else TableTaken("none")
    if not default and all(words.column("shifts").fullmatch(kinds[i].label) for i in pay):
        default = "base"  # what a shift pays is a wage
    if not default and all(kinds[i].bound or is_range(kinds[i].label) for i in pay):
        default = "base"  # a minimum and a maximum a level, in a guide to pay, are its salary: told as a doubt
    named: dict[int, str] = {
        i: kinds[i].component or ("" if _is_key(kinds[i]) and not kinds[i].bound else default) for i in pay
    }
    if "base" not in named.values():
        named.update({i: "base" for i in pay if not named[i] and says_pay_alone(kinds[i].label)})
    kinds = apart_by_heading(kinds, named, pay)
    coded = _coded(kinds, pay)
    along = [i for i in pay if not kinds[i].component and not kinds[i].bound and (_is_key(kinds[i]) or i in coded)]
    bare = [i for i in pay if not kinds[i].component and not kinds[i].bound]
    if along and len(bare) > len(along):
        along, kinds = bare, _all_alike(kinds, along, bare)
        named.update(dict.fromkeys(along, ""))
    beside = {named[i] for i in pay if i not in along}
    if along and default and beside and default not in beside:
        named.update(dict.fromkeys(along, default))  # places or levels along the top, and other pay beside them
        kinds = [replace(k, level=k.label) if i in along and not k.place else k for i, k in enumerate(kinds)]
    if along and len(along) == len(pay):
        stepped = all(i == 0 and words.column("steps").fullmatch(kinds[i].label) for i in keys)
        scales = _scales(table, kinds, along, default, setting) if stepped else None
        return scales or _matrix(table, kinds, keys, along, default, setting)
    pay = of_one_span(kinds, named, [i for i in pay if named[i]])
    if not pay:
        return TableTaken(
            "doubt",
            "nothing says what its amounts are (base, bonus, total)",
            f"name it in its heading, or in guides.yaml: columns: "
            f'{{"{kinds[along[0] if along else _first_pay(money)].label[:40]}": base}}',
            kinds[along[0] if along else _first_pay(money)].label,
        )
    if doubt := twice(kinds, named, pay):
        return doubt
    if not keys and (len(table.rows) > 1 or kinds[0].part == "aside"):
        left = [k.label for i, k in enumerate(kinds) if i not in pay and k.label]
        settle = f'in guides.yaml: columns: {{"{left[0]}": level}}' if left else "give its first column a heading"
        return TableTaken("doubt", "nothing tells its rows apart", settle, left[0] if left else "")
    lines = [line for row in table.rows for line in _of_row(row, kinds, keys, pay, named, setting) if line.cells]
    lines, doubt = told_apart(lines, table, any(kind.part == "step" for kind in kinds))
    return doubt or (TableTaken("bands", lines=tuple(lines)) if lines else TableTaken("none"))


def _other_ends(kinds: Sequence[Kind], columns: Sequence[Sequence[str]], pay: Sequence[int]) -> list[int]:
    """The columns that hold the other end of a range whose first end could be read: without it no range is."""
    if not any(kinds[i].bound in ("low", "high", "step") for i in pay):
        return []
    rest = [i for i, k in enumerate(kinds) if k.bound in ("low", "high", "step") and not (k.other or k.part)]
    return [i for i in rest if any(re.search(r"\d", cell) for cell in columns[i])]


def _is_dwarfed(i: int, kinds: Sequence[Kind], columns: Sequence[Sequence[str]], pay: Sequence[int]) -> bool:
    """Whether a column under words that are none of pay holds bare numbers far smaller than a salary beside it: a
    number of hours, of people, of a posting."""
    told = kinds[i].component or kinds[i].bound or kinds[i].place or _is_key(kinds[i])
    if told or not kinds[i].label or is_range(kinds[i].label) or says_pay_alone(kinds[i].label):
        return False
    mine = [number for cell in columns[i] for number in _bare_numbers(cell)]
    theirs = [
        number
        for j in pay
        if kinds[j].component in ("base", "total")
        for cell in columns[j]
        for number in _bare_numbers(cell)
    ]
    return (
        bool(mine and theirs)
        and not any(re.search(r"[^\d\s.,–-]", plain(c)) for c in columns[i])
        and max(mine) * 5 < min(theirs)
    )


def _bare_numbers(cell: str) -> list[int]:
    return [int(re.sub(r"\D", "", found)) for found in re.findall(r"\d[\d.,' ]*", plain(cell))]


def _first_pay(money: Sequence[float]) -> int:
    """The first column of amounts."""
    return next((i for i, share in enumerate(money) if share >= 0.5), 0)


def _coded(kinds: Sequence[Kind], pay: Sequence[int]) -> frozenset[int]:
    """The columns of amounts that codes of one kind head (R0, R1, R2): levels along the top."""
    found = [i for i in pay if CODE.fullmatch(kinds[i].label)]
    return frozenset(found) if coded([kinds[i].label for i in found]) else frozenset()


def _scales(
    table: Table, kinds: Sequence[Kind], along: Sequence[int], default: str, setting: Setting
) -> TableTaken | None:
    """Scales along the top and their steps down the side, by number: each scale from its first step to its last."""
    steps = [plain(row.cells[0]) for row in table.rows if row.cells]
    if not default or 0 in along or len(steps) < 2 or not all(re.fullmatch(r"\d{1,2}", one) for one in steps):
        return None
    lines = []
    for i in along:
        cells = [(row.line, row.cells[i]) for row in table.rows if i < len(row.cells) and plain(row.cells[i])]
        if len(cells) < 2 or kinds[i].place:
            return None
        texts = (cells[0][1], cells[-1][1])
        pay = Cell_(default, kind_column(default, kinds[i]), texts, cells[0][0], kinds[i].payments)  # type: ignore[arg-type]
        lines.append(LevelPay(cells[0][0], "", kinds[i].label, period=setting.period, cells=(pay,)))
    return TableTaken("bands", lines=tuple(lines))


def _is_key(kind: Kind) -> bool:
    """Whether a header of amounts is a region or a level itself, as along the top of a matrix."""
    main = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", kind.label)
    numbered = re.fullmatch(
        rf"(?:{words.pattern(words.data('columns')['roles']['level']).pattern})\s\w{{1,3}}", main, re.I
    )
    shift = words.column("shifts").fullmatch(main)
    part = words.column("departments").fullmatch(main)
    named = bool(kind.place or numbered or shift or part) or names_level(main) or is_title(main) or is_place(main)
    return not kind.component and named


def _of_row(
    row: TableRow,
    kinds: Sequence[Kind],
    keys: Sequence[int],
    pay: Sequence[int],
    named: dict[int, str],
    setting: Setting,
) -> Iterator[LevelPay]:
    cell = [row.cells[i] if i < len(row.cells) else "" for i in range(len(kinds))]
    told = _keys(cell, kinds, keys)
    if len(row.cells) > len(kinds) and any(c.strip() for c in row.cells[len(kinds) :]):
        return
    for place, level, mine in _over(kinds, pay, named):
        cells = tuple(_cells(cell, kinds, mine, named, row.line))
        here = {**told, "region": place or told.get("region", "")}
        if level:
            here["level"] = f"{level}, {told['level']}" if "level" in told else level
        yield LevelPay(
            row.line,
            here["region"],
            _level(here),
            told.get("company", ""),
            _role(here),
            told.get("stage", ""),
            told.get("valid", ""),
            told.get("currency", "").upper(),
            _period(told.get("period", "")) or setting.period,
            cells,
        )


def _over(kinds: Sequence[Kind], pay: Sequence[int], named: Mapping[int, str]) -> Iterator[tuple[str, str, list[int]]]:
    """What the headings put a row's pay under: each place or level with its columns, and with those of other parts of
    pay that are under none; one group for all where there is but one."""
    over = list(dict.fromkeys((kinds[i].place, kinds[i].level) for i in pay))
    if len(over) < 2:
        yield "", "", list(pay)
        return
    shared = [i for i in pay if not (kinds[i].place or kinds[i].level)]
    above = {named[i] for i in pay if i not in shared}
    general = [i for i in shared if named[i] in above]
    for place, level in over:
        own = [i for i in pay if (kinds[i].place, kinds[i].level) == (place, level) and i not in shared]
        if own:
            yield place, level, own + [i for i in shared if named[i] not in {named[j] for j in own}]
    if general:
        yield "", "", shared


def _keys(cell: Sequence[str], kinds: Sequence[Kind], keys: Sequence[int]) -> dict[str, str]:
    told: dict[str, str] = {}
    for i in keys:
        part, text = kinds[i].part, plain(cell[i])
        if text and part in told:
            told[part] = f"{told[part]}, {text}"
        elif text:
            told[part] = text
    return told


def _level(told: dict[str, str]) -> str:
    """The name that tells a line apart from the others of its region: level, with title, role and track beside it."""
    parts = [told[p] for p in ("level", "title", "role", "track") if p in told]
    return parts[0] + (f" ({', '.join(parts[1:])})" if len(parts) > 1 else "") if parts else ""


def _role(told: dict[str, str]) -> str:
    for part in ("role", "title", "level"):
        if part in told and is_title(told[part]):
            return told[part]
    named = told.get("title", "")
    return named if 1 < len(named.split()) < 6 and not names_level(named) and not re.search(r"\d", named) else ""


def _period(text: str) -> Period | None:
    if not text:
        return None
    shown = plain(text).casefold()
    named = words.data("columns")["bare_spans"]
    for span in SPANS:
        if shown in named[span] or words.period(span).search(shown):
            return span
    return None


_ORDER = {"low": 0, "mid": 1, "high": 2}


def _cells(
    cell: Sequence[str], kinds: Sequence[Kind], mine: Sequence[int], named: dict[int, str], row: int
) -> Iterator[Cell_]:
    """The cells of pay of a row; the ends of a range that stand in several columns as one, the middle left out."""
    for component in dict.fromkeys(named[i] for i in mine):
        own = [i for i in mine if named[i] == component]
        ends = [i for i in own if kinds[i].bound]
        whole = [i for i in own if not kinds[i].bound]
        steps = [i for i in ends if kinds[i].bound == "step" and plain(cell[i])]
        chosen: list[int] = []
        if steps and len({kinds[i].column.period for i in (steps[0], steps[-1]) if _says_span(kinds[i])}) < 2:
            chosen = [steps[0], steps[-1]]
        elif ends:
            chosen = [
                i for i in sorted(ends, key=lambda i: _ORDER.get(kinds[i].bound, 1)) if kinds[i].bound != "mid"
            ] or ends[:1]
            lows, highs = ([i for i in chosen if kinds[i].bound == end] for end in ("low", "high"))
            chosen = [*lows[:1], *highs[-1:]] or whole[:1] or ends[:1]
            half = len(chosen) == 1 and kinds[chosen[0]].bound in ("low", "high")
            if half and any(plain(cell[i]) for i in whole):
                continue  # one end alone beside a column of the same pay: which is which nothing says
        if not chosen and whole:
            chosen = whole[:1]
        chosen = [i for i in chosen if plain(cell[i])]
        texts = tuple(cell[i] for i in chosen)
        if texts:
            first = kinds[chosen[0]]
            column = first.column if first.component else kind_column(component, first)
            others = [i for i in own if i not in chosen and plain(cell[i]) and _of_the_range(kinds[i], first)]
            inside = tuple(cell[i] for i in others) if len(chosen) > 1 else ()
            yield Cell_(component, column, texts, row, first.payments, _alone(first, chosen), inside)  # type: ignore[arg-type]


def _of_the_range(kind: Kind, first: Kind) -> bool:
    """Whether a column is by its heading a point of the same range as another, of the same span."""
    spans = [next((s for s in SPANS if words.period(s).search(k.label)), None) for k in (kind, first)]
    return bool(kind.bound or kind.component) and spans[0] in (None, spans[1]) and not kind.payments


def _all_alike(kinds: Sequence[Kind], along: Sequence[int], bare: Sequence[int]) -> list[Kind]:
    """The columns, what stands among places or levels along the top as one of them: "Confirmé", "Other cities"."""
    by_place = all(kinds[i].place for i in along)
    return [replace(k, place=k.place or k.label) if by_place and i in bare else k for i, k in enumerate(kinds)]


def _alone(first: Kind, chosen: Sequence[int]) -> Bound:
    """Which point of a range a column gives that stands for all of it: its middle, its least or its most."""
    if len(chosen) > 1 or first.bound == "step" or re.search(r"\bstart", first.label, re.I):
        return ""
    return first.bound


def _says_span(kind: Kind) -> bool:
    """Whether a header says what its amounts are for."""
    return any(words.period(span).search(kind.label) for span in SPANS)


def kind_column(component: str, kind: Kind) -> Column:
    """How a column is read whose component is told by the words around its table."""
    usual: Period | None = None if component == "equity" else "once" if component == "signing" else "year"
    alone = span_alone(kind.label)
    period = next((span for span in SPANS if words.period(span).search(kind.label)), None)
    period = period or (alone if alone and alone != "part" else None)
    return replace(kind.column, kind=component, period=period or usual, bound="", place="", mixed=())  # type: ignore[arg-type]


def _matrix(
    table: Table, kinds: Sequence[Kind], keys: Sequence[int], along: Sequence[int], default: str, setting: Setting
) -> TableTaken:
    """Levels down the side and regions along the top, or the other way round: every cell one component."""
    if not default:
        named = ", ".join(f'"{kinds[i].label}": base' for i in along if kinds[i].label)
        settle = f"in guides.yaml: columns: {{{named}}}"
        return TableTaken("doubt", "nothing says what its amounts are (base, total)", settle, kinds[along[0]].label)
    if not keys:
        return TableTaken("none")
    lines: list[LevelPay] = []
    for row in table.rows:
        cell = [row.cells[i] if i < len(row.cells) else "" for i in range(len(kinds))]
        told = _keys(cell, kinds, keys)
        for i in along:
            if not plain(cell[i]):
                continue
            top = kinds[i].place or kinds[i].label
            by_place = bool(kinds[i].place) or is_place(top)
            beside = f"{told['level']}, {top}" if "level" in told else top
            mine = (
                {**told, "region": top}
                if by_place
                else {**told, **({"title": top} if is_title(top) else {"level": beside})}
            )
            if by_place and "region" in told and _level(told) == "":
                continue
            column = kind_column(default, kinds[i])
            lines.append(
                LevelPay(row.line, mine.get("region", ""), _level(mine), mine.get("company", ""), _role(mine),
                mine.get("stage", ""), mine.get("valid", ""),
                     mine.get("currency", "").upper(), setting.period, (Cell_(default, column, (cell[i],), row.line,  # type: ignore[arg-type]
                     kinds[i].payments),))
            )  # fmt: skip
    return TableTaken("bands", lines=tuple(lines)) if lines else TableTaken("none")


def reads(text: str, hint: MoneyHint, period: Period | None) -> bool:
    """Whether a cell gives a figure."""
    return read_any(text, hint, period).state == "stated"
