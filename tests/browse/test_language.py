"""Pages in the reader's language: chosen, remembered or the browser's own; figures and days as it writes them."""

import re
from dataclasses import replace

import httpx
import pytest

from bot.channels.browse.language import texts
from bot.knowledge.playbook import own

from .conftest import Parsed, got

ROLE = "/companies/weights-and-biases/staff-software-engineer"
GERMAN = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}


@pytest.mark.parametrize(
    ("preferred", "tag"),
    [
        ("de-CH", "de"),
        ("fr, de;q=0.4", "de"),
        ("en-GB,de;q=0.9", "en"),
        ("fr", "en"),
        ("de;q=x, ;;,", "en"),
        ("", "en"),
    ],
)
async def test_a_page_is_in_the_language_that_the_browser_prefers(
    http: httpx.AsyncClient, preferred: str, tag: str
) -> None:
    answer = await http.get("/companies", headers={"Accept-Language": preferred})
    assert f'<html lang="{tag}">' in answer.text
    assert "Accept-Language" in answer.headers["vary"]
    assert ("Alle Zahlen" in answer.text) == (tag == "de")


async def test_a_language_that_is_chosen_is_kept_by_links_and_forms_and_by_no_cookie(http: httpx.AsyncClient) -> None:
    page = await got(http, "/rank?company=wandb")
    assert "/rank?company=wandb&lang=de" in page.links
    chosen = await got(http, "/rank?company=wandb&lang=de")
    assert "Wer zahlt am meisten?" in chosen.text
    inside = [link for link in chosen.links if link.startswith("/") and "lang=en" not in link]
    assert inside and all("lang=de" in link for link in inside)
    assert chosen.all("input", type="hidden", name="lang", value="de")
    line = next(link for link in inside if "#L" in link)
    assert line.index("lang=de") < line.index("#")
    assert "set-cookie" not in (await http.get("/rank?lang=de")).headers
    odd = await http.get("/playbook?lang=%3Cscript%3E")
    assert '<html lang="en">' in odd.text


async def test_a_link_to_another_language_carries_no_parameters_without_end(http: httpx.AsyncClient) -> None:
    page = await http.get("/rank?" + "x" * 30_000)
    assert page.status_code == 200 and "xxxx" not in page.text and 'href="/rank?lang=de"' in page.text


async def test_a_kept_page_is_not_given_in_another_language(http: httpx.AsyncClient) -> None:
    english = await http.get("/playbook")
    held = {"If-None-Match": english.headers["etag"]}
    assert (await http.get("/playbook", headers=held)).status_code == 304
    assert (await http.get("/playbook", headers={**held, **GERMAN})).status_code == 200


async def test_figures_and_days_are_written_as_the_language_does_and_stay_the_guides_own(
    http: httpx.AsyncClient,
) -> None:
    text = (await http.get(ROLE, headers=GERMAN)).text.replace("\u00a0", " ")
    assert "182.000–228.000 £" in text and "240.000–300.000 $" in text
    assert "10–15 %" in text and "USD über 4 Jahre" in text and "GBP pro Jahr" in text
    assert "Stand <time" in text and "$240" not in text.split("Zweifelhaft")[0]


async def test_where_words_are_english_the_page_says_so(http: httpx.AsyncClient) -> None:
    assert "im englischen Wortlaut" in (await http.get("/playbook/glossary", headers=GERMAN)).text
    assert "Englisch" not in (await http.get("/playbook/counter-once")).text
    guide = await http.get("/guides/weights-and-biases/staff-software-engineer.md", headers=GERMAN)
    assert 'lang="en"' in guide.text


@pytest.mark.parametrize(
    "address",
    ["/", "/companies", "/companies/hugging-face", "/compare?company=wandb&company=hf&company=zzz", "/rank?role=zzz",
     "/playbook/glossary", "/playbook/pay-history-law", "/companies/wb", "/playbook/nothing", "/offer", "/chat"],
)  # fmt: skip
async def test_every_page_is_there_in_german(http: httpx.AsyncClient, address: str) -> None:
    answer = await http.get(address, headers=GERMAN)
    assert answer.status_code in (200, 404)
    assert '<html lang="de">' in answer.text and ">Angebot<" in answer.text


