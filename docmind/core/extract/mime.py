"""The parts of a mail, found without recursion: hostile ones nest thousands deep.

The standard library reads the heads (RFC 5322, 2047, 2231); cutting the body apart (RFC 2046) and
decoding its parts (RFC 2045) is done here, because ``email.parser`` calls itself for each level,
and keeps every part in memory several times.
"""

from __future__ import annotations

import binascii
import email
import email.header
import quopri
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import TypeVar

from docmind.core.extract.clean import one_line
from docmind.core.extract.encoding import decode

_DEEPEST = 40
_MOST_PARTS = 5000
_LONGEST_HEAD = 1 << 18
_LONGEST_FIELD = 20_000  # bytes of one header that are looked at
_END_OF_HEAD = re.compile(rb"\r?\n[ \t]*\r?\n|\r\r(?!\n)|\Z")
_NOT_BASE64 = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
)
_LATE_START = re.compile(
    rb"[ \t\r\n]+(?=(?:received|return-path|from|to|subject|date|message-id|mime-version"
    rb"|delivered-to|content-type|x-[a-z-]{1,40}):)",
    re.IGNORECASE,
)
_BEYOND_ASCII = bytes(range(128, 256))
# Neither a field nor the continuation of one: the parser would take it for the body's start.
_NO_FIELD = re.compile(
    rb"^(?![ \t]|[!-9;-~\x80-\xff]+[ \t]*:)[^\r\n]*(?:\r\n|\n|\r|\Z)", re.MULTILINE
)
_FOLD = re.compile(r"[\r\n]+[ \t]*")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """One leaf of a mail: ``raw`` is its body as sent.

    ``around`` holds the subtypes of the multiparts it lies in, outermost first. Parts that are
    versions of the same thing share a ``choice`` number; it is 0 where there is no choice.
    """

    head: Message
    raw: bytes
    around: tuple[str, ...]
    choice: int

    @property
    def content_type(self) -> str:
        """Lower case, "text/plain" where none is given or parts are promised that are not there."""
        kind = _safely(self.head.get_content_type, "text/plain").lower()
        return "text/plain" if kind.startswith("multipart/") else kind

    @property
    def charset(self) -> str | None:
        return parameter(self.head, "content-type", "charset") or None

    @property
    def disposition(self) -> str:
        """ "attachment", "inline" or ""."""
        return _safely(self.head.get_content_disposition, None) or ""

    @property
    def file_name(self) -> str:
        """The name it was attached under, or ""."""
        name = parameter(self.head, "content-disposition", "filename")
        return one_line(words(name or parameter(self.head, "content-type", "name")))

    def content(self) -> bytes:
        """Its bytes, decoded. Never raises: what is broken is skipped."""
        encoding = field_text(self.head, "content-transfer-encoding").strip().lower()
        if encoding == "base64":
            return _from_base64(self.raw)
        if encoding == "quoted-printable":
            return quopri.decodestring(self.raw)
        if encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
            return _from_uuencode(self.raw)
        return self.raw

    def text(self) -> str:
        """Its text. Bytes that no charset explains become U+FFFD."""
        return decode(self.content(), charset=self.charset)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail taken apart. ``is_whole`` is False when it has more parts than are looked at."""

    head: Message
    parts: tuple[Part, ...]
    is_whole: bool


def take_apart(data: bytes) -> Mail:
    """The head and the leaves of a mail. Whatever ``data`` is, something comes back."""
    data = _bare(data)
    head, _ = _head(data, 0, len(data))
    found: list[Part] = []
    is_whole = True
    choices = 0
    # (start, end, the multiparts around, number of the choice)
    waiting: list[tuple[int, int, tuple[str, ...], int]] = [(0, len(data), (), 0)]
    while waiting:
        start, end, around, choice = waiting.pop()
        own, body = _head(data, start, end)
        kind = _safely(own.get_content_maintype, "text")
        boundary = parameter(own, "content-type", "boundary") if kind == "multipart" else ""
        inner = _cut(data, body, end, boundary)
        if not inner:
            found.append(Part(own, data[body:end], around, choice))
        elif len(around) >= _DEEPEST or len(found) + len(waiting) + len(inner) > _MOST_PARTS:
            is_whole = False
        else:
            subtype = _safely(own.get_content_subtype, "mixed").lower()
            if subtype == "alternative" and not choice:
                choices += 1
                choice = choices
            below = (*around, subtype)
            waiting += [(first, last, below, choice) for first, last in reversed(inner)]
    return Mail(head, tuple(found), is_whole)


def read_head(data: bytes) -> Message:
    """The head of a mail alone."""
    data = _bare(data[: 2 * _LONGEST_HEAD])
    return _head(data, 0, len(data))[0]


def field_text(head: Message, name: str) -> str:
    """The first header called ``name`` as a person reads it, in one line, or ""."""
    return words(_safely(lambda: str(_raw(head, name)), ""))


def words(raw: str) -> str:
    """A header's value with its encoded words (RFC 2047) and raw bytes as text, in one line."""
    raw = _FOLD.sub(" ", raw[:_LONGEST_FIELD])
    try:
        pieces = email.header.decode_header(raw) if "=?" in raw else [(raw, None)]
    except (MessageError, ValueError):
        pieces = [(raw, None)]
    said = [_piece(piece, charset) for piece, charset in pieces]
    return one_line("".join(said), _LONGEST_FIELD)


