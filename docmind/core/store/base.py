"""What every store of points is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docmind.core.schema_filter import Between as Between
from docmind.core.schema_filter import Filter as Filter

if TYPE_CHECKING:  # the window takes queries apart, filters and all, without numpy
    from docmind.core.vectors import Float32, PassageVectors, SparseVector


@dataclass(frozen=True, slots=True)
class Point:
    """A chunk as searched. ``id`` is a UUID string; ``dense`` float32[d] or None; ``stems`` and
    ``words`` are BM25 document weights without IDF (the store applies IDF to the query);
    ``learned`` are the weights that a model gave to its own tokens, compared as they are.

    Payload: ``file_id`` int, ``kind`` and ``media_type`` keywords, ``suffix`` keyword without dot,
    ``folders`` keywords (every ancestor folder), ``mtime`` int seconds, ``size`` int bytes,
    ``language`` keyword ("" when not known), ``has`` keywords ("text" when there is any), and
    ``page`` int where the format has pages.
    """

    id: str
    dense: Float32 | None
    stems: SparseVector
    words: SparseVector
    payload: dict[str, int | str | list[str]]
    learned: SparseVector | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A scored point of one leg: raw score, higher is better."""

    id: str
    score: float
    file_id: int


@dataclass(frozen=True, slots=True)
class Leg:
    """One list to retrieve: ``name`` dense, stems, words or learned; one vector is given."""

    name: str
    dense: Float32 | None = None
    sparse: SparseVector | None = None


@dataclass(frozen=True, slots=True)
class SpaceConfig:
    """The embedding space a store holds: never mixed with another. ``learned``: its model weighs
    words itself."""

    dimension: int
    space: str
    learned: bool = False


class Store(ABC):
    """Points on disk. One thread at a time; the engine serialises access.

    Raises ``StoreError``; ``StoreDamaged`` when it must be rebuilt.
    """

    name: ClassVar[str]

    @abstractmethod
    def open(self, folder: Path, config: SpaceConfig) -> None:
        """Open or create. Raises ``LibraryLocked`` when another process holds it."""

    @abstractmethod
    def upsert(self, points: Sequence[Point]) -> None:
        """Validate, then write. Durable against kill at once, against power loss after flush."""

    @abstractmethod
    def delete(self, ids: Sequence[str]) -> None:
        """Delete by id; unknown ids are ignored."""

    @abstractmethod
    def delete_files(self, file_ids: Sequence[int]) -> None:
        """Delete every point of the given files."""

    @abstractmethod
    def retrieve(
        self, legs: Sequence[Leg], limit: int, where: Filter | None = None
    ) -> dict[str, list[Candidate]]:
        """The best ``limit`` candidates of each leg, by leg name, best first."""

    @abstractmethod
    def vectors(self, ids: Sequence[str]) -> dict[str, PassageVectors]:
        """The stored vectors of points by id, dense ones of unit length; unknown points and those
        without a dense vector are left out."""

    @abstractmethod
    def count(self) -> int:
        """Exact number of points."""

    @abstractmethod
    def ids(self) -> set[str]:
        """Every point id (start-up check only)."""

    @abstractmethod
    def probe(self, sample: int = 50) -> bool:
        """True when a sample of stored dense vectors has unit length."""

    @abstractmethod
    def flush(self) -> None:
        """The commit point: everything written so far survives a power cut."""

    @abstractmethod
    def optimize(self) -> bool:
        """Tidy the files when worthwhile; may take seconds. True when something was done."""

    @abstractmethod
    def close(self) -> None:
        """Flush and let go. Calling it twice is harmless."""
