"""What the embedding cache lets go when it holds more than it may, and files of its first form."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from docmind.core.embed import cache as caching
from docmind.core.embed import eviction
from docmind.core.embed.cache import CACHE_FORM, EmbeddingCache, known_in
from docmind.core.embed.eviction import Room
from docmind.core.vectors import Float32

MIB = 2**20
FORM_1 = """
CREATE TABLE spaces (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE vectors (
    space INTEGER NOT NULL, key BLOB NOT NULL, dense BLOB NOT NULL, sparse BLOB,
    PRIMARY KEY (space, key)
) WITHOUT ROWID;
PRAGMA user_version = 1;
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache.sqlite3"


def rows(count: int, seed: int = 0) -> Float32:
    made = np.random.default_rng(seed).standard_normal((count, 384)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def names(start: int, count: int) -> list[str]:
    return [f"text {number}" for number in range(start, start + count)]


def fill(cache: EmbeddingCache, count: int, space: str = "used", start: int = 0) -> None:
    for at in range(start, start + count, 500):
        some = names(at, min(500, start + count - at))
        cache.put(space, some, rows(len(some), at))


def test_it_stays_below_its_limit_and_the_file_gets_shorter(path: Path) -> None:
    waits: list[int] = []
    room = Room(2 * MIB, lambda: {"used"}, lambda: waits.append(1))
    cache = EmbeddingCache(path, room)
    fill(cache, 6000)
    told = cache.stats()
    cache.close()
    assert 500 < told.vectors < 3000
    assert told.limit == 2 * MIB
    assert path.stat().st_size <= 2 * MIB
    assert len(waits) > 10  # a search may go first before each step
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM vectors").fetchone() == (told.vectors,)


def test_no_limit_keeps_everything(path: Path) -> None:
    cache = EmbeddingCache(path)
    fill(cache, 6000)
    assert cache.stats().vectors == 6000
    cache.close()


def test_spaces_without_an_index_go_first(path: Path) -> None:
    cache = EmbeddingCache(path, Room(2 * MIB, lambda: {"used", "next"}))
    fill(cache, 400, "used")
    fill(cache, 400, "next")
    fill(cache, 1400, "gone")
    fill(cache, 700, "used", start=400)
    assert all(row is not None for row in cache.get("next", names(0, 400)))
    assert all(row is not None for row in cache.get("used", names(0, 1100)))
    assert 1500 <= cache.stats().vectors < 2500
    cache.close()


def test_what_was_used_lately_stays_longer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000]
    monkeypatch.setattr(caching, "hour", lambda: now[0])
    cache = EmbeddingCache(path, Room(2 * MIB, lambda: {"used"}))
    fill(cache, 1500)
    now[0] += 48
    cache.get("used", names(0, 300))  # of the oldest, those that are still needed
    fill(cache, 500, start=1500)
    fill(cache, 500, start=2000)
    wanted, others = (
        sum(row is not None for row in cache.get("used", names(start, 300))) for start in (0, 900)
    )
    assert wanted > others + 30  # by samples, so not to the last one (218 to 128 at worst of 30)
    cache.close()


def test_uses_are_not_noted_while_there_is_much_room(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000]
    monkeypatch.setattr(caching, "hour", lambda: now[0])
    cache = EmbeddingCache(path, Room(400 * MIB))
    fill(cache, 600)
    now[0] += 48
    cache.get("used", names(0, 600))
    cache.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT DISTINCT used FROM vectors").fetchall() == [(1000,)]


def test_hits_misses_and_vectors_are_counted(path: Path) -> None:
    cache = EmbeddingCache(path)
    assert cache.stats().vectors == 0
    assert not path.exists()  # looking makes no file
    cache.put("a", ["one", "two", "one"], rows(3))
    cache.put("a", ["two", "three"], rows(2))
    cache.get("a", ["one", "four", "three"])
    told = cache.stats()
    assert (told.vectors, told.hits, told.misses) == (3, 2, 1)
    cache.clear("a")
    assert cache.stats().vectors == 0
    cache.close()


def older(path: Path, count: int) -> None:
    """A file of the first form, as the program of that time left it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FORM_1)
        connection.execute("INSERT INTO spaces (name) VALUES ('used')")
        halves = rows(count).astype("<f2")
        connection.executemany(
            "INSERT INTO vectors VALUES (1, ?, ?, NULL)",
            [
                (caching._key(text), row.tobytes())
                for text, row in zip(names(0, count), halves, strict=True)
            ],
        )
        connection.commit()


def test_a_file_of_the_first_form_keeps_its_vectors(path: Path) -> None:
    older(path, 300)
    assert known_in(path, "used", names(290, 20)) == 10
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)  # only looked at
    cache = EmbeddingCache(path)
    assert all(row is not None for row in cache.get("used", names(0, 300)))
    fill(cache, 100, start=250)
    assert cache.stats().vectors == 350
    cache.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (CACHE_FORM,)


@pytest.mark.parametrize(
    "harm", ["PRAGMA user_version = 0", "DROP TABLE spaces", "DROP TABLE vectors"]
)
def test_a_file_that_lacks_what_its_form_has_is_begun_anew(path: Path, harm: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FORM_1)
        connection.execute(harm)
        connection.commit()
    cache = EmbeddingCache(path)
    assert cache.get("used", ["a"]) == [None]
    cache.put("used", ["a"], rows(1))
    assert cache.get("used", ["a"])[0] is not None
    cache.close()


def test_a_full_file_of_the_first_form_gets_shorter_too(path: Path) -> None:
    older(path, 5000)
    before = path.stat().st_size
    cache = EmbeddingCache(path, Room(2 * MIB, lambda: {"used"}))
    fill(cache, 10, start=6000)
    cache.close()
    assert path.stat().st_size <= 2 * MIB < before
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_disk_without_room_for_a_copy_leaves_the_file_as_long_as_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(path, 5000)

    class Disk:
        free = MIB

    monkeypatch.setattr(eviction.shutil, "disk_usage", lambda place: Disk())
    cache = EmbeddingCache(path, Room(2 * MIB, lambda: {"used"}))
    fill(cache, 1000, start=6000)
    size = path.stat().st_size
    fill(cache, 1000, start=7000)  # goes where others were
    assert path.stat().st_size == size
    assert cache.stats().vectors < 3000
    cache.close()


def test_known_in_a_file_that_is_none(path: Path) -> None:
    path.write_bytes(b"no database at all" * 100)
    assert known_in(path, "used", ["one"]) == 0
