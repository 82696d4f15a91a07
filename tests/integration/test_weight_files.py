"""Weights read from files that torch and safetensors wrote."""

from __future__ import annotations

import collections
import io
import pickle
import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest
import safetensors.torch
import torch

from docmind.core.embed.convert import convert_to_safetensors
from docmind.core.embed.weights import stored_tensors
from docmind.core.errors import DiskFull, ModelError

KINDS = {
    "double": torch.float64,
    "single": torch.float32,
    "half": torch.float16,
    "brain": torch.bfloat16,
    "long": torch.int64,
    "byte": torch.uint8,
    "truth": torch.bool,
}


@pytest.fixture(scope="module")
def tensors():
    torch.manual_seed(0)
    made = {name: (torch.randn(3, 5) * 3).to(kind) for name, kind in KINDS.items()}
    whole = torch.randn(7, 4)
    return {
        **made,
        "parameter": torch.nn.Parameter(torch.randn(4)),
        "number": torch.tensor(2.5),
        "none": torch.empty(0, 4),
        "rows of a whole": whole[2:5],
        "the whole": whole,
    }


def assert_same(found, expected) -> None:
    assert found.keys() == expected.keys()
    for name, tensor in expected.items():
        assert found[name].shape == tuple(tensor.shape)
        np.testing.assert_array_equal(found[name].numbers(), tensor.detach().float().numpy())


def test_a_dictionary_that_torch_saved(tensors, tmp_path):
    path = tmp_path / "weights.bin"
    torch.save(collections.OrderedDict(tensors), path)
    assert_same(stored_tensors(path), tensors)
    torch.save({"epoch": 3, "state_dict": tensors}, path)
    assert_same(stored_tensors(path), tensors)


def test_a_state_of_a_module(tmp_path):
    module = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.LayerNorm(2))
    torch.save(module.state_dict(), tmp_path / "state.pt")
    assert_same(stored_tensors(tmp_path / "state.pt"), module.state_dict())


def test_safetensors(tensors, tmp_path):
    path = tmp_path / "weights.safetensors"
    apart = {name: tensor.detach().clone() for name, tensor in tensors.items()}
    safetensors.torch.save_file(apart, path, metadata={"format": "pt"})
    assert_same(stored_tensors(path), tensors)


def test_what_is_mapped_cannot_be_changed(tmp_path):
    torch.save({"x": torch.zeros(4)}, tmp_path / "x.bin")
    with pytest.raises(ValueError, match="read-only"):
        stored_tensors(tmp_path / "x.bin")["x"].mapped()[0] = 1


class Call:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


class Bent:
    """Sets attributes of a function that the reader knows."""

    def __reduce__(self):
        return torch._utils._rebuild_parameter, (1, False, {}), {"x": 1}


def test_whatever_would_run_is_refused(tmp_path):
    torch.save({"x": torch.zeros(4), "evil": Call(tmp_path / "trace")}, tmp_path / "x.bin")
    with pytest.raises(ModelError, match="more than numbers"):
        stored_tensors(tmp_path / "x.bin")
    assert not (tmp_path / "trace").exists()


def archive(path: Path, content: bytes, *, packed: bool = False, block: bytes = bytes(64)) -> Path:
    kind = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", kind) as made:
        made.writestr("archive/data.pkl", content)
        made.writestr("archive/data/0", block)
    return path


def named(shape, strides, begins=0, key="0") -> bytes:
    """The pickle of a dictionary of one tensor, as torch writes it."""

    class Pickler(pickle.Pickler):
        def persistent_id(self, one):
            return ("storage", torch.FloatStorage, key, "cpu", 16) if one is place else None

    place = object()

    class Tensor:
        def __reduce__(self):
            parts = (place, begins, shape, strides, False, collections.OrderedDict())
            return torch._utils._rebuild_tensor_v2, parts

    stream = io.BytesIO()
    Pickler(stream, 2).dump({"x": Tensor()})
    return stream.getvalue()


def test_a_plain_archive_is_read(tmp_path):
    found = stored_tensors(archive(tmp_path / "x.bin", named((2, 3), (3, 1), 2)))
    assert found["x"].shape == (2, 3)


@pytest.mark.parametrize(
    ("content", "packed"),
    [
        (named((2, 3), (1, 2)), False),  # columns lie together
        (named((5, 4), (4, 1)), False),  # longer than its block
        (named((2, 3), (3, 1), -1), False),
        (named((-1, 3), (3, 1)), False),
        (named((2, 3), (3, 1), key="9"), False),
        (named((2, 3), (3, 1)), True),
        (pickle.dumps([1, 2]), False),
        (pickle.dumps(Bent(), 2), False),
        (b"\x80\x02nonsense", False),
        (b"", False),
    ],
)
def test_damaged_archives_are_refused(content, packed, tmp_path):
    with pytest.raises(ModelError, match="damaged or of another kind"):
        stored_tensors(archive(tmp_path / "x.bin", content, packed=packed))


@pytest.mark.parametrize("name", ["x.bin", "x.safetensors"])
def test_other_files_are_refused(name, tmp_path):
    with pytest.raises(ModelError, match="cannot be read"):
        stored_tensors(tmp_path / name)
    for content in (b"", b"12345678", b"\x08" + bytes(7) + b'{"a": 1}', b"PK\x03\x04"):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ModelError, match="damaged or of another kind"):
            stored_tensors(tmp_path / name)


def test_converted_files_are_read_by_the_library(tensors, tmp_path):
    torch.save(tensors, tmp_path / "pytorch_model.bin")
    (made,) = convert_to_safetensors(tmp_path)
    found = safetensors.torch.load_file(made)
    assert found.keys() == tensors.keys()
    for name, tensor in tensors.items():
        assert found[name].dtype == tensor.dtype
        assert torch.equal(found[name], tensor)
    # nobody installed this folder: what was there stays
    assert (tmp_path / "pytorch_model.bin").exists()
    assert convert_to_safetensors(tmp_path) == ()


def test_nothing_is_converted_where_there_is_no_room(tensors, tmp_path, monkeypatch):
    torch.save(tensors, tmp_path / "pytorch_model.bin")
    used = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: used._replace(free=100))
    with pytest.raises(DiskFull):
        convert_to_safetensors(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["pytorch_model.bin"]
