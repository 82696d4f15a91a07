"""Which models a server has, as each of them tells it."""

from __future__ import annotations

import pytest
from fakes.answering import Answer
from fakes.embedding_servers import FakeLmStudio, FakeOllamaV1, FakeOpenAI
from fakes.local_servers import FakeInfinity, FakeLlamaServer, FakeTei

from docmind.core.schema_models import ProviderHealth, ServerModel
from docmind.core.servers.listing import server_health
from docmind.core.servers.options import ServerOptions


def health(address: str, **more) -> ProviderHealth:
    return server_health("openai", "A server", ServerOptions(address, "", **more))


def models(kind, **facts) -> tuple[ServerModel, ...]:
    with kind(key="", **facts) as fake:
        found = health(fake.address)
        assert found.state == "ready"
        assert f"http://{found.host}" == fake.root
        bare = health(fake.root)  # without the version
        assert bare.models == found.models
        return found.models


def test_openai_and_ollama_tell_names() -> None:
    assert models(FakeOpenAI) == (ServerModel("text-embedding-3-small"),)
    assert models(FakeOllamaV1) == (ServerModel("all-minilm"),)


def test_infinity_tells_what_a_model_is_for() -> None:
    assert models(FakeInfinity) == (
        ServerModel("all-minilm", embeds=True),
        ServerModel("tiny-reranker", embeds=False),
    )


def test_llama_server_tells_size_and_width() -> None:
    (found,) = models(FakeLlamaServer, dimension=384)
    assert found == ServerModel("all-minilm", 45_949_216, 384, 4096)


def test_lm_studio_tells_kind_and_context() -> None:
    chat, embedding = models(FakeLmStudio)
    assert chat.embeds is False
    assert embedding == ServerModel(FakeLmStudio.model, context=2048, embeds=True)


@pytest.mark.parametrize("is_reranker", [False, True])
def test_tei_has_one_model_and_a_version(is_reranker) -> None:
    with FakeTei(is_reranker=is_reranker) as fake:
        found = health(fake.address)
    assert found.version == "1.8.2"
    assert found.models == (ServerModel("all-minilm", context=512, embeds=not is_reranker),)


def test_a_server_that_tells_nothing_is_there_all_the_same() -> None:
    with FakeInfinity() as fake:
        fake.get = lambda path: Answer(404)
        found = health(fake.address)
    assert (found.state, found.models) == ("ready", ())
    assert found.note


@pytest.mark.parametrize("status", [403, 500])
def test_what_is_told_besides_may_be_refused(status) -> None:
    with FakeInfinity() as fake:
        fake.get = lambda path: (
            Answer(200, {"data": [{"id": "m"}]}) if path.endswith("/v1/models") else Answer(status)
        )
        found = health(fake.address)
    assert (found.state, [one.name for one in found.models]) == ("ready", ["m"])


def test_odd_facts_are_none() -> None:
    facts = {"size": float("inf"), "n_embd": float("nan"), "n_ctx_train": True}
    with FakeInfinity() as fake:
        fake.get = lambda path: Answer(200, {"data": [{"id": "m\n" * 9999, "meta": facts}]})
        (model,) = health(fake.address).models
    assert (model.size, model.dimension, model.context) == (2**53, 0, 0)
    assert len(model.name) < 400
    assert "\n" not in model.name


@pytest.mark.parametrize("body", [[], {"data": 7}, {"data": [7, {}, {"id": 3}]}, {"data": None}])
def test_odd_lists_are_no_models(body) -> None:
    with FakeInfinity() as fake:
        fake.get = lambda path: Answer(200, body)
        assert health(fake.address).models == ()


def test_one_that_is_not_there() -> None:
    with FakeInfinity() as fake:
        address = fake.address
    assert health(address).state == "unreachable"


@pytest.mark.parametrize(("status", "state"), [(401, "key refused"), (500, "failed")])
def test_one_that_refuses_or_fails(status, state) -> None:
    with FakeInfinity() as fake:
        fake.get = lambda path: Answer(status)
        found = health(fake.address)
    assert found.state == state
    assert found.note


def test_where_nothing_may_go_nothing_is_asked() -> None:
    assert server_health("openai", "A server", None).state == "not set"
    assert health("").state == "not set"
    assert health("https://models.example/v1").state == "not allowed"
    assert health("nonsense").state == "failed"
