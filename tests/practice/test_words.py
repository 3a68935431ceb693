"""What the recruiter says: enough words that none comes twice in a call, days instead of counts, promises kept."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from bot.practice import dialogue
from bot.practice.line import Shown
from bot.practice.move import FigureAsk, Kind, Move, Rationale
from bot.practice.phrases import every_phrase, phrases
from bot.practice.scenario import DIFFICULTIES, PERSONAS, Difficulty, Persona, Request
from bot.practice.session import Practice, play, start
from bot.practice.state import Act
from tests.bench.practice import SHELF

BASE = Move("counter", asks=(FigureAsk("base", 400_000),))
TODAY = date(2026, 11, 2)
"""A Monday."""


def opened(company: str = "echo", persona: Persona = "friendly", difficulty: Difficulty = "realistic") -> Practice:
    wanted = Request(company=company, role="software-engineer", seed=4, persona=persona, difficulty=difficulty)
    return start(wanted, SHELF, TODAY)


def said(practice: Practice, *moves: Move) -> tuple[Practice, str]:
    for move in moves:
        practice, _ = play(practice, move)
    return practice, practice.turns[-1].line.text


def test_there_are_at_least_six_hundred_lines_each_once() -> None:
    lines = every_phrase()
    assert len(lines) >= 600 and len(lines) == len(set(lines))


KINDS: tuple[Kind, ...] = (
    "more",
    "warmth",
    "question",
    "rationale",
    "counter",
    "decline",
    "time",
    "unclear",
    "off-topic",
)


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("difficulty", DIFFICULTIES)
@pytest.mark.parametrize("over_and_over", [*KINDS, ""])
def test_no_sentence_is_said_twice_in_a_call(persona: Persona, difficulty: Difficulty, over_and_over: str) -> None:
    practice = opened(persona=persona, difficulty=difficulty)
    for number in range(14):
        kind = over_and_over or KINDS[number % len(KINDS)]
        base = practice.scenario.parts[0]
        move = Move(
            kind,  # type: ignore[arg-type]
            asks=(FigureAsk("base", base.high),) if kind == "counter" else (),
            questions=(("band", "vesting", "visa", "other")[number % 4],) if kind == "question" else (),  # type: ignore[arg-type]
            reasons=(Rationale("impact", True, f"impact:{number}", None),) if kind == "rationale" else (),
            time=kind == "time",
            unclear="I'm not sure what you'd like me to do with that" if kind == "unclear" else "",
        )
        practice, _ = play(practice, move)
    sentences = [one for turn in practice.turns for one in re.split(r"(?<=[.?!:])\s+", turn.line.text)]
    figures = re.compile(r"\d|not sure what|like me to do")
    twice = {
        one: many
        for one, many in Counter(sentences).items()
        if many > 1 and len(one.split()) > 3 and not figures.search(one)
    }
    assert not twice


def test_the_offer_lapses_on_a_day_and_never_after_so_many_exchanges() -> None:
    practice = opened(difficulty="hard")
    assert "Thursday" in practice.turns[0].line.text
    _, words = said(practice, Move("question", questions=("timeline",)))
    assert "Thursday" in words and not re.search(r"exchange|turns", words)
    practice, words = said(practice, Move("time", time=True))
    assert "Friday" in words
    _, words = said(practice, Move("time", time=True))
    assert "Friday" in words


def test_what_it_promises_to_find_out_it_tells_at_the_next_turn() -> None:
    practice, words = said(opened(), Move("question", questions=("visa",)))
    assert "visa" in words or "sponsor" in words or "Immigration" in words
    _, words = said(practice, Move("warmth", warm=True))
    assert "visa" in words


def test_an_approval_is_carried_by_what_was_told_before() -> None:
    practice = opened("alpha", persona="by-the-book")
    base = practice.scenario.parts[0]
    practice, _ = said(
        practice,
        Move(
            "counter",
            asks=(FigureAsk("base", base.high), FigureAsk("equity", practice.scenario.parts[1].high)),
            reasons=(Rationale("market", True, "market:1", True),),
        ),
    )
    assert practice.turns[-1].act.doing == "approval"
    asked = practice.turns[-1].line.text
    assert re.search(r"will you sign|yes then|count on you|deal at the end|close it", asked)
    _, words = said(practice, Move("warmth", warm=True))
    assert re.search(r"range|figures you named", words)


@pytest.mark.parametrize("kind", ["walk", "decline", "ultimatum"])
@pytest.mark.parametrize("persona", PERSONAS)
def test_a_refusal_is_never_answered_with_joy(kind: Kind, persona: Persona) -> None:
    for warm in (True, False):
        practice, words = said(opened(persona=persona), Move(kind, warm=warm, ultimatum=kind == "ultimatum"))
        assert not re.search(r"glad to hear|lovely to hear|makes my day|smiling|happy you see", words), words
        if kind == "walk":
            assert practice.over and re.search(r"sorry|pity|best|luck|thank|respect|care|paths|shame", words, re.I)


def test_no_founder_calls_for_a_company_whose_shares_are_traded() -> None:
    recast = opened("alpha", persona="founder")
    assert recast.scenario.persona == "hiring-manager" and "founder" in recast.recast
    assert opened("echo", persona="founder").scenario.persona == "founder"


def test_what_was_told_is_not_asked_for_again() -> None:
    asked = (*phrases("core", "asks others"), *phrases("core", "asks expectation"))
    rival = Move("rationale", reasons=(Rationale("competing", False, "competing:word", None),))
    for seed in range(8):
        practice = start(Request(company="echo", role="software-engineer", seed=seed), SHELF, TODAY)
        heard = [
            said(practice, Move("warmth"), *[rival] * many, Move("question", questions=("visa",))) for many in (0, 1)
        ]
        questions = [[line for line in asked if line in turn.line.text] for played, _ in heard for turn in played.turns]
        assert all(len(one) <= 1 for one in questions)
        spoken = [
            line for turn in heard[1][0].turns[2:] for line in phrases("core", "asks others") if line in turn.line.text
        ]
        assert not spoken


def test_where_another_part_is_raised_than_was_asked_for_it_is_said() -> None:
    practice = opened()
    now = Shown.of(replace(practice.state, amounts=(*practice.state.amounts[:2], 5_000, 0, 0)))
    act = Act("offer", raised=("signing",))
    asked = (BASE, Move("counter", asks=(FigureAsk("signing", 30_000),)))
    spoken = [dialogue.say(practice.scenario, Shown.of(practice.state), now, one, act, ()).text for one in asked]
    pieces = [max(re.split(r"\{\w+\}", words), key=len).strip() for words in phrases("core", "raised instead")]
    assert [any(one in line for one in pieces) for line in spoken] == [True, False]


def test_of_two_packages_the_recruiter_says_which_one_it_is() -> None:
    parts = opened().scenario.parts
    dear, cheap = (
        (FigureAsk("base", parts[0].high),),
        (FigureAsk("base", parts[0].opening), FigureAsk("signing", 10_000)),
    )
    _, words = said(opened(), Move("choices", packages=(dear, cheap)))
    assert "€10K as a signing bonus" in words


def test_a_claim_with_its_figure_is_not_asked_how_much_it_is() -> None:
    told = Move("rationale", reasons=(Rationale("forfeited", True, "forfeited:45000", None),))
    _, words = said(opened(), told)
    assert any(line in words for line in phrases("probes", "forfeited told"))


def test_who_remarks_on_something_beside_the_matter_is_listened_to_and_not_asked_for_a_reason() -> None:
    texts = [said(opened(), BASE, *(Move("answer") for _ in range(times)))[1] for times in (1, 2, 3, 4)]
    assert any(text in phrases("core", "listening") for text in texts)
    assert not any(line in text for text in texts for line in phrases("core", "hold"))


def test_a_reason_that_changes_nothing_is_answered_and_not_asked_for() -> None:
    word = Rationale("forfeited", False, "forfeited:word", None)
    _, text = said(
        opened(),
        BASE,
        Move("rationale", reasons=(word,)),
        Move("rationale", reasons=(replace(word, key="forfeited:x"),)),
    )
    assert any(line in text for line in phrases("core", "hold told"))


def test_a_question_nobody_can_place_is_promised_an_answer_and_a_line_that_is_hardly_one_is_not() -> None:
    asked = Move("question", questions=("unsure",))
    _, text = said(opened(), asked)
    assert any(text.startswith(line) for line in phrases("topics", "unsure"))
    _, text = said(opened(), replace(asked, perhaps=("unsure:kind",)))
    assert any(text.startswith(line) for line in phrases("topics", "unsure faint"))


def test_of_traded_shares_no_last_round_is_told_and_of_none_nothing_is_looked_up() -> None:
    asked = Move("question", questions=("equity value",))
    for seed in range(6):
        practice = start(Request(company="alpha", role="software-engineer", seed=seed), SHELF, TODAY)
        assert practice.scenario.parts[1].label == "RSU"
        practice, text = said(practice, asked)
        _, later = said(practice, Move("answer"))
        assert not re.search(r"last round|valuation|strike", text + later), (text, later)
    none = replace(opened(), state=replace(opened().state, amounts=(180_000, *(0 for _ in opened().state.amounts[1:]))))
    practice, text = said(none, asked)
    assert "strike" not in text and practice.state.promised == ()


def test_a_reason_hardly_heard_beside_an_ask_is_not_praised() -> None:
    deed = Rationale("impact", True, "impact:saved", None)
    told = Move("counter", asks=BASE.asks, reasons=(deed,))
    practice, sure = said(opened(), told)
    _, faint = said(opened(), replace(told, perhaps=("unsure:reasons:impact",)))
    assert practice.turns[-1].act.probe == "impact" and sure != faint
    assert not any(line in faint for line in phrases("probes", "impact"))
