"""What DocMind needs from the machine: what is there, what is missing, and the exact remedy.

Nothing heavy is imported here: Qt, the model runtime and the store are looked at from outside, and
the settings only where they are asked for, because every start of the window comes by here.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from docmind import __version__
from docmind.core import paths
from docmind.core.errors import DocMindError

# What Qt loads from the system on Linux, and the Debian package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
# What its window plugin for X11 wants besides.
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_REINSTALL = "Install DocMind again."
_ASK_SECONDS = 60.0
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor: ``state`` ok, warning or missing; ``remedy`` is an exact command."""

    name: str
    state: Literal["ok", "warning", "missing"]
    finding: str
    remedy: str = ""


def examine(library: Path | None = None) -> tuple[Check, ...]:
    """Look at everything. Never raises: what cannot be found out is a finding."""
    home = (library or paths.default_library()).absolute()
    looks: tuple[Callable[[], Check | None], ...] = (
        _program,
        _settings,
        _qt,
        _qt_libraries,
        display,
        _fonts,
        _east_asian_fonts,
        _gpu,
        _model,
        _chosen_model,
        _picture_model,
        _runtime,
        _store,
        _recognition,
        _hwp,
        lambda: _library(home),
        lambda: _disk(home),
    )
    return tuple(check for look in looks if (check := look()) is not None)


def window_obstacle() -> Check | None:
    """What keeps the window from opening, or None. Costs a few milliseconds."""
    here = display()
    if here is not None and here.state != "ok":
        return here
    if importlib.util.find_spec("PySide6") is None:
        return _qt()
    libraries = _qt_libraries()
    return libraries if libraries.state == "missing" else None


def _program() -> Check:
    finding = f"DocMind {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return Check("program", "ok", finding)


def _settings() -> Check:
    import difflib

    from docmind.core.settings import load, table, unknown_settings

    file = paths.config_file()
    try:
        load()
    except DocMindError as error:
        return Check("settings", "missing", f"{error.title}. {error.detail}", error.hint)
    unknown = unknown_settings()
    if unknown:
        finding = f"not known to this version, kept and without effect: {', '.join(unknown)}"
        close = difflib.get_close_matches(unknown[0], [row[0] for row in table()], n=1)
        remedy = f"Correct it in {file}, or update DocMind."
        if close:
            remedy = f"Did you mean {close[0]}? {remedy}"
        return Check("settings", "warning", finding, remedy)
    return Check("settings", "ok", f"{file}{'' if file.exists() else ' (not there: defaults)'}")


def _qt() -> Check:
    if importlib.util.find_spec("PySide6") is None:
        return Check("Qt", "missing", "PySide6 is not installed", "pip install PySide6")
    # a package has only the parts of it that are used
    part = "PySide6_Essentials" if paths.is_packaged() else "PySide6"
    return Check("Qt", "ok", f"PySide6 {_version(part)}")


def missing_libraries(wanted: Iterable[str]) -> list[str]:
    """Those of ``wanted`` that the system cannot load. Empty where Qt brings its own."""
    if not sys.platform.startswith("linux"):
        return []
    missing = []
    for name in wanted:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def _qt_libraries() -> Check:
    missing = missing_libraries(QT_LIBRARIES)
    packages = [QT_LIBRARIES[name] for name in missing]
    for_x11 = missing_libraries(X11_LIBRARIES)
    packages += [X11_LIBRARIES[name] for name in for_x11]
    if not packages:
        return Check("system libraries", "ok", "all that Qt needs are there")
    remedy = _install(packages)
    if missing or _is_x11():
        finding = f"the window cannot open without {', '.join(missing + for_x11)}"
        return Check("system libraries", "missing", finding, remedy)
    finding = f"on X11 the window could not open without {', '.join(for_x11)}"
    return Check("system libraries", "warning", finding, remedy)


def _is_x11() -> bool:
    """Whether Qt would choose its X11 plugin."""
    chosen = os.environ.get("QT_QPA_PLATFORM")
    if chosen:
        return chosen.startswith("xcb")
    return bool(os.environ.get("DISPLAY")) and not os.environ.get("WAYLAND_DISPLAY")


