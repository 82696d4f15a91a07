"""The libraries DocMind brings along, with the licence that each of them states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import metadata

from docmind.core.paths import is_packaged

EXTRAS = ("hwp", "llama-index", "ocr", "ocr-light")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([^'\"]+)['\"]")
_LONGEST = 80  # a longer statement is the text of a licence; then the classifiers say which


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """A library by others; ``licence`` is "" where it states none in short."""

    name: str
    version: str
    licence: str


def third_parties(program: str = "docmind") -> tuple[ThirdParty, ...]:
    """What is installed of all that ``program`` needs, by name; in a package, all that is in it.
    Empty where nothing is known of installed libraries."""
    if is_packaged():
        return _all_but(program)
    found: dict[str, ThirdParty] = {}
    waiting: list[tuple[str, tuple[str, ...]]] = [(program, EXTRAS)]
    while waiting:
        name, extras = waiting.pop()
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # not for this system, or an extra that is not there
        known = distribution.metadata["Name"]
        if known.lower() in found:
            continue
        found[known.lower()] = ThirdParty(known, distribution.version, stated(distribution))
        waiting += [(wanted, ()) for wanted in _needed(distribution, extras)]
    found.pop(program, None)
    return tuple(found[name] for name in sorted(found))


def _all_but(program: str) -> tuple[ThirdParty, ...]:
    found = {
        one.metadata["Name"].lower(): ThirdParty(one.metadata["Name"], one.version, stated(one))
        for one in metadata.distributions()
    }
    found.pop(program, None)
    return tuple(found[name] for name in sorted(found))


def _needed(distribution: metadata.Distribution, extras: tuple[str, ...]) -> list[str]:
    names = []
    for line in distribution.requires or ():
        extra = _EXTRA.search(line)
        name = _NAME.match(line)
        if name is not None and (extra is None or extra.group(1) in extras):
            names.append(name.group())
    return names


def stated(distribution: metadata.Distribution) -> str:
    """The licence by the library's own metadata; "" when it says nothing short."""
    facts = distribution.metadata
    if "License-Expression" in facts:
        return facts["License-Expression"]
    (named, *_) = facts.get_all("License") or [""]
    classes = [
        line.rpartition("::")[2].strip()
        for line in facts.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    parts = [named] if named and len(named) <= _LONGEST and "\n" not in named else []
    return "; ".join(dict.fromkeys((*parts, *classes)))
