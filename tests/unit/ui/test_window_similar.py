"""Find similar in the window: from a result, by a picture dropped or pasted, with words beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.engine import FakeEngine, make_answer, make_hit
from fakes.person import queries, type_text
from fakes.small import HITS, SOURCES
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from docmind.core import DocMindError, Like, ModelError, PictureStatus, Query
from docmind.ui.main_window import MainWindow
from docmind.ui.preview.more import MoreButton
from docmind.ui.search.copies import CopiesMenu
from docmind.ui.search.given import SIDE, from_image, from_mime
from docmind.ui.search.result_menu import ResultMenu
from docmind.ui.widgets.theme import DARK, tokens_now

MakeWindow = Callable[[FakeEngine], MainWindow]
Key = Qt.Key
COPY = Qt.DropAction.CopyAction
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def last(engine: FakeEngine) -> Query:
    return queries(engine)[-1]


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.inner)
    qtbot.waitUntil(lambda: not window.asking._waits())


def find_similar(qtbot: QtBot, window: MainWindow, action: str = "find_similar") -> None:
    type_text(qtbot, window, "lease")
    window.actions_table[action].trigger()
    settle(qtbot, window)


def files(*paths: str | Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def pixels(side: int = 40) -> QImage:
    image = QImage(side, side // 2, QImage.Format.Format_RGB32)
    image.fill(QColor("orange"))
    return image


def enter(target: QWidget, mime: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(20, 20), COPY, mime, LEFT, NONE)
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def drop(target: QWidget, mime: QMimeData) -> None:
    assert enter(target, mime)
    QApplication.sendEvent(target, QDropEvent(QPointF(20, 20), COPY, mime, LEFT, NONE))


# ---- from a result -----------------------------------------------------------------------------


def test_find_similar_asks_for_what_is_like_the_chosen_document(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    find_similar(qtbot, window)
    assert last(engine).like == Like(HITS[0].path)
    assert last(engine).text == window.field.edit.text() == ""
    token = window.field.token
    assert token.isVisible()
    assert token.accessibleName() == f"Like {HITS[0].path.name}"
    assert window.field.edit.hasFocus()
    assert "words" in window.field.edit.placeholderText()


def test_find_passages_asks_with_the_passage(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    find_similar(qtbot, window, "find_passages")
    best = HITS[0].best
    assert last(engine).like == Like(HITS[0].path, best.page, best.span)
    assert window.field.token.accessibleName() == f"Like a passage of {HITS[0].path.name}"


def test_the_page_that_is_shown_is_meant_where_it_is_another(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    hit = make_hit(5, "/docs/book.txt", "Book", "the lease", page=2, page_count=9)
    engine = FakeEngine((hit,), SOURCES)
    window = make_window(engine)
    type_text(qtbot, window, "lease")
    qtbot.waitUntil(lambda: window.preview.page == 2)
    window.preview.turn(1)
    window.actions_table["find_passages"].trigger()
    settle(qtbot, window)
    assert last(engine).like == Like(hit.path, 3)
    assert window.field.token.accessibleName() == "Like page 3 of book.txt"


def test_an_unread_file_has_no_passages(qtbot: QtBot, make_window: MakeWindow) -> None:
    engine = FakeEngine((make_hit(5, "/docs/lease.bin", "lease.bin", "", read=False),), SOURCES)
    window = make_window(engine)
    find_similar(qtbot, window, "find_passages")
    assert last(engine).like is None
    assert "was not read" in window.banner.said


def test_without_a_result_nothing_is_asked(window: MainWindow, engine: FakeEngine) -> None:
    for name in ("find_similar", "find_passages"):
        window.actions_table[name].trigger()
    assert queries(engine) == []
    assert window.field.token.isHidden()


def test_both_stand_in_the_menus_of_result_and_preview(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CopiesMenu, "popup", lambda _menu, _at: None)
    type_text(qtbot, window, "lease")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(window.results.view.viewport(), event)
    (menu,) = window.findChildren(ResultMenu)
    both = {window.actions_table["find_similar"], window.actions_table["find_passages"]}
    assert both <= set(menu.actions())
    (more,) = window.preview.findChildren(MoreButton)
    offered: list[QAction] = more.menu().actions()
    assert window.actions_table["find_passages"] in offered
    assert window.preview.header.similar.isVisible() or both <= set(offered)
    assert more.accessibleName()


# ---- the token ---------------------------------------------------------------------------------


def test_words_beside_it_are_asked_with_it(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    find_similar(qtbot, window)
    before = len(queries(engine))
    QTest.keyClicks(window.field.edit, "at night")
    qtbot.waitUntil(lambda: last(engine).text == "at night")
    settle(qtbot, window)
    later = queries(engine)[before:]
    assert {query.like for query in later} == {Like(HITS[0].path)}
    assert {query.mode for query in later} == {"auto"}  # no half answers by words in between


@pytest.mark.parametrize("way", ["Esc", "button", "Backspace"])
def test_it_can_be_taken_away(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, way: str
) -> None:
    find_similar(qtbot, window)
    if way == "Esc":
        window.actions_table["clear"].trigger()
    elif way == "Backspace":
        QTest.keyClick(window.field.edit, Key.Key_Backspace)
    else:
        (button,) = window.field.token.findChildren(QToolButton)
        assert button.accessibleName() == f"Remove: Like {HITS[0].path.name}"
        QTest.mouseClick(button, LEFT)
    assert window.field.token.isHidden()
    assert window.asking.like is None
    assert window.pages.currentWidget() is window.idle
    assert "Search" in window.field.edit.placeholderText()


def test_backspace_takes_letters_first_and_words_stay_without_it(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    find_similar(qtbot, window)
    QTest.keyClicks(window.field.edit, "ab")
    QTest.keyClick(window.field.edit, Key.Key_Backspace)
    assert (window.field.edit.text(), window.field.token.isHidden()) == ("a", False)
    (button,) = window.field.token.findChildren(QToolButton)
    button.click()
    qtbot.waitUntil(lambda: last(engine) == replace(last(engine), text="a", like=None))
    assert window.field.edit.text() == "a"


def test_it_follows_the_colours(window: MainWindow, qtbot: QtBot) -> None:
    find_similar(qtbot, window)
    window.actions_table["theme_dark"].trigger()
    assert tokens_now() is DARK
    shot = window.field.token.grab().toImage()
    assert shot.pixelColor(shot.width() // 2, 2) == QColor(DARK.accent_background)
    window.actions_table["theme_light"].trigger()


def test_such_searches_are_neither_remembered_nor_saved(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    find_similar(qtbot, window)
    QTest.keyClicks(window.field.edit, "night")
    settle(qtbot, window)
    window.actions_table["open"].trigger()
    window.actions_table["save_search"].trigger()
    assert engine.asked("remember_search") == []
    assert "cannot be saved" in window.banner.said


def test_what_cannot_be_compared_is_told_in_place_of_results(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    type_text(qtbot, window, "lease")
    engine.failures["search"] = DocMindError(
        "Pictures cannot be compared yet", hint="See Models in the window."
    )
    window.actions_table["find_similar"].trigger()
    qtbot.waitUntil(lambda: window.results.model.rowCount() == 0)
    shown = window.results._nothing
    assert shown.isVisible()
    assert shown.accessibleName() or "Pictures cannot be compared yet" in shown._title.text()


def test_a_missing_model_is_offered_where_it_is_missed(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    engine.failures["search"] = ModelError(
        "Pictures cannot be compared yet", detail="CLIP is not installed."
    )
    type_text(qtbot, window, "lease")
    shown = window.results._nothing
    qtbot.waitUntil(shown.isVisible)
    assert shown.said == "Pictures cannot be compared yet CLIP is not installed."
    shown._button.click()
    assert window.sheets.current is window.models


def test_another_thing_to_be_like_shows_its_best_results_first(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    find_similar(qtbot, window)
    window.results.step(2)
    engine.answers = lambda query: make_answer(query.text, HITS)
    window.actions_table["find_similar"].trigger()
    settle(qtbot, window)
    assert last(engine).like == Like(HITS[2].path)


# ---- dropped and pasted ------------------------------------------------------------------------


def test_a_picture_dropped_on_the_field_is_searched_with(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, tmp_path: Path
) -> None:
    assert enter(window.field, files(tmp_path / "Sunset.JPG"))
    assert window.overlay.said == "Drop to find pictures like Sunset.JPG"
    assert window.overlay.geometry().top() > 0
    QApplication.sendEvent(window.field, QDragLeaveEvent())
    assert window.overlay.said == ""
    drop(window.field, files(tmp_path / "Sunset.JPG"))
    settle(qtbot, window)
    assert window.overlay.said == ""
    assert last(engine).like == Like(tmp_path / "Sunset.JPG")
    assert engine.asked("add") == []


def test_pictures_are_asked_for_where_a_model_can_look_at_them(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    offer = window.field._offer
    engine.pictures = PictureStatus("clip", 9, 0, 0, "CLIP is not installed.")
    with qtbot.waitSignal(window.bridge.status_came):
        window.bridge.refresh()
    assert not offer.isVisible()
    engine.pictures = PictureStatus("clip", 9, 0, 0)
    window.bridge.refresh()
    qtbot.waitUntil(offer.isVisible)


def test_words_typed_before_stay_beside_a_dropped_picture(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, tmp_path: Path
) -> None:
    type_text(qtbot, window, "at night")
    drop(window.field, files(tmp_path / "sunset.png"))
    qtbot.waitUntil(lambda: last(engine).like is not None)
    assert last(engine).text == "at night"


def test_other_drops_on_the_field_are_for_the_library(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, tmp_path: Path
) -> None:
    for mime in (files(tmp_path), files("/a.png", "/b.png"), files("/a.pdf")):
        event = QDragEnterEvent(QPoint(20, 20), COPY, mime, LEFT, NONE)
        window.field.dragEnterEvent(event)
        assert not event.isAccepted()
    drop(window, files(tmp_path / "sunset.png"))
    qtbot.waitUntil(lambda: engine.asked("add") == [(tmp_path / "sunset.png",)])
    assert queries(engine) == []


def test_the_overlay_says_that_the_field_takes_pictures(window: MainWindow) -> None:
    assert enter(window, files("/somewhere/sunset.png"))
    assert window.overlay.said == "Drop to add 1 file"
    assert "On the search field above" in window.overlay.accessibleName()
    assert window.overlay.geometry().top() >= window.field.height()
    assert enter(window, files("/somewhere/a.pdf"))
    assert window.overlay.geometry().top() == 0


def test_words_dropped_on_the_field_are_written_down(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setText("  notice\nperiod ")
    drop(window.field, mime)
    assert window.field.edit.text() == "notice period"
    assert not enter(window.field, QMimeData())


@pytest.fixture(autouse=True)
def clipboard_cleared(qapp: QApplication) -> Iterator[None]:
    """What Python gave to the clipboard must be gone before the interpreter ends."""
    yield
    qapp.clipboard().clear()


def paste(window: MainWindow, mime: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(mime)
    QTest.keyClick(window.field.edit, Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_pasted_picture_goes_as_png(qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
    mime = QMimeData()
    mime.setImageData(pixels())
    paste(window, mime)
    settle(qtbot, window)
    like = last(engine).like
    assert like is not None and like.path is None
    back = QImage.fromData(like.picture)
    assert (back.width(), back.height()) == (40, 20)
    assert like.picture.startswith(b"\x89PNG")
    assert window.field.token.accessibleName() == "Like the pasted picture"
    shot = window.field.token._picture.grab().toImage()
    assert shot.pixelColor(shot.width() // 2, shot.height() // 2) == QColor("orange")


def test_a_large_pasted_picture_is_made_smaller() -> None:
    given = from_image(pixels(5000))
    back = QImage.fromData(given.like.picture)
    assert (back.width(), back.height()) == (SIDE, SIDE // 2)


def test_a_copied_picture_file_is_searched_with_and_other_files_are_added(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    paste(window, files("/somewhere/cat.webp"))
    settle(qtbot, window)
    assert last(engine).like == Like(Path("/somewhere/cat.webp"))
    paste(window, files("/somewhere/a.pdf"))
    qtbot.waitUntil(lambda: engine.asked("add") == [(Path("/somewhere/a.pdf"),)])


def test_text_with_a_picture_of_itself_stays_text(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setText("a table")
    mime.setImageData(pixels())
    assert from_mime(mime) is None
    paste(window, mime)
    assert window.field.edit.text() == "a table"
    assert from_mime(None) is None
    broken = QMimeData()
    broken.setImageData(QImage())
    assert from_mime(broken) is None
