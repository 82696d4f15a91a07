"""Folders of sentence-transformers: complete, of numbers only, and without code of their own."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from fakes.sentence_folders import WIDE, tiny_graph, tiny_sentences, write_json

from docmind.core.embed.starter import model_folder
from docmind.core.errors import ModelError
from docmind.core.models.checks import check_folder, own_card, provider_in
from docmind.core.models.checks_sentence import check_sentence_transformers


def test_the_real_minilm_is_one() -> None:
    facts = check_sentence_transformers(model_folder())
    assert facts.weights == ("model.safetensors",)
    assert provider_in(model_folder()) == "sentence-transformers"


def test_weights_of_every_step_belong_to_it(tmp_path: Path) -> None:
    facts = check_sentence_transformers(tiny_sentences(tmp_path / "m", dense=8))
    assert facts.weights == ("model.safetensors", "2_Dense/model.safetensors")
    assert facts.layout.dimension == 8


def test_safetensors_are_taken_where_both_are_there(tmp_path: Path) -> None:
    folder = tiny_sentences(tmp_path / "m")
    (folder / "pytorch_model.bin").write_bytes(b"never opened")
    assert check_sentence_transformers(folder).weights == ("model.safetensors",)


def test_a_folder_becomes_a_card_that_says_what_it_says(tmp_path: Path) -> None:
    prompts = {"query": "query: ", "passage": "passage: "}
    folder = tiny_sentences(tmp_path / "m", prompts=prompts, matryoshka_dimensions=[4, WIDE])
    card = own_card("My model", check_folder(folder))
    assert (card.provider, card.dimension, card.max_tokens) == ("sentence-transformers", WIDE, 48)
    assert (card.query_template, card.passage_template) == ("query: {text}", "passage: {text}")
    assert (card.pooling, card.matryoshka) == ("mean", (4, WIDE))


def test_a_graph_is_preferred_where_both_are_there(tmp_path: Path) -> None:
    folder = tiny_graph(tiny_sentences(tmp_path / "m"), place="onnx/model.onnx")
    assert provider_in(folder) == "onnx"
    found = check_folder(folder)
    assert (found.provider, found.weights, found.runs_on) == (
        "onnx",
        ("onnx/model.onnx",),
        ("cpu",),
    )


@pytest.mark.parametrize("name", ["config.json", "tokenizer_config.json"])
def test_a_model_that_wants_code_of_its_own_is_refused(tmp_path: Path, name: str) -> None:
    folder = tiny_sentences(tmp_path / "m")
    stated = json.loads((folder / name).read_text(encoding="utf-8"))
    write_json(folder / name, stated | {"auto_map": {"AutoModel": "modeling_x.X"}})
    with pytest.raises(ModelError, match="wants to run code that comes with it") as told:
        check_sentence_transformers(folder)
    assert name in told.value.detail
    assert "ONNX" in told.value.hint


def test_a_step_of_its_own_is_code_too(tmp_path: Path) -> None:
    folder = tiny_sentences(tmp_path / "m")
    write_json(folder / "modules.json", [{"type": "custom_st.Transformer", "path": ""}])
    with pytest.raises(ModelError, match="wants to run code") as told:
        check_sentence_transformers(folder)
    assert "custom_st.Transformer" in told.value.detail


def test_what_is_missing_or_cut_off_is_told(tmp_path: Path) -> None:
    folder = tiny_sentences(tmp_path / "m", dense=8)
    (folder / "2_Dense" / "model.safetensors").unlink()
    with pytest.raises(ModelError, match="The weights are missing") as told:
        check_sentence_transformers(folder)
    assert told.value.path == folder / "2_Dense"
    cut = tiny_sentences(tmp_path / "c")
    whole = (cut / "model.safetensors").read_bytes()
    (cut / "model.safetensors").write_bytes(whole[:-9])
    with pytest.raises(ModelError, match="The weights are cut off"):
        check_sentence_transformers(cut)


def test_an_old_pickle_and_an_adapter_are_refused(tmp_path: Path) -> None:
    folder = tiny_sentences(tmp_path / "m")
    (folder / "model.safetensors").unlink()
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps({"weight": [1.0]}))
    with pytest.raises(ModelError, match="of another kind"):
        check_sentence_transformers(folder)
    write_json(folder / "adapter_config.json", {})
    with pytest.raises(ModelError, match="only what was changed of another model"):
        check_sentence_transformers(folder)


def test_a_bare_transformer_does_not_say_enough(tmp_path: Path) -> None:
    folder = tiny_sentences(tmp_path / "m", model_type="bert")
    (folder / "modules.json").unlink()
    with pytest.raises(ModelError, match="It is not told how this model makes one vector"):
        check_folder(folder)
