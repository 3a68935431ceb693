"""What answers are made of beside their prose comes in the language that a caller asks for; what is kept doesn't."""

import json
import re
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any

import httpx
import pytest
import pytest_asyncio

from bot.answer import Suggestions
from bot.channels.phrases import preferred
from bot.knowledge.playbook import own
from bot.languages.phrase import Paid, Phrase, Phrased, english, phrase
from bot.languages.phrases import phrases
from bot.languages.slotted import filled
from bot.practice.debrief import debrief
from bot.practice.jurisdiction import rules
from bot.practice.move import Disclosure, FigureAsk, Move, Rationale
from bot.practice.remark import remark
from bot.practice.scenario import Request
from bot.practice.session import end, hint, play, start
from bot.server.app import create_app
from bot.settings import Settings
from ingest.index.facts import Facts

GERMAN = {"Accept-Language": "de-AT, en;q=0.5"}
BAND = "What does W&B pay a staff software engineer in San Francisco?"
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def http(starter_index: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    database = f"sqlite:///{tmp_path_factory.mktemp('phrases')}/p.sqlite3"
    app = create_app(Settings(index=starter_index, database_url=database))
    asked = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost", timeout=60)
    async with app.router.lifespan_context(app), asked as client:
        yield client


def block(answer: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(one for one in answer["blocks"] if one["type"] == kind)


async def test_an_answer_names_parts_figures_and_questions_in_the_language_asked_for(http: httpx.AsyncClient) -> None:
    english = (await http.post("/v1/ask", json={"question": BAND})).json()
    german = (await http.post("/v1/ask", json={"question": BAND}, headers=GERMAN)).json()
    base = block(german, "band_card")["rows"][0]
    assert (base["label"], base["text"]) == ("Grundgehalt", "240.000–300.000\u00a0$ pro Jahr")
    assert base["verbatim"] == block(english, "band_card")["rows"][0]["verbatim"]
    asked = block(german, "suggestions")
    assert asked["items"] == block(english, "suggestions")["items"]
    assert "Welche Hebel habe ich dort?" in asked["labels"] and block(english, "suggestions")["labels"] == []
    assert german["figures"] == english["figures"]
    assert block(german, "warning")["text"].startswith("als Gesamt für San Francisco ist 365.000")


async def test_what_streams_and_the_history_are_told_alike_and_kept_in_english(http: httpx.AsyncClient) -> None:
    opened = (await http.post("/v1/conversations")).json()
    at, mine = f"/v1/conversations/{opened['id']}", {"Authorization": f"Bearer {opened['token']}"}
    wanted = {**mine, **GERMAN}
    streamed = await http.post(f"{at}/messages", json={"text": BAND}, headers={**wanted, "Accept": "text/event-stream"})
    told = [json.loads(line[6:]) for line in streamed.text.splitlines() if line.startswith("data: ")]
    cards = [one["block"] for one in told if one.get("block", 0) and one.get("index") is not None]
    assert next(one for one in cards if one["type"] == "band_card")["rows"][0]["label"] == "Grundgehalt"
    for headers, label in ((wanted, "Grundgehalt"), (mine, "Base")):
        last = (await http.get(at, headers=headers)).json()["messages"][-1]
        assert block(last["answer"], "band_card")["rows"][0]["label"] == label


async def test_the_offers_plan_and_a_practices_board_and_debrief_are_told_in_it(http: httpx.AsyncClient) -> None:
    opened = (await http.post("/v1/conversations")).json()
    at = f"/v1/conversations/{opened['id']}"
    wanted = {"Authorization": f"Bearer {opened['token']}", **GERMAN}
    whose = {"company": "W&B", "role": "staff engineer", "region": "SF", "offer": {"base": 245000, "currency": "USD"}}
    sheet = (await http.patch(f"{at}/offer", json=whose, headers=wanted)).json()
    assert "band" not in block(sheet["against"], "text")["text"]
    assert "Fordern Sie" in block(sheet["plan"], "text")["text"]
    plan = block(sheet["plan"], "comparison")
    assert plan["title"] == "Ihr Plan" and {"Forderung", "Zusage ab"} <= set(plan["columns"])
    assert plan["rows"][0][:2] == ["Grundgehalt", "245.000\u00a0$"]
    setting = {"company": "weights-and-biases", "role": "staff-software-engineer", "region": "San Francisco"}
    begun = (await http.post(f"{at}/practice", json=setting, headers=wanted)).json()
    assert begun["board"]["standing"][0]["label"] == "Grundgehalt"
    assert begun["board"]["quick_phrases"][1] == "Which parts of the offer have room?"
    assert begun["board"]["quick_labels"][1] == "Bei welchen Teilen ist Spielraum?"
    await http.post(f"{at}/practice/{begun['id']}/move", json={"text": "Could you do $290K?"}, headers=wanted)
    await http.post(f"{at}/practice/{begun['id']}/end", headers=wanted)
    report = (await http.get(f"{at}/practice/{begun['id']}/debrief", headers=wanted)).json()
    assert "Vorbereitung" in [one["label"] for one in report["criteria"]]
    assert report["outcome"]["parts"][0]["label"] == "Grundgehalt"
    assert report["again"][-2:] == ["Other persona", "Drill me"]
    assert report["again_labels"][-2:] == ["Anderes Gegenüber", "Kurzübung"]


async def test_a_phrase_is_said_in_german_with_what_differs_in_it() -> None:
    known = phrases("de")
    assert known is not None
    ask = Paid(value=290_000, currency="USD", period="year", part="base")
    grant = Paid(value=360_000, currency="USD", period="grant", years=4, part="equity")
    both = phrase("remarkAsked", what=(ask, grant))
    assert both == "You asked for $290K per year (base) and $360K over 4 years (equity); no new reason was heard in it."
    assert known.words(both).replace("\u00a0", " ") == (
        "Sie haben 290.000 $ pro Jahr (Grundgehalt) und 360.000 $ über 4 Jahre (Aktien) gefordert; ein neuer Grund "
        "war nicht zu hören."
    )
    below = phrase("hintBelowFloor", parts=("base", "equity", "signing bonus"))
    assert known.words(below).startswith("Das ist das letzte Wort, und Grundgehalt, Aktien und Antrittsbonus liegt")
    counted = phrase("remarkCounted", what=(Phrase(name="reason-impact"), Phrase(name="reason-competing")))
    assert known.words(counted) == "Das zählte: Ihre Wirkung und das andere Angebot."


async def test_a_phrase_is_kept_with_its_answer_and_a_name_beside_it_stays_as_it_is() -> None:
    known = phrases("de")
    assert known is not None
    made = Suggestions(items=(phrase("leversAt", company="Roles at {0}"), "W&B", phrase("canDo")))
    kept = Suggestions.model_validate_json(made.model_dump_json())
    assert kept == made and kept.told == made.items and "phrases" not in Suggestions(items=("W&B",)).model_dump()
    assert known.spoken(kept.model_dump(mode="json"))["labels"] == ["Hebel bei Roles at {0}", "W&B", "Was können Sie?"]


async def test_each_phrase_keeps_what_its_english_holds() -> None:
    known = phrases("de")
    assert known is not None

    def slots(text: str) -> set[str]:
        return {name for _, name, *_ in Formatter().parse(text) if name is not None}

    assert [one for one, said in known.names.items() if slots(one) != slots(said)] == []


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("$240K–$300K per year", "240.000–300.000\u00a0$ pro Jahr"),
        ("$182,450", "182.450\u00a0$"),
        ("10–15%", "10–15\u00a0%"),
        ("$300K+", "300.000\u00a0$+"),
        ("up to €72K", "bis 72.000\u00a0€"),
        ("$24,500 (10%)", "24.500\u00a0$ (10\u00a0%)"),
        ("Base per year", "Grundgehalt pro Jahr"),
        ("USD 305,250–423,600", "305.250–423.600\u00a0$"),
        ("also $175,000–$225,000 (USD)", "auch 175.000–225.000\u00a0$ (USD)"),
    ],
)
async def test_a_phrase_is_found_with_what_stands_in_it(english: str, german: str) -> None:
    known = phrases("de")
    assert known is not None and known.say(english) == german


