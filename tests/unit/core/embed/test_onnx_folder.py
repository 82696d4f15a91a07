"""Embedding models from ONNX files."""

from __future__ import annotations

import shutil
import socket
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes.sentence_folders import MEAN, PLACES, WIDE, minilm_graph, tiny_graph, write_json

from docmind.core.embed.base import LoadOptions, ModelIdentity
from docmind.core.embed.onnx_folder import OnnxFolder
from docmind.core.embed.starter import Starter
from docmind.core.errors import ModelError
from docmind.core.models.folder import CALIBRATION_FILE

TEXTS = ("the boundary layer of wings", "food", "", "report " * 200, "быстрая лиса 人工 🦊", "food")


def _loaded(folder: Path, **options: object) -> tuple[OnnxFolder, ModelIdentity]:
    embedder = OnnxFolder()
    return embedder, embedder.load(replace(LoadOptions(folder), **options))  # type: ignore[arg-type]


@pytest.mark.parametrize("output", ["last_hidden_state", "sentence_embedding"])
def test_the_real_minilm_gives_the_starter_models_vectors(tmp_path: Path, output: str) -> None:
    starter = Starter()
    starter.load()
    embedder, identity = _loaded(minilm_graph(tmp_path / "m", output))
    assert (identity.dimension, identity.max_tokens, identity.pooling) == (384, 256, "mean")
    found = embedder.embed_passages(TEXTS).dense
    assert np.sum(found * starter.embed_passages(TEXTS).dense, axis=1).min() > 0.9999
    asked = embedder.embed_query("who eats?").dense
    assert float(np.sum(asked * starter.embed_query("who eats?").dense)) > 0.9999


