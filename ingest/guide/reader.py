"""One file to one Guide: its front matter, its tables, its sections, and what is doubtful about it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import frontmatter
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.amounts.money import plain
from ingest.errors import GuideError
from ingest.guide import findings as checks
from ingest.guide import loose
from ingest.guide import meta as front
from ingest.guide.sections import (
    Block,
    BlockKind,
    evidence,
    labelled,
    levers,
    mappings,
    notes,
    plain_blocks,
    sections,
    strategies,
)
from ingest.guide.tables import Reading, Row, Subject, Table, interpret
from ingest.guide.types import Finding, Guide, Section

LONGEST = 1_000_000
"""Characters above which a file is no guide (the longest real one has some 40,000)."""

LONGEST_LINE = 100_000
"""Characters above which a line is no guide's: what reads prose looks at a line as a whole."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file taken apart: front matter, its blocks and tables, all with the file's own line numbers."""

    meta: dict[str, Any]
    front: tuple[str, ...]
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    title: str
    title_line: int
    findings: tuple[Finding, ...] = ()


def read_file(file: Path, root: Path) -> Guide:
    """Read one file below the ingested folder. Raises GuideError when it is no guide or can't be read."""
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) and file != root else file.name
    try:
        if file.stat().st_size > LONGEST * 4:
            raise GuideError(path, "is far too long for a guide", "leave it out, or split it")
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GuideError(path, f"is not UTF-8 text (byte {error.start})", "save it as UTF-8") from None
    except OSError as error:
        raise GuideError(path, f"can't be opened ({error.strerror})", "check that it exists and may be read") from None
    return read(text, path)


def read(text: str, path: str) -> Guide:
    """Read a guide's text; path (posix, relative to the ingested folder) names its company and role where it does.

    Raises GuideError when the text is no guide. Broken front matter doesn't lose the tables below it: reading
    goes on and a finding names the line.
    """
    document = _document(text, path)
    meta = document.meta
    subject = _subject(document, path)
    currencies = {
        row.region.casefold(): code for row in front.rows(meta, ()) if (code := front.text(row.values.get("currency")))
    }
    cut = sections(document.blocks, document.lines)
    taken = [range(t.header.line, (t.rows or (t.header,))[-1].line + 1) for t in document.tables]
    taken += [range(b.start, b.end + 1) for b in document.blocks if b.kind == "code"]
    every = (*document.tables, *loose.tables(document.lines, taken, cut))
    found = [(table, interpret(table, subject, currencies)) for table in every]
    if not any(reading.bands for _, reading in found):
        found += [(table, interpret(table, subject, currencies)) for table in loose.lists(cut)]
    if not subject.sure and not any(reading.bands for _, reading in found) and not meta.get("compensation"):
        subject = Subject("", "", "", "", path)  # nothing but its folder names a company: a guide to any offer
    once, conflicts = checks.joined([b for _, r in found for b in r.bands])
    bands, differences = checks.reconcile(once, front.bands(meta, document.front, subject))
    cut = tuple(_placed(s, document, found) for s in cut)
    guide = Guide(
        path=path,
        title=document.title,
        company=subject.company,
        company_display=subject.company_display,
        role=subject.role,
        role_display=subject.role_display,
        updated=front.day(meta.get("last_updated")) or _last_updated(document.lines),
        review_due=front.day(meta.get("next_review_due")),
        quarter=front.text(meta.get("salary_data_quarter")),
        quality=front.text(meta.get("data_quality")),
        summary=front.text(meta.get("negotiation_dna_summary")) or "",
        bands=tuple(map(front.complete, bands)),
        sections=cut,
        levers=levers(cut, path),
        strategies=strategies(cut, [t for t, r in found if r.kind == "targets"], path),
        mappings=mappings(cut, [t for t, r in found if r.kind == "levels"], path, _raw_mapping(meta)),
        evidence=evidence(cut, path),
        notes=notes(document.blocks, document.tables, cut, path),
    )
    if guide.bands and not guide.company:
        raise GuideError(
            path,
            "names no company and role for its table of pay",
            "add company and role to its front matter, or file it as company/role.md",
        )
    if not guide.company:
        guide = _general(guide, document)
    _is_guide(guide, document, path)
    matrix = [band for _, reading in found if reading.kind == "matrix" for band in reading.bands]
    told = (f for _, reading in found for f in reading.findings)
    return replace(
        guide,
        findings=(
            *document.findings,
            *told,
            *conflicts,
            *checks.unlabelled(guide, matrix),
            *differences,
            *checks.within(guide),
        ),
    )


