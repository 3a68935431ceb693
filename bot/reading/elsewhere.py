"""`python -m bot.reading.elsewhere`: the heads that read other languages than English, from labelled examples.

They learn over an encoder that is left as it is, from every example, those in other languages counting more. Needs
the extras `train` and `multilingual`; twenty minutes on one core. `--model NAME` learns with another multilingual
model of sentence-transformers, by name or path; `--examples FOLDER` adds an operator's own examples.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path

import numpy

from bot.reading import asking, labels, mentioned, telling, train
from bot.reading.adapt import TOLD
from bot.reading.heads import Head, fit_many, fit_one, save
from bot.reading.message import Encode, Message
from bot.reading.multilingual import WEIGHTS, called, encoding
from bot.reading.trained import CARD, topic_row
from ingest.index.minilm import Encoded

COUNTS = 3.0
"""What an example in another language counts beside one in English; found on held-out voices."""
STRENGTHS = {"kind": 0.6, "asks": 0.6, "told": 1.0, "mention": 1.0, CARD: 4.0}
"""The inverse of each head's ridge."""
SPREAD = 4.0
"""How much less the encoder's columns are held back than words; found on held-out voices."""
CARD_WIDTH = 1 << 12


def halved(encode: Encode) -> Encode:
    """The same, each text once: what it gives is kept in half precision, for several heads look at it."""
    kept: dict[str, Encoded | None] = {}

    def encoded(text: str) -> Encoded | None:
        if text not in kept:
            told = encode(text)
            kept[text] = told and Encoded(
                told.vector.astype(numpy.float16), told.states.astype(numpy.float16), told.offsets
            )
        half = kept[text]
        return half and Encoded(half.vector.astype(numpy.float32), half.states.astype(numpy.float32), half.offsets)

    return encoded


def heads(
    examples: Sequence[labels.LabelledMessage], naming: labels.Naming | None, encode: Encode, lines: Sequence[str] = ()
) -> dict[str, Head]:
    """Every head, over words and that encoder's columns. lines: on companies, as in mentions.jsonl."""
    rows = train.rows_of(examples, naming, encode)
    counts = [COUNTS if is_foreign(examples[at]) else 1.0 for at in rows.of]
    train.add_short(rows, naming, encode)
    train.add_marked(rows, encode, lines)
    weights = [COUNTS if is_foreign(example) else 1.0 for example in examples]
    weights += [1.0] * (len(rows.kinds) - len(weights))
    kinds = [{kind: part * weight for kind, part in kinds.items()}
             for kinds, weight in zip(rows.kinds, weights, strict=True)]  # fmt: skip
    found = {
        "kind": fit_one(rows.kind, kinds, asking.WIDTH, STRENGTHS["kind"], SPREAD),
        "asks": fit_many(rows.kind, rows.several, asking.WIDTH >> 1, STRENGTHS["asks"], spread=SPREAD),
        "mention": fit_one(rows.names, rows.whose, mentioned.WIDTH, STRENGTHS["mention"]),
    }
    for name in TOLD:
        told = [{str(getattr(one, name)): weight} for one, weight in zip(rows.told, counts, strict=True)]
        found[name] = fit_one(rows.amounts, told, telling.WIDTH, STRENGTHS["told"], SPREAD)
    return found | train.topics(encode) | {CARD: _cards(examples, encode)}


def is_foreign(example: labels.LabelledMessage) -> bool:
    """Whether an example is in another language than English."""
    return bool(example.reading.get("language", "en") != "en")


def _cards(examples: Sequence[labels.LabelledMessage], encode: Encode) -> Head:
    pairs = list(dict.fromkeys(card_lines(examples)))
    found = [topic_row(Message(text, (), encode)) for _, text in pairs]
    return fit_one(found, [{card: 1.0} for card, _ in pairs], CARD_WIDTH, STRENGTHS[CARD], SPREAD)


def card_lines(examples: Sequence[labels.LabelledMessage]) -> Iterator[tuple[str, str]]:
    """(card, text) of everything that asks for a card of the playbook, "" of what asks for none."""
    yield from train.card_lines()
    lines = resources.files("bot.reading").joinpath("asked.jsonl").read_text(encoding="utf-8").splitlines()
    yield from ((one["card"], one["text"]) for one in map(json.loads, lines))
    for example in examples:
        if example.card or example.kinds[0] in labels.NO_CARD:
            yield example.card or "", example.turns[-1]


def main() -> None:
    """Learn from every example and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m bot.reading.elsewhere", description=__doc__)
    parser.add_argument("--model", default="", help="another multilingual model, by name or path")
    parser.add_argument("--examples", type=Path, action="append", default=[], help="a folder with more examples")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent)
    args = parser.parse_args()
    args.output.mkdir(parents=True, exist_ok=True)
    encode = encoding(args.model)
    examples = labels.examples(args.examples)
    with train.names_of_the_corpus() as naming:
        made = heads(examples, naming, halved(encode), train.marked_lines())
    save(args.output / WEIGHTS, made, {"model": called(args.model)})
    print(f"{len(examples)} messages: {args.output / WEIGHTS}")


if __name__ == "__main__":
    main()
