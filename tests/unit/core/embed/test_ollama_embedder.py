"""Ollama as a provider, against a fake of several versions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from fakes.ollama import BUSY, FakeOllama, Fault
from fakes.ollama_models import BGE_M3, CHAT, MINILM, QWEN3_06B, QWEN3_4B, REMOTE, Model

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.ollama import OllamaEmbedder
from docmind.core.errors import ModelError, ProviderError
from docmind.core.servers.options import ServerOptions

VERSIONS = ("0.3.4", "0.11.10", "0.12.4", "0.33.0")
QWEN = "qwen3-embedding:0.6b"
INSTRUCTION = (
    "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:"
)
Open = Callable[..., FakeOllama]


@pytest.fixture
def fake() -> Iterator[Open]:
    opened: list[FakeOllama] = []

    def start(*args: Any, **options: Any) -> FakeOllama:
        opened.append(FakeOllama(*args, **options).__enter__())
        return opened[-1]

    yield start
    for one in opened:
        one.__exit__(None)


@pytest.fixture(autouse=True)
def _no_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docmind.core.servers.client._FIRST_WAIT", 0.0)


def options(ollama: FakeOllama, model: str = "bge-m3", **more: Any) -> LoadOptions:
    server = ServerOptions(ollama.address, model, keep_alive="30m", answer_seconds=20)
    return LoadOptions(server=server, **more)


OPENED: list[OllamaEmbedder] = []


@pytest.fixture(autouse=True)
def _closing() -> Iterator[None]:
    yield
    while OPENED:
        OPENED.pop().unload()


def made() -> OllamaEmbedder:
    OPENED.append(OllamaEmbedder())
    return OPENED[-1]


def loaded(ollama: FakeOllama, model: str = "bge-m3", **more: Any) -> OllamaEmbedder:
    embedder = made()
    embedder.load(options(ollama, model, **more))
    return embedder


def refusal(ollama: FakeOllama, model: str = "bge-m3", **more: Any) -> ModelError:
    with pytest.raises(ModelError) as told:
        loaded(ollama, model, **more)
    return told.value


def code_of(error: ModelError) -> str:
    assert isinstance(error, ProviderError)
    return error.code


# -- what is sent, and what comes back


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("model", ["bge-m3", QWEN])
def test_texts_become_unit_vectors_in_their_order(fake: Open, version: str, model: str) -> None:
    embedder = loaded(fake(version), model)
    found = embedder.embed_passages(["boats at sea", "boats and ships at sea", "tax forms"])
    assert found.dense.shape == (3, 1024)
    assert found.dense.dtype == np.float32
    assert np.linalg.norm(found.dense, axis=1) == pytest.approx(np.ones(3), abs=1e-6)
    near, far = found.dense[0] @ found.dense[1], found.dense[0] @ found.dense[2]
    assert near > far + 0.2
    assert found.tokens > 3
    again = embedder.embed_passages(["tax forms"]).dense[0]
    assert np.array_equal(again, found.dense[2])


def test_a_call_says_all_that_ollama_would_guess_wrong(fake: Open) -> None:
    ollama = fake()
    loaded(ollama).embed_passages(["a text"])
    assert ollama.embed_calls[-1] == {
        "model": "bge-m3",
        "input": ["a text"],
        "truncate": False,
        "options": {"num_ctx": 8192, "num_batch": 8192},
        "keep_alive": "30m",
    }
    assert ollama.loaded == {"bge-m3:latest"}


def test_a_model_that_reads_in_batches_needs_no_large_one(fake: Open) -> None:
    ollama = fake()
    embedder = loaded(ollama, QWEN)
    assert ollama.embed_calls[-1]["options"] == {"num_ctx": 8192}
    embedder.embed_passages(["word " * 8000])
    assert QWEN3_06B.tokens(ollama.embedded[-1]) > 8000


@pytest.mark.parametrize(("said", "sent"), [("-1", -1), ("3600", 3600), ("1h", "1h")])
def test_seconds_are_sent_as_a_number(fake: Open, said: str, sent: object) -> None:
    ollama = fake()
    server = ServerOptions(ollama.address, "bge-m3", keep_alive=said)
    made().load(LoadOptions(server=server))
    assert ollama.embed_calls[-1]["keep_alive"] == sent


def test_nothing_is_said_of_keeping_where_nothing_is_set(fake: Open) -> None:
    ollama = fake()
    made().load(LoadOptions(server=ServerOptions(ollama.address, "bge-m3")))
    assert "keep_alive" not in ollama.embed_calls[-1]


def test_the_older_route_is_never_asked(fake: Open) -> None:
    for version in VERSIONS:
        ollama = fake(version)
        loaded(ollama).embed_query("a question")
        assert {one.path for one in ollama.asked} == {
            "/api/version",
            "/api/show",
            "/api/tags",
            "/api/embed",
        }


def test_a_call_has_32_texts_at_most(fake: Open) -> None:
    ollama = fake(models=(MINILM,))
    found = loaded(ollama, "all-minilm").embed_passages([f"text {n}" for n in range(70)])
    assert found.dense.shape == (70, 384)
    assert [len(call["input"]) for call in ollama.embed_calls[1:]] == [32, 32, 6]


def test_empty_texts_are_never_sent(fake: Open) -> None:
    ollama = fake()
    embedder = loaded(ollama)
    found = embedder.embed_passages(["", "words", " \n"])
    assert ollama.embed_calls[-1]["input"] == ["words"]
    assert found.dense[0] == pytest.approx(np.eye(1, 1024)[0])
    assert np.array_equal(found.dense[0], found.dense[2])
    assert embedder.embed_passages([]).dense.shape == (0, 1024)


def test_counts_may_be_missing(fake: Open) -> None:
    ollama = fake()
    ollama.tells_counts = False
    assert loaded(ollama).embed_passages(["a"]).tokens == 0


# -- templates


def test_qwen_is_asked_with_its_instruction_and_given_passages_as_they_are(fake: Open) -> None:
    ollama = fake()
    embedder = loaded(ollama, QWEN)
    embedder.embed_query("boats at sea")
    assert ollama.embed_calls[-1]["input"] == [INSTRUCTION + "boats at sea"]
    embedder.embed_passages(["boats at sea"])
    assert ollama.embed_calls[-1]["input"] == ["boats at sea"]


def test_bge_m3_is_asked_without_one(fake: Open) -> None:
    ollama = fake()
    loaded(ollama).embed_query("boats at sea")
    assert ollama.embed_calls[-1]["input"] == ["boats at sea"]


def test_a_persons_own_templates_count_for_an_unknown_model(fake: Open) -> None:
    ollama = fake(models=(MINILM,))
    embedder = loaded(
        ollama, "all-minilm", query_template="q: {text}", passage_template="p: {text}"
    )
    embedder.embed_query("a")
    embedder.embed_passages(["b"])
    assert [call["input"] for call in ollama.embed_calls[1:]] == [["q: a"], ["p: b"]]


# -- length


def test_a_long_text_is_embedded_in_parts_and_none_of_it_is_lost(fake: Open) -> None:
    ollama = fake()
    text = " ".join(f"word{number}" for number in range(9000))
    found = loaded(ollama).embed_passages(["short", text])
    assert found.dense.shape == (2, 1024)
    read = [one for one in ollama.embedded if one not in ("hello", "short")]
    assert " ".join(part.strip() for part in read) == text
    assert np.linalg.norm(found.dense[1]) == pytest.approx(1.0, abs=1e-6)


@pytest.mark.parametrize("version", VERSIONS)
def test_bge_m3_reads_8192_tokens_in_one_piece(fake: Open, version: str) -> None:
    ollama = fake(version)
    text = "word " * 8000
    loaded(ollama).embed_passages([text])
    assert ollama.embedded[-1] == text.strip() or ollama.embedded[-1] == text


def test_a_small_model_is_not_given_more_than_it_knows(fake: Open) -> None:
    ollama = fake(models=(MINILM,))
    embedder = made()
    identity = embedder.load(options(ollama, "all-minilm"))
    assert ollama.embed_calls[-1]["options"] == {"num_ctx": 512, "num_batch": 512}
    assert identity.max_tokens == 512
    embedder.embed_passages(["word " * 1200])
    assert max(MINILM.tokens(text) for text in ollama.embedded) <= 512


def test_a_batch_that_is_too_small_for_a_text_has_it_split(fake: Open) -> None:
    """The words of llama.cpp's server (tools/server), should Ollama pass them on."""
    ollama = fake()
    embedder = loaded(ollama)
    ollama.faults.append(Fault(400, "input (600 tokens) is too large to process. increase the "
                                    "physical batch size (current batch size: 512)"))  # fmt: skip
    embedder.embed_passages(["a few words that are halved"])
    assert [call["input"] for call in ollama.embed_calls[-2:]] == [
        ["a few words"],
        [" that are halved"],
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_text_that_is_too_long_in_any_part_is_refused(fake: Open, version: str) -> None:
    ollama = fake(version)
    embedder = loaded(ollama)
    words = ollama.profile.too_long
    ollama.faults.extend(Fault(400, words) for _ in range(40))
    with pytest.raises(ProviderError) as told:
        embedder.embed_passages(["a few words that are halved and halved"])
    assert told.value.code == "context_length_exceeded"
    assert not told.value.retryable


# -- dimensions


@pytest.mark.parametrize("version", VERSIONS)
def test_qwen_gives_shorter_vectors_whether_ollama_can_or_not(fake: Open, version: str) -> None:
    whole = loaded(fake(version), QWEN).embed_passages(["boats at sea"]).dense[0]
    ollama = fake(version)
    embedder = made()
    identity = embedder.load(options(ollama, QWEN, dimensions=256))
    found = embedder.embed_passages(["boats at sea"]).dense[0]
    assert identity.dimension == found.size == 256
    assert ollama.embed_calls[-1]["dimensions"] == 256
    expected = whole[:256] / np.linalg.norm(whole[:256])
    assert found == pytest.approx(expected, abs=1e-5)


def test_all_of_them_are_not_asked_for(fake: Open) -> None:
    ollama = fake(models=(QWEN3_4B,))
    identity = made().load(options(ollama, QWEN3_4B.name, dimensions=2560))
    assert identity.dimension == 2560
    assert all("dimensions" not in call for call in ollama.embed_calls)


@pytest.mark.parametrize(
    ("model", "wanted", "words"),
    [
        ("bge-m3", 256, "bge-m3 was not trained for shorter vectors"),
        (QWEN, 16, f"{QWEN} was not trained for vectors of 16 numbers"),
        (QWEN, 2048, f"{QWEN} was not trained for vectors of 2048 numbers"),
    ],
)
def test_what_it_was_not_trained_for_is_refused(
    fake: Open, model: str, wanted: int, words: str
) -> None:
    assert refusal(fake(), model, dimensions=wanted).title == words


@pytest.mark.parametrize("width", [100, 1000])
def test_another_width_than_was_asked_for_is_refused(fake: Open, width: int) -> None:
    ollama = fake()
    ollama.faults.append(Fault())
    ollama.faults.append(Fault(change=lambda rows: [row[:1] * width for row in rows]))
    assert "gives vectors that cannot be used" in refusal(ollama, QWEN, dimensions=256).title


def test_a_width_that_changes_later_is_refused(fake: Open) -> None:
    ollama = fake()
    embedder = loaded(ollama)
    ollama.faults.append(Fault(change=lambda rows: [row[:512] for row in rows]))
    with pytest.raises(ProviderError, match="vectors that cannot be used") as told:
        embedder.embed_passages(["a"])
    assert "512 numbers instead of 1024" in told.value.detail


# -- which models


@pytest.mark.parametrize(
    ("name", "model"),
    [("bge-m3", BGE_M3), ("bge-m3:latest", BGE_M3), (QWEN, QWEN3_06B)],
)
def test_its_identity_is_what_ollama_tells(fake: Open, name: str, model: Model) -> None:
    identity = made().load(options(fake(), name))
    assert identity.name == "ollama"
    assert identity.model == model.name.removesuffix(":latest")
    assert identity.dimension == 1024
    assert identity.pooling == ("cls" if model is BGE_M3 else "last_token")
    assert identity.by_probes
    assert identity.knows_meaning
    assert identity.max_tokens == 8192
    assert identity.passage_tokens == 256
    assert identity.runtime == "Ollama 0.33.0"
    assert identity.precision == "fp32"


def test_other_content_under_the_name_is_another_space(fake: Open) -> None:
    from dataclasses import replace

    before = made().load(options(fake()))
    assert made().load(options(fake())).space == before.space
    pulled_again = fake(models=(replace(BGE_M3, revision=2),))
    assert made().load(options(pulled_again)).space != before.space


def test_other_templates_and_lengths_are_other_spaces(fake: Open) -> None:
    ollama = fake()
    spaces = {
        made().load(options(ollama, QWEN, **more)).space
        for more in (
            {},
            {"dimensions": 512},
            {"query_template": "q: {text}"},
            {"passage_template": "p: {text}"},
        )
    }
    assert len(spaces) == 4


@pytest.mark.parametrize("version", VERSIONS)
def test_a_missing_model_is_told_with_how_to_get_it(fake: Open, version: str) -> None:
    error = refusal(fake(version), "nomic-embed-text")
    assert code_of(error) == "model_not_found"
    assert "does not have the model nomic-embed-text" in error.title
    assert "docmind models download ollama:nomic-embed-text" in error.hint


def test_a_senseless_name_is_refused(fake: Open) -> None:
    assert code_of(refusal(fake(), "no?name")) in ("model_not_found", "invalid_request")


@pytest.mark.parametrize("name", ["qwen3-embedding:8b-cloud", "big:cloud", "BIG:Cloud"])
def test_a_cloud_model_is_refused_by_its_name_before_it_is_asked_for(fake: Open, name: str) -> None:
    ollama = fake()
    ollama.cloud_enabled = True
    error = refusal(ollama, name)
    assert error.title == f"{name} does not run on this computer"
    assert not ollama.sent_off
    assert "/api/show" not in {one.path for one in ollama.asked}


@pytest.mark.parametrize("version", ["0.12.4", "0.33.0"])
def test_a_borrowed_model_is_refused_with_the_host_it_is_borrowed_from(
    fake: Open, version: str
) -> None:
    ollama = fake(version, models=(REMOTE,))
    ollama.cloud_enabled = True
    assert "https://ollama.com" in refusal(ollama, "borrowed").detail
    assert not ollama.sent_off
    assert not ollama.embed_calls


@pytest.mark.parametrize("version", ["0.11.10", "0.12.4", "0.33.0"])
def test_a_model_that_writes_is_refused_unasked(fake: Open, version: str) -> None:
    ollama = fake(version, models=(CHAT,))
    assert refusal(ollama, "llama3.2").title == "llama3.2 is no model for embeddings"
    assert not ollama.embed_calls


def test_it_is_refused_too_where_ollama_does_not_tell(fake: Open) -> None:
    ollama = fake("0.3.4", models=(CHAT,))
    error = refusal(ollama, "llama3.2")
    assert error.title == "llama3.2 is no model for embeddings"
    assert code_of(error) == "invalid_request"


def test_a_version_that_is_too_old_is_refused_by_its_name(fake: Open) -> None:
    ollama = fake("0.2.8")
    error = refusal(ollama)
    assert error.title == "Ollama 0.2.8 is too old"
    assert "0.3.4" in error.hint
    assert [one.path for one in ollama.asked] == ["/api/version"]


@pytest.mark.parametrize("version", ["0.33.0-rc2", "0.0.0", "1.0"])
def test_odd_versions_are_taken(fake: Open, version: str) -> None:
    ollama = fake("0.33.0")
    ollama.version = version
    assert loaded(ollama).embed_query("a").dense.shape == (1, 1024)


def test_facts_that_are_not_told_are_found_out(fake: Open) -> None:
    ollama = fake("0.3.4")
    ollama.tells_details = False
    identity = made().load(options(ollama))
    assert (identity.dimension, identity.max_tokens) == (1024, 8192)
    assert identity.pooling == "cls"  # of its family


# -- failures


def test_a_busy_server_is_asked_again(fake: Open) -> None:
    ollama = fake()
    embedder = loaded(ollama)
    ollama.faults.append(Fault(503, BUSY))
    assert embedder.embed_passages(["a"]).dense.shape == (1, 1024)
    ollama.faults.extend(Fault(503, BUSY) for _ in range(20))
    with pytest.raises(ProviderError) as told:
        embedder.embed_passages(["b"])
    assert told.value.code == "overloaded"
    assert told.value.retryable


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (500, 'do embedding request: Post "http://127.0.0.1:1/embedding": EOF'),
        (400, 'do embedding request: Post "http://127.0.0.1:1/embedding": EOF'),
        (400, "embedding contains NaN or Inf values"),
        (400, "something that nobody has seen before"),
        (500, "failed to encode response: json: unsupported value: NaN"),
    ],
)
def test_a_failure_of_the_runner_is_not_taken_for_our_fault(
    fake: Open, status: int, words: str
) -> None:
    ollama = fake()
    embedder = loaded(ollama)
    ollama.faults.extend(Fault(status, words) for _ in range(9))
    with pytest.raises(ProviderError) as told:
        embedder.embed_passages(["a"])
    assert told.value.code == "internal_error"
    assert words[:20] in told.value.detail
    assert told.value.retryable
    assert len(ollama.embed_calls) == 3  # once more, after the one that loaded it


