"""Time until a preview is painted: ``python tests/perf/preview_latency.py [ROUNDS]``.

A real window and a real engine process with four PDF files of 500 pages, three pictures of 12
megapixels and a text of 1 MB. Measured is the time from choosing a result to the end of the paint
that shows it; bar: 100 ms (p95) for a PDF after the first one.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

# ruff: noqa: E402 - the platform and the path come before the imports they are for
from fakes.made_files import pdf, shown
from PIL import Image
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QWidget

from docmind.core import Hit, Query, Span, load_settings
from docmind.ui import app
from docmind.ui.main_window import MainWindow
from docmind.ui.session import Session

PAGES, BAR_MS = 500, 100.0
WORDS = (
    *("tenant", "lease", "term", "notice", "landlord", "deposit", "premises", "rent", "clause"),
    *("month", "party", "written", "schedule", "repair", "harbour", "boiler", "meter", "garden"),
    *("invoice", "payment", "window", "roof", "insurance", "agreement"),
)


class Painted(QObject):
    """Notes when a widget was painted last."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.at = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The paint itself comes after this; the next turn of the loop is after the paint."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        self.at = time.perf_counter()


def pause(milliseconds: int) -> None:
    """Let the window work."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait(true: Callable[[], bool], seconds: float = 600.0) -> None:
    """Let the window work until something holds."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError("it took too long")
        pause(1)


def write_files(folder: Path) -> None:
    """The files that are shown."""
    chance = random.Random(7)
    for number in range(4):
        pages = []
        for page in range(PAGES):
            lines = [shown(f"Page {page + 1} of file {number}", 280)]
            lines += [
                shown(" ".join(chance.choices(WORDS, k=9)), 265 - 14 * line) for line in range(17)
            ]
            pages.append(b"".join(lines))
        pdf(folder / f"contract_{number}.pdf", pages)
    for number in range(3):
        noise = Image.effect_noise((500, 375), 90).resize((4000, 3000))
        Image.merge("RGB", (noise, noise.rotate(90, expand=False), noise)).save(
            folder / f"photo_{number}.jpg", quality=88
        )
    text = "".join(f"{' '.join(chance.choices(WORDS, k=12))}\n" for _ in range(12_000))
    (folder / "minutes.txt").write_text(text[: 1 << 20])


def measured(show: Callable[[], None], is_shown: Callable[[], bool], painted: Painted) -> float:
    """Milliseconds from ``show`` to the paint after ``is_shown``."""
    began = time.perf_counter()
    show()
    wait(is_shown, 30.0)
    wait(lambda: painted.at > began, 30.0)
    return 1000 * (painted.at - began)


def say(what: str, figures: Sequence[float]) -> None:
    """One line of figures."""
    ordered = sorted(figures)
    last = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    print(
        f"{what:44} p50 {statistics.median(ordered):6.1f}  p95 {last:6.1f}  "
        f"max {ordered[-1]:6.1f} ms  ({len(ordered)})",
        flush=True,
    )


def open_window(folder: Path) -> MainWindow:
    """A window that has read the files."""
    window = app.create_window(Session(folder / "window.ini"))
    window.show()
    app.furnish(window, app.engine_opener(folder / "library"))
    window.resize(1440, 900)
    app.start(window)
    wait(lambda: window.bridge.is_open)
    ended: list[object] = []
    window.bridge.job_finished.connect(ended.append)
    window.bridge.add([folder / "files"])
    wait(lambda: bool(ended))
    window.show_page(window.inner)
    window.preview.show()
    pause(500)
    return window


def hits_of(window: MainWindow, text: str) -> list[Hit]:
    """What a question finds, asked beside the field."""
    engine = window.bridge._engine
    assert engine is not None
    return list(engine.search(Query(text, "words", limit=60, facets=False, fold=False)).hits)