def display() -> Check | None:
    """Whether windows can be shown; None where there is always a screen."""
    if not sys.platform.startswith("linux"):
        return None
    chosen = os.environ.get("QT_QPA_PLATFORM")
    if chosen:
        return Check("display", "ok", f"QT_QPA_PLATFORM is {chosen}")
    for name in ("WAYLAND_DISPLAY", "DISPLAY"):
        if os.environ.get(name):
            return Check("display", "ok", f"{name} is {os.environ[name]}")
    return Check(
        "display",
        "warning",
        "there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)",
        "Use the commands (docmind --help), or start it from a desktop or with ssh -X.",
    )


def _fonts() -> Check | None:
    if not sys.platform.startswith("linux"):
        return None
    listed = _ask(["fc-list", ":", "family"])
    count = len(listed.splitlines()) if listed is not None else _fonts_in_folders()
    if count:
        return Check("fonts", "ok", f"{count} found")
    return Check(
        "fonts", "missing", "there is no font: text would be boxes", _install(["fonts-dejavu-core"])
    )


def _fonts_in_folders() -> int:
    return sum(
        1
        for folder in _FONT_FOLDERS
        for file in Path(folder).expanduser().rglob("*")
        if file.suffix.lower() in {".ttf", ".otf", ".ttc"}
    )


def _east_asian_fonts() -> Check | None:
    listed = _ask(["fc-list", ":lang=zh", "family"])
    if listed is None or not sys.platform.startswith("linux"):
        return None
    name = "fonts for Chinese, Japanese, Korean"
    if listed.strip():
        return Check(name, "ok", listed.splitlines()[0])
    return Check(name, "warning", "none: such text shows as boxes", _install(["fonts-noto-cjk"]))


def _gpu() -> Check:
    if shutil.which("nvidia-smi") is None:
        return Check("GPU", "ok", "no NVIDIA GPU; models run on the processor")
    names = _ask(["nvidia-smi", "--query-gpu=name,memory.total", "--format=csv,noheader"])
    if names is None or not names.strip():
        remedy = "Install the driver again, then run: nvidia-smi"
        return Check("GPU", "warning", "nvidia-smi is there but finds no GPU", remedy)
    found = "; ".join(names.split("\n")).strip("; ")
    return Check("GPU", "ok", f"{found}; the starter model stays on the processor")


def _model() -> Check:
    from docmind.core.embed import starter

    try:
        starter.verify()
    except DocMindError as error:
        return Check("model", "missing", f"{error.title}. {error.detail}".strip(), error.hint)
    except OSError as error:
        return Check("model", "warning", f"it could not be checked: {error}")
    return Check("model", "ok", f"{starter.Starter.title}, checksum verified")


def _chosen_model() -> Check | None:
    """The model that the settings name, when it is not the starter model."""
    from docmind.core.models.store import ModelStore
    from docmind.core.settings import load

    try:
        name = load().embedding.model_name
        if name == "starter":
            return None
        store = ModelStore()
        card, folder = store.resolve(name)
        if folder is None and not card.built_in and not card.server_model:
            store.folder(name)
    except DocMindError as error:
        return Check("chosen model", "missing", f"{error.title}. {error.detail}", error.hint)
    return Check("chosen model", "ok", card.title)


def _picture_model() -> Check | None:
    """Nobody misses it who has no pictures."""
    from docmind.core.models.store import ModelStore
    from docmind.core.settings import load

    name = "picture model"
    try:
        state = ModelStore().state(load().pictures.model_name)
    except DocMindError as error:
        return Check(name, "warning", f"{error.title}. {error.detail}".strip(), error.hint)
    remedy = f"docmind models download {state.id}"
    if state.state == "installed":
        return Check(name, "ok", state.title)
    if state.state == "damaged":
        return Check(name, "warning", f"{state.title} is damaged: {state.note}", remedy)
    return Check(name, "ok", "not installed; pictures are found by name and description", remedy)


