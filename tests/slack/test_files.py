"""Files with words are read like the web's letters, for their sender alone; all others are refused with a word."""

import asyncio
import io
import threading

import pytest
from fakes.slack_server import SlackServer

from bot.reading.apart import Apart
from bot.reading.terms import OfferReading
from tests.slack.conftest import Server

LETTER = """Weights & Biases

Dear Ann,
we are pleased to offer you the position of Staff Software Engineer at Weights & Biases in San Francisco.
Your base salary is $245,000 per year, with a target bonus of 10%.
You will be granted RSUs worth $360,000 over 4 years.
"""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word(text: str) -> bytes:
    from docx import Document

    made, file = Document(), io.BytesIO()
    for line in text.splitlines():
        made.add_paragraph(line)
    made.save(file)
    return file.getvalue()


def pdf(text: str) -> bytes:
    """A PDF of one page that shows the text."""
    shown = "".join(f"({line.translate({40: None, 41: None})}) Tj T*\n" for line in text.splitlines())
    stream = f"BT /F1 10 Tf 12 TL 40 740 Td\n{shown}ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    return bytes(out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)


MADE = {"text/plain": str.encode, WORD: word, "application/pdf": pdf}


@pytest.mark.parametrize("kind", MADE)
async def test_a_letter_is_read_and_judged_in_direct_messages(server: Server, slack: SlackServer, kind: str) -> None:
    file = slack.upload("offer", MADE[kind](LETTER), kind)
    root = await server.to.say("", files=[file], subtype="file_share")
    await server.app.idle()
    read, *answers = slack.public("D0ANN")
    assert "245,000" in read.words and "10% bonus" in read.words and "offer" in read.words
    assert "$245" in "".join(post.words for post in answers) and "band" in "".join(post.words for post in answers)
    assert all(post.thread_ts == root for post in (read, *answers))


