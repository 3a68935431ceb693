"""E-mail rounds: the recruiter's lines as mails, and the words of a mail without its greeting, quotes and signature."""

import re

from bot.practice.scenario import Persona, Scenario, in_speech

_NAMES: dict[Persona, str] = {
    "friendly": "Robin, Talent",
    "by-the-book": "Recruiting Operations",
    "hiring-manager": "Sam",
    "founder": "Alex",
}
_SIGN_OFF: dict[Persona, str] = {
    "friendly": "All the best,",
    "by-the-book": "Kind regards,",
    "hiring-manager": "Best,",
    "founder": "–",
}
_HEAD = re.compile(r"^(?:(?:subject|re|aw|fwd?|to|from|cc|date)\s*:[^\n]*\n+)+", re.IGNORECASE)
_GREETING = re.compile(
    r"^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[^\n,!.]{0,60}[,!.]?[ \t]*\n+", re.IGNORECASE
)
_CLOSING = re.compile(
    r"\n+\s*(?:(?:all the |my )?best(?: (?:regards|wishes))?|(?:kind|warm|many)? ?regards|cheers|sincerely(?: yours)?|"
    r"yours(?: \w+)?|thanks(?: again)?|thank you|looking forward[^\n]{0,60}|--|–)[,.!]?[ \t]*"
    r"(?:\n[^\n]{0,60}){0,3}\s*$",
    re.IGNORECASE,
)


def wrapped(text: str, scenario: Scenario, *, first: bool) -> str:
    """A recruiter's line as a mail."""
    subject = f"Your offer: {in_speech(scenario.role_display)} at {scenario.company_display}"
    body = "\n\n".join(part.strip() for part in text.split("\n\n"))
    head = f"Subject: {subject if first else f'Re: {subject}'}"
    return f"{head}\n\nHello,\n\n{body}\n\n{_SIGN_OFF[scenario.persona]}\n{_NAMES[scenario.persona]}"


def body(said: str) -> str:
    """What a mail says: without its heading, what it quotes, its greeting and its signature."""
    lines = [line for line in said.replace("\r\n", "\n").split("\n") if not line.lstrip().startswith(">")]
    text = _HEAD.sub("", "\n".join(lines).strip())
    text = _GREETING.sub("", text, count=1)
    return _CLOSING.sub("", text).strip() or said
