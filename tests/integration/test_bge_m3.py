"""BGE-M3 with random weights in the format of its authors, against FlagEmbedding itself."""

from __future__ import annotations

import json
import os
import shutil
import socket
import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes.bge_m3_folder import FULL, LONG, WORDS, write_folder

from docmind.core.embed import bge_m3, bge_m3_torch
from docmind.core.embed.base import LoadOptions
from docmind.core.embed.bge_m3 import BgeM3
from docmind.core.embed.bge_m3_embedding import get_bgem3_embedding
from docmind.core.embed.bge_m3_int8 import make_int8
from docmind.core.embed.bge_m3_runs import OutOfCardMemory
from docmind.core.embed.bge_m3_torch import TorchRuns
from docmind.core.embed.convert import convert_to_safetensors
from docmind.core.embed.devices import Chosen
from docmind.core.errors import ModelError
from docmind.core.models.checks_bge_m3 import check_bge_m3
from docmind.core.models.folder import digest_of
from docmind.core.models.record import Record, write_record

TEXTS = [
    "A man is eating food.",
    "",
    "x",
    "the of and to " * 200,
    "Übergrößenträger naïve café — “quoted” … ½",
    "人工知能は面白い。全文検索も。",
    "Быстрая лиса 🦊 jumps",
    "a <pad> b </s> c <mask> d <unk>",
    "word " * 3000,
    "\x00 control \ufffd and 12,345.67 EUR (2019)",
    "the the the report report",
    *(f"Passage number {number} about wings in the report." for number in range(12)),
]


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> dict[str, Path]:
    base = tmp_path_factory.mktemp("bge-m3")
    return {
        "bin": write_folder(base / "bin"),
        "safetensors": write_folder(base / "safetensors", safetensors=True),
    }


@pytest.fixture(scope="module")
def reference(folders):
    """What FlagEmbedding's plain ``encode`` gives for a folder."""
    made: dict[str, dict] = {}

    def encode(name: str, folder: Path | None = None, texts=TEXTS, most=1024) -> dict:
        if name not in made:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of the libraries, at their import
                from FlagEmbedding import BGEM3FlagModel
            flag = BGEM3FlagModel(str(folder or folders[name]), use_fp16=False, devices="cpu")
            made[name] = flag.encode(
                texts,
                batch_size=4,
                max_length=most,
                return_dense=True,
                return_sparse=True,
                return_colbert_vecs=True,
            )
        return made[name]

    return encode


@pytest.fixture
def load():
    """Load a folder; all are unloaded in the end."""
    made: list[BgeM3] = []

    def loaded(folder: Path, **options) -> BgeM3:
        made.append(BgeM3())
        chosen = {"device": "cpu", "threads": 2, **options}
        made[-1].identity = made[-1].load(LoadOptions(folder=folder, **chosen))
        return made[-1]

    yield loaded
    for each in made:
        each.unload()


def assert_equal(found, tokens, expected) -> None:
    assert found.dense.dtype == np.float32
    assert np.sum(found.dense * expected["dense_vecs"], axis=1).min() > 0.9999
    np.testing.assert_allclose(np.linalg.norm(found.dense, axis=1), 1.0, atol=1e-5)
    for row, weights in zip(found.sparse, expected["lexical_weights"], strict=True):
        wanted = {int(word): float(weight) for word, weight in weights.items()}
        assert row.indices.tolist() == sorted(wanted)
        np.testing.assert_allclose(row.values, [wanted[word] for word in row.indices], atol=1e-4)
    for row, vectors in zip(tokens, expected["colbert_vecs"], strict=True):
        np.testing.assert_allclose(row, vectors, atol=1e-4)


@pytest.mark.parametrize("name", ["bin", "safetensors"])
def test_the_processor_equals_flag_embedding(name, folders, reference, load):
    model = load(folders[name])
    identity = model.identity
    assert (identity.runtime, identity.precision) == ("onnxruntime fp32", "fp32")
    assert (identity.dimension, identity.max_tokens, identity.learned) == (64, 1024, True)
    assert identity.passage_tokens == 512
    assert_equal(model.embed_passages(TEXTS), model.embed_colbert(TEXTS), reference(name))


