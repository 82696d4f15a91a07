"""Writes folders of embedding models as they are published: for sentence-transformers and ONNX.

The weights are random and few, but for ``minilm_graph``, which is the real all-MiniLM-L6-v2.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from fakes.bge_m3_folder import Size, write_folder, write_tokenizer

from docmind.core.embed.starter import WEIGHTS, model_folder
from docmind.core.embed.starter_graph import WEIGHTS_NAME, write_graph

SIZE = Size(16, 1, 2, 32, 600, 66)
WIDE, WORD_COUNT, PLACES = SIZE.dimension, SIZE.vocab, SIZE.positions
MEAN = {"pooling_mode": "mean", "embedding_dimension": WIDE}
BESIDE = ("config.json", "tokenizer.json", "tokenizer_config.json", "modules.json",
          "sentence_bert_config.json", "config_sentence_transformers.json")  # fmt: skip


def write_json(path: Path, stated: object) -> None:
    """As a file of a model."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(stated), encoding="utf-8")


def minilm_graph(folder: Path, output: str = "last_hidden_state") -> Path:
    """The starter model as an export: ``last_hidden_state`` leaves the pooling to the reader,
    ``sentence_embedding`` has it in the graph."""
    import onnx

    home = folder / "onnx"
    home.mkdir(parents=True)
    write_graph(model_folder() / WEIGHTS, home)
    made = next(home.glob("*.onnx"))
    model = onnx.load(str(made), load_external_data=False)
    mean = next(node for node in model.graph.node if node.op_type == "ReduceMean")
    old, rank = (mean.input[0], 3) if output == "last_hidden_state" else ("vectors", 2)
    for node in model.graph.node:
        _renamed(node.input, "ids", "input_ids")
        _renamed(node.input, old, output)
        _renamed(node.output, old, output)
    model.graph.input[0].name = "input_ids"
    (made.parent / WEIGHTS_NAME).rename(home / "model.onnx_data")
    for tensor in model.graph.initializer:
        for entry in tensor.external_data:
            if entry.key == "location":
                entry.value = "model.onnx_data"
    sides = ["texts", "tokens", 384] if rank == 3 else ["texts", 384]
    told = onnx.helper.make_tensor_value_info(output, onnx.TensorProto.FLOAT, sides)
    del model.graph.output[:]
    model.graph.output.append(told)
    made.unlink()
    (home / "model.onnx").write_bytes(model.SerializeToString())
    for name in BESIDE:
        shutil.copyfile(model_folder() / name, folder / name)
    (folder / "1_Pooling").mkdir()
    shutil.copyfile(model_folder() / "1_Pooling/config.json", folder / "1_Pooling/config.json")
    return folder


def _renamed(names: Any, old: str, new: str) -> None:
    for at, name in enumerate(names):
        if name == old:
            names[at] = new


def _words(folder: Path, **stated: object) -> None:
    """A small tokenizer and a config."""
    folder.mkdir(parents=True, exist_ok=True)
    write_tokenizer(folder, SIZE)
    config = {"model_type": "xlm-roberta", "hidden_size": WIDE, "pad_token_id": 1}
    write_json(folder / "config.json", config | {"max_position_embeddings": PLACES} | stated)


