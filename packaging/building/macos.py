"""The program and its disk image for macOS. Freezing, signing and packing are done there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from building import icon_files, identity, names, notices

FOLDER = names.ROOT / "packaging" / "macos"
FINISH = FOLDER / "finish.sh"
BUNDLE = "DocMind.app"
# what the locked wheels of onnxruntime ask for
OLDEST = "14.0"
_LANGUAGES = ("en", "de")


def frozen_here() -> tuple[Path, Path]:
    """Freeze the program; returns its bundle and the folder with the papers of all that is in it.

    Raises ``ValueError`` on another system.
    """
    if sys.platform != "darwin":
        raise ValueError("DocMind for macOS is frozen and signed under macOS.")
    from building import freeze

    folder = freeze.base()
    return freeze.FROZEN / BUNDLE, folder / notices.FOLDER


def icon(folder: Path) -> Path:
    """Write the icon into ``folder``, which is made; returns its file."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / "docmind.icns"
    made.write_bytes(icon_files.icns())
    return made


def info_plist() -> dict[str, object]:
    """What ``Info.plist`` says besides what PyInstaller puts into it."""
    kinds = identity.packs()
    return {
        "CFBundleDisplayName": "DocMind",
        "CFBundleShortVersionString": names.version(),
        "CFBundleVersion": names.version(),
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": list(_LANGUAGES),
        "LSBackgroundOnly": False,  # PyInstaller says so of a program that can use a terminal
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": OLDEST,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "Apache-2.0",
        "UTExportedTypeDeclarations": [_declared(kind) for kind in kinds],
        "CFBundleDocumentTypes": [
            *({
                "CFBundleTypeName": kind.title,
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [_type_of(kind)],
            } for kind in kinds),
            {   # what is dropped on the icon; DocMind is nobody's first choice to open it with
                "CFBundleTypeName": "Anything to search",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "None",
                "LSItemContentTypes": ["public.data", "public.folder"],
            },
        ],
    }  # fmt: skip


def image(app: Path, licences: Path, output: Path) -> Path:
    """Sign ``app``, pack it into a disk image in the folder ``output``, and have it notarised.

    ``licences`` is the folder with the papers of all that is in it, which go along.
    ``finish.sh`` says which variables of the environment name the certificate and the account.
    Raises ``CalledProcessError`` when a step fails.
    """
    resources = app / "Contents" / "Resources"
    shutil.copytree(licences, resources / "licences", dirs_exist_ok=True)
    for language in _LANGUAGES:
        folder = f"{language}.lproj"
        shutil.copytree(FOLDER / folder, resources / folder, dirs_exist_ok=True)
    output.mkdir(parents=True, exist_ok=True)
    made = output / names.macos_image(names.version(), names.machine())
    subprocess.run(["bash", str(FINISH), str(app), str(made)], check=True)
    return made


def _declared(kind: identity.Pack) -> dict[str, object]:
    return {
        "UTTypeIdentifier": _type_of(kind),
        "UTTypeDescription": kind.title,
        "UTTypeConformsTo": ["public.data", "public.zip-archive"],
        "UTTypeTagSpecification": {
            "public.filename-extension": [kind.ending],
            "public.mime-type": [kind.mime],
        },
    }


def _type_of(kind: identity.Pack) -> str:
    return f"{identity.app_id()}.{kind.ending}"
