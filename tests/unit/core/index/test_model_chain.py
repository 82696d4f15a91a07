"""Which transport of a space answers: the library's own model, or what stands in for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fakes.embedding_worker import ELSEWHERE, HERE, FakeWorker, probes, vectors
from fakes.waiting import until

from docmind.core.embed.base import ModelIdentity
from docmind.core.embed.calls import question_order
from docmind.core.embed.checked import CheckedModel
from docmind.core.embed.probes import Probes
from docmind.core.errors import DocMindError, ModelChanged, ModelError, ProviderCode, ProviderError
from docmind.core.index import chain as module
from docmind.core.index.chain import ModelChain, Transport

LEARNED = replace(HERE, learned=True)


def lost(code: ProviderCode = "connection_error", retry_after: float = 0.0) -> ProviderError:
    return ProviderError("The server is lost", code=code, retry_after=retry_after)


def judge(told: ModelIdentity, found: Probes) -> ModelIdentity:
    if found.likeness(probes()) < 0.999:
        raise ModelChanged("It is another model")
    return told


class Chain:
    """A chain over fake workers: the library's own, and others in its place."""

    def __init__(
        self,
        own: FakeWorker | None,
        *others: FakeWorker,
        known: ModelIdentity | None = HERE,
        readers: bool = True,
    ) -> None:
        self.told: list[str] = []
        self.answers = 0
        workers = [own, *others]
        self.transports = [
            Transport(f"{'own' if not at else 'other'}:{at}", f"T{at}", self._maker(at, worker),
                      readers or not at)
            for at, worker in enumerate(workers)
        ]  # fmt: skip
        self.model = ModelChain(self.transports, known, self.told.append, self._well)

    def _maker(self, at: int, worker: FakeWorker | None):  # type: ignore[no-untyped-def]
        def make() -> CheckedModel:
            if worker is None:
                raise ModelError(f"T{at} is not installed")
            return CheckedModel(f"t{at}", worker, judge)  # type: ignore[arg-type]

        return make

    def _well(self) -> None:
        self.answers += 1

    def wait_out(self) -> None:
        """As if every rest were over."""
        self.model.wake()


@pytest.fixture
def own() -> FakeWorker:
    return FakeWorker()


@pytest.fixture
def other() -> FakeWorker:
    return FakeWorker(ELSEWHERE)


def questions(worker: FakeWorker) -> list[str]:
    return [texts[0] for texts in worker.asked if len(texts) == 1 and "roof" not in texts[0]]


@pytest.fixture
def chain(own: FakeWorker, other: FakeWorker) -> Iterator[Chain]:
    made = Chain(own, other)
    yield made
    made.model.close()


def test_the_library_s_own_model_answers_where_it_can(chain: Chain, own, other) -> None:
    assert chain.model.start() == HERE
    assert (chain.model.embed_query("fox").dense == vectors(["fox"])).all()
    chain.model.embed_passages(["a"])
    assert other.asked == []
    assert chain.told == []
    assert (chain.model.name, chain.model.place.why) == ("own:0", "It is a fake.")
    assert chain.answers == 3


@pytest.mark.parametrize(
    "code", ["connection_error", "timeout", "overloaded", "model_not_found", "model_not_loaded"]
)
def test_another_transport_answers_for_one_that_is_lost(chain: Chain, own, other, code) -> None:
    chain.model.start()
    own.failure = lost(code)
    assert (chain.model.embed_query("fox").dense == vectors(["fox"])).all()
    assert questions(other) == ["fox"]
    assert chain.told == ["T1 answers in place of T0: The server is lost."]
    assert chain.model.place.why == "T1 answers in place of T0: The server is lost. It is a fake."
    assert chain.model.identity == HERE  # the space stays that of the library


@pytest.mark.parametrize("code", ["context_length_exceeded", "invalid_request", "internal_error"])
def test_what_lies_in_the_question_is_not_asked_elsewhere(chain: Chain, own, other, code) -> None:
    chain.model.start()
    own.hook = lambda texts: setattr(own, "failure", lost(code))
    with pytest.raises(ProviderError):
        chain.model.embed_query("fox")
    assert other.asked == []


def test_one_that_cannot_be_had_at_all_is_replaced(other) -> None:
    chain = Chain(None, other)
    assert chain.model.start() == HERE
    assert chain.told == ["T1 answers in place of T0: T0 is not installed."]


def test_one_that_became_another_model_is_replaced(chain: Chain, own, other) -> None:
    own.turn = 3
    assert (chain.model.embed_query("fox").dense == vectors(["fox"])).all()
    assert chain.told == ["T1 answers in place of T0: It is another model."]


def test_another_space_is_never_asked(own) -> None:
    stranger = FakeWorker(ELSEWHERE, turn=3)
    chain = Chain(own, stranger)
    own.failure = lost()
    for ask in (chain.model.start, lambda: chain.model.embed_query("fox"),
                lambda: chain.model.embed_passages(["a"])):  # fmt: skip
        chain.wait_out()
        with pytest.raises(ProviderError, match="lost"):  # the first one's failure is told
            ask()
    assert questions(stranger) == []


def test_one_that_failed_rests_while_another_answers(chain: Chain, own, other) -> None:
    chain.model.start()
    own.failure = lost()
    chain.model.embed_query("fox")
    own.failure = None
    chain.model.embed_query("hen")
    assert questions(other) == ["fox", "hen"]


