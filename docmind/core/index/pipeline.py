"""An indexing job: what the sources hold compared with what is known, and the difference done."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from docmind.core.errors import DiskFull
from docmind.core.events import IndexChanged, Notice, ProblemsChanged, SourcesChanged
from docmind.core.index.commit import Committer
from docmind.core.index.flow import Flow, Tally
from docmind.core.index.planner import Plan, plan_source, settle
from docmind.core.index.restore import reweigh_if_drifted
from docmind.core.index.rooms import Rooms
from docmind.core.index.vocabulary import list_words
from docmind.core.jobs import Cancelled, JobContext
from docmind.core.schema import FoundFile, JobReport, Problem


@dataclass(frozen=True, slots=True)
class Target:
    """A source to look at; only what lies under ``below`` when given."""

    source: Path
    below: Path | None = None


class IndexJob:
    """One run over some sources."""

    def __init__(self, rooms: Rooms, targets: Sequence[Target]) -> None:
        self._rooms = rooms
        self._targets = targets
        self._tally = Tally()

    def run(self, context: JobContext) -> JobReport:
        """Bring the index up to date with the sources. What was committed stays, also when the
        job is cancelled or fails."""
        committer = Committer(self._rooms, context.token)
        outcome: Literal["done", "cancelled"] = "done"
        try:
            self._run_to_the_end(context, committer)
        except Cancelled:
            outcome = "cancelled"
        finally:
            committer.sweep()
            self._rooms.publish(ProblemsChanged(self._rooms.catalog.problem_count()))
            self._rooms.publish(SourcesChanged())
        skipped = self._rooms.catalog.skipped_types()
        return JobReport(context.job_id, outcome, self._tally.counts, skipped_types=skipped)

    def _run_to_the_end(self, context: JobContext, committer: Committer) -> None:
        """Begin again where a full disk stopped it: what was committed is not done twice."""
        while True:
            try:
                return self._run(context, committer)
            except (DiskFull, sqlite3.Error, OSError) as error:
                committer.disk.wait_after(error)
                self._tally.forget("unchanged", "failed", "skipped")

    def _run(self, context: JobContext, committer: Committer) -> None:
        committer.disk.wait()
        context.advance(0, 0, stage="discovering")
        # one that was removed before this job came to it is not read
        wanted = set(self._rooms.catalog.sources()) - self._rooms.catalog.paused_sources()
        targets = [target for target in self._targets if target.source in wanted]
        plans = [self._plan(context, target) for target in targets]
        items = [item for plan in plans for item in plan.read]
        self._tally.begin(len(items))
        self._rooms.publish(SourcesChanged())
        if items:
            context.advance(0, len(items), stage="reading")
            Flow(self._rooms, self._tally, context, committer).run(items)
        context.advance(self._tally.done, len(items), stage="finishing")
        for plan in self._remove_gone(plans):
            settle(self._rooms, plan)
        if any(plan.read or plan.gone for plan in plans):
            reweigh_if_drifted(self._rooms, context)
        list_words(self._rooms.catalog, self._rooms.gate, context.token)

    def _plan(self, context: JobContext, target: Target) -> Plan:
        def tick(seen: int) -> None:
            context.token.check()
            context.advance(seen, 0, target.source.name)

        plan = plan_source(self._rooms, target.source, target.below, tick)
        if plan.offline:
            self._tell_away(target.source)
        for path in plan.away:
            self._tell_away(path)
        self._tally.count(unchanged=plan.unchanged, failed=plan.failed, skipped=plan.skipped)
        self._note_unreadable(plan)
        return plan

    def _tell_away(self, source: Path) -> None:
        text = f"{source} cannot be seen now. What was read from it stays searchable."
        self._rooms.publish(Notice("warning", text))

    def _note_unreadable(self, plan: Plan) -> None:
        """Folders that cannot be opened are problems too."""
        folders = [FoundFile(path, 0, 0, 0) for path, _ in plan.unreadable]
        ids = self._rooms.catalog.register(plan.source, folders)
        for found, file_id, (path, reason) in zip(
            folders, ids.values(), plan.unreadable, strict=True
        ):
            hint = "Allow DocMind to read it, then look for changes again."
            problem = Problem(path, "unreadable", reason, hint, "")
            self._rooms.catalog.fail(file_id, found, problem, self._rooms.pipeline)
        self._tally.count(failed=len(folders))

    def _remove_gone(self, plans: Sequence[Plan]) -> list[Plan]:
        """The plans that were carried out: those whose source is still there."""
        here = [plan for plan in plans if os.path.lexists(plan.source)]
        for plan in plans:
            if plan not in here and not plan.offline:
                self._tell_away(plan.source)  # it went while it was read
        gone = [file_id for plan in here for file_id in plan.gone]
        if gone:
            self._rooms.catalog.delete_files(gone)
            self._tally.count(removed=len(gone))
            self._rooms.publish(IndexChanged(self._rooms.catalog.counts()[0]))
        return here
