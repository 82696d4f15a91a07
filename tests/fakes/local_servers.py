"""Fakes of servers that embed and put in order: infinity, Text Embeddings Inference, llama.cpp's.

Infinity's bodies are those that version 0.0.78 gave; the others' come from their sources and were
not run. A token is a word here.
"""

from __future__ import annotations

from typing import Any

from fakes.answering import Answer, Asked, overlap, texts_of, words_in
from fakes.embedding_servers import FakeEmbeddings, openai_error


class FakeInfinity(FakeEmbeddings):
    """infinity 0.0.78: serves its only model under any name, cuts long texts without a word, gives
    slices that are not renormalised, counts letters for tokens. ``others`` are loaded beside."""

    context = 256
    reranker = "tiny-reranker"
    others: tuple[str, ...] = ("tiny-reranker",)

    def get(self, path: str) -> Answer:
        if path != "/v1/models":
            return self.nowhere(path)
        does = [(self.model, "embed"), *((name, "rerank") for name in self.others)]
        return Answer(
            200,
            {
                "data": [
                    {
                        "id": name,
                        "stats": {"queue_fraction": 0.0, "batch_size": 32},
                        "object": "model",
                        "owned_by": "infinity",
                        "created": 1795689393,
                        "backend": "torch",
                        "capabilities": [what],
                    }
                    for name, what in does
                ],
                "object": "list",
            },
        )

    def refused(self, asked: Asked) -> Answer:
        return Answer(401, {"detail": "Unauthorized"}, {"WWW-Authenticate": "Bearer"})

    def post(self, path: str, body: Any) -> Answer:
        return self.rank(body) if path.endswith("/rerank") else super().post(path, body)

    def embed(self, body: Any) -> Answer:
        wrong = self._wrong_model(body["model"], self.model, "embed", " for modality `text`")
        if wrong:
            return wrong
        texts = texts_of(body["input"])
        if not texts:
            return _fastapi("too_short", ["body", "text", "input"], "List should have at least 1")
        if body.get("encoding_format", "float") not in ("float", "base64"):
            told = "Input should be 'float' or 'base64'"
            return _fastapi("enum", ["body", "text", "encoding_format"], told)
        if (body.get("dimensions") or 0) > self.dimension:
            return openai_error(
                400,
                "<class 'infinity_emb.primitives.MatryoshkaDimError'> -> matryoshka_dim="
                f"{body['dimensions']} is not in a valid range. Select between 1 and "
                f"{self.dimension}.",
                None,
                400,
            )
        return self.given(body, texts, tokens=sum(map(len, texts)))

    def rows(self, body: Any, texts: list[str]) -> list[Any]:
        most = body.get("dimensions") or self.dimension
        return [row[:most] for row in super().rows(body, texts)]

    def rank(self, body: Any) -> Answer:
        wrong = self._wrong_model(body["model"], self.reranker, "rerank", "")
        if wrong:
            return wrong
        if "documents" not in body:
            return _fastapi("missing", ["body", "documents"], "Field required")
        texts = body["documents"]
        if not texts:
            return _fastapi("too_short", ["body", "documents"], "List should have at least 1")
        shown = texts if body.get("return_documents") else [None] * len(texts)
        results = [
            {"relevance_score": overlap(body["query"], text), "index": at, "document": shown[at]}
            for at, text in enumerate(texts)
        ]
        results.sort(key=lambda one: -one["relevance_score"])
        count = sum(map(len, texts))
        return Answer(
            200,
            {
                "object": "rerank",
                "results": results[: body.get("top_n")],
                "model": self.reranker,
                "usage": {"prompt_tokens": count, "total_tokens": count},
                "id": "infinity-fake",
                "created": 1795689407,
            },
        )

    def _wrong_model(self, asked: str, own: str, does: str, more: str) -> Answer | None:
        loaded = [self.model, *self.others]
        if asked == own or (len(loaded) == 1 and own == self.model):
            return None
        if asked in loaded:
            can = "rerank" if does == "embed" else "embed"
            return openai_error(
                400,
                f"ModelNotDeployedError: model=`{asked}` does not support `{does}`{more}. Reason: "
                f"the loaded moded cannot fullyfill `{does}`. Options are {{'{can}'}}.",
                None,
                400,
            )
        told = f"Invalid model: Engine for model name `{asked}` not found. Available model names"
        return openai_error(400, f"{told} are {loaded}", None, 400)


