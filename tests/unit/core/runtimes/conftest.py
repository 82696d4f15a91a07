"""No runtime is published, unless a test says so: a build here may have left a catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from docmind.core import paths


@pytest.fixture(autouse=True)
def nothing_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "resources_dir", lambda: tmp_path / "no resources")