def measure(window: MainWindow, rounds: int) -> None:
    """All figures."""
    preview, canvas = window.preview, window.preview.canvas
    painted = Painted(canvas.viewport())
    chance = random.Random(3)
    contracts = hits_of(window, "tenant landlord type:pdf")

    def opened(hit: Hit) -> float:
        wanted = (hit.path, hit.best.page)

        def is_shown() -> bool:
            drawn = canvas.drawn
            return drawn is not None and (drawn.wanted.path, drawn.wanted.page) == wanted

        return measured(lambda: preview.show_hit(hit, "tenant landlord"), is_shown, painted)

    window.desk._child.rest()
    say("PDF of 500 pages, the very first, child cold", [opened(contracts[0])])
    figures, marks = [], []
    for turn in range(rounds):
        hit = at_page(contracts[(turn + 1) % len(contracts)], chance.randrange(1, PAGES))
        began = time.perf_counter()
        figures.append(opened(hit))
        wait(lambda: canvas.drawn is not None and bool(canvas.drawn.words), 30.0)
        marks.append(1000 * (time.perf_counter() - began))
        pause(chance.randrange(20, 200))
    say("PDF of 500 pages after the first one", figures)
    say("  and its words marked", marks)
    print(f"  bar {BAR_MS:.0f} ms: {'kept' if sorted(figures)[-2] < BAR_MS else 'missed'}")
    for name, step, rest in (
        ("next page, read for 300 ms", lambda: preview.turn(1), 300),
        ("next page, leafing as fast as it goes", lambda: preview.turn(1), 0),
        ("any page by its number", lambda: preview.go_to_page(chance.randrange(1, PAGES)), 100),
    ):
        figures = []
        preview.go_to_page(100)
        pause(400)
        for _ in range(rounds):
            figures.append(measured(step, lambda: _shows(window), painted))
            pause(rest)
        say(name, figures)
    measure_others(window, painted)


def at_page(hit: Hit, page: int) -> Hit:
    """The hit as if it were on another page, so that no drawing is there already."""
    return replace(hit, best=replace(hit.best, page=page, span=Span(0, 900), focus=Span(0, 120)))


def _shows(window: MainWindow) -> bool:
    drawn = window.preview.canvas.drawn
    return drawn is not None and drawn.wanted.page == window.preview.page


def measure_others(window: MainWindow, painted: Painted) -> None:
    """Pictures, a long text, and looking for all matches."""
    preview, canvas = window.preview, window.preview.canvas
    figures = []
    for hit in hits_of(window, "type:jpg") * 2:
        figures.append(
            measured(
                lambda hit=hit: preview.show_hit(hit, ""),  # type: ignore[misc]
                lambda hit=hit: canvas.drawn is not None and canvas.drawn.wanted.path == hit.path,  # type: ignore[misc]
                painted,
            )
        )
    say("picture of 12 MP", figures)
    (minutes,) = hits_of(window, "tenant type:txt")[:1]
    text = Painted(preview.text.viewport())
    figures = []
    for _ in range(5):
        preview.show_hit(None, "")
        pause(50)
        figures.append(
            measured(lambda: preview.show_hit(minutes, "tenant"), preview.text.isVisible, text)
        )
    say("text of 1 MB", figures)
    engine = window.bridge._engine
    assert engine is not None
    contract = hits_of(window, "tenant landlord type:pdf")[0]
    for what, literally in (("the words of a query", False), ("a text", True)):
        figures = []
        for _ in range(5):
            began = time.perf_counter()
            engine.matches(contract.file_id, "tenant landlord", literally)
            figures.append(1000 * (time.perf_counter() - began))
        say(f"finding {what} in 500 pages", figures)


def main() -> None:
    """Make the files, read them, measure."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    application = app.create_application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["DOCMIND_CONFIG_FILE"] = str(folder / "settings.toml")
        load_settings()  # their library does not like to be imported by two threads at once
        (folder / "files").mkdir()
        write_files(folder / "files")
        window = open_window(folder)
        measure(window, rounds)
        window.close()
    application.quit()


if __name__ == "__main__":
    main()
