"""A playbook card: one situation of negotiating in Markdown, read into a Card and checked.

The form, section by section, is in CONTRIBUTING.md under "Add a card".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import PurePath
from typing import Any

import yaml

from ingest.errors import GuideError
from ingest.guide.types import Finding
from ingest.lexicon.words import loaded

FOLDER = "playbook"
"""A Markdown file whose folder has this name is a card, not a guide."""

CHANNELS = ("phone", "e-mail", "chat")
SLOTS = (
    "company", "role", "ask", "base", "deadline", "range", "posted", "name", "other_company", "other", "floor", "held",
)  # fmt: skip
KEYS = (
    "other-offer", "no-other-offer", "no-offer", "verbal", "written", "new-grad", "senior", "staff", "public",
    "private",
    "deadline", "remote", "contractor", "US", "UK", "DE", "FR", "NL", "ES", "IN", "CA", "SG", "AU", "BR", "JP", "EU",
)  # fmt: skip
"""What may stand before the colon of an "If" line: what is true of the person."""
CLAIMS = ("lower-level", "own-figure", "posted", "offer-in-hand", "accepted", "agreed", "other-offer", "no-title-yet")
"""What a card's words to say may rest on (`claims:`), for who has told it; the last for who told no contrary."""
PARTS = ("base", "equity", "signing", "relocation", "sum", "time", "agreed")
"""What a card's words may ask for: a part of pay, any sum that is no salary, a span of time, or what was agreed."""
SOURCES = ("study", "law", "official", "opinion")
ASKED = 6
"""Ways of putting it that a card should have: fewer, and the reader seldom finds it."""
MOST_PERCENT = 1_000
LARGEST = 40_000
"""Characters of a card; ours have 2,000."""


@dataclass(frozen=True, slots=True)
class CardSource:
    """What a card's facts rest on. kind: study, law, official or opinion; year, date: as the card writes them."""

    kind: str
    title: str
    year: str = ""
    date: str = ""

    @property
    def words(self) -> str:
        """ "Galinsky and Mussweiler, First offers as anchors (2001)"; an opinion without its year."""
        when = self.year or self.date
        return f"{self.title} ({when})" if when and self.kind != "opinion" else self.title


@dataclass(frozen=True, slots=True)
class Card:
    """One situation. name: the file's stem. advice: a sentence or two. say: words by channel, with {slots}.
    answers: (ways a direct question is put, its answer): "Is it usually prorated?", "Mostly month by month.".
    changes: (what is true of the person, what changes then). next: other cards' names, or short steps.
    path, line: the file as the index names it, and the line of the advice. updated: the newest source's date.
    ask: what {ask} stands for in its words, one of PARTS, "" where it may be anything; blank: what it is called while
    that isn't known ("the limits you want").
    over: from and to how many percent over an offer its advice would ask for. days, carried: the paid days a year by
    which it turns a salary into a day's rate, and what it adds for what an employer carries, from and to percent.
    shares: what it says of an ask of up to so many percent over the offer, the smallest first.
    claims: what its words rest on, one of CLAIMS, "" for nothing; instead: words by channel for who hasn't told that.
    to: whom its words go to, where that isn't who made the offer. places: the countries that it is for, as KEYS call
    them; none for a card that holds anywhere."""

    name: str
    title: str
    asked: tuple[str, ...]
    topic: str
    applies: str
    sources: tuple[CardSource, ...]
    advice: str
    do: tuple[str, ...]
    dont: tuple[str, ...]
    say: tuple[tuple[str, str], ...]
    changes: tuple[tuple[str, str], ...]
    next: tuple[str, ...]
    path: str
    line: int
    updated: date | None = None
    ask: str = ""
    over: tuple[int, int] | None = None
    days: int | None = None
    carried: tuple[int, int] | None = None
    answers: tuple[tuple[tuple[str, ...], str], ...] = ()
    shares: tuple[tuple[int, str], ...] = ()
    to: str = ""
    blank: str = ""
    places: tuple[str, ...] = ()
    claims: str = ""
    instead: tuple[tuple[str, str], ...] = ()

    def words(self, channel: str, *, claimed: bool = True) -> str:
        """What to say there, or in the first channel that has words; "" where none has. claimed: whether the person has
        told what the words rest on."""
        given = dict(self.say if claimed else self.instead)
        return given.get(channel) or next(iter(given.values()), "")


def is_card(name: str) -> bool:
    """Whether a file below an ingested folder is a card: it stands in a folder named playbook."""
    path = PurePath(name)
    return path.parent.name == FOLDER and path.suffix.lower() in (".md", ".markdown") and path.stem != "README"