def _fastapi(kind: str, where: list[str], told: str) -> Answer:
    """What FastAPI says of a body that does not fit."""
    return Answer(422, {"detail": [{"type": kind, "loc": where, "msg": told, "input": None}]})


class FakeTei(FakeEmbeddings):
    """Text Embeddings Inference: any name is served, 32 texts a call, cuts long texts unless told
    not to (``auto_truncate``), and errors are flat. It has no list of models."""

    context = 512
    takes_base64 = True
    most_inputs = 32
    auto_truncate = True
    sha = "5c38ec7c405ec4b44b94cc5a9bb96e735b38267a"
    is_reranker = False

    def get(self, path: str) -> Answer:
        if path != "/info":
            return Answer(404)
        kind: Any = {"embedding": {"pooling": "cls"}}
        if self.is_reranker:
            kind = {"reranker": {"id2label": {"0": "LABEL_0"}, "label2id": {"LABEL_0": 0}}}
        return Answer(
            200,
            {
                "model_id": self.model,
                "model_sha": self.sha,
                "model_dtype": "float16",
                "model_type": kind,
                "max_concurrent_requests": 512,
                "max_input_length": self.context,
                "max_batch_tokens": 16384,
                "max_batch_requests": None,
                "max_client_batch_size": self.most_inputs,
                "auto_truncate": self.auto_truncate,
                "tokenization_workers": 4,
                "version": "1.8.2",
                "sha": None,
                "docker_label": None,
            },
        )

    def post(self, path: str, body: Any) -> Answer:
        if path == "/rerank" and self.is_reranker:
            return self.rank(body)
        return self.embed(body) if path in ("/v1/embeddings", "/embeddings") else Answer(404)

    def embed(self, body: Any) -> Answer:
        texts = texts_of(body["input"])
        if not texts:
            return flat(400, "`inputs` cannot be empty", "Empty")
        if len(texts) > self.most_inputs:
            return flat(422, _too_many(len(texts), self.most_inputs), "Validation")
        longest = max(map(words_in, texts))
        if not self.auto_truncate and longest > self.context:
            told = f"`inputs` must have less than {self.context} tokens. Given: {longest}"
            return flat(422, told, "Validation")
        return self.given(body, texts)

    def rank(self, body: Any) -> Answer:
        """The native route: a bare list, errors with ``error_type``."""
        if "texts" not in body:
            told = "Failed to deserialize the JSON body into the target type: missing field `texts`"
            return Answer(422, f"{told} at line 1 column 60")
        texts = body["texts"]
        if not texts:
            return native(400, "`texts` cannot be empty", "Empty")
        if len(texts) > self.most_inputs:
            return native(422, _too_many(len(texts), self.most_inputs), "Validation")
        longest = max(words_in(text) + words_in(body["query"]) for text in texts)
        if not body.get("truncate") and longest > self.context:
            told = f"`inputs` must have less than {self.context} tokens. Given: {longest}"
            return native(422, told, "Validation")
        found = [
            {"index": at, "score": overlap(body["query"], text)} for at, text in enumerate(texts)
        ]
        return Answer(200, sorted(found, key=lambda one: -one["score"]))


def flat(status: int, message: str, kind: str) -> Answer:
    """The error body of Text Embeddings Inference under /v1."""
    return Answer(status, {"message": message, "code": status, "type": kind})


def native(status: int, message: str, kind: str) -> Answer:
    """The same on its own routes."""
    return Answer(status, {"error": message, "error_type": kind})


