"""Pay as data, in front matter or a block of YAML, JSON, TOML, XML, INI or separated values: every record a row, what
stands above it said of each."""

import configparser
import csv
import io
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

import yaml
from yaml.error import Mark
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ingest.documents.sheets import delimiter
from ingest.guide.headers import names_level
from ingest.guide.kinds import is_title, kind_of
from ingest.guide.prose import is_range_word
from ingest.guide.sections import Block
from ingest.guide.shapes import Table, TableRow
from ingest.lexicon.places import is_place

_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})[ \t]*(?P<kind>\w*)")
MOST_RECORDS = 2_000
_DEEPEST = 8
_PAY = "pay"
"""The heading of amounts that stand right behind the name of a level."""


def tables(blocks: Sequence[Block]) -> Iterator[tuple[Table, range]]:
    """The tables of a document's blocks of data, each with the lines (1-based) that its block takes."""
    for block in blocks:
        lines = block.text.split("\n")
        kind = found["kind"].casefold() if (found := _FENCE.match(lines[0])) else ""
        body = "\n".join(lines[1:-1])
        if block.kind != "code" or len(body) > 100_000:
            continue
        if kind in ("csv", "tsv"):
            made = _of_values(body, block.start + 1)
        elif kind == "sql":
            told = [TableRow(block.start + 1 + line, tuple(cells)) for line, cells in _sql(body)]
            made = [Table(told[0], tuple(told[1:]), "", "")] if 1 < len(told) <= MOST_RECORDS else []
        else:
            reads = next((read for kinds, read in _READERS if kind in kinds), None)
            made = list(_of_data(reads(body), block.start + 1)) if reads else []
        for table in made:
            yield table, range(block.start, block.end + 1)


def front(lines: Sequence[str]) -> Iterator[tuple[Table, range]]:
    """The tables of front matter, each with the lines (1-based) that this takes."""
    for table in _of_data(_yaml("\n".join(lines[1:-1])), 2):
        yield table, range(1, len(lines) + 1)


def is_plain(block: Block) -> bool:
    """Whether a block is of text as it stands, in no language."""
    found = _FENCE.match(block.text)
    return block.kind == "code" and bool(found) and found["kind"].casefold() in ("", "text", "txt", "plain")  # type: ignore[index]


# --- data as nodes with their lines
def _yaml(body: str) -> Node | None:
    """The root of YAML, of JSON, which is YAML, or of a record of JSON a line; nothing of it is made an object."""
    lines = [line.strip() for line in body.split("\n")]
    if sum(map(bool, lines)) > 1 and all(not line or (line[0], line[-1]) == ("{", "}") for line in lines):
        body = "[" + ",\n".join(line for line in lines if line) + "]"
    try:
        root: Node | None = yaml.compose(body, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    return root


def _code(body: str) -> Node | None:
    """The root of an object or list that a program writes: what stands between its first and last bracket."""
    first = re.search(r"[{\[]", body)
    last = max(body.rfind("}"), body.rfind("]"))
    if not first or last < first.start():
        return None
    ahead = "\n" * body.count("\n", 0, first.start())  # so that lines keep their numbers
    told = re.sub(r"(?m)\s(?://|#).*$", "", body[first.start() : last + 1])
    return _yaml(ahead + re.sub(r"(?<=\d)_(?=\d)", "", told.replace("(", "[").replace(")", "]")))


def _sql(body: str) -> list[tuple[int, list[str]]]:
    """The columns and the rows of what SQL inserts, each with its line (0-based)."""
    head = re.search(r"insert\s+into\s+[\w.\"`]+\s*\((?P<names>[^()]+)\)\s*values", body, re.I)
    if not head:
        return []
    rows = [(body.count("\n", 0, head.start()), head["names"])]
    rows += [(body.count("\n", 0, m.start()), m[1]) for m in re.finditer(r"\(([^()]*)\)", body[head.end() :])]
    first, *others = rows
    others = [(line + body.count("\n", 0, head.end()), text) for line, text in others]
    told = [(line, next(csv.reader([text], quotechar="'", skipinitialspace=True))) for line, text in (first, *others)]
    return [(line, [cell.strip(' "`') for cell in cells]) for line, cells in told]


def _toml(body: str) -> Node | None:
    try:
        return _node(tomllib.loads(body), (), _lines_of(body))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _ini(body: str) -> Node | None:
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(body)
    except configparser.Error:
        return None
    return _node({name: dict(parser[name]) for name in parser.sections()}, (), _lines_of(body))


def _lines_of(body: str) -> dict[tuple[str, ...], int]:
    """On which line (0-based) each section and key of a TOML or INI text stands."""
    found: dict[tuple[str, ...], int] = {}
    section: tuple[str, ...] = ()
    for number, line in enumerate(body.split("\n")):
        if head := re.match(r"\s*\[+([^\[\]]+)\]+", line):
            section = tuple(part.strip(" \"'") for part in head[1].split("."))
            found.setdefault(section, number)
        elif key := re.match(r"\s*[\"']?([\w -]+?)[\"']?\s*[=:]", line):
            found.setdefault((*section, key[1]), number)
    return found


def _node(value: object, path: tuple[str, ...], lines: Mapping[tuple[str, ...], int]) -> Node:
    """A value as a node that says on which line its key stands, else the one above it."""
    line = next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), 0)
    mark = Mark("", 0, line, 0, None, 0)
    if isinstance(value, dict):
        items = [(ScalarNode(_STRING, str(key), mark), _node(one, (*path, key), lines)) for key, one in value.items()]
        return MappingNode("tag:yaml.org,2002:map", items, mark)
    if isinstance(value, list):
        return SequenceNode("tag:yaml.org,2002:seq", [_node(one, path, lines) for one in value], mark)
    return ScalarNode("tag:yaml.org,2002:bool" if isinstance(value, bool) else _STRING, str(value), mark)


