"""Verdicts that were untrue of real rehearsals, each kept from coming back; most need no words, only moves."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.practice.criteria import score
from bot.practice.debrief import debrief
from bot.practice.move import Disclosure, FigureAsk, Move, Rationale
from bot.practice.phrases import phrases
from bot.practice.report import Criterion
from bot.practice.scenario import Request
from bot.practice.session import Practice, end, play, start
from bot.reading.terms import Offer
from tests.bench.practice import SHELF

DAY = date(2026, 1, 1)


def opened(company: str = "alpha", **changed: Any) -> Practice:
    return start(Request(company=company, role="software-engineer", seed=7, **changed), SHELF, DAY)


def judged(practice: Practice, name: str, *said: str | Move) -> Criterion:
    for one in said:
        practice, _ = play(practice, one)
    return next(one for one in debrief(end(practice), changes=False).criteria if one.name == name)


def test_a_word_about_other_offers_is_no_claim_that_fails_to_hold() -> None:
    word = Rationale("competing", False, "competing:word", None)
    deed = Rationale("impact", True, "impact:saved", None)
    found = judged(opened(), "rationale", Move("counter", asks=(FigureAsk("base", 210_000),), reasons=(deed, word)))
    assert "doesn't hold" not in found.found and "1 concrete reason" in found.found


def test_the_first_figure_is_the_first_on_base_or_equity_whatever_small_part_came_before() -> None:
    first, then = (
        Move("counter", asks=(FigureAsk("signing", 20_000),)),
        Move("counter", asks=(FigureAsk("base", 214_000),)),
    )
    found = judged(opened(), "counter", first, then)
    assert found.turn == 2 and "not on base or equity" not in found.found


def test_a_better_line_after_an_impossible_ask_stays_within_the_band() -> None:
    asked = (Move("counter", asks=(FigureAsk("base", one),)) for one in (400_000, 300_000))
    found = judged(opened(), "concessions", *asked)
    assert found.state == "missed" and "a base of $209K per year" in found.better


def test_an_offers_own_figure_said_again_is_no_evidence_of_the_market() -> None:
    base = opened().scenario.parts[0].low
    practice = opened(offer=Offer(base=base, equity=146_000))
    played, _ = play(practice, f"Could you do a 20K sign-on with the {base // 1000}K?")
    move = played.turns[-1].move
    assert move is not None and move.asks and not [one for one in move.reasons if one.reason == "market"]


def test_another_language_is_told_once_and_what_is_said_in_it_counts_for_nothing() -> None:
    german = "Guten Tag, danke für das Angebot, aber ich hatte eher an 214.000 gedacht."
    practice, reply = play(opened(), german)
    assert "English" in reply.text and reply.turn == 0
    again, reply = play(practice, german)
    assert "English" not in reply.text
    assert debrief(end(again), changes=False).unheard[:1] == (german,)


def test_what_stands_in_brackets_in_a_guides_name_is_not_spoken() -> None:
    practice = opened()
    named = "Software Engineer (L4-L5)"
    told = start(practice.request.model_copy(update={"seed": 7}), _Named(named), DAY)
    assert told.scenario.role_display == named and "(L4" not in told.turns[0].said
    assert "(L4" not in judged(told, "preparation", "More, please.").better


class _Named:
    """The shelf with the role called otherwise."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, wanted: str) -> Any:
        return getattr(SHELF, wanted)

    def guide(self, company: str, role: str) -> Any:
        held = SHELF.guide(company, role)
        assert held is not None
        return replace(held, bands=tuple(replace(one, role_display=self._name) for one in held.bands))


def test_a_no_to_their_offer_is_no_pressing() -> None:
    ask = Move("counter", asks=(FigureAsk("base", 214_000),))
    assert "pressed" not in judged(opened(), "pressing", ask, Move("decline"), Move("decline")).found
    assert "You pressed 2 times" in judged(opened(), "pressing", ask, Move("more"), Move("more")).found


def test_a_figure_outside_its_parts_band_is_told_as_such() -> None:
    part = opened().scenario.parts[0]
    for amount, words in ((part.low - 5_000, "below the band"), (part.high + 2_000, "above the band")):
        told = judged(opened(), "counter", Move("counter", asks=(FigureAsk("base", amount),)))
        assert words in told.found


