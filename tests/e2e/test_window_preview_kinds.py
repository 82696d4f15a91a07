"""One file of each kind, previewed by the real window and engine, and nothing is ever loaded."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.made_files import docx, paragraph, pdf
from fakes.made_files import shown as line
from fakes.office_files import pptx, rows, shape, xlsx
from fakes.person import WAIT_MS, search, start_program
from fakes.shown import write_picture
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextImageFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from docmind.ui.main_window import MainWindow

pytestmark = pytest.mark.e2e


class Listener:
    """A server that notes every connection and answers none."""

    def __init__(self) -> None:
        self.connections = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            caller.close()

    def close(self) -> None:
        """Stop listening."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


def loading(url: str, secret: Path) -> str:
    """Markup that would load something in every way there is."""
    return f"""<link rel=stylesheet href="{url}/a.css"><script src="{url}/a.js"></script>
<style>@import url({url}/b.css); body {{ background: url({url}/c.png) }}</style>
<img src="{url}/d.png" srcset="{url}/e.png 2x"><img src="{secret.as_uri()}">
<iframe src="{url}/f"></iframe><object data="{url}/g"></object><embed src="{url}/h">
<video src="{url}/i" poster="{url}/j"></video><table background="{url}/k"><tr><td>x</td></tr>
</table><div style="background-image: url('{url}/l')">x</div><meta http-equiv=refresh
content="0; url={url}/m"><script>document.title = "ran"</script>"""


@pytest.fixture
def folder(tmp_path: Path, listener: Listener) -> Path:
    """A file of each kind, most with something that would be loaded."""
    made = tmp_path / "Papers"
    made.mkdir()
    write_picture(made / "harbour_evening.png")
    markup = loading(listener.url, made / "harbour_evening.png")
    (made / "ship.html").write_text(
        f"<title>Ships</title><h1>Schooner</h1><p>It carries two masts.</p><ul><li>fore</li></ul>"
        f"{markup}"
    )
    (made / "letter.eml").write_text(
        "From: Ada <ada@example.org>\nTo: Ben <ben@example.org>\nSubject: The gaff\n"
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=xx\n\n--xx\n"
        f"Content-Type: text/html\n\n<p>Gaff rigs are handy.</p>{markup}\n--xx\n"
        "Content-Type: text/plain\nContent-Disposition: attachment; filename=spars.txt\n\n"
        "Spars of larch.\n--xx--\n"
    )
    (made / "knots.md").write_text(
        f"# Knots\n\n## Bowline\n\nIt never slips. ![x]({listener.url}/n.png)\n\n{markup}\n"
    )
    (made / "compass.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="90" height="90"><title>compass rose</title><image href="{listener.url}/o.png" '
        f'width="9" height="9"/><image xlink:href="{listener.url}/p.png" width="9" height="9"/>'
        f'<script href="{listener.url}/q.js"/><circle r="40" cx="45" cy="45"/></svg>'
    )
    pages = [line("Halyards hoist.")] * 2 + [line("The halyard is rove.") + line("So.", 200)]
    pdf(made / "rigging.pdf", pages)
    docx(made / "deck.docx", paragraph("Planking", "Heading1") + paragraph("Teak is laid."))
    xlsx(made / "stores.xlsx", {"Locker": rows("<c t='inlineStr'><is><t>marlinspike</t></is></c>"
                                              "<c><v>7</v></c>")})  # fmt: skip
    slide = shape("Tides", kind="title") + shape("Springs and neaps.")
    pptx(made / "tides.pptx", {"one": slide, "two": slide.replace("neaps", "ebbs")})
    (made / "log.py").write_text("import math\n\n\ndef dead_reckoning(knots):\n    return knots\n")
    (made / "shanty_recording.mp3").write_bytes(b"ID3" + bytes(900))
    return made


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, folder: Path) -> Iterator[MainWindow]:
    """The window of the program, which has read the files."""
    window = start_program(qtbot, tmp_path)
    with qtbot.waitSignal(window.bridge.job_finished, timeout=WAIT_MS):
        window.add_paths([folder])
    yield window
    window.close()


