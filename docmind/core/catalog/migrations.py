"""The catalog's tables, and how an older catalog becomes this one."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from docmind import __version__
from docmind.core.errors import LibraryTooNew
from docmind.core.lexical import fold

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE sources (path BLOB PRIMARY KEY, added TEXT NOT NULL) WITHOUT ROWID;

-- what a person took out of a source: not read again until it is added again
CREATE TABLE excluded (path BLOB PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path BLOB NOT NULL UNIQUE,
    folder BLOB NOT NULL,
    source BLOB NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    content_hash TEXT NOT NULL DEFAULT '',
    pipeline TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    media_type TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT 'document',
    page_count INTEGER,
    language TEXT NOT NULL DEFAULT '',
    properties TEXT NOT NULL DEFAULT '[]',
    problem TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    hint TEXT NOT NULL DEFAULT '',
    since TEXT NOT NULL DEFAULT ''
);
CREATE INDEX files_by_hash ON files (content_hash) WHERE content_hash != '';
CREATE INDEX files_by_source ON files (source, state);
CREATE INDEX files_by_state ON files (state);
CREATE INDEX files_by_folder ON files (folder);

CREATE TABLE pages (
    file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    number INTEGER,
    headings TEXT NOT NULL,
    text BLOB NOT NULL,
    PRIMARY KEY (file_id, ordinal)
) WITHOUT ROWID;

CREATE TABLE chunks (
    point_id BLOB PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    page INTEGER,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    heading TEXT NOT NULL,
    stem_length INTEGER NOT NULL,
    word_length INTEGER NOT NULL,
    text TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX chunks_by_file ON chunks (file_id, ordinal);

-- points on their way into the store: deleted from it again when the process died half-way
CREATE TABLE pending (point_id BLOB PRIMARY KEY) WITHOUT ROWID;
-- points no file needs any more: still to be deleted from the store
CREATE TABLE garbage (point_id BLOB PRIMARY KEY) WITHOUT ROWID;
"""

