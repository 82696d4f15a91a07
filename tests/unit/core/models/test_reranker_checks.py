"""Folders of rerankers are told apart, and looked at, before anything of them is loaded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.bge_m3_folder import write_folder
from fakes.cross_encoder_folder import TINY, write_cross_encoder
from fakes.model_files import bge_m3
from fakes.qwen3_reranker_folder import write_qwen3_reranker

from docmind.core.errors import ModelError
from docmind.core.models.checks import check_folder, own_card, provider_in
from docmind.core.models.checks_rerankers import reranker_in

WRITERS: dict[str, Callable[[Path], Path]] = {
    "cross-encoder": write_cross_encoder,
    "bge-reranker": lambda folder: write_cross_encoder(folder, "xlm-roberta", safetensors=False),
    "qwen3-reranker": write_qwen3_reranker,
}
CONTEXT = {"cross-encoder": 130, "bge-reranker": 128, "qwen3-reranker": 40_960}


@pytest.mark.parametrize("provider", WRITERS)
def test_each_kind_is_known_by_its_config(provider: str, tmp_path: Path) -> None:
    folder = WRITERS[provider](tmp_path / "m")
    assert provider_in(folder) == reranker_in(folder) == provider
    found = check_folder(folder)
    assert (found.provider, found.does, found.dimension) == (provider, "order", 0)
    assert found.max_tokens == CONTEXT[provider]
    card = own_card("Mine", found)
    assert (card.does, card.max_tokens, card.dimension) == ("order", CONTEXT[provider], 0)


def test_embedders_are_none(tmp_path: Path) -> None:
    for folder in (write_folder(tmp_path / "m3"), bge_m3(tmp_path / "small"), tmp_path / "nowhere"):
        assert reranker_in(folder) == ""
    embedder = write_qwen3_reranker(tmp_path / "qwen3-embedding")
    (embedder / "1_Pooling").mkdir()
    assert reranker_in(embedder) == ""


def changed(folder: Path, **values: object) -> None:
    """Another config."""
    path = folder / "config.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))


@pytest.mark.parametrize("provider", WRITERS)
def test_a_config_of_another_vocabulary_is_refused(provider: str, tmp_path: Path) -> None:
    folder = WRITERS[provider](tmp_path / "m")
    changed(folder, vocab_size=TINY.vocab - 100)
    with pytest.raises(ModelError, match="do not fit"):
        check_folder(folder)


def test_what_gives_classes_is_refused(tmp_path: Path) -> None:
    folder = write_cross_encoder(tmp_path / "m", labels=3)
    with pytest.raises(ModelError, match="more than one score"):
        check_folder(folder)


def test_a_folder_that_was_said_to_be_another_kind_is_refused(tmp_path: Path) -> None:
    folder = write_cross_encoder(tmp_path / "m")
    with pytest.raises(ModelError, match="no Qwen3-Reranker"):
        check_folder(folder, "qwen3-reranker")
    judge = write_qwen3_reranker(tmp_path / "judge")
    with pytest.raises(ModelError, match="no cross-encoder"):
        check_folder(judge, "bge-reranker")
