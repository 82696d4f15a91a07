"""The states of the window that are shown in pictures, in the order in which they are shown."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from fakes.engine import MODELS, FakeEngine, make_answer
from fakes.shown import LIBRARY, filled_engine, kept_searches, nested_engine
from fakes.shown_kinds import KINDS, gallery_engine, kinds_engine
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from screenshot_table import QUERY, State, press, state
from screenshots import Stage, indexing, search, settle_until, settle_until_still

from docmind.core import (
    JobProgressed,
    JobStarted,
    Like,
    ModelChange,
    PictureStatus,
    Progress,
    Query,
    SearchAnswer,
    SourceStatus,
)
from docmind.ui.main_window import MainWindow
from docmind.ui.search.given import Given


def full_library(stage: Stage) -> FakeEngine:
    """Sources in every state, much to read, pictures that were looked at."""
    engine = filled_engine(stage.folder)
    more = (
        SourceStatus(Path(f"{LIBRARY}/office/Photos"), "paused", 1330, 1200, 0, 0),
        SourceStatus(Path(f"{LIBRARY}/home/Photos"), "attention", 330, 330, 4, 0),
    )
    engine.sources = (*engine.sources, *more)
    engine.pending = 9900
    engine.pictures = PictureStatus("clip", 312, 200, 540)
    return engine


# ---- the first minute, and the library ---------------------------------------------------------


@state("empty", "The first start")
def empty(stage: Stage) -> None:
    stage.open(FakeEngine())


@state("hovering", "Files over the window")
def hovering(stage: Stage) -> None:
    window = stage.open(FakeEngine())
    window.overlay.cover("Drop to add 1 folder")


@state("indexing", "A library while it is read")
def library(stage: Stage) -> None:
    engine = full_library(stage)
    stage.open(engine)
    indexing(engine)
    settle_until_still()


@state("resting", "A library at rest")
def resting(stage: Stage) -> None:
    engine = full_library(stage)
    engine.pending, engine.kept = 0, kept_searches()
    window = stage.open(engine)
    settle_until(lambda: window.saved.model.rowCount() > 0)


@state("paused", "Reading is paused")
def paused(stage: Stage) -> None:
    engine = full_library(stage)
    engine.paused = True
    window = stage.open(engine)
    indexing(engine)
    settle_until_still()
    menu = window.strip.pause_menu()
    menu.popup(window.mapToGlobal(QPoint(window.width() // 2, window.height() - 160)))


@state("messages", "Something to say")
def messages(stage: Stage) -> None:
    engine = full_library(stage)
    window = stage.open(engine)
    window.banner.say("job", "The disk is nearly full. Reading waits until there is room.")
    text = "The search engine could not be started: its process ended at once with the status 3."
    window.banner.say("open", text, "Try again")


@state("removing", "A folder is taken out")
def removing(stage: Stage) -> None:
    engine = full_library(stage)
    window = stage.open(engine)
    window.wiring.library.confirm_removal(engine.sources[0])


# ---- searching ---------------------------------------------------------------------------------


@state("results", "Results and the page of the first")
def results(stage: Stage) -> None:
    engine = filled_engine(stage.folder)
    window = stage.open(engine)
    indexing(engine)
    search(window, QUERY + " type:pdf")


@state("tokens", "Filters in the search field")
def tokens(stage: Stage) -> None:
    window = stage.open(filled_engine(stage.folder))
    search(window, 'end of the lease -in:"old stuff" type:pdf after:last month kind:banana')


@state("completion", "Filters are offered while they are written")
def completion(stage: Stage) -> None:
    window = stage.open(filled_engine(stage.folder))
    search(window, "tenant lease")
    window.field.edit.setFocus()
    QTest.keyClicks(window.field.edit, " type:")
    settle_until_still()
    QTest.keyClick(window.field.edit, Qt.Key.Key_Down)


@state("plan", "How results were found")
def plan(stage: Stage) -> None:
    engine = filled_engine(stage.folder)
    changes: dict[str, object] = {
        "legs": ("stems", "words", "dense", "pictures"), "alpha": 0.37,
        "phrases": ("three months",), "filters": (("type", "pdf"), ("-in", "old stuff")),
        "found": (("stems", 120), ("words", 96), ("dense", 200), ("pictures", 12)),
        "relaxed": ("in:old",),
        "notes": ("No document holds “three months” word for word.",),
    }  # fmt: skip
    engine.answers = _planned(engine, True, changes)
    window = stage.open(engine)
    search(window, 'how can the tenant end the lease "three months" type:pdf -in:"old stuff"')
    press(window, "how_found")


def _planned(
    engine: FakeEngine, found: bool, changes: dict[str, object]
) -> Callable[[Query], SearchAnswer]:
    """Answers with another plan, with or without results."""

    def answer(query: Query) -> SearchAnswer:
        made = make_answer(query.text, engine.hits[: query.limit] if found else ())
        plan = replace(made.plan, **changes)  # type: ignore[arg-type]
        facets = engine.facets if found else ()
        return replace(made, plan=plan, facets=made.facets if facets is None else facets)

    return answer


def _suggest(stage: Stage, found: bool, **changes: object) -> None:
    engine = filled_engine(stage.folder)
    engine.answers = _planned(engine, found, changes)
    window = stage.open(engine)
    window.field.edit.setText("how can the tennant end the lease early type:pdf")
    settle_until(lambda: window.pages.currentWidget() is window.inner)
    settle_until(lambda: not window.asking._waits())


@state("suggested", "Other words are offered")
def suggested(stage: Stage) -> None:
    _suggest(stage, True, suggestion=f"{QUERY} type:pdf")


@state("corrected", "Other words were asked")
def corrected(stage: Stage) -> None:
    note = "No document holds “tennant”; searched for “tenant” instead."
    pairs = (("tennant", "tenant"),)
    _suggest(stage, True, searched=f"{QUERY} type:pdf", corrections=pairs, notes=(note,))


@state("nothing", "Nothing was found")
def nothing(stage: Stage) -> None:
    _suggest(stage, False, suggestion=f"{QUERY} type:pdf")


@state("history", "Recent and saved searches")
def history(stage: Stage) -> None:
    window = _kept(stage)
    window.field.edit.setFocus()
    QTest.keyClick(window.field.edit, Qt.Key.Key_Down)
    QTest.keyClick(window.history.view, Qt.Key.Key_Down)


@state("filtered", "Recent searches while typing")
def filtered(stage: Stage) -> None:
    window = _kept(stage)
    window.actions_table["focus_search"].trigger()
    QTest.keyClicks(window.field.edit, "lease")


@state("saving", "A search gets its name")
def saving(stage: Stage) -> None:
    window = _kept(stage)
    search(window, "lease type:pdf")
    press(window, "save_search")


def _kept(stage: Stage) -> MainWindow:
    engine = filled_engine(stage.folder)
    engine.kept = kept_searches()
    window = stage.open(engine)
    settle_until(lambda: window.saved.model.rowCount() > 0)
    return window


@state("similar_picture", "What is like a dropped picture")
def similar_picture(stage: Stage) -> None:
    window, picture = _sunset(stage)
    window.field.given.emit(Given(Like(picture), picture.name, picture))
    QTest.keyClicks(window.field.edit, "at night")
    settle_until(lambda: not window.asking._waits())


@state("similar_document", "What is like a document")
def similar_document(stage: Stage) -> None:
    window = stage.open(filled_engine(stage.folder))
    search(window, "lease")
    press(window, "find_similar")


@state("similar_hovering", "A picture over the search field")
def similar_hovering(stage: Stage) -> None:
    window, picture = _sunset(stage)
    window.field.hovered.emit(picture.name)


def _sunset(stage: Stage) -> tuple[MainWindow, Path]:
    picture = stage.folder / "sunset.png"
    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(QColor("darkorange"))
    image.save(str(picture))
    return stage.open(filled_engine(stage.folder)), picture


# ---- results -----------------------------------------------------------------------------------


@state("grid", "Pictures in a grid")
def grid(stage: Stage) -> None:
    window = stage.open(gallery_engine(stage.folder))
    search(window, "evening at the harbour kind:image", 1)
    settle_until_still()


@state("several", "Several results are chosen")
def several(stage: Stage) -> None:
    window = stage.open(filled_engine(stage.folder))
    search(window, QUERY)
    chosen = window.results.view.selectionModel()
    for row in (1, 3):
        index = window.results.model.index(row)
        chosen.select(index, QItemSelectionModel.SelectionFlag.Select)


@state("menu", "What can be done with a result")
def menu(stage: Stage) -> None:
    window = stage.open(filled_engine(stage.folder))
    search(window, QUERY, 1)
    view = window.results.view
    rect = view.visualRect(view.currentIndex())
    view.menu_asked.emit(view.currentIndex(), rect.center())


@state("scanned", "Text that was found in a picture")
def scanned(stage: Stage) -> None:
    _nested(stage, 0)
    window = stage.window
    assert window is not None
    settle_until(lambda: window.preview.canvas.drawn is not None)


@state("inside", "A file inside an archive")
def inside(stage: Stage) -> None:
    _nested(stage, 1)


@state("unread", "A file that is not read yet")
def unread(stage: Stage) -> None:
    _nested(stage, 3)


def _nested(stage: Stage, row: int) -> None:
    engine = nested_engine(stage.folder)
    window = stage.open(engine)
    progress = Progress(1, "reading", 811, 1204, "lease.docx", 0.0)
    engine.jobs = (progress,)
    engine.publish(JobStarted(1, "Reading Contracts"))
    engine.publish(JobProgressed(progress))
    window.bridge.refresh()
    search(window, "tenant lease notice", row)


# ---- the preview of each kind ------------------------------------------------------------------


@state("preview_pdf", "Finding words in a document")
def preview_pdf(stage: Stage) -> None:
    window = stage.open(kinds_engine(stage.folder))
    search(window, "tenant lease early")
    press(window, "find_in_document")
    QTest.keyClicks(window.preview.find_bar.field, "notice")


@state("preview_picture", "A picture and what is known of it")
def preview_picture(stage: Stage) -> None:
    window = stage.open(filled_engine(stage.folder))
    search(window, QUERY, 3)


def _preview(row: int) -> State:
    def bring_about(stage: Stage) -> None:
        search(stage.open(kinds_engine(stage.folder)), "tenant lease early", row)

    return bring_about


for _row, (_name, _title) in enumerate(
    (
        ("mail", "A mail"), ("notes", "Notes with headings"), ("page", "A web page"),
        ("letter", "A letter from Word"), ("code", "Code"), ("table", "A table"),
        ("film", "A film"), ("locked", "A locked file"),
    ),
    2,
):  # fmt: skip
    assert _row - 2 >= len(KINDS) or KINDS[_row - 2][0] == _name
    state(f"preview_{_name}", _title)(_preview(_row))


# ---- what needs attention ----------------------------------------------------------------------


@state("problems", "Files that need attention")
def problems(stage: Stage) -> None:
    _problems(stage, 0)


@state("scans", "Pages that are only pictures")
def scans(stage: Stage) -> None:
    window = _problems(stage, 8)
    window.problems.view.scrollToBottom()


@state("password", "A password is typed")
def password(stage: Stage) -> None:
    window = _problems(stage, 0)
    panel = window.problems
    panel._refused.add(panel.model.problems[1].path)
    panel._remark()
    panel._act()
    settle_until(lambda: panel._row is not None)
    panel._row.password.setText("secret")  # type: ignore[union-attr]


@state("exclude", "What is left out")
def exclude(stage: Stage) -> None:
    window = stage.open(filled_engine(stage.folder))
    press(window, "exclude")
    window.exclude.edit.setPlainText("*.log\ndrafts/\n")
    settle_until_still()


def _problems(stage: Stage, number: int) -> MainWindow:
    window = stage.open(filled_engine(stage.folder))
    press(window, "problems")
    panel = window.problems
    settle_until(lambda: panel.model.rowCount() > 0)
    path = panel.model.problems[number].path
    panel.view.setCurrentIndex(panel.model.index(panel.model.row_of(path) or 0))
    return window


# ---- pages -------------------------------------------------------------------------------------


@state("models", "Models, one of them on its way")
def models(stage: Stage) -> None:
    engine = filled_engine(stage.folder)
    starter, _, m3, clip = MODELS
    engine.known_models = (starter, m3, replace(clip, state="installed", folder=stage.folder))
    engine.pictures = PictureStatus(clip.id, 312, 200, 540)
    window = _models(stage, engine)
    window.bridge.download_model("bge-m3")
    settle_until(lambda: bool(engine.asked("download_model")))
    done = Progress(1, "downloading", 1_230_000_000, 2_296_543_210, "", 9_400_000.0, 113.0)
    engine.publish(JobStarted(1, "Downloading BGE-M3"))
    engine.publish(JobProgressed(done))
    settle_until_still()


@state("changing", "The library changes to another model")
def changing(stage: Stage) -> None:
    engine = filled_engine(stage.folder)
    starter, _, m3, clip = MODELS
    engine.known_models = (starter, replace(m3, state="installed", folder=stage.folder), clip)
    engine.change = ModelChange("bge-m3", "BGE-M3", 1200, 3400)
    engine.pictures = PictureStatus(clip.id, 312, 0, 0, "It is not installed.")
    engine.old_index_bytes = 310_000_000
    _models(stage, engine)
    engine.publish(JobStarted(2, "Preparing answers by BGE-M3"))
    engine.publish(JobProgressed(Progress(2, "changing", 1200, 3400, "", 6.0, 370.0)))
    settle_until_still()


def _models(stage: Stage, engine: FakeEngine) -> MainWindow:
    window = stage.open(engine)
    press(window, "models")
    settle_until(lambda: "bge-m3" in window.models.cards)
    return window


def _page(name: str) -> State:
    def bring_about(stage: Stage) -> None:
        press(stage.open(filled_engine(stage.folder)), name)
        settle_until_still()

    return bring_about


state("settings", "Settings")(_page("settings"))
state("privacy", "What is kept on this computer")(_page("privacy"))


@state("about", "The program itself")
def about(stage: Stage) -> None:
    window = stage.open(filled_engine(stage.folder))
    press(window, "about")
    settle_until(lambda: bool(window.sheets["about"].checks), 60)  # type: ignore[attr-defined]


state("shortcuts", "Keyboard shortcuts")(_page("shortcuts"))


# ---- the desktop -------------------------------------------------------------------------------


@state("quick", "Quick search")
def quick(stage: Stage) -> None:
    window = stage.open(filled_engine(stage.folder))
    window.wiring.quick.show()
    panel = window.wiring.quick.panel
    assert panel is not None
    panel.edit.setText(QUERY)
    settle_until(lambda: panel.model.rowCount() > 0)


@state("fault", "Something went wrong")
def fault(stage: Stage) -> None:
    from docmind.ui.crash.dialog import CrashDialog
    from docmind.ui.crash.report import report_of

    window = stage.open(filled_engine(stage.folder))
    try:
        window.asking.set_text(None)  # type: ignore[arg-type]
    except AttributeError as error:
        report = report_of(error, "", "2026-11-26 04:00:01 INFO docmind.ui.desktop: started")
        CrashDialog(report, window).show()


# ---- languages ---------------------------------------------------------------------------------


@contextmanager
def _spoken(stage: Stage, name: str) -> Iterator[None]:
    stage.speak(name)
    yield
    os.environ.pop("DOCMIND_TRY_LANGUAGE", None)


@state("german", "In German")
def german(stage: Stage) -> None:
    with _spoken(stage, "de"):
        results(stage)


@state("right_to_left", "A language that is read from right to left (made up)")
def right_to_left(stage: Stage) -> None:
    with _spoken(stage, "pseudo"):
        results(stage)
