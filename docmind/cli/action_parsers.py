"""Commands that have actions, as ``docmind models list``: each action is a parser of its own."""

from __future__ import annotations

import argparse
from collections.abc import Callable

AddAction = Callable[[str, str], argparse.ArgumentParser]
"""Adds an action by its name and what it does, a phrase; gives its parser."""


def add_actions(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> AddAction:
    """Have ``parser`` take one of the actions that are added with what is returned, each with the
    options that all commands have; which one is in ``action``, None when none is named."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions")

    def action(name: str, does: str) -> argparse.ArgumentParser:
        return actions.add_parser(
            name,
            help=does,
            description=does[0].upper() + does[1:] + ".",
            parents=[common],
            allow_abbrev=False,
        )

    return action
