"""The conversation in a terminal: streamed answers, a few commands, and plain text where it is no terminal."""

import asyncio
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from rich.console import Console

from bot.answer import Block, PracticeBoard, Text, block_text, plain
from bot.channels.drawn import Flow, drawn, marks, sources
from bot.channels.typed import completing, leaves, read
from bot.conversation.conversations import Conversations
from bot.conversation.events import BlockReady, Done, Event, Failed, Sentence
from bot.errors import ParleyError
from bot.reading.terms import Profile

HELP = """Ask about a band, an offer, a lever, what to say. Also:
/help      this
/new       start another conversation
/history   what was said so far
/profile   what this conversation knows of you
/forget    forget what it knows of you
/quit      leave (so do "quit", "bye" and Ctrl-D); Ctrl-C stops an answer; Tab completes commands and names"""


ENDED = frozenset({"closed", "walked"})
"""Phases of a rehearsal in which nobody is on the line any more."""


def chat(conversations: Conversations, runner: asyncio.Runner, console: Console | None = None) -> None:
    """Talk until /quit or the end of the input. Works piped: one message a line, answers as plain text."""
    _Chat(conversations, runner, console or Console(highlight=False)).run()


class _Chat:
    def __init__(self, conversations: Conversations, runner: asyncio.Runner, console: Console) -> None:
        self._conversations, self._runner, self._console = conversations, runner, console
        self._id, _ = runner.run(conversations.open("terminal"))
        self._rehearsing = False
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
            facts = self._conversations.coach.facts
            held = {one.display for one in facts.companies()} | {one.display for one in facts.roles()}
            completing([*re.findall(r"^/\w+", HELP, re.M), *sorted(held)])
        while (message := self._read()) is not None:
            # In a rehearsal "bye" is for the recruiter, and "quit" ends the call.
            if leaves(message) and (message.startswith("/") or not self._rehearsing):
                return
            if message:
                self._take(message)

    def _read(self) -> str | None:
        try:
            return read(self._console)
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
        shown = _Shown(self._console)
        async for _, event in self._conversations.follow(self._id, begun.message_id):
            shown.event(event)
            if isinstance(event, BlockReady) and isinstance(event.block, PracticeBoard):
                self._rehearsing = event.block.phase not in ENDED

    async def _stop(self) -> None:
        await self._conversations.stop(self._id, self._last)

    def _new(self) -> None:
        self._id, _ = self._runner.run(self._conversations.open("terminal"))
        self._rehearsing = False
        self._console.print("A new conversation.")

    def _history(self) -> None:
        for said in self._runner.run(self._conversations.histories.history(self._id)).messages:
            if said.role == "user":
                self._console.print(f"you › {said.text}", markup=False, style="bold")
            else:
                self._console.print(plain(said.answer) if said.answer else f"({said.state})", markup=False)

    def _profile(self) -> None:
        known = self._runner.run(self._conversations.profile(self._id)).model_dump(exclude_defaults=True)
        for name, value in _flat(known):
            said = f"{name.replace('_', ' ')}: {value}"
            self._console.print(said, markup=False, soft_wrap=not self._console.is_terminal)
        if not known:
            self._console.print("Nothing yet.")

    def _forget(self) -> None:
        self._runner.run(self._conversations.set_profile(self._id, Profile()))
        self._console.print("Forgotten.")


def _flat(known: Mapping[str, object], of: str = "") -> Iterator[tuple[str, object]]:
    """What is known, a line each: "offer base: 245,000"."""
    for name, value in known.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{of}{name} ")
        elif name == "said" or value in (None, (), []):
            continue  # The words that the figures were read from.
        elif isinstance(value, list | tuple):
            for number, one in enumerate(value, 1):
                label = f"{of}{name} {number}" if len(value) > 1 else f"{of}{name}"
                yield from _flat(one, f"{label} ") if isinstance(one, Mapping) else ((label, one),)
        else:
            yield f"{of}{name}", f"{value:,}" if isinstance(value, int | Decimal) and "years" not in name else value


class _Shown:
    """One answer on its way to a console: sentences as they come, then blocks, then the sources they are numbered
    by."""

    def __init__(self, console: Console) -> None:
        self._console, self._numbers = console, dict[str, int]()
        self._said: dict[int, str] = {}
        self._flow = Flow(console)

    def event(self, event: Event) -> None:
        """Show what has come."""
        if isinstance(event, Sentence) and self._console.is_terminal:
            self._flow.write(event.text)
            self._said[event.block] = self._said.get(event.block, "") + event.text
        elif isinstance(event, BlockReady):
            self._block(event.block, self._said.get(event.index))
        elif isinstance(event, Done):
            sources(event.answer, self._numbers, self._console)
        elif isinstance(event, Failed):
            self._console.print(event.text, markup=False, style="red")

    def _block(self, block: Block, said: str | None) -> None:
        if not self._console.is_terminal:
            print(f"{block_text(block, self._numbers)}\n", file=self._console.file)
        elif isinstance(block, Text):
            if said != block.text:
                # A model's words that did not hold are replaced by the block as it was verified.
                self._flow.write(block.text if said is None else f"\n\n{block.text}")
            self._flow.write(marks(block.cites, self._numbers))
            self._flow.end()
        else:
            for part in drawn(block, self._numbers, self._console):
                self._console.print(part, markup=False)
            self._console.print()
