"""The models of this computer: which are there, where, and in what state."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docmind.core import paths
from docmind.core.errors import DocMindError, ModelError, UsageError
from docmind.core.models.cards import CARD_FILE, ModelCard, cards, known_card, read_card
from docmind.core.models.checks import check_folder, own_card
from docmind.core.models.folder import card_in, missing_or_changed
from docmind.core.models.record import read_record
from docmind.core.models.staging import staged_bytes
from docmind.core.schema import ModelState


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
        """The card of an id or a repository, in any case. Raises ``UsageError``."""
        found = known_card(name)
        if found is not None:
            return found
        known = self.known()
        for one in known:
            if one.id == name.casefold():
                return one
        ids = ", ".join(one.id for one in known)
        raise UsageError(f"There is no model called {name}", hint=f"Known models: {ids}.")

    def folder(self, name: str) -> Path:
        """Where an installed model lies. Raises ``ModelError`` when it does not, or when files of
        it are missing."""
        one = self.card(name)
        state = self._state(one)
        if state.state == "installed":
            return self.root / one.id
        if state.state == "built in":
            raise ModelError(f"{one.title} comes with DocMind and has no folder")
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
        return found or own_card(path.name, check_folder(path)), path

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
        )
        folder = self.root / one.id
        if one.built_in:
            return replace(state, state="built in")
        if folder.is_dir():
            return _installed(state, folder)
        begun = staged_bytes(self.root, one.id)
        if begun:
            return replace(
                state,
                state="partial",
                note=f"{begun:,} of {one.size:,} bytes are here. To go on: "
                f"docmind models download {one.id}",
            )
        return state


def _own_card(path: Path) -> ModelCard:
    """The card of a brought model; one that cannot be read still has a name to be removed by."""
    try:
        return replace(read_card(path), id=path.parent.name)
    except ModelError:
        return ModelCard(path.parent.name, "", path.parent.name, "text", "Its card is damaged.")


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
