"""The recipe for macOS: what the bundle says of itself, and the order in which it is signed."""

from __future__ import annotations

import plistlib
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "packaging"))
from building import identity, macos, names  # noqa: E402

from docmind import __version__  # noqa: E402
from docmind.ui.autostart import macos as autostart  # noqa: E402

# Stands for Apple's commands: notes how it was called. hdiutil also makes the file it is asked for.
_STAND_IN = """#!/bin/sh
echo "$(basename "$0") $*" >>"$CALLS"
for last; do :; done
[ "$(basename "$0")" != hdiutil ] || echo image >"$last"
"""


def _app(folder: Path) -> Path:
    app = folder / macos.BUNDLE
    frameworks = app / "Contents" / "Frameworks"
    (frameworks / "QtCore.framework" / "Versions" / "A").mkdir(parents=True)
    (frameworks / "QtCore.framework" / "Versions" / "A" / "QtCore").write_bytes(b"core")
    (frameworks / "libarchive.dylib").write_bytes(b"library")
    (app / "Contents" / "Resources").mkdir()
    (app / "Contents" / "MacOS").mkdir()
    (app / "Contents" / "MacOS" / "docmind").write_bytes(b"program")
    return app


def _finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **environment: str
) -> tuple[Path, Path, list[str]]:
    """The app, the image, and the calls of Apple's commands."""
    commands, calls = tmp_path / "commands", tmp_path / "calls.txt"
    commands.mkdir()
    for name in ("codesign", "hdiutil", "xcrun", "spctl"):
        (commands / name).write_text(_STAND_IN, encoding="utf-8")
        (commands / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{commands}:/usr/bin:/bin")
    monkeypatch.setenv("CALLS", str(calls))
    for name in ("DOCMIND_SIGN_IDENTITY", "DOCMIND_NOTARY_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    papers = tmp_path / "licences"
    papers.mkdir()
    (papers / "third-party.txt").write_text("of others", encoding="utf-8")
    app = _app(tmp_path)
    image = macos.image(app, papers, tmp_path / "dist")
    return app, image, calls.read_text(encoding="utf-8").splitlines()


def test_the_bundle_tells_macos_of_this_version_and_its_packs() -> None:
    told = plistlib.loads(plistlib.dumps(macos.info_plist()))
    assert told["CFBundleShortVersionString"] == __version__
    assert told["LSBackgroundOnly"] is False
    declared = {
        (kind["UTTypeTagSpecification"]["public.filename-extension"][0],
         kind["UTTypeTagSpecification"]["public.mime-type"][0]): kind["UTTypeIdentifier"]
        for kind in told["UTExportedTypeDeclarations"]
    }  # fmt: skip
    assert set(declared) == {(pack.ending, pack.mime) for pack in identity.packs()}
    opened = [kind["LSItemContentTypes"] for kind in told["CFBundleDocumentTypes"]]
    assert all([kind] in opened for kind in declared.values())
    assert all(kind.startswith(f"{identity.app_id()}.") for kind in declared.values())


def test_what_starts_with_the_session_is_called_like_the_bundle() -> None:
    assert autostart.LABEL.startswith(f"{identity.app_id()}.")


def test_the_questions_of_macos_are_there_in_each_language() -> None:
    asked = {
        folder.name: re.findall(
            r'^(NS\w+UsageDescription) = "[^"]{20,}";$',
            (folder / "InfoPlist.strings").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        for folder in macos.FOLDER.glob("*.lproj")
    }
    assert set(asked) == {
        f"{language}.lproj"
        for language in macos.info_plist()["CFBundleLocalizations"]  # type: ignore[attr-defined]
    }
    assert len(asked["en.lproj"]) == 5
    assert asked["de.lproj"] == asked["en.lproj"]


def test_the_program_may_load_the_models_runtime_and_nothing_else_is_allowed() -> None:
    entitlements = plistlib.loads((macos.FOLDER / "entitlements.plist").read_bytes())
    assert entitlements == {
        "com.apple.security.cs.disable-library-validation": True,
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
    }


def test_without_a_certificate_it_is_signed_for_this_computer_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, image, calls = _finished(tmp_path, monkeypatch)
    assert image.name == names.macos_image(__version__, names.machine())
    assert image.is_file()
    assert (app / "Contents" / "Resources" / "licences" / "third-party.txt").is_file()
    assert (app / "Contents" / "Resources" / "de.lproj" / "InfoPlist.strings").is_file()
    assert not [call for call in calls if call.startswith(("xcrun", "spctl"))]
    assert calls[-1].startswith("hdiutil create")


def test_it_is_signed_from_the_inside_out_then_packed_and_notarised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, image, calls = _finished(
        tmp_path, monkeypatch, DOCMIND_SIGN_IDENTITY="Developer ID", DOCMIND_NOTARY_PROFILE="kept"
    )
    signed = [call.rsplit(" ", 1)[1] for call in calls if " --sign " in call]
    assert signed == [
        str(path)
        for path in (
            app / "Contents" / "Frameworks" / "libarchive.dylib",
            app / "Contents" / "Frameworks" / "QtCore.framework",
            app / "Contents" / "MacOS" / "docmind",
            app,
            image,
        )
    ]
    assert [call for call in calls if "entitlements.plist" in call] == calls[2:4]
    verbs = [" ".join(call.split(" ")[:2]) for call in calls[-5:]]
    assert verbs == [
        "hdiutil create", "codesign --force", "xcrun notarytool", "xcrun stapler", "spctl --assess"
    ]  # fmt: skip
    assert "--keychain-profile kept --wait" in calls[-3]


def test_nothing_is_sent_to_apple_unsigned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Exception, match="exit status 2"):
        _finished(tmp_path, monkeypatch, DOCMIND_NOTARY_PROFILE="kept")
    assert not (tmp_path / "calls.txt").exists()
