"""How servers that put passages in order differ, each against a fake of it
(``fakes.rerank_servers``, ``fakes.local_servers``)."""

from __future__ import annotations

import math
import threading

import numpy as np
import pytest
from fakes.answering import Answer, FakeModelServer, overlap
from fakes.local_servers import FakeInfinity, FakeLlamaServer, FakeTei, llama_error, native
from fakes.rerank_servers import FakeCohere, FakeJina, FakeOldServer
from fakes.scripted_server import ScriptedServer, answer

from docmind.core.embed.base import LoadOptions
from docmind.core.errors import ModelError, ProviderError
from docmind.core.rerank.server import ServerReranker
from docmind.core.servers import reranking
from docmind.core.servers.options import ServerOptions
from docmind.core.servers.reranking import RerankCalls, scores_in

QUERY = "boundary layer report"
TEXTS = [
    "man eating food",
    "the committee had a report about the boundary layer of wings",
    "a report",
    "the boundary layer",
]
KEY = "sk-rerank"
WAYS = {
    "infinity": (FakeInfinity, {"model": "all-minilm", "key": KEY}),
    "cohere": (FakeCohere, {"key": KEY}),
    "jina": (FakeJina, {"key": KEY}),
    "jina with plain documents": (FakeJina, {"key": KEY, "as_text": True}),
    "tei": (FakeTei, {"is_reranker": True, "key": KEY}),
    "llama-server": (FakeLlamaServer, {"ranks": True, "key": KEY}),
    "older llama-server": (FakeLlamaServer, {"ranks": True, "older": True, "key": KEY}),
    "old": (FakeOldServer, {"key": KEY}),
}


@pytest.fixture(autouse=True)
def key(monkeypatch) -> None:
    monkeypatch.setenv("DOCMIND_SERVER_API_KEY", KEY)


@pytest.fixture(params=WAYS)
def fake(request):
    kind, facts = WAYS[request.param]
    with kind(**facts) as served:
        yield served


def options(fake: FakeModelServer, model: str = "") -> LoadOptions:
    own = getattr(fake, "reranker", "") or getattr(fake, "model", "any")
    return LoadOptions(server=ServerOptions(fake.address, model or own, secret="server"))


def loaded(fake: FakeModelServer, model: str = "") -> ServerReranker:
    made = ServerReranker()
    made.load(options(fake, model))
    return made


def refusal(fake: FakeModelServer, model: str = "") -> ProviderError:
    with pytest.raises(ProviderError) as raised:
        loaded(fake, model)
    return raised.value


def order(scores) -> list[int]:
    return np.argsort(-scores).tolist()


# -- every server ----------------------------------------------------------------------------------


def test_scores_are_those_of_the_passages_in_their_order(fake) -> None:
    made = loaded(fake)
    scores = made.rerank(QUERY, TEXTS)
    assert scores.dtype == np.float32
    assert scores.shape == (4,)
    assert scores.min() >= 0
    assert scores.max() <= 1
    assert (
        order(scores) == order(np.array([overlap(QUERY, text) for text in TEXTS])) == [1, 3, 2, 0]
    )
    assert made.rerank(QUERY, TEXTS[::-1])[::-1] == pytest.approx(scores)
    made.unload()


def test_the_way_is_found_out_once(fake) -> None:
    made = loaded(fake)
    before = len(fake.asked)
    made.rerank(QUERY, TEXTS)
    made.rerank(QUERY, TEXTS)
    assert len(fake.asked) == before + 2
    assert len({one.path for one in fake.asked[before:]}) == 1


def test_the_version_in_the_address_may_be_left_out(fake) -> None:
    own = getattr(fake, "reranker", "") or getattr(fake, "model", "any")
    calls = RerankCalls(ServerOptions(fake.root, own, secret="server"))
    if isinstance(fake, FakeCohere):  # its version is another one
        with pytest.raises(ProviderError, match="puts nothing in order"):
            calls.scores(QUERY, TEXTS)
    else:
        assert order(calls.scores(QUERY, TEXTS))[0] == 1
    calls.close()


def test_blank_passages_and_questions_are_not_sent(fake) -> None:
    made = loaded(fake)
    before = len(fake.asked)
    assert made.rerank(" ", TEXTS).tolist() == [0, 0, 0, 0]
    assert made.rerank(QUERY, ["", " \n"]).tolist() == [0, 0]
    assert made.rerank(QUERY, []).shape == (0,)
    assert len(fake.asked) == before
    scores = made.rerank(QUERY, ["", TEXTS[1]])
    assert scores[1] > scores[0] == 0


