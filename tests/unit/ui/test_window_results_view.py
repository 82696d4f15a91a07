"""The view of the results: cells, keys, choosing several, dragging them out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.engine import make_hit
from PySide6.QtCore import QMimeData, QPoint, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from docmind.ui.search import dragging
from docmind.ui.search.delegate import CardDelegate
from docmind.ui.search.model import ResultsModel
from docmind.ui.search.tile_delegate import TileDelegate
from docmind.ui.search.view import ResultsView
from docmind.ui.widgets.theme import SCHEMES

Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
MANY = 50


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[ResultsView]:
    view = ResultsView()
    qtbot.addWidget(view)
    model = ResultsModel(view)
    model.show(tuple(make_hit(n, f"/d/{n}.jpg", f"T{n}", "x", kind="image") for n in range(MANY)))
    view.setModel(model)
    cards = CardDelegate(QFont(), view)
    view.setItemDelegate(cards)
    view.set_cell(cards.cell)
    view.resize(640, 700)
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    yield view
    cards.thumbnails.close()


@pytest.fixture
def grid(view: ResultsView) -> ResultsView:
    cards = view.itemDelegate()
    assert isinstance(cards, CardDelegate)
    tiles = TileDelegate(QFont(), cards.thumbnails, lambda _hit: False, view)
    view.setItemDelegate(tiles)
    view.set_cell(tiles.cell, tiles.side)
    assert view.columns > 2
    return view


def at(view: ResultsView, row: int) -> QPoint:
    return view.visualRect(view.model().index(row, 0)).center()


def press(view: ResultsView, row: int, *keys: Key) -> list[int]:
    """The current rows after each key, from a row."""
    view.setCurrentIndex(view.model().index(row, 0))
    found = []
    for key in keys:
        QTest.keyClick(view, key)
        found.append(view.currentIndex().row())
    return found


def chosen(view: ResultsView) -> list[int]:
    return [hit.file_id for hit in view.chosen()]


@pytest.mark.parametrize("wide", range(500, 530))
def test_every_cell_stands_in_its_row(grid: ResultsView, wide: int) -> None:
    grid.resize(wide, 400)
    columns, high = grid.columns, grid.gridSize().height()
    places = [grid.visualRect(grid.model().index(row, 0)).top() // high for row in range(12)]
    assert places == [row // columns for row in range(12)]


def test_a_cell_that_was_too_wide_leaves_no_empty_row(view: ResultsView) -> None:
    view.setGridSize(QSize(view.width() + 100, view.gridSize().height()))
    view.doItemsLayout()
    assert view.visualRect(view.model().index(0, 0)).top() == 0


def test_cards_stand_below_each_other(view: ResultsView) -> None:
    assert view.columns == 1
    tops = [view.visualRect(view.model().index(row, 0)).top() for row in range(3)]
    assert tops == [row * view.gridSize().height() for row in range(3)]
    assert view.visualRect(view.model().index(0, 0)).width() > 600


def test_keys_in_a_list(view: ResultsView) -> None:
    assert press(view, 0, Key.Key_Down, Key.Key_Down, Key.Key_Up) == [1, 2, 1]
    assert press(view, 3, Key.Key_Left, Key.Key_Right) == [3, 3]
    assert press(view, 3, Key.Key_End, Key.Key_Down, Key.Key_Home) == [MANY - 1, MANY - 1, 0]
    further = press(view, 2, Key.Key_PageDown, Key.Key_PageUp)
    assert further[0] > 4
    assert further[1] == 2
    assert press(view, 3, Key.Key_A, Key.Key_T) == [3, 3]  # no letter moves the choice


def test_keys_in_a_grid(grid: ResultsView) -> None:
    columns = grid.columns
    assert press(grid, 0, Key.Key_Right, Key.Key_Down) == [1, 1 + columns]
    assert press(grid, columns + 1, Key.Key_Left, Key.Key_Up) == [columns, 0]
    # below the last full row is the last picture
    above = (MANY - 1) // columns * columns - 1
    assert press(grid, above, Key.Key_Down, Key.Key_Down) == [MANY - 1, MANY - 1]


def test_left_is_onwards_where_people_read_from_the_right(grid: ResultsView) -> None:
    grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert press(grid, 1, Key.Key_Left, Key.Key_Right, Key.Key_Right) == [2, 1, 0]
    assert at(grid, 0).x() > at(grid, 1).x()


def test_up_in_the_first_row_leaves(grid: ResultsView, qtbot: QtBot) -> None:
    grid.setCurrentIndex(grid.model().index(2, 0))
    with qtbot.waitSignal(grid.left_upwards):
        QTest.keyClick(grid, Key.Key_Up)
    with qtbot.assertNotEmitted(grid.left_upwards):
        QTest.keyClick(grid, Key.Key_Up, SHIFT)


def test_several_are_chosen(grid: ResultsView) -> None:
    press(grid, 1, Key.Key_Right)
    QTest.keyClick(grid, Key.Key_Right, SHIFT)
    QTest.keyClick(grid, Key.Key_Right, SHIFT)
    assert chosen(grid) == [2, 3, 4]
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(grid.viewport(), left, CTRL, at(grid, 0))
    assert chosen(grid) == [0, 2, 3, 4]
    QTest.mouseClick(grid.viewport(), left, pos=at(grid, 1))
    assert chosen(grid) == [1]
    QTest.keyClick(grid, Key.Key_A, CTRL)
    assert chosen(grid) == list(range(MANY))


def test_a_press_for_the_menu_keeps_several(view: ResultsView) -> None:
    press(view, 0, Key.Key_Home)
    QTest.keyClick(view, Key.Key_Down, SHIFT)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=at(view, 1))
    assert chosen(view) == [0, 1]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=at(view, 2))
    assert chosen(view) == [2]


def test_dragging_takes_the_chosen_files_and_only_copies(
    view: ResultsView, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[list[str], Qt.DropAction]] = []

    class Drag(dragging.QDrag):
        def exec(self, actions: Qt.DropAction) -> Qt.DropAction:  # type: ignore[override]
            urls = [url.toLocalFile() for url in self.mimeData().urls()]
            begun.append((urls, actions))
            return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(dragging, "QDrag", Drag)
    press(view, 0, Key.Key_Home)
    QTest.keyClick(view, Key.Key_Down, SHIFT)
    view.startDrag(Qt.DropAction.MoveAction)
    assert begun == [(["/d/0.jpg", "/d/1.jpg"], Qt.DropAction.CopyAction)]


def test_files_as_other_programs_take_them() -> None:
    inside = make_hit(1, "/d/a.zip/b.txt", "b", "x", container="/d/a.zip")
    other = make_hit(2, "/d/a.zip/c.txt", "c", "x", container="/d/a.zip")
    odd = make_hit(3, Path("/d/\udcff x.txt"), "x", "x")
    paths = dragging.file_paths([inside, other, odd])
    assert paths == [Path("/d/a.zip"), Path("/d/\udcff x.txt")]
    mime: QMimeData = dragging.files_of(paths)
    assert (
        bytes(mime.data("text/uri-list").data()) == b"file:///d/a.zip\r\nfile:///d/%FF%20x.txt\r\n"
    )
    assert mime.text() == "/d/a.zip\n/d/? x.txt"


def test_what_is_seen_while_dragging(qtbot: QtBot) -> None:
    tokens = SCHEMES["light"]
    name = dragging.label([Path("/d/lease.pdf")])
    assert name == "lease.pdf"
    assert dragging.label([Path("/a"), Path("/b")]) == "2 files"
    one = dragging.drag_picture(name, QFont(), tokens, 1.0, several=False)
    sharp = dragging.drag_picture(name, QFont(), tokens, 2.0, several=True)
    assert sharp.width() > 2 * one.width()
    assert sharp.devicePixelRatio() == 2
    widest = dragging.drag_picture("n" * 900, QFont(), tokens, 1.0, several=False)
    assert widest.width() < 900


def test_nothing_chosen_is_nothing_to_drag(view: ResultsView) -> None:
    assert dragging.make_drag(view, []) is None


def test_a_view_of_no_width_has_cells(view: ResultsView) -> None:
    view.resize(0, 0)
    assert view.gridSize().width() >= 1
    assert view.gridSize() != QSize()
