"""A form is a request of its own: each field is what its name says, and the note takes nothing away from it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.answer import Answer, Email, OfferGauge, plain
from bot.channels.slack import views
from bot.conversation import forms, rehearsal
from bot.conversation.coach import Coach
from bot.conversation.forms import OfferForm, PracticeForm
from bot.conversation.known import settled
from bot.practice.scenario import Request
from bot.reading.fields import offer_of
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.terms import Profile
from bot.reading.types import Question, Reading, Subject
from ingest.index.facts import Facts

WANDB: dict[str, Any] = {"company": "Weights & Biases", "role": "software engineer", "region": "San Francisco"}
TERMS = {"base": "$185,000", "equity": "$240,000 over 4 years", "bonus": "10%", "signing": "20k"}


@pytest.fixture(scope="module")
def coach(starter_index: Path) -> Coach:
    facts = Facts(starter_index)
    names = Names(facts)
    return Coach(facts, names, Reader(names), today=lambda: date(2026, 11, 27))


def taken(coach: Coach, **fields: Any) -> tuple[Reading, Answer]:
    """An offer form as it is read and answered."""
    reading = settled(forms.read(OfferForm(**(WANDB | fields)), coach.reader, (), Profile()), coach.names)
    return reading, coach.compose(reading, ())


def gauges(answer: Answer) -> list[OfferGauge]:
    return [block for block in answer.blocks if isinstance(block, OfferGauge)]


@pytest.mark.parametrize(
    "note",
    ["Deadline Friday", "They want an answer by Monday", "I'm nervous about asking", "How do I ask for more time?", "",
     "Can you write the e-mail?", "My recruiter is called Dana.", "I also have an offer from Stripe for 210k base"],
)  # fmt: skip
def test_an_offer_form_is_valued_whatever_its_note_says(coach: Coach, note: str) -> None:
    reading, answer = taken(coach, **TERMS, notes=note)
    assert reading.asks[0].kind == "offer" and answer.status == "answered"
    (gauge,) = gauges(answer)
    assert gauge.years[0].base == 185_000 and gauge.years[0].equity == 60_000 and gauge.years[0].signing == 20_000
    held = reading.told.profile.offer
    assert held is not None and (held.base, held.equity, held.bonus_percent) == (185_000, 240_000, 10)
    assert held.company == "weights-and-biases"


def test_a_deadline_in_the_note_is_known_and_not_asked_for(coach: Coach) -> None:
    reading, answer = taken(coach, **TERMS, notes="Deadline Friday")
    assert reading.told.profile.offer is not None and reading.told.profile.offer.deadline == "Friday"
    assert "By when do they want your answer?" not in plain(answer)


def test_a_figure_of_the_note_never_takes_the_place_of_a_fields(coach: Coach) -> None:
    reading, _ = taken(coach, **TERMS, notes="They first said 150k base. My floor is 170k.")
    assert reading.told.profile.offer is not None and reading.told.profile.offer.base == 185_000


def test_a_message_that_is_to_be_read_as_an_offer_is_valued_though_it_asks_nothing(coach: Coach) -> None:
    words = (
        "Hi! W&B here. For the software engineer role in San Francisco we'd go with $185,000 base and $20,000 signing."
    )
    reading = settled(forms.read(OfferForm(notes=words), coach.reader, (), Profile()), coach.names)
    answer = coach.compose(reading, ())
    (gauge,) = gauges(answer)
    assert gauge.years[0].base == 185_000 and gauge.years[0].signing == 20_000
    assert reading.text == words and reading.told.subjects[0].company == "weights-and-biases"


def test_an_unknown_company_is_said_and_no_figure_of_anothers_shown(coach: Coach) -> None:
    _, answer = taken(coach, company="Quillmarsh Labs", **TERMS)
    assert "Quillmarsh" in plain(answer) and answer.figures == ()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"base": "245"}, {"base": 245_000}),
        ({"base": "24 lakh"}, {"base": 2_400_000, "currency": "INR"}),
        ({"base": "74.400,00 EUR"}, {"base": 74_400, "currency": "EUR"}),
        ({"base": "€6,000 a month"}, {"base": 72_000, "currency": "EUR"}),
        ({"base": "a quarter of a million dollars"}, {"base": 250_000, "currency": "USD"}),
        ({"bonus": "15"}, {"bonus_percent": 15}),
        ({"bonus": "$20,000"}, {"bonus_amount": 20_000}),
        ({"equity": "$360,000 over 3 years"}, {"equity": 360_000, "equity_years": 3}),
        ({"equity": "4,000 RSUs"}, {"equity_count": 4_000}),
        ({"signing": "5k"}, {"signing": 5_000}),
    ],
)
def test_a_field_is_read_by_the_grammar_and_is_what_it_is_called(
    fields: dict[str, str], expected: dict[str, Any]
) -> None:
    offer = offer_of(fields).offer
    assert offer is not None and {name: getattr(offer, name) for name in expected} == expected


def test_numbers_without_a_currency_are_in_the_forms(coach: Coach) -> None:
    reading, _ = taken(coach, base="245000", equity="360000", equity_years=3, currency="USD")
    held = reading.told.profile.offer
    assert held is not None and (held.base, held.currency, held.equity_years) == (245_000, "USD", 3)


@pytest.mark.parametrize("words", ["competitive", "$75 an hour", "575 a day"])
def test_what_is_no_yearly_amount_is_asked_about_and_never_guessed(words: str) -> None:
    made = offer_of({"base": words})
    assert made.offer is None and len(made.doubts) == 1


def test_slacks_forms_keep_their_fields_apart() -> None:
    def entered(**values: str) -> dict[str, Any]:
        return {"values": {name: {views.VALUE: {"value": value}} for name, value in values.items()}}

    form = views.read_offer_form(entered(**WANDB, **TERMS, notes="Deadline Friday"))
    assert isinstance(form, OfferForm) and form.amounts == TERMS and form.notes == "Deadline Friday"
    practice = views.read_practice_form(entered(**WANDB))
    assert practice == PracticeForm(**WANDB, difficulty="realistic", persona="friendly")


def test_a_practice_form_is_what_was_chosen(coach: Coach) -> None:
    form = PracticeForm(**WANDB, difficulty="hard", persona="founder")
    reading = settled(forms.read(form, coach.reader, (), Profile()), coach.names)
    request = rehearsal.wanted(reading.told, reading.told.profile, form)
    assert isinstance(request, Request)
    assert (request.company, request.role, request.region) == (
        "weights-and-biases",
        "software-engineer",
        "San Francisco",
    )
    assert (request.difficulty, request.persona) == ("hard", "founder")


@pytest.mark.parametrize("wrong", [{"base": "9" * 201}, {"notes": "x" * 8_001}, {"currency": "dollars"}, {"more": "1"}])
def test_a_form_is_bounded(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        OfferForm(**wrong)


def test_a_programs_level_question_is_typed(coach: Coach) -> None:
    about = Subject("weights-and-biases", "software-engineer")
    question = Question("", "level", subjects=(about,), theirs=("Google", "L5"))
    assert "Google L5" in plain(coach_answer(coach, question))


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        (("Facebook", "E6"), "Meta E6 maps to W&B Staff SWE"),
        (("Google", "L4"), "Google L4 maps to W&B ML/AI Engineer or W&B SWE"),
        (("Google", "L5"), "Google L5 maps to W&B ML/AI Engineer"),
    ],
)
def test_a_level_elsewhere_is_found_up_to_both_ends_of_a_span_and_by_a_companys_old_name(
    coach: Coach, theirs: tuple[str, str], said: str
) -> None:
    question = Question("", "level", subjects=(Subject("weights-and-biases"),), theirs=theirs)
    assert said in plain(coach_answer(coach, question))


def test_a_note_that_asks_what_a_word_means_is_told_beside_the_valuation(coach: Coach) -> None:
    reading, _ = taken(coach, **TERMS, notes="What does vesting mean?")
    assert [ask.kind for ask in reading.asks] == ["offer", "explain"]


def test_a_programs_draft_names_its_card(coach: Coach) -> None:
    about = Subject("weights-and-biases", "software-engineer")
    answer = coach_answer(coach, Question("", "letter", subjects=(about,)), ("saying-no",))
    assert any(isinstance(block, Email) for block in answer.blocks)
    assert any("saying-no" in citation.id for citation in answer.citations)


def coach_answer(coach: Coach, question: Question, cards: tuple[str, ...] = ()) -> Answer:
    from bot.coach.compose import compose

    return compose(question, coach.context(question, ()), cards)


@pytest.mark.parametrize(
    "message",
    [
        "They offered me 185k base and 240k in RSUs over 4 years. Can we rehearse the call?",
        "Let's practise the call with them. I'm nervous.",
        "They offered me 185k base, can we rehearse",
        "Können wir das Gehaltsgespräch üben? Es ist morgen.",
        "Lass uns das Gespräch durchspielen, als Entwicklerin in Berlin",
        "Quero treinar a conversa com o recrutador",
        "¿Podemos practicar la llamada con el recruiter?",
        "On peut répéter l'appel avec le recruteur ?",
    ],
)
def test_a_wish_to_rehearse_is_heard_beside_an_offer_and_in_other_languages(message: str) -> None:
    assert rehearsal.wishes(message)


@pytest.mark.parametrize("message", ["What should I practise before the call?", "I rehearsed it. Now what do I say?"])
def test_who_speaks_of_practising_does_not_begin_a_rehearsal(message: str) -> None:
    assert not rehearsal.wishes(message)


def test_what_is_told_beside_a_wish_to_rehearse_is_left_by_itself() -> None:
    assert rehearsal.beside_wish("They offered me 2 lakh a month, can we rehearse?") == "They offered me 2 lakh a month"
    assert rehearsal.beside_wish("They offered me 2 lakh a month.") is None
