"""Files inside files: attachments of mails, members of archives.

A container's extractor hands each one to a ``MemberReader``, which keeps to one budget for all of
them, however deep they lie, reads each like any file, and never lets one spoil the others.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Protocol

from blake3 import blake3

from docmind.core.errors import (
    ExtractionError,
    ExtractionOutOfMemory,
    FileTooLarge,
    UnsupportedType,
)
from docmind.core.extract.base import ExtractionLimits, damaged
from docmind.core.extract.clean import clean, one_line
from docmind.core.extract.sniff import HEAD_BYTES, media_type, type_label
from docmind.core.schema import Document, Member, Refusal

_BLOCK = 1 << 18
_CHARACTERS_TIMES = 8  # what all members may say, as a multiple of what one file may
_LONGEST_NAME = 120  # code points of one part of a name
_LONGEST_PATH = 400
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]')
_WINDOWS_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)

Content = bytes | Callable[[], AbstractContextManager["Readable"]]
"""A member's bytes, or what opens a stream of them."""


class Readable(Protocol):
    """A stream of bytes; ``read`` gives b"" at its end."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Observer:
    """Who is told which member is being read now ("" for none), and which not to try again."""

    tell: Callable[[str], None]
    avoid: Mapping[str, Refusal] = field(default_factory=dict)


_observer: ContextVar[Observer | None] = ContextVar("observer", default=None)
_inside: ContextVar[str] = ContextVar("inside", default="")


@contextmanager
def observed(observer: Observer) -> Iterator[None]:
    """Tell ``observer`` of every member read in this block."""
    token = _observer.set(observer)
    try:
        yield
    finally:
        _observer.reset(token)


class MemberReader:
    """Gathers the members of one container. ``found`` holds them in the order they were added."""

    def __init__(self, limits: ExtractionLimits) -> None:
        self._limits = limits
        self._left = limits.members
        self._bytes_left = limits.unpacked_bytes
        self._characters_left = limits.characters * _CHARACTERS_TIMES
        self._until = time.monotonic() + limits.seconds * limits.patience
        self._names: set[str] = set()
        self._found: list[Member] = []
        self._stopped = ""

    @property
    def is_full(self) -> bool:
        """Whether nothing more will be taken: the container may stop unpacking."""
        if not self._stopped:
            self._stopped = self._reason()
        return bool(self._stopped)

    @property
    def found(self) -> tuple[Member, ...]:
        return tuple(self._found)

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence that says why not everything was read, when it was not."""
        return (self._stopped,) if self._stopped else ()

    def _reason(self) -> str:
        count = len(self._found)
        if self._limits.depth < 1:
            return "What lies this deep inside other files was not read."
        if self._left < 1:
            return f"Only the first {count:,} files inside were read: there are too many."
        if self._bytes_left < 1 or self._characters_left < 1:
            return f"Only the first {count:,} files inside were read: it holds too much."
        if time.monotonic() > self._until:
            return f"Only the first {count:,} files inside were read: it takes too long."
        return ""

    def add(self, name: str, content: Content, mtime_ns: int = 0, size: int = 0) -> Member | None:
        """Read one member. ``content`` is its bytes, or opens a stream of them.

        ``name`` is its path in the container, from a stranger; ``size`` is what the container
        says of it (bytes, 0 when unknown), told when it is not unpacked. Returns None when the
        reader is full. Never raises because of what the member holds, not even when ``content``
        raises; ``OSError`` of the scratch disk passes.
        """
        if self.is_full:
            return None
        name = self._unique(safe_name(name))
        full = _inside.get() + name
        observer = _observer.get()
        refusal = observer.avoid.get(full) if observer is not None else None
        if refusal is not None:
            return self._keep(Member(name, 0, mtime_ns, "", refusal=refusal))
        if observer is not None:
            observer.tell(full)
        try:
            return self._read(name, full, content, mtime_ns, size)
        finally:
            if observer is not None:
                observer.tell(_inside.get().removesuffix("/"))

    def refuse(self, name: str, error: ExtractionError, size: int = 0, mtime_ns: int = 0) -> None:
        """Note a member that cannot be read, and why."""
        if not self.is_full:
            name = self._unique(safe_name(name))
            self._keep(Member(name, size, mtime_ns, "", refusal=refusal_of(error)))

    def _read(self, name: str, full: str, content: Content, mtime_ns: int, stated: int) -> Member:
        with tempfile.TemporaryDirectory(prefix="member-", ignore_cleanup_errors=True) as folder:
            at = Path(folder, _on_disk(name.rpartition("/")[2]))
            try:
                size, digest = self._unpack(content, at, stated)
            except ExtractionError as error:
                return self._keep(Member(name, stated, mtime_ns, "", refusal=refusal_of(error)))
            token = _inside.set(full + "/")
            try:
                return self._understand(name, at, size, digest, mtime_ns)
            finally:
                _inside.reset(token)

    def _understand(self, name: str, at: Path, size: int, digest: str, mtime_ns: int) -> Member:
        from docmind.core.extract.reading import read_document  # it knows the containers

        limits = replace(
            self._limits,
            members=self._left - 1,
            unpacked_bytes=max(self._bytes_left, 0),
            characters=min(self._limits.characters, self._characters_left),
            depth=self._limits.depth - 1,
            patience=max(1, int((self._until - time.monotonic()) / self._limits.seconds)),
        )
        try:
            document = read_document(at, limits)
        except ExtractionError as error:
            return self._keep(Member(name, size, mtime_ns, digest, refusal=refusal_of(error)))
        alone = replace(document, path=Path(name), members=())
        kept = self._keep(Member(name, size, mtime_ns, digest, document=alone))
        for inner in document.members:
            self._keep(replace(inner, name=f"{name}/{inner.name}"))
            self._bytes_left -= inner.size
        return kept

    def _keep(self, member: Member) -> Member:
        self._left -= 1
        self._characters_left -= _length(member.document)
        self._found.append(member)
        return member

    def _unpack(self, content: Content, to: Path, stated: int) -> tuple[int, str]:
        """Write a member to the scratch folder, unless no reader would take it.

        Returns its size in bytes and its hash. Raises ``ExtractionError``, ``OSError``.
        """
        most = min(self._limits.file_bytes, self._bytes_left)
        if stated > most:
            raise _too_large(most)
        blocks = _blocks(content)
        first = b""
        while len(first) < HEAD_BYTES and (block := next(blocks, b"")):
            first += block
        _check_type(to, first[:HEAD_BYTES])
        digest = blake3()
        size = 0
        try:
            with to.open("wb") as target:
                for block in chain((first,), blocks):
                    size += len(block)
                    if size > most:
                        raise _too_large(most)
                    digest.update(block)
                    target.write(block)
        finally:
            self._bytes_left -= size
        return size, digest.hexdigest()

    def _unique(self, name: str) -> str:
        made, count = name, 1
        while made in self._names:
            count += 1
            stem, dot, suffix = name.rpartition(".")
            made = f"{stem} ({count}).{suffix}" if dot and stem else f"{name} ({count})"
        self._names.add(made)
        return made


