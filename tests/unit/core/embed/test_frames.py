from __future__ import annotations

import io
import struct
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.frames import (
    Failed,
    FrameError,
    Load,
    Question,
    Reply,
    Request,
    Vectors,
    pack,
    read_frame,
    request_in,
    unpack,
    write_frame,
)
from docmind.core.errors import ProviderError
from docmind.core.vectors import Embeddings, SparseVector


def stream_of(*messages):
    stream = io.BytesIO()
    for message, body in messages:
        write_frame(stream, message, body)
    stream.seek(0)
    return stream


def test_frames_come_out_as_they_went_in():
    stream = stream_of((Question(1, "naïve 漢字"), b""), (Question(2, ""), b"\x00\n\xff"))
    first, second = read_frame(stream), read_frame(stream)
    assert msgspec.json.decode(first[0], type=Request) == Question(1, "naïve 漢字")
    assert second[1] == b"\x00\n\xff"
    assert read_frame(stream) is None


def test_what_is_no_unicode_is_sent_all_the_same():
    """A reply that is not sent would be waited for without end."""
    error = ProviderError("It failed", path=Path("m\udcff"), code="timeout")
    header, _ = read_frame(stream_of((Failed.of(1, error), b"")))
    told = msgspec.json.decode(header, type=Reply)
    assert (told.id, told.code, told.detail) == (1, "timeout", " (m?)")
    options = LoadOptions(Path("m\udcff"), query_template="\ud800 {text}")
    header, _ = read_frame(stream_of((Load(2, "hashing", options), b"")))
    assert request_in(header).options == replace(options, query_template="? {text}")


@pytest.mark.parametrize("cut", [1, 7, 9, 30])
def test_a_stream_that_ends_inside_a_frame_is_an_error(cut):
    content = stream_of((Question(1, "text"), b"body")).getvalue()
    with pytest.raises(FrameError, match="ends inside"):
        read_frame(io.BytesIO(content[:cut]))


@pytest.mark.parametrize("lengths", [(2**31, 0), (2, 2**31)])
def test_absurd_lengths_are_refused_before_reading(lengths):
    with pytest.raises(FrameError, match="too long"):
        read_frame(io.BytesIO(struct.pack("<II", *lengths)))


def test_embeddings_keep_dense_and_sparse_rows():
    rng = np.random.default_rng(1)
    dense = rng.standard_normal((3, 5)).astype(np.float32)
    sparse = tuple(
        SparseVector(np.arange(n, dtype=np.uint32) * 7, rng.random(n).astype(np.float32))
        for n in (2, 0, 4)
    )
    reply, body = pack(9, Embeddings(dense, sparse), 0.5)
    found = unpack(reply, body)
    np.testing.assert_array_equal(found.dense, dense)
    for row, expected in zip(found.sparse, sparse, strict=True):
        np.testing.assert_array_equal(row.indices, expected.indices)
        np.testing.assert_array_equal(row.values, expected.values)
    assert found.dense.flags.writeable


def test_a_body_of_the_wrong_size_is_an_error():
    with pytest.raises(FrameError, match="does not fit"):
        unpack(Vectors(1, rows=2, dimension=3), b"\0" * 20)
