"""A small searchable library in memory: the exact store, a catalog of plain dictionaries and word
hashing instead of a model."""

from __future__ import annotations

import fnmatch
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from fakes.lexicon import Lexicon

from docmind.core import lexical
from docmind.core.embed.base import ModelIdentity
from docmind.core.embed.hashing import Hashing
from docmind.core.schema import (
    ChunkRecord,
    FileRecord,
    Kind,
    Page,
    Query,
    SearchAnswer,
    Sort,
    Span,
)
from docmind.core.schema_facets import Traits
from docmind.core.search.pipeline import Searcher
from docmind.core.store.base import Candidate, Filter, Leg, Point, SpaceConfig, Store
from docmind.core.store.checks import matches
from docmind.core.store.facts import passage_facts, record_facts
from docmind.core.store.memory import Memory
from docmind.core.vectors import Embeddings, SparseVector

IDENTITY = ModelIdentity("fake", "0" * 64, 384, 256, scripts=("Latn",), languages=("en",))
NOTHING = SparseVector(np.array([], dtype=np.uint32), np.array([], dtype=np.float32))


def payload(file_id: int = 1, **changes: int | str | list[str]) -> dict[str, int | str | list[str]]:
    return {
        "file_id": file_id,
        "kind": "document",
        "media_type": "text/plain",
        "suffix": "txt",
        "folders": ["/", "/docs"],
        "mtime": 1_700_000_000,
        "size": 1,
        "language": "en",
        "has": ["text"],
        **changes,
    }


