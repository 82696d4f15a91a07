"""Messages between a model worker and the process that owns it, on two pipes.

A frame is two little-endian uint32 (lengths of header and body), a JSON header, and a raw body:
of a reply the little-endian float32 rows of ``dense``, then the uint32 indices and float32 values
of ``sparse``; of a request the bytes of its pictures. Nothing on the wire is ever executed or
unpickled.
"""

from __future__ import annotations

import itertools
import json
import math
import os
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec
import numpy as np

from docmind.core.embed.base import DEFAULTS, LoadOptions, ModelIdentity
from docmind.core.errors import DocMindError, ModelError, ProviderCode, ProviderError
from docmind.core.vectors import Embeddings, SparseVector, UInt8

_LENGTHS = struct.Struct("<II")
HEADER_LIMIT = 64 * 2**20
BODY_LIMIT = 2**30


class FrameError(Exception):
    """The bytes are no frame, so where the next one begins is unknown."""


class Place(msgspec.Struct, frozen=True):
    """Where a model runs: ``device`` cpu, cuda or mps, a sentence on ``why``, and whether it
    ``fell_back`` to the processor for want of memory, or because PyTorch does not run."""

    device: str = "cpu"
    why: str = ""
    fell_back: bool = False


CPU = Place()


class Load(msgspec.Struct, frozen=True, tag="load"):
    """Bring the model into memory; answered by ``Loaded``. Always the first request."""

    id: int
    provider: str
    options: LoadOptions = DEFAULTS


class Passages(msgspec.Struct, frozen=True, tag="passages"):
    """Texts to embed; answered by ``Vectors``."""

    id: int
    texts: list[str]


class Question(msgspec.Struct, frozen=True, tag="query"):
    """A query to embed, before any passages that wait; answered by ``Vectors``."""

    id: int
    text: str


class Pictures(msgspec.Struct, frozen=True, tag="pictures"):
    """The body holds ``count`` pictures, uint8[side, side, 3] each; answered by ``Vectors``."""

    id: int
    count: int
    side: int


class Rerank(msgspec.Struct, frozen=True, tag="rerank"):
    """Passages to compare with a query; answered by ``Vectors`` with one number in each row."""

    id: int
    query: str
    texts: list[str]


class Loaded(msgspec.Struct, frozen=True, tag="loaded"):
    """``tokenizer`` is a ``tokenizers`` JSON, or empty where the model has no local one."""

    id: int
    identity: ModelIdentity
    place: Place
    tokenizer: str
    picture_side: int = 0


class Vectors(msgspec.Struct, frozen=True, tag="vectors"):
    """The body holds ``rows`` x ``dimension`` floats; ``sparse`` counts each row's entries;
    ``seconds`` is the time the model took, ``place`` where it ran, ``tokens`` what it read (0 where
    that is not told)."""

    id: int
    rows: int
    dimension: int
    sparse: list[int] = []
    seconds: float = 0.0
    place: Place = CPU
    tokens: int = 0


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """A request failed; the worker lives on. ``id`` is -1 when the request was unreadable.
    ``code`` is that of a ``ProviderError``, "" for any other."""

    id: int
    title: str
    detail: str = ""
    hint: str = ""
    code: str = ""
    retryable: bool = False
    retry_after: float = 0.0

    @classmethod
    def of(cls, request_id: int, error: DocMindError) -> Failed:
        """What is told of an error."""
        where = f" ({error.path})" if error.path is not None else ""
        told = cls(request_id, error.title, f"{error.detail}{where}", error.hint)
        if not isinstance(error, ProviderError):
            return told
        return msgspec.structs.replace(
            told, code=error.code, retryable=error.retryable, retry_after=error.retry_after
        )

    @property
    def error(self) -> ModelError:
        """What the caller is to raise."""
        if not self.code:
            return ModelError(self.title, self.detail, self.hint)
        code: ProviderCode = msgspec.convert(self.code, ProviderCode)
        return ProviderError(
            self.title,
            self.detail,
            self.hint,
            code=code,
            retryable=self.retryable,
            retry_after=self.retry_after,
        )


Request = Load | Passages | Question | Pictures | Rerank
Reply = Loaded | Vectors | Failed


def write_frame(stream: BinaryIO, message: Request | Reply, body: bytes = b"") -> None:
    """Write one frame and flush. Raises ``OSError`` when the other side is gone."""
    header = _packed(message)
    stream.write(_LENGTHS.pack(len(header), len(body)) + header)
    if body:
        stream.write(body)
    stream.flush()


