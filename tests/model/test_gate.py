"""The gate: nothing that no fact stands for passes, and what is honest passes whole."""

import pytest

from bot.answer import Answer
from bot.model.gate import Gate
from bot.model.sentences import judged
from bot.model.sheet import FactSheet
from tests.fakes.answers import CASES
from tests.fakes.hostile import hostile
from tests.fakes.sentences import gates, lies, truths


@pytest.fixture(scope="module")
def made() -> dict[str, Gate]:
    return gates()


def shown(made: dict[str, Gate], case: str, sentence: str) -> str:
    verdict = made[case].judge(sentence)
    return verdict.text if verdict.ok else ""


def reasons(gate: Gate, reply: str) -> list[str]:
    """Why sentences of a reply are refused, "" for each that passes; one in "> " is a draft."""
    draft = reply.startswith("> ")
    verdicts = [gate.judge(one, draft) for one in judged(reply.removeprefix("> "))]
    return [verdict.reason for verdict in verdicts]


def test_two_hundred_lies_of_many_kinds_are_refused(made: dict[str, Gate]) -> None:
    assert len(lies()) >= 200
    assert [lie for case, lie in lies() if not any(reasons(made[case], lie))] == []


def test_at_least_99_percent_of_honest_sentences_pass_whole(made: dict[str, Gate]) -> None:
    told = [(text, reason) for case, text in truths() for reason in reasons(made[case], text)]
    stopped = [one for one in told if one[1]]
    assert len(told) >= 190
    assert len(stopped) <= len(told) / 100, "\n".join(map(str, stopped))


def test_every_amount_typed_by_the_model_is_refused_true_or_not(made: dict[str, Gate]) -> None:
    typed = [(case, text) for case, text, _ in hostile() if any(c.isdigit() for c in text)]
    assert len(typed) > 300
    assert [text for case, text in typed if made[case].judge(text).ok] == []
    assert not made["bands"].judge("Base in San Francisco is $170K–$215K.").ok


def test_an_id_is_rendered_with_what_its_sentence_leaves_out(made: dict[str, Gate]) -> None:
    assert shown(made, "bands", "You'd see {f4}.") == "You'd see £98K–£131K (base, London)."
    assert shown(made, "bands", "In London, base is {f4}.") == "In London, base is £98K–£131K."
    assert shown(made, "bands", "The London base goes up to {f4.high}.") == (
        "The London base goes up to £131K (top of the band)."
    )


def test_figures_go_with_the_names_that_stand_before_behind_or_in_turn(made: dict[str, Gate]) -> None:
    gate = made["bands"]
    for honest in (
        "San Francisco pays {f1} base and London {f4}.",
        "{f1} base, {f2} equity and {f3} bonus in San Francisco.",
        "San Francisco and London have base of {f1} and {f4} respectively.",
    ):
        assert gate.judge(honest).ok, honest
    for lie in (
        "San Francisco pays {f4} base and London {f1}.",
        "{f2} base, {f1} equity in San Francisco.",
        "San Francisco and London have base of {f4} and {f1} respectively.",
        "Base at Google is {f1}.",
    ):
        assert not gate.judge(lie).ok, lie


def test_a_guides_figure_is_not_told_as_the_persons_own(made: dict[str, Gate]) -> None:
    assert not made["offer"].judge("Your base is {f1}.").ok
    assert made["offer"].judge("Your base is {u1}; the band is {f1}.").ok


def test_a_composed_sentence_is_placed_whole_by_its_id_and_never_said_again_in_other_words(
    made: dict[str, Gate],
) -> None:
    assert "within" in shown(made, "offer", "Here is the base: {s1}") or "inside" in shown(made, "offer", "{s1}")
    assert not made["lever"].judge("Your strongest lever is a rival offer.").ok


def test_a_refusal_says_what_is_wrong_so_that_a_model_can_mend_it(made: dict[str, Gate]) -> None:
    assert "240K" in made["bands"].judge("Base in San Francisco is $240K.").reason
    assert "{f99}" in made["bands"].judge("Base is {f99}.").reason


def test_the_persons_own_words_and_dates_and_list_marks_may_hold_digits() -> None:
    answer, question = CASES["bands"]()
    gate = Gate(FactSheet(answer, question, ["I'm L5 and must answer by the 12th; they said 205k"]))
    assert gate.judge("1. Ask for the L5 band before the 12th.").ok
    assert not gate.judge("Ask for 205k.").ok
    assert gate.judge("The guide is of 2025-12-05.").ok


