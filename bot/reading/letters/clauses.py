"""A letter cut into clauses: sentences and lines, each with the short heading it stands under."""

import re
from dataclasses import dataclass

from bot.reading.stretches import digits_end


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence, or a line of a list or table, with the heading before it ("2. Options") or "". over: the heading
    above a line that has a name of its own ("Monthly salary" over "Housing: AED 9,000")."""

    text: str
    heading: str
    columns: tuple[tuple[int, str], ...] = ()
    over: str = ""


_ABBREVIATION = re.compile(
    r"(?:\b(?:inc|ltd|corp|co|e\.g|i\.e|no|nr|approx|ca|mr|mrs|ms|dr|st|vs|incl|excl|inkl|zzgl|bzw|z\.b|p\.a|u\.s|jan"
    r"|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|art|abs|ziff|gem|rs|mtl|max|min|eur|hrs|std|kr|tsd|mio|brut|resp|appr|excl)|\b[A-Za-z]|^\W*\d{1,2}"
    r"|\b1[34])\.$",
    re.I,
)
_HEADING = re.compile(r"^\W*(?:§?\s?\d{1,2}(?:\.\d{1,2})?[.)]?\s+)?(?P<name>[^\d.:;]{3,60})[.:]?\s*$")
_LEAD = re.compile(
    r"^\W*(?:(?:article|artikel|artículo|section|clause|cláusula|§)?\s?\d{1,2}(?:\.\d{1,2})?[.)]?\s+(?:[–—-]\s)?)?(?P<name>[^\d.:;$£€]{3,50}?)[.:]\s+(?=\S)",
    re.I,
)
_LABEL = re.compile(r"\s*[A-ZÀ-Þ][\w.’'&/-]*(?: [\w.’'&/()-]+){0,6} ?: \S")
"""A line of a list of terms: "Sign-on: USD 20,000"."""
_SMALL_LABEL = re.compile(r"\s*[^\W\d_][\w/&-]*(?: [\w/&()-]+){0,3} ?: [^\w\s]{0,3}\s?(?:[A-Z]{3} )?\d")
"""The same in small letters, with its figure right behind."""
_LEADERS = re.compile(r"[ \t]*\.{4,}[ \t]*")
"""The dots between a label and its figure: "Pay ........ $6,900"."""
WIDEST = 100
"""Characters of a line up to which a text may have been broken to a width; in longer ones a line is a paragraph."""
_LONG, _FEWEST = 0.85, 4
"""How much of the width so many lines take at least in a text that was broken to it."""
_FILLED = 0.93
"""How much of the width a line takes, with the next line's first word, where it was broken to that width."""
LONGEST_LEAD = 160
"""Characters of a sentence that leads to a list."""
LONGEST_CLAUSE = 2_000
"""Characters of a clause that are looked at; a sentence of a contract seldom has 600."""

