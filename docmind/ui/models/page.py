"""All models on a page, in place of the results."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from docmind.core import ModelState, Progress, Status
from docmind.ui.models.card import Card, CardText, ModelCardView
from docmind.ui.models.device import DeviceLine
from docmind.ui.models.figures import FiguresView
from docmind.ui.models.runtimes import RuntimesView
from docmind.ui.models.section import ModelSection
from docmind.ui.models.servers import ServersView
from docmind.ui.models.words import change_text, old_index_text, pictures_text, used_title
from docmind.ui.widgets.drop import dropped_paths
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import shown, tr

_HIDDEN = ("hashing",)  # for tests and as a last resort: not something to choose


class FactLine(QWidget):
    """A sentence on the library with one button, hidden while there is nothing to say."""

    pressed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton(text, self)
        self.button.setAccessibleName(text.rstrip("…"))
        look(self.button, "low")
        self.button.clicked.connect(lambda _checked=False: self.pressed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(self.font(), 10))
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        self.hide()

    def say(self, text: str, *, warning: bool = False, button: bool = True) -> None:
        """Show the sentence; hide when it is empty."""
        self.text.setText(text)
        look(self.text, "warning" if warning else "plain")
        self.button.setVisible(button)
        self.setVisible(bool(text))


class ModelsPage(QWidget):
    """Cards by model. ``acted`` (what, model id) comes from their buttons."""

    acted = Signal(str, str)
    import_asked = Signal()
    dropped = Signal(object)  # Path
    stop_asked = Signal()
    forget_asked = Signal()
    look_asked = Signal()
    renewal_asked = Signal()  # the library is to be read again with a model that has changed
    device_chosen = Signal(str)
    arrival_stopped = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "window")
        self.setAcceptDrops(True)
        self.states: tuple[ModelState, ...] = ()
        self._status: Status | None = None
        self._reranker = ""
        self.change = FactLine(tr("Give it up…"), self)
        self.old = FactLine(tr("Remove it…"), self)
        self.pictures = FactLine(tr("Look now"), self)
        self.missing = FactLine(tr("Read again with it…"), self)
        self.device = DeviceLine(self)
        self.device.chosen.connect(self.device_chosen)
        self.here = ModelSection(tr("On this computer"), parent=self)
        self.orders = ModelSection(tr("Order of the results"), _orders_text(), self)
        for section in (self.here, self.orders):
            section.acted.connect(self.acted)
        self.servers = ServersView(self)
        self.runtimes = RuntimesView(self)
        self.figures = FiguresView(self)
        self.arrival = Card(_arrival_text(""), self)  # what is imported, until it is known what
        self.arrival.acted.connect(lambda _what: self.arrival_stopped.emit())
        self.arrival.hide()
        self.bring = self._button(tr("Import…"), self.import_asked.emit)
        self.close_button = self._button(tr("Back to search"), self.closed.emit)
        self.change.pressed.connect(self.stop_asked)
        self.missing.pressed.connect(self.renewal_asked)
        self.old.pressed.connect(self.forget_asked)
        self.pictures.pressed.connect(self.look_asked)
        self._arrange()

    def _button(self, text: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text.rstrip("…"))
        button.clicked.connect(lambda _checked=False: run())
        return button

    def _arrange(self) -> None:
        font = self.font()
        title = QLabel(tr("Models"), self)
        title.setFont(scaled_font(font, 14 / 13, bold=True))
        head = QHBoxLayout()
        head.setContentsMargins(*(unit(font, side) for side in (20, 12, 20, 10)))
        head.setSpacing(unit(font, 6))
        head.addWidget(title, 1)
        head.addWidget(self.bring)
        head.addWidget(self.close_button)
        intro = QLabel(
            tr("A model turns texts or pictures into numbers to search by. DocMind works with the "
               "one it came with; larger ones find more. Drop a model here to import it."),
            self,
        )  # fmt: skip
        intro.setWordWrap(True)
        look(intro, "muted")
        inside = QWidget(self)
        look(inside, "clear")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(*(unit(font, side) for side in (20, 0, 20, 20)))
        self._column.setSpacing(unit(font, 10))
        facts = (self.missing, self.change, self.old, self.pictures, self.device, self.arrival)
        sections = (self.here, self.orders, self.servers, self.runtimes, self.figures)
        for widget in (intro, *facts, *sections):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(tr("Models"))
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)

    # ---- showing -------------------------------------------------------------------------------

    def show_models(self, states: tuple[ModelState, ...], reranker: str = "") -> None:
        """Show every model where it belongs; what runs in a card or on a line goes on.
        ``reranker`` is what the settings have put results in order."""
        self._reranker = reranker
        self.states = tuple(state for state in states if state.used or state.id not in _HIDDEN)
        local = [state for state in self.states if state.state != "server"]
        self.here.show_models([state for state in local if state.does != "order"])
        self.orders.show_models([state for state in local if state.does == "order"])
        self._show_on_servers()
        self._show_facts()

    def _show_on_servers(self) -> None:
        on_servers = [state for state in self.states if state.state == "server"]
        used = [self._reranker, *(state.id for state in self.states if state.used)]
        if self._status is not None:
            used.append(self._status.model)  # also one that has no card
        self.servers.show_models(on_servers, used)

    @property
    def cards(self) -> dict[str, ModelCardView]:
        """The cards of the models that run here, by id."""
        return {**self.here.cards, **self.orders.cards}

    def has(self, model: str) -> bool:
        """Whether anything on the page is about that model."""
        return model in self.cards or self.servers.has(model)

    def show_status(self, status: Status) -> None:
        """What the library answers with."""
        changed = self._status is None or self._status.model != status.model
        self._status = status
        if changed:
            self._show_on_servers()
        self._show_facts()

    def _show_facts(self) -> None:
        status = self._status
        if status is None:
            return
        order = tr("Now results are put in order by: {reranker}")
        self.orders.say(order.format(reranker=shown(status.reranker)) if status.reranker else "")
        self.figures.show_uses(status.providers, status.cache, self.states)
        used = used_title(self.states, status)
        change = status.change
        self.change.say(change_text(change, used) if change is not None else "")
        self.old.say(old_index_text(status.old_index_bytes) if status.old_index_bytes else "")
        asks = bool(status.model_changed) and status.change is None
        self.missing.say(status.model_missing, warning=True, button=asks)
        if status.fell_back:
            self.missing.say(status.device_why, warning=True, button=False)
        pictures = status.pictures
        if pictures is None:
            self.pictures.say("")
            return
        state = next((one for one in self.states if one.id == pictures.model), None)
        waiting = not pictures.missing and pictures.seen < pictures.files
        self.pictures.say(pictures_text(pictures, state), button=waiting)

    def show_progress(self, name: str, progress: Progress | None) -> None:
        """How far the work on one model's files is."""
        if name in self.cards:
            self.cards[name].show_progress(progress)
        else:
            self.servers.show_progress(name, progress)

    def show_arrival(self, name: str, progress: Progress | None) -> None:
        """How far the import of the file ``name`` is; None when it ended."""
        self.arrival.show_text(_arrival_text(name))
        self.arrival.show_progress(progress)
        self.arrival.setVisible(progress is not None)

    def say(self, name: str, text: str, *, warning: bool = False) -> None:
        """A line on a card: how a trial went, what failed."""
        if name in self.cards:
            self.cards[name].tell(text, warning=warning)
        else:
            self.servers.say(name, text, warning=warning)

    def begin(self) -> None:
        """The page was opened by a person."""
        self.bring.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_target(self) -> QWidget:
        """Where the focus goes when a person moves to this pane."""
        return self.bring

    # ---- dropping ------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A model may be dropped here."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        paths = dropped_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(Path(paths[0]))


def _orders_text() -> str:
    return tr("A second model can read the first results closely and put the best in front. It is "
              "asked when typing has paused, and where it takes too long the results stay as they "
              "were found. Without one nothing is missing.")  # fmt: skip


def _arrival_text(name: str) -> CardText:
    title = tr("Importing {name}").format(name=shown(name))
    return CardText(title, "", "muted", "", "", "", False, ())
