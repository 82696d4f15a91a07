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


SENTENCE = "127.0.0.1:11434 cannot be reached. Reading goes on when it answers."


def _held_for_three_looks() -> FakeEngine:
    engine = FakeEngine()
    engine.held, engine.held_until, engine.looks = SENTENCE, 3, 5
    return engine


def test_a_bar_says_why_the_job_waits(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_ASK_EVERY", -1.0)
    assert run_job(_held_for_three_looks(), JOB, screen) == REPORT
    drawn = _err(screen).split("\r\033[K")
    assert [line for line in drawn if line.startswith("Waiting")] == [f"Waiting    {SENTENCE}"] * 2
    assert any("4 of 20" in line for line in drawn)


@pytest.mark.parametrize("quiet", [True, False])
def test_without_a_bar_it_is_told_once_why_the_job_waits(
    quiet: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "_ASK_EVERY", -1.0)
    screen = Screen(io.StringIO(), io.StringIO())
    run_job(_held_for_three_looks(), JOB, screen, quiet=quiet)
    assert _err(screen) == f"{SENTENCE}\nIt goes on.\n"


def test_that_another_job_waits_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_ASK_EVERY", -1.0)
    engine = _held_for_three_looks()
    engine.held_until = 0
    screen = Screen(io.StringIO(), io.StringIO())
    run_job(engine, JOB, screen)
    assert _err(screen) == ""
