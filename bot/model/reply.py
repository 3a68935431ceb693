"""One reply of a model under way: its stream, what of it passed the gate, and what became of the rest."""

import asyncio
import json
import re
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from bot.answer import (
    Answer,
    BandCard,
    Block,
    Comparison,
    Email,
    LeverBlock,
    Script,
    Suggestions,
    Text,
    Warning_,
    block_text,
)
from bot.model import prompt
from bot.model.composed import statements, words_to_say
from bot.model.connect import ModelFailed, insist_whole, reason_of
from bot.model.gate import Gate, GateVerdict
from bot.model.hold import JudgedUnit, left, told_once, unrepeated
from bot.model.material import material
from bot.model.relate import unasked
from bot.model.sentences import judged
from bot.model.sheet import FactSheet
from bot.model.shown import CARDS, bare, bare_offer, cards_of, draft_of, unsaid
from bot.model.units import Thoughts, Unit, Units, declines
from bot.model.usage import Step
from bot.reading.stretches import letters_in, mark_of, unmarked, words_in
from bot.reading.types import Question

if TYPE_CHECKING:
    from bot.model.tools import Lookups
    from bot.reading.types import Turn

CALLS = 20
"""Tool calls a model may make in one reply, sums and comparisons among them; its look-ups are fewer (see tools)."""
ROUNDS = 5
"""Model calls in one reply, its look-ups' rounds and the writing."""
TURNS = 4
"""Earlier turns the model is shown."""
LONGEST = 8_000
"""Characters of a reply after which it is no answer."""
MOST_WRITTEN = 40_000
"""Characters of all that a model writes for one reply, its thoughts among them; then it is cut off."""
SENTENCES = 24
"""Sentences of a paragraph, list item or draft."""
EXACT = ("band", "compare", "rank")
"""Intents that ask for figures: words that hold none of them have missed the question."""
_LONG = "it is too long"
SOME_DROPPED = "A part of the language model's wording that no source stands for was left out."

_WITHOUT = re.compile(r"\s*(?:\{-b\d{1,3}\}\s*)+")
"""The blocks that the model leaves out, at the head of its words."""


@dataclass(frozen=True, slots=True)
class VerifiedWords:
    """Verified words of the text block at position `block` of the final Answer, with their own spacing."""

    text: str
    block: int


@dataclass(frozen=True, slots=True)
class Ready:
    """A whole block at its position in the final Answer: an exact card before any wording, or a draft."""

    block: Block
    index: int


class Counting(Protocol):
    """What a reply counts; see narrator.Counts."""

    sentences: int
    repaired: int

    def drop(self, reason: str) -> None: ...


class ReplyHost(Protocol):
    """What a reply needs of its narrator."""

    @property
    def name(self) -> str: ...

    @property
    def timeout(self) -> float: ...

    @property
    def companies(self) -> Sequence[str]: ...

    @property
    def regions(self) -> Sequence[str]: ...

    @property
    def counts(self) -> Counting: ...

    def agent(self, tools: Sequence[Any]) -> Any: ...

    async def ask(self, name: Step, deadline: float, **inputs: str) -> str: ...

    def watch(self, step: str) -> Any: ...


def _bounds(deadline: float) -> Any:
    """A callback that ends a model's message at the source once it is too long or too late.

    A provider that sends without a pause never makes its reader wait, so that nobody else looks at the clock."""
    from langchain_core.callbacks import AsyncCallbackHandler

    class Bounds(AsyncCallbackHandler):
        raise_error = True
        written = 0

        async def on_llm_new_token(self, token: str | list[str | dict[str, Any]], **_: Any) -> None:
            self.written += len(token)
            if self.written > MOST_WRITTEN or time.monotonic() > deadline:
                raise ModelFailed("nonsense")
            await asyncio.sleep(0)

    return Bounds()


