"""How what large models run with is got and removed: asked before, told meanwhile and after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from docmind.core import DocMindError, JobReport, Progress, RuntimeState
from docmind.ui.models.runtime_words import import_text, runtime_offer
from docmind.ui.widgets.confirm import confirm
from docmind.ui.widgets.wording import size, tr
from docmind.ui.wiring.file_jobs import FileJobs

if TYPE_CHECKING:
    from docmind.ui.main_window import MainWindow
    from docmind.ui.models.page import ModelsPage


class RuntimesWiring(QObject):
    """Joins the part of the page of models that is about graphics cards with the bridge."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._jobs = FileJobs()

    def runs(self) -> dict[str, Callable[[], None]]:
        """No action of its own: it is a part of the page of models."""
        return {}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        bridge = self._window.bridge
        bridge.runtime_job_began.connect(self._on_job)
        bridge.runtime_failed.connect(self._on_failed)
        bridge.progressed.connect(self._on_progress)
        bridge.job_finished.connect(self._on_finished)
        bridge.models_changed.connect(self._ask)
        bridge.opened.connect(self._ask)  # the page may have been opened before the engine was
        self._window.sheets.made.connect(self._on_made)

    def _on_made(self, name: str, page: ModelsPage) -> None:
        if name != "models":
            return
        page.runtimes.acted.connect(self._act)
        page.arrival_stopped.connect(self._stop_arrival)
        self._window.bridge.runtimes_came.connect(page.runtimes.show_runtimes)

    def _ask(self) -> None:
        if self._window.sheets.is_made("models"):
            self._window.bridge.ask_runtimes()

    # ---- jobs ----------------------------------------------------------------------------------

    def _on_job(self, name: str, job: int) -> None:
        ended = self._jobs.begin(name, job)
        if ended is not None:
            self._on_finished(ended)

    def _on_progress(self, progress: Progress) -> None:
        name = self._jobs.name(progress.job_id)
        if name is not None:
            self._show(name, progress)

    def _on_finished(self, report: JobReport) -> None:
        name = self._jobs.end(report)
        if name is None:
            return
        self._window.strip.set_network(False)
        self._show(name, None)
        self._window.bridge.models_changed.emit()
        if report.outcome == "failed":
            self._window.models.runtimes.say(name, report.message)

    def _show(self, name: str, progress: Progress | None) -> None:
        page = self._window.models
        if name in page.runtimes.cards:
            page.runtimes.show_progress(name, progress)
        else:
            page.show_arrival(Path(name).name, progress)

    def _on_failed(self, name: str, error: DocMindError) -> None:
        page = self._window.models
        if name in page.runtimes.cards:
            page.runtimes.say(name, str(error))
        else:
            self._window.banner.say("models", str(error))

    def _stop_arrival(self) -> None:
        known = self._window.models.runtimes.cards
        for name in self._jobs.names():
            if name not in known:
                self._cancel(name)

    def _cancel(self, name: str) -> None:
        for job in self._jobs.on(name):
            self._window.bridge.cancel_job(job)

    # ---- doing ---------------------------------------------------------------------------------

    def _act(self, what: str, name: str) -> None:
        states = self._window.models.runtimes.states
        state = next((one for one in states if one.name == name), None)
        if state is None:
            return
        if what == "download":
            self._confirm_download(state)
        elif what == "import":
            self.choose_import()
        elif what == "remove":
            self._confirm_removal(state)
        elif what == "cancel":
            self._cancel(name)

    def _confirm_download(self, state: RuntimeState) -> None:
        confirm(
            self._window,
            tr("Download {title}?").format(title=state.title),
            runtime_offer(state),
            tr("Download"),
            lambda: self._window.bridge.download_runtime(state.name),
            no=tr("Not now"),
            loses=False,
        )

    def _confirm_removal(self, state: RuntimeState) -> None:
        text = tr("Its files ({size}) are deleted. Models go on on the processor. It can be "
                  "downloaded or imported again.")  # fmt: skip
        confirm(
            self._window,
            tr("Remove {title}?").format(title=state.title),
            text.format(size=size(state.size_bytes)),
            tr("Remove"),
            lambda: self._window.bridge.remove_runtime(state.name),
            no=tr("Not now"),
            loses=False,
        )

    def choose_import(self) -> None:
        """Ask for a file with a runtime."""
        dialog = QFileDialog(self._window, tr("Import from a file"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [tr("Graphics card support") + " (*.docmind-runtime)", tr("All files") + " (*)"]
        )
        dialog.filesSelected.connect(lambda names: self.confirm_import(Path(names[0])))
        dialog.open()

    def confirm_import(self, path: Path) -> None:
        """Ask before the programs in a file become some that DocMind runs."""
        confirm(
            self._window,
            tr("Import graphics card support?"),
            import_text(path),
            tr("Import"),
            lambda: self._window.bridge.import_runtime(path),
            no=tr("Not now"),
            loses=False,
        )
