"""A text held against a phrase with {0}, {1} for what differs."""

from string import Formatter


def filled(pattern: str, text: str) -> list[str] | None:
    """What stands in a text where a pattern has {0}, {1}; None where it doesn't fit."""
    fixed = [literal for literal, *_ in Formatter().parse(pattern)]
    if not pattern.endswith("}"):
        *fixed, end = fixed
    else:
        end = ""
    if not text.startswith(fixed[0]) or not text.endswith(end):
        return None
    rest, held = text[len(fixed[0]) : len(text) - len(end)], []
    for between in fixed[1:]:
        one, found, rest = rest.partition(between)
        if not found:
            return None
        held.append(one)
    return [*held, rest] if rest and all(held) else None
