"""When another model is found under the name of the library's: a person is asked first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from docmind.ui.widgets.wording import tr

if TYPE_CHECKING:
    from docmind.core import Status
    from docmind.ui.main_window import MainWindow
    from docmind.ui.models.page import ModelsPage
    from docmind.ui.wiring.window import Wiring

TOPIC = "model_changed"


class ChangedModelWiring(QObject):
    """Offers to have the library read again with the model that is there now, or to leave it."""

    def __init__(self, window: MainWindow, wiring: Wiring) -> None:
        super().__init__(wiring)
        self._window = window
        self._wiring = wiring
        self._model = ""  # the one that was found to be another
        self._said = ""  # what was said of it, or what a person wants to hear no more of

    def runs(self) -> dict[str, Callable[[], None]]:
        """No action: it is asked when it happens."""
        return {}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        window = self._window
        window.bridge.status_came.connect(self._on_status)
        window.banner.pressed.connect(self._on_pressed)
        window.banner.answered.connect(self._on_answered)
        window.sheets.made.connect(self._on_made)

    def _on_made(self, name: str, page: ModelsPage) -> None:
        if name == "models":
            page.renewal_asked.connect(self._renew)

    def _on_status(self, status: Status) -> None:
        self._model = status.model_changed
        if not self._model or status.change is not None:
            self._said = ""
            self._window.banner.take_back(TOPIC)
        elif self._said != status.model_missing:
            self._said = status.model_missing
            self._window.banner.say(
                TOPIC,
                self._said,
                tr("Read again with it…"),
                others=(tr("Keep searching by words"),),
            )

    def _on_pressed(self, topic: str) -> None:
        if topic == TOPIC:
            self._window.banner.take_back(TOPIC)
            self._window.sheets.show("models")
            self._renew()

    def _on_answered(self, topic: str, _button: int) -> None:
        if topic == TOPIC:
            self._window.banner.take_back(TOPIC)

    def _renew(self) -> None:
        """Say what it takes to read the library again, then ask."""
        if self._model:
            self._wiring.models.begin_use(self._model)
