"""What each provider of models did since the engine started, counted where models are asked."""

from __future__ import annotations

import threading
from collections import Counter

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.frames import Failed, Vectors
from docmind.core.schema_models import ProviderUse

_OTHER = "model_error"  # a model's own failure, which has no code


class Use:
    """The counts of one model. Every method may be called from any thread."""

    def __init__(self, provider: str = "", model: str = "") -> None:
        self._provider = provider
        self._model = model
        self._lock = threading.Lock()
        self._calls = self._texts = self._tokens = self._hits = 0
        self._seconds = 0.0
        self._errors: Counter[str] = Counter()

    def answered(self, reply: object) -> None:
        """A process of the model replied: with vectors (a row is a text, a picture or a pair), or
        with why there are none."""
        with self._lock:
            if isinstance(reply, Vectors):
                self._calls += 1
                self._texts += reply.rows
                self._tokens += reply.tokens
                self._seconds += reply.seconds
            elif isinstance(reply, Failed):
                self._calls += 1
                self._errors[reply.code or _OTHER] += 1

    def too_slow(self) -> None:
        """There was no reply in time."""
        with self._lock:
            self._errors["timeout"] += 1

    def spared(self, texts: int) -> None:
        """So many vectors were there already."""
        with self._lock:
            self._hits += texts

    @property
    def told(self) -> ProviderUse:
        """The counts as they are now."""
        with self._lock:
            return ProviderUse(
                self._provider,
                self._model,
                self._calls,
                self._texts,
                self._tokens,
                round(self._seconds, 3),
                tuple(sorted(self._errors.items())),
                self._hits,
            )


class Meter:
    """The counts of every model that was made ready."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._uses: dict[tuple[str, str], Use] = {}

    def of(self, provider: str, options: LoadOptions) -> Use:
        """Where a model that is loaded so is counted: the same for each of its processes."""
        model = options.folder.name if options.folder is not None else provider
        if options.server is not None:
            model = options.server.model or provider
        with self._lock:
            return self._uses.setdefault((provider, model), Use(provider, model))

    @property
    def told(self) -> tuple[ProviderUse, ...]:
        """Models that were asked, or whose vectors were there already, by provider and name."""
        with self._lock:
            uses = sorted(self._uses.items())
        told = (use.told for _, use in uses)
        return tuple(use for use in told if use.calls or use.errors or use.cache_hits)
