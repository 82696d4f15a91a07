"""In which form a store lies on the disk: ours, and that of the engine's own files."""

from __future__ import annotations

import contextlib
from pathlib import Path

FORM = 2
"""What a point holds, and how its folder is laid out. A store of an older form is made again from
the catalog; a newer one is not touched (see ``upgrade.forms``)."""
SEGMENTS = "0.6"
"""The newest form of the engine's segments that this program can read, which is what it writes."""
SPACE_RECORD = "space.json"
SHARD = "shard"


def segments_version(home: Path) -> str:
    """The newest form of the segments in the folder of a space, such as "0.6.0"; "" for none."""
    found = [""]
    for mark in (home / SHARD / "segments").glob("*/version.info"):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            found.append(mark.read_text("utf-8").strip())
    return max(found, key=lambda text: [int(part) for part in text.split(".") if part.isdigit()])