# Each entry brings a catalog from version i+1 to i+2; the first version is _TABLES.
_MIGRATIONS: tuple[str, ...] = (
    """
    -- what lies inside another file goes with it: a mail's attachments, an archive's files
    ALTER TABLE files ADD COLUMN parent INTEGER REFERENCES files (id) ON DELETE CASCADE;
    ALTER TABLE files ADD COLUMN notes TEXT NOT NULL DEFAULT '[]';
    -- 1: a person asked to read it although it is too large or too slow
    ALTER TABLE files ADD COLUMN allowed INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE pages ADD COLUMN in_picture INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE chunks ADD COLUMN in_picture INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX files_by_parent ON files (parent) WHERE parent IS NOT NULL;
    CREATE INDEX files_unread ON files (source, folder) WHERE state = 'pending';

    -- content that has cost reading processes: not tried again by the same extractors
    CREATE TABLE quarantine (
        content_hash TEXT NOT NULL,
        extraction TEXT NOT NULL,
        kind TEXT NOT NULL,
        reason TEXT NOT NULL,
        hint TEXT NOT NULL,
        PRIMARY KEY (content_hash, extraction)
    ) WITHOUT ROWID;

    -- text recognised in pictures, by content; page 0 says that all of it was looked at
    CREATE TABLE recognised (
        content_hash TEXT NOT NULL,
        page INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (content_hash, page)
    ) WITHOUT ROWID;

    -- folders as they were when everything in them had its final state
    CREATE TABLE folders (
        path BLOB PRIMARY KEY,
        source BLOB NOT NULL,
        digest BLOB NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX folders_by_source ON folders (source);

    -- words of the names of files whose content is not searchable, so that they are found by name
    CREATE VIRTUAL TABLE names USING fts5 (words, tokenize = 'unicode61', prefix = '2 3');
    """,
    """
    -- grows when another text or name of a file is committed
    ALTER TABLE files ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

    -- which files the index of another model holds, while it is built beside the one in use
    -- (its passages are in next_chunks, a table that is there only then)
    CREATE TABLE next_files (
        file_id INTEGER PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
        revision INTEGER NOT NULL
    );

    -- pictures that a model has looked at: files that are pictures, and pictures inside files
    CREATE TABLE pictures (
        point_id BLOB PRIMARY KEY,
        file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        page INTEGER,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX pictures_by_file ON pictures (file_id, number);
    -- files that may hold pictures are counted without their rows being read
    CREATE INDEX files_with_pictures ON files (kind, media_type, content_hash, mtime_ns)
        WHERE state = 'done' AND parent IS NULL AND content_hash != '';
    CREATE TABLE seen_pictures (
        file_id INTEGER PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
        content_hash TEXT NOT NULL,
        refused TEXT NOT NULL
    );
    """,
    """
    -- what people asked, newest with the highest id; times are ISO 8601 in UTC
    CREATE TABLE search_history (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        text TEXT NOT NULL,
        mode TEXT NOT NULL,
        times INTEGER NOT NULL,
        last_asked TEXT NOT NULL,
        UNIQUE (text, mode)
    );
    -- folded: the name without case, so that none is there twice
    CREATE TABLE saved_searches (
        folded TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        text TEXT NOT NULL,
        mode TEXT NOT NULL,
        created TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
    """
    -- the last part of the path, folded: what name: is compared with
    ALTER TABLE files ADD COLUMN name TEXT NOT NULL DEFAULT '';
    UPDATE files SET name = folded_name(path);
    CREATE INDEX files_by_name ON files (name) WHERE state = 'done';
    """,
    """
    -- the words of the library: folded, how many documents hold each, a spelling where it is
    -- another, and how it sounds in Latin letters; numbers are never used twice
    CREATE TABLE vocabulary (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        word TEXT NOT NULL UNIQUE,
        documents INTEGER NOT NULL,
        shown TEXT NOT NULL,
        sound TEXT NOT NULL
    );
    CREATE INDEX vocabulary_by_sound ON vocabulary (sound, documents);
    -- the revision whose words are in the vocabulary
    ALTER TABLE files ADD COLUMN listed INTEGER NOT NULL DEFAULT -1;
    CREATE INDEX files_unlisted ON files (id) WHERE listed != revision AND state != 'pending';
    """,
    """
    -- a few numbers for the text of a file, which tell that most others are no copies of it
    CREATE TABLE sketches (
        file_id INTEGER PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
        sketch BLOB NOT NULL
    );
    """,
    """
    -- 1: not read until a person wants it again
    ALTER TABLE sources ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
    -- 1: a person knows of its problem and wants to hear no more of it until the file changes
    ALTER TABLE files ADD COLUMN ignored INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX files_ignored ON files (source) WHERE ignored = 1;
    """,
    """
    -- nothing here: the embedding cache is of another form
    """,
)
SCHEMA_VERSION = 1 + len(_MIGRATIONS)
"""The form of the whole library: a change of any other part of it adds a step here, too (see
``upgrade.forms``)."""
PROGRAM = "program"  # catalog key: the version of the DocMind that used the library last


def folded_name(path: bytes) -> str:
    """The last part of a path without case and accents, valid Unicode."""
    return fold(os.fsencode(Path(os.fsdecode(path)).name).decode("utf-8", "replace"))


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the catalog to ``SCHEMA_VERSION``, all steps in one transaction: it is never half-way.

    Raises ``LibraryTooNew`` when it was written by a newer DocMind, ``sqlite3.Error`` when a step
    fails; the catalog is then as it was.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise LibraryTooNew(
            "This library was made by a newer DocMind",
            detail=f"It has form {version}, this program knows forms up to {SCHEMA_VERSION}.",
            hint="Update DocMind, or use another library.",
        )
    if version == SCHEMA_VERSION:
        return
    connection.create_function("folded_name", 1, folded_name, deterministic=True)
    steps = "".join(f"{step};" for step in steps_from(version))
    noted = f"INSERT OR REPLACE INTO meta VALUES ('{PROGRAM}', '{__version__}');"
    try:
        connection.executescript(
            f"BEGIN IMMEDIATE; {steps} PRAGMA user_version = {SCHEMA_VERSION}; {noted} COMMIT;"
        )
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def steps_from(version: int) -> tuple[str, ...]:
    """The scripts that bring a catalog of this form up to date; all of them for an empty file."""
    return (_TABLES, *_MIGRATIONS)[version:]
