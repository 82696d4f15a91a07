"""What results are to be like, as vectors and words, and what finding that out needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from docmind.core.schema import ChunkRecord, FileRecord
from docmind.core.vectors import Embeddings, Float32, PassageVectors, SparseVector

StoredVectors = Callable[[Sequence[str]], dict[str, PassageVectors]]
"""``Store.vectors`` as the engine serialises it."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A text by ``dense``, ``learned`` and its telling ``words``, or a picture by ``picture``.

    ``dense`` and ``picture`` are float32[d] of unit length. ``told`` names it for a person;
    ``own`` are the files left out of the results; ``typed`` the words beside it; ``notes``
    sentences on what could not be done.
    """

    told: str
    words: tuple[str, ...] = ()
    language: str = ""
    dense: Float32 | None = None
    learned: SparseVector | None = None
    picture: Float32 | None = None
    own: tuple[int, ...] = ()
    typed: str = ""
    notes: tuple[str, ...] = ()


class OutsideFiles(Protocol):
    """What is not in the library, read and embedded for one question. Raises ``DocMindError``
    for what cannot be read, what is too large, a model that is not there, and what takes long."""

    def missing(self) -> str:
        """Why pictures cannot be compared, in a sentence; "" when they can be."""

    def is_picture(self, path: Path) -> bool:
        """Whether the file is a picture, by its first bytes and its name."""

    def picture(self, path: Path, page: int | None = None) -> Float32:
        """float32[d] of unit length: where the picture model puts a picture file, or one of its
        pages, from 1."""

    def pasted(self, picture: bytes) -> Float32:
        """The same of the bytes of a picture file."""

    def text(self, path: Path) -> tuple[tuple[str, ...], Embeddings]:
        """(parts of what a document says, at even distances in a long one; their vectors)."""


class LikeCatalog(Protocol):
    """The part of the catalog that finding similar documents reads."""

    def counts(self) -> tuple[int, int]:
        """(searchable files, chunks)."""

    def file_at(self, path: Path) -> FileRecord | None:
        """The known file at ``path``."""

    def page_chunks(self, file_id: int, page: int | None) -> list[ChunkRecord]:
        """The chunks of one page of a file, in order; None: of a format without pages."""

    def spread_chunks(self, file_id: int, most: int) -> list[ChunkRecord]:
        """Chunks of a file at even distances, ``most`` at most, in order."""

    def file_pictures(self, file_id: int) -> list[tuple[str, int | None]]:
        """(point id, page) of the pictures of a file that were looked at, in its order."""

    def same_content(self, file_id: int) -> list[int]:
        """A file and all with the same bytes, by id."""

    def known_words(self, words: Iterable[str]) -> Mapping[str, tuple[int, str]]:
        """Folded word -> (documents, spelling), for those of ``words`` that were listed."""


@dataclass(frozen=True, slots=True)
class LikeAccess:
    """What finding similar documents asks: the catalog, the stored vectors of passages and of
    pictures, and what lies outside the library."""

    catalog: LikeCatalog
    vectors: StoredVectors
    pictures: StoredVectors
    outside: OutsideFiles
