"""Takes pictures of the window in its main states: ``python tests/e2e/screenshots.py FOLDER``.

The results are those of a fake engine, so that the pictures stay the same from run to run.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

# ruff: noqa: E402 - the platform and the path come before the imports they are for
from fakes.engine import MODELS, FakeEngine, make_answer
from fakes.shown import filled_engine, kept_searches, nested_engine
from PIL import Image
from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from docmind.core import (
    JobProgressed,
    JobStarted,
    Like,
    ModelChange,
    PictureStatus,
    Progress,
    Query,
    SearchAnswer,
)
from docmind.ui import app
from docmind.ui.main_window import MainWindow
from docmind.ui.search.given import Given
from docmind.ui.session import Session

QUERY = "how can the tenant end the lease early"
FONTS = ("Inter", "Noto Sans", "DejaVu Sans")


def settle(milliseconds: int = 700) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def settle_until(true: Callable[[], bool], seconds: float = 15.0) -> None:
    """Let the window work until something holds."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there")
        settle(50)


def open_window(engine: FakeEngine, folder: Path, size: tuple[int, int], scheme: str) -> MainWindow:
    """A shown window in one scheme."""
    session = Session(folder / f"{scheme}-{time.monotonic_ns()}.ini")
    session.theme = scheme  # type: ignore[assignment]
    window = app.create_window(session)
    app.furnish(window, lambda: engine)
    window.resize(*size)
    window.show()
    app.start(window)
    settle_until(lambda: window.bridge.is_open)
    settle()
    return window


def shoot(window: MainWindow, target: Path) -> None:
    """Write a picture of the window as it is now, then close it."""
    picture = window.grab()
    picture.save(str(target))
    with Image.open(target) as whole:  # 256 colours are enough and take a third of the room
        small = whole.convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT)
    small.save(target, optimize=True)
    print(f"{target.name}: {picture.width()} x {picture.height()}")
    window.close()


def indexing(engine: FakeEngine) -> None:
    """Let the engine tell of a job that is under way."""
    progress = Progress(1, "reading", 3911, 6300, "survey.pdf", 18.2, 118.0)
    engine.jobs = (progress,)
    engine.publish(JobStarted(1, "Reading Research"))
    engine.publish(JobProgressed(progress))


def search(window: MainWindow, text: str, row: int = 0) -> None:
    """Type, wait for the answer, choose a row, wait for its preview."""
    window.field.edit.setText(text)
    settle_until(lambda: window.results.model.rowCount() > row)
    settle()
    window.results.step(row)
    hit = window.results.current()
    if hit is not None and hit.path.suffix in (".pdf", ".png"):
        canvas = window.preview.canvas
        settle_until(lambda: canvas.drawn is not None and canvas.drawn.wanted.path == hit.path)
    settle(800)


def take(target: Path, folder: Path, size: tuple[int, int], mark: str) -> None:
    """All pictures at one size."""
    for scheme in ("light", "dark"):
        window = open_window(FakeEngine(), folder, size, scheme)
        shoot(window, target / f"empty_{scheme}{mark}.png")
        for name, row in (("results", 0), ("picture", 3), ("text", 4)):
            engine = filled_engine(folder)
            window = open_window(engine, folder, size, scheme)
            indexing(engine)
            search(window, QUERY + (" type:pdf" if name == "results" else ""), row)
            shoot(window, target / f"{name}_{scheme}{mark}.png")
        engine = filled_engine(folder)
        window = open_window(engine, folder, size, scheme)
        indexing(engine)
        settle()
        shoot(window, target / f"indexing_{scheme}{mark}.png")
        take_problems(target, folder, size, scheme, mark)
        take_nested(target, folder, size, scheme, mark)
        take_models(target, folder, size, scheme, mark)
        take_searches(target, folder, size, scheme, mark)
        take_suggestions(target, folder, size, scheme, mark)
        take_similar(target, folder, size, scheme, mark)