def read_card(text: str, path: str) -> Card:
    """A card's text as a Card. Raises GuideError naming the line and how to put it right."""
    head, body, start = _parts(text, path)
    sections = _sections(body, start)
    advice = " ".join(line for _, line in sections.get("Advice", ()) if line)
    title = _text(head.get("title"))
    if not title:
        raise GuideError(path, "has no title", "write `title:` between the --- lines at its top", 2)
    asked = tuple(filter(None, map(_text, _list(head.get("asked")))))
    if not asked:
        raise GuideError(path, "says no way that people put it", "list some under `asked:`", 2)
    if not advice:
        raise GuideError(path, "gives no advice", "write a sentence under a heading `## Advice`", start)
    sources = tuple(_source(one) for one in _list(head.get("sources")) if isinstance(one, Mapping))
    return Card(
        name=PurePath(path).stem, title=title, asked=asked, topic=_text(head.get("topic")),
        applies=_text(head.get("applies")), sources=sources, advice=advice,
        do=_points(sections.get("Do", [])), dont=_points(sections.get("Don't", [])), say=_say(sections.get("Say", [])),
        changes=tuple(_change(point) for point in _points(sections.get("If", []))), next=_points(sections.get("Next",
        [])),
        path=path, line=next((n for n, line in sections["Advice"] if line), start), updated=_newest(sources),
        ask=_text(head.get("ask")), over=_share(head.get("over")), days=_days(head.get("days")),
        carried=_share(head.get("carried")),
        answers=tuple(_answer(point, path, start) for point in _points(sections.get("Answers", []))),
        to=_text(head.get("to")), blank=_text(head.get("blank")),
        shares=tuple(sorted(filter(None, map(_up_to, _list(head.get("shares")))))),
        places=tuple(filter(None, map(_text, _list(head.get("places"))))),
        claims=_text(head.get("claims")), instead=_say(sections.get("Say instead", [])),
    )  # fmt: skip