def test_a_sample_offer_in_a_guides_script_is_never_quoted(made: dict[str, Gate]) -> None:
    assert all("290K" not in item.text for item in made["lever"].sheet.items.values() if item.kind == "quote")


def test_instructions_are_not_repeated(made: dict[str, Gate]) -> None:
    said = "You are a coach for people who negotiate a tech job offer."
    assert not made["bands"].judge(said).ok


def told(message: str, *, other: bool = False) -> Gate:
    """A gate over the hand-made bands, for a person who wrote this."""
    from dataclasses import replace

    from bot.reading.terms import Offer

    answer, question = CASES["bands"]()
    held = (Offer(company="Nettle", base=150_000, currency="USD"),) if other else ()
    return Gate(
        FactSheet(answer, replace(question, text=message, others=held), [message]), companies=("Nettle", "Quantex")
    )


def test_another_offer_may_be_spoken_of_only_where_the_person_told_of_it() -> None:
    said = "I have a written offer from Nettle, and I'd prefer to join Harborlight."
    assert not told("Harborlight offered me 150k").judge(said, draft=True).ok
    assert told("Harborlight and Nettle both made me an offer", other=True).judge(said, draft=True).ok
    assert not told("Harborlight and Nettle both made me an offer", other=True).judge("Use your third offer too.").ok


def test_a_company_that_only_a_quotation_names_is_no_party_to_the_answer() -> None:
    from bot.answer import Answer, Citation

    quoted = Citation(id="x", path="x", line=1, section="", text="Quantex and others look for the same people.")
    gate = Gate(FactSheet(Answer(status="answered", blocks=(), citations=(quoted,))), companies=("Quantex",))
    assert gate.judge("The guide says: {p1}").ok
    assert "nothing here is about" in gate.judge("Ask Quantex first.").reason


def test_amounts_that_the_person_wrote_have_ids_and_no_others_place() -> None:
    gate = told("they want 3 rounds, I want 162k")
    wrote = next(id_ for id_, item in gate.sheet.items.items() if item.text == "162k")
    assert gate.judge(f"I'd like {{{wrote}}} in base.", draft=True).text == "I'd like 162k in base."
    assert gate.judge(f"Ask for {{{wrote}}}.").text == "Ask for 162k."
    assert not gate.judge(f"Harborlight's base is {{{wrote}}}.").ok
    assert not gate.judge(f"In London, base is {{{wrote}}}.").ok


def test_words_to_send_carry_no_marks_for_the_person() -> None:
    assert told("hi").judge("Could you come up to {f1.high} in base?", draft=True).text == (
        "Could you come up to $215K in base?"
    )


def test_a_places_names_in_other_languages_are_the_places(made: dict[str, Gate]) -> None:
    gate = made["bands"]
    assert gate.judge("A Londra la base è {f4}.").ok
    assert not gate.judge("A Londra la base è {f1}.").ok


def test_thanks_are_no_amounts(made: dict[str, Gate]) -> None:
    assert made["offer"].judge("Grazie mille!", draft=True).ok
    assert made["offer"].judge("Mil gracias por todo.", draft=True).ok
    assert not made["offer"].judge("Vorrei cento mille.", draft=True).ok


def test_a_grant_is_equity_and_nothing_else(made: dict[str, Gate]) -> None:
    assert made["counts"].judge("At L5, base is {f1} and the grant is {f2}.").ok
    assert not made["counts"].judge("At L5, base is {f2} and the grant is {f1}.").ok


def test_another_part_of_pay_may_be_named_where_no_figure_stands(made: dict[str, Gate]) -> None:
    gate = made["offer"]
    assert gate.judge("Ask for {f1.high} in base, and leave the signing bonus for later.").ok
    for lie in ("For the signing bonus, ask for {f1.high}.", "In base it's {f1}, and the signing bonus is the same."):
        assert not gate.judge(lie).ok, lie


def test_a_short_reply_is_judged_with_its_question() -> None:
    assert judged("Is it fair? Not really. Ask for more.") == ["Is it fair? Not really. ", "Ask for more."]
    assert judged("What did they say? I would wait for their answer.") == [
        "What did they say? ",
        "I would wait for their answer.",
    ]


