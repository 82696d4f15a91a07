"""Bytes -> text, whatever the encoding: byte order mark, UTF-8, what the file says, a guess."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# <meta charset=x>, <?xml encoding="x"?>, # -*- coding: x -*-, vim: fileencoding=x
_DECLARED = re.compile(
    rb"(?:charset|(?:en)?coding)\s*[=:]\s*[\"']?\s*([A-Za-z0-9_.:\-]{2,40})", re.I
)
_DECLARED_WITHIN = 4096
_SAMPLE = 32_768
# Said by files whose bytes are really in the wider Windows set (WHATWG Encoding Standard).
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# In Western text these stand inside or beside words; other non-letters there mean another set.
_WESTERN_MARKS = frozenset(
    "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u20ac\xa0\xad\xab\xbb\xb0\xa7\xa9\xae\xb7\x91\x92"
)


def decode(data: bytes, is_cut: bool = False) -> str:
    """``data`` as text. Bytes that no encoding explains become U+FFFD, one for each.

    ``is_cut`` allows the last character to be incomplete. Order: byte order mark, strict UTF-8,
    UTF-16 without a mark, the encoding declared in the first 4,096 bytes, a guess from a sample.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _forgiving(data, name)
    text = _strict(data, "utf-8", is_cut)
    if text is not None and text.count("\0") * 20 <= len(text):
        return text
    for name in _candidates(data):
        text = _strict(data, name, is_cut)
        if text is not None:
            return text
    return _forgiving(data, _closest(data))


def utf16_without_mark(data: bytes) -> str | None:
    """ "utf-16-le" or "utf-16-be" when the zeros of ``data`` lie as in such text, else None."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    # Latin letters and spaces have a zero high byte; a zero low byte hardly ever occurs.
    if odd > 0.6 * half and even <= 0.01 * half:
        name = "utf-16-le"
    elif even > 0.6 * half and odd <= 0.01 * half:
        name = "utf-16-be"
    else:
        return None
    text = sample.decode(name, "replace")
    shown = sum(character.isprintable() or character in "\t\r\n\f\ufeff" for character in text)
    return name if shown >= 0.98 * len(text) else None


def _candidates(data: bytes) -> list[str]:
    names = [utf16_without_mark(data), _declared(data)]
    if not _is_western(data):
        names.append(_guessed(data))
    return [name for name in names if name] + ["cp1252"]


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    if name.startswith(("utf-16", "utf-32", "utf-7")) or not _is_text_codec(name):
        return None  # the declaration itself was read as ASCII, so it is wrong
    return _WIDER.get(name, name)


def _is_text_codec(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name), str)
    except (LookupError, ValueError, TypeError):
        return False


def _sample(data: bytes) -> bytes:
    """The lines that hold other than ASCII: what a guess is made from."""
    if len(data) <= _SAMPLE:
        return data
    lines = re.findall(rb"[^\n]{0,400}[\x80-\xff][^\n]{0,400}", data[: 64 * _SAMPLE])
    return b"\n".join(lines)[:_SAMPLE]


def _is_western(data: bytes) -> bool:
    """Mostly ASCII, and every other byte a letter or mark that Western text has."""
    sample = _sample(data)
    high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    if high * 4 > len(sample):
        return False
    text = _strict(sample, "cp1252", False)
    if text is None:
        return False
    others = [c for c in text if c >= "\x80"]
    letters = sum(c.isalpha() for c in others)
    odd = sum(not c.isalpha() and c not in _WESTERN_MARKS for c in others)
    capitals = len(re.findall(r"[a-z][\xc0-\xde]", text))  # "stra\xdfe" is fine, "rOOmÄ" is not
    return odd * 20 <= len(others) and capitals * 5 <= max(letters, 1)


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(_sample(data), steps=5, chunk_size=512).best()
    if best is None:
        return None
    return _WIDER.get(codecs.lookup(best.encoding).name, best.encoding)


def _closest(data: bytes) -> str:
    """The candidate that explains the most bytes."""
    sample = data[: 4 * _SAMPLE]
    names = ["utf-8", *_candidates(data)]
    return min(names, key=lambda name: sample.decode(name, "replace").count("\ufffd"))


def _strict(data: bytes, name: str, is_cut: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(name)("strict").decode(data, final=not is_cut)
    except (UnicodeError, LookupError):
        return None


def _forgiving(data: bytes, name: str) -> str:
    return data.decode(name, "replace")
