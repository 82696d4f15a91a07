"""What is known of each model before a byte of it is here: its files, its needs, its limits.

The cards lie in ``resources/models``; a model that someone brings has its own in ``card.json``
beside its weights.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from docmind.core import paths
from docmind.core.errors import ModelError, UsageError
from docmind.core.models.graph_names import is_graph_part

CARD_FILE = "card.json"
Does = Literal["text", "pictures", "order"]


@dataclass(frozen=True, slots=True)
class PinnedFile:
    """A file of a model. ``sha256`` is "" (and ``size`` 0) where only the hub's listing tells."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was measured of a model: ``floor`` is the cosine below which nothing is a match (0 = not
    known), ``least_weight`` and ``most_weight`` bound the weight of meaning, ``loss`` is what this
    precision loses against the full one (nDCG@10, as a fraction; None where not measured)."""

    floor: float
    least_weight: float
    most_weight: float
    measured_on: tuple[str, ...] = ()
    loss: float | None = None


@dataclass(frozen=True, slots=True)
class ModelCard:
    """Facts of one model. ``provider`` is the ``Embedder`` or ``Reranker`` that runs it, ``does``
    text or pictures to vectors, or puts results in order. ``source`` is its repository at the hub
    ("" when it comes with the program), ``server_model`` what a server calls it ("" when it runs
    here), ``memory_mb`` (device, MiB) while it runs. ``pooling`` is cls, mean or last_token;
    ``query_template`` and ``passage_template`` are put around texts ("{text}"); ``matryoshka`` are
    (least, most) numbers of the vectors it was trained to be cut to (arXiv:2205.13147), empty
    where it was not. ``same_space`` names the card whose vectors it gives, computed elsewhere.
    ``languages`` empty: none is excluded. Numbers are 0 where nobody has measured them."""

    id: str
    provider: str
    title: str
    does: Does
    summary: str
    languages: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    licence: str = ""
    source: str = ""
    revision: str = ""
    files: tuple[PinnedFile, ...] = ()
    dimension: int = 0
    max_tokens: int = 0
    passage_tokens: int = 0
    memory_mb: tuple[tuple[str, int], ...] = ()
    runs_on: tuple[str, ...] = ()
    calibrations: tuple[tuple[str, Calibration], ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    """Further facts as JSON, by name: ``open_clip_config``, ``same_weights``."""
    server_model: str = ""
    pooling: str = ""
    query_template: str = ""
    passage_template: str = ""
    matryoshka: tuple[int, ...] = ()
    same_space: str = ""

    @property
    def built_in(self) -> bool:
        """Whether it comes with the program and has no folder."""
        return not self.files and not self.server_model

    @property
    def modalities(self) -> tuple[str, ...]:
        """What it reads: text, image."""
        return ("text", "image") if self.does == "pictures" else ("text",)

    @property
    def size(self) -> int:
        """Bytes of the files whose size is pinned."""
        return sum(file.size for file in self.files)

    def option(self, name: str) -> Any:
        """A further fact, or None."""
        found = dict(self.options).get(name)
        return None if found is None else json.loads(found)

    def calibration(self, precision: str) -> Calibration | None:
        """What was measured for this precision, or None."""
        return dict(self.calibrations).get(precision)


@cache
def _shipped(folder: Path) -> tuple[ModelCard, ...]:
    found = [read_card(path) for path in sorted(folder.glob("*.json"))]
    return tuple(sorted(found, key=_rank))


def _rank(one: ModelCard) -> tuple[bool, bool, bool, int, str]:
    """What comes along first, and of that the model with weights; then what runs here, text before
    pictures before what puts in order; servers' models last."""
    here = one.built_in or not one.server_model
    kinds = get_args(Does)
    return (not one.built_in, not here, not one.licence, kinds.index(one.does), one.id)


def cards() -> tuple[ModelCard, ...]:
    """Every model that DocMind knows, those that come with it first."""
    return _shipped(paths.resources_dir() / "models")


def card(name: str) -> ModelCard:
    """The card of that id, or of that repository. Raises ``UsageError`` that lists the ids."""
    found = known_card(name)
    if found is None:
        ids = ", ".join(one.id for one in cards())
        raise UsageError(f"There is no model called {name}", hint=f"Known models: {ids}.")
    return found


def known_card(name: str) -> ModelCard | None:
    """The card of that id or repository (in any case), or None."""
    asked = name.casefold()
    for one in cards():
        if asked == one.id or (one.source and asked == one.source.casefold()):
            return one
    return None


