"""Results inside other files, in pictures, and found by name alone; waiting; looking again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.engine import FakeEngine, make_hit
from fakes.person import type_text
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from docmind.core import (
    JobProgressed,
    PageText,
    Problem,
    ProblemsChanged,
    Progress,
    SourcesChanged,
    Span,
)
from docmind.ui import bridge as bridge_module
from docmind.ui.desktop import on_disk
from docmind.ui.main_window import MainWindow
from docmind.ui.search.card import CardStyle, lay_out
from docmind.ui.search.model import ResultsModel
from docmind.ui.search.reasons import badge, breadcrumb, chips
from docmind.ui.widgets.theme import LIGHT
from docmind.ui.widgets.unread import Unread

MakeWindow = Callable[[FakeEngine], MainWindow]
PDF = "application/pdf"
ARCHIVE = "/d/mail/2019.zip"
INSIDE = make_hit(
    1, f"{ARCHIVE}/reports/plan.pdf", "Plan", "The tenant leaves.", ("tenant",), media_type=PDF,
    page=2, page_count=9, container=ARCHIVE,
)  # fmt: skip
UNREAD = make_hit(2, "/d/lease.docx", "lease.docx", "", ("lease",), read=False)


# ---- words and cards ---------------------------------------------------------------------------


def test_breadcrumb_goes_through_the_container() -> None:
    assert breadcrumb(INSIDE, [Path("/d")]).startswith("d › mail › 2019.zip › reports › plan.pdf")
    assert breadcrumb(INSIDE, []).startswith("2019.zip › reports › plan.pdf")
    assert breadcrumb(INSIDE, [Path(ARCHIVE)]).startswith("2019.zip › reports › plan.pdf")


def test_text_in_a_picture_has_a_chip() -> None:
    hit = make_hit(1, "/d/a.pdf", "A", "x", meaning=0.5, in_picture=True)
    assert [chip.text for chip in chips(hit)] == ["text in picture", "meaning 0.50"]


def test_unread_card_says_why(qtbot: QtBot) -> None:
    style = CardStyle(QFont())
    card = lay_out(UNREAD, "d", 600, style, LIGHT, "Not read yet; found by its name.")
    assert card.faint
    assert card.snippet.text() == "Not read yet; found by its name."
    assert card.marks == ()
    assert not lay_out(INSIDE, "d", 600, style, LIGHT).faint
    assert badge(UNREAD)[1] == badge(make_hit(3, "/x.docx", "", "", media_type=
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"))[1]  # fmt: skip


def test_card_without_text_says_why(qtbot: QtBot) -> None:
    from docmind.ui.search.delegate import CardDelegate

    scan = make_hit(4, "/d/scan.pdf", "scan", "", ("scan",), media_type=PDF, page=1)
    delegate = CardDelegate(QFont())
    assert delegate._card(scan, 600, "light").snippet.text() == ""
    delegate.set_unread(Unread({scan.path: "There is no text in it, only pictures."}))
    assert delegate._card(scan, 600, "light").snippet.text().startswith("There is no text")


def test_why_a_file_is_not_known() -> None:
    path = Path("/d/lease.docx")
    locked = Unread({path: "It has a password."}, reading=True)
    assert (locked.title(path), locked.why(path)) == ("Not read", "It has a password.")
    assert "Not read yet" in Unread({}, reading=True).why(path)
    assert "not read" in Unread({}, reading=False).why(path)
    assert Unread({}, reading=False).title(path) == "Not read"


def test_spoken_text_names_container_and_picture() -> None:
    from PySide6.QtCore import Qt

    model = ResultsModel()
    model.show((INSIDE, UNREAD, make_hit(3, "/d/s.pdf", "S", "x", in_picture=True)))
    spoken = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert "in 2019.zip" in spoken[0]
    assert "not read" in spoken[1]
    assert "text in picture" in spoken[2]


def test_what_lies_inside_a_file_is_found_on_disk(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    archive.write_text("x")
    assert on_disk(archive / "reports" / "may.zip" / "plan.pdf") == archive
    assert on_disk(archive) == archive
    assert on_disk(tmp_path) == tmp_path
    assert on_disk(tmp_path / ("long" * 100)) is None  # no system takes such a name
    assert on_disk(tmp_path / "gone" / "plan.pdf") is None


# ---- the window --------------------------------------------------------------------------------


class Opened:
    """Stands in for the desktop's programs."""

    def __init__(self, window: MainWindow) -> None:
        self.calls: list[tuple[object, ...]] = []
        window.desktop.open = lambda path, page=None: self.calls.append(("open", path, page))  # type: ignore[method-assign]
        window.desktop.show_in_folder = lambda path: self.calls.append(("show", path))  # type: ignore[method-assign]


