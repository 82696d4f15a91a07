"""Models that Ollama runs, on this computer or on one that a person allowed."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import ClassVar

from docmind.core.embed.base import DEFAULTS, Embedder, LoadOptions, ModelIdentity
from docmind.core.embed.estimate import estimating_tokenizer_json
from docmind.core.embed.text import filled, speakable
from docmind.core.errors import ModelError, ProviderError
from docmind.core.models.cards import ModelCard, known_card
from docmind.core.models.matryoshka import allowed_dimensions, cut
from docmind.core.schema_models import ProviderHealth, ServerModel
from docmind.core.servers.batches import BatchSize, embedded
from docmind.core.servers.client import ServerClient
from docmind.core.servers.families import Family, family_of
from docmind.core.servers.listing import server_health
from docmind.core.servers.ollama import Ollama, OllamaModel, plain_name
from docmind.core.servers.options import ServerOptions
from docmind.core.vectors import Embeddings

PASSAGE_TOKENS = 256
_WORD = "hello"  # what is embedded to see how wide the vectors are
_LITTLE = 3.0  # seconds of patience, for each question of a look at its health


@dataclass(frozen=True, slots=True)
class _Opened:
    """A model that answers. Its server gives ``width`` numbers when it is asked for ``wanted`` (0 =
    all)."""

    ollama: Ollama
    model: OllamaModel
    identity: ModelIdentity
    width: int
    wanted: int

    def embed(self, texts: Sequence[str], template: str) -> Embeddings:
        """Vectors of one batch, each text inside the template."""
        asked = [filled(template, text) for text in texts]
        found = self.ollama.embed(self.model, asked, self.width, self.wanted)
        return Embeddings(cut(found.dense, self.wanted), tokens=found.tokens)


class OllamaEmbedder(Embedder):
    """Asks Ollama for vectors. What is behind the model's name is looked up at each ``load``."""

    name: ClassVar[str] = "ollama"
    title: ClassVar[str] = "Ollama"
    query_beside_passages: ClassVar[bool] = True
    needs_server: ClassVar[bool] = True

    def __init__(self) -> None:
        self._client: ServerClient | None = None
        self._opened: _Opened | None = None
        self._size = BatchSize()

    @classmethod
    def health(cls, options: LoadOptions = DEFAULTS) -> ProviderHealth:
        """Whether Ollama answers, its version and its models; none of them is loaded."""
        return server_health(cls.name, cls.title, options.server, _asked)

    def load(self, options: LoadOptions = DEFAULTS) -> ModelIdentity:
        """Look at the model and have it embed a word, for which Ollama brings it into memory.

        Raises ``ProviderError`` when it is not there, runs elsewhere, embeds nothing or is too old,
        and ``ModelError`` when it was not trained for ``options.dimensions``.
        """
        server = options.server
        if server is None:
            raise ModelError("The model ollama is used without its server")
        self.unload()
        self._client = ServerClient(server, f"Vectors of {server.model}")
        try:
            self._opened = _opened(Ollama(server, self._client), server.model, options)
        except BaseException:
            self.unload()
            raise
        return self._opened.identity

    def unload(self) -> None:
        """Give up what Ollama is asked, and let go of it; ``load`` asks it again."""
        client, self._client = self._client, None
        self._opened = None
        if client is not None:
            client.close()

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """``dense`` float32[n, d]. A text longer than the model reads is embedded in parts; one
        without a word points along the first axis. Raises ``ProviderError``."""
        return self._embed(texts, self._model.identity.passage_template)

    def embed_query(self, text: str) -> Embeddings:
        """The same for a question, in the words that the model was trained to be asked with."""
        return self._embed([text], self._model.identity.query_template)

    def _embed(self, texts: Sequence[str], template: str) -> Embeddings:
        opened = self._model
        plain = [speakable(text) for text in texts]
        return embedded(
            plain,
            lambda batch: opened.embed(batch, template),
            opened.identity.dimension,
            self._size,
        )

    def tokenizer_json(self) -> str:
        """An estimate: Ollama keeps the model's own."""
        return estimating_tokenizer_json()

    @property
    def device(self) -> str:
        """Ollama: only it knows what it computes with."""
        return self.title

    @property
    def why(self) -> str:
        """Why it runs there, in a sentence."""
        return f"It runs in {self._model.ollama.title}."

    @property
    def _model(self) -> _Opened:
        if self._opened is None:
            raise ModelError("The model was not loaded")
        return self._opened


