from __future__ import annotations

import pytest
from fakes.made_files import wide_png
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from docmind.core.errors import ExtractionError, FileTooLarge
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.reading import read_document
from docmind.core.schema import Document


def read(path) -> Document:
    return read_document(path, ExtractionLimits())


def photo(path, tags: dict[int, object], taken: str = "", size: tuple[int, int] = (60, 40)):
    exif = Image.Exif()
    exif.update(tags)
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    Image.new("RGB", size, "green").save(path, exif=exif)
    return path


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("a.png", "image/png"),
        ("a.jpg", "image/jpeg"),
        ("a.webp", "image/webp"),
        ("a.gif", "image/gif"),
        ("a.tif", "image/tiff"),
        ("a.bmp", "image/bmp"),
    ],
)
def test_a_picture_without_metadata(tmp_path, name, media):
    Image.new("RGB", (30, 20)).save(tmp_path / name)
    document = read(tmp_path / name)
    assert (document.kind, document.media_type, document.title) == ("image", media, name)
    assert [page.text for page in document.pages] == [""]
    assert document.properties == (("size", "30 x 20"),)


def test_what_a_camera_says(tmp_path):
    tags = {0x010E: "Two cats on a wall", 0x010F: "Nikon", 0x0110: "D750", 0x0112: 6, 0x013B: "Ann"}
    document = read(photo(tmp_path / "IMG_1.jpg", tags, "2021:05:03 13:36:11"))
    assert document.pages[0].text == "Two cats on a wall\nNikon D750\n2021-05-03 13:36:11"
    assert dict(document.properties) == {
        "size": "40 x 60",
        "orientation": "6",
        "taken": "2021-05-03 13:36:11",
        "camera": "Nikon D750",
        "author": "Ann",
        "description": "Two cats on a wall",
    }


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ("2012-05-03T13:36:11-04:00", "2012-05-03 13:36:11"),
        ("2012:05:03", "2012-05-03"),
        ("0000:00:00 00:00:00", None),
        ("    :  :     :  :  ", None),
        ("yesterday", None),
    ],
)
def test_dates_in_several_forms(tmp_path, taken, expected):
    document = read(photo(tmp_path / "a.jpg", {}, taken))
    assert dict(document.properties).get("taken") == expected


@pytest.mark.parametrize("said", ["OLYMPUS DIGITAL CAMERA   ", "????", "...", "   "])
def test_what_means_nothing_is_left_out(tmp_path, said):
    assert read(photo(tmp_path / "a.jpg", {0x010E: said})).pages[0].text == ""


def test_mojibake_is_set_right(tmp_path):
    path = photo(tmp_path / "a.jpg", {0x010E: "Skåne i snö".encode()})
    assert read(path).pages[0].text == "Skåne i snö"


def test_the_place_stays_private(tmp_path):
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 29.9), 3: "E", 4: (2.0, 17.0, 40.2)})
    Image.new("RGB", (9, 9)).save(tmp_path / "a.jpg", exif=exif)
    document = read(tmp_path / "a.jpg")
    assert document.pages[0].text == ""
    assert document.properties == (("size", "9 x 9"),)


def test_png_text(tmp_path):
    written = PngInfo()
    written.add_text("Title", "A density plot")
    written.add_text("Software", "someplot 1.0")
    Image.new("L", (9, 9)).save(tmp_path / "a.png", pnginfo=written)
    assert read(tmp_path / "a.png").pages[0].text == "A density plot"


def test_pages_of_a_tiff_are_counted(tmp_path):
    first, *rest = (Image.new("L", (9, 9), shade) for shade in (0, 100, 200))
    first.save(tmp_path / "a.tiff", save_all=True, append_images=rest)
    assert read(tmp_path / "a.tiff").page_count == 3


def test_bombs_are_refused(tmp_path):
    with pytest.raises(FileTooLarge) as caught:
        read(wide_png(tmp_path / "a.png", 30_000, 30_000))
    assert caught.value.detail == "It has 30,000 x 30,000 pixels."


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n" + b"x" * 50, b"II*\0" + b"\xff" * 40, b"GIF89a" + b"\0" * 3]
)
def test_broken_pictures(tmp_path, content):
    (tmp_path / "a.png").write_bytes(content)
    with pytest.raises(ExtractionError) as caught:
        read(tmp_path / "a.png")
    assert caught.value.kind == "damaged"


def test_a_picture_whose_end_is_missing_is_kept(tmp_path):
    path = tmp_path / "a.jpg"
    Image.effect_noise((300, 300), 90).convert("RGB").save(path)
    path.write_bytes(path.read_bytes()[:-4000])
    document = read(path)
    assert document.notes == ("The picture is not complete: its end is missing.",)


def test_postscript_is_never_opened(tmp_path):
    (tmp_path / "a.png").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n")
    with pytest.raises(ExtractionError) as caught:
        read(tmp_path / "a.png")
    assert caught.value.kind == "unsupported"
