"""Every number of a model's sentence is one the answer holds, said of what the answer says it of; or it is refused."""

from collections.abc import Iterator

import pytest

from bot.model.figures import Allowed, allow, judge
from tests.fakes.answers import CASES
from tests.fakes.honest import rewordings
from tests.fakes.hostile import hostile


@pytest.fixture(scope="module")
def allowed() -> dict[str, Allowed]:
    return {case: allow(*make()) for case, make in CASES.items()}


def test_no_hostile_sentence_passes(allowed: dict[str, Allowed]) -> None:
    attacks = hostile()
    assert len(attacks) > 320
    assert [(case, why, text) for case, text, why in attacks if judge(text, allowed[case]).ok] == []


def refused(allowed: dict[str, Allowed]) -> Iterator[str]:
    for case, sentences in rewordings():
        mind = allowed[case].start
        for sentence in sentences:
            verdict = judge(sentence, allowed[case], mind)
            mind = verdict.mind
            if not verdict.ok:
                yield f"{sentence}: {verdict.reason}"
                break


def test_honest_rewordings_pass_unharmed(allowed: dict[str, Allowed]) -> None:
    count = sum(1 for _ in rewordings())
    bad = list(refused(allowed))
    assert count >= 300
    assert len(bad) <= count / 100, "\n".join(bad)


def test_a_refusal_says_which_number_and_why_so_that_a_model_can_mend_it(allowed: dict[str, Allowed]) -> None:
    assert "$240K" in judge("Base in San Francisco is $240K.", allowed["bands"]).reason


def test_what_a_sentence_rests_on_is_cited_by_code(allowed: dict[str, Allowed]) -> None:
    verdict = judge("In London, base is £98K to £131K a year [7].", allowed["bands"])
    assert (verdict.ok, verdict.cites, "[7]" in verdict.text) == (
        True,
        ("harborlight/technical-program-manager.md:9",),
        False,
    )


def test_a_second_sentence_is_read_in_the_light_of_the_first(allowed: dict[str, Allowed]) -> None:
    first = judge("In London, base is £98K to £131K.", allowed["bands"])
    assert judge("The bonus there is 8–12%.", allowed["bands"], first.mind).ok
    assert not judge("The bonus there is 10–15%.", allowed["bands"], first.mind).ok
