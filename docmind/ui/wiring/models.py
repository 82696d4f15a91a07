"""How the page of models works with the bridge: what is asked before, what is said after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from docmind.core import (
    DocMindError,
    JobReport,
    ModelEstimate,
    ModelState,
    Progress,
    Status,
    pack_kind,
)
from docmind.ui.models.words import estimate_text, has_room, offer, picture_offer
from docmind.ui.widgets.confirm import confirm
from docmind.ui.widgets.wording import size, tr
from docmind.ui.wiring.file_jobs import FileJobs

if TYPE_CHECKING:
    from docmind.core import SettingSpec
    from docmind.ui.main_window import MainWindow
    from docmind.ui.models.page import ModelsPage
    from docmind.ui.wiring.window import Wiring

_OF_MODELS = ("downloading", "checking")
DEVICE = "embedding.device"


class ModelsWiring(QObject):
    """Joins the page of models with the bridge of one window. It is made when first wanted."""

    def __init__(self, window: MainWindow, wiring: Wiring) -> None:
        super().__init__(wiring)
        self._window = window
        self._wiring = wiring
        self._jobs = FileJobs()
        self._states: tuple[ModelState, ...] = ()
        self._status: Status | None = None
        self._offered = False  # what the picture model would add, once per start

    def runs(self) -> dict[str, Callable[[], None]]:
        """What the actions of models do: the page is a sheet, so none here."""
        return {}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        window, bridge = self._window, self._window.bridge
        bridge.models_came.connect(self._on_models)
        bridge.models_changed.connect(self._refresh)
        bridge.estimate_came.connect(self._confirm_use)
        bridge.trial_came.connect(self._say)
        bridge.model_job_began.connect(self._on_job)
        bridge.model_failed.connect(self._on_failed)
        bridge.progressed.connect(self._on_progress)
        bridge.job_finished.connect(self._on_finished)
        window.sheets.add_later("models", self._make, self._ask_all)
        window.strip.models_pressed.connect(lambda: window.sheets.show("models"))
        window.banner.pressed.connect(self._on_banner)

    @property
    def _is_made(self) -> bool:
        return self._window.sheets.is_made("models")

    @property
    def page(self) -> ModelsPage:
        """The page of models."""
        return cast("ModelsPage", self._window.sheets["models"])

    def _make(self) -> ModelsPage:
        from docmind.ui.models.page import ModelsPage

        window = self._window
        page, bridge = ModelsPage(window), window.bridge
        page.acted.connect(self._act)
        page.import_asked.connect(self.choose_import)
        page.dropped.connect(self.bring)
        page.stop_asked.connect(self._confirm_stop)
        page.forget_asked.connect(self._confirm_forget)
        page.look_asked.connect(bridge.look_at_pictures)
        page.arrival_stopped.connect(self._stop_arrival)
        page.device_chosen.connect(
            lambda device: bridge.change_settings({DEVICE: device}, restart=True)
        )
        bridge.specs_came.connect(self._on_specs)
        bridge.changes_saved.connect(self._on_saved)
        bridge.changes_refused.connect(self._on_not_saved)
        page.show_models(self._states, self._wiring.servers.reranker)
        if self._status is not None:
            page.show_status(self._status)
        return page

    # ---- showing -------------------------------------------------------------------------------

    def _ask_all(self) -> None:
        self._window.bridge.ask_models()
        self._window.bridge.ask_runtimes()
        self._window.bridge.ask_specs()
        self._wiring.servers.ask()

    def _on_specs(self, specs: tuple[SettingSpec, ...]) -> None:
        """Where the settings want models to run."""
        for spec in specs:
            if spec.key == DEVICE:
                self.page.device.show_device(spec.value, spec.decided_by)

    def _on_saved(self, keys: tuple[str, ...], applied: bool) -> None:
        if DEVICE not in keys:
            return
        self.page.device.say(
            "" if applied else
            tr("Saved. Something else uses the search engine now, so it holds from the next start "
               "of DocMind."),
            wrong=not applied,
        )  # fmt: skip

    def _on_not_saved(self, keys: tuple[str, ...], error: DocMindError) -> None:
        if DEVICE in keys:
            self._window.bridge.ask_specs()
            self.page.device.say(str(error), wrong=True)

    def _on_banner(self, topic: str) -> None:
        if topic == "pictures":
            self._window.banner.take_back(topic)
            self._window.sheets.show("models")

    def show_status(self, status: Status) -> None:
        """What the library answers with, for page and strip."""
        changed = self._status is None or self._status.model != status.model
        self._status = status
        if self._is_made:
            self.page.show_status(status)
        if changed or self._window.sheets.is_shown("models"):
            self._window.bridge.ask_models()

    def offer_pictures(self) -> None:
        """Pictures are asked for: say once what the picture model would add."""
        status = self._status
        if self._offered or status is None or status.pictures is None:
            return
        pictures = status.pictures
        state = self._state(pictures.model)
        if not pictures.files or not pictures.missing or state is None or state.state != "absent":
            return
        self._offered = True
        self._window.banner.say("pictures", picture_offer(state), tr("Models…"))

    def _on_models(self, states: tuple[ModelState, ...]) -> None:
        reranker = self._wiring.servers.reranker
        states = tuple(
            replace(one, used=True) if one.does == "order" and one.id == reranker else one
            for one in states
        )
        self._states = states
        if self._is_made:
            self.page.show_models(states, reranker)
        self._window.strip.show_models(states)

    def _refresh(self) -> None:
        self._window.bridge.ask_models()
        self._window.bridge.refresh()

    def _say(self, model: str, text: str) -> None:
        self.page.say(model, text)

    def _state(self, name: str) -> ModelState | None:
        return next((one for one in self._states if one.id == name), None)

    # ---- jobs ----------------------------------------------------------------------------------

    def _on_job(self, model: str, job: int) -> None:
        ended = self._jobs.begin(model, job)
        if ended is not None:
            self._on_finished(ended)

    def _on_progress(self, progress: Progress) -> None:
        if progress.stage not in _OF_MODELS:
            return
        if progress.stage == "downloading":
            self._window.strip.set_network(True)
        model = self._jobs.name(progress.job_id)
        if model is not None:
            self._show_progress(model, progress)

    def _show_progress(self, model: str, progress: Progress | None) -> None:
        if self.page.has(model):
            self.page.show_progress(model, progress)
        else:
            self.page.show_arrival(Path(model).name, progress)

    def _on_finished(self, report: JobReport) -> None:
        model = self._jobs.end(report)
        if model is None:
            return
        self._window.strip.set_network(False)
        self._show_progress(model, None)
        self._refresh()
        if self.page.servers.has(model):
            self._wiring.servers.ask()  # it may have one more by now
        if report.outcome == "failed":
            self.page.say(model, report.message, warning=True)

    def _on_failed(self, model: str, error: DocMindError) -> None:
        if self.page.has(model):
            self.page.say(model, str(error), warning=True)
        else:
            self._window.banner.say("models", str(error))

    def _stop_arrival(self) -> None:
        for name in self._jobs.names():
            if not self.page.has(name):
                self.cancel(name)

    def cancel(self, name: str) -> None:
        """Stop the work on a model's files."""
        for job in self._jobs.on(name):
            self._window.bridge.cancel_job(job)

    # ---- doing ---------------------------------------------------------------------------------

    def _act(self, what: str, model: str) -> None:
        bridge, state = self._window.bridge, self._state(model)
        if state is None:
            return
        if what == "download":
            self._ask(
                tr("Download {title}?").format(title=state.title), offer(state), tr("Download"),
                lambda: bridge.download_model(model),
            )  # fmt: skip
        elif what == "use":
            self.begin_use(model)
        elif what == "try":
            self.page.say(model, tr("Loading it…"))
            bridge.try_model(model)
        elif what == "verify":
            bridge.verify_model(model)
        elif what == "import":
            self.choose_import()
        elif what == "remove":
            self._confirm_removal(state)
        elif what == "cancel":
            self.cancel(model)
        elif what in ("order", "leave"):
            self._wiring.servers.order(model if what == "order" else None)

    def begin_use(self, model: str) -> None:
        """Say what it takes to answer with a model, then ask."""
        self.page.say(model, tr("Working out what it takes…"))
        self._window.bridge.estimate_model(model)

    def choose_import(self) -> None:
        """Ask for a model pack, a zip or, inside a model's folder, its config."""
        dialog = QFileDialog(self._window, tr("Import a model"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, False)
        dialog.filesSelected.connect(lambda names: self.bring(Path(names[0])) if names else None)
        dialog.open()

    def bring(self, path: Path) -> None:
        """Import what a person chose for it: a model, or what models run with."""
        if pack_kind(path) == "runtime":
            self._wiring.runtimes.confirm_import(path)
        else:
            self._window.bridge.import_model(path)

    def _confirm_use(self, estimate: ModelEstimate) -> None:
        window = self._window
        self.page.say(estimate.model, "")
        if not has_room(estimate):
            need, free = size(estimate.disk_bytes), size(estimate.free_bytes)
            text = tr("It needs {need} on the disk and only {free} are free. Make room first.")
            self.page.say(estimate.model, text.format(need=need, free=free), warning=True)
            return
        self._ask(
            tr("Answer with {title}?").format(title=estimate.title),
            estimate_text(estimate),
            tr("Begin"),
            lambda: window.bridge.use_model(estimate.model),
        )

    def _confirm_stop(self) -> None:
        self._ask(
            tr("Give up the change of the model?"),
            tr("What was prepared is removed. Searches go on as before."),
            tr("Give it up"),
            self._window.bridge.stop_model_change,
        )

    def _confirm_forget(self) -> None:
        self._ask(
            tr("Remove the index of the model before?"),
            tr("Searches do not need it. Going back to that model would take as long as the "
               "change took."),
            tr("Remove"),
            self._window.bridge.remove_old_index,
        )  # fmt: skip

    def _confirm_removal(self, state: ModelState) -> None:
        self._ask(
            tr("Remove {title}?").format(title=state.title),
            tr("Its files ({size}) are deleted. It can be downloaded or imported again.").format(
                size=size(state.size)
            ),
            tr("Remove"),
            lambda: self._window.bridge.remove_model(state.id),
        )

    def _ask(self, question: str, text: str, yes: str, run: Callable[[], object]) -> None:
        """Ask before something large or final."""
        confirm(self._window, question, text, yes, run, no=tr("Not now"), loses=False)
