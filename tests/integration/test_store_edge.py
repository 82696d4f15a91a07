"""The store on disk: opened again, locked, damaged, mixed up, and killed while writing."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from fakes.shelf import NOTHING, payload

from docmind.core.errors import LibraryLocked, StoreDamaged
from docmind.core.store.base import Filter, Leg, Point, SpaceConfig
from docmind.core.store.qdrant_edge import QdrantEdge
from docmind.core.vectors import SparseVector

CONFIG = SpaceConfig(8, "space")
TERM = SparseVector(np.array([7], dtype=np.uint32), np.array([1.0], dtype=np.float32))


def _point(number: int) -> Point:
    vector = np.zeros(8, dtype=np.float32)
    vector[number % 8] = 1.0
    key = f"00000000-0000-0000-0000-{number:012d}"
    return Point(key, vector, TERM, NOTHING, payload(number))


def _open(folder: Path, config: SpaceConfig = CONFIG) -> QdrantEdge:
    store = QdrantEdge()
    store.open(folder, config)
    return store


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A closed store with ten points."""
    store = _open(tmp_path / "store")
    store.upsert([_point(number) for number in range(10)])
    store.close()
    return tmp_path / "store"


def test_everything_is_there_when_opened_again(filled: Path) -> None:
    store = _open(filled)
    assert store.count() == 10
    legs = [Leg("dense", dense=_point(3).dense), Leg("stems", sparse=TERM)]
    found = store.retrieve(legs, 20, Filter(file_ids=(3,)))
    assert [item.file_id for item in found["dense"]] == [3]
    assert [item.file_id for item in found["stems"]] == [3]
    assert store.probe()
    store.close()


def test_a_second_opening_is_refused_while_the_first_lasts(filled: Path) -> None:
    first = _open(filled)
    with pytest.raises(LibraryLocked):
        _open(filled)
    assert first.count() == 10
    first.close()
    second = _open(filled)
    assert second.count() == 10
    second.close()


@pytest.mark.parametrize(
    "config",
    [SpaceConfig(8, "other"), SpaceConfig(16, "space"), SpaceConfig(8, "space", {"a": "b"})],
)
def test_another_space_is_refused(filled: Path, config: SpaceConfig) -> None:
    with pytest.raises(StoreDamaged):
        _open(filled, config)
    store = _open(filled)
    assert store.count() == 10
    store.close()


def test_a_store_of_unknown_space_is_refused(filled: Path) -> None:
    (filled / "space.json").unlink()
    with pytest.raises(StoreDamaged):
        _open(filled)


def test_a_damaged_record_is_refused(filled: Path) -> None:
    (filled / "space.json").write_text("{", "utf-8")
    with pytest.raises(StoreDamaged):
        _open(filled)


def test_an_interrupted_creation_is_begun_again(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    (folder / "shard" / "wal").mkdir(parents=True)
    (folder / "shard" / "edge_config.json").write_text("{", "utf-8")
    store = _open(folder)
    store.upsert([_point(1)])
    assert store.count() == 1
    store.close()


def test_a_broken_log_costs_only_what_was_not_flushed(filled: Path) -> None:
    logs = [path for path in (filled / "shard" / "wal").rglob("*") if path.is_file()]
    for path in logs:
        path.write_bytes(b"")
    store = _open(filled)
    assert store.count() == 10
    assert not list(filled.glob("wal.damaged*"))
    store.close()


def test_a_broken_segment_is_reported_as_damage(filled: Path) -> None:
    for path in (filled / "shard" / "segments").rglob("*.json"):
        path.write_text("{", "utf-8")
    with pytest.raises(StoreDamaged) as caught:
        _open(filled)
    assert caught.value.hint
    assert (filled / "shard" / "wal").is_dir()


def test_leftovers_of_a_killed_tidying_are_removed(filled: Path) -> None:
    left = filled / "shard" / "temp_segments" / "abc"
    left.mkdir(parents=True)
    (left / "data").write_bytes(b"x" * 1000)
    store = _open(filled)
    assert store.count() == 10
    assert not left.exists()
    store.close()


def test_the_record_says_what_it_holds(filled: Path) -> None:
    known = json.loads((filled / "space.json").read_text("utf-8"))
    assert (known["dimension"], known["space"]) == (8, "space")


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from integration.test_store_edge import _open, _point
store = _open(Path(sys.argv[1]))
number = store.count()
while True:
    store.upsert([_point(number + step) for step in range(4)])
    number += 4
    print(number, flush=True)
"""


def test_nothing_acknowledged_is_lost_to_a_kill(tmp_path: Path) -> None:
    folder, tests = tmp_path / "store", Path(__file__).resolve().parent.parent
    for _ in range(3):
        child = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), str(tests)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        acknowledged = [int(child.stdout.readline()) for _ in range(5)][-1]
        child.kill()
        acknowledged = max([acknowledged, *(int(line) for line in child.stdout if line.strip())])
        child.wait(10)
        child.stdout.close()
        store = _opened_after(folder)
        assert store.count() in (acknowledged, acknowledged + 4)
        assert store.probe()
        store.close()


def _opened_after(folder: Path, patience: float = 10.0) -> QdrantEdge:
    """The dead child's lock may outlive it by a moment."""
    until = time.monotonic() + patience
    while True:
        try:
            return _open(folder)
        except LibraryLocked:
            if time.monotonic() > until:
                raise
