"""Models on a server that offers OpenAI's embeddings call: infinity, Text Embeddings Inference,
llama.cpp's server, LM Studio, OpenAI itself, and others."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from docmind.core.embed.base import DEFAULTS, Embedder, LoadOptions, ModelIdentity, empty
from docmind.core.embed.estimate import estimating_tokenizer_json
from docmind.core.embed.text import filled, speakable
from docmind.core.errors import ModelError, ProviderError
from docmind.core.models.cards import known_card
from docmind.core.models.matryoshka import allowed_dimensions, cut
from docmind.core.schema_models import ProviderHealth
from docmind.core.servers.batches import BatchSize, embedded
from docmind.core.servers.families import Family, family_of
from docmind.core.servers.listing import server_health
from docmind.core.servers.names import SERVER_TITLES, ServerModelName
from docmind.core.servers.openai import Answered, EmbeddingCalls
from docmind.core.servers.options import ServerOptions
from docmind.core.vectors import Embeddings, Float32

MAX_TOKENS = 512
PASSAGE_TOKENS = 256
"""Most of these servers cut what is too long without a word, often at 512 or 256 tokens, and none
of them says where: so passages stay short."""

_PROBE = "The text by which a server is tried"
_SAME = 0.999  # cosine of the server's short vector and of the long one cut here


@dataclass(frozen=True, slots=True)
class _Stated:
    """What is known of the model, for ``matryoshka``."""

    title: str
    dimension: int
    matryoshka: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A model that was tried. ``answers`` is what the server calls it, ``cut_to`` how many numbers
    are wanted (0 = all), ``asks_short`` whether the server gives so few itself."""

    calls: EmbeddingCalls
    identity: ModelIdentity
    answers: str
    cut_to: int
    asks_short: bool


class OpenAICompatible(Embedder):
    """Texts to the vectors of a model that a server runs under a name."""

    name: ClassVar[str] = "openai"
    title: ClassVar[str] = "OpenAI-compatible server"
    needs_server: ClassVar[bool] = True
    query_beside_passages: ClassVar[bool] = True

    def __init__(self) -> None:
        self._ready: _Ready | None = None
        self._size = BatchSize()

    @classmethod
    def health(cls, options: LoadOptions = DEFAULTS) -> ProviderHealth:
        """Asks the server for its models."""
        return server_health(cls.name, cls.title, options.server)

    def load(self, options: LoadOptions = DEFAULTS) -> ModelIdentity:
        """Have the model embed a sentence, which says how wide its vectors are and who answers.
        Raises ``ProviderError``, and ``ModelError`` for dimensions it was not trained for."""
        if options.server is None:
            raise ModelError("The model on a server is used without its server")
        if not options.server.address:
            raise ProviderError(
                f"No address is set for the model {options.server.model}",
                hint="Set servers.openai_address, such as http://127.0.0.1:7997/v1.",
                code="invalid_request",
            )
        self.unload()
        calls = EmbeddingCalls(options.server)
        try:
            self._ready = _tried(calls, options.server, options)
        except BaseException:
            calls.close()
            raise
        return self._ready.identity

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """``dense`` float32[n, d], rows L2-normalised, in the order given; a text without a word is
        never sent."""
        ready = self._loaded()
        if not texts:
            return empty(ready.identity.dimension)
        return self._embedded(texts, ready.identity.passage_template)

    def embed_query(self, text: str) -> Embeddings:
        """``dense`` float32[1, d], with what the model wants around a question."""
        return self._embedded([text], self._loaded().identity.query_template)

    def tokenizer_json(self) -> str:
        """An estimate: servers keep their tokenizers to themselves."""
        return estimating_tokenizer_json()

    @property
    def device(self) -> str:
        """The server: only it knows what it computes with."""
        return SERVER_TITLES["openai"]

    @property
    def why(self) -> str:
        """Which server it is, and who answers there, should that be another model."""
        ready = self._loaded()
        told = f"It runs on {ready.calls.host}."
        if is_same_model(ready.identity.model, ready.answers):
            return told
        return (
            f"{told} The server answers with the model {ready.answers}, although "
            f"{ready.identity.model} was asked for."
        )

    def unload(self) -> None:
        """Let go of the server; ``load`` asks it again."""
        ready, self._ready = self._ready, None
        if ready is not None:
            ready.calls.close()

    def _embedded(self, texts: Sequence[str], template: str) -> Embeddings:
        dimension = self._loaded().identity.dimension
        return embedded(texts, lambda batch: self._called(batch, template), dimension, self._size)

    def _called(self, texts: Sequence[str], template: str) -> Embeddings:
        """One call, for texts that have something in them."""
        ready = self._loaded()
        given = [filled(template, speakable(text)) for text in texts]
        if ready.asks_short:
            found = ready.calls.embed(given, cut_to=ready.cut_to)
        else:
            found = ready.calls.embed(given)
        if found.model != ready.answers:
            raise _another_model(ready, found.model)
        dense = cut(found.dense, 0 if ready.asks_short else ready.cut_to)
        if dense.shape[1] != ready.identity.dimension:
            raise _another_model(ready, f"one with {dense.shape[1]} numbers")
        return Embeddings(dense=dense, tokens=_tokens(found, given))

    def _loaded(self) -> _Ready:
        if self._ready is None:
            raise ModelError("The model on the server was not loaded")
        return self._ready


