"""What the frozen program holds, told by its own self-test."""

from __future__ import annotations

import json

from trying.program import Program
from trying.report import Report


def try_bundle(program: Program, report: Report) -> None:
    """Every provider of every room is there and works, by the program's own word."""
    ran = program.run("selftest", "--json")
    report.check("docmind selftest ends well", ran.status == 0, ran)
    told = json.loads(ran.out) if ran.status == 0 else {}
    report.check("and lists providers", bool(told), ran)
