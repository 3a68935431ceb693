"""No guide's script, however it is written, claims an offer or a deed for a person who told of none."""

import os
import re
from pathlib import Path

import pytest

from bot.coach.draft import Draft
from bot.coach.lever import needs_offer
from bot.coach.script import adapted, without_deeds
from bot.reading.terms import Offer
from ingest.guide.reader import read_file
from ingest.guide.types import Guide
from ingest.index.facts import Facts

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
MANY = Path(os.environ.get("PARLEY_MANY_GUIDES", ""))
"""Folder of an index of many guides; the starter guides alone are read where it isn't set."""
CLAIM = re.compile(
    r"\bI(?:['’]m| am)? (?:hold|holding|got|received|weighing) [^.]{0,40}\boffers?\b"
    r"|\b(?:offered me|is offering me|my other offer)\b"
    r"|\bI(?:['’]ve| have) (?:built|led|shipped|designed|managed|contributed|deployed|scaled|published)\b"
    r"|\bI (?:built|led|shipped|own|designed)\b",
    re.IGNORECASE,
)


def guides() -> list[Guide]:
    if os.environ.get("PARLEY_MANY_GUIDES") and (MANY / "facts.sqlite3").is_file():
        return list(Facts(MANY).guides())
    return [read_file(f, CORPUS) for f in sorted(CORPUS.rglob("*.md")) if f.parent.name not in ("playbook", "general")]


def test_what_is_left_of_every_lever_claims_no_offer_and_no_deed() -> None:
    wrong = []
    for guide in guides():
        for lever in guide.levers:
            if needs_offer(lever, guide):
                continue
            said = adapted(
                lever.script, guide, (), Draft("lever"), asks=lever.asks, samples=lever.sample_offers, about=lever.title
            )
            if found := CLAIM.search(re.sub(r"\[[^\]]*\]", "", said.text)):
                wrong.append((guide.path, found[0]))
    assert wrong == []


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("I own the cross-system architecture spanning three teams.", ""),
        ("I've built detection systems, and I'm targeting a base of $195K.", "I'm targeting a base of $195K."),
        ("I'd like $480K in RSUs over four years.", "I'd like $480K in RSUs over four years."),
        ("Customers pay for the reliability of this platform.", "Customers pay for the reliability of this platform."),
    ],
)
def test_a_deed_is_cut_out_and_the_ask_stays(line: str, left: str) -> None:
    assert without_deeds(line) == left


def test_what_followed_a_deed_that_is_gone_begins_a_sentence() -> None:
    script = "I work from home and need no desk, so I am asking for $5K as a signing bonus."
    said = adapted(script, guides()[0], (), Draft("lever"), about="Remote")
    assert said.text == "Here is what I bring: [your own example: Remote]. So I am asking for $5K as a signing bonus."


def test_what_a_sample_offer_came_to_is_not_said_of_the_offer_that_is_held(facts: Facts) -> None:
    guide = next(g for c in facts.companies() for r in facts.roles(c.slug) if (g := facts.guide(c.slug, r.slug)))
    script = (
        "I have an offer from Google at $250K base and $400K RSUs. That's $350K annual TC. I'd like $265K base here."
    )
    told = adapted(script, guide, (Offer(company="stripe", base=300_000, currency="USD"),), Draft("lever")).text
    assert "$300K" in told and "$265K" in told and "350K" not in told
