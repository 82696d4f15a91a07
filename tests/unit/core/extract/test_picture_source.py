"""Which pictures files show. In this process: the pool is tested with real ones."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from fakes import made_files
from fakes.picture_files import (
    bomb_png,
    corners,
    encoded,
    masked_pdf,
    photo,
    picture_pdf,
    quarters,
)
from fakes.zip_files import plain
from PIL import Image

from docmind.core.errors import (
    ExtractionError,
    FileEmpty,
    FileTooLarge,
    FileUnreadable,
    PasswordNeeded,
    UnsupportedType,
)
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.members import Observer
from docmind.core.extract.picture_source import Wanted, picture_types, pictures_in
from docmind.core.schema import Refusal

UPRIGHT = ("red", "lime", "blue", "white")
ON_PAGE = (200, 0, 0, 200, 50, 50)
SVG = "<svg xmlns='http://www.w3.org/2000/svg'><rect width='900' height='900'/></svg>"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def shown(path: Path, limits: ExtractionLimits | None = None, avoid=None, told=None, **wanted):
    observer = Observer((told if told is not None else []).append, avoid or {})
    asked = Wanted(64, **wanted)
    return list(pictures_in(path, asked, limits or ExtractionLimits(), observer))


def facts(found):
    return [(one.number, one.page, one.width, one.height) for one in found]


# -- files that are pictures ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.webp", "WEBP"), ("a.bmp", "BMP"), ("a.tif", "TIFF"),
     ("a.gif", "GIF"), ("a.jp2", "JPEG2000"), ("a.avif", "AVIF"), ("a.ico", "ICO"),
     ("a.tga", "TGA"), ("a.ppm", "PPM")],
)  # fmt: skip
def test_a_picture_shows_itself(tmp_path, name, kind):
    (tmp_path / name).write_bytes(encoded(quarters(64), kind))
    (one,) = shown(tmp_path / name)
    assert (one.number, one.page, one.width, one.height) == (1, None, 64, 64)
    assert one.pixels.shape == (64, 64, 3)
    assert corners(one.pixels) == UPRIGHT


def test_size_is_as_it_is_seen_though_less_was_decoded(tmp_path):
    exif = Image.Exif()
    exif[274] = 6
    (tmp_path / "a.jpg").write_bytes(encoded(photo(1600, 1200), "JPEG", exif=exif.tobytes()))
    assert facts(shown(tmp_path / "a.jpg")) == [(1, None, 1200, 1600)]


def test_a_tiff_shows_its_pages_and_a_film_its_beginning(tmp_path):
    pages = [quarters(120), photo(130, 140), photo(50, 60)]
    pages[0].save(tmp_path / "a.tif", save_all=True, append_images=pages[1:])
    pages[0].save(tmp_path / "a.gif", save_all=True, append_images=pages[1:], duration=50)
    assert facts(shown(tmp_path / "a.tif")) == [(1, 1, 120, 120), (2, 2, 130, 140), (3, 3, 50, 60)]
    assert facts(shown(tmp_path / "a.tif", most=2)) == [(1, 1, 120, 120), (2, 2, 130, 140)]
    (first,) = shown(tmp_path / "a.gif")
    assert corners(first.pixels) == UPRIGHT


def test_what_is_there_of_a_cut_off_photograph_counts(tmp_path):
    content = encoded(photo(800, 600), "JPEG", quality=90)
    (tmp_path / "a.jpg").write_bytes(content[: len(content) // 2])
    (tmp_path / "whole.jpg").write_bytes(content)
    (one,) = shown(tmp_path / "a.jpg")
    (whole,) = shown(tmp_path / "whole.jpg")
    np.testing.assert_array_equal(one.pixels[:20], whole.pixels[:20])
    (tmp_path / "a.jpg").write_bytes(content[:300])
    with pytest.raises(ExtractionError):
        shown(tmp_path / "a.jpg")


def test_a_bomb_is_refused_before_it_is_decoded(tmp_path):
    with pytest.raises(FileTooLarge) as caught:
        shown(bomb_png(tmp_path / "bomb.png"))
    assert caught.value.detail == "It has 30,000 x 30,000 pixels."
    assert caught.value.path == tmp_path / "bomb.png"


def test_a_large_photograph_is_decoded_small(tmp_path):
    """Its pixels would not fit, those that are decoded do."""
    (tmp_path / "a.jpg").write_bytes(encoded(photo(2000, 1600), "JPEG"))
    (tmp_path / "a.png").write_bytes(encoded(photo(2000, 1600), "PNG"))
    small = ExtractionLimits(memory_bytes=4 << 20)
    assert facts(shown(tmp_path / "a.jpg", small)) == [(1, None, 2000, 1600)]
    with pytest.raises(FileTooLarge):
        shown(tmp_path / "a.png", small)


def test_failures_are_of_their_kind(tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    (tmp_path / "none.png").write_bytes(b"")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 3)
    for name, kind in (
        ("a.png", ExtractionError),
        ("none.png", FileEmpty),
        ("noise.bin", UnsupportedType),
        ("gone.png", FileUnreadable),
    ):
        with pytest.raises(kind):
            shown(tmp_path / name)


def test_other_files_hold_none(tmp_path):
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "a.svg").write_text(SVG)
    plain(tmp_path / "a.zip", {"in.png": encoded(quarters())})
    for name in ("a.txt", "a.svg", "a.zip"):
        assert shown(tmp_path / name) == []


# -- PDF -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", [300, 1200])
@pytest.mark.parametrize("as_jpeg", [True, False])
@pytest.mark.parametrize(
    ("matrix", "expected"),
    [
        (ON_PAGE, UPRIGHT),
        ((200, 0, 0, -200, 50, 250), ("blue", "white", "red", "lime")),
        ((-200, 0, 0, 200, 250, 50), ("lime", "red", "white", "blue")),
        ((0, 200, -200, 0, 250, 50), ("lime", "white", "red", "blue")),
        ((0, -200, 200, 0, 50, 250), ("blue", "red", "white", "lime")),
        ((0, 200, 200, 0, 50, 50), ("white", "lime", "blue", "red")),
        ((0, -200, -200, 0, 250, 250), ("red", "blue", "lime", "white")),
    ],
)
def test_a_picture_lies_as_its_page_shows_it(tmp_path, side, as_jpeg, matrix, expected):
    path = picture_pdf(tmp_path / "a.pdf", [[(quarters(side), matrix)]], as_jpeg)
    (one,) = shown(path)
    assert (one.page, one.width, one.height) == (1, side, side)
    assert corners(one.pixels) == expected


@pytest.mark.parametrize("side", [300, 1200])
@pytest.mark.parametrize("matrix", [ON_PAGE, (600, 0, 0, 800, 0, 0)])
def test_a_turned_page_turns_its_pictures(tmp_path, side, matrix):
    path = picture_pdf(tmp_path / "a.pdf", [[(quarters(side), matrix)]], rotation=90)
    (one,) = shown(path)
    assert corners(one.pixels) == ("blue", "red", "white", "lime")


def test_where_the_camera_was_held_does_not_count_in_a_pdf(tmp_path):
    exif = Image.Exif()
    exif[274] = 3
    picture = Image.open(io.BytesIO(encoded(quarters(1200), "JPEG", exif=exif.tobytes())))
    path = picture_pdf(tmp_path / "a.pdf", [[(picture, ON_PAGE)]])
    (one,) = shown(path)
    assert corners(one.pixels) == UPRIGHT


def test_what_a_mask_hides_is_white(tmp_path):
    mask = Image.new("L", (300, 300), 255)
    mask.paste(0, (150, 0, 300, 300))
    (one,) = shown(masked_pdf(tmp_path / "a.pdf", quarters(300), mask))
    assert corners(one.pixels) == ("red", "white", "blue", "white")


def test_each_picture_once_and_only_those_large_enough(tmp_path):
    logo, wide, small = photo(300, 200, 1), photo(400, 99, 2), photo(150, 101, 3)
    pages = [[(logo, ON_PAGE), (wide, ON_PAGE)], [(small, ON_PAGE), (logo, ON_PAGE)]]
    path = picture_pdf(tmp_path / "a.pdf", pages)
    assert facts(shown(path)) == [(1, 1, 300, 200), (2, 2, 150, 101)]
    assert facts(shown(path, least_side=99)) == [
        (1, 1, 300, 200),
        (2, 1, 400, 99),
        (3, 2, 150, 101),
    ]
    assert facts(shown(path, least_side=99, most=2)) == [(1, 1, 300, 200), (2, 1, 400, 99)]


def test_one_colour_is_no_picture(tmp_path):
    path = picture_pdf(tmp_path / "a.pdf", [[(Image.new("RGB", (300, 300), "navy"), ON_PAGE)]])
    assert shown(path) == []


def test_a_scanned_page_is_one_picture(tmp_path):
    scan = photo(1200, 1600)
    path = picture_pdf(tmp_path / "a.pdf", [[(scan, (600, 0, 0, 800, 0, 0))]])
    assert facts(shown(path)) == [(1, 1, 1200, 1600)]


def test_a_page_scanned_in_strips_is_one_picture(tmp_path):
    scan = photo(600, 800)
    strips = [
        (scan.crop((0, top, 600, top + 100)), (600, 0, 0, 100, 0, 700 - top))
        for top in range(0, 800, 100)
    ]
    (one,) = shown(picture_pdf(tmp_path / "a.pdf", [strips], as_jpeg=False))
    assert (one.page, one.width, one.height) == (1, 450, 600)
    expected = np.asarray(scan.resize((64, 85), 3).crop((0, 10, 64, 74))).astype(int)
    assert np.abs(one.pixels.astype(int) - expected).mean() < 6


def test_pictures_that_need_too_much_memory_are_left_out(tmp_path):
    path = picture_pdf(
        tmp_path / "a.pdf", [[(photo(2000, 1500), ON_PAGE), (photo(200, 200), ON_PAGE)]]
    )
    small = ExtractionLimits(memory_bytes=10 << 20)
    assert facts(shown(path, small)) == [(1, 1, 200, 200)]


def test_pages_that_cost_a_process_are_not_opened_again(tmp_path):
    pages = [[(photo(200, 200, seed), ON_PAGE)] for seed in range(3)]
    path = picture_pdf(tmp_path / "a.pdf", pages)
    told: list[str] = []
    refusal = Refusal("crashed", "", "", "")
    assert facts(shown(path, avoid={"page 2": refusal}, told=told)) == [
        (1, 1, 200, 200),
        (2, 3, 200, 200),
    ]
    assert told == ["page 1", "page 3"]


def test_broken_pdfs(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 and no more")
    with pytest.raises(ExtractionError):
        shown(tmp_path / "a.pdf")
    whole = picture_pdf(tmp_path / "b.pdf", [[(photo(200, 200), ON_PAGE)]] * 3)
    content = whole.read_bytes()
    for end in range(200, len(content), len(content) // 12):
        (tmp_path / "c.pdf").write_bytes(content[:end])
        try:
            assert len(shown(tmp_path / "c.pdf")) <= 3
        except ExtractionError:
            continue
    holed = content.replace(b"/Width 200", b"/Width 999")
    (tmp_path / "d.pdf").write_bytes(holed)
    assert len(shown(tmp_path / "d.pdf")) <= 3


# -- containers ----------------------------------------------------------------------------------


def in_docx(path: Path, media: dict[str, bytes]) -> Path:
    made_files.docx(path, made_files.paragraph("words"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as container:
        for name, content in media.items():
            container.writestr(name, content)
    return path


def test_a_word_file_shows_its_media(tmp_path):
    path = in_docx(
        tmp_path / "a.docx",
        {
            "word/media/image1.png": encoded(quarters(150)),
            "word/media/image2.jpeg": encoded(photo(300, 200), "JPEG"),
            "word/media/copy.png": encoded(quarters(150)),
            "word/media/bullet.gif": encoded(photo(20, 20), "GIF"),
            "word/media/drawing.svg": SVG.encode(),
            "word/media/drawing.emf": b"\x01\0\0\0" + bytes(200),
            "word/media/broken.png": encoded(photo(200, 200))[:60],
            "word/media/other.png": b"no picture at all",
            "docProps/thumbnail.jpeg": encoded(photo(400, 400), "JPEG"),
        },
    )
    found = shown(path)
    assert facts(found) == [(1, None, 150, 150), (2, None, 300, 200)]
    assert corners(found[0].pixels) == UPRIGHT


def test_a_bomb_inside_is_left_out(tmp_path):
    bomb = bomb_png(tmp_path / "bomb.png").read_bytes()
    path = in_docx(
        tmp_path / "a.docx",
        {"word/media/1.png": bomb, "word/media/2.png": encoded(photo(200, 200))},
    )
    assert facts(shown(path)) == [(1, None, 200, 200)]


def test_a_container_that_unpacks_to_too_much_is_refused(tmp_path):
    path = in_docx(tmp_path / "a.docx", {"word/media/1.bmp": bytes(200 << 20)})
    with pytest.raises(FileTooLarge):
        shown(path)


def test_a_slide_is_named_where_its_picture_is_seen_first(tmp_path):
    def linked(kind: str, *targets: str) -> str:
        links = "".join(
            f"<Relationship Id='r{number}' Type='{OFFICE}/{kind}' Target='{target}'/>"
            for number, target in enumerate(targets)
        )
        return f"<Relationships xmlns='{RELATIONS}'>{links}</Relationships>"

    slide = "<p:sld xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main'/>"
    order = (
        "<p:presentation xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main'"
        f" xmlns:r='{OFFICE}'><p:sldIdLst><p:sldId id='256' r:id='r1'/>"
        "<p:sldId id='257' r:id='r0'/></p:sldIdLst></p:presentation>"
    )
    path = plain(
        tmp_path / "a.pptx",
        {
            "ppt/presentation.xml": order,
            "ppt/_rels/presentation.xml.rels": linked(
                "slide", "slides/slide1.xml", "slides/slide2.xml"
            ),
            "ppt/slides/slide1.xml": slide,
            "ppt/slides/slide2.xml": slide,
            "ppt/slides/_rels/slide1.xml.rels": linked(
                "image", "../media/one.png", "../media/two.png"
            ),
            "ppt/slides/_rels/slide2.xml.rels": linked("image", "../media/two.png"),
            "ppt/media/one.png": encoded(photo(110, 110)),
            "ppt/media/two.png": encoded(photo(120, 120)),
            "ppt/media/unused.png": encoded(photo(130, 130)),
        },
    )
    assert facts(shown(path)) == [(1, 2, 110, 110), (2, 1, 120, 120), (3, None, 130, 130)]


def test_opendocument_and_books(tmp_path):
    odt = plain(
        tmp_path / "a.odt",
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": "<office:document-content"
            " xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>",
            "Pictures/1000.jpg": encoded(photo(310, 210), "JPEG"),
            "Thumbnails/thumbnail.png": encoded(photo(256, 200)),
        },
        zipfile.ZIP_STORED,
    )
    assert facts(shown(odt)) == [(1, None, 310, 210)]
    book = plain(
        tmp_path / "a.epub",
        {
            "mimetype": "application/epub+zip",
            "OEBPS/cover.jpeg": encoded(photo(300, 400), "JPEG"),
            "OEBPS/ornament.png": encoded(photo(400, 30)),
            "OEBPS/one.xhtml": "<html/>",
        },
        zipfile.ZIP_STORED,
    )
    assert facts(shown(book)) == [(1, None, 300, 400)]


def test_locked_files_want_their_password(tmp_path):
    from fakes.zip_files import locked

    path = locked(tmp_path / "a.docx", {"word/document.xml": b"<x/>"}, "secret")
    with pytest.raises(PasswordNeeded):
        shown(path)


def test_a_locked_opendocument_file_opens_with_its_password(tmp_path):
    """Each entry is encrypted by itself (ODF 1.3 part 2, 3.4), pictures too."""
    key = hashlib.pbkdf2_hmac("sha1", hashlib.sha256(b"secret").digest(), bytes(16), 1000, 32)

    def sealed(content: bytes) -> bytes:
        squeezer = zlib.compressobj(wbits=-15)
        squeezed = squeezer.compress(content) + squeezer.flush()
        padding = 16 - len(squeezed) % 16
        cipher = Cipher(AES(key), CBC(bytes(16))).encryptor()
        return cipher.update(squeezed + bytes(padding - 1) + bytes((padding,))) + cipher.finalize()

    zeros = "A" * 22 + "=="
    entries = "".join(
        f'<m:file-entry m:full-path="{name}"><m:encryption-data>'
        f'<m:algorithm m:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc"'
        f' m:initialisation-vector="{zeros}"/><m:start-key-generation'
        ' m:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256"/>'
        f'<m:key-derivation m:key-derivation-name="PBKDF2" m:key-size="32"'
        f' m:iteration-count="1000" m:salt="{zeros}"/></m:encryption-data></m:file-entry>'
        for name in ("content.xml", "Pictures/1.png")
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    path = plain(
        tmp_path / "a.odt",
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": sealed(b"<x/>"),
            "Pictures/1.png": sealed(encoded(quarters(120))),
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{space}">{entries}</m:manifest>',
        },
        zipfile.ZIP_STORED,
    )
    with pytest.raises(PasswordNeeded):
        shown(path)
    with pytest.raises(PasswordNeeded):
        shown(path, ExtractionLimits(password="wrong"))
    (one,) = shown(path, ExtractionLimits(password="secret"))
    assert corners(one.pixels) == UPRIGHT


def test_types_that_may_hold_pictures():
    assert "application/pdf" in picture_types()
    assert not any(media.startswith("image/") for media in picture_types())
