"""What finding similar documents asks the catalog of one file."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from docmind.core.catalog.catalog import Catalog
from docmind.core.catalog.pictures import PictureRecord
from docmind.core.catalog.rows import NewChunk, NewFile
from docmind.core.schema import ChunkRecord, Document, FoundFile, Page, Span

SOURCE = Path("/home/a")


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    catalog.add_source(SOURCE)
    yield catalog
    catalog.close()


def put(catalog: Catalog, name: str, digest: str, pages: list[int | None]) -> int:
    """A file with a chunk per entry of ``pages``."""
    found = FoundFile(SOURCE / name, 1, 1, 1)
    file_id = catalog.register(SOURCE, [found])[os.fsencode(found.path)]
    document = Document(found.path, "text/plain", "document", name, (Page(1, "One."),))
    chunks = tuple(
        NewChunk(
            ChunkRecord(
                str(uuid.uuid5(uuid.NAMESPACE_URL, f"{name}{number}")), file_id, number,
                f"Text {number}.", Span(number, number + 5), page, "",
            ), 1, 1,
        )
        for number, page in enumerate(pages)
    )  # fmt: skip
    catalog.commit([NewFile(file_id, found, digest, "x;c;l;s", document, "en", chunks)])
    return file_id


def test_the_chunks_of_a_page(catalog: Catalog) -> None:
    paged = put(catalog, "a.pdf", "1", [1, 1, 2])
    bare = put(catalog, "b.txt", "2", [None, None])
    assert [chunk.ordinal for chunk in catalog.page_chunks(paged, 1)] == [0, 1]
    assert [chunk.ordinal for chunk in catalog.page_chunks(paged, 2)] == [2]
    assert catalog.page_chunks(paged, 3) == catalog.page_chunks(paged, None) == []
    assert len(catalog.page_chunks(bare, None)) == 2


@pytest.mark.parametrize(
    ("count", "most", "chosen"),
    [(3, 5, [0, 1, 2]), (10, 5, [0, 2, 4, 6, 8]), (7, 3, [0, 2, 4]), (1, 1, [0])],
)
def test_chunks_at_even_distances(
    catalog: Catalog, count: int, most: int, chosen: list[int]
) -> None:
    file_id = put(catalog, "a.txt", "1", [None] * count)
    assert [chunk.ordinal for chunk in catalog.spread_chunks(file_id, most)] == chosen
    assert catalog.spread_chunks(99, most) == []


def test_files_with_the_same_bytes(catalog: Catalog) -> None:
    one, other = put(catalog, "a.txt", "same", [None]), put(catalog, "b.txt", "other", [None])
    copy = put(catalog, "c.txt", "same", [None])
    unread = catalog.register(SOURCE, [FoundFile(SOURCE / "d.txt", 1, 1, 1)])
    assert catalog.same_content(one) == [one, copy]
    assert catalog.same_content(other) == [other]
    (pending,) = unread.values()
    assert catalog.same_content(pending) == [pending]


def test_the_pictures_of_a_file(catalog: Catalog) -> None:
    file_id = put(catalog, "a.tiff", "1", [1])
    keys = [str(uuid.UUID(int=number)) for number in (5, 4)]
    catalog.commit_pictures(
        file_id, "1",
        [PictureRecord(key, file_id, number, number, 9, 9) for number, key in enumerate(keys, 1)],
    )  # fmt: skip
    assert catalog.file_pictures(file_id) == [(keys[0], 1), (keys[1], 2)]
    assert catalog.file_pictures(99) == []
