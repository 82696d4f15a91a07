"""Pictures of files through real reading processes, also hostile ones."""

from __future__ import annotations

import os
import signal
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from fakes.picture_files import bomb_png, corners, encoded, photo, picture_pdf, quarters
from fakes.waiting import until
from fakes.zip_files import plain
from PIL import Image

from docmind.core import errors
from docmind.core.extract import reader_process
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.pool import ExtractionPool

ODD_READER = Path(__file__).parent.parent / "fakes" / "odd_pictures.py"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals")
ON_PAGE = (200, 0, 0, 200, 50, 50)

MakePool = Callable[..., ExtractionPool]


@pytest.fixture
def restarts() -> list[str]:
    return []


@pytest.fixture
def make_pool(tmp_path: Path, restarts: list[str]) -> Iterator[MakePool]:
    made: list[ExtractionPool] = []

    def make(**limits: float) -> ExtractionPool:
        told = ExtractionLimits(**limits)  # type: ignore[arg-type]
        log = tmp_path / "logs" / "reader.log"
        made.append(ExtractionPool(1, told, log, restarts.append))
        return made[-1]

    yield make
    for each in made:
        each.close()
        assert each.child_pids() == ()


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, str(ODD_READER)]
    monkeypatch.setattr(reader_process, "child_command", lambda name: command)


def three_pages(path: Path) -> Path:
    return picture_pdf(path, [[(photo(200, 150 + seed, seed), ON_PAGE)] for seed in range(3)])


def facts(found):
    return [(one.number, one.page, one.width, one.height) for one in found]


def test_pictures_of_several_formats(make_pool, tmp_path):
    (tmp_path / "a.png").write_bytes(encoded(quarters(300)))
    (tmp_path / "a.txt").write_text("words")
    three_pages(tmp_path / "a.pdf")
    plain(
        tmp_path / "a.docx",
        {"word/document.xml": "<x/>", "word/media/1.png": encoded(quarters(120))},
    )
    pool = make_pool()
    (one,) = pool.pictures(tmp_path / "a.png", 224).result(60)
    assert (one.number, one.page, one.width, one.height) == (1, None, 300, 300)
    assert (one.pixels.shape, one.pixels.dtype) == ((224, 224, 3), np.uint8)
    assert corners(one.pixels) == ("red", "lime", "blue", "white")
    assert facts(pool.pictures(tmp_path / "a.pdf", 32).result(60)) == [
        (1, 1, 200, 150),
        (2, 2, 200, 151),
        (3, 3, 200, 152),
    ]
    assert facts(pool.pictures(tmp_path / "a.docx", 32).result(60)) == [(1, None, 120, 120)]
    assert pool.pictures(tmp_path / "a.txt", 32).result(60) == []
    assert pool.submit(tmp_path / "a.txt").result(60).title == "a"


def test_the_floor_and_the_most(make_pool, tmp_path):
    path, pool = three_pages(tmp_path / "a.pdf"), make_pool()
    limits = pool.limits
    assert facts(pool.pictures(path, 32, limits, 151, 40).result(60)) == [
        (1, 2, 200, 151),
        (2, 3, 200, 152),
    ]
    assert facts(pool.pictures(path, 32, limits, 1, 1).result(60)) == [(1, 1, 200, 150)]


def test_every_failure_has_its_kind(make_pool, tmp_path):
    (tmp_path / "none.png").write_bytes(b"")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 3)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    cases = {
        tmp_path / "gone.png": errors.FileUnreadable,
        tmp_path / "none.png": errors.FileEmpty,
        tmp_path / "noise.bin": errors.UnsupportedType,
        tmp_path / "broken.pdf": errors.ExtractionError,
        bomb_png(tmp_path / "bomb.png"): errors.FileTooLarge,
    }
    pool = make_pool()
    for path, kind in cases.items():
        with pytest.raises(kind) as caught:
            pool.pictures(path, 32).result(60)
        assert type(caught.value) is kind
        assert caught.value.path == path


