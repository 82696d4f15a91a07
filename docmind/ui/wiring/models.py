"""How the page of models works with the bridge: what is asked before, what is said after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from docmind.core import DocMindError, JobReport, ModelEstimate, ModelState, Progress, Status
from docmind.ui.models.words import estimate_text, has_room, offer, picture_offer
from docmind.ui.widgets.confirm import confirm
from docmind.ui.widgets.wording import size, tr

if TYPE_CHECKING:
    from docmind.core import SettingSpec
    from docmind.ui.main_window import MainWindow

_OF_MODELS = ("downloading", "checking")
_KEPT = 20
DEVICE = "embedding.device"


class ModelsWiring(QObject):
    """Joins the page of models with the bridge of one window."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._jobs: dict[int, str] = {}  # work on files of models, by job
        self._ended: dict[int, JobReport] = {}  # jobs whose number is not known as a model's
        self._status: Status | None = None
        self._offered = False  # what the picture model would add, once per start

    def runs(self) -> dict[str, Callable[[], None]]:
        """What the actions of models do: the page is a sheet, so none here."""
        return {}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        window = self._window
        page, bridge = window.models, window.bridge
        page.acted.connect(self._act)
        page.import_asked.connect(self.choose_import)
        page.dropped.connect(bridge.import_model)
        page.stop_asked.connect(self._confirm_stop)
        page.forget_asked.connect(self._confirm_forget)
        page.look_asked.connect(bridge.look_at_pictures)
        bridge.models_came.connect(self._on_models)
        bridge.models_changed.connect(self._refresh)
        bridge.estimate_came.connect(self._confirm_use)
        bridge.trial_came.connect(page.say)
        bridge.model_job_began.connect(self._on_job)
        bridge.model_failed.connect(self._on_failed)
        bridge.progressed.connect(self._on_progress)
        bridge.job_finished.connect(self._on_finished)
        page.device_chosen.connect(
            lambda device: bridge.change_settings({DEVICE: device}, restart=True)
        )
        bridge.specs_came.connect(self._on_specs)
        bridge.changes_saved.connect(self._on_saved)
        bridge.changes_refused.connect(self._on_not_saved)
        window.sheets.add("models", page, self._ask_all)
        window.strip.models_pressed.connect(lambda: window.sheets.show("models"))
        window.banner.pressed.connect(self._on_banner)

    # ---- showing -------------------------------------------------------------------------------

    def _ask_all(self) -> None:
        self._window.bridge.ask_models()
        self._window.bridge.ask_specs()

    def _on_specs(self, specs: tuple[SettingSpec, ...]) -> None:
        """Where the settings want models to run."""
        for spec in specs:
            if spec.key == DEVICE:
                self._window.models.device.show_device(spec.value, spec.decided_by)

    def _on_saved(self, keys: tuple[str, ...], applied: bool) -> None:
        if DEVICE not in keys:
            return
        self._window.models.device.say(
            "" if applied else
            tr("Saved. Something else uses the search engine now, so it holds from the next start "
               "of DocMind."),
            wrong=not applied,
        )  # fmt: skip

    def _on_not_saved(self, keys: tuple[str, ...], error: DocMindError) -> None:
        if DEVICE in keys:
            self._window.bridge.ask_specs()
            self._window.models.device.say(str(error), wrong=True)

    def _on_banner(self, topic: str) -> None:
        if topic == "pictures":
            self._window.banner.take_back(topic)
            self._window.sheets.show("models")

    def show_status(self, status: Status) -> None:
        """What the library answers with, for page and strip."""
        changed = self._status is None or self._status.model != status.model
        self._status = status
        self._window.models.show_status(status)
        if changed or self._window.pages.currentWidget() is self._window.models:
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
        self._window.models.show_models(states)
        self._window.strip.show_models(states)

    def _refresh(self) -> None:
        self._window.bridge.ask_models()
        self._window.bridge.refresh()

    def _state(self, name: str) -> ModelState | None:
        return next((one for one in self._window.models.states if one.id == name), None)

    # ---- jobs ----------------------------------------------------------------------------------

    def _on_job(self, model: str, job: int) -> None:
        self._jobs[job] = model
        ended = self._ended.pop(job, None)
        if ended is not None:  # it was over before its number came
            self._on_finished(ended)

    def _on_progress(self, progress: Progress) -> None:
        if progress.stage not in _OF_MODELS:
            return
        if progress.stage == "downloading":
            self._window.strip.set_network(True)
        model = self._jobs.get(progress.job_id, "")
        if model:
            self._window.models.show_progress(model, progress)

    def _on_finished(self, report: JobReport) -> None:
        model = self._jobs.pop(report.job_id, None)
        if model is None:
            self._ended[report.job_id] = report
            while len(self._ended) > _KEPT:
                self._ended.pop(next(iter(self._ended)))
            return
        window = self._window
        window.strip.set_network(False)
        window.models.show_progress(model, None)
        self._refresh()
        if report.outcome == "failed":
            window.models.say(model, report.message, warning=True)

    def _on_failed(self, model: str, error: DocMindError) -> None:
        page = self._window.models
        if model in page.cards:
            page.say(model, str(error), warning=True)
        else:
            self._window.banner.say("models", str(error))

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
            self._window.models.say(model, tr("Working out what it takes…"))
            bridge.estimate_model(model)
        elif what == "try":
            self._window.models.say(model, tr("Loading it…"))
            bridge.try_model(model)
        elif what == "verify":
            bridge.verify_model(model)
        elif what == "import":
            self.choose_import()
        elif what == "remove":
            self._confirm_removal(state)
        elif what == "cancel":
            for job in [job for job, name in self._jobs.items() if name == model]:
                bridge.cancel_job(job)

    def choose_import(self) -> None:
        """Ask for a model pack, a zip or, inside a model's folder, its config."""
        dialog = QFileDialog(self._window, tr("Import a model"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, False)
        dialog.filesSelected.connect(
            lambda names: self._window.bridge.import_model(Path(names[0])) if names else None
        )
        dialog.open()

    def _confirm_use(self, estimate: ModelEstimate) -> None:
        window = self._window
        window.models.say(estimate.model, "")
        if not has_room(estimate):
            need, free = size(estimate.disk_bytes), size(estimate.free_bytes)
            text = tr("It needs {need} on the disk and only {free} are free. Make room first.")
            window.models.say(estimate.model, text.format(need=need, free=free), warning=True)
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
