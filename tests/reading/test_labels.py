"""What the labelled examples teach about each number of a message."""

from typing import Any

from bot.reading.labels import Label, LabelledMessage, amounts


def label(text: str, *facts: dict[str, Any]) -> tuple[Label, ...]:
    example = LabelledMessage("x", "x", "x/1", (text,), {"asks": [], "facts": list(facts)})
    return amounts(example, example.message())


def fact(what: str, low: float, **more: Any) -> dict[str, Any]:
    return {"what": what, "part": "base", "low": low, "high": low, "unit": "USD", "period": "year", **more}


def test_both_ends_of_a_step_are_told() -> None:
    (told,) = label("write the mail to get from 62 to 67", fact("own_offer", 62_000), fact("asked", 67_000))
    assert (told.what, told.scale) == ("own_offer>asked", 1000)


def test_a_number_that_may_be_a_piece_of_an_amount_teaches_nothing() -> None:
    more, now = label("40 more than now, which is 168", fact("current_pay", 168_000), fact("own_offer", 208_000))
    assert more.open and now.what == "current_pay"


def test_a_count_is_no_lakh_of_dollars() -> None:
    found = label("equity is 100 now, after one mail", fact("own_offer", 100_000, part="equity"))
    assert [one.what for one in found] == ["own_offer", "none"]


def test_lakhs_are_rupees() -> None:
    (told,) = label("HR bola 24", fact("own_offer", 2_400_000, unit="INR"))
    assert told.scale == 100_000
