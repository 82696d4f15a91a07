"""A library of any size for the scripts that measure searching, made once and kept.

Its texts are those of collections with known answers (``corpus.jsonl``), varied: sentences of one
subject in another order with some words left out, several texts a file. Its vectors are those of
the real texts with noise, so that they lie as real ones do, near their like. Files exist in the
catalog and the store only; they go the way of every file from the chunker on.
"""

from __future__ import annotations

import json
import random
import re
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from docmind.core.catalog.catalog import Catalog
from docmind.core.collector import spare_what_is_loaded
from docmind.core.engine import Engine
from docmind.core.index.commit import Committer
from docmind.core.index.prepare import embedded_texts, prepare
from docmind.core.index.rooms import Embedded, Rooms, WorkItem
from docmind.core.jobs import CancelToken
from docmind.core.paths import cache_dir
from docmind.core.schema import Document, FoundFile, Kind, Page
from docmind.core.settings import Settings
from docmind.core.vectors import Float32, PassageVectors

ROOT = Path("/library")
BASE = 2000  # texts whose real vectors are computed
TEXTS_PER_FILE = 6
FILES_AT_ONCE = 32  # about as many passages as the engine commits at once
NOISE = 0.45  # length of what is added to a real vector of length 1
DROPPED = 0.08  # share of words left out
RARE_TYPE = "odt"  # 1 % of the files
_DAY_NS = 86_400 * 10**9
_SENTENCES = re.compile(r"(?<=[.!?。！？])\s*")
_FOLDERS = ("reports", "letters", "papers", "notes", "projects", "archive", "mail", "reading")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a collection with its real vector."""

    title: str
    sentences: tuple[str, ...]
    vector: Float32


def open_library(
    folder: Path, collections: Sequence[Path], chunks: int, settings: Settings | None = None
) -> Engine:
    """The library in ``folder``, filled up to ``chunks`` passages if it holds fewer."""
    kept = cache_dir() / "evaluation"
    kept.mkdir(parents=True, exist_ok=True)
    engine = Engine.open(folder, settings, embedding_cache=kept / "embeddings.sqlite3")
    if engine.status().chunks < chunks:
        fill(engine, collections, chunks)
    spare_what_is_loaded()  # as the engine's own process does
    return engine


def fill(engine: Engine, collections: Sequence[Path], chunks: int) -> None:
    """Add varied files until the library holds ``chunks`` passages."""
    rooms = engine._workshop.rooms()
    maker = Maker(rooms, base_texts(rooms, collections))
    committer = Committer(rooms, CancelToken(_running()))
    held = engine.status().chunks
    while held < chunks:
        held += committer.commit(maker.files(FILES_AT_ONCE))
        print(f"\r{held} passages", end="", flush=True)
    committer.sweep()
    print()


def fill_at_pace(rooms: Rooms, texts: Sequence[Text], chunks: int, pace: float) -> Iterator[int]:
    """Add ``chunks`` passages to an empty library, no more than ``pace`` a second (0: as fast as
    it goes); gives the number of passages after each commit."""
    maker = Maker(rooms, texts)
    committer = Committer(rooms, CancelToken(_running()))
    held, began = 0, time.monotonic()
    while held < chunks:
        held += committer.commit(maker.files(FILES_AT_ONCE))
        yield held
        if pace:
            time.sleep(max(held / pace - (time.monotonic() - began), 0.0))


def _running() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


class Maker:
    """Makes files out of some texts."""

    def __init__(self, rooms: Rooms, texts: Sequence[Text]) -> None:
        self._rooms = rooms
        self._root = ROOT
        self._chance = random.Random(8)
        self._noise = np.random.default_rng(8)
        self._texts = texts
        self._count = 0

    def files(self, count: int) -> list[Embedded]:
        """The next ``count`` files, registered in the catalog, ready to be committed."""
        documents = [self._document() for _ in range(count)]
        found = [self._found(document) for document, _ in documents]
        catalog: Catalog = self._rooms.catalog
        ids = catalog.register(self._root, found)
        made = []
        for (document, vectors), its in zip(documents, found, strict=True):
            item = WorkItem(ids[bytes(its.path)], its, "", False)
            prepared = prepare(self._rooms, item, f"{self._root}:{item.file_id}", document)
            texts = len(embedded_texts(prepared))
            rows = [self._near(vectors[i * len(vectors) // texts]) for i in range(texts)]
            left = iter(rows)
            made.append(
                Embedded(
                    prepared,
                    tuple(
                        PassageVectors(next(left)) if chunk.text else None
                        for chunk in prepared.chunks
                    ),
                )
            )
        return made

    def _document(self) -> tuple[Document, list[Float32]]:
        self._count += 1
        subject = self._chance.randrange(len(self._texts))
        chosen = [self._texts[subject]] + [
            self._texts[(subject + step) % len(self._texts)] for step in range(1, TEXTS_PER_FILE)
        ]
        kind, suffix, media_type = self._sort()
        folder = self._root / self._chance.choice(_FOLDERS) / f"{self._chance.randrange(40):02}"
        path = folder / f"{_slug(chosen[0].title)} {self._count}.{suffix}"
        pages = tuple(Page(number, self._varied(text)) for number, text in enumerate(chosen, 1))
        title = chosen[0].title or path.stem
        document = Document(path, media_type, kind, title, pages, len(pages))
        return document, [text.vector for text in chosen]

    def _sort(self) -> tuple[Kind, str, str]:
        draw = self._chance.random()
        if draw < 0.05:
            return "mail", "eml", "message/rfc822"
        if draw < 0.10:
            return "code", "py", "text/x-python"
        if draw < 0.11:
            return "document", RARE_TYPE, "application/vnd.oasis.opendocument.text"
        suffix = self._chance.choice(("pdf", "txt", "docx", "html"))
        return "document", suffix, "text/plain"

    def _varied(self, text: Text) -> str:
        sentences = list(text.sentences)
        self._chance.shuffle(sentences)
        words = " ".join(sentences).split(" ")
        return " ".join(word for word in words if self._chance.random() > DROPPED)

    def _near(self, vector: Float32) -> Float32:
        noise = self._noise.standard_normal(vector.shape).astype(np.float32)
        moved = vector + NOISE * noise / np.linalg.norm(noise)
        return np.asarray(moved / np.linalg.norm(moved), dtype=np.float32)

    def _found(self, document: Document) -> FoundFile:
        size = sum(len(page.text.encode()) for page in document.pages)
        day = 18_000 + self._chance.randrange(2400)  # some six and a half years
        return FoundFile(document.path, size, day * _DAY_NS, self._count)


def base_texts(rooms: Rooms, collections: Sequence[Path]) -> list[Text]:
    """Up to ``BASE`` texts, as many of each collection as its share, with their vectors."""
    rows = [row for folder in collections for row in _rows(folder / "corpus.jsonl")]
    rows = rows[:: max(len(rows) // BASE, 1)]
    heads = [f"{row['title']}\n{row['text']}"[:1200] for row in rows]
    vectors = []
    for start in range(0, len(heads), 64):
        vectors.extend(rooms.embedder.embed_passages(heads[start : start + 64])[0].dense)
    return [
        Text(row["title"], tuple(_SENTENCES.split(row["text"])), vector)
        for row, vector in zip(rows, vectors, strict=True)
    ]


def questions(collections: Sequence[Path], count: int, seed: int = 7) -> list[str]:
    """``count`` different natural questions of the collections, mixed."""
    found = [row["text"] for folder in collections for row in _rows(folder / "queries.jsonl")]
    random.Random(seed).shuffle(found)
    return list(dict.fromkeys(found))[:count]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            yield {"title": row.get("title", ""), "text": row["text"]}


def _slug(title: str) -> str:
    return " ".join(re.findall(r"\w+", title)[:6])[:60] or "text"
