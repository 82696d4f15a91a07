"""What is kept is listed with where and how much; a report names nobody."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from docmind.core import (
    Check,
    Settings,
    TextPermission,
    plain_report,
    stored_places,
    text_permissions,
    third_parties,
)
from docmind.core.paths import Library, config_file, connections_file, runtimes_dir
from docmind.core.settings import ServerSettings


def test_places_are_listed_before_there_is_anything(tmp_path: Path) -> None:
    places = {place.name: place for place in stored_places(tmp_path / "none")}
    assert places["library"].path == tmp_path / "none"
    assert not places["library"].exists
    assert places["library"].size == 0
    assert places["connections"].path == connections_file()
    assert places["window"].path == config_file().parent / "window.ini"
    assert places["runtimes"].path == runtimes_dir()


@pytest.mark.parametrize(("system", "listed"), [("linux", True), ("win32", False)])
def test_the_entry_that_starts_docmind_is_a_place_where_it_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, listed: bool
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    entry = tmp_path / "autostart" / "docmind.desktop"
    entry.parent.mkdir()
    entry.write_text("[Desktop Entry]\n")
    found = [place for place in stored_places(tmp_path / "none") if place.name == "autostart"]
    assert [(place.path, place.exists) for place in found] == [(entry, True)] * listed


def test_where_texts_may_go() -> None:
    assert text_permissions() == ()
    servers = ServerSettings(
        ollama_address="https://gpu.example:8443",
        openai_address="http://10.0.0.5/v1",
        rerank_address="http://GPU.example:8443/v1",
        text_may_go_to=("GPU.example:8443", "old.example"),
    )
    purposes = ("vectors from Ollama", "putting results in order")
    assert text_permissions(Settings(servers=servers)) == (
        TextPermission("gpu.example:8443", False, purposes),
        TextPermission("old.example"),
    )
    senseless = ServerSettings(ollama_address="http://[", text_may_go_to=("old.example",))
    assert text_permissions(Settings(servers=senseless)) == (TextPermission("old.example"),)


def test_sizes_are_those_on_the_disk(tmp_path: Path) -> None:
    home = Library(tmp_path / "library")
    home.create()
    home.catalog.write_bytes(b"x" * 50_000)
    Path(f"{home.catalog}-wal").write_bytes(b"x" * 50_000)
    (home.store / "space").mkdir(parents=True)
    (home.store / "space" / "part").write_bytes(b"x" * 200_000)
    (home.store / "loop").symlink_to(home.root)
    places = {place.name: place for place in stored_places(home.root)}
    assert 100_000 <= places["texts"].size < 130_000
    assert 200_000 <= places["vectors"].size < 230_000
    assert places["library"].size >= places["texts"].size + places["vectors"].size
    assert places["texts"].part_of == "library"
    assert places["models"].part_of == ""


def test_a_report_has_no_folder_of_the_person(tmp_path: Path) -> None:
    library = tmp_path / "nora" / "divorce"
    checks = (
        Check("library", "ok", f"{library}"),
        Check("settings", "missing", f"{config_file()} is wrong", f"Correct {config_file()}"),
        Check("disk", "warning", "little room", f"Free some space on the disk of {library}."),
        Check("fonts", "ok", f"{Path.home()}/fonts"),
    )
    report = plain_report(checks, library)
    assert "divorce" not in report
    assert str(tmp_path) not in report
    assert str(Path.home()) not in report
    assert "ok       library: (library)" in report
    assert "         Correct (settings file)" in report


def test_third_parties_are_named_with_licences() -> None:
    found = {one.name.lower(): one for one in third_parties()}
    assert "MIT" in found["pydantic"].licence
    assert found["numpy"].version
    assert "docmind" not in found
    assert "pytest" not in found
    assert third_parties("no-such-program") == ()
