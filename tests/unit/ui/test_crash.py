"""A fault in the window: it is told once, in a report without anything of a person's."""

from __future__ import annotations

import faulthandler
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from docmind import __version__
from docmind.core import DocMindError
from docmind.ui.app import create_window, watch_for_faults
from docmind.ui.crash.dialog import CrashDialog
from docmind.ui.crash.hard_end import PREFIX, SUFFIX, earlier_end
from docmind.ui.crash.log import MOST_BYTES, NAME, WindowLog, without_names
from docmind.ui.crash.report import report_of, report_of_end, said
from docmind.ui.crash.watch import CrashWatch
from docmind.ui.session import Session
from docmind.ui.widgets.lane import Lane

SECRET = "my letter to Dr. Weiß"
FILE = "/home/anna/letters/divorce.pdf"
log = logging.getLogger("docmind.ui.test")


def raised(error: BaseException) -> BaseException:
    """``error`` with a traceback, led to by another that names a file."""
    try:
        try:
            raise KeyError(FILE)
        except KeyError:
            raise error  # noqa: B904 - what led to it is part of the report
    except BaseException as caught:
        return caught


@pytest.mark.parametrize(
    "error",
    [
        ValueError(f"invalid literal: {SECRET!r}"),
        KeyError(SECRET),
        FileNotFoundError(2, "No such file", FILE),
        DocMindError(f"There is no {SECRET}", path=Path(FILE)),
        UnicodeDecodeError("utf-8", SECRET.encode("latin-1"), 0, 1, "bad"),
        AssertionError(SECRET),
        RuntimeError(SECRET),
    ],
)
def test_report_holds_nothing_of_a_person(error: BaseException) -> None:
    text = report_of(raised(error), "window-calls", "a line of the log")
    for private in (SECRET, "Weiß", "anna", "divorce", "letters"):
        assert private not in text
    for wanted in (type(error).__name__, __version__, "Qt", "window-calls", "KeyError",
                   "test_crash.py, line", "which led to", "a line of the log"):  # fmt: skip
        assert wanted in text
    assert str(Path(__file__).parent) not in text


def test_what_speaks_of_code_alone_is_told() -> None:
    assert "no attribute 'x'" in said(AttributeError("'NoneType' object has no attribute 'x'"))
    gone = "libshiboken: Internal C++ object (PySide6.QtWidgets.QLabel) already deleted."
    assert gone in said(RuntimeError(gone))
    assert said(PermissionError(13, "x", FILE)).startswith("PermissionError: [13] ")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "logs"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def watch(window: QWidget, folder: Path) -> Iterator[CrashWatch]:
    made = CrashWatch(window, folder)
    yield made
    made.release()
    faulthandler.enable()  # as the runner of these tests had it


def open_dialog(watch: CrashWatch) -> CrashDialog:
    assert watch.dialog is not None
    return watch.dialog


def hit(error: BaseException) -> None:
    """What Python does with an exception in a slot."""
    sys.excepthook(type(error), error, error.__traceback__)


def test_fault_is_shown_and_more_are_counted(qtbot: QtBot, watch: CrashWatch) -> None:
    hit(raised(ValueError(SECRET)))
    qtbot.waitUntil(lambda: watch.dialog is not None)
    dialog = open_dialog(watch)
    assert dialog.isVisible() and not dialog.isModal()
    assert SECRET not in dialog.report.toPlainText()
    hit(raised(ValueError(SECRET)))
    qtbot.waitUntil(lambda: "2 times" in dialog.told)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.report.toPlainText()
    dialog.close_button.click()
    qtbot.waitUntil(lambda: watch.dialog is None)
    with qtbot.waitSignal(watch.reported):
        hit(raised(ValueError(SECRET)))
    with qtbot.waitSignal(watch.quit_wanted):
        open_dialog(watch).quit.click()


def test_fault_in_a_thread_is_shown_too(qtbot: QtBot, watch: CrashWatch) -> None:
    def fail() -> None:
        raise ValueError(SECRET)

    thread = threading.Thread(target=fail, name="window-test")
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: watch.dialog is not None)
    assert "in the thread window-test" in open_dialog(watch).report.toPlainText()


