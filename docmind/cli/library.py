"""``docmind library``: bring a library up to date, go back to a copy, list and remove copies."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from docmind import core
from docmind.cli.asking import agreed
from docmind.cli.opening import DONE, STOPPED, open_engine
from docmind.cli.screen import Screen, one_line, repaired


def library(options: argparse.Namespace, screen: Screen) -> int:
    """Do what is asked. Returns the exit status."""
    actions = {"upgrade": _upgrade, "restore": _restore, "copies": _copies, None: _copies}
    return actions[options.action](options, screen)


def _upgrade(options: argparse.Namespace, screen: Screen) -> int:
    open_engine(options.library, yes=options.yes).close()
    screen.answer(
        {"up_to_date": True}, options.json, dict, lambda to, _: to.say("The library is up to date.")
    )
    return DONE


def _restore(options: argparse.Namespace, screen: Screen) -> int:
    home = _home(options)
    copies = core.restorable(home)
    question = f"Go back to the copy of {_moment(copies[0])}?" if copies else ""
    if question and not options.yes and not agreed(question):
        screen.tell("Nothing was changed.")
        return STOPPED
    copy = core.restore_library(home)
    screen.answer(
        copy,
        options.json,
        copy_shape,
        lambda to, one: to.say(f"The library is as it was on {_moment(one)}."),
    )
    return DONE


def _copies(options: argparse.Namespace, screen: Screen) -> int:
    home = _home(options)
    copies = core.backups_of(home)
    if not getattr(options, "remove", False):
        screen.answer(copies, options.json, copy_shapes, show_copies)
        return DONE
    question = "Remove all copies? The library itself stays."
    if copies and not options.yes and not agreed(question):
        screen.tell("Nothing was removed.")
        return STOPPED
    given = core.remove_backups(home)
    screen.answer(
        {"bytes": given},
        options.json,
        dict,
        lambda to, _: to.say(f"{given // 2**20:,} MB were given back."),
    )
    return DONE


def copy_shape(copy: core.Backup) -> dict[str, Any]:
    """One copy: its size in bytes, when it was made in UTC."""
    return {**asdict(copy), "path": repaired(copy.path)}


def copy_shapes(copies: Sequence[core.Backup]) -> list[dict[str, Any]]:
    """Every copy, newest first."""
    return [copy_shape(copy) for copy in copies]


def show_copies(screen: Screen, copies: Sequence[core.Backup]) -> None:
    """The same for people."""
    from docmind.cli.report import as_size

    for copy in copies:
        by = f"DocMind {one_line(copy.program)}" if copy.program else "an earlier DocMind"
        screen.say(f"{_moment(copy)}  {as_size(copy.size):>10}  of {by}, form {copy.form}")
        screen.say(f"  {screen.faint(one_line(copy.path))}")
    if not copies:
        screen.say("There are no copies: they are made when a library is brought up to date.")


def _moment(copy: core.Backup) -> str:
    return f"{datetime.fromisoformat(copy.made).astimezone():%Y-%m-%d %H:%M}"


def _home(options: argparse.Namespace) -> Path:
    return Path(options.library or core.default_library()).absolute()
