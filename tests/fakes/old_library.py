"""Libraries as earlier programs left them, made from the steps between the forms."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from docmind.core.catalog.migrations import steps_from
from docmind.core.paths import Library
from docmind.core.store.forms import FORM

SPACE = "starter-53aa51172d14-384-fp32"


def make_old_library(root: Path, form: int, files: int = 3, *, note: str = "") -> Library:
    """A library whose catalog has ``form`` and holds ``files`` searchable files, and saved and
    asked searches where that form has them. ``note`` is the program's version."""
    library = Library(root)
    library.create()
    with closing(sqlite3.connect(library.catalog, isolation_level=None)) as connection:
        connection.create_function("folded_name", 1, lambda path: str(path))
        connection.execute("PRAGMA journal_mode = WAL")
        for step in steps_from(0)[:form]:
            connection.executescript(step)
        connection.execute(f"PRAGMA user_version = {form}")
        connection.execute("BEGIN")
        for number in range(files):
            connection.execute(
                "INSERT INTO files (path, folder, source, size, mtime_ns, state, title, "
                "content_hash) VALUES (?, '/papers', '/papers', 10, 5, 'done', ?, ?)",
                (f"/papers/Lease {number}.txt".encode(), f"Lease {number}", f"hash {number}"),
            )
        if form >= 4:
            connection.execute(
                "INSERT INTO saved_searches VALUES ('leaks', 'Leaks', 'water', 'auto', 'now')"
            )
            connection.execute(
                "INSERT INTO search_history (text, mode, times, last_asked) "
                "VALUES ('a secret question', 'auto', 1, 'now')"
            )
        if note:
            connection.execute("INSERT INTO meta VALUES ('program', ?)", (note,))
        connection.execute("COMMIT")
    return library


def make_space(folder: Path, form: int = FORM, segments: str = "0.6.0") -> Path:
    """What the folder of a store says of itself; there are no points in it."""
    home = folder / SPACE
    (home / "shard" / "segments" / "one").mkdir(parents=True)
    (home / "shard" / "segments" / "one" / "version.info").write_text(segments)
    (home / "space.json").write_text(json.dumps({"form": form, "dimension": 384}))
    return home


def contents(library: Library) -> dict[str, list[tuple[object, ...]]]:
    """What of a catalog must outlive every change, by table; and its form."""
    found: dict[str, list[tuple[object, ...]]] = {}
    with closing(sqlite3.connect(library.catalog)) as connection:
        found["form"] = connection.execute("PRAGMA user_version").fetchall()
        found["files"] = connection.execute(
            "SELECT id, path, size, mtime_ns, state, title, content_hash FROM files"
        ).fetchall()
        if found["form"][0][0] >= 4:
            found["saved"] = connection.execute("SELECT * FROM saved_searches").fetchall()
    return found
