"""Sketches live and go with their files."""

from __future__ import annotations

from pathlib import Path

from docmind.core.catalog.catalog import Catalog
from docmind.core.catalog.rows import NewFile
from docmind.core.schema import Document, FoundFile


def _commit(catalog: Catalog, path: Path, sketch: bytes) -> int:
    found = FoundFile(path, 3, 1, 1)
    file_id = catalog.register(path.parent, [found])[bytes(path)]
    document = Document(path, "text/plain", "document", path.stem, ())
    catalog.commit([NewFile(file_id, found, "abc", "p1", document, "en", (), sketch=sketch)])
    return file_id


def test_a_sketch_goes_with_its_file(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    file_id = _commit(catalog, Path("/docs/a.txt"), b"one")
    assert catalog.sketch(file_id) == b"one"
    assert _commit(catalog, Path("/docs/a.txt"), b"two") == file_id
    assert catalog.sketch(file_id) == b"two"
    assert catalog.sketch(file_id + 1) == b""
    catalog.delete_files([file_id])
    assert catalog.sketch(file_id) == b""
    catalog.close()
