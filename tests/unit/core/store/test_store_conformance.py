"""What every store must do, asked of each provider in the room."""

from __future__ import annotations

import math
import uuid
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fakes.shelf import NOTHING, payload

from docmind.core.errors import StoreError
from docmind.core.registry import providers
from docmind.core.store.base import Between, Candidate, Filter, Leg, Point, SpaceConfig, Store
from docmind.core.store.ids import point_id
from docmind.core.vectors import Float32, SparseVector

STORES = providers("docmind.core.store", Store)
CONFIG = SpaceConfig(8, "space")


def sparse(**weights: float) -> SparseVector:
    """Terms a, b, ... with weights."""
    pairs = sorted((ord(name), value) for name, value in weights.items())
    return SparseVector(
        np.array([key for key, _ in pairs], dtype=np.uint32),
        np.array([value for _, value in pairs], dtype=np.float32),
    )


def unit(*values: float) -> Float32:
    vector = np.zeros(8, dtype=np.float32)
    vector[: len(values)] = values
    return vector / np.float32(np.linalg.norm(vector))


def point(number: int, *direction: float, **changes: object) -> Point:
    facts = {key: changes.pop(key) for key in list(changes) if key in (*payload(), "page")}
    values: dict[str, object] = {
        "id": key_of(number),
        "dense": unit(*direction) if direction else None,
        "stems": NOTHING,
        "words": NOTHING,
        "payload": payload(**{"file_id": number, **facts}),  # type: ignore[arg-type]
        **changes,
    }
    return Point(**values)  # type: ignore[arg-type]


def key_of(number: int) -> str:
    return str(uuid.UUID(int=number))


def files(candidates: list[Candidate]) -> list[int]:
    return [candidate.file_id for candidate in candidates]


