"""LlamaIndex: any model of DocMind as an embedding, any library as a retriever.

Needs the extra: ``pip install 'docmind[llama-index]'``. Nothing here asks a network: models run in
a process of their own on this computer, or on a server that the settings name and allow.
"""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

try:
    from llama_index.core.base.base_retriever import BaseRetriever
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.schema import (
        NodeRelationship,
        NodeWithScore,
        QueryBundle,
        RelatedNodeInfo,
        TextNode,
    )
except ModuleNotFoundError as error:
    raise ImportError(
        f"{error.name} is not installed, which this part of DocMind is for. "
        "Run: pip install 'docmind[llama-index]'"
    ) from None

from docmind import core

_TOGETHER = 256  # texts that are handed to the model at once; it makes batches of its own


class DocMindEmbedding(BaseEmbedding):  # type: ignore[misc]
    """A model as ``Settings.embed_model``. Vectors have length 1; questions and passages get what
    the model wants around them. May be used from any thread; ends its process by ``close``, at the
    end of a ``with``, or when it is let go of.

    Every method raises ``docmind.core.ModelError`` when the model cannot be had.
    """

    def __init__(
        self,
        model: str = "",
        device: str = "",
        dimensions: int | None = None,
        embed_batch_size: int = _TOGETHER,
        **further: Any,
    ) -> None:
        """``model`` is an id, a model on a server ("ollama:bge-m3") or the absolute folder of one
        ("" = as the settings say); ``device`` auto, cpu, cuda or mps; ``dimensions`` are fewer
        numbers than it gives, for models trained for it. What is ``further`` is LlamaIndex's."""
        worker = core.open_model(model, device, dimensions)
        name = model or core.load_settings().embedding.model_name
        super().__init__(model_name=name, embed_batch_size=embed_batch_size, **further)
        self._worker = worker
        self._end = weakref.finalize(self, worker.close)

    _worker: Any
    _end: Any

    @classmethod
    def class_name(cls) -> str:
        """What LlamaIndex writes down of it."""
        return "DocMindEmbedding"

    @property
    def dimension(self) -> int:
        """How many numbers a vector has. Starts the model."""
        return int(self._worker.start().dimension)

    @property
    def space(self) -> str:
        """The name of the embedding space: only vectors of one space may be compared. Starts the
        model."""
        return str(self._worker.start().space)

    def close(self) -> None:
        """End the model's process. A later call starts it again."""
        self._worker.close()

    def __enter__(self) -> DocMindEmbedding:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def _get_query_embedding(self, query: str) -> list[float]:
        vector: list[float] = self._worker.embed_query(query).dense[0].tolist()
        return vector

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._worker.embed_passages(texts).dense.tolist()
        return vectors

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)

    async def _aget_text_embedding(self, text: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, text)

    async def _aget_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return await asyncio.to_thread(self._get_text_embeddings, texts)


def get_bgem3_embedding(
    folder: Path | str | None = None, device: str = "", **further: Any
) -> DocMindEmbedding:
    """BGE-M3, 1,024 numbers for each text, from ``folder`` (None: where DocMind installed it).
    Raises ``docmind.core.ModelError`` when it is not there, or when it is another model."""
    name = "bge-m3" if folder is None else str(Path(folder).absolute())
    card, _ = core.ModelStore().resolve(name)
    if card.provider != "bge-m3":
        raise core.ModelError(
            "This is not BGE-M3",
            detail=f"The folder holds {card.title}.",
            hint="Use DocMindEmbedding(model=FOLDER) for other models.",
            path=Path(name),
        )
    return DocMindEmbedding(name, device, **further)


class DocMindRetriever(BaseRetriever):  # type: ignore[misc]
    """The passages of a library that answer a question best, by meaning and by words.

    Each node is a passage with its ``score``; its ``metadata`` tell ``path``, ``title``, ``page``
    (None where there are none), ``heading``, ``kind`` and ``span`` (from, to: characters of the
    page). Filters in the question count as in DocMind ("type:pdf refund"). May be used from any
    thread; raises ``docmind.core.DocMindError``.
    """

    def __init__(
        self,
        library: Path | str | None = None,
        limit: int = 10,
        passages: int = 1,
        mode: core.Mode = "auto",
        rerank: bool = False,
        engine: core.EngineApi | None = None,
        **further: Any,
    ) -> None:
        """``library`` is the folder of one (None: the usual one), unless an ``engine`` is given,
        which stays open. At most ``limit`` documents, and of each at most ``passages``. ``rerank``
        has a reranker put them in order, where there is one. What is ``further`` is
        LlamaIndex's."""
        super().__init__(**further)
        self._limit = limit
        self._passages = max(1, passages)
        self._mode: core.Mode = mode
        self._rerank = rerank
        self._engine = engine if engine is not None else core.open_engine(_place(library))
        self._end = weakref.finalize(self, _nothing if engine is not None else self._engine.close)

    def close(self) -> None:
        """Let go of the library, where it was opened here."""
        self._end()

    def __enter__(self) -> DocMindRetriever:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        asked = core.Query(
            query_bundle.query_str,
            mode=self._mode,
            limit=self._limit,
            facets=False,
            rerank=self._rerank,
        )
        return [
            self._node(hit, passage)
            for hit in self._engine.search(asked).hits
            if hit.read  # of a file that is known by its name alone there is no text
            for passage in _best(hit, self._passages)
        ]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)

    def _node(self, hit: core.Hit, passage: core.Passage) -> NodeWithScore:
        metadata = {
            "path": str(hit.path),
            "title": hit.title,
            "page": passage.page,
            "heading": passage.heading,
            "kind": hit.kind,
            "span": [passage.span.start, passage.span.end],
        }
        node = TextNode(
            text=self._text(hit, passage),
            metadata=metadata,
            start_char_idx=passage.span.start,
            end_char_idx=passage.span.end,
            excluded_embed_metadata_keys=list(metadata),
            excluded_llm_metadata_keys=["kind", "span"],
            relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=str(hit.path))},
        )
        if passage.point_id:
            node.id_ = passage.point_id
        first = passage is hit.best
        return NodeWithScore(node=node, score=hit.score if first else passage.score)

    def _text(self, hit: core.Hit, passage: core.Passage) -> str:
        """The whole passage; what was shown of it, where the file went meanwhile."""
        try:
            page = self._engine.page_text(hit.file_id, passage.page, passage.span).text
        except core.DocMindError:
            return passage.snippet
        return page[passage.span.start : passage.span.end] or passage.snippet


def _best(hit: core.Hit, most: int) -> Sequence[core.Passage]:
    """The best passages of a document, the one that leads it first."""
    further = [
        one for one in hit.passages if one.span != hit.best.span or one.page != hit.best.page
    ]
    return [hit.best, *further][:most]


def _place(library: Path | str | None) -> Path | None:
    return None if library is None else Path(library).absolute()


def _nothing() -> None:
    """An engine that was handed in stays open."""
