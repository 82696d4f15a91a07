"""``docmind demo`` as a person runs it, without any network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from docmind import cli
from docmind.cli.demo import QUESTIONS
from docmind.core import open_engine, resources_dir

pytestmark = pytest.mark.e2e

DEMO = [sys.executable, "-m", "docmind", "demo", "--no-window"]


def _cut_off() -> list[str]:
    """The command prefix that takes the network away, or a skip where that is not permitted."""
    for prefix in (["unshare", "-n"], ["unshare", "-rn"]):
        if (
            shutil.which("unshare")
            and subprocess.run([*prefix, "true"], check=False).returncode == 0
        ):
            return prefix
    pytest.skip("unshare is not permitted here")


def _run(command: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        env={**os.environ, **more},
        timeout=150,
        check=False,
    )


def _remains(folder: Path) -> list[Path]:
    return list(folder.glob("docmind-demo-*"))


def test_three_sensible_answers_with_the_network_cut_off(tmp_path: Path) -> None:
    done = _run([*_cut_off(), *DEMO, "--json"], TMPDIR=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    shown = json.loads(done.stdout)
    samples = [file for file in (resources_dir() / "samples").rglob("*") if file.is_file()]
    assert len(samples) >= 12
    assert len({file.suffix for file in samples}) >= 6
    counts = shown["index"]
    assert (counts["added"], counts["failed"], counts["skipped"]) == (len(samples), 0, 0)
    letter, invoice, picture = shown["answers"]
    assert Path(letter["hits"][0]["path"]).name == "insurance-letter.docx"
    assert {reason["label"] for reason in letter["hits"][0]["why"]} == {"meaning"}
    assert Path(invoice["hits"][0]["path"]).name == "invoice-boiler-2024.pdf"
    start, end = invoice["hits"][0]["highlights"][0]
    assert invoice["hits"][0]["snippet"][start:end] == "INV-2024-0817"
    assert Path(picture["hits"][0]["path"]).name == "IMG_2291.jpg"
    assert picture["hits"][0]["kind"] == "image"
    assert _remains(tmp_path) == []


def test_the_demo_in_a_terminal_needs_no_explanation(tmp_path: Path) -> None:
    done = _run(DEMO, TMPDIR=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    for question in QUESTIONS:
        assert f"> {question.text}" in done.stdout
    first_hits = [line for line in done.stdout.splitlines() if line.startswith(" 1. ")]
    assert len(first_hits) == len(QUESTIONS)
    assert "Added 17" in done.stdout
    assert "\x1b" not in done.stdout
    assert _remains(tmp_path) == []


def test_the_window_gets_the_library_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen: list[tuple[Path, int]] = []

    def look(library: Path, paths: Sequence[Path]) -> int:
        """What the window does first: start an engine of its own on the library."""
        assert list(paths) == []
        engine = open_engine(library, start=True)
        seen.append((library, engine.status().files))
        engine.close()
        return 0

    assert cli.main(["demo"], look) == 0
    ((library, files),) = seen
    assert files == 17
    assert not library.exists()
    assert _remains(tmp_path) == []
    assert "DOCMIND_ENGINE__IDLE_SECONDS" not in os.environ


def test_no_process_of_the_demo_opens_an_internet_socket(tmp_path: Path) -> None:
    log = tmp_path / "log"
    watcher = Path(__file__).parent / "no_inet"
    done = _run(DEMO, PYTHONPATH=str(watcher), NO_INET_LOG=str(log), TMPDIR=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    lines = log.read_text().splitlines()
    watched = " ".join(line for line in lines if line.startswith("runs"))
    assert "--child embed-worker" in watched  # the watch reaches the children
    assert "--child reader" in watched
    assert [line for line in lines if line.startswith("refused")] == []


def test_the_watch_would_see_an_internet_socket(tmp_path: Path) -> None:
    log = tmp_path / "log"
    watcher = Path(__file__).parent / "no_inet"
    code = "import socket; socket.create_connection(('localhost', 9))"
    done = _run([sys.executable, "-c", code], PYTHONPATH=str(watcher), NO_INET_LOG=str(log))
    assert done.returncode == 1
    assert "refused socket.getaddrinfo" in log.read_text()
