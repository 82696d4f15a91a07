"""Starts the window: shows it first, then fetches everything slow."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from docmind.core import default_library
from docmind.ui.instance import OneWindow, Start
from docmind.ui.main_window import MainWindow
from docmind.ui.session import Session, session_file
from docmind.ui.widgets import theme

if TYPE_CHECKING:
    from docmind.core import EngineApi
    from docmind.ui.bridge import Opener
    from docmind.ui.crash.watch import CrashWatch
    from docmind.ui.interrupt import CloseOnInterrupt
    from docmind.ui.tidying import Tidying

NOTHING = Start()


class Program(QApplication):
    """The application. ``quitting`` comes when all of it is to end: by a signal, by the menu of a
    Mac, at the end of the desktop's session."""

    quitting = Signal()

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._given: list[Path] = []
        self._taker: Callable[[Path], None] | None = None

    def event(self, event: QEvent) -> bool:
        """Tell before the windows are closed, which they could refuse; and take the files that a
        Mac gives by events: those that were double-clicked, or dropped on the icon."""
        if event.type() == QEvent.Type.Quit:
            self.quitting.emit()
        elif isinstance(event, QFileOpenEvent):
            self._given.append(Path(event.file()))
            self._hand_on()
            return True
        return super().event(event)

    def give_files_to(self, taker: Callable[[Path], None]) -> None:
        """From now on ``taker`` gets each file that is given, those first that came before."""
        self._taker = taker
        self._hand_on()

    def _hand_on(self) -> None:
        while self._given and self._taker is not None:
            self._taker(self._given.pop(0))


def run(
    library: Path | None = None,
    paths: Sequence[Path] = (),
    query: str = "",
    quick: bool = False,
    background: bool = False,
) -> int:
    """Show the window on a library (the default one when None), adding ``paths`` to it and
    searching for ``query``; with ``quick`` only the small window of quick search, in the
    ``background`` only the icon in the tray.

    When a window of this library is open already, it is raised and does that instead.
    Returns the exit status.
    """
    application = create_application()
    place, asked = library or default_library(), Start(tuple(paths), query, quick, background)
    one = OneWindow(place)
    found = one.settle(asked)
    if found == "handed over":
        return 0
    window = create_window(Session(session_file()))
    window.library = place
    _end_with(window, application)
    held: list[CloseOnInterrupt | CrashWatch | Tidying] = []

    def when_seen() -> None:
        from docmind.ui.tidying import Tidying

        tidying = Tidying(application)  # first: building makes no rubbish, and need not stop for it
        watch = watch_for_faults(window, place)
        held.extend((tidying, watch))
        furnish(window, engine_opener(place))
        tidying.spare()
        from docmind.ui.interrupt import CloseOnInterrupt

        held.append(CloseOnInterrupt(application))
        if found == "first":
            hear(window, one)
        start(window, asked)
        application.give_files_to(lambda file: obey(window, Start((file,)), come=True))
        if background and not quick:
            window.wiring.tray.begin_hidden()
        if found == "beside":
            _say_beside(window)
        if watch.ended_badly:
            _tell_of_last_time(window, watch)

    if quick or background:
        QTimer.singleShot(0, when_seen)
    else:
        window.first_painted.connect(when_seen)
        window.show()
    status = application.exec()
    for one_held in reversed(held):
        one_held.release()
    one.release()
    return status


def create_application() -> Program:
    """The application with DocMind's name, by which a desktop finds its desktop file: under X11 it
    is that of the window's class and, taken from the first argument, of its instance."""
    application = Program(["docmind"])
    application.setApplicationName("docmind")
    application.setApplicationDisplayName("DocMind")
    application.setDesktopFileName(os.environ.get("FLATPAK_ID", "docmind"))
    return application


def _end_with(window: MainWindow, application: Program) -> None:
    """The program ends with its window, not while that is only hidden; and the other way round."""
    application.setQuitOnLastWindowClosed(False)
    window.closed.connect(lambda: application.exit(0))
    application.quitting.connect(window.expect_end)
    application.commitDataRequest.connect(lambda _session: window.expect_end())


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


def start(window: MainWindow, asked: Start = NOTHING) -> None:
    """Open the engine, look for the desktop's programs, do what was ``asked`` for."""
    from docmind.ui.widgets.icons import application_icon

    window.setWindowIcon(application_icon())
    window.bridge.load_settings()
    window.bridge.open()
    window.desktop.look_for_page_program()
    obey(window, asked)


def hear(window: MainWindow, one: OneWindow) -> None:
    """Obey second starts from now on."""
    one.called.connect(lambda asked: obey(window, asked, come=True))
    one.listen()


def obey(window: MainWindow, asked: Start, *, come: bool = False) -> None:
    """Do what a start of the program asks for; ``come`` brings the window to the front, unless
    it asks to stay in the background."""
    if come and not asked.quick and not asked.background:
        window.raise_up()
    window.add_paths(asked.paths)
    if asked.quick:
        window.wiring.quick.show(asked.query)
    elif asked.query:
        window.wiring.remembered.show(asked.query)


def watch_for_faults(window: MainWindow, library: Path) -> CrashWatch:
    """From now on a fault is shown and the window goes on; one that ended it last time is told."""
    from docmind.core import Library
    from docmind.ui.crash.watch import CrashWatch

    home = Library(library)
    with contextlib.suppress(OSError):  # then there is no log
        home.create()  # for its owner only, whoever comes first
    watch = CrashWatch(window, home.logs)
    watch.quit_wanted.connect(window.leave)
    return watch


def _tell_of_last_time(window: MainWindow, watch: CrashWatch) -> None:
    from docmind.ui.widgets.wording import tr

    text = tr("DocMind ended unexpectedly last time. Nothing of yours is lost.")
    window.banner.say("ended", text, tr("Show the report"))

    def pressed(topic: str) -> None:
        if topic == "ended":
            window.banner.take_back("ended")
            watch.show_earlier()

    window.banner.pressed.connect(pressed)


def engine_opener(library: Path) -> Opener:
    """Opens the engine of ``library``; called on a lane, so its imports delay no paint."""

    def open_it() -> EngineApi:
        from docmind.core import open_engine

        return open_engine(library=library, start=True)

    return open_it


def _follow_system(window: MainWindow) -> None:
    if window.preference == "system":
        theme.apply(theme.system_scheme())


def _say_beside(window: MainWindow) -> None:
    from docmind.ui.widgets.wording import tr

    window.banner.say(
        "beside",
        tr("Another window of DocMind does not answer. This one shows the same library."),
    )
