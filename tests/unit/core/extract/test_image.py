from __future__ import annotations

import struct

import pytest
from fakes.made_files import wide_png
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from docmind.core.errors import ExtractionError, FileTooLarge
from docmind.core.extract.base import Confidence, ExtractionLimits
from docmind.core.extract.image import UNSEEN
from docmind.core.extract.image import Image as READER
from docmind.core.extract.reading import read_document
from docmind.core.schema import Document


def read(path) -> Document:
    return read_document(path, ExtractionLimits())


def test_icons(tmp_path):
    for name, media in (("a.ico", "image/vnd.microsoft.icon"), ("a.icns", "image/icns")):
        Image.new("RGBA", (64, 64), "red").save(tmp_path / name)
        document = read(tmp_path / name)
        assert (document.media_type, document.page_count) == (media, None)


def test_the_flattened_copy_in_a_psd(tmp_path):
    header = b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, 4, 5, 8, 3)
    caption = b"\x1c\x02\x78\0\x0bOn the wall"
    kept = b"8BIM" + struct.pack(">HxxI", 0x0404, len(caption)) + caption
    parts = struct.pack(">II", 0, len(kept)) + kept + struct.pack(">IH", 0, 0) + b"\x80" * 60
    (tmp_path / "a.psd").write_bytes(header + parts)
    document = read(tmp_path / "a.psd")
    assert (document.pages[0].text, document.properties[0]) == ("On the wall", ("size", "5 x 4"))


HEIC_HEAD = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"


def test_how_sure_it_is():
    assert READER.recognise(".jpg", HEIC_HEAD) == ("image/heic", Confidence.CERTAIN)
    assert READER.recognise(".ppm", b"P6\n3 2\n255\n") == (
        "image/x-portable-anymap",
        Confidence.LIKELY,
    )
    assert READER.recognise(".gif", b"nothing of it") == ("image/gif", Confidence.NAMED)
    assert READER.recognise(".txt", b"P6\n3 2\n255\n") is None


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
        ("a.avif", "image/avif"),
        ("a.jp2", "image/jp2"),
        ("a.j2k", "image/jp2"),
        ("a.pcx", "image/x-pcx"),
        ("a.tga", "image/x-tga"),
        ("a.sgi", "image/x-sgi"),
        ("a.ppm", "image/x-portable-anymap"),
        ("a.dds", "image/vnd.ms-dds"),
        ("a.qoi", "image/qoi"),
    ],
)
def test_a_picture_without_metadata(tmp_path, name, media):
    Image.new("RGB", (30, 20)).save(tmp_path / name)
    assert media in READER.media_types
    document = read(tmp_path / name)
    assert (document.kind, document.media_type, document.title) == ("image", media, name)
    assert [page.text for page in document.pages] == [""]
    assert document.properties == (("size", "30 x 20"),)


def test_what_a_camera_says(tmp_path):
    tags = {0x010E: "Two cats on a wall", 0x010F: "Nikon", 0x0110: "D750", 0x0112: 6, 0x013B: "Ann"}
    document = read(photo(tmp_path / "IMG_1.jpg", tags, "2021:05:03 13:36:11"))
    assert document.pages[0].text.splitlines() == [
        "Two cats on a wall",
        "Ann",
        "Nikon D750",
        "2021-05-03 13:36:11 (3 May 2021)",
    ]
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
    document = read(tmp_path / "a.tiff")
    assert document.page_count == 3
    assert [page.number for page in document.pages] == [1, 2, 3]


def test_a_small_copy_is_no_page(tmp_path):
    page, small, other = (Image.new("L", (side, side)) for side in (90, 9, 90))
    small.encoderinfo = {"tiffinfo": {254: 1}}
    page.save(tmp_path / "a.tiff", save_all=True, append_images=[small, other])
    assert read(tmp_path / "a.tiff").page_count == 2


def test_frames_of_a_film_are_no_pages(tmp_path):
    first, *rest = (Image.new("L", (9, 9), shade) for shade in (0, 100, 200))
    for name in ("a.gif", "a.png", "a.webp", "a.avif"):
        first.save(tmp_path / name, save_all=True, append_images=rest)
        assert read(tmp_path / name).page_count is None


def test_large_photographs_are_read_small(tmp_path):
    Image.new("L", (4000, 3000)).save(tmp_path / "a.jpg")
    Image.new("L", (4000, 3000)).save(tmp_path / "b.jpg", progressive=True)
    limits = ExtractionLimits(memory_bytes=100 * 2**20)
    assert read_document(tmp_path / "a.jpg", limits).properties == (("size", "4000 x 3000"),)
    with pytest.raises(FileTooLarge):
        read_document(tmp_path / "b.jpg", limits)
    assert read_document(tmp_path / "b.jpg", ExtractionLimits(memory_bytes=200 * 2**20))


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


def test_what_is_written_about_a_broken_picture_is_kept(tmp_path):
    path = tmp_path / "a.bmp"
    Image.new("RGB", (30, 30)).save(path)
    content = bytearray(path.read_bytes())
    content[28:30] = b"\x07\0"  # seven bits per pixel
    path.write_bytes(bytes(content))
    with pytest.raises(ExtractionError):
        read(path)
    kept = photo(tmp_path / "b.png", {0x010E: "Two cats"}, size=(300, 300))
    content = kept.read_bytes()
    place = content.index(b"IDAT") + 20
    kept.write_bytes(content[:place] + b"\xff" * 40 + content[place + 40 :])
    document = read(kept)
    assert document.pages[0].text == "Two cats"
    assert document.notes == (UNSEEN,)


@pytest.mark.parametrize("name", ["a.heic", "a.avif", "a.jp2", "a.psd", "a.dds", "a.qoi", "a.fli"])
def test_names_that_promise_a_picture(tmp_path, name):
    (tmp_path / name).write_bytes(b"no picture at all")
    with pytest.raises(ExtractionError) as caught:
        read(tmp_path / name)
    assert caught.value.kind == "damaged"


def test_a_heif_that_does_not_say_what_is_inside(tmp_path):
    Image.new("RGB", (30, 20)).save(tmp_path / "a.avif")
    content = (tmp_path / "a.avif").read_bytes()
    (tmp_path / "a.heif").write_bytes(content.replace(b"ftypavif", b"ftypmif1", 1))
    document = read(tmp_path / "a.heif")
    assert (document.media_type, document.properties) == ("image/heif", (("size", "30 x 20"),))


def test_a_heic_without_pictures(tmp_path):
    (tmp_path / "a.heic").write_bytes(HEIC_HEAD + b"\0\0\0\x0cmeta\0\0\0\0")
    with pytest.raises(ExtractionError) as caught:
        read(tmp_path / "a.heic")
    assert caught.value.detail == "It is not a picture that can be shown."


def test_postscript_is_never_opened(tmp_path):
    (tmp_path / "a.png").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n")
    with pytest.raises(ExtractionError) as caught:
        read(tmp_path / "a.png")
    assert caught.value.kind == "unsupported"