def _opened(ollama: Ollama, name: str, options: LoadOptions) -> _Opened:
    """The model, after it embedded a word. Raises as ``load`` does."""
    version = ollama.require_version()
    model = ollama.model(name)
    family = family_of(model.name)
    options = replace(
        options,
        query_template=options.query_template or family.query_template,
        passage_template=options.passage_template or family.passage_template,
    )
    model = replace(model, pooling=model.pooling or family.pooling)
    native = ollama.embed(model, [_WORD]).dense.shape[1]
    wanted = allowed_dimensions(_stated(model, family, native), options.dimensions)
    width = ollama.embed(model, [_WORD], wanted=wanted).dense.shape[1] if wanted else native
    if width not in (native, wanted):
        raise _odd_width(ollama.title, model.name, width, wanted)
    identity = _identity(model, options, wanted or native, version)
    return _Opened(ollama, model, identity, width, wanted)


def _asked(server: ServerOptions) -> ProviderHealth:
    """What an Ollama tells of itself. Raises ``ProviderError``."""
    with closing(ServerClient(server, "Looking for models", tries=1)) as client:
        ollama = Ollama(server, client)
        version = ollama.version(_LITTLE)
        here = [one for one in ollama.models(_LITTLE) if not one.remote]
        until = time.monotonic() + _LITTLE
        models = [
            one if one.embeds is not None or time.monotonic() > until else _looked_at(ollama, one)
            for one in here
        ]
        return ProviderHealth("", "", "ready", version=version, models=tuple(map(_told, models)))


def _looked_at(ollama: Ollama, found: OllamaModel) -> OllamaModel:
    """With what its own page tells, where that can be had."""
    try:
        return ollama.with_details(found, _LITTLE)
    except ProviderError:
        return found


def _told(model: OllamaModel) -> ServerModel:
    return ServerModel(
        plain_name(model.name), model.size, model.dimension, model.context, model.embeds
    )


def _stated(model: OllamaModel, family: Family, native: int) -> ModelCard:
    """What is known of the model, as far as it matters for cutting its vectors."""
    return ModelCard(
        id="",
        provider=OllamaEmbedder.name,
        title=model.name,
        does="text",
        summary="",
        dimension=native,
        matryoshka=(family.least, native) if family.least else (),
    )


def _identity(
    model: OllamaModel, options: LoadOptions, dimension: int, version: str
) -> ModelIdentity:
    card = known_card(f"ollama:{plain_name(model.name)}")
    inside = (options.query_template, options.passage_template, str(dimension))
    content = "\n".join((model.digest, *inside))
    return ModelIdentity(
        name=OllamaEmbedder.name,
        digest=hashlib.sha256(content.encode()).hexdigest(),
        dimension=dimension,
        max_tokens=model.tokens_at_once,
        precision=model.precision,
        scripts=card.scripts if card is not None else (),
        languages=card.languages if card is not None else (),
        passage_tokens=min(PASSAGE_TOKENS, model.tokens_at_once),
        runtime=f"Ollama {version}",
        model=plain_name(model.name),
        pooling=model.pooling,
        query_template=options.query_template,
        passage_template=options.passage_template,
        by_probes=True,
    )


def _odd_width(title: str, name: str, width: int, wanted: int) -> ProviderError:
    return ProviderError(
        f"{name} gives vectors that cannot be used",
        f"{title} was asked for {wanted} numbers and gave {width}.",
        "Set embedding.dimensions to 0 for all of them.",
        code="invalid_request",
    )
