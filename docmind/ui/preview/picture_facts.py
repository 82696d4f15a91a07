"""The facts of a picture as a person reads them: its size, camera, when it was taken."""

from __future__ import annotations

from collections.abc import Sequence

from docmind.ui.widgets.wording import shown, tr

MOST = 8


def picture_facts(properties: Sequence[tuple[str, str]]) -> str:
    """One fact a line; those without a known name keep the one they have."""
    names = _names()
    return "\n".join(
        tr("{name}: {value}").format(name=names.get(name.lower(), shown(name)), value=shown(value))
        for name, value in properties[:MOST]
    )


def _names() -> dict[str, str]:
    return {
        "size": tr("Size"),
        "taken": tr("Taken"),
        "camera": tr("Camera"),
        "lens": tr("Lens"),
        "author": tr("Author"),
        "copyright": tr("Copyright"),
        "description": tr("Description"),
        "keywords": tr("Keywords"),
        "people": tr("People"),
        "place": tr("Place"),
        "orientation": tr("Turned"),
    }