async def test_what_the_german_home_offers_is_shown_in_german_and_asked_in_english(http: httpx.AsyncClient) -> None:
    page = httpx.Response(200, text=(await http.get("/", headers=GERMAN)).text)
    english = (await got(http, "/")).all("parley-chat")[0]["suggestions"].split("|")
    for one in english:
        assert f"::{one.replace('&', '&amp;')}" in page.text
    assert "Was verdient man bei " in page.text


async def test_english_words_on_a_german_page_are_marked_as_english(http: httpx.AsyncClient) -> None:
    def unmarked(page: Parsed, *tags: str) -> list[tuple[str, dict[str, str]]]:
        return [(tag, found) for tag, found in page.elements if tag in tags and found.get("lang") != "en"]

    guide = Parsed((await http.get("/guides/weights-and-biases/staff-software-engineer.md", headers=GERMAN)).text)
    assert guide.all("blockquote") and unmarked(guide, "h1", "blockquote") == []
    assert (
        'lang="de">Sie brauchen Visum oder Arbeitserlaubnis</a>'
        in (await http.get("/playbook?q=visum", headers=GERMAN)).text
    )


async def test_a_card_is_in_the_pages_language_with_its_blanks_and_one_that_was_changed_in_english(
    http: httpx.AsyncClient,
) -> None:
    page = (await http.get("/playbook/counter-once", headers=GERMAN)).text
    assert "Warten Sie, bis Sie alle Bedingungen kennen." in page and "[Ihre Forderung]" in page
    assert "Der Text ist auf Englisch" not in page and "[your ask]" not in page
    assert "Schicken Sie ein einziges Gegenangebot" in (await http.get("/playbook?group=ask", headers=GERMAN)).text
    card = own()["counter-once"]
    german = texts("de")
    assert german.card(card) is not None and german.card(replace(card, do=("Count to ten.",))) is None
    assert [name for name, one in own().items() if german.card(one) is None] == []


async def test_a_law_and_the_figures_of_a_guides_plan_are_told_in_the_pages_language(http: httpx.AsyncClient) -> None:
    laws = (await http.get("/playbook/pay-history-law", headers=GERMAN)).text
    assert "Früheres Gehalt darf weder erfragt noch verwendet werden." in laws and "May not ask" not in laws
    guide = (await http.get("/guides/weights-and-biases/staff-software-engineer.md", headers=GERMAN)).text
    plan = re.sub(r"<[^>]+>|\s+", " ", guide.split("Der Plan des Leitfadens")[1].split("<blockquote")[0])
    assert " pro Jahr Grundgehalt" in plan and "per year" not in plan


async def test_titles_of_cards_situations_and_notes_on_figures_are_in_the_pages_language(
    http: httpx.AsyncClient,
) -> None:
    home = (await http.get("/", headers=GERMAN)).text
    assert "Das Angebot verfällt in ein, zwei Tagen" in home and "The offer expires" not in home
    card = (await http.get("/playbook/counter-once", headers=GERMAN)).text
    assert "<h1>Ihr eines Gegenangebot</h1>" in card and "<dt>mit einem anderen Angebot</dt>" in card
    assert '<h1 lang="en">Making your one counter-offer</h1>' in (await http.get("/playbook/counter-once")).text
    derived = (await http.get("/compare?company=hugging-face&role=software+engineer", headers=GERMAN)).text
    assert "abgeleitet: " in derived and "derived: " not in derived


async def test_a_guides_own_word_for_its_quality_is_in_the_pages_language(http: httpx.AsyncClient) -> None:
    assert "Qualität nach eigener Angabe: hoch" in (await http.get(ROLE, headers=GERMAN)).text
    assert "high" in (await http.get(ROLE)).text


async def test_an_address_that_leads_nowhere_is_a_page_for_a_person_and_a_problem_for_a_program(
    http: httpx.AsyncClient,
) -> None:
    shown = await http.get("/glossary", headers=GERMAN | {"Accept": "text/html,*/*;q=0.8"})
    assert shown.status_code == 404 and "Unter dieser Adresse gibt es nichts" in shown.text
    assert (
        'href="/companies"' in shown.text
        and 'role="search"' in shown.text
        and "form-action" in shown.headers["content-security-policy"]
    )
    for address, accept in (("/glossary", "*/*"), ("/v1/glossary", "text/html")):
        told = await http.get(address, headers={"Accept": accept})
        assert told.status_code == 404 and told.json()["code"] == "not-found"
    assert (await http.post("/glossary", headers={"Accept": "text/html"})).json()["status"] == 404
