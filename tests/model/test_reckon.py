"""Sums of amounts that have ids, each with how it was come by, and nothing where they can't be added up."""

import re
from typing import Any

import pytest

from bot.answer import Answer, Comparison
from bot.model.gate import Gate
from bot.model.material import told as sheet_told
from bot.model.reckon import Unreckoned, reckoned
from bot.model.sheet import FactSheet
from tests.fakes.answers import CASES

EMPTY = Answer(status="answered", blocks=())
PART_TIME = "I bill CHF 145/h about 30 h a week. They propose CHF 128'000 at 80%"


def ids(sheet: FactSheet, *texts: str) -> list[str]:
    """The ids of the amounts that read so."""
    return [next(id_ for id_, item in sheet.items.items() if item.text == text) for text in texts]


def summed(sheet: FactSheet, sum_: str, texts: tuple[str, ...]) -> str:
    """The sentence of a sum whose letters a, b, c stand for the amounts that read so."""
    named = dict(zip("abc", ids(sheet, *texts), strict=False))
    return reckoned(sheet, re.sub(r"\b[abc]\b", lambda match: named[match[0]], sum_))[1]


@pytest.mark.parametrize(
    ("message", "sum_", "of", "sentence"),
    [
        ("32 LPA but 6 lakh is ESOP and 3 variable", "a - b - c", ("32 LPA", "6 lakh", "3"),
         "₹32L − ₹6L − ₹3L = ₹23L per year."),
        ("13.5k a month x 13", "year(a, b)", ("13.5k a month", "13"), "13,500 × 13 = 175,500 per year."),
        ("today I get R$ 16k a month", "year(a)", ("R$ 16k a month",), "R$16K × 12 = R$192K per year."),
        (PART_TIME, "year(a, b)", ("CHF 145/h", "30 h"), "CHF 145 × 30 h × 52 = CHF 226,200 per year."),
        (PART_TIME, "a / b", ("CHF 128'000", "80%"), "CHF 128K ÷ 80% = CHF 160K."),
        ("$500k over 4 years", "year(a)", ("$500k",), "$500K ÷ 4 = $125K per year."),
        ("145k plus 20 sign-on", "a + b", ("145k", "20"), "145K + 20K = 165K."),
        ("15% bonus on $180k", "a * b", ("15%", "$180k"), "15% × $180K = $27K."),
        ("26 days now, they give 20", "a - b", ("26 days", "20"), "26 days − 20 = 6 days."),
        ("never more than 10. The offer is $118,000", "b% * a", ("$118,000", "10"), "10% × $118K = $11,800."),
        ("the offer is $118,000 a year", "a * 110%", ("$118,000 a year",), "$118K × 110% = $129,800 per year."),
        ("they claw back $22k", "a / (1 - 37%)", ("$22k",), "$22K ÷ (1 − 37%) = $34,921."),
        ("R$ 17k a month CLT", "a * 13.33", ("R$ 17k a month",), "R$17K × 13.33 = R$226,610 per year."),
        ("$310k total, $230k base", "(a - b) / 2", ("$310k", "$230k"), "($310K − $230K) ÷ 2 = $40K."),
        ("$300k of stock is 50 a year?", "a / b", ("$300k", "50 a year"), "$300K ÷ $50K = 6."),
        ("I get £128k a year", "usd(a * 1.27)", ("£128k a year",), "£128K × 1.27 = $162,560 per year."),
        ("$300k of stock, $50k a year", "a / b", ("$300k", "$50k a year"), "$300K ÷ $50K = 6."),
        ("I make $120k a year", "a / 12", ("$120k a year",), "$120K ÷ 12 = $10K per month."),
        ("$76k and $81k", "a / b", ("$76k", "$81k"), "$76K ÷ $81K = 93.8%."),
        ("$180k a year and $400k over 4 years", "total(4, a, b)", ("$180k a year", "$400k"),
         "$180K × 4 + $400K = $1.12M over 4 years."),
        ("$180k a year and $400k over 4 years", "total(2, a + a * 10%, b)", ("$180k a year", "$400k"),
         "($180K + $180K × 10%) × 2 + $400K × 2 ÷ 4 = $596K over 2 years."),
        ("$9k a month, 20k signing bonus", "total(3, a, b)", ("$9k a month", "20k"),
         "$9K × 12 × 3 + $20K = $344K over 3 years."),
    ],
)  # fmt: skip
def test_a_sum_says_how_it_is_come_by(message: str, sum_: str, of: tuple[str, ...], sentence: str) -> None:
    assert summed(FactSheet(EMPTY, None, [message]), sum_, of) == sentence


