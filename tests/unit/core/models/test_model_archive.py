"""Models brought in from folders, caches, zips and packs; and packed again."""

from __future__ import annotations

import json
import os
import shutil
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.model_files import (
    archive_with,
    bge_m3,
    bge_m3_shapes,
    cached,
    card_of,
    clip,
    clip_config,
    contents,
    save_shapes,
    shelf,
    write,
    zipped,
)

from docmind.core import paths
from docmind.core.errors import DiskFull, DocMindError, ModelError
from docmind.core.models import sources, staging
from docmind.core.models.cards import ModelCard
from docmind.core.models.folder import digest_of, record_conversion
from docmind.core.models.record import read_record
from docmind.core.models.store import ModelStore


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelCard:
    """A card that pins the files of ``published``."""
    card = card_of(bge_m3(tmp_path / "published"), "tiny", dimension=8)
    resources = shelf(tmp_path / "resources", card)
    monkeypatch.setattr(paths, "resources_dir", lambda: resources)
    return card


def _nothing_is_here(store: ModelStore) -> None:
    names = {path.name for path in store.root.iterdir()} if store.root.exists() else set()
    assert {name for name in names if not name.endswith(".lock")} == set()


def test_a_folder_of_a_known_model_is_verified_while_it_is_copied(
    tmp_path: Path, store: ModelStore, known: ModelCard
) -> None:
    (tmp_path / "published" / "README.md").write_text("not wanted")
    told: list[tuple[int, int, str]] = []
    state = store.import_from(tmp_path / "published", lambda *step: told.append(step))
    assert (state.id, state.state) == ("tiny", "installed")
    assert told[-1][0] == told[-1][1] == known.size
    folder = store.folder("tiny")
    assert not (folder / "README.md").exists()
    record = read_record(folder)
    assert record is not None and record.unpinned == ()
    assert record.revision == known.revision
    assert store.resolve("tiny/tiny") == (known, folder)


def test_a_changed_file_of_a_known_model_is_refused(
    tmp_path: Path, store: ModelStore, known: ModelCard
) -> None:
    path = tmp_path / "published" / "sparse_linear.pt"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"sparse_linear\.pt is not what was published") as caught:
        store.import_from(tmp_path / "published")
    _nothing_is_here(store)
    assert "--name" in caught.value.hint
    assert store.import_from(tmp_path / "published", name="My own").id == "my-own"


def test_an_incomplete_known_model_is_refused(
    tmp_path: Path, store: ModelStore, known: ModelCard
) -> None:
    (tmp_path / "published" / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match="not complete") as caught:
        store.import_from(tmp_path / "published")
    assert "tokenizer.json" in caught.value.detail
    _nothing_is_here(store)