def check_card(card: Card, names: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """What a card leaves out or gets wrong. names: the other cards', to which its next steps may point."""

    told = partial(_told, card)
    if len(card.asked) < ASKED:
        yield told(
            "card-few-asked", f"has {len(card.asked)} ways of putting it", f"write {ASKED} or more under `asked:`"
        )
    for section, held in (("Do", card.do), ("Don't", card.dont), ("Say", card.say), ("Next", card.next)):
        if not held:
            yield told("card-section-missing", f"has nothing under `## {section}`", "write it, in short points")
    for channel in [c for c in CHANNELS if c not in dict(card.say)] if card.say else []:
        yield told("card-channel-missing", f"has no words for {channel}", f"add `### {channel}` under `## Say`", "note")
    yield from _check_words(card)
    yield from _check_sources(card)
    for step in card.next if names else ():
        if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", step) and step not in names:
            yield told(
                "card-unknown-next", f"points to {step}, which is no card", "name a card or write a step", "note"
            )


def _check_words(card: Card) -> Iterator[Finding]:
    """Words of a card that stand for something and are none of those that do."""
    told = partial(_told, card, severity="error")
    for key, _ in card.changes:
        if key not in KEYS:
            yield told("card-unknown-key", f"has {key!r} under `## If`", f"use one of {', '.join(KEYS)}")
    if card.claims not in ("", *CLAIMS):
        yield told("card-unknown-claim", f"claims {card.claims!r} in its words", f"use one of {', '.join(CLAIMS)}")
    for slot in dict.fromkeys(re.findall(r"\{(\w*)\}", " ".join(text for _, text in (*card.say, *card.instead)))):
        if slot not in SLOTS:
            yield told("card-unknown-slot", f"has a slot {{{slot}}}", f"use one of {', '.join(SLOTS)}")
    for place in card.places:
        if place not in KEYS:
            yield told("card-unknown-place", f"has {place!r} under `places:`", f"use one of {', '.join(KEYS)}")
    if card.ask not in ("", *PARTS):
        yield told("card-unknown-part", f"has {card.ask!r} as what is asked for", f"use one of {', '.join(PARTS)}")


def _told(card: Card, code: str, message: str, mend: str, severity: str = "warning") -> Finding:
    return Finding(code, severity, message, mend, card.path, 1)  # type: ignore[arg-type]


def _check_sources(card: Card) -> Iterator[Finding]:
    if not card.sources:
        yield _told(card, "card-no-source", "names no source", "list study, law, official or opinion under `sources:`")
    for source in card.sources:
        dated = source.year or source.date or source.kind not in ("study", "law")
        if source.kind not in SOURCES or not source.title or not dated:
            yield _told(
                card, "card-source", f"has a source without kind, title or year ({source.title})", "write all three"
            )


# Reading.


def _parts(text: str, path: str) -> tuple[Mapping[str, Any], list[str], int]:
    """Front matter, the lines below it, and the number of the first of those."""
    if len(text) > LARGEST:
        raise GuideError(path, f"has {len(text)} characters, far too many for a card", "split it")
    lines = text.lstrip("\ufeff").splitlines()
    ends = [n for n, line in enumerate(lines[1:], 1) if line.strip() == "---"]
    if not lines or lines[0].strip() != "---" or not ends:
        raise GuideError(path, "has no front matter", "begin it with --- lines around title, asked and sources")
    try:
        head = loaded("\n".join(lines[1 : ends[0]])) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise GuideError(
            path, "its front matter is not YAML", "put words with a colon in quotes", mark.line + 2 if mark else 1
        ) from None
    if not isinstance(head, Mapping):
        raise GuideError(path, "its front matter is no list of names and values", "write `title: ...`", 2)
    return head, lines[ends[0] + 1 :], ends[0] + 2


def _sections(body: list[str], start: int) -> dict[str, list[tuple[int, str]]]:
    """Each section's numbered lines, by its heading."""
    found: dict[str, list[tuple[int, str]]] = {}
    current: list[tuple[int, str]] = []
    for number, line in enumerate(body, start):
        heading = re.match(r"## +(.+?)\s*$", line)
        if heading:
            current = found.setdefault(heading[1].replace("’", "'"), [])
        else:
            current.append((number, line.strip()))
    return found


def _points(lines: list[tuple[int, str]]) -> tuple[str, ...]:
    """The points of a list; a line without a mark goes on with the point before it."""
    points: list[str] = []
    for _, line in lines:
        if line.startswith(("- ", "* ")):
            points.append(line[2:].strip())
        elif line and points:
            points[-1] += f" {line}"
    return tuple(points)


def _say(lines: list[tuple[int, str]]) -> tuple[tuple[str, str], ...]:
    """The words by channel; quoted lines alone are words, and an empty one begins a new paragraph."""
    found: dict[str, list[str]] = {}
    channel = ""
    for _, line in lines:
        if line.startswith("### "):
            channel = line[4:].strip().lower().replace("email", "e-mail")
        elif line.startswith(">") and channel:
            found.setdefault(channel, []).append(line[1:].strip())
    return tuple((name, _unquoted("\n".join(parts))) for name, parts in found.items())


def _unquoted(text: str) -> str:
    """Words to say without the marks around the whole of them."""
    text = text.strip()
    return text[1:-1] if re.fullmatch(r"[\"“][^\"“”]*[\"”]", text) else text


def _change(point: str) -> tuple[str, str]:
    key, _, rest = point.partition(":")
    return key.strip(), rest.strip()


def _answer(point: str, path: str, start: int) -> tuple[tuple[str, ...], str]:
    """A line under "Answers": questions with " / " between them, a bar, the answer."""
    asked, _, said = point.rpartition(" | ")
    questions = tuple(filter(None, (one.strip() for one in asked.split(" / "))))
    if not questions or not said.strip():
        raise GuideError(
            path,
            f"has {point[:60]!r} under `## Answers`",
            "write `- a question? / said otherwise? | The answer.`",
            start,
        )
    return questions, said.strip()


def _source(told: Mapping[str, Any]) -> CardSource:
    return CardSource(*(_text(told.get(key)) for key in ("kind", "title", "year", "date")))


def _newest(sources: tuple[CardSource, ...]) -> date | None:
    days = []
    for one in sources:
        try:
            days.append(date.fromisoformat(one.date))
        except ValueError:
            continue
    return max(days, default=None)


def _share(value: object) -> tuple[int, int] | None:
    """ "[10, 15]": from and to percent, whole and in order; None for anything else."""
    told = _list(value)
    whole = len(told) == 2 and all(isinstance(one, int) and 0 < one <= 300 for one in told)
    return (told[0], told[1]) if whole and told[0] <= told[1] else None


def _up_to(told: object) -> tuple[int, str] | None:
    """ "{to: 15, say: An ordinary ask.}"; without `to` for all above."""
    say = _text(told.get("say")) if isinstance(told, Mapping) else ""
    to = told.get("to", MOST_PERCENT) if isinstance(told, Mapping) else None
    return (to, say) if isinstance(to, int) and say else None


def _days(value: object) -> int | None:
    return value if isinstance(value, int) and 0 < value <= 366 else None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float | date) else ""