def test_what_passes_is_asked_once_more(fake: Open) -> None:
    ollama = fake()
    embedder = loaded(ollama)
    ollama.faults.append(Fault(400, "embedding contains NaN or Inf values"))
    assert embedder.embed_passages(["a"]).dense.shape == (1, 1024)


@pytest.mark.parametrize("version", VERSIONS)
def test_vectors_without_numbers_are_refused(fake: Open, version: str) -> None:
    ollama = fake(version)
    embedder = loaded(ollama)
    bad = Fault(change=lambda rows: [[float("nan")] * len(row) for row in rows])
    ollama.faults.extend([bad] * 4)
    with pytest.raises(ProviderError) as told:
        embedder.embed_passages(["a"])
    assert told.value.code == "internal_error"


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows[:-1],
        lambda rows: [*rows, rows[0]],
        lambda rows: [[0.0] * len(row) for row in rows],
        lambda rows: ["x" for _ in rows],
        lambda rows: [[]] * len(rows),
    ],
)
def test_answers_that_are_no_vectors_of_the_texts_are_refused(fake: Open, change: Any) -> None:
    ollama = fake()
    embedder = loaded(ollama)
    ollama.faults.append(Fault(change=change))
    with pytest.raises(ProviderError, match="vectors that cannot be used"):
        embedder.embed_passages(["a", "b"])


