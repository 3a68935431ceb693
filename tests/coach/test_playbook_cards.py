"""Cards are read and checked, an operator's stand in for ours, and a message finds the card that fits it."""

import re
from datetime import date
from pathlib import Path

import numpy
import pytest

from bot.channels.browse.warm import warm
from bot.knowledge import direct
from bot.knowledge import playbook as module
from bot.knowledge.glossary import glossary, terms_in
from bot.knowledge.law import pay_history_law, pay_history_laws
from bot.knowledge.playbook import OWN, Playbook, own, vectors
from bot.reading.names import Names
from ingest.cli import run_check
from ingest.errors import GuideError
from ingest.guide.playbook import check_card, read_card
from ingest.index.build import ingest
from ingest.index.facts import Facts

CARD = """---
title: They want an answer while you are on a plane
asked:
  - boarding now and they want a yes
  - can i answer when i land
  - plane takes off, recruiter waits
  - i am at the gate and hr calls
  - flight in ten minutes, offer expires today
  - no wifi on board and they need my yes
topic: deadline
applies: any time
sources:
  - kind: opinion
    title: Our own advice
    date: 2026-03-01
---
## Advice
Say that you are about to fly, and name the hour at which you'll answer.

## Do
- Name an hour.

## Don't
- Don't say yes at the gate.

## Say
### phone
> "I'm boarding. I'll call {name} at {deadline}."
### e-mail
> Hi {name}, I'm boarding.
>
> I'll write by {deadline}.
### chat
> Boarding, back by {deadline}.

## If
- deadline: say it first.

## Next
- exploding-deadline
"""


def test_a_card_is_read_with_its_words_by_channel_and_its_newest_source() -> None:
    card = read_card(CARD, "playbook/on-a-plane.md")
    assert (card.name, card.topic, len(card.asked)) == ("on-a-plane", "deadline", 6)
    assert card.words("phone") == "I'm boarding. I'll call {name} at {deadline}."
    assert card.words("e-mail") == "Hi {name}, I'm boarding.\n\nI'll write by {deadline}."
    assert card.changes == (("deadline", "say it first."),) and card.updated == date(2026, 3, 1)
    assert CARD.splitlines()[card.line - 1] == card.advice


def test_a_card_holds_answers_to_direct_questions_and_what_it_says_of_an_ask() -> None:
    more = "## Answers\n- Do they wait? / will they hold it | Mostly a day.\n\n## Next"
    card = read_card(
        CARD.replace("## Next", more, 1).replace("topic: deadline", "shares: [{say: Far.}, {to: 15, say: Fine.}]", 1),
        "playbook/on-a-plane.md",
    )
    assert card.answers == ((("Do they wait?", "will they hold it"), "Mostly a day."),)
    assert card.shares == ((15, "Fine."), (1_000, "Far."))


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("title: They", "name: They", "title"),
        ("## Advice", "## Notes", "advice"),
        ("---\ntitle", "title", "front matter"),
        ("topic: deadline", "topic: [", "YAML"),
        ("## Next", "## Answers\n- no bar stands in this line\n\n## Next", "Answers"),
    ],
)
def test_a_card_that_cannot_be_read_says_why(old: str, new: str, word: str) -> None:
    with pytest.raises(GuideError, match=word):
        read_card(CARD.replace(old, new, 1), "playbook/on-a-plane.md")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  - can i answer when i land\n", "", "card-few-asked"),
        ("- deadline: say", "- moonlight: say", "card-unknown-key"),
        ("by {deadline}.\n### chat", "by {salary}.\n### chat", "card-unknown-slot"),
        ("- Don't say yes at the gate.", "", "card-section-missing"),
        (
            "kind: opinion\n    title: Our own advice\n    date: 2026-03-01",
            "kind: study\n    title: Somebody",
            "card-source",
        ),
    ],
)
def test_check_names_what_a_card_lacks(old: str, new: str, code: str) -> None:
    assert old in CARD
    assert code in {f.code for f in check_card(read_card(CARD.replace(old, new, 1), "playbook/on-a-plane.md"))}


def test_our_own_cards_pass_the_check_and_cover_ninety_situations() -> None:
    cards = own()
    assert len(cards) >= 90 and len(cards) == len(list(OWN.glob("*.md")))
    assert [f for card in cards.values() for f in check_card(card, frozenset(cards)) if f.severity != "note"] == []


