"""All providers of all rooms, each tried by itself, so that one that fails hides none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from docmind.core.conformance.embedders import try_embedder
from docmind.core.conformance.extractors import try_extractor
from docmind.core.conformance.outcome import NotRun, Outcome
from docmind.core.conformance.recognisers import try_recogniser
from docmind.core.conformance.rerankers import try_reranker
from docmind.core.conformance.stores import try_store
from docmind.core.embed.base import Embedder
from docmind.core.errors import DocMindError
from docmind.core.extract.base import Extractor
from docmind.core.recognise.base import Recogniser
from docmind.core.registry import providers
from docmind.core.rerank.base import Reranker
from docmind.core.store.base import Store

Trial = Callable[[Any], str]
"""Tries one provider's class; returns what was tried. Raises ``NotRun``, or whatever fails."""

_ROOMS: dict[str, tuple[type[Any], Trial]] = {
    "embed": (Embedder, try_embedder),
    "rerank": (Reranker, try_reranker),
    "store": (Store, try_store),
    "extract": (Extractor, try_extractor),
    "recognise": (Recogniser, try_recogniser),
}


def conformance(only_list: bool = False) -> Iterator[Outcome]:
    """Each provider with how it did, one after the other as they are done; ``only_list`` tries
    none. Never raises: what fails is told."""
    for room, (base, trial) in _ROOMS.items():
        for name, provider in sorted(providers(f"docmind.core.{room}", base).items()):
            if only_list:
                yield Outcome(room, name, "not run", "It was only listed.")
            else:
                yield _tried(room, name, provider, trial)


def _tried(room: str, name: str, provider: type[Any], trial: Trial) -> Outcome:
    try:
        return Outcome(room, name, "passed", trial(provider))
    except NotRun as reason:
        return Outcome(room, name, "not run", str(reason))
    except DocMindError as error:
        return Outcome(room, name, "failed", str(error))
    except AssertionError as error:
        return Outcome(room, name, "failed", f"{error}.")
    except Exception as error:  # noqa: BLE001 - a library that was left out fails in its own way
        return Outcome(room, name, "failed", f"{type(error).__name__}: {error}.")
