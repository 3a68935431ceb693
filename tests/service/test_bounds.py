"""Whatever stands in an offer or a profile is bounded by its type, wherever it comes in; a refusal names the field."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.conversation.forms import OfferForm
from bot.errors import BadInput
from bot.knowledge.offer import value
from bot.practice.scenario import request_of
from bot.reading.fields import offer_of
from bot.reading.offer_terms import read_offer
from bot.reading.terms import MOST_LISTED, MOST_MONEY, MOST_YEARS, Offer, Profile
from bot.server.app import create_app
from bot.settings import Settings

from .live import Client, served

BAD_OFFERS: dict[str, str] = {
    "a bonus of a billion digits": '{"bonus_percent": "1e999999999"}',
    "a bonus of a billion decimals": '{"bonus_percent": "1e-999999999"}',
    "an endless bonus": '{"bonus_percent": "Infinity"}',
    "a bonus that is no number": '{"bonus_percent": "NaN"}',
    "a bonus below zero": '{"bonus_percent": -1}',
    "a bonus above a thousand": '{"bonus_percent": 1001}',
    "a share of a billion digits": '{"equity_percent": "1e999999999"}',
    "ten million years": '{"equity_years": 10000000}',
    "no years": '{"equity_years": 0}',
    "a base beyond any pay": '{"base": 1000000000001}',
    "a base below zero": '{"base": -1}',
    "a base in floating point": '{"base": 1e300}',
    "a base that is true": '{"base": true}',
    "years that are true": '{"equity_years": true}',
    "an endless base": '{"base": Infinity}',
    "a count beyond any": '{"equity_count": 1000000000001}',
    "vesting of nothing": '{"vesting": [0, 0, 0, 0]}',
    "vesting below zero": '{"vesting": [150, -50]}',
    "vesting over a lifetime": '{"vesting": ' + str([0] * MOST_YEARS + [100]) + "}",
    "a long name": '{"company": "' + "x" * 2001 + '"}',
    "half a character": '{"company": "\\ud800"}',
    "many words": '{"said": ' + json.dumps([["base", "x"]] * (MOST_LISTED + 1)) + "}",
}


@pytest.fixture
async def http(tmp_path: Path, index: Path) -> AsyncIterator[httpx.AsyncClient]:
    settings = Settings(index=index, database_url=f"sqlite:///{tmp_path}/p.sqlite3", _env_file=None)  # type: ignore[call-arg]
    async with served(create_app(settings)) as address, httpx.AsyncClient(base_url=address, timeout=20) as client:
        yield client


def field_of(offer: str) -> str:
    return next(iter(json.loads(offer)))


async def _send(me: Client, method: str, path: str, body: str) -> httpx.Response:
    headers = me.headers | {"Content-Type": "application/json"}
    return await me.http.request(method, me.base + path, content=body, headers=headers)


@pytest.mark.parametrize("part", ["offer", "floor", "current_pay", "target", "others"])
async def test_a_profile_takes_no_amount_that_cannot_be_meant_and_names_the_field(
    http: httpx.AsyncClient, part: str
) -> None:
    me = await Client.open(http)
    for what, offer in BAD_OFFERS.items():
        body = f'{{"{part}": [{offer}]}}' if part == "others" else f'{{"{part}": {offer}}}'
        refused = await _send(me, "PATCH", "/profile", body)
        assert refused.status_code == 422, what
        assert f"{part}." in refused.json()["detail"] and field_of(offer) in refused.json()["detail"], what
        assert len(refused.content) < 1000, what
    shown = await me.say("what do you know about me?")
    assert shown.status_code == 200


@pytest.mark.parametrize(
    "profile",
    [
        {"others": [{"base": 1}] * (MOST_LISTED + 1)},
        {"expertise": ["x"] * (MOST_LISTED + 1)},
        {"situation": ["x" * 2001]},
        {"company": "x" * 2001},
        {"current_level": ["x" * 2001, "y"]},
    ],
)
async def test_a_profile_is_no_place_to_keep_a_book(http: httpx.AsyncClient, profile: dict[str, Any]) -> None:
    me = await Client.open(http)
    refused = await http.patch(f"{me.base}/profile", json=profile, headers=me.headers)
    assert refused.status_code == 422
    assert next(iter(profile)) in refused.json()["detail"]


async def test_a_practice_takes_no_amount_that_cannot_be_meant_and_names_the_field(http: httpx.AsyncClient) -> None:
    me = await Client.open(http)
    whom = '"company": "weights-and-biases", "role": "software-engineer"'
    for what, offer in BAD_OFFERS.items():
        for part in ("offer", "floor", "accept_at", "ask"):
            refused = await _send(me, "POST", "/practice", f'{{{whom}, "{part}": {offer}}}')
            assert refused.status_code in (400, 422), what
            if refused.status_code == 422:
                assert field_of(offer) in refused.json()["detail"], what
    for name in ("seed", "deadline_turns", "deadline_days"):
        for number in ("1e300", "1e18", "-1e300"):
            refused = await _send(me, "POST", "/practice", f'{{{whom}, "{name}": {number}}}')
            assert refused.status_code == (201 if (name, number) == ("seed", "1e18") else 422), (name, number)


async def test_a_sheet_takes_no_amount_that_cannot_be_meant_and_names_the_field(http: httpx.AsyncClient) -> None:
    me = await Client.open(http)
    for what, offer in BAD_OFFERS.items():
        refused = await _send(me, "PATCH", "/offer", f'{{"company": "weights-and-biases", "offer": {offer}}}')
        assert refused.status_code == 422, what
        assert field_of(offer) in refused.json()["detail"] and len(refused.content) < 1000, what
    assert (await http.get(f"{me.base}/offer", headers=me.headers)).status_code == 200


@pytest.mark.parametrize("part", ["base", "equity", "bonus", "signing"])
def test_a_forms_amounts_are_within_the_same_bounds(part: str) -> None:
    for words in (
        "1e999999999", "9" * 200, "$" + "9" * 190, "Infinity", "NaN", "-5", "10 million billion trillion", "10^99",
        "hundred thousand and " * 9, "٣" * 200, "9" * 90 + "%", "0." + "0" * 150 + "1%", "200k over 99 years",
    ):  # fmt: skip
        form = OfferForm.model_validate({part: words, "equity_years": 20})
        offer = offer_of(form.amounts, "USD", form.equity_years).offer or Offer()
        assert Offer.model_validate(offer.model_dump()) == offer, words
        value(offer)


async def test_what_an_older_release_kept_beyond_the_bounds_is_left_out_and_the_rest_stays() -> None:
    stored = '{"company": "acme", "offer": {"bonus_percent": "1e999999999"}, "others": [{"base": -4}]}'
    assert Profile.kept(stored) == Profile(company="acme")
    assert Profile.kept("[]") == Profile.kept("nothing") == Profile()


def test_a_terminals_practice_names_the_amount_that_cannot_be_meant() -> None:
    with pytest.raises(BadInput, match="ask"):
        request_of(company="acme", role="engineer", ask={"base": 10**15})


@pytest.mark.parametrize(
    "words",
    [
        "my offer is $999999999999999 billion base, equity 12 over 0 years",
        "my offer is 200k base, 99999999999999 million RSUs over 99 years, 10.1234567890123% bonus",
        "RSUs of 400k over 0 years, 200k base",
        "200k base, 400k RSUs vesting " + "5% year 1, " * 20,
        "200k base, 400k RSUs vesting " + "1% year 1, " * 100,
        "base is nine hundred ninety nine million million million dollars",
        "\n".join(f"Company{chr(65 + n % 26)}{chr(65 + n // 26)} offered ${100 + n}k base" for n in range(60)),
    ],
)
def test_an_offer_that_is_read_is_within_the_same_bounds(words: str) -> None:
    reading = read_offer(words)
    assert len(reading.others) <= MOST_LISTED
    for offer in (reading.offer, reading.asked, reading.floor, reading.current, *reading.others):
        if offer is not None:
            assert Offer.model_validate(offer.model_dump()) == offer
            value(offer)


EMPLOYED = "Dear Jo, we are pleased to offer you employment.\n"
PAID = f"{EMPLOYED}Your base salary is $200,000 per year.\n"


@pytest.mark.parametrize(
    "letter",
    [
        f"{EMPLOYED}{'| Base salary | $200,000 | per year |' + chr(10)}" * 300,
        f"{EMPLOYED}Base salary: 1,000,000,000,000 per month",
        f"{EMPLOYED}Base salary: $900,000,000,000 per hour, 40 hours per week, for 200 days",
        f"{PAID}Pension: 9999% employer contribution.",
        f"{PAID}We grant you 9,999,999,999,999,999 RSUs vesting over 4 years.",
        f"{PAID}RSUs worth $999,999,999,999,999 over 4 years.",
        f"{PAID}Options: 1,000 options at a strike price of ${'9' * 60}.",
        f"{PAID}Allowance: ${'9' * 60} a month.",
        f"{PAID}Guaranteed bonus of $999,999,999,999,999 in the first year.",
        f"{PAID}{''.join(f'Allowance {n}: ${n}00 per month.' + chr(10) for n in range(1, 60))}",
        f"{PAID}{''.join(f'We grant you {n},000 RSUs over 4 years.' + chr(10) for n in range(1, 60))}",
    ],
)
def test_a_letter_that_is_read_is_within_the_same_bounds(letter: str) -> None:
    reading = read_offer(letter)
    assert reading.offer is None or Offer.model_validate(reading.offer.model_dump()) == reading.offer
    assert all(len(said) < 2_000 for said in reading.aloud)
    if letter.startswith(PAID):
        assert reading.offer is not None and reading.offer.base == 200_000


async def test_largest_amounts_are_taken_and_reckoned_with(http: httpx.AsyncClient) -> None:
    me = await Client.open(http)
    most = {
        "base": MOST_MONEY,
        "equity": MOST_MONEY,
        "equity_years": MOST_YEARS,
        "bonus_percent": 1000,
        "currency": "VND",
    }
    assert (await http.patch(f"{me.base}/profile", json={"offer": most}, headers=me.headers)).status_code == 200
    async with asyncio.timeout(20):
        assert (await me.say("what do you know about me?")).status_code == 200
