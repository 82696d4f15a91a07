"""Folders that are no whole model are told apart before anything is loaded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.model_files import (
    CLIP,
    LAYERS,
    WIDE,
    WORDS,
    bge_m3,
    bge_m3_shapes,
    card_of,
    clip,
    clip_config,
    clip_shapes,
    save_shapes,
    shelf,
    torch_file,
    write,
)

from docmind.core import paths
from docmind.core.errors import ModelError
from docmind.core.models.checks import check_folder, provider_in
from docmind.core.models.checks_bge_m3 import check_bge_m3
from docmind.core.models.checks_clip import check_clip, completed_config
from docmind.core.models.tensors import safetensors_shapes, stored_sizes

Break = Callable[[Path], None]


@pytest.mark.parametrize("safetensors", [False, True])
def test_a_whole_bge_m3_tells_its_numbers(tmp_path: Path, safetensors: bool) -> None:
    facts = check_bge_m3(bge_m3(tmp_path / "m", safetensors=safetensors))
    assert (facts.dimension, facts.layers, facts.vocab, facts.pad_id) == (WIDE, LAYERS, WORDS, 1)
    assert facts.max_tokens == 32
    assert facts.weights.name == ("model.safetensors" if safetensors else "pytorch_model.bin")
    assert (facts.sparse.name, facts.colbert.name) == ("sparse_linear.pt", "colbert_linear.pt")


def test_converted_files_are_taken_first(tmp_path: Path) -> None:
    folder = bge_m3(tmp_path / "m")
    save_shapes(folder / "model.safetensors", bge_m3_shapes())
    save_shapes(folder / "sparse_linear.safetensors", {"weight": (1, WIDE), "bias": (1,)})
    save_shapes(folder / "colbert_linear.safetensors", {"weight": (WIDE, WIDE), "bias": (WIDE,)})
    facts = check_bge_m3(folder)
    for path in (facts.weights, facts.sparse, facts.colbert):
        assert path.suffix == ".safetensors"


def _edit(name: str, **changes: object) -> Break:
    def change(folder: Path) -> None:
        path = folder / name
        write(path, {**json.loads(path.read_text()), **changes})

    return change


def _without(name: str) -> Break:
    return lambda folder: (folder / name).unlink()


def _cut(name: str) -> Break:
    def change(folder: Path) -> None:
        path = folder / name
        path.write_bytes(path.read_bytes()[:-20])

    return change


def _shapes(name: str, changes: dict[str, tuple[int, ...] | None]) -> Break:
    def change(folder: Path) -> None:
        whole = bge_m3_shapes() if name == "model.safetensors" else clip_shapes()
        save_shapes(
            folder / name,
            {key: shape for key, shape in {**whole, **changes}.items() if shape is not None},
        )

    return change


@pytest.mark.parametrize(
    ("broken", "title", "detail"),
    [
        (_without("sparse_linear.pt"), "One of the heads is missing", "sparse_linear"),
        (_without("colbert_linear.pt"), "One of the heads is missing", "colbert_linear"),
        (_without("model.safetensors"), "The weights are missing", "pytorch_model.bin"),
        (_without("config.json"), "A file of the model is missing", ""),
        (_without("tokenizer.json"), "A file of the model is missing", ""),
        (_edit("config.json", model_type="bert"), "This is not BGE-M3", "bert"),
        (_edit("config.json", vocab_size=200_000), "The weights do not fit", "200000 x 8"),
        (_edit("config.json", hidden_size=16), "The weights do not fit", "40 x 16"),
        (_edit("config.json", num_hidden_layers=1), "The weights do not fit", "more than the 1"),
        (_edit("config.json", hidden_size=None), "The config of the model is incomplete", ""),
        (_edit("tokenizer.json", model={"vocab": [["a", 0]] * 41}), "Tokenizer and weights", "41"),
        (_edit("tokenizer.json", model={}), "The tokenizer is damaged", ""),
        (
            _edit("1_Pooling/config.json", pooling_mode_cls_token=False),
            "This model averages",
            "first token",
        ),
        (
            _edit("1_Pooling/config.json", pooling_mode_mean_tokens=True),
            "This model averages",
            "first token",
        ),
        (_cut("model.safetensors"), "The weights are cut off", "missing"),
        (_cut("sparse_linear.pt"), "The weights are cut off or of another kind", ""),
        (
            _shapes("model.safetensors", {"encoder.layer.1.output.dense.weight": None}),
            "The weights are those of another model",
            "encoder.layer.1.output.dense.weight",
        ),
        (
            lambda folder: torch_file(folder / "sparse_linear.pt", [4 * WIDE, 2]),
            "A head does not fit",
            "8 numbers",
        ),
        (
            lambda folder: torch_file(folder / "colbert_linear.pt", [2 * WIDE * WIDE]),
            "A head does not fit",
            "",
        ),
    ],
)
def test_a_broken_bge_m3_is_told_by_what_is_broken(
    tmp_path: Path, broken: Break, title: str, detail: str
) -> None:
    folder = bge_m3(tmp_path / "m", safetensors=True)
    check_bge_m3(folder)
    broken(folder)
    with pytest.raises(ModelError) as caught:
        check_bge_m3(folder)
    assert caught.value.title.startswith(title)
    assert detail in caught.value.detail
    assert caught.value.path is not None and caught.value.path.is_relative_to(folder)


def test_a_tokenizer_may_know_fewer_words_than_the_table_has_rows(tmp_path: Path) -> None:
    folder = bge_m3(tmp_path / "m")
    _edit("tokenizer.json", model={"vocab": [["a", 0]] * 30}, added_tokens=[])(folder)
    check_bge_m3(folder)


def test_a_bin_for_another_table_is_refused_unopened(tmp_path: Path) -> None:
    folder = bge_m3(tmp_path / "m")
    torch_file(folder / "pytorch_model.bin", [4 * WIDE, 512])
    with pytest.raises(ModelError, match="do not fit") as caught:
        check_bge_m3(folder)
    assert "40 words of 8" in caught.value.detail


def test_a_whole_clip_tells_its_numbers(tmp_path: Path) -> None:
    facts = check_clip(clip(tmp_path / "c", quick=True))
    assert facts.name == "ViT-other-4-8-quickgelu"
    assert (facts.embed_dim, facts.image_size, facts.patch) == (6, 8, 4)
    assert (facts.quick_gelu, facts.context, facts.vocab) == (True, 77, 49408)
    assert facts.mean == (0.5, 0.4, 0.3)


@pytest.mark.parametrize(
    ("broken", "title", "detail"),
    [
        (_without("open_clip_model.safetensors"), "The weights are missing", ""),
        (_cut("open_clip_model.safetensors"), "The weights are cut off", ""),
        (
            _shapes("open_clip_model.safetensors", {"visual.proj": (8, 5)}),
            "The weights do not fit",
            "8 x 5",
        ),
        (
            _shapes("open_clip_model.safetensors", {"text_projection": None}),
            "The weights are those of another model",
            "text_projection",
        ),
        (
            _shapes(
                "open_clip_model.safetensors",
                {"visual.transformer.resblocks.1.ln_1.weight": (8,)},
            ),
            "The weights do not fit",
            "more than 1 layers",
        ),
        (
            _edit("open_clip_config.json", preprocess_cfg={"interpolation": "bilinear"}),
            "DocMind cannot run this kind",
            "bilinear",
        ),
        (
            _edit("open_clip_config.json", model_cfg={"quick_gelu": True}),
            "The config of the model is incomplete",
            "",
        ),
        (
            _edit(
                "open_clip_config.json",
                model_cfg={"quick_gelu": True, "vision_cfg": {"layers": [3, 4]}, "text_cfg": {}},
            ),
            "DocMind cannot run this kind",
            "ResNet",
        ),
    ],
)
def test_a_broken_clip_is_told_by_what_is_broken(
    tmp_path: Path, broken: Break, title: str, detail: str
) -> None:
    folder = clip(tmp_path / "c", quick=False)
    check_clip(folder)
    broken(folder)
    with pytest.raises(ModelError) as caught:
        check_clip(folder)
    assert caught.value.title.startswith(title)
    assert detail in caught.value.detail


def test_a_smaller_vocabulary_than_open_clips_is_refused(tmp_path: Path) -> None:
    folder = clip(tmp_path / "c")
    stated = clip_config(False)
    stated["model_cfg"]["text_cfg"]["vocab_size"] = 1000
    write(folder / "open_clip_config.json", stated)
    with pytest.raises(ModelError, match="vocabulary"):
        check_clip(folder)


def test_a_clip_that_does_not_say_its_activation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="does not say which activation") as caught:
        check_clip(clip(tmp_path / "c", quick=None))
    assert "quick_gelu" in caught.value.hint


def test_a_clip_without_config_is_refused_unless_its_weights_are_known(tmp_path: Path) -> None:
    folder = clip(tmp_path / "c")
    (folder / "open_clip_config.json").unlink()
    with pytest.raises(ModelError, match="not known what kind"):
        check_clip(folder)


@pytest.mark.parametrize("needs", [True, False])
def test_known_weights_are_never_run_with_the_wrong_activation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, needs: bool
) -> None:
    folder = clip(tmp_path / "c", quick=None)
    known = card_of(folder, "known", "clip")
    known = _with_config(known, clip_config(needs))
    monkeypatch.setattr(paths, "resources_dir", lambda: resources)
    resources = shelf(tmp_path / "resources", known)
    completed = completed_config(folder)
    assert completed is not None and completed["model_cfg"]["quick_gelu"] is needs
    if needs:
        with pytest.raises(ModelError, match="wrong activation"):
            check_clip(folder)
    else:
        assert check_clip(folder).quick_gelu is False
    write(folder / "open_clip_config.json", completed)
    assert check_clip(folder).quick_gelu is needs
    assert completed_config(folder) is None
    (folder / "open_clip_config.json").unlink()
    assert check_clip(folder).quick_gelu is needs


def _with_config(card, config):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(card, options=(("open_clip_config", json.dumps(config)),))


def test_folders_are_told_apart_by_their_looks(tmp_path: Path) -> None:
    assert provider_in(bge_m3(tmp_path / "m")) == "bge-m3"
    assert provider_in(clip(tmp_path / "c")) == "clip"
    assert check_folder(tmp_path / "c").dimension == CLIP["dimension"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match="no model in the folder"):
        provider_in(tmp_path / "empty")
    with pytest.raises(ModelError, match="no such folder"):
        provider_in(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 4,
        b"\xff" * 64,
        (5).to_bytes(8, "little") + b"[1,2]",
        b"\x02" + b"\0" * 7 + b"{}x",
    ],
)
def test_what_is_no_safetensors_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(content)
    with pytest.raises(ModelError) as caught:
        safetensors_shapes(path)
    assert caught.value.path == path


def test_what_is_no_torch_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(b"\x80\x02}q\x00.")  # an old torch wrote bare pickles
    with pytest.raises(ModelError, match="another kind"):
        stored_sizes(path)
    torch_file(path, [8, 16])
    assert stored_sizes(path) == (8, 16)
