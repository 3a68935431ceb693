"""The conversation in a terminal: streamed answers, a few commands, and plain text where it is no terminal."""

import asyncio
import sys
from collections.abc import Callable, Iterable

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text as Styled

from bot.answer import (
    Answer,
    BandCard,
    Block,
    Comparison,
    Email,
    LeverBlock,
    OfferGauge,
    Script,
    Suggestions,
    Text,
    plain,
)
from bot.conversation.conversations import BlockReady, Conversations, Done, Event, Failed, Sentence
from bot.errors import ParleyError
from bot.reading.terms import Profile

HELP = """Ask about a band, an offer, a lever, what to say. Also:
/help      this
/new       start another conversation
/history   what was said so far
/profile   what this conversation knows of you
/forget    forget what it knows of you
/quit      leave (so does Ctrl-D); Ctrl-C stops an answer"""


def chat(conversations: Conversations, runner: asyncio.Runner, console: Console | None = None) -> None:
    """Talk until /quit or the end of the input. Works piped: one message a line, answers as plain text."""
    _Chat(conversations, runner, console or Console(highlight=False)).run()


class _Chat:
    def __init__(self, conversations: Conversations, runner: asyncio.Runner, console: Console) -> None:
        self._conversations, self._runner, self._console = conversations, runner, console
        self._id, _ = runner.run(conversations.open("terminal"))
        self._commands: dict[str, Callable[[], None]] = {
            "/help": lambda: console.print(HELP, markup=False),
            "/new": self._new,
            "/history": self._history,
            "/profile": self._profile,
            "/forget": self._forget,
        }

    def run(self) -> None:
        if self._console.is_terminal:
            self._console.print("Ask me about an offer or a band. /help shows what else there is.")
        while (message := self._read()) is not None:
            if message in ("/quit", "/exit"):
                return
            if message:
                self._take(message)

    def _read(self) -> str | None:
        try:
            if self._console.is_terminal and sys.stdin.isatty():
                return self._console.input("[bold]you ›[/bold] ").strip()
            line = sys.stdin.readline()
            return line.strip() if line else None
        except EOFError:
            return None
        except KeyboardInterrupt:
            self._console.print()
            return ""

    def _take(self, message: str) -> None:
        command = self._commands.get(message)
        try:
            if command:
                command()
            elif message.startswith("/"):
                self._console.print("There is no such command; /help lists them.")
            else:
                self._reply(message)
        except ParleyError as error:
            self._console.print(str(error), markup=False, style="red")

    def _reply(self, message: str) -> None:
        try:
            self._runner.run(self._show(message))
        except KeyboardInterrupt:
            self._runner.run(self._stop())
            self._console.print("\n(stopped)")

    async def _show(self, message: str) -> None:
        begun = await self._conversations.begin(self._id, message, channel="terminal")
        self._last = begun.message_id
        shown: dict[int, str] = {}
        async for _, event in self._conversations.follow(self._id, begun.message_id):
            self._render(event, shown)

    async def _stop(self) -> None:
        await self._conversations.stop(self._id, self._last)

    def _render(self, event: Event, shown: dict[int, str]) -> None:
        if isinstance(event, Sentence):
            self._console.print(event.text, end="", markup=False, soft_wrap=not self._console.is_terminal)
            shown[event.block] = shown.get(event.block, "") + event.text
        elif isinstance(event, BlockReady):
            self._block(event.block, shown.get(event.index))
        elif isinstance(event, Done):
            self._sources(event.answer)
        elif isinstance(event, Failed):
            self._console.print(event.text, markup=False, style="red")

    def _block(self, block: Block, said: str | None) -> None:
        if isinstance(block, Text) and said is not None:
            # A model's words that did not hold are replaced by the block as it was verified.
            self._console.print("\n" if said == block.text else f"\n\n{block.text}\n", end="\n", markup=False)
        else:
            self._console.print(*drawn(block) if self._console.is_terminal else [Styled(_alone(block))], sep="\n")
            self._console.print()

    def _sources(self, answer: Answer) -> None:
        for citation in answer.citations:
            dated = f", {citation.date}" if citation.date else ""
            place = f"  {citation.title or citation.path}:{citation.line}{dated}"
            self._console.print(place, markup=False, style="dim")

    def _new(self) -> None:
        self._id, _ = self._runner.run(self._conversations.open("terminal"))
        self._console.print("A new conversation.")

    def _history(self) -> None:
        for said in self._runner.run(self._conversations.history(self._id)).messages:
            if said.role == "user":
                self._console.print(f"you › {said.text}", markup=False, style="bold")
            else:
                self._console.print(plain(said.answer) if said.answer else f"({said.state})", markup=False)

    def _profile(self) -> None:
        known = self._runner.run(self._conversations.profile(self._id)).model_dump(exclude_defaults=True)
        for name, value in known.items():
            self._console.print(f"{name.replace('_', ' ')}: {value}", markup=False)
        if not known:
            self._console.print("Nothing yet.")

    def _forget(self) -> None:
        self._runner.run(self._conversations.set_profile(self._id, Profile()))
        self._console.print("Forgotten.")


def _alone(block: Block) -> str:
    return plain(Answer(status="answered", blocks=(block,)))


def drawn(block: Block) -> Iterable[RenderableType]:
    """A block for a terminal that can draw: tables for what has rows, and headings for what has a title."""
    if isinstance(block, BandCard):
        title = " · ".join(part for part in (block.company, block.role, block.level, block.region) if part)
        return [_table(title, ("", ""), [(row.label, row.text) for row in block.rows])]
    if isinstance(block, Comparison):
        return [_table(block.title, block.columns, block.rows, block.best), *([block.note] if block.note else [])]
    if isinstance(block, OfferGauge):
        years = [tuple(f"{number:,}" for number in _year(year)) for year in block.years]
        columns = ("year", "base", "equity", "bonus", "signing", "refresher", "total")
        rows = [(row.label, row.text) for row in block.rows]
        return [_table("Your offer", ("", ""), rows), _table(block.currency, columns, years)]
    if isinstance(block, LeverBlock | Script | Email):
        title = block.subject if isinstance(block, Email) else block.title
        return [Styled(title, style="bold"), Styled(_alone(block))]
    if isinstance(block, Suggestions):
        return [Styled(f"{'?' if block.choices else '›'} {item}", style="cyan") for item in block.items]
    return [Styled(_alone(block))]


def _year(year: object) -> tuple[int, ...]:
    names = ("year", "base", "equity", "bonus", "signing", "refresher", "total")
    return tuple(getattr(year, name) for name in names)


def _table(title: str, columns: Iterable[str], rows: Iterable[tuple[str, ...]], best: int | None = None) -> Table:
    table = Table(title=escape(title), title_justify="left", show_header=any(columns))
    for column in columns:
        table.add_column(escape(column))
    for index, row in enumerate(rows):
        table.add_row(*(escape(cell) for cell in row), style="bold" if index == best else None)
    return table
