"""A citation leads to the page and the very line, in JSON, in Slack and in what was kept before there were pages."""

from pathlib import Path

import httpx
import pytest

from bot.answer import Answer, Citation, Text, page_of
from bot.channels.slack.blocks import message
from bot.errors import BadInput
from bot.settings import load

from .conftest import got

ASKED = (
    "What does W&B pay a staff engineer in London?",
    "they want an answer by tomorrow",
    "what is a vesting cliff?",
    "can a recruiter in New York ask for my current salary?",
    "compare staff and ML engineer equity at W&B",
)


@pytest.mark.parametrize("question", ASKED)
async def test_every_citation_of_an_answer_leads_to_its_line(http: httpx.AsyncClient, question: str) -> None:
    answer = (await http.post("/v1/ask", json={"question": question})).json()
    citations = answer.get("answer", answer)["citations"]
    assert citations
    for one in citations:
        address, _, place = one["href"].partition("#")
        page = await got(http, address)
        assert place in page.ids, one["href"]


def test_a_line_far_down_stands_on_a_later_page() -> None:
    assert page_of("a/b.md", 12) == "/guides/a/b.md#L12"
    assert page_of("a b/c#d.md", 2000) == "/guides/a%20b/c%23d.md#L2000"
    assert page_of("a/b.md", 2001) == "/guides/a/b.md?from=2001#L2001"
    assert page_of("mine/playbook/x.md", 9) == "/playbook/x#L9"


def test_a_citation_kept_before_there_were_pages_gets_its_link() -> None:
    old = {"id": "a/b.md:3", "path": "a/b.md", "line": 3, "section": "", "text": "x"}
    assert Citation.model_validate(old).href == "/guides/a/b.md#L3"
    again = Citation.model_validate(Citation.model_validate(old).model_dump())
    assert again.href == "/guides/a/b.md#L3"


def test_slack_links_to_the_line_only_where_our_address_is_known() -> None:
    cited = Citation(id="a/b.md:3", path="a/b.md", line=3, section="", text="x", title="B")
    answer = Answer(
        status="answered", blocks=(Text(text="So.", cites=("a/b.md:3",)),), citations=(cited,), intent="band"
    )
    linked = str([m.blocks for m in message(answer, site="https://parley.example")])
    assert "<https://parley.example/guides/a/b.md#L3|line 3>" in linked
    assert "|line 3>" not in str([m.blocks for m in message(answer)])


def test_an_address_that_is_none_is_refused(tmp_path: Path) -> None:
    assert load(public_url="https://parley.example/").public_url == "https://parley.example"
    for wrong in ("parley.example", "javascript:alert(1)", "https://a.example/|x>", "https://a.example/?q"):
        with pytest.raises(BadInput, match="PARLEY_PUBLIC_URL"):
            load(public_url=wrong)
