"""A plan states the guide's own figures; a draft asks for what was asked and names only an offer that is held."""

from collections.abc import Callable

from bot.answer import Answer, Email
from bot.reading.terms import Offer, Profile
from tests.coach.answers import prose

Say = Callable[..., Answer]
OFFER = Offer(company="weights-and-biases", currency="USD", base=210_000, equity=220_000, equity_years=4)
HELD = Offer(company="Anthropic", currency="USD", base=235_000, equity=320_000)


def _mail(answer: Answer) -> str:
    return next(block.body for block in answer.blocks if isinstance(block, Email))


def test_a_plan_without_a_place_is_made_for_the_guides_first_and_says_so(say: Say) -> None:
    answer = say("what should I ask for as a staff engineer at W&B", kinds=("plan",))
    assert answer.status == "answered" and "For San Francisco" in prose(answer) and "$295K" in prose(answer)


def test_a_plan_states_what_the_guide_would_accept_and_walk_away_from(say: Say) -> None:
    told = prose(say("walk-away number for an ML engineer at W&B in San Francisco", kinds=("plan",)))
    assert "walk away below $230K base" in told and "$35K signing bonus" in told


def test_a_part_that_no_table_states_is_answered_with_what_the_guide_would_ask_for(say: Say) -> None:
    answer = say("signing bonus for an ML engineer at W&B", kinds=("band",))
    assert answer.status == "answered" and "would ask for there: $35K signing bonus" in prose(answer)


def test_a_counter_names_the_offer_that_is_held(say: Say) -> None:
    known = Profile(offer=OFFER, others=(HELD,))
    mail = _mail(say("counter e-mail for W&B ML engineer in New York", kinds=("draft",), profile=known))
    assert "I also hold an offer from Anthropic at $235K base" in mail


def test_a_counter_names_no_offer_where_none_is_held(say: Say) -> None:
    known = Profile(offer=OFFER)
    mail = _mail(say("counter e-mail for W&B ML engineer in New York", kinds=("draft",), profile=known))
    assert "also hold" not in mail and "[your reason, in one sentence]" in mail


def test_a_mail_for_more_equity_asks_for_equity(say: Say) -> None:
    known = Profile(offer=OFFER)
    mail = _mail(say("mail to ask W&B for more equity, ML engineer in New York", kinds=("draft",), profile=known))
    assert "equity of $300K over 4 years (now $220K)" in mail and "a base of" not in mail
