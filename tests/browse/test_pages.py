"""Every page is whole, safe and linked; its figures are the look-ups' own; what isn't there is said."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

from bot.answer import anchor
from bot.channels.browse import beside, find
from bot.channels.browse.chart import charts
from bot.channels.browse.figures import ShownCell
from bot.channels.browse.groups import OTHER, grouped, groups
from bot.knowledge.law import pay_history_laws
from bot.knowledge.playbook import own
from bot.wording import exact
from ingest.index.facts import Facts

from .conftest import got

ROLE = "/companies/weights-and-biases/staff-software-engineer"
GUIDE = "/guides/weights-and-biases/staff-software-engineer.md"
PAGES = [
    "/companies", "/companies?q=biases", "/companies/weights-and-biases", ROLE, GUIDE,
    "/guides/general/negotiating-an-ml-offer.md", "/compare", "/compare?company=W%26B&company=Hugging+Face",
    "/rank", "/rank?company=wandb", "/rank?role=software+engineer&component=equity", "/playbook", "/playbook?q=visa",
    "/playbook?group=equity", "/playbook/glossary?q=vesting",
    "/playbook/counter-once", "/playbook/glossary", "/playbook/pay-history-law",
]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
async def test_a_page_is_whole_has_its_landmarks_and_runs_nothing(http: httpx.AsyncClient, address: str) -> None:
    answer = await http.get(address)
    page = await got(http, address)
    assert "script" not in {tag for tag, _ in page.elements}
    assert not re.search(r"\sstyle=|\son\w+=", answer.text)
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "form-action 'self'" in answer.headers["content-security-policy"]
    assert len(page.all("main")) == len(page.all("h1")) == len(page.all("header")) == len(page.all("footer")) == 1
    assert page.all("a", href="#main") and "main" in page.ids
    assert page.all("link", rel="canonical")[0]["href"] == address.split("?", maxsplit=1)[0]
    assert all(found.get("aria-label") for found in page.all("nav"))
    labels = {found["for"] for found in page.all("label")}
    boxes = [found["id"] for tag, found in page.elements if tag in ("input", "select")]
    assert set(boxes) <= labels


async def test_every_link_of_every_page_leads_somewhere_and_every_line_cited_is_there(http: httpx.AsyncClient) -> None:
    seen: dict[str, set[str]] = {}
    left = ["/companies", "/playbook", "/compare", "/rank", *PAGES]
    wanted: list[tuple[str, str]] = []
    while left:
        address = left.pop()
        # The same pages in German lead to the same places, in German.
        if address in seen or address.startswith(("/chat", "/docs")) or address == "/" or "lang=" in address:
            continue
        page = await got(http, address)
        seen[address] = page.ids
        for link in page.links:
            target, _, place = link.partition("#")
            left.append(target or address)
            if place:
                wanted.append((target or address, place))
    assert len(seen) > 130
    assert [one for one in wanted if one[1] not in seen[one[0]]] == []


async def test_a_role_shows_every_band_with_all_digits_currency_period_and_line(
    http: httpx.AsyncClient, starter_index: Path
) -> None:
    page = await got(http, ROLE)
    checked = 0
    for band in Facts(starter_index).bands("weights-and-biases", "staff-software-engineer"):
        assert band.region in page.text
        for part in (band.base, band.equity, band.total):
            if part is None or part.amount is None:
                continue
            low, high = (exact(value, part.amount.currency) for value in (part.amount.low, part.amount.high))
            assert f"{low}–{high}" in page.text
            assert f"{GUIDE}#L{part.source.line}" in page.links
            checked += 1
    assert checked > 4
    assert "GBP per year" in page.text and "USD over 4 years" in page.text
    assert page.all("svg")


async def test_a_cited_line_of_a_guide_holds_the_guides_own_words(http: httpx.AsyncClient, starter_index: Path) -> None:
    file = Path(__file__).parents[2] / "corpus" / "weights-and-biases" / "staff-software-engineer.md"
    written = file.read_text(encoding="utf-8").splitlines()
    text = (await http.get(GUIDE)).text
    for band in Facts(starter_index).bands("weights-and-biases", "staff-software-engineer"):
        found = re.search(rf'id="L{band.line}">.*?<span>(.*?)</span>', text)
        assert found and found[1].replace("&amp;", "&").strip() == written[band.line - 1].strip()
    assert {f"L{number}" for number in range(1, len(written))} <= (await got(http, GUIDE)).ids


async def test_a_guides_page_holds_its_pay_levers_plan_levels_findings_dates_and_lines(
    http: httpx.AsyncClient, starter_index: Path
) -> None:
    page, facts = await got(http, GUIDE), Facts(starter_index)
    guide = facts.guide("weights-and-biases", "staff-software-engineer")
    assert guide and guide.levers and guide.mappings and guide.strategies
    found = facts.findings("weights-and-biases", "staff-software-engineer")
    assert found and all(f"{one.message[1:]}." in page.text for one in found)
    for held in (guide.bands, found, *((one.source for one in part) for part in (guide.levers, guide.mappings))):
        assert {f"{GUIDE}#L{one.line}" for one in held} <= set(page.links)
    assert page.all("time", datetime=str(guide.updated)) and "lines" in page.ids


async def test_a_derived_figure_says_so_and_how(http: httpx.AsyncClient, starter_index: Path) -> None:
    facts = Facts(starter_index)
    relative = [b for b in facts.bands() if b.base and b.base.state == "relative"]
    assert relative
    page = await got(http, f"/companies/{relative[0].company}/{relative[0].role}")
    assert "derived" in page.text and "% of" in page.text


async def test_comparing_and_ranking_keep_currencies_apart(http: httpx.AsyncClient) -> None:
    page = await got(http, "/compare?company=wandb&role=staff+engineer")
    heads = [word.strip() for word in page.words if word.strip() in ("USD", "GBP")]
    # One role for all of them: beside the heading, and in no row.
    assert page.words.count("Staff Software Engineer") == len(heads)
    assert heads == ["USD", "GBP"]
    ranked = await got(http, "/rank?company=wandb&component=base")
    assert "Base, USD per year" in ranked.text and "Base, GBP per year" in ranked.text
    assert "nothing is converted" in ranked.text


async def test_a_ranking_is_ordered_by_the_top_of_the_range(http: httpx.AsyncClient, starter_index: Path) -> None:
    page = await got(http, "/rank?company=wandb&component=base&unit=USD+per+year")
    bands = [b.base.amount for b in Facts(starter_index).bands("weights-and-biases") if b.base and b.base.amount]
    tops = sorted({one.high for one in bands if one.currency == "USD"}, reverse=True)
    places = [page.text.index(f"–{exact(top, 'USD')}") for top in tops]
    assert len(tops) > 2 and places == sorted(places)
    lowest = await got(http, "/rank?company=wandb&component=base&unit=USD+per+year&order=lowest")
    assert lowest.text.index(exact(tops[-1], "USD")) < lowest.text.index(exact(tops[0], "USD"))


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("/companies/weights-and-biasses", "/companies/weights-and-biases"),
        ("/companies/weights-and-biases/staff-sofware-engineer", ROLE),
        ("/guides/weights-and-biases/staff-software-enginer.md", GUIDE),
        ("/playbook/deadline", "/playbook/exploding-deadline"),
    ],
)
async def test_what_is_not_there_is_said_with_what_is_near(http: httpx.AsyncClient, address: str, near: str) -> None:
    page = await got(http, address, 404)
    assert near in page.links


@pytest.mark.parametrize(
    "address",
    [
        "/companies?page=0", "/companies?page=x", "/companies?page=99", f"/companies?q={'a' * 101}",
        "/rank?component=luck", "/rank?order=random", "/rank?role=software+engineer&unit=beans",
        f"/compare?{'&'.join(['company=a'] * 7)}", f"{GUIDE}?from=0", f"/companies/{'a' * 201}", f"/guides/{'a' * 501}",
    ],
)  # fmt: skip
async def test_what_cant_be_asked_is_refused_in_a_sentence(http: httpx.AsyncClient, address: str) -> None:
    answer = await http.get(address)
    assert 400 <= answer.status_code < 500
    assert re.search(r'<p class="lead">[^<]{10,300}</p>', answer.text)


@pytest.mark.parametrize("word", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "'\x00"])
async def test_what_a_stranger_sends_stays_text(http: httpx.AsyncClient, word: str) -> None:
    asked = [("/companies", {"q": word}), ("/playbook", {"q": word}), ("/compare", {"company": word, "role": word}),
             ("/rank", {"role": word, "region": word}), ("/rank", {"company": word})]  # fmt: skip
    for address, query in asked:
        answer = await http.get(address, params=query)
        assert answer.status_code == 200
        assert "<script" not in answer.text and "<img src=x" not in answer.text and "49" not in answer.text


async def test_a_page_is_kept_by_its_tag_until_the_index_changes(http: httpx.AsyncClient) -> None:
    first = await http.get(ROLE)
    again = await http.get(ROLE, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and again.content == b""
    other = await http.get("/companies", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
    assert first.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("address", ["/", "/chat", ROLE])
async def test_a_page_not_sent_again_keeps_its_policy(http: httpx.AsyncClient, address: str) -> None:
    first = await http.get(address)
    again = await http.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]


async def test_pages_turn_and_their_links_keep_what_was_asked(http: httpx.AsyncClient) -> None:
    page = await got(http, "/playbook?q=offer")
    following = page.all("a", rel="next")[0]["href"]
    assert following == "/playbook?q=offer&page=2"
    second = await got(http, following)
    cards = {link for link in page.links if link.startswith("/playbook/")}
    assert {link for link in second.links if link.startswith("/playbook/")} - cards
    assert second.all("a", rel="prev")[0]["href"] == "/playbook?q=offer"


async def test_the_playbook_shows_its_groups_each_a_page_and_no_card_is_lost(http: httpx.AsyncClient) -> None:
    first = await got(http, "/playbook")
    addresses = [link for link in first.links if link.startswith("/playbook?group=")]
    assert len(addresses) > 8
    cards: list[str] = []
    for address in addresses:
        page = await got(http, address)
        held = [link for link in page.links if link.startswith("/playbook/")]
        assert 0 < len(held) <= 20 and set(addresses) - {address} <= set(page.links)
        cards += held
    assert sorted(cards) == [f"/playbook/{name}" for name in sorted(own())]
    assert "/playbook" in (await got(http, "/playbook?group=luck", 404)).links


def test_a_card_of_a_topic_of_its_own_is_among_the_others_and_every_group_names_what_is_there() -> None:
    held = own()
    strange = replace(held["counter-once"], name="mine", topic="of my own")
    assert grouped([*held.values(), strange], str)[OTHER] == [strange]
    assert {one for group in groups().values() for one in group} <= {*held, *(card.topic for card in held.values())}


async def test_the_words_of_the_field_are_folded_by_letter_and_those_of_a_search_are_open(
    http: httpx.AsyncClient,
) -> None:
    every = await got(http, "/playbook/glossary")
    assert len(every.all("details", **{"class": "fold"})) > 15 and not every.all("details", open="")
    found = await got(http, "/playbook/glossary?q=walk-away")
    assert "BATNA" in found.text and "Vesting" not in found.words
    assert len(found.all("details")) == len(found.all("details", open="")) > 0
    assert "/playbook/glossary" in (await got(http, "/playbook/glossary?q=xyzzy")).links


async def test_each_law_is_folded_under_its_place_and_has_an_address(http: httpx.AsyncClient) -> None:
    page = await got(http, "/playbook/pay-history-law")
    places = {anchor(law.jurisdiction) for law in pay_history_laws()}
    assert places <= page.ids and len(page.all("details")) == len(places) > 50


async def test_a_comparison_of_many_roles_is_folded_by_role_those_of_all_companies_first(
    http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = await got(http, "/compare?company=wandb&company=hf")
    assert not whole.all("details")
    monkeypatch.setattr(beside, "ROLES", 1)
    folded = await got(http, "/compare?company=wandb&company=hf")
    assert len(folded.all("details")) > 1 and len(folded.all("details", open="")) == 1
    assert folded.text.index("Weights & Biases, Hugging Face") < folded.text.index("Staff Software Engineer")
    kept = [[one["href"] for one in page.all("a", **{"class": "cite"})] for page in (whole, folded)]
    assert sorted(kept[0]) == sorted(kept[1])


async def test_what_all_roles_of_a_company_share_is_said_once(http: httpx.AsyncClient) -> None:
    shared, _, cards = (await http.get("/companies/hugging-face")).text.partition('<ul class="cards">')
    assert shared.count('class="dates"') == 1 and "<h2>" in cards
    assert 'class="dates"' not in cards and "Places:" not in cards


async def test_a_search_finds_a_company_by_alias_role_or_part_of_its_name(http: httpx.AsyncClient) -> None:
    for wanted in ("W&B", "wandb", "biases", "staff software"):
        page = await got(http, str(httpx.URL("/companies", params={"q": wanted})))
        assert "/companies/weights-and-biases" in page.links, wanted
    none = await got(http, "/companies?q=weightz")
    assert "The guides hold nothing" in none.text


async def test_words_to_say_show_blanks_not_slots(http: httpx.AsyncClient) -> None:
    page = await got(http, "/playbook/counter-once")
    assert "[your ask]" in page.text and "{ask}" not in page.text


async def test_a_head_request_is_answered_and_other_methods_are_not(http: httpx.AsyncClient) -> None:
    assert (await http.head(ROLE)).status_code == 200
    assert (await http.post("/companies")).status_code == 405


async def test_the_mark_is_served_as_favicon(http: httpx.AsyncClient) -> None:
    for name in ("/favicon.svg", "/favicon.ico"):
        answer = await http.get(name)
        assert answer.headers["content-type"] == "image/svg+xml" and answer.text.startswith("<svg")
    assert (await http.get("/browse/..%2frouter.py")).status_code == 404


async def test_a_place_alone_is_ranked_over_all_companies_and_roles(http: httpx.AsyncClient) -> None:
    page = await got(http, "/rank?region=London&component=base")
    assert "Staff Software Engineer" in page.text and "£182,000–£228,000" in page.text
    assert "San Francisco" not in page.text
    assert "Name a role, a company, a place or a level" in (await got(http, "/rank")).text


async def test_every_page_and_the_chat_lead_to_each_other(http: httpx.AsyncClient) -> None:
    for address in ("/", "/chat", "/offer", "/companies", "/rank", "/playbook"):
        links = (await got(http, address)).links
        assert {"/", "/chat", "/offer", "/companies", "/compare", "/rank", "/playbook"} <= set(links), address


async def test_a_search_finds_companies_by_name_role_and_place(http: httpx.AsyncClient) -> None:
    for wanted, found, other in (
        ("wandb", "Weights & Biases", "Hugging Face"), ("staff", "Weights & Biases", "Hugging Face"),
        ("Paris", "Hugging Face", "Weights & Biases"),
    ):  # fmt: skip
        page = await got(http, f"/companies?q={wanted}")
        names = [one for one in page.links if one.startswith("/companies/")]
        assert found in page.text and other not in page.text, (wanted, names)


async def test_a_search_for_a_place_leads_to_what_is_paid_there(http: httpx.AsyncClient) -> None:
    found = (await http.get("/companies?q=london")).text
    assert '<a href="/rank?region=London">What is paid in London, in order</a>' in found
    assert "/rank?region=" not in (await http.get("/companies?q=staff")).text


async def test_a_card_is_found_by_its_title_in_the_pages_language(http: httpx.AsyncClient) -> None:
    german = (await http.get("/playbook?q=gegenangebot", headers={"Accept-Language": "de"})).text
    assert "/playbook/counter-once" in german and "Ihr eines Gegenangebot" in german
    assert "/playbook/counter-once" not in (await http.get("/playbook?q=gegenangebot")).text


async def test_a_search_of_several_words_finds_what_each_of_them_names(http: httpx.AsyncClient) -> None:
    page = await got(http, "/companies?q=staff+wandb+london")
    assert "Weights & Biases" in page.words and "Hugging Face" not in page.words
    none = await got(http, "/companies?q=staff+wandb+atlantis")
    assert "The guides hold nothing" in none.text and "/chat" in none.links


async def test_a_search_for_a_role_shows_the_roles_of_that_name(http: httpx.AsyncClient) -> None:
    found = await got(http, "/companies?q=staff+engineer")
    roles = [link for link in found.links if link.startswith("/companies/weights-and-biases/")]
    assert roles == [ROLE]
    every = await got(http, "/companies?q=biases")
    assert len([link for link in every.links if link.startswith("/companies/weights-and-biases/")]) == 3
    # Of all companies the names and how many roles each has: the same roles sixty times over helped nobody.
    listed = await got(http, "/companies")
    assert "3 roles" in listed.text and not [
        link for link in listed.links if link.startswith("/companies/weights-and-biases/")
    ]


async def test_bars_say_whose_they_are_and_repeat_nothing_that_is_the_same_for_all(http: httpx.AsyncClient) -> None:
    several = (await http.get("/rank?company=wandb")).text.split("<figure")[1]
    assert ">Staff Software Engineer · San Francisco<" in several
    one = (await http.get("/rank?company=wandb&role=staff+software+engineer")).text.split("<figure")[1]
    assert ">San Francisco<" in one
    beside = (await http.get("/compare?company=wandb&company=hf&role=software+engineer")).text
    assert ">Hugging Face · " in beside.split("<figure", 1)[1]


def test_of_the_cards_that_a_search_finds_those_with_its_words_in_their_title_come_first() -> None:
    titled = ["offer" in card.title.casefold() for card in find.cards(own().values(), "offer", str)]
    assert 0 < sum(titled) < len(titled) and titled == sorted(titled, reverse=True)


def test_ranges_are_drawn_to_a_scale_of_round_numbers_that_begins_near_the_lowest() -> None:
    def cell(low: int, high: int) -> ShownCell:
        return ShownCell("base", "Base", "", "USD per year", "", (), "", 1, False, Decimal(low), Decimal(high), "USD")

    [drawn] = charts([("one", cell(180_000, 200_000)), ("other", cell(190_000, 220_000)), ("words", None)])
    assert [(bar.left, bar.width) for bar in drawn.bars] == [(0.0, 50.0), (25.0, 75.0)]
    assert [tick.value for tick in drawn.ticks] == [180_000, 190_000, 200_000, 210_000, 220_000]
    assert charts([("one", cell(180_000, 200_000)), ("words", None)]) == []
