"""The cards of the models that DocMind knows."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from fakes.model_files import bge_m3, card_of

from docmind.core import paths
from docmind.core.errors import ModelError, UsageError
from docmind.core.models.cards import (
    card,
    card_by_weights,
    card_from,
    card_json,
    cards,
    is_weights,
    read_card,
)
from docmind.core.registry import providers


def test_every_model_has_a_card_and_those_that_come_along_are_first() -> None:
    ids = [one.id for one in cards() if not one.server_model]
    assert set(ids) == {
        "starter",
        "hashing",
        "bge-m3",
        "clip-vit-b-32-laion2b",
        "clip-vit-b-32-openai",
        "bge-reranker-v2-m3",
        "qwen3-reranker-0.6b",
    }
    assert set(ids[:2]) == {"starter", "hashing"}
    assert [one.built_in for one in cards()][:3] == [True, True, False]


def test_models_of_servers_come_last_and_name_who_runs_them() -> None:
    served = [one for one in cards() if one.server_model]
    assert list(cards()[-len(served) :]) == served
    for one in served:
        assert one.id == f"{one.provider}:{one.server_model}"
        assert one.licence
        assert one.dimension
        assert not one.files
        assert not one.built_in


def test_qwen_is_asked_with_its_own_words_and_may_be_cut() -> None:
    for tag, native in (("0.6b", 1024), ("4b", 2560), ("8b", 4096)):
        one = card(f"ollama:qwen3-embedding:{tag}")
        assert one.query_template == (
            "Instruct: Given a web search query, retrieve relevant passages that answer the "
            "query\nQuery:{text}"
        )
        assert not one.passage_template
        assert one.matryoshka == (32, native)
        assert (one.dimension, one.max_tokens, one.pooling) == (native, 32_768, "last_token")


def test_bge_m3_in_ollama_has_the_vectors_of_bge_m3() -> None:
    one = card("ollama:bge-m3")
    assert one.same_space == "bge-m3"
    assert (one.dimension, one.pooling) == (card("bge-m3").dimension, "cls")
    assert not one.query_template
    assert not one.matryoshka


def test_every_card_names_a_provider_that_exists() -> None:
    from docmind.core.embed.base import Embedder
    from docmind.core.rerank.worker import rerankers

    known = providers("docmind.core.embed", Embedder)  # type: ignore[type-abstract]
    assert {one.provider for one in cards() if one.does != "order"} <= set(known)
    assert {one.provider for one in cards() if one.does == "order"} <= set(rerankers())


def test_weights_are_pinned_to_a_commit_and_a_checksum() -> None:
    for one in cards():
        if one.built_in or one.server_model:
            continue
        assert re.fullmatch(r"[0-9a-f]{40}", one.revision), one.id
        assert one.licence
        weights = [file for file in one.files if is_weights(file.name)]
        assert weights
        for file in weights:
            assert re.fullmatch(r"[0-9a-f]{64}", file.sha256), file.name
            assert file.size > 0


def test_every_card_says_where_its_facts_come_from() -> None:
    for path in (paths.resources_dir() / "models").glob("*.json"):
        assert json.loads(path.read_text(encoding="utf-8"))["origin"], path.name


def test_the_activation_of_both_clips_is_known() -> None:
    stated = {
        one.id: one.option("open_clip_config")["model_cfg"]["quick_gelu"]
        for one in cards()
        if one.provider == "clip"
    }
    assert stated == {"clip-vit-b-32-laion2b": False, "clip-vit-b-32-openai": True}


def test_a_card_is_found_by_id_and_by_repository_in_any_case() -> None:
    assert card("bge-m3") is card("BAAI/BGE-M3")
    with pytest.raises(UsageError, match="no model called bge") as caught:
        card("bge")
    assert "bge-m3" in caught.value.hint


def test_weights_are_known_by_their_content() -> None:
    openai = "40d365715913c9da98579312b702a82c18be219cc2a73407c4526f58eba950af"
    found = card_by_weights(openai)
    assert found is not None and found.id == "clip-vit-b-32-openai"
    assert card_by_weights("0" * 64) is None
    assert card_by_weights("") is None


def test_a_card_survives_being_written_and_read(tmp_path: Path) -> None:
    for one in (*cards(), card_of(bge_m3(tmp_path / "m"), "tiny")):
        assert card_from(json.loads(card_json(one))) == one


def test_a_broken_card_is_told_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "card.json"
    for text in ("{", "[]", '{"id": "x"}', '{"id": "x", "provider": "", "title": "", "does": "?"}'):
        path.write_text(text)
        with pytest.raises(ModelError, match="cannot be read") as caught:
            read_card(path)
        assert caught.value.path == path
