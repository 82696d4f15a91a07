"""Starts the window: shows it first, then fetches everything slow."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from docmind.core import default_library
from docmind.ui.instance import OneWindow
from docmind.ui.main_window import MainWindow
from docmind.ui.session import Session, session_file
from docmind.ui.widgets import theme

if TYPE_CHECKING:
    from docmind.core import EngineApi
    from docmind.ui.bridge import Opener
    from docmind.ui.interrupt import CloseOnInterrupt


def run(library: Path | None = None, paths: Sequence[Path] = ()) -> int:
    """Show the window on a library (the default one when None), adding ``paths`` to it.

    When a window of this library is open already, it is raised and given the paths instead.
    Returns the exit status.
    """
    application = create_application(sys.argv)
    place = library or default_library()
    one = OneWindow(place)
    if not one.take() and one.call(paths):
        return 0
    window = create_window(Session(session_file()))
    interrupts: list[CloseOnInterrupt] = []

    def after_first_paint() -> None:
        furnish(window, engine_opener(place))
        from docmind.ui.interrupt import CloseOnInterrupt

        interrupts.append(CloseOnInterrupt(application))
        one.called.connect(window.raise_up)
        one.called.connect(window.add_paths)
        one.listen()
        start(window, paths)

    window.first_painted.connect(after_first_paint)
    window.show()
    status = application.exec()
    for interrupt in interrupts:
        interrupt.release()
    one.release()
    return status


def create_application(arguments: Sequence[str]) -> QApplication:
    """The QApplication with DocMind's name."""
    application = QApplication(list(arguments))
    application.setApplicationName("docmind")
    application.setApplicationDisplayName("DocMind")
    application.setDesktopFileName("docmind")
    return application


def create_window(session: Session) -> MainWindow:
    """A window that can be shown at once; ``furnish`` follows its first paint."""
    return MainWindow(session)


def furnish(window: MainWindow, opener: Opener) -> None:
    """Add the panels and join them to a bridge that has not begun to open its engine."""
    from docmind.ui.bridge import Bridge
    from docmind.ui.desktop import Desktop
    from docmind.ui.language import language_to_speak, speak
    from docmind.ui.preview.drawing import DrawingDesk
    from docmind.ui.widgets.painter_child import painter_program

    speak(language_to_speak())
    QApplication.setStyle("Fusion")
    chosen = window.session.theme or "system"
    theme.apply(theme.system_scheme() if chosen == "system" else chosen)
    window.furnish(Bridge(opener, window), Desktop(window), DrawingDesk(painter_program, window))
    hints = QApplication.styleHints()
    hints.colorSchemeChanged.connect(lambda _scheme: _follow_system(window))


def start(window: MainWindow, paths: Sequence[Path] = ()) -> None:
    """Open the engine, look for the desktop's programs, add ``paths``."""
    from docmind.ui.widgets.icons import application_icon

    window.setWindowIcon(application_icon())
    window.bridge.open()
    window.bridge.load_settings()
    window.desktop.look_for_page_program()
    if paths:
        window.add_paths(paths)


def engine_opener(library: Path) -> Opener:
    """Opens the engine of ``library``; called on a lane, so its imports delay no paint."""

    def open_it() -> EngineApi:
        from docmind.core import open_engine

        return open_engine(library=library, start=True)

    return open_it


def _follow_system(window: MainWindow) -> None:
    if (window.session.theme or "system") == "system":
        theme.apply(theme.system_scheme())