def test_lone_surrogates_are_sent_as_something(fake) -> None:
    assert loaded(fake).rerank("a \ud800 report", ["a \ud800 report", "b"]).shape == (2,)


def test_a_wrong_key_is_told(fake, monkeypatch) -> None:
    monkeypatch.setenv("DOCMIND_SERVER_API_KEY", "sk-wrong")
    error = refusal(fake)
    assert error.code == "unauthorized"
    assert "sk-wrong" not in str(error)
    assert len(fake.asked) == 1


def test_a_busy_server_is_asked_once_more(fake) -> None:
    made = loaded(fake)
    fake.faults.append(Answer(429))
    assert order(made.rerank(QUERY, TEXTS))[0] == 1
    fake.faults.extend([Answer(429, b"", {"Retry-After": "0"})] * 9)
    with pytest.raises(ProviderError) as raised:
        made.rerank(QUERY, TEXTS)
    assert raised.value.code == "overloaded"
    assert len(fake.faults) == 7


# -- one by one ------------------------------------------------------------------------------------


def test_infinity_is_asked_below_its_prefix_and_names_its_model() -> None:
    with FakeInfinity() as fake:
        made = loaded(fake)
        assert made.rerank(QUERY, TEXTS) == pytest.approx([overlap(QUERY, one) for one in TEXTS])
        assert fake.asked[-1].path == "/v1/rerank"
        assert fake.asked[-1].body["top_n"] == len(TEXTS)
        assert made.why == f"It runs on {fake.root.removeprefix('http://')}."


def test_infinity_refuses_an_embedding_model() -> None:
    with FakeInfinity() as fake:
        error = refusal(fake, "all-minilm")
        assert error.code == "invalid_request"
        assert "ModelNotDeployedError" in error.detail
        assert len(fake.asked) == 1


def test_infinity_refuses_an_unknown_model() -> None:
    with FakeInfinity() as fake:
        assert refusal(fake, "no-such-model").code == "model_not_found"


@pytest.mark.parametrize("kind", [FakeCohere, FakeJina])
def test_cohere_and_jina_refuse_an_unknown_model(kind) -> None:
    with kind(key="") as fake:
        assert refusal(fake, "no-such-model").code == "model_not_found"


def test_cohere_is_asked_below_its_second_version() -> None:
    with FakeCohere(key="") as fake:
        loaded(fake)
        assert fake.asked[-1].path == "/v2/rerank"


def test_tei_wants_texts_outside_the_version() -> None:
    with FakeTei(is_reranker=True) as fake:
        loaded(fake).rerank(QUERY, TEXTS)
        asked = fake.asked[-1]
        assert asked.path == "/rerank"
        assert asked.body == {"query": QUERY, "texts": TEXTS, "truncate": True}


def test_tei_takes_thirty_two_texts_a_call() -> None:
    with FakeTei(is_reranker=True) as fake:
        made = loaded(fake)
        texts = [f"report number {number}" for number in range(49)] + [QUERY]
        before = len(fake.asked)
        scores = made.rerank(QUERY, texts)
        assert order(scores)[0] == 49
        assert [len(body["texts"]) for body in fake.posts()[before:]] == [50, 32, 18]
        made.rerank(QUERY, texts)
        assert [len(body["texts"]) for body in fake.posts()[-2:]] == [32, 18]


def test_tei_with_a_smaller_limit_gets_fewer() -> None:
    with FakeTei(is_reranker=True, most_inputs=10) as fake:
        texts = [f"report number {number}" for number in range(49)] + [QUERY]
        made = loaded(fake)
        assert order(made.rerank(QUERY, texts))[0] == 49
        made.rerank(QUERY, texts)
        assert {len(body["texts"]) for body in fake.posts()[-7:]} == {8, 2}


def test_tei_that_ranks_nothing_says_so() -> None:
    with FakeTei() as fake:
        error = refusal(fake)
        assert "puts nothing in order" in error.title
        assert "servers.rerank_address" in error.hint


def test_tei_that_is_busy() -> None:
    with FakeTei(is_reranker=True) as fake:
        answer = native(429, "Model is overloaded", "Overloaded")
        fake.faults.append(Answer(429, answer.body, {"Retry-After": "3600"}))
        error = refusal(fake)
        assert error.code == "overloaded"
        assert error.retry_after == 3600


