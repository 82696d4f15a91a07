"""How servers with OpenAI's embeddings call differ, and that none of it reaches the vectors: each
against a fake of that server (``fakes.embedding_servers``, ``fakes.local_servers``)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from fakes.answering import Answer, FakeModelServer, unit, word_vector
from fakes.embedding_servers import FakeLmStudio, FakeOllamaV1, FakeOpenAI, openai_error
from fakes.local_servers import FakeInfinity, FakeLlamaServer, FakeTei, flat, llama_error

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.openai import OpenAICompatible
from docmind.core.errors import ProviderError
from docmind.core.servers.openai import EmbeddingCalls
from docmind.core.servers.options import ServerOptions

KINDS = (FakeOpenAI, FakeInfinity, FakeTei, FakeLlamaServer, FakeOllamaV1, FakeLmStudio)
TEXTS = ["the committee had a report", "", "a report on boundary layers", "the committee"]
LATER = {"Retry-After": "3600"}  # too long to wait for: the error comes at once


@pytest.fixture(autouse=True)
def key(monkeypatch) -> None:
    monkeypatch.setenv("DOCMIND_OPENAI_API_KEY", FakeOpenAI.key)


def options(fake: FakeModelServer, model: str = "", **more) -> LoadOptions:
    server = ServerOptions(fake.address, model or fake.model, secret="openai")
    return LoadOptions(server=server, **more)


def loaded(fake: FakeModelServer, model: str = "", **more) -> OpenAICompatible:
    made = OpenAICompatible()
    made.load(options(fake, model, **more))
    return made


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
def fake(request) -> Iterator[FakeModelServer]:
    with request.param() as served:
        yield served


def refusal(fake: FakeModelServer, model: str = "") -> ProviderError:
    with pytest.raises(ProviderError) as raised:
        loaded(fake, model)
    return raised.value


def code(fake: FakeModelServer, answer: Answer) -> str:
    """What becomes of an answer."""
    fake.faults.extend([answer] * 2)
    return refusal(fake).code


# -- every server ----------------------------------------------------------------------------------


def test_vectors_are_those_of_the_texts_in_their_order(fake) -> None:
    made = loaded(fake)
    found = made.embed_passages(TEXTS).dense
    assert found.dtype == np.float32
    assert np.linalg.norm(found, axis=1) == pytest.approx(1.0, abs=1e-6)
    prefix = made._loaded().identity.passage_template.replace("{text}", "")
    for text, row in zip(TEXTS, found, strict=True):
        expected = unit(word_vector(prefix + text, fake.dimension))
        assert row == pytest.approx(expected if text else np.eye(fake.dimension)[0], abs=1e-6)
    assert made.embed_passages([]).dense.shape == (0, fake.dimension)


def test_no_server_is_sent_an_empty_text_or_an_empty_list(fake) -> None:
    made = loaded(fake)
    made.embed_passages(["", " \n"])
    made.embed_passages([])
    made.embed_query("")
    assert all(text.strip() for body in fake.posts() for text in body["input"])
    assert all(body["input"] for body in fake.posts())


def test_every_request_has_one_shape(fake) -> None:
    made = loaded(fake)
    made.embed_query("one")
    made.embed_passages(["two"])
    for body in fake.posts():
        assert body["model"] == fake.model
        assert isinstance(body["input"], list)
        assert body.keys() <= {"model", "input", "encoding_format"}
    assert {one.path for one in fake.asked} == {"/v1/embeddings"}


def test_the_version_in_the_address_may_be_left_out(fake) -> None:
    server = ServerOptions(fake.root, fake.model, secret="openai")
    calls = EmbeddingCalls(server)
    assert calls.embed(["one"]).dense.shape == (1, fake.dimension)
    paths = [one.path for one in fake.asked]
    calls.embed(["two"])
    calls.close()
    assert [one.path for one in fake.asked][len(paths) :] == paths[-1:]


def test_a_busy_server_is_asked_again(fake) -> None:
    made = loaded(fake)
    fake.faults.append(Answer(503 if isinstance(fake, FakeOllamaV1) else 429, b""))
    assert made.embed_passages(["one"]).dense.shape == (1, fake.dimension)


def test_thirty_two_texts_go_out_in_a_call(fake) -> None:
    made = loaded(fake)
    before = len(fake.posts())
    assert made.embed_passages(["word"] * 70).dense.shape == (70, fake.dimension)
    assert [len(body["input"]) for body in fake.posts()[before:]] == [32, 32, 6]


# -- unknown model name ----------------------------------------------------------------------------


def test_infinity_serves_its_only_model_under_any_name_which_is_told() -> None:
    with FakeInfinity(others=()) as fake:
        made = loaded(fake, "no-such-model")
        assert "all-minilm" in made.why
        assert "no-such-model" in made.why
        own = loaded(fake)
        assert own.why == f"It runs on {fake.root.removeprefix('http://')}."
        # what answers is the same, so its vectors are
        assert made._loaded().identity.space == own._loaded().identity.space


def test_infinity_with_several_models_refuses_an_unknown_one() -> None:
    with FakeInfinity() as fake:
        error = refusal(fake, "no-such-model")
        assert error.code == "model_not_found"
        assert "all-minilm" in error.detail


def test_infinity_refuses_to_embed_with_a_reranker() -> None:
    with FakeInfinity() as fake:
        error = refusal(fake, "tiny-reranker")
        assert error.code == "invalid_request"
        assert "does not support `embed`" in error.detail


def test_tei_serves_its_only_model_under_any_name_which_is_told() -> None:
    with FakeTei(model="BAAI/bge-m3") as fake:
        assert "BAAI/bge-m3" in loaded(fake, "e5-base").why
        assert "although" not in loaded(fake, "bge-m3").why


def test_llama_server_serves_its_only_model_under_any_name() -> None:
    with FakeLlamaServer() as fake:
        assert "although" not in loaded(fake, "no-such-model").why  # it repeats the name


def test_ollama_refuses_an_unknown_model() -> None:
    with FakeOllamaV1() as fake:
        assert refusal(fake, "no-such-model").code == "model_not_found"


def test_openai_refuses_an_unknown_model() -> None:
    with FakeOpenAI() as fake:
        error = refusal(fake, "no-such-model")
        assert error.code == "model_not_found"
        assert not error.retryable
        assert len(fake.posts()) == 1


def test_lm_studio_names_the_quantisation_besides() -> None:
    with FakeLmStudio() as fake:
        made = loaded(fake)
        assert "although" not in made.why
        assert made._loaded().answers == f"{fake.model}@q4_k_m"


# -- too long --------------------------------------------------------------------------------------


def test_infinity_cuts_without_a_word_so_passages_stay_short() -> None:
    with FakeInfinity() as fake:
        made = loaded(fake)
        long = " ".join(f"w{number}" for number in range(fake.context))
        one, other = made.embed_passages([long, f"{long} and more"]).dense
        assert one == pytest.approx(other)  # nothing tells that it was cut
        assert made._loaded().identity.passage_tokens <= fake.context


def test_infinity_counts_letters_which_are_no_tokens() -> None:
    with FakeInfinity() as fake:
        assert loaded(fake).embed_passages(["one two three"]).tokens == 0


def whole(fake: FakeModelServer, words: int) -> tuple[np.ndarray, np.ndarray]:
    """The vector of a long text of two halves, and the mean of those of its halves."""
    text = " ".join(f"word{number:04}" for number in range(words))
    made = loaded(fake)
    found = made.embed_passages(["short", text, "short"]).dense
    assert found[0] == pytest.approx(found[2])
    middle = text.index(" ", len(text) // 2 - 5)
    halves = [unit(word_vector(half, fake.dimension)) for half in (text[:middle], text[middle:])]
    return found[1], unit(np.mean(halves, axis=0))


def test_tei_that_does_not_cut_refuses_and_the_text_is_split() -> None:
    with FakeTei(auto_truncate=False) as fake:
        found, expected = whole(fake, 600)
        assert found == pytest.approx(expected, abs=1e-2)


def test_llama_server_fails_over_its_physical_batch_and_the_text_is_split() -> None:
    with FakeLlamaServer() as fake:
        found, expected = whole(fake, 600)
        assert found == pytest.approx(expected, abs=1e-2)


def test_llama_server_fails_over_its_context_and_the_text_is_split() -> None:
    with FakeLlamaServer(context=256, physical=10_000) as fake:
        found, expected = whole(fake, 300)
        assert found == pytest.approx(expected, abs=1e-2)


def test_openai_refuses_what_is_too_long_and_the_text_is_split() -> None:
    with FakeOpenAI(context=256) as fake:
        found, expected = whole(fake, 300)
        assert found == pytest.approx(expected, abs=1e-2)


def test_ollama_cuts_without_a_word() -> None:
    with FakeOllamaV1(context=100) as fake:
        long = " ".join(f"w{number}" for number in range(100))
        one, other = loaded(fake).embed_passages([long, f"{long} more"]).dense
        assert one == pytest.approx(other)


# -- dimensions ------------------------------------------------------------------------------------

SHORT = "Qwen3-Embedding-0.6B"  # trained for 32 and more


def short(fake: FakeModelServer, model: str, numbers: int = 32) -> np.ndarray:
    """The vector of a text where fewer numbers were wanted."""
    made = loaded(fake, model, dimensions=numbers)
    assert made._loaded().identity.dimension == numbers
    found = made.embed_passages(["boundary layers"]).dense[0]
    assert np.linalg.norm(found) == pytest.approx(1.0, abs=1e-6)
    assert found == pytest.approx(unit(word_vector("boundary layers", 64)[:numbers]), abs=1e-6)
    return found


@pytest.mark.parametrize("kind", [FakeInfinity, FakeOllamaV1])
def test_a_server_that_slices_is_asked_for_short_vectors_which_are_renormalised(kind) -> None:
    with kind(model=SHORT) as fake:
        short(fake, SHORT)
        assert fake.posts()[-1]["dimensions"] == 32


def test_openai_gives_short_vectors_of_models_that_were_trained_for_it() -> None:
    with FakeOpenAI(dimension=512) as fake:
        made = loaded(fake, dimensions=256)
        found = made.embed_passages(["boundary layers"]).dense[0]
        assert found == pytest.approx(unit(word_vector("boundary layers", 512)[:256]), abs=1e-6)


@pytest.mark.parametrize("kind", [FakeTei, FakeLlamaServer, FakeLmStudio])
def test_a_server_that_ignores_dimensions_is_not_asked_again_and_cut_here(kind) -> None:
    with kind(model=SHORT) as fake:
        short(fake, SHORT)
        assert "dimensions" not in fake.posts()[-1]


def test_a_server_that_refuses_dimensions_is_cut_here() -> None:
    with FakeOllamaV1(model=SHORT) as fake:
        told = "This model does not support specifying dimensions."
        asked = []

        def embed(body):
            asked.append(body)
            refused = openai_error(400, told, "invalid_request_error")
            return refused if "dimensions" in body else FakeOllamaV1.embed(fake, body)

        fake.embed = embed
        short(fake, SHORT)
        assert "dimensions" not in asked[-1]


def test_short_vectors_that_are_no_slices_are_not_taken() -> None:
    with FakeOllamaV1(model=SHORT) as fake:
        usual = fake.rows

        def rows(body, texts):
            found = usual(body, texts)
            return [row[::-1] for row in found] if "dimensions" in body else found

        fake.rows = rows
        short(fake, SHORT)
        assert "dimensions" not in fake.posts()[-1]


def test_infinity_gives_slices_of_any_model_but_they_are_not_asked_for() -> None:
    with FakeInfinity() as fake:
        with pytest.raises(Exception, match="was not trained for shorter vectors"):
            loaded(fake, dimensions=32)
        assert not any("dimensions" in body for body in fake.posts())


def test_infinity_refuses_more_numbers_than_there_are() -> None:
    with FakeInfinity() as fake:
        calls = EmbeddingCalls(options(fake).server)
        with pytest.raises(ProviderError, match="does not take") as raised:
            calls.embed(["one"], cut_to=65)
        calls.close()
        assert "Select between 1 and 64" in raised.value.detail


# -- batch limit -----------------------------------------------------------------------------------


def test_tei_with_a_smaller_limit_gets_smaller_batches_from_then_on() -> None:
    with FakeTei(most_inputs=8) as fake:
        made = loaded(fake)
        assert made.embed_passages([f"word{at}" for at in range(40)]).dense.shape == (40, 64)
        before = len(fake.posts())
        made.embed_passages(["word"] * 16)
        assert [len(body["input"]) for body in fake.posts()[before:]] == [8, 8]


def test_tei_says_413_of_a_body_over_two_megabytes_and_gets_less() -> None:
    with FakeTei() as fake:
        made = loaded(fake)
        fake.faults.append(Answer(413, "Failed to buffer the request body: length limit exceeded"))
        assert made.embed_passages(["word"] * 32).dense.shape == (32, 64)
        assert [len(body["input"]) for body in fake.posts()[-3:]] == [32, 16, 16]


def test_openai_limits_the_tokens_of_a_request() -> None:
    with FakeOpenAI(most_tokens=100) as fake:
        made = loaded(fake)
        assert made.embed_passages(["word " * 20] * 32).dense.shape == (32, 64)


def test_openai_limits_the_inputs_of_a_request() -> None:
    with FakeOpenAI(most_inputs=16) as fake:
        assert loaded(fake).embed_passages(["word"] * 32).dense.shape == (32, 64)


# -- busy ------------------------------------------------------------------------------------------


def test_infinity_that_is_overloaded() -> None:
    with FakeInfinity() as fake:
        told = "model all-minilm is currently overloaded"
        assert code(fake, openai_error(429, told, None, 429, **LATER)) == "overloaded"


def test_openai_that_limits_the_rate_is_waited_for_as_long_as_it_says() -> None:
    told = "Rate limit reached for requests"
    busy = openai_error(429, told, "requests", "rate_limit_exceeded", **{"Retry-After": "1"})
    with FakeOpenAI() as fake:
        made = loaded(fake)
        fake.faults.append(busy)
        made.embed_passages(["one"])
        fake.faults.append(openai_error(429, told, "requests", None, **LATER))
        with pytest.raises(ProviderError) as raised:
            made.embed_passages(["two"])
        assert raised.value.retry_after == 3600


def test_openai_without_money_left_is_not_asked_again() -> None:
    told = "You exceeded your current quota, please check your plan."
    with FakeOpenAI() as fake:
        fake.faults.append(openai_error(429, told, "insufficient_quota", "insufficient_quota"))
        error = refusal(fake)
        assert not error.retryable
        assert len(fake.posts()) == 1


@pytest.mark.parametrize(
    ("status", "kind", "expected"),
    [
        (429, "Overloaded", "overloaded"),
        (503, "Unhealthy", "overloaded"),
        (424, "Backend", "internal_error"),
    ],
)
def test_tei_that_is_busy_unhealthy_or_failed(status, kind, expected) -> None:
    with FakeTei() as fake:
        answer = flat(status, f"{kind} it is", kind)
        assert code(fake, Answer(answer.status, answer.body, LATER)) == expected


def test_llama_server_that_is_loading() -> None:
    with FakeLlamaServer() as fake:
        answer = llama_error(503, "Loading model", "unavailable_error")
        assert code(fake, Answer(503, answer.body, LATER)) == "model_not_loaded"
        forked = llama_error(503, "Loading model", "service_unavailable_error")
        assert code(fake, Answer(503, forked.body, LATER)) == "model_not_loaded"


def test_llama_server_that_loads_is_waited_for() -> None:
    with FakeLlamaServer() as fake:
        fake.faults.append(llama_error(503, "Loading model", "unavailable_error"))
        assert loaded(fake).embed_query("one").dense.shape == (1, 64)


def test_ollama_that_is_full() -> None:
    told = "server busy, please try again.  maximum pending requests exceeded"
    with FakeOllamaV1() as fake:
        assert code(fake, openai_error(503, told, "api_error", **LATER)) == "overloaded"


# -- keys ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [FakeOpenAI, FakeInfinity, FakeTei, FakeLlamaServer])
def test_a_wrong_key_is_told_and_not_tried_again(kind, monkeypatch) -> None:
    monkeypatch.setenv("DOCMIND_OPENAI_API_KEY", "sk-wrong")
    with kind(key="sk-right") as fake:
        error = refusal(fake)
        assert error.code == "unauthorized"
        assert "sk-wrong" not in str(error)
        assert len(fake.asked) == 1
        assert OpenAICompatible.health(options(fake)).state == "key refused"


@pytest.mark.parametrize("kind", [FakeOpenAI, FakeInfinity, FakeTei, FakeLlamaServer])
def test_the_key_is_sent_along(kind, monkeypatch) -> None:
    monkeypatch.setenv("DOCMIND_OPENAI_API_KEY", "sk-right")
    with kind(key="sk-right") as fake:
        loaded(fake)
        assert {one.key for one in fake.asked} == {"sk-right"}


def test_openai_without_a_key(monkeypatch) -> None:
    monkeypatch.delenv("DOCMIND_OPENAI_API_KEY")
    with FakeOpenAI() as fake:
        assert refusal(fake).code == "unauthorized"


def test_lm_studio_does_not_look_at_keys() -> None:
    with FakeLmStudio() as fake:
        loaded(fake)
        assert fake.asked[0].key == FakeOpenAI.key


# -- bodies of errors ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (openai_error(400, "the words of OpenAI", "invalid_request_error"), "the words of OpenAI"),
        (flat(400, "the words of TEI", "Empty"), "the words of TEI"),
        (llama_error(400, "the words of llama", "invalid_request_error"), "the words of llama"),
        (Answer(422, {"detail": [{"loc": ["body"], "msg": "FastAPI's"}]}), "body: FastAPI's"),
        (Answer(400, "plain words"), "plain words"),
    ],
)
def test_the_servers_own_words_are_told(answer, expected) -> None:
    with FakeInfinity() as fake:
        fake.faults.extend([answer] * 2)
        assert expected in refusal(fake).detail


# -- base64 ----------------------------------------------------------------------------------------


def test_base64_is_asked_for_and_kept_where_it_comes() -> None:
    with FakeInfinity() as fake:
        loaded(fake).embed_query("one")
        assert [body.get("encoding_format") for body in fake.posts()] == ["base64", "base64"]


def test_base64_that_is_ignored_is_not_asked_for_again() -> None:
    with FakeLmStudio() as fake:
        loaded(fake).embed_query("one")
        assert [body.get("encoding_format") for body in fake.posts()] == ["base64", None]


def test_base64_that_is_refused_is_not_asked_for_again() -> None:
    with FakeOllamaV1() as fake:
        told = "Invalid value for 'encoding_format'."
        fake.faults.append(openai_error(400, told, "invalid_request_error"))
        loaded(fake).embed_query("one")
        assert [body.get("encoding_format") for body in fake.posts()] == ["base64", None, None]
