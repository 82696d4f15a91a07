"""Commands for files that could not be read, for what is left out, and for pausing a source."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from docmind import core
from docmind.cli.opening import DONE, FAILED, STOPPED, opened, read
from docmind.cli.screen import Screen, one_line, repaired

_ALL_FILES = 100_000_000


def given_path(path: Path) -> Path:
    """``path`` made absolute. What lies inside a file is on no disk, so nothing is looked up."""
    return Path(os.path.normpath(path.absolute()))


def retry(options: argparse.Namespace, screen: Screen) -> int:
    """Read files with problems again."""
    paths = _given(options)
    return read(options, screen, lambda engine: engine.retry(paths))


def allow(options: argparse.Namespace, screen: Screen) -> int:
    """Read files that were too large or too slow all the same."""
    paths = _given(options)
    return read(options, screen, lambda engine: engine.allow(paths))


def recognise(options: argparse.Namespace, screen: Screen) -> int:
    """Look for text in pictures and scanned pages."""
    from docmind.cli.report import show_recognised

    paths = _given(options)
    return read(options, screen, lambda engine: engine.recognise(paths), show_recognised)


def _given(options: argparse.Namespace) -> list[Path]:
    return [given_path(path) for path in options.paths]


def unlock(options: argparse.Namespace, screen: Screen) -> int:
    """Read files with a password that is asked for, or comes on standard input."""
    from docmind.cli.report import show_counts
    from docmind.cli.shapes import unlocked_shape
    from docmind.cli.work import run_job

    paths = _given(options)
    password = _password(from_input=options.password_stdin)
    with opened(options.library) as engine:
        job = engine.unlock(paths, password)
        report = run_job(engine, job, screen, quiet=options.json)
        locked = [one.path for one in engine.problems() if one.kind == "password"]
    locked = [path for path in locked if any(path.is_relative_to(asked) for asked in paths)]
    if options.json:
        screen.json(unlocked_shape(report, locked))
    else:
        show_counts(screen, report)
        for path in locked:
            screen.tell(f"docmind: that password does not open {one_line(path)}")
    if report.outcome == "cancelled":
        return STOPPED
    return FAILED if locked else DONE


def _password(*, from_input: bool) -> str:
    """Never an argument: those can be seen by every program on the computer."""
    if from_input:
        password = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        password = getpass.getpass("Password: ")
    else:
        raise core.UsageError(
            "There is no terminal to ask for the password",
            hint="Give it on standard input, with --password-stdin.",
        )
    if not password:
        raise core.UsageError("No password was given")
    return password


def ignore(options: argparse.Namespace, screen: Screen) -> int:
    """Leave problems out of count and list, or take them in again."""
    with opened(options.library) as engine:
        changed = engine.ignore(_given(options), not options.undo)
    if options.json:
        screen.json({"changed": changed})
    else:
        files = "1 file" if changed == 1 else f"{changed:,} files"
        screen.say(f"{files} {'listed again' if options.undo else 'ignored until changed'}.")
    return DONE


def pause(options: argparse.Namespace, screen: Screen) -> int:
    """Read nothing of a source for now."""
    path = given_path(options.path)
    with opened(options.library) as engine:
        engine.pause_source(path)
    if options.json:
        screen.json({"path": repaired(path), "paused": True})
    else:
        screen.say(f"Paused. What was read of it is still found. {one_line(path)}")
    return DONE


def resume(options: argparse.Namespace, screen: Screen) -> int:
    """Read a paused source again."""
    path = given_path(options.path)
    return read(options, screen, lambda engine: engine.resume_source(path))


def exclude(options: argparse.Namespace, screen: Screen) -> int:
    """Show what patterns would leave out."""
    from docmind.cli.report import show_excluded
    from docmind.cli.shapes import excluded_shape

    with opened(options.library) as engine:
        preview = engine.preview_exclude(options.preview)
    screen.answer(preview, options.json, excluded_shape, show_excluded)
    return DONE


def files(options: argparse.Namespace, screen: Screen) -> int:
    """List known files with their states, and why where there is a reason."""
    from docmind.cli.report import show_files
    from docmind.cli.shapes import file_shapes

    with opened(options.library) as engine:
        records = engine.files(limit=_ALL_FILES)
        reasons = {problem.path: problem for problem in engine.problems()}
    if options.path is not None:
        below = given_path(options.path)
        records = tuple(record for record in records if record.path.is_relative_to(below))
    if options.state is not None:
        records = tuple(record for record in records if record.state == options.state)
    if options.json:
        screen.json(file_shapes(records, reasons))
    else:
        show_files(screen, records, reasons)
    return DONE
