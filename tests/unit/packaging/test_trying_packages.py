"""The trial of the packages: its environment is clean and goes again, and its eyes are open."""

from __future__ import annotations

import json
import os
import struct
import sys
from pathlib import Path

import numpy as np
import psutil
import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "packaging"))
import try_packages  # noqa: E402
from trying import contents, network  # noqa: E402
from trying.framebuffer import Framebuffer, is_drawn, likeness  # noqa: E402
from trying.place import Place  # noqa: E402
from trying.program import Program, wait_until  # noqa: E402
from trying.report import Broken, Report  # noqa: E402
from trying.window import first_result  # noqa: E402

from docmind.core.recognise.base import Line  # noqa: E402

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="tries packages for Linux")

LOG = """\
100  execve("/opt/docmind/docmind", ["docmind"], 0x1 /* 8 vars */) = 0
100  socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3
100  connect(3, {sa_family=AF_UNIX, sun_path="/tmp/x.sock"}, 110) = 0
101  execve("/opt/docmind/docmind", ["docmind", "--child", "embed-worker"], 0x1 /* 8 vars */) = 0
"""
REPORTS_HOME = (
    '101  socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP) = 5\n'
    '101  connect(5, {sa_family=AF_INET6, sin6_port=htons(53)}, 28) = -1 ENETUNREACH (x)\n'
)  # fmt: skip
OTHER_PYTHON = '102  execve("/usr/bin/python3.11", ["python3"], 0x1 /* 8 vars */) = 0\n'


def write_framebuffer(file: Path, pixels: np.ndarray) -> None:
    """As ``Xvfb -fbdir`` writes it: rows of BGRX after an XWD header and a map of two colours."""
    height, width, _ = pixels.shape
    words = [0] * 25
    words[0], words[4], words[5] = 100, width, height
    words[11], words[12], words[19] = 32, width * 4, 2
    rows = np.zeros((height, width, 4), np.uint8)
    rows[:, :, :3] = pixels[:, :, ::-1]
    file.write_bytes(struct.pack(">25I", *words) + bytes(24) + rows.tobytes())


def test_a_command_gets_a_clean_environment_and_all_of_it_goes(tmp_path: Path) -> None:
    place = Place(same_user=True)
    try:
        place.make()
        told = place.run(["env"]).out.splitlines()
        given = dict(line.split("=", 1) for line in told)
        for own in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR"):
            assert Path(given.pop(own)).is_relative_to(place.root)
        assert set(given) - {"PWD", "SHLVL", "_"} == {"PATH", "LANG", "USER", "LOGNAME"}
        found = place.run(["sh", "-c", "command -v python3 || command -v ls"]).out.strip()
        assert found == str(place.path / "ls")
        stayed = place.start(["sleep", "300"])
        assert [process.pid for process in place.processes("sleep")] == [stayed.pid]
    finally:
        place.end()
    stayed.communicate()
    assert not psutil.pid_exists(stayed.pid)
    assert not place.root.exists()


def test_a_command_that_fails_or_never_ends_is_told() -> None:
    place = Place(same_user=True)
    try:
        place.make()
        assert place.run(["sh", "-c", "echo why >&2; exit 3"]).err == "why\n"
        assert place.run(["sleep", "300"], timeout=0.1).status == 124
        with pytest.raises(Broken, match="status 7"):
            Program(place, "sh").ask("-c", "exit 7")
    finally:
        place.end()


def test_a_part_that_breaks_is_told_and_the_next_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = Report()
    assert not report.passed
    with report.part("first"):
        report.demand("it is there", False, "it is not")
        report.check("never reached", True)
    with report.part("second"):
        assert report.check("fine", True)
        report.figure("start", [0.2, 0.9, 0.3], "s", 0.5)
    with report.part("third"):
        raise RuntimeError("a fault")
    assert not report.passed
    report.write(tmp_path / "report.json", version="1.2.3")
    written = json.loads((tmp_path / "report.json").read_text())
    assert (written["passed"], written["version"]) == (False, "1.2.3")
    held = [(check["part"], check["passed"]) for check in written["checks"]]
    assert held == [("first", False), ("first", False), ("second", True), ("second", True),
                    ("third", False)]  # fmt: skip
    (figure,) = written["figures"]
    assert (figure["median"], figure["worst"]) == (0.3, 0.9)
    assert "FAIL  it is there\n        it is not\n" in capsys.readouterr().out


def test_a_figure_over_its_bar_fails() -> None:
    report = Report()
    report.figure("start", [0.6, 0.7, 0.4], "s", 0.5)
    assert not report.passed


def test_the_log_of_strace_tells_internet_sockets_and_children() -> None:
    seen = network.read_log(LOG)
    assert (seen.families, seen.internet) == ({"UNIX": 2}, ())
    assert (seen.children, seen.pythons) == ({"embed-worker"}, frozenset())
    seen = network.read_log(LOG + REPORTS_HOME + OTHER_PYTHON)
    assert len(seen.internet) == 2
    assert seen.pythons == {"/usr/bin/python3.11"}


def test_the_eyes_tell_an_empty_screen_from_a_drawn_window(tmp_path: Path) -> None:
    picture = np.zeros((80, 160, 3), np.uint8)
    write_framebuffer(tmp_path / "screen", picture)
    assert not is_drawn(Framebuffer(tmp_path / "screen").look())
    picture[:, :] = (10, 20, 30)
    write_framebuffer(tmp_path / "flat", picture)
    flat = Framebuffer(tmp_path / "flat").picture()
    assert not is_drawn(flat)
    picture[40:] = (200, 20, 30)
    write_framebuffer(tmp_path / "drawn", picture)
    drawn = Framebuffer(tmp_path / "drawn").picture()
    assert is_drawn(drawn)
    assert drawn[79, 159].tolist() == [200, 20, 30]
    assert likeness(flat, drawn) == 0.5


def test_only_the_first_result_counts() -> None:
    lines = [
        Line("Harbour office", 1, (10, 50, 90, 60)),
        Line("Harbour office > minutes.html", 1, (200, 300, 400, 310)),
        Line("Harbour office >bees.md. 26 Nov", 1, (200, 100, 400, 110)),
    ]
    assert first_result("Harbour office", "bees.md", lines) == lines[2]
    assert first_result("Harbour office", "minutes.html", lines) is None
    assert first_result("Harbour office", "bees.md", lines[:1]) is None


def test_what_changed_in_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a")
    (tmp_path / "gone").write_text("b")
    (tmp_path / "link").symlink_to("kept")
    before = contents.digests(tmp_path)
    (tmp_path / "kept").write_text("c")
    (tmp_path / "gone").unlink()
    (tmp_path / "new").mkdir()
    told = contents.differences(before, contents.digests(tmp_path))
    kept, gone, new = (tmp_path / name for name in ("kept", "gone", "new"))
    assert told == [f"gone: {gone}", f"new: {new}", f"changed: {kept}"]
    assert contents.names(tmp_path) == {"kept", "link"}


def test_waiting_ends_without_what_was_waited_for() -> None:
    assert wait_until(lambda: True, 0)
    assert not wait_until(lambda: False, 0)


def test_apt_changes_nothing_unless_that_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(try_packages.shutil, "which", lambda name: name)
    assert try_packages.main(["--only", "deb"]) == try_packages.WRONG
    assert "--system" in capsys.readouterr().err
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert try_packages.main(["--system"]) == try_packages.WRONG
    assert "only root may do" in capsys.readouterr().err