def take_problems(
    target: Path, folder: Path, size: tuple[int, int], scheme: str, mark: str
) -> None:
    """The problems, with a password being typed, and what is left out."""
    for name in ("problems", "pictures", "password", "exclude"):
        window = open_window(filled_engine(folder), folder, size, scheme)
        window.actions_table["exclude" if name == "exclude" else "problems"].trigger()
        settle_until(lambda window=window: window.problems.model.rowCount() > 0)
        panel = window.problems
        path = panel.model.problems[8 if name == "pictures" else 0].path
        panel.view.setCurrentIndex(panel.model.index(panel.model.row_of(path) or 0))
        if name == "password":
            other = panel.model.problems[1].path
            panel._refused.add(other)
            panel._remark()
            panel._act()
            settle(100)
            panel._row.password.setText("secret")  # type: ignore[union-attr]
        if name == "pictures":
            panel.view.scrollToBottom()
        if name == "exclude":
            window.exclude.edit.setPlainText("*.log\ndrafts/\n")
        settle(500)
        shoot(window, target / f"{name}_{scheme}{mark}.png")


def take_nested(target: Path, folder: Path, size: tuple[int, int], scheme: str, mark: str) -> None:
    """Text recognised in a picture, a result inside an archive, one that is not read yet."""
    for row, name in enumerate(("scanned", "inside", "attached", "unread", "locked")):
        engine = nested_engine(folder)
        window = open_window(engine, folder, size, scheme)
        progress = Progress(1, "reading", 811, 1204, "lease.docx", 0.0)
        engine.jobs = (progress,)
        engine.publish(JobStarted(1, "Reading Contracts"))
        engine.publish(JobProgressed(progress))
        window.bridge.refresh()
        window.field.edit.setText("tenant lease notice")
        settle_until(lambda window=window: window.results.model.rowCount() > 0)
        settle()
        window.results.step(row)
        settle(2500 if row == 0 else 600)
        if name != "attached":
            shoot(window, target / f"{name}_{scheme}{mark}.png")
        else:
            window.close()


def take_models(target: Path, folder: Path, size: tuple[int, int], scheme: str, mark: str) -> None:
    """The page of models while one comes in, and while the library changes to another."""
    for name in ("models", "changing"):
        engine = filled_engine(folder)
        starter, _, m3, clip = MODELS
        engine.known_models = (starter, m3, replace(clip, state="installed", folder=folder))
        engine.pictures = PictureStatus(clip.id, 312, 200, 540)
        if name == "changing":
            engine.known_models = (starter, replace(m3, state="installed", folder=folder), clip)
            engine.change = ModelChange("bge-m3", "BGE-M3", 1200, 3400)
            engine.pictures = PictureStatus(clip.id, 312, 0, 0, "It is not installed.")
            engine.old_index_bytes = 310_000_000
        window = open_window(engine, folder, size, scheme)
        window.actions_table["models"].trigger()
        settle_until(lambda window=window: "bge-m3" in window.models.cards)
        if name == "models":
            window.bridge.download_model("bge-m3")
            settle(200)
            done = Progress(1, "downloading", 1_230_000_000, 2_296_543_210, "", 9_400_000.0, 113.0)
            engine.publish(JobStarted(1, "Downloading BGE-M3"))
            engine.publish(JobProgressed(done))
        else:
            engine.publish(JobStarted(2, "Preparing answers by BGE-M3"))
            engine.publish(JobProgressed(Progress(2, "changing", 1200, 3400, "", 6.0, 370.0)))
        settle(700)
        shoot(window, target / f"{name}_{scheme}{mark}.png")


def planned(
    engine: FakeEngine, found: bool, changes: dict[str, object]
) -> Callable[[Query], SearchAnswer]:
    """Answers with another plan, with or without results."""

    def answer(query: Query) -> SearchAnswer:
        made = make_answer(query.text, engine.hits[: query.limit] if found else ())
        plan = replace(made.plan, **changes)  # type: ignore[arg-type]
        return replace(made, plan=plan, facets=engine.facets or made.facets)

    return answer


