"""The parent's side of one reading process: start it, ask it, end it."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from docmind.core.children import Deadline, start_child
from docmind.core.errors import DocMindError, ExtractionError, ExtractionTimedOut
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.frames import (
    Extracted,
    Inside,
    Order,
    Picture,
    Pictures,
    PicturesEnd,
    Ready,
    Refused,
    Reply,
    Request,
    receive_reply,
    send,
)
from docmind.core.extract.picture_album import FoundPicture, Wanted
from docmind.core.extract.reader import OUT_OF_MEMORY
from docmind.core.extract.reading import out_of_memory
from docmind.core.paths import child_command
from docmind.core.schema import Document, Refusal

_START_SECONDS = 60.0
_END_SECONDS = 5.0


class ReaderDied(Exception):
    """The process ended without an answer and without being asked to; the text says how.

    ``member`` is the one of the file it was reading then, "" for the file itself.
    """

    def __init__(self, ending: str, member: str = "") -> None:
        super().__init__(ending)
        self.member = member


class MemberFailed(Exception):
    """A member of the file took too long or too much memory, and the process with it."""

    def __init__(self, member: str, error: ExtractionError) -> None:
        super().__init__(member)
        self.member = member
        self.error = error


class ReaderProcess:
    """One running child. Used by one thread, but ``kill`` may come from any."""

    def __init__(self, log_file: Path) -> None:
        self._guard = threading.Lock()
        self._scratch = tempfile.TemporaryDirectory(prefix="docmind-", ignore_cleanup_errors=True)
        command = [*child_command("reader"), str(os.getpid()), self._scratch.name]
        self._process = start_child(command, log_file)
        self._retired = False
        self._inside = ""
        self._is_late = False
        with Deadline(_START_SECONDS, self.kill):
            reply = self._receive(ExtractionLimits())
        if not isinstance(reply, Ready):
            self.close()
            raise DocMindError(
                "The reading process does not start",
                detail=f"It ended with {self._ending()}.",
                hint=f"See {log_file}, and run docmind doctor.",
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    @property
    def is_usable(self) -> bool:
        """Whether it can be asked again: it lives, and has not announced its end."""
        return not self._retired and self.is_alive

    def read(
        self, path: Path, limits: ExtractionLimits, avoid: dict[str, Refusal] | None = None
    ) -> Document:
        """Have ``path`` read, but not the members to ``avoid``.

        Raises ``ExtractionError``; ``ReaderDied`` or ``MemberFailed`` when it took the child.
        ``limits.seconds`` count for the file itself and anew for each of its members.
        """
        reply = self._asked(Request(os.fsencode(path), limits, avoid or {}), lambda _: True)
        if isinstance(reply, Extracted):
            return reply.document(path)
        raise self._problem(reply, path, limits)

    def pictures(
        self,
        path: Path,
        wanted: Wanted,
        limits: ExtractionLimits,
        avoid: dict[str, Refusal] | None = None,
    ) -> list[FoundPicture]:
        """Have the pictures of ``path`` shown, but not those on pages or in parts to ``avoid``.

        Raises as ``read`` does; ``limits.seconds`` count anew for each page, part and picture.
        """
        found: list[FoundPicture] = []

        def take(picture: Picture) -> bool:
            shown = picture.found(wanted.side)
            if shown is None or len(found) == wanted.most:
                return False
            found.append(shown)
            return True

        reply = self._asked(Pictures(os.fsencode(path), wanted, limits, avoid or {}), take)
        if isinstance(reply, PicturesEnd):
            return found
        raise self._problem(reply, path, limits)

    def _asked(self, order: Order, take: Callable[[Picture], bool]) -> Reply | None:
        """The last reply to an order; None when there is none, or one that ``take`` refuses."""
        self._inside = ""
        with Deadline(order.limits.seconds, self.kill) as deadline:
            with suppress(OSError):
                send(self._stdin, order)
            while isinstance(reply := self._receive(order.limits), Inside | Picture):
                if isinstance(reply, Inside):
                    self._inside = reply.member
                elif not take(reply):
                    reply = None
                    break
                deadline.renew()
        self._is_late = deadline.has_expired
        if isinstance(reply, Extracted | PicturesEnd | Refused):
            self._retired = reply.retire
        return reply

    def _problem(self, reply: Reply | None, path: Path, limits: ExtractionLimits) -> Exception:
        if isinstance(reply, Refused):
            return reply.error(path)
        return self._failure(path, limits, self._is_late)

    def kill(self) -> None:
        """End it now. Harmless when it has ended."""
        with suppress(OSError):
            self._process.kill()

    def close(self) -> None:
        """End it and let go of its pipes."""
        self.kill()
        for pipe in (self._stdin, self._stdout):
            with suppress(OSError):
                pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)
        self._scratch.cleanup()

    def _failure(self, path: Path, limits: ExtractionLimits, is_late: bool) -> Exception:
        self.kill()
        ending = self._ending()
        error: ExtractionError
        if is_late:
            error = ExtractionTimedOut(
                "The file takes too long to read",
                detail=f"It was given {limits.seconds:g} seconds.",
                hint="Read it anyway, with ten times as long; or raise "
                "extraction.timeout_seconds in the settings.",
                path=path,
            )
        elif self._process.returncode == OUT_OF_MEMORY:
            error = out_of_memory(path, limits)
        else:
            return ReaderDied(ending, self._inside)
        return MemberFailed(self._inside, error) if self._inside else error

    def _ending(self) -> str:
        try:
            status = self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            return "no status"
        return f"signal {-status}" if status < 0 else f"status {status}"

    def _receive(self, limits: ExtractionLimits) -> Reply | None:
        try:
            return receive_reply(self._stdout, limits)
        except (OSError, ValueError):
            return None

    @property
    def _stdin(self) -> BinaryIO:
        assert self._process.stdin is not None
        return self._process.stdin  # type: ignore[return-value]

    @property
    def _stdout(self) -> BinaryIO:
        assert self._process.stdout is not None
        return self._process.stdout  # type: ignore[return-value]
