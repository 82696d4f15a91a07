"""Every connection is written down before it is made, and the file stays small."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from docmind.core import Connection, DocMindError, connections_made, journal
from docmind.core.paths import connections_file


def test_nothing_is_noted_before_the_first_connection() -> None:
    assert connections_made() == ()
    assert not connections_file().exists()


def test_a_connection_is_noted_with_its_end() -> None:
    with journal.noted("models.example", "BGE-M3: config.json") as attempt:
        (begun,) = connections_made()
        assert begun.outcome == ""
        attempt.received = lambda: 687
    (one,) = connections_made()
    assert (one.host, one.purpose, one.received, one.outcome) == (
        "models.example", "BGE-M3: config.json", 687, "done",
    )  # fmt: skip
    assert one.began.endswith("+00:00")
    assert connections_file().stat().st_mode & 0o077 == 0


def test_a_connection_that_fails_is_noted_and_the_newest_is_first() -> None:
    with journal.noted("first.example", "x"):
        pass
    with pytest.raises(RuntimeError), journal.noted("second.example", "y"):
        raise RuntimeError
    assert [(one.host, one.outcome) for one in connections_made()] == [
        ("second.example", "broken off"),
        ("first.example", "done"),
    ]


def test_a_process_that_dies_leaves_the_attempt() -> None:
    program = (
        "import os; from docmind.core import journal\n"
        "with journal.noted('models.example', 'x'): os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 9
    assert connections_made()[0].outcome == ""


def test_what_cannot_be_noted_is_not_begun(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DOCMIND_CONNECTIONS_FILE", str(tmp_path / "file" / "journal"))
    reached = []
    with (
        pytest.raises(DocMindError, match="No connection is made"),
        journal.noted("models.example", "x"),
    ):
        reached.append("the other computer")
    assert reached == []


def test_lines_that_cannot_be_read_are_passed_over() -> None:
    with journal.noted("models.example", "x"):
        pass
    with connections_file().open("a") as file:
        file.write(
            'half a li\n[]\n{"id": "unknown", "received": 1, "outcome": "done"}\n{"id": 1}\n'
        )
    assert len(connections_made()) == 1


def test_the_file_is_cut_to_its_newer_half(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MOST_BYTES", 4000)
    for number in range(60):
        with journal.noted(f"host{number}.example", "x"):
            pass
    assert connections_file().stat().st_size < 4400
    made = connections_made()
    assert made[0] == Connection(made[0].began, "host59.example", "x", 0, "done")
    assert len(made) > 10
    assert all(json.loads(line) for line in connections_file().read_text().splitlines())
