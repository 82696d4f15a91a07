"""What the settings are called in the window: one module for each section gives its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docmind.ui.widgets.told import told

if TYPE_CHECKING:
    from docmind.core import SettingSpec


@dataclass(frozen=True, slots=True)
class FieldWords:
    """One setting in plain words. ``choices`` names its values, ``unit`` stands behind a number,
    ``note`` says what a change would begin, ``wide`` gives a long text the whole width."""

    label: str
    text: str
    choices: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    note: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class SectionWords:
    """One section of the settings, with its settings by name."""

    title: str
    text: str
    fields: Mapping[str, FieldWords]


def unworded(spec: SettingSpec) -> FieldWords:
    """For a setting that nobody has found words for yet: its name and what the core says."""
    return FieldWords(spec.name.replace("_", " ").capitalize(), told(spec.description))
