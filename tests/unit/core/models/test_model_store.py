"""States of models, names that people use for them, verifying and removing."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes.model_files import bge_m3, card_of, clip, shelf

from docmind.core import paths
from docmind.core.errors import ModelError, UsageError
from docmind.core.models.cards import ModelCard
from docmind.core.models.store import ModelStore


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelCard:
    card = card_of(bge_m3(tmp_path / "published"), "tiny")
    built_in = ModelCard("starter", "starter", "Starter", "text", "Comes along.")
    resources = shelf(tmp_path / "resources", built_in, card)
    monkeypatch.setattr(paths, "resources_dir", lambda: resources)
    return card


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def _states(store: ModelStore) -> dict[str, str]:
    return {one.id: one.state for one in store.states()}


def test_the_folder_is_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCMIND_MODELS_DIR", str(tmp_path / "there"))
    assert ModelStore().root == tmp_path / "there"
    monkeypatch.delenv("DOCMIND_MODELS_DIR")
    assert ModelStore().root.name == "models"


def test_nothing_is_made_by_looking(store: ModelStore, known: ModelCard) -> None:
    assert _states(store) == {"starter": "built in", "tiny": "absent"}
    assert not store.root.exists()


def test_installed_partial_and_damaged_are_told_apart(
    tmp_path: Path, store: ModelStore, known: ModelCard
) -> None:
    begun = store.root / ".staging-tiny"
    begun.mkdir(parents=True)
    (begun / "pytorch_model.bin.partial").write_bytes(b"12345")
    assert _states(store)["tiny"] == "partial"
    assert "5 of" in store.state("tiny").note
    store.import_from(tmp_path / "published")
    assert _states(store)["tiny"] == "installed"
    assert not begun.exists(), "what the stopped download has left is not needed any more"
    state = store.state("tiny")
    assert state.size == sum(
        path.stat().st_size
        for path in store.folder("tiny").rglob("*")
        if path.is_file() and path.name != "record.json"
    )
    (store.folder("tiny") / "config.json").write_text("{}")
    assert _states(store)["tiny"] == "damaged"
    with pytest.raises(ModelError, match="damaged") as caught:
        store.folder("tiny")
    assert "config.json" in caught.value.detail
    assert "download tiny" in caught.value.hint
    assert store.resolve("tiny") == (known, None)


def test_a_folder_without_record_is_no_model(store: ModelStore, known: ModelCard) -> None:
    (store.root / "tiny").mkdir(parents=True)
    assert _states(store)["tiny"] == "damaged"


def test_names_that_are_not_known_are_refused_with_those_that_are(
    store: ModelStore, known: ModelCard
) -> None:
    for call in (store.state, store.folder, store.resolve, store.remove, store.verify):
        with pytest.raises(UsageError) as caught:
            call("nothing")
        assert "tiny" in caught.value.hint


def test_what_is_not_installed_is_told_with_the_way_to_get_it(
    store: ModelStore, known: ModelCard
) -> None:
    with pytest.raises(ModelError, match="not installed") as caught:
        store.folder("tiny")
    assert "docmind models download tiny" in caught.value.hint
    with pytest.raises(ModelError, match="not installed"):
        store.verify("tiny")
    with pytest.raises(ModelError, match="comes with DocMind"):
        store.folder("starter")


def test_names_resolve_to_card_and_folder(
    tmp_path: Path, store: ModelStore, known: ModelCard
) -> None:
    assert store.resolve("tiny") == (known, None)
    assert store.resolve("starter")[1] is None
    store.import_from(tmp_path / "published")
    assert store.resolve("TINY/tiny") == (known, store.root / "tiny")
    assert store.resolve(str(store.root / "tiny")) == (known, store.root / "tiny")


def test_any_folder_of_a_model_resolves_to_a_card_of_its_own(
    tmp_path: Path, store: ModelStore
) -> None:
    folder = clip(tmp_path / "My CLIP", quick=True)
    card, found = store.resolve(str(folder))
    assert found == folder
    assert (card.id, card.provider, card.does, card.dimension) == ("my-clip", "clip", "pictures", 6)
    assert not card.built_in
    with pytest.raises(ModelError):
        store.resolve(str(tmp_path))


def test_verifying_finds_what_sizes_do_not_tell(
    tmp_path: Path, store: ModelStore, known: ModelCard
) -> None:
    store.import_from(tmp_path / "published")
    told: list[tuple[int, int, str]] = []
    assert store.verify("tiny", lambda *step: told.append(step)).state == "installed"
    assert told[-1][0] == told[-1][1]
    path = store.folder("tiny") / "pytorch_model.bin"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert _states(store)["tiny"] == "installed", "not seen by its size"
    state = store.verify("tiny")
    assert (state.state, "pytorch_model.bin" in state.note) == ("damaged", True)
    assert _states(store)["tiny"] == "damaged", "and remembered"
    path.write_bytes(whole)
    assert store.verify("tiny").state == "installed"


def test_removing_gives_back_all_of_it(tmp_path: Path, store: ModelStore, known: ModelCard) -> None:
    store.import_from(tmp_path / "published")
    begun = store.root / ".staging-tiny"
    begun.mkdir()
    (begun / "a.partial").write_bytes(b"12345")
    assert store.remove("tiny") > known.size
    assert _states(store)["tiny"] == "absent"
    assert {path.name for path in store.root.iterdir()} <= {".staging-import.lock"}
    assert store.remove("tiny") == 0
    with pytest.raises(ModelError, match="always there"):
        store.remove("starter")


def test_a_brought_model_with_a_broken_card_can_still_be_removed(
    tmp_path: Path, store: ModelStore, known: ModelCard
) -> None:
    store.import_from(bge_m3(tmp_path / "mine", seed=4), name="mine")
    (store.root / "mine" / "card.json").write_text("{")
    assert _states(store)["mine"] == "damaged"
    assert store.remove("mine") > 0
    assert "mine" not in _states(store)
