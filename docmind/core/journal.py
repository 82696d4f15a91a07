"""The journal of connections: each time DocMind reaches out over the network, a line in a file.

A line is written before the connection is tried and another when it has ended, so that nothing
goes unnoted, not even by a process that dies. What cannot be noted is not begun.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from docmind.core.errors import DiskFull, DocMindError
from docmind.core.paths import connections_file

MOST_BYTES = 2_000_000
"""The file is cut to its newer half when it grows beyond this: about ten thousand connections."""
_LOCK_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Connection:
    """One connection to another computer. ``began`` is ISO 8601 in UTC, ``received`` in bytes.

    ``outcome``: done, led on (to another host), broken off, or "" while it is under way, which
    stays so when the process died.
    """

    began: str
    host: str
    purpose: str
    received: int = 0
    outcome: str = ""


@dataclass
class Attempt:
    """What is told of a connection when it has ended. ``received`` is asked for then."""

    received: Callable[[], int] = lambda: 0
    outcome: str = "done"


@contextmanager
def noted(host: str, purpose: str) -> Iterator[Attempt]:
    """Note a connection around the block that makes it.

    Raises ``DocMindError``, ``DiskFull`` before the block when it cannot be noted.
    """
    key = secrets.token_hex(6)
    _append({"id": key, "began": _now(), "host": host, "purpose": purpose})
    attempt = Attempt()
    try:
        yield attempt
    except BaseException:
        attempt.outcome = "broken off"
        raise
    finally:
        # the first line stands: that the second one is missing tells that the end is not known
        with suppress(DocMindError):
            _append({"id": key, "received": attempt.received(), "outcome": attempt.outcome})


def connections_made() -> tuple[Connection, ...]:
    """Every noted connection, newest first. Lines that cannot be read are passed over."""
    found: dict[str, Connection] = {}
    for line in _lines(connections_file()):
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            noted_line = json.loads(line)
            key = str(noted_line["id"])
            if "host" in noted_line:
                found[key] = Connection(
                    str(noted_line["began"]), str(noted_line["host"]), str(noted_line["purpose"])
                )
            elif key in found:
                found[key] = replace(
                    found[key],
                    received=int(noted_line["received"]),
                    outcome=str(noted_line["outcome"]),
                )
    return tuple(reversed(found.values()))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _append(line: dict[str, Any]) -> None:
    """Add a line; several processes may do so at once. Raises ``DocMindError``."""
    file = connections_file()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(f"{file}.lock", timeout=_LOCK_SECONDS):
            _keep_small(file)
            descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "a", encoding="utf-8") as stream:
                stream.write(json.dumps(line) + "\n")
                stream.flush()
                os.fsync(stream.fileno())
    except (OSError, Timeout) as error:
        raise _not_noted(error, file) from None


def _not_noted(error: OSError | Timeout, file: Path) -> DocMindError:
    reason = error.strerror if isinstance(error, OSError) else ""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(
            "The disk is full",
            detail="No connection is made, because it cannot be written down.",
            hint="Make room, then try again.",
            path=file,
        )
    return DocMindError(
        "No connection is made, because it cannot be written down",
        detail=f"{reason or error}.",
        hint="Make the file writable.",
        path=file,
    )


def _keep_small(file: Path) -> None:
    if not file.exists() or file.stat().st_size <= MOST_BYTES:
        return
    lines = _lines(file)
    number, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    draft = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as stream:
            stream.write("".join(f"{line}\n" for line in lines[len(lines) // 2 :]))
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
