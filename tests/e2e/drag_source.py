"""A small window of another program, out of which files are dragged: ``drag_source.py PATH...``.

Says ``ready`` when it can be seen, ``dragging`` when a drag begins, ``dropped`` or ``refused`` at
its end, one a line.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    """Gives its files to whoever takes them."""

    def __init__(self, paths: list[Path]) -> None:
        super().__init__("Drag me")
        self._paths = paths
        self._seen = False
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, lambda: print("ready", flush=True))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in self._paths])
        drag = QDrag(self)
        drag.setMimeData(mime)
        print("dragging", flush=True)
        taken = drag.exec(Qt.DropAction.CopyAction)
        print("refused" if taken == Qt.DropAction.IgnoreAction else "dropped", flush=True)


def main() -> int:
    """Show the window at the top left corner until it is ended."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python's own is not heard while Qt waits
    application = QApplication(sys.argv[:1])
    source = Source([Path(name) for name in sys.argv[1:]])
    source.setGeometry(0, 0, 160, 160)
    source.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