def test_what_was_heard_without_being_sure_is_judged_of_nobody() -> None:
    ask = Move("counter", asks=(FigureAsk("base", 214_000),), perhaps=("unsure:asks",))
    assert judged(opened(), "counter", ask).found.startswith("Which of your figures was the first")
    assert judged(opened(), "parts", ask).found.startswith("Which parts your figures were for")
    rude = Move("counter", asks=(FigureAsk("base", 214_000),), rude=True, perhaps=("unsure:flags:rude",))
    assert "harsh" not in judged(opened(), "warmth", rude).found


def test_a_second_part_named_is_no_going_up_and_going_up_again_is() -> None:
    def base(amount: int) -> Move:
        return Move("counter", asks=(FigureAsk("base", amount),))

    second = Move("counter", asks=(FigureAsk("equity", 250_000),))
    assert (
        judged(opened(), "concessions", base(214_000), second).found
        == "No step down from what you asked for was heard."
    )
    again = judged(opened(), "concessions", base(214_000), base(212_000), base(213_000))
    assert again.found == "You went up again after you had come down." and again.turn == 3


def test_who_insults_the_recruiter_is_told_so_and_never_called_warm() -> None:
    told = judged(opened(), "warmth", Move("warmth", warm=True), Move("more", rude=True))
    assert told.found.startswith("You were harsh") and told.turn == 2


def heard_as(*perhaps: str, **held: Any) -> Move:
    return Move(held.pop("kind", "rationale"), perhaps=perhaps, **held)


def test_what_a_friend_earns_is_told_of_nobody_as_an_offer_that_was_claimed() -> None:
    claim = (Rationale("competing", True, "competing:claimed:unnamed:240000", False),)
    assert judged(opened(), "leverage", heard_as(reasons=claim)).found.startswith("You claimed an offer")
    friends = heard_as("unsure:claims", reasons=claim)
    assert judged(opened(), "leverage", friends).found.startswith("Whether you told of another offer")
    ask = Move("counter", asks=(FigureAsk("base", 214_000),))
    assert "isn't borne out" not in judged(opened(), "rationale", ask, friends).found


def test_another_offer_that_nobody_could_know_of_is_neither_praised_nor_called_made_up() -> None:
    said = "Initech offered me 205K base, so I'd like 213K base."
    for name in ("leverage", "rationale"):
        told = judged(opened(), name, said)
        assert told.state in ("not observed", "partly") and "claim that doesn't hold" not in told.found
    known = opened(others=(Offer(company="Initech", base=190_000),))
    assert judged(known, "leverage", said).found.startswith("You claimed an offer")
    assert judged(known, "rationale", said).state == "missed"


def test_what_ends_a_call_for_good_is_read_back_where_it_isnt_sure() -> None:
    def heard(kind: str, sure: float) -> dict[str, Any]:
        return {"kind": kind, "confidence": sure, "yes": sure if kind == "accept" else 0.0}

    for kind, ended in (("accept", "agreed"), ("walk", "candidate")):
        surely, _ = play(opened(), "Yes yes, I can talk now.", heard(kind, 0.99))
        assert surely.state.ended == ended
        hardly, reply = play(opened(), "Yes yes, I can talk now.", heard(kind, 0.25))
        assert not hardly.over and not reply.counted
        assert play(hardly, "Yes.")[0].state.ended == ended


def test_a_topic_that_is_only_likely_is_not_told_beside_one_that_is_sure() -> None:
    asked = heard_as("unsure:questions:deadline", kind="question", questions=("equity value", "timeline"))
    assert judged(opened(), "questions", asked).found == "You asked about equity."
    assert "openly" not in judged(opened(), "deadline", asked).found


def test_a_long_line_is_not_told_as_pressing_with_nothing_new() -> None:
    ask = "I'd like 214K base."
    for said, told in (("More, please.", "You pressed"), ("I think we got ourselves a deal, send it over.", "told")):
        practice, _ = play(opened(), ask)
        for _ in range(2):
            practice, _ = play(practice, said, {"kind": "more", "confidence": 0.9})
        found = next(one for one in debrief(end(practice), changes=False).criteria if one.name == "pressing").found
        assert told in found


def test_a_part_asked_for_without_a_figure_beside_one_with_is_no_part_at_a_time() -> None:
    ask = Move("counter", asks=(FigureAsk("base", 210_000),), about=("equity",))
    assert judged(opened(), "packages", ask).found.startswith("You asked for parts together")


