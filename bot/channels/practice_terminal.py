"""`parley practice`: the mock negotiation in a terminal, or piped with one message a line."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console, RenderableType
from rich.markup import escape

from bot.channels.rows import sheet
from bot.channels.typed import completing, leaves, read
from bot.errors import BadInput
from bot.knowledge import bands
from bot.languages.phrase import phrase
from bot.practice.board import board
from bot.practice.debrief import debrief
from bot.practice.drilling import session
from bot.practice.drills import Session, due, named
from bot.practice.export import markdown, page
from bot.practice.remark import wished
from bot.practice.report import Debrief
from bot.practice.scenario import Guides, Request
from bot.practice.session import (
    PAUSED,
    Practice,
    PracticeReply,
    end,
    from_json,
    harder,
    hint,
    other_persona,
    play,
    remarked,
    retry,
    said_of_remarks,
    start,
    to_json,
)
from bot.reading.names import Names
from bot.reading.offer_terms import read_offer
from bot.reading.terms import Offer
from bot.wording import exact, money
from ingest.index.facts import Facts

Player = Callable[[Practice, str], tuple[Practice, PracticeReply, str]]
"""Plays a line: the practice after it, what came back, and how that was said."""

HELP = """Say what you would say on the call. Also:
/hint          what the coach would do next, or says to a question behind it (or begin a line with "pause:")
pause, resume  stop the call for the coach, and go on with it
/remarks       the coach's word after each line, on or off
/board         the standing offer
/drill [name]  one skill in three rounds: expectation, silence, final, package, rival, closing; or the one that is due
/progress      how the calls of this sitting went
/end           break off and see the debrief
/again [TURN]  the same call again, from a turn on
/harder  /other   the same job, harder, or with another recruiter
/quit          leave; Tab completes commands"""


def run(
    request: Request,
    guides: Guides,
    *,
    keep: Path | None = None,
    save: Path | None = None,
    console: Console | None = None,
    player: Player | None = None,
) -> int:
    """Play to the end and print the debrief; the exit status, 0, or 1 where the input ended before anybody spoke.

    player: who plays a line, where a model does.

    keep: a file the practice is written to after every line and taken up from when it exists. save: a file for the
    debrief, a printable page when it ends in .html, else markdown. Raises BadInput.
    """
    for option, file in (("--keep", keep), ("--save", save)):
        if file is not None and (file.is_dir() or not file.parent.is_dir()):
            raise BadInput(option, f"{file} can't be written", "name a file in a folder that exists")
    return _Room(guides, keep, save, console or Console(highlight=False), player or _alone).play(request)


def offered(words: str | None) -> Offer | None:
    """The offer that words state. Raises BadInput where they state none."""
    if not words:
        return None
    offer = read_offer(words).offer
    if offer is None:
        raise BadInput("--offer", f"{words!r} states no figure of an offer", 'write it like "175K base, 10% bonus"')
    return offer


def _alone(practice: Practice, said: str) -> tuple[Practice, PracticeReply, str]:
    practice, reply = play(practice, said)
    return practice, reply, reply.text


def as_held(facts: Facts, company: str, role: str, region: str | None, level: str | None) -> dict[str, str | None]:
    """The names as the guides write them, found as `parley bands` finds them; what isn't found stays as it is."""
    names = Names(facts)
    found, _ = bands.found(names, company, role, region, level)
    if not found:
        found, _ = bands.found(names, company, role, None, None)
        return {"company": found[0].company if found else company, "role": found[0].role if found else role,
                "region": region, "level": level}  # fmt: skip
    one = found[0]
    sole = len({band.region for band in found}) == 1
    return {
        "company": one.company, "role": one.role, "region": one.region if region and sole else region,
        "level": one.level if level else None,
    }  # fmt: skip


