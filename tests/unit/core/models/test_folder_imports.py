"""Models of sentence-transformers and ONNX, imported, packed and used from their folder."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from fakes.bge_m3_folder import write_folder
from fakes.sentence_folders import WIDE, minilm_graph, tiny_graph, tiny_sentences

from docmind.core.errors import ModelError
from docmind.core.models.archive import export_model
from docmind.core.models.checks import provider_in
from docmind.core.models.store import ModelStore


def _names(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in found}


def test_an_onnx_model_is_imported_with_its_graphs_only(tmp_path: Path) -> None:
    given = tiny_graph(
        tiny_sentences(tmp_path / "Tiny model"), place="onnx/model.onnx", beside="model.onnx_data"
    )
    tiny_graph(given, place="onnx/model_quantized.onnx")
    tiny_graph(given, place="onnx/model_q4.onnx")
    (given / "onnx" / "model_fp16.onnx_data").write_bytes(b"of another graph")
    store = ModelStore(tmp_path / "models")
    state = store.import_from(given)
    assert (state.id, state.state, state.provider) == ("tiny-model", "installed", "onnx")
    names = _names(store.root / "tiny-model")
    graphs = {name for name in names if name.startswith("onnx/")}
    assert graphs == {"onnx/model.onnx", "onnx/model.onnx_data", "onnx/model_quantized.onnx"}
    assert "model.safetensors" not in names
    assert {"1_Pooling/config.json", "modules.json", "tokenizer.json"} <= names
    card, folder = store.resolve("tiny-model")
    assert (card.provider, card.pooling, card.dimension) == ("onnx", "mean", WIDE)
    assert folder is not None and store.verify("tiny-model").state == "installed"


def test_a_pack_of_it_gives_it_again(tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "models")
    store.import_from(minilm_graph(tmp_path / "minilm"))
    pack = export_model(store.folder("minilm"), tmp_path)
    other = ModelStore(tmp_path / "other")
    assert other.import_from(pack).state == "installed"
    assert _names(other.folder("minilm")) == _names(store.folder("minilm"))


def test_other_weights_of_the_same_name_are_another_model(tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "models")
    first = store.import_from(tiny_graph(tmp_path / "a" / "m"))
    again = store.import_from(tiny_graph(tmp_path / "b" / "m"))
    other = store.import_from(tiny_graph(tmp_path / "c" / "m", inputs=("input_ids",)))
    assert (first.id, again.id, other.id) == ("m", "m", "m-2")


def test_a_zip_of_sentence_transformers_keeps_the_weights_of_its_steps(tmp_path: Path) -> None:
    given = tiny_sentences(tmp_path / "m", dense=8, safetensors=False)
    (given / "modeling_x.py").write_text("raise SystemExit")
    target = tmp_path / "m.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(_names(given)):
            archive.write(given / name, f"m/{name}")
    store = ModelStore(tmp_path / "models")
    state = store.import_from(target)
    assert (state.provider, state.dimension, state.state) == (
        "sentence-transformers",
        8,
        "installed",
    )
    names = _names(store.folder(state.id))
    assert "2_Dense/pytorch_model.bin" in names and "modeling_x.py" not in names


def test_a_graph_that_names_a_file_outside_is_not_imported(tmp_path: Path) -> None:
    given = tiny_graph(tmp_path / "m", beside="../../../etc/passwd")
    store = ModelStore(tmp_path / "models")
    with pytest.raises(ModelError, match="names a file outside its folder"):
        store.import_from(given)
    assert not (store.root / "m").exists()


def test_a_folder_is_used_where_it_lies(tmp_path: Path) -> None:
    given = tiny_graph(tmp_path / "mine", matryoshka_dimensions=[4, WIDE])
    card, folder = ModelStore(tmp_path / "models").resolve(str(given))
    assert folder == given
    assert (card.id, card.provider, card.built_in, card.matryoshka) == (
        "mine", "onnx", False, (4, WIDE),
    )  # fmt: skip
    assert [file.name for file in card.files] == ["model.onnx"]


def test_bge_m3_stays_bge_m3_whatever_lies_beside_it(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "m3")
    tiny_graph(folder, place="onnx/model.onnx", model_type="xlm-roberta")
    assert provider_in(folder) == "bge-m3"
