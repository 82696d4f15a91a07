"""A store finds its points best first, by vectors and by words, and keeps what it was given."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path

import numpy as np

from docmind.core.conformance.outcome import expect
from docmind.core.store.base import Filter, Leg, Point, SpaceConfig, Store
from docmind.core.vectors import Float32, SparseVector

_DIMENSION = 8
_SPACE = SpaceConfig(_DIMENSION, "conformance")
_NOTHING = SparseVector(np.zeros(0, np.uint32), np.zeros(0, np.float32))


def try_store(provider: type[Store]) -> str:
    """Fill, ask, change and close one in a folder for the moment. Returns what was tried."""
    with tempfile.TemporaryDirectory(prefix="docmind-") as folder:
        store = provider()
        store.open(Path(folder) / "store", _SPACE)
        try:
            _fill_and_ask(store)
        finally:
            store.close()
    return "Points were written, found by vectors, words and filters, and deleted."


def _fill_and_ask(store: Store) -> None:
    points = [_point(1, 1, 0), _point(2, 1, 1), _point(3, 0, 1, word=7)]
    store.upsert(points)
    store.flush()
    expect(store.count() == 3, "it counts its points")
    expect(store.ids() == {point.id for point in points}, "it knows their ids")
    near = Leg("dense", dense=_unit(1, 0))
    found = store.retrieve([near], 10)["dense"]
    expect([one.file_id for one in found] == [1, 2, 3], "the nearest comes first")
    expect(abs(found[0].score - 1) < 0.01, "scores are cosines")
    expect(abs(found[1].score - 0.5**0.5) < 0.01, "scores are cosines")
    words = Leg("words", sparse=_weights(7))
    found = store.retrieve([words], 10)["words"]
    expect([one.file_id for one in found] == [3], "words are found where they stand")
    found = store.retrieve([near], 10, Filter(suffixes=("md",)))["dense"]
    expect([one.file_id for one in found] == [2], "a filter is kept to")
    kept = store.vectors([points[1].id])[points[1].id].dense
    expect(bool(np.allclose(kept, _unit(1, 1), atol=0.01)), "vectors are kept as given")
    expect(store.probe(), "its vectors have unit length")
    store.delete_files([1])
    store.delete([points[2].id])
    expect(store.ids() == {points[1].id}, "what is deleted is gone")


def _point(number: int, *direction: float, word: int | None = None) -> Point:
    return Point(
        id=str(uuid.UUID(int=number)),
        dense=_unit(*direction),
        stems=_NOTHING,
        words=_NOTHING if word is None else _weights(word),
        payload={
            "file_id": number,
            "kind": "document",
            "media_type": "text/plain",
            "suffix": "md" if number == 2 else "txt",
            "folders": ["/home"],
            "mtime": 1_700_000_000,
            "size": 100,
            "language": "en",
            "has": ["text"],
        },
    )


def _weights(word: int) -> SparseVector:
    return SparseVector(np.array([word], dtype=np.uint32), np.array([1.0], dtype=np.float32))


def _unit(*values: float) -> Float32:
    vector = np.zeros(_DIMENSION, dtype=np.float32)
    vector[: len(values)] = values
    return vector / np.float32(np.linalg.norm(vector))