class Shelf(Lexicon):
    """Keeps the calls that ``Searcher`` makes on catalog and store."""

    def __init__(self, store: Store | None = None, folder: Path = Path("/nowhere")) -> None:
        super().__init__()
        self.store = store or Memory()
        self.store.open(folder, SpaceConfig(384, "fake"))
        self.model = Hashing()
        self.model.load()
        self.identity: ModelIdentity | None = IDENTITY
        self.asked: list[str] = []  # every query the model was asked
        self.retrieved: list[tuple[str, ...]] = []  # the legs of every call on the store
        self._chunks: dict[str, ChunkRecord] = {}
        self._texts: dict[int, list[str]] = {}  # of the passages, by file id
        self._files: dict[int, FileRecord] = {}
        self._unread: list[FileRecord] = []
        self._languages: Counter[str] = Counter()
        self.searcher = Searcher(self.retrieve, self, self.embed_query, lambda: self.identity)

    def name(self, path: str, file_id: int = 9000) -> None:
        """A file that is known by its name only."""
        at = Path(path)
        record = FileRecord(file_id, at, at.parent, 5, 1, "", "pending", "", "", "document", None)
        self._unread.append(record)

    def named(self, words: Sequence[str], limit: int) -> list[FileRecord]:
        """As the catalog does: all words, the last may be a beginning."""
        found = []
        for record in self._unread:
            there = lexical.content_words(record.path.name, "")
            rest = set(words[:-1]) <= set(there)
            if rest and any(word.startswith(words[-1]) for word in there):
                found.append(record)
        return found[:limit]

    def put(
        self,
        path: str,
        *texts: str,
        title: str = "",
        kind: Kind = "document",
        meaning: bool = True,
        source: str = "",
        mtime: int = 0,
        digest: str = "",
        language: str = "en",
        size: int = 1,
    ) -> int:
        """Add a file with one passage per text; ``mtime`` in seconds. Returns its id."""
        at = Path(path)
        file_id = len(self._files) + 1
        title = title or at.stem
        self._files[file_id] = FileRecord(
            file_id, at, Path(source or at.parent), size, mtime * 10**9 or 1, digest, "done", title,
            "text/plain", kind, None, None, language,
        )  # fmt: skip
        self._texts[file_id] = list(texts)
        self.list_text("\n".join((at.stem, title, *texts)))
        points, start = [], 0
        for ordinal, text in enumerate(texts or ("",)):
            key = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{path}:{ordinal}"))
            span = Span(start, start + len(text))
            start += len(text) + 1
            self._chunks[key] = ChunkRecord(key, file_id, ordinal, text, span, None, "")
            terms = lexical.analyse_passage(text, title=title, name=at.name)
            self._languages[terms.language] += 1
            stems, words = lexical.weigh(terms, 0, 0)
            dense = self.model.embed_passages([text]).dense[0] if meaning and text else None
            folders = [folder.as_posix() for folder in at.parents]
            facts = payload(
                file_id, kind=kind, suffix=at.suffix.lstrip("."), folders=folders, mtime=mtime,
                language=language,
            )  # fmt: skip
            points.append(Point(key, dense, stems, words, facts))
        self.store.upsert(points)
        return file_id

    def search(
        self, text: str, mode: str = "auto", limit: int = 20, *, correct: bool = False
    ) -> SearchAnswer:
        query = Query(text, mode, limit, relax=False, correct=correct)  # type: ignore[arg-type]
        return self.searcher.search(query)

    def names(self, text: str, mode: str = "auto", limit: int = 20) -> list[str]:
        """Names of the found files, best first."""
        return [hit.path.name for hit in self.search(text, mode, limit).hits]

    def forget(self, file_id: int) -> None:
        """The catalog forgets a file whose points are still in the store."""
        del self._files[file_id]
        self._chunks = {k: c for k, c in self._chunks.items() if c.file_id != file_id}

    def knows(self, **changes: object) -> None:
        """Change what the model says of itself."""
        self.identity = replace(IDENTITY, **changes)  # type: ignore[arg-type]

    # -- what the searcher calls ---

    def retrieve(
        self, legs: Sequence[Leg], limit: int, where: Filter | None
    ) -> dict[str, list[Candidate]]:
        self.retrieved.append(tuple(leg.name for leg in legs))
        return self.store.retrieve(legs, limit, where)

    def embed_query(self, text: str) -> Embeddings:
        self.asked.append(text)
        return self.model.embed_query(text)

    def chunks(self, point_ids: Sequence[str]) -> dict[str, ChunkRecord]:
        return {key: self._chunks[key] for key in point_ids if key in self._chunks}

    def files(self, file_ids: Sequence[int]) -> dict[int, FileRecord]:
        return {key: self._files[key] for key in file_ids if key in self._files}

    def traits(self, file_ids: Sequence[int]) -> dict[int, Traits]:
        known = self._files | {record.file_id: record for record in self._unread}
        return {
            key: Traits(
                bytes(known[key].path), bytes(known[key].source), known[key].kind,
                known[key].mtime_ns, known[key].language, known[key].content_hash,
                known[key].size,
            )
            for key in file_ids
            if key in known
        }  # fmt: skip

    def both_ends(self, file_id: int, first: int, last: int) -> tuple[list[str], list[str], int]:
        texts = self._texts.get(file_id, [])
        more = min(max(len(texts) - first, 0), last)
        return texts[:first], texts[len(texts) - more :], len(" ".join(texts).split())

    def sketch(self, file_id: int) -> bytes:
        texts = self._texts.get(file_id, [])
        return lexical.make_sketch(texts, len(" ".join(texts).split()))

    def counts(self) -> tuple[int, int]:
        return len(self._files), len(self._chunks)

    def languages(self) -> tuple[str, ...]:
        return tuple(language for language, _ in self._languages.most_common())

    def folders(self) -> tuple[str, ...]:
        found = {up.as_posix() for record in self._files.values() for up in record.path.parents}
        return tuple(sorted(found))

    def files_called(self, pattern: str) -> list[int]:
        form = lexical.fold(pattern if set(pattern) & {"*", "?"} else f"*{pattern}*")
        files = self._files.values()
        return [
            record.file_id
            for record in files
            if fnmatch.fnmatchcase(lexical.fold(record.path.name), form)
        ]

    def page(self, file_id: int, number: int | None) -> Page | None:
        texts = [chunk.text for chunk in self._chunks.values() if chunk.file_id == file_id]
        return Page(number, " ".join(texts))

    def file_chunks(self, file_id: int, limit: int = -1) -> list[ChunkRecord]:
        found = [chunk for chunk in self._chunks.values() if chunk.file_id == file_id]
        return found if limit < 0 else found[:limit]

    def files_matching(
        self, where: Filter, limit: int, sort: Sort = "date"
    ) -> tuple[list[int], int]:
        found = [
            record
            for record in self._files.values()
            if any(
                matches(passage_facts(record_facts(record), chunk.page, chunk.text), where)
                for chunk in self.file_chunks(record.file_id)
            )
        ]
        by_name, by_size = sort == "name", sort == "size"
        found.sort(
            key=lambda its: (
                lexical.name_order(its.path.name) if by_name else "",
                0 if by_name else -its.size if by_size else -its.mtime_ns,
                its.file_id,
            )
        )
        return [record.file_id for record in found[:limit]], len(found)

    def chunks_containing(self, text: str, limit: int, seconds: float) -> list[ChunkRecord]:
        wanted = text.lower()
        return [item for item in self._chunks.values() if wanted in item.text.lower()][:limit]
