"""Conditions on documents and their passages, alike for the store and the catalog."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Between:
    """Whole numbers from ``least`` on and below ``below``; None is no bound."""

    least: int | None = None
    below: int | None = None

    def holds(self, value: int) -> bool:
        """Whether ``value`` lies between the bounds."""
        return (self.least is None or value >= self.least) and (
            self.below is None or value < self.below
        )


@dataclass(frozen=True, slots=True)
class Filter:
    """All conditions must hold; an empty one is no condition. ``suffixes``, ``kinds``,
    ``folders``, ``languages``, ``has`` and ``file_ids`` are any-of; an empty ``file_ids`` lets
    nothing through. ``modified`` is in seconds since 1970, ``size`` in bytes, ``page`` counts
    from 1; a passage without page number is on none. Of each group in ``either`` one filter must
    hold, of ``without`` (none of which is empty) none.
    """

    suffixes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    file_ids: tuple[int, ...] | None = None
    modified: Between | None = None
    size: Between | None = None
    page: Between | None = None
    either: tuple[tuple[Filter, ...], ...] = ()
    without: tuple[Filter, ...] = ()