def test_our_own_fault_is_told_and_not_tried_again(fake: Open) -> None:
    ollama = fake()
    embedder = loaded(ollama)
    ollama.faults.append(Fault(400, "invalid input type"))
    with pytest.raises(ProviderError) as told:
        embedder.embed_passages(["a"])
    assert told.value.code == "invalid_request"
    assert not told.value.retryable
    assert len(ollama.embed_calls) == 2


@pytest.mark.parametrize(
    ("words", "retryable"),
    [
        ("model requires more system memory (5.0 GiB) than is available (2.0 GiB)", False),
        ("llama runner process has terminated: signal: killed", True),
        ("timed out waiting for llama runner to start - progress 0.00", True),
    ],
)
def test_a_model_that_cannot_be_loaded_is_told_as_that(
    fake: Open, words: str, retryable: bool
) -> None:
    ollama = fake()
    ollama.load_error = words
    error = refusal(ollama)
    assert code_of(error) == "model_not_loaded"
    assert isinstance(error, ProviderError)
    assert error.retryable is retryable
    assert words.split(" (")[0] in error.detail


def test_loading_is_waited_for(fake: Open) -> None:
    ollama = fake()
    ollama.may_load.clear()
    found: list[int] = []
    loading = threading.Thread(target=lambda: found.append(len(loaded(ollama).why)))
    loading.start()
    assert ollama.reached.wait(20)
    assert not found
    ollama.may_load.set()
    loading.join(20)
    assert found


