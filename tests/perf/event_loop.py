"""How late a 16 ms timer of the window is while it watches a real job.

``python tests/perf/event_loop.py FOLDER [SECONDS]`` opens the window on a new library, measures it
at rest, then adds FOLDER and measures until the job (or the time) ends, typing a query every two
seconds. It prints p50, p95 and the largest lateness in milliseconds (bar: p95 <= 20).
"""

from __future__ import annotations

import itertools
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


from PySide6.QtCore import QObject, Qt, QTimer

from docmind.core import JobReport
from docmind.ui import app
from docmind.ui.session import Session

TICK_MS = 16
REST_MS = 4000
ASK_MS = 2000
BAR_MS = 20.0
QUERIES = ("annual report", "how to install", "invoice total", "picture of a", "the", "table")


class Watch(QObject):
    """Notes how much later than 16 ms after the last tick each tick comes."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, 1000 * (now - self._last) - TICK_MS))
        self._last = now

    def take(self, name: str) -> float:
        """Print and forget what was noted. Returns p95."""
        late, self.late = sorted(self.late), []
        p95 = late[int(0.95 * (len(late) - 1))]
        print(
            f"{name:<16} p50 {statistics.median(late):5.1f}  p95 {p95:5.1f}  max {late[-1]:6.1f} ms"
            f"  ({len(late)} ticks)",
            flush=True,
        )
        return p95


def main() -> int:
    """Measure at rest and during the job."""
    folder = Path(sys.argv[1]).resolve()
    application = app.create_application(sys.argv[:1])
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
    outcome: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        os.environ["DOCMIND_CONFIG_FILE"] = f"{name}/settings.toml"
        window = app.create_window(Session(Path(name) / "window.ini"))
        window.show()
        app.furnish(window, app.engine_opener(Path(name) / "library"))
        watch = Watch()
        asker = QTimer()
        texts = itertools.cycle(QUERIES)
        asker.timeout.connect(lambda: window.field.edit.setText(next(texts)))

        def rested() -> None:
            watch.take("at rest")
            window.add_paths([folder])
            asker.start(ASK_MS)
            if seconds:
                QTimer.singleShot(int(1000 * seconds), stopped)

        def finished(report: JobReport) -> None:
            outcome.append(watch.take("during the job"))
            print(f"{report.outcome}: {report.counts} in {report.seconds:.1f} s")
            window.close()

        def stopped() -> None:
            outcome.append(watch.take("during the job"))
            print(f"stopped at: {window.strip._left.whole}")
            window.close()

        def opened() -> None:
            watch.late.clear()
            QTimer.singleShot(REST_MS, rested)

        window.bridge.opened.connect(opened)
        window.bridge.job_finished.connect(finished)
        window.bridge.open_failed.connect(lambda error: (print(error), window.close()))
        app.start(window)
        application.exec()
    return 0 if outcome and outcome[0] <= BAR_MS else 1


if __name__ == "__main__":
    sys.exit(main())