def test_its_rest_over_it_is_tried_beside_the_question(chain: Chain, own, other) -> None:
    chain.model.start()
    own.failure = lost()
    chain.model.embed_query("fox")
    own.failure = None
    chain.wait_out()
    chain.model.embed_query("hen")
    assert questions(other) == ["fox", "hen"]
    until(lambda: chain.transports[0].failure is None)
    chain.model.embed_query("cow")
    assert questions(own) == ["cow"]
    assert chain.told[-1] == "T0 answers again."
    assert chain.model.place.why == "It is a fake."


def test_questions_do_not_wait_while_the_only_one_rests(own) -> None:
    chain = Chain(own)
    chain.model.start()
    own.failure = lost()
    with pytest.raises(ProviderError):
        chain.model.embed_query("fox")
    own.failure = None
    with pytest.raises(ProviderError, match="lost"):
        chain.model.embed_query("hen")  # at once, with what is known
    assert questions(own) == []
    chain.model.wake()
    chain.model.embed_query("cow")
    assert questions(own) == ["cow"]


def test_a_job_asks_all_the_same_and_its_answer_ends_the_rest(own) -> None:
    chain = Chain(own)
    chain.model.start()
    own.failure = lost()
    with pytest.raises(ProviderError):
        chain.model.embed_query("fox")
    own.failure = None
    chain.model.embed_passages(["a"])
    assert len(chain.model.embed_query("hen").dense) == 1


def test_a_server_that_asks_for_a_pause_gets_that_one(own) -> None:
    chain = Chain(own)
    chain.model.start()
    own.failure = lost("overloaded", retry_after=0.001)
    with pytest.raises(ProviderError):
        chain.model.embed_query("fox")
    until(lambda: not chain.transports[0].rests)


def test_a_model_that_is_brought_is_used_at_once() -> None:
    chain = Chain(None)
    with pytest.raises(ModelError, match="not installed"):
        chain.model.embed_query("fox")
    assert not chain.transports[0].rests


def test_one_that_hangs_is_left_for_another(
    chain: Chain, own, other, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "QUESTION_SECONDS", 0.01)
    own.hanging = threading.Event()
    assert (chain.model.embed_query("fox").dense == vectors(["fox"])).all()
    assert questions(other) == ["fox"]
    own.hanging.set()


def test_weights_of_words_that_the_index_has_not_are_dropped(own) -> None:
    heavy = FakeWorker(replace(ELSEWHERE, learned=True))
    chain = Chain(own, heavy)
    own.failure = lost()
    assert chain.model.embed_query("fox").sparse == ()
    assert chain.model.embed_passages(["a"]).sparse == ()


def test_one_without_weights_of_words_answers_questions_only(other) -> None:
    own = FakeWorker(LEARNED)
    chain = Chain(own, other, known=LEARNED, readers=False)
    assert chain.model.embed_passages(["a"]).sparse
    own.failure = lost()
    assert chain.model.embed_query("fox").sparse == ()
    assert len(chain.model.embed_alike(["a", "b"]).dense) == 2
    for ask in (chain.model.start, lambda: chain.model.embed_passages(["a"])):
        with pytest.raises(ProviderError):
            ask()


def test_an_empty_library_takes_the_first_that_can_be_had(own, other) -> None:
    own.failure = lost()
    chain = Chain(own, other, known=None)
    assert chain.model.start() == ELSEWHERE
    assert chain.model.identity == ELSEWHERE
    kept = chain.model.given_up()
    assert kept.name == "t1"
    assert (own.closed, other.closed) == (1, 0)


def test_an_order_goes_to_the_library_s_own_model(chain: Chain, own, other) -> None:
    own.failure = lost()
    chain.model.embed_query("fox")
    with pytest.raises(ProviderError):
        chain.model.ask(question_order("which of these"))
    assert questions(other) == ["fox"]


def test_nobody_is_asked_in_place_of_one_that_was_closed(chain: Chain, own, other) -> None:
    chain.model.start()

    def close(texts: list[str]) -> None:
        chain.model.close()
        raise ModelError("The model was stopped")

    own.end()
    own.hook = close
    with pytest.raises(DocMindError, match="stopped"):
        chain.model.embed_passages(["a"])
    assert other.asked == []


def test_none_is_left_behind_that_was_tried_again_while_all_were_closed(chain: Chain, own) -> None:
    being_made, go_on = threading.Event(), threading.Event()
    late = FakeWorker(ELSEWHERE)

    def make() -> CheckedModel:
        being_made.set()
        assert go_on.wait(20)
        return CheckedModel("late", late, judge)  # type: ignore[arg-type]

    behind = Transport("late:1", "Late", make)
    behind.rest(lost(), 0.0)
    model = ModelChain([chain.transports[0], behind], HERE, chain.told.append)
    model.embed_query("fox")  # tries the other one again beside it
    assert being_made.wait(20)
    closing = threading.Thread(target=model.close)
    closing.start()
    until(lambda: own.closed == 1)
    go_on.set()
    closing.join(20)
    assert not closing.is_alive()
    assert not late.loaded


def test_facts_before_it_was_started(own) -> None:
    chain = Chain(own)
    assert not chain.model.loaded
    assert chain.model.pid is None
    with pytest.raises(ModelError, match="not started"):
        chain.model.place  # noqa: B018
    chain.model.start()
    assert chain.model.loaded
    assert chain.model.device == "cpu"
    chain.model.renew()
    assert not chain.model.loaded
