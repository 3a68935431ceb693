"""The `parley` command: each command imports its room when it is called, so that `parley ask` stays quick."""

import errno
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import ParleyError
from ingest.errors import IngestError

app = typer.Typer(
    name="parley", no_args_is_help=True, pretty_exceptions_enable=False,
    rich_markup_mode="markdown", help="A coach for negotiating tech job offers, from folders of guides.",
)  # fmt: skip

Index = Annotated[
    Path, typer.Option("--index", envvar="PARLEY_INDEX", help="Folder of the index that parley ingest writes.")
]
Where = Annotated[
    Path | None, typer.Option("--index", help="Folder of the index; PARLEY_INDEX, or .parley where neither is given.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]
Model = Annotated[
    str | None, typer.Option("--model", help='Answer with a chat model, "provider:model"; "env" takes PARLEY_MODEL.')
]
Default = Path(".parley")


def main() -> None:
    """The console command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except BrokenPipeError:
        # Whoever reads the pipe has seen enough (parley bands --all | head).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("PARLEY_DEBUG"):
            raise
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            print("parley: the disk is full; make room and do it again", file=sys.stderr)
            # What is still to be printed has no place: Python would try it once more.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(2)
        if isinstance(error, OSError) and error.filename is not None:
            why = (error.strerror or "it can't be used").lower()
            print(f"parley: {error.filename}: {why}; name another, or mend that", file=sys.stderr)
            sys.exit(2)
        print(f"parley: {type(error).__name__}: {error} (a fault of ours; PARLEY_DEBUG=1 shows where)", file=sys.stderr)
        sys.exit(70)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import PackageNotFoundError, version

        try:
            typer.echo(f"parley {version('parley-coach')}")
        except PackageNotFoundError:
            typer.echo("parley, from a folder that isn't installed")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A coach for negotiating tech job offers, from folders of guides."""


@contextmanager
def _said_plainly() -> Iterator[None]:
    """A failure as one sentence on standard error and exit status 2."""
    try:
        yield
    except (ParleyError, IngestError) as error:
        typer.echo(f"parley: {error}", err=True)
        raise typer.Exit(2) from None


@contextmanager
def _unswept(short: bool) -> Iterator[None]:
    """No garbage collected where the work is short: one answer's process ends before any is worth it."""
    if short:
        gc.disable()
    try:
        yield
    finally:
        gc.enable()


@app.command(epilog="Example: `parley ingest corpus ../my-guides`")
def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Folders or files of guides: markdown, text, HTML, sheets, Word, PDF.")
    ] = None,
    starter: Annotated[bool, typer.Option("--starter", help="The starter guides that come with Parley.")] = False,
    index: Index = Default,
    chroma_url: Annotated[
        str | None, typer.Option(envvar="PARLEY_CHROMA_URL", help="A Chroma server to keep the vectors on.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(envvar="PARLEY_EMBEDDING_MODEL", help="Embedding model, by name or path.")
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build the index anew.")] = False,
    json: Json = False,
) -> None:
    """Bring the index up to date with folders of guides.

    Exit status: 0; 2 nothing could be done; 3 done, but some files could not be read.
    """
    with _said_plainly():
        from bot.server.demo import GUIDES
        from ingest.cli import run_ingest

        named = [*(paths or ()), *([GUIDES] if starter else ())]
        if not named:
            raise typer.BadParameter("name a folder of guides, or take those that come with Parley: --starter")
        raise typer.Exit(run_ingest(named, index, chroma_url=chroma_url, model=model, rebuild=rebuild, as_json=json))


@app.command("import", epilog="Example: `parley import my-guides`")
def import_(
    path: Annotated[Path, typer.Argument(help="A folder or file of guides, sheets, pages or documents.")],
    yes: Annotated[bool, typer.Option("--yes", help="Write what is certain into guides.yaml, without asking.")] = False,
    json: Json = False,
) -> None:
    """Show what each table is taken for, ask what is in doubt, and write the mapping (guides.yaml).

    Exit status: 0; 1 doubts are left; 2 bad input.
    """
    with _said_plainly():
        from ingest.cli import run_import

        raise typer.Exit(run_import(path, yes=yes, as_json=json))


@app.command(epilog="Example: `parley check my-guides --strict`")
def check(
    paths: Annotated[list[Path], typer.Argument(help="Folders or files of guides.")],
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with status 1 when there is a warning or an error.")
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Write what is certain into guides.yaml.")] = False,
    json: Json = False,
) -> None:
    """Say what guides contradict, leave out or let grow old, each with its place and how to mend it."""
    with _said_plainly():
        from datetime import date

        from ingest.cli import run_check

        raise typer.Exit(run_check(paths, date.today(), strict=strict, as_json=json, fix=fix))


@app.command(epilog='Example: `parley ask "What\'s the base for a staff engineer at W&B in London?"`')
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotes.")] = None,
    batch: Annotated[Path | None, typer.Option(help="A file of questions, a line of JSON each: id, turns.")] = None,
    output: Annotated[Path | None, typer.Option(help="With --batch: the file that the answers are written to.")] = None,
    model: Model = None,
    index: Index = Default,
    json: Json = False,
) -> None:
    """Answer a question with figures and where they stand.

    Exit status: 0 answered; 1 the guides hold no answer, or the question must be made clearer; 2 bad input or no index.
    """
    with _said_plainly(), _unswept(batch is None):
        from bot.channels import batch as channel

        if model and (question is None) == (batch is None or output is None):
            raise typer.BadParameter("give a question, or --batch FILE with --output FILE")
        if model:
            from bot.server import modelled

            if question is not None:
                raise typer.Exit(modelled.ask(question, index, model, as_json=json))
            assert batch and output
            raise typer.Exit(modelled.batch(batch, output, index, model))
        if batch is None and question is not None and output is None:
            raise typer.Exit(channel.ask(question, index, as_json=json))
        if batch is None or output is None or question is not None:
            raise typer.BadParameter("give a question, or --batch FILE with --output FILE")
        raise typer.Exit(channel.batch(batch, output, index))


@app.command(epilog='Example: `parley read "they lowballed me, what now"`')
def read(
    message: Annotated[str | None, typer.Argument(help="A message, in quotes.")] = None,
    batch: Annotated[Path | None, typer.Option(help='A file, a line {"id", "turns"} each.')] = None,
    output: Annotated[Path | None, typer.Option(help="Where the batch's readings go.")] = None,
    practice: Annotated[
        bool, typer.Option("--practice", help='Lines said in practice: {"id", "state", "line"} each.')
    ] = False,
    index: Index = Default,
    json: Json = False,
) -> None:
    """Print how a message is read: what it asks and tells, what else it could mean, and why.

    Exit status: 0; 2 bad input or no index.
    """
    with _said_plainly():
        from bot.channels import reading as channel

        if message is not None:
            raise typer.Exit(channel.one(message, index, as_json=json))
        if batch is None or output is None:
            raise typer.BadParameter("give a message, or --batch FILE with --output FILE")
        raise typer.Exit(channel.practice(batch, output) if practice else channel.batch(batch, output, index))


@app.command(epilog="Example: `PARLEY_MODEL=openai:gpt-5-mini parley model`")
def model(
    name: Annotated[str | None, typer.Argument(help='The model, "provider:model"; PARLEY_MODEL, unless said.')] = None,
    json: Json = False,
) -> None:
    """Try the connection to a chat model: a reply, structured output, tools and streaming, each timed.

    Exit status: 0 all of it works; 1 some of it does not; 2 there is none, or it can't be opened.
    """
    with _said_plainly():
        from bot.channels.trial import run

        raise typer.Exit(run(name, as_json=json))


@app.command(epilog='Example: `parley bands --company wandb --role "staff engineer" --region SF --json`')
def bands(
    company: Annotated[str | None, typer.Option(help="A company's name, alias or slug.")] = None,
    role: Annotated[str | None, typer.Option(help="A role's name, alias or slug.")] = None,
    region: Annotated[str | None, typer.Option(help="A region, by city, state, nickname or country.")] = None,
    level: Annotated[str | None, typer.Option(help="A level, where the guide has levels.")] = None,
    component: Annotated[str | None, typer.Option(help="base, equity, bonus, signing or total.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every band of the index.")] = False,
    index: Index = Default,
    json: Json = False,
) -> None:
    """Look bands up exactly, each component with its place in a guide.

    Exit status: 0 found; 1 the guides hold no such band; 2 bad input or no index.
    """
    with _said_plainly():
        from bot.channels import batch as channel

        raise typer.Exit(
            channel.bands(
                index, company=company, role=role, region=region, level=level, component=component,
                everything=all_, as_json=json,
            )
        )  # fmt: skip


@app.command("eval", epilog="Example: `parley eval tests/eval/corpus.jsonl --min-right 90`")
def evaluate(
    questions: Annotated[list[Path], typer.Argument(help="Files of questions, a line of JSON each.")],
    min_right: Annotated[float, typer.Option(help="Exit 1 when fewer than this percent are right.")] = 0.0,
    show: Annotated[int, typer.Option(help="How many failures to print.")] = 10,
    model: Model = None,
    index: Index = Default,
    json: Json = False,
) -> None:
    """Ask questions whose answers are known, and count figures right, wrong and missed, citations and recall.

    Exit status: 0; 1 on any wrong figure or fewer right than --min-right; 2 bad input or no index.
    """
    with _said_plainly():
        from bot.server import evaluate

        raise typer.Exit(evaluate.run(questions, index, as_json=json, min_right=min_right, show=show, model=model))


@app.command(epilog="Example: `parley chat`, then type a question")
def chat(model: Model = None, index: Where = None) -> None:
    """Talk with the coach in the terminal; piped, one message a line."""
    with _said_plainly():
        from bot import settings
        from bot.server.app import chat as talk

        talk(settings.load_with_model(model, index=index) if model else settings.load(index=index))


@app.command(epilog="Example: `parley serve --port 8000`")
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    workers: Annotated[
        int | None, typer.Option(help="Processes that serve; PARLEY_WORKERS, or 1 where neither is given.")
    ] = None,
    index: Where = None,
) -> None:
    """Serve the chat page and the HTTP API."""
    with _said_plainly():
        from bot import settings
        from bot.server.app import serve as listen

        listen(settings.load(index=index, workers=workers), host, port)