def test_words_to_send_name_no_day_that_the_person_did_not_tell() -> None:
    words = [(card.name, text) for card in own().values() for _, text in card.say]
    words += [
        (card.name, quoted)
        for card in own().values()
        for _, said in card.answers
        for quoted in re.findall(r'"([^"]+)"', said)
    ]
    day = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\bthe \d+(?:st|nd|rd|th)\b")
    assert len(words) > 1_200 and [one for one in words if day.search(one[1])] == []


def test_no_advice_opens_with_a_yes_or_no_that_answers_only_some_who_ask() -> None:
    opened = [card.name for card in own().values() if re.match(r"(?:Yes|No)\b", card.advice)]
    assert opened == []


def test_every_line_of_our_cards_has_its_vector_in_the_package() -> None:
    learned, keys = module._kept()
    assert [text for name, text in module.pairs_of(own()) if module._key(name, text) not in keys] == []
    assert set(learned.cards) <= set(own()) and module.LEARNED.stat().st_size < 5_000_000


def test_every_question_that_our_cards_answer_has_its_vector_in_the_package() -> None:
    rows, _, _ = direct._kept()
    assert [text for text in direct.questions() if direct._key(text) not in rows] == []


def test_parley_check_reads_cards_as_cards(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "playbook").mkdir()
    (tmp_path / "playbook" / "on-a-plane.md").write_text(CARD.replace("- deadline: say", "- moonlight: say"))
    (tmp_path / "playbook" / "torn.md").write_text("no card at all")
    run_check([tmp_path], date(2026, 11, 26), strict=False, as_json=False)
    told = capsys.readouterr().out
    assert "card-unknown-key" in told and "not-a-card" in told and "not-a-guide" not in told


def test_an_operators_card_is_added_or_stands_in_for_ours_and_goes_with_its_file(tmp_path: Path) -> None:
    folder, index = tmp_path / "guides" / "playbook", tmp_path / "index"
    folder.mkdir(parents=True)
    (folder / "on-a-plane.md").write_text(CARD)
    (folder / "lowball.md").write_text(CARD.replace("They want an answer while you are on a plane", "Our lowball"))
    ingest([tmp_path / "guides"], index, vectors=False)
    facts = Facts(index)
    held = module.playbook(facts)
    assert held.cards["lowball"].title == "Our lowball" and "two-offers" in held.cards
    assert held.nearest("i'm boarding, can i answer when i land?", 1)[0][0] in ("on-a-plane", "lowball")
    (folder / "lowball.md").unlink()
    ingest([tmp_path / "guides"], index, vectors=False)
    assert module.playbook(facts).cards["lowball"].title != "Our lowball" and facts.meta().guides == 0


def test_a_message_finds_its_card_by_meaning() -> None:
    held = Playbook(own())
    assert "exploding-deadline" in [
        name for name, _ in held.nearest("the offer expires tomorrow, they want my signature", 3)
    ]
    assert vectors(["some words"]).shape[1] == 384


def test_the_glossary_names_terms_in_a_text_and_its_cards_exist() -> None:
    assert [term.term for term in terms_in("is a one-year cliff normal for RSUs?")] == ["cliff", "RSU"]
    assert {term.card for term in glossary()} - {""} <= set(own())


@pytest.mark.parametrize(
    ("place", "jurisdiction"),
    [
        ("New York, NY", "New York City"), ("Menlo Park, CA", "California"), ("Frankfurt", "Germany"),
        ("Remote, Spain", "Spain"), ("Kraków", "Poland"), ("Washington, D.C.", "District of Columbia"),
        ("London", None), ("Remote US", None), ("Austin, TX", None),
    ],
)  # fmt: skip
def test_the_law_on_pay_history_is_found_by_place(place: str, jurisdiction: str | None) -> None:
    law = pay_history_law(place)
    assert (law.jurisdiction if law else None) == jurisdiction


def test_every_member_state_of_the_union_is_in_the_table() -> None:
    union = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split()
    assert set(union) <= {law.country for law in pay_history_laws()}


def test_a_server_that_has_warmed_up_reads_nothing_more_for_a_first_question(
    starter_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = Facts(starter_index)
    warm(Names(facts))
    book = module.playbook(facts)
    monkeypatch.setattr(numpy, "load", None)
    assert book in direct._answers
    assert book.nearest("they want an answer by friday") and direct.found(book, ["is a signing bonus taxed?"])
