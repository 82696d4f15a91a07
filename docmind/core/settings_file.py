"""Writing the settings file: what a person changes in a face, with all else left as it was."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from docmind.core.errors import DocMindError, UsageError
from docmind.core.paths import config_file
from docmind.core.settings import Settings, known_part, load
from docmind.core.settings_specs import deciding_variable


def save(changes: Mapping[str, Any]) -> Settings:
    """Write settings, such as ``{"discovery.exclude": ("*.log",)}``, into the settings file.

    A value None takes a setting out of the file, so that its default holds again. Comments, order
    and settings that are not named stay, also those that only a newer version knows. The file is
    replaced as a whole or not at all. Returns all settings as they are now; a running engine keeps
    those it was started with.
    Raises ``UsageError`` for an unknown name, a wrong value, a file that cannot be understood, or
    a setting that the environment decides; ``DocMindError`` when the file cannot be written.
    """
    for name in changes:
        _refuse_if_decided_elsewhere(name)
    file = config_file()
    draft = _read(file)
    for name, value in changes.items():
        _put(draft, name, value)
    plain = draft.unwrap()
    for name, value in changes.items():
        section, _, key = name.partition(".")
        asked = {} if value is None else {key: plain[section][key]}
        part = {**known_part(plain).get(section, {}), **asked}
        load(**{section: part})  # says what is wrong before anything is written
    _write(file, tomlkit.dumps(draft))
    return load()


def _refuse_if_decided_elsewhere(name: str) -> None:
    variable = deciding_variable(name)
    if variable:
        raise UsageError(
            f"The setting {name} is decided by the environment",
            hint=f"Change or remove {variable}.",
        )


def _read(file: Path) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return tomlkit.document()
    except (TOMLKitError, UnicodeDecodeError, OSError) as error:
        raise UsageError(
            "The settings file cannot be read",
            detail=f"{error}.",
            hint="Correct it or take it away.",
            path=file,
        ) from None


def _put(draft: tomlkit.TOMLDocument, name: str, value: Any) -> None:
    section, _, key = name.partition(".")
    if not key:
        raise UsageError(f"There is no setting called {name}")
    if section not in draft:
        draft[section] = tomlkit.table()
    table: Any = draft[section]
    if not isinstance(table, dict):
        raise UsageError(f"[{section}] is no table in the settings file", path=config_file())
    if value is None:
        table.pop(key, None)
    elif isinstance(value, tuple | list):
        lines = tomlkit.array()
        lines.extend(value)
        table[key] = lines.multiline(len(value) > 1)
    else:
        table[key] = value


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # a link stays a link: people keep such files elsewhere
        target = file.resolve()
        number, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
        draft = Path(name)
        try:
            with os.fdopen(number, "w", encoding="utf-8") as written:
                written.write(text)
                written.flush()
                os.fsync(written.fileno())
            if target.exists():
                draft.chmod(target.stat().st_mode & 0o777)
            draft.replace(target)
        finally:
            with contextlib.suppress(FileNotFoundError):
                draft.unlink()
    except OSError as error:
        raise DocMindError(
            "The settings could not be saved",
            detail=f"{error.strerror or error}.",
            hint="Make the file writable.",
            path=file,
        ) from None
