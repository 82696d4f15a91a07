"""Whether questions are answered by meaning: what the last one met with, in a sentence."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from docmind.core.catalog.catalog import Catalog
from docmind.core.errors import DocMindError, ModelChanged, ProviderError
from docmind.core.index.noted import CHANGED

LATE_SECONDS = 10.0
"""A model that has not answered a question for so long is told to hang."""

_OF_QUESTION = frozenset(
    ("context_length_exceeded", "invalid_request")
)  # the question's, not the model's


class Questions:
    """Watches questions on their way to a model. ``changed`` is called when it is news that they
    fail, or that they do not any more. That the model is another one is for ``keep``, and ``kept``
    is what it was given last: a program that asks nothing can tell it, too. Every method may be
    called from any thread."""

    def __init__(
        self,
        changed: Callable[[], None],
        keep: Callable[[str], None] = lambda sentence: None,
        kept: str = "",
    ) -> None:
        self._changed = changed
        self._keep = keep
        self._kept = kept
        self._lock = threading.Lock()
        self._under_way: dict[int, float] = {}
        self._numbers = 0
        self._failure: DocMindError | None = None

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Around a question to the model."""
        with self._lock:
            self._numbers += 1
            number = self._numbers
            self._under_way[number] = time.monotonic()
        try:
            yield
        except DocMindError as failure:
            if not (isinstance(failure, ProviderError) and failure.code in _OF_QUESTION):
                self.failed(failure)
            raise
        else:
            self.well()
        finally:
            with self._lock:
                del self._under_way[number]

    def failed(self, failure: DocMindError) -> None:
        """The model cannot be asked."""
        self._note(failure)

    def well(self) -> None:
        """The model answered."""
        self._note(None)

    def _note(self, failure: DocMindError | None) -> None:
        with self._lock:
            before, self._failure = self._failure, failure
            told = self._kept
            if failure is None or isinstance(failure, ModelChanged):
                self._kept = _sentence(failure)
            is_news = self._kept != told
        if is_news:
            self._keep(self._kept)
        if is_news or _sentence(before) != _sentence(failure):
            self._changed()

    @property
    def trouble(self) -> str:
        """Why questions are answered by words only, in a sentence; "" while nothing is known."""
        with self._lock:
            failure = self._failure
            oldest = min(self._under_way.values(), default=None)
        if failure is None and oldest is not None and time.monotonic() - oldest > LATE_SECONDS:
            return "The model has not answered yet. Until it does, searches go on by words."
        return _sentence(failure) or self._kept

    @property
    def model_changed(self) -> bool:
        """Whether another model is found under the name of the library's."""
        return bool(self._kept)


def questions_of(catalog: Catalog, changed: Callable[[], None]) -> Questions:
    """The questions to the model of the library with that catalog."""
    return Questions(
        changed, lambda sentence: catalog.set_meta(CHANGED, sentence), catalog.meta(CHANGED)
    )


def _sentence(failure: DocMindError | None) -> str:
    return "" if failure is None else f"{failure.title}. {failure.hint}".strip()
