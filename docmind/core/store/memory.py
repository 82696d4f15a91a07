"""The exact reference store: numpy arrays in memory, gone when closed. For tests and trials."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import numpy as np

from docmind.core.errors import StoreError
from docmind.core.store.base import Candidate, Filter, Leg, Point, SpaceConfig, Store
from docmind.core.store.checks import check_legs, check_points, matches
from docmind.core.vectors import PassageVectors, SparseVector

_NOTHING = SparseVector(np.zeros(0, np.uint32), np.zeros(0, np.float32))


class Memory(Store):
    """Scores every point exactly. Sparse scores use the same IDF as Qdrant:
    ``ln((N - n + 0.5) / (n + 0.5) + 1)`` over the points that have the vector."""

    name: ClassVar[str] = "memory"

    def __init__(self) -> None:
        self._points: dict[str, Point] = {}
        self._config: SpaceConfig | None = None

    def open(self, folder: Path, config: SpaceConfig) -> None:
        self._config = config
        self._points = {}

    def upsert(self, points: Sequence[Point]) -> None:
        check_points(points, self._opened())
        self._points.update((point.id, point) for point in points)

    def delete(self, ids: Sequence[str]) -> None:
        self._opened()
        for point_id in ids:
            self._points.pop(point_id, None)

    def delete_files(self, file_ids: Sequence[int]) -> None:
        self._opened()
        gone = set(file_ids)
        self._points = {
            key: point
            for key, point in self._points.items()
            if point.payload["file_id"] not in gone
        }

    def retrieve(
        self, legs: Sequence[Leg], limit: int, where: Filter | None = None
    ) -> dict[str, list[Candidate]]:
        check_legs(legs, self._opened())
        points = list(self._points.values())
        allowed = [point for point in points if where is None or matches(point.payload, where)]
        found = {}
        for leg in legs:
            scores = self._dense(leg, allowed) if leg.sparse is None else self._sparse(leg, allowed)
            best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
            found[leg.name] = [
                Candidate(key, score, _file_id(self._points[key])) for key, score in best
            ]
        return found

    def _dense(self, leg: Leg, points: Sequence[Point]) -> dict[str, float]:
        having = [(point.id, point.dense) for point in points if point.dense is not None]
        if not having or leg.dense is None:
            return {}
        matrix = np.stack([vector for _, vector in having])
        scores = matrix @ leg.dense / np.linalg.norm(leg.dense)
        return {key: float(score) for (key, _), score in zip(having, scores, strict=True)}

    def _sparse(self, leg: Leg, points: Sequence[Point]) -> dict[str, float]:
        if leg.sparse is None:
            return {}
        frequency: Counter[int] = Counter()
        population = 0
        for point in self._points.values():
            vector = _vector(point, leg.name)
            population += len(vector.indices) > 0
            frequency.update(vector.indices.tolist())
        wanted = {
            key: value if leg.name == "learned" else value * _idf(population, frequency[key])
            for key, value in zip(
                leg.sparse.indices.tolist(), leg.sparse.values.tolist(), strict=True
            )
        }
        scores = {}
        for point in points:
            vector = _vector(point, leg.name)
            pairs = zip(vector.indices.tolist(), vector.values.tolist(), strict=True)
            hits = [value * wanted[key] for key, value in pairs if key in wanted]
            if hits:
                scores[point.id] = sum(hits)
        return scores

    def vectors(self, ids: Sequence[str]) -> dict[str, PassageVectors]:
        self._opened()
        points = (self._points[key] for key in ids if key in self._points)
        return {
            point.id: PassageVectors(point.dense, point.learned)
            for point in points
            if point.dense is not None
        }

    def count(self) -> int:
        self._opened()
        return len(self._points)

    def ids(self) -> set[str]:
        self._opened()
        return set(self._points)

    def probe(self, sample: int = 50) -> bool:
        self._opened()
        vectors = [point.dense for point in self._points.values() if point.dense is not None]
        return all(abs(float(np.linalg.norm(vector)) - 1.0) < 0.05 for vector in vectors[:sample])

    def flush(self) -> None:
        self._opened()

    def optimize(self) -> bool:
        self._opened()
        return False

    def close(self) -> None:
        self._config = None
        self._points = {}

    def _opened(self) -> SpaceConfig:
        if self._config is None:
            raise StoreError("The store is not open")
        return self._config


def _idf(population: int, frequency: int) -> float:
    return math.log((population - frequency + 0.5) / (frequency + 0.5) + 1)


def _vector(point: Point, leg: str) -> SparseVector:
    if leg == "learned":
        return point.learned or _NOTHING
    return point.stems if leg == "stems" else point.words


def _file_id(point: Point) -> int:
    return int(str(point.payload["file_id"]))
