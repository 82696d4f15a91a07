"""Fakes of servers with OpenAI's /v1/embeddings, and of those that give nothing else: OpenAI,
Ollama's second route, LM Studio.

The bodies come from the source of Ollama and the documentation of OpenAI and LM Studio, none of
which was run. A token is a word here.
"""

from __future__ import annotations

from typing import Any

from fakes.answering import (
    Answer,
    Asked,
    FakeModelServer,
    as_base64,
    texts_of,
    unit,
    word_vector,
    words_in,
)

MODEL = "all-minilm"


def openai_error(
    status: int, message: str, kind: str | None, code: Any = None, **headers: str
) -> Answer:
    """The error body of OpenAI."""
    told = {"message": message, "type": kind, "param": None, "code": code}
    return Answer(status, {"error": told}, headers)


class FakeEmbeddings(FakeModelServer):
    """Serves ``model`` with ``dimension`` numbers. ``takes_base64`` is whether it gives them so."""

    model = MODEL
    dimension = 64
    takes_base64 = True
    context = 8192

    def post(self, path: str, body: Any) -> Answer:
        return self.embed(body) if path.endswith("/embeddings") else self.nowhere(path)

    def nowhere(self, path: str) -> Answer:
        """A path it does not have."""
        return Answer(404, {"detail": "Not Found"})

    def embed(self, body: Any) -> Answer:
        return self.given(body, texts_of(body["input"]))

    def rows(self, body: Any, texts: list[str]) -> list[Any]:
        """The vectors of texts cut at its context, as a plain server gives them."""
        return [
            unit(word_vector(" ".join(text.split()[: self.context]), self.dimension))
            for text in texts
        ]

    def given(self, body: Any, texts: list[str], model: str = "", tokens: int = -1) -> Answer:
        """A good answer."""
        packed = self.takes_base64 and body.get("encoding_format") == "base64"
        listed = [
            {
                "object": "embedding",
                "index": index,
                "embedding": as_base64(row) if packed else row.tolist(),
            }
            for index, row in enumerate(self.rows(body, texts))
        ]
        count = sum(map(words_in, texts)) if tokens < 0 else tokens
        return Answer(
            200,
            {
                "object": "list",
                "data": listed,
                "model": model or self.model,
                "usage": {"prompt_tokens": count, "total_tokens": count},
            },
        )

    def listed(self) -> Answer:
        return Answer(
            200, {"object": "list", "data": [{"id": self.model, "object": "model", "created": 1}]}
        )


class FakeOpenAI(FakeEmbeddings):
    """Two generations of models: only text-embedding-3 can be cut, and is renormalised then."""

    key = "sk-fake"
    model = "text-embedding-3-small"
    most_inputs = 2048
    most_tokens = 300_000

    def get(self, path: str) -> Answer:
        return self.listed() if path == "/v1/models" else openai_error(404, "Not found", None)

    def refused(self, asked: Asked) -> Answer:
        if not asked.key:
            return openai_error(401, "You didn't provide an API key.", "invalid_request_error")
        told = f"Incorrect API key provided: {asked.key[:4]}***."
        return openai_error(401, told, "invalid_request_error", "invalid_api_key")

    def embed(self, body: Any) -> Answer:
        texts = texts_of(body["input"])
        kind = "invalid_request_error"
        if body["model"] != self.model:
            told = f"The model `{body['model']}` does not exist or you do not have access to it."
            return openai_error(404, told, kind, "model_not_found")
        if not texts or "" in texts:
            return openai_error(400, "'$.input' is invalid. Please check the API reference.", kind)
        if len(texts) > self.most_inputs:
            told = f"Invalid 'input': array too long. Expected at most {self.most_inputs} items."
            return openai_error(400, told, kind, "array_above_max_length")
        counts = [words_in(text) for text in texts]
        if max(counts) > self.context:
            told = f"This model's maximum context length is {self.context} tokens, however you"
            told = f"{told} requested {max(counts)} tokens. Please reduce your prompt."
            return openai_error(400, told, kind)
        if sum(counts) > self.most_tokens:
            told = f"Requested {sum(counts)} tokens, max {self.most_tokens} tokens per request"
            return openai_error(400, told, "max_tokens_per_request", "max_tokens_per_request")
        if body.get("dimensions") and not self.model.startswith("text-embedding-3"):
            return openai_error(400, "This model does not support specifying dimensions.", kind)
        return self.given(body, texts)

    def rows(self, body: Any, texts: list[str]) -> list[Any]:
        most = body.get("dimensions") or self.dimension
        return [unit(row[:most]) for row in super().rows(body, texts)]


class FakeOllamaV1(FakeEmbeddings):
    """Ollama under /v1: cuts long texts without a word, embeds an empty string, refuses an empty
    list, slices any model's vectors and renormalises them."""

    context = 2048

    def get(self, path: str) -> Answer:
        return self.listed() if path == "/v1/models" else Answer(404, "404 page not found")

    def embed(self, body: Any) -> Answer:
        texts = texts_of(body["input"])
        if body["model"] != self.model:
            told = f'model "{body["model"]}" not found, try pulling it first'
            return openai_error(404, told, "not_found_error")
        if not texts:
            return openai_error(400, "invalid input", "invalid_request_error")
        if body.get("encoding_format", "float") not in ("float", "base64"):
            told = "Invalid value for 'encoding_format'. Supported values: 'float', 'base64'."
            return openai_error(400, told, "invalid_request_error")
        return self.given(body, texts)

    def rows(self, body: Any, texts: list[str]) -> list[Any]:
        most = body.get("dimensions") or self.dimension
        return [unit(row[:most]) for row in super().rows(body, texts)]


class FakeLmStudio(FakeEmbeddings):
    """LM Studio: keys are not looked at, vectors are lists whatever was asked for, and the name in
    its answers tells the quantisation, too."""

    model = "text-embedding-nomic-embed-text-v1.5"
    takes_base64 = False

    def get(self, path: str) -> Answer:
        if path == "/v1/models":
            return self.listed()
        if path != "/api/v0/models":
            return Answer(200, {"error": f"Unexpected endpoint or method. (GET {path})"})
        shared = {"object": "model", "compatibility_type": "gguf", "state": "not-loaded"}
        return Answer(
            200,
            {
                "object": "list",
                "data": [
                    {"id": "qwen2-vl-7b-instruct", "type": "vlm", "arch": "qwen2_vl",
                     "max_context_length": 32768, **shared},
                    {"id": self.model, "type": "embeddings", "arch": "nomic-bert",
                     "max_context_length": 2048, **shared},
                ],
            },
        )  # fmt: skip

    def embed(self, body: Any) -> Answer:
        texts = texts_of(body["input"])
        return self.given(body, texts, model=f"{self.model}@q4_k_m", tokens=0)