@pytest.mark.parametrize("whole", [True, False])
def test_the_cache_of_the_hubs_program_is_found_and_taken(
    tmp_path: Path,
    store: ModelStore,
    known: ModelCard,
    monkeypatch: pytest.MonkeyPatch,
    whole: bool,
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    assert store.offered_in_cache("tiny") is None
    snapshot = cached(tmp_path / "published", tmp_path / "hub", known)
    assert store.offered_in_cache("tiny") == snapshot
    place = snapshot if whole else snapshot.parent.parent
    assert store.import_from(place).id == "tiny"
    assert not (store.folder("tiny") / "config.json").is_symlink()
    os.truncate((snapshot / "pytorch_model.bin").resolve(), 10)
    assert store.offered_in_cache("tiny") is None


def test_a_link_that_leads_out_is_refused(
    tmp_path: Path, store: ModelStore, known: ModelCard
) -> None:
    path = tmp_path / "published" / "tokenizer.json"
    path.rename(tmp_path / "elsewhere.json")
    path.symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(ModelError) as caught:
        store.import_from(tmp_path / "published")
    assert "link" in caught.value.detail
    _nothing_is_here(store)


@pytest.mark.parametrize("inside", ["", "bge-m3/"])
def test_a_plain_zip_is_taken(
    tmp_path: Path, store: ModelStore, known: ModelCard, inside: str
) -> None:
    path = zipped(tmp_path / "published", tmp_path / "model.zip", inside)
    assert store.import_from(path).id == "tiny"


def _member(name: str, kind: int = 0, size: int | None = None) -> bytes:
    member = zipfile.ZipInfo(name)
    member.external_attr = kind << 16
    return archive_with(member)


@pytest.mark.parametrize(
    "content",
    [
        _member("/etc/config.json"),
        _member("../config.json"),
        _member("a/../../config.json"),
        _member("..\\config.json"),
        _member("C:/config.json"),
        _member("config.json", stat.S_IFLNK | 0o777),
        _member("config.json", stat.S_IFCHR | 0o600),
        b"PK no zip at all",
        b"",
    ],
)
def test_archives_that_lead_elsewhere_are_refused(
    tmp_path: Path, store: ModelStore, content: bytes
) -> None:
    path = tmp_path / "bad.zip"
    path.write_bytes(content)
    with pytest.raises(ModelError):
        store.import_from(path)
    _nothing_is_here(store)


def test_an_archive_that_would_fill_the_disk_is_refused(
    tmp_path: Path, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(bge_m3(tmp_path / "m"), tmp_path / "m.zip")
    monkeypatch.setattr(sources, "MOST_BYTES", 1000)
    with pytest.raises(ModelError, match="not taken"):
        store.import_from(path)
    _nothing_is_here(store)


def test_too_little_room_is_told_before_anything_is_copied(
    tmp_path: Path, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "RESERVE", 1 << 60)
    with pytest.raises(DiskFull, match="not enough room"):
        store.import_from(bge_m3(tmp_path / "m"))
    _nothing_is_here(store)


def test_a_damaged_member_is_refused(tmp_path: Path, store: ModelStore) -> None:
    path = zipped(bge_m3(tmp_path / "m"), tmp_path / "m.zip")
    content = bytearray(path.read_bytes())
    content[content.index(b"not for unpickling")] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelError):
        store.import_from(path)
    _nothing_is_here(store)


def test_a_model_without_a_card_gets_one_of_its_own(tmp_path: Path, store: ModelStore) -> None:
    folder = bge_m3(tmp_path / "My Fine Tuned!")
    (folder / "run.py").write_text("code")
    (folder / "optimizer.pt").write_bytes(b"pickle")
    state = store.import_from(folder)
    assert (state.id, state.title, state.does) == ("my-fine-tuned", "My Fine Tuned!", "text")
    assert state.dimension == 8
    installed = store.folder("my-fine-tuned")
    assert not (installed / "run.py").exists()
    assert not (installed / "optimizer.pt").exists()
    record = read_record(installed)
    assert record is not None and "pytorch_model.bin" in record.unpinned
    assert [one.id for one in store.states()][-1] == "my-fine-tuned"
    assert store.import_from(folder).id == "my-fine-tuned", "the same again replaces it"
    other = bge_m3(tmp_path / "other" / "My Fine Tuned!", seed=7)
    assert store.import_from(other).id == "my-fine-tuned-2"


def test_the_id_of_a_known_model_is_not_given_to_another(
    tmp_path: Path, store: ModelStore, known: ModelCard
) -> None:
    other = bge_m3(tmp_path / "other" / "tiny", safetensors=True)
    (other / "tokenizer_config.json").write_text('{"of": "another"}')
    assert store.import_from(other).id == "tiny-2"
    assert store.state("tiny").state == "absent"


def test_a_broken_model_is_checked_before_it_counts(tmp_path: Path, store: ModelStore) -> None:
    folder = bge_m3(tmp_path / "m", safetensors=True)
    (folder / "colbert_linear.pt").unlink()
    with pytest.raises(ModelError, match="head"):
        store.import_from(folder)
    _nothing_is_here(store)
    for name in ("", "nothing"):
        (tmp_path / "empty" / name).mkdir(exist_ok=True, parents=True)
    with pytest.raises(ModelError, match="no model in it"):
        store.import_from(tmp_path / "empty")


def test_an_installed_clip_states_its_activation(
    tmp_path: Path, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = clip(tmp_path / "published", quick=None)
    card = replace(
        card_of(folder, "seeing", "clip", unpinned=("open_clip_config.json",)),
        options=(("open_clip_config", json.dumps(clip_config(True))),),
    )
    resources = shelf(tmp_path / "resources", card)
    monkeypatch.setattr(paths, "resources_dir", lambda: resources)
    store.import_from(folder)
    stated = json.loads((store.folder("seeing") / "open_clip_config.json").read_text())
    assert stated["model_cfg"]["quick_gelu"] is True
    assert stated["preprocess_cfg"]["mean"] == [0.5, 0.4, 0.3], "the rest stays its own"
    (folder / "open_clip_config.json").unlink()
    store.import_from(folder)
    stated = json.loads((store.folder("seeing") / "open_clip_config.json").read_text())
    assert stated == clip_config(True)


def _pack(tmp_path: Path, store: ModelStore, name: str) -> Path:
    return store.export(name, tmp_path / "usb" / "model")


@pytest.mark.parametrize("converted", [False, True])
@pytest.mark.parametrize("brought", [False, True])
def test_a_pack_gives_an_identical_folder(
    tmp_path: Path, store: ModelStore, known: ModelCard, brought: bool, converted: bool
) -> None:
    source = bge_m3(tmp_path / "mine", seed=3) if brought else tmp_path / "published"
    name = store.import_from(source, name="mine" if brought else "").id
    folder = store.folder(name)
    (tmp_path / "usb").mkdir()
    if converted:
        save_shapes(folder / "model.safetensors", bge_m3_shapes())
        record_conversion(folder, {"model.safetensors": ["pytorch_model.bin"]})
    path = _pack(tmp_path, store, name)
    assert path.name == "model.docmind-models"
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist()[0] == "manifest.json"
        assert {member.compress_type for member in archive.infolist()} == {zipfile.ZIP_STORED}
    other = ModelStore(tmp_path / "elsewhere")
    assert other.import_from(path).state == "installed"
    assert contents(other.folder(name)) == contents(folder)
    assert digest_of(other.folder(name)) == digest_of(folder)
    assert list((tmp_path / "usb").iterdir()) == [path]


def test_a_damaged_model_is_not_packed(tmp_path: Path, store: ModelStore, known: ModelCard) -> None:
    store.import_from(tmp_path / "published")
    (tmp_path / "usb").mkdir()
    path = store.folder("tiny") / "tokenizer.json"
    path.write_bytes(path.read_bytes().replace(b"w1", b"w2", 1))
    with pytest.raises(ModelError, match="damaged"):
        _pack(tmp_path, store, "tiny")
    assert list((tmp_path / "usb").iterdir()) == []


def _edited(path: Path, **changes: object) -> Path:
    """A pack with another manifest."""
    made = path.with_name("edited.docmind-models")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                content = json.dumps({**json.loads(content), **changes}).encode()
            new.writestr(name, content)
    return made


def test_a_pack_that_lies_is_refused(tmp_path: Path, store: ModelStore, known: ModelCard) -> None:
    store.import_from(bge_m3(tmp_path / "mine", seed=3), name="mine")
    (tmp_path / "usb").mkdir()
    path = _pack(tmp_path, store, "mine")
    with zipfile.ZipFile(path) as archive:
        stated = json.loads(archive.read("manifest.json"))
    record, card = stated["record"], stated["card"]
    other = ModelStore(tmp_path / "elsewhere")
    for changes in (
        {"format": 99},
        {"card": {}},
        {"record": []},
        {"card": {**card, "id": "../out"}, "record": {**record, "id": "../out"}},
        {"card": {**card, "id": "tiny"}, "record": {**record, "id": "tiny"}},
        {"record": {**record, "files": {**record["files"], "absent.json": ["0", 1]}}},
        {"record": {**record, "files": {"../x.json": ["0", 1]}}},
        {"record": {**record, "files": {**record["files"], "config.json": ["0" * 64, 1]}}},
    ):
        with pytest.raises(ModelError):
            other.import_from(_edited(path, **changes))
        _nothing_is_here(other)


def test_a_stop_leaves_nothing(tmp_path: Path, store: ModelStore) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int, name: str) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        store.import_from(bge_m3(tmp_path / "m"), stop)
    _nothing_is_here(store)


def test_one_import_at_a_time(tmp_path: Path, store: ModelStore) -> None:
    with (
        staging.locked(store.root, "import"),
        pytest.raises(ModelError, match="being installed already"),
    ):
        store.import_from(bge_m3(tmp_path / "m"))


def test_what_cannot_be_read_is_told(tmp_path: Path, store: ModelStore) -> None:
    with pytest.raises(DocMindError, match="cannot be read"):
        store.import_from(tmp_path / "absent.zip")
    shutil.rmtree(store.root, ignore_errors=True)
    write(tmp_path / "models", {})  # a file where the folder should be
    with pytest.raises(ModelError, match="cannot be saved"):
        store.import_from(bge_m3(tmp_path / "m"))