async def test_letters_of_many_wait_for_one_another_and_hold_no_threads(
    server: Server, slack: SlackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way: list[str] = []
    most: list[int] = []
    let = threading.Event()

    def read(self: Apart, text: str) -> OfferReading:
        under_way.append(text)
        most.append(len(under_way))
        let.wait(30)
        under_way.pop()
        return OfferReading()

    monkeypatch.setattr(Apart, "read_offer", read)
    for number in range(6):
        file = slack.upload(f"offer{number}", (LETTER + "The team is glad. " * 300).encode(), "text/plain")
        await server.to.say("", files=[file], subtype="file_share", person=f"U0ANN{number}", channel=f"D0ANN{number}")
    async with asyncio.timeout(60):
        while len(slack.called("file")) < 6:
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    let.set()
    await server.app.idle()
    assert len(most) == 6 and max(most) == 1


async def test_in_a_channel_a_letter_is_read_for_its_sender_alone(server: Server, slack: SlackServer) -> None:
    file = slack.upload("offer.txt", LETTER.encode(), "text/plain")
    await server.to.say(f"<@{slack.bot}> is it good?", channel="C0JOBS", files=[file], subtype="file_share")
    await server.app.idle()
    assert slack.public("C0JOBS") == []
    assert "245" in "".join(post.words for post in slack.posts if post.to == "U0ANN")


async def test_a_file_that_nobody_gave_us_is_not_fetched(server: Server, slack: SlackServer) -> None:
    file = slack.upload("offer.txt", LETTER.encode(), "text/plain")
    await server.to.say("look at this", channel="C0JOBS", files=[file], subtype="file_share", person="U0BOB")
    await server.app.idle()
    assert slack.called("file") == [] and slack.posts == []


@pytest.mark.parametrize(
    ("kind", "more", "words"),
    [
        ("image/png", {}, "pictures"),
        ("application/zip", {}, "can't be read"),
        ("text/plain", {"size": 6_000_000}, "5 MB"),
        ("text/plain", {"mode": "external", "url_private": "https://example.org/x"}, "outside Slack"),
        ("text/plain", {"url_private_download": "https://evil.example/x.slack.com"}, "outside Slack"),
    ],
)
async def test_other_files_are_refused_with_a_word(
    server: Server, slack: SlackServer, kind: str, more: dict[str, object], words: str
) -> None:
    file = slack.upload("thing", b"\x00\x01", kind) | more
    if "mode" in more:
        file["url_private_download"] = ""
    await server.to.say("", files=[file], subtype="file_share")
    await server.app.idle()
    [post] = slack.public("D0ANN")
    assert words in post.words and post.text.startswith("thing: ") and "file:" not in post.text


async def test_a_question_beside_a_picture_is_answered_all_the_same(server: Server, slack: SlackServer) -> None:
    file = slack.upload("photo.png", b"\x89PNG", "image/png")
    await server.to.say("What does Weights &amp; Biases pay a staff engineer in London?", files=[file])
    await server.app.idle()
    refused, answer = slack.public("D0ANN")
    assert "pictures" in refused.words and "£" in answer.words


async def test_slacks_sign_in_page_is_not_read_as_a_letter(
    server: Server, slack: SlackServer, caplog: pytest.LogCaptureFixture
) -> None:
    file = slack.upload("offer.txt", LETTER.encode(), "text/plain")
    slack.fail("file", "no scope")
    await server.to.say("", files=[file], subtype="file_share")
    await server.app.idle()
    [post] = slack.public("D0ANN")
    assert "paste" in post.words and "files:read" in caplog.text


async def test_a_file_without_a_type_is_known_by_its_name(server: Server, slack: SlackServer) -> None:
    file = slack.upload("offer.txt", LETTER.encode(), "text/plain") | {"mimetype": ""}
    await server.to.say("", files=[file], subtype="file_share")
    await server.app.idle()
    assert "245,000" in slack.public("D0ANN")[0].words


async def test_a_file_of_a_shared_channel_is_looked_up_first(server: Server, slack: SlackServer) -> None:
    file = slack.upload("offer.txt", LETTER.encode(), "text/plain")
    await server.to.say("", files=[{"id": file["id"], "file_access": "check_file_info"}], subtype="file_share")
    await server.app.idle()
    assert "245,000" in slack.public("D0ANN")[0].words


NOTES = b"Team lunch on Friday: pizza, salad and cola. Bring your own chairs. The playlist is Anna's job."
MAIL = b"Hi Ann, this is our final offer, we can't move on the base. Please let us know by Friday. Best, Tom"


@pytest.mark.parametrize("text", ["", "see here", "is this good?"])
@pytest.mark.parametrize("words", [NOTES, MAIL])
async def test_of_words_without_pay_it_is_said_what_to_do_and_no_list_of_companies_comes(
    server: Server, slack: SlackServer, words: bytes, text: str
) -> None:
    file = slack.upload("notes.txt", words, "text/plain")
    await server.to.say(text, files=[file], subtype="file_share")
    await server.app.idle()
    [post] = slack.public("D0ANN")
    assert post.text.startswith("I see no figures of an offer in notes.txt") and "what do I answer?" in post.text


async def test_a_mail_without_pay_is_read_with_the_question_about_it(server: Server, slack: SlackServer) -> None:
    file = slack.upload("mail.txt", MAIL, "text/plain")
    await server.to.say("what do I answer?", files=[file], subtype="file_share")
    await server.app.idle()
    read, answer = slack.public("D0ANN")
    assert "with your question" in read.words and "Tom" in answer.words


async def test_a_question_of_its_own_is_answered_without_the_words_of_a_file(
    server: Server, slack: SlackServer
) -> None:
    file = slack.upload("notes.txt", NOTES, "text/plain")
    await server.to.say("What does Weights &amp; Biases pay a staff engineer in London?", files=[file])
    await server.app.idle()
    read, answer = slack.public("D0ANN")
    assert "no figures" in read.words and "£182K" in answer.words


@pytest.mark.parametrize("text", ["see here", "is this good?", "here's my offer, what do you think?"])
async def test_words_that_only_point_at_a_picture_get_the_word_on_pictures_alone(
    server: Server, slack: SlackServer, text: str
) -> None:
    file = slack.upload("photo.png", b"\x89PNG", "image/png")
    await server.to.say(text, files=[file])
    await server.app.idle()
    [post] = slack.public("D0ANN")
    assert "pictures" in post.words and "type what it says" in post.words
