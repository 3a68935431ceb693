"""Retrieval: the right passage of the right guide, by meaning and by words; words alone when vectors are gone."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.knowledge.passages import HybridRetriever, open_retriever
from ingest.errors import IndexModelChanged
from ingest.index.build import open_vectors
from ingest.index.facts import Facts

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folder(starter_vectors: Path) -> Path:
    return starter_vectors


@pytest.fixture(scope="module")
def facts(folder: Path) -> Iterator[Facts]:
    with closing(Facts(folder)) as held:
        yield held


@pytest.fixture(scope="module")
def retriever(facts: Facts, folder: Path) -> HybridRetriever:
    return open_retriever(facts, folder)


@pytest.mark.parametrize(
    ("query", "company", "role", "section", "words"),
    [
        (
            "another firm also wants me, how do I use that",
            "weights-and-biases",
            "software-engineer",
            "Global Levers",
            "Compet",
        ),
        (
            "will they top up my shares every year",
            "weights-and-biases",
            "staff-software-engineer",
            "Global Levers",
            "Retention",
        ),
        ("which grade at Google is that", "weights-and-biases", "ml-ai-engineer", "Level Mapping", "Google"),
        ("where do these numbers come from", "hugging-face", "software-engineer", "Evidence & Sources", "Levels.fyi"),
        ("my public code on GitHub as an argument", "hugging-face", "software-engineer", "", "PR"),
        ("they say the range does not allow more", None, None, "", "band"),
    ],
)
def test_the_passage_that_answers_is_among_the_first_five(
    retriever: HybridRetriever, query: str, company: str | None, role: str | None, section: str, words: str
) -> None:
    hits = [hit.passage for hit in retriever.retrieve(query, company, role)]
    assert any(section in one.section and words in one.text for one in hits), [one.section for one in hits]


def test_a_known_company_and_role_narrow_to_their_guide_and_the_general_ones(retriever: HybridRetriever) -> None:
    hits = retriever.retrieve("what leverage do I have", "weights-and-biases", "software-engineer", 20)
    assert {hit.passage.path for hit in hits} <= {
        "weights-and-biases/software-engineer.md", "general/negotiating-an-ml-offer.md"
    }  # fmt: skip


def test_a_role_the_guides_lack_narrows_to_the_company(retriever: HybridRetriever) -> None:
    hits = retriever.retrieve("what leverage do I have", "hugging-face", "astronaut", 3)
    assert {hit.passage.company for hit in hits} <= {"hugging-face", ""}


def test_as_a_langchain_retriever_it_gives_documents_with_their_place(retriever: HybridRetriever) -> None:
    found = retriever.invoke("they said this is their final offer")
    assert found[0].metadata["path"] == "general/negotiating-an-ml-offer.md"
    assert {"company", "role", "section", "line", "date", "id"} <= set(found[0].metadata)
    assert "final" in found[0].page_content


def test_without_vectors_words_alone_answer_and_say_so(starter_index: Path) -> None:
    with closing(Facts(starter_index)) as held:
        hits = open_retriever(held, starter_index).retrieve("final offer")
        assert hits
        assert all(hit.lexical_only for hit in hits)


def test_when_the_chroma_server_is_gone_words_take_over_with_a_sentence_why(facts: Facts, folder: Path) -> None:
    cut_off = open_retriever(facts, folder, "http://127.0.0.1:9")
    hits = cut_off.retrieve("final offer")
    assert hits
    assert all(hit.lexical_only for hit in hits)
    assert "PARLEY_CHROMA_URL" in cut_off.trouble


def test_another_model_than_the_index_was_built_with_is_refused(facts: Facts, folder: Path) -> None:
    with pytest.raises(IndexModelChanged, match="--rebuild"):
        open_retriever(facts, folder, model="other/model")


@pytest.mark.parametrize("query", ["", "?!", '" OR 1=1; DROP TABLE words; --', "NEAR(a b) *", "a" * 5000, "和解"])
def test_any_text_is_a_query(retriever: HybridRetriever, query: str) -> None:
    assert len(retriever.retrieve(query)) <= 5


def test_a_guide_that_is_held_twice_is_searched_by_meaning(facts: Facts, folder: Path) -> None:
    one = facts.passages("weights-and-biases", "software-engineer")[0].id
    assert list(open_vectors(facts, folder).of([one, one])) == [one]
