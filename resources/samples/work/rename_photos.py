"""Rename photographs to the day and time they were taken, for example 2024-05-17_14-03-22.jpg."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from PIL import Image

EXIF_BLOCK = 0x8769
DATE_TIME_ORIGINAL = 0x9003


def taken_at(picture: Path) -> datetime | None:
    """The moment the camera noted, or None when it noted none."""
    with Image.open(picture) as image:
        noted = image.getexif().get_ifd(EXIF_BLOCK).get(DATE_TIME_ORIGINAL)
    try:
        return datetime.strptime(str(noted), "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """A name that is not taken yet: a counter is added when two pictures share a second."""
    candidate = folder / f"{stem}{suffix}"
    counter = 2
    while candidate.exists():
        candidate = folder / f"{stem}_{counter}{suffix}"
        counter += 1
    return candidate


def rename_all(folder: Path) -> int:
    """Rename every JPEG in ``folder``. Returns how many were renamed."""
    renamed = 0
    for picture in sorted(folder.glob("*.[jJ][pP][gG]")):
        moment = taken_at(picture)
        if moment is None:
            continue
        stem = moment.strftime("%Y-%m-%d_%H-%M-%S")
        if picture.stem != stem:
            picture.rename(free_name(folder, stem, picture.suffix.lower()))
            renamed += 1
    return renamed


if __name__ == "__main__":
    sys.stdout.write(f"{rename_all(Path(sys.argv[1]))} pictures renamed\n")
