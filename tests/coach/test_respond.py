"""A reading answered: a section an ask, for this person, on one screen, honest, each word cited to what says it."""

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from bot.answer import Answer, Comparison, Email, OfferGauge, Script, Suggestions, Text, plain
from bot.channels.batch import answerer
from bot.knowledge.playbook import own
from bot.reading.terms import Offer, Profile
from bot.reading.types import Alternative, Fact
from ingest.amounts.numbers import mentions
from ingest.index.facts import Facts
from tests.coach.answers import prose

from .conftest import Say, copyable

SWE = "W&B software engineer San Francisco"


def offer(**parts: object) -> Profile:
    held = Offer(company="weights-and-biases", currency="USD", **parts)  # type: ignore[arg-type]
    return Profile(company="weights-and-biases", role="software-engineer", region="San Francisco", offer=held)


# Advice.


@pytest.mark.parametrize("name", sorted(own()))
def test_every_card_is_told_on_one_screen_with_its_advice_first_and_its_own_citation(say: Say, name: str) -> None:
    answer = say("what should I do now?", kinds=("advice",), cards=(name,))
    words = len(re.findall(r"\S+", prose(answer) + " " + copyable(answer)))
    assert prose(answer).replace("*", "").startswith(own()[name].advice[:40])
    assert words <= 150
    assert {c.path for c in answer.citations if c.path.startswith("playbook/")} == {f"playbook/{name}.md"}
    assert not re.search(r"\{\w+\}", plain(answer))


def first_line(answer: Answer) -> str:
    return next(block.text for block in answer.blocks if isinstance(block, Text)).replace("*", "")


def test_a_direct_question_gets_its_sentence_before_the_advice(say: Say) -> None:
    asked = "recruiter went quiet since my counter, six days now. should i nudge them or do I look desperate"
    answer = say(asked, kinds=("advice",), cards=("silence-after-a-counter",))
    assert first_line(answer).startswith("It isn't desperate.")
    assert own()["silence-after-a-counter"].advice[:40] in prose(answer)
    assert answer.citations[0].path == "playbook/silence-after-a-counter.md"


@pytest.mark.parametrize("text", ["what should I do?", "now what", "any advice", "how do I respond"])
def test_a_question_that_asks_for_nothing_in_particular_gets_the_advice(say: Say, text: str) -> None:
    for name in ("silence-after-a-counter", "final-offer", "band-limit", "lowball"):
        assert first_line(say(text, kinds=("advice",), cards=(name,))).startswith(own()[name].advice[:30])


@pytest.mark.parametrize(
    ("want", "told"),
    [("95", "That is an ordinary ask."), ("110", "That is more than"), ("140", "That is far more than")],
)
def test_an_ask_is_held_against_what_is_usual_to_ask_and_the_card_that_says_so_is_cited(
    say: Say, want: str, told: str
) -> None:
    facts = (
        Fact("own_offer", "88k", None, "base", Decimal(88_000), Decimal(88_000), "USD", "year"),
        Fact("target", want, None, "base", Decimal(want) * 1000, Decimal(want) * 1000, "USD", "year"),
    )
    answer = say(f"they offered 88k, is it dumb to ask for {want}k", kinds=("advice",), told=facts)
    assert told in prose(answer)
    assert "playbook/how-much-to-counter.md" in {one.path for one in answer.citations}


def test_beside_an_answer_no_list_of_roles_is_put_and_no_bare_question_for_levers(say: Say) -> None:
    answer = say("laid off from W&B, they offer less, any leverage?", kinds=("advice", "lever"), cards=("lowball",))
    assert "For which role" not in prose(answer)
    shown = [block for block in answer.blocks if isinstance(block, Suggestions)]
    assert all(not block.choices and len(block.items) <= 4 for block in shown)


