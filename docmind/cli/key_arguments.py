"""What may be typed after ``docmind key``."""

from __future__ import annotations

import argparse

from docmind.cli.action_parsers import add_actions

NAMES = ("ollama", "openai", "server")


def add_key(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Add the actions, as ``add_actions`` says. The key itself is no argument: others could read
    it there."""
    action = add_actions(parser, common)
    keep = action("set", "have the system keep a key, which is asked for or read from the input")
    remove = action("remove", "have the system forget a key")
    action("status", "say which servers have a key, without showing it")
    for one in (keep, remove):
        one.add_argument(
            "name", choices=NAMES, metavar="NAME", help="ollama, openai, or server (for results)"
        )
