"""Finds the providers of a room: adding a provider is adding one file to it.

A provider is a public, concrete class defined in a module of the room that states a ``name``
and derives from the room's base class. Modules do their heavy imports inside methods.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from functools import cache
from typing import Any, TypeVar

from docmind.core.errors import UsageError

T = TypeVar("T")


@cache
def _classes(room: str) -> tuple[type[Any], ...]:
    package = importlib.import_module(room)
    found = []
    for module_info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{room}.{module_info.name}")
        for _, member in inspect.getmembers(module, inspect.isclass):
            if member.__module__ == module.__name__ and not member.__name__.startswith("_"):
                found.append(member)
    return tuple(found)


def providers(room: str, base: type[T]) -> dict[str, type[T]]:
    """The providers in package ``room`` that derive from ``base``, by their ``name``."""
    return {
        getattr(member, "name"): member  # noqa: B009 - a class attribute mypy cannot see
        for member in _classes(room)
        if issubclass(member, base) and not inspect.isabstract(member) and "name" in vars(member)
    }


def provider(room: str, base: type[T], name: str) -> type[T]:
    """The provider called ``name``. Raises ``UsageError`` that lists the known ones."""
    known = providers(room, base)
    if name not in known:
        raise UsageError(
            f"There is no {base.__name__.lower()} called {name}",
            hint=f"Known names: {', '.join(sorted(known))}.",
        )
    return known[name]
