"""What the coach says of a practice, in a person's language: hints, remarks, drills and debriefs, by the sentence.

The call itself stays in English, so a line to say to the recruiter does, too, and so does what somebody said in it."""

from collections.abc import Callable, Iterator, Mapping
from importlib import resources

from bot.languages.slotted import filled, sentences
from bot.wording import listed
from ingest.lexicon.words import loaded

LONGEST = 6_000
"""Characters of what the coach says at once; a debrief's longest is a tenth of it."""
_QUOTED = ((': "', '"'), (": “", "”"))
"""How a line to say is led in, and how it ends."""
_BULLETS = "- "
_NEXT = "); "
"""Between terms that are listed each with its worth."""


class CoachWords:
    """A language's sentences for what the coach says, none where it has no file of them. say: what headings, parts of
    pay and amounts are called in it."""

    def __init__(self, language: str, say: Callable[[str], str]) -> None:
        place = resources.files("bot").joinpath("languages", f"coach.{language}.yaml")
        told = loaded(place.read_text(encoding="utf-8")) if place.is_file() else {}
        self._opens: tuple[str, ...] = tuple(told.get("opens", ()))
        self.sentences: Mapping[str, str] = told.get("sentences", {})
        self.words: Mapping[str, str] = told.get("words", {})
        self.labels: Mapping[str, str] = told.get("labels", {})
        self._say = say

    def is_coach(self, text: str) -> bool:
        """Whether a text of a chat is the coach's, not the recruiter's or an answer's."""
        return text.startswith(self._opens)

    def said(self, text: str) -> str:
        """What the coach says, in the language; a line of it stays as it is where a sentence of it has no phrase."""
        if len(text) > LONGEST:
            return text
        return "\n".join(one if (told := self._line(one)) is None else told for one in text.split("\n"))

    def cell(self, text: str) -> str:
        """What stands in a table of a debrief: what the coach says, a label or an amount."""
        told = self.said(text)
        return told if told != text else self.label(text)

    def label(self, text: str) -> str:
        """A heading or label of a debrief."""
        return self.labels.get(text) or _slotted(self.labels, text, lambda held: held) or self._say(text)

    def _line(self, line: str) -> str | None:
        start = _BULLETS if line.startswith(_BULLETS) else ""
        rest = line[len(start) :]
        mark = "Coach: " if rest.startswith("Coach: ") else ""
        head, quote = rest[len(mark) :], ""
        for opened, end in _QUOTED:
            before, found, after = head.partition(opened)
            if found and after.endswith(end):
                head, quote = f"{before}:", f" {opened[-1]}{after}"
        if head.startswith("“"):
            return line
        told = self._all(head)
        return None if told is None else f"{start}{mark}{told}{quote}"

    def _all(self, head: str) -> str | None:
        """Every sentence of a line in the language. What looks like a sentence's end may be none: "N.Y. Labor Law"."""
        told, held = [], ""
        for one in sentences(head):
            held = f"{held} {one}".strip()
            if held and (said := self._sentence(held)) is not None:
                told.append(said)
                held = ""
        return None if held else " ".join(told)

    def _sentence(self, one: str) -> str | None:
        return self.sentences.get(one) or _slotted(self.sentences, one, self._within)

    def _within(self, held: str) -> str:
        """What stands in a sentence's {0}: words of ours, several of them, or a part of pay or an amount."""
        if _NEXT in held:
            return "; ".join(map(self._within, _each_with_its_worth(held)))
        if (
            known := self.words.get(held) or _slotted({**self.words, **self.sentences}, held, self._within)
        ) is not None:
            return known
        several = held.replace(" and ", ", ").split(", ")
        if len(several) > 1 and all(one.isdigit() or self._one(one) != one for one in several):
            return listed([self._one(one) for one in several], self.words["and"])
        return self._say(held)

    def _one(self, word: str) -> str:
        return self.words.get(word) or self._say(word)


def _each_with_its_worth(held: str) -> Iterator[str]:
    for one in held.split(_NEXT):
        yield one if one.endswith(")") else f"{one})"


def _slotted(known: Mapping[str, str], text: str, within: Callable[[str], str]) -> str | None:
    """A text by the longest pattern that fits it, None where none does."""
    for pattern in sorted((one for one in known if "{0}" in one), key=len, reverse=True):
        held = filled(pattern, text)
        if held is not None:
            return known[pattern].format(*map(within, held))
    return None
