"""Packs of models runtimes: taken byte by byte, or refused with nothing left behind."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fakes.runtime_packs import FILES, make_pack, manifest_of
from filelock import FileLock

from docmind.core.errors import DiskFull, DocMindError, FileUnreadable, ModelError
from docmind.core.runtimes import manifest, staging
from docmind.core.runtimes.choice import installed
from docmind.core.runtimes.store import RuntimeStore

KERNELS = "site-packages/tinytorch/kernels.bin"


@pytest.fixture
def store(tmp_path: Path) -> RuntimeStore:
    return RuntimeStore(root=tmp_path / "runtimes")


def _left(store: RuntimeStore) -> set[str]:
    return {path.name for path in store.root.glob("*")} - {".lock"}


def _refused(store: RuntimeStore, pack: Path) -> DocMindError:
    with pytest.raises(ModelError) as caught:
        store.import_from(pack)
    assert _left(store) == set()
    assert caught.value.hint
    return caught.value


def test_a_pack_is_taken_whole(tmp_path: Path, store: RuntimeStore) -> None:
    told: list[tuple[int, int, str]] = []
    state = store.import_from(
        make_pack(tmp_path / "a.docmind-runtime"), lambda *one: told.append(one)
    )
    size = sum(map(len, FILES.values()))
    assert (state.name, state.state, state.version, state.size_bytes) == (
        "cpu",
        "ready",
        "0.1.0",
        size,
    )
    assert told[0][:2] == (0, size) and told[-1][:2] == (size, size)
    (folder,) = (one.folder for one in installed(store.root))
    assert {name: (folder / name).read_bytes() for name in FILES} == FILES
    assert _left(store) == {folder.name}


def _link() -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(KERNELS)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


def _spoilt(name: str) -> dict[str, Any]:
    return {"files": {name: b"x"}}


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (_spoilt("../escape.py"), "leads elsewhere"),
        (_spoilt("site-packages/../../escape.py"), "leads elsewhere"),
        (_spoilt("/etc/escape.py"), "leads elsewhere"),
        (_spoilt("site-packages/C:escape.py"), "leads elsewhere"),
        (_spoilt("site-packages/a\\b.py"), "leads elsewhere"),
        (_spoilt("site-packages//a.py"), "leads elsewhere"),
        (_spoilt("bin/tool"), "leads elsewhere"),
        (_spoilt("site-packages"), "leads elsewhere"),
        ({"files": {"site-packages/a.py": b"1", "site-packages/A.py": b"2"}}, "twice"),
        ({"members": {**FILES, "site-packages/extra.py": b"x"}}, "not announced"),
        ({"members": {**FILES, "extra.pth": b"x"}}, "not announced"),
        ({"members": {KERNELS: FILES[KERNELS]}}, "lacks a file"),
        ({"members": {**FILES, KERNELS: FILES[KERNELS] + b"x"}}, "has not the size"),
        ({"members": {_link(): b"/etc/passwd"}}, "link or a device"),
        ({"manifest": b"{}"}, "manifest"),
        ({"manifest": b"\xff not json"}, "manifest"),
        ({"manifest": b'{"format": "x"}'}, "manifest"),
        ({"manifest": b'{"\xff": 1}'}, "manifest"),
        ({"manifest": b'{"format": ' + b"[" * 100_000}, "manifest"),
        ({"variant": "rocm"}, "manifest"),
        ({"version": 7}, "manifest"),
    ],
)
def test_a_hostile_pack_is_refused(
    tmp_path: Path, store: RuntimeStore, made: dict[str, Any], said: str
) -> None:
    error = _refused(store, make_pack(tmp_path / "bad.docmind-runtime", **made))
    assert said in f"{error}"
    assert not (tmp_path / "escape.py").exists()


def test_a_pack_that_unpacks_to_more_than_any_is_refused(
    tmp_path: Path, store: RuntimeStore
) -> None:
    stated = manifest_of(FILES)
    stated["files"][KERNELS][1] = manifest.MOST_BYTES
    pack = make_pack(tmp_path / "bomb.docmind-runtime", manifest=msgspec.json.encode(stated))
    assert "larger than any" in _refused(store, pack).detail


def test_changed_bytes_are_found(tmp_path: Path, store: RuntimeStore) -> None:
    changed = {**FILES, KERNELS: FILES[KERNELS][:-1] + b"!"}
    error = _refused(store, make_pack(tmp_path / "bad.docmind-runtime", members=changed))
    assert "damaged" in error.title and KERNELS in error.detail


def test_a_file_that_breaks_off_is_refused(tmp_path: Path, store: RuntimeStore) -> None:
    pack = make_pack(tmp_path / "cut.docmind-runtime")
    content = pack.read_bytes()
    pack.write_bytes(content[: len(content) // 2])
    assert "cannot be read" in _refused(store, pack).title


def test_flipped_bits_never_install(tmp_path: Path, store: RuntimeStore) -> None:
    pack = make_pack(tmp_path / "flip.docmind-runtime")
    content = pack.read_bytes()
    for at in range(0, len(content), 23):
        spoilt = bytearray(content)
        spoilt[at] ^= 0x10
        pack.write_bytes(spoilt)
        try:
            store.import_from(pack)
        except DocMindError:
            assert _left(store) == set()
        else:  # a bit that nobody reads, such as a time
            (one,) = installed(store.root)
            assert {name: (one.folder / name).read_bytes() for name in FILES} == FILES
            store.remove("cpu")


def test_a_folder_is_no_pack(tmp_path: Path, store: RuntimeStore) -> None:
    with pytest.raises(FileUnreadable):
        store.import_from(tmp_path)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"python": "cp399"}, "cp399"),
        ({"platform": "beos-mips"}, "beos-mips"),
        ({"libc": "99.1"}, "glibc"),
    ],
)
def test_another_computers_pack_is_refused_in_plain_words(
    tmp_path: Path, store: RuntimeStore, changed: dict[str, str], said: str
) -> None:
    error = _refused(store, make_pack(tmp_path / "other.docmind-runtime", **changed))
    assert error.title == "This models runtime cannot be used here"
    assert said in error.detail and "works without it" in error.hint


def test_a_pack_of_a_later_format_asks_for_an_update(tmp_path: Path, store: RuntimeStore) -> None:
    error = _refused(store, make_pack(tmp_path / "new.docmind-runtime", format=2, variant="npu"))
    assert "newer DocMind" in error.title


class _StoppedByPerson(Exception):
    pass


def test_an_import_that_is_stopped_leaves_nothing(tmp_path: Path, store: RuntimeStore) -> None:
    def stop(done: int, total: int, name: str) -> None:
        if done:
            raise _StoppedByPerson

    with pytest.raises(_StoppedByPerson):
        store.import_from(make_pack(tmp_path / "a.docmind-runtime"), stop)
    assert _left(store) == set()


def test_what_a_dead_process_left_goes_at_the_next_start(
    tmp_path: Path, store: RuntimeStore
) -> None:
    store.import_from(make_pack(tmp_path / "a.docmind-runtime"))
    half = store.root / staging.STAGING / "site-packages"
    half.mkdir(parents=True)
    (half / "half.py").write_bytes(b"x")
    (store.root / f"{staging.GONE}cpu-1").mkdir()
    leaving = store.root / "cuda-abc"
    leaving.mkdir()
    (leaving / staging.LEAVING).touch()
    arriving = store.root / staging.ARRIVING
    arriving.mkdir()
    store.tidy()
    (folder,) = (one.folder for one in installed(store.root))
    assert _left(store) == {folder.name, staging.ARRIVING}


def test_two_processes_do_not_install_at_once(tmp_path: Path, store: RuntimeStore) -> None:
    store.root.mkdir()
    with FileLock(store.root / ".lock"), pytest.raises(ModelError, match="already"):
        store.import_from(make_pack(tmp_path / "a.docmind-runtime"))


def test_a_full_disk_is_noticed_before_anything_is_written(
    tmp_path: Path, store: RuntimeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "_RESERVE", 1 << 60)
    with pytest.raises(DiskFull):
        store.import_from(make_pack(tmp_path / "a.docmind-runtime"))
    assert _left(store) == set()
