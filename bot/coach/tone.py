"""Words to copy said again: shorter, less or more formal, without a word, or for another channel; the figures stay."""

from itertools import dropwhile
from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Email, Script, Text
from bot.coach.draft import Draft, sentences
from bot.coach.form import form_of, in_sentences, parts_of, toned, with_text
from bot.coach.person import Where, person_of, wheres_said
from bot.coach.writing import MESSAGE, SIGNED, for_points, points_for, write
from bot.reading.stretches import has_digit
from bot.reading.types import Question, Turn
from bot.reading.whole import starts
from ingest.guide.playbook import Card
from ingest.lexicon.phrases import beside

if TYPE_CHECKING:
    from bot.coach.context import Context

_said = beside(
    __file__,
    "words",
    {"word": r"[\"“'‘]?(?P<word>[A-Za-zÀ-ž][\w'’ -]{1,40}?)[\"”'’]?", "end": r"\s*[.!?]*$"},
)


def left_out(text: str) -> str:
    """The word that a message wants left out: "don't say carefully"; "" for none."""
    found = next(iter(_said("leave_out").every(text.strip())), None)
    return found["word"] if found else ""


def again(turn: Turn, card: Card | None, question: Question, context: "Context") -> Answer:
    """The last answer's words once more, as asked. Without a card behind them, only cut."""
    text, form = question.text, form_of(question.text)
    blocks: list[Block] = [b for b in turn.answer.blocks if isinstance(b, Email | Script)]
    before = list(blocks)
    answer = turn.answer
    without = left_out(text)
    short = form.short or question.topic == "shorter"
    if without and not form.tone:
        blocks = [dropped(block, without) for block in blocks]
    elif card is not None and (form.places or form.most or short or not form.tone):
        answer, blocks = _rewritten(turn, card, question, context, brief=not (form.places or form.most))
    elif short or not form.tone:
        blocks = [shorter(block) for block in blocks]
    blocks = [in_sentences(toned(block, form.tone), form.most) for block in blocks]
    if short and not form.places:
        blocks = [_surely_shorter(new, old) for new, old in zip(blocks, before, strict=False)]
    return answer.model_copy(update={"blocks": tuple(blocks), "intent": "restyle", "wording": "composed"})


def _rewritten(
    turn: Turn, card: Card, question: Question, context: "Context", *, brief: bool
) -> tuple[Answer, list[Block]]:
    """The card's words for another channel, or (brief) in the length of a chat message; in the tone that the words
    had."""
    draft = Draft("restyle")
    person = person_of(question, context)
    points = points_for(card, person, draft, context)
    card = for_points(card, points, context)
    for place in wheres_said(question.text) or (_where(turn),):
        write(card, place, person, draft, context, points, brief=brief)
    return draft.answer(), [toned(block, _tone_before(context)) for block in draft.blocks]


def _tone_before(context: "Context") -> str:
    """The tone that was last asked for, since the words were first written."""
    for turn in reversed(context.history):
        if tone := form_of(turn.message).tone:
            return tone
        if turn.question.intent != "restyle":
            return ""
    return ""


def translated(turn: Turn, card: Card, question: Question, context: "Context") -> Answer:
    """The last words again, in English, as they are sent: for who wrote in another language and writes to somebody
    who reads English."""
    answer, blocks = _rewritten(turn, card, question, context, brief=False)
    told = Text(text="Here it is in English, ready to send.")
    return answer.model_copy(update={"blocks": (told, *blocks), "intent": "restyle", "wording": "composed"})


SHORTER = 0.85
"""What is called shorter has at most this share of the words it had."""


def _surely_shorter(new: Block, old: Block) -> Block:
    """The new words where they are visibly shorter than the old; else cut, and at last the sentence that asks alone."""
    for told in (new, shorter(new), in_sentences(new, 1)):
        if _length(told) <= SHORTER * _length(old):
            return told
    return in_sentences(new, 1)


def _length(block: Block) -> int:
    text = block.body if isinstance(block, Email) else getattr(block, "text", "")
    return len(parts_of(text)[1].split())


def _where(turn: Turn) -> Where:
    """Where the words were for: an e-mail, a message or the phone."""
    if any(isinstance(b, Email) for b in turn.answer.blocks):
        return "e-mail"
    return "chat" if any(isinstance(b, Script) and b.title == MESSAGE for b in turn.answer.blocks) else "phone"


def dropped(block: Block, word: str) -> Block:
    """Without the sentences that hold a word; where one asks for something, without the word alone."""
    wanted = word.strip()

    def kept(text: str) -> str:
        parts = ["  ".join(filter(None, map(_cut, sentences(part)))).replace("  ", " ") for part in text.split("\n\n")]
        return "\n\n".join(part for part in parts if part)

    def _cut(sentence: str) -> str:
        at = next(starts(wanted, sentence), None)
        if at is None:
            return sentence
        if not (has_digit(sentence) or "[" in sentence or sentence.endswith(",")):
            return ""
        end = at + len(wanted)
        rest = "".join(dropwhile(str.isalnum, sentence[end:]))
        return (sentence[:at][:-1] if sentence[:at].endswith(" ") else sentence[:at]) + _cut(rest)

    if isinstance(block, Email):
        return block.model_copy(update={"body": kept(block.body.removesuffix(SIGNED)) + SIGNED})
    return block.model_copy(update={"text": kept(block.text)}) if isinstance(block, Script | Text) else block


def shorter(block: Block) -> Block:
    """The opening, every sentence with a figure, a blank or a question, and the close."""
    if not isinstance(block, Email | Script):
        return block
    head, text, close = parts_of(block.body if isinstance(block, Email) else block.text)
    return with_text(block, head + _core(text) + close)


def _core(text: str) -> str:
    lines = sentences(" ".join(text.split()))
    return " ".join(s for i, s in enumerate(lines) if i == 0 or has_digit(s) or "[" in s or s.endswith("?"))
