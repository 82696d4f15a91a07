"""The models of this computer: which are there, where, and in what state."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from pathlib import Path

from docmind.core import paths
from docmind.core.errors import DocMindError, FileUnreadable, ModelError, UsageError
from docmind.core.models.archive import export_model, import_model
from docmind.core.models.cards import (
    CARD_FILE,
    ModelCard,
    PinnedFile,
    cards,
    known_card,
    read_card,
)
from docmind.core.models.checks import check_folder, own_card
from docmind.core.models.connection import Wait
from docmind.core.models.digests import Progress, sha256_of, silent
from docmind.core.models.download import download
from docmind.core.models.folder import card_in, missing_or_changed, weight_files
from docmind.core.models.hub import snapshot_in_cache
from docmind.core.models.record import read_record, write_record
from docmind.core.models.staging import folder_bytes, staging_folder, writing
from docmind.core.schema_models import ModelState
from docmind.core.servers.names import SERVER_TITLES, server_model


class ModelStore:
    """A folder of models, each in a folder named by its id. Safe to make anew at any time: all
    state is on the disk."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = (root or paths.models_dir()).absolute()

    def known(self) -> tuple[ModelCard, ...]:
        """The cards of all models: those DocMind knows, then those that were brought."""
        shipped = cards()
        ids = {one.id for one in shipped}
        own = [
            one
            for path in sorted(self.root.glob(f"*/{CARD_FILE}"))
            if not path.parent.name.startswith(".")
            for one in [_own_card(path)]
            if one.id not in ids
        ]
        return (*shipped, *own)

    def states(self) -> tuple[ModelState, ...]:
        """Every known model in its state. Reads no weights; what is broken is told as damaged,
        never raised."""
        return tuple(self._state(one) for one in self.known())

    def state(self, name: str) -> ModelState:
        """The state of one model. Raises ``UsageError`` for an unknown one."""
        return self._state(self.card(name))

    def card(self, name: str) -> ModelCard:
        """The card of an id or a repository, in any case; any model that a server is named for has
        one. Raises ``UsageError``."""
        found = known_card(name) or _card_on_server(name)
        if found is not None:
            return found
        known = self.known()
        for one in known:
            if one.id == name.casefold():
                return one
        ids = ", ".join(one.id for one in known)
        raise UsageError(f"There is no model called {name}", hint=f"Known models: {ids}.")

    def id_of(self, name: str) -> str:
        """The id that an id or a repository stands for; any other name, a folder's, as it is."""
        try:
            return name if Path(name).is_absolute() else self.card(name).id
        except UsageError:
            return name

    def folder(self, name: str) -> Path:
        """Where an installed model lies. Raises ``ModelError`` when it does not, or when files of
        it are missing."""
        one = self.card(name)
        state = self._state(one)
        if state.state == "installed":
            return self.root / one.id
        if state.state == "built in":
            raise ModelError(f"{one.title} comes with DocMind and has no folder")
        if state.state == "server":
            raise ModelError(f"{one.title} runs on a server and has no folder here")
        if state.state == "damaged":
            raise ModelError(
                f"{one.title} is damaged",
                detail=state.note,
                hint=_how_to_get(one),
                path=self.root / one.id,
            )
        raise ModelError(f"{one.title} is not installed", hint=_how_to_get(one))

    def resolve(self, name: str) -> tuple[ModelCard, Path | None]:
        """(card, folder) of an id, a repository, or the absolute folder of any model; the folder
        is None for models that are built in or not installed.

        A folder that is not ours gets a card of its own, made from what the checks find in it.
        Raises ``UsageError`` for unknown names, ``ModelError`` for a folder without a model.
        """
        path = Path(name)
        if not path.is_absolute():
            one = self.card(name)
            return one, self.root / one.id if self._state(one).state == "installed" else None
        found = card_in(path) if path.is_dir() else None
        return found or _card_for(path), path

    def offered_in_cache(self, name: str) -> Path | None:
        """A copy that the hub's own program has downloaded, ready for ``import_from``, or None."""
        return snapshot_in_cache(self.card(name))

    def download(
        self, name: str, progress: Progress = silent, wait: Wait = time.sleep
    ) -> ModelState:
        """Download a model, or go on where an earlier download stopped; its new state.

        Connects to the hub: call it only when a person asked for it. ``progress`` is told
        (bytes done, bytes in all, file) and may raise to stop. Raises ``ModelError`` or
        ``DiskFull``, and changes nothing under the model's name then.
        """
        one = self.card(name)
        _require_folder(one)
        download(self.root, one, progress, wait)
        return self._state(one)

    def import_from(self, path: Path, progress: Progress = silent, name: str = "") -> ModelState:
        """Bring in a model from a folder, a snapshot of the hub's cache, a zip or an exported
        pack; its state. ``name`` is for models that DocMind does not know. Raises as above, and
        ``FileUnreadable``."""
        return self._state(import_model(self.root, path.absolute(), progress, name))

    def export(self, name: str, target: Path, progress: Progress = silent) -> Path:
        """Pack an installed model into one file for a computer without a network; where it is.
        Raises ``ModelError`` or ``DiskFull``."""
        return export_model(self.folder(name), target.absolute(), progress)

    def verify(self, name: str, progress: Progress = silent) -> ModelState:
        """Read every file of an installed model again and compare; its state, which is damaged
        from then on when one differs. Raises ``ModelError`` when it is not installed."""
        one = self.card(name)
        _require_folder(one)
        folder = self.root / one.id
        record = read_record(folder)
        if record is None:
            self.folder(name)  # says what is the matter
            raise ModelError(f"{one.title} is not installed", hint=_how_to_get(one))
        wrong = []
        done = 0
        for file, (sha256, size) in record.files.items():
            if not _is_whole(folder / file, sha256, size, done, record.size, progress):
                wrong.append(file)
            done += size
        if tuple(wrong) != record.damaged:
            with writing(folder):
                write_record(folder, replace(record, damaged=tuple(wrong)))
        return self._state(one)

    def remove(self, name: str) -> int:
        """Delete a model and what a stopped download of it has left; bytes given back.

        Raises ``ModelError`` for models that come with DocMind, or when files are held open.
        """
        one = self.card(name)
        _require_folder(one)
        staged = staging_folder(self.root, one.id)
        freed = 0
        for folder in (self.root / one.id, staged):
            if not folder.exists():
                continue
            freed += folder_bytes(folder)
            with writing(folder):
                # first out of sight in one step, so that nothing half deleted is taken for a model
                gone = self.root / f".removed-{one.id}"
                shutil.rmtree(gone, ignore_errors=True)
                folder.rename(gone)
                shutil.rmtree(gone)
        return freed

    def _state(self, one: ModelCard) -> ModelState:
        state = ModelState(
            id=one.id,
            title=one.title,
            does=one.does,
            summary=one.summary,
            languages=one.languages,
            licence=one.licence,
            size=one.size,
            state="absent",
            dimension=one.dimension,
            memory_mb=one.memory_mb,
            runs_on=one.runs_on,
            source=one.source,
            provider=one.provider,
            modalities=one.modalities,
            context=one.max_tokens,
            query_template=one.query_template,
            matryoshka=one.matryoshka,
        )
        folder = self.root / one.id
        if one.built_in:
            return replace(state, state="built in")
        if one.server_model:
            return replace(state, state="server")
        if folder.is_dir():
            return _installed(state, folder)
        begun = folder_bytes(staging_folder(self.root, one.id))
        if begun:
            return replace(
                state,
                state="partial",
                note=f"{begun:,} of {one.size:,} bytes are here. To go on: "
                f"docmind models download {one.id}",
            )
        return state