def test_a_figure_that_may_be_a_floor_is_neither_told_as_one_nor_praised_as_kept() -> None:
    floor = (Disclosure("floor", "base", 180_000),)
    assert (
        judged(opened(), "kept", heard_as(kind="disclosure", disclosures=floor)).found
        == "You told the recruiter your floor."
    )
    for one in (
        heard_as("unsure:figures", kind="disclosure", disclosures=floor),
        heard_as("figures:floor", kind="counter", asks=(FigureAsk("base", 180_000),)),
    ):
        assert judged(opened(), "kept", one).state == "not observed"


def test_a_reason_that_is_only_likely_or_only_a_word_is_not_counted_as_concrete() -> None:
    ask = Move("counter", asks=(FigureAsk("base", 214_000),))
    deed = Rationale("impact", True, "impact:saved", None)
    for perhaps, key in (("unsure:reasons:cost", "cost of living:9"), ("", "cost of living:word")):
        rent = Rationale("cost of living", True, key, None)
        told = judged(opened(), "rationale", ask, heard_as(perhaps, reasons=(deed, rent)))
        assert told.found.startswith("Heard from you: 1 concrete reason"), told.found
    rent = Rationale("cost of living", True, "cost of living:9", None)
    told = judged(opened(), "rationale", ask, heard_as(reasons=(deed,)), heard_as(reasons=(rent,)))
    assert told.found.startswith("Heard from you: 2 concrete reasons"), told.found


def test_a_recap_is_no_pressing_and_a_word_on_the_time_that_was_half_heard_is_not_called_absent() -> None:
    ask = Move("counter", asks=(FigureAsk("base", 214_000),))
    assert "pressed" in judged(opened(), "pressing", ask, ask).found
    again = Move("counter", asks=(FigureAsk("base", 214_000),), perhaps=("flags:recap",))
    assert "pressed" not in judged(opened(), "pressing", ask, again).found
    assert judged(opened(), "deadline", ask).found == "No word on the time was heard."
    asked = heard_as("unsure:questions:deadline", kind="question", questions=("unsure",))
    assert judged(opened(), "deadline", asked).found.startswith("Whether you spoke about the time")


def test_a_step_down_that_was_half_heard_is_not_called_absent_and_warmth_is_shown_where_it_was_warmest() -> None:
    ask = Move("counter", asks=(FigureAsk("base", 214_000),))
    half = Move("counter", asks=(FigureAsk("relocation", 12_000),), perhaps=("unsure:asks",))
    assert judged(opened(), "concessions", ask, half).found.startswith("Whether you came down")
    told = judged(opened(), "warmth", Move("answer", warm=True), Move("warmth", warm=True))
    assert (told.found, told.turn) == ("You were warm.", 2)


def test_one_line_that_may_be_regret_is_not_told_as_pressing() -> None:
    ask = Move("counter", asks=(FigureAsk("base", 214_000),))
    assert judged(opened(), "pressing", ask, ask, Move("more")).found == "You pressed 2 times with nothing new."
    assert judged(opened(), "pressing", ask, Move("more")).state == "not observed"


def test_nothing_is_called_absent_beside_a_line_that_was_not_understood() -> None:
    ask = Move("counter", asks=(FigureAsk("base", 214_000),))
    for name, absent in (("concessions", "No step down"), ("leverage", "No other offer"), ("deadline", "No word")):
        assert judged(opened(), name, ask).found.startswith(absent)
        assert judged(opened(), name, ask, Move("unclear")).found.startswith("Not heard, but a line of yours")


def test_a_figure_asked_back_is_not_told_as_ones_own_pay() -> None:
    pay = (Disclosure("pay", "base", 172_000),)
    sure = judged(opened(), "kept", heard_as(kind="answer", disclosures=pay))
    assert sure.found == "You told the recruiter what you earn."
    half = judged(opened(), "kept", heard_as("unsure:kind", kind="counter", disclosures=pay))
    assert half.state == "not observed"


def test_what_others_earn_told_beside_a_claim_is_no_offer_that_was_claimed() -> None:
    claim = Rationale("competing", True, "competing:claimed:unnamed:62000", None)
    market = Rationale("market", False, "market:word", None)
    assert judged(opened(), "leverage", heard_as(reasons=(claim,))).found.startswith("You spoke of another offer")
    assert judged(opened(), "leverage", heard_as(reasons=(claim, market))).found.startswith("Whether you told")