@pytest.fixture(params=sorted(STORES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = STORES[request.param]()
    opened.open(tmp_path / "store", CONFIG)
    yield opened
    opened.close()


def test_both_stores_are_found() -> None:
    assert {"memory", "qdrant-edge"} <= STORES.keys()


def test_dense_scores_are_cosines_best_first(store: Store) -> None:
    store.upsert([point(1, 1, 0), point(2, 1, 1), point(3, 0, 1)])
    found = store.retrieve([Leg("dense", dense=unit(1, 0))], 10)["dense"]
    assert files(found) == [1, 2, 3]
    assert [item.score for item in found] == pytest.approx([1.0, math.sqrt(0.5), 0.0], abs=0.01)
    assert found[0].id == key_of(1)


def test_sparse_scores_apply_idf_to_the_query(store: Store) -> None:
    store.upsert([
        point(1, words=sparse(a=2.0)),
        point(2, words=sparse(a=1.0, b=1.0)),
        point(3, words=sparse(b=0.5)),
        point(4, words=sparse(c=1.0)),
    ])  # fmt: skip
    found = store.retrieve([Leg("words", sparse=sparse(a=1.0, c=2.0))], 10)["words"]
    idf_a, idf_c = math.log((4 - 2 + 0.5) / 2.5 + 1), math.log((4 - 1 + 0.5) / 1.5 + 1)
    expected = {4: 2 * idf_c, 1: 2 * idf_a, 2: idf_a}
    assert files(found) == [4, 1, 2]
    assert [item.score for item in found] == pytest.approx(list(expected.values()), rel=1e-4)


def test_legs_are_answered_each_by_name(store: Store) -> None:
    store.upsert([point(1, 1, stems=sparse(a=1.0)), point(2, 0, 1, words=sparse(a=1.0))])
    legs = [
        Leg("dense", dense=unit(0, 1)),
        Leg("stems", sparse=sparse(a=1.0)),
        Leg("words", sparse=sparse(a=1.0)),
    ]
    found = store.retrieve(legs, 1)
    assert {name: files(items) for name, items in found.items()} == {
        "dense": [2],
        "stems": [1],
        "words": [2],
    }


def test_ids_that_say_their_file_stand_beside_others(store: Store) -> None:
    telling = point_id(5, "text", 0)
    store.upsert([point(1, 1, 0), point(5, 1, 1, id=telling), point(2, 0, 1, file_id=9)])
    found = store.retrieve([Leg("dense", dense=unit(1, 0))], 10)["dense"]
    assert files(found) == [1, 5, 9]
    assert found[1].id == telling


def test_a_point_may_lack_any_vector(store: Store) -> None:
    store.upsert([point(1), point(2, words=sparse(a=1.0)), point(3, 1)])
    assert store.count() == 3
    assert files(store.retrieve([Leg("dense", dense=unit(1))], 10)["dense"]) == [3]
    assert files(store.retrieve([Leg("words", sparse=sparse(a=1.0))], 10)["words"]) == [2]


def test_learned_weights_are_compared_as_they_are(tmp_path: Path) -> None:
    for name, kind in STORES.items():
        opened = kind()
        opened.open(tmp_path / name, SpaceConfig(8, "weighing", learned=True))
        opened.upsert([
            point(1, 1, learned=sparse(a=2.0, b=1.0)),
            point(2, 1, learned=sparse(a=1.0)),
            point(3, 1),
        ])  # fmt: skip
        found = opened.retrieve([Leg("learned", sparse=sparse(a=0.5, b=3.0))], 10)["learned"]
        assert files(found) == [1, 2]
        assert [item.score for item in found] == pytest.approx([4.0, 0.5], rel=1e-3)
        opened.close()


def test_learned_weights_need_a_space_that_has_them(store: Store) -> None:
    with pytest.raises(StoreError):
        store.upsert([point(1, 1, learned=sparse(a=1.0))])
    with pytest.raises(StoreError):
        store.retrieve([Leg("learned", sparse=sparse(a=1.0))], 10)


def test_a_query_without_terms_finds_nothing(store: Store) -> None:
    store.upsert([point(1, words=sparse(a=1.0))])
    assert store.retrieve([Leg("words", sparse=NOTHING)], 10) == {"words": []}
    assert store.retrieve([], 10) == {}


def test_equal_scores_come_by_id(store: Store) -> None:
    store.upsert([point(number, words=sparse(a=1.0)) for number in (5, 3, 9, 1)])
    assert files(store.retrieve([Leg("words", sparse=sparse(a=1.0))], 10)["words"]) == [1, 3, 5, 9]


@pytest.mark.parametrize(
    ("where", "wanted"),
    [
        (Filter(), {1, 2, 3, 4}),
        (Filter(suffixes=("pdf",)), {1, 2}),
        (Filter(suffixes=("pdf", "md")), {1, 2, 3}),
        (Filter(kinds=("image",)), {4}),
        (Filter(folders=("/a/b",)), {2, 3}),
        (Filter(folders=("/a",)), {1, 2, 3}),
        (Filter(file_ids=(1, 4, 99)), {1, 4}),
        (Filter(without=(Filter(suffixes=("pdf",)),)), {3, 4}),
        (Filter(without=(Filter(kinds=("image",)),)), {1, 2, 3}),
        (Filter(without=(Filter(folders=("/a/b",)),)), {1, 4}),
        (Filter(suffixes=("pdf",), without=(Filter(folders=("/a/b",)),)), {1}),
        (Filter(suffixes=("pdf",), kinds=("image",)), set()),
        (Filter(file_ids=()), set()),
        (Filter(languages=("de", "fr")), {2, 3}),
        (Filter(has=("text",)), {1, 2, 3}),
        (Filter(without=(Filter(has=("text",)),)), {4}),
        (Filter(modified=Between(200, 400)), {2, 3}),
        (Filter(modified=Between(least=300)), {3, 4}),
        (Filter(modified=Between(below=300)), {1, 2}),
        (Filter(size=Between(least=3_000_000_000)), {4}),
        (Filter(page=Between(2, 3)), {2}),
        (Filter(page=Between()), {1, 2}),
        (Filter(without=(Filter(modified=Between(200, 400)), Filter(kinds=("image",)))), {1}),
        (Filter(either=((Filter(kinds=("image",)), Filter(suffixes=("md",))),)), {3, 4}),
        (
            Filter(
                either=(
                    (Filter(kinds=("image",)), Filter(suffixes=("md",))),
                    (Filter(languages=("fr",)), Filter(page=Between(1, 2))),
                )
            ),
            {3},
        ),
    ],
)
def test_filters(store: Store, where: Filter, wanted: set[int]) -> None:
    store.upsert([
        point(1, 1, words=sparse(a=1.0), suffix="pdf", folders=["/", "/a"], mtime=100, page=1),
        point(2, 1, words=sparse(a=1.0), suffix="pdf", folders=["/", "/a", "/a/b"], mtime=200,
              language="de", page=2),
        point(3, 1, words=sparse(a=1.0), suffix="md", folders=["/", "/a", "/a/b"], mtime=399,
              language="fr"),
        point(4, 1, words=sparse(a=1.0), suffix="jpg", folders=["/", "/c"], kind="image",
              mtime=400, size=3_000_000_000, language="", has=[]),
    ])  # fmt: skip
    legs = [Leg("dense", dense=unit(1)), Leg("words", sparse=sparse(a=1.0))]
    found = store.retrieve(legs, 10, where)
    assert {name: set(files(items)) for name, items in found.items()} == {
        "dense": wanted,
        "words": wanted,
    }


def test_upsert_replaces_and_delete_forgets(store: Store) -> None:
    store.upsert([point(1, 1), point(2, 1), point(3, 1)])
    store.upsert([point(1, 0, 1)])
    assert store.count() == 3
    store.delete([key_of(2), key_of(99)])
    assert store.ids() == {key_of(1), key_of(3)}
    found = store.retrieve([Leg("dense", dense=unit(0, 1))], 1)["dense"]
    assert files(found) == [1]


def test_deleting_files_takes_all_their_points(store: Store) -> None:
    store.upsert([point(1, 1, file_id=7), point(2, 1, file_id=7), point(3, 1, file_id=8)])
    store.delete_files([7, 99])
    assert store.ids() == {key_of(3)}
    store.delete_files([])
    store.delete([])
    store.upsert([])
    assert store.count() == 1


BAD_POINTS = {
    "id": {"id": "not-a-uuid"},
    "width": {"dense": np.ones(3, dtype=np.float32)},
    "not finite": {"dense": np.full(8, np.nan, dtype=np.float32)},
    "zero": {"dense": np.zeros(8, dtype=np.float32)},
    "length": {"dense": np.full(8, 9.0, dtype=np.float32)},
    "unsorted": {"words": SparseVector(np.array([2, 1], np.uint32), np.ones(2, np.float32))},
    "twice": {"words": SparseVector(np.array([1, 1], np.uint32), np.ones(2, np.float32))},
    "unequal": {"words": SparseVector(np.array([1], np.uint32), np.ones(2, np.float32))},
    "infinite": {"stems": SparseVector(np.array([1], np.uint32), np.array([np.inf], np.float32))},
    "id of another file": {"id": point_id(3, "text")},
    "no file": {"payload": {"kind": "document"}},
    "truth": {"payload": payload(1, kind=True)},
    "surrogate": {"payload": payload(1, folders=["/\udcff"])},
    "huge": {"payload": payload(2**70)},
    "text for a number": {"payload": payload(1, mtime="now")},
}


@pytest.mark.parametrize("bad", BAD_POINTS.values(), ids=BAD_POINTS)
def test_a_bad_point_writes_nothing_of_its_batch(store: Store, bad: dict[str, object]) -> None:
    with pytest.raises(StoreError):
        store.upsert([point(1, 1), point(2, 1, **bad), point(3, 1)])
    assert store.count() == 0


@pytest.mark.parametrize(
    "leg",
    [
        Leg("dense"),
        Leg("dense", dense=np.ones(3, dtype=np.float32)),
        Leg("words", dense=unit(1)),
        Leg("dense", sparse=sparse(a=1.0)),
        Leg("dense", dense=unit(1), sparse=sparse(a=1.0)),
    ],
)
def test_a_bad_leg_is_refused(store: Store, leg: Leg) -> None:
    with pytest.raises(StoreError):
        store.retrieve([leg], 10)


def test_healthy_vectors_pass_the_probe(store: Store) -> None:
    assert store.probe()
    store.upsert([point(1, 1, 2, 3), point(2), point(3, words=sparse(a=1.0))])
    assert store.probe(sample=10)


def test_flush_and_optimize_change_nothing_seen(store: Store) -> None:
    store.upsert([point(number, 1, number) for number in range(1, 40)])
    store.flush()
    before = store.retrieve([Leg("dense", dense=unit(1, 3))], 5)
    store.optimize()
    assert store.retrieve([Leg("dense", dense=unit(1, 3))], 5) == before
    assert store.count() == 39


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    for call in (store.count, store.ids, store.flush, store.optimize, store.probe):
        with pytest.raises(StoreError):
            call()


def test_stored_vectors_come_back_by_id(store: Store) -> None:
    store.upsert([point(1, 3, 4), point(2, 0, 1), point(3)])
    found = store.vectors([key_of(3), key_of(2), key_of(1), key_of(9)])
    assert found.keys() == {key_of(1), key_of(2)}
    assert found[key_of(1)].dense == pytest.approx(unit(3, 4), abs=0.02)
    assert np.linalg.norm(found[key_of(1)].dense) == pytest.approx(1.0, abs=1e-5)
    assert found[key_of(1)].learned is None
    assert store.vectors([]) == {}


def test_learned_weights_come_back_too(tmp_path: Path) -> None:
    for number, make in enumerate(STORES.values()):
        opened = make()
        opened.open(tmp_path / f"learned{number}", SpaceConfig(8, "space", learned=True))
        opened.upsert([point(1, 1, learned=sparse(b=0.5, a=0.25))])
        learned = opened.vectors([key_of(1)])[key_of(1)].learned
        assert learned is not None
        assert learned.indices.tolist() == [ord("a"), ord("b")]
        assert learned.values.tolist() == pytest.approx([0.25, 0.5])
        opened.close()
