"""How quickly the window answers: keystrokes, a 16 ms timer, and how long single slots take.

    python tests/perf/window_latency.py COLLECTION... --at FOLDER [--keys N] [--rounds N] [--way W]

COLLECTION is a folder with ``corpus.jsonl`` and ``queries.jsonl``; their texts, varied, become a
library of 50,000 passages (``large_library.py``), made once in FOLDER and kept there. The real
window opens a copy of it with a real engine process and is worked with in three ways: ``typing``
(questions, letter by letter), ``indexing`` (text files are read while a question stands and is now
and then changed) and ``scrolling`` (20,000 results, by wheel, keys and bar). Prints

* from the key event that is posted to the paint of the results by words of just that text, and to
  that of the whole answer after the last letter (bar: words p95 <= 50 ms)
* how late a 16 ms timer is (bars: p95 <= 20 ms, at worst 150 ms)
* each call of Qt into the program that took more than 5 ms of processor time, and where in it the
  time went (bar: none but those of ``ALLOWED``), and how many stood still for 20 ms, which is what
  a call to the engine would do, and what any call does for which no processor is free

With ``--rounds`` all is typed again, and the best time of each text counts, which is what is left
where other programs share the processors. Milliseconds are wall clock; of calls also the processor
time of the thread, because a thread is also kept waiting for a processor. Calls are timed in a
second round, because that makes them slower. Ends with status 1 over a bar.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

# ruff: noqa: E402 - the platform and the path come before the imports they are for
from fakes.engine import make_answer, make_hit
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from slots import SlotWatch

from docmind.core import SearchAnswer
from docmind.ui import app
from docmind.ui.bridge import Answered
from docmind.ui.main_window import MainWindow
from docmind.ui.session import Session
from docmind.ui.tidying import Tidying

WAYS = ("typing", "indexing", "scrolling")
CHUNKS = 50_000
TICK_MS = 16
WORDS_BAR_MS, P95_BAR_MS, WORST_BAR_MS = 50.0, 20.0, 150.0
PATIENCE_SECONDS = 3.0
LONGEST_QUESTION = 48  # letters
FILES_READ = 400
RESULTS = 20_000
ALLOWED = {
    "ui.tidying.Tidying._tidy": "collects all cycles, when nothing new came for a second",
    "ui.main_window.MainWindow.set_theme": "gives every widget another style, when it is asked to",
}
"""Functions that may take longer than 5 ms, and why."""


@dataclass(frozen=True)
class Options:
    """How many letters are typed how often, and where files to read are written."""

    keys: int
    rounds: int
    folder: Path


class Lateness(QObject):
    """Notes how much later than 16 ms after the last tick each tick comes."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def take(self) -> list[float]:
        """Stop and give what was noted."""
        self._timer.stop()
        self.deleteLater()
        return self.late

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, 1000 * (now - self._last) - TICK_MS))
        self._last = now


class Painted(QObject):
    """Knows which answer the results view has painted last."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._shown = ("", "")
        self._answered = self._took = 0.0
        self.text, self.mode, self.at = "", "", 0.0
        self.answered = 0.0  # when the answer that is painted came
        self.took = 0.0  # seconds that the engine needed for it
        window.asking.answered.connect(self._on_answer)
        window.results.view.viewport().installEventFilter(self)

    def _on_answer(self, answered: Answered) -> None:
        self._shown = (answered.query.text, answered.query.mode)
        self._answered, self._took = time.perf_counter(), answered.answer.took_ms / 1000

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A paint is done when the events that were posted before it are: look right after it."""
        if event.type() == QEvent.Type.Paint and self._shown != (self.text, self.mode):
            shown = self._shown
            QTimer.singleShot(0, lambda: self._note(*shown))
        return False

    def _note(self, text: str, mode: str) -> None:
        self.text, self.mode, self.at = text, mode, time.perf_counter()
        self.answered, self.took = self._answered, self._took


