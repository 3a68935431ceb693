"""A guide's text taken apart: front matter, blocks, headings and tables, all with the file's own line numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Any

import frontmatter
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.amounts.plain import plain
from ingest.documents.markup import HtmlTable, tables_in
from ingest.errors import GuideError
from ingest.guide import loose, marked
from ingest.guide import meta as front
from ingest.guide.sections import Block, BlockKind, labelled, plain_blocks
from ingest.guide.shapes import Table, TableRow
from ingest.guide.telling import about, told
from ingest.guide.types import Finding
from ingest.lexicon import words

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


@cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").disable(["code", "html_block", "lheading"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


_UNDERLINED = re.compile(r"(?m)^(?=[^\s#>|=-])(.{1,200})\n={3,}[ \t]*$")
"""A title with a line of "=" below it; one of "-" is as often a rule or the end of front matter."""


def document(text: str, path: str) -> Document:
    """A file's text taken apart into front matter, blocks, tables and title. Raises GuideError for what is no guide's
    text: too long, empty, binary, or with a line of more than LONGEST_LINE characters."""
    if len(text) > LONGEST:
        raise GuideError(path, "is far too long for a guide", "leave it out, or split it")
    if "\x00" in text:
        raise GuideError(path, "is not text", "leave it out")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    # Nobody means a hundred blanks on end, and patterns that skip blanks take their square.
    text = marked.with_headings(re.sub(r"[ \t]{100,}", " " * 100, text))
    if not text.strip():
        raise GuideError(path, "is empty", "write the guide, or leave it out")
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            raise GuideError(path, f"has a line of {len(line):,} characters", "break it into paragraphs", number)
    meta, start, findings = _front_matter(text, path)
    lines = tuple(text.split("\n"))
    pages = tables_in(text) if "<table" in text.casefold() else []
    shown = _without(lines, pages)
    body = "\n" * start + _UNDERLINED.sub(r"# \1\n", "\n".join(shown[start:]))
    blocks, tables = _blocks(_markdown().parse(body), shown)
    if not any(b.kind == "heading" or (b.kind in ("paragraph", "quote") and labelled(b.text)) for b in blocks):
        code = [b for b in blocks if b.kind == "code"]
        plainly = (b for b in plain_blocks(lines, start) if not any(c.start <= b.start <= c.end for c in code))
        blocks = tuple(sorted((*plainly, *code), key=lambda b: b.start))
    title, title_line = _title(meta, blocks, lines, start)
    if title.startswith("|"):  # a sheet without a word above its table: its header is no title
        title = PurePosixPath(path).stem.replace("-", " ").replace("_", " ")
    tables = (*tables, *_of_html(pages, blocks))
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
        what, mend = told("matterBroken", why=reason), told("matterBrokenMend")
        finding = about("front-matter-broken", "error", what, mend, path, line)
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
    rows: list[TableRow] = []
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
                rows.append(TableRow(line, written if len(written) > len(cells) else tuple(cells)))
            case "table_close":
                break
    heading = next((b.text for b in reversed(before) if b.kind == "heading"), "")
    last = before[-1] if before else None
    lead = last.text.split("\n")[-1] if last and last.kind in ("paragraph", "heading") else ""
    # Only a line that introduces the table says what is in it; a paragraph that happens to precede it doesn't.
    lead = lead if len(plain(lead)) <= 90 or lead.rstrip(" *").endswith(":") else ""
    return Table(rows[0], tuple(rows[1:]), plain(heading), lead)


def _title(meta: dict[str, Any], blocks: Sequence[Block], lines: Sequence[str], start: int) -> tuple[str, int]:
    """The first heading, else front matter's title, else the first line."""
    heading = next((b for b in blocks if b.kind == "heading"), None)
    if heading:
        return plain(heading.text), heading.start
    if title := front.text(meta.get("title")):
        return title, 1
    first = next((i for i, line in enumerate(lines[start:], start=start) if line.strip()), 0)
    if mailed := _subject_of_mail(lines[first : first + _MAIL_HEAD]):
        return mailed[0], first + mailed[1]
    return plain(lines[first])[:200], first + 1


_MAIL_HEAD = 9
"""Lines in which the head of a mail says what it is about."""


def _subject_of_mail(lines: Sequence[str]) -> tuple[str, int] | None:
    """What a mail says it is about, where a text begins as one ("From: ...", "Subject: ..."), and on which line."""
    head = [line.partition(":") for line in takewhile(str.strip, lines)]
    if len(head) < 2 or not all(colon and " " not in label.strip() for label, colon, _ in head[:2]):
        return None
    about = words.data("columns")["subject_of_mail"]
    told = ((rest.strip(), i) for i, (label, _, rest) in enumerate(head, start=1) if label.strip().casefold() in about)
    return next(((re.sub(r"^(?:(?:re|fwd?|aw|wg|tr|rv)\s*:\s*)+", "", text, flags=re.I), i) for text, i in told), None)


def _without(lines: tuple[str, ...], pages: Sequence[HtmlTable]) -> tuple[str, ...]:
    """The lines with those that HTML tables take left empty, so that no other reader sees their tags."""
    taken = {number for table in pages for number in range(table.start, table.end + 1)}
    return tuple("" if number in taken else line for number, line in enumerate(lines, start=1))


def _of_html(pages: Sequence[HtmlTable], blocks: Sequence[Block]) -> list[Table]:
    """HTML tables inside markdown as tables under the headings above them."""
    found = []
    for page in pages:
        if len(page.rows) < 2:
            continue
        rows = [TableRow(line, tuple(cells)) for line, cells in zip(page.lines, page.rows, strict=True)]
        above = [b for b in blocks if b.start < page.start]
        section = next((b.text for b in reversed(above) if b.kind == "heading"), "")
        before = above[-1].text.split("\n")[-1] if above and above[-1].kind == "paragraph" else ""
        found.append(Table(rows[0], tuple(rows[1:]), plain(section), page.caption or before))
    return found
