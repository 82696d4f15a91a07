"""After an update the engine of the version before may still run: it makes way, or is named."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from docmind import __version__
from docmind.core.engine import Engine
from docmind.core.errors import EngineUnreachable, LibraryLocked
from docmind.core.paths import Library
from docmind.core.remote.client import ConnectedEngine
from docmind.core.remote.protocol import Door
from docmind.core.remote.server import Server
from docmind.core.remote.supervisor import SupervisedEngine, open_engine


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setenv("DOCMIND_ENGINE__IDLE_SECONDS", "0")
    return Library(tmp_path / "library")


@pytest.fixture
def earlier(library: Library) -> Iterator[threading.Thread]:
    """An engine process of version 0.0.1, as far as others can tell."""
    servers: list[Server] = []

    def serve() -> None:
        with Engine.open(library.root) as engine:  # its lock belongs to this thread
            servers.append(Server(engine, library, idle_seconds=1e9))
            servers[0].run()

    thread = threading.Thread(target=serve)
    thread.start()
    while not library.door.exists():
        assert thread.is_alive()
    _age(library)
    yield thread
    servers[0].stop()
    thread.join(20)
    assert not thread.is_alive()


def _age(library: Library) -> None:
    door = Door.read(library)
    assert door is not None
    Door(door.address, door.key, door.pid, "0.0.1").write(library)


def test_a_command_goes_on_with_its_own_version(
    library: Library, earlier: threading.Thread
) -> None:
    engine = open_engine(library.root)
    assert isinstance(engine, Engine)
    earlier.join(20)
    assert not earlier.is_alive()
    assert engine.status().files == 0
    engine.close()


def test_the_window_starts_its_own_version(library: Library, earlier: threading.Thread) -> None:
    engine = SupervisedEngine(library)
    try:
        assert engine.status().files == 0
        door = Door.read(library)
        assert door is not None
        assert door.version == __version__
        assert not earlier.is_alive()
    finally:
        engine.close()


def test_one_that_is_in_use_is_named_and_goes_on(
    library: Library, earlier: threading.Thread
) -> None:
    door = Door.read(library)
    assert door is not None
    Door(door.address, door.key, door.pid, __version__).write(library)
    face = ConnectedEngine(library)  # the window of the version before
    _age(library)
    with pytest.raises(LibraryLocked, match=r"DocMind 0\.0\.1, this is DocMind") as refused:
        open_engine(library.root)
    assert "Close its windows" in refused.value.hint
    assert face.status().files == 0
    face.close()


def test_a_door_of_one_that_is_gone_leads_nowhere(library: Library) -> None:
    library.create()
    Door(str(library.root / "nobody.sock"), b"k" * 32, 1, "0.0.1").write(library)
    with pytest.raises(EngineUnreachable):
        ConnectedEngine(library)
