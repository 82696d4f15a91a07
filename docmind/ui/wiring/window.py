"""The parts that join the panels of a window: each answers its actions and makes its connections.

A part is one module beside this one: ``runs()`` says what actions it answers, ``join()``
connects it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from docmind.ui.wiring.about import AboutWiring
from docmind.ui.wiring.autostart import AutostartWiring
from docmind.ui.wiring.changed_model import ChangedModelWiring
from docmind.ui.wiring.chosen import ChosenWiring
from docmind.ui.wiring.engine import EngineWiring
from docmind.ui.wiring.field import FieldWiring
from docmind.ui.wiring.first import FirstWiring
from docmind.ui.wiring.library import LibraryWiring
from docmind.ui.wiring.like import LikeWiring
from docmind.ui.wiring.models import ModelsWiring
from docmind.ui.wiring.packs import PacksWiring
from docmind.ui.wiring.pausing import PausingWiring
from docmind.ui.wiring.preview import PreviewWiring
from docmind.ui.wiring.privacy import PrivacyWiring
from docmind.ui.wiring.quick import QuickWiring
from docmind.ui.wiring.results import ResultsWiring
from docmind.ui.wiring.runtimes import RuntimesWiring
from docmind.ui.wiring.searches import SearchesWiring
from docmind.ui.wiring.servers import ServersWiring
from docmind.ui.wiring.session import SessionWiring
from docmind.ui.wiring.settings import SettingsWiring
from docmind.ui.wiring.tray import TrayWiring
from docmind.ui.wiring.updates import UpdatesWiring
from docmind.ui.wiring.upgrading import UpgradingWiring
from docmind.ui.wiring.view import ViewWiring
from docmind.ui.wiring.words_only import WordsOnlyWiring

if TYPE_CHECKING:
    from docmind.ui.main_window import MainWindow


class Part(Protocol):
    """What joins one part of the window."""

    def runs(self) -> dict[str, Callable[[], None]]:
        """What each action does that this part answers, by the action's name."""

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""


class Wiring(QObject):
    """All parts of one window, in the order they are joined in."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.results = ResultsWiring(window, self)
        self.words_only = WordsOnlyWiring(window, self)
        self.chosen = ChosenWiring(window, self)
        self.first = FirstWiring(window, self)
        self.library = LibraryWiring(window, self)
        self.pausing = PausingWiring(window, self)
        self.models = ModelsWiring(window, self)
        self.servers = ServersWiring(window, self)
        self.changed_model = ChangedModelWiring(window, self)
        self.runtimes = RuntimesWiring(window, self)
        self.packs = PacksWiring(window, self)
        self.settings = SettingsWiring(window, self)
        self.privacy = PrivacyWiring(window, self)
        self.about = AboutWiring(window, self)
        self.updates = UpdatesWiring(window, self)
        self.field = FieldWiring(window, self)
        self.searches = SearchesWiring(window, self)
        self.likes = LikeWiring(window, self)
        self.preview = PreviewWiring(window, self)
        self.upgrading = UpgradingWiring(window, self)
        self.engine = EngineWiring(window, self)
        self.view = ViewWiring(window, self)
        self.remembered = SessionWiring(window, self)
        self.quick = QuickWiring(window, self)
        self.tray = TrayWiring(window, self)
        self.autostart = AutostartWiring(window, self)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part."""
        return (
            self.results, self.words_only, self.chosen, self.field, self.first, self.library,
            self.pausing, self.models, self.servers, self.changed_model, self.runtimes, self.packs,
            self.settings, self.privacy, self.about, self.updates, self.searches, self.likes,
            self.preview, self.upgrading, self.engine, self.view, self.remembered, self.quick,
            self.tray, self.autostart,
        )  # fmt: skip

    def runs(self) -> dict[str, Callable[[], None]]:
        """What each action of the table does; no two parts answer the same one."""
        answered: dict[str, Callable[[], None]] = self._window.sheets.runs()
        for part in self.parts:
            mine = part.runs()
            assert not answered.keys() & mine.keys(), answered.keys() & mine.keys()
            answered |= mine
        return answered

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        for part in self.parts:
            part.join()