def test_who_is_only_there_has_taken_no_first_offer_even_after_being_asked() -> None:
    half = {"kind": "accept", "confidence": 0.5, "yes": 0.5}
    practice, _ = play(opened(), "yep", half)
    for said, ended in (("speaking. make it quick", ""), ("yes it is", "agreed")):
        assert play(practice, said, half)[0].state.ended == ended


def test_who_wants_it_written_down_is_told_that_it_will_be() -> None:
    for move in (Move("warmth", warm=True, writing=True), Move("question", questions=("unsure",), writing=True)):
        _, reply = play(opened(), move)
        assert any(one in reply.text for one in phrases("acknowledged", "writing")), reply.text
        assert not any(one in reply.text for one in phrases("topics", "unsure"))


def test_a_line_likelier_a_yes_than_a_wish_for_more_is_asked_about() -> None:
    told = {"kind": "more", "confidence": 0.4, "yes": 0.55}
    practice, _ = play(opened(), Move("counter", asks=(FigureAsk("base", 214_000),)))
    _, reply = play(practice, "I think we got ourselves a deal then, send it over.", told)
    assert not reply.counted and "is that a yes" in reply.text.lower()
    practice, reply = play(
        practice, "Yes, it's written and signed, I can send you a capture.", {**told, "kind": "answer"}
    )
    assert reply.counted and not practice.over


def test_nobody_is_glad_of_a_line_that_wants_more_however_kindly_it_is_said() -> None:
    practice, _ = play(opened(), Move("warmth", warm=True))
    assert any(one in practice.turns[-1].said for one in phrases("acknowledged", "warm"))
    for move in (Move("more", warm=True), Move("decline", warm=True)):
        _, reply = play(opened(), move)
        assert not any(one in reply.text for one in phrases("acknowledged", "warm"))


def test_parts_that_an_ask_names_without_being_heard_are_not_called_one_at_a_time() -> None:
    ask = Move("counter", asks=(FigureAsk("base", 210_000),))
    assert judged(opened(), "packages", ask).found == "Your figures came one part at a time."
    named = Move("counter", asks=(FigureAsk("base", 210_000),), perhaps=("parts:named",))
    assert judged(opened(), "packages", named).state == "not observed"
    assert judged(opened(), "parts", named).found.startswith("Heard from you: figures for base.")


def test_who_says_that_they_are_there_is_not_asked_whether_that_is_a_yes() -> None:
    for said in ("Hello, yes speaking.", "Hola, hello! Yes yes I can talk now, I am just out of the train."):
        practice, reply = play(opened(), said)
        assert reply.counted and not practice.over and "is that a yes" not in reply.text.lower(), reply.text
    assert play(opened(), "I'll take it.")[0].state.ended == "agreed"


def test_a_figure_that_went_unread_leaves_parts_packages_and_what_was_kept_unjudged() -> None:
    asked, _ = play(opened(), heard_as(kind="counter", asks=(FigureAsk("base", 205_000),)))
    passed_over, _ = play(asked, "152 and 230 then", {"kind": "answer", "confidence": 0.9})
    assert judged(asked, "packages").score is not None and judged(passed_over, "packages").score is None
    assert judged(asked, "parts").found.startswith("You named") and "more" in judged(passed_over, "parts").found
    fine, again = ({"kind": "answer", "confidence": 0.9} for _ in range(2))
    for said, state in ((asked, "good"), (passed_over, "not observed")):
        later = play(play(said, "Fine.", fine)[0], "Go on.", again)[0]
        assert judged(later, "kept").state == state


def test_a_yes_after_an_ask_that_is_hardly_one_is_read_back_and_a_no_that_is_hardly_one_is_not_answered_as_one() -> (
    None
):
    asked, _ = play(opened(), heard_as(kind="counter", asks=(FigureAsk("base", 205_000),)))
    hardly, _ = play(asked, "Happy with how this goes", {"kind": "accept", "confidence": 0.4, "yes": 0.4})
    assert not hardly.over and hardly.turns[-1].act.doing == "ask-back"
    for said, taken in (("Kindly send it by email.", False), ("Yes, send it by email.", True)):
        told = {"kind": "accept", "confidence": 0.85, "yes": 0.85, "flags": ["in-writing"]}
        assert play(asked, said, told)[0].over == taken
    noes = phrases("acknowledged", "decline")
    for doubt, answered in (((), True), (("unsure:kind",), False)):
        told = {"kind": "decline", "confidence": 0.4, "perhaps": list(doubt)}
        said = play(asked, "One minute, I'm noting it down.", told)[0].turns[-1].said
        assert any(one in said for one in noes) == answered


