"""The terminal: markdown drawn, sources numbered, no word broken, no figure cut, one sentence instead of a
traceback."""

import io
import os
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import typer
from fakes import command
from rich.cells import cell_len
from rich.console import Console

from bot.answer import Answer, BandCard, BandRow, Citation, LeverBlock, OfferGauge, OfferYear, Text, block_text
from bot.channels import batch
from bot.channels.drawn import Flow
from bot.channels.rows import sheet
from bot.channels.terminal import _flat, _Shown
from bot.channels.typed import completions, leaves
from bot.cli import app, main
from bot.conversation.events import BlockReady, Done, Sentence
from ingest.cli import run_check

COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
COMMAND = [sys.executable, "-c", "from bot.cli import main; main()"]


@pytest.fixture(scope="module")
def index(starter_index: Path) -> Path:
    return starter_index


def parley(*words: str, index: Path, typed: str = "", **more: str) -> command.Done:
    return command.parley(words, Path(), os.environ | {"PARLEY_INDEX": str(index)} | more, typed=typed)


@pytest.mark.parametrize("columns", ["30", "80", "400"])
def test_bands_in_a_pipe_are_a_block_each_with_every_figure_whole(index: Path, columns: str) -> None:
    shown = parley("bands", "--company", "wandb", index=index, COLUMNS=columns).stdout
    assert "…" not in shown
    assert "base    £182K–£228K per year" in shown
    assert shown.count("staff-software-engineer.md:") == 3


class OnATerminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("columns", [40, 80])
def test_an_answer_and_bands_are_set_to_the_width_of_a_terminal_and_break_no_word(
    index: Path, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = "I'm offered 245k base, 360k RSUs over 4 and 10% bonus as staff SWE at W&B in SF. Good?"
    out, piped = OnATerminal(), io.StringIO()
    monkeypatch.setenv("COLUMNS", str(columns))
    for to in (out, piped):
        monkeypatch.setattr(sys, "stdout", to)
        assert batch.ask(offer, index, as_json=False) == 0
        for_all = {"role": None, "region": None, "level": None, "component": None}
        assert batch.bands(index, company="wandb", everything=False, as_json=False, **for_all) == 0
    lines = [line.rstrip() for line in bare(out.getvalue()).splitlines()]
    assert all(cell_len(line) <= columns or " " not in line for line in lines)
    assert all(words in "\n".join(lines) for words in ("$240K–$300K", "  base    £182K–£228K per year"))
    places = re.findall(r"[\w/-]+\.md:\d+", piped.getvalue())
    assert set(places) <= set(re.findall(r"[\w/-]+\.md:\d+", "\n".join(lines)))
    assert any(cell_len(line) > 200 for line in piped.getvalue().splitlines()) and "\x1b" not in piped.getvalue()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("Huggin Face",), ("No 'Huggin Face'", "near: Hugging Face")),
        (("Zyx Ltd",), ("No 'Zyx Ltd'", "held: Hugging Face")),
        (("wandb", "--role", "plumber"), ("No 'plumber'", "Staff Software Engineer")),
        (("wandb", "--role", "staff", "--region", "Atlantis"), ("No 'Atlantis'", "London")),
        (("wandb", "--role", "staff", "--component", "signing"), ("no signing", "base, equity")),
    ],
)
def test_bands_that_are_not_held_name_what_is_near(index: Path, asked: tuple[str, ...], told: tuple[str, ...]) -> None:
    done = parley("bands", "--company", *asked, index=index)
    assert done.returncode == 1 and all(words in done.stdout for words in told), done.stdout


def test_the_version_and_completion_are_there(index: Path) -> None:
    assert re.match(r"parley \S+", parley("--version", index=index).stdout)
    assert "--install-completion" in parley("--help", index=index).stdout


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_shows_an_example_and_says_of_each_option_what_it_is_for(name: str) -> None:
    one_command = COMMANDS[name]
    assert one_command.help and re.search(rf"Example: `(\S+=\S+ )?parley {name}\b", one_command.epilog or "")
    for one in one_command.params:
        assert one.help, one.name
        assert not one.secondary_opts, "a flag that nobody turns off has no form for it"