def test_llama_server_gives_logits_which_are_put_into_0_to_1() -> None:
    with FakeLlamaServer(ranks=True) as fake:
        made = loaded(fake)
        expected = [1 / (1 + math.exp(11 - 20 * overlap(QUERY, text))) for text in TEXTS]
        assert made.rerank(QUERY, TEXTS) == pytest.approx(expected)
        # also where the logits of a query happen to lie between 0 and 1
        fake.post = lambda path, body: Answer(
            200, [{"index": 0, "score": 0.25}, {"index": 1, "score": 0.5}]
        )
        found = made.rerank(QUERY, TEXTS[:2])
        assert found == pytest.approx([1 / (1 + math.exp(-one)) for one in (0.25, 0.5)])


def test_llama_server_without_reranking_says_how_to_start_it() -> None:
    with FakeLlamaServer() as fake:
        error = refusal(fake)
        assert error.code == "invalid_request"
        assert "--reranking" in error.detail
        assert len(fake.asked) == 1


def test_llama_server_does_not_look_at_the_name() -> None:
    with FakeLlamaServer(ranks=True) as fake:
        loaded(fake, "no-such-model")


def test_llama_server_that_is_loading() -> None:
    with FakeLlamaServer(ranks=True) as fake:
        loading = llama_error(503, "Loading model", "unavailable_error")
        fake.faults.append(Answer(503, loading.body, {"Retry-After": "3600"}))
        assert refusal(fake).code == "model_not_loaded"


def test_llama_server_gets_no_passage_that_would_fail_the_whole_call() -> None:
    with FakeLlamaServer(ranks=True) as fake:
        made = loaded(fake)
        before = len(fake.asked)
        scores = made.rerank(QUERY, [f"{QUERY} {'word ' * 5000}", "man eating food"])
        assert order(scores) == [0, 1]
        assert len(fake.asked) == before + 1


def test_what_is_too_long_all_the_same_is_cut_shorter_from_then_on() -> None:
    with FakeLlamaServer(ranks=True, physical=100) as fake:
        made = loaded(fake)
        texts = [f"{QUERY} {'word ' * 5000}", "man eating food"]
        assert order(made.rerank(QUERY, texts)) == [0, 1]
        before = len(fake.asked)
        made.rerank(QUERY, texts)
        assert len(fake.asked) == before + 1


def test_a_server_that_finds_everything_too_long_is_left() -> None:
    with FakeLlamaServer(ranks=True) as fake:
        made = loaded(fake)
        fake.physical = 0
        with pytest.raises(ProviderError) as raised:
            made.rerank(QUERY, TEXTS)
        assert raised.value.code == "context_length_exceeded"


def test_results_without_an_index_are_known_by_their_text() -> None:
    with FakeOldServer() as fake:
        scores = loaded(fake, "any").rerank(QUERY, [*TEXTS, TEXTS[1]])
        assert scores[1] == scores[4] == scores.max()


def test_results_that_nothing_tells_apart_are_refused() -> None:
    with FakeOldServer(shows=False) as fake:
        error = refusal(fake, "any")
        assert error.code == "internal_error"
        assert "which passage" in error.detail


def test_another_model_that_answers_is_told() -> None:
    with FakeInfinity() as fake:
        made = loaded(fake)
        fake.reranker = "another"
        fake._wrong_model = lambda *_: None
        made.rerank(QUERY, TEXTS)
        assert "another" in made.why


def test_another_server_at_the_address_is_asked_in_its_own_way() -> None:
    results = {"results": [{"index": 0, "relevance_score": 0.5}]}
    wrong = answer({"error": "missing field `texts` at line 1", "error_type": "x"}, 422)
    tei = answer([{"index": 0, "score": 0.25}])
    with ScriptedServer(answer(results), wrong, wrong, tei).running() as server:
        calls = RerankCalls(ServerOptions(f"{server.address}/x", "m"))
        assert calls.scores(QUERY, ["a"]).tolist() == [0.5]
        assert calls.scores(QUERY, ["a"]).tolist() == [0.25]
        calls.close()
    assert [list(asked.json)[-1] for asked in server.asked] == [
        "top_n",
        "top_n",
        "top_n",
        "truncate",
    ]


def test_too_many_documents_are_no_other_way_of_asking() -> None:
    one = answer({"results": [{"index": 0, "relevance_score": 0.5}]})
    much = answer({"message": "too many documents: at most 1 items per request"}, 400)
    with ScriptedServer(one, much, one).running() as server:
        calls = RerankCalls(ServerOptions(f"{server.address}/x", "m"))
        calls.scores(QUERY, ["a"])
        assert calls.scores(QUERY, ["a", "b"]).tolist() == [0.5, 0.5]
        calls.close()


