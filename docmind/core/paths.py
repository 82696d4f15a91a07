"""The only module that knows where things are, and how this program starts its children."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "docmind"
DESKTOP_FILE = f"{APP}.desktop"


def config_file() -> Path:
    """The settings file; ``DOCMIND_CONFIG_FILE`` names another."""
    named = os.environ.get("DOCMIND_CONFIG_FILE")
    return Path(named) if named else Path(platformdirs.user_config_dir(APP)) / "settings.toml"


def autostart_dir() -> Path:
    """Where a Linux desktop looks for what starts with its session."""
    return Path(platformdirs.user_config_dir()) / "autostart"


def default_library() -> Path:
    """The library used when none is named; ``DOCMIND_LIBRARY`` names another."""
    named = os.environ.get("DOCMIND_LIBRARY")
    return Path(named) if named else Path(platformdirs.user_data_dir(APP)) / "library"


def cache_dir() -> Path:
    """Things that can be made again: model graphs, thumbnails, evaluation embeddings."""
    named = os.environ.get("DOCMIND_CACHE_DIR")
    return Path(named) if named else Path(platformdirs.user_cache_dir(APP))


def models_dir() -> Path:
    """Models that were downloaded or imported; ``DOCMIND_MODELS_DIR`` names another folder."""
    named = os.environ.get("DOCMIND_MODELS_DIR")
    return Path(named) if named else Path(platformdirs.user_data_dir(APP)) / "models"


def runtimes_dir() -> Path:
    """Models runtimes that were downloaded or imported; ``DOCMIND_RUNTIMES_DIR`` names another
    folder."""
    named = os.environ.get("DOCMIND_RUNTIMES_DIR")
    return Path(named) if named else Path(platformdirs.user_data_dir(APP)) / "runtimes"


def connections_file() -> Path:
    """The journal of connections; ``DOCMIND_CONNECTIONS_FILE`` names another."""
    named = os.environ.get("DOCMIND_CONNECTIONS_FILE")
    return Path(named) if named else Path(platformdirs.user_data_dir(APP)) / "connections.jsonl"


def resources_dir() -> Path:
    """Icons, samples and licences: inside the wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


@dataclass(frozen=True, slots=True)
class Library:
    """The folder of one library and the names inside it."""

    root: Path

    @property
    def catalog(self) -> Path:
        return self.root / "catalog.sqlite3"

    @property
    def embedding_cache(self) -> Path:
        return self.root / "embeddings.sqlite3"

    @property
    def store(self) -> Path:
        return self.root / "store"

    @property
    def pictures(self) -> Path:
        """Where the stores of pictures lie: apart from those of texts."""
        return self.root / "pictures"

    @property
    def backups(self) -> Path:
        """Copies of the catalog, made before it was brought up to date."""
        return self.root / "backups"

    @property
    def upgrade(self) -> Path:
        """Whether a person agreed to bring it up to date, and how far that is."""
        return self.root / "upgrade.json"

    @property
    def refusal(self) -> Path:
        """Why the engine process did not start, for the face that started it."""
        return self.root / "refusal.json"

    @property
    def lock(self) -> Path:
        return self.root / "engine.lock"

    @property
    def door(self) -> Path:
        """Where the running engine writes its address and key, readable by its owner only."""
        return self.root / "engine.json"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    def socket_address(self) -> str:
        """A local socket address short enough for every platform (Unix allows ~100 bytes)."""
        import hashlib  # here, because only an engine needs them and every start reads this file
        import tempfile

        digest = hashlib.sha256(os.fsencode(self.root.resolve())).hexdigest()[:16]
        if sys.platform == "win32":
            return rf"\\.\pipe\docmind-{digest}"
        folder = Path(tempfile.gettempdir()) / f"docmind-{os.getuid()}"
        folder.mkdir(mode=0o700, exist_ok=True)
        return str(folder / f"{digest}.sock")

    def create(self) -> None:
        """Make the folder, private to its owner."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.logs.mkdir(exist_ok=True)


def is_packaged() -> bool:
    """Whether this is the program of a package, which has what it has: pip adds nothing to it."""
    return bool(getattr(sys, "frozen", False))


def child_command(child: str) -> list[str]:
    """The command that starts a child of this program: ``engine``, ``embed-worker``, ``reader``.

    A frozen build has one executable, which takes ``--child`` (see ``docmind.__main__``).
    """
    if is_packaged():
        return [sys.executable, "--child", child]
    # -P: modules are never taken from the current folder, which may be one of strangers' files.
    return [sys.executable, "-P", "-m", "docmind", "--child", child]


def child_environment() -> dict[str, str]:
    """The environment of every child: offline, no telemetry, UTF-8."""
    return {**os.environ, **OFFLINE_ENVIRONMENT}


OFFLINE_ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "ORT_DISABLE_TELEMETRY": "1",
    "PYTHONUTF8": "1",
}