@pytest.mark.parametrize("bytes_sent", [0, 40])
def test_a_line_that_breaks_is_told(fake: Open, bytes_sent: int) -> None:
    ollama = fake()
    embedder = loaded(ollama)
    ollama.faults.extend(Fault(drop=bytes_sent) for _ in range(9))
    with pytest.raises(ProviderError) as told:
        embedder.embed_passages(["a"])
    assert told.value.code == "connection_error"
    assert told.value.retryable


def test_a_line_that_breaks_before_anything_came_is_tried_again(fake: Open) -> None:
    ollama = fake()
    embedder = loaded(ollama)
    ollama.faults.append(Fault(drop=0))
    assert embedder.embed_passages(["a"]).dense.shape == (1, 1024)


def test_patience_with_a_hanging_call_ends(fake: Open) -> None:
    ollama = fake()
    server = ServerOptions(ollama.address, "bge-m3", answer_seconds=0.3)
    embedder = made()
    embedder.load(LoadOptions(server=server))
    ollama.faults.append(Fault(hang=True))
    with pytest.raises(ProviderError) as told:
        embedder.embed_passages(["a"])
    assert told.value.code == "timeout"
    assert ollama.left.wait(10)


def test_giving_up_a_call_closes_its_line(fake: Open) -> None:
    ollama = fake()
    embedder = loaded(ollama)
    ollama.faults.append(Fault(hang=True))
    told: list[ProviderError] = []

    def call() -> None:
        with pytest.raises(ProviderError) as caught:
            embedder.embed_passages(["a"])
        told.append(caught.value)

    calling = threading.Thread(target=call)
    calling.start()
    assert ollama.reached.wait(10)
    embedder.unload()
    calling.join(10)
    assert told[0].code == "connection_error"
    assert not told[0].retryable
    assert ollama.left.wait(10)


