"""A face and an engine over the local socket."""

from __future__ import annotations

import os
import socket
import stat
import sys
import threading
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from docmind.core.errors import DocMindError, EngineUnreachable, UsageError
from docmind.core.events import Event, IndexChanged, Notice, SearchesChanged
from docmind.core.paths import Library
from docmind.core.remote.client import ConnectedEngine
from docmind.core.remote.protocol import Door
from docmind.core.remote.server import Server
from docmind.core.remote.supervisor import open_engine
from docmind.core.schema import JobReport, Problem, Query, QueryPlan, SearchAnswer
from docmind.core.schema_searches import Searches


class SmallEngine:
    """Answers a few calls at once and one when told to."""

    def __init__(self) -> None:
        self.subscribers = []
        self.release = threading.Event()
        self.asked = []

    def search(self, query: Query) -> SearchAnswer:
        self.asked.append(query)
        return SearchAnswer(query.text, QueryPlan("auto", (), 0.0, False), (), 0, 1.0)

    def problems(self):
        return (Problem(Path(os.fsdecode(b"/a/caf\xe9.pdf")), "damaged", "r", "h", "now"),)

    def add(self, paths):
        raise UsageError("There is no such file or folder", hint="Check.", path=paths[0])

    def wait(self, job_id, timeout=None):
        self.release.wait(20)
        return JobReport(job_id, "done")

    def pause(self):
        raise ValueError("a fault in the engine")

    def subscribe(self, subscriber):
        self.subscribers.append(subscriber)
        return lambda: self.subscribers.remove(subscriber)

    def publish(self, event: Event) -> None:
        for subscriber in self.subscribers:
            subscriber(event)


@pytest.fixture
def library(tmp_path):
    library = Library(tmp_path / "library")
    library.create()
    return library


@pytest.fixture
def engine():
    return SmallEngine()


@pytest.fixture
def served(engine, library):
    server = Server(engine, library, idle_seconds=0.0)
    server._alone_since = float("inf")
    thread = threading.Thread(target=server.run)
    thread.start()
    while not library.door.exists():
        assert thread.is_alive()
    yield server
    engine.release.set()
    server._ended.set()
    thread.join(20)
    assert not thread.is_alive()


def test_calls_errors_and_paths_cross(served, engine, library):
    face = ConnectedEngine(library)
    assert face.search(Query("café", "words", 3)).query == "café"
    assert engine.asked == [Query("café", "words", 3)]
    assert face.problems() == engine.problems()
    with pytest.raises(UsageError, match="no such file") as caught:
        face.add([Path("/nowhere")])
    assert caught.value.path == Path("/nowhere")
    face.close()


def test_a_fault_in_the_engine_reaches_the_face_as_a_plain_error(served, library):
    face = ConnectedEngine(library)
    with pytest.raises(DocMindError, match="a fault in the engine"):
        face.pause()
    assert face.search(Query("still there")).query == "still there"
    face.close()


def test_a_long_call_does_not_hold_the_others(served, engine, library):
    face = ConnectedEngine(library)
    reports = []
    waiting = threading.Thread(target=lambda: reports.append(face.wait(3)))
    waiting.start()
    assert face.search(Query("quick")).query == "quick"
    assert not reports
    engine.release.set()
    waiting.join(20)
    assert reports == [JobReport(3, "done")]
    face.close()


def test_events_reach_every_face(served, engine, library):
    faces = [ConnectedEngine(library) for _ in range(2)]
    seen = [threading.Event() for _ in faces]
    got = [[] for _ in faces]
    for number, face in enumerate(faces):

        def note(event, number=number):
            got[number].append(event)
            if isinstance(event, Notice):
                seen[number].set()

        face.subscribe(note)
    while len(engine.subscribers) < 2:
        pass
    engine.publish(IndexChanged(5))
    engine.publish(Notice("info", "done"))
    assert all(event.wait(20) for event in seen)
    assert got == [[IndexChanged(5), Notice("info", "done")]] * 2
    for face in faces:
        face.close()


def test_kept_searches_cross_and_every_face_learns_of_them(library):
    first = open_engine(library.root)
    try:
        second = open_engine(library.root)
        assert isinstance(second, ConnectedEngine)
        changed = threading.Event()
        first.subscribe(lambda event: changed.set() if event == SearchesChanged() else None)
        second.remember_search(Query("notice period", "words"))
        assert changed.wait(20)
        second.save_search("Ending", "notice period type:pdf", "meaning")
        with pytest.raises(UsageError, match="already a saved search called ENDING"):
            second.save_search("ENDING", "x", "auto")
        second.rename_saved_search("ending", "Moving out")
        kept = second.searches()
        assert kept == first.searches()
        assert [(one.text, one.mode, one.times) for one in kept.history] == [
            ("notice period", "words", 1)
        ]
        (saved,) = kept.saved
        assert (saved.name, saved.text, saved.mode) == (
            "Moving out",
            "notice period type:pdf",
            "meaning",
        )
        assert kept.recording
        assert second.forget_searches("nothing") == 0
        assert second.forget_searches() == 1
        second.remove_saved_search("Moving out")
        assert first.searches() == Searches()
        second.close()
    finally:
        first.close()


def test_a_wrong_key_gets_nothing(served, library):
    door = Door.read(library)
    with pytest.raises((AuthenticationError, EOFError, OSError)):
        Client(door.address, authkey=b"guess")
    face = ConnectedEngine(library)
    assert face.search(Query("x")).query == "x"
    face.close()


@pytest.mark.parametrize("frame", [b"\x80\x04N.", b"[]", b"\x00" * 100])
def test_rubbish_ends_only_its_own_connection(served, library, frame):
    door = Door.read(library)
    stranger = Client(door.address, authkey=door.key)
    stranger.send_bytes(frame)
    with pytest.raises((EOFError, OSError)):
        stranger.recv_bytes()
    stranger.close()
    face = ConnectedEngine(library)
    assert face.search(Query("x")).query == "x"
    face.close()


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes have no file mode")
def test_the_socket_is_for_its_owner_only(served, library):
    address = Path(Door.read(library).address)
    assert stat.S_ISSOCK(address.stat().st_mode)
    assert stat.S_IMODE(address.parent.stat().st_mode) == 0o700
    with socket.socket(socket.AF_UNIX) as probe:
        probe.connect(str(address))


def test_an_engine_that_ends_is_noticed(engine, library):
    server = Server(engine, library, idle_seconds=0.0)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not library.door.exists():
        assert thread.is_alive()
    face = ConnectedEngine(library)
    face.close()  # the last face leaves, so the engine ends by itself
    thread.join(20)
    assert not thread.is_alive()
    with pytest.raises(EngineUnreachable):
        ConnectedEngine(library)


def test_a_command_shares_its_engine(library, tmp_path):
    (tmp_path / "note.txt").write_text("A note about lanterns.")
    first = open_engine(library.root)
    try:
        second = open_engine(library.root)
        assert isinstance(second, ConnectedEngine)
        report = second.wait(second.add([tmp_path / "note.txt"]), 60)
        assert report.counts.added == 1
        assert first.status().files == second.status().files == 1
        second.close()
        third = ConnectedEngine(library)
    finally:
        first.close()
    with pytest.raises(EngineUnreachable):
        third.status()
    assert not library.door.exists()
