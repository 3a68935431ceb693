"""Words to copy said again: shorter, less or more formal, without a word, or for another channel; the figures stay."""

import re
from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Email, Script, Text
from bot.coach.draft import sentences
from bot.coach.person import Where, person_of, wheres_said
from bot.coach.writing import MESSAGE, SIGNED, for_points, points_for, write
from bot.reading.types import Question, Turn
from bot.reading.whole import starts
from ingest.guide.playbook import Card

if TYPE_CHECKING:
    from bot.coach.context import Context
from itertools import dropwhile

from bot.reading.stretches import has_digit
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")

_WITHOUT = re.compile(
    r"(?i)(?:don'?t|do not|not|never|without|no|drop|remove|skip|avoid|delete|cut|lose)\s+(?:say(?:ing)?|use|using|"
    r"write|"
    r"writing|the word|that)?\s*(?:the words?\s+)?[\"“'‘]?([A-Za-zÀ-ž][\w'’ "
    r"-]{1,40}?)[\"”'’]?\s*(?:please|thing|part|stuff|word|bit)?\s*[.!?]*$"
)
_FORMAL = _said("formal")
_CASUAL = _said("casual")
_OPENERS = ("Hi ", "Hello ", "Dear ")


def again(turn: Turn, card: Card | None, question: Question, context: "Context") -> Answer:
    """The last answer's words once more, as asked. Without a card behind them, only cut."""
    text = question.text
    blocks: list[Block] = [b for b in turn.answer.blocks if isinstance(b, Email | Script)]
    answer = turn.answer
    without = _WITHOUT.search(text.strip())
    places = wheres_said(text)
    if without is not None and not _CASUAL.search(text):
        blocks = [dropped(block, without[1]) for block in blocks]
    elif card is not None and (places or not (_CASUAL.search(text) or _FORMAL.search(text))):
        answer, blocks = _rewritten(turn, card, question, context, brief=not places)
    elif _CASUAL.search(text):
        blocks = [casual(block) for block in blocks]
    elif _FORMAL.search(text):
        blocks = [formal(block) for block in blocks]
    else:
        blocks = [shorter(block) for block in blocks]
    if question.topic == "shorter" and not places:
        before = [b for b in turn.answer.blocks if isinstance(b, Email | Script)]
        blocks = [_surely_shorter(new, old) for new, old in zip(blocks, before, strict=False)]
    return answer.model_copy(update={"blocks": tuple(blocks), "intent": "restyle", "wording": "composed"})


def _rewritten(
    turn: Turn, card: Card, question: Question, context: "Context", *, brief: bool
) -> tuple[Answer, list[Block]]:
    """The card's words for another channel, or (brief) in the length of a chat message."""
    from bot.coach.draft import Draft

    draft = Draft("restyle")
    person = person_of(question, context)
    points = points_for(card, person, draft, context) if "[your ask" not in turn.answer.text else []
    card = for_points(card, points, context)
    for place in wheres_said(question.text) or (_where(turn),):
        write(card, place, person, draft, context, points, brief=brief)
    return draft.answer(), list(draft.blocks)


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
    for told in (new, shorter(new), _only_the_ask(new)):
        if _length(told) <= SHORTER * _length(old):
            return told
    return _only_the_ask(new)


def _length(block: Block) -> int:
    text = block.body.removesuffix(SIGNED) if isinstance(block, Email) else getattr(block, "text", "")
    return len(text.split())


def _only_the_ask(block: Block) -> Block:
    """The greeting and the first sentence that asks or holds a figure."""
    text = block.body if isinstance(block, Email) else getattr(block, "text", "")
    head, signed = "", ""
    if isinstance(block, Email):
        body, found, close = text.rpartition("\n\n")
        greeted = body.startswith(_OPENERS)
        head = body.partition("\n\n")[0] + "\n\n" if greeted else ""
        text, signed = body[len(head) :] if greeted else body, found + close
    lines = sentences(" ".join(text.split()))
    ask = next((s for s in lines if s.endswith("?")), None) or next(
        (s for s in lines if has_digit(s) or "[" in s), None
    )
    short = head + (ask or (lines[0] if lines else text)) + signed
    if isinstance(block, Email):
        return block.model_copy(update={"body": short})
    return block.model_copy(update={"text": short}) if isinstance(block, Script) else block


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


def casual(block: Block) -> Block:
    """A lighter greeting and close, and contractions."""
    swaps = (("Hello ", "Hi "), ("Dear ", "Hi "), ("Best regards,", "Thanks,"), ("I would ", "I'd "), ("I am ", "I'm "),
             ("could you please", "could you"), ("hank you for the offer.", "hanks so much for the offer!"),
             ("hanks for the offer.", "hanks so much for the offer!"), ("I have gone", "I've gone"))  # fmt: skip
    return _swapped(block, swaps)


def formal(block: Block) -> Block:
    """A full greeting and close, and no contractions."""
    swaps = (("Hi ", "Dear "), ("Hello ", "Dear "), ("Thanks,", "Kind regards,"), ("Best regards,", "Kind regards,"),
             ("I'd ", "I would "), ("I'm ", "I am "), ("I've ", "I have "), ("I'll ", "I will "), ("can't", "cannot"),
             ("don't", "do not"), ("isn't", "is not"), ("Thanks for", "Thank you for"))  # fmt: skip
    return _swapped(block, swaps)


def _swapped(block: Block, swaps: tuple[tuple[str, str], ...]) -> Block:
    def changed(text: str) -> str:
        for old, new in swaps:
            text = text.replace(old, new)
        return text

    if isinstance(block, Email):
        return block.model_copy(update={"body": changed(block.body)})
    return block.model_copy(update={"text": changed(block.text)}) if isinstance(block, Script) else block


def shorter(block: Block) -> Block:
    """The opening, every sentence with a figure, a blank or a question, and the close."""
    if isinstance(block, Email):
        body = block.body.removesuffix(SIGNED)
        head, _, rest = body.partition("\n\n") if body.startswith(_OPENERS) else ("", "", body)
        text = _core(rest)
        return block.model_copy(update={"body": (f"{head}\n\n{text}" if head else text) + SIGNED})
    return block.model_copy(update={"text": _core(block.text)}) if isinstance(block, Script) else block


def _core(text: str) -> str:
    lines = sentences(" ".join(text.split()))
    return " ".join(s for i, s in enumerate(lines) if i == 0 or has_digit(s) or "[" in s or s.endswith("?"))
