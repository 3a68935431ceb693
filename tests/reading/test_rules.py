"""Rules of wording are data: lists of phrases that can be read, each found where it should be and only there."""

import json
import re
from pathlib import Path

import pytest

from bot.reading.message import Message
from bot.reading.offer_terms import read_offer
from bot.reading.wishes import wishes
from ingest.lexicon.patterns import compiled, pattern
from ingest.lexicon.phrases import Phrases, Rules, beside, lists, trace
from tests.reading.rules import ROOT, Rooms, decides, every_list, held, turns

FOUND = (
    ("up to [a|an]", ("up to 20", "up to an"), ("upto", "up total")),
    ("sign_on [bonus]", ("sign on", "signon bonus", "sign-on"), ("signs on",)),
    ("vest*", ("vesting over",), ("invest",)),
    ("*optionen", ("virtuelloptionen",), ("optionens",)),
    ("(no|not any|without) [other|competing]3 offer*", ("no other competing offers", "no offer"), ("no good offer",)),
    ("give me <2> offer", ("give me a better offer", "give me offer"), ("give me one two three offer",)),
    ("half ~60 half", ("half now and half later",), ("half. half",)),
    ("no !(problem|issues)", ("no way",), ("no problem", "no issues")),
    ("(why|if)! not", ("do not",), ("why not", "if not")),
    ("i'm (out|off)", ("I’m out", "i'm off"), ("i'm outer",)),
    ("年2回", ("は年2回です",), ("年3回",)),
    ("[the|a] x [of|in] [b]", ("x", "a x", "x of b", "the x b"), ("xb",)),
    ("year #[#]", ("year 2", "year 12"), ("year x", "year 123")),
    ("(hour*|th|st)", ("hours", "5 th"), ("stock", "then")),
    ("vs[.]", ("vs. them", "vs them"), ("vsop",)),
    (r"\(a\)", ("(a)",), ("a",)),
)  # fmt: skip


@pytest.mark.parametrize(("phrase", "inside", "outside"), FOUND, ids=[one[0] for one in FOUND])
def test_a_phrase_is_found_as_it_is_written_and_nowhere_else(
    phrase: str, inside: tuple[str, ...], outside: tuple[str, ...]
) -> None:
    pattern = re.compile(compiled(phrase), re.I)
    assert [text for text in inside if not pattern.search(text)] == []
    assert [text for text in outside if pattern.search(text)] == []


@pytest.mark.parametrize("phrase", ["open (one", "closed one)", "open [one"])
def test_a_bracket_that_stands_alone_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        compiled(phrase)


@pytest.fixture
def told(tmp_path: Path) -> Path:
    file = tmp_path / "words.yaml"
    file.write_text(
        "first: {when: [alpha, alpha beta], then: a, example: an alpha}\n"
        "second: {when: ['{name} pays'], then: b, example: Acme pays}\n"
    )
    return file


def test_where_a_phrase_must_stand_is_the_readers_to_say(told: Path) -> None:
    one = Phrases(told, "first")
    assert (found := one.search("an alpha beta")) and found[0] == "alpha beta"
    assert one.starts("  alpha then") and not one.starts("an alpha")
    assert one.ends("an alpha ") and not one.ends("alpha then")
    assert one.alone("(alpha!)") and not one.alone("alpha then")
    assert one.only("alpha, alpha beta") and not one.only("alpha or alpha")
    assert (one.behind("alpha one"), one.before("one alpha")) == (" one", "one ")
    assert (one.without("an alpha", "x"), one.blanked("an alpha.")) == ("an x", "an      .")


def test_what_fills_a_slot_can_be_read(told: Path) -> None:
    said = beside(str(told), "words", {"name": "(?P<who>(?-i:[A-Z]\\w+))"})
    assert [one["who"] for one in said("second").every("what Acme pays, what it pays")] == ["Acme"]


def test_a_table_tells_which_rule_holds(told: Path) -> None:
    table = Rules(beside(str(told), "words", {"name": "acme"}), ("first", "second"))
    assert table.first("acme pays alpha") == "first"
    assert table.foremost("acme pays alpha") == "second"
    assert table.all("acme pays alpha") == ("first", "second")
    assert table.first("nothing") == table.foremost("nothing") == ""


def test_each_phrase_found_leaves_a_line_and_only_while_somebody_listens(told: Path) -> None:
    one = Phrases(told, "first")
    with trace() as lines:
        one.search("an alpha")
        one.search("nothing")
    one.search("alpha beta")
    assert [line.rpartition("/")[2] for line in lines] == ["words.first: “alpha”, so a"]


