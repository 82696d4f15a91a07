"""One window per library: a second start hands over what it was asked for, and ends."""

from __future__ import annotations

import os
import sys
import time
import zlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QDir, QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_SECONDS = 6.0
AGAIN_SECONDS = 0.1
LARGEST_MESSAGE = 1_000_000
HEARD = b"heard\n"
TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - by it a Wayland desktop lets a window come forward

Place = Literal["first", "handed over", "beside"]


@dataclass(frozen=True, slots=True)
class Start:
    """What a start of the program asks for: paths to add, a query to show, quick search, or to
    stay in the background."""

    paths: tuple[Path, ...] = ()
    query: str = ""
    quick: bool = False
    background: bool = False


class OneWindow(QObject):
    """Held by the first window of a library. ``called`` brings what a second start asks for."""

    called = Signal(object)  # Start

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        user = os.getuid() if hasattr(os, "getuid") else 0  # elsewhere the folder is the user's own
        key = zlib.crc32(os.fsencode(library.absolute()))
        self._name = f"docmind-window-{user}-{key:08x}"
        self._lock = QLockFile(f"{QDir.tempPath()}/{self._name}.lock")
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        self._heard: dict[QLocalSocket, bytes] = {}

    def settle(self, start: Start, patience: float = PATIENCE_SECONDS) -> Place:
        """Be the first window, or hand ``start`` over to it.

        A first window that is still starting or just closing is waited for. One that takes the
        call and never answers hangs: after ``patience`` seconds this start goes on beside it.
        """
        end = time.monotonic() + patience
        while not self.take():
            if self.call(start, end - time.monotonic()):
                return "handed over"
            if time.monotonic() > end:
                return "beside"
            time.sleep(AGAIN_SECONDS)
        return "first"

    def take(self) -> bool:
        """True for the first window; it then calls ``listen`` once it is shown."""
        return self._lock.tryLock(0)

    def listen(self) -> None:
        """Hear second starts from now on."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(self._name)

    def call(self, start: Start, patience: float = PATIENCE_SECONDS) -> bool:
        """From a second start: hand ``start`` to the first window. False when it is not heard."""
        from PySide6.QtNetwork import QLocalSocket

        if not self._is_own_door():
            return False
        wait_ms = max(1, round(patience * 1000))
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(wait_ms):
            return False
        _let_others_come_forward()
        socket.write(_written(start))
        socket.waitForBytesWritten(wait_ms)
        # the answer may have come while the words were still being written
        answered = socket.bytesAvailable() > 0 or socket.waitForReadyRead(wait_ms)
        heard = answered and socket.readAll().data() == HEARD
        socket.abort()
        return bool(heard)

    def _is_own_door(self) -> bool:
        """Whether the socket, in a folder that others write to, was made by this user: only then
        it may hear what is asked."""
        if not hasattr(os, "getuid"):
            return True  # no file stands for it there
        try:
            return (Path(QDir.tempPath()) / self._name).stat().st_uid == os.getuid()
        except OSError:
            return False

    def release(self) -> None:
        """Let another window be the first."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _on_connection(self) -> None:
        assert self._server is not None
        socket = self._server.nextPendingConnection()
        self._heard[socket] = b""
        socket.readyRead.connect(partial(self._on_words, socket))
        socket.disconnected.connect(partial(self._on_hang_up, socket))
        self._on_words(socket)

    def _on_words(self, socket: QLocalSocket) -> None:
        """Answer as soon as all was said: who calls waits for that before it ends."""
        if socket not in self._heard:
            return
        self._heard[socket] += socket.readAll().data()
        said = self._heard[socket]
        if said.endswith(b"\n"):
            self._heard[socket] = b""
            socket.write(HEARD)
            socket.flush()
            self._hear(said)
        elif len(said) > LARGEST_MESSAGE:
            socket.abort()

    def _on_hang_up(self, socket: QLocalSocket) -> None:
        """A socket that is deleted says so once more."""
        if self._heard.pop(socket, None) is not None:
            socket.deleteLater()

    def _hear(self, raw: bytes) -> None:
        import json

        try:
            said = json.loads(raw)
            paths = tuple(Path(os.fsdecode(bytes.fromhex(text))) for text in said["paths"])
            quick, background = bool(said["quick"]), bool(said.get("background", False))
            start = Start(paths, str(said["query"]), quick, background)
            token = str(said["token"])
        except (ValueError, TypeError, KeyError):
            return
        if token:
            os.environ[TOKEN] = token  # Qt shows it to the desktop when the window is raised
        self.called.emit(start)


def _written(start: Start) -> bytes:
    """One line of JSON; paths go as bytes, for names that are not UTF-8."""
    import json

    said = {
        "paths": [os.fsencode(path.absolute()).hex() for path in start.paths],
        "query": start.query,
        "quick": start.quick,
        "background": start.background,
        "token": os.environ.get(TOKEN, ""),
    }
    return json.dumps(said).encode("ascii") + b"\n"


def _let_others_come_forward() -> None:
    """Windows lets a window come to the front only when the program in front agrees."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