def test_a_locked_word_file_opens_with_its_password(make_pool, tmp_path):
    from msoffcrypto.format.ooxml import OOXMLFile

    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{types}"/>',
        "word/document.xml": "<x/>",
        "word/media/1.png": encoded(quarters(120)),
        "filler": bytes(8192),  # the library writes short packages wrongly
    }
    whole = plain(tmp_path / "open.docx", members, zipfile.ZIP_STORED)
    with whole.open("rb") as source, (tmp_path / "a.docx").open("wb") as sealed:
        OOXMLFile(source).encrypt("secret", sealed)
    pool = make_pool()
    with pytest.raises(errors.PasswordNeeded):
        pool.pictures(tmp_path / "a.docx", 32).result(60)
    limits = ExtractionLimits(password="secret")
    (one,) = pool.pictures(tmp_path / "a.docx", 32, limits).result(60)
    assert corners(one.pixels) == ("red", "lime", "blue", "white")


@POSIX
def test_a_page_that_crashes_costs_itself(odd, make_pool, tmp_path, restarts):
    found = make_pool().pictures(three_pages(tmp_path / "segfault-1.pdf"), 32).result(60)
    assert facts(found) == [(1, 1, 200, 150), (2, 3, 200, 152)]
    assert restarts == ["signal 11", "signal 11"]


def test_a_page_that_hangs_costs_itself(odd, make_pool, tmp_path):
    found = make_pool(seconds=1.0).pictures(three_pages(tmp_path / "hang-1.pdf"), 32).result(60)
    assert [one.page for one in found] == [1, 3]


@POSIX
def test_a_page_that_eats_memory_costs_itself(odd, make_pool, tmp_path):
    pool = make_pool(memory_bytes=200 << 20)
    found = pool.pictures(three_pages(tmp_path / "hoard-1.pdf"), 32).result(60)
    assert [one.page for one in found] == [1, 3]


@POSIX
def test_a_death_in_the_middle_that_was_not_the_files_fault_costs_nothing(
    odd, make_pool, tmp_path, restarts
):
    found = make_pool().pictures(three_pages(tmp_path / "once-1.pdf"), 32).result(60)
    assert [one.page for one in found] == [1, 2, 3]
    assert restarts == ["signal 9"]


@POSIX
def test_a_reader_killed_from_outside_is_replaced(odd, make_pool, tmp_path, restarts):
    pool = make_pool(seconds=60)
    path = three_pages(tmp_path / "hang-1.pdf")
    future = pool.pictures(path, 32)
    for _ in range(2):
        until(path.with_suffix(".started").exists)
        (child,) = pool.child_pids()
        path.with_suffix(".started").unlink()
        os.kill(child, signal.SIGKILL)
    assert [one.page for one in future.result(60)] == [1, 3]
    assert restarts == ["signal 9", "signal 9"]


@POSIX
def test_a_reader_that_sends_more_than_was_asked_for_is_ended(odd, make_pool, tmp_path):
    (tmp_path / "many-1.png").write_bytes(encoded(quarters(120)))
    (tmp_path / "fine.png").write_bytes(encoded(quarters(120)))
    pool = make_pool()
    with pytest.raises(errors.ExtractionCrashed):
        pool.pictures(tmp_path / "many-1.png", 32).result(60)
    assert len(pool.pictures(tmp_path / "fine.png", 32).result(60)) == 1


def test_many_pages_through_one_reader(make_pool, tmp_path):
    pages = [photo(40, 30, seed) for seed in range(60)]
    pages[0].save(tmp_path / "a.tif", save_all=True, append_images=pages[1:])
    pool = make_pool()
    found = pool.pictures(tmp_path / "a.tif", 224, None, 1, 1000).result(60)
    assert [one.page for one in found] == list(range(1, 61))
    other = Image.fromarray(found[7].pixels)
    assert other.size == (224, 224)