def parameter(head: Message, name: str, key: str) -> str:
    """One parameter of a header (RFC 2231), or ""."""

    def read() -> str:
        value = head.get_param(key, "", name)
        if isinstance(value, tuple):
            charset, _, said = value
            return decode(said.encode("latin-1", "surrogateescape"), charset=charset or None)
        return str(value)

    return _safely(read, "").strip()


def sent_at(head: Message) -> datetime | None:
    """When it was sent, with its time zone, or None when it does not say."""
    try:
        found = parsedate_to_datetime(field_text(head, "date"))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _bare(data: bytes) -> bytes:
    """A mail without the line that mailboxes put before it, and without empty ones."""
    if data.startswith((b"From ", b">From ")):
        data = data.partition(b"\n")[2]
    found = _LATE_START.match(data)
    return data[found.end() :] if found is not None else data


def _head(data: bytes, start: int, end: int) -> tuple[Message, int]:
    """The head that begins at ``start``, and where its body begins."""
    if data[start : start + 1] in (b"\r", b"\n"):  # no head at all
        return Message(), start + (2 if data[start : start + 2] == b"\r\n" else 1)
    found = _END_OF_HEAD.search(data, start, end)
    stop, body = (found.start(), found.end()) if found is not None else (end, end)
    block = _NO_FIELD.sub(b"", data[start : min(stop, start + _LONGEST_HEAD)])
    try:
        head = email.message_from_bytes(block)
    except (ValueError, MessageError, RecursionError, LookupError, IndexError):
        return Message(), body
    return head if block.isascii() else _readable(head), body


def _readable(head: Message) -> Message:
    """``head`` with raw bytes beyond ASCII, kept as lone surrogates, as text."""
    made = Message()
    for name, value in head.raw_items():
        made.set_raw(_repaired(name), _repaired(str(value)))
    return made


def _cut(data: bytes, start: int, end: int, boundary: str) -> list[tuple[int, int]]:
    """Where the parts between the lines of ``boundary`` begin and end."""
    if not boundary:
        return []
    line = re.compile(
        rb"(?:(?<=\n)|(?<=\r)|\A)--%s(--)?[ \t]*(?:\r\n|\n|\r|\Z)"
        % re.escape(boundary.encode("utf-8", "surrogateescape"))
    )
    found: list[tuple[int, int]] = []
    begins = -1
    for mark in line.finditer(data, start, end):
        if begins >= 0:
            found.append((begins, max(begins, _before_break(data, mark.start()))))
        begins = -1 if mark[1] else mark.end()
        if mark[1] or len(found) > _MOST_PARTS:
            break
    if begins >= 0:
        found.append((begins, end))  # it was cut off before its last line
    return found


def _before_break(data: bytes, place: int) -> int:
    """The line break before a boundary belongs to the boundary."""
    if data[place - 2 : place] == b"\r\n":
        return place - 2
    return place - 1 if place and data[place - 1] in b"\r\n" else place


def _raw(head: Message, name: str) -> str:
    for key, value in head.raw_items():
        if key.lower() == name:
            return str(value)[:_LONGEST_FIELD]
    return ""


def _repaired(raw: str) -> str:
    """Raw bytes in a header, which the parser keeps as lone surrogates, as text."""
    if raw.isascii():
        return raw
    try:
        data = raw.encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        return raw
    # Too short for a guess: names and subjects that are mostly ASCII are Western.
    beyond = len(data) - len(data.translate(None, _BEYOND_ASCII))
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8")
    with suppress(UnicodeDecodeError):
        if beyond * 2 <= len(data):
            return data.decode("cp1252")
    return decode(data)


def _piece(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    if charset is None:
        return _repaired(piece.decode("ascii", "surrogateescape"))
    return decode(piece, charset=charset)


def _from_base64(raw: bytes) -> bytes:
    letters = raw.partition(b"=")[0].translate(None, _NOT_BASE64)
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def _from_uuencode(raw: bytes) -> bytes:
    lines = raw.splitlines()
    begins = next((at for at, line in enumerate(lines) if line.startswith(b"begin ")), -1)
    made = bytearray()
    for line in lines[begins + 1 :]:
        if line.strip() in (b"end", b"`"):
            break
        with suppress(binascii.Error):
            made += binascii.a2b_uu(line)
    return bytes(made)


def _safely(ask: Callable[[], T], otherwise: T) -> T:
    """What ``email`` says of a head. On broken ones it raises nearly anything."""
    try:
        return ask()
    except Exception:  # noqa: BLE001 - IndexError, KeyError, AssertionError, UnicodeError have been seen
        return otherwise
