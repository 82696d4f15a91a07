"""What every store checks before it writes: a bad batch must not be stored in part."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

import numpy as np

from docmind.core.errors import StoreError
from docmind.core.store.base import Between, Filter, Leg, Point, SpaceConfig
from docmind.core.store.ids import file_of
from docmind.core.vectors import Float32, SparseVector

Payload = Mapping[str, int | str | list[str]]
_NORM_SLACK = 0.05
_REQUIRED = (
    "file_id", "kind", "media_type", "suffix", "folders", "mtime", "size", "language", "has",
)  # fmt: skip
_INTEGERS = frozenset({"file_id", "mtime", "size", "page"})


def check_points(points: Sequence[Point], config: SpaceConfig) -> None:
    """Raises ``StoreError`` naming the first point that is not as ``Point`` promises."""
    for point in points:
        try:
            _check_point(point, config)
        except ValueError as error:
            raise StoreError(
                "A passage cannot be stored",
                detail=f"Passage {point.id}: {error}.",
                hint="Nothing of this batch was written; read the file again.",
            ) from None


def check_legs(legs: Sequence[Leg], config: SpaceConfig) -> None:
    """Raises ``StoreError`` for a leg that does not hold exactly one proper vector."""
    for leg in legs:
        try:
            if (leg.dense is None) == (leg.sparse is None):
                raise ValueError("give exactly one vector")
            if (leg.name == "dense") != (leg.dense is not None):
                raise ValueError("the vector is of another kind")
            if leg.name == "learned" and not config.learned:
                raise ValueError("the model of this space weighs no words")
            if leg.dense is not None:
                _check_dense(leg.dense, config.dimension)
            if leg.sparse is not None:
                _check_sparse(leg.sparse)
        except ValueError as error:
            raise StoreError("The search cannot be run", detail=f"{leg.name}: {error}.") from None


def _check_point(point: Point, config: SpaceConfig) -> None:
    uuid.UUID(point.id)
    if point.dense is not None:
        _check_dense(point.dense, config.dimension)
        if abs(float(np.linalg.norm(point.dense)) - 1.0) > _NORM_SLACK:
            raise ValueError("its vector does not have unit length")
    _check_sparse(point.stems)
    _check_sparse(point.words)
    if point.learned is not None:
        if not config.learned:
            raise ValueError("the model of this space weighs no words")
        _check_sparse(point.learned)
    for key in _REQUIRED:
        if key not in point.payload:
            raise ValueError(f"{key} is missing")
    if file_of(point.id) not in (None, point.payload["file_id"]):
        raise ValueError("its id says another file")
    for key, value in point.payload.items():
        _check_value(key, value)


def _check_dense(vector: Float32, dimension: int) -> None:
    if vector.shape != (dimension,):
        raise ValueError(f"its vector has shape {vector.shape}, not ({dimension},)")
    if not np.isfinite(vector).all():
        raise ValueError("its vector is not finite")
    if not vector.any():
        raise ValueError("its vector is zero")


def _check_sparse(vector: SparseVector) -> None:
    indices, values = vector.indices, vector.values
    if indices.ndim != 1 or indices.shape != values.shape:
        raise ValueError("a sparse vector has unequal parts")
    if len(indices) > 1 and not (np.diff(indices.astype(np.int64)) > 0).all():
        raise ValueError("sparse indices must be sorted and unique")
    if not np.isfinite(values).all():
        raise ValueError("a sparse vector is not finite")


def _check_value(key: str, value: object) -> None:
    # The engine turns true into 1 and then never matches it; large integers become floats.
    if isinstance(value, bool) or not isinstance(value, int | str | list):
        raise ValueError(f"{key} must be a whole number, text or a list of texts")
    if (key in _INTEGERS) != isinstance(value, int):
        raise ValueError(f"{key} is of the wrong type")
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise ValueError(f"{key} is too large")
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str):
            _check_text(key, text)
        elif isinstance(value, list):
            raise ValueError(f"{key} must be a list of texts")


def _check_text(key: str, text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError(f"{key} holds characters that are not text") from None


def matches(payload: Payload, where: Filter) -> bool:
    """True when ``payload`` meets every condition of ``where``: the meaning of ``Filter``."""
    folders, has = _texts(payload["folders"]), _texts(payload["has"])
    return (
        (not where.suffixes or payload["suffix"] in where.suffixes)
        and (not where.kinds or payload["kind"] in where.kinds)
        and (not where.folders or not folders.isdisjoint(where.folders))
        and (not where.languages or payload["language"] in where.languages)
        and (not where.has or not has.isdisjoint(where.has))
        and (where.file_ids is None or payload["file_id"] in where.file_ids)
        and _lies(payload, "mtime", where.modified)
        and _lies(payload, "size", where.size)
        and _lies(payload, "page", where.page)
        and all(any(matches(payload, one) for one in group) for group in where.either)
        and not any(matches(payload, one) for one in where.without)
    )


def _texts(value: int | str | list[str]) -> set[str]:
    return set(value) if isinstance(value, list) else {str(value)}


def _lies(payload: Payload, key: str, bounds: Between | None) -> bool:
    value = payload.get(key)
    return bounds is None or (isinstance(value, int) and bounds.holds(value))
