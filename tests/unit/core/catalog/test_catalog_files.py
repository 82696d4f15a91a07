"""Files by the form of their name."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from docmind.core.catalog.catalog import Catalog
from docmind.core.catalog.migrations import _MIGRATIONS, _TABLES
from docmind.core.schema import FoundFile

SOURCE = Path("/home/a/papers")


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    catalog.add_source(SOURCE)
    yield catalog
    catalog.close()


def put(catalog: Catalog, *names: str) -> None:
    """Searchable files with these names."""
    catalog.register(SOURCE, [FoundFile(SOURCE / name, 10, 5, 1) for name in names])
    with catalog.write() as connection:
        connection.execute("UPDATE files SET state = 'done'")


def called(catalog: Catalog, pattern: str) -> set[str]:
    records = catalog.files(catalog.files_called(pattern))
    return {os.fsdecode(os.fsencode(record.path.name)) for record in records.values()}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("lease", {"Lease.pdf", "my lease [old].txt"}),
        ("LEASE*", {"Lease.pdf"}),
        ("*.pdf", {"Lease.pdf", "Übersicht.PDF"}),
        ("ubersicht", {"Übersicht.PDF"}),
        ("ÜBER*", {"Übersicht.PDF"}),
        ("?ease.*", {"Lease.pdf"}),
        ("[old]", {"my lease [old].txt"}),
        ("*[old]*", {"my lease [old].txt"}),
        ("papers", set()),  # a folder is no part of the name
        ("\ud800", set()),
        ("a\0b", set()),
        ("nothing", set()),
    ],
)
def test_names_have_forms(catalog: Catalog, pattern: str, expected: set[str]) -> None:
    put(catalog, "Lease.pdf", "my lease [old].txt", "Übersicht.PDF")
    assert called(catalog, pattern) == expected


def test_only_searchable_files_are_found(catalog: Catalog) -> None:
    put(catalog, "lease.pdf")
    catalog.register(SOURCE, [FoundFile(SOURCE / "other lease.pdf", 10, 5, 1)])
    assert called(catalog, "lease") == {"lease.pdf"}


def test_names_that_are_not_unicode(catalog: Catalog) -> None:
    put(catalog, os.fsdecode(b"caf\xe9 menu.txt"))
    assert len(catalog.files_called("menu*")) == 0
    assert len(catalog.files_called("*menu*")) == 1


def test_a_library_from_before_learns_the_names(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite3"
    connection = sqlite3.connect(path)
    for step in (_TABLES, *_MIGRATIONS[:3]):
        connection.executescript(step)
    connection.execute("PRAGMA user_version = 4")
    connection.execute(
        "INSERT INTO files (path, folder, source, size, mtime_ns, state) "
        "VALUES (?, ?, ?, 1, 1, 'done')",
        ("/home/a/papers/Führerschein.pdf".encode(), b"/home/a/papers", b"/home/a/papers"),
    )
    connection.commit()
    connection.close()
    catalog = Catalog(path)
    assert called(catalog, "fuhrer*") == {"Führerschein.pdf"}
    catalog.close()