def _blocks(content: Content) -> Iterator[bytes]:
    """The bytes of a member. Whatever goes wrong in getting at them is the member's fault."""
    try:
        with BytesIO(content) if isinstance(content, bytes) else content() as source:
            while block := source.read(_BLOCK):
                yield block
    except ExtractionError:
        raise
    except MemoryError:
        raise ExtractionOutOfMemory("The file needs too much memory to read") from None
    except Exception as error:  # noqa: BLE001 - unpackers of hostile files raise anything
        said = one_line(f"{type(error).__name__}: {error}")
        raise damaged(f"It could not be unpacked ({said}).") from None


def _check_type(at: Path, head: bytes) -> None:
    """Raises ``UnsupportedType`` for what nobody would read: it need not be unpacked."""
    from docmind.core.extract.reading import readable_types  # it knows the containers

    if media_type(at, head) not in readable_types():
        raise UnsupportedType("No reader for this type of file", detail=type_label(at, head))


def _too_large(most: int) -> FileTooLarge:
    return FileTooLarge(
        "The file is too large to read",
        detail=f"It is larger than {most >> 20:,} MB.",
        hint="Unpack it and add it by itself.",
    )


def refusal_of(error: ExtractionError) -> Refusal:
    """The error as a value."""
    return Refusal(error.kind, error.title, error.detail, error.hint)


def safe_name(name: str) -> str:
    """A member's path that leads nowhere else: no root, drive, "..", control characters."""
    parts: list[str] = []
    for raw in clean(name).replace("\\", "/").split("/"):
        part = _CONTROL.sub(" ", raw).strip()
        if part in ("", ".", "..") or (not parts and re.fullmatch("[A-Za-z]:", part)):
            continue
        parts.append(_short(part))
    return "/".join(parts)[-_LONGEST_PATH:].lstrip("/") or "unnamed"


def _on_disk(name: str) -> str:
    """``name`` as every system lets a file be called. Unrun on Windows, where it matters."""
    if sys.platform != "win32":
        return name
    name = _NOT_ON_WINDOWS.sub("_", name).rstrip(". ") or "unnamed"
    return f"_{name}" if _WINDOWS_DEVICE.match(name) else name


def _short(part: str) -> str:
    if len(part) <= _LONGEST_NAME and len(part.encode()) <= 2 * _LONGEST_NAME:
        return part
    stem, dot, suffix = part.rpartition(".")
    if not dot or len(suffix) > 12:
        stem, suffix = part, ""
    kept = stem.encode()[: 2 * _LONGEST_NAME - 16].decode("utf-8", "ignore")
    return kept[:_LONGEST_NAME] + (f".{suffix}" if suffix else "")


def _length(document: Document | None) -> int:
    return sum(len(page.text) for page in document.pages) if document is not None else 0
