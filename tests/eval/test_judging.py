"""The evaluation itself: which answers count as right, wrong, missed or unsupported."""

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.answer import Answer, Citation, Figure, Text
from bot.errors import BadInput
from bot.server.evaluate import EvalCase, Outcome, evaluate, judge, read_cases
from ingest.index.facts import Facts

STAFF = "weights-and-biases/staff-software-engineer.md"
WANTED = {
    "component": "equity", "low": 225000, "high": 375000, "currency": "GBP", "company": "Weights & Biases",
    "role": "Staff Software Engineer", "region": "London",
}  # fmt: skip


def question(**expect: Any) -> EvalCase:
    return EvalCase.model_validate({"id": "q", "turns": ["Staff equity at W&B in London?"], "expect": expect})


def london(facts: Facts, **changes: Any) -> Figure:
    """The staff equity band in London as the guide states it, with changes."""
    (band,) = facts.bands("weights-and-biases", "staff-software-engineer", "London")
    assert band.equity
    stated = {
        "component": "equity", "low": 225000, "high": 375000, "currency": "GBP", "period": "grant", "years": 4,
        "company": band.company, "company_display": band.company_display, "role": band.role,
        "role_display": band.role_display, "region": "London",
        "source": f"{band.equity.source.path}:{band.equity.source.line}",
    }  # fmt: skip
    return Figure.model_validate(stated | changes)


def answer(*figures: Figure, status: str = "answered", text: str = "£225K–£375K over 4 years") -> Answer:
    places = {f.source: f.source.rsplit(":", 1) for f in figures}
    cited = tuple(
        Citation(id=id, path=path, line=int(line), section="", text="") for id, (path, line) in places.items()
    )
    return Answer.model_validate(
        {"status": status, "blocks": (Text(text=text),), "figures": figures, "citations": cited}
    )


def outcome(facts: Facts, given: Answer, **expect: Any) -> Outcome:
    return judge(question(**expect), given, facts).outcome


def test_the_guides_figure_with_its_own_line_is_right(facts: Facts) -> None:
    verdict = judge(question(status="answered", figures=[WANTED], cites=[STAFF]), answer(london(facts)), facts)
    assert (verdict.outcome, verdict.complaints, verdict.supported, verdict.found) == ("right", (), 1, 1)


@pytest.mark.parametrize(
    "change",
    [{"low": 226000}, {"high": 380000}, {"currency": "USD"}, {"period": "year"}, {"region": "New York"}],
    ids=["low", "high", "currency", "per year for per grant", "another region's figure"],
)
def test_a_figure_the_guide_does_not_state_is_wrong(facts: Facts, change: dict[str, Any]) -> None:
    assert outcome(facts, answer(london(facts, **change))) == "wrong figure"


def test_a_wrong_figure_counts_even_beside_the_right_one(facts: Facts) -> None:
    given = answer(london(facts), london(facts, high=400000))
    assert outcome(facts, given, status="answered", figures=[WANTED]) == "wrong figure"


def test_a_right_figure_with_another_lines_citation_is_unsupported(facts: Facts) -> None:
    assert outcome(facts, answer(london(facts, source=f"{STAFF}:1")), figures=[WANTED]) == "unsupported"


def test_any_figure_is_wrong_where_the_guides_hold_none(facts: Facts) -> None:
    given = answer(london(facts), status="not_found")
    assert outcome(facts, given, status="not_found", figures=[]) == "wrong figure"


def test_an_expected_figure_that_is_not_stated_is_missed(facts: Facts) -> None:
    assert outcome(facts, answer(), status="answered", figures=[WANTED]) == "missed"


@pytest.mark.parametrize(
    ("want", "got", "expected"),
    [
        ("answered", "answered", "right"),
        ("answered", "not_found", "wrong status"),
        ("not_found", "clarify", "right"),
        ("clarify", "not_found", "wrong status"),
        (["answered", "out_of_scope"], "out_of_scope", "right"),
    ],
)
def test_status(facts: Facts, want: str | list[str], got: str, expected: Outcome) -> None:
    assert outcome(facts, answer(status=got), status=want) == expected


@pytest.mark.parametrize(
    ("expect", "expected"),
    [
        ({"says": ["over 4 YEARS"]}, "right"),
        ({"says": ["per year"]}, "wording"),
        ({"says_not": ["per year"]}, "right"),
        ({"says_not": ["over 4"]}, "wording"),
        ({"blocks": ["text"]}, "right"),
        ({"blocks": ["email"]}, "wording"),
        ({"cites": ["hugging-face/"]}, "not cited"),
    ],
)
def test_wording_blocks_and_citations(facts: Facts, expect: dict[str, Any], expected: Outcome) -> None:
    assert outcome(facts, answer(london(facts)), **expect) == expected


def test_a_question_that_crashes_fails_and_the_others_go_on(facts: Facts) -> None:
    def answers(turns: Sequence[str]) -> Answer:
        if turns[-1] == "crash":
            raise RuntimeError("no such thing")
        return answer(london(facts))

    crash = EvalCase.model_validate({"id": "c", "kind": "crash", "turns": ["crash"], "expect": {}})
    report = evaluate([crash, question(figures=[WANTED])], answers, facts)
    assert [v.outcome for v in report.verdicts] == ["failed", "right"]
    assert "no such thing" in report.verdicts[0].complaints[0]
    assert [(t.kind, t.right) for t in report.kinds] == [("crash", 0.0), ("figure", 1.0)]


def test_a_run_passes_by_its_minimum_and_never_with_a_wrong_figure(facts: Facts) -> None:
    good, missed = question(figures=[WANTED]), question(figures=[WANTED | {"region": "New York"}])
    half = evaluate([good, missed], lambda turns: answer(london(facts)), facts)
    assert half.passes(50) and not half.passes(51)
    wrong = evaluate([good] * 99 + [good], lambda turns: answer(london(facts, low=Decimal(1))), facts)
    assert not wrong.passes(0)
    assert not evaluate([], lambda turns: answer(), facts).passes(0)


def test_the_report_is_json_with_totals_kinds_and_questions(facts: Facts) -> None:
    report = json.loads(evaluate([question(figures=[WANTED])], lambda turns: answer(london(facts)), facts).as_json())
    assert report["total"]["outcomes"]["right"] == 1
    assert report["kinds"][0]["kind"] == "figure"
    assert report["questions"][0]["complaints"] == []


def test_a_line_without_a_kind_and_with_more_keys_is_read(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('\n{"id": "1", "turns": ["a"], "more": 1, "expect": {"status": "not_found", "figures": []}}\n\n')
    (read,) = read_cases([file])
    assert (read.kind, read.turns, read.expect.statuses) == ("figure", ("a",), ("not_found", "clarify"))


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"id": "1", "turns": [], "expect": {}}', '{"id": "1", "turns": ["a"], "expect": {"say": ["x"]}}',
     '{"id": "1", "turns": ["a"], "expect": {"says": ["("]}}'],
    ids=["broken", "no object", "no turn", "unknown key", "bad pattern"],
)  # fmt: skip
def test_a_bad_line_is_named_with_its_file_and_number(tmp_path: Path, line: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": "0", "turns": ["a"], "expect": {}}\n' + line + "\n")
    with pytest.raises(BadInput, match=r"questions\.jsonl:2"):
        read_cases([file])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nowhere"):
        read_cases([tmp_path / "nowhere.jsonl"])
