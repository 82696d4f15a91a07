"""Reads many files in child processes: a hostile file costs one file, never the program."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docmind.core.errors import ExtractionCrashed
from docmind.core.extract.base import ExtractionLimits, damaged
from docmind.core.extract.members import refusal_of
from docmind.core.extract.picture_album import FoundPicture, Wanted
from docmind.core.extract.reader_process import MemberFailed, ReaderDied, ReaderProcess
from docmind.core.extract.reading import extraction_version
from docmind.core.schema import Document, Refusal

EXTRACTION_VERSION: str = extraction_version()
"""Names the extractors and their versions: files read under another one are read again."""

_IDLE_SECONDS = 10.0
_LOOK_EVERY = 0.5
_DEATHS = 2  # of the process, before its file or member is given up
_MOST_AVOIDED = 8  # members of one file that cost a process each


_Avoid = dict[str, Refusal]


@dataclass(frozen=True, slots=True)
class _Task:
    """A file, and what to have done with it: ``ask`` may be repeated with more to avoid."""

    path: Path
    ask: Callable[[ReaderProcess, _Avoid], Any]
    future: Future[Any]


class ExtractionPool:
    """``workers`` reading processes (0: by the number of cores), started when there is work.

    Each reads one file at a time under ``limits``. Whatever they or their libraries print goes to
    ``log_file``. A process that dies is replaced, ``on_restart(reason)`` is told (on a pool
    thread), and its file is tried once more in a fresh process. Idle processes end after a while.
    """

    def __init__(
        self,
        workers: int,
        limits: ExtractionLimits,
        log_file: Path,
        on_restart: Callable[[str], None],
    ) -> None:
        self.limits = limits
        self.log_file = log_file
        self._on_restart = on_restart
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._closed = threading.Event()
        self._cancelled = threading.Event()
        count = workers or max(1, min(8, (os.cpu_count() or 2) - 1))
        self._workers = [_Worker(self, number) for number in range(count)]
        for worker in self._workers:
            worker.start()

    @property
    def size(self) -> int:
        """How many files are read at the same time."""
        return len(self._workers)

    def child_pids(self) -> tuple[int, ...]:
        """The process ids of the children that run now."""
        readers = [worker.reader for worker in self._workers]
        return tuple(reader.pid for reader in readers if reader is not None)

    def submit(self, path: Path, limits: ExtractionLimits | None = None) -> Future[Document]:
        """Read ``path`` when a process is free. Futures finish in any order.

        ``limits`` replace those of the pool for this file.

        The future raises the ``ExtractionError`` of the right kind; ``CancelledError`` when the
        pool was closed first; ``DocMindError`` when reading processes cannot be started at all.
        Documents wait in memory until taken: submit a few times ``size`` ahead, not everything.
        Raises ``RuntimeError`` on a closed pool.
        """
        chosen = limits or self.limits
        return self._put(path, lambda reader, avoid: reader.read(path, chosen, avoid))

    def pictures(
        self,
        path: Path,
        side: int,
        limits: ExtractionLimits | None = None,
        least_side: int = 100,
        most: int = 40,
    ) -> Future[list[FoundPicture]]:
        """The pictures of ``path``, ``side`` pixels wide and high, in its order; none where its
        type holds none.

        Those inside documents narrower or lower than ``least_side`` pixels are left out, and no
        more than ``most`` are shown. A page or part that makes processes die is left out; for
        everything else the future raises as that of ``submit``.
        """
        wanted, chosen = Wanted(side, least_side, most), limits or self.limits
        return self._put(path, lambda reader, avoid: reader.pictures(path, wanted, chosen, avoid))

    def _put(self, path: Path, ask: Callable[[ReaderProcess, _Avoid], Any]) -> Future[Any]:
        if self._closed.is_set():
            raise RuntimeError("the pool is closed")
        task = _Task(path, ask, Future())
        self._tasks.put(task)
        return task.future

    def close(self, cancel: bool = True) -> None:
        """Stop: at once (``cancel``), or when all that was submitted is read. Twice is harmless."""
        if cancel:
            self._cancelled.set()
            for worker in self._workers:
                worker.kill()
        if not self._closed.is_set():
            self._closed.set()
            for _ in self._workers:
                self._tasks.put(None)
        for worker in self._workers:
            worker.join()

    def next_task(self, seconds: float | None) -> _Task | None:
        """For the workers: None ends them. Raises ``queue.Empty``."""
        return self._tasks.get(timeout=seconds)

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def report(self, reason: str, path: Path | None) -> None:
        """For the workers: a process died, while reading ``path`` if one is given."""
        with self.log_file.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"A reading process died with {reason}, file: {path}\n")
        self._on_restart(reason)


class _Worker(threading.Thread):
    """One thread, and the one child it starts, asks and replaces.

    The thread lives as long as its children: Linux ends them with the thread that started them.
    """

    def __init__(self, pool: ExtractionPool, number: int) -> None:
        super().__init__(name=f"reader-{number}", daemon=True)
        self._pool = pool
        self.reader: ReaderProcess | None = None

    def run(self) -> None:
        while (task := self._next()) is not None:
            if self._pool.is_cancelled:
                task.future.cancel()
            if task.future.set_running_or_notify_cancel():
                self._serve(task)
            del task  # the next one may be long in coming
        self._let_go()

    def kill(self) -> None:
        """End the child, from any thread."""
        reader = self.reader
        if reader is not None:
            reader.kill()

    def _next(self) -> _Task | None:
        idle_until = time.monotonic() + _IDLE_SECONDS
        while self.reader is not None:
            try:
                return self._pool.next_task(_LOOK_EVERY)
            except queue.Empty:
                self._look_after_idle(idle_until)
        return self._pool.next_task(None)

    def _look_after_idle(self, idle_until: float) -> None:
        is_dead = self.reader is not None and not self.reader.is_alive
        if is_dead or time.monotonic() > idle_until:
            self._let_go()
        if is_dead:
            self._pool.report("it was ended from outside", None)

    def _serve(self, task: _Task) -> None:
        try:
            answer = self._answer(task)
        except (Exception, CancelledError) as error:  # noqa: BLE001 - told to who asked
            task.future.set_exception(error)
        else:
            task.future.set_result(answer)

    def _answer(self, task: _Task) -> Any:
        deaths: Counter[str] = Counter()
        avoid: _Avoid = {}
        while True:
            reader = self._usable_reader()
            try:
                return task.ask(reader, avoid)
            except MemberFailed as failure:
                avoid[failure.member] = refusal_of(failure.error)
            except ReaderDied as death:
                if self._pool.is_cancelled:
                    raise CancelledError from None
                self._pool.report(str(death), task.path)
                deaths[death.member] += 1
                if deaths[death.member] == _DEATHS:
                    error = _crashed(task.path, str(death))
                    if not death.member:
                        raise error from None
                    avoid[death.member] = refusal_of(error)
            finally:
                if not reader.is_usable:
                    self._let_go()
            if len(avoid) > _MOST_AVOIDED:
                raise damaged("Too many of the files inside it cannot be read.")

    def _usable_reader(self) -> ReaderProcess:
        if self.reader is not None and not self.reader.is_alive:
            self._let_go()
        if self.reader is None:
            self.reader = ReaderProcess(self._pool.log_file)
        if self._pool.is_cancelled:
            raise CancelledError
        return self.reader

    def _let_go(self) -> None:
        reader, self.reader = self.reader, None
        if reader is not None:
            reader.close()


def _crashed(path: Path, ending: str) -> ExtractionCrashed:
    return ExtractionCrashed(
        "The file made the reading process crash, twice",
        detail=f"It ended with {ending}.",
        hint="The file may be damaged: open it in its own program and save it again.",
        path=path,
    )
