"""A program that was started without any streams, as Windows starts one that has no console."""

from __future__ import annotations

import subprocess
import sys

_SCRIPT = """
import sys
found = sys.stdout
sys.stdin = sys.stdout = sys.stderr = None
from docmind.__main__ import main
status = main(["search", "lease"])
print("told to nobody")
print(status, sys.stdin.read() == "", sys.stderr.isatty(), file=found)
"""


def test_a_command_ends_as_always_and_tells_nobody() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=False
    )
    assert (ran.stdout, ran.stderr, ran.returncode) == ("0 True False\n", "", 0)
