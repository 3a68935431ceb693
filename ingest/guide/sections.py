"""Headings and prose to sections, levers, scripts, strategy, level mapping, evidence and notes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from ingest.amounts.plain import plain
from ingest.guide.asks import figures, from_cell, refreshers, sample_offers, scripts, vesting
from ingest.guide.headers import classify
from ingest.guide.shapes import Table
from ingest.guide.types import LevelMapping, Lever, ScriptFigure, Section, Source, Strategy

BlockKind = Literal["heading", "paragraph", "list", "quote", "table", "code", "rule"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a guide's text: 1-based lines start..end inclusive; depth is a heading's, else 0."""

    kind: BlockKind
    start: int
    end: int
    text: str
    depth: int = 0


BOLD_DEPTH = 7
"""How deep a line in bold alone stands: below every heading."""

_LABEL = re.compile(
    r"^(?:>\s*)?(?:[^\w*>\s]+\s*)?\*\*(?P<label>[^*\n]{2,120}?)(?P<in>:?)\*\*(?P<out>\s*(?:\([^()\n]*\))?\s*:)?"
    r"[ \t]*(?P<rest>[^\n]*)"
)

_KINDS: tuple[tuple[str, str], ...] = (
    ("evidence", r"\bevidence\b|(?<!open[ -])\bsources?\b|\breferences\b|\bcitations\b"),
    (
        "mapping",
        r"\blevel(s|ing)?[\s-]*(mapping|equivalen\w+|comparison|ladder|map)\b|\binternal (titles|level)"
        r"|\bbenchmarking\b|\btitle mapping|\bequivalent levels\b",
    ),
    (
        "strategy",
        r"\bnegotiate[- ]up strategy\b|\b(overall|negotiation|counter\w*|closing|extended negotiation) strategy\b"
        r"|\bstrategy script\b|\bwalk[- ]away\b|\baccept[- ]at\b",
    ),
    ("levers", r"\blevers\b(?!\s+[—–:-])|\bleverage points\b|\btalking points\b|\bnegotiation points\b"),
    ("lever", r"\blevers?\b|\bpremium\b|\bscript\b|\bplay\b"),
    (
        "compensation",
        r"\bcompensation\b|\bsalary\b|\bpay\b|\bbenchmarks?\b|\bcomp (bands?|ranges?|data)\b|\btotal rewards\b",
    ),
    ("dna", r"\bdna\b"),
    (
        "warning",
        r"\bcritical\b|\bwarning\b|\bcaution\b|\bred flags?\b|\bpitfalls?\b|\bmistakes?\b|\bwatch out\b|\bdon['’]?ts?\b"
        r"|\bavoid\b",
    ),
    ("strategy", r"\bstrategy\b|\bplaybook\b"),
    (
        "tactic",
        r"\btactics?\b|\bpushback\b|\bnegotiat\w+\b|\bcounter[- ]?offer\b|\btips?\b|\bhow "
        r"to\b|\bobjections?\b|\btiming\b",
    ),
)


def kind_of(title: str) -> str:
    """A section's kind by its title; "other" where none fits."""
    shown = plain(title)
    return next((kind for kind, pattern in _KINDS if re.search(pattern, shown, re.I)), "other")


def sections(blocks: Sequence[Block], lines: Sequence[str]) -> tuple[Section, ...]:
    """The guide cut at its headings, at lines in bold, and at paragraphs led by a bold label.

    Every line that isn't blank is in exactly one section. A label with text beside it ("**Level Mapping:** a = b")
    ends with its paragraph; what follows goes on under the heading around it.
    """
    starts: list[tuple[int, str, int]] = []
    for block in blocks:
        if block.kind == "heading":
            starts.append((block.start, plain(block.text), block.depth))
        elif block.kind in ("paragraph", "quote") and (label := labelled(block.text)):
            title, beside = label
            starts.append((block.start, title, BOLD_DEPTH))
            if beside:
                starts.append((block.end + 1, "", BOLD_DEPTH))
    return _cut(starts, lines)


_SCRIPT_LABEL = re.compile(
    r"(?:negotiation )?(?:language|script|talk track)\b|say (?:this|it)\b|what to say\b|use this\b", re.I
)


