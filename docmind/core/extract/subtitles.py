"""Subtitles: what is said, without numbers, times and marks.

Sources: WebVTT (W3C), the SubRip and MicroDVD formats as players read them, Advanced SubStation
Alpha 4+ ("[Events]").
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from docmind.core.extract.base import ExtractionLimits, Extractor
from docmind.core.extract.clean import cut, file_title, one_line, properties, unreadable_note
from docmind.core.extract.languages import MICRODVD, SUBRIP, SUBSTATION, VTT
from docmind.core.extract.plain_text import read_markup
from docmind.core.schema import Document, Heading, Page

_TIME = re.compile(
    r"\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,]\d{1,3}\s*-->\s*[\d:.,]+(?:[ \t][^\n]*)?\Z"
)
_NUMBER = re.compile(r"\s*\d{1,9}\s*\Z")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,80})?\s([^<>]{1,80})>")
_TAG = re.compile(r"</?[A-Za-z0-9][^<>]{0,200}>|\{\\[^{}]{0,200}\}")
_FRAMES = re.compile(r"\{(\d{1,9})\}\{\d{0,9}\}(.*)")
_FRAME_STYLE = re.compile(r"\{[A-Za-z]:[^{}]{0,60}\}")
_DIALOGUE = re.compile(r"Dialogue:\s*[^,]*,\s*(\d+):(\d+):(\d+)[^,]*,(?:[^,]*,){3}(.*)")
_FACT = re.compile(r"(Title|Original Script|Language|Kind)\s*:\s*(.+)", re.IGNORECASE)
_EVERY_SECONDS = 300
_FRAMES_A_SECOND = 24
_ROLLING = 3  # how many lines back a caption repeats when it rolls

_Cue = tuple[int, list[str]]
"""When it is said, in seconds, and the lines."""


class Subtitles(Extractor):
    """One page without a number; every five minutes a heading says how far in it is."""

    name = "subtitles"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (MICRODVD, SUBRIP, SUBSTATION, VTT)

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        source, _ = read_markup(path, limits)
        lines = source.split("\n")
        facts: dict[str, str] = {}
        if media_type == SUBSTATION:
            cues = _substation(lines, facts)
        elif media_type == MICRODVD:
            cues = _microdvd(lines)
        else:
            cues = _timed(lines, facts)
        text, headings = _said(cues, limits.characters)
        if not text and source.strip():
            text = source  # it is named so, but something else
        text, notes = cut(text, limits.characters)
        return Document(
            path=path,
            media_type=media_type,
            kind="document",
            title=one_line(facts.get("title", "")) or file_title(path),
            pages=(Page(None, text, headings),),
            properties=properties((("language", facts.get("language")),)),
            notes=(*notes, *unreadable_note(text)),
        )


def _said(cues: Iterator[_Cue], limit: int) -> tuple[str, tuple[Heading, ...]]:
    """The lines one below the other, those of rolling captions once, and the headings."""
    said: list[str] = []
    headings: list[Heading] = []
    length, mark = 0, _EVERY_SECONDS
    for seconds, lines in cues:
        recent = said[-_ROLLING:]
        fresh = [line for line in lines if line not in recent]
        if not fresh:
            continue
        if seconds >= mark:
            mark = (seconds // _EVERY_SECONDS + 1) * _EVERY_SECONDS
            headings.append(Heading(length, 1, _clock(seconds)))
        said += fresh
        length += sum(len(line) + 1 for line in fresh)
        if length > limit:
            break
    return "\n".join(said), tuple(heading for heading in headings if heading.start < limit)


def _timed(lines: list[str], facts: dict[str, str]) -> Iterator[_Cue]:
    """SubRip and WebVTT: a line of times, then lines of words up to an empty one."""
    _note_facts(lines[:20], facts)
    cue: _Cue | None = None
    for number, line in enumerate(lines):
        time = _TIME.match(line) if "-->" in line else None
        if time is not None:
            if cue is not None:
                yield cue
            hours, minutes, seconds = (int(part or 0) for part in time.groups())
            cue = (hours * 3600 + minutes * 60 + seconds, [])
        elif cue is None or not line.strip():
            if cue is not None and cue[1]:
                yield cue
                cue = None
        elif not (_NUMBER.match(line) and _is_time(lines, number + 1)):
            words = _words(line)
            if words:
                cue[1].append(words)
    if cue is not None:
        yield cue


def _is_time(lines: list[str], number: int) -> bool:
    return number < len(lines) and "-->" in lines[number]


def _substation(lines: list[str], facts: dict[str, str]) -> Iterator[_Cue]:
    _note_facts(lines[:60], facts)
    cues: list[_Cue] = []
    for line in lines:
        found = _DIALOGUE.match(line)
        if found is None:
            continue
        hours, minutes, seconds = int(found[1]), int(found[2]), int(found[3])
        parts = _after_fields(found[4]).replace("\\n", "\\N").replace("\\h", " ").split("\\N")
        words = [word for word in map(_words, parts) if word]
        if words:
            cues.append((hours * 3600 + minutes * 60 + seconds, words))
    yield from sorted(cues, key=lambda cue: cue[0])


def _after_fields(said: str) -> str:
    """What follows the margins and the effect, which stand before the words."""
    parts = said.split(",", 4)
    return parts[4] if len(parts) == 5 else said


def _microdvd(lines: list[str]) -> Iterator[_Cue]:
    for line in lines:
        found = _FRAMES.match(line)
        if found is not None:
            parts = _FRAME_STYLE.sub("", found[2]).split("|")
            words = [word for word in map(_words, parts) if word]
            if words:
                yield int(found[1]) // _FRAMES_A_SECOND, words


def _note_facts(lines: list[str], facts: dict[str, str]) -> None:
    for line in lines:
        if "-->" in line:
            return
        found = _FACT.match(line)
        if found is not None:
            facts.setdefault(found[1].lower(), found[2].strip())


def _words(line: str) -> str:
    """A line without its marks; who speaks stands before it."""
    line = _VOICE.sub(r"\1: ", line)
    return " ".join(html.unescape(_TAG.sub("", line)).split())


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
