"""What the files of a model say of pooling, prompts, length and shorter vectors."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes.sentence_folders import write_json

from docmind.core.embed.starter import model_folder
from docmind.core.errors import ModelError
from docmind.core.models.sentence_layout import read_layout


def test_the_real_minilm_says_all_of_it() -> None:
    found = read_layout(model_folder())
    assert (found.pooling, found.max_tokens, found.dimension) == ("mean", 256, 384)
    assert found.steps == ("Transformer", "Pooling", "Normalize")
    assert (found.further_steps, found.query_template, found.matryoshka) == ((), "", ())
    assert found.architecture == "BertModel"


def test_a_folder_that_says_nothing_is_told_so(tmp_path: Path) -> None:
    found = read_layout(tmp_path)
    assert (found.pooling, found.steps, found.dimension, found.max_tokens) == ("", (), 0, 512)
    assert found.over_prompt and not found.lower_case and not found.pads_left


@pytest.mark.parametrize(
    ("stated", "pooling"),
    [
        ({"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}, "cls"),
        ({"pooling_mode_mean_tokens": True}, "mean"),
        ({"pooling_mode_mean_sqrt_len_tokens": True}, "mean"),
        ({"pooling_mode_lasttoken": True}, "last_token"),
        ({"pooling_mode_cls_token": False}, "mean"),
        ({"pooling_mode": "lasttoken"}, "last_token"),
        ({"pooling_mode": ["cls"]}, "cls"),
        ({"pooling_mode": ["cls", "max"]}, "cls and max"),
        ({"pooling_mode": "weightedmean"}, "weightedmean"),
    ],
)
def test_poolings_of_old_and_new_folders(
    tmp_path: Path, stated: dict[str, object], pooling: str
) -> None:
    write_json(tmp_path / "1_Pooling" / "config.json", stated)
    assert read_layout(tmp_path).pooling == pooling


@pytest.mark.parametrize(
    ("stated", "query", "passage"),
    [
        ({"query": "query: ", "passage": "passage: "}, "query: {text}", "passage: {text}"),
        ({"query": "ask: ", "document": ""}, "ask: {text}", ""),
        ({"corpus": "text: "}, "", "text: {text}"),
        ({"classification": "classify: "}, "", ""),
    ],
)
def test_prompts_become_templates(
    tmp_path: Path, stated: dict[str, str], query: str, passage: str
) -> None:
    write_json(tmp_path / "config_sentence_transformers.json", {"prompts": stated})
    found = read_layout(tmp_path)
    assert (found.query_template, found.passage_template) == (query, passage)


def test_the_usual_prompt_stands_where_no_role_has_one(tmp_path: Path) -> None:
    stated = {"prompts": {"search": "find: "}, "default_prompt_name": "search"}
    write_json(tmp_path / "config_sentence_transformers.json", stated)
    assert read_layout(tmp_path).query_template == "find: {text}"


@pytest.mark.parametrize(
    ("config", "words", "length", "found"),
    [
        ({"model_type": "bert", "max_position_embeddings": 512}, {}, {}, 512),
        ({"model_type": "xlm-roberta", "max_position_embeddings": 514}, {}, {}, 512),
        ({"max_position_embeddings": 8192}, {"model_max_length": 2048}, {}, 2048),
        ({"max_position_embeddings": 512}, {"model_max_length": int(1e30)}, {}, 512),
        ({"max_position_embeddings": 512}, {}, {"max_seq_length": 128}, 128),
        ({}, {}, {"max_seq_length": None}, 512),
        ({"max_position_embeddings": 32_768}, {"model_max_length": 131_072}, {}, 8192),
    ],
)
def test_the_shortest_length_holds(
    tmp_path: Path,
    config: dict[str, object],
    words: dict[str, object],
    length: dict[str, object],
    found: int,
) -> None:
    write_json(tmp_path / "config.json", config)
    write_json(tmp_path / "tokenizer_config.json", words)
    write_json(tmp_path / "sentence_bert_config.json", length)
    assert read_layout(tmp_path).max_tokens == found


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ({"matryoshka_dimensions": [768, 32, 256]}, (32, 768)),
        ({"matryoshka_dims": [128, 256]}, (128, 256)),
        ({"is_matryoshka": True, "hidden_size": 96}, (1, 96)),
        ({"is_matryoshka": False, "hidden_size": 96}, ()),
        ({"truncate_dim": 256}, ()),
    ],
)
def test_shorter_vectors_only_where_the_model_says_it_was_trained_for_them(
    tmp_path: Path, stated: dict[str, object], found: tuple[int, ...]
) -> None:
    write_json(tmp_path / "config.json", stated)
    assert read_layout(tmp_path).matryoshka == found


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("config.json", "{"),
        ("tokenizer_config.json", "[]"),
        ("config.json", "[" * 200_000),
        ("modules.json", " " * (17 << 20)),
        ("modules.json", '[{"type": "x"}]'),
        ("modules.json", '[{"type": "x", "path": "../elsewhere"}]'),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(ModelError) as told:
        read_layout(tmp_path)
    assert told.value.path == tmp_path / name
