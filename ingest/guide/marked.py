"""Tables of other markups than markdown: wikis, AsciiDoc, reStructuredText's lists, LaTeX, HTML's definition lists."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence

from ingest.guide.shapes import Table, TableRow

MOST_ROWS = 2_000
_Rows = tuple[list[TableRow], int, str]
"""The rows of a table, the line on which it ends, what it is called."""

_HEADINGS = re.compile(
    r"(?m)^(?:(?P<signs>={1,6})[ \t]+(?P<text>\S[^\n=]*?)(?:[ \t]+=+)?|h(?P<depth>[1-6])\. +(?P<said>\S.*))[ \t]*$"
)


_ORG = re.compile(r"(?m)^\s*\|-+(?:\+-+)+\|\s*$|^#\+\w+:")
"""What only a text of Org has: its tables' rules, its settings."""


def with_headings(text: str) -> str:
    """A text with the headings of wikis, AsciiDoc and Org ("== Pay ==", "h2. Pay", "* Pay") as markdown's, line by
    line."""
    if _ORG.search(text):
        text = re.sub(r"(?m)^\*{1,6}(?= \S)", lambda found: "#" * len(found[0]), text)

    def one(found: re.Match[str]) -> str:
        depth = len(found["signs"]) if found["signs"] else int(found["depth"])
        return f"{'#' * depth} {found['text'] or found['said']}"

    return _HEADINGS.sub(one, text)


def tables(lines: Sequence[str]) -> Iterator[tuple[Table, range]]:
    """The tables of a text in other markups, each with the lines (1-based) that it takes; the first row is the
    header."""
    number = 1
    while number <= len(lines):
        found = next(
            (told for start, read in _READERS if start.match(lines[number - 1]) if (told := read(lines, number))), None
        )
        rows, end, said = found or ([], number, "")
        if 1 < len(rows) <= MOST_ROWS:
            yield Table(rows[0], tuple(rows[1:]), "", said), range(number, end + 1)
        number = end + 1


def _until(lines: Sequence[str], start: int, ends: re.Pattern[str]) -> int:
    """The line on which a table ends that begins on this one; 0 where it doesn't."""
    return next((n for n in range(start + 1, len(lines) + 1) if ends.match(lines[n - 1])), 0)


# --- MediaWiki
_WIKI_END = re.compile(r"\s*\|\}")
_WIKI_CELL = re.compile(r"^(?P<told>[^|\[{]*=[^|\[{]*)\|(?!\|)")


def _wiki(lines: Sequence[str], start: int) -> _Rows | None:
    end = _until(lines, start, _WIKI_END)
    rows: list[tuple[int, list[tuple[str, str]]]] = [(start, [])]
    said = ""
    for number in range(start + 1, end):
        line = lines[number - 1].strip()
        if line.startswith("|+"):
            said = line[2:].strip()
        elif line.startswith("|-"):
            rows.append((number + 1, []))
        elif line.startswith(("|", "!")):
            for cell in re.split(r"\|\||!!" if line[0] == "!" else r"\|\|", line[1:]):
                told = _WIKI_CELL.match(cell)
                rows[-1][1].append((told["told"] if told else "", cell[told.end() :] if told else cell))
        elif line and rows[-1][1]:
            told_, text = rows[-1][1].pop()
            rows[-1][1].append((told_, f"{text} {line}"))
    return (_spanned([row for row in rows if row[1]]), end, said) if end else None


def _spanned(rows: Sequence[tuple[int, list[tuple[str, str]]]]) -> list[TableRow]:
    """Rows of cells with their attributes as rows of text, a cell that spans several in each of them."""
    held: dict[tuple[int, int], str] = {}
    for y, (_, cells) in enumerate(rows):
        x = 0
        for told, text in cells:
            while (y, x) in held:
                x += 1
            down, across = (_count(told, name) for name in ("rowspan", "colspan"))
            held |= {(y + i, x + j): text.strip() for i in range(down) for j in range(across)}
            x += across
    wide = [max((x for at, x in held if at == y), default=-1) + 1 for y in range(len(rows))]
    return [TableRow(line, tuple(held.get((y, x), "") for x in range(wide[y]))) for y, (line, _) in enumerate(rows)]


def _count(told: str, name: str) -> int:
    found = re.search(rf"{name}\s*=\s*\"?(\d{{1,2}})", told)
    return max(1, int(found[1])) if found else 1


# --- AsciiDoc
_ASCIIDOC_END = re.compile(r"\|={3,}\s*$")
_ASCIIDOC_CELL = re.compile(
    r"(?:(?<=\s)|^)(?:(?P<across>\d{1,2})?(?:\.(?P<down>\d{1,2}))?\+)?[\^<>.]*[aehlmsd]?(?<!\\)\|(?!=)"
)


def _asciidoc(lines: Sequence[str], start: int) -> _Rows | None:
    end = _until(lines, start, _ASCIIDOC_END)
    cells: list[tuple[int, str, str]] = []
    for number in range(start + 1, end):
        line, at = lines[number - 1], 0
        for found in [*_ASCIIDOC_CELL.finditer(line), None]:
            text = line[at : found.start() if found else len(line)].strip()
            if text and cells:
                line_, told, before = cells.pop()
                cells.append((line_, told, f"{before} {text}".strip()))
            if found:
                told = f"colspan={found['across'] or 1} rowspan={found['down'] or 1}"
                cells.append((number, told, ""))
                at = found.end()
    first = next((line for line in lines[start:end] if line.strip()), "")
    above = [line.strip() for line in lines[max(0, start - 3) : start - 1]]
    wide = _wide("".join(one for one in above if one.startswith("["))) or len(_ASCIIDOC_CELL.findall(first))
    said = next((one[1:] for one in above if re.match(r"\.[^\W_]", one)), "")
    if not end or wide < 2:
        return None
    rows: list[tuple[int, list[tuple[str, str]]]] = []
    room: list[int] = []  # what is left of each row, its cells from above taken off
    for line_, told, text in cells:
        while room and rows and room[0] <= 0:
            room.pop(0)
            rows.append((line_, []))
        if not rows:
            rows, room = [(line_, [])], [wide]
        across, down = _count(told, "colspan"), _count(told, "rowspan")
        room += [wide] * (down + 1 - len(room))
        for i in range(down):
            room[i] -= across
        rows[-1][1].append((told, text))
    return _spanned(rows), end, said


