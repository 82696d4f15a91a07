"""The pages that lie over the results for a while: problems, models, settings and the like."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from docmind.ui.main_window import MainWindow


class Sheet(Protocol):
    """A widget of the middle that a person opens by its action and leaves by Esc or its button."""

    @property
    def closed(self) -> SignalInstance:
        """Its own button to go back was pressed."""

    def begin(self) -> None:
        """It is shown now: put the focus where work begins."""

    def focus_target(self) -> QWidget:
        """Where the focus goes when a person moves to this pane."""


class Sheets(QObject):
    """Shows one sheet at a time, by the name of the action that opens and closes it. ``made`` comes
    with each that is there from now on."""

    made = Signal(str, object)  # name, Sheet

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._prepares: dict[str, Callable[[], None]] = {}
        self._makes: dict[str, Callable[[], Sheet]] = {}  # of those that nobody has opened yet
        self._made: dict[str, Sheet] = {}

    def add(self, name: str, sheet: Sheet, prepare: Callable[[], None]) -> None:
        """Make a page of the middle a sheet; ``prepare`` asks for what it shows, each time."""
        assert isinstance(sheet, QWidget)
        self._window.pages.addWidget(sheet)
        self._prepares[name] = prepare
        self._made[name] = sheet
        sheet.closed.connect(self.leave)
        self.made.emit(name, sheet)

    def add_later(self, name: str, make: Callable[[], Sheet], prepare: Callable[[], None]) -> None:
        """The same for one that is made when it is first wanted, so that no start waits for it."""
        self._prepares[name] = prepare
        self._makes[name] = make

    def __getitem__(self, name: str) -> Sheet:
        make = self._makes.pop(name, None)
        if make is not None:
            self.add(name, make(), self._prepares[name])
        return self._made[name]

    def is_made(self, name: str) -> bool:
        """Whether a sheet is there; asking for it by its name makes it."""
        return name in self._made

    def names(self) -> tuple[str, ...]:
        """Every sheet, by the name of its action."""
        return tuple(self._prepares)

    @property
    def current(self) -> Sheet | None:
        """The sheet that is shown, if any."""
        shown: object = self._window.pages.currentWidget()
        return next((sheet for sheet in self._made.values() if sheet is shown), None)

    def is_shown(self, name: str) -> bool:
        """Whether this sheet is the one that is shown."""
        return name in self._made and self.current is self._made[name]

    def runs(self) -> dict[str, Callable[[], None]]:
        """What the actions of the sheets do."""
        return {name: lambda name=name: self.toggle(name) for name in self._prepares}  # type: ignore[misc]

    def toggle(self, name: str) -> None:
        """Open a sheet, or leave it when it is open."""
        if self.is_shown(name):
            self.leave()
        else:
            self.show(name)

    def show(self, name: str) -> None:
        """Open a sheet."""
        sheet = self[name]
        self._prepares[name]()
        assert isinstance(sheet, QWidget)
        self._window.show_page(sheet)
        sheet.begin()

    def leave(self) -> None:
        """Back to the results, or to what stands there while nothing is asked."""
        self._window.wiring.results.show_rest()
        self._window.field.edit.setFocus()
