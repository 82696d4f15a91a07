"""What Ollama's failures mean, whichever version says so."""

from __future__ import annotations

import re

from docmind.core.errors import ProviderCode, ProviderError
from docmind.core.servers.failures import said

_CLOUD = re.compile(r"[-:]cloud$", re.IGNORECASE)
# the second is llama.cpp's server's own, of a batch that is too small
_TOO_LONG = re.compile(r"exceeds .*context length|too large to process", re.IGNORECASE)
_NOT_LOADED = re.compile(
    r"failed to load model|unable to load model|error loading model|runner process has terminated|"
    r"model failed to load|timed out waiting for|requires more system memory",
    re.IGNORECASE,
)
_TOO_LARGE = re.compile(r"requires more system memory|unable to load model", re.IGNORECASE)
_OTHER_KIND = re.compile(r"does not support embed", re.IGNORECASE)
# What Ollama answers with status 400 where the request itself is wrong; the rest are failures of
# the process that runs the model, which had status 500 until 0.13.
_OUR_FAULT = re.compile(
    r"invalid input type|json: cannot|invalid character|missing request body|time: |invalid model|"
    r"unsupported type|is required|must be of type",
    re.IGNORECASE,
)


def judged(status: int, text: str, name: str, title: str) -> ProviderError | None:
    """The error of an answer to a call for model ``name``; None where its general meaning holds."""
    if status == 404 and "page not found" not in text:
        return missing(name, title)
    if status == 403 and "cloud" in text:
        return elsewhere(name, "Ollama says that it would run in the cloud.")
    if _TOO_LONG.search(text):
        return _error(f"A text is too long for {name}", text, "context_length_exceeded")
    if _OTHER_KIND.search(text):
        return other_kind(name)
    if status >= 400 and _NOT_LOADED.search(text):
        retryable = not _TOO_LARGE.search(text)
        return _error(f"Ollama cannot load {name}", text, "model_not_loaded", retryable)
    if status == 499:  # seen by nobody but a proxy before Ollama
        return _error(f"Ollama gave up a call to {name}", text, "connection_error")
    if status in (400, 500) and not _OUR_FAULT.search(text):
        return _error(f"Ollama failed to run {name}", text, "internal_error", True)
    return None


def missing(name: str, title: str) -> ProviderError:
    """The error for a model that ``title`` does not have."""
    return ProviderError(
        f"{title} does not have the model {name}",
        hint=f"Have Ollama download it: docmind models download ollama:{name}",
        code="model_not_found",
    )


def require_local_name(name: str) -> None:
    """Raises ``ProviderError`` for the name of a model that Ollama runs on other computers."""
    if _CLOUD.search(name.strip()):
        raise elsewhere(name, "Its name says that it runs in Ollama's cloud.")


def silent(title: str, error: ProviderError) -> ProviderError:
    """The error for an Ollama that cannot be reached."""
    return ProviderError(
        f"{title} does not answer",
        error.detail,
        "Start it (ollama serve), or check servers.ollama_address in the settings.",
        code=error.code,
        retryable=error.retryable,
    )


def not_pulled(name: str, title: str, words: str) -> ProviderError:
    """The error for a download that ``title`` did not bring to its end."""
    if "does not exist" in words or "not found" in words:
        return ProviderError(
            f"There is no model {name} that Ollama could download",
            f"{title} says: {words}.",
            "Look up its name in Ollama's library.",
            code="model_not_found",
        )
    return ProviderError(
        f"{title} could not download {name}",
        f"It says: {words}.",
        f"What has arrived is kept there. To go on: docmind models download ollama:{name}",
        code="internal_error",
        retryable=True,
    )


def elsewhere(name: str, detail: str) -> ProviderError:
    """The error for a model that runs on another computer."""
    return ProviderError(
        f"{name} does not run on this computer",
        f"{detail} Texts of your files would go there.",
        "Choose a model that Ollama runs itself, such as bge-m3.",
        code="invalid_request",
    )


def other_kind(name: str) -> ProviderError:
    """The error for a model that embeds nothing."""
    return ProviderError(
        f"{name} is no model for embeddings",
        "It writes texts and cannot compare them.",
        "Choose one that is made for it, such as ollama:bge-m3 or ollama:qwen3-embedding:0.6b.",
        code="invalid_request",
    )


def _error(
    title: str, text: str, code: ProviderCode, retryable: bool | None = None
) -> ProviderError:
    message, _ = said(text.encode())
    return ProviderError(
        title,
        f"It says: {message}" if message else "",
        "Choose shorter passages in the settings."
        if code == "context_length_exceeded"
        else "Look at Ollama's own log.",
        code=code,
        retryable=retryable,
    )