def _wide(told: str) -> int:
    """The number of columns that a table's attributes give: cols="1,2,2", cols="3*"."""
    found = re.search(r"cols\s*=\s*\"?([^\"\]]*)", told)
    if not found:
        return 0
    several = re.match(r"\s*(\d{1,2})\*", found[1])
    return int(several[1]) if several else len(re.split(r"[,;]", found[1].strip(" ,")))


# --- reStructuredText
_INDENTED = re.compile(r"\S")


def _listed(lines: Sequence[str], start: int) -> _Rows | None:
    """A table whose rows are lists of lists (list-table) or separated values (csv-table) below a directive."""
    end = (_until(lines, start, _INDENTED) or len(lines) + 1) - 1
    kind, _, said = lines[start - 1].strip().removeprefix("..").strip().partition("::")
    rows: list[tuple[int, list[str]]] = []
    for number in range(start + 1, end + 1):
        line = lines[number - 1].strip()
        option = re.match(r":(?P<name>[\w-]+):\s*(?P<value>.*)$", line)
        if kind == "csv-table" and line and (not option or option["name"] == "header"):
            rows += [
                (number, [cell.strip() for cell in row])
                for row in csv.reader([option["value"] if option else line], skipinitialspace=True)
            ]
        elif found := re.match(r"(?P<row>\*\s+)?-\s*(?P<cell>.*)$", line):
            if found["row"]:
                rows.append((number, []))
            if rows:
                rows[-1][1].append(found["cell"])
        elif line and rows and rows[-1][1] and not option:
            rows[-1][1][-1] += f" {line}"
    return [TableRow(number, tuple(cells)) for number, cells in rows], end, said.strip()


# --- LaTeX
_LATEX_END = re.compile(r".*\\end\{(?:tabular|longtable|tabularx|tabulary)\*?\}")
_LATEX_SIGNS = {
    r"\&": "&", r"\$": "$", r"\%": "%", r"\#": "#", r"\pounds": "£", r"\textsterling": "£", r"\euro": "€",
    r"\texteuro": "€", "---": "—", "--": "–", "~": " ", r"\,": " ",
}  # fmt: skip


def _latex(lines: Sequence[str], start: int) -> _Rows | None:
    end = _until(lines, start, _LATEX_END)
    rows: list[TableRow] = []
    held = ""
    for number in range(start + 1, end):
        held += (
            " "
            + re.sub(r"\\(?:hline|toprule|midrule|bottomrule|endhead|cline\{[^}]*\})", " ", lines[number - 1]).strip()
        )
        while r"\\" in held:
            row, _, held = held.partition(r"\\")
            cells = tuple(_latex_text(cell) for cell in re.split(r"(?<!\\)&", row))
            rows += [TableRow(number, cells)] if any(cells) else []
    return (rows, end, "") if end else None


def _latex_text(cell: str) -> str:
    for sign, shown in _LATEX_SIGNS.items():
        cell = cell.replace(sign, shown)
    cell = re.sub(r"\\[a-zA-Z]+\{([^{}]*)\}", r"\1", cell)
    return re.sub(r"\\[a-zA-Z]+|[{}]", " ", cell).strip()


# --- Jira, HTML
def _jira(lines: Sequence[str], start: int) -> _Rows | None:
    rows = [TableRow(start, tuple(cell.strip() for cell in lines[start - 1].strip().strip("|").split("||")))]
    end = start
    for number in range(start + 1, len(lines) + 1):
        line = lines[number - 1].strip()
        if not line.startswith("|"):
            break
        rows.append(TableRow(number, tuple(cell.strip() for cell in line.strip("|").split("|"))))
        end = number
    return rows, end, ""


_TERM = re.compile(
    r"<dt\b[^>]*>(?P<term>.*?)(?:</dt>)?\s*<dd\b[^>]*>(?P<said>.*?)(?:</dd>|(?=<d[td]\b)|$)", re.I | re.S
)


def _definitions(lines: Sequence[str], start: int) -> _Rows | None:
    end = next((n for n in range(start, len(lines) + 1) if "</dl>" in lines[n - 1].casefold()), 0)
    text = "\n".join(lines[start - 1 : end])
    rows = [TableRow(start, ("", ""))]
    for found in _TERM.finditer(text):
        rows.append(
            TableRow(start + text.count("\n", 0, found.start()), (found["term"].strip(), found["said"].strip()))
        )
    return (rows, end, "") if end else None


_READERS: tuple[tuple[re.Pattern[str], Callable[[Sequence[str], int], _Rows | None]], ...] = (
    (re.compile(r"\s*\{\|"), _wiki),
    (re.compile(r"\|={3,}\s*$"), _asciidoc),
    (re.compile(r"\.\. (?:list|csv)-table::"), _listed),
    (re.compile(r".*\\begin\{(?:tabular|longtable|tabularx|tabulary)\*?\}"), _latex),
    (re.compile(r"\s*\|\|[^|]+\|\|.*\|\|\s*$"), _jira),
    (re.compile(r"\s*<dl\b", re.I), _definitions),
)
