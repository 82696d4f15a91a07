"""The bottom of the window: the job, problems, model and device, and that all stays offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from docmind.ui.widgets.icons import icon
from docmind.ui.widgets.line import Line
from docmind.ui.widgets.progress_bar import ProgressBar
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import icon_size, scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import counted, isolated, number, size, time_left, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docmind.core import ModelState, Progress, Status

DEVICES = {"cpu": "CPU", "cuda": "GPU", "mps": "GPU", "xpu": "GPU"}


class OfflineSign(QWidget):
    """A dot and a word: nothing leaves this computer, a model comes in, or where texts may go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.network = False
        self.hosts: tuple[str, ...] = ()
        self._label = QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(unit(self.font(), 14), 0, 0, 0)
        row.addWidget(self._label)
        self._show()

    def set_network(self, used: bool) -> None:
        """Whether a model is being downloaded now."""
        self.network = used
        self._show()

    def set_hosts(self, hosts: tuple[str, ...]) -> None:
        """Other computers that run models in use, so that texts go there."""
        self.hosts = hosts
        self._show()

    def _show(self) -> None:
        quiet = not (self.network or self.hosts)
        look(self._label, "ok" if quiet else "warning")
        if self.network:
            self._label.setText(tr("Downloading"))
            tip = tr("A model is being downloaded, as you asked. Nothing of yours is sent.")
        elif self.hosts:
            self._label.setText(tr("Texts go to {host}").format(host=isolated(self.hosts[0])))
            tip = tr("A model on another computer is in use, as you allowed: the text of your "
                     "files and your questions go to {hosts}. Nothing else leaves this computer."
                     ).format(hosts=isolated(", ".join(self.hosts)))  # fmt: skip
        else:
            self._label.setText(tr("Offline"))
            tip = tr("DocMind uses no network now: nothing leaves this computer.")
        self.setToolTip(tip)
        self._label.setAccessibleDescription(tip)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dot; the label draws itself."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        tokens = tokens_now()
        quiet = not (self.network or self.hosts)
        painter.setBrush(QColor(tokens.ok if quiet else tokens.warning))
        radius = unit(self.font(), 4)
        painter.drawEllipse(QPointF(radius, self.height() / 2), radius, radius)


