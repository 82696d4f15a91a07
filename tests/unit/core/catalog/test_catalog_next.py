"""The index of another model beside the one in use, and pictures that were looked at."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from docmind.core.catalog.catalog import Catalog
from docmind.core.catalog.migrations import _MIGRATIONS, _TABLES, SCHEMA_VERSION
from docmind.core.catalog.pictures import PictureRecord
from docmind.core.catalog.rows import NewChunk, NewFile
from docmind.core.schema import ChunkRecord, Document, FoundFile, Page, Problem, Span

SOURCE = Path("/home/a/papers")
OLD, NEW = "x1;c;l;sold", "x1;c;l;snew"


@pytest.fixture
def catalog(tmp_path):
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    catalog.add_source(SOURCE)
    yield catalog
    catalog.close()


def key(number: int) -> str:
    return f"00000000-0000-5000-8000-{number:012}"


def made(
    file_id: int, name: str, points: list[int], pipeline: str, media_type: str = "text/plain"
) -> NewFile:
    found = FoundFile(SOURCE / name, 10, 5, 1)
    kind = "image" if media_type.startswith("image/") else "document"
    pages = (Page(1, "One."), Page(2, "Two."))
    document = Document(found.path, media_type, kind, name, pages)
    chunks = tuple(
        NewChunk(ChunkRecord(key(point), file_id, n, "One.", Span(0, 4), n + 1, ""), 2, 4)
        for n, point in enumerate(points)
    )
    return NewFile(file_id, found, f"hash of {name}", pipeline, document, "en", chunks)


def commit(catalog: Catalog, name: str, points: list[int], media_type: str = "text/plain") -> int:
    found = FoundFile(SOURCE / name, 10, 5, 1)
    file_id = catalog.register(SOURCE, [found])[os.fsencode(found.path)]
    catalog.commit([made(file_id, name, points, OLD, media_type)])
    return file_id


def columns(catalog: Catalog, table: str) -> list[tuple[object, ...]]:
    return catalog.connection().execute(f"PRAGMA table_xinfo({table})").fetchall()


def beside(catalog: Catalog, file_id: int, name: str, points: list[int]) -> None:
    new_file = made(file_id, name, points, NEW)
    catalog.commit_next([(new_file, catalog.revision(file_id))])


def test_the_other_index_is_built_file_by_file_and_takes_over_at_once(catalog):
    first, second = commit(catalog, "a.txt", [1, 2]), commit(catalog, "b.txt", [3])
    catalog.begin_next({"next": "goal"})
    assert catalog.not_in_next(-1) == [first, second]
    assert columns(catalog, "next_chunks") == columns(catalog, "chunks")
    beside(catalog, first, "a.txt", [11])
    assert catalog.not_in_next(-1) == [second]
    assert catalog.next_counts() == (1, 2)
    assert catalog.point_ids() == {key(1), key(2), key(3)}  # as before
    beside(catalog, second, "b.txt", [12, 13])
    catalog.switch(OLD, NEW, {"model": "other", "next": ""})
    assert catalog.point_ids() == {key(11), key(12), key(13)}
    assert (catalog.meta("model"), catalog.meta("next")) == ("other", "")
    assert catalog.known_at(SOURCE / "a.txt").pipeline == NEW
    assert catalog.leftovers() == ([], [])
    assert catalog.next_counts() == (0, 2)


def test_one_change_can_follow_another(catalog):
    file_id = commit(catalog, "a.txt", [1])
    for turn, (before, after) in enumerate([(OLD, NEW), (NEW, OLD), (OLD, NEW)], 2):
        catalog.begin_next({})
        beside(catalog, file_id, "a.txt", [turn])
        catalog.switch(before, after, {})
        assert catalog.point_ids() == {key(turn)}


def test_a_file_that_is_committed_again_is_done_again(catalog):
    file_id = commit(catalog, "a.txt", [1])
    catalog.begin_next({})
    beside(catalog, file_id, "a.txt", [11])
    commit(catalog, "a.txt", [2])
    assert catalog.not_in_next(-1) == [file_id]
    beside(catalog, file_id, "a.txt", [12])
    assert catalog.next_point_ids() == {key(12)}


def test_what_is_gone_or_no_longer_read_is_not_carried_over(catalog):
    gone, broken, kept = (commit(catalog, name, [n]) for n, name in enumerate("abc", 1))
    catalog.begin_next({})
    for number, (file_id, name) in enumerate(zip((gone, broken, kept), "abc", strict=True), 11):
        beside(catalog, file_id, name, [number])
    catalog.delete_files([gone])
    problem = Problem(SOURCE / "b", "damaged", "It is damaged", "", "")
    catalog.fail(broken, FoundFile(SOURCE / "b", 10, 5, 1), problem, OLD)
    catalog.tidy_next()
    assert catalog.next_point_ids() == {key(13)}


def test_a_change_that_is_given_up_leaves_nothing(catalog):
    file_id = commit(catalog, "a.txt", [1])
    catalog.begin_next({"next": "goal"})
    beside(catalog, file_id, "a.txt", [11])
    catalog.drop_next(["next"])
    assert (catalog.meta("next"), catalog.next_counts()) == ("", (0, 1))
    assert catalog.point_ids() == {key(1)}
    catalog.begin_next({})
    assert catalog.not_in_next(-1) == [file_id]


def test_a_switch_that_fails_changes_nothing(catalog):
    commit(catalog, "a.txt", [1])
    with pytest.raises(sqlite3.OperationalError):
        catalog.switch(OLD, NEW, {"model": "other"})  # nothing was begun
    assert catalog.point_ids() == {key(1)}
    assert catalog.meta("model") == ""


def test_a_library_of_the_version_before_comes_along(tmp_path):
    path = tmp_path / "old.sqlite3"
    connection = sqlite3.connect(path)
    for step in (_TABLES, *_MIGRATIONS[:1]):
        connection.executescript(step)
    connection.execute("PRAGMA user_version = 2")
    connection.close()
    catalog = Catalog(path)
    assert catalog.connection().execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    catalog.add_source(SOURCE)
    commit(catalog, "a.txt", [1])
    assert catalog.picture_counts("[]") == (0, 0, 0)
    catalog.close()


# -- pictures ----------------------------------------------------------------------------------


def picture(file_id: int, number: int, page: int | None = None) -> PictureRecord:
    return PictureRecord(key(100 + number), file_id, number, page, 640, 480)


def test_files_that_may_hold_pictures_are_looked_at_once_per_content(catalog):
    image = commit(catalog, "a.png", [1], "image/png")
    report = commit(catalog, "b.pdf", [2], "application/pdf")
    commit(catalog, "c.txt", [3])
    types = '["application/pdf"]'
    assert catalog.unseen_files(types, -1) == [image, report]
    assert catalog.unseen_files("[]", -1) == [image]
    catalog.commit_pictures(image, "hash of a.png", [picture(image, 1)])
    catalog.commit_pictures(report, "hash of b.pdf", [], "damaged")
    assert catalog.unseen_files(types, -1) == []
    assert catalog.picture_counts(types) == (2, 2, 1)
    catalog.commit_pictures(image, "another hash", [])
    assert catalog.unseen_files(types, -1) == [image]


def test_the_passage_of_its_page_stands_for_a_picture(catalog):
    report = commit(catalog, "b.pdf", [1, 2], "application/pdf")
    shown = [picture(report, 1, page=2), picture(report, 2, page=9)]
    catalog.commit_pictures(report, "hash of b.pdf", shown)
    found = catalog.shown_for_pictures([key(101), key(102), key(999)])
    assert found == {key(101): (key(2), report), key(102): (key(1), report)}


def test_pictures_go_with_their_file_and_with_their_model(catalog):
    image = commit(catalog, "a.png", [1], "image/png")
    other = commit(catalog, "b.png", [2], "image/png")
    catalog.commit_pictures(image, "hash of a.png", [picture(image, 1)])
    catalog.commit_pictures(other, "hash of b.png", [picture(other, 2)])
    catalog.delete_files([image])
    assert catalog.picture_ids() == {key(102)}
    catalog.forget_pictures({"pictures": "space"})
    assert (catalog.picture_ids(), catalog.meta("pictures")) == (set(), "space")
    assert catalog.unseen_files("[]", -1) == [other]
