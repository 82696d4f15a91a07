"""``docmind selftest``: does every part of the program that is found by name do its work?"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import asdict

from docmind import __version__, core
from docmind.cli.opening import DONE, FAILED
from docmind.cli.screen import Screen
from docmind.cli.shapes import Shape

_MARKS = {"passed": "ok     ", "failed": "FAILED ", "not run": "not run"}


def selftest(options: argparse.Namespace, screen: Screen) -> int:
    """Try all and tell of each. Returns the exit status: ``FAILED`` when one failed."""
    outcomes = []
    for outcome in core.conformance(only_list=options.list):
        outcomes.append(outcome)
        if not options.json:
            mark = _MARKS[outcome.state]
            screen.say(f"{mark}  {outcome.room}/{outcome.name}: {outcome.detail}")
    shape = selftest_shape(outcomes)
    if options.json:
        screen.json(shape)
    if shape["ok"]:
        return DONE
    screen.tell("docmind: a part of the program does not work, see above")
    return FAILED


def selftest_shape(outcomes: Iterable[core.Outcome]) -> Shape:
    """``ok`` is False when one failed; "not run" says why in its ``detail``."""
    listed = list(outcomes)
    return {
        "ok": all(one.state != "failed" for one in listed),
        "version": __version__,
        "providers": [asdict(one) for one in listed],
    }
