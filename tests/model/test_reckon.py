"""Sums of amounts that have ids, each with how it was come by, and nothing where they can't be added up."""

from typing import Any

import pytest

from bot.answer import Answer, Comparison
from bot.model.gate import Gate
from bot.model.reckon import How, Unreckoned, reckoned
from bot.model.sheet import FactSheet
from tests.fakes.answers import CASES

EMPTY = Answer(status="answered", blocks=())
PART_TIME = "I bill CHF 145/h about 30 h a week. They propose CHF 128'000 at 80%"


def ids(sheet: FactSheet, *texts: str) -> list[str]:
    """The ids of the amounts that read so."""
    return [next(id_ for id_, item in sheet.items.items() if item.text == text) for text in texts]


@pytest.mark.parametrize(
    ("message", "how", "of", "sentence"),
    [
        ("32 LPA but 6 lakh is ESOP and 3 variable", "subtract", ("32 LPA", "6 lakh", "3"),
         "₹32L − ₹6L − ₹3L = ₹23L per year."),
        ("13.5k a month x 13", "per_year", ("13.5k a month", "13"), "13,500 × 13 = 175,500 per year."),
        ("today I get R$ 16k a month", "per_year", ("R$ 16k a month",), "R$16K × 12 = R$192K per year."),
        (PART_TIME, "per_year", ("CHF 145/h", "30 h"), "CHF 145 × 30 h × 52 = CHF 226,200 per year."),
        (PART_TIME, "divide", ("CHF 128'000", "80%"), "CHF 128K ÷ 80% = CHF 160K."),
        ("$500k over 4 years", "per_year", ("$500k",), "$500K ÷ 4 = $125K per year."),
        ("145k plus 20 sign-on", "add", ("145k", "20"), "145K + 20K = 165K."),
        ("15% bonus on $180k", "percent_of", ("15%", "$180k"), "15% × $180K = $27K."),
        ("26 days now, they give 20", "subtract", ("26 days", "20"), "26 days − 20 = 6 days."),
    ],
)  # fmt: skip
def test_a_sum_says_how_it_is_come_by(message: str, how: How, of: tuple[str, ...], sentence: str) -> None:
    sheet = FactSheet(EMPTY, None, [message])
    assert reckoned(sheet, how, ids(sheet, *of))[1] == sentence


@pytest.mark.parametrize(
    ("message", "how", "of"),
    [
        ("$90k there, €81k here", "add", ("$90k", "€81k")),
        ("£500 a day", "per_year", ("£500 a day",)),
        ("$76k and $81k", "subtract", ("$76k", "$81k")),
        ("$90k and $4k a month", "add", ("$90k", "$4k a month")),
        ("15% and 10%", "percent_of", ("15%", "10%")),
        ("$90k", "add", ("$90k",)),
    ],
)
def test_what_gives_no_sum_says_so(message: str, how: How, of: tuple[str, ...]) -> None:
    sheet = FactSheet(EMPTY, None, [message])
    with pytest.raises(Unreckoned):
        reckoned(sheet, how, ids(sheet, *of))


def test_no_number_without_an_id_enters_a_sum() -> None:
    sheet = FactSheet(EMPTY, None, ["$90k"])
    for free in ("12", "0.15", "m9", ""):
        with pytest.raises(Unreckoned, match="there is no fact"):
            reckoned(sheet, "times", ["m1", free])


def test_a_guides_range_may_be_reckoned_with_and_each_end_of_it() -> None:
    sheet = FactSheet(*CASES["bands"]())
    assert reckoned(sheet, "percent_of", ["f3", "f1"])[1] == "10–15% × $170K–$215K = $17,000–$32,250 per year."
    assert reckoned(sheet, "percent_of", ["f3.low", "f1.high"])[1] == "10% × $215K = $21,500 per year."


def test_a_sum_is_shown_with_how_it_was_come_by_and_to_others_without() -> None:
    sheet = FactSheet(EMPTY, None, ["32 LPA but 6 lakh is ESOP and 3 variable"])
    sheet.compute(*reckoned(sheet, "subtract", ids(sheet, "32 LPA", "6 lakh", "3")))
    gate = Gate(sheet)
    assert gate.judge("What is left of it is {c1}.").text == "What is left of it is ₹23L (₹32L − ₹6L − ₹3L)."
    assert gate.judge("Could the fixed part be more than {c1}?", draft=True).text == (
        "Could the fixed part be more than ₹23L?"
    )
    assert not gate.judge("What is left of it is ₹23L.").ok


def test_what_was_reckoned_and_what_a_plan_said_to_ask_keep_ids_while_the_conversation_lasts() -> None:
    columns, row = ("Part", "Offered", "Ask", "Guide"), ("Base", "$150K", "$163,500", "$140K-$170K per year")
    first = FactSheet(EMPTY, None, ["$500k over 4 years"])
    first.compute(*reckoned(first, "per_year", ["m1"]))
    plan = Comparison(title="Your plan", columns=columns, rows=(row,))
    before = Answer(status="answered", blocks=(plan,), numbers=first.sums())
    now = FactSheet(EMPTY, None, ["and now?"])
    now.recall(before)
    told: Any = now.told()
    assert [row["says"] for row in told["asks"]] == ["$163,500"]
    assert [(row["says"], row["is"]) for row in told["sums"]] == [("$125K", "$500K ÷ 4")]
    assert "statements" not in told