class _Room:
    """One sitting at the terminal: the practice under way and the person's console."""

    def __init__(self, guides: Guides, keep: Path | None, save: Path | None, console: Console, player: Player) -> None:
        self._guides, self._keep, self._save, self._console = guides, keep, save, console
        self._player = player
        self._ended: list[Practice] = []

    def play(self, request: Request) -> int:
        """The exit status."""
        practice, heard = self._taken_up() or start(request, self._guides), False
        self._greet(practice)
        if self._console.is_terminal:
            completing(re.findall(r"(?<=[\n ])/\w+", HELP))
        for said in self._lines():
            heard = True
            if leaves(said) and (said.startswith("/") or practice.over):
                return 0
            try:
                practice = self._take(practice, said)
            except BadInput as error:
                self._console.print(f"[red]{escape(str(error))}[/]")
            if self._keep is not None:
                self._keep.write_text(to_json(practice), encoding="utf-8")
        if not practice.over and self._keep is None:
            self._debrief(end(practice))
        return 0 if heard else 1

    def _taken_up(self) -> Practice | None:
        if self._keep is None or not self._keep.exists():
            return None
        return from_json(self._keep.read_bytes())

    def _lines(self) -> Iterator[str]:
        while True:
            try:
                line = read(self._console)
            except KeyboardInterrupt:
                return
            if line is None:
                return
            if line:
                yield line

    def _take(self, practice: Practice, said: str) -> Practice:
        command, _, rest = said.partition(" ")
        if command == "/remarks":
            practice = remarked(practice, on=not practice.request.remarks)
            self._coach(said_of_remarks(practice))
        elif command == "/help":
            self._console.print(HELP, markup=False)
        elif command == "/hint":
            self._coach(hint(practice, rest))
        elif command == "/progress":
            self._progress()
        elif command == "/drill":
            name = named(rest) or due([_session(one) for one in self._ended])
            return self._fresh(
                start(practice.request.model_copy(update={"drill": name, "seed": None, "others": ()}), self._guides)
            )
        elif command == "/board":
            self._board(practice)
        elif command == "/again":
            return self._fresh(retry(practice, int(rest) if rest.isdigit() else 1))
        elif command in ("/harder", "/other"):
            changed = harder(practice.request) if command == "/harder" else other_persona(practice.request)
            return self._fresh(start(changed.model_copy(update={"seed": None}), self._guides))
        elif practice.over:
            self._console.print("This call has ended: /again, /harder, /other or /quit.")
        else:
            return self._say(practice, "end the practice" if command == "/end" else said)
        return practice

    def _say(self, practice: Practice, said: str) -> Practice:
        before = practice.state.amounts
        practice, reply, words = self._player(practice, said)
        if practice.paused:
            self._coach(f"{words}\n{PAUSED}")
        elif reply.hint and not practice.over:
            self._coach(words)
        elif not reply.hint:
            self._console.print(f"[bold cyan]recruiter ›[/] {escape(words)}")
        if told := wished(practice, aside=reply.hint):
            self._coach(told)
        if practice.state.amounts != before:
            self._board(practice)
        if practice.over:
            self._debrief(practice)
        return practice

    def _progress(self) -> None:
        rows = []
        for at, one in enumerate((debrief(each, changes=False) for each in self._ended), 1):
            process = "–" if one.process is None else f"{one.process} of 100"
            captured = "" if one.outcome.room_captured is None else f"{one.outcome.room_captured} %"
            rows.append((str(at), one.drill or one.difficulty, process, captured))
        columns = ("call", "difficulty or drill", "process", "room captured")
        self._console.print(sheet(self._console, columns, rows))

    def _fresh(self, practice: Practice) -> Practice:
        self._greet(practice)
        return practice

    def _greet(self, practice: Practice) -> None:
        scenario = practice.scenario
        self._console.print(
            f"[dim]{escape(scenario.role_display)} at {escape(scenario.company_display)}, "
            f"{escape(scenario.region)} · "
            f"{scenario.difficulty} · {scenario.persona} · {practice.state.left} turns · seed "
            f"{scenario.seed} · /help[/]"
        )
        for told in filter(None, (practice.recast, practice.untold)):
            self._console.print(f"[dim]{escape(told)}[/]")
        if scenario.rule.bans_history(scenario.today):
            self._console.print(
                f"[dim]In {escape(scenario.rule.name)} they may not ask what you earn "
                f"({escape(scenario.rule.history_source)}; not legal advice).[/]"
            )
        self._console.print(f"[bold cyan]recruiter ›[/] {escape(practice.turns[-1].said)}")

    def _coach(self, text: str) -> None:
        self._console.print(f"[bold green]coach ›[/] {escape(text)}")

    def _board(self, practice: Practice) -> None:
        shown = board(practice)
        rows = [
            (row.label, row.text, money(row.user, currency=row.currency) if row.user else "") for row in shown.standing
        ]
        title = f"turn {shown.turn}, {shown.turns_left} left, {shown.phase}"
        self._console.print(sheet(self._console, ("part", "offer", "your ask"), rows, title=title))

    def _debrief(self, practice: Practice) -> None:
        if not practice.spoken:
            self._console.print(phrase("debriefNothing"), markup=False)
            return
        self._ended.append(practice)
        report = debrief(practice)
        shown(report, self._console)
        if self._save is not None:
            self._save.write_text(
                page(report) if self._save.suffix in (".html", ".htm") else markdown(report), encoding="utf-8"
            )
            self._console.print(f"Written to {escape(str(self._save))}.")


def shown(report: Debrief, console: Console) -> None:
    """The debrief, whole, as a terminal shows it."""
    console.print(_criteria(report, console))
    console.print(escape(report.summary))
    outcome = report.outcome
    console.print(_parts(report, console))
    left = exact(outcome.left, outcome.currency)
    if outcome.room_captured is not None:
        console.print(f"Room captured: {outcome.room_captured} %. Left on the table over four years: {left}.")
    if report.beside:
        console.print(escape(report.beside))
    for one in report.counterfactuals:
        console.print(f"[green]{escape(one.text)}[/] “{escape(one.line)}”")
    for line in report.unheard:
        console.print(f"[dim]Not understood, and counted for nothing: “{escape(line)}”[/]")
    if report.jurisdiction_note:
        console.print(f"[dim]{escape(report.jurisdiction_note)}[/]")


def _parts(report: Debrief, console: Console) -> RenderableType:
    code = report.outcome.currency
    rows = [
        (one.label, *(exact(value, code) for value in (one.opening, one.reached, one.most)))
        for one in report.outcome.parts
    ]
    return sheet(console, ("part", "opening", "reached", "most there was"), rows)


def _session(practice: Practice) -> Session:
    name = practice.request.drill
    if not name:
        return Session(report=debrief(practice, changes=False))
    return session(name, [turn.act for turn in practice.turns])


def _criteria(report: Debrief, console: Console) -> RenderableType:
    colours = {"good": "green", "partly": "yellow", "missed": "red", "not observed": "dim"}
    rows = [
        (one.label, one.state, one.found + (f" (turn {one.turn})" if one.turn else ""), one.better)
        for one in report.criteria
    ]
    title = f"Process: {report.process if report.process is not None else '–'} of 100"
    styles = [colours[one.state] for one in report.criteria]
    columns = ("criterion", "", "found", "better")
    return sheet(console, columns, rows, title=title, sentences=True, styles=styles)
