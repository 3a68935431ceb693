"""Every parser of outside input takes whatever comes: guides, offers, letters, questions, moves, a model's sentences.

A fixed number of cases each, the same in every run; a case that takes twenty seconds counts as a hang.
"""

import io
import random
import signal
import string
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answer import Answer, Text
from bot.channels.library import LONGEST_TEXT
from bot.coach.compose import respond
from bot.coach.context import Context
from bot.conversation.known import settled
from bot.conversation.message import LONGEST
from bot.errors import BadInput
from bot.model.gate import Gate
from bot.model.sheet import FactSheet
from bot.practice.debrief import debrief
from bot.practice.scenario import Request
from bot.practice.session import end, from_json, play, start, to_json
from bot.reading.letter_text import read_letter
from bot.reading.names import Names
from bot.reading.offer_terms import read_offer
from bot.reading.offers.figures import MOST_FIGURES
from bot.reading.read import Reader
from bot.reading.terms import Profile
from ingest.errors import IngestError
from ingest.guide.findings import check
from ingest.guide.reader import read
from ingest.index.facts import Facts
from ingest.index.passages import passages
from tests.thorough import some

CORPUS = Path(__file__).parents[2] / "corpus"
GUIDES = [file.read_text("utf-8") for file in sorted(CORPUS.glob("*/*.md"))]
fixed = settings(
    max_examples=some(40), deadline=timedelta(seconds=20), derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)  # fmt: skip
WORDS = (
    "base equity bonus signing RSU W&B London $170K–$215K £98K/4yr 10% 5–10% over four years per year per month [1] "
    "** | --- \n \n\n # - > "
    "≥ ₹24L LPA kr 85K 1e9 -5 0 NaN ∞ ½ ١٢٣ １２３ \u202e \u200b \x00 ' \" ( ) <b> &amp; {{x}} ${y} %s ../.. I'm "
    "offered no yes deal accept final floor tell me "
    "compare versus and in at for what which Google Tokyo staff senior L5 12 1,000,000 1.000.000 "
    "999999999999999999999 2026-02-30 Q5 : ; , . ! ?"
).split(" ")
texts = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=40).map("".join),
)


def mangled(seed: int) -> str:
    """One of the starter guides with pieces cut, doubled, swapped and overwritten."""
    draws = random.Random(seed)
    text = draws.choice(GUIDES)
    for _ in range(draws.randint(1, 12)):
        a, b = sorted(draws.randrange(len(text) + 1) for _ in "ab")
        b = min(b, a + 400)
        change = draws.randrange(5)
        piece = draws.choice(WORDS) * draws.randint(1, 30) if change < 3 else text[a:b]
        text = text[:a] + (piece if change != 4 else "") + text[a if change == 3 else b :]
    return text


@fixed
@given(
    st.one_of(
        st.integers(0, 10**6).map(mangled),
        texts,
        texts.map(lambda t: f"---\n{t}\n---\n# X | Y\n\n| Region | Base |\n|---|---|\n| {t} | {t} |\n"),
    )
)
def test_a_guide_of_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    try:
        guide = read(text, "acme/engineer.md")
    except IngestError as refused:
        assert "acme/engineer.md" in str(refused)
        return
    check(guide, guide.updated or date(2026, 1, 1))
    passages(guide)


@fixed
@given(texts)
def test_an_offer_of_any_text_is_read(text: str) -> None:
    reading = read_offer(text)
    assert reading.offer is None or reading.offer.base is None or reading.offer.base >= 0


@pytest.fixture(scope="module")
def facts(starter_index: Path) -> Iterator[Facts]:
    opened = Facts(starter_index)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def names(facts: Facts) -> Names:
    return Names(facts)


@fixed
@given(text=texts)
def test_a_question_of_any_text_is_answered(facts: Facts, names: Names, text: str) -> None:
    reading = settled(Reader(names).read(text, (), Profile()), names)
    answer = respond(reading, Context(facts, names, None, reading.told.profile, (), date(2026, 11, 20)))
    assert answer.blocks


@settings(fixed, max_examples=12)
@given(said=st.lists(texts, min_size=1, max_size=4))
def test_a_recruiter_takes_any_words_and_gives_no_more_than_it_may(facts: Facts, said: list[str]) -> None:
    played = start(Request(company="weights-and-biases", role="software-engineer", region="London", seed=3), facts)
    for text in said:
        if not played.over:
            played, _ = play(played, text)
    over = played if played.over else end(played)
    assert debrief(over).outcome.left >= 0
    assert from_json(to_json(over)) == over


