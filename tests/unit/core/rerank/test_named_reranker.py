"""What people may write in search.reranker, and what they are told when it is not there."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.bge_m3_folder import write_folder
from fakes.cross_encoder_folder import write_cross_encoder
from fakes.model_files import card_of, shelf
from fakes.qwen3_reranker_folder import write_qwen3_reranker

from docmind.core import paths
from docmind.core.errors import DocMindError, ModelError
from docmind.core.models.cards import ModelCard
from docmind.core.models.store import ModelStore
from docmind.core.rerank.named import named_reranker


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> Path:
    """A folder of each kind, with the names that people give them."""
    made = tmp_path_factory.mktemp("folders")
    write_cross_encoder(made / "ms-marco")
    write_cross_encoder(made / "bge-reranker-v2-m3", "xlm-roberta")
    write_qwen3_reranker(made / "qwen3-reranker-0.6b")
    write_folder(made / "bge-m3", safetensors=True)
    return made


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


@pytest.fixture
def cards(folders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[ModelCard]:
    """Cards of two such models, pinned to what lies in the folders."""
    providers = {"bge-reranker-v2-m3": "bge-reranker", "qwen3-reranker-0.6b": "qwen3-reranker"}
    made = [
        replace(
            card_of(folders / name, name), provider=provider, does="order", dimension=0,
            title=f"The {name}",
        )
        for name, provider in providers.items()
    ]  # fmt: skip
    resources = shelf(tmp_path / "resources", *made)
    monkeypatch.setattr(paths, "resources_dir", lambda: resources)
    return made


@pytest.mark.parametrize(
    ("name", "provider", "title"),
    [
        ("ms-marco", "cross-encoder", "Cross-encoder ms-marco"),
        (
            "bge-reranker-v2-m3",
            "bge-reranker",
            "Multilingual cross-encoder bge-reranker-v2-m3",
        ),
        ("qwen3-reranker-0.6b", "qwen3-reranker", "Qwen3-Reranker qwen3-reranker-0.6b"),
    ],
)
def test_a_folder_is_run_by_who_recognises_it(folders, store, name, provider, title) -> None:
    found = named_reranker(str(folders / name), store)
    assert (found.kind.name, found.folder, found.title) == (provider, folders / name, title)
    assert found.model == ""


def test_the_librarys_own_needs_no_folder(store) -> None:
    found = named_reranker("bge-m3-colbert", store)
    assert (found.kind.rides_on, found.folder) == ("bge-m3", None)


@pytest.mark.parametrize("name", ["bge-reranker-v2-m3", "qwen3-reranker-0.6b"])
def test_a_model_of_the_store_is_named_by_its_id_or_repository(folders, store, cards, name) -> None:
    with pytest.raises(ModelError, match="is not installed") as absent:
        named_reranker(name, store)
    assert f"docmind models download {name}" in absent.value.hint
    state = store.import_from(folders / name)
    assert (state.id, state.does, state.state) == (name, "order", "installed")
    found = named_reranker(name.upper(), store)
    assert (found.folder, found.title, found.model) == (store.root / name, f"The {name}", name)
    assert found.kind.recognises(found.folder)
    (store.root / name / "config.json").unlink()
    with pytest.raises(ModelError, match="damaged"):
        named_reranker(name, store)
    assert store.remove(name) > 0


def test_a_reranker_that_a_person_brought_has_a_name_too(folders, store) -> None:
    state = store.import_from(folders / "ms-marco", name="My pairs")
    assert (state.id, state.does, state.provider) == ("my-pairs", "order", "cross-encoder")
    assert named_reranker("my-pairs", store).title == "My pairs"
    assert store.verify("my-pairs").state == "installed"


@pytest.mark.parametrize(
    "wanted", ["unknown", "/no/such/folder", "cross-encoder", "bge-reranker", "starter", "bge-m3"]
)
def test_what_puts_nothing_in_order_is_told(wanted, store) -> None:
    with pytest.raises(DocMindError) as told:
        named_reranker(wanted, store)
    assert told.value.title
    assert told.value.hint


def test_a_folder_of_an_embedder_is_no_reranker(folders, store) -> None:
    with pytest.raises(ModelError, match="no reranker in this folder"):
        named_reranker(str(folders / "bge-m3"), store)


def test_an_embedder_of_the_same_family_is_no_reranker(folders, store, tmp_path) -> None:
    folder = write_qwen3_reranker(tmp_path / "qwen3-embedding")
    (folder / "1_Pooling").mkdir()
    (folder / "modules.json").write_text(json.dumps([]))
    with pytest.raises(ModelError, match="no reranker"):
        named_reranker(str(folder), store)
