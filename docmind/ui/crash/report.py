"""A report of a fault that holds nothing of a person's: no text, no names of files, no searches.

It is made of what the program itself is: types, places in its code, versions. What an exception
says is only taken over where it cannot hold anything else.
"""

from __future__ import annotations

import os
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from docmind import __version__

MOST_FRAMES = 60
PACKAGE = Path(__file__).resolve().parents[2]  # the folder ``docmind``
# What these say is about code alone. KeyError, ValueError and the like quote what they were given.
SPEAK_OF_CODE = (AttributeError, NameError, ImportError, TypeError, RecursionError, MemoryError,
                 ZeroDivisionError, NotImplementedError, SyntaxError)  # fmt: skip
QT_OBJECT_GONE = re.compile(r"(libshiboken: )?Internal C\+\+ object \([\w.]*\) already deleted\.?")
PLACE = re.compile(r'File "(?P<file>[^"]*)", line (?P<line>\d+)(,)? in (?P<name>.*)')
LEFT_OUT = "what it says is left out, as it may quote something of yours"


def report_of(error: BaseException, thread: str = "", log: str = "") -> str:
    """The report of an exception that nobody caught. ``thread`` names where; ``log`` are the last
    lines of the log, which holds nothing of a person's either."""
    where = f"in the thread {thread}" if thread else "in the window"
    return _report(f"An error {where}", "\n".join(_chain(error)), log)


def report_of_end(dump: str, log: str = "") -> str:
    """The report of a hard end (a fault outside Python), from what ``faulthandler`` wrote."""
    return _report("DocMind ended suddenly", "\n".join(_plain_dump(dump)), log)


def said(error: BaseException) -> str:
    """The type of an exception and what of its words can be told."""
    kind = type(error).__name__
    if isinstance(error, OSError) and error.errno is not None:
        return f"{kind}: [{error.errno}] {os.strerror(error.errno)}"
    words = str(error)
    if not words:
        return kind
    known = type(error) in SPEAK_OF_CODE or type(error) is ModuleNotFoundError
    if known or QT_OBJECT_GONE.fullmatch(words):
        return f"{kind}: {words}"
    return f"{kind} ({LEFT_OUT})"


def frames(error: BaseException) -> list[str]:
    """Where an exception came through, outermost first: places in code, without any value."""
    found = traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
    return [f"  {place(one.filename)}, line {one.lineno}, in {one.name}" for one in found]


def place(filename: str) -> str:
    """A source file from its package on: docmind/ui/app.py. Folders of this computer stay out."""
    file = Path(filename)
    if file.is_relative_to(PACKAGE):
        return (Path("docmind") / file.relative_to(PACKAGE)).as_posix()
    parts = file.parts
    for root in ("site-packages", "dist-packages"):
        if root in parts:
            return "/".join(parts[parts.index(root) + 1 :])
    return file.name


def versions() -> list[str]:
    """What runs here."""
    import platform  # only a report needs it

    screens = ", ".join(f"{screen.devicePixelRatio():g}x" for screen in QGuiApplication.screens())
    return [
        f"DocMind {__version__}, {datetime.now(UTC).isoformat(timespec='seconds')}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()} {platform.machine()}, "
        f"{QGuiApplication.platformName() or 'no window'}, screens {screens or 'none'}",
        "installed as one file" if getattr(sys, "frozen", False) else "installed as a package",
    ]


def own_thread() -> str:
    """The name of this thread, or nothing for the one of the window."""
    thread = threading.current_thread()
    return "" if thread is threading.main_thread() else thread.name


def _chain(error: BaseException) -> Iterator[str]:
    """The exceptions that led to this one, first things first."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _chain(before)
        yield "which led to"
    yield said(error)
    yield from frames(error)


def _plain_dump(dump: str) -> Iterator[str]:
    """Each line of a dump that is of a known form, with its place made short."""
    for line in dump.splitlines():
        found = PLACE.search(line)
        if found:
            yield f"  {place(found['file'])}, line {found['line']}, in {found['name']}"
        elif line.startswith(("Fatal Python error: ", "Current thread", "Thread 0x")):
            yield re.sub(r"0x[0-9a-f]+ ", "", line)


def _report(title: str, body: str, log: str) -> str:
    parts = [title, "", *versions(), "", body]
    if log.strip():
        parts += ["", "Last lines of the log:", log.strip()]
    return "\n".join(parts) + "\n"
