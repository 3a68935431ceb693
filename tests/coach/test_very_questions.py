"""The very question that a person puts is answered by a card's own answer, whichever card holds it."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy
import pytest

from bot.answer import Answer, Email
from bot.channels.batch import answerer
from bot.coach import honest
from bot.coach.advice import none_fits
from bot.coach.case import Pay, over
from bot.coach.context import Context
from bot.coach.draft import Draft
from bot.coach.person import Addressee, wheres_said
from bot.knowledge import direct
from bot.knowledge.offer import in_currency
from bot.knowledge.playbook import Array, own, playbook
from bot.reading.message import Message
from bot.reading.names import Names
from bot.reading.terms import Offer, Profile
from bot.reading.trained import encode, topic
from bot.reading.types import Ask, Question, Subject
from bot.reading.wishes import wishes
from ingest.amounts.types import Range
from ingest.guide.types import Band, Component, Source
from ingest.index.facts import Facts
from tests.coach.answers import prose

Say = Callable[..., Answer]
ASKS = Path(__file__).with_name("asks.jsonl")
"""Messages of one author, each with the card and the question whose answer it calls for; nothing is learned of them."""


def test_every_card_answers_many_questions_each_put_in_several_ways() -> None:
    answers = [(card.name, asked) for card in own().values() for asked, _ in card.answers]
    assert len(answers) > 2_500 and sum(len(asked) >= 3 for _, asked in answers) > 2_000
    assert {name for name, _ in answers} == set(own())


@pytest.mark.parametrize(
    ("question", "card", "says"),
    [
        ("does the package stop when i get hired", "severance", "lump sum"),
        ("what if my boss asks how i know", "colleague-earns-more", "make up a source"),
        ("is it normal that its unpaid, the non compete", "non-compete", "without pay"),
        ("can they refuse to take me back after my notice", "taking-back-notice", "once it has arrived"),
        ("is a 6 month review worth anything if they can just say no then", "all-refused", "criteria"),
    ],
)
def test_a_question_finds_its_answer_among_those_of_all_cards(question: str, card: str, says: str) -> None:
    told = direct.found(playbook(), (question,))
    assert next(iter(told)) == card and says in told[card].answer and told[card].score > 0.8


def test_a_question_that_may_be_asked_of_anything_speaks_less_for_a_card_than_a_whole_one() -> None:
    short, whole = direct.found(playbook(), ("is this normal?",)), direct.found(
        playbook(), ("one day to answer is this even normal",)
    )  # fmt: skip
    name = next(iter(whole))
    assert whole[name].pull == pytest.approx(whole[name].score)
    assert all(one.pull < 0.5 * one.score for one in short.values())


@pytest.mark.parametrize("words", ["now what?", "what do you think", "any advice"])
def test_a_question_that_asks_for_nothing_in_particular_finds_no_answer(words: str) -> None:
    assert not direct.found(playbook(), (words,))


def test_what_if_they_say_no_is_advice_and_what_if_they_pay_more_is_reckoned(say: Say) -> None:
    known = Profile(company="weights-and-biases", offer=Offer(base=200_000, currency="USD"))
    no = say("my offer is 200k base", "what if she says no to all of it?", kinds=("whatif",), before=("offer",))
    more = say("my offer is 200k base", "what if it were 220k?", kinds=("whatif",), before=("offer",), profile=known)
    assert "Year 1" not in prose(no) and any(one.path.startswith("playbook/") for one in no.citations)
    assert "Year 1 comes to" in prose(more)


def test_no_fitting_card_still_answers_what_a_near_one_is_asked(facts: Facts) -> None:
    ask = Ask("advice", Question("zxqv", "tactic"), sentences=("does the package stop when i get hired",))
    context = Context(facts, Names(facts))
    nobody = Addressee(Subject(), frozenset())
    answer = none_fits([own()["severance"], own()["two-offers"]], ask, nobody, Draft("advice"), context)
    assert answer.status == "answered" and "lump sum" in prose(answer)
    asked_nothing = Ask("advice", ask.question)
    none = none_fits([own()["two-offers"]], asked_nothing, nobody, Draft("advice"), context)
    assert none.status == "clarify" and "one of these" in prose(none)


def test_who_asks_for_a_guess_is_told_how_to_find_the_pay(facts: Facts) -> None:
    ask = Ask("invent", Question("just guess a figure", "invent", topic="figure"))
    answer = honest.compose(ask, Context(facts, Names(facts)))
    assert "make up a figure" in prose(answer)
    assert "playbook/finding-the-pay.md" in [one.path for one in answer.citations]


@pytest.mark.parametrize("pay", ["$60 an hour", "450 a day"])
def test_a_rate_whose_year_nobody_told_is_still_put_into_words(say: Say, pay: str) -> None:
    assert say(f"they offer {pay}, contract, can i ask for more? write it", kinds=("draft",)).status == "answered"


def test_words_asked_for_after_advice_are_that_cards(say: Say) -> None:
    answer = say(
        "can i ask them for relocation", "please write it as a short mail to the recruiter, her name is Orla",
        kinds=("draft",), before=("advice",), steps=(("relocation-package",),),
    )  # fmt: skip
    body = next(block.body for block in answer.blocks if isinstance(block, Email))
    assert "move" in body and "Orla" in body and "until [date]" not in body


def test_pay_for_another_time_is_never_told_as_a_percentage() -> None:
    assert over(Pay(475, "GBP", "year"), Pay(83_500, "GBP", "year")) == ""
    assert over(Pay(70_000, "GBP", "year"), Pay(83_500, "GBP", "year")) == "19.3%"


@pytest.mark.parametrize(
    ("before", "message", "rate"),
    [
        ((), "day rate 550 outside IR35", "day"),
        ((), "my hourly rate is 60 now", "hour"),
        (("day rate 550 outside IR35",), "they've come back with 600", "day"),
    ],
)
def test_a_rate_by_the_hour_or_day_is_no_salary(before: tuple[str, ...], message: str, rate: str) -> None:
    taken = Message(message, before)
    assert [one.rate for one in taken.amounts if one.low >= 60] == [rate]
    assert (taken.money(None, None, None, None).offer or Offer()).base is None


def test_a_bare_figure_beside_a_day_rate_is_one_and_a_salary_beside_it_is_none() -> None:
    assert [one.rate for one in Message("my day rate is 480, they offer 510 now").amounts] == ["day", "day"]
    assert [one.rate for one in Message("day rate 480, or 95k a year").amounts] == ["day", None]


def test_what_if_they_call_it_the_top_is_advice_after_a_figure_too(say: Say) -> None:
    answer = say("W&B staff london, what base", "and if they say its the max", kinds=("whatif",), before=("band",))
    assert "Tell me the offer" not in prose(answer) and any(c.path.startswith("playbook/") for c in answer.citations)


def test_a_reply_to_a_rejection_speaks_of_no_offer(say: Say) -> None:
    answer = say("rejected after the final, write them", kinds=("draft",), cards=("they-turned-you-down",))
    mail = next(block for block in answer.blocks if isinstance(block, Email))
    assert mail.subject == "My application" and "offer" not in mail.body


def test_a_band_told_in_two_currencies_is_shown_in_that_of_the_offer() -> None:
    pounds, euros = Range(145_000, 187_000, "GBP"), Range(152_000, 196_000, "EUR")
    part = Component(state="stated", source=Source("a.md", 1, "", ""), amount=pounds, period="year", also=(euros,))
    band = Band("a", "A", "b", "B", None, "London / Berlin", "a.md", 1, base=part)
    told = in_currency(band, "EUR").base
    assert told is not None and told.amount == euros and told.also == (pounds,)
    assert in_currency(band, "USD") == band == in_currency(band, None)


def test_a_contact_is_greeted_by_the_name_that_was_told() -> None:
    assert wishes("draft me something to the recruiter, she's called Priscilla, I want 165", ()).contact == "Priscilla"


def test_two_salaries_of_which_nobody_knows_the_offered_one_are_in_no_words_to_send(say: Say) -> None:
    answer = say("salary 113k. base 170k. write the mail", kinds=("draft",), cards=("counter-once",))
    body = next(block.body for block in answer.blocks if isinstance(block, Email))
    assert "113" not in body and "170" not in body


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("zwei Sätze, die ich im Gespräch sagen kann", ("phone",)),
        ("what do I say on the call, and an e-mail too", ("e-mail", "phone")),
        ("slack is fine", ("chat",)),
        ("no email please, a text message", ("chat",)),
        ("write it", ()),
    ],
)
def test_where_words_are_to_be_said_is_heard_in_several_languages(words: str, where: tuple[str, ...]) -> None:
    assert wheres_said(words) == where


def test_a_reply_to_what_gets_this_signed_names_the_figure(say: Say) -> None:
    answer = say("they ask what gets this signed. i want 190k, write it", kinds=("draft",),
                 cards=("what-number-gets-this-signed",))  # fmt: skip
    body = next(block.body for block in answer.blocks if isinstance(block, Email))
    assert "190K" in body and "only if it is true" not in body


@pytest.mark.parametrize(
    "words", ["whats the cost of living gap", "cost of living there?", "what does life cost in Oslo"]
)
def test_who_asks_what_life_costs_is_sent_to_no_crisis_line(words: str) -> None:
    assert topic("outside", Message(words, encode=encode)) != "distress"
    assert topic("outside", Message("i dont want to live anymore", encode=encode)) == "distress"


def test_messages_of_an_author_never_learned_from_get_the_answer_that_their_card_has() -> None:
    book = playbook()
    rows = [json.loads(line) for line in ASKS.read_text(encoding="utf-8").splitlines()][::3]
    shown = right = 0
    for row in rows:
        told = direct.found(book, Message(row["turns"][-1]).put).get(row["card"])
        wanted = [said for asked, said in book.cards[row["card"]].answers if asked[0] == row["question"]]
        shown += told is not None
        right += told is not None and told.answer in wanted
    assert shown >= 0.5 * len(rows) and right >= 0.72 * shown, (len(rows), shown, right)


def test_the_very_question_goes_before_a_page_that_is_near(say: Say) -> None:
    answer = say("how does a headhunter earn money, whose side is the recruiter on", kinds=("advice",))
    assert answer.status == "answered" and prose(answer).startswith("**The company pays them")


def test_of_a_few_words_beside_others_no_card_is_sure(say: Say) -> None:
    answer = say("they want me at the office by the end of the day. can i say no to that", kinds=("advice",))
    assert "as a trick" not in prose(answer)


def test_a_page_that_surely_fits_is_not_left_for_a_question_that_only_sounds_alike(say: Say) -> None:
    answer = say("They know I lost my job to a redundancy round and offered 46k. Is it too late to ask for 50?",
                 kinds=("advice",))  # fmt: skip
    assert "backing out" not in prose(answer) and "layoff" in prose(answer)


def test_who_speaks_without_a_stop_is_heard_at_the_end() -> None:
    said = ("so they told me ninety all in and I was happy and I said okay sounds great because I panicked and now "
            "my husband asks why so can I still ask for more or did I already agree to it")  # fmt: skip
    told = direct.found(playbook(), (said,))["verbal-offer"]
    assert told.score >= 0.65 and "isn't an acceptance" in told.answer


def test_another_cards_very_answer_goes_before_a_page_that_has_none(say: Say) -> None:
    asked = "Got offer from a seed startup, 0.3%, base 130k. My dad says startup paper is worth zero. is he right"
    answer = say(asked, kinds=("advice",))
    assert "He's right as a way of planning" in prose(answer)


def test_a_question_about_a_term_is_answered_before_the_term_is_explained(say: Say) -> None:
    told = prose(say("is unlimited pto actually a trick?", kinds=("explain",)))
    assert told.index("It can be") < told.index("PTO**: ")


def test_vectors_that_the_same_encoder_made_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = list[str]()

    class Counting:
        def embed(self, texts: list[str]) -> Array:
            made.extend(texts)
            return numpy.zeros((len(texts), 384), numpy.float32)

    monkeypatch.setattr(direct, "_encoder", Counting)
    monkeypatch.setattr(direct, "questions", lambda: ["one?", "two?"])
    direct.keep(tmp_path / "a.npz")
    monkeypatch.setattr(direct, "questions", lambda: ["two?", "three?"])
    direct.keep(tmp_path / "a.npz")
    assert made == ["one?", "two?", "three?"]
    monkeypatch.setattr(direct, "_encoders_key", lambda: "another")
    direct.keep(tmp_path / "a.npz")
    assert made[3:] == ["two?", "three?"]


def test_a_page_that_may_be_beside_the_point_says_that_it_is_only_the_nearest(say: Say) -> None:
    told = say("Who feeds the office cat when the team is on holiday?", kinds=("advice",))
    assert prose(told).startswith("The playbook has nothing on exactly that. The nearest: “")
    sure = say("they want an answer by friday, can i ask for more time?", kinds=("advice",))
    assert "nothing on exactly that" not in prose(sure)


@pytest.mark.parametrize(
    ("text", "card", "words"),
    [
        ("explain dilution to me like im five", "percentage-and-dilution", "smaller slice"),
        ("whats the diff between iso and nso", "stock-options-basics", "tax adviser"),
    ],
)
def test_a_question_about_a_word_that_a_card_answers_gets_that_before_the_glossary(
    starter_index: Path, text: str, card: str, words: str
) -> None:
    told = answerer(Facts(starter_index))([text])
    assert [Path(one.path).stem for one in told.citations][:2] == [card, "glossary"]
    assert words in told.text


def test_a_bare_word_is_explained_alone(starter_index: Path) -> None:
    told = answerer(Facts(starter_index))(["what is a cliff"])
    assert {one.path for one in told.citations} == {"glossary.yaml"}
