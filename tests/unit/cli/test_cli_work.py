"""Waiting for a job in a terminal."""

from __future__ import annotations

import io

import pytest
from fakes.cli_engine import JOB, REPORT, FakeEngine

from docmind.cli import work
from docmind.cli.screen import Screen
from docmind.cli.work import run_job


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    return Screen(io.StringIO(), Terminal())


def _err(screen: Screen) -> str:
    assert isinstance(screen.err, io.StringIO)
    return screen.err.getvalue()


def test_progress_is_drawn_while_the_job_runs_and_then_gone(screen: Screen) -> None:
    engine = FakeEngine()
    engine.looks = 3
    assert run_job(engine, JOB, screen) == REPORT
    drawn = _err(screen)
    assert "3 of 20" in drawn
    assert "3.0 files/s" in drawn
    assert "a b.txt" in drawn
    assert drawn.endswith("\r\033[K")
    assert engine.listeners == 0


def test_an_old_guess_of_the_time_left_is_not_shown(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "_FRESH_SECONDS", 0.0)
    engine = FakeEngine()
    engine.looks = 3
    run_job(engine, JOB, screen)
    assert "3 of 20" in _err(screen)
    assert "files/s" not in _err(screen)


def test_a_quiet_job_draws_nothing(screen: Screen) -> None:
    engine = FakeEngine()
    engine.looks = 3
    run_job(engine, JOB, screen, quiet=True)
    assert _err(screen) == ""
