"""The real window and engine: what a facet counted is what a click on it finds; copies are one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.person import WAIT_MS, search, start_program
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from docmind.ui.main_window import MainWindow

pytestmark = pytest.mark.e2e


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three files about a tenant, one of them twice."""
    made = tmp_path / "My papers"
    (made / "old").mkdir(parents=True)
    (made / "lease.txt").write_text("The tenant pays for the harbour flat every month.\n")
    shutil.copyfile(made / "lease.txt", made / "old" / "copy of it.txt")
    (made / "old" / "letter.md").write_text("# Letter\n\nDear tenant, the lift is mended.\n")
    (made / "old" / "plan.html").write_text("<p>The tenant moves in June.</p>")
    return made


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, folder: Path) -> Iterator[MainWindow]:
    """The window of the program over a library that has read the folder."""
    window = start_program(qtbot, tmp_path)
    with qtbot.waitSignal(window.bridge.job_finished, timeout=WAIT_MS):
        window.add_paths([folder])
    yield window
    window.close()


def counts(window: MainWindow) -> dict[str, str]:
    """Counts of the visible types by name."""
    group = window.facets.groups["type"]  # type: ignore[index]
    return {row.text(): row.accessibleDescription() for row in group.rows if row.isVisible()}


def test_a_click_finds_what_was_counted(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "tenant harbour", "lease.txt")
    qtbot.waitUntil(lambda: counts(window).get("TXT", "").rstrip("+") == "2", timeout=WAIT_MS)
    first = window.results.model.hits[0]
    assert [path.name for path in first.copies] == ["copy of it.txt"]
    row = next(one for one in window.facets.groups["type"].rows if one.text() == "MD")
    counted = row.accessibleDescription()
    row.click()
    assert window.field.edit.text() == "tenant harbour type:.md"
    names = window.results.model
    qtbot.waitUntil(lambda: [hit.path.name for hit in names.hits] == ["letter.md"], timeout=WAIT_MS)
    assert counted.rstrip("+") == "1"
    qtbot.waitUntil(row.isChecked, timeout=WAIT_MS)
    assert counts(window)["TXT"].rstrip("+") == "2"  # still there to be chosen
    row.click()
    qtbot.waitUntil(lambda: names.rowCount() == 3, timeout=WAIT_MS)

    # several values of one facet, taken back together
    group = window.facets.groups["type"]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(row.isChecked, timeout=WAIT_MS)
    html = next(one for one in group.rows if one.text() == "HTML")
    QTest.mouseClick(html, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier)
    both = {"letter.md", "plan.html"}
    qtbot.waitUntil(lambda: {hit.path.name for hit in names.hits} == both, timeout=WAIT_MS)
    qtbot.waitUntil(group.head.clear.isVisible, timeout=WAIT_MS)
    group.head.clear.click()
    qtbot.waitUntil(lambda: names.rowCount() == 3, timeout=WAIT_MS)

    # the same values are offered while the filter is written
    qtbot.waitUntil(lambda: not window.asking._waits(), timeout=WAIT_MS)
    QTest.keyClicks(window.field.edit, " type:t")
    first_offered = window.completion.model.proposals[0]
    assert (first_offered.title, first_offered.facts) == ("TXT", counts(window)["TXT"])
    QTest.keyClick(window.field.edit, Qt.Key.Key_Tab)
    assert window.field.edit.text() == "tenant harbour type:.txt "
    qtbot.waitUntil(lambda: [hit.path.name for hit in names.hits] == ["lease.txt"], timeout=WAIT_MS)
