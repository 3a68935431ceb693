"""A composed answer in the language of who asked."""

from collections.abc import Iterable

from pydantic import TypeAdapter

from bot.answer import (
    Answer,
    Block,
    Citation,
    Comparison,
    Email,
    LeverBlock,
    OfferGauge,
    Script,
    Text,
    Warning_,
    Worded,
)  # fmt: skip
from bot.languages.prose import Prose, prose

_BLOCKS: TypeAdapter[tuple[Block, ...]] = TypeAdapter(tuple[Block, ...])
_COMPOSED = "composed"
_FOLDER = "playbook/"


def spoken(answer: Answer) -> Answer:
    """The answer in its `language`, as far as there are words for it; where some stays English, it says so. What a
    model worded, guides' own words and figures stay as they are. An answer in English is given back."""
    words = prose(answer.language, answer.currencies)
    if words is None:
        return answer
    said = words.catalogue.spoken([block.model_dump(mode="json") for block in answer.blocks])
    cards = [name for one in answer.citations if (name := _card(one))]
    blocks, whole = [], True
    for was, block in zip(answer.blocks, _BLOCKS.validate_python(said), strict=True):
        told, complete = _told(was, block, words, cards)
        # Words that a model wrote to be sent in another language aren't half put into this one.
        own = answer.wording != _COMPOSED and isinstance(block, Email | Script) and not complete
        blocks.append(block if own else told)
        whole = whole and complete
    if not whole and answer.wording == _COMPOSED:
        at = next((at for at, block in enumerate(blocks) if block.type == "suggestions"), len(blocks))
        blocks.insert(at, Text(text=words.partly))
    titled = tuple(
        one.model_copy(
            update={
                "title": words.catalogue.say(one.title),
                "rests": tuple(words.plain.get(rest, rest) for rest in one.rests),
            }
        )
        for one in answer.citations
    )
    return answer.model_copy(update={"blocks": tuple(blocks), "citations": titled})


def _card(citation: Citation) -> str:
    """The name of the card that is cited; "" for a guide."""
    path = citation.path
    return path.removeprefix(_FOLDER).removesuffix(".md") if path.startswith(_FOLDER) else ""


def _told(was: Block, block: Block, words: Prose, cards: Iterable[str]) -> tuple[Block, bool]:
    """A block whose labels are in the language, with its prose in it too, and whether all of that is."""
    cards = list(cards)
    match was, block:
        case Text(), Text() if was.phrases:
            return block, words.catalogue.has(was.phrases["text"])
        case Text(), Text():
            text, whole = words.text(was.text, cards)
            return block.model_copy(update={"text": text}), whole
        case Warning_(), Warning_() if was.phrases:
            return block, words.catalogue.has(was.phrases["text"])
        case Warning_(), Warning_():
            if block.text != was.text:
                return block, True
            text, whole = words.text(was.text)
            return block.model_copy(update={"text": text}), whole
        case Script(), Script():
            text, whole = words.text(was.text, cards)
            return block.model_copy(update={"text": text}), whole
        case Email(), Email():
            body, whole = words.text(was.body, cards)
            return block.model_copy(update={"subject": words.text(was.subject)[0], "body": body}), whole
        case LeverBlock(), LeverBlock():
            return block, False
        case Comparison(), Comparison() if was.note and "note" not in was.phrases:
            note, whole = words.text(was.note)
            return block.model_copy(update={"note": note}), whole and _named(was, words)
        case OfferGauge(), OfferGauge() if "assumptions" not in was.phrases:
            each = [words.text(one) for one in was.assumptions]
            return block.model_copy(update={"assumptions": tuple(text for text, _ in each)}), all(ok for _, ok in each)
    return block, _named(was, words)


def _named(was: Block, words: Prose) -> bool:
    """Whether the language has words for every phrase of a block."""
    return not isinstance(was, Worded) or all(map(words.catalogue.has, was.phrases.values()))
