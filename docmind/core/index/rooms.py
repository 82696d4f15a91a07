"""The rooms an indexing job works with, and what passes between its stages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from docmind.core.catalog.catalog import Catalog
from docmind.core.chunk.chunker import Chunker
from docmind.core.discover.ignore import WalkRules
from docmind.core.errors import ProviderError
from docmind.core.events import Event
from docmind.core.index.gate import Gate
from docmind.core.lexical import PassageTerms
from docmind.core.schema import Chunk, Document, FoundFile
from docmind.core.store.base import Store
from docmind.core.vectors import Embeddings, PassageVectors


class Reader(Protocol):
    """Reads files in other processes (``extract.pool.ExtractionPool``)."""

    def check(self, path: Path, allowed: bool = False) -> None:
        """Raises the ``ExtractionError`` for a file whose type or size nobody reads, at once."""

    def submit(self, path: Path, allowed: bool = False) -> Future[Document]:
        """Read a file; ``allowed`` ones with higher limits."""


class PassageEmbedder(Protocol):
    """Embeds with a cache (``embed.cached.CachedEmbedder``): vectors and how many were computed."""

    def embed_passages(
        self, texts: Sequence[str], check: Callable[[], None] = ...
    ) -> tuple[Embeddings, int]: ...

    def try_out(self) -> None:
        """Have the model read a plain sentence. Raises ``ModelError``."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """Everything a job needs. ``pipeline`` names how files are read, cut, weighed and embedded:
    ``extraction`` is its first part; a file written by another pipeline is done again.
    ``together`` passages go to the embedder at once. ``hang_up`` ends a call to a model that runs
    elsewhere; a model that runs here is waited for."""

    catalog: Catalog
    store: Store
    gate: Gate
    reader: Reader
    embedder: PassageEmbedder
    chunker: Chunker
    rules: WalkRules
    extraction: str
    pipeline: str
    library: Path
    min_free_bytes: int
    window: int
    together: int
    publish: Callable[[Event], None]
    hang_up: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A file to read. ``known_hash`` is its content when last read, "" when new.

    ``parent`` is the outermost file it lies in, None for a file on disk. ``tries`` counts how
    often it changed while it was read.
    """

    file_id: int
    found: FoundFile
    known_hash: str
    pipeline_current: bool
    parent: int | None = None
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file read and cut, before embedding; ``terms`` has one entry per chunk.

    ``members`` are the ids of what lies in it. ``version`` tells one state of the same content
    from another: text recognised in its pictures comes later than the rest.
    """

    item: WorkItem
    content_hash: str
    document: Document
    chunks: tuple[Chunk, ...]
    terms: tuple[PassageTerms, ...]
    language: str
    version: str = ""
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Embedded:
    """A prepared file with its vectors; None for chunks without text. With ``refused``, which says
    why the model does not take a text of it, it gets into no index."""

    prepared: Prepared
    vectors: tuple[PassageVectors | None, ...]
    refused: ProviderError | None = None
