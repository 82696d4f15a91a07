"""The conformance run tells of every provider, and of each broken promise."""

from __future__ import annotations

import numpy as np
import pytest

from docmind.core import paths
from docmind.core.conformance import conformance, rerankers, run
from docmind.core.conformance.embedders import try_embedder
from docmind.core.conformance.extractors import WORDS, try_extractor
from docmind.core.conformance.models import resources
from docmind.core.conformance.outcome import NotRun
from docmind.core.conformance.recognisers import try_recogniser
from docmind.core.conformance.rerankers import try_reranker
from docmind.core.conformance.stores import try_store
from docmind.core.embed.base import Embedder
from docmind.core.embed.hashing import Hashing
from docmind.core.extract.base import Extractor
from docmind.core.extract.plain_text import PlainText
from docmind.core.recognise.base import Recogniser
from docmind.core.registry import providers
from docmind.core.rerank.base import Reranker
from docmind.core.rerank.cross_encoder import CrossEncoder
from docmind.core.rerank.qwen3_reranker import Qwen3Reranker
from docmind.core.store.base import Store
from docmind.core.store.memory import Memory
from docmind.core.vectors import Embeddings

ROOMS = {
    "embed": Embedder,
    "rerank": Reranker,
    "store": Store,
    "extract": Extractor,
    "recognise": Recogniser,
}


def test_every_provider_of_every_room_passes_or_says_why_it_was_not_tried() -> None:
    told = list(conformance())
    there = {
        (room, name)
        for room, base in ROOMS.items()
        for name in providers(f"docmind.core.{room}", base)
    }
    assert {(one.room, one.name) for one in told} == there
    assert [one for one in told if one.state == "failed"] == []
    untried = {one.name for one in told if one.state == "not run"}
    assert untried <= {"rapidocr", "tesseract", "library_archive"}
    assert all(one.detail.endswith((".", "'", "”.")) for one in told), told


def test_a_list_tries_nothing(monkeypatch) -> None:
    def never(_: object) -> str:
        raise AssertionError("it was tried")

    monkeypatch.setattr(run, "_ROOMS", {"store": (Store, never)})
    assert {one.state for one in conformance(only_list=True)} == {"not run"}
    assert {one.state for one in conformance()} == {"failed"}


def test_a_library_that_is_missing_fails_one_provider_only(monkeypatch) -> None:
    def trial(provider: type[Store]) -> str:
        if provider is Memory:
            raise ModuleNotFoundError("No module named 'numpy'")
        return "fine."

    monkeypatch.setattr(run, "_ROOMS", {"store": (Store, trial)})
    told = {one.name: one for one in conformance()}
    assert told["memory"].state == "failed"
    assert "No module named 'numpy'" in told["memory"].detail
    assert told["qdrant-edge"].state == "passed"


def test_tiny_models_leave_nothing_in_the_cache() -> None:
    before = sorted(paths.cache_dir().rglob("*"))
    assert "tiny" in try_reranker(CrossEncoder)
    assert sorted(paths.cache_dir().rglob("*")) == before


class Shuffled(Hashing):
    name = "hashing"

    def embed_passages(self, texts):
        return Embeddings(super().embed_passages(sorted(texts)).dense)


class Long(Hashing):
    name = "hashing"

    def embed_passages(self, texts):
        return Embeddings(super().embed_passages(texts).dense * np.float32(2))


class Changing(Hashing):
    name = "hashing"
    asked = 0

    def embed_passages(self, texts):
        found = super().embed_passages(texts).dense
        Changing.asked += 1
        found[1:2] = found[1:2, np.roll(np.arange(found.shape[1]), Changing.asked)]
        return Embeddings(found)


class Wide(Hashing):
    name = "hashing"

    def embed_passages(self, texts):
        return Embeddings(super().embed_passages(texts).dense.astype(np.float64))


@pytest.mark.parametrize(
    ("broken", "promise"),
    [
        (Shuffled, "in the order given|equal texts"),
        (Long, "unit length"),
        (Changing, "the same again"),
        (Wide, "float32"),
    ],
)
def test_an_embedder_that_breaks_a_promise_is_caught(broken, promise) -> None:
    with pytest.raises(AssertionError, match=promise):
        try_embedder(broken)


class Backwards(Memory):
    name = "memory"

    def retrieve(self, legs, limit, where=None):
        found = super().retrieve(legs, limit, where)
        return {leg: candidates[::-1] for leg, candidates in found.items()}


class Unfiltered(Memory):
    name = "memory"

    def retrieve(self, legs, limit, where=None):
        return super().retrieve(legs, limit)


class Hoarding(Memory):
    name = "memory"

    def delete(self, ids):
        """Keep them."""


@pytest.mark.parametrize(
    ("broken", "promise"),
    [
        (Backwards, "nearest comes first"),
        (Unfiltered, "filter is kept to"),
        (Hoarding, "deleted is gone"),
    ],
)
def test_a_store_that_breaks_a_promise_is_caught(broken, promise) -> None:
    with pytest.raises(AssertionError, match=promise):
        try_store(broken)


class Careless(CrossEncoder):
    name = "cross-encoder"

    def rerank(self, query, passages):
        return np.arange(len(passages), dtype=np.float32)


def test_a_reranker_that_does_not_read_is_caught() -> None:
    with pytest.raises(AssertionError, match="equal passages"):
        try_reranker(Careless)


class Blind(PlainText):
    name = "plain_text"

    def extract(self, path, media_type, limits):
        document = super().extract(path, media_type, limits)
        return type(document)(**{**_fields(document), "pages": ()})


def _fields(document):
    return {name: getattr(document, name) for name in document.__slots__}


def test_a_reranker_that_needs_pytorch_is_not_tried_without(monkeypatch) -> None:
    monkeypatch.setattr(rerankers, "has_torch", lambda: False)
    with pytest.raises(NotRun, match="PyTorch"):
        try_reranker(Qwen3Reranker)
    assert try_reranker(CrossEncoder)


def test_an_extractor_that_finds_no_words_is_caught(monkeypatch) -> None:
    from docmind.core.extract import reading

    monkeypatch.setattr(reading, "_readers", lambda: dict.fromkeys(Blind.media_types, Blind()))
    with pytest.raises(AssertionError, match=r"the words in plain_text\.txt"):
        try_extractor(Blind)


def test_an_extractor_without_a_file_is_caught() -> None:
    class New(PlainText):
        name = "new"

    with pytest.raises(AssertionError, match="a file to try it with"):
        try_extractor(New)


def test_the_words_stand_in_plain_sight() -> None:
    assert WORDS in (resources() / "files" / "plain_text.txt").read_text(encoding="utf-8")


class Deaf(Recogniser):
    name = "deaf"
    package = "deaf"
    languages = ()
    lacking = ""

    @classmethod
    def is_available(cls):
        return cls.lacking

    def load(self, threads):
        """Nothing to load."""

    def read(self, picture):
        assert picture.mode == "RGB"
        return []


def test_a_recogniser_that_reads_nothing_is_caught(monkeypatch) -> None:
    with pytest.raises(AssertionError, match="is read"):
        try_recogniser(Deaf)
    monkeypatch.setattr(Deaf, "lacking", "It is not installed.")
    with pytest.raises(NotRun, match="not installed"):
        try_recogniser(Deaf)
