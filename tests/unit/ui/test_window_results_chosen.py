"""What is done with chosen results, the order of all of them, and pictures side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.engine import FakeEngine, make_answer, make_hit
from fakes.person import queries, type_text
from fakes.small import SOURCES
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QDragEnterEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from docmind.core import Query, SearchAnswer, SourceStatus
from docmind.ui.main_window import MainWindow
from docmind.ui.search.dragging import files_of
from docmind.ui.search.result_menu import ResultMenu
from docmind.ui.search.tile import TileStyle
from docmind.ui.wiring.chosen import pattern_for

MakeWindow = Callable[[FakeEngine], MainWindow]
Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HOME = Path("/home/ada/Docs")


def pictures(count: int) -> FakeEngine:
    hits = [make_hit(n, f"{HOME}/{n}.jpg", f"{n}", "x", kind="image") for n in range(count)]
    return FakeEngine(hits, SOURCES)


def documents(count: int, state: str = "current") -> FakeEngine:
    hits = [
        make_hit(n, f"{HOME}/Taxes {n % 20}/{n}.txt", f"T{n}", f"… passage {n} …", size=n)
        for n in range(count)
    ]
    return FakeEngine(hits, [SourceStatus(HOME, state, count, count, 0, 0)])  # type: ignore[arg-type]


class Done:
    """What the desktop was asked for."""

    def __init__(self, window: MainWindow) -> None:
        self.calls: list[tuple[str, Path]] = []
        window.desktop.open = lambda path, page=None: self.calls.append(("open", path))  # type: ignore[method-assign]
        window.desktop.show_in_folder = lambda path: self.calls.append(("show", path))  # type: ignore[method-assign]


def choose(qtbot: QtBot, window: MainWindow, count: int) -> None:
    """Ask, and choose the first ones."""
    type_text(qtbot, window, "t")
    view = window.results.view
    qtbot.waitUntil(lambda: window.results.model.rowCount() > 0)
    while window.results.model.rowCount() < count:
        before = window.results.model.rowCount()
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
        qtbot.waitUntil(lambda before=before: window.results.model.rowCount() > before)
    view.setFocus()
    view.setCurrentIndex(window.results.model.index(0))
    for _ in range(count - 1):
        QTest.keyClick(view, Key.Key_Down, SHIFT)
    assert len(window.results.together()) == count


# ---- opening, showing, copying -----------------------------------------------------------------


def test_a_few_are_opened_at_once(qtbot: QtBot, make_window: MakeWindow) -> None:
    engine = documents(5)
    window = make_window(engine)
    done = Done(window)
    choose(qtbot, window, 3)
    QTest.keyClick(window.results.view, Key.Key_Return)
    assert done.calls == [("open", hit.path) for hit in engine.hits[:3]]


def test_many_are_opened_after_a_question(qtbot: QtBot, make_window: MakeWindow) -> None:
    engine = documents(60)
    engine.total = 60
    window = make_window(engine)
    done = Done(window)
    choose(qtbot, window, 12)
    window.actions_table["open"].trigger()
    assert done.calls == []
    assert "Open 12 files?" in window.banner.said
    window.banner.pressed.emit("open several")
    assert len(done.calls) == 12
    assert window.banner.said == ""
    window.banner.pressed.emit("open several")  # nothing is left to do
    window.results.view.selectAll()
    qtbot.waitUntil(lambda: len(window.results.together()) > 19)


def test_too_many_are_not_opened(qtbot: QtBot, make_window: MakeWindow) -> None:
    engine = documents(60)
    engine.total = 60
    window = make_window(engine)
    done = Done(window)
    choose(qtbot, window, 51)
    window.actions_table["open"].trigger()
    assert "too much" in window.banner.said
    assert done.calls == []


def test_each_folder_is_shown_once(qtbot: QtBot, make_window: MakeWindow) -> None:
    engine = documents(30)
    engine.hits = tuple(
        replace(hit, path=HOME / f"{number % 2}" / f"{number}.txt")
        for number, hit in enumerate(engine.hits)
    )
    window = make_window(engine)
    done = Done(window)
    choose(qtbot, window, 4)
    QTest.keyClick(window.results.view, Key.Key_Return, CTRL)
    assert done.calls == [("show", HOME / "0" / "0.txt"), ("show", HOME / "1" / "1.txt")]


def test_paths_and_passages_are_copied(qtbot: QtBot, make_window: MakeWindow) -> None:
    engine = documents(5)
    window = make_window(engine)
    choose(qtbot, window, 2)
    QTest.keyClick(window.results.view, Key.Key_C, CTRL)
    board = QGuiApplication.clipboard()
    assert board.text() == f"{engine.hits[0].path}\n{engine.hits[1].path}"
    assert "2 paths copied" in window.banner.said
    QTest.keyClick(window.results.view, Key.Key_C, CTRL | SHIFT)
    assert board.text() == "passage 0\n\npassage 1"


def test_text_in_the_field_is_copied_as_ever(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(documents(2))
    type_text(qtbot, window, "lease")
    window.field.edit.selectAll()
    QTest.keyClick(window.field.edit, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "lease"


def test_what_is_on_a_drive_that_is_away_is_not_opened(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window(documents(3, "offline"))
    done = Done(window)
    choose(qtbot, window, 1)
    window.actions_table["open"].trigger()
    assert done.calls == []
    assert "0.txt is on a drive that is not connected" in window.banner.said
    choose(qtbot, window, 2)
    window.actions_table["show_in_folder"].trigger()
    assert "2 files are on drives" in window.banner.said


# ---- the menu ----------------------------------------------------------------------------------


def test_the_menu_holds_what_can_be_done(
    qtbot: QtBot, make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ResultMenu, "popup", lambda _menu, _at: None)
    window = make_window(documents(3))
    choose(qtbot, window, 2)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(window.results.view.viewport(), event)
    (menu,) = window.findChildren(ResultMenu)
    found: list[QAction] = menu.actions()
    names = [action.objectName() for action in found if not action.isSeparator()]
    assert names == [
        "open", "show_in_folder", "copy_path", "copy_passage", "find_similar", "find_passages",
        "only_folder", "leave_out_folder", "leave_out_file",
    ]  # fmt: skip
    assert len(window.results.together()) == 2


def test_only_in_this_folder(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(documents(3))
    choose(qtbot, window, 1)
    window.actions_table["only_folder"].trigger()
    assert window.field.edit.text() == f't in:"{HOME}/Taxes 0"'


def test_leaving_out_is_shown_before_it_holds(qtbot: QtBot, make_window: MakeWindow) -> None:
    engine = documents(3)
    window = make_window(engine)
    choose(qtbot, window, 1)
    window.actions_table["leave_out_folder"].trigger()
    assert window.sheets.current is window.exclude
    assert window.exclude.patterns()[-1] == "/Taxes 0/"
    qtbot.waitUntil(lambda: engine.asked("preview_exclude") != [])
    window.sheets.leave()
    window.actions_table["leave_out_file"].trigger()
    assert window.exclude.patterns()[-1] == "/Taxes 0/0.txt"


def test_pattern_of_a_path() -> None:
    sources = [Path("/a"), Path("/a/b")]
    assert pattern_for(Path("/a/b/c [1]*.txt"), sources) == r"/c \[1\]\*.txt"
    assert pattern_for(Path("/a/x "), sources) == "/x\\ "
    assert pattern_for(Path("/a/b"), [Path("/a/b")]) == ""
    assert pattern_for(Path("/z"), sources) == ""


def test_a_source_itself_is_not_left_out(qtbot: QtBot, make_window: MakeWindow) -> None:
    hit = make_hit(1, HOME / "a.txt", "a", "x")
    window = make_window(FakeEngine([hit], [SourceStatus(HOME, "current", 1, 1, 0, 0)]))
    choose(qtbot, window, 1)
    window.actions_table["leave_out_folder"].trigger()
    assert window.sheets.current is None
    assert "Remove it" in window.banner.said


# ---- order -------------------------------------------------------------------------------------


def test_another_order_is_asked_of_the_engine(qtbot: QtBot, make_window: MakeWindow) -> None:
    engine = documents(30)
    engine.total = 30
    window = make_window(engine)
    choose(qtbot, window, 3)
    window.actions_table["sort_size"].trigger()
    qtbot.waitUntil(lambda: window.results.model.hits[0].file_id == 29)
    assert queries(engine)[-1].sort == "size"
    assert queries(engine)[-1].limit == 20
    assert [hit.file_id for hit in window.results.together()] == [29]
    button = window.results._heading.sort
    assert button.text().startswith("Sort: size")
    assert button.accessibleName() == "Sort: size"
    type_text(qtbot, window, "x")
    assert {query.sort for query in queries(engine)[-2:]} == {"size"}


def test_reading_on_asks_in_few_steps_and_does_not_jump(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    engine = documents(400)
    engine.total = 400
    window = make_window(engine)
    choose(qtbot, window, 2)
    view, bar = window.results.view, window.results.view.verticalScrollBar()
    asked = len(queries(engine))
    while window.results.model.rowCount() < 400:
        before = window.results.model.rowCount()
        bar.setValue(bar.maximum())
        place = bar.value()
        qtbot.waitUntil(lambda before=before: window.results.model.rowCount() > before)
        assert bar.value() == place
    assert len(queries(engine)) - asked < 9
    assert [hit.file_id for hit in window.results.together()] == [0, 1]
    assert view.currentIndex().row() == 1
    bar.setValue(bar.maximum())
    assert len(queries(engine)) - asked < 9  # there is no more to ask for


def test_several_stay_chosen_when_the_library_changes(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    engine = documents(5)
    window = make_window(engine)
    choose(qtbot, window, 3)
    engine.hits = (make_hit(9, HOME / "new.txt", "new", "x"), *engine.hits)
    window.asking.ask_now()
    qtbot.waitUntil(lambda: window.results.model.rowCount() == 6)
    assert [hit.file_id for hit in window.results.together()] == [0, 1, 2]
    current = window.results.current()
    assert current is not None
    assert current.file_id == 2


# ---- pictures ----------------------------------------------------------------------------------


def in_mode(engine: FakeEngine) -> Callable[[Query], SearchAnswer]:
    """Answers whose plan names the mode asked in."""

    def answer(query: Query) -> SearchAnswer:
        made = make_answer(query.text, engine.hits[: query.limit], total=engine.total)
        return replace(made, plan=replace(made.plan, mode=query.mode))

    return answer


def test_pictures_stand_side_by_side_and_the_choice_is_kept(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    engine = pictures(30)
    window = make_window(engine)
    type_text(qtbot, window, "dog")
    results = window.results
    assert results.in_grid
    assert results.view.columns > 1
    assert results._heading.layouts.isVisible()
    assert "20 pictures" in results._count.text() or "30 pictures" in results._count.text()
    results.step(5)
    window.actions_table["pictures_list"].trigger()
    assert not results.in_grid
    assert results.view.columns == 1
    assert results.view.currentIndex().row() == 5
    assert not window.session.pictures_in_grid
    window.actions_table["pictures_grid"].trigger()
    assert results.in_grid
    assert window.session.pictures_in_grid


def test_a_view_that_is_not_full_asks_for_more(qtbot: QtBot, make_window: MakeWindow) -> None:
    engine = pictures(200)
    engine.total = 200
    window = make_window(engine)
    type_text(qtbot, window, "dog")
    bar = window.results.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > bar.pageStep())
    assert window.results.model.rowCount() < 200


def test_other_results_stay_a_list(qtbot: QtBot, make_window: MakeWindow) -> None:
    engine = pictures(4)
    engine.hits = (*engine.hits, make_hit(99, HOME / "a.txt", "a", "x"))
    window = make_window(engine)
    type_text(qtbot, window, "dog")
    assert not window.results.in_grid
    assert window.results._heading.layouts.isHidden()


@pytest.mark.parametrize(("mode", "grid"), [("auto", False), ("images", True)])
def test_a_single_picture_is_a_grid_only_where_pictures_were_asked_for(
    qtbot: QtBot, make_window: MakeWindow, mode: str, grid: bool
) -> None:
    engine = pictures(1)
    engine.answers = in_mode(engine)
    window = make_window(engine)
    window.actions_table[f"mode_{mode}"].trigger()
    type_text(qtbot, window, "dog")
    assert window.results.in_grid is grid


def test_tiles_fill_the_width_and_say_their_names(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(pictures(9))
    style = TileStyle(window.font())
    for width in range(80, 900, 7):
        cell = style.cell(width)
        assert 0 <= width - cell.width() * (width // cell.width()) < style.least
    type_text(qtbot, window, "dog")
    index = window.results.model.index(1)
    assert "1.jpg" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    window.results.view.grab()  # paints names where there is no picture


def test_own_results_are_not_added_again(make_window: MakeWindow) -> None:
    window = make_window(documents(3))

    class Own(QDragEnterEvent):
        def source(self) -> QObject:
            return window.results.view

    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    mime, none = files_of([HOME]), Qt.KeyboardModifier.NoModifier
    event = Own(QPoint(500, 500), copy, mime, left, none)
    event.ignore()
    window.dragEnterEvent(event)
    assert not event.isAccepted()
    assert not window.overlay.isVisible()
