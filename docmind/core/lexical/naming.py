"""The order of names as file browsers have it: case and accents do not count, "2" before "10"."""

from __future__ import annotations

import re

from docmind.core.lexical.folding import fold

_NUMBER = re.compile(r"\d+")
_DIGITS = 20  # of a number; longer ones are compared by how long they are first


def name_order(name: str) -> str:
    """A text that sorts, code point by code point, where ``name`` belongs among names."""
    return _NUMBER.sub(_padded, fold(name))


def _padded(found: re.Match[str]) -> str:
    digits = found[0].lstrip("0")
    long = len(digits) > _DIGITS
    return f"~{len(digits):06}{digits}" if long else digits.zfill(_DIGITS)
