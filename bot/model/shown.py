"""What stands beside a model's words in an answer: cards, drafts, and what of the composed answer was not said yet."""

import re
from functools import lru_cache

from bot.answer import Answer, Block, Email, LeverBlock, OfferGauge, Script, Text, block_text
from bot.model.sentences import split
from bot.reading.message import Message
from bot.reading.stretches import letters_in, unmarked
from bot.reading.trained import language_of

CARDS = ("band_card", "comparison", "offer")
_TELLING = 40
"""Letters of words to send from which on the language they are in is told by them."""
_HELD = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]")


def words_of(answer: Answer) -> str:
    """An answer's texts."""
    return "\n\n".join(b.text for b in answer.blocks if isinstance(b, Text))


def shown_of(answer: Answer) -> str:
    """An answer's texts and the words to say and to send in it."""
    shown = [b.text if isinstance(b, Text) else block_text(b) for b in answer.blocks if isinstance(b, _WORDS)]
    return "\n\n".join(shown)


_WORDS = (Text, Script, Email, LeverBlock)


def cards_of(answer: Answer) -> list[Block]:
    """The exact cards of an answer, which are shown before any wording."""
    cards = [block for block in answer.blocks if block.type in CARDS and not bare_offer(block)]
    return cards if answer.status == "answered" else []


def bare_offer(block: Block) -> bool:
    """Whether an offer is laid out with no band beside it: a look-up may yet bring the one with its band."""
    return isinstance(block, OfferGauge) and not any(row.low is not None for row in block.rows)


def unsaid(block: Block, shown: str) -> Block | None:
    """A composed block without the sentences that were shown: word for word, or by each of their figures. None where
    nothing is left."""
    if not isinstance(block, Text):
        return block
    held = _figures(shown)
    left = [
        piece
        for piece in split(block.text)
        if bare(piece) not in shown and not ((own := _figures(piece)) and own <= held)
    ]
    text = "".join(left).strip()
    return block.model_copy(update={"text": text}) if text else None


def _figures(text: str) -> set[str]:
    """Words with two digits or more, ranges whole ("$170K–$215K"); one digit may be a level or a count of years."""
    return {word.strip(".,;:()*") for word in text.split() if sum(map(str.isdigit, word)) > 1}


def bare(sentence: str) -> str:
    return unmarked(sentence).strip()


def draft_of(text: str, cites: tuple[str, ...]) -> Block:
    match = re.match(
        r"\s*(?:subject|betreff|asunto|objet|assunto)\s*:\s*(.+?)\s*\n+(.*)", text, re.IGNORECASE | re.DOTALL
    )
    if match:
        return Email(subject=match[1], body=match[2].strip(), cites=cites)
    return Script(title="", text=text.strip(), cites=cites)


@lru_cache(256)
def draft_language(text: str, usual: str) -> str:
    """ISO 639-1 of words to send, which may be in another language than the conversation's, the usual one."""
    said = _HELD.sub(" ", text)
    return language_of(Message(said)) if sum(map(len, letters_in(said))) >= _TELLING else usual
