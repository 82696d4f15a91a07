"""What reaches a terminal, a pipe or a file."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from docmind.cli.bar import Bar, duration, progress_line
from docmind.cli.screen import Screen, one_line, repaired
from docmind.core import Progress, Span


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def a_capable_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_names_that_are_not_utf8_are_repaired() -> None:
    assert repaired(Path("/a/caf\udce9.txt")) == "/a/caf\ufffd.txt"
    assert repaired("日本語 é") == "日本語 é"


def test_one_line_defuses_what_would_steer_a_terminal() -> None:
    assert one_line("a\nb\x1b]0;evil\x07c\u202etxt") == "a b\ufffd]0;evil\ufffdc\ufffdtxt"


def test_words_are_marked_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    text, spans = "the  notice period", (Span(12, 18), Span(5, 11), Span(6, 9))
    assert Screen(io.StringIO(), io.StringIO()).marked(text, spans) == "the notice period"
    marked = Screen(Terminal(), Terminal()).marked(text, spans)
    assert marked == "the \033[1;33mnotice\033[0m \033[1;33mperiod\033[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert Screen(Terminal(), Terminal()).marked(text, spans) == "the notice period"


def test_json_survives_an_output_that_is_not_utf8() -> None:
    value = {"name": "Straße 日本 😀 \udce9"}
    wanted = {"name": "Straße 日本 😀 \ufffd"}
    for encoding in ("utf-8", "latin-1", "ascii"):
        raw = io.BytesIO()
        out = io.TextIOWrapper(raw, encoding=encoding, write_through=True)
        Screen(out, io.StringIO()).json(value)
        assert json.loads(raw.getvalue().decode(encoding)) == wanted
        out.detach()


def test_a_person_with_an_old_terminal_still_gets_the_text() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii", write_through=True)
    Screen(out, io.StringIO()).say("Straße")
    assert raw.getvalue() == b"Stra?e\n"
    out.detach()


def test_the_bar_is_drawn_on_a_terminal_and_taken_away() -> None:
    err = Terminal()
    bar = Bar(Screen(io.StringIO(), err))
    bar.draw(Progress(1, "reading", 5, 20, "/x/日本語日本語日本語日本語日本語日本語.txt", 2.5, 6.0))
    line = err.getvalue().removeprefix("\r\033[K")
    assert line.startswith("Reading    5 of 20  █████░░░░░░░░░░░░░░░")
    assert len(line) < 60
    bar.clear()
    bar.clear()
    assert err.getvalue().endswith(line + "\r\033[K")


def test_no_bar_in_a_pipe() -> None:
    err = io.StringIO()
    bar = Bar(Screen(io.StringIO(), err))
    bar.draw(Progress(1, "reading", 5, 20))
    bar.clear()
    assert err.getvalue() == ""


def test_progress_says_rate_time_and_file() -> None:
    line = progress_line(Progress(1, "reading", 1500, 3000, "/x/a.pdf", 12.34, 125.0))
    assert "1,500 of 3,000" in line
    assert "12.3 files/s" in line
    assert "about 2 min left" in line
    assert line.endswith("a.pdf")
    assert "of" not in progress_line(Progress(1, "discovering", 0, 0))


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "1 s"), (89, "89 s"), (360, "6 min"), (7800, "2 h 10 min")]
)
def test_durations_as_people_say_them(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_every_stage_of_a_job_has_its_words() -> None:
    stages = get_args(get_type_hints(Progress)["stage"])
    assert len(stages) >= 10
    for stage in stages:
        assert progress_line(Progress(1, stage, 1, 2, "a.pdf"))[0].isupper()