def card_by_weights(sha256: str) -> ModelCard | None:
    """The card that pins a weight file of this content, or names it as the same weights."""
    for one in cards():
        pinned = {file.sha256 for file in one.files if is_weights(file.name)}
        if sha256 and sha256 in pinned | set(one.option("same_weights") or ()):
            return one
    return None


def is_weights(name: str) -> bool:
    """Whether a file of that name holds what a model has learned."""
    return name.endswith((".safetensors", ".bin", ".pt"))


def weights_among(names: Iterable[str]) -> tuple[str, ...]:
    """The names of files that hold what a model has learned: graphs where there is nothing else."""
    found = tuple(names)
    return tuple(filter(is_weights, found)) or tuple(filter(is_graph_part, found))


def read_card(path: Path) -> ModelCard:
    """A card from its file. Raises ``ModelError``."""
    try:
        return card_from(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            "The card of a model cannot be read", detail=f"{error}.", path=path
        ) from None


def card_from(stated: dict[str, Any]) -> ModelCard:
    """A card from its JSON. Raises ``KeyError``, ``TypeError`` or ``ValueError``."""
    if stated["does"] not in get_args(Does):
        raise ValueError(f"it cannot do {stated['does']}")
    return ModelCard(
        id=str(stated["id"]),
        provider=str(stated["provider"]),
        title=str(stated["title"]),
        does=stated["does"],
        summary=str(stated.get("summary") or ""),
        languages=tuple(stated.get("languages") or ()),
        scripts=tuple(stated.get("scripts") or ()),
        licence=stated.get("licence") or "",
        source=stated.get("source") or "",
        revision=stated.get("revision") or "",
        files=tuple(
            PinnedFile(file["name"], int(file.get("size") or 0), file.get("sha256") or "")
            for file in stated.get("files") or ()
        ),
        dimension=int(stated.get("dimension") or 0),
        max_tokens=int(stated.get("max_tokens") or 0),
        passage_tokens=int(stated.get("passage_tokens") or 0),
        memory_mb=tuple((key, int(mb)) for key, mb in (stated.get("memory_mb") or {}).items()),
        runs_on=tuple(stated.get("runs_on") or ()),
        calibrations=calibrations_from(stated.get("calibrations") or {}),
        options=tuple(
            (key, json.dumps(value)) for key, value in (stated.get("options") or {}).items()
        ),
        server_model=str(stated.get("server_model") or ""),
        pooling=str(stated.get("pooling") or ""),
        query_template=str(stated.get("query_template") or ""),
        passage_template=str(stated.get("passage_template") or ""),
        matryoshka=tuple(int(size) for size in stated.get("matryoshka") or ()),
        same_space=str(stated.get("same_space") or ""),
    )


def calibrations_from(stated: dict[str, Any]) -> tuple[tuple[str, Calibration], ...]:
    """``{precision: {floor, least_weight, most_weight, measured_on, loss}}`` as pairs."""
    return tuple(
        (
            precision,
            Calibration(
                floor=float(one["floor"]),
                least_weight=float(one["least_weight"]),
                most_weight=float(one["most_weight"]),
                measured_on=tuple(one.get("measured_on") or ()),
                loss=None if one.get("loss") is None else float(one["loss"]),
            ),
        )
        for precision, one in stated.items()
    )


def card_json(one: ModelCard) -> str:
    """A card as its file holds it; ``card_from`` reads it again."""
    stated = {
        "id": one.id,
        "provider": one.provider,
        "title": one.title,
        "does": one.does,
        "summary": one.summary,
        "languages": one.languages,
        "scripts": one.scripts,
        "licence": one.licence,
        "source": one.source,
        "revision": one.revision,
        "files": [
            {"name": file.name, "size": file.size, "sha256": file.sha256} for file in one.files
        ],
        "dimension": one.dimension,
        "max_tokens": one.max_tokens,
        "passage_tokens": one.passage_tokens,
        "memory_mb": dict(one.memory_mb),
        "runs_on": one.runs_on,
        "calibrations": {
            precision: {
                "floor": found.floor,
                "least_weight": found.least_weight,
                "most_weight": found.most_weight,
                "measured_on": found.measured_on,
                "loss": found.loss,
            }
            for precision, found in one.calibrations
        },
        "options": {key: json.loads(value) for key, value in one.options},
        "server_model": one.server_model,
        "pooling": one.pooling,
        "query_template": one.query_template,
        "passage_template": one.passage_template,
        "matryoshka": one.matryoshka,
        "same_space": one.same_space,
    }
    return json.dumps(stated, indent=2, ensure_ascii=False) + "\n"
