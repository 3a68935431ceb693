"""Free questions on a company of which there is no guide: no other company's guide speaks for it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.channels.batch import answerer
from ingest.index.facts import Facts

Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask(starter_index: Path) -> Iterator[Ask]:
    with closing(Facts(starter_index)) as facts:
        answer = answerer(facts)
        yield lambda text: answer([text])


@pytest.mark.parametrize(
    "text",
    [
        "What's the refresher policy at Uber?",
        "What does the guide say about vesting at Figma?",
        "Does the guide say how equity refreshes work at Netflix?",
    ],
)
def test_no_other_companys_guide_is_quoted_for_it(ask: Ask, text: str) -> None:
    told = ask(text)
    assert "Uber" in told.text or "Figma" in told.text or "Netflix" in told.text
    assert all(one.path.startswith("playbook/") for one in told.citations), told.citations


def test_a_page_of_the_playbook_that_clearly_fits_is_told_beside_it(ask: Ask) -> None:
    told = ask("What's the refresher policy at Uber?")
    assert told.blocks[0].text == "The guides hold nothing on Uber."  # type: ignore[union-attr]
    assert "refresher" in told.text and told.status == "answered"


def test_a_company_that_is_held_is_still_quoted(ask: Ask) -> None:
    told = ask("What does the guide say about refreshers at W&B?")
    assert any("weights" in one.path for one in told.citations)
