"""Models as they come, converted, checked, packed and brought to another computer."""

from __future__ import annotations

import numpy as np
import pytest
from fakes.bge_m3_folder import write_folder
from fakes.model_files import card_of, shelf

from docmind.core import paths
from docmind.core.embed.base import LoadOptions
from docmind.core.embed.bge_m3 import BgeM3
from docmind.core.embed.convert import convert_to_safetensors
from docmind.core.models.cards import ModelCard
from docmind.core.models.store import ModelStore


@pytest.fixture
def published(tmp_path, monkeypatch):
    """A checkpoint as it is published, which DocMind knows as "tiny"."""
    folder = write_folder(tmp_path / "published")
    card = card_of(folder, "tiny", licence="MIT", dimension=64)
    starter = ModelCard("starter", "starter", "Starter", "text", "Comes along.")
    resources = shelf(tmp_path / "resources", starter, card)
    monkeypatch.setattr(paths, "resources_dir", lambda: resources)
    return folder


def vectors(folder):
    model = BgeM3()
    identity = model.load(LoadOptions(folder=folder, threads=1))
    found = model.embed_passages(["a wing in the slipstream", "lease and notice"])
    return identity.space, found


def test_a_converted_model_is_the_same_model(tmp_path, published):
    store = ModelStore(tmp_path / "here")
    state = store.import_from(published)
    assert state.id == "tiny"
    space, before = vectors(state.folder)
    made = convert_to_safetensors(state.folder)
    assert {path.name for path in made} == {
        "model.safetensors", "sparse_linear.safetensors", "colbert_linear.safetensors"
    }  # fmt: skip
    assert not [path for path in state.folder.rglob("*") if path.suffix in (".bin", ".pt")]
    assert store.verify("tiny").state == "installed"
    again, after = vectors(state.folder)
    assert again == space
    np.testing.assert_array_equal(before.dense, after.dense)
    assert convert_to_safetensors(state.folder) == ()


def test_a_converted_model_goes_to_another_computer(tmp_path, published):
    here, there = ModelStore(tmp_path / "here"), ModelStore(tmp_path / "there")
    state = here.import_from(published)
    convert_to_safetensors(state.folder)
    pack = here.export("tiny", tmp_path / "tiny.docmind-models")
    brought = there.import_from(pack)
    assert (brought.id, brought.state) == ("tiny", "installed")
    assert there.verify("tiny").state == "installed"
    assert vectors(brought.folder)[0] == vectors(state.folder)[0]


def test_damage_after_the_conversion_is_noticed(tmp_path, published):
    store = ModelStore(tmp_path / "here")
    state = store.import_from(published)
    convert_to_safetensors(state.folder)
    weights = state.folder / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-5] ^= 1
    weights.write_bytes(content)
    assert store.verify("tiny").state == "damaged"
    with pytest.raises(Exception, match="damaged"):
        store.folder("tiny")
    assert store.import_from(published).state == "installed"  # the way out
