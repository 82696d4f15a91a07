"""A small workshop for indexing tests: real catalog, walk and chunker; an exact store in memory,
a reader of plain text in this process, an embedder that counts what it is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from docmind.core import lexical
from docmind.core.catalog.catalog import Catalog
from docmind.core.chunk.chunker import Chunker
from docmind.core.discover.ignore import WalkRules
from docmind.core.embed.hashing import Hashing
from docmind.core.errors import ExtractionError, UnsupportedType
from docmind.core.events import Event
from docmind.core.index.gate import Gate
from docmind.core.index.rooms import Rooms
from docmind.core.jobs import CancelToken, JobContext
from docmind.core.schema import Document, Page, Progress
from docmind.core.store.base import SpaceConfig, Store
from docmind.core.store.memory import Memory
from docmind.core.vectors import Embeddings

DIMENSION = 8


class FakeReader:
    """Reads UTF-8 text; ``.bad`` fails, ``.bin`` is unsupported. Counts what it read."""

    def __init__(self) -> None:
        self.read: list[Path] = []
        self.allowed: list[Path] = []
        self.before: Callable[[Path], None] = lambda path: None
        self.answers: dict[str, Document | Exception] = {}  # by file name, instead of its text

    def check(self, path: Path, allowed: bool = False) -> None:
        """Nothing is too large or unsupported at first sight."""

    def submit(self, path: Path, allowed: bool = False) -> Future[Document]:
        future: Future[Document] = Future()
        self.read.append(path)
        if allowed:
            self.allowed.append(path)
        try:
            self.before(path)
            answer = self.answers.get(path.name)
            if isinstance(answer, Exception):
                raise answer
            if answer is not None:
                future.set_result(answer)
                return future
            if path.suffix == ".bad":
                raise ExtractionError("The file is damaged", hint="Open it and save it again.")
            if path.suffix == ".bin":
                raise UnsupportedType("Not a type DocMind reads", path.suffix)
            text = path.read_text(encoding="utf-8")
            pages = (Page(None, text),)
            future.set_result(Document(path, "text/plain", "document", path.stem, pages))
        except Exception as error:
            future.set_exception(error)
        return future


class FakeEmbedder:
    """A vector by the text's hash. Counts the texts it was asked for that were new."""

    def __init__(self) -> None:
        self.known: set[str] = set()
        self.calls = 0
        self.failing: Exception | None = None

    def embed_passages(
        self, texts: Sequence[str], check: Callable[[], None] = lambda: None
    ) -> tuple[Embeddings, int]:
        if self.failing is not None:
            raise self.failing
        self.calls += 1
        fresh = set(texts) - self.known
        self.known |= fresh
        rows = [self._vector(text) for text in texts]
        dense = np.array(rows, dtype=np.float32).reshape(len(rows), DIMENSION)
        return Embeddings(dense), len(fresh)

    def try_out(self) -> None:
        """Reads a plain sentence."""
        self.embed_passages(["A plain sentence."])

    @staticmethod
    def _vector(text: str) -> np.ndarray:
        raw = np.frombuffer(hashlib.sha256(text.encode()).digest()[:DIMENSION], dtype=np.uint8)
        row = raw.astype(np.float32) + 1.0
        return row / np.linalg.norm(row)


@dataclass
class Bench:
    """Rooms with handles on the fakes inside them."""

    rooms: Rooms
    catalog: Catalog
    store: Store
    reader: FakeReader
    embedder: FakeEmbedder
    events: list[Event] = field(default_factory=list)

    def context(self) -> JobContext:
        import threading

        running = threading.Event()
        running.set()
        token = CancelToken(running)
        return JobContext(1, token, self.events.append, Progress(1, "waiting"))


def bench(folder: Path, pipeline: str = "x1;c;l;s") -> Bench:
    """A workshop whose library lies in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    store = Memory()
    store.open(folder / "store", SpaceConfig(DIMENSION, "test"))
    catalog = Catalog(folder / "catalog.sqlite3")
    reader, embedder = FakeReader(), FakeEmbedder()
    events: list[Event] = []
    model = Hashing()
    model.load()
    rooms = Rooms(
        catalog=catalog,
        store=store,
        gate=Gate(),
        reader=reader,
        embedder=embedder,
        chunker=Chunker(model.tokenizer_json(), 64, 8),
        rules=WalkRules(),
        extraction="x1;",
        pipeline=pipeline,
        library=folder,
        min_free_bytes=0,
        window=6,
        together=64,
        publish=events.append,
    )
    assert lexical.LEXICAL_VERSION
    return Bench(rooms, catalog, store, reader, embedder, events)
