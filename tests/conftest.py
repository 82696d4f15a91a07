"""What every test may count on: its own library, settings and no screen or network needed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from docmind.core.paths import OFFLINE_ENVIRONMENT

# Before anything imports Qt or a model runtime; children of the tests inherit it too.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update(LC_ALL="C.UTF-8", LANGUAGE="en")  # the window speaks the system's language
os.environ.update(OFFLINE_ENVIRONMENT)
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # not that of the person

ROOT = Path(__file__).resolve().parent.parent

# ``import fakes.engine`` works from every test, whatever folder it stands in.
sys.path.insert(0, str(ROOT / "tests"))


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache folder for the whole run: the model graph is built once, not once per test."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_folders(
    tmp_path: Path, shared_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """No test reads or writes the settings, the library or the cache of the person running it."""
    for name in list(os.environ):
        if name.startswith("DOCMIND_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DOCMIND_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("DOCMIND_CONFIG_FILE", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("DOCMIND_CACHE_DIR", str(shared_cache))
    monkeypatch.setenv("DOCMIND_MODELS_DIR", str(tmp_path / "models"))
    monkeypatch.setenv("DOCMIND_RUNTIMES_DIR", str(tmp_path / "runtimes"))
    monkeypatch.setenv("DOCMIND_CONNECTIONS_FILE", str(tmp_path / "connections.jsonl"))
    yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return ROOT
