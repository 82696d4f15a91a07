"""What a file holds, as one short name."""

from __future__ import annotations

from pathlib import Path

from blake3 import blake3

from docmind.core.files import open_regular, unreadable

_BLOCK = 1 << 20


def content_hash(path: Path) -> str:
    """The blake3 digest of the file's bytes, 64 hexadecimal characters.

    Raises ``FileUnreadable`` for anything but a readable regular file; never blocks on a pipe.
    """
    digest = blake3()
    block = bytearray(_BLOCK)
    view = memoryview(block)
    with open_regular(path) as file:
        try:
            while count := file.readinto(block):
                digest.update(view[:count])
        except OSError as error:
            raise unreadable(path, error) from None
    return digest.hexdigest()