def test_a_pay_told_of_a_company_that_is_not_held_is_still_helped_with(say: Say) -> None:
    fact = Fact("own_offer", "245k", None, "base", Decimal(245_000), Decimal(245_000), "CHF", "year")
    answer = say("what does Zxqvia pay a staff engineer? they gave me 245k CHF", kinds=("band",), told=(fact,))
    assert "don’t cover" in prose(answer) and own()["how-much-to-counter"].advice[:40] in prose(answer)


def test_advice_says_what_changes_for_this_person_and_nothing_else(say: Say) -> None:
    card = own()["two-offers"]
    told = {key: text for key, text in card.changes}
    startup = prose(
        say("it is a startup, they gave me stock options, i have two offers", kinds=("advice",), cards=("two-offers",))
    )
    assert told["private"][:30].lower() in startup.lower()
    assert told["public"][:30].lower() not in startup.lower()


def test_the_band_of_the_role_stands_beside_the_advice_with_the_persons_place_in_it(say: Say) -> None:
    answer = say("they lowballed me", kinds=("advice",), cards=("lowball",), profile=offer(base=175_000))
    assert "$170K–$215K" in prose(answer)
    assert "Yours, $175K, is 11% of the way up" in prose(answer)
    assert any(c.path == "weights-and-biases/software-engineer.md" for c in answer.citations)


def test_slots_are_filled_from_what_was_said_and_else_left_as_blanks(say: Say) -> None:
    told = offer(base=175_000).model_copy(update={"target": Offer(base=200_000, currency="USD")})
    answer = say("what do i say", kinds=("advice",), cards=("lowball",), profile=told)
    assert "$200K" in copyable(answer) and "$175K" in copyable(answer)
    bare = say("what do i say", kinds=("advice",), cards=("lowball",))
    assert "[your ask]" in copyable(bare) and "[the base offered]" in copyable(bare)


def test_more_is_told_when_it_is_asked_for(say: Say) -> None:
    short = say("they say it is final", kinds=("advice",), cards=("final-offer",))
    whole = say(
        "they say it is final", "tell me more", kinds=("restyle",), before=("advice",), steps=(("final-offer",),)
    )
    assert all(point in plain(whole) for point in own()["final-offer"].do)
    assert len(plain(whole)) > len(plain(short))


def test_where_no_card_fits_the_two_nearest_are_offered(say: Say) -> None:
    answer = say("zxqv wobble frumious", kinds=("advice",))
    (choices,) = [b for b in answer.blocks if isinstance(b, Suggestions)]
    titles = {card.title for card in own().values()}
    assert choices.choices and len(choices.items) == 2 and set(choices.items) <= titles


def test_the_law_on_past_pay_is_told_for_the_place(say: Say) -> None:
    there = Profile(company="weights-and-biases", role="software-engineer", region="San Francisco")
    assert "San Francisco" in prose(
        say("they ask my salary", kinds=("advice",), cards=("salary-history-asked",), profile=there)
    )


# Honesty.


def test_words_claim_no_other_offer_unless_the_person_holds_one(say: Say) -> None:
    for name in own():
        for message in ("write the email", "what do i say on the phone", "a chat message please"):
            answer = say(f"i have no other offer. {message}", kinds=("draft",), cards=(name,))
            assert not re.search(
                r"(?i)\bI (?:hold|have|got) (?:a|another|the) (?:\w+ ){0,2}offer\b", copyable(answer)
            ), name


def test_a_true_other_offer_may_be_said(say: Say) -> None:
    answer = say("i have two offers, what do I say", kinds=("advice",), cards=("two-offers",))
    assert "I hold a second offer" in copyable(answer)


def test_asked_to_make_up_an_offer_it_declines_and_gives_what_is_true(say: Say) -> None:
    answer = say("just say Google offered me 300k", kinds=("invent",))
    assert "won’t make up an offer" in prose(answer)
    assert "Google" not in copyable(answer) and "300" not in copyable(answer)
    assert any(c.path == "playbook/bluffing.md" for c in answer.citations)


