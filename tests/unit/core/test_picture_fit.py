"""How a picture is made to fit. That this equals open_clip is tested with CLIP."""

from __future__ import annotations

import io

import numpy as np
import pytest
from fakes.picture_files import corners, encoded, photo, quarters
from PIL import Image

from docmind.core.picture_fit import fit_picture


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(
    "size", [(1, 1), (1, 50), (50, 1), (1, 60_000), (60_000, 1), (3, 4000), (500, 300)]
)
def test_any_shape_becomes_a_square(size):
    pixels = fit_picture(Image.new("RGB", size, "red"), 32)
    assert pixels.shape == (32, 32, 3)
    assert pixels.dtype == np.uint8
    assert (pixels == (255, 0, 0)).all()


@pytest.mark.parametrize("size", [(1700, 100), (100, 1700)])
def test_the_middle_of_a_long_picture_is_the_same_however_it_is_made(size):
    """Beyond 16 times its shorter side only the middle is computed."""
    long = photo(*size)
    scale = 64 / 100
    whole = long.resize(tuple(int(side * scale) for side in size), Image.Resampling.BICUBIC)
    left, upper = ((side - 64) // 2 for side in whole.size)
    expected = np.asarray(whole.crop((left, upper, left + 64, upper + 64))).astype(int)
    difference = np.abs(fit_picture(long, 64).astype(int) - expected)
    assert difference.mean() < 0.2


def test_a_large_jpeg_is_decoded_small_and_looks_the_same():
    content = encoded(photo(2000, 1500), "JPEG", quality=90)
    drafted = opened(content)
    found = fit_picture(drafted, 224).astype(int)
    assert drafted.size == (1000, 750)  # what was decoded
    whole = opened(content).convert("RGB").resize((298, 224), Image.Resampling.BICUBIC)
    expected = np.asarray(whole.crop((37, 0, 261, 224))).astype(int)
    assert np.abs(found - expected).mean() < 1


@pytest.mark.parametrize(
    ("orientation", "expected"),
    [
        (1, ("red", "lime", "blue", "white")),
        (3, ("white", "blue", "lime", "red")),
        (6, ("blue", "red", "white", "lime")),
        (8, ("lime", "white", "red", "blue")),
        (99, ("red", "lime", "blue", "white")),
    ],
)
def test_stands_as_the_camera_was_held(orientation, expected):
    exif = Image.Exif()
    exif[274] = orientation
    content = encoded(quarters(), "JPEG", quality=95, exif=exif.tobytes())
    assert corners(fit_picture(opened(content), 32)) == expected


def test_what_is_transparent_is_white():
    clear = quarters().convert("RGBA")
    clear.putalpha(Image.new("L", clear.size, 0))
    assert (fit_picture(clear, 16) == 255).all()
    grey = Image.new("LA", (20, 20), (0, 0))
    assert (fit_picture(grey, 16) == 255).all()


def test_a_palette_with_a_transparent_colour():
    palette = Image.new("P", (20, 20), 1)
    palette.putpalette([255, 0, 0, 0, 0, 255])
    palette.paste(0, (0, 0, 20, 10))
    pixels = fit_picture(opened(encoded(palette, "GIF", transparency=0)), 20)
    assert tuple(pixels[2, 10]) == (255, 255, 255)
    assert tuple(pixels[17, 10]) == (0, 0, 255)


def test_palette_black_and_white_and_other_colours():
    for mode in ("P", "CMYK", "YCbCr", "HSV", "LAB"):
        converted = quarters().convert("RGB").convert(mode) if mode != "LAB" else None
        if converted is not None:
            assert corners(fit_picture(converted, 32)) == ("red", "lime", "blue", "white")
    assert set(np.unique(fit_picture(Image.new("1", (9, 9), 1), 9))) == {255}


def test_sixteen_bits_of_grey_are_not_all_white():
    greys = np.linspace(0, 65_535, 64 * 64).reshape(64, 64).astype(np.uint16)
    for kind in ("PNG", "TIFF"):
        pixels = fit_picture(opened(encoded(Image.fromarray(greys), kind)), 64)
        assert np.abs(pixels[..., 0].astype(int) - greys / 257).max() <= 1
    dark = Image.fromarray((greys // 256).astype(np.uint16))
    assert fit_picture(dark, 64).max() == 1  # a dark one stays dark


def test_numbers_of_any_range_are_stretched():
    values = np.linspace(-3.0, 9.0, 32 * 32).reshape(32, 32).astype(np.float32)
    values[0, 1] = np.nan
    pixels = fit_picture(Image.fromarray(values), 32)
    assert (int(pixels.min()), int(pixels.max())) == (0, 255)


def test_what_is_there_of_a_broken_file_is_not_hidden():
    content = encoded(photo(300, 300), "PNG")
    with pytest.raises(OSError, match="truncated"):
        fit_picture(opened(content[: len(content) // 2]), 32)
