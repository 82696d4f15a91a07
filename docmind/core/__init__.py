"""The front door of the core: the only names faces may use.

Values are imported at once; the engine and its libraries on first use, so the window starts fast.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from docmind.core.api import EngineApi
from docmind.core.errors import (
    DiskFull,
    DocMindError,
    EngineUnreachable,
    ExtractionCrashed,
    ExtractionError,
    ExtractionOutOfMemory,
    ExtractionTimedOut,
    FileChanged,
    FileTooLarge,
    FileUnreadable,
    LibraryLocked,
    ModelError,
    PasswordNeeded,
    StoreDamaged,
    StoreError,
    UnsupportedType,
    UsageError,
)
from docmind.core.events import (
    ChildRestarted,
    EngineLost,
    EngineRestored,
    Event,
    IndexChanged,
    JobFinished,
    JobProgressed,
    JobStarted,
    Notice,
    ProblemsChanged,
    SourcesChanged,
    Subscriber,
)
from docmind.core.schema import (
    Check,
    Chunk,
    ChunkRecord,
    Counts,
    Document,
    FileRecord,
    FoundFile,
    Heading,
    Hit,
    JobReport,
    Kind,
    Mode,
    Page,
    PageText,
    Passage,
    Problem,
    Progress,
    Query,
    QueryPlan,
    Reason,
    SearchAnswer,
    SourceStatus,
    Span,
    Status,
)

if TYPE_CHECKING:
    from docmind.core.doctor import examine as examine
    from docmind.core.doctor import window_obstacle as window_obstacle
    from docmind.core.engine import Engine as Engine
    from docmind.core.paths import Library as Library
    from docmind.core.paths import cache_dir as cache_dir
    from docmind.core.paths import child_command as child_command
    from docmind.core.paths import child_environment as child_environment
    from docmind.core.paths import config_file as config_file
    from docmind.core.paths import default_library as default_library
    from docmind.core.paths import resources_dir as resources_dir
    from docmind.core.remote.client import RemoteEngine as RemoteEngine
    from docmind.core.remote.supervisor import open_engine as open_engine
    from docmind.core.settings import Settings as Settings
    from docmind.core.settings import load as load_settings
    from docmind.core.settings import table as settings_table

_ON_FIRST_USE = {
    "Engine": ("docmind.core.engine", "Engine"),
    "examine": ("docmind.core.doctor", "examine"),
    "window_obstacle": ("docmind.core.doctor", "window_obstacle"),
    "RemoteEngine": ("docmind.core.remote.client", "RemoteEngine"),
    "open_engine": ("docmind.core.remote.supervisor", "open_engine"),
    "Settings": ("docmind.core.settings", "Settings"),
    "load_settings": ("docmind.core.settings", "load"),
    "settings_table": ("docmind.core.settings", "table"),
    "Library": ("docmind.core.paths", "Library"),
    "default_library": ("docmind.core.paths", "default_library"),
    "config_file": ("docmind.core.paths", "config_file"),
    "cache_dir": ("docmind.core.paths", "cache_dir"),
    "child_command": ("docmind.core.paths", "child_command"),
    "child_environment": ("docmind.core.paths", "child_environment"),
    "resources_dir": ("docmind.core.paths", "resources_dir"),
}


def __getattr__(name: str) -> Any:
    if name not in _ON_FIRST_USE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _ON_FIRST_USE[name]
    return getattr(importlib.import_module(module), attribute)


__all__ = [
    "Check",
    "ChildRestarted",
    "Chunk",
    "ChunkRecord",
    "Counts",
    "DiskFull",
    "DocMindError",
    "Document",
    "Engine",
    "EngineApi",
    "EngineLost",
    "EngineRestored",
    "EngineUnreachable",
    "Event",
    "ExtractionCrashed",
    "ExtractionError",
    "ExtractionOutOfMemory",
    "ExtractionTimedOut",
    "FileChanged",
    "FileRecord",
    "FileTooLarge",
    "FileUnreadable",
    "FoundFile",
    "Heading",
    "Hit",
    "IndexChanged",
    "JobFinished",
    "JobProgressed",
    "JobReport",
    "JobStarted",
    "Kind",
    "Library",
    "LibraryLocked",
    "Mode",
    "ModelError",
    "Notice",
    "Page",
    "PageText",
    "Passage",
    "PasswordNeeded",
    "Problem",
    "ProblemsChanged",
    "Progress",
    "Query",
    "QueryPlan",
    "Reason",
    "RemoteEngine",
    "SearchAnswer",
    "Settings",
    "SourceStatus",
    "SourcesChanged",
    "Span",
    "Status",
    "StoreDamaged",
    "StoreError",
    "Subscriber",
    "UnsupportedType",
    "UsageError",
    "cache_dir",
    "child_command",
    "child_environment",
    "config_file",
    "default_library",
    "examine",
    "load_settings",
    "open_engine",
    "resources_dir",
    "settings_table",
    "window_obstacle",
]
