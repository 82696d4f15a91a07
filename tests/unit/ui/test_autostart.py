"""Starting with the session: the entry of each system, what it starts, and the setting."""

from __future__ import annotations

import plistlib
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes.engine import FakeEngine
from pytestqt.qtbot import QtBot

from docmind.core import DocMindError, config_file
from docmind.ui.autostart import base, choice
from docmind.ui.autostart.desktop_entry import DesktopEntry
from docmind.ui.autostart.macos import LaunchAgent
from docmind.ui.autostart.windows import RUN, RunKey
from docmind.ui.main_window import MainWindow

Make = Callable[[FakeEngine], MainWindow]
COMMAND = ["/opt/docmind/docmind", "--background"]


@pytest.fixture(autouse=True)
def config_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config home"))
    return tmp_path / "config home"


@pytest.fixture
def entry(monkeypatch: pytest.MonkeyPatch) -> DesktopEntry:
    monkeypatch.setattr(sys, "platform", "linux")
    found = choice.autostart_here()
    assert isinstance(found, DesktopEntry)
    return found


# ---- what is started ---------------------------------------------------------------------------


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    executable = program(tmp_path / "app" / "docmind")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(executable))
    return executable


def test_a_frozen_program_is_started_by_itself(
    frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(program(tmp_path / "bin" / "docmind").parent))  # another one
    assert base.start_command() == [str(frozen), "--background"]


def test_no_terminal_opens_with_the_session(frozen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(frozen.with_suffix(".com")))
    assert base.start_command() == [str(frozen.with_suffix(".exe")), "--background"]


def test_a_link_to_it_on_the_path_outlives_an_upgrade(
    frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "bin" / "docmind"
    link.parent.mkdir()
    link.symlink_to(frozen)
    monkeypatch.setenv("PATH", str(link.parent))
    assert base.start_command() == [str(link), "--background"]


def test_an_appimage_is_started_from_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPIMAGE", "/home/a/DocMind.AppImage")
    assert base.start_command() == ["/home/a/DocMind.AppImage", "--background"]


def test_an_installed_package_is_started_by_its_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = program(tmp_path / "bin" / "docmind")
    monkeypatch.setattr(sys, "argv", [str(script)])
    assert base.start_command() == [str(script), "--background"]
    monkeypatch.setattr(sys, "argv", ["-c"])
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "python"))
    assert base.start_command() == [str(script), "--background"]
    script.unlink()
    module = [str(tmp_path / "bin" / "python"), "-P", "-m", "docmind"]
    assert base.start_command() == [*module, "--background"]


def test_a_flatpak_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "_FLATPAK", program(tmp_path / "info"))
    with pytest.raises(DocMindError, match="settings of the desktop"):
        base.start_command()


# ---- Linux -------------------------------------------------------------------------------------


def values(entry: DesktopEntry) -> dict[str, str]:
    """The keys of the file, as a desktop reads them."""
    lines = entry.path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "[Desktop Entry]"
    escapes = {"\\\\": "\\", "\\n": "\n", "\\t": "\t"}
    pairs = (line.split("=", 1) for line in lines[1:])
    return {key: re.sub(r"\\.", lambda found: escapes[found[0]], value) for key, value in pairs}


def arguments(line: str) -> list[str]:
    """A command line as the specification takes it apart."""
    words = re.findall(r'"(?:\\.|[^"\\])*"|\S+', line)
    plain = [
        re.sub(r'\\(["`$\\])', r"\1", word[1:-1]) if word.startswith('"') else word
        for word in words
    ]
    return [word.replace("%%", "%") for word in plain]


def test_the_entry_lies_where_the_desktop_looks(entry: DesktopEntry, config_home: Path) -> None:
    entry.switch_on(COMMAND)
    assert entry.path == config_home / "autostart" / "docmind.desktop"
    found = values(entry)
    assert found["Exec"] == "/opt/docmind/docmind --background"
    assert found["TryExec"] == "/opt/docmind/docmind"
    assert found["StartupWMClass"] == found["Icon"] == "docmind"
    assert [path.name for path in entry.path.parent.iterdir()] == ["docmind.desktop"]
    assert entry.path.stat().st_mode & 0o777 == 0o644
    entry.switch_off()
    assert not entry.path.exists()
    entry.switch_off()


@pytest.mark.parametrize(
    "path", ["/home/a b/doc mind", "/o/50%/docmind", '/q/"x"/$HOME/`y`/\\z', "/tab\there/d"]
)
def test_any_path_is_started(entry: DesktopEntry, path: str) -> None:
    entry.switch_on([path, "--background"])
    found = values(entry)
    assert arguments(found["Exec"]) == [path, "--background"]
    assert found["TryExec"] == path


def test_what_was_switched_off_at_the_desktop_stays_off(entry: DesktopEntry) -> None:
    entry.keep(COMMAND)
    whole = entry.path.read_bytes()
    entry.keep(["/moved/docmind", "--background"])
    assert arguments(values(entry)["Exec"])[0] == "/moved/docmind"
    for line in (b"Hidden=true\n", b"X-GNOME-Autostart-enabled = false\n"):
        entry.path.write_bytes(whole + line)
        entry.keep(["/moved/docmind", "--background"])
        assert entry.path.read_bytes() == whole + line
    entry.switch_on(COMMAND)
    assert entry.path.read_bytes() == whole


