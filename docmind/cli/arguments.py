"""What may be typed after ``docmind``."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Callable
from pathlib import Path

from docmind import __version__
from docmind.cli.consent import add_consent
from docmind.cli.key_arguments import add_key
from docmind.cli.library_arguments import add_library
from docmind.cli.model_arguments import add_models, add_runtime
from docmind.cli.search_arguments import (
    add_explain,
    add_history,
    add_saved,
    add_search,
    add_similar,
)
from docmind.core import UsageError

COMMANDS = (
    "index",
    "search",
    "similar",
    "explain",
    "history",
    "saved",
    "status",
    "problems",
    "files",
    "retry",
    "unlock",
    "allow",
    "recognise",
    "look",
    "ignore",
    "exclude",
    "pause",
    "resume",
    "remove",
    "rescan",
    "models",
    "key",
    "runtime",
    "doctor",
    "selftest",
    "privacy",
    "library",
    "update",
    "eval",
    "demo",
)

_EXITS = (
    "exit status: 0 done, 1 failed (the reason is printed), 2 wrong use, "
    "3 engine not reachable or library in use, 4 library of another version, "
    "130 stopped with Ctrl-C"
)


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    """Parse. ``command`` is "window" when no command is named.

    Raises ``UsageError`` when the first word is neither a command nor a file, and ``SystemExit``
    (status 2, or 0 after ``--help``) as argparse does.
    """
    word = _first_word(arguments)
    if word is None or word in COMMANDS:
        options = command_parser().parse_args(arguments)
        if options.command is None:
            options.command, options.paths = "window", []
        elif options.query or options.quick or options.background:
            raise UsageError(
                "--query, --quick and --background are for the window, not for a command"
            )
        return options
    return _window_parser(word).parse_args(arguments)


def _first_word(arguments: list[str]) -> str | None:
    """The first argument that is neither an option nor the value of one."""
    remaining = iter(arguments)
    for argument in remaining:
        if argument in ("--library", "--query"):
            next(remaining, None)
        elif argument == "--":
            return next(remaining, None)
        elif not argument.startswith("-"):
            return argument
    return None


def _common(top: bool) -> argparse.ArgumentParser:
    """Options that stand before or after the command; only the first default counts."""
    common = argparse.ArgumentParser(add_help=False)
    absent = None if top else argparse.SUPPRESS
    common.add_argument(
        "--library", type=Path, metavar="DIR", default=absent, help="use the library in DIR"
    )
    common.add_argument(
        "--json",
        action="store_true",
        default=False if top else argparse.SUPPRESS,
        help="print one JSON object (or list) and nothing else",
    )
    return common


def command_parser() -> argparse.ArgumentParser:
    """All commands and options; the man page and the shells' completions are made from it."""
    parser = argparse.ArgumentParser(
        prog="docmind",
        description="Find anything in your own files. Without a command the window opens; "
        "files and folders named after `docmind` are added to it.",
        epilog=_EXITS,
        parents=[_common(top=True)],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"docmind {__version__}")
    _add_window(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def command(name: str, does: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=does,
            description=does[0].upper() + does[1:] + ".",
            parents=[_common(top=False)],
            allow_abbrev=False,
        )

    _add_reading(command("index", "add files and folders and read what is new or changed"))
    add_search(command("search", "search the library"), _limit)
    add_similar(command("similar", "find what is like a document or a picture"), _limit, _page)
    explain = command("explain", "say why a file is or is not among the results of a search")
    add_explain(explain, _limit)
    add_history(command("history", "list what was searched for, newest first, or erase it"))
    saved = command("saved", "list, add, rename, remove and run saved searches")
    add_saved(saved, _common(top=False), _limit)
    command("status", "show the library at a glance")
    problems = command(
        "problems", "list the files that could not be read, why, and the command that helps"
    )
    problems.add_argument("--ignored", action="store_true", help="also list the ignored ones")
    _add_files(command("files", "list the known files with their states"))
    _add_mending(command)
    pause = command("pause", "read nothing of a folder for now; it stays searchable")
    pause.add_argument("path", type=Path, metavar="PATH", help="a folder or file that was added")
    resume = command("resume", "read a paused folder again and look for what changed meanwhile")
    resume.add_argument("path", type=Path, metavar="PATH")
    remove = command("remove", "take a file or folder out of the library; it stays on disk")
    remove.add_argument("path", type=Path, metavar="PATH")
    rescan = command("rescan", "look for changes in folders of the library (all by default)")
    rescan.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    add_consent(rescan)
    add_models(command("models", "list, get, check, pack and remove models"), _common(top=False))
    add_key(command("key", "keep, remove and list keys of servers"), _common(top=False))
    runtime = "list, get and remove what runs models on a graphics card"
    add_runtime(command("runtime", runtime), _common(top=False))
    _add_program(command)
    _add_eval(command("eval", "measure the ranking on a collection with known answers"))
    demo = command("demo", "try DocMind on sample documents, in a library that is removed again")
    demo.add_argument("--no-window", action="store_true", help="only answer in the terminal")
    return parser


def _add_program(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Commands about the program itself, and about versions."""
    command("doctor", "check what DocMind needs and say what is missing and how to get it")
    selftest = command("selftest", "try every model, store and reader that is part of DocMind")
    selftest.add_argument("--list", action="store_true", help="list them, and try none")
    kept = "show what is kept on this computer, and every connection ever made"
    privacy = command("privacy", kept)
    privacy.add_argument(
        "--forbid", metavar="HOST", help="let no more text go to a computer that was allowed"
    )
    add_library(
        command("library", "bring a library up to date, go back to a copy, remove copies"),
        _common(top=False),
    )
    command("update", "ask whether there is a newer version; nothing is fetched or installed")


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="file or folder")
    add_consent(parser)


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", type=Path, metavar="PATH", help="only this or below it")
    parser.add_argument(
        "--state",
        choices=("done", "problem", "skipped", "pending"),
        help="only files in this state: read, not readable, of a type that is not read, waiting",
    )


def _add_mending(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Commands for files that could not be read, and for what is left out."""
    retry = command("retry", "read files with problems again (all by default)")
    retry.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    unlock = command("unlock", "read files with a password, which is asked for and never kept")
    unlock.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    unlock.add_argument(
        "--password-stdin", action="store_true", help="take the password from standard input"
    )
    allow = command("allow", "read files that were too large or too slow with higher limits")
    allow.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    recognise = command("recognise", "look for text in pictures and scanned pages (all by default)")
    recognise.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    command("look", "look at pictures, so that they are found by what they show")
    ignore = command("ignore", "hear no more of problems until their files change")
    ignore.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    ignore.add_argument("--undo", action="store_true", help="list and count them again")
    exclude = command("exclude", "show what patterns would leave out; nothing is changed")
    exclude.add_argument(
        "--preview",
        nargs="+",
        required=True,
        metavar="PATTERN",
        help="in the form of .gitignore, such as '*.log' or 'drafts/'",
    )


def _add_eval(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folders",
        nargs="+",
        type=Path,
        metavar="DIR",
        help="holds corpus.jsonl and queries; of several the mean is shown, too",
    )
    parser.add_argument("--mode", choices=("auto", "meaning", "words"), default="auto")
    parser.add_argument("--split", metavar="S", help="only queries of this split, such as test")
    parser.add_argument(
        "--compare",
        nargs="?",
        const="",
        metavar="WAYS",
        help="compare ways of ranking on one index: some of auto, words, meaning, rrf60, rrf2, "
        "dbsf with commas between them (all by default), and reranked where there is a reranker",
    )
    parser.add_argument(
        "--save-baseline", type=Path, metavar="FILE", help="keep the figures of every query"
    )
    parser.add_argument(
        "--baseline",
        type=Path,
        metavar="FILE",
        help="hold the figures against kept ones; ends with status 1 when a class is lower",
    )
    parser.add_argument(
        "--tolerance",
        type=_share,
        metavar="T",
        help="nDCG@10 that a class may lose against the baseline, 0 to 1 (.005 by default)",
    )


def _add_window(parser: argparse.ArgumentParser) -> None:
    """Options of the window. One that is open already is shown and does the same."""
    window = parser.add_argument_group("window")
    window.add_argument("--query", default="", metavar="TEXT", help="open with this search")
    window.add_argument(
        "--quick", action="store_true", help="open quick search, a small window for one question"
    )
    window.add_argument(
        "--background", action="store_true", help="start without the window, in the tray"
    )


def _window_parser(word: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="docmind", epilog=_EXITS, parents=[_common(top=True)])
    _add_window(parser)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="added to the library")
    parser.set_defaults(command="window")
    if not Path(word).exists():
        close = difflib.get_close_matches(word, COMMANDS, n=1)
        meant = f"Did you mean: docmind {close[0]}" if close else "See: docmind --help"
        raise UsageError(f"There is no command and no file called {word}", hint=f"{meant}")
    return parser


def _limit(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 1000:
        raise ValueError
    return number


def _page(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _share(text: str) -> float:
    number = float(text)
    if not 0 <= number <= 1:
        raise ValueError
    return number


_share.__name__ = "number from 0 to 1"
_page.__name__ = "number of a page, from 1"
_limit.__name__ = "number from 1 to 1000"  # argparse names the type in its message
