"""Versions of DocMind: three numbers, in the order of Semantic Versioning."""

from __future__ import annotations

import re

Version = tuple[int, int, int]

_FORM = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})")


def parse_version(text: str) -> Version:
    """``1.2.3`` as numbers that can be compared. Raises ``ValueError`` for any other form."""
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError(f"{text[:40]!r} is no version, which looks like 1.2.3")
    major, minor, patch = found.groups()
    return int(major), int(minor), int(patch)