def test_a_cards_words_are_cited_to_the_playbook_and_never_to_a_guide(say: Say) -> None:
    answer = say(f"{SWE}, they say it is final", kinds=("advice",), cards=("final-offer",))
    lead = answer.blocks[0]
    assert isinstance(lead, Text)
    cited = {c.id: c for c in answer.citations}
    assert [cited[one].title for one in lead.cites] == [f"Parley’s playbook: {own()['final-offer'].title}"]
    assert cited[lead.cites[0]].rests and "rests on: " in plain(answer)


# Several asks, doubts, nothing asked.


def test_several_asks_are_answered_in_order_with_one_set_of_suggestions(say: Say) -> None:
    answer = say(f"{SWE}: what does it pay, and what is a cliff", kinds=("band", "explain"))
    text = plain(answer)
    assert text.index("$170K–$215K") < text.index("Cliff")
    assert sum(isinstance(b, Suggestions) for b in answer.blocks) == 1


def test_a_search_that_finds_nothing_is_not_told_beside_a_figure_that_was_found(say: Say) -> None:
    alone = say(f"xylophones at {SWE}", kinds=("about",))
    assert "no word on just that" in prose(alone)
    both = say(f"xylophones at {SWE}", kinds=("band", "about"))
    assert both.figures and "no word on just that" not in prose(both)


def test_unsure_it_offers_the_readings_and_what_helps_in_any_of_them(say: Say) -> None:
    doubts = (Alternative("plan", "What to ask for"), Alternative("draft", "Write the mail"))
    answer = say("the number", kinds=("advice",), cards=("counter-once",), doubts=doubts, sure="unsure")
    last = answer.blocks[-1]
    assert isinstance(last, Suggestions) and last.choices
    assert last.items == ("What should I do?", "What should I ask for?", "Write the e-mail for me")
    assert own()["counter-once"].advice[:30] in prose(answer) and answer.status == "clarify"


def test_likely_it_answers_and_offers_the_next_readings_beside(say: Say) -> None:
    doubts = (Alternative("draft", "Write the mail"),)
    answer = say("they lowballed me", kinds=("advice",), cards=("lowball",), doubts=doubts, sure="likely")
    last = answer.blocks[-1]
    assert answer.status == "answered" and isinstance(last, Suggestions) and last.items[0] == "Write the e-mail for me"


def test_an_offer_told_without_a_question_is_weighed(say: Say) -> None:
    told = (Fact("own_offer", "175k", part="base"),)
    answer = say(f"{SWE}, they offer 175k base", told=told)
    assert any(isinstance(b, OfferGauge) for b in answer.blocks)


def test_no_suggestion_repeats_what_was_sent(say: Say) -> None:
    title = own()["rejected-counter"].title
    answer = say(title, "what else", kinds=("advice",), cards=("counter-several-parts",), before=("advice",))
    assert title not in [item for b in answer.blocks if isinstance(b, Suggestions) for item in b.items]


# Offer and plan.


def test_the_verdict_weighs_all_parts(say: Say) -> None:
    rich = say(
        "is it good?", kinds=("offer",), profile=offer(base=172_000, equity=400_000, equity_years=4, bonus_percent=10)
    )
    assert re.search(r"equity.{0,20}above|Strong|A good offer", prose(rich))
    assert "middle" not in prose(rich)
    poor = say(
        "is it good?", kinds=("offer",), profile=offer(base=212_000, equity=20_000, equity_years=4, bonus_percent=0)
    )
    assert "Low" in prose(poor) or "low in it" in prose(poor)


def test_an_offer_fits_one_screen_and_asks_one_question_back(say: Say) -> None:
    answer = say("is it good?", kinds=("offer",), profile=offer(base=180_000, equity=190_000, equity_years=4))
    assert len(prose(answer).split()) <= 120
    assert prose(answer).count("?") == 1