def _card_for(folder: Path) -> ModelCard:
    """A card for a folder that is not ours. Raises ``ModelError``."""
    found = check_folder(folder)
    names = found.weights or tuple(path.name for path in weight_files(folder))
    files = [PinnedFile(name, (folder / name).stat().st_size, "") for name in names]
    return own_card(folder.name, found, tuple(files))


def _is_whole(
    path: Path, sha256: str, size: int, before: int, total: int, progress: Progress
) -> bool:
    """Whether a file has its recorded content."""
    done = before

    def told(count: int) -> None:
        nonlocal done
        done += count
        progress(min(done, before + size), total, path.name)

    try:
        return sha256_of(path, told) == sha256
    except (ModelError, FileUnreadable):
        return False


def _card_on_server(name: str) -> ModelCard | None:
    """A card for a model that a server is named for, in whatever way."""
    found = server_model(name)
    if found is None:
        return None
    return known_card(str(found)) or ModelCard(
        id=str(found),
        provider=found.kind,
        title=f"{found.model} ({SERVER_TITLES[found.kind]})",
        does="text",
        summary="Runs on a server.",
        server_model=found.model,
    )


def _require_folder(one: ModelCard) -> None:
    if one.server_model:
        raise ModelError(f"{one.title} runs on a server", detail="DocMind keeps no file of it.")
    if one.built_in:
        raise ModelError(f"{one.title} comes with DocMind", detail="It is always there.")


def _own_card(path: Path) -> ModelCard:
    """The card of a brought model; one that cannot be read still has a name to be removed by."""
    try:
        return replace(read_card(path), id=path.parent.name)
    except ModelError:
        name, files = path.parent.name, (PinnedFile(CARD_FILE, 0, ""),)
        return ModelCard(name, "", name, "text", "Its card is damaged.", files=files)


def _installed(state: ModelState, folder: Path) -> ModelState:
    try:
        record = read_record(folder)
    except DocMindError as error:
        return replace(state, state="damaged", folder=folder, note=f"{error.title}.")
    if record is None:
        note = "It was not completed by DocMind: its record is missing."
        return replace(state, state="damaged", folder=folder, note=note)
    wrong = missing_or_changed(folder, record) or record.damaged
    if wrong:
        note = f"Not as it was installed: {', '.join(wrong)}."
        return replace(state, state="damaged", size=record.size, folder=folder, note=note)
    return replace(state, state="installed", size=record.size, folder=folder)


def _how_to_get(one: ModelCard) -> str:
    if not one.source:
        return "Import it again: docmind models import PATH"
    return (
        f"Get it with: docmind models download {one.id} "
        "(or, without a network, docmind models import PATH)"
    )
