"""The window's engine: started when needed, watched, started again when it dies."""

from __future__ import annotations

import contextlib
import math
import os
import signal
import subprocess
import threading
import time
from collections import deque
from pathlib import Path
from typing import Any

from docmind.core.api import EngineApi
from docmind.core.errors import DocMindError, EngineUnreachable, LibraryLocked
from docmind.core.events import EngineLost, EngineRestored
from docmind.core.paths import Library, child_command, child_environment, default_library
from docmind.core.remote.client import ConnectedEngine, Link, RemoteEngine
from docmind.core.remote.protocol import END, read_refusal

_START_SECONDS = 60.0
_MOST_RESTARTS = 5
_RESTART_WINDOW = 60.0  # seconds
_EXIT_LOCKED, _EXIT_REFUSED = 3, 4
_LOCKED_SECONDS = 5.0  # the one that holds the library may be about to serve it
_END_SECONDS = 30.0  # an engine that was asked to end finishes the file in hand
_DEATHS_AT_START = 2
_TRIES = 4  # of one call, when the engine dies under it


def open_engine(
    library: Path | None = None, settings: object = None, start: bool = False
) -> EngineApi:
    """The engine of a library, wherever it is.

    The one that already runs is used. Otherwise ``start`` decides: True starts an engine process
    and watches it (the window), False opens the engine in this process (CLI, scripts), where other
    faces can use it too while it lives.
    Raises ``LibraryLocked``, ``EngineUnreachable`` and whatever ``Engine.open`` raises.
    """
    home = Library((library or default_library()).absolute())
    if start:
        return SupervisedEngine(home)
    with contextlib.suppress(EngineUnreachable):
        return ConnectedEngine(home)
    from docmind.core.engine import Engine
    from docmind.core.remote.server import Server
    from docmind.core.settings import Settings

    try:
        engine = Engine.open(home.root, settings if isinstance(settings, Settings) else None)
    except LibraryLocked:
        return _connect_soon(home)
    server = Server(engine, home, idle_seconds=math.inf)
    engine.at_close(server.stop)
    server.start()
    return engine


def _connect_soon(library: Library) -> EngineApi:
    """Somebody holds the library: an engine that is just starting, or another command."""
    deadline = time.monotonic() + 5
    while True:
        try:
            return ConnectedEngine(library)
        except EngineUnreachable:
            if time.monotonic() > deadline:
                raise LibraryLocked(
                    "Another DocMind command is using this library",
                    hint="Wait until it has finished, then try again.",
                    path=library.root,
                ) from None
            time.sleep(0.1)


