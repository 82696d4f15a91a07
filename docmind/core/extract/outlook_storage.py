"""What Outlook keeps of one message in an OLE file (.msg).

Sources: [MS-OXMSG] for where properties lie, [MS-OXPROPS] for their numbers, [MS-OXRTFCP] for
compressed rich text.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from docmind.core.extract.encoding import decode

_HEADS = {"root": 32, "message": 24, "other": 8}
_ENTRY = struct.Struct("<HHIQ")
_UNICODE, _STRING8, _BINARY, _OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_CODE_PAGES = (0x3FDE, 0x3FFD)  # of the body, of the message
# Windows code pages that have another name on the Internet.
_CODECS = {
    20127: "ascii",
    20866: "koi8-r",
    21866: "koi8-u",
    28591: "iso8859-1",
    28592: "iso8859-2",
    28595: "iso8859-5",
    28597: "iso8859-7",
    28599: "iso8859-9",
    28605: "iso8859-15",
    50220: "iso2022_jp",
    50221: "iso2022_jp",
    50222: "iso2022_jp",
    50225: "iso2022_kr",
    51932: "euc_jp",
    51949: "euc_kr",
    52936: "hz",
    54936: "gb18030",
    65000: "utf-7",
    65001: "utf-8",
}
_NAMED = re.compile(r"__substg1\.0_([89A-F][0-9A-F]{3})(001F|001E)$", re.IGNORECASE)
_RTF_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_WINDOW = 4096
_MOST_RTF = 64 << 20


@dataclass(frozen=True)
class Storage:
    """One message, recipient or attachment: ``place`` is its folder in the OLE file ``ole``.

    ``above`` is the charset of the message it lies in; ``losses`` gathers the names of streams
    that are there and cannot be read.
    """

    ole: Any
    place: tuple[str, ...] = ()
    above: str | None = None
    losses: list[str] = field(default_factory=list)

    def text(self, number: int) -> str:
        """A property as text, "" when it is not there. Never raises because of what it holds."""
        wide = self.stream(number, _UNICODE)
        if wide is not None:
            return wide[: len(wide) & ~1].decode("utf-16-le", "replace").rstrip("\0")
        narrow = self.stream(number, _STRING8)
        return decode(narrow, charset=self.charset).rstrip("\0") if narrow is not None else ""

    def binary(self, number: int) -> bytes:
        """A property as bytes, b"" when it is not there."""
        return self.stream(number, _BINARY) or b""

    def integer(self, number: int) -> int | None:
        """A fixed-length property as an unsigned number, None when it is not there."""
        value = self._fixed.get(number)
        return None if value is None else value & 0xFFFFFFFF

    def moment(self, number: int) -> datetime | None:
        value = self._fixed.get(number)
        try:
            return _EPOCH + timedelta(microseconds=value // 10) if value else None
        except OverflowError:
            return None

    def stream(self, number: int, kind: int) -> bytes | None:
        return self._read(f"__substg1.0_{number:04X}{kind:04X}")

    def embedded(self, number: int) -> Storage | None:
        """The message or object that a property holds."""
        inner = (*self.place, f"__substg1.0_{number:04X}{_OBJECT:04X}")
        return self._below(inner) if self.ole.exists(list(inner)) else None

    def inner(self, kind: str) -> Iterator[Storage]:
        """Its recipients ("recip") or attachments ("attach"), in their order."""
        start = f"__{kind}_version1.0_#"
        depth = len(self.place)
        names = {
            path[depth]
            for path in self._paths
            if len(path) > depth
            and tuple(path[:depth]) == self.place
            and path[depth].lower().startswith(start)
        }
        return (self._below((*self.place, name)) for name in sorted(names))

    def named_texts(self) -> list[str]:
        """The text properties beyond the numbered ones: of appointments, contacts, tasks."""
        depth = len(self.place)
        found = []
        for path in self._paths:
            if len(path) == depth + 1 and tuple(path[:depth]) == self.place:
                named = _NAMED.match(path[-1])
                if named is not None:
                    found.append(self.text(int(named[1], 16)))
        return found

    @cached_property
    def _paths(self) -> list[list[str]]:
        paths: list[list[str]] = self.ole.listdir(streams=True, storages=True)
        return paths

    @cached_property
    def charset(self) -> str | None:
        """What its narrow text is in, None when it does not say."""
        for number in _CODE_PAGES:
            page = self.integer(number)
            if page and page not in (1200, 1201):  # UTF-16, which narrow text cannot be in
                return _CODECS.get(page, f"cp{page}")
        return self.above

    @cached_property
    def _fixed(self) -> dict[int, int]:
        """The properties that lie in one table. How long its head is depends on what it is of."""
        table = self._read("__properties_version1.0") or b""
        if not self.place:
            head = _HEADS["root"]
        else:
            head = _HEADS["message" if self.place[-1].startswith("__substg") else "other"]
        found = {}
        for at in range(head, len(table) - _ENTRY.size + 1, _ENTRY.size):
            _, number, _, value = _ENTRY.unpack_from(table, at)
            found[number] = value
        return found

    def _below(self, place: tuple[str, ...]) -> Storage:
        return Storage(self.ole, place, self.charset, self.losses)

    def _read(self, name: str) -> bytes | None:
        path = [*self.place, name]
        if not self.ole.exists(path) or self.ole.get_type(path) != 2:  # a stream
            return None
        try:
            with self.ole.openstream(path) as stream:
                content: bytes = stream.read()
        except (OSError, ValueError, IndexError):
            self.losses.append(name)
            return None
        return content


def rich_text(packed: bytes) -> bytes:
    """Compressed rich text as RTF ([MS-OXRTFCP] 2.2), b"" when it is none.

    What is cut off or broken ends early.
    """
    if len(packed) < 16:
        return b""
    size, kind = struct.unpack_from("<4xI4s", packed)
    if kind == b"MELA":
        return packed[16 : 16 + size]
    if kind != b"LZFu":
        return b""
    window = bytearray(_RTF_START.ljust(_WINDOW, b"\0"))
    write = len(_RTF_START)
    made = bytearray()
    at = 16
    while at < len(packed) and len(made) < min(size, _MOST_RTF):
        control = packed[at]
        at += 1
        for bit in range(8):
            if not control >> bit & 1:
                taken = packed[at : at + 1]
                at += 1
            else:
                pair = int.from_bytes(packed[at : at + 2], "big")
                at += 2
                read, length = pair >> 4, (pair & 15) + 2
                if read == write or at > len(packed):
                    return bytes(made)
                taken = b""
                for step in range(length):
                    letter = window[(read + step) % _WINDOW]
                    window[(write + step) % _WINDOW] = letter
                    taken += bytes((letter,))
            for letter in taken:
                window[write] = letter
                write = (write + 1) % _WINDOW
            made += taken
    return bytes(made[:size])
