"""What servers say when they fail, in one contract.

Bodies differ: ``{"error": "..."}`` (Ollama), ``{"error": {"message", "type", "code"}}`` (OpenAI,
llama-server, infinity), ``{"message", "code", "type"}`` and ``{"error", "error_type"}`` (Text
Embeddings Inference), ``{"detail": "..." or [{"loc", "msg"}]}`` (FastAPI), plain text, nothing.
"""

from __future__ import annotations

import json
import re
from typing import Any

from docmind.core.errors import ProviderCode, ProviderError
from docmind.core.servers.facts import words_of

_TOO_LONG = re.compile(
    r"too (large|long)|context (size|length)|exceed|less than \d+ tokens", re.IGNORECASE
)
_TOO_MANY = re.compile(
    r"batch size \d+ > maximum|maximum (allowed )?(client )?batch|too many inputs|"
    r"array (is )?too long|at most \d+ (items|inputs)|tokens per request",
    re.IGNORECASE,
)
_NO_MODEL = re.compile(
    r"model\b.*\b(not found|does not exist|unknown)|model_not_found", re.I | re.S
)
_NO_PLACE = re.compile(r"(404 )?(page |file )?not found\.?|cannot \w+ /.*", re.I)
# What Ollama says with status 400 when the process that runs the model failed.
_RUNNER = re.compile(
    r"\brunner\b|do embedding request|unsupported value: |\bEOF\b|llama-server|"
    r"connection re(fused|set)|error was encountered while running the model|out of memory",
    re.IGNORECASE,
)
_LENGTH_STATUSES = (400, 413, 422, 500)
_RETRIED_STATUSES = (429, 503)


class TooManyAtOnce(ProviderError):
    """More texts, or more bytes, than the server takes in one call: fewer may do."""


def failure(
    status: int, body: bytes, who: str, retry_after: float = 0.0, model: str = ""
) -> ProviderError:
    """The error for an answer that is none. ``who`` names the server (its host) and ``model``
    what was asked of it, for people; ``retry_after`` are the seconds it asks for."""
    message, word = said(body)
    code = _code(status, message, word)
    title, hint = _words(code, status, who, model)
    kind = (
        TooManyAtOnce
        if code == "context_length_exceeded" and _is_many(status, message)
        else (ProviderError)
    )
    return kind(
        title,
        detail=f"It answered with status {status}" + (f": {message}" if message else "."),
        hint=hint,
        code=code,
        retryable=_may_pass(status, code, message, word),
        retry_after=retry_after,
    )


def said(body: bytes) -> tuple[str, str]:
    """The message in a body on one short line, and the server's own word for the fault."""
    text = body[:100_000].decode("utf-8", "replace")
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return ("" if text.lstrip().startswith("<") else words_of(text)), ""
    word = ""
    if isinstance(found, dict):
        inner = found.get("error")
        stated = inner if isinstance(inner, dict) else found
        word = " ".join(
            str(stated[name]) for name in ("type", "code", "error_type") if stated.get(name)
        )
        found = next(
            (stated[name] for name in ("message", "error", "detail") if stated.get(name)), ""
        )
    if isinstance(found, list):
        found = "; ".join(_complaint(one) for one in found[:5])
    return words_of(found if isinstance(found, str) else json.dumps(found)), word


def _complaint(one: Any) -> str:
    """One entry of FastAPI's list of what is wrong with a request."""
    if not isinstance(one, dict):
        return str(one)
    where = one.get("loc")
    place = ".".join(str(part) for part in where) if isinstance(where, list) else ""
    return f"{place}: {one.get('msg', '')}" if place else str(one.get("msg", one))


def _is_many(status: int, message: str) -> bool:
    return status == 413 or _TOO_MANY.search(message) is not None


def _code(status: int, message: str, word: str) -> ProviderCode:
    if status in (401, 403):
        return "unauthorized"
    if status in _RETRIED_STATUSES:
        return "model_not_loaded" if "loading" in message.casefold() else "overloaded"
    if status in (408, 504):
        return "timeout"
    if status == 404:
        no_place = not message or _NO_PLACE.fullmatch(message) is not None
        return "invalid_request" if no_place else "model_not_found"
    if status == 413 or (status in _LENGTH_STATUSES and _says_too_much(message, word)):
        return "context_length_exceeded"
    if 400 <= status < 500 and _NO_MODEL.search(f"{message} {word}"):
        return "model_not_found"
    if status == 424 or (status == 400 and _RUNNER.search(message)):
        return "internal_error"
    if status < 500 or status == 501:
        return "invalid_request"
    return "connection_error" if status == 502 else "internal_error"


def _says_too_much(message: str, word: str) -> bool:
    return any(sign.search(f"{message} {word}") for sign in (_TOO_LONG, _TOO_MANY))


def _may_pass(status: int, code: ProviderCode, message: str, word: str) -> bool | None:
    """Whether the same may work later; None: as the code says."""
    if "insufficient_quota" in word:
        return False  # of OpenAI: no money left, which no waiting changes
    if code == "internal_error" and status == 400:
        return True
    return None


def _words(code: ProviderCode, status: int, who: str, model: str) -> tuple[str, str]:
    """The title, and what a person can do."""
    if code == "unauthorized":
        return f"{who} does not let DocMind in", "Check the key that is saved for it."
    if code == "model_not_found":
        return (
            f"{who} does not have the model {model}".rstrip(),
            "Check the name of the model, or bring the model to the server first.",
        )
    if code == "context_length_exceeded":
        return f"A text is too long for {model or who}", "Choose shorter passages in the settings."
    if code in ("overloaded", "model_not_loaded", "timeout"):
        titles = {
            "overloaded": f"{who} is busy",
            "model_not_loaded": f"{who} is still loading the model",
            "timeout": f"{who} did not answer in time",
        }
        return titles[code], "Try again later."
    if status in (404, 405, 501):
        return (
            f"{who} does not offer what is asked of it",
            "Check the address, and whether the server was started for such models.",
        )
    if code == "invalid_request":
        return (
            f"{who} does not take what is asked of it",
            "Check the address and the name of the model.",
        )
    if code == "connection_error":
        return f"{who} cannot be reached", "Check that the server behind it runs."
    return f"{who} failed", "Look at the server's own log."
