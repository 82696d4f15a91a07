"""Ids of points that say which file they belong to.

Asking the store for a payload costs more than finding the point: for two lists of 200 among
100,000 passages 2.2 ms of 3.3. So the id holds the file's, as a UUID of version 8 (RFC 9562).
"""

from __future__ import annotations

import uuid
from hashlib import blake2b

MOST_FILES = 1 << 48  # ids of files are below
_VERSION = "8"


def point_id(file_id: int, *parts: str | int) -> str:
    """The id of a point of a file (0 <= ``file_id`` < 2**48), the same for the same ``parts``.

    Raises ``OverflowError`` for another ``file_id``.
    """
    text = "\0".join(map(str, parts)).encode("utf-8", "surrogatepass")
    rest = bytearray(blake2b(text, digest_size=10).digest())
    rest[0] = 0x80 | (rest[0] & 0x0F)  # version
    rest[2] = 0x80 | (rest[2] & 0x3F)  # variant
    return str(uuid.UUID(bytes=file_id.to_bytes(6, "big") + bytes(rest)))


def file_of(point: str) -> int | None:
    """The file that a point belongs to; None when its id does not say."""
    if len(point) != 36 or point[14] != _VERSION:
        return None
    return int(point[:8] + point[9:13], 16)
