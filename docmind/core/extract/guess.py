"""Which encoding bytes are in that say nothing about it."""

from __future__ import annotations

import codecs
import re

_SAMPLE = 32_768
# In Western text these stand inside or beside words; other non-letters there mean another set.
_WESTERN_MARKS = frozenset(
    "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u20ac\xa0\xad\xab\xbb\xb0\xa7\xa9\xae\xb7\x91\x92"
)
# Code units of UTF-16 that running text is made of: some scripts and their marks.
_PLAUSIBLE = re.compile(
    "[\\t\\n\\r -~\xa0-\u017f\u0370-\u03ff\u0400-\u045f\u05d0-\u05ea\u0600-\u06ff\u0900-\u097f"
    "\u0e00-\u0e5f\u2010-\u203b\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]"
)
_CONTROL = bytes(sorted({*range(32)} - {9, 10, 12, 13, 27}))
_FEWEST_UNITS = 8


def sample_of(data: bytes, times: int = 1) -> bytes:
    """The lines that hold other than ASCII: what a guess is made from."""
    if len(data) <= times * _SAMPLE:
        return data
    lines = re.findall(rb"[^\n]{0,400}[\x80-\xff][^\n]{0,400}", data[: 64 * _SAMPLE])
    return b"\n".join(lines)[: times * _SAMPLE]


def utf16_without_mark(data: bytes) -> str | None:
    """ "utf-16-le" or "utf-16-be" when the bytes of ``data`` lie as in such text, else None."""
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
        return _wide_script(sample)
    text = sample.decode(name, "replace")
    shown = sum(character.isprintable() or character in "\t\r\n\f\ufeff" for character in text)
    return name if shown >= 0.98 * len(text) else None


def _wide_script(sample: bytes) -> str | None:
    """UTF-16 in a script beyond Latin, which has few zeros.

    Its low bytes are spread over all values, so some are control characters, which no
    text in an encoding by bytes has.
    """
    length = len(sample) & ~1
    sample = sample[:length]
    controls = length - len(sample.translate(None, _CONTROL))
    if length < 2 * _FEWEST_UNITS or controls * 200 < length:
        return None
    shares = {}
    for name in ("utf-16-le", "utf-16-be"):
        text = sample.decode(name, "replace")
        shares[name] = len(_PLAUSIBLE.findall(text)) / max(len(text), 1)
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= 0.97 and min(shares.values()) < 0.85 else None


def is_western(data: bytes) -> bool:
    """Mostly ASCII, and every other byte a letter or mark that Western text has."""
    sample = sample_of(data)
    high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    if high * 4 > len(sample):
        return False
    try:
        text = sample.decode("cp1252")
    except UnicodeError:
        return False
    others = [c for c in text if c >= "\x80"]
    letters = sum(c.isalpha() for c in others)
    odd = sum(not c.isalpha() and c not in _WESTERN_MARKS for c in others)
    capitals = len(re.findall(r"[a-z][\xc0-\xde]", text))  # "stra\xdfe" is fine, "rOOmÄ" is not
    return odd * 20 <= len(others) and capitals * 5 <= max(letters, 1)


def best_guess(data: bytes) -> str | None:
    """The name of the likeliest encoding by the letters it would give, None when none fits."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample_of(data), steps=5, chunk_size=512).best()
    return codecs.lookup(best.encoding).name if best is not None else None
