"""What a program is said to be made of is what lies in its folder: licences, SBOM and sums."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from building import names, notices, sums
from building.shipped import sha256
from bundles import add_library, small_bundle


def test_a_program_is_known_by_what_lies_in_it(tmp_path: Path) -> None:
    bundle = small_bundle(tmp_path)
    assert [one.metadata["Name"] for one in bundle.libraries] == ["fast.vectors", "Some_Words"]
    assert [one.path.name for one in bundle.system_libraries] == ["libforeign.so.7"]
    assert [path.as_posix() for path in bundle.models] == ["model/model.safetensors"]


def test_links_to_libraries_are_not_libraries(tmp_path: Path) -> None:
    bundle = small_bundle(tmp_path)
    (bundle.internal / "libagain.so.3").symlink_to("fast_vectors.libs/libblas-0a1b.so.3")
    assert "libagain.so.3" not in {path.name for path in bundle.binaries}


def test_a_program_without_papers_is_refused(tmp_path: Path) -> None:
    bundle = small_bundle(tmp_path)
    for papers in bundle.internal.glob("*.dist-info"):
        papers.rename(bundle.internal / f"{papers.stem}-gone")
    with pytest.raises(ValueError, match=r"no \.dist-info folder"):
        _ = bundle.libraries


def test_every_library_comes_with_the_text_of_its_licence(tmp_path: Path) -> None:
    bundle = small_bundle(tmp_path)
    folder = notices.write(bundle)
    told = (folder / "third-party.txt").read_text(encoding="utf-8")
    assert "Some_Words 1.2\nLicence: MIT" in told
    assert "Copyright of some words" in told
    assert "fast.vectors 3.0\nLicence: Apache-2.0" in told
    assert "TERMS AND CONDITIONS FOR USE, REPRODUCTION" in told  # it brought none of its own
    assert "all-MiniLM-L6-v2" in told
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in told
    assert {path.name for path in folder.iterdir()} == {"docmind.txt", "third-party.txt"}


def test_a_library_without_a_text_and_with_a_strange_licence_stops_the_build(
    tmp_path: Path,
) -> None:
    bundle = small_bundle(tmp_path)
    add_library(bundle.internal, "strange", "1", "LicenseRef-Ours")
    with pytest.raises(ValueError, match="strange 1 brings no text"):
        notices.third_party(bundle)


def test_qt_comes_with_its_licences_and_how_to_replace_it(tmp_path: Path) -> None:
    bundle = small_bundle(tmp_path)
    add_library(bundle.internal, "PySide6_Essentials", "6.9.1", "LGPL-3.0-only OR GPL-3.0-only")
    told = (notices.write(bundle) / "qt.txt").read_text(encoding="utf-8")
    assert "Qt 6.9.1 and PySide (PySide6_Essentials 6.9.1)" in told
    assert "_internal/PySide6/Qt/lib/" in told
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in told
    assert "TERMS AND CONDITIONS" in told, "and the GPL, which the LGPL refers to"
    assert "{" not in told.split("GNU LESSER")[0]


def test_the_sbom_names_exactly_what_lies_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("cyclonedx_py", reason="comes with docmind[test]")
    from building import sbom

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    bundle = small_bundle(tmp_path)
    _say_what_is_compiled_in(bundle.internal / "fast_vectors-3.0.dist-info")
    made = tmp_path / "docmind.cdx.json"
    sbom.write(bundle, made)
    document = json.loads(made.read_text(encoding="utf-8"))
    assert document["metadata"]["timestamp"].startswith("2023-11-14"), "the same every time"
    assert "serialNumber" not in document
    parts = {one["name"]: one for one in document["components"]}
    parts.pop("pyinstaller-bootloader", None)
    assert set(parts) == {
        *("fast.vectors", "Some_Words", "python", "libforeign.so.7", "model/model.safetensors")
    }
    assert document["metadata"]["component"]["version"] == names.version()
    model = parts["model/model.safetensors"]
    assert model["type"] == "machine-learning-model"
    digest = sha256(bundle.internal / "model" / "model.safetensors")
    assert model["hashes"] == [{"alg": "SHA-256", "content": digest}]
    assert parts["fast.vectors"]["purl"] == "pkg:pypi/fast.vectors@3.0"
    assert [one["name"] for one in parts["fast.vectors"]["components"]] == ["tiny-crate"]


def _say_what_is_compiled_in(papers: Path) -> None:
    (papers / "sboms").mkdir()
    crate = {"type": "library", "name": "tiny-crate", "version": "0.1", "bom-ref": "x"}
    told = json.dumps({"bomFormat": "CycloneDX", "components": [crate, crate]})
    (papers / "sboms" / "it.cyclonedx.json").write_text(told, encoding="utf-8")
    with (papers / "RECORD").open("a", encoding="utf-8") as record:
        record.write(f"{papers.name}/sboms/it.cyclonedx.json,,\n")


def test_sums_are_of_every_file_of_this_version_and_no_other(tmp_path: Path) -> None:
    package = tmp_path / names.deb(names.version())
    package.write_bytes(b"package")
    (tmp_path / "notes.txt").write_bytes(b"not shipped")
    (tmp_path / names.deb("0.0.1")).write_bytes(b"of another version")
    file = sums.write(tmp_path)
    assert file.read_text(encoding="ascii") == f"{sha256(package)}  {package.name}\n"
    assert sums.faults(file) == []
    check = subprocess.run(
        ["sha256sum", "--check", "--strict", file.name], cwd=tmp_path, check=False
    )
    assert check.returncode == 0


def test_sums_tell_what_differs_is_missing_or_lies_elsewhere(tmp_path: Path) -> None:
    package = tmp_path / names.deb(names.version())
    package.write_bytes(b"package")
    file = sums.write(tmp_path)
    package.write_bytes(b"changed")
    assert sums.faults(file) == [f"differs: {package.name}"]
    package.unlink()
    assert sums.faults(file) == [f"not there: {package.name}"]
    line = f"{'0' * 64}  ../{package.name}"
    file.write_text(f"{line}\n", encoding="ascii")
    assert sums.faults(file) == [f"not a line of sums: {line}"]


def test_sums_of_nothing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds no file of version"):
        sums.write(tmp_path)