def test_a_question_beside_the_usual_ones_is_answered_by_what_it_is_about() -> None:
    for said, topic in (
        ("Is that gross, and in which currency?", "how it is paid"),
        ("Could you walk me through all the parts again?", "the whole"),
        ("How often would I be on call?", "hours"),
        ("How many weeks a year would I be travelling?", "travel"),
        ("Is there a non-compete if I leave?", "leaving"),
        ("Which entity would employ me, and how long is the probation?", "contract"),
        ("Hello, can you hear me?", "call"),
    ):
        practice, _ = play(opened(), said)
        move = practice.turns[-1].move
        assert move is not None and topic in move.questions, (said, move)
    assert "base of" in play(opened(), "Could you walk me through all the parts again?")[1].text


def test_a_call_of_which_nothing_could_be_judged_has_no_score() -> None:
    prepared, warm = judged(opened(), "preparation", "Hello."), judged(opened(), "warmth", heard_as(warm=True))
    assert score((prepared,)) is None and score((prepared, warm)) is not None


def test_a_first_figure_is_placed_though_its_reason_may_have_gone_unheard() -> None:
    told = Move("rationale", reasons=(Rationale("impact", False, "impact:word", None),))
    found = judged(opened(), "counter", told, Move("counter", asks=(FigureAsk("base", 214_000),)))
    assert "whether a reason came with it couldn't be told" in found.found and found.state == "partly"


def test_parts_that_were_surely_named_are_told_beside_others_that_may_have_been() -> None:
    sure = Move("counter", asks=(FigureAsk("base", 214_000),))
    faint = Move("counter", asks=(FigureAsk("equity", 200_000),), perhaps=("unsure:asks",))
    found = judged(opened(), "parts", sure, faint)
    assert found.found.startswith("Heard from you: figures for base.") and "more" in found.found


def test_another_offer_that_nobody_can_check_is_told_of_and_neither_praised_nor_blamed() -> None:
    rival = Rationale("competing", True, "competing:claimed:umbra:230000", None)
    found = judged(opened(), "leverage", Move("rationale", reasons=(rival,)))
    assert found.state == "partly" and found.found.startswith("You spoke of another offer.")


def test_what_a_yes_is_tied_to_may_be_more_than_a_part() -> None:
    found = judged(opened(), "packages", Move("conditional", asks=(FigureAsk("base", 214_000),), conditional=True))
    assert found.state == "not observed"


def test_the_bands_end_asked_about_is_not_told_as_ones_own_pay() -> None:
    told = Move("disclosure", disclosures=(Disclosure("pay", "base", 172_000),), perhaps=("questions:band",))
    assert judged(opened(), "kept", told, Move("more"), Move("more")).state == "not observed"


def test_a_figure_surely_asked_for_is_placed_though_it_may_not_have_been_the_first() -> None:
    faint = Move("counter", asks=(FigureAsk("equity", 200_000),), perhaps=("unsure:asks",))
    found = judged(opened(), "counter", faint, Move("counter", asks=(FigureAsk("base", 214_000),)))
    assert found.found.startswith("A figure of yours was") and (found.state, found.turn) == ("partly", 2)


def test_a_term_asked_for_is_not_told_as_a_question_about_it() -> None:
    asked = Move("counter", terms=("remote",), questions=("remote",))
    assert "asked about" not in judged(opened(), "questions", asked).found
    assert "remote work" in judged(opened(), "questions", Move("question", questions=("remote",))).found


def test_pay_that_may_be_taken_for_a_floor_is_told_as_either() -> None:
    told = Move("disclosure", disclosures=(Disclosure("floor", "base", 160_000),))
    assert judged(opened(), "kept", told).found == "You told the recruiter your floor."
    either = judged(opened(), "kept", replace(told, perhaps=("figures:pay",)))
    assert either.state == "missed" and "what you earn, or the least you would take" in either.found
    unsure = replace(told, perhaps=("figures:pay", "unsure:kind"))
    assert judged(opened(), "kept", unsure).state == "not observed"