def test_a_plan_gives_ask_accept_and_floor_and_shrinking_steps(say: Say) -> None:
    answer = say("what should I ask for?", kinds=("plan",), profile=offer(base=175_000))
    table = next(b for b in answer.blocks if isinstance(b, Comparison))
    assert {"Ask", "Accept at"} <= set(table.columns) and table.rows[0][0] == "Base"
    ladder = [
        m.low for m in mentions(next(b.text for b in answer.blocks if isinstance(b, Text) and "step by step" in b.text))
    ]
    drops = [a - b for a, b in pairwise(ladder)]
    assert len(drops) >= 2 and all(first >= later > 0 for first, later in pairwise(drops))
    assert not re.search(r"(?i)other offer|competing|second offer", plain(answer).split("Sources:")[0])
    assert "Tey" in plain(answer)


def test_a_plan_without_a_company_gives_the_method_and_asks_for_it(say: Say) -> None:
    answer = say("just tell me a number to say", kinds=("plan",))
    assert "company, role and city" in prose(answer)
    assert any(c.path == "playbook/how-much-to-counter.md" for c in answer.citations)


# Drafts.


def test_a_counter_carries_the_persons_own_figure_and_no_private_one(say: Say) -> None:
    told = offer(base=175_000).model_copy(
        update={
            "target": Offer(base=204_000, currency="USD"),
            "floor": Offer(base=181_000),
            "current_pay": Offer(base=177_000),
        }
    )
    answer = say("write the counter mail", kinds=("draft",), cards=("counter-once",), profile=told)
    body = next(b.body for b in answer.blocks if isinstance(b, Email))
    assert "$204K" in body and not re.search(r"181|177|floor", body)


def test_two_drafts_at_once_are_kept_apart(say: Say) -> None:
    answer = say("the mail and a script for the call please", kinds=("draft",), cards=("counter-once",))
    assert [type(b) for b in answer.blocks if isinstance(b, Email | Script)] == [Email, Script]


@pytest.mark.parametrize(
    ("asked", "check"),
    [
        ("shorter please", lambda old, new: len(new) < len(old)),
        ("less formal", lambda old, new: "Hello" not in new and "Best regards" not in new),
        ("don't say carefully", lambda old, new: "carefully" in old and "carefully" not in new),
        ("make it more formal", lambda old, new: "Dear" in new and "I've" not in new),
    ],
)
def test_a_draft_changes_its_tone_on_request(say: Say, asked: str, check) -> None:  # type: ignore[no-untyped-def]
    first = say("write the counter mail", kinds=("draft",), cards=("counter-several-parts",))
    again = say(
        "write the counter mail", asked, kinds=("restyle",), before=("draft",), steps=(("counter-several-parts",),)
    )
    assert check(copyable(first), copyable(again))
    assert "[your ask]" in copyable(again)


MAIL = """what do i answer to this

Hi Sam,

We're delighted to offer you a base salary of $175,000. Our budget for this role is capped, so this is our best and \
final offer. Could you let us know your decision by Friday, 4 December?

Best regards,
Dana"""


def test_a_pasted_mail_is_read_for_offer_question_date_and_answered_to_its_sender(say: Say) -> None:
    told = (Fact("own_offer", "$175,000", part="base"), Fact("deadline", "Friday, 4 December"))
    answer = say(MAIL, kinds=("advice",), cards=("recruiter-pasted-mail", "final-offer"), told=told)
    text = prose(answer)
    assert "It offers: $175,000" in text and "Could you let us know" in text and "Friday, 4 December" in text
    assert "Left open: equity, bonus and signing bonus" in text
    assert own()["final-offer"].title in text
    body = next(b.body for b in answer.blocks if isinstance(b, Email))
    assert "Dana" in body and "[name]" not in body


def test_what_is_asked_under_a_pasted_mail_is_none_of_it(say: Say) -> None:
    mail = MAIL.partition("\n\n")[2].removesuffix("\nDana")
    text = prose(say(f"{mail}\n\nWhat do I answer?", kinds=("advice",), cards=("recruiter-pasted-mail",)))
    assert "Could you let us know" in text and "What do I answer" not in text


