"""The desktop outside the window: open a file at a page, show it in the file browser.

Everything here may wait for other programs: it runs on a lane of its own, never in a slot.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from docmind.ui.stillness import wants_stillness
from docmind.ui.widgets.lane import Lane
from docmind.ui.widgets.wording import shown, tr

ASK_SECONDS = 3.0
CLOSE_SECONDS = 2.0
log = logging.getLogger(__name__)

# Programs that can be started at a page, by what their desktop file runs. {page} counts from 1.
PAGE_ARGUMENTS: dict[str, tuple[str, ...]] = {
    "evince": ("--page-index={page}",),
    "papers": ("--page-index={page}",),
    "atril": ("--page-index={page}",),
    "xreader": ("--page-index={page}",),
    "okular": ("-p", "{page}"),
    "zathura": ("-P", "{page}"),
    "qpdfview": (),
    "mupdf": (),
}


class Desktop(QObject):
    """Opens files and folders in the user's own programs."""

    failed = Signal(str)
    page_program_found = Signal(bool)
    stillness_found = Signal(bool)  # whether as little as can be should move

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = Lane("window-desktop")
        self._program: list[str] | None = None
        self._closed = False

    def look_for_page_program(self) -> None:
        """Find out which program opens PDF files; ``page_program_found`` follows."""

        def task() -> None:
            self._program = page_program()
            self._tell(lambda: self.page_program_found.emit(self._program is not None))

        self._lane.put(task)

    def look_for_stillness(self) -> None:
        """Find out whether the person wants little motion; ``stillness_found`` follows."""

        def task() -> None:
            still = wants_stillness()
            self._tell(lambda: self.stillness_found.emit(still))

        self._lane.put(task, key="stillness")

    def open(self, path: Path, page: int | None = None) -> None:
        """Open a file in its own program, at a page where that program can do so.

        For a file that lies inside another, the outermost one is opened.
        """

        def task() -> None:
            there = on_disk(path)
            if there is None:
                self._fail(tr("{name} is not there any more.").format(name=shown(path)))
            elif not self._open(there, page if there == path else None):
                self._fail(tr("No program could be found to open {name}.").format(
                    name=shown(there.name)))  # fmt: skip

        self._lane.put(task)

    def show_in_folder(self, path: Path) -> None:
        """Show a file in the file browser, selected where the desktop can do that.

        For a file that lies inside another, the outermost one is shown.
        """

        def task() -> None:
            there = on_disk(path)
            if there is None:
                self._fail(tr("{name} is not there any more.").format(name=shown(path)))
            elif not _show_selected(there) and not _open_plainly(
                there if there.is_dir() else there.parent
            ):
                self._fail(tr("No file browser could be found to show {name}.").format(
                    name=shown(there.name)))  # fmt: skip

        self._lane.put(task)

    def close_down(self) -> None:
        """Finish what a person asked to open, waiting a moment for it, and say nothing more."""
        self._closed = True
        self._lane.close(CLOSE_SECONDS)

    def _open(self, path: Path, page: int | None) -> bool:
        if page is not None and self._program is not None and path.suffix.lower() == ".pdf":
            return _start([part.format(page=page) for part in self._program] + [os.fspath(path)])
        return _open_plainly(path)

    def _fail(self, text: str) -> None:
        self._tell(lambda: self.failed.emit(text))

    def _tell(self, emit: Callable[[], None]) -> None:
        if not self._closed:
            try:
                emit()
            except RuntimeError:  # the window was destroyed meanwhile
                log.debug("the desktop answered after the window closed")


def on_disk(path: Path) -> Path | None:
    """``path`` itself, or the file that holds it; None when it is gone."""
    try:
        if path.exists():
            return path
        for above in path.parents:
            if above.is_file():
                return above
            if above.exists():
                return None
    except OSError as error:  # a folder that may not be looked into, a name that is too long
        log.info("%s could not be looked for: %s", path, error)
    return None


def page_program() -> list[str] | None:
    """The command that opens a PDF at ``{page}``, when the default program has one (Linux)."""
    if sys.platform in ("win32", "darwin"):
        return None
    entry = _output(["xdg-mime", "query", "default", "application/pdf"])
    command = _command_of(entry.strip()) if entry else None
    if not command:
        return None
    arguments = PAGE_ARGUMENTS.get(Path(command).name)
    found = shutil.which(command)
    return [found, *arguments] if found and arguments else None


def _command_of(entry: str) -> str | None:
    import configparser  # slow, and nothing that the first look at the window waits for

    folders = [os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local/share")]
    folders += (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    for folder in folders:
        file = Path(folder) / "applications" / entry
        if file.is_file():
            parser = configparser.RawConfigParser(strict=False)
            try:
                parser.read(file, encoding="utf-8")
                return parser["Desktop Entry"]["Exec"].split()[0]
            except (configparser.Error, KeyError, IndexError, UnicodeDecodeError):
                return None
    return None


def _show_selected(path: Path) -> bool:
    if sys.platform == "win32":
        return _start(["explorer", "/select,", os.fspath(path)])
    if sys.platform == "darwin":
        return _start(["open", "-R", os.fspath(path)])
    return _show_by_bus(path)


def _show_by_bus(path: Path) -> bool:
    """org.freedesktop.FileManager1.ShowItems; ``as_uri`` keeps names that are not UTF-8."""
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return False
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    call = QDBusMessage.createMethodCall(
        "org.freedesktop.FileManager1",
        "/org/freedesktop/FileManager1",
        "org.freedesktop.FileManager1",
        "ShowItems",
    )
    call.setArguments([[path.absolute().as_uri()], ""])
    answer = QDBusConnection.sessionBus().call(call)
    return answer.type() == QDBusMessage.MessageType.ReplyMessage


def _open_plainly(path: Path) -> bool:
    """The system's own opener. Names that are not UTF-8 go through unchanged."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - the user asked to open this file
        return True
    command = "open" if sys.platform == "darwin" else "xdg-open"
    return _start([command, os.fspath(path)])


def _start(command: list[str]) -> bool:
    program = shutil.which(command[0])
    if program is None:
        return False
    try:
        process = subprocess.Popen(  # noqa: S603 - a program of the desktop with a file of the user
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        log.info("%s could not be started: %s", program, error)
        return False
    # it lives as long as the person wants; only its end has to be taken note of
    threading.Thread(target=process.wait, daemon=True, name="window-program").start()
    return True


def _output(command: list[str]) -> str:
    program = shutil.which(command[0])
    if program is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command
            [program, *command[1:]],
            capture_output=True,
            text=True,
            timeout=ASK_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