def _tried(calls: EmbeddingCalls, server: ServerOptions, options: LoadOptions) -> _Ready:
    """Ask for the vector of a sentence, and for a short one where that is wanted."""
    whole = calls.embed([_PROBE])
    family = family_of(whole.model, server.model)
    width = whole.dense.shape[1]
    cut_to = allowed_dimensions(_stated(server.model, family, width), options.dimensions)
    asks_short = bool(cut_to) and _gives_short(calls, whole.dense, cut_to)
    query = options.query_template or family.query_template
    passage = options.passage_template or family.passage_template
    dimension = cut_to or width
    identity = ModelIdentity(
        name=OpenAICompatible.name,
        digest=_digest(whole.model or server.model, dimension, query, passage),
        dimension=dimension,
        max_tokens=MAX_TOKENS,
        passage_tokens=PASSAGE_TOKENS,
        runtime=OpenAICompatible.title,
        model=server.model,
        pooling=family.pooling,
        query_template=query,
        passage_template=passage,
        by_probes=True,
    )
    return _Ready(calls, identity, whole.model, cut_to, asks_short)


def _stated(model: str, family: Family, width: int) -> _Stated:
    """What the model's card says of shorter vectors, else its family."""
    card = known_card(str(ServerModelName("openai", model)))
    if card is not None and card.matryoshka:
        return _Stated(card.title, width, card.matryoshka)
    return _Stated(model, width, (family.least, width) if family.least else ())


def _gives_short(calls: EmbeddingCalls, whole: Float32, cut_to: int) -> bool:
    """Whether the server gives short vectors when asked, and they are the first numbers of the
    long ones: then fewer are sent."""
    try:
        short = calls.embed([_PROBE], cut_to=cut_to).dense
    except ProviderError as error:
        if error.code in ("invalid_request", "internal_error"):
            return False  # it refused, or gave all of them
        raise
    return bool(np.vdot(short, cut(whole, cut_to)) > _SAME)


def _digest(model: str, dimension: int, query_template: str, passage_template: str) -> str:
    """sha256 of all that can be seen of a model from outside."""
    told = json.dumps([model, dimension, query_template, passage_template])
    return hashlib.sha256(told.encode()).hexdigest()


def is_same_model(asked: str, answered: str) -> bool:
    """Whether a server's name for its model is only another spelling of what was asked for: folders
    before it, a quantisation ("@q4_k_m") or a version behind it ("-2024"), no name at all."""
    plain = [name.casefold().rstrip("/").rpartition("/")[2] for name in (asked, answered)]
    return not answered or plain[1].startswith(re.split(r"[@:]", plain[0])[0])


def _tokens(found: Answered, texts: Sequence[str]) -> int:
    """What the server read. infinity counts characters, which says nothing."""
    return 0 if found.tokens == sum(map(len, texts)) else found.tokens


def _another_model(ready: _Ready, answers: str) -> ProviderError:
    return ProviderError(
        f"{ready.calls.host} answers with another model than before",
        detail=f"It was {ready.answers or ready.identity.model}, and now it is {answers}: their "
        "vectors cannot be compared.",
        hint="Start the server with the model from before, or choose the model again.",
        code="model_not_found",
    )
