"""Messages between a face and the engine process: JSON, typed by ``EngineApi`` itself.

A frame is one message of ``multiprocessing.connection`` (its HMAC challenge authenticates both
ends; nothing is ever unpickled):

- request  ``{"id": 7, "call": "search", "arguments": {"query": {...}}}``
- answer   ``{"id": 7, "value": ...}`` or ``{"id": 7, "error": {"kind", "title", ...}}``
- event    ``{"event": "JobProgressed", "value": {...}}``
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import socket
import typing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec

from docmind.core import errors, events
from docmind.core.api import EngineApi
from docmind.core.paths import Library
from docmind.core.schema_upgrade import Upgrade

CALLS = (
    "status", "search", "explain", "add", "rescan", "glance", "remove", "retry", "unlock", "allow",
    "recognise", "look_at_pictures", "preview_exclude", "wait", "cancel", "pause", "resume",
    "problems", "ignore", "pause_source", "resume_source", "files",
    "page_text", "models", "estimate_model", "use_model", "stop_model_change",
    "remove_old_index", "try_model", "download_model", "import_model", "verify_model",
    "remove_model", "searches", "remember_search", "forget_searches", "save_search",
    "rename_saved_search", "remove_saved_search", "matches", "runtimes", "import_runtime",
    "download_runtime", "remove_runtime", "provider_health",
)  # fmt: skip
END = "end"  # asks the engine process itself to end; the answer says whether it will
_RAW = "\0raw:"  # marks a path that is no valid Unicode, as base64 of its bytes
_HINTS = {name: typing.get_type_hints(getattr(EngineApi, name)) for name in CALLS}
_EVENTS: dict[str, type[Any]] = {kind.__name__: kind for kind in typing.get_args(events.Event)}
_ERRORS: dict[str, type[errors.DocMindError]] = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.DocMindError)
}


class WireError(msgspec.Struct, frozen=True):
    """An error as it crosses the wire."""

    kind: str
    title: str
    detail: str = ""
    hint: str = ""
    path: Path | None = None
    upgrade: Upgrade | None = None
    code: errors.ProviderCode | None = None
    retryable: bool = False
    retry_after: float = 0.0


class Message(msgspec.Struct, frozen=True, omit_defaults=True):
    """One frame; which fields are set tells what it is."""

    id: int = 0
    call: str = ""
    arguments: dict[str, Any] = {}
    value: Any = None
    error: WireError | None = None
    event: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """Where a running engine listens; kept in a file that only its owner can read."""

    address: str
    key: bytes
    pid: int
    version: str

    def write(self, library: Library) -> None:
        text = json.dumps(
            {
                "address": self.address,
                "key": self.key.hex(),
                "pid": self.pid,
                "version": self.version,
            }
        )
        draft = library.door.with_suffix(".tmp")
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        draft.replace(library.door)

    @classmethod
    def read(cls, library: Library) -> Door | None:
        """The door of a running engine, or None when there is none or it is unreadable."""
        try:
            fields = json.loads(library.door.read_text(encoding="utf-8"))
            return cls(
                str(fields["address"]),
                bytes.fromhex(fields["key"]),
                int(fields["pid"]),
                str(fields["version"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None


def encode(message: Message) -> bytes:
    """A frame. Lone surrogates in texts (from broken names) are replaced, never fatal."""
    try:
        return msgspec.json.encode(message, enc_hook=_encode_path)
    except UnicodeEncodeError:
        plain = msgspec.to_builtins(message, enc_hook=_encode_path)
        return msgspec.json.encode(_cleaned(plain))


def decode(frame: bytes) -> Message:
    """Raises ``msgspec.DecodeError`` or ``msgspec.ValidationError`` for anything malformed."""
    return msgspec.json.decode(frame, type=Message, dec_hook=_decode_path)


def arguments_of(message: Message) -> dict[str, Any]:
    """The typed arguments of a request. Raises ``UsageError`` for unknown calls or names."""
    hints = _HINTS.get(message.call)
    if hints is None:
        raise errors.UsageError(f"The engine has no call named {message.call[:60]}")
    try:
        return {name: _convert(value, hints[name]) for name, value in message.arguments.items()}
    except (KeyError, msgspec.ValidationError) as error:
        raise errors.UsageError(f"The call {message.call} was malformed", f"{error}.") from None


def value_of(call: str, value: Any) -> Any:
    """The typed value of an answer."""
    return _convert(value, bool if call == END else _HINTS[call]["return"])


def event_of(message: Message) -> events.Event | None:
    """The typed event, or None when this version does not know it."""
    kind = _EVENTS.get(message.event)
    return None if kind is None else typing.cast("events.Event", _convert(message.value, kind))


def wire_error(error: errors.DocMindError) -> WireError:
    upgrade = error.upgrade if isinstance(error, errors.UpgradeNeeded) else None
    told = (error.title, error.detail, error.hint, error.path)
    wire = WireError(type(error).__name__, *told, upgrade)
    if isinstance(error, errors.ProviderError):
        return msgspec.structs.replace(
            wire, code=error.code, retryable=error.retryable, retry_after=error.retry_after
        )
    return wire


def error_of(error: WireError) -> errors.DocMindError:
    kind = _ERRORS.get(error.kind, errors.DocMindError)
    if kind is errors.UpgradeNeeded:
        return errors.UpgradeNeeded(
            error.title, error.detail, error.hint, error.path, error.upgrade
        )
    if kind is errors.ProviderError and error.code is not None:
        return errors.ProviderError(
            error.title,
            error.detail,
            error.hint,
            error.path,
            error.code,
            error.retryable,
            error.retry_after,
        )
    return kind(error.title, error.detail, error.hint, error.path)


def write_refusal(library: Library, error: errors.DocMindError) -> None:
    """Say why an engine does not start, for the face that started it."""
    with contextlib.suppress(OSError):  # then there is the log
        library.refusal.write_bytes(msgspec.json.encode(wire_error(error), enc_hook=_encode_path))


def read_refusal(library: Library) -> errors.DocMindError | None:
    """Why it did not, or None where nothing is said. It is said once."""
    try:
        text = library.refusal.read_bytes()
        library.refusal.unlink()
        return error_of(msgspec.json.decode(text, type=WireError, dec_hook=_decode_path))
    except (OSError, ValueError, msgspec.MsgspecError):
        return None


def hang_up(connection: Connection) -> None:
    """End a connection that another thread is reading: on POSIX a plain close would leave that
    read, and with it the connection, alive."""
    if os.name != "posix":
        connection.close()
        return
    with contextlib.suppress(OSError), socket.socket(fileno=os.dup(connection.fileno())) as end:
        end.shutdown(socket.SHUT_RDWR)


def _convert(value: Any, kind: Any) -> Any:
    if kind is type(None):
        return None
    return msgspec.convert(value, kind, dec_hook=_decode_path)


def _encode_path(value: Any) -> str:
    if not isinstance(value, Path):
        raise NotImplementedError(type(value).__name__)
    text = str(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        return _RAW + base64.b64encode(os.fsencode(text)).decode()
    return text


def _decode_path(kind: type[Any], value: Any) -> Any:
    if kind is not Path or not isinstance(value, str):
        raise NotImplementedError(kind)
    if value.startswith(_RAW):
        return Path(os.fsdecode(base64.b64decode(value[len(_RAW) :])))
    return Path(value)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    return value
