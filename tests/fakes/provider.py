"""A provider of a model that fails as a test wants it, for indexing tests (``fakes.rooms``)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from fakes.rooms import FakeEmbedder

from docmind.core.errors import ProviderCode, ProviderError
from docmind.core.vectors import Embeddings

HOST = "127.0.0.1:11434"


def failure(code: ProviderCode = "connection_error", retry_after: float = 0.0) -> ProviderError:
    """What the provider says while it is down."""
    return ProviderError(f"{HOST} failed", "It said so.", code=code, retry_after=retry_after)


class FakeProvider(FakeEmbedder):
    """``down`` is raised by every call while it is set; a text that holds ``poison`` fails alone.

    ``asked`` counts all calls, ``lives`` how many of them succeed before it goes down with
    ``dies_of``. While ``hangs`` is set no call returns until ``hang_up``.
    """

    def __init__(self) -> None:
        super().__init__()
        self.down: ProviderError | None = None
        self.poison = ""
        self.dies_of: ProviderError | None = None
        self.lives = 0
        self.asked = 0
        self.hangs = False
        self.in_call = threading.Event()
        self.hung_up = threading.Event()

    def embed_passages(
        self, texts: Sequence[str], check: Callable[[], None] = lambda: None
    ) -> tuple[Embeddings, int]:
        check()
        self.asked += 1
        self.in_call.set()
        if self.hangs:
            self.hung_up.wait(20)
            raise failure("connection_error")
        if self.dies_of is not None and self.asked > self.lives:
            self.down, self.dies_of = self.dies_of, None
        if self.down is not None:
            raise self.down
        if self.poison and any(self.poison in text for text in texts):
            raise failure("internal_error")
        return super().embed_passages(texts)

    def hang_up(self) -> None:
        """End the call under way."""
        self.hung_up.set()
