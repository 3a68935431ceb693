"""Features and the light heads over them: trained, stored, read again."""

from pathlib import Path

import numpy
import pytest

from bot.reading.features import Row, letter_grams, sparse, word_grams
from bot.reading.heads import between, fit_many, fit_one, load, save

SAID = {
    "yes, I'll take it": "yes",
    "yes please": "yes",
    "I'd take that, yes": "yes",
    "no, that won't do": "no",
    "no thanks": "no",
    "sorry, no": "no",
}


def row(text: str) -> Row:
    return Row((word_grams(text), letter_grams(text)), (numpy.full(2, 0.1, numpy.float32),))


def test_a_head_reads_a_text_that_it_was_not_trained_on() -> None:
    pytest.importorskip("scipy")
    head = fit_one([row(text) for text in SAID], [{label: 1.0} for label in SAID.values()], 1024)
    assert head.best(row("yes, thanks"))[0] == "yes"
    assert head.best(row("no, sorry"))[0] == "no"
    assert sum(head.chances(row("anything")).values()) == pytest.approx(1)


def test_labels_that_exclude_nothing_hold_each_by_itself() -> None:
    pytest.importorskip("scipy")
    labels = [{"yes", "polite"}, {"yes", "polite"}, {"yes"}, set(), {"polite"}, {"polite"}]
    head = fit_many([row(text) for text in SAID], labels, 1024, strength=50)
    assert {label for label, chance in head.chances(row("yes please")).items() if chance >= 0.5} == {"yes", "polite"}


def test_stored_heads_are_the_same_byte_for_byte_and_read_alike(tmp_path: Path) -> None:
    pytest.importorskip("scipy")
    head = fit_one([row(text) for text in SAID], [{label: 1.0} for label in SAID.values()], 1024)
    for name in ("a.npz", "b.npz"):
        save(tmp_path / name, {"kind": head}, {"seen": 6})
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    heads, more = load(tmp_path / "a.npz")
    assert more == {"seen": 6}
    assert heads["kind"].chances(row("well, yes")) == head.chances(row("well, yes"))


def test_a_long_group_weighs_no_more_than_a_short_one() -> None:
    _, values = sparse(Row((tuple(f"a{n}" for n in range(400)), ("b",))), 1 << 20)
    assert max(values) == pytest.approx(1)
    assert (values[:-1] ** 2).sum() + values[-1] ** 2 == pytest.approx(2)


def test_a_label_learned_later_is_kept_by_what_lies_between_two_heads() -> None:
    first = fit_one([Row(((word,),)) for word in "abab"], [{"a": 1.0}, {"b": 1.0}] * 2, 64)
    then = fit_one([Row(((word,),)) for word in "abcabc"], [{"a": 1.0}, {"b": 1.0}, {"c": 1.0}] * 2, 64)
    made = between(first, then, 0.5)
    assert made.labels == then.labels and made.best(Row((("c",),)))[0] == "c" and made.best(Row((("a",),)))[0] == "a"
