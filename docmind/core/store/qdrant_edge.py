"""Points in a Qdrant Edge shard on disk: the store of every library.

The engine's own facts that shape this file were measured on 0.9.0: errors are bare exceptions or
Rust panics and are told apart by their text; ``flush`` is the commit point; a batch that fails
half-way stays half-written, so everything is checked first; leftovers of a killed tidying are
removed before opening.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import ClassVar, ParamSpec, TypeVar

import qdrant_edge as qe

from docmind.core.errors import DiskFull, DocMindError, LibraryLocked, StoreDamaged, StoreError
from docmind.core.store.base import Between, Candidate, Filter, Leg, Point, SpaceConfig, Store
from docmind.core.store.checks import check_legs, check_points
from docmind.core.store.forms import FORM, SHARD, SPACE_RECORD
from docmind.core.store.ids import file_of
from docmind.core.store.stored import is_sound, passage_vectors
from docmind.core.vectors import PassageVectors, SparseVector

P = ParamSpec("P")
T = TypeVar("T")

_PAGE = 5000
_KEYWORDS = ("suffix", "kind", "folders", "language", "has")
_INTEGERS = ("file_id", "mtime", "size", "page")


class QdrantEdge(Store):
    """Dense vectors as 8 bits scanned exactly (no graph to build), two sparse vectors with IDF,
    and those a model gave, where it does."""

    name: ClassVar[str] = "qdrant-edge"

    def __init__(self) -> None:
        self._shard: qe.EdgeShard | None = None
        self._config: SpaceConfig | None = None

    def open(self, folder: Path, config: SpaceConfig) -> None:
        """Open or create. Raises ``LibraryLocked``, ``StoreDamaged`` (also when ``folder`` holds
        another embedding space: vectors of two models are never mixed)."""
        self.close()
        folder.mkdir(parents=True, exist_ok=True)
        self._check_space(folder, config)
        shard = folder / SHARD
        if (shard / "segments").is_dir():
            self._shard = _load(shard)
        else:
            self._shard = _create(shard, config)
        self._config = config
        _write_space(folder, config)

    def _check_space(self, folder: Path, config: SpaceConfig) -> None:
        record = folder / SPACE_RECORD
        if not record.exists():
            if (folder / SHARD / "segments").is_dir():
                raise _damaged(folder, "It is not recorded which model made its vectors.")
            return
        try:
            known = json.loads(record.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise _damaged(folder, f"{record.name} cannot be read: {error}.") from None
        if known != _space(config):
            raise _damaged(folder, "It was made with another model or another version.")

    def upsert(self, points: Sequence[Point]) -> None:
        if not points:
            return
        _, config = self._opened()
        check_points(points, config)
        self._update(qe.UpdateOperation.upsert_points([_point(point) for point in points]))

    def delete(self, ids: Sequence[str]) -> None:
        if ids:
            keys: list[int | uuid.UUID | str] = list(ids)
            self._update(qe.UpdateOperation.delete_points(keys))

    def delete_files(self, file_ids: Sequence[int]) -> None:
        if file_ids:
            where = qe.Filter(must=[_any("file_id", list(file_ids))])
            self._update(qe.UpdateOperation.delete_points_by_filter(where))

    def retrieve(
        self, legs: Sequence[Leg], limit: int, where: Filter | None = None
    ) -> dict[str, list[Candidate]]:
        shard, config = self._opened()
        check_legs(legs, config)
        # A sparse query without terms finds nothing, but the engine takes it for an error.
        asked = [leg for leg in legs if leg.sparse is None or len(leg.sparse.indices)]
        found: dict[str, list[Candidate]] = {leg.name: [] for leg in legs}
        if not asked or limit < 1:
            return found
        condition = _filter(where)
        requests = [
            qe.QueryRequest(
                limit=limit,
                query=qe.Query.Nearest(_query_vector(leg), using=leg.name),
                filter=condition,
                with_payload=False,  # most of the time would go into it
                with_vector=False,
            )
            for leg in asked
        ]
        answers = _guard(shard.query_batch, qe.QueryBatchRequest(requests))
        for leg, answer in zip(asked, answers, strict=True):
            rows = sorted((-hit.score, str(hit.id)) for hit in answer)
            files = self._files(key for _, key in rows)
            found[leg.name] = [Candidate(key, -score, files[key]) for score, key in rows]
        return found

    def _files(self, keys: Iterable[str]) -> dict[str, int]:
        """The file of each point: from its id, or from its payload where the id does not say."""
        files: dict[str, int] = {}
        silent: list[int | uuid.UUID | str] = []
        for key in keys:
            file_id = file_of(key)
            if file_id is None:
                silent.append(key)
            else:
                files[key] = file_id
        if silent:
            shard, _ = self._opened()
            include = qe.PayloadSelector.Include(["file_id"])
            for record in _guard(shard.retrieve, silent, include, False):
                files[str(record.id)] = (record.payload or {})["file_id"]
        return files

    def vectors(self, ids: Sequence[str]) -> dict[str, PassageVectors]:
        shard, _ = self._opened()
        keys: list[int | uuid.UUID | str] = list(ids)
        records = _guard(shard.retrieve, keys, False, True) if keys else []
        found = ((str(record.id), passage_vectors(record.vector)) for record in records)
        return {key: vectors for key, vectors in found if vectors is not None}

    def count(self) -> int:
        shard, _ = self._opened()
        return _guard(shard.count, qe.CountRequest(exact=True))

    def ids(self) -> set[str]:
        shard, _ = self._opened()
        found: set[str] = set()
        offset = None
        while True:
            request = qe.ScrollRequest(
                offset=offset, limit=_PAGE, with_payload=False, with_vector=False
            )
            records, offset = _guard(shard.scroll, request)
            found.update(str(record.id) for record in records)
            if offset is None:
                return found

    def probe(self, sample: int = 50) -> bool:
        """Vectors have no checksum on disk: a damaged file answers with wrong or zero ones."""
        shard, _ = self._opened()
        request = qe.QueryRequest(
            limit=sample, query=qe.Sample.Random, with_payload=True, with_vector=True
        )
        records = _guard(shard.query, request)
        return all(is_sound(record.payload, record.vector) for record in records)

    def flush(self) -> None:
        shard, _ = self._opened()
        _guard(shard.flush)

    def optimize(self) -> bool:
        shard, _ = self._opened()
        done = _guard(shard.optimize)
        if done:
            _guard(shard.flush)
        return done

    def close(self) -> None:
        shard, self._shard, self._config = self._shard, None, None
        if shard is not None:
            _guard(shard.close)

    def _opened(self) -> tuple[qe.EdgeShard, SpaceConfig]:
        if self._shard is None or self._config is None:
            raise StoreError("The store is not open")
        return self._shard, self._config

    def _update(self, operation: qe.UpdateOperation) -> None:
        shard, _ = self._opened()
        _guard(shard.update, operation)


def _create(shard: Path, config: SpaceConfig) -> qe.EdgeShard:
    shutil.rmtree(shard, ignore_errors=True)  # what an interrupted creation left
    shard.mkdir(parents=True)
    created = _guard(qe.EdgeShard.create, str(shard), _shard_config(config))
    keyword = qe.PayloadSchemaType.Keyword
    integer = qe.PayloadSchemaType.Integer
    fields = [(field, keyword) for field in _KEYWORDS]
    fields += [(field, integer) for field in _INTEGERS]
    for field, schema in fields:
        _guard(created.update, qe.UpdateOperation.create_field_index(field, schema))
    _guard(created.flush)
    return created


def _shard_config(config: SpaceConfig) -> qe.EdgeConfig:
    sparse = {
        name: qe.EdgeSparseVectorParams(modifier=qe.Modifier.Idf) for name in ("stems", "words")
    }
    if config.learned:
        sparse["learned"] = qe.EdgeSparseVectorParams()
    return qe.EdgeConfig(
        vectors={
            "dense": qe.EdgeVectorParams(
                size=config.dimension,
                distance=qe.Distance.Cosine,
                datatype=qe.VectorStorageDatatype.Turbo8,
                memory=qe.Memory.Cold,
                hnsw_config=qe.HnswIndexConfig(m=0, ef_construct=100, full_scan_threshold=10000),
            )
        },
        sparse_vectors=sparse,
        payload_memory=qe.Memory.Cold,
        wal_enabled=True,
        optimizers=qe.EdgeOptimizersConfig(default_segment_number=2),
    )


def _load(shard: Path) -> qe.EdgeShard:
    """Load; when the write-ahead log is what is broken, go on from the last flush without it."""
    shutil.rmtree(shard / "temp_segments", ignore_errors=True)
    try:
        return _guard(qe.EdgeShard.load, str(shard))
    except LibraryLocked:
        raise
    except StoreError as first:
        wal = shard / "wal"
        if not wal.is_dir():
            raise _damaged(shard, first.detail) from first
        aside = shard.parent / f"wal.damaged-{uuid.uuid4().hex[:8]}"
        wal.rename(aside)
        try:
            loaded = _guard(qe.EdgeShard.load, str(shard))
        except StoreError as second:
            shutil.rmtree(wal, ignore_errors=True)
            aside.rename(wal)
            raise _damaged(shard, second.detail) from second
        shutil.rmtree(aside, ignore_errors=True)
        return loaded


def _space(config: SpaceConfig) -> dict[str, object]:
    return {
        "form": FORM,
        "dimension": config.dimension,
        "space": config.space,
        "options": {"learned": "1"} if config.learned else {},
    }


def _write_space(folder: Path, config: SpaceConfig) -> None:
    record = folder / SPACE_RECORD
    if not record.exists():
        draft = folder / f"{SPACE_RECORD}.new"
        draft.write_text(json.dumps(_space(config), indent=1), "utf-8")
        draft.replace(record)


def _point(point: Point) -> qe.Point:
    vectors: dict[str, list[float] | qe.SparseVector | list[list[float]]] = {}
    if point.dense is not None:
        vectors["dense"] = point.dense.tolist()
    held = (("stems", point.stems), ("words", point.words), ("learned", point.learned))
    for name, sparse in held:
        if sparse is not None and len(sparse.indices):
            vectors[name] = _sparse(sparse)
    return qe.Point(uuid.UUID(point.id), vectors, point.payload)


def _sparse(vector: SparseVector) -> qe.SparseVector:
    return qe.SparseVector(vector.indices.tolist(), vector.values.tolist())


def _query_vector(leg: Leg) -> list[float] | qe.SparseVector:
    if leg.sparse is not None:
        return _sparse(leg.sparse)
    return leg.dense.tolist() if leg.dense is not None else []


_Condition = (
    qe.FieldCondition
    | qe.IsEmptyCondition
    | qe.IsNullCondition
    | qe.HasIdCondition
    | qe.HasVectorCondition
    | qe.NestedCondition
    | qe.Filter
)


def _any(field: str, values: list[str] | list[int]) -> qe.FieldCondition:
    if len(values) == 1:  # a third quicker where it lets most points through
        return qe.FieldCondition(field, match=qe.MatchValue(values[0]))
    return qe.FieldCondition(field, match=qe.MatchAny(values))


def _between(field: str, bounds: Between) -> qe.FieldCondition:
    return qe.FieldCondition(field, range=qe.RangeFloat(gte=bounds.least, lt=bounds.below))


def _outside(field: str, bounds: Between) -> list[qe.FieldCondition]:
    """What must not hold for a field that every point has to be between the bounds. A range that
    lets most points through costs the engine half as much the other way round."""
    found = []
    if bounds.least is not None:
        found.append(qe.FieldCondition(field, range=qe.RangeFloat(lt=bounds.least)))
    if bounds.below is not None:
        found.append(qe.FieldCondition(field, range=qe.RangeFloat(gte=bounds.below)))
    return found


def _filter(where: Filter | None) -> qe.Filter | None:
    if where is None:
        return None
    wanted = _conditions(where)
    unwanted: list[_Condition] = [one for one in map(_filter, where.without) if one is not None]
    for field, bounds in (("mtime", where.modified), ("size", where.size)):
        unwanted += _outside(field, bounds) if bounds is not None else []
    if not wanted and not unwanted:
        return None
    return qe.Filter(must=wanted or None, must_not=unwanted or None)


def _conditions(where: Filter) -> list[_Condition]:
    """What must hold. An empty filter as an alternative holds always, so its group says nothing."""
    lists = (
        ("suffix", where.suffixes),
        ("kind", where.kinds),
        ("folders", where.folders),
        ("language", where.languages),
        ("has", where.has),
    )
    found: list[_Condition] = [_any(field, list(values)) for field, values in lists if values]
    if where.file_ids is not None:
        found.append(_any("file_id", list(where.file_ids)))
    if where.page is not None:
        found.append(_between("page", where.page))
    for group in where.either:
        filters = [_filter(one) for one in group]
        if None not in filters:
            found.append(qe.Filter(should=[one for one in filters if one is not None]))
    return found


def _guard(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run one engine call and turn its errors into ours. A Rust panic is a ``BaseException``."""
    try:
        return call(*args, **kwargs)
    except DocMindError:
        raise
    except Exception as error:  # the engine raises bare Exception only
        raise _classified(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(None, f"The engine stopped with: {error}.") from error


def _classified(message: str) -> DocMindError:
    lowered = message.lower()
    if "wouldblock" in lowered:
        return LibraryLocked(
            "The library is open in another process",
            hint="Close the other DocMind, or wait until it has ended.",
        )
    if "not enough space" in lowered or "no space left" in lowered or "enospc" in lowered:
        return DiskFull("The disk is full", detail=f"{message}.", hint="Free some space.")
    if "permission denied" in lowered or "read-only file system" in lowered:
        return StoreError(
            "The index cannot be written",
            detail=f"{message}.",
            hint="Check the permissions of the library's folder.",
        )
    return StoreError("The index refused an operation", detail=f"{message}.")


def _damaged(path: Path | None, detail: str) -> StoreDamaged:
    return StoreDamaged(
        "The index is damaged or was made by another version",
        detail=detail,
        hint="It is built again from what was read before; no file of yours is touched.",
        path=path,
    )
