"""`parley ask`, `parley ask --batch` and `parley bands`: questions and look-ups in one process, without a server."""

import json
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.answer import Answer, Text
from bot.channels.lines import lines_of, written
from bot.coach.compose import respond
from bot.coach.context import Context
from bot.conversation.known import settled
from bot.errors import BadInput, ParleyError
from bot.knowledge import bands as lookup
from bot.knowledge import held
from bot.languages.answers import spoken
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.terms import Profile
from bot.reading.types import Turn
from ingest.errors import IngestError
from ingest.guide.types import COMPONENTS, ComponentName
from ingest.index.facts import Facts

if TYPE_CHECKING:
    from bot.knowledge.passages import HybridRetriever

log = logging.getLogger(__name__)

LONGEST = 8_000
"""Characters of one message."""

EXIT = {"answered": 0, "not_found": 1, "clarify": 1, "out_of_scope": 1}
"""Exit statuses of `parley ask`: 1 when the guides hold no answer, or Parley must ask back."""


def answerer(
    facts: Facts, today: Callable[[], date] = date.today, index: Path | None = None
) -> Callable[[Sequence[str]], Answer]:
    """A function that answers the last of several messages in the light of those before it.

    index: the index's folder, for passages by meaning; without it they are found by their words alone.
    """
    names = Names(facts)
    reader = Reader(names)

    @cache
    def retriever() -> "HybridRetriever | None":
        # On the first question that needs it: LangChain and Chroma take a second that figures need not wait.
        from bot.knowledge.passages import open_retriever
        from bot.settings import load

        return open_retriever(facts, index, load().chroma_url) if index else None

    def answer(turns: Sequence[str]) -> Answer:
        history: list[Turn] = []
        profile = Profile()
        for message in turns:
            reading = settled(reader.read(message, tuple(history), profile), names)
            profile = reading.told.profile
            found = retriever() if any(ask.question.intent == "passage" for ask in reading.asks) else None
            context = Context(facts, names, found, profile, tuple(history), today())
            history.append(Turn(message, reading.told, respond(reading, context)))
        return spoken(history[-1].answer)

    return answer


def ask(question: str, index: Path, *, as_json: bool) -> int:
    """Print the answer to one question; the exit status. Raises BadInput, IndexMissing, IndexCorrupt."""
    answer = answerer(Facts(index), index=index)([checked(question, "question")])
    tell(answer, as_json=as_json)
    return EXIT[answer.status]


def tell(answer: Answer, *, as_json: bool) -> None:
    """Print an answer: set to the width of a terminal; in a pipe as plain text, a paragraph a line."""
    if as_json or not sys.stdout.isatty():
        print(answer.model_dump_json() if as_json else answer.text)
        return
    from rich.console import Console

    from bot.channels.drawn import show

    show(answer, Console(highlight=False))


def batch(questions: Path, output: Path, index: Path) -> int:
    """Answer a file of questions, a line of JSON each; the exit status 0. Raises BadInput, IndexMissing,
    IndexCorrupt."""
    asked = list(questions_of(questions))
    answer = answerer(Facts(index), index=index)
    try:
        with output.open("wb") as file:
            for id_, turns in asked:
                file.write(written(line(id_, _answered(answer, id_, turns))))
    except OSError as error:
        raise BadInput(
            "--output", f"{output} can't be written ({error.strerror})", "name a file in a folder that exists"
        ) from None
    return 0


def _answered(answer: Callable[[Sequence[str]], Answer], id_: object, turns: Sequence[str]) -> Answer:
    """The answer; a question that breaks something of ours is told of and answered without a figure, and the rest goes
    on."""
    try:
        return answer(turns)
    except (ParleyError, IngestError):
        raise
    except Exception:
        log.exception("question %s failed", id_)
        return Answer(status="not_found", blocks=(Text(text="Something went wrong on our side with this question."),))


def line(id_: object, answer: Answer) -> dict[str, Any]:
    """A line of the answers' file: the guides' figures (never the user's own), what is cited, and the text."""
    data = answer.model_dump(mode="json", include={"figures", "citations"})
    return {
        "id": id_,
        "status": answer.status,
        "figures": data["figures"],
        "citations": data["citations"],
        "text": answer.text,
    }


