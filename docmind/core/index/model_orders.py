"""What a person may ask for about models: which there are, what another one would take, the
change itself."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from docmind.core.catalog.catalog import Catalog
from docmind.core.embed.base import ModelIdentity
from docmind.core.embed.checked import CheckedModel
from docmind.core.embed.convert import convert_to_safetensors
from docmind.core.embed.text import SENTENCE
from docmind.core.errors import DocMindError, ModelError, UsageError
from docmind.core.events import Event, Notice, SourcesChanged
from docmind.core.index.changing import ChangeJob
from docmind.core.index.noted import BEFORE, NEXT, noted_goal
from docmind.core.index.prepare import embedded_text
from docmind.core.index.pulling import pull_job
from docmind.core.index.space import Space, allocated, remove_spaces
from docmind.core.index.trying import tried
from docmind.core.index.workshop import Workshop
from docmind.core.jobs import JobContext, JobQueue
from docmind.core.models.cards import ModelCard
from docmind.core.paths import Library
from docmind.core.schema import JobReport
from docmind.core.schema_models import ModelChange, ModelEstimate, ModelState, ProviderHealth
from docmind.core.servers.names import server_model
from docmind.core.settings import ServerSettings
from docmind.core.store.memory import Memory

Advance = Callable[[int, int, str], None]
"""(bytes done, bytes in all, file): told during long work on files; may raise to stop it."""

_SAMPLE_FILES = 40
_SAMPLE_SECONDS = 3.0
# What an index takes beside its vectors, measured on 8,400 mixed passages: 4.1 KB a passage in the
# store and 1.5 KB of text in the catalog, and a log of changes of up to 64 MB.
_POINT_BYTES = 5_600
_LOG_BYTES = 64 * 2**20
_LEARNED_BYTES = 80 * 8


class ModelOrders:
    """Keeps the part of ``EngineApi`` that is about models."""

    def __init__(
        self,
        library: Library,
        catalog: Catalog,
        workshop: Workshop,
        jobs: JobQueue,
        fetching: JobQueue,
        look_at_new: Callable[[], None],
        publish: Callable[[Event], None],
        servers: ServerSettings,
    ) -> None:
        self._library = library
        self._catalog = catalog
        self._workshop = workshop
        self._servers = servers
        self._jobs = jobs
        self._fetching = fetching
        self._look_at_new = look_at_new
        self._publish = publish
        self._job = 0  # the change that runs or waits

    # -- looking ---------------------------------------------------------------------------------

    def states(self) -> tuple[ModelState, ...]:
        """Every known model, and one that only its server knows while it is in use; of that in use
        also where it runs."""
        used, orders = self._workshop.model_name, self._workshop.reranker.model
        place = self._workshop.place()
        why = self._workshop.missing() if self._workshop.changed_model else place.why
        known = self._workshop.models.states()
        if server_model(used) is not None and used not in {state.id for state in known}:
            known = (*known, self._workshop.models.state(used))
        return tuple(
            replace(state, used=True, device=place.device, note=state.note or why)
            if state.id == used
            else replace(state, used=state.id == orders)
            for state in known
        )

    def provider_health(self) -> tuple[ProviderHealth, ...]:
        """How each provider is."""
        return self._workshop.provider_health()

    def change(self) -> ModelChange | None:
        """The change that was begun and is not finished, or None."""
        goal = noted_goal(self._catalog.meta(NEXT))
        if goal is None:
            return None
        done, total = self._catalog.next_counts()
        title, waiting = goal.model, "It goes on when DocMind is asked to."
        try:
            title = self._workshop.models.card(goal.model).title
        except DocMindError:
            waiting = "Its model is not there any more."
        if self._jobs.is_live(self._job):
            waiting = ""
        return ModelChange(goal.model, title, done, total, waiting)

    def old_bytes(self) -> int:
        """What the index of the model before takes."""
        before = self._catalog.meta(BEFORE)
        return allocated(self._library.store / before) if before else 0

    def estimate(self, name: str) -> ModelEstimate:
        """What answering with this model would take. Loads it and tries it on some passages, which
        takes seconds. Raises ``UsageError``, ``ModelError``."""
        card = self._text_model(name)
        worker = self._workshop.worker_for(name)
        try:
            identity = self._workshop.identity_of(name, worker)
            trial = _Trial(self._catalog, self._workshop, worker, identity)
            return self._estimated(name, card, worker, identity, trial.run())
        finally:
            worker.close()

    def _estimated(
        self,
        name: str,
        card: ModelCard,
        worker: CheckedModel,
        identity: ModelIdentity,
        found: _Rate,
    ) -> ModelEstimate:
        files = self._catalog.counts()[0]
        passages = max(round(found.passages_per_file * files), files)
        known = round(passages * found.known)
        each = identity.dimension + _POINT_BYTES + (_LEARNED_BYTES if identity.learned else 0)
        kept = identity.dimension * 2 + (_LEARNED_BYTES if identity.learned else 0)
        current = self._workshop.identity()
        old = allocated(self._library.store / current.space) if current is not None else 0
        return ModelEstimate(
            model=name,
            title=card.title,
            files=files,
            passages=passages,
            known=known,
            seconds=(passages - known) / found.passages_per_second,
            disk_bytes=_LOG_BYTES + passages * each + (passages - known) * kept,
            old_bytes=old,
            free_bytes=shutil.disk_usage(self._library.root).free,
            device=worker.place.device,
            why=worker.place.why,
        )

    def try_out(self, name: str) -> str:
        """Load a model, have it do a little of its work, and say how that went. Raises
        ``ModelError``."""
        card, _ = self._workshop.models.resolve(name)
        return tried(self._workshop, card, name)

    # -- changing --------------------------------------------------------------------------------

    def use(self, name: str) -> int:
        """Begin, or go on, to answer with another model. Returns the job id.

        Raises ``UsageError`` when it is the one in use, or another change is under way.
        """
        card = self._text_model(name)
        known = self._workshop.models.id_of(name)
        goal = noted_goal(self._catalog.meta(NEXT))
        if goal is not None and goal.model != known and self._jobs.is_live(self._job):
            raise UsageError(
                "Another change of the model is under way",
                hint="Stop it first: docmind models use --stop",
            )
        if known == self._workshop.model_name and self._is_as_used(known):
            raise UsageError(f"{card.title} is already the model of this library")
        return self._submit(known, card.title, background=False)

    def _is_as_used(self, name: str) -> bool:
        """Whether the model still makes the space that the library holds: its files may have been
        replaced, be had in another precision by now, or be others on the server."""
        worker = self._workshop.worker_for(name)
        try:
            current = self._workshop.identity()
            return current is None or worker.start().space == current.space
        finally:
            worker.close()

    def go_on(self) -> None:
        """Resume a change that a person began and that did not come to its end."""
        goal = noted_goal(self._catalog.meta(NEXT))
        if goal is None or self._jobs.is_live(self._job):
            return
        title = goal.model
        try:
            title = self._text_model(goal.model).title
        except DocMindError as error:
            self._publish(Notice("warning", f"{error} The change of the model waits."))
            return
        self._submit(goal.model, title, background=True)

    def stop_change(self) -> None:
        """Give up a change: what was built is removed, the index in use stays."""
        if self._jobs.is_live(self._job):
            self._jobs.cancel(self._job)
            self._jobs.wait(self._job)
        goal = noted_goal(self._catalog.meta(NEXT))
        self._catalog.drop_next([NEXT])
        current = self._workshop.identity()
        if current is not None:
            kept = self._kept(current)
            remove_spaces(self._library.store, kept)
            if goal is not None and goal.identity.space not in kept:
                self._workshop.spaces.forget(goal.identity.space)
        self._publish(SourcesChanged())

    def forget_before(self) -> int:
        """Remove the index of the model before, with its cached vectors. Returns the bytes given
        back."""
        before = self._catalog.meta(BEFORE)
        if not before:
            return 0
        self._catalog.set_meta(BEFORE, "")
        self._workshop.spaces.forget(before)
        current = self._workshop.identity()
        given = remove_spaces(self._library.store, self._kept(current)) if current else 0
        was = self._workshop.cache.stats().size
        self._workshop.cache.clear(before)
        given += max(was - self._workshop.cache.stats().size, 0)
        self._publish(SourcesChanged())
        return given

    # -- files of models -------------------------------------------------------------------------

    def download(self, name: str) -> int:
        """Fetch a model, or have its server do it; returns the job id. Raises ``UsageError`` for
        an unknown one, ``ModelError`` where its server fetches none."""
        card = self._workshop.models.card(name)
        if card.server_model:
            run = pull_job(card, self._servers, self._publish)
            return self._fetching.submit(f"Downloading {card.title}", run)
        models = self._workshop.models
        return self._fetch(
            f"Downloading {card.title}",
            "downloading",
            lambda progress: models.download(card.id, progress),
        )

    def import_from(self, path: Path) -> int:
        """Take a model from a folder, zip or pack; returns the job id."""
        models = self._workshop.models
        return self._fetch(
            f"Importing {path.name}",
            "checking",
            lambda progress: models.import_from(path, progress),
        )

    def verify(self, name: str) -> int:
        """Read every byte of a model; returns the job id."""
        card = self._workshop.models.card(name)
        models = self._workshop.models
        return self._fetch(
            f"Checking {card.title}", "checking", lambda progress: models.verify(card.id, progress)
        )

    def remove(self, name: str) -> None:
        """Delete a model that this library does not answer with."""
        card = self._workshop.models.card(name)
        goal = noted_goal(self._catalog.meta(NEXT))
        if card.id == self._workshop.model_name or (goal is not None and goal.model == card.id):
            raise UsageError(
                f"{card.title} is in use by this library",
                hint="Choose another model first: docmind models use starter",
            )
        if card.id == self._workshop.reranker.model:
            raise UsageError(
                f"{card.title} puts results in order here",
                hint="Name another one in search.reranker first, or off.",
            )
        self._workshop.models.remove(card.id)
        self._publish(SourcesChanged())

    def _fetch(self, title: str, stage: str, work: Callable[[Advance], ModelState]) -> int:
        def run(context: JobContext) -> JobReport:
            context.advance(0, 0, stage=stage)
            found = work(context.step)
            self._convert(found)
            self._publish(SourcesChanged())
            if found.state == "damaged":
                raise ModelError(
                    f"{found.title} is damaged",
                    detail=found.note,
                    hint=f"Get it again: docmind models download {found.id}",
                    path=found.folder,
                )
            if found.does == "pictures":
                self._look_at_new()
            return JobReport(context.job_id, "done")

        return self._fetching.submit(title, run)

    def _convert(self, state: ModelState) -> None:
        """Keep the weights as numbers only. The model works as it came, too."""
        if state.state != "installed" or state.folder is None:
            return
        try:
            convert_to_safetensors(state.folder)
        except DocMindError as error:
            self._publish(Notice("warning", f"The weights stay as they came. {error}"))

    def _kept(self, current: ModelIdentity) -> set[str]:
        """Spaces whose stores stay."""
        goal = noted_goal(self._catalog.meta(NEXT))
        kept = {current.space, self._catalog.meta(BEFORE)}
        return kept | ({goal.identity.space} if goal is not None else set())

    def _submit(self, name: str, title: str, background: bool) -> int:
        def run(context: JobContext) -> JobReport:
            job = ChangeJob(self._workshop, self._catalog, self._publish, self._library.store, name)
            return job.run(context)

        asked = f"Preparing answers by {title}"
        self._job = self._jobs.submit(asked, run, background, lowest=True)
        return self._job

    def _text_model(self, name: str) -> ModelCard:
        card, _ = self._workshop.models.resolve(name)
        if card.does == "order":
            raise UsageError(
                f"{card.title} puts results in order and finds none",
                hint=f"To have it do so, set search.reranker to {card.id}.",
            )
        if card.does != "text":
            raise UsageError(
                f"{card.title} is for pictures and is used for them by itself",
                hint="Choose a model for text: docmind models list",
            )
        return card


@dataclass(frozen=True, slots=True)
class _Rate:
    """What a trial on some files found; ``known`` is the share of passages already embedded."""

    passages_per_file: float
    passages_per_second: float
    known: float


class _Trial:
    """Some files of the library, evenly chosen, cut and in part embedded by another model."""

    def __init__(
        self, catalog: Catalog, workshop: Workshop, worker: CheckedModel, identity: ModelIdentity
    ) -> None:
        self._catalog = catalog
        self._workshop = workshop
        self._worker = worker
        self._identity = identity

    def run(self) -> _Rate:
        space = Space("", self._worker, self._identity, Memory())
        rooms = self._workshop.rooms_for(space)
        texts: list[str] = []
        files = self._sample()
        for file_id in files:
            document = self._catalog.document(file_id)
            if document is None:
                continue
            for chunk in rooms.chunker.chunk(document):
                texts.append(embedded_text(chunk.text, document.title, document.path))
        found = self._workshop.cache.get(self._identity.space, texts)
        known = sum(row is not None for row in found)
        fresh = [text for text, row in zip(texts, found, strict=True) if row is None]
        return _Rate(
            len(texts) / max(len(files), 1), self._speed(fresh), known / max(len(texts), 1)
        )

    def _sample(self) -> list[int]:
        every = self._catalog.done_files()
        step = max(len(every) // _SAMPLE_FILES, 1)
        return every[::step][:_SAMPLE_FILES]

    def _speed(self, texts: Sequence[str]) -> float:
        """Passages a second, measured for about ``_SAMPLE_SECONDS``."""
        passages = list(texts) or [SENTENCE]
        self._worker.embed_passages(passages[:1])  # the first call also prepares
        done, began = 0, time.perf_counter()
        while done < len(passages) and time.perf_counter() - began < _SAMPLE_SECONDS:
            part = passages[done : done + 2]
            self._worker.embed_passages(part)
            done += len(part)
        return done / max(time.perf_counter() - began, 1e-6)
