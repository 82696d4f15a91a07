"""One window per library: a second start raises the first window and passes on its paths."""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 2000
LARGEST_MESSAGE = 1_000_000


class OneWindow(QObject):
    """Held by the first window of a library. ``called`` brings the paths of a second start."""

    called = Signal(object)  # list[Path]

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        user = os.getuid() if hasattr(os, "getuid") else 0  # elsewhere the folder is the user's own
        key = zlib.crc32(os.fsencode(library.absolute()))
        self._name = f"docmind-window-{user}-{key:08x}"
        self._lock = QLockFile(f"{QDir.tempPath()}/{self._name}.lock")
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        self._sockets: list[QLocalSocket] = []

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

    def call(self, paths: Sequence[Path]) -> bool:
        """From a second start: hand ``paths`` to the first window. False when it is not heard."""
        import json

        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(WAIT_MS):
            return False
        socket.write(json.dumps([os.fsencode(path.absolute()).hex() for path in paths]).encode())
        socket.flush()
        socket.waitForBytesWritten(WAIT_MS)
        socket.disconnectFromServer()
        return True

    def release(self) -> None:
        """Let another window be the first."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _on_connection(self) -> None:
        assert self._server is not None
        socket = self._server.nextPendingConnection()
        self._sockets.append(socket)
        socket.disconnected.connect(self._on_hang_up)
        self._on_hang_up()

    def _on_hang_up(self) -> None:
        """Hear callers that have said all. A socket that is deleted says so once more: let go."""
        for socket in list(self._sockets):
            if socket.state() == socket.LocalSocketState.UnconnectedState:
                self._sockets.remove(socket)
                socket.disconnected.disconnect(self._on_hang_up)
                self._hear(bytes(socket.readAll().data())[:LARGEST_MESSAGE])
                socket.deleteLater()

    def _hear(self, raw: bytes) -> None:
        import json

        try:
            paths = [Path(os.fsdecode(bytes.fromhex(text))) for text in json.loads(raw or b"[]")]
        except (ValueError, TypeError):
            return
        self.called.emit(paths)
