"""Ollama's own API (github.com/ollama/ollama, server/routes.go and api/types.go).

Texts go to ``/api/embed`` only: the older ``/api/embeddings`` takes one text and does not normalise
the vectors of every model. They are never cut in silence (``truncate`` is false), and models that
Ollama runs on other computers are refused before anything is sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docmind.core.errors import ProviderError
from docmind.core.servers.answers import vectors
from docmind.core.servers.client import ServerClient
from docmind.core.servers.facts import count_of, words_of
from docmind.core.servers.failures import said
from docmind.core.servers.ollama_failures import (
    elsewhere,
    judged,
    missing,
    not_pulled,
    other_kind,
    require_local_name,
    silent,
)
from docmind.core.servers.options import ServerOptions
from docmind.core.vectors import Embeddings

OLDEST = (0, 3, 4)  # the first that embeds several texts at once
MOST_CONTEXT = 8192
"""Tokens that a text may have at most: models that know more would take much memory for it, and
Ollama allows 4096 where nothing is said (2048 of a BERT model, BGE-M3 among them)."""

_MOST_LAYERS = 1000  # a model has about five
_POOLINGS = {1: "mean", 2: "cls", 3: "last_token"}  # llama.cpp's enum llama_pooling_type
_EXACT = ("", "F16", "F32", "BF16")


@dataclass(frozen=True, slots=True)
class OllamaModel:
    """What Ollama tells of a model; numbers are 0 and words "" where it does not.

    ``digest`` is another one when other content was pulled under the name. ``embeds`` is None
    where it is not told (before 0.6.4). ``precision`` as in ``ModelIdentity``. ``splits``: it reads
    a text batch by batch, so that it may be longer than one. ``remote`` is the computer that would
    really run it, "" for this Ollama's own.
    """

    name: str
    digest: str = ""
    size: int = 0
    dimension: int = 0
    context: int = 0
    pooling: str = ""
    precision: str = "fp32"
    embeds: bool | None = None
    splits: bool = False
    remote: str = ""

    @property
    def tokens_at_once(self) -> int:
        """The most tokens that a text is given."""
        return min(self.context or MOST_CONTEXT, MOST_CONTEXT)


@dataclass(frozen=True, slots=True)
class PullStep:
    """How far a pull is: ``done`` of ``total`` bytes of all layers told so far."""

    status: str
    done: int
    total: int


class Ollama:
    """One Ollama server. May be used by several threads, and closed by any."""

    def __init__(self, server: ServerOptions, client: ServerClient) -> None:
        self._server = server
        self._client = client

    @property
    def title(self) -> str:
        """What people call it. Raises ``ProviderError`` for a senseless address."""
        return f"Ollama at {self._client.host}"

    def version(self, patience: float | None = None) -> str:
        """Its version. Raises ``ProviderError`` when it does not answer, or not as Ollama."""
        try:
            told = self._client.get("/api/version", patience)
        except ProviderError as error:
            if error.code == "connection_error":
                raise silent(self.title, error) from None
            raise
        found = words_of(told.get("version")) if isinstance(told, dict) else ""
        if not found:
            raise self._failed("What answers there is not Ollama", "", "Check its address.")
        return found

    def require_version(self) -> str:
        """The same, raising ``ProviderError`` too where it cannot embed several texts at once."""
        found = self.version()
        if version_of(found) < OLDEST:
            raise self._failed(
                f"Ollama {found} is too old",
                f"The one at {self._client.host} cannot embed several texts at once.",
                f"Update it to {'.'.join(map(str, OLDEST))} or later; 0.11.11 is better.",
            )
        return found

    def models(self, patience: float | None = None) -> tuple[OllamaModel, ...]:
        """The models it has, as far as its list tells. Raises ``ProviderError``."""
        told = self._client.get("/api/tags", patience)
        listed = told.get("models") if isinstance(told, dict) else None
        if not isinstance(listed, list):
            raise self._failed("Its list of models cannot be read", "", "Update Ollama.")
        return tuple(_listed(one) for one in listed if isinstance(one, dict))

    def model(self, name: str) -> OllamaModel:
        """What a model is, looked at before a text is sent to it.

        Raises ``ProviderError`` for one that is not there, runs elsewhere or embeds nothing.
        """
        require_local_name(name)
        shown = self._shown(name, self._server.answer_seconds)
        found = next((one for one in self.models() if is_same_name(one.name, name)), None)
        if found is None:
            raise missing(name, self.title)
        found = replace(_with_shown(found, shown), name=name)
        if found.remote:
            raise elsewhere(name, f"Ollama would send it to {found.remote}.")
        if found.embeds is False:
            raise other_kind(name)
        return found

    def with_details(self, found: OllamaModel, patience: float) -> OllamaModel:
        """A model of the list with what only its own page tells. Raises ``ProviderError``."""
        return _with_shown(found, self._shown(found.name, patience))

    def _shown(self, name: str, patience: float) -> dict[str, Any]:
        told = self._client.post("/api/show", {"model": name}, patience, self._judge(name))
        return told if isinstance(told, dict) else {}

    def embed(
        self, model: OllamaModel, texts: Sequence[str], width: int = 0, wanted: int = 0
    ) -> Embeddings:
        """``dense`` float32[n, d] of a batch in its order, normalised, with the tokens read.

        ``width`` is what d must be (0 = any); ``wanted`` asks for so many numbers, which versions
        before 0.11.11 overlook. Raises ``ProviderError``.
        """
        tokens = model.tokens_at_once
        options = {"num_ctx": tokens}
        if not model.splits:
            options["num_batch"] = tokens  # else 2048, and longer texts are refused
        asked: dict[str, Any] = {
            "model": model.name,
            "input": list(texts),
            "truncate": False,
            "options": options,
        }
        if wanted:
            asked["dimensions"] = wanted
        if self._server.keep_alive:
            asked["keep_alive"] = _duration(self._server.keep_alive)
        told = self._client.post("/api/embed", asked, judge=self._judge(model.name))
        rows = told.get("embeddings") if isinstance(told, dict) else None
        dense = vectors(rows, len(texts), width, self.title)
        return Embeddings(dense, tokens=count_of(told.get("prompt_eval_count")))

    def pull(self, name: str) -> Iterator[PullStep]:
        """Have Ollama download a model, or go on with it; ends only when that is done. Leaving it,
        or closing the client, stops the download. Raises ``ProviderError``."""
        require_local_name(name)
        layers: dict[str, tuple[int, int]] = {}

        def refused(status: int, text: str) -> ProviderError | None:
            return not_pulled(name, self.title, said(text.encode())[0]) if status >= 500 else None

        asked = {"model": name, "stream": True}
        for line in self._client.lines("/api/pull", asked, refused):
            told = line if isinstance(line, dict) else {}
            if told.get("error"):
                raise not_pulled(name, self.title, words_of(told["error"]) or "it failed")
            status, digest = words_of(told.get("status")), words_of(told.get("digest"))
            if digest:
                layers[digest] = (count_of(told.get("completed")), count_of(told.get("total")))
            if len(layers) > _MOST_LAYERS:
                raise not_pulled(name, self.title, "it has no end")
            done, total = (sum(column) for column in zip((0, 0), *layers.values(), strict=True))
            yield PullStep(status, done, total)
            if status == "success":
                return
        raise not_pulled(name, self.title, "it broke off")

    # what goes wrong

    def _judge(self, name: str) -> Any:
        return lambda status, text: judged(status, text, name, self.title)

    def _failed(self, title: str, detail: str, hint: str) -> ProviderError:
        return ProviderError(title, detail or f"It is {self.title}.", hint, code="invalid_request")


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are one model's: no tag is the tag "latest"."""
    return plain_name(one).casefold() == plain_name(other).casefold()


