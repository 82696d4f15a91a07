"""Asking a person at the terminal before something large or final is done."""

from __future__ import annotations

import sys

from docmind.core import UsageError


def agreed(question: str, otherwise: str = "Add --yes to go on without being asked.") -> bool:
    """Whether the person says yes; anything else is no.

    Raises ``UsageError`` where nobody can be asked: ``otherwise`` says what goes on there.
    """
    if not sys.stdin.isatty():
        raise UsageError("There is no terminal to ask", hint=otherwise)
    print(f"{question} [y/N] ", end="", flush=True, file=sys.stderr)
    return sys.stdin.readline().strip().casefold() in ("y", "yes")
