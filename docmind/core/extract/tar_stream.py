"""Tape archives, read once from the front: also those inside a compressed stream."""

from __future__ import annotations

import io
import tarfile
from typing import IO, cast

from docmind.core.extract.archive import BROKEN, Contents, TookTooLong, Unpacked
from docmind.core.extract.archive_names import codec_of_names, decoded
from docmind.core.extract.base import damaged
from docmind.core.extract.clean import one_line

BLOCK = 512
_BUFFER = 1 << 18


def is_tar(block: bytes) -> bool:
    """Whether these first 512 bytes are a header whose checksum is right."""
    if len(block) < BLOCK or not block[0]:
        return False
    try:
        tarfile.TarInfo.frombuf(block[:BLOCK], "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError, UnicodeError):
        return False
    return True


def read_tar(stream: io.BufferedIOBase, contents: Contents) -> None:
    """Offer the files in ``stream``. Links, devices and folders hold nothing of their own.

    Raises ``ExtractionError`` when not even the first one can be had.
    """
    source = Unpacked(stream, contents)
    try:
        with tarfile.open(
            fileobj=cast(IO[bytes], source), mode="r|", bufsize=_BUFFER, errors="surrogateescape"
        ) as archive:
            while not contents.is_done and (entry := archive.next()) is not None:
                _offer(archive, entry, contents)
                archive.members.clear()  # type: ignore[attr-defined]  # it keeps all it has seen
        if source.broken_after is not None:
            contents.broke_off()
    except TookTooLong:
        contents.took_too_long()
    except (*BROKEN, tarfile.TarError, ArithmeticError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # of the disk, not of the archive
        if not contents.count:
            raise damaged(f"It is not a complete archive ({one_line(str(error))}).") from None
        contents.broke_off()


def _offer(archive: tarfile.TarFile, entry: tarfile.TarInfo, contents: Contents) -> None:
    if not entry.isreg():
        return
    raw = entry.name.encode("utf-8", "surrogateescape")
    name = decoded(raw, codec_of_names((raw,)))
    contents.offer(
        name,
        lambda: archive.extractfile(entry) or io.BytesIO(),
        size=max(entry.size, 0),
        mtime_ns=_ns(entry.mtime),
    )


def _ns(seconds: float) -> int:
    return int(min(max(seconds, 0), 1 << 33)) * 10**9