def _xml(body: str) -> Node | None:
    """The root of XML: an element is a mapping of its attributes and children, those of one name a list; a text where
    it has neither."""
    if "<!" in body:
        return None  # no entities of its own: a few lines of them make millions
    parser = expat.ParserCreate()
    open_: list[tuple[list[tuple[str, Node]], list[str], Mark]] = [([], [], Mark("", 0, 0, 0, None, 0))]

    def start(_: str, told: dict[str, str]) -> None:
        mark = Mark("", 0, parser.CurrentLineNumber - 1, 0, None, 0)
        open_.append(([(key, ScalarNode(_STRING, text, mark)) for key, text in told.items()], [], mark))

    def read(text: str) -> None:
        open_[-1][1].append(text)

    def end(name: str) -> None:
        items, texts, mark = open_.pop()
        text = ScalarNode(_STRING, "".join(texts).strip(), mark)
        open_[-1][0].append((name, _mapping(items, mark) if items else text))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = read
    try:
        parser.Parse(body, True)
    except expat.ExpatError:
        return None
    return _mapping(open_[0][0], open_[0][2])


def _mapping(items: Sequence[tuple[str, Node]], mark: Mark) -> MappingNode:
    held: dict[str, list[Node]] = {}
    for name, node in items:
        held.setdefault(name, []).append(node)
    told = [
        (
            ScalarNode(_STRING, name, nodes[0].start_mark),
            SequenceNode("tag:yaml.org,2002:seq", nodes, nodes[0].start_mark) if len(nodes) > 1 else nodes[0],
        )
        for name, nodes in held.items()
    ]
    return MappingNode("tag:yaml.org,2002:map", told, mark)


_STRING = "tag:yaml.org,2002:str"
_READERS: tuple[tuple[tuple[str, ...], Callable[[str], Node | None]], ...] = (
    (("yaml", "yml", "json", "json5", "jsonc", "jsonl", "ndjson"), _yaml),
    (("toml",), _toml),
    (("xml", "rss"), _xml),
    (("js", "javascript", "ts", "typescript", "py", "python", "rb", "ruby", "php"), _code),
    (("ini", "cfg", "conf", "properties"), _ini),
)


def _of_values(body: str, first: int) -> list[Table]:
    try:
        rows = [row for row in csv.reader(io.StringIO(body), delimiter=delimiter(body))]
    except csv.Error:
        return []
    told = [TableRow(first + i, tuple(cell.strip() for cell in row)) for i, row in enumerate(rows) if any(row)]
    return [Table(told[0], tuple(told[1:]), "", "")] if len(told) > 1 and len(told) <= MOST_RECORDS else []


@dataclass(slots=True)
class _Records:
    """The records of one list or mapping: each with its line."""

    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)


def _of_data(root: Node | None, first: int) -> Iterator[Table]:
    groups: list[_Records] = []
    if root is not None:
        _walk(root, "", {}, groups, _Records(), 0)
    for group in groups:
        header = list(dict.fromkeys(key for _, record in group.rows for key in record))
        paid = any(kind_of(key).component or kind_of(key).bound or key == _PAY for key in header)
        if paid and len(header) > 1:
            rows = [TableRow(first + line, tuple(record.get(key, "") for key in header)) for line, record in group.rows]
            yield Table(TableRow(rows[0].line, tuple(header)), tuple(rows), "", "")


def _walk(node: Node, name: str, told: dict[str, str], groups: list[_Records], mine: _Records, depth: int) -> None:
    """The records below a node into groups. name: the key it stands under. told: what is said above of each record."""
    if depth > _DEEPEST or sum(len(group.rows) for group in groups) > MOST_RECORDS:
        return
    if isinstance(node, SequenceNode):
        group = _begun(groups)
        for item in node.value:
            if isinstance(item, MappingNode):
                _walk(item, name, told, groups, group, depth + 1)
    elif isinstance(node, MappingNode):
        _of_mapping(node, name, told, groups, mine, depth)


