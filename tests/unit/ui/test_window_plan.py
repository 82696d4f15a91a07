"""The plan of an answer, in words, at the number of results."""

from __future__ import annotations

from dataclasses import replace

from fakes.engine import FakeEngine, make_answer, make_hit
from fakes.person import type_text
from pytestqt.qtbot import QtBot

from docmind.core import QueryPlan
from docmind.ui.main_window import MainWindow
from docmind.ui.search.plan import plan_lines


def test_a_plan_is_told_in_plain_lines() -> None:
    plan = QueryPlan(
        "auto",
        ("stems", "words", "dense", "pictures"),
        0.437,
        True,
        phrases=("notice period",),
        identifiers=("INV-2024",),
        excluded=("draft",),
        filters=(("type", "pdf"),),
        relaxed=("in:old",),
    )
    assert plan_lines(plan).splitlines() == [
        "Searched by: words, meaning (44 % of the score), what pictures show",
        "Read as a search for exact words.",
        "Word for word: notice period",
        "Identifiers: INV-2024",
        "Left out: draft",
        "Filters: type:pdf",
        "Without the filters: in:old",
    ]


def test_a_plan_without_any_list_says_so() -> None:
    assert plan_lines(QueryPlan("auto", (), 0.0, False)) == "Searched by: nothing"


def test_the_number_of_results_tells_the_plan(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    answer = make_answer("lease", (make_hit(1, "/docs/a.txt", "A", "a lease", ("lease",)),))
    plan = replace(answer.plan, legs=("stems", "dense"), alpha=0.2)
    engine.answers = lambda query: replace(answer, plan=plan)
    type_text(qtbot, window, "lease")
    assert window.results._count.toolTip() == "Searched by: words, meaning (20 % of the score)"