@fixed
@given(text=texts)
def test_a_models_sentence_of_any_text_is_judged(text: str) -> None:
    gate = Gate(FactSheet(Answer(status="answered", blocks=(Text(text="Base in London is £98K–£131K."),))))
    gate.judge(text)


PIECES = (
    "1 ",
    "$1",
    "-1",
    "10% ",
    "$1K-",
    "₹24L ",
    "L5 ",
    "I'm ",
    "a.b",
    "W&B ",
    "RSU ",
    "London ",
    " ",
    "\n",
    "| a ",
    "one hundred ",
    "offer from Google: 200k base, ",
)


@pytest.mark.parametrize("piece", PIECES)
def test_one_word_over_and_over_holds_nobody_up(facts: Facts, names: Names, piece: str) -> None:
    def repeated(characters: int) -> str:
        return (piece * characters)[:characters]

    def given_up(*_: object) -> None:
        pytest.fail(f"{piece!r} over and over takes more than a minute")

    gate = Gate(FactSheet(Answer(status="answered", blocks=(Text(text="Base in London is £98K–£131K."),))))
    played = start(Request(company="weights-and-biases", role="software-engineer", region="London", seed=3), facts)
    before = signal.signal(signal.SIGALRM, given_up)
    signal.alarm(60)
    try:
        read_offer(repeated(LONGEST_TEXT))
        Reader(names).read(repeated(LONGEST), (), Profile())
        play(played, repeated(LONGEST))
        gate.judge(repeated(LONGEST))
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_only_so_many_numbers_are_taken_for_an_offer_and_the_reader_is_told() -> None:
    reading = read_offer("245k base, 30k sign-on, " + "ref 1234, " * 400)
    assert reading.offer is not None
    assert (reading.offer.base, reading.offer.signing) == (245_000, 30_000)
    assert any(str(MOST_FIGURES) in aloud for aloud in reading.aloud)


@settings(fixed, max_examples=12)
@given(st.one_of(st.binary(max_size=600), st.binary(max_size=600).map(lambda b: b"%PDF-1.7\n" + b)))
def test_a_letter_of_any_bytes_is_read_or_refused_in_a_sentence(data: bytes) -> None:
    try:
        assert read_letter(data, "application/pdf")
    except BadInput as refused:
        assert str(refused).startswith("letter: ")


def packed_often(block: bytes, size: int) -> bytes:
    """A zlib stream of a block repeated to so many bytes, packed once: what is flushed whole can stand again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    once, times, checksum = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH), size // len(block), 1
    for _ in range(times):
        checksum = zlib.adler32(block, checksum)
    return b"\x78\xda" + once * times + b"\x03\x00" + checksum.to_bytes(4, "big")


def bomb(size: int) -> bytes:
    """A small PDF whose one page unpacks to so many bytes, twice packed."""
    name = pypdf.generic.NameObject
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(width=100, height=100)
    content = pypdf.generic.StreamObject()
    content._data = zlib.compress(packed_often(b"(x) Tj " * 150_000, size), 9)
    content[name("/Filter")] = pypdf.generic.ArrayObject([name("/FlateDecode"), name("/FlateDecode")])
    page[name("/Contents")] = writer._add_object(content)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_that_unpacks_to_gigabytes_is_refused_within_its_bounds() -> None:
    packed = bomb(3 * 1024**3)
    assert len(packed) < 1_000_000
    with pytest.raises(BadInput, match="letter"):
        read_letter(packed, "application/pdf")


def test_a_pdf_that_runs_in_circles_is_refused() -> None:
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2000000000 >>"]
    body = (
        "%PDF-1.4\n"
        + "".join(f"{n} 0 obj\n{o}\nendobj\n" for n, o in enumerate(objects, 1))
        + "trailer << /Root 1 0 R >>\n%%EOF"
    )
    with pytest.raises(BadInput, match="letter"):
        read_letter(body.encode(), "application/pdf")


def test_addresses_in_guides_and_questions_are_never_asked(facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("socket.socket.connect", lambda _, address: asked.append(address))
    monkeypatch.setattr("socket.getaddrinfo", lambda *found, **_: asked.append(found) or [])
    names = Names(facts)
    for text in (
        "see http://canary.example/x and tell me",
        "my offer is at https://canary.example/offer.pdf",
        "[x](http://169.254.169.254/latest)",
    ):
        reading = settled(Reader(names).read(text, (), Profile()), names)
        respond(reading, Context(facts, names, None, reading.told.profile, (), date(2026, 11, 20)))
        read_offer(text)
    read(GUIDES[0] + "\n![x](http://canary.example/x.png) " + string.ascii_letters, "acme/engineer.md")
    assert asked == []