def test_a_call_that_ollama_gave_up_may_be_asked_again(fake: Open) -> None:
    ollama = fake()
    embedder = loaded(ollama)
    ollama.faults.append(Fault(499, "request canceled"))
    with pytest.raises(ProviderError, match="gave up a call") as told:
        embedder.embed_passages(["a"])
    assert told.value.retryable


def test_a_slow_answer_is_an_answer(fake: Open) -> None:
    ollama = fake()
    embedder = loaded(ollama)
    ollama.faults.append(Fault(latency=0.2))
    assert embedder.embed_passages(["a"]).dense.shape == (1, 1024)


def test_nobody_there_is_told_with_what_to_do() -> None:
    with FakeOllama() as ollama:
        gone = options(ollama)
    with pytest.raises(ProviderError) as told:
        made().load(gone)
    assert told.value.code == "connection_error"
    assert told.value.title.endswith("does not answer")
    assert "ollama serve" in told.value.hint


def test_another_program_there_is_told(fake: Open) -> None:
    ollama = fake()
    ollama.version = 7  # type: ignore[assignment]
    assert refusal(ollama).title == "What answers there is not Ollama"


def test_a_question_goes_beside_a_batch(fake: Open) -> None:
    ollama = fake()
    embedder = loaded(ollama)
    ollama.faults.append(Fault(hang=True))
    batch = threading.Thread(target=lambda: _ignoring(lambda: embedder.embed_passages(["a"])))
    batch.start()
    assert ollama.reached.wait(10)
    assert embedder.embed_query("a question").dense.shape == (1, 1024)
    assert batch.is_alive()
    ollama.close()
    batch.join(20)