def test_lane_goes_on_after_a_fault(qtbot: QtBot, watch: CrashWatch) -> None:
    lane, done = Lane("window-test"), threading.Event()

    def fail() -> None:
        raise ValueError(SECRET)

    lane.put(fail)
    lane.put(done.set)
    assert done.wait(10)
    assert lane.close(10)
    qtbot.waitUntil(lambda: watch.dialog is not None)


def test_the_window_lives_on(qtbot: QtBot, watch: CrashWatch, window: QWidget) -> None:
    seen: list[int] = []
    hit(raised(ValueError(SECRET)))
    QTimer.singleShot(0, lambda: seen.append(1))
    qtbot.waitUntil(lambda: bool(seen) and watch.dialog is not None)
    assert window.isVisible()


def test_log_holds_words_of_the_program_only(watch: CrashWatch, folder: Path) -> None:
    log.info("%s could not be started after %d tries", FILE, 3)
    log.warning("plain words")
    try:
        raise ValueError(SECRET)
    except ValueError:
        log.exception("a call failed")
    logging.getLogger("elsewhere").warning("it read " + FILE)
    text = (folder / NAME).read_text(encoding="utf-8")
    for private in (SECRET, "anna", "divorce"):
        assert private not in text
    for wanted in ("<str> could not be started after 3 tries", "plain words", "ValueError",
                   "test_crash.py, line", "elsewhere"):  # fmt: skip
        assert wanted in text


def test_log_lies_in_a_library_that_only_its_owner_can_open(qtbot: QtBot, tmp_path: Path) -> None:
    window = create_window(Session(tmp_path / "window.ini"))
    qtbot.addWidget(window)
    library = tmp_path / "new" / "library"
    watch = watch_for_faults(window, library)
    watch.release()
    assert library.stat().st_mode & 0o077 == 0


def test_log_stays_small(folder: Path) -> None:
    kept = WindowLog(folder)
    line = "x" * 10_000
    for _ in range(3 * MOST_BYTES // len(line) + 60):
        log.info(line)
    kept.close()
    files = list(folder.iterdir())
    assert {file.name for file in files} == {NAME, f"{NAME}.1", f"{NAME}.2"}
    assert sum(file.stat().st_size for file in files) <= 3 * MOST_BYTES


def test_log_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = WindowLog(tmp_path / "file" / "logs")
    log.info("nobody hears this")
    assert kept.tail() == ""
    kept.close()


def test_qt_names_no_files() -> None:
    text = without_names(f'QImage: could not read "{FILE}" or {FILE} or divorce.pdf twice')
    assert "divorce" not in text and "anna" not in text
    assert text.startswith("QImage: could not read") and text.endswith("twice")


DIES = """
import sys
from pathlib import Path
from docmind.ui.crash.hard_end import HardEnd
end = HardEnd(Path(sys.argv[1]))
if sys.argv[2] == "well":
    end.close()
else:
    import faulthandler
    faulthandler._sigsegv()
"""


def test_hard_end_is_told_by_the_next_start_once(folder: Path, repository: Path) -> None:
    for how in ("well", "badly"):
        command = [sys.executable, "-c", DIES, str(folder), how]
        subprocess.run(command, cwd=repository, check=False, capture_output=True)
        assert len(list(folder.iterdir())) == (0 if how == "well" else 1)
    alive = folder / f"{PREFIX}{os.getppid()}{SUFFIX}"
    alive.write_text("it lives")
    dump = earlier_end(folder)
    assert "Segmentation fault" in dump or "Fatal Python error" in dump
    report = report_of_end(dump)
    assert "ended suddenly" in report and "in <module>" in report
    assert str(repository) not in report
    assert earlier_end(folder) == ""
    assert alive.exists()


def test_dump_of_another_form_is_left_out() -> None:
    assert SECRET not in report_of_end(f"{SECRET}\nFatal Python error: Aborted\n{FILE}")


def test_earlier_end_is_shown_when_asked_for(qtbot: QtBot, window: QWidget, folder: Path) -> None:
    folder.mkdir()
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (folder / f"{PREFIX}{dead.pid}{SUFFIX}").write_text("Fatal Python error: Aborted\n")
    watch = CrashWatch(window, folder)
    assert watch.ended_badly
    watch.show_earlier()
    dialog = open_dialog(watch)
    assert "last time" in dialog.told and not dialog.quit.isVisible()
    assert "Aborted" in dialog.report.toPlainText()
    assert not watch.ended_badly
    watch.release()
    faulthandler.enable()