@pytest.mark.parametrize(
    "own_words", ["San Francisco", "Staff per year", "$240K to $300K", "Same grant", "L5", "5 more"]
)
async def test_what_is_no_phrase_of_ours_stays_as_it_is(own_words: str) -> None:
    known = phrases("de")
    assert known is not None and known.say(own_words) == own_words


async def test_the_language_is_the_preferred_of_those_that_are_there() -> None:
    asked = {"": "en", "de": "de", "fr, de;q=0.3": "de", "en, de;q=0.9": "en", "de;q=0": "en", "x" * 900: "en"}
    assert {header: preferred(header) for header in asked} == asked
    assert filled("And in {0}?", "And in ?") is None


async def test_when_a_card_applies_and_what_it_rests_on_have_words_in_german() -> None:
    known = phrases("de")
    assert known is not None
    labels = {card.applies for card in own().values()} | {one.kind for card in own().values() for one in card.sources}
    assert len(labels) > 80 and [one for one in labels if one and known.say(one) == one] == []


MOVES = (
    Move("warmth", warm=True),
    Move("question", questions=("band", "vesting")),
    Move("counter", asks=(FigureAsk("base", 400_000),)),
    Move("counter", asks=(FigureAsk("base", 290_000),), reasons=(Rationale("impact", True, "impact:saved"),)),
    Move("counter", asks=(FigureAsk("base", 285_000), FigureAsk("equity", 500_000)), terms=("remote",)),
    Move("disclosure", disclosures=(Disclosure("floor", "base", 250_000),)),
    Move("ultimatum", ultimatum=True),
    Move("unclear", unclear="what do you mean"),
    Move("conditional", asks=(FigureAsk("base", 280_000),), conditional=True, writing=True),
    Move("accept", recap=True),
)


