"""What a recognising process and its parent say to each other: length-prefixed MessagePack.

No pickle: a process that a hostile picture has taken over can only send values.
"""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from docmind.core.children import receive_frame, send_frame
from docmind.core.recognise.base import RecognitionLimits

_MOST_BYTES = 16 * 2**20
MOST_CHARACTERS = 1_000_000
"""Of one page: no page says more."""


class Request(msgspec.Struct, frozen=True):
    """Read one page of a file, or count its pages when ``page`` is 0.

    ``path`` is as the file system has it: names need not be UTF-8.
    """

    path: bytes
    page: int
    limits: RecognitionLimits
    password: str = ""

    def __repr__(self) -> str:
        return f"Request({self.path!r}, page {self.page})"  # no password in a log


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The engine is loaded; the process waits."""


class Unable(msgspec.Struct, frozen=True, tag=True):
    """The engine cannot be loaded; the process ends."""

    reason: str


class Counted(msgspec.Struct, frozen=True, tag=True):
    """How many pages the file has; 0 when it cannot be looked at."""

    pages: int


class Recognised(msgspec.Struct, frozen=True, tag=True):
    """The text of one page, "" when there is none or it could not be looked at.

    ``retire``: the process ends itself after this answer.
    """

    text: str
    retire: bool = False


Reply = Ready | Unable | Counted | Recognised

_encoder = msgspec.msgpack.Encoder()
_replies: msgspec.msgpack.Decoder[Reply] = msgspec.msgpack.Decoder(Reply)
_requests = msgspec.msgpack.Decoder(Request)


def send(stream: BinaryIO, message: Request | Reply) -> None:
    """Write one message. Raises ``OSError`` when the other side is gone."""
    send_frame(stream, _encoder.encode(message))


def receive_request(stream: BinaryIO) -> Request | None:
    """The next request; None when the parent has closed the pipe or died."""
    body = receive_frame(stream, _MOST_BYTES)
    return None if body is None else _requests.decode(body)


def receive_reply(stream: BinaryIO) -> Reply | None:
    """The next reply; None when the process has died or said something senseless."""
    body = receive_frame(stream, _MOST_BYTES)
    if body is None:
        return None
    try:
        return _replies.decode(body)
    except msgspec.MsgspecError:
        return None