@app.command(epilog="Example: `parley demo`")
def demo(
    port: Annotated[int | None, typer.Option(help="Port to listen on; the first free one from 8000.")] = None,
    folder: Annotated[Path | None, typer.Option(help="Folder for what it makes; a cache of yours otherwise.")] = None,
) -> None:
    """Ingest the starter guides that come with Parley and serve them on this machine."""
    with _said_plainly():
        from bot.server.demo import run

        run(port, folder)


@app.command(epilog="Example: `parley slack`, with PARLEY_SLACK_BOT_TOKEN and PARLEY_SLACK_APP_TOKEN set")
def slack(
    index: Where = None,
    manifest: Annotated[bool, typer.Option("--manifest", help="Print the app's manifest to paste into Slack.")] = False,
    url: Annotated[
        str | None, typer.Option(help="With --manifest: where Slack reaches `parley serve`, for HTTP; https://...")
    ] = None,
) -> None:
    """Answer in Slack over a websocket (Socket Mode); needs no public address."""
    with _said_plainly():
        if manifest:
            from bot.channels.slack.manifest import made_for

            typer.echo(made_for(url), nl=False)
            return
        from bot import settings
        from bot.server.app import slack as answer

        answer(settings.load(index=index))


@app.command(epilog="Example: `parley mcp`, as the command of a server in your assistant's settings")
def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Over streamable HTTP at /mcp, instead of standard input and output.")
    ] = False,
    host: Annotated[str, typer.Option(help="With --http: address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="With --http: port to listen on.")] = 8001,
    index: Where = None,
) -> None:
    """Offer the look-ups to people's own assistants over the Model Context Protocol."""
    with _said_plainly():
        from bot import settings
        from bot.server.app import mcp as speak

        speak(settings.load(index=index), host if http else None, port)


@app.command(epilog='Example: `parley practice acme "software engineer" --difficulty hard`')
def practice(
    company: Annotated[str, typer.Argument(help="A company of the guides, by name or slug.")],
    role: Annotated[str, typer.Argument(help="A role of that company, by name or slug.")],
    region: Annotated[
        str | None, typer.Option(help="A city, state, nickname or country; the first, unless said.")
    ] = None,
    level: Annotated[str | None, typer.Option(help="A level, where the guide has levels.")] = None,
    difficulty: Annotated[str, typer.Option(help="warm-up, realistic or hard.")] = "realistic",
    persona: Annotated[str, typer.Option(help="friendly, by-the-book, hiring-manager or founder.")] = "friendly",
    jurisdiction: Annotated[
        str | None, typer.Option(help="Whose law on pay history holds; the region's, unless said.")
    ] = None,
    turns: Annotated[int | None, typer.Option(help="How many times you may speak, 3 to 30.")] = None,
    seed: Annotated[int | None, typer.Option(help="The same seed and words give the same offers.")] = None,
    offer: Annotated[
        str | None, typer.Option(help='What you were offered: "175K base, 146K RSUs over 4 years".')
    ] = None,
    ask: Annotated[int | None, typer.Option(help="Your preparation: base a year you will ask for.")] = None,
    accept_at: Annotated[int | None, typer.Option(help="Base a year you would accept.")] = None,
    floor: Annotated[int | None, typer.Option(help="Base a year below which you walk away.")] = None,
    keep: Annotated[Path | None, typer.Option(help="A file to keep the practice in, and to take it up from.")] = None,
    save: Annotated[Path | None, typer.Option(help="A file for the debrief: .md, or .html to print.")] = None,
    remarks: Annotated[bool, typer.Option("--remarks", help="With the coach's word after each line.")] = False,
    model: Model = None,
    index: Index = Default,
) -> None:
    """Rehearse the call with a recruiter who bargains by your guide's bands, and be debriefed.

    Exit status: 0; 1 the input ended before anybody spoke: nothing to debrief; 2 bad input or no index.
    """
    with _said_plainly():
        from bot.channels.practice_terminal import as_held, offered, run
        from bot.practice.scenario import request_of
        from ingest.index.facts import Facts

        prepared = {"ask": ask, "accept_at": accept_at, "floor": floor}
        facts = Facts(index)
        wanted = request_of(
            **as_held(facts, company, role, region, level), difficulty=difficulty, persona=persona,
            jurisdiction=jurisdiction, deadline_turns=turns, seed=seed,
            offer=offered(offer), remarks=remarks,
            **{name: {"base": base} for name, base in prepared.items() if base is not None},
        )  # fmt: skip
        if model:
            from bot.server.modelled import chosen, rehearsing

            with rehearsing(chosen(model, index)) as player:
                raise typer.Exit(run(wanted, facts, keep=keep, save=save, player=player))
        raise typer.Exit(run(wanted, facts, keep=keep, save=save))
