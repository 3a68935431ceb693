"""Where the company's band isn't held, the bases that other guides state for the role and place are told, exactly."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.answer import Answer, plain
from bot.coach.compose import respond
from bot.coach.context import Context
from bot.conversation.known import settled
from bot.reading.names import Names
from bot.reading.read import Reader
from ingest.index.build import ingest
from ingest.index.facts import Facts

BANDS = {"Alder": "€60K–€80K", "Birch": "€70K–€95K", "Cedar": "€90K–€120K", "Dogwood": "$150K–$170K"}


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facts]:
    folder = tmp_path_factory.mktemp("around")
    for name, base in BANDS.items():
        file = folder / "guides" / name.lower() / "software-engineer.md"
        file.parent.mkdir(parents=True)
        file.write_text(
            f"# Software Engineer | {name} Negotiation Guide\n\n| Region | Base |\n|---|---|\n| Berlin | {base} |\n",
            encoding="utf-8",
        )
    ingest([folder / "guides"], folder / "index", vectors=False)
    opened = Facts(folder / "index")
    yield opened
    opened.close()


def asked(facts: Facts, message: str) -> Answer:
    names = Names(facts)
    reading = settled(Reader(names).read(message), names)
    return respond(reading, Context(facts, names, None, reading.told.profile, (), date(2026, 11, 27)))


def test_an_offer_from_a_company_not_held_is_held_against_the_others(facts: Facts) -> None:
    answer = asked(facts, "Google offered me €85k base as a software engineer in Berlin, is that good?")
    said = plain(answer)
    assert "3 companies: from €60K–€80K per year (Alder) to €90K–€120K per year (Cedar)" in said
    assert "€85K is above the band at 1 of them, inside it at 1 and below it at 1" in said
    assert {figure.company for figure in answer.figures} == {"alder", "cedar"}
    assert len(answer.citations) == 2


def test_a_base_at_either_end_of_a_band_is_inside_it(facts: Facts) -> None:
    for base, told in (("80k", (0, 2, 1)), ("90k", (1, 2, 0)), ("95k", (1, 2, 0))):
        said = plain(asked(facts, f"Google offered me €{base} base as a software engineer in Berlin, is that good?"))
        assert "above the band at {} of them, inside it at {} and below it at {}".format(*told) in said


def test_of_fewer_than_three_companies_none_is_told_and_none_in_another_currency(facts: Facts) -> None:
    answer = asked(facts, "Google offered me $160k base as a software engineer in Berlin, is that good?")
    assert "the guides hold" not in plain(answer) and answer.figures == ()


def test_a_company_not_held_is_said_before_its_role_or_place(facts: Facts) -> None:
    said = plain(asked(facts, "What does Google pay a compiler engineer in Munich?"))
    assert "Google" in said.splitlines()[0] and "compiler" not in said.splitlines()[0]


def test_a_role_that_no_guide_has_there_is_told_nothing_of(facts: Facts) -> None:
    assert "Alder" not in plain(asked(facts, "Google offered me €85k base as a product designer in Berlin, good?"))


def test_a_rank_alone_is_no_role_to_look_around_for(facts: Facts) -> None:
    assert "the guides hold" not in plain(asked(facts, "is 60k ok for an intern in Berlin?"))