def _placed(section: Section, document: Document, found: Sequence[tuple[Table, Reading]]) -> Section:
    """The section with the kind that what it holds gives it: pay where bands stand, strategy where targets do."""
    held = [reading for table, reading in found if section.line <= table.header.line <= section.end]
    if any(reading.bands for reading in held):
        return replace(section, kind="compensation")
    if any(reading.kind == "targets" for reading in held):
        return replace(section, kind="strategy")
    titled = section.title == document.title or not section.title
    return replace(section, kind="other") if titled and section.kind not in ("levers", "strategy") else section


def _general(guide: Guide, document: Document) -> Guide:
    """A guide about any offer: every section is a tactic, save evidence and warnings."""
    cut = tuple(
        s if s.kind == "evidence" and "evidence" in s.title.casefold() else replace(s, kind="tactic")
        for s in guide.sections
    )
    return replace(guide, sections=cut, company_display="", role="", role_display="", mappings=(), bands=())


_VOCABULARY = (
    "negotiat",
    "offer",
    "salary",
    "base",
    "equity",
    "bonus",
    "signing",
    "counter",
    "recruiter",
    "compensation",
    "competing",
    "vest",
    "leverage",
    "total comp",
    "stock",
    "level",
    "market data",
    "hiring manager",
)
_NO_GUIDES = re.compile(
    r"(?:readme|licen[cs]e|changelog|contributing|code_of_conduct|security|notice|authors|todo|index)(?:\..*)?", re.I
)


def _is_guide(guide: Guide, document: Document, path: str) -> None:
    """Raises GuideError for a text that is about something else, or whose company can't be told."""
    named = front.text(document.meta.get("company")) or front.text(document.meta.get("kind"))
    titled = guide.company and re.search(r"\bnegotiat\w* (?:guide|playbook|handbook)\b", guide.title, re.I)
    if guide.bands or named or titled:
        return
    text = "\n".join(document.lines).casefold()
    spoken = sum(word in text for word in _VOCABULARY)
    about = text.count("negotiat") + text.count("counter") >= 2 and spoken >= 7
    if _NO_GUIDES.fullmatch(PurePosixPath(path).name) or not about or len(guide.sections) < 2:
        raise _no_guide(document, path)
    if not guide.general and not (guide.levers or guide.strategies):
        raise _no_guide(document, path)


def _no_guide(document: Document, path: str) -> GuideError:
    for finding in document.findings:
        return GuideError(path, finding.message, finding.mend, finding.line)
    return GuideError(
        path,
        "is no negotiation guide: it has no table of pay, no levers and no tactics",
        "leave it out, or add a table of regions and components",
        document.title_line,
    )


_UPDATED = re.compile(
    r"\blast[ -](?:updated|reviewed|verified)\b\W{0,8}(?P<iso>\d{4}-\d\d-\d\d)?(?P<words>[A-Z][a-z]+ (?:\d{1,2},? )?\d{4})?",
    re.I,
)


def _last_updated(lines: Sequence[str]) -> date | None:
    """The day a line "Last updated: 23 ..." names; the first of the month where it names no day."""
    for line in lines:
        found = _UPDATED.search(line)
        if found and found["iso"]:
            return front.day(found["iso"])
        for form in ("%B %d %Y", "%b %d %Y", "%B %Y", "%b %Y") if found and found["words"] else ():
            try:
                return datetime.strptime(found["words"].replace(",", ""), form).date()  # type: ignore[index]
            except ValueError:
                continue
    return None


def _raw_mapping(meta: dict[str, Any]) -> str:
    listed = meta.get("level_mapping")
    return front.text(listed.get("raw")) or "" if isinstance(listed, dict) else front.text(listed) or ""


# --- the text's structure


@cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").disable(["code", "html_block", "lheading"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _document(text: str, path: str) -> Document:
    if len(text) > LONGEST:
        raise GuideError(path, "is far too long for a guide", "leave it out, or split it")
    if "\x00" in text:
        raise GuideError(path, "is not text", "leave it out")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    # Nobody means a hundred blanks on end, and patterns that skip blanks take their square.
    text = re.sub(r"[ \t]{100,}", " " * 100, text)
    if not text.strip():
        raise GuideError(path, "is empty", "write the guide, or leave it out")
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            raise GuideError(path, f"has a line of {len(line):,} characters", "break it into paragraphs", number)
    meta, start, findings = _front_matter(text, path)
    lines = tuple(text.split("\n"))
    body = "\n" * start + "\n".join(lines[start:])
    blocks, tables = _blocks(_markdown().parse(body), lines)
    if not any(b.kind == "heading" or (b.kind in ("paragraph", "quote") and labelled(b.text)) for b in blocks):
        blocks = plain_blocks(lines, start)
    title, title_line = _title(meta, blocks, lines, start)
    return Document(
        meta,
        lines[:start],
        tuple("" if i < start else line for i, line in enumerate(lines)),
        blocks,
        tables,
        title,
        title_line,
        findings,
    )


def _front_matter(text: str, path: str) -> tuple[dict[str, Any], int, tuple[Finding, ...]]:
    """The front matter, how many lines it takes, and a finding when it can't be read."""
    if not re.match(r"-{3,}\s*\n", text):
        return {}, 0, ()
    end = re.compile(r"^-{3,}[ \t]*$", re.M).search(text, text.index("\n") + 1)
    if not end:
        return {}, 0, ()
    count = text.count("\n", 0, end.end()) + 1
    try:
        meta, _ = frontmatter.parse(text[: end.end()] + "\n")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        if mark and mark.line + 1 >= count:  # it broke at the end: what was left open says where
            mark = getattr(error, "context_mark", None) or mark
        line = min(mark.line + 2, count) if mark else 1
        reason = getattr(error, "problem", None) or str(error).split("\n")[0]
        finding = Finding(
            "front-matter-broken",
            "error",
            f"the front matter is not YAML: {reason}",
            "mend that line; quote values with colons",
            path,
            line,
        )
        return {}, count, (finding,)
    return ({k: v for k, v in meta.items() if isinstance(k, str)} if meta else {}), count if meta else 0, ()


def _blocks(tokens: Sequence[Token], lines: Sequence[str]) -> tuple[tuple[Block, ...], tuple[Table, ...]]:
    blocks: list[Block] = []
    tables: list[Table] = []
    names: dict[str, BlockKind] = {
        "heading_open": "heading",
        "paragraph_open": "paragraph",
        "bullet_list_open": "list",
        "ordered_list_open": "list",
        "blockquote_open": "quote",
        "table_open": "table",
        "fence": "code",
        "hr": "rule",
    }
    for i, token in enumerate(tokens):
        if token.map is None or (token.level and token.type != "table_open"):
            continue
        kind = names.get(token.type)
        if kind is None:
            continue
        start, end = token.map[0] + 1, token.map[1]
        while end > start and not lines[end - 1].strip():
            end -= 1
        if kind == "table":
            tables.append(_table(tokens, i, blocks, lines))
        text = tokens[i + 1].content if kind == "heading" else "\n".join(lines[start - 1 : end])
        if not token.level:
            blocks.append(Block(kind, start, end, text, int(token.tag[1]) if kind == "heading" else 0))
    return tuple(blocks), tuple(tables)


def _table(tokens: Sequence[Token], at: int, before: Sequence[Block], lines: Sequence[str]) -> Table:
    rows: list[Row] = []
    cells: list[str] = []
    line = 0
    for token in tokens[at + 1 :]:
        match token.type:
            case "tr_open":
                cells, line = [], (token.map or [0, 0])[0] + 1
            case "inline":
                cells.append(token.content)
            case "tr_close":
                written = loose.split_pipes(lines[line - 1])
                # Markdown drops what a row has too much, and with it the sign that its cells stand askew.
                rows.append(Row(line, written if len(written) > len(cells) else tuple(cells)))
            case "table_close":
                break
    heading = next((b.text for b in reversed(before) if b.kind == "heading"), "")
    last = before[-1] if before else None
    lead = last.text.split("\n")[-1] if last and last.kind in ("paragraph", "heading") else ""
    # Only a line that introduces the table says what is in it; a paragraph that happens to precede it doesn't.
    lead = lead if len(plain(lead)) <= 90 or lead.rstrip(" *").endswith(":") else ""
    return Table(rows[0], tuple(rows[1:]), plain(heading), lead)


