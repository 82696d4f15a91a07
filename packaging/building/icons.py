"""The icons as desktops want them: drawings as they are, and pictures in the usual sizes."""

from __future__ import annotations

from pathlib import Path

import resvg_py

from building import names

SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
_SMALL = 24  # up to here the lines of the large drawing would be grey mist
_DRAWN = names.ROOT / "packaging" / "linux" / "icons"
PROGRAM = names.ROOT / "resources" / "icons" / "docmind.svg"
PROGRAM_SMALL = _DRAWN / "docmind-small.svg"
PACK = _DRAWN / "docmind-pack.svg"


def picture(drawing: Path, size: int) -> bytes:
    """``drawing`` as a PNG of ``size`` times ``size`` points."""
    drawn = resvg_py.svg_to_bytes(
        svg_string=drawing.read_text(encoding="utf-8"), width=size, height=size
    )
    return bytes(drawn)


def program(size: int) -> bytes:
    """DocMind's own icon as a PNG: one of the two drawings, by ``size``."""
    return picture(PROGRAM_SMALL if size <= _SMALL else PROGRAM, size)


def write(hicolor: Path) -> None:
    """Fill the icon theme ``hicolor`` with DocMind's icon and that of its packs."""
    for size in SIZES:
        _put(hicolor / f"{size}x{size}" / "apps" / "docmind.png", program(size))
        _put(hicolor / f"{size}x{size}" / "mimetypes" / "docmind-pack.png", picture(PACK, size))
    _put(hicolor / "scalable" / "apps" / "docmind.svg", PROGRAM.read_bytes())
    _put(hicolor / "scalable" / "mimetypes" / "docmind-pack.svg", PACK.read_bytes())


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