def plain_name(name: str) -> str:
    """A name without the tag that goes without saying."""
    return name.removesuffix(":latest")


def version_of(text: str) -> tuple[int, ...]:
    """The numbers of a version: "0.33.0-rc2" is (0, 33, 0). A build of one's own, 0.0.0, counts as
    the newest."""
    found = tuple(int(part) for part in re.findall(r"\d+", text.partition("-")[0])[:3])
    return found if any(found) else (99,)


def _listed(told: dict[str, Any]) -> OllamaModel:
    details = told.get("details")
    details = details if isinstance(details, dict) else {}
    return OllamaModel(
        name=words_of(told.get("name")) or words_of(told.get("model")),
        digest=words_of(told.get("digest")),
        size=count_of(told.get("size")),
        dimension=count_of(details.get("embedding_length")),
        context=count_of(details.get("context_length")),
        precision=_precision(details),
        embeds=_embeds(told),
        remote=_remote(told),
    )


def _with_shown(found: OllamaModel, shown: dict[str, Any]) -> OllamaModel:
    facts = shown.get("model_info")
    facts = facts if isinstance(facts, dict) else {}
    kind = facts.get("general.architecture", "")
    pooling = _POOLINGS.get(count_of(facts.get(f"{kind}.pooling_type")), "")
    embeds = _embeds(shown)
    return replace(
        found,
        dimension=count_of(facts.get(f"{kind}.embedding_length")) or found.dimension,
        context=count_of(facts.get(f"{kind}.context_length")) or found.context,
        pooling=pooling,
        splits=pooling == "last_token",  # llama.cpp, tools/server: server_slot::can_split
        embeds=found.embeds if embeds is None else embeds,
        remote=_remote(shown) or found.remote,
    )


def _embeds(told: dict[str, Any]) -> bool | None:
    stated = told.get("capabilities")
    return "embedding" in stated if isinstance(stated, list) and stated else None


def _remote(told: dict[str, Any]) -> str:
    stated = told.get("remote_host") or told.get("remote_model")
    return words_of(stated) or ("another computer" if stated else "")


def _precision(details: dict[str, Any]) -> str:
    stated = words_of(details.get("quantization_level"))
    return "fp32" if stated.upper() in _EXACT else stated.lower()


def _duration(stated: str) -> str | int:
    """As Ollama reads it: "30m", or whole seconds (-1: for ever) as a number."""
    return int(stated) if re.fullmatch(r"-?\d+", stated.strip()) else stated.strip()