@pytest.mark.parametrize("name", ["bin", "safetensors"])
def test_what_runs_on_a_card_equals_flag_embedding(name, folders, reference, load, monkeypatch):
    """The same code, on the processor and in full precision."""
    model = load(folders[name])
    model._runs = TorchRuns(check_bge_m3(folders[name]), "cpu", batch=5, tokens=3000)
    assert_equal(model.embed_passages(TEXTS), model.embed_colbert(TEXTS), reference(name))
    model.unload()


def test_the_longest_texts(tmp_path, reference, load):
    folder = write_folder(tmp_path / "long", LONG, safetensors=True)
    texts = ["report " * 9000, "wings " * 5000]
    expected = reference("long", folder, texts, 8192)
    model = load(folder)
    assert model.identity.max_tokens == 8192
    assert_equal(model.embed_passages(texts), model.embed_colbert(texts), expected)


def test_a_text_is_the_same_alone_and_in_company(folders, load):
    model = load(folders["safetensors"])
    together = model.embed_passages(TEXTS)
    for text, dense, sparse in zip(TEXTS, together.dense, together.sparse, strict=True):
        alone = model.embed_query(text)
        assert alone.dense[0] @ dense > 0.999999
        np.testing.assert_array_equal(alone.sparse[0].indices, sparse.indices)


def test_nothing_gives_no_rows_and_a_lone_surrogate_does_not_fail(folders, load):
    model = load(folders["safetensors"])
    assert model.embed_passages([]).dense.shape == (0, 64)
    assert model.embed_colbert([]) == []
    odd, plain = model.embed_passages(["caf\udce9 au lait", "caf\ufffd au lait"]).dense
    assert odd @ plain > 0.999999


def test_it_must_be_loaded_and_have_a_folder(folders, load):
    with pytest.raises(ModelError, match="not loaded"):
        BgeM3().embed_query("x")
    with pytest.raises(ModelError, match="without its files"):
        BgeM3().load()
    model = load(folders["bin"])
    model.unload()
    with pytest.raises(ModelError, match="not loaded"):
        model.embed_passages(["x"])


@pytest.fixture
def no_network(monkeypatch):
    def refused(*_):
        raise AssertionError("something wants the network")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def test_no_runtime_wants_the_network(no_network, folders, load):
    load(folders["bin"]).embed_query("the report")
    TorchRuns(check_bge_m3(folders["bin"]), "cpu").close()


@pytest.mark.parametrize("head", ["sparse_linear.pt", "colbert_linear.pt"])
def test_without_a_head_it_is_refused(head, folders, tmp_path, load):
    folder = shutil.copytree(folders["safetensors"], tmp_path / "m3")
    (folder / head).unlink()
    with pytest.raises(ModelError, match="heads is missing"):
        load(folder)


class Evil:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("name", ["pytorch_model.bin", "sparse_linear.pt", "colbert_linear.pt"])
def test_a_file_that_would_run_something_is_refused(name, folders, tmp_path, load):
    import torch

    folder = shutil.copytree(folders["bin"], tmp_path / "m3")
    trace = tmp_path / "was run"
    good = torch.load(folder / name, weights_only=True)
    torch.save({**good, "evil": Evil(trace)}, folder / name)
    with pytest.raises(ModelError, match="more than numbers"):
        load(folder)
    facts = replace(check_bge_m3(folders["bin"]), weights=folder / "pytorch_model.bin")
    if name == "pytorch_model.bin":
        with pytest.raises(ModelError, match="could not be loaded"):
            TorchRuns(facts, "cpu")
    assert not trace.exists()