class WordedReply:
    """Words one answer; parts() yields what may be shown, answer() the whole in the end."""

    def __init__(
        self,
        narrator: "ReplyHost",
        answer: Answer,
        question: Question,
        history: "Sequence[Turn]",
        lookups: "Lookups | None",
        language: str,
    ) -> None:
        self.narrator, self.composed, self.question, self.language = narrator, answer, question, language
        self.deadline = time.monotonic() + narrator.timeout
        self.history = tuple(history)[-TURNS:]
        said = [turn.message for turn in history]
        known = (lookups.person().case, lookups.told_pay(), lookups.facts) if lookups else ()
        self.sheet = FactSheet(answer, question, said, language, *known)
        self.sheet.state(unasked(self.sheet))
        if lookups:
            lookups.countered(self.sheet)
        for turn in reversed(history):
            self.sheet.recall(turn.answer)
        for card in lookups.cards(answer) if lookups else ():
            self.sheet.add(card)
        self.sheet.mark(history[-1].answer if history else None)
        self.lookups, self.tools = lookups, lookups.tools(self.sheet) if lookups else []
        self.gate = Gate(self.sheet, language, narrator.companies, narrator.regions)
        self.first: Unit | None
        self.without: list[Block] = self._again(answer)
        self.first, self.whole = None, ""
        self.cards, self.shown = [card for card in cards_of(answer) if card not in self.without], 0
        self.blocks: list[Block] = []
        self.used: list[str] = []
        self.waiting: list[JudgedUnit] = []
        self.dropped, self.draft_fell = 0, False
        self._intro: JudgedUnit | None = None
        self._listing = self._led_nowhere = False

    async def parts(self) -> AsyncGenerator[VerifiedWords | Ready, None]:
        """The exact cards, then units as they pass; from the first that fails on, all wait for it to be mended, so
        that the answer keeps its order. Raises ModelFailed."""
        if not self._of_their_amounts():
            for part in self._ahead():
                yield part
        async with aclosing(self._units()) as units:
            async for written in units:
                for part in self._given(written):
                    yield part
        if self.first is not None:
            raise ModelFailed("refused")
        if not self.whole.strip():
            raise ModelFailed("empty")
        if self.waiting:
            await self._mend()
            for judged_ in self.waiting:
                for part in self._place(judged_):
                    yield part
            self.waiting = []
        self._insist()

    def _again(self, answer: Answer) -> list[Block]:
        """The cards that the person has from the turn before, where they ask for no figures."""
        before = self.history[-1].answer.blocks if self.history else ()
        if (answer.intent or self.question.intent) in EXACT:
            return []
        again = [block for block in answer.blocks if block.type in CARDS and block in before]
        self.sheet.blocks = {id_: block for id_, block in self.sheet.blocks.items() if block not in again}
        return again

    def _given(self, written: Unit) -> list[VerifiedWords | Ready]:
        """What a unit that the model wrote brings; one that may be a refusal waits for what follows it, if anything
        does ("I won't help you lie, but ...")."""
        self._settle()
        begun = bool(self.whole.strip())
        self.whole += written.text
        if len(self.whole) > LONGEST:
            raise ModelFailed("nonsense")
        unit = self._leaves_out(written)
        if not unit.text:
            return []
        if not begun and declines(unit):
            self.first = unit
            return []
        held, self.first = self.first, None
        parts: list[VerifiedWords | Ready] = self._ahead()
        for one in (held, unit):
            parts += self._take(one) if one is not None else []
        return parts

    def _of_their_amounts(self) -> bool:
        """Whether the cards were composed from the person's amounts, which the model may yet take for something
        else."""
        own = self.question.offer is not None or bool(self.question.others)
        return own and (self.composed.intent or self.question.intent) not in EXACT

    def _ahead(self) -> list[VerifiedWords | Ready]:
        """The cards that aren't shown yet; from here on they stand."""
        fresh = [Ready(card, at) for at, card in enumerate(self.cards)][self.shown :]
        self.shown = len(self.cards)
        return list(fresh)

    def _settle(self) -> None:
        """Take what was composed anew from amounts that the model read."""
        anew = self.lookups.composed if self.lookups else None
        if anew is not None and anew is not self.composed and not self.sheet.begun and self.lookups:
            self.composed, self.question = anew, self.lookups.question or self.question
            self.without = self._again(anew)
            self.cards = [card for card in cards_of(anew) if card not in self.without]
        self.sheet.begun = True

    def _leaves_out(self, unit: Unit) -> Unit:
        """The unit without what it says first: which blocks beside the reply are left out; what is shown stays."""
        if (said := _WITHOUT.match(unit.text)) is None:
            return unit
        ids = re.findall(r"b\d+", said.group())
        self.without += [block for id_ in ids if (block := self.sheet.blocks.get(id_)) is not None]
        self.cards[self.shown :] = [card for card in self.cards[self.shown :] if card not in self.without]
        return replace(unit, text=unit.text[said.end() :])

    def _take(self, unit: Unit) -> list[VerifiedWords | Ready]:
        """What showing this unit brings; one with a fault, and what comes behind it, waits for the mending."""
        pieces = told_once(judged(unit.text), self._placed())
        long = len(pieces) > SENTENCES or time.monotonic() > self.deadline
        draft = unit.kind == "draft"
        said = pieces[:1] if long else pieces
        verdicts = (
            [GateVerdict(False, reason=_LONG)] if long else [self._judge(one, draft, unit.text) for one in pieces]
        )
        made = JudgedUnit(unit, said, verdicts)
        if self.waiting or any(not long and not v.ok for v in verdicts):
            self.waiting.append(made)
            return []
        return self._place(made)

    def _place(self, made: JudgedUnit) -> list[VerifiedWords | Ready]:
        """What showing a judged unit brings; nothing where a sentence of it failed."""
        if wrong := next((v for v in made.verdicts if not v.ok), None):
            self.dropped += 1
            self.narrator.counts.drop(wrong.reason)
            made = left(made, self.language)
        unit, verdicts = made.unit, made.verdicts
        if wrong and not verdicts:
            self.draft_fell = self.draft_fell or unit.kind == "draft"
            self._led_nowhere = self._intro is not None
            return []
        if not any(v.ids for v in verdicts) and not letters_in(unit.text, 1 if self.blocks else 2):
            # A bare "x" or an emoji begins no answer; shown, it could not be taken back.
            return []
        if unit.leads:
            announced = self._show(self._intro) if self._intro is not None and not self._led_nowhere else []
            self._intro, self._led_nowhere = made, False
            return announced
        parts: list[VerifiedWords | Ready] = []
        if self._intro is not None:
            # What it announced has fallen, and this is something else: alone, it would hang.
            if not (self._led_nowhere and unit.kind == "paragraph"):
                parts += self._show(self._intro)
            self._intro, self._led_nowhere = None, False
        return parts + self._show(made)

    def _placed(self) -> set[str]:
        """The ids that the reply has placed."""
        return {*self.used, *(id_ for made in self.waiting for v in made.verdicts for id_ in v.ids)}

    def _judge(self, sentence: str, draft: bool, whole: str) -> GateVerdict:
        if not words_in(sentence):
            return GateVerdict(True, sentence)
        return self.gate.judge(sentence, draft, whole)

    def _show(self, made: JudgedUnit) -> list[VerifiedWords | Ready]:
        unit, verdicts = made.unit, made.verdicts
        text = unrepeated("".join(v.text for v in verdicts))
        text = text if unit.kind == "draft" else text.strip()
        cites = tuple(dict.fromkeys(c for v in verdicts for c in v.cites))
        self.used += [id_ for v in verdicts for id_ in v.ids]
        self.narrator.counts.sentences += len(verdicts)
        if unit.kind == "draft":
            self._listing = False
            self.blocks.append(draft_of(text, cites))
            return [Ready(self.blocks[-1], self._at())]
        before = self.blocks[-1] if self.blocks else None
        joins = self._listing or (isinstance(before, Text) and before.text.endswith(":"))
        if unit.kind == "item" and joins and isinstance(before, Text):
            more = f"\n{text}"
            self.blocks[-1] = Text(text=before.text + more, cites=tuple(dict.fromkeys((*before.cites, *cites))))
            self._listing = True
            return [VerifiedWords(more, self._at())]
        self._listing = unit.kind == "item"
        self.blocks.append(Text(text=text, cites=cites))
        return [VerifiedWords(text, self._at())]

    def _at(self) -> int:
        return len(self.cards) + len(self.blocks) - 1

    # The model

    async def _units(self) -> AsyncGenerator[Unit, None]:
        """The units of what the model writes, over as many rounds as its look-ups take."""
        units, thinking, whole = Units(), Thoughts(), None
        async with aclosing(self._stream()) as chunks:
            async for chunk in chunks:
                if whole is not None and chunk.id != whole.id:
                    called = bool(whole.tool_calls)
                    if not called and (self.blocks or self.waiting):
                        return
                    units.forget()
                    thinking, whole = Thoughts(), None
                    self.gate.refresh()
                whole = chunk if whole is None else whole + chunk
                if chunk.tool_call_chunks:
                    units.forget()
                    continue
                for unit in units.feed(thinking.without(str(chunk.text))):
                    yield unit
        insist_whole(whole)
        for unit in units.close():
            yield unit

    async def _stream(self) -> AsyncGenerator[Any, None]:
        """Chunks of the model's messages, each awaited no longer than the reply has left. Raises ModelFailed."""
        from langchain_core.messages import AIMessage, AIMessageChunk, HumanMessage

        message = HumanMessage(prompt.load("narrator").message(facts=self._data()))
        began = False
        try:
            agent = self.narrator.agent(self.tools)
            given = {
                "recursion_limit": 8 * ROUNDS, "run_name": "parley.write", "tags": ["parley"],
                "callbacks": [_bounds(self.deadline), self.narrator.watch("write")],
            }  # fmt: skip
            stream = agent.astream({"messages": [message]}, config=given, stream_mode="messages")
            async with aclosing(stream):
                while True:
                    async with asyncio.timeout(max(0.0, self.deadline - time.monotonic())):
                        found = await anext(stream, None)
                    if found is None:
                        return
                    chunk, about = found
                    if about.get("langgraph_node") != "model" or not isinstance(chunk, AIMessage):
                        continue
                    if not isinstance(chunk, AIMessageChunk):
                        chunk = AIMessageChunk(**chunk.model_dump(exclude={"type"}))
                    began = began or bool(str(chunk.text))
                    yield chunk
        except (ModelFailed, GeneratorExit):
            raise
        except Exception as error:
            # Any provider's library may raise anything here; all of it means the composed answer.
            raise ModelFailed(reason_of(error, began)) from error

    async def _mend(self) -> None:
        """Ask once more, in one call, for the sentences that failed."""
        asked = [(made, at) for made in self.waiting for at in made.wrong if made.verdicts[at].reason != _LONG]
        listed = [
            {"number": n, "sentence": bare(made.pieces[at]), "wrong": made.verdicts[at].reason}
            for n, (made, at) in enumerate(asked, 1)
        ]
        text = await self.narrator.ask(
            "repair", self.deadline, facts=self._data(), faults=json.dumps(listed, ensure_ascii=False)
        )
        told = dict(re.findall(r"^\s*(\d{1,3})\s*[:.)][ \t]*(\S.*?)\s*$", Thoughts().without(text), re.MULTILINE))
        for n, (made, at) in enumerate(asked, 1):
            if words := unmarked(told.get(str(n), "")).strip():
                made.verdicts[at] = self._mended(made, at, words)
                self.narrator.counts.repaired += made.verdicts[at].ok

    def _mended(self, made: JudgedUnit, at: int, words: str) -> GateVerdict:
        """How a sentence fares that was written anew, its list mark and the space behind it as they were."""
        before, draft = made.pieces[at], made.unit.kind == "draft"
        mark, space = mark_of(before), before[len(before.rstrip()) :]
        pieces = told_once(judged(f"{mark}{words}{space}"), self._placed())
        found = [self._judge(one, draft, made.unit.text) for one in pieces[:SENTENCES]]
        if wrong := next((one for one in found if not one.ok), None):
            return wrong
        return GateVerdict(
            True, "".join(one.text for one in found), "", tuple(c for one in found for c in one.cites),
            tuple(id_ for one in found for id_ in one.ids),
        )  # fmt: skip

    def _insist(self) -> None:
        """Raise ModelFailed when what passed is no answer."""
        said = "".join(b.text for b in self.blocks if isinstance(b, Text))
        drafted = any(isinstance(b, Email | Script) for b in self.blocks)
        if not self.blocks or (not self.used and not drafted and len(letters_in(said, 2)) < 3):
            raise ModelFailed("unverified" if self.dropped else "nonsense")
        exact = (self.composed.intent or self.question.intent) in EXACT and self.composed.status == "answered"
        if exact and self.composed.figures and not self.cards and not self.used:
            raise ModelFailed("lead-missing")

    # The answer

    def answer(self) -> Answer:
        """Cards, the verified words, and what of the composed answer stays beside them."""
        drafted = any(isinstance(b, Email | Script) for b in self.blocks)
        found = self._found()
        status = "answered" if self.composed.status == "answered" or found else self.composed.status
        blocks: list[Block] = [*self.cards, *self.blocks]
        noted: list[str] = []
        for block in self.composed.blocks:
            kept = not isinstance(block, Text) and block not in self.cards and block not in self.without
            kept = kept and not (isinstance(block, Email | Script) and (drafted or not self._asked_for(block)))
            kept = kept and not (isinstance(block, LeverBlock | Warning_) and self._worded(block, drafted))
            kept = kept and not (found and isinstance(block, Suggestions) and block.choices)
            kept = kept and not (bare_offer(block) and any(b.type == "offer" for a in found for b in a.blocks))
            kept = kept and not (isinstance(block, Warning_) and block.text in noted)
            noted += [block.text] if isinstance(block, Warning_) else []
            blocks += [block] if kept else []
        blocks += [b for a in found for b in a.blocks if b.type in CARDS and b not in blocks and self._helps(b, a)]
        if self.dropped:
            blocks.append(Warning_(code="model-dropped", text=SOME_DROPPED))
        more = [a for a in found if a is not self.composed]
        figures = dict.fromkeys((*self.composed.figures, *(f for a in more for f in a.figures)))
        numbers = dict.fromkeys((*self.composed.numbers, *(n for a in more for n in a.numbers), *self.sheet.sums()))
        held = self.sheet.citations(cite for b in self.blocks if isinstance(b, Text | Script) for cite in b.cites)
        citations = {c.id: c for c in (*self.composed.citations, *(c for a in more for c in a.citations), *held)}
        dates = [f.date for f in citations.values() if f.date]
        return self.composed.model_copy(
            update={
                "status": status, "blocks": tuple(blocks), "wording": self.narrator.name, "figures": tuple(figures),
                "numbers": tuple(numbers), "citations": tuple(citations.values()),
                "date": min(dates) if dates else self.composed.date,
            }
        )  # fmt: skip

    def _asked_for(self, block: Email | Script) -> bool:
        """Whether composed words to send stay beside words of the model that hold none: where they are what was asked
        for, or its own fell. A line of a card that nobody asked for repeats or contradicts what the model said."""
        return self.draft_fell or isinstance(block, Email) or (self.composed.intent or self.question.intent) == "draft"

    def _worded(self, block: LeverBlock | Warning_, drafted: bool) -> bool:
        """Whether the reply placed what a note or a lever says by its id, with words to say, its own or others."""
        alone = Answer(status="answered", blocks=(block,))
        told = [text for text, _ in (*statements(alone), *(() if drafted else words_to_say(alone)))]
        return bool(told) and {self.sheet.items[id_].text for id_ in self.used}.issuperset(told)

    def _helps(self, card: Block, answer: Answer) -> bool:
        """Whether a look-up's card belongs beside what was said: no table where figures weren't asked for, and none of
        many rows where one was spoken of, or each of them."""
        if isinstance(card, Comparison | BandCard) and (self.composed.intent or self.question.intent) not in EXACT:
            return False
        items = [self.sheet.items[id_] for id_ in self.used]
        rows = {(i.about.get("company"), i.about.get("role"), i.about.get("region"), i.about.get("level"))
                for i in items if i.figure is not None and i.figure in answer.figures}  # fmt: skip
        return not isinstance(card, Comparison) or not rows or 1 < len(rows) < len(card.rows)

    def _found(self) -> list[Answer]:
        """Answers of look-ups that what was shown rests on."""
        items = [self.sheet.items[id_] for id_ in self.used if id_ in self.sheet.items]
        return [answer for answer in self.sheet.answers[1:] if any(self.sheet.stands_in(i, answer) for i in items)]

    def fallen(self, reason: str, note: str) -> Answer:
        """What was shown stays, and of the composed answer follows what it lacks, with a word on why."""
        rest = [block for block in self.composed.blocks if block not in self.cards]
        if self.blocks:
            shown = "\n".join(
                block.text if isinstance(block, Text) else block_text(block) for block in (*self.cards, *self.blocks)
            )
            rest = [left for block in rest if (left := unsaid(block, shown)) is not None]
        code = "model-dropped" if reason in ("unverified", "lead-missing") else "model-unavailable"
        blocks = (*self.cards, *self.blocks, *rest)
        return self.composed.model_copy(update={"blocks": (*blocks, Warning_(code=code, text=note))})

    def _data(self) -> str:
        """What the model may know."""
        return material(self.sheet, self.question, self.composed, self.history)
