"""What the fake Ollama (``fakes.ollama``) is asked, read as Go reads it."""

from __future__ import annotations

import json
from typing import Any

_GO_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "bool": (bool,),
    "int": (int,),
    "map[string]interface {}": (dict,),
}
_JSON_KINDS = {str: "string", bool: "bool", int: "number", float: "number", list: "array",
               dict: "object"}  # fmt: skip
_FIELDS = {
    "EmbedRequest": {
        "model": "string", "input": "", "keep_alive": "duration", "truncate": "bool",
        "dimensions": "int", "options": "map[string]interface {}",
    },
    "EmbeddingRequest": {
        "model": "string", "prompt": "string", "keep_alive": "duration",
        "options": "map[string]interface {}",
    },
    "ShowRequest": {
        "model": "string", "name": "string", "system": "string", "template": "string",
        "verbose": "bool", "options": "map[string]interface {}",
    },
    "PullRequest": {
        "model": "string", "name": "string", "insecure": "bool", "username": "string",
        "password": "string", "stream": "bool",
    },
    "EmbeddingsV1": {
        "model": "string", "input": "", "dimensions": "int", "encoding_format": "string",
        "user": "string",
    },
}  # fmt: skip
_OPTIONS = {"num_ctx", "num_batch", "num_gpu", "main_gpu", "use_mmap", "num_thread", "seed"}


class Refused(Exception):
    """An answer with a status and a message."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status, self.error = status, error


def read_request(sent: bytes, kind: str) -> tuple[dict[str, Any], set[str]]:
    """The request, and the fields of it that no version knows. Raises ``Refused``."""
    if not sent:
        raise Refused(400, "missing request body")
    try:
        request = json.loads(sent)
    except ValueError:
        first = sent[:1].decode(errors="replace")
        raise Refused(400, f"invalid character '{first}' looking for beginning of value") from None
    if not isinstance(request, dict):
        raise Refused(400, _mismatch(request, f"value of type api.{kind}"))
    known = _FIELDS[kind]
    unknown = {f"{kind}.{name}" for name in set(request) - set(known)}
    for name, value in request.items():
        _check_type(kind, name, known.get(name, ""), value)
    return request, unknown


def texts_of(given: Any) -> list[str]:
    if given is None or given == "":
        return []
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise Refused(400, "invalid input type")
    return texts


def _check_type(kind: str, name: str, wanted: str, value: Any) -> None:
    if not wanted or value is None:
        return
    if wanted == "duration":
        units = ("ns", "us", "ms", "s", "m", "h")
        if isinstance(value, str) and not (
            value[:1].lstrip("-").isdigit() and value.endswith(units)
        ):
            raise Refused(400, f'time: invalid duration "{value}"')
        if not isinstance(value, str | int | float):
            raise Refused(400, f"Unsupported type: '{type(value).__name__}'")
        return
    is_bool = isinstance(value, bool)
    if not isinstance(value, _GO_TYPES[wanted]) or (is_bool and wanted != "bool"):
        raise Refused(400, _mismatch(value, f"struct field {kind}.{name} of type {wanted}"))


def _mismatch(value: Any, place: str) -> str:
    return f"json: cannot unmarshal {_JSON_KINDS.get(type(value), 'null')} into Go {place}"


def check_options(options: dict[str, Any]) -> None:
    for name, value in options.items():
        if name in _OPTIONS - {"use_mmap"} and (
            isinstance(value, bool) or not isinstance(value, int | float)
        ):
            raise Refused(500, f'option "{name}" must be of type integer')