# --- whose guide it is

_TITLE = re.compile(
    r"^(?P<role>.+?)\s*(?:\||—|–|\s-\s|:|\bat\b|@)\s*(?P<company>.+?)\s*(?:(?:Global|Complete|Ultimate|Full|Salary|Compensation|Comp|Offer)\s+)*"
    r"(?:Negotiation|Negotiating|Compensation|Salary|Offer)\s*(?:Guide|Playbook|Handbook|Strategy)?\s*(?:\(.*\)|\d{4})?\s*$",
    re.I,
)


def slug(name: str) -> str:
    """A name as folders and files write it: "Weights & Biases" is weights-and-biases."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold().replace("&", " and ").replace("+", " plus ")).strip("-")


def _title(meta: dict[str, Any], blocks: Sequence[Block], lines: Sequence[str], start: int) -> tuple[str, int]:
    """The first heading, else front matter's title, else the first line."""
    heading = next((b for b in blocks if b.kind == "heading"), None)
    if heading:
        return plain(heading.text), heading.start
    if title := front.text(meta.get("title")):
        return title, 1
    first = next((i for i, line in enumerate(lines[start:], start=start) if line.strip()), 0)
    return plain(lines[first])[:200], first + 1


def _subject(document: Document, path: str) -> Subject:
    meta = document.meta
    parts = PurePosixPath(path)
    folder = slug(parts.parent.name) if len(parts.parts) > 1 else ""
    stem = slug(parts.stem)
    role_shown, company_shown = _names(document.title, folder, stem)
    named = bool(company_shown)
    company_display = front.text(meta.get("company_display")) or company_shown
    role_display = front.text(meta.get("role_display")) or role_shown
    if front.text(meta.get("kind")) == "general":
        return Subject("", "", "", "", path)
    company, role = slug(front.text(meta.get("company")) or ""), slug(front.text(meta.get("role")) or "")
    laid_out = bool(folder) and (not named or _akin(folder, slug(company_shown)) or _akin(stem, slug(role_shown)))
    if not company:
        company = folder if laid_out else slug(company_shown)
    if not role:
        role = stem if laid_out else slug(re.sub(r"\([^()]*\)", " ", role_shown))
    if named and company.startswith(slug(company_shown) + "-") and not meta.get("company_display"):
        # "plaid-identity" beside "plaid": the title alone would give two companies one name.
        company_display = f"{company_shown} {_words(company[len(slug(company_shown)) + 1 :])}"
    sure = named or bool(front.text(meta.get("company")))
    return Subject(company, company_display or _words(company), role, role_display or _words(role), path, sure)


_BARE = re.compile(
    r"(?:the\s+)?(?:complete|ultimate|global|full)?\s*(?:salary|compensation|comp|offer)?\s*(?:negotiation|negotiating)\s*(?:guide|playbook|handbook)",
    re.I,
)


def _names(title: str, folder: str, stem: str) -> tuple[str, str]:
    """Role and company as a title shows them, in either order where folder or file tells; ("", "") where it shows none."""
    shown = re.sub(rf"^\s*{_BARE.pattern}\s*(?:for|[:|—–-])\s*", "", title, flags=re.I) if _BARE.match(title) else ""
    found = _TITLE.match(title) or (
        re.match(r"(?P<role>.+?)\s*(?:\||—|–|\s-\s|\bat\b|@)\s*(?P<company>.+)$", shown) if shown else None
    )
    if not found:
        return "", ""
    role, company = found["role"].strip(" :|—–-"), found["company"].strip(" :|—–-")
    if folder and _akin(folder, slug(role)) and not _akin(folder, slug(company)):
        role, company = company, role
    return role, company


def _akin(a: str, b: str) -> bool:
    """True when two slugs name the same thing: they share a word, or one's letters begin the other."""
    if not a or not b:
        return False
    bare_a, bare_b = a.replace("-", ""), b.replace("-", "")
    return bool(set(a.split("-")) & set(b.split("-"))) or bare_a.startswith(bare_b) or bare_b.startswith(bare_a)


def _words(name: str) -> str:
    return " ".join(w.capitalize() for w in name.split("-"))
