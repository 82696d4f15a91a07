"""Messages between the recognising process and its parent arrive as sent, or not at all."""

from __future__ import annotations

import io

import pytest

from docmind.core.recognise.base import RecognitionLimits
from docmind.core.recognise.frames import (
    Counted,
    Ready,
    Recognised,
    Reply,
    Request,
    Unable,
    receive_reply,
    receive_request,
    send,
)


@pytest.mark.parametrize(
    "reply", [Ready(), Unable("no model"), Counted(7), Recognised("über 学习", retire=True)]
)
def test_replies_arrive_as_sent(reply: Reply) -> None:
    pipe = io.BytesIO()
    send(pipe, reply)
    pipe.seek(0)
    assert receive_reply(pipe) == reply
    assert receive_reply(pipe) is None


def test_requests_arrive_as_sent_with_any_name() -> None:
    request = Request(b"/caf\xe9.tif", 3, RecognitionLimits(seconds=1.5), "secret")
    pipe = io.BytesIO()
    send(pipe, request)
    pipe.seek(0)
    assert receive_request(pipe) == request
    assert receive_request(pipe) is None


@pytest.mark.parametrize(
    "said",
    [b"", b"\0\0", b"\0" * 7 + b"\4" + b"abcd", b"\xff" * 64, b"\0" * 7 + b"\x09short", b"\0" * 8],
)
def test_nonsense_is_no_reply(said: bytes) -> None:
    assert receive_reply(io.BytesIO(said)) is None


def test_a_password_is_not_shown_in_logs() -> None:
    assert "secret" not in repr(Request(b"/a.pdf", 1, RecognitionLimits(), "secret"))