EVERY = every_list()


@pytest.mark.parametrize("name", EVERY)
def test_every_list_finds_its_example_and_not_what_only_looks_like_it(name: str) -> None:
    one = EVERY[name]
    assert all(isinstance(phrase, str) for phrase in one.row["when"])
    assert any(map(one.every, turns(one.row["example"])))
    assert "not" not in one.row or not one.every(one.row["not"])


@pytest.fixture(scope="module")
def rooms(starter_index: Path) -> Rooms:
    return Rooms(starter_index)


@pytest.mark.parametrize("name", EVERY)
def test_without_its_list_an_example_is_read_otherwise(rooms: Rooms, name: str) -> None:
    assert decides(rooms, name, EVERY[name].row["example"])


def test_no_list_lies_beside_the_readers_unread() -> None:
    files = [
        file for file in ROOT.joinpath("bot").rglob("*.yaml") if re.search(r"\n  when: *\S", file.read_text("utf-8"))
    ]
    assert {f"{file.parent.name}/{file.stem}" for file in files} == {name.partition(":")[0] for name in EVERY}


TABLES = [(f"{module}: {rule.name}", table, rule) for module, table in held(Rules) for rule in table.rules]


@pytest.mark.parametrize(("table", "rule"), [one[1:] for one in TABLES], ids=[one[0] for one in TABLES])
def test_in_a_table_of_rules_an_example_is_decided_by_its_own_rule(table: Rules, rule: Phrases) -> None:
    assert table.first(turns(rule.row["example"])[-1]) == rule.name


@pytest.mark.parametrize("lacking", ["then", "example"])
def test_a_list_that_does_not_say_what_it_is_for_is_refused(tmp_path: Path, lacking: str) -> None:
    row = {"when": ["alpha"], "then": "a", "example": "an alpha"}
    file = tmp_path / "words.yaml"
    file.write_text(json.dumps({"first": {name: told for name, told in row.items() if name != lacking}}))
    with pytest.raises(ValueError, match=f"first lacks `{lacking}`"):
        lists(file)


@pytest.mark.parametrize(("text", "firms"), [
    ("Gross Pay: 95,000. Is it good at Acme?", []), ("Stripe pays 180k and Plaid offered 190k", ["Plaid"]),
])  # fmt: skip
def test_a_heading_of_pay_is_no_firm_that_pays(text: str, firms: list[str]) -> None:
    assert [one.company for one in read_offer(text).others] == firms


def test_what_was_asked_for_before_is_no_offer() -> None:
    reading = read_offer("I'd asked for 170k, offer is 150k")
    assert (reading.offer and reading.offer.base, reading.asked and reading.asked.base) == (150_000, 170_000)


def test_an_offer_that_a_later_sentence_takes_back_is_nobodys() -> None:
    assert read_offer("say Google offered me 250k. but i don't actually have it").offer is None


@pytest.mark.parametrize(("text", "wanted"), [
    ("The salary came in at 140k instead of 150k.", None), ("could they do 25k instead of 10k", 25_000),
])  # fmt: skip
def test_one_amount_instead_of_another_is_wanted_only_where_it_is_asked_for(text: str, wanted: int | None) -> None:
    told = wishes(text, Message(text).amounts).amount
    assert (told and told.low) == wanted


@pytest.mark.parametrize(("text", "name"), [("My recruiter is Ana.", "Ana"), ("My recruiter is Catholic and kind", "")])
def test_what_somebody_is_is_no_name(text: str, name: str) -> None:
    assert wishes(text, ()).contact == name


def test_an_amount_of_money_is_no_span_of_time() -> None:
    spans = [wishes(text, Message(text).amounts).span for text in ("I want 190k a year", "I need 3 more weeks")]
    assert spans == ["", "3 more weeks"]


def test_a_number_of_people_beside_an_hourly_rate_is_no_rate() -> None:
    told = {one.text: one.rate for one in Message("$85/hr contract, 80 people in the firm").numbers}
    assert told == {"$85": "hour", "80": None}


def test_the_same_words_become_a_pattern_once() -> None:
    words = ["base salary", "salary", "pay*"]
    assert pattern(words) is pattern(tuple(words)) is not pattern(words[:2])
    assert pattern(words).findall("Base salary, payment") == ["Base salary", "payment"]
