"""Downloads a model: what is missing, verified byte by byte, and only then under its name.

Nothing here runs unasked. Neither the line nor the server needs to be trusted, because every file
is compared with its pinned checksum as it lies on the disk.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from docmind.core.errors import ModelError
from docmind.core.models import hub
from docmind.core.models.cards import ModelCard
from docmind.core.models.connection import HubConnection, Wait, connected
from docmind.core.models.digests import Checksums, Progress, add_file, silent
from docmind.core.models.folder import missing_or_changed
from docmind.core.models.hub import Wanted
from docmind.core.models.record import read_record
from docmind.core.models.staging import (
    PARTIAL,
    install,
    locked,
    require_space,
    room_for_conversion,
    writing,
)


def download(
    root: Path, card: ModelCard, progress: Progress = silent, wait: Wait = time.sleep
) -> Path:
    """Get what is missing of a model, verify and check it, and put it under its name.

    ``progress`` is told bytes of the whole model and may raise to stop: what has arrived stays for
    the next time, also when the process is killed. ``wait`` sleeps between tries. Raises
    ``ModelError`` or ``DiskFull``; then nothing has changed under the model's name.
    """
    if not card.source:
        raise ModelError(
            f"{card.title} is nowhere to be downloaded",
            hint="Import it from a folder: docmind models import PATH",
        )
    with locked(root, card.id) as staged, connected(card, wait) as connection:
        wanted = hub.pinned(card)
        if len(wanted) < len(card.files):
            wanted = hub.completed(card, connection.listing())
        _remove_others(staged, wanted)
        _reuse(root, card, staged, wanted)
        sizes = {one.name: one.size for one in wanted}
        total = sum(sizes.values())
        here = sum(_begun(staged, one) for one in wanted)
        require_space(staged, total - here + room_for_conversion(sizes))
        verified, before = {}, 0
        for one in wanted:
            tally = _Tally(progress, before, total, one.name)
            verified[one.name] = _have(one, staged, connection, tally)
            before += one.size
        return install(root, staged, card, verified)


class _Tally:
    """Tells bytes of one file as bytes of the whole model."""

    def __init__(self, progress: Progress, before: int, total: int, name: str) -> None:
        self._progress = progress
        self._before = before
        self._total = total
        self._name = name

    def __call__(self, here: int) -> None:
        self._progress(self._before + here, self._total, self._name)


def _begun(staged: Path, one: Wanted) -> int:
    """Bytes of a file that are here already, whole or in part."""
    for path in (staged / one.name, staged / f"{one.name}{PARTIAL}"):
        if path.is_file():
            return min(path.stat().st_size, one.size)
    return 0


def _remove_others(staged: Path, wanted: tuple[Wanted, ...]) -> None:
    """Take away what an older version of the model, or a stopped import, has left."""
    kept = {staged / one.name for one in wanted}
    kept |= {staged / f"{one.name}{PARTIAL}" for one in wanted}
    with writing(staged):
        for path in list(staged.rglob("*")):
            if path not in kept and not path.is_dir():
                path.unlink()


def _reuse(root: Path, card: ModelCard, staged: Path, wanted: tuple[Wanted, ...]) -> None:
    """Take over what is whole in an installed model that is damaged: it is verified again."""
    folder = root / card.id
    try:
        record = read_record(folder)
    except ModelError:
        return
    if record is None:
        return
    wrong = {*missing_or_changed(folder, record), *record.damaged}
    for one in wanted:
        target = staged / one.name
        known = record.files.get(one.name, ("",))[0] == one.sha256 != ""
        if one.name in wrong or not known or target.exists():
            continue
        with writing(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(folder / one.name, target)
            except OSError:  # not every disk has links
                shutil.copyfile(folder / one.name, target)


def _have(one: Wanted, staged: Path, connection: HubConnection, tally: _Tally) -> str:
    """Have a file whole and verified under its name in ``staged``; its sha256.

    It is read again from the disk: what counts is what lies there. Raises ``ModelError``, and
    deletes what has arrived with another content.
    """
    final = staged / one.name
    partial = staged / f"{one.name}{PARTIAL}"
    if final.is_file():
        sha256 = _sha256_if_met(one, final, tally)
        if sha256:
            return sha256
        with writing(final):
            final.unlink()  # the disk has been ill since: get it again
    with writing(partial):
        partial.parent.mkdir(parents=True, exist_ok=True)
    connection.fetch(one.name, one.size, partial, tally)
    sha256 = _sha256_if_met(one, partial, tally)
    if not sha256:
        partial.unlink(missing_ok=True)
        raise ModelError(
            f"{one.name} is not what was published",
            detail="Its checksum is another one. The file was deleted.",
            hint="Start again; if it comes again so, the server or a proxy changes the file.",
        )
    with writing(final):
        partial.replace(final)
    return sha256


def _sha256_if_met(one: Wanted, path: Path, tally: _Tally) -> str:
    """The sha256 of a file that is as wanted, "" of any other."""
    sums = Checksums(one.size if one.git_sha1 else None)
    add_file(sums, path, lambda count: tally(one.size))
    return sums.sha256 if one.is_met_by(sums) else ""
