"""Which pictures of a file are looked at, and in what size."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from docmind.core.errors import FileUnreadable
from docmind.core.recognise.pages import Unreadable, fitted, flattened, opened


def drawn(mode: str = "RGB", size: tuple[int, int] = (1200, 600)) -> Image.Image:
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).rectangle((100, 100, 300, 150), fill="black")
    return picture.convert(mode)


def sizes(path: Path, least_side: int = 64) -> list[tuple[int, int] | None]:
    with opened(path) as source:
        found = [source.picture(number, least_side) for number in range(1, source.count() + 1)]
    assert all(picture is None or picture.mode == "RGB" for picture in found)
    return [None if picture is None else picture.size for picture in found]


@pytest.mark.parametrize(
    "name",
    ["a.png", "a.jpg", "a.webp", "a.bmp", "a.gif", "a.tif", "a.avif", "a.jp2", "a.tga", "a.ppm"],
)
def test_every_common_format_is_read(tmp_path: Path, name: str) -> None:
    drawn().save(tmp_path / name)
    assert sizes(tmp_path / name) == [(1200, 600)]


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "I;16", "I", "F"])
def test_every_mode_shows_what_is_drawn(mode: str) -> None:
    picture = drawn("I" if mode == "I;16" else mode)
    if mode == "I;16":
        picture = picture.point(lambda grey: grey * 200).convert("I;16")
    flat = flattened(picture)
    assert flat.mode == "RGB"
    ink, ground = flat.getpixel((200, 120)), flat.getpixel((10, 10))
    assert isinstance(ink, tuple) and isinstance(ground, tuple)
    assert max(ink) < 60
    assert min(ground) > 190


@pytest.mark.parametrize(("ink", "ground"), [("black", 255), ("white", 0)])
def test_what_is_transparent_is_seen_against_its_contrary(ink: str, ground: int) -> None:
    picture = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    ImageDraw.Draw(picture).rectangle((20, 20, 60, 60), fill=ink)
    flat = flattened(picture)
    assert flat.getpixel((90, 90)) == (ground,) * 3
    assert flat.getpixel((40, 40)) == (255 - ground,) * 3


def test_large_pictures_get_smaller_and_small_ones_larger() -> None:
    assert fitted(Image.new("RGB", (8000, 1000))).size == (4000, 500)
    assert fitted(Image.new("RGB", (300, 80))).size == (600, 160)
    assert fitted(Image.new("RGB", (2000, 1000))).size == (2000, 1000)


def test_a_large_photograph_is_decoded_small(tmp_path: Path) -> None:
    drawn(size=(9000, 4500)).save(tmp_path / "photo.jpg")
    assert sizes(tmp_path / "photo.jpg") == [(4000, 2000)]


def test_icons_and_blank_pictures_are_left_out(tmp_path: Path) -> None:
    drawn().resize((320, 48)).save(tmp_path / "icon.png")
    Image.new("RGB", (500, 500), "navy").save(tmp_path / "blank.png")
    assert sizes(tmp_path / "icon.png") == [None]
    assert sizes(tmp_path / "icon.png", least_side=48) == [(640, 96)]
    assert sizes(tmp_path / "blank.png") == [None]


def test_a_photograph_is_turned_as_its_camera_says(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    drawn().save(tmp_path / "turned.jpg", exif=exif)
    assert sizes(tmp_path / "turned.jpg") == [(600, 1200)]


def test_a_tiff_has_pages_and_its_small_copies_are_none(tmp_path: Path) -> None:
    copy = drawn(size=(200, 100))
    copy.encoderinfo = {"tiffinfo": {254: 1}}
    last = drawn(size=(1100, 600))
    drawn().save(tmp_path / "scan.tif", save_all=True, append_images=[copy, last])
    assert sizes(tmp_path / "scan.tif") == [(1200, 600), (1100, 600)]


def test_of_a_film_the_first_frame_is_read(tmp_path: Path) -> None:
    other = drawn().rotate(90)
    drawn().save(tmp_path / "film.gif", save_all=True, append_images=[other])
    assert sizes(tmp_path / "film.gif") == [(1200, 600)]


def test_a_picture_whose_end_is_missing_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    from PIL import ImageFile

    drawn().save(tmp_path / "whole.jpg")
    content = (tmp_path / "whole.jpg").read_bytes()
    (tmp_path / "cut.jpg").write_bytes(content[: len(content) * 3 // 4])
    assert sizes(tmp_path / "cut.jpg") == [(1200, 600)]
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_too_many_pixels_are_refused_before_they_are_decoded(tmp_path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "bomb.png")
    with opened(tmp_path / "bomb.png") as source, pytest.raises(Unreadable, match="20,000"):
        source.picture(1, 64)


def pdf(path: Path, *pages: Image.Image, dpi: int = 100) -> Path:
    first, *more = pages
    first.save(path, format="PDF", resolution=dpi, save_all=True, append_images=more)
    return path


def test_pdf_pages_are_drawn_at_200_dpi(tmp_path: Path) -> None:
    blank = Image.new("RGB", (1200, 600), "white")
    scan = pdf(tmp_path / "scan.pdf", drawn(), blank)
    assert sizes(scan) == [(2400, 1200), None]


def test_posters_and_stamps_are_drawn_in_a_size_to_read(tmp_path: Path) -> None:
    (poster,) = sizes(pdf(tmp_path / "poster.pdf", drawn(), dpi=10))
    assert poster is not None
    assert max(poster) <= 4001
    (stamp,) = sizes(pdf(tmp_path / "stamp.pdf", drawn(), dpi=1200))
    assert stamp is not None
    assert 999 <= max(stamp) <= 1001


def test_what_cannot_be_looked_at_says_why(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("words")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n nothing more")
    for name in ("words.txt", "broken.pdf"):
        with pytest.raises(Unreadable), opened(tmp_path / name):
            pass
    with pytest.raises(FileUnreadable), opened(tmp_path / "gone.png"):
        pass


def test_programs_are_never_started_for_a_picture(tmp_path: Path) -> None:
    (tmp_path / "drawing.png").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n")
    with pytest.raises(Unreadable), opened(tmp_path / "drawing.png"):
        pass
