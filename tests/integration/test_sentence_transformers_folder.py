"""Models of sentence-transformers, with the real library and its real MiniLM."""

from __future__ import annotations

import builtins
import pickle
import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes.sentence_folders import MEAN, WIDE, tiny_sentences, write_json

from docmind.core.embed import sentence_transformers_folder as module
from docmind.core.embed.base import LoadOptions, ModelIdentity
from docmind.core.embed.convert import convert_to_safetensors
from docmind.core.embed.sentence_transformers_folder import SentenceTransformersFolder
from docmind.core.embed.starter import Starter, model_folder
from docmind.core.errors import ModelError

TEXTS = ("the boundary layer of wings", "food", "", "report " * 100, "быстрая лиса 人工 🦊", "food")


def _loaded(folder: Path, **options: object) -> tuple[SentenceTransformersFolder, ModelIdentity]:
    embedder = SentenceTransformersFolder()
    given = replace(LoadOptions(folder, device="cpu"), **options)  # type: ignore[arg-type]
    return embedder, embedder.load(given)


def _librarys(folder: Path) -> Any:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


def test_the_real_minilm_gives_the_starter_models_vectors() -> None:
    starter = Starter()
    starter.load()
    embedder, identity = _loaded(model_folder())
    assert (identity.dimension, identity.max_tokens, identity.pooling) == (384, 256, "mean")
    found = embedder.embed_passages(TEXTS)
    assert np.sum(found.dense * starter.embed_passages(TEXTS).dense, axis=1).min() > 0.9999
    asked = embedder.embed_query("who eats?").dense
    assert float(np.sum(asked * starter.embed_query("who eats?").dense)) > 0.9999
    assert found.tokens > 100
    assert "[CLS]" in embedder.tokenizer_json()


@pytest.mark.parametrize(
    "made",
    [
        {"pooling": {"pooling_mode": "cls", "embedding_dimension": WIDE}},
        {"pooling": {"pooling_mode": "lasttoken", "embedding_dimension": WIDE}, "dense": 8},
        {"prompts": {"query": "report: ", "document": "the search engine: "}},
        {"pooling": MEAN | {"include_prompt": False}, "prompts": {"query": "report: "}},
    ],
    ids=["cls", "dense", "prompts", "prompt-left-out"],
)
def test_vectors_are_those_of_the_library(tmp_path: Path, made: dict[str, Any]) -> None:
    folder = tiny_sentences(tmp_path / "m", **made)
    embedder, identity = _loaded(folder)
    library = _librarys(folder)
    wanted = library.encode_document(list(TEXTS), normalize_embeddings=True)
    found = embedder.embed_passages(TEXTS).dense
    assert found.shape == (len(TEXTS), identity.dimension)
    assert np.allclose(found, wanted, atol=1e-5)
    asked = library.encode_query("food", normalize_embeddings=True)
    assert np.allclose(embedder.embed_query("food").dense[0], asked, atol=1e-5)
    for text, row in zip(TEXTS, found, strict=True):
        assert np.allclose(embedder.embed_passages([text]).dense[0], row, atol=1e-5)
    assert embedder.embed_passages([]).dense.shape == (0, identity.dimension)


def test_a_question_goes_beside_passages(tmp_path: Path) -> None:
    embedder, _ = _loaded(tiny_sentences(tmp_path / "m"))
    alone = embedder.embed_query("food").dense
    passages = embedder.embed_passages(TEXTS).dense
    found: list[np.ndarray] = []
    beside = threading.Thread(
        target=lambda: found.extend(embedder.embed_query("food").dense for _ in range(30))
    )
    beside.start()
    for _ in range(10):
        assert np.allclose(embedder.embed_passages(TEXTS).dense, passages, atol=1e-5)
    beside.join()
    assert len(found) == 30
    assert all(np.allclose(one, alone, atol=1e-5) for one in found)


def test_torch_files_are_read_as_numbers_and_stay_the_same_space(tmp_path: Path) -> None:
    torch_files = tiny_sentences(tmp_path / "m", safetensors=False, dense=8)
    embedder, identity = _loaded(torch_files)
    found = embedder.embed_passages(TEXTS).dense
    other, _ = _loaded(tiny_sentences(tmp_path / "s", dense=8))
    assert np.allclose(found, other.embed_passages(TEXTS).dense, atol=1e-5)
    assert convert_to_safetensors(torch_files)
    again, known = _loaded(torch_files)
    assert np.allclose(found, again.embed_passages(TEXTS).dense, atol=1e-5)
    assert known.dimension == identity.dimension == 8


