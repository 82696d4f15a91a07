"""The program itself, telling on its output what its window shows: ``told_program.py ARGUMENT...``.

One word a line and what belongs to it: ``ready`` with the middles of the field and of the page,
``overlay`` with its words, ``added`` once a drop was taken, ``given`` with the title of what
results are to be like, ``answered`` with the query or why not.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from docmind import __main__ as program
from docmind.ui import app
from docmind.ui.main_window import MainWindow

PLACE = (200, 20, 1060, 760)  # beside the window files are dragged from


def tell(word: str, *what: object) -> None:
    """Print a line at once."""
    print(word, *what, flush=True)


def told(window: MainWindow) -> None:
    """Put the window in its place and have it tell what it shows."""
    window.setGeometry(*PLACE)
    cover = window.overlay.cover

    def covered(text: str, *rest: Any, **more: Any) -> None:
        cover(text, *rest, **more)
        tell("overlay", text)

    add = window.bridge.add

    def added(paths: Sequence[Path]) -> None:
        add(paths)
        tell("added", *paths)

    window.overlay.cover = covered  # type: ignore[method-assign]
    window.bridge.add = added  # type: ignore[method-assign]
    window.field.given.connect(lambda given: tell("given", given.title))
    window.asking.answered.connect(lambda answered: tell("answered", answered.query.text))
    window.asking.failed.connect(lambda error: tell("answered", error.title))
    window.bridge.opened.connect(
        lambda: tell("ready", *_middle(window.field), *_middle(window.pages))
    )


def _middle(widget: QWidget) -> tuple[int, int]:
    at = widget.mapToGlobal(QPoint(widget.width() // 2, widget.height() // 2))
    return at.x(), at.y()


def main() -> int:
    """Run the program with the arguments given."""
    furnish = app.furnish

    def furnished(window: MainWindow, *rest: Any) -> None:
        furnish(window, *rest)
        told(window)

    app.furnish = furnished
    return program.main()


if __name__ == "__main__":
    sys.exit(main())