MOST_LINES = 3_000
"""Lines that are looked at; thirty pages have some 1,500."""


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a letter in order. Lines that a sentence was broken over are put together again."""
    found: list[Clause] = []
    heading = ""
    columns: tuple[tuple[int, str], ...] = ()
    for line in _unbroken(aligned(_LEADERS.sub(": ", text))):
        if not line.strip():
            columns = ()
            continue
        if _has_columns(line):
            columns = _header(line) or columns
            found.append(Clause(line[:LONGEST_CLAUSE], heading, columns))
            continue
        alone = _HEADING.match(line)
        if alone and len(line.split()) <= 7:
            heading = alone["name"].strip()
            found.append(Clause(line, heading))
            continue
        lead = _LEAD.match(line)
        own = lead["name"].strip() if lead and len(lead["name"].split()) <= 5 else heading
        over = heading if own != heading else ""
        found += [Clause(one[:LONGEST_CLAUSE], own, (), over) for one in _sentences(line)]
        if line.rstrip().endswith(":") and found:
            heading = found[-1].text[:LONGEST_LEAD]  # what the lines below it are parts of
    return tuple(found)


def _has_columns(line: str) -> bool:
    """Whether a line lays out cells, with wide gaps or tabs between."""
    return "   " in line.strip() or "\t" in line.strip()


def aligned(text: str) -> str:
    """The text with rows of cells between pipes or tabs set in columns of one width, so that places tell columns."""
    lines = text.split("\n")[:MOST_LINES]
    out: list[str] = []
    held: list[list[str]] = []

    def settle() -> None:
        wide = max((len(row) for row in held), default=0)
        size = [max((len(row[i]) for row in held if i < len(row)), default=0) for i in range(wide)]
        for row in held:
            cells = [c.ljust(size[i]) if not i else c.rjust(size[i]) for i, c in enumerate(row)]
            out.append("     ".join(cells).rstrip())
        held.clear()

    for line in lines:
        mark = "|" if line.count("|") > 1 or " | " in line else "\t"
        if mark not in line or len(line) > LONGEST_CLAUSE:
            settle()
            out.append(line)
        elif not ("-" in line and set(line) <= set("|:+- \t")):
            held.append([cell.strip(" *") for cell in line.strip().strip("|").split(mark)])
    settle()
    return "\n".join(out)


def _header(line: str) -> tuple[tuple[int, str], ...]:
    """The columns of a table's head by where each ends, where it has no figures: ((43, "Monthly (INR)"), ...)."""
    if digits_end(line, 3) >= 0:
        return ()
    return tuple((m.end(), m.group()) for m in re.finditer(r"\S+(?: \S+)*", line.replace("\t", "   ")))[1:]


def _unbroken(text: str) -> list[str]:
    """The lines, those put together that a paragraph was broken into. A line was broken to a width where the next
    one's first word would have gone beyond it."""
    lines: list[str] = []
    tabular = False
    raws = text.split("\n")[:MOST_LINES]
    width = max(map(len, raws))
    broken = sum(len(raw.rstrip()) > width * _LONG for raw in raws) >= _FEWEST and width <= WIDEST
    before = above = ""
    for raw in raws:
        line = raw.rstrip()
        last = lines[-1] if lines else ""
        goes_on = 0 < len(last) < LONGEST_CLAUSE and not tabular and last.rstrip()[-1:] not in tuple(".:;!?")
        full = broken and len(before) + 1 + len(line.lstrip().partition(" ")[0]) > width * _FILLED
        wrapped = full or line.lstrip()[:1].islower() or line.lstrip().startswith("(")
        before = line
        starts = re.match(r"\s*(?:[-*•–]\s|\(?[\da-z]{1,2}[.)]\s|§)", line) or _LABEL.match(line)
        listed = ":" in last and bool(_SMALL_LABEL.match(line))  # "davon fix: 72.000 €" over "davon variabel: 8.000 €"
        listed = listed or (_ends_in_a_figure(line) and _depth(line) > max(_depth(above), 0))
        columns = bool(_has_columns(line))
        if line.strip() and goes_on and wrapped and not (starts or listed or columns):
            lines[-1] = f"{last} {line.strip()}"
        else:
            lines.append(line)
            tabular, above = columns, above if listed and lines[1:] else line
    return lines


def _depth(line: str) -> int:
    """How far a line is set in."""
    return len(line) - len(line.lstrip())


def _ends_in_a_figure(line: str) -> bool:
    """Whether a line ends in a figure as an item of a list does: "  base salary $135,000"."""
    return bool(re.search(r"\d{3}\W{0,2}$|\d ?k\W?$", line))


def _end(line: str, begin: int, end: int) -> str:
    """The last characters of line[begin:end], where an abbreviation stands; a letter in front says that there is
    more."""
    return line[begin:end] if end - begin < 16 else "x" + line[end - 16 : end]


def _sentences(line: str) -> list[str]:
    out: list[str] = []
    begin = 0
    for mark in re.finditer(r"[.;!?](?:\s+|$)", line):
        if line[mark.start()] == "." and _ABBREVIATION.search(_end(line, begin, mark.start() + 1)):
            continue
        out.append(line[begin : mark.start()])
        begin = mark.end()
    out.append(line[begin:])
    return [one for one in out if one.strip()]
