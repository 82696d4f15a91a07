"""The real recognisers read what was drawn, on the page and in the picture, without a network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from docmind.core.recognise.base import Recogniser
from docmind.core.recognise.choice import recogniser_class
from docmind.core.recognise.layout import text_of
from docmind.core.recognise.pages import opened
from docmind.core.recognise.process import RecogniserProcess
from docmind.core.recognise.turning import read_upright

ENGLISH = "The boiler was repaired in March"
GERMAN = "Die Rechnung über 418 Euro ist bezahlt"
CHINESE = "机器学习帮助我们理解文件"
_LATIN = r"DejaVuSans\.|LiberationSans-Regular|NotoSans-Regular|Arial\."
_CHINESE = r"cjk|wqy|droidsansfallback|pingfang|heiti|simhei|msyh"
_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts")


@cache
def _loaded(name: str) -> Recogniser:
    kind = recogniser_class(name)
    if reason := kind.is_available():
        pytest.skip(reason)
    recogniser = kind()
    recogniser.load(1)
    return recogniser


@pytest.fixture(params=["rapidocr", "tesseract"])
def recogniser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Recogniser:
    monkeypatch.setenv("OMP_THREAD_LIMIT", "1")  # loading sets it, for its own process
    return _loaded(request.param)


def drawn(*lines: str, font: ImageFont.FreeTypeFont | None = None) -> Image.Image:
    chosen = font or _font(_LATIN, 34) or ImageFont.load_default(36)
    picture = Image.new("RGB", (1100, 120 + 52 * len(lines)), "white")
    pen = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        pen.text((80, 60 + 52 * number), line, font=chosen, fill="black")
    return picture


def read(recogniser: Recogniser, path: Path, page: int = 1) -> str:
    with opened(path) as source:
        picture = source.picture(page, 64)
    assert picture is not None
    lines = read_upright(recogniser, picture)
    assert all(0 <= line.confidence <= 1 for line in lines)
    width, height = max(picture.size), max(picture.size)
    for left, top, right, bottom in (line.box for line in lines):
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height
    return text_of(lines, recogniser.least_confidence)


def test_english_and_german_in_a_picture(recogniser: Recogniser, tmp_path: Path) -> None:
    drawn(ENGLISH, GERMAN).save(tmp_path / "letter.png")
    found = read(recogniser, tmp_path / "letter.png").split("\n")
    assert found[0] == ENGLISH
    if _font(_LATIN, 34) is None:
        pytest.skip("there is no font with German letters")
    if recogniser.name == "rapidocr" or "deu" in recogniser.languages:
        assert found[-1] == GERMAN


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_scan_that_lies_wrongly(recogniser: Recogniser, tmp_path: Path, turn: int) -> None:
    drawn(ENGLISH, "and the second line follows").rotate(turn, expand=True).save(
        tmp_path / "turned.png"
    )
    assert read(recogniser, tmp_path / "turned.png").split("\n") == [
        ENGLISH,
        "and the second line follows",
    ]


def test_a_scanned_pdf(recogniser: Recogniser, tmp_path: Path) -> None:
    second = drawn("A second page of the scan")
    drawn(ENGLISH).save(
        tmp_path / "scan.pdf", resolution=150, save_all=True, append_images=[second]
    )
    assert read(recogniser, tmp_path / "scan.pdf") == ENGLISH
    assert read(recogniser, tmp_path / "scan.pdf", 2) == "A second page of the scan"


def test_a_picture_without_words_says_nothing(recogniser: Recogniser, tmp_path: Path) -> None:
    picture = Image.effect_mandelbrot((600, 400), (-2, -1, 1, 1), 60)
    picture.save(tmp_path / "pattern.png")
    assert read(recogniser, tmp_path / "pattern.png") == ""


def test_chinese_without_spaces(tmp_path: Path) -> None:
    recogniser = _loaded("rapidocr")
    font = _font(_CHINESE, 40)
    if font is None:
        pytest.skip("there is no font with Chinese characters")
    drawn(CHINESE, font=font).save(tmp_path / "zh.png")
    assert read(recogniser, tmp_path / "zh.png") == CHINESE


def _font(likely: str, size: int) -> ImageFont.FreeTypeFont | None:
    for folder in _FONTS:
        for file in sorted(Path(folder).rglob("*.tt[cf]")):
            if re.match(f".*(?:{likely})", file.name, re.IGNORECASE):
                return ImageFont.truetype(str(file), size)
    return None


def _cut_off() -> list[str]:
    """The command prefix that takes the network away, or none where that is not permitted."""
    for prefix in (["unshare", "-n"], ["unshare", "-rn"]):
        if (
            shutil.which("unshare")
            and subprocess.run([*prefix, "true"], check=False, capture_output=True).returncode == 0
        ):
            return prefix
    pytest.skip("unshare is not permitted here")


_CHILD = """
import sys
from pathlib import Path
from docmind.core.recognise.process import RecogniserProcess
reader = RecogniserProcess(sys.argv[1], 1, Path(sys.argv[3]))
for number, text in reader.pages(Path(sys.argv[2])):
    print(number, text)
reader.close()
"""


@pytest.mark.parametrize("name", ["rapidocr", "tesseract"])
def test_it_works_without_a_network_and_leaves_nothing_behind(name: str, tmp_path: Path) -> None:
    if reason := recogniser_class(name).is_available():
        pytest.skip(reason)
    home, scratch = tmp_path / "home", tmp_path / "scratch"
    home.mkdir()
    scratch.mkdir()
    drawn(ENGLISH).save(tmp_path / "letter.png")
    log = tmp_path / "recognition.log"
    done = subprocess.run(
        [*_cut_off(), sys.executable, "-c", _CHILD, name, str(tmp_path / "letter.png"), str(log)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=home,
        env={**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home), "TMPDIR": str(scratch)},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, f"1 {ENGLISH}\n", "")
    assert list(home.iterdir()) == []
    assert list(scratch.iterdir()) == []
    assert log.read_text() == ""


def test_the_watch_for_internet_sockets_sees_none(tmp_path: Path, repository: Path) -> None:
    if reason := recogniser_class("rapidocr").is_available():
        pytest.skip(reason)
    drawn(ENGLISH).save(tmp_path / "letter.png")
    noted = tmp_path / "noted"
    watcher = repository / "tests" / "e2e" / "no_inet"
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, "rapidocr", str(tmp_path / "letter.png"), os.devnull],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(watcher), "NO_INET_LOG": str(noted)},
    )
    assert (done.returncode, done.stdout) == (0, f"1 {ENGLISH}\n")
    lines = noted.read_text().splitlines()
    assert any("--child recogniser" in line for line in lines if line.startswith("runs"))
    assert [line for line in lines if line.startswith("refused")] == []


def test_pages_come_through_the_real_process(tmp_path: Path) -> None:
    if reason := recogniser_class("rapidocr").is_available():
        pytest.skip(reason)
    drawn(ENGLISH).save(tmp_path / "one.tif", save_all=True, append_images=[drawn("Second page")])
    reader = RecogniserProcess("rapidocr", 1, tmp_path / "recognition.log")
    try:
        assert list(reader.pages(tmp_path / "one.tif")) == [(1, ENGLISH), (2, "Second page")]
    finally:
        reader.close()
