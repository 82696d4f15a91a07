"""What is remembered beside the files: bad content, text seen in pictures."""

from __future__ import annotations

from collections.abc import Mapping

from docmind.core.catalog.database import Database
from docmind.core.catalog.rows import packed
from docmind.core.schema import Refusal


class RememberedTable(Database):
    """Facts kept by content; each can be found out again."""

    # -- quarantine ------------------------------------------------------------------------------

    def quarantined(self, content_hash: str, extraction: str) -> Refusal | None:
        """Why this content is not tried again by these extractors; None when it may be."""
        row = (
            self.connection()
            .execute(
                "SELECT kind, reason, hint FROM quarantine "
                "WHERE content_hash = ? AND extraction = ?",
                (content_hash, extraction),
            )
            .fetchone()
        )
        return Refusal(row[0], row[1], hint=row[2]) if row else None

    def quarantine(self, content_hash: str, extraction: str, refusal: Refusal) -> None:
        """Do not try this content again by these extractors."""
        with self.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?, ?, ?)",
                (content_hash, extraction, refusal.kind, refusal.title, refusal.hint),
            )

    def lift_quarantine(self) -> None:
        """Let everything be tried again: a person asked to."""
        with self.write() as connection:
            connection.execute("DELETE FROM quarantine")

    # -- text recognised in pictures -------------------------------------------------------------

    def recognised(self, content_hash: str) -> dict[int, str] | None:
        """Text by page from 1; None when nothing has looked at this content."""
        rows = self.connection().execute(
            "SELECT page, text FROM recognised WHERE content_hash = ?", (content_hash,)
        )
        found = dict(rows.fetchall())
        return {page: text for page, text in found.items() if page} if found else None

    def remember_recognised(self, content_hash: str, pages: Mapping[int, str]) -> None:
        """Keep what was read in the pictures of this content (nothing, too)."""
        with self.write() as connection:
            connection.execute("DELETE FROM recognised WHERE content_hash = ?", (content_hash,))
            connection.executemany(
                "INSERT INTO recognised VALUES (?, ?, ?)",
                ((content_hash, page, text) for page, text in {0: "", **pages}.items()),
            )

    def silent_files(self, with_images: bool) -> list[int]:
        """Files with pages that may be pictures of text, whose text is not known or not yet in
        the index; newest first. What lies inside other files is left out."""
        rows = self.connection().execute(
            """
            SELECT id FROM files WHERE state = 'done' AND parent IS NULL
            AND source NOT IN (SELECT path FROM sources WHERE paused = 1) AND (
                problem = 'no_text'
                OR (
                    content_hash NOT IN (SELECT content_hash FROM recognised)
                    AND (
                        (kind = 'image' AND ?)
                        OR (
                            media_type = 'application/pdf'
                            AND EXISTS (
                                SELECT 1 FROM pages WHERE file_id = files.id AND text = ?
                            )
                        )
                    )
                )
                OR (
                    content_hash IN (SELECT content_hash FROM recognised WHERE page > 0)
                    AND NOT EXISTS (
                        SELECT 1 FROM pages WHERE file_id = files.id AND in_picture
                    )
                )
            ) ORDER BY mtime_ns DESC, id
            """,
            (with_images, packed("")),
        )
        return [row[0] for row in rows]
