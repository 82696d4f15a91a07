"""Looking for a text anywhere in the passages."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from docmind.core.catalog import content, database
from docmind.core.catalog.catalog import Catalog
from docmind.core.catalog.database import limited
from docmind.core.catalog.rows import NewChunk, NewFile
from docmind.core.schema import ChunkRecord, Document, FoundFile, Span
from docmind.core.store.ids import point_id

TEXTS = ("The aerodynamics of wings", "100% of the_rest", "nothing here")


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    made = Catalog(tmp_path / "catalog.sqlite3")
    found = FoundFile(Path("/docs/a.txt"), 3, 1, 1)
    file_id = made.register(Path("/docs"), [found])[b"/docs/a.txt"]
    chunks = tuple(
        NewChunk(
            ChunkRecord(
                point_id(file_id, place), file_id, place, text, Span(0, len(text)), None, ""
            ),
            4,
            4,
        )
        for place, text in enumerate(TEXTS)
    )
    document = Document(found.path, "text/plain", "document", "a", ())
    made.commit([NewFile(file_id, found, "abc", "p1", document, "en", chunks)])
    return made


@pytest.mark.parametrize(
    ("wanted", "texts"),
    [("ERODYN", [TEXTS[0]]), ("%", [TEXTS[1]]), ("e_r", [TEXTS[1]]), ("!", []), ("xyz", [])],
)
def test_a_text_is_found_inside_words(catalog: Catalog, wanted: str, texts: list[str]) -> None:
    assert [chunk.text for chunk in catalog.chunks_containing(wanted, 5)] == texts
    catalog.close()


def test_the_search_ends_when_its_time_is_up(catalog: Catalog) -> None:
    # a million rows of nothing: more steps than are taken between two looks at the clock
    counting = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) "
        "SELECT count(*) FROM n"
    )
    connection = catalog.connection()
    with limited(connection, -1.0), pytest.raises(sqlite3.OperationalError, match="interrupted"):
        connection.execute(counting).fetchall()
    assert connection.execute(counting).fetchall() == [(1_000_000,)]
    catalog.close()


def test_what_was_found_before_is_looked_for_again_after_a_change(catalog: Catalog) -> None:
    assert catalog.chunks_containing("erodyn", 5)
    known = catalog.chunks(sorted(catalog.point_ids()))
    assert len(known) == len(TEXTS)
    catalog.delete_files([chunk.file_id for chunk in known.values()])
    assert not catalog.chunks_containing("erodyn", 5)
    assert not catalog.chunks([*known])
    catalog.close()


def test_a_search_that_was_cut_short_is_repeated_after_a_while(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_STEPS", 1)
    assert not catalog.chunks_containing("erodyn", 5, -1.0)
    monkeypatch.setattr(database, "_STEPS", 10_000)
    assert not catalog.chunks_containing("erodyn", 5, -1.0)
    monkeypatch.setattr(content, "monotonic", lambda: time.monotonic() + 60)
    assert catalog.chunks_containing("erodyn", 5, -1.0)
    catalog.close()
