"""A Fluent catalogue as the scripted pages take it: taken apart here, so that no parser travels with them.

{message: pattern}; a message's attribute is a message of its own, "name.attribute". A pattern is a text, or a list of
texts, of [variable], and of [variable, {choice: pattern}], where "other" is what holds for all others."""

import json
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from fluent.syntax import FluentParser, ast

from bot.channels.http import shipped

KIND = "application/json"
Pattern = str | list[Any]


def file(name: str, *place: str) -> bytes | None:
    """A file of a folder of this package as it is sent: "de.json" is its de.ftl. None where there is none."""
    held, path = shipped(*place), PurePosixPath(name)
    source = held.get(f"{path.stem}.ftl") if path.suffix == ".json" else None
    return held.get(name) if source is None else _as_json(source)


@cache
def _as_json(source: bytes) -> bytes:
    return json.dumps(compiled(source.decode()), ensure_ascii=False, separators=(",", ":")).encode()


def compiled(text: str) -> dict[str, Pattern]:
    """Raises ValueError for what can't be read, and for what of Fluent the pages can't show."""
    held: dict[str, Pattern] = {}
    for entry in FluentParser().parse(text).body:
        if isinstance(entry, ast.Message):
            told = {entry.id.name: entry.value}
            told |= {f"{entry.id.name}.{one.id.name}": one.value for one in entry.attributes}
            held |= {name: _pattern(value) for name, value in told.items() if value is not None}
        elif not isinstance(entry, ast.BaseComment):
            raise ValueError(f"this is no message: {str(getattr(entry, 'content', entry))[:80]!r}")
    return held


def _pattern(pattern: ast.Pattern) -> Pattern:
    parts = [_part(one) for one in pattern.elements]
    words = [one for one in parts if isinstance(one, str)]
    return "".join(words) if len(words) == len(parts) else parts


def _part(element: ast.TextElement | ast.Placeable) -> Pattern:
    if isinstance(element, ast.TextElement):
        return str(element.value)
    within = element.expression
    if isinstance(within, ast.StringLiteral):
        return str(within.parse()["value"])
    if isinstance(within, ast.VariableReference):
        return [within.id.name]
    if isinstance(within, ast.SelectExpression) and isinstance(within.selector, ast.VariableReference):
        choices = {_key(one): _pattern(one.value) for one in within.variants}
        if [_key(one) for one in within.variants if one.default] == ["other"]:
            return [within.selector.id.name, choices]
    raise ValueError(f"the pages can't show {type(within).__name__}")


def _key(variant: ast.Variant) -> str:
    return str(variant.key.name if isinstance(variant.key, ast.Identifier) else variant.key.value)
