"""A file's Document to all that enters the index: the file itself and what lies inside it."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from docmind.core.catalog.rows import NOTHING_SEEN
from docmind.core.index.prepare import prepare
from docmind.core.index.rooms import Prepared, Rooms, WorkItem
from docmind.core.schema import Document, FoundFile, Member, Page, Problem, Refusal


def prepare_all(
    rooms: Rooms, item: WorkItem, digest: str, document: Document
) -> Iterator[Prepared]:
    """Each thing to embed and commit, one at a time; the file itself last.

    When the file itself is committed, all that lies in it has been: a process that dies before
    leaves it unread, so that everything is done again under the same ids.
    """
    inner = _registered(rooms, item, document.members)
    _refuse(rooms, [entry for entry in inner if entry[2].document is None])
    for file_id, found, member in inner:
        if member.document is None:
            continue
        work = WorkItem(file_id, found, "", False, parent=item.file_id)
        alone = replace(member.document, path=found.path)
        yield prepare(rooms, work, member.content_hash, alone)
    whole = with_recognised(replace(document, members=()), rooms.catalog.recognised(digest))
    made = prepare(rooms, item, digest, whole)
    members = tuple(file_id for file_id, _, _ in inner)
    yield replace(made, version=text_version(whole), members=members)


def _registered(
    rooms: Rooms, item: WorkItem, members: tuple[Member, ...]
) -> list[tuple[int, FoundFile, Member]]:
    """The members with their ids, without those a person took out of the library."""
    excluded = set(rooms.catalog.excluded()) if members else set()
    places = [(_inside(item, member), member) for member in members]
    kept = [(found, member) for found, member in places if os.fsencode(found.path) not in excluded]
    ids = rooms.catalog.register_members(item.file_id, [found for found, _ in kept])
    return [(file_id, *pair) for file_id, pair in zip(ids, kept, strict=True)]


def _inside(item: WorkItem, member: Member) -> FoundFile:
    """Where a member is: a path below the file that holds it, which no file on disk can have."""
    mtime_ns = member.mtime_ns or item.found.mtime_ns
    return FoundFile(item.found.path / member.name, member.size, mtime_ns, 0)


def _refuse(rooms: Rooms, refused: list[tuple[int, FoundFile, Member]]) -> None:
    skipped = []
    for file_id, found, member in refused:
        refusal = member.refusal
        if refusal is not None and refusal.kind != "unsupported":
            problem = problem_of(found.path, refusal)
            rooms.catalog.fail(file_id, found, problem, rooms.pipeline)
        else:
            named = found.path.suffix.lstrip(".") or "other"
            skipped.append((file_id, found, (refusal.detail if refusal else "") or named))
    if skipped:
        rooms.catalog.skip(skipped, rooms.pipeline)


def problem_of(path: Path, refusal: Refusal) -> Problem:
    """The refusal as it is kept and shown."""
    reason = refusal.title + (f". {refusal.detail}" if refusal.detail else "")
    return Problem(path, refusal.kind, reason, refusal.hint, "")


def with_recognised(document: Document, texts: Mapping[int, str] | None) -> Document:
    """The document with the text found in its pictures: on pages that have no other.

    A picture gets a page for each of its own; what its metadata says stays in front.
    """
    if texts is None:
        return document
    if not any(text.strip() for text in texts.values()):
        notes = dict.fromkeys((*document.notes, NOTHING_SEEN))
        return document if document.kind == "image" else replace(document, notes=tuple(notes))
    own = [page for page in document.pages if not page.in_picture]
    if document.kind == "image":
        seen = [Page(number, text, in_picture=True) for number, text in sorted(texts.items())]
        return replace(document, pages=(*own, *(page for page in seen if page.text.strip())))
    pages = []
    for page in document.pages:
        text = texts.get(page.number or 1, "")
        silent = page.in_picture or not page.text.strip()
        pages.append(Page(page.number, text, in_picture=True) if silent and text else page)
    return replace(document, pages=tuple(pages))


def text_version(document: Document) -> str:
    """Another name for another text under the same content hash."""
    seen = [page.text for page in document.pages if page.in_picture]
    return f"{zlib.crc32(chr(0).join(seen).encode()):08x}" if seen else ""
