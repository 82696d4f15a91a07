"""Time from the start of the process to the first paint: our window beside a bare one.

``python tests/perf/first_paint.py [ROUNDS]`` starts both in turn and prints medians and the ratio
(bar: 1.5), and checks that no heavy library was imported on the way.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BAR = 1.5
HEAVY = "torch transformers FlagEmbedding open_clip sentence_transformers qdrant_client qdrant_edge"
BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.painted)
    def painted(self):
        print(time.monotonic(), time.process_time()); QApplication.exit(0)
application = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
"""
OURS = """
import sys, time
from docmind.ui import app
watch = app.watch_for_faults  # the first that is done once the window was seen
def painted(window, library):
    print(time.monotonic(), time.process_time())
    print(*[name for name in {heavy!r}.split() if name in sys.modules])
    return watch(window, library)
def furnished(window, asked):
    print(time.monotonic())
    window.close()
app.watch_for_faults, app.start = painted, furnished
app.run()
"""


def first_paint(code: str, folder: str) -> tuple[float, float, str, float]:
    """Seconds and processor seconds to the first paint, heavy imports, seconds to furnished."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "DOCMIND_LIBRARY": f"{folder}/library",
        "DOCMIND_CONFIG_FILE": f"{folder}/settings.toml",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its byte code
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    painted, heavy, furnished = (*done.stdout.splitlines(), "", "")[:3]
    moment, spent = map(float, painted.split())
    return moment - start, spent, heavy, float(furnished or moment) - start


def main() -> int:
    """Measure in turn, print, and fail when over the bar."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    ours, bare, ours_spent, bare_spent, usable = [], [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for code in (BARE, OURS):  # fills the file cache and writes byte code
            first_paint(code.replace("{heavy!r}", repr(HEAVY)), folder)
        for _ in range(rounds):
            seconds, spent, _, _ = first_paint(BARE, folder)
            bare.append(seconds)
            bare_spent.append(spent)
            seconds, spent, heavy, ready = first_paint(
                OURS.replace("{heavy!r}", repr(HEAVY)), folder
            )
            assert not heavy, f"imported before the first paint: {heavy}"
            ours.append(seconds)
            ours_spent.append(spent)
            usable.append(ready)
    ratio = statistics.median(ours) / statistics.median(bare)
    print(f"bare  {1000 * statistics.median(bare):.0f} ms  ({1000 * min(bare):.0f} at best)")
    print(f"ours  {1000 * statistics.median(ours):.0f} ms  ({1000 * min(ours):.0f} at best)")
    print(f"ratio {ratio:.2f} of medians, {min(ours) / min(bare):.2f} of bests (bar {BAR})")
    print(f"ours can be typed into after {1000 * statistics.median(usable):.0f} ms")
    of_processor = statistics.median(ours_spent) / statistics.median(bare_spent)
    print(f"ratio {of_processor:.2f} of processor time, which other programs disturb less")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
