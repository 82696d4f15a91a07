"""Put on PYTHONPATH: every Python process notes that it runs, and fails at internet sockets."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Any

_LOG = Path(os.environ["NO_INET_LOG"])
_FAMILIES = (socket.AF_INET, socket.AF_INET6)


def _note(line: str) -> None:
    with _LOG.open("a") as log:
        log.write(line + "\n")


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    asked = event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
    opened = event == "socket.__new__" and arguments[1] in _FAMILIES
    if asked or opened:
        _note(f"refused {event} {arguments[1:]!r} in {' '.join(sys.orig_argv)}")
        raise PermissionError(f"no internet here: {event}")


sys.addaudithook(_watch)
_note(f"runs {' '.join(sys.orig_argv)}")
