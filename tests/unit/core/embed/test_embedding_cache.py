from __future__ import annotations

import sqlite3
import threading

import numpy as np
import pytest

from docmind.core.embed.cache import EmbeddingCache
from docmind.core.vectors import SparseVector


def unit_rows(count, dimension=8, seed=0):
    rows = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def cache(tmp_path):
    cache = EmbeddingCache(tmp_path / "deep" / "cache.sqlite3")
    yield cache
    cache.close()


def test_what_was_put_is_found_by_space_and_text(cache):
    rows = unit_rows(2)
    cache.put("space", ["one", "two \udce9"], rows)
    one, missing, two = cache.get("space", ["one", "three", "two \udce9"])
    assert missing is None
    np.testing.assert_array_equal(one, rows[0].astype(np.float16).astype(np.float32))
    assert two.dtype == np.float32
    assert cache.get("other", ["one"]) == [None]


def test_survives_closing(cache):
    cache.put("space", ["one"], unit_rows(1))
    cache.close()
    assert cache.get("space", ["one"])[0] is not None


def test_more_texts_than_one_statement_takes(cache):
    texts = [f"text {number}" for number in range(1200)]
    cache.put("space", texts, unit_rows(1200))
    assert all(row is not None for row in cache.get("space", texts))
    assert cache.stats().vectors == 1200
    assert cache.stats().size > 1200 * 16


def test_sparse_vectors_are_kept_beside(cache):
    sparse = [SparseVector(np.array([3, 2**31], np.uint32), np.array([0.5, 2], np.float32))]
    cache.put("space", ["one"], unit_rows(1), sparse)
    cache.put("space", ["two"], unit_rows(1))
    one, two = cache.get_sparse("space", ["one", "two"])
    assert one.indices.tolist() == [3, 2**31]
    assert one.values.tolist() == [0.5, 2.0]
    assert two is None


def test_clear_takes_one_space_or_all(cache):
    for space in "ab":
        cache.put(space, ["one"], unit_rows(1))
    cache.clear("a")
    assert cache.get("a", ["one"]) == [None]
    assert cache.get("b", ["one"])[0] is not None
    cache.clear()
    assert cache.stats().vectors == 0


@pytest.mark.parametrize(
    "content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\7" * 4096]
)
def test_a_damaged_file_is_put_aside_and_begun_anew(tmp_path, content):
    path = tmp_path / "cache.sqlite3"
    path.write_bytes(content)
    cache = EmbeddingCache(path)
    assert cache.get("space", ["one"]) == [None]
    cache.put("space", ["one"], unit_rows(1))
    assert cache.get("space", ["one"])[0] is not None
    aside = [found for found in tmp_path.iterdir() if "damaged" in found.name]
    assert [found.read_bytes() for found in aside] == [content]
    cache.close()


def test_damage_while_open_costs_only_what_was_kept(tmp_path):
    path = tmp_path / "cache.sqlite3"
    cache = EmbeddingCache(path)
    cache.put("space", [f"t{n}" for n in range(500)], unit_rows(500, 384))
    cache.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    cache.put("space", ["one"], unit_rows(1))
    assert cache.get("space", ["one"])[0] is not None
    cache.close()


def test_a_file_of_a_newer_form_is_left_alone(tmp_path):
    path = tmp_path / "cache.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    cache = EmbeddingCache(path)
    cache.put("space", ["one"], unit_rows(1))
    assert cache.get("space", ["one"]) == [None]
    cache.close()
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.glob("*damaged*")] == []


def test_a_place_that_cannot_be_written_is_no_error(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    cache = EmbeddingCache(blocked / "cache.sqlite3")
    cache.put("space", ["one"], unit_rows(1))
    assert cache.get("space", ["one"]) == [None]
    assert cache.stats().vectors == 0
    cache.clear()


def test_a_row_that_is_no_unit_vector_counts_as_unknown(cache):
    cache.put("space", ["zero", "huge"], np.array([[0, 0], [300, 2]], dtype=np.float32))
    assert cache.get("space", ["zero", "huge"]) == [None, None]


def test_many_threads_share_it(cache):
    faults = []

    def work(number):
        texts = [f"{number} {count}" for count in range(20)]
        for text in texts:
            cache.put("space", [text], unit_rows(1, seed=number))
        faults.extend(row for row in cache.get("space", texts) if row is None)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert cache.stats().vectors == 120
