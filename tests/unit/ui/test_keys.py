"""Keys that open quick search from any program."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes.engine import FakeEngine
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from docmind.core import config_file
from docmind.ui.keys import choice, windows, x11
from docmind.ui.keys.base import Combination, KeysRefused, read_keys, taken
from docmind.ui.keys.portal import PortalKeys, trigger
from docmind.ui.main_window import MainWindow

KEYS = Combination("space", control=True, alt=True)
xvfb = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool"
)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Ctrl+Alt+Space", KEYS),
        ("Meta+Shift+K", Combination("k", shift=True, super=True)),
        ("F9", Combination("f9")),
        ("Ctrl+5", Combination("5", control=True)),
        ("Alt+Home", Combination("home", alt=True)),
    ],
)
def test_keys_are_read_and_written_alike(text: str, keys: Combination) -> None:
    assert read_keys(text) == keys
    assert read_keys(keys.shown) == keys


@pytest.mark.parametrize("text", ["K", "Shift+K", "Space", "Ctrl+K, Ctrl+L", "nonsense", "Ctrl"])
def test_keys_that_cannot_be_held_are_refused(text: str) -> None:
    with pytest.raises(KeysRefused, match=r"“"):
        read_keys(text)


# ---- X11 ---------------------------------------------------------------------------------------


@pytest.fixture
def server() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """An X server of its own: the name of its display, and its process."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-noreset", "-screen", "0", "640x480x24"]
    started = subprocess.Popen(
        [*command, "-nolisten", "tcp"], pass_fds=(write,), stderr=subprocess.DEVNULL
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}", started
    started.terminate()
    started.wait()


@pytest.fixture
def display(server: tuple[str, subprocess.Popen[bytes]]) -> str:
    return server[0]


def press(display: str, keys: str) -> None:
    environment = {**os.environ, "DISPLAY": display}
    subprocess.run(["xdotool", "key", keys], env=environment, check=True)


@xvfb
def test_x11_tells_of_the_keys_whatever_locks_are_on(qtbot: QtBot, display: str) -> None:
    held = x11.X11Keys(display=display)
    held.hold(KEYS)
    for _ in range(2):
        with qtbot.waitSignal(held.pressed):
            press(display, "ctrl+alt+space")
        press(display, "Num_Lock")
    with qtbot.assertNotEmitted(held.pressed, wait=100):
        press(display, "ctrl+space")
    held.release()
    with qtbot.assertNotEmitted(held.pressed, wait=100):
        press(display, "ctrl+alt+space")


@xvfb
def test_x11_says_that_keys_are_taken(display: str) -> None:
    first, second = x11.X11Keys(display=display), x11.X11Keys(display=display)
    first.hold(KEYS)
    with pytest.raises(KeysRefused, match=r"Ctrl\+Alt\+Space"):
        second.hold(KEYS)
    first.release()
    second.hold(KEYS)
    second.hold(Combination("f9"))  # others instead
    first.hold(KEYS)
    first.release()
    second.release()


@xvfb
def test_x11_lets_go_when_the_server_ends(
    qtbot: QtBot, server: tuple[str, subprocess.Popen[bytes]]
) -> None:
    held = x11.X11Keys(display=server[0])
    held.hold(KEYS)
    server[1].terminate()
    qtbot.waitUntil(lambda: held._connection is None)
    held.release()


def test_x11_without_a_server_refuses() -> None:
    with pytest.raises(KeysRefused):
        x11.X11Keys(display=":9999").hold(KEYS)


# ---- the portal of Wayland -----------------------------------------------------------------------


