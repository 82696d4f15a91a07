"""Starting the engine process anew, so that changed settings hold."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from docmind.core import Query, Restartable, open_engine, request_erasure, save_settings
from docmind.core.paths import Library
from docmind.core.remote.client import ConnectedEngine
from docmind.core.remote.server import Server


def eventually(true: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.05)


def test_saved_excludes_hold_after_a_restart(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "keep.txt").write_text("A letter about lanterns.")
    (folder / "drop.txt").write_text("A letter about lamps.")
    engine = open_engine(tmp_path / "library", start=True)
    events: list[str] = []
    engine.subscribe(lambda event: events.append(type(event).__name__))
    try:
        assert engine.wait(engine.add([folder]), 60) is not None
        assert engine.status().files == 2
        save_settings({"discovery.exclude": ("drop.*",)})
        assert isinstance(engine, Restartable)
        assert engine.restart()
        eventually(lambda: engine.status().files == 1)
        assert "EngineLost" not in events
    finally:
        engine.close()


def test_an_erased_library_begins_anew_and_files_stay(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("A letter about lanterns.")
    home = tmp_path / "library"
    engine = open_engine(home, start=True)
    try:
        assert engine.wait(engine.add([letter]), 60) is not None
        engine.save_search("light", "lanterns", "words")
        request_erasure(home, "index")
        assert isinstance(engine, Restartable)
        assert engine.restart()
        status = engine.status()
        assert (status.files, status.sources) == (0, ())
        assert engine.searches().saved == ()
        assert engine.search(Query("lanterns", "words")).hits == ()
        kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
        assert b"lanterns" not in kept
        assert letter.read_text() == "A letter about lanterns."
        assert engine.wait(engine.add([letter]), 60) is not None
        assert len(engine.search(Query("lanterns", "words")).hits) == 1
    finally:
        engine.close()


class Served:
    """An engine that is only there."""

    def subscribe(self, subscriber):
        return lambda: None

    def problems(self):
        return ()


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library(tmp_path / "library")
    made.create()
    return made


def test_an_engine_that_others_use_is_not_ended(library: Library) -> None:
    server = Server(Served(), library, idle_seconds=60.0)  # type: ignore[arg-type]
    server.start()
    try:
        eventually(library.door.exists)
        face = ConnectedEngine(library)
        assert face._link.call("end", {}) is False  # it runs beside a command's own work
        assert face.problems() == ()
        face.close()
    finally:
        server.stop()
