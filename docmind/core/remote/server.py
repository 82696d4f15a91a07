"""The engine process: one engine, any number of faces over a local socket."""

from __future__ import annotations

import argparse
import contextlib
import os
import queue
import secrets
import socket
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import AuthenticationError
from multiprocessing.connection import Connection, Listener
from pathlib import Path

import msgspec

from docmind import __version__
from docmind.core.api import EngineApi
from docmind.core.collector import spare_what_is_loaded, take_short_turns
from docmind.core.engine import Engine
from docmind.core.errors import DocMindError, LibraryLocked
from docmind.core.events import Event, JobProgressed
from docmind.core.paths import Library
from docmind.core.remote.protocol import (
    END,
    Door,
    Message,
    arguments_of,
    decode,
    encode,
    hang_up,
    wire_error,
    write_refusal,
)
from docmind.core.settings import load

EXIT_LOCKED = 3
EXIT_REFUSED = 4
_FIRST_FACE_SECONDS = 60.0
_EVENTS_KEPT = 1000


def main(arguments: list[str]) -> int:
    """Serve a library until the last face has left for a while. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="docmind --child engine")
    parser.add_argument("--library", type=Path, required=True)
    options = parser.parse_args(arguments)
    try:
        settings = load()
        engine = Engine.open(options.library, settings, warm=True)
    except LibraryLocked:
        return EXIT_LOCKED
    except DocMindError as error:
        sys.stderr.write(f"{error}\n")
        write_refusal(Library(options.library), error)
        return EXIT_REFUSED
    spare_what_is_loaded()
    take_short_turns()
    try:
        Server(engine, Library(options.library), settings.engine.idle_seconds).run()
    finally:
        engine.close()
    return 0


class Server:
    """Accepts faces, runs their calls, forwards events, and ends when nobody is left."""

    def __init__(self, engine: EngineApi, library: Library, idle_seconds: float) -> None:
        self._engine = engine
        self._library = library
        self._idle_seconds = idle_seconds
        self._key = secrets.token_bytes(32)
        self._faces: set[_Face] = set()
        self._lock = threading.Lock()
        self._alone_since = time.monotonic() + _FIRST_FACE_SECONDS
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Serve on a thread until ``stop``, beside the engine's own face."""
        self._thread = threading.Thread(target=self._run_quietly, name="serve", daemon=True)
        self._thread.start()

    def _run_quietly(self) -> None:
        with contextlib.suppress(OSError):  # no socket to be had: this engine serves nobody else
            self.run()

    def stop(self) -> None:
        """End serving; faces notice at once."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
        with self._lock:
            faces = tuple(self._faces)
        for face in faces:
            face.dismiss()

    def run(self) -> None:
        """Serve until idle. Call it once."""
        address = self._library.socket_address()
        if sys.platform != "win32":
            Path(address).unlink(missing_ok=True)  # of an engine that was killed
        with Listener(address, authkey=self._key, backlog=16) as listener:
            Door(address, self._key, os.getpid(), __version__).write(self._library)
            accepting = threading.Thread(
                target=self._accept, args=(listener,), name="accept", daemon=True
            )
            accepting.start()
            while not self._ended.wait(0.25):
                with self._lock:
                    idle = not self._faces and time.monotonic() > self._alone_since
                if idle:
                    self._ended.set()
            self._library.door.unlink(missing_ok=True)
            _knock(address)
            accepting.join(2.0)

    def _accept(self, listener: Listener) -> None:
        while not self._ended.is_set():
            try:
                connection = listener.accept()
            except (AuthenticationError, EOFError, ConnectionError):
                continue  # a stranger, or the call that ends this
            except OSError:
                return  # the listener was closed
            face = _Face(connection, self._engine, self._left, self._end)
            with self._lock:
                self._faces.add(face)
            face.start()

    def _left(self, face: _Face) -> None:
        with self._lock:
            self._faces.discard(face)
            if not self._faces:
                self._alone_since = time.monotonic() + self._idle_seconds

    def _end(self) -> bool:
        """A face wants the engine started anew. Not while others use it, nor when it belongs to a
        command that serves it beside its own work."""
        with self._lock:
            if self._thread is not None or len(self._faces) > 1:
                return False
            self._library.door.unlink(missing_ok=True)  # nobody joins an engine that is ending
            self._ended.set()
            return True


def _knock(address: str) -> None:
    """Wake the thread that waits in ``accept``: closing its listener alone does not on POSIX."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as caller:
            caller.connect(address)


class _Face:
    """One connected face. Calls run side by side; sending happens on one thread, so a face that
    does not read can never hold the engine."""

    def __init__(
        self,
        connection: Connection,
        engine: EngineApi,
        left: Callable[[_Face], None],
        end: Callable[[], bool],
    ) -> None:
        self._connection = connection
        self._engine = engine
        self._left = left
        self._end = end
        self._outgoing: queue.Queue[bytes | None] = queue.Queue()
        self._calls = ThreadPoolExecutor(24, thread_name_prefix="call")
        self._unsubscribe = engine.subscribe(self._event)

    def dismiss(self) -> None:
        """Hang up."""
        hang_up(self._connection)

    def start(self) -> None:
        threading.Thread(target=self._send, name="face-send", daemon=True).start()
        threading.Thread(target=self._receive, name="face-receive", daemon=True).start()

    def _receive(self) -> None:
        try:
            while True:
                message = decode(self._connection.recv_bytes())
                self._calls.submit(self._answer, message)
        except (EOFError, OSError, msgspec.DecodeError, msgspec.ValidationError):
            pass  # gone, or not speaking our language
        finally:
            self._unsubscribe()
            self._calls.shutdown(wait=False, cancel_futures=True)
            self._outgoing.put(None)
            self._left(self)

    def _answer(self, message: Message) -> None:
        try:
            answer = Message(id=message.id, value=self._do(message))
        except DocMindError as error:
            answer = Message(id=message.id, error=wire_error(error))
        except Exception as error:  # noqa: BLE001 - a fence: one bad call never ends the engine
            text = DocMindError("The engine could not do that", f"{type(error).__name__}: {error}.")
            answer = Message(id=message.id, error=wire_error(text))
        self._outgoing.put(encode(answer))

    def _do(self, message: Message) -> object:
        if message.call == END:
            return self._end()
        return getattr(self._engine, message.call)(**arguments_of(message))

    def _event(self, event: Event) -> None:
        if isinstance(event, JobProgressed) and self._outgoing.qsize() > _EVENTS_KEPT:
            return  # a face this far behind will see a later one
        self._outgoing.put(encode(Message(event=type(event).__name__, value=event)))

    def _send(self) -> None:
        try:
            while (frame := self._outgoing.get()) is not None:
                self._connection.send_bytes(frame)
        except OSError:
            pass  # the receiving thread notices too and tidies up
        finally:
            self._connection.close()
