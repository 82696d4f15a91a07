"""What servers say when they fail: each form of body, each code."""

from __future__ import annotations

import json
import pickle

import pytest

from docmind.core.errors import ProviderError
from docmind.core.servers.failures import TooManyAtOnce, failure, said

HOST = "127.0.0.1:11434"


@pytest.mark.parametrize(
    ("body", "message", "word"),
    [
        ('{"error": "model \'x\' not found"}', "model 'x' not found", ""),
        (
            '{"error": {"message": "no", "type": "server_error", "param": null, "code": 500}}',
            "no",
            "server_error 500",
        ),
        (
            '{"message": "`inputs` cannot be empty", "code": 400, "type": "Empty"}',
            "`inputs` cannot be empty",
            "Empty 400",
        ),
        ('{"error": "overloaded", "error_type": "Overloaded"}', "overloaded", "Overloaded"),
        ('{"detail": "Unauthorized"}', "Unauthorized", ""),
        (
            '{"detail": [{"loc": ["body", "input"], "msg": "too short", "input": "private"}]}',
            "body.input: too short",
            "",
        ),
        ("404 page not found\n", "404 page not found", ""),
        ("<html><body>Bad Gateway</body></html>", "", ""),
        ("", "", ""),
        ("[" * 100_000, "[" * 300 + "…", ""),
        ('{"error": {"code": 500}}', "", "500"),
        ('{"error": {"message": {"a": 1}}}', '{"a": 1}', ""),
        ('{"detail": ["one", 2]}', "one; 2", ""),
        ('"a\\u001b[31m\\nb"', "a [31m b", ""),
    ],
)
def test_what_is_said(body: str, message: str, word: str) -> None:
    assert said(body.encode()) == (message, word)


def test_a_long_complaint_is_cut() -> None:
    message, _ = said(json.dumps({"error": "no " * 400}).encode())
    assert len(message) < 310


@pytest.mark.parametrize(
    ("status", "said_by_it", "code", "retryable"),
    [
        # Ollama
        (400, "missing request body", "invalid_request", False),
        (400, "invalid input type", "invalid_request", False),
        (404, "model 'bge-m3' not found", "model_not_found", False),
        (404, 'model "bge-m3" not found, try pulling it first', "model_not_found", False),
        (400, "the input length exceeds the context length", "context_length_exceeded", False),
        (400, "input exceeds maximum context length", "context_length_exceeded", False),
        (400, "input length exceeds maximum context length", "context_length_exceeded", False),
        (503, "server busy, please try again.  maximum pending requests exceeded", "overloaded",
         True),
        (400, "llama runner process has terminated: exit status 2", "internal_error", True),
        (400, 'do embedding request: Post "http://127.0.0.1:1/x": EOF', "internal_error", True),
        (400, "failed to encode response: json: unsupported value: NaN", "internal_error", True),
        (500, "llama runner process has terminated: signal: killed", "internal_error", False),
        (405, "", "invalid_request", False),
        # OpenAI, and those that speak as it does
        (401, "Incorrect API key provided", "unauthorized", False),
        (403, "Country not supported", "unauthorized", False),
        (429, "Rate limit reached", "overloaded", True),
        (400, "This model's maximum context length is 8192 tokens, however you requested 9000",
         "context_length_exceeded", False),
        (404, "The model `x` does not exist or you do not have access to it.", "model_not_found",
         False),
        (404, "Not Found", "invalid_request", False),
        (404, "File Not Found", "invalid_request", False),
        (404, "", "invalid_request", False),
        (404, "Cannot POST /v1/embeddings", "invalid_request", False),
        # infinity, Text Embeddings Inference, llama-server
        (429, "model X is currently overloaded", "overloaded", True),
        (422, "batch size 64 > maximum allowed batch size 32", "context_length_exceeded", False),
        (413, "length limit exceeded", "context_length_exceeded", False),
        (422, "`inputs` must have less than 512 tokens. Given: 1024",
         "context_length_exceeded", False),
        (424, "inference failed", "internal_error", False),
        (503, "Loading model", "model_not_loaded", True),
        (500, "input (900 tokens) is too large to process. increase the physical batch size "
         "(current batch size: 512)", "context_length_exceeded", False),
        (400, "the request exceeds the available context size", "context_length_exceeded", False),
        (501, "This server does not support embeddings. Start it with `--embeddings`",
         "invalid_request", False),
        # proxies between
        (502, "", "connection_error", True),
        (504, "", "timeout", True),
        (408, "", "timeout", True),
        (500, "", "internal_error", False),
        (418, "", "invalid_request", False),
    ],
)  # fmt: skip
def test_codes(status: int, said_by_it: str, code: str, retryable: bool) -> None:
    found = failure(status, json.dumps({"error": said_by_it}).encode(), HOST, model="bge-m3")
    assert (found.code, found.retryable) == (code, retryable)
    assert found.title
    assert found.hint
    assert str(status) in found.detail
    assert " ".join(said_by_it.split()) in found.detail


def test_a_text_embeddings_server_refuses_a_long_text() -> None:
    """Its word for that is a type, not a sentence."""
    body = {"message": "Input validation error: too long", "code": 422, "type": "Validation"}
    assert failure(422, json.dumps(body).encode(), HOST).code == "context_length_exceeded"


def test_llama_server_says_how_much_it_reads() -> None:
    body = {
        "error": {
            "code": 400,
            "message": "request (5000 tokens) exceeds the available context size (512 tokens)",
            "type": "exceed_context_size_error",
            "n_prompt_tokens": 5000,
            "n_ctx": 512,
        }
    }
    assert failure(400, json.dumps(body).encode(), HOST).code == "context_length_exceeded"


def test_a_word_alone_tells_the_code() -> None:
    body = {"error": {"message": "no", "code": "model_not_found"}}
    assert failure(400, json.dumps(body).encode(), HOST).code == "model_not_found"


@pytest.mark.parametrize(
    ("status", "message", "many"),
    [
        (413, "", True),
        (422, "batch size 64 > maximum allowed batch size 32", True),
        (400, "Invalid 'input': array too long. Expected at most 2048 items", True),
        (500, "input (900 tokens) is too large to process. increase the physical batch size "
         "(current batch size: 512)", False),
        (400, "the input length exceeds the context length", False),
    ],
)  # fmt: skip
def test_too_many_texts_are_told_from_too_long_ones(status: int, message: str, many: bool) -> None:
    found = failure(status, json.dumps({"error": message}).encode(), HOST)
    assert isinstance(found, TooManyAtOnce) == many
    assert found.code == "context_length_exceeded"


def test_a_failure_names_the_server_and_the_model() -> None:
    missing = failure(404, b'{"error": "model \'bge-m3\' not found"}', HOST, model="bge-m3")
    assert missing.title == "127.0.0.1:11434 does not have the model bge-m3"
    assert failure(503, b"", HOST, 12.5).retry_after == 12.5


def test_a_failure_crosses_a_pipe() -> None:
    sent = failure(413, b"", HOST, 3.0)
    got = pickle.loads(pickle.dumps(sent))
    assert isinstance(got, ProviderError)
    assert (got.code, got.retry_after, got.title) == (sent.code, 3.0, sent.title)
