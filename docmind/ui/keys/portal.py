"""Keys under Wayland: the desktop holds them and asks the person, by its GlobalShortcuts portal.

https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.GlobalShortcuts.html
"""

from __future__ import annotations

import contextlib
import secrets
import socket
import threading
from collections import deque
from typing import Any

from jeepney import DBusAddress, MatchRule, Message, MessageType, message_bus
from jeepney import new_method_call as method_call
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection
from PySide6.QtCore import QObject, Signal

from docmind.ui.keys.base import Combination, KeysRefused
from docmind.ui.widgets.wording import tr

BUS_NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
REGISTRY = "org.freedesktop.host.portal.Registry"
REQUEST = "org.freedesktop.portal.Request"
NAME = "quick-search"
ANSWER_SECONDS = 10.0
PERSON_SECONDS = 600.0  # the desktop may ask, and a person thinks
KEYSYMS = {"return": "Return", "tab": "Tab", "insert": "Insert", "home": "Home", "end": "End",
           "pause": "Pause"}  # fmt: skip


class PortalKeys(QObject):
    """A session with the portal, on a thread of its own."""

    pressed = Signal()
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection: DBusConnection | None = None
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()

    def hold(self, keys: Combination) -> None:
        """Ask for the keys; ``refused`` may follow. Raises ``KeysRefused`` without a bus."""
        self.release()
        try:
            connection = open_dbus_connection(bus="SESSION")
        except (OSError, KeyError, ValueError) as error:
            raise KeysRefused(no_portal()) from error
        self._connection, self._ended = connection, threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(connection, keys, self._ended), name="window-keys", daemon=True
        )
        self._thread.start()

    def release(self) -> None:
        """Give them back: the portal ends the session of a connection that ends."""
        if self._connection is not None and self._thread is not None:
            self._ended.set()
            with contextlib.suppress(OSError):  # wakes the thread, which waits for a message
                self._connection.sock.shutdown(socket.SHUT_RDWR)
            self._thread.join()
            self._connection.close()
            self._connection = self._thread = None

    def _run(self, connection: DBusConnection, keys: Combination, ended: threading.Event) -> None:
        try:
            self._serve(connection, keys)
        except KeysRefused as refusal:
            if not ended.is_set():
                self.refused.emit(str(refusal))
        except (OSError, EOFError, TimeoutError):
            if not ended.is_set():
                self.refused.emit(no_portal())

    def _serve(self, connection: DBusConnection, keys: Combination) -> None:
        """Take the keys and tell of them until the connection ends, which raises."""
        rule = MatchRule(type="signal", interface=SHORTCUTS, member="Activated", path=PATH)
        heard: deque[Message] = deque()
        with connection.filter(rule, queue=heard):
            Proxy(message_bus, connection).AddMatch(rule)
            _bind(connection, _open_session(connection), keys)
            while True:
                told = connection.recv_until_filtered(heard)
                if told.body[1] == NAME:
                    self.pressed.emit()


def no_portal() -> str:
    """What to say where the desktop has no such portal."""
    return tr(
        "This desktop gives programs no keys of their own. Bind a key to the command "
        "docmind --quick in the desktop's settings instead."
    )


def trigger(keys: Combination) -> str:
    """The keys in the form of the XDG shortcuts specification: CTRL+ALT+space."""
    names = ((keys.control, "CTRL"), (keys.alt, "ALT"), (keys.shift, "SHIFT"), (keys.super, "LOGO"))
    key = KEYSYMS.get(keys.key) or (keys.key.upper() if keys.key[1:].isdigit() else keys.key)
    return "+".join([*(name for on, name in names if on), key])


def _open_session(connection: DBusConnection) -> str:
    with contextlib.suppress(KeysRefused):  # an older portal goes by how the program was started
        _call(connection, REGISTRY, "Register", "sa{sv}", ("docmind", {}))
    made = _ask(connection, "CreateSession", "a{sv}", ({
        "session_handle_token": ("s", f"docmind_{secrets.token_hex(4)}"),
    },), ANSWER_SECONDS)  # fmt: skip
    return str(made["session_handle"][1])


def _bind(connection: DBusConnection, session: str, keys: Combination) -> None:
    wanted = {
        "description": ("s", tr("Quick search")),
        "preferred_trigger": ("s", trigger(keys)),
    }
    body: tuple[Any, ...] = (session, [(NAME, wanted)], "", {})
    held = _ask(connection, "BindShortcuts", "oa(sa{sv})sa{sv}", body, PERSON_SECONDS)
    if not held.get("shortcuts", ("", []))[1]:
        raise KeysRefused(_declined(keys))


def _ask(
    connection: DBusConnection, method: str, signature: str, body: tuple[Any, ...], seconds: float
) -> dict[str, Any]:
    """Call a method whose result comes as the answer to a request. Options are its last argument.

    Raises ``KeysRefused`` when it is refused, by the desktop or by the person.
    """
    token = f"docmind_{secrets.token_hex(4)}"
    sender = connection.unique_name.lstrip(":").replace(".", "_")
    rule = MatchRule(
        type="signal", interface=REQUEST, member="Response", path=f"{PATH}/request/{sender}/{token}"
    )
    options = {**body[-1], "handle_token": ("s", token)}
    answers: deque[Message] = deque()
    with connection.filter(rule, queue=answers):
        Proxy(message_bus, connection).AddMatch(rule)
        _call(connection, SHORTCUTS, method, signature, (*body[:-1], options))
        code, results = connection.recv_until_filtered(answers, timeout=seconds).body
    if code != 0:
        raise KeysRefused(tr("The desktop did not give DocMind the keys it asked for."))
    return dict(results)


def _call(
    connection: DBusConnection, interface: str, method: str, signature: str, body: tuple[Any, ...]
) -> None:
    """Raises ``KeysRefused`` when the portal does not know the method or has an error."""
    address = DBusAddress(PATH, bus_name=BUS_NAME, interface=interface)
    message = method_call(address, method, signature, body)
    answer = connection.send_and_get_reply(message, timeout=ANSWER_SECONDS)
    if answer.header.message_type is MessageType.error:
        raise KeysRefused(no_portal())


def _declined(keys: Combination) -> str:
    return tr("The desktop did not give DocMind “{keys}”. Its own settings may tell why.").format(
        keys=keys.shown
    )
