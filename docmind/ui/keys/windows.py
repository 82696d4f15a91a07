"""Keys under Windows: RegisterHotKey, on a thread that waits for nothing else."""

from __future__ import annotations

import ctypes
import queue
import threading
from typing import Any

from PySide6.QtCore import QObject, Signal

from docmind.ui.keys.base import Combination, taken

ALT, CONTROL, SHIFT, WIN, ONCE = 1, 2, 4, 8, 0x4000
HOT_KEY, QUIT = 0x0312, 0x0012
NUMBER = 1
CODES = {
    "space": 0x20, "tab": 0x09, "return": 0x0D, "insert": 0x2D, "home": 0x24, "end": 0x23,
    "pause": 0x13,
}  # fmt: skip


class _Message(ctypes.Structure):
    """MSG of winuser.h."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wide", ctypes.c_size_t),
        ("long", ctypes.c_ssize_t),
        ("time", ctypes.c_uint32),
        ("x", ctypes.c_int32),
        ("y", ctypes.c_int32),
    )


class WindowsKeys(QObject):
    """The system sends the keys to the thread that registered them, so there is one for that."""

    pressed = Signal()
    refused = Signal(str)

    def __init__(
        self, parent: QObject | None = None, user32: Any = None, kernel32: Any = None
    ) -> None:
        super().__init__(parent)
        self._user32 = user32 if user32 is not None else ctypes.WinDLL("user32")  # type: ignore[attr-defined,unused-ignore]
        self._kernel32 = kernel32 if kernel32 is not None else ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
        self._thread: threading.Thread | None = None
        self._number = 0

    def hold(self, keys: Combination) -> None:
        """Take the keys. Raises ``KeysRefused``."""
        self.release()
        registered: queue.Queue[int] = queue.Queue()
        thread = threading.Thread(
            target=self._wait, args=(keys, registered), name="window-keys", daemon=True
        )
        thread.start()
        self._number = registered.get()
        if not self._number:
            thread.join()
            raise taken(keys.shown)
        self._thread = thread

    def release(self) -> None:
        """Give them back."""
        if self._thread is not None:
            self._user32.PostThreadMessageW(self._number, QUIT, 0, 0)
            self._thread.join()
            self._thread = None

    def _wait(self, keys: Combination, registered: queue.Queue[int]) -> None:
        """Register, tell the number of this thread (0 when refused), wait until told to quit."""
        if not self._user32.RegisterHotKey(None, NUMBER, modifiers(keys), code(keys.key)):
            registered.put(0)
            return
        message = _Message()
        # looking for messages makes the thread's queue, without which nothing can be posted to it
        self._user32.PeekMessageW(ctypes.byref(message), None, 0, 0, 0)
        registered.put(self._kernel32.GetCurrentThreadId())
        while self._user32.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
            if message.message == HOT_KEY:
                self.pressed.emit()
        self._user32.UnregisterHotKey(None, NUMBER)


def modifiers(keys: Combination) -> int:
    """The modifiers as Windows counts them; holding the keys down counts once."""
    held = ((keys.alt, ALT), (keys.control, CONTROL), (keys.shift, SHIFT), (keys.super, WIN))
    return ONCE | sum(mask for on, mask in held if on)


def code(key: str) -> int:
    """The virtual key code."""
    if key in CODES:
        return CODES[key]
    return 0x6F + int(key[1:]) if len(key) > 1 else ord(key.upper())