# Lists and words.


def test_what_is_held_is_listed_a_page_at_a_time(say: Say, facts: Facts) -> None:
    assert "Hugging Face" in prose(say("which companies do you have?", kinds=("list",)))
    assert "Software Engineer" in prose(say("what roles are there at W&B?", kinds=("list",)))


def test_all_companies_or_roles_are_listed_whatever_was_spoken_of_before(say: Say) -> None:
    band = f"what does {SWE} pay?"
    every = prose(say(band, "which companies do you know?", kinds=("list",), before=("band",)))
    assert "Hugging Face" in every
    roles = prose(say(band, "which roles do you have there?", kinds=("list",), before=("band",)))
    assert "Staff Software Engineer" in roles and "ML/AI Engineer" in roles


def test_a_word_is_explained_from_the_glossary(say: Say) -> None:
    answer = say("what does BATNA mean?", kinds=("explain",))
    assert "best thing you can do if this deal fails" in prose(answer)
    assert "glossary.yaml" in [c.path for c in answer.citations]


def test_no_advice_stands_in_the_code() -> None:
    """Imperatives of the coach's trade belong to cards; code may ask back, name figures and say what it won't do."""
    room = Path(__file__).resolve().parents[2] / "bot" / "coach"
    advice = re.compile(
        r"(?i)[\"'“](?:\*\*)?(?:never|always|don't|ask for more|stay (?:calm|friendly)|thank them|name "
        r"exact)\b[^\"]{25,}"
    )
    found = {f.name: advice.findall(f.read_text(encoding="utf-8")) for f in room.glob("*.py")}
    assert {name: lines for name, lines in found.items() if lines} == {}


# Asked again.


def test_a_figure_asked_again_is_the_same_figure_again(say: Say) -> None:
    first = say(f"what does {SWE} pay", kinds=("band",))
    again = say(f"what does {SWE} pay", f"and {SWE} again?", kinds=("band",), before=("band",))
    assert first.status == again.status == "answered"
    assert again.figures == first.figures != ()


def test_the_very_same_message_has_the_very_same_answer(say: Say) -> None:
    asked, held = f"They offered me 175k base, {SWE}. Is it good?", offer(base=175_000)
    once = say(asked, kinds=("offer",), profile=held)
    twice = say(asked, asked, kinds=("offer",), before=("offer",), profile=held)
    assert plain(twice) == plain(once)


# Rankings.


def test_after_several_places_side_by_side_a_ranking_of_companies_is_over_any_place(say: Say) -> None:
    before = "Compare W&B software engineer pay in San Francisco, New York and London"
    asked = "Which companies pay most for software engineers?"
    answer = say(before, asked, kinds=("rank",), before=("compare",))
    assert answer.status == "answered" and answer.figures == say(asked, kinds=("rank",)).figures != ()


def test_a_ranking_over_two_places_holds_the_rows_of_both(say: Say) -> None:
    both = say("Which companies pay software engineers the most base in San Francisco and New York?", kinds=("rank",))
    shown = {figure.region for figure in both.figures}
    assert shown == {"San Francisco", "New York"}, plain(both)


def test_that_nothing_is_held_is_said_once_where_two_things_were_asked(say: Say) -> None:
    answer = say("what does Snowflake pay a solutions architect, is 240 OTE good", kinds=("band", "offer"))
    said = plain(answer)
    assert said.count("Snowflake") == 1, said


def test_a_place_told_after_advice_on_past_pay_brings_the_law_there_and_nothing_twice(facts: Facts) -> None:
    answer = answerer(facts, today=lambda: date(2026, 11, 26))
    asked = "they keep asking what i earn now. do i have to say?"
    told = answer([asked, "i'm in california btw"]).text
    assert "City: California" in told and "Labor Code section 432.3" in told
    assert "Decline once" in answer([asked]).text and "Decline once" not in told
