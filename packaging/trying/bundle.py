"""What the frozen program holds, told by its own self-test."""

from __future__ import annotations

import json
import subprocess
import sys

from building import names
from building.freeze import missing_from

from trying.program import Program
from trying.report import Report


def try_bundle(program: Program, report: Report) -> None:
    """Every provider that this checkout has is there and works, by the program's own word."""
    ran = program.run("selftest", "--json")
    report.demand("docmind selftest ends well", ran.status == 0, ran)
    command = [sys.executable, "-P", "-m", "docmind", "selftest", "--json", "--list"]
    here = subprocess.run(command, cwd=names.ROOT, capture_output=True, check=True)
    told, wanted = json.loads(ran.out), json.loads(here.stdout)
    problems = missing_from(told, wanted)
    count = len(wanted["providers"])
    report.check(f"it has all {count} providers, and they work", not problems, "\n".join(problems))
