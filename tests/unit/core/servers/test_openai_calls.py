"""Answers to OpenAI's embeddings call that cannot be used, and lines that break."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from fakes.answering import Answer, FakeModelServer, as_base64
from fakes.embedding_servers import FakeEmbeddings

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.openai import MAX_TOKENS, OpenAICompatible, is_same_model
from docmind.core.errors import ModelError, ProviderError
from docmind.core.servers.openai import EmbeddingCalls, bases
from docmind.core.servers.options import ServerOptions


@pytest.fixture
def fake():
    with FakeEmbeddings() as served:
        yield served


@pytest.fixture
def calls(fake):
    made = EmbeddingCalls(ServerOptions(fake.address, fake.model))
    yield made
    made.close()


def entry(index, numbers=(1.0, 2.0, 2.0)):
    return {"object": "embedding", "index": index, "embedding": numbers}


def good(entries, **more):
    return Answer(200, {"object": "list", "data": entries, "model": "m", **more})


def test_what_is_out_of_order_is_sorted(fake, calls) -> None:
    fake.faults.append(good([entry(1, [0, 1]), entry(0, [1, 0])]))
    assert calls.embed(["a", "b"]).dense.tolist() == [[1, 0], [0, 1]]


def test_without_indexes_they_stand_as_they_come(fake, calls) -> None:
    fake.faults.append(good([{"embedding": [1, 0]}, {"embedding": [0, 2]}]))
    assert calls.embed(["a", "b"]).dense.tolist() == [[1, 0], [0, 1]]


def test_what_has_another_length_is_made_a_unit_vector(fake, calls) -> None:
    fake.faults.append(good([entry(0, as_base64(np.array([3.0, 4.0])))]))
    assert calls.embed(["a"]).dense[0] == pytest.approx([0.6, 0.8])


@pytest.mark.parametrize(
    "answer",
    [
        good([entry(0)]),  # two were asked for
        good([entry(0), entry(1), entry(2)]),
        good([entry(0), entry(0)]),
        good([entry(0), entry(2)]),
        good([entry(0), entry("1")]),
        good([entry(0), entry([1])]),
        good([entry(0), {"embedding": [1.0, 2.0, 3.0]}]),
        good([entry(0), entry(1, [1.0, 2.0])]),
        good([entry(0), entry(1, [0.0, 0.0, 0.0])]),
        good([entry(0), entry(1, [float("nan"), 1.0, 1.0])]),
        good([entry(0), entry(1, [float("inf"), 1.0, 1.0])]),
        good([entry(0), entry(1, [None, 1.0, 1.0])]),
        good([entry(0, "AAAA"), entry(1, "!!")]),
        good([entry(0, ""), entry(1, "")]),
        good([entry(0), {"index": 1}]),
        good([entry(0), 7]),
        good("no list"),
        good(None),
        Answer(200, "<html>"),
        Answer(200, b""),
        Answer(200, good([entry(0), entry(1)]).body, cut=40),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(fake, calls, answer) -> None:
    fake.faults.append(answer)
    with pytest.raises(ProviderError) as raised:
        calls.embed(["a", "b"])
    assert raised.value.code in ("internal_error", "connection_error")
    assert calls.host in raised.value.title


def test_another_width_than_was_wanted_is_refused(fake, calls) -> None:
    with pytest.raises(ProviderError, match="cannot be used"):
        calls.embed(["a"], dimension=63)


@pytest.mark.parametrize(
    ("usage", "tokens"),
    [({"prompt_tokens": 7}, 7), ({"prompt_tokens": -1}, 0), ({"prompt_tokens": "7"}, 0),
     ({}, 0), (None, 0)],
)  # fmt: skip
def test_tokens_are_told_where_the_server_does(fake, calls, usage, tokens) -> None:
    fake.faults.append(good([entry(0)], usage=usage))
    assert calls.embed(["a"]).tokens == tokens


def test_an_address_without_such_a_call_is_told(fake) -> None:
    made = EmbeddingCalls(ServerOptions(f"{fake.root}/elsewhere?key=sk-secret", "m"))
    fake.post = lambda path, body: Answer(404, "404 page not found")
    with pytest.raises(ProviderError, match="gives no embeddings") as raised:
        made.embed(["a"])
    made.close()
    assert raised.value.code == "invalid_request"
    assert "servers.openai_address" in raised.value.hint
    assert f"{fake.root}/elsewhere." in raised.value.detail  # a key may be behind it


def test_another_kind_of_server_is_told() -> None:
    class Pages(FakeModelServer):
        def post(self, path, body):
            return Answer(200, {"error": f"Unexpected endpoint or method. (POST {path})"})

    with Pages() as fake:
        made = EmbeddingCalls(ServerOptions(fake.root, "m"))
        with pytest.raises(ProviderError, match="gives no embeddings"):
            made.embed(["a"])
        made.close()


def test_closing_ends_a_call_under_way(fake, calls) -> None:
    fake.hold = True
    raised = []

    def ask():
        try:
            calls.embed(["a"])
        except ProviderError as error:
            raised.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    assert fake.reached.wait(20)
    calls.close()
    asking.join(20)
    assert raised[0].code == "connection_error"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://127.0.0.1:1/v1", ("http://127.0.0.1:1/v1", "http://127.0.0.1:1")),
        ("http://127.0.0.1:1/", ("http://127.0.0.1:1", "http://127.0.0.1:1/v1")),
        ("http://127.0.0.1:1/api/v1/", ("http://127.0.0.1:1/api/v1", "http://127.0.0.1:1/api")),
        ("http://127.0.0.1:1/own", ("http://127.0.0.1:1/own",)),
        ("http://127.0.0.1:1/own/embeddings/", ("http://127.0.0.1:1/own",)),
        ("http://127.0.0.1:1/v1/rerank", ("http://127.0.0.1:1/v1", "http://127.0.0.1:1")),
    ],
)
def test_the_version_may_be_there_or_not(address, expected) -> None:
    assert bases(address) == expected


# -- the embedder over it --------------------------------------------------------------------------


def loaded(fake, model="", **more) -> OpenAICompatible:
    made = OpenAICompatible()
    made.load(LoadOptions(server=ServerOptions(fake.address, model or fake.model), **more))
    return made


def test_the_identity_tells_all_that_can_be_seen(fake) -> None:
    made = loaded(fake, "intfloat/e5-small")
    identity = made._loaded().identity
    assert identity.name == "openai"
    assert identity.model == "intfloat/e5-small"
    assert identity.dimension == fake.dimension
    assert identity.max_tokens == MAX_TOKENS
    assert identity.by_probes
    assert identity.query_template == "query: {text}"
    assert identity.passage_template == "passage: {text}"
    assert identity.pooling == "mean"
    assert made.device == "the embedding server"
    assert made.tokenizer_json()


def spaces(fake, **more) -> str:
    return loaded(fake, **more)._loaded().identity.space


def test_what_makes_other_vectors_makes_another_space(fake) -> None:
    known = {spaces(fake), spaces(fake, query_template="query: {text}")}
    known.add(spaces(fake, passage_template="passage: {text}"))
    fake.model = "another"
    known.add(spaces(fake))
    fake.dimension = 32
    known.add(spaces(fake))
    assert len(known) == 5
    assert spaces(fake) in known


def test_the_settings_templates_win(fake) -> None:
    made = loaded(fake, "e5-base", query_template="ask {text}", passage_template="tell {text}")
    made.embed_query("one")
    made.embed_passages(["two"])
    assert [body["input"] for body in fake.posts()[-2:]] == [["ask one"], ["tell two"]]


def test_qwen3_gets_its_instruction_on_questions_only(fake) -> None:
    made = loaded(fake, "qwen3-embedding:0.6b")
    made.embed_query("what is it")
    made.embed_passages(["it is that"])
    asked, told = (body["input"][0] for body in fake.posts()[-2:])
    assert asked.startswith("Instruct: ")
    assert asked.endswith("\nQuery:what is it")
    assert told == "it is that"


def test_what_answers_decides_on_the_template(fake) -> None:
    fake.model = "intfloat/multilingual-e5-base"
    assert loaded(fake, "bge-m3")._loaded().identity.query_template == "query: {text}"


def test_a_template_stands_around_each_part_of_a_text_that_is_split(fake) -> None:
    made = loaded(fake, "e5-base")
    fake.faults.append(Answer(400, {"error": {"message": "maximum context length is 4 tokens"}}))
    made.embed_passages(["first words, second words"])
    assert [body["input"] for body in fake.posts()[-2:]] == [
        ["passage: first words,"],
        ["passage:  second words"],
    ]


def test_another_model_in_the_middle_is_refused(fake) -> None:
    made = loaded(fake)
    fake.model = "another"
    with pytest.raises(ProviderError, match="another model than before") as raised:
        made.embed_passages(["one"])
    assert raised.value.code == "model_not_found"
    assert "all-minilm" in raised.value.detail


def test_another_width_in_the_middle_is_refused(fake) -> None:
    made = loaded(fake)
    fake.dimension = 32
    with pytest.raises(ProviderError, match="another model than before"):
        made.embed_passages(["one"])


def test_lone_surrogates_are_sent_as_something(fake) -> None:
    assert loaded(fake).embed_passages(["a \ud800 b"]).dense.shape == (1, 64)


def test_a_question_goes_out_beside_a_batch(fake) -> None:
    made = loaded(fake)
    fake.hold = True
    found = []
    indexing = threading.Thread(target=lambda: found.append(made.embed_passages(["one"])))
    indexing.start()
    assert fake.reached.wait(20)
    fake.hold = False
    assert made.embed_query("two").dense.shape == (1, 64)
    assert not found
    fake.go.set()
    indexing.join(20)
    assert found[0].dense.shape == (1, 64)


def test_it_is_used_with_a_server_and_after_loading_only() -> None:
    made = OpenAICompatible()
    with pytest.raises(ModelError):
        made.load()
    with pytest.raises(ModelError):
        made.embed_passages(["one"])


def test_without_an_address_it_says_which_setting_is_missing() -> None:
    with pytest.raises(ProviderError, match="No address is set") as raised:
        OpenAICompatible().load(LoadOptions(server=ServerOptions("", "m")))
    assert "servers.openai_address" in raised.value.hint


def test_a_host_that_nobody_allowed_is_not_asked() -> None:
    server = ServerOptions("https://models.example/v1", "m")
    with pytest.raises(ProviderError, match=r"may not go to models\.example"):
        OpenAICompatible().load(LoadOptions(server=server))
    assert OpenAICompatible.health(LoadOptions(server=server)).state == "not allowed"


@pytest.mark.parametrize(
    ("asked", "answered", "same"),
    [
        ("all-minilm", "all-minilm", True),
        ("all-minilm", "", True),
        ("bge-m3", "BAAI/bge-m3", True),
        ("BAAI/bge-m3", "/data/bge-m3/", True),
        ("nomic", "nomic@q4_k_m", True),
        ("qwen3-embedding:0.6b", "qwen3-embedding:0.6b", True),
        ("text-embedding-3-small", "text-embedding-3-small-2", True),
        ("bge-m3", "e5-base", False),
        ("bge-m3", "bge-large-en", False),
    ],
)
def test_another_spelling_is_no_other_model(asked, answered, same) -> None:
    assert is_same_model(asked, answered) is same
