"""The ear: lines of a rehearsal read against a table, the guard before an acceptance, and the training of the heads."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.reading.adapt import learn
from bot.reading.heads import save
from bot.reading.moves.adapt import Ear, sample
from bot.reading.moves.examples import asked_for, examples
from bot.reading.moves.read import move_of, read
from bot.reading.moves.rows import AROUND, CandidateLine
from bot.reading.moves.table import table_of
from bot.reading.moves.train import kept, train
from bot.reading.train import save_changes
from ingest.index.embedding import DEFAULT, model_folder

STATE: dict[str, Any] = {
    "company": "Northwind",
    "currency": "EUR",
    "band": {"base": [70_000, 100_000], "equity": [30_000, 70_000, 4]},
    "standing": {"base": 78_000, "equity": 40_000, "signing": 0, "bonus_percent": 10},
    "asked": {},
    "phase": "middle",
    "closing": False,
    "recruiter": "We can offer 78,000 and 40,000 in shares. What do you say?",
}
CLOSING = {**STATE, "closing": True, "recruiter": "So 78,000 and 40,000 in shares. Do we have a deal?"}
YESES = (
    "Yes, I accept.",
    "Deal!",
    "Count me in.",
    "I'm happy to accept the offer.",
    "Absolutely, where's the contract",
    "Sounds great, I'll take it.",
    "ok let's do it",
    "You've got yourself an engineer.",
    "Agreed. Please send me the papers.",
    "Done, I'm in.",
)
NO_YESES = (
    "Thanks!",
    "Great!",
    "Thank you so much for the offer.",
    "I'd accept if the base were 85.",
    "I can't accept that.",
    "Would you accept that in my place?",
    "I almost said yes.",
    "I'll sleep on it.",
    "Yes, but I need 84.",
    "I accept nothing below 82.",
    "No deal.",
    "Make it 85 and I'm in.",
    "Not so fast.",
    "My friend accepted a worse offer.",
    "What happens once I accept?",
    "I'd love to join, the number isn't there yet.",
)


def test_plain_yeses_are_taken_at_once_in_any_wording() -> None:
    missed = [line for line in YESES if move_of(CLOSING, line)["kind"] != "accept"]
    assert len(missed) <= 1, missed


@pytest.mark.parametrize("state", [STATE, CLOSING], ids=["open", "closing"])
def test_nothing_is_an_acceptance_that_does_not_say_so(state: dict[str, Any]) -> None:
    assert [line for line in NO_YESES if move_of(state, line)["kind"] == "accept"] == []


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("I'd like 86,000 base.", {"base": 86_000}),
        ("Could you do 95?", {"base": 95_000}),
        ("another 6 on the base, please", {"base": 84_000}),
        ("I'm looking for 85 and 50 in shares.", {"base": 85_000, "equity": 50_000}),
        ("84 base with a 10k sign-on", {"base": 84_000, "signing": 10_000}),
        ("500 a month more and I say nothing else", {"base": 84_000}),
        ("double the shares, base as is", {"equity": 80_000}),
        ("one and a half times the shares please", {"equity": 60_000}),
        ("It should start with an eight in front... no, with a 9 in front.", {"base": 90_000}),
        ("30 days of holiday, please", {"pto": 30}),
        ("85, 50, 10", {"base": 85_000, "equity": 50_000, "signing": 10_000}),
        ("I'd want 100 all in, per year", {"total": 100_000}),
        ("I led the migration of our platform, so 87K base.", {"base": 87_000}),
        ("I see. And the sign-on, could it be 8K?", {"signing": 8_000}),
        (
            "base 87000; shares 55000; signing 6000; relocation 4000",
            {"base": 87_000, "equity": 55_000, "signing": 6_000, "relocation": 4_000},
        ),
    ],
)
def test_amounts_are_what_only_one_reading_fits(line: str, asks: dict[str, int]) -> None:
    assert {ask["part"]: ask["low"] for ask in move_of(STATE, line).get("asks", ())} == asks


@pytest.mark.parametrize(
    ("line", "topics"),
    [
        ("Thank you! Is that 40 thousand a year or in all?", ["equity-value"]),
        ("No, nobody else. Is there a sign-on, and something for relocation?", ["signing", "relocation"]),
        ("My father is not well so I need to stay in Pune, is remote possible?", ["remote"]),
        ("When would you need an answer, and who signs it off?", ["deadline"]),
    ],
)
def test_a_question_is_about_the_part_it_names_or_whose_figure_it_says(line: str, topics: list[str]) -> None:
    told = move_of(STATE, line)
    assert told["questions"] == topics and "questions:guessed" not in told.get("perhaps", ())


def test_a_yes_with_the_figures_that_stand_is_a_yes_and_with_others_is_none() -> None:
    assert move_of(CLOSING, "78 and 40 in shares, agreed, I accept.")["kind"] == "accept"
    assert move_of(CLOSING, "88 and 40 in shares, agreed, I accept.")["kind"] != "accept"


@pytest.mark.parametrize(
    "line", ["Could you do 78K base and 40K in shares?", "I'd like 78K base and 40K in shares.", "I want 78 and 40."]
)
def test_who_asks_for_what_stands_has_taken_nothing_and_is_asked_back(line: str) -> None:
    state = STATE | {"recruiter": "So it's a base of 78K and 40K in shares. How would you like to proceed?"}
    told = move_of(state, line)
    assert (told["kind"], told.get("recites")) == ("unclear", True)


@pytest.mark.parametrize("state", [{}, {"standing": {"base": "x"}, "band": 3, "facts": []}, {"asked": {"base": -5}}])
def test_a_state_of_the_wrong_form_is_read_as_far_as_it_goes(state: dict[str, Any]) -> None:
    assert move_of(state, "I'd like 90K base.")["kind"]


def test_a_line_too_long_to_be_one_is_not_guessed_at() -> None:
    assert move_of(CLOSING, "I accept. " * 400)["kind"] == "unclear"


UNLEARNED = Path(__file__).parents[1] / "practice" / "unlearned.jsonl"


def test_of_authors_never_learnt_from_no_line_is_a_yes_that_is_none_and_most_are_what_they_are() -> None:
    told = [json.loads(line) for line in UNLEARNED.read_text(encoding="utf-8").splitlines()]
    fair = [{one["kind"] for one in (case["move"], *case.get("also", ()))} for case in told]
    read = [move_of(case["state"], case["line"])["kind"] for case in told]
    lines = [case["line"] for case in told]
    learned = {one.line for one in examples()}
    assert not learned & set(lines)
    assert [line for line, kind, may in zip(lines, read, fair, strict=True) if kind == "accept" not in may] == []
    missed = [line for line, kind, may in zip(lines, read, fair, strict=True) if may == {"accept"} and kind != "accept"]
    assert len(missed) <= 3, missed
    assert sum(kind in may for kind, may in zip(read, fair, strict=True)) >= 0.8 * len(told)


def test_thanks_joy_and_greetings_are_no_yes_whoever_says_them() -> None:
    told = [json.loads(line) for line in UNLEARNED.with_name("yeses.jsonl").read_text(encoding="utf-8").splitlines()]
    assert not {one.line for one in examples()} & {case["line"] for case in told}
    fair = [{one["kind"] for one in (case["move"], *case.get("also", ()))} for case in told]
    read = [move_of(case["state"], case["line"])["kind"] for case in told]
    each = list(zip((case["line"] for case in told), read, fair, strict=True))
    wrong = [line for line, kind, may in each if kind == "accept" and "accept" not in may]
    wrong += [line for line, kind, may in each if may == {"accept"} and kind != "accept"]
    assert len(wrong) <= 1, wrong


def test_a_yes_that_was_asked_for_is_one_and_makes_none_of_a_line_that_is_not() -> None:
    told = examples()
    again = asked_for(told)[len(told) :]
    assert again and all(one.table.closing for one in again)
    assert {"accept", "decline", "question"} <= {one.moves[0]["kind"] for one in again}
    assert all(("accept" in one.kinds) == (set(one.kinds) == {"accept"}) for one in again)


def test_going_on_begins_with_what_was_learned_before() -> None:
    pytest.importorskip("torch")
    told = [one for one in examples() if one.moves][::180]
    lines = [CandidateLine(one.line, one.table, lambda _: None) for one in told]
    samples = [sample(one, line, []) for one, line in zip(told, lines, strict=True)]
    begun = kept()
    learned = learn(samples, model_folder(DEFAULT), AROUND, 0, Ear, begun=begun)
    labels = learned.heads["kind"].labels
    there = [begun.heads["kind"].labels.index(label) for label in labels]
    assert (abs(learned.heads["kind"].coefficients - begun.heads["kind"].coefficients[there]) < 0.01).all()
    for name, (down, up) in learned.changes.items():
        was = begun.changes[name]
        assert (abs(up.astype(float) @ down.astype(float) - was[1].astype(float) @ was[0].astype(float)) < 0.01).all()


def test_training_twice_over_the_same_lines_gives_the_same_weights(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    told = [one for one in examples() if one.name.startswith(("topic-", "line-ep"))][::80]
    for name in ("a", "b"):
        heads, changes = train(told, wide=1 << 9, narrow=1 << 8, epochs=1)
        save(tmp_path / name, heads)
        save_changes(tmp_path / f"{name}-changes", changes)
    for made in ("{}", "{}-changes"):
        assert (tmp_path / made.format("a")).read_bytes() == (tmp_path / made.format("b")).read_bytes()
    assert {"kind", "deal", "role", "operation", "reasons", "questions"} <= set(heads)


def test_the_weights_are_small_and_the_examples_many() -> None:
    weights = Path(__file__).parents[2] / "bot" / "reading" / "moves" / "heads.npz"
    assert weights.stat().st_size < 3 * 2**20
    assert len(examples()) >= 3000


@pytest.mark.parametrize("state", [STATE, CLOSING], ids=["talking", "closing"])
@pytest.mark.parametrize(
    "line", ["Fine. I am out!", "Great, I am gone.", "Sure, count me out", "Yeah, I am out of here."]
)
def test_who_is_out_says_no_however_like_a_yes_it_reads(state: dict[str, Any], line: str) -> None:
    assert move_of(state, line)["kind"] == "walk"


@pytest.mark.parametrize(("line", "given", "asked"), [
    ("85k base and I'd accept 5k less in shares", [("equity", 35_000)], [("base", 85_000)]),
    ("Could we do 5k more base and 10k less equity?", [("equity", 30_000)], [("base", 83_000)]),
])  # fmt: skip
def test_what_is_to_be_less_is_given_up_and_not_asked_for(
    line: str, given: list[tuple[str, int]], asked: list[tuple[str, int]]
) -> None:
    move = move_of(STATE, line)
    told = [[(one["part"], one["low"]) for one in move.get(name, [])] for name in ("gives", "asks")]
    assert told == [given, asked]


@pytest.mark.parametrize("line", ["my bottom line is 85k", "My floor is 85k base."])
def test_a_floor_is_no_ask_even_at_the_end(line: str) -> None:
    move = move_of(CLOSING, line)
    assert (move.get("asks", []), move.get("disclosures")) == ([], [{"what": "floor", "amount": 85_000}])


@pytest.mark.parametrize(
    "line", ["Could you cover relocation for four?", "relocation for the two, and 85k base", "relocation for four."]
)
def test_how_many_come_along_is_no_amount(line: str) -> None:
    assert [one for one in move_of(STATE, line).get("asks", []) if one["part"] == "relocation" and one["low"]] == []


def test_a_yes_to_the_last_word_is_a_yes() -> None:
    assert move_of(CLOSING, "If this is the final number then yes, deal.")["kind"] == "accept"


def test_what_friends_earn_or_another_would_pay_is_not_surely_an_offer_that_was_claimed() -> None:
    for line, sure in (("I have another offer at 230K base.", True), ("My roommate got 120 at AMD.", False)):
        told = move_of({**STATE, "recruiter": "Is somebody else in the picture?"}, line)
        assert ("unsure:claims" not in told.get("perhaps", ())) == sure, told


def test_a_question_for_the_joining_bonus_is_about_what_is_paid_at_the_start() -> None:
    assert move_of(STATE, "What is the joining bonus?")["questions"] == ["signing"]


def test_a_plain_yes_is_one_whatever_was_asked_before_it() -> None:
    asked = {**STATE, "recruiter": "I can't go back with just that. What did you build that justifies it?"}
    assert move_of(asked, "Thank you for your effort. I accept with pleasure.")["kind"] == "accept"
    assert move_of(asked, "Thank you for your effort. I am happy about it.")["kind"] != "accept"


def test_a_recruiter_who_cannot_move_or_wants_a_signature_has_named_no_part() -> None:
    for said in ("I can't move on that alone. What's behind the number?", "What would get you to sign?"):
        told = move_of({**STATE, "recruiter": said}, "Maybe 84?")
        assert [ask["part"] for ask in told["asks"]] == ["base"], told


def test_an_offer_told_of_elsewhere_is_no_sure_ask() -> None:
    told = move_of(STATE, "There's a competing thing from Epic, ninety base, I can forward it.")
    assert not told.get("asks") or "unsure:asks" in told["perhaps"], told


def test_where_that_leaves_one_is_no_leave_and_more_days_than_a_year_has_off_are_no_days() -> None:
    asked = {**STATE, "recruiter": "We can offer 78,000 and 40,000 in shares. Where does that leave you?"}
    assert [ask["part"] for ask in move_of(asked, "I'd say 85 then.")["asks"]] == ["base"]
    days = {**STATE, "recruiter": "Some extra leave is possible. What else?"}
    assert [ask["part"] for ask in move_of(days, "Leave it at 85 then.").get("asks", ())] in ([], ["base"])
    assert move_of(days, "30 days of leave, please.")["asks"][0]["part"] == "pto"


def test_how_long_shares_may_be_bought_is_not_the_day_to_answer_by() -> None:
    told = move_of(STATE, "How long have I got to exercise my options once I leave?")
    assert not {"deadline", "pto"} & set(told["questions"])


def test_an_amount_by_the_word_for_another_part_makes_what_was_asked_for_unsure() -> None:
    told = move_of(STATE, "Could we leave it at 85K and you add 9 as an entry bonus, for the one I lose?")
    parts = {ask["part"] for ask in told.get("asks", ())}
    assert len(parts) > 1 or "unsure:asks" in told.get("perhaps", ()), told


def test_who_promises_nothing_has_taken_nothing_and_who_asks_where_to_sign_wants_it_on_paper() -> None:
    final = {**STATE, "phase": "final", "recruiter": "It remains a base of 78,000. That's final."}
    assert move_of(final, "yeah well put it in an email. i aint promising nothing")["kind"] != "accept"
    assert "in-writing" in move_of(final, "Aye I'll take it. Where do I sign, will ye email it through?")["flags"]


def test_a_proposal_held_elsewhere_is_no_sure_ask_and_may_be_leverage() -> None:
    told = move_of(STATE, "i have one proposal of 88K from a company of Canada, but I prefer you")
    assert told.get("claims") or {"unsure:asks", "reasons:competing"} & set(told.get("perhaps", ())), told
    plain = move_of(STATE, "I'd like 86K base.")
    assert not {"unsure:asks", "reasons:competing", "parts:named"} & set(plain.get("perhaps", ())), plain


def test_a_number_that_could_not_be_read_makes_what_was_asked_for_unsure() -> None:
    told = move_of({**STATE, "currency": "SEK"}, "Could we leave it at 85K and a bonus of entry of 50 mil?")
    assert "unsure:asks" in told["perhaps"], told


def test_a_part_that_an_ask_names_without_being_heard_for_it_is_doubted() -> None:
    told = move_of(STATE, "88 then, with the sign-on as we said.")
    parts = {ask["part"] for ask in told.get("asks", ())}
    assert "signing" in parts or "parts:named" in told.get("perhaps", ()), told


@pytest.mark.parametrize(("line", "currency", "base"), [
    ("I mean, could you do one forty two five and we call it good?", "USD", 142_500),
    ("I was hoping for 440 mil in the year.", "BRL", 440_000),
])  # fmt: skip
def test_thousands_are_heard_however_they_are_said(line: str, currency: str, base: int) -> None:
    table = {
        "currency": currency,
        "band": {"base": [base * 8 // 10, base * 11 // 10]},
        "standing": {"base": base * 9 // 10},
    }
    assert [ask["low"] for ask in move_of(STATE | table, line).get("asks", ())] == [base]


def test_a_sum_of_six_is_no_family_of_six() -> None:
    told = move_of(STATE, "Ninety-two, and a sign-on of six, and I'm happy.")
    assert {ask["part"]: ask["low"] for ask in told["asks"]} == {"base": 92_000, "signing": 6_000}


def test_finer_topics_are_one_in_the_public_form() -> None:
    state, line = STATE, "How often would I be on call, and is it paid?"
    assert read(table_of(state), line)["questions"][0] == "hours"
    assert move_of(state, line)["questions"] == ["other"]


def test_a_figure_said_again_asks_for_no_second_part() -> None:
    asked = {**STATE, "asked": {"base": 88_000, "equity": 75_000}, "recruiter": "And what would help you decide?"}
    table = {**asked, "standing": {"base": 77_000, "equity": 53_000}, "band": {"base": [72_000, 95_000]}}
    told = move_of(table, "Ok 85. Eighty-five, and start in April.")
    assert [(ask["part"], ask["low"]) for ask in told["asks"] if ask["low"]] == [("base", 85_000)]
