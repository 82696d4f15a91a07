"""``docmind``: picks the command, prints its answer, turns errors into exit statuses.

The window, too, is started here: only the command that is asked for is imported.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

from docmind import core
from docmind.cli.arguments import read_arguments
from docmind.cli.opening import (
    DONE,
    FAILED,
    OTHER_VERSION,
    STOPPED,
    UNREACHABLE,
    WRONG_USE,
    OpenWindow,
    opened,
    read,
)
from docmind.cli.screen import Screen

Command = Callable[[argparse.Namespace, Screen], int]


def main(arguments: list[str], open_window: OpenWindow) -> int:
    """Run ``docmind`` with ``arguments``. Returns the exit status.

    ``open_window`` starts the other face; it is handed in because the faces do not know each
    other.
    """
    screen = Screen()
    try:
        options = read_arguments(arguments)
        if options.command == "window":
            return _window(options, open_window)
        if options.command == "demo":
            from docmind.cli.demo import run_demo

            return run_demo(options, screen, open_window)
        return _COMMANDS[options.command](options, screen)
    except core.DocMindError as error:
        screen.fail(error)
        return _status_of(error)
    except KeyboardInterrupt:
        screen.tell("Stopped.")
        return STOPPED
    except BrokenPipeError:
        # The reader left (``docmind search x | head -1``): nothing to say, and nowhere to say it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # noqa: BLE001 - the face's fence: a fault becomes a message
        screen.tell(f"docmind: it stopped because of a fault of its own ({type(error).__name__})")
        screen.tell("  Please report this with the lines below.")
        screen.tell(traceback.format_exc())
        return FAILED


def _status_of(error: core.DocMindError) -> int:
    if isinstance(error, core.UsageError):
        return WRONG_USE
    if isinstance(error, core.LibraryLocked | core.EngineUnreachable):
        return UNREACHABLE
    if isinstance(error, core.UpgradeNeeded | core.LibraryTooNew):
        return OTHER_VERSION
    return FAILED


def _window(options: argparse.Namespace, open_window: OpenWindow) -> int:
    paths = [_existing(path) for path in options.paths]
    obstacle = core.window_obstacle()
    if obstacle is not None:
        raise core.DocMindError(
            "The window cannot be opened", detail=obstacle.finding, hint=obstacle.remedy
        )
    library = options.library or core.default_library()
    place = library.absolute()
    return open_window(place, paths, options.query, options.quick, options.background)


def _existing(path: Path) -> Path:
    """``path`` made absolute. Raises ``UsageError`` when there is nothing."""
    absolute = Path(os.path.normpath(path.absolute()))
    if not os.path.lexists(absolute):
        raise core.UsageError(
            "There is no such file or folder", hint="Check the name.", path=absolute
        )
    return absolute


def _index(options: argparse.Namespace, screen: Screen) -> int:
    paths = [_existing(path) for path in options.paths]
    return _read_for_meaning(options, screen, lambda engine: engine.add(paths))


def _rescan(options: argparse.Namespace, screen: Screen) -> int:
    return _read_for_meaning(options, screen, lambda engine: engine.rescan(options.paths))


def _read_for_meaning(
    options: argparse.Namespace, screen: Screen, start: Callable[[core.EngineApi], int]
) -> int:
    """Read files, also by a model on another computer if a person allows that."""
    from docmind.cli.consent import model_may_be_asked
    from docmind.cli.model_use import look_after

    def before(engine: core.EngineApi) -> bool:
        return model_may_be_asked(engine.status().model, options, screen)

    return read(options, screen, start, before=before, after=look_after)


def _remove(options: argparse.Namespace, screen: Screen) -> int:
    from docmind.cli.shapes import removed_shape
    from docmind.cli.work import run_job

    path = Path(os.path.normpath(options.path.absolute()))
    with opened(options.library) as engine:
        report = run_job(engine, engine.remove(path), screen, quiet=options.json)
    if options.json:
        screen.json(removed_shape(report))
    else:
        screen.say(f"Removed {report.counts.removed:,} from the library. No file was deleted.")
    return STOPPED if report.outcome == "cancelled" else DONE


def _similar(options: argparse.Namespace, screen: Screen) -> int:
    from docmind.cli.similar import similar

    return similar(options, screen)


def _explain(options: argparse.Namespace, screen: Screen) -> int:
    from docmind.cli.explaining import explain

    return explain(options, screen)


def _status(options: argparse.Namespace, screen: Screen) -> int:
    from docmind.cli.report import show_status
    from docmind.cli.shapes import status_shape

    with opened(options.library) as engine:
        status = engine.status()
    screen.answer(status, options.json, status_shape, show_status)
    return DONE


def _problems(options: argparse.Namespace, screen: Screen) -> int:
    from docmind.cli.report import show_problems
    from docmind.cli.shapes import problem_shapes

    with opened(options.library) as engine:
        problems = engine.problems()
    if not options.ignored:
        problems = tuple(problem for problem in problems if not problem.ignored)
    show = partial(show_problems, library=options.library)
    screen.answer(problems, options.json, problem_shapes, show)
    return DONE


def _look(options: argparse.Namespace, screen: Screen) -> int:
    from docmind.cli.model_use import look

    return look(options, screen)


def _models(options: argparse.Namespace, screen: Screen) -> int:
    from docmind.cli.models import run

    return run(options, screen)


def _runtime(options: argparse.Namespace, screen: Screen) -> int:
    from docmind.cli.runtimes import run

    return run(options, screen)


def _doctor(options: argparse.Namespace, screen: Screen) -> int:
    from docmind.cli.report import show_checks
    from docmind.cli.shapes import checks_shape

    checks = core.examine(options.library)
    screen.answer(checks, options.json, checks_shape, show_checks)
    if checks_shape(checks)["ok"]:
        return DONE
    screen.tell("docmind: something is missing, see above")
    return FAILED


def _selftest(options: argparse.Namespace, screen: Screen) -> int:
    from docmind.cli.selftest import selftest

    return selftest(options, screen)


def _privacy(options: argparse.Namespace, screen: Screen) -> int:
    from docmind.cli.privacy import privacy

    return privacy(options, screen)


def _library(options: argparse.Namespace, screen: Screen) -> int:
    from docmind.cli.library import library

    return library(options, screen)


def _update(options: argparse.Namespace, screen: Screen) -> int:
    from docmind.cli.updating import update

    return update(options, screen)


def _eval(options: argparse.Namespace, screen: Screen) -> int:
    from docmind.cli.measures import measure

    return measure(options, screen)


def _of(module: str, name: str) -> Command:
    """A command of another module, which is imported when the command is used."""

    def run(options: argparse.Namespace, screen: Screen) -> int:
        command: Command = getattr(importlib.import_module(f"docmind.cli.{module}"), name)
        return command(options, screen)

    return run


_COMMANDS: dict[str, Command] = {
    "index": _index,
    "rescan": _rescan,
    "remove": _remove,
    "search": _of("searches", "search"),
    "similar": _similar,
    "explain": _explain,
    "history": _of("searches", "history"),
    "saved": _of("searches", "saved"),
    "status": _status,
    "problems": _problems,
    "files": _of("mending", "files"),
    "retry": _of("mending", "retry"),
    "unlock": _of("mending", "unlock"),
    "allow": _of("mending", "allow"),
    "recognise": _of("mending", "recognise"),
    "look": _look,
    "ignore": _of("mending", "ignore"),
    "exclude": _of("mending", "exclude"),
    "pause": _of("mending", "pause"),
    "resume": _of("mending", "resume"),
    "models": _models,
    "key": _of("keys", "run"),
    "runtime": _runtime,
    "doctor": _doctor,
    "selftest": _selftest,
    "privacy": _privacy,
    "library": _library,
    "update": _update,
    "eval": _eval,
}