class StatusStrip(QWidget):
    """Fed with status and progress by the window."""

    pause_pressed = Signal()
    problems_pressed = Signal()
    models_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "strip")
        font = self.font()
        self._status: Status | None = None
        self._progress: Progress | None = None
        self._title = ""
        self._opening, self._paused = True, False
        self._until = ""
        self._left = Line(self)
        look(self._left, "muted")
        self._left.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._bar = ProgressBar(tr("Progress of reading"), self)
        self._bar.setMinimumWidth(unit(font, 40))
        self._bar.setMaximumWidth(unit(font, 180))
        self._rate = Line(self)
        self._rate.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look(self._rate, "muted")
        self._pause = QPushButton(self)
        look(self._pause, "small")
        self._pause.clicked.connect(self.pause_pressed)
        self._when = QToolButton(self)
        self._when.setAccessibleName(tr("When to pause"))
        self._when.setToolTip(tr("When to pause"))
        self._when.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._when.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look(self._when, "icon")
        self._problems = QPushButton(self)
        look(self._problems, "alert")
        self._problems.clicked.connect(self.problems_pressed)
        self._silent = QPushButton(self)
        look(self._silent, "quiet")
        self._silent.clicked.connect(self.problems_pressed)
        self._titles: dict[str, str] = {}
        self._model = QPushButton(self)
        look(self._model, "quiet")
        self._model.clicked.connect(lambda _checked=False: self.models_pressed.emit())
        self._offline = OfflineSign(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(unit(font, 16), unit(font, 3), unit(font, 16), unit(font, 3))
        row.setSpacing(unit(font, 16))
        row.addWidget(self._left)
        row.addWidget(self._bar, 1000)  # takes its most before the empty room does
        row.addWidget(self._rate)
        pausing = QHBoxLayout()
        pausing.setSpacing(unit(font, 2))
        for widget in (self._pause, self._when):
            pausing.addWidget(widget)
        row.addLayout(pausing)
        for widget in (self._problems, self._silent):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._model)
        row.addWidget(self._offline)
        for part in self.findChildren(QWidget):  # the style sheet keeps fonts from being inherited
            part.setFont(scaled_font(font, 12 / 13))
        self.setMinimumHeight(unit(font, 31))
        self._draw()
        self._show()

    # ---- facts ---------------------------------------------------------------------------------

    def show_opening(self) -> None:
        """The engine is being started."""
        self._status, self._opening = None, True
        self._show()

    def show_not_open(self) -> None:
        """It could not be started."""
        self._status, self._opening = None, False
        self._show()

    def show_status(self, status: Status) -> None:
        """The library at a glance."""
        self._status = status
        self._paused = status.paused
        if not status.jobs:
            self._progress = None
        elif self._progress is None or self._progress.job_id not in {
            job.job_id for job in status.jobs
        }:
            self._progress = status.jobs[0]
        self._show()

    def show_models(self, states: Sequence[ModelState]) -> None:
        """What the models are called."""
        self._titles = {state.id: state.title for state in states}
        self._show()

    def set_network(self, used: bool) -> None:
        """Whether a model is being downloaded now."""
        self._offline.set_network(used)

    def set_hosts(self, hosts: tuple[str, ...]) -> None:
        """Other computers that texts go to, because a model there is in use."""
        self._offline.set_hosts(hosts)

    def show_job(self, title: str) -> None:
        """A job begins; its title stands before the counts."""
        self._title = title
        self._show()

    def show_progress(self, progress: Progress) -> None:
        """The state of the job that runs."""
        self._progress = progress
        self._show()

    def show_finished(self, job_id: int) -> None:
        """The job ended."""
        if self._progress is not None and self._progress.job_id == job_id:
            self._progress = None
        self._show()

    @property
    def paused(self) -> bool:
        """Whether reading is held."""
        return self._paused or (self._progress is not None and self._progress.stage == "paused")

    def set_paused(self, paused: bool) -> None:
        """Show the new state before the engine confirms it."""
        self._paused = paused
        self._show()

    def set_paused_until(self, time: str) -> None:
        """Say until when it is paused; "" when that is not known."""
        self._until = time
        self._show()

    def set_pause_menu(self, menu: QMenu) -> None:
        """What stands behind the small button beside Pause."""
        self._when.setMenu(menu)

    def pause_menu(self) -> QMenu:
        """That menu."""
        return self._when.menu()

    # ---- drawing -------------------------------------------------------------------------------

    def _show(self) -> None:
        progress, status = self._progress, self._status
        running = progress is not None
        self._left.show_text(self._left_text())
        most = unit(self.font(), 300)  # the bar gives way before the words do
        self._left.setMinimumWidth(min(self._left.sizeHint().width(), most))
        known = progress is not None and progress.total > 0
        self._bar.setVisible(running)
        if progress is not None:
            # an animated bar of unknown length would draw many times a second for nothing
            shift = max(progress.total.bit_length() - 31, 0)  # bytes of a model are many
            part = (progress.done >> shift, progress.total >> shift) if known else (0, 1)
            self._bar.show_part(*part)
        rate = self._rate_text()
        self._rate.show_text(rate)
        self._rate.setVisible(bool(rate))
        self._pause.setVisible(running or self.paused)
        self._when.setVisible(running or self.paused)
        self._pause.setText(tr("Resume") if self.paused else tr("Pause"))
        self._pause.setAccessibleName(tr("Resume reading") if self.paused else tr("Pause reading"))
        count = status.problems if status is not None else 0
        self._problems.setVisible(count > 0)
        self._problems.setText(
            counted(count, "{count} file needs attention", "{count} files need attention")
        )
        self._problems.setAccessibleName(self._problems.text())
        silent = status.no_text if status is not None else 0
        self._silent.setVisible(silent > 0 and count == 0)  # nothing is wrong with these
        self._silent.setText(
            counted(
                silent,
                "{count} document is only pictures",
                "{count} documents are only pictures",
            )
        )
        self._silent.setAccessibleName(self._silent.text())
        self._show_model()

    def _draw(self) -> None:
        side = icon_size(self.font(), 12).width()
        self._when.setIcon(icon("down", tokens_now().muted, side))
        self._when.setIconSize(QSize(side, side))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_offline"):
            self._draw()

    def _left_text(self) -> str:
        progress, status = self._progress, self._status
        if progress is not None:
            title = self._title or tr("Reading")
            if progress.stage == "recognising" and progress.total > 0:
                return tr("Looking for text in pictures — {done} of {total}").format(
                    done=number(progress.done), total=number(progress.total)
                )
            if progress.stage == "looking" and progress.total > 0:
                return tr("Looking at pictures — {done} of {total} files").format(
                    done=number(progress.done), total=number(progress.total)
                )
            if progress.stage in ("downloading", "checking"):
                share = round(100 * progress.done / max(progress.total, 1))
                return tr("{title} — {share} %").format(title=title, share=number(share))
            if progress.stage == "finishing":
                return tr("{title} — finishing").format(title=title)
            if progress.total == 0 or progress.stage == "discovering":
                if progress.done == 0:
                    return tr("{title} — looking for files").format(title=title)
                return tr("{title} — {done} files found so far").format(
                    title=title, done=number(progress.done)
                )
            return tr("{title} — {done} of {total} files").format(
                title=title, done=number(progress.done), total=number(progress.total)
            )
        if status is None:
            return tr("Starting…") if self._opening else tr("The library is not open")
        if not status.sources:
            return tr("Nothing indexed yet")
        files = counted(status.files, "{count} file", "{count} files")
        if self.paused:
            return tr("Paused · {files}").format(files=files)
        return tr("Up to date · {files}").format(files=files)

    def _rate_text(self) -> str:
        progress, status = self._progress, self._status
        if status is not None and status.held and not self._paused:
            return status.held  # it waits by itself
        if self.paused:
            if self._until:
                return tr("paused until {time}").format(time=self._until)
            return tr("paused") if progress is not None else ""
        if progress is None:
            return ""
        parts = []
        if progress.rate > 0 and progress.stage == "downloading":
            parts.append(tr("{size} a second").format(size=size(round(progress.rate))))
        elif progress.rate > 0 and progress.stage not in ("recognising", "checking"):
            shown_rate = max(1, round(progress.rate))
            parts.append(counted(shown_rate, "{count} file/s", "{count} files/s"))
        if progress.seconds_left is not None:
            parts.append(time_left(progress.seconds_left))
        return " \N{MIDDLE DOT} ".join(parts)

    def _show_model(self) -> None:
        """The model and where it runs; amber when it is not as it should be."""
        status = self._status
        text, why, amber = "", "", False
        if status is not None and status.model:
            text, why = self._model_text(status), status.device_why
            amber = bool(status.model_missing) or status.fell_back
            why = status.model_missing or why
        self._model.setText(text)
        self._model.setVisible(bool(text))
        self._model.setToolTip(why)
        self._model.setAccessibleName(tr("Model: {text}").format(text=text))
        look(self._model, "alert" if amber else "quiet")

    def _model_text(self, status: Status) -> str:
        if status.model_missing:
            return tr("Words only")
        model = self._titles.get(status.model, status.model)
        model = model.partition(" (")[0]  # what it is in brackets has no room here
        change = status.change
        if change is not None and change.total:
            share = number(100 * change.done // change.total)
            arrow = "\N{RIGHTWARDS ARROW}"
            return f"{model} {arrow} {change.title.partition(' (')[0]}, {share} %"
        device = DEVICES.get(status.device, status.device)
        if device == "the embedding server":
            device = tr("server")
        if status.fell_back:
            device = tr("CPU (graphics memory was too small)")
        return " \N{MIDDLE DOT} ".join(part for part in (model, device) if part)
