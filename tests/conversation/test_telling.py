"""What is written into the fields of one's own offer replaces what was told there, in words and figures alike."""

from pathlib import Path

import pytest

from bot.conversation.telling import told
from bot.reading.names import Names
from bot.reading.terms import Grant, Offer, Profile
from ingest.index.facts import Facts

BEFORE = Offer(
    currency="USD", base=200_000, signing=10_000, equity=400_000, equity_years=4,
    said=(("base", "200k base"), ("signing", "10k to sign")),
    grants=(Grant(amount=400_000, years=4), Grant(amount=60_000, years=2)),
)  # fmt: skip


@pytest.fixture
def names(starter_index: Path) -> Names:
    return Names(Facts(starter_index))


def changed(names: Names, **fields: int) -> Offer:
    """The offer after its person wrote these fields anew."""
    offer = told(Profile(offer=BEFORE), {"offer": BEFORE.model_copy(update=fields)}, names).offer
    assert offer is not None
    return offer


def test_the_words_of_a_figure_that_was_changed_go_and_those_of_others_stay(names: Names) -> None:
    assert changed(names, base=210_000).said == (("signing", "10k to sign"),)
    assert changed(names, base=200_000).said == BEFORE.said


def test_the_first_grant_is_what_the_field_says_and_further_ones_stay(names: Names) -> None:
    assert [one.amount for one in changed(names, equity=500_000).grants] == [500_000, 60_000]
    assert changed(names, signing=20_000).grants == BEFORE.grants
