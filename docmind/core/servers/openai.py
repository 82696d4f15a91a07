"""OpenAI's embeddings call, as many servers offer it: one request, and what comes back.

``POST {base}/embeddings`` takes ``model``, ``input`` and, where asked for, ``encoding_format`` and
``dimensions``; ``data`` holds the vectors by ``index``, as lists or as base64 of little-endian
float32 (developers.openai.com/api/reference/resources/embeddings). How servers differ stands in
the tests of this module, one for each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from docmind.core.errors import ProviderError
from docmind.core.servers.answers import vectors
from docmind.core.servers.client import ServerClient
from docmind.core.servers.facts import count_of, words_of
from docmind.core.servers.failures import TooManyAtOnce
from docmind.core.servers.options import ServerOptions
from docmind.core.vectors import Float32

_VERSION = "/v1"


class NothingThere(ProviderError):
    """The server has no such call at this address."""


@dataclass(frozen=True, slots=True)
class Answered:
    """``dense`` float32[n, d], normalised, in the order asked; ``model`` is what the server says
    answered ("" where it does not), ``tokens`` what it says it read (0 where it does not)."""

    dense: Float32
    model: str
    tokens: int


def bases(address: str) -> tuple[str, ...]:
    """The addresses under which a call may be found: the one that was given, without the call that
    people copy along, with the version that they leave out, and without it."""
    given = _without_call(address)
    if given.endswith(_VERSION):
        return given, given.removesuffix(_VERSION)
    return (given, given + _VERSION) if urlsplit(given).path in ("", "/") else (given,)


def root_of(address: str) -> str:
    """The address without the version."""
    return _without_call(address).removesuffix(_VERSION)


def _without_call(address: str) -> str:
    return re.sub(r"/(embeddings|rerank|models)$", "", address.rstrip("/"))


def nothing_there(status: int, text: str) -> ProviderError | None:
    """A judge of answers that tells a missing call from a missing model."""
    if status in (404, 405) and not re.search(r"\bmodel\b", text, re.IGNORECASE):
        return NothingThere("There is no such call at this address", code="invalid_request")
    return None


class EmbeddingCalls:
    """Asks the server of ``options`` for vectors. May be used by several threads.

    Which of the ``bases`` answers and whether vectors come as base64 is found out by the first call
    and remembered; call ``close`` when done.
    """

    def __init__(self, options: ServerOptions) -> None:
        self._options = options
        self._clients = [
            ServerClient(replace(options, address=base), f"Vectors of {options.model}")
            for base in bases(options.address)
        ]
        self._found: ServerClient | None = None
        self._wants_base64 = True

    @property
    def host(self) -> str:
        """The server, as messages name it."""
        return self._clients[0].host

    def embed(self, texts: Sequence[str], dimension: int = 0, cut_to: int = 0) -> Answered:
        """The vectors of a batch. ``dimension`` numbers are insisted on (0 = any); ``cut_to`` asks
        the server for so few. Raises ``ProviderError``."""
        body: dict[str, Any] = {"model": self._options.model, "input": list(texts)}
        if cut_to:
            body["dimensions"] = cut_to
        return self._read(self._asked(body), len(texts), dimension or cut_to)

    def close(self) -> None:
        """Let go of the server."""
        for client in self._clients:
            client.close()

    def _asked(self, body: dict[str, Any]) -> dict[str, Any]:
        if not self._wants_base64:
            return self._sent(body)
        try:
            return self._sent({**body, "encoding_format": "base64"})
        except (NothingThere, TooManyAtOnce):
            raise
        except ProviderError as error:
            if error.code != "invalid_request":
                raise
        return self._sent(body)  # that was what it may not have taken

    def _sent(self, body: dict[str, Any]) -> dict[str, Any]:
        """The answer of the first address that knows the call."""
        for client in self._clients if self._found is None else [self._found]:
            try:
                found = client.post("/embeddings", body, judge=nothing_there)
            except NothingThere:
                continue
            if isinstance(found, dict) and "data" in found:
                self._found = client
                return found
        raise NothingThere(
            f"{self.host} gives no embeddings",
            detail=f"There is no call for them below {self._options.address.partition('?')[0]}.",
            hint="servers.openai_address must be what stands before /embeddings, such as "
            "http://127.0.0.1:7997/v1.",
            code="invalid_request",
        )

    def _read(self, found: dict[str, Any], count: int, dimension: int) -> Answered:
        rows = [one["embedding"] for one in _in_order(found["data"], self.host)]
        if rows and not isinstance(rows[0], str):
            self._wants_base64 = False  # it does not know them, and need not be asked again
        usage = found.get("usage")
        return Answered(
            vectors(rows, count, dimension, self.host),
            words_of(found.get("model")),
            count_of(usage.get("prompt_tokens")) if isinstance(usage, dict) else 0,
        )


def _in_order(listed: Any, who: str) -> list[dict[str, Any]]:
    """The entries by their index; as they come where none has one. Raises ``ProviderError``."""
    entries: list[dict[str, Any]] = listed if isinstance(listed, list) else []
    if listed != entries or not all(
        isinstance(one, dict) and "embedding" in one for one in entries
    ):
        raise _unusable(who, "Its list of vectors is none.")
    if not any("index" in one for one in entries):
        return entries
    by_index = {one["index"]: one for one in entries if isinstance(one.get("index"), int)}
    if by_index.keys() != set(range(len(entries))):
        raise _unusable(who, "It does not say which text each vector is of.")
    return [by_index[index] for index in range(len(entries))]


def _unusable(who: str, detail: str) -> ProviderError:
    return ProviderError(
        f"{who} gave an answer that cannot be used",
        detail,
        "Check that a server with OpenAI's embeddings answers at this address.",
        code="internal_error",
    )