def _runtime() -> Check:
    return _importable("model runtime", "onnxruntime", "onnxruntime")


def _store() -> Check:
    return _importable("engine", "qdrant_edge", "qdrant-edge-py")


def _recognition() -> Check:
    """Text recognition is an extra: without it nothing is wrong until it is switched on."""
    from docmind.core.recognise.choice import choose, recogniser_class
    from docmind.core.settings import RecognitionSettings, load

    name = "text recognition"
    try:
        wanted = load().recognition
    except DocMindError:
        wanted = RecognitionSettings()  # the settings have a line of their own
    chosen, reason = choose(wanted.engine)
    if chosen:
        found = f"{chosen} {recogniser_class(chosen).version()}".strip()
        return Check(name, "ok", f"{found}, switched {'on' if wanted.enabled else 'off'}")
    finding, _, remedy = reason.partition(". ")
    return Check(name, "warning" if wanted.enabled else "ok", finding, remedy)


def _hwp() -> Check:
    """An extra, too: nobody misses it who has no such files."""
    if importlib.util.find_spec("xberg") is None:
        if paths.is_packaged():
            return Check("HWP files", "ok", "not part of this package; listed by name only")
        finding = "not installed; HWP files are listed by name only"
        return Check("HWP files", "ok", finding, "pip install 'docmind[hwp]'")
    return Check("HWP files", "ok", f"xberg {_version('xberg')}")


def _importable(name: str, module: str, package: str) -> Check:
    """Import in a process of its own: a broken native library would end this one."""
    if importlib.util.find_spec(module) is None:
        remedy = _REINSTALL if paths.is_packaged() else f"pip install {package}"
        return Check(name, "missing", f"{package} is not installed", remedy)
    found = f"{package} {_version(package)}"
    if _ask([*paths.child_command("import"), module]) is None:
        remedy = _REINSTALL if paths.is_packaged() else f"pip install --force-reinstall {package}"
        return Check(name, "missing", f"{found} does not start on this machine", remedy)
    return Check(name, "ok", found)


def _library(home: Path) -> Check:
    nearest = _nearest(home)
    if not os.access(nearest, os.W_OK | os.X_OK):
        finding = f"{home} cannot be written"
        return Check("library", "missing", finding, f"chmod u+rwx {nearest}")
    if not paths.Library(home).catalog.exists():
        return Check("library", "ok", f"{home} (not there yet; it is made on first use)")
    return Check("library", "ok", str(home))


def _disk(home: Path) -> Check:
    try:
        free = shutil.disk_usage(_nearest(home)).free // 2**20
    except OSError as error:
        return Check("disk", "warning", f"the free space is not known: {error}")
    least = _least_free_mb()
    finding = f"{free:,} MiB free, reading stops below {least:,} MiB"
    if free < least:
        return Check("disk", "missing", finding, f"Free some space on the disk of {home}.")
    if free < 2 * least:
        return Check("disk", "warning", finding, f"Free some space on the disk of {home}.")
    return Check("disk", "ok", finding)


def _least_free_mb() -> int:
    from docmind.core.settings import Settings, load

    try:
        return load().engine.min_free_disk_mb
    except DocMindError:
        return Settings.model_construct().engine.min_free_disk_mb  # the defaults


def _nearest(path: Path) -> Path:
    """``path`` or the closest folder above it that exists."""
    return next((item for item in (path, *path.parents) if item.is_dir()), Path("/"))


def _version(package: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "(version unknown)"


def _install(packages: list[str]) -> str:
    if shutil.which("apt-get"):
        return f"sudo apt-get install -y {' '.join(packages)}"
    return f"Install, by your system's names for them: {', '.join(packages)}"


def _ask(command: list[str]) -> str | None:
    """What a command prints, or None when it is not there or fails."""
    if shutil.which(command[0]) is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - fixed commands
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=paths.child_environment(),
            timeout=_ASK_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")
