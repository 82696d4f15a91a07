"""Which recogniser is used: what a person set, or the best that is installed."""

from __future__ import annotations

from docmind.core.paths import is_packaged
from docmind.core.recognise.base import NOT_PACKAGED, Recogniser
from docmind.core.registry import provider, providers

ROOM = "docmind.core.recognise"
NOT_INSTALLED = (
    "Text recognition is not installed. Install it with: pip install 'docmind[ocr]'; "
    "or the lighter one with: pip install 'docmind[ocr-light]'"
)


def choose(setting: str) -> tuple[str, str]:
    """(name of the recogniser, "") for the setting ``recognition.engine``.

    ("", a sentence on what to install) when there is none. Raises ``UsageError`` for a name that
    no recogniser has.
    """
    if setting != "auto":
        reason = recogniser_class(setting).is_available()
        return ("", reason) if reason else (setting, "")
    known = sorted(_known().values(), key=lambda kind: kind.rank, reverse=True)
    lacking = ""
    for kind in known:
        reason = kind.is_available()
        if not reason:
            return kind.name, ""
        # One that is there but lacks something is nearer than one that is not there at all.
        if kind.is_installed():
            lacking = lacking or reason
    return "", lacking or (NOT_PACKAGED if is_packaged() else NOT_INSTALLED)


def recogniser_class(name: str) -> type[Recogniser]:
    """The recogniser called ``name``. Raises ``UsageError`` that lists the known ones."""
    return provider(ROOM, Recogniser, name)  # type: ignore[type-abstract]


def _known() -> dict[str, type[Recogniser]]:
    return providers(ROOM, Recogniser)  # type: ignore[type-abstract]
