"""What a model's folder holds, and what its content is called."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from fakes.model_files import WIDE, bge_m3, bge_m3_shapes, clip, save_shapes

from docmind.core.errors import ModelError
from docmind.core.models.cards import Calibration
from docmind.core.models.digests import Checksums, digest_of_weights, sha256_of
from docmind.core.models.folder import (
    calibration_of,
    digest_of,
    missing_or_changed,
    record_conversion,
    weight_files,
)
from docmind.core.models.record import read_record
from docmind.core.models.store import ModelStore


def _installed(tmp_path: Path) -> Path:
    store = ModelStore(tmp_path / "models")
    folder = store.import_from(bge_m3(tmp_path / "brought"), name="mine").folder
    assert folder is not None
    return folder


def test_one_weight_file_is_called_by_its_own_checksum(tmp_path: Path) -> None:
    folder = clip(tmp_path / "c")
    content = (folder / "open_clip_model.safetensors").read_bytes()
    assert digest_of(folder) == hashlib.sha256(content).hexdigest()


def test_several_weight_files_are_called_by_all_of_them_in_any_order() -> None:
    both = digest_of_weights([("a", "1"), ("b", "2")])
    assert both == digest_of_weights([("b", "2"), ("a", "1")])
    assert both == digest_of_weights([("x", "1"), ("y", "2")])
    assert both != digest_of_weights([("a", "1"), ("b", "3")])


def test_a_folder_without_weights_has_no_digest(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no weights"):
        digest_of(tmp_path)


def test_a_conversion_changes_files_and_keeps_the_digest(tmp_path: Path) -> None:
    folder = _installed(tmp_path)
    before = digest_of(folder)
    old = sha256_of(folder / "pytorch_model.bin")
    save_shapes(folder / "model.safetensors", bge_m3_shapes())
    save_shapes(folder / "sparse_linear.safetensors", {"weight": (1, WIDE), "bias": (1,)})
    record_conversion(
        folder,
        {
            "model.safetensors": ["pytorch_model.bin"],
            "sparse_linear.safetensors": ["sparse_linear.pt"],
        },
    )
    assert not (folder / "pytorch_model.bin").exists()
    assert not (folder / "sparse_linear.pt").exists()
    assert digest_of(folder) == before
    record = read_record(folder)
    assert record is not None
    assert record.converted_from["model.safetensors"] == {"pytorch_model.bin": old}
    assert record.files["model.safetensors"][0] == sha256_of(folder / "model.safetensors")
    assert "pytorch_model.bin" not in {*record.files, *record.unpinned}
    assert missing_or_changed(folder, record) == ()
    assert ModelStore(tmp_path / "models").verify("mine").state == "installed"


def test_a_conversion_in_a_folder_of_the_person_deletes_nothing(tmp_path: Path) -> None:
    folder = bge_m3(tmp_path / "m")
    save_shapes(folder / "model.safetensors", bge_m3_shapes())
    record_conversion(folder, {"model.safetensors": ["pytorch_model.bin"]})
    assert (folder / "pytorch_model.bin").exists()
    assert read_record(folder) is None
    names = [path.name for path in weight_files(folder)]
    assert names == ["colbert_linear.pt", "model.safetensors", "sparse_linear.pt"]


def test_the_recorded_digest_holds_only_while_the_weights_are_those(tmp_path: Path) -> None:
    folder = _installed(tmp_path)
    before = digest_of(folder)
    path = folder / "pytorch_model.bin"
    later = (folder / "record.json").stat().st_mtime_ns + 10**9
    os.utime(path, ns=(later, later))  # copied again, but the same
    assert digest_of(folder) == before
    content = bytearray(path.read_bytes())
    content[-200] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(later, later))
    assert digest_of(folder) != before


def test_what_was_measured_beside_the_weights_counts_before_the_card(tmp_path: Path) -> None:
    folder = bge_m3(tmp_path / "m")
    assert calibration_of(folder, "fp32") is None
    stated = {"floor": 0.3, "least_weight": 0.1, "most_weight": 0.9, "measured_on": ["scifact"]}
    (folder / "calibration.json").write_text(json.dumps({"int8": {**stated, "loss": 0.004}}))
    assert calibration_of(folder, "int8") == Calibration(0.3, 0.1, 0.9, ("scifact",), 0.004)
    assert calibration_of(folder, "fp32") is None
    (folder / "calibration.json").write_text('{"int8": {}}')
    with pytest.raises(ModelError, match="measured"):
        calibration_of(folder, "int8")


def test_a_broken_record_is_told_with_its_name(tmp_path: Path) -> None:
    folder = _installed(tmp_path)
    for text in ("", "[]", '{"id": 1}', '{"id": "a", "revision": "", "digest": "", "files": [1]}'):
        (folder / "record.json").write_text(text)
        with pytest.raises(ModelError, match="record of a model"):
            digest_of(folder)
    assert ModelStore(tmp_path / "models").states()[-1].state == "damaged"


def test_git_names_a_file_by_its_size_and_content() -> None:
    sums = Checksums(6)
    sums.add(b"hello\n")
    assert sums.git_sha1 == "ce013625030ba8dba906f756967f9e9ca394464a"  # git hash-object
    assert Checksums().git_sha1 == ""