def tiny_graph(
    folder: Path,
    *,
    inputs: Sequence[str] = ("input_ids", "attention_mask", "token_type_ids"),
    output: str = "last_hidden_state",
    length: int = 0,
    together: int = 0,
    small_ids: bool = False,
    beside: str = "",
    domain: str = "",
    place: str = "model.onnx",
    pooling: dict[str, Any] | None = MEAN,
    **stated: object,
) -> Path:
    """A graph that looks words up, adds a vector for each further input, and has each token pass
    through a matrix. ``beside`` is where its words are said to lie."""
    from onnx import TensorProto, helper, numpy_helper

    _words(folder, **stated)
    if pooling is not None:
        write_json(folder / "1_Pooling" / "config.json", pooling)
    rng = np.random.default_rng(7)
    words = rng.normal(size=(WORD_COUNT, WIDE)).astype(np.float32)
    matrix = rng.normal(size=(WIDE, WIDE)).astype(np.float32)
    more = rng.normal(size=(PLACES, WIDE)).astype(np.float32)
    tensors = [numpy_helper.from_array(one, name) for one, name in
               ((words, "words"), (matrix, "matrix"), (more, "more"))]  # fmt: skip
    nodes = [helper.make_node("Gather", ["words", "input_ids"], ["state0"])]
    for at, name in enumerate(inputs[1:]):
        nodes.append(helper.make_node("Gather", ["more", name], [f"more{at}"]))
        nodes.append(helper.make_node("Add", [f"state{at}", f"more{at}"], [f"state{at + 1}"]))
    last = f"state{len(inputs) - 1}"
    nodes.append(helper.make_node("MatMul", [last, "matrix"], ["tokens"]))
    axes = numpy_helper.from_array(np.array([1]), "axes")
    of_text = output in ("sentence_embedding", "pooler_output", "logits")
    rank = "ReduceMean" if of_text else "Identity"
    given = ["tokens", "axes"] if of_text else ["tokens"]
    kept = {"keepdims": 0} if of_text else {}
    nodes.append(helper.make_node(rank, given, [output], domain=domain, **kept))
    kind = TensorProto.INT32 if small_ids else TensorProto.INT64
    sides = [together or "texts", length or "tokens"]
    wide = [*sides[:1], WIDE] if of_text else [*sides, WIDE]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, kind, sides) for name in inputs],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, wide)],
        [*tensors, axes] if of_text else tensors,
    )
    imports = [helper.make_opsetid("", 18)]
    if domain:
        imports.append(helper.make_opsetid(domain, 1))
    model = helper.make_model(graph, opset_imports=imports, ir_version=9)
    target = folder / place
    target.parent.mkdir(parents=True, exist_ok=True)
    if beside:
        _keep_beside(model, target, beside, words)
    target.write_bytes(model.SerializeToString())
    return folder


def _keep_beside(model: Any, target: Path, beside: str, words: np.ndarray) -> None:
    from onnx import TensorProto

    tensor = next(one for one in model.graph.initializer if one.name == "words")
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in (("location", beside), ("offset", "0"), ("length", str(words.nbytes))):
        entry = tensor.external_data.add()
        entry.key, entry.value = key, value
    if "/" not in beside and "\\" not in beside:
        (target.parent / beside).write_bytes(words.tobytes())


def tiny_sentences(
    folder: Path,
    *,
    pooling: dict[str, Any] = MEAN,
    prompts: dict[str, str] | None = None,
    dense: int = 0,
    safetensors: bool = True,
    **stated: object,
) -> Path:
    """A RoBERTa of one layer with its steps, as sentence-transformers saves it."""
    write_folder(folder, SIZE, safetensors=safetensors)
    for head in folder.glob("*_linear.pt"):
        head.unlink()  # which BGE-M3 alone has
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    write_json(folder / "config.json", config | stated)
    steps = [("", "Transformer"), ("1_Pooling", "Pooling")]
    write_json(folder / "1_Pooling" / "config.json", pooling)
    if dense:
        steps.append(("2_Dense", "Dense"))
        _write_dense(folder / "2_Dense", dense, safetensors)
    write_json(
        folder / "modules.json",
        [
            {
                "idx": at,
                "name": str(at),
                "path": path,
                "type": f"sentence_transformers.models.{kind}",
            }
            for at, (path, kind) in enumerate(steps)
        ],
    )
    write_json(folder / "sentence_bert_config.json", {"max_seq_length": 48})
    if prompts is not None:
        write_json(folder / "config_sentence_transformers.json", {"prompts": prompts})
    return folder


def _write_dense(folder: Path, dense: int, safetensors: bool) -> None:
    """A matrix behind the pooling."""
    activation = "torch.nn.modules.activation.Tanh"
    sides = {"in_features": WIDE, "out_features": dense, "bias": True}
    write_json(folder / "config.json", {**sides, "activation_function": activation})
    rng = np.random.default_rng(5)
    parts = {
        "linear.weight": rng.normal(size=(dense, WIDE)).astype(np.float32),
        "linear.bias": rng.normal(size=dense).astype(np.float32),
    }
    if safetensors:
        from safetensors.numpy import save_file

        save_file(parts, str(folder / "model.safetensors"), {"format": "pt"})
        return
    import torch

    torch.save({k: torch.from_numpy(v) for k, v in parts.items()}, folder / "pytorch_model.bin")
