"""What a person may ask of the index: each order becomes a job in the write lane."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from docmind.core.catalog.catalog import Catalog
from docmind.core.discover.scope import Scopes
from docmind.core.errors import UsageError
from docmind.core.events import Event, IndexChanged, Notice, ProblemsChanged, SourcesChanged
from docmind.core.index.excludes import preview_exclude
from docmind.core.index.gallery import Gallery
from docmind.core.index.looking import LookingJob
from docmind.core.index.patience import Patience
from docmind.core.index.pipeline import IndexJob, Target
from docmind.core.index.prepare import shown_name
from docmind.core.index.recognition import RecognitionJob
from docmind.core.index.restore import reconcile
from docmind.core.index.rooms import Rooms
from docmind.core.index.workshop import Workshop
from docmind.core.jobs import JobContext, JobQueue
from docmind.core.packs import pack_kind
from docmind.core.schema import Action, Counts, ExcludePreview, JobReport


class Orders:
    """Keeps the part of ``EngineApi`` that changes the library."""

    def __init__(
        self,
        catalog: Catalog,
        workshop: Workshop,
        gallery: Gallery,
        jobs: JobQueue,
        publish: Callable[[Event], None],
    ) -> None:
        self._catalog = catalog
        self._workshop = workshop
        self._gallery = gallery
        self._jobs = jobs
        self._publish = publish
        self._reading: set[Path] = set()
        self._recognition = 0  # the job that looks for text in pictures by itself
        self._looking = 0  # the job that looks at what pictures show

    def kept_up(self) -> tuple[Path, ...]:
        """The sources that are looked at by themselves: all but the paused ones."""
        paused = self._catalog.paused_sources()
        return tuple(source for source in self._catalog.sources() if source not in paused)

    @property
    def reading(self) -> set[Path]:
        """The sources that are being read now."""
        return set(self._reading)

    def add(self, paths: Sequence[Path]) -> int:
        absolute = [Path(os.path.normpath(Path(path).absolute())) for path in paths]
        for path in absolute:
            if not os.path.lexists(path):
                raise UsageError(
                    "There is no such file or folder", hint="Check the name.", path=path
                )
            _refuse_pack(path)
        for path in absolute:
            self._catalog.include(path)
            self._check_wanted(path)
        targets = [self._adopt(path) for path in absolute]
        names = ", ".join(shown_name(path) for path in absolute[:2])
        more = len(absolute) - 2
        title = f"Reading {names} and {more} more" if more > 0 else f"Reading {names}"
        return self._submit(title, targets)

    def _check_wanted(self, path: Path) -> None:
        """Raises ``UsageError`` for what lies in a source that leaves it out: hidden, named by a
        .gitignore or by the settings."""
        source = _source_of(path, self._catalog.sources())
        if source in (None, path):
            return
        if Scopes(os.fspath(source), self._workshop.rules).leaves_out_path(path):
            raise UsageError(
                f"It lies in {shown_name(source)}, where files like it are left out",
                hint="Look at what is left out, at hidden files and at .gitignore.",
                path=path,
            )

    def why_unknown(self, path: Path) -> tuple[str, str]:
        """Why a path is not in the library, and what would bring it there; as sentences."""
        source = _source_of(path, self._catalog.sources())
        taken_out = {Path(os.fsdecode(its)) for its in self._catalog.excluded()}
        if not os.path.lexists(path):
            return "There is no such file.", "Check the name."
        if not taken_out.isdisjoint((path, *path.parents)):
            return "It was taken out of the library.", "Add it again."
        if source is None:
            return "It does not lie in a folder of the library.", "Add it, or the folder it is in."
        if path.is_dir():
            return "It is a folder.", "Name a file in it."
        if Scopes(os.fspath(source), self._workshop.rules).leaves_out_path(path):
            return (
                f"It lies in {shown_name(source)}, where files like it are left out.",
                "Look at what is left out, at hidden files and at .gitignore.",
            )
        return "It has not been seen yet.", "Look for changes again."

    def _adopt(self, path: Path) -> Target:
        """Make ``path`` a source, or find the source it lies in; sources below it are merged."""
        sources = self._catalog.sources()
        for source in sources:
            if path == source:
                self._catalog.pause_source(source, False)  # who adds it again wants it read
                return Target(source)
            if source in path.parents:
                self._refuse_paused(source)
                return Target(source, path)
        self._catalog.add_source(path)
        for source in sources:
            if path in source.parents:
                self._catalog.remove_source(source)
                self._catalog.reassign(source, path)
        self._publish(SourcesChanged())
        return Target(path)

    def rescan(self, paths: Sequence[Path] = (), *, background: bool = False) -> int:
        known = self._catalog.sources()
        if not paths:
            every = [Target(source) for source in self.kept_up()]
            return self._submit("Looking for changes", every, background)
        targets = []
        for path in (Path(item).absolute() for item in paths):
            source = _source_of(path, known)
            if source is None:
                raise UsageError(
                    "This folder is not in the library", hint="Add it first.", path=path
                )
            if not background:
                self._refuse_paused(source)
            targets.append(Target(source, None if source == path else path))
        return self._submit("Looking for changes", targets, background)

    def pause_source(self, path: Path) -> None:
        """Leave a source out until it is resumed."""
        self._catalog.pause_source(self._source_at(path), True)
        self._publish(SourcesChanged())

    def resume_source(self, path: Path) -> int:
        """Read a source again. Returns the job id."""
        source = self._source_at(path)
        self._catalog.pause_source(source, False)
        self._publish(SourcesChanged())
        return self._submit(f"Reading {shown_name(source)}", [Target(source)])

    def _source_at(self, path: Path) -> Path:
        at = Path(path).absolute()
        if at not in self._catalog.sources():
            raise UsageError(
                "This is no folder or file that was added", hint="See: docmind status", path=at
            )
        return at

    def _refuse_paused(self, source: Path) -> None:
        if source in self._catalog.paused_sources():
            raise UsageError(
                f"Reading of {shown_name(source)} is paused", hint="Resume it first.", path=source
            )

    def ignore(self, paths: Sequence[Path], ignored: bool) -> int:
        """Leave the problems at or below these paths out of count and list, or take them in
        again. Returns how many were changed."""
        changed = self._catalog.ignore(self._ids_at(self._known(paths)), ignored)
        if changed:
            self._publish(ProblemsChanged(self._catalog.problem_count()))
            self._publish(SourcesChanged())
        return changed

    def retry(self, paths: Sequence[Path] = ()) -> int:
        chosen = {Path(path).absolute() for path in paths}
        again = [
            item.path
            for item in self._catalog.problems()
            if (item.path in chosen if chosen else not item.ignored) and item.kind != "no_text"
        ]
        self._catalog.lift_quarantine()
        return self._read_again("Trying again", again)

    def unlock(self, paths: Sequence[Path], password: str) -> int:
        chosen = self._needing(paths, "unlock")
        for path in chosen:
            self._workshop.reading.remember_password(path, password)
        return self._read_again("Opening with the password", chosen)

    def allow(self, paths: Sequence[Path]) -> int:
        chosen = self._needing(paths, "allow")
        self._catalog.allow(self._ids_at(chosen))
        return self._read_again("Reading with higher limits", chosen)

    def recognise(self, paths: Sequence[Path] = ()) -> int:
        known = set(self._catalog.silent_files(with_images=True))
        below = self._ids_at(self._known(paths))
        chosen = [file_id for file_id in below if file_id in known]
        return self._look_at_pictures(chosen if paths else None, background=False)

    def recognise_new(self) -> None:
        """Look at pictures that came in, when a person wants that done by itself."""
        if not self._workshop.recognises or self._jobs.is_live(self._recognition):
            return
        if not self._catalog.silent_files(self._workshop.sees_images):
            return
        try:
            self._recognition = self._look_at_pictures(None, background=True)
        except UsageError as error:
            self._publish(Notice("warning", str(error)))

    def _look_at_pictures(self, file_ids: Sequence[int] | None, background: bool) -> int:
        reader = self._workshop.reading.page_reader()

        def run(context: JobContext) -> JobReport:
            chosen = file_ids
            if chosen is None:
                chosen = self._catalog.silent_files(self._workshop.sees_images)
            return RecognitionJob(self._rooms(context), reader, chosen).run(context)

        lowest = self._workshop.recognises_last
        return self._jobs.submit("Looking for text in pictures", run, background, lowest=lowest)

    def look_at_pictures(self) -> int:
        """Look at the pictures no one has looked at; returns the job id. Raises ``UsageError``."""
        missing = self._gallery.missing()
        if missing:
            raise UsageError(
                "Pictures cannot be looked at",
                detail=missing,
                hint="See: docmind models list",
            )
        if self._jobs.is_live(self._looking) and not self._jobs.held:
            return self._looking  # it was begun by itself
        return self._look(background=False)

    def look_at_new(self) -> None:
        """Look at pictures that came in, when there is a model for them."""
        if not self._jobs.is_live(self._looking) and self._gallery.has_work():
            self._look(background=True)

    def _look(self, background: bool) -> int:
        def run(context: JobContext) -> JobReport:
            report = LookingJob(self._catalog, self._gallery).run(context)
            self._publish(IndexChanged(self._catalog.counts()[0]))
            return report

        self._looking = self._jobs.submit("Looking at pictures", run, background, lowest=True)
        return self._looking

    def preview_exclude(self, patterns: Sequence[str]) -> ExcludePreview:
        return preview_exclude(self._catalog, patterns, self._workshop.excluded_patterns)

    def _known(self, paths: Sequence[Path]) -> list[Path]:
        """The paths, absolute. Raises ``UsageError`` for one that is not in the library."""
        absolute = [Path(item).absolute() for item in paths]
        for path in absolute:
            if not self._catalog.file_ids_under(path):
                raise UsageError("This is not in the library", hint="See: docmind files", path=path)
        return absolute

    def _needing(self, paths: Sequence[Path], action: Action) -> list[Path]:
        """The files on disk at these paths, or that hold what is; of a folder, those below it
        that this action helps. Raises ``UsageError`` for a path that is not in the library."""
        found: list[Path] = []
        needing = [item.path for item in self._catalog.problems() if item.action == action]
        for path in self._known(paths):
            if self._catalog.outermost(path) is not None:
                found.append(path)
            else:
                found.extend(item for item in needing if path in item.parents)
        outer = (self._catalog.outermost(path) for path in found)
        return list(dict.fromkeys(path for path in outer if path is not None))

    def _ids_at(self, paths: Sequence[Path]) -> list[int]:
        return [file_id for path in paths for file_id in self._catalog.file_ids_under(path)]

    def _read_again(self, title: str, paths: Sequence[Path]) -> int:
        paused, known = self._catalog.paused_sources(), self._catalog.sources()
        source_of = {path: _source_of(path, known) for path in paths}
        ready = [path for path in paths if source_of[path] not in paused]
        for source in source_of.values() if not ready else ():
            if source is not None:
                self._refuse_paused(source)
        self._catalog.forget_state(self._ids_at(ready))
        sources = dict.fromkeys(source_of[path] for path in ready)
        return self._submit(title, [Target(source) for source in sources if source is not None])

    def remove(self, path: Path) -> int:
        at = Path(path).absolute()
        sources = self._catalog.sources()
        known = at in sources or bool(self._catalog.file_ids_under(at))
        known = known or (at.is_dir() and not set(sources).isdisjoint(at.parents))
        if not known:
            raise UsageError("This is not in the library", hint="See: docmind status", path=at)

        def run(context: JobContext) -> JobReport:
            ids = self._catalog.file_ids_under(at)
            self._catalog.include(at)  # what was taken out below it is forgotten with it
            self._catalog.remove_source(at)
            if any(source in at.parents for source in self._catalog.sources()):
                self._catalog.exclude(at)
            self._catalog.delete_files(ids)
            self._workshop.sweep()
            self._publish(SourcesChanged())
            self._publish(IndexChanged(self._catalog.counts()[0]))
            return JobReport(context.job_id, "done", Counts(removed=len(ids)))

        return self._jobs.submit(f"Removing {shown_name(at)}", run)

    def restore(self) -> None:
        """Make store and catalog agree again."""

        def run(context: JobContext) -> JobReport:
            restored = reconcile(self._rooms(context), context.token)
            self._publish(Notice("info", "The index is complete again."))
            return JobReport(context.job_id, "done", Counts(updated=restored))

        self._jobs.submit("Restoring the index", run)

    def _submit(self, title: str, targets: Sequence[Target], background: bool = False) -> int:
        sources = {target.source for target in targets}

        def run(context: JobContext) -> JobReport:
            self._reading |= sources
            try:
                report = IndexJob(self._rooms(context), targets).run(context)
            finally:
                self._reading -= sources
                self._publish(SourcesChanged())
            if report.outcome == "done":
                self.recognise_new()
                self.look_at_new()
            return report

        return self._jobs.submit(title, run, background)

    def _rooms(self, context: JobContext) -> Rooms:
        """Everything a job needs; it waits for a model on a server that does not answer."""
        patience = Patience(context.token, self._publish, self._workshop.hang_up)
        return patience.until(self._workshop.rooms)


def _refuse_pack(path: Path) -> None:
    """Raises ``UsageError`` for a file that brings models: it is no document."""
    kind = pack_kind(path)
    if kind is None or path.is_dir():
        return
    raise UsageError(
        "It is a model pack, not a document",
        hint=f"Import it: docmind {kind} import FILE, or open it with the window.",
        path=path,
    )


def _source_of(path: Path, sources: Sequence[Path]) -> Path | None:
    return next((item for item in sources if item == path or item in path.parents), None)
