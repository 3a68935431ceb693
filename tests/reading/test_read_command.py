"""`parley read` tells how a message, a file of conversations or a line of a rehearsal was read, and by what."""

import json
from pathlib import Path

import pytest

from bot.channels import reading


def test_a_message_is_told_as_it_was_read_with_the_lists_that_found_something(
    starter_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    message = "W&B offered me 180k base as a software engineer in London. What if they went to 190k?"
    assert reading.one(message, starter_index, as_json=False) == 0
    told, _, traced = capsys.readouterr().out.partition("\n}\n")
    assert json.loads(told + "}").keys() >= {"asks", "facts"}
    assert "weights-and-biases" in told and "180" in told
    assert "kinds: whatif" in traced and "180k: own_offer base" in traced and "reading/wishes.of_others" in traced


def test_each_conversation_of_a_file_is_read_in_the_light_of_its_turns(starter_index: Path, tmp_path: Path) -> None:
    asked = [
        {"id": "a", "turns": ["What does W&B pay a staff software engineer in London?", "And in San Francisco?"]},
        {"id": 2, "turns": ["They want an answer by tomorrow, what do I say?"]},
    ]
    file, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    file.write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    assert reading.batch(file, output, starter_index) == 0
    one, two = map(json.loads, output.read_text(encoding="utf-8").splitlines())
    assert (one["id"], two["id"]) == ("a", 2)
    assert "weights-and-biases" in json.dumps(one["reading"]) and "San Francisco" in json.dumps(one["reading"])
    assert [ask["kind"] for ask in one["reading"]["asks"]] == ["band"] and two["reading"]["asks"][0]["kind"] == "advice"


def test_each_line_of_a_rehearsal_is_read_as_a_move(tmp_path: Path) -> None:
    file, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [{"id": 1, "state": {}, "line": "I accept the offer."}, {"id": 2, "state": {}, "line": "Is there a bonus?"}]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert reading.practice(file, output) == 0
    told = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert [(one["id"], one["move"]["kind"]) for one in told] == [(1, "accept"), (2, "question")]
