"""The window's end of the page painter, and the thumbnails it draws."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.engine import make_hit
from PIL import Image
from pytestqt.qtbot import QtBot

from docmind.ui.search import thumbnails
from docmind.ui.search.thumbnails import Thumbnails
from docmind.ui.widgets import painter_child
from docmind.ui.widgets.lane import Lane
from docmind.ui.widgets.painter_child import PainterChild, Unpaintable, painter_program

WAIT_MS = 20_000


@pytest.fixture
def child() -> Iterator[PainterChild]:
    child = PainterChild(painter_program)
    yield child
    child.close()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "sea.avif"
    Image.new("RGB", (300, 200), "blue").save(path)
    return path


def test_picture_that_hangs_costs_one_child(
    child: PainterChild, picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(painter_child, "PICTURE_SECONDS", 0.3)
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)
    with pytest.raises(Unpaintable, match="too long"):
        child.picture(pipe, 100, 100)
    monkeypatch.setattr(painter_child, "PICTURE_SECONDS", 20.0)
    assert child.picture(picture, 150, 10).image.width() == 150


def test_child_that_says_rubbish_is_no_harm() -> None:
    rubbish = "print('{', flush=True); input(); print('no json', flush=True)"
    child = PainterChild(lambda: ([sys.executable, "-c", rubbish], dict(os.environ)))
    with pytest.raises(Unpaintable):
        child.picture(Path("x.png"), 9, 9)
    child.close()
    with pytest.raises(Unpaintable, match="closes"):
        child.picture(Path("x.png"), 9, 9)


def test_child_rests_and_wakes(child: PainterChild, picture: Path) -> None:
    child.picture(picture, 10, 10)
    first = child._process
    assert first is not None
    child.rest()
    assert first.poll() is not None
    assert child.picture(picture, 10, 10).natural.width() == 300


def test_child_ends_with_the_window_even_while_it_draws(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    command, environment = painter_program()
    ask = {
        "kind": "picture",
        "path": os.fsencode(tmp_path / "pipe.png").hex(),
        "width": 9,
        "side": 9,
    }
    process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(json.dumps(ask).encode() + b"\n")
    process.stdin.close()
    assert process.wait(20) == 0


def test_idle_lane_says_so_once() -> None:
    said: list[str] = []
    ran, idle = threading.Event(), threading.Event()

    def rest() -> None:
        said.append("idle")
        idle.set()

    lane = Lane("test-idle", rest, 0.02)
    lane.put(lambda: said.append("task"))
    assert idle.wait(5)
    lane.put(ran.set)
    assert ran.wait(5)
    assert said == ["task", "idle"]
    assert lane.close(5)


def test_thumbnail_comes_from_its_own_child(
    qtbot: QtBot, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thumbnails, "IDLE_SECONDS", 0.05)
    made = Thumbnails()
    hit = make_hit(1, picture, "Sea", "x", kind="image", media_type="image/avif")
    with qtbot.waitSignal(made.came, timeout=WAIT_MS):
        assert made.get(hit, 40, 40) is None
    image = made.get(hit, 40, 40)
    assert image is not None
    assert (image.width(), image.height()) == (40, 40)
    assert image.pixelColor(20, 20).blue() > 240
    qtbot.waitUntil(lambda: made._child._process is None, timeout=WAIT_MS)
    made.close()


def test_broken_picture_has_no_thumbnail(qtbot: QtBot, picture: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_text("no")
    made = Thumbnails()
    broken = make_hit(1, tmp_path / "broken.png", "B", "x", kind="image", media_type="image/png")
    whole = make_hit(2, picture, "Sea", "x", kind="image", media_type="image/avif")
    made.get(broken, 40, 40)
    with qtbot.waitSignal(made.came, timeout=WAIT_MS):
        made.get(whole, 40, 40)
    assert made.get(broken, 40, 40) is None
    made.close()


def test_thumbnails_take_a_bounded_room_and_the_oldest_go(
    qtbot: QtBot, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thumbnails, "MOST_BYTES", 2 * 40 * 40 * 4)
    made = Thumbnails()
    for changed in range(4):
        with qtbot.waitSignal(made.came, timeout=WAIT_MS):
            made.of_file(picture, changed, 40, 40)
    assert [key[1] for key in made._kept] == [2, 3]
    assert made._bytes <= thumbnails.MOST_BYTES
    made.close()


def test_thumbnails_that_wait_too_long_are_let_go(
    qtbot: QtBot, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thumbnails, "MOST_WAITING", 3)
    made = Thumbnails()
    for changed in range(8):
        made.of_file(picture, changed, 40, 40)
        assert len(made._waiting) <= 3
    qtbot.waitUntil(lambda: any(key[1] == 7 for key in made._kept), timeout=WAIT_MS)
    assert len(made._kept) < 8
    made.close()


def test_window_decodes_no_files_itself(repository: Path) -> None:
    parsers = ("QImageReader", "QPdfDocument", "QMovie", "QTextDocumentWriter", "fromData")
    for path in (repository / "docmind" / "ui").rglob("*.py"):
        found = [name for name in parsers if name in path.read_text(encoding="utf-8")]
        assert not found, f"{path.name} uses {found}"