@pytest.fixture
def portal(
    monkeypatch: pytest.MonkeyPatch, repository: Path
) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Starts a bus of its own with a portal that gives the keys, or does not."""
    started: list[subprocess.Popen[str]] = []

    def run(*command: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                   text=True)  # fmt: skip
        started.append(process)
        return process

    def line(process: subprocess.Popen[str]) -> str:
        assert process.stdout is not None
        return process.stdout.readline().strip()

    def start(how: str) -> subprocess.Popen[str]:
        bus = run("dbus-daemon", "--session", "--nofork", "--print-address")
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", line(bus))
        desktop = run(sys.executable, str(repository / "tests/fakes/portal.py"), how)
        assert line(desktop) == "ready"
        return desktop

    yield start
    for process in reversed(started):
        process.terminate()
        process.communicate()


on_a_bus = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="needs dbus-daemon")


@on_a_bus
def test_portal_gives_keys_and_tells_of_them(
    qtbot: QtBot, portal: Callable[[str], subprocess.Popen[str]]
) -> None:
    desktop = portal("gives")
    held = PortalKeys()
    with qtbot.waitSignal(held.pressed):
        held.hold(KEYS)
    assert desktop.stdout is not None
    assert desktop.stdout.readline().strip() == "CTRL+ALT+space"
    with qtbot.assertNotEmitted(held.refused):
        held.release()
        held.release()


@on_a_bus
@pytest.mark.parametrize(
    ("how", "said"),
    [("declines", "Ctrl"), ("cancels", "did not give"), ("has-none", "docmind --quick")],
)
def test_portal_that_gives_no_keys_says_so(
    qtbot: QtBot, portal: Callable[[str], subprocess.Popen[str]], how: str, said: str
) -> None:
    portal(how)
    held = PortalKeys()
    with qtbot.waitSignal(held.refused) as refused:
        held.hold(KEYS)
    assert said in refused.args[0]
    held.release()


@on_a_bus
def test_keys_are_given_back_while_they_are_asked_for(
    qtbot: QtBot, portal: Callable[[str], subprocess.Popen[str]]
) -> None:
    portal("gives")
    held = PortalKeys()
    with qtbot.waitSignal(held.pressed):
        held.hold(KEYS)
    held.release()
    held.hold(KEYS)
    held.release()


def test_without_a_bus_the_portal_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    with pytest.raises(KeysRefused, match="docmind --quick"):
        PortalKeys().hold(KEYS)


# ---- Windows -----------------------------------------------------------------------------------


class FakeUser32:
    """The part of user32 and kernel32 that is used: a queue of messages for one thread."""

    def __init__(self, free: bool = True) -> None:
        self.free = free
        self.messages: queue.Queue[int] = queue.Queue()
        self.registered: list[tuple[int, int]] = []

    def RegisterHotKey(self, _window: None, _number: int, modifiers: int, code: int) -> bool:
        self.registered.append((modifiers, code))
        return self.free

    def UnregisterHotKey(self, _window: None, _number: int) -> bool:
        self.registered.pop()
        return True

    def PeekMessageW(self, *_arguments: object) -> bool:
        return False

    def GetMessageW(self, message: object, *_rest: object) -> int:
        kind = self.messages.get()
        message._obj.message = kind  # type: ignore[attr-defined]
        return int(kind != windows.QUIT)

    def PostThreadMessageW(self, thread: int, kind: int, _wide: int, _long: int) -> bool:
        assert thread == self.GetCurrentThreadId()
        self.messages.put(kind)
        return True

    def GetCurrentThreadId(self) -> int:
        return 77


def test_windows_registers_tells_and_gives_back(qtbot: QtBot) -> None:
    system = FakeUser32()
    held = windows.WindowsKeys(user32=system, kernel32=system)
    held.hold(KEYS)
    assert system.registered == [(windows.ALT | windows.CONTROL | windows.ONCE, 0x20)]
    with qtbot.waitSignal(held.pressed):
        system.messages.put(windows.HOT_KEY)
    held.release()
    held.release()
    assert system.registered == []


def test_windows_says_that_keys_are_taken() -> None:
    system = FakeUser32(free=False)
    with pytest.raises(KeysRefused, match="Another program"):
        windows.WindowsKeys(user32=system, kernel32=system).hold(KEYS)


def test_codes_of_the_platforms() -> None:
    assert (windows.code("k"), windows.code("f1"), windows.code("f24")) == (0x4B, 0x70, 0x87)
    assert trigger(Combination("f9")) == "F9"
    assert trigger(Combination("home", super=True)) == "LOGO+Home"
    assert (x11._keysym("k"), x11._keysym("f1"), x11._keysym("space")) == (0x6B, 0xFFBE, 0x20)


# ---- the window --------------------------------------------------------------------------------


class FakeKeys(QObject):
    """Keys of a desktop that gives them, or not."""

    pressed = Signal()
    refused = Signal(str)

    def __init__(self, refuses: bool = False) -> None:
        super().__init__()
        self.refuses = refuses
        self.held: Combination | None = None

    def hold(self, keys: Combination) -> None:
        if self.refuses:
            raise taken(keys.shown)
        self.held = keys

    def release(self) -> None:
        self.held = None


def set_keys(qtbot: QtBot, window: MainWindow, text: str) -> None:
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(f'[window]\nquick_shortcut = "{text}"\n')
    window.bridge.load_settings()
    qtbot.waitUntil(lambda: window.wiring.quick._keys_text == text)


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch) -> Callable[[FakeKeys], FakeKeys]:
    def use(keys: FakeKeys) -> FakeKeys:
        monkeypatch.setattr(choice, "keys_of_this_desktop", lambda _parent: keys)
        return keys

    return use


def test_keys_open_quick_search_until_they_are_given_back(
    qtbot: QtBot, window: MainWindow, give: Callable[[FakeKeys], FakeKeys], engine: FakeEngine
) -> None:
    keys = give(FakeKeys())
    set_keys(qtbot, window, "Ctrl+Alt+Space")
    assert keys.held == KEYS
    window.showMinimized()
    keys.pressed.emit()
    panel = window.wiring.quick.panel
    assert panel is not None and panel.isVisible()
    set_keys(qtbot, window, "")
    assert keys.held is None
    set_keys(qtbot, window, "F9")
    window.close()
    assert keys.held is None


@pytest.mark.parametrize("text", ["Ctrl+Alt+Space", "K"])
def test_refusal_is_said(
    qtbot: QtBot, window: MainWindow, give: Callable[[FakeKeys], FakeKeys], text: str
) -> None:
    give(FakeKeys(refuses=True))
    set_keys(qtbot, window, text)
    assert text in window.banner.said


def test_desktop_without_such_keys_names_the_command(qtbot: QtBot, window: MainWindow) -> None:
    set_keys(qtbot, window, "Ctrl+Alt+Space")
    assert "docmind --quick" in window.banner.said