class Crowded:
    """A model on a card with room for so many tokens."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.batches: list[tuple[int, int]] = []

    def __call__(self, inputs, **wanted):
        import torch

        ids = inputs["input_ids"]
        self.batches.append(tuple(ids.shape))
        if ids.numel() > self.room:
            raise torch.OutOfMemoryError("CUDA out of memory")
        dense = torch.nn.functional.one_hot(ids[:, 1] % 64, 64).float()
        return {"dense_vecs": dense, "sparse_vecs": ids.unsqueeze(-1).float()}


@pytest.fixture
def crowded(folders, monkeypatch):
    """``TorchRuns`` whose model has room for so many tokens."""

    def make(room: int) -> tuple[TorchRuns, Crowded]:
        model = Crowded(room)
        monkeypatch.setattr(bge_m3_torch, "_loaded", lambda facts, device: model)
        return TorchRuns(check_bge_m3(folders["bin"]), "cpu", batch=64, tokens=4096), model

    return make


def test_a_lack_of_memory_halves_the_batches_for_good(crowded):
    runs, model = crowded(300)
    rows = [np.full(10 + number % 7, number + 4) for number in range(100)]
    found = runs.vectors(rows)
    assert found.dense.argmax(axis=1).tolist() == [(number + 4) % 64 for number in range(100)]
    assert [len(row) for row in found.weights] == [len(row) for row in rows]
    failed = [count * length for count, length in model.batches if count * length > 300]
    assert len(failed) == 2
    model.batches.clear()
    runs.vectors(rows)
    assert all(count * length <= 300 for count, length in model.batches)


def test_a_text_that_does_not_fit_alone_is_for_the_processor(crowded):
    runs, _ = crowded(300)
    for ask in (runs.vectors, runs.colbert):
        with pytest.raises(OutOfCardMemory):
            ask([np.arange(4, 400)])
    runs.close()
    with pytest.raises(OutOfCardMemory):
        runs.vectors([np.arange(4, 9)])


def test_other_errors_are_not_taken_for_a_lack_of_memory(crowded):
    runs, _ = crowded(300)

    def wrong(*_, **__):
        raise RuntimeError("shapes cannot be multiplied, out of memory of them")

    runs._model = wrong
    with pytest.raises(RuntimeError, match="shapes"):
        runs.vectors([np.arange(4, 9)])


class Full:
    """A card on which there is no room."""

    closed = 0

    def __init__(self, *_) -> None:
        if self.at_once:
            raise OutOfCardMemory

    def vectors(self, rows):
        raise OutOfCardMemory

    one = colbert = vectors

    def close(self) -> None:
        type(self).closed += 1


@pytest.mark.parametrize("at_once", [True, False])
def test_out_of_memory_moves_the_model_to_the_processor(at_once, folders, load, monkeypatch):
    expected = load(folders["bin"]).embed_passages(TEXTS[:4]).dense
    card = type("Card", (Full,), {"at_once": at_once})
    monkeypatch.setattr(bge_m3, "TorchRuns", card)
    monkeypatch.setattr(bge_m3, "choose_device", lambda *_: Chosen("cuda", "There is a card."))
    model = load(folders["bin"], device="auto")
    assert (model.device, model.fell_back) == (("cpu", True) if at_once else ("cuda", False))
    np.testing.assert_array_equal(model.embed_passages(TEXTS[:4]).dense, expected)
    assert (model.device, model.fell_back) == ("cpu", True)
    assert "memory ran out" in model.why
    assert card.closed == int(not at_once)


def calibrated(folder: Path, loss: float) -> None:
    stated = {"floor": 0.4, "least_weight": 0.2, "most_weight": 0.7, "loss": loss}
    (folder / "calibration.json").write_text(json.dumps({"int8": stated}))


@pytest.fixture(scope="module")
def quantised(folders, tmp_path_factory) -> Path:
    folder = shutil.copytree(folders["safetensors"], tmp_path_factory.mktemp("int8") / "m3")
    make_int8(folder)
    return folder


def test_eight_bits_are_near_the_full_ones(quantised, load):
    full, small = load(quantised, precision="full"), load(quantised, precision="int8")
    assert (small.identity.precision, small.identity.runtime) == ("int8", "onnxruntime int8")
    assert small.identity.space != full.identity.space
    found, expected = small.embed_passages(TEXTS), full.embed_passages(TEXTS)
    assert np.sum(found.dense * expected.dense, axis=1).min() > 0.995
    assert found.dense[0] @ small.embed_query(TEXTS[0]).dense[0] > 0.999999
    both = zip(found.sparse, expected.sparse, strict=True)
    shared = [len(np.intersect1d(a.indices, b.indices)) / max(1, b.indices.size) for a, b in both]
    assert np.mean(shared) > 0.8
    assert small.embed_colbert(["the report"])[0].shape == (3, 64)


@pytest.mark.parametrize(("loss", "expected"), [(None, "fp32"), (0.02, "fp32"), (0.005, "int8")])
def test_eight_bits_only_where_measured_to_lose_nothing(loss, expected, quantised, tmp_path, load):
    folder = shutil.copytree(quantised, tmp_path / "m3")
    if loss is not None:
        calibrated(folder, loss)
    model = load(folder)
    assert model.identity.precision == expected
    if expected == "int8":
        assert (model.identity.floor, model.identity.least_weight) == (0.4, 0.2)
    assert load(folder, precision="full").identity.precision == "fp32"


@pytest.mark.parametrize("damage", ["lose", "flip", "other weights", "no record"])
def test_changed_or_foreign_eight_bits_are_not_used(damage, quantised, tmp_path, load):
    folder = shutil.copytree(quantised, tmp_path / "m3")
    calibrated(folder, 0.0)
    weights = folder / "int8" / "model.weights"
    match damage:
        case "lose":
            weights.unlink()
        case "flip":
            weights.write_bytes(weights.read_bytes()[:-1] + b"\x55")
        case "other weights":
            write_folder(folder, safetensors=True, seed=5)
        case "no record":
            (folder / "int8" / "record.json").unlink()
    assert load(folder).identity.precision == "fp32"
    with pytest.raises(ModelError, match="no quantised model"):
        load(folder, precision="int8")


def test_a_converted_folder_is_the_same_model(folders, tmp_path, load):
    folder = shutil.copytree(folders["bin"], tmp_path / "m3")
    digest = digest_of(folder)
    names = ("pytorch_model.bin", "sparse_linear.pt", "colbert_linear.pt")
    files = {name: ("", (folder / name).stat().st_size) for name in names}
    write_record(folder, Record("bge-m3", "", digest, files))
    before = load(folder).embed_passages(TEXTS)
    made = convert_to_safetensors(folder)
    assert sorted(path.name for path in made) == [
        "colbert_linear.safetensors",
        "model.safetensors",
        "sparse_linear.safetensors",
    ]
    assert not any((folder / name).exists() for name in names)
    after = load(folder)
    assert after.identity.digest == digest
    np.testing.assert_array_equal(after.embed_passages(TEXTS).dense, before.dense)
    on_card = TorchRuns(check_bge_m3(folder), "cpu")
    row = after._words.ids([TEXTS[0]])[0]
    np.testing.assert_allclose(
        on_card.one(row).weights[0], after._runs.one(row).weights[0], atol=1e-5
    )
    assert convert_to_safetensors(folder) == ()


def test_under_the_names_of_llama_index(folders, monkeypatch):
    monkeypatch.setenv("DOCMIND_EMBEDDING__BATCH_SIZE_CPU", "3")
    monkeypatch.setenv("DOCMIND_EMBEDDING__BATCH_SIZE_GPU", "5")
    embedding = get_bgem3_embedding(folders["bin"], device="cpu")
    options = embedding.model._options
    assert (options.batch_cpu, options.batch_gpu) == (3, 5)
    vector = embedding.get_text_embedding("the report")
    assert len(vector) == 64
    assert all(isinstance(number, float) for number in vector)
    assert embedding.get_query_embedding("the report") == vector
    assert embedding.get_text_embedding_batch(["the report"] * 2)[1] == pytest.approx(vector)
    embedding.model.unload()
    with pytest.raises(ModelError):
        get_bgem3_embedding()


@pytest.mark.skipif(
    os.environ.get("DOCMIND_TEST_FULL_SIZE") != "1", reason="needs 5 GB of disk and memory"
)
@pytest.mark.timeout(1200)
def test_full_size(tmp_path, reference, load):
    folder = write_folder(tmp_path / "full", FULL, safetensors=True)
    rng = np.random.default_rng(3)
    texts = [" ".join(rng.choice(WORDS, size=length)) for length in (8, 60, 200, 400)]
    expected = reference("full", folder, texts)
    model = load(folder)
    assert model.identity.dimension == 1024
    assert_equal(model.embed_passages(texts), model.embed_colbert(texts), expected)
    shutil.rmtree(folder)
