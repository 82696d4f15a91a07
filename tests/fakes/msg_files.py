"""Messages as Outlook saves them ([MS-OXMSG]), for ``ole_files.ole`` to write."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import UTC, datetime

from fakes.ole_files import Folder

_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def message(
    texts: Mapping[int, str] | None = None,
    *,
    binaries: Mapping[int, bytes] | None = None,
    numbers: Mapping[int, int] | None = None,
    narrow: str = "",
    inside: Mapping[str, Folder] | None = None,
    head: int = 32,
) -> dict[str, bytes | Folder]:
    """A message, recipient (``head`` 8), attachment (8) or embedded message (24).

    ``texts``, ``binaries`` and ``numbers`` are by property number; ``narrow`` is the code page of
    texts that are not UTF-16.
    """
    kind = "001E" if narrow else "001F"
    made: dict[str, bytes | Folder] = dict(inside or {})
    for number, said in (texts or {}).items():
        made[f"__substg1.0_{number:04X}{kind}"] = said.encode(narrow or "utf-16-le")
    for number, content in (binaries or {}).items():
        made[f"__substg1.0_{number:04X}0102"] = content
    table = bytes(head)
    for number, value in (numbers or {}).items():
        table += struct.pack("<HHIQ", 3, number, 6, value)
    made["__properties_version1.0"] = table
    return made


def moment(when: datetime) -> int:
    """A time as properties hold it."""
    return int((when - _EPOCH).total_seconds()) * 10**7