def bands(
    index: Path, *, company: str | None, role: str | None, region: str | None, level: str | None,
    component: str | None, everything: bool, as_json: bool,
) -> int:  # fmt: skip
    """Print the bands that match, or all; 1 when the guides hold none. Raises BadInput, IndexMissing, IndexCorrupt."""
    if component and component not in COMPONENTS:
        raise BadInput("--component", f"{component!r} is none of {', '.join(COMPONENTS)}", "name one of these")
    if not everything and not company:
        raise BadInput("--company", "is missing", "name a company, or use --all for every band")
    facts = Facts(index)
    names = Names(facts)
    only: tuple[ComponentName, ...] = tuple(c for c in COMPONENTS if c == component)
    if everything and not company:
        found = list(lookup.every(facts, names))
    else:
        matching, whole = lookup.found(names, company or "", role, region, level)
        stating = [band for band in matching if all(getattr(band, name) is not None for name in only)]
        found = [lookup.as_json(b, [w for w in whole if w.role == b.role], names, only) for b in stating]
    if as_json:
        json.dump(found, sys.stdout, ensure_ascii=False, indent=None if everything else 2)
        print()
    elif not found:
        print(_lacking(names, (company or "", role or "", region or "", level or ""), *only))
    else:
        _print(found, only)
    return 0 if found else 1


def _lacking(names: Names, about: tuple[str, str, str, str], component: ComponentName | None = None) -> str:
    """What of this the guides don't hold, and what is near. about: a company, role, region and level."""
    try:
        held.stating(held.matching(names, *about), component)
    except held.NotHeld as error:
        return f'{error.what}; parley ask "which companies do you cover?" lists them.' if error.listed else error.what
    return "The guides hold no such band."


def _print(found: Sequence[dict[str, Any]], only: Sequence[str]) -> None:
    """A table where all of it fits; else, and in a pipe, a block a band, in which no figure is ever cut or wrapped."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text as Plain

    from bot.channels.drawn import Flow

    columns = only or [c for c in COMPONENTS if any(b[c] or c in b.get("verbatim", {}) for b in found)]
    console = Console(highlight=False)
    table = Table("company", "role", "level", "region", *columns, "source")
    for band in found:
        place = (band["company_display"], band["role_display"], band["level"] or "", band["region"])
        table.add_row(*(Plain(text) for text in (*place, *(_cell(band, name) for name in columns), _source(band))))
    if (
        console.is_terminal
        and console.measure(table, options=console.options.update(width=10_000)).maximum <= console.width
    ):
        console.print(table)
        return
    for number, band in enumerate(found):
        for line in (*([""] if number else []), *_lines(band, columns)):
            if not console.is_terminal or len(line) <= console.width:
                print(line)
                continue
            flow = Flow(console)
            flow.write(line)
            flow.end()


def _lines(band: dict[str, Any], columns: Sequence[str]) -> Iterator[str]:
    """A band as lines: whose it is, a component a line, where it stands."""
    where = [part for part in (band["level"], band["region"]) if part]
    yield f"{band['role_display']} at {band['company_display']}" + (f", {', '.join(where)}" if where else "")
    for name in columns:
        if cell := _cell(band, name):
            yield f"  {name.ljust(max(len(one) for one in columns))}  {cell}"
    yield f"  {_source(band)}"


def _source(band: dict[str, Any]) -> str:
    return f"{band['source']['path']}:{band['source']['line']}"


def _cell(band: dict[str, Any], name: str) -> str:
    from bot.wording import count, money, percent, period_words

    part = band[name]
    if part is None:
        words = band.get("verbatim", {}).get(name)
        return f"“{words['text']}”" if words else ""
    if part.get("unit") == "percent":
        return percent(part["low"], part["high"])
    if part.get("unit") == "options":
        return count(part["low"], part["high"])
    period = period_words(part["period"], part["years"])
    return f"{money(part['low'], part['high'], part['currency'], open_=part.get('open', False))} {period}".strip()


def questions_of(file: Path) -> Iterator[tuple[object, tuple[str, ...]]]:
    """(id, messages) of each line of a file of questions. Raises BadInput."""
    for number, one in lines_of(file):
        try:
            turns = one["turns"]
            if not (isinstance(turns, list) and turns and all(isinstance(turn, str) for turn in turns)):
                raise ValueError("turns must be a list of messages")
            yield one["id"], tuple(checked(turn, f"{file}:{number}") for turn in turns)
        except (ValueError, KeyError, TypeError) as error:
            what = f"lacks {error}" if isinstance(error, KeyError) else str(error)
            raise BadInput(f"{file}:{number}", what, 'write {"id": "...", "turns": ["..."]}') from None


def checked(message: str, where: str) -> str:
    """A message that can be read. Raises BadInput for an empty one and one too long."""
    text = message.encode("utf-8", "replace").decode().strip()
    if not text:
        raise BadInput(where, "the message is empty", "write what you want to know")
    if len(text) > LONGEST:
        raise BadInput(where, f"the message has {len(text):,} characters", f"send at most {LONGEST:,}")
    return text
