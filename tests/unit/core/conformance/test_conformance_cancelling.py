"""Work that is not let go of, or not told as stopped, is caught."""

from __future__ import annotations

import threading

import pytest

from docmind.core.conformance import cancelling
from docmind.core.conformance.cancelling import MUCH, try_cancel
from docmind.core.embed.base import LoadOptions
from docmind.core.embed.calls import rerank_order


def test_passages_that_are_stopped_are_told_as_stopped() -> None:
    try_cancel("hashing", LoadOptions(), lambda worker: worker.embed_passages(MUCH))


def test_work_that_ends_as_if_nothing_had_happened_is_caught() -> None:
    with pytest.raises(AssertionError, match="told as stopped"):
        try_cancel("hashing", LoadOptions(), lambda worker: None)


def test_work_that_cannot_be_stopped_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cancelling, "_PATIENCE", 0.2)
    released = threading.Event()
    try:
        with pytest.raises(AssertionError, match="in the middle of its work"):
            try_cancel("hashing", LoadOptions(), lambda worker: released.wait())
    finally:
        released.set()


def test_what_a_model_cannot_do_is_told_and_ends_the_trial() -> None:
    try_cancel("hashing", LoadOptions(), lambda worker: worker.ask(rerank_order("q", MUCH)))