def test_counts_are_told_as_people_say_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    guide = tmp_path / "acme" / "data-engineer.md"
    guide.parent.mkdir()
    guide.write_text(
        "# Data Engineer | Acme\n\n| Region | Base |\n|---|---|\n| Berlin | €78K–€104K |\n", encoding="utf-8"
    )
    run_check([tmp_path], date(2026, 11, 1), strict=False, as_json=False, fix=False)
    assert capsys.readouterr().out.endswith(" in 1 file\n")


def test_practice_takes_the_names_that_bands_takes(index: Path) -> None:
    done = parley("practice", "W&B", "staff SWE", "--region", "SF", "--seed", "1", index=index, typed="/quit\n")
    assert done.returncode == 0 and "San Francisco" in done.stdout
    wrong = parley("practice", "W&B", "staff", "--region", "Tokyo", index=index)
    assert wrong.returncode == 2 and "London" in wrong.stderr and "Traceback" not in wrong.stderr


def test_what_breaks_is_a_sentence_and_a_closed_pipe_is_none(index: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text("no practice", encoding="utf-8")
    done = parley("practice", "W&B", "staff", "--keep", str(kept), index=index)
    assert done.returncode and "Traceback" not in done.stderr and done.stderr.startswith("parley: ")
    line = " ".join(f"'{word}'" for word in COMMAND)
    piped = subprocess.run(
        f"{line} bands --all --json | head -c 10", shell=True, env=os.environ | {"PARLEY_INDEX": str(index)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert piped.stderr == ""


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of files that nobody meant for Parley; the place where commands are given."""
    (tmp_path / "binary").write_bytes(bytes(range(256)) * 10)
    (tmp_path / "empty").write_text("", encoding="utf-8")
    (tmp_path / "bad.jsonl").write_text('{"id": 1}\nno JSON\n', encoding="utf-8")
    (tmp_path / "dir").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "facts.sqlite3").write_bytes(b"garbage" * 100)
    monkeypatch.chdir(tmp_path)
    return tmp_path


PRACTICE = "practice W&B staff"
WRONG = (
    "ask", "ask hi --index nowhere", "ask hi --index dir", "ask hi --index broken", "ask hi --index binary",
    "ask hi --model nonsense", *(f"{what} --batch {file} --output out" for what in ("ask", "read")
    for file in ("missing", "dir", "binary", "bad.jsonl")), "ask --batch empty --output dir",
    "ask --batch empty --output no/such/out", "read --practice --batch bad.jsonl --output out", "bands",
    "bands --company wandb --component salary", "bands --all --index dir", "check missing",
    "ingest missing --index new", "ingest empty --index binary", "ingest empty --index binary/x",
    "ingest dir --index new", "check dir", "import dir", "import missing", "eval missing", "eval dir",
    "eval binary", "eval bad.jsonl", "practice Nope nobody", f"{PRACTICE} --region Tokyo", f"{PRACTICE} --level L99",
    f"{PRACTICE} --keep dir", f"{PRACTICE} --keep binary", f"{PRACTICE} --keep no/such/file", f"{PRACTICE} --save dir",
    f"{PRACTICE} --save no/such/file", f"{PRACTICE} --turns 0", f"{PRACTICE} --difficulty x", f"{PRACTICE} --persona x",
    f"{PRACTICE} --ask -5", f"{PRACTICE} --floor 999999999999999999999", f"{PRACTICE} --offer nothing",
    "serve --port 99999", "serve --host no.such.invalid", "serve --workers 0", "demo --folder binary/x",
    "slack", "mcp --index dir", "mcp --http --port 99999", "model nonsense", "model", "chat --index dir", "nope",
    "--nope", "ask hi --model env", "chat --model env", f"{PRACTICE} --model env",
)  # fmt: skip


@pytest.mark.parametrize("line", WRONG)
def test_whatever_is_wrong_is_told_in_a_sentence_and_with_status_2(
    index: Path, odd: Path, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PARLEY_INDEX", str(index))
    monkeypatch.delenv("PARLEY_MODEL", raising=False)
    monkeypatch.setattr(sys, "argv", ["parley", *line.split()])
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    told = said.err or said.out
    assert ended.value.code == 2
    assert told.startswith(("parley: ", "Usage: ", "No model")) and "Traceback" not in told
    assert "a fault of ours" not in told and "Errno" not in told and "codec" not in told


def drawn(width: int) -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    return Console(file=out, width=width, force_terminal=True, no_color=True, highlight=False), out


def bare(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_words_that_stream_are_set_whole_with_bold_and_bullets() -> None:
    console, out = drawn(24)
    words = "Open at **$295K base**, calmly and with one reason.\n- Negotiate equity\n- Keep your floor to yourself"
    flow = Flow(console)
    for at in range(0, len(words), 50):
        flow.write(words[at : at + 50])
    flow.end()
    lines = bare(out.getvalue()).splitlines()
    assert all(len(line) <= 24 for line in lines)
    assert " ".join(" ".join(lines).split()) == words.replace("**", "").replace("- ", "• ").replace("\n", " ")
    assert "\x1b[1m" in out.getvalue()


@pytest.mark.parametrize("width", [30, 120])
def test_an_offer_shows_the_persons_own_figures_beside_the_band_with_their_signs(width: int) -> None:
    row = BandRow(
        component="base", label="Base", text="£182K–£228K per year", verbatim="", cite="b.md:3", low=182_000,
        high=228_000, currency="GBP", user=190_000, position=17,
    )  # fmt: skip
    year = OfferYear(year=1, base=190_000, equity=0, bonus=0, signing=0, refresher=0, total=190_000)
    gauge = OfferGauge(currency="GBP", rows=(row,), years=(year,))
    console, out = drawn(width)
    _Shown(console).event(BlockReady(gauge, 0))
    lines = bare(out.getvalue()).splitlines()
    said = " ".join(" ".join(lines).split())
    assert "£190K" in said and "£182K–£228K per year" in said and "17% of the way up" in said
    assert all(len(line.rstrip()) <= width for line in lines)


@pytest.mark.parametrize(
    ("line", "known", "completed"),
    [
        ("/hi", ("/help", "/history"), ["/history"]),
        ("what does hugg", ("Hugging Face", "/help"), ["what does Hugging Face"]),
        ("what does Weights & B", ("Weights & Biases",), ["what does Weights & Biases"]),
        ("sta", ("Staff Software Engineer", "Stripe"), ["Staff Software Engineer"]),
        ("tell me /he", ("/help",), []),
        ("a", ("Acme",), []),
    ],
)
def test_commands_and_names_complete_where_they_may_stand(
    line: str, known: tuple[str, ...], completed: list[str]
) -> None:
    assert completions(line, known) == completed


@pytest.mark.parametrize("goodbye", ["quit", "exit", "Bye!", "tschüss", "Ende", "/quit", "auf Wiedersehen."])
def test_a_bare_goodbye_leaves_and_a_sentence_with_one_does_not(goodbye: str) -> None:
    assert leaves(goodbye) and not leaves(f"should I say {goodbye} to them?")


def test_a_goodbye_in_a_rehearsal_is_for_the_recruiter_and_outside_of_one_leaves(index: Path) -> None:
    lines = "practise with W&B, staff engineer, in SF\nbye\nquit\nbye\nwhat is a cliff?\n"
    done = parley("chat", index=index, typed=lines, PARLEY_DATABASE_URL="sqlite://")
    assert done.returncode == 0 and "The practice ends here" in done.stdout and "cliff" not in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal")
def test_in_a_terminal_a_name_and_a_command_are_completed_by_tab(index: Path) -> None:
    import pty

    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(PARLEY_INDEX=str(index), PARLEY_DATABASE_URL="sqlite://", TERM="xterm")
        os.execv(sys.executable, [sys.executable, "-c", "from bot.cli import main; main()", "chat"])
    shown = b""
    # Of what was typed the terminal shows anew only what changes: "hugg" is taken back for "Hugging Face".
    for typed, awaited in ((b"", "you ›".encode()), (b"what does hugg\t", b"Hugging Face")):
        os.write(terminal, typed)
        while awaited not in shown:
            shown += os.read(terminal, 4096)
    os.write(terminal, b"\x15/qu\t\n")
    assert os.waitpid(pid, 0)[1] == 0


def test_a_lever_without_an_argument_leaves_no_blank_lines() -> None:
    lever = LeverBlock(title="Remote", why="", script="I work from home.", cite="a.md:1", blanks=())
    assert block_text(lever) == "Remote [1]\n  I work from home."
    argued = lever.model_copy(update={"why": "It saves a desk."})
    assert block_text(argued) == "Remote [1]\nIt saves a desk.\n\n  I work from home."


def test_what_is_known_is_told_in_words() -> None:
    known = {"role": "swe", "offer": {"base": 245000, "bonus_percent": Decimal(10), "said": (("base", "245K"),)}}
    assert list(_flat(known)) == [("role", "swe"), ("offer base", "245,000"), ("offer bonus_percent", "10")]


COLUMNS = ("Company", "Role", "Region", "Equity")
ROWS = (
    ("Weights & Biases", "Staff Software Engineer", "London", "£225K–£375K over 4 years"),
    ("Hugging Face", "Software Engineer", "Paris", "€55K–€105K over 4 years"),
)


@pytest.mark.parametrize("width", [24, 40, 60, 80, 120, 200])
@pytest.mark.parametrize("sentences", [False, True])
def test_rows_are_a_table_or_lines_and_no_word_is_cut(width: int, sentences: bool) -> None:
    console, out = drawn(width)
    console.print(sheet(console, COLUMNS, ROWS, title="Equity, as the guides state it", best=0, sentences=sentences))
    lines = bare(out.getvalue()).splitlines()
    assert all(cell_len(line.rstrip()) <= width for line in lines)
    said = re.findall(r"[\w£€&–]+", " ".join(lines))
    assert "…" not in out.getvalue()
    assert {word for row in ROWS for cell in row for word in cell.split()} <= set(said)
    assert ("┃" in out.getvalue()) is (width >= (120 if not sentences else 90))


@pytest.mark.parametrize("width", [40, 120])
def test_an_answer_numbers_its_sources_and_cuts_no_figure(width: int) -> None:
    text = Text(text="The base is **£182K–£228K**.", cites=("a.md:2",))
    row = BandRow(component="base", label="Base", text="£182K–£228K per year", verbatim="£182K–£228K", cite="b.md:3")
    card = BandCard(
        company="Weights & Biases", role="Staff Software Engineer", level=None, region="London", rows=(row,)
    )
    places = [
        Citation(id=f"{p}.md:{n}", path=f"{p}.md", line=n, section="", text="", title=p)
        for p, n in (("a", 2), ("b", 3))
    ]
    console, out = drawn(width)
    shown = _Shown(console)
    for event in (
        Sentence(text.text, 0), BlockReady(text, 0), BlockReady(card, 1),
        Done(Answer(status="answered", blocks=(text, card), citations=tuple(places)), "m1"),
    ):  # fmt: skip
        shown.event(event)
    said = bare(out.getvalue())
    assert "**" not in said
    assert said.count("£182K–£228K") == 2
    assert "[1]" in said.split("Base")[0] and "[2]" in said.split("Base")[1]
    assert "[1] a (a.md:2)" in said and "[2] b (b.md:3)" in said


@pytest.mark.parametrize("words", ["one hundred and " * 400, "9" * 7_000, "$1e999999999 base", "\u202e" * 500])
def test_a_number_without_end_is_answered_without_a_traceback(index: Path, words: str) -> None:
    done = parley("ask", f"They offered {words}", index=index)
    assert done.returncode in (0, 1) and done.stdout.strip(), done.stderr
    assert "Traceback" not in done.stdout + done.stderr
