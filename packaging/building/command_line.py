"""The man page and the completions of bash, zsh and fish, made from the parser itself.

Both are made anew by every build, so none can tell of an option that is gone.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import shtab
from argparse_manpage.manpage import Manpage

from building import names
from building.epoch import date
from docmind.cli.arguments import command_parser

SHELLS = ("bash", "zsh", "fish")
_SHORT = "find anything in your own files, by meaning and by words, offline"
_FILES = r"""
.TP
.I ~/.config/docmind/settings.toml
the settings; README has the table of all of them
.TP
.I ~/.local/share/docmind/library
the library that is used when none is named
.TP
.I ~/.local/share/docmind/models
models that were downloaded or imported
.TP
.I ~/.local/share/docmind/runtimes
runtimes for larger models and graphics cards
.TP
.I ~/.local/share/docmind/connections.jsonl
every connection that was ever made
.TP
.I ~/.cache/docmind
what can be made again"""
_ENVIRONMENT = r"""
.TP
.B DOCMIND_LIBRARY
another library than the usual one
.TP
.B DOCMIND_CONFIG_FILE
another file of settings
.TP
.B DOCMIND_MODELS_DIR
another folder of models
.TP
.B DOCMIND_RUNTIMES_DIR
another folder of runtimes
.TP
.B DOCMIND_CACHE_DIR
another folder for what can be made again
.TP
.B DOCMIND_CONNECTIONS_FILE
another journal of connections"""


def man_page() -> str:
    """``docmind.1``, in roff."""
    parser = command_parser()
    exits, parser.epilog = parser.epilog or "", None
    page = Manpage(
        parser,
        _data={
            "project_name": "DocMind",
            "version": names.version(),
            "description": _SHORT,
            "manual_title": "DocMind",
            "date": date(),
        },
        format="single-commands-section",
    )
    page.add_section("exit status", "=", exits.removeprefix("exit status: "))
    page.add_section("files", "=", _FILES)
    page.add_section("environment", "=", _ENVIRONMENT)
    return str(page)


def completion(shell: str) -> str:
    """What ``shell`` (one of ``SHELLS``) needs to complete commands, options, choices and files."""
    parser = command_parser()
    for _command, action in every_action(parser):
        if action.type is Path:
            action.complete = shtab.DIRECTORY if action.metavar == "DIR" else shtab.FILE  # type: ignore[attr-defined]
    return shtab.complete(parser, shell)


def every_action(
    parser: argparse.ArgumentParser, command: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], argparse.Action]]:
    """Each argument and option with the command it belongs to, as in ("models", "list")."""
    for action in parser._actions:  # argparse has no public way to them
        yield command, action
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from every_action(below, (*command, name))
