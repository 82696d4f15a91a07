"""The recipe of the Flatpak: what it may do, where it looks, and the names it lets out."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "packaging"))
from building import flatpak, icons, identity, names  # noqa: E402

LINUX = ROOT / "packaging" / "linux"


def _manifest() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(flatpak.MANIFEST.read_text(encoding="utf-8"))
    return read


def _share(folder: Path) -> Path:
    """The part of what desktops read that needs no tools to be made."""
    for source, place in (
        (LINUX / "docmind.desktop", "applications/docmind.desktop"),
        (names.METAINFO, f"metainfo/{identity.app_id()}.metainfo.xml"),
        (LINUX / "docmind.mime.xml", "mime/packages/docmind.xml"),
    ):
        (folder / place).parent.mkdir(parents=True)
        shutil.copyfile(source, folder / place)
    icons.write(folder / "icons" / "hicolor")
    return folder


def test_it_is_the_program_that_the_metainfo_describes() -> None:
    manifest = _manifest()
    assert manifest["id"] == identity.app_id()
    assert manifest["command"] == "docmind"
    assert manifest["rename-desktop-file"] == "docmind.desktop"
    entry = (LINUX / "docmind.desktop").read_text(encoding="utf-8")
    assert f"Icon={manifest['rename-icon']}\n" in entry
    assert f"Exec={manifest['command']} %F\n" in entry


def test_it_has_no_network_and_writes_nowhere_in_the_home() -> None:
    allowed = _manifest()["finish-args"]
    assert "--share=network" not in allowed
    files = [one for one in allowed if one.startswith("--filesystem=")]
    assert files
    assert all(one.endswith(":ro") for one in files)
    assert not [one for one in allowed if one.startswith(("--socket=session-bus", "--device=all"))]


def test_the_manifest_takes_what_the_script_lays_out() -> None:
    [module] = _manifest()["modules"]
    found = {(flatpak.MANIFEST.parent / source["path"]).resolve() for source in module["sources"]}
    assert found == {flatpak.SOURCES / "program", flatpak.SOURCES / "share"}


def test_only_names_of_its_own_are_let_out(tmp_path: Path) -> None:
    share = _share(tmp_path / "share")
    flatpak.take_own_names(share)
    own = identity.app_id()
    types = [*(share / "mime" / "packages").iterdir()]
    assert [file.name for file in types] == [f"{own}.xml"]
    named = {icon.attrib["name"] for icon in ElementTree.parse(types[0]).iterfind(".//{*}icon")}
    drawn = {file.name.removesuffix(file.suffix) for file in share.glob("icons/*/*/mimetypes/*")}
    assert named == drawn == {f"{own}.pack"}
    metainfo = ElementTree.parse(share / "metainfo" / f"{own}.metainfo.xml").getroot()
    assert metainfo.findtext("launchable") == f"{own}.desktop"
    assert metainfo.find("icon") is None


def test_a_changed_metainfo_is_noticed(tmp_path: Path) -> None:
    share = _share(tmp_path / "share")
    file = share / "metainfo" / f"{identity.app_id()}.metainfo.xml"
    file.write_text("<component/>", encoding="utf-8")
    with pytest.raises(ValueError, match="no longer says"):
        flatpak.take_own_names(share)


@pytest.mark.skipif(
    shutil.which("flatpak-builder") is None, reason="flatpak-builder is not installed"
)
def test_flatpak_builder_knows_every_word_of_the_manifest(tmp_path: Path) -> None:
    told = subprocess.run(
        ["flatpak-builder", "--show-manifest", str(flatpak.MANIFEST)],
        cwd=tmp_path,  # where it leaves a folder of its own
        capture_output=True,
        text=True,
        check=True,
    )
    assert "WARNING" not in told.stderr
    assert json.loads(told.stdout)["finish-args"] == _manifest()["finish-args"]