def test_both_ends_of_a_persons_range_have_ids() -> None:
    gate = told("can you ask to move base from 210 to 225k")
    wrote = next(id_ for id_, item in gate.sheet.items.items() if item.kind == "told")
    said = gate.judge(f"Could base move from {{{wrote}.low}} to {{{wrote}.high}}?", draft=True).text
    assert said == "Could base move from 210k to 225k?"


def test_a_word_of_the_other_end_counts_only_beside_its_own_figure(made: dict[str, Gate]) -> None:
    gate = made["offer"]
    assert gate.judge("Would you be able to raise base from {u1} to {f1.high}?", draft=True).ok
    assert gate.judge("I'm hoping for {f1.high} in base, because I'd be on call from the start.", draft=True).ok
    assert not gate.judge("At the low end, base is {f1.high}.").ok


def test_a_figure_that_its_sentence_leaves_unnamed_is_named_when_it_is_shown(made: dict[str, Gate]) -> None:
    gate = made["bands"]
    assert gate.judge("London is at {f4}, with {f5} in equity and {f6} as a bonus.").text == (
        "London is at £98K–£131K (base), with £60K–£140K over 4 years in equity and 8–12% as a bonus."
    )
    assert not gate.judge("London is at {f4}, with {f6} in equity.").ok
    assert not gate.judge("Base in London is {f4} and {f5}.").ok


def test_a_part_of_pay_may_be_said_to_be_closed_beside_another_parts_figure(made: dict[str, Gate]) -> None:
    gate = made["offer"]
    assert gate.judge("You could ask for {f3.high} in signing if base is closed.").ok
    assert gate.judge("If base can't change, could we look at the signing bonus, perhaps {f3.high}?", draft=True).ok
    assert not gate.judge("If base can't change, ask for {f3.high}.").ok


def test_what_follows_a_placed_sentence_is_judged_with_it(made: dict[str, Gate]) -> None:
    assert not made["offer"].judge("{s2} Not bad at all.").ok
    assert made["offer"].judge("{s2} Ask how it vests.").ok


def test_a_place_or_company_may_be_named_to_say_that_the_guides_lack_it(made: dict[str, Gate]) -> None:
    gate = made["bands"]
    for honest in (
        "The guides don't cover Lisbon.",
        "I'm afraid there's nothing on Netflix here.",
        "Zu Hamburg steht leider nichts in den Leitfäden.",
        "Sobre Bilbao no hay datos en las guías.",
        "In London, base is {f4}; the guides don't cover Lisbon.",
    ):
        assert not gate.judge(honest).reason, honest
    for lie in ("Lisbon doesn't pay a bonus.", "Nobody in Lisbon is offered less.", "Lisbon is far behind.",
                "In Lisbon, base is {f4}; the guides don't cover more."):  # fmt: skip
        assert not gate.judge(lie).ok, lie


def test_a_place_within_a_regions_brackets_is_that_region() -> None:
    from bot.answer import Answer
    from tests.fakes.answers import figure

    one = figure("Acme", "Engineer", "US (Menlo Park / NYC)", "base", 195_000, 270_000, period="year")
    gate = Gate(FactSheet(Answer(status="answered", blocks=(), figures=(one,))))
    assert gate.judge("In Menlo Park, base is {f1}.").ok
    assert not gate.judge("In Berlin, base is {f1}.").ok


def test_a_length_of_time_stands_where_a_fact_or_the_person_has_it() -> None:
    gate = told("they want me in thirty days, my notice is sixty")
    assert gate.judge("Ask them to wait sixty days.").ok
    assert gate.judge("If you can start in 30 days, say so.").ok
    assert not gate.judge("Ask them to wait ninety days.").ok


def test_a_level_that_a_fact_names_may_be_written() -> None:
    from bot.answer import Answer, Text

    mapped = Answer(status="answered", blocks=(Text(text="At Acme, your level maps to Senior Engineer (L4)."),))
    gate = Gate(FactSheet(mapped))
    assert gate.judge("Bring an example for L4.").ok
    assert not gate.judge("Bring an example for L7.").ok


def test_an_amount_that_the_person_wrote_in_words_has_an_id() -> None:
    gate = told("she said thirty four lakhs, should I go for forty")
    texts = {item.text for item in gate.sheet.items.values() if item.kind == "told"}
    assert {"thirty four lakhs", "forty"} <= texts
    assert not gate.judge("Ask for forty.").ok