class _Evil:
    def __reduce__(self) -> tuple[Callable[..., object], tuple[str, str]]:
        return (Path.write_text, (Path("never"), "run"))  # type: ignore[return-value]


def test_weights_that_would_run_something_are_not_opened(tmp_path: Path) -> None:
    import torch

    folder = tiny_sentences(tmp_path / "m", safetensors=False)
    torch.save({"weight": torch.zeros(3), "more": _Evil()}, folder / "pytorch_model.bin")
    with pytest.raises(ModelError, match="hold more than numbers"):
        _loaded(folder)
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps(_Evil()))
    with pytest.raises(ModelError, match="another kind"):
        _loaded(folder)


def test_shorter_vectors_only_where_the_model_was_trained_for_them(tmp_path: Path) -> None:
    folder = tiny_sentences(tmp_path / "m", matryoshka_dimensions=[4, 8, WIDE])
    whole, known = _loaded(folder)
    short, identity = _loaded(folder, dimensions=8)
    assert (identity.dimension, identity.shortened) == (8, True)
    assert identity.space != known.space
    first = whole.embed_passages(TEXTS).dense[:, :8]
    wanted = first / np.linalg.norm(first, axis=1, keepdims=True)
    assert np.allclose(short.embed_passages(TEXTS).dense, wanted, atol=1e-5)
    with pytest.raises(ModelError, match="model was not trained for shorter vectors"):
        _loaded(model_folder(), dimensions=128)


def test_8_bits_are_refused_and_a_folder_is_needed(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not there in 8 bits"):
        _loaded(tiny_sentences(tmp_path / "m"), precision="int8")
    with pytest.raises(ModelError, match="without its files"):
        SentenceTransformersFolder().load()


def test_a_config_that_does_not_fit_is_told(tmp_path: Path) -> None:
    folder = tiny_sentences(tmp_path / "m", hidden_size=WIDE * 2)
    with pytest.raises(ModelError, match="The model could not be loaded") as told:
        _loaded(folder)
    assert told.value.path == folder


def test_where_the_library_is_not_there_a_way_out_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny_sentences(tmp_path / "m")
    usual = builtins.__import__

    def without(name: str, *given: Any) -> Any:
        if name == "sentence_transformers":
            raise ModuleNotFoundError(name=name)
        return usual(name, *given)

    assert SentenceTransformersFolder.health().state == "ready"
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ModelError, match="needs PyTorch and sentence-transformers") as told:
        _loaded(folder)
    monkeypatch.undo()
    monkeypatch.setattr(module, "has_torch", lambda: False)
    with pytest.raises(ModelError, match="needs PyTorch and sentence-transformers"):
        _loaded(folder)
    health = SentenceTransformersFolder.health()
    assert health.state == "not set" and "ONNX" in health.note
    assert "ONNX" in told.value.hint and "pip install sentence-transformers" in told.value.hint


def test_memory_that_runs_out_takes_smaller_batches_then_the_processor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    embedder, _ = _loaded(tiny_sentences(tmp_path / "m"))
    wanted = embedder.embed_passages(TEXTS).dense
    runs = embedder._loaded()
    usual, sizes = runs._run, []

    def crowded(texts: list[str], prompt: str, task: str) -> Any:
        sizes.append(len(texts))
        if not runs.fell_back:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return usual(texts, prompt, task)

    monkeypatch.setattr(runs, "_run", crowded)
    assert np.allclose(embedder.embed_passages(TEXTS).dense, wanted, atol=1e-5)
    assert embedder.fell_back and "memory ran out" in embedder.why
    tried = sizes[: sizes.index(1) + 1]
    assert tried == sorted(tried, reverse=True) and tried[0] > 1


def test_nothing_is_asked_of_any_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tiny_sentences(tmp_path / "m")
    write_json(folder / "config_sentence_transformers.json", {"__version__": {}})
    monkeypatch.setattr(socket.socket, "connect", _refuse)
    monkeypatch.setattr(socket, "getaddrinfo", _refuse)
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    embedder, _ = _loaded(folder)
    assert embedder.embed_query("food").dense.shape == (1, WIDE)


def _refuse(*given: object) -> None:
    raise AssertionError("the network was asked")