def labelled(text: str) -> tuple[str, bool] | None:
    """The bold label a paragraph opens with, and whether text stands beside it on the line; None without one."""
    found = _LABEL.match(text)
    if not found:
        return None
    rest = found["rest"].strip()
    if (rest and not (found["in"] or found["out"])) or _SCRIPT_LABEL.match(plain(found["label"])):
        return None
    label = found["label"] + (found["out"] or "").rstrip(": ")
    return plain(label).rstrip(" :"), bool(rest)


def _cut(starts: list[tuple[int, str, int]], lines: Sequence[str]) -> tuple[Section, ...]:
    made: list[Section] = []
    trail: list[tuple[int, str]] = []
    bounds = [(1, "", 0), *starts, (len(lines) + 1, "", 0)]
    for (line, title, depth), (following, _, _) in pairwise(bounds):
        if title:
            trail = [t for t in trail if t[0] < depth]
        around = [t[1] for t in trail]
        named, parent = (title, around[-1] if around else "") if title else _continued(around)
        if title and depth < BOLD_DEPTH:
            trail.append((depth, title))
        start, end = line, following - 1
        while end > start and not lines[end - 1].strip():
            end -= 1
        while start < end and not lines[start - 1].strip():
            start += 1
        text = "\n".join(lines[start - 1 : end])
        if text.strip() and end >= start:
            made.append(Section(named, depth, start, end, kind_of(named), text, parent))
    return tuple(made)


def _continued(around: list[str]) -> tuple[str, str]:
    return (around[-1] if around else ""), (around[-2] if len(around) > 1 else "")


# --- plain text without markdown headings

_TITLE_LINE = re.compile(r"[A-Z][\w'’&/,+ -]{0,58}")
_SMALL = {"a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to", "vs", "with", "your", "you", "not"}


def is_title_line(line: str) -> bool:
    """True for a short line in title case without a sentence's marks: a heading of plain text."""
    shown = line.strip()
    if not _TITLE_LINE.fullmatch(shown) or shown.isdigit():
        return False
    words = re.findall(r"[A-Za-z'’]+", shown)
    return len(words) <= 8 and all(word[0].isupper() or word in _SMALL for word in words)


_PUSHBACK_LINE = re.compile(r"^[\"“][^\"“”]{4,80}[\"”]$")


def plain_blocks(lines: Sequence[str], start: int) -> tuple[Block, ...]:
    """Blocks of a text with no markdown headings: title lines and quoted pushback become headings.

    Of two title lines on end, the first is the chapter and the second its section; a quoted line with a reply below it
    is
    a pushback, one deeper.
    """
    blocks: list[Block] = []
    filled = [i for i in range(start, len(lines)) if lines[i].strip()]
    chapter = 0
    for here, after in pairwise([*filled, len(lines)]):
        line = lines[here].strip()
        following = lines[after].strip() if after < len(lines) else ""
        if is_title_line(line) and following:
            chapter = 2 if is_title_line(following) or not chapter else 3
            blocks.append(Block("heading", here + 1, here + 1, line, chapter))
        elif _PUSHBACK_LINE.match(line) and (_PUSHBACK_LINE.match(following) or re.match(r"^[\"“(]", following)):
            reply = blocks and blocks[-1].kind == "heading" and blocks[-1].depth == 4
            kind: BlockKind = "paragraph" if reply else "heading"
            blocks.append(Block(kind, here + 1, here + 1, line, 0 if reply else 4))
        else:
            blocks.append(Block("paragraph", here + 1, here + 1, line))
    return tuple(blocks)


# --- levers

_ITEM = re.compile(r"^(?P<indent>\s*)(?:\d{1,2}[.)]|[-*+])\s+\*\*(?P<title>[^\n]+?)\*\*(?P<rest>[^\n]*)$")
_NUMBERED_TITLE = re.compile(r"^\s*(?:(?:global\s+)?lever\s*#?\s*\d+|\d{1,2})\s*(?:[.):—–-]+\s*|\s+)", re.I)


def levers(cut: Sequence[Section], path: str) -> tuple[Lever, ...]:
    """Every point of leverage: numbered or bulleted bold items, lever headings, premium sections with a script."""
    found: list[Lever] = []
    for i, section in enumerate(cut):
        if section.kind in ("evidence", "mapping", "compensation", "strategy"):
            continue
        items = list(_items(section))
        wanted = section.kind in ("levers", "lever")
        made = [
            _lever(title, text, Source(path, line, section.title, text))
            for title, text, line in items
            if (wanted and (section.kind == "levers" or _NUMBERED_TITLE.match(title))) or _spoken(text)
        ]
        if section.kind == "dna":
            made = []
        found.extend(made)
        if not made and _is_lever(section) and not _has_children(cut, i):
            body = _body(section)
            found.append(_lever(section.title, body, Source(path, section.line, section.title, body)))
    return tuple(found)


