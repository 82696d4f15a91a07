"""What comes from the engine, with its sentences in the language of the window."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docmind.core import DocMindError
from docmind.ui.widgets.told import is_foreign, told

# Which parts of a value are said to people. By name: the values are imported when they come.
SAID: dict[str, tuple[str, ...]] = {
    "Status": ("held", "device_why", "model_missing", "change", "pictures"),
    "ModelChange": ("title", "waiting"),
    "ModelEstimate": ("title", "why"),
    "ModelState": ("title", "summary", "note"),
    "PictureStatus": ("missing",),
    "ProviderHealth": ("title", "note"),
    "RuntimeState": ("title", "why"),
    "Problem": ("reason", "hint"),
    "SearchAnswer": ("plan",),
    "QueryPlan": ("notes", "faults", "reranked", "words_only"),
    "Reranked": ("note",),
    "Fault": ("message",),
    "PageText": ("notes",),
    "Check": ("finding", "remedy"),
    "Connection": ("purpose",),
    "UpdateTerms": ("why",),
    "JobReport": ("message",),
    "JobStarted": ("title",),
    "JobFinished": ("report",),
    "ChildRestarted": ("name", "reason"),
    "EngineLost": ("reason",),
    "Notice": ("text",),
}


def in_our_words(value: Any) -> Any:
    """``value``, or a copy of it that speaks the language of the window."""
    return _said(value, top=True) if is_foreign() else value


def _said(value: Any, *, top: bool = False) -> Any:
    if isinstance(value, str):
        return value if top else told(value)
    if isinstance(value, tuple):
        return tuple(_said(part, top=top) for part in value)
    if isinstance(value, DocMindError):
        return error_in_our_words(value)
    parts = SAID.get(type(value).__name__, ())
    return (
        replace(value, **{name: _said(getattr(value, name)) for name in parts}) if parts else value
    )


def error_in_our_words(error: DocMindError) -> DocMindError:
    """The same error with its parts translated."""
    kind, (title, detail, hint, *rest) = error.__reduce__()
    return kind(told(title), told(detail), told(hint), *rest)
