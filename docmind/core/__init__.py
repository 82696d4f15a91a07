"""The front door of the core: the only names faces may use. Loaded on first use, so that the
window starts without the engine's libraries."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docmind.core.api import EngineApi as EngineApi
    from docmind.core.engine import Engine as Engine
    from docmind.core.remote.client import RemoteEngine as RemoteEngine
    from docmind.core.remote.client import open_engine as open_engine
    from docmind.core.settings import Settings as Settings

_HOMES = {
    "EngineApi": "docmind.core.api",
    "Engine": "docmind.core.engine",
    "RemoteEngine": "docmind.core.remote.client",
    "open_engine": "docmind.core.remote.client",
    "Settings": "docmind.core.settings",
    "load_settings": "docmind.core.settings:load",
    "settings_table": "docmind.core.settings:table",
    "Library": "docmind.core.paths",
    "default_library": "docmind.core.paths",
    "config_file": "docmind.core.paths",
    "cache_dir": "docmind.core.paths",
    "resources_dir": "docmind.core.paths",
    "schema": "docmind.core.schema",
    "events": "docmind.core.events",
    "errors": "docmind.core.errors",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module_name, _, attribute = home.partition(":")
    module = importlib.import_module(module_name)
    if module_name.rpartition(".")[2] == name:
        return module
    return getattr(module, attribute or name)