def test_an_entry_that_cannot_be_written_is_named(entry: DesktopEntry, config_home: Path) -> None:
    config_home.write_text("a file where the folder should be")
    with pytest.raises(DocMindError, match="could not be changed") as refused:
        entry.switch_on(COMMAND)
    assert refused.value.path == entry.path
    assert refused.value.hint
    config_home.unlink()
    entry.path.mkdir(parents=True)
    for change in (lambda: entry.switch_on(COMMAND), entry.switch_off):
        with pytest.raises(DocMindError):
            change()
    assert [path.name for path in entry.path.parent.iterdir()] == ["docmind.desktop"]


# ---- Windows and macOS -------------------------------------------------------------------------


class Registry:
    """The few words of ``winreg``."""

    HKEY_CURRENT_USER, REG_SZ = "user", 1

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.opened = ""
        self.locked = False

    def CreateKey(self, root: str, path: str) -> Registry:
        if self.locked:
            raise PermissionError(5, "Access is denied")
        self.opened = f"{root}:{path}"
        return self

    def __enter__(self) -> Registry:
        return self

    def __exit__(self, *_what: object) -> None:
        return None

    def SetValueEx(self, _key: object, name: str, _no: int, kind: int, text: str) -> None:
        assert kind == self.REG_SZ
        self.values[name] = text

    def DeleteValue(self, _key: object, name: str) -> None:
        if name not in self.values:
            raise FileNotFoundError
        del self.values[name]


def test_windows_gets_a_value_below_run() -> None:
    registry = Registry()
    key = RunKey(registry)
    key.keep(["C:\\Program Files\\DocMind\\docmind.exe", "--background"])
    assert registry.opened == f"user:{RUN}"
    assert registry.values == {"DocMind": '"C:\\Program Files\\DocMind\\docmind.exe" --background'}
    key.switch_off()
    key.switch_off()
    assert registry.values == {}
    registry.locked = True
    for change in (lambda: key.switch_on(COMMAND), key.switch_off):
        with pytest.raises(DocMindError, match="Access is denied"):
            change()


def test_macos_gets_a_launch_agent(tmp_path: Path) -> None:
    agent = LaunchAgent(tmp_path / "agents")
    agent.keep(COMMAND)
    said = plistlib.loads(agent.path.read_bytes())
    assert said["ProgramArguments"] == COMMAND
    assert said["RunAtLoad"] is True
    agent.switch_off()
    agent.switch_off()
    assert not agent.path.exists()
    agent.path.mkdir()
    for change in (lambda: agent.switch_on(COMMAND), agent.switch_off):
        with pytest.raises(DocMindError):
            change()


# ---- the setting -------------------------------------------------------------------------------


@pytest.fixture
def set_to(qtbot: QtBot) -> Iterator[Callable[[MainWindow, bool], None]]:
    def change(window: MainWindow, on: bool) -> None:
        with qtbot.waitSignal(window.bridge.autostart_set):
            window.bridge.change_settings({"window.autostart": on}, restart=False)

    yield change


def test_the_entry_follows_the_setting(
    entry: DesktopEntry,
    window: MainWindow,
    set_to: Callable[[MainWindow, bool], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("APPIMAGE", "/home/a/DocMind.AppImage")
    assert not entry.path.exists()
    set_to(window, True)
    assert "Exec=/home/a/DocMind.AppImage --background\n" in entry.path.read_text()
    set_to(window, False)
    assert not entry.path.exists()


def test_a_program_that_moved_is_found_again(
    entry: DesktopEntry, qtbot: QtBot, make_window: Make, engine: FakeEngine
) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text("[window]\nautostart = true\n")
    entry.switch_on(["/gone/docmind", "--background"])
    window = make_window(engine)
    qtbot.waitUntil(lambda: "/gone" not in entry.path.read_text())
    qtbot.waitUntil(lambda: window.session.starts_with_desktop)
    window.leave()
    config_file().write_text("")  # by hand
    make_window(engine)
    qtbot.waitUntil(lambda: not entry.path.exists())


def test_an_entry_of_somebody_else_is_left_alone(
    entry: DesktopEntry, qtbot: QtBot, window: MainWindow
) -> None:
    entry.switch_on(COMMAND)
    with qtbot.waitSignal(window.bridge.settings_came):
        window.bridge.load_settings()
    with qtbot.waitSignal(window.bridge.specs_came):
        window.bridge.ask_specs()
    assert entry.path.exists()


def test_a_refusal_is_said_plainly_and_taken_back(
    entry: DesktopEntry,
    config_home: Path,
    window: MainWindow,
    set_to: Callable[[MainWindow, bool], None],
    qtbot: QtBot,
) -> None:
    config_home.write_text("in the way")
    window.bridge.change_settings({"window.autostart": True}, restart=False)
    qtbot.waitUntil(lambda: "when you log in could not be changed" in window.banner.said)
    assert str(entry.path) in window.banner.said
    config_home.unlink()
    set_to(window, False)
    set_to(window, True)
    assert entry.path.exists()
    assert window.banner.said == ""