def test_a_draft_names_a_part_of_pay_once() -> None:
    gate = told("hi")
    whole = "One point is open: base. Could you come up to {f1.high}?"
    assert gate.judge("Could you come up to {f1.high}?", True, whole).text == "Could you come up to $215K?"
    assert gate.judge("Could you come up to {f1.high}?", True).text == "Could you come up to $215K in base?"


def test_a_whole_sentence_is_not_placed_within_another(made: dict[str, Gate]) -> None:
    gate = made["offer"]
    for honest in (
        "On base: {s1}",
        "{s1} {s2} So ask about equity first.",
        "- {s1}",
        "Here is your equity: {s2} Ask how it vests.",
    ):
        assert gate.judge(honest).ok, honest
    for mangled in ("It's {s1}", "You could ask, as {s4} and then sign."):
        assert "whole sentence" in gate.judge(mangled).reason, mangled


def test_the_years_of_a_grant_are_not_told_twice(made: dict[str, Gate]) -> None:
    assert made["bands"].judge("In London, equity is {f5} over four years.").text == (
        "In London, equity is £60K–£140K over four years."
    )


def test_the_words_that_head_an_item_are_judged_with_what_they_head() -> None:
    headed = "- **The bonus in March.** Ask for a later start. "
    assert judged(f"{headed}Then wait.") == [headed, "Then wait."]
    assert judged("2. The bonus. Ask how it is worked out. Then wait.") == [
        "2. The bonus. Ask how it is worked out. ",
        "Then wait.",
    ]


def test_two_offers_that_are_real_are_no_sum_in_reais(made: dict[str, Gate]) -> None:
    assert "amount" not in made["offer"].judge("Think of two real examples of your work.").reason


def test_a_town_may_be_named_without_its_state() -> None:
    from bot.answer import Answer
    from tests.fakes.answers import figure

    places = ("Center Valley PA", "New York")
    grants = [
        figure("Acme", "Engineer", place, "equity", 40_000, 80_000 + n, years=4) for n, place in enumerate(places)
    ]
    gate = Gate(FactSheet(Answer(status="answered", blocks=(), figures=tuple(grants))))
    assert gate.judge("In Center Valley equity is {f1}; in New York it's {f2}.").ok
    assert not gate.judge("In Center Valley equity is {f2}; in New York it's {f1}.").ok


def test_a_signing_bonus_is_no_bonus_of_its_own() -> None:
    from bot.answer import Answer
    from tests.fakes.answers import figure

    both = (figure("Acme", "Engineer", "Oslo", "signing", 10_000, 20_000, period="once"),
            figure("Acme", "Engineer", "Oslo", "bonus", 10, 15, unit="percent"))  # fmt: skip
    gate = Gate(FactSheet(Answer(status="answered", blocks=(), figures=both)))
    assert gate.judge("Ask for a signing bonus of {f1}.").ok
    assert not gate.judge("Ask for a signing bonus of {f2}.").ok


def test_a_bare_number_of_theirs_stands_beside_its_unit_in_words_and_no_other_does() -> None:
    gate = told("My notice is 90 days and they want me to start in 30.")
    assert gate.judge("Ask who pays for the gap between ninety days and thirty.").ok
    assert "in words" in gate.judge("Ask who pays for the gap between ninety days and forty.").reason
    assert "in words" in gate.judge("Ask for thirty.").reason


def test_an_amount_in_one_dutch_word_is_refused(made: dict[str, Gate]) -> None:
    assert not made["bands"].judge("Vraag gewoon om vijfenvijftighonderd.").ok


def test_an_amount_that_the_person_wrote_stands_beside_a_place_that_they_named() -> None:
    gate = told("A shop in Columbus wants me as a tester, 58k.")
    wrote = next(id_ for id_, item in gate.sheet.items.items() if item.text == "58k")
    assert gate.judge(f"I hold no guide for them, so I can't say where {{{wrote}}} stands in Columbus.").ok
    assert not gate.judge(f"I hold no guide for them, so I can't say where {{{wrote}}} stands in London.").ok


def test_words_to_say_behind_a_colon_claim_no_other_talks(made: dict[str, Gate]) -> None:
    assert not made["offer"].judge("Just say: I'm talking to two other teams as well.").ok
    assert made["offer"].judge("Just say: I'd like to think about it until Monday.").ok