def _begun(groups: list[_Records]) -> _Records:
    groups.append(_Records())
    return groups[-1]


def _of_mapping(
    node: MappingNode, name: str, told: dict[str, str], groups: list[_Records], mine: _Records, depth: int
) -> None:
    items = [
        (_words_of(key.value), value)
        for key, value in node.value
        if isinstance(key, ScalarNode) and key.value[:1] != "@"
    ]
    own = {key: text for key, value in items if (text := _text(value))}
    if named := _named(own, items):
        group = _begun(groups)
        label, pay = ("", name) if kind_of(name).component else (name, _PAY)
        for key, value in named:
            group.rows.append((value.start_mark.line, {**told, label: key, pay: _text(value)}))
        return
    parts = [(key, value) for key, value in items if isinstance(value, MappingNode) and _is_part(key, value)]
    for key, value in parts:
        own |= {
            sub if kind_of(sub).part else key if is_range_word(sub) else f"{key} {sub}": text
            for sub, text in _leaves(value)
        }
    above = {**told, **{key: text for key, text in own.items() if _is_said_of_all(key, text)}}
    for key, value in items:
        if isinstance(value, MappingNode) and (key, value) not in parts:
            under = {_words_of(k.value): _text(v) for k, v in value.value if isinstance(k, ScalarNode)}
            if under and all(text and _is_said_of_all(k, text) for k, text in under.items()):
                above |= under  # "defaults"
    rest = [(key, value) for key, value in items if isinstance(value, (MappingNode, SequenceNode))]
    rest = [(key, value) for key, value in rest if (key, value) not in parts and not _text(value)]
    keyed = [(key, value) for key, value in rest if isinstance(value, MappingNode)]
    paid = any(map(_is_of_pay, own))
    for key, value in [one for one in keyed if paid and not any(_is_of_pay(sub) for sub, _ in _leaves(one[1]))]:
        own |= {sub: text for sub, text in _leaves(value) if kind_of(sub).part in _ALL}  # a place with its parts
        keyed.remove((key, value))
    if paid and not keyed:
        mine.rows.append((node.start_mark.line, {**told, **own}))
        if mine not in groups:
            groups.append(mine)
        return
    group = _begun(groups)
    for key, value in rest:
        listed = isinstance(value, SequenceNode)
        names = is_place(key) or is_title(key) or names_level(key) if listed else not _holds_records(key)
        _walk(value, key, {**above, name: key} if names else above, groups, group, depth + 1)


def _is_of_pay(key: str) -> bool:
    kind = kind_of(key)
    return bool(kind.component or kind.bound)


def _leaves(node: MappingNode) -> Iterator[tuple[str, str]]:
    """The keys and texts at the ends of a mapping; a key that begins with "@" says of what kind the data are."""
    for key, value in node.value:
        if isinstance(key, ScalarNode) and not key.value.startswith("@"):
            if text := _text(value):
                yield _words_of(key.value), text
            elif isinstance(value, MappingNode):
                yield from _leaves(value)


def _holds_records(key: str) -> bool:
    """Whether a key says what stands below it ("levels", "salaries") and is no name of one of these."""
    kind = kind_of(key)
    return not is_place(key) and (bool(kind.part or kind.component) or is_range_word(key))


def _named(own: dict[str, str], items: Sequence[tuple[str, Node]]) -> list[tuple[str, Node]]:
    """The items of a mapping that is nothing but levels or places with an amount each."""
    plainly = len(own) == len(items) > 1 and all(re.search(r"\d{2}", text) for text in own.values())
    known = any((k := kind_of(key)).component or k.part or k.bound for key in own)
    return list(items) if plainly and not known else []


def _is_part(key: str, node: Node) -> bool:
    """Whether a mapping is the ends of one part of pay, with what these are in: "base: {min: 38000, max: 47000}"."""
    if not isinstance(node, MappingNode):
        return False
    flat = all(isinstance(k, ScalarNode) and (_text(v) or _is_part(_PAY, v)) for k, v in node.value)
    return flat and (bool(kind_of(key).component) or is_range_word(key))


_ALL = ("company", "region", "currency", "period", "title", "role", "stage", "track")


def _is_said_of_all(key: str, text: str) -> bool:
    return kind_of(key).part in _ALL and not re.fullmatch(r"[\d.,]+", text)


def _words_of(key: str) -> str:
    return key.replace("_", " ") if "_" in key else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key)


def _text(node: Node) -> str:
    """A scalar as it is written, two numbers in a list as a range; "" for anything else."""
    if isinstance(node, ScalarNode):
        return "" if node.tag.endswith((":null", ":bool")) else str(node.value).strip()
    if isinstance(node, SequenceNode) and len(node.value) == 2:
        ends = [_text(one) for one in node.value]
        return " - ".join(ends) if all(re.fullmatch(r"[\d_.,]+", end) for end in ends) else ""
    return ""