def see(qtbot: QtBot, window: MainWindow, text: str, file: str, words: str) -> None:
    """Search and wait until the preview of the file says these words."""
    search(qtbot, window, text, file)
    qtbot.waitUntil(lambda: words in window.preview.stage.said, timeout=WAIT_MS)


def marked(window: MainWindow) -> set[str]:
    """What is marked in the text that is shown."""
    reading = window.preview.stage.reading
    assert reading is not None
    return {selection.cursor.selectedText() for selection in reading.extraSelections()}


def test_each_kind_is_previewed_and_nothing_is_loaded(
    qtbot: QtBot, window: MainWindow, listener: Listener
) -> None:
    preview, stage = window.preview, window.preview.stage
    see(qtbot, window, "schooner masts", "ship.html", "It carries two masts.")
    assert stage.structured.isVisible()
    assert "ran" not in stage.said and "• fore" in stage.said
    assert {"Schooner", "masts"} & marked(window)
    see(qtbot, window, "gaff rigs handy", "letter.eml", "Gaff rigs are handy.")
    assert "Ada <ada@example.org>" in stage.said and "spars.txt" in stage.said
    see(qtbot, window, "spars larch", "spars.txt", "Spars of larch.")
    assert preview.header.open.toolTip() == "Open letter.eml, which holds this file"
    see(qtbot, window, "bowline slips", "knots.md", "It never slips.")
    assert "#" not in stage.said.split("It never")[0]
    see(qtbot, window, "planking teak", "deck.docx", "Teak is laid.")
    see(qtbot, window, "marlinspike", "stores.xlsx", "marlinspike")
    see(qtbot, window, "springs neaps", "tides.pptx", "Springs and neaps.")
    assert preview.header.steps.said == "1 / 2"
    see(qtbot, window, "dead_reckoning", "log.py", "return knots")
    assert stage.text.isVisible() and not stage.text._numbers.isHidden()
    see(qtbot, window, "shanty_recording", "shanty_recording.mp3", "MP3 sound")
    assert preview.header.open.isVisible()
    canvas = preview.canvas
    for text, file in (("compass rose", "compass.svg"), ("harbour evening", "harbour_evening.png")):
        search(qtbot, window, text, file)
        qtbot.waitUntil(
            lambda file=file: canvas.drawn is not None and canvas.drawn.wanted.path.name == file,  # type: ignore[misc]
            timeout=WAIT_MS,
        )
    assert listener.connections == 0
    assert not _holds_picture(window)


def _holds_picture(window: MainWindow) -> bool:
    """Whether any picture got into the text of the preview."""
    document = window.preview.stage.structured.document()
    formats = [document.allFormats()[place] for place in range(len(document.allFormats()))]
    return any(isinstance(one.toImageFormat(), QTextImageFormat) and one.isImageFormat()
               for one in formats)  # fmt: skip


def test_matches_and_found_words_are_stepped_through_across_pages(
    qtbot: QtBot, window: MainWindow
) -> None:
    preview, canvas = window.preview, window.preview.canvas
    search(qtbot, window, "halyard rove type:pdf", "rigging.pdf")
    qtbot.waitUntil(lambda: canvas.drawn is not None and preview.page == 3, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "of 4" in preview.header.matches.said, timeout=WAIT_MS)
    window.actions_table["next_match"].trigger()
    window.actions_table["next_match"].trigger()
    qtbot.waitUntil(
        lambda: preview.page == 1 and canvas.drawn is not None and bool(canvas.drawn.current),
        timeout=WAIT_MS,
    )
    window.actions_table["find_in_document"].trigger()
    field = preview.find_bar.field
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "HOIST")
    qtbot.waitUntil(lambda: preview.find_bar.steps.said == "1 of 2", timeout=WAIT_MS)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.page == 2, timeout=WAIT_MS)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert preview.find_bar.isHidden() and window.field.edit.text() != ""
    steps = preview.header.steps.field
    steps.setFocus()
    QTest.keyClicks(steps, "3")
    QTest.keyClick(steps, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: canvas.drawn is not None and canvas.drawn.wanted.page == 3, timeout=WAIT_MS
    )
