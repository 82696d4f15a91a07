"""What the filters of the query language mean: ``type:pdf``, ``size:>2mb``, ``after:2024`` ..."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from docmind.core.search import periods
from docmind.core.store.base import Between, Filter
from docmind.core.store.facts import TEXT

ALIASES = {
    "ext": "type", "folder": "in", "language": "lang", "since": "after", "until": "before",
}  # fmt: skip
NAMES = ("type", "kind", "in", "name", "before", "after", "on", "size", "lang", "page", "has")
DATES = frozenset({"before", "after", "on"})
ANY_OF = frozenset({"type", "kind", "in", "name", "on", "lang", "page", "has"})
"""Fields of which several are alternatives; several of the others narrow each other."""

_LONGEST_NAME = 4096  # code points, whole paths of folders included
_MOST_STARS = 4  # each one more multiplies the work of comparing
_EXTENSION = re.compile(r"(\.?)([a-z0-9_+-]{1,12})\Z")
# Names people use for file types, as extensions.
_TYPES: dict[str, tuple[str, ...]] = {
    "word": ("docx", "doc", "dotx", "odt", "rtf"),
    "doc": ("doc", "docx"),
    "docx": ("docx",),
    "excel": ("xlsx", "xls", "ods", "csv"),
    "powerpoint": ("pptx", "ppt", "odp"),
    "markdown": ("md", "markdown", "mdown"),
    "md": ("md", "markdown", "mdown"),
    "text": ("txt", "text"),
    "txt": ("txt", "text"),
    "html": ("html", "htm", "xhtml"),
    "htm": ("html", "htm", "xhtml"),
    "jpg": ("jpg", "jpeg"),
    "jpeg": ("jpg", "jpeg"),
    "tif": ("tif", "tiff"),
    "tiff": ("tif", "tiff"),
    "yaml": ("yaml", "yml"),
    "yml": ("yaml", "yml"),
    "python": ("py",),
    "javascript": ("js", "mjs", "jsx"),
    "typescript": ("ts", "tsx"),
}
_KINDS = {
    "document": "document", "documents": "document", "doc": "document", "docs": "document",
    "image": "image", "images": "image", "picture": "image", "pictures": "image",
    "photo": "image", "photos": "image", "img": "image",
    "code": "code", "source": "code",
    "mail": "mail", "mails": "mail", "email": "mail", "emails": "mail",
}  # fmt: skip
_LANGUAGES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr",
    "spanish": "es", "español": "es", "italian": "it", "italiano": "it", "portuguese": "pt",
    "dutch": "nl", "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi",
    "russian": "ru", "greek": "el", "arabic": "ar", "hebrew": "he", "hindi": "hi", "thai": "th",
    "chinese": "zh", "japanese": "ja", "korean": "ko", "turkish": "tr", "hungarian": "hu",
    "romanian": "ro", "polish": "pl", "czech": "cs",
}  # fmt: skip
_CODE = re.compile(r"([a-z]{2})(?:[-_][a-z]+)?\Z")
_MOST_BYTES = 2**60  # no file is larger, and no database counts much further
_UNITS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}
_AMOUNT = r"(\d{1,12})(?:[.,](\d{1,3}))?\s*([kmgt]?)(i?)b?"
_SIZE = re.compile(rf"([<>]=?|=)?\s*{_AMOUNT}\Z")
_SIZES = re.compile(rf"{_AMOUNT}\s*(?:\.\.|-)\s*{_AMOUNT}\Z")
_PAGE = re.compile(r"([<>]=?|=)?\s*(\d{1,9})\Z")
_PAGES = re.compile(r"(\d{1,9})\s*(?:\.\.|-)\s*(\d{1,9})\Z")


class NoMeaning(ValueError):
    """A value that means nothing for its field; the text is a plain sentence that says so."""


def meaning(field: str, value: str, today: date) -> tuple[Filter, ...]:
    """Alternatives that ``field:value`` stands for; for ``in`` and ``name``, which only a library
    can tell, a condition is made of it elsewhere. Raises ``NoMeaning``."""
    if field in DATES:
        return (_dated(field, value, today),)
    reading = _READINGS[field]
    parts = [part.strip() for part in value.casefold().split(",") if part.strip()]
    if not parts:
        raise NoMeaning(f"After {field}: comes a value, such as {EXAMPLES[field]}.")
    return tuple(reading(part) for part in parts)


def check_name(field: str, value: str) -> None:
    """Raises ``NoMeaning`` when no file or folder can be called so."""
    if not value.strip("*?/\\ "):
        raise NoMeaning(f"After {field}: comes a value, such as {EXAMPLES[field]}.")
    if len(value) > _LONGEST_NAME or value.count("*") > _MOST_STARS:
        raise NoMeaning(f"No name is that long, or has more than {_MOST_STARS} stars.")


EXAMPLES: Mapping[str, str] = {
    "type": "type:pdf",
    "kind": "kind:image",
    "in": "in:taxes",
    "name": "name:*.pdf",
    "before": "before:2024",
    "after": "after:2024-05-17",
    "on": "on:yesterday",
    "size": "size:>2mb",
    "lang": "lang:de",
    "page": "page:3",
    "has": "has:text",
}


def _dated(field: str, value: str, today: date) -> Filter:
    found = periods.period(value, today)
    if found is None:
        what = f"“{value}” is no date" if value else f"After {field}: comes a date"
        raise NoMeaning(f"{what}. Write 2024, 2024-05-17, march 2024, yesterday or last week.")
    start, end = periods.seconds(found.start), periods.seconds(found.end)
    if field == "on":
        return Filter(modified=Between(start, end))
    return Filter(modified=Between(start, None) if field == "after" else Between(None, start))


def _typed(value: str) -> Filter:
    if value in _KINDS and value not in _TYPES:
        return Filter(kinds=(_KINDS[value],))
    plain = _EXTENSION.match(value)
    if plain is None:
        raise NoMeaning(f"“{value}” is no file type. Write an extension, such as type:pdf.")
    if plain[1]:  # with its dot: this suffix and no other
        return Filter(suffixes=(plain[2],))
    return Filter(suffixes=_TYPES.get(plain[2], (plain[2],)))


def _of_kind(value: str) -> Filter:
    if value not in _KINDS:
        raise NoMeaning(f"“{value}” is no kind. Kinds are document, image, mail and code.")
    return Filter(kinds=(_KINDS[value],))


def _in_language(value: str) -> Filter:
    code = _LANGUAGES.get(value)
    if code is None:
        found = _CODE.match(value)
        if found is None:
            raise NoMeaning(f"“{value}” is no language. Write lang:de or lang:german.")
        code = found[1]
    return Filter(languages=(code,))


def _of_size(value: str) -> Filter:
    both = _SIZES.match(value)
    if both:
        least, _ = _bytes(both.groups()[:4])
        most, step = _bytes(both.groups()[4:])
        return Filter(size=Between(least, most + step))
    one = _SIZE.match(value)
    if one is None:
        raise NoMeaning(f"“{value}” is no size. Write size:>2mb, size:<100kb or size:1mb..5mb.")
    size, step = _bytes(one.groups()[1:])
    return Filter(size=_bounded(one[1] or "", size, step, about=True))


def _bytes(parts: tuple[str | None, ...]) -> tuple[int, int]:
    """(bytes, what the last digit typed is worth)."""
    whole, fraction, unit, binary = (part or "" for part in parts)
    scale = (1024 if binary else 1000) ** _UNITS[unit]
    step = max(scale // 10 ** len(fraction), 1)
    return min(int(whole) * scale + int(fraction or 0) * step, _MOST_BYTES), step


def _bounded(sign: str, value: int, step: int, *, about: bool = False) -> Between:
    """``about``: without a sign, what rounds to ``value``."""
    if sign == ">":
        return Between(value + 1, None)
    if sign == ">=":
        return Between(value, None)
    if sign == "<":
        return Between(None, value)
    if sign == "<=":
        return Between(None, value + 1)
    if about and step > 1:
        return Between(max(value - step // 2, 0), value + step // 2)
    return Between(value, value + 1)


def _on_page(value: str) -> Filter:
    both = _PAGES.match(value)
    if both:
        return Filter(page=Between(int(both[1]), int(both[2]) + 1))
    one = _PAGE.match(value)
    if one is None:
        raise NoMeaning(f"“{value}” is no page. Write page:3, page:3-10 or page:>5.")
    return Filter(page=_bounded(one[1] or "", int(one[2]), 1))


def _having(value: str) -> Filter:
    if value != TEXT:
        raise NoMeaning(f"has:{value} is not known. There is has:text.")
    return Filter(has=(TEXT,))


_READINGS: Mapping[str, Callable[[str], Filter]] = {
    "type": _typed,
    "kind": _of_kind,
    "lang": _in_language,
    "size": _of_size,
    "page": _on_page,
    "has": _having,
}
