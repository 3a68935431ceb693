"""`parley ask`, `parley ask --batch` and `parley bands` as a program meets them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from ingest.index.build import ingest

KEYS = {
    "company",
    "role",
    "company_display",
    "role_display",
    "level",
    "region",
    "base",
    "equity",
    "bonus",
    "signing",
    "total",
    "source",
}


def run(*words: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [str(word) for word in words])
    return done.exit_code, done.stdout, done.stderr


def test_ask_answers_in_words_with_its_source(index: Path) -> None:
    code, out, _ = run("ask", "tealgrove swe base sf", "--index", index)
    assert code == 0
    assert "$150K–$190K" in out and "tealgrove/software-engineer.md:5" in out


def test_ask_json_is_the_answer(index: Path) -> None:
    code, out, _ = run("ask", "tealgrove swe bonus sf", "--json", "--index", index)
    figure = json.loads(out)["figures"][0]
    assert code == 0 and (figure["low"], figure["high"], figure["unit"]) == (10, 15, "percent")


def test_ask_tells_by_its_exit_status_that_nothing_is_held(index: Path) -> None:
    assert run("ask", "quillmarsh swe base", "--index", index)[0] == 1
    assert run("ask", "levelwise swe base", "--index", index)[0] == 1


def test_a_missing_index_is_one_sentence_with_the_command(tmp_path: Path) -> None:
    code, out, err = run("ask", "tealgrove swe base", "--index", tmp_path / "none")
    assert code == 2 and "parley ingest" in err and "Traceback" not in out + err


def test_a_question_longer_than_a_message_may_be_is_refused(index: Path) -> None:
    code, _, err = run("ask", "tealgrove swe base " + "x" * 8_000, "--index", index)
    assert code == 2 and "send at most 8,000" in err


@pytest.mark.parametrize("words", [(), ("--batch", "x.jsonl"), ("question", "--output", "x")])
def test_bad_use_is_refused(index: Path, words: tuple[str, ...]) -> None:
    assert run("ask", *words, "--index", index)[0] == 2


def test_lines_of_json_are_read_and_written_whatever_their_strings_hold(index: Path, tmp_path: Path) -> None:
    questions, output = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    ids = ["\u2028a\x85\x0b", "\ud800", 1]
    lines = [json.dumps({"id": id, "turns": ["hello"]}, ensure_ascii=id == "\ud800") for id in ids]
    questions.write_bytes(b"\xef\xbb\xbf" + "\n".join(lines).encode())
    assert run("ask", "--batch", questions, "--output", output, "--index", index)[0] == 0
    assert [json.loads(line)["id"] for line in output.read_bytes().split(b"\n")[:-1]] == ids


@pytest.mark.parametrize("line", ["[" * 100_000, "[1]", '"x"', '{"id": ' + "9" * 5000 + ', "turns": ["x"]}', "{}"])
@pytest.mark.parametrize("command", ["ask", "read"])
def test_a_line_that_is_none_is_one_sentence(index: Path, tmp_path: Path, line: str, command: str) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text(line, encoding="utf-8")
    code, _, err = run(command, "--batch", questions, "--output", tmp_path / "a.jsonl", "--index", index)
    assert code == 2 and "q.jsonl" in err and "Traceback" not in err


def test_what_no_command_can_use_is_one_sentence(index: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for words in (
        ("read", "\udcff", "--index", tmp_path / "file"),
        ("serve", "--port", "99999999", "--index", index),
    ):
        code, _, err = run(*words)
        assert code == 2 and "Traceback" not in err, err


def test_a_message_of_half_a_character_is_read(index: Path) -> None:
    assert run("read", "\udcff base", "--index", index)[0] == 0


def test_batch_answers_the_last_turn_of_each_line(index: Path, tmp_path: Path) -> None:
    asked = [
        {"id": "a", "turns": ["tealgrove swe base sf", "and in London?"]},
        {"id": 2, "turns": ["I was offered $170k base as a software engineer at Tealgrove in SF. Is it good?"]},
        {"id": "c", "turns": ["quillmarsh swe base"]},
    ]
    questions, output = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_text("\n".join(map(json.dumps, asked)) + "\n\n", encoding="utf-8")
    assert run("ask", "--batch", questions, "--output", output, "--index", index)[0] == 0
    one, two, three = map(json.loads, output.read_text(encoding="utf-8").splitlines())
    (figure,) = one["figures"]
    assert figure.items() >= {
        "component": "base", "low": 90_000, "high": 120_000, "currency": "GBP", "period": "year",
        "company": "tealgrove",
        "company_display": "Tealgrove", "role": "software-engineer", "region": "London (GBP £)", "derived": False,
    }.items()  # fmt: skip
    assert figure["source"] in {c["id"] for c in one["citations"]} and one["text"]
    assert [(f["low"], f["high"]) for f in two["figures"]] == [(150_000, 190_000)]
    assert (three["status"], three["figures"]) == ("not_found", [])


@pytest.mark.parametrize(
    "text", ["not json", '{"id": 1}', '{"id": 1, "turns": []}', '{"id": 1, "turns": [7]}', '{"id": 1, "turns": [""]}']
)
def test_a_bad_line_is_named(index: Path, tmp_path: Path, text: str) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text('{"id": 0, "turns": ["hi"]}\n' + text, encoding="utf-8")
    code, _, err = run("ask", "--batch", questions, "--output", tmp_path / "a", "--index", index)
    assert code == 2 and f"{questions}:2" in err


def test_bands_have_exactly_the_published_keys(index: Path) -> None:
    code, out, _ = run("bands", "--all", "--json", "--index", index)
    bands = json.loads(out)
    assert code == 0 and len(bands) == 16
    assert all(set(band) - {"verbatim", "derived"} == KEYS for band in bands)
    one = next(
        b
        for b in bands
        if (b["company"], b["role"]) == ("tealgrove", "software-engineer") and "Francisco" in b["region"]
    )
    assert (
        one["base"].items()
        >= {"low": 150_000, "high": 190_000, "currency": "USD", "period": "year", "years": None}.items()
    )
    assert (
        one["equity"].items()
        >= {"low": 100_000, "high": 180_000, "currency": "USD", "period": "grant", "years": 4}.items()
    )
    assert one["bonus"].items() >= {"low": 10, "high": 15, "unit": "percent"}.items()
    assert one["signing"] is None
    assert one["base"]["source"] == {"path": "tealgrove/software-engineer.md", "line": 5, "text": "$150K–$190K"}
    assert one["source"]["line"] == 5


def test_bands_keep_what_is_no_figure_verbatim(index: Path) -> None:
    _, out, _ = run("bands", "--company", "TG", "--role", "swe", "--region", "UK", "--json", "--index", index)
    (band,) = json.loads(out)
    assert band["bonus"] is None and band["verbatim"]["bonus"]["text"] == "None"


def test_bands_resolve_a_relative_cell_beside_the_stated_figures(index: Path) -> None:
    _, out, _ = run(
        "bands", "--company", "teal", "--role", "staff engineer", "--region", "nyc", "--json", "--index", index
    )
    (band,) = json.loads(out)
    assert band["base"] is None
    assert band["derived"]["base"].items() >= {"low": 218_500, "high": 284_200, "derived": True}.items()
    # "Same equity grant" doesn't say which of two different rows it means.
    assert band["equity"] is None and band["verbatim"]["equity"]["text"] == "Same equity grant"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--company", "tealgrove", "--role", "staff-software-engineer"), 3),
        (("--company", "Levelwise", "--role", "Software Engineer", "--level", "L5"), 1),
        (("--company", "square", "--region", "remote"), 1),
        (("--company", "quillmarsh"), 0),
        (("--company", "tealgrove", "--role", "senior software engineer"), 0),
    ],
)
def test_bands_by_names_as_people_write_them(index: Path, words: tuple[str, ...], found: int) -> None:
    code, out, _ = run("bands", *words, "--json", "--index", index)
    assert len(json.loads(out)) == found and code == (0 if found else 1)


def test_bands_as_a_table_name_their_place(index: Path) -> None:
    code, out, _ = run("bands", "--company", "andover health", "--component", "base", "--index", index)
    assert code == 0 and "$180K–$220K" in out


def test_a_component_nobody_knows_is_refused(index: Path) -> None:
    code, _, err = run("bands", "--company", "square", "--component", "perks", "--index", index)
    assert code == 2 and "perks" in err


@pytest.mark.parametrize("command", ["ingest", "check", "ask", "bands", "chat", "serve", "eval"])
def test_every_command_helps_with_an_example(command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0 and "Example" in out


def test_a_figure_question_imports_nothing_heavy(index: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from bot.channels.batch import ask\n"
        f"ask('tealgrove swe base sf', Path({str(index)!r}), as_json=False)\n"
        "print(sorted({'torch', 'chromadb', 'langchain', 'langchain_core', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")


def test_an_hourly_rate_with_cents_is_a_number_in_json(tmp_path: Path) -> None:
    file = tmp_path / "merrow" / "picker.md"
    file.parent.mkdir()
    file.write_text(
        "# Picker at Merrow\n\n| Region | Base |\n|---|---|\n| Leeds | £12.45–£14 per hour |\n", encoding="utf-8"
    )
    ingest([tmp_path], tmp_path / "index", vectors=False)
    _, out, _ = run("bands", "--all", "--json", "--index", tmp_path / "index")
    assert [(band["base"]["low"], band["base"]["high"]) for band in json.loads(out)] == [(12.45, 14)]
