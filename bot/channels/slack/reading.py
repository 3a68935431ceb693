"""What somebody wrote in Slack, as plain text: its escapes undone, its mentions and links as words."""

import re
from html import unescape

_ANGLE = re.compile(r"<([^<>]*)>")


def plain(text: str, bot: str | None = None) -> str:
    """The text without the mention of the bot; <url|label> is its label, <@U1> "@someone", &amp; an ampersand."""

    def words(found: re.Match[str]) -> str:
        target, _, label = found[1].partition("|")
        if target.startswith("@"):
            return "" if target[1:] == bot else f"@{label or 'someone'}"
        if target.startswith("#"):
            return f"#{label or 'a channel'}"
        if target.startswith("!"):
            return label or "@" + target[1:].partition("^")[0]
        return label or target.removeprefix("mailto:")

    return unescape(_ANGLE.sub(words, text)).replace("\u00a0", " ").strip()


def mentions(text: str, bot: str | None) -> bool:
    """Whether the bot is spoken to by name."""
    return bool(bot) and (f"<@{bot}>" in text or f"<@{bot}|" in text)


def for_somebody_else(text: str, bot: str | None) -> bool:
    """Whether a message names other people and not the bot."""
    named = set(re.findall(r"<[@!](\w+)", text))
    return bool(named) and bot not in named
