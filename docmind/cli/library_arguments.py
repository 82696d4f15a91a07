"""What may be typed after ``docmind library``."""

from __future__ import annotations

import argparse

from docmind.cli.action_parsers import add_actions


def add_library(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Add the actions, as ``add_actions`` says."""
    action = add_actions(parser, common)
    upgrade = action("upgrade", "bring a library of an earlier version up to date; a copy is kept")
    restore = action("restore", "go back to the newest copy; what is there now is copied first")
    copies = action("copies", "list the copies that were made before a library was changed")
    copies.add_argument("--remove", action="store_true", help="remove all of them")
    for one in (upgrade, restore, copies):
        one.add_argument("--yes", action="store_true", help="go on without being asked")
