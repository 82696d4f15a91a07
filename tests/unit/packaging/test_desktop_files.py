"""Launcher, metainfo, types of files and icons agree with each other and with the program."""

from __future__ import annotations

import configparser
import gzip
import io
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "packaging"))
from building import icons, names  # noqa: E402

from docmind import __version__  # noqa: E402
from docmind.cli.arguments import read_arguments  # noqa: E402

LINUX = ROOT / "packaging" / "linux"
_MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def _desktop_entry() -> configparser.ConfigParser:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(LINUX / "docmind.desktop", encoding="utf-8")
    return entry


def _metainfo() -> ElementTree.Element:
    return ElementTree.parse(names.METAINFO).getroot()


def _mime_types() -> dict[str, str]:
    """Type of file -> the pattern of its names."""
    root = ElementTree.parse(LINUX / "docmind.mime.xml").getroot()
    return {
        kind.attrib["type"]: kind.find(f"{_MIME}glob").attrib["pattern"]  # type: ignore[union-attr]
        for kind in root
    }


def test_the_launcher_opens_packs_and_names_its_window() -> None:
    main = _desktop_entry()["Desktop Entry"]
    assert set(main["MimeType"].strip(";").split(";")) == set(_mime_types())
    assert main["Exec"] == "docmind %F"
    # by these the desktop finds the launcher of a window: application.setDesktopFileName, WM_CLASS
    source = (ROOT / "docmind" / "ui" / "app.py").read_text(encoding="utf-8")
    assert re.search(rf'setDesktopFileName\(.*"{main["StartupWMClass"]}"\)', source)
    assert len(main["Categories"].strip(";").split(";")) == 1


def test_every_action_of_the_launcher_is_one_the_program_takes() -> None:
    entry = _desktop_entry()
    wanted = entry["Desktop Entry"]["Actions"].strip(";").split(";")
    assert {f"Desktop Action {name}" for name in wanted} == set(entry.sections()) - {
        "Desktop Entry"
    }
    for name in wanted:
        program, *arguments = entry[f"Desktop Action {name}"]["Exec"].split()
        assert program == "docmind"
        assert read_arguments(arguments).command == "window"


def test_packs_are_known_by_the_names_that_are_written() -> None:
    assert set(_mime_types().values()) == {"*.docmind-models", "*.docmind-runtime"}
    assert names.runtime("1.0", "cpu").endswith(".docmind-runtime")


def test_the_metainfo_belongs_to_the_launcher_and_this_version() -> None:
    root = _metainfo()
    assert root.findtext("launchable") == "docmind.desktop"
    assert {media.text for media in root.iter("mediatype")} == set(_mime_types())
    newest = next(root.iter("release"))
    assert newest.attrib["version"] == __version__
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", newest.attrib["date"])
    assert root.findtext("project_license") == "Apache-2.0"


def test_no_file_for_the_desktop_names_a_host() -> None:
    allowed = {"http://www.freedesktop.org", "http://www.w3.org"}
    for file in (*LINUX.rglob("*.desktop"), *LINUX.rglob("*.xml"), *LINUX.rglob("*.svg")):
        hosts = set(re.findall(r"https?://[\w.-]+", file.read_text(encoding="utf-8")))
        assert hosts <= allowed, file


def test_the_desktop_s_own_checks_pass() -> None:
    checks = (
        ["desktop-file-validate", str(LINUX / "docmind.desktop")],
        ["appstreamcli", "validate", "--no-net", str(names.METAINFO)],
    )
    there = [check for check in checks if shutil.which(check[0])]
    if not there:
        pytest.skip("neither desktop-file-validate nor appstreamcli is here")
    for check in there:
        told = subprocess.run(check, capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("size", icons.SIZES)
def test_icons_have_their_size_and_a_clear_edge(size: int) -> None:
    for content in (icons.program(size), icons.picture(icons.PACK, size)):
        with Image.open(io.BytesIO(content)) as image:
            assert image.size == (size, size)
            corners = [image.getpixel((x, y))[3] for x in (0, size - 1) for y in (0, size - 1)]
            assert max(corners) < 128, "the corners are clear"
            opaque = image.getchannel("A").histogram()[255] / size**2
            assert opaque > 0.45, "it fills its place"


def test_small_icons_are_drawn_for_their_size() -> None:
    assert icons.program(16) != icons.picture(icons.PROGRAM, 16)
    assert icons.program(48) == icons.picture(icons.PROGRAM, 48)


def test_the_tree_for_a_desktop_is_whole_and_the_same_every_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("shtab", reason="comes with docmind[test]")
    pytest.importorskip("argparse_manpage", reason="comes with docmind[test]")
    from building import desktop

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for name in ("one", "two"):
        desktop.lay_out(tmp_path / name)
    files = _contents(tmp_path / "one")
    assert files == _contents(tmp_path / "two")
    root = _metainfo()
    assert f"metainfo/{root.findtext('id')}.metainfo.xml" in files
    assert f"applications/{root.findtext('launchable')}" in files
    icon = _desktop_entry()["Desktop Entry"]["Icon"]
    assert f"icons/hicolor/48x48/apps/{icon}.png" in files
    assert f"icons/hicolor/scalable/apps/{icon}.svg" in files
    assert "icons/hicolor/scalable/mimetypes/docmind-pack.svg" in files
    assert gzip.decompress(files["man/man1/docmind.1.gz"]).startswith(b".TH DOCMIND")


def _contents(tree: Path) -> dict[str, bytes]:
    return {
        path.relative_to(tree).as_posix(): path.read_bytes()
        for path in tree.rglob("*")
        if path.is_file()
    }
