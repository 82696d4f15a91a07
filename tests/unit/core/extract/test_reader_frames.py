from __future__ import annotations

import io
from pathlib import Path

import pytest

from docmind.core import errors
from docmind.core.errors import ExtractionError
from docmind.core.extract import frames
from docmind.core.extract.base import ExtractionLimits
from docmind.core.schema import Document, Heading, Page

LIMITS = ExtractionLimits(characters=1000)
KINDS = [
    member
    for member in vars(errors).values()
    if isinstance(member, type) and issubclass(member, ExtractionError)
]


def sent(message: frames.Request | frames.Reply) -> io.BytesIO:
    stream = io.BytesIO()
    frames.send(stream, message)
    stream.seek(0)
    return stream


def test_a_document_comes_back_as_it_was():
    document = Document(
        path=Path("/somewhere/caf\udce9.txt"),
        media_type="text/plain",
        kind="code",
        title="Tïtle",
        pages=(Page(1, "日本\n", (Heading(0, 2, "日"),)), Page(None, "")),
        page_count=9,
        properties=(("author", "A"),),
        notes=("note",),
    )
    reply = frames.receive_reply(sent(frames.Extracted.of(document, True)), LIMITS)
    assert isinstance(reply, frames.Extracted)
    assert reply.retire
    assert reply.document(document.path) == document


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_comes_back_as_its_kind(kind):
    error = kind("title", "detail \udce9", "hint", Path("/x"))
    reply = frames.receive_reply(sent(frames.Refused.of(error, False)), LIMITS)
    assert isinstance(reply, frames.Refused)
    back = reply.error(Path("/y"))
    assert type(back) is kind
    assert (back.title, back.detail, back.hint, back.path) == (
        *("title", "detail ?", "hint"),
        Path("/y"),
    )


def test_requests_carry_any_name():
    request = frames.Request(b"/caf\xe9\n", LIMITS)
    assert frames.receive_request(sent(request)) == request
    assert frames.receive_request(io.BytesIO()) is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\0",
        b"\xff" * 64,
        b"\0" * 7 + b"\x09" + b"short",
        b"\0" * 7 + b"\x03" + b"abc",
        b"\0" * 7 + b"\x01" + b"\xc0",
    ],
)
def test_nonsense_is_no_reply(raw):
    assert frames.receive_reply(io.BytesIO(raw), LIMITS) is None
