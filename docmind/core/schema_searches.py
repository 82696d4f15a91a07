"""The words about searches that are kept (see ``schema``)."""

from __future__ import annotations

from dataclasses import dataclass

from docmind.core.schema import Mode


@dataclass(frozen=True, slots=True)
class AskedSearch:
    """A search of the history. ``times`` is how often a person acted on it, from 1;
    ``last_asked`` is ISO 8601 in UTC, to the second."""

    text: str
    mode: Mode
    times: int
    last_asked: str


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name, which is unique whatever its case. ``created`` as ``last_asked``."""

    name: str
    text: str
    mode: Mode
    created: str


@dataclass(frozen=True, slots=True)
class Searches:
    """Everything kept: ``history`` newest first, ``saved`` by name. ``recording`` is False where
    the settings say that no history is kept; what was kept before may still be there."""

    history: tuple[AskedSearch, ...] = ()
    saved: tuple[SavedSearch, ...] = ()
    recording: bool = True
