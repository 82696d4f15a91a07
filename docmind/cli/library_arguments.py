"""What may be typed after ``docmind library``."""

from __future__ import annotations

import argparse


def add_library(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Add the actions, each with the options that all commands have; which one is in ``action``,
    None when none is named."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions")

    def action(name: str, does: str) -> argparse.ArgumentParser:
        return actions.add_parser(
            name,
            help=does,
            description=does[0].upper() + does[1:] + ".",
            parents=[common],
            allow_abbrev=False,
        )

    upgrade = action("upgrade", "bring a library of an earlier version up to date; a copy is kept")
    restore = action("restore", "go back to the newest copy; what is there now is copied first")
    copies = action("copies", "list the copies that were made before a library was changed")
    copies.add_argument("--remove", action="store_true", help="remove all of them")
    for one in (upgrade, restore, copies):
        one.add_argument("--yes", action="store_true", help="go on without being asked")
