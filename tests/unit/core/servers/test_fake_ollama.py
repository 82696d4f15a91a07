"""The fake Ollama keeps Ollama's contract, row by row, as its sources state it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import numpy as np
import pytest
from fakes.ollama import BUSY, CLOUD_DISABLED, FakeOllama, Fault, PullFault
from fakes.ollama_models import BGE_M3, CHAT, MINILM, QWEN3_06B, REMOTE

VERSIONS = ("0.3.4", "0.11.10", "0.12.4", "0.33.0")
Open = Callable[..., FakeOllama]


@pytest.fixture
def fake() -> Iterator[Open]:
    opened: list[FakeOllama] = []

    def start(*args: Any, **options: Any) -> FakeOllama:
        opened.append(FakeOllama(*args, **options).__enter__())
        return opened[-1]

    yield start
    for one in opened:
        one.close()


def post(ollama: FakeOllama, path: str, **body: Any) -> tuple[int, Any]:
    answer = httpx.post(f"{ollama.address}{path}", json=body, trust_env=False, timeout=20)
    return answer.status_code, answer.json()


def embed(ollama: FakeOllama, given: Any, model: str = "bge-m3", **more: Any) -> tuple[int, Any]:
    return post(ollama, "/api/embed", model=model, input=given, **more)


def rows_of(answer: tuple[int, Any]) -> Any:
    assert answer[0] == 200, answer
    return np.asarray(answer[1]["embeddings"], dtype=np.float32)


@pytest.mark.parametrize("version", VERSIONS)
def test_texts_become_unit_vectors_in_their_order(fake: Open, version: str) -> None:
    ollama = fake(version)
    status, told = embed(ollama, ["boats on the sea", "ships and boats at sea", "tax forms"])
    rows = rows_of((status, told))
    assert rows.shape == (3, 1024)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2
    assert told["model"] == "bge-m3"
    assert told["prompt_eval_count"] > 0
    assert np.array_equal(rows_of(embed(ollama, "boats on the sea"))[0], rows[0])


def test_counts_of_zero_are_left_out(fake: Open) -> None:
    ollama = fake()
    ollama.tells_counts = False
    assert set(embed(ollama, "a")[1]) == {"model", "embeddings"}


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (b"", "missing request body"),
        (b"x", "invalid character 'x' looking for beginning of value"),
        (b"[]", "json: cannot unmarshal array into Go value of type api.EmbedRequest"),
        (
            b'{"model":"bge-m3","input":"a","truncate":"no"}',
            "json: cannot unmarshal string into Go struct field EmbedRequest.truncate of type bool",
        ),
        (
            b'{"model":"bge-m3","input":"a","dimensions":1.5}',
            "json: cannot unmarshal number into Go struct field EmbedRequest.dimensions of type "
            "int",
        ),
        (b'{"model":"bge-m3","input":7}', "invalid input type"),
        (b'{"model":"bge-m3","input":["a",7]}', "invalid input type"),
        (
            b'{"model":"bge-m3","input":"a","keep_alive":"soon"}',
            'time: invalid duration "soon"',
        ),
    ],
)
def test_a_body_that_go_cannot_read_is_refused(fake: Open, sent: bytes, words: str) -> None:
    answer = httpx.post(f"{fake().address}/api/embed", content=sent, trust_env=False)
    assert (answer.status_code, answer.json()) == (400, {"error": words})


def test_a_field_that_no_version_knows_fails_the_test() -> None:
    with (
        pytest.raises(AssertionError, match=r"EmbedRequest\.truncated"),
        FakeOllama() as ollama,
    ):
        assert embed(ollama, "a", truncated=True)[0] == 200  # Go leaves it out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nomic", 'model "nomic" not found, try pulling it first'),
        ("no?name", "model 'no?name' not found"),
    ],
)
def test_a_missing_model_is_404(fake: Open, name: str, words: str) -> None:
    assert embed(fake(), "a", model=name) == (404, {"error": words})


@pytest.mark.parametrize("given", [None, "", []])
def test_no_input_only_loads_the_model(fake: Open, given: Any) -> None:
    ollama = fake()
    assert embed(ollama, given) == (200, {"model": "bge-m3", "embeddings": []})
    assert ollama.loaded == {"bge-m3:latest"}


def test_an_empty_text_in_a_list_is_embedded_as_it_is(fake: Open) -> None:
    assert rows_of(embed(fake(), ["", "a"])).shape == (2, 1024)


@pytest.mark.parametrize(
    ("version", "words"),
    [
        ("0.3.4", "input length exceeds maximum context length"),
        ("0.11.10", "input length exceeds maximum context length"),
        ("0.12.4", "input exceeds maximum context length"),
        ("0.33.0", "the input length exceeds the context length"),
    ],
)
def test_a_long_text_is_refused_in_each_versions_words(
    fake: Open, version: str, words: str
) -> None:
    long = "word " * 5000
    assert embed(fake(version), long, truncate=False) == (400, {"error": words})


def test_a_long_text_is_cut_in_silence_otherwise(fake: Open) -> None:
    ollama = fake("0.33.0")
    _, told = embed(ollama, "word " * 5000, model=QWEN3_06B.name)
    assert told["prompt_eval_count"] == 4096  # num_ctx by default, not the model's 32,768
    assert len(ollama.embedded[0].split()) == 4095
    _, told = embed(ollama, "word " * 9000, model=QWEN3_06B.name, options={"num_ctx": 8192})
    assert told["prompt_eval_count"] == 8192


@pytest.mark.parametrize(
    ("version", "options", "read"),
    [
        ("0.33.0", {}, 2048),
        ("0.33.0", {"num_ctx": 8192}, 2048),
        ("0.33.0", {"num_ctx": 8192, "num_batch": 8192}, 8192),
        ("0.12.4", {"num_ctx": 8192}, 8192),
        ("0.12.4", {}, 4096),
    ],
)
def test_a_bert_model_reads_no_more_than_a_batch(
    fake: Open, version: str, options: dict[str, int], read: int
) -> None:
    _, told = embed(fake(version), "word " * 9000, options=options)
    assert told["prompt_eval_count"] == read


@pytest.mark.parametrize(
    ("version", "asked", "width"),
    [
        ("0.3.4", 64, 1024),
        ("0.11.10", 64, 1024),
        ("0.12.4", 64, 64),
        ("0.33.0", 64, 64),
        ("0.33.0", 0, 1024),
        ("0.33.0", 1024, 1024),
        ("0.33.0", 4096, 1024),
    ],
)
def test_fewer_numbers_are_cut_or_ignored_but_never_refused(
    fake: Open, version: str, asked: int, width: int
) -> None:
    ollama = fake(version)
    whole = rows_of(embed(ollama, "a text"))[0]
    found = rows_of(embed(ollama, "a text", dimensions=asked))[0]
    assert found.shape == (width,)
    assert found == pytest.approx(whole[:width] / np.linalg.norm(whole[:width]), abs=1e-5)


def test_another_kind_of_model_fails_in_the_runner(fake: Open) -> None:
    assert embed(fake(models=(CHAT,)), "a", model="llama3.2") == (
        501,
        {"error": "this model does not support embeddings"},
    )


def test_a_full_queue_is_503(fake: Open) -> None:
    ollama = fake(max_queue=0)
    with ollama.computing:  # another call is computed
        ollama.queue_up(1)
        assert embed(ollama, "a") == (503, {"error": BUSY})
    ollama.queue_up(-1)
    assert embed(ollama, "a")[0] == 200


def test_loading_blocks_the_call(fake: Open) -> None:
    ollama = fake()
    ollama.may_load.clear()
    found: list[int] = []
    call = threading.Thread(target=lambda: found.append(embed(ollama, "a")[0]))
    call.start()
    assert ollama.reached.wait(10)
    assert not found
    ollama.may_load.set()
    call.join(10)
    assert found == [200]


def test_a_model_that_cannot_be_loaded_is_500(fake: Open) -> None:
    ollama = fake()
    ollama.load_error = "model requires more system memory (5.0 GiB) than is available (2.0 GiB)"
    assert embed(ollama, "a") == (500, {"error": ollama.load_error})


@pytest.mark.parametrize("version", VERSIONS)
def test_vectors_without_numbers_fail_with_the_versions_status(fake: Open, version: str) -> None:
    ollama = fake(version)
    ollama.faults.append(Fault(change=lambda rows: [[float("nan")] * len(row) for row in rows]))
    status, told = embed(ollama, "a")
    if version == "0.33.0":
        assert (status, told) == (400, {"error": "embedding contains NaN or Inf values"})
    else:
        assert status == 500
        assert "NaN" in told["error"]


@pytest.mark.parametrize("name", ["qwen3-embedding:8b-cloud", "big:cloud"])
def test_a_cloud_model_is_refused_where_that_is_off_and_sent_away_otherwise(
    fake: Open, name: str
) -> None:
    ollama = fake()
    assert embed(ollama, "secret", model=name) == (403, {"error": CLOUD_DISABLED})
    assert not ollama.sent_off
    ollama.cloud_enabled = True
    assert embed(ollama, "secret", model=name)[0] == 200
    assert ollama.sent_off == ["secret"]


def test_a_borrowed_model_is_sent_away_too(fake: Open) -> None:
    ollama = fake(models=(REMOTE,))
    ollama.cloud_enabled = True
    embed(ollama, "secret", model="borrowed")
    assert ollama.sent_off == ["secret"]


@pytest.mark.parametrize(("method", "path"), [("GET", "/api/embed"), ("POST", "/api/tags")])
def test_the_wrong_method_is_405(fake: Open, method: str, path: str) -> None:
    answer = httpx.request(method, f"{fake().address}{path}", trust_env=False)
    assert (answer.status_code, answer.text) == (405, "405 method not allowed")


def test_the_older_route_takes_one_text_and_does_not_normalise_it(fake: Open) -> None:
    ollama = fake()
    _, told = post(ollama, "/api/embeddings", model="bge-m3", prompt="a text")
    assert np.linalg.norm(told["embedding"]) > 20
    assert post(ollama, "/api/embeddings", model="bge-m3") == (200, {"embedding": []})


def test_there_was_no_route_for_batches_before(fake: Open) -> None:
    answer = httpx.post(f"{fake('0.2.8').address}/api/embed", json={}, trust_env=False)
    assert (answer.status_code, answer.text) == (404, "404 page not found")


def get(ollama: FakeOllama, path: str) -> Any:
    return httpx.get(f"{ollama.address}{path}", trust_env=False)


@pytest.mark.parametrize("version", VERSIONS)
def test_it_tells_its_version(fake: Open, version: str) -> None:
    ollama = fake(version)
    assert get(ollama, "/api/version").json() == {"version": version}
    assert get(ollama, "/").text == "Ollama is running"


def test_the_list_has_digests_and_capabilities_only_lately(fake: Open) -> None:
    (old,) = get(fake("0.12.4", models=(BGE_M3,)), "/api/tags").json()["models"]
    assert old["digest"] == BGE_M3.digest
    assert "capabilities" not in old
    assert "context_length" not in old["details"]
    (new,) = get(fake("0.33.0", models=(BGE_M3,)), "/api/tags").json()["models"]
    assert new["capabilities"] == ["embedding"]
    assert new["details"]["embedding_length"] == 1024
    (borrowed,) = get(fake(models=(REMOTE,)), "/api/tags").json()["models"]
    assert borrowed["remote_host"] == "https://ollama.com"


def test_show_tells_what_a_model_is(fake: Open) -> None:
    status, told = post(fake(), "/api/show", model="bge-m3")
    assert status == 200
    assert told["model_info"] == {
        "general.architecture": "bert",
        "bert.context_length": 8192,
        "bert.embedding_length": 1024,
        "bert.pooling_type": 2,
    }
    assert told["capabilities"] == ["embedding"]
    assert "capabilities" not in post(fake("0.3.4"), "/api/show", model="bge-m3")[1]
    assert post(fake(), "/api/show", model="none") == (404, {"error": "model 'none' not found"})
    assert post(fake(), "/api/show", model="a b")[0] == 400
    assert post(fake(), "/api/show") == (400, {"error": "model is required"})


def pulled(ollama: FakeOllama, name: str) -> list[Any]:
    with httpx.stream(
        "POST", f"{ollama.address}/api/pull", json={"model": name}, trust_env=False
    ) as answer:
        if answer.status_code != 200:
            return [answer.status_code, json.loads(answer.read())]
        lines = []
        try:
            lines.extend(map(json.loads, answer.iter_lines()))
        except httpx.RemoteProtocolError:
            lines.append("dropped")
        return lines


def test_a_pull_tells_each_layer_and_ends_with_success(fake: Open) -> None:
    ollama = fake(models=())
    lines = pulled(ollama, "bge-m3")
    assert lines[0] == {"status": "pulling manifest"}
    assert "completed" not in lines[1]
    assert lines[2]["digest"].startswith("sha256:")
    assert lines[1]["status"] == f"pulling {lines[1]['digest'][7:19]}"
    assert [line["status"] for line in lines[-3:]] == [
        "verifying sha256 digest",
        "writing manifest",
        "success",
    ]
    assert "bge-m3:latest" in ollama.installed


def test_a_pull_fails_before_or_after_its_first_line(fake: Open) -> None:
    ollama = fake(models=())
    ollama.pull_faults.append(PullFault(before="no space left on device"))
    assert pulled(ollama, "bge-m3") == [500, {"error": "no space left on device"}]
    ollama.pull_faults.append(PullFault(at=600_000, error="unexpected EOF"))
    lines = pulled(ollama, "bge-m3")
    assert lines[0] == {"status": "pulling manifest"}
    assert lines[-1] == {"error": "unexpected EOF"}
    assert pulled(ollama, "nothing")[-1] == {"error": "pull model manifest: file does not exist"}


def test_a_dropped_pull_goes_on_where_it_was(fake: Open) -> None:
    ollama = fake(models=())
    ollama.pull_faults.append(PullFault(at=600_000, drop=True))
    lines = pulled(ollama, "bge-m3")
    assert lines[-1] == "dropped"
    assert pulled(ollama, "bge-m3")[1]["completed"] == lines[-2]["completed"] > 0


def test_openais_route_cuts_in_silence_and_has_errors_of_its_own(fake: Open) -> None:
    ollama = fake(models=(MINILM,))
    status, told = post(ollama, "/v1/embeddings", model="all-minilm", input="word " * 900)
    assert status == 200
    assert len(told["data"][0]["embedding"]) == 384
    status, told = post(ollama, "/v1/embeddings", model="none", input="a")
    assert (status, told["error"]["type"]) == (404, "not_found_error")
    assert post(ollama, "/v1/embeddings", model="all-minilm", input=[])[0] == 400
