"""One file by its path, and what is the matter with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from docmind.core.catalog.catalog import Catalog
from docmind.core.schema import FoundFile, Problem

SOURCE = Path("/home/a/papers")


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    catalog.add_source(SOURCE)
    yield catalog
    catalog.close()


def register(catalog: Catalog, path: Path) -> int:
    return catalog.register(SOURCE, [FoundFile(path, 10, 5, 1)])[os.fsencode(path)]


@pytest.mark.parametrize("name", ["lease.pdf", "Übersicht.txt", os.fsdecode(b"caf\xe9.pdf")])
def test_a_file_is_known_by_its_path(catalog: Catalog, name: str) -> None:
    file_id = register(catalog, SOURCE / name)
    record = catalog.file_at(SOURCE / name)
    assert record is not None
    assert (record.file_id, record.path, record.state) == (file_id, SOURCE / name, "pending")
    assert catalog.file_at(SOURCE) is None
    assert catalog.file_at(SOURCE / "other.pdf") is None
    assert catalog.file_at(SOURCE / "a\0b") is None


def test_only_what_has_a_problem_has_one(catalog: Catalog) -> None:
    path = SOURCE / "lease.pdf"
    file_id = register(catalog, path)
    assert catalog.problem_of(file_id) is None
    assert catalog.problem_of(file_id + 1) is None
    problem = Problem(path, "password", "It is locked", "Give the password.", "now")
    catalog.fail(file_id, FoundFile(path, 10, 5, 1), problem, "x1")
    found = catalog.problem_of(file_id)
    assert found is not None
    assert (found.path, found.kind, found.reason) == (path, "password", "It is locked")
    catalog.skip([(file_id, FoundFile(path, 10, 5, 1), ".pdf")], "x1")
    assert catalog.problem_of(file_id) is None