def test_result_in_an_archive_is_shown_as_text_and_opened_by_its_archive(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    engine = FakeEngine((INSIDE,))
    engine.pages[1] = PageText(
        INSIDE.path, "", PDF, "document", 2, 9, "The tenant leaves.", (Span(4, 10),),
        notes=("3 characters could not be read.",), container=Path(ARCHIVE),
    )  # fmt: skip
    window = make_window(engine)
    type_text(qtbot, window, "tenant")
    preview = window.preview
    qtbot.waitUntil(lambda: preview.stage.structured.isVisible())
    assert preview.stage.said == "The tenant leaves."
    assert preview.canvas.drawn is None and preview._wanted is None
    assert preview.stage.notes.text() == "3 characters could not be read."
    assert preview.stage.notes.isVisible()
    assert "in 2019.zip" in preview.header.facts.whole
    assert preview.header.open.toolTip() == "Open 2019.zip, which holds this file"
    preview.set_opens_pages(True)
    assert preview.header.open.text() == "Open"
    opened = Opened(window)
    window.actions_table["open"].trigger()
    window.actions_table["show_in_folder"].trigger()
    assert opened.calls == [("open", Path(ARCHIVE), None), ("show", Path(ARCHIVE))]


def test_picture_in_an_archive_is_never_looked_for_on_disk(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    hit = make_hit(1, f"{ARCHIVE}/p.png", "p", "p", kind="image", media_type="image/png",
                   container=ARCHIVE)  # fmt: skip
    engine = FakeEngine((hit,))
    engine.pages[1] = PageText(hit.path, "", "image/png", "image", None, None, "", (),
                               (("Camera", "Pixel 7"),), container=Path(ARCHIVE))  # fmt: skip
    window = make_window(engine)
    window.desk.failed.connect(lambda wanted: pytest.fail(f"looked for {wanted.path}"))
    type_text(qtbot, window, "p")
    qtbot.waitUntil(lambda: "lies inside 2019.zip" in window.preview.stage.said)
    assert "Pixel 7" in window.preview.stage.properties.text()
    assert window.preview._wanted is None
    assert window.results._delegate.thumbnails._kept == {}


def test_unread_result_asks_the_engine_for_nothing(qtbot: QtBot, make_window: MakeWindow) -> None:
    engine = FakeEngine((UNREAD,))
    engine.jobs = (Progress(1, "reading", 1, 2),)
    window = make_window(engine)
    type_text(qtbot, window, "lease")
    preview = window.preview
    qtbot.waitUntil(lambda: "Not read yet" in preview.stage.said)
    assert preview.header.open.isVisible()
    engine.known_problems = (Problem(UNREAD.path, "password", "It has a password.", "", ""),)
    engine.publish(ProblemsChanged(1))
    qtbot.waitUntil(lambda: "It has a password." in preview.stage.said)
    assert engine.asked("page_text") == []
    opened = Opened(window)
    window.actions_table["open"].trigger()
    assert opened.calls == [("open", UNREAD.path, None)]


def test_result_that_is_read_meanwhile_is_shown(qtbot: QtBot, make_window: MakeWindow) -> None:
    engine = FakeEngine((UNREAD,))
    window = make_window(engine)
    type_text(qtbot, window, "lease")
    qtbot.waitUntil(lambda: "Not read" in window.preview.stage.said)
    engine.hits = (make_hit(2, "/d/lease.docx", "lease.docx", "The lease ends.", ("lease",)),)
    window.preview.show_hit(engine.hits[0], "lease")
    qtbot.waitUntil(lambda: window.preview.stage.said == "The lease ends.")


def test_recognised_text_stands_below_its_page(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    scan = tmp_path / "scan.pdf"
    from fakes.shown import LEASE, write_pdf

    write_pdf(scan, LEASE, 2)
    hit = make_hit(1, scan, "Scan", "NOTICE to the tenant", ("tenant",), media_type=PDF, page=1,
                   page_count=2, in_picture=True)  # fmt: skip
    engine = FakeEngine((hit,))
    engine.pages[1] = PageText(scan, "", PDF, "document", 1, 2, "NOTICE to the tenant",
                               (Span(14, 20),), in_picture=True)  # fmt: skip
    window = make_window(engine)
    type_text(qtbot, window, "tenant")
    preview = window.preview
    qtbot.waitUntil(lambda: preview.canvas.drawn is not None, timeout=20_000)
    assert preview.canvas.drawn is not None
    assert preview.canvas.drawn.passage == () and preview.canvas.drawn.words == ()
    assert preview.stage.found.isVisible()
    assert preview.stage.found.text.toPlainText() == "NOTICE to the tenant"
    assert preview.focus_targets() == [preview.canvas, preview.stage.found.text]
    preview.header.switch.click()
    assert not preview.stage.found.isVisible()
    preview.header.switch.click()
    assert preview.stage.found.isVisible()
    engine.pages[1] = PageText(scan, "", PDF, "document", 2, 2, "Plain text")
    preview.turn(1)
    qtbot.waitUntil(lambda: not preview.stage.found.isVisible())
    assert not preview.header.switch.isVisible()


def test_waiting_by_itself_is_said(qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
    strip = window.strip
    progress = Progress(1, "reading", 3, 9, "a.txt", 2.0)
    engine.jobs, engine.held = (progress,), "Waiting: running on battery"
    engine.publish(JobProgressed(progress))
    engine.publish(SourcesChanged())
    qtbot.waitUntil(lambda: strip._rate.text() == "Waiting: running on battery")
    assert strip._pause.text() == "Pause"
    strip.set_paused(True)
    assert strip._rate.text() == "paused"


def test_looking_for_text_is_said(qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
    progress = Progress(1, "recognising", 3, 12, "a.pdf", 0.2, 4000.0)
    engine.publish(JobProgressed(progress))
    strip = window.strip
    qtbot.waitUntil(lambda: strip._left.whole == "Looking for text in pictures — 3 of 12")
    assert strip._rate.text() == "1.1 h left"


def activate(window: MainWindow) -> None:
    window.activateWindow()
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))


def test_looking_at_the_window_looks_for_changes_now_and_then(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    window.bridge._glanced = -bridge_module.GLANCE_SECONDS  # as if the last look were long ago
    engine.calls.clear()
    activate(window)
    activate(window)
    qtbot.waitUntil(lambda: len(engine.asked("glance")) == 1)
    monkeypatch.setattr(bridge_module, "GLANCE_SECONDS", 0.0)
    activate(window)
    qtbot.waitUntil(lambda: len(engine.asked("glance")) == 2)
