"""Programs that are opened from the frozen one load their own libraries."""

from __future__ import annotations

import os

import entry
import pytest


@pytest.mark.parametrize(("before", "after"), [(None, None), ("/opt/own", "/opt/own")])
def test_the_loader_is_told_what_it_was_told_before(before, after, monkeypatch) -> None:
    monkeypatch.setattr(entry.sys, "platform", "linux")
    monkeypatch.setenv("PYINSTALLER_RESET_ENVIRONMENT", "")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle/_internal")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    entry.leave_others_alone()
    assert os.environ.get("LD_LIBRARY_PATH") == after
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ
    assert os.environ["PYINSTALLER_RESET_ENVIRONMENT"] == "1"  # for children of our own


def test_nothing_is_reported_home() -> None:
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