@pytest.mark.parametrize(
    ("message", "sum_"),
    [
        ("$90k there, €81k here", "m1 + m2"),
        ("£500 a day", "year(m1)"),
        ("$76k and $81k", "m1 - m2"),
        ("$90k and $4k a month", "m1 + m2"),
        ("15% and 10%", "year(m1)"),
        ("$90k", "m1"),
        ("$90k", "m1 + 5000"),
        ("$90k", "m1 + 20"),
        ("$90k", "m1 * 1200"),
        ("$90k", "100 * 12"),
        ("$90k", "m1 * m1"),
        ("$90k", "(m1 * 2"),
        ("$90k", "m1 *"),
        ("$90k", "m1 m1"),
        ("$90k", "gbp(m1)"),
        ("$90k", "usd(m1 * 2)"),
        ("$90k", "abc(m1 * 2)"),
        ("$90k", "m1 ** 2; print"),
        ("$90k", "total(4, m1)"),
        ("$90k a year, $40k over 2 years", "total(4, m1, m2)"),
        ("$90k a year", "total(40, m1)"),
        ("$90k a year", "total(m1, m1)"),
        ("$90k", ""),
    ],
)
def test_what_gives_no_sum_says_so(message: str, sum_: str) -> None:
    with pytest.raises(Unreckoned):
        reckoned(FactSheet(EMPTY, None, [message]), sum_)


def test_no_amount_without_an_id_enters_a_sum() -> None:
    with pytest.raises(Unreckoned, match="there is no fact"):
        reckoned(FactSheet(EMPTY, None, ["$90k"]), "m1 + m9")


def test_a_sum_speaks_for_an_ask_only_where_its_numbers_are_theirs() -> None:
    sheet = FactSheet(EMPTY, None, ["they offer $90k a year, my mentor says 10 percent more"])
    assert not reckoned(sheet, "m1 * (1 + m2)")[0].assumed
    assert reckoned(sheet, "m1 * 2")[0].assumed


def test_a_guides_range_may_be_reckoned_with_and_each_end_of_it() -> None:
    sheet = FactSheet(*CASES["bands"]())
    assert reckoned(sheet, "f3 * f1")[1] == "10–15% × $170K–$215K = $17,000–$32,250 per year."
    assert reckoned(sheet, "{f3.low} * {f1.high}")[1] == "10% × $215K = $21,500 per year."


def test_a_sum_is_shown_with_how_it_was_come_by_and_to_others_without() -> None:
    sheet = FactSheet(EMPTY, None, ["32 LPA but 6 lakh is ESOP and 3 variable"])
    sheet.compute(*reckoned(sheet, " - ".join(ids(sheet, "32 LPA", "6 lakh", "3"))))
    gate = Gate(sheet)
    assert gate.judge("What is left of it is {c1}.").text == "What is left of it is ₹23L (₹32L − ₹6L − ₹3L)."
    assert gate.judge("Could the fixed part be more than {c1}?", draft=True).text == (
        "Could the fixed part be more than ₹23L?"
    )
    assert not gate.judge("What is left of it is ₹23L.").ok


def test_what_was_reckoned_and_what_a_plan_said_to_ask_keep_ids_while_the_conversation_lasts() -> None:
    columns, row = ("Part", "Offered", "Ask", "Guide"), ("Base", "$150K", "$163,500", "$140K-$170K per year")
    first = FactSheet(EMPTY, None, ["$500k over 4 years"])
    first.compute(*reckoned(first, "year(m1)"))
    plan = Comparison(title="Your plan", columns=columns, rows=(row,))
    before = Answer(status="answered", blocks=(plan,), numbers=first.sums())
    now = FactSheet(EMPTY, None, ["and now?"])
    now.recall(before)
    told: Any = sheet_told(now)
    assert [row["says"] for row in told["suggested_asks"]] == ["$163,500"]
    assert [(row["says"], row["is"]) for row in told["sums"]] == [("$125K", "$500K ÷ 4")]
    assert not {"verdicts", "cards"} & set(told)
