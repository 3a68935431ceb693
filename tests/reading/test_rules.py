"""Rules of wording are data: lists of phrases that can be read, each found where it should be and only there."""

import re
from pathlib import Path

import pytest

from ingest.lexicon.phrases import Phrases, Rules, beside, compiled, trace

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
    file.write_text("first: {when: [alpha, alpha beta], then: a}\nsecond: {when: ['{name} pays'], then: b}\n")
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
    assert [line.rpartition("/")[2] for line in lines] == ["words.first: alpha"]
