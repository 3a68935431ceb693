"""Which currency a place pays in: the gazetteer's towns, with our own names on top; what could be two tells nothing."""

import sys

import pytest

from ingest.lexicon import towns
from ingest.lexicon.places import currencies_said, is_place, local_currency


@pytest.mark.parametrize(
    ("place", "currency"),
    [
        ("Eindhoven", "EUR"), ("Leuven", "EUR"), ("Gdynia", "PLN"), ("Hobart", "AUD"), ("Nagpur", "INR"),
        ("Linz", "EUR"),
        ("Tartu", "EUR"), ("Plovdiv", "BGN"), ("Uppsala", "SEK"), ("Quito", "USD"), ("Accra", "GHS"), ("Almaty", "KZT"),
        ("Coimbatore", "INR"), ("Daejeon", "KRW"), ("Porto Alegre", "BRL"), ("Porto", "EUR"), ("Zaragoza", "EUR"),
        ("San Francisco Bay Area", "USD"), ("London (HQ)", "GBP"), ("Frankfurt am Main", "EUR"), ("München", "EUR"),
        ("Georgia", None), ("Hamilton", None), ("Level 5", None), ("Base", None), ("Remote", None),
    ],
)  # fmt: skip
def test_a_place_pays_in_its_countrys_currency_or_tells_nothing(place: str, currency: str | None) -> None:
    assert local_currency(place) == currency


@pytest.mark.parametrize("word", ["Base", "Best", "Date", "Time", "Mobile", "Officer", "Sterling", "Total", "Bonus"])
def test_a_word_of_a_table_is_no_place_though_some_town_has_its_name(word: str) -> None:
    assert not is_place(word)


def test_the_places_of_a_message_tell_its_currency_in_any_case() -> None:
    assert currencies_said("95k in berlin as a swe") == {"EUR"}
    assert currencies_said("the offer is for NYC or sf") == {"USD"}
    assert currencies_said("can you tell us, is 95k in la norma?") == frozenset()
    assert currencies_said("I was reading it in Reading") == {"GBP"}


@pytest.mark.parametrize(
    ("town", "country"),
    [("london", "United Kingdom"), ("paris", "France"), ("hamilton", None), ("valencia", None), ("nowhere", None)],
)
def test_of_towns_of_a_name_the_far_larger_one_is_meant_and_of_about_a_size_none(
    town: str, country: str | None
) -> None:
    assert towns.country_of(town) == country


def test_of_the_worlds_towns_only_what_is_asked_of_them_is_held() -> None:
    """The library's own list of them takes a hundred megabytes of a server."""
    paris, *smaller = towns.called("paris")
    assert (paris.country, paris.people > 2_000_000, "Parigi" in paris.others) == ("FR", True, True)
    assert smaller and not any(one.others for one in smaller)
    assert [one.name for one in towns.called_elsewhere("münchen")] == ["Munich"]
    assert sys.getsizeof(paris) < 150 and towns.called("no such town") == ()