def _spoken(text: str) -> bool:
    """True for a text with a script: something quoted that speaks of oneself, not a quoted term."""
    return any(re.search(r"\b(?:I|my|me|we|our)\b", script, re.I) for script in scripts(text))


def _is_lever(section: Section) -> bool:
    said = _spoken(_body(section))
    if re.search(r"\blevers\b", section.title, re.I):
        return False
    named = section.kind == "lever" or _NUMBERED_TITLE.match(section.title) is not None
    return named and (said or re.search(r"\blever\b", section.title, re.I) is not None) and bool(_body(section))


def _has_children(cut: Sequence[Section], at: int) -> bool:
    """True when the sections below are levers themselves and this one has no script of its own."""
    below = [s for s in cut[at + 1 :] if s.parent == cut[at].title]
    return any(_is_lever(s) for s in below) and not _spoken(_body(cut[at]))


def _items(section: Section) -> Iterator[tuple[str, str, int]]:
    """Bold list items: title, text with what belongs to it on the lines below, 1-based line."""
    lines = section.text.split("\n")
    starts = [i for i, line in enumerate(lines) if (m := _ITEM.match(line)) and len(m["indent"]) < 4]
    for here, after in pairwise([*starts, len(lines)]):
        matched = _ITEM.match(lines[here])
        assert matched
        rest = [matched["rest"].lstrip(" :—–-."), *_belonging(lines[here + 1 : after])]
        yield plain(matched["title"]).rstrip(" :."), "\n".join(rest).strip(), section.line + here


def _belonging(lines: Sequence[str]) -> list[str]:
    taken: list[str] = []
    for line in lines:
        if line.strip() and not line.startswith((" ", "\t", ">")) and (not taken or not taken[-1].strip()):
            break  # a new paragraph that isn't indented ends the item
        taken.append(line.strip())
    return taken


def _body(section: Section) -> str:
    """A section's text without its title line or the bold label it opens with."""
    first, _, rest = section.text.partition("\n")
    found = _LABEL.match(first)
    if first.lstrip().startswith("#"):
        return rest.strip()
    if section.depth == BOLD_DEPTH and found:
        return (found["rest"] + "\n" + rest).strip()
    return rest.strip() if first.strip() == section.title else section.text.strip()


def _lever(title: str, text: str, source: Source) -> Lever:
    said = scripts(text)
    script = "\n".join(said)
    argues = text
    for quote in said:
        argues = argues.replace(quote, "")
    argues = re.sub(r"\*\*(?:Negotiation language|Script|Say)\*\*:?|[>*\"“”]+", " ", argues)
    spoken = script or text
    asks = tuple(a for kind, a in figures(spoken) if kind in ("ask", "accept"))
    return Lever(
        title=_NUMBERED_TITLE.sub("", title).strip(' "“”') or title,
        argues=" ".join(argues.split()).strip(" :."),
        script=_unquoted(script),
        asks=asks,
        sample_offers=sample_offers(spoken),
        source=replace(source, text=text),
    )


def _unquoted(script: str) -> str:
    return script.strip('"“”* \n')


# --- strategy


def strategies(cut: Sequence[Section], tables: Sequence[Table], path: str) -> tuple[Strategy, ...]:
    """Negotiate Up Strategy paragraphs (labelled by level where there are several) and ask/floor tables."""
    found = []
    for section in cut:
        if section.kind != "strategy" or re.match(r"\s*\|", _body(section)):
            continue
        body = re.sub(r"^>\s?", "", _body(section), flags=re.M).strip()
        made = _strategy(section, body, path)
        if re.search(r"negotiate[- ]up strategy", section.title, re.I) or made.ask or made.accept_at or made.floor:
            found.append(made)
    return (*found, *(_from_table(table, path) for table in tables))


