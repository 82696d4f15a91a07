"""Bytes -> text, whatever the encoding: byte order mark, UTF-8, what the file says, a guess."""

from __future__ import annotations

import codecs
import re

from docmind.core.extract.guess import best_guess, is_western, sample_of, utf16_without_mark

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
_DECLARED_WITHIN = 16_384
# Said by files whose bytes are really in the wider Windows set (WHATWG Encoding Standard).
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "hz": "hz",
}
# Names that web pages and mails use and Python does not know.
_OTHER_NAMES = {
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ms_kanji": "cp932",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gb18030",
    "gb2312-80": "gb18030",
    "gb_2312-80": "gb18030",
    "x-x-big5": "big5hkscs",
    "big5-eten": "big5hkscs",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "windows-949": "cp949",
    "windows-874": "cp874",
    "dos-874": "cp874",
    "unicode-1-1-utf-8": "utf-8",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "iso-8859-8-i": "iso8859-8",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "koi": "koi8-r",
    "koi8": "koi8-r",
}
# ISO 2022 switches sets by escape sequences, so its bytes are also good ASCII (RFC 1468, 1557).
_SWITCHES = (
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
    (re.compile(rb"\x1b(?:\$[@B]|\$\([DOPQ]|\([IJ])"), "iso2022_jp_ext"),
)
_MOST_BROKEN = 20  # one bad byte in so many characters beyond ASCII is an accident


def decode(data: bytes, is_cut: bool = False, charset: str | None = None) -> str:
    """``data`` as text. Bytes that no encoding explains become U+FFFD, one for each.

    ``is_cut`` allows the last character to be incomplete; ``charset`` is what someone else says
    it is. Order: byte order mark, ISO 2022 escapes, UTF-16 without a mark, strict UTF-8,
    UTF-8 but for a few bytes, ``charset``, the encoding declared in the first 16,384 bytes, a guess
    from a sample.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _forgiving(data, name)
    text = _switched(data, is_cut)
    if text is not None:
        return text
    text = _strict(data, "utf-8", is_cut)
    # Good UTF-8 beyond ASCII is no accident; UTF-16 in some scripts is also good ASCII.
    wide = utf16_without_mark(data) if text is None or data.isascii() else None
    if wide is not None:
        return _strict(data, wide, is_cut) or _forgiving(data, wide)
    if text is not None and text.count("\0") * 20 <= len(text):
        return _seven_bit(text, data, charset, is_cut)
    if text is None and _is_broken_utf8(data):
        return _forgiving(data, "utf-8")
    for name in _candidates(data, charset):
        text = _strict(data, name, is_cut)
        if text is not None:
            return text
    return _forgiving(data, _closest(data, charset))


def codec_of(name: str) -> str | None:
    """The codec for text that says it is in ``name``, or None for what is none of text."""
    lowered = name.strip().strip("\"'").lower()
    try:
        found = codecs.lookup(_OTHER_NAMES.get(lowered, lowered)).name
    except (LookupError, ValueError, UnicodeError):
        return None
    return _WIDER.get(found, found) if _is_text_codec(found) else None


def _switched(data: bytes, is_cut: bool) -> str | None:
    """Text in ISO 2022, when it has its escapes and nothing beyond 7 bits."""
    if b"\x1b" not in data[:_DECLARED_WITHIN] or not data.isascii():
        return None
    for pattern, name in _SWITCHES:
        if pattern.search(data):
            return _strict(data, name, is_cut) or _forgiving(data, name)
    return None


def _seven_bit(text: str, data: bytes, charset: str | None, is_cut: bool) -> str:
    """``text``, unless it is ASCII and said to be in an encoding that hides behind ASCII."""
    named = codec_of(charset) if charset else None
    if named in ("utf-7", "hz") and data.isascii():
        return _strict(data, named, is_cut) or text
    return text


def _is_broken_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 but for a few bytes: no other encoding looks like that by chance."""
    if data.isascii():
        return False
    text = data[: 1 << 20].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return broken * _MOST_BROKEN <= beyond


def _candidates(data: bytes, charset: str | None) -> list[str]:
    western = is_western(data)
    said = [codec_of(charset) if charset else None, _declared(data)]
    # "Western" is what programs write that do not know; over other letters it is not believed.
    trusted = [name for name in said if western or name not in ("cp1252", "latin-1", "mac-roman")]
    names = trusted if western else [*trusted, _guessed(data)]
    return [name for name in (*names, *said) if name] + ["cp1252"]


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    if found is None:
        return None
    name = codec_of(found[1].decode("ascii"))
    if name is None or name.startswith(("utf-16", "utf-32", "utf-7")):
        return None  # the declaration itself was read as ASCII, so it is wrong
    return name


def _is_text_codec(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name), str)
    except (LookupError, ValueError, TypeError):
        return False


def _guessed(data: bytes) -> str | None:
    found = best_guess(data)
    return codec_of(found) if found else None


def _closest(data: bytes, charset: str | None) -> str:
    """The candidate that explains the most bytes."""
    sample = sample_of(data, 4)
    names = ["utf-8", *_candidates(data, charset)]
    return min(names, key=lambda name: sample.decode(name, "replace").count("\ufffd"))


def _strict(data: bytes, name: str, is_cut: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(name)("strict").decode(data, final=not is_cut)
    except (UnicodeError, LookupError):
        return None


def _forgiving(data: bytes, name: str) -> str:
    return data.decode(name, "replace")
