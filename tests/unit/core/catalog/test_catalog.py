"""The catalog: files and their states, content, and the commit protocol."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from docmind.core.catalog.catalog import Catalog
from docmind.core.catalog.migrations import SCHEMA_VERSION
from docmind.core.catalog.rows import NewChunk, NewFile
from docmind.core.errors import DocMindError
from docmind.core.schema import (
    ChunkRecord,
    Document,
    FoundFile,
    Heading,
    Page,
    Problem,
    Span,
)

SOURCE = Path("/home/a/papers")
POINT = "00000000-0000-5000-8000-00000000000{}"


@pytest.fixture
def catalog(tmp_path):
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    catalog.add_source(SOURCE)
    yield catalog
    catalog.close()


def found(name: str, size: int = 10, mtime: int = 5) -> FoundFile:
    return FoundFile(SOURCE / name, size, mtime, 1)


def new_file(file_id: int, file: FoundFile, digest: str, points: list[str]) -> NewFile:
    text = "One. Two."
    document = Document(
        path=file.path,
        media_type="text/plain",
        kind="document",
        title="A title",
        pages=(Page(1, text, (Heading(0, 1, "One"),)),),
        page_count=1,
        properties=(("Author", "Ann"),),
    )
    chunks = tuple(
        NewChunk(ChunkRecord(point, file_id, n, text, Span(0, 9), 1, "One"), 2 + n, 4 + n)
        for n, point in enumerate(points)
    )
    return NewFile(file_id, file, digest, "x1;c;l;s", document, "en", chunks)


def commit_one(catalog, name: str, digest: str = "h1", points=None) -> int:
    file = found(name)
    file_id = catalog.register(SOURCE, [file])[os.fsencode(file.path)]
    ids = points or [POINT.format(1)]
    catalog.announce(ids)
    catalog.commit([new_file(file_id, file, digest, ids)])
    return file_id


def test_a_registered_file_waits_until_it_is_committed(catalog):
    file = found("a.txt")
    ids = catalog.register(SOURCE, [file])
    assert catalog.known_at(file.path).state == "pending"
    assert catalog.counts() == (0, 0)
    assert catalog.register(SOURCE, [file]) == ids


def test_what_was_committed_comes_back(catalog):
    file_id = commit_one(catalog, "a.txt")
    document = catalog.document(file_id)
    assert document is not None
    assert document.pages == (Page(1, "One. Two.", (Heading(0, 1, "One"),)),)
    assert document.properties == (("Author", "Ann"),)
    assert catalog.counts() == (1, 1)
    assert catalog.chunks([POINT.format(1), POINT.format(9)]).keys() == {POINT.format(1)}
    assert catalog.file_chunks(file_id)[0].span == Span(0, 9)
    assert catalog.languages() == ("en",)
    assert catalog.mean_lengths() == (2.0, 4.0, 1)
    assert catalog.leftovers() == ([], [])


def test_points_of_an_older_version_become_garbage(catalog):
    file_id = commit_one(catalog, "a.txt", "h1", [POINT.format(1), POINT.format(2)])
    catalog.announce([POINT.format(2), POINT.format(3)])
    catalog.commit([new_file(file_id, found("a.txt"), "h2", [POINT.format(2), POINT.format(3)])])
    assert catalog.leftovers() == ([], [POINT.format(1)])
    assert catalog.point_ids() == {POINT.format(2), POINT.format(3)}
    catalog.swept([POINT.format(1)])
    assert catalog.leftovers() == ([], [])


def test_announced_points_of_a_dead_job_are_left_over(catalog):
    catalog.announce([POINT.format(7)])
    assert catalog.leftovers() == ([POINT.format(7)], [])


def test_a_failed_file_is_a_problem_and_leaves_the_index(catalog):
    file_id = commit_one(catalog, "a.pdf")
    problem = Problem(SOURCE / "a.pdf", "damaged", "The file is damaged.", "Open it.", "")
    catalog.fail(file_id, found("a.pdf", 11), problem, "x1")
    (noted,) = catalog.problems()
    assert (noted.kind, noted.reason, noted.hint) == ("damaged", "The file is damaged.", "Open it.")
    assert noted.since.endswith("+00:00")
    assert catalog.counts() == (0, 0)
    assert catalog.leftovers()[1] == [POINT.format(1)]
    assert catalog.document(file_id) is None


def test_skipped_files_are_counted_by_type(catalog):
    for name, suffix in (("a.bin", ".bin"), ("b.bin", ".bin"), ("c.exe", ".exe")):
        file = found(name)
        file_id = catalog.register(SOURCE, [file])[os.fsencode(file.path)]
        catalog.skip([(file_id, file, suffix)], "x1")
    assert catalog.skipped_types() == ((".bin", 2), (".exe", 1))


def test_the_same_content_is_found_again_by_its_hash(catalog):
    file_id = commit_one(catalog, "a.txt", "h1")
    assert catalog.find_content("h1", "x1;") == file_id
    assert catalog.find_content("h1", "x2;") is None
    assert catalog.find_content("h2", "x1;") is None


def test_files_under_a_folder_do_not_include_its_neighbours(catalog):
    inside = commit_one(catalog, "sub/a.txt", points=[POINT.format(1)])
    commit_one(catalog, "sub-other/b.txt", points=[POINT.format(2)])
    assert catalog.file_ids_under(SOURCE / "sub") == [inside]
    assert len(catalog.file_ids_under(SOURCE)) == 2


def test_a_name_that_is_no_unicode_survives(catalog):
    name = os.fsdecode(b"caf\xe9.txt")
    file_id = commit_one(catalog, name)
    assert os.fsencode(catalog.files([file_id])[file_id].path).endswith(b"caf\xe9.txt")


def test_source_state_follows_its_files(catalog, tmp_path):
    source = tmp_path / "here"
    source.mkdir()
    catalog.add_source(source)
    file = FoundFile(source / "a.txt", 1, 1, 1)
    file_id = catalog.register(source, [file])[os.fsencode(file.path)]
    states = {item.path: item for item in catalog.source_status({source})}
    assert states[source].state == "reading"
    assert states[SOURCE].state == "offline"
    catalog.skip([(file_id, file, ".bin")], "x")
    states = {item.path: item for item in catalog.source_status(set())}
    assert (states[source].state, states[source].skipped) == ("current", 1)


def test_a_rolled_back_write_changes_nothing(catalog):
    file = found("a.txt")
    file_id = catalog.register(SOURCE, [file])[os.fsencode(file.path)]
    twice = [POINT.format(1), POINT.format(1)]
    with pytest.raises(sqlite3.IntegrityError):
        catalog.commit([new_file(file_id, file, "h", twice)])
    assert catalog.known_at(file.path).state == "pending"
    assert catalog.counts() == (0, 0)


def test_a_damaged_catalog_says_what_to_do(tmp_path):
    path = tmp_path / "catalog.sqlite3"
    path.write_bytes(b"not a database at all, but long enough to be read as one" * 40)
    with pytest.raises(DocMindError, match="damaged"):
        Catalog(path)


def test_a_catalog_of_a_newer_program_is_refused(tmp_path):
    path = tmp_path / "catalog.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(DocMindError, match="newer DocMind"):
        Catalog(path)


def test_what_facets_need_of_many_files(catalog) -> None:
    ids = [commit_one(catalog, f"n{n}.txt", "h", [POINT.format(n)]) for n in range(3)]
    traits = catalog.traits([*ids, 9999])
    assert list(traits) == ids
    assert traits[ids[0]] == (
        os.fsencode(SOURCE / "n0.txt"), os.fsencode(SOURCE), "document", 5, "en", "h", 10,
    )  # fmt: skip


def test_both_ends_of_a_file(catalog) -> None:
    file_id = commit_one(catalog, "a.txt", points=[POINT.format(n) for n in range(5)])
    text = "One. Two."
    assert catalog.both_ends(file_id, 3, 9) == ([text] * 3, [text] * 2, 30)
    assert catalog.both_ends(file_id, 9, 9) == ([text] * 5, [], 30)
    assert catalog.both_ends(9999, 3, 1) == ([], [], 0)
