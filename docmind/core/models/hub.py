"""The hub as a place: addresses, what it lists, what its own program has left on this disk.

The hub is huggingface.co, or the mirror that ``HF_ENDPOINT`` names. A token comes from
``HF_TOKEN`` and nowhere else, and goes to the hub's own host only.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from docmind.core.errors import ModelError
from docmind.core.models.cards import ModelCard
from docmind.core.models.digests import Checksums

_LARGEST_UNPINNED = 50_000_000  # bytes; what is not pinned are small config files


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to have: ``sha256`` or, where that is "", the sha1 by which git names its content."""

    name: str
    size: int
    sha256: str
    git_sha1: str = ""

    def is_met_by(self, sums: Checksums) -> bool:
        """Whether these are its size and checksum."""
        if sums.size != self.size:
            return False
        if self.sha256:
            return sums.sha256 == self.sha256
        return bool(self.git_sha1) and sums.git_sha1 == self.git_sha1


def endpoint() -> str:
    """Where the hub is, without a slash at the end. Raises ``ModelError`` for a senseless one."""
    named = os.environ.get("HF_ENDPOINT", "").strip().rstrip("/") or "https://huggingface.co"
    if urlsplit(named).scheme not in ("http", "https") or not urlsplit(named).netloc:
        raise ModelError(
            f"The address of the hub cannot be used: {named}",
            hint="HF_ENDPOINT must begin with https://",
        )
    return named


def token() -> str:
    """The person's token, "" when there is none."""
    return os.environ.get("HF_TOKEN", "").strip()


def file_address(card: ModelCard, name: str) -> str:
    """Where a file of the pinned revision is to be had."""
    return f"{endpoint()}/{card.source}/resolve/{quote(card.revision)}/{quote(name)}"


def listing_address(card: ModelCard) -> str:
    """Where the hub lists the files of the pinned revision."""
    return f"{endpoint()}/api/models/{card.source}/tree/{quote(card.revision)}?recursive=true"


def pinned(card: ModelCard) -> tuple[Wanted, ...]:
    """The files whose checksum the card knows."""
    return tuple(Wanted(file.name, file.size, file.sha256) for file in card.files if file.sha256)


def completed(card: ModelCard, listing: Any) -> tuple[Wanted, ...]:
    """All files of a card, the unpinned ones as the hub lists them: size, and sha256 for large
    files or git's sha1 for small ones. Raises ``ModelError`` when one is not listed."""
    listed = _by_name(listing)
    wanted = []
    for file in card.files:
        if file.sha256:
            wanted.append(Wanted(file.name, file.size, file.sha256))
            continue
        one = listed.get(file.name)
        if one is None:
            raise ModelError(
                "The hub does not have a file of the model",
                detail=f"{file.name} is not listed in {card.source}.",
                hint="Import the model from a folder instead: docmind models import PATH",
            )
        wanted.append(one)
    return tuple(wanted)


def _by_name(listing: Any) -> Mapping[str, Wanted]:
    found: dict[str, Wanted] = {}
    try:
        for entry in listing:
            if entry.get("type") != "file":
                continue
            large = entry.get("lfs") or {}
            size = int(large.get("size") or entry["size"])
            if size > _LARGEST_UNPINNED and not large:
                continue
            found[entry["path"]] = Wanted(
                entry["path"],
                size,
                str(large.get("oid") or "").removeprefix("sha256:"),
                "" if large else str(entry["oid"]),
            )
    except (AttributeError, KeyError, TypeError, ValueError):
        raise ModelError(
            "The hub answered something else than a list of files",
            hint="Check HF_ENDPOINT and the proxy, then try again.",
        ) from None
    return found


def cache_folders(environment: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """Where the hub's own program keeps what it has downloaded, in its order of force."""
    named = environment.get("HF_HUB_CACHE") or environment.get("HUGGINGFACE_HUB_CACHE")
    if named:
        return (Path(named).expanduser(),)
    home = environment.get("HF_HOME")
    if home:
        return (Path(home).expanduser() / "hub",)
    cache = environment.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return (Path(cache).expanduser() / "huggingface" / "hub",)


def snapshot_in_cache(card: ModelCard, folders: Sequence[Path] | None = None) -> Path | None:
    """The snapshot of the pinned revision in that program's cache, if the pinned files are all
    there in their sizes; their content is verified when it is copied."""
    if not card.source:
        return None
    place = f"models--{card.source.replace('/', '--')}"
    for folder in cache_folders() if folders is None else folders:
        snapshot = folder / place / "snapshots" / card.revision
        wanted = pinned(card)
        if wanted and all(_has(snapshot / one.name, one.size) for one in wanted):
            return snapshot
    return None


def _has(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False
