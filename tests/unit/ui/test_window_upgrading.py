"""The page of a library of another version: the question, the way, the refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes.engine import FakeEngine
from fakes.old_library import contents, make_old_library
from fakes.waiting import until
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from docmind.core import (
    DocMindError,
    EngineApi,
    Library,
    LibraryTooNew,
    Upgrade,
    UpgradeNeeded,
    UpgradeProgress,
    config_file,
)
from docmind.core.upgrade.backups import make_backup
from docmind.core.upgrade.forms import LIBRARY_FORM
from docmind.core.upgrade.notes import UpgradeNote, read_note, write_note
from docmind.ui import app
from docmind.ui.library.upgrade import UpgradePage, takes
from docmind.ui.main_window import MainWindow
from docmind.ui.session import Session

LONG = Upgrade(
    "0.0.7",
    5,
    LIBRARY_FORM,
    seconds=240.0,
    rebuilds=True,
    passages=50_392,
    rebuild_seconds=7200.0,
    pictures=12,
    disk_bytes=441_000_000,
    copy_bytes=70_000_000,
    free_bytes=61_000_000_000,
)


class Opening:
    """Refuses to open until told otherwise."""

    def __init__(self, library: Library, engine: FakeEngine) -> None:
        self.library = library
        self.engine = engine
        self.error: DocMindError | None = UpgradeNeeded(
            "This library must be brought up to date before it opens", "", "", library.root, LONG
        )
        self.tries = 0

    def __call__(self) -> EngineApi:
        self.tries += 1
        if self.error is not None:
            raise self.error
        return self.engine


@pytest.fixture
def opening(tmp_path: Path, engine: FakeEngine) -> Opening:
    return Opening(make_old_library(tmp_path / "library", 5), engine)


@pytest.fixture
def refused(qtbot: QtBot, tmp_path: Path, opening: Opening) -> Iterator[MainWindow]:
    """A window whose library cannot be opened as it is."""
    window = app.create_window(Session(tmp_path / "window.ini"))
    qtbot.addWidget(window)
    window.library = opening.library.root
    app.furnish(window, opening)
    window.show()
    with qtbot.waitSignal(window.bridge.open_failed):
        app.start(window)
    yield window
    window.leave()


def page(window: MainWindow) -> UpgradePage:
    shown = window.pages.currentWidget()
    assert isinstance(shown, UpgradePage)
    return shown


def test_what_it_takes_is_said_and_nothing_is_done(refused: MainWindow, opening: Opening) -> None:
    said = page(refused).said
    for words in (
        "This library was made by DocMind 0.0.7",
        "A copy of how it is now is kept",
        "It takes about 4 minutes.",
        "50,392 passages",
        "It takes about 2 hours.",
        "12 pictures are looked at again",
        "441.0 MB",
    ):
        assert words in said
    assert refused.banner.said == ""
    assert "not open" in refused.strip._left.whole
    assert read_note(opening.library) == UpgradeNote()


def test_a_sheet_that_is_left_leads_back_to_the_question(refused: MainWindow) -> None:
    refused.sheets.show("settings")
    refused.sheets.leave()
    assert page(refused).go_on.isVisible()
    refused.field.edit.setText("lease")
    refused.field.edit.clear()
    assert page(refused).go_on.isVisible()


def test_continue_is_noted_and_opens(qtbot: QtBot, refused: MainWindow, opening: Opening) -> None:
    opening.error = None
    with qtbot.waitSignal(refused.bridge.opened):
        page(refused).go_on.click()
    assert read_note(opening.library).agreed == LIBRARY_FORM
    qtbot.waitUntil(lambda: refused.pages.currentWidget() is refused.idle)
    assert not refused.wiring.upgrading._look.isActive()


def test_how_far_it_is_can_be_seen(qtbot: QtBot, refused: MainWindow, opening: Opening) -> None:
    shown = page(refused)
    shown.show_progress(UpgradeProgress("copying", 30, 120))
    assert (shown._bar.value(), shown._bar.maximum()) == (250, 1000)
    assert not shown.go_on.isVisible()
    assert "A copy is being made" in shown.said
    write_note(opening.library, UpgradeNote(LIBRARY_FORM, "migrating", "copy"))
    refused.wiring.upgrading._look.start()
    qtbot.waitUntil(lambda: "is being changed" in shown.said)
    assert not shown._bar.isVisible()  # nobody knows how far that is


def test_not_now_changes_nothing_and_leaves(
    qtbot: QtBot, refused: MainWindow, opening: Opening
) -> None:
    before = contents(opening.library)
    with qtbot.waitSignal(refused.closed):
        page(refused).leave.click()
    assert contents(opening.library) == before
    assert not opening.library.upgrade.exists()


def test_what_fails_on_the_way_is_told_and_asked_again(
    qtbot: QtBot, refused: MainWindow, opening: Opening
) -> None:
    opening.error = DocMindError("There is too little room", path=opening.library.root)
    with qtbot.waitSignal(refused.bridge.open_failed):
        page(refused).go_on.click()
    assert "too little room" in refused.banner.said
    assert not isinstance(refused.pages.currentWidget(), UpgradePage)


def test_a_note_that_cannot_be_written_is_told(
    qtbot: QtBot, refused: MainWindow, opening: Opening
) -> None:
    opening.library.upgrade.with_suffix(".tmp").mkdir()
    with qtbot.waitSignal(refused.bridge.upgrade_refused):
        page(refused).go_on.click()
    assert "cannot be used" in refused.banner.said
    assert page(refused).go_on.isVisible()
    assert opening.tries == 1


@pytest.fixture
def too_new(qtbot: QtBot, opening: Opening, refused: MainWindow) -> MainWindow:
    opening.error = LibraryTooNew(
        "This library was made by a newer DocMind",
        "It was last used by DocMind 3.1.4, this is DocMind 0.1.0. Nothing was changed.",
        "Update DocMind, or use another library.",
        opening.library.root,
    )
    with qtbot.waitSignal(refused.bridge.backups_came):
        refused.bridge.open()
    return refused


def test_a_newer_library_is_refused_with_both_versions(
    qtbot: QtBot, too_new: MainWindow, opening: Opening
) -> None:
    shown = page(too_new)
    assert "3.1.4" in shown.said
    assert "0.1.0" in shown.said
    assert "Update DocMind" in shown.said
    assert not shown.restore.isVisible()
    assert not shown.go_on.isVisible()
    tries = opening.tries
    with qtbot.waitSignal(too_new.bridge.open_failed):
        shown.again.click()
    assert opening.tries == tries + 1
    with qtbot.waitSignal(too_new.closed):
        shown.leave.click()


def test_going_back_to_the_copy_asks_first(
    qtbot: QtBot, too_new: MainWindow, opening: Opening
) -> None:
    before = contents(opening.library)
    make_backup(opening.library, 5, "0.0.7", lambda _done, _total: None)
    with qtbot.waitSignal(too_new.bridge.backups_came):
        page(too_new).again.click()
    qtbot.waitUntil(lambda: page(too_new).restore.isVisible())
    page(too_new).restore.click()
    box = too_new.findChild(QMessageBox, "go_back")
    assert box is not None
    opening.error = None
    with qtbot.waitSignal(too_new.bridge.opened):
        next(one for one in box.buttons() if "Go back" in one.text()).click()
    assert contents(opening.library) == before


def test_copies_are_removed_from_the_page_of_privacy(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, tmp_path: Path
) -> None:
    engine.library = tmp_path / "kept"
    library = make_old_library(engine.library, 5)
    make_backup(library, 5, "", lambda _done, _total: None)
    with qtbot.waitSignal(window.bridge.status_came):
        window.bridge.refresh()
    window.actions_table["privacy"].trigger()
    privacy = window.wiring.privacy.page
    qtbot.waitUntil(lambda: privacy.places["backups"].amount.text() != "nothing"
                    if "backups" in privacy.places else False)  # fmt: skip
    privacy.erasers["backups"].click()
    box = window.findChild(QMessageBox, "remove_backups")
    assert box is not None
    with qtbot.waitSignal(window.bridge.backups_removed):
        next(one for one in box.buttons() if "Remove" in one.text()).click()
    until(lambda: not list(library.backups.iterdir()))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3, "It takes about a minute."),
        (600, "It takes about 10 minutes."),
        (9000, "It takes about 2 hours."),
    ],
)
def test_durations(seconds: float, words: str, qapp: object) -> None:
    assert takes(seconds) == words


def test_the_page_needs_no_more_than_it_is_told(
    qtbot: QtBot, make_window: Callable[[FakeEngine], MainWindow], engine: FakeEngine
) -> None:
    """A window whose library opens never makes it."""
    window = make_window(engine)
    assert window.wiring.upgrading._page is None
    assert window.wiring.upgrading.standing is None


def test_settings_of_a_newer_version_are_told(
    make_window: Callable[[FakeEngine], MainWindow], engine: FakeEngine
) -> None:
    config_file().parent.mkdir(exist_ok=True)
    config_file().write_text('[search]\nflavour = "sweet"\n')
    window = make_window(engine)
    assert "have no effect: search.flavour" in window.banner.said
