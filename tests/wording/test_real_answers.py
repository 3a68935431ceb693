"""Real answers over the sample guides, worded by a model over the real protocol: the true reaches the user, the rest
not."""

import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from bot.model.figures import Allowed, allow, judge

from bot.answer import Answer, Text, Warning_
from bot.coach.compose import respond
from bot.coach.context import Context
from bot.model.narrator import Narrator, Spoken
from bot.model.sentences import split
from bot.model.tools import lookups
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.terms import Profile
from bot.reading.types import Question
from ingest.index.build import ingest
from ingest.index.facts import Facts
from tests.fakes.openai_server import Call, OpenAIServer
from tests.fakes.replies import attacks, replies

CORPUS = Path(__file__).parents[2] / "corpus"
TODAY = date(2026, 11, 20)


class Desk:
    """Questions answered from the sample guides."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.names = facts, Names(facts)
        self.reader = Reader(self.names)

    def context(self) -> Context:
        return Context(self.facts, self.names, None, Profile(), (), TODAY)

    def ask(self, text: str) -> tuple[Question, Answer]:
        reading = self.reader.read(text, (), Profile())
        return reading.told, respond(reading, self.context())

    def rules(self, question: Question, answer: Answer) -> Allowed:
        return allow(
            answer, question, regions=self.facts.regions(), companies=[c.display for c in self.facts.companies()]
        )

    def narrator(self, server: OpenAIServer) -> Narrator:
        companies = [c.display for c in self.facts.companies()]
        return Narrator.open(
            "openai:fake", base_url=server.url, api_key="test", regions=self.facts.regions(), companies=companies
        )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("index")
    ingest([CORPUS], folder, vectors=False)
    facts = Facts(folder)
    yield Desk(facts)
    facts.close()


async def worded(desk: Desk, narrator: Narrator, text: str) -> Answer:
    question, answer = desk.ask(text)
    final = None
    async for part in narrator.word(answer, question, tools=lookups(desk.context())):
        if not isinstance(part, Spoken):
            final = part
    assert final is not None
    return final


def said(answer: Answer) -> str:
    return " ".join(" ".join(block.text for block in answer.blocks if isinstance(block, Text)).split())


async def test_true_replies_to_real_questions_reach_the_user_whole(desk: Desk) -> None:
    harmed = []
    with OpenAIServer() as server:
        narrator = desk.narrator(server)
        for question, reply in replies():
            server.play(reply)
            if said(await worded(desk, narrator, question)) != " ".join(reply.split()):
                harmed.append(reply)
    assert len(replies()) >= 100
    assert len(harmed) <= len(replies()) / 100, "\n".join(harmed)


def mutations(text: str, rng: random.Random) -> Iterator[str]:
    """The sentence with one thing changed that makes it untrue: a digit, a currency, a period, a place."""
    if figure := [m for m in re.finditer(r"(?<=[$£€\d,])\d(?=[\d,]*K|,\d{3}|\d*%)", text)]:
        one = rng.choice(figure)
        yield text[: one.start()] + str((int(one.group()) + rng.randint(1, 8)) % 10) + text[one.end() :]
    if re.search(r"[$£€]\d", text):
        yield text.replace("$", "£") if "$" in text else text.replace("£", "€").replace("€", "$")
        for place in ("San Francisco", "London", "New York", "Paris"):
            if place in text and "compared" not in text:
                yield text.replace(place, "Lisbon")
    for words, other in (
        ("over four years", "a year"),
        ("over 4 years", "per year"),
        ("a year", "a month"),
        ("bonus is", "base is"),
    ):
        if words in text and re.search(r"\d", text.replace("4", "")):
            yield text.replace(words, other)


def test_the_same_replies_with_one_thing_changed_are_refused(desk: Desk) -> None:
    rng = random.Random(5)
    passed, tried = [], 0
    for question, reply in replies():
        asked, answer = desk.ask(question)
        rules = desk.rules(asked, answer)
        mind = rules.start
        for sentence in split(reply):
            for changed in mutations(sentence, rng) if judge(sentence, rules, mind).ok else ():
                tried += changed != sentence
                if changed != sentence and judge(changed, rules, mind).ok:
                    passed.append(f"{sentence} -> {changed}")
            mind = judge(sentence, rules, mind).mind
    assert tried > 200
    assert passed == []


def test_no_untrue_reply_to_a_real_question_passes(desk: Desk) -> None:
    passed = []
    for question, reply in attacks():
        asked, answer = desk.ask(question)
        rules = desk.rules(asked, answer)
        mind, fine = rules.start, True
        for sentence in split(reply):
            verdict = judge(sentence, rules, mind)
            mind, fine = verdict.mind, fine and verdict.ok
        if fine:
            passed.append(reply)
    assert len(attacks()) > 150
    assert passed == []


async def test_a_card_without_words_gets_the_models_words_before_it(desk: Desk) -> None:
    with OpenAIServer() as server:
        server.play("In San Francisco, base is $170K to $215K a year.")
        final = await worded(desk, desk.narrator(server), "What does W&B pay a software engineer in San Francisco?")
    assert [block.type for block in final.blocks][:2] == ["text", "band_card"]


async def test_a_look_up_the_model_calls_is_made_and_what_it_returns_may_be_said(desk: Desk) -> None:
    call = Call("bands", {"company": "Weights & Biases", "role": "Software Engineer", "region": "London"})
    with OpenAIServer() as server:
        server.play(call, "In San Francisco, base is $170K to $215K. In London, base is £129K to £163K.")
        narrator = desk.narrator(server)
        final = await worded(desk, narrator, "What does W&B pay a software engineer in San Francisco?")
    assert narrator.counts.tools == 1
    assert "£129K to £163K" in said(final)
    assert {f.region for f in final.figures} >= {"San Francisco", "London"}


async def test_at_most_three_look_ups_are_made_for_one_answer(desk: Desk) -> None:
    call = Call("bands", {"company": "Weights & Biases", "role": "Software Engineer", "region": "London"})
    with OpenAIServer() as server:
        server.play(call, call, call, call, "In San Francisco, base is $170K to $215K.")
        narrator = desk.narrator(server)
        await worded(desk, narrator, "What does W&B pay a software engineer in San Francisco?")
    assert narrator.counts.tools == 3


@pytest.mark.parametrize(
    "call", [Call("bands", raw="{not json"), Call("no_such_tool"), Call("bands", {"company": ["x"], "odd": 1})]
)
async def test_a_look_up_called_wrongly_is_told_so_and_the_answer_goes_on(desk: Desk, call: Call) -> None:
    with OpenAIServer() as server:
        server.play(call, "In San Francisco, base is $170K to $215K.")
        final = await worded(desk, desk.narrator(server), "What does W&B pay a software engineer in San Francisco?")
    assert "$170K to $215K" in said(final) or any(isinstance(b, Warning_) for b in final.blocks)
    assert final.figures


async def test_an_answer_in_figures_that_says_none_of_them_is_sent_as_composed(desk: Desk) -> None:
    with OpenAIServer() as server:
        server.play("Pay varies. Ask which level you would be at.")
        narrator = desk.narrator(server)
        final = await worded(desk, narrator, "What's the bonus for a W&B software engineer in New York?")
    assert narrator.counts.fallbacks == {"lead-missing": 1}
    assert "5–10%" in said(final)


async def test_a_check_that_fails_on_a_sentence_keeps_that_sentence_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("hugging-face")

    monkeypatch.setattr("bot.model.narrator.judge", broken)
    with OpenAIServer() as server:
        server.play("In New York, the bonus is 5 to 10 percent.")
        final = await worded(desk, desk.narrator(server), "What's the bonus for a W&B software engineer in New York?")
    assert final.wording == "composed"
    assert "5–10%" in said(final)