def _ignoring(work: Callable[[], object]) -> None:
    try:
        work()
    except ProviderError:
        return


# -- facts for people


def test_it_says_where_it_runs(fake: Open) -> None:
    ollama = fake()
    embedder = loaded(ollama)
    assert embedder.device == "Ollama"
    assert embedder.why == f"It runs in Ollama at {ollama.address.removeprefix('http://')}."


def test_its_tokenizer_counts_rather_too_many(fake: Open) -> None:
    from tokenizers import Tokenizer

    counting = Tokenizer.from_str(loaded(fake()).tokenizer_json())
    text = "the committee had a report about the boundary layer of wings"
    assert len(counting.encode(text).ids) >= BGE_M3.tokens(text) - 2


@pytest.mark.parametrize("version", VERSIONS)
def test_its_health_lists_what_can_be_had_from_it(fake: Open, version: str) -> None:
    ollama = fake(version, models=(BGE_M3, QWEN3_06B, CHAT, REMOTE))
    health = OllamaEmbedder.health(options(ollama, ""))
    assert (health.state, health.version, health.provider) == ("ready", version, "ollama")
    assert health.host == ollama.address.removeprefix("http://")
    by_name = {one.name: one for one in health.models}
    assert set(by_name) == {"bge-m3", QWEN, "llama3.2"}
    told = version != "0.3.4"
    assert by_name["bge-m3"].embeds is (True if told else None)
    assert by_name["llama3.2"].embeds is (False if told else None)
    assert by_name["bge-m3"].dimension == 1024
    assert by_name["bge-m3"].context == 8192
    assert by_name["bge-m3"].size == BGE_M3.size
    assert not ollama.embed_calls


def test_its_health_says_what_is_wrong(fake: Open) -> None:
    with FakeOllama() as ollama:
        gone = options(ollama, "")
    health = OllamaEmbedder.health(gone)
    assert health.state == "unreachable"
    assert "ollama serve" in health.note
    assert OllamaEmbedder.health().state == "not set"
    there = LoadOptions(server=ServerOptions("https://gpu.example", ""))
    assert OllamaEmbedder.health(there).state == "not allowed"


def test_text_goes_to_no_other_computer_unasked() -> None:
    with pytest.raises(ProviderError, match=r"gpu\.example"):
        made().load(LoadOptions(server=ServerOptions("https://gpu.example", "bge-m3")))