def take_suggestions(
    target: Path, folder: Path, size: tuple[int, int], scheme: str, mark: str
) -> None:
    """Another query that is offered beside results and without any, and one that was answered."""
    offered: dict[str, object] = {"suggestion": "how can the tenant end the lease early type:pdf"}
    note = "No document holds “tennant”; searched for “tenant” instead."
    corrected: dict[str, object] = {
        "searched": offered["suggestion"],
        "corrections": (("tennant", "tenant"),),
        "notes": (note,),
    }
    shots = (("suggested", offered, True), ("misspelt", offered, False),
             ("corrected", corrected, True))  # fmt: skip
    for name, changes, found in shots:
        engine = filled_engine(folder)
        engine.answers = planned(engine, found, changes)
        window = open_window(engine, folder, size, scheme)
        window.field.edit.setText("how can the tennant end the lease early type:pdf")
        settle_until(lambda window=window: window.pages.currentWidget() is window.inner)
        settle(1500)
        shoot(window, target / f"{name}_{scheme}{mark}.png")


def take_similar(target: Path, folder: Path, size: tuple[int, int], scheme: str, mark: str) -> None:
    """What is like a dropped picture with words beside it, what is like a document, and a picture
    that hovers over the field."""
    picture = folder / "sunset.png"
    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(QColor("darkorange"))
    image.save(str(picture))
    for name in ("picture", "document", "hovering"):
        window = open_window(filled_engine(folder), folder, size, scheme)
        if name == "document":
            search(window, "lease", 0)
            window.actions_table["find_similar"].trigger()
        elif name == "picture":
            window.field.given.emit(Given(Like(picture), picture.name, picture))
            QTest.keyClicks(window.field.edit, "at night")
        else:
            window.field.hovered.emit(picture.name)
        settle(1500)
        shoot(window, target / f"similar_{name}_{scheme}{mark}.png")


def take_searches(
    target: Path, folder: Path, size: tuple[int, int], scheme: str, mark: str
) -> None:
    """The list of recent searches, that list while typing, and a search that gets its name."""
    for name in ("history", "filtered", "saving"):
        engine = filled_engine(folder)
        engine.kept = kept_searches()
        window = open_window(engine, folder, size, scheme)
        settle_until(lambda window=window: window.saved.model.rowCount() > 0)
        if name == "history":
            window.field.edit.setFocus()
            QTest.keyClick(window.field.edit, Qt.Key.Key_Down)
            QTest.keyClick(window.history.view, Qt.Key.Key_Down)
        elif name == "filtered":
            window.actions_table["focus_search"].trigger()
            QTest.keyClicks(window.field.edit, "lease")
        else:
            search(window, "lease type:pdf", 0)
            window.actions_table["save_search"].trigger()
        settle(600)
        shoot(window, target / f"{name}_{scheme}{mark}.png")


def main() -> None:
    """Take every picture."""
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "artefacts/screenshots")
    target.mkdir(parents=True, exist_ok=True)
    application = app.create_application(sys.argv[:1])
    known = set(QFontDatabase.families())
    font = QFont(next((name for name in FONTS if name in known), application.font().family()))
    font.setPixelSize(13)
    QApplication.setFont(font)
    with tempfile.TemporaryDirectory() as name:
        os.environ["DOCMIND_CONFIG_FILE"] = str(Path(name) / "settings.toml")
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, name)
        ratio = float(os.environ.get("QT_SCALE_FACTOR", "1"))
        mark = "" if ratio == 1 else f"@{ratio:g}x"
        folder = Path(name) / "Contracts"
        folder.mkdir()
        take(target, folder, (1440, 900), mark)
        if "--small" in sys.argv:
            take(target, folder, (1024, 640), f"_small{mark}")


if __name__ == "__main__":
    main()
