"""What goes into the frozen program, what stays out, and when a build is refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from building import contents, freeze, locks, toolchain

ROOT = Path(__file__).resolve().parents[3]


def test_the_whole_standard_library_is_named_without_its_tests() -> None:
    named = set(contents.standard_library())
    assert {"json", "xml.etree.ElementTree", "multiprocessing.shared_memory", "_sqlite3"} <= named
    assert {"concurrent.futures.process", "pdb", "timeit", "cProfile", "unittest.mock"} <= named
    assert not any(name.split(".")[0] in ("tkinter", "idlelib", "test") for name in named)
    assert not any(".tests" in name or ".test." in name for name in named)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6\\Qt\\plugins\\imageformats\\libqpdf.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/Qt/translations/qtdeclarative_de.qm",
        "docmind/resources/i18n/docmind_de.ts",
        "numpy/__init__.pyi",
    ],
)
def test_what_a_window_has_no_use_for_is_left_out(name: str) -> None:
    assert contents.is_dropped(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/lib/libicudata.so.73",
        "docmind/resources/i18n/docmind_de.qm",
        "docmind/resources/models/starter.json",
    ],
)
def test_what_it_needs_is_kept(name: str) -> None:
    assert not contents.is_dropped(name)


def test_every_resource_of_the_checkout_is_part_of_the_wheel() -> None:
    included = locks.project()["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    there = {f"resources/{item.name}" for item in (ROOT / "resources").iterdir()}
    assert there - set(included) == {"resources/screenshots"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries of a Linux")
def test_a_system_library_that_is_missing_is_named(tmp_path: Path) -> None:
    for name in ("libarchive.so.13", "libxcb-keysyms.so.1"):
        (tmp_path / name).touch()
    with pytest.raises(FileNotFoundError, match="libxcb-cursor"):
        contents.native_libraries([tmp_path])
    (tmp_path / "libxcb-cursor.so.0").touch()
    assert len(contents.native_libraries([tmp_path])) == 3


def test_the_starter_model_lies_where_the_program_looks(tmp_path: Path, monkeypatch) -> None:
    from docmind.core.embed import starter

    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "model.onnx").touch()
    (tmp_path / starter.WORDS).touch()
    placed = dict(contents.shipped_files(tmp_path))
    assert f"{starter.PACKAGE}/model" == contents.STARTER
    assert placed[str(tmp_path / starter.WORDS)] == contents.STARTER
    assert placed[str(tmp_path / "graph" / "model.onnx")] == f"{contents.STARTER}/graph"
    assert "open_clip" in placed.values()


def test_libraries_that_nothing_kept_asks_for_are_left_out() -> None:
    links = {
        "/site/QtGui.so": {"libQt6Gui.so.6", "libdbus-1.so.3", "libstdc++.so.6"},
        "/site/libQt6Gui.so.6": {"libglib-2.0.so.0"},
        "/site/libqgtk3.so": {"libgtk-3.so.0"},
        "/usr/lib/libgtk-3.so.0": {"libpango.so.1", "libglib-2.0.so.0"},
        "/usr/lib/libdbus-1.so.3": {"libsystemd.so.0"},
        "/usr/lib/libarchive.so.13": {"libxml2.so.2"},
    }
    there = [
        ("PySide6/QtGui.so", "/site/QtGui.so"),
        ("PySide6/Qt/lib/libQt6Gui.so.6", "/site/libQt6Gui.so.6"),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "/site/libqgtk3.so"),
        ("_json.so", "/python/_json.so"),
        *((name, f"/usr/lib/{name}") for name in (
            "libgtk-3.so.0", "libpango.so.1", "libglib-2.0.so.0", "libdbus-1.so.3",
            "libsystemd.so.0", "libstdc++.so.6", "libarchive.so.13", "libxml2.so.2",
        )),
    ]  # fmt: skip
    kept = contents.kept_libraries(
        [(name, file, "BINARY") for name, file in there], lambda file: links.get(file, set())
    )
    assert [name.rpartition("/")[2] for name, _, _ in kept] == [
        *("QtGui.so", "libQt6Gui.so.6", "_json.so", "libglib-2.0.so.0", "libarchive.so.13"),
        "libxml2.so.2",
    ]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads ELF files")
def test_what_a_library_is_linked_with_is_read_from_it() -> None:
    (archive, *_) = contents.native_libraries()
    assert "libc.so.6" in contents.linked_with(str(archive))


def provider(name: str, state: str = "passed") -> dict[str, str]:
    return {"room": "store", "name": name, "state": state, "detail": "Why."}


def test_a_program_without_a_provider_is_refused() -> None:
    here = {"providers": [provider("edge", "not run"), provider("memory", "not run")]}
    assert freeze.missing_from({"providers": [provider("edge"), provider("memory")]}, here) == []
    assert freeze.missing_from({"providers": [provider("edge")]}, here) == [
        "no memory among the providers of store"
    ]


def test_a_provider_that_fails_is_told_with_its_reason() -> None:
    failed = {"providers": [provider("edge", "failed")]}
    assert freeze.missing_from(failed, {"providers": []}) == ["edge (store): Why."]


def test_only_what_is_not_shipped_may_stay_untried() -> None:
    untried = {"providers": [provider("edge", "not run")]}
    assert freeze.missing_from(untried, {"providers": []}) == ["edge (store): Why."]
    room, name = sorted(contents.UNTRIED)[0]
    told = {"providers": [{**provider(name, "not run"), "room": room}]}
    assert freeze.missing_from(told, {"providers": []}) == []
    told["providers"][0]["state"] = "failed"
    assert freeze.missing_from(told, {"providers": []}) != []


def test_another_python_than_the_shipped_one_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(locks, "PYTHON", "2.7")
    with pytest.raises(ValueError, match=r"built with Python 2\.7"):
        toolchain.make()


def test_an_environment_from_the_same_locks_is_taken_as_it_is(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(toolchain, "FOLDER", tmp_path / "venv")
    monkeypatch.setattr(locks, "PYTHON", f"{sys.version_info[0]}.{sys.version_info[1]}")
    made = []

    def create(folder: Path, with_pip: bool) -> None:
        made.append(folder)
        folder.mkdir()

    monkeypatch.setattr(toolchain.venv, "create", create)
    monkeypatch.setattr(toolchain, "_pip", lambda *arguments: made.append(arguments))
    toolchain.make()
    assert made[0] == tmp_path / "venv"
    assert {"--require-hashes", "--no-deps"} <= set(made[1])
    assert {"--require-hashes", "--no-deps"} <= set(made[2])
    toolchain.make()
    assert len(made) == 3
    other = tmp_path / "base.txt"
    other.write_text("another lock")
    monkeypatch.setattr(locks, "BASE", other)
    toolchain.make()
    assert len(made) == 6
