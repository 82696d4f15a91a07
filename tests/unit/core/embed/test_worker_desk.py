"""The child's side, with streams in memory in the place of pipes."""

from __future__ import annotations

import io
import queue
import threading

import msgspec
import numpy as np
import pytest

from docmind.core.embed import worker
from docmind.core.embed.base import DEFAULTS, Embedder, ModelIdentity
from docmind.core.embed.frames import (
    Failed,
    Load,
    Loaded,
    Passages,
    Pictures,
    Question,
    Reply,
    Vectors,
    read_frame,
    write_frame,
)
from docmind.core.errors import ModelError
from docmind.core.vectors import Embeddings


class Replies(io.RawIOBase):
    """Collects what is written, and hands out whole frames as they arrive."""

    def __init__(self):
        self.frames = queue.Queue()
        self._held = b""

    def writable(self):
        return True

    def write(self, content):
        self._held += bytes(content)
        stream = io.BytesIO(self._held)
        while len(self._held) >= 8:
            size = 8 + sum(np.frombuffer(self._held[:8], "<u4").tolist())
            if len(self._held) < size:
                break
            header, _ = read_frame(stream)
            self.frames.put(msgspec.json.decode(header, type=Reply))
            self._held = self._held[size:]
        return len(content)


class Slow(Embedder):
    """Embeds "wait" only when told to; fails at "bad" and "worse"."""

    name = "slow"
    title = "Slow"

    def __init__(self):
        self.entered = threading.Event()
        self.go = threading.Event()
        self.moved = False

    def load(self, options=DEFAULTS):
        return ModelIdentity("slow", "00", 2, 8)

    def embed_passages(self, texts):
        if "wait" in texts:
            self.entered.set()
            assert self.go.wait(10)
        if "bad" in texts:
            raise ValueError("cannot")
        if "worse" in texts:
            raise ModelError("The model is gone", hint="Look for it.")
        return Embeddings(np.ones((len(texts), 2), dtype=np.float32))

    def embed_pictures(self, pixels):
        self.moved = True
        return Embeddings(pixels.mean(axis=(1, 2))[:, :2].astype(np.float32))

    @property
    def fell_back(self):
        return self.moved


@pytest.fixture
def slow():
    return Slow()


@pytest.fixture
def replies():
    return Replies()


@pytest.fixture
def desk(slow, replies, monkeypatch):
    monkeypatch.setattr(worker, "provider", lambda room, base, name: lambda: slow)
    desk = worker.Desk(replies)
    desk.start()
    return desk


def loaded(desk, replies):
    desk.take(Load(0, "slow"))
    return replies.frames.get(timeout=10)


def test_load_answers_with_identity_and_without_a_tokenizer(desk, replies):
    reply = loaded(desk, replies)
    assert isinstance(reply, Loaded)
    assert reply.identity == ModelIdentity("slow", "00", 2, 8)
    assert (reply.place.device, reply.tokenizer, reply.picture_side) == ("cpu", "", 0)


def test_queries_go_before_waiting_passages(desk, replies, slow):
    loaded(desk, replies)
    desk.take(Passages(1, ["wait"]))
    assert slow.entered.wait(10)
    for request in (Passages(2, ["a"]), Passages(3, ["b"]), Question(4, "q")):
        desk.take(request)
    slow.go.set()
    assert [replies.frames.get(timeout=10).id for _ in range(4)] == [1, 4, 2, 3]


def test_queries_run_beside_passages_where_the_embedder_allows(desk, replies, slow):
    Slow.query_beside_passages = True
    try:
        loaded(desk, replies)
    finally:
        Slow.query_beside_passages = False
    desk.take(Passages(1, ["wait"]))
    assert slow.entered.wait(10)
    desk.take(Question(2, "q"))
    assert replies.frames.get(timeout=10).id == 2
    slow.go.set()
    assert replies.frames.get(timeout=10).id == 1


def test_an_exception_becomes_an_error_and_work_goes_on(desk, replies):
    loaded(desk, replies)
    for number, text in enumerate(["bad", "worse", "good"], start=1):
        desk.take(Passages(number, [text]))
    bad, worse, good = (replies.frames.get(timeout=10) for _ in range(3))
    assert bad.title == "The model could not do its work"
    assert bad.detail == "ValueError: cannot."
    assert worse == Failed(2, "The model is gone", "", "Look for it.")
    assert isinstance(good, Vectors)


def test_work_before_a_model_is_refused(desk, replies):
    desk.take(Passages(1, ["a"]))
    assert replies.frames.get(timeout=10) == Failed(1, "No model was loaded")


def test_wrong_messages_are_answered_and_damaged_ones_end_it(desk, replies):
    requests = io.BytesIO()
    for message in (b"not json", b'{"type":"dance","id":1}', b'{"type":"query","id":"x"}'):
        requests.write(len(message).to_bytes(4, "little") + bytes(4) + message)
    write_frame(requests, Question(7, "still served"))
    requests.write(b"\xff" * 8)
    requests.seek(0)
    assert worker.serve(requests, desk) == 1
    got = [replies.frames.get(timeout=10) for _ in range(5)]
    assert sorted(reply.id for reply in got) == [-1, -1, -1, -1, 7]


def test_pictures_come_as_bytes_and_the_answer_says_where_it_was_made(desk, replies):
    loaded(desk, replies)
    pixels = np.zeros((2, 4, 4, 3), dtype=np.uint8)
    pixels[1] = 200
    desk.take(Pictures(1, 2, 4), pixels.tobytes())
    reply = replies.frames.get(timeout=10)
    assert (reply.rows, reply.place.fell_back) == (2, True)
    desk.take(Pictures(2, 3, 4), pixels.tobytes())
    assert isinstance(replies.frames.get(timeout=10), Failed)
