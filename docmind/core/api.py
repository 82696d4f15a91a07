"""The one contract faces talk to, kept by the engine in this process and by the remote one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from docmind.core.events import Subscriber
from docmind.core.schema import (
    DocumentMatches,
    ExcludePreview,
    FileRecord,
    JobReport,
    Mode,
    PageText,
    Problem,
    Query,
    SearchAnswer,
    Span,
    Status,
)
from docmind.core.schema_explain import Explanation
from docmind.core.schema_models import ModelEstimate, ModelState, ProviderHealth, RuntimeState
from docmind.core.schema_searches import Searches


class EngineApi(Protocol):
    """Every call blocks its thread, may be made from any thread, and raises ``DocMindError``.

    Jobs run in the background: a call that starts one returns its job id at once.
    """

    def status(self) -> Status:
        """The library at a glance, with its sources and running jobs."""

    def search(self, query: Query) -> SearchAnswer:
        """Answer a query. Works at any time, also while indexing."""

    def explain(self, query: Query, path: Path) -> Explanation:
        """Why the document at ``path`` is or is not among the results, and what it would take."""

    def add(self, paths: Sequence[Path]) -> int:
        """Add folders or files as sources and start reading them. Returns the job id."""

    def rescan(self, paths: Sequence[Path] = ()) -> int:
        """Look again at the given sources (all when empty). Returns the job id."""

    def remove(self, path: Path) -> int:
        """Take a source, or what lies under ``path``, out of the index (files stay untouched).

        A part of a source stays out until it is added again. Returns the job id.
        """

    def glance(self) -> None:
        """A person looks at DocMind: look for changes, unless that was done a moment ago."""

    def retry(self, paths: Sequence[Path] = ()) -> int:
        """Read files with problems again (all when empty). Returns the job id."""

    def unlock(self, paths: Sequence[Path], password: str) -> int:
        """Read files with a password, which is kept in memory until the engine ends.

        Returns the job id.
        """

    def allow(self, paths: Sequence[Path]) -> int:
        """Read files that were too large or too slow with much higher limits, from now on.

        Returns the job id.
        """

    def recognise(self, paths: Sequence[Path] = ()) -> int:
        """Look for text in pictures and scanned pages (all that were not looked at when empty).

        Returns the job id. Raises ``UsageError`` when text recognition is not installed.
        """

    def look_at_pictures(self) -> int:
        """Look at the pictures no one has looked at, so that they are found by what they show.

        Returns the job id. Raises ``UsageError`` when no picture model is installed.
        """

    def preview_exclude(self, patterns: Sequence[str]) -> ExcludePreview:
        """What these patterns (gitignore form) would leave out of the library."""

    def wait(self, job_id: int, timeout: float | None = None) -> JobReport | None:
        """Wait for a job to end, ``timeout`` seconds at most. None when it still runs."""

    def cancel(self, job_id: int) -> None:
        """Stop a job after the file in hand. What is done stays done."""

    def pause(self) -> None:
        """Hold all background reading until ``resume``."""

    def resume(self) -> None:
        """Go on with background reading."""

    def pause_source(self, path: Path) -> None:
        """Leave a source out until it is resumed, also after a restart. It stays searchable.

        Raises ``UsageError`` when there is no such source.
        """

    def resume_source(self, path: Path) -> int:
        """Read a paused source again and look for what changed meanwhile. Returns the job id."""

    def problems(self) -> tuple[Problem, ...]:
        """Files that could not be read, newest first; ignored ones are marked."""

    def ignore(self, paths: Sequence[Path], ignored: bool = True) -> int:
        """Leave problems at or below these paths out of count and list until the file changes
        (take them in again when not ``ignored``). Returns how many were changed."""

    def files(self, source: Path | None = None, limit: int = 1000) -> tuple[FileRecord, ...]:
        """Known files, under ``source`` when given, by path."""

    def page_text(
        self, file_id: int, page: int | None = None, span: Span | None = None, query: str = ""
    ) -> PageText:
        """The text of one page for the preview.

        ``highlights`` are the words of ``query`` found in the page, inside ``span`` when given.
        """

    def matches(self, file_id: int, text: str, literally: bool = False) -> DocumentMatches:
        """Where the words of the query ``text`` stand in all pages of a document, or ``literally``
        these characters, whatever their case. Nothing for a document that is gone."""

    def searches(self) -> Searches:
        """The history of searches and the saved ones."""

    def remember_search(self, query: Query) -> None:
        """A person acted on a search: put it into the history, unless that is switched off.

        Never raises for what cannot be written; an empty text is passed over, and a search for
        what is like something.
        """

    def forget_searches(self, text: str | None = None) -> int:
        """Erase the searches of this text from the history, or all of it. Saved ones stay.

        Returns how many were erased.
        """

    def save_search(self, name: str, text: str, mode: Mode) -> None:
        """Keep a search under a name.

        Raises ``UsageError`` for an empty text and for a name that is empty or taken (case does
        not count), ``DiskFull`` or ``DocMindError`` when it cannot be written.
        """

    def rename_saved_search(self, name: str, new_name: str) -> None:
        """Give a saved search another name. Raises like ``save_search``."""

    def remove_saved_search(self, name: str) -> None:
        """Forget a saved search. Raises ``UsageError`` when there is none of this name."""

    def models(self) -> tuple[ModelState, ...]:
        """Every known model: built in, installed, or to be had."""

    def estimate_model(self, model: str) -> ModelEstimate:
        """What answering with another model would take. Loads it for a trial: takes seconds.

        Raises ``UsageError`` for an unknown one or one for pictures, ``ModelError`` when it is not
        installed or does not run.
        """

    def use_model(self, model: str) -> int:
        """Build the index of another model beside the one in use, then answer with it.

        Returns the job id. Texts are not read again; it goes on after a restart by itself.
        """

    def stop_model_change(self) -> None:
        """Give up a change that was begun: the index in use stays."""

    def remove_old_index(self) -> int:
        """Remove the index of the model before. Returns the bytes given back."""

    def try_model(self, model: str) -> str:
        """Load a model, have it read a sentence, and say in a sentence how that went."""

    def download_model(self, model: str) -> int:
        """Fetch a model over the network: the only call that opens a connection. Returns the job
        id; a cancelled download is gone on with by the next call."""

    def import_model(self, path: Path) -> int:
        """Take a model from a folder, a zip or a model pack. Returns the job id."""

    def verify_model(self, model: str) -> int:
        """Compare every byte of an installed model with its checksums. Returns the job id."""

    def remove_model(self, model: str) -> None:
        """Delete an installed model. Raises ``UsageError`` while this library uses it."""

    def provider_health(self) -> tuple[ProviderHealth, ...]:
        """How each provider of models is, and what the servers that are set have. Asks them, with
        little patience, but none that texts may not go to."""

    def runtimes(self) -> tuple[RuntimeState, ...]:
        """The models runtimes there are for this computer: here, or to be had."""

    def import_runtime(self, path: Path) -> int:
        """Take a models runtime from a ``.docmind-runtime`` file. Returns the job id."""

    def download_runtime(self, name: str) -> int:
        """Fetch a models runtime from the address in the settings. Returns the job id; a cancelled
        download is gone on with by the next call. Raises ``UsageError`` when none is offered."""

    def remove_runtime(self, name: str) -> None:
        """Delete a models runtime; a model that runs in it is stopped first, and starts again
        without it. Raises ``UsageError`` when it is not here."""

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call ``subscriber`` with every event, on the engine's threads. Returns the unsubscribe.

        A subscriber must return quickly and must not call the engine.
        """

    def close(self) -> None:
        """Stop jobs, commit and let go. Calling it twice is harmless."""


@runtime_checkable
class Restartable(Protocol):
    """An engine in a process of its own, which this face may start anew."""

    def restart(self) -> bool:
        """Start the engine again, so that it reads the settings anew. Calls wait meanwhile.

        False, and nothing happens, while others use it. Passwords that were given are forgotten.
        Raises ``EngineUnreachable`` when it does not come back.
        """
