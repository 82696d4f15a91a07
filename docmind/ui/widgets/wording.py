"""How values are written for people: names, sizes, dates, times. Everything through QLocale."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale
from PySide6.QtGui import QGuiApplication

CONTEXT = "DocMind"
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
_UNSHOWN = "\N{REPLACEMENT CHARACTER}"
_OPENING = ("\N{LEFT-TO-RIGHT ISOLATE}", "\N{FIRST STRONG ISOLATE}")
_CLOSING = "\N{POP DIRECTIONAL ISOLATE}"


def tr(text: str) -> str:
    """Translate a text of the window. Always called with a literal: a script collects them."""
    return QCoreApplication.translate(CONTEXT, text)


def shown(name: str | Path) -> str:
    """A file name made fit to show: undecodable bytes become U+FFFD, line ends and controls too;
    joiners stay, without which Persian words and some emoji fall apart.

    In a window that is read from right to left it keeps its own direction.
    """
    text = os.fsencode(str(name)).decode("utf-8", "replace")
    if not text.isprintable():
        kept = (mark if mark.isprintable() or mark in _JOINERS else _UNSHOWN for mark in text)
        text = "".join(kept)
    return isolated(text, path=isinstance(name, Path) or "/" in text)


def isolated(text: str, *, path: bool = False) -> str:
    """``text`` fenced off from a sentence that runs from right to left; else as it is.

    A ``path`` runs from left to right whatever its names are; any other text as its letters do.
    The mark before it keeps a label that says nothing else on the right side.
    """
    if not text or not QGuiApplication.isRightToLeft():
        return text
    opening = _OPENING[0] if path else _OPENING[1]
    return f"\N{RIGHT-TO-LEFT MARK}{opening}{text}{_CLOSING}"


def plain_tip(text: str) -> str:
    """``text`` for a tooltip: shown as it is written where Qt would take it for markup, which
    may draw in pictures. Names of files and words of documents are strangers'."""
    if "<" not in text:
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p style='white-space: pre-wrap'>{text}</p>"


def mended(cut: str) -> str:
    """A text that was cut in its middle: what was fenced off before the cut is closed there."""
    before, ellipsis, after = cut.partition("…")
    still_open = sum(before.count(mark) for mark in _OPENING) - before.count(_CLOSING)
    return f"{before}{_CLOSING * max(0, still_open)}{ellipsis}{after}"


def columns(*cells: str) -> str:
    """The cells of a row of a rich text table; Qt does not turn tables round by itself."""
    kept = reversed(cells) if QGuiApplication.isRightToLeft() else cells
    return "".join(f"<td>{cell}</td>" for cell in kept)


def language_name(code: str) -> str:
    """A two-letter language in words; the rare ones in English."""
    language = QLocale(code).language()
    if language in (QLocale.Language.C, QLocale.Language.AnyLanguage):
        return shown(code)
    often = {
        "ar": tr("Arabic"), "cs": tr("Czech"), "da": tr("Danish"), "de": tr("German"),
        "el": tr("Greek"), "en": tr("English"), "es": tr("Spanish"), "fi": tr("Finnish"),
        "fr": tr("French"), "he": tr("Hebrew"), "hi": tr("Hindi"), "hu": tr("Hungarian"),
        "it": tr("Italian"), "ja": tr("Japanese"), "ko": tr("Korean"), "nl": tr("Dutch"),
        "no": tr("Norwegian"), "pl": tr("Polish"), "pt": tr("Portuguese"), "ro": tr("Romanian"),
        "ru": tr("Russian"), "sv": tr("Swedish"), "tr": tr("Turkish"), "uk": tr("Ukrainian"),
        "zh": tr("Chinese"),
    }  # fmt: skip
    return often.get(code) or isolated(QLocale.languageToString(language))


def number(value: int) -> str:
    """12345 as 12,345 in the user's way."""
    return QLocale().toString(value)


def size(value: int) -> str:
    """Bytes as 1.2 MB in the user's way (powers of 1000, as file browsers show them)."""
    return QLocale().formattedDataSize(value, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def day(mtime_ns: int) -> str:
    """A modification time in nanoseconds as a short date: 14 Mar 2025."""
    moment = QDateTime.fromMSecsSinceEpoch(mtime_ns // 1_000_000)
    return QLocale().toString(moment.date(), tr("d MMM yyyy"))


def milliseconds(value: float) -> str:
    """A short duration: 38 ms, 1.2 s."""
    if value < 1000:
        return tr("{value} ms").format(value=QLocale().toString(max(1, round(value))))
    return tr("{value} s").format(value=QLocale().toString(value / 1000, "f", 1))


def time_left(seconds: float) -> str:
    """A long duration, rounded to what a person needs."""
    if seconds < 60:
        return tr("less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 60:
        return tr("{count} min left").format(count=minutes)
    hours = minutes / 60
    return tr("{count} h left").format(count=QLocale().toString(hours, "f", 1))


def forms(one: str, many: str) -> tuple[str, str]:
    """The two English forms of a text with {count}, for ``counted``. Literals, not translated."""
    return one, many


def counted(count: int, one: str, many: str) -> str:
    """The form of a text that fits ``count``, with {count} filled in.

    ``one`` and ``many`` are the English literals; another language has as many forms as it needs.
    """
    found = QCoreApplication.translate(CONTEXT, many, one, count)
    if found == many and count == 1:  # nothing is translated
        found = one
    return found.format(count=number(count))


def utf16_range(text: str, start: int, end: int) -> tuple[int, int]:
    """A code point range of ``text`` as (position, length) in Qt's UTF-16 units."""
    if text.isascii():
        return start, end - start
    before = len(text[:start].encode("utf-16-le", "surrogatepass")) // 2
    inside = len(text[start:end].encode("utf-16-le", "surrogatepass")) // 2
    return before, inside