def _strategy(section: Section, body: str, path: str) -> Strategy:
    named = re.search(r"\(([^()]+)\)\s*$", section.title)
    asked = figures(body)
    return Strategy(
        label=named[1] if named else "",
        text=body,
        script=_unquoted("\n".join(scripts(body))),
        ask=tuple(a for kind, a in asked if kind == "ask" and a.component != "signing"),
        accept_at=tuple(a for kind, a in asked if kind == "accept"),
        floor=tuple(a for kind, a in asked if kind == "floor"),
        signing=tuple(a for kind, a in asked if kind == "ask" and a.component == "signing"),
        vesting=vesting(body),
        refresher=refreshers(body),
        sample_offers=sample_offers(body),
        source=Source(path, section.line, section.title, body),
    )


def _from_table(table: Table, path: str) -> Strategy:
    """A table of components by target, accept-at floor and walk-away; its label is the region in the line above."""
    label = plain(table.before).strip(" :*") if table.before else ""
    columns = [re.sub(r"\s+", " ", plain(cell)).casefold() for cell in table.header.cells]
    taken: dict[str, list[ScriptFigure]] = {"ask": [], "accept": [], "floor": []}
    for row in table.rows:
        column = classify(row.cells[0])
        for i, cell in enumerate(row.cells[1:], start=1):
            kind = _target_kind(columns[i]) if i < len(columns) else None
            if kind and (one := from_cell(cell, column, label)):
                taken[kind].append(one)
    text = "\n".join(" | ".join(row.cells) for row in (table.header, *table.rows))
    asks = [a for a in taken["ask"] if a.component != "signing"]
    signing = [a for a in taken["ask"] if a.component == "signing"]
    return Strategy(
        label,
        text,
        "",
        tuple(asks),
        tuple(taken["accept"]),
        tuple(taken["floor"]),
        tuple(signing),
        (),
        (),
        (),
        Source(path, table.header.line, table.section, text),
    )


def _target_kind(header: str) -> str | None:
    if re.search(r"walk|reservation", header):
        return "floor"
    if re.search(r"accept|floor|minimum", header):
        return "accept"
    return "ask" if re.search(r"target|ask|anchor|stretch|ideal|open|counter", header) else None


# --- level mapping

_HEDGE = re.compile(
    r"\b(roughly|approximately|approx|about|equivalent|closest|no direct|loosely|similar|between|varies)\b|[≈~]"
    r"|\b[A-Z]{1,2}C?-?\d\s*[-–—]\s*[A-Z]{0,2}C?-?\d",
    re.I,
)
_NOBODY = re.compile(
    r"(?i:no|not|none|n/a|na|most companies)\b|(?:the )?[a-z]+ [a-z ]+$|.* at most \w+(?: companies)?$"
)
"""What stands in a company's place and names none: "no direct equivalent", "Staff at most startups", prose."""
_ROLE_WORD = re.compile(
    r"^(?:[A-Z]{1,3}\d.*|IC-?\d.*|SDE.*|SWE.*|PM|PMs?|TPM.*|EM|DE|DS|SA|SRE|MLE|ML|MTS|PMTS|LMTS|SMTS|UX|FDE|VP|SVP|"
    r"MD|ED|AVP|II|III|IV|\d\d(?:-\d\d)?|"
    r"Senior|Sr\.?|Staff|Principal|Lead|Junior|Mid|Distinguished|Director|Head|Associate|Engineer\w*|Software|Data|"
    r"Product|Security|Solutions?|"
    r"Technical|Program|Design\w*|Platform|Infrastructure|Backend|Frontend|Fullstack|Full-Stack|Machine|Research|"
    r"Applied|DevOps|Manager|"
    r"Production|Site|Systems?|Forward|Enterprise|Quant\w*|Architect\w*|Analytics|Developer|Reliability)$"
)


def mappings(cut: Sequence[Section], tables: Sequence[Table], path: str, raw: str = "") -> tuple[LevelMapping, ...]:
    """Levels and what they equal elsewhere, from chains ("A = B = C"), "maps to" prose and level tables.

    raw: front matter's own chain, read only when the guide's text has none.
    """
    found = [m for section in cut if section.kind == "mapping" for m in _in_text(section, path)]
    found += [m for table in tables for m in _in_table(table, path)]
    if not found and raw:
        found = list(_chain(raw, Source(path, 1, "front matter", raw)))
    return tuple(found)


def _in_text(section: Section, path: str) -> Iterator[LevelMapping]:
    for offset, line in enumerate(section.text.split("\n")):
        if line.lstrip().startswith(("|", "#")):
            continue
        found = _LABEL.match(line)
        text = (
            found["rest"]
            if found and section.depth == BOLD_DEPTH and offset == 0
            else re.sub(r"^\s*[-*+]\s+", "", line)
        )
        yield from _chain(text, Source(path, section.line + offset, section.title, text.strip()))


