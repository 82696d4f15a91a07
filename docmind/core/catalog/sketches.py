"""What tells at once that the texts of two files are strangers (see ``lexical.sketches``)."""

from __future__ import annotations

from docmind.core.catalog.database import Database


class SketchTable(Database):
    """The sketch of every file read since there are sketches."""

    def sketch(self, file_id: int) -> bytes:
        """The sketch of a file; empty when there is none."""
        row = self.connection().execute("SELECT sketch FROM sketches WHERE file_id = ?", (file_id,))
        found = row.fetchone()
        return found[0] if found else b""
