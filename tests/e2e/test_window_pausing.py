"""Reading that is paused and resumed, what is searchable meanwhile, and files that need attention,
through the real window and its engine process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.person import WAIT_MS, search, start_program
from pytestqt.qtbot import QtBot

from docmind.core import Progress
from docmind.ui.library.problem_buttons import RowButtons
from docmind.ui.main_window import MainWindow

pytestmark = pytest.mark.e2e

NOTES = 400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Many notes and a file that is damaged."""
    made = tmp_path / "Notes"
    made.mkdir()
    for number in range(NOTES):
        (made / f"{number}.md").write_text(f"Note {number} about the schooner and its crew.\n")
    (made / "broken.pdf").write_bytes(b"%PDF-1.7 nothing else")
    return made


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window over an empty library."""
    window = start_program(qtbot, tmp_path)
    yield window
    window.close()


def act_on_problem(window: MainWindow, path: Path, which: str) -> None:
    """Press a button beside a file that needs attention."""
    panel = window.problems
    row = panel.model.row_of(path)
    assert row is not None
    panel.view.setCurrentIndex(panel.model.index(row))
    buttons = panel.view.indexWidget(panel.model.index(row))
    assert isinstance(buttons, RowButtons)
    getattr(buttons, which).click()


def test_reading_is_paused_and_what_needs_attention_is_dealt_with(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    coverage, strip = window.sidebar.coverage, window.strip
    pause = window.actions_table["pause"]

    # paused in the middle: found by name, not yet by meaning
    def pause_once(progress: Progress) -> None:
        if progress.stage == "reading" and not strip.paused:
            pause.trigger()

    window.bridge.progressed.connect(pause_once)
    window.add_paths([folder])
    qtbot.waitUntil(lambda: strip.paused and not coverage.isHidden(), timeout=WAIT_MS)
    window.bridge.progressed.disconnect(pause_once)
    assert 0 <= coverage.percent < 100
    assert "searchable by meaning" in coverage.accessibleName()
    assert "Still to be read" in coverage.toolTip()
    with qtbot.waitSignal(window.bridge.job_finished, timeout=WAIT_MS):
        pause.trigger()
    qtbot.waitUntil(lambda: coverage.isHidden() and not strip.paused, timeout=WAIT_MS)

    # one file needs attention: tried again in vain, then ignored, then heeded, then gone
    broken = folder / "broken.pdf"
    problems, alert = window.problems, strip._problems
    qtbot.waitUntil(lambda: alert.text() == "1 file needs attention", timeout=WAIT_MS)
    alert.click()
    assert window.pages.currentWidget() is problems
    qtbot.waitUntil(lambda: problems.model.row_of(broken) is not None, timeout=WAIT_MS)
    with qtbot.waitSignal(window.bridge.job_finished, timeout=WAIT_MS):
        act_on_problem(window, broken, "act")
    qtbot.waitUntil(lambda: not problems._asked, timeout=WAIT_MS)
    act_on_problem(window, broken, "ignore")
    qtbot.waitUntil(lambda: alert.isHidden() and not problems.model.rowCount(), timeout=WAIT_MS)
    problems.ignored.click()
    act_on_problem(window, broken, "ignore")
    qtbot.waitUntil(lambda: not alert.isHidden(), timeout=WAIT_MS)
    broken.unlink()
    with qtbot.waitSignal(window.bridge.job_finished, timeout=WAIT_MS):
        problems._retry_all.click()
    qtbot.waitUntil(lambda: not problems.model.rowCount(), timeout=WAIT_MS)
    window.sheets.leave()

    # one folder is left out until it is resumed
    window.sidebar.view.pause_asked.emit(folder, True)
    qtbot.waitUntil(lambda: window.sidebar.model.sources[0].state == "paused", timeout=WAIT_MS)
    (folder / "new.md").write_text("The walrus hides the treasure.\n")
    window.bridge.rescan([folder])
    qtbot.waitUntil(lambda: "is paused" in window.banner.said, timeout=WAIT_MS)
    with qtbot.waitSignal(window.bridge.job_finished, timeout=WAIT_MS):
        window.sidebar.view.pause_asked.emit(folder, False)
    search(qtbot, window, "walrus treasure", "new.md")
