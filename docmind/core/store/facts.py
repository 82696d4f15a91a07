"""What filters can ask of a point: facts of its file, and of the passage itself."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from docmind.core.schema import FileRecord, Kind

Facts = dict[str, int | str | list[str]]
TEXT = "text"  # what a passage may have


def file_facts(
    file_id: int,
    path: Path,
    kind: Kind,
    media_type: str,
    *,
    mtime_ns: int,
    size: int,
    language: str,
) -> Facts:
    """The facts that all points of a file share (see ``Point``)."""
    return {
        "file_id": file_id,
        "kind": kind,
        "media_type": media_type,
        "suffix": _clean(path.suffix.lstrip(".").casefold()),
        "folders": [_clean(folder.as_posix()) for folder in path.parents],
        "mtime": mtime_ns // 10**9,
        "size": size,
        "language": language,
        "has": [],
    }


def record_facts(record: FileRecord) -> Facts:
    """The same of a file that the catalog knows."""
    return file_facts(
        record.file_id,
        record.path,
        record.kind,
        record.media_type,
        mtime_ns=record.mtime_ns,
        size=record.size,
        language=record.language,
    )


def passage_facts(facts: Mapping[str, int | str | list[str]], page: int | None, text: str) -> Facts:
    """The facts of one passage; ``facts`` are those of its file."""
    own: Facts = {**facts, "has": [TEXT] if text.strip() else []}
    if page is not None:
        own["page"] = page
    return own


def _clean(text: str) -> str:
    """The store takes valid Unicode only; a name need not be."""
    return os.fsencode(text).decode("utf-8", "replace")
