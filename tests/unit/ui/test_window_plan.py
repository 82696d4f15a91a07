"""How an answer was found, in plain words: what is told, and the popover that tells it."""

from __future__ import annotations

from dataclasses import replace

from fakes.engine import FakeEngine, make_answer, make_hit
from fakes.person import type_text
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from docmind.core import Fault, QueryPlan, Reranked, SearchAnswer
from docmind.ui.main_window import MainWindow
from docmind.ui.search.plan import plan_parts, plan_text
from docmind.ui.search.plan_popover import PlanPopover

HIT = make_hit(1, "/docs/a.txt", "A", "a lease", ("lease",))


def told(query: str, plan: QueryPlan, *timings: tuple[str, float]) -> dict[str, tuple[str, ...]]:
    """The lines by their headings."""
    answer = replace(make_answer(query, (HIT,)), plan=plan, timings=timings)
    return {part.title: tuple(map(str, part.lines)) for part in plan_parts(answer)}


def test_a_plan_is_told_in_plain_words() -> None:
    plan = QueryPlan(
        "auto",
        ("stems", "words", "dense", "pictures"),
        0.437,
        True,
        phrases=("notice period",),
        identifiers=("INV-2024",),
        excluded=("draft",),
        filters=(("type", "pdf"), ("-in", "old")),
        alternatives=(("flat", "house"),),
        found=(("stems", 7), ("words", 9), ("dense", 200), ("pictures", 1)),
    )
    times = (("words", 1.4), ("embed", 3.0), ("meaning", 9.2), ("pictures", 4.0), ("names", 1.0))
    parts = told('rent "notice period" INV-2024 -draft', plan, *times)
    assert parts["Understood"] == (
        "Words: rent INV-2024",
        "Word for word: “notice period”",
        "Numbers and names, exactly as written: “INV-2024”",
        "Without: “draft”",
        "Any of: “flat”, “house”",
        "Type: pdf",
        "Folder: not old",
        "Reads like a search for exact words, so words count more",
    )
    assert parts["Searched by"] == (
        "Words (9 passages, 1 ms)",
        "Meaning, which counts less than words (200 passages, 12 ms)",
        "What pictures show (1 picture, 4 ms)",
        "File names (1 ms)",
    )


def test_a_corrected_query_and_a_reranked_answer_are_told() -> None:
    done = Reranked("BGE-M3", 31, 6, 184.2)
    plan = QueryPlan(
        "auto", ("words", "dense"), 0.5, False, reranked=done, searched="receive post",
        corrections=(("recieve", "receive"),),
    )  # fmt: skip
    parts = told("recieve post", plan)
    assert parts["Understood"] == ("Words: receive post", "“recieve” was read as “receive”")
    assert parts["Put in order"][-1] == (
        "BGE-M3 read the best 31 passages; 6 results moved (184 ms)"
    )
    asleep = replace(plan, reranked=Reranked("BGE-M3", note="The reranker took too long."))
    assert told("recieve post", asleep)["Put in order"][-1] == "The reranker took too long."


def test_what_did_not_go_as_asked_is_told() -> None:
    plan = QueryPlan(
        "words", (), 0.0, False, faults=(Fault(0, 3, "“x” is no kind."),), relaxed=("in:old",),
        notes=("Nothing was found.",), suggestion="lease", like="Like “sunset.jpg”",
    )  # fmt: skip
    parts = told("", plan)
    assert parts["Understood"] == ("Like “sunset.jpg”",)
    assert parts["Searched by"] == ("Nothing: there was no word to search for",)
    assert parts["To note"] == (
        "“x” is no kind.",
        "Left out, because nothing passes it: in:old",
        "Nothing was found.",
        "Perhaps meant: lease",
    )
    assert "Put in order" not in parts


def test_one_way_alone_has_no_weight() -> None:
    assert told("a", QueryPlan("meaning", ("dense",), 1.0, False))["Searched by"] == ("Meaning",)
    weights = [
        told("a", QueryPlan("auto", ("words", "dense"), alpha, False))["Searched by"][1]
        for alpha in (0.1, 0.3, 0.5, 0.8)
    ]
    assert [one.removeprefix("Meaning, which counts ") for one in weights] == [
        "little beside words", "less than words", "as much as words", "more than words",
    ]  # fmt: skip


# -- the popover -----------------------------------------------------------------------------------


def popover(window: MainWindow) -> PlanPopover:
    made = window.results.plan.popover
    assert made is not None
    return made


def texts(sheet: PlanPopover) -> list[str]:
    return [label.text() for label in sheet.body.widget().findChildren(QLabel)]  # type: ignore[union-attr]


def test_the_sign_beside_the_count_opens_it(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    assert not window.results.plan.isVisible()
    type_text(qtbot, window, "lease")
    sign = window.results.plan
    assert "Ctrl+I" in sign.toolTip()
    QTest.mouseClick(sign, Qt.MouseButton.LeftButton)
    sheet = popover(window)
    assert sheet.isVisible()
    assert "Words: lease" in texts(sheet)
    assert "Words: lease" in sheet.body.accessibleDescription()
    assert window.rect().contains(sheet.geometry())
    QTest.mouseClick(sign, Qt.MouseButton.LeftButton)
    assert not sheet.isVisible()


def test_keys_open_and_close_it(qtbot: QtBot, window: MainWindow) -> None:
    type_text(qtbot, window, "lease")
    edit = window.field.edit
    qtbot.waitUntil(edit.hasFocus)
    QTest.keyClick(edit, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    sheet = popover(window)
    qtbot.waitUntil(sheet.body.hasFocus)
    QTest.keyClick(sheet.body, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert edit.hasFocus()
    assert edit.text() == "lease"


def test_it_is_copied_as_text_and_leaves_with_the_focus(qtbot: QtBot, window: MainWindow) -> None:
    type_text(qtbot, window, "lease")
    window.actions_table["how_found"].trigger()
    sheet = popover(window)
    copy = next(
        one for one in sheet.findChildren(QToolButton) if one.accessibleName() == "Copy as text"
    )
    copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Search: lease\n3 results in 38 ms\n\nUnderstood\n- Words: lease")
    window.field.edit.setFocus()
    qtbot.waitUntil(lambda: not sheet.isVisible())


def test_an_open_one_follows_the_answers(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    type_text(qtbot, window, "lease")
    window.actions_table["how_found"].trigger()
    answer: SearchAnswer = make_answer("tenant", (HIT,))
    window.results.plan.show_answer(answer)
    assert "Words: tenant" in texts(popover(window))
    assert plan_text(answer) != plan_text(make_answer("lease", (HIT,)))
