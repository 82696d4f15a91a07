"""Which spaces have an index, so that their vectors stay in the cache the longest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec

from docmind.core.catalog.catalog import Catalog
from docmind.core.embed.hashing import Hashing
from docmind.core.index.noted import BEFORE, IDENTITY, NEXT, PICTURES, Goal, kept_spaces


def test_all_indexes_of_a_library_are_known(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    assert kept_spaces(catalog) == set()
    identity = Hashing().load()
    others = [replace(identity, name=name) for name in ("next", "pictures")]
    catalog.set_meta(IDENTITY, msgspec.json.encode(identity).decode())
    catalog.set_meta(NEXT, msgspec.json.encode(Goal("next", others[0])).decode())
    catalog.set_meta(PICTURES, msgspec.json.encode(others[1]).decode())
    catalog.set_meta(BEFORE, "old-space")
    assert kept_spaces(catalog) == {identity.space, *(one.space for one in others), "old-space"}
    catalog.close()
