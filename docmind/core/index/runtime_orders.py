"""What a person may ask for about models and the runtimes that they are run in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from docmind.core.events import Event, SourcesChanged
from docmind.core.index.model_orders import ModelOrders
from docmind.core.jobs import JobContext, JobQueue
from docmind.core.models.digests import Progress
from docmind.core.runtimes.store import RuntimeStore
from docmind.core.schema import JobReport
from docmind.core.schema_models import ModelEstimate, ModelState, ProviderHealth, RuntimeState


class RuntimeOrders:
    """Keeps the part of ``EngineApi`` that is about runtimes. ``renew`` has the models that are
    in memory start anew, so that they take the runtime that is there now."""

    def __init__(
        self,
        store: RuntimeStore,
        fetching: JobQueue,
        renew: Callable[[], None],
        publish: Callable[[Event], None],
    ) -> None:
        self._store = store
        self._fetching = fetching
        self._renew = renew
        self._publish = publish
        store.tidy()

    def states(self) -> tuple[RuntimeState, ...]:
        """Every runtime in its state."""
        return self._store.states()

    def import_from(self, path: Path) -> int:
        """Take one from a file; returns the job id."""
        return self._fetch(
            f"Importing {path.name}",
            "checking",
            lambda progress: self._store.import_from(path, progress, self._renew),
        )

    def download(self, name: str) -> int:
        """Fetch one; returns the job id. Raises ``UsageError`` when none is offered."""
        self._store.offered(name)
        title = self._store.state(name).title
        return self._fetch(
            f"Downloading {title}",
            "downloading",
            lambda progress: self._store.download(name, progress, self._renew),
        )

    def remove(self, name: str) -> None:
        """Delete one, whatever runs in it."""
        self._store.remove(name, self._renew)
        self._publish(SourcesChanged())

    def _fetch(self, title: str, stage: str, work: Callable[[Progress], RuntimeState]) -> int:
        def run(context: JobContext) -> JobReport:
            context.advance(0, 0, stage=stage)
            work(context.step)
            self._publish(SourcesChanged())
            return JobReport(context.job_id, "done")

        return self._fetching.submit(title, run)


class ModelCalls:
    """The calls of ``EngineApi`` about models and their runtimes, for an engine that has both."""

    _models: ModelOrders
    _runtimes: RuntimeOrders

    def models(self) -> tuple[ModelState, ...]:
        return self._models.states()

    def estimate_model(self, model: str) -> ModelEstimate:
        return self._models.estimate(model)

    def use_model(self, model: str) -> int:
        return self._models.use(model)

    def stop_model_change(self) -> None:
        self._models.stop_change()

    def remove_old_index(self) -> int:
        return self._models.forget_before()

    def try_model(self, model: str) -> str:
        return self._models.try_out(model)

    def download_model(self, model: str) -> int:
        return self._models.download(model)

    def import_model(self, path: Path) -> int:
        return self._models.import_from(path)

    def verify_model(self, model: str) -> int:
        return self._models.verify(model)

    def remove_model(self, model: str) -> None:
        self._models.remove(model)

    def provider_health(self) -> tuple[ProviderHealth, ...]:
        return self._models.provider_health()

    def runtimes(self) -> tuple[RuntimeState, ...]:
        return self._runtimes.states()

    def import_runtime(self, path: Path) -> int:
        return self._runtimes.import_from(path)

    def download_runtime(self, name: str) -> int:
        return self._runtimes.download(name)

    def remove_runtime(self, name: str) -> None:
        self._runtimes.remove(name)