@pytest.mark.parametrize("pooling", ["cls", "mean", "lasttoken"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_graph_of_fixed_form_gives_the_same_as_one_that_takes_any(
    tmp_path: Path, pooling: str, side: str
) -> None:
    stated = {"pooling_mode": pooling}
    fixed = {"length": PLACES, "together": 3, "small_ids": True}
    free = tiny_graph(tmp_path / "free", inputs=("input_ids", "attention_mask"), pooling=stated)
    held = tiny_graph(
        tmp_path / "held", inputs=("input_ids", "attention_mask"), pooling=stated, **fixed
    )  # type: ignore[arg-type]
    write_json(held / "tokenizer_config.json", {"padding_side": side})
    one, _ = _loaded(free)
    other, _ = _loaded(held)
    assert np.allclose(
        one.embed_passages(TEXTS).dense, other.embed_passages(TEXTS).dense, atol=1e-6
    )


def test_rows_are_unit_vectors_in_order_and_do_not_depend_on_their_company(tmp_path: Path) -> None:
    inputs = ("input_ids", "attention_mask", "token_type_ids", "position_ids")
    embedder, identity = _loaded(tiny_graph(tmp_path / "m", inputs=inputs))
    found = embedder.embed_passages(TEXTS)
    assert found.dense.dtype == np.float32
    assert found.dense.shape == (len(TEXTS), identity.dimension) == (len(TEXTS), WIDE)
    assert np.allclose(np.linalg.norm(found.dense, axis=1), 1)
    assert found.tokens > 64
    for text, row in zip(TEXTS, found.dense, strict=True):
        assert np.allclose(embedder.embed_passages([text]).dense[0], row, atol=1e-6)
    assert embedder.embed_passages([]).dense.shape == (0, WIDE)


def test_weights_beside_the_graph_are_read(tmp_path: Path) -> None:
    whole, known = _loaded(tiny_graph(tmp_path / "m"))
    apart, other = _loaded(tiny_graph(tmp_path / "a", beside="model.onnx_data"))
    assert np.allclose(whole.embed_passages(TEXTS).dense, apart.embed_passages(TEXTS).dense)
    assert known.digest != other.digest


def test_prompts_are_put_around_texts_and_leave_room_for_themselves(tmp_path: Path) -> None:
    folder = tiny_graph(tmp_path / "m")
    plain, identity = _loaded(folder)
    write_json(
        folder / "config_sentence_transformers.json",
        {"prompts": {"query": "report: ", "passage": "the search engine: "}},
    )
    prompted, told = _loaded(folder)
    assert (told.query_template, told.passage_template) == (
        "report: {text}",
        "the search engine: {text}",
    )
    assert told.space != identity.space
    assert told.passage_tokens < identity.passage_tokens == identity.max_tokens
    asked = prompted.embed_query("wings").dense
    assert np.allclose(asked, plain.embed_query("report: wings").dense)
    passage = prompted.embed_passages(["wings"]).dense
    assert np.allclose(passage, plain.embed_passages(["the search engine: wings"]).dense)
    said, _ = _loaded(folder, query_template="man: {text}!")
    assert np.allclose(said.embed_query("wings").dense, plain.embed_query("man: wings!").dense)


def test_what_makes_vectors_differ_makes_another_space(tmp_path: Path) -> None:
    spaces = {_loaded(tiny_graph(tmp_path / "a"))[1].space}
    spaces.add(_loaded(tiny_graph(tmp_path / "b", pooling={"pooling_mode": "cls"}))[1].space)
    folder = tiny_graph(tmp_path / "c", matryoshka_dimensions=[4, WIDE])
    spaces.add(_loaded(folder, dimensions=4)[1].space)
    other = tiny_graph(tmp_path / "d")
    words = other / "tokenizer.json"
    words.write_text(words.read_text(encoding="utf-8").replace("boundary", "boundery"))
    spaces.add(_loaded(other)[1].space)
    assert len(spaces) == 4
    assert _loaded(tiny_graph(tmp_path / "e"))[1].space in spaces


def test_shorter_vectors_only_where_the_model_was_trained_for_them(tmp_path: Path) -> None:
    folder = tiny_graph(tmp_path / "m", matryoshka_dimensions=[4, 8, WIDE])
    whole, _ = _loaded(folder)
    short, identity = _loaded(folder, dimensions=8)
    assert identity.dimension == 8
    first = whole.embed_passages(TEXTS).dense[:, :8]
    wanted = first / np.linalg.norm(first, axis=1, keepdims=True)
    assert np.allclose(short.embed_passages(TEXTS).dense, wanted, atol=1e-6)
    with pytest.raises(ModelError, match="plain was not trained for shorter vectors"):
        _loaded(tiny_graph(tmp_path / "plain"), dimensions=8)


def test_8_bits_are_taken_where_asked_for_or_where_they_lose_nothing(tmp_path: Path) -> None:
    folder = tiny_graph(tmp_path / "m")
    shutil.copyfile(folder / "model.onnx", folder / "model_quantized.onnx")
    assert _loaded(folder)[1].precision == "fp32"
    assert _loaded(folder, precision="int8")[1].precision == "int8"
    measured = {"floor": 0.2, "least_weight": 0.1, "most_weight": 0.7, "loss": 0.001}
    write_json(folder / CALIBRATION_FILE, {"int8": measured})
    identity = _loaded(folder)[1]
    assert (identity.precision, identity.floor) == ("int8", 0.2)
    assert _loaded(folder, precision="full")[1].precision == "fp32"


def test_a_graph_that_computes_something_else_is_refused(tmp_path: Path) -> None:
    import onnx

    folder = tiny_graph(tmp_path / "m", output="sentence_embedding")
    graph = folder / "model.onnx"
    model = onnx.load(str(graph))
    model.graph.node[-1].op_type = "Identity"  # a vector for each token, under the other name
    del model.graph.node[-1].input[1:]
    del model.graph.node[-1].attribute[:]
    model.graph.output[0].type.tensor_type.ClearField("shape")
    graph.write_bytes(model.SerializeToString())
    with pytest.raises(ModelError, match="does not compute what its folder says") as told:
        _loaded(folder)
    assert "no vector for each text" in told.value.detail


def test_a_graph_that_onnxruntime_refuses_is_told(tmp_path: Path) -> None:
    import onnx

    folder = tiny_graph(tmp_path / "m")
    graph = folder / "model.onnx"
    model = onnx.load(str(graph))
    model.graph.node[-1].op_type = "NoSuchOperator"
    graph.write_bytes(model.SerializeToString())
    with pytest.raises(ModelError, match="The model could not be started"):
        _loaded(folder)


def test_nothing_is_asked_of_any_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tiny_graph(tmp_path / "m", pooling=MEAN)

    def refuse(*given: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    embedder, _ = _loaded(folder)
    assert embedder.embed_query("food").dense.shape == (1, WIDE)
