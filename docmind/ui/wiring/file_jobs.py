"""Which jobs work on files that were asked for, by the name of what they work on."""

from __future__ import annotations

from docmind.core import JobReport

_KEPT = 20


class FileJobs:
    """A job may end before its number is known: what ended is kept for a while."""

    def __init__(self) -> None:
        self._names: dict[int, str] = {}
        self._ended: dict[int, JobReport] = {}  # jobs whose number is not known

    def begin(self, name: str, job: int) -> JobReport | None:
        """A job works on ``name``; its report when it is over already."""
        self._names[job] = name
        return self._ended.pop(job, None)

    def name(self, job: int) -> str | None:
        """What a job works on; None for a job of others."""
        return self._names.get(job)

    def end(self, report: JobReport) -> str | None:
        """A job ended: what it worked on, None for a job of others, or not yet known."""
        name = self._names.pop(report.job_id, None)
        if name is None:
            self._ended[report.job_id] = report
            while len(self._ended) > _KEPT:
                self._ended.pop(next(iter(self._ended)))
        return name

    def names(self) -> list[str]:
        """What is worked on now."""
        return list(self._names.values())

    def on(self, name: str) -> list[int]:
        """The jobs that work on ``name``."""
        return [job for job, its in self._names.items() if its == name]
