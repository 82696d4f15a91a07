"""Is there a newer version? Asked when a person says so, or once a day where it was switched on.

One small JSON document is fetched from the address in the settings. What it tells is shown and
nothing else: nothing is downloaded or installed, and no word of it is taken for markup.
"""

from __future__ import annotations

import datetime
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urljoin

import msgspec
from filelock import FileLock, Timeout
from msgspec import Meta

from docmind import __version__
from docmind.core.addresses import host_asked
from docmind.core.errors import NetworkError, UsageError
from docmind.core.journal import connections_made
from docmind.core.models.small_document import fetch
from docmind.core.paths import connections_file
from docmind.core.settings import Settings, load
from docmind.core.versions import parse_version

PURPOSE = "Looking for a new version"
EVERY = datetime.timedelta(days=1)
_KEPT = "\n\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
_NO_ADDRESS = "No address is known where new versions are told of."


@dataclass(frozen=True, slots=True)
class Artefact:
    """One file of a release. ``size`` in bytes, ``sha256`` in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Release:
    """The newest version that is told of. ``date`` is ISO 8601; ``notes`` plain text of strangers,
    in lines; ``where`` the folder its files lie in; ``newer`` than the one that runs, ``current``.
    """

    version: str
    date: str
    notes: str
    where: str
    host: str
    artefacts: tuple[Artefact, ...]
    current: str
    newer: bool


@dataclass(frozen=True, slots=True)
class UpdateTerms:
    """Who may be asked for a new version. ``host`` is "" when nobody can be, and ``why`` says why;
    ``daily`` tells that it is asked by itself."""

    address: str
    host: str
    daily: bool
    why: str = ""


def update_terms(settings: Settings | None = None) -> UpdateTerms:
    """What the settings say of it. Raises ``UsageError`` as ``load`` does."""
    chosen = (settings or load()).updates
    address = chosen.address.strip()
    if not address:
        return UpdateTerms("", "", False, _NO_ADDRESS)
    try:
        return UpdateTerms(address, host_asked(address), chosen.check)
    except UsageError as error:
        return UpdateTerms(address, "", False, f"{error.title}. {error.hint}.")


def look_for_new_version() -> Release:
    """Ask now: a person ordered it.

    Raises ``UsageError`` when no usable address is set, ``NetworkError`` when nothing usable is
    answered, ``DocMindError`` when the connection cannot be written down.
    """
    terms = update_terms()
    if not terms.host:
        raise UsageError(
            "Nobody can be asked for a new version",
            detail=terms.why,
            hint="Set updates.address to the address of the project's list.",
        )
    return read_release(fetch(terms.address, PURPOSE), terms)


def look_if_due() -> Release | None:
    """Ask where that is switched on and was not tried within a day, by any program of this person.

    None when it is not due or there is nothing newer. Raises like ``look_for_new_version``.
    """
    if not update_terms().daily:
        return None
    try:
        with FileLock(f"{connections_file()}.updates.lock", timeout=0):
            if not _is_due():
                return None
            found = look_for_new_version()
    except Timeout:
        return None  # another window asks at this moment
    return found if found.newer else None


def _is_due() -> bool:
    """A time to come in the journal was written by a wrong clock, and holds nothing up; nor does
    what is no time."""
    now = datetime.datetime.now(datetime.UTC)
    for one in connections_made():
        if one.purpose == PURPOSE:
            with suppress(ValueError, TypeError):
                since = now - datetime.datetime.fromisoformat(one.began)
                if datetime.timedelta() <= since < EVERY:
                    return False
    return True


# ---- the document ----------------------------------------------------------------------------


class _Artefact(msgspec.Struct, frozen=True):
    name: Annotated[str, Meta(pattern=r"\A[A-Za-z0-9][A-Za-z0-9._+~-]*\Z", max_length=120)]
    size: Annotated[int, Meta(ge=0, le=10**12)]
    sha256: Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]


class _Document(msgspec.Struct, frozen=True):
    version: str
    date: datetime.date
    notes: Annotated[str, Meta(max_length=4000)] = ""
    artefacts: Annotated[tuple[_Artefact, ...], Meta(max_length=40)] = ()


def read_release(body: bytes, terms: UpdateTerms, current: str = __version__) -> Release:
    """What the document says. Raises ``NetworkError`` for one that is not of this form, or that
    names an older version than ``current``, which would lead back to mended faults."""
    try:
        told = msgspec.json.decode(body, type=_Document)
        version = parse_version(told.version)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise NetworkError(
            f"What {terms.host} answers is no list of versions",
            detail=f"{str(error).rstrip('.')}."[:300],
            hint="Check the address.",
        ) from None
    if version < parse_version(current):
        raise NetworkError(
            f"{terms.host} tells of no newer version",
            detail=f"It names {told.version}, which is older than this one, {current}.",
            hint="Check the address.",
        )
    return Release(
        version=told.version,
        date=told.date.isoformat(),
        notes=_plain(told.notes),
        where=urljoin(terms.address, "."),
        host=terms.host,
        artefacts=tuple(Artefact(one.name, one.size, one.sha256) for one in told.artefacts),
        current=current,
        newer=version > parse_version(current),
    )


def _plain(notes: str) -> str:
    """Without characters that would steer a terminal or turn the text round; lines stay."""
    kept = "".join(mark if mark.isprintable() or mark in _KEPT else " " for mark in notes)
    return "\n".join(" ".join(line.split()) for line in kept.splitlines()).strip()
