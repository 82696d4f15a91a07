"""What a card says of a hit in words: badge, breadcrumb, chips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale

from docmind.core import Hit, Reason
from docmind.ui.widgets.theme import BADGES
from docmind.ui.widgets.wording import counted, day, shown, tr


@dataclass(frozen=True, slots=True)
class Chip:
    """A small label: ``strong`` follows ``text`` in bold; ``accent`` for the meaning leg and for
    what can be pressed; ``copies``: it opens the menu of copies."""

    text: str
    strong: str = ""
    accent: bool = False
    copies: bool = False


def badge(hit: Hit) -> tuple[str, str]:
    """(letters, colour) of the type badge."""
    suffix = hit.path.suffix.lstrip(".")
    kind = "FILE" if hit.kind == "document" else hit.kind.upper()  # what fits into a badge
    letters = shown(suffix).upper() if 0 < len(suffix) <= 5 else kind
    known = {
        "application/pdf": "pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
        "text/html": "html",
        "application/xhtml+xml": "html",
    }
    look = known.get(hit.media_type)
    if look is None and not hit.read:  # what it is goes by its name until it is read
        look = suffix.lower() if suffix.lower() in BADGES else None
    look = look or (hit.kind if hit.kind in BADGES else "text")
    return letters, BADGES[look]


def breadcrumb(hit: Hit, sources: Sequence[Path]) -> str:
    """Source › folders › file · page or section · date."""
    place = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ".join(
        path_parts(hit.path, sources, hit.container)
    )
    where = ""
    if hit.best.page is not None and (hit.page_count or 2) > 1:
        where = tr("page {number}").format(number=hit.best.page)
    elif hit.best.heading:
        where = tr("“{heading}”").format(heading=hit.best.heading.rsplit(" > ", 1)[-1])
    parts = (place, where, day(hit.mtime_ns))
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)


def path_parts(path: Path, sources: Sequence[Path], container: Path | None = None) -> list[str]:
    """The names from the source that holds ``path`` down to the file, fit to show."""
    for source in sorted(sources, key=lambda one: len(one.parts), reverse=True):
        if path != source and path.is_relative_to(source):
            inside = path.relative_to(source).parts
            return [shown(source.name or str(source)), *(shown(part) for part in inside)]
    if container is not None and path.is_relative_to(container):
        inside = path.relative_to(container).parts
        return [shown(container.name), *(shown(part) for part in inside)]
    return [shown(part) for part in path.parts[-2:]]


def chips(hit: Hit, *, is_offline: bool = False) -> tuple[Chip, ...]:
    """Why the hit is shown, how many copies it stands for, how many passages more there are, and
    first of all that its drive is not connected."""
    made = [_chip(reason) for reason in hit.why]
    if hit.best.in_picture:
        made.insert(0, Chip(tr("text in picture")))
    if hit.copies:
        text = counted(1 + len(hit.copies), "{count} copy", "{count} copies")
        made.append(Chip(text, accent=True, copies=True))
    more = len(hit.passages) - 1 if hit.best in hit.passages else len(hit.passages)
    if more > 0:
        made.append(Chip(counted(more, "{count} more passage", "{count} more passages")))
    if is_offline:
        made.insert(0, Chip(tr("drive not connected")))
    return tuple(made)


def _chip(reason: Reason) -> Chip:
    names = {
        "meaning": tr("meaning"),
        "words": tr("words"),
        "phrase": tr("exact phrase"),
        "name": tr("file name"),
        "identifier": tr("exact match"),
        "image": tr("image"),
    }
    text = names.get(reason.label, reason.label)
    if reason.label in ("meaning", "image"):
        if reason.score is not None:
            text = f"{text} {QLocale().toString(reason.score, 'f', 2)}"
        return Chip(text, accent=True)
    return Chip(text, strong=", ".join(reason.terms[:5]))
