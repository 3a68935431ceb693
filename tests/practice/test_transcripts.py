"""What debriefs say is true: held against over a hundred labelled rehearsals of other voices than the ear's."""

from functools import cache

import pytest

from tests.bench.transcripts import TOLD, UNTRUE, verdicts

SLICES = 15


def test_at_least_sixty_rehearsals_are_labelled_and_every_rule_that_can_be_untrue_is_held_against_them() -> None:
    assert len(TOLD) >= 60 and len({case["name"] for case in TOLD}) == len(TOLD)
    assert {"counter", "rationale", "questions", "parts", "packages", "kept", "leverage", "warmth", "close"} <= set(
        UNTRUE
    )


@cache
def untrue(part: int) -> tuple[tuple[str, ...], ...]:
    """The untrue verdicts on a slice of the rehearsals."""
    return tuple((case["name"], *verdict) for case in TOLD[part::SLICES] for verdict in verdicts(case))


@pytest.mark.parametrize("part", range(SLICES))
def test_hardly_a_verdict_of_a_few_rehearsals_is_untrue(part: int) -> None:
    assert len(untrue(part)) <= 2, untrue(part)


def test_at_most_two_verdicts_in_a_hundred_are_untrue() -> None:
    found = [one for part in range(SLICES) for one in untrue(part)]
    assert len(found) <= 0.02 * len(TOLD) * len(UNTRUE), found
