"""What a reading process and its parent say to each other: length-prefixed MessagePack.

No pickle: a reading process that a hostile file has taken over can only send values.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import msgspec

from docmind.core.children import receive_frame, send_frame
from docmind.core.errors import ExtractionError, extraction_error
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.picture_album import FoundPicture, Wanted
from docmind.core.schema import Document, Kind, Member, Page, Refusal

_ROOM_BESIDE_TEXT = 64 * 2**20
_BYTES_PER_CHARACTER = 36  # a file and its members: nine times what one file may say, in UTF-8


class Request(msgspec.Struct, frozen=True, tag=True):
    """Read this file. ``path`` is as the file system has it: names need not be UTF-8.

    ``avoid`` names members that have cost a process already, with what to say of each.
    """

    path: bytes
    limits: ExtractionLimits
    avoid: dict[str, Refusal] = {}


class Pictures(msgspec.Struct, frozen=True, tag=True):
    """Show the pictures of this file; ``avoid`` names pages and parts as in ``Request``."""

    path: bytes
    wanted: Wanted
    limits: ExtractionLimits
    avoid: dict[str, Refusal] = {}


Order = Request | Pictures


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The reading process has started and waits."""


class Inside(msgspec.Struct, frozen=True, tag=True):
    """The process now reads this member of the file ("" for the file itself): its time begins."""

    member: str


class SentMember(msgspec.Struct, frozen=True):
    """A ``Member``, with its document as it is sent."""

    name: str
    size: int
    mtime_ns: int
    content_hash: str
    document: Extracted | None
    refusal: Refusal | None

    @classmethod
    def of(cls, member: Member) -> SentMember:
        document = member.document
        return cls(
            _sendable(member.name),
            member.size,
            member.mtime_ns,
            member.content_hash,
            None if document is None else Extracted.of(document, False),
            member.refusal,
        )

    def member(self) -> Member:
        document = self.document
        return Member(
            self.name,
            self.size,
            self.mtime_ns,
            self.content_hash,
            None if document is None else document.document(Path(self.name)),
            self.refusal,
        )


class Extracted(msgspec.Struct, frozen=True, tag=True):
    """A Document without its path. ``retire``: the process ends itself after this answer."""

    media_type: str
    kind: Kind
    title: str
    pages: tuple[Page, ...]
    page_count: int | None
    properties: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    members: tuple[SentMember, ...] = ()
    retire: bool = False

    @classmethod
    def of(cls, document: Document, retire: bool) -> Extracted:
        return cls(
            media_type=document.media_type,
            kind=document.kind,
            title=document.title,
            pages=document.pages,
            page_count=document.page_count,
            properties=document.properties,
            notes=document.notes,
            members=tuple(map(SentMember.of, document.members)),
            retire=retire,
        )

    def document(self, path: Path) -> Document:
        return Document(
            path=path,
            media_type=self.media_type,
            kind=self.kind,
            title=self.title,
            pages=self.pages,
            page_count=self.page_count,
            properties=self.properties,
            notes=self.notes,
            members=tuple(sent.member() for sent in self.members),
        )


class Refused(msgspec.Struct, frozen=True, tag=True):
    """An ``ExtractionError`` without its path."""

    kind: str
    title: str
    detail: str
    hint: str
    retire: bool = False

    @classmethod
    def of(cls, error: ExtractionError, retire: bool) -> Refused:
        title, detail, hint = map(_sendable, (error.title, error.detail, error.hint))
        return cls(error.kind, title, detail, hint, retire)

    def error(self, path: Path) -> ExtractionError:
        return extraction_error(self.kind, self.title, self.detail, self.hint, path)


class Picture(msgspec.Struct, frozen=True, tag=True):
    """A picture of the file; more may follow."""

    number: int
    page: int | None
    width: int
    height: int
    pixels: bytes

    @classmethod
    def of(cls, found: FoundPicture) -> Picture:
        return cls(found.number, found.page, found.width, found.height, found.pixels.tobytes())

    def found(self, side: int) -> FoundPicture | None:
        """None when it has not the size that was asked for."""
        import numpy as np

        if len(self.pixels) != side * side * 3:
            return None
        pixels = np.frombuffer(self.pixels, dtype=np.uint8).reshape(side, side, 3)
        return FoundPicture(self.number, self.page, self.width, self.height, pixels)


class PicturesEnd(msgspec.Struct, frozen=True, tag=True):
    """There are no more pictures. ``retire`` as in ``Extracted``."""

    retire: bool = False


Reply = Ready | Inside | Extracted | Picture | PicturesEnd | Refused

_encoder = msgspec.msgpack.Encoder()
_replies: msgspec.msgpack.Decoder[Reply] = msgspec.msgpack.Decoder(Reply)
_requests: msgspec.msgpack.Decoder[Order] = msgspec.msgpack.Decoder(Order)


def send(stream: BinaryIO, message: Order | Reply) -> None:
    """Write one message. Raises ``OSError`` when the other side is gone."""
    send_frame(stream, _encoder.encode(message))


def receive_request(stream: BinaryIO) -> Order | None:
    """The next request; None when the parent has closed the pipe or died."""
    body = receive_frame(stream, 2**20)
    return None if body is None else _requests.decode(body)


def receive_reply(stream: BinaryIO, limits: ExtractionLimits) -> Reply | None:
    """The next reply; None when the process has died or said something senseless."""
    body = receive_frame(stream, _BYTES_PER_CHARACTER * limits.characters + _ROOM_BESIDE_TEXT)
    if body is None:
        return None
    try:
        return _replies.decode(body)
    except msgspec.MsgspecError:
        return None


def _sendable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
