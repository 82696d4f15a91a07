"""Takes pictures of the window in its states: ``python tests/e2e/screenshots.py FOLDER [NAME...]``.

Each state (``screenshot_states.py``, ``screenshot_models.py``) is brought about once, in a window
over a fake engine, so that the pictures stay the same from run to run; then it is taken in both
schemes. ``NAME`` takes only the states whose names begin so. ``--size 1024x640`` takes them at
another size, and ``QT_SCALE_FACTOR`` at another scale. ``--page`` also writes ``README.md``, which
shows them all.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

# ruff: noqa: E402 - the platform and the path come before the imports they are for
from fakes.engine import FakeEngine
from fakes.shown import LIBRARY
from PIL import Image
from PySide6.QtCore import QEventLoop, QPoint, QSettings, QTimer
from PySide6.QtGui import QFont, QFontDatabase, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from docmind.core import JobProgressed, JobStarted, Progress
from docmind.ui import app, language
from docmind.ui.main_window import MainWindow
from docmind.ui.session import Session

FONTS = ("Inter", "Noto Sans", "DejaVu Sans")
SIZE = (1440, 900)
SCHEMES = ("light", "dark")
COLOURS = 160
EXACT = 80  # of them are kept as they are: those of grounds, dots, letters
PHOTOGRAPHS = ("grid",)  # these are kept in all their colours
LOOK_MS = 70
STILL_SECONDS = 4.0


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
        settle(20)


def settle_until_still() -> None:
    """Let the window work until it looks the same twice."""
    end = time.monotonic() + STILL_SECONDS
    before, now = QImage(), picture()
    while before != now and time.monotonic() < end:
        settle(LOOK_MS)
        before, now = now, picture()


def picture() -> QImage:
    """The window as it is now, with whatever lies over it or beside it."""
    window, *others = shown()
    drawn = window.grab()
    ratio = drawn.devicePixelRatio()
    image = drawn.toImage()
    painter = QPainter(image)
    for one in others:
        part = one.grab()
        painter.drawPixmap(_place(window, one), part)
        painter.setPen(window.palette().mid().color())
        size = part.size() / ratio
        painter.drawRect(*_place(window, one).toTuple(), size.width() - 1, size.height() - 1)
    painter.end()
    return image


def shown() -> list[QWidget]:
    """The window, then its menus and dialogs."""
    tops = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    return sorted(tops, key=lambda one: not isinstance(one, MainWindow))


def _place(window: QWidget, other: QWidget) -> QPoint:
    """Where a menu opened; a dialog in the middle."""
    if other.windowType() == other.windowType().Popup:
        at = window.mapFromGlobal(other.pos())
    else:
        at = window.rect().center() - other.rect().center()
    return QPoint(max(at.x(), 0), max(at.y(), 0))


def open_window(engine: FakeEngine, folder: Path, size: tuple[int, int], scheme: str) -> MainWindow:
    """A shown window in one scheme."""
    session = Session(folder / f"{scheme}-{time.monotonic_ns()}.ini")
    session.theme = scheme  # type: ignore[assignment]
    window = app.create_window(session)
    app.furnish(window, lambda: engine)
    window.resize(*size)
    window.show()
    came: list[object] = []
    window.bridge.status_came.connect(came.append)
    app.start(window)
    settle_until(lambda: bool(came))
    return window


def indexing(engine: FakeEngine) -> None:
    """Let the engine tell of a job that is under way."""
    progress = Progress(1, "reading", 3911, 6300, "survey.pdf", 18.2, 118.0)
    engine.jobs = (progress,)
    engine.publish(JobStarted(1, "Reading Research"))
    engine.publish(JobProgressed(progress))


def search(window: MainWindow, text: str, row: int = 0) -> None:
    """Type, wait for the answer, choose a row, wait for its preview."""
    window.field.edit.setText(text)
    settle_until(lambda: window.results.model.rowCount() > row and not window.asking._waits())
    window.results.step(row)
    hit = window.results.current()
    settle_until_still()
    if hit is not None and hit.read and hit.container is None and hit.path.exists():
        canvas = window.preview.canvas
        if hit.path.suffix in (".pdf", ".png"):
            settle_until(lambda: canvas.drawn is not None and canvas.drawn.wanted.path == hit.path)


class Stage:
    """Where a state is brought about: a folder for its files, and a window of a size."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        self.folder, self.size = folder, size
        self.window: MainWindow | None = None
        self._decided: dict[str, str] = {}

    def open(self, engine: FakeEngine) -> MainWindow:
        """A window over an engine."""
        self.window = open_window(engine, self.folder, self.size, SCHEMES[0])
        return self.window

    def speak(self, name: str) -> None:
        """Windows that are opened now speak this language."""
        os.environ[language.TRIED] = name

    def environment(self, **values: str) -> None:
        """Settings that hold for this state."""
        self._decided = values
        os.environ.update(values)

    def clear(self) -> None:
        """Close everything, and speak English again."""
        for one in shown():
            one.close()
        if self.window is not None:
            self.window.leave()
            self.window.deleteLater()
        self.window = None
        for name in (*self._decided, language.TRIED):
            os.environ.pop(name, None)
        self._decided = {}
        language.speak("en")