# -- answers ---------------------------------------------------------------------------------------

AB = ["a", "b"]


@pytest.mark.parametrize(
    "found",
    [
        [{"index": 0, "score": 0.1}, {"index": 1, "score": 0.9}],
        [{"index": 1, "score": 0.9}, {"index": 0, "score": 0.1}],
        {"results": [{"index": 1, "relevance_score": 0.9}, {"index": 0, "relevance_score": 0.1}]},
        {"results": [{"relevance_score": 0.9, "document": "b"},
                     {"relevance_score": 0.1, "document": {"text": "a"}}]},
        [{"score": 0.9, "text": "b "}, {"score": 0.1, "text": "a"}],
        {"data": [{"index": 1, "relevance_score": 0.9}, {"index": 0, "relevance_score": 0.1}]},
    ],
)  # fmt: skip
def test_both_shapes_are_read(found) -> None:
    assert scores_in(found, AB, "It") == [0.1, 0.9]


def test_what_is_not_there_has_no_score() -> None:
    assert np.isnan(scores_in([{"index": 1, "score": 0.9}], AB, "It")).tolist() == [True, False]
    assert np.isnan(scores_in([], AB, "It")).all()


@pytest.mark.parametrize(
    "found",
    [
        None,
        "text",
        {},
        {"results": None},
        {"results": [7]},
        [{"index": 0}],
        [{"index": 0, "score": None}],
        [{"index": 0, "score": "0.5"}],
        [{"index": 0, "score": True}],
        [{"index": 0, "score": math.nan}],
        [{"index": 0, "score": math.inf}],
        [{"index": 2, "score": 0.5}],
        [{"index": -1, "score": 0.5}],
        [{"score": 0.5}],
        [{"score": 0.5, "document": None}],
        [{"score": 0.5, "text": "c"}],
    ],
)
def test_what_cannot_be_used_is_refused_in_words(found) -> None:
    with pytest.raises(ProviderError, match="It gave an order") as raised:
        scores_in(found, AB, "It")
    assert raised.value.code == "internal_error"
    assert raised.value.detail


def test_a_passage_that_is_left_out_is_last() -> None:
    with FakeJina(key="") as fake:
        made = loaded(fake)
        result = {"index": 1, "relevance_score": 0.75}, {"index": 2, "relevance_score": 0.5}
        fake.faults.append(Answer(200, {"results": list(result)}))
        assert made.rerank(QUERY, TEXTS[:3]).tolist() == [0.5, 0.75, 0.5]


def test_an_answer_without_results_is_refused() -> None:
    with FakeJina(key="") as fake:
        fake.faults.append(Answer(200, {"results": []}))
        assert "no result" in refusal(fake).detail


def test_closing_ends_a_call_under_way() -> None:
    with FakeJina(key="") as fake:
        made = loaded(fake)
        fake.hold = True
        raised = []

        def ask():
            try:
                made.rerank(QUERY, TEXTS)
            except ProviderError as error:
                raised.append(error)

        asking = threading.Thread(target=ask)
        asking.start()
        assert fake.reached.wait(20)
        made.unload()
        asking.join(20)
        assert raised[0].code == "connection_error"


def test_an_answer_that_nobody_waits_for_any_more_is_given_up(monkeypatch) -> None:
    with FakeJina(key="") as fake:
        made = loaded(fake)
        monkeypatch.setattr(reranking, "PATIENCE", 0.2)  # below the seconds of the options
        fake.hold = True
        with pytest.raises(ProviderError) as raised:
            made.rerank(QUERY, TEXTS)
        assert raised.value.code == "timeout"


def test_it_is_used_with_a_server_and_after_loading_only() -> None:
    made = ServerReranker()
    with pytest.raises(ModelError):
        made.load()
    with pytest.raises(ModelError):
        made.rerank(QUERY, TEXTS)


def test_a_host_that_nobody_allowed_is_not_asked() -> None:
    there = LoadOptions(server=ServerOptions("https://ranks.example/v1", "m"))
    with pytest.raises(ProviderError, match=r"may not go to ranks\.example"):
        ServerReranker().load(there)
    assert ServerReranker.health(there).state == "not allowed"


def test_its_identity_is_what_answers() -> None:
    with FakeInfinity() as fake:
        identity = ServerReranker().load(options(fake))
        assert (identity.name, identity.dimension, identity.model) == ("server", 1, "tiny-reranker")
        assert ServerReranker.health(options(fake)).state == "ready"
