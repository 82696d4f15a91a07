"""The calls about models, on a lane of their own: a trial of a model may take many seconds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from docmind.core import DocMindError, EngineApi, ModelEstimate
from docmind.ui.calls.preview import PreviewCalls

LANE = "models"
SERVER_LANE = "servers"  # a server that hangs holds nothing else up


class ModelCalls(PreviewCalls):
    """The part of the bridge that is about models."""

    models_came = Signal(object)  # tuple[ModelState, ...]
    estimate_came = Signal(object)  # ModelEstimate
    trial_came = Signal(str, str)  # model, sentence
    model_job_began = Signal(str, int)  # model, or the path it comes from; job
    model_failed = Signal(str, object)  # the same, DocMindError
    models_changed = Signal()
    health_came = Signal(object)  # tuple[ProviderHealth, ...]
    health_failed = Signal(object)  # DocMindError
    runtimes_came = Signal(object)  # tuple[RuntimeState, ...]
    runtime_job_began = Signal(str, int)  # runtime, or the path it comes from; job
    runtime_failed = Signal(str, object)  # the same, DocMindError

    def ask_models(self) -> None:
        """Ask which models there are."""
        self._call(LANE, lambda engine: engine.models(), self.models_came.emit, key="models")

    def estimate_model(self, model: str) -> None:
        """Ask what answering with another model would take; takes seconds."""

        def found(estimate: ModelEstimate) -> None:
            self.estimate_came.emit(estimate)

        self._on_model(model, lambda engine: engine.estimate_model(model), found)

    def try_model(self, model: str) -> None:
        """Have a model read a sentence; takes seconds."""
        self._on_model(
            model,
            lambda engine: engine.try_model(model),
            lambda said: self.trial_came.emit(model, said),
        )

    def use_model(self, model: str) -> None:
        """Begin to answer with another model."""
        self._on_model(model, lambda engine: engine.use_model(model), self._changed)

    def stop_model_change(self) -> None:
        """Give up a change of the model."""
        self._on_model("", lambda engine: engine.stop_model_change(), self._changed)

    def remove_old_index(self) -> None:
        """Remove the index of the model before."""
        self._on_model("", lambda engine: engine.remove_old_index(), self._changed)

    def download_model(self, model: str) -> None:
        """Download a model. The person was asked."""
        self._begin(model, lambda engine: engine.download_model(model))

    def verify_model(self, model: str) -> None:
        """Compare every byte of a model with its checksums."""
        self._begin(model, lambda engine: engine.verify_model(model))

    def import_model(self, path: Path) -> None:
        """Take a model from a folder or file."""
        self._begin(str(path), lambda engine: engine.import_model(path))

    def remove_model(self, model: str) -> None:
        """Delete a model's files."""
        self._on_model(model, lambda engine: engine.remove_model(model), self._changed)

    def ask_health(self) -> None:
        """Ask how the servers are and what they have: the person looks at them now."""
        self._call(
            SERVER_LANE,
            lambda engine: engine.provider_health(),
            self.health_came.emit,
            self.health_failed.emit,
            key="health",
        )

    def ask_runtimes(self) -> None:
        """Ask which models runtimes there are."""
        self._call(LANE, lambda engine: engine.runtimes(), self.runtimes_came.emit, key="runtimes")

    def download_runtime(self, name: str) -> None:
        """Download a models runtime. The person was asked."""
        self._on_runtime(name, lambda engine: engine.download_runtime(name), begins=True)

    def import_runtime(self, path: Path) -> None:
        """Take a models runtime from a file. The person was asked."""
        self._on_runtime(str(path), lambda engine: engine.import_runtime(path), begins=True)

    def remove_runtime(self, name: str) -> None:
        """Delete a models runtime."""
        self._on_runtime(name, lambda engine: engine.remove_runtime(name))

    def _on_runtime(
        self, name: str, call: Callable[[EngineApi], object], *, begins: bool = False
    ) -> None:
        def done(job: Any) -> None:
            if begins:
                self.runtime_job_began.emit(name, job)
            else:
                self.models_changed.emit()

        def failed(error: DocMindError) -> None:
            self.runtime_failed.emit(name, error)

        self._call(LANE, call, done, failed)

    def look_at_pictures(self) -> None:
        """Look at the pictures no one has looked at."""
        self._on_model("", lambda engine: engine.look_at_pictures(), self._changed)

    def cancel_job(self, job: int) -> None:
        """Stop a job; what is done stays done."""
        self._on_model("", lambda engine: engine.cancel(job), self._changed)

    def _begin(self, model: str, call: Callable[[EngineApi], int]) -> None:
        self._on_model(model, call, lambda job: self.model_job_began.emit(model, job))

    def _changed(self, _result: object) -> None:
        self.models_changed.emit()

    def _on_model(
        self, model: str, call: Callable[[EngineApi], object], done: Callable[..., None]
    ) -> None:
        def failed(error: DocMindError) -> None:
            self.model_failed.emit(model, error)

        self._call(LANE, call, done, failed)
