"""Stretches of a text up to signs: what people write without a pattern telling them apart."""

from collections.abc import Iterator


def up_to(text: str, signs: str) -> str:
    """The text in front of the first of these signs."""
    return next((text[:at] for at, sign in enumerate(text) if sign in signs), text)


def since(text: str, signs: str) -> str:
    """The text behind the last of these signs."""
    return next((text[at + 1 :] for at in range(len(text) - 1, -1, -1) if text[at] in signs), text)


def sentences(text: str, ends: str = ".;\n") -> Iterator[str]:
    """A text cut at the blank behind each of these signs."""
    start = 0
    for at in range(1, len(text)):
        if text[at].isspace() and text[at - 1] in ends:
            yield text[start:at]
            start = at + 1
    yield text[start:]


def has_digit(text: str) -> bool:
    """Whether a text holds a digit."""
    return any(map(str.isdecimal, text))