def _chain(text: str, source: Source) -> Iterator[LevelMapping]:
    shown = plain(text)
    for clause in re.split(r";\s+", shown):
        parts = re.split(r"\s+(?:=+|≈|~|maps to|is equivalent to|equals|corresponds to)\s+", clause, maxsplit=1)
        if len(parts) < 2:
            continue
        # Whoever stands behind ">" is no equal, and what a sentence or a dash goes on with is no level.
        tail = re.split(r"\.\s+(?=[A-Z][\w'’]* )(?<!Sr\. )(?<!Eng\. )|\s+(?:--|—|>)\s+|\.$", parts[1])[0]
        equals = [
            e.strip(" .,")
            for e in re.split(r"\s+(?:=|≈|~)\s+|\s+·\s+|\s+\|\s+|,\s+(?![^()]*\))|\s+/\s+(?![^()]*\))", tail)
        ]
        pairs = tuple(_company_level(e) for e in equals if e and not _NOBODY.match(e))
        if pairs:
            yield LevelMapping(parts[0].strip(), pairs, bool(_HEDGE.search(clause)) or "≈" in clause, source)


def _company_level(text: str) -> tuple[str, str]:
    """ "Google L6" is (Google, L6); "L4-L5 at Google" too; a text that names no level is (text, "")."""
    if found := re.match(r"(?P<level>.+?)\s+at\s+(?P<company>[A-Z][\w .&'/+-]*)$", text):
        return found["company"].strip(), found["level"].strip()
    words = text.split()
    for i, word in enumerate(words):
        if i and _ROLE_WORD.match(word.strip("(),")):
            return " ".join(words[:i]), " ".join(words[i:])
    return text, ""


def _in_table(table: Table, path: str) -> Iterator[LevelMapping]:
    heads = [plain(cell) for cell in table.header.cells]
    wanted = [i for i, head in enumerate(heads) if i and classify(head).kind not in ("aside", "plan") and head]
    for row in table.rows:
        cells = [plain(cell) for cell in row.cells]
        if (
            not cells
            or not cells[0]
            or re.search(r"[$£€]\s?\d|^\W*$", cells[0])
            or classify(cells[0]).kind in ("aside", "plan")
        ):
            continue
        pairs = tuple(
            (
                re.sub(r"\s*\b(?:Equivalent|Levels?|Internal Level)\b", "", heads[i], flags=re.I).strip() or heads[i],
                cells[i],
            )
            for i in wanted
            if i < len(cells) and cells[i] and re.search(r"\w", cells[i])
        )
        if pairs and not any(re.search(r"[$£€]\s?\d", level) for _, level in pairs):
            text = " | ".join(row.cells)
            hedged = bool(_HEDGE.search(" ".join(cells))) or any(re.match(r"N/?A\b", level) for _, level in pairs)
            yield LevelMapping(cells[0], pairs, hedged, Source(path, row.line, table.section, text))


# --- evidence and notes


def evidence(cut: Sequence[Section], path: str) -> tuple[Source, ...]:
    """The lines of the evidence sections, each as written without its bullet."""
    found = []
    for section in cut:
        if section.kind != "evidence":
            continue
        for offset, line in enumerate(section.text.split("\n")):
            stripped = re.sub(r"^\s*(?:[-*+]|\d{1,2}[.)])\s+", "", line).strip()
            heading = offset == 0 and (stripped.startswith(("#", "**")) or stripped == section.title)
            if re.search(r"\w", stripped) and not heading:
                found.append(Source(path, section.line + offset, section.title, stripped))
    return tuple(found)


def notes(blocks: Sequence[Block], tables: Sequence[Table], cut: Sequence[Section], path: str) -> tuple[Source, ...]:
    """The lines under tables that say what their figures count: in italics, starred, or opening with "Note"."""
    found = []
    for table in tables:
        last = table.rows[-1].line if table.rows else table.header.line
        after = next((b for b in blocks if b.start > last), None)
        if after and after.kind == "paragraph" and re.match(r"\s*(?:\*(?!\*)|_|\\\*|†|‡|>?\s*\**Notes?\b)", after.text):
            title = next((s.title for s in cut if s.line <= after.start <= s.end), table.section)
            found.append(Source(path, after.start, title, plain(after.text)))
    return tuple(found)
