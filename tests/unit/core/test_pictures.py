"""How a picture is told from other files, and opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from docmind.core.errors import FileUnreadable
from docmind.core.pictures import (
    FORMATS,
    MEDIA_TYPES,
    NotAPicture,
    open_picture,
    page_frames,
    told,
)

HEIC_HEAD = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"


@pytest.mark.parametrize(
    ("suffix", "head", "expected"),
    [
        (".jpg", HEIC_HEAD, ("image/heic", "content")),
        ("", b"\0\0\0\x1cftypmif1\0\0\0\0", ("image/heif", "content")),
        (
            ".ppm",
            b"P6\n# by hand\n3 2\n255\n",
            ("image/x-portable-anymap", "content and name"),
        ),
        (".gif", b"nothing of it", ("image/gif", "name")),
    ],
)
def test_what_a_file_is_told_by(suffix: str, head: bytes, expected: tuple[str, str]) -> None:
    assert told(suffix, head) == expected


@pytest.mark.parametrize(
    ("suffix", "head"),
    [
        (".txt", b"P6\n3 2\n255\n"),  # a text that looks like one
        (".ppm", b"People say"),
        (".rgb", b"255 0 0 red"),
        (".eps", b"%!PS-Adobe-3.0 EPSF-3.0"),
        (".wmf", b"\xd7\xcd\xc6\x9a"),
        (".fits", b"SIMPLE  =                    T"),
        (".nef", b"MM\0*\0\0\0\x08"),
        ("", b"\0\0\x01\0\x01\0"),
    ],
)
def test_what_is_none_of_these(suffix: str, head: bytes) -> None:
    assert told(suffix, head) is None


def test_no_format_may_start_a_program() -> None:
    assert len(set(MEDIA_TYPES)) == len(FORMATS)
    named = {name for kind in FORMATS for name in kind.pillow}
    assert named.isdisjoint({"EPS", "WMF", "GRIB", "BUFR", "HDF5", "FITS"})


def test_its_content_says_how_it_is_opened_not_its_name(tmp_path: Path) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / "a.png")
    (tmp_path / "a.png").rename(tmp_path / "a.jpg")
    with open_picture(tmp_path / "a.jpg") as picture:
        assert (picture.format, picture.size) == ("PNG", (30, 20))


def test_only_the_format_it_was_told_to_be_is_tried(tmp_path: Path) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / "a.png")
    with pytest.raises(NotAPicture):
        open_picture(tmp_path / "a.png", "image/gif")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"),
        ("a.heic", HEIC_HEAD + b"\0\0\0\x0cmeta\0\0\0\0"),
        ("a.txt", b"words"),
        ("a.gif", b""),
    ],
)
def test_what_is_no_picture_is_not_opened(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NotAPicture):
        open_picture(tmp_path / name)


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        open_picture(tmp_path / "gone.png")


def test_frames_that_are_pages(tmp_path: Path) -> None:
    page, small, other = (Image.new("L", (side, side)) for side in (90, 9, 90))
    small.encoderinfo = {"tiffinfo": {254: 1}}
    page.save(tmp_path / "a.tiff", save_all=True, append_images=[small, other])
    page.save(tmp_path / "a.gif", save_all=True, append_images=[other.rotate(90)])
    for name, frames in (("a.tiff", (0, 2)), ("a.gif", (0,))):
        with open_picture(tmp_path / name) as picture:
            assert page_frames(picture) == frames
            assert picture.tell() == 0


def test_a_broken_page_ends_the_list(tmp_path: Path) -> None:
    pages = [Image.new("L", (90, 90), shade) for shade in (0, 100, 200)]
    pages[0].save(tmp_path / "a.tiff", save_all=True, append_images=pages[1:])
    content = bytearray((tmp_path / "a.tiff").read_bytes())
    with open_picture(tmp_path / "a.tiff") as picture:
        picture.seek(2)
        place = picture._frame_pos[2]  # type: ignore[attr-defined]
    content[place : place + 12] = b"\xff" * 12
    (tmp_path / "a.tiff").write_bytes(content)
    with open_picture(tmp_path / "a.tiff") as picture:
        assert page_frames(picture) == (0, 1)