def test_a_quotation_within_a_statement_is_not_cut_apart() -> None:
    from bot.answer import Answer, Text

    text = 'Say it once: "I have two points. I would start on Monday." Then wait.'
    sheet = FactSheet(Answer(status="answered", blocks=(Text(text=text),)))
    assert [item.text for item in sheet.items.values()] == [
        'Say it once: "I have two points. I would start on Monday."',
        "Then wait.",
    ]


def test_one_company_may_be_asked_for_what_another_gives() -> None:
    from dataclasses import replace

    from bot.reading.terms import Offer

    said = "Harborlight and Nettle both made me an offer, Nettle 20k at signing"
    answer, question = CASES["bands"]()
    offers = (Offer(company="Nettle", signing=20_000, currency="USD"),)
    sheet = FactSheet(answer, replace(question, text=said, others=offers), [said])
    gate = Gate(sheet, companies=("Nettle",))
    own = next(id_ for id_, item in sheet.items.items() if item.kind == "own")
    assert gate.judge(f"Ask Harborlight whether it can add a signing bonus, as Nettle gives {{{own}}}.").ok
    assert not gate.judge(f"At Harborlight, the signing bonus is {{{own}}}.").ok


def test_a_name_with_initials_is_not_cut_apart() -> None:
    assert judged("Ask D.E. Shaw which part can move. Then wait.") == [
        "Ask D.E. Shaw which part can move. ",
        "Then wait.",
    ]


def test_a_call_of_some_minutes_may_be_asked_for(made: dict[str, Gate]) -> None:
    assert made["offer"].judge("Could we have thirty minutes this week?", draft=True).ok
    assert not made["offer"].judge("Could we have thirty days?", draft=True).ok


def test_a_letter_may_begin_with_any_name(made: dict[str, Gate]) -> None:
    assert made["offer"].judge("Hi Marcus,\n\n", draft=True).ok
    assert not made["offer"].judge("As another firm wants me,", draft=True).ok


def test_a_guides_figure_is_never_told_as_what_the_company_offered(made: dict[str, Gate]) -> None:
    gate = made["offer"]
    for lie in (
        "Bramwell is offering you {f1} in base.",
        "Bramwell's offer to you is {f1} in base.",
        "Bramwell bietet dir {f1} Grundgehalt.",
        "Bramwell te ofrece {f1} de base.",
        "Bramwell te propose {f1} de base.",
        "A Bramwell te ofereceu {f1} de base.",
        "Le salaire de base que Bramwell te propose est de {f1}.",
    ):
        assert not gate.judge(lie).ok, lie
    for honest in (
        "Bramwell is offering you {u1} in base; the guide has {f1}.",
        "Your base is {u1}, and the guide's range is {f1}.",
        "The guide has {f1} in base for New York.",
    ):
        assert gate.judge(honest).ok, honest


def test_a_rank_is_named_only_beside_figures_of_that_rank(made: dict[str, Gate]) -> None:
    assert not made["offer"].judge("At the senior level, base is {f1}.").ok
    assert not made["counts"].judge("For junior people, base is {f1}.").ok


def test_an_amount_of_theirs_is_paid_per_what_they_wrote_and_nothing_else() -> None:
    gate = told("contract, they said 525 and I was on 480 a day before")
    first = next(id_ for id_, item in gate.sheet.items.items() if item.text == "525")
    assert gate.judge(f"Could we make it {{{first}}} a day?", draft=True).ok
    assert "paid per" in gate.judge(f"Could we make it {{{first}}} an hour?", draft=True).reason


def test_what_a_plan_says_to_ask_for_has_an_id_to_ask_with_and_no_fact_for_it() -> None:
    from bot.answer import Answer, Comparison

    columns, row = ("Part", "Offered", "Ask", "Guide"), ("Base", "$150K", "$163,500", "$140K-$170K per year")
    gate = Gate(
        FactSheet(Answer(status="answered", blocks=(Comparison(title="Your plan", columns=columns, rows=(row,)),)))
    )
    said = gate.judge("Could base come to {n1}?", draft=True).text
    assert said == "Could base come to $163,500?"
    assert not gate.judge("Could the equity come to {n1}?", draft=True).ok
    assert gate.judge("Ask for {n1} in base.").text == "Ask for $163,500 in base."
    assert not gate.judge("Base there is {n1}.").ok


