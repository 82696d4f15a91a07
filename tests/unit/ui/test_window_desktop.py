"""The desktop outside: pages, folders, names that are not UTF-8, a second start."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from pytestqt.qtbot import QtBot

from docmind.ui.desktop import Desktop, page_program
from docmind.ui.widgets.drop import dropped_paths, what_will_happen

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the Linux desktop")
ODD = os.fsdecode(b"caf\xe9 #1.pdf")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop of its own: programs that write down what they were given."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "none"))
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    return folder


def program(folder: Path, name: str, body: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


def writes_down(folder: Path, name: str) -> Path:
    """A program that writes its arguments, one per line; the file appears when it is whole."""
    said = folder / f"{name}.said"
    program(folder, name, f'printf "%s\\n" "$@" > "{said}.part"; mv "{said}.part" "{said}"')
    return said


@pytest.fixture
def desktop(qtbot: QtBot) -> Iterator[Desktop]:
    desktop = Desktop()
    yield desktop
    desktop.close_down()


def default_viewer(folder: Path, tmp_path: Path, command: str) -> None:
    program(folder, "xdg-mime", "echo viewer.desktop")
    entries = tmp_path / "share" / "applications"
    entries.mkdir(parents=True)
    (entries / "viewer.desktop").write_text(f"[Desktop Entry]\nName=V\nExec={command} %U\n")


def test_pdf_opens_at_its_page(
    qtbot: QtBot, desktop: Desktop, programs: Path, tmp_path: Path
) -> None:
    said = writes_down(programs, "evince")
    default_viewer(programs, tmp_path, "evince")
    file = tmp_path / ODD
    file.write_bytes(b"%PDF")
    with qtbot.waitSignal(desktop.page_program_found) as found:
        desktop.look_for_page_program()
    assert found.args == [True]
    desktop.open(file, 7)
    qtbot.waitUntil(said.exists)
    assert said.read_bytes().splitlines() == [b"--page-index=7", os.fsencode(file)]


def test_other_viewers_open_plainly(
    qtbot: QtBot, desktop: Desktop, programs: Path, tmp_path: Path
) -> None:
    said = writes_down(programs, "xdg-open")
    default_viewer(programs, tmp_path, "somebrowser")
    assert page_program() is None
    file = tmp_path / ODD
    file.write_bytes(b"%PDF")
    desktop.open(file, 7)
    qtbot.waitUntil(said.exists)
    assert said.read_bytes().splitlines() == [os.fsencode(file)]


def test_folder_is_shown_without_a_bus(
    qtbot: QtBot, desktop: Desktop, programs: Path, tmp_path: Path
) -> None:
    said = writes_down(programs, "xdg-open")
    file = tmp_path / ODD
    file.write_text("x")
    desktop.show_in_folder(file)
    qtbot.waitUntil(said.exists)
    assert said.read_text().strip() == str(tmp_path)


def test_trouble_is_told(
    qtbot: QtBot, desktop: Desktop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with qtbot.waitSignal(desktop.failed) as failed:
        desktop.open(tmp_path / "gone.txt")
    assert "not there any more" in failed.args[0]
    file = tmp_path / "a.txt"
    file.write_text("x")
    monkeypatch.setenv("PATH", str(tmp_path))
    with qtbot.waitSignal(desktop.failed) as failed:
        desktop.open(file)
    assert "No program" in failed.args[0]


def test_dropped_names_that_are_not_utf8() -> None:
    mime = QMimeData()
    mime.setData(
        "text/uri-list",
        b"# a comment\r\nfile:///tmp/caf%E9%20%231.pdf\r\nhttps://example.org/x\r\nfile:///a\r\n",
    )
    assert dropped_paths(mime) == [Path("/tmp") / ODD, Path("/a")]
    assert dropped_paths(None) == []


def test_overlay_counts(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("x")
    assert what_will_happen([tmp_path, tmp_path]) == "Drop to add 2 folders"
    assert what_will_happen([file]) == "Drop to add 1 file"
    assert what_will_happen([tmp_path / ("long" * 100)]) == "Drop to add 1 file"
    assert what_will_happen([file], {tmp_path}) == "Drop to look for changes in 1 file"
    assert what_will_happen([file, tmp_path], {file}) == "Drop to add 1 folder and 1 file"
    assert what_will_happen([file] * 60) == "Drop to add 60 files or folders"
