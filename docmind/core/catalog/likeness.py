"""What finding similar documents asks of one file: its passages, its pictures, its copies."""

from __future__ import annotations

import uuid

from docmind.core.catalog.database import Database
from docmind.core.catalog.rows import CHUNK_COLUMNS, chunk_record
from docmind.core.schema import ChunkRecord


class LikenessTable(Database):
    """Parts of one file, never more than is needed of a long one."""

    def page_chunks(self, file_id: int, page: int | None) -> list[ChunkRecord]:
        """The chunks of one page of a file, in order; None: of a format without pages."""
        rows = self.connection().execute(
            f"SELECT {CHUNK_COLUMNS} FROM chunks WHERE file_id = ? AND page IS ? ORDER BY ordinal",
            (file_id, page),
        )
        return [chunk_record(row) for row in rows]

    def spread_chunks(self, file_id: int, most: int) -> list[ChunkRecord]:
        """``most`` chunks of a file at even distances, its first one among them; all where it has
        no more. In order."""
        connection = self.connection()
        count = connection.execute(
            "SELECT count(*) FROM chunks WHERE file_id = ?", (file_id,)
        ).fetchone()[0]
        chosen = sorted({number * count // most for number in range(most)} if count else ())
        marks = ",".join("?" * len(chosen))
        rows = connection.execute(
            f"SELECT {CHUNK_COLUMNS} FROM chunks WHERE file_id = ? AND ordinal IN ({marks}) "
            "ORDER BY ordinal",
            (file_id, *chosen),
        )
        return [chunk_record(row) for row in rows]

    def file_pictures(self, file_id: int) -> list[tuple[str, int | None]]:
        """(point id, page) of the pictures of a file that were looked at, in its order."""
        rows = self.connection().execute(
            "SELECT point_id, page FROM pictures WHERE file_id = ? ORDER BY number", (file_id,)
        )
        return [(str(uuid.UUID(bytes=key)), page) for key, page in rows]

    def same_content(self, file_id: int) -> list[int]:
        """A file and all with the same bytes, by id."""
        connection = self.connection()
        row = connection.execute("SELECT content_hash FROM files WHERE id = ?", (file_id,))
        digest = (row.fetchone() or ("",))[0]
        rows = connection.execute(
            "SELECT id FROM files WHERE content_hash = ? AND content_hash != ''", (digest,)
        )
        return sorted({file_id, *(row[0] for row in rows)})