def test_sentences_without_figures_or_claims_are_free(made: dict[str, Gate]) -> None:
    for free in (
        "Ask for a date rather than a promise.",
        "It would be a mistake to answer in a hurry.",
        "Never sign on the day you get the letter.",
        "You can ask in both places.",
    ):
        assert made["bands"].judge(free).ok, free
    assert made["offer"].judge("I'm really happy about the offer.", draft=True).ok


def test_what_they_told_of_themselves_may_be_said_again_and_what_they_said_of_others_is_no_fact() -> None:
    from bot.model.theirs import without_theirs

    said = ["I'd be giving up a guaranteed 12k. They think 90 is too low. Should I say my visa is running out?"]
    assert not without_theirs("You'd be giving up a guaranteed {m1}.", said, False).strip(" '.")
    assert not without_theirs("I'd be giving up a guaranteed {m1}.", said, True).strip(" '.")
    for kept in ("They think {m2} is too low.", "Your visa is running out.", "You'd be giving up a guaranteed {f1}."):
        assert without_theirs(kept, said, False) == kept
    assert not without_theirs("Tu preaviso es de tres meses.", ["Mi preaviso es de tres meses"], False).strip(" .")


def test_a_whole_sentence_of_ours_may_be_said_word_for_word_and_half_of_one_not() -> None:
    from bot.answer import Answer, Script

    words = Script(title="", text="The non-compete is too wide for me. Never say that I hold another offer.")
    gate = Gate(FactSheet(Answer(status="answered", blocks=(words,))))
    assert gate.judge("The non-compete is too wide for me.", draft=True).ok
    assert not gate.judge("I hold another offer.", draft=True).ok


def test_a_part_of_pay_that_stands_right_behind_its_figure_is_its_own(made: dict[str, Gate]) -> None:
    gate = made["offer"]
    assert gate.judge("Could we agree on base at {f1.high} and {f2.high} in equity?", draft=True).ok
    assert not gate.judge("Could we agree on base at {f2.high} and {f1.high} in equity?", draft=True).ok
    assert made["bands"].judge("In San Francisco, base is {f1}, with {f2} in equity.").ok


def test_a_question_may_name_another_part_of_pay_and_the_figure_is_shown_with_its_own(made: dict[str, Gate]) -> None:
    gate = made["offer"]
    assert gate.judge("Is the {u3} paid with the first salary?").text == (
        "Is the $25K (signing bonus) paid with the first salary?"
    )
    assert not gate.judge("Your salary is {u3}.").ok
    assert not gate.judge("Could the salary come to {f3.high}?", draft=True).ok


def test_the_one_bonus_there_is_may_be_called_the_bonus(made: dict[str, Gate]) -> None:
    assert made["offer"].judge("Start with the bonus: ask for {f3.high}.").ok
    assert not made["bands"].judge("Start with the bonus: ask for {f1.high}.").ok


def test_a_day_of_a_date_that_they_wrote_may_be_named() -> None:
    gate = told("the deadline is 11/15")
    assert gate.judge("Write to them before the 15th.").ok
    assert not gate.judge("Write to them before the 19th.").ok


def test_levels_that_one_range_is_of_may_be_named_beside_it() -> None:
    from bot.answer import Answer
    from tests.fakes.answers import figure

    one = figure("Acme", "Engineer (E3/E4)", "Oslo", "base", 90_000, 120_000, period="year")
    gate = Gate(FactSheet(Answer(status="answered", blocks=(), figures=(one,))))
    assert gate.judge("In Oslo, the guide has base of {f1}, with E3 and E4 in one range.").ok
    assert not gate.judge("In Oslo, the guide has base of {f1}, for E3 and E6.").ok


def test_no_mark_for_the_person_stands_where_no_guides_figure_does(made: dict[str, Gate]) -> None:
    gate = made["offer"]
    assert "yours" not in gate.judge("Check that it comes to {u1}.").text
    assert "yours" in gate.judge("The guide has base of {f1}, and the letter has {u1}.").text
    assert "(" not in gate.judge("Before I decide on {u1}: how was it worked out?", draft=True).text


def test_a_cards_english_line_does_not_stand_in_another_language() -> None:
    from bot.answer import Answer, Citation, Text

    card = Citation(id="x", path="x", line=1, section="", text="", title="Parley's playbook: Asking once")
    answer = Answer(status="answered", blocks=(Text(text="Ask once.", cites=("x",)),), citations=(card,))
    gate = Gate(FactSheet(answer, language="de"), "de")
    assert "language" in gate.judge("{s1}").reason
    assert gate.judge("{s1: Frag einmal.}").text == "Frag einmal."
    assert Gate(FactSheet(answer)).judge("{s1}").text == "Ask once."


