"""Ctrl-C in the terminal a window was started from."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(sys.platform == "win32", reason="sends a signal"),
]


def test_ctrl_c_closes_the_window(tmp_path: Path) -> None:
    library = tmp_path / "library"
    command = [sys.executable, "-m", "docmind", "--library", str(library)]
    environment = {**os.environ, "DOCMIND_ENGINE__IDLE_SECONDS": "0"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment) as running:
        door = library / "engine.json"  # written by the engine, which the shown window starts
        deadline = time.monotonic() + 60
        while not door.exists() and running.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert door.exists()
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    assert running.returncode == 0
    assert b"Traceback" not in err
