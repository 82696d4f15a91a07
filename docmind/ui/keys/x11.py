"""Keys under X11: a passive grab on the root window, over a connection of its own.

Spoken through libxcb, which Qt itself needs there, so that nothing more has to be installed.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, Structure, c_char_p, c_int, c_uint8, c_uint16, c_uint32, c_void_p
from itertools import product

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from docmind.ui.keys.base import Combination, KeysRefused, taken
from docmind.ui.widgets.wording import tr

KEY_PRESS = 2
ASYNCHRONOUS = 1
SHIFT, LOCK, CONTROL, ALT, NUM_LOCK, SUPER = 1, 2, 4, 8, 16, 64
KEYSYMS = {
    "space": 0x20, "tab": 0xFF09, "return": 0xFF0D, "insert": 0xFF63, "home": 0xFF50,
    "end": 0xFF57, "pause": 0xFF13,
}  # fmt: skip


class _Cookie(Structure):
    _fields_ = (("sequence", c_uint32),)


class _Screens(Structure):
    _fields_ = (("first", POINTER(c_uint32)), ("rest", c_int), ("index", c_int))


class X11Keys(QObject):
    """Grabs one combination, with and without Caps Lock and Num Lock."""

    pressed = Signal()
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None, display: str | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self._connection: c_void_p | None = None
        self._notifier: QSocketNotifier | None = None

    def hold(self, keys: Combination) -> None:
        """Take the keys. Raises ``KeysRefused``."""
        self.release()
        xcb, symbols = _libraries()
        name = None if self._display is None else self._display.encode()
        connection = c_void_p(xcb.xcb_connect(name, None))
        self._connection = connection
        if xcb.xcb_connection_has_error(connection):
            self.release()
            raise KeysRefused(tr("The X server of this desktop does not answer."))
        try:
            self._grab(xcb, symbols, connection, keys)
        except KeysRefused:
            self.release()
            raise
        descriptor = xcb.xcb_get_file_descriptor(connection)
        self._notifier = QSocketNotifier(descriptor, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def release(self) -> None:
        """Give them back: the server forgets the grabs of a connection that ends."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._connection is not None:
            _libraries()[0].xcb_disconnect(self._connection)
            self._connection = None

    def _grab(
        self, xcb: ctypes.CDLL, symbols: ctypes.CDLL, connection: c_void_p, keys: Combination
    ) -> None:
        setup = c_void_p(xcb.xcb_get_setup(connection))
        root = c_uint32(xcb.xcb_setup_roots_iterator(setup).first[0])
        wanted = _modifiers(keys)
        locks = (0, LOCK, NUM_LOCK, LOCK | NUM_LOCK)
        for code, lock in product(_codes(symbols, connection, keys), locks):
            cookie = xcb.xcb_grab_key_checked(
                connection, 1, root, wanted | lock, code, ASYNCHRONOUS, ASYNCHRONOUS
            )
            refusal = xcb.xcb_request_check(connection, cookie)
            if refusal:
                _free(refusal)
                raise taken(keys.shown)

    def _read(self) -> None:
        """Pressed once or more often while nothing was read: it counts once."""
        xcb, _ = _libraries()
        pressed = False
        while self._connection is not None:
            event = xcb.xcb_poll_for_event(self._connection)
            if not event:
                break
            pressed = pressed or ctypes.cast(event, POINTER(c_uint8))[0] & 0x7F == KEY_PRESS
            _free(event)
        if self._connection is not None and xcb.xcb_connection_has_error(self._connection):
            self.release()  # the server is gone
        elif pressed:
            self.pressed.emit()


def _modifiers(keys: Combination) -> int:
    held = ((keys.shift, SHIFT), (keys.control, CONTROL), (keys.alt, ALT), (keys.super, SUPER))
    return sum(mask for on, mask in held if on)


def _codes(symbols: ctypes.CDLL, connection: c_void_p, keys: Combination) -> list[int]:
    """The keys of this keyboard that give the symbol."""
    table = c_void_p(symbols.xcb_key_symbols_alloc(connection))
    found = symbols.xcb_key_symbols_get_keycode(table, c_uint32(_keysym(keys.key)))
    symbols.xcb_key_symbols_free(table)
    codes: list[int] = []
    if found:
        array = ctypes.cast(found, POINTER(c_uint8))
        while array[len(codes)]:
            codes.append(array[len(codes)])
        _free(found)
    if not codes:
        raise KeysRefused(tr("This keyboard has no key for “{keys}”.").format(keys=keys.shown))
    return codes


def _keysym(key: str) -> int:
    if key in KEYSYMS:
        return KEYSYMS[key]
    if len(key) > 1:  # f1 and on
        return 0xFFBD + int(key[1:])
    return ord(key)


_loaded: list[ctypes.CDLL] = []


def _libraries() -> tuple[ctypes.CDLL, ctypes.CDLL]:
    """libxcb and libxcb-keysyms. Raises ``KeysRefused`` where they are missing."""
    if not _loaded:
        try:
            _loaded.extend((_xcb(), _xcb_keysyms(), ctypes.CDLL(None)))
        except OSError as error:
            raise KeysRefused(tr("The libraries that X11 needs for it are missing.")) from error
    return _loaded[0], _loaded[1]


def _xcb() -> ctypes.CDLL:
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = c_void_p
    xcb.xcb_connect.argtypes = (c_char_p, c_void_p)
    xcb.xcb_get_setup.restype = c_void_p
    xcb.xcb_setup_roots_iterator.restype = _Screens
    xcb.xcb_grab_key_checked.restype = _Cookie
    xcb.xcb_grab_key_checked.argtypes = (
        c_void_p, c_uint8, c_uint32, c_uint16, c_uint8, c_uint8, c_uint8,
    )  # fmt: skip
    for name in ("xcb_request_check", "xcb_poll_for_event"):
        getattr(xcb, name).restype = c_void_p
    xcb.xcb_request_check.argtypes = (c_void_p, _Cookie)
    return xcb


def _xcb_keysyms() -> ctypes.CDLL:
    symbols = ctypes.CDLL("libxcb-keysyms.so.1")
    symbols.xcb_key_symbols_alloc.restype = c_void_p
    symbols.xcb_key_symbols_get_keycode.restype = c_void_p
    return symbols


def _free(pointer: int) -> None:
    """What xcb hands out is freed by who asked."""
    _loaded[2].free(c_void_p(pointer))
