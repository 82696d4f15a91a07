"""The sections of the settings in the order people look for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from docmind.ui.settings import (
    background,
    chunking,
    discovery,
    embedding,
    engine,
    extraction,
    pictures,
    recognition,
    search,
    servers,
    updates,
    window,
)
from docmind.ui.settings.words import FieldWords, SectionWords, unworded

if TYPE_CHECKING:
    from docmind.core import SettingSpec

WORDS: Mapping[str, Callable[[], SectionWords]] = {
    "window": window.words,
    "search": search.words,
    "discovery": discovery.words,
    "extraction": extraction.words,
    "recognition": recognition.words,
    "pictures": pictures.words,
    "background": background.words,
    "embedding": embedding.words,
    "servers": servers.words,
    "chunking": chunking.words,
    "engine": engine.words,
    "updates": updates.words,
}


def ordered(specs: Iterable[SettingSpec]) -> dict[str, list[SettingSpec]]:
    """Settings by section. What has no words yet comes last, so nothing is ever missing."""
    found: dict[str, list[SettingSpec]] = {name: [] for name in WORDS}
    for spec in specs:
        found.setdefault(spec.section, []).append(spec)
    for name, listed in found.items():
        known = list(section_words(name).fields)
        listed.sort(key=lambda spec: known.index(spec.name) if spec.name in known else len(known))
    return {name: listed for name, listed in found.items() if listed}


def section_words(section: str) -> SectionWords:
    """The words of a section."""
    if section in WORDS:
        return WORDS[section]()
    return SectionWords(section.replace("_", " ").capitalize(), "", {})


def field_words(spec: SettingSpec, section: SectionWords) -> FieldWords:
    """The words of one of its settings."""
    return section.fields.get(spec.name) or unworded(spec)
