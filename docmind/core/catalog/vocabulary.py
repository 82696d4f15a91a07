"""The words of the library: in how many documents each stands, and how it is written there.

Counts grow when a file is listed and stay when it goes: a document whose words are counted out one
by one would cost as much as one that is read. When far more was counted than is there, the
vocabulary is made anew. Who proposes a word asks the store whether it still stands anywhere.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from docmind.core.catalog.database import Database, select_in

_LISTED = "vocabulary_listed"  # catalog key: files counted since the vocabulary was made
_STALE = 3  # times as many files counted as there are
_FEW = 200  # files for which nothing is made anew
_UNLISTED = "listed != revision AND state != 'pending'"


class VocabularyTable(Database):
    """Words in the order in which they came, and what is still to be listed."""

    # -- listing ---------------------------------------------------------------------------------

    def unlisted(self, limit: int) -> list[tuple[int, int]]:
        """(file id, revision) of files whose words are not in the vocabulary yet."""
        rows = self.connection().execute(
            f"SELECT id, revision FROM files WHERE {_UNLISTED} ORDER BY id LIMIT ?", (limit,)
        )
        return rows.fetchall()

    def file_texts(self, file_id: int) -> Iterator[str]:
        """Everything a file is found by: name, title, headings and passages."""
        connection = self.connection()
        row = connection.execute("SELECT path, title FROM files WHERE id = ?", (file_id,))
        for path, title in row.fetchall():
            name = os.fsencode(Path(os.fsdecode(path)).stem).decode("utf-8", "replace")
            yield f"{name}\n{title}"
        rows = connection.execute(
            "SELECT heading, text FROM chunks WHERE file_id = ? ORDER BY ordinal", (file_id,)
        )
        heading = ""
        for its, text in rows:
            yield text if its == heading else f"{its}\n{text}"
            heading = its

    def list_words(
        self, words: Mapping[str, tuple[int, str, str]], files: Sequence[tuple[int, int]]
    ) -> None:
        """Count these words (folded -> documents, spelling, sound), those of these files."""
        rows = [
            (word, count, "" if shown == word else shown, sound)
            for word, (count, shown, sound) in words.items()
        ]
        with self.write() as connection:
            connection.execute(
                "INSERT INTO vocabulary (word, documents, shown, sound) "
                "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), "
                "json_extract(value, '$[2]'), json_extract(value, '$[3]') "
                "FROM json_each(?) WHERE true "
                "ON CONFLICT (word) DO UPDATE SET documents = documents + excluded.documents, "
                # plain before capitals: "Receive" at the start of a sentence is no name
                "shown = CASE WHEN min(shown, excluded.shown) = '' THEN '' "
                "ELSE max(shown, excluded.shown) END",
                (json.dumps(rows),),
            )
            connection.executemany(
                "UPDATE files SET listed = ? WHERE id = ?",
                ((revision, file_id) for file_id, revision in files),
            )
            connection.execute(
                "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE "
                "SET value = CAST(value AS INTEGER) + excluded.value",
                (_LISTED, len(files)),
            )

    def renew_vocabulary(self) -> bool:
        """Begin the vocabulary anew when most of what it counted is gone. Whether it was."""
        connection = self.connection()
        there = connection.execute("SELECT count(*) FROM files").fetchone()[0]
        row = connection.execute("SELECT value FROM meta WHERE key = ?", (_LISTED,)).fetchone()
        if row is None or int(row[0]) <= max(_FEW, _STALE * there):
            return False
        with self.write() as connection:
            connection.execute("DELETE FROM vocabulary")
            connection.execute("DELETE FROM meta WHERE key = ?", (_LISTED,))
            connection.execute("UPDATE files SET listed = -1")
        return True

    # -- asking ----------------------------------------------------------------------------------

    def known_words(self, words: Iterable[str]) -> dict[str, tuple[int, str]]:
        """Folded word -> (documents, spelling), for those of ``words`` that were listed."""
        rows = select_in(
            self.connection(),
            "SELECT word, documents, shown FROM vocabulary WHERE word IN",
            [word for word in words if word],
        )
        return {word: (documents, shown or word) for word, documents, shown in rows}

    def begins_word(self, start: str) -> bool:
        """Whether a listed word begins with ``start`` (folded)."""
        row = self.connection().execute(
            "SELECT 1 FROM vocabulary WHERE word >= ? AND word < ? LIMIT 1",
            (start, start + "\U0010ffff"),
        )
        return row.fetchone() is not None

    def words_sounding(self, sound: str, limit: int) -> list[str]:
        """Listed words with this sound, the most common first."""
        rows = self.connection().execute(
            "SELECT word FROM vocabulary WHERE sound = ? ORDER BY documents DESC, word LIMIT ?",
            (sound, limit),
        )
        return [row[0] for row in rows]

    def words_after(self, number: int) -> tuple[int, list[str]]:
        """(the number of the newest listed word, the words with a higher number than ``number``):
        those of one first letter and one length together, with spaces between them."""
        rows = self.connection().execute(
            "SELECT max(id), group_concat(word, ' ') FROM vocabulary WHERE id > ? "
            "GROUP BY substr(word, 1, 1), length(word)",
            (number,),
        )
        found = rows.fetchall()
        return max((row[0] for row in found), default=number), [row[1] for row in found]
