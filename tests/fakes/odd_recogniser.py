"""The real recognising process with a recogniser that pictures tell how to misbehave."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fakes.recognisers import Told, order_of

from docmind.core.recognise import child
from docmind.core.recognise.base import Line

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

READ, HANG, SEGFAULT, HOARD, SPIN, FAIL, DIE_ONCE, CHATTER, RUBBISH = range(9)
MARK = "ODD_RECOGNISER_MARK"
"""Environment variable with a file that shows that something has begun."""


def _mark() -> Path:
    return Path(os.environ[MARK])


def _hang() -> NoReturn:
    _mark().touch()
    while True:
        time.sleep(0.05)


def _hoard() -> None:
    kept = []
    while True:
        kept.append(b"x" * (8 << 20))
        time.sleep(0.001)


def _spin() -> None:
    while True:
        sum(range(10_000))


def _fail() -> None:
    raise ValueError("a page that cannot be read")


def _die_once() -> None:
    if not _mark().exists():
        _mark().touch()
        os._exit(3)


def _chatter() -> None:
    print("said by a library")
    os.write(1, b"written by a library\n")


def _rubbish() -> None:
    """Write nonsense where replies go, as a process that was taken over might."""
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, b"\xff" * 64)
        except OSError:
            continue


_BEHAVIOURS = {
    HANG: _hang,
    SEGFAULT: lambda: ctypes.string_at(0),
    HOARD: _hoard,
    SPIN: _spin,
    FAIL: _fail,
    DIE_ONCE: _die_once,
    CHATTER: _chatter,
    RUBBISH: _rubbish,
}


class Odd(Told):
    """Says how wide a picture is, after doing what its corner says."""

    def load(self, threads: int) -> None:
        if os.environ.get("ODD_RECOGNISER_BROKEN"):
            raise RuntimeError("its model is damaged")
        self.threads = threads

    def read(self, picture: Picture) -> list[Line]:
        behave = _BEHAVIOURS.get(order_of(picture))
        if behave is not None:
            behave()
        return [Line(f"width {picture.width}", 0.9, (0, 0, 100, 20))]


if __name__ == "__main__":
    child.recogniser_class = lambda name: Odd  # type: ignore[assignment]
    child._PAGES_BEFORE_RETIRING = int(os.environ.get("ODD_RECOGNISER_PAGES", "1000"))
    child.main(sys.argv[1:])
