"""What is done with files that bring models, wherever they were given: asked about, imported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from docmind.core import pack_kind
from docmind.ui.models.runtime_words import import_text
from docmind.ui.widgets.confirm import confirm
from docmind.ui.widgets.drop import is_pack
from docmind.ui.widgets.wording import counted, shown, tr

if TYPE_CHECKING:
    from docmind.ui.main_window import MainWindow


class PacksWiring(QObject):
    """Keeps packs from being read as documents: one question, then they become models."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._waiting: list[Path] = []  # given before there is an engine

    def runs(self) -> dict[str, Callable[[], None]]:
        """No action of its own."""
        return {}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        self._window.bridge.opened.connect(self._ask)

    def take(self, paths: Sequence[Path]) -> list[Path]:
        """Ask about the packs among ``paths``, soon. Returns the others."""
        packs = [path for path in paths if is_pack(path)]
        self._waiting = list(dict.fromkeys((*self._waiting, *packs)))
        if self._waiting and self._window.bridge.is_open:
            self._ask()
        return [path for path in paths if path not in packs]

    def _ask(self) -> None:
        packs, self._waiting = self._waiting, []
        if not packs:
            return
        if not self._window.isVisible():  # a question needs the window it belongs to
            self._window.raise_up()
        count = len(packs)
        confirm(
            self._window,
            counted(count, "Import this model pack?", "Import these {count} model packs?"),
            _what_comes(packs),
            tr("Import"),
            lambda: self._bring(packs),
            no=tr("Not now"),
            loses=False,
        )

    def _bring(self, packs: Sequence[Path]) -> None:
        bridge = self._window.bridge
        self._window.sheets.show("models")
        for path in packs:
            if pack_kind(path) == "runtime":
                bridge.import_runtime(path)
            else:
                bridge.import_model(path)


def _what_comes(packs: Sequence[Path]) -> str:
    """A paragraph for each pack."""
    models = tr("“{name}” is checked and copied to the models of DocMind. The file itself stays as "
                "it is.")  # fmt: skip
    return "\n\n".join(
        import_text(path) if pack_kind(path) == "runtime" else models.format(name=shown(path.name))
        for path in packs
    )
