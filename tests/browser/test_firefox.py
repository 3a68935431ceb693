"""The same widget in Firefox, where it is installed: a question with its source, an offer, a practice, coming back.

Few tests: what differs between browsers is here, everything else in the other files."""

import shutil
from collections.abc import Iterator

import pytest

from .firefox import ESCAPE, Firefox, started
from .test_browse import VIEWS
from .test_widget import BAND, OFFER

client = pytest.importorskip("websockets.sync.client")
BINARY = shutil.which("firefox-esr") or shutil.which("firefox")


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory, server: str) -> Iterator[Firefox]:
    """One window for all of the tests here, in their order."""
    if BINARY is None:
        pytest.skip("Firefox isn't installed (apt-get install firefox-esr)")
    process, address = started(BINARY, tmp_path_factory.mktemp("firefox"))
    try:
        with client.connect(address, max_size=None) as socket:
            opened = Firefox(socket)
            opened.size(900, 860)
            opened.goto(f"{server}/chat")
            yield opened
            assert opened.wrong == []
    finally:
        process.terminate()
        process.wait(60)


def test_a_question_is_answered_and_its_source_opens_beside_it(firefox: Firefox) -> None:
    firefox.ask(BAND)
    assert "£129K–£163K" in firefox.value("all('.theirs .card')[0].innerText")
    assert firefox.value("all('svg.range')[0].getBoundingClientRect().width") > 100
    firefox.value("all('.cite')[0].click()")
    firefox.until("all('.source .cited').some((one) => one.textContent.includes('London'))")
    firefox.type(ESCAPE)
    firefox.until("!all('.source').length")
    assert firefox.value("chat().activeElement === all('.cite')[0]")


def test_an_offer_is_drawn_year_by_year_and_nothing_sticks_out(firefox: Firefox) -> None:
    firefox.ask(OFFER)
    assert firefox.value("seen(all('.offer svg.years')[0])")
    for width in (390, 640, 900):
        firefox.size(width, 844)
        assert firefox.value("document.scrollingElement.scrollWidth <= innerWidth"), width
        wide = firefox.value(
            "all('.card, .bubble, .entry').filter((one) => one.getBoundingClientRect().right > innerWidth).length"
        )
        assert wide == 0, width


def test_a_reload_brings_the_chat_back_and_a_new_one_keeps_it(firefox: Firefox) -> None:
    firefox.reload()
    firefox.until("all('.mine').length === 2")
    firefox.press("New chat")
    firefox.until("all('.welcome').length && chat().activeElement === all('textarea')[0]")
    firefox.press("Your chats")
    firefox.until("all('.chats li').length === 2")
    firefox.type(ESCAPE)
    firefox.until("!all('.chats').length")


def test_a_practice_is_played_to_its_debrief(firefox: Firefox) -> None:
    firefox.press("Practise the call")
    firefox.until("all('.sheet option[value=weights-and-biases]').length")
    firefox.value("choose('company', 'weights-and-biases')")
    firefox.until("all('select[name=region] option').length")
    firefox.press("Start")
    firefox.until("all('.board summary').length")
    firefox.ask("Thank you! I was hoping for more base, given my experience.")
    firefox.value("all('.board summary')[0].click()")
    firefox.press("End and debrief")
    firefox.until("all('.debrief svg.turns').some(seen)")


def test_every_page_fits_a_phone_and_the_page_of_offers_opens_with_its_form(firefox: Firefox, server: str) -> None:
    firefox.size(390, 844)
    for name, path in {**VIEWS, "offer": "/offer"}.items():
        firefox.goto(server + path)
        assert firefox.value("document.scrollingElement.scrollWidth <= innerWidth"), name
        assert firefox.value("document.querySelectorAll('h1').length") == 1, name
    firefox.until("all('input[name=base]').some(seen)")
