"""What the page painter makes of strangers' pictures."""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import Any

import pytest
from fakes.made_files import wide_png
from PIL import Image, ImageCms

from docmind.ui.preview.picture_painter import (
    LARGEST_PIXELS,
    VECTOR_SIDE,
    paint_picture,
    target_size,
)

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '


def paint(path: Path, width: int = 50, side: int = 50, page: int = 1) -> tuple[dict[str, Any], Any]:
    """The head, and a function that gives the colour at a place."""
    ask = {"path": os.fsencode(path).hex(), "page": page, "width": width, "side": side}
    head, pixels = paint_picture(ask)
    assert len(pixels) == head["length"] == head["stride"] * head["high"]

    def colour(x: int, y: int) -> tuple[int, int, int]:
        blue, green, red = pixels[y * head["stride"] + 4 * x :][:3]
        return red, green, blue

    return head, colour


@pytest.mark.parametrize(
    "name", ["a.png", "a.jpg", "a.webp", "a.gif", "a.tif", "a.bmp", "a.avif", "a.jp2", "a.ico"]
)
def test_formats(tmp_path: Path, name: str) -> None:
    Image.new("RGB", (80, 80), (200, 30, 30)).save(tmp_path / name)
    _, colour = paint(tmp_path / name)
    assert colour(20, 20) == pytest.approx((200, 30, 30), abs=8)


@pytest.mark.parametrize("turn", range(1, 9))
def test_pictures_stand_upright(tmp_path: Path, turn: int) -> None:
    upright = Image.new("RGB", (60, 30), "white")
    upright.paste("red", (0, 0, 20, 10))  # the top left corner
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(undo[turn]) if turn in undo else upright
    exif = Image.Exif()
    exif[0x0112] = turn
    stored.save(tmp_path / "a.png", exif=exif)
    head, colour = paint(tmp_path / "a.png", width=30, side=30)
    assert (head["wide"], head["high"], head["points"]) == (30, 15, [60.0, 30.0])
    assert colour(3, 2) == pytest.approx((255, 0, 0), abs=8)
    assert colour(26, 12) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I", "I;16", "F", "RGBA"])
def test_modes(tmp_path: Path, mode: str) -> None:
    picture = Image.linear_gradient("L")
    if mode in ("I;16", "I", "F"):
        picture = picture.convert("I").point(lambda value: value * 100).convert(mode)
    else:
        picture = picture.convert(mode)
    picture.save(tmp_path / "a.tif")
    _, colour = paint(tmp_path / "a.tif")
    assert sum(colour(25, 2)) < 60
    assert sum(colour(25, 47)) > 700


def test_colours_of_other_spaces_are_brought_to_the_screen(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # The same red and green, each called by the other's name.
    swapped = profile.replace(b"rXYZ", b"tmpX").replace(b"gXYZ", b"rXYZ").replace(b"tmpX", b"gXYZ")
    for name, icc in (("a.png", profile), ("b.png", swapped), ("c.png", b"no profile")):
        Image.new("RGB", (40, 40), (255, 0, 0)).save(tmp_path / name, icc_profile=icc)
    for name, seen in (("a.png", (255, 0, 0)), ("b.png", (0, 255, 0)), ("c.png", (255, 0, 0))):
        _, colour = paint(tmp_path / name)
        assert colour(20, 20) == pytest.approx(seen, abs=3)


def test_transparent_ones_stay_legible(tmp_path: Path) -> None:
    for ink, name in (((0, 0, 0, 255), "dark.png"), ((255, 255, 255, 255), "light.png")):
        picture = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
        picture.paste(ink, (10, 10, 30, 30))
        picture.save(tmp_path / name)
        _, colour = paint(tmp_path / name)
        assert abs(sum(colour(20, 20)) - sum(colour(2, 2))) > 300


def test_sizes() -> None:
    assert target_size((4000, 2000), 100, 1000) == (1000, 500)
    assert target_size((4000, 2000), 3000, 1000) == (3000, 1500)
    assert target_size((400, 200), 3000, 1000) == (400, 200)
    assert target_size((9000, 3), 20, 9) == (20, 1)
    wide, high = target_size((60_000, 60_000), 60_000, 60_000)
    assert wide * high <= LARGEST_PIXELS * 1.01


def test_bombs_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="30000 x 30000 pixels"):
        paint(wide_png(tmp_path / "a.png", 30_000, 30_000))


def test_drawings_fill_the_view(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(
        f'{SVG}width="20" height="10"><rect width="20" height="10" fill="red"/></svg>'
    )
    head, colour = paint(tmp_path / "a.svg", width=100, side=50)
    assert (head["wide"], head["high"]) == (100, 50)
    assert head["points"] == [VECTOR_SIDE, VECTOR_SIDE / 2]
    assert colour(50, 25) == (255, 0, 0)


def test_packed_drawings_and_those_without_a_size(tmp_path: Path) -> None:
    drawing = f'{SVG}><rect width="20" height="10" fill="blue"/></svg>'.encode()
    (tmp_path / "a.svgz").write_bytes(gzip.compress(drawing))
    head, colour = paint(tmp_path / "a.svgz")
    assert colour(head["wide"] // 2, 5) == (0, 0, 255)


def test_drawings_lead_to_no_other_file(tmp_path: Path) -> None:
    other = tmp_path / "other.png"
    Image.new("RGB", (9, 9), "blue").save(other)
    (tmp_path / "a.svg").write_text(
        f'{SVG}width="9" height="9"><rect width="9" height="9" fill="red"/>'
        f'<image xlink:href="{other}" width="9" height="9"/>'
        f'<image href="{other.as_uri()}" width="9" height="9"/></svg>'
    )
    _, colour = paint(tmp_path / "a.svg")
    assert colour(20, 20) == (255, 0, 0)


def test_entities_are_bounded(tmp_path: Path) -> None:
    entities = '<!ENTITY a "lollollollol">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    (tmp_path / "a.svg").write_text(f"<!DOCTYPE l [{entities}]>{SVG}><text>&j;</text></svg>")
    with pytest.raises(Exception, match=r"(?i)entit"):
        paint(tmp_path / "a.svg")
