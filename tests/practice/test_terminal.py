"""`parley practice`, piped: one message a line."""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from bot.channels.practice_terminal import run
from bot.errors import BadInput
from bot.practice.scenario import Request, request_of
from tests.bench.practice import SHELF

WANTED = Request(company="alpha", role="software-engineer", seed=7, persona="founder")


def sit(lines: list[str], monkeypatch: pytest.MonkeyPatch, width: int = 100, **files: Path) -> str:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    assert run(WANTED, SHELF, console=Console(file=out, width=width), **files) == 0
    return out.getvalue()


def test_a_call_is_played_to_its_debrief_and_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save = tmp_path / "debrief.html"
    lines = ["/hint", "I'd like 214K base.", "/board", "I accept.", "/harder", "/quit"]
    shown = sit(lines, monkeypatch, save=save)
    assert "coach ›" in shown and "Process:" in shown and "Room captured" in shown and "hard" in shown
    assert save.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("width", [30, 60, 80])
def test_in_a_narrow_terminal_no_word_of_the_debrief_is_cut(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["I'd like 214K base.", "/board", "/end", "/progress", "/quit"]
    wide, narrow = (sit(lines, monkeypatch, one) for one in (400, width))
    assert "…" not in narrow and all(len(line.rstrip()) <= width for line in narrow.splitlines())
    # Of a row set into lines, the first cell is the heading, without its column's name.
    words = set(re.findall(r"[\w$£€–%-]+", wide)) - {"criterion", "part", "call"}
    assert {one for one in words if len(one) <= width} <= set(re.findall(r"[\w$£€–%-]+", narrow))


def test_a_kept_practice_is_taken_up_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = tmp_path / "practice.json"
    sit(["I'd like 214K base.", "/quit"], monkeypatch, keep=keep)
    sit(["I led the migration of our platform, so 212K base.", "/quit"], monkeypatch, keep=keep)
    shown = sit(["/board", "/quit"], monkeypatch, keep=keep)
    assert "$212K" in shown and "turn 2" in shown


def test_a_paused_call_says_how_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = " ".join(sit(["pause", "I accept.", "resume", "/quit"], monkeypatch).split())
    assert shown.count('"resume" goes on with it') == 2 and "Back to the call." in shown


def test_the_debrief_stands_behind_the_last_line_without_being_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = " ".join(sit(["I'd like 214K base.", "/end", "/quit"], monkeypatch).split())
    assert "Process:" in shown and "Ask for the debrief" not in shown


@pytest.mark.parametrize(("lines", "status"), [([], 1), (["/end", "/quit"], 0), (["/quit"], 0)])
def test_a_call_that_nobody_spoke_in_has_no_debrief(
    lines: list[str], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    assert run(WANTED, SHELF, console=Console(file=out, width=200)) == status
    assert "Process:" not in out.getvalue() and "criterion" not in out.getvalue()
    assert ("Nobody spoke in this call" in out.getvalue()) is (lines != ["/quit"])


@pytest.mark.parametrize("goodbye", ["exit", "Bye!", "Tschüss", "/exit"])
def test_after_the_end_a_goodbye_leaves(goodbye: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = sit(["I'd like 214K base.", "/end", goodbye, "/board"], monkeypatch)
    assert "Process:" in shown and "left, walked" not in shown


def test_a_wrong_option_is_named_with_what_it_may_be() -> None:
    with pytest.raises(BadInput, match="'warm-up', 'realistic' or 'hard'"):
        request_of(company="alpha", role="software-engineer", difficulty="brutal")


def test_a_remark_after_each_line_says_what_it_did_and_what_would_be_better(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = sit(["/remarks", "I'd like 212K base.", "/remarks", "More please.", "/quit"], monkeypatch)
    words = " ".join(shown.split())
    assert words.count("You asked for $212K per year (base salary); no new reason was heard in it.") == 1
    assert "asked for more without a figure" not in words


def test_remarks_switched_on_in_the_talk_go_on_in_the_next_call(monkeypatch: pytest.MonkeyPatch) -> None:
    words = " ".join(sit(["remarks on", "/again", "More please.", "/quit"], monkeypatch).split())
    assert "asked for more without a figure" in words and 'Better: "' in words
