"""The bottom of the window: the job, problems, model and device, and that all stays offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from docmind.ui.widgets.line import Line
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import counted, number, time_left, tr

if TYPE_CHECKING:
    from docmind.core import Progress, Status

MODEL_NAMES = {"starter": "Built-in model"}
DEVICES = {"cpu": "CPU", "cuda": "GPU", "mps": "GPU", "xpu": "GPU"}


class OfflineSign(QWidget):
    """A green dot and a word: nothing leaves this computer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        label = QLabel(tr("Offline"), self)
        label.setFont(scaled_font(self.font(), 12 / 13))
        look(label, "ok")
        self.setToolTip(tr("DocMind uses no network: nothing leaves this computer."))
        row = QHBoxLayout(self)
        row.setContentsMargins(unit(self.font(), 14), 0, 0, 0)
        row.addWidget(label)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dot; the label draws itself."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens_now().ok))
        radius = unit(self.font(), 4)
        painter.drawEllipse(QPointF(radius, self.height() / 2), radius, radius)


class StatusStrip(QWidget):
    """Fed with status and progress by the window."""

    pause_pressed = Signal()
    problems_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "strip")
        font = self.font()
        self._status: Status | None = None
        self._progress: Progress | None = None
        self._title = ""
        self._paused = False
        self._left = Line(self)
        look(self._left, "muted")
        self._left.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress of reading"))
        self._bar.setMinimumWidth(unit(font, 40))
        self._bar.setMaximumWidth(unit(font, 180))
        self._rate = QLabel(self)
        look(self._rate, "muted")
        self._pause = QPushButton(self)
        look(self._pause, "small")
        self._pause.clicked.connect(self.pause_pressed)
        self._problems = QPushButton(self)
        look(self._problems, "alert")
        self._problems.clicked.connect(self.problems_pressed)
        self._silent = QPushButton(self)
        look(self._silent, "quiet")
        self._silent.clicked.connect(self.problems_pressed)
        self._model = QLabel(self)
        look(self._model, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(unit(font, 16), unit(font, 3), unit(font, 16), unit(font, 3))
        row.setSpacing(unit(font, 16))
        row.addWidget(self._left)
        row.addWidget(self._bar, 1000)  # takes its most before the empty room does
        for widget in (self._rate, self._pause, self._problems, self._silent):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._model)
        row.addWidget(OfflineSign(self))
        for part in self.findChildren(QWidget):  # the style sheet keeps fonts from being inherited
            part.setFont(scaled_font(font, 12 / 13))
        self.setMinimumHeight(unit(font, 31))
        self._show()

    # ---- facts ---------------------------------------------------------------------------------

    def show_opening(self) -> None:
        """The engine is being started."""
        self._status = None
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
            self._bar.setRange(0, progress.total if known else 1)
            self._bar.setValue(progress.done if known else 0)
        rate = self._rate_text()
        self._rate.setText(rate)
        self._rate.setVisible(bool(rate))
        self._pause.setVisible(running or self.paused)
        self._pause.setText(tr("Resume") if self.paused else tr("Pause"))
        self._pause.setAccessibleName(tr("Resume reading") if self.paused else tr("Pause reading"))
        count = status.problems if status is not None else 0
        self._problems.setVisible(count > 0)
        self._problems.setText(
            counted(count, tr("{count} file needs attention"), tr("{count} files need attention"))
        )
        self._problems.setAccessibleName(self._problems.text())
        silent = status.no_text if status is not None else 0
        self._silent.setVisible(silent > 0 and count == 0)  # nothing is wrong with these
        self._silent.setText(
            counted(
                silent,
                tr("{count} document is only pictures"),
                tr("{count} documents are only pictures"),
            )
        )
        self._silent.setAccessibleName(self._silent.text())
        self._model.setText(self._model_text())

    def _left_text(self) -> str:
        progress, status = self._progress, self._status
        if progress is not None:
            title = self._title or tr("Reading")
            if progress.stage == "recognising" and progress.total > 0:
                return tr("Looking for text in pictures — {done} of {total}").format(
                    done=number(progress.done), total=number(progress.total)
                )
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
            return tr("Starting…")
        if not status.sources:
            return tr("Nothing indexed yet")
        files = counted(status.files, tr("{count} file"), tr("{count} files"))
        if self.paused:
            return tr("Paused · {files}").format(files=files)
        return tr("Up to date · {files}").format(files=files)

    def _rate_text(self) -> str:
        progress, status = self._progress, self._status
        if self.paused:
            return tr("paused") if progress is not None else ""
        if status is not None and status.held:
            return status.held  # it waits by itself
        if progress is None:
            return ""
        parts = []
        if progress.rate > 0 and progress.stage != "recognising":
            shown_rate = max(1, round(progress.rate))
            parts.append(tr("{rate} files/s").format(rate=number(shown_rate)))
        if progress.seconds_left is not None:
            parts.append(time_left(progress.seconds_left))
        return " \N{MIDDLE DOT} ".join(parts)

    def _model_text(self) -> str:
        if self._status is None or not self._status.model:
            return ""
        model = tr(MODEL_NAMES.get(self._status.model, self._status.model))
        device = DEVICES.get(self._status.device, self._status.device)
        return " \N{MIDDLE DOT} ".join(part for part in (model, device) if part)