def test_get_in_hinglish_is_no_thousand() -> None:
    from bot.answer import Answer

    gate = Gate(FactSheet(Answer(status="answered", blocks=()), language="hi"), "hi")
    assert "amount" not in gate.judge("Poocho ki base me thoda aur mil sakta hai ya nahi.").reason


def test_every_figure_of_a_sentence_may_have_its_name_on_either_side_and_several_lists_one_order() -> None:
    from bot.answer import Answer
    from tests.fakes.answers import figure

    figures = [
        figure("Groq", role, place, part, 1_000 * low, 1_000 * low + 50_000, period="year")
        for role, low in (("Senior Engineer", 150), ("Staff Engineer", 190))
        for place in ("Mountain View", "San Diego")
        for part, low in (("base", low), ("total", low + 80))
    ]
    gate = Gate(FactSheet(Answer(status="answered", blocks=(), figures=tuple(figures))))
    both = "A senior engineer gets a total of {f2} in Mountain View and {f4} in San Diego, with base of "
    assert gate.judge(f"{both}{{f1}} and {{f3}}.").ok
    assert gate.judge("In San Diego, base is {f3} for senior and {f7} for a staff engineer.").ok
    for lie in (
        f"{both}{{f3}} and {{f1}}.",
        "In San Diego, base is {f7} for senior and {f3} for a staff engineer.",
        "A senior engineer in Mountain View gets total compensation of {f1} with base of {f2}.",
    ):
        assert not gate.judge(lie).ok, lie


def test_amounts_of_theirs_stand_beside_the_parts_that_they_wrote_them_for() -> None:
    gate = told("total comp $264k, base $186k, 15% bonus, on the phone they said $300k in equity")
    said = "It says total compensation of {m1} with base of {m2} and a bonus of {m3}; I understood {m4} in equity."
    assert gate.judge(said, draft=True).ok
    assert gate.judge("It says total target compensation of {m1}, with base of {m2} and a bonus of {m3}.", True).ok
    assert not gate.judge("It says base of {m3} and equity of {m2}.", draft=True).ok
    assert gate.judge("{m2} in base is the part to ask about, and ask how the stock is split.").ok


def test_a_lead_that_a_placed_sentence_has_itself_is_said_once() -> None:
    from bot.answer import Answer, Text

    gate = Gate(FactSheet(Answer(status="answered", blocks=(Text(text="Follow the label: it means base."),))))
    assert gate.judge("Follow the label: {s1}").text == "Follow the label: it means base."
    assert gate.judge("First: {s1}").text == "First: Follow the label: it means base."


def test_what_they_told_may_be_said_again_in_other_words_and_nothing_that_they_did_not() -> None:
    told = ["They sponsor my permit. I'm afraid that asking for more makes them drop the sponsorship."]
    said = "You're afraid that asking for more could cost you the sponsorship."
    gate = Gate(FactSheet(Answer(status="answered", blocks=()), None, told))
    assert gate.judge(said).ok
    assert not gate.judge("Asking for more never makes them drop the sponsorship.").ok
    assert not Gate(FactSheet(Answer(status="answered", blocks=()), None, ["Is it any good?"])).judge(said).ok


def test_their_own_words_may_be_sent_however_they_wrote_apostrophes() -> None:
    told = ["what counts as 'superior qualifications', I have a private sector paystub thats higher"]
    said = "I'd like to ask for a higher step, and I have a private sector paystub that's higher."
    assert Gate(FactSheet(Answer(status="answered", blocks=()), None, told)).judge(said, draft=True).ok
    assert not Gate(FactSheet(Answer(status="answered", blocks=()), None, ["Any step?"])).judge(said, draft=True).ok


def test_their_own_words_may_be_quoted_and_nobody_elses() -> None:
    told = ["HR wrote that 'nobody on this team is paid more than the step'. Odd, no?"]
    quoted = "You were told that “nobody on this team is paid more than the step”."
    gate = Gate(FactSheet(Answer(status="answered", blocks=()), None, told))
    assert gate.judge(quoted).ok
    assert not gate.judge(quoted.replace("step", "rest")).ok
    assert not gate.judge(f"{quoted[14:-1]} means that there's room.").ok
