"""CHANGELOG.md, in the form of Keep a Changelog: read, and given the heading of a release."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from releasing.papers import Refused

UNRELEASED = "## [Unreleased]"
_HEADING = re.compile(r"^## (.*)$", re.MULTILINE)
_RELEASE = re.compile(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})")
_ITEM = re.compile(r"^- ", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_MARKS = re.compile(r"[`*]")
_FIRST_SENTENCE = re.compile(r"(.+?[.:])\s+(?=[A-Z\[*`“])|(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below one heading: items of each kind ("Added" and so on), without markup,
    by their first sentences."""

    version: str
    date: str
    kinds: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def items(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(item for _, items in self.kinds for item in items)


def sections(text: str) -> tuple[Section, ...]:
    """Every heading, as they stand: what is not released yet has "" as version and date.

    Raises ``Refused`` for a heading that is neither.
    """
    found, headings = [], list(_HEADING.finditer(text))
    for place, heading in enumerate(headings):
        end = headings[place + 1].start() if place + 1 < len(headings) else len(text)
        body = text[heading.end() : end]
        if heading[0] == UNRELEASED:
            found.append(Section("", "", _kinds(body)))
            continue
        told = _RELEASE.fullmatch(heading[1])
        if told is None:
            raise Refused(f"CHANGELOG.md: this is no heading of a release: {heading[0]}")
        found.append(Section(told[1], told[2], _kinds(body)))
    return tuple(found)


def _kinds(body: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    parts = re.split(r"^### (.*)$", body, flags=re.MULTILINE)
    named = zip(parts[1::2], parts[2::2], strict=True)
    return tuple(
        (name.strip(), tuple(map(_plain, _ITEM.split(items)[1:]))) for name, items in named
    )


def _plain(item: str) -> str:
    """Its first sentence, without Markdown."""
    text = " ".join(_MARKS.sub("", _LINK.sub(r"\1", item)).split())
    told = _FIRST_SENTENCE.match(text)
    assert told is not None
    return (told[1] or told[2]).rstrip(":")


def released(text: str) -> tuple[Section, ...]:
    """The headings of releases, newest first."""
    return tuple(one for one in sections(text) if one.version)


def with_release(text: str, version: str, day: str) -> str:
    """``text`` with what was unreleased under a heading of its own, and room for what comes.

    Raises ``Refused`` when nothing is unreleased.
    """
    if text.count(f"{UNRELEASED}\n") != 1:
        raise Refused(f"CHANGELOG.md must hold {UNRELEASED} once")
    if not next(one for one in sections(text) if not one.version).items:
        raise Refused(f"CHANGELOG.md: nothing stands below {UNRELEASED}")
    return text.replace(f"{UNRELEASED}\n", f"{UNRELEASED}\n\n## [{version}] - {day}\n", 1)


def is_day(text: str) -> bool:
    """Whether it is a day of the calendar."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
