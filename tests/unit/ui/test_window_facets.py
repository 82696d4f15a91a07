"""The facets in the sidebar: what they show, what a click writes, and the keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes.engine import FakeEngine, make_answer, make_hit
from fakes.person import type_text
from fakes.small import HITS, SOURCES
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from docmind.core import Facet, FacetName, FacetValue, Query, SearchAnswer
from docmind.core.search.parse import parse
from docmind.ui.main_window import MainWindow
from docmind.ui.search.facet_group import FacetGroup
from docmind.ui.search.narrowing import (
    NAMES,
    Narrowing,
    asked_for,
    narrowed,
    toggled,
    with_value,
    without,
)
from docmind.ui.session import Session

MakeWindow = Callable[[FakeEngine], MainWindow]
KINDS = Facet("kind", (FacetValue("document", 31), FacetValue("image", 12), FacetValue("mail", 4)))
TYPES = Facet("type", tuple(FacetValue(f"t{n}", 9 - n) for n in range(8)))
FOLDERS = Facet(
    "folder",
    (FacetValue("/home/ada/Tax papers", 5, "Tax papers"), FacetValue("/home/ada/b", 2, "b")),
    at_least=True,
)
NOW = str(date.today().year)
YEARS = Facet("year", (FacetValue("2025", 3), FacetValue("2024", 44)))
THREE_YEARS = Facet("year", (FacetValue(NOW, 2), *YEARS.values))
LATELY = Facet("changed", (FacetValue("this month", 1), FacetValue("this year", 2)))
LANGUAGES = Facet("language", (FacetValue("de", 2), FacetValue("xx", 1)))


# -- the text of the query -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "narrowed"),
    [
        ("kind", "image", "lease kind:image"),
        ("type", ".md", "lease type:.md"),
        ("folder", "/home/a b", 'lease in:"/home/a b"'),
        ("folder", '/home/"a" b', 'lease in:«/home/"a" b»'),
        ("year", "2024", "lease on:2024"),
        ("year", "this month", 'lease on:"this month"'),
        ("language", "de", "lease lang:de"),
    ],
)
def test_a_value_is_put_in_and_taken_away(name: FacetName, value: str, narrowed: str) -> None:
    assert toggled("lease", name, value) == narrowed
    assert asked_for(narrowed, name) == (value,)
    assert toggled(narrowed, name, value) == "lease"
    assert toggled(narrowed, name, "") == "lease"
    assert not parse(narrowed).faults
    assert parse(narrowed).filters == ((narrowed.split()[1].partition(":")[0], value),)


def test_the_year_that_is_now_is_this_year() -> None:
    text = f"lease on:{date.today().year} on:2001"
    assert asked_for(text, "year") == ("this year", "2001")
    assert without(text, "year", "this year") == "lease on:2001"


def test_a_press_chooses_one_value_and_another_takes_it_back() -> None:
    assert narrowed("lease kind:image", "kind", "mail") == "lease kind:mail"
    assert narrowed("lease kind:mail", "kind", "mail") == "lease"
    assert narrowed("lease kind:image kind:mail", "kind", "mail") == "lease kind:mail"
    assert narrowed("lease kind:image", "kind", "mail", more=True) == "lease kind:image kind:mail"
    assert narrowed("lease kind:image kind:mail", "kind", "mail", more=True) == "lease kind:image"
    assert narrowed("lease kind:image", "kind", "") == "lease"


def test_what_was_typed_in_another_way_is_understood() -> None:
    text = "EXT:PDF,docx lease kind:image kind:mail language:de -kind:code on:2024-05 x:y"
    assert asked_for(text, "type") == ("pdf", "docx")
    assert asked_for(text, "kind") == ("image", "mail")
    assert asked_for(text, "year") == ()
    assert without(text, "type", "pdf").startswith("type:docx lease kind:image")
    assert "-kind:code" in without(text, "kind")
    assert "kind:image" not in without(text, "kind")


def test_a_value_twice_is_once() -> None:
    assert with_value("a kind:image", "kind", "image") == "a kind:image"


VALUES: dict[FacetName, str] = {
    "kind": "image", "type": "pdf", "folder": "/home/a b", "year": "2024", "language": "de",
}  # fmt: skip


@given(st.text(alphabet='ab:"«“” kindtype,-', max_size=30), st.sampled_from(NAMES))
def test_any_text_can_be_narrowed_and_widened(text: str, name: FacetName) -> None:
    value = VALUES[name]
    narrowed = with_value(text, name, value)
    assert value in asked_for(narrowed, name) or set(text) & set('"“”«')  # may open a phrase
    assert asked_for(without(narrowed, name), name) == () or "," in text


def test_what_means_nothing_is_no_value() -> None:
    assert asked_for("kind:banana lang:klingon on:soon", "kind") == ()
    assert without("rent kind:banana", "kind") == "rent kind:banana"
    assert asked_for("kind:image OR type:pdf", "kind") == ()


# -- what is remembered ----------------------------------------------------------------------------


def answer(text: str, *facets: Facet, total: int = 47) -> SearchAnswer:
    return replace(make_answer(text, HITS, total=total), facets=facets)


def rows(narrowing: Narrowing, text: str, *facets: Facet, total: int = 47):
    """{name: {value: (count, chosen)}}."""
    return {
        facet.name: {row.value: (row.count, row.chosen) for row in facet.rows}
        for facet in narrowing.facets(text, answer(text, *facets, total=total))
    }


def test_a_narrowed_answer_keeps_the_other_values_of_its_own_facet() -> None:
    narrowing = Narrowing()
    assert rows(narrowing, "lease", KINDS, YEARS)["kind"]["document"] == (31, False)
    images = Facet("kind", (FacetValue("image", 12),))
    seen = rows(narrowing, "lease kind:image", images, Facet("year", (FacetValue("2024", 12),)))
    assert seen == {"kind": {"document": (31, False), "image": (12, True), "mail": (4, False)}}


def test_narrowed_twice_the_counts_of_the_others_are_not_known() -> None:
    narrowing = Narrowing()
    rows(narrowing, "lease", KINDS, YEARS)
    rows(narrowing, "lease kind:image", Facet("kind", (FacetValue("image", 12),)), YEARS)
    seen = rows(
        narrowing,
        "lease kind:image on:2025",
        Facet("kind", (FacetValue("image", 2),)),
        Facet("year", (FacetValue("2025", 2),)),
    )
    assert seen["kind"] == {"document": (None, False), "image": (2, True), "mail": (None, False)}
    assert seen["year"] == {"2025": (2, True), "2024": (44, False)}


def test_another_question_forgets_the_values() -> None:
    narrowing = Narrowing()
    rows(narrowing, "lease", KINDS)
    seen = rows(narrowing, "rent kind:image", Facet("kind", (FacetValue("image", 3),)))
    assert seen == {"kind": {"image": (3, True)}}
    assert rows(narrowing, "rent kind:photos") == {"kind": {"photos": (None, True)}}


# -- the panel -------------------------------------------------------------------------------------


@pytest.fixture
def counted(qtbot: QtBot, make_window: MakeWindow) -> MainWindow:
    """A window with an answer that has every facet."""
    engine = FakeEngine(HITS, SOURCES)

    def answers(query: Query) -> SearchAnswer:
        return answer(query.text, KINDS, TYPES, FOLDERS, LATELY, THREE_YEARS, LANGUAGES)

    engine.answers = answers
    window = make_window(engine)
    type_text(qtbot, window, "lease")
    return window


def texts(group: FacetGroup) -> list[tuple[str, str]]:
    """(text, count) of the visible rows."""
    return [(row.text(), row.accessibleDescription()) for row in group.rows if row.isVisible()]


def test_groups_show_names_and_counts(counted: MainWindow) -> None:
    groups = counted.facets.groups
    assert all(group.isVisible() for group in groups.values())
    assert texts(groups["kind"])[:2] == [("All results", "47"), ("Documents", "31")]
    assert texts(groups["folder"]) == [("Tax papers", "5+"), ("b", "2+")]
    assert texts(groups["year"]) == [
        ("This month", "1"), ("This year", "2"), ("2025", "3"), ("2024", "44"), ("Any time", "47"),
    ]  # fmt: skip
    assert texts(groups["language"]) == [("German", "2"), ("xx", "1")]
    assert groups["folder"].rows[0].toolTip() == "/home/ada/Tax papers"


def test_few_values_are_shown_and_more_on_request(counted: MainWindow) -> None:
    group = counted.facets.groups["type"]
    assert len(texts(group)) == 5
    assert group.more.text() == "Show more"
    group.more.click()
    assert len(texts(group)) == 8
    assert group.more.text() == "Show less"
    group.more.click()
    assert len(texts(group)) == 5
    assert not counted.facets.groups["year"].more.isVisible()


def test_one_value_alone_divides_nothing(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    engine.hits = (make_hit(1, "/d/one.txt", "T", "x"),)
    type_text(qtbot, window, "lease")
    assert not window.facets.isVisible()


def test_a_click_narrows_and_another_takes_it_back(qtbot: QtBot, counted: MainWindow) -> None:
    group = counted.facets.groups["folder"]
    group.rows[0].click()
    assert counted.field.edit.text() == 'lease in:"/home/ada/Tax papers"'
    qtbot.waitUntil(lambda: group.rows[0].isChecked())
    assert not group.rows[1].isChecked()
    group.rows[0].click()
    assert counted.field.edit.text() == "lease"
    qtbot.waitUntil(lambda: not group.rows[0].isChecked())


def test_a_chosen_value_is_seen_although_it_is_not_among_the_first(
    qtbot: QtBot, counted: MainWindow
) -> None:
    counted.field.edit.setText("lease type:t7")
    group = counted.facets.groups["type"]
    qtbot.waitUntil(lambda: any(row.isChecked() for row in group.rows))
    assert [text for text, _ in texts(group)] == ["T0", "T1", "T2", "T3", "T4", "T7"]


def test_every_row_can_be_reached_and_names_itself(counted: MainWindow) -> None:
    for group in counted.facets.groups.values():
        for row in (*group.rows, group.more, group.head.fold, group.head.clear):
            assert row.focusPolicy() & Qt.FocusPolicy.TabFocus
            if row.isVisible():
                assert row.accessibleName().startswith(group.title)
    year = counted.facets.groups["year"].rows[3]
    year.setFocus()
    QTest.keyClick(year, Qt.Key.Key_Space)
    assert counted.field.edit.text() == "lease on:2024"


def test_a_small_window_scrolls_the_whole_sidebar_to_the_focus(
    qtbot: QtBot, counted: MainWindow
) -> None:
    counted.resize(1024, 640)
    scroll, row = counted.sidebar.scroll_area, counted.facets.groups["language"].rows[1]
    view = scroll.viewport()
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    row.setFocus()
    qtbot.waitUntil(lambda: view.rect().contains(row.mapTo(view, row.rect().center())))
    counted.sidebar.view.setFocus()
    qtbot.waitUntil(lambda: not counted.sidebar.view.visibleRegion().isEmpty())


def test_control_and_a_click_add_a_value(qtbot: QtBot, counted: MainWindow) -> None:
    group, edit = counted.facets.groups["kind"], counted.field.edit
    control = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(group.rows[1], Qt.MouseButton.LeftButton)
    assert edit.text() == "lease kind:document"
    qtbot.waitUntil(group.rows[1].isChecked)
    assert "Ctrl" in group.rows[2].toolTip()
    QTest.mouseClick(group.rows[2], Qt.MouseButton.LeftButton, control)
    assert edit.text() == "lease kind:document kind:image"
    qtbot.waitUntil(group.rows[2].isChecked)
    QTest.mouseClick(group.rows[3], Qt.MouseButton.LeftButton)
    assert edit.text() == "lease kind:mail"


def test_a_cross_takes_back_what_is_chosen(qtbot: QtBot, counted: MainWindow) -> None:
    group = counted.facets.groups["type"]
    assert not group.head.clear.isVisible()
    group.rows[0].click()
    qtbot.waitUntil(group.head.clear.isVisible)
    group.head.clear.click()
    assert counted.field.edit.text() == "lease"
    qtbot.waitUntil(lambda: not group.head.clear.isVisible())


def test_a_folded_group_shows_what_is_chosen_alone(qtbot: QtBot, counted: MainWindow) -> None:
    group = counted.facets.groups["type"]
    QTest.keyClick(group.head.fold, Qt.Key.Key_Space)
    assert group.is_folded
    assert texts(group) == []
    assert not group.more.isVisible()
    assert group.head.fold.accessibleDescription() == "hidden"
    counted.field.edit.setText("lease type:t1")
    qtbot.waitUntil(lambda: [text for text, _ in texts(group)] == ["T1"])
    QTest.mouseClick(group.head.fold, Qt.MouseButton.LeftButton)
    assert len(texts(group)) == 5


def test_folded_groups_are_remembered(
    qtbot: QtBot, make_window: MakeWindow, counted: MainWindow, tmp_path: Path
) -> None:
    counted.facets.groups["folder"].set_folded(True)
    counted.close()
    assert not Session(tmp_path / "window.ini").pane_visible("facet_folder")
    groups = make_window(FakeEngine(HITS, SOURCES)).facets.groups
    assert groups["folder"].is_folded
    assert not groups["kind"].is_folded


def test_the_facets_go_with_the_question(qtbot: QtBot, counted: MainWindow) -> None:
    counted.field.edit.clear()
    qtbot.waitUntil(lambda: not counted.facets.isVisible())