class SupervisedEngine(RemoteEngine):
    """A child engine process that is brought back when it dies. Calls wait while it is away."""

    def __init__(self, library: Library) -> None:
        """Start or join the engine. Raises ``EngineUnreachable``, and whatever ``Engine.open``
        raises in its process."""
        super().__init__()
        self._library = library
        self._child: subprocess.Popen[bytes] | None = None
        self._link: Link | None = None
        self._lock = threading.RLock()
        self._back = threading.Condition(self._lock)
        self._closed = False
        self._failure: DocMindError | None = None
        self._restarts: deque[float] = deque(maxlen=_MOST_RESTARTS)
        library.create()
        self._bring_up()

    @property
    def pid(self) -> int | None:
        """The engine process, when this one started it."""
        return self._child.pid if self._child else None

    def _call(self, name: str, /, **arguments: Any) -> Any:
        for attempt in range(_TRIES):
            link = self._wait_for_link()
            try:
                return link.call(name, arguments)
            except EngineUnreachable:
                with self._lock:
                    if self._link is link:
                        self._link = None  # wait for the next one, not for this one's obituary
                    if self._closed or attempt == _TRIES - 1:
                        raise
        raise AssertionError("unreachable")

    def _wait_for_link(self) -> Link:
        with self._back:
            self._back.wait_for(
                lambda: self._link is not None or self._failure is not None or self._closed,
                timeout=_START_SECONDS,
            )
            if self._link is not None:
                return self._link
            raise self._failure or EngineUnreachable("The search engine is not running")

    def restart(self) -> bool:
        """Keeps ``Restartable``: end the engine process and bring up a new one."""
        link = self._wait_for_link()
        try:
            if not link.call(END, {}):
                return False
        except EngineUnreachable:
            return True  # it died before that: the one that comes is new as well
        with self._lock:
            if self._link is link:
                self._link = None
            child = self._child
        link.close()  # by us: nothing was lost
        if child is not None:
            try:
                child.wait(_END_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()  # as safe as any other death of it
                child.wait()
        try:
            self._bring_up(_END_SECONDS)
        except DocMindError as error:
            self._give_up(error)
            self._publish(EngineLost(str(error), given_up=True))
            raise
        return True

    def _bring_up(self, locked_seconds: float = _LOCKED_SECONDS) -> None:
        began = time.monotonic()
        deadline = began + _START_SECONDS
        deaths = 0
        while not self._closed:
            link = Link.connect(self._library, self._publish, self._lost)
            if link is not None:
                with self._back:
                    self._link = link
                    self._failure = None
                    self._back.notify_all()
                return
            if self._child is None or self._child.poll() is not None:
                code = self._child.returncode if self._child else 0
                if code == _EXIT_LOCKED and time.monotonic() - began > locked_seconds:
                    raise EngineUnreachable(
                        "Another DocMind is using this library",
                        hint="Wait until it has finished, then try again.",
                        path=self._library.root,
                    )
                if code == _EXIT_REFUSED:
                    raise read_refusal(self._library) or self._unreachable(code)
                if code not in (0, _EXIT_LOCKED):
                    deaths += 1
                    if deaths > _DEATHS_AT_START:
                        raise self._unreachable(code)
                self._child = self._spawn()
            if self._library.upgrade.exists():
                deadline = time.monotonic() + _START_SECONDS  # it is brought up to date first
            if time.monotonic() > deadline:
                raise self._unreachable(None)
            time.sleep(0.02)

    def _spawn(self) -> subprocess.Popen[bytes]:
        command = [*child_command("engine"), "--library", str(self._library.root)]
        with (self._library.logs / "engine.log").open("ab") as log:
            child = subprocess.Popen(  # noqa: S603 - our own program
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=child_environment(),
                start_new_session=os.name == "posix",  # Ctrl-C is for the face alone
            )
        # it may outlive this object: whoever waits for it collects it when it ends
        threading.Thread(target=child.wait, name="engine-reaper", daemon=True).start()
        return child

    def _lost(self) -> None:
        """On the link's thread: say it and bring the engine back."""
        with self._lock:
            self._link = None
            if self._closed:
                return
        reason = self._reason()
        self._publish(EngineLost(reason))
        threading.Thread(target=self._restart, name="engine-restart", daemon=True).start()

    def _restart(self) -> None:
        now = time.monotonic()
        often = len(self._restarts) == _MOST_RESTARTS and now - self._restarts[0] < _RESTART_WINDOW
        self._restarts.append(now)
        try:
            if often:
                raise EngineUnreachable(
                    "The search engine keeps stopping",
                    detail=f"It ended {_MOST_RESTARTS} times within a minute.",
                    hint="See the log, check the free disk space, then start DocMind again.",
                    path=self._library.logs / "engine.log",
                )
            self._child = None if self._child and self._child.poll() is not None else self._child
            self._bring_up()
        except DocMindError as error:
            self._give_up(error)
            self._publish(EngineLost(str(error), given_up=True))
            return
        if not self._closed:
            self._publish(EngineRestored())

    def _give_up(self, error: DocMindError) -> None:
        with self._back:
            self._failure = error
            self._back.notify_all()

    def _reason(self) -> str:
        code = None
        if self._child is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = self._child.wait(0.5)
        return _why(code)

    def _unreachable(self, code: int | None) -> EngineUnreachable:
        return EngineUnreachable(
            "The search engine could not be started",
            detail=_why(code),
            hint="See the log, or run: docmind doctor",
            path=self._library.logs / "engine.log",
        )

    def close(self) -> None:
        """Leave. An engine that nobody uses ends by itself."""
        with self._back:
            if self._closed:
                return
            self._closed = True
            link, self._link = self._link, None
            self._back.notify_all()
        if link is not None:
            link.close()


def _why(code: int | None) -> str:
    if code is None:
        return "It stopped answering."
    disk = {-getattr(signal, name) for name in ("SIGBUS", "SIGABRT") if hasattr(signal, name)}
    if code in disk:
        return "It stopped because the disk is full or a file of the index is damaged."
    if code < 0:
        return "The system ended it."
    return "It ended unexpectedly."
