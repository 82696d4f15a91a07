"""Messages cross the wire typed, whole, and without pickle."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import msgspec
import pytest

from docmind.core import errors, events
from docmind.core.api import EngineApi
from docmind.core.paths import Library
from docmind.core.remote import protocol
from docmind.core.remote.protocol import Door, Message
from docmind.core.schema import (
    Hit,
    JobReport,
    Like,
    Passage,
    Progress,
    Query,
    QueryPlan,
    Reason,
    SearchAnswer,
    Span,
)
from docmind.core.schema_facets import Facet, FacetValue

BROKEN = Path(os.fsdecode(b"/tmp/caf\xe9.txt"))


def answer() -> SearchAnswer:
    passage = Passage(3, "A > B", Span(1, 9), "some text", (Span(0, 4),), 0.5, Span(2, 5))
    hit = Hit(1, 7, BROKEN, "T", "document", "application/pdf", 5, 6, 24, 0.9, passage,
              (Reason("words", None, ("text",)),), (passage,), copies=(BROKEN,))  # fmt: skip
    plan = QueryPlan("auto", ("dense",), 0.4, False, filters=(("type", "pdf"),))
    facets = (Facet("folder", (FacetValue("/a/b", 2, "b"),), at_least=True),)
    return SearchAnswer("q", plan, (hit,), 1, 12.5, timings=(("fuse", 0.1),), facets=facets)


def crossed(message: Message) -> Message:
    return protocol.decode(protocol.encode(message))


def test_an_answer_comes_back_equal_even_with_a_broken_name():
    message = crossed(Message(id=4, value=answer()))
    assert protocol.value_of("search", message.value) == answer()


def test_arguments_come_back_typed():
    asked = Message(id=1, call="search", arguments={"query": Query("a b", "words", 5)})
    assert protocol.arguments_of(crossed(asked)) == {"query": Query("a b", "words", 5)}
    like = Query("at night", like=Like(picture=bytes(range(256))))
    asked = Message(id=1, call="search", arguments={"query": like})
    assert protocol.arguments_of(crossed(asked)) == {"query": like}
    like = Query("", like=Like(BROKEN, 3, Span(1, 9)))
    asked = Message(id=1, call="search", arguments={"query": like})
    assert protocol.arguments_of(crossed(asked)) == {"query": like}
    pages = {"file_id": 3, "page": None, "span": Span(1, 2), "query": "x"}
    assert protocol.arguments_of(crossed(Message(id=1, call="page_text", arguments=pages))) == pages


@pytest.mark.parametrize(
    "event",
    [
        events.JobProgressed(Progress(1, "reading", 3, 9, "a.txt", 1.5, None)),
        events.JobFinished(JobReport(1, "done", skipped_types=((".bin", 2),))),
        events.EngineRestored(),
        events.SearchesChanged(),
        events.ChildRestarted("model worker", "It ended."),
    ],
)
def test_events_come_back_equal(event):
    message = crossed(Message(event=type(event).__name__, value=event))
    assert protocol.event_of(message) == event


def test_an_unknown_event_is_passed_over():
    assert protocol.event_of(Message(event="FromTheFuture", value={})) is None


def test_errors_keep_their_kind_and_path():
    error = errors.LibraryLocked("In use", "by another", "Close it.", BROKEN)
    message = crossed(Message(id=1, error=protocol.wire_error(error)))
    back = protocol.error_of(message.error)
    assert isinstance(back, errors.LibraryLocked)
    assert (back.title, back.hint, back.path) == ("In use", "Close it.", BROKEN)


def test_lone_surrogates_in_texts_are_replaced():
    message = crossed(Message(id=1, call="search", arguments={"query": Query("a\udce9b")}))
    assert protocol.arguments_of(message)["query"].text == "a?b"


@pytest.mark.parametrize("call", ["close", "__init__", "subscribe", ""])
def test_only_the_listed_calls_can_be_made(call):
    with pytest.raises(errors.UsageError):
        protocol.arguments_of(Message(id=1, call=call))


def test_wrong_arguments_are_refused():
    with pytest.raises(errors.UsageError):
        protocol.arguments_of(Message(id=1, call="search", arguments={"query": "text"}))
    with pytest.raises(errors.UsageError):
        protocol.arguments_of(Message(id=1, call="wait", arguments={"nothing": 1}))


@pytest.mark.parametrize("frame", [b"", b"{", b"[1]", b'{"id": "x"}', b"\x80\x04N."])
def test_malformed_frames_are_refused(frame):
    with pytest.raises((msgspec.DecodeError, msgspec.ValidationError)):
        protocol.decode(frame)


def test_every_call_belongs_to_the_engine():
    assert all(callable(getattr(EngineApi, name)) for name in protocol.CALLS)


def test_the_door_is_for_its_owner_only(tmp_path):
    library = Library(tmp_path)
    door = Door("/tmp/x.sock", b"\x01\x02", 42, "1.0")
    door.write(library)
    assert Door.read(library) == door
    assert stat.S_IMODE(library.door.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"address": 1, "key": "zz"}', "\x00"])
def test_an_unreadable_door_is_no_door(tmp_path, text):
    library = Library(tmp_path)
    library.door.write_text(text)
    assert Door.read(library) is None
