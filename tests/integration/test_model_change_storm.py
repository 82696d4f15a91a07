"""A small storm of kills over a change of the model; ``change_storm.py`` makes the large one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from docmind.core.remote import supervisor

sys.path.insert(0, str(Path(__file__).parent))

import change_storm


@pytest.mark.timeout(300)
def test_kills_during_a_change_cost_no_question_and_no_passage(tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "_RESTART_WINDOW", 0.0)
    for name in ("CHUNKING__MAX_TOKENS", "CHUNKING__OVERLAP_TOKENS", "EMBEDDING__MODEL_NAME"):
        monkeypatch.setenv(f"DOCMIND_{name}", "")  # so that they go again with this test
        monkeypatch.delenv(f"DOCMIND_{name}")
    monkeypatch.setenv("DOCMIND_ENGINE__IDLE_SECONDS", "0")
    said = []
    assert change_storm.storm(tmp_path, 320, 5, 3, said.append), "\n".join(said)
