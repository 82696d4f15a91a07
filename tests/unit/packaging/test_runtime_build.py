"""The pack of a models runtime: what is in it, what is not, and that the program takes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from building import locks, runtime, runtime_locks

from docmind.core import paths
from docmind.core.runtimes.manifest import FORMAT, RuntimeManifest, this_platform, this_python
from docmind.core.runtimes.store import RuntimeStore


@pytest.mark.parametrize("variant", runtime_locks.VARIANTS)
def test_the_locks_of_the_runtimes_are_whole(variant: str) -> None:
    text = runtime_locks.lock_of(variant).read_text(encoding="utf-8")
    assert locks.faults(text, runtime_locks.requirements(variant)) == []
    pinned = locks.pins(text)
    assert {"torch", "flagembedding", "open-clip-torch", "transformers", "numpy"} <= pinned.keys()
    assert any(name.startswith("nvidia-") for name in pinned) == (variant == "cuda")
    rules = locks.project()["tool"]["docmind"]["packaging"]
    assert pinned.keys().isdisjoint(rules["runtime-unneeded"])


def test_the_processors_torch_is_not_the_one_for_cards() -> None:
    text = runtime_locks.lock_of("cpu").read_text(encoding="utf-8")
    (here,) = [
        entry for entry in locks._entries(text) if entry.startswith("torch==") and "+cpu" in entry
    ]
    assert here.count("--hash=sha256:") == 1 and "sys_platform == 'linux'" in here


def _write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def test_what_is_never_run_is_left_out(tmp_path: Path) -> None:
    kept = [
        "torch/__init__.py", "torch/testing/__init__.py", "torch/bin/torch_shm_manager",
        "torch/lib/libtorch.so", "pyarrow/libarrow.so.2600", "open_clip/vocab.txt.gz",
        "pyarrow/libarrow_substrait.so.2600", "torch-2.dist-info/METADATA", "FlagEmbedding/a.py",
    ]  # fmt: skip
    gone = [
        "torch/test/x.py", "torch/bin/protoc", "torch/include/a.h", "torch/_C.pyi",
        "numpy/linalg/tests/test_a.py", "numpy/tests/__init__.py", "a/__pycache__/b.pyc",
        "pyarrow/_flight.cpython-311-x86_64-linux-gnu.so", "pyarrow/libarrow_flight.so.2600",
        "examples/a.py", "torch/lib/libx.a",
    ]  # fmt: skip
    card = ["torchvision/_C.so", "torchvision/image.so", "torchvision.libs/libjpeg.so.8"]
    for variant, expected in (("cuda", [*kept, *card]), ("cpu", kept)):
        packages = tmp_path / variant
        _write(packages, *kept, *gone, *card)
        runtime.prune(packages, variant)
        left = {
            path.relative_to(packages).as_posix() for path in packages.rglob("*") if path.is_file()
        }
        assert left == set(expected)


@pytest.mark.parametrize(
    ("text", "cuda"),
    [("cuda: Optional[str] = None", False), ("cuda: Optional[str] = '13.0'", True)],
)
def test_a_torch_for_something_else_stops_the_build(tmp_path: Path, text: str, cuda: bool) -> None:
    (tmp_path / "torch").mkdir()
    (tmp_path / "torch" / "version.py").write_text(f"__version__ = '2'\n{text}\n")
    right, wrong = ("cuda", "cpu") if cuda else ("cpu", "cuda")
    runtime._require_variant(right, tmp_path)
    with pytest.raises(ValueError, match=f"does not make the {wrong} runtime"):
        runtime._require_variant(wrong, tmp_path)


def test_the_lowest_glibc_is_that_of_the_most_demanding_wheel(tmp_path: Path) -> None:
    assert runtime.glibc_needed(tmp_path) == ""
    for name, tags in (
        ("a", "cp311-cp311-manylinux_2_17_x86_64\nTag: cp311-cp311-manylinux_2_28_x86_64"),
        ("b", "py3-none-any"),
        ("c", "cp311-cp311-manylinux_2_27_x86_64"),
    ):
        _write(tmp_path, f"{name}-1.dist-info/WHEEL")
        (tmp_path / f"{name}-1.dist-info" / "WHEEL").write_text(f"Tag: {tags}\n")
    assert runtime.glibc_needed(tmp_path) == "2.27"


def test_the_program_takes_the_pack_that_the_catalogue_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resources = tmp_path / "resources"
    (resources / "runtimes").mkdir(parents=True)
    monkeypatch.setattr(runtime, "CATALOGUE", resources / "runtimes")
    monkeypatch.setattr(paths, "resources_dir", lambda: resources)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    folder = tmp_path / "work"
    _write(folder, "site-packages/one/__init__.py", "site-packages/one/libs/a.so")
    manifest = RuntimeManifest(
        FORMAT, "cpu", "9.9.9", this_python(), this_platform(), {"one": "1"},
        dict(runtime._files(folder)),
    )  # fmt: skip
    pack = tmp_path / "dist" / "made.docmind-runtime"
    runtime.write_pack(folder, manifest, pack)
    entry = json.loads(runtime.write_entry(manifest, pack).read_text())
    assert (entry["file"], entry["size"]) == (pack.name, pack.stat().st_size)
    store = RuntimeStore(root=tmp_path / "runtimes")
    assert store.import_from(pack).state == "ready", "it is the one that was published"
    again = tmp_path / "dist" / "again.docmind-runtime"
    runtime.write_pack(folder, manifest, again)
    assert again.read_bytes() == pack.read_bytes(), "the same content gives the same bytes"