def wait(true: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> bool:
    """Let the window work until something holds; False when it does not in time."""
    loop = QEventLoop()
    look = QTimer()
    end = time.monotonic() + seconds
    look.timeout.connect(lambda: loop.quit() if true() or time.monotonic() > end else None)
    look.start(1)
    loop.exec()
    return true()


def rest(milliseconds: int) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


# ---- the three ways ----------------------------------------------------------------------------


def press(target: QWidget, key: int, text: str = "") -> None:
    """Post a key as the window system does."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.postEvent(target, event)


@dataclass(frozen=True)
class Times:
    """Seconds from a key to the paint; those of the engine alone, and those after its answer."""

    whole: float
    engine: float
    painting: float


Kept = dict[str, list[Times]]


class Typist:
    """Types questions letter by letter, each when the results of the one before are painted."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._painted = Painted(window)
        self.words: dict[str, list[Times]] = {}  # by what stood in the field
        self.whole: dict[str, list[Times]] = {}
        self.without = 0  # letters after which no words were found

    def type(self, question: str) -> None:
        """Type one question into the empty field, then wait for the whole answer."""
        edit = self._window.field.edit
        typed, began = "", 0.0
        for letter in question:
            typed += letter
            began = self._key(edit, letter)
            if letter != " ":
                self._wait_for(typed.strip(), "words", began, self.words)
            rest(60)
        self._wait_for(typed.strip(), "auto", began, self.whole)
        edit.clear()
        rest(50)

    def _key(self, edit: QWidget, letter: str) -> float:
        began = time.perf_counter()
        press(edit, Qt.Key.Key_unknown, letter)
        return began

    def _wait_for(self, text: str, mode: str, began: float, into: Kept) -> None:
        painted = self._painted

        def there() -> bool:
            return painted.at > began and painted.text == text and painted.mode in (mode, "auto")

        if wait(there, 0.5 if mode == "words" else PATIENCE_SECONDS) and painted.mode == mode:
            times = Times(painted.at - began, painted.took, painted.at - painted.answered)
            into.setdefault(text, []).append(times)
        else:
            self.without += 1


def typing(window: MainWindow, asked: Iterator[str], keys: int, rounds: int = 1) -> Typist:
    """Type questions of so many letters, all of them again in each round."""
    typist = Typist(window)
    questions: list[str] = []
    while sum(map(len, questions)) < keys:
        questions.append(next(asked)[:LONGEST_QUESTION])
    for _ in range(rounds):
        for question in questions:
            typist.type(question)
    return typist


def indexing(window: MainWindow, asked: Iterator[str], folder: Path) -> None:
    """Have a folder read; every second another question stands in the field."""
    done: list[object] = []
    window.bridge.job_finished.connect(lambda report: done.append(report.counts.added or None))
    window.add_paths([folder])
    asker = QTimer()
    asker.timeout.connect(lambda: window.field.edit.setText(next(asked)[:LONGEST_QUESTION]))
    asker.start(1000)
    assert wait(lambda: any(done), 600), "the folder was not read"


def scrolling(window: MainWindow) -> None:
    """Go through the results that are shown by wheel, by keys, and by jumps of the bar."""
    view = window.results.view
    bar = view.verticalScrollBar()
    for turn in range(150):
        at = QPointF(view.viewport().rect().center())
        wheel = QWheelEvent(
            at, view.viewport().mapToGlobal(at), QPoint(0, -60), QPoint(0, -240),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.postEvent(view.viewport(), wheel)
        rest(TICK_MS)
        if turn % 10 == 0:
            press(view, Qt.Key.Key_PageDown)
    for part in itertools.chain(range(0, 100, 2), range(100, -1, -2)):
        bar.setValue(bar.maximum() * part // 100)
        rest(TICK_MS)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home) * 5:
        press(view, key)
        rest(50)


# ---- what is worked with -----------------------------------------------------------------------


def many() -> SearchAnswer:
    """20,000 results."""
    snippet = "A passage of usual length, in which some words stand that were asked for, number {}."
    hits = tuple(
        make_hit(n, f"/docs/folder {n % 40}/file {n}.txt", f"Title of file {n}",
                 snippet.format(n) * 2, ("words", "asked"), meaning=0.7)
        for n in range(RESULTS)
    )  # fmt: skip
    return make_answer("many", hits)


def write_files(folder: Path, asked: Iterator[str]) -> Path:
    """Text files out of questions, in a new folder: what is in them is of no matter here."""
    made = folder / str(time.monotonic_ns())
    made.mkdir(parents=True)
    for number in range(FILES_READ):
        (made / f"notes {number}.txt").write_text("\n\n".join(itertools.islice(asked, 60)))
    return made


def cuts(values: Sequence[float]) -> str:
    """Median, p95 and worst."""
    if len(values) < 2:
        return "not measured"
    ordered = sorted(values)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    middle = statistics.median(ordered)
    return f"p50 {middle:6.1f}  p95 {p95:6.1f}  worst {ordered[-1]:6.1f} ms  ({len(ordered)})"


def p95(values: Sequence[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))] if values else 0.0


def prepared(
    window: MainWindow, name: str, asked: Iterator[str], options: Options
) -> Callable[[], Typist | None]:
    """Make ready what one way of working needs; returns what does the work."""
    if name == "typing":
        return lambda: typing(window, asked, options.keys, options.rounds)
    if name == "indexing":
        folder = write_files(options.folder, asked)
        return lambda: indexing(window, asked, folder)
    window.results.show_answer(many(), fresh=True)
    window.show_page(window.inner)
    gc.freeze()  # they were not made by the window
    return lambda: scrolling(window)


def best(kept: Kept) -> list[Times]:
    """The quickest time of each text."""
    return [min(times, key=lambda one: one.whole) for times in kept.values()]


def tell_painted(kind: str, kept: Kept) -> None:
    """Print all times, and the best of each text where it was typed more than once."""
    every = [one for times in kept.values() for one in times]
    for name, times in (("all", every), ("best", best(kept))):
        engine = sorted(1000 * one.engine for one in times)
        after = sorted(1000 * one.painting for one in times)
        whole = cuts([1000 * one.whole for one in times])
        print(
            f"{'':<10} {kind} {name:<4}     {whole}  of p50 and p95 the engine "
            f"{statistics.median(engine):.1f}, {p95(engine):.1f}, after its answer "
            f"{statistics.median(after):.1f}, {p95(after):.1f}",
            flush=True,
        )


def measure(window: MainWindow, asked: Iterator[str], name: str, options: Options) -> bool:
    """Measure one way; True when its bars hold."""
    work = prepared(window, name, asked, options)
    rest(1500)
    lateness = Lateness()
    typist = work()
    late = lateness.take()
    print(f"{name:<10} timer late     {cuts(late)}", flush=True)
    good = p95(late) <= P95_BAR_MS and max(late) <= WORST_BAR_MS
    if typist is not None:
        for kind, kept in (("words", typist.words), ("whole", typist.whole)):
            tell_painted(kind, kept)
        good &= p95([1000 * one.whole for one in best(typist.words)]) <= WORDS_BAR_MS
    work = prepared(window, name, asked, options)
    rest(1500)
    watch = SlotWatch()
    with watch.watching():
        work()
    slow = [one for one in watch.slow if one.name not in ALLOWED and not one.waited]
    for one in sorted(slow, key=lambda one: -one.cpu_ms)[:12]:
        print(f"{'':<10} {one}")
    waited = sum(one.waited for one in watch.slow)
    allowed = len(watch.slow) - len(slow) - waited
    told = f"{len(slow)} slow calls of {watch.count}, {allowed} allowed, {waited} that waited"
    print(f"{'':<10} {told}", flush=True)
    return good and not slow


def make(options: argparse.Namespace) -> None:
    """Make the library and write questions; in a process of its own, which imports much."""
    from large_library import open_library, questions

    with open_library(options.at, options.collections, CHUNKS) as engine:
        print(f"{engine.status().chunks} passages of {engine.status().files} files", flush=True)
    options.make.write_text("\n".join(questions(options.collections, 2000)))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("collections", nargs="+", type=Path)
    parser.add_argument("--at", required=True, type=Path, help="where the library is kept")
    parser.add_argument("--keys", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=1, help="of typing; the best times count")
    parser.add_argument("--way", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        make(options)
        return 0
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        asked = place / "questions.txt"
        subprocess.run([sys.executable, *sys.argv, "--make", asked], check=True)
        shutil.copytree(options.at, place / "library")
        questions = itertools.cycle(asked.read_text().splitlines())
        return run(
            place, questions, options.way, Options(options.keys, options.rounds, place / "Notes")
        )


def run(place: Path, asked: Iterator[str], ways: Sequence[str], options: Options) -> int:
    """Open the window and measure. Returns the exit status."""
    os.environ["DOCMIND_CONFIG_FILE"] = str(place / "settings.toml")
    application = app.create_application()
    window = app.create_window(Session(place / "window.ini"))
    window.resize(1440, 900)
    outcome: list[bool] = []

    def opened() -> None:
        rest(1000)
        try:
            typing(window, asked, 40)  # the model and the caches wake up
            outcome.extend(measure(window, asked, name, options) for name in ways)
        finally:
            window.close()
            application.quit()

    def seen() -> None:
        app.furnish(window, app.engine_opener(place / "library"))
        window.bridge.opened.connect(lambda: QTimer.singleShot(0, opened))
        app.start(window)

    window.first_painted.connect(seen)
    window.show()
    tidying = Tidying(application)
    application.exec()
    tidying.release()
    return 0 if outcome and all(outcome) else 1


if __name__ == "__main__":
    sys.exit(main())
