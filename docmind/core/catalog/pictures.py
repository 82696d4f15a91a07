"""Which pictures a model has looked at."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docmind.core.catalog.database import Database, select_in

# What can hold pictures; the files inside archives and mails are left out: they are on no disk.
_MAY_HOLD = (
    "state = 'done' AND parent IS NULL AND files.content_hash != '' "
    "AND (kind = 'image' OR media_type IN "
    "(SELECT value FROM json_each(?)))"
)


@dataclass(frozen=True, slots=True)
class PictureRecord:
    """A picture as kept in the catalog, addressed by its point id in the store of pictures.

    ``number`` counts from 1 within its file; ``page`` is where it stands, None where a format has
    no pages. ``width`` and ``height`` in pixels, as it is to be seen.
    """

    point_id: str
    file_id: int
    number: int
    page: int | None
    width: int
    height: int


class PictureTable(Database):
    """Pictures by file; a file whose content changed counts as not looked at."""

    def unseen_files(self, media_types: str, limit: int) -> list[int]:
        """Files that may hold pictures and were not looked at as they are now, newest first.

        ``media_types`` is a JSON list of the types, beside pictures, that may.
        """
        rows = self.connection().execute(
            f"SELECT files.id FROM files LEFT JOIN seen_pictures AS seen ON seen.file_id = files.id"
            f" WHERE {_MAY_HOLD} AND seen.content_hash IS NOT files.content_hash"
            f" AND source NOT IN (SELECT path FROM sources WHERE paused = 1)"
            f" ORDER BY kind != 'image', mtime_ns DESC, files.id LIMIT ?",
            (media_types, limit),
        )
        return [row[0] for row in rows]

    def picture_counts(self, media_types: str) -> tuple[int, int, int]:
        """(files looked at, files that may hold pictures, pictures known)."""
        connection = self.connection()
        seen, files = connection.execute(
            f"SELECT count(seen.file_id), count(*) FROM files LEFT JOIN seen_pictures AS seen "
            f"ON seen.file_id = files.id AND seen.content_hash = files.content_hash "
            f"WHERE {_MAY_HOLD}",
            (media_types,),
        ).fetchone()
        return seen, files, connection.execute("SELECT count(*) FROM pictures").fetchone()[0]

    def commit_pictures(
        self, file_id: int, content_hash: str, pictures: Sequence[PictureRecord], refused: str = ""
    ) -> None:
        """After the store was flushed: these are the pictures of a file (none, when it could not
        be looked at for the reason ``refused``)."""
        with self.write() as connection:
            connection.execute("DELETE FROM pictures WHERE file_id = ?", (file_id,))
            connection.executemany(
                "INSERT OR REPLACE INTO pictures VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (
                        uuid.UUID(item.point_id).bytes, item.file_id, item.number, item.page,
                        item.width, item.height,
                    )
                    for item in pictures
                ],
            )  # fmt: skip
            connection.execute(
                "INSERT OR REPLACE INTO seen_pictures VALUES (?, ?, ?)",
                (file_id, content_hash, refused),
            )

    def shown_for_pictures(self, point_ids: Sequence[str]) -> dict[str, tuple[str, int]]:
        """For each known picture the passage that stands for it, as (its point id, file id): the
        first one of the page it is on, or of its file."""
        rows = select_in(
            self.connection(),
            "SELECT point_id, file_id, coalesce("
            " (SELECT point_id FROM chunks WHERE file_id = shown.file_id AND page IS shown.page"
            "  ORDER BY ordinal LIMIT 1),"
            " (SELECT point_id FROM chunks WHERE file_id = shown.file_id"
            "  ORDER BY ordinal LIMIT 1)) "
            "FROM pictures AS shown WHERE point_id IN",
            [uuid.UUID(item).bytes for item in point_ids],
        )
        return {
            str(uuid.UUID(bytes=picture)): (str(uuid.UUID(bytes=passage)), file_id)
            for picture, file_id, passage in rows
            if passage is not None
        }

    def picture_ids(self) -> set[str]:
        """The point id of every known picture."""
        rows = self.connection().execute("SELECT point_id FROM pictures")
        return {str(uuid.UUID(bytes=row[0])) for row in rows}

    def forget_pictures(self, notes: Mapping[str, str]) -> None:
        """Another model: everything is to be looked at again. ``notes`` are kept as facts."""
        with self.write() as connection:
            connection.execute("DELETE FROM pictures")
            connection.execute("DELETE FROM seen_pictures")
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(notes.items()))
