"""Servers that put passages in order: two ways to ask, two ways to answer.

Jina's and Cohere's call (``documents``; infinity and llama.cpp's server have it, too) answers with
``results`` of ``relevance_score``; that of Text Embeddings Inference (``texts``) with a bare list
of ``score``. Nothing is taken on trust: not the order, not the number of results, not the scale.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from docmind.core.errors import ProviderError
from docmind.core.servers.client import ServerClient
from docmind.core.servers.facts import words_of
from docmind.core.servers.failures import TooManyAtOnce, failure
from docmind.core.servers.openai import NothingThere, bases, nothing_there
from docmind.core.servers.options import ServerOptions
from docmind.core.vectors import Float32

MOST_TEXTS = 32
"""What Text Embeddings Inference takes in a call; tried where a server refused more."""
PATIENCE = 10.0
"""Seconds for a call once the server has answered: by then nobody waits for the order any more."""
_TRIES = 2
_OTHER_SHAPE = re.compile(r"missing field|field required|\bdocuments\b|\btexts\b", re.IGNORECASE)

Shape = Literal["documents", "texts"]
_SHAPES: tuple[Shape, ...] = ("documents", "texts")


class _WrongShape(ProviderError):
    """The call is there, and wants its passages under another name."""


@dataclass(frozen=True, slots=True)
class _Way:
    """An address and a shape of the request."""

    client: ServerClient
    shape: Shape

    def body(self, model: str, query: str, texts: Sequence[str]) -> dict[str, Any]:
        """The request for some texts."""
        if self.shape == "texts":
            return {"query": query, "texts": list(texts), "truncate": True}
        return {"model": model, "query": query, "documents": list(texts), "top_n": len(texts)}


class RerankCalls:
    """Asks the server of ``options`` how well texts answer a query. Used by one thread at a time.

    Which of the ``bases`` answers, and in which shape, is found out by the first call and
    remembered; ``model`` is what the server says answered. Call ``close`` when done, by any thread.
    """

    def __init__(self, options: ServerOptions) -> None:
        self._options = options
        self._clients = [
            ServerClient(
                replace(options, address=base), f"Results put in order by {options.model}",
                tries=_TRIES,
            )
            for base in bases(options.address)
        ]  # fmt: skip
        self._way: _Way | None = None
        self._most = 0
        self._gives_logits = False
        self.model = ""

    @property
    def host(self) -> str:
        """The server, as messages name it."""
        return self._clients[0].host

    def scores(self, query: str, texts: Sequence[str]) -> Float32:
        """float32[n] in 0..1, higher is better, in the order of the texts.

        A server that once left 0..1 gives logits: those go through the logistic function, which
        keeps their order. A text it says nothing of gets the lowest score. Raises
        ``ProviderError``."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        found = np.array(self._in_batches(query, texts))
        known = found[~np.isnan(found)]
        if not known.size:
            raise _unusable(self.host, "There is no result in it.")
        found = np.where(np.isnan(found), known.min(), found)
        self._gives_logits |= bool(found.min() < 0 or found.max() > 1)
        return (_logistic(found) if self._gives_logits else found).astype(np.float32)

    def close(self) -> None:
        """Let go of the server."""
        for client in self._clients:
            client.close()

    def _in_batches(self, query: str, texts: Sequence[str]) -> list[float]:
        """A score for each text, NaN where the server gave none."""
        most = self._most or len(texts)
        found: list[float] = []
        for start in range(0, len(texts), most):
            part = texts[start : start + most]
            try:
                found += scores_in(self._asked(query, part), part, self.host)
            except TooManyAtOnce:
                if len(part) == 1:
                    raise
                self._most = MOST_TEXTS if len(part) > MOST_TEXTS else (len(part) + 1) // 2
                return found + self._in_batches(query, texts[start:])
        return found

    def _asked(self, query: str, texts: Sequence[str]) -> Any:
        """The answer of the first way that the server knows."""
        if self._way is not None:
            try:
                return self._by(self._way, query, texts)
            except (NothingThere, _WrongShape):
                self._way = None  # another server answers there by now
        refusal: ProviderError | None = None
        for client in self._clients:
            for shape in _SHAPES:
                way = _Way(client, shape)
                try:
                    return self._by(way, query, texts)
                except NothingThere:
                    continue
                except _WrongShape as error:
                    refusal = error
        raise refusal or NothingThere(
            f"{self.host} puts nothing in order",
            detail=f"There is no call for it below {self._options.address.partition('?')[0]}.",
            hint="servers.rerank_address must be what stands before /rerank, such as "
            "http://127.0.0.1:7997/v1.",
            code="invalid_request",
        )

    def _by(self, way: _Way, query: str, texts: Sequence[str]) -> Any:
        """The answer to one way of asking, which is remembered."""
        body = way.body(self._options.model, query, texts)
        found = way.client.post("/rerank", body, self._patience(), _judge)
        self._way = way
        if isinstance(found, dict) and found.get("model"):
            self.model = words_of(found["model"])
        return found

    def _patience(self) -> float:
        if self._way is None:
            return self._options.load_seconds
        return min(self._options.answer_seconds, PATIENCE)


def _judge(status: int, text: str) -> ProviderError | None:
    """Tells a missing call, and one of the other shape, from what is wrong with the model."""
    if status in (400, 422) and _OTHER_SHAPE.search(text):
        if failure(status, text.encode(), "").code == "context_length_exceeded":
            return None  # "too many documents"
        return _WrongShape(
            "The server does not take passages in the ways that are known",
            detail=f"It answered with status {status}: {' '.join(text.split())[:300]}",
            code="invalid_request",
        )
    return nothing_there(status, text)


def scores_in(found: Any, texts: Sequence[str], who: str) -> list[float]:
    """The scores of an answer in the order of ``texts``, NaN for a text it says nothing of.

    Raises ``ProviderError`` for a score that is no number, and for a result of which nobody can
    say which text it is of.
    """
    rows = found.get("results", found.get("data")) if isinstance(found, dict) else found
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _unusable(who, "There is no list of results in it.")
    placed = [math.nan] * len(texts)
    for row in rows:
        score = row.get("relevance_score", row.get("score"))
        if isinstance(score, bool) or not isinstance(score, int | float):
            raise _unusable(who, "A score is no number.")
        if not math.isfinite(score):
            raise _unusable(who, "A score is not a number or infinite.")
        for place in _places(row, texts, who):
            placed[place] = float(score)
    return placed


def _places(row: dict[str, Any], texts: Sequence[str], who: str) -> list[int]:
    """Where the text of a result stands; those that are equal, when only its text is told."""
    index = row.get("index")
    if isinstance(index, int):
        if not 0 <= index < len(texts):
            raise _unusable(who, f"It names passage {index}, of {len(texts)}.")
        return [index]
    shown = row.get("document", row.get("text"))
    text = shown.get("text") if isinstance(shown, dict) else shown
    told = text.strip() if isinstance(text, str) else None
    places = [place for place, one in enumerate(texts) if one.strip() == told]
    if not places:
        raise _unusable(who, "It does not say which passage a score is of.")
    return places


def _logistic(found: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """1 / (1 + exp(-x)), without overflow."""
    result: npt.NDArray[np.float64] = 0.5 * (1.0 + np.tanh(0.5 * found))
    return result


def _unusable(who: str, detail: str) -> ProviderError:
    return ProviderError(
        f"{who} gave an order that cannot be used",
        detail,
        "Check that a model for reranking answers at this address.",
        code="internal_error",
    )
