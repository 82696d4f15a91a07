"""Folders of ONNX models: what is taken of them, and what is refused before anything is run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.sentence_folders import MEAN, WIDE, tiny_graph, write_json

from docmind.core.errors import ModelError
from docmind.core.models.checks_onnx import IN_GRAPH, check_onnx, has_graph, has_precision
from docmind.core.models.graph_names import graph_names, parts_of


def test_a_graph_tells_what_it_takes_and_gives(tmp_path: Path) -> None:
    facts = check_onnx(tiny_graph(tmp_path / "m", max_position_embeddings=40))
    assert facts.inputs == ("input_ids", "attention_mask", "token_type_ids")
    assert (facts.output, facts.pooling, facts.dimension) == ("last_hidden_state", "mean", WIDE)
    assert (facts.precision, facts.weights, facts.max_tokens) == ("fp32", ("model.onnx",), 38)
    assert (facts.length, facts.together, facts.small_ids) == (0, 0, False)


def test_a_vector_for_the_text_needs_no_pooling(tmp_path: Path) -> None:
    folder = tiny_graph(tmp_path / "m", output="sentence_embedding", pooling=None)
    facts = check_onnx(folder)
    assert (facts.output, facts.pooling, facts.dimension) == ("sentence_embedding", IN_GRAPH, WIDE)


def test_a_graph_of_a_fixed_form_says_so(tmp_path: Path) -> None:
    folder = tiny_graph(tmp_path / "m", length=12, together=2, small_ids=True)
    facts = check_onnx(folder)
    assert (facts.length, facts.together, facts.small_ids, facts.max_tokens) == (12, 2, True, 12)


def test_weights_beside_the_graph_belong_to_it(tmp_path: Path) -> None:
    folder = tiny_graph(tmp_path / "m", beside="model.onnx_data", place="onnx/model.onnx")
    assert check_onnx(folder).weights == ("onnx/model.onnx", "onnx/model.onnx_data")
    (folder / "onnx" / "model.onnx_data").unlink()
    with pytest.raises(ModelError, match="A file of the model is missing") as told:
        check_onnx(folder)
    assert told.value.path == folder / "onnx" / "model.onnx_data"


@pytest.mark.parametrize("place", ["../secret.bin", "/etc/passwd", "..\\secret.bin", "C:\\x", ""])
def test_a_graph_may_not_name_what_lies_outside(tmp_path: Path, place: str) -> None:
    folder = tiny_graph(tmp_path / "m", place="onnx/model.onnx", beside="weights.data")
    (folder / "secret.bin").write_bytes(b"\0" * 600 * WIDE * 4)
    graph = folder / "onnx" / "model.onnx"
    _place_weights(graph, place)
    with pytest.raises(ModelError, match="names a file outside its folder") as told:
        check_onnx(folder)
    assert repr(place) in told.value.detail


def test_a_link_that_leads_out_is_refused_too(tmp_path: Path) -> None:
    folder = tiny_graph(tmp_path / "m", beside="model.onnx_data")
    outside = (folder / "model.onnx_data").rename(tmp_path / "weights")
    (folder / "model.onnx_data").symlink_to(outside)
    with pytest.raises(ModelError, match="names a file outside its folder"):
        check_onnx(folder)


def test_a_snapshot_of_the_hubs_cache_is_made_of_such_links(tmp_path: Path) -> None:
    home = tmp_path / "models--someone--tiny"
    folder = tiny_graph(home / "snapshots" / "abc", beside="model.onnx_data")
    (home / "blobs").mkdir()
    blob = (folder / "model.onnx_data").rename(home / "blobs" / "123")
    (folder / "model.onnx_data").symlink_to(blob)
    assert check_onnx(folder).weights == ("model.onnx", "model.onnx_data")


def _place_weights(graph: Path, place: str) -> None:
    import onnx

    model = onnx.load(str(graph), load_external_data=False)
    for tensor in model.graph.initializer:
        for entry in tensor.external_data:
            if entry.key == "location":
                entry.value = place
    graph.write_bytes(model.SerializeToString())


def _without(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


def _pooled(**stated: object) -> Callable[[Path], object]:
    return lambda folder: write_json(folder / "1_Pooling" / "config.json", stated)


def _renamed_input(folder: Path) -> None:
    import onnx

    model = onnx.load(str(folder / "model.onnx"))
    model.graph.input[0].name = "texts"
    (folder / "model.onnx").write_bytes(model.SerializeToString())


@pytest.mark.parametrize(
    ("made", "broken", "title", "told"),
    [
        ({}, _without("tokenizer.json"), "The tokenizer of the model is missing", "tokenizer.json"),
        ({"pooling": None}, None, "It is not told how this model makes one vector", "pooling_mode"),
        ({}, _pooled(pooling_mode="max"), "needs a step that is not in its graph", "max"),
        ({}, _pooled(**MEAN, include_prompt=False), "needs a step", "without the instruction"),
        ({"output": "logits"}, None, "gives scores and no vectors", "search.reranker"),
        ({"inputs": ("input_ids", "task_id")}, None, "takes something else than a text", "task_id"),
        ({}, _renamed_input, "takes something else", "no input_ids"),
        ({"domain": "ai.example"}, None, "operators that onnxruntime does not have", "ai.example"),
        ({}, lambda folder: (folder / "model.onnx").write_bytes(b"\xff\xfe" * 40), "The graph "
         "cannot be read", "export it again"),
        ({}, _without("model.onnx"), "no graph in the folder", "model.onnx"),
        ({"place": "model_q4.onnx"}, None, "no graph in the folder", "model.onnx"),
    ],
)  # fmt: skip
def test_what_cannot_be_run_is_told_with_a_way_out(
    tmp_path: Path,
    made: dict[str, object],
    broken: Callable[[Path], object] | None,
    title: str,
    told: str,
) -> None:
    folder = tiny_graph(tmp_path / "m", **made)  # type: ignore[arg-type]
    if broken is not None:
        broken(folder)
    with pytest.raises(ModelError) as caught:
        check_onnx(folder)
    assert title in caught.value.title
    assert told in f"{caught.value.detail} {caught.value.hint}"


def test_a_further_step_must_be_in_the_graph(tmp_path: Path) -> None:
    steps = [{"type": f"sentence_transformers.models.{kind}", "path": path, "name": path}
             for kind, path in (("Transformer", ""), ("Pooling", "1_Pooling"), ("Dense", "2_Dense"))
             ]  # fmt: skip
    folder = tiny_graph(tmp_path / "m")
    write_json(folder / "modules.json", steps)
    with pytest.raises(ModelError, match="needs a step that is not in its graph") as told:
        check_onnx(folder)
    assert "Dense" in told.value.detail
    whole = tiny_graph(tmp_path / "w", output="sentence_embedding")
    write_json(whole / "modules.json", steps)
    assert check_onnx(whole).pooling == IN_GRAPH


def test_an_output_must_have_the_form_that_its_name_says(tmp_path: Path) -> None:
    import onnx

    folder = tiny_graph(tmp_path / "m", output="sentence_embedding")
    model = onnx.load(str(folder / "model.onnx"))
    model.graph.output[0].type.tensor_type.shape.dim.add().dim_value = 3
    (folder / "model.onnx").write_bytes(model.SerializeToString())
    with pytest.raises(ModelError, match="another form than its name says") as told:
        check_onnx(folder)
    assert "3 dimensions instead of 2" in told.value.detail


def test_each_precision_has_its_graph(tmp_path: Path) -> None:
    folder = tiny_graph(tmp_path / "m", place="onnx/model.onnx")
    tiny_graph(tmp_path / "m", place="onnx/model_quantized.onnx")
    assert has_graph(folder) and has_precision(folder, "int8")
    assert check_onnx(folder).precision == "fp32"
    assert check_onnx(folder, "int8").graph == folder / "onnx" / "model_quantized.onnx"
    (folder / "onnx" / "model.onnx").unlink()
    assert check_onnx(folder).precision == "int8"
    with pytest.raises(ModelError, match="not there in the precision full") as told:
        check_onnx(folder, "full")
    assert "model_quantized.onnx" in told.value.detail


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["onnx/model.onnx", "model.onnx"], {"fp32": "model.onnx"}),
        (["onnx/model_O3.onnx", "onnx/model_O4.onnx"], {"fp32": "onnx/model_O3.onnx"}),
        (["onnx/model_qint8_avx512_vnni.onnx"], {"int8": "onnx/model_qint8_avx512_vnni.onnx"}),
        (["onnx/model_fp16.onnx", "onnx/model_int8.onnx"],
         {"fp32": "onnx/model_fp16.onnx", "int8": "onnx/model_int8.onnx"}),
        (["gte.onnx"], {"fp32": "gte.onnx"}),
        (["a.onnx", "b.onnx"], {}),
        (["onnx/model_bnb4.onnx"], {}),
        (["model.safetensors"], {}),
    ],
)  # fmt: skip
def test_graphs_are_known_by_their_names(names: list[str], found: dict[str, str]) -> None:
    assert graph_names(names) == found


def test_what_lies_beside_a_graph_is_known_by_its_name() -> None:
    names = ["onnx/model.onnx", "onnx/model.onnx_data", "onnx/model.onnx_data_1", "model.onnx.data",
             "onnx/model_fp16.onnx_data", "tokenizer.json"]  # fmt: skip
    assert parts_of(["onnx/model.onnx"], names) == set(names[:3])
