"""What a name or a folder in the settings stands for among rerankers that run here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docmind.core.errors import ModelError, UsageError
from docmind.core.models.cards import ModelCard
from docmind.core.models.store import ModelStore
from docmind.core.rerank.base import Reranker
from docmind.core.rerank.worker import rerankers

HINT = (
    "Set search.reranker to the name of one (docmind models list), to the folder of a "
    "cross-encoder, to server:MODEL, to off, or leave it empty."
)


@dataclass(frozen=True, slots=True)
class NamedReranker:
    """``kind`` runs the model in ``folder`` (None where it needs none of its own). ``title`` is
    what it is called, ``model`` its id in the model store ("" where it is not from there)."""

    kind: type[Reranker]
    folder: Path | None
    title: str
    model: str = ""


def named_reranker(wanted: str, models: ModelStore) -> NamedReranker:
    """The reranker that the setting names: one that uses the library's model, a model of the
    store, or an absolute folder. Raises ``DocMindError`` in words for people."""
    known = rerankers()
    found = known.get(wanted)
    if found is not None and found.rides_on:
        return NamedReranker(found, None, found.title)
    folder = Path(wanted).expanduser()
    if folder.is_absolute():
        return _in_folder(folder)
    try:
        card = models.card(wanted)
    except UsageError:
        raise ModelError(f"There is no reranker called {wanted}", hint=HINT) from None
    return _of_card(card, models)


def _in_folder(folder: Path) -> NamedReranker:
    for kind in rerankers().values():
        if kind.recognises(folder):
            return NamedReranker(kind, folder, f"{kind.title} {folder.name}")
    raise ModelError("There is no reranker in this folder", hint=HINT, path=folder)


def _of_card(card: ModelCard, models: ModelStore) -> NamedReranker:
    if card.does != "order":
        raise ModelError(f"{card.title} finds results and puts none in order", hint=HINT)
    folder = models.folder(card.id)  # raises, saying how to get it
    kind = rerankers().get(card.provider)
    if kind is None:
        raise ModelError(f"This DocMind cannot run {card.title}", hint=HINT)
    return NamedReranker(kind, folder, card.title, card.id)
