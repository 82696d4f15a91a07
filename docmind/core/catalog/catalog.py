"""What is known of every file: the truth about what is searchable.

One writer (the write lane), any number of readers, each thread with its own connection.
Paths are kept as bytes (``os.fsencode``): a name need not be valid Unicode.
"""

from __future__ import annotations

import os
from pathlib import Path

from docmind.core.catalog.content import ContentTable
from docmind.core.catalog.files import FileTable
from docmind.core.catalog.folders import FolderTable
from docmind.core.catalog.likeness import LikenessTable
from docmind.core.catalog.listing import ListingTable
from docmind.core.catalog.next import NextTable
from docmind.core.catalog.pictures import PictureTable
from docmind.core.catalog.remembered import RememberedTable
from docmind.core.catalog.searches import SearchTable
from docmind.core.catalog.sketches import SketchTable
from docmind.core.catalog.vocabulary import VocabularyTable


class Catalog(
    FileTable,
    FolderTable,
    ContentTable,
    RememberedTable,
    NextTable,
    PictureTable,
    SearchTable,
    ListingTable,
    LikenessTable,
    SketchTable,
    VocabularyTable,
):
    """The whole catalog, with facts about the library at large."""

    # -- facts about the whole library ---------------------------------------------------------

    def meta(self, key: str, default: str = "") -> str:
        row = self.connection().execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else default

    def set_meta(self, key: str, value: str) -> None:
        with self.write() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def counts(self) -> tuple[int, int]:
        """(searchable files, chunks)."""
        connection = self.connection()
        files = connection.execute("SELECT count(*) FROM files WHERE state = 'done'").fetchone()[0]
        chunks = connection.execute("SELECT count(*) FROM chunks").fetchone()[0]
        return files, chunks

    def state_counts(self) -> dict[str, int]:
        """Files by state."""
        return dict(self.connection().execute("SELECT state, count(*) FROM files GROUP BY state"))

    def mean_lengths(self) -> tuple[float, float, int]:
        """(mean terms of the stemmed list, of the unstemmed list, number of chunks)."""
        stems, words, count = (
            self.connection()
            .execute("SELECT avg(stem_length), avg(word_length), count(*) FROM chunks")
            .fetchone()
        )
        return float(stems or 0.0), float(words or 0.0), int(count)

    def languages(self) -> tuple[str, ...]:
        """Languages of the searchable documents, most common first."""
        rows = self.connection().execute(
            "SELECT language FROM files WHERE state = 'done' AND language != '' "
            "GROUP BY language ORDER BY count(*) DESC, language"
        )
        return tuple(row[0] for row in rows)

    def folders(self) -> tuple[str, ...]:
        """Every folder that holds known files, with all folders above it, as posix text."""
        found: set[str] = set()
        for (folder,) in self.connection().execute("SELECT DISTINCT folder FROM files"):
            path = Path(os.fsdecode(folder))
            while (name := path.as_posix()) not in found:
                found.add(name)
                path = path.parent
        return tuple(sorted(found))