async def test_whatever_the_coach_says_of_a_practice_has_words_in_german(starter_index: Path) -> None:
    known = phrases("de")
    assert known is not None
    told: list[str] = []
    for drill, moves in (("", MOVES), ("", MOVES[1:5]), ("silence", MOVES[2:5]), ("", ())):
        whose = Request(
            company="weights-and-biases", role="staff-software-engineer", region="San Francisco", drill=drill, seed=3
        )
        practice = start(whose, Facts(starter_index), date(2026, 1, 5))
        for move in moves:
            if practice.over:
                break
            practice, _ = play(practice, move)
            told += [remark(practice), *([] if practice.over else [hint(practice)])]
            told += [practice.turns[-1].said] if drill else []
        report = debrief(end(practice))
        told += [*map(report.said, ("summary", "beside", "jurisdiction_note"))]
        told += [english(one) for one in report.outcome.phrases["assumptions"] if one]
        told += [one.said(name) for one in report.criteria for name in ("label", "found")]
        told += [one.said("text") for one in report.counterfactuals]
    said = [one for one in told if one]
    assert len(said) > 80 and [one for one in said if not isinstance(one, Phrased) or known.words(one) == one] == []
    # Its amounts are written as German has them; what is to be said stays as it is.
    german = [known.words(one).partition("\n\n")[0].partition(': "')[0] for one in said]
    assert [one for one in german if re.search(r"[$£€]\d", one)] == []


async def test_every_note_on_where_past_pay_may_not_be_asked_for_has_words_in_german() -> None:
    known = phrases("de")
    assert known is not None
    notes = {one.note for one in rules() if one.note and one.bans_history(date(2026, 11, 28))}
    assert len(notes) > 20 and [one for one in notes if known.say(one) == one] == []


async def test_hints_remarks_and_the_debrief_come_in_german_and_the_call_in_english(http: httpx.AsyncClient) -> None:
    opened = (await http.post("/v1/conversations")).json()
    at = f"/v1/conversations/{opened['id']}"
    wanted = {"Authorization": f"Bearer {opened['token']}", **GERMAN}
    wish = "let's practise the call for staff engineer at W&B in San Francisco, remarks on"
    begun = (await http.post(f"{at}/messages", json={"text": wish}, headers=wanted)).json()["answer"]
    intro, line = (one["text"] for one in begun["blocks"] if one["type"] == "text")
    assert "Das Gegenüber spricht Englisch" in intro and "Staff" in line and "Das" not in line
    pid = block(begun, "practice")["practice_id"]
    told = (await http.post(f"{at}/practice/{pid}/hint", headers=wanted)).json()["text"]
    assert told.startswith("Gehen Sie noch nicht auf die Zahlen ein.") and 'Sagen Sie: "' in told
    said = {"text": "Could you do $290K base?"}
    reply = (await http.post(f"{at}/practice/{pid}/move?remarks=true", json=said, headers=wanted)).json()
    assert reply["remark"].startswith("Sie haben 290.000\u00a0$ pro Jahr (Grundgehalt) gefordert")
    await http.post(f"{at}/practice/{pid}/end", headers=wanted)
    report = (await http.get(f"{at}/practice/{pid}/debrief", headers=wanted)).json()
    assert report["summary"].startswith("Sie haben die Übung beendet")
    page = await http.get(f"{at}/practice/{pid}/debrief", headers={**wanted, "Accept": "text/html"})
    assert '<html lang="de">' in page.text and "Runde für Runde" in page.text and "Could you do $290K" in page.text
    chat = (await http.post(f"{at}/messages", json={"text": "debrief me"}, headers=wanted)).json()["answer"]
    assert block(chat, "comparison")["title"] == "Wie Sie verhandelt haben"
    assert block(chat, "text")["text"].startswith("Sie haben die Übung beendet")