def _too_many(given: int, most: int) -> str:
    return f"batch size {given} > maximum allowed batch size {most}"


class FakeLlamaServer(FakeEmbeddings):
    """llama.cpp's server: a text longer than ``physical`` tokens fails the call with status 500,
    one longer than ``context`` with 400. ``ranks`` is whether it was started with --reranking;
    an ``older`` one neither sorts results nor cuts their list."""

    physical = 512
    context = 4096
    ranks = False
    older = False
    takes_base64 = True
    loading = False

    def get(self, path: str) -> Answer:
        if path != "/v1/models":
            return llama_error(404, "File Not Found", "not_found_error")
        return Answer(
            200,
            {
                "object": "list",
                "data": [
                    {
                        "id": self.model,
                        "object": "model",
                        "created": 1795689393,
                        "owned_by": "llamacpp",
                        "meta": {
                            "vocab_type": 3,
                            "n_vocab": 30522,
                            "n_ctx_train": self.context,
                            "n_embd": self.dimension,
                            "n_params": 22_565_376,
                            "size": 45_949_216,
                        },
                    }
                ],
            },
        )

    def refused(self, asked: Asked) -> Answer:
        return llama_error(401, "Invalid API Key", "authentication_error")

    def post(self, path: str, body: Any) -> Answer:
        if self.loading:
            return llama_error(503, "Loading model", "unavailable_error")
        if path in ("/rerank", "/reranking", "/v1/rerank", "/v1/reranking"):
            return self.rank(body)
        if path == "/v1/embeddings":
            return self.embed(body)
        return llama_error(404, "File Not Found", "not_found_error")

    def embed(self, body: Any) -> Answer:
        if self.ranks:
            told = "This server does not support embeddings. Start it with `--embeddings`"
            return llama_error(501, told, "not_supported_error")
        texts = texts_of(body["input"])
        if not texts or "" in texts:
            return llama_error(400, "Input content cannot be empty", "invalid_request_error")
        return self.too_long(texts) or self.given(body, texts, model=body.get("model", ""))

    def too_long(self, texts: list[str]) -> Answer | None:
        longest = max(map(words_in, texts))
        if longest > self.context:
            told = f"request ({longest} tokens) exceeds the available context size"
            found = llama_error(
                400, f"{told} ({self.context} tokens), try increasing it",
                "exceed_context_size_error",
            )  # fmt: skip
            found.body["error"].update(n_prompt_tokens=longest, n_ctx=self.context)
            return found
        if longest > self.physical:
            told = f"input ({longest} tokens) is too large to process. increase the physical batch"
            return llama_error(
                500, f"{told} size (current batch size: {self.physical})", "server_error"
            )
        return None

    def rank(self, body: Any) -> Answer:
        if not self.ranks:
            told = "This server does not support reranking. Start it with `--reranking`"
            return llama_error(501, told, "not_supported_error")
        is_tei = "texts" in body
        texts = body.get("texts") or body.get("documents") or []
        if not texts:
            told = '"documents" must be a non-empty string array'
            return llama_error(400, told, "invalid_request_error")
        refused = self.too_long([f"{body['query']} {text}" for text in texts])
        if refused:
            return refused
        # logits: far below 0 for most
        scores = [20 * overlap(body["query"], text) - 11 for text in texts]
        order = list(range(len(texts)))
        if not self.older:
            order = sorted(order, key=lambda at: -scores[at])[: body.get("top_n")]
        if is_tei:
            return Answer(200, [{"index": at, "score": scores[at]} for at in order])
        count = sum(map(words_in, texts))
        return Answer(
            200,
            {
                "model": body.get("model", ""),
                "object": "list",
                "usage": {"prompt_tokens": count, "total_tokens": count},
                "results": [{"index": at, "relevance_score": scores[at]} for at in order],
            },
        )


def llama_error(status: int, message: str, kind: str) -> Answer:
    """The error body of llama.cpp's server."""
    return Answer(status, {"error": {"code": status, "message": message, "type": kind}})