def take(stage: Stage, name: str, target: Path, mark: str) -> None:
    """Pictures of the state the stage is in, in both schemes."""
    assert stage.window is not None
    for scheme in SCHEMES:
        stage.window.set_theme(scheme, remember=False)  # type: ignore[arg-type]
        settle_until_still()
        keep(picture(), target / f"{name}_{scheme}{mark}.png", all_colours=name in PHOTOGRAPHS)


def keep(image: QImage, file: Path, *, all_colours: bool) -> None:
    """Write a picture; with few colours it takes a third of the room."""
    image.convertTo(QImage.Format.Format_RGB888)
    size, line = (image.width(), image.height()), image.bytesPerLine()
    whole = Image.frombuffer("RGB", size, bytes(image.constBits()), "raw", "RGB", line, 1)
    if all_colours:
        whole.save(file, optimize=True)
        return
    counted = sorted(whole.getcolors(1 << 24) or (), key=_weight, reverse=True)
    often = [colour for _, colour in counted[:EXACT]]
    rest = [colour for _, colour in counted[EXACT:]] or often
    others = Image.new("RGB", (len(rest), 1))
    others.putdata(rest)
    palette = Image.new("P", (1, 1))
    kept = others.quantize(COLOURS - len(often), dither=Image.Dither.NONE).getpalette() or []
    palette.putpalette([part for colour in often for part in colour] + kept)
    few = whole.quantize(palette=palette, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


def _weight(counted: tuple[int, tuple[int, int, int]]) -> int:
    """How much a colour matters: a small coloured dot more than the grey edges of letters."""
    count, colour = counted
    return count * (8 + max(colour) - min(colour))


def pretend() -> None:
    """Have the pages that tell of this computer tell of that of an invented person."""
    for name, place in (
        ("CONFIG_FILE", ".config/docmind/settings.toml"),
        ("CACHE_DIR", ".cache/docmind"),
        ("MODELS_DIR", ".local/share/docmind/models"),
        ("RUNTIMES_DIR", ".local/share/docmind/runtimes"),
        ("CONNECTIONS_FILE", ".local/share/docmind/connections.jsonl"),
        ("LIBRARY", ".local/share/docmind/library"),
    ):
        os.environ[f"DOCMIND_{name}"] = f"{LIBRARY}/{place}"
    platform.platform = lambda *_a, **_k: "Linux-6.12.0-x86_64-with-glibc2.41"  # type: ignore[assignment]
    platform.release = lambda: "6.12.0"  # type: ignore[assignment]


def main() -> None:
    """Take the pictures that are asked for."""
    import screenshot_models  # noqa: F401 - it brings all states into the table
    from screenshot_table import STATES, write_page

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--size", default=f"{SIZE[0]}x{SIZE[1]}")
    parser.add_argument("--page", action="store_true")
    options = parser.parse_args()
    options.target.mkdir(parents=True, exist_ok=True)
    application = app.create_application()
    application.setCursorFlashTime(0)
    known = set(QFontDatabase.families())
    font = QFont(next((name for name in FONTS if name in known), application.font().family()))
    font.setPixelSize(13)
    QApplication.setFont(font)
    wide, high = map(int, options.size.split("x"))
    ratio = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    mark = ("" if (wide, high) == SIZE else f"_{wide}") + ("" if ratio == 1 else f"@{ratio:g}x")
    with tempfile.TemporaryDirectory() as place:
        pretend()
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, place)
        folder = Path(place) / "Papers" / "Contracts"
        folder.mkdir(parents=True)
        stage = Stage(folder, (wide, high))
        for name, (_, bring_about) in STATES.items():
            if not options.names or any(name.startswith(one) for one in options.names):
                begun = time.monotonic()
                bring_about(stage)
                take(stage, name, options.target, mark)
                stage.clear()
                print(f"{name}: {time.monotonic() - begun:.1f} s", flush=True)
    if options.page:
        write_page(options.target)


if __name__ == "__main__":
    main()