def request_in(header: bytes) -> Request:
    """The request in a frame's header. Raises ``msgspec.MsgspecError``."""
    request: Request = _requests.decode(header)
    return request


def _packed(message: Request | Reply) -> bytes:
    """The header. What is no Unicode (a file's name in a sentence) is told by question marks: a
    message that is not sent would be waited for without end."""
    try:
        return msgspec.json.encode(message, enc_hook=_encoded)
    except UnicodeEncodeError:
        plain = msgspec.to_builtins(message, enc_hook=_encoded)
        return json.dumps(plain, ensure_ascii=False).encode("utf-8", "replace")


def _encoded(value: object) -> str:
    """A path as text that keeps bytes which are no Unicode."""
    if isinstance(value, Path):
        return os.fsencode(value).hex()
    raise TypeError(f"{type(value).__name__} cannot be sent")


def _decoded(kind: type, value: object) -> object:
    if issubclass(kind, Path) and isinstance(value, str):
        return Path(os.fsdecode(bytes.fromhex(value)))
    raise TypeError(f"{kind.__name__} cannot be received")


_requests = msgspec.json.Decoder(Request, dec_hook=_decoded)


def read_frame(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """The next frame's header and body, or None at the end of the stream.

    Raises ``FrameError`` for lengths beyond the limits or a stream that ends inside a frame.
    """
    lengths = stream.read(_LENGTHS.size)
    if not lengths:
        return None
    if len(lengths) < _LENGTHS.size:
        raise FrameError("the stream ends inside a frame")
    header_size, body_size = _LENGTHS.unpack(lengths)
    if header_size > HEADER_LIMIT or body_size > BODY_LIMIT:
        raise FrameError(f"a frame of {header_size} + {body_size} bytes is too long")
    header, body = stream.read(header_size), stream.read(body_size)
    if len(header) < header_size or len(body) < body_size:
        raise FrameError("the stream ends inside a frame")
    return header, body


def pack(
    request_id: int, embeddings: Embeddings, seconds: float, place: Place = CPU
) -> tuple[Vectors, bytes]:
    """The reply that carries ``embeddings``, and its body."""
    dense = np.ascontiguousarray(embeddings.dense, dtype="<f4")
    parts = [dense.tobytes()]
    parts += [np.asarray(row.indices, dtype="<u4").tobytes() for row in embeddings.sparse]
    parts += [np.asarray(row.values, dtype="<f4").tobytes() for row in embeddings.sparse]
    counts = [len(row.indices) for row in embeddings.sparse]
    rows, dimension = dense.shape
    reply = Vectors(request_id, rows, dimension, counts, seconds, place, embeddings.tokens)
    return reply, b"".join(parts)


def pixels_of(request: Pictures, body: bytes) -> UInt8:
    """uint8[count, side, side, 3]. Raises ``FrameError`` when the body does not fit."""
    shape = (request.count, request.side, request.side, 3)
    if len(body) != math.prod(shape):
        raise FrameError("the body does not fit its header")
    return np.frombuffer(body, np.uint8).reshape(shape)


def unpack(reply: Vectors, body: bytes) -> Embeddings:
    """The embeddings carried by a reply. Raises ``FrameError`` when the body does not fit it."""
    cells, entries = reply.rows * reply.dimension, sum(reply.sparse)
    if len(body) != 4 * cells + 8 * entries:
        raise FrameError("the body does not fit its header")
    dense = np.frombuffer(body, "<f4", cells).reshape(reply.rows, reply.dimension)
    indices = np.frombuffer(body, "<u4", entries, offset=4 * cells)
    values = np.frombuffer(body, "<f4", entries, offset=4 * (cells + entries))
    return Embeddings(
        dense=dense.astype(np.float32),
        sparse=_rows(reply.sparse, indices, values),
        tokens=reply.tokens,
    )


def _rows(
    counts: Sequence[int], indices: np.ndarray, values: np.ndarray
) -> tuple[SparseVector, ...]:
    bounds = np.cumsum([0, *counts])
    return tuple(
        SparseVector(
            indices=indices[start:end].astype(np.uint32),
            values=values[start:end].astype(np.float32),
        )
        for start, end in itertools.pairwise(bounds)
    )
